//! Cities, regions and seas, out of their source table.

use std::collections::{BTreeMap, BTreeSet};

use super::countries::Country;
use super::{BuildError, Dropped, Source, list};

/// The columns of the generated table.
pub(super) const COLUMNS: [&str; 7] = [
    "name",
    "fr",
    "qid",
    "country",
    "capital_of",
    "kind",
    "forms",
];

pub(super) fn read(
    source: &Source<'_>,
    countries: &BTreeMap<String, Country>,
    dropped: &Dropped,
) -> Result<BTreeSet<String>, BuildError> {
    let [qid, name, french, country_qid] = [
        source.column("qid")?,
        source.column("name_en")?,
        source.column("name_fr")?,
        source.column("country_qid")?,
    ];
    let [capital, kind, forms] = [
        source.column("is_capital")?,
        source.column("kind")?,
        source.column("alt_names")?,
    ];
    let mut places = BTreeSet::new();
    for row in source.rows() {
        if !dropped.keeps(row.cell(name)) {
            continue;
        }
        let country = countries.get(row.cell(country_qid)).map_or("", |c| &c.name);
        let capital_of = if row.cell(capital) == "yes" {
            country
        } else {
            ""
        };
        let main = [row.cell(name), row.cell(french)];
        let french = if dropped.keeps(row.cell(french)) {
            row.cell(french)
        } else {
            row.cell(name)
        };
        let forms: BTreeSet<String> = row
            .list(forms)
            .filter(|f| !main.contains(f) && dropped.keeps(f))
            .map(str::to_owned)
            .collect();
        places.insert(
            [
                row.cell(name),
                french,
                row.cell(qid),
                country,
                capital_of,
                row.cell(kind),
                &list(&forms),
            ]
            .join("\t"),
        );
    }
    Ok(places)
}

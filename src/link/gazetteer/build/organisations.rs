//! Organisations, offices, media and groups, out of their source table.

use std::collections::{BTreeMap, BTreeSet};

use super::countries::Country;
use super::{BuildError, Dropped, Source, list};

/// The columns of the generated table.
pub(super) const COLUMNS: [&str; 6] = ["name", "fr", "qid", "class", "country", "forms"];

pub(super) fn read(
    source: &Source<'_>,
    countries: &BTreeMap<String, Country>,
    dropped: &Dropped,
) -> Result<BTreeSet<String>, BuildError> {
    let [qid, kind, name, french] = [
        source.column("qid")?,
        source.column("type")?,
        source.column("name_en")?,
        source.column("name_fr")?,
    ];
    let [acronyms, country_qid, subtype, others] = [
        source.column("acronyms")?,
        source.column("country_qid")?,
        source.column("subtype")?,
        source.column("alt_names")?,
    ];
    let mut organisations = BTreeSet::new();
    for row in source.rows() {
        let class = match (row.cell(kind), row.cell(subtype)) {
            ("agency", _) => "agency",
            ("media", _) => "medium",
            ("armed-group", "de-facto-state" | "state-force") => "organization",
            ("armed-group" | "party", _) => "group",
            ("ministry", "armed-forces" | "intelligence" | "court") => "organization",
            ("ministry", _) => "office",
            _ => "organization",
        };
        let country = countries.get(row.cell(country_qid)).map_or("", |c| &c.name);
        let main = [row.cell(name), row.cell(french)];
        let forms: BTreeSet<String> = row
            .list(acronyms)
            .chain(row.list(others))
            .filter(|f| !main.contains(f) && dropped.keeps(f))
            .map(str::to_owned)
            .collect();
        organisations.insert(
            [
                row.cell(name),
                row.cell(french),
                row.cell(qid),
                class,
                country,
                &list(&forms),
            ]
            .join("\t"),
        );
    }
    Ok(organisations)
}

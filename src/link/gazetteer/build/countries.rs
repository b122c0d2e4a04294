//! Countries, out of their source table.

use std::collections::{BTreeMap, BTreeSet};

use super::{BuildError, Dropped, Source, list};

/// The columns of the generated table.
pub(super) const COLUMNS: [&str; 7] = [
    "name",
    "fr",
    "qid",
    "status",
    "capital",
    "forms",
    "adjectives",
];

/// A country as the gazetteer tells it.
pub(super) struct Country {
    pub(super) name: String,
    pub(super) french: String,
    pub(super) qid: String,
    pub(super) status: String,
    pub(super) capital: String,
    pub(super) forms: BTreeSet<String>,
    pub(super) adjectives: BTreeSet<String>,
}

impl Country {
    pub(super) fn line(&self) -> String {
        [
            &*self.name,
            &self.french,
            &self.qid,
            &self.status,
            &self.capital,
            &list(&self.forms),
            &list(&self.adjectives),
        ]
        .join("\t")
    }
}

/// Countries by Wikidata id.
pub(super) fn read(
    source: &Source<'_>,
    dropped: &Dropped,
) -> Result<BTreeMap<String, Country>, BuildError> {
    let [qid, name, french] = [
        source.column("qid")?,
        source.column("name_en")?,
        source.column("name_fr")?,
    ];
    let [status, capital] = [source.column("status")?, source.column("capital_en")?];
    let forms = [
        source.column("official_en")?,
        source.column("official_fr")?,
        source.column("alt_names_fr")?,
        source.column("alt_names_en")?,
    ];
    let mut adjectives = Vec::new();
    for column in [
        "adj_fr_ms",
        "adj_fr_fs",
        "adj_fr_mp",
        "adj_fr_fp",
        "adj_en",
        "adj_fr_alt",
        "adj_en_alt",
    ] {
        adjectives.push(source.column(column)?);
    }
    let mut countries = BTreeMap::new();
    for row in source.rows() {
        let main = [row.cell(name), row.cell(french)];
        let collect = |columns: &[usize]| -> BTreeSet<String> {
            columns
                .iter()
                .flat_map(|c| row.list(*c))
                .filter(|f| !main.contains(f) && dropped.keeps(f))
                .map(str::to_owned)
                .collect()
        };
        let country = Country {
            name: row.cell(name).to_owned(),
            french: row.cell(french).to_owned(),
            qid: row.cell(qid).to_owned(),
            status: row.cell(status).to_owned(),
            capital: row.cell(capital).to_owned(),
            forms: collect(&forms),
            adjectives: adjectives
                .iter()
                .flat_map(|c| row.list(*c))
                .filter(|a| dropped.keeps(a))
                .map(str::to_owned)
                .collect(),
        };
        countries.insert(country.qid.clone(), country);
    }
    Ok(countries)
}

//! The slice that comes with demarche, made of the tables of facts that the gazetteer is made of.
//!
//! It says of the gazetteer's entities what the tables tell, in Wikidata's own terms, so that a query over it runs on a
//! slice of a dump and on Wikidata too. What the tables do not tell is not there: the ids of statement nodes are ours
//! (`…/slice/Q22316-P39-…`), all ranks are normal, and a date that is known to the year is written as the first of
//! January, as Wikidata's own RDF does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use super::slicefile::{FIRST_LINE, LAST_LINE};
use super::{CLAIM, DIRECT, ENTITY, QUALIFIER, RANK, STATEMENT};
use crate::link::position::role_of;
use crate::link::table::{Row, Table};

/// Names of the source tables that [`build`] asks for.
pub const SOURCES: [&str; 6] = [
    "office-holders.tsv",
    "people.tsv",
    "people-fr.tsv",
    "people-other.tsv",
    "countries.tsv",
    "cities.tsv",
];
/// The source table of organisations.
pub const ORGANISATIONS: &str = "organisations.tsv";
/// Our own table: subject, property, object.
pub const ADDITIONS: &str = "additions.tsv";

/// The graph of the slice: that of the default base; loading puts it where the store's base wants it.
const GRAPH: &str = "http://localhost:7979/graph/wikidata";
/// What our own names of statement nodes begin with.
const NODE: &str = "https://w3id.org/demarche/slice/";
const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const ALIAS: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const NORMAL_RANK: &str = "http://wikiba.se/ontology#NormalRank";
const DATE_TIME: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
const WKT: &str = "http://www.opengis.net/ont/geosparql#wktLiteral";

/// Classes, as Wikidata has them.
const HUMAN: &str = "Q5";
const COUNTRY: &str = "Q6256";
const SOVEREIGN_STATE: &str = "Q3624078";
const CITY: &str = "Q515";
const ORGANISATION: &str = "Q43229";
const HEAD_OF_STATE: &str = "Q48352";
const HEAD_OF_GOVERNMENT: &str = "Q2285706";
const FOREIGN_MINISTER: &str = "Q7330070";

/// A table or a column that is missing.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// No such table was handed in.
    #[error("source table `{0}` is missing: hand in the folder that holds it")]
    MissingTable(&'static str),
    /// The table has another form.
    #[error("source table `{table}` has no column `{column}`")]
    MissingColumn {
        /// File name.
        table: &'static str,
        /// Column name.
        column: &'static str,
    },
}

/// Makes the slice from tables (name to contents). The same tables give the same text.
///
/// # Errors
/// Names the table or the column that is missing.
pub fn build(tables: &BTreeMap<String, String>) -> Result<String, BuildError> {
    let mut triples = Triples::default();
    classes(&mut triples);
    countries(&mut triples, &source(tables, "countries.tsv")?)?;
    people(&mut triples, tables)?;
    offices(&mut triples, &source(tables, "office-holders.tsv")?)?;
    cities(&mut triples, tables)?;
    organisations(&mut triples, &source(tables, ORGANISATIONS)?)?;
    additions(&mut triples, &source(tables, ADDITIONS)?)?;
    Ok(triples.text())
}

/// A slice's text, packed; without a time, so that the same text gives the same bytes.
///
/// # Errors
/// When memory cannot be written to, which does not happen.
pub fn packed(text: &str) -> std::io::Result<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(text.as_bytes())?;
    packed.finish()
}

/// N-Triples without their graph, sorted and each once.
#[derive(Default)]
struct Triples(BTreeSet<String>);

impl Triples {
    fn add(&mut self, subject: &str, predicate: &str, object: &str) {
        self.0.insert(format!("<{subject}> <{predicate}> {object}"));
    }

    /// A direct value that is an entity.
    fn direct(&mut self, subject: &str, property: &str, object: &str) {
        if is_qid(subject) && is_qid(object) {
            let (subject, property) = (entity(subject), format!("{DIRECT}{property}"));
            self.add(&subject, &property, &format!("<{}>", entity(object)));
        }
    }

    fn literal(&mut self, subject: &str, property: &str, value: &str, datatype: &str) {
        if is_qid(subject) {
            let object = format!("\"{value}\"^^<{datatype}>");
            self.add(&entity(subject), &format!("{DIRECT}{property}"), &object);
        }
    }

    fn name(&mut self, subject: &str, property: &str, name: &str, language: &str) {
        if is_qid(subject) && !name.is_empty() {
            let object = format!("\"{}\"@{language}", escaped(name));
            self.add(&entity(subject), property, &object);
        }
    }

    /// A statement node with the time that it holds, and the direct value.
    fn statement(&mut self, subject: &str, property: &str, object: &str, [start, end]: [&str; 2]) {
        self.direct(subject, property, object);
        let node = format!("{NODE}{subject}-{property}-{object}-{start}-{end}");
        let claim = format!("{CLAIM}{property}");
        self.add(&entity(subject), &claim, &format!("<{node}>"));
        let value = format!("{STATEMENT}{property}");
        self.add(&node, &value, &format!("<{}>", entity(object)));
        self.add(&node, RANK, &format!("<{NORMAL_RANK}>"));
        for (qualifier, date) in [("P580", start), ("P582", end)] {
            if let Some(time) = time(date) {
                let object = format!("\"{time}\"^^<{DATE_TIME}>");
                self.add(&node, &format!("{QUALIFIER}{qualifier}"), &object);
            }
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{FIRST_LINE}\n# generated by `demarche wikidata build`, do not edit; facts of Wikidata (CC0) and our own, see data/README.md\n"
        );
        for triple in &self.0 {
            text.push_str(triple);
            text.push_str(" <");
            text.push_str(GRAPH);
            text.push_str("> .\n");
        }
        text.push_str(LAST_LINE);
        text.push_str(&self.0.len().to_string());
        text.push('\n');
        text
    }
}

fn entity(qid: &str) -> String {
    format!("{ENTITY}{qid}")
}

fn is_qid(id: &str) -> bool {
    super::ids::number(id.as_bytes()).is_some()
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// A date that may be cut to the month or the year, as Wikidata's RDF writes it.
fn time(date: &str) -> Option<String> {
    let is_digits =
        |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = date.split('-');
    let (year, month, day) = (
        parts.next()?,
        parts.next().unwrap_or("01"),
        parts.next().unwrap_or("01"),
    );
    let sound = is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2);
    (sound && parts.next().is_none()).then(|| format!("{year}-{month}-{day}T00:00:00Z"))
}

/// A table with its name, for errors.
struct Source<'a> {
    name: &'static str,
    table: Table<'a>,
}

impl<'a> Source<'a> {
    fn columns<const N: usize>(
        &self,
        columns: [&'static str; N],
    ) -> Result<[usize; N], BuildError> {
        let mut found = [0; N];
        for (place, column) in found.iter_mut().zip(columns) {
            *place = self.table.column(column).ok_or(BuildError::MissingColumn {
                table: self.name,
                column,
            })?;
        }
        Ok(found)
    }

    fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.table.rows()
    }
}

fn source<'a>(
    tables: &'a BTreeMap<String, String>,
    name: &'static str,
) -> Result<Source<'a>, BuildError> {
    let text = tables.get(name).ok_or(BuildError::MissingTable(name))?;
    Ok(Source {
        name,
        table: Table::new(text),
    })
}

/// Names of the classes that are used.
fn classes(triples: &mut Triples) {
    for (class, en, fr) in [
        (HUMAN, "human", "être humain"),
        (COUNTRY, "country", "pays"),
        (SOVEREIGN_STATE, "sovereign state", "État souverain"),
        (CITY, "city", "ville"),
        (ORGANISATION, "organization", "organisation"),
        (HEAD_OF_STATE, "head of state", "chef d'État"),
        (
            HEAD_OF_GOVERNMENT,
            "head of government",
            "chef de gouvernement",
        ),
        (
            FOREIGN_MINISTER,
            "foreign minister",
            "ministre des Affaires étrangères",
        ),
        ("Q6581097", "male", "masculin"),
        ("Q6581072", "female", "féminin"),
        ("Q7278", "political party", "parti politique"),
        ("Q192283", "news agency", "agence de presse"),
        ("Q11032", "newspaper", "journal"),
        (
            "Q484652",
            "international organization",
            "organisation internationale",
        ),
    ] {
        triples.name(class, LABEL, en, "en");
        triples.name(class, LABEL, fr, "fr");
    }
}

fn countries(triples: &mut Triples, source: &Source<'_>) -> Result<(), BuildError> {
    let [qid, en, fr, status] = source.columns(["qid", "name_en", "name_fr", "status"])?;
    let aliases = source.columns(["official_en", "alt_names_en"])?;
    let aliases_fr = source.columns(["official_fr", "alt_names_fr"])?;
    for row in source.rows() {
        let id = row.cell(qid);
        triples.name(id, LABEL, row.cell(en), "en");
        triples.name(id, LABEL, row.cell(fr), "fr");
        for (columns, language) in [(aliases, "en"), (aliases_fr, "fr")] {
            for name in columns.iter().flat_map(|column| row.list(*column)) {
                triples.name(id, ALIAS, name, language);
            }
        }
        match row.cell(status) {
            "un-member" | "un-observer" => {
                triples.direct(id, "P31", SOVEREIGN_STATE);
                triples.direct(id, "P31", COUNTRY);
            }
            "de-facto" | "former" => triples.direct(id, "P31", COUNTRY),
            _ => {}
        }
    }
    Ok(())
}

fn people(triples: &mut Triples, tables: &BTreeMap<String, String>) -> Result<(), BuildError> {
    let all = source(tables, "people.tsv")?;
    let [qid, name, gender, born, others] =
        all.columns(["person_qid", "name_en", "gender", "dob", "other_names"])?;
    for row in all.rows() {
        let id = row.cell(qid);
        triples.name(id, LABEL, row.cell(name), "en");
        triples.direct(id, "P31", HUMAN);
        match row.cell(gender) {
            "male" => triples.direct(id, "P21", "Q6581097"),
            "female" => triples.direct(id, "P21", "Q6581072"),
            _ => {}
        }
        if let Some(born) = time(row.cell(born)) {
            triples.literal(id, "P569", &born, DATE_TIME);
        }
        // The tables do not tell the language of a spelling.
        for other in row.list(others) {
            triples.name(id, ALIAS, other, "mul");
        }
    }
    let french = source(tables, "people-fr.tsv")?;
    let [qid, name, others] = french.columns(["person_qid", "name_fr", "other_forms_fr"])?;
    for row in french.rows() {
        triples.name(row.cell(qid), LABEL, row.cell(name), "fr");
        for other in row.list(others) {
            triples.name(row.cell(qid), ALIAS, other, "fr");
        }
    }
    let without_office = source(tables, "people-other.tsv")?;
    let [qid, en, fr] = without_office.columns(["person_qid", "name_en", "name_fr"])?;
    for row in without_office.rows() {
        triples.name(row.cell(qid), LABEL, row.cell(en), "en");
        triples.name(row.cell(qid), LABEL, row.cell(fr), "fr");
        triples.direct(row.cell(qid), "P31", HUMAN);
    }
    Ok(())
}

/// Who held which office, what kind of office it is and where; for the highest also from the country's side.
fn offices(triples: &mut Triples, source: &Source<'_>) -> Result<(), BuildError> {
    let [polity, polity_name, position, title] =
        source.columns(["country_qid", "country_en", "position_qid", "position_en"])?;
    let [person, start, end] = source.columns(["person_qid", "start", "end"])?;
    for row in source.rows() {
        let (place, office, holder) = (row.cell(polity), row.cell(position), row.cell(person));
        if ![place, office, holder].into_iter().all(is_qid) {
            continue;
        }
        let dates = [row.cell(start), row.cell(end)];
        triples.name(
            office,
            LABEL,
            &titled(row.cell(title), row.cell(polity_name)),
            "en",
        );
        triples.direct(office, "P1001", place);
        triples.statement(holder, "P39", office, dates);
        let role = role_of(row.cell(title), row.cell(polity_name));
        let (class, from_the_country) = match role {
            Some("president" | "monarch" | "head-of-state") => (HEAD_OF_STATE, "P35"),
            Some("prime-minister" | "chancellor") => (HEAD_OF_GOVERNMENT, "P6"),
            Some("foreign-minister") => (FOREIGN_MINISTER, ""),
            _ => continue,
        };
        // The United States' foreign minister is called Secretary of State, its president leads the government too.
        triples.direct(office, "P279", class);
        if !from_the_country.is_empty() {
            triples.statement(place, from_the_country, holder, dates);
        }
    }
    Ok(())
}

/// *President of Russia*: the tables name an office within its country.
fn titled(title: &str, polity: &str) -> String {
    if title.contains(polity) {
        title.to_owned()
    } else {
        format!("{title} ({polity})")
    }
}

fn cities(triples: &mut Triples, tables: &BTreeMap<String, String>) -> Result<(), BuildError> {
    let source = source(tables, "cities.tsv")?;
    let [qid, en, fr, country, lat, lon, kind, others] = source.columns([
        "qid",
        "name_en",
        "name_fr",
        "country_qid",
        "lat",
        "lon",
        "kind",
        "alt_names",
    ])?;
    let states = self::source(tables, "countries.tsv")?;
    let [state, capital] = states.columns(["qid", "capital_en"])?;
    let capitals: BTreeMap<&str, &str> = states
        .rows()
        .map(|row| (row.cell(state), row.cell(capital)))
        .collect();
    for row in source.rows() {
        let id = row.cell(qid);
        triples.name(id, LABEL, row.cell(en), "en");
        triples.name(id, LABEL, row.cell(fr), "fr");
        for other in row.list(others) {
            triples.name(id, ALIAS, other, "mul");
        }
        triples.direct(id, "P17", row.cell(country));
        if row.cell(kind) == "city" {
            triples.direct(id, "P31", CITY);
        }
        if capitals.get(row.cell(country)) == Some(&row.cell(en)) {
            triples.direct(row.cell(country), "P36", id);
        }
        let degrees = [lon, lat].map(|column| row.cell(column).parse::<f64>().ok());
        if let [Some(lon), Some(lat)] = degrees {
            triples.literal(id, "P625", &format!("Point({lon} {lat})"), WKT);
        }
    }
    Ok(())
}

fn organisations(triples: &mut Triples, source: &Source<'_>) -> Result<(), BuildError> {
    let [qid, kind, en, fr, country, subtype] = source.columns([
        "qid",
        "type",
        "name_en",
        "name_fr",
        "country_qid",
        "subtype",
    ])?;
    let others = source.columns(["acronyms", "alt_names"])?;
    for row in source.rows() {
        let id = row.cell(qid);
        triples.name(id, LABEL, row.cell(en), "en");
        triples.name(id, LABEL, row.cell(fr), "fr");
        for other in others.iter().flat_map(|column| row.list(*column)) {
            triples.name(id, ALIAS, other, "mul");
        }
        triples.direct(id, "P17", row.cell(country));
        let class = match (row.cell(kind), row.cell(subtype)) {
            ("party", _) => "Q7278",
            ("agency", _) => "Q192283",
            ("media", "newspaper") => "Q11032",
            ("international-organisation", _) => "Q484652",
            _ => ORGANISATION,
        };
        triples.direct(id, "P31", class);
    }
    Ok(())
}

fn additions(triples: &mut Triples, source: &Source<'_>) -> Result<(), BuildError> {
    let [subject, property, object] = source.columns(["subject", "property", "object"])?;
    for row in source.rows() {
        triples.statement(
            row.cell(subject),
            row.cell(property),
            row.cell(object),
            ["", ""],
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wikidata::Slice;

    fn tables() -> BTreeMap<String, String> {
        [
            ("office-holders.tsv", "country_qid\tcountry_en\tposition_qid\tposition_en\tperson_qid\tperson_en\tstart\tend\nQ30\tUnited States\tQ14213\tSecretary of State\tQ22316\tJohn Kerry\t2013-02-01\t2017\nQ30\tUnited States\t\tSomething\tQ22316\tJohn Kerry\t\t\n"),
            ("people.tsv", "person_qid\tname_en\tgender\tdob\tother_names\nQ22316\tJohn Kerry\tmale\t1943-12-11\tJohn \"F.\" Kerry\n"),
            ("people-fr.tsv", "person_qid\tname_fr\tother_forms_fr\n"),
            ("people-other.tsv", "person_qid\tname_en\tname_fr\n"),
            ("countries.tsv", "qid\tname_en\tname_fr\tofficial_en\tofficial_fr\talt_names_en\talt_names_fr\tcapital_en\tstatus\nQ30\tUnited States\tÉtats-Unis\t\t\t\t\tWashington\tun-member\n"),
            ("cities.tsv", "qid\tname_en\tname_fr\tcountry_qid\tlat\tlon\tkind\talt_names\nQ61\tWashington\tWashington\tQ30\t38.8991\t-77.0131\tcity\t\n"),
            ("organisations.tsv", "qid\ttype\tname_en\tname_fr\tcountry_qid\tsubtype\tacronyms\talt_names\n"),
            ("additions.tsv", "subject\tproperty\tobject\nQ22316\tP102\tQ29552\n"),
        ]
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .into()
    }

    #[test]
    fn tables_become_a_slice_in_the_terms_of_wikidata() {
        let text = build(&tables()).unwrap();
        for line in [
            "<https://w3id.org/demarche/slice/Q22316-P39-Q14213-2013-02-01-2017> <http://www.wikidata.org/prop/qualifier/P582> \"2017-01-01T00:00:00Z\"^^",
            "<http://www.wikidata.org/entity/Q22316> <http://www.wikidata.org/prop/direct/P102> <http://www.wikidata.org/entity/Q29552> ",
            "<http://www.wikidata.org/entity/Q14213> <http://www.wikidata.org/prop/direct/P279> <http://www.wikidata.org/entity/Q7330070> ",
            "<http://www.wikidata.org/entity/Q61> <http://www.wikidata.org/prop/direct/P625> \"Point(-77.0131 38.8991)\"^^",
            "<http://www.wikidata.org/entity/Q30> <http://www.wikidata.org/prop/direct/P36> <http://www.wikidata.org/entity/Q61> ",
            "<http://www.wikidata.org/entity/Q22316> <http://www.w3.org/2004/02/skos/core#altLabel> \"John \\\"F.\\\" Kerry\"@mul ",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        let quads: Result<Vec<_>, _> = Slice::read("it", std::io::Cursor::new(text))
            .unwrap()
            .collect();
        quads.unwrap();
    }

    #[test]
    fn what_is_missing_is_named() {
        let mut tables = tables();
        tables.insert("people.tsv".to_owned(), "person_qid\n".to_owned());
        let error = build(&tables).unwrap_err().to_string();
        assert!(
            error.contains("people.tsv") && error.contains("name_en"),
            "{error}"
        );
        tables.remove("people.tsv");
        assert!(build(&tables).is_err());
    }
}

//! A slice as tables for `demarche gazetteer build`: names of people in all forms, and who held which office when.
//!
//! Dumps of direct values tell no times; offices come out of statement nodes. A time that is the first of January stands for
//! its year: Wikidata's RDF writes years so, and the precision is not in a slice.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::{NamedOrBlankNode, Quad, Term};

use super::{CLAIM, DIRECT, ENTITY, NotASlice, QUALIFIER, RANK, STATEMENT};
use crate::link::gazetteer::build::slice::{OFFICES, PEOPLE};

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const ALIAS: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
const HUMAN: &str = "Q5";

/// What is known of an entity.
#[derive(Default)]
struct Entity {
    labels: BTreeMap<String, String>,
    aliases: BTreeSet<String>,
    is_human: bool,
    gender: &'static str,
    polity: Option<String>,
    offices: BTreeSet<String>,
}

/// What is known of a statement node.
#[derive(Default)]
struct Node {
    office: Option<String>,
    start: String,
    end: String,
    deprecated: bool,
}

impl Entity {
    /// The name in a language, or in all of them.
    fn label(&self, language: &str) -> &str {
        let label = self.labels.get(language).or(self.labels.get("mul"));
        label.map_or("", String::as_str)
    }
}

/// The tables, by name.
///
/// # Errors
/// When the slice is none, or not whole.
pub fn tables(
    slice: impl IntoIterator<Item = Result<Quad, NotASlice>>,
) -> Result<BTreeMap<String, String>, NotASlice> {
    let (mut entities, mut nodes) = (
        BTreeMap::<String, Entity>::new(),
        BTreeMap::<String, Node>::new(),
    );
    for quad in slice {
        let quad = quad?;
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            continue;
        };
        match subject.as_str().strip_prefix(ENTITY) {
            Some(id) if !id.contains('/') => {
                read_entity(entities.entry(id.to_owned()).or_default(), &quad);
            }
            _ => read_node(nodes.entry(subject.as_str().to_owned()).or_default(), &quad),
        }
    }
    let mut people = String::from("person\tname_en\tname_fr\tgender\tother_names\n");
    let mut offices = String::from("person\tpolity\tpolity_en\tposition_en\tstart\tend\n");
    for (id, entity) in entities.iter().filter(|(_, it)| it.is_human) {
        let others: Vec<String> = entity.aliases.iter().map(|it| cell(it)).collect();
        let (en, fr) = (cell(entity.label("en")), cell(entity.label("fr")));
        let row = [id, &*en, &fr, entity.gender, &others.join("|")].join("\t");
        people.push_str(&row);
        people.push('\n');
        for node in entity.offices.iter().filter_map(|it| nodes.get(it)) {
            let office = node.office.as_ref().and_then(|it| entities.get(it));
            let Some(office) = office.filter(|_| !node.deprecated) else {
                continue;
            };
            let polity = office.polity.as_deref().unwrap_or("");
            let name = entities.get(polity).map_or("", |it| it.label("en"));
            let (name, title) = (cell(name), cell(office.label("en")));
            let row = [id, polity, &*name, &title, &node.start, &node.end].join("\t");
            offices.push_str(&row);
            offices.push('\n');
        }
    }
    Ok(BTreeMap::from([
        (PEOPLE.to_owned(), people),
        (OFFICES.to_owned(), offices),
    ]))
}

fn read_entity(entity: &mut Entity, quad: &Quad) {
    let predicate = quad.predicate.as_str();
    match &quad.object {
        Term::Literal(literal) => {
            let language = literal.language().unwrap_or("");
            match predicate {
                LABEL => {
                    let label = literal.value().to_owned();
                    entity.labels.insert(language.to_owned(), label);
                }
                ALIAS => {
                    entity.aliases.insert(literal.value().to_owned());
                }
                _ => {}
            }
        }
        Term::NamedNode(node) => {
            let value = node.as_str().strip_prefix(ENTITY).unwrap_or("");
            match (
                predicate.strip_prefix(DIRECT),
                predicate.strip_prefix(CLAIM),
            ) {
                (Some("P31"), _) => entity.is_human |= value == HUMAN,
                (Some("P21"), _) => {
                    entity.gender = match value {
                        "Q6581097" => "male",
                        "Q6581072" => "female",
                        _ => "",
                    }
                }
                (Some("P1001"), _) => entity.polity = Some(value.to_owned()),
                // A position that applies nowhere in particular may lie in a country.
                (Some("P17"), _) => {
                    entity.polity.get_or_insert_with(|| value.to_owned());
                }
                (_, Some("P39")) => {
                    entity.offices.insert(node.as_str().to_owned());
                }
                _ => {}
            }
        }
        _ => {}
    }
}

fn read_node(node: &mut Node, quad: &Quad) {
    let predicate = quad.predicate.as_str();
    match &quad.object {
        Term::NamedNode(value) if predicate == RANK => {
            node.deprecated = value.as_str().ends_with("DeprecatedRank");
        }
        Term::NamedNode(value) if predicate.strip_prefix(STATEMENT) == Some("P39") => {
            node.office = value.as_str().strip_prefix(ENTITY).map(str::to_owned);
        }
        Term::Literal(time) => match predicate.strip_prefix(QUALIFIER) {
            Some("P580") => node.start = date(time.value()),
            Some("P582") => node.end = date(time.value()),
            _ => {}
        },
        _ => {}
    }
}

/// The day of a time, or its year.
fn date(time: &str) -> String {
    let day = time.get(..10).unwrap_or("");
    match day.strip_suffix("-01-01") {
        Some(year) => year.to_owned(),
        None => day.to_owned(),
    }
}

/// A text that may stand in a cell.
fn cell(text: &str) -> String {
    text.replace(['\t', '\n', '\r', '|'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wikidata::Slice;

    #[test]
    fn people_and_offices_come_out_of_statement_nodes() {
        let wd = |id: &str| format!("<{ENTITY}{id}>");
        let (kerry, node) = (wd("Q22316"), wd("statement/Q22316-A"));
        let lines = [
            format!("{kerry} <{LABEL}> \"John Kerry\"@mul"),
            format!("{kerry} <{ALIAS}> \"John | Kerry\"@en"),
            format!("{kerry} <{DIRECT}P31> {}", wd(HUMAN)),
            format!("{kerry} <{DIRECT}P21> {}", wd("Q6581097")),
            format!("{kerry} <{CLAIM}P39> {node}"),
            format!("{node} <{STATEMENT}P39> {}", wd("Q14213")),
            format!("{node} <{QUALIFIER}P580> \"2013-02-01T00:00:00Z\""),
            format!("{node} <{QUALIFIER}P582> \"2017-01-01T00:00:00Z\""),
            format!("{} <{LABEL}> \"Secretary of State\"@en", wd("Q14213")),
            format!("{} <{DIRECT}P1001> {}", wd("Q14213"), wd("Q30")),
            format!("{} <{LABEL}> \"United States\"@en", wd("Q30")),
        ];
        let mut text = String::from("# Wikidata slice, made by `demarche wikidata`\n# by hand\n");
        for line in &lines {
            text = text + line + " <urn:graph/wikidata> .\n";
        }
        text = format!("{text}# end of the slice, triples: {}\n", lines.len());
        let slice = Slice::read("it", std::io::Cursor::new(text)).unwrap();
        let tables = tables(slice).unwrap();
        assert_eq!(
            tables[PEOPLE].lines().nth(1),
            Some("Q22316\tJohn Kerry\tJohn Kerry\tmale\tJohn   Kerry")
        );
        assert_eq!(
            tables[OFFICES].lines().nth(1),
            Some("Q22316\tQ30\tUnited States\tSecretary of State\t2013-02-01\t2017")
        );
    }
}

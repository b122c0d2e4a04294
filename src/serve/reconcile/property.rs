//! Properties of entities: what can be compared, and fetched.

use serde_json::{Value, json};

use super::{Context, TYPES};
use crate::store::StoreError;
use crate::store::model::{GraphNameRef, NamedNodeRef, Term};
use crate::vocab::{dm, rdfs, skos, wd};

/// Properties of Wikidata that lead to a country, in its slice.
const OF_COUNTRY: [&str; 2] = [
    "http://www.wikidata.org/prop/direct/P27",
    "http://www.wikidata.org/prop/direct/P17",
];

/// A property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Property {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    description: &'static str,
    /// Ids of the types that have it.
    types: &'static [&'static str],
}

const ACTORS: [&str; 5] = ["Actor", "Person", "Organization", "Country", "Group"];

/// All of them.
pub(super) const PROPERTIES: [Property; 8] = [
    Property {
        id: "alias",
        name: "other name",
        description: "How articles call it.",
        types: &[
            "Actor",
            "Person",
            "Organization",
            "Country",
            "Group",
            "Place",
        ],
    },
    Property {
        id: "country",
        name: "country",
        description: "The country of a person, an organization or a place, where Wikidata is loaded.",
        types: &["Actor", "Person", "Organization", "Place"],
    },
    Property {
        id: "position",
        name: "position",
        description: "What articles call the office of a person.",
        types: &["Actor", "Person"],
    },
    Property {
        id: "wikidata",
        name: "Wikidata id",
        description: "The item of Wikidata, like Q22316.",
        types: &[
            "Actor",
            "Person",
            "Organization",
            "Country",
            "Group",
            "Place",
        ],
    },
    Property {
        id: "date",
        name: "date",
        description: "The day, month or year of a meeting.",
        types: &["Meeting"],
    },
    Property {
        id: "participant",
        name: "participant",
        description: "Who takes part in a meeting.",
        types: &["Meeting"],
    },
    Property {
        id: "place",
        name: "place",
        description: "Where a meeting is.",
        types: &["Meeting"],
    },
    Property {
        id: "reports",
        name: "reports",
        description: "How many articles report a meeting.",
        types: &["Meeting"],
    },
];

impl Property {
    pub(super) fn told(&self) -> Value {
        json!({"id": self.id, "name": self.name, "description": self.description})
    }
}

/// A property by its id.
pub(super) fn find(id: &str) -> Option<&'static Property> {
    PROPERTIES.iter().find(|property| property.id == id)
}

/// Properties of a type; all, for one that is not known.
pub(super) fn of_type(id: &str) -> impl Iterator<Item = &'static Property> + use<> {
    let known = TYPES
        .iter()
        .find(|(known, ..)| *known == id)
        .map(|(known, ..)| *known);
    PROPERTIES
        .iter()
        .filter(move |property| known.is_none_or(|id| property.types.contains(&id)))
}

/// A value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Entity { iri: String, name: String },
    Text(String),
    Date(String),
    Number(i64),
}

impl Found {
    /// As text, to be compared.
    pub(super) fn texts(&self, context: &Context<'_>) -> Vec<String> {
        match self {
            Self::Entity { iri, name } => {
                let short = iri.rsplit('/').next().unwrap_or_default().to_owned();
                vec![name.clone(), context.id(iri).to_owned(), iri.clone(), short]
            }
            Self::Text(text) | Self::Date(text) => vec![text.clone()],
            Self::Number(number) => vec![number.to_string()],
        }
    }
}

/// The values of a property of an entity.
pub(super) fn values(
    context: &Context<'_>,
    iri: &str,
    property: &Property,
) -> Result<Vec<Found>, StoreError> {
    let entities = |predicate| {
        let found = objects(context, iri, predicate, None)?;
        let found = found.into_iter().filter_map(|term| match term {
            Term::NamedNode(node) => Some(node.into_string()),
            _ => None,
        });
        found
            .map(|iri| {
                let name = name(context, &iri, None)?;
                Ok(Found::Entity { iri, name })
            })
            .collect::<Result<Vec<_>, StoreError>>()
    };
    let literals = |predicate| {
        let found = objects(context, iri, predicate, None)?;
        Ok::<_, StoreError>(found.into_iter().filter_map(|term| match term {
            Term::Literal(text) => Some(text.value().to_owned()),
            _ => None,
        }))
    };
    let mut found = match property.id {
        "alias" => literals(rdfs::LABEL)?
            .chain(literals(skos::ALT_LABEL)?)
            .map(Found::Text)
            .collect(),
        "country" => countries(context, iri)?,
        "position" => literals(dm::POSITION)?.map(Found::Text).collect(),
        "wikidata" => items(context, iri)?.into_iter().map(Found::Text).collect(),
        "date" => literals(dm::DATE)?.map(Found::Date).collect(),
        "participant" => entities(dm::PARTICIPANT)?,
        "place" => entities(dm::PLACE)?,
        "reports" => literals(dm::REPORTS)?
            .filter_map(|text| text.parse().ok().map(Found::Number))
            .collect(),
        _ => vec![],
    };
    found.sort_by_key(|value| format!("{value:?}"));
    found.dedup();
    Ok(found)
}

/// The items of Wikidata that an entity is.
fn items(context: &Context<'_>, iri: &str) -> Result<Vec<String>, StoreError> {
    let found = objects(context, iri, skos::EXACT_MATCH, None)?;
    Ok(found
        .iter()
        .filter_map(|term| match term {
            Term::NamedNode(node) => node.as_str().strip_prefix(wd::PREFIX).map(str::to_owned),
            _ => None,
        })
        .collect())
}

/// Countries, as the slice of Wikidata has them; those that are actors here by their own names.
fn countries(context: &Context<'_>, iri: &str) -> Result<Vec<Found>, StoreError> {
    let slice = format!("{}graph/wikidata", context.base);
    let mut found = vec![];
    for item in items(context, iri)? {
        let item = format!("{}{item}", wd::PREFIX);
        for property in OF_COUNTRY {
            for country in objects(context, &item, property, Some(&slice))? {
                let Term::NamedNode(country) = country else {
                    continue;
                };
                let code = country
                    .as_str()
                    .strip_prefix(wd::PREFIX)
                    .unwrap_or_default();
                let actor = format!("{}actor/{code}", context.base);
                let ours = name(context, &actor, None)?;
                found.push(if ours.is_empty() {
                    let name = name(context, country.as_str(), Some(&slice))?;
                    Found::Text(if name.is_empty() {
                        code.to_owned()
                    } else {
                        name
                    })
                } else {
                    Found::Entity {
                        iri: actor,
                        name: ours,
                    }
                });
            }
        }
    }
    Ok(found)
}

/// The English name of a thing, or another.
fn name(context: &Context<'_>, iri: &str, graph: Option<&str>) -> Result<String, StoreError> {
    let labels = objects(context, iri, rdfs::LABEL, graph)?;
    let labels = labels.iter().filter_map(|term| match term {
        Term::Literal(text) => Some((text.language() != Some("en"), text.value().to_owned())),
        _ => None,
    });
    Ok(labels.min().map(|(_, text)| text).unwrap_or_default())
}

fn objects(
    context: &Context<'_>,
    subject: &str,
    predicate: &str,
    graph: Option<&str>,
) -> Result<Vec<Term>, StoreError> {
    let graph = graph.map_or(GraphNameRef::DefaultGraph, |graph| {
        NamedNodeRef::new_unchecked(graph).into()
    });
    let found = context.store.matching(
        Some(NamedNodeRef::new_unchecked(subject)),
        Some(NamedNodeRef::new_unchecked(predicate)),
        None,
        Some(graph),
    );
    found.map(|quad| Ok(quad?.object)).collect()
}

/// Whether a type may be an actor.
pub(super) fn is_actor(id: &str) -> bool {
    ACTORS.contains(&id)
}

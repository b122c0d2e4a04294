//! Queries as the two versions of the protocol write them, and as the matcher reads them.

use serde::Deserialize;
use serde_json::Value;

use super::{ServeError, TYPES};

/// Candidates, where the client does not say.
const LIMIT: usize = 10;
/// Candidates at most.
const MOST: usize = 100;

/// What is looked for.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// Names, any of which; none where only properties are given.
    pub(super) names: Vec<String>,
    /// Ids, any of which.
    pub(super) ids: Vec<String>,
    pub(super) classes: Vec<String>,
    pub(super) strict: Strict,
    pub(super) conditions: Vec<Condition>,
    pub(super) limit: usize,
}

/// How several types are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Strict {
    /// One of them.
    #[default]
    Any,
    /// All of them.
    All,
    /// They are better.
    Should,
}

/// What a property should be.
#[derive(Debug)]
pub(super) struct Condition {
    pub(super) property: String,
    pub(super) values: Vec<String>,
    pub(super) required: bool,
    pub(super) quantifier: Quantifier,
}

/// How several values are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Quantifier {
    #[default]
    Any,
    All,
    None,
}

/// A query of 0.2.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Query {
    query: Option<String>,
    r#type: Option<OneOrMany<Type>>,
    limit: Option<f64>,
    #[serde(default)]
    properties: Vec<Given>,
    #[serde(default)]
    type_strict: Strict,
}

#[derive(Debug, Deserialize)]
struct Given {
    pid: String,
    v: OneOrMany<Value>,
}

/// A batch of 1.0.
#[derive(Debug, Deserialize)]
pub(super) struct Batch {
    pub(super) queries: Vec<Conditions>,
}

/// A query of 1.0.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Conditions {
    r#type: Option<String>,
    limit: Option<f64>,
    conditions: Vec<One>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct One {
    match_type: MatchType,
    property_id: Option<String>,
    property_value: OneOrMany<Value>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    match_quantifier: Quantifier,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum MatchType {
    Name,
    Id,
    Property,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

/// A type by its id, or with its name.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Type {
    Id(String),
    Object { id: String },
}

impl<T> OneOrMany<T> {
    fn list(self) -> Vec<T> {
        match self {
            Self::Many(list) => list,
            Self::One(one) => vec![one],
        }
    }
}

impl Query {
    pub(super) fn read(self) -> Result<Wanted, ServeError> {
        let name = self.query.filter(|query| !query.trim().is_empty());
        if name.is_none() && self.properties.is_empty() {
            return Err(ServeError::BadRequest(
                "a query has a `query`, `properties`, or both".to_owned(),
            ));
        }
        let types = self.r#type.map(OneOrMany::list).unwrap_or_default();
        let conditions = self.properties.into_iter().map(|given| Condition {
            property: given.pid,
            values: values(given.v),
            required: false,
            quantifier: Quantifier::Any,
        });
        Ok(Wanted {
            names: name.into_iter().collect(),
            ids: vec![],
            classes: types
                .into_iter()
                .map(|it| match it {
                    Type::Id(id) | Type::Object { id } => class(&id),
                })
                .collect(),
            strict: self.type_strict,
            conditions: conditions.collect(),
            limit: limit(self.limit)?,
        })
    }
}

impl Conditions {
    pub(super) fn read(self) -> Result<Wanted, ServeError> {
        if self.conditions.is_empty() {
            return Err(ServeError::BadRequest(
                "a query has `conditions`, one at least".to_owned(),
            ));
        }
        let mut wanted = Wanted {
            classes: self.r#type.iter().map(|id| class(id)).collect(),
            limit: limit(self.limit)?,
            ..Wanted::default()
        };
        for one in self.conditions {
            let values = values(one.property_value);
            match (one.match_type, one.property_id) {
                (MatchType::Name, _) => wanted.names.extend(values),
                (MatchType::Id, _) => wanted.ids.extend(values),
                (MatchType::Property, Some(property)) => wanted.conditions.push(Condition {
                    property,
                    values,
                    required: one.required,
                    quantifier: one.match_quantifier,
                }),
                (MatchType::Property, None) => {
                    return Err(ServeError::BadRequest(
                        "a condition on a property has a `propertyId`".to_owned(),
                    ));
                }
            }
        }
        Ok(wanted)
    }
}

fn limit(asked: Option<f64>) -> Result<usize, ServeError> {
    match asked {
        None => Ok(LIMIT),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "it is between 1 and MOST"
        )]
        Some(limit) if limit >= 1.0 => Ok(limit.min(100.0) as usize),
        Some(limit) => Err(ServeError::BadRequest(format!(
            "`limit` is a number from 1 to {MOST}, not {limit}"
        ))),
    }
}

/// The class of a type: by its id, or as it is.
pub(super) fn class(id: &str) -> String {
    let known = TYPES.iter().find(|(known, ..)| *known == id);
    known.map_or(id, |(.., class)| class).to_owned()
}

/// Values as text: of an entity its id, or its name where it has no other.
fn values(given: OneOrMany<Value>) -> Vec<String> {
    let text = |value: Value| match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Object(entity) => ["id", "name"]
            .iter()
            .find_map(|field| entity.get(*field)?.as_str().map(str::to_owned)),
        _ => None,
    };
    given.list().into_iter().filter_map(text).collect()
}

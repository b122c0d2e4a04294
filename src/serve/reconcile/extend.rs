//! Values of properties, for tables that have been matched.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::property::{self, Found};
use super::{Context, ServeError, matching};

/// What is wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Query {
    ids: Vec<String>,
    properties: Vec<Wanted>,
}

#[derive(Debug, Deserialize)]
struct Wanted {
    id: String,
    #[serde(default)]
    settings: Map<String, Value>,
}

impl Wanted {
    /// How many values; none says all.
    fn limit(&self) -> Option<usize> {
        let limit = self.settings.get("limit")?;
        let number = match limit {
            Value::String(text) => text.parse().ok(),
            other => other.as_u64(),
        };
        number
            .filter(|it| *it > 0)
            .and_then(|it| usize::try_from(it).ok())
    }
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 0.2: by entity and property.
    Two,
    /// The draft of 1.0: lists in the order of the query.
    Draft,
}

/// The values of each property of each entity.
pub(super) fn rows(
    context: &Context<'_>,
    query: &Query,
    version: Version,
) -> Result<Value, ServeError> {
    let mut meta = vec![];
    for wanted in &query.properties {
        let known = property::find(&wanted.id).ok_or_else(|| {
            ServeError::BadRequest(format!(
                "there is no property `{}`: `/reconcile/properties` lists them",
                wanted.id
            ))
        })?;
        let mut told = json!({"id": known.id, "name": known.name});
        let of = match known.id {
            "participant" => Some(("Actor", "Actor")),
            "country" => Some(("Country", "Country")),
            "place" => Some(("Place", "Place")),
            _ => None,
        };
        if let Some((id, name)) = of {
            told["type"] = json!({"id": id, "name": name});
        }
        meta.push(told);
    }
    let (mut by_id, mut in_order) = (Map::new(), vec![]);
    for id in &query.ids {
        context.deadline.check()?;
        let iri = context.iri(id);
        let (mut row, mut cells) = (Map::new(), vec![]);
        for wanted in &query.properties {
            let Some(property) = property::find(&wanted.id) else {
                continue;
            };
            let values = property::values(context, &iri, property)?;
            let values = values.iter().take(wanted.limit().unwrap_or(usize::MAX));
            let told: Vec<Value> = values.map(|value| told(context, value)).collect();
            match version {
                Version::Two => drop(row.insert(wanted.id.clone(), told.into())),
                Version::Draft => cells.push(json!({"id": wanted.id, "values": told})),
            }
        }
        match version {
            Version::Two => drop(by_id.insert(id.clone(), Value::Object(row))),
            Version::Draft => in_order.push(json!({"id": id, "properties": cells})),
        }
    }
    Ok(match version {
        Version::Two => json!({"meta": meta, "rows": by_id}),
        Version::Draft => json!({"meta": meta, "rows": in_order}),
    })
}

fn told(context: &Context<'_>, value: &Found) -> Value {
    match value {
        Found::Entity { iri, name } => {
            let id = context.id(iri);
            json!({"id": id, "name": matching::shown(name, id)})
        }
        Found::Text(text) => json!({"str": text}),
        // A month or a year is no moment.
        Found::Date(day) if day.len() == 10 => json!({"date": format!("{day}T00:00:00")}),
        Found::Date(text) => json!({"str": text}),
        Found::Number(number) => json!({"int": number}),
    }
}

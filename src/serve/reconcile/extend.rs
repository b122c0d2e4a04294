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

/// The values of each property of each entity.
pub(super) fn rows(context: &Context<'_>, query: &Query) -> Result<Value, ServeError> {
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
    let mut rows = Map::new();
    for id in &query.ids {
        context.deadline.check()?;
        let iri = context.iri(id);
        let mut row = Map::new();
        for wanted in &query.properties {
            let Some(property) = property::find(&wanted.id) else {
                continue;
            };
            let values = property::values(context, &iri, property)?;
            let values = values.iter().take(wanted.limit().unwrap_or(usize::MAX));
            let told: Vec<Value> = values.map(|value| told(context, value)).collect();
            row.insert(wanted.id.clone(), told.into());
        }
        rows.insert(id.clone(), Value::Object(row));
    }
    Ok(json!({"meta": meta, "rows": rows}))
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

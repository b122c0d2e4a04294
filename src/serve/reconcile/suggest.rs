//! Suggestions while somebody types: entities, properties, types.

use serde_json::{Value, json};

use super::property::{self, PROPERTIES};
use super::{Context, NO_ENTITY, Params, ServeError, TYPES, matching, query, types};
use crate::search::{NameSearch, folded};
use crate::vocab::dm;

/// Suggestions at once.
const PAGE: usize = 10;

/// What is being typed.
pub(super) struct Asked {
    of: Of,
    prefix: String,
    class: Option<String>,
    skip: usize,
    limit: usize,
}

enum Of {
    Entity,
    Property,
    Type,
}

impl Asked {
    pub(super) fn read(of: &str, params: &Params) -> Result<Self, ServeError> {
        let number = |name: &str| {
            let given = params.one(name)?.filter(|value| !value.is_empty());
            given
                .map(|value| {
                    value.parse::<usize>().map_err(|_no_number| {
                        ServeError::BadRequest(format!("`{name}={value}` is not a number"))
                    })
                })
                .transpose()
        };
        Ok(Self {
            of: match of {
                "entity" => Of::Entity,
                "property" => Of::Property,
                "type" => Of::Type,
                _ => {
                    return Err(ServeError::NotFound(format!(
                        "there are no suggestions of `{of}`: there is `entity`, `property`, `type`"
                    )));
                }
            },
            prefix: params.one("prefix")?.unwrap_or_default().to_owned(),
            class: params.one("type")?.map(query::class),
            skip: number("cursor")?.unwrap_or(0),
            limit: number("limit")?.unwrap_or(PAGE).clamp(1, PAGE * PAGE),
        })
    }

    pub(super) fn answer(&self, context: &Context<'_>) -> Result<Value, ServeError> {
        let all: Vec<Value> = match self.of {
            Of::Entity => self.entities(context)?,
            Of::Property => PROPERTIES
                .iter()
                .filter(|it| self.begins(it.id) || self.begins(it.name))
                .map(property::Property::told)
                .collect(),
            Of::Type => TYPES
                .iter()
                .filter(|(id, name, _)| self.begins(id) || self.begins(name))
                .map(|(id, name, _)| {
                    let mut told = json!({"id": id, "name": name});
                    if property::is_actor(id) && *id != "Actor" {
                        told["broader"] = json!([{"id": "Actor", "name": "Actor"}]);
                    }
                    told
                })
                .collect(),
        };
        let page: Vec<Value> = all.into_iter().skip(self.skip).take(self.limit).collect();
        Ok(json!({ "result": page }))
    }

    /// Whether one of the words begins so.
    fn begins(&self, name: &str) -> bool {
        let (prefix, name) = (folded(&self.prefix), folded(name));
        name.starts_with(&prefix) || name.contains(&format!(" {prefix}"))
    }

    fn entities(&self, context: &Context<'_>) -> Result<Vec<Value>, ServeError> {
        let search = NameSearch {
            name: self.prefix.clone(),
            classes: match &self.class {
                Some(class) => vec![class.clone()],
                None => [dm::ACTOR, dm::PLACE_CLASS, dm::MEETING]
                    .map(str::to_owned)
                    .to_vec(),
            },
            without: NO_ENTITY.map(str::to_owned).to_vec(),
            typing: true,
        };
        let mut iris = matching::by_id(context, &self.prefix)?;
        let named = context.store.named(&search)?.into_iter();
        iris.extend(named.filter(|it| it.likeness > 0.5).map(|it| it.iri));
        let mut seen = std::collections::BTreeSet::new();
        iris.retain(|iri| seen.insert(iri.clone()));
        let mut told = vec![];
        for iri in iris {
            let Some(entry) = context.store.entry(&iri)? else {
                continue;
            };
            let id = context.id(&iri);
            let mut entity = json!({
                "id": id,
                "name": matching::shown(entry.title(), id),
                "notable": types(&entry.classes),
            });
            if let Some(description) = entry.labels.first() {
                entity["description"] = description.as_str().into();
            }
            told.push(entity);
        }
        Ok(told)
    }
}

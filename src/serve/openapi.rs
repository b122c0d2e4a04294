//! `/openapi.json`: every address of this server in `OpenAPI` 3.1.
//!
//! The document lies in `openapi.json`, with one path for things of all kinds, one for pages, and without HEAD; all are
//! spelled out here, with a thing of each kind that the store holds as an example. A test compares it with
//! the routes.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value};

use crate::store::model::{GraphNameRef, NamedNodeRef};
use crate::store::{Store, StoreError};
use crate::vocab::{dm, rdf};

use super::answer::compute;
use super::document::iri_of;
use super::error::ServeError;
use super::fresh::Whole;
use super::pages;
use super::resource::KINDS;
use super::state::State;

const DOCUMENT: &str = include_str!("openapi.json");

/// The document.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let document = compute(&state, |state, store, _| {
        Ok(document(&examples(store, &state.settings.base)?))
    })
    .await?;
    Ok(Whole::of("application/json", document.to_string()).answer(&request))
}

/// The last part of the address of one thing of each kind, where there is one.
fn examples(store: &Store, base: &str) -> Result<BTreeMap<&'static str, String>, StoreError> {
    let default = Some(GraphNameRef::DefaultGraph);
    let a = NamedNodeRef::new_unchecked(rdf::TYPE);
    let mut examples = BTreeMap::from([("graph", "identity".to_owned())]);
    for (kind, class) in [
        ("actor", dm::ACTOR),
        ("article", dm::ARTICLE),
        ("meeting", dm::MEETING),
        ("place", dm::PLACE_CLASS),
        ("proposal", dm::PROPOSAL),
        ("statement", dm::STATEMENT),
    ] {
        let class = NamedNodeRef::new_unchecked(class);
        let start = format!("{base}{kind}/");
        for quad in store.matching(None, Some(a), Some(class), default) {
            let quad = quad?;
            let thing = iri_of(&quad.subject).and_then(|iri| iri.strip_prefix(&start));
            if let Some(id) = thing.filter(|id| !id.contains(['#', '/'])) {
                examples.insert(kind, id.to_owned());
                break;
            }
        }
    }
    Ok(examples)
}

fn document(examples: &BTreeMap<&str, String>) -> Value {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    if let Some(info) = document.get_mut("info").and_then(Value::as_object_mut) {
        info.insert("version".to_owned(), version.into());
    }
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        *paths = std::mem::take(paths)
            .into_iter()
            .flat_map(|(path, item)| of_each_kind(&path, &item, examples))
            .map(|(path, item)| (path, with_head(item)))
            .collect();
    }
    document
}

/// `/{kind}/{id}` as `/actor/{id}`, `/article/{id}` and so on, `/{page}` as `/met` and so on; all others as they are.
fn of_each_kind(
    path: &str,
    item: &Value,
    examples: &BTreeMap<&str, String>,
) -> Vec<(String, Value)> {
    if path.contains("{page}") {
        let page = |name: &'static str| {
            let mut item = item.clone();
            rename(&mut item, |id| format!("{id}{}", capital(name)));
            (path.replace("{page}", name), item)
        };
        return pages::names().map(page).collect();
    }
    if !path.contains("{kind}") {
        return vec![(path.to_owned(), item.clone())];
    }
    KINDS
        .iter()
        .map(|kind| {
            let mut item = item.clone();
            rename(&mut item, |id| format!("{id}{}", capital(kind)));
            let parameters = item.pointer_mut("/get/parameters");
            let parameters = parameters.and_then(Value::as_array_mut);
            let id = parameters
                .into_iter()
                .flatten()
                .find(|parameter| parameter.get("name").is_some_and(|name| name == "id"));
            if let (Some(id), Some(example)) =
                (id.and_then(Value::as_object_mut), examples.get(*kind))
            {
                id.insert("example".to_owned(), example.as_str().into());
            }
            (path.replace("{kind}", kind), item)
        })
        .collect()
}

/// What answers GET answers HEAD, without the body.
fn with_head(mut item: Value) -> Value {
    let Some(mut head) = item.get("get").cloned() else {
        return item;
    };
    let mut alone = Map::new();
    if let Some(responses) = head.get_mut("responses").and_then(Value::as_object_mut) {
        for (status, response) in std::mem::take(responses) {
            let mut response = response;
            if let Some(fields) = response.as_object_mut() {
                fields.remove("content");
            }
            alone.insert(status, response);
        }
        *responses = alone;
    }
    let mut wrapped = Map::new();
    wrapped.insert("head".to_owned(), head);
    let mut wrapped = Value::Object(wrapped);
    rename(&mut wrapped, |id| format!("{id}Head"));
    if let (Some(methods), Some(head)) = (item.as_object_mut(), wrapped.get("head")) {
        methods.insert("head".to_owned(), head.clone());
    }
    item
}

fn rename(item: &mut Value, change: impl Fn(&str) -> String) {
    let methods = item.as_object_mut().into_iter().flatten();
    for (_, operation) in methods {
        if let Some(id) = operation.get_mut("operationId") {
            *id = change(id.as_str().unwrap_or_default()).into();
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(letters)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_operation_has_a_name_of_its_own() {
        let examples = BTreeMap::from([("actor", "Q1".to_owned())]);
        let document = document(&examples);
        let parameters = &document["paths"]["/actor/{id}"]["head"]["parameters"];
        assert_eq!(parameters[0]["example"], "Q1");
        let mut names = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            assert!(!path.contains("{kind}"), "{path}");
            for (method, operation) in item.as_object().unwrap() {
                let name = operation["operationId"].as_str().unwrap();
                assert!(names.insert(name.to_owned()), "{method} {path}: {name}");
            }
            assert_eq!(item["head"].is_object(), item["get"].is_object(), "{path}");
        }
        assert!(names.contains("thingAsActor") && names.contains("thingAsActorHead"));
    }
}

//! `/openapi.json`: every address of this server in OpenAPI 3.1.
//!
//! The document lies in `openapi.json`, with one path for things of all kinds and without HEAD; both are
//! spelled out here. A test compares it with the routes.

use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value};

use super::fresh::Whole;
use super::resource::KINDS;

const DOCUMENT: &str = include_str!("openapi.json");

/// The document.
pub(super) async fn get(request: HttpRequest) -> HttpResponse {
    Whole::of("application/json", document().to_string()).answer(&request)
}

fn document() -> Value {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    if let Some(info) = document.get_mut("info").and_then(Value::as_object_mut) {
        info.insert("version".to_owned(), version.into());
    }
    if let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) {
        *paths = std::mem::take(paths)
            .into_iter()
            .flat_map(|(path, item)| of_each_kind(&path, &item))
            .map(|(path, item)| (path, with_head(item)))
            .collect();
    }
    document
}

/// `/{kind}/{id}` as `/actor/{id}`, `/article/{id}` and so on; all others as they are.
fn of_each_kind(path: &str, item: &Value) -> Vec<(String, Value)> {
    if !path.contains("{kind}") {
        return vec![(path.to_owned(), item.clone())];
    }
    KINDS
        .iter()
        .map(|kind| {
            let mut item = item.clone();
            rename(&mut item, |id| format!("{id}{}", capital(kind)));
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
        let document = document();
        let mut names = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            assert!(!path.contains("{kind}"), "{path}");
            for (method, operation) in item.as_object().unwrap() {
                let name = operation["operationId"].as_str().unwrap();
                assert!(names.insert(name.to_owned()), "{method} {path}: {name}");
            }
            assert!(item["head"].is_object(), "{path}");
        }
        assert!(names.contains("thingAsActor") && names.contains("thingAsActorHead"));
    }
}

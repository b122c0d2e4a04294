//! The editor of `/sparql`: a script that `build.rs` makes of npm packages, and the terms that it completes.
//!
//! Where the program was built without npm there is no script, and the form is as it is without scripts anywhere.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Map, Value, json};

use super::shorten;
use super::tongue::Tongue;
use crate::serve::error::ServeError;
use crate::serve::fresh::Whole;
use crate::serve::params::Params;
use crate::serve::state::State;
use crate::store::PREFIXES;

const SCRIPT: &str = include_str!(concat!(env!("OUT_DIR"), "/sparql.js"));

/// Whether the program was built with the editor of `/sparql` and the outline of maps.
pub const HAS_EDITOR: bool = !SCRIPT.is_empty();

/// `/sparql.js`.
pub(in crate::serve) async fn script(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    if !HAS_EDITOR {
        return Err(ServeError::NotFound(
            "this program was built without the editor: the form at `/sparql` does without"
                .to_owned(),
        ));
    }
    Ok(Whole::of("text/javascript", SCRIPT).answer(&request))
}

/// `/sparql/terms.json`: the prefixes of our answers, and the terms of our graph with their names.
pub(in crate::serve) async fn terms(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let params = Params::parse(request.query_string().as_bytes())?;
    let (tongue, _) = Tongue::asked(&params, request.headers())?;
    let prefixes: Map<String, Value> = PREFIXES
        .iter()
        .map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).into()))
        .collect();
    let terms: Vec<Value> = state
        .labels
        .names(tongue)
        .map(|(iri, name)| (shorten(iri), name))
        .filter(|(term, _)| !term.contains('/'))
        .map(|(term, name)| {
            let kind = kind(&term);
            json!({"term": term, "name": name, "kind": kind})
        })
        .collect();
    let body = json!({"prefixes": prefixes, "terms": terms}).to_string();
    Ok(Whole::of("application/json", body)
        .by_language()
        .answer(&request))
}

/// What a term is, by the way it is written.
fn kind(term: &str) -> &'static str {
    match term.split_once(':') {
        Some(("code", _)) => "constant",
        Some((_, name)) if name.starts_with(char::is_uppercase) => "class",
        _ => "property",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_told_apart_by_their_writing() {
        assert_eq!(kind("code:act-deny"), "constant");
        assert_eq!(kind("dm:Meeting"), "class");
        assert_eq!(kind("dm:speaker"), "property");
    }
}

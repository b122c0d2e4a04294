//! A question that comes with the program, with a form for what can be chosen in it, and its answer.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::catalogue::Field;
use super::frame::Frame;
use super::narrow::Told;
use super::queries::{parameters, with_values};
use super::results::{ROWS_SHOWN, outcome};
use super::sentence;
use super::sparql::Outcome;
use super::tongue::Tongue;
use super::{page, render};
use crate::serve::answer::compute;
use crate::serve::error::ServeError;
use crate::serve::params::Params;
use crate::serve::questions::{self, Question};
use crate::serve::state::State;
use crate::store::{Dataset, Store};

#[derive(Template)]
#[template(path = "question.html")]
struct Page<'a> {
    frame: &'a Frame,
    name: &'a str,
    audience: &'a str,
    text: String,
    other: &'a str,
    fields: &'a [Field],
    query: &'a str,
    outcome: Outcome,
}

#[derive(Template)]
#[template(path = "questions.html")]
struct List<'a> {
    frame: &'a Frame,
    /// Questions under those for whom they are.
    groups: Vec<(String, Vec<(&'static str, String)>)>,
}

impl List<'_> {
    fn href(&self, name: &str) -> String {
        self.frame.to(format!("/questions/{name}"))
    }
}

/// For whom a question is, and its text with a capital.
pub(super) fn asked(question: &Question, tongue: Tongue) -> (&'static str, String) {
    let whole = match tongue {
        Tongue::En => question.en,
        Tongue::Fr => question.fr,
    };
    let (audience, text) = whole.split_once(':').unwrap_or(("", whole));
    let text = text.trim();
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let text: String = first.chain(letters).collect();
    let text = match tongue {
        Tongue::En => text,
        // The files are typed with plain spaces and quotes.
        Tongue::Fr => text
            .replace(" ?", "\u{202f}?")
            .replace(" :", "\u{a0}:")
            .replace('\'', "’"),
    };
    (audience.trim(), text)
}

/// A query with the names of codes in the language of the page: what a file asks for in English is there in French.
fn in_tongue(query: &str, tongue: Tongue) -> String {
    let mut told = query.to_owned();
    for behind in query.split("skos:prefLabel ?").skip(1) {
        let name: String = behind
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect();
        let asked = format!("lang(?{name}) = \"en\"");
        told = told.replace(&asked, &format!("lang(?{name}) = \"{}\"", tongue.tag()));
    }
    told
}

/// All questions.
pub(in crate::serve) fn list(frame: &Frame) -> String {
    let mut groups: Vec<(String, Vec<(&'static str, String)>)> = Vec::new();
    for question in questions::all() {
        let (audience, text) = asked(&question, frame.tongue);
        match groups.iter_mut().find(|(other, _)| other == audience) {
            Some((_, questions)) => questions.push((question.name, text)),
            None => groups.push((audience.to_owned(), vec![(question.name, text)])),
        }
    }
    render(&List { frame, groups })
}

/// `/questions/NAME`.
pub(in crate::serve) async fn get(
    request: HttpRequest,
    name: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let question = questions::find(&name).ok_or_else(|| questions::unknown(&name))?;
    let params = Params::parse(request.query_string().as_bytes())?;
    let frame = Frame::with(&request, &params)?;
    let mut query = in_tongue(question.query, frame.tongue);
    let mut fields = Vec::new();
    let mut slots = Vec::new();
    let mut values = Vec::new();
    for parameter in parameters(question.query) {
        let given = parameter.given(&params);
        let base = &state.settings.base;
        let term = given.as_ref().and_then(|it| parameter.term(it, base));
        values.extend(term.map(|term| (parameter.name.clone(), vec![term])));
        if let Some(typed) = parameter.typed(&params) {
            let Some(term) = parameter.term(&typed, &state.settings.base) else {
                return Err(ServeError::BadRequest(format!(
                    "`{}={typed}` is not what the question asks for: give something like `{}`",
                    parameter.name, parameter.example
                )));
            };
            query = with_values(&query, &parameter.name, &[term]);
            slots.push((parameter.is_item(), typed));
        }
        fields.push(Field {
            key: format!("field.{}", parameter.name),
            kind: parameter.field(),
            value: given.unwrap_or_default(),
            name: parameter.name,
        });
    }
    let (theirs, their_frame) = (query.clone(), frame.clone());
    let (outcome, filled) = compute(&state, move |state, _, deadline| {
        let seen = state
            .seen(their_frame.asof.clone())?
            .in_tongue(their_frame.asked());
        let filled = sentence::filled(question.name, &slots, &their_frame, &seen, deadline)?;
        let answer = |query: &str| {
            let asked = Store::question(query, Some(&state.endpoint), Dataset::default())?;
            outcome(&seen, &asked, deadline)
        };
        let Some(mut told) = Told::of(question.name, &values, &seen, deadline)? else {
            return Ok((answer(&theirs)?, filled));
        };
        let mut most = ROWS_SHOWN + 1;
        loop {
            let (query, is_all) = told.first(&theirs, most, &seen)?;
            let outcome = answer(&query)?;
            if is_all || !outcome.is_whole() {
                return Ok((outcome, filled));
            }
            most *= 4;
        }
    })
    .await?;
    let (audience, text) = asked(&question, frame.tongue);
    // What is asked now, not what the file asks.
    let text = filled.unwrap_or(text);
    Ok(page(render(&Page {
        frame: &frame,
        name: question.name,
        audience,
        text,
        other: match frame.tongue {
            Tongue::En => question.fr,
            Tongue::Fr => question.en,
        },
        fields: &fields,
        query: &query,
        outcome,
    })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_named_in_the_language_of_the_page() {
        let query = "?s dm:speechAct/skos:prefLabel ?act ; rdfs:label ?name FILTER(lang(?act) = \"en\" && lang(?name) = \"en\")";
        assert_eq!(in_tongue(query, Tongue::En), query);
        assert_eq!(
            in_tongue(query, Tongue::Fr),
            query.replacen("\"en\"", "\"fr\"", 1)
        );
    }
}

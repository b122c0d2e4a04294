//! The questions as data: each in the vocabulary that the SIB's SPARQL examples use, so that editors and
//! assistants which read those can offer ours.

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::Quad;
use crate::store::{self, Dataset, Store};
use crate::vocab::{dct, rdf, rdfs, schema};

use super::dataset::Said;
use super::error::ServeError;
use super::forms::Form;
use super::fresh::Whole;
use super::ontology::{chosen, form_of, links};
use super::pages;
use super::questions::{self, Question};
use super::resource::see_other;
use super::state::State;

const SH: &str = "http://www.w3.org/ns/shacl#";

/// `/questions`.
pub(super) async fn get(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    Ok(see_other("questions", chosen(&request)?, ""))
}

/// `/questions.ENDING`.
pub(super) async fn get_as(
    request: HttpRequest,
    ending: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let form = form_of("questions", &ending)?;
    let body = match form {
        Form::Html => pages::question::list().into_bytes(),
        form => form.write(&examples(&state)?)?,
    };
    Ok(Whole::of(form.media_type(), body)
        .with(header::LINK, links("questions", form))
        .answer(&request))
}

/// `/questions/NAME.rq`: the question as its file.
pub(super) async fn query(
    request: HttpRequest,
    name: Path<String>,
) -> Result<HttpResponse, ServeError> {
    let question = questions::find(&name).ok_or_else(|| questions::unknown(&name))?;
    Ok(Whole::of("application/sparql-query", question.query).answer(&request))
}

fn examples(state: &State) -> Result<Vec<Quad>, ServeError> {
    let mut said = Said::default();
    for question in questions::all() {
        example(&mut said, &question, state)?;
    }
    Ok(said.0)
}

fn example(said: &mut Said, question: &Question, state: &State) -> Result<(), ServeError> {
    let iri = format!("{}questions/{}", state.settings.base, question.name);
    let asked = Store::question(question.query, None, Dataset::default())?;
    let (class, property) = match asked.form() {
        store::Form::Rows => ("SPARQLSelectExecutable", "select"),
        store::Form::Boolean => ("SPARQLAskExecutable", "ask"),
        store::Form::Triples => ("SPARQLConstructExecutable", "construct"),
    };
    said.link(&iri, rdf::TYPE, &format!("{SH}SPARQLExecutable"));
    said.link(&iri, rdf::TYPE, &format!("{SH}{class}"));
    said.text(&iri, &format!("{}comment", rdfs::PREFIX), question.en, "en");
    said.text(&iri, &format!("{}comment", rdfs::PREFIX), question.fr, "fr");
    said.string(&iri, &format!("{SH}{property}"), question.query);
    said.link(&iri, &format!("{}target", schema::PREFIX), &state.endpoint);
    said.string(&iri, &format!("{}identifier", dct::PREFIX), question.name);
    // For whom it is stands before the colon of its text.
    if let Some((audience, _)) = question.en.split_once(':') {
        let keywords = format!("{}keywords", schema::PREFIX);
        said.text(&iri, &keywords, &audience.trim().to_lowercase(), "en");
    }
    Ok(())
}

//! The questions as data: each in the vocabulary that the SIB's SPARQL examples use, so that editors and
//! assistants which read those can offer ours.

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::Quad;
use crate::store::{self, Dataset, Store};
use crate::vocab::{dct, dm, rdf, rdfs, schema};

use super::dataset::Said;
use super::error::ServeError;
use super::forms::Form;
use super::fresh::Whole;
use super::ontology::{chosen, form_of, links};
use super::pages::{self, Frame};
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
        Form::Html => pages::question::list(&Frame::of(&request)?).into_bytes(),
        form => form.write(&examples(&state)?)?,
    };
    Ok(Whole::of(form.media_type(), body)
        .with(header::LINK, links("questions", form))
        .by_language()
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
    search_example(&mut said, state);
    Ok(said.0)
}

/// How the full text is asked in SPARQL: not one of the questions, because the service bears the base in its name.
fn search_example(said: &mut Said, state: &State) {
    let base = &state.settings.base;
    let iri = format!("{base}search.json#sparql");
    let query = format!(
        "PREFIX dm: <{}>\nPREFIX rdfs: <{}>\nSELECT ?score ?name ?words WHERE {{\n  SERVICE <{base}search> {{\n    ?statement dm:searchText \"truce OR ceasefire OR trêve OR \\\"cessez-le-feu\\\"\" ; a dm:Statement ;\n      dm:searchScore ?score ; dm:searchSnippet ?words ; dm:searchLimit 20\n  }}\n  ?statement dm:speaker/rdfs:label ?name FILTER(lang(?name) = \"en\")\n}} ORDER BY DESC(?score)\n",
        dm::PREFIX,
        rdfs::PREFIX
    );
    let comment = format!("{}comment", rdfs::PREFIX);
    said.link(&iri, rdf::TYPE, &format!("{SH}SPARQLExecutable"));
    said.link(&iri, rdf::TYPE, &format!("{SH}SPARQLSelectExecutable"));
    said.text(
        &iri,
        &comment,
        "Anybody: who spoke of a truce, in any form of the word?",
        "en",
    );
    said.text(
        &iri,
        &comment,
        "Tout le monde : qui a parlé d’une trêve, sous toutes les formes du mot ?",
        "fr",
    );
    said.string(&iri, &format!("{SH}select"), &query);
    said.link(&iri, &format!("{}target", schema::PREFIX), &state.endpoint);
    said.string(&iri, &format!("{}identifier", dct::PREFIX), "full_text");
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

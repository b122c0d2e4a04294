//! The whole URL map.
//!
//! | path | what |
//! |---|---|
//! | `/` | a page to begin with |
//! | `/sparql` | SPARQL protocol; its description and a form without a query |
//! | `/sparql.js`, `/sparql/terms.json` | the editor of that form, and what it completes |
//! | `/search`, `/search.json`, `/search.atom` | full text: a page, for programs, a feed |
//! | `/about`, `/changes`, `/coverage`, `/disputes`, `/met`, `/timeline` | pages of the catalogue; with `.json .csv .ttl .jsonld .md .atom .bib .ris` their other forms |
//! | `/reconcile`, `/reconcile/…` | matching names: Reconciliation Service API |
//! | `/store`, `/store/…` | graph store protocol |
//! | `/questions`, `/questions/NAME`, `/questions/NAME.rq` | the questions; one with its answer; its query |
//! | `/dataset`, `/.well-known/void` | the dataset: VoID, DCAT |
//! | `/openapi.json`, `/robots.txt`, `/sitemap.xml` | what there is, for machines |
//! | `/data`, `/data/NAME`, `/np/KIND/KEY/CODE` | exports and nanopublications |
//! | `/{actor,article,graph,meeting,place,proposal,run,statement}/ID` | things: 303 to a document |
//! | the same with `.html .ttl .jsonld .nt .rdf .json` | documents about things |
//! | `/ontology`, `/codes` (also as `/ns`, `/code/NAME`), `/shapes.ttl`, `/context.jsonld`, `/facts.schema.json` | what the data is written in |
//! | `/admin/backup`, `/admin/tokens` | for whoever runs it |
//! | `/health`, `/ready` | is it alive; can it do its work |
//! | `/metrics` | what it does, in numbers |

use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data, PathConfig};
use actix_web::{App, HttpRequest, HttpResponse, Resource, Route};

use super::error::{ServeError, told};
use super::observe::observe;
use super::state::State;
use super::{
    admin, budget, data, dataset, examples, graphs, health, metrics, ontology, openapi, pages,
    reconcile, request_id, resource, search, sitemap, sparql,
};

/// The application: what is served where, and what wraps it.
pub(super) fn app(
    state: &Data<State>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    App::new()
        .app_data(state.clone())
        .app_data(PathConfig::default().error_handler(|_not_utf8, request| {
            ServeError::NotFound(format!("there is nothing at `{}`", request.path())).into()
        }))
        .wrap(from_fn(budget::rate))
        .wrap(cors())
        .wrap(from_fn(told))
        .wrap(from_fn(pages::guarded))
        .wrap(Compress::default())
        .wrap(from_fn(observe))
        // Routes are tried one after the other, this one the most often.
        .service(
            web::resource("/sparql")
                .get(sparql::get)
                .route(web::head().to(sparql::get))
                .post(sparql::post)
                .default_service(only("GET, HEAD, POST")),
        )
        .service(reading("/", pages::home::get))
        .service(reading("/health", health::health))
        .service(reading("/ready", health::ready))
        .service(reading("/metrics", metrics::get))
        .service(reading("/style.css", pages::style))
        .service(reading("/ns", ontology::ontology))
        .service(reading("/ontology", ontology::ontology))
        .service(reading("/ontology.{ending}", ontology::ontology_as))
        .service(reading("/code/", ontology::codes))
        .service(reading("/code/{name}", ontology::concept))
        .service(reading("/codes", ontology::codes))
        .service(reading("/codes.{ending}", ontology::codes_as))
        .service(reading("/shapes.ttl", ontology::shapes))
        .service(reading("/context.jsonld", ontology::context))
        .service(reading("/facts.schema.json", ontology::facts_schema))
        .service(reading("/questions", examples::get))
        .service(reading("/questions.{ending}", examples::get_as))
        .service(reading("/questions/{name}.rq", examples::query))
        .service(reading("/data", data::list))
        .service(reading("/data/{name}", data::get))
        .service(reading("/np/{class}/{key}/{code}", data::nanopub))
        .service(reading("/questions/{name}", pages::question::get))
        .service(reading("/.well-known/void", dataset::well_known))
        .service(reading("/dataset", dataset::get))
        .service(reading("/dataset.{ending}", dataset::get_as))
        .service(reading("/openapi.json", openapi::get))
        .service(reading("/robots.txt", sitemap::robots))
        .service(reading("/sitemap.xml", sitemap::get))
        .service(reading("/sitemap/{number}.xml", sitemap::part))
        .service(reading("/sparql.js", pages::editor::script))
        .service(reading("/sparql/terms.json", pages::editor::terms))
        .service(reading("/search", pages::search::get))
        .service(reading("/search.atom", pages::search::feed))
        .service(reading("/search.json", search::get))
        .service(
            web::resource("/reconcile")
                .get(reconcile::get)
                .route(web::head().to(reconcile::get))
                .post(reconcile::post)
                .default_service(only("GET, HEAD, POST")),
        )
        .service(
            web::resource("/reconcile/match")
                .post(reconcile::post_match)
                .default_service(only("POST")),
        )
        .service(
            web::resource("/reconcile/1.0/match")
                .post(reconcile::post_match)
                .default_service(only("POST")),
        )
        .service(reading("/reconcile/1.0", reconcile::manifest_of_draft))
        .service(
            web::resource("/reconcile/1.0/extend")
                .post(reconcile::post_extend)
                .default_service(only("POST")),
        )
        .service(reading("/reconcile/1.0/extend/propose", reconcile::propose))
        .service(reading("/reconcile/1.0/preview", reconcile::preview))
        .service(reading("/reconcile/1.0/suggest/{name}", reconcile::suggest))
        .service(reading("/reconcile/preview", reconcile::preview))
        .service(reading("/reconcile/properties", reconcile::propose))
        .service(reading("/reconcile/suggest/{name}", reconcile::suggest))
        .service(reading("/reconcile/view", reconcile::view))
        .service(posting("/admin/backup", admin::backup))
        .service(posting("/admin/tokens", admin::tokens))
        .service(graph_store("/store"))
        .service(graph_store("/store/{path:.*}"))
        .service(reading(&listed(""), pages::get))
        .service(reading(&listed(".{ending}"), pages::get_as))
        .service(reading(&things(), resource::get))
        .default_service(web::to(nothing))
}

/// The paths of the pages of the catalogue.
fn listed(ending: &str) -> String {
    let names: Vec<&str> = pages::names().collect();
    format!("/{{page:{}}}{ending}", names.join("|"))
}

/// The paths of things.
fn things() -> String {
    format!("/{{kind:{}}}/{{id:.+}}", resource::KINDS.join("|"))
}

/// A resource that is only read.
fn reading<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args> + Copy,
    Args: actix_web::FromRequest + 'static,
    F::Output: actix_web::Responder + 'static,
{
    web::resource(path)
        .get(handler)
        .route(web::head().to(handler))
        .default_service(only("GET, HEAD"))
}

/// A resource that does something.
fn posting<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: actix_web::Responder + 'static,
{
    web::resource(path)
        .post(handler)
        .default_service(only("POST"))
}

fn graph_store(path: &str) -> Resource {
    web::resource(path)
        .get(graphs::get)
        .route(web::head().to(graphs::head))
        .put(graphs::put)
        .post(graphs::post)
        .delete(graphs::delete)
        .default_service(only("DELETE, GET, HEAD, POST, PUT"))
}

/// Anyone may ask from any page; nothing is done on the strength of cookies, so nothing leaks.
fn cors() -> Cors {
    Cors::default()
        .allow_any_origin()
        .send_wildcard()
        .allowed_methods(["DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT"])
        .allow_any_header()
        .expose_headers([
            header::LOCATION,
            header::LINK,
            header::RETRY_AFTER,
            request_id::HEADER,
        ])
        .max_age(3600)
}

/// What a resource answers to all other methods.
fn only(allow: &'static str) -> Route {
    web::to(move |request: HttpRequest| async move {
        Err::<HttpResponse, _>(ServeError::Method {
            method: request.method().to_string(),
            allow,
        })
    })
}

async fn nothing(request: HttpRequest) -> Result<HttpResponse, ServeError> {
    Err(ServeError::NotFound(format!(
        "there is nothing at `{}`: `/` shows what there is",
        request.path()
    )))
}

//! Whether the server is alive, and whether it can do its work.

use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;

use super::answer::compute;
use super::error::ServeError;
use super::state::State;

/// `/health`: the process answers. Who supervises it starts it anew where it does not.
pub(super) async fn health() -> HttpResponse {
    plain("ok\n")
}

/// `/ready`: a query can be answered now, and a page. Who balances load sends requests elsewhere where this is a 503.
pub(super) async fn ready(state: Data<State>) -> Result<HttpResponse, ServeError> {
    compute(&state, |_, store, _| {
        store.probe()?;
        Ok(store.probe_search()?)
    })
    .await?;
    Ok(plain("ready\n"))
}

fn plain(body: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .content_type("text/plain; charset=utf-8")
        .body(body)
}

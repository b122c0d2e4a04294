//! What browsers are told of every page: that it depends on the language, and what to forbid: fetching from elsewhere,
//! scripts that are not ours, frames.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;

/// Nothing is fetched from elsewhere, and no script runs but our own.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Middleware: adds the headers to pages, but to those that say their own.
pub(in crate::serve) async fn guarded(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let is_page = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let varies = headers
        .get(header::VARY)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("accept")
        .to_owned();
    if is_page
        && !varies.contains("accept-language")
        && let Ok(varies) = HeaderValue::from_str(&format!("{varies}, accept-language"))
    {
        headers.insert(header::VARY, varies);
    }
    if is_page && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        );
        headers.insert(
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        );
        headers.insert(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        );
    }
    Ok(response)
}

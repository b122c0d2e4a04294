//! The only table from failure to HTTP status.
//!
//! Programs get RFC 9457 problem JSON; browsers get the same as a page (`for_browsers`).

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use crate::guard::{Exceeded, Limit};
use crate::store::StoreError;

use super::negotiate::{self, PROBLEM_OFFERS};

/// Any failure of a request.
#[derive(Debug, thiserror::Error)]
pub(super) enum ServeError {
    #[error("{0}")]
    BadRequest(String),
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("writing needs the server's token: send `Authorization: Bearer TOKEN`")]
    NoToken,
    #[error("this is not the server's token: look up the one it was started with")]
    WrongToken,
    #[error("{0}")]
    Forbidden(String),
    #[error("{0}")]
    NotFound(String),
    #[error("nothing here comes in a form that `Accept: {accept}` allows. There is: {}", .offers.join(", "))]
    NotAcceptable {
        accept: String,
        offers: Vec<&'static str>,
    },
    #[error("there is no format `{asked}`. There is: {}", .offers.join(", "))]
    UnknownFormat {
        asked: String,
        offers: Vec<&'static str>,
    },
    #[error("{method} is not possible here: use {allow}")]
    Method { method: String, allow: &'static str },
    #[error("the body has more than {limit} bytes, the limit of this server (`body-limit`)")]
    TooLarge { limit: usize },
    #[error("the batch has more than {limit} queries, the limit (`batchSize`): send it in parts")]
    Batch { limit: usize },
    #[error("{0}")]
    Limit(#[from] Exceeded),
    #[error("{0}")]
    MediaType(String),
    #[error(
        "the operation was stopped after {} s, its time limit: ask for less (a LIMIT, fewer patterns, a narrower FILTER) or raise `timeout`", .0.as_secs().max(1)
    )]
    Timeout(Duration),
    #[error("too much is being asked at once: try again in a second")]
    Busy,
    #[error("the server failed on this request; its log says more")]
    Internal,
}

/// An RFC 9457 problem.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    title: &'a str,
    status: u16,
    detail: &'a str,
}

impl ServeError {
    /// The status and the short title of each failure.
    fn table(&self) -> (StatusCode, &'static str) {
        match self {
            Self::BadRequest(_) | Self::UnknownFormat { .. } => {
                (StatusCode::BAD_REQUEST, "The request is not right")
            }
            Self::NoToken => (StatusCode::UNAUTHORIZED, "A token is needed"),
            Self::WrongToken => (StatusCode::UNAUTHORIZED, "The token is wrong"),
            Self::Forbidden(_) => (StatusCode::FORBIDDEN, "This is switched off"),
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "There is no such thing here"),
            Self::NotAcceptable { .. } => (StatusCode::NOT_ACCEPTABLE, "No form of it suits you"),
            Self::Method { .. } => (StatusCode::METHOD_NOT_ALLOWED, "Not with this method"),
            Self::TooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "The body is too large"),
            Self::Batch { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "The batch is too large"),
            Self::Limit(Exceeded {
                limit: Limit::QuerySize,
                ..
            }) => (StatusCode::PAYLOAD_TOO_LARGE, "The query is too large"),
            Self::Limit(_) => (
                StatusCode::BAD_REQUEST,
                "The request is over a limit of this server",
            ),
            Self::MediaType(_) => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The body is of an unknown kind",
            ),
            Self::Timeout(_) => (StatusCode::SERVICE_UNAVAILABLE, "The time is over"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "The server is busy"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "The server failed"),
            Self::Store(error) => match error {
                StoreError::Syntax(_) => (StatusCode::BAD_REQUEST, "The SPARQL does not parse"),
                StoreError::Document(_) => (StatusCode::BAD_REQUEST, "The document does not parse"),
                StoreError::BadRequest(_) => (StatusCode::BAD_REQUEST, "The request is not right"),
                StoreError::Refused(_) => (
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "This cannot be carried out",
                ),
                StoreError::Remote(_) | StoreError::ReadOnly => {
                    (StatusCode::FORBIDDEN, "This is switched off")
                }
                StoreError::Busy => (StatusCode::SERVICE_UNAVAILABLE, "The server is busy"),
                StoreError::Timeout { .. } => (StatusCode::SERVICE_UNAVAILABLE, "The time is over"),
                StoreError::Locked { .. }
                | StoreError::Missing { .. }
                | StoreError::NotAStore { .. }
                | StoreError::Corrupt { .. }
                | StoreError::Unreadable { .. }
                | StoreError::NoDisk { .. }
                | StoreError::Gone
                | StoreError::Storage(_)
                | StoreError::Search(_)
                | StoreError::Output(_) => (StatusCode::INTERNAL_SERVER_ERROR, "The server failed"),
            },
        }
    }

    /// What the client is told. Failures of our own are told to the log only.
    fn detail(&self) -> String {
        if self.table().0 == StatusCode::INTERNAL_SERVER_ERROR {
            return Self::Internal.to_string();
        }
        self.to_string()
    }
}

impl ResponseError for ServeError {
    fn status_code(&self) -> StatusCode {
        self.table().0
    }

    fn error_response(&self) -> HttpResponse {
        let (status, title) = self.table();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(error = %self, "a request failed");
        }
        let mut response = HttpResponse::build(status);
        response.insert_header((header::CONTENT_TYPE, "application/problem+json"));
        match self {
            Self::NoToken => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer realm=\"demarche\""));
            }
            Self::WrongToken => {
                response.insert_header((
                    header::WWW_AUTHENTICATE,
                    "Bearer realm=\"demarche\", error=\"invalid_token\"",
                ));
            }
            Self::Method { allow, .. } => {
                response.insert_header((header::ALLOW, *allow));
            }
            Self::Busy | Self::Store(StoreError::Busy) => {
                response.insert_header((header::RETRY_AFTER, "1"));
            }
            Self::NotAcceptable { .. } => {
                response.insert_header((header::VARY, "accept"));
            }
            _ => {}
        }
        let detail = self.detail();
        let problem = Problem {
            r#type: "about:blank",
            title,
            status: status.as_u16(),
            detail: &detail,
        };
        response.body(serde_json::to_string(&problem).unwrap_or_default())
    }
}

/// Middleware: turns problems into pages for clients that would rather read HTML.
pub(super) async fn for_browsers(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let wants_page = negotiate::choose(negotiate::accept(request.headers()), &PROBLEM_OFFERS)
        .is_some_and(|(page, _)| page);
    let response = next.call(request).await?;
    let error = response
        .response()
        .error()
        .and_then(|error| error.as_error::<ServeError>());
    let page = match error {
        Some(error) if wants_page => Some(super::pages::problem(error.table().1, &error.detail())),
        _ => None,
    };
    let Some(page) = page else {
        return Ok(response.map_into_boxed_body());
    };
    let mut response = response.map_body(|_, _| page).map_into_boxed_body();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    Ok(response)
}

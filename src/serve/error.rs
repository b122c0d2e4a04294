//! The only table from failure to HTTP status.
//!
//! Programs get RFC 9457 problem JSON; browsers get the same as a page (`told`). Either names the request.

use std::sync::Arc;
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
use super::pages::Tongue;
use super::request_id::RequestId;
use super::tokens::Scope;

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
    #[error(
        "the token `{name}` is of scope {has}, and this needs {needs}: ask whoever runs the server for another"
    )]
    Scope {
        name: Arc<str>,
        has: Scope,
        needs: Scope,
    },
    #[error("{0}")]
    Unprocessable(String),
    #[error("{limit} writes wait already, the limit (`write-queue`): try again in a few seconds")]
    WriteQueue { limit: usize },
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
    #[error(
        "the body has more than {limit} bytes, the limit of this server (`body-limit`, for queries `query-size`)"
    )]
    TooLarge { limit: usize },
    #[error(
        "the write has more than {limit} quads, for which this server has memory now: send it in parts, or load it with `demarche load`"
    )]
    Quads { limit: usize },
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
    #[error(
        "the query needs more memory than {megabytes} MB, which this server gives to one (`query-memory`): ask for less (a LIMIT, fewer patterns, no ORDER BY over everything)"
    )]
    Memory { megabytes: u64 },
    #[error("this client asks for more than its {what} (`{setting}`): come back in {seconds} s")]
    TooMany {
        what: &'static str,
        setting: &'static str,
        seconds: u64,
    },
    #[error("the body came too slowly: {received} bytes in {seconds} s")]
    Slow { received: usize, seconds: u64 },
    #[error("the process that evaluated the query was ended: try again")]
    Killed,
    #[error("the server failed on this request; its log says more")]
    Internal,
}

/// An RFC 9457 problem.
#[derive(Serialize)]
struct Problem<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    /// Where a query does not parse.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    /// What the log calls the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    request: Option<&'a str>,
}

/// What types of problems begin with.
const TYPES: &str = "https://w3id.org/demarche/problem/";

/// What a failure is called, for people and for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) status: StatusCode,
    /// For programs: the end of the problem's type, and the reason of a rejection in `/metrics`.
    pub(super) code: &'static str,
    pub(super) title: &'static str,
}

const fn name(status: StatusCode, code: &'static str, title: &'static str) -> Name {
    Name {
        status,
        code,
        title,
    }
}

impl ServeError {
    /// The status, the code and the short title of each failure.
    pub(super) fn table(&self) -> Name {
        use StatusCode as S;
        match self {
            Self::BadRequest(_) | Self::UnknownFormat { .. } => {
                name(S::BAD_REQUEST, "bad-request", "The request is not right")
            }
            Self::NoToken => name(S::UNAUTHORIZED, "no-token", "A token is needed"),
            Self::WrongToken => name(S::UNAUTHORIZED, "wrong-token", "The token is wrong"),
            Self::Forbidden(_) => name(S::FORBIDDEN, "forbidden", "This is switched off"),
            Self::Scope { .. } => name(S::FORBIDDEN, "scope", "The token does not allow this"),
            Self::Unprocessable(_) => name(
                S::UNPROCESSABLE_ENTITY,
                "unprocessable",
                "This cannot be carried out",
            ),
            Self::WriteQueue { .. } => name(
                S::SERVICE_UNAVAILABLE,
                "write-queue",
                "Too many writes wait",
            ),
            Self::NotFound(_) => name(S::NOT_FOUND, "not-found", "There is no such thing here"),
            Self::NotAcceptable { .. } => name(
                S::NOT_ACCEPTABLE,
                "not-acceptable",
                "No form of it suits you",
            ),
            Self::Method { .. } => name(S::METHOD_NOT_ALLOWED, "method", "Not with this method"),
            Self::TooLarge { .. } | Self::Quads { .. } => {
                name(S::PAYLOAD_TOO_LARGE, "too-large", "The body is too large")
            }
            Self::Batch { .. } => name(S::PAYLOAD_TOO_LARGE, "batch", "The batch is too large"),
            Self::Limit(Exceeded {
                limit: Limit::QuerySize,
                ..
            }) => name(S::PAYLOAD_TOO_LARGE, "query-size", "The query is too large"),
            Self::Limit(_) => name(
                S::BAD_REQUEST,
                "limit",
                "The request is over a limit of this server",
            ),
            Self::MediaType(_) => name(
                S::UNSUPPORTED_MEDIA_TYPE,
                "media-type",
                "The body is of an unknown kind",
            ),
            Self::Timeout(_) => name(S::SERVICE_UNAVAILABLE, "timeout", "The time is over"),
            Self::Busy => name(S::SERVICE_UNAVAILABLE, "busy", "The server is busy"),
            Self::Memory { .. } => name(
                S::SERVICE_UNAVAILABLE,
                "memory",
                "The query needs too much memory",
            ),
            Self::TooMany { .. } => name(
                S::TOO_MANY_REQUESTS,
                "too-many",
                "The client asks for too much",
            ),
            Self::Slow { .. } => name(S::REQUEST_TIMEOUT, "slow", "The body came too slowly"),
            Self::Killed => name(S::SERVICE_UNAVAILABLE, "killed", "The query was ended"),
            Self::Internal => name(S::INTERNAL_SERVER_ERROR, "internal", "The server failed"),
            Self::Store(error) => match error {
                StoreError::Syntax(_) => {
                    name(S::BAD_REQUEST, "syntax", "The SPARQL does not parse")
                }
                StoreError::Document(_) => {
                    name(S::BAD_REQUEST, "document", "The document does not parse")
                }
                StoreError::BadRequest(_) => {
                    name(S::BAD_REQUEST, "bad-request", "The request is not right")
                }
                StoreError::Refused(_) => name(
                    S::UNPROCESSABLE_ENTITY,
                    "refused",
                    "This cannot be carried out",
                ),
                StoreError::Remote(_) => name(S::FORBIDDEN, "remote", "This is switched off"),
                StoreError::ReadOnly => name(S::FORBIDDEN, "read-only", "This is switched off"),
                StoreError::Full { .. } => {
                    name(S::INSUFFICIENT_STORAGE, "full", "The disk is full")
                }
                StoreError::Busy => name(S::SERVICE_UNAVAILABLE, "busy", "The server is busy"),
                StoreError::Indexing => name(
                    S::SERVICE_UNAVAILABLE,
                    "indexing",
                    "The search index is being made",
                ),
                StoreError::Timeout { .. } => {
                    name(S::SERVICE_UNAVAILABLE, "timeout", "The time is over")
                }
                StoreError::Locked { .. }
                | StoreError::Missing { .. }
                | StoreError::NotAStore { .. }
                | StoreError::Corrupt { .. }
                | StoreError::Unreadable { .. }
                | StoreError::NoDisk { .. }
                | StoreError::Newer { .. }
                | StoreError::Gone
                | StoreError::Storage(_)
                | StoreError::Search(_)
                | StoreError::Output(_) => {
                    name(S::INTERNAL_SERVER_ERROR, "internal", "The server failed")
                }
            },
        }
    }

    /// The line and column where a query or an update does not parse.
    fn position(&self) -> Option<(usize, usize)> {
        match self {
            Self::Store(error) => error.position(),
            _ => None,
        }
    }

    /// What the client is told. Failures of our own are told to the log only.
    fn detail(&self) -> String {
        if self.table().status == StatusCode::INTERNAL_SERVER_ERROR {
            return Self::Internal.to_string();
        }
        self.to_string()
    }
}

impl ResponseError for ServeError {
    fn status_code(&self) -> StatusCode {
        self.table().status
    }

    fn error_response(&self) -> HttpResponse {
        let Name { status, .. } = self.table();
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
            Self::Scope { .. } => {
                response.insert_header((
                    header::WWW_AUTHENTICATE,
                    "Bearer realm=\"demarche\", error=\"insufficient_scope\"",
                ));
            }
            Self::WriteQueue { .. } => {
                response.insert_header((header::RETRY_AFTER, "3"));
            }
            Self::Method { allow, .. } => {
                response.insert_header((header::ALLOW, *allow));
            }
            Self::Busy | Self::Killed | Self::Store(StoreError::Busy) => {
                response.insert_header((header::RETRY_AFTER, "1"));
            }
            Self::Store(StoreError::Indexing) => {
                response.insert_header((header::RETRY_AFTER, "10"));
            }
            Self::TooMany { seconds, .. } => {
                response.insert_header((header::RETRY_AFTER, *seconds));
            }
            Self::NotAcceptable { .. } => {
                response.insert_header((header::VARY, "accept"));
            }
            _ => {}
        }
        response.body(problem(
            &self.table(),
            &self.detail(),
            self.position(),
            None,
        ))
    }
}

/// A problem for programs.
fn problem(
    name: &Name,
    detail: &str,
    position: Option<(usize, usize)>,
    request: Option<&str>,
) -> String {
    let problem = Problem {
        line: position.map(|it| it.0),
        column: position.map(|it| it.1),
        r#type: format!("{TYPES}{}", name.code),
        title: name.title,
        status: name.status.as_u16(),
        detail,
        request,
    };
    serde_json::to_string(&problem).unwrap_or_default()
}

/// A failure that is none of ours: a framework's.
fn foreign(status: StatusCode) -> Name {
    name(
        status,
        "http",
        status.canonical_reason().unwrap_or("A failure"),
    )
}

/// Why a response is a failure, if it is one.
pub(super) fn reason(response: &HttpResponse<impl MessageBody>) -> Option<Name> {
    if !(response.status().is_client_error() || response.status().is_server_error()) {
        return None;
    }
    let error = response.error();
    let ours = error.and_then(|error| error.as_error::<ServeError>());
    Some(ours.map_or_else(|| foreign(response.status()), ServeError::table))
}

/// Middleware: tells every failure in the same shape: as a problem that names the request, or as a page for
/// clients that would rather read HTML.
pub(super) async fn told(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let wants_page = negotiate::choose(negotiate::accept(request.headers()), &PROBLEM_OFFERS)
        .is_some_and(|(page, _)| page);
    let tongue = Tongue::of_request(request.query_string(), request.headers());
    let response = next.call(request).await?;
    // A form that tells what is wrong with it is a page already.
    let is_page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let failed = reason(response.response()).filter(|_| !is_page);
    let Some(name) = failed else {
        return Ok(response.map_into_boxed_body());
    };
    let error = response.response().error();
    let detail = match error.map(|error| (error, error.as_error::<ServeError>())) {
        Some((_, Some(ours))) => ours.detail(),
        Some((other, None)) if !name.status.is_server_error() => other.to_string(),
        _ => name.title.to_owned(),
    };
    let id = RequestId::of(response.request());
    let (body, media_type) = if wants_page {
        let page = super::pages::problem(tongue, name.status.as_u16(), name.title, &detail);
        (page, "text/html; charset=utf-8")
    } else {
        let ours = error.and_then(|error| error.as_error::<ServeError>());
        let position = ours.and_then(ServeError::position);
        let id = id.as_ref().map(RequestId::as_str);
        let body = problem(&name, &detail, position, id);
        (body, "application/problem+json")
    };
    let mut response = response.map_body(|_, _| body).map_into_boxed_body();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.remove(header::CONTENT_LENGTH);
    Ok(response)
}

//! Sees every request from its first byte to the last of its answer: names it, counts it, logs it.
//!
//! An answer is over when its body is dropped, sent or not: only then is it known how long it took and whether the client got
//! all of it.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use actix_web::HttpMessage as _;
use actix_web::HttpRequest;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};

use super::error;
use super::request_id::{HEADER, RequestId};
use super::state::State;
use super::tokens::Holder;

/// So much of a query stands in the log.
const LOGGED_CHARACTERS: usize = 2_000;

/// The text of an operation, for the log of slow ones.
pub(super) struct Operation(String);

impl Operation {
    /// Keeps the beginning of what a request asks for.
    pub(super) fn note(request: &HttpRequest, text: &str) {
        let start: String = text.chars().take(LOGGED_CHARACTERS).collect();
        request.extensions_mut().insert(Self(start));
    }
}

/// Middleware: the outermost.
pub(super) async fn observe(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let started = Instant::now();
    let id = RequestId::read(request.headers());
    request.extensions_mut().insert(id.clone());
    let Some(state) = request.app_data::<Data<State>>().cloned() else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let under_way = UnderWay::begin(state);
    let mut response = next.call(request).await?;
    if let Some(value) = id.value() {
        response.headers_mut().insert(HEADER, value);
    }
    let failure = error::reason(response.response());
    let request = response.request();
    let route = request.match_pattern().unwrap_or_else(|| "none".to_owned());
    let (operation, holder) = {
        let mut kept = request.extensions_mut();
        (kept.remove::<Operation>(), kept.remove::<Holder>())
    };
    let seen = Seen {
        under_way,
        started,
        id,
        method: request.method().clone(),
        path: request.path().chars().take(LOGGED_CHARACTERS).collect(),
        operation,
        holder,
        route,
        status: response.status().as_u16(),
        reason: failure.map(|name| name.code),
        bytes: 0,
        expected: BodySize::None,
        has_ended: false,
    };
    let state = &seen.under_way.0;
    state
        .metrics
        .answered(&seen.route, seen.status, seen.reason);
    let response = response.map_body(|head, body| {
        let body = body.boxed();
        let mut seen = seen;
        // What answers HEAD, or says that nothing changed, has no body to be sent.
        if seen.method != Method::HEAD && head.status.as_u16() != 304 {
            seen.expected = body.size();
        }
        Observed { body, seen }
    });
    Ok(response.map_into_boxed_body())
}

/// A request that is not answered yet.
struct UnderWay(Data<State>);

impl UnderWay {
    fn begin(state: Data<State>) -> Self {
        state.metrics.under_way.inc();
        Self(state)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.metrics.under_way.dec();
    }
}

/// What is known of an answer on its way.
struct Seen {
    under_way: UnderWay,
    started: Instant,
    id: RequestId,
    method: Method,
    path: String,
    operation: Option<Operation>,
    holder: Option<Holder>,
    route: String,
    status: u16,
    reason: Option<&'static str>,
    bytes: u64,
    expected: BodySize,
    has_ended: bool,
}

impl Seen {
    fn is_whole(&self) -> bool {
        match self.expected {
            BodySize::None => true,
            BodySize::Sized(length) => self.bytes >= length,
            BodySize::Stream => self.has_ended,
        }
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        let took = self.started.elapsed();
        let state = &self.under_way.0;
        let is_whole = self.is_whole();
        state.metrics.ended(&self.route, took, self.bytes, is_whole);
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        let (request, reason) = (self.id.as_str(), self.reason.unwrap_or_default());
        let token = self.holder.as_ref().map_or("", |it| &it.name);
        let operation = self.operation.as_ref().map_or("", |it| it.0.as_str());
        tracing::info!(
            request, method = %self.method, path = self.path, status = self.status, milliseconds, bytes = self.bytes,
            is_whole, reason, token, "answered"
        );
        if state.settings.slow > Duration::ZERO && took >= state.settings.slow {
            state.metrics.was_slow();
            tracing::warn!(
                request, method = %self.method, path = self.path, status = self.status, milliseconds, bytes = self.bytes,
                is_whole, reason, token, operation, "slow"
            );
        }
    }
}

/// A body that is watched on its way.
struct Observed {
    body: BoxBody,
    seen: Seen,
}

impl MessageBody for Observed {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Self::Error>>> {
        let this = self.get_mut();
        let next = Pin::new(&mut this.body).poll_next(context);
        match &next {
            Poll::Ready(Some(Ok(bytes))) => this.seen.bytes += bytes.len() as u64,
            Poll::Ready(None) => this.seen.has_ended = true,
            _ => {}
        }
        next
    }
}

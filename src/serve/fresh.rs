//! Answers that clients may keep: each has an `ETag`, and who has it already is told so with a 304.

use actix_web::http::header::{
    self, EntityTag, HeaderName, HeaderValue, IfNoneMatch, TryIntoHeaderValue as _,
};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse};
use sha2::{Digest as _, Sha256};

use super::negotiate;

/// A whole answer.
pub(super) struct Whole {
    pub(super) media_type: &'static str,
    pub(super) headers: Vec<(HeaderName, String)>,
    pub(super) body: Vec<u8>,
    /// Whether it depends on `Accept-Language` too.
    by_language: bool,
}

impl Whole {
    pub(super) fn of(media_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            media_type,
            headers: Vec::new(),
            body: body.into(),
            by_language: false,
        }
    }

    /// It is another one in another language.
    pub(super) fn by_language(mut self) -> Self {
        self.by_language = true;
        self
    }

    /// With a header more.
    pub(super) fn with(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The answer to this request: the body, or that the client has it already.
    pub(super) fn answer(self, request: &HttpRequest) -> HttpResponse {
        let tag = tag(&self.body);
        let vary = if self.by_language {
            "accept, accept-language"
        } else {
            "accept"
        };
        let has_any = matches!(request.get_header(), Some(IfNoneMatch::Any));
        let known = has_any || is_named(request, &tag);
        let mut response = if known {
            HttpResponse::NotModified()
        } else {
            HttpResponse::Ok()
        };
        response.insert_header((header::VARY, vary));
        for (name, value) in &self.headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                response.insert_header((name, value));
            }
        }
        let response = if known {
            response.finish()
        } else {
            let media_type = negotiate::content_type(self.media_type);
            response
                .insert_header((header::CONTENT_TYPE, media_type))
                .body(self.body)
        };
        marked(response, &tag)
    }
}

/// Whether the client says that it has what is called so.
pub(super) fn is_named(request: &HttpRequest, tag: &EntityTag) -> bool {
    matches!(
        request.get_header(),
        Some(IfNoneMatch::Items(tags)) if tags.iter().any(|known| known.weak_eq(tag))
    )
}

/// The answer with its name.
pub(super) fn marked(mut response: HttpResponse, tag: &EntityTag) -> HttpResponse {
    let headers = response.headers_mut();
    if let Ok(tag) = tag.clone().try_into_value() {
        headers.insert(header::ETAG, tag);
    }
    // To be kept, and asked for again before each use.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Weak, because the same answer may go out packed or not.
fn tag(body: &[u8]) -> EntityTag {
    let digest = Sha256::digest(body);
    let hex = digest.iter().take(12).map(|byte| format!("{byte:02x}"));
    EntityTag::new_weak(hex.collect())
}

//! The name of a request: in its answer, in the log, and in the problem that a client reports.

use std::fmt::Write as _;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::{HttpMessage as _, HttpRequest};

/// Where a request's name stands.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// The longest name that a client may choose.
const LONGEST: usize = 64;

/// What a request is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestId(String);

impl RequestId {
    /// The name that the client (or a proxy before us) gave, if it is a plain one; otherwise a new one.
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let given = headers.get(HEADER).and_then(|value| value.to_str().ok());
        match given.filter(|text| is_plain(text)) {
            Some(text) => Self(text.to_owned()),
            None => Self::fresh(),
        }
    }

    fn fresh() -> Self {
        // Another beginning for each process: two servers behind one proxy do not use the same names.
        static START: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(0) >> 32);
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let mut text = String::with_capacity(20);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Writing to a string does not fail.
        let _ = write!(text, "{:08x}-{number}", *START);
        Self(text)
    }

    /// The name of a request that `observe` has seen.
    pub(super) fn of(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().cloned()
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn value(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0).ok()
    }
}

/// Whether the text can stand in a log and a header without harm.
fn is_plain(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_name_is_kept_and_any_other_replaced() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(HEADER, HeaderValue::from_str(value).unwrap());
            RequestId::read(&headers)
        };
        assert_eq!(read("a-1.b_2").as_str(), "a-1.b_2");
        for odd in ["", "a b", "x\"y", &"x".repeat(65)] {
            assert_ne!(read(odd).as_str(), odd);
        }
        assert_ne!(read(""), read(""));
    }
}

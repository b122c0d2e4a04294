//! What a request may send.

use std::time::{Duration, Instant};

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::rt::time::timeout;
use actix_web::web::Payload;
use futures_util::StreamExt as _;

use super::error::ServeError;

/// How long a body may take, however short.
const PATIENCE: Duration = Duration::from_secs(20);
/// How fast it has to come beyond that.
const BYTES_A_SECOND: u64 = 32 * 1024;

/// Reads a body of at most `limit` bytes. One that declares more is refused unread.
pub(super) async fn body(
    request: &HttpRequest,
    mut payload: Payload,
    limit: usize,
) -> Result<Vec<u8>, ServeError> {
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|declared| declared > limit as u64) {
        return Err(ServeError::TooLarge { limit });
    }
    if let Some(coding) = request.headers().get(header::CONTENT_ENCODING)
        && coding.as_bytes() != b"identity"
    {
        return Err(ServeError::MediaType(
            "compressed bodies are not read here: send it without `Content-Encoding`".to_owned(),
        ));
    }
    let mut body = Vec::new();
    let began = Instant::now();
    loop {
        // What comes at a walking pace may go on; what drips may not.
        let most = PATIENCE + Duration::from_secs(body.len() as u64 / BYTES_A_SECOND);
        let left = most.saturating_sub(began.elapsed());
        let chunk = timeout(left, payload.next()).await.map_err(|_elapsed| {
            let (received, seconds) = (body.len(), began.elapsed().as_secs());
            ServeError::Slow { received, seconds }
        })?;
        let Some(chunk) = chunk else {
            break;
        };
        let chunk = chunk.map_err(|error| {
            ServeError::BadRequest(format!("the body could not be read: {error}"))
        })?;
        if body.len() + chunk.len() > limit {
            return Err(ServeError::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The media type of the body, in lower case and without parameters. Anything but UTF-8 is refused.
pub(super) fn media_type(request: &HttpRequest) -> Result<Option<String>, ServeError> {
    let Some(value) = request.headers().get(header::CONTENT_TYPE) else {
        return Ok(None);
    };
    let value = value
        .to_str()
        .map_err(|_not_ascii| ServeError::MediaType("`Content-Type` is not ASCII".to_owned()))?;
    let mut parts = value.split(';').map(str::trim);
    let media_type = parts.next().unwrap_or_default().to_ascii_lowercase();
    for parameter in parts {
        let (name, charset) = parameter.split_once('=').unwrap_or((parameter, ""));
        let charset = charset.trim_matches('"');
        let fine = ["utf-8", "utf8", "us-ascii"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(charset));
        if name.eq_ignore_ascii_case("charset") && !fine {
            return Err(ServeError::MediaType(format!(
                "the charset `{charset}` is not read here: send UTF-8"
            )));
        }
    }
    Ok((!media_type.is_empty()).then_some(media_type))
}

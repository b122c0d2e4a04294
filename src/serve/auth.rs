//! Who may write: whoever sends the server's token.

use actix_web::HttpRequest;
use actix_web::http::header;
use sha2::{Digest as _, Sha256};

use super::error::ServeError;
use super::state::State;

/// Lets a request write, or says why not.
pub(super) fn may_write(request: &HttpRequest, state: &State) -> Result<(), ServeError> {
    if state.settings.read_only || state.store.is_read_only() {
        return Err(ServeError::Forbidden(
            "this server is read-only: start it without `--read-only` to write".to_owned(),
        ));
    }
    let Some(token) = state
        .settings
        .token
        .as_deref()
        .filter(|token| !token.is_empty())
    else {
        return Err(ServeError::Forbidden(
            "writing is off: start the server with a token (`--token`, `DEMARCHE_TOKEN`) and send it as `Authorization: Bearer TOKEN`"
                .to_owned(),
        ));
    };
    let sent = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, sent)| sent.trim())
        .ok_or(ServeError::NoToken)?;
    // Digests are compared, so that the time taken tells nothing about the token.
    if Sha256::digest(sent) == Sha256::digest(token) {
        Ok(())
    } else {
        Err(ServeError::WrongToken)
    }
}

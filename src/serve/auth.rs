//! Who may do what: whoever sends a token of the scope that it takes.

use actix_web::http::header;
use actix_web::{HttpMessage as _, HttpRequest};

use super::error::ServeError;
use super::state::State;
use super::tokens::{Holder, Scope};

/// What the token of a request allows, where the server knows any and the request has one.
pub(super) fn scope(request: &HttpRequest, state: &State) -> Result<Option<Scope>, ServeError> {
    if state.tokens.are_none() {
        return Ok(None);
    }
    Ok(holder(request, state)?.map(|holder| holder.scope))
}

/// Lets a request write, or says why not.
pub(super) fn may_write(request: &HttpRequest, state: &State) -> Result<(), ServeError> {
    if state.settings.read_only || state.store.is_read_only() {
        return Err(ServeError::Forbidden(
            "this server is read-only: start it without `--read-only` to write".to_owned(),
        ));
    }
    may(request, state, Scope::Write)
}

/// Lets a request look after the server, or says why not.
pub(super) fn may_administer(request: &HttpRequest, state: &State) -> Result<(), ServeError> {
    may(request, state, Scope::Admin)
}

/// Whose token came with a request; nobody's where none came. One that does not hold is an error, so that a client
/// learns of it before it is taken for a stranger.
pub(super) fn holder(request: &HttpRequest, state: &State) -> Result<Option<Holder>, ServeError> {
    let Some(secret) = bearer(request) else {
        return Ok(None);
    };
    let holder = state.tokens.holder(secret).ok_or(ServeError::WrongToken)?;
    request.extensions_mut().insert(holder.clone());
    Ok(Some(holder))
}

fn may(request: &HttpRequest, state: &State, scope: Scope) -> Result<(), ServeError> {
    if state.tokens.are_none() {
        return Err(ServeError::Forbidden(
            "writing is off: start the server with a token (`--token`, `DEMARCHE_TOKEN`, or several: `--tokens`) and send it as `Authorization: Bearer TOKEN`"
                .to_owned(),
        ));
    }
    let holder = holder(request, state)?.ok_or(ServeError::NoToken)?;
    if holder.scope >= scope {
        return Ok(());
    }
    Err(ServeError::Scope {
        name: holder.name,
        has: holder.scope,
        needs: scope,
    })
}

/// The secret that a request sends.
fn bearer(request: &HttpRequest) -> Option<&str> {
    let value = request.headers().get(header::AUTHORIZATION)?;
    let (scheme, secret) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

//! What whoever looks after a running server asks of it: backups, and another look at its tokens.

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::answer::compute;
use super::auth;
use super::error::ServeError;
use super::state::State;

/// A backup that was made.
#[derive(Serialize)]
struct Made {
    /// Where, as the server sees it.
    folder: String,
    created: String,
    files: usize,
    bytes: u64,
}

#[derive(Serialize)]
struct Known {
    tokens: usize,
}

/// `POST /admin/backup`: a backup in the folder of the setting `backups`, named after the moment.
pub(super) async fn backup(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    auth::may_administer(&request, &state)?;
    let made = compute(&state, |state, store, _| {
        let now = jiff::Timestamp::now();
        let folder = state
            .settings
            .backups
            .join(now.strftime("%Y%m%dT%H%M%S%.6fZ").to_string());
        let backup = store.backup(&folder, &now.to_string(), env!("CARGO_PKG_VERSION"))?;
        tracing::info!(folder = %folder.display(), "a backup was made");
        Ok(Made {
            folder: folder.display().to_string(),
            created: backup.created,
            files: backup.files.len(),
            bytes: backup.files.iter().map(|it| it.bytes).sum(),
        })
    })
    .await?;
    Ok(HttpResponse::Created().json(made))
}

/// `POST /admin/tokens`: the file of tokens is read anew now, changed or not.
pub(super) async fn tokens(
    request: HttpRequest,
    state: Data<State>,
) -> Result<Json<impl Serialize>, ServeError> {
    auth::may_administer(&request, &state)?;
    match state.tokens.reread() {
        Ok(tokens) => Ok(Json(Known { tokens })),
        // To the holder of this scope the path of the file is no secret.
        Err(error) => Err(ServeError::Unprocessable(error.to_string())),
    }
}

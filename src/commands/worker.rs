//! `demarche worker`: answers queries for a server that started it, and for nobody else.

use super::{Outcome, log, serve, services};
use crate::config::Settings;

pub(crate) fn run() -> anyhow::Result<Outcome> {
    crate::serve::work(|told| {
        let settings: Settings = serde_json::from_str(told)?;
        log::show(&settings)?;
        let services = services::of(&settings)?;
        anyhow::Ok((serve::settings_of(&settings)?, services))
    })?;
    Ok(Outcome::Something)
}

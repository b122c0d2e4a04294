//! What is made ready before somebody waits for it: the search index, and the past.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use actix_web::web::Data;

use super::state::State;

/// What is made anew after writes takes at most one part of the time in so many.
const SHARE: u32 = 10;

/// Starts the thread that makes things ready.
pub(super) fn prepare(state: &Data<State>) {
    let (first, news) = (state.clone(), state.writer.news());
    let prepare = move || {
        if let Err(error) = first.store.settle_search() {
            tracing::warn!(%error, "the search index cannot be opened");
        }
        let took = make(&first);
        // While nobody serves, nobody need be followed.
        let state = Arc::downgrade(&first.into_inner());
        let mut is_due = rest(&news, took);
        while let Some(true) = is_due.or_else(|| news.recv().ok().map(|()| true)) {
            let Some(state) = state.upgrade() else {
                return;
            };
            let took = if state.snapshots.is_wanted() {
                make(&state)
            } else {
                Duration::ZERO
            };
            drop(state);
            is_due = rest(&news, took);
        }
    };
    // Without the thread, whoever asks first has to wait.
    if let Err(error) = std::thread::Builder::new()
        .name("prepare".to_owned())
        .spawn(prepare)
    {
        tracing::warn!(%error, "nothing is made ready beforehand");
    }
}

/// Makes the past ready, and tells how long that took.
fn make(state: &State) -> Duration {
    let began = Instant::now();
    match state.snapshots.prepare(&state.store, &state.settings.base) {
        Ok(true) => tracing::info!(
            seconds = began.elapsed().as_secs_f32(),
            "the past is ready to be asked"
        ),
        Ok(false) => {}
        Err(error) => tracing::warn!(%error, "the past cannot be made ready"),
    }
    began.elapsed()
}

/// Lets others compute for a while. Says whether something was written meanwhile: none where nothing was, and false where
/// nothing will be.
fn rest(news: &Receiver<()>, took: Duration) -> Option<bool> {
    let until = Instant::now() + took * (SHARE - 1);
    let mut heard = None;
    loop {
        match news.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(()) => heard = Some(true),
            Err(RecvTimeoutError::Timeout) => return heard,
            Err(RecvTimeoutError::Disconnected) => return Some(false),
        }
    }
}

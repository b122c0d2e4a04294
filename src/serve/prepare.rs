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
        let mut heard = rest(&news, make(&first));
        // Who serves no more need not be followed.
        let state = Arc::downgrade(&first.into_inner());
        loop {
            match heard {
                News::Nothing if news.recv().is_ok() => {}
                News::Write => {}
                News::Nothing | News::End => return,
            }
            let Some(state) = state.upgrade() else {
                return;
            };
            let took = if state.snapshots.is_wanted() {
                make(&state)
            } else {
                Duration::ZERO
            };
            drop(state);
            heard = rest(&news, took);
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

/// What a writer has told.
enum News {
    Nothing,
    Write,
    /// There will be no more.
    End,
}

/// Lets others compute for a while, and says what was heard meanwhile.
fn rest(news: &Receiver<()>, took: Duration) -> News {
    let until = Instant::now() + took * (SHARE - 1);
    let mut heard = News::Nothing;
    loop {
        match news.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(()) => heard = News::Write,
            Err(RecvTimeoutError::Timeout) => return heard,
            Err(RecvTimeoutError::Disconnected) => return News::End,
        }
    }
}

//! The rules of extraction, one a file, each opening with a sentence and what it yields.

pub(super) mod clause;
pub(super) mod colon;
pub(super) mod complement;
pub(super) mod detached;
pub(super) mod event;
pub(super) mod incise;
pub(super) mod meeting;
pub(super) mod proposal;
pub(super) mod refusal;
pub(super) mod selon;
pub(super) mod sequel;

use super::scan::{Found, Scan};

/// Runs the rules for statements.
pub(super) fn statements(scan: &Scan<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for rule in [incise::find, colon::find, clause::find, complement::find, selon::find, refusal::find, detached::find] {
        rule(scan, &mut found);
    }
    found
}

//! Meetings against the gold: by participants and date or passages.

use super::cast::{same, shared};
use super::gold::{BadGold, GoldMeeting};
use super::pairing::pair;
use super::score::{FactKind, Ground, Judged, begin, first, quote, shorten};
use super::words::{Cover, overlap, ratio};
use crate::extract::facts::Meeting;

pub(super) fn score(
    ground: &mut Ground<'_>,
    found: &[Meeting],
    gold: &[GoldMeeting],
) -> Result<(), BadGold> {
    let places = gold
        .iter()
        .map(|it| ground.locate(&it.id, &it.evidence))
        .collect::<Result<Vec<_>, _>>()?;
    let in_gold: Vec<Cover> = places
        .iter()
        .map(|it| ground.words.cover(it.iter().cloned()))
        .collect();
    let mut candidates = Vec::new();
    for (i, one) in found.iter().enumerate() {
        let proof = ground.words.cover_of(&one.evidence);
        for (j, (other, cover)) in gold.iter().zip(&in_gold).enumerate() {
            if let Some(score) = likeness(ground, one, other, overlap(&proof, cover)) {
                candidates.push((score, i, j));
            }
        }
    }
    let pairs = pair(candidates);
    let mut full = 0;
    let mut right = vec![false; found.len()];
    for (i, j) in &pairs {
        let Some((one, other)) = found.get(*i).zip(gold.get(*j)) else {
            continue;
        };
        let (who, all) = properties(ground, one, other);
        full += usize::from(all);
        if let Some(slot) = right.get_mut(*i) {
            *slot = who;
        }
    }
    let tally = &mut ground.score.tally;
    tally.add("meeting", pairs.len(), found.len(), gold.len());
    tally.add("meeting full", full, found.len(), gold.len());
    for (j, missed) in gold.iter().enumerate() {
        if pairs.iter().all(|(_, other)| *other != j) {
            let who = ground.gold.names(&missed.participants);
            let quoted = shorten(missed.evidence.iter().map(String::as_str));
            let at = places.get(j).map_or(0, |it| first(it));
            ground.mistake(at, format!("missed meeting of {who}: {quoted}"));
        }
    }
    for (i, one) in found.iter().enumerate() {
        let in_gold = pairs.iter().any(|(it, _)| *it == i);
        if !in_gold {
            let who = ground.found.names(&one.participants);
            let quoted = quote(&one.evidence);
            let told = format!("{} ({}) extra meeting of {who}: {quoted}", one.id, one.rule);
            ground.mistake(begin(&one.evidence), told);
        }
        ground.score.judged.push(Judged {
            kind: FactKind::Meeting,
            rule: one.rule.clone(),
            confidence: one.confidence,
            in_gold,
            people_right: right.get(i).copied().unwrap_or(false),
        });
    }
    Ok(())
}

/// How well a meeting matches one of the gold; `None` where it cannot be the same.
fn likeness(ground: &Ground<'_>, found: &Meeting, gold: &GoldMeeting, touch: f64) -> Option<f64> {
    let one = ground.found.those(&found.participants);
    let other = ground.gold.those(&gold.participants);
    let who = shared(&one, &other);
    let nobody = one.is_empty() && other.is_empty();
    let same_date = gold.date.is_some() && edtf(found) == gold.date.as_deref();
    let is_same = (who > 0 || nobody || touch >= 0.5) && (same_date || touch > 0.0);
    let most = one.len().max(other.len()).max(1);
    let bonus = if same_date { 0.5 } else { 0.0 };
    is_same.then(|| 0.01 + ratio(who, most) + touch + bonus)
}

fn edtf(found: &Meeting) -> Option<&str> {
    found.date.as_ref().map(|it| it.edtf.as_str())
}

/// What else is right: the participants, and everything.
fn properties(ground: &mut Ground<'_>, found: &Meeting, gold: &GoldMeeting) -> (bool, bool) {
    let who = same(
        &ground.found.those(&found.participants),
        &ground.gold.those(&gold.participants),
    );
    let when = edtf(found) == gold.date.as_deref();
    let status = found.status == gold.status;
    let mut wrong = Vec::new();
    if !who {
        wrong.push(format!(
            "participants {}, should be {}",
            ground.found.names(&found.participants),
            ground.gold.names(&gold.participants)
        ));
    }
    if !when {
        let [one, other] = [edtf(found), gold.date.as_deref()].map(|it| it.unwrap_or("none"));
        wrong.push(format!("date {one}, should be {other}"));
    }
    if !status {
        wrong.push(format!(
            "status {:?}, should be {:?}",
            found.status, gold.status
        ));
    }
    let tally = &mut ground.score.tally;
    tally.hit("meeting participants", who);
    tally.hit("meeting date", when);
    tally.hit("meeting status", status);
    for what in wrong {
        let quoted = quote(&found.evidence);
        let told = format!("{} ({}) wrong {what}: {quoted}", found.id, found.rule);
        ground.mistake(begin(&found.evidence), told);
    }
    (who, who && when && status)
}

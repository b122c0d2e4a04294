//! Proposals against the gold: by contents and proposers.

use super::cast::{same, shared};
use super::gold::{BadGold, GoldProposal};
use super::pairing::pair;
use super::score::{FactKind, Ground, Judged, begin, first, quote, shorten};
use super::words::overlap;
use crate::extract::facts::Proposal;

pub(super) fn score(
    ground: &mut Ground<'_>,
    found: &[Proposal],
    gold: &[GoldProposal],
) -> Result<(), BadGold> {
    let places = gold
        .iter()
        .map(|it| ground.locate(&it.id, &it.content))
        .collect::<Result<Vec<_>, _>>()?;
    let mut candidates = Vec::new();
    for (i, one) in found.iter().enumerate() {
        let cover = ground.words.cover_of(&one.content);
        for (j, (other, place)) in gold.iter().zip(&places).enumerate() {
            let score = overlap(&cover, &ground.words.cover(place.iter().cloned()));
            let proposers = ground.found.those(&one.proposers);
            let who = shared(&proposers, &ground.gold.those(&other.proposers)) > 0;
            if score >= 0.3 && (who || other.proposers.is_empty()) {
                candidates.push((score, i, j));
            }
        }
    }
    let pairs = pair(candidates);
    ground
        .score
        .tally
        .add("proposal", pairs.len(), found.len(), gold.len());
    let mut right = vec![false; found.len()];
    for (i, j) in &pairs {
        let Some((one, other)) = found.get(*i).zip(gold.get(*j)) else {
            continue;
        };
        let who = properties(ground, one, other);
        if let Some(slot) = right.get_mut(*i) {
            *slot = who;
        }
    }
    for (j, missed) in gold.iter().enumerate() {
        if pairs.iter().all(|(_, other)| *other != j) {
            let who = ground.gold.names(&missed.proposers);
            let quoted = shorten(missed.content.iter().map(String::as_str));
            let at = places.get(j).map_or(0, |it| first(it));
            ground.mistake(at, format!("missed proposal of {who}: {quoted}"));
        }
    }
    for (i, one) in found.iter().enumerate() {
        let in_gold = pairs.iter().any(|(it, _)| *it == i);
        if !in_gold {
            let who = ground.found.names(&one.proposers);
            let quoted = quote(&one.content);
            let told = format!(
                "{} ({}) extra proposal of {who}: {quoted}",
                one.id, one.rule
            );
            ground.mistake(begin(&one.content), told);
        }
        ground.score.judged.push(Judged {
            kind: FactKind::Proposal,
            rule: one.rule.clone(),
            confidence: one.confidence,
            in_gold,
            people_right: right.get(i).copied().unwrap_or(false),
        });
    }
    Ok(())
}

/// What else is right; gives whether the proposers are.
fn properties(ground: &mut Ground<'_>, found: &Proposal, gold: &GoldProposal) -> bool {
    let addressees = same(
        &ground.found.those(&found.addressees),
        &ground.gold.those(&gold.addressees),
    );
    let status = found.status == gold.status;
    let mut wrong = Vec::new();
    if !addressees {
        wrong.push(format!(
            "addressees {}, should be {}",
            ground.found.names(&found.addressees),
            ground.gold.names(&gold.addressees)
        ));
    }
    if !status {
        wrong.push(format!(
            "status {:?}, should be {:?}",
            found.status, gold.status
        ));
    }
    let tally = &mut ground.score.tally;
    tally.hit("proposal status", status);
    tally.hit("proposal addressees", addressees);
    for what in wrong {
        let quoted = quote(&found.content);
        let told = format!("{} ({}) wrong {what}: {quoted}", found.id, found.rule);
        ground.mistake(begin(&found.content), told);
    }
    same(
        &ground.found.those(&found.proposers),
        &ground.gold.those(&gold.proposers),
    )
}

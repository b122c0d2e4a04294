//! Statements against the gold: by the words of their contents, then by speakers.

use std::collections::BTreeSet;

use super::cast::same;
use super::gold::{BadGold, GoldStatement};
use super::pairing::pair;
use super::score::{FactKind, Ground, Judged, begin, first, quote, shorten};
use super::words::{Cover, iou};
use crate::extract::facts::{Statement, StatementKind};

pub(super) fn score(
    ground: &mut Ground<'_>,
    found: &[Statement],
    gold: &[GoldStatement],
) -> Result<(), BadGold> {
    let places = gold
        .iter()
        .map(|it| ground.locate(&it.id, &it.content))
        .collect::<Result<Vec<_>, _>>()?;
    let in_gold: Vec<Cover> = places
        .iter()
        .map(|it| ground.words.cover(it.iter().cloned()))
        .collect();
    let in_facts: Vec<Cover> = found
        .iter()
        .map(|it| ground.words.cover_of(&it.content))
        .collect();
    let levels = [
        ("statement", "statement+speaker", 0.5),
        ("statement strict", "statement strict+speaker", 0.8),
    ];
    for (level, with_speaker, bar) in levels {
        let pairs = pair(candidates(&in_facts, &in_gold, bar));
        let right: BTreeSet<(usize, usize)> = pairs
            .iter()
            .copied()
            .filter(|(i, j)| speakers_agree(ground, found.get(*i), gold.get(*j)))
            .collect();
        let tally = &mut ground.score.tally;
        tally.add(level, pairs.len(), found.len(), gold.len());
        tally.add(with_speaker, right.len(), found.len(), gold.len());
        if level == "statement" {
            let starts: Vec<usize> = places.iter().map(|it| first(it)).collect();
            matched(ground, found, gold, &pairs, &right);
            unmatched(ground, found, gold, &pairs, &starts);
            recall(ground, gold, &right);
            judge(ground, found, &pairs, &right);
        }
    }
    Ok(())
}

fn candidates(found: &[Cover], gold: &[Cover], bar: f64) -> Vec<(f64, usize, usize)> {
    let mut candidates = Vec::new();
    for (i, one) in found.iter().enumerate() {
        for (j, other) in gold.iter().enumerate() {
            let score = iou(one, other);
            if score >= bar {
                candidates.push((score, i, j));
            }
        }
    }
    candidates
}

fn speakers_agree(
    ground: &Ground<'_>,
    found: Option<&Statement>,
    gold: Option<&GoldStatement>,
) -> bool {
    found.zip(gold).is_some_and(|(found, gold)| {
        same(
            &ground.found.those(&found.speakers),
            &ground.gold.those(&gold.speakers),
        )
    })
}

/// What else is right about the statements that the gold has too.
fn matched(
    ground: &mut Ground<'_>,
    found: &[Statement],
    gold: &[GoldStatement],
    pairs: &[(usize, usize)],
    right: &BTreeSet<(usize, usize)>,
) {
    for (i, j) in pairs {
        let Some((one, other)) = found.get(*i).zip(gold.get(*j)) else {
            continue;
        };
        let mut wrong = Vec::new();
        if !right.contains(&(*i, *j)) {
            wrong.push(format!(
                "speaker {}, should be {}",
                ground.found.names(&one.speakers),
                ground.gold.names(&other.speakers)
            ));
        }
        let tally = &mut ground.score.tally;
        tally.hit("act", one.act == other.act);
        if one.act != other.act {
            wrong.push(format!("act {:?}, should be {:?}", one.act, other.act));
        }
        tally.hit("kind", one.kind == other.kind);
        if one.kind != other.kind {
            wrong.push(format!("kind {:?}, should be {:?}", one.kind, other.kind));
        }
        if let Some(day) = other.date.as_deref().filter(|it| !it.is_empty()) {
            let dated = one.date.as_ref().map(|it| it.edtf.as_str());
            tally.hit("statement date", dated == Some(day));
            if dated != Some(day) {
                wrong.push(format!("date {}, should be {day}", dated.unwrap_or("none")));
            }
        }
        for what in wrong {
            let quoted = quote(&one.content);
            let told = format!("{} ({}) wrong {what}: {quoted}", one.id, one.rule);
            ground.mistake(begin(&one.content), told);
        }
    }
}

fn unmatched(
    ground: &mut Ground<'_>,
    found: &[Statement],
    gold: &[GoldStatement],
    pairs: &[(usize, usize)],
    starts: &[usize],
) {
    for (j, missed) in gold.iter().enumerate() {
        if pairs.iter().all(|(_, other)| *other != j) {
            let who = ground.gold.names(&missed.speakers);
            let quoted = shorten(missed.content.iter().map(String::as_str));
            let kind = format!("{:?}", missed.kind).to_lowercase();
            let told = format!("missed statement ({kind}) of {who}: {quoted}");
            ground.mistake(starts.get(j).copied().unwrap_or(0), told);
        }
    }
    for (i, extra) in found.iter().enumerate() {
        if pairs.iter().all(|(one, _)| *one != i) {
            let who = ground.found.names(&extra.speakers);
            let quoted = quote(&extra.content);
            let told = format!(
                "{} ({}) extra statement of {who}: {quoted}",
                extra.id, extra.rule
            );
            ground.mistake(begin(&extra.content), told);
        }
    }
}

/// How many of each kind were found, with the right speaker.
fn recall(ground: &mut Ground<'_>, gold: &[GoldStatement], right: &BTreeSet<(usize, usize)>) {
    let kinds = [
        ("recall direct", StatementKind::Direct),
        ("recall mixed", StatementKind::Mixed),
        ("recall indirect", StatementKind::Indirect),
    ];
    for (measure, kind) in kinds {
        let is_kind = |it: &GoldStatement| it.kind == kind;
        let hits = right
            .iter()
            .filter(|(_, j)| gold.get(*j).is_some_and(is_kind))
            .count();
        let all = gold.iter().filter(|it| is_kind(it)).count();
        ground.score.tally.add(measure, hits, 0, all);
    }
}

fn judge(
    ground: &mut Ground<'_>,
    found: &[Statement],
    pairs: &[(usize, usize)],
    right: &BTreeSet<(usize, usize)>,
) {
    for (i, one) in found.iter().enumerate() {
        ground.score.judged.push(Judged {
            kind: FactKind::Statement,
            rule: one.rule.clone(),
            confidence: one.confidence,
            in_gold: pairs.iter().any(|(it, _)| *it == i),
            people_right: right.iter().any(|(it, _)| *it == i),
        });
    }
}

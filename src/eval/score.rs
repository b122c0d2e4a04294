//! The facts of one article against its gold.

use std::ops::Range;

use super::actors::{self, Links};
use super::cast::Cast;
use super::gold::{BadGold, Gold};
use super::tally::Tally;
use super::words::Words;
use super::{meetings, proposals, statements};
use crate::extract::facts::{Facts, Meeting, Passage, Proposal, Statement};

/// What kind of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// A statement.
    Statement,
    /// A meeting.
    Meeting,
    /// A proposal.
    Proposal,
}

impl FactKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Statement, Self::Meeting, Self::Proposal];

    /// The name of one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Meeting => "meeting",
            Self::Proposal => "proposal",
        }
    }
}

/// One fact that was found, and whether the gold agrees.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What kind of fact.
    pub kind: FactKind,
    /// The rule that found it.
    pub rule: String,
    /// How sure the fact claims to be.
    pub confidence: f64,
    /// Whether the gold has it.
    pub in_gold: bool,
    /// And with the same speakers, participants or proposers.
    pub people_right: bool,
}

/// Something missed, found in vain or wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Line in the text, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

/// What the comparison of one article gave.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Counts by measure.
    pub tally: Tally,
    /// How actors were linked.
    pub links: Links,
    /// Every fact that was found: statements, then meetings, then proposals, each in their order.
    pub judged: Vec<Judged>,
    /// What to look at, in order of place.
    pub mistakes: Vec<Mistake>,
}

/// Compares the facts of an article with its gold; no facts are none found. `held` tells whether
/// the gazetteer has a Wikidata id.
///
/// # Errors
/// When the gold is not of this text, or not sound in itself.
pub fn score(
    gold: &Gold,
    facts: Option<&Facts>,
    text: &str,
    held: &dyn Fn(&str) -> bool,
) -> Result<Score, BadGold> {
    gold.check_actors()?;
    let words = Words::new(text);
    let mut ground = Ground {
        words: &words,
        found: Cast::of_facts(facts.map_or(&[], |it| &it.actors)),
        gold: Cast::of_gold(&gold.actors),
        score: Score::default(),
    };
    let statements: &[Statement] = facts.map_or(&[], |it| &it.statements);
    let meetings: &[Meeting] = facts.map_or(&[], |it| &it.meetings);
    let proposals: &[Proposal] = facts.map_or(&[], |it| &it.proposals);
    passages(&mut ground, gold, statements, meetings, proposals)?;
    statements::score(&mut ground, statements, &gold.statements)?;
    meetings::score(&mut ground, meetings, &gold.meetings)?;
    proposals::score(&mut ground, proposals, &gold.proposals)?;
    let mut acting: Vec<&str> = (statements.iter().flat_map(|it| &it.speakers))
        .chain(meetings.iter().flat_map(|it| &it.participants))
        .chain(proposals.iter().flat_map(|it| &it.proposers))
        .map(String::as_str)
        .collect();
    acting.sort_unstable();
    acting.dedup();
    actors::score(&mut ground, &acting, gold, held);
    let mut score = ground.score;
    score.mistakes.sort();
    Ok(score)
}

/// What every comparison needs, and where it puts its result.
pub(super) struct Ground<'a> {
    pub(super) words: &'a Words,
    pub(super) found: Cast<'a>,
    pub(super) gold: Cast<'a>,
    pub(super) score: Score,
}

impl Ground<'_> {
    /// Where passages of the gold stand.
    pub(super) fn locate(
        &self,
        owner: &str,
        passages: &[String],
    ) -> Result<Vec<Range<usize>>, BadGold> {
        let place = |passage: &String| {
            let missing = || BadGold::NotInText {
                owner: owner.to_owned(),
                passage: passage.clone(),
            };
            self.words.locate(passage).ok_or_else(missing)
        };
        passages.iter().map(place).collect()
    }

    /// Notes something wrong at a code point.
    pub(super) fn mistake(&mut self, at: usize, what: String) {
        let (line, column) = self.words.position(at);
        self.score.mistakes.push(Mistake { line, column, what });
    }
}

/// Every passage must be the text that it claims, and no fact may rest on chrome.
fn passages(
    ground: &mut Ground<'_>,
    gold: &Gold,
    statements: &[Statement],
    meetings: &[Meeting],
    proposals: &[Proposal],
) -> Result<(), BadGold> {
    let chrome = ground.locate("not_body", &gold.not_body)?;
    let chrome = ground.words.cover(chrome);
    let statements = statements
        .iter()
        .map(|it| (&it.id, &*it.content, &*it.evidence));
    let proposals = proposals
        .iter()
        .map(|it| (&it.id, &*it.content, &*it.evidence));
    let meetings = meetings.iter().map(|it| (&it.id, &[][..], &*it.evidence));
    for (id, content, evidence) in statements.chain(proposals).chain(meetings) {
        for passage in content.iter().chain(evidence) {
            let right = ground.words.holds(passage);
            ground.score.tally.hit("evidence is the text", right);
            if !right {
                ground.mistake(
                    passage.start,
                    format!("{id}: {} is not the text", quote([passage])),
                );
            }
        }
        let proof = if content.is_empty() {
            evidence
        } else {
            content
        };
        let cover = ground.words.cover_of(proof);
        if cover.iter().any(|word| chrome.binary_search(word).is_ok()) {
            ground.score.tally.chrome();
            ground.mistake(
                begin(proof),
                format!("{id} rests on chrome: {}", quote(proof)),
            );
        }
    }
    Ok(())
}

/// Where passages begin.
pub(super) fn begin(passages: &[Passage]) -> usize {
    passages.iter().map(|it| it.start).min().unwrap_or(0)
}

/// Where ranges begin.
pub(super) fn first(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(|it| it.start).min().unwrap_or(0)
}

/// Passages on one line, in short.
pub(super) fn quote<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> String {
    shorten(passages.into_iter().map(|it| it.text.as_str()))
}

/// Texts on one line, in short.
pub(super) fn shorten<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    const MOST: usize = 90;
    let whole = texts.into_iter().collect::<Vec<_>>().join(" … ");
    let line = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(MOST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    format!("« {short} »")
}

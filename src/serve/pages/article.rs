//! The page of an article: the passages that are kept of it in the order of the text, marked with the facts that rest on
//! them, and those facts, each with the way back to its words. Passages that overlap are one.

use std::collections::{BTreeMap, BTreeSet};

use super::bag::Bag;
use super::fact::Sentence;
use super::passage::position;
use super::term::Shown;
use super::view::View;
use crate::store::StoreError;
use crate::store::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};
use crate::vocab::{dm, oa, prov};

/// A fact of the article.
pub(super) struct Told {
    /// `s1` of `article/ID#s1`.
    pub(super) local: String,
    pub(super) sentence: Sentence,
    /// Where its evidence stands, with the words.
    spans: Vec<(usize, String)>,
    /// Where what was said stands.
    said: Vec<(usize, usize)>,
}

/// Words without a gap.
pub(super) struct Block {
    pub(super) lang: String,
    pub(super) pieces: Vec<Piece>,
}

/// Words that rest under the same facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// How many facts rest on these words.
    pub(super) depth: usize,
    /// Whether they are what somebody said.
    pub(super) said: bool,
    /// Facts whose first words these are.
    pub(super) begins: Vec<String>,
    /// Facts whose words end here.
    pub(super) ends: Vec<String>,
}

/// The facts of an article in the order of its text.
pub(super) fn told(view: &View<'_>, article: &str) -> Vec<Told> {
    let start = format!("{article}#");
    let mut told: Vec<Told> = view
        .bag
        .subjects(&start)
        .filter_map(|record| {
            let mut sentence = view.sentence(record)?;
            if let Some(thing) = view.bag.iri(record, dm::RECORD_OF) {
                sentence.href = view.seen.href(thing).unwrap_or_default();
                view.frame
                    .t("article.fact")
                    .clone_into(&mut sentence.reports);
            }
            sentence.reported = Vec::new();
            let spans = |property| -> Vec<&str> { view.bag.iris(record, property) };
            Some(Told {
                local: record.strip_prefix(&start)?.to_owned(),
                sentence,
                spans: spans(dm::EVIDENCE)
                    .into_iter()
                    .filter_map(|it| Some((position(&view.bag, it)?.0, exact(&view.bag, it)?)))
                    .collect(),
                said: spans(dm::CONTENT)
                    .into_iter()
                    .filter_map(|it| position(&view.bag, it))
                    .collect(),
            })
        })
        .collect();
    told.sort_by_key(|it| {
        let first = it.spans.iter().map(|(start, _)| *start).min();
        (first, it.local.len(), it.local.clone())
    });
    told
}

fn exact(bag: &Bag, passage: &str) -> Option<String> {
    let mut selectors = bag.iris(passage, oa::HAS_SELECTOR).into_iter();
    selectors
        .find_map(|it| bag.text(it, oa::EXACT))
        .map(str::to_owned)
}

/// The passages of the article.
pub(super) fn blocks(view: &View<'_>, article: &str, told: &[Told]) -> Vec<Block> {
    let lang = view.cited(article).lang;
    let pieces = stitched(told);
    pieces
        .into_iter()
        .map(|pieces| Block {
            lang: lang.clone(),
            pieces,
        })
        .collect()
}

/// What is known of one character.
#[derive(Default)]
struct Place<'a> {
    character: Option<char>,
    facts: BTreeSet<&'a str>,
    said: bool,
}

/// Puts overlapping passages together, and cuts them wherever a fact begins or ends.
fn stitched(told: &[Told]) -> Vec<Vec<Piece>> {
    let mut places: BTreeMap<usize, Place<'_>> = BTreeMap::new();
    for fact in told {
        for (start, words) in &fact.spans {
            for (offset, character) in words.chars().enumerate() {
                let place = places.entry(start + offset).or_default();
                // Where one passage is cut short, another may have the word.
                if place.character.is_none_or(|it| it == '…') {
                    place.character = Some(character);
                }
                place.facts.insert(&fact.local);
                place.said |= fact
                    .said
                    .iter()
                    .any(|(from, to)| (*from..*to).contains(&(start + offset)));
            }
        }
    }
    let mut blocks: Vec<Vec<Piece>> = Vec::new();
    let mut begun: BTreeSet<&str> = BTreeSet::new();
    let mut before: Option<(usize, &BTreeSet<&str>)> = None;
    for (at, place) in &places {
        let follows = before.is_some_and(|(last, _)| last + 1 == *at);
        if !follows {
            close(&mut blocks, before.map(|(_, facts)| facts), None);
            blocks.push(Vec::new());
        }
        let Some(block) = blocks.last_mut() else {
            continue;
        };
        let same = follows
            && before.is_some_and(|(_, facts)| *facts == place.facts)
            && block.last().is_some_and(|piece| piece.said == place.said);
        if !same {
            if follows {
                close(
                    &mut blocks,
                    before.map(|(_, facts)| facts),
                    Some(&place.facts),
                );
            }
            let begins = place.facts.iter().filter(|it| begun.insert(it));
            let piece = Piece {
                depth: place.facts.len(),
                said: place.said,
                begins: begins.map(|it| (*it).to_owned()).collect(),
                ..Piece::default()
            };
            if let Some(block) = blocks.last_mut() {
                block.push(piece);
            }
        }
        if let Some(piece) = blocks.last_mut().and_then(|block| block.last_mut()) {
            piece.text.extend(place.character);
        }
        before = Some((*at, &place.facts));
    }
    close(&mut blocks, before.map(|(_, facts)| facts), None);
    blocks
}

/// Says at the last piece which facts do not go on.
fn close(blocks: &mut [Vec<Piece>], facts: Option<&BTreeSet<&str>>, next: Option<&BTreeSet<&str>>) {
    let last = blocks.last_mut().and_then(|block| block.last_mut());
    if let (Some(piece), Some(facts)) = (last, facts) {
        let ended = facts
            .iter()
            .filter(|it| next.is_none_or(|next| !next.contains(*it)));
        piece.ends = ended.map(|it| (*it).to_owned()).collect();
    }
}

/// Older and newer versions of the article: whether newer, and which.
pub(super) fn versions(view: &View<'_>, article: &str) -> Result<Vec<(bool, Shown)>, StoreError> {
    let revision = NamedNodeRef::new_unchecked(prov::WAS_REVISION_OF);
    let this = NamedNodeRef::new_unchecked(article);
    let shown = |iri: &str| {
        let mut shown = view.shown(&Term::NamedNode(NamedNode::new_unchecked(iri)));
        shown.text = format!("{} {}", shown.text, view.date_of(iri));
        shown
    };
    let mut versions: Vec<(bool, Shown)> = view
        .bag
        .iris(article, prov::WAS_REVISION_OF)
        .into_iter()
        .map(|older| (false, shown(older)))
        .collect();
    for quad in view
        .seen
        .store
        .matching(None, Some(revision), Some(this), None)
    {
        if let NamedOrBlankNode::NamedNode(newer) = quad?.subject {
            versions.push((true, shown(newer.as_str())));
        }
    }
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(facts: &[(&str, usize, &str)]) -> String {
        let told: Vec<Told> = facts
            .iter()
            .map(|(local, start, words)| Told {
                local: (*local).to_owned(),
                sentence: Sentence::empty(),
                spans: vec![(*start, (*words).to_owned())],
                said: vec![],
            })
            .collect();
        let blocks: Vec<String> = stitched(&told)
            .iter()
            .map(|block| {
                block
                    .iter()
                    .map(|it| {
                        format!(
                            "{}{}·{}{}",
                            it.begins.concat(),
                            it.depth,
                            it.text,
                            it.ends.concat()
                        )
                    })
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect();
        blocks.join(" // ")
    }

    #[test]
    fn passages_that_overlap_are_told_once() {
        assert_eq!(told(&[("s1", 0, "He met her")]), "s11·He met hers1");
        assert_eq!(
            told(&[("s1", 0, "He met her"), ("m1", 3, "met her today")]),
            "s11·He |m12·met hers1|1· todaym1"
        );
        assert_eq!(
            told(&[("s1", 0, "a"), ("s2", 5, "b")]),
            "s11·as1 // s21·bs2"
        );
        assert_eq!(
            told(&[("s1", 0, "ab…"), ("s2", 0, "abcd")]),
            "s1s22·abcs1|1·ds2"
        );
        assert_eq!(told(&[]), "");
    }
}

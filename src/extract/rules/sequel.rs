//! Quotations that go on without an attribution of their own.
//!
//! > *« Nous resterons », a dit Petrov. **« Personne ne partira. »** · Roy dénonce un échec. **« Tout est à refaire. »***
//!
//! After a quotation the words belong to the same statement; after an indirect statement they are a new one by the same speaker.

use std::collections::HashMap;
use std::ops::Range;

use super::super::cue::is_free;
use super::super::mention::{MentionClass, Pronoun};
use super::super::scan::{Found, Scan};
use crate::text::Sentence;

/// A quotation of so many tokens is no slogan.
const LONG: usize = 8;

/// One of fewer is a name or a title, if nobody is said to have said it.
const SHORT: usize = 5;

/// Adds the sentences that are quotations only to what was found before them.
pub(in super::super) fn extend(scan: &Scan<'_>, found: &mut Vec<Found>) {
    let sentences = scan.document().sentences();
    let mut added: Vec<Found> = Vec::new();
    // Findings by the sentences in which their words and their attribution stand.
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, one) in found.iter().enumerate() {
        let mut numbers: Vec<usize> = one
            .content
            .iter()
            .map(|part| part.start)
            .chain([one.cue.start])
            .filter_map(|token| scan.document().sentence_of(token))
            .collect();
        numbers.dedup();
        for number in numbers {
            places.entry(number).or_default().push(index);
        }
    }
    let mut last_added: Option<(usize, usize)> = None;
    for (number, sentence) in sentences.iter().enumerate() {
        let Some(inner) = lone_quotation(scan, sentence) else {
            continue;
        };
        if inner.len() < 3
            || places
                .get(&number)
                .into_iter()
                .flatten()
                .filter_map(|index| found.get(*index))
                .any(|one| claims(one, &inner))
        {
            continue;
        }
        let Some(before) = number
            .checked_sub(1)
            .and_then(|before| sentences.get(before))
        else {
            continue;
        };
        let near = before.paragraph == sentence.paragraph;
        let reopened = scan
            .quotation_at(sentence.tokens.start)
            .is_some_and(|quotation| quotation.continues.is_some());
        // A paragraph that is a quotation only, after one that is attributed: *"…," she said. ¶ "…"*
        let below = before.paragraph + 1 == sentence.paragraph
            && inner.len() >= LONG
            && sentences
                .get(number + 1)
                .is_none_or(|after| after.paragraph != sentence.paragraph);
        if !(near || reopened || below) {
            continue;
        }
        if let Some((_, index)) = last_added.filter(|(at, _)| at + 1 == number)
            && let Some(one) = added.get_mut(index)
        {
            one.content.push(inner);
            last_added = Some((number, index));
            continue;
        }
        let latest = places
            .get(&(number - 1))
            .into_iter()
            .flatten()
            .copied()
            .max_by_key(|index| {
                found.get(*index).map(|one| {
                    (
                        one.content
                            .last()
                            .map_or(0, |part| part.end)
                            .max(one.cue.end),
                        one.content
                            .first()
                            .map(|part| std::cmp::Reverse(part.start)),
                    )
                })
            });
        let Some(index) = latest else {
            if near && inner.len() >= SHORT && scan.is_clause(&inner) {
                added.extend(by_who_acts(scan, number - 1, inner));
            }
            continue;
        };
        let direct = found.get(index).is_some_and(|one| {
            one.content.iter().all(|part| {
                scan.search.is_quoted(part.start) && scan.search.is_quoted(part.end - 1)
            })
        });
        if !direct && !near && !reopened {
            continue;
        }
        if direct {
            // Every finding of the same words goes on; which of them stays is settled later.
            let last = found.get(index).and_then(|one| one.content.last().cloned());
            let same: Vec<usize> = places
                .get(&(number - 1))
                .into_iter()
                .flatten()
                .copied()
                .filter(|other| {
                    found
                        .get(*other)
                        .is_some_and(|one| one.content.last() == last.as_ref())
                })
                .collect();
            for other in same {
                if let Some(one) = found.get_mut(other) {
                    one.content.push(inner.clone());
                    places.entry(number).or_default().push(other);
                }
            }
        } else if let Some(one) = found.get(index) {
            last_added = Some((number, added.len()));
            added.push(Found {
                content: vec![inner],
                rule: scan.rule("fr.sequel", "en.sequel"),
                confidence: 0.7,
                circumstances: one.cue.start..one.cue.start,
                act: super::super::facts::SpeechAct::Assert,
                ..one.clone()
            });
        }
    }
    found.append(&mut added);
    go_before(scan, found);
}

/// *"We tried." "We failed," Roy said.*: a quotation between whose end and the next one nothing stands is by the same voice.
fn go_before(scan: &Scan<'_>, found: &mut [Found]) {
    let sentences = scan.document().sentences();
    let mut claimed = vec![false; scan.document().tokens().list().len()];
    let mut by_start: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, one) in found.iter().enumerate() {
        for part in &one.content {
            if let Some(tokens) = claimed.get_mut(part.clone()) {
                tokens.fill(true);
            }
        }
        if let Some(first) = one.content.first() {
            by_start.entry(first.start).or_default().push(index);
        }
    }
    for pair in sentences.windows(2).rev() {
        let [sentence, next] = pair else { continue };
        let Some(below) = scan
            .quotation_at(next.tokens.start)
            .filter(|_| sentence.paragraph == next.paragraph)
        else {
            continue;
        };
        let Some(inner) = lone_quotation(scan, sentence) else {
            continue;
        };
        let free = claimed
            .get(inner.clone())
            .is_some_and(|tokens| !tokens.contains(&true));
        let Some(voices) = by_start
            .remove(&below.inner.start)
            .filter(|_| free && inner.len() > 2)
        else {
            continue;
        };
        for index in &voices {
            if let Some(one) = found.get_mut(*index) {
                one.content.insert(0, inner.clone());
            }
        }
        by_start.insert(inner.start, voices);
    }
}

/// *Roy ne cède rien. **« Ce port est à nous, et il le restera. »***: words that nobody is said to have said are those
/// of whom the sentence before tells, if it quotes nobody itself.
fn by_who_acts(scan: &Scan<'_>, before: usize, inner: Range<usize>) -> Option<Found> {
    let sentence = scan.sentence(before);
    let plain = !scan.in_title(before)
        && !sentence
            .clone()
            .any(|at| scan.search.is_quote(at) || scan.search.is_quoted(at));
    let first = scan
        .search
        .mentions_from(sentence.start)
        .take_while(|mention| mention.sentence == before)
        .find(|mention| is_free(mention))?;
    let speaks = match first.class {
        MentionClass::Person => first.name.is_some() || !first.titles.is_empty(),
        MentionClass::Pronoun(pronoun) => matches!(pronoun, Pronoun::He | Pronoun::She),
        _ => false,
    };
    // Something is told of them: the sentence is no signature and no heading.
    let acts = first.tokens.end + 2 < sentence.end;
    (plain && speaks && acts).then(|| Found {
        speakers: scan.speakers(first.tokens.start, false),
        content: vec![inner],
        cue: first.tokens.clone(),
        circumstances: sentence,
        ..Found::by(scan.rule("fr.sequel", "en.sequel"), 0.6)
    })
}

/// The inner tokens of a sentence that is one quotation, with its stops.
fn lone_quotation(scan: &Scan<'_>, sentence: &Sentence) -> Option<Range<usize>> {
    let quotation = scan.quotation_at(sentence.tokens.start)?;
    let rest = quotation.outer.end..sentence.tokens.end;
    let alone = rest
        .clone()
        .all(|index| scan.is_stop(index) || matches!(scan.at(index), ")" | "]"));
    alone.then(|| quotation.inner.clone())
}

fn claims(one: &Found, inner: &Range<usize>) -> bool {
    one.content
        .iter()
        .any(|part| part.start < inner.end && inner.start < part.end)
}

#[cfg(test)]
mod tests {
    use super::super::tests::french;

    #[test]
    fn goes_on() {
        assert_eq!(
            french("« Nous resterons », a dit Paul Durand. « Personne ne partira. »"),
            ["fr.incise: Paul Durand: Nous resterons … Personne ne partira"]
        );
    }

    #[test]
    fn of_whom_the_sentence_before_tells() {
        assert_eq!(
            french("Paul Durand ne cède rien. « Ce port est à nous, et il le restera longtemps. »"),
            ["fr.sequel: Paul Durand: Ce port est à nous, et il le restera longtemps"]
        );
    }

    #[test]
    fn stands_before_what_is_attributed() {
        assert_eq!(
            french("« Nous avons essayé. » « Rien n'a changé », a dit Paul Durand."),
            ["fr.incise: Paul Durand: Nous avons essayé … Rien n'a changé"]
        );
    }

    #[test]
    fn begins_anew() {
        assert_eq!(
            french("Paul Durand dénonce un échec. « Tout est à refaire. »"),
            [
                "fr.noun: Paul Durand: un échec",
                "fr.sequel: Paul Durand: Tout est à refaire"
            ]
        );
    }
}

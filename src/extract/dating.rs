//! The day of a statement: beside its act of saying, or handed on along the scene to which it belongs.
//!
//! > *Lund a exclu mardi tout accord. Elle **a ajouté** … · On Tuesday the two met. … **said** Lund*
//!
//! A day that only says which event is meant (*Monday's attack*, *l'attaque de lundi*) dates no saying, nor does one that
//! lies ahead or within what is said.

mod which;

use std::ops::Range;

use super::actor::Scene;
use super::cue::Standing;
use super::inflect::Form;
use super::mention::MentionClass;
use super::scan::{Found, Scan};
use super::statement::StatementDraft;
use crate::text::DateExpression;
use which::{in_background, is_due, is_long_past, is_to_come, of_words_before, tells, tells_which};

/// So many sentences on, the day on which somebody spoke is still the day of what else they say.
const SPEECH: usize = 8;

/// A statement that opens the story is told again within so many sentences.
const SOON: usize = 4;

/// So many sentences on, a day that the story names is still its day.
const STORY: usize = 2;

/// The date expression in the sentence of a finding that dates it: beside the act, opening the sentence, or elsewhere
/// outside what anybody says there.
pub(super) fn own(
    scan: &Scan<'_>,
    one: &Found,
    sentence: &Range<usize>,
    kept: &[Found],
) -> Option<usize> {
    let after = kept.partition_point(|other| start(other) < sentence.start);
    let others = kept
        .get(after..)
        .unwrap_or_default()
        .iter()
        .take_while(|other| start(other) < sentence.end)
        .filter(|other| !within(&other.content, &one.cue));
    let beside = one.circumstances.start.min(one.cue.start)..one.circumstances.end.max(one.cue.end);
    let rank = |date: &DateExpression| {
        let at = &date.tokens;
        let adjoins =
            at.start >= beside.start && at.end + 2 >= one.cue.start && at.end <= beside.end + 6;
        let opens = at.start <= sentence.start + 3 && at.start < one.cue.start;
        // A year or month in an aside says something else: it dates the act only after it or at the head.
        let beside_act = at.start + 1 >= one.cue.start && at.start < one.cue.end + 3;
        if is_due(scan, at.start)
            || is_to_come(scan, date)
            || tells_which(scan, at.start)
            || !beside_act && of_words_before(scan, at.start)
        {
            return None;
        }
        // `said a day after Monday's vote`, `since 2020`: a day counted from, or of a thing.
        if adjoins
            && tells(scan, date)
            && (date.when.is_day()
                || at.start >= one.cue.end
                    && !(one.cue.end..at.start).any(|index| goes_on(scan, index)))
        {
            return Some((0, 0));
        }
        // `the talks held when they met in June, he said`
        if !beside_act && in_background(scan, at.start) {
            return None;
        }
        if opens {
            return Some((1, 0));
        }
        let told = !date.ahead && date.when.is_day() && tells(scan, date);
        let distance = if at.end <= one.cue.start {
            one.cue.start - at.end
        } else {
            at.start.saturating_sub(one.cue.end)
        };
        told.then_some((2, distance))
    };
    scan.document()
        .dates_in(sentence)
        .filter(|(_, date)| {
            // *last night* in a quotation counts from the day of quoting.
            let quoted = scan.search.is_quoted(one.cue.start);
            !within(&one.content, &date.tokens)
                && !others
                    .clone()
                    .any(|other| within(&other.content, &date.tokens))
                && (!quoted || !date.counts_from_writing())
                && scan.search.is_quoted(date.tokens.start) == quoted
        })
        .filter_map(|(number, date)| rank(date).map(|rank| (rank, number)))
        .min()
        .map(|(_, number)| number)
}

/// Whether a word leads on from the verb to another deed: *said, **alluding** to an attack in July*.
fn goes_on(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    let verbal = if scan.french() { "ant" } else { "ing" };
    let name = scan.document().token(at).is_some_and(|token| token.capital);
    matches!(word, "," | "who" | "which" | "that" | "qui" | "que" | "qu'")
        || !name && word.len() > 5 && word.ends_with(verbal)
}

fn start(found: &Found) -> usize {
    found.content.first().map_or(0, |part| part.start)
}

fn within(content: &[Range<usize>], tokens: &Range<usize>) -> bool {
    content
        .iter()
        .any(|part| part.start < tokens.end && tokens.start < part.end)
}

/// What the dates of a document say of its story.
struct Story<'s> {
    scan: &'s Scan<'s>,
    /// Days that the story tells, outside what anyone says: token, sentence, number of the date expression.
    days: Vec<(usize, usize, usize)>,
    /// The day with which it opens, be it within what someone says.
    lead: Option<usize>,
}

impl<'s> Story<'s> {
    fn read(scan: &'s Scan<'s>, statements: &[StatementDraft]) -> Self {
        let mut said: Vec<Range<usize>> = statements
            .iter()
            .flat_map(|statement| statement.content.clone())
            .collect();
        said.sort_by_key(|part| part.start);
        let document = scan.document();
        let days: Vec<(usize, usize, usize)> = document
            .dates()
            .iter()
            .enumerate()
            .filter(|(_, date)| {
                !date.ahead
                    && date.when.is_day()
                    && tells(scan, date)
                    && !is_to_come(scan, date)
                    && !tells_which(scan, date.tokens.start)
                    && !scan.search.is_quoted(date.tokens.start)
                    && !is_said(&said, date.tokens.start)
                    && !in_background(scan, date.tokens.start)
                    && !of_words_before(scan, date.tokens.start)
                    && !is_long_past(scan, date)
            })
            .filter_map(|(number, date)| {
                let sentence = document.sentence_of(date.tokens.start)?;
                Some((date.tokens.start, sentence, number))
            })
            .collect();
        let body = (0..document.sentences().len())
            .find(|number| !scan.in_title(*number))
            .map(|first| first..first + 2);
        let lead = document.dates().iter().position(|date| {
            !date.ahead
                && date.when.is_day()
                && tells(scan, date)
                && !is_to_come(scan, date)
                && !scan.search.is_quoted(date.tokens.start)
                && document
                    .sentence_of(date.tokens.start)
                    .zip(body.as_ref())
                    .is_some_and(|(at, body)| body.contains(&at))
        });
        Self { scan, days, lead }
    }

    /// Whether the story itself tells a day, and nobody in it.
    fn tells(&self, day: usize) -> bool {
        self.days.iter().any(|(.., number)| *number == day)
    }

    /// The day last told before a token, with its sentence.
    fn last_before(&self, token: usize) -> Option<(usize, usize)> {
        let upto = self.days.partition_point(|(at, ..)| *at < token);
        let (_, sentence, number) = self.days.get(upto.checked_sub(1)?)?;
        Some((*sentence, *number))
    }

    /// Whether a day lies before the one with which the story opens: what was, and no longer the story once its paragraph ends.
    fn goes_back(&self, day: usize) -> bool {
        let document = self.scan.document();
        let resolved = |number: usize| document.dates().get(number)?.resolve(document.anchor());
        self.lead
            .and_then(resolved)
            .zip(resolved(day))
            .is_some_and(|(lead, day)| day.as_str() < lead.as_str())
    }

    /// Whether a sentence speaks of an occasion as known: *the rally*, *lors du sommet*.
    fn recalls_occasion(&self, sentence: usize) -> bool {
        let tokens = self.scan.sentence(sentence);
        tokens.clone().skip(1).any(|at| {
            let definite = matches!(
                self.scan.at(at - 1),
                "the" | "this" | "le" | "la" | "l'" | "du" | "au" | "cette" | "ce"
            );
            definite && is_occasion(self.scan.at(at)) && !self.scan.search.is_quoted(at)
        })
    }

    fn paragraph(&self, sentence: usize) -> Option<usize> {
        self.scan
            .document()
            .sentences()
            .get(sentence)
            .map(|sentence| sentence.paragraph)
    }

    /// Whether the paragraph recalls an occasion in or before a sentence.
    fn at_occasion(&self, sentence: usize) -> bool {
        let paragraph = self.paragraph(sentence);
        (0..=SPEECH)
            .filter_map(|back| sentence.checked_sub(back))
            .take_while(|number| self.paragraph(*number) == paragraph)
            .any(|number| self.recalls_occasion(number))
    }
}

/// Whether a token lies within one of the ranges, which are sorted; nested ones begin shortly before.
fn is_said(said: &[Range<usize>], token: usize) -> bool {
    let upto = said.partition_point(|part| part.start <= token);
    said.get(upto.saturating_sub(6)..upto)
        .unwrap_or_default()
        .iter()
        .any(|part| part.contains(&token))
}

fn is_occasion(noun: &str) -> bool {
    matches!(
        noun,
        "rally"
            | "march"
            | "protest"
            | "demonstration"
            | "summit"
            | "meeting"
            | "conference"
            | "ceremony"
            | "hearing"
            | "debate"
            | "session"
            | "event"
            | "briefing"
            | "manifestation"
            | "rassemblement"
            | "sommet"
            | "reunion"
            | "rencontre"
            | "ceremonie"
            | "audience"
            | "debat"
            | "seance"
            | "entrevue"
            | "occasion"
    )
}

/// Hands days on along scenes to statements that have none of their own.
pub(super) fn hand_on(scan: &Scan<'_>, scene: &Scene, statements: &mut [StatementDraft]) {
    let story = Story::read(scan, statements);
    let places: Vec<usize> = statements
        .iter()
        .map(|one| scan.document().sentence_of(one.cue.start).unwrap_or(0))
        .collect();
    let place = |index: usize| places.get(index).copied().unwrap_or(0);
    for index in 0..statements.len() {
        let (before, rest) = statements.split_at_mut(index);
        let Some(one) = rest.first_mut().filter(|one| one.date.is_none()) else {
            continue;
        };
        let here = place(index);
        let spoken = before
            .iter()
            .enumerate()
            .rev()
            .take(12)
            .find(|(other, held)| {
                held.date.is_some()
                    && held.speakers == one.speakers
                    && place(*other) + SPEECH >= here
                    && place(*other) <= here
            })
            .and_then(|(other, held)| held.date.map(|date| (place(other), date)));
        let told = story
            .last_before(one.cue.start)
            .filter(|_| is_of_the_story(scene, one))
            .filter(|(sentence, day)| {
                let paragraph = story.paragraph(*sentence) == story.paragraph(here);
                paragraph || sentence + STORY >= here && !story.goes_back(*day)
            });
        one.date = match (spoken, told) {
            // Who goes on speaking does so on the same day, unless the story has moved on.
            (Some((spoke, _)), Some((sentence, day))) if sentence > spoke + 1 => Some(day),
            (Some((_, day)), _) | (None, Some((_, day))) => Some(day),
            (None, None) => None,
        };
    }
    // A statement that opens the story is told again, with its day, by the same speaker.
    for index in 0..statements.len() {
        let (head, after) = statements.split_at_mut(index + 1);
        let Some(one) = head.last_mut().filter(|one| one.date.is_none()) else {
            continue;
        };
        let again = after.iter().enumerate().take(4).find(|(other, held)| {
            held.speakers == one.speakers && place(index + 1 + other) <= place(index) + SOON
        });
        one.date = again.and_then(|(_, held)| held.date);
    }
    for (index, one) in statements.iter_mut().enumerate() {
        if one.date.is_none() && is_of_the_story(scene, one) {
            one.date = story.lead.filter(|lead| {
                story.at_occasion(place(index)) || story.tells(*lead) && is_event(scan, one)
            });
        }
    }
    // *a-t-il précisé, évoquant une « chance »*: one act in two verbs.
    for index in 1..statements.len() {
        let (before, rest) = statements.split_at_mut(index);
        if let Some((held, one)) = before.last().zip(rest.first_mut())
            && one.date.is_none()
            && held.speakers == one.speakers
            && place(index - 1) == place(index)
        {
            one.date = held.date;
        }
    }
}

/// Whether an act is told as something that took place, and not before the story: *a déclaré*, *said*, no *avait dit*, no
/// *dit*, no *disant*.
fn is_event(scan: &Scan<'_>, one: &StatementDraft) -> bool {
    let sentence = scan.document().sentence_of(one.cue.start).unwrap_or(0);
    scan.cues_of(sentence).any(|(_, cue)| {
        let own = cue.group.start < one.cue.end && one.cue.start < cue.group.end;
        let perfect = cue.form == Form::Participle
            && cue
                .group
                .clone()
                .any(|at| matches!(scan.at(at), "a" | "ont" | "est" | "sont" | "s'est"));
        own && cue.standing == Standing::Finite
            && (perfect || cue.form == Form::Past)
            && !cue.group.clone().any(|at| scan.at(at) == "had")
    })
}

/// Whether a statement is an event of the story: not what a document says or a source is cited for, and not one within
/// another's words.
fn is_of_the_story(scene: &Scene, one: &StatementDraft) -> bool {
    let cited = one.rule.ends_with("selon") || one.rule.ends_with("according-to");
    let written = one.speakers.iter().any(|speaker| {
        scene
            .actors
            .get(*speaker)
            .is_some_and(|actor| actor.class == MentionClass::Document)
    });
    !cited && !written
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::{days, days_in};
    use crate::text::Language;

    #[test]
    fn the_day_of_a_thing_or_of_what_is_to_come() {
        assert_eq!(
            days("Paul Durand a rejeté jeudi la trêve annoncée la veille par le général."),
            ["jeudi"]
        );
        assert_eq!(
            days("« Cela tient », a dit Paul Durand, en allusion à l'accord signé le 2 mars."),
            ["-"]
        );
        assert_eq!(
            days("Paul Durand a dit dans un communiqué publié lundi que la trêve tenait."),
            ["lundi"]
        );
        assert_eq!(
            days("Paul Durand suggère une trêve d'ici au 2 mars."),
            ["-"]
        );
    }

    #[test]
    fn words_that_are_recalled_hand_on_no_day() {
        assert_eq!(
            days("Paul Durand avait dit lundi que la trêve tenait. L'Estonie a dénoncé la mesure."),
            ["lundi", "-"]
        );
        assert_eq!(
            days(
                "Le ministre a parlé de Paul Durand, qui a jugé, lundi, que la trêve tenait.\n\nL'Estonie a dénoncé la mesure."
            ),
            ["lundi", "-"]
        );
    }

    #[test]
    fn the_day_of_a_deed_beside_a_noun_or_before_another() {
        for (text, day) in [
            (
                "John Smith rejected the budget as approved on Wednesday by the chamber.",
                "-",
            ),
            (
                "\"It was fair,\" John Smith said in a speech a day after Sunday's vote.",
                "-",
            ),
            (
                "\"It was fair,\" John Smith said in a speech on Sunday.",
                "sunday",
            ),
            (
                "\"It was fair,\" John Smith said alluding to the attack in July.",
                "-",
            ),
            (
                "\"It was fair,\" John Smith said in Rome in July 2009.",
                "july 2009",
            ),
            (
                "Asked whether it still stood as it was when they met in June, John Smith said it did.",
                "-",
            ),
        ] {
            assert_eq!(days_in(text, Language::English), [day], "{text}");
        }
    }
}

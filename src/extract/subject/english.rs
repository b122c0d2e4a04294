//! English subjects: one that stands behind its verb though the verb takes an object, and what happens, which says nothing.
//!
//! > *…, reported **the channel** · …, announced **John Smith** · the fighting underscored*

use std::ops::Range;

use super::super::cue::{Cue, Search, Standing, is_free};
use super::super::facts::SpeechAct;
use super::super::mention::{Mention, MentionClass};
use super::super::words;

/// *Rome, like Riga, has left, reported **the channel***: an English verb that takes nobody as object has its subject behind it.
pub(super) fn told_behind<'s>(
    search: &Search<'s>,
    cue: &Cue<'_>,
    sentence: &Range<usize>,
) -> Option<&'s Mention> {
    let frames = &cue.verb.frames;
    let speaks = cue.standing == Standing::Finite && frames.quotation && frames.object.is_empty();
    // `…, announced John Smith`: nobody announces people, though one praises them.
    let thing = matches!(
        cue.verb.act,
        SpeechAct::Assert
            | SpeechAct::Announce
            | SpeechAct::Confirm
            | SpeechAct::Demand
            | SpeechAct::Warn
    );
    let behind = cue.group.start > sentence.start + 1 && search.at(cue.group.start - 1) == ",";
    if search.french() || !speaks || !behind {
        return None;
    }
    search.mention_at(cue.group.end).filter(|mention| {
        let closed = mention.tokens.end + 1 >= sentence.end
            || matches!(search.at(mention.tokens.end), "," | "in" | "on" | "at");
        let person = mention.class == MentionClass::Person && mention.name.is_some();
        is_free(mention)
            && !matches!(mention.class, MentionClass::Pronoun(_))
            && (!frames.noun || thing && person)
            && closed
    })
}

/// ***The fighting** underscored the danger*, ***the move** signals that*: what happens shows something and says nothing.
pub(super) fn only_shows(search: &Search<'_>, cue: &Cue<'_>, phrase: &Range<usize>) -> bool {
    const ENDINGS: [&str; 8] = ["ing", "tion", "sion", "ment", "ness", "ance", "ence", "ure"];
    let shows = matches!(
        cue.verb.lemma.as_str(),
        "underscore"
            | "underline"
            | "highlight"
            | "signal"
            | "suggest"
            | "show"
            | "imply"
            | "reflect"
            | "illustrate"
            | "demonstrate"
            | "indicate"
            | "reveal"
    );
    let head = phrase
        .clone()
        .find(|at| words::preposition(search.at(*at), false))
        .unwrap_or(phrase.end)
        .saturating_sub(1);
    let word = search.at(head);
    let happens = ENDINGS
        .iter()
        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
        || matches!(
            word,
            "move"
                | "step"
                | "deal"
                | "deals"
                | "vote"
                | "result"
                | "attack"
                | "attacks"
                | "loss"
                | "rise"
                | "fall"
                | "gap"
                | "trend"
                | "crisis"
                | "war"
                | "protests"
                | "visit"
                | "trip"
                | "case"
                | "affair"
        );
    !search.french() && shows && happens
}

/// ***Newspapers** in Italy, France and Spain said*: several at the head of their clause, whose places stand in a row before the verb.
pub(super) fn before_row(
    search: &Search<'_>,
    verb: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    const LONGEST: usize = 6;
    let place = |one: &Mention| matches!(one.class, MentionClass::Country | MentionClass::Place);
    let mut member = search.mention_ending(verb).filter(|last| place(last))?;
    for _ in 0..LONGEST {
        let joint = member.tokens.start.checked_sub(1)?;
        if joint <= sentence.start || !matches!(search.at(joint), "and" | ",") {
            return None;
        }
        let comma = usize::from(search.at(joint) == "and" && search.at(joint - 1) == ",");
        member = search.mention_ending(joint - comma)?;
        let start = member.tokens.start;
        if member.name.is_none() {
            let complement = (start..member.tokens.end)
                .any(|at| matches!(search.at(at), "in" | "from" | "across" | "of"));
            let opens = start == sentence.start || matches!(search.at(start - 1), "," | "of");
            return (member.plural && complement && opens).then_some(start);
        }
        if !place(member) {
            return None;
        }
    }
    None
}

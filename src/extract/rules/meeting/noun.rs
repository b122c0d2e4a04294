//! What stands around a noun for a meeting: its determiner, its owner, the sentence in which it tells of an occasion.

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Hit, Part, Parties, PartyKind};
use crate::text::Language;

/// *après douze heures de pourparlers, A et B …*, *A and B agreed after talks*: the several who are the subject of the sentence.
pub(super) fn around(ground: &Ground<'_>, cue: &Range<usize>, mark: Mark) -> Option<Parties> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    let adverbial = (reach.start.max(cue.start.saturating_sub(8))..cue.start).any(|token| {
        matches!(
            document.folded(token),
            "apres"
                | "terme"
                | "issue"
                | "lors"
                | "pendant"
                | "durant"
                | "after"
                | "during"
                | "following"
                | "in"
                | "at"
                | "cours"
        )
    });
    let several = |parties: &Parties| {
        parties.actors.len() > 1
            && parties
                .kinds
                .iter()
                .all(|kind| matches!(kind, PartyKind::Person | PartyKind::State))
            // *The ministers ended **their** meeting*: several whom no name tells.
            || mark == Mark::Their
                && ground
                    .parties_in(&parties.tokens)
                    .any(|(_, party)| party.collective)
    };
    if mark != Mark::Their && !(adverbial && mark != Mark::Demonstrative) {
        return None;
    }
    let stretch = reach.start..cue.start;
    let mut before = ground
        .parties_in(&stretch)
        .filter(|(_, party)| !party.governed && party.kind != PartyKind::Medium)
        .map(|(number, _)| ground.list_from(number, cue.start))
        .peekable();
    if before.peek().is_some() {
        return before.find(several);
    }
    let comma =
        (cue.end..reach.end.min(cue.end + 14)).find(|token| document.lower(*token) == ",")?;
    ground.object(comma + 1, reach.end).filter(several)
}

/// *pas de négociation*, *no talks*, *sans rencontre*.
pub(super) fn is_denied_noun(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let word = |back: usize| {
        cue.start
            .checked_sub(back)
            .map_or("", |token| ground.document.lower(token))
    };
    matches!(
        word(1),
        "no" | "sans" | "without" | "aucun" | "aucune" | "any"
    ) || (matches!(word(1), "de" | "d'") && matches!(word(2), "pas" | "plus" | "point"))
}

/// *un entretien accordé à la télévision*.
pub(super) fn is_interview(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let reach = ground.reach(cue.start);
    let words = reach.start.max(cue.start.saturating_sub(8))..reach.end.min(cue.end + 8);
    words.clone().any(|token| {
        matches!(
            ground.document.folded(token),
            "accorde" | "diffuse" | "publie" | "publiee" | "television" | "interview" | "journal"
        )
    }) && ground.document.folded(cue.start).starts_with("entretien")
}

/// What stands before a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Demonstrative,
    Definite,
    Their,
    Indefinite,
    None,
}

/// The determiner of a noun; adjectives may stand between.
pub(super) fn determiner(ground: &Ground<'_>, cue: &Range<usize>) -> Mark {
    for back in 1..4 {
        let Some(token) = cue.start.checked_sub(back) else {
            return Mark::None;
        };
        match ground.document.lower(token) {
            "cette" | "ce" | "ces" | "cet" | "this" | "these" | "that" => {
                return Mark::Demonstrative;
            }
            "le" | "la" | "les" | "l'" | "du" | "au" | "aux" | "the" => return Mark::Definite,
            "leur" | "leurs" | "their" => return Mark::Their,
            // *les sujets des discussions*: a preposition with its article.
            "des"
                if token > 0
                    && ground
                        .document
                        .lower(token - 1)
                        .chars()
                        .all(char::is_alphabetic)
                    && !is_determiner(ground.document.lower(token - 1)) =>
            {
                return Mark::Definite;
            }
            // *held its second meeting*: told for the first time, whosever it is.
            "un" | "une" | "des" | "a" | "an" | "several" | "plusieurs" | "two" | "deux"
            | "its" => {
                return Mark::Indefinite;
            }
            word if !word.chars().all(char::is_alphabetic) => return Mark::None,
            _ => {}
        }
    }
    // *their latest Berlin crisis meeting*
    match cue
        .start
        .checked_sub(4)
        .map(|token| ground.document.lower(token))
    {
        Some("their") => Mark::Their,
        _ => Mark::None,
    }
}

/// *Kovacs's talks*, *the Kovacs–Delmas meeting*, *his meeting*, *son entretien*.
pub(super) fn possessor(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    for back in 1..4 {
        let token = cue
            .start
            .checked_sub(back)
            .filter(|token| *token >= reach.start)?;
        let word = document.lower(token);
        if matches!(word, "'s" | "'") && token > 0 {
            return ground
                .party_at(token - 1)
                .map(|last| ground.list_until(last, reach.start));
        }
        if matches!(
            word,
            "son" | "sa" | "ses" | "his" | "her" | "its" | "leur" | "leurs" | "their"
        ) {
            if let Some(pronoun) = ground.party_at(token).filter(|number| {
                ground
                    .parties
                    .get(*number)
                    .is_some_and(|party| party.pronoun)
            }) {
                return Some(ground.gather(&[pronoun]));
            }
            return None;
        }
        // *takes her and him **to a** banquet*: no owner stands before an article.
        if is_determiner(word) && ground.party_at(token).is_none() {
            return None;
        }
        if let Some(party) = ground.party_at(token) {
            let parties = ground.list_until(party, reach.start);
            return (document.language() == Language::English
                && (parties.actors.len() > 1 || back == 1))
                .then_some(parties);
        }
        if !word.chars().all(char::is_alphabetic) {
            return None;
        }
    }
    None
}

/// *l'entretien de Kovacs et Delmas*, *talks of A and B*.
pub(super) fn of_both(ground: &Ground<'_>, cue: &Range<usize>, end: usize) -> Option<Parties> {
    let document = ground.document;
    // A long list may end beyond the window in which it has to begin.
    let whole = end.max(ground.reach(cue.start).end);
    let of = (cue.end..(cue.end + 4).min(end))
        .find(|token| matches!(document.lower(*token), "de" | "d'" | "of" | "des"))?;
    let first = ground
        .parties_in(&(of..whole))
        .map(|(number, _)| number)
        .next()?;
    let start = ground.parties.get(first)?.tokens.start;
    // *un échange sur l'état des relations de A et B*: what is talked about stands between.
    let near = start <= of + 3
        && (of + 1..start)
            .all(|token| is_determiner(document.lower(token)) || document.lower(token) == "d'");
    let list = near.then(|| ground.list_from(first, whole))?;
    // *entretien de Kovacs avec Delmas*
    let with = ground.after_preposition(
        &["avec", "with"],
        list.tokens.end,
        (list.tokens.end + 3).min(end),
    );
    let mut all = list;
    if let Some(with) = with {
        all.tokens.end = with.tokens.end;
        all.kinds.extend(with.kinds);
        for actor in with.actors {
            if !all.actors.contains(&actor) {
                all.actors.push(actor);
            }
        }
    }
    (all.actors.len() > 1).then_some(all)
}

/// The subject of the sentence around an adverbial such as *après un entretien avec A*.
pub(super) fn main_subject(
    ground: &Ground<'_>,
    cue: &Range<usize>,
    with: &Parties,
) -> Option<Parties> {
    let subject = nearest_subject(ground, cue, with)?;
    // *Roy told the paper that …, following talks with Dahl*: whoever heard it was not there.
    let heard = subject.tokens.start.checked_sub(1).filter(|told| {
        matches!(
            ground.document.lower(*told),
            "told" | "informed" | "tells" | "assured" | "briefed"
        )
    });
    match heard {
        Some(told) => ground.subject(ground.reach(cue.start).start, told),
        None => Some(subject),
    }
}

fn nearest_subject(ground: &Ground<'_>, cue: &Range<usize>, with: &Parties) -> Option<Parties> {
    let reach = ground.reach(cue.start);
    if let Some(opener) = adverbial(ground, cue)
        && let Some(subject) = clause_subject(ground, reach.start, opener)
    {
        return Some(subject);
    }
    if let Some(before) = ground.subject(reach.start, cue.start) {
        return Some(before);
    }
    let comma = (with.tokens.end..reach.end).find(|token| ground.document.lower(*token) == ",")?;
    if let Some(late) = late_subject(ground, cue, comma + 1..reach.end) {
        return Some(late);
    }
    let (number, party) = ground.parties_in(&(comma + 1..reach.end)).next()?;
    // *talks will be held with A, B said*: who only says so was not there.
    // *Speaking at a conference with B, A said …*
    let opens = !ground.document.folded(reach.start).ends_with("ing");
    let tells = adverbial(ground, cue).is_none()
        && super::when::is_saying(ground.document.folded(party.tokens.end))
        && (opens || cue.start > reach.start + 6);
    (party.tokens.start <= comma + 4 && !tells).then(|| ground.list_from(number, reach.end))
}

/// *S'exprimant après une rencontre avec Roy, mardi en marge d'un forum à Niamey, **Dahl** a dit …*: where an adverbial opens
/// the sentence, the subject may follow a later comma.
fn late_subject(ground: &Ground<'_>, cue: &Range<usize>, after: Range<usize>) -> Option<Parties> {
    const OPENING: usize = 8;
    const COMMAS: usize = 3;
    let document = ground.document;
    let first = ground.reach(cue.start).start;
    if cue.start > first + OPENING || adverbial(ground, cue).is_none() {
        return None;
    }
    let subject = |comma: usize| {
        let (number, party) = ground.parties_in(&(comma..after.end)).next()?;
        let acts = party.tokens.start <= comma + 1
            && !party.governed
            && document
                .lower(party.tokens.end)
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '\'')
            && !matches!(document.lower(party.tokens.end), "et" | "and");
        acts.then(|| ground.list_from(number, after.end))
    };
    let commas = after
        .clone()
        .filter(|token| *token == after.start || document.lower(token - 1) == ",");
    commas.take(COMMAS).find_map(subject)
}

/// Where an adverbial that tells on which occasion something is done begins: *lors d'une*, *à l'issue d'un*, *after a*.
fn adverbial(ground: &Ground<'_>, cue: &Range<usize>) -> Option<usize> {
    const REACH: usize = 7;
    let document = ground.document;
    let from = cue
        .start
        .saturating_sub(REACH)
        .max(ground.reach(cue.start).start);
    (from..cue.start).rev().find(|token| {
        matches!(
            document.folded(*token),
            "apres"
                | "lors"
                | "issue"
                | "terme"
                | "occasion"
                | "cours"
                | "debut"
                | "marge"
                | "lendemain"
                | "after"
                | "following"
                | "during"
        )
    })
}

/// The subject of the clause that an adverbial ends: *Roy a accusé **Rome** de mentir lors d'une rencontre avec Dahl* is of
/// Roy and Dahl, though Rome stands nearer.
fn clause_subject(ground: &Ground<'_>, from: usize, opener: usize) -> Option<Parties> {
    let document = ground.document;
    if let Some(teller) = teller(ground, from, opener) {
        return Some(teller);
    }
    // After a quotation the subject is sought anew.
    let start = (from..opener)
        .rev()
        .find(|token| matches!(document.lower(*token), "»" | "”" | "\""))
        .map_or(from, |token| token + 1);
    ground
        .clause_subject(start, opener)
        .or_else(|| ground.clause_subject(from, opener))
}

/// *Rome et Vienne ont signé, a annoncé **Roy** à l'issue d'une rencontre avec Dahl*, *…, **Roy** said after talks with
/// Dahl*: whoever is told to say so at the end of a sentence is the one who met.
fn teller(ground: &Ground<'_>, from: usize, opener: usize) -> Option<Parties> {
    const REACH: usize = 14;
    let document = ground.document;
    let saying = (from.max(opener.saturating_sub(REACH))..opener)
        .rev()
        .find(|token| super::when::is_saying(document.folded(*token)))?;
    let apart = (from.max(saying.saturating_sub(REACH))..saying)
        .any(|token| matches!(document.lower(token), "," | "»" | "”" | "\""));
    if !apart {
        return None;
    }
    if document.language() == Language::English {
        let last = ground.party_at(saying.checked_sub(1)?)?;
        let party = ground.parties.get(last).filter(|party| !party.governed)?;
        let after = party.tokens.start.checked_sub(1)?;
        return (document.lower(after) == "," || matches!(document.lower(after), "”" | "\""))
            .then(|| ground.gather(&[last]));
    }
    // *…, a-t-il déclaré à l'issue d'un entretien*
    let pronoun = (saying.saturating_sub(2)..saying)
        .find_map(|token| ground.party_at(token))
        .filter(|number| {
            ground
                .parties
                .get(*number)
                .is_some_and(|party| party.pronoun && party.kind == PartyKind::Person)
        });
    if let Some(pronoun) = pronoun {
        return Some(ground.gather(&[pronoun]));
    }
    let (number, party) = ground.parties_in(&(saying + 1..opener)).next()?;
    let near = party.tokens.start <= saying + 4 && !party.governed;
    (near && party.kind == PartyKind::Person).then(|| ground.list_from(number, opener))
}

/// *rencontre* and *meeting*, *call* are verbs too.
pub(super) fn is_verb_here(ground: &Ground<'_>, hit: &Hit<'_>) -> bool {
    if hit.reading(Part::Verb).is_none()
        && !hit.readings.iter().any(|entry| {
            matches!(
                entry.lemma.as_str(),
                "call" | "calls" | "meeting" | "rencontre" | "rencontres"
            )
        })
    {
        return false;
    }
    let document = ground.document;
    let previous = hit
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |token| document.lower(token));
    match document.language() {
        Language::English => {
            let back = hit.tokens.start.saturating_sub(2);
            let adverb = previous.ends_with("ly")
                && matches!(document.lower(back), "is" | "are" | "was" | "were" | "been");
            let gerund = hit.readings.iter().any(|entry| entry.lemma == "meeting")
                && (matches!(
                    previous,
                    "is" | "are"
                        | "was"
                        | "were"
                        | "be"
                        | "been"
                        | "after"
                        | "before"
                        | "by"
                        | "of"
                ) && ground.party_at(hit.tokens.end).is_some()
                    || matches!(previous, "was" | "were" | "are" | "be"));
            let verb = hit.readings.iter().any(|entry| entry.lemma == "call")
                && !matches!(
                    previous,
                    "a" | "the"
                        | "phone"
                        | "his"
                        | "her"
                        | "their"
                        | "this"
                        | "telephone"
                        | "video"
                        | "conference"
                );
            gerund || verb || adverb
        }
        _ => {
            hit.reading(Part::Verb).is_some()
                && (matches!(previous, "il" | "elle" | "qui" | "le" | "se" | "y" | "on")
                    || ground.party_at(hit.tokens.start.wrapping_sub(1)).is_some())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{english, french};

    #[test]
    fn whoever_tells_of_it_was_there() {
        assert_eq!(
            french(
                "Le Togo et le Bénin ont signé, a annoncé Anna Kovacs à l'issue d'une rencontre avec Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held"]
        );
        assert_eq!(
            english(
                "The judges of the town have left, Anna Kovacs said after a meeting with Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn whoever_heard_of_it_was_not_there() {
        assert_eq!(
            english(
                "Anna Kovacs told Ivan Petrov that the truce was over, following talks with Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn the_subject_after_a_long_opening() {
        assert_eq!(
            french(
                "S'exprimant après une rencontre avec son ami, Paul Delmas, mardi en marge d'un salon à Vienne, Anna Kovacs a souri."
            ),
            ["Anna Kovacs, Paul Delmas · held · mardi · Vienne"]
        );
    }
}

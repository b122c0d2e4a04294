//! The subject of an act that has none of its own: of a participle, of one more act in a row, of what another reports.
//!
//! > ***Roy** a salué l'accord, ajoutant … · **Roy** welcomed the deal, urged … · avec **des habitants** affirmant …*

use std::ops::Range;

use super::super::cue::{Cue, Search, Standing, is_free, looks_past};
use super::super::inflect::Form;
use super::super::mention::MentionClass;
use super::super::words;

pub(super) fn participle_subject(
    search: &Search<'_>,
    cue: &Cue<'_>,
    before: Option<&Cue<'_>>,
    sentence: &Range<usize>,
) -> Option<usize> {
    // `Roy was quoted by Radio Nord on Monday as saying`
    if search.at(cue.group.start.wrapping_sub(1)) == "as"
        && let Some(quoted) = quoted_before(search, cue.group.start - 1, sentence)
    {
        return Some(quoted);
    }
    // `Radio Nord quoted an official as saying`
    if search.at(cue.group.start.wrapping_sub(1)) == "as"
        && let Some(mention) = search.mention_ending(cue.group.start - 1)
    {
        return Some(mention.tokens.start);
    }
    // `après les propos du maire affirmant que`: whose words they are.
    if let Some(owner) = owner_of_words(search, cue.group.start, sentence) {
        return Some(owner);
    }
    // `The state closed its port, with officials saying`, `avec des habitants affirmant`
    if let Some(mention) = search.mention_ending(cue.group.start)
        && matches!(
            search.at(mention.tokens.start.wrapping_sub(1)),
            "with" | "avec" | "despite" | "amid"
        )
        && mention.inside.is_none()
        && mention.class != MentionClass::Place
    {
        return Some(mention.tokens.start);
    }
    // `Les chefs se sont vus, un responsable notant que …`, `…, a senior official saying …`
    if let Some(mention) = search
        .mention_ending(cue.group.start)
        .filter(|mention| is_free(mention))
        && mention.tokens.start > sentence.start
        && search.at(mention.tokens.start - 1) == ","
        && matches!(
            mention.class,
            MentionClass::Person
                | MentionClass::Group
                | MentionClass::Source
                | MentionClass::Country
                | MentionClass::Organization
                | MentionClass::Office
        )
        && !mention.tokens.clone().any(|at| search.at(at) == ",")
    {
        return Some(mention.tokens.start);
    }
    // `there were officials calling for a truce`
    if let Some(mention) = search.mention_ending(cue.group.start)
        && (mention.tokens.start.saturating_sub(2)..mention.tokens.start)
            .any(|at| search.at(at) == "there" && at + 2 == mention.tokens.start)
    {
        return Some(mention.tokens.start);
    }
    // `La trêve est rompue, Roy et Durand s'accusant de …`: both, of whom the last stands beside the participle.
    if let Some(mention) = search
        .mention_ending(cue.group.start)
        .filter(|mention| is_free(mention) && mention.tokens.start > sentence.start + 1)
        && matches!(search.at(mention.tokens.start - 1), "et" | "and")
        && let Some(first) = search.mention_ending(mention.tokens.start - 1)
        && first.tokens.start > sentence.start
        && search.at(first.tokens.start - 1) == ","
        && !search.is_finite(mention.tokens.end)
    {
        return Some(mention.tokens.start);
    }
    // `Rome affirmant que la trêve tient et Paris accusant …`: the second of two that stand side by side.
    if let Some(other) = before.filter(|other| other.standing == Standing::Participial)
        && let Some(mention) = search
            .mention_ending(cue.group.start)
            .filter(|mention| is_free(mention) && mention.tokens.start > other.group.end)
        && matches!(search.at(mention.tokens.start - 1), "et" | "and")
        && other
            .subject
            .and_then(|start| search.mention_at(start))
            .is_some_and(|own| own.tokens.end == other.group.start)
    {
        return Some(mention.tokens.start);
    }
    // `tandis que Roy, estimant que la trêve est morte, est parti`: the subject of a clause that has not got its verb yet.
    if search.french()
        && search.at(cue.group.start.wrapping_sub(1)) == ","
        && let Some(mention) = search
            .mention_ending(cue.group.start - 1)
            .filter(|mention| is_free(mention))
        && mention.tokens.start > sentence.start + 1
        && matches!(
            search.at(mention.tokens.start - 1),
            "que" | "qu'" | "mais" | "lorsque" | "si"
        )
        && before.is_none_or(|other| other.group.end < mention.tokens.start)
        && verb_to_come(search, cue.group.end, sentence)
    {
        return Some(mention.tokens.start);
    }
    // `Un constat partagé par Roy, assurant que …`: who is told to do something does the next thing too.
    if search.at(cue.group.start.wrapping_sub(1)) == ","
        && before.is_none()
        && let Some(mention) = search.mention_ending(cue.group.start - 1)
        && search.at(mention.tokens.start.wrapping_sub(1)) == "par"
        && matches!(mention.class, MentionClass::Person | MentionClass::Country)
        && !(sentence.start..mention.tokens.start).any(|at| search.is_finite(at))
    {
        return Some(mention.tokens.start);
    }
    // `Alors que Roy annonce un accord, Durand a réagi en dénonçant`, `Roy defied Rome by announcing that`
    let nearest = nearest_subject(search, sentence, cue.group.start);
    if let Some(other) = before {
        let later = nearest.filter(|start| {
            *start > other.group.end
                && search.at(start.wrapping_sub(1)) == ","
                && other.subject_end.is_none()
        });
        return later.or(other.subject);
    }
    nearest.or_else(|| main_subject(search, sentence, cue.group.start))
}

/// Whether a verb stands at once behind a comma: *…, **est** parti* · *…, **ne** s'y est pas rendu*.
fn verb_to_come(search: &Search<'_>, from: usize, sentence: &Range<usize>) -> bool {
    (from..sentence.end)
        .filter(|at| search.at(*at) == "," && !search.is_quoted(*at))
        .any(|comma| {
            let verb = comma + 1;
            search.is_finite(verb) || matches!(search.at(verb), "ne" | "n'" | "se" | "s'")
        })
}

/// Whose words end at a token: *les propos **du maire** affirmant que · une lettre **de Roy** demandant que*.
fn owner_of_words(search: &Search<'_>, end: usize, sentence: &Range<usize>) -> Option<usize> {
    let upto = search
        .mentions
        .partition_point(|mention| mention.tokens.start < end);
    // The innermost: of `une lettre de Roy` *Roy*.
    let owner = search
        .mentions
        .get(..upto)?
        .iter()
        .rev()
        .take(3)
        .find(|mention| mention.tokens.end == end)
        .filter(|owner| search.french() && owner.tokens.start > sentence.start + 1)?;
    let start = owner.tokens.start;
    let contracted = matches!(search.at(start), "du" | "des");
    let of = start - usize::from(!contracted);
    let words = contracted || matches!(search.at(of), "de" | "d'");
    (words
        && of > sentence.start
        && matches!(
            search.at(of - 1),
            "propos"
                | "paroles"
                | "mots"
                | "declaration"
                | "declarations"
                | "lettre"
                | "courrier"
                | "message"
                | "discours"
                | "tweet"
                | "appel"
                | "interview"
                | "entretien"
                | "intervention"
                | "commentaires"
        ))
    .then_some(start)
}

/// ***Roy** was quoted by Radio Nord on Monday as saying*: who stands before the passive that a medium is the agent of.
fn quoted_before(search: &Search<'_>, joint: usize, sentence: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 14;
    let verb = (joint.saturating_sub(LONGEST).max(sentence.start)..joint)
        .rev()
        .find(|at| matches!(search.at(*at), "quoted" | "cited" | "reported"))?;
    let mut at = verb;
    while at > sentence.start
        && (matches!(
            search.at(at - 1),
            "is" | "was" | "were" | "are" | "been" | "has" | "have" | "had"
        ) || search.is_filler(at - 1))
    {
        at -= 1;
    }
    if at == verb {
        return None;
    }
    let end = at - usize::from(at > sentence.start && search.at(at - 1) == ",");
    search
        .mention_ending(end)
        .filter(|mention| is_free(mention) && mention.tokens.start >= sentence.start)
        .map(|mention| mention.tokens.start)
}

/// *Se félicitant du vote, **ils** ont …*, *Saying the deal was dead, **Roy** left*: a participle that opens the sentence.
pub(super) fn subject_after(
    search: &Search<'_>,
    cue: &Cue<'_>,
    sentence: &Range<usize>,
) -> Option<usize> {
    if cue.group.start > sentence.start + 1 {
        return None;
    }
    (cue.group.end..sentence.end)
        .filter(|at| search.at(*at) == "," && !search.is_quoted(*at))
        .take(3)
        .find_map(|comma| {
            search.mention_at(comma + 1).filter(|mention| {
                let named = mention.tokens.clone().any(|at| search.at(at) == ",")
                    && search.at(mention.tokens.end) == ",";
                let verb = if named {
                    mention.tokens.end + 1
                } else {
                    past_apposition(search, mention.tokens.end)
                };
                let verb = verb + usize::from(matches!(search.at(verb), "se" | "s'" | "ne" | "n'"));
                is_free(mention)
                    && (search.is_finite(verb) || !search.french() && looks_past(search.at(verb)))
            })
        })
        .map(|mention| mention.tokens.start)
}

/// One past what stands between commas behind a French subject: *le médiateur**, Paul Roy,** a exhorté …*.
fn past_apposition(search: &Search<'_>, end: usize) -> usize {
    const LONGEST: usize = 16;
    if !search.french() || search.at(end) != "," {
        return end;
    }
    (end + 1..end + LONGEST)
        .take_while(|at| search.is_text(*at) || search.at(*at) == ",")
        .find(|at| search.at(*at) == ",")
        .filter(|close| !search.has_finite(&(end + 1..*close)))
        .map_or(end, |close| close + 1)
}

/// *Roy a salué l'accord. Tout en **soulignant** que …*: a participle that makes a sentence goes on with the speaker before.
pub(super) fn goes_on(done: &[Cue<'_>], cue: &Cue<'_>, sentence: &Range<usize>) -> Option<usize> {
    done.last()
        .filter(|other| {
            cue.group.start <= sentence.start + 1
                && other.sentence + 1 == cue.sentence
                && other.standing == Standing::Finite
        })
        .and_then(|other| other.subject)
}

/// *Roy welcomed the deal, **urged** both sides to keep it and warned …*: one more act in a row.
pub(super) fn follows_act(search: &Search<'_>, cue: &Cue<'_>, before: &Cue<'_>) -> bool {
    let Some(comma) = cue.group.start.checked_sub(1) else {
        return false;
    };
    let sentence_end = search
        .document
        .sentences()
        .get(cue.sentence)
        .map_or(0, |sentence| sentence.tokens.end);
    let row = !search.french()
        && cue.form == Form::Past
        && cue.standing == Standing::Finite
        && search.at(comma) == ","
        && before.standing == Standing::Finite
        && before.form == Form::Past
        && before.subject_end.is_none()
        && before.quoted == cue.quoted
        && !search.is_quote(comma.wrapping_sub(1));
    // `Roy a salué l'accord, a appelé à la retenue et …`
    let row = row
        || search.french()
            && cue.standing == Standing::Finite
            && search.at(comma) == ","
            && before.standing == Standing::Finite
            && before.form == cue.form
            && before.subject_end.is_none()
            && before.quoted == cue.quoted
            && cue.inverted.is_none()
            && (matches!(search.at(cue.group.end), "que" | "qu'" | "contre")
                // `…, présente ses condoléances et …`
                || cue.verb.frames.speech
                    && search.speech_noun(cue.group.end, sentence_end).is_some()
                || search.document.lower(cue.group.end) == "à"
                    && search.mention_at(cue.group.end + 1).is_none());
    // `Talks had failed, warned Roy.`
    let subject_follows = search.mention_at(cue.group.end).is_some_and(|mention| {
        let close = search.at(mention.tokens.end);
        matches!(close, "," | "") || close.starts_with('.') || search.is_quote(mention.tokens.end)
    });
    row && !subject_follows && !(search.french() && names_another(search, cue, before))
}

/// *Rome a nié et, lors d'une visite, **Jean Roy**, ministre, a dit que …*: a name behind a comma, with an aside of its own, is
/// the subject.
fn names_another(search: &Search<'_>, cue: &Cue<'_>, before: &Cue<'_>) -> bool {
    const LONGEST: usize = 14;
    let close = cue.group.start - 1;
    (before.group.end.max(close.saturating_sub(LONGEST))..close)
        .filter(|at| search.at(*at) == ",")
        .filter_map(|at| search.mention_at(at + 1))
        .any(|mention| {
            mention.class == MentionClass::Person
                && is_free(mention)
                && mention.name.as_ref().is_some_and(|name| name.len() > 1)
                && (search.at(mention.tokens.end) == "," || mention.tokens.end == close)
        })
}

/// *Radio Nord reported on Monday **an official**, whom it did not name, said …*: what the first act reports begins
/// with the subject of the second, which an aside parts from its verb.
pub(super) fn reported_subject(
    search: &Search<'_>,
    cue: &Cue<'_>,
    before: &Cue<'_>,
    sentence: &Range<usize>,
) -> Option<usize> {
    let close = cue.group.start.checked_sub(1)?;
    if search.french() || !before.verb.frames.clause || search.at(close) != "," {
        return None;
    }
    let from = search.skip_circumstances(before.group.end, sentence.end);
    let mention = search.mention_at(from).filter(|mention| is_free(mention))?;
    let open = mention.tokens.end;
    (open < close && search.at(open) == ",").then_some(mention.tokens.start)
}

/// Whether an act stands in the clause that an act before it reports: *il souligne que le temps **presse**, ajoutant …*.
pub(super) fn is_reported(search: &Search<'_>, done: &[Cue<'_>], cue: &Cue<'_>) -> bool {
    let Some(subject) = cue.subject else {
        return false;
    };
    let outer = done.iter().rev().take(8).find(|other| {
        other.sentence == cue.sentence
            && other.group.end <= subject.min(cue.group.start)
            && other.subject.is_some()
            && other.quoted == cue.quoted
            && other.verb.frames.clause
    });
    let Some(outer) = outer else { return false };
    let between = outer.group.end..cue.group.start;
    let opens = between
        .clone()
        .any(|at| matches!(search.at(at), "que" | "qu'" | "that"));
    let joint = between.clone().any(|at| {
        search.at(at) == ","
            && matches!(
                search.at(at + 1),
                "et" | "and" | "mais" | "but" | "while" | "tandis"
            )
    });
    opens && !joint
}

/// The mention nearest before a participle that a finite verb follows: *after **Roy** defied Rome by announcing …*.
fn nearest_subject(search: &Search<'_>, sentence: &Range<usize>, before: usize) -> Option<usize> {
    let upto = search
        .mentions
        .partition_point(|mention| mention.tokens.start < before);
    search
        .mentions
        .get(..upto)?
        .iter()
        .rev()
        .take(8)
        .take_while(|mention| mention.tokens.start >= sentence.start)
        .find(|mention| {
            let verb = mention.tokens.end;
            mention.inside.is_none()
                && !mention.quoted
                && verb < before
                && (search.is_finite(verb) || !search.french() && looks_past(search.at(verb)))
        })
        .map(|mention| mention.tokens.start)
}

/// The first free mention of a sentence before a token, behind what opens it: *Après avoir quitté Rome, **Roy** …*
pub(super) fn main_subject(
    search: &Search<'_>,
    sentence: &Range<usize>,
    before: usize,
) -> Option<usize> {
    let first = |from: usize| {
        search
            .mentions_from(from)
            .take_while(|mention| mention.tokens.start < before)
            .find(|mention| is_free(mention) && !mention.quoted && mention.tokens.end <= before)
            .map(|mention| mention.tokens.start)
    };
    past_opening(search, sentence)
        .and_then(first)
        .or_else(|| first(sentence.start))
}

/// One past the comma that closes a phrase with a preposition and without a finite verb at the head of a sentence.
fn past_opening(search: &Search<'_>, sentence: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 16;
    let opens = words::preposition(search.at(sentence.start), search.french())
        || matches!(
            search.at(sentence.start),
            "apres" | "avant" | "after" | "before" | "following"
        );
    let comma = (sentence.start..sentence.end.min(sentence.start + LONGEST))
        .find(|at| search.at(*at) == "," || search.is_quote(*at))?;
    (opens && search.at(comma) == "," && !search.has_finite(&(sentence.start..comma)))
        .then_some(comma + 1)
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::{english, french};

    #[test]
    fn two_that_stand_side_by_side() {
        assert_eq!(
            french(
                "La trêve est rompue, Paul Durand affirmant que le port est fermé et John Smith dénonçant une manœuvre."
            ),
            [
                "fr.participle: Paul Durand: le port est fermé",
                "fr.noun: John Smith: une manœuvre"
            ]
        );
    }

    #[test]
    fn whose_name_stands_between_commas() {
        assert_eq!(
            french(
                "Soulignant que la trêve est fragile, le ministre suédois, Paul Durand, a exhorté l'armée à partir."
            ),
            [
                "fr.participle: Paul Durand: la trêve est fragile",
                "fr.asked: Paul Durand: partir"
            ]
        );
    }

    #[test]
    fn with_somebody_saying() {
        assert_eq!(
            english("The talks went on, with John Smith warning that they might fail."),
            ["en.participle: John Smith: they might fail"]
        );
    }

    #[test]
    fn within_a_clause_that_waits_for_its_verb() {
        assert_eq!(
            french(
                "John Smith est parti, tandis que Paul Durand, estimant que la trêve tenait, est resté à Riga."
            ),
            ["fr.participle: Paul Durand: la trêve tenait"]
        );
    }

    #[test]
    fn whose_words() {
        assert_eq!(
            french(
                "Paul Durand a dénoncé une manœuvre après les propos de son homologue affirmant que la trêve était rompue."
            ),
            [
                "fr.noun: Paul Durand: une manœuvre",
                "fr.participle: son homologue: la trêve était rompue"
            ]
        );
    }

    #[test]
    fn a_participle_before_an_office_and_its_name() {
        assert_eq!(
            french(
                "Rappelant que la trêve tient, la ministre des Affaires étrangères, Anna Roy, s'est félicitée de l'accord."
            ),
            [
                "fr.participle: Anna Roy: la trêve tient",
                "fr.noun: Anna Roy: l'accord"
            ]
        );
    }
}

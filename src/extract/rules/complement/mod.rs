//! An act of saying with an infinitive, a noun phrase, a person and what is asked of them, or a quality.
//!
//! > *Paris dit vouloir aider · exhorte Rome à agir · dénonce une ingérence · accuse Rome de mentir · promised to help ·
//! > urged Rome to act · praised the deal · called the deal "lousy" · a qualifié l'accord d'« historique »*

mod answer;
mod extent;
mod infinitive;
mod judgement;
mod noun;
mod object;

use std::ops::Range;

use super::super::cue::{Cue, Standing};
use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::super::words;

pub(super) use infinitive::stands_at as infinitive_at;

/// Finds them.
pub(in crate::extract) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        let kept = cue.negated && leaves_open(&cue.verb.lemma);
        if cue.negated != (kept || cue.verb.hides()) {
            continue;
        }
        if let Some(start) = answer::aside(scan, cue, subject) {
            let content = start..cue.group.end;
            found.push(Found {
                speakers: scan.speakers(subject, false),
                cue: cue.group.clone(),
                circumstances: content.clone(),
                content: vec![content],
                act: cue.verb.act,
                ..Found::by(scan.rule("fr.relative", "en.relative"), 0.85)
            });
            continue;
        }
        let hit = if cue.standing == Standing::Passive {
            object::passive(scan, cue)
        } else {
            complement(scan, cue)
        };
        let Some(Hit {
            content,
            addressee,
            what,
            act,
            confidence,
        }) = hit
        else {
            continue;
        };
        let content = match what {
            What::Infinitive | What::Asked => before_occasion(scan, until_next_verb(scan, content)),
            // `se montre réservé : il votera contre`: what the colon announces is told for itself.
            What::Adjective => before_sign(scan, content, ":"),
            // `X, accusé par Y de mentir, se tait`: the aside ends with its comma.
            What::Passive => before_sign(scan, content, ","),
            What::Noun | What::Quality => content,
        };
        let content = content.start..scan.subordinate_end(cue, &content);
        let content = content.start..scan.relative_end(cue, &content);
        let content = before_main_clause(scan, cue, content);
        let content = scan.trim(scan.before_subject(cue, content));
        if content.is_empty() || !content.clone().any(|index| scan.is_text(index)) {
            continue;
        }
        if hides_name(scan, &content) {
            continue;
        }
        let mut speakers = scan.speakers(subject, cue.subject_end.is_some());
        speakers.extend(joined_callers(scan, cue, subject));
        found.push(Found {
            speakers,
            addressees: addressee.map(|mention| vec![mention]).unwrap_or_default(),
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..content.start,
            content: vec![content],
            act: if kept {
                SpeechAct::Assert
            } else {
                act.unwrap_or(cue.verb.act)
            },
            ..Found::by(name(scan.french(), what), confidence)
        });
    }
}

/// *Roy **joined** the calls **by Paris** asking Rome to leave*: those whose calls somebody joins ask too.
fn joined_callers(scan: &Scan<'_>, cue: &Cue<'_>, subject: usize) -> Option<usize> {
    let callers = scan.search.mention_ending(cue.group.start)?.tokens.start;
    let noun = callers.checked_sub(2)?;
    let calls = matches!(scan.at(callers - 1), "by" | "from" | "of")
        && matches!(
            scan.at(noun),
            "calls" | "appeals" | "demands" | "chorus" | "call" | "appeal"
        );
    let joins = (subject..noun).any(|at| matches!(scan.at(at), "joined" | "joins" | "join"));
    (calls && joins && callers > subject).then_some(callers)
}

/// *While Rome praised the truce**,** Paris rejected it*, *Noting the delay**,** Roy left*: what was said ends with the clause that
/// opens the sentence.
fn before_main_clause(scan: &Scan<'_>, cue: &Cue<'_>, content: Range<usize>) -> Range<usize> {
    if scan.french() || !(scan.is_opening_participle(cue) || scan.is_subordinate(cue)) {
        return content;
    }
    let main = scan.main_clause(content.clone());
    content.start..main.unwrap_or(content.end)
}

/// What stands before a sign that is not quoted.
fn before_sign(scan: &Scan<'_>, content: Range<usize>, sign: &str) -> Range<usize> {
    let end = content
        .clone()
        .find(|at| scan.at(*at) == sign && !scan.search.is_quoted(*at));
    content.start..end.unwrap_or(content.end)
}

/// *blamed Rome for the fire **when he met the press***: behind a noun phrase, when it was said is not what was said.
fn before_occasion(scan: &Scan<'_>, content: Range<usize>) -> Range<usize> {
    if scan.french() || words::determiner(scan.at(content.start), false).is_none() {
        return content;
    }
    let when = content
        .clone()
        .find(|at| scan.at(*at) == "when" && !scan.search.is_quoted(*at));
    content.start..when.unwrap_or(content.end)
}

/// *n'exclut pas une intervention*, *n'écarte pas l'idée*, *did not rule out a strike*: what stays possible.
fn leaves_open(lemma: &str) -> bool {
    matches!(lemma, "exclure" | "écarter" | "rule out" | "exclude")
}

/// An infinitive ends where the sentence goes on with another finite verb: *urged Rome to act **and left***.
fn until_next_verb(scan: &Scan<'_>, content: Range<usize>) -> Range<usize> {
    let end = content.clone().find(|index| {
        let joint = matches!(scan.at(*index), "and" | "et" | "but" | "mais");
        let comma = scan.at(*index) == ",";
        let next = index + 1;
        let finite = scan.search.is_finite(next)
            || (!scan.french()
                && (scan.at(next).ends_with("ed")
                    || matches!(
                        scan.at(next),
                        "spoke" | "wrote" | "met" | "left" | "went" | "came" | "took"
                    )));
        let dash = matches!(scan.at(*index), "—" | "–")
            && scan
                .document()
                .token(*index)
                .is_some_and(|token| token.spaced);
        if dash {
            return true;
        }
        // `threatened to leave, giving Rome a last chance`: what the act amounts to is the journalist's.
        let result = comma
            && !scan.french()
            && scan.at(next).len() > 5
            && scan.at(next).ends_with("ing")
            && *index > content.start + 1;
        if (result || tells_occasion(scan, *index)) && !scan.search.is_quoted(*index) {
            return true;
        }
        // `accuse Rome de mentir, il est déçu`: the next clause has its pronoun.
        let own = comma
            && scan.french()
            && matches!(scan.at(next), "il" | "elle" | "ils" | "elles")
            && scan.search.is_finite(next + 1);
        (own || (joint || comma) && finite)
            && !scan.search.is_quoted(*index)
            && *index > content.start
    });
    content.start..end.unwrap_or(content.end)
}

/// *appelle à agir **lors d'une rencontre à Rome***: on which occasion somebody spoke.
fn tells_occasion(scan: &Scan<'_>, at: usize) -> bool {
    if scan.at(at) != "lors" || !matches!(scan.at(at + 1), "d'" | "de") {
        return false;
    }
    let own = matches!(
        scan.at(at + 2),
        "un" | "une" | "son" | "sa" | "leur" | "cette" | "cet" | "ce"
    );
    own && (at + 3..at + 6).any(|index| {
        matches!(
            scan.at(index),
            "rencontre"
                | "entretien"
                | "conference"
                | "visite"
                | "reunion"
                | "conversation"
                | "discours"
                | "allocution"
                | "point"
                | "appel"
                | "intervention"
                | "interview"
                | "debat"
                | "ceremonie"
                | "audience"
                | "declaration"
                | "echange"
        )
    })
}

/// *a requis l'anonymat*, *asked not to be named*: on whose terms somebody speaks.
fn hides_name(scan: &Scan<'_>, content: &Range<usize>) -> bool {
    content.clone().take(8).any(|index| {
        matches!(scan.at(index), "anonymat" | "anonymity")
            || scan.at(index) == "be"
                && matches!(scan.at(index + 1), "named" | "identified" | "quoted")
    })
}

#[derive(Clone, Copy)]
enum What {
    Infinitive,
    Asked,
    Noun,
    Quality,
    Adjective,
    Passive,
}

fn name(french: bool, what: What) -> &'static str {
    match (french, what) {
        (true, What::Infinitive) => "fr.infinitive",
        (true, What::Asked) => "fr.asked",
        (true, What::Noun) => "fr.noun",
        (true, What::Quality) => "fr.quality",
        (true, What::Adjective) => "fr.adjective",
        (true, What::Passive) => "fr.passive",
        (false, What::Infinitive) => "en.infinitive",
        (false, What::Asked) => "en.asked",
        (false, What::Noun) => "en.noun",
        (false, What::Quality) => "en.quality",
        (false, What::Adjective) => "en.adjective",
        (false, What::Passive) => "en.passive",
    }
}

/// A complement: what was said, and what the rule found out about it.
struct Hit {
    content: Range<usize>,
    addressee: Option<usize>,
    what: What,
    /// The act, where the complement names another than the verb.
    act: Option<SpeechAct>,
    confidence: f64,
}

impl Hit {
    fn new(what: What, content: Range<usize>, confidence: f64) -> Self {
        Self {
            content,
            addressee: None,
            what,
            act: None,
            confidence,
        }
    }
}

/// An act of saying and the token at which its complement may begin.
#[derive(Clone, Copy)]
struct Place<'p> {
    scan: &'p Scan<'p>,
    cue: &'p Cue<'p>,
    at: usize,
    end: usize,
}

impl Place<'_> {
    fn word(&self) -> &str {
        self.scan.at(self.at)
    }

    fn clause_end(&self, from: usize) -> usize {
        self.scan.clause_end(from, self.cue.sentence)
    }
}

fn complement(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<Hit> {
    // An act put in after what it says has nothing more to say.
    if cue.subject_end.is_some() && scan.is_incise(cue) {
        return None;
    }
    let end = scan.sentence(cue.sentence).end;
    let mut at = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    at += usize::from(cue.negated && matches!(scan.at(at), "pas" | "plus"));
    for _ in 0..4 {
        at = scan.past_dated_aside(at, end);
        at = past_voice(scan, at, end);
        at = scan.search.skip_circumstances(at, end);
        at = past_quoted_manner(scan, at, end);
        at = past_person(scan, cue, at).unwrap_or(at);
        let place = Place { scan, cue, at, end };
        let hit = infinitive::read(&place)
            .or_else(|| object::read(&place))
            .or_else(|| judgement::read(&place))
            .or_else(|| noun::read(&place))
            .or_else(|| behind_person(&place));
        if hit.is_some() {
            return hit;
        }
        // `a annoncé dans un communiqué la fin des combats`
        let Some(past) = scan.search.occasion_end(at, end) else {
            break;
        };
        at = past;
    }
    answer::denied(scan, cue, at, end)
}

/// One past the aside that tells whose voice it was: *a dénoncé**, par la voix de son porte-parole, Jean Roy,** une pression*.
fn past_voice(scan: &Scan<'_>, comma: usize, end: usize) -> usize {
    const LONGEST: usize = 20;
    let opens = scan.at(comma) == ","
        && scan.at(comma + 1) == "par"
        && (comma + 2..comma + 4).any(|at| {
            matches!(
                scan.at(at),
                "voix" | "bouche" | "entremise" | "intermediaire"
            )
        });
    // `réclame, quant à lui, la rupture`, `dénonce, de son côté, la trêve`
    let contrasts = scan.french()
        && scan.at(comma) == ","
        && matches!(
            (scan.at(comma + 1), scan.at(comma + 2)),
            ("quant", _) | ("de", "son" | "leur") | ("pour", "sa" | "leur") | ("lui" | "elle", ",")
        );
    if contrasts {
        return (comma + 2..end.min(comma + 6))
            .find(|at| scan.at(*at) == ",")
            .map_or(comma, |close| close + 1);
    }
    if !opens {
        return comma;
    }
    (comma + 2..end.min(comma + LONGEST))
        .filter(|at| scan.at(*at) == ",")
        .find(|at| {
            words::determiner(scan.at(at + 1), true).is_some()
                || scan.search.is_quote(at + 1)
                || matches!(scan.at(at + 1), "que" | "qu'" | "de" | "d'")
        })
        .map_or(comma, |close| close + 1)
}

/// One past the person of whom something is asked, or whom it is told: *exige **de Rome** un retrait · fait part **à Rome** de
/// son intention*.
fn past_person(scan: &Scan<'_>, cue: &Cue<'_>, at: usize) -> Option<usize> {
    if !scan.french() {
        return None;
    }
    let (word, frames) = (scan.at(at), &cue.verb.frames);
    let start = match word {
        "de" | "d'" if frames.from => at + 1,
        "du" | "des" if frames.from => at,
        "au" | "aux" => at,
        "a" if scan.document().lower(at) == "à" => at + 1,
        _ => return None,
    };
    let end = scan.search.mention_at(start)?.tokens.end;
    let next = scan.at(end);
    let goes_on = if frames.noun && new_things(scan, end) {
        true
    } else if matches!(word, "a" | "au" | "aux") {
        !frames.dative
            && matches!(next, "de" | "d'" | "du" | "des")
            && frames.noun_after.iter().any(|after| after == "de")
    } else {
        words::determiner(next, true).is_some() && !matches!(next, "du" | "des")
            || scan.search.is_quote(end)
    };
    goes_on.then_some(end)
}

/// *propose **aux rebelles** une trêve*, *demande **à ses partenaires** de nouvelles garanties*: what somebody is asked for or
/// offered, behind the person.
fn behind_person(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, end } = *place;
    let frames = &cue.verb.frames;
    let to = matches!(scan.at(at), "au" | "aux") || scan.document().lower(at) == "à";
    if !(scan.french() && frames.dative && frames.noun && to) {
        return None;
    }
    let after = object::phrase_end(scan, at, end)?;
    let behind = Place {
        at: scan.search.skip_circumstances(after, end),
        ..*place
    };
    let opens =
        words::determiner(scan.at(behind.at), true).is_some() || new_things(scan, behind.at);
    let mut hit = noun::read(&behind).filter(|_| opens)?;
    hit.addressee = object::addressee_at(scan, at);
    Some(hit)
}

/// ***de nouvelles** garanties*: an indefinite plural before an adjective.
fn new_things(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == "de" && words::before_adjective(scan.at(at + 1))
}

/// *condamne **« avec la plus grande fermeté »** l'attentat*, *denounced **"in the strongest terms"** the attack*: how it was
/// said, in the speaker's words.
fn past_quoted_manner(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    const LONGEST: usize = 8;
    let Some(quotation) = scan
        .quotation_at(at)
        .filter(|quotation| quotation.closed && quotation.inner.len() <= LONGEST)
    else {
        return at;
    };
    let word = scan.at(quotation.inner.start);
    let adverb = quotation.inner.len() == 1 && scan.search.is_filler(quotation.inner.start);
    let manner = matches!(word, "avec" | "sans" | "dans" | "in" | "with" | "without")
        || word == "de"
            && matches!(
                scan.at(quotation.inner.start + 1),
                "maniere" | "facon" | "la"
            );
    let after = quotation.outer.end;
    let goes_on = after < end
        && (words::determiner(scan.at(after), scan.french()).is_some()
            || scan.search.mention_at(after).is_some()
            || matches!(scan.at(after), "que" | "qu'" | "that"));
    if (adverb || manner) && goes_on {
        after
    } else {
        at
    }
}

#[cfg(test)]
mod tests;

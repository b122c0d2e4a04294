//! An act of saying with a clause.
//!
//! > *Le ministre a déclaré jeudi que la trêve tenait. · Smith said the truce held. · Smith told the BBC that it held.*

mod extent;
mod told;

use std::ops::Range;

use super::super::cue::{Cue, Standing};
use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::complement::infinitive_at;
use super::selon::cited;
use crate::text::TokenKind;
use extent::{is_of_publication, past_day, past_inset, past_occasion, quotation_end};
use told::object_end;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        let frames = &cue.verb.frames;
        let takes = frames.clause || frames.object.iter().any(|what| what == "k");
        if !takes {
            continue;
        }
        if cue.standing == Standing::Passive {
            found.extend(told(scan, cue, subject));
            continue;
        }
        if cue.negated && !keeps_when_negated(&cue.verb.lemma) || !cue.negated && cue.verb.hides() {
            continue;
        }
        let Some((start, joint)) = (if scan.french() {
            french(scan, cue)
        } else {
            english(scan, cue)
        }) else {
            continue;
        };
        let start = if matches!(scan.at(start), "selon" | "pour")
            && matches!(scan.at(start + 1), "lui" | "elle" | "eux" | "elles")
        {
            start + 2
        } else {
            start
        };
        let mut end = scan.finite_end(start, cue);
        // `Si Paris dit que A, B`: the clause ends with the subordinate one.
        end = scan.subordinate_end(cue, &(start..end));
        // `Noting that the truce held, Roy called for talks`
        if scan.is_opening_participle(cue) {
            end = scan.main_clause(start..end).unwrap_or(end);
        }
        end = scan.relative_end(cue, &(start..end));
        end = quotation_end(scan, start..end);
        end = scan.before_subject(cue, start..end).end;
        let content = scan.trim(start..end);
        if content.is_empty() {
            continue;
        }
        // `said Rome had asked Paris to leave`, `said he hoped`: a subject and its verb open the clause as surely as *that*.
        let opens = is_english_subject(scan.at(start))
            || scan
                .search
                .mention_at(start)
                .is_some_and(|subject| scan.search.is_finite(subject.tokens.end));
        let sure =
            joint > cue.group.end || scan.french() || opens || scan.at(cue.group.end) == "that";
        let rule = if cue.standing == Standing::Participial {
            scan.rule("fr.participle", "en.participle")
        } else {
            scan.rule("fr.que", "en.that")
        };
        // `Radio Nord reported, citing three officials, that …`: who is cited speaks, who cites relays.
        let mut speakers = scan.speakers(subject, cue.subject_end.is_some());
        let mut via = Vec::new();
        if let Some(comma) = (cue.group.end..joint).find(|at| scan.at(*at) == ",")
            && let Some((source, _)) = cited(scan, comma, &scan.sentence(cue.sentence))
        {
            via = std::mem::replace(&mut speakers, vec![source]);
        }
        found.push(Found {
            speakers,
            via,
            addressees: scan.addressee(cue, joint),
            content: vec![content],
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..joint,
            // `n'a pas exclu que`: what stays possible is not rejected.
            act: if cue.negated && cue.verb.act == SpeechAct::Reject {
                SpeechAct::Assert
            } else {
                cue.verb.act
            },
            negated: cue.negated,
            ..Found::by(rule, if sure { 0.9 } else { 0.82 })
        });
    }
}

/// *was told by Roy that …*, *a été informé par Roy que …*.
fn told(scan: &Scan<'_>, cue: &Cue<'_>, subject: usize) -> Option<Found> {
    let joint = cue.subject_end?;
    if !matches!(scan.at(joint), "that" | "que" | "qu'") {
        return None;
    }
    let content = scan.trim(joint + 1..scan.clause_end(joint + 1, cue.sentence));
    (!content.is_empty()).then(|| Found {
        speakers: scan.speakers(subject, true),
        content: vec![content],
        cue: cue.group.clone(),
        circumstances: cue.group.start..joint,
        act: cue.verb.act,
        negated: cue.negated,
        ..Found::by(scan.rule("fr.told", "en.told"), 0.85)
    })
}

/// *n'a pas exclu que*, *did not rule out that* say something; *n'a pas dit que* does not.
fn keeps_when_negated(lemma: &str) -> bool {
    matches!(
        lemma,
        "exclure"
            | "cacher"
            | "dissimuler"
            | "nier"
            | "démentir"
            | "contester"
            | "deny"
            | "dispute"
    )
}

/// Where the clause begins, and where *que* stands.
fn french(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<(usize, usize)> {
    let sentence = scan.sentence(cue.sentence);
    let from = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    let from = scan.past_dated_aside(from, sentence.end);
    // An act put after what it says has no clause of its own.
    if cue.subject_end.is_some()
        && scan.is_incise(cue)
        && cue.inverted.is_some()
        && !matches!(scan.at(from), "que" | "qu'")
    {
        return None;
    }
    // `a expliqué à la presse comment il comptait agir`, `a dit ce qu'il savait`
    let asked = {
        let mut at = scan.search.skip_circumstances(from, sentence.end);
        while let Some(past) = scan.search.occasion_end(at, sentence.end) {
            at = scan.search.skip_circumstances(past, sentence.end);
        }
        at
    };
    if matches!(scan.at(asked), "comment" | "pourquoi" | "combien")
        || scan.at(asked) == "ce" && matches!(scan.at(asked + 1), "que" | "qu'" | "qui")
    {
        return Some((asked, asked));
    }
    // After a noun phrase *que* is a relative pronoun, unless the verb takes a person and a clause.
    let objective = cue.verb.frames.object.iter().any(|what| what == "k");
    let dated = scan
        .document()
        .dates_in(&(from..sentence.end))
        .next()
        .is_some_and(|(_, date)| date.tokens.start <= from + 1);
    let determined =
        words::determiner(scan.at(from), true).is_some() && !matches!(scan.at(from), "au" | "aux");
    if determined && !objective && !dated {
        return None;
    }
    // `dit avoir tiré sur un pont, une version que Rome conteste`: what is said is the infinitive.
    if cue.verb.frames.infinitive && infinitive_at(scan, asked, sentence.end) {
        return None;
    }
    let mut commas = 0;
    let mut inset = from;
    // Within `…, qui n'a donné que dix jours`, no *que* is this verb's.
    let mut relative = false;
    for at in from..sentence.end.min(from + 32) {
        let word = scan.at(at);
        // `martèle, alors que la tension monte, que …`: a clause between commas.
        if at < inset {
            continue;
        }
        if word == ","
            && let Some(close) = past_inset(scan, at, sentence.end)
        {
            inset = close;
            continue;
        }
        match word {
            "que" | "qu'" if relative || at > from && scan.at(at - 1) == "ce" => return None,
            "que" | "qu'" => {
                // `a nié, une version que Rome conteste`: a relative clause behind an apposition.
                let apposed = at >= from + 3
                    && scan.at(at - 3) == ","
                    && words::determiner(scan.at(at - 2), true).is_some();
                if apposed {
                    return None;
                }
                // `plus que`, `alors que`, `ainsi que`, `autre que`: not a clause of this verb.
                let before = scan.at(at.wrapping_sub(1));
                if at > from
                    && matches!(
                        before,
                        "plus"
                            | "moins"
                            | "alors"
                            | "tandis"
                            | "ainsi"
                            | "autre"
                            | "tel"
                            | "meme"
                            | "bien"
                            | "parce"
                            | "afin"
                            | "avant"
                            | "depuis"
                            | "lors"
                            | "pendant"
                            | "sans"
                            | "tant"
                    )
                {
                    return None;
                }
                return Some((at + 1, at));
            }
            "ce" if at == from && matches!(scan.at(at + 1), "que" | "qu'" | "qui") => return None,
            "," => {
                commas += 1;
                relative = matches!(scan.at(at + 1), "qui" | "dont");
            }
            // `exige de Rome qu'elle parte`
            "de" | "d'" | "du" | "des" if at == from && cue.verb.frames.from => {}
            ":" | ";" | "qui" | "dont" | "de" if at == from => return None,
            // `a répondu à ceux qui craignent que …`: what they fear.
            "qui" | "dont" if matches!(scan.at(at - 1), "ceux" | "celles" | "celui" | "celle") => {
                return None;
            }
            ":" | ";" => return None,
            _ if scan.search.is_quote(at) || word.starts_with('.') => return None,
            _ if at > from && commas % 2 == 0 && scan.search.is_finite(at) => return None,
            _ => {}
        }
        if commas > 2
            || scan
                .cues_of(cue.sentence)
                .any(|(_, other)| other.group.start == at)
        {
            return None;
        }
    }
    None
}

fn english(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<(usize, usize)> {
    let sentence = scan.sentence(cue.sentence);
    // `"…," Smith told a hall that was full`: what was said stands before.
    if cue.standing == Standing::Finite
        && cue
            .subject
            .is_some_and(|subject| scan.follows_quotation(subject))
        && !scan.follows_subordinate(cue)
    {
        return None;
    }
    let mut from = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    // `"… to talk," said the statement issued in Rome`
    if cue.standing == Standing::Finite
        && cue.subject_end.is_some()
        && scan.follows_quotation(cue.group.start)
        && scan.at(from) != "that"
    {
        return None;
    }
    let objective = cue.verb.frames.object.iter().any(|what| what == "k")
        && scan.at(from) != "that"
        && !(cue.verb.frames.clause
            && scan.search.mention_at(from).is_none_or(|mention| {
                // `warned Iran would retaliate`: the mention is the subject of the clause.
                scan.search.is_finite(mention.tokens.end)
            }));
    if objective {
        from = object_end(scan, from, &sentence)?;
    }
    if matches!(scan.at(from), "how" | "why" | "what" | "whether") && cue.verb.frames.clause {
        return Some((from, from));
    }
    // `proposed a truce that has held`: after a noun phrase *that* is a relative pronoun.
    let said_in = scan.search.is_filler(from)
        || words::preposition(scan.at(from), false)
        || scan.at(from) == ","
        || scan
            .document()
            .dates_in(&(from..sentence.end))
            .next()
            .is_some_and(|(_, date)| date.tokens.start <= from + 1);
    // `vowed to take back the powers that he had lost`: what is promised is the infinitive.
    if cue.verb.frames.infinitive
        && scan.at(from) == "to"
        && scan.search.mention_at(from + 1).is_none()
        && words::determiner(scan.at(from + 1), false).is_none()
    {
        return None;
    }
    if let Some(that) = past_occasion(scan, cue, from, &sentence) {
        return Some((that + 1, that));
    }
    for at in from..sentence.end.min(from + 22) {
        let word = scan.at(at);
        // `reported to the police so that they could act`
        if word == "so" && scan.at(at + 1) == "that" && at > from {
            return None;
        }
        if word == "that" && (at == from || said_in) {
            return Some((at + 1, at));
        }
        // `said in an address, which he had taped, that …`
        if word == ","
            && let Some(close) =
                (at + 1..sentence.end.min(at + 24)).find(|index| scan.at(*index) == ",")
            && scan.at(close + 1) == "that"
        {
            return Some((close + 2, close + 1));
        }
        if scan.search.is_quote(at)
            || word.starts_with('.')
            || matches!(
                word,
                ":" | ";" | "who" | "which" | "and" | "he" | "she" | "they" | "it" | "we" | "there"
            )
        {
            break;
        }
        // `said in a statement posted on its site that …`
        if said_in && is_of_publication(word) {
            continue;
        }
        if at > from
            && (scan.search.is_finite(at)
                || scan
                    .cues_of(cue.sentence)
                    .any(|(_, other)| other.group.start == at))
        {
            break;
        }
    }
    // Without *that*: the clause begins at once, or after a date.
    if scan.closes(cue) && !objective {
        return None;
    }
    let mut start = from;
    start = past_day(scan, start, sentence.end, !objective);
    // `said in a statement the talks would go on`
    if matches!(scan.at(start), "in" | "on" | "at")
        && (scan.search.names_utterance(start)
            || matches!(scan.at(start + 1), "twitter" | "facebook"))
    {
        start = (start + 1..sentence.end.min(start + 6))
            .take_while(|index| scan.is_word(*index))
            .find(|index| {
                matches!(
                    scan.at(*index),
                    "statement"
                        | "speech"
                        | "letter"
                        | "interview"
                        | "tweet"
                        | "message"
                        | "post"
                        | "report"
                        | "twitter"
                        | "facebook"
                )
            })
            .map_or(start, |index| index + 1);
        start = past_day(scan, start, sentence.end, true);
    }
    // `said on condition of anonymity the talks would go on`
    if scan.at(start) == "on" && scan.at(start + 1) == "condition" && scan.at(start + 2) == "of" {
        start += 4;
    }
    if scan.at(start) == "," && scan.is_word(start + 1) && start > from {
        start += 1;
    }
    let end = scan.clause_end(start, cue.sentence);
    let body: Range<usize> = start..end;
    let first = scan.at(start);
    if matches!(
        first,
        "to" | "of"
            | "by"
            | "with"
            | "as"
            | "goodbye"
            | "so"
            | "yes"
            | "sorry"
            | "and"
            | "or"
            | ","
    ) || first.starts_with('.')
        // `said about ten had left`, but `said about the talks`
        || first == "about" && !counts(scan, start + 1)
        // `said no`, but `said no date had been set`
        // `found out what it was`: with its particle another verb
        || first == "out" && scan.at(start + 1) != "of"
        // `told a panel charged with reform`: what is said of those told
        || objective && first.ends_with("ed") && words::preposition(scan.at(start + 1), false)
        // `found it hard to leave`: how something was for whoever found it so
        || first == "it"
            && cue.verb.lemma == "find"
            && (start + 2..start + 4).any(|at| matches!(scan.at(at), "to" | "that"))
            && !scan.search.is_finite(start + 1)
        || first == "not" && scan.at(start + 1) == "to"
        || first == "no" && !scan.has_finite(&body)
    {
        return None;
    }
    if cue.verb.frames.noun && !begins_clause(scan, &body) {
        return None;
    }
    // `recalled its envoy to a city that fell`: the verb is that of a relative clause.
    if cue.verb.lemma != "say" && hangs_on_noun(scan, &body) {
        return None;
    }
    (body.len() > 2
        && (is_english_subject(first) || scan.has_finite(&body) || owes_clause(scan, cue, &body)))
    .then_some((start, start))
}

/// *said **his refusal raises questions***: what begins with an article behind *said* is a clause, though its verb looks like a
/// noun; words and prayers are said themselves.
fn owes_clause(scan: &Scan<'_>, cue: &Cue<'_>, body: &Range<usize>) -> bool {
    const SHORT: usize = 4;
    const HEAD: usize = 5;
    cue.verb.lemma == "say"
        && cue.standing == Standing::Finite
        && body.len() >= SHORT
        && words::determiner(scan.at(body.start), false).is_some()
        && !body.clone().take(HEAD).any(|at| {
            matches!(
                scan.at(at),
                "word"
                    | "words"
                    | "prayer"
                    | "prayers"
                    | "thing"
                    | "things"
                    | "same"
                    | "mass"
                    | "grace"
                    | "farewell"
                    | "goodbyes"
                    | "line"
                    | "lines"
                    | "name"
                    | "names"
            )
        })
}

/// Whether a number begins at a token: *ten*, *a dozen*, *40*.
fn counts(scan: &Scan<'_>, at: usize) -> bool {
    let number = |at: usize| {
        scan.document()
            .token(at)
            .is_some_and(|token| token.kind == TokenKind::Number)
            || matches!(
                scan.at(at),
                "two"
                    | "three"
                    | "four"
                    | "five"
                    | "six"
                    | "seven"
                    | "eight"
                    | "nine"
                    | "ten"
                    | "dozen"
                    | "hundred"
                    | "thousand"
                    | "million"
                    | "half"
            )
    };
    number(at) || scan.at(at) == "a" && number(at + 1)
}

/// Whether a word is a subject by itself.
fn is_english_subject(word: &str) -> bool {
    matches!(
        word,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "there" | "this"
    )
}

/// Whether the first verb is that of a relative clause.
fn hangs_on_noun(scan: &Scan<'_>, body: &Range<usize>) -> bool {
    let Some(verb) = body.clone().find(|at| scan.has_finite(&(*at..*at + 1))) else {
        return false;
    };
    !is_english_subject(scan.at(body.start))
        && (body.start + 1..verb).any(|at| matches!(scan.at(at), "that" | "which" | "who"))
}

/// Whether a verb comes before anything that would make it another clause's: *demanded the army leave*, not *demanded an end after it left*.
fn begins_clause(scan: &Scan<'_>, body: &Range<usize>) -> bool {
    for at in body.clone() {
        if matches!(
            scan.at(at),
            "after"
                | "before"
                | "when"
                | "while"
                | "because"
                | "who"
                | "which"
                | "that"
                | "whose"
                | "where"
                | ","
                | "as"
                | "since"
                | "until"
                | "if"
        ) {
            return false;
        }
        // `denied the charge but went on`: the verb is the speaker's next.
        let next = at + 1 + usize::from(scan.search.is_filler(at + 1));
        if at > body.start && matches!(scan.at(at), "and" | "but") && scan.search.is_finite(next) {
            return false;
        }
        // `stressed the need for a truce`: a noun.
        let noun = at > body.start && words::determiner(scan.at(at - 1), false).is_some();
        if !noun && scan.has_finite(&(at..at + 1)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests;

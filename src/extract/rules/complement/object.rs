//! An act of saying with a person as object, and what is asked or said of them.
//!
//! > *accuse Rome de mentir · exhorte Rome à agir · urged Rome to act · congratulated Rome on the deal*

use super::super::super::cue::Cue;
use super::super::super::facts::SpeechAct;
use super::super::super::mention::MentionClass;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::{Hit, Place, What, infinitive};

/// Reads one.
pub(super) fn read(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, end } = *place;
    let frames = &cue.verb.frames.object;
    // `suspects that dozens of people have left`: a clause, and no person.
    let clause = scan.at(at) == "that" && !scan.french();
    if frames.is_empty() || clause {
        return None;
    }
    // `appelle à une trêve à Alep`, `a appelé au calme et à la retenue`: what is asked for, and nobody asked.
    // `a assuré de son soutien`: nor does a phrase with *de* name a person.
    let takes = |joint: &str| cue.verb.frames.noun_after.iter().any(|word| word == joint);
    let governed = scan.french()
        && ((scan.document().lower(at) == "à" || matches!(scan.at(at), "au" | "aux"))
            && takes("a")
            || matches!(scan.at(at), "de" | "d'" | "du") && takes("de"));
    if governed {
        return None;
    }
    let clitic = scan.french() && {
        // `l'accuse`, but not `avant d'accuser Rome`
        let before = scan.document().lower(cue.group.end.saturating_sub(2));
        let first = scan.at(cue.group.start);
        let led = cue.group.len() > 1 && matches!(first, "l'" | "le" | "la" | "les");
        led || before.ends_with('\'') && !matches!(before, "d'" | "n'" | "qu'")
    };
    // `Rome, qu'il accuse de mentir`, `Rome, which it accused of lying`
    let preposed = cue.subject.is_some_and(|subject| {
        // `C'est ainsi qu'il a appelé l'armée à partir`: no relative.
        let adverb = subject > 1
            && matches!(
                scan.at(subject - 2),
                "ainsi"
                    | "la"
                    | "alors"
                    | "parce"
                    | "apres"
                    | "avant"
                    | "depuis"
                    | "des"
                    | "pendant"
                    | "bien"
                    | "puisque"
                    | "tandis"
                    | "lundi"
                    | "sorte"
                    | "pourquoi"
            );
        subject > 0
            && !adverb
            && matches!(
                scan.at(subject - 1),
                "que" | "qu'" | "whom" | "which" | "that"
            )
    });
    let direct = |from: usize| introduced(place, from).map(|start| (start, None));
    // `appelle « toutes les parties à parler »`
    let at = at + usize::from(scan.quotation_at(at).is_some());
    let (start, addressee) = if clitic || preposed {
        direct(at)?
    } else {
        let mut after = phrase_end(scan, at, end).filter(|after| *after > at)?;
        // `presse Rome, dont le budget enfle, d'agir`, `urged the army, the rebels and all others to stop`
        for _ in 0..3 {
            let here = scan.search.skip_circumstances(after, end);
            if introduced(place, here).is_some() {
                break;
            }
            after = past_bracket(scan, after, end)
                .or_else(|| past_aside(scan, after, end))
                .or_else(|| past_apposition(place, after))
                .or_else(|| past_member(scan, after, end))
                .or_else(|| past_modifier(place, after))
                .unwrap_or(after);
        }
        let after = scan.search.skip_circumstances(after, end);
        let start = introduced(place, after).or_else(|| within(place, at, after))?;
        (
            infinitive_behind(place, after)
                .or_else(|| gerund_behind(place, after))
                .unwrap_or(start),
            addressee_at(scan, at),
        )
    };
    let mut hit = Hit::new(What::Asked, start..place.clause_end(start), 0.86);
    hit.addressee = addressee;
    Some(hit)
}

/// *appelle les parties **au conflit** à cesser*: a complement of the person, before what is asked of it.
fn infinitive_behind(place: &Place<'_>, at: usize) -> Option<usize> {
    const REACH: usize = 8;
    let scan = place.scan;
    if !matches!(scan.at(at), "au" | "aux") {
        return None;
    }
    (at + 2..place.end.min(at + REACH))
        .take_while(|index| scan.is_word(*index) && !scan.search.is_finite(*index))
        .find(|index| {
            let verb = index + 1 + usize::from(scan.search.is_quote(index + 1));
            scan.document().lower(*index) == "à" && infinitive::stands_at(scan, verb, place.end)
        })
        .map(|index| index + 1)
}

/// *accused members **of the delegation** of leaking it*: a complement of the person, before what is said of it.
fn gerund_behind(place: &Place<'_>, at: usize) -> Option<usize> {
    const REACH: usize = 16;
    let scan = place.scan;
    let gerund = |at: usize| scan.at(at).len() > 4 && scan.at(at).ends_with("ing");
    if scan.french() || scan.at(at) != "of" || gerund(at + 1) {
        return None;
    }
    (at + 2..place.end.min(at + REACH))
        .take_while(|index| {
            scan.is_word(*index)
                && !scan.search.is_finite(*index)
                && !matches!(scan.at(*index), "that" | "who" | "which")
        })
        .find(|index| scan.at(*index) == "of" && gerund(index + 1))
        .map(|index| index + 1)
}

/// Where what is said of the person begins within a phrase that seems to go on: *accuse l'armée **d'exactions***.
fn within(place: &Place<'_>, from: usize, end: usize) -> Option<usize> {
    let scan = place.scan;
    (from + 1..end.saturating_sub(1)).find_map(|index| {
        let bare = matches!(scan.at(index), "de" | "d'")
            && words::determiner(scan.at(index + 1), true).is_none()
            && scan
                .document()
                .token(index + 1)
                .is_some_and(|token| !token.capital);
        (bare && place.cue.verb.act == SpeechAct::Accuse)
            .then(|| introduced(place, index))
            .flatten()
    })
}

/// One past brackets and the comma behind them: *a prié la ministre **(CSU),** de partir*.
fn past_bracket(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    if scan.at(at) != "(" {
        return None;
    }
    let close = (at + 1..end.min(at + LONGEST)).find(|index| scan.at(*index) == ")")?;
    Some(close + 1 + usize::from(scan.at(close + 1) == ","))
}

/// One past a relative clause between commas.
fn past_aside(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    let opens = scan.at(at) == ","
        && matches!(
            scan.at(at + 1),
            "dont" | "qui" | "ou" | "who" | "which" | "whose"
        );
    let close = (at + 2..end.min(at + 24)).find(|index| scan.at(*index) == ",")?;
    opens.then_some(close + 1)
}

/// One past what the text calls the person, where the act goes on behind it: *blamed Roy**, the head of the port,** for*.
fn past_apposition(place: &Place<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let scan = place.scan;
    if scan.at(at) != "," {
        return None;
    }
    let close = (at + 2..place.end.min(at + LONGEST))
        .take_while(|index| !scan.search.is_finite(*index) && !scan.search.is_quote(*index))
        .find(|index| scan.at(*index) == ",")?;
    introduced(place, close + 1).map(|_| close + 1)
}

/// One past words that say more of the person: *les parties **en présence** à*, *les élus **réunis mardi** à*.
fn past_modifier(place: &Place<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    let scan = place.scan;
    (at + 1..place.end.min(at + LONGEST))
        .take_while(|index| {
            let before = index - 1;
            scan.is_word(before)
                && !scan.search.is_finite(before)
                && !matches!(
                    scan.at(before),
                    "qui"
                        | "que"
                        | "qu'"
                        | "et"
                        | "mais"
                        | "ou"
                        | "pour"
                        | "who"
                        | "that"
                        | "and"
                        | "but"
                        | "or"
                )
        })
        .find(|index| {
            let verb = index + 1 + usize::from(scan.search.is_quote(index + 1));
            (!scan.french() || infinitive::stands_at(scan, verb, place.end))
                && introduced(place, *index).is_some()
        })
}

/// One past the next member of a list.
fn past_member(scan: &Scan<'_>, at: usize, end: usize) -> Option<usize> {
    let joint = match (scan.at(at), scan.at(at + 1)) {
        // `Pékin mais aussi Moscou`, `Rome ainsi que Paris`
        ("mais", "aussi" | "egalement") | ("ainsi", "que") | ("as", "well") => 2,
        ("," | "and" | "et" | "comme", _) => 1,
        _ => return None,
    };
    phrase_end(scan, at + joint, end)
}

/// Where what is asked or said of the person begins, if a word that the verb calls for stands at a token.
fn introduced(place: &Place<'_>, at: usize) -> Option<usize> {
    // `presse l'émissaire, Paul Durand, de partir`: the comma closes the name.
    let at = at + usize::from(closes_name(place.scan, at));
    // `incite Rome « à agir »`
    let at = at + usize::from(place.scan.french() && place.scan.quotation_at(at).is_some());
    let word = place.scan.at(at);
    let not = usize::from(word == "not");
    let word = if not == 1 {
        place.scan.at(at + 1)
    } else {
        word
    };
    place
        .cue
        .verb
        .frames
        .object
        .iter()
        .find_map(|what| match what.as_str() {
            "de" if matches!(word, "de" | "d'") => Some(at + 1),
            "de" if matches!(word, "du" | "des") => Some(at),
            "a" if word == "a" => Some(at + 1),
            "a" if matches!(word, "au" | "aux") => Some(at),
            "si" if matches!(word, "si" | "s'") => Some(at),
            "i" if word == "to" => Some(at),
            "contre" | "pour" | "sur" | "of" | "for" | "on" | "with" | "against" | "about"
                if word == what =>
            {
                Some(at + 1)
            }
            _ => None,
        })
}

/// Whether a comma ends the name put behind an office: *l'émissaire, Paul Durand**,***.
fn closes_name(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == ","
        && scan
            .search
            .mention_ending(at)
            .is_some_and(|person| person.tokens.clone().any(|index| scan.at(index) == ","))
            // `la ministre (CSU), de partir`
            || scan.at(at) == "," && scan.at(at.wrapping_sub(1)) == ")"
}

/// Where the noun phrase at a token ends: a mention, or words up to the next small word of grammar.
pub(super) fn phrase_end(scan: &Scan<'_>, from: usize, stop: usize) -> Option<usize> {
    let mut at = from;
    if scan.at(at) == "a" && scan.french() {
        at += 1;
    }
    if let Some(mention) = scan.search.mention_at(at) {
        let mut end = mention.tokens.end;
        // `accused the fund's official of`, `urged Rome's new leaders to`
        if scan.at(end) == "'s" {
            if let Some(owned) = scan.search.mention_at(end + 1) {
                return Some(owned.tokens.end);
            }
            end += 1;
            while end < stop
                && scan.is_word(end)
                && !words::closed(scan.at(end), false)
                && end < from + 8
            {
                end += 1;
            }
            return Some(end);
        }
        if matches!(scan.at(end), "et" | "and")
            && let Some(second) = scan.search.mention_at(end + 1)
        {
            end = second.tokens.end;
        }
        return Some(end);
    }
    let first = at;
    if words::determiner(scan.at(at), scan.french()).is_some() {
        at += 1;
    }
    let head = at;
    while at < stop && at < first + 10 && scan.is_word(at) {
        let word = scan.at(at);
        let small = if scan.french() {
            matches!(
                word,
                "a" | "de"
                    | "d'"
                    | "que"
                    | "qu'"
                    | "qui"
                    | "contre"
                    | "pour"
                    | "par"
                    | "au"
                    | "aux"
                    | "du"
                    | "des"
            ) && at > head
        } else {
            matches!(
                word,
                "to" | "of"
                    | "for"
                    | "that"
                    | "who"
                    | "on"
                    | "not"
                    | "with"
                    | "against"
                    | "about"
                    | "as"
            )
        };
        if small {
            // `les pays de la région de cesser`: a complement with its own article or name is part of the phrase.
            let own = words::determiner(scan.at(at + 1), true).is_some()
                || scan
                    .document()
                    .token(at + 1)
                    .is_some_and(|token| token.capital);
            if scan.french()
                && (matches!(word, "du" | "des") || matches!(word, "de" | "d'") && own)
                && !infinitive::stands_at(scan, at + 1, stop)
            {
                at += 1;
                continue;
            }
            break;
        }
        at += 1;
    }
    (at > head).then_some(at)
}

pub(super) fn addressee_at(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let start = if scan.at(at) == "a" && scan.french() {
        at + 1
    } else {
        at
    };
    scan.search
        .mention_at(start)
        .filter(|mention| mention.class != MentionClass::Place)
        .map(|mention| mention.tokens.start)
}

/// *accusé par X de mentir*: the agent said it. *L'accord a été salué par X*: what was said of stands before.
pub(super) fn passive(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<Hit> {
    let after = cue.subject_end?;
    let asked = cue
        .verb
        .frames
        .object
        .iter()
        .any(|what| what == "de" || what == "of" || what == "a" || what == "i");
    // `qualifié de « farce » par Rome`: the quality stands before the agent.
    let by = scan.search.mention_at(cue.subject?)?.tokens.start - 1;
    let quality = cue.group.end + usize::from(scan.at(cue.group.end) == "as")..by;
    if matches!(scan.at(by), "par" | "by")
        && (!cue.verb.frames.quality.is_empty() || cue.verb.frames.verdict)
        && quality
            .clone()
            .any(|at| scan.is_text(at) && !scan.search.is_filler(at))
    {
        return Some(Hit::new(What::Passive, quality, 0.78));
    }
    let word = scan.at(after);
    let start = match word {
        // `was described by Roy as a mistake`
        "as" if cue
            .verb
            .frames
            .quality
            .iter()
            .any(|between| between == "as") =>
        {
            after + 1
        }
        "de" | "d'" | "of" | "a" if asked => after + 1,
        "to" if asked => after,
        _ => return spoken_of(scan, cue),
    };
    Some(Hit::new(
        What::Passive,
        start..scan.clause_end(start, cue.sentence),
        0.8,
    ))
}

/// The subject of a passive that opens its sentence: *The attempt was criticised by the union*.
fn spoken_of(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<Hit> {
    let first = scan.sentence(cue.sentence).start;
    let content = first..cue.group.start;
    let judges = cue.verb.frames.noun
        && matches!(
            cue.verb.act,
            SpeechAct::Criticise
                | SpeechAct::Praise
                | SpeechAct::Announce
                | SpeechAct::Confirm
                | SpeechAct::Reject
                | SpeechAct::Deny
        );
    // With its auxiliary, not the participle of an aside.
    let whole = cue.group.len() > 1
        && words::determiner(scan.at(first), scan.french()).is_some()
        && content.len() > 1
        && !content.clone().any(|index| scan.at(index) == ",")
        && !scan.has_finite(&content);
    (judges && whole).then(|| Hit::new(What::Passive, content, 0.7))
}

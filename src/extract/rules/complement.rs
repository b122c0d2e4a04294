//! An act of saying with an infinitive, a noun phrase, a person and what is asked of them, or a quality.
//!
//! > *Paris dit vouloir aider · exhorte Rome à agir · dénonce une ingérence · accuse Rome de mentir · promised to help ·
//! > urged Rome to act · praised the deal · called the deal "lousy" · a qualifié l'accord d'« historique »*

use std::ops::Range;

use super::super::cue::{Cue, Standing};
use super::super::inflect::Form;
use super::super::mention::MentionClass;
use super::super::scan::{Found, Scan};
use super::super::words;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        if cue.negated {
            continue;
        }
        // `…, ce que Rome dément`
        if subject >= 2
            && scan.at(subject - 2) == "ce"
            && matches!(scan.at(subject - 1), "que" | "qu'")
            && cue.standing == Standing::Finite
            && (cue.verb.frames.noun || cue.verb.frames.clause)
        {
            let content = subject - 2..cue.group.end;
            found.push(Found {
                speakers: scan.speakers(subject, false),
                addressees: Vec::new(),
                via: Vec::new(),
                cue: cue.group.clone(),
                circumstances: content.clone(),
                content: vec![content],
                act: cue.verb.act,
                rule: "fr.relative",
                confidence: 0.85,
                negated: false,
            });
            continue;
        }
        let hit = if cue.standing == Standing::Passive {
            passive(scan, cue)
        } else {
            complement(scan, cue)
        };
        let Some(Hit {
            content,
            addressee,
            what,
            confidence,
        }) = hit
        else {
            continue;
        };
        let content = if matches!(what, What::Infinitive | What::Asked) {
            until_next_verb(scan, content)
        } else {
            content
        };
        let content = if matches!(what, What::Passive) {
            // `X, accusé par Y de mentir, se tait`: the aside ends with its comma.
            let comma = content
                .clone()
                .find(|index| scan.at(*index) == "," && !scan.search.is_quoted(*index));
            content.start..comma.unwrap_or(content.end)
        } else {
            content
        };
        let content = scan.trim(content);
        if content.is_empty() || !content.clone().any(|index| scan.is_text(index)) {
            continue;
        }
        found.push(Found {
            speakers: scan.speakers(
                subject,
                cue.subject_end.is_some() && cue.standing != Standing::Passive,
            ),
            addressees: addressee.map(|mention| vec![mention]).unwrap_or_default(),
            via: Vec::new(),
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..content.start,
            content: vec![content],
            act: cue.verb.act,
            rule: name(scan.french(), what),
            confidence,
            negated: false,
        });
    }
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
        (joint || comma) && finite && !scan.search.is_quoted(*index) && *index > content.start
    });
    content.start..end.unwrap_or(content.end)
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

struct Hit {
    content: Range<usize>,
    addressee: Option<usize>,
    what: What,
    confidence: f64,
}

fn complement(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<Hit> {
    let sentence = scan.sentence(cue.sentence);
    let frames = &cue.verb.frames;
    let mut at = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    // An act put in after what it says has nothing more to say.
    if cue.subject_end.is_some() && scan.is_incise(cue) {
        return None;
    }
    at = skip_circumstances(scan, at, &sentence);
    // `a indiqué à l'AFP avoir signé`: the person told stands between.
    if scan.french()
        && frames.clause
        && !frames.dative
        && matches!(scan.at(at), "a" | "au" | "aux")
        && let Some(after) = phrase_end(scan, at, &sentence)
            .filter(|after| french_infinitive(scan, *after, &sentence))
    {
        at = after;
    }
    let end = |from: usize| scan.clause_end(from, cue.sentence);
    let hit = |start: usize, addressee: Option<usize>, what: What, confidence: f64| {
        Some(Hit {
            content: start..end(start),
            addressee,
            what,
            confidence,
        })
    };
    let word = scan.at(at);
    if scan.french() {
        if (frames.infinitive || frames.clause) && french_infinitive(scan, at, &sentence) {
            return hit(at, None, What::Infinitive, 0.86);
        }
        if frames.de && matches!(word, "de" | "d'") && french_infinitive(scan, at + 1, &sentence) {
            return hit(at + 1, None, What::Infinitive, 0.84);
        }
        if frames.a && word == "a" && french_infinitive(scan, at + 1, &sentence) {
            return hit(at + 1, None, What::Infinitive, 0.84);
        }
        if frames.dative && (word == "a" || matches!(word, "au" | "aux")) {
            let after = phrase_end(scan, at, &sentence)?;
            if matches!(scan.at(after), "de" | "d'")
                && french_infinitive(scan, after + 1, &sentence)
            {
                return hit(after + 1, addressee_at(scan, at), What::Asked, 0.86);
            }
        }
        let clitic = cue
            .group
            .clone()
            .any(|index| matches!(scan.at(index), "lui" | "leur"));
        if frames.dative
            && clitic
            && matches!(word, "de" | "d'")
            && french_infinitive(scan, at + 1, &sentence)
        {
            return hit(at + 1, None, What::Asked, 0.84);
        }
        if frames.adjective {
            return hit(at, None, What::Adjective, 0.8);
        }
    } else {
        let asking = cue.form == Form::Gerund && frames.object.iter().any(|what| what == "i");
        if (frames.infinitive || asking)
            && word == "to"
            && scan.is_word(at + 1)
            && words::determiner(scan.at(at + 1), false).is_none()
        {
            return hit(at, None, What::Infinitive, 0.84);
        }
        if frames.gerund && scan.at(at).ends_with("ing") && scan.is_word(at) {
            return hit(at, None, What::Infinitive, 0.8);
        }
    }
    if !frames.object.is_empty()
        && let Some(hit) = object(scan, cue, at, &sentence)
    {
        return Some(hit);
    }
    if frames.quality {
        return quality(scan, cue, at, &sentence);
    }
    if !frames.noun_after.is_empty() {
        for preposition in &frames.noun_after {
            let length = preposition.split(' ').count();
            let fits = preposition.split(' ').enumerate().all(|(offset, part)| {
                let here = scan.at(at + offset);
                here == part
                    || (part == "de" && matches!(here, "d'" | "du" | "des"))
                    || (part == "a" && matches!(here, "au" | "aux"))
            });
            if fits {
                let contracted = matches!(scan.at(at), "du" | "des" | "au" | "aux");
                let start = at + length - usize::from(contracted);
                let stop = noun_end(scan, start, cue.sentence);
                // Speaking of something is a statement only where words are quoted.
                if cue.verb.lemma == "parler"
                    && !(start..stop).any(|index| scan.search.is_quoted(index))
                {
                    continue;
                }
                if scan.is_text(start) || scan.search.is_quote(start) {
                    return Some(Hit {
                        content: start..noun_end(scan, start, cue.sentence),
                        addressee: None,
                        what: What::Noun,
                        confidence: 0.72,
                    });
                }
            }
        }
    }
    // `juge « inacceptable » le retard`: a judgement whose words are quoted.
    let opened = scan
        .quotation_at(at)
        .is_some_and(|quotation| quotation.closed)
        && at == cue.group.end;
    if opened && (frames.clause || frames.quotation) && !frames.noun {
        return Some(Hit {
            content: at..noun_end(scan, at, cue.sentence),
            addressee: None,
            what: What::Noun,
            confidence: 0.7,
        });
    }
    if frames.noun && begins_phrase(scan, at) {
        return Some(Hit {
            content: at..noun_end(scan, at, cue.sentence),
            addressee: None,
            what: What::Noun,
            confidence: noun_confidence(cue),
        });
    }
    None
}

/// How surely the object of a verb is something said.
fn noun_confidence(cue: &Cue<'_>) -> f64 {
    if cue.form == Form::Gerund { 0.7 } else { 0.74 }
}

/// Adverbs, and dates or asides between commas, after the verb.
fn skip_circumstances(scan: &Scan<'_>, from: usize, sentence: &Range<usize>) -> usize {
    let mut at = from;
    loop {
        let date = scan
            .document()
            .dates_in(&(at..sentence.end))
            .next()
            .filter(|(_, date)| {
                date.tokens.start == at
                    || (date.tokens.start == at + 1 && matches!(scan.at(at), "on" | "ce" | "le"))
            });
        if let Some((_, date)) = date {
            at = date.tokens.end;
            continue;
        }
        if at < sentence.end
            && scan.search.is_filler(at)
            && scan.search.mention_at(at).is_none()
            && !matches!(
                scan.at(at),
                "en" | "de" | "son" | "leur" | "cette" | "par" | "a" | "tout" | "all" | "both"
            )
        {
            at += 1;
            continue;
        }
        if scan.at(at) == "," {
            // An aside between commas.
            if let Some(close) =
                (at + 1..sentence.end.min(at + 14)).find(|index| scan.at(*index) == ",")
                && !scan.has_finite(&(at + 1..close))
                && scan.attribution_at(at + 1)
            {
                at = close + 1;
                continue;
            }
        }
        return at;
    }
}

/// Whether a French infinitive stands at a token, pronouns and negation before it allowed.
fn french_infinitive(scan: &Scan<'_>, from: usize, sentence: &Range<usize>) -> bool {
    let mut at = from;
    // *l'avoir vu* has a pronoun, *la chancelière* an article.
    if matches!(scan.at(at), "le" | "la" | "les" | "l'")
        && !matches!(scan.at(at.wrapping_sub(1)), "de" | "d'" | "a")
        && !matches!(scan.at(at + 1), "avoir" | "etre")
    {
        return false;
    }
    while at < sentence.end
        && matches!(
            scan.at(at),
            "ne" | "n'"
                | "pas"
                | "se"
                | "s'"
                | "y"
                | "en"
                | "le"
                | "la"
                | "les"
                | "l'"
                | "lui"
                | "leur"
                | "plus"
                | "rien"
                | "bien"
                | "toujours"
                | "jamais"
        )
    {
        at += 1;
    }
    let word = scan.at(at);
    let token = scan.document().token(at);
    if at >= sentence.end || token.is_some_and(|token| token.capital) {
        return false;
    }
    let ends =
        word.len() > 3 && (word.ends_with("er") || word.ends_with("ir") || third_group(word));
    ends && !matches!(
        scan.document().lower(at),
        "entre"
            | "contre"
            | "autre"
            | "notre"
            | "votre"
            | "quatre"
            | "être humain"
            | "outre"
            | "guerre"
            | "premier"
            | "dernier"
            | "particulier"
            | "janvier"
            | "février"
            | "hier"
            | "mer"
            | "fer"
            | "hiver"
            | "dossier"
            | "centre"
            | "ministre"
            | "membre"
            | "nombre"
            | "avenir"
            | "pouvoir public"
            | "désir"
            | "soir"
            | "espoir"
            | "titre"
            | "lettre"
            | "terre"
    )
}

/// Infinitives in -re: *prendre, mettre, suivre, dire, conclure*; nouns in -ère, -aire, -oire, -ure are none.
fn third_group(word: &str) -> bool {
    [
        "dre", "ttre", "vre", "aitre", "oitre", "mpre", "ncre", "dire", "faire", "crire", "uire",
        "clure",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "lire"
                | "elire"
                | "relire"
                | "croire"
                | "boire"
                | "rire"
                | "etre"
                | "plaire"
                | "taire"
                | "extraire"
                | "soustraire"
        )
}

/// A person as object, and what follows: *accuse X de*, *exhorte X à*, *urged X to*.
fn object(scan: &Scan<'_>, cue: &Cue<'_>, at: usize, sentence: &Range<usize>) -> Option<Hit> {
    let after = phrase_end(scan, at, sentence);
    let clitic = scan.french()
        && scan
            .document()
            .lower(cue.group.end.saturating_sub(2))
            .ends_with('\'');
    let (after, addressee) = match after {
        Some(after) if after > at => (after, addressee_at(scan, at)),
        _ if clitic => (at, None),
        _ => return None,
    };
    let after = skip_circumstances(scan, after, sentence);
    for what in &cue.verb.frames.object {
        let word = scan.at(after);
        let start = match what.as_str() {
            "de" if matches!(word, "de" | "d'") => after + 1,
            "de" if matches!(word, "du" | "des") => after,
            "a" if word == "a" => after + 1,
            "a" if matches!(word, "au" | "aux") => after,
            "contre" if word == "contre" => after + 1,
            "pour" if word == "pour" => after + 1,
            "i" if word == "to" => after,
            "of" if word == "of" => after + 1,
            "for" if word == "for" => after + 1,
            "on" if word == "on" => after + 1,
            _ => continue,
        };
        let end = scan.clause_end(start, cue.sentence);
        return Some(Hit {
            content: start..end,
            addressee,
            what: What::Asked,
            confidence: 0.86,
        });
    }
    None
}

/// Where the noun phrase at a token ends: a mention, or words up to the next small word of grammar.
fn phrase_end(scan: &Scan<'_>, from: usize, sentence: &Range<usize>) -> Option<usize> {
    let mut at = from;
    if scan.at(at) == "a" && scan.french() {
        at += 1;
    }
    if let Some(mention) = scan.search.mention_at(at) {
        let mut end = mention.tokens.end;
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
    while at < sentence.end && at < first + 10 && scan.is_word(at) {
        let word = scan.at(at);
        let stop = if scan.french() {
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
            matches!(word, "to" | "of" | "for" | "that" | "who" | "on" | "not")
        };
        if stop {
            // `les pays de la région de cesser`: a complement with its own article is part of the phrase.
            if scan.french()
                && matches!(word, "de" | "du" | "des" | "d'")
                && !french_infinitive(scan, at + 1, sentence)
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

fn addressee_at(scan: &Scan<'_>, at: usize) -> Option<usize> {
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

/// *qualifié X de Y*, *called X Y*, *described X as Y*: the whole judgement.
fn quality(scan: &Scan<'_>, cue: &Cue<'_>, at: usize, sentence: &Range<usize>) -> Option<Hit> {
    let end = scan.clause_end(at, cue.sentence);
    let range = at..end;
    let marked = if scan.french() {
        range
            .clone()
            .any(|index| matches!(scan.at(index), "de" | "d'" | "comme"))
    } else if cue.verb.lemma == "call" {
        // Only a judgement in quotation marks or with *it a*: calling somebody by telephone is none.
        range.clone().any(|index| scan.search.is_quote(index))
            || matches!(scan.at(at + 1), "a" | "an")
                && matches!(scan.at(at), "it" | "this" | "that" | "him" | "her" | "them")
    } else {
        range
            .clone()
            .any(|index| matches!(scan.at(index), "as") || scan.search.is_quote(index))
    };
    let _ = sentence;
    (marked && range.len() > 1).then_some(Hit {
        content: range,
        addressee: None,
        what: What::Quality,
        confidence: 0.82,
    })
}

/// Whether a noun phrase begins here: an article, a quotation, a name, an English bare noun.
fn begins_phrase(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if scan.french() && matches!(word, "tout" | "toute" | "toutes" | "tous") {
        return true;
    }
    if words::determiner(word, scan.french()).is_some() {
        return !(scan.french() && matches!(word, "au" | "aux" | "du"));
    }
    if scan.french() && matches!(word, "qu'" | "que" | "de" | "d'" | "a" | "par") {
        return false;
    }
    if scan.search.is_quote(at) {
        return scan.quotation_at(at).is_some();
    }
    let capital = scan.document().token(at).is_some_and(|token| token.capital);
    (capital && scan.is_word(at))
        || (!scan.french()
            && scan.is_word(at)
            && !words::closed(word, false)
            && (scan.is_word(at + 1) || scan.at(at + 1).starts_with('.')))
}

/// Where the noun phrase that was said ends: before circumstances of time and place, asides, and clauses of another kind.
fn noun_end(scan: &Scan<'_>, from: usize, sentence: usize) -> usize {
    let end = scan.clause_end(from, sentence);
    let mut at = from;
    while at < end {
        if at > from {
            let word = scan.at(at);
            let next = scan.at(at + 1);
            let closes = if scan.french() {
                matches!(
                    word,
                    "lors"
                        | "apres"
                        | "avant"
                        | "pendant"
                        | "durant"
                        | "alors"
                        | "lorsque"
                        | "afin"
                        | "tandis"
                ) || (word == "au" && next == "cours")
                    || (word == "a"
                        && next == "l'"
                        && matches!(scan.at(at + 2), "issue" | "occasion"))
                    || (word == ",")
                        && !scan.search.is_quote(at + 1)
                        && !matches!(next, "et" | "la" | "le" | "les" | "l'" | "un" | "une")
            } else {
                matches!(
                    word,
                    "after" | "during" | "when" | "while" | "before" | "because"
                ) || (word == "on"
                    && scan
                        .document()
                        .dates_in(&(at + 1..end))
                        .next()
                        .is_some_and(|(_, date)| date.tokens.start == at + 1))
                    || word == "," && !matches!(next, "and" | "the")
            };
            if closes {
                return at;
            }
        }
        at = scan.over(at).min(end);
    }
    end
}

/// *accusé par X de mentir*: the agent said it.
fn passive(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<Hit> {
    let sentence = scan.sentence(cue.sentence);
    let after = cue.subject_end?;
    let what = cue
        .verb
        .frames
        .object
        .iter()
        .any(|what| what == "de" || what == "of" || what == "a" || what == "i");
    if !what {
        return None;
    }
    let word = scan.at(after);
    let start = if matches!(word, "de" | "d'" | "of" | "a") {
        after + 1
    } else if word == "to" {
        after
    } else {
        return None;
    };
    let _ = sentence;
    Some(Hit {
        content: start..scan.clause_end(start, cue.sentence),
        addressee: None,
        what: What::Passive,
        confidence: 0.8,
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, french};

    #[test]
    fn infinitive() {
        assert_eq!(
            french("Paul Durand affirme ne rien savoir."),
            ["fr.infinitive: Paul Durand: ne rien savoir"]
        );
    }

    #[test]
    fn asked() {
        assert_eq!(
            french(
                "Le maire a appelé les habitants de la ville à rester chez eux et exhorté l'armée à partir."
            ),
            [
                "fr.asked: Le maire: rester chez eux",
                "fr.asked: Le maire: partir"
            ]
        );
    }

    #[test]
    fn asked_in_english() {
        assert_eq!(
            english("Smith urged the government to act and left the room."),
            ["en.asked: Smith: to act"]
        );
    }

    #[test]
    fn noun() {
        assert_eq!(
            french("Le maire dénonce « une ingérence »."),
            ["fr.colon: Le maire: une ingérence"]
        );
    }

    #[test]
    fn quality() {
        assert_eq!(
            english("Smith called the verdict \"lousy\"."),
            ["en.quality: Smith: the verdict \"lousy\""]
        );
    }

    #[test]
    fn passive() {
        assert_eq!(
            french("Paul Durand, accusé par l'opposition de mentir, se tait."),
            ["fr.passive: l'opposition: mentir"]
        );
    }

    #[test]
    fn a_decision_is_nothing_said() {
        assert_eq!(
            english("Smith left the union and sold the house."),
            Vec::<String>::new()
        );
    }
}

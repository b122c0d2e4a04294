//! The subject of an act of saying: before its verb, after it, or shared with the act before.
//!
//! > ***Le ministre**, arrivé jeudi, a dit … · …, a dit jeudi **le ministre** · **Le ministre** a dit … et (—) regretté …*

mod apposed;
mod before;
mod english;
mod relative;
mod shared;

use std::ops::Range;

use apposed::before_examples;
use before::{Left, contracted, left};
use english::{only_shows, told_behind};
use shared::{
    follows_act, goes_on, is_reported, main_subject, participle_subject, reported_subject,
    subject_after,
};

use super::cue::{Cue, Search, Standing, is_free};
use super::inflect::Form;
use super::mention::{Mention, MentionClass};
use super::words::{self, Determiner};

/// Finds the subject of each act; returns noun phrases that act though no list knows their head.
pub(super) fn assign(search: &Search<'_>, cues: &mut [Cue<'_>]) -> Vec<Mention> {
    let mut extra: Vec<Mention> = Vec::new();
    for index in 0..cues.len() {
        if let Some(author) = cues.get(index).and_then(|cue| author(search, cue))
            && let Some(cue) = cues.get_mut(index)
        {
            cue.subject = Some(author);
        }
        let (done, rest) = cues.split_at_mut(index);
        let Some(cue) = rest.first_mut() else { break };
        if cue.subject.is_some() {
            continue;
        }
        // `…, dit-on à l'Élysée`, `indique-t-on de source proche`: who is meant is named by the place.
        if let Some(pronoun) = cue.inverted
            && search.at(pronoun).ends_with("on")
        {
            let named = search
                .mentions_from(cue.group.end)
                .take_while(|mention| {
                    mention.sentence == cue.sentence && mention.tokens.start < cue.group.end + 6
                })
                .find(|mention| mention.inside.is_none() && mention.quoted == cue.quoted);
            if let Some(mention) = named {
                cue.subject = Some(mention.tokens.start);
                cue.subject_end = Some(mention.tokens.end);
                continue;
            }
        }
        if let Some(pronoun) = cue.inverted {
            cue.subject = Some(pronoun);
            cue.subject_end = Some(cue.group.end);
            continue;
        }
        let sentence = search
            .document
            .sentences()
            .get(cue.sentence)
            .map_or(0..0, |sentence| sentence.tokens.clone());
        // `À Oslo, on assure que …`, `Du côté estonien, on assure que …`
        if search.french()
            && cue.standing == Standing::Finite
            && let Some(mention) = people_of(search, cue, &sentence)
        {
            cue.subject = Some(mention.tokens.start);
            continue;
        }
        let before = done
            .iter()
            .rev()
            .take_while(|other| other.sentence == cue.sentence)
            .filter(|other| other.quoted == cue.quoted && other.subject.is_some())
            .enumerate()
            .take_while(|(skipped, _)| *skipped < 6)
            .map(|(_, other)| other)
            .find(|other| {
                cue.standing != Standing::Participial || !is_reported(search, done, other)
            });
        if cue.standing == Standing::Participial && is_absolute(search, cue, &sentence) {
            continue;
        }
        if cue.standing == Standing::Participial {
            cue.subject = participle_subject(search, cue, before, &sentence)
                .or_else(|| subject_after(search, cue, &sentence))
                .or_else(|| goes_on(done, cue, &sentence));
            cue.shares = true;
            continue;
        }
        // `C'est ce qu'a dit le ministre`, `comme l'a dit le ministre`
        if search.french()
            && cue.group.start > sentence.start
            && matches!(search.at(cue.group.start - 1), "que" | "qu'" | "comme")
            && let Some(mention) = search
                .mention_at(search.skip_circumstances(cue.group.end, sentence.end))
                .filter(|mention| is_free(mention))
        {
            cue.subject = Some(mention.tokens.start);
            cue.subject_end = Some(mention.tokens.end);
            continue;
        }
        // `Assad, a rapporté la chaîne, a fui`: a subject at once after the verb, closed by a comma, comes first.
        if search.french()
            && cue.form != Form::Conditional
            && cue.group.start > sentence.start
            && search.at(cue.group.start - 1) == ","
        {
            // `…, ont indiqué des élus mercredi`: an article, no preposition.
            let several = |mention: &Mention| {
                search.at(mention.tokens.start) == "des"
                    && mention.inside.is_none()
                    && cue
                        .group
                        .clone()
                        .any(|at| search.at(at) == "ont" || search.at(at).ends_with("ent"))
            };
            // Dates and the person told may stand between: `…, a annoncé mercredi à la presse la porte-parole.`
            let mut from = search.skip_circumstances(cue.group.end, sentence.end);
            while search
                .mention_at(from)
                .is_none_or(|mention| !is_free(mention) && !several(mention))
                && let Some(past) = search.occasion_end(from, sentence.end)
            {
                from = search.skip_circumstances(past, sentence.end);
            }
            let after = search.mention_at(from).filter(|mention| {
                let dated = search
                    .document
                    .dates_in(&(mention.tokens.end..mention.tokens.end + 1))
                    .next()
                    .is_some();
                let close = if dated && several(mention) {
                    ","
                } else {
                    search.at(mention.tokens.end)
                };
                (is_free(mention) || several(mention))
                    && (matches!(close, "," | "»" | "")
                        || close.starts_with('.')
                        || mention.tokens.end >= sentence.end
                        || from > cue.group.end && words::preposition(close, true))
            });
            let after = after.filter(|mention| !is_asked(search, cue, mention.tokens.end));
            // `La trêve, a rappelé Roy, est morte`: the verb of what is said follows.
            let parts = after.is_some_and(|mention| {
                search.at(mention.tokens.end) == "," && search.is_finite(mention.tokens.end + 1)
            });
            let speaks = cue.verb.frames.quotation
                && (!cue.verb.frames.noun
                    || from > cue.group.end
                    || parts
                    || subject_before_comma(search, cue.group.start - 1, &sentence).is_none()
                        && before_examples(search, cue.group.start - 1, &sentence).is_none());
            if let Some(mention) = after.filter(|_| speaks) {
                cue.subject = Some(mention.tokens.start);
                cue.subject_end = Some(mention.tokens.end);
                continue;
            }
        }
        if let Some(mention) = told_behind(search, cue, &sentence) {
            cue.subject = Some(mention.tokens.start);
            cue.subject_end = Some(mention.tokens.end);
            continue;
        }
        if let Some(before) = before
            && let Some(subject) = reported_subject(search, cue, before, &sentence)
        {
            cue.subject = Some(subject);
            continue;
        }
        if let Some(before) = before
            && follows_act(search, cue, before)
        {
            cue.shares = true;
        }
        let found = match if cue.shares {
            Left::Shared
        } else {
            left(search, cue, &sentence)
        } {
            Left::Mention(start) => Some((start, None)),
            Left::Shared => {
                cue.shares = true;
                before
                    .and_then(|other| other.subject)
                    .or_else(|| main_subject(search, &sentence, cue.group.start))
                    .map(|start| (start, None))
            }
            Left::Phrase(tokens) if only_shows(search, cue, &tokens) => None,
            Left::Phrase(tokens) => {
                let named = name_at_end(search, &tokens);
                let start =
                    named.unwrap_or_else(|| phrase(search, &mut extra, tokens, cue.sentence));
                Some((start, None))
            }
            Left::Nothing => None,
        };
        let found = found.or_else(|| right(search, cue, &sentence, &mut extra));
        if let Some((start, end)) = found {
            cue.subject = Some(start);
            cue.subject_end = end;
        }
    }
    sources(search, &mut extra);
    extra
}

/// *The talks went on, **with tension between them** threatening to spread*: a participle whose subject nobody names.
fn is_absolute(search: &Search<'_>, cue: &Cue<'_>, sentence: &Range<usize>) -> bool {
    const LONGEST: usize = 8;
    let start = cue.group.start;
    let first = start.saturating_sub(LONGEST).max(sentence.start + 1);
    let joint = (first..start)
        .rev()
        .take_while(|at| search.is_text(*at) && !search.is_finite(*at))
        .find(|at| matches!(search.at(*at), "with" | "avec"));
    joint.is_some_and(|joint| {
        joint + 1 < start
            && search.at(joint - 1) == ","
            && search.mention_at(joint + 1).is_none()
            && words::determiner(search.at(joint + 1), search.french()).is_none()
            && !search.is_quoted(joint)
            && !matches!(search.at(start - 1), "en" | "by" | "while" | "and" | "et")
            && !matches!(search.at(start), "en" | "tout")
    })
}

/// Where those are whom *on* means: ***À Oslo**, on assure · **Au ministère**, on assure*.
fn people_of<'s>(
    search: &Search<'s>,
    cue: &Cue<'_>,
    sentence: &Range<usize>,
) -> Option<&'s Mention> {
    const LONGEST: usize = 9;
    let on = cue.group.start.checked_sub(1)?;
    let start = sentence.start;
    if search.at(on) != "on" {
        return None;
    }
    // `à Oslo, où l'on parle de « trêve »`
    let first = on - usize::from(search.at(on - 1) == "l'");
    if first > start + 2 && search.document.lower(first - 1) == "où" && search.at(first - 2) == ","
    {
        return search.mention_ending(first - 2);
    }
    if on < start + 3 || on > start + LONGEST || search.at(on - 1) != "," {
        return None;
    }
    let opens = match search.at(start) {
        "a" | "au" | "aux" | "chez" | "cote" => true,
        "du" => search.at(start + 1) == "cote",
        "dans" => search.at(start + 2) == "entourage",
        _ => false,
    };
    search
        .mentions_from(start)
        .take_while(|mention| mention.tokens.start < on)
        .find(|mention| opens && mention.tokens.end == on - 1)
}

/// Whether what stands before a token is asked or accused: *Le ministre, Jean Roy, a appelé mardi **l'émissaire**, Paul
/// Durand, à revenir*.
fn is_asked(search: &Search<'_>, cue: &Cue<'_>, end: usize) -> bool {
    let comma = usize::from(search.at(end) == ",");
    let joint = search.document.lower(end + comma);
    let frames = &cue.verb.frames.object;
    let calls = match joint {
        "à" => frames.iter().any(|what| what == "a"),
        "de" | "d'" => frames.iter().any(|what| what == "de"),
        _ => false,
    };
    // `à « se retirer »`
    let mut verb = end + comma + 1;
    while search.is_quote(verb) || matches!(search.at(verb), "se" | "s'" | "ne" | "pas" | "y") {
        verb += 1;
    }
    let infinitive = search.at(verb);
    calls
        && ["er", "ir", "re"]
            .iter()
            .any(|ending| infinitive.ends_with(ending))
}

/// The mention that opens the sentence, with nothing but an aside between commas behind it: *Le ministre, a …*, *Le ministre,
/// en visite à Rome, a …*, *Le ministre, qui visitait Rome, a …*.
fn subject_before_comma(
    search: &Search<'_>,
    comma: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    let mention = search
        .mention_at(sentence.start)
        .filter(|mention| is_free(mention) && mention.tokens.end <= comma)?;
    let aside = mention.tokens.end + 1..comma;
    let relative = matches!(search.at(aside.start), "qui" | "dont" | "que" | "qu'")
        || search.document.lower(aside.start) == "où";
    let alone = mention.tokens.end == comma
        || search.at(mention.tokens.end) == ","
            && !aside.clone().any(|at| search.is_quote(at))
            && (relative || !search.has_finite(&aside));
    alone.then_some(mention.tokens.start)
}

/// *according to camera footage*, *selon de premiers éléments*: what is named as a source acts, whatever its noun.
fn sources(search: &Search<'_>, extra: &mut Vec<Mention>) {
    for (number, sentence) in search.document.sentences().iter().enumerate() {
        for at in sentence.tokens.clone() {
            let from = match search.at(at) {
                "selon" | "d'apres" => at + 1,
                "d'" if search.at(at + 1) == "apres" => at + 2,
                "according" if search.at(at + 1) == "to" => at + 2,
                _ => continue,
            };
            if search.mention_at(from).is_some() {
                continue;
            }
            let mut end = from;
            while end < sentence.tokens.end
                && end < from + 8
                && search.is_word(end)
                && !search.is_finite(end)
                && !search.is_quoted(end)
            {
                end += 1;
            }
            let nobody = matches!(
                search.at(from),
                "que"
                    | "qu'"
                    | "whether"
                    | "plan"
                    | "qui"
                    | "lequel"
                    | "laquelle"
                    | "lesquels"
                    | "lesquelles"
                    | "moi"
            );
            if end > from && !nobody {
                phrase(search, extra, from..end, number);
            }
        }
    }
}

/// *Estimates by organizers indicate*: a document is its author's word.
fn author(search: &Search<'_>, cue: &Cue<'_>) -> Option<usize> {
    let mention = search
        .mention_ending(cue.group.start)
        .filter(|mention| search.at(mention.tokens.start.wrapping_sub(1)) == "by")?;
    let document = search.mention_ending(mention.tokens.start - 1)?;
    (document.class == MentionClass::Document || search.at(document.head) == "estimates")
        .then_some(mention.tokens.start)
}

/// The subject after its verb: *a déclaré jeudi à la presse le ministre*, *said Smith*.
fn right(
    search: &Search<'_>,
    cue: &Cue<'_>,
    sentence: &Range<usize>,
    extra: &mut Vec<Mention>,
) -> Option<(usize, Option<usize>)> {
    if !is_incise(search, cue, sentence) || search.french() && cue.form == Form::Conditional {
        return None;
    }
    let mut at = cue.group.end;
    let limit = sentence.end.min(at + 24);
    while at < limit {
        if let Some(mention) = search.mention_at(at) {
            // `…, ont indiqué des élus`: an article, no preposition.
            let partitive = search.at(at) == "des" && at == cue.group.end;
            if is_free(mention) || partitive {
                return Some((at, Some(mention.tokens.end)));
            }
            at = mention.tokens.end.max(at + 1);
            continue;
        }
        let word = search.at(at);
        // `expected next week, but reporters have seen …`: another clause.
        let other = word == "," && matches!(search.at(at + 1), "but" | "and" | "while" | "mais");
        if search.is_quote(at)
            || other
            || matches!(word, "." | ":" | ";" | "que" | "qu'" | "that" | "!" | "?")
            || word.starts_with('.')
        {
            return None;
        }
        let governed = words::preposition(search.at(at.wrapping_sub(1)), search.french());
        if search.french()
            && words::determiner(word, true).is_some()
            && !contracted(word)
            && !governed
            && search.document.dates_in(&(at..at + 3)).next().is_none()
        {
            let mut end = at + 1;
            while end < limit && search.is_word(end) && !search.is_quote(end) && end - at < 9 {
                end += 1;
            }
            if let Some(named) = name_at_end(search, &(at..end)) {
                return Some((named, Some(end)));
            }
            if end > at + 1 {
                return Some((phrase(search, extra, at..end, cue.sentence), Some(end)));
            }
        }
        if word == "," && at > cue.group.end + 6 {
            return None;
        }
        at += 1;
    }
    None
}

/// *l'ex-ministre **Paul Roy***: the name at the end of a phrase that no list knows is who speaks.
fn name_at_end(search: &Search<'_>, phrase: &Range<usize>) -> Option<usize> {
    search
        .mention_ending(phrase.end)
        .filter(|mention| {
            mention.tokens.start > phrase.start
                && is_free(mention)
                && mention.class == MentionClass::Person
                && mention.name.as_ref().is_some_and(|name| name.len() > 1)
        })
        .map(|mention| mention.tokens.start)
}

/// Whether the act is put in or after what is said: it follows a comma, a closing mark, or a stop within the sentence.
pub(super) fn is_incise(search: &Search<'_>, cue: &Cue<'_>, sentence: &Range<usize>) -> bool {
    if cue.group.start <= sentence.start {
        return false;
    }
    let before = cue.group.start - 1;
    // `…, comme l'a dit le ministre`
    if search.at(before) == "comme" && before > sentence.start && search.at(before - 1) == "," {
        return true;
    }
    if search.at(before) == ")" && search.mention_ending(cue.group.start).is_some() {
        return false;
    }
    search.is_quote(before)
        || matches!(
            search.at(before),
            "," | "!" | "?" | "…" | "–" | "—" | "-" | ")" | "]"
        )
        || search.at(before).starts_with('.')
}

/// A noun phrase that acts though its head is in no list.
fn phrase(
    search: &Search<'_>,
    extra: &mut Vec<Mention>,
    tokens: Range<usize>,
    sentence: usize,
) -> usize {
    let start = tokens.start;
    if extra
        .iter()
        .rev()
        .take(8)
        .any(|mention| mention.tokens.start == start)
        || search.mention_at(start).is_some()
    {
        return start;
    }
    let (determiner, plural) =
        words::determiner(search.at(start), search.french()).unwrap_or((Determiner::None, false));
    extra.push(Mention {
        head: (start + 1).min(tokens.end - 1),
        name: None,
        class: if plural {
            MentionClass::Group
        } else {
            MentionClass::Source
        },
        known: None,
        titles: Vec::new(),
        polity: None,
        gender: match search.at(start) {
            "la" | "une" | "cette" => Some(super::Gender::Feminine),
            "le" | "un" | "ce" => Some(super::Gender::Masculine),
            _ => None,
        },
        plural,
        determiner,
        governed: false,
        inside: None,
        quoted: search.is_quoted(start),
        sentence,
        acronym: None,
        tokens,
    });
    start
}

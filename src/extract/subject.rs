//! The subject of an act of saying: before its verb, after it, or shared with the act before.
//!
//! > ***Le ministre**, arrivé jeudi, a dit … · …, a dit jeudi **le ministre** · **Le ministre** a dit … et (—) regretté …*

use std::ops::Range;

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
            && cue.group.start > sentence.start
            && search.at(cue.group.start - 1) == ","
        {
            // Dates and the person told may stand between: `…, a annoncé mercredi à la presse la porte-parole.`
            let mut from = search.skip_circumstances(cue.group.end, sentence.end);
            while search
                .mention_at(from)
                .is_none_or(|mention| !is_free(mention))
                && let Some(past) = search.occasion_end(from, sentence.end)
            {
                from = search.skip_circumstances(past, sentence.end);
            }
            let after = search.mention_at(from).filter(|mention| {
                let close = search.at(mention.tokens.end);
                is_free(mention)
                    && (matches!(close, "," | "»" | "")
                        || close.starts_with('.')
                        || mention.tokens.end >= sentence.end
                        || from > cue.group.end && words::preposition(close, true))
            });
            let speaks = cue.verb.frames.quotation
                && (!cue.verb.frames.noun
                    || from > cue.group.end
                    || subject_before_comma(search, cue.group.start - 1, &sentence).is_none());
            if let Some(mention) = after.filter(|_| speaks) {
                cue.subject = Some(mention.tokens.start);
                cue.subject_end = Some(mention.tokens.end);
                continue;
            }
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
            Left::Phrase(tokens) => Some((phrase(search, &mut extra, tokens, cue.sentence), None)),
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

/// The mention that a comma closes after nothing but itself: *Le ministre, a …*.
fn subject_before_comma(
    search: &Search<'_>,
    comma: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    search
        .mention_ending(comma)
        .filter(|mention| is_free(mention) && mention.tokens.start == sentence.start)
        .map(|mention| mention.tokens.start)
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
            if end > from && !matches!(search.at(from), "que" | "qu'" | "whether" | "plan") {
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

enum Left {
    Mention(usize),
    Phrase(Range<usize>),
    Shared,
    Nothing,
}

fn participle_subject(
    search: &Search<'_>,
    cue: &Cue<'_>,
    before: Option<&Cue<'_>>,
    sentence: &Range<usize>,
) -> Option<usize> {
    // `Radio Nord quoted an official as saying`
    if search.at(cue.group.start.wrapping_sub(1)) == "as"
        && let Some(mention) = search.mention_ending(cue.group.start - 1)
    {
        return Some(mention.tokens.start);
    }
    // `The state closed its port, with officials saying`, `avec des habitants affirmant`
    if let Some(mention) = search.mention_ending(cue.group.start)
        && matches!(
            search.at(mention.tokens.start.wrapping_sub(1)),
            "with" | "avec"
        )
        && is_free(mention)
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
            MentionClass::Person | MentionClass::Group | MentionClass::Source
        )
        && !mention.tokens.clone().any(|at| search.at(at) == ",")
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

/// *Se félicitant du vote, **ils** ont …*, *Saying the deal was dead, **Roy** left*: a participle that opens the sentence.
fn subject_after(search: &Search<'_>, cue: &Cue<'_>, sentence: &Range<usize>) -> Option<usize> {
    if cue.group.start > sentence.start + 1 {
        return None;
    }
    (cue.group.end..sentence.end)
        .filter(|at| search.at(*at) == "," && !search.is_quoted(*at))
        .take(3)
        .find_map(|comma| {
            search
                .mention_at(comma + 1)
                .filter(|mention| is_free(mention) && search.is_finite(mention.tokens.end))
        })
        .map(|mention| mention.tokens.start)
}

/// *Roy a salué l'accord. Tout en **soulignant** que …*: a participle that makes a sentence goes on with the speaker before.
fn goes_on(done: &[Cue<'_>], cue: &Cue<'_>, sentence: &Range<usize>) -> Option<usize> {
    done.last()
        .filter(|other| {
            cue.group.start <= sentence.start + 1
                && other.sentence + 1 == cue.sentence
                && other.standing == Standing::Finite
        })
        .and_then(|other| other.subject)
}

/// *Roy welcomed the deal, **urged** both sides to keep it and warned …*: one more act in a row.
fn follows_act(search: &Search<'_>, cue: &Cue<'_>, before: &Cue<'_>) -> bool {
    let Some(comma) = cue.group.start.checked_sub(1) else {
        return false;
    };
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
                || search.document.lower(cue.group.end) == "à"
                    && search.mention_at(cue.group.end + 1).is_none());
    // `Talks had failed, warned Roy.`
    let subject_follows = search.mention_at(cue.group.end).is_some_and(|mention| {
        let close = search.at(mention.tokens.end);
        matches!(close, "," | "") || close.starts_with('.') || search.is_quote(mention.tokens.end)
    });
    row && !subject_follows
}

/// *Radio Nord reported on Monday **an official**, whom it did not name, said …*: what the first act reports begins
/// with the subject of the second, which an aside parts from its verb.
fn reported_subject(
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
fn is_reported(search: &Search<'_>, done: &[Cue<'_>], cue: &Cue<'_>) -> bool {
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
                && (search.is_finite(verb)
                    || !search.french() && super::cue::looks_past(search.at(verb)))
        })
        .map(|mention| mention.tokens.start)
}

/// The first free mention of a sentence before a token.
fn main_subject(search: &Search<'_>, sentence: &Range<usize>, before: usize) -> Option<usize> {
    search
        .mentions
        .iter()
        .skip(
            search
                .mentions
                .partition_point(|mention| mention.tokens.start < sentence.start),
        )
        .take_while(|mention| mention.tokens.start < before)
        .find(|mention| is_free(mention) && !mention.quoted && mention.tokens.end <= before)
        .map(|mention| mention.tokens.start)
}

fn left(search: &Search<'_>, cue: &Cue<'_>, sentence: &Range<usize>) -> Left {
    let mut at = cue.group.start;
    while at > sentence.start && search.is_filler(at - 1) && search.mention_ending(at).is_none() {
        at -= 1;
    }
    // A date between subject and verb: `Lavrov jeudi a dit`, `Trump on Monday said`.
    while let Some((_, date)) = date_ending(search, at, sentence) {
        at = date.start;
        if at > sentence.start && matches!(search.at(at - 1), "on" | "ce" | "le") {
            at -= 1;
        }
    }
    if at == sentence.start {
        return Left::Nothing;
    }
    let word = search.at(at - 1);
    match word {
        "qui" | "who" | "which" => {
            let comma = usize::from(at >= 2 && search.at(at - 2) == ",");
            let end = at - 1 - comma;
            return search.mention_ending(end).map_or(Left::Nothing, |mention| {
                Left::Mention(outermost(search, mention))
            });
        }
        "et" | "and" | "mais" | "but" | "puis" | "ou" | "or" | "then" => return Left::Shared,
        "," if at >= 2 && is_coordinator(search.at(at - 2)) => return Left::Shared,
        _ => {}
    }
    if let Some(mention) = search
        .mention_ending(at)
        .filter(|mention| word == ")" && is_free(mention))
    {
        return Left::Mention(mention.tokens.start);
    }
    if matches!(word, "," | ")" | "–" | "—" | "-") && !search.is_quote(at - 1) {
        return parenthesis(search, at - 1, sentence, cue);
    }
    // `Roy « déplore la mort … »`: the quotation opens with the verb.
    let opens = cue.quoted && search.is_quote(at - 1) && !search.is_quoted(at - 1);
    if opens && at >= sentence.start + 2 {
        return walk(search, at - 1, sentence, false, cue.form);
    }
    if search.is_quote(at - 1) && search.is_quoted(at - 1) == cue.quoted {
        return Left::Nothing;
    }
    walk(search, at, sentence, cue.quoted, cue.form)
}

fn is_coordinator(word: &str) -> bool {
    matches!(word, "et" | "and" | "mais" | "but" | "puis")
}

fn date_ending(
    search: &Search<'_>,
    end: usize,
    sentence: &Range<usize>,
) -> Option<(usize, Range<usize>)> {
    let dates = search.document.dates();
    let after = dates.partition_point(|date| date.tokens.end < end);
    dates
        .get(after)
        .filter(|date| date.tokens.end == end && date.tokens.start >= sentence.start)
        .map(|date| (after, date.tokens.clone()))
}

/// The mention that holds another, or itself.
fn outermost(search: &Search<'_>, mention: &Mention) -> usize {
    mention
        .inside
        .and_then(|outer| search.mentions.get(outer))
        .filter(|outer| outer.tokens.end == mention.tokens.end)
        .map_or(mention.tokens.start, |outer| outer.tokens.start)
}

/// The verb follows a comma: the subject stands before the aside that this comma closes.
fn parenthesis(search: &Search<'_>, comma: usize, sentence: &Range<usize>, cue: &Cue<'_>) -> Left {
    let mut at = comma;
    // `Roy, lui, a dit`: the pronoun only stresses the subject.
    if matches!(
        search.at(comma.wrapping_sub(1)),
        "lui" | "elle" | "eux" | "elles"
    ) && comma >= sentence.start + 2
        && search.at(comma - 2) == ","
        && let Some(mention) = search
            .mention_ending(comma - 2)
            .filter(|mention| is_free(mention))
    {
        return Left::Mention(outermost(search, mention));
    }
    // `The mayor, Anna Roy, said`: title and name are one mention, which ends here.
    let closed = search
        .mention_ending(comma)
        .filter(|mention| is_free(mention) && mention.tokens.start >= sentence.start);
    if let Some(mention) =
        closed.filter(|mention| mention.tokens.clone().any(|index| search.at(index) == ","))
    {
        return Left::Mention(mention.tokens.start);
    }
    let mut crossed = false;
    while at > sentence.start {
        at -= 1;
        if search.is_quoted(at) != cue.quoted {
            return Left::Nothing;
        }
        let relative = matches!(
            search.at(at + 1),
            "qui" | "dont" | "ou" | "who" | "which" | "whose"
        );
        if matches!(search.at(at), "," | "(" | "–" | "—" | "-")
            && (!crossed || relative)
            && let Some(mention) = search.mention_ending(at).filter(|mention| is_free(mention))
        {
            // `Le porte-parole, le colonel Jean Roy, a dit`: the name says who the office is.
            let named = closed.filter(|name| {
                name.tokens.start == at + 1
                    && name.name.is_some()
                    && mention.name.is_none()
                    && name.class == MentionClass::Person
                    && name.tokens.end == comma
            });
            if let Some(name) = named {
                return Left::Mention(outermost(search, name));
            }
            // In a row of acts (`X, a dit Y, …`) the mention before may be another's subject put after it.
            return Left::Mention(outermost(search, mention));
        }
        // A clause between makes the aside none, unless it is a relative one.
        crossed |= search.at(at) == "que";
        if search.at(at) == ":" || search.at(at) == ";" {
            return Left::Nothing;
        }
    }
    if crossed {
        return Left::Nothing;
    }
    // `Both he and Roy, urged`: a stray comma between subject and verb.
    match closed.filter(|mention| {
        mention.tokens.start <= sentence.start + 1
            || matches!(search.at(mention.tokens.start - 1), "and" | "et" | ",")
    }) {
        Some(mention) => Left::Mention(mention.tokens.start),
        None => Left::Nothing,
    }
}

/// The verb follows its subject directly, or after a complement.
fn walk(
    search: &Search<'_>,
    from: usize,
    sentence: &Range<usize>,
    quoted: bool,
    form: Form,
) -> Left {
    let mut at = from;
    let mut determiner = None;
    while at > sentence.start && from - at < 30 {
        // `Un élu qui a requis l'anonymat a dit`
        if matches!(search.at(at - 1), "anonymat" | "anonymity") {
            while at > sentence.start && !matches!(search.at(at), "qui" | "who") {
                at -= 1;
            }
            continue;
        }
        if let Some(mention) = search.mention_ending(at) {
            let opens = at == from && opens_clause(search, mention);
            if mention.tokens.start >= sentence.start && (is_free(mention) || opens) {
                // `The residents Radio Nord interviewed said`: the verb between has its own subject.
                let relative = !search.french() && at < from && search.at(at).ends_with("ed");
                let outer = relative
                    .then(|| search.mention_ending(mention.tokens.start))
                    .flatten()
                    .filter(|outer| is_free(outer) && outer.sentence == mention.sentence);
                return Left::Mention(
                    outer.map_or(mention.tokens.start, |outer| outer.tokens.start),
                );
            }
            if mention.tokens.start >= sentence.start && mention.tokens.start < at {
                at = mention.tokens.start;
                continue;
            }
        }
        let word = search.at(at - 1);
        if !search.is_word(at - 1)
            && search
                .document
                .token(at - 1)
                .is_none_or(|token| token.kind != crate::text::TokenKind::Number)
            || search.is_quoted(at - 1) != quoted
        {
            break;
        }
        let boundary = matches!(
            word,
            "que"
                | "qu'"
                | "that"
                | "qui"
                | "who"
                | "dont"
                | "et"
                | "and"
                | "si"
                | "if"
                | "mais"
                | "but"
                | "ou"
                | "lorsque"
                | "when"
                | "where"
                | "while"
                | "quand"
                | "as"
                | "alors"
        ) || search.is_finite(at - 1);
        if boundary {
            break;
        }
        if words::determiner(word, search.french()).is_some() && !contracted(word) {
            let governed = at >= 2
                && words::preposition(search.at(at - 2), search.french())
                && at - 2 >= sentence.start;
            if !governed {
                determiner = Some(at - 1);
            }
        }
        at -= 1;
    }
    if determiner.is_none() && is_bare_plural(search, &(at..from)) && form != Form::Infinitive {
        return Left::Phrase(at..from);
    }
    match determiner {
        Some(start)
            if (start + 1 < from
                || matches!(
                    search.at(start),
                    "several"
                        | "some"
                        | "many"
                        | "others"
                        | "one"
                        | "both"
                        | "most"
                        | "certains"
                        | "plusieurs"
                ))
                && form != Form::Infinitive =>
        {
            Left::Phrase(start..from)
        }
        _ => Left::Nothing,
    }
}

/// *aid agencies said*, *rebel commanders say*: an English plural that needs no article, whatever its noun.
fn is_bare_plural(search: &Search<'_>, words: &Range<usize>) -> bool {
    const LONGEST: usize = 5;
    let Some(last) = words.clone().next_back().filter(|_| words.len() <= LONGEST) else {
        return false;
    };
    let noun = search.at(last);
    let plural = noun.len() > 4 && noun.ends_with('s') && !noun.ends_with("ss")
        || matches!(noun, "people" | "men" | "women" | "police");
    let plain = |index: usize| {
        let word = search.at(index);
        search.is_word(index)
            && !words::closed(word, false)
            && !word.ends_with("ly")
            && !word.ends_with("ing")
            && !search.is_finite(index)
    };
    let small = search
        .document
        .token(last)
        .is_some_and(|token| !token.capital);
    !search.french() && plural && small && words.clone().all(plain)
}

/// *after Roy announced*, *as Roy said*: a conjunction, not a preposition, before the subject.
fn opens_clause(search: &Search<'_>, mention: &Mention) -> bool {
    !search.french()
        && mention.governed
        && mention.inside.is_none()
        && mention.class != MentionClass::Place
        && matches!(
            search.at(mention.tokens.start.wrapping_sub(1)),
            "after" | "before" | "since" | "until" | "as" | "than" | "like"
        )
}

fn contracted(word: &str) -> bool {
    matches!(word, "du" | "au" | "aux" | "des")
}

/// The subject after its verb: *a déclaré jeudi à la presse le ministre*, *said Smith*.
fn right(
    search: &Search<'_>,
    cue: &Cue<'_>,
    sentence: &Range<usize>,
    extra: &mut Vec<Mention>,
) -> Option<(usize, Option<usize>)> {
    if !is_incise(search, cue, sentence) {
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
        if search.is_quote(at)
            || matches!(word, "." | ":" | ";" | "que" | "qu'" | "!" | "?")
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

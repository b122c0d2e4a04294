//! The subject that stands before its verb, at once, before a complement or before an aside.
//!
//! > ***Le ministre**, arrivé jeudi, a dit · **Roy** on Monday said · the **residents** Radio Nord interviewed said*

use std::ops::Range;

use super::super::cue::{Cue, Search, is_free};
use super::super::inflect::Form;
use super::super::mention::{Mention, MentionClass};
use super::super::words;
use super::apposed::{before_examples, name_before_apposition, quoted_title};
use super::english::before_row;
use super::relative::{before_relative, relative_before, terms_start};

pub(super) enum Left {
    Mention(usize),
    Phrase(Range<usize>),
    Shared,
    Nothing,
}

pub(super) fn left(search: &Search<'_>, cue: &Cue<'_>, sentence: &Range<usize>) -> Left {
    let mut at = cue.group.start;
    while at > sentence.start && search.is_filler(at - 1) && search.mention_ending(at).is_none() {
        at -= 1;
    }
    // A date between subject and verb: `Lavrov jeudi a dit`, `Trump on Monday said`.
    while let Some((_, date)) = date_ending(search, at, sentence) {
        at = date.start;
        let joint = |word: &str| matches!(word, "on" | "ce" | "le" | "earlier" | "late" | "early");
        if at > sentence.start && joint(search.at(at - 1)) {
            at -= 1;
        }
    }
    if at == sentence.start {
        return Left::Nothing;
    }
    // `Roy qui, dans un communiqué a dit que`: the occasion lacks its second comma.
    let opened = (at.saturating_sub(6).max(sentence.start + 1)..at)
        .rev()
        .find(|index| search.at(*index) == ",");
    if let Some(comma) = opened
        && search.attribution_at(comma + 1)
        && matches!(search.at(comma - 1), "qui" | "who" | "which")
        && (comma + 1..at).all(|index| search.is_word(index) && !search.is_finite(index))
    {
        at = comma;
    }
    if let Some(relative) = relative_before(search, at, sentence) {
        at = relative;
    }
    let word = search.at(at - 1);
    match word {
        "qui" | "who" | "which" | "lequel" | "laquelle" | "lesquels" | "lesquelles" => {
            let comma =
                usize::from(at >= 2 && matches!(search.at(at - 2), "," | "-" | "–" | "—" | "("));
            let end = at - 1 - comma;
            if let Some(mention) = search.mention_ending(end) {
                return Left::Mention(outermost(search, mention));
            }
            // `…, a dit Anna Roy, une historienne de 54 ans, qui a …`: whose name the words before only explain.
            if comma == 1
                && let Some(named) = name_before_apposition(search, end, sentence)
            {
                return Left::Mention(outermost(search, named));
            }
            // `les six élus sortants qui ont appelé à …`: a word of no list behind the one that acts.
            let found = walk(search, end, sentence, cue.quoted, cue.form);
            return match found {
                Left::Mention(_) if word == "qui" || word == "who" => found,
                _ => Left::Nothing,
            };
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
    if let Some(several) = before_row(search, at, sentence).filter(|_| !search.french()) {
        return Left::Mention(several);
    }
    if let Some(title) = quoted_title(search, at, sentence).filter(|_| !cue.quoted) {
        return Left::Phrase(title);
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
pub(super) fn outermost(search: &Search<'_>, mention: &Mention) -> usize {
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
    // `Les six candidats, parmi lesquels Jean Roy et le maire, ont dit`: some of those who speak are named.
    if let Some(open) = before_examples(search, comma, sentence).filter(|_| !cue.quoted) {
        let all = search.mention_ending(open).filter(|all| is_free(all));
        return all.map_or(Left::Phrase(sentence.start..open), |all| {
            Left::Mention(outermost(search, all))
        });
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
    // `"…," the negotiator for the rebels, Taban Roy, said`: an office with its complement, then the name.
    if let Some(name) = closed.filter(|name| name.name.is_some() && follows_office(search, name)) {
        return Left::Mention(outermost(search, name));
    }
    let mut crossed = false;
    while at > sentence.start {
        at -= 1;
        // `La Russie, « très inquiète », a appelé`: a few quoted words as an aside.
        if at + 1 == comma
            && !cue.quoted
            && let Some(open) = quoted_aside(search, at, sentence)
        {
            at = open;
        }
        if search.is_quoted(at) != cue.quoted {
            return Left::Nothing;
        }
        let relative = matches!(
            search.at(at + 1),
            "qui" | "dont" | "ou" | "who" | "which" | "whose"
        );
        if matches!(search.at(at), "," | "(" | "–" | "—" | "-")
            && (!crossed || relative)
            && let Some(mention) = search.mention_ending(at).filter(|mention| {
                // `after Roy, on a visit to Rome, announced`
                is_free(mention) || mention.name.is_some() && opens_clause(search, mention)
            })
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
    // `The junta, in turn, accused`: a noun of no list before the aside.
    if let Some(found) = unlisted_before_aside(search, sentence, comma, cue) {
        return found;
    }
    // `Une source au sein de l'armée, citée par la radio, dit`: a phrase with a preposition parts head and aside.
    let opener = (sentence.start..comma).find(|at| search.at(*at) == ",");
    if let Some(opener) = opener.filter(|_| search.french() && !cue.quoted)
        && let Some(mention) = search
            .mention_at(sentence.start)
            .filter(|mention| is_free(mention) && mention.tokens.end < opener)
        && words::preposition(search.at(mention.tokens.end), true)
        && !search.has_finite(&(mention.tokens.end..comma))
        && !(mention.tokens.end..comma).any(|at| search.is_quote(at))
    {
        return Left::Mention(mention.tokens.start);
    }
    // `one of the officials who asked not to be named, said`: the relative clause lacks its first comma.
    if let Some(subject) =
        before_relative(search, comma, sentence).filter(|_| !search.french() && !cue.quoted)
    {
        return Left::Mention(subject);
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

/// A phrase with a determiner that opens its sentence, with nothing but an aside between it and the verb.
fn unlisted_before_aside(
    search: &Search<'_>,
    sentence: &Range<usize>,
    comma: usize,
    cue: &Cue<'_>,
) -> Option<Left> {
    const LONGEST: usize = 8;
    let opener = (sentence.start..comma)
        .find(|at| search.at(*at) == ",")
        .filter(|at| *at <= sentence.start + LONGEST)?;
    let alone = (opener + 1..comma).all(|at| search.at(at) != ",");
    let plain = |range: Range<usize>| {
        !search.has_finite(&range) && range.clone().all(|at| search.is_text(at))
    };
    let relative = matches!(
        search.at(opener + 1),
        "qui" | "dont" | "who" | "which" | "whose"
    );
    (alone
        && !cue.quoted
        && plain(sentence.start..opener)
        && (relative || plain(opener + 1..comma))
        && !words::preposition(search.at(sentence.start), search.french())
        && words::determiner(search.at(sentence.start), search.french()).is_some())
    .then(|| walk(search, opener, sentence, false, cue.form))
    .filter(|found| matches!(found, Left::Phrase(tokens) if tokens.start == sentence.start))
}

/// The opening mark of a short quotation that closes at `close` and that a comma precedes.
fn quoted_aside(search: &Search<'_>, close: usize, sentence: &Range<usize>) -> Option<usize> {
    const LONGEST: usize = 8;
    if !search.is_quote(close) || !search.is_quoted(close.wrapping_sub(1)) {
        return None;
    }
    let mut open = close - 1;
    while open > sentence.start && search.is_quoted(open) && close - open <= LONGEST {
        open -= 1;
    }
    (search.is_quote(open) && open > sentence.start && search.at(open - 1) == ",").then_some(open)
}

/// Whether a name stands behind a comma and a phrase with an article that a quotation mark or nothing precedes.
fn follows_office(search: &Search<'_>, name: &Mention) -> bool {
    const LONGEST: usize = 10;
    let start = name.tokens.start;
    if start < 2 || search.at(start - 1) != "," {
        return false;
    }
    let mut first = start - 1;
    while first > 0 && search.is_word(first - 1) && start - first < LONGEST {
        first -= 1;
    }
    let alone = first > 0 && search.is_quote(first - 1);
    alone
        && first < start - 1
        && words::determiner(search.at(first), search.french()).is_some()
        && !search.has_finite(&(first..start - 1))
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
        // `Un élu qui a requis l'anonymat a dit`, `Un élu ayant requis l'anonymat a dit`
        let unnamed = matches!(search.at(at - 1), "named" | "identified" | "quoted")
            && search.at(at.wrapping_sub(2)) == "be";
        if unnamed || matches!(search.at(at - 1), "anonymat" | "anonymity") {
            at = terms_start(search, at, sentence);
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
        // `Nombre d'observateurs estiment`, `Beaucoup de diplomates jugent`
        let quantity = search.french()
            && matches!(word, "nombre" | "beaucoup" | "quantite")
            && matches!(search.at(at), "de" | "d'");
        if quantity || words::determiner(word, search.french()).is_some() && !contracted(word) {
            let governed = at >= 2
                && words::preposition(search.at(at - 2), search.french())
                && at - 2 >= sentence.start;
            if !governed {
                determiner = Some(at - 1);
            }
        }
        at -= 1;
    }
    // `Les pays qui se sont exprimés rappellent que`: a relative clause between subject and verb.
    if let Some(subject) = before_relative(search, from, sentence).filter(|_| !quoted) {
        return Left::Mention(subject);
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

pub(super) fn contracted(word: &str) -> bool {
    matches!(word, "du" | "au" | "aux" | "des")
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::{english, french};

    #[test]
    fn a_noun_of_no_list_before_an_aside() {
        assert_eq!(
            english("The junta, in turn, accused John Smith of lying."),
            ["en.asked: The junta: lying"]
        );
    }

    #[test]
    fn who_asks_not_to_be_named() {
        assert_eq!(
            english("An embassy official who asked not to be named said that the port was closed."),
            ["en.that: An embassy official: the port was closed"]
        );
    }

    #[test]
    fn words_between_a_relative_pronoun_and_its_verb() {
        assert_eq!(
            french("Les élus, qui dans leur ensemble ont salué la trêve, sont partis."),
            ["fr.noun: Les élus: la trêve"]
        );
    }
}

//! Where the words begin that say what a plan contains.
//!
//! ```text
//! a plan to reopen …      le projet visant à rouvrir …      the draft, which calls on all sides to …
//! la proposition obligerait …      un appel à la trêve      under the deal, …
//! ```

use std::ops::Range;

use super::super::event::{Ground, Part, Parties, PartyKind, Tense, lexicon};
use super::clause::is_infinitive;
use super::complement::complement;
use crate::text::{Document, Language};

/// The first word of the content of the plan that `noun` names, and to whom it is put where the content says so.
pub(super) fn start(
    ground: &Ground<'_>,
    noun: &Range<usize>,
    end: usize,
) -> Option<(usize, Option<Parties>)> {
    if let Some(start) = under(ground, noun, end) {
        return Some((start, None));
    }
    let document = ground.document;
    let french = document.language() == Language::French;
    let limit = (noun.end + 24).min(end);
    for at in noun.end..limit {
        let word = document.lower(at);
        if matches!(
            word,
            ";" | ":"
                | "?"
                | "!"
                | "though"
                | "although"
                | "because"
                | "if"
                | "when"
                | "while"
                | "since"
                | "car"
                | "alors"
                | "tandis"
                | "quand"
                | "lorsque"
        ) || at <= noun.end + 1 && matches!(word, "and" | "et" | "but" | "mais")
            || (matches!(word, "et" | "and" | "mais" | "but")
                && at > noun.end + 6
                && !between_parties(ground, at))
        {
            return None;
        }
        let close = if french {
            close_french(ground, noun, at)
        } else {
            close_english(ground, noun, at)
        };
        if let Some(start) = close {
            return Some((start, None));
        }
        if let Some(found) = by_verb(ground, noun, at, end) {
            return Some(found);
        }
    }
    None
}

/// *en coordination avec l'Égypte et la Jordanie*: joins two who are named.
fn between_parties(ground: &Ground<'_>, at: usize) -> bool {
    let after = (at + 1..at + 4).find_map(|token| ground.party_at(token));
    at.checked_sub(1)
        .is_some_and(|before| ground.party_at(before).is_some())
        && after.is_some()
}

/// *Under the plan drawn up by X, …*, *Aux termes de l'accord, …*.
fn under(ground: &Ground<'_>, noun: &Range<usize>, end: usize) -> Option<usize> {
    let document = ground.document;
    let first = ground.reach(noun.start).start;
    let opens = matches!(document.folded(first), "under" | "selon")
        || matches!(
            (document.folded(first), document.folded(first + 1)),
            ("aux", "termes") | ("en", "vertu") | ("dans", "le") | ("as", "part")
        );
    if !opens || noun.start > first + 6 {
        return None;
    }
    (noun.end..(noun.end + 16).min(end))
        .find(|at| document.lower(*at) == ",")
        .map(|at| at + 1)
}

fn close_french(ground: &Ground<'_>, noun: &Range<usize>, at: usize) -> Option<usize> {
    let document = ground.document;
    let lemma = document.folded(noun.start);
    let party = || ground.party_at(at).is_some() || ground.party_at(at + 1).is_some();
    match document.folded(at) {
        "de" | "d'" if is_infinitive(document, at + 1) && at <= noun.end + 8 => Some(at + 1),
        "visant" | "destine" | "destinee" | "consistant" | "tendant" | "destines" | "destinees" => {
            Some(at + if document.lower(at + 1) == "à" { 2 } else { 1 })
        }
        "a" | "au" | "aux"
            if at <= noun.end + 1
                && document.lower(at) != "a"
                && lemma.starts_with("appel")
                && !party() =>
        {
            Some(at + usize::from(!is_infinitive(document, at + 1)))
        }
        // *la proposition togolaise d'une trêve*: an adjective says whose it is.
        "de" | "d'" | "du"
            if (at == noun.end || at == noun.end + 1 && is_owner(ground, noun.end))
                && !party()
                && [
                    "offre",
                    "proposition",
                    "motion",
                    "demande",
                    "exigence",
                    "option",
                ]
                .iter()
                .any(|word| lemma.starts_with(word)) =>
        {
            Some(at + 1)
        }
        "sur" | "pour" if at <= noun.end + 1 => Some(at + 1),
        // *un projet abolissant la peine*: a participle states the content.
        word if at <= noun.end + 1
            && word.len() > 6
            && word.ends_with("ant")
            && !matches!(
                word,
                "suivant" | "important" | "concernant" | "pendant" | "maintenant" | "cependant"
            ) =>
        {
            Some(at)
        }
        word if at <= noun.end + 14 && is_conditional(word) => Some(at),
        _ => None,
    }
}

/// Whether a token is the adjective of the state whose plan the noun before it names.
fn is_owner(ground: &Ground<'_>, token: usize) -> bool {
    ground
        .party_at(token)
        .and_then(|number| ground.parties.get(number))
        .is_some_and(|party| {
            party.kind == PartyKind::State
                && party.tokens == (token..token + 1)
                && ground.document.token(token).is_some_and(|it| !it.capital)
        })
}

fn close_english(ground: &Ground<'_>, noun: &Range<usize>, at: usize) -> Option<usize> {
    let document = ground.document;
    let next = document.lower(at + 1);
    let owned = ground.parties_in(&(noun.end..at)).next().is_some();
    let comma = (noun.end..at).any(|token| document.lower(token) == ",");
    let near = at <= noun.end + 2 || owned && at <= noun.end + 9 && !comma;
    match document.lower(at) {
        "to" if near
            && ground.party_at(at + 1).is_none()
            && !matches!(
                next,
                "the" | "a" | "an" | "his" | "her" | "its" | "their" | "all"
            ) =>
        {
            Some(at)
        }
        "for" if at == noun.end && ground.party_at(at + 1).is_none() => Some(at + 1),
        "of" if at == noun.end
            && ground.party_at(at + 1).is_none()
            && matches!(
                document.lower(noun.start),
                "offer" | "proposal" | "motion" | "offers" | "proposals"
            ) =>
        {
            Some(at + 1)
        }
        "on" if at == noun.end => Some(at + 1),
        "that" if at == noun.end && !matches!(next, "was" | "is" | "has" | "had" | "were") => {
            Some(at + 1 + usize::from(matches!(next, "would" | "will" | "could")))
        }
        "aimed" | "designed" | "intended" => Some(at + 1),
        "would" | "will" if at <= noun.end + 10 && next != "be" => Some(at + 1),
        _ => None,
    }
}

/// A verb of content (*prévoit*, *includes*) or of asking (*calls on*, *demande*) that the noun governs.
fn by_verb(
    ground: &Ground<'_>,
    noun: &Range<usize>,
    at: usize,
    end: usize,
) -> Option<(usize, Option<Parties>)> {
    let document = ground.document;
    let hit = lexicon::proposals(document.language()).at(document, at)?;
    let previous = document.lower(at.wrapping_sub(1));
    if matches!(
        previous,
        "comme" | "que" | "as" | "the" | "a" | "le" | "la" | "une" | "un" | "cette"
    ) {
        return None;
    }
    // Another subject stands before the verb: *the plan, which Paris demands*.
    let other = ground
        .parties_in(&(noun.end..at))
        .last()
        .is_some_and(|(_, party)| {
            // *le plan de l'Union africaine (UA) recommande …*
            let bracketed = document.lower(party.tokens.start.wrapping_sub(1)) == "(";
            !party.governed && !bracketed && party.tokens.end + 1 >= at
        });
    if other {
        return None;
    }
    if let Some(entry) = hit
        .reading(Part::Verb)
        .filter(|entry| entry.status == "proposed" && entry.tense != Tense::Participle)
        && let Some((addressee, start)) =
            complement(ground, hit.tokens.end, end, &entry.frame, &entry.second)
    {
        return Some((start, addressee));
    }
    let entry = hit.reading(Part::Content)?;
    let next = document.lower(hit.tokens.end);
    let takes = matches!(
        next,
        "à" | "to" | "for" | "que" | "qu'" | "that" | "notamment"
    );
    if matches!(entry.lemma.as_str(), "call" | "provide" | "aim" | "seek") && !takes {
        return None;
    }
    Some((hit.tokens.end + usize::from(takes), None))
}

/// Whether the content is a clause of its own: *would force …*, *Under the deal, A will …*.
pub(super) fn is_clause(document: &Document<'_>, start: usize) -> bool {
    start
        .checked_sub(1)
        .is_some_and(|before| matches!(document.lower(before), "would" | "will" | "could" | ","))
        || is_conditional(document.folded(start))
}

/// *obligerait*, *permettraient*: what a plan would do.
pub(super) fn is_conditional(word: &str) -> bool {
    (word.ends_with("rait") || word.ends_with("raient"))
        && !matches!(
            word,
            "trait"
                // *supposerait*, *émanerait*: what would follow from it, or whence it comes.
                | "supposerait"
                | "supposeraient"
                | "impliquerait"
                | "impliqueraient"
                | "signifierait"
                | "signifieraient"
                | "couterait"
                | "couteraient"
                | "emanerait"
                | "emaneraient"
                | "proviendrait"
                | "proviendraient"
                | "daterait"
                | "resterait"
                | "resteraient"
                | "semblerait"
                | "sembleraient"
                | "retrait"
                | "extrait"
                | "portrait"
                | "attrait"
                | "aurait"
                | "auraient"
                | "serait"
                | "seraient"
                | "pourrait"
                | "pourraient"
                | "devrait"
                | "devraient"
        )
}

//! Whom a verb of asking or proposing addresses, and where the words begin that say what is asked.

use super::super::event::{Ground, Parties};
use super::clause::is_infinitive;
use crate::text::{Document, Language, TokenKind};

/// The addressee and where the content begins.
pub(super) fn complement(
    ground: &Ground<'_>,
    from: usize,
    end: usize,
    addressee: &str,
    content: &str,
) -> Option<(Option<Parties>, usize)> {
    let french = ground.document.language() == Language::French;
    let takes = |what: &str| content.split(' ').any(|word| word == what);
    let document = ground.document;
    let from = after_circumstance(ground, from);
    let from = if !french && takes("that") {
        that_behind_occasion(ground, from, end).unwrap_or(from)
    } else {
        from
    };
    let mut at = from;
    let limit = (from + 24).min(end);
    let mut to: Option<Parties> = None;
    let mut ready = from;
    // Adverbs and dates between the verb and its complement.
    while at < limit {
        let word = document.lower(at);
        let folded = document.folded(at);
        let next_party = |token: usize| {
            (token..(token + 4).min(limit))
                .find_map(|token| ground.party_at(token))
                .filter(|number| {
                    ground.parties.get(*number).is_some_and(|party| {
                        party.tokens.start >= token
                            && (token + 1..party.tokens.start.max(token + 1)).all(|between| {
                                super::super::event::ground::is_determiner(document.lower(between))
                            })
                    })
                })
        };
        if to.is_none()
            && (word == addressee
                || (french && addressee == "à" && matches!(word, "à" | "au" | "aux"))
                || (french && addressee == "de" && matches!(word, "de" | "du" | "des" | "d'")))
            && addressee != "obj"
            && let Some(number) =
                next_party(at).filter(|_| !french || !is_infinitive(document, at + 1))
        {
            let parties = ground.list_from(number, end);
            at = parties.tokens.end;
            ready = at;
            to = Some(parties);
            continue;
        }
        if to.is_none()
            && matches!(addressee, "obj" | "dative")
            && !(addressee == "dative" && at > from)
            && let Some(number) = ground.party_at(at).filter(|number| {
                ground
                    .parties
                    .get(*number)
                    .is_some_and(|party| party.tokens.start == at)
            })
        {
            let parties = ground.list_from(number, end);
            at = parties.tokens.end;
            ready = at;
            to = Some(parties);
            continue;
        }
        let infinitive_next = is_infinitive(document, at + 1);
        // What stands this far from the verb belongs to something else: *called off a meeting planned for Sunday*.
        if to.is_none() && !french && at > from + 5 {
            return None;
        }
        match word {
            "de" | "d'" if french && takes("de") && infinitive_next => return Some((to, at)),
            "que" | "qu'" if french && takes("que") => return Some((to, at + 1)),
            // `a demandé aux voisins, mardi, de partir`: somebody whom no known word tells.
            "à" | "au" | "aux"
                if french
                    && takes("de")
                    && !infinitive_next
                    && to_do(document, at, limit).is_some() =>
            {
                return to_do(document, at, limit).map(|de| (to, de));
            }
            "à" if french
                && (is_compound(document.folded(at + 1))
                    || is_towards(document.folded(at + 2))) =>
            {
                return None;
            }
            "à" | "au" | "aux" if french && takes("à") => {
                return Some((
                    to,
                    if infinitive_next {
                        at
                    } else {
                        at + usize::from(word == "à")
                    },
                ));
            }
            "pour" if french && takes("pour") => return Some((to, at)),
            // `a appelé Roy pour parler de la trêve à Vienne`: what for, and nothing asked.
            "pour" if french && infinitive_next => return None,
            "sur" if french && takes("sur") => return Some((to, at + 1)),
            "de" | "d'"
                if french
                    && takes("de")
                    && !takes("np")
                    && to.is_none()
                    && addressee.is_empty() =>
            {
                return Some((to, at));
            }
            "to" if !french && takes("to") && (addressee != "obj" || to.is_some()) => {
                return Some((to, at));
            }
            "not" if !french && document.lower(at + 1) == "to" && takes("to") && to.is_some() => {
                return Some((to, at));
            }
            "that" if !french && takes("that") => return Some((to, at + 1)),
            "for" if !french && takes("for") => return Some((to, at + 1)),
            "on" if !french && takes("on") => return Some((to, at + 1)),
            _ if !french
                && takes("ger")
                && at == from
                && folded.ends_with("ing")
                && folded.len() > 5 =>
            {
                return Some((to, at));
            }
            "that" if !french => return None,
            _ if takes("np")
                && at == ready
                && (opens_noun_phrase(document, at)
                    || addressee == "dative" && to.is_some()
                    || is_bare_plural(document, at)) =>
            {
                return Some((to, at));
            }
            "." | ";" | ":" | "?" | "!" | "»" | "if" | "si" | "whether" | "about" | "why"
            | "how" => return None,
            "s'" if matches!(document.lower(at + 1), "il" | "ils") => return None,
            _ => {}
        }
        let quote = document
            .token(at)
            .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)));
        // *urged both shores, and Malta with them, to share the boats*: somebody whom no name tells.
        if to.is_none() && addressee == "obj" && at == from {
            return unnamed(ground, from, limit, content).map(|start| (None, start));
        }
        if matches!(word, "," | "et" | "and") || (to.is_some() && (quote || at > ready + 4)) {
            return None;
        }
        at += 1;
    }
    None
}

/// Where *de* and an infinitive say what they are to do.
fn to_do(document: &Document<'_>, from: usize, limit: usize) -> Option<usize> {
    (from + 1..limit)
        .take_while(|at| {
            !matches!(
                document.lower(*at),
                "." | ";" | ":" | "que" | "qui" | "»" | "qu'" | "dont"
            )
        })
        .find(|at| matches!(document.lower(*at), "de" | "d'") && is_infinitive(document, at + 1))
}

/// *à son encontre*, *à l'égard de*, *à cet effet*: against, towards, for.
fn is_towards(word: &str) -> bool {
    matches!(
        word,
        "encontre"
            | "egard"
            | "effet"
            | "sujet"
            | "instar"
            | "issue"
            | "occasion"
            | "initiative"
            | "epoque"
            | "avance"
    )
}

/// *à cause de*, *à propos de*: a preposition of several words.
fn is_compound(word: &str) -> bool {
    matches!(
        word,
        "cause" | "propos" | "travers" | "partir" | "moins" | "condition" | "titre"
    )
}

/// *a appelé **mercredi** Paul Delmas à …*, *a **également** exhorté*: the complement begins behind when and how.
fn after_circumstance(ground: &Ground<'_>, from: usize) -> usize {
    const LONGEST: usize = 6;
    let document = ground.document;
    let date = document
        .dates_in(&(from..from + LONGEST))
        .find(|(_, date)| date.tokens.start == from)
        .map(|(_, date)| date.tokens.end);
    let adverb = matches!(
        document.lower(from),
        "également" | "aussi" | "notamment" | "encore" | "ainsi" | "also" | "again"
    );
    date.unwrap_or(from + usize::from(adverb))
}

/// *proposed **during a speech in Vienna** that …*: the clause stands behind when and where it was put.
fn that_behind_occasion(ground: &Ground<'_>, from: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 12;
    let document = ground.document;
    let occasion = matches!(document.lower(from), "during" | "in" | "at" | "on");
    (from..end.min(from + LONGEST))
        .take_while(|at| {
            !matches!(
                document.lower(*at),
                "," | ";" | ":" | "." | "to" | "for" | "who" | "which"
            )
        })
        .find(|at| occasion && document.lower(*at) == "that")
}

/// Where the content begins behind an object that is no party: *urged all neighbours to …*, *exhorté les voisins à …*.
fn unnamed(ground: &Ground<'_>, from: usize, limit: usize, content: &str) -> Option<usize> {
    let document = ground.document;
    let takes = |what: &str| content.split(' ').any(|word| word == what);
    let opens = super::super::event::ground::is_determiner(document.lower(from))
        || matches!(
            document.lower(from),
            "all"
                | "both"
                | "everyone"
                | "citizens"
                | "tous"
                | "toutes"
                | "les"
                | "chacun"
                | "them"
                | "us"
        );
    if !opens {
        return None;
    }
    (from + 1..limit)
        .take_while(|at| {
            !matches!(
                document.lower(*at),
                "." | ";" | ":" | "that" | "que" | "qui" | "who" | "whether" | "if" | "si" | "s'"
            )
        })
        .find(|at| match document.language() {
            Language::French => {
                matches!(document.lower(*at), "à" | "de" | "d'")
                    && (takes("à") && document.lower(*at) == "à"
                        || takes("de") && document.lower(*at) != "à")
                    && is_infinitive(document, at + 1)
            }
            _ => document.lower(*at) == "to" && takes("to"),
        })
}

/// *proposed customs checks*, *exigé de nouvelles sanctions*: a noun phrase without an article.
fn is_bare_plural(document: &Document<'_>, token: usize) -> bool {
    if document.language() == Language::French {
        return document.lower(token) == "de"
            && matches!(
                document.folded(token + 1),
                "nouvelles" | "nouveaux" | "meilleures" | "meilleurs" | "vraies" | "vrais" | "plus"
            );
    }
    let plural = |word: &str| {
        word.len() > 3
            && word.ends_with('s')
            && word
                .chars()
                .all(|letter| letter.is_alphabetic() || letter == '-')
            && !matches!(
                word,
                "this" | "towards" | "always" | "perhaps" | "across" | "less"
            )
    };
    let word = document.lower(token);
    let modifies = word.len() > 3
        && word.chars().all(char::is_alphabetic)
        && !word.ends_with("ly")
        && !matches!(
            word,
            "with" | "from" | "that" | "into" | "over" | "when" | "while"
        );
    plural(word) || modifies && plural(document.lower(token + 1))
}

/// An article or possessive after the verb: *a proposé une trêve*, *proposed a truce*.
pub(super) fn opens_noun_phrase(document: &Document<'_>, token: usize) -> bool {
    matches!(
        document.lower(token),
        "le" | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "des"
            | "leur"
            | "son"
            | "sa"
            | "ses"
            | "the"
            | "a"
            | "an"
            | "new"
            | "more"
            | "his"
            | "her"
            | "its"
            | "their"
    )
}

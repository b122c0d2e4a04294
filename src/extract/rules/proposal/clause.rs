//! Where the clause that states a plan begins and ends.

use std::ops::Range;

use super::super::event::Ground;
use crate::text::{Document, Language, TokenKind};

/// A French infinitive, or English base form after *to*.
pub(in crate::extract) fn is_infinitive(document: &Document<'_>, token: usize) -> bool {
    let word = document.folded(token);
    match document.language() {
        Language::French => {
            if matches!(
                word,
                "ne" | "n'"
                    | "se"
                    | "s'"
                    | "y"
                    | "en"
                    | "pas"
                    | "lui"
                    | "l'"
                    | "le"
                    | "la"
                    | "les"
                    | "leur"
                    | "mieux"
                    | "bien"
                    | "tout"
                    | "nous"
                    | "plus"
            ) {
                let next = document.folded(token + 1);
                return infinitive_ending(next) && !matches!(next, "pas")
                    || matches!(next, "pas" | "plus" | "y")
                        && infinitive_ending(document.folded(token + 2));
            }
            infinitive_ending(word)
        }
        _ => word.chars().all(char::is_alphabetic),
    }
}

fn infinitive_ending(word: &str) -> bool {
    word.len() > 3
        && (word.ends_with("er")
            || word.ends_with("ir")
            || word.ends_with("dre")
            || word.ends_with("tre")
            || word.ends_with("ire")
            || word.ends_with("pre")
            || word.ends_with("ure")
            || word.ends_with("vre")
            || word.ends_with("oir"))
        && !matches!(
            word,
            "premier"
                | "dernier"
                | "papier"
                | "avenir"
                | "hier"
                | "pouvoir"
                | "entre"
                | "contre"
                | "votre"
                | "notre"
                | "autre"
                | "lettre"
                | "titre"
                | "centre"
                | "rire"
                | "mesure"
                | "nature"
                | "structure"
                | "procedure"
                | "ouverture"
                | "fermeture"
                | "culture"
                | "agriculture"
                | "ministre"
                | "territoire"
                | "histoire"
                | "maire"
                | "janvier"
                | "fevrier"
                | "septembre"
                | "dossier"
                | "particulier"
                | "quartier"
                | "chantier"
                | "courrier"
                | "nucleaire"
                | "militaire"
                | "ordre"
                | "cadre"
                | "livre"
                | "libre"
                | "rencontre"
                | "montre"
                | "outre"
                | "satisfaire"
                | "lecture"
                | "espoir"
                | "calendrier"
                | "soir"
        )
        || matches!(word, "satisfaire" | "faire" | "taire" | "etre" | "avoir")
}

/// The clause that begins at `from`: to the end of the sentence, of the quotation it stands in, or to an attribution.
pub(super) fn clause(ground: &Ground<'_>, from: usize, end: usize) -> Range<usize> {
    let document = ground.document;
    let mut depth = 0_usize;
    let mut last = end;
    for token in from..end {
        match document.token(token).map(|token| token.kind) {
            Some(TokenKind::Quote(crate::text::Mark::Open(_))) => depth += 1,
            Some(TokenKind::Quote(crate::text::Mark::Close(_))) => {
                if depth == 0 {
                    last = token;
                    break;
                }
                depth -= 1;
            }
            _ => {}
        }
        let word = document.lower(token);
        if word == ";"
            || word == ":"
            || (word == "," && ends_at_comma(document, token))
            || (token > from && (is_break(word) || is_new_verb(document, token)))
        {
            last = token;
            break;
        }
    }
    trim(document, from..last)
}

/// Without stops, commas and unpaired quotation marks at either end.
pub(super) fn trim(document: &Document<'_>, mut tokens: Range<usize>) -> Range<usize> {
    while tokens.start < tokens.end && is_sign(document, tokens.end - 1) {
        tokens.end -= 1;
    }
    while tokens.start < tokens.end && is_sign(document, tokens.start) {
        tokens.start += 1;
    }
    while tokens.len() > 1
        && matches!(
            document.folded(tokens.start),
            "pourtant"
                | "toutefois"
                | "notamment"
                | "egalement"
                | "aussi"
                | "ainsi"
                | "cependant"
                | "also"
                | "however"
                | "instead"
        )
    {
        tokens.start += 1;
    }
    tokens
}

fn is_sign(document: &Document<'_>, token: usize) -> bool {
    let word = document.lower(token);
    matches!(
        word,
        "." | "," | ";" | ":" | "!" | "?" | "…" | "-" | "–" | "—"
    ) || word.chars().all(|character| matches!(character, '.'))
}

/// What follows a comma no longer states the plan: an attribution, a relative or adversative clause.
fn ends_at_comma(document: &Document<'_>, comma: usize) -> bool {
    let next = document.folded(comma + 1);
    let accented = document.lower(comma + 1);
    matches!(
        next,
        "selon"
            | "d'apres"
            | "according"
            | "ont"
            | "avait"
            | "avaient"
            | "said"
            | "says"
            | "saying"
            | "adding"
            | "rapporte"
            | "indique"
            | "affirme"
            | "ajoute"
            | "explique"
            | "precise"
            | "annonce"
            | "which"
            | "who"
            | "qui"
            | "mais"
            | "but"
            | "while"
            | "tandis"
            | "alors"
            | "although"
            | "though"
            | "apres"
            | "after"
            | "following"
            | "estimant"
            | "affirmant"
            | "soulignant"
            | "rappelant"
            | "dont"
            | "citing"
            | "arguing"
            | "because"
            | "car"
            | "declared"
            | "told"
            | "reported"
            | "ce"
            | "assurant"
            | "expliquant"
            | "whose"
            | "where"
            | "ou"
            | "as"
    ) && !(matches!(next, "ou") && accented == "ou")
        || (next == "a" && accented == "a")
}

fn is_break(word: &str) -> bool {
    matches!(
        word,
        "after"
            | "following"
            | "tandis"
            | "whereas"
            | "saying"
            | "estimant"
            | "affirmant"
            | "soulignant"
    )
}

/// *urged him to stay and spoke with …*: the subject does something else.
fn is_new_verb(document: &Document<'_>, token: usize) -> bool {
    let next = document.folded(token + 1);
    match document.lower(token) {
        "and" => {
            matches!(
                next,
                "spoke"
                    | "said"
                    | "told"
                    | "met"
                    | "left"
                    | "went"
                    | "held"
                    | "was"
                    | "were"
                    | "has"
                    | "had"
                    | "have"
                    | "is"
                    | "are"
            ) || (next.ends_with("ed") && next.len() > 4)
        }
        "et" => matches!(
            next,
            "a" | "ont" | "est" | "sont" | "avait" | "avaient" | "s'est" | "n'a"
        ),
        _ => false,
    }
}

/// A noun phrase ends at the first comma of its clause.
pub(super) fn noun_phrase(ground: &Ground<'_>, clause: Range<usize>) -> Range<usize> {
    let comma = clause
        .clone()
        .find(|token| matches!(ground.document.lower(*token), "," | "(" | "–" | "—"));
    trim(ground.document, clause.start..comma.unwrap_or(clause.end))
}

//! Who wrote, photographed or sent something: bylines, signatures, picture credits.

use super::phrases::{Opening, Words, agency, fold, fold_to, is_word, names_desk, start_of};

/// Longest line that can be a credit, and longest credit at the end of a paragraph, in bytes.
const LONGEST: usize = 200;
/// Most words of a picture credit.
const MOST_WORDS: usize = 14;

/// A credit, or the one at the end of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Credit {
    /// Where it begins.
    pub(super) start: usize,
    /// It credits a picture: what stands before it is the caption.
    pub(super) picture: bool,
    /// Agencies credited with the report.
    pub(super) agencies: Vec<&'static str>,
}

/// The credit that a paragraph is or ends with.
pub(super) fn find(text: &str) -> Option<Credit> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(LONGEST));
    if from == 0
        && let Some(agencies) = line(text)
    {
        return Some(Credit {
            start: 0,
            picture: false,
            agencies,
        });
    }
    let tail = text.get(from..)?;
    starts(tail).into_iter().find_map(|at| {
        let start = from + at;
        let part = tail.get(at..)?;
        if is_picture(part) {
            return Some(Credit {
                start,
                picture: true,
                agencies: Vec::new(),
            });
        }
        // A signature stands after the full stop; `the agency (AFP).` is part of its sentence.
        let signed = part.starts_with('(') && ends_sentence(text.get(..start)?);
        let agencies = if signed {
            only_agencies(part)?
        } else {
            return None;
        };
        Some(Credit {
            start,
            picture: false,
            agencies,
        })
    })
}

/// The agencies of a line that is nothing but a byline or signature.
fn line(text: &str) -> Option<Vec<&'static str>> {
    if let Some(agencies) = only_agencies(text) {
        return Some(agencies);
    }
    let folded = fold(text);
    let words = folded.split_whitespace().count();
    if names_desk(&folded) && words <= 30 {
        return Some(named(text));
    }
    let length = start_of(Opening::Byline, &folded)?;
    let after = text
        .split_whitespace()
        .skip(folded.get(..length)?.split_whitespace().count());
    let names =
        after.clone().all(is_name_word) && words <= MOST_WORDS && !text.ends_with(['!', '?']);
    names.then(|| named(text))
}

/// The agencies of a text that holds nothing but their names and the words around them.
fn only_agencies(text: &str) -> Option<Vec<&'static str>> {
    let mut found = Vec::new();
    let mut credited = false;
    let mut folded = String::new();
    for part in text
        .split(['(', ')', ',', ';', '/', ':', '•', '|'])
        .map(str::trim)
        .filter(|p| !p.is_empty())
    {
        if let Some((name, _)) = agency(part) {
            found.push(name);
            continue;
        }
        for word in part.split_whitespace() {
            fold_to(&mut folded, word);
            let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
            match agency(word) {
                Some((name, _)) => found.push(name),
                None if is_word(Words::Credit, folded) => credited |= folded.len() > 4,
                None => return None,
            }
        }
    }
    (!found.is_empty() || credited && text.split_whitespace().count() <= 6).then_some(found)
}

fn named(text: &str) -> Vec<&'static str> {
    let parts = text.split(['(', ')', ',', ';', '/', ':']);
    let mut names: Vec<_> = parts
        .flat_map(|part| std::iter::once(part).chain(part.split_whitespace()))
        .filter_map(agency)
        .filter(|(_, pictures)| !pictures)
        .map(|(name, _)| name)
        .collect();
    names.dedup();
    names
}

/// Places in the end of a paragraph where a credit can begin: a bracket, after a sentence, its beginning.
fn starts(tail: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut stopped = false;
    for (at, c) in tail.char_indices() {
        match c {
            '(' | '[' | '©' => starts.push(at),
            c if c.is_whitespace() => continue,
            c if stopped && c.is_alphanumeric() => starts.push(at),
            _ => {}
        }
        stopped = matches!(c, '.' | '!' | '?' | '»' | '”' | '"' | ')' | '|');
    }
    // An agency, a stroke and a name need no full stop before them.
    for (at, _) in tail.match_indices('/') {
        let before = tail.get(..at).unwrap_or_default();
        let trimmed = before.trim_end();
        let word = trimmed.rfind(char::is_whitespace).map_or(0, |i| i + 1);
        if trimmed.get(word..).and_then(agency).is_some() && tail.is_char_boundary(word) {
            starts.push(word);
        }
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}

fn is_picture(part: &str) -> bool {
    let bracketed = part.starts_with(['(', '[']);
    let inner =
        part.trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.') || c.is_whitespace());
    if inner.is_empty()
        || inner.split_whitespace().count() > MOST_WORDS
        || (bracketed && !part.trim_end().ends_with([')', ']', '.']))
    {
        return false;
    }
    if let Some(owner) = inner.strip_prefix('©') {
        return names_only(owner) && !owner.trim_start().starts_with(|c: char| c.is_ascii_digit());
    }
    let folded = fold(inner);
    let credited = start_of(Opening::Photo, &folded)
        .and_then(|n| folded.get(n..))
        .is_some_and(|rest| {
            let marked = rest.trim_start().starts_with([':', '/', '©']);
            let by = ["by", "par", "de", "d'"].iter().any(|by| {
                rest.trim_start()
                    .strip_prefix(by)
                    .is_some_and(|r| r.starts_with(' '))
            });
            marked || ((by || bracketed || holds_agency(inner)) && names_only(inner))
        });
    credited
        || (inner.contains('/') && holds_agency(inner) && names_only(inner) && !all_agencies(inner))
}

fn names_only(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || c == '/')
        .filter(|w| !w.is_empty())
        .all(is_name_word)
}

fn is_name_word(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let folded = fold(bare);
    bare.is_empty()
        || bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || bare.contains('@')
        || matches!(
            folded.as_str(),
            "et" | "and"
                | "de"
                | "du"
                | "von"
                | "van"
                | "der"
                | "bin"
                | "al"
                | "el"
                | "la"
                | "le"
                | "by"
                | "par"
                | "via"
                | "for"
                | "pour"
                | "a"
                | "in"
                | "at"
                | "with"
                | "avec"
                | "dpa"
                | "l'afp"
                | "d'archives"
        )
}

fn holds_agency(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | ',' | '-' | '(' | ')' | ':'))
        .any(|w| agency(w).is_some())
}

fn all_agencies(text: &str) -> bool {
    text.split('/')
        .all(|name| agency(name.trim()).is_some_and(|(_, pictures)| !pictures))
}

fn ends_sentence(before: &str) -> bool {
    before
        .trim_end()
        .ends_with(['.', '!', '?', '»', '”', '"', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, credit: &str, picture: bool, agencies: &[&str]) {
        let found = find(text).unwrap_or_else(|| panic!("no credit: {text}"));
        assert_eq!(
            (
                text.get(found.start..).unwrap_or_default(),
                found.picture,
                found.agencies.as_slice()
            ),
            (credit, picture, agencies)
        );
    }

    #[test]
    fn picture_credits() {
        check(
            "Anna Weber à Vienne, le 3 mai. Photo AFP / JEAN DUPONT",
            "Photo AFP / JEAN DUPONT",
            true,
            &[],
        );
        check(
            "Anna Weber à Vienne, le 3 mai. (Crédit : AFP/Jean Dupont)",
            "(Crédit : AFP/Jean Dupont)",
            true,
            &[],
        );
        check(
            "Anna Weber arrives in Vienna. JEAN DUPONT / AFP",
            "JEAN DUPONT / AFP",
            true,
            &[],
        );
        check(
            "Anna Weber arrives in Vienna on Monday REUTERS/Jean Dupont",
            "REUTERS/Jean Dupont",
            true,
            &[],
        );
        check(
            "The crowd. Image: Jean Dupont (flickr).",
            "Image: Jean Dupont (flickr).",
            true,
            &[],
        );
        check(
            "Photo: Jean Dupont/Getty Images",
            "Photo: Jean Dupont/Getty Images",
            true,
            &[],
        );
    }

    #[test]
    fn bylines_and_signatures() {
        check("Par Jean Dupont", "Par Jean Dupont", false, &[]);
        check(
            "By Jane Doe, Associated Press",
            "By Jane Doe, Associated Press",
            false,
            &["AP"],
        );
        check(
            "Avec AFP et Reuters",
            "Avec AFP et Reuters",
            false,
            &["AFP", "Reuters"],
        );
        check("Source : agences", "Source : agences", false, &[]);
        check(
            "(Jane Doe; Jean Dupont pour le service français)",
            "(Jane Doe; Jean Dupont pour le service français)",
            false,
            &[],
        );
        check("Ils se verront lundi. (AFP)", "(AFP)", false, &["AFP"]);
    }

    #[test]
    fn sentences_are_no_credits() {
        for text in [
            "Il l'a dit à l'agence d'Etat (TASS).",
            "Par ailleurs, les ministres se verront.",
            "By Monday the ministers will have met.",
            "Les photos de la rencontre ont été publiées.",
            "Image of the summit is all that matters, he said.",
            "La France et/ou l'Allemagne décideront.",
            "With Germany and France in Vienna",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}

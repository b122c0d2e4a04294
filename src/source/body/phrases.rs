//! The furniture phrases of news pages and the names of agencies, from `data/lexicon`.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

const TABLES: [&str; 2] = [
    include_str!("../../../data/lexicon/chrome.fr.tsv"),
    include_str!("../../../data/lexicon/chrome.en.tsv"),
];
const AGENCIES: &str = include_str!("../../../data/lexicon/agencies.tsv");

/// Longest phrase looked up at the start of a line, in words.
const LONGEST: usize = 8;

/// What a phrase of the furniture tables says of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Furniture {
    /// A word of a menu, a button, a section.
    Menu,
    /// Leads to other articles.
    Teaser,
    /// Asks for an account, an address, money.
    Account,
    /// Says whose the page is.
    Rights,
    /// Begins the readers' comments, or asks for one.
    Comments,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

struct Lexicon {
    whole: BTreeMap<String, Furniture>,
    start: BTreeMap<String, Furniture>,
    any: AhoCorasick,
    any_kinds: Vec<Furniture>,
    words: BTreeMap<&'static str, HashSet<String>>,
    starts: BTreeMap<&'static str, BTreeSet<String>>,
    desk: AhoCorasick,
    agencies: BTreeMap<&'static str, (&'static str, bool)>,
}

impl Lexicon {
    fn load() -> Self {
        let mut whole = BTreeMap::new();
        let mut start = BTreeMap::new();
        let (mut any, mut any_kinds, mut desk) = (Vec::new(), Vec::new(), Vec::new());
        let mut words: BTreeMap<&'static str, HashSet<String>> = BTreeMap::new();
        let mut starts: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        let rows = TABLES
            .iter()
            .flat_map(|table| table.lines())
            .filter(|line| !line.starts_with('#'));
        for row in rows {
            let mut cells = row.split('\t');
            let (Some(kind), Some(how), Some(phrase)) = (cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            let phrase = fold(phrase);
            match (furniture(kind), how) {
                (Some(kind), "whole") => drop(whole.insert(phrase, kind)),
                (Some(kind), "start") => drop(start.insert(phrase, kind)),
                (Some(kind), _) => {
                    any.push(phrase);
                    any_kinds.push(kind);
                }
                (None, "any") => desk.push(phrase),
                (None, "start") => drop(starts.entry(kind).or_default().insert(phrase)),
                (None, _) => drop(words.entry(kind).or_default().insert(phrase)),
            }
        }
        let mut agencies = BTreeMap::new();
        for row in AGENCIES.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = row.split('\t');
            let Some(name) = cells.next() else { continue };
            let others = cells.next().unwrap_or_default();
            let pictures = cells.next() == Some("photo");
            for spelling in std::iter::once(name)
                .chain(others.split('|'))
                .filter(|s| !s.is_empty())
            {
                agencies.insert(spelling, (name, pictures));
            }
        }
        Self {
            whole,
            start,
            any: automaton(&any),
            any_kinds,
            words,
            starts,
            desk: automaton(&desk),
            agencies,
        }
    }
}

/// An automaton over data that a test has built already; were it ever too large, it would match nothing.
fn automaton(phrases: &[String]) -> AhoCorasick {
    AhoCorasick::new(phrases)
        .or_else(|_| AhoCorasick::new(std::iter::empty::<&str>()))
        .unwrap_or_else(|_| unreachable!())
}

fn furniture(kind: &str) -> Option<Furniture> {
    match kind {
        "menu" => Some(Furniture::Menu),
        "teaser" => Some(Furniture::Teaser),
        "account" => Some(Furniture::Account),
        "rights" => Some(Furniture::Rights),
        "comments" => Some(Furniture::Comments),
        _ => None,
    }
}

/// How a short line reads: lower case, no accents, straight apostrophes, single spaces.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
            '’' | 'ʼ' | '‘' => folded.push('\''),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c if c.is_ascii() => folded.push(c),
            c => decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    folded.extend(part.to_lowercase());
                }
            }),
        }
    }
    folded.trim().to_owned()
}

/// The furniture that a folded line is, if any. `prose` says that it reads like a sentence, which
/// only unmistakable phrases outweigh.
pub(super) fn of_line(folded: &str, prose: bool) -> Option<Furniture> {
    let key = bare(folded);
    if let Some(kind) = LEXICON.whole.get(&key) {
        return Some(*kind);
    }
    let opening = folded
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '"' && c != '«' && c != '“');
    let by_start = prefixes(opening)
        .filter_map(|p| LEXICON.start.get(p))
        .last()
        .copied();
    let by_any = || {
        LEXICON
            .any
            .find(folded)
            .and_then(|m| LEXICON.any_kinds.get(m.pattern().as_usize()))
            .copied()
    };
    match by_start {
        Some(Furniture::Teaser | Furniture::Comments) => by_start,
        Some(_) if !prose => by_start,
        _ => by_any(),
    }
}

/// A folded line without its numbers and signs: `commentaires (4)` reads `commentaires`.
fn bare(folded: &str) -> String {
    let keep = |c: char| c.is_alphabetic() || c == '\'' || c == '-' || c == ',' || c == '.';
    let words = folded
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphabetic()));
    let words: Vec<&str> = words
        .filter(|w| !w.is_empty() && w.chars().all(keep))
        .collect();
    words.join(" ")
}

/// The beginnings of a folded line that end with a word, shortest first.
fn prefixes(folded: &str) -> impl Iterator<Item = &str> {
    let ends = folded
        .char_indices()
        .filter(|(_, c)| !c.is_alphanumeric())
        .flat_map(|(i, c)| [i, i + c.len_utf8()]);
    let ends = ends.chain(std::iter::once(folded.len()));
    ends.take(LONGEST * 4).filter_map(|end| folded.get(..end))
}

/// Whether a folded word is on one of the word lists: `month`, `weekday`, `stamp`, `function`.
pub(super) fn is_word(list: &str, word: &str) -> bool {
    LEXICON
        .words
        .get(list)
        .is_some_and(|words| words.contains(word))
}

/// Length of the longest phrase of a list (`byline`, `photo`) that a folded line begins with.
pub(super) fn start_of(list: &str, folded: &str) -> Option<usize> {
    let phrases = LEXICON.starts.get(list)?;
    prefixes(folded)
        .filter(|p| phrases.contains(*p))
        .last()
        .map(str::len)
}

/// Whether a folded line names who wrote, edited or translated the article.
pub(super) fn names_desk(folded: &str) -> bool {
    LEXICON.desk.is_match(folded)
}

/// The name to keep of an agency, and whether it sells pictures only.
pub(super) fn agency(name: &str) -> Option<(&'static str, bool)> {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let shout = || {
        let loud = name.chars().count() > 3 && name.chars().all(|c| !c.is_lowercase());
        if loud {
            LEXICON
                .agencies
                .iter()
                .find(|(known, _)| known.to_uppercase() == name)
                .map(|(_, found)| *found)
        } else {
            None
        }
    };
    LEXICON.agencies.get(name).copied().or_else(shout)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_tables_is_read() {
        for table in TABLES {
            for row in table.lines().filter(|l| !l.starts_with('#')) {
                let cells: Vec<&str> = row.split('\t').collect();
                assert_eq!(cells.len(), 3, "{row}");
                assert!(["whole", "start", "any"].contains(&cells[1]), "{row}");
            }
        }
        assert!(
            LEXICON
                .desk
                .is_match("(reporting by a. b; editing by c. d)")
        );
    }

    #[test]
    fn furniture_is_told_by_its_phrases() {
        let of = |line: &str| of_line(&fold(line), false);
        assert_eq!(of("Commentaires (12)"), Some(Furniture::Comments));
        assert_eq!(of("3 Comments"), Some(Furniture::Comments));
        assert_eq!(
            of("(Lire aussi : Le plan en dix points)"),
            Some(Furniture::Teaser)
        );
        assert_eq!(
            of("» Read more: the plan in ten points"),
            Some(Furniture::Teaser)
        );
        assert_eq!(of("Partager sur Facebook"), Some(Furniture::Menu));
        assert_eq!(of("Mot de passe oublié ?"), Some(Furniture::Account));
        assert_eq!(
            of("© 2019 Le Courrier. Tous droits réservés."),
            Some(Furniture::Rights)
        );
        assert_eq!(of("Les ministres se retrouvent lundi à Vienne"), None);
        assert_eq!(of("Monde : les ministres se retrouvent"), None);
    }

    #[test]
    fn agencies_keep_one_name() {
        assert_eq!(agency("Agence France-Presse"), Some(("AFP", false)));
        assert_eq!(agency("REUTERS"), Some(("Reuters", false)));
        assert_eq!(agency("Getty"), Some(("Getty Images", true)));
        assert_eq!(agency("Dupont"), None);
    }
}

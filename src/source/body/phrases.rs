//! The furniture phrases of news pages and the names of agencies, from `data/lexicon`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::source::keys::{ByKey, EMPTY_KEY, Keys, longer_key, word_key};

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

/// Words of a closed class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// Words around the name of an agency.
    Credit,
    /// Grammar: prose is full of it.
    Function,
    /// Names of months.
    Month,
    /// Words around the date of publication.
    Stamp,
    /// Names of weekdays.
    Weekday,
}

/// Phrases with which lines of one kind begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Who wrote it.
    Byline,
    /// Whose picture it is.
    Photo,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

#[derive(Default)]
struct Lexicon {
    whole: ByKey<Furniture>,
    /// Words of the longest phrase of `whole`.
    longest_whole: usize,
    start: Starts<Furniture>,
    any: Option<AhoCorasick>,
    any_kinds: Vec<Furniture>,
    words: [Keys; 5],
    openings: [Starts<()>; 2],
    desk: Option<AhoCorasick>,
    agencies: ByKey<Agency>,
    /// Agencies in capitals.
    loud_agencies: ByKey<Agency>,
}

/// The name to keep of an agency, and whether it sells pictures only.
type Agency = (&'static str, bool);

/// Phrases at the start of a line.
struct Starts<T> {
    phrases: ByKey<T>,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl<T> Default for Starts<T> {
    fn default() -> Self {
        Self {
            phrases: ByKey::default(),
            longest: 0,
        }
    }
}

impl<T: Copy> Starts<T> {
    fn insert(&mut self, phrase: &str, value: T) {
        self.phrases.insert(word_key(phrase), value);
        self.longest = self.longest.max(phrase.len());
    }

    /// The longest phrase with which a folded line begins, and its length.
    fn longest_of(&self, folded: &str) -> Option<(usize, T)> {
        let mut found = None;
        let mut key = EMPTY_KEY;
        let mut done = 0;
        for end in word_ends(folded).take_while(|end| *end <= self.longest) {
            key = longer_key(key, folded.get(done..end).unwrap_or_default());
            done = end;
            if let Some(value) = self.phrases.get(&key) {
                found = Some((end, *value));
            }
        }
        found
    }
}

impl Lexicon {
    fn load() -> Self {
        let mut lexicon = Self::default();
        let (mut any, mut desk) = (Vec::new(), Vec::new());
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
                (Some(kind), "whole") => {
                    let words = phrase.split(' ').count();
                    lexicon.longest_whole = lexicon.longest_whole.max(words);
                    lexicon.whole.insert(word_key(&phrase), kind);
                }
                (Some(kind), "start") => lexicon.start.insert(&phrase, kind),
                (Some(kind), _) => {
                    any.push(phrase);
                    lexicon.any_kinds.push(kind);
                }
                (None, "any") => desk.push(phrase),
                (None, "start") => lexicon.opening(kind, &phrase),
                (None, _) => lexicon.word(kind, &phrase),
            }
        }
        lexicon.any = AhoCorasick::new(any).ok();
        lexicon.desk = AhoCorasick::new(desk).ok();
        lexicon.name_agencies();
        lexicon
    }

    fn opening(&mut self, kind: &str, phrase: &str) {
        let opening = match kind {
            "byline" => Opening::Byline,
            "photo" => Opening::Photo,
            _ => return,
        };
        self.openings[opening as usize].insert(phrase, ());
    }

    fn word(&mut self, kind: &str, word: &str) {
        let list = match kind {
            "credit" => Words::Credit,
            "function" => Words::Function,
            "month" => Words::Month,
            "stamp" => Words::Stamp,
            "weekday" => Words::Weekday,
            _ => return,
        };
        self.words[list as usize].insert(word_key(word));
    }

    fn name_agencies(&mut self) {
        let mut agencies: BTreeMap<&'static str, Agency> = BTreeMap::new();
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
        for (spelling, agency) in agencies {
            self.agencies.insert(word_key(spelling), agency);
            let loud = word_key(&spelling.to_uppercase());
            self.loud_agencies.entry(loud).or_insert(agency);
        }
    }
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
    fold_to(&mut folded, text);
    folded
}

/// Puts the folded form of a text into a string that has room for it.
pub(super) fn fold_to(folded: &mut String, text: &str) {
    folded.clear();
    for c in text.chars() {
        match c {
            'a'..='z' => folded.push(c),
            c if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
            '’' | 'ʼ' | '‘' => folded.push('\''),
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c if c.is_ascii() => folded.push(c),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'à' | 'â' | 'ä' => folded.push('a'),
            'ç' => folded.push('c'),
            c => decompose_canonical(c, |part| {
                if !is_combining_mark(part) {
                    folded.extend(part.to_lowercase());
                }
            }),
        }
    }
    folded.truncate(folded.trim_end().len());
}

/// The furniture that a folded line is, if any. `prose` says that it reads like a sentence, which
/// only unmistakable phrases outweigh.
pub(super) fn of_line(folded: &str, prose: bool) -> Option<Furniture> {
    if let Some(kind) = bare_key(folded).and_then(|key| LEXICON.whole.get(&key)) {
        return Some(*kind);
    }
    let opening = folded
        .trim_start_matches(|c: char| !c.is_alphanumeric() && c != '"' && c != '«' && c != '“');
    let by_start = LEXICON.start.longest_of(opening).map(|(_, kind)| kind);
    let by_any = || {
        let found = LEXICON.any.as_ref()?.find(folded)?;
        LEXICON.any_kinds.get(found.pattern().as_usize()).copied()
    };
    match by_start {
        Some(Furniture::Teaser | Furniture::Comments) => by_start,
        Some(_) if !prose => by_start,
        _ => by_any(),
    }
}

/// The key of a folded line without its numbers and signs: `commentaires (4)` reads `commentaires`. None where it has
/// more words than any phrase.
fn bare_key(folded: &str) -> Option<u64> {
    let keep = |c: char| c.is_alphabetic() || c == '\'' || c == '-' || c == ',' || c == '.';
    let words = folded
        .split_whitespace()
        .map(|w| w.trim_matches(|c: char| !c.is_alphabetic()))
        .filter(|w| !w.is_empty() && w.chars().all(keep));
    let mut key = EMPTY_KEY;
    for (count, word) in words.enumerate() {
        match count {
            0 => {}
            _ if count == LEXICON.longest_whole => return None,
            _ => key = longer_key(key, " "),
        }
        key = longer_key(key, word);
    }
    Some(key)
}

/// Where the beginnings of a folded line end that end with a word, shortest first.
fn word_ends(folded: &str) -> impl Iterator<Item = usize> {
    let ends = folded
        .char_indices()
        .filter(|(_, c)| !c.is_alphanumeric())
        .flat_map(|(i, c)| [i, i + c.len_utf8()]);
    ends.chain(std::iter::once(folded.len())).take(LONGEST * 4)
}

/// Whether a folded word is on a list.
pub(super) fn is_word(list: Words, word: &str) -> bool {
    LEXICON.words[list as usize].contains(&word_key(word))
}

/// Length of the longest phrase of a kind that a folded line begins with.
pub(super) fn start_of(kind: Opening, folded: &str) -> Option<usize> {
    let (length, ()) = LEXICON.openings[kind as usize].longest_of(folded)?;
    Some(length)
}

/// Whether a folded line names who wrote, edited or translated the article.
pub(super) fn names_desk(folded: &str) -> bool {
    LEXICON
        .desk
        .as_ref()
        .is_some_and(|desk| desk.is_match(folded))
}

/// The name to keep of an agency, and whether it sells pictures only.
pub(super) fn agency(name: &str) -> Option<Agency> {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let key = word_key(name);
    let shout = || {
        let loud = name.chars().count() > 3 && name.chars().all(|c| !c.is_lowercase());
        loud.then(|| LEXICON.loud_agencies.get(&key)).flatten()
    };
    LEXICON.agencies.get(&key).or_else(shout).copied()
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
        assert!(names_desk("(reporting by a. b; editing by c. d)"));
        assert!(LEXICON.any.is_some());
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

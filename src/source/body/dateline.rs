//! Datelines and stamps: the place, date and agency before the first sentence, and lines that are dates.

use super::super::BlockKind;
use super::phrases::{Words, agency, fold, is_word};

/// Longest dateline, in bytes.
const LONGEST: usize = 140;
/// Most words in one.
const MOST_WORDS: usize = 14;

/// A dateline found at the start of a paragraph.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// Bytes up to the first word of the sentence.
    pub(super) end: usize,
    /// Agencies that it names.
    pub(super) agencies: Vec<&'static str>,
}

/// Whether a line is a date and nothing else: a dateline where it is written out, a stamp where it
/// is numbers, has an hour, or says that it is the date of publication. `folded` is the line as a look-up reads it.
pub(super) fn date_line(text: &str, folded: &str) -> Option<BlockKind> {
    if text.len() > LONGEST {
        return None;
    }
    let clock = folded.contains(':');
    let (mut months, mut numbers, mut hours, mut published) = (0, 0, false, false);
    for word in words(folded) {
        if word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4 {
            numbers += 1;
        } else if is_word(Words::Month, word) {
            months += 1;
        } else if is_word(Words::Stamp, word) {
            hours |= matches!(word, "h" | "am" | "pm" | "gmt" | "utc");
            published |= word.len() >= 5 || word == "mis";
        } else if !(is_word(Words::Weekday, word) || clock && is_zone(text, word)) {
            return stamp_among_names(text, folded).then_some(BlockKind::Stamp);
        }
    }
    let numeric = folded.split_whitespace().any(is_numeric_date);
    let hours = hours || clock;
    match (months, numbers, numeric) {
        (1.., 1.., _) if !hours && !published => Some(BlockKind::Dateline),
        (1.., 1.., _) | (_, _, true) => Some(BlockKind::Stamp),
        _ => None,
    }
}

/// A line of publication that names its author or desk too: `Jane Roe, Reuters | 3 Mar 2018`, `AFP, publié le 3 mars 2018 à
/// 10h11`. Besides a whole date it holds names, and something that only such lines have: a word of publishing, an hour, or
/// a bar between its parts.
fn stamp_among_names(text: &str, folded: &str) -> bool {
    const MOST_NAMES: usize = 7;
    let credit = ["photo", "credit", "image", "©", "getty", "archive"];
    if text.split_whitespace().count() > MOST_WORDS + 4 || credit.iter().any(|w| folded.contains(w))
    {
        return false;
    }
    let (mut month, mut day, mut year, mut signs, mut names) = (false, false, false, false, 0);
    let mut before = "";
    for word in words(folded) {
        let number = word.parse::<u16>().ok();
        if let Some(number) = number {
            day |= (1..=31).contains(&number);
            year |= word.len() == 4 && (1990..2100).contains(&number);
            signs |= before == "h";
        } else if is_word(Words::Month, word) {
            month = true;
        } else if is_word(Words::Stamp, word) {
            signs |= matches!(
                word,
                "published"
                    | "posted"
                    | "updated"
                    | "modified"
                    | "created"
                    | "publie"
                    | "modifie"
                    | "poste"
                    | "actualise"
                    | "cree"
                    | "publication"
                    | "mis"
                    | "gmt"
                    | "utc"
            );
        } else if !is_word(Words::Weekday, word) && !is_small(word) {
            names += 1;
            let name = word.len() <= 2 || is_capital_in(text, word) || is_domain(text, word);
            if !name || names > MOST_NAMES {
                return false;
            }
        }
        before = word;
    }
    let whole = month && day && year || folded.split_whitespace().any(is_numeric_date);
    let clock = folded.split_once(':').is_some_and(|(head, tail)| {
        head.ends_with(|c: char| c.is_ascii_digit())
            && tail.starts_with(|c: char| c.is_ascii_digit())
    });
    let by = ["by ", "par ", "story by ", "redige "]
        .iter()
        .any(|start| folded.starts_with(start));
    // `Nord Presse, 12.05.2011`: the medium, a comma, the date.
    let medium = text
        .rsplit_once(", ")
        .is_some_and(|(names, date)| names.len() < 40 && is_numeric_date(&fold(date)));
    whole
        && (signs
            || clock
            || by
            || medium
            || text.contains(['|', '•', '·'])
            || text.contains(" / "))
}

/// Small words of lines of publication that are no names.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "by" | "par"
            | "read"
            | "reads"
            | "views"
            | "min"
            | "mins"
            | "minute"
            | "minutes"
            | "ago"
            | "years"
            | "year"
            | "comments"
            | "comment"
            | "story"
            | "page"
            | "ligne"
            | "en"
            | "avec"
            | "et"
            | "and"
            | "de"
            | "lecture"
            | "redige"
            | "source"
            | "redaction"
            | "newsroom"
            | "staff"
            | "desk"
            | "correspondant"
            | "correspondante"
    )
}

fn is_capital_in(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|written| written.starts_with(char::is_uppercase) && fold(written) == word)
}

/// Whether a word is the name of a site: `nord-presse.fr`.
fn is_domain(text: &str, word: &str) -> bool {
    [".fr", ".com", ".be", ".ch", ".org", ".net"]
        .iter()
        .any(|end| text.contains(&format!("{word}{end}")))
}

/// Whether a word behind an hour names its time zone: `IST`, `(SA)`.
fn is_zone(text: &str, word: &str) -> bool {
    (2..=5).contains(&word.len()) && text.contains(&word.to_uppercase())
}

/// The dateline at the start of a paragraph, up to and with its dash. Where the paragraph is the
/// first of the body, a place in capitals alone is one; elsewhere there must be a date or an agency.
pub(super) fn head(text: &str, first: bool) -> Option<Dateline> {
    let (dash, end) = dash(text).or_else(|| agency_in_brackets(text))?;
    let head = text.get(..dash)?.trim();
    if head.is_empty()
        || head.split_whitespace().count() > MOST_WORDS
        || head.contains(['"', '«', '“', '?', '!'])
    {
        return None;
    }
    let (mut month, mut number, mut small) = (false, false, false);
    for word in head
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .filter(|w| !w.is_empty())
    {
        let folded = fold(word);
        if is_word(Words::Month, &folded) {
            month = true;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) {
            number = true;
        } else if !is_word(Words::Weekday, &folded) && !is_word(Words::Stamp, &folded) {
            let capital = word.starts_with(char::is_uppercase);
            let linking = matches!(
                folded.as_str(),
                "and" | "et" | "sur" | "en" | "al" | "el" | "dpa"
            );
            if !capital && !linking {
                return None;
            }
            small |= word.chars().any(char::is_lowercase);
        }
    }
    let agencies = agencies(head);
    let dated = month && number;
    let place =
        first && !small && !number && head.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    (dated || !agencies.is_empty() || place).then_some(Dateline { end, agencies })
}

/// A line of place and date, as on a communiqué: `Vienne, le 3 mai 2016`.
pub(super) fn place_and_date(text: &str) -> bool {
    if text.len() > LONGEST / 2 {
        return false;
    }
    let Some((place, date)) = text.split_once([',', '(']) else {
        return false;
    };
    let capitals = place
        .split_whitespace()
        .all(|w| w.starts_with(char::is_uppercase) || w.chars().count() <= 2);
    // `Vienne, 3 mai 2016 (Agence)`
    let date = date
        .trim_end()
        .strip_suffix(')')
        .and_then(|date| date.rsplit_once('('))
        .filter(|(_, agency)| !agencies(agency).is_empty())
        .map_or(date, |(date, _)| date);
    capitals
        && place.split_whitespace().count() <= 4
        && date_line(date, &fold(date)) == Some(BlockKind::Dateline)
}

fn words(folded: &str) -> impl Iterator<Item = &str> {
    let mut rest = folded;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest
            .find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits)
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// `2016-07-14`, `14/07/2016`, `14.07.2016`, with anything of an hour behind.
fn is_numeric_date(word: &str) -> bool {
    let mut parts = word
        .split(['-', '/', '.', 't'])
        .map(|p| p.bytes().all(|b| b.is_ascii_digit()).then_some(p.len()));
    let three = [
        parts.next().flatten(),
        parts.next().flatten(),
        parts.next().flatten(),
    ];
    matches!(
        three,
        [Some(4), Some(1..=2), Some(1..=2)] | [Some(1..=2), Some(1..=2), Some(4)]
    )
}

/// Where the dash that ends a dateline begins, and where the sentence after it begins.
fn dash(text: &str) -> Option<(usize, usize)> {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
    let mut before = ' ';
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < LONGEST) {
        if is_dash(c) && (before.is_whitespace() || matches!(before, ')' | '.' | '/')) {
            let rest = text.get(at..)?.trim_start_matches(is_dash);
            if rest.is_empty() || rest.starts_with(char::is_whitespace) {
                return (at > 0).then(|| (at, text.len() - rest.trim_start().len()));
            }
        }
        before = c;
    }
    None
}

/// Where the bracket with the agency that ends a dateline closes, and where the sentence after it begins: *VIENNE, 3 mai
/// 2016 (APS) Les ministres …*.
fn agency_in_brackets(text: &str) -> Option<(usize, usize)> {
    let open = text.find('(')?;
    let close = open + text.get(open..)?.find(')')? + 1;
    if close > LONGEST || agencies(text.get(open..close)?).is_empty() {
        return None;
    }
    let rest = text.get(close..)?;
    Some((close, text.len() - rest.trim_start().len()))
}

fn agencies(head: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for part in head.split(['(', ')', ',', '/', ';']) {
        let names = std::iter::once(part).chain(part.split_whitespace());
        for (name, pictures) in names.filter_map(agency) {
            if !pictures && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_dates() {
        for (text, kind) in [
            ("Thursday, May 12, 2011", Some(BlockKind::Dateline)),
            ("12 mai 2011 . –", Some(BlockKind::Dateline)),
            ("1er juin 2011", Some(BlockKind::Dateline)),
            ("2011-05-12", Some(BlockKind::Stamp)),
            (
                "12.05.2011 à 13 H 03 • Mis à jour le 12.05.2011 à 13 H 04",
                Some(BlockKind::Stamp),
            ),
            ("Publié le 12 mai 2011", Some(BlockKind::Stamp)),
            ("Updated 12 May 2011 10:15 GMT", Some(BlockKind::Stamp)),
            ("12/05/2011 11:44 - (SA)", Some(BlockKind::Stamp)),
            ("May 12, 2011 09:15 IST", Some(BlockKind::Stamp)),
            ("Radio Nord, 12.05.2011", Some(BlockKind::Stamp)),
            (
                "nordpresse.fr avec l’AFP | Jeudi 12 Mai 2011",
                Some(BlockKind::Stamp),
            ),
            ("The 12 May 2011 vote: a report", None),
            ("Jane Roe, Reuters | 12 May 2011", Some(BlockKind::Stamp)),
            ("AFP, publié le 12 mai 2011 à 10h11", Some(BlockKind::Stamp)),
            (
                "Page last updated at 16:40 GMT, 12 May 2011",
                Some(BlockKind::Stamp),
            ),
            (
                "12 mai 2011 à 18h10 par La rédaction",
                Some(BlockKind::Stamp),
            ),
            ("Jane Roe, ambassadrice, le 12 mai 2011", None),
            ("Photo: Jane Roe | 12 May 2011", None),
            ("Le 12 mai 2011 à Vienne", None),
            ("May in Vienna", None),
            ("12", None),
        ] {
            assert_eq!(date_line(text, &fold(text)), kind, "{text}");
        }
        assert!(place_and_date("Vienne, le 3 mai 2016"));
        assert!(!place_and_date("Vienne, ville neutre"));
    }

    #[test]
    fn datelines_before_a_sentence() {
        for (text, sentence, names) in [
            (
                "VIENNE, 3 mai (Reuters) - Les ministres se verront.",
                "Les ministres se verront.",
                vec!["Reuters"],
            ),
            (
                "VIENNA, May 3 (Xinhua) -- The ministers will meet.",
                "The ministers will meet.",
                vec!["Xinhua"],
            ),
            (
                "WASHINGTON (AP) — The ministers will meet.",
                "The ministers will meet.",
                vec!["AP"],
            ),
            (
                "3 mai 2016 . – Les ministres se verront.",
                "Les ministres se verront.",
                vec![],
            ),
            (
                "3 mai 2016. - Les ministres se verront.",
                "Les ministres se verront.",
                vec![],
            ),
            (
                "VIENNE, 3 mai 2016 (AFP) Les ministres se verront.",
                "Les ministres se verront.",
                vec!["AFP"],
            ),
            (
                "VIENNA – The ministers will meet.",
                "The ministers will meet.",
                vec![],
            ),
        ] {
            let found = head(text, true).unwrap();
            assert_eq!(
                (text.get(found.end..).unwrap(), found.agencies),
                (sentence, names)
            );
        }
    }

    #[test]
    fn dashes_inside_sentences_are_no_datelines() {
        for text in [
            "Les ministres – ils sont deux – se verront.",
            "La ministre - Anna Weber - a refusé.",
            "Vienne accueille le sommet – le troisième.",
            "Non-alignés et autres - la liste.",
        ] {
            assert_eq!(head(text, true), None, "{text}");
        }
        assert_eq!(head("VIENNA – The ministers will meet.", false), None);
    }
}

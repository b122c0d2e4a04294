//! The words that tell of meetings and proposals, from `data/lexicon/{meetings,proposals}.{fr,en}.tsv`.

use std::ops::Range;
use std::sync::LazyLock;

use crate::text::{ByKey, Document, Language, Sieve, fold, word_key};

/// A word or phrase of a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) struct Entry {
    /// The words in lower case, accents kept.
    form: Vec<String>,
    /// Keys of the folded words after the first.
    rest: Vec<u64>,
    /// The verb in the infinitive, or the noun.
    pub(in crate::extract) lemma: String,
    /// Verb, noun, …
    pub(in crate::extract) part: Part,
    /// For verbs.
    pub(in crate::extract) tense: Tense,
    /// Whether the form is plural.
    pub(in crate::extract) plural: bool,
    /// The two columns that differ from lexicon to lexicon: frame and kind, or addressee and content.
    pub(in crate::extract) frame: String,
    /// See `frame`.
    pub(in crate::extract) second: String,
    /// The last column of the proposals: the status that the word itself shows.
    pub(in crate::extract) status: String,
}

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Part {
    /// A verb that is a cue by itself.
    Verb,
    /// A noun.
    Noun,
    /// A verb that states what a plan contains.
    Content,
    /// A verb that does something with a plan: presents, rejects, adopts it.
    React,
}

/// Form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Tense {
    /// Not a verb.
    None,
    /// Present.
    Present,
    /// French imperfect.
    Imperfect,
    /// Simple past.
    Past,
    /// Simple future.
    Future,
    /// Conditional.
    Conditional,
    /// Infinitive or base form.
    Infinitive,
    /// Present participle.
    Gerund,
    /// Past participle.
    Participle,
}

/// Words by their first folded token, those of many tokens first.
#[derive(Debug, Default)]
pub(in crate::extract) struct Lexicon {
    by_first: ByKey<Vec<Entry>>,
    first: Sieve,
}

/// A word of a lexicon in the text.
#[derive(Clone, Debug)]
pub(in crate::extract) struct Hit<'l> {
    /// Its tokens.
    pub(in crate::extract) tokens: Range<usize>,
    /// What the lexicon says of it: several readings for a form such as English *met*.
    pub(in crate::extract) readings: Vec<&'l Entry>,
}

impl Hit<'_> {
    /// The reading of the given part of speech, if there is one.
    pub(in crate::extract) fn reading(&self, part: Part) -> Option<&Entry> {
        self.readings
            .iter()
            .find(|entry| entry.part == part)
            .copied()
    }
}

impl Lexicon {
    fn parse(table: &str) -> Self {
        let mut by_first: ByKey<Vec<Entry>> = ByKey::default();
        let mut sieve = Sieve::default();
        for line in table.lines().filter(|line| !line.starts_with('#')).skip(1) {
            let mut fields = line.split('\t');
            let mut field = || fields.next().unwrap_or_default();
            let written = field().replace('\'', "' ");
            let form = written.split(' ').map(str::to_owned).collect();
            let folded = fold(&written);
            let mut words = folded.split(' ');
            let Some(first) = words.next() else { continue };
            let rest = words.map(word_key).collect();
            let lemma = field().to_owned();
            let part = match field() {
                "verb" => Part::Verb,
                "noun" => Part::Noun,
                "react" => Part::React,
                _ => Part::Content,
            };
            let tense = tense(field());
            let plural = field() == "p";
            let entry = Entry {
                form,
                rest,
                lemma,
                part,
                tense,
                plural,
                frame: field().to_owned(),
                second: field().to_owned(),
                status: field().to_owned(),
            };
            let entries = by_first.entry(word_key(first)).or_insert_with(|| {
                sieve.insert(word_key(first));
                Vec::new()
            });
            let at = entries.partition_point(|known| known.rest.len() >= entry.rest.len());
            entries.insert(at, entry);
        }
        Self {
            by_first,
            first: sieve,
        }
    }

    /// The longest word of the lexicon that begins at `token`.
    pub(in crate::extract) fn at(&self, document: &Document<'_>, token: usize) -> Option<Hit<'_>> {
        let key = document.key(token);
        if !self.first.lets(key) {
            return None;
        }
        let entries = self.by_first.get(&key)?;
        let fits = |entry: &Entry| {
            entry
                .rest
                .iter()
                .enumerate()
                .all(|(at, word)| document.key(token + 1 + at) == *word)
        };
        let first = entries.iter().position(fits)?;
        let entries = entries.get(first..)?;
        let longest = entries.first()?.rest.len();
        let mut readings: Vec<&Entry> = entries
            .iter()
            .take_while(|entry| entry.rest.len() == longest)
            .filter(|entry| fits(entry))
            .collect();
        // *rencontre* is no *rencontré*; text without accents keeps all readings.
        let as_written = |entry: &&Entry| {
            entry
                .form
                .iter()
                .enumerate()
                .all(|(at, word)| document.lower(token + at) == word)
        };
        let accented =
            (token..=token + longest).any(|at| document.lower(at) != document.folded(at));
        if accented || readings.iter().any(as_written) {
            readings.retain(as_written);
        }
        if readings.is_empty() {
            return None;
        }
        Some(Hit {
            tokens: token..token + 1 + longest,
            readings,
        })
    }
}

fn tense(name: &str) -> Tense {
    match name {
        "pres" => Tense::Present,
        "impf" => Tense::Imperfect,
        "past" => Tense::Past,
        "fut" => Tense::Future,
        "cond" => Tense::Conditional,
        "inf" => Tense::Infinitive,
        "ger" => Tense::Gerund,
        "part" => Tense::Participle,
        _ => Tense::None,
    }
}

static MEETINGS_FR: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../data/lexicon/meetings.fr.tsv")));
static MEETINGS_EN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../data/lexicon/meetings.en.tsv")));
static PROPOSALS_FR: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../data/lexicon/proposals.fr.tsv")));
static PROPOSALS_EN: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(include_str!("../../../../data/lexicon/proposals.en.tsv")));
static NOTHING: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

/// Words that tell of meetings.
pub(in crate::extract) fn meetings(language: Language) -> &'static Lexicon {
    match language {
        Language::French => &MEETINGS_FR,
        Language::English => &MEETINGS_EN,
        Language::Other => &NOTHING,
    }
}

/// Words that tell of proposals.
pub(in crate::extract) fn proposals(language: Language) -> &'static Lexicon {
    match language {
        Language::French => &PROPOSALS_FR,
        Language::English => &PROPOSALS_EN,
        Language::Other => &NOTHING,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_word() {
        let document =
            Document::of_paragraphs("Un entretien téléphonique a eu lieu.", Language::French);
        let hit = meetings(Language::French).at(&document, 1);
        assert_eq!(
            hit.map(|hit| (hit.tokens.clone(), hit.readings[0].second.clone())),
            Some((1..3, "call".to_owned()))
        );
    }

    #[test]
    fn every_line_has_a_known_part_and_frame() {
        for table in [
            include_str!("../../../../data/lexicon/meetings.fr.tsv"),
            include_str!("../../../../data/lexicon/meetings.en.tsv"),
            include_str!("../../../../data/lexicon/proposals.fr.tsv"),
            include_str!("../../../../data/lexicon/proposals.en.tsv"),
        ] {
            for line in table.lines().skip(2) {
                let fields: Vec<&str> = line.split('\t').collect();
                assert!(fields.len() >= 7, "too few fields: {line}");
                assert!(
                    ["verb", "noun", "content", "react"].contains(&fields[2]),
                    "{line}"
                );
                assert_eq!(
                    fields[2] != "noun",
                    tense(fields[3]) != Tense::None,
                    "{line}"
                );
            }
        }
    }
}

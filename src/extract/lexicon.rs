//! What extraction knows of words: names handed in, and the tables of `data/lexicon`.
//!
//! Built once, read by all threads.

use std::collections::HashMap;

use super::facts::SpeechAct;
use super::phrases::{Phrases, Words, fold_words};
use super::verb::{Verbs, act_of};
use super::{Gender, KnownName, NameClass};
use crate::text::{ByKey, Document, Keys, Language, fold, word_key};

/// What a common noun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NounClass {
    /// One person: *le diplomate*.
    Person,
    /// A withheld or collective voice: *des sources*, *officials*.
    Source,
    /// Stands for its state: *le gouvernement russe*.
    State,
    /// An office: *le ministère*.
    Office,
    /// A group: *les rebelles*.
    Group,
    /// A medium: *le journal*.
    Media,
    /// A document: *le rapport*.
    Document,
    /// An organisation: *l'association*.
    Org,
}

/// A common noun that acts.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    pub(super) class: NounClass,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
}

/// Where words show an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ActScope {
    /// In the main clause that opens what is said.
    Start,
    /// Near the beginning of what is said.
    Anywhere,
    /// In what something is called.
    Judgement,
}

/// Words that show what saying them does: *we must*, *nous saluons*.
#[derive(Clone, Copy, Debug)]
pub(super) struct ActRow {
    /// Its place in the table: the first that fits decides.
    pub(super) rank: usize,
    /// What is done.
    pub(super) act: SpeechAct,
    /// Where it counts.
    pub(super) scope: ActScope,
    /// Whether it is a single word.
    pub(super) single: bool,
    /// Whether it begins with a French participle in -é: *menacé* is not *menace*.
    pub(super) participle: bool,
}

/// A noun of saying: *appel*, *concern*.
#[derive(Clone, Debug)]
pub(super) struct SpeechNoun {
    /// What is done by saying it.
    pub(super) act: SpeechAct,
    /// The preposition after which what is said stands; none where the noun phrase itself is what is said.
    pub(super) content: Option<String>,
}

/// One way to write a title: its head was matched, `tail` still has to follow.
#[derive(Clone, Debug)]
pub(super) struct RoleForm {
    pub(super) role: String,
    pub(super) tail: Vec<String>,
    pub(super) gender: Option<Gender>,
    pub(super) polity: Option<String>,
    pub(super) plural: bool,
}

/// A known name's number in [`Lexicon::name`].
pub type NameId = u32;

/// The words that extraction knows.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    names: Vec<KnownName>,
    by_name: [Phrases<NameId>; 2],
    /// Adjectives and nouns of nationality of one word: few of all names, and asked for at every turn.
    demonyms: [ByKey<NameId>; 2],
    /// Given names, with how many men and women bear each.
    given: ByKey<[u32; 2]>,
    surnames: Keys,
    roles: [Phrases<RoleForm>; 2],
    nouns: [Phrases<Noun>; 2],
    verbs: [Verbs; 2],
    acts: [Phrases<ActRow>; 2],
    speech: [Phrases<SpeechNoun>; 2],
    by_canonical: HashMap<String, NameId>,
}

/// Index of a language in the pairs above.
fn side(language: Language) -> usize {
    usize::from(language != Language::French)
}

impl Lexicon {
    /// The built-in tables and the names that the caller knows.
    pub fn new(known_names: impl IntoIterator<Item = KnownName>) -> Self {
        let mut lexicon = Self::default();
        let mut words = Words::default();
        for name in known_names {
            lexicon.add_name(name, &mut words);
        }
        lexicon.add_roles(include_str!("../../data/lexicon/roles.tsv"));
        lexicon.add_nouns(include_str!("../../data/lexicon/nouns.tsv"));
        lexicon.add_acts(include_str!("../../data/lexicon/acts.tsv"));
        lexicon.add_speech(include_str!("../../data/lexicon/speech.tsv"));
        lexicon.verbs = [
            Verbs::read(
                include_str!("../../data/lexicon/verbs.fr.tsv"),
                Language::French,
            ),
            Verbs::read(
                include_str!("../../data/lexicon/verbs.en.tsv"),
                Language::English,
            ),
        ];
        lexicon
    }

    /// A known name by its number.
    pub fn name(&self, id: NameId) -> Option<&KnownName> {
        self.names.get(id as usize)
    }

    /// The known country of that English name.
    pub(super) fn country(&self, canonical: &str) -> Option<&KnownName> {
        self.by_canonical
            .get(canonical)
            .and_then(|id| self.name(*id))
    }

    /// The longest known name at a token: its length and its entries.
    pub(super) fn names_at<'l>(
        &'l self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &'l [NameId])> {
        self.by_name
            .get(side(document.language()))?
            .longest(document, at, end)
    }

    /// Whether a folded word is known as a given name of somebody.
    pub(super) fn is_given_name(&self, folded: &str) -> bool {
        self.given.contains_key(&word_key(folded))
    }

    /// The gender of those who bear a given name, where hardly any are of the other.
    pub(super) fn gender_of_given(&self, folded: &str) -> Option<Gender> {
        const SURE: u32 = 12;
        let [men, women] = *self.given.get(&word_key(folded))?;
        match (men, women) {
            (men, women) if men > women.saturating_mul(SURE) => Some(Gender::Masculine),
            (men, women) if women > men.saturating_mul(SURE) => Some(Gender::Feminine),
            _ => None,
        }
    }

    /// Whether a folded word is known as a family name of somebody.
    pub(super) fn is_surname(&self, folded: &str) -> bool {
        self.surnames.contains(&word_key(folded))
    }

    /// The state that an adjective or noun of nationality names.
    pub(super) fn demonym(&self, folded: &str, language: Language) -> Option<&str> {
        self.demonym_of(word_key(folded), language)
    }

    /// The same of a token.
    pub(super) fn demonym_at(&self, document: &Document<'_>, at: usize) -> Option<&str> {
        self.demonym_of(document.key(at), document.language())
    }

    fn demonym_of(&self, key: u64, language: Language) -> Option<&str> {
        let id = self.demonyms[side(language)].get(&key)?;
        self.name(*id).map(|name| name.canonical.as_str())
    }

    /// The last state that a compound of nationalities names: *italo-suédois* Sweden, *franco-allemand* Germany.
    pub(super) fn compound_demonym(&self, folded: &str, language: Language) -> Option<&str> {
        let (first, last) = folded.rsplit_once('-')?;
        let combines =
            first.len() > 3 && first.ends_with('o') || first.len() > 4 && first.ends_with("an");
        combines.then(|| self.demonym(last, language)).flatten()
    }

    /// Every title head at a token, shortest first.
    pub(super) fn roles_at<'l>(
        &'l self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> impl Iterator<Item = (usize, &'l RoleForm)> {
        self.roles[side(document.language())]
            .all(document, at, end)
            .flat_map(|(length, forms)| forms.iter().map(move |form| (length, form)))
    }

    /// Whether a title or a common noun may begin at a token.
    pub(super) fn may_head(&self, document: &Document<'_>, at: usize) -> bool {
        let side = side(document.language());
        self.roles[side].may_begin(document, at) || self.nouns[side].may_begin(document, at)
    }

    /// The longest common noun at a token.
    pub(super) fn noun_at<'l>(
        &'l self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &'l Noun)> {
        let (length, nouns) = self.nouns[side(document.language())].longest(document, at, end)?;
        nouns.first().map(|noun| (length, noun))
    }

    /// The verbs of saying of a language.
    pub(super) fn verbs(&self, language: Language) -> &Verbs {
        &self.verbs[side(language)]
    }

    /// The rows of `acts.tsv` that a token begins.
    pub(super) fn acts_at<'l>(
        &'l self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> Option<&'l ActRow> {
        let (_, rows) = self.acts[side(document.language())].longest(document, at, end)?;
        let participle = super::inflect::is_participle_in_e(document.lower(at));
        rows.first().filter(|row| row.participle == participle)
    }

    /// The longest noun of saying at a token.
    pub(super) fn speech_at<'l>(
        &'l self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &'l SpeechNoun)> {
        let (length, nouns) = self.speech[side(document.language())].longest(document, at, end)?;
        nouns.first().map(|noun| (length, noun))
    }

    fn add_speech(&mut self, table: &str) {
        for row in rows(table) {
            let [word, lang, act, content] = columns(row);
            let noun = SpeechNoun {
                act: act_of(act),
                content: (!content.is_empty()).then(|| fold(content)),
            };
            self.speech[side(language_of(lang))].insert(word, language_of(lang), noun);
        }
    }

    fn add_acts(&mut self, table: &str) {
        for (rank, row) in rows(table).enumerate() {
            let [lang, phrase, act, scope] = columns(row);
            let row = ActRow {
                rank,
                act: act_of(act),
                scope: match scope {
                    "start" => ActScope::Start,
                    "judge" => ActScope::Judgement,
                    _ => ActScope::Anywhere,
                },
                single: !phrase.contains(' '),
                participle: phrase
                    .split(' ')
                    .next()
                    .is_some_and(super::inflect::is_participle_in_e),
            };
            self.acts[side(language_of(lang))].insert(phrase, language_of(lang), row);
        }
    }

    fn add_name(&mut self, name: KnownName, words: &mut Words) {
        let Ok(id) = NameId::try_from(self.names.len()) else {
            return;
        };
        let english = words.keys(&name.name, Language::English);
        // Only apostrophes and stops are read in two ways.
        let french = if name.name.contains(['\'', '’', 'ʼ', '.']) {
            words.keys(&name.name, Language::French)
        } else {
            english.clone()
        };
        if name.class == NameClass::Person
            && let [first, .., last] = english.as_slice()
        {
            let bearers = self.given.entry(*first).or_default();
            match name.gender {
                Some(Gender::Masculine) => bearers[0] += 1,
                Some(Gender::Feminine) => bearers[1] += 1,
                None => {}
            }
            self.surnames.insert(*last);
        }
        for (language, words) in [(Language::French, french), (Language::English, english)] {
            if let (NameClass::Demonym, [word]) = (name.class, words.as_slice()) {
                let demonyms = &mut self.demonyms[side(language)];
                demonyms.entry(*word).or_insert(id);
            }
            self.by_name[side(language)].insert_keys(&words, id);
        }
        if name.class == NameClass::Country {
            self.by_canonical
                .entry(name.canonical.clone())
                .or_insert(id);
        }
        self.names.push(name);
    }

    fn add_roles(&mut self, table: &str) {
        for row in rows(table) {
            let [role, lang, head, tail, gender, polity] = columns(row);
            let language = language_of(lang);
            let form = |plural| RoleForm {
                role: role.to_owned(),
                tail: fold_words(tail, language),
                gender: gender_of(gender),
                polity: (!polity.is_empty()).then(|| polity.to_owned()),
                plural,
            };
            self.roles[side(language)].insert(head, language, form(false));
            if let Some(plural) = plural_of(head, language) {
                self.roles[side(language)].insert(&plural, language, form(true));
            }
        }
    }

    fn add_nouns(&mut self, table: &str) {
        for row in rows(table) {
            let [word, lang, class, gender, number, _] = columns(row);
            let class = match class {
                "person" => NounClass::Person,
                "source" => NounClass::Source,
                "state" => NounClass::State,
                "office" => NounClass::Office,
                "group" => NounClass::Group,
                "media" => NounClass::Media,
                "document" => NounClass::Document,
                _ => NounClass::Org,
            };
            let noun = Noun {
                class,
                gender: gender_of(gender),
                plural: number == "p",
            };
            self.nouns[side(language_of(lang))].insert(word, language_of(lang), noun);
        }
    }
}

/// The rows of a table: no comments, no header.
pub(super) fn rows(table: &str) -> impl Iterator<Item = &str> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .skip(1)
}

/// The columns of a row, empty where it has fewer.
pub(super) fn columns<const N: usize>(row: &str) -> [&str; N] {
    let mut list = [""; N];
    for (slot, column) in list.iter_mut().zip(row.split('\t')) {
        *slot = column.trim();
    }
    list
}

fn language_of(tag: &str) -> Language {
    if tag == "fr" {
        Language::French
    } else {
        Language::English
    }
}

fn gender_of(letter: &str) -> Option<Gender> {
    match letter {
        "m" => Some(Gender::Masculine),
        "f" => Some(Gender::Feminine),
        _ => None,
    }
}

/// The plural of a title's head: of its first word in French (*chefs d'état-major*), of its last in English.
fn plural_of(head: &str, language: Language) -> Option<String> {
    if fold(head).starts_with("porte-parole") {
        return None;
    }
    if language == Language::French {
        let (first, rest) = head
            .split_once(' ')
            .map_or((head, ""), |(first, rest)| (first, rest));
        if first.ends_with(['s', 'x']) {
            return None;
        }
        return Some(if rest.is_empty() {
            format!("{first}s")
        } else {
            format!("{first}s {rest}")
        });
    }
    match head.split_once(" of ") {
        Some((first, rest)) => Some(format!("{} of {rest}", english_plural(first))),
        None => Some(english_plural(head)),
    }
}

fn english_plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ => match word.strip_suffix("man") {
            Some(stem) => format!("{stem}men"),
            None => format!("{word}s"),
        },
    }
}

//! Noun phrases whose head acts: titles with the name beside them, institutions, groups, sources, documents.
//!
//! > *le ministre russe des Affaires étrangères Igor Petrov · un haut responsable du ministère · the mayor of Lyon, Anna Roy*

mod beside;
mod complement;
mod english;
mod finish;
mod french;
pub(super) mod portfolio;

use std::ops::Range;

use super::Gender;
use super::lexicon::{Noun, RoleForm};
use super::mention::{Mention, MentionClass, Reader, class_of_noun};
use super::words::{self, Determiner};
use english::english_head;
pub(super) use english::is_english_verb;
use finish::finish;
use french::{french_head, second_nationality};

/// The mention that a noun phrase beginning at token `at` makes, if its head is known to act.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    phrase(reader, at, false)
}

/// The same after a name and a comma, where a noun needs no determiner: *Roy, chercheuse au centre*.
pub(super) fn read_bare(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    phrase(reader, at, true)
}

fn phrase(reader: &Reader<'_>, at: usize, bare: bool) -> Option<Mention> {
    let french = reader.french();
    if reader.at(at).starts_with('\'') {
        return None;
    }
    let (determiner, plural, mut next) = match words::determiner(reader.at(at), french) {
        // `proposed that Rome's mayor …`: before a name *that* opens a clause.
        Some(_) if reader.at(at) == "that" && !french && opens_clause(reader, at + 1) => {
            return None;
        }
        Some((determiner, plural)) if !is_pronominal(reader, at) => (determiner, plural, at + 1),
        _ if french && opens_some(reader, at) => (Determiner::Indefinite, true, at + 1),
        _ => (Determiner::None, false, at),
    };
    // `un de ses négociateurs`, `plusieurs des députés`, `one of the officials`
    let part = if french {
        matches!(reader.at(next), "de" | "des" | "d'")
    } else {
        reader.at(next) == "of"
    };
    if determiner == Determiner::Indefinite
        && part
        && matches!(
            reader.at(at),
            "un" | "une"
                | "plusieurs"
                | "certains"
                | "certaines"
                | "deux"
                | "one"
                | "some"
                | "several"
                | "many"
                | "two"
                | "most"
        )
    {
        next += 1;
        if words::determiner(reader.at(next), french).is_some() {
            next += 1;
        }
    }
    let former = skip_modifiers(reader, &mut next);
    let mut phrase = if french {
        french_head(reader, next, determiner, bare)?
    } else {
        english_head(reader, next, determiner)?
    };
    phrase.former |= former;
    // `chasser du pouvoir`, `arriver au pouvoir`: nobody.
    if reader.at(phrase.head) == "pouvoir"
        && phrase.polity.is_none()
        && matches!(reader.at(at), "du" | "au")
    {
        return None;
    }
    let group = phrase.role.as_deref().is_none_or(|role| role == "official");
    if let Some(past) = second_nationality(reader, phrase.end).filter(|_| group && french) {
        phrase.end = past;
        phrase.polity = None;
    }
    // `leurs pays respectifs`: those who were named, each of them.
    let each = |at: usize| matches!(reader.at(at), "respectifs" | "respectives" | "respective");
    if (next..=phrase.end).any(each) {
        return None;
    }
    // `les ministres britannique, français et allemand`: one of each.
    if let Some(past) = reader
        .one_of_each(phrase.end)
        .filter(|_| phrase.plural && french)
    {
        phrase.end = past;
        phrase.polity = None;
    }
    Some(finish(reader, at, determiner, plural, phrase))
}

/// What English *that* opens as a clause: a name, or several of something (*said that **demonstrators** had left*).
fn opens_clause(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.at(at);
    reader.is_capital(at)
        || word.ends_with('s')
            && reader
                .lexicon
                .noun_at(reader.document, at, reader.sentence.end)
                .is_some_and(|(length, noun)| length == 1 && noun.plural)
}

/// What the head of a noun phrase says.
struct Phrase {
    /// The head noun's token.
    head: usize,
    /// One past the last token of head, adjectives and fixed tail.
    end: usize,
    role: Option<String>,
    noun: MentionClass,
    gender: Option<Gender>,
    plural: bool,
    polity: Option<String>,
    /// The title's first token: what `Title::text` begins with.
    title_start: usize,
    former: bool,
    /// The name of a medium before the head: *the Interfax agency*.
    medium: Option<(Range<usize>, u32)>,
}

impl Phrase {
    /// A title, from its head to one past its end; `start` is where its text begins.
    fn of_title(form: &RoleForm, words: Range<usize>, start: usize) -> Self {
        Self {
            role: Some(form.role.clone()),
            gender: form.gender,
            plural: form.plural,
            polity: form.polity.clone(),
            ..Self::of(MentionClass::Person, words, start)
        }
    }

    /// A noun that is no title.
    fn of_noun(noun: &Noun, words: Range<usize>, start: usize) -> Self {
        Self {
            gender: noun.gender,
            plural: noun.plural,
            ..Self::of(class_of_noun(noun.class), words, start)
        }
    }

    fn of(noun: MentionClass, words: Range<usize>, title_start: usize) -> Self {
        Self {
            head: words.start,
            end: words.end,
            role: None,
            noun,
            gender: None,
            plural: false,
            polity: None,
            title_start,
            former: false,
            medium: None,
        }
    }
}

/// ***d'**autres pays*, ***de** nombreuses capitales*: an unknown number of them.
pub(super) fn opens_some(reader: &Reader<'_>, at: usize) -> bool {
    let (word, next) = (reader.at(at), reader.at(at + 1));
    match word {
        "d'" => next == "autres",
        "de" => matches!(
            next,
            "nombreux"
                | "nombreuses"
                | "hauts"
                | "hautes"
                | "grands"
                | "grandes"
                | "tels"
                | "telles"
        ),
        _ => false,
    }
}

/// *one* and *several* before a verb stand alone: *one said*. They are read as sources elsewhere.
fn is_pronominal(reader: &Reader<'_>, at: usize) -> bool {
    !reader.is_word(at + 1) && !counts(reader.at(at + 1))
}

/// *ancien*, *nouveau*, *deux*, *former*, *senior*: words between determiner and head. Says whether one means *no longer*.
fn skip_modifiers(reader: &Reader<'_>, next: &mut usize) -> bool {
    let mut former = false;
    loop {
        let word = reader.at(*next);
        match word {
            // `les 35 observateurs`, `the 15 members`
            _ if counts(word)
                && words::determiner(previous(reader, *next), reader.french()).is_some() => {}
            "ancien" | "ancienne" | "anciens" | "anciennes" | "ex" | "former" | "ex-" => {
                former = true;
            }
            "nouveau" | "nouvel" | "nouvelle" | "nouveaux" | "futur" | "future" | "actuel"
            | "actuelle" | "autre" | "autres" | "deux" | "trois" | "quatre" | "principal"
            | "principale" | "principaux" | "grand" | "grande" | "grands" | "grandes" | "jeune"
            | "jeunes" | "vieux" | "celebre" | "puissant" | "tres" | "meme" | "seul" | "seule"
            | "dernier" | "derniere" | "nombreux" | "nombreuses" | "certains" | "petit"
            | "petite" | "propre" | "different" | "differents" | "differentes" | "diverses"
            | "divers" | "bon" | "simple"
                if reader.french() => {}
            _ => return former,
        }
        *next += 1;
    }
}

fn previous<'r>(reader: &'r Reader<'_>, at: usize) -> &'r str {
    at.checked_sub(1).map_or("", |before| reader.at(before))
}

/// Whether a word is a number from six upwards, in figures or not; the smaller ones are determiners too.
fn counts(word: &str) -> bool {
    const LONGEST: usize = 4;
    let figures =
        (1..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    figures
        || matches!(
            word,
            "six"
                | "sept"
                | "huit"
                | "dix"
                | "onze"
                | "douze"
                | "treize"
                | "quatorze"
                | "quinze"
                | "seize"
                | "vingt"
                | "trente"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "fifteen"
                | "twenty"
        )
}

fn tail(reader: &Reader<'_>, end: &mut usize, words: &[String]) -> bool {
    let fits = words
        .iter()
        .enumerate()
        .all(|(offset, word)| reader.at(*end + offset) == word);
    if fits {
        *end += words.len();
    }
    fits
}

/// The whole phrase of a title without its name: what *le chef de la diplomatie* says.
pub(super) fn title_tokens(mention: &Mention) -> Range<usize> {
    let end = mention
        .name
        .as_ref()
        .map_or(mention.tokens.end, |name| name.start);
    mention.tokens.start..end.max(mention.tokens.start)
}

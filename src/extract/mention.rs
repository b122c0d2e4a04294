//! Where the text names somebody: proper names, titles, institutions, groups, sources, pronouns.
//!
//! > *Le porte-parole du Kremlin, Igor Petrov, a dit … · selon un haut responsable · he added*
//!
//! A title and the name beside it are one mention. What a mention refers to is for [`super::actor`] to say.

mod list;
mod pronoun;
mod reader;

use std::ops::Range;

use super::lexicon::{Lexicon, NameId, NounClass};
use super::proper_name;
use super::words::Determiner;
use super::{Gender, NameClass, Title};
use crate::text::{Document, Language, ParagraphKind};
pub(super) use list::{add, beginning_at, quoted_tokens, subjects, unquote};
pub(super) use reader::Reader;

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionClass {
    /// A person by name, title or noun.
    Person,
    /// A state: by name, capital, nationality or government.
    Country,
    /// An organisation.
    Organization,
    /// A newspaper, broadcaster or agency.
    Medium,
    /// An institution that speaks as an office.
    Office,
    /// A group of people.
    Group,
    /// A withheld or collective voice.
    Source,
    /// A report or communiqué.
    Document,
    /// A city or region: acts rarely.
    Place,
    /// A capitalised name of which nothing is known.
    Unknown,
    /// A pronoun.
    Pronoun(Pronoun),
}

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// *il*, *he*.
    He,
    /// *elle*, *she*.
    She,
    /// *it*.
    It,
    /// *ils*, *elles*, *they*.
    They,
    /// *ce dernier*, *celui-ci*, *the latter*.
    Latter,
    /// *les deux hommes*, *both men*.
    Both,
    /// *les deux pays*, *the two capitals*.
    BothBodies,
    /// *le premier*, *the former*.
    Former,
}

/// A place where the text names somebody.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The noun phrase with its determiner and apposition.
    pub tokens: Range<usize>,
    /// Its head noun, or the last word of the name.
    pub head: usize,
    /// The proper name in it.
    pub name: Option<Range<usize>>,
    /// What it is.
    pub class: MentionClass,
    /// The known name that it is, if any.
    pub known: Option<NameId>,
    /// Titles in it.
    pub titles: Vec<Title>,
    /// English name of the state that an adjective or complement names.
    pub polity: Option<String>,
    /// What grammar shows.
    pub gender: Option<Gender>,
    /// Whether it names several.
    pub plural: bool,
    /// Its determiner.
    pub determiner: Determiner,
    /// Whether a preposition governs it.
    pub governed: bool,
    /// The mention in whose complement it stands.
    pub inside: Option<usize>,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Its sentence.
    pub sentence: usize,
    /// An acronym in brackets after it.
    pub acronym: Option<usize>,
}

/// Finds the mentions of a document, in order.
pub(super) fn find(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    if document.language() == Language::Other {
        return Vec::new();
    }
    let quoted = quoted_tokens(document);
    let capitals = proper_name::inner_capitals(document);
    let mut mentions: Vec<Mention> = Vec::new();
    for (number, sentence) in document.sentences().iter().enumerate() {
        let title_case = document
            .paragraphs()
            .get(sentence.paragraph)
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Title)
            || proper_name::is_title_case(document, &sentence.tokens);
        let reader = Reader {
            document,
            lexicon,
            capitals: &capitals,
            sentence: sentence.tokens.clone(),
            number,
            quoted: &quoted,
            title_case,
        };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match reader.mention(at) {
                Some(mut mention) => {
                    reader.apposition(&mut mention);
                    // `Canada's Justin Trudeau`, `Roy's lawyer`: the owner does not act.
                    let owner = mentions.last().filter(|owner| {
                        reader.at(mention.tokens.start.wrapping_sub(1)) == "'s"
                            && owner.tokens.end + 1 == mention.tokens.start
                            && owner.class == MentionClass::Country
                    });
                    if mention.class == MentionClass::Person && mention.polity.is_none() {
                        mention.polity = owner.and_then(|owner| owner.polity.clone());
                    }
                    mention.governed |= !reader.french() && reader.at(mention.tokens.end) == "'s";
                    at = mention.tokens.end.max(at + 1);
                    let parent = mentions.len();
                    let inner = reader.inner(&mention, parent);
                    mentions.push(mention);
                    mentions.extend(inner);
                }
                None => at += 1,
            }
        }
    }
    mentions
}

/// What kind of mention a noun makes.
pub(super) fn class_of_noun(noun: NounClass) -> MentionClass {
    match noun {
        NounClass::Person => MentionClass::Person,
        NounClass::Source => MentionClass::Source,
        NounClass::State => MentionClass::Country,
        NounClass::Office => MentionClass::Office,
        NounClass::Group => MentionClass::Group,
        NounClass::Media => MentionClass::Medium,
        NounClass::Document => MentionClass::Document,
        NounClass::Org => MentionClass::Organization,
    }
}

/// What kind of mention a known name makes.
pub(super) fn class_of_name(name: NameClass) -> MentionClass {
    match name {
        NameClass::Person => MentionClass::Person,
        NameClass::Country | NameClass::Capital | NameClass::Demonym => MentionClass::Country,
        NameClass::Place => MentionClass::Place,
        NameClass::Organization => MentionClass::Organization,
        NameClass::Medium | NameClass::Agency => MentionClass::Medium,
        NameClass::Office => MentionClass::Office,
        NameClass::Group => MentionClass::Group,
    }
}

//! From a read article to the facts it states, each with its passage and the rule that found it.
//!
//! Extraction knows names and grammar, not the world: who *le secrétaire d'Etat américain* was on a
//! given day is for `link` to say. What extraction knows of an actor beyond the contract of
//! [`facts`] (the role and state that a title names, whether a name is full) it hands on as a [`Clue`].

mod act;
pub mod actor;
mod anaphor;
mod auxiliary;
pub mod build;
mod cue;
mod dating;
pub mod facts;
mod inflect;
pub mod lexicon;
pub mod mention;
mod noun_phrase;
mod occasion;
mod own_state;
mod paper;
mod phrases;
mod pronoun;
mod proper_name;
mod rules;
mod salience;
mod scan;
mod settle;
pub mod statement;
mod subject;
mod verb;
pub mod words;

pub use actor::{ActorDraft, ActorIndex, Scene};
pub use build::Builder;
pub use lexicon::Lexicon;
pub use mention::{Mention, MentionClass, Pronoun};
pub use statement::StatementDraft;

use crate::text::Document;
use facts::Facts;

/// The facts of an article, each with its passage and its rule. Prose that no rule understands yields nothing.
pub fn extract(document: &Document<'_>, lexicon: &Lexicon) -> Draft {
    let mut quoted = mention::quoted_tokens(document);
    let mut named = mention::find(document, lexicon);
    for aside in cue::Search::new(document, lexicon, &named, &quoted).asides() {
        mention::unquote(&mut named, &mut quoted, &aside);
    }
    let search = cue::Search::new(document, lexicon, &named, &quoted);
    let mut cues = search.verbs();
    let extra = subject::assign(&search, &mut cues);
    let mut mentions = named.clone();
    mention::add(&mut mentions, extra);
    let subjects = mention::subjects(document, &mentions, &cues);
    let scan = scan::Scan::new(
        cue::Search::new(document, lexicon, &mentions, &quoted),
        cues,
    );
    let mut found = rules::statements(&scan);
    rules::sequel::extend(&scan, &mut found);
    let mut scene = actor::gather(document, lexicon, mentions.clone(), &subjects);
    let statements = settle::settle(&scan, &scene, found);
    let mentions = scene.mentions.len();
    let states = rules::event::states::read(document, lexicon, &mut scene);
    let mut builder = Builder::new(document, lexicon, &scene);
    for statement in &statements {
        builder.statement(statement);
    }
    let named = rules::event::Named {
        lexicon,
        scene: &scene,
        mentions,
        statements: &statements,
        states: &states,
    };
    rules::event::add(document, &named, &mut builder);
    rules::denial::add(&mut builder.facts);
    builder.finish()
}

/// The facts of an article before linking.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Facts whose actors carry no Wikidata id yet, and whose dates are not resolved yet (`None`).
    pub facts: Facts,
    /// One clue per actor of `facts.actors`, in the same order.
    pub clues: Vec<Clue>,
    /// Clues of those whom the text names with a title and who take part in no fact: they tell when it was written.
    pub bystanders: Vec<Clue>,
    /// The date expressions that belong to facts. `link` resolves them once the anchor is known.
    pub dates: Vec<DateSlot>,
}

/// What the text says of an actor beyond its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clue {
    /// The longest proper name by which the article calls the actor (`Sergueï Lavrov`), if any.
    pub name: Option<String>,
    /// Other strings that name it, longest first, pronouns left out.
    pub aliases: Vec<String>,
    /// Every title by which it goes: role and the state or organisation that the title names.
    pub titles: Vec<Title>,
    /// What grammar shows.
    pub gender: Option<Gender>,
}

/// A title as the text has it: *le ministre russe des Affaires étrangères*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Role key of `data/lexicon/roles.tsv`: `foreign-minister`, `head-of-state`, `spokesperson`, …
    pub role: String,
    /// English name of the state or organisation: `Russia`, `United Nations`; `None` when the title names none.
    pub polity: Option<String>,
    /// The title as written.
    pub text: String,
    /// *ancien*, *former*, *ex-*: no longer held at the time.
    pub former: bool,
}

/// What grammar shows of a person's gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Gender {
    Masculine,
    Feminine,
}

/// A date expression that dates a fact.
#[derive(Clone, Debug)]
pub struct DateSlot {
    /// Id of the fact: `s1`, `p2`, `m1`.
    pub fact: String,
    /// Index into `Document::dates`.
    pub date: usize,
    /// Whether the fact is known to lie ahead or behind; else the words around the date decide.
    pub ahead: Option<bool>,
}

/// What a known name names. The names themselves are handed in by the caller (they come from the
/// gazetteer), so that extraction knows no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameClass {
    /// A person by full name.
    Person,
    /// A state or territory: acts, and is a place.
    Country,
    /// A capital: acts for its state, and is a place.
    Capital,
    /// Another city, region, building: a place.
    Place,
    /// An organisation.
    Organization,
    /// A newspaper, broadcaster.
    Medium,
    /// A news agency.
    Agency,
    /// An office: the Kremlin, a ministry.
    Office,
    /// An armed or political group.
    Group,
    /// An adjective or noun of nationality; its canonical name is the state's English name.
    Demonym,
}

/// A known name, handed to extraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// As written in articles: `Etats-Unis`, `américain`, `Sergueï Lavrov`.
    pub name: String,
    /// What it names.
    pub class: NameClass,
    /// Usual English name of what it names; for a capital, the state it stands for.
    pub canonical: String,
    /// For persons, where known.
    pub gender: Option<Gender>,
    /// For persons, the one state for which they act, by its usual English name, where there is only one.
    pub state: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Language;

    fn check(text: &str, language: Language) {
        let lexicon = Lexicon::new([]);
        let document = Document::of_paragraphs(text, language);
        let facts = extract(&document, &lexicon).facts;
        let points: Vec<char> = text.chars().collect();
        for statement in &facts.statements {
            for passage in statement
                .content
                .iter()
                .chain(&statement.evidence)
                .chain(&statement.cue)
            {
                let words: String = points[passage.start..passage.end].iter().collect();
                assert_eq!(words, passage.text);
            }
        }
        for mention in facts.actors.iter().flat_map(|actor| &actor.mentions) {
            let words: String = points[mention.start..mention.end].iter().collect();
            assert_eq!(words, mention.text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn anything_is_read(text in any::<String>()) {
            check(&text, Language::French);
            check(&text, Language::English);
        }

        #[test]
        fn press_like_words_are_read(words in prop::collection::vec(prop::sample::select(vec![
            "«", "»", "\"", "“", "”", "‘", "’", "'", ",", ".", ":", ";", "!", "…", "(", ")", "—", "\n\n", "Paul", "Durand", "le", "ministre", "a", "dit",
            "-t-il", "déclaré", "que", "qu'", "selon", "lui", "de", "à", "et", "M.", "said", "Smith", "the", "that", "according", "to", "he", "saying",
            "accusé", "par", "s'est", "félicité", "jeudi", "son", "homologue", "one", "of", "n'a", "pas", "commenté", "é", "\u{a0}",
        ]), 0..60)) {
            let text = words.join(" ");
            check(&text, Language::French);
            check(&text, Language::English);
        }
    }
}

//! Who is who within one article: mentions gathered into actors.
//!
//! > *John Smith … M. Smith … le ministre … il* are one actor; *Moscou* and *le gouvernement russe* are another.
//!
//! Mentions are read in order, as a reader would; a pronoun or bare title goes to the most salient actor that fits.

use std::collections::{BTreeMap, HashMap};

use super::anaphor::is_generic;
use super::lexicon::Lexicon;
use super::mention::{Mention, MentionClass, Pronoun, beginning_at};
use super::paper::{Paper, issuer};
use super::proper_name::without_article;
use super::salience::{Salience, Standing};
use super::words::Determiner;
use super::{Gender, NameClass, Title};
use crate::text::{Document, fold};

/// Index of an actor in [`Scene::actors`].
pub type ActorIndex = usize;

/// Someone or something that acts in the article.
#[derive(Clone, Debug)]
pub struct ActorDraft {
    /// What it is.
    pub class: MentionClass,
    /// Its longest proper name as written.
    pub name: Option<String>,
    /// The usual English name, where the name is a known one.
    pub canonical: Option<String>,
    /// Its description where it has no name.
    pub description: String,
    /// Titles by which it goes.
    pub titles: Vec<Title>,
    /// The state it belongs to or is.
    pub polity: Option<String>,
    /// What grammar shows.
    pub gender: Option<Gender>,
    /// Whether it is several.
    pub plural: bool,
    /// Its mentions: indices into [`Scene::mentions`], pronouns included.
    pub mentions: Vec<usize>,
}

/// The actors of an article and where it names them.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// All mentions, in order.
    pub mentions: Vec<Mention>,
    /// All actors, in order of first mention.
    pub actors: Vec<ActorDraft>,
    /// The actors of each mention: none where a pronoun stays open, two for *les deux hommes*.
    pub referents: Vec<Vec<ActorIndex>>,
}

impl Scene {
    /// The actors behind the mention that begins at a token.
    pub(super) fn actors_at(&self, start: usize) -> &[ActorIndex] {
        beginning_at(&self.mentions, start).map_or(&[], |at| self.actors_of(at))
    }

    /// The mention that begins at a token.
    pub(super) fn mention_at(&self, start: usize) -> Option<&Mention> {
        self.mentions.get(beginning_at(&self.mentions, start)?)
    }

    /// The actors that a mention stands for.
    pub fn actors_of(&self, mention: usize) -> &[ActorIndex] {
        self.referents.get(mention).map_or(&[], Vec::as_slice)
    }
}

/// Gathers mentions into actors. `subjects` says which mentions are the subject of their clause.
pub(super) fn gather(
    document: &Document<'_>,
    lexicon: &Lexicon,
    mentions: Vec<Mention>,
    subjects: &[Standing],
) -> Scene {
    let mut gatherer = Gatherer {
        document,
        lexicon,
        actors: Vec::new(),
        by_key: HashMap::new(),
        by_surname: HashMap::new(),
        by_first: HashMap::new(),
        acronyms: BTreeMap::new(),
        by_ending: HashMap::new(),
        salience: Salience::default(),
        heads: std::collections::BTreeSet::new(),
        several: None,
        row: (Vec::new(), 0),
        rows: (Vec::new(), 0),
        paper: Paper::default(),
    };
    let mut referents: Vec<Vec<ActorIndex>> = Vec::with_capacity(mentions.len());
    for (number, mention) in mentions.iter().enumerate() {
        let standing = subjects.get(number).copied().unwrap_or_default();
        gatherer.salience.attend(standing);
        // *un communiqué de l'Élysée*: what a document says its issuer says.
        let issuer = issuer(document, &mentions, number);
        let found = gatherer.place(issuer.unwrap_or(mention));
        if issuer.is_some() {
            gatherer.paper.issued(&found, mention);
        }
        gatherer.paper.read(document, mention, &found, standing);
        for actor in &found {
            if let Some(draft) = gatherer.actors.get_mut(*actor) {
                draft.mentions.push(number);
            }
            // *The former* is no naming that *the latter* could mean.
            if mention.class != MentionClass::Pronoun(Pronoun::Former) {
                gatherer.salience.note(*actor, mention, standing);
            }
        }
        let before = number
            .checked_sub(1)
            .and_then(|before| Some((mentions.get(before)?, referents.get(before)?)));
        gatherer.join(before, mention, &found);
        gatherer.line_up(before, mention, &found);
        referents.push(found);
    }
    let actors = gatherer.actors;
    Scene {
        mentions,
        actors,
        referents,
    }
}

/// Who was named so far, and by what.
pub(super) struct Gatherer<'g> {
    pub(super) document: &'g Document<'g>,
    pub(super) lexicon: &'g Lexicon,
    pub(super) actors: Vec<ActorDraft>,
    /// Folded name, canonical name or description to actor.
    pub(super) by_key: HashMap<String, ActorIndex>,
    /// Last word of a person's name to the latest person of that name.
    pub(super) by_surname: HashMap<String, ActorIndex>,
    /// First word of a person's name of two words or more to the latest person of that name.
    pub(super) by_first: HashMap<String, ActorIndex>,
    pub(super) acronyms: BTreeMap<String, ActorIndex>,
    /// Last word of a body's name to the body: *le Post* after *le Washington Post*.
    pub(super) by_ending: HashMap<String, ActorIndex>,
    pub(super) salience: Salience,
    /// Nouns by which actors were called.
    pub(super) heads: std::collections::BTreeSet<(ActorIndex, String)>,
    /// Who issued the document that was named last.
    pub(super) paper: Paper,
    /// Those named together last (*Roy et Dahl*, *the two leaders*), with the sentence.
    pub(super) several: Option<(Vec<ActorIndex>, usize)>,
    /// Those named one after the other so far (*Rome, Paris and Riga*), with the sentence.
    pub(super) row: (Vec<ActorIndex>, usize),
    /// The last such row of three or more.
    pub(super) rows: (Vec<ActorIndex>, usize),
}

impl Gatherer<'_> {
    fn place(&mut self, mention: &Mention) -> Vec<ActorIndex> {
        if let MentionClass::Pronoun(pronoun) = mention.class {
            let meant = self.pronoun(pronoun, mention);
            let named = matches!(pronoun, Pronoun::Both | Pronoun::BothBodies)
                && self.document.folded(mention.head) != "deux";
            return if meant.is_empty() && named {
                vec![self.open_pair(mention)]
            } else {
                meant
            };
        }
        if let Some(all) = self.all_in_row(mention) {
            return all;
        }
        let actor = if mention.name.is_some() {
            self.named(mention)
        } else {
            self.described(mention)
        };
        self.learn(actor, mention);
        vec![actor]
    }

    /// A mention with a proper name.
    fn named(&mut self, mention: &Mention) -> ActorIndex {
        let tokens = mention
            .name
            .clone()
            .unwrap_or_else(|| mention.tokens.clone());
        let name = self.document.words(&tokens);
        let folded = self.folded(&tokens);
        let known = mention.known.and_then(|id| self.lexicon.name(id));
        if let Some(actor) =
            known.and_then(|known| self.by_key.get(&key_of(known.class, &known.canonical)))
        {
            return *actor;
        }
        if let Some(actor) = self
            .by_key
            .get(&folded)
            .or_else(|| self.acronyms.get(&folded))
        {
            return *actor;
        }
        let person = matches!(mention.class, MentionClass::Person | MentionClass::Unknown);
        let last = self.document.folded(tokens.end - 1);
        if person
            && known.is_none_or(|known| known.class == NameClass::Person)
            && let Some(actor) = self
                .by_surname
                .get(last)
                .copied()
                .filter(|actor| self.same_person(*actor, mention, &folded))
        {
            return actor;
        }
        if person
            && tokens.len() == 1
            && mention.determiner == Determiner::None
            && known.is_none_or(|known| known.class == NameClass::Person)
            && let Some(actor) = self.by_first.get(&folded).copied().filter(|actor| {
                // A family name shows no gender, though a given name spelled so may.
                let civil = mention.tokens.start < tokens.start;
                civil || self.same_person(*actor, mention, &folded)
            })
        {
            // `Bao` after `Bao Shusheng`: in East Asia the family name comes first.
            return actor;
        }
        if let Some(actor) = self
            .title_before_name(mention)
            .or_else(|| self.first_described(mention))
        {
            self.by_key.insert(folded, actor);
            return actor;
        }
        if tokens.len() == 1 {
            // `le Post` after `le Washington Post`.
            let ending = self.by_ending.get(last).copied();
            if let Some(actor) = ending {
                return actor;
            }
        }
        let class = mention.class;
        let actor = self.add(ActorDraft {
            class,
            name: Some(name.to_owned()),
            canonical: known.map(|known| known.canonical.clone()),
            description: name.to_owned(),
            titles: Vec::new(),
            polity: known.and_then(|known| known.state.clone()),
            gender: None,
            plural: false,
            mentions: Vec::new(),
        });
        if let Some(known) = known {
            self.by_key
                .insert(key_of(known.class, &known.canonical), actor);
        }
        self.by_key.insert(folded, actor);
        if tokens.len() > 1
            && !matches!(
                class,
                MentionClass::Person | MentionClass::Country | MentionClass::Unknown
            )
        {
            self.by_ending.insert(last.to_owned(), actor);
        }
        actor
    }

    /// Whether a mention with the same last name can be the person: one name alone, or no other given name.
    fn same_person(&self, actor: ActorIndex, mention: &Mention, folded: &str) -> bool {
        let Some(draft) = self.actors.get(actor) else {
            return false;
        };
        let Some(name) = draft.name.as_deref().map(fold) else {
            return false;
        };
        let clash = |one: Option<Gender>, other: Option<Gender>| {
            one.zip(other).is_some_and(|(one, other)| one != other)
        };
        if clash(draft.gender, mention.gender) {
            return false;
        }
        let (one, other): (Vec<&str>, Vec<&str>) =
            (name.split(' ').collect(), folded.split(' ').collect());
        one.len() == 1
            || other.len() == 1
            || one.first() == other.first()
            || one.ends_with(&other)
            || other.ends_with(&one)
    }

    /// A mention without a name: a title, an institution, a group.
    fn described(&mut self, mention: &Mention) -> ActorIndex {
        let definite = matches!(
            mention.determiner,
            Determiner::Definite | Determiner::Demonstrative
        );
        let possessive = mention.determiner == Determiner::Possessive;
        if mention.class == MentionClass::Country
            && let Some(state) = mention.polity.clone().or_else(|| self.own_state(mention))
        {
            return self.state(state, mention);
        }
        if mention.class == MentionClass::Person
            && !mention.plural
            && (definite || possessive || mention.determiner == Determiner::None)
            && let Some(actor) = self.anaphor(mention, possessive)
        {
            return actor;
        }
        if let Some(actor) = self.author(mention) {
            return actor;
        }
        // `le gouvernement`, `l'organisation`, `le pays`: the last one that fits.
        let tied = definite && mention.polity.is_none() && !mention.plural;
        if tied
            && matches!(
                mention.class,
                MentionClass::Country
                    | MentionClass::Organization
                    | MentionClass::Medium
                    | MentionClass::Office
                    | MentionClass::Document
                    | MentionClass::Group
            )
            && mention.tokens.len() <= 2
        {
            let class = mention.class;
            let head = self.document.folded(mention.head);
            // *l'organisation* after *Médecins du Sud*, *the document* after *a U.N. report*: nouns that say no more than
            // what it is.
            let generic = is_generic(head);
            let body = |class: MentionClass| {
                matches!(
                    class,
                    MentionClass::Organization | MentionClass::Medium | MentionClass::Group
                )
            };
            if let Some(state) = self.state_here(mention) {
                return state;
            }
            if let Some(actor) = self.so_named(mention, head) {
                return actor;
            }
            let found = self.salience.best_free(mention, |actor| {
                self.actors.get(actor).is_some_and(|draft| {
                    let same = draft.class == class && class != MentionClass::Group
                        || generic && body(class) && body(draft.class);
                    let called = match class {
                        MentionClass::Document => generic,
                        _ => draft.name.is_some(),
                    };
                    same && (called
                        || generic && draft.class != MentionClass::Group
                        || fold(&draft.description).contains(head))
                })
            });
            if let Some(actor) = found {
                return actor;
            }
        }
        if let Some(actor) = self.same_source(mention) {
            return actor;
        }
        let description = self.document.words(&mention.tokens).to_owned();
        let first = mention.tokens.start + usize::from(mention.determiner != Determiner::None);
        let mut key =
            self.folded(&(first.min(mention.head)..mention.tokens.end.max(mention.head + 1)));
        if mention.determiner == Determiner::Indefinite && mention.class != MentionClass::Country {
            // Each `un responsable` is another one, unless the words are the same.
            key = format!("indefinite {}", self.folded(&mention.tokens));
        }
        if let Some(actor) = self.by_key.get(&key) {
            return *actor;
        }
        let class = match mention.class {
            MentionClass::Person if mention.determiner == Determiner::Indefinite => {
                MentionClass::Source
            }
            class => class,
        };
        let titles = self.same_office(mention, &description);
        let actor = self.add(ActorDraft {
            class,
            name: None,
            canonical: None,
            description,
            titles,
            polity: mention.polity.clone(),
            gender: mention.gender,
            plural: mention.plural,
            mentions: Vec::new(),
        });
        self.by_key.insert(key, actor);
        actor
    }

    /// The state of that English name, as an actor.
    fn state(&mut self, state: String, mention: &Mention) -> ActorIndex {
        let key = key_of(NameClass::Country, &state);
        if let Some(actor) = self.by_key.get(&key) {
            return *actor;
        }
        let actor = self.add(ActorDraft {
            class: MentionClass::Country,
            name: self.lexicon.country(&state).map(|known| known.name.clone()),
            canonical: Some(state.clone()),
            description: self.document.words(&mention.tokens).to_owned(),
            titles: Vec::new(),
            polity: Some(state),
            gender: None,
            plural: false,
            mentions: Vec::new(),
        });
        self.by_key.insert(key, actor);
        actor
    }

    pub(super) fn add(&mut self, actor: ActorDraft) -> ActorIndex {
        self.actors.push(actor);
        self.actors.len() - 1
    }

    /// What a mention adds to its actor.
    fn learn(&mut self, actor: ActorIndex, mention: &Mention) {
        let name = mention.name.as_ref().map(|tokens| {
            (
                self.document.words(tokens).to_owned(),
                self.document.folded(tokens.end - 1).to_owned(),
                tokens.len(),
            )
        });
        let folded = mention.name.as_ref().map(|tokens| self.folded(tokens));
        let first = mention
            .name
            .as_ref()
            .filter(|tokens| tokens.len() > 1)
            .map(|tokens| self.document.folded(tokens.start).to_owned());
        if mention.class == MentionClass::Person
            && mention
                .name
                .as_ref()
                .is_none_or(|name| !name.contains(&mention.head))
        {
            self.heads
                .insert((actor, self.document.folded(mention.head).to_owned()));
        }
        let acronym = mention
            .acronym
            .map(|token| self.document.folded(token).to_owned());
        let Some(draft) = self.actors.get_mut(actor) else {
            return;
        };
        draft.gender = draft.gender.or(mention.gender);
        draft.plural |= mention.plural && mention.name.is_none();
        if draft.polity.is_none() {
            draft.polity.clone_from(&mention.polity);
        }
        for title in &mention.titles {
            if !draft.titles.iter().any(|held| {
                held.role == title.role
                    && held.polity == title.polity
                    && held.former == title.former
            }) {
                draft.titles.push(title.clone());
            }
        }
        if draft.class == MentionClass::Unknown && mention.class != MentionClass::Unknown {
            draft.class = mention.class;
        }
        // `Rome's point man said … John Smith added`
        if draft.class == MentionClass::Source
            && mention.class == MentionClass::Person
            && mention.name.is_some()
        {
            draft.class = MentionClass::Person;
            draft.canonical = mention
                .known
                .and_then(|id| self.lexicon.name(id))
                .map(|known| known.canonical.clone());
        }
        if let Some((name, last, length)) = name {
            let longer = draft
                .name
                .as_deref()
                .is_none_or(|held| held.split(' ').count() < length);
            if longer {
                draft.name = Some(name);
            }
            if matches!(draft.class, MentionClass::Person | MentionClass::Unknown) {
                if let Some(bare) = without_article(&last) {
                    self.by_surname.insert(bare.to_owned(), actor);
                }
                self.by_surname.insert(last, actor);
                if let Some(first) = first {
                    self.by_first.insert(first, actor);
                }
            }
        }
        if let Some(folded) = folded {
            self.by_key.entry(folded).or_insert(actor);
        }
        if let Some(acronym) = acronym {
            self.acronyms.insert(acronym, actor);
        }
    }

    pub(super) fn folded(&self, tokens: &std::ops::Range<usize>) -> String {
        let mut words = String::with_capacity(self.document.words(tokens).len());
        for index in tokens.clone() {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(self.document.folded(index));
        }
        words
    }
}

/// Known names of different classes that share an English name are different actors, except a state and its capital.
fn key_of(class: NameClass, canonical: &str) -> String {
    let class = match class {
        NameClass::Country | NameClass::Capital | NameClass::Demonym => "state",
        NameClass::Person => "person",
        NameClass::Place => "place",
        _ => "body",
    };
    [class, ":", canonical].concat()
}

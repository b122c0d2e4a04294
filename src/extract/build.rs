//! From findings in tokens to facts in code points: ids, passages, actors with their clues.
//!
//! Rules hand in token ranges and actor indices; only actors that take part in a fact, or are credited, come out.

use std::collections::BTreeMap;
use std::ops::Range;

use super::actor::{ActorIndex, Scene};
use super::facts::{
    Actor, ActorType, ArticleInfo, Extent, Facts, Names, Passage, Place, Statement,
};
use super::lexicon::Lexicon;
use super::mention::{Mention, MentionClass};
use super::statement::StatementDraft;
use super::words::Determiner;
use super::{Clue, DateSlot, Draft, NameClass, noun_phrase};
use crate::text::{Document, Language, ParagraphKind, Span};

/// Byte offsets to code points, in steps that keep the table small.
#[derive(Clone, Debug)]
struct Points {
    /// Code points before each multiple of [`STRIDE`] bytes.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl Points {
    fn new(text: &str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                marks.push(count);
            }
            count += usize::from(!is_continuation(byte));
        }
        marks.push(count);
        Self { marks }
    }

    fn of(&self, text: &str, byte: usize) -> usize {
        let mark = byte / STRIDE;
        let from = mark * STRIDE;
        let rest = text.as_bytes().get(from..byte).unwrap_or_default();
        self.marks.get(mark).copied().unwrap_or_default()
            + rest.iter().filter(|byte| !is_continuation(**byte)).count()
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// Collects the facts of one article.
pub struct Builder<'b> {
    document: &'b Document<'b>,
    lexicon: &'b Lexicon,
    scene: &'b Scene,
    points: Points,
    /// The facts so far. Rules add to its lists.
    pub facts: Facts,
    used: BTreeMap<ActorIndex, usize>,
    clues: Vec<Clue>,
    dates: Vec<DateSlot>,
}

impl<'b> Builder<'b> {
    /// An empty collection for a document.
    pub(super) fn new(document: &'b Document<'b>, lexicon: &'b Lexicon, scene: &'b Scene) -> Self {
        let points = Points::new(document.text());
        let mut builder = Self {
            document,
            lexicon,
            scene,
            points,
            facts: Facts {
                article: ArticleInfo {
                    id: String::new(),
                    source: String::new(),
                    text_sha256: String::new(),
                    title: None,
                    language: document.language().tag().to_owned(),
                    published: None,
                    retrieved: None,
                    publisher: None,
                    agencies: Vec::new(),
                    body: Vec::new(),
                    url: None,
                    text: None,
                },
                actors: Vec::new(),
                statements: Vec::new(),
                proposals: Vec::new(),
                meetings: Vec::new(),
                places: Vec::new(),
                denials: Vec::new(),
            },
            used: BTreeMap::new(),
            clues: Vec::new(),
            dates: Vec::new(),
        };
        builder.describe_article();
        builder
    }

    fn describe_article(&mut self) {
        for paragraph in self.document.paragraphs() {
            let passage = self.passage(&paragraph.tokens);
            let extent = Extent {
                start: passage.start,
                end: passage.end,
            };
            if paragraph.kind == ParagraphKind::Title && self.facts.article.title.is_none() {
                self.facts.article.title = Some(passage);
            }
            match self.facts.article.body.last_mut() {
                Some(last) if self.document.text().is_empty() || last.end >= extent.start => {
                    last.end = extent.end;
                }
                _ => self.facts.article.body.push(extent),
            }
        }
        if let Some(article) = self.document.article() {
            let info = &mut self.facts.article;
            info.id = article.id.as_str().to_owned();
            info.source.clone_from(&article.source);
            info.text_sha256.clone_from(&article.sha256);
            info.retrieved.clone_from(&article.metadata.retrieved);
            info.url.clone_from(&article.metadata.url);
        }
    }

    /// The passage that a range of tokens covers.
    pub fn passage(&self, tokens: &Range<usize>) -> Passage {
        self.passage_of(self.document.span(tokens))
    }

    /// The passage of a span.
    fn passage_of(&self, span: Span) -> Passage {
        let text = self.document.text();
        Passage {
            start: self.points.of(text, span.start),
            end: self.points.of(text, span.end),
            text: span.of(text).to_owned(),
        }
    }

    /// The id of an actor, which thereby takes part in a fact.
    pub fn actor(&mut self, index: ActorIndex) -> String {
        let next = self.facts.actors.len();
        let number = *self.used.entry(index).or_insert(next);
        let id = format!("a{}", number + 1);
        if number == next {
            let (actor, clue) = self.describe(index, &id);
            self.facts.actors.push(actor);
            self.clues.push(clue);
        }
        id
    }

    /// The ids of several actors.
    pub fn actors(&mut self, indices: &[ActorIndex]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::with_capacity(indices.len());
        for index in indices {
            let id = self.actor(*index);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The id of a place named by a range of tokens; the same name is the same place.
    pub fn place(&mut self, tokens: &Range<usize>) -> String {
        let passage = self.passage(tokens);
        let known = self
            .lexicon
            .names_at(self.document, tokens.start, tokens.end)
            .and_then(|(_, ids)| ids.first().and_then(|id| self.lexicon.name(*id)));
        // A capital's canonical name is its state: the place keeps its own.
        let name = known
            .filter(|known| !matches!(known.class, NameClass::Capital))
            .map_or_else(|| passage.text.clone(), |known| known.canonical.clone());
        if let Some(place) = self
            .facts
            .places
            .iter_mut()
            .find(|place| place.name == name)
        {
            if !place.mentions.contains(&passage) {
                place.mentions.push(passage);
            }
            return place.id.clone();
        }
        let id = format!("l{}", self.facts.places.len() + 1);
        let names = self.names_of(&passage.text);
        self.facts.places.push(Place {
            id: id.clone(),
            name,
            names,
            wikidata: None,
            mentions: vec![passage],
        });
        id
    }

    /// Adds a statement; returns its id.
    pub fn statement(&mut self, statement: &StatementDraft) -> String {
        let id = format!("s{}", self.facts.statements.len() + 1);
        let passages = |list: &[Range<usize>]| -> Vec<Passage> {
            list.iter().map(|tokens| self.passage(tokens)).collect()
        };
        let (content, evidence, cue) = (
            passages(&statement.content),
            passages(&statement.evidence),
            self.passage(&statement.cue),
        );
        let fact = Statement {
            id: id.clone(),
            speakers: self.actors(&statement.speakers),
            addressees: self.actors(&statement.addressees),
            kind: statement.kind,
            act: statement.act,
            content,
            cue: Some(cue),
            evidence,
            date: None,
            via: self.actors(&statement.via),
            modality: statement.modality,
            polarity: statement.polarity,
            about: Vec::new(),
            rule: statement.rule.to_owned(),
            confidence: statement.confidence,
        };
        self.facts.statements.push(fact);
        if let Some(date) = statement.date {
            self.date(&id, date);
        }
        id
    }

    /// Dates a fact by a date expression of the document: `link` resolves it.
    pub fn date(&mut self, fact: &str, date: usize) {
        self.date_towards(fact, date, None);
    }

    /// Dates a fact of which it is known whether it lies ahead: *Sunday* is the coming one then.
    pub fn date_towards(&mut self, fact: &str, date: usize, ahead: Option<bool>) {
        self.dates.push(DateSlot {
            fact: fact.to_owned(),
            date,
            ahead,
        });
    }

    /// Everything collected.
    pub(super) fn finish(self) -> Draft {
        let bystanders = self
            .scene
            .actors
            .iter()
            .enumerate()
            .filter(|(index, actor)| {
                !self.used.contains_key(index) && !actor.titles.is_empty() && actor.name.is_some()
            })
            .map(|(_, actor)| Clue {
                name: actor.name.clone(),
                aliases: Vec::new(),
                titles: actor.titles.clone(),
                gender: actor.gender,
            })
            .collect();
        Draft {
            bystanders,
            facts: self.facts,
            clues: self.clues,
            dates: self.dates,
        }
    }

    fn names_of(&self, name: &str) -> Names {
        match self.document.language() {
            Language::French => Names {
                en: None,
                fr: Some(name.to_owned()),
            },
            _ => Names {
                en: Some(name.to_owned()),
                fr: None,
            },
        }
    }

    fn describe(&self, index: ActorIndex, id: &str) -> (Actor, Clue) {
        let Some(draft) = self.scene.actors.get(index) else {
            return (empty(id), Clue::default());
        };
        let mut passages: Vec<Passage> = Vec::new();
        for mention in draft
            .mentions
            .iter()
            .filter_map(|number| self.scene.mentions.get(*number))
        {
            if matches!(mention.class, MentionClass::Pronoun(_)) {
                continue;
            }
            for tokens in forms(mention) {
                let passage = self.passage(&tokens);
                if !passage.text.is_empty() {
                    passages.push(passage);
                }
            }
        }
        passages.sort();
        passages.dedup();
        let mut aliases: Vec<String> = passages
            .iter()
            .map(|passage| passage.text.clone())
            .collect();
        aliases.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        aliases.dedup();
        let name = draft
            .canonical
            .clone()
            .or_else(|| draft.name.clone())
            .unwrap_or_else(|| without_preposition(&draft.description));
        let names = draft
            .name
            .as_deref()
            .map_or_else(Names::default, |name| self.names_of(name));
        let actor = Actor {
            id: id.to_owned(),
            kind: type_of(
                draft.class,
                draft.name.is_some() || !draft.titles.is_empty(),
            ),
            name,
            names,
            wikidata: None,
            position: draft.titles.first().map(|title| title.text.clone()),
            candidates: Vec::new(),
            mentions: passages,
        };
        let clue = Clue {
            name: draft.name.clone(),
            aliases,
            // *Rebel leaders*: several hold an office, of whom none is meant.
            titles: if draft.plural && draft.name.is_none() {
                Vec::new()
            } else {
                draft.titles.clone()
            },
            gender: draft.gender,
        };
        (actor, clue)
    }
}

/// *du groupe de contact* is called *groupe de contact*, *aux autorités* *autorités*.
fn without_preposition(description: &str) -> String {
    ["du ", "aux ", "au "]
        .iter()
        .find_map(|preposition| description.strip_prefix(preposition))
        .unwrap_or(description)
        .to_owned()
}

/// The strings by which a mention names its actor: the whole phrase, the name alone, the title alone.
fn forms(mention: &Mention) -> Vec<Range<usize>> {
    let mut forms = Vec::with_capacity(3);
    let end = mention
        .acronym
        .map_or(mention.tokens.end, |acronym| acronym - 1);
    forms.push(mention.tokens.start..end);
    // *the foreign ministry* is also *foreign ministry*: bodies are called with and without their article.
    // So are loose plurals: *the Danish mediators*, *Danish mediators*.
    let body = matches!(
        mention.class,
        MentionClass::Organization
            | MentionClass::Medium
            | MentionClass::Office
            | MentionClass::Country
            | MentionClass::Group
    );
    let loose = mention.plural
        && matches!(
            mention.determiner,
            Determiner::Definite | Determiner::Indefinite
        );
    if mention.name.is_none()
        && (body && mention.determiner == Determiner::Definite || loose)
        && mention.tokens.start + 2 < end
    {
        forms.push(mention.tokens.start + 1..end);
    }
    if let Some(name) = &mention.name {
        forms.push(name.clone());
        let title = noun_phrase::title_tokens(mention);
        if title.len() > 1 {
            forms.push(title);
        }
    }
    if let Some(acronym) = mention.acronym {
        forms.push(acronym..acronym + 1);
    }
    forms
}

fn type_of(class: MentionClass, named: bool) -> ActorType {
    match class {
        MentionClass::Person if named => ActorType::Person,
        MentionClass::Person | MentionClass::Source | MentionClass::Pronoun(_) => {
            ActorType::Unnamed
        }
        MentionClass::Country => ActorType::Country,
        MentionClass::Organization | MentionClass::Medium => ActorType::Organization,
        MentionClass::Office => ActorType::Office,
        MentionClass::Group | MentionClass::Place => ActorType::Group,
        MentionClass::Document => ActorType::Document,
        MentionClass::Unknown => ActorType::Person,
    }
}

fn empty(id: &str) -> Actor {
    Actor {
        id: id.to_owned(),
        kind: ActorType::Unnamed,
        name: String::new(),
        names: Names::default(),
        wikidata: None,
        position: None,
        candidates: Vec::new(),
        mentions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn counts_code_points() {
        let text = "é«a»".repeat(100);
        let points = Points::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(points.of(&text, at), count);
        }
        assert_eq!(points.of(&text, text.len()), 400);
    }
}

//! The pages of things: an actor's dossier, a fact with its reports side by side, an article with its passages.

use askama::Template;

use super::article::{self, Block};
use super::bag::Bag;
use super::citation::Citation;
use super::compare::{self, Aspect, Card, Step, Term};
use super::fact::{Kind, Sentence};
use super::formats::{self, Format};
use super::frame::Frame;
use super::passage::Cited;
use super::render;
use super::resource::{Details, Head, details};
use super::term::Shown;
use super::view::View;
use crate::serve::asof::Seen;
use crate::serve::document::Document;
use crate::store::model::{NamedNode, Term as Value};
use crate::store::{Deadline, StoreError};
use crate::vocab::{dm, skos};

#[derive(Template)]
#[template(path = "resource.html")]
struct PlainPage<'a> {
    frame: &'a Frame,
    head: Head<'a>,
    details: Details<'a>,
}

#[derive(Template)]
#[template(path = "place.html")]
struct PlacePage<'a> {
    frame: &'a Frame,
    head: Head<'a>,
    details: Details<'a>,
    facts: Vec<Sentence>,
}

#[derive(Template)]
#[template(path = "actor.html")]
struct ActorPage<'a> {
    frame: &'a Frame,
    head: Head<'a>,
    details: Details<'a>,
    view: &'a View<'a>,
    /// What else the actor is called.
    names: Vec<Shown>,
    kind: String,
    position: Option<Shown>,
    item: Option<String>,
    wikidata: Vec<Line>,
    sections: Vec<Section>,
    disputes: Vec<(Option<Sentence>, Option<Sentence>)>,
    sources: Vec<Cited>,
}

/// A line of the card from Wikidata.
struct Line {
    key: &'static str,
    value: Shown,
    times: String,
}

/// Facts of one kind.
struct Section {
    key: &'static str,
    facts: Vec<Sentence>,
}

#[derive(Template)]
#[template(path = "fact_page.html")]
struct FactPage<'a> {
    frame: &'a Frame,
    head: Head<'a>,
    details: Details<'a>,
    sentence: Sentence,
    /// What was said or proposed, at full length as far as it is published.
    words: Option<Shown>,
    lines: Vec<(String, Vec<Shown>)>,
    steps: Vec<Step>,
    terms: Vec<Term>,
    cards: Vec<Card>,
    aspects: Vec<Aspect>,
    /// Facts that are about this one, or that this one is about: the key of their heading first.
    related: Vec<Section>,
    citation: Citation,
}

#[derive(Template)]
#[template(path = "article.html")]
struct ArticlePage<'a> {
    frame: &'a Frame,
    head: Head<'a>,
    details: Details<'a>,
    cited: Cited,
    versions: Vec<(bool, Shown)>,
    blocks: Vec<Block>,
    facts: Vec<article::Told>,
    citation: Citation,
}

/// The forms of a thing besides its documents: the facts that have to do with it.
pub(in crate::serve) const FORMATS: [Format; 5] = [
    Format::Csv,
    Format::Markdown,
    Format::Atom,
    Format::BibTex,
    Format::Ris,
];

/// The queries whose answers are the facts of a thing of that kind.
fn queries_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "actor" => &["actor_statements", "actor_proposals", "actor_meetings"],
        "place" => &["place_meetings"],
        "article" => &["article_facts"],
        _ => &["about_thing"],
    }
}

/// Writes the facts that have to do with a thing; first the thing, where it is one.
pub(in crate::serve) fn listed(
    frame: &Frame,
    seen: &Seen<'_>,
    iri: &NamedNode,
    format: Format,
    deadline: &Deadline,
) -> Result<Vec<u8>, StoreError> {
    let path = seen.local_path(iri.as_str()).unwrap_or_default();
    let kind = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let mut bag = Bag::of(seen.settings.passages());
    bag.read_facts(
        &seen.store,
        &[iri.as_str().to_owned()],
        &seen.settings.base,
        deadline,
    )?;
    let values = [("thing".to_owned(), vec![Value::from(iri.clone())])];
    let view = View::gather(frame, seen, queries_of(kind), &values, bag, deadline)?;
    let own = view.sentence(iri.as_str());
    let mut facts: Vec<Sentence> = own.into_iter().collect();
    let others = view.all_facts();
    facts.extend(others.into_iter().filter(|fact| fact.iri != iri.as_str()));
    formats::write(format, &view, &view.name(iri.as_str()), &facts)
}

/// Writes the page of a document; nothing where the document is over and there are no more facts that have to do with it.
pub(in crate::serve) fn page(
    frame: &Frame,
    seen: &Seen<'_>,
    document: &Document,
    deadline: &Deadline,
) -> Result<Option<String>, StoreError> {
    let path = seen.local_path(document.iri.as_str()).unwrap_or_default();
    let mut framed = frame.clone();
    framed.forms = formats::links_of_things(path.trim_start_matches('/'), seen);
    let frame = &framed;
    let (mut head, details) = details(frame, seen, document, deadline)?;
    let iri = document.iri.as_str();
    let kind = path
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    let mut bag = Bag::of(seen.settings.passages());
    // What articles say of an actor or a place stands in the details only: there is no need to know who published each.
    let is_told_of = matches!(kind, "actor" | "place");
    let records = document.records.iter().filter(|_| !is_told_of);
    let quads = document.own.iter().chain(&document.names);
    for quad in quads.chain(records.flat_map(|(_, quads)| quads)) {
        bag.add(quad.clone());
    }
    let thing = |names: &[&'static str], bag: Bag| {
        let values = [("thing".to_owned(), vec![Value::from(document.iri.clone())])];
        View::gather(frame, seen, names, &values, bag, deadline)
    };
    match kind {
        "actor" => {
            head.plain = false;
            let mut values = vec![("thing".to_owned(), vec![Value::from(document.iri.clone())])];
            let mut names = vec![
                "actor_statements",
                "actor_proposals",
                "actor_meetings",
                "actor_met",
                "actor_disputes",
            ];
            let item = bag.iri(iri, skos::EXACT_MATCH).map(str::to_owned);
            if let Some(item) = item.as_ref().and_then(|item| NamedNode::new(item).ok()) {
                values.push(("item".to_owned(), vec![item.into()]));
                names.push("actor_wikidata");
            }
            let view = View::gather(frame, seen, &names, &values, bag, deadline)?;
            let mut lists = queries_of(kind).iter();
            if document.place.is_beyond() && lists.all(|list| view.rows(list).is_empty()) {
                return Ok(None);
            }
            Ok(Some(render(&actor(frame, &view, head, details, item))))
        }
        "place" => {
            let view = thing(&["place_meetings"], bag)?;
            let facts = view.facts("place_meetings", "fact");
            if document.place.is_beyond() && facts.is_empty() {
                return Ok(None);
            }
            head.plain = false;
            Ok(Some(render(&PlacePage {
                frame,
                head,
                details,
                facts,
            })))
        }
        _ if document.place.is_beyond() => Ok(None),
        "statement" | "proposal" | "meeting" if Kind::of(&bag, iri).is_some() => {
            head.plain = false;
            let page = fact(frame, seen, document, bag, deadline, head, details)?;
            Ok(Some(page))
        }
        "article" => {
            head.plain = false;
            bag.read_names(&seen.store, &seen.settings.base, deadline)?;
            let view = View::gather(frame, seen, &[], &[], bag, deadline)?;
            let told = article::told(&view, iri);
            let cited = view.cited(iri);
            let citation = Citation::of(&view, None, Some(&cited));
            Ok(Some(render(&ArticlePage {
                frame,
                head,
                details,
                versions: article::versions(&view, iri)?,
                blocks: article::blocks(&view, iri, &told),
                facts: told,
                cited,
                citation,
            })))
        }
        _ => Ok(Some(render(&PlainPage {
            frame,
            head,
            details,
        }))),
    }
}

fn actor<'a>(
    frame: &'a Frame,
    view: &'a View<'a>,
    head: Head<'a>,
    details: Details<'a>,
    item: Option<String>,
) -> ActorPage<'a> {
    let iri = head.iri;
    let mut sections: Vec<Section> = [
        ("kind.statements", "actor_statements"),
        ("kind.proposals", "actor_proposals"),
        ("kind.meetings", "actor_meetings"),
    ]
    .into_iter()
    .map(|(key, query)| Section {
        key,
        facts: view.facts(query, "fact"),
    })
    .collect();
    let disputes: Vec<_> = view
        .rows("actor_disputes")
        .iter()
        .map(|row| (view.fact(row, "denial"), view.fact(row, "claim")))
        .collect();
    let all: Vec<Sentence> = sections
        .iter()
        .flat_map(|section| section.facts.iter().cloned())
        .collect();
    let sources = View::sources(&all);
    for fact in sections.iter_mut().flat_map(|section| &mut section.facts) {
        fact.number_sources(&sources);
    }
    let mut names: Vec<Shown> = view
        .bag
        .objects(iri, skos::ALT_LABEL)
        .iter()
        .map(|name| view.shown(name))
        .filter(|name| name.text != head.title)
        .collect();
    names.sort_by(|a, b| a.text.cmp(&b.text));
    names.dedup_by(|a, b| a.text == b.text);
    let kind = view
        .bag
        .iri(iri, dm::ACTOR_TYPE)
        .and_then(|kind| view.seen.labels.get(kind, frame.tongue))
        .unwrap_or_default();
    ActorPage {
        kind: kind.to_owned(),
        position: view
            .bag
            .literal(iri, dm::POSITION)
            .map(|position| view.shown(&position.clone().into())),
        names,
        item,
        wikidata: card(view),
        sections,
        disputes,
        sources,
        frame,
        head,
        details,
        view,
    }
}

/// The card from Wikidata: offices with their times first.
fn card(view: &View<'_>) -> Vec<Line> {
    let tongue = view.frame.tongue;
    let mut lines: Vec<(usize, Line)> = view
        .rows("actor_wikidata")
        .iter()
        .filter_map(|row| {
            let (rank, key) = match row.text("property") {
                "description" => (0, "wikidata.description"),
                "office" => (1, "wikidata.office"),
                "country" => (2, "wikidata.country"),
                "party" => (3, "wikidata.party"),
                "born" => (4, "wikidata.born"),
                "capital" => (5, "wikidata.capital"),
                _ => return None,
            };
            let language = match row.get("value")? {
                Value::Literal(text) => text.language(),
                _ => None,
            };
            if language.is_some_and(|language| language != tongue.tag()) {
                return None;
            }
            let own = row
                .get(tongue.tag())
                .or_else(|| row.get(tongue.other().tag()));
            let mut value = view.shown(row.get("value")?);
            if let Some(Value::Literal(name)) = own {
                name.value().clone_into(&mut value.text);
                value.lang = name
                    .language()
                    .filter(|it| *it != tongue.tag())
                    .map(str::to_owned);
            }
            let day = |column: &str| {
                let text = row.text(column);
                // The first of January stands for a year whose day nobody told.
                let day = text.split('T').next().unwrap_or_default();
                let year = day.strip_suffix("-01-01").unwrap_or(day);
                view.date(year)
            };
            if key == "wikidata.born" {
                value.text = view.date(row.text("value").split('T').next().unwrap_or_default());
            }
            let times = match (day("from"), day("to")) {
                (from, to) if from.is_empty() && to.is_empty() => String::new(),
                (from, to) => format!("{from} – {to}"),
            };
            Some((rank, Line { key, value, times }))
        })
        .collect();
    lines.sort_by_key(|(rank, _)| *rank);
    lines.into_iter().map(|(_, line)| line).take(12).collect()
}

fn fact(
    frame: &Frame,
    seen: &Seen<'_>,
    document: &Document,
    mut bag: Bag,
    deadline: &Deadline,
    head: Head<'_>,
    details: Details<'_>,
) -> Result<String, StoreError> {
    let iri = document.iri.as_str();
    let own = [iri.to_owned()];
    bag.read_passages(&seen.store, &own, compare::SIDE_BY_SIDE, deadline)?;
    let others: Vec<String> = [dm::DENIES, dm::ABOUT]
        .iter()
        .flat_map(|property| bag.iris(iri, property))
        .map(str::to_owned)
        .collect();
    bag.read_facts(&seen.store, &others, &seen.settings.base, deadline)?;
    let values = [("thing".to_owned(), vec![Value::from(document.iri.clone())])];
    let view = View::gather(frame, seen, &["about_thing"], &values, bag, deadline)?;
    let Some(sentence) = view.sentence(iri) else {
        return Ok(String::new());
    };
    let section = |key, iris: Vec<&str>| Section {
        key,
        facts: iris
            .into_iter()
            .filter_map(|it| view.sentence(it))
            .collect(),
    };
    let told = |how: &str| -> Vec<&str> {
        let rows = view.rows("about_thing").iter();
        rows.filter(|row| row.text("how").ends_with(how))
            .filter_map(|row| row.iri("fact"))
            .filter(|it| *it != iri)
            .collect()
    };
    let mut related = vec![
        section("related.denies", view.bag.iris(iri, dm::DENIES)),
        section("related.denied", told("denies")),
        section("related.subject", view.bag.iris(iri, dm::ABOUT)),
        section("related.about", told("about")),
    ];
    if sentence.kind == Kind::Proposal {
        related.push(section("related.beside", told("beside")));
    }
    related.retain(|section| !section.facts.is_empty());
    let cards = compare::cards(&view, iri, sentence.kind);
    let earliest = sentence
        .reported
        .first()
        .and_then(|report| report.passages.first())
        .map(|passage| passage.source.clone());
    let citation = Citation::of(&view, Some(&sentence), earliest.as_ref());
    Ok(render(&FactPage {
        words: compare::words(&view, iri),
        lines: compare::lines(&view, iri, sentence.kind),
        steps: compare::steps(&view, iri),
        terms: compare::terms(&view, iri),
        aspects: compare::aspects(&view, &cards, sentence.kind),
        cards,
        related,
        citation,
        sentence,
        frame,
        head,
        details,
    }))
}

impl ActorPage<'_> {
    /// Whether a section goes on on another page.
    fn has_more(&self, key: &str) -> bool {
        let query = match key {
            "kind.statements" => "actor_statements",
            "kind.proposals" => "actor_proposals",
            _ => "actor_meetings",
        };
        self.view.answer(query).is_some_and(|answer| answer.more)
    }

    /// The most meetings with one other.
    fn most(&self) -> usize {
        let rows = self.view.rows("actor_met").iter();
        rows.map(|row| row.number("meetings")).max().unwrap_or(1)
    }

    /// `Q22316` of a Wikidata IRI.
    fn short(item: &str) -> &str {
        item.rsplit('/').next().unwrap_or(item)
    }
}

impl FactPage<'_> {
    fn kind_key(&self) -> &'static str {
        match self.sentence.kind {
            Kind::Statement => "kind.statement.one",
            Kind::Proposal => "kind.proposal.one",
            Kind::Meeting => "kind.meeting.one",
        }
    }

    /// Whether the words are longer than the sentence shows them.
    fn is_long(&self) -> bool {
        let whole = self.words.as_ref().map_or("", |words| words.text.as_str());
        !self.sentence.plain().contains(whole)
    }
}

//! The reports of one fact side by side: what each article says of it, and what they disagree on.

use std::collections::BTreeSet;

use super::fact::{Badge, Kind, short_code};
use super::passage::{Cited, Passage};
use super::term::Shown;
use super::typography;
use super::view::View;
use crate::export::{Passages, shortened};
use crate::store::model::Term as Value;
use crate::vocab::dm;

/// What one article says of the fact.
pub(super) struct Card {
    pub(super) record: String,
    pub(super) source: Cited,
    pub(super) passages: Vec<Passage>,
    /// Through whose hands it came, the speaker first and the outlet last.
    pub(super) chain: Vec<Shown>,
    pub(super) rule: String,
    pub(super) confidence: String,
}

/// Something that the reports may tell in different ways.
pub(super) struct Aspect {
    pub(super) name: String,
    /// What each report says, in the order of the cards.
    pub(super) cells: Vec<String>,
    pub(super) differs: bool,
}

/// A step in the life of a proposal or a meeting.
pub(super) struct Step {
    pub(super) badge: Badge,
    pub(super) date: String,
    /// The articles that tell it.
    pub(super) sources: Vec<Cited>,
}

/// A term of a proposal.
pub(super) struct Term {
    pub(super) role: String,
    pub(super) who: Vec<Shown>,
    pub(super) words: Option<Shown>,
}

/// So many reports of a fact stand side by side; the details hold all.
pub(super) const SIDE_BY_SIDE: usize = 24;
const STATEMENT: [&str; 6] = [
    dm::SPEAKER,
    dm::ADDRESSEE,
    dm::SPEECH_ACT,
    dm::EDTF,
    dm::STATEMENT_KIND,
    dm::MODALITY,
];
const PROPOSAL: [&str; 4] = [dm::PROPOSER, dm::ADDRESSEE, dm::EDTF, dm::MODALITY];
const MEETING: [&str; 6] = [
    dm::PARTICIPANT,
    dm::HOST,
    dm::PLACE,
    dm::EDTF,
    dm::MEETING_KIND,
    dm::MODALITY,
];

fn properties(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Statement => &STATEMENT,
        Kind::Proposal => &PROPOSAL,
        Kind::Meeting => &MEETING,
    }
}

/// The words of a statement or a proposal, as far as they are published.
pub(super) fn words(view: &View<'_>, iri: &str) -> Option<Shown> {
    let words = view.bag.literal(iri, dm::QUOTE)?;
    let mut shown = Shown::term(&words.clone().into(), None, view.seen);
    if view.seen.settings.passages() == Passages::Short {
        shown.text = shortened(&shown.text).into_owned();
    }
    Some(shown)
}

/// What all articles together say of the fact.
pub(super) fn lines(view: &View<'_>, iri: &str, kind: Kind) -> Vec<(String, Vec<Shown>)> {
    properties(kind)
        .iter()
        .filter_map(|property| {
            let values: Vec<Shown> = view
                .bag
                .objects(iri, property)
                .iter()
                .map(|value| view.shown(value))
                .collect();
            (!values.is_empty()).then(|| (name(view, property), values))
        })
        .collect()
}

fn name(view: &View<'_>, property: &str) -> String {
    if property == dm::EDTF {
        return view.frame.t("date").to_owned();
    }
    let label = view.seen.labels.get(property, view.frame.tongue);
    label.unwrap_or_default().to_owned()
}

/// The reports, the earliest first.
pub(super) fn cards(view: &View<'_>, iri: &str, kind: Kind) -> Vec<Card> {
    let who = match kind {
        Kind::Statement => dm::SPEAKER,
        Kind::Proposal => dm::PROPOSER,
        Kind::Meeting => "",
    };
    let mut cards: Vec<Card> = view
        .bag
        .records(iri)
        .iter()
        .filter(|record| view.bag.knows(record))
        .take(SIDE_BY_SIDE)
        .map(|record| {
            let article = record.split('#').next().unwrap_or_default();
            Card {
                source: view.cited(article),
                passages: Passage::of_record(record, &view.bag, view.frame, view.seen),
                chain: chain(view, record, who),
                rule: view
                    .bag
                    .text(record, dm::RULE)
                    .unwrap_or_default()
                    .to_owned(),
                confidence: confidence(view, record),
                record: record.clone(),
            }
        })
        .collect();
    cards.sort_by(|a, b| (&a.source.edtf, &a.record).cmp(&(&b.source.edtf, &b.record)));
    cards
}

fn confidence(view: &View<'_>, record: &str) -> String {
    let Some(share) = view.bag.text(record, dm::CONFIDENCE) else {
        return String::new();
    };
    match view.frame.tongue {
        super::tongue::Tongue::En => share.to_owned(),
        super::tongue::Tongue::Fr => share.replace('.', ","),
    }
}

/// From who spoke, through those who relayed it, to the outlet; only where somebody relayed it.
fn chain(view: &View<'_>, record: &str, who: &str) -> Vec<Shown> {
    let actor = |iri: &str| {
        let term = Value::NamedNode(crate::store::model::NamedNode::new_unchecked(iri));
        let mut shown = view.shown(&term);
        // The actor of an article is told by its own page, where it is known beyond the article.
        if let Some(thing) = view.bag.iri(iri, dm::RECORD_OF) {
            shown.href = view.seen.href(thing);
        }
        shown
    };
    let mut steps: Vec<(usize, &str)> = view
        .bag
        .iris(record, dm::RELAY)
        .into_iter()
        .filter_map(|relay| {
            Some((
                view.bag.number(relay, dm::STEP)?,
                view.bag.iri(relay, dm::RELAYER)?,
            ))
        })
        .collect();
    if steps.is_empty() {
        return Vec::new();
    }
    steps.sort_unstable();
    let article = record.split('#').next().unwrap_or_default();
    let source = view.cited(article);
    let outlet = if source.publisher.is_empty() {
        source.headline
    } else {
        source.publisher
    };
    let mut chain: Vec<Shown> = view.bag.iris(record, who).into_iter().map(actor).collect();
    chain.extend(steps.into_iter().map(|(_, relayer)| actor(relayer)));
    chain.push(Shown {
        href: Some(source.href),
        ..Shown::text(outlet)
    });
    chain
}

/// What the reports say, aspect by aspect. Silence is no disagreement.
pub(super) fn aspects(view: &View<'_>, cards: &[Card], kind: Kind) -> Vec<Aspect> {
    if cards.len() < 2 {
        return Vec::new();
    }
    let mut aspects: Vec<Aspect> = properties(kind)
        .iter()
        .map(|property| {
            aspect(view, cards, name(view, property), |record| {
                let mut values: Vec<String> = view
                    .bag
                    .objects(record, property)
                    .iter()
                    .map(|value| view.shown(value).text)
                    .collect();
                if *property == dm::EDTF
                    && let Some(written) = view.bag.text(record, dm::DATE_TEXT)
                {
                    values.push(typography::quoted(written, view.frame.tongue));
                }
                values
            })
        })
        .collect();
    let status = aspect(view, cards, view.frame.t("status").to_owned(), |record| {
        let changes = view.bag.iris(record, dm::HAS_STATUS).into_iter();
        changes
            .filter_map(|change| view.bag.iri(change, dm::STATUS))
            .filter_map(|status| view.seen.labels.get(status, view.frame.tongue))
            .map(str::to_owned)
            .collect()
    });
    aspects.push(status);
    aspects.retain(|aspect| aspect.cells.iter().any(|cell| !cell.is_empty()));
    aspects
}

fn aspect(
    view: &View<'_>,
    cards: &[Card],
    name: String,
    read: impl Fn(&str) -> Vec<String>,
) -> Aspect {
    let told: Vec<BTreeSet<String>> = cards
        .iter()
        .map(|card| read(&card.record).into_iter().collect())
        .collect();
    // How the date is written is no other date.
    let (open, _) = typography::marks(view.frame.tongue);
    let compared: BTreeSet<Vec<&String>> = told
        .iter()
        .map(|values| {
            values
                .iter()
                .filter(|value| !value.starts_with(open))
                .collect()
        })
        .filter(|values: &Vec<&String>| !values.is_empty())
        .collect();
    Aspect {
        name,
        differs: compared.len() > 1,
        cells: told
            .iter()
            .map(|values| values.iter().cloned().collect::<Vec<_>>().join(", "))
            .collect(),
    }
}

/// What became of it, step by step, with the articles that say so.
pub(super) fn steps(view: &View<'_>, iri: &str) -> Vec<Step> {
    let mut steps: Vec<(String, usize, Step)> = view
        .bag
        .iris(iri, dm::HAS_STATUS)
        .into_iter()
        .filter_map(|change| {
            let status = view.bag.iri(change, dm::STATUS)?;
            let edtf = view.bag.text(change, dm::EDTF).unwrap_or_default();
            let mut sources: Vec<Cited> = view
                .bag
                .records(iri)
                .iter()
                .filter(|record| {
                    let changes = view.bag.iris(record, dm::HAS_STATUS).into_iter();
                    let mut things = changes.filter_map(|it| view.bag.iri(it, dm::RECORD_OF));
                    things.any(|thing| thing == change)
                })
                .map(|record| view.cited(record.split('#').next().unwrap_or_default()))
                .collect();
            sources.sort_by(|a, b| (&a.edtf, &a.iri).cmp(&(&b.edtf, &b.iri)));
            let step = Step {
                badge: Badge::of(status, view.frame, view.seen)?,
                date: view.date(edtf),
                sources,
            };
            Some((edtf.to_owned(), rank(status), step))
        })
        .collect();
    steps.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    steps.into_iter().map(|(_, _, step)| step).collect()
}

/// On one day, what is planned comes before what is held.
fn rank(status: &str) -> usize {
    match short_code(status) {
        Some("drafted" | "proposed" | "planned") => 0,
        Some("under-discussion" | "ongoing" | "postponed") => 1,
        _ => 2,
    }
}

/// The terms of a proposal: what is offered, asked for, given in return.
pub(super) fn terms(view: &View<'_>, iri: &str) -> Vec<Term> {
    view.bag
        .iris(iri, dm::HAS_TERM)
        .into_iter()
        .map(|term| Term {
            role: view
                .bag
                .iri(term, dm::TERM_ROLE)
                .and_then(|role| view.seen.labels.get(role, view.frame.tongue))
                .unwrap_or_default()
                .to_owned(),
            who: view
                .bag
                .objects(term, dm::OBLIGES)
                .iter()
                .map(|who| view.shown(who))
                .collect(),
            words: words(view, term),
        })
        .collect()
}

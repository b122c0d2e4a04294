//! Runs the worked example in a rule's header: the sentence gives exactly the lines after `→`.

use crate::extract::facts::{Facts, Meeting, Proposal};
use crate::extract::{Draft, KnownName, Lexicon, NameClass, extract};
use crate::text::{Document, Language};

/// Checks the example in the header of a rule's file.
pub(in crate::extract) fn check(file: &str) {
    let mut lines = file
        .lines()
        .skip_while(|line| *line != "//! ```text")
        .skip(1);
    let mut text = String::new();
    let mut expected = Vec::new();
    for line in lines.by_ref().take_while(|line| *line != "//! ```") {
        let line = line.trim_start_matches("//!").trim();
        if let Some(fact) = line.strip_prefix("→ ") {
            expected.push(fact.to_owned());
        } else {
            text.push_str(line);
            text.push(' ');
        }
    }
    assert!(!expected.is_empty(), "the header has no example");
    assert_eq!(read(text.trim(), Language::French), expected, "{text}");
}

/// The meetings and proposals of a French text, one a line.
pub(in crate::extract) fn french(text: &str) -> Vec<String> {
    read(text, Language::French)
}

/// The meetings and proposals of an English text, one a line.
pub(in crate::extract) fn english(text: &str) -> Vec<String> {
    read(text, Language::English)
}

/// The meetings and proposals of a text, one a line.
fn read(text: &str, language: Language) -> Vec<String> {
    let document = Document::of_paragraphs(text, language);
    let draft = extract(&document, &lexicon());
    let proposals = draft
        .facts
        .proposals
        .iter()
        .map(|plan| proposal(&draft.facts, plan));
    proposals
        .chain(
            draft
                .facts
                .meetings
                .iter()
                .map(|one| meeting(&draft, one, &document)),
        )
        .collect()
}

fn lexicon() -> Lexicon {
    let name = |name: &str, class| KnownName {
        name: name.to_owned(),
        class,
        canonical: name.to_owned(),
        gender: None,
        state: None,
    };
    let people =
        ["Anna Kovacs", "Paul Delmas", "Ivan Petrov"].map(|it| name(it, NameClass::Person));
    let bodies = [
        "Union africaine",
        "Conseil de sécurité",
        "Parlement européen",
        "African Union",
        "Security Council",
        "European Parliament",
    ]
    .map(|it| name(it, NameClass::Organization));
    let places = ["Vienne", "Niamey", "New York", "Strasbourg", "Vienna"]
        .map(|it| name(it, NameClass::Place));
    let states = [
        ("Togo", ["togolais", "togolaise"]),
        ("Bénin", ["béninois", "béninoise"]),
    ];
    let states = states.into_iter().flat_map(|(state, adjectives)| {
        let [one, other] = adjectives.map(|adjective| KnownName {
            canonical: state.to_owned(),
            ..name(adjective, NameClass::Demonym)
        });
        [name(state, NameClass::Country), one, other]
    });
    Lexicon::new(people.into_iter().chain(bodies).chain(places).chain(states))
}

fn names(facts: &Facts, ids: &[String]) -> String {
    let name = |id: &String| {
        facts
            .actors
            .iter()
            .find(|actor| actor.id == *id)
            .map_or_else(|| id.clone(), |actor| bare(&actor.name))
    };
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The name without its article.
fn bare(name: &str) -> String {
    ["le ", "la ", "l'", "the ", "Le ", "La ", "L'", "The "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
        .to_owned()
}

fn word(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|code| code.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn meeting(draft: &Draft, meeting: &Meeting, document: &Document<'_>) -> String {
    let date = draft
        .dates
        .iter()
        .find(|slot| slot.fact == meeting.id)
        .and_then(|slot| document.dates().get(slot.date));
    let place = meeting
        .place
        .as_ref()
        .and_then(|id| draft.facts.places.iter().find(|place| place.id == *id));
    let parts = [
        Some(names(&draft.facts, &meeting.participants)),
        Some(word(&meeting.status)),
        date.map(|date| document.words(&date.tokens).to_owned()),
        place.map(|place| place.name.clone()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn proposal(facts: &Facts, plan: &Proposal) -> String {
    let to = if plan.addressees.is_empty() {
        String::new()
    } else {
        format!(" → {}", names(facts, &plan.addressees))
    };
    let content = plan
        .content
        .iter()
        .map(|passage| passage.text.clone())
        .collect::<Vec<_>>()
        .join(" / ");
    format!(
        "{}{to} · {} · {content}",
        names(facts, &plan.proposers),
        word(&plan.status)
    )
}

//! The short label of a thing: who, and the first of the words, or who, where and when.

use std::collections::BTreeSet;

use crate::graph::edtf::Edtf;
use crate::graph::record::one_line;
use crate::graph::summary::{Class, Entity, Record, Summary};
use crate::vocab::dm;

/// Characters of the words that a label repeats.
const LABEL_WORDS: usize = 80;

/// Actors that a label names.
const LABEL_ACTORS: usize = 4;

/// A short label, in the names that the earliest article uses.
pub(super) fn label(
    article: &Summary,
    record: &Record,
    date: Option<&str>,
    language: &str,
) -> String {
    let actors = |role: &'static str| {
        names(
            record
                .role(role)
                .filter_map(|local| article.actors.get(local)),
            language,
        )
    };
    let words = record
        .quote
        .as_ref()
        .map_or_else(String::new, |(_, words)| quoted(words, language));
    match record.class {
        Class::Statement => spaced(&actors(dm::SPEAKER), &words, language),
        Class::Proposal => {
            let (from, to) = (actors(dm::PROPOSER), actors(dm::ADDRESSEE));
            let who = match (from.is_empty(), to.is_empty()) {
                (_, true) => from,
                (true, false) => format!("→ {to}"),
                (false, false) => format!("{from} → {to}"),
            };
            spaced(&who, &words, language)
        }
        Class::Meeting => {
            let place = names(
                record
                    .role(dm::PLACE)
                    .filter_map(|local| article.places.get(local)),
                language,
            );
            let heading = if language == "fr" {
                "Rencontre"
            } else {
                "Meeting"
            };
            let day = date
                .and_then(|written| Edtf::parse(written).ok()?.value)
                .map(|(value, _)| value);
            let date = day.or(date.map(str::to_owned)).unwrap_or_default();
            let parts = [actors(dm::PARTICIPANT), place, date];
            let told: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            spaced(heading, &told.join(", "), language)
        }
    }
}

fn spaced(before: &str, after: &str, language: &str) -> String {
    match (before.is_empty(), language) {
        (true, _) => after.to_owned(),
        (false, "fr") => format!("{before}\u{a0}: {after}"),
        (false, _) => format!("{before}: {after}"),
    }
}

fn quoted(words: &str, language: &str) -> String {
    let words = one_line(words);
    let mut shown: String = words.chars().take(LABEL_WORDS).collect();
    if shown.len() < words.len() {
        shown.push('…');
    }
    if language == "fr" {
        format!("«\u{a0}{shown}\u{a0}»")
    } else {
        format!("“{shown}”")
    }
}

/// The names in that language, or else in any.
fn names<'a>(entities: impl Iterator<Item = &'a Entity>, language: &str) -> String {
    let name = |entity: &'a Entity| {
        let own = entity.names.iter().find(|(found, _)| found == language);
        own.or(entity.names.first()).map(|(_, name)| name.as_str())
    };
    let names: BTreeSet<&str> = entities.filter_map(name).collect();
    let mut shown: Vec<&str> = names.iter().copied().take(LABEL_ACTORS).collect();
    if names.len() > shown.len() {
        shown.push("…");
    }
    shown.join(", ")
}

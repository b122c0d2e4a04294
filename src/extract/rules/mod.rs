//! The rules of extraction, one a file, each opening with a sentence and what it yields.

pub(super) mod anaphora;
pub(super) mod clause;
pub(super) mod colon;
pub(super) mod comme;
pub(super) mod complement;
pub(super) mod denial;
pub(super) mod detached;
pub(super) mod event;
pub(super) mod incise;
pub(super) mod meeting;
mod passages;
pub(super) mod proposal;
pub(super) mod refusal;
pub(super) mod selon;
pub(super) mod sequel;
pub(super) mod signed;

use super::scan::{Found, Scan};

/// Runs the rules for statements.
pub(super) fn statements(scan: &Scan<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for rule in [
        incise::find,
        colon::find,
        clause::find,
        complement::find,
        selon::find,
        refusal::find,
        comme::find,
        detached::find,
        signed::find,
        anaphora::find,
    ] {
        rule(scan, &mut found);
    }
    found
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::facts::Facts;
    use super::super::{Draft, KnownName, Lexicon, NameClass, extract};
    use crate::text::{Document, Language};

    fn facts(text: &str, language: Language) -> Facts {
        draft(text, language).0.facts
    }

    /// What is found in a text, and its date expressions as written.
    fn draft(text: &str, language: Language) -> (Draft, Vec<String>) {
        let person = |name: &str| KnownName {
            name: name.to_owned(),
            class: NameClass::Person,
            canonical: name.to_owned(),
            gender: None,
            state: None,
        };
        let state = |name: &str, class: NameClass, canonical: &str| KnownName {
            name: name.to_owned(),
            class,
            canonical: canonical.to_owned(),
            gender: None,
            state: None,
        };
        let lexicon = Lexicon::new([
            person("Paul Durand"),
            person("John Smith"),
            state("Estonie", NameClass::Country, "Estonia"),
            state("Estonia", NameClass::Country, "Estonia"),
            state("estonien", NameClass::Demonym, "Estonia"),
            state("Estonian", NameClass::Demonym, "Estonia"),
            state("Lettonie", NameClass::Country, "Latvia"),
            state("Latvia", NameClass::Country, "Latvia"),
            state("Finland", NameClass::Country, "Finland"),
        ]);
        let document = Document::of_paragraphs(text, language);
        let dates = document.dates().iter();
        let words = dates
            .map(|date| {
                let tokens: Vec<&str> = date.tokens.clone().map(|at| document.folded(at)).collect();
                tokens.join(" ")
            })
            .collect();
        (extract(&document, &lexicon), words)
    }

    /// The acts of the statements of a text.
    pub(in super::super) fn acts(text: &str, language: Language) -> Vec<String> {
        facts(text, language)
            .statements
            .iter()
            .map(|statement| format!("{:?}", statement.act).to_lowercase())
            .collect()
    }

    /// The statements of a text: rule, speakers, words.
    fn statements(text: &str, language: Language) -> Vec<String> {
        let facts = facts(text, language);
        let name = |id: &String| {
            facts
                .actors
                .iter()
                .find(|actor| actor.id == *id)
                .map_or("?", |actor| actor.name.as_str())
        };
        facts
            .statements
            .iter()
            .map(|statement| {
                let speakers: Vec<&str> = statement.speakers.iter().map(name).collect();
                let words: Vec<&str> = statement
                    .content
                    .iter()
                    .map(|passage| passage.text.as_str())
                    .collect();
                format!(
                    "{}: {}: {}",
                    statement.rule,
                    speakers.join(" + "),
                    words.join(" … ")
                )
            })
            .collect()
    }

    /// The days of the French statements of a text, as written.
    pub(in super::super) fn days(text: &str) -> Vec<String> {
        days_in(text, Language::French)
    }

    /// The days of the statements of a text, as written.
    pub(in super::super) fn days_in(text: &str, language: Language) -> Vec<String> {
        let (draft, words) = draft(text, language);
        let day = |id: &String| {
            let slot = draft.dates.iter().find(|slot| slot.fact == *id)?;
            words.get(slot.date).cloned()
        };
        let statements = draft.facts.statements.iter();
        statements
            .map(|statement| day(&statement.id).unwrap_or_else(|| "-".to_owned()))
            .collect()
    }

    pub(in super::super) fn french(text: &str) -> Vec<String> {
        statements(text, Language::French)
    }

    pub(in super::super) fn english(text: &str) -> Vec<String> {
        statements(text, Language::English)
    }
}

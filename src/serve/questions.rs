//! The questions that come with the program: a text in two languages and a query.

use super::error::ServeError;

/// One question, as its file states it.
pub(super) struct Question {
    /// The name of its file, and its place in URLs.
    pub(super) name: &'static str,
    pub(super) en: &'static str,
    pub(super) fr: &'static str,
    /// The whole file: SPARQL allows the comments.
    pub(super) query: &'static str,
}

macro_rules! questions {
    ($($name:literal)*) => {
        const FILES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!("../../queries/questions/", $name, ".rq")))),*
        ];
    };
}

questions! {
    "actors_without_wikidata"
    "acts_by_actor"
    "articles_and_records"
    "articles_on_a_meeting"
    "attribution_chain"
    "contradictions"
    "dyads"
    "evidence_as_annotations"
    "hopes_and_outcomes"
    "meetings_for_wikidata"
    "proposal_timeline"
    "single_source"
    "terms_of_a_proposal"
    "vague_dates"
    "weak_sourcing"
    "what_did_kerry_say"
    "what_is_planned"
    "who_denies_what"
    "who_had_it_first"
    "who_met_whom"
}

/// All questions, by name.
pub(super) fn all() -> impl Iterator<Item = Question> {
    FILES.iter().map(|(name, query)| Question {
        name,
        en: line(query, "# en: "),
        fr: line(query, "# fr: "),
        query,
    })
}

/// The question of that name.
pub(super) fn find(name: &str) -> Option<Question> {
    all().find(|question| question.name == name)
}

/// That there is no question of that name.
pub(super) fn unknown(name: &str) -> ServeError {
    ServeError::NotFound(format!(
        "there is no question `{name}`: `/questions` lists them"
    ))
}

fn line(query: &'static str, mark: &str) -> &'static str {
    query
        .lines()
        .find_map(|line| line.strip_prefix(mark))
        .unwrap_or_default()
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Dataset, Store};

    #[test]
    fn every_file_is_a_question_that_parses() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/questions");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .filter_map(|file| {
                let name = file.unwrap().file_name().into_string().unwrap();
                name.strip_suffix(".rq").map(str::to_owned)
            })
            .collect();
        files.sort_unstable();
        let names: Vec<&str> = all().map(|question| question.name).collect();
        assert_eq!(
            files, names,
            "questions.rs lists the files of queries/questions"
        );
        for question in all() {
            assert!(
                !question.en.is_empty() && !question.fr.is_empty(),
                "{}",
                question.name
            );
            if let Err(error) = Store::question(question.query, None, Dataset::default()) {
                panic!("{}: {error}", question.name);
            }
        }
    }
}

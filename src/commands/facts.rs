//! Lines of `.facts.jsonl`: facts that somebody else extracted go through the same checks as our own.

use super::input;
use crate::config::Settings;
use crate::extract::facts::Facts;
use crate::graph::ArticleGraph;
use crate::pipeline::Pipeline;
use crate::source::{FactsLine, Input, Place};
use anyhow::{Context, anyhow, bail};
use std::path::{Path, PathBuf};

/// The graph of one line, or why it is refused.
pub(crate) fn graph(
    pipeline: &Pipeline,
    settings: &Settings,
    line: &FactsLine,
) -> anyhow::Result<ArticleGraph> {
    let mut facts: Facts = serde_json::from_str(&line.json).with_context(|| {
        format!(
            "{}: does not hold facts; `demarche schema` prints their form",
            line.place
        )
    })?;
    let text = match facts.article.text.take() {
        Some(text) => text,
        None => text_of(&facts, settings, &line.place)?,
    };
    pipeline
        .graph(&facts, &text)
        .with_context(|| line.place.to_string())
}

/// The text of the article that the facts are of, from the file that they name.
fn text_of(facts: &Facts, settings: &Settings, place: &Place) -> anyhow::Result<String> {
    let (source, id) = (&facts.article.source, &facts.article.id);
    let way_out = "put the text into `article.text`, or name its file in `article.source`";
    let path = candidates(source, place)
        .into_iter()
        .find(|path| path.is_file());
    let path = path.ok_or_else(|| {
        anyhow!("{place}: there is no text for article `{id}`: `{source}` is no file; {way_out}")
    })?;
    for item in input::read(&[path], settings)? {
        if let Ok(Input::Article(article)) = item
            && article.id.as_str() == id
        {
            return Ok(article.text);
        }
    }
    bail!(
        "{place}: `{source}` does not hold the text of article `{id}`: it has changed since, or the id is wrong; {way_out}"
    )
}

/// Where the file may lie: as named, or beside the facts; an article of a `.jsonl` file has its line after a colon.
fn candidates(source: &str, place: &Place) -> Vec<PathBuf> {
    let file = match source.rsplit_once(':') {
        Some((file, line))
            if !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            file
        }
        _ => source,
    };
    let beside = Path::new(&place.source)
        .parent()
        .map(|folder| folder.join(file));
    std::iter::once(PathBuf::from(file)).chain(beside).collect()
}

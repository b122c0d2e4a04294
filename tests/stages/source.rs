//! A file of any format → `expected.txt`: what is known about each article, and its parts.

use super::{Outcome, inputs};
use demarche::source::{Article, Input, Metadata, Options, walk};
use std::fmt::Write;
use std::path::Path;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let mut out = String::new();
    for item in walk(&inputs(case)?, &Options::default()) {
        match item {
            Ok(Input::Article(article)) => show(&article, &mut out)?,
            Ok(Input::Facts(line)) => writeln!(out, "facts {}", line.json)?,
            Err(error) => writeln!(out, "error: {}", error.problem)?,
        }
    }
    Ok(Outcome::one("expected.txt", out))
}

fn show(article: &Article, out: &mut String) -> std::fmt::Result {
    writeln!(out, "article")?;
    metadata(&article.metadata, out)?;
    let mut at = 0;
    for block in &article.blocks {
        outside(&article.text, at..block.range.start, out)?;
        let text = article
            .text
            .get(block.range.clone())
            .unwrap_or("(not on character boundaries)");
        writeln!(out, "{:?} «{}»", block.kind, text.replace('\n', "⏎"))?;
        at = block.range.end;
    }
    outside(&article.text, at..article.text.len(), out)
}

/// Text in no block is chrome too; the reader of a case should see it.
fn outside(text: &str, range: std::ops::Range<usize>, out: &mut String) -> std::fmt::Result {
    match text.get(range).map(str::trim) {
        Some("") => Ok(()),
        Some(rest) => writeln!(out, "- «{}»", rest.replace('\n', "⏎")),
        None => writeln!(out, "- blocks overlap here"),
    }
}

/// `retrieved` is left out: where nothing says it, it is the file's date, another on every checkout.
fn metadata(metadata: &Metadata, out: &mut String) -> std::fmt::Result {
    let fields = [
        ("language", &metadata.language),
        ("published", &metadata.published),
        ("publisher", &metadata.publisher),
        ("url", &metadata.url),
        ("title", &metadata.title),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            writeln!(out, "  {name} {value}")?;
        }
    }
    if !metadata.agencies.is_empty() {
        writeln!(out, "  agencies {}", metadata.agencies.join(", "))?;
    }
    Ok(())
}

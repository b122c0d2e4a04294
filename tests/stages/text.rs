//! `article.txt` → `expected.txt`: sentences, quotations and dates of the editorial text.

use super::{Outcome, article};
use demarche::text::{Document, read};
use std::fmt::Write;
use std::path::Path;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    let article = article(case)?;
    let document = read(&article);
    let mut out = String::new();
    show(&document, &mut out)?;
    Ok(Outcome::one("expected.txt", out))
}

fn show(document: &Document<'_>, out: &mut String) -> std::fmt::Result {
    let published = document
        .anchor()
        .day()
        .map_or_else(|| "day unknown".to_owned(), |day| day.to_string());
    writeln!(out, "{}, {published}", document.language().tag())?;
    let flat = |tokens| document.words(tokens).replace('\n', "⏎");
    for paragraph in document.paragraphs() {
        writeln!(out, "{:?}", paragraph.kind)?;
        for sentence in document
            .sentences()
            .get(paragraph.sentences.clone())
            .unwrap_or_default()
        {
            writeln!(out, "  {}", flat(&sentence.tokens))?;
        }
    }
    for quotation in document.quotations() {
        let notes = [
            (!quotation.closed).then_some("never closed"),
            quotation.parent.map(|_| "inside another"),
            quotation.continues.map(|_| "goes on from the last"),
        ];
        let notes: Vec<_> = notes.into_iter().flatten().collect();
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!(" ({})", notes.join(", "))
        };
        writeln!(out, "quotation{notes} {}", flat(&quotation.inner))?;
    }
    for date in document.dates() {
        let resolved = date.resolve(document.anchor());
        let resolved = resolved.as_ref().map_or("open", |edtf| edtf.as_str());
        writeln!(out, "date «{}» {resolved}", flat(&date.tokens))?;
    }
    Ok(())
}

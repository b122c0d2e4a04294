//! `article.txt` → `expected.facts`: what the rules find, before anybody is identified. Dates stand as the text
//! has them.

use super::{Outcome, article, render};
use demarche::extract::{Lexicon, extract};
use demarche::link::Gazetteer;
use demarche::text::read;
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

pub(crate) fn run(case: &Path) -> anyhow::Result<Vec<Outcome>> {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Gazetteer::load().names()));
    let article = article(case)?;
    let document = read(&article);
    let draft = extract(&document, &LEXICON);
    let mut out = render::facts(&draft.facts);
    for slot in &draft.dates {
        let date = document
            .dates()
            .get(slot.date)
            .map(|date| document.words(&date.tokens));
        writeln!(out, "{} is dated «{}»", slot.fact, date.unwrap_or("?"))?;
    }
    Ok(Outcome::one("expected.facts", out))
}

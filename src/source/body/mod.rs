//! Tells the body of an article from the page around it, in plain and scraped text.

mod lines;

use super::{Block, BlockKind};

/// What a page is made of.
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) agencies: Vec<String>,
    pub(super) publisher: Option<String>,
}

/// Reads a page. `title` is the headline where metadata tell it.
pub(super) fn read(text: &str, title: Option<&str>) -> Page {
    let units = lines::units(text);
    let blocks = units
        .into_iter()
        .enumerate()
        .map(|(i, range)| {
            let words = text.get(range.clone()).unwrap_or_default();
            let headline = i == 0 && title.is_none() && !words.ends_with(['.', '»', '”', '"']);
            Block { range, kind: if headline { BlockKind::Title } else { BlockKind::Paragraph } }
        })
        .collect();
    Page { blocks, agencies: Vec::new(), publisher: None }
}

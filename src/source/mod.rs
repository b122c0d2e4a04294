//! Articles as they come: bytes read and decoded, text and metadata, chrome told from body.
//!
//! Everything after this stage sees an [`Article`] and never a file. [`walk`] is the way in;
//! [`Article::new`] makes one from a text that is already at hand.

mod body;
mod decode;
mod error;
mod fields;
mod html;
mod id;
mod jsonl;
pub mod keys;
mod metadata;
mod options;
mod page_metadata;
#[cfg(test)]
mod properties;
mod unpack;
mod walk;

use std::ops::Range;

pub use error::{Place, Problem, SourceError};
pub use fields::{FieldMap, InvalidFieldMap};
pub use id::InvalidArticleId;
pub use options::Options;
pub use walk::{ENDINGS, Walk, walk};

/// What a [`walk`] comes upon.
#[derive(Clone, Debug)]
pub enum Input {
    /// An article.
    Article(Box<Article>),
    /// A line of a `.facts.jsonl` file, as it stands.
    Facts(FactsLine),
}

/// One line of facts that somebody else extracted, not looked into yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactsLine {
    /// File and line.
    pub place: Place,
    /// The line.
    pub json: String,
}

/// First 16 hex digits of the SHA-256 of an article's decoded text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleId(String);

/// One article: its text as decoded, what each part of the page is, and what is known about it.
#[derive(Clone, Debug)]
pub struct Article {
    /// Identity: the same text is the same article.
    pub id: ArticleId,
    /// SHA-256 of the decoded text as UTF-8, 64 hex digits.
    pub sha256: String,
    /// Path or URL as given.
    pub source: String,
    /// The decoded text. All offsets of later stages point into it.
    pub text: String,
    /// The parts of the page in order of position, not overlapping. Text in no block is chrome.
    pub blocks: Vec<Block>,
    /// What metadata, a sidecar or the caller say, and what the page credits. Never guessed from prose.
    pub metadata: Metadata,
}

impl Article {
    /// An article of a decoded text: hashed, and its body told from the rest of the page. Agencies
    /// and publisher credited on the page are added to `metadata` where it has none.
    pub fn new(source: impl Into<String>, text: impl Into<String>, metadata: Metadata) -> Self {
        let text = text.into();
        let (id, sha256) = ArticleId::of_text(&text);
        let page = body::read(&text, metadata.title.as_deref());
        let found = Metadata {
            agencies: page.agencies,
            publisher: page.publisher,
            ..Metadata::default()
        };
        Self {
            id,
            sha256,
            source: source.into(),
            text,
            blocks: page.blocks,
            metadata: metadata.or(found),
        }
    }
}

/// A part of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Byte range into the article's text, on character boundaries.
    pub range: Range<usize>,
    /// What the part is.
    pub kind: BlockKind,
}

/// What a part of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline. A statement that only the title makes counts.
    Title,
    /// A paragraph of editorial text.
    Paragraph,
    /// A heading inside the body.
    Heading,
    /// `PARIS, 14 juillet (Reuters) -`, `31 janvier 2017 . –`: place, date, agency. Not prose.
    Dateline,
    /// A publication stamp in the page furniture: `26.07.2016 à 13 H 03`, `2019-10-10`.
    Stamp,
    /// A byline, signature or credit that names authors, publisher or agencies.
    Credit,
    /// A photo caption, menu, teaser, subscription box: yields no fact.
    Chrome,
    /// A reader's comment: yields no fact; its date stamp bounds the publication date from above.
    Comment,
}

/// What is known about an article beside its prose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Publication date as EDTF.
    pub published: Option<String>,
    /// When it was fetched, RFC 3339.
    pub retrieved: Option<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// Names of credited agencies.
    pub agencies: Vec<String>,
    /// Address on the web.
    pub url: Option<String>,
    /// Title where the text does not hold it.
    pub title: Option<String>,
}

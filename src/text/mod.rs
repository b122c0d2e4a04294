//! From an article's editorial text to sentences, tokens, quotations and dates, all with their places.
//!
//! Nothing here can fail, and nothing outside the article's title, headings and paragraphs is read as prose.

pub mod anchor;
mod calendar;
pub mod date;
pub mod fold;
mod language;
pub mod quotation;
pub mod sentence;
pub mod span;
pub mod token;

use std::ops::Range;

pub use anchor::{Anchor, AnchorSource};
pub use calendar::Unit;
pub use date::{DateExpression, Edtf, When};
pub use fold::fold;
pub use language::Language;
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use span::Span;
pub use token::{Mark, Shape, Token, TokenKind, Tokens};

pub use crate::source::keys::{ByKey, Keys, Sieve, word_key};
use crate::source::{Article, BlockKind};

/// What a paragraph of the document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// The headline.
    Title,
    /// A heading inside the body.
    Heading,
    /// Prose.
    Prose,
}

/// A title, heading or paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub kind: ParagraphKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentences: indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// The editorial text of an article, taken apart.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    article: Option<&'a Article>,
    text: &'a str,
    language: Language,
    tokens: Tokens,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
    quotations: Vec<Quotation>,
    dates: Vec<DateExpression>,
    anchor: Anchor,
}

/// Reads the editorial text of an article.
pub fn read(article: &Article) -> Document<'_> {
    let prose = article.blocks.iter().filter_map(|block| {
        let kind = match block.kind {
            BlockKind::Title => ParagraphKind::Title,
            BlockKind::Heading => ParagraphKind::Heading,
            BlockKind::Paragraph => ParagraphKind::Prose,
            _ => return None,
        };
        Span::checked(&article.text, block.range.start, block.range.end).map(|span| (kind, span))
    });
    let prose: Vec<(ParagraphKind, Span)> = prose.collect();
    let language = Language::of(
        article.metadata.language.as_deref(),
        &article.text,
        prose.iter().map(|(_, span)| *span),
    );
    let mut document = Document::new(&article.text, language, &prose);
    document.article = Some(article);
    let dates_in = |wanted: &[BlockKind]| {
        let mut tokens = Tokens::default();
        for block in article
            .blocks
            .iter()
            .filter(|block| wanted.contains(&block.kind))
        {
            if let Some(span) = Span::checked(&article.text, block.range.start, block.range.end) {
                tokens.scan(&article.text, span, language);
            }
        }
        let end = tokens.list().len();
        let mut dates = date::find(&tokens, 0..end, true);
        dates.extend(date::find(&tokens, 0..end, false));
        dates
    };
    let lines = dates_in(&[BlockKind::Dateline, BlockKind::Stamp]);
    let comments = dates_in(&[BlockKind::Comment]);
    document.anchor = anchor::read(article.metadata.published.as_deref(), &lines, &comments);
    document
}

impl<'a> Document<'a> {
    fn new(text: &'a str, language: Language, blocks: &[(ParagraphKind, Span)]) -> Self {
        let prose = blocks.iter().map(|(_, span)| span.end - span.start).sum();
        let mut tokens = Tokens::with_room(prose);
        let mut paragraphs = Vec::with_capacity(blocks.len());
        let mut ranges = Vec::with_capacity(blocks.len());
        for (kind, span) in blocks {
            let start = tokens.list().len();
            tokens.scan(text, *span, language);
            let range = start..tokens.list().len();
            ranges.push(range.clone());
            paragraphs.push(Paragraph {
                kind: *kind,
                tokens: range,
                sentences: 0..0,
            });
        }
        let quotations = quotation::find(&tokens, &ranges);
        let sentences = sentence::split(&tokens, &ranges, &quotations);
        let mut at = 0;
        for (number, paragraph) in paragraphs.iter_mut().enumerate() {
            let start = at;
            while sentences
                .get(at)
                .is_some_and(|sentence| sentence.paragraph == number)
            {
                at += 1;
            }
            paragraph.sentences = start..at;
        }
        let mut dates = Vec::new();
        for sentence in &sentences {
            dates.extend(date::find(
                &tokens,
                sentence.tokens.clone(),
                language == Language::French,
            ));
        }
        date::tell(&mut dates, &sentences);
        Self {
            article: None,
            text,
            language,
            tokens,
            paragraphs,
            sentences,
            quotations,
            dates,
            anchor: Anchor::default(),
        }
    }

    /// Plain prose as a document: paragraphs are divided by blank lines. For tests and tools.
    pub fn of_paragraphs(text: &'a str, language: Language) -> Self {
        let mut blocks = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            let span = Span {
                start: at,
                end: at + part.len(),
            };
            if !span.trim(text).is_empty() {
                blocks.push((ParagraphKind::Prose, span.trim(text)));
            }
            at += part.len() + 2;
        }
        Self::new(text, language, &blocks)
    }

    /// The article it was read from; none for plain prose.
    pub fn article(&self) -> Option<&'a Article> {
        self.article
    }

    /// The article's whole text, to which all places refer.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Tokens of the editorial text, in order.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// One token.
    pub fn token(&self, index: usize) -> Option<&Token> {
        self.tokens.list().get(index)
    }

    /// A token in lower case, accents kept; empty when out of range.
    pub fn lower(&self, index: usize) -> &str {
        self.tokens.lower(index)
    }

    /// A token in lower case without accents; empty when out of range.
    pub fn folded(&self, index: usize) -> &str {
        self.tokens.folded(index)
    }

    /// The [`word_key`] of a folded token.
    pub fn key(&self, index: usize) -> u64 {
        self.tokens.key(index)
    }

    /// Title, headings and paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Quotations, in order of their opening marks.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// Date expressions, in order.
    pub fn dates(&self) -> &[DateExpression] {
        &self.dates
    }

    /// What is known of the day of writing.
    pub fn anchor(&self) -> &Anchor {
        &self.anchor
    }

    /// The place of a range of tokens.
    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let list = self.tokens.list();
        match (
            list.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| list.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.span.join(last.span),
            _ => Span::default(),
        }
    }

    /// The words of a range of tokens, as written.
    pub fn words(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let at = self
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences
            .get(at)
            .filter(|sentence| sentence.tokens.contains(&token))
            .map(|_| at)
    }

    /// The date expressions within a range of tokens, with their numbers.
    pub fn dates_in(
        &self,
        tokens: &Range<usize>,
    ) -> impl Iterator<Item = (usize, &DateExpression)> {
        let from = self
            .dates
            .partition_point(|date| date.tokens.start < tokens.start);
        let end = tokens.end;
        self.dates
            .iter()
            .enumerate()
            .skip(from)
            .take_while(move |(_, date)| date.tokens.end <= end)
    }
}

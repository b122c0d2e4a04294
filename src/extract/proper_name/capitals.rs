//! Which words the text writes with a capital inside its sentences: they are names where a sentence begins too.

use std::collections::HashSet;
use std::ops::Range;

use crate::text::{Document, Language, ParagraphKind, Token, TokenKind};

/// Words that the text writes with a capital where no sentence begins, folded.
pub(in crate::extract) type Capitals = HashSet<String>;

/// Collects them once for a document.
pub(in crate::extract) fn inner_capitals(document: &Document<'_>) -> Capitals {
    let mut seen = HashSet::new();
    for sentence in document.sentences() {
        let title = document
            .paragraphs()
            .get(sentence.paragraph)
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Title);
        if document.language() == Language::English
            && (title || is_title_case(document, &sentence.tokens))
        {
            continue;
        }
        for index in sentence.tokens.start + 1..sentence.tokens.end {
            let capital = document.token(index).is_some_and(|token| token.capital)
                || has_early_hyphen(document.folded(index))
                    && article_before(document.token(index), document);
            let before = document.folded(index - 1);
            if capital
                && before.chars().next().is_some_and(char::is_alphanumeric)
                && !seen.contains(document.folded(index))
            {
                let word = document.folded(index);
                // `Mekhlafi` after `al-Mekhlafi`.
                if let Some(bare) = without_article(word) {
                    seen.insert(bare.to_owned());
                }
                seen.insert(word.to_owned());
            }
        }
    }
    seen
}

/// Whether a line writes all its longer words with a capital: *Port Minister Says Talks Failed*.
pub(in crate::extract) fn is_title_case(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    const FEW: usize = 4;
    const LONG: usize = 4;
    if document.language() != Language::English || tokens.len() < FEW {
        return false;
    }
    // Most sentences end here, at their second or third word.
    let mut words = tokens
        .clone()
        .filter_map(|index| document.token(index))
        .filter(|token| token.kind == TokenKind::Word && token.span.end - token.span.start >= LONG);
    words.clone().take(FEW).count() == FEW && words.all(|token| token.capital)
}

/// `mekhlafi` of `al-mekhlafi`: family names go by themselves without their article.
pub(in crate::extract) fn without_article(folded: &str) -> Option<&str> {
    ["al-", "el-", "ben-", "bin-", "ould-", "ibn-"]
        .iter()
        .find_map(|article| folded.strip_prefix(article))
        .filter(|bare| bare.len() > 2)
}

/// Whether a hyphen stands behind the two to four letters of an article: most words are told apart at once.
fn has_early_hyphen(folded: &str) -> bool {
    folded
        .as_bytes()
        .get(2..5)
        .is_some_and(|bytes| bytes.contains(&b'-'))
}

/// Whether a token is an article in lower case joined to a name.
fn article_before(token: Option<&Token>, document: &Document<'_>) -> bool {
    token.is_some_and(|token| {
        let word = token.span.of(document.text());
        word.split_once('-').is_some_and(|(article, rest)| {
            matches!(article, "al" | "el" | "ben" | "bin" | "ould" | "ibn")
                && rest.starts_with(char::is_uppercase)
        })
    })
}

//! A passage of an article as a page shows it: the words that prove a fact, in their own language, with what was said
//! and how it is told marked in them.

use std::collections::BTreeSet;

use askama::Template;

use super::bag::Bag;
use super::frame::Frame;
use super::typography;
use crate::export::{PASSAGE, Passages};
use crate::serve::asof::Seen;
use crate::store::model::Literal;
use crate::vocab::{dm, oa, schema};

/// Words between two boundaries of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::serve) struct Piece {
    /// The words.
    pub(in crate::serve) text: String,
    /// Whether they are what was said.
    pub(in crate::serve) said: bool,
    /// Whether they are the words of saying.
    pub(in crate::serve) cue: bool,
}

/// A passage. Displaying it gives HTML.
#[derive(Clone, Debug, Template)]
#[template(path = "passage.html")]
pub(in crate::serve) struct Passage {
    /// Its language.
    pub(in crate::serve) lang: String,
    pub(in crate::serve) prefix: String,
    pub(in crate::serve) pieces: Vec<Piece>,
    pub(in crate::serve) suffix: String,
    /// Where it stands.
    pub(in crate::serve) source: Cited,
}

/// An article as it is cited below a passage.
#[derive(Clone, Debug, Default)]
pub(in crate::serve) struct Cited {
    /// Its IRI.
    pub(in crate::serve) iri: String,
    /// Where its page is.
    pub(in crate::serve) href: String,
    pub(in crate::serve) headline: String,
    /// The language of the headline.
    pub(in crate::serve) lang: String,
    pub(in crate::serve) publisher: String,
    /// The agencies that it credits.
    pub(in crate::serve) agencies: String,
    /// The day on which it was published, in words.
    pub(in crate::serve) date: String,
    /// The same as EDTF.
    pub(in crate::serve) edtf: String,
    /// Where it was published.
    pub(in crate::serve) url: Option<String>,
}

/// From and to, in characters of the article.
type Span = (usize, usize);

impl Passage {
    /// The passages of a record: those of its evidence, in the order of the text.
    pub(in crate::serve) fn of_record(
        record: &str,
        bag: &Bag,
        frame: &Frame,
        seen: &Seen<'_>,
    ) -> Vec<Self> {
        let article = record.split('#').next().unwrap_or_default();
        let source = Cited::of(article, bag, frame, seen);
        let lang = bag
            .literal(record, dm::QUOTE)
            .or_else(|| bag.literal(article, schema::HEADLINE))
            .and_then(|words| words.language())
            .or_else(|| bag.text(article, schema::IN_LANGUAGE))
            .unwrap_or_default()
            .to_owned();
        let spans = |property| -> Vec<Span> {
            let parts = bag.iris(record, property).into_iter();
            parts.filter_map(|part| position(bag, part)).collect()
        };
        let (said, cue) = (spans(dm::CONTENT), spans(dm::CUE));
        let mut found: Vec<(usize, Self)> = bag
            .iris(record, dm::EVIDENCE)
            .into_iter()
            .filter_map(|evidence| {
                let quote = quote(bag, evidence)?;
                let exact = bag.text(quote, oa::EXACT)?;
                let start = position(bag, evidence).map_or(0, |(start, _)| start);
                let around = |property| bag.text(quote, property).unwrap_or_default().to_owned();
                let passage = Self {
                    lang: lang.clone(),
                    prefix: around(oa::PREFIX_),
                    pieces: pieces(exact, start, &said, &cue, seen.settings.passages()),
                    suffix: around(oa::SUFFIX),
                    source: source.clone(),
                };
                Some((start, passage))
            })
            .collect();
        found.sort_by_key(|(start, _)| *start);
        found.into_iter().map(|(_, passage)| passage).collect()
    }

    /// Its words.
    pub(in crate::serve) fn words(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| piece.text.as_str())
            .collect()
    }
}

impl Cited {
    /// How an article is cited.
    pub(in crate::serve) fn of(article: &str, bag: &Bag, frame: &Frame, seen: &Seen<'_>) -> Self {
        let headline = bag.literal(article, schema::HEADLINE);
        let name = |property| -> String {
            // An actor of the article and the same beyond it have one name.
            let names: BTreeSet<&str> = bag
                .iris(article, property)
                .into_iter()
                .filter_map(|it| bag.name(it, frame.tongue).map(Literal::value))
                .collect();
            names.into_iter().collect::<Vec<_>>().join(", ")
        };
        let edtf = published(bag, article).unwrap_or_default();
        let url = bag
            .text(article, schema::URL)
            .or_else(|| bag.iri(article, schema::URL));
        Self {
            iri: article.to_owned(),
            href: seen.href(article).unwrap_or_default(),
            headline: headline.map_or_else(
                || article.rsplit('/').next().unwrap_or_default().to_owned(),
                |it| it.value().to_owned(),
            ),
            lang: headline
                .and_then(|it| it.language())
                .unwrap_or_default()
                .to_owned(),
            publisher: name(schema::PUBLISHER),
            agencies: name(dm::AGENCY),
            date: typography::date(edtf, frame.tongue),
            edtf: edtf.to_owned(),
            url: url
                .filter(|url| url.starts_with("http://") || url.starts_with("https://"))
                .map(str::to_owned),
        }
    }

    /// Outlet and day.
    pub(in crate::serve) fn whence(&self) -> String {
        let parts = [self.publisher.as_str(), self.date.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        parts.join(", ")
    }
}

/// The day on which an article was published, as EDTF.
pub(in crate::serve) fn published<'a>(bag: &'a Bag, article: &str) -> Option<&'a str> {
    bag.text(article, dm::EDTF)
        .or_else(|| bag.text(article, schema::DATE_PUBLISHED))
}

/// The selector that quotes.
fn quote<'a>(bag: &'a Bag, passage: &str) -> Option<&'a str> {
    let mut selectors = bag.iris(passage, oa::HAS_SELECTOR).into_iter();
    selectors.find(|it| bag.text(it, oa::EXACT).is_some())
}

/// Where a passage stands.
pub(in crate::serve) fn position(bag: &Bag, passage: &str) -> Option<Span> {
    let mut selectors = bag.iris(passage, oa::HAS_SELECTOR).into_iter();
    selectors.find_map(|it| Some((bag.number(it, oa::START)?, bag.number(it, oa::END)?)))
}

/// Cuts words that begin at `start` wherever a mark begins or ends; of long passages so much as is published.
pub(in crate::serve) fn pieces(
    exact: &str,
    start: usize,
    said: &[Span],
    cue: &[Span],
    publish: Passages,
) -> Vec<Piece> {
    let within =
        |spans: &[Span], at: usize| spans.iter().any(|(from, to)| (*from..*to).contains(&at));
    let length = exact.chars().count();
    let cut = publish == Passages::Short && length > PASSAGE;
    let kept = if cut { PASSAGE - 1 } else { length };
    let mut pieces: Vec<Piece> = Vec::new();
    for (place, character) in exact.chars().take(kept).enumerate() {
        let at = start + place;
        let (said, cue) = (within(said, at), within(cue, at));
        match pieces.last_mut() {
            Some(last) if (last.said, last.cue) == (said, cue) => last.text.push(character),
            _ => pieces.push(Piece {
                text: character.to_string(),
                said,
                cue,
            }),
        }
    }
    if let (true, Some(last)) = (cut, pieces.last_mut()) {
        last.text.push('…');
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cut_the_words_where_they_begin_and_end() {
        let told = |said: &[Span], cue: &[Span]| -> String {
            pieces("« Oui », a-t-il dit", 10, said, cue, Passages::Short)
                .iter()
                .map(|it| match (it.said, it.cue) {
                    (true, true) => format!("[{}!]", it.text),
                    (true, false) => format!("[{}]", it.text),
                    (false, true) => format!("<{}>", it.text),
                    (false, false) => it.text.clone(),
                })
                .collect()
        };
        assert_eq!(told(&[], &[]), "« Oui », a-t-il dit");
        assert_eq!(told(&[(12, 15)], &[(19, 29)]), "« [Oui] », <a-t-il dit>");
        assert_eq!(told(&[(0, 15)], &[(12, 99)]), "[« ][Oui!]< », a-t-il dit>");
    }

    #[test]
    fn long_passages_are_cut_as_everywhere() {
        let long = "é".repeat(301);
        let shown = |publish| pieces(&long, 0, &[], &[], publish)[0].text.chars().count();
        assert_eq!(shown(Passages::Short), PASSAGE);
        assert_eq!(shown(Passages::Whole), 301);
    }
}

//! The part of a text that shows why it was found, with the words marked.

use std::collections::HashSet;
use std::sync::Mutex;

use super::Entry;
use super::question::Node;
use super::words::{Forms, Language, Word, words};

/// Characters of a snippet, about.
const LENGTH: usize = 240;

/// Knows the words of a search, and marks them in texts.
pub struct Marker {
    forms: Mutex<Forms>,
    plain: HashSet<String>,
    prefixes: Vec<String>,
    stems: [(Language, HashSet<String>); 2],
}

impl Marker {
    pub(super) fn new(node: Option<&Node>) -> Self {
        let mut forms = Forms::new();
        let mut wanted = vec![];
        if let Some(node) = node {
            node.wanted(&mut wanted);
        }
        let whole = || {
            wanted
                .iter()
                .filter(|(_, prefix)| !prefix)
                .map(|(word, _)| word)
        };
        let plain = whole().map(|word| forms.plain(word)).collect();
        let stems = Language::ALL.map(|language| {
            let stems = whole().flat_map(|word| forms.stems(word, language));
            (language, stems.collect())
        });
        let begun = wanted.iter().filter(|(_, prefix)| *prefix);
        let prefixes = begun.map(|(word, _)| forms.plain(word)).collect();
        Self {
            forms: Mutex::new(forms),
            plain,
            prefixes,
            stems,
        }
    }

    /// The part of a text with most of the words, as HTML with the words in `<mark>`, and how many
    /// different words it has; the beginning, where it has none.
    pub fn snippet(&self, text: &str, language: Option<Language>) -> (String, usize) {
        let marked: Vec<(Word<'_>, String)> = {
            let mut forms = self
                .forms
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            words(text)
                .into_iter()
                .filter_map(|word| Some((word, self.matched(&mut forms, word.text, language)?)))
                .collect()
        };
        let (from, kinds) = best(text, &marked);
        let start = if from == 0 { 0 } else { word_start(text, from) };
        let end = cut(text, start);
        let mut html = String::new();
        if start > 0 {
            html.push('…');
        }
        let mut at = start;
        for (word, _) in marked
            .iter()
            .filter(|(word, _)| word.start >= start && word.end() <= end)
        {
            escape(text.get(at..word.start).unwrap_or_default(), &mut html);
            html.push_str("<mark>");
            escape(word.text, &mut html);
            html.push_str("</mark>");
            at = word.end();
        }
        escape(text.get(at..end).unwrap_or_default(), &mut html);
        if end < text.len() {
            html.push('…');
        }
        (html, kinds)
    }

    /// The snippet of the words of a thing that show best why it was found.
    pub fn best(&self, entry: &Entry) -> String {
        let texts = entry
            .texts
            .iter()
            .map(|(language, text)| (Some(*language), text));
        let labels = entry
            .labels
            .iter()
            .chain(&entry.names)
            .map(|text| (None, text));
        let mut best = (String::new(), 0);
        for (place, (language, text)) in texts.chain(labels).enumerate() {
            let (html, kinds) = self.snippet(text, language);
            // Of equal ones the first: words before labels.
            if place == 0 || kinds > best.1 {
                best = (html, kinds);
            }
        }
        best.0
    }

    /// The form under which a word was searched for.
    fn matched(&self, forms: &mut Forms, word: &str, language: Option<Language>) -> Option<String> {
        let plain = forms.plain(word);
        if self.plain.contains(&plain) || self.prefixes.iter().any(|it| plain.starts_with(it)) {
            return Some(plain);
        }
        let (language, wanted) = self.stems.iter().find(|(it, _)| Some(*it) == language)?;
        forms
            .stems(word, *language)
            .into_iter()
            .find(|stem| wanted.contains(stem))
    }
}

/// Where the window with most different words begins, and how many those are.
fn best(text: &str, marked: &[(Word<'_>, String)]) -> (usize, usize) {
    let mut best = (0, 0);
    for (number, (first, _)) in marked.iter().enumerate() {
        let window = marked
            .iter()
            .skip(number)
            .take_while(|(word, _)| word.end() <= first.start + LENGTH);
        let kinds = window.map(|(_, form)| form).collect::<HashSet<_>>().len();
        if kinds > best.1 {
            // A little of what stands before.
            best = (first.start.saturating_sub(LENGTH / 4), kinds);
        }
        if number > 200 {
            break;
        }
    }
    if text.len() <= LENGTH {
        best.0 = 0;
    }
    best
}

/// The first beginning of a word at or after a byte.
fn word_start(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    let tail = text.get(at..).unwrap_or_default();
    at + tail.find(char::is_whitespace).map_or(0, |space| {
        space
            + tail
                .get(space..)
                .map_or(0, |rest| rest.len() - rest.trim_start().len())
    })
}

/// Where a snippet that begins at `start` ends: at the end of a word.
fn cut(text: &str, start: usize) -> usize {
    let tail = text.get(start..).unwrap_or_default();
    let Some((limit, _)) = tail.char_indices().nth(LENGTH) else {
        return text.len();
    };
    let head = tail.get(..limit).unwrap_or_default();
    start + head.rfind(char::is_whitespace).unwrap_or(limit)
}

/// Escapes text for HTML.
pub fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            other => html.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snippet(typed: &str, text: &str) -> String {
        let node = Node::parse(typed).unwrap();
        Marker::new(node.as_ref())
            .snippet(text, Some(Language::French))
            .0
    }

    #[test]
    fn words_are_marked_in_all_their_forms_and_the_rest_is_escaped() {
        assert_eq!(
            snippet("negociation treve", "Les négociations <b> & la Trêve."),
            "Les <mark>négociations</mark> &lt;b&gt; &amp; la <mark>Trêve</mark>."
        );
        assert_eq!(snippet("-treve", "La trêve"), "La trêve");
        assert_eq!(
            snippet("négo*", "Négociateurs"),
            "<mark>Négociateurs</mark>"
        );
    }

    #[test]
    fn a_long_text_is_shown_where_the_words_are() {
        let text = format!(
            "{} la trêve à Alep {}",
            "é mot ".repeat(200),
            "fin ".repeat(200)
        );
        let html = snippet("trêve Alep", &text);
        assert!(html.starts_with('…') && html.ends_with('…'), "{html}");
        assert!(
            html.contains("<mark>trêve</mark> à <mark>Alep</mark>"),
            "{html}"
        );
        assert!(html.chars().count() < LENGTH + 60, "{html}");
        assert!(snippet("absent", &text).starts_with("é mot"));
    }
}

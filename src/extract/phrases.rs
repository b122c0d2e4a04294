//! Many phrases at once: longest match over folded tokens, one hash step a token.

use crate::text::{ByKey, Document, Language, Sieve, Span, Tokens, word_key};

/// A set of phrases with a value each.
#[derive(Clone, Debug)]
pub(super) struct Phrases<T> {
    /// Keys of first words.
    first: Sieve,
    steps: ByKey<Option<u32>>,
    values: Vec<Vec<T>>,
}

const START: u64 = 0;

/// The phrase so far and its next word: a multiplication spreads upwards, the shift brings it down again.
fn step(state: u64, word: u64) -> u64 {
    let mixed = (state.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self {
            first: Sieve::default(),
            steps: ByKey::default(),
            values: Vec::new(),
        }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase, read as `language` splits words.
    pub(super) fn insert(&mut self, phrase: &str, language: Language, value: T) {
        self.insert_keys(&Words::default().keys(phrase, language), value);
    }

    /// Adds a phrase of the words that have these keys.
    pub(super) fn insert_keys(&mut self, words: &[u64], value: T) {
        let mut state = START;
        for (index, word) in words.iter().enumerate() {
            state = step(state, *word);
            let slot = self.steps.entry(state).or_insert_with(|| {
                if index == 0 {
                    self.first.insert(*word);
                }
                None
            });
            if index + 1 == words.len() {
                if let Some(number) = *slot {
                    if let Some(list) = self.values.get_mut(number as usize) {
                        list.push(value);
                    }
                } else {
                    *slot = u32::try_from(self.values.len()).ok();
                    self.values.push(vec![value]);
                }
                return;
            }
        }
    }

    /// The longest phrase that begins at token `at` and ends by `end`: its length in tokens and its values.
    pub(super) fn longest<'p>(
        &'p self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> Option<(usize, &'p [T])> {
        self.all(document, at, end).last()
    }

    /// Every phrase that begins at token `at`, shortest first.
    pub(super) fn all<'p>(
        &'p self,
        document: &Document<'_>,
        at: usize,
        end: usize,
    ) -> impl Iterator<Item = (usize, &'p [T])> {
        let mut state = START;
        let mut open = self.may_begin(document, at);
        (at..end)
            .map_while(move |index| {
                if !open {
                    return None;
                }
                state = step(state, document.key(index));
                let found = self.steps.get(&state);
                open = found.is_some();
                found.map(|number| {
                    number
                        .and_then(|number| self.values.get(number as usize))
                        .map(|values| (index + 1 - at, values.as_slice()))
                })
            })
            .flatten()
    }

    /// Whether a phrase may begin at a token; where none does, this is nearly always false.
    pub(super) fn may_begin(&self, document: &Document<'_>, at: usize) -> bool {
        self.first.lets(document.key(at))
    }

    /// The values of a single folded word.
    pub(super) fn word(&self, folded: &str) -> Option<&[T]> {
        self.key(word_key(folded))
    }

    /// The values of a single word by its key.
    pub(super) fn key(&self, key: u64) -> Option<&[T]> {
        if !self.first.lets(key) {
            return None;
        }
        let number = (*self.steps.get(&step(START, key))?)?;
        self.values.get(number as usize).map(Vec::as_slice)
    }
}

/// The words of a phrase, folded.
pub(super) fn fold_words(phrase: &str, language: Language) -> Vec<String> {
    let mut words = Words::default();
    words.scan(phrase, language);
    (0..words.tokens.list().len())
        .map(|index| words.tokens.folded(index).to_owned())
        .collect()
}

/// Takes many phrases apart, one after the other, in the same room.
#[derive(Debug, Default)]
pub(super) struct Words {
    tokens: Tokens,
}

impl Words {
    /// The keys of the folded words of a phrase.
    pub(super) fn keys(&mut self, phrase: &str, language: Language) -> Vec<u64> {
        self.scan(phrase, language);
        (0..self.tokens.list().len())
            .map(|index| self.tokens.key(index))
            .collect()
    }

    fn scan(&mut self, phrase: &str, language: Language) {
        let whole = Span {
            start: 0,
            end: phrase.len(),
        };
        self.tokens.clear();
        self.tokens.scan(phrase, whole, language);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_longest_phrase() {
        let mut phrases = Phrases::default();
        phrases.insert("secrétaire", Language::French, 1);
        phrases.insert("secrétaire d'État", Language::French, 2);
        let document = Document::of_paragraphs("Le secrétaire d’Etat parle", Language::French);
        assert_eq!(phrases.longest(&document, 1, 5), Some((3, [2].as_slice())));
        assert_eq!(phrases.longest(&document, 0, 5), None);
        assert_eq!(phrases.all(&document, 1, 5).count(), 2);
    }
}

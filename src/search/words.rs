//! Words of a text, and the forms under which they are found: lower case, without accents, stemmed by language.
//!
//! A stemmer of French looks at accents, and people leave them out. So each word stands in the index twice, where
//! that differs: stemmed and then folded (*négocié* meets *négocier*), folded and then stemmed (*negocie* meets
//! *négocié*).

use tantivy::tokenizer::{
    AsciiFoldingFilter, Language as Stems, LowerCaser, RawTokenizer, Stemmer, TextAnalyzer, Token,
    TokenStream, Tokenizer,
};

/// A language that is stemmed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// By its tag.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.tag() == tag)
    }

    /// As tags of languages have it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    fn stems(self) -> Stems {
        match self {
            Self::French => Stems::French,
            Self::English => Stems::English,
        }
    }
}

/// A word where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Word<'_> {
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// What stands before an apostrophe and is no word: *l'Iran* is found as *Iran*.
const ELIDED: [&str; 13] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// The words of a text in any language, without elided articles and the English *'s*.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = vec![];
    let mut after_apostrophe = false;
    let mut rest = 0;
    while let Some(found) = text
        .get(rest..)
        .and_then(|tail| tail.find(char::is_alphanumeric))
    {
        let start = rest + found;
        let tail = text.get(start..).unwrap_or_default();
        let length = tail
            .find(|letter: char| !is_inside(letter))
            .unwrap_or(tail.len());
        let word = tail.get(..length).unwrap_or_default();
        let next = tail.get(length..).and_then(|tail| tail.chars().next());
        let before_apostrophe = next.is_some_and(is_apostrophe);
        let lower = word.to_lowercase();
        let elided = before_apostrophe && ELIDED.contains(&lower.as_str());
        let possessive = after_apostrophe && lower == "s";
        if !elided && !possessive {
            words.push(Word { text: word, start });
        }
        after_apostrophe = before_apostrophe;
        rest = start + length;
    }
    words
}

/// Whether a character belongs to the word before it: letters, digits, and accents that stand alone.
fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&letter)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

/// Finds the forms of words.
#[derive(Clone)]
pub(super) struct Forms {
    plain: TextAnalyzer,
    stems: [(Language, [TextAnalyzer; 2]); 2],
}

impl Forms {
    pub(super) fn new() -> Self {
        let stemming = |language: Language| {
            let stemmer = Stemmer::new(language.stems());
            let stemmed = TextAnalyzer::builder(RawTokenizer::default())
                .filter(LowerCaser)
                .filter(stemmer.clone())
                .filter(AsciiFoldingFilter)
                .build();
            let folded = TextAnalyzer::builder(RawTokenizer::default())
                .filter(LowerCaser)
                .filter(AsciiFoldingFilter)
                .filter(stemmer)
                .build();
            (language, [stemmed, folded])
        };
        Self {
            plain: TextAnalyzer::builder(RawTokenizer::default())
                .filter(LowerCaser)
                .filter(AsciiFoldingFilter)
                .build(),
            stems: Language::ALL.map(stemming),
        }
    }

    /// Lower case, no accents.
    pub(super) fn plain(&mut self, word: &str) -> String {
        let bare: String = word
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        one(&mut self.plain, &bare)
    }

    /// The stem of the word, and that of the word without accents: often the same.
    pub(super) fn stems(&mut self, word: &str, language: Language) -> [String; 2] {
        let bare: String = word
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        let found = self.stems.iter_mut().find(|(it, _)| *it == language);
        found.map_or_else(Default::default, |(_, analyzers)| {
            analyzers.each_mut().map(|analyzer| one(analyzer, &bare))
        })
    }

    /// A whole name as words without case, accents and punctuation.
    pub(super) fn key(&mut self, name: &str) -> String {
        let words: Vec<String> = words(name)
            .iter()
            .map(|word| self.plain(word.text))
            .collect();
        words.join(" ")
    }
}

/// A name or a phrase without case, accents and punctuation.
pub fn folded(text: &str) -> String {
    Forms::new().key(text)
}

/// Takes texts apart for the index.
#[derive(Clone)]
pub(super) struct Parts {
    forms: Forms,
    /// Of plain forms, where there is none.
    language: Option<Language>,
}

impl Parts {
    pub(super) fn of(language: Option<Language>) -> Self {
        Self {
            forms: Forms::new(),
            language,
        }
    }
}

impl Tokenizer for Parts {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let mut tokens = vec![];
        for (position, word) in words(text).into_iter().enumerate() {
            let forms = match self.language {
                None => vec![self.forms.plain(word.text)],
                Some(language) => {
                    let [stemmed, folded] = self.forms.stems(word.text, language);
                    let other = (folded != stemmed).then_some(folded);
                    std::iter::once(stemmed).chain(other).collect()
                }
            };
            tokens.extend(forms.into_iter().map(|text| Token {
                offset_from: word.start,
                offset_to: word.end(),
                position,
                text,
                position_length: 1,
            }));
        }
        tokens.reverse();
        Stream {
            tokens,
            at: Token::default(),
        }
    }
}

/// Tokens that are at hand, the last one first.
pub(super) struct Stream {
    tokens: Vec<Token>,
    at: Token,
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        let next = self.tokens.pop();
        let more = next.is_some();
        self.at = next.unwrap_or_default();
        more
    }

    fn token(&self) -> &Token {
        &self.at
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.at
    }
}

fn one(analyzer: &mut TextAnalyzer, word: &str) -> String {
    let mut stream = analyzer.token_stream(word);
    match stream.next() {
        Some(token) => token.text.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elided_articles_and_possessives_are_no_words() {
        let found: Vec<&str> = words("L’Iran, aujourd'hui: Kerry's “cessez-le-feu” qu'il veut")
            .iter()
            .map(|word| word.text)
            .collect();
        assert_eq!(
            found,
            [
                "Iran", "aujourd", "hui", "Kerry", "cessez", "le", "feu", "il", "veut"
            ]
        );
    }

    #[test]
    fn accents_and_case_do_not_tell_words_apart_and_stems_join_their_forms() {
        let mut forms = Forms::new();
        assert_eq!(forms.plain("TRÊVE"), "treve");
        assert_eq!(forms.key("M. Jean-Yves  LE DRIAN"), "m jean yves le drian");
        let meets = |forms: &mut Forms, one: &str, other: &str, language| {
            let (one, other) = (forms.stems(one, language), forms.stems(other, language));
            one.iter().any(|form| other.contains(form))
        };
        for (one, other) in [
            ("négociations", "negociation"),
            ("négocié", "négocier"),
            ("negocie", "négocié"),
            ("arrêté", "arrete"),
        ] {
            assert!(
                meets(&mut forms, one, other, Language::French),
                "{one} {other}"
            );
        }
        assert!(meets(&mut forms, "talks", "Talking", Language::English));
        assert!(!meets(&mut forms, "paix", "pays", Language::French));
    }

    #[test]
    fn a_decomposed_accent_is_part_of_its_word() {
        let mut forms = Forms::new();
        let found = words("re\u{301}sume\u{301} fin");
        assert_eq!(found.len(), 2);
        assert_eq!(forms.plain(found[0].text), "resume");
    }
}

//! The language of an article: as metadata say, else as its words show.

use super::Span;

/// A language that extraction reads, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
    /// Any other: sentences and quotations are found, facts are not.
    Other,
}

impl Language {
    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Other => "und",
        }
    }

    /// The language that metadata name, or the one that the words of the body show.
    pub(super) fn of(named: Option<&str>, text: &str, spans: impl Iterator<Item = Span>) -> Self {
        match named
            .and_then(|tag| tag.get(..2))
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            Some("fr") => return Self::French,
            Some("en") => return Self::English,
            Some(_) => return Self::Other,
            None => {}
        }
        // The first hundred words settle it.
        const ENOUGH: usize = 600;
        let mut sample = String::new();
        for span in spans {
            let span = span.of(text);
            let room = ENOUGH.saturating_sub(sample.len());
            sample.push_str(
                span.get(..span.floor_char_boundary(room))
                    .unwrap_or_default(),
            );
            sample.push('\n');
            if sample.len() >= ENOUGH {
                break;
            }
        }
        by_small_words(&sample).unwrap_or_else(|| match whichlang::detect_language(&sample) {
            whichlang::Lang::Fra => Self::French,
            whichlang::Lang::Eng => Self::English,
            _ => Self::Other,
        })
    }
}

/// The language whose small words are many where those of the other are none: most articles need no more to tell. The
/// words are those that no neighbour has: *que* is Spanish too, *was* German.
fn by_small_words(sample: &str) -> Option<Language> {
    const ENOUGH: usize = 4;
    let (mut french, mut english) = (0, 0);
    for word in sample.split(|letter: char| !letter.is_alphabetic()) {
        match word {
            "aux" | "avec" | "ces" | "cette" | "dans" | "dont" | "du" | "leur" | "ont" | "où"
            | "pour" | "sur" | "une" | "été" => french += 1,
            "and" | "been" | "from" | "has" | "that" | "the" | "their" | "this" | "which"
            | "with" => english += 1,
            _ => {}
        }
    }
    match (french, english) {
        (ENOUGH.., 0) => Some(Language::French),
        (0, ENOUGH..) => Some(Language::English),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_come_first() {
        let text = "The minister said no.";
        let all = || {
            std::iter::once(Span {
                start: 0,
                end: text.len(),
            })
        };
        assert_eq!(Language::of(None, text, all()), Language::English);
        assert_eq!(Language::of(Some("fr-FR"), text, all()), Language::French);
        assert_eq!(Language::of(Some("de"), text, all()), Language::Other);
    }

    #[test]
    fn small_words_tell_where_they_are_of_one_language() {
        let of = by_small_words;
        let french = "Les ministres ont parlé dans la nuit avec leur homologue de la trêve.";
        assert_eq!(of(french), Some(Language::French));
        let english = "The ministers spoke with the envoy and left the hall.";
        assert_eq!(of(english), Some(Language::English));
        assert_eq!(of(&format!("{french} {english}")), None);
        assert_eq!(
            of("Los ministros de los dos países se vieron en la noche para hablar de la tregua."),
            None
        );
        assert_eq!(
            of(
                "Die Minister haben in der Nacht über den Waffenstillstand gesprochen, was lange dauerte."
            ),
            None
        );
    }
}

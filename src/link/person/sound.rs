//! How a name sounds, whatever alphabet it was transliterated from and for whom: *Choïgou* is *Shoygu*.

use crate::link::fold::fold;

/// A name reduced to what transliterations share: consonants of given name and surname.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sound {
    given: Option<String>,
    surname: String,
}

impl Sound {
    pub(super) fn of(name: &str) -> Self {
        let folded = fold(name);
        let mut words = folded.split(' ');
        let surname = words.next_back().map(consonants).unwrap_or_default();
        Sound {
            given: words.next().map(consonants),
            surname,
        }
    }

    /// Whether this full name may be written as the other name, which may lack the given name.
    pub(super) fn is_called(&self, other: &Sound) -> bool {
        self.surname == other.surname
            && !self.surname.is_empty()
            && (other.given.is_none() || self.given.is_none() || self.given == other.given)
    }
}

/// Consonants with the spellings of French, English and German transliteration made one:
/// *Chtcherbakov* and *Shcherbakov*.
fn consonants(word: &str) -> String {
    const SPELLINGS: [(&str, &str); 10] = [
        ("tch", "x"),
        ("tsch", "x"),
        ("sch", "x"),
        ("sh", "x"),
        ("ch", "x"),
        ("zh", "j"),
        ("dj", "j"),
        ("kh", "k"),
        ("ph", "f"),
        ("th", "t"),
    ];
    let mut rest = word;
    let mut sound = String::new();
    while let Some(letter) = rest.chars().next() {
        let spelling = SPELLINGS.iter().find(|(from, _)| rest.starts_with(from));
        let (taken, given) = match spelling {
            Some((from, to)) => (from.len(), to.chars().next()),
            None => (letter.len_utf8(), Some(letter)),
        };
        rest = rest.get(taken..).unwrap_or_default();
        let given = given.map(|c| match c {
            'q' => 'k',
            'w' => 'v',
            'z' => 's',
            c => c,
        });
        if let Some(c) =
            given.filter(|c| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\''))
            && !sound.ends_with(c)
        {
            sound.push(c);
        }
    }
    if sound.is_empty() {
        word.to_owned()
    } else {
        sound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_sound_alike() {
        let full = Sound::of("Sergey Shoygu");
        assert!(full.is_called(&Sound::of("Sergueï Choïgou")));
        assert!(full.is_called(&Sound::of("Choïgou")));
        assert!(!full.is_called(&Sound::of("Sergueï Lavrov")));
        assert!(!full.is_called(&Sound::of("Ivan Choïgou")));
        assert!(Sound::of("Nikolay Patrushev").is_called(&Sound::of("Patrouchev")));
        assert!(Sound::of("Vitaly Churkin").is_called(&Sound::of("Vitali Tchourkine")));
    }
}

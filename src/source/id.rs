//! The identity of an article: its text, hashed.

use std::fmt;

use sha2::{Digest, Sha256};

use super::ArticleId;

/// A string that is not an article id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not an article id: expected 16 lower-case hex digits, as `demarche extract` writes them"
)]
pub struct InvalidArticleId(String);

impl ArticleId {
    /// Number of hex digits.
    pub const LEN: usize = 16;

    /// Reads an id as [`ArticleId::as_str`] writes it.
    ///
    /// # Errors
    /// When `text` is anything but 16 lower-case hex digits.
    pub fn parse(text: &str) -> Result<Self, InvalidArticleId> {
        let valid =
            text.len() == Self::LEN && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidArticleId(text.to_owned()))
        }
    }

    /// The id and the whole hash of a decoded text.
    pub fn of_text(text: &str) -> (Self, String) {
        let sha256 = hex(&Sha256::digest(text.as_bytes()));
        let id = Self(sha256.chars().take(Self::LEN).collect());
        (id, sha256)
    }

    /// The 16 hex digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .filter_map(|nibble| char::from_digit(u32::from(nibble), 16))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_is_the_head_of_the_hash() {
        let (id, sha256) = ArticleId::of_text("abc");
        assert_eq!(
            sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(id.as_str(), "ba7816bf8f01cfea");
        assert_eq!(ArticleId::parse(id.as_str()), Ok(id));
    }

    #[test]
    fn only_sixteen_lower_case_hex_digits_are_an_id() {
        for wrong in [
            "",
            "ba7816bf8f01cfe",
            "BA7816BF8F01CFEA",
            "ba7816bf8f01cfeg",
            "ba7816bf8f01cfea0",
            "é816bf8f01cfea0",
        ] {
            assert!(ArticleId::parse(wrong).is_err(), "{wrong}");
        }
    }
}

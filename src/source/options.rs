//! What a caller can set about reading.

use super::fields::FieldMap;

/// How inputs are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which field of a JSON record holds what.
    pub fields: FieldMap,
    /// Largest article in bytes of text.
    pub max_text: u64,
    /// How many times its size a compressed file may unpack to.
    pub max_ratio: u64,
}

impl Options {
    /// Largest article, in bytes: a hundred times the longest newspaper page.
    pub const MAX_TEXT: u64 = 20 * 1024 * 1024;
    /// Prose packs three to five times, logs and repeated records some fifty times.
    pub const MAX_RATIO: u64 = 200;
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fields: FieldMap::default(),
            max_text: Self::MAX_TEXT,
            max_ratio: Self::MAX_RATIO,
        }
    }
}

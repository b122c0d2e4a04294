//! What can be wrong with one input. The other inputs go on.

use std::fmt;

/// One input that could not be read as an article: where it stands, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct SourceError {
    /// The input.
    pub place: Place,
    /// What is wrong with it.
    pub problem: Problem,
}

/// A file, or a line of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path as given, or `-` for standard input.
    pub source: String,
    /// Line, counted from 1, where the file holds one article a line.
    pub line: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        match self.line {
            Some(line) => write!(f, ":{line}"),
            None => Ok(()),
        }
    }
}

/// What is wrong with an input, and the way out.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file system or the decompressor said no.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// A folder could not be walked.
    #[error("cannot be walked: {0}")]
    Folder(#[from] walkdir::Error),
    /// No text.
    #[error("is empty; remove it or give a file with text")]
    Empty,
    /// Not text.
    #[error("is not text ({0}); convert it to plain text or HTML first")]
    Binary(&'static str),
    /// Larger than the limit.
    #[error(
        "is larger than {limit} bytes of text, the limit for one article; split it into articles, one a file or one a line of a .jsonl file"
    )]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A small file that unpacks to a very large one.
    #[error(
        "unpacks to more than {ratio} times its size; if it is genuine, unpack it first and give the unpacked file"
    )]
    Bomb {
        /// The limit that it broke.
        ratio: u64,
    },
    /// Not JSON, where JSON was expected.
    #[error(
        "is not valid JSON ({0}); expected one object, such as {{\"text\": \"…\", \"title\": \"…\", \"published\": \"2016-07-14\"}}"
    )]
    Json(#[from] serde_json::Error),
    /// A line of a JSON Lines file that is not UTF-8.
    #[error("is not valid UTF-8; JSON Lines files are UTF-8, convert the file first")]
    NotUtf8,
    /// A record without a text.
    #[error(
        "has no text in any of the fields {wanted}; its fields are {found}; say which one holds the text with `text=NAME`"
    )]
    NoTextField {
        /// The fields looked for.
        wanted: String,
        /// The fields there.
        found: String,
    },
    /// A page whose elements lie too deep in one another.
    #[error("nests its HTML elements deeper than {limit}; give its text as a .txt file")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A page of too many elements.
    #[error("has more than {limit} HTML elements; give its text as a .txt file")]
    TooManyElements {
        /// The limit.
        limit: usize,
    },
    /// A page without any text.
    #[error("is an HTML page without any text; give its text as a .txt file")]
    NoArticle,
    /// The sidecar of this input is wrong.
    #[error("its sidecar `{path}` {problem}")]
    Sidecar {
        /// Path of the sidecar.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl Problem {
    pub(super) fn at(self, place: &Place) -> SourceError {
        SourceError {
            place: place.clone(),
            problem: self,
        }
    }
}

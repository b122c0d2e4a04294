//! One runner per stage: a case's folder goes in, the files that it should hold come out.

mod facts;
pub(crate) mod render;
mod source;
mod text;

use anyhow::{Context, bail};
use demarche::source::{Article, Input, Options, walk};
use std::path::{Path, PathBuf};

/// A stage whose cases lie in `tests/cases/<folder>`.
pub(crate) struct Stage {
    pub(crate) folder: &'static str,
    pub(crate) run: fn(&Path) -> anyhow::Result<Vec<Outcome>>,
}

/// A file that a case should hold, as it came out now.
pub(crate) struct Outcome {
    pub(crate) file: String,
    pub(crate) text: String,
}

impl Outcome {
    /// One expected file.
    pub(crate) fn one(file: &str, text: String) -> Vec<Self> {
        vec![Self {
            file: file.to_owned(),
            text,
        }]
    }
}

/// Every stage, in the order of the pipeline.
pub(crate) const ALL: &[Stage] = &[Stage {
    folder: "facts",
    run: facts::run,
}];

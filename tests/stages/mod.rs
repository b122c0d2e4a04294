//! One runner per stage: a case's folder goes in, the files that it should hold come out.

mod extract;
mod facts;
mod graph;
mod query;
pub(crate) mod render;
mod source;
mod text;
mod whole;

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
pub(crate) const ALL: &[Stage] = &[
    Stage {
        folder: "source",
        run: source::run,
    },
    Stage {
        folder: "text",
        run: text::run,
    },
    Stage {
        folder: "extract",
        run: extract::run,
    },
    Stage {
        folder: "link",
        run: whole::facts,
    },
    Stage {
        folder: "facts",
        run: facts::run,
    },
    Stage {
        folder: "graph",
        run: graph::run,
    },
    Stage {
        folder: "query",
        run: query::run,
    },
    Stage {
        folder: "corpus",
        run: whole::facts,
    },
    Stage {
        folder: "broken",
        run: whole::broken,
    },
];

/// The inputs of a case: its files, what is expected and sidecars left out.
pub(crate) fn inputs(case: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut inputs = Vec::new();
    for entry in std::fs::read_dir(case)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !name.starts_with("expected.") && !name.ends_with(".meta.json") {
            inputs.push(path);
        }
    }
    inputs.sort();
    Ok(inputs)
}

/// The article of a case: `article.txt`, as the product reads it.
pub(crate) fn article(case: &Path) -> anyhow::Result<Article> {
    let path = case.join("article.txt");
    match walk(std::slice::from_ref(&path), &Options::default()).next() {
        Some(Ok(Input::Article(article))) => Ok(*article),
        Some(Err(error)) => Err(error).with_context(|| path.display().to_string()),
        _ => bail!("{}: holds no article", path.display()),
    }
}

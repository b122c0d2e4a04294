//! What paths hold, as every command that reads articles sees it.

use crate::config::Settings;
use crate::source::{FieldMap, Input, Options, SourceError};
use anyhow::Context;
use std::path::PathBuf;

/// Articles and facts below the paths, in their order.
pub(crate) fn read(
    paths: &[PathBuf],
    settings: &Settings,
) -> anyhow::Result<impl Iterator<Item = Result<Input, SourceError>> + use<>> {
    let fields = FieldMap::default()
        .set(&settings.fields)
        .context("--fields")?;
    Ok(crate::source::walk(
        paths,
        &Options {
            fields,
            ..Options::default()
        },
    ))
}

/// How much memory an input takes, for [`in_order`](super::batch::in_order).
pub(crate) fn size(input: &Result<Input, SourceError>) -> usize {
    match input {
        Ok(Input::Article(article)) => article.text.len(),
        Ok(Input::Facts(line)) => line.json.len(),
        Err(_) => 0,
    }
}

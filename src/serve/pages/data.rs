//! `/data`: the list of what can be taken away.

use askama::Template;

use super::render;
use crate::export::File;

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage<'a> {
    files: &'a [File],
}

/// The page.
pub(in crate::serve) fn list(files: &[File]) -> String {
    render(&DataPage { files })
}

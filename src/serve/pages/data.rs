//! `/data`: the list of what can be taken away.

use askama::Template;

use super::frame::Frame;
use super::render;
use super::tongue::Tongue;
use crate::export::File;

#[derive(Template)]
#[template(path = "data.html")]
struct DataPage<'a> {
    frame: &'a Frame,
    files: &'a [File],
}

impl DataPage<'_> {
    /// What is in a file, in the language of the page.
    fn about(&self, file: &File) -> &'static str {
        let key = format!("file.{}", file.name);
        match self.frame.tongue {
            Tongue::Fr => file
                .about_fr
                .or(Tongue::Fr.find(&key))
                .unwrap_or(file.about),
            Tongue::En => file.about,
        }
    }
}

/// The page.
pub(in crate::serve) fn list(frame: &Frame, files: &[File]) -> String {
    render(&DataPage { frame, files })
}

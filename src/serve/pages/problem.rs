//! A failure, told to a person.

use askama::Template;

use super::frame::Frame;
use super::render;
use super::tongue::Tongue;

#[derive(Template)]
#[template(path = "problem.html")]
struct Page<'a> {
    frame: &'a Frame,
    title: &'a str,
    detail: &'a str,
}

/// The page. What is told in detail is what programs are told, in English.
pub(in crate::serve) fn problem(tongue: Tongue, status: u16, title: &str, detail: &str) -> String {
    let key = format!("problem.{status}");
    let frame = Frame::plain(tongue);
    render(&Page {
        title: tongue.find(&key).unwrap_or(title),
        frame: &frame,
        detail,
    })
}

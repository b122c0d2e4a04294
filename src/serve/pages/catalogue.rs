//! The pages that are a template and its queries, a line each: to add one, write `queries/pages/NAME.rq` and
//! `NAME.html`, and list both here.

use std::borrow::Borrow;

use actix_web::http::header;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::bag::Bag;
use super::formats::{self, Format};
use super::frame::Frame;
use super::queries::{self, Parameter, Values};
use super::render;
use super::tongue::Tongue;
use super::view::View;
use crate::serve::answer::compute;
use crate::serve::error::ServeError;
use crate::serve::fresh::Whole;
use crate::serve::negotiate;
use crate::serve::params::Params;
use crate::serve::state::State;

/// A page of the catalogue.
struct Page {
    /// Its path, without a slash.
    path: &'static str,
    /// The key of its title.
    title: &'static str,
    queries: &'static [&'static str],
    write: fn(&Frame, &View<'_>, &[Field]) -> String,
}

/// A field of the form of a page.
pub(in crate::serve) struct Field {
    pub(in crate::serve) name: String,
    /// The key of its label.
    pub(in crate::serve) key: String,
    /// `date` or `text`.
    pub(in crate::serve) kind: &'static str,
    pub(in crate::serve) value: String,
}

macro_rules! pages {
    ($($name:ident $path:literal $title:literal $template:tt [$($query:literal),*];)*) => {
        $(
            #[derive(Template)]
            #[template(path = $template)]
            #[allow(dead_code, reason = "not every page has a form, or rows")]
            struct $name<'a> {
                frame: &'a Frame,
                view: &'a View<'a>,
                fields: &'a [Field],
            }
        )*
        const PAGES: &[Page] = &[$(Page {
            path: $path,
            title: $title,
            queries: &[$($query),*],
            write: |frame, view, fields| render(&$name { frame, view, fields }),
        }),*];
    };
}

pages! {
    Disputes "disputes" "nav.disputes" "disputes.html" ["disputes"];
    Timeline "timeline" "nav.timeline" "timeline.html" ["timeline"];
    Met      "met"      "nav.met"      "met.html"      ["met", "met_places"];
    Coverage "coverage" "nav.coverage" "coverage.html" ["coverage"];
    Changes  "changes"  "nav.changes"  "changes.html"  ["changes"];
    About    "about"    "nav.about"    "about.html"    ["outlets"];
}

/// The paths of these pages, without a slash.
pub(in crate::serve) fn names() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|page| page.path)
}

/// `/NAME`, in the form that `Accept` likes best.
pub(in crate::serve) async fn get(
    request: HttpRequest,
    path: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let accept = negotiate::accept(request.headers());
    let (format, _) = negotiate::pick(None, accept, &formats::OFFERS)?;
    answer(&request, &path, format, &state).await
}

/// `/NAME.ENDING`.
pub(in crate::serve) async fn get_as(
    request: HttpRequest,
    path: Path<(String, String)>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let (name, ending) = path.into_inner();
    let format = Format::of(&ending).ok_or_else(|| {
        ServeError::NotFound(format!(
            "there is no `/{name}.{ending}`: it ends in {}",
            Format::endings()
        ))
    })?;
    answer(&request, &name, format, &state).await
}

async fn answer(
    request: &HttpRequest,
    name: &str,
    format: Format,
    state: &Data<State>,
) -> Result<HttpResponse, ServeError> {
    let page = PAGES
        .iter()
        .find(|page| page.path == name)
        .ok_or_else(|| ServeError::NotFound(format!("there is nothing at `/{name}`")))?;
    let params = Params::parse(request.query_string().as_bytes())?;
    let mut frame = Frame::with(request, &params)?;
    let (fields, values) = fields(page, &params, &state.settings.base)?;
    frame.forms = formats::links(&frame, name, &Format::LISTS);
    let links: Vec<String> = frame
        .forms
        .iter()
        .map(|(_, href)| format!("<{href}>; rel=\"alternate\""))
        .collect();
    let title = page.title;
    let body = compute(state, move |state, _, deadline| {
        let seen = state.seen(frame.asof.clone())?.in_tongue(frame.asked());
        let bag = Bag::of(state.settings.passages());
        let view = View::gather(&frame, &seen, page.queries, &values, bag, deadline)?;
        Ok(match format {
            Format::Html => (page.write)(&frame, &view, &fields).into_bytes(),
            other => formats::write(other, &view, frame.t(title), &view.all_facts())?,
        })
    })
    .await?;
    Ok(Whole::of(format.media_type(), body)
        .with(header::LINK, links.join(", "))
        .by_language()
        .answer(request))
}

/// The fields of the form of a page, and the values of its queries.
fn fields(
    page: &Page,
    params: &Params,
    base: &str,
) -> Result<(Vec<Field>, Vec<Values>), ServeError> {
    let mut fields: Vec<Field> = Vec::new();
    let mut values: Vec<Values> = Vec::new();
    let all = page
        .queries
        .iter()
        .flat_map(|name| queries::parameters(queries::text(name)));
    for parameter in all {
        if fields.iter().any(|field| field.name == parameter.name) {
            continue;
        }
        if let Some(typed) = parameter.given(params) {
            let term = parameter
                .term(&typed, base)
                .ok_or_else(|| wrong(&parameter, &typed))?;
            values.push((parameter.name.clone(), vec![term]));
        }
        fields.push(Field {
            key: format!("field.{}", parameter.name),
            kind: parameter.field(),
            value: parameter.typed(params).unwrap_or_default(),
            name: parameter.name,
        });
    }
    Ok((fields, values))
}

fn wrong(parameter: &Parameter, typed: &str) -> ServeError {
    ServeError::BadRequest(format!(
        "`{}={typed}` is not what is asked for: give something like `{}`",
        parameter.name, parameter.example
    ))
}

impl Field {
    /// What it is called.
    pub(in crate::serve) fn label(&self, tongue: impl Borrow<Tongue>) -> &'static str {
        tongue.borrow().find(&self.key).unwrap_or("?")
    }
}

impl About<'_> {
    /// The key of the heading of a paragraph.
    fn heading(key: &str) -> &'static str {
        match key {
            "about.what" => "about.what.head",
            "about.method" => "about.method.head",
            "about.limits" => "about.limits.head",
            "about.error" => "about.error.head",
            "about.neutral" => "about.neutral.head",
            "about.cite" => "about.cite.head",
            _ => "about.remove.head",
        }
    }
}

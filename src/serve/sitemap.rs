//! `/robots.txt` and `/sitemap.xml`: what search engines may visit, and where everything is.
//!
//! A sitemap names at most 50,000 addresses. Where there are more, `/sitemap.xml` is an index of
//! `/sitemap/1.xml`, `/sitemap/2.xml` and so on.

use std::fmt::Write as _;

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};

use crate::store::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode};
use crate::store::{Deadline, Store, StoreError};
use crate::vocab::{dm, rdf};

use super::answer::compute;
use super::error::ServeError;
use super::fresh::Whole;
use super::questions;
use super::state::State;

/// The limit of the sitemap protocol.
const ADDRESSES: usize = 50_000;
/// Pages that are there whatever the store holds.
const FIXED: [&str; 5] = [
    "",
    "dataset.html",
    "ontology.html",
    "codes.html",
    "questions.html",
];
/// The classes whose things have pages.
pub(super) const CLASSES: [&str; 6] = [
    dm::ACTOR,
    dm::ARTICLE,
    dm::MEETING,
    dm::PLACE_CLASS,
    dm::PROPOSAL,
    dm::STATEMENT,
];
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// `/robots.txt`: pages are for everyone; queries and whole graphs are not for crawlers.
pub(super) async fn robots(request: HttpRequest, state: Data<State>) -> HttpResponse {
    let text = format!(
        "User-agent: *\nDisallow: /sparql?\nDisallow: /store\nAllow: /\n\nSitemap: {}sitemap.xml\n",
        state.settings.base
    );
    Whole::of("text/plain", text).answer(&request)
}

/// `/sitemap.xml`.
pub(super) async fn get(
    request: HttpRequest,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let body = compute(&state, |state, store, deadline| {
        let limit = ADDRESSES;
        let mut first = Vec::new();
        let mut count = 0_usize;
        each(state, store, deadline, |address| {
            if count < limit {
                first.push(address);
            }
            count += 1;
        })?;
        if count <= limit {
            return Ok(urls(&first));
        }
        Ok(index(&state.settings.base, count.div_ceil(limit)))
    })
    .await?;
    Ok(Whole::of("application/xml", body).answer(&request))
}

/// `/sitemap/N.xml`.
pub(super) async fn part(
    request: HttpRequest,
    number: Path<String>,
    state: Data<State>,
) -> Result<HttpResponse, ServeError> {
    let unknown = ServeError::NotFound(format!(
        "there is no sitemap `{number}`: `/sitemap.xml` lists them"
    ));
    let Some(number) = number.parse::<usize>().ok().filter(|number| *number > 0) else {
        return Err(unknown);
    };
    let body = compute(&state, move |state, store, deadline| {
        let limit = ADDRESSES;
        let start = (number - 1).saturating_mul(limit);
        let shown = start..start.saturating_add(limit);
        let mut addresses = Vec::new();
        let mut at = 0_usize;
        each(state, store, deadline, |address| {
            if shown.contains(&at) {
                addresses.push(address);
            }
            at += 1;
        })?;
        if addresses.is_empty() {
            return Err(unknown);
        }
        Ok(urls(&addresses))
    })
    .await?;
    Ok(Whole::of("application/xml", body).answer(&request))
}

/// Hands on the address of every page, always in the same order while nothing is written.
fn each(
    state: &State,
    store: &Store,
    deadline: &Deadline,
    mut hand_on: impl FnMut(String),
) -> Result<(), StoreError> {
    let base = state.settings.base.as_str();
    for page in FIXED {
        hand_on(format!("{base}{page}"));
    }
    for question in questions::all() {
        hand_on(format!("{base}questions/{}", question.name));
    }
    let default = Some(GraphNameRef::DefaultGraph);
    for class in CLASSES {
        let (a, class) = (
            NamedNodeRef::new_unchecked(rdf::TYPE),
            NamedNodeRef::new_unchecked(class),
        );
        for quad in store.matching(None, Some(a), Some(class), default) {
            deadline.check()?;
            // What is a fragment stands on the page of its article.
            if let NamedOrBlankNode::NamedNode(thing) = quad?.subject
                && thing.as_str().starts_with(base)
                && !thing.as_str().contains('#')
            {
                hand_on(format!("{}.html", thing.as_str()));
            }
        }
    }
    Ok(())
}

fn urls(addresses: &[String]) -> String {
    let mut xml = format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\">\n");
    for address in addresses {
        let _never = writeln!(xml, "<url><loc>{}</loc></url>", escaped(address));
    }
    xml.push_str("</urlset>\n");
    xml
}

fn index(base: &str, parts: usize) -> String {
    let mut xml = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for number in 1..=parts {
        let _never = writeln!(
            xml,
            "<sitemap><loc>{}sitemap/{number}.xml</loc></sitemap>",
            escaped(base)
        );
    }
    xml.push_str("</sitemapindex>\n");
    xml
}

fn escaped(address: &str) -> String {
    address.replace('&', "&amp;").replace('\'', "&apos;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_escaped() {
        let xml = urls(&["http://e/a&b".to_owned()]);
        assert!(xml.contains("<loc>http://e/a&amp;b</loc>"), "{xml}");
        assert!(index("http://e/", 3).contains("<loc>http://e/sitemap/3.xml</loc>"));
    }
}

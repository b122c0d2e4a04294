//! `?asof=2016-07-14T12:00+02:00`: the graph as it was, in answers to queries and in documents.
//!
//! `&clock=extracted` counts from when the facts were extracted instead of when the article was published. Links of a
//! page about the past lead on into the same past. Documents carry `Memento-Datetime`
//! ([RFC 7089](https://www.rfc-editor.org/rfc/rfc7089)) and link to the original, which is the graph of today.

use std::ops::Deref;
use std::sync::Arc;

use crate::store::{AsOf, Store};

use super::error::ServeError;
use super::params::Params;
use super::state::State;

/// The moment that a request asks for.
pub(super) fn asked(params: &Params) -> Result<Option<AsOf>, ServeError> {
    let clock = params.one("clock")?;
    match params.one("asof")? {
        // `+` means a space in a query string: `12:00+02:00` arrives as `12:00 02:00`.
        Some(moment) => Ok(Some(AsOf::parse(&moment.replace(' ', "+"), clock)?)),
        None if clock.is_some() => Err(ServeError::BadRequest(
            "`clock` says which clock `asof` goes by: give both".to_owned(),
        )),
        None => Ok(None),
    }
}

/// The server's state over the store of today, or over a snapshot of the past.
pub(super) struct Seen<'a> {
    state: &'a State,
    /// What is asked.
    pub(super) store: Arc<Store>,
    asof: Option<AsOf>,
}

impl Deref for Seen<'_> {
    type Target = State;

    fn deref(&self) -> &State {
        self.state
    }
}

impl State {
    /// The graph as of a moment; the graph of today where there is none.
    pub(super) fn seen(&self, asof: Option<AsOf>) -> Result<Seen<'_>, ServeError> {
        let store = match &asof {
            None => Arc::clone(&self.store),
            Some(asof) => self.snapshots.at(&self.store, &self.settings.base, asof)?,
        };
        Ok(Seen {
            state: self,
            store,
            asof,
        })
    }

    /// The graph of today.
    pub(super) fn today(&self) -> Seen<'_> {
        Seen {
            state: self,
            store: Arc::clone(&self.store),
            asof: None,
        }
    }
}

impl Seen<'_> {
    /// Where this server has the thing at the same moment, if its IRI is one of ours.
    pub(super) fn href(&self, iri: &str) -> Option<String> {
        let path = self.local_path(iri)?;
        let Some(asof) = &self.asof else {
            return Some(path);
        };
        Some(match path.split_once('#') {
            Some((path, fragment)) => format!("{path}?{}#{fragment}", asof.query()),
            None => format!("{path}?{}", asof.query()),
        })
    }

    /// The query of the address of a page at this moment.
    pub(super) fn query(&self, page: usize) -> String {
        query(self.asof.as_ref(), page)
    }

    /// The moment in words, where it is not today.
    pub(super) fn moment(&self) -> Option<String> {
        self.asof.as_ref().map(ToString::to_string)
    }
}

/// The query of an address: the page where it is not the first, and the moment.
pub(super) fn query(asof: Option<&AsOf>, page: usize) -> String {
    let page = (page > 1).then(|| format!("page={page}"));
    let parts: Vec<String> = page.into_iter().chain(asof.map(AsOf::query)).collect();
    if parts.is_empty() {
        String::new()
    } else {
        format!("?{}", parts.join("&"))
    }
}

//! `?asof=2016-07-14T12:00+02:00`: the graph as it was, in answers to queries and in documents.
//!
//! `&clock=extracted` counts from when the facts were extracted instead of when the article was published. Links of a
//! page about the past lead on into the same past. Documents carry `Memento-Datetime`
//! ([RFC 7089](https://www.rfc-editor.org/rfc/rfc7089)) and link to the original, which is the graph of today.

use std::ops::Deref;
use std::sync::Arc;

use crate::store::{AsOf, Store};

use super::error::ServeError;
use super::pages::Tongue;
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
    /// The language that links ask for, where the address of the page does.
    tongue: Option<Tongue>,
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
            tongue: None,
        })
    }

    /// The graph of today.
    pub(super) fn today(&self) -> Seen<'_> {
        Seen {
            state: self,
            store: Arc::clone(&self.store),
            asof: None,
            tongue: None,
        }
    }
}

impl<'a> Seen<'a> {
    /// A store at hand, which is the graph as of a moment.
    pub(super) fn over(state: &'a State, store: Arc<Store>, asof: Option<AsOf>) -> Self {
        Self {
            state,
            store,
            asof,
            tongue: None,
        }
    }
}

impl Seen<'_> {
    /// The same, with links that stay in a language.
    pub(super) fn in_tongue(mut self, tongue: Option<Tongue>) -> Self {
        self.tongue = tongue;
        self
    }

    /// Where this server has the thing at the same moment, in the same language, if its IRI is one of ours.
    pub(super) fn href(&self, iri: &str) -> Option<String> {
        let path = self.local_path(iri)?;
        let query = self.query(1);
        Some(match path.split_once('#') {
            Some((path, fragment)) => format!("{path}{query}#{fragment}"),
            None => format!("{path}{query}"),
        })
    }

    /// The query of the address of a page at this moment, in this language.
    pub(super) fn query(&self, page: usize) -> String {
        let query = query(self.asof.as_ref(), page);
        match self.tongue {
            None => query,
            Some(tongue) if query.is_empty() => format!("?lang={}", tongue.tag()),
            Some(tongue) => format!("{query}&lang={}", tongue.tag()),
        }
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

//! Answers to queries, kept until something is written, and the names by which clients keep them.
//!
//! An answer is that of a query, its dataset, its moment and the form that was asked for, at a number of changes of the store: of all
//! changes, or of those that wrote what the query reads, where that is known. The name (`ETag`) says just that, so that who
//! has an answer already is told so without one being made. Only whole answers are kept; those that would be others the
//! next time (RAND, NOW, SERVICE) have no name.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::http::Method;
use actix_web::http::header::{self, EntityTag};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use lru::LruCache;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::gauge::Gauge;

use crate::store::{PlainQuestion, Store};

use super::answer::{Head, KEPT_BYTES};
use super::fresh::{is_named, marked};
use super::metrics::Metrics;
use super::sparql::Asked;

/// What an entry takes beside its text.
const ENTRY_BYTES: usize = 256;

/// Things by name, of which those that were not used for longest go first when they are too many bytes.
pub(super) struct Lru<V> {
    things: LruCache<Arc<str>, Thing<V>>,
    bytes: usize,
    most: usize,
}

struct Thing<V> {
    value: V,
    bytes: usize,
}

impl<V: Clone> Lru<V> {
    pub(super) fn of(most: usize) -> Self {
        Self {
            things: LruCache::unbounded(),
            bytes: 0,
            most,
        }
    }

    pub(super) fn get(&mut self, name: &str) -> Option<V> {
        self.things.get(name).map(|thing| thing.value.clone())
    }

    pub(super) fn remove(&mut self, name: &str) {
        if let Some(thing) = self.things.pop(name) {
            self.bytes = self.bytes.saturating_sub(thing.bytes);
        }
    }

    /// Keeps a thing of so many bytes, if there is room for it at all.
    pub(super) fn put(&mut self, name: &str, bytes: usize, value: V) {
        self.remove(name);
        let bytes = bytes.saturating_add(name.len() + ENTRY_BYTES);
        if bytes > self.most / 4 {
            return;
        }
        self.things.put(name.into(), Thing { value, bytes });
        self.bytes += bytes;
        while self.bytes > self.most
            && let Some((_, oldest)) = self.things.pop_lru()
        {
            self.bytes = self.bytes.saturating_sub(oldest.bytes);
        }
    }
}

/// Answers that hold until something is written.
pub(super) struct Results {
    kept: Mutex<Lru<(u64, Head, Bytes)>>,
    /// Tells the names of this server from those of the one before it.
    born: RandomState,
    hits: Counter,
    known: Counter,
    bytes: Gauge,
}

/// What is known of an answer before it is made.
pub(super) enum Found {
    /// It is made already.
    Answer(HttpResponse),
    /// Where it can be kept.
    Nothing(Cached),
}

/// Where an answer can be kept, if it can.
#[derive(Clone)]
pub(super) struct Cached {
    results: Arc<Results>,
    key: Option<Arc<str>>,
    /// The number of the last change that it saw of those that matter to it.
    last: u64,
    /// The number of changes when it was looked for.
    changes: u64,
}

impl Results {
    /// Keeps so many bytes.
    pub(super) fn of(most: usize, metrics: &Metrics) -> Arc<Self> {
        let results = Self {
            kept: Mutex::new(Lru::of(most)),
            born: RandomState::new(),
            hits: Counter::default(),
            known: Counter::default(),
            bytes: Gauge::default(),
        };
        metrics.add(
            "cached_answers",
            "Queries that were answered with an answer that was kept",
            &results.hits,
        );
        metrics.add(
            "unchanged_answers",
            "Queries whose answer the client had already",
            &results.known,
        );
        metrics.add(
            "kept_bytes",
            "What answers that are kept take",
            &results.bytes,
        );
        Arc::new(results)
    }

    /// Looks for the answer. `question` is what was asked, where it is known to be plain.
    pub(super) fn find(
        self: &Arc<Self>,
        request: &HttpRequest,
        store: &Store,
        asked: &Asked,
        question: Option<&PlainQuestion>,
    ) -> Found {
        // In this order: a change that comes between is one that was seen.
        let last = question.map(|question| store.last_change(question));
        let changes = store.changes();
        let last = last.unwrap_or(changes);
        let key = asked.key();
        let nothing = |key| {
            Found::Nothing(Cached {
                results: Arc::clone(self),
                key,
                last,
                changes,
            })
        };
        let Some(key) = key else {
            return nothing(None);
        };
        let tag = self.tag(&key, last);
        if has_already(request, &tag) {
            self.known.inc();
            let response = HttpResponse::NotModified()
                .insert_header((header::VARY, "accept"))
                .finish();
            return Found::Answer(marked(response, &tag));
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.get(&key) {
            Some((at, head, body)) if at == last => {
                drop(kept);
                self.hits.inc();
                Found::Answer(marked(head.response().body(body), &tag))
            }
            Some(_) => {
                kept.remove(&key);
                nothing(Some(key.into()))
            }
            None => nothing(Some(key.into())),
        }
    }

    /// The name of an answer that saw so many changes.
    fn tag(&self, key: &str, last: u64) -> EntityTag {
        EntityTag::new_weak(format!("{:016x}", self.born.hash_one((key, last))))
    }
}

impl Cached {
    /// The number of changes that the answer is of.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// Now that the question is known: the answer is that of the last change of what it reads, unless one came meanwhile.
    pub(super) fn is_of(&mut self, store: &Store, question: &PlainQuestion) {
        let last = store.last_change(question);
        if last <= self.changes {
            self.last = last;
        }
    }

    /// Keeps a whole answer, which saw so many changes.
    pub(super) fn keep(&self, head: &Head, body: Bytes) {
        // Pages depend on more than the key says.
        let is_page = head.content_type.contains("html");
        let may = !is_page && body.len() <= KEPT_BYTES;
        let Some(key) = self.key.as_deref().filter(|_| may) else {
            return;
        };
        let kept = &self.results.kept;
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.put(key, body.len(), (self.last, head.clone(), body));
        let bytes = i64::try_from(kept.bytes).unwrap_or(i64::MAX);
        drop(kept);
        self.results.bytes.set(bytes);
    }

    /// Names an answer.
    pub(super) fn mark(&self, response: HttpResponse) -> HttpResponse {
        match &self.key {
            Some(key) if response.status().is_success() => {
                marked(response, &self.results.tag(key, self.last))
            }
            _ => response,
        }
    }
}

/// Whether the client says that it has this answer.
fn has_already(request: &HttpRequest, tag: &EntityTag) -> bool {
    let may = [Method::GET, Method::HEAD].contains(request.method());
    may && is_named(request, tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_used_for_longest_goes() {
        let mut kept = Lru::of(4 * (1_000 + ENTRY_BYTES + 1));
        for name in ["a", "b", "c", "d"] {
            kept.put(name, 1_000, name);
        }
        assert_eq!(kept.get("a"), Some("a"));
        kept.put("e", 1_000, "e");
        assert_eq!(kept.get("b"), None, "it was the oldest");
        assert_eq!(kept.get("a"), Some("a"));
        kept.put("e", 10, "f");
        kept.put("g", 500, "g");
        assert_eq!(kept.get("c"), Some("c"), "there is room");
        kept.put("h", 100_000, "h");
        assert_eq!(kept.get("h"), None, "it is too large");
        for name in ["a", "c", "d", "e", "g"] {
            kept.remove(name);
        }
        assert_eq!((kept.bytes, kept.things.len()), (0, 0));
    }
}

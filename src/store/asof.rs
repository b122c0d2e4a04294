//! The store as it was at a moment of the past: what the articles say that were out by then, and the consolidated view
//! of them alone.
//!
//! Such a view is not a part of today's: a meeting may have been two, a name another. So it is made from the records of
//! those articles, as it would be had the others never come, and kept for the next question: moments between the same
//! two articles are one snapshot.
//!
//! Graphs that no article wrote (the slice of Wikidata, what users put) have no date and are in every snapshot; what
//! users added to the default graph is in none. Which IRIs were replaced by which is history of the present, and left out.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use oxigraph::model::{GraphName, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, TermRef};
use oxigraph::store::StorageError;

use super::articles::{bundle, named};
use super::bridge::{from_store, to_store};
use super::{Store, StoreError};
use crate::graph::consolidate::View;
use crate::graph::iri::Minter;
use crate::graph::moment::{Clock, Dated, Moment};
use crate::graph::ontology::vocabulary;
use crate::graph::quads;
use crate::graph::summary::Summary;
use crate::vocab::{dct, dm, prov};

/// So many snapshots are kept, however large: a page and its documents ask for the same one again and again.
const KEPT: usize = 2;
/// More are kept as long as they have so many quads together.
const KEPT_QUADS: usize = 3_000_000;
/// A store of more quads is copied to a temporary folder instead of memory, of which a quad takes some 300 bytes.
const IN_MEMORY: usize = 1_500_000;
/// So many may wait for a snapshot to be made before others are told to come back.
const WAITING: usize = 4;
/// At most so many threads read for a snapshot, whatever the machine has: others want answers meanwhile.
const READERS: usize = 4;
/// So many quads of a graph that is no article's are handed on at once.
const BATCH: usize = 4096;
/// So many batches may wait to be written.
const BATCHES: usize = 16;

/// A moment to look from, and which clock it is read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    written: String,
    moment: Moment,
    clock: Clock,
}

impl AsOf {
    /// Reads a day, month, year or time with offset, and `published` (which is meant where nothing is said) or `extracted`.
    ///
    /// # Errors
    /// [`StoreError::BadRequest`] where it is none of these.
    pub fn parse(moment: &str, clock: Option<&str>) -> Result<Self, StoreError> {
        let refused = |why: String| StoreError::BadRequest(why);
        let clock = match clock {
            None | Some("published") => Clock::Published,
            Some("extracted") => Clock::Extracted,
            Some(other) => {
                return Err(refused(format!(
                    "`clock={other}` is no clock: say `published` or `extracted`"
                )));
            }
        };
        let read = Moment::parse(moment).map_err(|why| {
            refused(format!(
                "`asof={moment}` is no moment ({why}): write `2016-07-14` or `2016-07-14T12:00+02:00`"
            ))
        })?;
        Ok(Self {
            written: moment.to_owned(),
            moment: read,
            clock,
        })
    }

    /// The last second of the moment.
    pub fn end(&self) -> Timestamp {
        self.moment.end()
    }

    /// The moment and the clock, as [`AsOf::parse`] reads them.
    pub fn parts(&self) -> (&str, &'static str) {
        let clock = match self.clock {
            Clock::Published => "published",
            Clock::Extracted => "extracted",
        };
        (&self.written, clock)
    }

    /// The same as parameters of a URL.
    pub fn query(&self) -> String {
        let moment = self.written.replace('%', "%25").replace('+', "%2B");
        match self.clock {
            Clock::Published => format!("asof={moment}"),
            Clock::Extracted => format!("asof={moment}&clock=extracted"),
        }
    }
}

impl AsOf {
    /// The moment as it was written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// Whether it is when facts were extracted that counts, not when articles were published.
    pub fn is_by_extraction(&self) -> bool {
        matches!(self.clock, Clock::Extracted)
    }
}

impl std::fmt::Display for AsOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (moment, clock) = self.parts();
        write!(f, "{clock} by {moment}")
    }
}

/// The snapshots of one store.
#[derive(Default)]
pub struct Snapshots {
    kept: Mutex<Kept>,
    building: Mutex<()>,
    waiting: AtomicUsize,
    on_disk: bool,
}

#[derive(Default)]
struct Kept {
    catalogue: Option<Arc<Catalogue>>,
    snapshots: VecDeque<Snapshot>,
}

struct Snapshot {
    /// After so many changes of the store.
    changes: u64,
    members: Members,
    store: Arc<Store>,
    quads: usize,
}

impl Kept {
    /// Keeps a snapshot, and lets go of those of another state of the store and of those that were not asked for longest.
    fn keep(&mut self, snapshot: Snapshot) {
        let changes = snapshot.changes;
        self.snapshots.retain(|kept| kept.changes == changes);
        self.snapshots.push_front(snapshot);
        let mut quads = 0;
        let fit = |kept: &&Snapshot| {
            quads += kept.quads;
            quads <= KEPT_QUADS
        };
        let fitting = self.snapshots.iter().take_while(fit).count();
        self.snapshots.truncate(fitting.max(KEPT));
    }
}

/// Which articles of the catalogue were out.
type Members = Vec<bool>;

/// The articles of a store and their clocks, as they were after so many changes.
struct Catalogue {
    changes: u64,
    articles: Vec<Entry>,
}

struct Entry {
    id: String,
    article: String,
    graph: String,
    /// The runs that wrote it: one, where nobody has changed the graph by hand.
    runs: Vec<String>,
    published: Option<Dated>,
    extracted: Option<Dated>,
    /// The version before it.
    revises: Option<String>,
}

impl Catalogue {
    fn at(&self, asof: &AsOf) -> Members {
        let out = |entry: &Entry| match asof.clock {
            Clock::Published => entry.published,
            Clock::Extracted => entry.extracted,
        };
        self.articles
            .iter()
            .map(|entry| out(entry).is_some_and(|dated| asof.moment.includes(dated)))
            .collect()
    }
}

impl Snapshots {
    /// Snapshots on disk, whatever their size, so that other processes can read them.
    pub fn on_disk() -> Self {
        Self {
            on_disk: true,
            ..Self::default()
        }
    }

    /// The store as of a moment. An article whose date is not known was out when it was extracted.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait for snapshots already, and when the store cannot be read.
    pub fn at(&self, store: &Store, base: &str, asof: &AsOf) -> Result<Arc<Store>, StoreError> {
        if let Some(known) = self.known(store, asof) {
            return Ok(known);
        }
        let minter =
            Minter::new(base).map_err(|error| StoreError::BadRequest(error.to_string()))?;
        let _waits = Waits::among(&self.waiting).ok_or(StoreError::Busy)?;
        let _turn = self.building.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waited may find it made.
        if let Some(known) = self.known(store, asof) {
            return Ok(known);
        }
        let mut still = None;
        loop {
            let catalogue = match self.catalogue(store) {
                Some(known) => known,
                None => Arc::new(Catalogue::read(store, &minter)?),
            };
            let members = catalogue.at(asof);
            let size = if self.on_disk {
                usize::MAX
            } else {
                store.len()?
            };
            let (mut made, quads) = make(size, store, &catalogue, &members, &minter)?;
            // Was it made of one state of the store? If somebody writes all the time, writers wait once.
            if store.changes() != catalogue.changes {
                if !store.is_read_only() && still.is_none() {
                    still = Some(store.turn()?);
                }
                continue;
            }
            // SERVICE is answered as ever: what others know now is all that they can tell.
            made.desk = Arc::clone(&store.desk);
            let made = Arc::new(made);
            let mut kept = self.kept();
            kept.keep(Snapshot {
                changes: catalogue.changes,
                members,
                store: Arc::clone(&made),
                quads,
            });
            kept.catalogue = Some(catalogue);
            return Ok(made);
        }
    }

    fn known(&self, store: &Store, asof: &AsOf) -> Option<Arc<Store>> {
        let catalogue = self.catalogue(store)?;
        let members = catalogue.at(asof);
        let mut kept = self.kept();
        let place = kept
            .snapshots
            .iter()
            .position(|kept| kept.changes == catalogue.changes && kept.members == members)?;
        let found = kept.snapshots.remove(place)?;
        let store = Arc::clone(&found.store);
        kept.snapshots.push_front(found);
        Some(store)
    }

    fn catalogue(&self, store: &Store) -> Option<Arc<Catalogue>> {
        let kept = self.kept();
        let known = kept.catalogue.as_ref();
        known
            .filter(|catalogue| catalogue.changes == store.changes())
            .map(Arc::clone)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place among those who wait.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn among(waiting: &'a AtomicUsize) -> Option<Self> {
        let place = Self(waiting);
        // Counted first: a place that is one too many is given back when it is dropped.
        (waiting.fetch_add(1, Ordering::SeqCst) < WAITING).then_some(place)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Catalogue {
    fn read(store: &Store, minter: &Minter) -> Result<Self, StoreError> {
        let changes = store.changes();
        let prefix = minter.article_graph("");
        let of_runs = named(minter.runs_graph().as_str());
        let mut articles = vec![];
        for graph in store.graph_names()? {
            let Some(id) = graph.as_str().strip_prefix(prefix.as_str()) else {
                continue;
            };
            let article = named(minter.article(id).as_str());
            let of_article = |predicate| {
                let graph = Some(oxigraph::model::GraphNameRef::DefaultGraph);
                objects(store, article.as_ref().into(), predicate, graph)
            };
            let date = |found: &[Term]| {
                found.iter().find_map(|term| match term {
                    Term::Literal(written) => Dated::parse(written.value()),
                    _ => None,
                })
            };
            let in_runs = Some(of_runs.as_ref().into());
            let written_by = objects(
                store,
                graph.as_ref().into(),
                prov::WAS_GENERATED_BY,
                in_runs,
            )?;
            let (mut extracted, mut runs) = (None, vec![]);
            for run in &written_by {
                if let TermRef::NamedNode(run) = run.as_ref() {
                    let started = objects(store, run.into(), prov::STARTED_AT_TIME, in_runs)?;
                    extracted = date(&started).or(extracted);
                    runs.push(run.as_str().to_owned());
                }
            }
            let older = minter.article("");
            articles.push(Entry {
                id: id.to_owned(),
                article: article.as_str().to_owned(),
                graph: graph.as_str().to_owned(),
                runs,
                // What was extracted had been published.
                published: date(&of_article(dm::EDTF)?).or(extracted),
                extracted,
                revises: of_article(prov::WAS_REVISION_OF)?.iter().find_map(|term| {
                    let TermRef::NamedNode(node) = term.as_ref() else {
                        return None;
                    };
                    node.as_str()
                        .strip_prefix(older.as_str())
                        .map(str::to_owned)
                }),
            });
        }
        Ok(Self { changes, articles })
    }
}

fn objects(
    store: &Store,
    subject: NamedOrBlankNodeRef<'_>,
    predicate: &str,
    graph: Option<oxigraph::model::GraphNameRef<'_>>,
) -> Result<Vec<Term>, StoreError> {
    let predicate = oxigraph::model::NamedNodeRef::new_unchecked(predicate);
    let quads = store
        .dataset()
        .quads_for_pattern(Some(subject), Some(predicate), None, graph);
    quads.map(|quad| Ok(quad?.object)).collect()
}

/// Copies what was there and consolidates it: the snapshot and its number of quads. Only the graphs that stay are read.
fn make(
    size: usize,
    store: &Store,
    catalogue: &Catalogue,
    members: &[bool],
    minter: &Minter,
) -> Result<(Store, usize), StoreError> {
    let snapshot = if size > IN_MEMORY && cfg!(feature = "rocksdb") {
        Store::temporary()?
    } else {
        Store::memory()?
    };
    let entries = || catalogue.articles.iter().zip(members);
    let (mut hidden, mut shown) = (BTreeSet::new(), BTreeMap::new());
    for (entry, out) in entries() {
        hidden.extend(entry.runs.iter().map(String::as_str));
        if *out {
            shown.insert(entry.id.as_str(), entry);
        } else {
            hidden.insert(entry.article.as_str());
            hidden.insert(entry.graph.as_str());
        }
    }
    for entry in shown.values() {
        for run in &entry.runs {
            hidden.remove(run.as_str());
        }
    }
    let (identity, runs) = (minter.identity_graph(), minter.runs_graph());
    let stays = |quad: &Quad| match &quad.graph_name {
        GraphName::NamedNode(graph) if graph.as_str() == runs.as_str() => {
            let about = match &quad.subject {
                NamedOrBlankNode::NamedNode(subject) => subject.as_str(),
                NamedOrBlankNode::BlankNode(_) => "",
            };
            quad.predicate.as_str() != dct::IS_REPLACED_BY && !hidden.contains(about)
        }
        _ => true,
    };
    let mut graphs = vec![];
    for graph in store.dataset().named_graphs() {
        let graph = graph?;
        let is_left_out = match &graph {
            NamedOrBlankNode::NamedNode(name) => {
                name.as_str() == identity.as_str() || hidden.contains(name.as_str())
            }
            NamedOrBlankNode::BlankNode(_) => false,
        };
        if !is_left_out {
            graphs.push(graph);
        }
    }
    let (mut summaries, copied) = copy(store, &snapshot, &graphs, &stays, minter)?;

    let before = |entry: &Entry| older(entry, &shown, catalogue);
    let outdated: BTreeSet<&str> = shown
        .values()
        .filter_map(|entry| Some(before(entry)?.id.as_str()))
        .collect();
    let mut said: Vec<quads::Quad> = vocabulary();
    let mut counting = vec![];
    let describing = View::new(minter.clone());
    for (id, entry) in &shown {
        let Some(summary) = summaries.remove(*id) else {
            continue;
        };
        said.extend(bundle(minter, id));
        said.extend(describing.description(&summary));
        if let Some(older) = before(entry) {
            said.push(super::articles::revision(minter, &older.id, id));
        }
        if !outdated.contains(id) {
            counting.push(summary);
        }
    }
    said.extend(View::of(minter.clone(), counting).quads());
    let added = load(&snapshot, said.iter().filter_map(to_store).map(Ok))?;
    Ok((snapshot.into_read_only(), copied + added))
}

/// Copies what stays of graphs, and tells what those of articles say, by article, and how many quads it is.
///
/// Nearly all of the time goes into looking up terms, which several threads do side by side.
fn copy(
    from: &Store,
    to: &Store,
    graphs: &[NamedOrBlankNode],
    stays: &(impl Fn(&Quad) -> bool + Sync),
    minter: &Minter,
) -> Result<(BTreeMap<String, Summary>, usize), StoreError> {
    let prefix = minter.article_graph("");
    let next = AtomicUsize::new(0);
    let (send, batches) = sync_channel::<Vec<Result<Quad, StorageError>>>(BATCHES);
    let reader = |send: SyncSender<_>| {
        let mut summaries = vec![];
        while let Some(graph) = graphs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let named = Some(graph.as_ref().into());
            let mut quads = from
                .dataset()
                .quads_for_pattern(None, None, None, named)
                .filter(|quad| quad.as_ref().map_or(true, stays));
            let article = match graph {
                NamedOrBlankNode::NamedNode(name) => name.as_str().strip_prefix(prefix.as_str()),
                NamedOrBlankNode::BlankNode(_) => None,
            };
            if let Some(id) = article {
                let batch: Vec<_> = quads.collect();
                let said: Vec<_> = batch.iter().flatten().map(from_store).collect();
                summaries.push((id.to_owned(), Summary::read(id, &said, minter)));
                if send.send(batch).is_err() {
                    break;
                }
            } else {
                loop {
                    let batch: Vec<_> = quads.by_ref().take(BATCH).collect();
                    let is_last = batch.len() < BATCH;
                    if send.send(batch).is_err() || is_last {
                        break;
                    }
                }
            }
        }
        summaries
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        let reader = &reader;
        let readers: Vec<_> = (0..threads.min(READERS))
            .map(|_| {
                let send = send.clone();
                scope.spawn(move || reader(send))
            })
            .collect();
        drop(send);
        // Where this fails, the readers see that nobody takes their batches, and end.
        let copied = load(to, batches.into_iter().flatten())?;
        let read = readers.into_iter().flat_map(|reader| {
            reader
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        Ok((read.collect(), copied))
    })
}

/// The nearest version before one that was out.
fn older<'c>(
    entry: &Entry,
    shown: &BTreeMap<&str, &'c Entry>,
    catalogue: &'c Catalogue,
) -> Option<&'c Entry> {
    let mut at = entry;
    // A chain is no longer than there are articles, whatever someone has written by hand.
    for _ in &catalogue.articles {
        let id = at.revises.as_deref()?;
        if let Some(found) = shown.get(id) {
            return Some(found);
        }
        // Graphs are listed in order.
        let place = catalogue
            .articles
            .binary_search_by(|entry| entry.id.as_str().cmp(id));
        at = catalogue.articles.get(place.ok()?)?;
    }
    None
}

/// Loads quads and tells how many.
fn load(
    store: &Store,
    quads: impl Iterator<Item = Result<Quad, StorageError>>,
) -> Result<usize, StoreError> {
    let mut loader = store.dataset().bulk_loader();
    let mut count = 0;
    loader.load_ok_quads::<StorageError, StorageError>(quads.inspect(|_| count += 1))?;
    loader.commit()?;
    Ok(count)
}

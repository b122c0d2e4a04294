//! Keeps the full-text index in step with the store.
//!
//! The index is derived: every entry can be read off the default graph. A writer says which things it touches
//! before it commits ([`Journal`]); whoever searches, and `ingest` at its end, has the entries of touched things made
//! anew. So a process may be killed at any moment: the next one finds in the journal what the index may have missed.
//! Where nobody can know (no index, one of another version, an update that differs each time it is evaluated), all entries are made anew.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::journal::{Journal, Touched};
use super::turn::Turns;
use super::{Store, StoreError, entries};
use crate::search::{
    Candidate, Counted, Entry, Found, Index, Kind, Listing, NameSearch, Search, SearchError,
};

/// When so many things are touched, the index hears of it, whether someone searches or not.
const MANY: usize = 20_000;

/// So long whoever asks waits for an index that is being made of all things.
const PATIENCE: Duration = Duration::from_secs(1);

/// What was done to the index when it was last brought into step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing: it was in step.
    InStep,
    /// The entries of so many things were made anew.
    Things(usize),
    /// All entries were made anew.
    All,
}

/// The index of a store.
pub(super) struct Keeper {
    dataset: oxigraph::store::Store,
    writer: Arc<Mutex<()>>,
    /// Folder of the index; none for stores in memory.
    folder: Option<PathBuf>,
    /// Where this process may write.
    journal: Option<Mutex<Journal>>,
    touched: Mutex<Touched>,
    index: Mutex<Option<Arc<Index>>>,
    /// Whose turn it is to change the index.
    turns: Turns,
}

impl Keeper {
    pub(super) fn memory(dataset: oxigraph::store::Store, writer: Arc<Mutex<()>>) -> Self {
        Self {
            dataset,
            writer,
            folder: None,
            journal: None,
            touched: Mutex::default(),
            index: Mutex::default(),
            turns: Turns::default(),
        }
    }

    /// The keeper of a store in the folder `store`.
    pub(super) fn on_disk(
        dataset: oxigraph::store::Store,
        writer: Arc<Mutex<()>>,
        store: &Path,
        read_only: bool,
    ) -> std::io::Result<Self> {
        let folder = store.join("search");
        let mut keeper = Self::memory(dataset, writer);
        if !read_only {
            std::fs::create_dir_all(&folder)?;
            let (journal, touched) = Journal::open(&journal_of(&folder))?;
            keeper.journal = Some(Mutex::new(journal));
            keeper.touched = Mutex::new(touched);
        }
        keeper.folder = Some(folder);
        Ok(keeper)
    }

    /// A transaction that touches these things is about to be committed.
    pub(super) fn before(&self, touched: &Touched) -> Result<(), StoreError> {
        match &self.journal {
            Some(journal) if !touched.is_nothing() => Ok(lock(journal).note(touched)?),
            _ => Ok(()),
        }
    }

    /// The transaction was committed. Says whether the index should hear of it now.
    pub(super) fn after(&self, touched: Touched) -> bool {
        let mut all = lock(&self.touched);
        all.and(touched);
        all.len() > MANY
    }

    /// Brings the index into step and hands it out.
    fn settled(&self, patience: Option<Duration>) -> Result<(Arc<Index>, Settled), StoreError> {
        let _turn = self.turns.next(patience)?;
        let opened = lock(&self.index).clone();
        let Some(index) = opened else {
            let (index, settled) = self.open()?;
            let index = Arc::new(index);
            *lock(&self.index) = Some(Arc::clone(&index));
            return Ok((index, settled));
        };
        let settled = self.hear(&index)?;
        Ok((index, settled))
    }

    /// The same for whoever asks: they do not wait for all entries to be made anew.
    fn at_hand(&self) -> Result<Arc<Index>, StoreError> {
        Ok(self.settled(Some(PATIENCE))?.0)
    }

    fn open(&self) -> Result<(Index, Settled), StoreError> {
        let Some(folder) = &self.folder else {
            let index = Index::memory()?;
            let _all = std::mem::take(&mut *lock(&self.touched));
            return Ok((self.rebuilt(index)?, Settled::All));
        };
        let place = folder.join("index");
        if self.journal.is_some() {
            let index = Index::open(&place)?;
            let settled = self.hear(&index)?;
            return self.checked(index, settled);
        }
        // Read only: what is in step is used as it is.
        if Journal::is_empty(&journal_of(folder))
            && let Ok(index) = Index::open_read_only(&place)
            && index.is_whole()
            && self.agrees(&index)?
        {
            return Ok((index, Settled::InStep));
        }
        match self.repaired(folder, &place) {
            Ok(found) => Ok(found),
            Err(error) => {
                tracing::warn!(%error, "the search index on disk cannot be brought into step: this process makes one in memory");
                Ok((self.rebuilt(Index::memory()?)?, Settled::All))
            }
        }
    }

    /// The index on disk in step, though the store is open for reading only: nobody else writes.
    fn repaired(&self, folder: &Path, place: &Path) -> Result<(Index, Settled), StoreError> {
        std::fs::create_dir_all(folder)?;
        let (mut journal, touched) = Journal::try_open(&journal_of(folder))?;
        let index = Index::open(place)?;
        let settled = self.bring(&index, &touched)?;
        let found = self.checked(index, settled)?;
        journal.clear()?;
        Ok(found)
    }

    /// Has the index hear of what was touched.
    fn hear(&self, index: &Index) -> Result<Settled, StoreError> {
        let touched = std::mem::take(&mut *lock(&self.touched));
        match self.bring(index, &touched) {
            Ok(settled) => {
                self.strike_out()?;
                Ok(settled)
            }
            Err(error) => {
                lock(&self.touched).and(touched);
                Err(error)
            }
        }
    }

    fn bring(&self, index: &Index, touched: &Touched) -> Result<Settled, StoreError> {
        let things = match touched {
            Touched::Things(things) if index.is_whole() => things,
            _ => {
                self.turns.takes_long();
                index.replace(None, entries::all(&self.dataset))?;
                tracing::info!("the search index was built anew");
                return Ok(Settled::All);
            }
        };
        if things.is_empty() {
            return Ok(Settled::InStep);
        }
        let things = entries::concerned(&self.dataset, things)?;
        let gone: Vec<&str> = things.iter().map(String::as_str).collect();
        let entries = things
            .iter()
            .filter_map(|iri| entries::entry(&self.dataset, iri).transpose());
        index.replace(Some(&gone), entries)?;
        tracing::info!(
            things = things.len(),
            "the search index was brought into step"
        );
        Ok(Settled::Things(things.len()))
    }

    /// Empties the journal, where nobody is about to commit what stands in it.
    fn strike_out(&self) -> Result<(), StoreError> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        if let Ok(_turn) = self.writer.try_lock()
            && lock(&self.touched).is_nothing()
        {
            lock(journal).clear()?;
        }
        Ok(())
    }

    /// An index that was just opened, after a look at the numbers: another program may have written to the store.
    fn checked(&self, index: Index, settled: Settled) -> Result<(Index, Settled), StoreError> {
        if settled == Settled::All || self.agrees(&index)? {
            return Ok((index, settled));
        }
        tracing::warn!("the search index is not that of this store: it is built anew");
        Ok((self.rebuilt(index)?, Settled::All))
    }

    fn rebuilt(&self, index: Index) -> Result<Index, StoreError> {
        self.bring(&index, &Touched::Anything)?;
        Ok(index)
    }

    /// Whether index and store hold as many things of each kind.
    fn agrees(&self, index: &Index) -> Result<bool, StoreError> {
        for kind in Kind::ALL {
            let indexed = index.count(kind)?;
            // Blank nodes are no things: where there are some, only looking at each tells.
            if indexed != entries::count_nodes(&self.dataset, kind)?
                && indexed != entries::count(&self.dataset, kind)?
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Returns when what the journal says is on the disk.
    pub(super) fn sync(&self) -> std::io::Result<()> {
        match &self.journal {
            Some(journal) => lock(journal).sync(),
            None => Ok(()),
        }
    }

    /// Runs `work` while nobody changes the index.
    pub(super) fn holding_still<T>(&self, work: impl FnOnce() -> T) -> Result<T, StoreError> {
        let _turn = self.turns.next(None)?;
        Ok(work())
    }

    /// Whether the index on disk is that of the store, as it is.
    pub(super) fn is_in_step(&self) -> bool {
        let Some(folder) = &self.folder else {
            return true;
        };
        Journal::is_empty(&journal_of(folder))
            && Index::open_read_only(&folder.join("index"))
                .is_ok_and(|index| index.is_whole() && self.agrees(&index).unwrap_or(false))
    }

    pub(super) fn search(&self, search: &Search) -> Result<Found, StoreError> {
        Ok(self.at_hand()?.search(search)?)
    }
}

impl Store {
    /// Searches the full text.
    ///
    /// # Errors
    /// [`StoreError::BadRequest`] when the search cannot be read, others when the index fails.
    pub fn search(&self, search: &Search) -> Result<Found, StoreError> {
        self.keeper.search(search)
    }

    /// What the full text knows of a thing; `None` where it is nothing to be found.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn entry(&self, iri: &str) -> Result<Option<Entry>, StoreError> {
        entries::entry(&self.inner, iri)
    }

    /// Finds who or what goes by a name, the most likely first.
    ///
    /// # Errors
    /// When the index fails.
    pub fn named(&self, search: &NameSearch) -> Result<Vec<Candidate>, StoreError> {
        Ok(self.keeper.at_hand()?.named(search)?)
    }

    /// Lists things by their days: the things, and the days.
    ///
    /// # Errors
    /// When the index fails.
    pub fn listed(&self, listing: &Listing) -> Result<Vec<(String, i64)>, StoreError> {
        Ok(self.keeper.at_hand()?.list(listing)?)
    }

    /// Counts things by names: the names, one or two, and the number.
    ///
    /// # Errors
    /// When the index fails.
    pub fn counted(
        &self,
        counted: &Counted,
        offset: usize,
        limit: usize,
    ) -> Result<Vec<(Vec<String>, usize)>, StoreError> {
        Ok(self.keeper.at_hand()?.counted(counted, offset, limit)?)
    }

    /// Brings the full-text index into step with the store, and says what that took. Searching does it by itself.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn settle_search(&self) -> Result<Settled, StoreError> {
        Ok(self.keeper.settled(None)?.1)
    }

    /// Whether the full text can be searched now: an error where the index is still being made.
    ///
    /// # Errors
    /// As [`Store::search`].
    pub fn probe_search(&self) -> Result<(), StoreError> {
        self.keeper.at_hand().map(|_| ())
    }

    /// How many things of a kind the full-text index holds, and how many the store.
    ///
    /// # Errors
    /// When either cannot be read.
    pub fn search_counts(&self, kind: Kind) -> Result<(usize, usize), StoreError> {
        let (index, _) = self.keeper.settled(None)?;
        Ok((index.count(kind)?, entries::count(&self.inner, kind)?))
    }
}

impl From<SearchError> for StoreError {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Question(text) => Self::BadRequest(text),
            SearchError::Failed(text) => Self::Search(text),
        }
    }
}

fn journal_of(folder: &Path) -> PathBuf {
    folder.join("journal")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::iri::Minter;
    use crate::graph::sample::{Sample, SpeechAct, article};
    use crate::search::Language;
    use crate::store::{Articles, Dataset, Deadline, GraphTarget, Run};

    fn said(opening: &str, language: &str, words: &str) -> Sample {
        article("2016-07-14", language, opening).kerry().statement(
            "s1",
            "kerry",
            SpeechAct::Assert,
            words,
            "",
        )
    }

    fn run() -> Run {
        Run {
            key: "r".to_owned(),
            started: "2026-11-21T18:00:00Z".to_owned(),
            version: "0.1.0".to_owned(),
        }
    }

    fn search(text: &str) -> Search {
        Search {
            text: text.to_owned(),
            ..Search::default()
        }
    }

    fn found(store: &Store, text: &str) -> usize {
        store.search(&search(text)).unwrap().total
    }

    /// Counts agree, and each thing is found under its own IRI.
    fn in_step(store: &Store) {
        for kind in Kind::ALL {
            let (ours, theirs) = store.search_counts(kind).unwrap();
            assert_eq!(ours, theirs, "{kind:?}");
        }
    }

    #[test]
    fn what_is_written_is_found_and_what_is_forgotten_is_not() {
        let store = Store::memory().unwrap();
        let mut articles = Articles::open(&store, Minter::default()).unwrap();
        let french = said("Un", "fr", "Nous avons négocié une trêve à Alep");
        let english = said("Two", "en", "We talked about a truce in Aleppo");
        articles.write(&french.graph(), &run()).unwrap();
        assert_eq!(found(&store, "negociation treve"), 1);
        articles.write(&english.graph(), &run()).unwrap();
        assert_eq!(found(&store, "talks truces"), 1);
        assert_eq!(found(&store, "Alep*"), 2);
        assert_eq!(found(&store, "\"une trêve\""), 1);
        assert_eq!(found(&store, "\"trêve une\""), 0);
        assert_eq!(found(&store, "trêve OR truce"), 2);
        assert_eq!(found(&store, "Alep* -truce"), 1);
        in_step(&store);
        articles.forget(&french.facts.article.id).unwrap();
        assert_eq!(found(&store, "negociation treve"), 0);
        in_step(&store);
        let mut other = said("Two", "en", "We talked about a truce in Aleppo");
        other.facts.article.published = None;
        articles.write(&other.graph(), &run()).unwrap();
        let since = |from| Search {
            from,
            ..search("truce")
        };
        assert_eq!(
            store.search(&since(Some(20_160_714))).unwrap().total,
            0,
            "of no day now"
        );
        assert_eq!(store.search(&since(None)).unwrap().total, 1);
    }

    #[test]
    fn filters_counts_and_pages() {
        let store = Store::memory().unwrap();
        let mut articles = Articles::open(&store, Minter::default()).unwrap();
        for (opening, language, words) in [
            ("Un", "fr", "La trêve tient"),
            ("Deux", "fr", "La trêve est rompue depuis hier"),
            ("Three", "en", "A truce, une trêve, is near"),
        ] {
            articles
                .write(&said(opening, language, words).graph(), &run())
                .unwrap();
        }
        let all = store.search(&search("trêve")).unwrap();
        assert_eq!((all.total, all.hits.len()), (3, 3));
        assert_eq!(all.kinds, [(Kind::Statement, 3)]);
        assert_eq!(
            all.languages,
            [(Language::French, 2), (Language::English, 1)]
        );
        let mut paged = vec![];
        for offset in 0..4 {
            let page = Search {
                offset,
                limit: Some(1),
                ..search("trêve")
            };
            let page = store.search(&page).unwrap();
            assert_eq!(page.total, 3);
            paged.extend(page.hits);
        }
        assert_eq!(paged, all.hits);
        let narrowed = |change: fn(&mut Search)| {
            let mut search = search("trêve");
            change(&mut search);
            store.search(&search).unwrap().total
        };
        assert_eq!(narrowed(|it| it.language = Some(Language::English)), 1);
        assert_eq!(narrowed(|it| it.kinds = vec![Kind::Meeting]), 0);
        assert_eq!(narrowed(|it| it.from = Some(20_160_715)), 0);
        assert_eq!(narrowed(|it| it.to = Some(20_160_714)), 3);
        let kerry = "http://localhost:7979/actor/Q22316";
        assert_eq!(
            narrowed(|it| it.actors = vec!["http://localhost:7979/actor/Q22316".to_owned()]),
            3
        );
        assert_eq!(narrowed(|it| it.actors = vec!["urn:nobody".to_owned()]), 0);
        let actors = Search {
            kinds: vec![Kind::Actor],
            ..Search::default()
        };
        assert!(
            store
                .search(&actors)
                .unwrap()
                .hits
                .iter()
                .any(|hit| hit.iri == kerry)
        );
        assert!(matches!(
            store.search(&search("(a")),
            Err(StoreError::BadRequest(_))
        ));
    }

    #[test]
    fn every_way_of_writing_is_heard_of() {
        let store = Store::memory().unwrap();
        let update = |text: &str| {
            let prefix = "PREFIX dm: <https://w3id.org/demarche/ns#> ";
            let text = format!("{prefix}{text}");
            store
                .update(&text, None, &Dataset::default(), &Deadline::none())
                .unwrap();
        };
        assert_eq!(store.settle_search().unwrap(), Settled::All);
        update("INSERT DATA { <urn:a> a dm:Statement ; dm:quote \"Une trêve\"@fr }");
        assert_eq!(store.settle_search().unwrap(), Settled::Things(1));
        assert_eq!(found(&store, "trêve"), 1);
        update(
            "INSERT DATA { GRAPH <urn:g> { <urn:b> a dm:Statement ; dm:quote \"Une trêve\"@fr } }",
        );
        assert_eq!(store.settle_search().unwrap(), Settled::InStep);
        update(
            "DELETE { ?s dm:quote ?q } INSERT { ?s dm:quote \"Un accord\"@fr } WHERE { ?s dm:quote ?q }",
        );
        assert_eq!(store.settle_search().unwrap(), Settled::Things(1));
        assert_eq!((found(&store, "trêve"), found(&store, "accord")), (0, 1));
        // The second operation finds what the first has made.
        update(
            "INSERT { <urn:new> a dm:Statement ; dm:quote ?q } WHERE { ?s dm:quote ?q } ;
             INSERT { ?s dm:quote \"Une trêve\"@fr } WHERE { ?s a dm:Statement ; dm:quote \"Un accord\"@fr }",
        );
        assert_eq!(store.settle_search().unwrap(), Settled::Things(2));
        assert_eq!((found(&store, "trêve"), found(&store, "accord")), (2, 2));
        // Subjects that are others each time cannot be known beforehand.
        update(
            "INSERT { ?s a dm:Statement ; dm:quote \"Une pause\"@fr } WHERE { BIND(UUID() AS ?s) }",
        );
        assert_eq!(store.settle_search().unwrap(), Settled::All);
        assert_eq!(found(&store, "pause"), 1);
        update("DELETE WHERE { <urn:new> ?p ?o } ; CLEAR NAMED");
        assert_eq!(store.settle_search().unwrap(), Settled::Things(1));
        assert_eq!((found(&store, "trêve"), found(&store, "accord")), (1, 1));
        update("DELETE WHERE { ?s dm:quote \"Une trêve\"@fr }");
        update("DELETE DATA { <urn:a> a dm:Statement }");
        assert_eq!(found(&store, "accord"), 0);
        let document = "<urn:c> a <https://w3id.org/demarche/ns#Place> ; <http://www.w3.org/2000/01/rdf-schema#label> \"Alep\"@fr .";
        let quads = crate::store::parse_document(
            document.as_bytes(),
            crate::store::RdfFormat::Turtle,
            &GraphTarget::Default,
            "urn:base:",
        )
        .unwrap();
        store
            .add_to_graph(&GraphTarget::Default, &quads, &Deadline::none())
            .unwrap();
        assert_eq!(found(&store, "alep"), 1);
        store
            .replace_graph(&GraphTarget::Default, &[], &Deadline::none())
            .unwrap();
        assert_eq!(found(&store, "alep"), 0);
        in_step(&store);
    }

    #[test]
    fn nobody_waits_long_for_an_index_that_is_being_made() {
        let store = Store::memory().unwrap();
        let turn = store.keeper.turns.next(None).unwrap();
        store.keeper.turns.takes_long();
        let found = store.keeper.settled(Some(Duration::ZERO));
        assert!(matches!(found, Err(StoreError::Indexing)));
        drop(turn);
        assert!(store.probe_search().is_ok());
    }

    #[test]
    fn blank_nodes_are_no_reason_to_make_an_index_anew() {
        let store = Store::memory().unwrap();
        let update = "PREFIX dm: <https://w3id.org/demarche/ns#>
            INSERT DATA { <urn:a> a dm:Statement . _:b a dm:Statement }";
        store
            .update(update, None, &Dataset::default(), &Deadline::none())
            .unwrap();
        let (index, _) = store.keeper.settled(None).unwrap();
        assert!(store.keeper.agrees(&index).unwrap());
        let nodes = entries::count_nodes(&store.inner, Kind::Statement).unwrap();
        assert_eq!(nodes, 2);
    }

    #[cfg(feature = "rocksdb")]
    #[test]
    fn an_index_on_disk_is_repaired_by_what_the_journal_says() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let store = Store::open(&path).unwrap();
        let mut articles = Articles::open(&store, Minter::default()).unwrap();
        articles
            .write(&said("Un", "fr", "La trêve tient").graph(), &run())
            .unwrap();
        assert_eq!(store.settle_search().unwrap(), Settled::All);
        articles
            .write(
                &said("Deux", "fr", "Une autre trêve, plus longue").graph(),
                &run(),
            )
            .unwrap();
        // The process dies here: the index has not heard of the second article.
        drop(articles);
        drop(store);
        let reader = Store::open_read_only(&path).unwrap();
        let Settled::Things(things) = reader.settle_search().unwrap() else {
            panic!("repaired, not built anew");
        };
        assert!(things > 0);
        assert_eq!(found(&reader, "trêve"), 2);
        in_step(&reader);
        drop(reader);
        let reader = Store::open_read_only(&path).unwrap();
        assert_eq!(reader.settle_search().unwrap(), Settled::InStep);
        drop(reader);

        // Somebody took the index away, and somebody else put that of another store there.
        std::fs::remove_dir_all(path.join("search/index")).unwrap();
        let store = Store::open(&path).unwrap();
        assert_eq!(store.settle_search().unwrap(), Settled::All);
        assert_eq!(found(&store, "trêve"), 2);
        drop(store);
        let other = folder.path().join("other");
        Store::open(&other).unwrap().settle_search().unwrap();
        std::fs::remove_dir_all(path.join("search/index")).unwrap();
        std::fs::rename(other.join("search/index"), path.join("search/index")).unwrap();
        let reader = Store::open_read_only(&path).unwrap();
        assert_eq!(reader.settle_search().unwrap(), Settled::All);
        assert_eq!(found(&reader, "trêve"), 2);
    }

    #[cfg(feature = "rocksdb")]
    #[test]
    fn a_reader_that_may_not_repair_searches_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let store = Store::open(&path).unwrap();
        let mut articles = Articles::open(&store, Minter::default()).unwrap();
        articles
            .write(&said("Un", "fr", "La trêve tient").graph(), &run())
            .unwrap();
        drop(articles);
        drop(store);
        // Somebody holds the journal, as a process that writes does.
        let (_held, _) = Journal::open(&path.join("search/journal")).unwrap();
        let reader = Store::open_read_only(&path).unwrap();
        assert_eq!(reader.settle_search().unwrap(), Settled::All);
        assert_eq!(found(&reader, "trêve"), 1);
        assert!(!path.join("search/index").exists(), "it was made in memory");
    }
}

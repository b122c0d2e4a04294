//! Full text: an index over what the consolidated graph says, in which words are found in all their forms.
//!
//! Everything that knows tantivy is in here. [`Index`] holds an [`Entry`] for each thing and answers a [`Search`];
//! `names.rs` finds who is meant by a name. What an entry is made of, and when the index changes, is the store's business.

mod count;
mod day;
mod error;
mod list;
mod names;
mod numbers;
mod query;
mod question;
mod schema;
mod snippet;
mod sums;
mod words;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tantivy::collector::{Count, TopDocs};
use tantivy::directory::MmapDirectory;
use tantivy::schema::Value as _;
use tantivy::{
    DocAddress, IndexReader, IndexWriter, Order, ReloadPolicy, Searcher, TantivyDocument, Term,
};

pub use day::{day, news_day, written_day};
pub use error::SearchError;
pub use list::{ByDay, Listing};
pub use names::{Candidate, NameSearch};
pub use snippet::{Marker, escape};
pub use sums::{Counted, NO_OUTLET};
pub use words::{Language, folded};

use count::Tally;
use numbers::Numbers;
use query::exactly;
use question::Node;
use schema::Fields;

/// Another index is built where this number has changed: what is in a file of another number is not read.
const FORMAT: &str = "demarche-search-5";
/// So many actors, outlets and acts are counted by name.
pub const NAMED: usize = 12;
/// Memory for entries on their way into the index.
const WRITER_BYTES: usize = 48 * 1024 * 1024;

/// What kind of thing an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// What somebody said.
    Statement,
    /// What somebody proposed.
    Proposal,
    /// A meeting.
    Meeting,
    /// An article.
    Article,
    /// A person, state, organization or group.
    Actor,
    /// A place.
    Place,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Statement,
        Self::Proposal,
        Self::Meeting,
        Self::Article,
        Self::Actor,
        Self::Place,
    ];

    /// As addresses and parameters have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Proposal => "proposal",
            Self::Meeting => "meeting",
            Self::Article => "article",
            Self::Actor => "actor",
            Self::Place => "place",
        }
    }

    /// By its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    fn number(self) -> u64 {
        self as u64
    }
}

/// What the index knows of a thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The thing.
    pub iri: String,
    /// What it is; more than one only where the graph says so.
    pub kinds: Vec<Kind>,
    /// The IRIs of its classes.
    pub classes: Vec<String>,
    /// Words by language.
    pub texts: Vec<(Language, String)>,
    /// Words of no language: names, and what is made up for display.
    pub labels: Vec<String>,
    /// Names of an actor, a place or a meeting, those that are shown first.
    pub names: Vec<String>,
    /// How many of the names are shown, in one language or another.
    pub shown: usize,
    /// IRIs of who has to do with it.
    pub actors: Vec<String>,
    /// IRIs of the outlets that published it.
    pub outlets: Vec<String>,
    /// IRIs of what the saying does.
    pub acts: Vec<String>,
    /// Days on which it was published, as `20160714`.
    pub days: Vec<i64>,
    /// Who it is to whom, as `speaker` and an IRI with a space between them.
    pub roles: Vec<String>,
    /// Who took part in it, where it is a meeting that took place.
    pub met: Vec<String>,
    /// Where such a meeting took place.
    pub venues: Vec<String>,
    /// The outlets of the articles that report it, [`NO_OUTLET`] for those that have none.
    pub sources: Vec<String>,
    /// The first day on which it may have happened; of an article, on which it came out.
    pub first: Option<i64>,
    /// The last one.
    pub last: Option<i64>,
    /// Days on which it became news, as [`news_day`] has them.
    pub news: Vec<i64>,
}

impl Entry {
    /// What it is shown as.
    pub fn title(&self) -> &str {
        let labels = self.names.iter().chain(&self.labels);
        let texts = self.texts.iter().map(|(_, text)| text);
        labels.chain(texts).next().map_or("", String::as_str)
    }
}

/// What is searched for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Search {
    /// As typed; without a word in it, everything is found.
    pub text: String,
    /// One of these; all where empty.
    pub kinds: Vec<Kind>,
    /// In this language.
    pub language: Option<Language>,
    /// To do with all of these, by IRI.
    pub actors: Vec<String>,
    /// Published by all of these, by IRI.
    pub outlets: Vec<String>,
    /// A statement that does this, by IRI.
    pub act: Option<String>,
    /// Published on or after this day.
    pub from: Option<i64>,
    /// Published on or before this day.
    pub to: Option<i64>,
    /// The latest first, instead of the best.
    pub latest_first: bool,
    /// So many hits are left out.
    pub offset: usize,
    /// So many are wanted; all, where it does not say.
    pub limit: Option<usize>,
}

/// What was found.
pub struct Found {
    /// How many there are.
    pub total: usize,
    /// How many of each kind; none that has none.
    pub kinds: Vec<(Kind, usize)>,
    /// How many with words of each language.
    pub languages: Vec<(Language, usize)>,
    /// How many have to do with each actor, those with most first; so many at most as [`NAMED`].
    pub actors: Vec<(String, usize)>,
    /// How many each outlet published, in the same way.
    pub outlets: Vec<(String, usize)>,
    /// How many statements do what, in the same way.
    pub acts: Vec<(String, usize)>,
    /// How many were published in each month, as `201607`, the earliest first.
    pub months: Vec<(i64, usize)>,
    /// Those that were wanted.
    pub hits: Vec<Hit>,
    /// Marks the words.
    pub marker: Marker,
}

/// A thing that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The thing.
    pub iri: String,
    /// What it is.
    pub kind: Kind,
    /// How well it fits: to be compared within one answer only.
    pub score: f32,
}

/// The index.
pub struct Index {
    inner: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    /// Whether it is known to hold what it should.
    whole: AtomicBool,
    /// The numbers of the names, and as of which state of the index.
    numbers: Mutex<Option<(u64, Arc<Numbers>)>>,
}

impl Index {
    /// An empty index in memory.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn memory() -> Result<Self, SearchError> {
        Self::over(tantivy::Index::create_in_ram(Fields::schema()))
    }

    /// Opens the index in a folder; what is there and is no index of this version is deleted.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        std::fs::create_dir_all(folder)?;
        if let Ok(index) = Self::open_read_only(folder) {
            return Ok(index);
        }
        std::fs::remove_dir_all(folder)?;
        std::fs::create_dir_all(folder)?;
        let inner = tantivy::Index::open_or_create(MmapDirectory::open(folder)?, Fields::schema())?;
        Self::over(inner)
    }

    /// Opens the index in a folder for searching.
    ///
    /// # Errors
    /// When there is none, or one of another version.
    pub fn open_read_only(folder: &Path) -> Result<Self, SearchError> {
        let inner = tantivy::Index::open(MmapDirectory::open(folder)?)?;
        if inner.schema() != Fields::schema() {
            return Err(SearchError::Failed("it is of another version".to_owned()));
        }
        let whole = inner.load_metas()?.payload.as_deref() == Some(FORMAT);
        let index = Self::over(inner)?;
        index.whole.store(whole, Ordering::SeqCst);
        Ok(index)
    }

    fn over(mut inner: tantivy::Index) -> Result<Self, SearchError> {
        inner.set_tokenizers(schema::tokenizers());
        let reader = inner
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            inner,
            reader,
            fields: Fields::of(),
            whole: AtomicBool::new(false),
            numbers: Mutex::default(),
        })
    }

    /// Whether all that was to be written has been: an index that is being built is not whole.
    pub fn is_whole(&self) -> bool {
        self.whole.load(Ordering::SeqCst)
    }

    /// Replaces what is known of some things: their entries go, and `entries` come. All of it is seen at once.
    ///
    /// # Errors
    /// When another process writes to the index, or the disk is full. Then nothing has changed.
    pub fn replace<E: From<SearchError>>(
        &self,
        gone: Option<&[&str]>,
        entries: impl Iterator<Item = Result<Entry, E>>,
    ) -> Result<(), E> {
        let writer = self.writer()?;
        match gone {
            None => {
                writer.delete_all_documents().map_err(SearchError::from)?;
            }
            Some(things) => {
                for iri in things {
                    writer.delete_term(Term::from_field_text(self.fields.iri, iri));
                }
            }
        }
        for entry in entries {
            writer
                .add_document(self.fields.document(&entry?))
                .map_err(SearchError::from)?;
        }
        self.commit(writer)?;
        Ok(())
    }

    fn writer(&self) -> Result<IndexWriter, SearchError> {
        Ok(self.inner.writer_with_num_threads(1, WRITER_BYTES)?)
    }

    fn commit(&self, mut writer: IndexWriter) -> Result<(), SearchError> {
        let mut prepared = writer.prepare_commit()?;
        prepared.set_payload(FORMAT);
        prepared.commit()?;
        // Small segments that pile up are joined now: nobody else would.
        writer.wait_merging_threads()?;
        self.reader.reload()?;
        self.whole.store(true, Ordering::SeqCst);
        Ok(())
    }

    /// How many things of a kind there are.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count(&self, kind: Kind) -> Result<usize, SearchError> {
        let query = exactly(Term::from_field_u64(self.fields.kind, kind.number()));
        Ok(self.reader.searcher().search(&query, &Count)?)
    }

    /// Searches.
    ///
    /// # Errors
    /// [`SearchError::Question`] when brackets do not match or there are too many words.
    pub fn search(&self, search: &Search) -> Result<Found, SearchError> {
        let node = Node::parse(&search.text)?;
        let query = self.query(node.as_ref(), search);
        let searcher = self.reader.searcher();
        let limit = search.limit.unwrap_or(usize::MAX);
        let all = usize::try_from(searcher.num_docs()).unwrap_or(usize::MAX);
        let top =
            TopDocs::with_limit(limit.clamp(1, all.max(1))).and_offset(search.offset.min(all));
        let numbers = self.numbers(&searcher);
        let counting = Tally::of(&numbers)?;
        let (actors, outlets, acts) = counting.names();
        let (tally, hits) = if search.latest_first {
            let latest = top.order_by_fast_field::<i64>(schema::LATEST, Order::Desc);
            let (tally, found) = searcher.search(&query, &(counting, latest))?;
            (tally, found.into_iter().map(|(_, at)| (0.0, at)).collect())
        } else {
            searcher.search(&query, &(counting, top.order_by_score()))?
        };
        let hits: Vec<(f32, DocAddress)> = if limit == 0 { vec![] } else { hits };
        Ok(Found {
            total: tally.total,
            kinds: tally.kinds(),
            languages: tally.languages(),
            actors: actors.most(&tally.actors),
            outlets: outlets.most(&tally.outlets),
            acts: acts.most(&tally.acts),
            months: tally.months.into_iter().collect(),
            hits: hits
                .into_iter()
                .map(|(score, at)| self.hit(&searcher, score, at))
                .collect::<Result<_, _>>()?,
            marker: Marker::new(node.as_ref()),
        })
    }

    /// The numbers of the names that a searcher sees.
    fn numbers(&self, searcher: &Searcher) -> Arc<Numbers> {
        let state = searcher.generation().generation_id();
        let mut known = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, numbers)) = known.as_ref()
            && *of == state
        {
            return Arc::clone(numbers);
        }
        let numbers = Arc::new(Numbers::of(searcher));
        *known = Some((state, Arc::clone(&numbers)));
        numbers
    }

    fn hit(&self, searcher: &Searcher, score: f32, at: DocAddress) -> Result<Hit, SearchError> {
        let document: TantivyDocument = searcher.doc(at)?;
        let iri = document
            .get_first(self.fields.iri)
            .and_then(|value| value.as_str());
        let kind = document
            .get_first(self.fields.kind)
            .and_then(|value| value.as_u64());
        let kind = Kind::ALL.into_iter().find(|it| Some(it.number()) == kind);
        match (iri, kind) {
            (Some(iri), Some(kind)) => Ok(Hit {
                iri: iri.to_owned(),
                kind,
                score,
            }),
            _ => Err(SearchError::Failed("an entry has no IRI".to_owned())),
        }
    }
}

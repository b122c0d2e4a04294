//! What can go wrong with the store, in words that name the input and the way out.

use std::path::PathBuf;

use oxigraph::model::NamedNode;
use oxigraph::sparql::{QueryEvaluationError, UpdateEvaluationError};
use oxigraph::store::{CorruptionError, StorageError};

/// Any failure of the store.
///
/// The text is for people: it names what failed and what to do. The variant is for the caller,
/// who turns it into an exit code or an HTTP status.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has the store open.
    #[error(
        "the store `{}` is in use by another process: stop it, or ask it over HTTP instead", .path.display()
    )]
    Locked {
        /// Where the store is.
        path: PathBuf,
    },
    /// There is nothing at the path.
    #[error(
        "there is no store at `{}`: make one with `demarche ingest`, or look at the path given with `--store`", .path.display()
    )]
    Missing {
        /// Where the store should have been.
        path: PathBuf,
    },
    /// There is something at the path, but no store.
    #[error(
        "`{}` is not a store of demarche: {why}. Give an empty or new folder with `--store`", .path.display()
    )]
    NotAStore {
        /// Where the store should have been.
        path: PathBuf,
        /// What is there instead.
        why: String,
    },
    /// The files of the store contradict each other.
    #[error(
        "the store `{}` is damaged ({why}): restore a backup (`demarche restore`), or delete the folder and run `demarche ingest` again", .path.display()
    )]
    Corrupt {
        /// Where the store is.
        path: PathBuf,
        /// What the database says.
        why: String,
    },
    /// A later version of this program wrote it.
    #[error(
        "the store `{}` was written by a newer demarche (format {found}; this one knows {known}): update demarche, or restore a backup that this version made", .path.display()
    )]
    Newer {
        /// Where the store is.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The newest format that this program knows.
        known: u32,
    },
    /// There is no room to write.
    #[error(
        "the disk of the store is full ({left}): nothing was written. Make room and try again; where it is refused still, restart"
    )]
    Full {
        /// How much room is left.
        left: String,
    },
    /// The operating system does not let us.
    #[error(
        "the store `{}` cannot be opened ({why}): check that the folder and its files are yours and the disk has room", .path.display()
    )]
    Unreadable {
        /// Where the store is.
        path: PathBuf,
        /// What the operating system says.
        why: String,
    },
    /// This program was built without RocksDB.
    #[error(
        "this build keeps stores in memory only, so `{}` cannot be opened: build with `--features rocksdb`", .path.display()
    )]
    NoDisk {
        /// Where the store is.
        path: PathBuf,
    },
    /// The store was opened for reading.
    #[error("the store is open for reading only: start without `--read-only` to write")]
    ReadOnly,
    /// The query or update does not parse: `line 3, column 7: expected …`, where the place is known.
    #[error("{0}")]
    Syntax(String),
    /// The query or update is well formed, but cannot be carried out: an unknown function, a graph
    /// that is not there.
    #[error("{0}")]
    Refused(String),
    /// The request contradicts itself, or asks for a form that its answer does not have.
    #[error("{0}")]
    BadRequest(String),
    /// A document to be loaded does not parse.
    #[error("{0}")]
    Document(String),
    /// What was asked would have us open a connection to somewhere else.
    #[error("{0}")]
    Remote(String),
    /// Evaluation ran into its deadline.
    #[error(
        "the operation was stopped after {seconds} s, its time limit: ask for less (a LIMIT, fewer patterns, a narrower FILTER) or raise `timeout`"
    )]
    Timeout {
        /// The limit.
        seconds: u64,
    },
    /// Others wait for work of this kind already.
    #[error("too much is being asked at once: try again in a second")]
    Busy,
    /// The full-text index is being made of all things.
    #[error(
        "the search index is being made, and this cannot be answered without it: try again in a minute"
    )]
    Indexing,
    /// Nobody waits for the answer any more.
    #[error("the client has gone")]
    Gone,
    /// Reading or writing the database failed.
    #[error("the store failed: {0}")]
    Storage(String),
    /// The full-text index cannot be read or written.
    #[error("{0}")]
    Search(String),
    /// Writing the answer failed.
    #[error("the answer could not be written: {0}")]
    Output(#[from] std::io::Error),
}

impl StoreError {
    /// The line and column where a query or an update does not parse, counted from 1, in characters.
    pub fn position(&self) -> Option<(usize, usize)> {
        let Self::Syntax(text) = self else {
            return None;
        };
        let (line, rest) = text.strip_prefix("line ")?.split_once(", column ")?;
        let (column, _) = rest.split_once(':')?;
        Some((line.parse().ok()?, column.parse().ok()?))
    }
}

impl From<StorageError> for StoreError {
    fn from(error: StorageError) -> Self {
        let why = error.to_string();
        // RocksDB tells its errors apart in words only.
        if why.contains("No space left") {
            return Self::Full { left: why };
        }
        Self::Storage(why)
    }
}

impl From<CorruptionError> for StoreError {
    fn from(error: CorruptionError) -> Self {
        Self::Storage(error.to_string())
    }
}

impl From<QueryEvaluationError> for StoreError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Cancelled => Self::Gone,
            QueryEvaluationError::Service(error) => of_service(error),
            QueryEvaluationError::UnboundService => {
                Self::Remote("SERVICE is not available on this endpoint".to_owned())
            }
            QueryEvaluationError::UnsupportedService(name)
            | QueryEvaluationError::UnsupportedCustomFunction(name) => unsupported(&name),
            QueryEvaluationError::InvalidServiceName(_)
            | QueryEvaluationError::NotExistingSubstitutedVariable(_)
            | QueryEvaluationError::UnsupportedCustomFunctionArity { .. } => {
                Self::Refused(error.to_string())
            }
            other => Self::Storage(other.to_string()),
        }
    }
}

fn unsupported(name: &NamedNode) -> StoreError {
    StoreError::Refused(format!("{name} is not a function or service known here"))
}

/// Services that are part of the store fail as it does.
fn of_service(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    match error.downcast::<StoreError>() {
        Ok(error) => *error,
        Err(error) => StoreError::Remote(error.to_string()),
    }
}

impl From<UpdateEvaluationError> for StoreError {
    fn from(error: UpdateEvaluationError) -> Self {
        match error {
            UpdateEvaluationError::Service(error) => of_service(error),
            UpdateEvaluationError::UnboundService => {
                Self::Remote("SERVICE is not available on this endpoint".to_owned())
            }
            UpdateEvaluationError::UnsupportedService(name) => unsupported(&name),
            UpdateEvaluationError::GraphAlreadyExists(_)
            | UpdateEvaluationError::GraphDoesNotExist(_)
            | UpdateEvaluationError::InvalidServiceName(_)
            | UpdateEvaluationError::NotExistingSubstitutedVariable(_) => {
                Self::Refused(error.to_string())
            }
            UpdateEvaluationError::Unexpected(inner) => {
                match inner.downcast::<QueryEvaluationError>() {
                    Ok(error) => Self::from(*error),
                    Err(error) => Self::Storage(error.to_string()),
                }
            }
            other => Self::Storage(other.to_string()),
        }
    }
}

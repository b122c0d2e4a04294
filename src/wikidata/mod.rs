//! Wikidata at rest: what is wanted of its dumps, cut out in one pass.
//!
//! [`slice()`] reads a dump of any size and keeps the triples that a [`Wanted`] asks for; [`Slice`] reads back what was
//! kept. [`shipped`] makes such a slice of the tables of facts that the gazetteer is made of,
//! [`tables`] makes tables for the gazetteer of a slice.
//!
//! A slice is N-Quads, packed with gzip: a first line that says so, the triples in the graph `graph/wikidata` under the
//! base, a last line with their number. Any RDF tool reads it; [`Slice`] refuses what lacks one of the two.
//!
//! Knows no store: `store` loads what comes out of here.

mod bits;
mod bzip;
mod checkpoint;
mod chunk;
mod gather;
mod ids;
pub mod shipped;
mod slice;
mod slicefile;
pub mod tables;
mod unpack;
mod wanted;
mod write;

pub use ids::{Ids, TooFar};
pub use slice::{Job, Malformed, Progress, Told, slice};
pub use slicefile::{NotASlice, Slice, pointed_to};
pub use wanted::{BadProperty, LANGUAGES, PROPERTIES, Wanted};

/// What can go wrong while a dump is read.
#[derive(Debug, thiserror::Error)]
pub enum SliceError {
    /// The dump cannot be read or unpacked.
    #[error("{dump}: {source}")]
    Dump {
        /// The dump.
        dump: String,
        /// What the system or the unpacking says.
        source: std::io::Error,
    },
    /// The slice cannot be written.
    #[error("{}: {source}", .path.display())]
    Output {
        /// The file.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is a checkpoint, but of another run.
    #[error(
        "{}: belongs to another dump or other wishes ({why}): delete it to begin anew, or choose another --out", .path.display()
    )]
    OtherCheckpoint {
        /// The checkpoint.
        path: std::path::PathBuf,
        /// What differs.
        why: String,
    },
}

/// What entities' IRIs begin with.
pub const ENTITY: &str = "http://www.wikidata.org/entity/";
/// What IRIs of direct values begin with (`wdt:`).
pub const DIRECT: &str = "http://www.wikidata.org/prop/direct/";
/// What IRIs that lead to statement nodes begin with (`p:`).
pub const CLAIM: &str = "http://www.wikidata.org/prop/";
/// What IRIs of a statement node's value begin with (`ps:`).
pub const STATEMENT: &str = "http://www.wikidata.org/prop/statement/";
/// What IRIs of qualifiers begin with (`pq:`).
pub const QUALIFIER: &str = "http://www.wikidata.org/prop/qualifier/";
/// The rank of a statement node.
pub const RANK: &str = "http://wikiba.se/ontology#rank";

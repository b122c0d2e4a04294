//! How good the facts are: compared with what a careful reader took from the same articles.
//!
//! [`score`] compares the facts of one article with its gold annotation; the results of many articles
//! add up ([`Tally`], [`Links`]) and are shown by [`table`], [`rules`] and [`reliability`]. What matches
//! what is defined by the scorer that comes with the gold (its description is repeated here), and
//! a test holds the two together:
//!
//! - *statement*: the contents share half of their words (*strict*: four fifths), one to one;
//! - *statement+speaker*: and the speakers are those of the gold;
//! - *meeting*: a shared participant, and the same date or overlapping passages; *full*: the same
//!   participants, date and status;
//! - *proposal*: overlapping contents (three tenths of the shorter) and a shared proposer.
//!
//! [`fit`] learns from the same comparison how far facts can be trusted.
//!
//! Pure: files are the command's.

mod actors;
mod cast;
pub mod fit;
mod fold;
pub mod gold;
mod meetings;
mod pairing;
mod proposals;
pub mod reliability;
pub mod rules;
mod score;
mod statements;
pub mod table;
mod tally;
mod words;

pub use actors::Links;
pub use gold::{BadGold, Gold};
pub use score::{FactKind, Judged, Mistake, Score, score};
pub use tally::Tally;

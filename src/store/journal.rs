//! What the full-text index has yet to hear of, in a file: so that a process may die at any moment.
//!
//! Before a transaction is committed, the things that it touches are written down here; when the index has heard
//! of them, they are struck out. What is read here after a crash may have been written or not: either way it is
//! looked up in the store anew. Whoever may write holds the file's lock.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use crate::vocab::dm;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

/// A line of its own: anything may have changed.
const ANYTHING: &str = "*";

/// What a change of the store touches in the default graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Touched {
    /// These subjects, by IRI.
    Things(BTreeSet<String>),
    /// Nobody knows.
    Anything,
}

impl Default for Touched {
    fn default() -> Self {
        Self::nothing()
    }
}

impl Touched {
    /// What triples of the default graph touch, given by the IRIs of subject, property and object: the things of which
    /// they say something, and articles that report something else now.
    pub(super) fn by<'a>(
        triples: impl Iterator<Item = (Option<&'a str>, &'a str, Option<&'a str>)>,
    ) -> Self {
        let mut things = BTreeSet::new();
        for (subject, property, object) in triples {
            let article = object.filter(|_| property == dm::REPORTED_IN);
            things.extend(subject.into_iter().chain(article));
        }
        Self::Things(things.into_iter().map(str::to_owned).collect())
    }

    /// As [`Touched::by`], given by triples.
    pub(super) fn by_triples<'a>(
        triples: impl Iterator<Item = (&'a NamedOrBlankNode, &'a NamedNode, &'a Term)>,
    ) -> Self {
        Self::by(triples.map(|(subject, property, object)| {
            let subject = match subject {
                NamedOrBlankNode::NamedNode(node) => Some(node.as_str()),
                NamedOrBlankNode::BlankNode(_) => None,
            };
            let object = match object {
                Term::NamedNode(node) => Some(node.as_str()),
                _ => None,
            };
            (subject, property.as_str(), object)
        }))
    }

    pub(super) fn nothing() -> Self {
        Self::Things(BTreeSet::new())
    }

    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Things(things) if things.is_empty())
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Things(things) => things.len(),
            Self::Anything => 0,
        }
    }

    pub(super) fn and(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Things(ours), Self::Things(theirs)) => ours.extend(theirs),
            (_, Self::Anything) => *self = Self::Anything,
            (Self::Anything, _) => {}
        }
    }
}

/// The file.
pub(super) struct Journal {
    file: File,
}

impl Journal {
    /// Opens the file for writing, once no one else has it, and reads what stands in it.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Touched)> {
        let file = options().create(true).open(path)?;
        file.lock()?;
        Self::locked(file)
    }

    /// As [`Journal::open`]; an error where someone else has it.
    pub(super) fn try_open(path: &Path) -> io::Result<(Self, Touched)> {
        let file = options().create(true).open(path)?;
        file.try_lock().map_err(io::Error::from)?;
        Self::locked(file)
    }

    /// Whether nothing stands in the file; so also where there is none.
    pub(super) fn is_empty(path: &Path) -> bool {
        std::fs::metadata(path).is_ok_and(|found| found.len() == 0) || !path.exists()
    }

    fn locked(mut file: File) -> io::Result<(Self, Touched)> {
        let mut text = String::new();
        let readable = file.read_to_string(&mut text).is_ok();
        // A line that was not written to its end belongs to a change that was not made.
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        file.set_len(whole as u64)?;
        file.seek(SeekFrom::End(0))?;
        let lines = text.get(..whole).unwrap_or_default().lines();
        let touched = if readable && lines.clone().all(|line| line != ANYTHING) {
            Touched::Things(lines.map(str::to_owned).collect())
        } else {
            Touched::Anything
        };
        Ok((Self { file }, touched))
    }

    /// Writes down what is about to be touched.
    pub(super) fn note(&mut self, touched: &Touched) -> io::Result<()> {
        let mut lines = String::new();
        match touched {
            Touched::Anything => lines.push_str("*\n"),
            Touched::Things(things) => {
                for thing in things {
                    lines.push_str(thing);
                    lines.push('\n');
                }
            }
        }
        self.file.write_all(lines.as_bytes())
    }

    /// Returns when what was written down is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    /// Strikes everything out.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        Ok(())
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn things(list: &[&str]) -> Touched {
        Touched::Things(list.iter().map(|it| (*it).to_owned()).collect())
    }

    #[test]
    fn what_was_noted_is_read_and_a_torn_line_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        assert!(Journal::is_empty(&path));
        let (mut journal, touched) = Journal::open(&path).unwrap();
        assert!(touched.is_nothing());
        assert!(Journal::try_open(&path).is_err(), "it is locked");
        journal.note(&things(&["urn:a", "urn:b"])).unwrap();
        journal.file.write_all(b"urn:tor").unwrap();
        drop(journal);
        let (mut journal, touched) = Journal::open(&path).unwrap();
        assert_eq!(touched, things(&["urn:a", "urn:b"]));
        journal.note(&things(&["urn:c"])).unwrap();
        drop(journal);
        let (mut journal, touched) = Journal::open(&path).unwrap();
        assert_eq!(touched, things(&["urn:a", "urn:b", "urn:c"]));
        journal.clear().unwrap();
        assert!(Journal::is_empty(&path));
        journal.note(&Touched::Anything).unwrap();
        drop(journal);
        assert_eq!(Journal::open(&path).unwrap().1, Touched::Anything);
    }
}

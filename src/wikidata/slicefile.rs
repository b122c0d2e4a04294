//! A slice as it lies on the disk, read back and looked at before anybody uses it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use oxigraph::io::{RdfFormat, RdfParser, ReaderQuadParser};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::ENTITY;
use super::ids::{Ids, number};

/// What a slice begins with.
pub(super) const FIRST_LINE: &str = "# Wikidata slice, made by `demarche wikidata`";
/// What its last line begins with; the number of triples follows.
pub(super) const LAST_LINE: &str = "# end of the slice, triples: ";
/// What the name of a slice's graph ends with, whatever its base.
const GRAPH: &str = "graph/wikidata";

/// The triples of a slice, one after the other; the end of an iteration without error says that it was whole.
pub struct Slice {
    /// What the slice says of itself: from what it was made, and what was asked for.
    pub about: String,
    name: String,
    parser: ReaderQuadParser<Watched>,
    tail: Rc<RefCell<Vec<u8>>>,
    count: usize,
    ended: bool,
}

/// A file that is no slice, or not a whole one.
#[derive(Debug, thiserror::Error)]
#[error(
    "{file}: not a slice of Wikidata: {why}. Make one with `demarche wikidata slice DUMP --out slice.nq.gz`"
)]
pub struct NotASlice {
    file: String,
    why: String,
}

impl Slice {
    /// Opens a slice, packed or not.
    ///
    /// # Errors
    /// When it cannot be read, or does not begin as one.
    pub fn open(path: &Path) -> Result<Self, NotASlice> {
        let name = path.display().to_string();
        match File::open(path) {
            Ok(file) => Self::read(&name, file),
            Err(error) => Err(NotASlice {
                file: name,
                why: error.to_string(),
            }),
        }
    }

    /// Begins to read a slice.
    ///
    /// # Errors
    /// When the bytes do not begin as one.
    pub fn read(name: &str, bytes: impl Read + 'static) -> Result<Self, NotASlice> {
        let not = |why: String| NotASlice {
            file: name.to_owned(),
            why,
        };
        let io = |error: std::io::Error| not(error.to_string());
        let mut packed = BufReader::new(bytes);
        let mut text: Box<dyn BufRead> =
            if packed.fill_buf().map_err(io)?.starts_with(&[0x1F, 0x8B]) {
                Box::new(BufReader::new(flate2::bufread::MultiGzDecoder::new(packed)))
            } else {
                Box::new(packed)
            };
        let mut lines = [Vec::new(), Vec::new()];
        for line in &mut lines {
            (&mut text)
                .take(1 << 20)
                .read_until(b'\n', line)
                .map_err(io)?;
        }
        let [first, about] = lines.map(|line| String::from_utf8_lossy(&line).trim().to_owned());
        if first != FIRST_LINE {
            return Err(not(format!("its first line is not `{FIRST_LINE}`")));
        }
        let tail = Rc::default();
        let watched = Watched {
            inner: text,
            tail: Rc::clone(&tail),
        };
        Ok(Self {
            about: about.trim_start_matches('#').trim().to_owned(),
            name: name.to_owned(),
            parser: RdfParser::from_format(RdfFormat::NQuads).for_reader(watched),
            tail,
            count: 0,
            ended: false,
        })
    }

    fn not(&mut self, why: String) -> NotASlice {
        self.ended = true;
        NotASlice {
            file: self.name.clone(),
            why,
        }
    }

    /// Whether the last line tells as many triples as there were.
    fn is_whole(&self) -> bool {
        let tail = self.tail.borrow();
        let tail = String::from_utf8_lossy(&tail);
        let told = tail
            .lines()
            .last()
            .and_then(|it| it.strip_prefix(LAST_LINE));
        told.and_then(|it| it.parse().ok()) == Some(self.count)
    }
}

impl Iterator for Slice {
    type Item = Result<Quad, NotASlice>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let quad = match self.parser.next() {
            None if self.is_whole() => {
                self.ended = true;
                return None;
            }
            None => {
                return Some(Err(self.not(format!(
                    "it holds {} triples and does not end by saying so, so part of it is missing",
                    self.count
                ))));
            }
            Some(Err(error)) => return Some(Err(self.not(error.to_string()))),
            Some(Ok(quad)) => quad,
        };
        self.count += 1;
        match &quad.graph_name {
            GraphName::NamedNode(graph) if graph.as_str().ends_with(GRAPH) => {}
            other => {
                let why = format!("triples stand in {other} and not in a graph called …{GRAPH}");
                return Some(Err(self.not(why)));
            }
        }
        if quad.object.is_blank_node() || quad.subject.is_blank_node() {
            return Some(Err(self.not("it has blank nodes".to_owned())));
        }
        Some(Ok(quad))
    }
}

/// The entities to which a slice points and that have no name in it: what a second pass may ask for.
///
/// # Errors
/// When it is no slice.
pub fn pointed_to(path: &Path) -> Result<Ids, NotASlice> {
    let (mut named, mut pointed) = (Ids::default(), Ids::default());
    for quad in Slice::open(path)? {
        let quad = quad?;
        if quad.predicate.as_str() == LABEL
            && let NamedOrBlankNode::NamedNode(node) = &quad.subject
        {
            add(&mut named, node.as_str());
        }
        if let Term::NamedNode(node) = &quad.object {
            add(&mut pointed, node.as_str());
        }
    }
    let mut missing = Ids::default();
    for id in pointed.iter().filter(|id| !named.contains(*id)) {
        // It was in a set already, so it is not too large.
        let _new = missing.insert(id);
    }
    Ok(missing)
}

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// Adds an entity; what is beyond Wikidata's items is none.
fn add(ids: &mut Ids, iri: &str) {
    if let Some(id) = iri
        .strip_prefix(ENTITY)
        .and_then(|it| number(it.as_bytes()))
    {
        let _new = ids.insert(id);
    }
}

/// Keeps the last bytes that were read.
struct Watched {
    inner: Box<dyn BufRead>,
    tail: Rc<RefCell<Vec<u8>>>,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let new = buffer.get(..length).unwrap_or_default();
        let mut tail = self.tail.borrow_mut();
        tail.extend_from_slice(new.get(length.saturating_sub(100)..).unwrap_or_default());
        let gone = tail.len().saturating_sub(100);
        tail.drain(..gone);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Quad>, NotASlice> {
        Slice::read("mine.nq", std::io::Cursor::new(text.to_owned()))?.collect()
    }

    const QUAD: &str = "<http://www.wikidata.org/entity/Q1> <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/Q5> <http://localhost:7979/graph/wikidata> .\n";

    #[test]
    fn a_slice_says_what_it_is_and_is_whole() {
        let whole = format!("{FIRST_LINE}\n# from x\n{QUAD}{LAST_LINE}1\n");
        assert_eq!(read(&whole).unwrap().len(), 1);
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &whole).unwrap();
        assert_eq!(Slice::open(file.path()).unwrap().about, "from x");
        let missing = pointed_to(file.path()).unwrap();
        assert_eq!(missing.iter().collect::<Vec<_>>(), [5]);
        for (text, why) in [
            (QUAD.to_owned(), "first line"),
            (
                format!("{FIRST_LINE}\n# from x\n{QUAD}"),
                "part of it is missing",
            ),
            (whole.replace(" .\n", "\n"), "mine.nq"),
            (whole.replace("graph/wikidata", "graph/runs"), "graph/runs"),
            (
                whole.replace("<http://www.wikidata.org/entity/Q5>", "_:b"),
                "blank nodes",
            ),
        ] {
            let error = read(&text).unwrap_err().to_string();
            assert!(
                error.starts_with("mine.nq: ") && error.contains(why),
                "{error}"
            );
        }
    }
}

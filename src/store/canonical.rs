//! The canonical export: the whole dataset but for `graph/runs`, in a form that can be compared byte for byte.
//!
//! Our graphs have no blank nodes, so their canonical form is each quad's line once, sorted. The lines are sorted in
//! portions that fit into memory, the portions kept in temporary files and merged: the memory needed does not grow
//! with the store, the temporary folder (`TMPDIR`) holds the export once. A dataset with blank nodes, which only
//! users' own graphs can bring, goes through the whole algorithm in memory.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, Write};

use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::bridge::from_store;
use super::{Deadline, Store, StoreError};
use crate::graph::canonical;
use crate::graph::iri::Minter;

/// How much text is sorted at once. RocksDB's caches alone take 190 MB once a large store has been read.
const PORTION_BYTES: usize = 4 * 1024 * 1024;
/// So many sorted portions are merged into one, so that few files are open at a time.
const MERGED_AT_ONCE: usize = 64;

impl Store {
    /// Writes canonical N-Quads (RDFC-1.0). The same articles give the same bytes, in whatever order and
    /// by however many runs they came.
    ///
    /// # Errors
    /// When the database cannot be read, the time is over, or `out` cannot be written.
    pub fn write_canonical(
        &self,
        minter: &Minter,
        deadline: &Deadline,
        out: impl Write,
    ) -> Result<(), StoreError> {
        self.write_canonical_as(minter, deadline, |_| {}, out)
    }

    /// As [`Store::write_canonical`], each quad as `change` leaves it.
    ///
    /// # Errors
    /// As there.
    pub fn write_canonical_as(
        &self,
        minter: &Minter,
        deadline: &Deadline,
        change: impl Fn(&mut Quad),
        out: impl Write,
    ) -> Result<(), StoreError> {
        self.write_canonical_in(PORTION_BYTES, minter, deadline, change, out)
    }

    fn write_canonical_in(
        &self,
        portion: usize,
        minter: &Minter,
        deadline: &Deadline,
        change: impl Fn(&mut Quad),
        out: impl Write,
    ) -> Result<(), StoreError> {
        let runs = minter.runs_graph();
        let mut lines = Lines::of(portion);
        for quad in self.data().iter() {
            deadline.check()?;
            let mut quad = quad?;
            change(&mut quad);
            if matches!(&quad.graph_name, GraphName::NamedNode(name) if name.as_str() == runs.as_str())
            {
                continue;
            }
            if has_blank_node(&quad) {
                return self.write_canonical_in_memory(minter, deadline, change, out);
            }
            lines.push(&quad)?;
        }
        Ok(lines.write(out)?)
    }

    fn write_canonical_in_memory(
        &self,
        minter: &Minter,
        deadline: &Deadline,
        change: impl Fn(&mut Quad),
        out: impl Write,
    ) -> Result<(), StoreError> {
        let mut quads = vec![];
        for quad in self.data().iter() {
            deadline.check()?;
            let mut quad = quad?;
            change(&mut quad);
            let quad = from_store(&quad);
            if canonical::counts(&quad, minter) {
                quads.push(quad);
            }
        }
        Ok(canonical::write(quads, out)?)
    }
}

/// Whether the order of the lines alone is not the canonical form.
fn has_blank_node(quad: &Quad) -> bool {
    matches!(quad.subject, NamedOrBlankNode::BlankNode(_))
        || matches!(quad.object, Term::BlankNode(_) | Term::Triple(_))
        || matches!(quad.graph_name, GraphName::BlankNode(_))
}

/// Lines that are sorted, in portions if they are many.
struct Lines {
    text: Vec<u8>,
    places: Vec<(usize, usize)>,
    portion: usize,
    /// Sorted portions; then what so many of them were merged into, and so on.
    sorted: Vec<Vec<File>>,
}

impl Lines {
    fn of(portion: usize) -> Self {
        Self {
            text: Vec::new(),
            places: Vec::new(),
            portion,
            sorted: Vec::new(),
        }
    }

    fn push(&mut self, quad: &Quad) -> io::Result<()> {
        let start = self.text.len();
        match &quad.graph_name {
            GraphName::DefaultGraph => writeln!(
                self.text,
                "{} {} {} .",
                quad.subject, quad.predicate, quad.object
            )?,
            graph => writeln!(
                self.text,
                "{} {} {} {graph} .",
                quad.subject, quad.predicate, quad.object
            )?,
        }
        self.places.push((start, self.text.len()));
        if self.text.len() >= self.portion {
            let file = self.portion_file()?;
            self.keep(file)?;
        }
        Ok(())
    }

    fn portion_file(&mut self) -> io::Result<File> {
        written(|out| self.write_portion(out))
    }

    /// Keeps a sorted file, and merges those of one size when they are many.
    fn keep(&mut self, mut file: File) -> io::Result<()> {
        for level in 0.. {
            if self.sorted.len() <= level {
                self.sorted.push(Vec::new());
            }
            let Some(files) = self.sorted.get_mut(level) else {
                break;
            };
            files.push(file);
            if files.len() < MERGED_AT_ONCE {
                break;
            }
            let full = std::mem::take(files);
            file = written(|out| merge(full, out))?;
        }
        Ok(())
    }

    /// Writes what is in memory, sorted, and forgets it.
    fn write_portion(&mut self, mut out: impl Write) -> io::Result<()> {
        let text = &self.text;
        let line = |place: &(usize, usize)| text.get(place.0..place.1).unwrap_or_default();
        self.places.sort_unstable_by(|a, b| line(a).cmp(line(b)));
        self.places.dedup_by(|a, b| line(a) == line(b));
        for place in &self.places {
            out.write_all(line(place))?;
        }
        self.text.clear();
        self.places.clear();
        Ok(())
    }

    fn write(mut self, mut out: impl Write) -> io::Result<()> {
        if self.sorted.is_empty() {
            self.write_portion(&mut out)?;
            return out.flush();
        }
        let last = self.portion_file()?;
        merge(self.sorted.into_iter().flatten().chain([last]), &mut out)?;
        out.flush()
    }
}

/// A temporary file with what `write` writes.
fn written(write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<File> {
    let mut file = BufWriter::new(tempfile::tempfile()?);
    write(&mut file)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Writes the lines of sorted files in order.
fn merge(files: impl IntoIterator<Item = File>, mut out: impl Write) -> io::Result<()> {
    let mut portions = Vec::new();
    let mut heads = BinaryHeap::new();
    for mut file in files {
        file.rewind()?;
        let mut portion = BufReader::new(file);
        let mut line = Vec::new();
        if portion.read_until(b'\n', &mut line)? > 0 {
            heads.push(Reverse((line, portions.len())));
        }
        portions.push(portion);
    }
    while let Some(Reverse((mut line, number))) = heads.pop() {
        out.write_all(&line)?;
        line.clear();
        if let Some(portion) = portions.get_mut(number)
            && portion.read_until(b'\n', &mut line)? > 0
        {
            heads.push(Reverse((line, number)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{GraphTarget, RdfFormat, parse_document};

    fn store_of(trig: &str) -> Store {
        let store = Store::memory().unwrap();
        let quads = parse_document(
            trig.as_bytes(),
            RdfFormat::TriG,
            &GraphTarget::All,
            "http://localhost:7979/",
        )
        .unwrap();
        store
            .add_to_graph(&GraphTarget::All, &quads, &Deadline::none())
            .unwrap();
        store
    }

    fn by_lines(store: &Store, portion: usize) -> String {
        let mut out = vec![];
        store
            .write_canonical_in(
                portion,
                &Minter::default(),
                &Deadline::none(),
                |_| {},
                &mut out,
            )
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    fn by_algorithm(store: &Store) -> String {
        let mut out = vec![];
        store
            .write_canonical_in_memory(&Minter::default(), &Deadline::none(), |_| {}, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn sorted_lines_are_what_the_algorithm_gives() {
        let store = store_of(
            r#"@prefix : <http://localhost:7979/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            :é :p "« été »\n\t\r\"\\\b\f\u0001\u007F\u0085\u2028"@fr , "x"^^xsd:string , 1 , 1.50 , "2016-07-14"^^xsd:date .
            :a :p :b , :B . :a-b :p :c . :a\# :p "", " " . <http://localhost:7979/a b> :p "😀" , "\uFFFD" .
            <graph/article/x> { :é :p :b . :a :p "z"@en } <graph/runs> { :run :p 1 }"#
                .replace("<http://localhost:7979/a b>", "<http://localhost:7979/a%20b>")
                .as_str(),
        );
        let expected = by_algorithm(&store);
        assert_eq!(expected.lines().count(), 14);
        assert!(!expected.contains("run>"));
        for portion in [1, 100, PORTION_BYTES] {
            assert_eq!(by_lines(&store, portion), expected, "portions of {portion}");
        }
    }

    #[test]
    fn many_portions_are_merged_in_steps() {
        let triples: Vec<String> = (0..9000)
            .map(|number| format!("<urn:s> <urn:p> {number} ."))
            .collect();
        let store = store_of(&triples.join("\n"));
        assert_eq!(by_lines(&store, 1), by_algorithm(&store));
    }

    #[test]
    fn blank_nodes_are_named_by_the_algorithm() {
        let store = store_of("@prefix : <http://localhost:7979/> . [] :p :b . :a :p [] .");
        assert!(by_lines(&store, 1).contains("_:c14n0"));
    }
}

//! An answer, and how it is written in the format that was asked for.

use std::io::{self, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolutionIter, QueryTripleIter};

use crate::store::{Deadline, StoreError};

/// The syntax of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFormat {
    /// For rows and booleans.
    Results(QueryResultsFormat),
    /// For triples.
    Rdf(RdfFormat),
}

/// An answer that the caller walks through itself.
pub enum Answer {
    /// From SELECT.
    Rows(QuerySolutionIter<'static>),
    /// From ASK.
    Boolean(bool),
    /// From CONSTRUCT and DESCRIBE.
    Triples(QueryTripleIter<'static>),
}

impl Answer {
    pub(super) fn of(results: QueryResults<'static>) -> Self {
        match results {
            QueryResults::Solutions(rows) => Self::Rows(rows),
            QueryResults::Boolean(value) => Self::Boolean(value),
            QueryResults::Graph(triples) => Self::Triples(triples),
        }
    }

    /// Writes it and says how many rows or triples it had.
    pub(super) fn write(
        self,
        format: AnswerFormat,
        deadline: &Deadline,
        sink: impl Write,
    ) -> Result<u64, StoreError> {
        match (self, format) {
            (Self::Rows(rows), AnswerFormat::Results(format)) => {
                write_rows(rows, format, deadline, sink)
            }
            (Self::Boolean(value), AnswerFormat::Results(format)) => {
                deadline.check()?;
                QueryResultsSerializer::from_format(format)
                    .serialize_boolean_to_writer(sink, value)?;
                Ok(1)
            }
            (Self::Triples(triples), AnswerFormat::Rdf(format)) => {
                write_triples(triples, format, deadline, sink)
            }
            (Self::Rows(_) | Self::Boolean(_), AnswerFormat::Rdf(_)) => {
                Err(StoreError::BadRequest(
                    "rows and booleans have no RDF syntax: ask for JSON, XML, CSV or TSV"
                        .to_owned(),
                ))
            }
            (Self::Triples(_), AnswerFormat::Results(_)) => Err(StoreError::BadRequest(
                "triples are not rows: ask for Turtle, N-Triples, JSON-LD or RDF/XML".to_owned(),
            )),
        }
    }
}

/// Memory that takes so many bytes.
pub(super) struct Bounded {
    pub(super) bytes: Vec<u8>,
    pub(super) most: usize,
}

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_rows(
    rows: QuerySolutionIter<'static>,
    format: QueryResultsFormat,
    deadline: &Deadline,
    sink: impl Write,
) -> Result<u64, StoreError> {
    let mut serializer = QueryResultsSerializer::from_format(format)
        .serialize_solutions_to_writer(sink, rows.variables().to_vec())?;
    let mut count = 0;
    for row in rows {
        serializer.serialize(&row?)?;
        count += 1;
    }
    // The end of the document is only written when all rows were.
    deadline.check()?;
    serializer.finish()?.flush()?;
    Ok(count)
}

fn write_triples(
    triples: QueryTripleIter<'static>,
    format: RdfFormat,
    deadline: &Deadline,
    sink: impl Write,
) -> Result<u64, StoreError> {
    let mut serializer = serializer(format).for_writer(sink);
    let mut count = 0;
    for triple in triples {
        serializer.serialize_triple(&triple?)?;
        count += 1;
    }
    deadline.check()?;
    serializer.finish()?.flush()?;
    Ok(count)
}

/// A serializer that shortens the IRIs readers meet most.
pub(in crate::store) fn serializer(format: RdfFormat) -> RdfSerializer {
    PREFIXES.iter().fold(
        RdfSerializer::from_format(format),
        |serializer, (prefix, iri)| {
            serializer
                .clone()
                .with_prefix(*prefix, *iri)
                .unwrap_or(serializer)
        },
    )
}

/// The prefixes of answers in Turtle, TriG, JSON-LD and RDF/XML.
pub const PREFIXES: [(&str, &str); 12] = [
    ("code", "https://w3id.org/demarche/code/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("dm", "https://w3id.org/demarche/ns#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "http://schema.org/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Counts and discards, for callers that only need the length.
#[derive(Default)]
pub(in crate::store) struct Length(pub(in crate::store) u64);

impl Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! Whole graphs: read, replaced, added to, deleted, as the graph store protocol wants it.

use std::io::Write;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{
    GraphName, GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, QuadRef,
};
use oxigraph::store::Transaction;

use super::ask::{Length, serializer};
use super::journal::Touched;
use super::properties::{Effect, Properties};
use super::{Deadline, Store, StoreError};

/// Which graph an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GraphTarget {
    /// The default graph, which always exists.
    Default,
    /// A named graph.
    Named(NamedNode),
    /// The whole dataset: the default graph and all named ones.
    All,
}

/// What replacing or adding to a graph did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// The graph was not there before.
    New,
    /// The graph was there before.
    Existing,
}

impl GraphTarget {
    fn name(&self) -> Option<GraphNameRef<'_>> {
        match self {
            Self::Default => Some(GraphNameRef::DefaultGraph),
            Self::Named(name) => Some(GraphNameRef::NamedNode(name.as_ref())),
            Self::All => None,
        }
    }

    /// What changes where all of it is replaced or deleted.
    fn touched(&self) -> Touched {
        match self {
            Self::Default | Self::All => Touched::Anything,
            Self::Named(_) => Touched::nothing(),
        }
    }

    /// What it does to the store that all of it is removed.
    fn removed(&self, transaction: &Transaction<'_>) -> Result<Effect, StoreError> {
        let properties = match self {
            Self::Default | Self::All => Properties::Any,
            Self::Named(name) => Properties::of_graph(transaction, name.as_ref())?,
        };
        Ok(Effect {
            things: self.touched(),
            properties,
        })
    }
}

/// The things of the default graph of which quads say something, and the articles that report them.
pub(super) fn subjects<'a>(quads: impl IntoIterator<Item = &'a Quad>) -> Touched {
    let default = quads
        .into_iter()
        .filter(|quad| quad.graph_name.is_default_graph());
    Touched::by_triples(default.map(|quad| (&quad.subject, &quad.predicate, &quad.object)))
}

impl Store {
    /// Whether there is such a graph. The default graph always is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn has_graph(&self, target: &GraphTarget) -> Result<bool, StoreError> {
        match target {
            GraphTarget::Default | GraphTarget::All => Ok(true),
            GraphTarget::Named(name) => self.data.contains_named_graph(name.as_ref()),
        }
    }

    /// The names of all named graphs, sorted.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn graph_names(&self) -> Result<Vec<NamedNode>, StoreError> {
        let mut names = Vec::new();
        for name in self.data.named_graphs() {
            if let NamedOrBlankNode::NamedNode(name) = name? {
                names.push(name);
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Writes a graph to `sink`, or the whole dataset where `format` can hold one.
    ///
    /// # Errors
    /// When the format holds single graphs only and the dataset was asked for, when the time is
    /// over, or when reading or writing fails. What the sink has received by then is not an answer.
    pub fn read_graph(
        &self,
        target: &GraphTarget,
        format: RdfFormat,
        deadline: &Deadline,
        sink: impl Write,
    ) -> Result<(), StoreError> {
        self.read_graph_as(target, format, deadline, |_| {}, sink)
    }

    /// As [`Store::read_graph`], each quad as `change` leaves it.
    ///
    /// # Errors
    /// As there.
    pub fn read_graph_as(
        &self,
        target: &GraphTarget,
        format: RdfFormat,
        deadline: &Deadline,
        change: impl Fn(&mut Quad),
        sink: impl Write,
    ) -> Result<(), StoreError> {
        if *target == GraphTarget::All && !format.supports_datasets() {
            return Err(StoreError::BadRequest(format!(
                "{format} holds one graph: name it with `?graph=IRI` or `?default`, or ask for TriG, N-Quads or JSON-LD"
            )));
        }
        let _running = self.count_running();
        let _watched = self.watch.over(deadline);
        let mut serializer = serializer(format).for_writer(sink);
        for quad in self.data.quads_for_pattern(None, None, None, target.name()) {
            let mut quad = quad?;
            change(&mut quad);
            if *target == GraphTarget::All {
                serializer.serialize_quad(quad.as_ref())?;
            } else {
                serializer.serialize_triple(quad.as_ref())?;
            }
            deadline.check()?;
        }
        serializer.finish()?.flush()?;
        Ok(())
    }

    /// How many bytes [`Store::read_graph`] would write.
    ///
    /// # Errors
    /// As there.
    pub fn graph_length(
        &self,
        target: &GraphTarget,
        format: RdfFormat,
        deadline: &Deadline,
    ) -> Result<u64, StoreError> {
        let mut length = Length::default();
        self.read_graph(target, format, deadline, &mut length)?;
        Ok(length.0)
    }

    /// Makes `quads` the only content of the graph.
    ///
    /// # Errors
    /// When writing is off or fails, or the time is over: then nothing is written.
    pub fn replace_graph(
        &self,
        target: &GraphTarget,
        quads: &[Quad],
        deadline: &Deadline,
    ) -> Result<Replaced, StoreError> {
        self.write_telling(|transaction| {
            let mut effect = target.removed(transaction)?;
            effect
                .properties
                .and(Properties::of(quads.iter().map(|quad| &quad.predicate)));
            let existed = remove(transaction, target)?;
            if let GraphTarget::Named(name) = target {
                transaction.insert_named_graph(name);
            }
            insert(transaction, quads, deadline)?;
            Ok((told(existed), effect))
        })
    }

    /// Makes the triples of `quads` the only content of a named graph, whatever graph they name, and says how many
    /// there were. They are read as they are written: an error among them leaves the graph as it was.
    ///
    /// # Errors
    /// When writing is off or fails, or one of `quads` is an error.
    pub fn fill_graph<E: From<StoreError>>(
        &self,
        graph: &NamedNode,
        quads: impl IntoIterator<Item = Result<Quad, E>>,
    ) -> Result<u64, E> {
        let touched = GraphTarget::Named(graph.clone()).touched();
        let count = self.write(touched, |transaction| -> Result<u64, E> {
            transaction.clear_graph(graph).map_err(StoreError::from)?;
            transaction.insert_named_graph(graph);
            let mut count = 0;
            for quad in quads {
                let Quad {
                    subject,
                    predicate,
                    object,
                    ..
                } = quad?;
                transaction.insert(QuadRef::new(&subject, &predicate, &object, graph));
                count += 1;
            }
            Ok(count)
        })?;
        self.put_away()?;
        Ok(count)
    }

    /// Adds `quads` to the graph, which is made if it is not there.
    ///
    /// # Errors
    /// When writing is off or fails, or the time is over: then nothing is written.
    pub fn add_to_graph(
        &self,
        target: &GraphTarget,
        quads: &[Quad],
        deadline: &Deadline,
    ) -> Result<Replaced, StoreError> {
        let effect = Effect {
            things: subjects(quads),
            properties: Properties::of(quads.iter().map(|quad| &quad.predicate)),
        };
        self.write(effect, |transaction| {
            let existed = match target {
                GraphTarget::Default | GraphTarget::All => true,
                GraphTarget::Named(name) => {
                    let existed = transaction.contains_named_graph(name)?;
                    transaction.insert_named_graph(name);
                    existed
                }
            };
            insert(transaction, quads, deadline)?;
            Ok(told(existed))
        })
    }

    /// Deletes the graph and says whether it was there.
    ///
    /// # Errors
    /// When writing is off or fails.
    pub fn drop_graph(
        &self,
        target: &GraphTarget,
        deadline: &Deadline,
    ) -> Result<bool, StoreError> {
        self.write_telling(|transaction| {
            let effect = target.removed(transaction)?;
            let existed = remove(transaction, target)?;
            deadline.check()?;
            Ok((existed, effect))
        })
    }

    /// The quads that fit a pattern; `None` fits everything, also every graph.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn matching(
        &self,
        subject: Option<NamedNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<NamedNodeRef<'_>>,
        graph: Option<GraphNameRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.data.quads_for_pattern(
            subject.map(Into::into),
            predicate,
            object.map(Into::into),
            graph,
        )
    }
}

fn told(existed: bool) -> Replaced {
    if existed {
        Replaced::Existing
    } else {
        Replaced::New
    }
}

/// Reads a document that is to become, or join, a graph.
///
/// Blank nodes are renamed, so that those of two documents never meet. For [`GraphTarget::All`] a
/// document may name graphs of its own; for any other target it must hold one graph.
///
/// # Errors
/// [`StoreError::Document`] with line and column when the document does not parse.
pub fn parse_document(
    bytes: &[u8],
    format: RdfFormat,
    target: &GraphTarget,
    base: &str,
) -> Result<Vec<Quad>, StoreError> {
    read_document(bytes, format, target, base)?.collect()
}

/// As [`parse_document`], one quad after the other.
///
/// # Errors
/// When the base is none; each quad may be an error.
pub fn read_document<'a>(
    bytes: &'a [u8],
    format: RdfFormat,
    target: &GraphTarget,
    base: &str,
) -> Result<impl Iterator<Item = Result<Quad, StoreError>> + use<'a>, StoreError> {
    let parser = RdfParser::from_format(format)
        .with_base_iri(base)
        .map_err(|error| StoreError::BadRequest(format!("`{base}` is not a base IRI: {error}")))?
        .rename_blank_nodes();
    let parser = match target {
        GraphTarget::All => parser,
        GraphTarget::Default => parser.without_named_graphs(),
        GraphTarget::Named(name) => parser
            .without_named_graphs()
            .with_default_graph(GraphName::NamedNode(name.clone())),
    };
    Ok(parser.for_slice(bytes).map(move |quad| {
        quad.map_err(|error| StoreError::Document(format!("the {format} document: {error}")))
    }))
}

/// Writes quads that are at hand, as one graph.
///
/// # Errors
/// When the sink fails.
pub fn write_triples<'a>(
    quads: impl IntoIterator<Item = &'a Quad>,
    format: RdfFormat,
    sink: impl Write,
) -> Result<(), StoreError> {
    let mut serializer = serializer(format).for_writer(sink);
    for quad in quads {
        serializer.serialize_triple(quad.as_ref())?;
    }
    serializer.finish()?.flush()?;
    Ok(())
}

/// Writes quads that are at hand, with prefixes of their own beside the usual ones.
///
/// # Errors
/// When the format holds single graphs only, or the sink fails.
pub fn write_quads<'a>(
    quads: impl IntoIterator<Item = &'a Quad>,
    prefixes: &[(&str, &str)],
    format: RdfFormat,
    sink: impl Write,
) -> Result<(), StoreError> {
    let serializer = prefixes
        .iter()
        .fold(serializer(format), |serializer, (prefix, iri)| {
            serializer
                .clone()
                .with_prefix(*prefix, *iri)
                .unwrap_or(serializer)
        });
    let mut serializer = serializer.for_writer(sink);
    for quad in quads {
        serializer.serialize_quad(quad.as_ref())?;
    }
    serializer.finish()?.flush()?;
    Ok(())
}

/// Takes a graph with its content away and says whether it was there.
fn remove(transaction: &mut Transaction<'_>, target: &GraphTarget) -> Result<bool, StoreError> {
    match target {
        GraphTarget::Default => transaction.clear_graph(GraphNameRef::DefaultGraph)?,
        GraphTarget::Named(name) => {
            let existed = transaction.contains_named_graph(name)?;
            transaction.remove_named_graph(name)?;
            return Ok(existed);
        }
        GraphTarget::All => transaction.clear()?,
    }
    Ok(true)
}

/// Inserts quads as long as there is time.
fn insert(
    transaction: &mut Transaction<'_>,
    quads: &[Quad],
    deadline: &Deadline,
) -> Result<(), StoreError> {
    for some in quads.chunks(4096) {
        deadline.check()?;
        transaction.extend(some);
    }
    deadline.check()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(iri: &str) -> GraphTarget {
        GraphTarget::Named(NamedNode::new(iri).unwrap())
    }

    fn turtle(text: &str, target: &GraphTarget) -> Vec<Quad> {
        parse_document(
            text.as_bytes(),
            RdfFormat::Turtle,
            target,
            "http://example.org/",
        )
        .unwrap()
    }

    #[test]
    fn a_graph_is_replaced_added_to_and_deleted() {
        let store = Store::memory().unwrap();
        let graph = named("http://example.org/g");
        assert!(!store.has_graph(&graph).unwrap());
        let one = turtle("<a> <b> 1 .", &graph);
        let two = turtle("<a> <b> 2 .", &graph);
        assert_eq!(
            store
                .replace_graph(&graph, &one, &Deadline::none())
                .unwrap(),
            Replaced::New
        );
        assert_eq!(
            store.add_to_graph(&graph, &two, &Deadline::none()).unwrap(),
            Replaced::Existing
        );
        assert_eq!(store.len().unwrap(), 2);
        assert_eq!(
            store.replace_graph(&graph, &[], &Deadline::none()).unwrap(),
            Replaced::Existing
        );
        assert!(store.has_graph(&graph).unwrap(), "an empty graph stays");
        assert!(store.drop_graph(&graph, &Deadline::none()).unwrap());
        assert!(!store.drop_graph(&graph, &Deadline::none()).unwrap());
    }

    #[test]
    fn blank_nodes_of_two_documents_stay_apart() {
        let store = Store::memory().unwrap();
        for _ in 0..2 {
            let quads = turtle("_:x <b> 1 .", &GraphTarget::Default);
            store
                .add_to_graph(&GraphTarget::Default, &quads, &Deadline::none())
                .unwrap();
        }
        assert_eq!(store.len().unwrap(), 2);
    }

    #[test]
    fn a_dataset_does_not_fit_a_graph_format() {
        let store = Store::memory().unwrap();
        let error = store
            .read_graph(
                &GraphTarget::All,
                RdfFormat::Turtle,
                &Deadline::none(),
                Vec::new(),
            )
            .unwrap_err();
        assert!(matches!(error, StoreError::BadRequest(_)));
    }

    #[test]
    fn a_bad_document_names_the_place() {
        let error = parse_document(
            b"<a> <b> 1 .\n<a> <b .",
            RdfFormat::Turtle,
            &GraphTarget::Default,
            "http://example.org/",
        )
        .unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}

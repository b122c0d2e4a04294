//! Loading documents of RDF in bulk, as fast as the disk takes tables: without a log, all of them or none.

use std::io::Read;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::NamedNode;
use oxigraph::store::{BulkLoader, LoaderError};

use super::journal::Touched;
use super::properties::Properties;
use super::{Store, StoreError};

/// Where a document comes from.
pub enum Source<'a> {
    /// A file, which several threads may read.
    File(&'a Path),
    /// Something else.
    Reader(Box<dyn Read>),
}

impl Store {
    /// Adds documents to the store: all of them, or none where one cannot be read. What is not in a graph goes to `graph`,
    /// or to the default graph. `progress` hears how many quads are in.
    ///
    /// # Errors
    /// When the store is read-only, a document does not parse (its number comes with that), or the disk takes no more.
    pub fn load<'a>(
        &self,
        documents: impl IntoIterator<Item = (Source<'a>, RdfFormat)>,
        graph: Option<&NamedNode>,
        progress: impl Fn(u64) + Send + Sync + 'static,
    ) -> Result<(), (Option<usize>, StoreError)> {
        let whole = |error: StoreError| (None, error);
        let turn = self.turn().map_err(whole)?;
        self.must_have_room().map_err(whole)?;
        self.must_sync().map_err(whole)?;
        let mut loader = self.inner.bulk_loader().on_progress(progress);
        for (number, (source, format)) in documents.into_iter().enumerate() {
            let mut parser = RdfParser::from_format(format);
            if let Some(graph) = graph {
                parser = parser.with_default_graph(graph.clone());
            }
            read(&mut loader, parser, source).map_err(|error| (Some(number), of_loader(error)))?;
        }
        // Counted before others can see the change: what they keep of before is then out of date.
        self.count_change(&Properties::Any);
        let touched = Touched::Anything;
        self.keeper.before(&touched).map_err(whole)?;
        loader.commit().map_err(|error| whole(error.into()))?;
        self.count_change(&Properties::Any);
        self.keeper.after(touched);
        drop(turn);
        Ok(())
    }
}

fn read(
    loader: &mut BulkLoader<'_>,
    parser: RdfParser,
    source: Source<'_>,
) -> Result<(), LoaderError> {
    match source {
        Source::File(path) => loader.parallel_load_from_file(parser, path),
        Source::Reader(reader) => loader.load_from_reader(parser, reader),
    }
}

fn of_loader(error: LoaderError) -> StoreError {
    match error {
        LoaderError::Storage(error) => error.into(),
        other => StoreError::Document(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_documents_are_loaded_or_none() {
        let store = Store::memory().unwrap();
        let source =
            |text: &'static str| (Source::Reader(Box::new(text.as_bytes())), RdfFormat::NQuads);
        let fine = "<urn:s> <urn:p> <urn:o> .\n<urn:s> <urn:p> <urn:o> <urn:g> .\n";
        let graph = NamedNode::new_unchecked("urn:default");
        store.load([source(fine)], Some(&graph), |_| ()).unwrap();
        assert_eq!(store.len().unwrap(), 2);
        let before = store.changes();
        let failed = store.load(
            [source("<urn:a> <urn:b> 1 .\n"), source("<urn:a> nothing")],
            None,
            |_| (),
        );
        assert!(matches!(
            failed,
            Err((Some(0 | 1), StoreError::Document(_)))
        ));
        assert_eq!((store.len().unwrap(), store.changes()), (2, before));
    }
}

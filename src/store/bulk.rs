//! Loading documents of RDF in bulk, as fast as the disk takes tables: without a log, all of them or none.
//!
//! Threads sort small lots and write each as tables of its own, which takes little memory; looking for something in all of those
//! would take longer than looking in one. So they are merged when all are in, where that is not most of an older store.

use std::io::Read;
use std::num::NonZero;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::NamedNode;
use oxigraph::store::{BulkLoader, LoaderError};

use super::journal::Touched;
use super::properties::Properties;
use super::{Room, Store, StoreError};

/// A thread sorts and writes so many thousand quads at once, of which a thousand take a megabyte.
const LOT: usize = 100;
/// At most so many threads do.
const THREADS: usize = 4;
/// Tables are merged where at least one in so many bytes is new.
const SHARE: u64 = 4;

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
        let before = self.room().map_or(0, |room| room.used);
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(THREADS);
        let mut loader = self
            .database()
            .map_err(whole)?
            .bulk_loader()
            .with_num_threads(threads)
            .with_max_memory_size_in_megabytes(LOT * threads)
            .on_progress(progress);
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
        self.merge_where_worth_it(before);
        drop(turn);
        Ok(())
    }

    /// Merges the tables where much of what the store holds was not there when it took `before` bytes.
    fn merge_where_worth_it(&self, before: u64) {
        // The old tables go when the new ones are written, and these are not compressed at first.
        let is_worth_it = |room: &Room| {
            room.used.saturating_sub(before) >= room.used / SHARE && room.free > 2 * room.used
        };
        if self.room().as_ref().is_some_and(is_worth_it)
            && let Err(error) = self.merge_tables()
        {
            tracing::warn!(%error, "what was loaded is in the store, but its tables could not be merged");
        }
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

    #[cfg(feature = "rocksdb")]
    #[test]
    fn the_tables_of_many_lots_are_merged() {
        let folder = tempfile::tempdir().unwrap();
        // How many tables there are after loading: those that were merged go for good when the database is opened.
        let load = |name: &str, things: std::ops::Range<usize>| {
            let path = folder.path().join(name);
            let lines = things.map(|it| format!("<urn:s{it}> <urn:p> \"{it}\" .\n"));
            let text = std::io::Cursor::new(lines.collect::<String>());
            let source = Source::Reader(Box::new(text));
            let store = Store::open(&path).unwrap();
            let loaded = store.load([(source, RdfFormat::NTriples)], None, |_| ());
            loaded.map_err(|(_, error)| error).unwrap();
            drop(store);
            drop(Store::open(&path).unwrap());
            let files = std::fs::read_dir(&path).unwrap();
            let names = files.map(|file| file.unwrap().file_name());
            names
                .filter(|name| name.to_string_lossy().ends_with(".sst"))
                .count()
        };
        let of_one_lot = load("small", 0..1);
        assert_eq!(load("large", 0..2 * LOT * 1000 + 1), of_one_lot);
        // A little is put beside: nobody waits for gigabytes to be written anew.
        assert!(load("large", 0..2) > of_one_lot);
    }

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

//! What the index finds, follows and repairs.

use super::*;
use crate::graph::iri::Minter;
use crate::graph::sample::{Sample, SpeechAct, article};
use crate::search::Language;
use crate::store::{Articles, Dataset, Deadline, GraphTarget, Run};

fn said(opening: &str, language: &str, words: &str) -> Sample {
    article("2016-07-14", language, opening).kerry().statement(
        "s1",
        "kerry",
        SpeechAct::Assert,
        words,
        "",
    )
}

fn run() -> Run {
    Run {
        key: "r".to_owned(),
        started: "2026-11-21T18:00:00Z".to_owned(),
        version: "0.1.0".to_owned(),
    }
}

fn search(text: &str) -> Search {
    Search {
        text: text.to_owned(),
        ..Search::default()
    }
}

fn found(store: &Store, text: &str) -> usize {
    store.search(&search(text)).unwrap().total
}

/// Counts agree, and each thing is found under its own IRI.
fn in_step(store: &Store) {
    for kind in Kind::ALL {
        let (ours, theirs) = store.search_counts(kind).unwrap();
        assert_eq!(ours, theirs, "{kind:?}");
    }
}

#[test]
fn what_is_written_is_found_and_what_is_forgotten_is_not() {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    let french = said("Un", "fr", "Nous avons négocié une trêve à Alep");
    let english = said("Two", "en", "We talked about a truce in Aleppo");
    articles.write(&french.graph(), &run()).unwrap();
    assert_eq!(found(&store, "negociation treve"), 1);
    articles.write(&english.graph(), &run()).unwrap();
    assert_eq!(found(&store, "talks truces"), 1);
    assert_eq!(found(&store, "Alep*"), 2);
    assert_eq!(found(&store, "\"une trêve\""), 1);
    assert_eq!(found(&store, "\"trêve une\""), 0);
    assert_eq!(found(&store, "trêve OR truce"), 2);
    assert_eq!(found(&store, "Alep* -truce"), 1);
    in_step(&store);
    articles.forget(&french.facts.article.id).unwrap();
    assert_eq!(found(&store, "negociation treve"), 0);
    in_step(&store);
    let mut other = said("Two", "en", "We talked about a truce in Aleppo");
    other.facts.article.published = None;
    articles.write(&other.graph(), &run()).unwrap();
    let since = |from| Search {
        from,
        ..search("truce")
    };
    assert_eq!(
        store.search(&since(Some(20_160_714))).unwrap().total,
        0,
        "of no day now"
    );
    assert_eq!(store.search(&since(None)).unwrap().total, 1);
}

#[test]
fn filters_counts_and_pages() {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    for (opening, language, words) in [
        ("Un", "fr", "La trêve tient"),
        ("Deux", "fr", "La trêve est rompue depuis hier"),
        ("Three", "en", "A truce, une trêve, is near"),
    ] {
        articles
            .write(&said(opening, language, words).graph(), &run())
            .unwrap();
    }
    let all = store.search(&search("trêve")).unwrap();
    assert_eq!((all.total, all.hits.len()), (3, 3));
    assert_eq!(all.kinds, [(Kind::Statement, 3)]);
    assert_eq!(
        all.languages,
        [(Language::French, 2), (Language::English, 1)]
    );
    let mut paged = vec![];
    for offset in 0..4 {
        let page = Search {
            offset,
            limit: Some(1),
            ..search("trêve")
        };
        let page = store.search(&page).unwrap();
        assert_eq!(page.total, 3);
        paged.extend(page.hits);
    }
    assert_eq!(paged, all.hits);
    let narrowed = |change: fn(&mut Search)| {
        let mut search = search("trêve");
        change(&mut search);
        store.search(&search).unwrap().total
    };
    assert_eq!(narrowed(|it| it.language = Some(Language::English)), 1);
    assert_eq!(narrowed(|it| it.kinds = vec![Kind::Meeting]), 0);
    assert_eq!(narrowed(|it| it.from = Some(20_160_715)), 0);
    assert_eq!(narrowed(|it| it.to = Some(20_160_714)), 3);
    let kerry = "http://localhost:7979/actor/Q22316";
    assert_eq!(
        narrowed(|it| it.actors = vec!["http://localhost:7979/actor/Q22316".to_owned()]),
        3
    );
    assert_eq!(narrowed(|it| it.actors = vec!["urn:nobody".to_owned()]), 0);
    let actors = Search {
        kinds: vec![Kind::Actor],
        ..Search::default()
    };
    assert!(
        store
            .search(&actors)
            .unwrap()
            .hits
            .iter()
            .any(|hit| hit.iri == kerry)
    );
    assert!(matches!(
        store.search(&search("(a")),
        Err(StoreError::BadRequest(_))
    ));
}

#[test]
fn every_way_of_writing_is_heard_of() {
    let store = Store::memory().unwrap();
    let update = |text: &str| {
        let prefix = "PREFIX dm: <https://w3id.org/demarche/ns#> ";
        let text = format!("{prefix}{text}");
        store
            .update(&text, None, &Dataset::default(), &Deadline::none())
            .unwrap();
    };
    assert_eq!(store.settle_search().unwrap(), Settled::All);
    update("INSERT DATA { <urn:a> a dm:Statement ; dm:quote \"Une trêve\"@fr }");
    assert_eq!(store.settle_search().unwrap(), Settled::Things(1));
    assert_eq!(found(&store, "trêve"), 1);
    update("INSERT DATA { GRAPH <urn:g> { <urn:b> a dm:Statement ; dm:quote \"Une trêve\"@fr } }");
    assert_eq!(store.settle_search().unwrap(), Settled::InStep);
    update(
        "DELETE { ?s dm:quote ?q } INSERT { ?s dm:quote \"Un accord\"@fr } WHERE { ?s dm:quote ?q }",
    );
    assert_eq!(store.settle_search().unwrap(), Settled::Things(1));
    assert_eq!((found(&store, "trêve"), found(&store, "accord")), (0, 1));
    // The second operation finds what the first has made.
    update(
        "INSERT { <urn:new> a dm:Statement ; dm:quote ?q } WHERE { ?s dm:quote ?q } ;
         INSERT { ?s dm:quote \"Une trêve\"@fr } WHERE { ?s a dm:Statement ; dm:quote \"Un accord\"@fr }",
    );
    assert_eq!(store.settle_search().unwrap(), Settled::Things(2));
    assert_eq!((found(&store, "trêve"), found(&store, "accord")), (2, 2));
    // Subjects that are others each time cannot be known beforehand.
    update("INSERT { ?s a dm:Statement ; dm:quote \"Une pause\"@fr } WHERE { BIND(UUID() AS ?s) }");
    assert_eq!(store.settle_search().unwrap(), Settled::All);
    assert_eq!(found(&store, "pause"), 1);
    update("DELETE WHERE { <urn:new> ?p ?o } ; CLEAR NAMED");
    assert_eq!(store.settle_search().unwrap(), Settled::Things(1));
    assert_eq!((found(&store, "trêve"), found(&store, "accord")), (1, 1));
    update("DELETE WHERE { ?s dm:quote \"Une trêve\"@fr }");
    update("DELETE DATA { <urn:a> a dm:Statement }");
    assert_eq!(found(&store, "accord"), 0);
    let document = "<urn:c> a <https://w3id.org/demarche/ns#Place> ; <http://www.w3.org/2000/01/rdf-schema#label> \"Alep\"@fr .";
    let quads = crate::store::parse_document(
        document.as_bytes(),
        crate::store::RdfFormat::Turtle,
        &GraphTarget::Default,
        "urn:base:",
    )
    .unwrap();
    store
        .add_to_graph(&GraphTarget::Default, &quads, &Deadline::none())
        .unwrap();
    assert_eq!(found(&store, "alep"), 1);
    store
        .replace_graph(&GraphTarget::Default, &[], &Deadline::none())
        .unwrap();
    assert_eq!(found(&store, "alep"), 0);
    in_step(&store);
}

#[test]
fn nobody_waits_long_for_an_index_that_is_being_made() {
    let store = Store::memory().unwrap();
    let turn = store.keeper.turns.next(None).unwrap();
    store.keeper.turns.takes_long();
    let found = store.keeper.settled(Some(Duration::ZERO));
    assert!(matches!(found, Err(StoreError::Indexing)));
    drop(turn);
    assert!(store.probe_search().is_ok());
}

#[test]
fn blank_nodes_are_no_reason_to_make_an_index_anew() {
    let store = Store::memory().unwrap();
    let update = "PREFIX dm: <https://w3id.org/demarche/ns#>
        INSERT DATA { <urn:a> a dm:Statement . _:b a dm:Statement }";
    store
        .update(update, None, &Dataset::default(), &Deadline::none())
        .unwrap();
    let (index, _) = store.keeper.settled(None).unwrap();
    assert!(store.keeper.agrees(&index).unwrap());
    let nodes = entries::count_nodes(&store.data, Kind::Statement).unwrap();
    assert_eq!(nodes, 2);
}

#[cfg(feature = "rocksdb")]
#[test]
fn an_index_on_disk_is_repaired_by_what_the_journal_says() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let store = Store::open(&path).unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    articles
        .write(&said("Un", "fr", "La trêve tient").graph(), &run())
        .unwrap();
    assert_eq!(store.settle_search().unwrap(), Settled::All);
    articles
        .write(
            &said("Deux", "fr", "Une autre trêve, plus longue").graph(),
            &run(),
        )
        .unwrap();
    // The process dies here: the index has not heard of the second article.
    drop(articles);
    drop(store);
    let reader = Store::open_read_only(&path).unwrap();
    let Settled::Things(things) = reader.settle_search().unwrap() else {
        panic!("repaired, not built anew");
    };
    assert!(things > 0);
    assert_eq!(found(&reader, "trêve"), 2);
    in_step(&reader);
    drop(reader);
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.settle_search().unwrap(), Settled::InStep);
    drop(reader);

    // Somebody took the index away, and somebody else put that of another store there.
    std::fs::remove_dir_all(path.join("search/index")).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.settle_search().unwrap(), Settled::All);
    assert_eq!(found(&store, "trêve"), 2);
    drop(store);
    let other = folder.path().join("other");
    Store::open(&other).unwrap().settle_search().unwrap();
    std::fs::remove_dir_all(path.join("search/index")).unwrap();
    std::fs::rename(other.join("search/index"), path.join("search/index")).unwrap();
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.settle_search().unwrap(), Settled::All);
    assert_eq!(found(&reader, "trêve"), 2);
}

#[cfg(feature = "rocksdb")]
#[test]
fn a_reader_that_may_not_repair_searches_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("store");
    let store = Store::open(&path).unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    articles
        .write(&said("Un", "fr", "La trêve tient").graph(), &run())
        .unwrap();
    drop(articles);
    drop(store);
    // Somebody holds the journal, as a process that writes does.
    let (_held, _) = Journal::open(&path.join("search/journal")).unwrap();
    let reader = Store::open_read_only(&path).unwrap();
    assert_eq!(reader.settle_search().unwrap(), Settled::All);
    assert_eq!(found(&reader, "trêve"), 1);
    assert!(!path.join("search/index").exists(), "it was made in memory");
}

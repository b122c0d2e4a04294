//! Moments of a timeline are what copies of the store as it was are.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::graph::sample::{MeetingStatus, Sample, SpeechAct, article};
use crate::store::{Answer, Articles, Dataset, Deadline, Place, Run, SearchHit, Searcher};

/// An article about a meeting, of which it says something.
fn told(opening: &str, published: &str, day: &str, status: MeetingStatus) -> Sample {
    article(published, "en", opening)
        .kerry()
        .putin()
        .moscow()
        .meeting("m1", &["kerry", "putin"], day, status)
        .statement("s1", "kerry", SpeechAct::Announce, opening, "")
}

/// A version of an article, which was fetched then.
fn version(mut sample: Sample, source: &str, retrieved: &str) -> Sample {
    source.clone_into(&mut sample.facts.article.source);
    sample.facts.article.retrieved = Some(retrieved.to_owned());
    sample
}

/// Articles that change what is known of each other: copies, versions that come late, days and hours in several zones.
fn samples() -> Vec<Sample> {
    use MeetingStatus::{Cancelled, Held, Planned};
    let url = "https://example.org/talks";
    vec![
        told("They will meet", "2016-07-12", "2016-07-14", Planned),
        told("They have met", "2016-07-15T08:00Z", "2016-07-14", Held),
        told(
            "They do not meet",
            "2016-07-14T23:30-05:00",
            "2016-07-14",
            Cancelled,
        ),
        told(
            "They meet again",
            "2016-07-15T01:00Z",
            "2016-07-20",
            Planned,
        ),
        told(
            "Nobody knows when this was written",
            "",
            "2016-07-14",
            Planned,
        ),
        version(
            told("The last version", "2016-07-13", "2016-07-21", Planned),
            url,
            "2016-07-18T10:00:00Z",
        ),
        version(
            told("The first version", "2016-07-16", "2016-07-21", Held),
            url,
            "2016-07-16T10:00:00Z",
        ),
        version(
            told("The version between", "2016-07-19", "2016-07-14", Planned),
            url,
            "2016-07-17T10:00:00Z",
        ),
    ]
}

fn store() -> Store {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    for (sample, day) in samples().iter().zip(1..) {
        let run = Run {
            key: format!("run{}", day % 3),
            started: format!("2016-08-0{}T00:00:00Z", day % 3 + 1),
            version: "0.1.0".to_owned(),
        };
        articles.write(&sample.graph(), &run).unwrap();
    }
    let mine =
        "INSERT DATA { <urn:x> a <urn:Y> GRAPH <urn:mine> { <urn:a> <urn:b> 007, \"c\"@fr } }";
    store
        .update(mine, None, &Dataset::default(), &Deadline::none())
        .unwrap();
    store
}

/// What the moments of the samples are: whole days, and hours in three zones.
fn moments() -> Vec<AsOf> {
    let mut moments = vec![];
    for day in 11..21 {
        let clocks = [
            "",
            "T00:30Z",
            "T02:00+02:00",
            "T12:00+09:00",
            "T23:30-05:00",
        ];
        moments.extend(clocks.map(|clock| format!("2016-07-{day}{clock}")));
    }
    let published = moments.iter().map(|it| AsOf::parse(it, None).unwrap());
    let days = [
        "2016-07-31",
        "2016-08-01",
        "2016-08-02T00:00Z",
        "2016-08-03",
    ];
    let extracted = days.map(|it| AsOf::parse(it, Some("extracted")).unwrap());
    published.chain(extracted).collect()
}

fn quads(store: &Store) -> BTreeSet<String> {
    store
        .data()
        .iter()
        .map(|quad| quad.unwrap().to_string())
        .collect()
}

/// A timeline of the moment's own, and where it is in it.
fn past(store: &Store, asof: &AsOf) -> Past {
    let catalogue = Catalogue::read(store, &Minter::default()).unwrap();
    let order = catalogue.in_order(asof);
    let timeline = Timeline::of(store, &catalogue, &order, &Minter::default());
    let known = Known {
        changes: 0,
        ranks: catalogue.ranks(asof),
        timeline: Arc::new(timeline.unwrap().unwrap()),
    };
    let out = known.out(&catalogue.at(asof)).unwrap();
    Past {
        timeline: known.timeline,
        out,
    }
}

#[test]
fn a_moment_is_what_a_copy_of_the_store_as_it_was_is() {
    let store = store();
    let minter = Minter::default();
    let snapshots = Snapshots::default();
    let catalogue = Catalogue::read(&store, &minter).unwrap();
    let mut copies = BTreeMap::new();
    for asof in moments() {
        let members = catalogue.at(&asof);
        let (expected, graphs) = copies.entry(members.clone()).or_insert_with(|| {
            let copy = make(&store, &catalogue, &members, &minter).unwrap();
            (quads(&copy), copy.graph_names().unwrap())
        });
        let then = snapshots.at(&store, minter.base(), &asof).unwrap();
        let said = quads(&then);
        let differ = |one: &BTreeSet<String>, other| one.difference(other).cloned().collect();
        let (more, less): (Vec<_>, Vec<_>) = (differ(&said, expected), differ(expected, &said));
        assert!(
            more.is_empty() && less.is_empty(),
            "{asof}: {more:#?} {less:#?}"
        );
        assert_eq!(then.len().unwrap(), expected.len(), "{asof}");
        assert_eq!(then.graph_names().unwrap(), *graphs);
    }
    assert!(copies.len() > 8, "{:?}", copies.keys());
}

#[test]
fn a_moment_answers_queries_as_a_copy_does() {
    let store = store();
    let minter = Minter::default();
    let asof = AsOf::parse("2016-07-15", None).unwrap();
    let catalogue = Catalogue::read(&store, &minter).unwrap();
    let copy = make(&store, &catalogue, &catalogue.at(&asof), &minter).unwrap();
    let then = Snapshots::default()
        .at(&store, minter.base(), &asof)
        .unwrap();
    let answer = |store: &Store, query: &str| {
        let question = Store::question(query, None, Dataset::default()).unwrap();
        let read = |answer| match answer {
            Answer::Rows(rows) => Ok(rows.map(|row| format!("{:?}", row.unwrap())).collect()),
            Answer::Boolean(yes) => Ok(BTreeSet::from([yes.to_string()])),
            Answer::Triples(triples) => Ok(triples.map(|it| it.unwrap().to_string()).collect()),
        };
        store
            .with_answer(&question, &Deadline::none(), read)
            .unwrap()
    };
    let prefix = "PREFIX dm: <https://w3id.org/demarche/ns#> ";
    for query in [
        "SELECT * { ?s ?p ?o }",
        "SELECT * { ?s a dm:Meeting ; dm:participant ?who . ?who ?p ?o }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "SELECT * { GRAPH <urn:mine> { ?s ?p ?o } }",
        "SELECT * { GRAPH <urn:mine> { ?s ?p 7 } }",
        "SELECT * { GRAPH <urn:mine> { ?s ?p ?o FILTER(?o = 7) } }",
        "SELECT * FROM <urn:mine> { ?s ?p ?o . BIND(STR(?o) AS ?text) }",
        "SELECT * { GRAPH ?g {} }",
        "SELECT * { ?report dm:reportOf? ?thing . ?thing a dm:Statement } ORDER BY ?report",
        "SELECT * { ?s (!<urn:none>)+ dm:Meeting }",
        "SELECT * { VALUES ?x { 7 \"c\"@fr <urn:nobody> } GRAPH ?g { ?s ?p ?x } }",
        "SELECT (1 + 6 AS ?seven) { GRAPH ?g { ?s ?p ?o } FILTER(?o = 1 + 6) }",
        "ASK { ?s dm:status ?held . <urn:x> ?p ?o }",
        "ASK { GRAPH <urn:nobody> { ?s ?p ?o } }",
        "DESCRIBE ?s { ?s a dm:Meeting }",
        "CONSTRUCT WHERE { ?s a dm:Statement }",
    ] {
        let query = format!("{prefix}{query}");
        assert_eq!(answer(&then, &query), answer(&copy, &query), "{query}");
    }
}

struct Nobody;

impl Searcher for Nobody {
    fn search(&self, _: &crate::search::Search, _: bool) -> Result<Vec<SearchHit>, StoreError> {
        Ok(vec![])
    }
}

#[test]
fn another_process_reads_the_same_from_a_file() {
    let store = store();
    let snapshots = Snapshots::default();
    let at = |moment: &str| {
        let asof = AsOf::parse(moment, None).unwrap();
        snapshots
            .at(&store, Minter::default().base(), &asof)
            .unwrap()
    };
    let (early, late) = (at("2016-07-13"), at("2016-07-19"));
    let checkpoint = |store: &Store| {
        store
            .checkpoint(std::time::Duration::ZERO)
            .unwrap()
            .unwrap()
    };
    let (one, other) = (checkpoint(&early), checkpoint(&late));
    assert_eq!(one.path(), other.path(), "one file does for all moments");
    let open = |place: &Place, before| {
        Arc::new(Store::open_checkpoint(place, before, Arc::new(Nobody)).unwrap())
    };
    let read = open(one.place(), None);
    assert_eq!(quads(&read), quads(&early));
    let moved = open(other.place(), Some((one.place().clone(), read)));
    assert_eq!(quads(&moved), quads(&late));
    assert!(quads(&early) != quads(&late));

    std::fs::write(one.path(), b"demarche timeline\n\x07").unwrap();
    let broken = Store::open_checkpoint(one.place(), None, Arc::new(Nobody));
    assert!(broken.is_err(), "half a file is none");
    let path = one.path().to_owned();
    drop((one, other, early, late, snapshots));
    assert!(!path.exists(), "nobody holds it");
}

#[test]
fn a_moment_that_one_order_has_is_not_what_another_has() {
    let store = store();
    // In the west the fourteenth was not over when the fifteenth had begun elsewhere.
    let day = AsOf::parse("2016-07-14", None).unwrap();
    let hour = AsOf::parse("2016-07-15T02:00Z", None).unwrap();
    let catalogue = Catalogue::read(&store, &Minter::default()).unwrap();
    let ranks = catalogue.ranks(&day);
    let timeline = past(&store, &day).timeline;
    let known = Known {
        changes: 0,
        ranks,
        timeline,
    };
    assert!(known.out(&catalogue.at(&day)).is_some());
    assert_eq!(known.out(&catalogue.at(&hour)), None);
    // Nobody knows when what has no place in an order came out.
    let mut unknown = known;
    unknown.ranks.iter_mut().for_each(|rank| *rank = None);
    assert_eq!(unknown.out(&catalogue.at(&day)), None);
    let own = past(&store, &hour);
    assert_eq!(
        own.out as usize,
        catalogue.at(&hour).iter().filter(|out| **out).count()
    );
}

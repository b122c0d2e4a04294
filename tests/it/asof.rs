//! The graph as it was: what was known between any two articles, and what was not.

use std::collections::BTreeSet;

use crate::server::{BASE, TestServer, encode, samples, samples_among};
use demarche::store::{AsOf, Services, Snapshots, Store, Wikidata};

/// All quads but the history of replaced IRIs, which a snapshot leaves out.
fn quads(store: &Store) -> BTreeSet<String> {
    store
        .matching(None, None, None, None)
        .map(|quad| quad.unwrap().to_string())
        .filter(|quad| !quad.contains("isReplacedBy"))
        .collect()
}

/// The days on which samples were published, by their ids.
fn published(store: &Store) -> Vec<(String, String)> {
    let mut days = vec![];
    for quad in store.matching(None, None, None, None) {
        let quad = quad.unwrap();
        let subject = quad.subject.to_string();
        let id = subject.trim_start_matches('<').trim_end_matches('>');
        if quad.predicate.as_str() == "https://w3id.org/demarche/ns#edtf"
            && quad.graph_name.is_default_graph()
            && let Some(id) = id.strip_prefix(&format!("{BASE}article/"))
            && let demarche::store::model::Term::Literal(day) = &quad.object
        {
            days.push((day.value().to_owned(), id.to_owned()));
        }
    }
    days.sort();
    days
}

#[test]
fn between_any_two_samples_the_graph_is_that_of_the_articles_before() {
    let store = samples();
    let snapshots = Snapshots::default();
    let dated = published(&store);
    assert!(dated.len() > 10, "{dated:?}");
    let days: BTreeSet<&str> = dated.iter().map(|(day, _)| day.as_str()).collect();
    assert!(days.len() > 2);
    for day in days {
        // At noon of a day nobody knows whether what came out on it was out.
        let moments = [
            (format!("{day}T12:00+02:00"), false),
            (day.to_owned(), true),
        ];
        for (moment, whole) in moments {
            let asof = AsOf::parse(&moment, None).unwrap();
            let then = snapshots.at(&store, BASE, &asof).unwrap();
            let out = |other: &str| if whole { other <= day } else { other < day };
            let expected =
                samples_among(|id| dated.iter().any(|(other, known)| known == id && out(other)));
            let (then_said, expected) = (quads(&then), quads(&expected));
            let differ = |one: &BTreeSet<String>, other| -> Vec<String> {
                one.difference(other).take(3).cloned().collect()
            };
            let (more, less) = (differ(&then_said, &expected), differ(&expected, &then_said));
            assert!(
                more.is_empty() && less.is_empty(),
                "{moment}: {more:?} {less:?}"
            );
            assert!(then.is_read_only());
        }
    }
}

#[test]
fn moments_between_the_same_articles_share_a_snapshot_until_the_store_changes() {
    let store = samples();
    let snapshots = Snapshots::default();
    let at = |moment: &str| {
        let asof = AsOf::parse(moment, None).unwrap();
        snapshots.at(&store, BASE, &asof).unwrap()
    };
    let (one, same) = (at("2016-07-20"), at("2016-07-21T10:00Z"));
    assert!(std::sync::Arc::ptr_eq(&one, &same));
    for other in ["2016-07-14", "2016-07-15", "2016-07-26", "2030"] {
        assert!(!std::sync::Arc::ptr_eq(&one, &at(other)));
    }
    let again = at("2016-07-20");
    assert!(std::sync::Arc::ptr_eq(&one, &again), "small ones are kept");
    crate::server::add(&store, "GRAPH <urn:mine> { <urn:a> <urn:b> <urn:c> }");
    let after = at("2016-07-20");
    assert!(!std::sync::Arc::ptr_eq(&one, &after));
    assert_eq!(after.len().unwrap(), one.len().unwrap() + 1);
}

#[test]
fn the_clock_of_extraction_counts_runs() {
    let store = samples();
    let snapshots = Snapshots::default();
    let articles = |moment: &str| {
        let asof = AsOf::parse(moment, Some("extracted")).unwrap();
        published(&snapshots.at(&store, BASE, &asof).unwrap()).len()
    };
    // The samples of the tests were all extracted on the first of August.
    assert_eq!(articles("2016-07-31T23:59Z"), 0);
    assert_eq!(articles("2016-08-01T00:00Z"), published(&store).len());
}

#[test]
fn queries_and_documents_know_the_moment() {
    let server = TestServer::samples();
    let count = |asof: &str| {
        let query =
            encode("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/demarche/ns#Statement> }");
        let reply = server.get(&format!("/sparql?query={query}{asof}"), "text/csv");
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body.lines().nth(1).unwrap().parse::<u32>().unwrap()
    };
    // `+` may come as itself or encoded.
    let noon = count("&asof=2016-07-15T12:00+02:00");
    assert_eq!(noon, count("&asof=2016-07-15T12%3A00%2B02%3A00"));
    assert_eq!(count("&asof=2016-07-13"), 0);
    assert!(0 < noon && noon < count("&asof=2016-07-15"));
    assert_eq!(count("&asof=2030"), count(""));

    // Gatilov is spoken of since 26 July.
    let late = published(&server.store)
        .into_iter()
        .find(|(day, _)| day == "2016-07-26")
        .unwrap()
        .1;
    let gone = server.get(&format!("/article/{late}?asof=2016-07-25"), "text/turtle");
    assert_eq!(gone.status, 404);
    assert!(
        gone.body.contains("published by 2016-07-25"),
        "{}",
        gone.body
    );
    let there = server.get(&format!("/article/{late}?asof=2016-07-26"), "text/html");
    assert_eq!(there.status, 303);
    assert_eq!(
        there.header("location"),
        format!("/article/{late}.html?asof=2016-07-26")
    );
    let page = server.get(there.header("location"), "*/*");
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("memento-datetime"),
        "Tue, 26 Jul 2016 23:59:59 GMT"
    );
    assert!(
        page.header("link")
            .contains(&format!("/article/{late}.html>; rel=\"original\""))
    );
    assert!(
        page.body
            .contains("This is what was published by 26\u{a0}July\u{a0}2016.")
    );
    // Every link to a thing stays in the past, but the one that leads out of it.
    let kinds = [
        "actor",
        "article",
        "meeting",
        "place",
        "proposal",
        "statement",
    ];
    for part in page.body.split("href=\"").skip(1) {
        let href = part.split('"').next().unwrap();
        let is_thing = kinds
            .iter()
            .any(|kind| href.starts_with(&format!("/{kind}/")));
        if is_thing && href != format!("/article/{late}.html") {
            assert!(href.contains("?asof=2016-07-26"), "{href}");
        }
    }
    let question = |query| {
        let page = server.get(&format!("/questions/who_met_whom{query}"), "text/html");
        assert_eq!(page.status, 200);
        page.body
    };
    assert!(question("").contains("Lavrov"));
    assert!(!question("?asof=2016-07-13").contains("Lavrov"));
}

#[test]
fn search_exports_and_services_know_the_moment() {
    let store = samples().with_services(Services {
        wikidata: Wikidata::Local,
        ..Services::default()
    });
    crate::server::add(
        &store,
        "GRAPH <http://localhost:7979/graph/wikidata> { <urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 }",
    );
    let server = TestServer::over(store, |_| {});
    let get = |path: String| {
        let reply = server.get(&path, "text/csv, application/json");
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        reply.body
    };
    let total = |asof: &str| {
        let told: serde_json::Value =
            serde_json::from_str(&get(format!("/search.json?q=Kerry&limit=1{asof}"))).unwrap();
        assert_eq!(
            told["next"]
                .as_str()
                .is_some_and(|next| next.contains("asof=2016-07-15")),
            asof.contains("2016-07-15"),
            "{told}"
        );
        told["total"].as_u64().unwrap()
    };
    let (before, then, today) = (
        total("&asof=2016-07-01"),
        total("&asof=2016-07-15"),
        total(""),
    );
    assert_eq!(before, 0);
    assert!(0 < then && then < today, "{then} of {today}");
    let count = |asof: &str, pattern: &str| {
        let query = format!(
            "PREFIX dm: <https://w3id.org/demarche/ns#> SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        );
        let told = get(format!("/sparql?query={}{asof}", encode(&query)));
        told.lines().nth(1).unwrap().parse::<u64>().unwrap()
    };
    // The search within a query is that of the moment; Wikidata has no moments.
    let search = "SERVICE <http://localhost:7979/search> { ?hit dm:searchText \"Kerry\" }";
    assert_eq!(count("&asof=2016-07-15", search), then);
    assert_eq!(count("", search), today);
    let wikidata = "SERVICE <https://query.wikidata.org/sparql> { ?s ?p ?o }";
    assert_eq!(count("&asof=2016-07-01", wikidata), 2);
    let slice = "GRAPH <http://localhost:7979/graph/wikidata> { ?s ?p ?o }";
    assert_eq!(count("&asof=2016-07-01", slice), 2);
    let rows = |asof: &str| get(format!("/data/statements.csv{asof}")).lines().count();
    let (before, then, today) = (rows("?asof=2016-07-01"), rows("?asof=2016-07-15"), rows(""));
    assert_eq!(before, 1, "the head of the table");
    assert!(1 < then && then < today, "{then} of {today}");
}

#[test]
fn what_is_no_moment_is_refused() {
    let server = TestServer::start();
    for (query, told) in [
        ("asof=yesterday", "2016-07-14T12:00+02:00"),
        ("asof=2016-07-14T12:00", "offset"),
        ("asof=2016&clock=mine", "extracted"),
        ("clock=published", "give both"),
        ("asof=2016&asof=2017", "more than once"),
    ] {
        for path in [
            "/meeting/k1.ttl?",
            "/meeting/k1?",
            "/sparql?query=ASK%7B%7D&",
            "/search.json?q=a&",
            "/data/statements.csv?",
        ] {
            let reply = server.get(&format!("{path}{query}"), "*/*");
            assert_eq!(reply.status, 400, "{path}{query}");
            assert!(reply.body.contains(told), "{}", reply.body);
        }
    }
    let update = server.send(
        "POST",
        "/sparql?asof=2016",
        &[
            ("content-type", "application/sparql-update"),
            ("authorization", "Bearer a-token-for-tests"),
        ],
        "CLEAR ALL",
    );
    assert_eq!(update.status, 400, "{}", update.body);
}

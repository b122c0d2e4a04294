//! Full text over HTTP and in SPARQL.

use crate::server::{BASE, TestServer, encode};
use serde_json::Value;

fn json(server: &TestServer, query: &str) -> Value {
    let reply = server.get(&format!("/search.json?{query}"), "application/json");
    assert_eq!(reply.status, 200, "{query}: {}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

#[test]
fn words_are_found_whatever_their_case_accents_and_endings() {
    let server = TestServer::start();
    for query in [
        "verrons",
        "VERRONS",
        "ada nous",
        "voir OR verrons",
        "\"nous verrons\"",
    ] {
        let found = json(&server, &format!("q={}", encode(query)));
        let hits = found["hits"].as_array().unwrap();
        let statement = format!("{BASE}statement/s1");
        if query == "ada nous" {
            assert_eq!(found["total"], 0, "the graph names nobody in these words");
            continue;
        }
        assert_eq!(hits[0]["iri"], statement.as_str(), "{query}");
        assert!(
            hits[0]["snippet"]
                .as_str()
                .unwrap()
                .contains("<mark>verrons</mark>")
        );
    }
    let found = json(&server, "q=envoyee&kind=actor");
    assert_eq!(found["hits"][0]["label"], "Ada Envoy");
    assert_eq!(found["facets"]["kind"]["actor"], 1);
    let found = json(&server, "q=ruritania");
    assert_eq!(
        found["hits"][0]["snippet"],
        "<mark>Ruritania</mark> &lt;b&gt;&amp;"
    );
}

#[test]
fn every_hit_is_on_exactly_one_page_and_the_pages_are_linked() {
    let server = TestServer::samples();
    let total = json(&server, "lang=fr")["total"].as_u64().unwrap();
    assert!(total > 20, "{total}");
    let mut seen = std::collections::BTreeSet::new();
    let mut next = Some("/search.json?lang=fr&limit=7".to_owned());
    while let Some(path) = next {
        let reply = server.get(&path, "application/json");
        let page: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(page["total"], total);
        for hit in page["hits"].as_array().unwrap() {
            assert!(seen.insert(hit["iri"].as_str().unwrap().to_owned()));
        }
        next = page["next"].as_str().map(str::to_owned);
        let link = next.as_ref().map(|next| format!("<{next}>; rel=\"next\""));
        assert_eq!(reply.header("link"), link.unwrap_or_default());
    }
    assert_eq!(seen.len() as u64, total);
}

#[test]
fn filters_narrow_as_sparql_does() {
    let server = TestServer::samples();
    let count = |pattern: &str| {
        let query = format!(
            "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX schema: <http://schema.org/>
             SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s a dm:Statement . {pattern} }}"
        );
        let reply = server.query(&query, "text/csv");
        reply.body.lines().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let total = |query: &str| json(&server, query)["total"].as_u64().unwrap();
    assert_eq!(total("kind=statement"), count(""));
    let kerry = format!(
        "{{ ?s ?role <{BASE}actor/Q22316> FILTER(?role IN (dm:speaker, dm:addressee, dm:via)) }}"
    );
    assert!(count(&kerry) > 0);
    for actor in [
        "Q22316",
        "actor/Q22316",
        &encode(&format!("{BASE}actor/Q22316")),
    ] {
        assert_eq!(
            total(&format!("kind=statement&actor={actor}")),
            count(&kerry),
            "{actor}"
        );
    }
    let day = "?s dm:reportedIn/schema:datePublished ?d FILTER(STR(?d) >= \"2016-07-14\" && STR(?d) < \"2016-07-16\")";
    assert!(count(day) > 0);
    assert_eq!(
        total("kind=statement&from=2016-07-14&to=2016-07-15"),
        count(day)
    );
    let both = json(&server, "kind=statement&kind=proposal&limit=1");
    let (all, facets) = (both["total"].as_u64().unwrap(), &both["facets"]["kind"]);
    assert_eq!(
        facets["statement"].as_u64().unwrap() + facets["proposal"].as_u64().unwrap(),
        all
    );
    let latest = json(&server, "kind=statement&sort=date&limit=100");
    let days: Vec<&str> = latest["hits"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|hit| hit["published"].as_array().unwrap().last()?.as_str())
        .collect();
    assert!(days.is_sorted_by(|one, other| one >= other), "{days:?}");
}

#[test]
fn what_is_not_understood_is_a_problem_and_not_ignored() {
    let server = TestServer::start();
    for (query, why) in [
        ("query=a", "no parameter `query`"),
        ("q=a&kind=person", "no kind `person`"),
        ("q=a&lang=de", "`fr` or `en`"),
        ("q=a&from=hier", "2016-07-14"),
        ("q=a&to=2016-13", "2016-07-14"),
        ("q=a&limit=0", "from 1 to 100"),
        ("q=a&limit=1000", "from 1 to 100"),
        ("q=a&offset=-1", "from 0"),
        ("q=a&sort=size", "`score` or `date`"),
        ("q=a&q=b", "more than once"),
        ("q=(a", "not closed"),
    ] {
        let reply = server.get(&format!("/search.json?{query}"), "*/*");
        assert_eq!(reply.status, 400, "{query}");
        assert_eq!(reply.media_type(), "application/problem+json");
        assert!(reply.body.contains(why), "{query}: {}", reply.body);
    }
    assert_eq!(
        json(&server, "q=a&offset=99999999999")["hits"],
        Value::Array(vec![])
    );
    assert_eq!(server.send("POST", "/search.json", &[], "").status, 405);
}

#[test]
fn what_is_written_is_found_at_once() {
    let server = TestServer::start();
    let update = "PREFIX dm: <https://w3id.org/demarche/ns#>
        INSERT { <urn:new> a dm:Statement ; dm:quote \"Strelsau capitule\"@fr } WHERE {}";
    assert_eq!(json(&server, "q=capituler")["total"], 0);
    let headers = [
        ("content-type", "application/sparql-update"),
        ("authorization", "Bearer a-token-for-tests"),
    ];
    assert_eq!(server.send("POST", "/sparql", &headers, update).status, 204);
    assert_eq!(json(&server, "q=capituler")["hits"][0]["iri"], "urn:new");
}

#[test]
fn sparql_joins_hits_with_the_graph() {
    let server = TestServer::samples();
    let query = format!(
        "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
         SELECT DISTINCT ?name {{
           SERVICE <{BASE}search> {{ ?hit dm:searchText \"proposition OR proposal\" ; a dm:Statement ; dm:searchScore ?score }}
           ?hit dm:speaker/rdfs:label ?name FILTER(lang(?name) = \"en\" && ?score > 0) }} ORDER BY ?name"
    );
    let reply = server.query(&query, "text/csv");
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.body.lines().count() > 1, "{}", reply.body);
    let wrong = server.query("SELECT * { SERVICE <search> { ?s ?p ?o } }", "text/csv");
    assert_eq!(wrong.status, 400, "{}", wrong.body);
    assert!(wrong.body.contains("the search service"), "{}", wrong.body);
}

#[test]
fn the_page_shows_hits_facets_and_what_is_wrong() {
    let server = TestServer::samples();
    let page = server.get("/search?q=la+OR+the&limit=3", "text/html");
    assert_eq!((page.status, page.media_type()), (200, "text/html"));
    assert!(
        page.body.contains("<mark>la</mark>") || page.body.contains("<mark>the</mark>"),
        "{}",
        page.body
    );
    assert!(page.body.contains("rel=\"next\"") && page.body.contains("kind=statement"));
    assert!(page.body.contains("value=\"la OR the\""));
    let page = server.get("/search?q=%3Cb%3E(", "text/html");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("not closed") && !page.body.contains("<b>("));
    assert_eq!(server.get("/search?q=a&kind=b", "text/html").status, 400);
}

#[test]
fn the_example_of_a_search_in_sparql_has_an_answer() {
    let server = TestServer::samples();
    let examples = server.get("/questions.json", "*/*").body;
    let examples: Value = serde_json::from_str(&examples).unwrap();
    let told = examples.to_string();
    let start = told.find("SERVICE <").unwrap();
    assert!(told[start..].starts_with(&format!("SERVICE <{BASE}search>")));
    let text = server.get("/questions.nt", "*/*").body;
    let line = text
        .lines()
        .find(|line| line.contains("/search.json#sparql>") && line.contains("shacl#select>"))
        .unwrap();
    let literal = line
        .split_once("shacl#select> ")
        .unwrap()
        .1
        .trim_end_matches(" .");
    let query: String = serde_json::from_str(literal).unwrap();
    let reply = server.query(&query, "text/csv");
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.body.lines().count() > 1, "{}", reply.body);
}

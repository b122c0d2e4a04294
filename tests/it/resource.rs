//! Linked data: things, their documents and the pages.

use crate::server::{BASE, TestServer};
use demarche::store::{GraphTarget, RdfFormat, parse_document};

#[test]
fn a_thing_leads_to_the_document_that_suits() {
    let server = TestServer::start();
    for (accept, ending) in [
        ("text/turtle", "ttl"),
        ("*/*", "ttl"),
        ("application/ld+json", "jsonld"),
        (
            "application/rdf+xml;q=0.5, application/n-triples;q=0.6",
            "nt",
        ),
        ("application/rdf+xml", "rdf"),
        (
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "html",
        ),
    ] {
        let reply = server.get("/meeting/k1", accept);
        assert_eq!(reply.status, 303, "{accept}");
        assert_eq!(
            reply.header("location"),
            format!("/meeting/k1.{ending}"),
            "{accept}"
        );
        assert!(reply.header("vary").contains("accept"));
    }
}

#[test]
fn what_is_not_there_or_not_acceptable_is_told() {
    let server = TestServer::start();
    for path in ["/actor/nobody", "/actor/nobody.ttl"] {
        let reply = server.get(path, "*/*");
        assert_eq!(reply.status, 404);
        for told in ["actor/nobody", "/sparql"] {
            assert!(reply.body.contains(told), "{}", reply.body);
        }
    }
    let refused = server.get("/actor/Q1", "image/png");
    assert_eq!(refused.status, 406);
    assert!(refused.body.contains("text/turtle"));
}

#[test]
fn an_old_iri_redirects_for_good_unless_its_thing_is_back() {
    let server = TestServer::start();
    let reply = server.get("/meeting/old", "text/html");
    assert_eq!(
        (reply.status, reply.header("location")),
        (301, "/meeting/k1")
    );
    let reply = server.get("/meeting/old.ttl", "*/*");
    assert_eq!(
        (reply.status, reply.header("location")),
        (301, "/meeting/k1.ttl")
    );
    assert_eq!(server.get("/statement/s1", "*/*").status, 303);
}

#[test]
fn every_document_parses_and_holds_the_same_triples() {
    let server = TestServer::start();
    for path in [
        "/actor/Q1",
        "/article/a1",
        "/graph/article/a1",
        "/graph/identity",
        "/meeting/k1",
        "/place/Q3",
        "/statement/s1",
    ] {
        let mut counts = Vec::new();
        for (ending, format) in [
            ("ttl", "text/turtle"),
            ("nt", "application/n-triples"),
            ("jsonld", "application/ld+json"),
            ("rdf", "application/rdf+xml"),
        ] {
            let reply = server.get(&format!("{path}.{ending}"), "*/*");
            assert_eq!(
                (reply.status, reply.media_type()),
                (200, format),
                "{path}.{ending}"
            );
            let format = RdfFormat::from_media_type(format).unwrap();
            let mut triples: Vec<String> =
                parse_document(reply.body.as_bytes(), format, &GraphTarget::Default, BASE)
                    .unwrap()
                    .iter()
                    .map(ToString::to_string)
                    .collect();
            triples.sort_unstable();
            counts.push(triples);
        }
        assert!(!counts[0].is_empty(), "{path}");
        assert!(counts.iter().all(|triples| *triples == counts[0]), "{path}");
    }
}

#[test]
fn a_document_holds_records_passages_and_names() {
    let server = TestServer::start();
    let turtle = server.get("/meeting/k1.ttl", "*/*").body;
    for part in [
        "jeudi soir",
        "Mme Envoyée sera jeudi soir à Strelsau",
        "meeting-status-planned",
        "Ada Envoyée",
        "Strelsau",
        "recordOf",
    ] {
        assert!(turtle.contains(part), "{part} is not in\n{turtle}");
    }
}

#[test]
fn the_page_quotes_the_passage_and_escapes_what_it_shows() {
    let server = TestServer::start();
    let page = server.get("/meeting/k1.html", "*/*");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(page.header("link").contains("</meeting/k1.ttl>"));
    let body = &page.body;
    assert!(
        body.contains("<q>Mme Envoyée sera jeudi soir à Strelsau</q>"),
        "{body}"
    );
    assert!(body.contains("href=\"/actor/Q1\""), "{body}");
    assert!(!body.contains("<b>"), "{body}");
    assert!(body.contains("participant"), "{body}");
    let actor = server.get("/actor/Q1.html", "*/*").body;
    assert!(actor.contains("href=\"/meeting/k1\""), "{actor}");
    assert!(
        actor.contains("href=\"http://www.wikidata.org/entity/Q1\""),
        "{actor}"
    );
}

#[test]
fn pages_ask_nothing_of_other_servers() {
    let server = TestServer::start();
    for path in [
        "/",
        "/sparql",
        "/meeting/k1.html",
        "/questions/who_met_whom",
    ] {
        let page = server.get(path, "text/html");
        assert_eq!(
            (page.status, page.media_type()),
            (200, "text/html"),
            "{path}: {}",
            page.body
        );
        // Data for search engines is no script, nothing is fetched for it; only the editor has one, which is ours.
        let mut body = page
            .body
            .replace("<script type=\"application/ld+json\">", "");
        if path == "/sparql" {
            body = body.replace("<script src=\"/sparql.js\" defer></script>", "");
        }
        for mark in ["src=\"http", "src='http", "@import", "<script"] {
            assert!(!body.contains(mark), "{path} has {mark}");
        }
        let sheets: Vec<&str> = page.body.split("rel=\"stylesheet\"").skip(1).collect();
        assert!(
            sheets.iter().all(|rest| rest.starts_with(" href=\"/")),
            "{path}"
        );
    }
    assert_eq!(server.get("/style.css", "*/*").media_type(), "text/css");
}

#[test]
fn the_first_page_counts_and_lists_the_questions() {
    let page = TestServer::start().get("/", "text/html").body;
    assert!(page.contains("<dt>Meetings</dt><dd>1</dd>"), "{page}");
    assert!(page.contains("href=\"/questions\""), "{page}");
}

#[test]
fn a_question_shows_text_query_and_csv() {
    let server = TestServer::start();
    let page = server.get("/questions/who_met_whom", "text/html").body;
    assert!(page.contains("lang=\"fr\""), "{page}");
    assert!(page.contains("SELECT"), "{page}");
    assert!(page.contains("format=csv"), "{page}");
    let triples = server.get("/questions/evidence_as_annotations", "text/html");
    assert_eq!(triples.status, 200, "{}", triples.body);
    assert!(triples.body.contains("format=ttl"), "{}", triples.body);
    assert_eq!(server.get("/questions/unknown", "*/*").status, 404);
}

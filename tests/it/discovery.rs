//! What tells machines what there is: the counts, the addresses, the questions, the words of schema.org.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::documents::{Triples, parse};
use crate::server::{BASE, TestServer, add};
use demarche::store::Store;
use serde_json::Value;

const RDF: [(&str, &str); 5] = [
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
    ("rdf", "application/rdf+xml"),
    ("json", "application/ld+json"),
];

/// The document of `name` in every form of RDF: the same triples in all.
fn in_every_form(server: &TestServer, name: &str) -> Triples {
    let documents: Vec<Triples> = RDF
        .iter()
        .map(|(ending, media_type)| {
            let reply = server.get(&format!("/{name}.{ending}"), "*/*");
            assert_eq!(reply.status, 200, "{name}.{ending}");
            assert!(reply.header("etag").starts_with("W/"), "{name}.{ending}");
            parse(&reply.body, media_type)
        })
        .collect();
    assert!(
        documents.iter().all(|document| *document == documents[0]),
        "{name}"
    );
    for accept in ["text/turtle", "text/html", "application/json"] {
        let reply = server.get(&format!("/{name}"), accept);
        assert_eq!(reply.status, 303, "{name}");
        let document = server.get(reply.header("location"), "*/*");
        assert_eq!((document.status, document.media_type()), (200, accept));
    }
    assert_eq!(server.get(&format!("/{name}"), "image/png").status, 406);
    assert_eq!(server.get(&format!("/{name}.docx"), "*/*").status, 404);
    documents[0].clone()
}

/// Values of `predicate` by subject.
fn values<'a>(triples: &'a Triples, subject: &str, predicate: &str) -> Vec<&'a str> {
    triples
        .iter()
        .filter(|[of, by, _]| of == subject && *by == format!("<{predicate}>"))
        .map(|[.., object]| object.as_str())
        .collect()
}

fn void(name: &str) -> String {
    format!("http://rdfs.org/ns/void#{name}")
}

fn number(triples: &Triples, subject: &str, property: &str) -> u64 {
    let found = values(triples, subject, &void(property));
    assert_eq!(found.len(), 1, "{subject} {property}");
    found[0].split('"').nth(1).unwrap().parse().unwrap()
}

/// What a partition says: by class or property, the number.
fn partitions(triples: &Triples, of: &str, kind: &str, counted: &str) -> BTreeMap<String, u64> {
    values(triples, of, &void(&format!("{kind}Partition")))
        .into_iter()
        .map(|partition| {
            let term = values(triples, partition, &void(kind));
            assert_eq!(term.len(), 1, "{partition}");
            let term = term[0].trim_matches(['<', '>']).to_owned();
            (term, number(triples, partition, counted))
        })
        .collect()
}

/// Rows of two columns, the second a number.
fn counted(server: &TestServer, query: &str) -> BTreeMap<String, u64> {
    let reply = server.query(query, "text/csv");
    assert_eq!(reply.status, 200, "{}", reply.body);
    let rows = reply
        .body
        .lines()
        .skip(1)
        .map(|row| row.rsplit_once(',').unwrap());
    rows.map(|(term, number)| (term.to_owned(), number.parse().unwrap()))
        .collect()
}

fn one(server: &TestServer, pattern: &str) -> u64 {
    let query = format!("SELECT (\"n\" AS ?name) {pattern}");
    counted(server, &query)["n"]
}

#[test]
fn the_counts_of_void_are_those_of_sparql() {
    let server = TestServer::samples();
    let said = in_every_form(&server, "dataset");
    let well_known = server.get("/.well-known/void", "text/turtle");
    assert_eq!(parse(&well_known.body, "text/turtle"), said);
    let (dataset, named) = (
        format!("<{BASE}dataset>"),
        format!("<{BASE}dataset#named-graphs>"),
    );
    for (part, pattern) in [
        (&dataset, "{ ?s ?p ?o }"),
        (&named, "{ GRAPH ?g { ?s ?p ?o } }"),
    ] {
        let n = |what: &str| one(&server, &format!("(COUNT({what}) AS ?n) {pattern}"));
        assert_eq!(number(&said, part, "triples"), n("*"), "{part}");
        assert_eq!(
            number(&said, part, "distinctSubjects"),
            n("DISTINCT ?s"),
            "{part}"
        );
        assert_eq!(
            number(&said, part, "properties"),
            n("DISTINCT ?p"),
            "{part}"
        );
        let typed = pattern.replace("?p ?o", "a ?c");
        let classes = one(&server, &format!("(COUNT(DISTINCT ?c) AS ?n) {typed}"));
        assert_eq!(number(&said, part, "classes"), classes, "{part}");
        let by_class = format!("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) {typed} GROUP BY ?c");
        assert_eq!(
            partitions(&said, part, "class", "entities"),
            counted(&server, &by_class)
        );
        let by_property = format!("SELECT ?p (COUNT(*) AS ?n) {pattern} GROUP BY ?p");
        assert_eq!(
            partitions(&said, part, "property", "triples"),
            counted(&server, &by_property)
        );
    }
    let graphs = one(
        &server,
        "(COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
    );
    assert_eq!(number(&said, &named, "documents"), graphs);
    for property in ["exampleResource", "dataDump"] {
        let found = values(&said, &dataset, &void(property));
        assert!(found.len() >= 4, "{property}");
        for iri in found {
            let path = iri.trim_matches(['<', '>']).replace(BASE, "/");
            let status = server.get(&path, "*/*").status;
            assert!([200, 303].contains(&status), "{iri}: {status}");
        }
    }
    let before = number(&said, &dataset, "triples");
    add(&server.store, "<http://e/new> <http://e/p> 1 .");
    let after = parse(
        &server.get("/dataset.nt", "*/*").body,
        "application/n-triples",
    );
    assert_eq!(number(&after, &dataset, "triples"), before + 1);
}

#[test]
fn the_service_description_names_the_same_dataset() {
    let server = TestServer::start();
    let said = parse(&server.get("/sparql", "text/turtle").body, "text/turtle");
    let sd = "http://www.w3.org/ns/sparql-service-description#";
    assert!(said.iter().any(|[_, predicate, object]| {
        *predicate == format!("<{sd}defaultDataset>") && *object == format!("<{BASE}dataset>")
    }));
    let links = server.get("/", "text/html").header("link").to_owned();
    for address in ["</.well-known/void>", "</openapi.json>", "</sparql>"] {
        assert!(links.contains(address), "{links}");
    }
}

/// What stands between the tags of that name.
fn elements(xml: &str, name: &str) -> Vec<String> {
    xml.split(&format!("<{name}>"))
        .skip(1)
        .filter_map(|rest| rest.split(&format!("</{name}>")).next())
        .map(|address| address.replace("&amp;", "&"))
        .collect()
}

#[test]
fn the_sitemap_has_every_page_once_and_all_of_them_answer() {
    let server = TestServer::samples();
    let robots = server.get("/robots.txt", "*/*");
    assert!(robots.body.contains(&format!("Sitemap: {BASE}sitemap.xml")));
    let reply = server.get("/sitemap.xml", "*/*");
    assert_eq!(reply.media_type(), "application/xml");
    let addresses = elements(&reply.body, "loc");
    let distinct: BTreeSet<&String> = addresses.iter().collect();
    assert_eq!(distinct.len(), addresses.len());
    let things = server.query(
        "PREFIX dm: <https://w3id.org/demarche/ns#> SELECT DISTINCT ?s {
           VALUES ?c { dm:Actor dm:Article dm:Meeting dm:Place dm:Proposal dm:Statement }
           ?s a ?c FILTER(!CONTAINS(STR(?s), '#')) }",
        "text/csv",
    );
    let mut number = 0;
    for thing in things.body.lines().skip(1) {
        number += 1;
        assert!(distinct.contains(&format!("{thing}.html")), "{thing}");
    }
    assert!(number > 50, "{number}");
    for address in &addresses {
        let path = address.replace(BASE, "/");
        let page = server.get(&path, "text/html");
        assert_eq!(
            (page.status, page.media_type()),
            (200, "text/html"),
            "{path}"
        );
    }
    assert_eq!(server.get("/sitemap/1.xml", "*/*").status, 200);
    assert_eq!(server.get("/sitemap/2.xml", "*/*").status, 404);
    assert_eq!(server.get("/sitemap/0.xml", "*/*").status, 404);
}

#[test]
fn a_large_sitemap_is_an_index_of_parts() {
    let store = Store::memory().unwrap();
    let meetings: String = (0..50_000)
        .map(|number| {
            format!("<{BASE}meeting/{number}> a <https://w3id.org/demarche/ns#Meeting> .\n")
        })
        .collect();
    add(&store, &meetings);
    let server = TestServer::over(store, |_| {});
    let index = server.get("/sitemap.xml", "*/*").body;
    assert!(index.contains("<sitemapindex"));
    let parts = elements(&index, "loc");
    assert_eq!(
        parts,
        [
            format!("{BASE}sitemap/1.xml"),
            format!("{BASE}sitemap/2.xml")
        ]
    );
    let mut addresses = BTreeSet::new();
    for part in parts {
        let body = server.get(&part.replace(BASE, "/"), "*/*").body;
        let told = elements(&body, "loc");
        assert!(told.len() <= 50_000);
        addresses.extend(told);
    }
    assert!(addresses.contains(&format!("{BASE}meeting/49999.html")));
    assert!(addresses.len() > 50_000, "{}", addresses.len());
}

#[test]
fn open_api_lists_the_routes_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let routes = std::fs::read_to_string(root.join("src/serve/routes.rs")).unwrap();
    let mut paths = BTreeSet::new();
    for opening in [
        "reading(\"",
        "posting(\"",
        "web::resource(\"",
        "graph_store(\"",
    ] {
        let found = routes.split(opening).skip(1);
        paths.extend(found.filter_map(|rest| rest.split('"').next()).map(|path| {
            // `{path:.*}` is `{path}` to OpenAPI.
            let plain = path.split(':').next().unwrap_or_default();
            if plain.len() < path.len() {
                format!("{plain}}}")
            } else {
                path.to_owned()
            }
        }));
    }
    for kind in [
        "actor",
        "article",
        "graph",
        "meeting",
        "place",
        "proposal",
        "run",
        "statement",
    ] {
        paths.insert(format!("/{kind}/{{id}}"));
        paths.insert(format!("/{kind}/{{id}}.{{ending}}"));
    }
    for page in [
        "about", "changes", "coverage", "disputes", "met", "timeline",
    ] {
        paths.insert(format!("/{page}"));
        paths.insert(format!("/{page}.{{ending}}"));
    }
    let server = TestServer::start();
    let document: Value = serde_json::from_str(&server.get("/openapi.json", "*/*").body).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let told: BTreeSet<String> = document["paths"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(told, paths);
    let references = document.to_string();
    for reference in references.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
}

#[test]
fn answers_are_as_open_api_says() {
    let server = TestServer::start();
    let document: Value = serde_json::from_str(&server.get("/openapi.json", "*/*").body).unwrap();
    let with = |path: &str, name: &str, value: &str| path.replace(&format!("{{{name}}}"), value);
    for (template, item) in document["paths"].as_object().unwrap() {
        if item["get"].is_null() {
            continue;
        }
        let (known, unknown) = (template.clone(), template.clone());
        let known = with(
            &known,
            "id",
            if template.starts_with("/graph") {
                "identity"
            } else {
                "k1"
            },
        );
        let mut known = with(&known, "ending", "ttl");
        for (name, value) in [("number", "1"), ("path", "x"), ("name", "who_met_whom")] {
            known = with(&known, name, value);
        }
        let mut odd = unknown;
        for name in ["id", "ending", "number", "path", "name"] {
            odd = with(&odd, name, "%C3%A9%00");
        }
        for path in [known, odd] {
            for accept in ["*/*", "text/html", "image/png"] {
                for method in ["GET", "HEAD"] {
                    let reply = server.send(method, &path, &[("accept", accept)], "");
                    let responses = &item[method.to_lowercase()]["responses"];
                    let mut response = &responses[reply.status.to_string()];
                    assert!(
                        !response.is_null(),
                        "{method} {path} {accept}: {}",
                        reply.status
                    );
                    if let Some(reference) = response["$ref"].as_str() {
                        response = document.pointer(reference.trim_start_matches('#')).unwrap();
                    }
                    let content = &response["content"];
                    assert!(
                        content.is_null() || !content[reply.media_type()].is_null(),
                        "{method} {path} {accept}: {} {}",
                        reply.status,
                        reply.media_type()
                    );
                }
            }
        }
    }
}

/// The data that a page holds for search engines.
fn data_of(body: &str) -> Option<&str> {
    let (_, rest) = body.split_once("<script type=\"application/ld+json\">")?;
    rest.split("</script>").next()
}

#[test]
fn pages_tell_search_engines_what_they_show() {
    let server = TestServer::start();
    add(
        &server.store,
        "@base <http://localhost:7979/> . @prefix dm: <https://w3id.org/demarche/ns#> . @prefix schema: <http://schema.org/> .
         @prefix code: <https://w3id.org/demarche/code/> .
         <article/a1> schema:inLanguage 'fr' ; schema:publisher <actor/Q2> .
         <meeting/k1> dm:currentStatus code:meeting-status-planned .
         <statement/s1> dm:reportedIn <article/a1> ; dm:quote '</script><b>'@en .",
    );
    let s = |name: &str| format!("<http://schema.org/{name}>");
    let a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>".to_owned();
    let iri = |path: &str| format!("<{BASE}{path}>");
    let day = "\"2016-07-14\"^^<http://schema.org/Date>".to_owned();
    let (ada, kingdom) = (iri("actor/Q1"), iri("actor/Q2"));
    let named = |thing: &String, name: &str| [thing.clone(), s("name"), name.to_owned()];
    let ada_named = [
        named(&ada, "\"Ada Envoy\"@en"),
        named(&ada, "\"Ada Envoyée\"@fr"),
    ];
    // What the thing points to is told with its Wikidata item.
    let ada_known = [
        [ada.clone(), a.clone(), s("Person")],
        [
            ada.clone(),
            s("sameAs"),
            "<http://www.wikidata.org/entity/Q1>".to_owned(),
        ],
    ];
    let headline = [
        iri("article/a1"),
        s("headline"),
        "\"Une rencontre à Strelsau\"@fr".to_owned(),
    ];
    let article = [iri("article/a1"), a.clone(), s("NewsArticle")];
    let check = |path: &str, expected: Vec<[String; 3]>| {
        let page = server.get(&format!("/{path}.html"), "*/*").body;
        let told = parse(data_of(&page).unwrap(), "application/ld+json");
        assert_eq!(told, expected.into_iter().collect(), "{path}");
    };
    let meeting = iri("meeting/k1");
    let mut expected = vec![
        [meeting.clone(), a.clone(), s("Event")],
        named(&meeting, "\"Ada Envoy: meeting, Strelsau, 2016-07-14\"@en"),
        [meeting.clone(), s("startDate"), day.clone()],
        [meeting.clone(), s("endDate"), day.clone()],
        [meeting.clone(), s("eventStatus"), s("EventScheduled")],
        [meeting.clone(), s("attendee"), ada.clone()],
        [meeting.clone(), s("attendee"), kingdom.clone()],
        [kingdom.clone(), a.clone(), s("Country")],
        named(&kingdom, "\"Ruritania <b>&\"@en"),
        [meeting.clone(), s("location"), iri("place/Q3")],
        [iri("place/Q3"), a.clone(), s("Place")],
        named(&iri("place/Q3"), "\"Strelsau\"@en"),
        [meeting.clone(), s("subjectOf"), iri("article/a1")],
        article.clone(),
        headline.clone(),
    ];
    expected.extend(ada_named.clone());
    expected.extend(ada_known.clone());
    check("meeting/k1", expected);
    let statement = iri("statement/s1");
    let mut expected = vec![
        [statement.clone(), a.clone(), s("Quotation")],
        [
            statement.clone(),
            s("text"),
            "\"Nous verrons.\"@fr".to_owned(),
        ],
        [
            statement.clone(),
            s("text"),
            "\"</script><b>\"@en".to_owned(),
        ],
        [statement.clone(), s("spokenByCharacter"), ada.clone()],
        [statement.clone(), s("subjectOf"), iri("article/a1")],
        article.clone(),
        headline.clone(),
    ];
    expected.extend(ada_named.clone());
    expected.extend(ada_known.clone());
    check("statement/s1", expected);
    check("actor/Q1", ada_named.into_iter().chain(ada_known).collect());
    check(
        "article/a1",
        vec![
            article,
            headline,
            [iri("article/a1"), s("datePublished"), day],
            [iri("article/a1"), s("inLanguage"), "\"fr\"".to_owned()],
            [iri("article/a1"), s("publisher"), kingdom.clone()],
            [kingdom.clone(), a.clone(), s("NewsMediaOrganization")],
            named(&kingdom, "\"Ruritania <b>&\"@en"),
        ],
    );
    check(
        "actor/Q2",
        vec![
            [kingdom.clone(), a, s("Country")],
            named(&kingdom, "\"Ruritania <b>&\"@en"),
        ],
    );
}

#[test]
fn every_term_is_explained_at_an_address_of_its_own() {
    let server = TestServer::start();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("ontology");
    for (name, file) in [("ontology", "demarche.ttl"), ("codes", "codes.ttl")] {
        let written = std::fs::read_to_string(root.join(file)).unwrap();
        assert_eq!(in_every_form(&server, name), parse(&written, "text/turtle"));
    }
    let namespace = server.get("/ns", "text/html");
    let page = server.get(namespace.header("location"), "*/*").body;
    for term in demarche::vocab::dm::ALL {
        let local = term.rsplit('#').next().unwrap();
        assert_eq!(
            page.matches(&format!("id=\"{local}\"")).count(),
            1,
            "{term}"
        );
    }
    let page = server.get("/codes.html", "*/*").body;
    for code in demarche::vocab::code::ALL {
        let local = code.rsplit('/').next().unwrap();
        let reply = server.get(&format!("/code/{local}"), "text/html");
        let location = format!("/codes.html#{local}");
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, location.as_str())
        );
        assert_eq!(
            page.matches(&format!("id=\"{local}\"")).count(),
            1,
            "{code}"
        );
    }
    assert_eq!(server.get("/code/act-unknown", "*/*").status, 404);
    let turtle = server.get("/code/act-deny", "text/turtle");
    assert_eq!(turtle.header("location"), "/codes.ttl");
}

#[test]
fn questions_are_examples_that_editors_can_read() {
    let server = TestServer::start();
    let said = in_every_form(&server, "questions");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/questions");
    let mut number = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (name, query) = (
            path.file_stem().unwrap().to_string_lossy().into_owned(),
            std::fs::read_to_string(&path).unwrap(),
        );
        number += 1;
        let iri = format!("<{BASE}questions/{name}>");
        let sh = "http://www.w3.org/ns/shacl#";
        let kinds = values(
            &said,
            &iri,
            "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
        );
        assert!(
            kinds.contains(&format!("<{sh}SPARQLExecutable>").as_str()),
            "{name}"
        );
        assert_eq!(
            values(&said, &iri, "http://www.w3.org/2000/01/rdf-schema#comment").len(),
            2
        );
        assert_eq!(
            values(&said, &iri, "http://schema.org/target"),
            [format!("<{BASE}sparql>")]
        );
        let texts: Vec<&str> = ["select", "ask", "construct"]
            .iter()
            .flat_map(|form| values(&said, &iri, &format!("{sh}{form}")))
            .collect();
        assert_eq!(texts.len(), 1, "{name}");
        let plain = server.get(&format!("/questions/{name}.rq"), "*/*");
        assert_eq!((plain.status, &plain.body), (200, &query));
        assert_eq!(plain.media_type(), "application/sparql-query");
        assert_eq!(
            server
                .get(&format!("/questions/{name}"), "text/html")
                .status,
            200
        );
    }
    assert_eq!(number, 20);
    assert_eq!(server.get("/questions/nothing.rq", "*/*").status, 404);
}

/// The commands of README's section on linked data: `curl`, an `Accept` header where there is one, an address.
#[test]
fn the_addresses_of_the_readme_answer() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let (_, section) = readme
        .split_once("\n## Linked data\n")
        .expect("README has a section on linked data");
    let section = section.split("\n## ").next().unwrap();
    let server = TestServer::samples();
    let mut commands = 0;
    for line in section.lines().filter(|line| line.starts_with("    curl ")) {
        commands += 1;
        let accept = line
            .split("Accept: ")
            .nth(1)
            .and_then(|rest| rest.split('\'').next());
        let (_, path) = line.split_once("http://127.0.0.1:7979").unwrap();
        let path = path.split([' ', '\'']).next().unwrap();
        let accept = accept.unwrap_or("*/*");
        let mut reply = server.get(path, accept);
        if reply.status == 303 && line.contains(" -L") {
            reply = server.get(reply.header("location"), accept);
        }
        assert_eq!(reply.status, 200, "{line}");
        if accept != "*/*" {
            assert_eq!(reply.media_type(), accept, "{line}");
        }
    }
    assert!(commands >= 5, "{commands}");
}

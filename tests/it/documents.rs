//! The document of every IRI of the sample graph, in every form, against what SPARQL says of the thing.
//!
//! What a document must hold is said at the head of `src/serve/document.rs`; here it is worked out a second time, by prefixes of
//! IRIs, from what the endpoint answers to `CONSTRUCT`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::server::{BASE, Reply, TestServer, add};
use demarche::store::{GraphTarget, RdfFormat, Store, parse_document};

static SAMPLES: LazyLock<TestServer> = LazyLock::new(TestServer::samples);

/// The forms of RDF by ending, and the media type under which each is parsed.
const RDF: [(&str, &str, &str); 5] = [
    ("ttl", "text/turtle", "text/turtle"),
    ("jsonld", "application/ld+json", "application/ld+json"),
    ("nt", "application/n-triples", "application/n-triples"),
    ("rdf", "application/rdf+xml", "application/rdf+xml"),
    ("json", "application/json", "application/ld+json"),
];

/// Triples as lines; there are no blank nodes, so equal sets are isomorphic graphs.
pub(crate) type Triples = BTreeSet<[String; 3]>;

/// The triples of a document.
pub(crate) fn parse(body: &str, media_type: &str) -> Triples {
    let format = RdfFormat::from_media_type(media_type).unwrap();
    parse_document(body.as_bytes(), format, &GraphTarget::Default, BASE)
        .unwrap_or_else(|error| panic!("{error}\n{body}"))
        .into_iter()
        .map(|quad| {
            let [subject, predicate] = [quad.subject.to_string(), quad.predicate.to_string()];
            [subject, predicate, quad.object.to_string()]
        })
        .collect()
}

/// All that the endpoint says, as one graph and by graph.
struct Said {
    all: Triples,
    graphs: BTreeMap<String, Triples>,
}

fn said(server: &TestServer) -> Said {
    let ask = |query: &str| {
        let reply = server.query(query, "application/n-triples");
        assert_eq!(reply.status, 200, "{}", reply.body);
        parse(&reply.body, "application/n-triples")
    };
    let names = server.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "text/csv");
    let graphs: BTreeMap<String, Triples> = names
        .body
        .lines()
        .skip(1)
        .map(|name| {
            let query = format!("CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{name}> {{ ?s ?p ?o }} }}");
            (format!("<{name}>"), ask(&query))
        })
        .collect();
    let all = ask("CONSTRUCT { ?s ?p ?o } { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }");
    assert!(graphs.len() > 1 && all.len() > 40);
    Said { all, graphs }
}

impl Said {
    /// The addresses of all things under the base, in any place of any triple.
    fn things(&self) -> BTreeMap<String, BTreeSet<String>> {
        let iris = self.all.iter().flatten().chain(self.graphs.keys());
        let mut things: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for iri in iris.filter_map(|term| term.strip_prefix(&format!("<{BASE}"))) {
            let iri = iri.trim_end_matches('>');
            let (path, fragment) = iri.split_once('#').unwrap_or((iri, ""));
            let fragments = things.entry(path.to_owned()).or_default();
            if !fragment.is_empty() {
                fragments.insert(fragment.to_owned());
            }
        }
        things
    }

    /// Where a thing went of which nothing else is known.
    fn heir(&self, path: &str) -> Option<String> {
        let thing = format!("<{BASE}{path}>");
        let mut told = self.all.iter().filter(|[subject, ..]| *subject == thing);
        let [_, predicate, heir] = told.next()?;
        let only = told.next().is_none() && predicate.ends_with("/isReplacedBy>");
        let heir = heir
            .strip_prefix(&format!("<{BASE}"))?
            .trim_end_matches('>');
        only.then(|| heir.to_owned())
    }

    /// What the document of a thing is to hold.
    fn of(&self, path: &str) -> Triples {
        let open = format!("<{BASE}{path}");
        let (thing, parts) = (format!("{open}>"), format!("{open}#"));
        let record_of = "<https://w3id.org/demarche/ns#recordOf>";
        let records: Vec<String> = self
            .all
            .iter()
            .filter(|[_, predicate, object]| predicate == record_of && *object == thing)
            .map(|[record, ..]| record.trim_end_matches('>').to_owned())
            .collect();
        let of_records = |subject: &str| {
            records.iter().any(|record| {
                subject
                    .strip_prefix(record)
                    .is_some_and(|rest| rest == ">" || rest.starts_with('-'))
            })
        };
        let mut held: Triples = self
            .all
            .iter()
            .filter(|[subject, ..]| {
                *subject == thing || subject.starts_with(&parts) || of_records(subject)
            })
            .chain(self.graphs.get(&thing).into_iter().flatten())
            .cloned()
            .collect();
        let subjects: BTreeSet<&String> = held.iter().map(|[subject, ..]| subject).collect();
        let ours = [
            format!("<{BASE}"),
            "<https://w3id.org/demarche/code/".to_owned(),
        ];
        let pointed_to: BTreeSet<&String> = held
            .iter()
            .map(|[.., object]| object)
            .filter(|object| ours.iter().any(|start| object.starts_with(start)))
            .filter(|object| !subjects.contains(object))
            .collect();
        let naming = [
            "<http://www.w3.org/2000/01/rdf-schema#label>",
            "<http://schema.org/headline>",
            "<http://www.w3.org/2004/02/skos/core#prefLabel>",
        ];
        let names: Triples = self
            .all
            .iter()
            .filter(|[subject, predicate, _]| {
                pointed_to.contains(subject) && naming.contains(&predicate.as_str())
            })
            .cloned()
            .collect();
        held.extend(names);
        held
    }
}

/// The element of `Link` with this relation: where it leads.
fn linked(reply: &Reply, relation: &str) -> Option<String> {
    let link = reply
        .header("link")
        .split(", ")
        .find(|link| link.ends_with(&format!("rel=\"{relation}\"")))?;
    Some(link.split(['<', '>']).nth(1)?.to_owned())
}

/// All pages of a document, and the triples of them together without what says which page is which.
fn pages(server: &TestServer, path: &str, parse_as: &str) -> (Vec<Reply>, Triples) {
    let mut replies = Vec::new();
    let mut triples = Triples::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        let reply = server.get(&path, "*/*");
        assert_eq!(reply.status, 200, "{path}: {}", reply.body);
        if parse_as != "text/html" {
            let page = parse(&reply.body, parse_as);
            let of_pages = |[subject, predicate, _]: &[String; 3]| {
                predicate.contains("/hydra/")
                    || predicate.ends_with("primaryTopic>")
                    || subject.contains("?page=")
            };
            triples.extend(page.into_iter().filter(|triple| !of_pages(triple)));
        }
        next = linked(&reply, "next");
        replies.push(reply);
    }
    (replies, triples)
}

#[test]
fn every_iri_of_the_samples_leads_to_what_sparql_says_of_it() {
    let server = &*SAMPLES;
    let said = said(server);
    let things = said.things();
    assert!(things.len() > 100, "{}", things.len());
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
        assert!(
            things.keys().any(|path| path.starts_with(kind)),
            "no {kind}"
        );
    }
    for (path, fragments) in &things {
        if let Some(heir) = said.heir(path) {
            for ending in ["", ".ttl", ".html"] {
                let reply = server.get(&format!("/{path}{ending}"), "*/*");
                let location = format!("/{heir}{ending}");
                assert_eq!(
                    (reply.status, reply.header("location")),
                    (301, location.as_str())
                );
            }
            assert!(things.contains_key(&heir), "{heir}");
            continue;
        }
        let expected = said.of(path);
        assert!(!expected.is_empty(), "{path}");
        for (ending, media_type, parse_as) in RDF {
            let reply = server.get(&format!("/{path}"), media_type);
            let location = format!("/{path}.{ending}");
            assert_eq!(
                (reply.status, reply.header("location")),
                (303, location.as_str())
            );
            let (replies, triples) = pages(server, &location, parse_as);
            assert!(replies.iter().all(|reply| reply.media_type() == media_type));
            let known = [("if-none-match", replies[0].header("etag"))];
            assert_eq!(server.send("GET", &location, &known, "").status, 304);
            if triples != expected {
                let lacking: Vec<_> = expected.difference(&triples).take(5).collect();
                let besides: Vec<_> = triples.difference(&expected).take(5).collect();
                panic!("{location} lacks {lacking:#?} and has besides {besides:#?}");
            }
        }
        let reply = server.get(&format!("/{path}"), "text/html");
        let location = format!("/{path}.html");
        assert_eq!(
            (reply.status, reply.header("location")),
            (303, location.as_str())
        );
        let (replies, _) = pages(server, &location, "text/html");
        for fragment in fragments {
            let id = format!("id=\"{fragment}\"");
            let times = replies.iter().map(|page| page.body.matches(&id).count());
            assert_eq!(times.sum::<usize>(), 1, "{location} has no #{fragment}");
        }
    }
}

#[test]
fn links_of_pages_lead_somewhere() {
    let server = &*SAMPLES;
    let things = said(server).things();
    let mut open: Vec<String> = things.keys().map(|path| format!("/{path}")).collect();
    open.push("/".to_owned());
    let mut seen = BTreeSet::new();
    let mut broken = Vec::new();
    while let Some(path) = open.pop() {
        let path = path.split('#').next().unwrap_or_default().to_owned();
        // Answers in the other formats and of the whole store are tested where they are made.
        let narrowed = path.starts_with("/search?") && path.matches('&').count() > 2;
        let list = [".md", ".csv", ".atom", ".bib", ".ris"];
        if path.starts_with("/sparql?")
            || narrowed
            // The other language is asked for in `pages.rs`, lists of facts too.
            || path.contains("lang=")
            || list.iter().any(|ending| path.ends_with(ending))
            || path.starts_with("/store")
            || path.ends_with(".parquet")
            || !seen.insert(path.clone())
        {
            continue;
        }
        let reply = server.get(&path, "text/html,*/*;q=0.1");
        match reply.status {
            200 => {}
            301 | 303 => open.push(reply.header("location").to_owned()),
            status => broken.push(format!("{path}: {status}")),
        }
        if reply.media_type() == "text/html" {
            let links = reply.body.split("href=\"").skip(1);
            let links = links.filter_map(|rest| rest.split('"').next());
            open.extend(
                links
                    .filter(|link| link.starts_with('/'))
                    .map(str::to_owned),
            );
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    // A dossier has more pages than its document, and an end.
    let dossier = |page: u32| {
        let address = format!("/actor/Q22316.html?page={page}");
        server.get(&address, "text/html").status
    };
    assert_eq!((dossier(2), dossier(99)), (200, 404));
    assert!(seen.len() > 500, "only {} addresses were found", seen.len());
}

/// A meeting with many reports, and an article with a long passage.
fn long() -> Store {
    let store = Store::memory().unwrap();
    let head = "@base <http://localhost:7979/> . @prefix dm: <https://w3id.org/demarche/ns#> .
        @prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> .";
    let mut trig =
        format!("{head} <meeting/k1> a dm:Meeting . <graph/article/x> a prov:Bundle .\n");
    for number in 0..250 {
        let record = format!("article/a{number}#m1");
        let line = format!(
            "<graph/identity> {{ <{record}> dm:recordOf <meeting/k1> }} <graph/article/a{number}> {{ <{record}> a dm:Meeting }}\n"
        );
        trig.push_str(&line);
    }
    let words = "É".repeat(301);
    let passage = format!(
        "<graph/article/x> {{ <article/x> a dm:Article . <article/x#s1> a dm:Statement ; dm:quote \"{words}\"@fr ; dm:evidence <article/x#s1-e1> .
        <article/x#s1-e1> a dm:Evidence ; oa:hasSelector <article/x#s1-e1-quote> .
        <article/x#s1-e1-quote> a oa:TextQuoteSelector ; oa:exact \"{words}\" . }}"
    );
    trig.push_str(&passage);
    add(&store, &trig);
    store
}

#[test]
fn a_long_document_comes_in_pages_that_know_one_another() {
    let server = TestServer::over(long(), |_| {});
    let first = server.get("/meeting/k1.ttl", "*/*");
    assert_eq!(linked(&first, "next").unwrap(), "/meeting/k1.ttl?page=2");
    assert_eq!(linked(&first, "last").unwrap(), "/meeting/k1.ttl?page=10");
    assert_eq!(linked(&first, "prev"), None);
    assert!(
        first.body.contains("PartialCollectionView"),
        "{}",
        first.body
    );
    let (replies, triples) = pages(&server, "/meeting/k1.ttl", "text/turtle");
    assert_eq!(replies.len(), 10);
    assert_eq!(triples, said(&server).of("meeting/k1"));
    let page = server.get("/meeting/k1.html?page=2", "*/*");
    assert!(page.body.contains("25 / 250"), "{}", page.body);
    assert!(page.body.contains("href=\"/meeting/k1.html?page=3\""));
    assert_eq!(server.get("/meeting/k1.ttl?page=11", "*/*").status, 404);
    assert_eq!(server.get("/graph/identity.nt?page=2", "*/*").status, 404);
    for wrong in ["0", "-1", "two", "1.5", ""] {
        let reply = server.get(&format!("/meeting/k1.ttl?page={wrong}"), "*/*");
        assert_eq!(reply.status, 400, "{wrong}");
    }
    let short = server.get("/graph/article/a1.ttl", "*/*");
    assert!(!short.body.contains("PartialCollectionView"));
}

#[test]
fn passages_are_short_unless_the_operator_publishes_more() {
    let (cut, whole) = (format!("{}…", "É".repeat(299)), "É".repeat(301));
    let server = TestServer::over(long(), |_| {});
    for path in [
        "/article/x.ttl",
        "/article/x.html",
        "/graph/article/x.nt",
        "/article/x.json",
    ] {
        let body = server.get(path, "*/*").body;
        assert!(
            body.contains(&cut) && !body.contains(&whole),
            "{path}: {body}"
        );
    }
    let server = TestServer::over(long(), |settings| settings.full_text = true);
    for path in ["/article/x.ttl", "/article/x.html"] {
        assert!(server.get(path, "*/*").body.contains(&whole), "{path}");
    }
}

#[test]
fn who_has_the_document_already_is_told_so() {
    let server = TestServer::start();
    for path in ["/meeting/k1.ttl", "/meeting/k1.html", "/ontology.ttl"] {
        let reply = server.get(path, "*/*");
        let tag = reply.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        for known in [tag.as_str(), "*", &format!("\"other\", {tag}")] {
            let again = server.send("GET", path, &[("if-none-match", known)], "");
            assert_eq!((again.status, again.body.as_str()), (304, ""), "{path}");
            assert_eq!(again.header("etag"), tag);
            assert!(again.header("vary").contains("accept"));
        }
        let other = server.send("GET", path, &[("if-none-match", "\"other\"")], "");
        assert_eq!((other.status, &other.body), (200, &reply.body));
    }
    let before = server.get("/meeting/k1.ttl", "*/*");
    add(
        &server.store,
        "<http://localhost:7979/meeting/k1> <https://w3id.org/demarche/ns#reports> 7 .",
    );
    let tag = before.header("etag");
    let after = server.send("GET", "/meeting/k1.ttl", &[("if-none-match", tag)], "");
    assert_eq!(
        after.status, 200,
        "a change of the thing is a change of its tag"
    );
}

#[test]
fn json_ld_is_compact_and_needs_no_network() {
    let server = TestServer::start();
    let reply = server.get("/meeting/k1.jsonld", "*/*");
    let document: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    let published: serde_json::Value =
        serde_json::from_str(&server.get("/context.jsonld", "*/*").body).unwrap();
    assert_eq!(document["@context"], published["@context"]);
    let meeting = &document["@graph"][0];
    assert_eq!(meeting["id"], format!("{BASE}meeting/k1"));
    assert_eq!(meeting["type"], "Meeting");
    assert_eq!(meeting["participant"][0], format!("{BASE}actor/Q1"));
    assert_eq!(
        meeting["label"]["en"],
        "Ada Envoy: meeting, Strelsau, 2016-07-14"
    );
    let same = server.get("/meeting/k1.json", "*/*");
    assert_eq!(
        (same.media_type(), &same.body),
        ("application/json", &reply.body)
    );
}

#[test]
fn answers_name_the_thing_and_the_other_forms() {
    let server = TestServer::start();
    let redirect = server.get("/meeting/k1", "text/turtle");
    assert_eq!(linked(&redirect, "describedby").unwrap(), "/meeting/k1.ttl");
    let reply = server.get("/meeting/k1.ttl", "*/*");
    assert_eq!(
        linked(&reply, "describes").unwrap(),
        format!("{BASE}meeting/k1")
    );
    assert_eq!(
        linked(&reply, "canonical").unwrap(),
        format!("{BASE}meeting/k1.html")
    );
    for (reply, forms) in [(&redirect, 6), (&reply, 5)] {
        let links = reply.header("link");
        assert_eq!(links.matches("rel=\"alternate\"").count(), forms, "{links}");
        assert!(links.contains("</meeting/k1.json>; rel=\"alternate\"; type=\"application/json\""));
    }
}

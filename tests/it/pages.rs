//! The pages for people: in both languages, in all their forms, with the way from a question to the words that answer it.

use crate::server::{BASE, TOKEN, TestServer};
use demarche::pipeline::Pipeline;
use demarche::source::{Input, Options, walk};
use demarche::store::{Articles, GraphTarget, RdfFormat, Run, parse_document};
use std::collections::BTreeSet;
use std::io::Write as _;

/// A page of each design.
fn paths(server: &TestServer) -> Vec<String> {
    let thing = |class: &str| {
        let query = format!(
            "SELECT ?thing {{ ?thing a <https://w3id.org/demarche/ns#{class}> FILTER(!CONTAINS(STR(?thing), \"#\")) }} ORDER BY ?thing LIMIT 1"
        );
        let reply = server.query(&query, "text/csv").body;
        let iri = reply.lines().nth(1).unwrap().trim();
        format!("/{}.html", iri.strip_prefix(BASE).unwrap())
    };
    let plain = [
        "/",
        "/search",
        "/search?q=Kerry",
        "/disputes",
        "/timeline",
        "/met",
        "/coverage",
        "/changes",
        "/about",
        "/data",
        "/dataset.html",
        "/ontology.html",
        "/codes.html",
        "/questions.html",
        "/questions/who_met_whom",
        "/questions/what_did_kerry_say",
        "/sparql",
        "/sparql?example=dyads",
        "/timeline?lanes=actor",
        "/nowhere",
    ];
    let things = [
        "Actor",
        "Statement",
        "Proposal",
        "Meeting",
        "Article",
        "Place",
    ];
    plain
        .into_iter()
        .map(str::to_owned)
        .chain(things.into_iter().map(thing))
        .collect()
}

#[test]
fn every_page_speaks_both_languages_and_is_small() {
    let server = TestServer::samples();
    for path in paths(&server) {
        let mut bodies = Vec::new();
        for (accept, lang) in [("fr-FR,fr;q=0.9,en;q=0.1", "fr"), ("de,en;q=0.5", "en")] {
            let headers = [("accept", "text/html"), ("accept-language", accept)];
            let reply = server.send("GET", &path, &headers, "");
            assert_eq!(reply.media_type(), "text/html", "{path}");
            let vary = reply.header("vary");
            assert!(
                vary.contains("accept-language") || reply.status == 404,
                "{path}: {vary}"
            );
            let policy = reply.header("content-security-policy");
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            let opening = format!("<html lang=\"{lang}\">");
            assert!(reply.body.contains(&opening), "{path} is not in {lang}");
            assert!(!reply.body.contains("??"), "{path} lacks a text in {lang}");
            let mut packed =
                flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            packed.write_all(reply.body.as_bytes()).unwrap();
            let size = packed.finish().unwrap().len();
            assert!(size <= 60 * 1024, "{path} has {size} bytes packed");
            bodies.push(reply.body);
        }
        assert_ne!(bodies[0], bodies[1], "{path}");
        // The address wins over the browser, and links remember it.
        let joint = if path.contains('?') { '&' } else { '?' };
        let asked = format!("{path}{joint}lang=fr");
        let headers = [("accept", "text/html"), ("accept-language", "en")];
        let page = server.send("GET", &asked, &headers, "").body;
        assert!(page.contains("<html lang=\"fr\">"), "{asked}");
        if path != "/nowhere" {
            assert!(page.contains("href=\"/disputes?lang=fr\""), "{asked}");
        }
    }
    let wrong = server.get("/met?lang=de", "*/*");
    assert_eq!(wrong.status, 400);
}

#[test]
fn pages_have_other_forms() {
    let server = TestServer::samples();
    let kerry = "actor/Q22316";
    for page in ["disputes", "timeline", "met", "coverage", "changes", kerry] {
        for (ending, media_type) in [
            ("csv", "text/csv"),
            ("json", "application/json"),
            ("ttl", "text/turtle"),
            ("jsonld", "application/ld+json"),
            ("md", "text/markdown"),
            ("atom", "application/atom+xml"),
            ("bib", "application/x-bibtex"),
            ("ris", "application/x-research-info-systems"),
        ] {
            let path = format!("/{page}.{ending}");
            let reply = server.get(&path, "*/*");
            assert_eq!(
                (reply.status, reply.media_type()),
                (200, media_type),
                "{path}"
            );
            let body = &reply.body;
            match ending {
                "json" | "jsonld" => {
                    serde_json::from_str::<serde_json::Value>(body).unwrap();
                }
                "ttl" => {
                    let quads = parse_document(
                        body.as_bytes(),
                        RdfFormat::Turtle,
                        &GraphTarget::Default,
                        BASE,
                    );
                    quads.unwrap();
                }
                "csv" => assert!(body.lines().count() > 1, "{path}: {body}"),
                "atom" => assert!(
                    body.contains("<feed") && body.ends_with("</feed>\n"),
                    "{path}"
                ),
                "md" => assert!(body.starts_with("# "), "{path}: {body}"),
                _ if ["met", "coverage"].contains(&page) => {}
                "bib" => assert!(body.contains("@article{"), "{path}: {body}"),
                _ => assert!(body.contains("TY  - NEWS"), "{path}: {body}"),
            }
            // A feed names its own address.
            if page != kerry && ending != "atom" {
                let same = server.get(&format!("/{page}"), media_type);
                assert_eq!(same.body, reply.body, "{path}");
            }
        }
    }
    assert_eq!(server.get("/disputes.exe", "*/*").status, 404);
    let feed = server.get("/search.atom?q=Kerry", "*/*");
    assert!(feed.body.contains("<entry>"), "{}", feed.body);
}

/// The addresses of links with these words, or of those before which these words stand.
fn link<'a>(page: &'a str, words: &str) -> Option<&'a str> {
    let at = page.find(words)?;
    let start = page[..at].rfind("href=\"")? + "href=\"".len();
    page[start..].split('"').next()
}

#[test]
fn from_the_first_page_to_the_words_of_a_denial_it_is_four_clicks() {
    let server = TestServer::samples();
    for (lang, disputes, cite) in [
        ("en", ">Disputes<", ">Cite<"),
        ("fr", ">Démentis<", ">Citer<"),
    ] {
        let open = |path: &str| {
            let headers = [("accept", "text/html"), ("accept-language", lang)];
            let mut reply = server.send("GET", path, &headers, "");
            if reply.status == 303 {
                let there = reply.header("location").to_owned();
                reply = server.send("GET", &there, &headers, "");
            }
            assert_eq!(reply.status, 200, "{path}");
            reply.body
        };
        let first = open("/");
        let listed = open(link(&first, disputes).unwrap());
        // The denial of the Kremlin stands beside the proposal of the United States, with its passage.
        let words = "avoir discuté avec John Kerry d&#39;une coordination directe";
        let place = listed.find(words).expect("the denial is listed");
        let before = &listed[..place];
        assert!(before.contains("États-Unis") || before.contains("United States"));
        assert!(
            listed[place..].contains("<blockquote lang=\"fr\">"),
            "the passage is there, in French"
        );
        let after = &listed[place..];
        let denial = after.split("class=\"reports\" href=\"").nth(1).unwrap();
        let page = open(denial.split('"').next().unwrap());
        assert!(page.contains(cite), "{lang}");
        let citation = page.split("class=\"copy\">").nth(1).unwrap();
        assert!(citation.contains("Agence du Ponant"), "{citation}");
        assert!(page.contains("@article{"), "BibTeX is there to be copied");
    }
}

#[test]
fn pages_know_the_moment() {
    let server = TestServer::samples();
    for path in ["/", "/disputes", "/timeline", "/met", "/changes", "/search"] {
        let now = server.get(path, "text/html").body;
        let then = server.get(&format!("{path}?asof=2016-07-13"), "text/html");
        assert_eq!(then.status, 200, "{path}");
        assert!(
            now.contains("Kerry") && !then.body.contains("Kerry</a>"),
            "{path}"
        );
        assert!(then.body.contains("13\u{a0}July\u{a0}2016"), "{path}");
        assert!(
            then.body.contains("href=\"/coverage?asof=2016-07-13\""),
            "{path}"
        );
    }
}

#[test]
fn a_form_changes_what_is_asked() {
    let server = TestServer::samples();
    let page = |path: &str| server.get(path, "text/html").body;
    let kerry = page("/questions/what_did_kerry_say");
    let lavrov = page("/questions/what_did_kerry_say?who=Q58217");
    assert!(kerry.contains("name=\"who\" value=\"Q22316\""), "{kerry}");
    assert!(lavrov.contains("name=\"who\" value=\"Q58217\""));
    assert_ne!(kerry, lavrov);
    assert_eq!(
        server
            .get("/questions/what_did_kerry_say?who=Kerry", "*/*")
            .status,
        400
    );
    let all = page("/changes");
    let late = page("/changes?since=2016-07-27");
    assert!(late.len() < all.len() && late.contains("27\u{a0}July\u{a0}2016"));
    // A list goes on where its page before ends.
    let next = page("/changes?page=2");
    assert!(
        all.contains("rel=\"next\"")
            && next.contains("rel=\"prev\"")
            && next.contains("14\u{a0}July\u{a0}2016")
    );
    assert_eq!(server.get("/changes?since=yesterday", "*/*").status, 400);
}

#[test]
fn a_page_without_a_limit_is_one_page_whatever_is_asked() {
    let server = TestServer::samples();
    let rows = |path: &str| server.get(path, "text/html").body.matches("<tr").count();
    let third = rows("/coverage?page=3");
    assert_eq!(third, rows("/coverage"));
    assert!(third > 2, "{third} rows");
}

#[test]
fn sentences_follow_the_grammar_of_their_language() {
    let server = TestServer::samples();
    let page = |lang: &str| {
        let pages: String = ["/timeline", "/disputes", "/changes"]
            .iter()
            .map(|path| server.get(&format!("{path}?lang={lang}"), "text/html").body)
            .collect();
        // Without tags, as it is read.
        let mut text = String::new();
        for part in pages.split('<') {
            text.push_str(part.split_once('>').map_or("", |(_, text)| text));
        }
        text.replace(['\u{a0}', '\u{202f}'], " ")
    };
    let (en, fr) = (page("en"), page("fr"));
    assert!(
        en.contains("The United States proposed to Russia: “"),
        "{en}"
    );
    assert!(
        fr.contains("Les États-Unis ont proposé à la Russie : « "),
        "{fr}"
    );
    assert!(en.contains("met at the Kremlin") && fr.contains("se sont rencontrés au Kremlin"));
    assert!(fr.contains("14 juillet 2016") && en.contains("14 July 2016"));
    assert!(fr.contains("Le Kremlin a démenti"), "{fr}");
}

#[test]
fn ids_and_fields_are_what_browsers_want() {
    let server = TestServer::samples();
    for path in paths(&server) {
        let body = server.get(&path, "text/html").body;
        let mut ids = BTreeSet::new();
        for id in body.split(" id=\"").skip(1) {
            let id = id.split('"').next().unwrap();
            assert!(ids.insert(id.to_owned()), "{path} has two of #{id}");
        }
        for target in body.split("href=\"#").skip(1) {
            let target = target.split('"').next().unwrap();
            assert!(ids.contains(target), "{path} has no #{target}");
        }
        assert_eq!(body.matches("<h1").count(), 1, "{path}");
        assert!(
            !body.contains(" style="),
            "{path}: the policy forbids style attributes"
        );
        assert!(
            !body.contains("<script>") && !body.contains(" onclick"),
            "{path}"
        );
    }
}

#[test]
fn a_query_that_does_not_parse_comes_back_with_what_is_wrong() {
    let server = TestServer::start();
    let query = crate::server::encode("SELECT ?s {\n  ?s ?p }");
    let page = server.get(&format!("/sparql?format=html&query={query}"), "text/html");
    assert_eq!((page.status, page.media_type()), (400, "text/html"));
    assert!(
        page.body.contains("SELECT ?s {\n  ?s ?p }</textarea>"),
        "{}",
        page.body
    );
    assert!(
        page.body.contains("role=\"alert\"") && page.body.contains("line 2"),
        "{}",
        page.body
    );
}

#[test]
fn facets_narrow_a_search_by_what_they_count() {
    let server = TestServer::samples();
    let found = |query: &str| -> serde_json::Value {
        serde_json::from_str(&server.get(&format!("/search.json?{query}"), "*/*").body).unwrap()
    };
    let all = found("kind=statement");
    for (facet, parameter) in [("act", "act"), ("outlet", "outlet"), ("actor", "actor")] {
        let counts = all["facets"][facet].as_object().unwrap();
        assert!(counts.len() > 2, "{facet}: {counts:?}");
        for (name, count) in counts {
            let value = crate::server::encode(name);
            let narrowed = found(&format!("kind=statement&{parameter}={value}"));
            assert_eq!(narrowed["total"], *count, "{facet} {name}");
        }
    }
    let months = all["facets"]["month"].as_object().unwrap();
    assert!(months.contains_key("2016-07"), "{months:?}");
    let page = server.get("/search?q=Kremlin", "text/html").body;
    assert!(
        page.contains("act=deny") && page.contains("outlet="),
        "{page}"
    );
    assert_eq!(server.get("/search.json?act=sing", "*/*").status, 400);
}

/// A query with names, numbers and points.
const DRAWN: &str = "PREFIX geo: <http://www.opengis.net/ont/geosparql#>
    SELECT ?place ?point ?meetings {
      VALUES (?place ?point ?meetings) {
        (\"Moscow\" \"Point(37.6 55.75)\"^^geo:wktLiteral 3) (\"Paris\" \"Point(2.35 48.85)\"^^geo:wktLiteral 1) } }";

#[test]
fn an_answer_is_a_table_a_chart_or_a_map() {
    let server = TestServer::samples();
    let page = |query: &str, format: &str| {
        let query = crate::server::encode(query);
        let reply = server.get(&format!("/sparql?query={query}&format={format}"), "*/*");
        assert_eq!((reply.status, reply.media_type()), (200, "text/html"));
        reply.body
    };
    let table = page(DRAWN, "html");
    assert!(!table.contains("<svg") && table.contains("format=chart"));
    assert!(table.contains("format=map"), "{table}");
    let chart = page(DRAWN, "chart");
    assert!(chart.contains("<svg class=\"chart\""), "{chart}");
    assert!(chart.contains("<details><summary>Table</summary>"));
    let map = page(DRAWN, "map");
    assert!(map.contains("<svg class=\"map\""), "{map}");
    assert!(map.contains("<title>Moscow · 3</title>"), "{map}");
    // What has neither numbers nor points says so, and is a table.
    let neither = page("SELECT ?a { VALUES ?a { \"x\" } }", "map");
    assert!(!neither.contains("<svg") && neither.contains("cannot be drawn"));
    // Questions are drawn too.
    let dyads = server
        .get("/questions/dyads?format=chart", "text/html")
        .body;
    assert!(dyads.contains("<svg class=\"chart\""), "{dyads}");
}

#[test]
fn what_is_wrong_with_a_query_is_told_with_its_place() {
    let server = TestServer::start();
    let query = crate::server::encode("SELECT * {\n  ?s ?p }");
    let page = server.get(&format!("/sparql?query={query}&format=chart"), "*/*");
    assert_eq!((page.status, page.media_type()), (400, "text/html"));
    let told = page.body;
    assert!(
        told.contains("data-line=\"2\" data-column=\"10\""),
        "{told}"
    );
    let reply = server.get(&format!("/sparql?query={query}"), "*/*");
    let problem: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(
        (&problem["line"], &problem["column"]),
        (&2.into(), &10.into())
    );
}

#[test]
fn the_editor_is_one_script_and_knows_our_terms() {
    let server = TestServer::start();
    let terms = server.get("/sparql/terms.json?lang=fr", "*/*").body;
    let terms: serde_json::Value = serde_json::from_str(&terms).unwrap();
    assert_eq!(terms["prefixes"]["dm"], "https://w3id.org/demarche/ns#");
    let told = terms["terms"].as_array().unwrap();
    let speaker = told.iter().find(|it| it["term"] == "dm:speaker").unwrap();
    assert_eq!(
        (&speaker["kind"], &speaker["name"]),
        (&"property".into(), &"énonciateur".into())
    );
    let page = server.get("/sparql", "text/html").body;
    let script = server.get("/sparql.js", "*/*");
    if demarche::serve::HAS_EDITOR {
        assert!(page.contains("<script src=\"/sparql.js\" defer></script>"));
        assert_eq!(script.media_type(), "text/javascript");
        assert!(script.body.contains("codemirror") && !script.body.contains("eval("));
    } else {
        assert!(!page.contains("<script"));
        assert_eq!(script.status, 404);
    }
    // An example stands in the form.
    let example = server.get("/sparql?example=dyads", "text/html").body;
    assert!(example.contains("value=\"dyads\" selected"), "{example}");
    assert!(example.contains("GROUP BY"), "{example}");
    // No other page has a script that runs.
    for path in ["/", "/met", "/timeline", "/questions/dyads"] {
        assert!(!server.get(path, "text/html").body.contains("<script src"));
    }
}

#[test]
fn lanes_are_kinds_or_actors() {
    let server = TestServer::samples();
    let page = |path: &str| server.get(path, "text/html").body;
    assert!(page("/timeline").contains("<text class=\"lane\" x=\"0\" y=\"15\">Meetings</text>"));
    let actors = page("/timeline?lanes=actor&from=2016-07-01");
    let lane = "<text class=\"lane\" x=\"0\" y=\"15\">John Kerry</text>";
    assert!(actors.contains(lane), "{actors}");
    assert!(
        actors.contains("name=\"lanes\" value=\"actor\""),
        "{actors}"
    );
}

/// The index says which things a page of a list shows; the query alone must say the same.
fn lists_are_what_their_queries_say(server: &TestServer) {
    for (page, query, from) in [
        ("timeline.csv?", "timeline", None),
        (
            "timeline.csv?from=2016-07-14&",
            "timeline",
            Some("2016-07-14"),
        ),
        ("changes.csv?", "changes", None),
        ("disputes.csv?", "disputes", None),
        (
            "changes.csv?since=2016-07-14&",
            "changes",
            Some("2016-07-14"),
        ),
        ("actor/Q22316.csv?", "actor_meetings", None),
        ("actor/Q7747.csv?", "actor_meetings", None),
        ("place/Q649.csv?", "place_meetings", None),
        ("met.csv?", "met", None),
    ] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/pages");
        let text = std::fs::read_to_string(format!("{folder}/{query}.rq")).unwrap();
        assert!(text.contains("# Here a page "), "{query}");
        let text = match from {
            Some(day) => text.replace("\"1900-01-01\"", &format!("\"{day}\"")),
            None => text,
        };
        let text = match page.strip_suffix(".csv?") {
            Some("actor/Q7747") => text.replace("<actor/Q22316>", "<actor/Q7747>"),
            _ => text,
        };
        let (text, size) = text.trim_end().rsplit_once("LIMIT ").unwrap();
        let size: usize = size.parse().unwrap();
        for number in 1.. {
            let offset = (number - 1) * size;
            let asked = format!("{text}LIMIT {size} OFFSET {offset}");
            let told = server.query(&asked, "text/csv").body;
            let shown = server.get(&format!("/{page}page={number}"), "*/*").body;
            let columns = told.lines().next().unwrap().split(',').count();
            let cells = |line: &str| -> Vec<String> {
                let cells = line.trim_end().split(',').take(columns);
                cells.map(str::to_owned).collect()
            };
            let (told, shown): (Vec<_>, Vec<_>) = (
                told.lines().map(cells).collect(),
                shown.lines().map(cells).collect(),
            );
            assert_eq!(told, shown, "{page}page={number}");
            if told.len() <= size {
                assert!(told.len() > 1 || number > 1, "{page} shows nothing");
                break;
            }
        }
    }
}

/// What is not on a page of a list, but counted, or beside other lists.
fn sums_are_what_their_queries_say(server: &TestServer) {
    let query = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/pages");
        std::fs::read_to_string(format!("{folder}/{name}.rq")).unwrap()
    };
    let rows = |query: &str| -> serde_json::Value {
        let told = server.query(query, "application/sparql-results+json").body;
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        let rows = told["results"]["bindings"].as_array().unwrap().iter();
        let values = rows.map(|row| {
            let cells = row.as_object().unwrap().iter();
            let cells = cells.map(|(name, cell)| (name.clone(), cell["value"].clone()));
            serde_json::Value::Object(cells.collect())
        });
        values.collect()
    };
    for (page, name) in [
        ("met", "met"),
        ("met", "met_places"),
        ("coverage", "coverage"),
        ("about", "outlets"),
    ] {
        let body = server.get(&format!("/{page}.json"), "*/*").body;
        let shown: serde_json::Value = serde_json::from_str(&body).unwrap();
        let told = rows(&query(name));
        assert_eq!(shown[name], told, "{name}");
        assert!(!told.as_array().unwrap().is_empty(), "{name}");
    }
    let mut disputed = 0;
    let actors = "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX code: <https://w3id.org/demarche/code/>
        SELECT DISTINCT ?who { { ?denial dm:speechAct code:act-deny ; dm:speaker ?who }
            UNION { ?denial dm:denies/(dm:speaker|dm:proposer|dm:participant) ?who }
            UNION { ?meeting dm:currentStatus code:meeting-status-held ; dm:participant ?who } } ORDER BY ?who LIMIT 12";
    for actor in rows(actors).as_array().unwrap() {
        let actor = actor["who"].as_str().unwrap();
        let actor = actor.strip_prefix(BASE).unwrap();
        let page = server.get(&format!("/{actor}.html"), "text/html").body;
        for (name, example, column) in [
            ("actor_met", "<actor/Q22316>", "other"),
            ("actor_disputes", "<actor/Q7747>", "denial"),
        ] {
            let query = query(name).replace(example, &format!("<{actor}>"));
            let told = rows(&query);
            // Each row leads to its thing, in the order of the rows.
            let section = match name {
                "actor_met" => page.split("<table class=\"bars\">").nth(1),
                _ => page.split("<section id=\"disputes\">").nth(1),
            };
            let mut rest = section.unwrap_or_default();
            for row in told.as_array().unwrap() {
                let thing = row[column].as_str().unwrap();
                let link = format!("href=\"/{}", thing.strip_prefix(BASE).unwrap());
                let (_, behind) = rest
                    .split_once(&link)
                    .unwrap_or_else(|| panic!("{name} of {actor}: {link} in {page}"));
                rest = behind;
                if let Some(count) = row["meetings"].as_str() {
                    assert!(behind.contains(&format!("value=\"{count}\"")), "{page}");
                } else {
                    disputed += 1;
                }
            }
            assert_eq!(section.is_some(), !told.as_array().unwrap().is_empty());
        }
    }
    assert!(disputed > 1, "{disputed}");
}

#[test]
fn what_somebody_said_is_what_the_question_says() {
    let server = TestServer::samples();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/queries/questions");
    let text = std::fs::read_to_string(format!("{folder}/what_did_kerry_say.rq")).unwrap();
    for (who, from, to) in [
        ("Q22316", "2016-07-01", "2016-07-31"),
        ("Q22316", "2016-07-15", "2016-07-15"),
        ("Q7747", "2010-01-01", "2026-12-31"),
        ("Q1", "2010-01-01", "2026-12-31"),
    ] {
        let query = text
            .replace("wd:Q22316", &format!("wd:{who}"))
            .replace("2016-07-01", from)
            .replace("2016-07-31", to);
        let told = server.query(&query, "text/tab-separated-values").body;
        let told = told.lines().count() - 1;
        let page = server.get(
            &format!("/questions/what_did_kerry_say?who={who}&from={from}&to={to}"),
            "text/html",
        );
        let table = page.body.split("<tbody").nth(1).unwrap_or_default();
        assert_eq!(table.matches("<tr").count(), told, "{who} {from} {to}");
    }
}

#[test]
fn lists_of_the_samples_are_what_their_queries_say() {
    let server = TestServer::samples();
    lists_are_what_their_queries_say(&server);
    sums_are_what_their_queries_say(&server);
    // After a write as before.
    let update = "PREFIX dm: <https://w3id.org/demarche/ns#> DELETE { ?fact dm:earliest ?day } WHERE { { SELECT * { ?fact a dm:Meeting ; dm:earliest ?day } ORDER BY ?fact LIMIT 1 } }";
    let bearer = format!("Bearer {TOKEN}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/sparql-update"),
    ];
    let written = |update: &str| {
        let reply = server.send("POST", "/sparql", &headers, update);
        assert_eq!(reply.status, 204, "{}", reply.body);
        lists_are_what_their_queries_say(&server);
        sums_are_what_their_queries_say(&server);
    };
    written(update);
    // What stands beside a denial, who said what is denied, and who met: by hand, each on its own.
    let prefix =
        "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX code: <https://w3id.org/demarche/code/>";
    let denial = "?denial dm:speechAct code:act-deny ; dm:reportedIn ?article";
    for update in [
        format!(
            "{prefix} DELETE {{ ?p dm:reportedIn ?article }} WHERE {{ {denial} . ?p dm:reportedIn ?article ; a dm:Proposal }}"
        ),
        format!(
            "{prefix} INSERT {{ <http://localhost:7979/proposal/new> a dm:Proposal ; dm:reportedIn ?article }} WHERE {{ {denial} }}"
        ),
        format!("{prefix} DELETE WHERE {{ <http://localhost:7979/proposal/new> ?p ?o }}"),
        format!(
            "{prefix} INSERT {{ ?claim dm:speaker <http://localhost:7979/actor/Q159> }} WHERE {{ ?denial dm:denies ?claim }}"
        ),
        format!(
            "{prefix} DELETE {{ ?m dm:currentStatus ?s }} INSERT {{ ?m dm:currentStatus code:meeting-status-cancelled }} WHERE {{ {{ SELECT * {{ ?m a dm:Meeting ; dm:currentStatus ?s ; dm:participant <http://localhost:7979/actor/Q22316> FILTER(?s = code:meeting-status-held) }} ORDER BY ?m LIMIT 1 }} }}"
        ),
    ] {
        written(&update);
    }
}

/// Two versions of one article, as `ingest` meets them in one file.
fn versions() -> demarche::store::Store {
    let folder = tempfile::tempdir().unwrap();
    let store = demarche::store::Store::memory().unwrap();
    let pipeline = Pipeline::new(BASE).unwrap();
    let file = folder.path().join("a.txt");
    for (day, text) in [
        (
            "2016-07-14",
            "Kerry à Moscou\n\nLe secrétaire d'État américain John Kerry a rencontré jeudi à Moscou le président Vladimir Poutine. « Nous voulons une trêve », a déclaré M. Kerry.",
        ),
        (
            "2016-07-16",
            "Kerry à Moscou\n\nLe secrétaire d'État américain John Kerry a rencontré jeudi à Moscou le ministre Sergueï Lavrov. « Nous voulons une trêve », a déclaré M. Kerry.",
        ),
    ] {
        std::fs::write(&file, text).unwrap();
        let about =
            format!("{{\"published\": \"2016-07-14\", \"retrieved\": \"{day}T10:00:00Z\"}}");
        std::fs::write(folder.path().join("a.meta.json"), about).unwrap();
        let mut articles = Articles::open(&store, pipeline.minter().clone()).unwrap();
        let run = Run {
            key: day.to_owned(),
            started: format!("{day}T11:00:00Z"),
            version: "0".to_owned(),
        };
        for input in walk(std::slice::from_ref(&file), &Options::default()) {
            let Ok(Input::Article(article)) = input else {
                panic!("it is an article")
            };
            let facts = pipeline.facts(&article);
            articles
                .write(&pipeline.graph(&facts, &article.text).unwrap(), &run)
                .unwrap();
        }
    }
    store
}

#[test]
fn changes_tell_what_a_new_version_says_otherwise_and_no_more() {
    let server = TestServer::over(versions(), |_| {});
    let rows = |path: &str| {
        let body = server.get(path, "*/*").body;
        let told: serde_json::Value = serde_json::from_str(&body).unwrap();
        told["changes"].as_array().unwrap().clone()
    };
    let how = |rows: &[serde_json::Value]| -> Vec<String> {
        rows.iter()
            .map(|row| {
                format!(
                    "{} {}",
                    row["how"].as_str().unwrap(),
                    row["day"].as_str().unwrap()
                )
            })
            .collect()
    };
    let all = how(&rows("/changes.json"));
    assert_eq!(
        all,
        [
            "corrected 2016-07-16",
            "withdrawn 2016-07-16",
            "added 2016-07-14"
        ]
    );
    assert_eq!(how(&rows("/changes.json?since=2016-07-15")).len(), 2);
    let page = server.get("/changes?since=2016-07-15", "text/html").body;
    assert!(
        page.contains("</span> withdrawn</span>") && page.contains("</span> told otherwise</span>"),
        "{page}"
    );
    // What is withdrawn is told in its old words.
    assert!(
        page.contains("Vladimir Putin</a>") && page.contains("le président Vladimir Poutine"),
        "{page}"
    );
    let feed = server.get("/changes.atom?lang=fr", "*/*").body;
    assert!(
        feed.contains("<category term=\"withdrawn\" label=\"retiré\"/>"),
        "{feed}"
    );
    assert!(feed.contains("<title>dit autrement · "), "{feed}");
    assert_eq!(feed.matches("<entry>").count(), 3);
}

#[test]
fn the_first_page_asks_in_sentences() {
    let server = TestServer::samples();
    for (lang, told) in [
        (
            "en",
            "What did John Kerry say between 14\u{a0}July\u{a0}2016 and 16\u{a0}July\u{a0}2016?",
        ),
        (
            "fr",
            "Qu’a dit John Kerry entre le 14\u{a0}juillet\u{a0}2016 et le 16\u{a0}juillet\u{a0}2016\u{202f}?",
        ),
    ] {
        let page = server.get(&format!("/?lang={lang}"), "text/html").body;
        assert_eq!(
            page.matches("<form class=\"sentence\"").count(),
            6,
            "{page}"
        );
        assert!(
            page.contains("action=\"/questions/what_did_kerry_say\"")
                && page.contains("<option value=\"Q22316\">John Kerry</option>"),
            "{page}"
        );
        let answer = server.get(&format!("/questions/what_did_kerry_say?who=Q22316&from=2016-07-14&to=2016-07-16&lang={lang}"), "text/html").body;
        assert!(answer.contains(told), "{answer}");
    }
    let home = server.get("/?lang=fr", "text/html").body;
    let period = "Articles du 14\u{a0}juillet\u{a0}2016 au 27\u{a0}juillet\u{a0}2016";
    assert!(home.contains(period), "{home}");
    let said = "/questions/what_did_kerry_say?lang=fr";
    let said = server.get(said, "text/html").body;
    assert!(
        said.contains("espérer") && !said.contains(">hope<"),
        "{said}"
    );
    let around = |actor: &str| {
        let page = server.get(&format!("/met?actor={actor}"), "text/html").body;
        page.contains("<svg class=\"network\"")
    };
    assert!(around("Q22316") && !around("Q1"), "nobody stands in");
    let all = server.get("/questions/who_met_whom", "text/html").body;
    let some = server
        .get("/questions/who_met_whom?whom=Q7747", "text/html")
        .body;
    assert!(
        all.contains("Vientiane") && !some.contains("Vientiane"),
        "{some}"
    );
    assert!(
        some.contains("Who met Vladimir Putin, when and where?"),
        "{some}"
    );
}

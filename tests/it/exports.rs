//! Exports: what is taken away is what is in the store, and can be read by others.

use crate::cli::demarche;
use crate::server::TestServer;
use demarche::store::{Deadline, GraphTarget, JsonLdProfileSet, RdfFormat, Store, parse_document};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

const BASE: &str = "http://localhost:7979/";

/// A folder with the sample articles in a store.
fn samples() -> &'static Path {
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
            demarche(folder.path())
                .arg("ingest")
                .arg(articles)
                .assert()
                .success();
            folder
        })
        .path()
}

fn export(arguments: &[&str]) -> Vec<u8> {
    demarche(samples())
        .arg("export")
        .args(arguments)
        .assert()
        .success()
        .get_output()
        .stdout
        .clone()
}

fn export_text(arguments: &[&str]) -> String {
    String::from_utf8(export(arguments)).unwrap()
}

fn ask(query: &str) -> Vec<Vec<String>> {
    let output = demarche(samples())
        .args(["query", "--format", "csv"])
        .write_stdin(query)
        .output()
        .unwrap();
    rows(&String::from_utf8(output.stdout).unwrap())
}

/// CSV as rows of cells.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = csv.chars().peekable();
    while let Some(character) = characters.next() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                row.last_mut().unwrap().push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert!(!quoted, "a cell has no end");
    assert_eq!(rows.pop().unwrap(), [""], "the last line has no end");
    rows
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn canonical_of(store: &Store) -> String {
    let mut out = Vec::new();
    let minter = demarche::graph::iri::Minter::default();
    store
        .write_canonical(&minter, &Deadline::none(), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_syntax_comes_back_as_the_same_graph() {
    let expected = export_text(&["--canonical"]);
    assert!(expected.lines().count() > 1000);
    let hash = export_text(&["--canonical", "--hash"]);
    assert_eq!(
        hash,
        format!("{}  canonical.nq\n", sha256(expected.as_bytes()))
    );
    let store = Store::open_read_only(&samples().join("demarche-data")).unwrap();
    let mut targets = vec![GraphTarget::Default];
    targets.extend(
        store
            .graph_names()
            .unwrap()
            .into_iter()
            .map(GraphTarget::Named),
    );
    let json_ld = RdfFormat::JsonLd {
        profile: JsonLdProfileSet::empty(),
    };
    for format in [
        RdfFormat::NQuads,
        RdfFormat::TriG,
        json_ld,
        RdfFormat::NTriples,
        RdfFormat::Turtle,
        RdfFormat::RdfXml,
    ] {
        let loaded = Store::memory().unwrap();
        let targets = if format.supports_datasets() {
            vec![GraphTarget::All]
        } else {
            targets.clone()
        };
        for target in targets {
            let mut document = Vec::new();
            store
                .read_graph(&target, format, &Deadline::none(), &mut document)
                .unwrap();
            let quads = parse_document(&document, format, &target, BASE).unwrap();
            loaded
                .add_to_graph(&target, &quads, &Deadline::none())
                .unwrap();
        }
        assert!(canonical_of(&loaded) == expected, "{format} lost something");
    }
}

const TABLES: [&str; 8] = [
    "statements",
    "proposals",
    "meetings",
    "dyads",
    "evidence",
    "sources",
    "network-nodes",
    "network-edges",
];

#[test]
fn tables_have_a_row_for_each_thing() {
    for (table, class) in [
        ("statements", "Statement"),
        ("proposals", "Proposal"),
        ("meetings", "Meeting"),
        ("sources", "Article"),
    ] {
        let counted = ask(&format!(
            "SELECT (COUNT(*) AS ?n) {{ ?it a <https://w3id.org/demarche/ns#{class}> }}"
        ));
        let table_rows = rows(&export_text(&[table, "--format", "csv"]));
        assert_eq!(counted[1][0], (table_rows.len() - 1).to_string(), "{table}");
        assert!(table_rows.len() > 10, "{table}");
        let things: BTreeSet<&str> = table_rows.iter().map(|row| row[0].as_str()).collect();
        assert_eq!(things.len(), table_rows.len(), "{table}");
    }
    let met = ask("PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX code: <https://w3id.org/demarche/code/>
        SELECT ?m ?a ?b { ?m a dm:Meeting ; dm:currentStatus code:meeting-status-held ; dm:participant ?a , ?b FILTER(STR(?a) < STR(?b)) }");
    let sum = |table: &str, column: &str| -> usize {
        let rows = rows(&export_text(&[table]));
        let place = rows[0].iter().position(|name| name == column).unwrap();
        rows[1..]
            .iter()
            .map(|row| row[place].parse::<usize>().unwrap())
            .sum()
    };
    assert!(met.len() > 5);
    assert_eq!(sum("dyads", "meetings_held"), met.len() - 1);
    assert_eq!(sum("network-edges", "meetings"), met.len() - 1);
    let said = ask("PREFIX dm: <https://w3id.org/demarche/ns#>
        SELECT ?s ?a ?b { ?s a dm:Statement ; dm:speaker ?a ; dm:addressee ?b FILTER(?a != ?b) }");
    assert_eq!(
        sum("dyads", "statements_a_b") + sum("dyads", "statements_b_a"),
        said.len() - 1
    );
}

#[test]
fn evidence_is_what_the_articles_say() {
    let rows = rows(&export_text(&["evidence"]));
    let column = |name: &str| rows[0].iter().position(|it| it == name).unwrap();
    let (passage, start, end) = (column("passage"), column("start"), column("end"));
    assert!(rows.len() > 100);
    for row in &rows[1..] {
        let (start, end): (usize, usize) = (row[start].parse().unwrap(), row[end].parse().unwrap());
        assert_eq!(row[passage].chars().count(), end - start, "{row:?}");
    }
    let things: BTreeSet<&String> = rows[1..].iter().map(|row| &row[0]).collect();
    let all = ["statements", "proposals", "meetings"]
        .map(|table| self::rows(&export_text(&[table])).len() - 1);
    assert_eq!(
        things.len(),
        all.iter().sum::<usize>(),
        "something has no evidence"
    );
}

#[test]
fn tables_begin_with_what_has_no_date_and_go_on_day_by_day() {
    let mut without = 0;
    for (table, date) in [
        ("statements", "earliest"),
        ("proposals", "earliest"),
        ("meetings", "earliest"),
        ("sources", "published"),
    ] {
        let rows = rows(&export_text(&[table]));
        let column = rows[0].iter().position(|name| name == date).unwrap();
        let dates: Vec<&String> = rows[1..].iter().map(|row| &row[column]).collect();
        assert!(dates.is_sorted(), "{table}: {dates:?}");
        without += dates.iter().filter(|date| date.is_empty()).count();
    }
    assert!(without > 0, "nothing is without a date");
}

#[test]
fn parquet_holds_what_csv_holds() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let folder = tempfile::tempdir().unwrap();
    for table in TABLES {
        let path = folder.path().join(format!("{table}.parquet"));
        export(&[table, "-o", path.to_str().unwrap()]);
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        let csv = rows(&export_text(&[table, "--format", "csv"]));
        let mut read = vec![csv[0].clone()];
        for row in reader.get_row_iter(None).unwrap() {
            let row = row.unwrap();
            let cells = row.get_column_iter().map(|(name, field)| {
                assert!(csv[0].contains(name), "{table}.{name}");
                match field {
                    Field::Null => String::new(),
                    Field::Str(text) => text.clone(),
                    Field::Long(number) => number.to_string(),
                    Field::Double(number) => number.to_string(),
                    Field::Date(days) => jiff::civil::date(1970, 1, 1)
                        .saturating_add(jiff::Span::new().days(*days))
                        .to_string(),
                    other => panic!("{table}.{name} is {other:?}"),
                }
            });
            read.push(cells.collect());
        }
        assert_eq!(read, csv, "{table}");
    }
}

#[test]
fn the_codebook_describes_every_column() {
    let codebook = rows(&export_text(&["codebook"]));
    let json: serde_json::Value =
        serde_json::from_str(&export_text(&["codebook", "--format", "json"])).unwrap();
    for table in TABLES {
        let name = table.replace('-', "_");
        let head = rows(&export_text(&[table])).remove(0);
        let described: Vec<String> = codebook
            .iter()
            .filter(|row| row[0] == name)
            .map(|row| row[1].clone())
            .collect();
        assert_eq!(described, head, "{table}");
        let in_json = json["tables"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["url"] == format!("{name}.csv"))
            .unwrap();
        let columns = in_json["tableSchema"]["columns"].as_array().unwrap();
        assert_eq!(columns.len(), head.len(), "{table}");
    }
    assert!(codebook.iter().all(|row| row.len() == 7));
}

/// Names of the elements of well-formed XML, with how often each occurs.
fn elements(xml: &str) -> BTreeMap<String, usize> {
    let mut open = Vec::new();
    let mut counts = BTreeMap::new();
    for tag in xml.split('<').skip(1) {
        let (tag, text) = tag.split_once('>').expect("a tag ends");
        for piece in [tag, text] {
            for entity in piece.split('&').skip(1) {
                let name = entity.split(';').next().unwrap();
                assert!(["amp", "lt", "gt", "quot"].contains(&name), "&{entity}");
            }
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        let name = tag.split_whitespace().next().unwrap();
        if let Some(name) = name.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "elements overlap");
        } else if !name.starts_with('?') {
            *counts.entry(name.to_owned()).or_default() += 1;
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} have no end");
    counts
}

#[test]
fn the_network_is_well_formed_and_whole() {
    let counts = elements(&export_text(&["network"]));
    assert_eq!(
        counts["node"],
        rows(&export_text(&["network-nodes"])).len() - 1
    );
    assert_eq!(
        counts["edge"],
        rows(&export_text(&["network-edges"])).len() - 1
    );
    assert!(counts["edge"] > 5);
}

#[test]
fn bibliographies_list_every_article() {
    let csl: serde_json::Value =
        serde_json::from_str(&export_text(&["sources", "--format", "json"])).unwrap();
    let csl = csl.as_array().unwrap();
    let count = rows(&export_text(&["sources"])).len() - 1;
    assert_eq!(csl.len(), count);
    for item in csl {
        assert_eq!(item["type"], "article-newspaper");
        assert!(!item["title"].as_str().unwrap().is_empty(), "{item}");
    }
    let dated = csl
        .iter()
        .find(|it| it["URL"] == "https://example.org/07-defile-paris-hollande");
    assert_eq!(
        dated.unwrap()["issued"]["date-parts"],
        serde_json::json!([[2016, 7, 14]])
    );
    let bibtex = export_text(&["sources", "--format", "bib"]);
    let entries = bibtex.lines().filter(|line| line.starts_with('@')).count();
    assert_eq!(entries, count);
    assert_eq!(bibtex.matches('{').count(), bibtex.matches('}').count());
    let ris = export_text(&["sources", "--format", "ris"]);
    assert_eq!(ris.matches("TY  - NEWS\r\n").count(), count);
    assert_eq!(ris.matches("ER  - \r\n").count(), count);
}

#[test]
fn wikidata_is_told_with_references_and_what_is_left_out_is_said() {
    let output = demarche(samples())
        .args(["export", "wikidata"])
        .output()
        .unwrap();
    let commands = String::from_utf8(output.stdout).unwrap();
    let items = commands.matches("CREATE\n").count();
    assert!(items > 0, "{commands}");
    for line in commands.lines().filter(|line| *line != "CREATE") {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells[0], "LAST", "{line}");
        if cells[1].starts_with('P') {
            assert_eq!(cells[3], "S854", "{line}");
            for property in ["S1683", "S577", "S813"] {
                assert!(cells.contains(&property), "{line}");
            }
        }
    }
    assert!(
        commands.contains("LAST\tP585\t+2016-07-14T00:00:00Z/11\t"),
        "{commands}"
    );
    let told = String::from_utf8(output.stderr).unwrap();
    let left_out: usize = told
        .lines()
        .map(|line| line.split(' ').nth(1).unwrap().parse::<usize>().unwrap())
        .sum();
    let held = ask("PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX code: <https://w3id.org/demarche/code/>
        SELECT ?m { VALUES ?s { code:meeting-status-held code:meeting-status-ongoing } ?m a dm:Meeting ; dm:currentStatus ?s }");
    assert_eq!(items + left_out, held.len() - 1, "{told}");
}

mod nanopubs {
    //! An independent check: another parser, and the hash as the specification tells it, written anew.

    use super::*;
    use sophia::api::parser::QuadParser;
    use sophia::api::quad::Spog;
    use sophia::api::source::QuadSource;
    use sophia::api::term::{SimpleTerm, Term};
    use sophia::turtle::parser::trig::TriGParser;

    type Quad = Spog<SimpleTerm<'static>>;

    fn iri(term: &SimpleTerm<'_>) -> String {
        term.iri().unwrap().as_str().to_owned()
    }

    /// The code of quads whose names hold `code`.
    fn code_of(quads: &[Quad], code: &str) -> String {
        let mut lines: Vec<[String; 6]> = quads
            .iter()
            .map(|([subject, predicate, object], graph)| {
                let bare = |term: &SimpleTerm<'_>| iri(term).replace(code, " ");
                let object = match object {
                    SimpleTerm::Iri(_) => ["0".to_owned(), String::new(), bare(object)],
                    SimpleTerm::LiteralLanguage(text, tag, _) => [
                        "1".to_owned(),
                        text.to_string(),
                        format!("@{}", tag.as_str().to_lowercase()),
                    ],
                    SimpleTerm::LiteralDatatype(text, datatype) => [
                        "1".to_owned(),
                        text.to_string(),
                        format!("^{}", datatype.as_str()),
                    ],
                    other => panic!("{other:?} in a nanopublication"),
                };
                let [kind, text, rest] = object;
                let graph = bare(graph.as_ref().unwrap());
                [graph, bare(subject), bare(predicate), kind, text, rest]
            })
            .collect();
        // `@` sorts before `^`, as languages before datatypes.
        lines.sort();
        lines.dedup();
        let mut normal = String::new();
        for [graph, subject, predicate, kind, text, rest] in lines {
            let text = text.replace('\\', "\\\\").replace('\n', "\\n");
            let object = if kind == "0" {
                rest
            } else {
                format!("{rest} {text}")
            };
            for part in [&graph, &subject, &predicate, &object] {
                normal.push_str(part);
                normal.push('\n');
            }
        }
        let bits: String = Sha256::digest(normal.as_bytes())
            .iter()
            .map(|byte| format!("{byte:08b}"))
            .collect();
        let digits: Vec<char> = ('A'..='Z')
            .chain('a'..='z')
            .chain('0'..='9')
            .chain(['-', '_'])
            .collect();
        let code: String = format!("{bits}00")
            .as_bytes()
            .chunks(6)
            .map(|six| {
                let digit = six
                    .iter()
                    .fold(0, |digit, bit| digit * 2 + usize::from(bit - b'0'));
                digits[digit]
            })
            .collect();
        format!("RA{code}")
    }

    fn documents(trig: &str) -> BTreeMap<String, Vec<Quad>> {
        let quads: Vec<Quad> = TriGParser::default()
            .parse_str(trig)
            .collect_quads()
            .unwrap();
        let mut documents: BTreeMap<String, Vec<Quad>> = BTreeMap::new();
        for quad in quads {
            let graph = iri(quad.1.as_ref().unwrap());
            let (name, _) = graph.split_once('#').unwrap();
            documents.entry(name.to_owned()).or_default().push(quad);
        }
        documents
    }

    #[test]
    fn each_thing_has_one_and_its_name_is_its_hash() {
        let trig = export_text(&["nanopubs"]);
        let documents = documents(&trig);
        let things = ["statements", "proposals", "meetings"]
            .map(|table| rows(&export_text(&[table])).len() - 1);
        assert_eq!(documents.len(), things.iter().sum::<usize>());
        for (name, quads) in &documents {
            let code = name.rsplit('/').next().unwrap();
            assert_eq!(code.len(), 45, "{name}");
            assert_eq!(code_of(quads, code), code, "{name}");
            let mut graphs: Vec<String> = quads
                .iter()
                .map(|(_, graph)| iri(graph.as_ref().unwrap()))
                .collect();
            graphs.sort();
            graphs.dedup();
            let parts: Vec<&str> = graphs
                .iter()
                .map(|it| it.split_once('#').unwrap().1)
                .collect();
            assert_eq!(
                parts,
                ["Head", "assertion", "provenance", "pubinfo"],
                "{name}"
            );
            let says = |graph: &str, predicate: &str| {
                quads.iter().any(|([_, p, _], g)| {
                    iri(g.as_ref().unwrap()).ends_with(graph) && iri(p).ends_with(predicate)
                })
            };
            assert!(says("#provenance", "prov#wasDerivedFrom"), "{name}");
            assert!(says("#provenance", "oa#exact"), "{name}");
            assert!(says("#assertion", "rdf-syntax-ns#type"), "{name}");
        }
    }

    #[test]
    fn the_publisher_is_named_and_the_hash_tells() {
        let plain = export_text(&["nanopubs"]);
        assert_eq!(plain, export_text(&["nanopubs"]));
        let signed = export_text(&[
            "nanopubs",
            "--licence",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "--created",
            "2026-11-21T00:00:00Z",
        ]);
        let (plain, signed) = (documents(&plain), documents(&signed));
        assert_eq!(plain.len(), signed.len());
        assert!(plain.keys().all(|name| !signed.contains_key(name)));
        for (name, quads) in &signed {
            let code = name.rsplit('/').next().unwrap();
            assert_eq!(code_of(quads, code), code, "{name}");
        }
    }
}

#[test]
fn a_research_object_lists_every_file_with_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    export(&["crate", "-o", folder.path().to_str().unwrap()]);
    let metadata = std::fs::read(folder.path().join("ro-crate-metadata.json")).unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata).unwrap();
    let graph = metadata["@graph"].as_array().unwrap();
    let entity = |id: &str| {
        graph
            .iter()
            .find(|it| it["@id"] == id)
            .unwrap_or_else(|| panic!("{id} is not described"))
    };
    let root = entity("./");
    assert!(entity(root["license"]["@id"].as_str().unwrap())["name"].is_string());
    let listed: BTreeSet<String> = root["hasPart"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["@id"].as_str().unwrap().to_owned())
        .collect();
    let found: BTreeSet<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("ro-crate-"))
        .collect();
    assert_eq!(listed, found);
    let page = std::fs::read_to_string(folder.path().join("ro-crate-preview.html")).unwrap();
    let (_, data) = page
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data, metadata);
    for name in &found {
        assert!(page.contains(&format!("<a href=\"{name}\">")), "{name}");
    }
    assert!(found.contains("measured-error.md") && found.contains("statements.parquet"));
    for name in found {
        let bytes = std::fs::read(folder.path().join(&name)).unwrap();
        let described = entity(&name);
        assert_eq!(described["sha256"], sha256(&bytes), "{name}");
        assert_eq!(described["contentSize"], bytes.len().to_string(), "{name}");
    }
}

#[test]
fn what_there_is_not_is_told_with_what_there_is() {
    for (arguments, told) in [
        (vec!["meetings", "--format", "ttl"], "meetings.parquet"),
        (vec!["--format", "ttl"], "--graph"),
        (vec!["crate"], "--output"),
        (vec!["nanopubs", "--licence", "CC0"], "`CC0`"),
        (vec!["nanopubs", "--created", "today"], "`today`"),
    ] {
        let output = demarche(samples())
            .arg("export")
            .args(&arguments)
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr.contains(told), "{arguments:?}: {stderr}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_claim_cites_the_first_article_that_makes_it() {
    use std::fmt::Write;
    let server = TestServer::start();
    let mut trig = "@base <http://localhost:7979/> . @prefix dm: <https://w3id.org/demarche/ns#> . @prefix code: <https://w3id.org/demarche/code/> .
        @prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> . @prefix schema: <http://schema.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix wd: <http://www.wikidata.org/entity/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <meeting/z> a dm:Meeting ; dm:currentStatus code:meeting-status-held ; dm:earliest '2020-02-03'^^xsd:date ; dm:latest '2020-02-03'^^xsd:date .
        <actor/Q11> skos:exactMatch wd:Q11 . <actor/Q12> skos:exactMatch wd:Q12 . <actor/Q13> skos:exactMatch wd:Q13 .\n"
        .to_owned();
    // The announcement names all three; the reports of the day after, of equal date, two; the last one the third.
    for (article, published, status, confidence, who) in [
        (
            "x0",
            "2020-02-01",
            "planned",
            "0.9",
            vec!["Q11", "Q12", "Q13"],
        ),
        ("x1", "2020-02-04", "held", "0.3", vec!["Q11", "Q12"]),
        ("x2", "2020-02-04", "held", "0.6", vec!["Q11", "Q12"]),
        ("x3", "2020-02-05", "held", "0.8", vec!["Q11", "Q13"]),
    ] {
        let mut graph = format!(
            "<{article}#m1> a dm:Meeting ; dm:confidence {confidence} ; dm:earliest '2020-02-03'^^xsd:date ; dm:latest '2020-02-03'^^xsd:date ;
            dm:hasStatus <{article}#m1-status> . <{article}#m1-status> dm:status code:meeting-status-{status} .\n"
        );
        // Alphabetically the second passage would come first.
        for (number, words) in ["they met", "a meeting"].iter().enumerate() {
            let evidence = format!("{article}#m1-e{number}");
            writeln!(
                graph,
                "<{article}#m1> dm:evidence <{evidence}> . <{evidence}> oa:hasSelector <{evidence}-quote> , <{evidence}-position> .
                <{evidence}-quote> oa:exact \"{words}\" . <{evidence}-position> oa:start {number}0 ; oa:end {number}9 ."
            ).unwrap();
        }
        let mut identity = format!("<{article}#m1> dm:recordOf <meeting/z> .");
        for actor in who {
            writeln!(graph, "<{article}#m1> dm:participant <{article}#{actor}> .").unwrap();
            write!(
                identity,
                " <{article}#{actor}> dm:recordOf <actor/{actor}> ."
            )
            .unwrap();
            writeln!(trig, "<meeting/z> dm:participant <actor/{actor}> .").unwrap();
        }
        writeln!(
            trig,
            "<meeting/z> dm:reportedIn <{article}> . <graph/{article}> prov:wasDerivedFrom <{article}> .
            <{article}> schema:url <https://e.example/{article}> ; schema:inLanguage 'en' ; dm:edtf '{published}' .
            <graph/{article}> {{ {graph} }} <graph/identity> {{ {identity} }}"
        ).unwrap();
    }
    crate::server::add(&server.store, &trig);
    let commands = server.get("/data/wikidata.quickstatements", "*/*").body;
    let cited = |claim: &str| {
        let line = commands
            .lines()
            .find(|line| line.starts_with(&format!("LAST\t{claim}\t")));
        let line = line.unwrap_or_else(|| panic!("no {claim}: {commands}"));
        assert!(
            line.contains("\tS1683\ten:\"they met […] a meeting\"\t"),
            "{line}"
        );
        line.split("https://e.example/").nth(1).unwrap()[..2].to_owned()
    };
    for (claim, article) in [
        ("P31\tQ2761147", "x2"),
        ("P710\tQ11", "x2"),
        ("P710\tQ12", "x2"),
        ("P710\tQ13", "x3"),
        ("P585\t+2020-02-03T00:00:00Z/11", "x2"),
    ] {
        assert_eq!(cited(claim), article, "{claim}");
    }
}

#[test]
fn what_is_published_shows_short_passages_unless_the_operator_publishes_more() {
    let (cut, whole) = (format!("{}…", "É".repeat(299)), "É".repeat(301));
    let long = format!(
        "@base <http://localhost:7979/> . @prefix dm: <https://w3id.org/demarche/ns#> . @prefix oa: <http://www.w3.org/ns/oa#> .
        <statement/s1> dm:quote \"{whole}\"@fr . <graph/identity> {{ <article/a1#s1> dm:recordOf <statement/s1> }}
        <graph/article/a1> {{ <article/a1#s1> dm:evidence <article/a1#s1-e1> . <article/a1#s1-e1> oa:hasSelector <article/a1#s1-e1-q> , <article/a1#s1-e1-p> .
        <article/a1#s1-e1-q> oa:exact \"{whole}\" . <article/a1#s1-e1-p> oa:start 0 ; oa:end 301 }}"
    );
    let page = |query: &str| format!("/sparql?format=html&query={}", crate::server::encode(query));
    let paths = [
        page("SELECT ?words { ?thing <https://w3id.org/demarche/ns#quote> ?words }"),
        page(
            "CONSTRUCT { ?it <http://www.w3.org/ns/oa#exact> ?words } { GRAPH ?graph { ?it <http://www.w3.org/ns/oa#exact> ?words } }",
        ),
    ];
    let paths = paths.iter().map(String::as_str).chain([
        "/data/graph.nq",
        "/data/graph.ttl",
        "/data/canonical.nq",
        "/data/nanopubs.trig",
        "/data/evidence.csv",
        "/data/statements.csv",
        "/article/a1.html",
    ]);
    for full_text in [false, true] {
        let server = TestServer::with(|settings| settings.full_text = full_text);
        crate::server::add(&server.store, &long);
        for path in paths.clone() {
            let reply = server.get(path, "*/*");
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            assert_eq!(reply.body.contains(&whole), full_text, "{path}");
            assert_eq!(reply.body.contains(&cut), !full_text, "{path}");
        }
        let canonical = server.get("/data/canonical.nq", "*/*").body;
        let hash = server.get("/data/canonical.sha256", "*/*").body;
        assert!(
            hash.starts_with(&sha256(canonical.as_bytes())),
            "the hash is of what is published"
        );
    }
    let store = samples().join("demarche-data");
    let copy = tempfile::tempdir().unwrap();
    let rows = |arguments: &[&str]| {
        let mut command = demarche(copy.path());
        let output = command
            .args(["export", "--store"])
            .arg(&store)
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}");
        output.stdout
    };
    let flag = "--publish-full-text";
    assert_eq!(
        rows(&["nanopubs"]),
        rows(&["nanopubs", flag]),
        "samples have short passages only"
    );
}

/// A store whose export is larger than all buffers between a server and a client.
fn large() -> Store {
    let store = Store::memory().unwrap();
    let words = "words ".repeat(4000);
    let triples: Vec<String> = (0..2000)
        .map(|number| format!("<urn:{number}> <urn:says> \"{words}\" ."))
        .collect();
    crate::server::add(&store, &triples.join("\n"));
    store
}

/// A client that asks for everything and then reads no more than the beginning.
fn reads_nothing(server: &TestServer) -> std::net::TcpStream {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(server.address()).unwrap();
    write!(
        stream,
        "GET /data/graph.nq HTTP/1.1\r\nHost: x\r\nAccept-Encoding: identity\r\n\r\n"
    )
    .unwrap();
    let mut start = [0; 15];
    stream.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"HTTP/1.1 200 OK");
    stream
}

#[test]
fn exports_have_two_places_and_give_them_back() {
    let server = TestServer::over(large(), |_| {});
    let (one, two) = (reads_nothing(&server), reads_nothing(&server));
    let refused = server.get("/data/codebook.csv", "*/*");
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(
        server.query("ASK {}", "*/*").status,
        200,
        "queries have threads of their own"
    );
    // Who leaves gives the place back.
    drop(one);
    crate::sparql_protocol::until(|| server.get("/data/codebook.csv", "*/*").status == 200);
    drop(two);
}

#[test]
fn who_takes_nothing_of_an_export_is_given_up() {
    use std::io::Read;
    let patience = std::time::Duration::from_millis(50);
    let server = TestServer::over(large(), |settings| settings.patience = patience);
    let readers = [reads_nothing(&server), reads_nothing(&server)];
    crate::sparql_protocol::until(|| server.get("/data/codebook.csv", "*/*").status == 200);
    // One of the two has been given up: what was under way comes, but no end that would make it look whole. The other
    // may have been slower to fill what lies between, and is read now like any other.
    let given_up = readers.into_iter().any(|mut reader| {
        let mut rest = Vec::new();
        let _broken = reader.read_to_end(&mut rest);
        !rest.ends_with(b"\r\n0\r\n\r\n") && rest.len() < 40_000_000
    });
    assert!(given_up, "both came whole");
}

#[test]
fn the_publisher_is_named_wherever_data_are_published() {
    let (licence, creator) = ("https://example.org/licence", "https://example.org/us");
    let named = |text: &str| demarche::store::model::NamedNode::new(text).unwrap();
    let server = TestServer::with(|settings| {
        settings.licence = Some(named(licence));
        settings.creator = Some(named(creator));
    });
    for path in ["/dataset.nt", "/data/nanopubs.trig", "/dataset.html"] {
        let body = server.get(path, "*/*").body;
        assert!(
            body.contains(licence) && body.contains(creator),
            "{path}: {body}"
        );
    }
    let said = crate::documents::parse(
        &server.get("/dataset.nt", "*/*").body,
        "application/n-triples",
    );
    let licensed = said.iter().filter(|[_, predicate, object]| {
        predicate == "<http://purl.org/dc/terms/license>" && *object == format!("<{licence}>")
    });
    let distributions = said
        .iter()
        .filter(|[_, predicate, _]| predicate == "<http://www.w3.org/ns/dcat#distribution>");
    assert_eq!(licensed.count(), distributions.count() + 1);
    let silent = TestServer::start().get("/dataset.nt", "*/*").body;
    assert!(!silent.contains("terms/license") && !silent.contains("terms/creator"));
    // The command line reads the same settings, from the file too.
    let folder = tempfile::tempdir().unwrap();
    let settings = format!("licence = \"{licence}\"\ncreator = \"{creator}\"\n");
    std::fs::write(folder.path().join("demarche.toml"), settings).unwrap();
    let output = demarche(folder.path())
        .args(["export", "nanopubs", "--store"])
        .arg(samples().join("demarche-data"))
        .output()
        .unwrap();
    let trig = String::from_utf8(output.stdout).unwrap();
    assert!(trig.contains(licence) && trig.contains(creator), "{trig}");
}

#[test]
fn everything_is_served() {
    let server = TestServer::start();
    let list = server.get("/data", "application/json");
    let files: serde_json::Value = serde_json::from_str(&list.body).unwrap();
    let files = files.as_array().unwrap();
    assert!(files.len() > 20);
    for file in files {
        let url = file["url"].as_str().unwrap();
        if url.ends_with(".parquet") {
            continue; // Not text; the test client reads text.
        }
        let reply = server.get(url, "*/*");
        assert_eq!(reply.status, 200, "{url}: {}", reply.body);
        assert_eq!(reply.media_type(), file["encodingFormat"], "{url}");
        assert!(
            !reply.body.is_empty() || url.ends_with(".quickstatements"),
            "{url}"
        );
    }
    let page = server.get("/data", "text/html");
    assert!(
        page.body.contains("href=\"/data/statements.csv\""),
        "{}",
        page.body
    );
    assert_eq!(server.get("/data/nothing.csv", "*/*").status, 404);
    let head = server.send("HEAD", "/data/meetings.csv", &[], "");
    assert_eq!((head.status, head.media_type()), (200, "text/csv"));
}

#[test]
fn a_nanopublication_answers_at_its_name() {
    let server = TestServer::start();
    let all = server.get("/data/nanopubs.trig", "*/*").body;
    let names: BTreeSet<&str> = all
        .split('<')
        .filter_map(|it| {
            it.split_once('>')?
                .0
                .strip_prefix(BASE)?
                .strip_prefix("np/")
        })
        .filter(|name| !name.contains('#'))
        .collect();
    assert_eq!(names.len(), 2, "{all}");
    for name in names {
        let reply = server.get(&format!("/np/{name}"), "*/*");
        assert_eq!(
            (reply.status, reply.media_type()),
            (200, "application/trig")
        );
        assert!(all.contains(&reply.body), "{}", reply.body);
        let other = server.get(&format!("/np/{name}x"), "*/*");
        assert_eq!(other.status, 404);
        assert!(other.body.contains("nanopubs.trig"), "{}", other.body);
    }
    assert_eq!(server.get("/np/statement/none/RA", "*/*").status, 404);
}

//! `queries/wikidata`: the joins over the sample graph and the slice that comes with demarche, answered by the slice in the
//! store and by an endpoint over HTTP, with the same answers.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use demarche::store::model::NamedNode;
use demarche::store::{
    AnswerFormat, Dataset, Deadline, GraphTarget, QueryResultsFormat, Services, Store, Wikidata,
};
use demarche::wikidata::{NotASlice, Slice};

use crate::questions::queries;
use crate::server::{BASE, TestServer, samples};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn slice() -> impl Iterator<Item = Result<demarche::store::model::Quad, NotASlice>> {
    Slice::open(&root().join("data/wikidata/slice.nq.gz")).unwrap()
}

fn joins() -> Vec<(String, String)> {
    queries("queries/wikidata")
}

/// The samples, with the slice.
static LOCAL: LazyLock<Store> = LazyLock::new(|| {
    let store = samples().with_services(Services {
        wikidata: Wikidata::Local,
        ..Services::default()
    });
    let graph = NamedNode::new(format!("{BASE}graph/wikidata")).unwrap();
    let quads = slice().map(|quad| Ok::<_, demarche::store::StoreError>(quad.unwrap()));
    let count = store.fill_graph(&graph, quads).unwrap();
    assert!(count > 100_000, "{count}");
    store
});

/// The samples alone; Wikidata is another server, which has the slice as its default graph.
static REMOTE: LazyLock<Store> = LazyLock::new(|| {
    let far = Store::memory().unwrap();
    let quads: Vec<_> = slice()
        .map(|quad| {
            let quad = quad.unwrap();
            demarche::store::model::Quad::new(
                quad.subject,
                quad.predicate,
                quad.object,
                demarche::store::model::GraphName::DefaultGraph,
            )
        })
        .collect();
    far.add_to_graph(&GraphTarget::Default, &quads, &Deadline::none())
        .unwrap();
    let server = TestServer::over(far, |_| {});
    samples().with_services(Services {
        wikidata: Wikidata::Remote,
        endpoint: format!("{}/sparql", server.url),
        private: true,
        ..Services::default()
    })
});

fn answer(store: &Store, name: &str, query: &str) -> String {
    let question = Store::question(query, Some(BASE), Dataset::default()).unwrap();
    let csv = AnswerFormat::Results(QueryResultsFormat::Csv);
    let mut bytes = Vec::new();
    store
        .ask(&question, csv, &Deadline::none(), &mut bytes)
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
}

#[test]
fn the_joins_answer_alike_from_the_slice_and_from_an_endpoint() {
    let mut wrong = Vec::new();
    for (name, query) in joins() {
        let local = answer(&LOCAL, &name, &query);
        if local != answer(&REMOTE, &name, &query) {
            wrong.push(format!("{name}: the endpoint answers otherwise"));
        }
        if local.lines().count() < 2 {
            wrong.push(format!("{name}: no answer"));
        }
        let path = root().join("tests/it/joins").join(format!("{name}.csv"));
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &local).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != local {
            wrong.push(format!("{name}: not what {} says\n{local}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_says_what_it_asks_and_is_listed() {
    let list = std::fs::read_to_string(root().join("queries/README.md")).unwrap();
    let joins = joins();
    assert!(joins.len() >= 12);
    for (name, text) in joins {
        let mut lines = text.lines();
        assert!(lines.next().unwrap().starts_with("# en: "), "{name}");
        assert!(lines.next().unwrap().starts_with("# fr: "), "{name}");
        assert!(
            list.contains(&format!("`{name}`")),
            "{name} is not in queries/README.md"
        );
        for foreign in ["wikibase:label", "bd:", "hint:", "gas:", "mwapi:", "WITH {"] {
            assert!(
                !text.contains(foreign),
                "{name}: `{foreign}` is understood by one server only"
            );
        }
    }
}

#[test]
fn the_slice_names_every_entity_of_the_gazetteer() {
    let gazetteer = demarche::link::Gazetteer::load();
    let mut named = std::collections::BTreeSet::new();
    for quad in slice() {
        let quad = quad.unwrap();
        if quad.predicate.as_str() == "http://www.w3.org/2000/01/rdf-schema#label" {
            named.insert(quad.subject.to_string());
        }
    }
    let missing: Vec<_> = gazetteer
        .wikidata_ids()
        .chain(gazetteer.place_ids())
        .filter(|id| !named.contains(&format!("<http://www.wikidata.org/entity/{id}>")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

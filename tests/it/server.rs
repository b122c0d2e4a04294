//! A real server on a free port over a small store in memory, and a client for it.

#![expect(
    clippy::unwrap_used,
    reason = "a test whose server does not start has failed"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use demarche::pipeline::Pipeline;
use demarche::serve::{Server, Settings};
use demarche::source::{Input, Options, walk};
use demarche::store::{Articles, GraphTarget, RdfFormat, Run, Store, parse_document};

/// The base of the fixture's IRIs; no test server listens there.
pub(crate) const BASE: &str = "http://localhost:7979/";
/// The token of servers that may be written to.
pub(crate) const TOKEN: &str = "a-token-for-tests";

/// A running server. It ends with the test process.
pub(crate) struct TestServer {
    /// Where it listens, without a slash at the end.
    pub(crate) url: String,
    /// The store behind it.
    pub(crate) store: Arc<Store>,
    agent: ureq::Agent,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: String,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub(crate) fn media_type(&self) -> &str {
        self.header("content-type")
            .split(';')
            .next()
            .unwrap_or_default()
    }
}

impl TestServer {
    /// Serves the fixture.
    pub(crate) fn start() -> Self {
        Self::with(|_| {})
    }

    /// Serves the fixture under other settings.
    pub(crate) fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let store = Store::memory().unwrap();
        add(&store, include_str!("serve.trig"));
        Self::over(store, change)
    }

    /// Serves the graph of the sample articles.
    pub(crate) fn samples() -> Self {
        Self::over(samples(), |_| {})
    }

    /// Serves a store under other settings.
    pub(crate) fn over(store: Store, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            port: 0,
            token: Some(TOKEN.to_owned()),
            ..Settings::default()
        };
        change(&mut settings);
        let store = Arc::new(store);
        let server = Server::build(settings, Arc::clone(&store)).unwrap();
        let url = format!("http://127.0.0.1:{}", server.port());
        std::thread::spawn(move || server.run().unwrap());
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .accept_encoding("identity")
            .timeout_global(Some(Duration::from_mins(1)))
            .build()
            .into();
        Self { url, store, agent }
    }

    /// `127.0.0.1:PORT`.
    pub(crate) fn address(&self) -> &str {
        self.url.trim_start_matches("http://")
    }

    pub(crate) fn get(&self, path: &str, accept: &str) -> Reply {
        self.send("GET", path, &[("accept", accept)], "")
    }

    /// Asks by GET.
    pub(crate) fn query(&self, query: &str, accept: &str) -> Reply {
        self.get(&format!("/sparql?query={}", encode(query)), accept)
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Reply {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = if ["GET", "HEAD", "DELETE"].contains(&method) {
            self.agent.run(request.body(()).unwrap()).unwrap()
        } else {
            self.agent
                .run(request.body(body.to_owned()).unwrap())
                .unwrap()
        };
        Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: response.body_mut().read_to_string().unwrap(),
        }
    }
}

/// Adds a TriG document to a store.
pub(crate) fn add(store: &Store, trig: &str) {
    let quads = parse_document(trig.as_bytes(), RdfFormat::TriG, &GraphTarget::All, BASE).unwrap();
    store
        .add_to_graph(
            &GraphTarget::All,
            &quads,
            &demarche::store::Deadline::none(),
        )
        .unwrap();
}

/// The graph of the sample articles, in memory.
pub(crate) fn samples() -> Store {
    samples_among(|_| true)
}

/// The graph of those sample articles whose id suits.
pub(crate) fn samples_among(suits: impl Fn(&str) -> bool) -> Store {
    let store = Store::memory().unwrap();
    let pipeline = Pipeline::new(BASE).unwrap();
    let mut articles = Articles::open(&store, pipeline.minter().clone()).unwrap();
    let run = Run {
        key: "test".to_owned(),
        started: "2016-08-01T00:00:00Z".to_owned(),
        version: "0".to_owned(),
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    for input in walk(&[folder], &Options::default()) {
        let Ok(Input::Article(article)) = input else {
            panic!("a sample is not an article");
        };
        let facts = pipeline.facts(&article);
        let graph = pipeline.graph(&facts, &article.text).unwrap();
        if !suits(graph.id.as_str()) {
            continue;
        }
        articles.write(&graph, &run).unwrap();
    }
    drop(articles);
    store
}

/// The value of a parameter, percent-encoded.
pub(crate) fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// A query that runs for hours and looks at the store all the time.
pub(crate) const ENDLESS: &str = "SELECT (COUNT(*) AS ?n) WHERE {
    ?a ?p ?b . ?c ?p ?d . ?e ?p ?f . ?g ?p ?h . ?i ?p ?j . ?k ?p ?l . ?m ?p ?n
    FILTER(?a != ?c) }";

//! How fast words and names are found, over HTTP: 100,000 statements, 100,000 actors.
//!
//! Everything is made up from a seed. Prints the median, the 95th and the worst of each kind of request, and fails
//! where the 95th is above what is promised.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that fails says where, and prints"
)]

use std::sync::Arc;
use std::time::{Duration, Instant};

use demarche::serve::{Server, Settings};
use demarche::store::model::{GraphName, Literal, NamedNode, Quad, Term};
use demarche::store::{GraphTarget, Store};
use demarche::vocab::{dm, foaf, rdf, rdfs, schema};

const THINGS: usize = 100_000;
const ARTICLES: usize = 10_000;
const WORDS: usize = 8_000;
const REQUESTS: usize = 500;
const BASE: &str = "http://localhost:7979/";

fn main() {
    // `cargo test --benches` only looks whether it compiles.
    if std::env::args().any(|it| it == "--test") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("store")).unwrap();
    let mut random = Random(20_160_714);
    let vocabulary: Vec<String> = (0..WORDS).map(|_| random.word()).collect();
    let (first, last): (Vec<String>, Vec<String>) =
        (0..2_000).map(|_| (random.word(), random.word())).unzip();
    let mut quads = vec![];
    let mut say = |subject: &str, predicate: &str, object: Term| {
        let node = NamedNode::new_unchecked;
        quads.push(Quad::new(
            node(subject),
            node(predicate),
            object,
            GraphName::DefaultGraph,
        ));
    };
    let iri =
        |kind: &str, number: usize| NamedNode::new_unchecked(format!("{BASE}{kind}/{number}"));
    for number in 0..ARTICLES {
        let article = iri("article", number);
        let day = format!(
            "20{:02}-{:02}-{:02}",
            number % 20,
            number % 12 + 1,
            number % 28 + 1
        );
        say(
            article.as_str(),
            rdf::TYPE,
            NamedNode::new_unchecked(dm::ARTICLE).into(),
        );
        say(
            article.as_str(),
            schema::DATE_PUBLISHED,
            Literal::new_simple_literal(day).into(),
        );
        let title = random.sentence(&vocabulary, 8);
        say(
            article.as_str(),
            schema::HEADLINE,
            Literal::new_language_tagged_literal_unchecked(title, "fr").into(),
        );
    }
    let mut names = vec![];
    for number in 0..THINGS {
        let actor = iri("actor", number);
        let name = format!("{} {}", random.of(&first), random.of(&last));
        for class in [dm::ACTOR, foaf::PERSON] {
            say(
                actor.as_str(),
                rdf::TYPE,
                NamedNode::new_unchecked(class).into(),
            );
        }
        say(
            actor.as_str(),
            rdfs::LABEL,
            Literal::new_language_tagged_literal_unchecked(&name, "en").into(),
        );
        names.push(name);
        let statement = iri("statement", number);
        let length = 10 + random.below(40);
        let words = random.sentence(&vocabulary, length);
        let language = if number % 3 == 0 { "en" } else { "fr" };
        say(
            statement.as_str(),
            rdf::TYPE,
            NamedNode::new_unchecked(dm::STATEMENT).into(),
        );
        say(
            statement.as_str(),
            dm::SPEAKER,
            iri("actor", random.below(THINGS)).into(),
        );
        say(
            statement.as_str(),
            dm::REPORTED_IN,
            iri("article", random.below(ARTICLES)).into(),
        );
        say(
            statement.as_str(),
            dm::QUOTE,
            Literal::new_language_tagged_literal_unchecked(words, language).into(),
        );
    }
    let started = Instant::now();
    store
        .add_to_graph(
            &GraphTarget::Default,
            &quads,
            &demarche::store::Deadline::none(),
        )
        .unwrap();
    store.settle_search().unwrap();
    println!(
        "{} entries stored and indexed in {:.1} s",
        2 * THINGS + ARTICLES,
        started.elapsed().as_secs_f64()
    );

    let settings = Settings {
        port: 0,
        ..Settings::default()
    };
    let server = Server::build(settings, Arc::new(store)).unwrap();
    let url = format!("http://127.0.0.1:{}", server.port());
    std::thread::spawn(move || server.run().unwrap());
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .accept_encoding("identity")
        .build()
        .into();
    let fetch = |path: &str| {
        let started = Instant::now();
        let mut reply = agent.get(format!("{url}{path}")).call().unwrap();
        let body = reply.body_mut().read_to_string().unwrap();
        assert!(body.starts_with('{'), "{body}");
        started.elapsed()
    };
    let mut failed = false;
    let mut measure = |what: &str, limit: u64, path: &mut dyn FnMut() -> String| {
        let mut times: Vec<Duration> = (0..REQUESTS).map(|_| fetch(&path())).collect();
        times.sort_unstable();
        let at = |part: usize| times[(times.len() - 1) * part / 100].as_secs_f64() * 1000.0;
        println!(
            "{what}: median {:.1} ms, p95 {:.1} ms, worst {:.1} ms (p95 < {limit} ms)",
            at(50),
            at(95),
            at(100)
        );
        #[expect(clippy::cast_precision_loss, reason = "a few milliseconds")]
        let slow = at(95) >= limit as f64;
        failed |= slow;
    };
    let encoded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    let mut one = Random(1);
    measure("one word", 20, &mut || {
        format!("/search.json?q={}", encoded(one.of(&vocabulary)))
    });
    measure("three words, one of them", 20, &mut || {
        let words: Vec<&str> = (0..3).map(|_| one.common(&vocabulary)).collect();
        format!("/search.json?q={}", encoded(&words.join(" OR ")))
    });
    measure("two words, in a year, of a kind", 20, &mut || {
        let (a, b) = (one.common(&vocabulary), one.common(&vocabulary));
        let words = encoded(&format!("{a} {b}"));
        format!("/search.json?q={words}&from=2010&to=2012&kind=statement&lang=fr")
    });
    measure("a phrase", 20, &mut || {
        let (a, b) = (one.common(&vocabulary), one.common(&vocabulary));
        format!("/search.json?q={}", encoded(&format!("\"{a} {b}\"")))
    });
    measure("the beginning of a word", 20, &mut || {
        let word = one.of(&vocabulary);
        format!(
            "/search.json?q={}*",
            encoded(&word.chars().take(3).collect::<String>())
        )
    });
    measure("ten names to reconcile, three with a slip", 50, &mut || {
        let queries = (0..10).map(|number| {
            let mut name = one.of(&names).to_owned();
            if number < 3 {
                name.remove(1);
            }
            (
                number.to_string(),
                serde_json::json!({"query": name, "type": "Person"}),
            )
        });
        let batch = serde_json::Value::Object(queries.collect()).to_string();
        format!("/reconcile?queries={}", encoded(&batch))
    });
    if failed {
        println!("slower than promised");
        std::process::exit(1);
    }
}

/// Numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn of<'a>(&mut self, list: &'a [String]) -> &'a str {
        &list[self.below(list.len())]
    }

    /// Few words are frequent, as in any language.
    fn common<'a>(&mut self, list: &'a [String]) -> &'a str {
        let limit = 1 + self.below(list.len());
        let limit = 1 + self.below(limit);
        &list[self.below(limit)]
    }

    fn word(&mut self) -> String {
        const PARTS: [&str; 20] = [
            "ra", "né", "go", "ci", "tion", "ment", "pa", "ix", "tré", "ve", "ac", "cor", "der",
            "lin", "mo", "sa", "ber", "qui", "ou", "stra",
        ];
        (0..2 + self.below(3))
            .map(|_| PARTS[self.below(PARTS.len())])
            .collect()
    }

    fn sentence(&mut self, vocabulary: &[String], words: usize) -> String {
        (0..words)
            .map(|_| self.common(vocabulary).to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

//! A text as query and as update: looked at by the guard, parsed, evaluated over a handful of quads.
#![no_main]

use std::sync::LazyLock;
use std::time::Duration;

use demarche::guard::Limits;
use demarche::store::{
    AnswerFormat, Dataset, Deadline, Form, GraphTarget, QueryResultsFormat, Quick, RdfFormat, Store,
    parse_document,
};
use libfuzzer_sys::fuzz_target;

const QUADS: &[u8] = br#"@prefix : <urn:> .
:a a :Statement ; :speaker :b ; :quote "Nous proposons une tr\u00EAve."@fr ; :date "2016-07-14"^^<http://www.w3.org/2001/XMLSchema#date> .
:b :name "Kerry" ; :knows :c . :c :knows :b , :a . :g1 :n 1 , 2.5 , true , _:x ."#;

static STORE: LazyLock<Store> = LazyLock::new(|| {
    let store = Store::memory().expect("a store in memory");
    let target = GraphTarget::Default;
    let quads = parse_document(QUADS, RdfFormat::Turtle, &target, "urn:").expect("Turtle");
    store.replace_graph(&target, &quads, &Deadline::none()).expect("written");
    store
});

fuzz_target!(|text: &str| {
    let limits = Limits::default();
    if limits.query_size(text).is_err() || limits.sparql(text).is_err() {
        return;
    }
    if let Ok(change) = Store::change(text, Some("http://localhost/"), Dataset::default()) {
        let _told = STORE.is_small(&change);
    }
    let Ok(question) = Store::question(text, Some("http://localhost/"), Dataset::default()) else {
        return;
    };
    let format = match question.form() {
        Form::Triples => AnswerFormat::Rdf(RdfFormat::Turtle),
        _ => AnswerFormat::Results(QueryResultsFormat::Json),
    };
    // What is not plain may take all memory: that is what workers are for.
    if let Some(plain) = question.plain() {
        let most = Quick { time: Duration::from_millis(100), rows: 100, bytes: 10_000 };
        let _answer = STORE.ask_quickly(&plain, format, most);
    }
});

//! Bytes as a file of articles, the first one telling its ending: read, and all facts extracted and written as quads.
#![no_main]

use std::sync::LazyLock;

use demarche::pipeline::Pipeline;
use demarche::source::{Input, Options, walk};
use libfuzzer_sys::fuzz_target;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new("http://localhost/").expect("a base"));

fuzz_target!(|bytes: &[u8]| {
    const ENDINGS: [&str; 5] = ["txt", "html", "jsonl", "json", "txt.gz"];
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    let path = folder.path().join(format!("article.{ending}"));
    std::fs::write(&path, bytes).expect("written");
    for input in walk(&[path], &Options::default()).take(20) {
        if let Ok(Input::Article(article)) = input {
            let facts = PIPELINE.facts(&article);
            // An article in another language is refused.
            let _refused = PIPELINE.graph(&facts, &article.text);
        }
    }
});

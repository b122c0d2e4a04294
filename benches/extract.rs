//! How fast articles become facts, on one core: the sample articles, read, extracted and linked.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use demarche::pipeline::Pipeline;
use demarche::source::{Article, Input, Options, walk};
use std::path::Path;

fn samples() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let articles = walk(&[folder], &Options::default()).filter_map(|item| match item {
        Ok(Input::Article(article)) => Some(*article),
        _ => None,
    });
    articles.collect()
}

fn extract(criterion: &mut Criterion) {
    let articles = samples();
    let pipeline = Pipeline::new("http://localhost:7979/").expect("the default base is one");
    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Elements(articles.len() as u64));
    group.bench_function("samples", |bencher| {
        bencher.iter_batched(
            || &articles,
            |articles| {
                articles
                    .iter()
                    .map(|it| pipeline.facts(it))
                    .collect::<Vec<_>>()
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
    criterion.bench_function("start", |bencher| {
        bencher.iter(|| Pipeline::new("http://localhost:7979/"));
    });
}

criterion_group!(benches, extract);
criterion_main!(benches);

//! The sample articles of `data/articles`, built in, so that the demo needs no file.

use crate::source::{Article, Metadata};
use serde::Deserialize;

/// A sample as it lies in `data/articles`: name, text, sidecar.
struct Sample {
    name: &'static str,
    text: &'static str,
    sidecar: Option<&'static str>,
}

macro_rules! sample {
    ($name:literal) => {
        Sample {
            name: $name,
            text: include_str!(concat!("../../data/articles/", $name, ".txt")),
            sidecar: None,
        }
    };
    ($name:literal, meta) => {
        Sample {
            sidecar: Some(include_str!(concat!(
                "../../data/articles/",
                $name,
                ".meta.json"
            ))),
            ..sample!($name)
        }
    };
}

const SAMPLES: &[Sample] = &[
    sample!("01-offre-americaine", meta),
    sample!("02-kerry-recu-par-poutine", meta),
    sample!("03-nuit-au-kremlin"),
    sample!("04-kerry-lavrov-moscou", meta),
    sample!("05-dementi-peskov", meta),
    sample!("06-assad-chaine-americaine", meta),
    sample!("07-defile-paris-hollande", meta),
    sample!("08-vientiane-asean", meta),
    sample!("09-de-mistura-fin-aout", meta),
    sample!("10-moscou-precisions", meta),
    sample!("11-kerry-putin-kremlin", meta),
    sample!("12-us-paper-amman", meta),
    sample!("13-kremlin-denies-military-talks", meta),
    sample!("14-twelve-hours-in-moscow", meta),
    sample!("15-vientiane-margins", meta),
    sample!("16-geneva-august-round", meta),
];

/// What the samples' sidecars say.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sidecar {
    published: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// The samples as articles.
pub(crate) fn articles() -> anyhow::Result<Vec<Article>> {
    SAMPLES.iter().map(article).collect()
}

fn article(sample: &Sample) -> anyhow::Result<Article> {
    let sidecar: Sidecar = sample
        .sidecar
        .map(serde_json::from_str)
        .transpose()?
        .unwrap_or_default();
    let metadata = Metadata {
        published: sidecar.published,
        publisher: sidecar.publisher,
        url: sidecar.url,
        language: sidecar.language,
        ..Metadata::default()
    };
    Ok(Article::new(
        format!("data/articles/{}.txt", sample.name),
        sample.text,
        metadata,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Input, Options, walk};
    use std::path::Path;

    #[test]
    fn the_built_in_samples_are_those_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
        let files = walk(&[folder], &Options::default()).map(|item| match item {
            Ok(Input::Article(article)) => *article,
            other => panic!("{other:?}"),
        });
        let built_in = articles().unwrap();
        assert_eq!(
            files.map(|it| it.id).collect::<Vec<_>>(),
            built_in.iter().map(|it| it.id.clone()).collect::<Vec<_>>()
        );
    }
}

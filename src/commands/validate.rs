//! `demarche validate`: facts, articles or RDF are checked, and nothing is kept.

use super::batch::in_order;
use super::{Outcome, facts, input};
use crate::cli::Validate;
use crate::config::Settings;
use crate::pipeline::Pipeline;
use crate::source::{Input, SourceError};

pub(crate) fn run(arguments: &Validate, settings: &Settings) -> anyhow::Result<Outcome> {
    let pipeline = Pipeline::new(&settings.base)?;
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    let read = input::read(&arguments.paths, settings)?;
    in_order(
        settings.threads,
        read,
        input::size,
        |item| check(&pipeline, settings, item),
        |checked| {
            match checked {
                Ok(()) => valid += 1,
                Err(error) => {
                    invalid += 1;
                    eprintln!("demarche: {error:#}");
                }
            }
            Ok(())
        },
    )?;
    eprintln!("{valid} valid, {invalid} not");
    Ok(if invalid > 0 || valid == 0 {
        Outcome::Nothing
    } else {
        Outcome::Something
    })
}

fn check(
    pipeline: &Pipeline,
    settings: &Settings,
    item: Result<Input, SourceError>,
) -> anyhow::Result<()> {
    match item? {
        Input::Article(article) => pipeline.graph(&pipeline.facts(&article), &article.text)?,
        Input::Facts(line) => facts::graph(pipeline, settings, &line)?,
    };
    Ok(())
}

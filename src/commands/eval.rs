//! `demarche eval`: facts against annotated articles, as tables.

use super::batch::in_order;
use super::{Outcome, input, output::Output};
use crate::cli::Eval;
use crate::confidence::traits;
use crate::config::Settings;
use crate::eval::fit::Example;
use crate::eval::reliability::Reliability;
use crate::eval::rules::Rules;
use crate::eval::table::{LinkTable, Table};
use crate::eval::{Gold, Judged, Score, fit, score};
use crate::extract::facts::Facts;
use crate::pipeline::Pipeline;
use crate::source::{Article, Input, SourceError};
use anyhow::{Context, bail, ensure};
use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

pub(crate) fn run(arguments: &Eval, settings: &Settings) -> anyhow::Result<Outcome> {
    let articles = annotated(arguments)?;
    let pipeline = Pipeline::new(&settings.base)?;
    if let Some(path) = &arguments.fit {
        return fit_weights(&pipeline, &articles, settings, path);
    }
    let facts = match &arguments.facts {
        Some(path) => read_facts(path)?,
        None => extract(&articles, settings, |article| pipeline.facts(article))?,
    };
    let report = report(&pipeline, &articles, &facts)?;
    let mut out = Output::open(None)?;
    if arguments.json {
        report.write_json(&mut out, arguments.errors)?;
    } else {
        report.write_text(&mut out, arguments.errors)?;
    }
    let missing = articles
        .iter()
        .filter(|it| !facts.contains_key(&it.gold.id))
        .count();
    if missing > 0 {
        eprintln!("demarche: {missing} annotated articles have no facts");
    }
    out.finish()
}

/// An annotation and where its article is.
struct Annotated {
    gold: Gold,
    file: PathBuf,
    text: PathBuf,
}

const ENDING: &str = ".gold.json";

/// The annotations of the folders, in the order of their names.
fn annotated(arguments: &Eval) -> anyhow::Result<Vec<Annotated>> {
    let mut articles = Vec::new();
    let mut seen = BTreeSet::new();
    for folder in &arguments.gold {
        let name = || folder.display().to_string();
        let mut files = std::fs::read_dir(folder)
            .with_context(name)?
            .map(|entry| entry.map(|it| it.path()))
            .collect::<Result<Vec<PathBuf>, _>>()
            .with_context(name)?;
        files.retain(|path| path.to_string_lossy().ends_with(ENDING));
        files.sort();
        ensure!(
            !files.is_empty(),
            "{}: holds no annotation; they are called ID{ENDING}",
            folder.display()
        );
        for file in files {
            let json = read(&file)?;
            let gold: Gold = serde_json::from_str(&json)
                .with_context(|| format!("{}: not an annotation", file.display()))?;
            ensure!(
                seen.insert(gold.id.clone()),
                "{}: the id `{}` is taken by another annotation",
                file.display(),
                gold.id
            );
            let mut folders = arguments.text.iter().chain([folder]);
            let text = folders
                .find_map(|it| Some(it.join(format!("{}.txt", gold.id))).filter(|it| it.is_file()))
                .with_context(|| {
                    format!(
                        "{}: the article `{}.txt` is not there; --text names its folder",
                        file.display(),
                        gold.id
                    )
                })?;
            articles.push(Annotated { gold, file, text });
        }
    }
    Ok(articles)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// Facts by the name of their article's file without `.txt`; of several the last counts.
fn read_facts(path: &Path) -> anyhow::Result<BTreeMap<String, Facts>> {
    let mut all = BTreeMap::new();
    for (number, line) in read(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let facts: Facts = serde_json::from_str(line).with_context(|| {
            format!(
                "{}:{}: does not hold facts; `demarche schema` prints their form",
                path.display(),
                number + 1
            )
        })?;
        all.insert(stem(&facts.article.source), facts);
    }
    Ok(all)
}

fn stem(source: &str) -> String {
    let name = Path::new(source).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    name.strip_suffix(".txt").unwrap_or(&name).to_owned()
}

/// The facts that our own way finds.
fn extract(
    articles: &[Annotated],
    settings: &Settings,
    facts_of: impl Fn(&Article) -> Facts + Sync + Send,
) -> anyhow::Result<BTreeMap<String, Facts>> {
    let paths: Vec<PathBuf> = articles.iter().map(|it| it.text.clone()).collect();
    let mut all = BTreeMap::new();
    let work = |item: Result<Input, SourceError>| -> anyhow::Result<Facts> {
        match item? {
            Input::Article(article) => Ok(facts_of(&article)),
            Input::Facts(line) => bail!("{}: holds facts; --facts reads them", line.place),
        }
    };
    let read = input::read(&paths, settings)?;
    in_order(settings.threads, read, input::size, work, |facts| {
        let facts = facts?;
        all.insert(stem(&facts.article.source), facts);
        Ok(())
    })?;
    Ok(all)
}

/// The facts of each article against its gold.
fn scores(
    pipeline: &Pipeline,
    articles: &[Annotated],
    facts: &BTreeMap<String, Facts>,
) -> anyhow::Result<Vec<Score>> {
    let ids: BTreeSet<&str> = pipeline.gazetteer().wikidata_ids().collect();
    let held = |id: &str| ids.contains(id);
    let one = |it: &Annotated| {
        score(&it.gold, facts.get(&it.gold.id), &read(&it.text)?, &held)
            .with_context(|| it.file.display().to_string())
    };
    articles.iter().map(one).collect()
}

/// Writes the weights that fit the annotations, and tells what they are worth.
fn fit_weights(
    pipeline: &Pipeline,
    articles: &[Annotated],
    settings: &Settings,
    path: &Path,
) -> anyhow::Result<Outcome> {
    let facts = extract(articles, settings, |it| pipeline.uncalibrated(it))?;
    let scores = scores(pipeline, articles, &facts)?;
    let examples: Vec<Vec<Example>> = articles
        .iter()
        .zip(scores)
        .map(|(article, score)| {
            let traits = facts.get(&article.gold.id).map(traits).unwrap_or_default();
            let facts = traits.into_iter().zip(score.judged);
            facts
                .map(|(traits, judged)| Example { traits, judged })
                .collect()
        })
        .collect();
    let all: Vec<&Example> = examples.iter().flatten().collect();
    let by_hand: Vec<Judged> = all.iter().map(|it| it.judged.clone()).collect();
    let mut table = Output::open(Some(path))?;
    write!(table, "{}", fit::table(&all, examples.len()))?;
    table.finish()?;
    let mut out = Output::open(None)?;
    writeln!(
        out,
        "as rules give it by hand\n\n{}",
        Reliability::of(&by_hand)
    )?;
    let held_out = Reliability::of(&fit::held_out(&examples));
    write!(out, "as fitted on other articles\n\n{held_out}")?;
    out.finish()
}

/// Everything that is printed.
struct Report {
    table: Table,
    judged: Vec<Judged>,
    errors: Vec<String>,
}

fn report(
    pipeline: &Pipeline,
    articles: &[Annotated],
    facts: &BTreeMap<String, Facts>,
) -> anyhow::Result<Report> {
    let mut report = Report {
        table: Table::default(),
        judged: Vec::new(),
        errors: Vec::new(),
    };
    for (article, it) in articles.iter().zip(scores(pipeline, articles, facts)?) {
        let (gold, text) = (&article.gold, &article.text);
        report.table.add(&gold.language, &it.tally, &it.links);
        report.judged.extend(it.judged);
        let told = it.mistakes.into_iter().map(|it| {
            let (line, column) = (it.line, it.column);
            format!("{}:{line}:{column}: {}", text.display(), it.what)
        });
        report.errors.extend(told);
    }
    Ok(report)
}

/// The same as JSON: the columns of the table, then what the text shows below it.
#[derive(Serialize)]
struct Json<'a> {
    #[serde(flatten)]
    table: &'a Table,
    links: LinkTable<'a>,
    rules: Rules,
    confidence: Reliability,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a [String]>,
}

impl Report {
    fn write_text(&self, out: &mut Output, errors: bool) -> anyhow::Result<()> {
        if errors {
            for error in &self.errors {
                writeln!(out, "{error}")?;
            }
        }
        writeln!(out, "{}", self.table)?;
        writeln!(out, "{}", self.table.links())?;
        writeln!(out, "{}", Rules::of(&self.judged))?;
        write!(out, "{}", Reliability::of(&self.judged))?;
        Ok(())
    }

    fn write_json(&self, out: &mut Output, errors: bool) -> anyhow::Result<()> {
        let json = Json {
            table: &self.table,
            links: self.table.links(),
            rules: Rules::of(&self.judged),
            confidence: Reliability::of(&self.judged),
            errors: errors.then_some(&self.errors),
        };
        let indent = PrettyFormatter::with_indent(b" ");
        json.serialize(&mut Serializer::with_formatter(&mut *out, indent))?;
        writeln!(out)?;
        Ok(())
    }
}

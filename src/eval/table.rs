//! The table of figures, as the scorer of the gold prints it, for people and as JSON.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::actors::Links;
use super::tally::Tally;

const FOUND: [&str; 8] = [
    "statement",
    "statement+speaker",
    "statement strict",
    "statement strict+speaker",
    "meeting",
    "meeting full",
    "proposal",
    "actor in facts",
];
const RECALL: [&str; 3] = ["recall direct", "recall mixed", "recall indirect"];
const ACCURACY: [&str; 10] = [
    "act",
    "kind",
    "statement date",
    "meeting participants",
    "meeting date",
    "meeting status",
    "proposal status",
    "proposal addressees",
    "wikidata link",
    "evidence is the text",
];
const CHROME: &str = "facts from chrome";

/// Figures of all articles and of those in each language.
#[derive(Clone, Debug, Default)]
pub struct Table(BTreeMap<String, Figures>);

/// Counts of the articles of one column.
#[derive(Clone, Debug, Default)]
struct Figures {
    tally: Tally,
    links: Links,
}

impl Table {
    /// Adds the counts of an article.
    pub fn add(&mut self, language: &str, tally: &Tally, links: &Links) {
        for column in ["all", language] {
            let figures = self.0.entry(column.to_owned()).or_default();
            figures.tally.merge(tally);
            figures.links.merge(links);
        }
    }

    /// The names of the columns, with their counts.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &Tally)> {
        self.0.iter().map(|(name, it)| (name.as_str(), &it.tally))
    }

    /// How actors were linked: rows below the table.
    pub fn links(&self) -> LinkTable<'_> {
        LinkTable(self)
    }

    fn row(
        &self,
        f: &mut Formatter<'_>,
        name: &str,
        cell: impl Fn(&Figures) -> String,
    ) -> fmt::Result {
        write!(f, "{name:28}")?;
        for figures in self.0.values() {
            write!(f, "{:>26}", cell(figures))?;
        }
        writeln!(f)
    }

    fn header(&self, f: &mut Formatter<'_>, name: &str) -> fmt::Result {
        write!(f, "{name:28}")?;
        for column in self.0.keys() {
            write!(f, "{column:>26}")?;
        }
        writeln!(f)
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.header(f, "")?;
        for measure in FOUND {
            self.row(f, measure, |it| {
                let it = it.tally.precision_recall(measure);
                format!("P {:.2} R {:.2} F {:.3}", it.precision, it.recall, it.f1)
            })?;
        }
        for measure in RECALL {
            self.row(f, measure, |it| {
                let it = it.tally.precision_recall(measure);
                format!("R {:.2} of {}", it.recall, it.gold)
            })?;
        }
        for measure in ACCURACY {
            self.row(f, measure, |it| {
                let it = it.tally.accuracy(measure);
                format!("{:.2} of {}", it.accuracy, it.n)
            })?;
        }
        self.row(f, CHROME, |it| it.tally.facts_from_chrome().to_string())
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, it)| (name, Column(&it.tally))))
    }
}

/// One column as JSON.
struct Column<'a>(&'a Tally);

#[derive(Serialize)]
struct Recall {
    recall: f64,
    gold: usize,
}

impl Serialize for Column<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for measure in FOUND {
            map.serialize_entry(measure, &self.0.precision_recall(measure))?;
        }
        for measure in RECALL {
            let it = self.0.precision_recall(measure);
            let (recall, gold) = (it.recall, it.gold);
            map.serialize_entry(measure, &Recall { recall, gold })?;
        }
        for measure in ACCURACY {
            map.serialize_entry(measure, &self.0.accuracy(measure))?;
        }
        map.serialize_entry(CHROME, &self.0.facts_from_chrome())?;
        map.end()
    }
}

/// How the actors were linked whom the gold identifies.
pub struct LinkTable<'a>(&'a Table);

impl Display for LinkTable<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rows: [(&str, fn(&Links) -> usize); 6] = [
            ("right", |it| it.right),
            ("wrong", |it| it.wrong),
            ("missing", |it| it.missing),
            ("actor not found", |it| it.not_found),
            ("not in the gazetteer", |it| it.not_held),
            ("  given another's id", |it| it.mistaken),
        ];
        self.0.header(f, "wikidata ids of actors")?;
        for (name, count) in rows {
            self.0.row(f, name, |it| count(&it.links).to_string())?;
        }
        let shares: [(&str, fn(&Links) -> Option<f64>); 2] = [
            ("right id of those held", Links::share_right),
            ("wrong id of those given", Links::share_wrong),
        ];
        for (name, share) in shares {
            let told = |it: Option<f64>| it.map_or_else(|| "-".to_owned(), |it| format!("{it:.3}"));
            self.0.row(f, name, |it| told(share(&it.links)))?;
        }
        Ok(())
    }
}

impl Serialize for LinkTable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.0.iter().map(|(name, it)| (name, it.links)))
    }
}

//! The other forms of a page: its rows as CSV and JSON, its facts as Markdown, Atom and triples, its sources as
//! bibliographies.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::citation::{bibtex, footnote, ris};
use super::fact::Sentence;
use super::frame::Frame;
use super::passage::Cited;
use super::typography::quoted;
use super::view::View;
use crate::serve::asof::Seen;
use crate::serve::forms::Form;
use crate::serve::negotiate::Offer;
use crate::store::StoreError;
use crate::store::model::Term;

/// A form of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Format {
    Html,
    Json,
    Csv,
    Turtle,
    JsonLd,
    Markdown,
    Atom,
    BibTex,
    Ris,
}

/// Their media types, those of pages first.
pub(in crate::serve) const OFFERS: [Offer<Format>; 10] = [
    (Format::Html, "text/html"),
    (Format::Json, "application/json"),
    (Format::Csv, "text/csv"),
    (Format::Turtle, "text/turtle"),
    (Format::JsonLd, "application/ld+json"),
    (Format::Markdown, "text/markdown"),
    (Format::Atom, "application/atom+xml"),
    (Format::BibTex, "application/x-bibtex"),
    (Format::Ris, "application/x-research-info-systems"),
    (Format::Html, "application/xhtml+xml"),
];

impl Format {
    /// Those that a list of facts has.
    pub(in crate::serve) const LISTS: [Self; 8] = [
        Self::Json,
        Self::Csv,
        Self::Turtle,
        Self::JsonLd,
        Self::Markdown,
        Self::Atom,
        Self::BibTex,
        Self::Ris,
    ];

    /// What its addresses end with, and what it is called.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Html => ("html", "HTML"),
            Self::Json => ("json", "JSON"),
            Self::Csv => ("csv", "CSV"),
            Self::Turtle => ("ttl", "Turtle"),
            Self::JsonLd => ("jsonld", "JSON-LD"),
            Self::Markdown => ("md", "Markdown"),
            Self::Atom => ("atom", "Atom"),
            Self::BibTex => ("bib", "BibTeX"),
            Self::Ris => ("ris", "RIS"),
        }
    }

    /// The form of an ending.
    pub(in crate::serve) fn of(ending: &str) -> Option<Self> {
        OFFERS
            .iter()
            .map(|(format, _)| *format)
            .find(|format| format.names().0 == ending)
    }

    /// What its addresses end with, after the dot.
    pub(in crate::serve) fn ending(self) -> &'static str {
        self.names().0
    }

    /// All endings, for people.
    pub(in crate::serve) fn endings() -> String {
        let all = Self::LISTS
            .iter()
            .map(|format| format!("`.{}`", format.names().0));
        all.collect::<Vec<_>>().join(", ")
    }

    pub(in crate::serve) fn media_type(self) -> &'static str {
        OFFERS
            .iter()
            .find(|(format, _)| *format == self)
            .map_or("application/octet-stream", |(_, media_type)| media_type)
    }
}

/// Names and addresses of the other forms of a page.
pub(in crate::serve) fn links(
    frame: &Frame,
    name: &str,
    formats: &[Format],
) -> Vec<(&'static str, String)> {
    formats
        .iter()
        .map(|format| {
            let (ending, shown) = format.names();
            let here = frame.here("", None);
            let query = here
                .split_once('?')
                .map_or(String::new(), |(_, query)| format!("?{query}"));
            (shown, format!("/{name}.{ending}{query}"))
        })
        .collect()
}

/// Names and addresses of the other forms of the page of a thing: its documents, and lists of its facts.
pub(in crate::serve) fn links_of_things(
    path: &str,
    seen: &Seen<'_>,
) -> Vec<(&'static str, String)> {
    let query = seen.query(1);
    let documents = [
        ("Turtle", "ttl"),
        ("JSON-LD", "jsonld"),
        ("N-Triples", "nt"),
        ("RDF/XML", "rdf"),
        ("JSON", "json"),
    ];
    let has_facts = [
        "actor/",
        "article/",
        "meeting/",
        "place/",
        "proposal/",
        "statement/",
    ]
    .iter()
    .any(|kind| path.starts_with(kind));
    let lists = super::thing::FORMATS
        .iter()
        .filter(|_| has_facts)
        .map(|format| {
            let (ending, shown) = format.names();
            (shown, ending)
        });
    documents
        .into_iter()
        .chain(lists)
        .map(|(shown, ending)| (shown, format!("/{path}.{ending}{query}")))
        .collect()
}

/// Writes a page in another form.
pub(in crate::serve) fn write(
    format: Format,
    view: &View<'_>,
    title: &str,
    facts: &[Sentence],
) -> Result<Vec<u8>, StoreError> {
    Ok(match format {
        Format::Html => Vec::new(),
        Format::Json => pretty(&rows(view)),
        Format::Csv => csv(view).into_bytes(),
        Format::Turtle => Form::Turtle.write(&view.bag.quads(facts))?,
        Format::JsonLd => Form::JsonLd.write(&view.bag.quads(facts))?,
        Format::Markdown => markdown(view, title, facts).into_bytes(),
        Format::Atom => atom(view, title, facts).into_bytes(),
        Format::BibTex => bibliography(facts, bibtex, "\n\n"),
        Format::Ris => bibliography(facts, ris, "\r\n\r\n"),
    })
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut text = format!("{value:#}");
    text.push('\n');
    text.into_bytes()
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(iri) => iri.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// The rows of each query, with the sentences of the facts in them.
fn rows(view: &View<'_>) -> Value {
    let answers = view.answers().map(|(name, answer)| {
        let rows: Vec<Value> = answer
            .rows
            .iter()
            .map(|row| {
                let mut told = serde_json::Map::new();
                for column in &answer.names {
                    let Some(term) = row.get(column) else {
                        continue;
                    };
                    told.insert(column.clone(), plain(term).into());
                    if let Some(sentence) = view.fact(row, column) {
                        let passages: Vec<Value> = sentence
                            .reported
                            .iter()
                            .flat_map(|report| &report.passages)
                            .map(|it| json!({ "words": it.words(), "language": it.lang, "article": it.source.iri }))
                            .collect();
                        let about = json!({
                            "date": sentence.edtf,
                            "sentence": sentence.plain(),
                            "articles": sentence.articles,
                            "passages": passages,
                        });
                        told.insert(format!("{column}_told"), about);
                    }
                }
                Value::Object(told)
            })
            .collect();
        (name.to_owned(), Value::from(rows))
    });
    Value::Object(answers.collect())
}

/// The rows of the first query, with the sentences of the facts in them.
fn csv(view: &View<'_>) -> String {
    let mut out = String::new();
    let Some((_, answer)) = view.answers().next() else {
        return out;
    };
    let is_fact = |column: &String| {
        answer
            .rows
            .iter()
            .any(|row| view.fact(row, column).is_some())
    };
    let facts: Vec<&String> = answer
        .names
        .iter()
        .filter(|column| is_fact(column))
        .collect();
    let told = facts
        .iter()
        .flat_map(|column| [format!("{column}_date"), format!("{column}_told")]);
    let head: Vec<String> = answer.names.iter().cloned().chain(told).collect();
    line(&mut out, &head);
    for row in &answer.rows {
        let mut cells: Vec<String> = answer
            .names
            .iter()
            .map(|column| row.get(column).map(plain).unwrap_or_default())
            .collect();
        for column in &facts {
            let sentence = view.fact(row, column);
            cells.push(
                sentence
                    .as_ref()
                    .map(|it| it.edtf.clone())
                    .unwrap_or_default(),
            );
            cells.push(sentence.map(|it| it.plain()).unwrap_or_default());
        }
        line(&mut out, &cells);
    }
    out
}

fn line(out: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            let _ = write!(out, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// Text in which Markdown sees no marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if ['\\', '*', '_', '`', '[', ']', '<', '>', '#', '|'].contains(&character) {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
    }
    out
}

/// The facts as a list with numbered footnotes.
fn markdown(view: &View<'_>, title: &str, facts: &[Sentence]) -> String {
    let sources = View::sources(facts);
    let base = view.seen.settings.base.trim_end_matches('/');
    let mut out = format!("# {}\n\n", escaped(title));
    for fact in facts {
        let date = if fact.date.is_empty() {
            String::new()
        } else {
            format!("{} · ", fact.date)
        };
        let mut fact = fact.clone();
        fact.number_sources(&sources);
        let badges: String = fact
            .badges
            .iter()
            .map(|it| format!(" · {}", it.word))
            .collect();
        let notes: String = fact.notes.iter().map(|it| format!("[^{it}]")).collect();
        let _ = writeln!(
            out,
            "- {date}{}{badges} · [{}]({base}{}){notes}",
            escaped(&fact.plain()),
            fact.reports,
            fact.href
        );
        for passage in fact.reported.iter().flat_map(|report| &report.passages) {
            let _ = writeln!(out, "  > {}", escaped(&passage.words()));
        }
    }
    out.push('\n');
    for (place, source) in sources.iter().enumerate() {
        let _ = writeln!(
            out,
            "[^{}]: {}",
            place + 1,
            escaped(&footnote(source, view.frame.tongue))
        );
    }
    out
}

/// Text and attributes of XML.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            it if it.is_control() => {}
            it => out.push(it),
        }
    }
    out
}

/// An entry of a feed.
struct Entry {
    fact: Sentence,
    /// `added`, `corrected` and so on, and the day of it, where the feed is about changes.
    change: Option<(String, String)>,
}

impl Entry {
    /// The facts of a page; each change of them, where the page is about changes.
    fn all(view: &View<'_>, facts: &[Sentence]) -> Vec<Self> {
        let changes = view.rows("changes");
        if changes.is_empty() {
            let plain = |fact: &Sentence| Self {
                fact: fact.clone(),
                change: None,
            };
            return facts.iter().map(plain).collect();
        }
        let told = changes.iter().filter_map(|row| {
            Some(Self {
                fact: view.fact(row, "fact")?,
                change: Some((row.text("how").to_owned(), row.text("day").to_owned())),
            })
        });
        told.collect()
    }

    /// A day: of the change, or on which the latest article that tells the fact came out.
    fn day(&self) -> String {
        if let Some((_, day)) = &self.change {
            return day.clone();
        }
        let passages = self.fact.reported.iter().flat_map(|it| &it.passages);
        let days = passages.filter_map(|it| it.source.edtf.get(..10));
        days.max().unwrap_or("1970-01-01").to_owned()
    }

    fn write(&self, view: &View<'_>, out: &mut String) {
        let base = view.seen.settings.base.trim_end_matches('/');
        let (fact, frame) = (&self.fact, view.frame);
        let words: Vec<String> = fact
            .reported
            .iter()
            .flat_map(|report| &report.passages)
            .map(|it| {
                let words = quoted(&it.words(), frame.tongue);
                match it.source.whence() {
                    whence if whence.is_empty() => words,
                    whence => format!("{words} ({whence})"),
                }
            })
            .collect();
        let mut title = String::new();
        let mut category = String::new();
        // A change is an entry of its own, though the fact was in the feed before.
        let mut id = fact.iri.clone();
        if let Some((how, day)) = &self.change {
            let label = frame.tongue.find(&format!("changes.{how}")).unwrap_or(how);
            let _ = write!(title, "{label} · ");
            let _ = writeln!(
                category,
                "<category term=\"{}\" label=\"{}\"/>",
                xml(how),
                xml(label)
            );
            let joint = if id.contains('#') { '-' } else { '#' };
            let _ = write!(id, "{joint}{how}-{day}");
        }
        if !fact.date.is_empty() {
            let _ = write!(title, "{} · ", fact.date);
        }
        title.push_str(&fact.plain());
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<updated>{}T00:00:00Z</updated>\n{category}<link href=\"{}\"/>\n<summary>{}</summary>\n</entry>\n",
            xml(&id),
            xml(&title),
            self.day(),
            xml(&format!("{base}{}", fact.href)),
            xml(&words.join(" ")),
        );
    }
}

/// The facts as a feed.
fn atom(view: &View<'_>, title: &str, facts: &[Sentence]) -> String {
    let base = view.seen.settings.base.trim_end_matches('/');
    let entries = Entry::all(view, facts);
    let newest = entries.iter().map(Entry::day).max();
    let newest = newest.unwrap_or_else(|| "1970-01-01".to_owned());
    let here = format!("{base}{}", view.frame.here("", None));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<id>{}</id>\n<title>{} · demarche</title>\n<updated>{newest}T00:00:00Z</updated>\n<link rel=\"self\" href=\"{}\"/>\n<author><name>demarche</name></author>\n",
        view.frame.lang(),
        xml(&here),
        xml(title),
        xml(&here),
    );
    for entry in &entries {
        entry.write(view, &mut out);
    }
    out.push_str("</feed>\n");
    out
}

fn bibliography(facts: &[Sentence], write: fn(&Cited) -> String, apart: &str) -> Vec<u8> {
    let all: Vec<String> = View::sources(facts).iter().map(write).collect();
    let mut text = all.join(apart);
    text.push_str(apart);
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_has_an_ending_and_a_media_type() {
        for format in Format::LISTS {
            assert_eq!(Format::of(format.names().0), Some(format));
            assert_ne!(format.media_type(), "application/octet-stream");
        }
        assert_eq!(Format::of("exe"), None);
    }

    #[test]
    fn what_is_written_is_escaped() {
        let mut out = String::new();
        line(&mut out, &["a".to_owned(), "b,\"c\"\n".to_owned()]);
        assert_eq!(out, "a,\"b,\"\"c\"\"\n\"\r\n");
        assert_eq!(escaped("*a* [b]"), "\\*a\\* \\[b\\]");
        assert_eq!(xml("<a> & \"b\"\u{1}"), "&lt;a&gt; &amp; &quot;b&quot;");
    }
}

//! From paths to articles: folders walked in sorted order, each file told by its name and content.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use walkdir::WalkDir;

use super::decode::decode;
use super::error::{Place, Problem, SourceError};
use super::html;
use super::jsonl::{self, Lines, reading};
use super::metadata::{changed, sidecar};
use super::options::Options;
use super::unpack::{Input as Reader, sample, unpack};
use super::{Article, Input, Metadata};

/// Reads articles from files, folders and `-` (standard input), one at a time.
///
/// A file that is named is read whatever its ending; of a folder, the files that end in one of
/// [`ENDINGS`], packed or not, in the order of their names, and not the hidden ones. Sidecars
/// (`NAME.meta.json`) and annotations (`NAME.gold.json`) are no articles. An input that cannot be
/// read gives one error, and the walk goes on.
pub fn walk(paths: &[PathBuf], options: &Options) -> Walk {
    Walk {
        pending: paths.iter().cloned().collect(),
        folder: None,
        lines: None,
        ready: VecDeque::new(),
        options: options.clone(),
    }
}

/// Endings that make a file of a folder an article, or a file of them.
pub const ENDINGS: [&str; 9] = [
    "txt",
    "text",
    "html",
    "htm",
    "xhtml",
    "jsonl",
    "ndjson",
    "json",
    "facts.jsonl",
];

/// The articles of some paths; see [`walk`].
pub struct Walk {
    pending: VecDeque<PathBuf>,
    folder: Option<walkdir::IntoIter>,
    lines: Option<Lines>,
    ready: VecDeque<Result<Input, SourceError>>,
    options: Options,
}

impl Iterator for Walk {
    type Item = Result<Input, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Some(item);
            }
            if let Some(lines) = &mut self.lines {
                match lines.next(&self.options) {
                    Some(item) => return Some(item),
                    None => self.lines = None,
                }
            } else if let Some(folder) = &mut self.folder {
                match folder.next() {
                    Some(Ok(entry)) if entry.file_type().is_file() && is_article(entry.path()) => {
                        self.open(entry.path());
                    }
                    Some(Ok(_)) => {}
                    Some(Err(error)) => {
                        let source = error
                            .path()
                            .map_or_else(String::new, |p| p.display().to_string());
                        return Some(Err(Problem::Folder(error).at(&Place { source, line: None })));
                    }
                    None => self.folder = None,
                }
            } else {
                let path = self.pending.pop_front()?;
                if path.is_dir() {
                    self.folder = Some(
                        WalkDir::new(path)
                            .follow_links(true)
                            .sort_by_file_name()
                            .into_iter(),
                    );
                } else {
                    self.open(&path);
                }
            }
        }
    }
}

impl Walk {
    fn open(&mut self, path: &Path) {
        let place = Place {
            source: path.display().to_string(),
            line: None,
        };
        if let Err(problem) = self.read(path, &place) {
            self.ready.push_back(Err(problem.at(&place)));
        }
    }

    fn read(&mut self, path: &Path, place: &Place) -> Result<(), Problem> {
        let stdin = place.source == "-";
        let input = if stdin {
            unpack(io::stdin(), &self.options)
        } else {
            File::open(path).and_then(|f| unpack(f, &self.options))
        };
        let (head, reader) = input
            .and_then(sample)
            .map_err(|e| reading(e, &self.options))?;
        let name = Name::of(path);
        let known = if stdin {
            Metadata::default()
        } else {
            let when = Metadata {
                retrieved: changed(path),
                ..Metadata::default()
            };
            sidecar(path, &name.stem)?.or(when)
        };
        let format = Format::of(name.ending.as_deref(), &head);
        if let Format::Jsonl | Format::Facts = format {
            self.lines = Some(Lines::new(
                reader,
                place.source.clone(),
                format == Format::Facts,
                known.retrieved,
            ));
            return Ok(());
        }
        let bytes = whole(reader, &self.options)?;
        match format {
            Format::Json => self.json(&bytes, place, &known),
            Format::Html => {
                let encoding = html::declared(&bytes);
                let (text, found) = html::read(&decode(bytes, encoding)?)?;
                self.ready
                    .push_back(Ok(Input::Article(Box::new(Article::new(
                        place.source.clone(),
                        text,
                        known.or(found),
                    )))));
                Ok(())
            }
            _ => {
                let text = decode(bytes, None)?;
                self.ready
                    .push_back(Ok(Input::Article(Box::new(Article::new(
                        place.source.clone(),
                        text,
                        known,
                    )))));
                Ok(())
            }
        }
    }

    fn json(&mut self, bytes: &[u8], place: &Place, known: &Metadata) -> Result<(), Problem> {
        let records: Vec<Map<String, Value>> = match bytes.iter().find(|b| !b.is_ascii_whitespace())
        {
            None => return Err(Problem::Empty),
            Some(b'[') => serde_json::from_slice(bytes)?,
            Some(_) => vec![serde_json::from_slice(bytes)?],
        };
        let single = records.len() == 1;
        for (record, number) in records.iter().zip(1..) {
            let place = Place {
                source: place.source.clone(),
                line: if single { None } else { Some(number) },
            };
            let article = jsonl::article(record, &place, known.clone(), &self.options);
            self.ready
                .push_back(article.map_err(|problem| problem.at(&place)));
        }
        Ok(())
    }
}

/// Reads a whole file, up to the limit.
fn whole(reader: Reader, options: &Options) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    reader
        .take(options.max_text.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|e| reading(e, options))?;
    if bytes.len() as u64 > options.max_text {
        return Err(Problem::TooLarge {
            limit: options.max_text,
        });
    }
    Ok(bytes)
}

/// A file name, taken apart.
struct Name {
    stem: String,
    ending: Option<String>,
}

impl Name {
    fn of(path: &Path) -> Self {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let bare = [".gz", ".zst"]
            .iter()
            .find_map(|packed| name.strip_suffix(packed))
            .unwrap_or(&name);
        match bare.rsplit_once('.') {
            Some((stem, ending)) if !stem.is_empty() => {
                let ending = ending.to_lowercase();
                match stem.strip_suffix(".facts") {
                    Some(stem) if ending == "jsonl" => Self {
                        stem: stem.to_owned(),
                        ending: Some("facts.jsonl".to_owned()),
                    },
                    _ => Self {
                        stem: stem.to_owned(),
                        ending: Some(ending),
                    },
                }
            }
            _ => Self {
                stem: bare.to_owned(),
                ending: None,
            },
        }
    }
}

fn is_article(path: &Path) -> bool {
    let name = Name::of(path);
    let hidden = name.stem.starts_with('.');
    let beside = [".meta", ".gold"]
        .iter()
        .any(|end| name.stem.ends_with(end));
    !hidden && !beside && name.ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Html,
    Json,
    Jsonl,
    Facts,
}

impl Format {
    fn of(ending: Option<&str>, head: &[u8]) -> Self {
        match ending {
            Some("facts.jsonl") => Self::Facts,
            Some("jsonl" | "ndjson") => Self::Jsonl,
            Some("json") => Self::Json,
            Some("html" | "htm" | "xhtml") => Self::Html,
            Some("txt" | "text") if !looks_like_html(head) => Self::Text,
            _ if looks_like_html(head) => Self::Html,
            _ => Self::by_record(head),
        }
    }

    /// A JSON object on the first line starts JSON Lines; facts begin with their article.
    fn by_record(head: &[u8]) -> Self {
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{FEFF}').trim_start();
        let Some(inside) = head.strip_prefix('{') else {
            return Self::Text;
        };
        let first = head.lines().next().unwrap_or_default().trim_end();
        match () {
            () if inside
                .trim_start()
                .strip_prefix("\"article\"")
                .is_some_and(|r| r.trim_start().starts_with(':')) =>
            {
                Self::Facts
            }
            () if first.ends_with('}') || first.len() == head.len() => Self::Jsonl,
            () if inside.trim_start().starts_with('"') => Self::Json,
            () => Self::Text,
        }
    }
}

fn looks_like_html(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head.get(..head.len().min(1024)).unwrap_or_default())
        .to_ascii_lowercase();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    head.starts_with("<!doctype html")
        || head.starts_with("<html")
        || (head.starts_with('<') && (head.contains("<head") || head.contains("<body")))
}

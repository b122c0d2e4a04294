//! JSON Lines: one article a line, or one object of facts a line, read one line at a time.

use std::io::{self, BufRead};

use serde_json::{Map, Value};

use super::error::{Place, Problem, SourceError};
use super::options::Options;
use super::unpack::{Input as Reader, is_bomb};
use super::{Article, FactsLine, Input, Metadata};

/// A JSON escape takes six bytes for one of text, and a record holds more than its text.
const LINE_PER_TEXT: u64 = 6;

/// A file of one record a line.
pub(super) struct Lines {
    reader: Reader,
    place: Place,
    facts: bool,
    retrieved: Option<String>,
    done: bool,
}

impl Lines {
    pub(super) fn new(
        reader: Reader,
        source: String,
        facts: bool,
        retrieved: Option<String>,
    ) -> Self {
        Self {
            reader,
            place: Place {
                source,
                line: Some(0),
            },
            facts,
            retrieved,
            done: false,
        }
    }

    /// The next record. Blank lines are passed over; a line that cannot be read does not stop the others.
    pub(super) fn next(&mut self, options: &Options) -> Option<Result<Input, SourceError>> {
        while !self.done {
            self.place.line = self.place.line.map(|n| n + 1);
            let limit = options.max_text.saturating_mul(LINE_PER_TEXT);
            let line = match read_line(&mut self.reader, limit) {
                Ok(Line::End) => break,
                Ok(Line::TooLong) => {
                    return Some(Err(Problem::TooLarge {
                        limit: options.max_text,
                    }
                    .at(&self.place)));
                }
                Ok(Line::Read(line)) => line,
                Err(error) => {
                    self.done = true;
                    return Some(Err(reading(error, options).at(&self.place)));
                }
            };
            let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            return Some(
                self.record(line, options)
                    .map_err(|problem| problem.at(&self.place)),
            );
        }
        None
    }

    fn record(&self, line: &[u8], options: &Options) -> Result<Input, Problem> {
        let line = std::str::from_utf8(line).map_err(|_source| Problem::NotUtf8)?;
        if self.facts {
            return Ok(Input::Facts(FactsLine {
                place: self.place.clone(),
                json: line.trim().to_owned(),
            }));
        }
        let record: Map<String, Value> = serde_json::from_str(line)?;
        let retrieved = Metadata {
            retrieved: self.retrieved.clone(),
            ..Metadata::default()
        };
        article(&record, &self.place, retrieved, options)
    }
}

/// One JSON record as an article. `known` holds what is known otherwise.
pub(super) fn article(
    record: &Map<String, Value>,
    place: &Place,
    known: Metadata,
    options: &Options,
) -> Result<Input, Problem> {
    let map = &options.fields;
    let Some(text) = map.text(record) else {
        let quoted = |names: &mut dyn Iterator<Item = &String>| {
            names
                .map(|n| format!("`{n}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        return Err(Problem::NoTextField {
            wanted: quoted(&mut map.names("text").iter()),
            found: quoted(&mut record.keys().take(30)),
        });
    };
    if text.len() as u64 > options.max_text {
        return Err(Problem::TooLarge {
            limit: options.max_text,
        });
    }
    let metadata = map.metadata(record).or(known);
    Ok(Input::Article(Box::new(Article::new(
        place.to_string(),
        text.to_owned(),
        metadata,
    ))))
}

/// Says of a reader's error whether it is a bomb or something else.
pub(super) fn reading(error: io::Error, options: &Options) -> Problem {
    if is_bomb(&error) {
        Problem::Bomb {
            ratio: options.max_ratio,
        }
    } else {
        Problem::Io(error)
    }
}

enum Line {
    Read(Vec<u8>),
    TooLong,
    End,
}

/// Reads to the next line end, keeping at most `limit` bytes.
fn read_line(reader: &mut dyn BufRead, limit: u64) -> io::Result<Line> {
    let mut line = Vec::new();
    let mut length = 0_u64;
    loop {
        let chunk = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let end = chunk.iter().position(|b| *b == b'\n');
        let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
        let (at_end, used) = (chunk.is_empty(), part.len() + usize::from(end.is_some()));
        length += part.len() as u64;
        if length <= limit {
            line.extend_from_slice(part);
        } else {
            line = Vec::new();
        }
        reader.consume(used);
        match () {
            () if length > limit && (end.is_some() || at_end) => return Ok(Line::TooLong),
            () if at_end && line.is_empty() => return Ok(Line::End),
            () if at_end || end.is_some() => return Ok(Line::Read(line)),
            () => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str, options: &Options) -> Vec<Result<Input, SourceError>> {
        let reader: Reader = Box::new(io::Cursor::new(text.to_owned().into_bytes()));
        let mut lines = Lines::new(reader, "a.jsonl".into(), false, None);
        std::iter::from_fn(|| lines.next(options)).collect()
    }

    #[test]
    fn one_bad_line_does_not_stop_the_others() {
        let text = "{\"text\": \"Un.\"}\n\nnonsense\n{\"body\": \"Deux.\", \"headline\": \"T\"}\n{\"x\": 1}";
        let found: Vec<String> = all(text, &Options::default())
            .into_iter()
            .map(|r| match r {
                Ok(Input::Article(a)) => format!("{} {}", a.source, a.text),
                Ok(Input::Facts(f)) => f.json,
                Err(e) => e.to_string(),
            })
            .collect();
        assert_eq!(found[0], "a.jsonl:1 Un.");
        assert!(
            found[1].starts_with("a.jsonl:3: is not valid JSON"),
            "{}",
            found[1]
        );
        assert_eq!(found[2], "a.jsonl:4 Deux.");
        assert!(
            found[3].starts_with("a.jsonl:5: has no text in any of the fields `text`, `body`"),
            "{}",
            found[3]
        );
        assert!(found[3].contains("its fields are `x`"));
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let options = Options {
            max_text: 10,
            ..Options::default()
        };
        let text = format!(
            "{{\"text\": \"{}\"}}\n{{\"text\": \"Court.\"}}\n",
            "x".repeat(500)
        );
        let found = all(&text, &options);
        assert!(matches!(
            found[0],
            Err(SourceError {
                problem: Problem::TooLarge { .. },
                ..
            })
        ));
        assert!(found[1].is_ok());
    }
}

//! The articles as bibliographies: BibTeX, RIS, CSL-JSON.
//!
//! An agency that an article credits is its author; the outlet is where it appeared. Dates are as precise as they are known.

use std::io::Write;

use serde_json::{Value, json};

use super::Source;
use super::tables::{Record, Table};
use crate::store::StoreError;

/// Writes BibTeX (UTF-8).
pub(super) fn write_bibtex(source: &Source<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    each(source, |article| Ok(article.bibtex(out)?))?;
    out.flush()?;
    Ok(())
}

/// Writes RIS.
pub(super) fn write_ris(source: &Source<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    each(source, |article| Ok(article.ris(out)?))?;
    out.flush()?;
    Ok(())
}

impl Reference<'_> {
    /// Writes it as BibTeX (UTF-8).
    ///
    /// # Errors
    /// When `out` fails.
    pub fn bibtex(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let article = self;
        let kind = if article.publisher.is_some() {
            "article"
        } else {
            "misc"
        };
        write!(out, "@{kind}{{{}", article.id)?;
        let mut field = |name: &str, value: &str| write!(out, ",\n  {name} = {{{value}}}");
        if !article.agencies.is_empty() {
            let authors: Vec<String> = article
                .agencies
                .iter()
                .map(|agency| format!("{{{}}}", tex(agency)))
                .collect();
            field("author", &authors.join(" and "))?;
        }
        field("title", &format!("{{{}}}", tex(article.title)))?;
        if let Some(publisher) = article.publisher {
            field("journal", &tex(publisher))?;
        }
        for (name, part) in ["year", "month", "day"].iter().zip(&article.date) {
            field(name, &part.to_string())?;
        }
        if let Some(url) = article.url {
            field("url", &url.replace(['{', '}'], ""))?;
        }
        if let Some(retrieved) = article.retrieved {
            field("urldate", retrieved)?;
        }
        if let Some(language) = article.language {
            field(
                "langid",
                if language == "fr" {
                    "french"
                } else {
                    "english"
                },
            )?;
        }
        out.write_all(b"\n}\n\n")
    }

    /// Writes it as RIS.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn ris(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let article = self;
        let mut line = |tag: &str, value: &str| {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            write!(out, "{tag}  - {value}\r\n")
        };
        line("TY", "NEWS")?;
        line("ID", article.id)?;
        for agency in &article.agencies {
            line("AU", agency)?;
        }
        line("TI", article.title)?;
        if let Some(publisher) = article.publisher {
            line("T2", publisher)?;
        }
        if let Some(year) = article.date.first() {
            let part = |place: usize| {
                article
                    .date
                    .get(place)
                    .map_or(String::new(), |part| format!("{part:02}"))
            };
            line("PY", &year.to_string())?;
            line("DA", &format!("{year}/{}/{}/", part(1), part(2)))?;
        }
        if let Some(url) = article.url {
            line("UR", url)?;
        }
        if let Some(retrieved) = article.retrieved {
            line("Y2", &format!("{}/", retrieved.replace('-', "/")))?;
        }
        if let Some(language) = article.language {
            line("LA", language)?;
        }
        line("ER", "")
    }
}

/// Writes CSL-JSON.
pub(super) fn write_csl(source: &Source<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    out.write_all(b"[")?;
    let mut first = true;
    each(source, |article| {
        let comma = if std::mem::take(&mut first) {
            "\n"
        } else {
            ",\n"
        };
        write!(out, "{comma}{}", csl(article))?;
        Ok(())
    })?;
    out.write_all(b"\n]\n")?;
    out.flush()?;
    Ok(())
}

fn csl(article: &Reference<'_>) -> Value {
    let mut item = json!({
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
    });
    if !article.agencies.is_empty() {
        item["author"] = article
            .agencies
            .iter()
            .map(|agency| json!({"literal": agency}))
            .collect();
    }
    if !article.date.is_empty() {
        item["issued"] = json!({"date-parts": [article.date]});
    }
    if let Some(retrieved) = article.retrieved {
        item["accessed"] = json!({"date-parts": [date_parts(retrieved)]});
    }
    for (name, value) in [
        ("container-title", article.publisher),
        ("URL", article.url),
        ("language", article.language),
    ] {
        if let Some(value) = value {
            item[name] = json!(value);
        }
    }
    item
}

/// What a bibliography says of an article.
pub struct Reference<'a> {
    /// The last part of its IRI.
    pub id: &'a str,
    /// Its headline, or what stands for one.
    pub title: &'a str,
    /// The outlet.
    pub publisher: Option<&'a str>,
    /// The agencies that it credits.
    pub agencies: Vec<&'a str>,
    /// Year, month, day, as far as they are known.
    pub date: Vec<u16>,
    /// Where it was published.
    pub url: Option<&'a str>,
    /// The day on which it was retrieved.
    pub retrieved: Option<&'a str>,
    /// `en`, `fr`.
    pub language: Option<&'a str>,
}

fn each(
    source: &Source<'_>,
    mut take: impl FnMut(&Reference<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    Table::named("sources").records(source, |record| take(&article(&record)))
}

fn article<'a>(record: &Record<'a>) -> Reference<'a> {
    let id = record.text("article").rsplit('/').next();
    Reference {
        id: id.unwrap_or_default(),
        title: record
            .get("headline")
            .or(record.get("url"))
            .or(id)
            .unwrap_or_default(),
        publisher: record.get("publisher"),
        agencies: record.list("agencies").collect(),
        date: record.get("published").map(date_parts).unwrap_or_default(),
        url: record.get("url"),
        retrieved: record
            .get("retrieved")
            .and_then(|time| time.split('T').next()),
        language: record.get("language"),
    }
}

/// Year, month and day of an EDTF date; of an interval those of its beginning.
pub fn date_parts(edtf: &str) -> Vec<u16> {
    let begin = edtf.split(['/', 'T']).next().unwrap_or_default();
    begin
        .split('-')
        .map_while(|part| part.trim_end_matches(['~', '?', '%']).parse().ok())
        .enumerate()
        // A month beyond December is a season.
        .take_while(|(place, part)| *place != 1 || *part <= 12)
        .map(|(_, part)| part)
        .collect()
}

/// Text for TeX.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', character]),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        assert_eq!(date_parts("2016-07-14"), [2016, 7, 14]);
        assert_eq!(date_parts("2016-07~"), [2016, 7]);
        assert_eq!(date_parts("2016-21"), [2016]);
        assert_eq!(date_parts("2016-07-14T10:00/2016-07-15"), [2016, 7, 14]);
        assert_eq!(date_parts(".."), Vec::<u16>::new());
    }

    #[test]
    fn tex_gets_no_commands_from_headlines() {
        assert_eq!(
            tex("50 % of {A} & \\B_1"),
            "50 \\% of \\textbraceleft{}A\\textbraceright{} \\& \\textbackslash{}B\\_1"
        );
    }
}

//! What is known about an article beside its text: sidecars, dates as EDTF, one source over another.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::Metadata;
use super::error::Problem;

/// `NAME.meta.json` beside `NAME.txt`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sidecar {
    language: Option<String>,
    published: Option<String>,
    retrieved: Option<String>,
    publisher: Option<String>,
    #[serde(default)]
    agencies: Vec<String>,
    url: Option<String>,
    title: Option<String>,
}

impl Metadata {
    /// These values, and where there is none, those of `other`.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            language: self.language.or(other.language),
            published: self.published.or(other.published),
            retrieved: self.retrieved.or(other.retrieved),
            publisher: self.publisher.or(other.publisher),
            agencies: if self.agencies.is_empty() {
                other.agencies
            } else {
                self.agencies
            },
            url: self.url.or(other.url),
            title: self.title.or(other.title),
        }
    }
}

/// Reads the sidecar of `path`, if there is one. `stem` is the file name without its endings.
pub(super) fn sidecar(path: &Path, stem: &str) -> Result<Metadata, Problem> {
    let place: PathBuf = path.with_file_name(format!("{stem}.meta.json"));
    let wrong = |problem: String| Problem::Sidecar {
        path: place.display().to_string(),
        problem,
    };
    let bytes = match std::fs::read(&place) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Metadata::default()),
        Err(error) => return Err(wrong(format!("cannot be read: {error}"))),
    };
    let sidecar: Sidecar = serde_json::from_slice(&bytes).map_err(|error| {
        wrong(format!(
            "is not the metadata of an article: {error}; correct it or remove it"
        ))
    })?;
    let date = match sidecar.published {
        Some(text) => Some(published(&text).ok_or_else(|| {
            wrong(format!("has `published` = `{text}`, which is no date; write it as 2016-07-14, 2016-07 or 2016"))
        })?),
        None => None,
    };
    Ok(Metadata {
        language: sidecar.language,
        published: date,
        retrieved: sidecar.retrieved,
        publisher: sidecar.publisher,
        agencies: sidecar.agencies,
        url: sidecar.url,
        title: sidecar.title,
    })
}

/// When a file was last changed, RFC 3339 to the second.
pub(super) fn changed(path: &Path) -> Option<String> {
    let time = std::fs::metadata(path).and_then(|m| m.modified()).ok()?;
    let time = Timestamp::try_from(time).ok()?;
    Timestamp::from_second(time.as_second())
        .ok()
        .map(|t| t.to_string())
}

/// A publication date as metadata write it, as EDTF: to the day where a day is given. The hour of a
/// page's stamp is left out, because it is the hour of the server as often as that of the text.
/// `None` where the order of day and month is open.
pub(super) fn published(text: &str) -> Option<String> {
    let text = text.trim();
    let (bare, mark) = match text.strip_suffix(['~', '?', '%']) {
        Some(bare) => (bare, text.get(bare.len()..)?),
        None => (text, ""),
    };
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = bare.split('-').collect();
    match parts.as_slice() {
        [year] if year.len() == 4 && digits(year) => return Some(text.to_owned()),
        [year, month] if year.len() == 4 && digits(year) && month.len() == 2 && digits(month) => {
            Date::strptime("%Y-%m-%d", format!("{bare}-01")).ok()?;
            return Some(text.to_owned());
        }
        _ => {}
    }
    let head = bare.get(..10).unwrap_or(bare);
    let day = Date::strptime("%Y-%m-%d", head)
        .or_else(|_| Date::strptime("%Y/%m/%d", head))
        .or_else(|_| Date::strptime("%Y%m%d", bare.get(..8).unwrap_or(bare)))
        .or_else(|_| Date::strptime("%d.%m.%Y", head))
        .or_else(|_| jiff::fmt::rfc2822::parse(bare).map(|zoned| zoned.date()))
        .ok()?;
    Some(format!("{day}{mark}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_metadata_become_edtf() {
        for (given, edtf) in [
            ("2016-07-14", Some("2016-07-14")),
            ("2016-07-14T23:10:00+02:00", Some("2016-07-14")),
            ("2016/07/14 23:10", Some("2016-07-14")),
            ("20160714T231000Z", Some("2016-07-14")),
            ("Thu, 14 Jul 2016 23:10:00 GMT", Some("2016-07-14")),
            ("2016-07", Some("2016-07")),
            ("2016~", Some("2016~")),
            ("14.07.2016", Some("2016-07-14")),
            ("07/08/2016", None),
            ("2016-13-40", None),
            ("2016-13", None),
            ("jeudi", None),
            ("", None),
        ] {
            assert_eq!(published(given).as_deref(), edtf, "{given}");
        }
    }
}

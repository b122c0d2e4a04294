//! What the layout of every page needs: the language, the address, the moment, the other forms.

use std::borrow::Borrow;

use actix_web::HttpRequest;
use serde::{Deserialize, Serialize};

use super::tongue::Tongue;
use crate::serve::asof;
use crate::serve::error::ServeError;
use crate::serve::params::Params;
use crate::serve::search::encoded;
use crate::store::AsOf;

/// The frame around a page.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::serve) struct Frame {
    /// In which language the page speaks.
    pub(in crate::serve) tongue: Tongue,
    /// Whether the address says so: then links say so too, because nothing else remembers it.
    asked: bool,
    /// The path of the page.
    pub(in crate::serve) path: String,
    /// Its parameters, but the language.
    params: Vec<(String, String)>,
    /// The moment that the page shows, where it is not today.
    #[serde(skip)]
    pub(in crate::serve) asof: Option<AsOf>,
    /// Names and addresses of its other forms.
    #[serde(skip)]
    pub(in crate::serve) forms: Vec<(&'static str, String)>,
}

impl Frame {
    /// Reads the address and the headers of a request.
    pub(in crate::serve) fn of(request: &HttpRequest) -> Result<Self, ServeError> {
        let params = Params::parse(request.query_string().as_bytes())?;
        Self::with(request, &params)
    }

    /// The same, where the parameters are read already.
    pub(in crate::serve) fn with(
        request: &HttpRequest,
        params: &Params,
    ) -> Result<Self, ServeError> {
        let (tongue, asked) = Tongue::asked(params, request.headers())?;
        let others = params.pairs().filter(|(name, _)| *name != "lang");
        Ok(Self {
            tongue,
            asked,
            path: request.uri().path().to_owned(),
            params: others
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            asof: asof::asked(params)?,
            forms: Vec::new(),
        })
    }

    /// A frame in the language that a browser likes best, for pages that tell of a failure.
    pub(in crate::serve) fn plain(tongue: Tongue) -> Self {
        Self {
            tongue,
            path: "/".to_owned(),
            ..Self::default()
        }
    }

    /// The text of a key.
    pub(in crate::serve) fn t(&self, key: &str) -> &'static str {
        self.tongue.t(key)
    }

    /// The text of a key with a value in it.
    pub(in crate::serve) fn with_value(&self, key: &str, value: impl AsRef<str>) -> String {
        self.tongue.with(key, value.as_ref())
    }

    /// The text of a key for so many.
    pub(in crate::serve) fn count(&self, key: &str, count: impl Borrow<usize>) -> String {
        self.tongue.count(key, *count.borrow())
    }

    /// The language, as `lang` attributes have it.
    pub(in crate::serve) fn lang(&self) -> &'static str {
        self.tongue.tag()
    }

    /// The language, where the address of the page says it.
    pub(in crate::serve) fn asked(&self) -> Option<Tongue> {
        self.asked.then_some(self.tongue)
    }

    /// What every link says besides its path: the moment and the language, where the page's own address says them.
    pub(in crate::serve) fn suffix(&self) -> String {
        let moment = self.asof.as_ref().map(AsOf::query);
        let language = self.asked.then(|| format!("lang={}", self.tongue.tag()));
        moment
            .into_iter()
            .chain(language)
            .collect::<Vec<_>>()
            .join("&")
    }

    /// A link to another page of ours, which stays in the language and at the moment.
    pub(in crate::serve) fn to(&self, path: impl AsRef<str>) -> String {
        let path = path.as_ref();
        let suffix = self.suffix();
        if suffix.is_empty() {
            return path.to_owned();
        }
        let (path, fragment) = match path.split_once('#') {
            Some((path, fragment)) => (path, format!("#{fragment}")),
            None => (path, String::new()),
        };
        let joint = if path.contains('?') { '&' } else { '?' };
        format!("{path}{joint}{suffix}{fragment}")
    }

    /// This page with one parameter changed, or without it.
    pub(in crate::serve) fn here(&self, name: &str, value: Option<&str>) -> String {
        let kept = self
            .params
            .iter()
            .filter(|(other, _)| other != name && other != "page" && other != "offset");
        let mut pairs: Vec<String> = kept
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        if let Some(value) = value {
            pairs.push(format!("{}={}", encoded(name), encoded(value)));
        }
        if self.asked && name != "lang" {
            pairs.push(format!("lang={}", self.tongue.tag()));
        }
        self.address(&pairs)
    }

    /// This page in the other language.
    pub(in crate::serve) fn translated(&self) -> String {
        let mut pairs: Vec<String> = self
            .params
            .iter()
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        pairs.push(format!("lang={}", self.tongue.other().tag()));
        self.address(&pairs)
    }

    fn address(&self, pairs: &[String]) -> String {
        if pairs.is_empty() {
            self.path.clone()
        } else {
            format!("{}?{}", self.path, pairs.join("&"))
        }
    }

    /// What a form must send along so that its answer stays in the language, at the moment, in the lanes.
    pub(in crate::serve) fn kept(&self) -> Vec<(String, String)> {
        let moment = ["asof", "clock", "lanes"].into_iter().filter_map(|name| {
            let found = self.params.iter().find(|(other, _)| other == name);
            found.cloned()
        });
        let language = self
            .asked
            .then(|| ("lang".to_owned(), self.tongue.tag().to_owned()));
        moment.chain(language).collect()
    }

    /// A parameter of the page as it was typed.
    pub(in crate::serve) fn param(&self, name: &str) -> &str {
        let found = self.params.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Whether this is the page at that path, or one below it.
    pub(in crate::serve) fn is_at(&self, path: &str) -> bool {
        self.path
            .strip_prefix(path)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
    }

    /// The moment in words, where it is not today.
    pub(in crate::serve) fn moment(&self) -> Option<String> {
        self.asof.as_ref().map(|asof| {
            let day = super::typography::date(asof.written(), self.tongue);
            if asof.is_by_extraction() {
                self.tongue.with("moment.extracted", &day)
            } else {
                self.tongue.with("moment.published", &day)
            }
        })
    }

    /// This page of today.
    pub(in crate::serve) fn today(&self) -> String {
        let kept = self
            .params
            .iter()
            .filter(|(name, _)| name != "asof" && name != "clock");
        let pairs: Vec<String> = kept
            .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
            .collect();
        self.address(&pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_in_the_language_that_the_address_asks_for() {
        let frame = Frame {
            asked: true,
            tongue: Tongue::Fr,
            path: "/met".to_owned(),
            params: vec![("actor".to_owned(), "Q1".to_owned())],
            ..Frame::default()
        };
        assert_eq!(frame.to("/disputes"), "/disputes?lang=fr");
        assert_eq!(frame.to("/actor/Q1#s"), "/actor/Q1?lang=fr#s");
        assert_eq!(frame.to("/search?q=a"), "/search?q=a&lang=fr");
        assert_eq!(frame.translated(), "/met?actor=Q1&lang=en");
        assert_eq!(frame.here("actor", None), "/met?lang=fr");
        assert_eq!(Frame::plain(Tongue::Fr).to("/met"), "/met");
    }
}

//! Parameters of a URL or a form, decoded strictly: what is not UTF-8 is an error, not a guess.

use super::error::ServeError;

/// Names and values in the order in which they came.
#[derive(Debug, Default)]
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    /// Reads `application/x-www-form-urlencoded`.
    pub(super) fn parse(encoded: &[u8]) -> Result<Self, ServeError> {
        encoded
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let mut halves = pair.splitn(2, |byte| *byte == b'=');
                let name = decode(halves.next().unwrap_or_default())?;
                let value = decode(halves.next().unwrap_or_default())?;
                Ok((name, value))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Adds the parameters of `other` behind these.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }

    /// The names that are given.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Names and values, in the order in which they came.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same without some parameters.
    pub(super) fn without(&self, names: &[&str]) -> Self {
        let kept = self
            .0
            .iter()
            .filter(|(name, _)| !names.contains(&name.as_str()));
        Self(kept.cloned().collect())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    /// The value of a parameter that may be given once.
    pub(super) fn one<'a>(&'a self, name: &'a str) -> Result<Option<&'a str>, ServeError> {
        let mut values = self.all(name);
        let first = values.next();
        if values.next().is_some() {
            return Err(ServeError::BadRequest(format!(
                "the parameter `{name}` is given more than once: give it once"
            )));
        }
        Ok(first)
    }
}

/// Undoes `%41` and `+`.
fn decode(encoded: &[u8]) -> Result<String, ServeError> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let Some((digits, after)) = rest.split_at_checked(2) else {
                    return Err(bad_percent());
                };
                let value = digits
                    .iter()
                    .try_fold(0, |sum, digit| Some(sum * 16 + hex(*digit)?))
                    .ok_or_else(bad_percent)?;
                bytes.push(value);
                rest = after;
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).map_err(|error| {
        ServeError::BadRequest(format!(
            "a parameter is not UTF-8 from byte {} on: encode parameters as percent-encoded UTF-8",
            error.utf8_error().valid_up_to()
        ))
    })
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn bad_percent() -> ServeError {
    ServeError::BadRequest(
        "a `%` is not followed by two hexadecimal digits: write a literal `%` as `%25`".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded_in_order() {
        let params = Params::parse(b"a=1+2&b=%C3%A9&a=%26&flag").unwrap();
        assert_eq!(params.all("a").collect::<Vec<_>>(), ["1 2", "&"]);
        assert_eq!(params.one("b").unwrap(), Some("é"));
        assert_eq!(params.one("flag").unwrap(), Some(""));
        assert!(params.one("a").is_err());
        assert!(params.one("c").unwrap().is_none());
    }

    #[test]
    fn what_is_not_utf8_is_refused() {
        assert!(Params::parse(b"a=%FF").is_err());
        assert!(Params::parse(b"a=%4").is_err());
        assert!(Params::parse(b"a=%zz").is_err());
        assert!(Params::parse(&[b'a', b'=', 0xE9]).is_err());
    }
}

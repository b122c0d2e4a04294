//! Escapes of characters that SPARQL allows anywhere, even for a bracket: `\u007B`.

use std::borrow::Cow;

/// The text with codepoints for their escapes.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("\\u") && !text.contains("\\U") {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = match after.as_bytes().first() {
            Some(b'u') => 4,
            Some(b'U') => 8,
            _ => 0,
        };
        let code = after.get(1..=digits).filter(|_| digits > 0);
        let code = code.and_then(|hex| u32::from_str_radix(hex, 16).ok());
        if let Some(character) = code.and_then(char::from_u32) {
            plain.push(character);
            rest = after.get(1 + digits..).unwrap_or_default();
        } else {
            plain.push('\\');
            // What was escaped is not the beginning of an escape.
            let next = after.chars().next();
            plain.extend(next);
            rest = after
                .get(next.map_or(0, char::len_utf8)..)
                .unwrap_or_default();
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

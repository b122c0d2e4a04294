//! How deep XML is nested, and what its entities stand for.
//!
//! Documents may declare abbreviations (`<!ENTITY xsd "http://www.w3.org/2001/XMLSchema#">`), as RDF/XML does; each may
//! stand for some hundred bytes, whatever entities it is made of itself. Entities that lie elsewhere (`SYSTEM`, `PUBLIC`)
//! stand for nothing that is fetched: they are refused by the parser.

use std::collections::BTreeMap;

use super::{Exceeded, Limit, Limits};

/// Looks through a document, and says how many elements are open at its end.
pub(super) fn check(limits: &Limits, bytes: &[u8]) -> Result<usize, Exceeded> {
    let mut entities = BTreeMap::new();
    let (mut depth, mut rest) = (0_usize, bytes);
    let mut expanded = 0_usize;
    // Abbreviations make a document several times as long, not a thousand times.
    let most = bytes.len().saturating_mul(16).saturating_add(1_000_000);
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        let (text, tag) = rest.split_at(at);
        limits.check(Limit::Literal, text.len())?;
        let length = if tag.starts_with(b"<!--") {
            end(tag, b"-->")
        } else if tag.starts_with(b"<![CDATA[") {
            end(tag, b"]]>")
        } else if tag.starts_with(b"<?") {
            end(tag, b"?>")
        } else if tag.starts_with(b"<!") {
            let length = end_of_doctype(tag);
            declared(limits, tag.get(..length).unwrap_or(tag), &mut entities)?;
            length
        } else {
            let length = end_of_tag(tag);
            if tag.starts_with(b"</") {
                depth = depth.saturating_sub(1);
            } else if tag.get(length.saturating_sub(2)) != Some(&b'/') {
                depth += 1;
                limits.check(Limit::DocumentNesting, depth)?;
            }
            limits.check(Limit::Literal, length)?;
            length
        };
        let (tag, after) = tag.split_at_checked(length).unwrap_or((tag, &[]));
        let uses = uses(text, &entities).saturating_add(uses(tag, &entities));
        expanded = expanded.saturating_add(uses);
        if expanded > most {
            limits.check(Limit::Entities, expanded)?;
        }
        rest = after;
    }
    Ok(depth)
}

/// Behind what ends with `mark`, or all of it.
fn end(tag: &[u8], mark: &[u8]) -> usize {
    tag.windows(mark.len())
        .position(|window| window == mark)
        .map_or(tag.len(), |at| at + mark.len())
}

/// Behind the `>` that is not in an attribute.
fn end_of_tag(tag: &[u8]) -> usize {
    let mut quoted = None;
    for (at, byte) in tag.iter().enumerate() {
        match (quoted, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quoted = Some(*byte),
            (Some(mark), byte) if mark == *byte => quoted = None,
            _ => {}
        }
    }
    tag.len()
}

/// Behind a `<!DOCTYPE … [ … ]>` or another declaration: where the brackets `<` and `>` are even.
fn end_of_doctype(tag: &[u8]) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in tag.iter().enumerate() {
        match byte {
            b'<' => depth += 1,
            b'>' if depth <= 1 => return at + 1,
            b'>' => depth -= 1,
            _ => {}
        }
    }
    tag.len()
}

/// Adds up what the entities of a declaration stand for.
fn declared(
    limits: &Limits,
    doctype: &[u8],
    entities: &mut BTreeMap<Vec<u8>, usize>,
) -> Result<(), Exceeded> {
    for part in doctype.split(|byte| *byte == b'<').skip(1) {
        let Some(part) = part.strip_prefix(b"!ENTITY") else {
            continue;
        };
        let part = part.trim_ascii_start();
        let part = part.strip_prefix(b"%").unwrap_or(part).trim_ascii_start();
        let named = part.iter().position(u8::is_ascii_whitespace);
        let (name, value) = part.split_at(named.unwrap_or(part.len()));
        let mut value = value.splitn(3, |byte| matches!(byte, b'"' | b'\''));
        let value = value.nth(1).unwrap_or_default();
        let size = value.len().saturating_add(uses(value, entities));
        limits.check(Limit::Entities, size)?;
        // So many of them would be a document of their own.
        limits.check(Limit::Entities, entities.len())?;
        entities.insert(name.to_vec(), size);
    }
    Ok(())
}

/// How many bytes the entities in a text stand for.
fn uses(text: &[u8], entities: &BTreeMap<Vec<u8>, usize>) -> usize {
    if entities.is_empty() {
        return 0;
    }
    let pieces = text.split(|byte| *byte == b'&').skip(1);
    let sizes = pieces.filter_map(|piece| {
        let end = piece.iter().position(|byte| *byte == b';')?;
        entities.get(piece.get(..end)?)
    });
    sizes.fold(0, |sum, size| sum.saturating_add(*size))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Option<Limit> {
        Limits::default()
            .document(text.as_bytes(), crate::guard::Syntax::RdfXml)
            .err()
            .map(|error| error.limit)
    }

    #[test]
    fn elements_count_when_they_are_open_at_once() {
        let nested =
            |count: usize| format!("{}{}", "<a b='>'>".repeat(count), "</a>".repeat(count));
        assert_eq!(check(&nested(100)), None);
        assert_eq!(check(&nested(101)), Some(Limit::DocumentNesting));
        assert_eq!(
            check(&"<a/><b></b><!-- <c> --><![CDATA[<d><d>]]><?e <f> ?>".repeat(200)),
            None
        );
    }

    #[test]
    fn what_breaks_off_is_told_from_what_is_whole() {
        let is_whole = |text: &str| Limits::default().is_whole_xml(text.as_bytes());
        assert!(is_whole(
            "<?xml version='1.0'?><a b='>'><c/><!-- <d> --></a>\n"
        ));
        for cut in ["<a>", "<a><b/>", "<a><b></a>", "<a", "<a><b"] {
            assert!(!is_whole(cut), "{cut}");
        }
    }

    #[test]
    fn laughs_are_limited_and_abbreviations_are_not() {
        let mut bomb = "<!DOCTYPE a [<!ENTITY l \"ha ha ha\">".to_owned();
        for n in 0..9 {
            let before = if n == 0 {
                "l".to_owned()
            } else {
                format!("l{}", n - 1)
            };
            let ten = format!("&{before};").repeat(10);
            bomb = format!("{bomb}<!ENTITY l{n} \"{ten}\">");
        }
        bomb.push_str("]><a>&l8;</a>");
        assert_eq!(check(&bomb), Some(Limit::Entities));
        let fine = "<?xml version='1.0'?><!DOCTYPE rdf:RDF [<!ENTITY o \"http://a.org/\"><!ENTITY x \"&o;ns#\">]><rdf:RDF a=\"&x;b\"/>";
        assert_eq!(check(fine), None);
        let wide = format!(
            "<!DOCTYPE a [<!ENTITY l \"{}\">]><a>{}</a>",
            "ha".repeat(400),
            "&l;".repeat(10_000)
        );
        assert_eq!(check(&wide), Some(Limit::Entities));
    }
}

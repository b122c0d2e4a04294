//! Bytes as a document of RDF, the first one telling the syntax: looked at by the guard, parsed.
#![no_main]

use demarche::guard::{Limits, Syntax};
use demarche::store::{GraphTarget, JsonLdProfileSet, RdfFormat, read_document};
use libfuzzer_sys::fuzz_target;

const JSON_LD: RdfFormat = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let (format, syntax) = match first % 6 {
        0 => (RdfFormat::Turtle, Syntax::Turtle),
        1 => (RdfFormat::TriG, Syntax::Turtle),
        2 => (RdfFormat::NQuads, Syntax::Turtle),
        3 => (RdfFormat::NTriples, Syntax::Turtle),
        4 => (RdfFormat::RdfXml, Syntax::RdfXml),
        _ => (JSON_LD, Syntax::JsonLd),
    };
    let limits = Limits::default();
    if limits.document(bytes, syntax).is_err() {
        return;
    }
    if syntax == Syntax::RdfXml {
        limits.is_whole_xml(bytes);
    }
    if let Ok(quads) = read_document(bytes, format, &GraphTarget::All, "http://localhost/") {
        let _last = quads.take(10_000).take_while(Result::is_ok).last();
    }
});

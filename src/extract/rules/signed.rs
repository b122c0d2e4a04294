//! A quotation, and who said it as a signature below it or in brackets behind it.
//!
//! > *« Nous ne signerons pas ce traité. » ¶ — **Paul Durand, ministre** · "We shall not sign it" (**John Smith**)*

use std::ops::Range;

use super::super::mention::MentionClass;
use super::super::scan::{Found, Scan};

/// What has fewer words is a name or a title rather than something said.
const SHORT: usize = 5;

/// A signature gives a name and an office.
const LONGEST: usize = 16;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for quotation in scan.document().quotations() {
        if quotation.parent.is_some()
            || !quotation.closed
            || quotation.inner.len() < SHORT
            || !scan.is_clause(&quotation.inner)
        {
            continue;
        }
        let mark = quotation.outer.end + usize::from(scan.at(quotation.outer.end) == ".");
        let Some(signature) = signature(scan, mark) else {
            continue;
        };
        let signer = scan.search.mention_at(signature.start).filter(|mention| {
            let named = mention.name.is_some() || !mention.titles.is_empty();
            named && mention.class == MentionClass::Person && mention.tokens.end <= signature.end
        });
        let Some(signer) = signer else { continue };
        found.push(Found {
            speakers: vec![signer.tokens.start],
            content: vec![quotation.inner.clone()],
            cue: mark..signature.end,
            circumstances: signature.clone(),
            ..Found::by(scan.rule("fr.signed", "en.signed"), 0.8)
        });
    }
}

/// The words between brackets or behind a dash to the end of the sentence, if they are few and tell nothing.
fn signature(scan: &Scan<'_>, mark: usize) -> Option<Range<usize>> {
    let sentence = scan.sentence(scan.document().sentence_of(mark)?);
    let start = mark + 1;
    let end = match scan.at(mark) {
        "(" => (start..sentence.end).find(|at| scan.at(*at) == ")")?,
        // A dash between two sentences goes on with the text; one that opens its paragraph signs what stands above it.
        "—" | "–" | "―" | "-" if sentence.start == mark => sentence.end,
        _ => return None,
    };
    let words = start..end;
    (words.len() <= LONGEST && !scan.has_finite(&words)).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, french};

    #[test]
    fn below_the_words() {
        assert_eq!(
            french("« Nous ne signerons pas ce traité. »\n\n— Paul Durand, ministre de la Défense"),
            ["fr.signed: Paul Durand: Nous ne signerons pas ce traité"]
        );
    }

    #[test]
    fn in_brackets() {
        assert_eq!(
            english("\"We shall not sign this treaty\" (John Smith, envoy)."),
            ["en.signed: John Smith: We shall not sign this treaty"]
        );
    }

    #[test]
    fn brackets_that_explain_sign_nothing() {
        assert_eq!(
            french(
                "Le mouvement « Plus rien ne sera comme avant » (Paul Durand l'a fondé) défile."
            ),
            Vec::<String>::new()
        );
    }
}

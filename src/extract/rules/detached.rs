//! A quotation, and its attribution as a sentence of its own.
//!
//! > *"What a day!" Smith said. · « Enfin ! » Et d'ajouter : « Il était temps. »*

use super::super::cue::Standing;
use super::super::scan::{Found, Scan};

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    let sentences = scan.document().sentences();
    for cue in scan.cues.iter().filter(|cue| {
        cue.standing == Standing::Finite && cue.verb.frames.quotation && !cue.negated && !cue.quoted
    }) {
        let Some(subject) = cue.subject else { continue };
        let sentence = scan.sentence(cue.sentence);
        let Some(before) = cue
            .sentence
            .checked_sub(1)
            .and_then(|before| sentences.get(before))
        else {
            continue;
        };
        let same = sentences
            .get(cue.sentence)
            .is_some_and(|here| here.paragraph == before.paragraph);
        let opens = subject.min(cue.group.start) == sentence.start;
        if !same || !opens || !scan.closes(cue) || scan.french() && cue.inverted.is_none() {
            continue;
        }
        let Some(quotation) = scan
            .quotation_at(before.tokens.start)
            .filter(|quotation| quotation.outer.end == before.tokens.end)
        else {
            continue;
        };
        let asks = matches!(
            scan.at(quotation.inner.end.saturating_sub(1)),
            "!" | "?" | "…"
        );
        if !asks {
            continue;
        }
        found.push(Found {
            speakers: scan.speakers(subject, false),
            content: vec![quotation.inner.clone()],
            cue: subject.min(cue.group.start)..cue.group.end,
            circumstances: sentence,
            act: cue.verb.act,
            ..Found::by(scan.rule("fr.detached", "en.detached"), 0.8)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::english;

    #[test]
    fn attribution_of_its_own() {
        assert_eq!(
            english("\"What a day!\" Smith said. It rained."),
            ["en.detached: Smith: What a day!"]
        );
    }
}

//! An act of saying that points back at the sentence before.
//!
//! > *La trêve tient. **C'est ce qu'a affirmé lundi le ministre.** · The truce holds. **That is what Smith said.***

use super::super::cue::Standing;
use super::super::scan::{Found, Scan};

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    let sentences = scan.document().sentences();
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        let says = cue.verb.frames.clause || cue.verb.frames.quotation;
        if !says || cue.standing != Standing::Finite || cue.negated || cue.quoted {
            continue;
        }
        let here = scan.sentence(cue.sentence);
        if !points_back(scan, here.start) || cue.group.start > here.start + 10 {
            continue;
        }
        let Some(before) = cue
            .sentence
            .checked_sub(1)
            .and_then(|number| sentences.get(number))
            .filter(|before| {
                sentences
                    .get(cue.sentence)
                    .is_some_and(|here| here.paragraph == before.paragraph)
            })
        else {
            continue;
        };
        let content = scan.trim(before.tokens.clone());
        if content.len() < 4 {
            continue;
        }
        found.push(Found {
            speakers: scan.speakers(subject, cue.subject_end.is_some()),
            content: vec![content],
            cue: cue.group.clone(),
            circumstances: here,
            act: cue.verb.act,
            ..Found::by(scan.rule("fr.anaphora", "en.anaphora"), 0.72)
        });
    }
}

/// *C'est ce que*, *voilà ce que*, *c'est en ces termes que*, *that is what*.
fn points_back(scan: &Scan<'_>, start: usize) -> bool {
    let word = |offset: usize| scan.at(start + offset);
    if scan.french() {
        let opens = word(0) == "c'" && word(1) == "est" || word(0) == "voila";
        return opens
            && (1..6).any(|offset| {
                word(offset) == "ce" && matches!(word(offset + 1), "que" | "qu'")
                    || word(offset) == "ces"
                        && matches!(word(offset + 1), "termes" | "mots")
                        && matches!(word(offset + 2), "que" | "qu'")
            });
    }
    matches!(word(0), "that" | "this" | "so")
        && (word(1) == "is" && word(2) == "what"
            || word(1) == "was" && word(2) == "what"
            || word(0) == "so" && matches!(word(1), "says" | "said"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::french;

    #[test]
    fn points_at_the_sentence_before() {
        assert_eq!(
            french("La trêve tient toujours. C'est ce qu'a affirmé lundi Paul Durand."),
            ["fr.anaphora: Paul Durand: La trêve tient toujours"]
        );
    }

    #[test]
    fn a_sentence_before_is_not_enough() {
        assert_eq!(
            french("La trêve tient toujours. C'est un succès."),
            Vec::<String>::new()
        );
    }
}

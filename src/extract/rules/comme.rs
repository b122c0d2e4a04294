//! An act of saying that opens its sentence behind *comme*.
//!
//! > ***Comme l'a dit Petrov**, la trêve tient. · **Comme il le répète**, la trêve tient.*

use super::super::cue::Standing;
use super::super::scan::{Found, Scan};

/// The most tokens before the verb: *Comme le ministre des Affaires étrangères l'a dit*.
const REACH: usize = 12;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    if !scan.french() {
        return;
    }
    for cue in scan
        .cues
        .iter()
        .filter(|cue| cue.standing == Standing::Finite && !cue.quoted && !cue.negated)
    {
        let Some(subject) = cue.subject else { continue };
        let sentence = scan.sentence(cue.sentence);
        let opens = scan.at(sentence.start) == "comme"
            && cue.group.start <= sentence.start + REACH
            && subject > sentence.start
            && !(sentence.start..cue.group.start).any(|at| matches!(scan.at(at), "," | ":"));
        if !opens || !(cue.verb.frames.clause || cue.verb.frames.quotation) {
            continue;
        }
        let after = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
        // Nothing but circumstances may stand before the comma: `Comme il demandait la paix, on l'a écouté` gives a ground.
        let object = cue
            .group
            .clone()
            .any(|at| matches!(scan.at(at), "l'" | "le"))
            || matches!(scan.at(cue.group.start - 1), "comme" | "le" | "l'");
        let Some(comma) = (after..sentence.end)
            .find(|at| scan.at(*at) == ",")
            .filter(|comma| object && !scan.has_finite(&(after..*comma)))
        else {
            continue;
        };
        let content = scan.trim(comma + 1..scan.clause_end(comma + 1, cue.sentence));
        if content.len() < 3 {
            continue;
        }
        found.push(Found {
            speakers: scan.speakers(subject, cue.subject_end.is_some()),
            content: vec![content],
            cue: cue.group.clone(),
            circumstances: sentence.start..comma,
            act: cue.verb.act,
            ..Found::by("fr.comme", 0.82)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::french;

    #[test]
    fn as_somebody_said() {
        assert_eq!(
            french("Comme l'a souligné lundi Paul Durand, la trêve tient."),
            ["fr.comme: Paul Durand: la trêve tient"]
        );
        assert_eq!(
            french("Paul Durand est arrivé. Comme il le répète, la trêve tient."),
            ["fr.comme: Paul Durand: la trêve tient"]
        );
    }

    #[test]
    fn a_ground_is_none() {
        assert_eq!(
            french("Comme Paul Durand parlait fort, la salle a ri."),
            Vec::<String>::new()
        );
    }
}

//! An act of saying with a clause.
//!
//! > *Le ministre a déclaré jeudi que la trêve tenait. · Smith said the truce held. · Smith told the BBC that it held.*

mod english;
mod extent;
mod french;
mod told;

use super::super::cue::{Cue, Standing};
use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::selon::cited;
use extent::quotation_end;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        let frames = &cue.verb.frames;
        let takes = frames.clause || frames.object.iter().any(|what| what == "k");
        if !takes {
            continue;
        }
        if cue.standing == Standing::Passive {
            found.extend(told(scan, cue, subject));
            continue;
        }
        if cue.negated && !keeps_when_negated(&cue.verb.lemma) || !cue.negated && cue.verb.hides() {
            continue;
        }
        let Some((start, joint)) = (if scan.french() {
            french::clause(scan, cue)
        } else {
            english::clause(scan, cue)
        }) else {
            continue;
        };
        let start = if matches!(scan.at(start), "selon" | "pour")
            && matches!(scan.at(start + 1), "lui" | "elle" | "eux" | "elles")
        {
            start + 2
        } else {
            start
        };
        let mut end = scan.finite_end(start, cue);
        // `Si Paris dit que A, B`: the clause ends with the subordinate one.
        end = scan.subordinate_end(cue, &(start..end));
        // `Noting that the truce held, Roy called for talks`
        if scan.is_opening_participle(cue) {
            end = scan.main_clause(start..end).unwrap_or(end);
        }
        end = scan.relative_end(cue, &(start..end));
        end = quotation_end(scan, start..end);
        end = scan.before_subject(cue, start..end).end;
        let content = scan.trim(start..end);
        if content.is_empty() {
            continue;
        }
        // `said Rome had asked Paris to leave`, `said he hoped`: a subject and its verb open the clause as surely as *that*.
        let opens = english::is_subject(scan.at(start))
            || scan
                .search
                .mention_at(start)
                .is_some_and(|subject| scan.search.is_finite(subject.tokens.end));
        let sure =
            joint > cue.group.end || scan.french() || opens || scan.at(cue.group.end) == "that";
        let rule = if cue.standing == Standing::Participial {
            scan.rule("fr.participle", "en.participle")
        } else {
            scan.rule("fr.que", "en.that")
        };
        // `Radio Nord reported, citing three officials, that …`: who is cited speaks, who cites relays.
        let mut speakers = scan.speakers(subject, cue.subject_end.is_some());
        let mut via = Vec::new();
        if let Some(comma) = (cue.group.end..joint).find(|at| scan.at(*at) == ",")
            && let Some((source, _)) = cited(scan, comma, &scan.sentence(cue.sentence))
        {
            via = std::mem::replace(&mut speakers, vec![source]);
        }
        found.push(Found {
            speakers,
            via,
            addressees: scan.addressee(cue, joint),
            content: vec![content],
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..joint,
            // `n'a pas exclu que`: what stays possible is not rejected.
            act: if cue.negated && cue.verb.act == SpeechAct::Reject {
                SpeechAct::Assert
            } else {
                cue.verb.act
            },
            negated: cue.negated,
            ..Found::by(rule, if sure { 0.9 } else { 0.82 })
        });
    }
}

/// *was told by Roy that …*, *a été informé par Roy que …*.
fn told(scan: &Scan<'_>, cue: &Cue<'_>, subject: usize) -> Option<Found> {
    let joint = cue.subject_end?;
    if !matches!(scan.at(joint), "that" | "que" | "qu'") {
        return None;
    }
    let content = scan.trim(joint + 1..scan.clause_end(joint + 1, cue.sentence));
    (!content.is_empty()).then(|| Found {
        speakers: scan.speakers(subject, true),
        content: vec![content],
        cue: cue.group.clone(),
        circumstances: cue.group.start..joint,
        act: cue.verb.act,
        negated: cue.negated,
        ..Found::by(scan.rule("fr.told", "en.told"), 0.85)
    })
}

/// *n'a pas exclu que*, *did not rule out that* say something; *n'a pas dit que* does not.
fn keeps_when_negated(lemma: &str) -> bool {
    matches!(
        lemma,
        "exclure"
            | "cacher"
            | "dissimuler"
            | "nier"
            | "démentir"
            | "contester"
            | "deny"
            | "dispute"
    )
}

#[cfg(test)]
mod tests;

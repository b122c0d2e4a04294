//! Where a French clause begins.
//!
//! > *a déclaré jeudi à la presse **que** la trêve tenait · a expliqué **comment** il partirait*

use super::super::super::cue::Cue;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::super::complement::infinitive_at;
use super::extent::past_inset;

/// Where the clause begins, and where *que* stands.
pub(super) fn clause(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<(usize, usize)> {
    let sentence = scan.sentence(cue.sentence);
    let from = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    let from = scan.past_dated_aside(from, sentence.end);
    // An act put after what it says has no clause of its own.
    if cue.subject_end.is_some()
        && scan.is_incise(cue)
        && cue.inverted.is_some()
        && !matches!(scan.at(from), "que" | "qu'")
    {
        return None;
    }
    // `a expliqué à la presse comment il comptait agir`, `a dit ce qu'il savait`
    let asked = {
        let mut at = scan.search.skip_circumstances(from, sentence.end);
        while let Some(past) = scan.search.occasion_end(at, sentence.end) {
            at = scan.search.skip_circumstances(past, sentence.end);
        }
        at
    };
    if matches!(scan.at(asked), "comment" | "pourquoi" | "combien")
        || scan.at(asked) == "ce" && matches!(scan.at(asked + 1), "que" | "qu'" | "qui")
    {
        return Some((asked, asked));
    }
    // After a noun phrase *que* is a relative pronoun, unless the verb takes a person and a clause.
    let objective = cue.verb.frames.object.iter().any(|what| what == "k");
    let dated = scan
        .document()
        .dates_in(&(from..sentence.end))
        .next()
        .is_some_and(|(_, date)| date.tokens.start <= from + 1);
    let determined =
        words::determiner(scan.at(from), true).is_some() && !matches!(scan.at(from), "au" | "aux");
    if determined && !objective && !dated {
        return None;
    }
    // `dit avoir tiré sur un pont, une version que Rome conteste`: what is said is the infinitive.
    if cue.verb.frames.infinitive && infinitive_at(scan, asked, sentence.end) {
        return None;
    }
    let mut commas = 0;
    let mut inset = from;
    // Within `…, qui n'a donné que dix jours`, no *que* is this verb's.
    let mut relative = false;
    for at in from..sentence.end.min(from + 32) {
        let word = scan.at(at);
        // `martèle, alors que la tension monte, que …`: a clause between commas.
        if at < inset {
            continue;
        }
        if word == ","
            && let Some(close) = past_inset(scan, at, sentence.end)
        {
            inset = close;
            continue;
        }
        match word {
            "que" | "qu'" if relative || at > from && scan.at(at - 1) == "ce" => return None,
            "que" | "qu'" => {
                // `a nié, une version que Rome conteste`: a relative clause behind an apposition.
                let apposed = at >= from + 3
                    && scan.at(at - 3) == ","
                    && words::determiner(scan.at(at - 2), true).is_some();
                if apposed {
                    return None;
                }
                // `plus que`, `alors que`, `ainsi que`, `autre que`: not a clause of this verb.
                let before = scan.at(at.wrapping_sub(1));
                if at > from
                    && matches!(
                        before,
                        "plus"
                            | "moins"
                            | "alors"
                            | "tandis"
                            | "ainsi"
                            | "autre"
                            | "tel"
                            | "meme"
                            | "bien"
                            | "parce"
                            | "afin"
                            | "avant"
                            | "depuis"
                            | "lors"
                            | "pendant"
                            | "sans"
                            | "tant"
                    )
                {
                    return None;
                }
                return Some((at + 1, at));
            }
            "ce" if at == from && matches!(scan.at(at + 1), "que" | "qu'" | "qui") => return None,
            "," => {
                commas += 1;
                relative = matches!(scan.at(at + 1), "qui" | "dont");
            }
            // `exige de Rome qu'elle parte`
            "de" | "d'" | "du" | "des" if at == from && cue.verb.frames.from => {}
            ":" | ";" | "qui" | "dont" | "de" if at == from => return None,
            // `a répondu à ceux qui craignent que …`: what they fear.
            "qui" | "dont" if matches!(scan.at(at - 1), "ceux" | "celles" | "celui" | "celle") => {
                return None;
            }
            ":" | ";" => return None,
            _ if scan.search.is_quote(at) || word.starts_with('.') => return None,
            _ if at > from && commas % 2 == 0 && scan.search.is_finite(at) => return None,
            _ => {}
        }
        if commas > 2
            || scan
                .cues_of(cue.sentence)
                .any(|(_, other)| other.group.start == at)
        {
            return None;
        }
    }
    None
}

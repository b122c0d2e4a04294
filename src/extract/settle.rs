//! From findings to statements: which finding keeps words that several claim, and what else is known of each.

mod relay;
mod repeat;

use std::collections::HashMap;
use std::ops::Range;

use super::actor::{ActorIndex, Scene};
use super::dating;
use super::facts::{Modality, Polarity, SpeechAct, StatementKind};
use super::scan::{Found, Scan};
use super::statement::StatementDraft;
use relay::relay;
use repeat::{drop_headline_repeats, drop_teasers};

/// Decides between overlapping findings and completes those that stay, in order of place.
pub(super) fn settle(scan: &Scan<'_>, scene: &Scene, mut found: Vec<Found>) -> Vec<StatementDraft> {
    for one in &mut found {
        for part in &mut one.content {
            *part = scan.trim(part.clone());
        }
        one.content.retain(|part| !part.is_empty());
        one.content.sort_by_key(|part| part.start);
    }
    found.retain(|one| {
        one.speakers.iter().any(|start| speaks(scene, *start))
            && !witnessed(scan, one)
            && !asked(scan, one)
            && !supposed(scan, one)
            && !one.content.is_empty()
            && one.content.iter().map(Range::len).sum::<usize>() >= 1
    });
    drop_quoted_within(scan, &mut found);
    // The surest first; of equals the longer, then the earlier.
    found.sort_by(|one, other| {
        other
            .confidence
            .total_cmp(&one.confidence)
            .then_with(|| size(other).cmp(&size(one)))
            .then_with(|| start(one).cmp(&start(other)))
    });
    relay(scan, scene, &mut found);
    // Only findings that touch the same sentence can be rivals; no sentence makes more than a few statements.
    const MOST: usize = 40;
    let mut kept: Vec<Found> = Vec::new();
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for one in found {
        let touched = sentences_of(scan, &one);
        let full = touched
            .iter()
            .any(|number| places.get(number).is_some_and(|list| list.len() >= MOST));
        let near = touched
            .iter()
            .filter_map(|number| places.get(number))
            .flatten();
        if full
            || near
                .filter_map(|index| kept.get(*index))
                .any(|held| rivals(scan, held, &one))
        {
            continue;
        }
        for number in touched {
            places.entry(number).or_default().push(kept.len());
        }
        kept.push(one);
    }
    kept.sort_by_key(|one| (start(one), size(one)));
    let mut statements: Vec<StatementDraft> = kept
        .iter()
        .filter_map(|one| complete(scan, scene, one, &kept))
        .collect();
    drop_headline_repeats(scan, &mut statements);
    drop_teasers(scan, &mut statements);
    dating::hand_on(scan, scene, &mut statements);
    statements
}

/// *Roy said he "accepted the rule you **suggested**, that nobody be named"*: acts within quoted words are part of what the
/// speaker of those words says.
fn drop_quoted_within(scan: &Scan<'_>, found: &mut Vec<Found>) {
    const MOST: usize = 40;
    let mut outer: HashMap<usize, Vec<Range<usize>>> = HashMap::new();
    for one in found
        .iter()
        .filter(|one| !scan.search.is_quoted(one.cue.start) && !is_put_in(one))
    {
        let Some(number) = scan.document().sentence_of(one.cue.start) else {
            continue;
        };
        let list = outer.entry(number).or_default();
        if list.len() < MOST {
            list.extend(one.content.iter().cloned());
        }
    }
    found.retain(|one| {
        let at = one.cue.start;
        if !scan.search.is_quoted(at) || stands_alone(scan, one) {
            return true;
        }
        let around = scan
            .document()
            .sentence_of(at)
            .and_then(|number| outer.get(&number));
        !around.into_iter().flatten().any(|part| part.contains(&at))
    });
}

/// Whether what was said is a quotation within a quotation.
fn stands_alone(scan: &Scan<'_>, one: &Found) -> bool {
    scan.search.is_quoted(one.cue.start)
        && one.content.iter().all(|part| {
            scan.search.is_quoted(part.start)
                && part.start > 0
                && scan.search.is_quote(part.start - 1)
        })
}

/// Whether somebody is known to stand behind the mention that begins at a token.
fn speaks(scene: &Scene, start: usize) -> bool {
    !scene.actors_at(start).is_empty()
}

/// *… , a constaté un journaliste de l'agence*, *an AFP reporter saw*: what the outlet saw itself is no statement.
fn witnessed(scan: &Scan<'_>, one: &Found) -> bool {
    let saw = one.cue.clone().any(|at| {
        matches!(
            scan.at(at),
            "constate" | "constatee" | "observe" | "witnessed"
        )
    });
    saw && one.speakers.iter().all(|start| {
        (*start..*start + 3).any(|at| {
            matches!(
                scan.at(at),
                "journaliste"
                    | "journalistes"
                    | "correspondant"
                    | "correspondante"
                    | "correspondants"
                    | "photographe"
                    | "reporter"
                    | "reporters"
                    | "journalist"
                    | "journalists"
                    | "correspondent"
            )
        })
    })
}

/// *will stay **if Rome admits** the delay*, ***si** Rome **reconnaissait** l'accord*: what nobody has said yet. French *si* concedes
/// as often, *si Rome a dit que …*, and is a condition with the imperfect alone.
fn supposed(scan: &Scan<'_>, one: &Found) -> bool {
    let imperfect = |at: usize| {
        ["ait", "aient"]
            .iter()
            .any(|end| scan.at(at).ends_with(end))
    };
    let single = one.cue.len() == 1 && one.cue.clone().any(imperfect);
    let condition = |start: &usize| {
        let before = start.checked_sub(1).map_or("", |at| scan.at(at));
        *start < one.cue.start
            && if scan.french() {
                single && matches!(before, "si" | "s'")
            } else {
                matches!(before, "if" | "unless" | "whether")
            }
    };
    one.speakers.iter().all(condition)
}

/// What somebody is asked is said by nobody: *Le ministre a-t-il dit que la trêve tient ?*, *Question: Has Rome refused?*,
/// *« Avez-vous un message ? », a demandé un journaliste*.
fn asked(scan: &Scan<'_>, one: &Found) -> bool {
    let Some(number) = scan.document().sentence_of(one.cue.start) else {
        return false;
    };
    let sentence = scan.sentence(number);
    let put = scan
        .document()
        .sentences()
        .get(number)
        .is_some_and(|sentence| {
            let paragraph = scan.document().paragraphs().get(sentence.paragraph);
            let first = paragraph.map_or(0, |paragraph| paragraph.tokens.start);
            matches!(
                scan.at(first),
                "q" | "q." | "question" | "journaliste" | "reporter"
            ) && matches!(scan.at(first + 1), ":" | "-" | "–" | "—" | ".")
        });
    let open = scan.at(sentence.end.wrapping_sub(1)) == "?"
        && !scan.search.is_quoted(one.cue.start)
        && !is_put_in(one)
        && !one
            .content
            .iter()
            .flat_map(Clone::clone)
            .any(|at| scan.search.is_quoted(at));
    let by_press = one.speakers.iter().all(|start| {
        (*start..*start + 3).any(|at| {
            matches!(
                scan.at(at),
                "journaliste" | "journalistes" | "reporter" | "reporters" | "journalist"
            )
        })
    }) && one.content.last().is_some_and(|part| {
        part.end > 0 && (scan.at(part.end - 1) == "?" || scan.at(part.end) == "?")
    });
    put || open || by_press
}

/// Whether an attribution stands in or after what was said.
fn is_put_in(one: &Found) -> bool {
    ["incise", "selon", "according-to"]
        .iter()
        .any(|rule| one.rule.ends_with(rule))
}

/// The sentences in which the words and the attribution of a finding stand.
fn sentences_of(scan: &Scan<'_>, one: &Found) -> Vec<usize> {
    let ends = one
        .content
        .iter()
        .flat_map(|part| [part.start, part.end - 1]);
    let mut numbers: Vec<usize> = ends
        .chain([one.cue.start])
        .filter_map(|token| scan.document().sentence_of(token))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn size(one: &Found) -> usize {
    one.content.iter().map(Range::len).sum()
}

fn start(one: &Found) -> usize {
    one.content.first().map_or(0, |part| part.start)
}

fn shared(one: &Found, other: &Found) -> usize {
    one.content
        .iter()
        .flat_map(|part| {
            other.content.iter().map(move |second| {
                part.end
                    .min(second.end)
                    .saturating_sub(part.start.max(second.start))
            })
        })
        .sum()
}

/// Whether two findings cannot both stay. One may lie within the other where it has an attribution of its own there.
fn rivals(scan: &Scan<'_>, held: &Found, one: &Found) -> bool {
    let same_cue = held.cue.start < one.cue.end && one.cue.start < held.cue.end;
    let common = shared(held, one);
    let sequel = held.rule.ends_with("sequel") || one.rule.ends_with("sequel");
    if same_cue && (common > 0 || (held.rule != one.rule && !sequel)) {
        return true;
    }
    if common == 0 {
        return false;
    }
    let (small, large) = if size(held) <= size(one) {
        (held, one)
    } else {
        (one, held)
    };
    let nested = common == size(small) && size(large) > size(small);
    if !nested {
        return common * 2 > size(small);
    }
    // A statement within a statement: its attribution stands inside the other's words, in a quotation of its own or with a source of its own.
    let inside = large
        .content
        .iter()
        .any(|part| part.contains(&small.cue.start));
    if !inside {
        return common * 2 > size(large) || small.speakers == large.speakers;
    }
    // Reported words report others' words as part of what they say; only a quotation within a quotation stands for itself.
    !stands_alone(scan, small)
}

fn complete(scan: &Scan<'_>, scene: &Scene, one: &Found, kept: &[Found]) -> Option<StatementDraft> {
    let actors = |starts: &[usize]| -> Vec<ActorIndex> {
        let mut list = Vec::new();
        for actor in starts.iter().flat_map(|start| scene.actors_at(*start)) {
            if !list.contains(actor) {
                list.push(*actor);
            }
        }
        list
    };
    let speakers = actors(&one.speakers);
    if speakers.is_empty() {
        return None;
    }
    let mut addressees = actors(&one.addressees);
    addressees.retain(|actor| !speakers.contains(actor));
    let quoted = |index: &usize| scan.search.is_quoted(*index);
    let all = |part: &Range<usize>| {
        part.clone()
            .filter(|index| scan.is_text(*index))
            .all(|index| quoted(&index))
    };
    let any = |part: &Range<usize>| part.clone().any(|index| quoted(&index));
    let kind = if one.content.iter().all(all) {
        StatementKind::Direct
    } else if one.content.iter().any(any) {
        StatementKind::Mixed
    } else {
        StatementKind::Indirect
    };
    let sentence = scan.document().sentence_of(one.cue.start)?;
    let whole = scan.sentence(sentence);
    let mut evidence = vec![whole.clone()];
    for part in &one.content {
        if !whole.contains(&part.start) {
            evidence.push(
                scan.document()
                    .sentence_of(part.start)
                    .map_or_else(|| part.clone(), |number| scan.sentence(number)),
            );
        }
    }
    let date = dating::own(scan, one, &whole, kept);
    Some(StatementDraft {
        speakers,
        addressees,
        via: actors(&one.via),
        act: super::act::of(scan, scene, one),
        kind,
        date,
        modality: modality(scan, one),
        polarity: if one.negated || one.act == SpeechAct::Deny {
            Polarity::Negative
        } else {
            Polarity::Positive
        },
        content: one.content.clone(),
        cue: one.cue.clone(),
        evidence,
        rule: one.rule,
        confidence: one.confidence,
    })
}

/// *auraient été tirés*: hearsay, unless an attribution commits itself.
fn modality(scan: &Scan<'_>, one: &Found) -> Modality {
    let selon = one.rule.ends_with("selon") || one.rule.ends_with("according-to");
    let conditional = one.content.iter().any(|part| {
        part.clone().any(|index| {
            matches!(
                scan.at(index),
                "aurait" | "auraient" | "serait" | "seraient" | "reportedly" | "allegedly"
            )
        })
    });
    if selon && conditional {
        Modality::Hearsay
    } else {
        Modality::Stated
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::{english, french};

    #[test]
    fn questions_say_nothing() {
        assert_eq!(
            french("Paul Durand a-t-il dit que la trêve tenait ?"),
            Vec::<String>::new()
        );
        assert_eq!(
            french("« Avez-vous un message ? », a demandé un journaliste."),
            Vec::<String>::new()
        );
        assert_eq!(
            english("Question: John Smith said that the truce held.\n\nJohn Smith said it held."),
            ["en.that: John Smith: it held"]
        );
    }
}

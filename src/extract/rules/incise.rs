//! An act of saying put into or after what is said.
//!
//! > *« Nous resterons », a déclaré lundi le ministre. · La trêve, a-t-il ajouté, tiendra. · "We will stay," Smith said.*
//!
//! What stands before the act, and after it where it goes on, is what was said.

use super::super::cue::{Cue, Standing};
use super::super::scan::{Found, Scan};
use super::super::words;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let takes = cue.verb.frames.quotation || cue.verb.frames.clause;
        let Some(subject) = cue.subject else { continue };
        let says = cue.standing == Standing::Finite || is_cited(scan, cue);
        if !says || cue.negated || cue.quoted || !takes {
            continue;
        }
        let sentence = scan.sentence(cue.sentence);
        // Where the attribution begins: with the verb, or in English with the subject before it.
        let start = if cue.subject_end.is_some() {
            cue.group.start
        } else if subject < cue.group.start
            && !scan.french()
            && (scan.closes(cue)
                || goes_on_quoted(scan, cue, subject)
                || scan.follows_quotation(past_office(
                    scan,
                    scan.speakers(subject, false)
                        .first()
                        .copied()
                        .unwrap_or(subject),
                )))
        {
            let first = scan
                .speakers(subject, false)
                .first()
                .copied()
                .unwrap_or(subject);
            let first = past_office(scan, first);
            let own = first > sentence.start
                && (scan.search.is_quote(first - 1)
                    || matches!(scan.at(first - 1), "," | "!" | "?" | "–" | "—"));
            if !own {
                continue;
            }
            first
        } else {
            continue;
        };
        if start <= sentence.start || !(scan.is_incise(cue) || start < cue.group.start) {
            continue;
        }
        if scan.follows_subordinate(cue) && !scan.closes(cue) {
            continue;
        }
        let after = cue.subject_end.unwrap_or(cue.group.end);
        let end = scan.circumstances_end(after, cue.sentence);
        // `…, a appris l'agence auprès d'un élu`: who is asked speaks.
        if cue.verb.lemma == "apprendre" && (after..end + 2).any(|at| scan.at(at) == "aupres") {
            continue;
        }
        // A complement after the act: the act is no incise but a clause of its own.
        if matches!(scan.at(end), "que" | "qu'" | "that" | ":")
            && cue.inverted.is_none()
            && !scan.follows_quotation(start)
        {
            continue;
        }
        if let Some(content) = around(scan, start) {
            // One statement a quotation, however often the speaker is named in it.
            let first = content.first().is_some_and(|part| part.end + 1 >= start);
            if first {
                found.push(Found {
                    speakers: scan.speakers(subject, cue.subject_end.is_some()),
                    addressees: scan.addressee(cue, end),
                    content,
                    cue: start..after,
                    circumstances: start..end,
                    act: cue.verb.act,
                    ..Found::by(scan.rule("fr.aside", "en.aside"), 0.93)
                });
            }
            continue;
        }
        let mut left_start = sentence.start;
        // An earlier act in the sentence whose own saying ends before: take what follows it.
        for (_, other) in scan
            .cues_of(cue.sentence)
            .filter(|(_, other)| other.group.start < cue.group.start && !other.quoted)
        {
            if other.subject_end.is_some() && scan.is_incise(other) {
                left_start = scan
                    .circumstances_end(other.subject_end.unwrap_or(other.group.end), cue.sentence);
            }
        }
        let like = usize::from(scan.at(start.saturating_sub(1)) == "comme");
        let left = scan.trim(left_start..start - like);
        if left.is_empty() || !left.clone().any(|index| scan.is_text(index)) {
            continue;
        }
        let left = introduced(scan, &left)
            .or_else(|| scan.behind_colon(&left).map(|from| from..left.end))
            .unwrap_or(left);
        let mut content = vec![left.clone()];
        let joins = is_connective(scan, &left);
        if joins {
            // `In addition, he said, the border was open`: the first words only join.
            let from = (after..sentence.end)
                .find(|at| scan.at(*at) == ",")
                .map_or(end, |comma| comma + 1);
            let right = scan.trim(from..scan.clause_end(from, cue.sentence));
            if !scan.has_finite(&right) {
                continue;
            }
            content = vec![right];
        } else if let Some(right) = right_part(scan, end, cue.sentence, &left) {
            content.push(right);
        }
        // `As night fell, the crowd chanted "Peace!"`: what is said stands behind the act.
        let behind = !scan.french()
            && scan.search.is_quote(cue.group.end)
            && !scan.search.is_quoted(cue.group.end)
            && scan.quotation_at(cue.group.end).is_some();
        if behind && !left.clone().any(|index| scan.search.is_quoted(index)) {
            continue;
        }
        // `In a statement, the company apologised`: the words before only say where.
        let quoted = left.clone().any(|index| scan.search.is_quoted(index));
        if !quoted
            && !joins
            && content.len() == 1
            && !scan.french()
            && (!is_told(scan, cue, &left) || is_occasion(scan, &left))
        {
            continue;
        }
        // `Roy a parlé, demandant à Rome d'agir, rapporte Radio Nord`: the participle has what was said, the medium relays.
        let told = scan.cues_of(cue.sentence).any(|(_, other)| {
            other.standing == Standing::Participial
                && other.group.start == left.start
                && other.subject.is_some()
        });
        if told && left_start > sentence.start {
            continue;
        }
        // `The state had not, as of Monday, announced any plans`: an aside parts the verb from its auxiliary.
        if !quoted && parted_auxiliary(scan, &left) {
            continue;
        }
        let (speakers, via) = quoted_by(scan, cue).unwrap_or_else(|| {
            (
                scan.speakers(subject, cue.subject_end.is_some()),
                Vec::new(),
            )
        });
        let direct = content.iter().all(|part| {
            part.clone()
                .all(|index| scan.search.is_quoted(index) || scan.search.is_quote(index))
        });
        found.push(Found {
            speakers,
            addressees: scan.addressee(cue, end),
            via,
            content,
            cue: start..after,
            circumstances: start..end,
            act: cue.verb.act,
            ..Found::by(
                scan.rule("fr.incise", "en.incise"),
                if direct { 0.95 } else { 0.85 },
            )
        });
    }
}

/// *The port is closed, Roy said, "**because** the truce failed"*: a clause that the quotation behind the act goes on with.
pub(super) fn goes_on_quoted(scan: &Scan<'_>, cue: &Cue<'_>, subject: usize) -> bool {
    let left = scan.sentence(cue.sentence).start..subject;
    let mark = cue.group.end + 1;
    let small = |at: usize| {
        scan.document()
            .token(at)
            .is_some_and(|token| !token.capital)
    };
    scan.at(cue.group.end) == ","
        && scan.at(subject.wrapping_sub(1)) == ","
        && scan
            .quotation_at(mark)
            .is_some_and(|words| small(words.inner.start))
        && !scan.opens_subordinate(cue.sentence)
        && !left.clone().any(|at| scan.search.is_quoted(at))
        && !is_occasion(scan, &left)
        && !words::preposition(scan.at(left.start), false)
        && scan.has_finite(&left)
}

/// Whether English words before an act are what was said: a clause, or whatever stands before *he said.*, since that verb has to
/// have something said (*Prices **rise**, he said*: a plural present looks like a noun).
fn is_told(scan: &Scan<'_>, cue: &Cue<'_>, left: &std::ops::Range<usize>) -> bool {
    const SHORT: usize = 4;
    if matches!(scan.at(left.start), "asked" | "questioned" | "pressed") {
        return false;
    }
    // `A member of the council, John Smith, said`: an office before its name is nothing said.
    let close = cue
        .subject
        .and_then(|subject| scan.search.mention_at(subject))
        .is_none_or(|who| who.tokens.end == cue.group.start);
    let owed = matches!(cue.verb.lemma.as_str(), "say" | "add" | "tell")
        && close
        && scan.closes(cue)
        && left.len() >= SHORT
        && !words::preposition(scan.at(left.start), false)
        && !scan.at(left.start).ends_with("ing");
    owed || scan.has_finite(left)
}

/// *In a speech that lasted an hour*, not *In a call on Monday, the ministers agreed*: the words only say on what occasion.
fn is_occasion(scan: &Scan<'_>, left: &std::ops::Range<usize>) -> bool {
    let comma = left
        .clone()
        .find(|at| scan.at(*at) == "," && !scan.search.is_quoted(*at));
    scan.search.attribution_at(left.start)
        && comma.is_none_or(|comma| !scan.has_finite(&(comma..left.end)))
}

/// *In addition*, *at the same time*: words that join a sentence to the one before.
fn is_connective(scan: &Scan<'_>, left: &std::ops::Range<usize>) -> bool {
    const LONGEST: usize = 5;
    if scan.french() || left.len() > LONGEST || scan.search.is_quoted(left.start) {
        return false;
    }
    let words: Vec<&str> = left.clone().map(|at| scan.at(at)).collect();
    matches!(
        words.join(" ").as_str(),
        "in addition"
            | "at the same time"
            | "however"
            | "moreover"
            | "furthermore"
            | "meanwhile"
            | "in particular"
            | "on the other hand"
            | "on the contrary"
            | "as a result"
            | "in turn"
            | "for example"
            | "for instance"
            | "in fact"
            | "in short"
            | "therefore"
            | "nevertheless"
            | "instead"
            | "finally"
            | "for now"
            | "in other words"
            | "of course"
            | "indeed"
            | "in this regard"
            | "in this context"
            | "also"
            | "to that end"
            | "to this end"
            | "still"
            | "yet"
            | "after all"
            | "first"
            | "second"
            | "besides"
            | "additionally"
            | "in any case"
    )
}

/// *"…," her spokesman **quoted her as saying***, *Radio Nord quoted Roy as saying*: who is quoted, and who relays.
fn quoted_by(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<(Vec<usize>, Vec<usize>)> {
    if !matches!(cue.verb.lemma.as_str(), "quote" | "report" | "cite") {
        return None;
    }
    let words = cue.group.end;
    // `"…," Radio Nord quotes the words of Roy`
    let owned = scan.at(words) == "the"
        && matches!(scan.at(words + 1), "words" | "remarks" | "comments")
        && matches!(scan.at(words + 2), "of" | "by");
    let speaker = scan
        .search
        .mention_at(if owned { words + 3 } else { words })?;
    // `"…," AFP quoted the minister`: behind the words themselves needs no *as*.
    let behind = cue.verb.lemma != "report" && cue.subject.is_some_and(|who| who < words);
    if scan.at(speaker.tokens.end) != "as" && !behind {
        return None;
    }
    Some((
        vec![speaker.tokens.start],
        cue.subject.into_iter().collect(),
    ))
}

/// *"…," Roy **was quoted as saying** by Radio Nord*
fn is_cited(scan: &Scan<'_>, cue: &Cue<'_>) -> bool {
    let at = cue.group.start;
    cue.standing == Standing::Participial
        && at >= 3
        && scan.at(at - 1) == "as"
        && matches!(scan.at(at - 2), "quoted" | "cited" | "reported")
        && matches!(scan.at(at - 3), "was" | "were" | "is" | "are" | "been")
}

/// The quotation alone where a colon introduces it: *Roy est revenu sur la crise : « La trêve tient », a-t-il dit*.
pub(super) fn introduced(
    scan: &Scan<'_>,
    left: &std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let colon = left
        .clone()
        .find(|index| scan.at(*index) == ":" && !scan.search.is_quoted(*index))?;
    let quotation = scan.quotation_at(colon + 1)?;
    (quotation.closed && quotation.outer.end + 1 >= left.end && !quotation.inner.is_empty())
        .then(|| quotation.inner.clone())
}

/// Where the office begins that an apposition names: *"…," **the negotiator for the rebels**, Taban Roy, said*.
fn past_office(scan: &Scan<'_>, name: usize) -> usize {
    const LONGEST: usize = 12;
    if name < 2 || scan.at(name - 1) != "," {
        return name;
    }
    let mut first = name - 1;
    while first > 0 && scan.is_word(first - 1) && name - first < LONGEST {
        first -= 1;
    }
    let opens = first > 1
        && first < name - 1
        && scan.search.is_quote(first - 1)
        && matches!(scan.at(first - 2), "," | "!" | "?")
        && words::determiner(scan.at(first), scan.french()).is_some();
    if opens { first } else { name }
}

/// Whether an auxiliary or *not* stands before a comma: its verb comes after.
fn parted_auxiliary(scan: &Scan<'_>, left: &std::ops::Range<usize>) -> bool {
    if scan.french() {
        return matches!(
            scan.document().lower(left.end - 1),
            "a" | "ont" | "avait" | "avaient"
        );
    }
    left.clone().any(|index| {
        matches!(
            scan.at(index),
            "has" | "have" | "had" | "not" | "will" | "would" | "is" | "are" | "was" | "were"
        ) && (scan.at(index + 1) == "," || index + 1 == left.end)
    })
}

/// The stretches of a quotation around the attributions put into it without closing it.
fn around(scan: &Scan<'_>, start: usize) -> Option<Vec<std::ops::Range<usize>>> {
    let inner = scan.quotation_around(start)?.inner.clone();
    let mut parts = Vec::new();
    let mut at = inner.start;
    while at < inner.end {
        let stop = (at..inner.end)
            .find(|index| !scan.search.is_quoted(*index))
            .unwrap_or(inner.end);
        if stop > at {
            parts.push(scan.trim(at..stop));
        }
        at = (stop..inner.end)
            .find(|index| scan.search.is_quoted(*index))
            .unwrap_or(inner.end);
    }
    parts.retain(|part| !part.is_empty());
    (!parts.is_empty()).then_some(parts)
}

/// Whether the first verb of a French clause says what will or must be, as reported words do: *…, dit Roy, et **la trêve ne
/// pourra pas tenir***.
fn foretells(scan: &Scan<'_>, clause: std::ops::Range<usize>) -> bool {
    let comma_aside = |at: &usize| !scan.search.is_quoted(*at);
    scan.french()
        && clause
            .take_while(comma_aside)
            .find(|at| scan.search.is_finite(*at))
            .is_some_and(|at| {
                matches!(scan.at(at), "doit" | "doivent" | "peut" | "peuvent")
                    || ["ra", "ront", "rait", "raient"]
                        .iter()
                        .any(|ending| scan.at(at).ends_with(ending))
            })
}

/// What goes on after the act: a quotation, or the rest of a clause that the act cut in two.
fn right_part(
    scan: &Scan<'_>,
    end: usize,
    sentence_number: usize,
    left: &std::ops::Range<usize>,
) -> Option<std::ops::Range<usize>> {
    let sentence = scan.sentence(sentence_number);
    let mut from = end;
    while from < sentence.end && (scan.is_stop(from)) {
        from += 1;
    }
    if from >= sentence.end {
        return None;
    }
    let joint = if matches!(scan.at(from), "et" | "and" | "mais" | "but")
        && scan.search.is_quote(from + 1)
    {
        from + 1
    } else {
        from
    };
    // `…, a dit Roy avant d'ajouter : « … »`: another act has the words behind it.
    let other = scan.cues_of(sentence_number).any(|(_, other)| {
        other.standing == Standing::Participial && (end..joint).contains(&other.group.start)
    });
    if let Some(quotation) = scan
        .quotation_at(joint)
        .filter(|quotation| quotation.closed && !other)
    {
        return Some(quotation.inner.clone());
    }
    // `The guards stopped him, Roy said, but did not touch him.`
    let goes_on = matches!(scan.at(from), "but" | "and" | "mais" | "et")
        && (scan.search.is_finite(from + 1)
            || matches!(scan.at(from + 1), "ne" | "n'") && scan.search.is_finite(from + 2)
            || scan.at(from + 1).ends_with("n't")
            || foretells(scan, from + 1..sentence.end))
        && scan.at(end) == ",";
    // `…, a dit le maire, qui parlait à la radio`, `…, tandis que la foule criait`: of the speaker, and no word of his.
    let of_speaker = scan.french()
        && (matches!(scan.at(from), "qui" | "dont")
            || matches!(scan.at(from), "tandis" | "alors")
                && matches!(scan.at(from + 1), "que" | "qu'"))
        && !scan.at(end - 1).starts_with('-');
    if of_speaker {
        return None;
    }
    // `"Your move," Roy said, linking to the figures`: what somebody did while saying it.
    let whole = left.clone().all(|at| scan.search.is_quoted(at));
    if whole && !scan.french() && !goes_on && scan.at(from).ends_with("ing") {
        return None;
    }
    let cut_in_two = goes_on || !scan.has_finite(left) && scan.at(end) == ",";
    if !cut_in_two || scan.search.attribution_at(from) {
        return None;
    }
    // `Le président, a-t-il rappelé, avait prévenu de l'échec`: the verb of the subject that was cut off.
    let own_verb = scan.french()
        && !scan.has_finite(left)
        && !left.clone().any(|at| scan.search.is_quoted(at))
        && scan
            .cues_of(sentence_number)
            .any(|(_, cue)| cue.group.start == from);
    if !own_verb
        && scan
            .cues_of(sentence_number)
            .any(|(_, cue)| cue.group.start == from || cue.group.start == from + 1)
    {
        return None;
    }
    let stop = scan.clause_end(from, sentence_number);
    let right = scan.trim(from..stop);
    // A subject cut from its verb: the verb must follow, whatever its form.
    let first = scan.at(right.start);
    let subject_alone = scan.french()
        && !goes_on
        && right.len() > 1
        && !scan.search.is_quoted(left.end - 1)
        && (first == "que" || first == "qu'" || !words::closed(first, true));
    (subject_alone || scan.has_finite(&right)).then_some(right)
}

#[cfg(test)]
mod tests;

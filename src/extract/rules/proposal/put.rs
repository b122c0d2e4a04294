//! Verbs by which somebody puts a course of action to somebody: *proposer à X de*, *appeler X à*, *urge X to*.
//!
//! ```text
//! Anna Kovacs a appelé Paul Delmas à rouvrir le pont de Vienne.
//!   → Anna Kovacs → Paul Delmas · proposed · à rouvrir le pont de Vienne
//! ```

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{
    Ground, Hit, Outlook, Part, Parties, PartyKind, Tense, VerbGroup, lexicon, verb,
};
use super::attitude::is_attitude;
use super::clause::{clause, noun_phrase};
use super::complement::{complement, opens_noun_phrase};
use super::idle::{is_account, is_courtesy, is_owed, is_told_already, is_verdict, puts_course};
use super::offer::Offer;
use crate::extract::facts::ProposalStatus;
use crate::text::Language;

/// The rule for one verb.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Offer> {
    let entry = hit.reading(Part::Verb)?;
    let document = ground.document;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let previous = cue
        .start
        .checked_sub(1)
        .map_or("", |token| document.folded(token));
    let english = document.language() == Language::English;
    let article = if english {
        matches!(
            previous,
            "the" | "a" | "an" | "this" | "his" | "her" | "their" | "its" | "so" | "'s"
        ) || is_compound(ground, hit)
            || is_object(previous, entry.tense)
            || is_attribute(previous, entry.tense)
    } else {
        matches!(
            previous,
            "la" | "une" | "cette" | "un" | "ce" | "leur" | "sa" | "son"
        ) && entry.tense != Tense::Infinitive
    };
    if article || is_verdict(ground, hit) {
        return None;
    }
    let mut group = verb::group(document, reach.start, cue.start, entry.tense);
    // *sont convenus de*: no passive.
    group.passive &= entry.lemma != "convenir";
    if is_of_plan(ground, &group, reach.start) {
        return None;
    }
    // *offer*, *request*, *call* are verbs after *to*, a modal or a plural subject only.
    let base = english
        && hit
            .readings
            .iter()
            .any(|entry| entry.part == Part::Verb && entry.tense == Tense::Infinitive);
    let plural = matches!(previous, "they" | "we" | "i" | "you" | "who" | "and")
        || ground
            .party_at(cue.start.wrapping_sub(1))
            .and_then(|number| ground.parties.get(number))
            .is_some_and(|party| party.kind == PartyKind::Group);
    if base && group.tokens.start == cue.start && !plural {
        return None;
    }
    let must_reflect = matches!(
        entry.lemma.as_str(),
        "entendre" | "accorder" | "mettre d'accord"
    );
    if group.negated
        || group.reflexive != must_reflect
            && document.language() == Language::French
            && !group.passive
    {
        return None;
    }
    let agreed = entry.status == "agreed";
    let (addressee, start) = complement(ground, cue.end, reach.end, &entry.frame, &entry.second)?;
    let mut content = clause(ground, start, reach.end);
    if !matches!(
        document.lower(start.wrapping_sub(1)),
        "que" | "qu'" | "that"
    ) && !matches!(document.lower(start), "de" | "d'" | "à" | "to")
    {
        content = noun_phrase(ground, content);
    }
    let content = after_colon(ground, content, reach.end)?;
    let asks = is_request(&entry.lemma);
    if content.len() < 2
        || is_person(ground, &content)
        || is_destination(ground, cue, &content)
        || is_complement_of_noun(ground, &entry.lemma, &content)
        || !asks && is_courtesy(document, &content)
        || is_account(document, &content)
        || is_anonymity(document, &content)
        || is_attitude(document, &content)
        || is_owed(document, &group)
        || is_told_already(document, cue.end)
        || !puts_course(document, &entry.lemma, &group, &content)
    {
        return None;
    }
    if agreed && (accepts_plan(ground, &content) || is_meeting(ground, &content)) {
        return None;
    }
    let addressee = addressee.or_else(|| asked(ground, &content, start));
    let addressee = addressee.or_else(|| met(ground, &content));
    let (addressee, content) = match addressee {
        Some(addressee) => (Some(addressee), content),
        // *a appelé à une trêve à Vienne*: where it is to be.
        None if asks && entry.lemma != "demander" => (None, content),
        None => given(ground, content),
    };
    let (proposers, addressees) = parties(ground, &group, cue, addressee, &content, agreed)?;
    // One who agrees accepts what another has put; a plan is agreed by two.
    if agreed && (proposers.actors.len() < 2 || is_first_person(ground, &proposers)) {
        return None;
    }
    if agreed && !(group.finite && matches!(group.outlook, Outlook::Done | Outlook::Present)) {
        return None;
    }
    let mut offer = Offer::new(
        cue,
        &proposers,
        &addressees,
        content,
        if agreed {
            "proposal.agreed"
        } else {
            "proposal.put"
        },
        if addressees.actors.is_empty() {
            0.6
        } else {
            0.75
        },
    );
    if agreed {
        offer.status = ProposalStatus::Agreed;
    }
    offer = offer.told_by(&group);
    if !agreed && asks {
        offer = offer.requested();
    }
    Some(offer)
}

/// *wage **demands** put the figure at 30%*, *peace **offers** to Rome*: a noun behind another that names no party.
fn is_compound(ground: &Ground<'_>, hit: &Hit<'_>) -> bool {
    let document = ground.document;
    let Some(before) = hit.tokens.start.checked_sub(1) else {
        return false;
    };
    let word = document.lower(before);
    let twofold = matches!(
        document.lower(hit.tokens.start),
        "demands" | "calls" | "offers" | "requests" | "appeals"
    );
    let calls_for = document.lower(hit.tokens.start) == "calls"
        && matches!(document.lower(hit.tokens.end), "for" | "on" | "upon");
    twofold
        && !calls_for
        && word.len() > 3
        && word.chars().all(|letter| letter.is_ascii_lowercase())
        && !word.ends_with("ly")
        && !matches!(
            word,
            "also"
                | "which"
                | "that"
                | "then"
                | "often"
                | "still"
                | "again"
                | "never"
                | "always"
                | "even"
                | "thus"
                | "today"
                | "here"
        )
        && ground.party_at(before).is_none()
}

/// *rejected **calls** for talks*, *despite **offers** to help*: nouns. *renewed calls for talks* puts them again.
fn is_object(previous: &str, tense: Tense) -> bool {
    tense == Tense::Present
        && matches!(
            previous,
            "rejected"
                | "dismissed"
                | "ignored"
                | "resisted"
                | "rebuffed"
                | "refused"
                | "spurned"
                | "amid"
                | "despite"
                | "any"
                | "of"
        )
}

/// *views on **proposed** steps*: what is behind a preposition is an attribute of what follows.
fn is_attribute(previous: &str, tense: Tense) -> bool {
    matches!(tense, Tense::Past | Tense::Participle)
        && matches!(
            previous,
            "on" | "of" | "about" | "over" | "for" | "with" | "in" | "regarding"
        )
}

/// *urged a “settlement” **to the dispute***, *told him after a briefing **to the council***: neither an infinitive nor what was put.
fn is_complement_of_noun(ground: &Ground<'_>, lemma: &str, content: &Range<usize>) -> bool {
    let document = ground.document;
    document.lower(content.start) == "to"
        && is_determiner(document.lower(content.start + 1))
        && !matches!(lemma, "agree" | "invite" | "consent")
}

/// *« Faut-il partir ? », a demandé un journaliste*: whoever asks stands behind the verb.
fn is_person(ground: &Ground<'_>, content: &Range<usize>) -> bool {
    let party = ground
        .party_at(content.start)
        .or_else(|| ground.party_at(content.start + 1))
        .and_then(|number| ground.parties.get(number));
    party.is_some_and(|party| {
        party.tokens.start <= content.start + 1
            && party.tokens.end >= content.end
            && matches!(party.kind, PartyKind::Person | PartyKind::Group)
    })
}

/// *a invité Roy à Vienne à l'automne*: where somebody is to come, and nothing that is to be done.
pub(super) fn is_destination(
    ground: &Ground<'_>,
    cue: &Range<usize>,
    content: &Range<usize>,
) -> bool {
    let invites = cue
        .clone()
        .any(|token| ground.document.folded(token).starts_with("invit"));
    let at = ground
        .spots
        .partition_point(|spot| spot.tokens.start < content.start);
    invites
        && ground
            .spots
            .get(at)
            .is_some_and(|spot| spot.tokens.start <= content.start + 1)
        && content.len() <= 6
        && !matches!(ground.document.lower(content.start), "de" | "d'")
}

/// *We have agreed with the parties*: one side tells of it.
pub(super) fn is_first_person(ground: &Ground<'_>, proposers: &Parties) -> bool {
    matches!(
        ground.document.lower(proposers.tokens.start),
        "we" | "nous" | "i" | "je"
    )
}

/// *agreed to separate meetings with B*, *a accepté de rencontrer B*: a meeting that will be, and no plan.
fn is_meeting(ground: &Ground<'_>, content: &Range<usize>) -> bool {
    let words = lexicon::meetings(ground.document.language());
    content.clone().take(4).any(|token| {
        words.at(ground.document, token).is_some_and(|hit| {
            hit.readings.iter().any(|entry| {
                entry.part == Part::Noun
                    && (entry.frame.starts_with("pair") || entry.frame == "body")
                    || matches!(entry.frame.as_str(), "object" | "host")
            })
        })
    })
}

/// *a demandé à ne pas être identifié*, *asked not to be named*: a wish of those who speak to the press.
pub(super) fn is_anonymity(document: &crate::text::Document<'_>, content: &Range<usize>) -> bool {
    let named = |token: usize| {
        let word = document.folded(token);
        ["identif", "nomm", "cit", "named", "quoted", "anonym"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    content.len() < 12
        && content.clone().take(3).any(|token| {
            matches!(
                document.folded(token),
                "pas" | "not" | "anonymat" | "anonymity" | "rester" | "remain" | "garder"
            )
        })
        && content.clone().take(8).any(named)
}

/// *une résolution, en accord avec Paris, qui demande …*: the plan asks, which the rule for plans reads.
fn is_of_plan(ground: &Ground<'_>, group: &VerbGroup, from: usize) -> bool {
    let document = ground.document;
    let Some(relative) = group.tokens.start.checked_sub(1) else {
        return false;
    };
    if !matches!(document.lower(relative), "qui" | "which" | "that") {
        return false;
    }
    let words = lexicon::proposals(document.language());
    let apart = document.lower(relative.saturating_sub(1)) == ",";
    apart
        && (from.max(relative.saturating_sub(24))..relative).any(|token| {
            words.at(document, token).is_some_and(|hit| {
                hit.reading(Part::Noun)
                    .is_some_and(|entry| entry.status != "agreed")
            })
        })
}

/// *agreed to a US proposal for …*: a plan of somebody else, which the rule for plans reads.
fn accepts_plan(ground: &Ground<'_>, content: &Range<usize>) -> bool {
    let words = lexicon::proposals(ground.document.language());
    content.clone().take(6).any(|token| {
        words.at(ground.document, token).is_some_and(|hit| {
            hit.reading(Part::Noun)
                .is_some_and(|entry| entry.status == "proposed")
        })
    })
}

/// *se sont mis d'accord sur trois points: les tirs doivent cesser …*: the points are what follows. `None` where nothing
/// does.
fn after_colon(ground: &Ground<'_>, content: Range<usize>, end: usize) -> Option<Range<usize>> {
    let document = ground.document;
    let vague = content.len() < 9
        && content.clone().any(|token| {
            matches!(
                document.folded(token),
                "points"
                    | "elements"
                    | "principes"
                    | "issues"
                    | "terms"
                    | "principles"
                    | "questions"
                    | "modalites"
            )
        });
    if !vague {
        return Some(content);
    }
    let colon =
        (content.end..(content.end + 3).min(end)).find(|token| document.lower(*token) == ":")?;
    Some(clause(ground, colon + 1, end))
}

/// *demanded that the government withdraw*: whoever is to act.
fn asked(ground: &Ground<'_>, content: &Range<usize>, start: usize) -> Option<Parties> {
    let before = start
        .checked_sub(1)
        .map_or("", |token| ground.document.lower(token));
    if !matches!(before, "that" | "que" | "qu'") {
        return None;
    }
    let (number, party) = ground.parties_in(content).next()?;
    (party.tokens.start <= content.start + 1 && !party.governed)
        .then(|| ground.list_from(number, content.end))
}

/// *offered to meet X*: X is asked for a meeting.
fn met(ground: &Ground<'_>, content: &Range<usize>) -> Option<Parties> {
    let words = lexicon::meetings(ground.document.language());
    let hit = (content.start..content.start + 3).find_map(|token| {
        words.at(ground.document, token).filter(|hit| {
            hit.readings
                .iter()
                .any(|entry| matches!(entry.frame.as_str(), "object" | "host" | "with"))
        })
    })?;
    ground.object(hit.tokens.end, content.end)
}

/// *propose a treaty to the Russians*: whoever stands at the end of the content is the addressee.
fn given(ground: &Ground<'_>, content: Range<usize>) -> (Option<Parties>, Range<usize>) {
    let document = ground.document;
    let opens = opens_noun_phrase(document, content.start);
    let to = (content.start + 2..content.end).find(|token| {
        matches!(document.lower(*token), "to" | "à" | "au" | "aux")
            && ground
                .parties_in(&(*token..content.end))
                .next()
                .is_some_and(|(_, party)| party.tokens.start <= token + 1)
    });
    let Some(to) = to.filter(|_| opens) else {
        return (None, content);
    };
    let Some((number, _)) = ground.parties_in(&(to..content.end)).next() else {
        return (None, content);
    };
    let parties = ground.list_from(number, content.end);
    (Some(parties), content.start..to)
}

/// Who puts it and to whom; in the passive the subject is the addressee.
fn parties(
    ground: &Ground<'_>,
    group: &VerbGroup,
    cue: &Range<usize>,
    addressee: Option<Parties>,
    content: &Range<usize>,
    agreed: bool,
) -> Option<(Parties, Parties)> {
    let reach = ground.reach(cue.start);
    let subject = ground.subject(reach.start, group.tokens.start);
    if group.passive {
        let by = ground.after_preposition(&["par", "by"], cue.end, content.end.min(cue.end + 6))?;
        return Some((by, subject.unwrap_or_default()));
    }
    let subject = match subject {
        // *Lorsqu'on lui a demandé …*: nobody in particular.
        Some(subject) if matches!(ground.document.lower(subject.tokens.end - 1), "on" | "one") => {
            return None;
        }
        Some(subject) => subject,
        None if group.finite => return None,
        None => {
            let comma =
                (content.end..reach.end).find(|token| ground.document.lower(*token) == ",")?;
            ground.object(comma + 1, reach.end)?
        }
    };
    let addressee = addressee
        .filter(|addressee| {
            addressee
                .kinds
                .iter()
                .all(|kind| *kind != PartyKind::Medium)
        })
        .unwrap_or_default();
    if agreed || subject.actors != addressee.actors {
        Some((subject, addressee))
    } else {
        None
    }
}

/// Verbs by which the speaker wants the other side to act.
fn is_request(lemma: &str) -> bool {
    !matches!(
        lemma,
        "proposer" | "offrir" | "suggérer" | "propose" | "offer" | "suggest"
    )
}

#[cfg(test)]
mod tests;

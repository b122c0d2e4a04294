//! Nouns for a plan whose content the sentence states: *la proposition de X prévoit …*, *a plan to …*.
//!
//! ```text
//! Le plan présenté par Anna Kovacs prévoit la réouverture du pont de Vienne.
//!   → Anna Kovacs · proposed · la réouverture du pont de Vienne
//! ```

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Hit, Part, Parties, PartyKind};
use super::clause::{clause, is_infinitive, noun_phrase};
use super::content;
use super::offer::Offer;
use super::owner::{last_owner, owner};
use super::reached::{is_missed, is_reached};
use super::reaction::{self, Reaction};
use crate::extract::facts::ProposalStatus;
use crate::text::Language;

/// The rule for one noun.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Offer> {
    let entry = hit.reading(Part::Noun)?;
    let document = ground.document;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let before = document.folded(cue.start.wrapping_sub(1));
    if matches!(before, "no" | "aucun" | "aucune")
        || is_verb_here(ground, hit)
        || is_in_force(document, cue)
        || is_in_name(document, cue)
    {
        return None;
    }
    let agreement = entry.status == "agreed";
    let reaction = reaction::around(ground, cue);
    let anaphoric = points_back(before);
    let stated = stated(ground, cue, reach.end);
    let named = if stated.is_none() {
        named(ground, cue, agreement)
    } else {
        None
    };
    let limit = stated
        .as_ref()
        .map_or((cue.end + 10).min(reach.end), |(content, _)| content.start);
    // *rejected his plan*: whoever rejects a plan is not the one who put it.
    let own = owner(ground, cue, limit)
        .or_else(|| {
            stated
                .as_ref()
                .and_then(|(content, _)| last_owner(ground, content))
        })
        .filter(|own| {
            reaction.as_ref().is_none_or(|reaction| {
                !matches!(
                    reaction.status,
                    ProposalStatus::Rejected | ProposalStatus::UnderDiscussion
                ) || reaction
                    .agent
                    .as_ref()
                    .is_none_or(|agent| agent.actors != own.actors)
            })
        });
    let agent = |own: bool| {
        let reaction = reaction.as_ref().filter(|reaction| reaction.own == own)?;
        let agent = reaction.agent.clone()?;
        Some((reaction.status, agent))
    };
    // *un accord* and *a deal* in general are everywhere; only where somebody reaches one is it a plan.
    let reached = agreement && is_reached(ground, cue);
    if agreement && is_missed(document, cue) {
        return None;
    }
    if agreement && !reached && reaction.is_none() && own.is_none() && !anaphoric {
        return None;
    }
    let proposers = own
        .or_else(|| agent(true).map(|(_, agent)| agent))
        .or_else(|| {
            reached
                .then(|| ground.subject(reach.start, cue.start))
                .flatten()
        })
        .or_else(|| {
            // *Parliament passed a bill*: where nobody else put it, the plan is theirs who adopt it.
            agent(false)
                .filter(|(status, _)| *status == ProposalStatus::Agreed && !anaphoric)
                .map(|(_, agent)| agent)
        });
    // A plan without content yet: the sentences after it may state it.
    let opened = stated.is_none() && proposers.is_some() && reaction.is_some() && !agreement;
    if stated.is_none() && !opened && named.is_none() && !(anaphoric && reaction.is_some())
        || proposers.is_none() && !anaphoric
    {
        return None;
    }
    let proposers = proposers.unwrap_or_default();
    let (content, asked) = stated.map_or((None, None), |(content, asked)| (Some(content), asked));
    let mut addressees = asked
        .or_else(|| addressed(ground, cue, limit, reaction.as_ref()))
        .or_else(|| {
            agent(false)
                .filter(|(status, _)| {
                    matches!(status, ProposalStatus::Rejected | ProposalStatus::Agreed)
                })
                .map(|(_, agent)| agent)
        })
        .unwrap_or_default();
    let council = council(ground, cue).filter(|_| addressees.actors.is_empty());
    let before_council = council.is_some();
    if let Some(council) = council {
        addressees = council;
    }
    addressees
        .actors
        .retain(|actor| !proposers.actors.contains(actor));
    let mut offer = Offer::new(
        cue,
        &proposers,
        &addressees,
        content.clone().unwrap_or_else(|| cue.clone()),
        "proposal.plan",
        0.6,
    );
    if content.is_none() {
        offer.clauses.clear();
    }
    offer.anaphoric = anaphoric || retells(document, cue);
    offer.named = named;
    offer.status = match &reaction {
        Some(reaction) if !agreement || reaction.status != ProposalStatus::Proposed => {
            reaction.status
        }
        _ if agreement => ProposalStatus::Agreed,
        _ => ProposalStatus::Proposed,
    };
    // *The deal would …*: nobody has agreed to it yet. *The Council is to vote on a draft*: it has been put.
    let would = content
        .as_ref()
        .is_some_and(|content| content::is_clause(document, content.start));
    if agreement && !reached && reaction.is_none() && would {
        offer.status = ProposalStatus::UnderDiscussion;
    } else if before_council && offer.status == ProposalStatus::Drafted {
        offer.status = ProposalStatus::Proposed;
    }
    if let Some(reaction) = &reaction {
        offer.passage = offer.passage.start.min(reaction.tokens.start)
            ..offer.passage.end.max(reaction.tokens.end);
    }
    Some(offer)
}

/// *pursuant to Security Council **resolution** 2254*, *in line with the plan*: a document in force, which nobody puts here.
fn is_in_force(document: &crate::text::Document<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 8;
    (cue.start.saturating_sub(REACH)..cue.start).any(|token| {
        matches!(
            (document.folded(token), document.folded(token + 1)),
            ("pursuant", "to")
                | ("accordance" | "line" | "compliance" | "keeping", "with")
                | ("violation" | "breach" | "implementation", "of")
        )
    })
}

/// *the Joint Comprehensive **Plan** of Action*: the name of what was agreed; in a headline capitals show nothing.
fn is_in_name(document: &crate::text::Document<'_>, cue: &Range<usize>) -> bool {
    let capital = |token: usize| document.token(token).is_some_and(|token| token.capital);
    document.sentence_of(cue.start) != Some(0)
        && capital(cue.start)
        && matches!(
            document.lower(cue.start),
            "plan" | "initiative" | "programme" | "program"
        )
        && cue.start >= 2
        && capital(cue.start - 1)
        && capital(cue.start - 2)
}

/// *Le Conseil de sécurité doit voter sur le projet de résolution de la France*: a draft resolution is put to the body that
/// the sentence names.
fn council(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let document = ground.document;
    let resolution = cue
        .clone()
        .any(|token| document.folded(token).starts_with("resolution"));
    if !resolution {
        return None;
    }
    let reach = ground.reach(cue.start);
    let sits = |token: usize| {
        matches!(
            document.folded(token),
            "conseil"
                | "council"
                | "assemblee"
                | "assembly"
                | "parlement"
                | "parliament"
                | "congres"
                | "congress"
        )
    };
    let (number, _) = ground
        .parties_in(&reach)
        .find(|(_, party)| party.kind == PartyKind::Body && party.tokens.clone().any(sits))?;
    Some(ground.gather(&[number]))
}

/// *ce plan*, *the proposal*, *its offer*: may speak of a plan told before.
fn points_back(determiner: &str) -> bool {
    matches!(
        determiner,
        "ce" | "cette"
            | "ces"
            | "cet"
            | "le"
            | "la"
            | "les"
            | "l'"
            | "the"
            | "this"
            | "these"
            | "that"
            | "its"
            | "his"
            | "her"
            | "their"
            | "son"
            | "sa"
            | "ses"
            | "leur"
    )
}

/// *Rome's latest **call** on Riga to withdraw*: the noun with its owner tells again of what was asked before, if it was.
fn retells(document: &crate::text::Document<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 3;
    let noun = matches!(
        document.lower(cue.end - 1),
        "call" | "calls" | "appeal" | "appeals" | "demand" | "demands"
    );
    noun && (cue.start.saturating_sub(REACH)..cue.start)
        .any(|token| matches!(document.lower(token), "'s" | "'"))
}

/// *la proposition américaine du 2 décembre*, *the French initiative*: a plan that only its owner and its noun tell.
fn named(ground: &Ground<'_>, cue: &Range<usize>, agreement: bool) -> Option<Range<usize>> {
    let document = ground.document;
    let kind = matches!(
        document.folded(cue.end - 1),
        "plan"
            | "proposition"
            | "initiative"
            | "offre"
            | "proposal"
            | "offer"
            | "paix"
            | "resolution"
    );
    // *à l'initiative de Paris*, *sur proposition du ministre*: an idiom.
    let before = |back: usize| {
        cue.start
            .checked_sub(back)
            .map_or("", |token| document.lower(token))
    };
    let idiom = matches!(before(1), "sur" | "on" | "at") || (before(2), before(1)) == ("à", "l'");
    if agreement || !kind || idiom {
        return None;
    }
    // *son offre* points back at what was told.
    if matches!(
        before(1),
        "son" | "sa" | "ses" | "leur" | "leurs" | "his" | "her" | "its" | "their"
    ) {
        return None;
    }
    let owner = owner(ground, cue, (cue.end + 8).min(ground.reach(cue.start).end))?;
    if matches!(
        document.lower(owner.tokens.start),
        "a" | "an" | "un" | "une"
    ) {
        return None;
    }
    // *the Syria plan* is about Syria, *Syria's plan* is of Syria.
    let topic = owner.kinds == [PartyKind::State]
        && owner.tokens.end == cue.start
        && owner.actors.iter().any(|actor| {
            let state = ground.scene.actors.get(*actor);
            state.and_then(|state| state.canonical.as_deref())
                == Some(document.words(&owner.tokens))
        });
    if topic {
        return None;
    }
    let whole = cue.start.min(owner.tokens.start)..cue.end.max(owner.tokens.end);
    (whole.len() > 1 && whole.len() < 12).then_some(whole)
}

/// What the sentence says of the content, and to whom the content itself puts it.
fn stated(
    ground: &Ground<'_>,
    cue: &Range<usize>,
    end: usize,
) -> Option<(Range<usize>, Option<Parties>)> {
    let document = ground.document;
    let (start, addressee) = content::start(ground, cue, end)?;
    let mut content = clause(ground, start, end);
    let whole = match document.language() {
        Language::French => is_infinitive(document, start),
        _ => document.lower(start) == "to",
    };
    if !whole && !content::is_clause(document, start) {
        content = noun_phrase(ground, content);
    }
    // *une résolution sur le Togo*: what it is about is no course of action.
    let topic = ground
        .party_at(content.start)
        .and_then(|number| ground.parties.get(number))
        .is_some_and(|party| {
            party.kind == PartyKind::State
                && party.tokens.start <= content.start
                && party.tokens.end >= content.end
        });
    // *the text, including Roy's part*: whoever is named is no course of action.
    let person = !content::is_clause(document, content.start)
        && ground
            .party_at(content.start)
            .and_then(|number| ground.parties.get(number))
            .is_some_and(|party| {
                party.kind == PartyKind::Person && party.tokens.start == content.start
            });
    (content.len() >= 2 && !topic && !person).then_some((content, addressee))
}

/// *calls for*, *offers to*, *demande à*: the same form is a verb here.
fn is_verb_here(ground: &Ground<'_>, hit: &Hit<'_>) -> bool {
    let document = ground.document;
    // *The leaders plan to join him*
    let intends = document.language() == Language::English
        && matches!(document.lower(hit.tokens.start), "plan" | "plans")
        && document.lower(hit.tokens.end) == "to"
        && hit.tokens.start > 0
        && (ground.party_at(hit.tokens.start - 1).is_some()
            || matches!(
                document.lower(hit.tokens.start - 1),
                "they"
                    | "we"
                    | "i"
                    | "he"
                    | "she"
                    | "who"
                    | "which"
                    | "also"
                    | "now"
                    | "both"
                    | "and"
            )
            || intends_behind_plural(document, hit.tokens.start - 1));
    if intends {
        return true;
    }
    if hit.reading(Part::Verb).is_none() && hit.reading(Part::React).is_none() {
        return false;
    }
    let word = |back: usize| {
        hit.tokens
            .start
            .checked_sub(back)
            .map_or("", |token| document.lower(token))
    };
    let determined = |word: &str| {
        is_determiner(word) || matches!(word, "this" | "any" | "de" | "d'" | "'s" | "these")
    };
    let adjective = word(1).chars().all(char::is_alphabetic) && determined(word(2));
    !determined(word(1)) && !adjective
}

/// *The colleges **plan** to close*: behind a plural noun a verb.
fn intends_behind_plural(document: &crate::text::Document<'_>, token: usize) -> bool {
    let word = document.lower(token);
    document.sentence_of(token) != Some(0)
        && document.lower(token + 1) == "plan"
        && word.len() > 3
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !matches!(
            word,
            "this" | "previous" | "ambitious" | "serious" | "controversial"
        )
        && !word.ends_with("ous")
}

/// To whom it is put: *à X*, *to X* behind the noun, or between the verb that puts it and the noun.
fn addressed(
    ground: &Ground<'_>,
    cue: &Range<usize>,
    limit: usize,
    reaction: Option<&Reaction>,
) -> Option<Parties> {
    let to = ["à", "au", "aux", "to"];
    let after = ground
        .after_preposition(&to, cue.end, limit.max(cue.end))
        .filter(|parties| parties.tokens.start <= cue.end + 4)
        // *préfère l'initiative de A au plan danois*: the adjective belongs to another plan.
        .filter(|parties| {
            parties.kinds != [PartyKind::State]
                || ground
                    .document
                    .token(parties.tokens.start)
                    .is_none_or(|token| token.capital)
                || parties.tokens.len() > 1
        });
    after.or_else(|| {
        let puts = reaction.filter(|it| it.own && it.tokens.end < cue.start)?;
        ground.after_preposition(&to, puts.tokens.end, cue.start)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("plan.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("A plan presented by Anna Kovacs calls for a truce in the north."),
            ["Anna Kovacs · proposed · a truce in the north"]
        );
    }

    #[test]
    fn a_call_with_its_owner_tells_again_of_a_request() {
        assert_eq!(
            english(
                "Paul Delmas called on Togo to withdraw the troops. Benin praised Paul Delmas's call on Togo to leave."
            )
            .len(),
            1
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Le plan de la ville est affiché à la gare.").is_empty());
    }

    #[test]
    fn an_adjective_of_a_nation_is_nobody() {
        assert_eq!(
            english("Paul Delmas accepted a togolais proposal for a truce in the north."),
            ["Togo → Paul Delmas · agreed · a truce in the north"]
        );
    }

    #[test]
    fn what_a_resolution_is_about_is_no_course_of_action() {
        assert_eq!(
            french(
                "Paul Delmas a opposé son veto à un projet de résolution togolais sur le Bénin."
            ),
            ["Togo → Paul Delmas · rejected · projet de résolution togolais"]
        );
    }
}

//! Nouns for a plan whose content the sentence states: *la proposition de X prévoit …*, *a plan to …*.
//!
//! ```text
//! Le plan présenté par Anna Kovacs prévoit la réouverture du pont de Vienne.
//!   → Anna Kovacs · proposed · la réouverture du pont de Vienne
//! ```

use std::ops::Range;

use super::super::event::{Ground, Hit, Part, Parties, PartyKind, lexicon};
use super::clause::{clause, is_infinitive, noun_phrase};
use super::offer::Offer;
use crate::extract::facts::ProposalStatus;
use crate::text::Language;

/// The rule for one noun.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Offer> {
    let entry = hit.reading(Part::Noun)?;
    let document = ground.document;
    let french = document.language() == Language::French;
    let cue = &hit.tokens;
    let reach = ground.reach(cue.start);
    let agreed = entry.status == "agreed";
    // *un accord* and *a deal* in general are everywhere; only where somebody reaches one is it a plan.
    if agreed && !is_reached(ground, cue) {
        return None;
    }
    if cue
        .start
        .checked_sub(1)
        .is_some_and(|token| matches!(document.lower(token), "no" | "aucun" | "aucune"))
    {
        return None;
    }
    let start = content_start(ground, cue, reach.end, french)?;
    let mut content = clause(ground, start, reach.end);
    if !is_infinitive(document, start) || !french && !matches!(document.lower(start), "to") {
        content = noun_phrase(ground, content);
    }
    if content.len() < 3 {
        return None;
    }
    let own = owner(ground, cue, content.start, agreed);
    let anaphoric = matches!(
        document.folded(cue.start.wrapping_sub(1)),
        "ce" | "cette" | "ces" | "le" | "la" | "les" | "l'" | "the" | "this" | "these" | "that"
    );
    if own.is_none() && !anaphoric {
        return None;
    }
    let mut offer = Offer::new(
        cue,
        &own.unwrap_or_default(),
        &Parties::default(),
        content,
        "proposal.plan",
        0.6,
    );
    offer.anaphoric = anaphoric;
    offer.status = match entry.status.as_str() {
        "agreed" => ProposalStatus::Agreed,
        "drafted" => ProposalStatus::Drafted,
        "under-discussion" => ProposalStatus::UnderDiscussion,
        _ => ProposalStatus::Proposed,
    };
    Some(offer)
}

/// *sont parvenus à un accord*, *reached a deal*, *ont signé un accord*.
fn is_reached(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let from = ground
        .reach(cue.start)
        .start
        .max(cue.start.saturating_sub(7));
    (from..cue.start).any(|token| {
        matches!(
            ground.document.folded(token),
            "parvenus"
                | "parvenues"
                | "parvenu"
                | "conclu"
                | "conclure"
                | "concluent"
                | "trouve"
                | "reached"
                | "struck"
                | "reach"
                | "concluded"
                | "brokered"
        )
    })
}

/// Where the content begins: an infinitive, or what a verb of content takes.
fn content_start(
    ground: &Ground<'_>,
    cue: &Range<usize>,
    end: usize,
    french: bool,
) -> Option<usize> {
    let document = ground.document;
    let lexicon = lexicon::proposals(document.language());
    let limit = (cue.end + 22).min(end);
    for at in cue.end..limit {
        let word = document.lower(at);
        if matches!(word, ";" | ":" | "?" | "!")
            || (matches!(word, "et" | "and" | "mais" | "but") && at > cue.end + 6)
        {
            return None;
        }
        if french {
            match document.folded(at) {
                "de" | "d'" if is_infinitive(document, at + 1) && at <= cue.end + 4 => {
                    return Some(at + 1);
                }
                "visant" | "destine" | "destinee" | "consistant" | "tendant" | "destines"
                | "destinees" => {
                    return Some(at + if document.lower(at + 1) == "à" { 2 } else { 1 });
                }
                "sur" | "pour" if at <= cue.end + 1 => return Some(at + 1),
                _ => {}
            }
        } else {
            match word {
                "to" if at <= cue.end + 2
                    && ground.party_at(at + 1).is_none()
                    && !matches!(document.lower(at + 1), "the" | "a" | "an") =>
                {
                    return Some(at);
                }
                "for"
                    if at <= cue.end
                        && !document.token(at + 1).is_some_and(|next| next.capital) =>
                {
                    return Some(at + 1);
                }
                "that" if at == cue.end => return Some(at + 1),
                "aimed" | "designed" | "intended" => return Some(at + 1),
                "would" | "will" if at <= cue.end + 8 => return Some(at + 1),
                _ => {}
            }
        }
        if let Some(hit) = lexicon
            .at(document, at)
            .filter(|hit| hit.reading(Part::Content).is_some())
        {
            let next = document.lower(hit.tokens.end);
            let takes = matches!(
                next,
                "à" | "to" | "for" | "que" | "qu'" | "that" | "notamment"
            );
            let lemma = hit
                .reading(Part::Content)
                .map(|entry| entry.lemma.clone())
                .unwrap_or_default();
            if matches!(lemma.as_str(), "call" | "provide" | "aim" | "seek") && !takes {
                continue;
            }
            if document.lower(at.wrapping_sub(1)) == "comme"
                || document.lower(at.wrapping_sub(1)) == "que"
            {
                return None;
            }
            return Some(hit.tokens.end + usize::from(takes));
        }
    }
    None
}

/// Whose plan it is: *de X*, *X's*, *préparé par X*, the subject of the verb that puts it.
fn owner(ground: &Ground<'_>, cue: &Range<usize>, content: usize, agreed: bool) -> Option<Parties> {
    let document = ground.document;
    let reach = ground.reach(cue.start);
    for back in 1..4 {
        let Some(token) = cue
            .start
            .checked_sub(back)
            .filter(|token| *token >= reach.start)
        else {
            break;
        };
        if let Some(party) = ground.party_at(token) {
            let possessive = document.lower(token + 1) == "'s"
                || ground.parties.get(party).is_some_and(|party| party.pronoun)
                || back == 1 && document.language() == Language::English;
            if possessive {
                return Some(ground.list_until(party, reach.start));
            }
        }
    }
    if let Some((number, party)) = ground
        .parties_in(&(cue.end..content))
        .find(|(_, party)| party.kind != PartyKind::Medium)
    {
        let previous = party
            .tokens
            .start
            .checked_sub(1)
            .map_or("", |token| document.lower(token));
        let by = ground.preposition_before(party.tokens.start);
        if matches!(
            by,
            Some("de" | "du" | "des" | "d'" | "par" | "by" | "of" | "from" | "entre" | "between")
        ) || previous == cue_word(ground, cue)
        {
            return Some(ground.list_from(number, content));
        }
    }
    let subject = ground.subject(reach.start, cue.start)?;
    let puts = (subject.tokens.end..cue.start).any(|token| {
        let word = document.folded(token);
        [
            "present", "soum", "dévoil", "devoil", "depos", "avanc", "annonc", "defend", "lanc",
            "unveil", "table", "submit", "put", "announc", "outlin", "introduc", "offer", "propos",
            "elabor", "prepar", "publi", "formul", "transm", "remis", "rédig", "redig",
        ]
        .iter()
        .any(|stem| word.starts_with(stem))
    });
    (puts || agreed).then_some(subject)
}

fn cue_word<'a>(ground: &Ground<'a>, cue: &Range<usize>) -> &'a str {
    ground.document.words(cue)
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
    fn stays_silent() {
        assert!(french("Le plan de la ville est affiché à la gare.").is_empty());
    }
}

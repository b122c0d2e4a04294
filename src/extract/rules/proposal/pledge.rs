//! What one side is ready to do if another does its part. (What one side agrees to do is mostly the plan of another.)
//!
//! ```text
//! Le Conseil de sécurité est prêt à rouvrir le pont si le Parlement européen paie.
//!   → Conseil de sécurité · proposed · rouvrir le pont si le Parlement européen paie
//! ```

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Parties, PartyKind};
use super::clause::{is_infinitive, trim};
use super::offer::Offer;
use super::put::is_first_person;
use crate::text::Language;

/// *est prêt à libérer les prisonniers si l'autre paie*: an offer with its condition.
pub(super) fn find(ground: &Ground<'_>, token: usize) -> Option<Offer> {
    const BACK: usize = 8;
    let document = ground.document;
    let ready = matches!(
        document.folded(token),
        "ready"
            | "willing"
            | "prepared"
            | "pret"
            | "prete"
            | "prets"
            | "pretes"
            | "dispose"
            | "disposee"
            | "disposes"
    );
    if !ready {
        return None;
    }
    let start = to_act(ground, token + 1)?;
    let reach = ground.reach(token);
    let from = reach.start.max(token.saturating_sub(BACK));
    let open = (from..token).any(|before| {
        matches!(
            document.folded(before),
            "not" | "never" | "pas" | "n'" | "ne" | "if" | "si" | "whether" | "be"
        )
    });
    if open || !(start..reach.end).any(|at| is_condition(ground, at)) {
        return None;
    }
    let subject = ground
        .subject(reach.start, token)
        .filter(|subject| acts(ground, subject) && !is_first_person(ground, subject))?;
    let content = trim(document, start..reach.end);
    (content.len() > 4).then(|| {
        Offer::new(
            &(token..token + 1),
            &subject,
            &Parties::default(),
            content,
            "proposal.pledge",
            0.5,
        )
    })
}

/// Where the words begin that say what is to be done: after *to* or *de*, *à* before an infinitive.
fn to_act(ground: &Ground<'_>, at: usize) -> Option<usize> {
    let document = ground.document;
    let at = at + usize::from(document.lower(at).ends_with("ly") || document.folded(at) == "enfin");
    if document.language() == Language::French {
        let linked = matches!(document.lower(at), "de" | "d'" | "à");
        let pronoun = usize::from(matches!(
            document.lower(at + 1),
            "le" | "la" | "l'" | "les" | "lui" | "leur" | "se" | "s'" | "y" | "en"
        ));
        return (linked && is_infinitive(document, at + 1 + pronoun)).then_some(at + 1);
    }
    let word = document.lower(at + 1);
    let verb = word.chars().all(|letter| letter.is_ascii_lowercase())
        && !is_determiner(word)
        && (!word.ends_with('s') || word.ends_with("ss") || word.ends_with("cus"))
        && ground.party_at(at + 1).is_none();
    (document.lower(at) == "to" && verb && document.token(at + 1).is_some_and(|it| !it.capital))
        .then_some(at + 1)
}

/// States, bodies and their people act; sources do not.
fn acts(ground: &Ground<'_>, subject: &Parties) -> bool {
    !subject.actors.is_empty()
        && subject.kinds.iter().all(|kind| *kind != PartyKind::Medium)
        && ground
            .parties_in(&subject.tokens)
            .all(|(_, party)| !party.governed)
}

/// *if Rome pays*, *en échange de*, *à condition que*.
fn is_condition(ground: &Ground<'_>, at: usize) -> bool {
    let document = ground.document;
    let before = document.lower(at.wrapping_sub(1));
    match document.folded(at) {
        "if" | "provided" | "unless" | "moyennant" | "pourvu" => true,
        "si" | "s'" => {
            document.lower(at) == "si" && before != "même"
                || matches!(document.lower(at + 1), "il" | "ils")
        }
        "exchange" | "return" | "echange" | "contrepartie" => matches!(before, "in" | "en"),
        "condition" => matches!(before, "à" | "on"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("pledge.rs"));
    }

    #[test]
    fn with_its_condition_in_english() {
        assert_eq!(
            english(
                "The Security Council is willing to reopen the bridge, but only if the European Parliament pays."
            ),
            [
                "Security Council · proposed · reopen the bridge, but only if the European Parliament pays"
            ]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Le Conseil de sécurité est prêt à rouvrir le pont.").is_empty());
        assert!(
            english("The Security Council is not ready to reopen the bridge if nobody pays.")
                .is_empty()
        );
    }
}

//! Words that look like a meeting and are none: a parliament, a ballot, a position.
//!
//! ```text
//! Anna Kovacs préside le Congrès depuis mardi. Le congrès du Parti socialiste se tiendra mardi à Vienne.
//!   → Parti socialiste · planned · mardi · Vienne
//! ```

use std::ops::Range;

use super::super::event::Ground;

/// Whether the word of the lexicon at `cue` names something else here.
pub(super) fn is_misnomer(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    let document = ground.document;
    let [before, next] = [cue.start.wrapping_sub(1), cue.end].map(|token| document.folded(token));
    match document.folded(cue.end - 1) {
        "congres" => is_parliament(ground, cue),
        "round" | "rounds" | "tour" | "tours" => is_ballot(ground, cue),
        // *said on a conference call that …*: to whoever dials in.
        "call" => {
            (before == "conference" || document.folded(cue.start) == "conference")
                && !matches!(next, "with" | "between")
        }
        "sitting" => before == "a" || matches!(next, "position" | "room" | "down" | "duck"),
        // *zone de libre échange entre Rome et Riga*
        "echange" | "echanges" => matches!(before, "libre" | "libres"),
        _ => false,
    }
}

/// *le Congrès a voté*, *la majorité au Congrès*: with a capital and nobody's it is a parliament; *le Congrès du Parti* is held.
fn is_parliament(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    const REACH: usize = 4;
    let document = ground.document;
    let capital = document.token(cue.start).is_some_and(|token| token.capital);
    let whose = matches!(document.lower(cue.end), "du" | "de" | "des" | "d'")
        && (cue.end..cue.end + REACH).any(|token| {
            let word = document.folded(token);
            word.starts_with("part") || word.starts_with("syndica") || word.starts_with("peuple")
        });
    let counted = document
        .lower(cue.start.wrapping_sub(1))
        .chars()
        .next()
        .is_some_and(|letter| letter.is_ascii_digit())
        || document.lower(cue.start.wrapping_sub(1)).ends_with("ième");
    capital && !whose && !counted
}

/// *the first round of the elections*, *le second tour*: ballots are counted and nobody meets.
fn is_ballot(ground: &Ground<'_>, cue: &Range<usize>) -> bool {
    const NEAR: usize = 12;
    let reach = ground.reach(cue.start);
    let start = reach.start.max(cue.start.saturating_sub(NEAR));
    (start..reach.end.min(cue.end + NEAR)).any(|token| is_vote(ground.document.folded(token)))
}

fn is_vote(word: &str) -> bool {
    [
        "election",
        "electoral",
        "ballot",
        "scrutin",
        "runoff",
        "run-off",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
        || matches!(
            word,
            "votes" | "vote" | "voting" | "polls" | "presidentielle" | "legislatives"
        )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("misnomer.rs"));
    }

    #[test]
    fn stays_silent() {
        for text in [
            "Le Congrès a voté mardi contre Anna Kovacs.",
            "Le Togo craint une zone de libre échange entre le Bénin et l'Arménie.",
        ] {
            assert!(french(text).is_empty(), "{text}: {:?}", french(text));
        }
        for text in [
            "Anna Kovacs said on a conference call on Tuesday that Vienna was lost.",
            "Anna Kovacs won the first round of the presidential election on Tuesday.",
            "The Security Council saw them held on Tuesday in a sitting position.",
        ] {
            assert!(english(text).is_empty(), "{text}: {:?}", english(text));
        }
    }
}

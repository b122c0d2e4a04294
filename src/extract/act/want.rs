//! What the speaker's side wants of others, and what it has done by its office.
//!
//! > *said he **wanted Rome to leave***: a demand. *said the government **had recalled** its ambassador*: an announcement.

use std::ops::Range;

use super::super::actor::Scene;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::opens_at;
use super::side::{self, Side};

/// What is wanted stands within so many tokens.
const REACH: usize = 10;

/// *he wanted Rome **to** leave*, *we would like both sides **to** talk*.
pub(super) fn of_another(scan: &Scan<'_>, scene: &Scene, one: &Found) -> bool {
    let Some((side, end)) = subject(scan, scene, one) else {
        return false;
    };
    if side == Side::Other || scan.french() {
        return false;
    }
    let whom = match scan.at(end) {
        "want" | "wants" | "wanted" => end + 1,
        // `we expect Rome to comply`
        "expect" | "expects" if scan.search.is_quoted(end) => end + 1,
        "would" if scan.at(end + 1) == "like" => end + 2,
        _ => return false,
    };
    let other = scan.search.mention_at(whom).is_some()
        || matches!(scan.at(whom), "all" | "both" | "everyone" | "everybody")
        || matches!(scan.at(whom), "them" | "him" | "her" | "you");
    other
        && (whom + 1..whom + REACH)
            .take_while(|at| scan.is_word(*at))
            .any(|at| scan.at(at) == "to" && words::determiner(scan.at(at + 1), false).is_none())
}

/// *he **would like to** include them*, *il **aimerait** revenir*: what the speaker's side would do, were it possible.
pub(super) fn is_wish(scan: &Scan<'_>, scene: &Scene, one: &Found) -> bool {
    let Some((side, end)) = subject(scan, scene, one) else {
        return false;
    };
    // `they would like to leave`: others, where they are not known to be the speaker.
    let others = matches!(scan.at(end.wrapping_sub(1)), "they" | "ils" | "elles");
    if side == Side::Other || others && side == Side::Open {
        return false;
    }
    let verb = if scan.french() {
        let wishes = ["aimerai", "voudrai", "voudrion", "aimerion", "souhaiterai"]
            .iter()
            .any(|stem| scan.at(end).starts_with(stem));
        if !wishes {
            return false;
        }
        end + 1 + usize::from(scan.search.is_filler(end + 1))
    } else {
        let also = usize::from(scan.search.is_filler(end + 1));
        if !matches!(scan.at(end), "would" | "'d")
            || scan.at(end + 1 + also) != "like"
            || scan.at(end + 2 + also) != "to"
        {
            return false;
        }
        end + 3 + also
    };
    // `I would like to thank them`: that is done by saying so.
    let word = scan.at(verb);
    let said = [
        "thank",
        "say",
        "stress",
        "point",
        "add",
        "remind",
        "ask",
        "congratulat",
        "welcom",
        "emphasi",
        "note",
        "apologi",
        "express",
        "reiterat",
        "underlin",
        "invit",
        "call",
        "urge",
        "remerci",
        "dire",
        "soulign",
        "rappel",
        "ajouter",
        "salu",
        "felicit",
        "demander",
        "renouvel",
        "precis",
        "exprim",
        "appel",
        "invit",
        "que",
        "qu'",
    ]
    .iter()
    .any(|stem| word.starts_with(stem));
    let infinitive =
        !scan.french() || word.ends_with("er") || word.ends_with("re") || word.ends_with("ir");
    !said && infinitive && scan.is_word(verb)
}

/// *the government **had recalled** its ambassador*: what one's own side has decided and done.
pub(super) fn of_office(scan: &Scan<'_>, scene: &Scene, one: &Found) -> bool {
    let Some((side, end)) = subject(scan, scene, one) else {
        return false;
    };
    let start = one.content.first().map_or(0, |first| opens_at(scan, first));
    let office = side == Side::Open
        && matches!(
            scan.at(end - 1),
            "government" | "ministry" | "cabinet" | "administration"
        );
    if scan.french() || !(side == Side::Own || office) || start >= end {
        return false;
    }
    let verb = end + 1 + usize::from(scan.search.is_filler(end + 1));
    matches!(scan.at(end), "has" | "have" | "had")
        && matches!(
            scan.at(verb),
            "recalled"
                | "expelled"
                | "suspended"
                | "lifted"
                | "imposed"
                | "approved"
                | "withdrawn"
                | "cancelled"
                | "canceled"
                | "postponed"
                | "appointed"
                | "dismissed"
                | "summoned"
                | "ordered"
                | "frozen"
                | "invited"
                | "launched"
                | "banned"
                | "declared"
        )
}

/// The side to which the subject belongs that opens what was said, and where its verb begins.
fn subject(scan: &Scan<'_>, scene: &Scene, one: &Found) -> Option<(Side, usize)> {
    let first: &Range<usize> = one.content.first()?;
    let start = side::framed(scan, opens_at(scan, first), first.end);
    let end = scan
        .search
        .mention_at(start)
        .map_or(start + 1, |subject| subject.tokens.end);
    (end < first.end).then(|| (side::at(scan, scene, one, start), end))
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_one_would_like_to_do() {
        for (text, act) in [
            (
                "John Smith said he would also like to include the rebels.",
                "hope",
            ),
            (
                "\"I would like to stress the date,\" said John Smith.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
        for (text, act) in [
            ("Paul Durand a dit qu'il aimerait revenir.", "hope"),
            (
                "« Je voudrais rappeler la date », a dit Paul Durand.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
    }
}

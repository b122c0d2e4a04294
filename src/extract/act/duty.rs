//! What others ought to do is asked of them.
//!
//! > *a souligné que le Conseil **devait** jouer son rôle · Rome **devrait** cesser ces tirs · the army **must** leave*

use super::super::scan::{Found, Scan};
use super::side::{self, Side};
use super::{clause, future};

/// Tokens of a main clause that are looked at.
const REACH: usize = 24;

/// Whether the first verb of what was said binds somebody.
pub(super) fn binds(scan: &Scan<'_>, one: &Found, whose: Side) -> bool {
    clause::main(scan, one, REACH).into_iter().any(|at| {
        let bound = if scan.french() {
            french(scan, one, at, whose)
        } else {
            matches!(scan.at(at), "must" | "should" | "ought")
                && !matches!(scan.at(at + 1), "not" | "never")
                && scan.at(at + 1) != "have"
                && !is_expected(scan, at)
        };
        bound && clause::is_first_verb(scan, one, at)
    })
}

/// *it is **very important** that both leave*, *il est vraiment **essentiel** de partir*: what weighs so much is asked for.
pub(super) fn weighs(scan: &Scan<'_>, one: &Found) -> bool {
    const REACH: usize = 8;
    let Some(first) = one.content.first() else {
        return false;
    };
    let start = side::framed(scan, first.start, first.end);
    if !matches!(scan.at(start), "it" | "il") {
        return false;
    }
    let mut at = start + 1;
    while at < start + REACH
        && (matches!(
            scan.at(at),
            "is" | "was"
                | "'s"
                | "est"
                | "etait"
                | "remains"
                | "very"
                | "also"
                | "so"
                | "tres"
                | "aussi"
                | "si"
                | "extremely"
        ) || scan.search.is_filler(at))
    {
        at += 1;
    }
    let grave = matches!(
        scan.at(at),
        "important"
            | "essential"
            | "crucial"
            | "vital"
            | "imperative"
            | "necessary"
            | "urgent"
            | "essentiel"
            | "primordial"
            | "indispensable"
            | "necessaire"
            | "imperatif"
            | "capital"
    );
    let asks = matches!(
        scan.at(at + 1),
        "that" | "to" | "for" | "que" | "qu'" | "de" | "d'"
    ) || scan.at(at + 1) == "pour";
    grave && asks && at > start + 1
}

/// *would agree **only on condition that** Rome left*, *ne reprendront **qu'en cas d'**arrêt*: what somebody makes a condition.
pub(super) fn is_condition(scan: &Scan<'_>, one: &Found) -> bool {
    one.content.iter().any(|part| {
        part.clone().take(REACH).any(|at| {
            if scan.french() {
                return matches!(scan.at(at), "qu'" | "que")
                    && (matches!(scan.at(at + 1), "en") && scan.at(at + 2) == "cas"
                        || matches!(scan.at(at + 1), "a") && scan.at(at + 2) == "condition")
                    && (part.start..at).any(|index| matches!(scan.at(index), "ne" | "n'"));
            }
            let article = usize::from(scan.at(at + 2) == "the");
            scan.at(at) == "only"
                && matches!(scan.at(at + 1), "on" | "under")
                && scan.at(at + 2 + article) == "condition"
        })
    })
}

/// *the law **should solve** it*, *the debt should range from …*: what is likely, not what is due.
pub(super) fn is_expected(scan: &Scan<'_>, at: usize) -> bool {
    if scan.at(at) != "should" {
        return false;
    }
    let mut verb = at + 1;
    while matches!(scan.at(verb), "not" | "also") || scan.search.is_filler(verb) {
        verb += 1;
    }
    match scan.at(verb) {
        "be" => matches!(
            scan.at(verb + 1),
            "enough"
                | "sufficient"
                | "able"
                | "possible"
                | "ready"
                | "operational"
                | "available"
                | "over"
                | "finished"
                | "completed"
                | "easy"
                | "easier"
                | "interesting"
        ),
        "get" => scan.at(verb + 1) == "by" || scan.at(verb + 1).ends_with("er"),
        word => matches!(
            word,
            "solve"
                | "suffice"
                | "range"
                | "reach"
                | "arrive"
                | "prove"
                | "enable"
                | "rise"
                | "grow"
                | "increase"
                | "fall"
                | "decline"
                | "amount"
                | "last"
                | "total"
                | "cost"
        ),
    }
}

/// *devrait* in any words, *devait* only in words that are retold: it is the past of what is due, too.
fn french(scan: &Scan<'_>, one: &Found, at: usize, whose: Side) -> bool {
    let retold = one.rule.ends_with("que") || one.rule.ends_with("participle");
    let due = match scan.at(at) {
        "devrait" | "devraient" => true,
        "devait" | "devaient" => retold,
        _ => false,
    };
    let mut verb = at + 1;
    while matches!(scan.at(verb), "se" | "s'" | "y" | "en") || scan.search.is_filler(verb) {
        verb += 1;
    }
    let word = scan.at(verb);
    let infinitive = ["er", "ir", "re", "oir"]
        .iter()
        .any(|ending| word.len() > 3 && word.ends_with(ending));
    // `devrait permettre`, `devrait suffire`: what is to be expected.
    let probable = scan.at(at).starts_with("devrai");
    let expected = probable && matches!(word, "etre" | "avoir" | "permettre")
        || matches!(
            word,
            "suffire"
                | "entrainer"
                | "aider"
                | "contribuer"
                | "conduire"
                | "atteindre"
                | "augmenter"
                | "aboutir"
                | "couter"
                | "signer"
        );
    // `devait quitter Rome jeudi`: what is planned has its day.
    let dated = scan.document().dates_in(&(verb..verb + 5)).next().is_some();
    due && whose != Side::Own
        && infinitive
        && !expected
        && !dated
        && !future::is_scheduled(scan, at)
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_others_ought_to_do() {
        assert_eq!(
            acts(
                "Paul Durand a souligné que l'armée devait respecter la trêve.",
                Language::French
            ),
            ["demand"]
        );
        assert_eq!(
            acts(
                "« Il est vraiment essentiel que Rome signe », a dit Paul Durand.",
                Language::French
            ),
            ["demand"]
        );
        assert_eq!(
            acts(
                "John Smith said it was also very important for Latvia to sign.",
                Language::English
            ),
            ["demand"]
        );
        assert_eq!(
            acts(
                "John Smith said it would agree to talks only on condition that Latvia left.",
                Language::English
            ),
            ["demand"]
        );
        assert_eq!(
            acts(
                "Paul Durand a dit que les pourparlers ne pourraient reprendre qu'en cas de trêve.",
                Language::French
            ),
            ["demand"]
        );
        assert_eq!(
            acts(
                "John Smith said the law should solve the problem.",
                Language::English
            ),
            ["assert"]
        );
        assert_eq!(
            acts(
                "John Smith said it was an important town.",
                Language::English
            ),
            ["assert"]
        );
        assert_eq!(
            acts(
                "Paul Durand a indiqué que l'armée devait ouvrir le port jeudi.",
                Language::French
            ),
            ["assert"]
        );
    }
}

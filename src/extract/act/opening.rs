//! Whether words that open what is said do what the table says of them, where they stand.
//!
//! > ***do not** touch it*, not *we **do not** see it* · *there is **no plan***, not *there is no winner* · *on **compte** partir*, not *loin
//! > du **compte***

use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::clause;
use super::side::Side;

/// Whether a row that counts in the opening clause shows its act at a token.
pub(super) fn counts(scan: &Scan<'_>, one: &Found, at: usize, act: SpeechAct, whose: Side) -> bool {
    let start = one
        .content
        .iter()
        .find(|part| part.contains(&at))
        .map_or(at, |part| part.start);
    let word = scan.at(at);
    let before = |back: usize| {
        at.checked_sub(back)
            .filter(|index| *index >= start)
            .map_or("", |index| scan.at(index))
    };
    // `loin du compte`, `de l'envisage`: a noun.
    let noun = scan.french()
        && !before(1).is_empty()
        && (words::determiner(before(1), true).is_some()
            && !matches!(before(1), "l'" | "le" | "la" | "les")
            || words::preposition(before(1), true))
        && matches!(act, SpeechAct::Announce | SpeechAct::Hope)
        && matches!(word, "compte" | "espere" | "vise" | "table");
    let compound = word == "compte" && matches!(scan.at(at + 1), "tenu" | "rendu");
    if noun || compound {
        return false;
    }
    match act {
        SpeechAct::Demand if word == "do" => {
            at == start
                || !scan.is_word(at - 1)
                || matches!(before(1), "please" | "and" | "but" | "so")
        }
        // `it will have to charge more`: what one has to do oneself is asked of nobody.
        SpeechAct::Demand
            if whose == Side::Own
                && (at..at + 5)
                    .any(|index| scan.at(index) == "have" && scan.at(index + 1) == "to") =>
        {
            false
        }
        // `ne s'attendait pas à une avancée`: what one looks for.
        SpeechAct::Demand if word.starts_with("attend") => !matches!(before(1), "s'" | "ne" | "n'"),
        // `I don't know why we must care`
        SpeechAct::Demand => {
            at <= start + 3 || clause::is_first_verb(scan, one, at) || !asks(scan, start, at)
        }
        // `had planned to leave`: what was intended once.
        SpeechAct::Announce if word.ends_with("ed") => before(1) != "had",
        SpeechAct::Deny if word == "there" => denies_thing(scan, at),
        // `I won't say it was a breakthrough`
        SpeechAct::Praise
            if (start..at).rev().take(8).any(|index| {
                let word = scan.at(index);
                matches!(word, "not" | "never" | "ne" | "n'") || word.ends_with("n't")
            }) =>
        {
            false
        }
        // `a plan supported by both`, `the clauses that he had supported`, `Rome supports Paris`, of another
        SpeechAct::Praise if word.starts_with("support") || word.starts_with("souten") => {
            scan.at(at + 1) != "by"
                && whose != Side::Other
                && (at <= start + 1 || clause::is_first_verb(scan, one, at))
        }
        SpeechAct::Praise if word.ends_with("ed") => scan.at(at + 1) != "by",
        // `every opposed deputy`
        SpeechAct::Reject if word == "opposed" => {
            words::determiner(before(1), false).is_none()
                && !matches!(before(1), "every" | "each" | "most" | "all")
        }
        // `Rome should be committed to it`
        SpeechAct::Promise if word == "committed" || word == "be" => {
            !(1..=3).any(|back| matches!(before(back), "should" | "must" | "ought"))
        }
        _ => true,
    }
}

/// Whether a question stands in words: *I know **why** they must leave*.
fn asks(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    (start..end).any(|at| {
        matches!(
            scan.at(at),
            "why" | "how" | "whether" | "what" | "pourquoi" | "comment" | "quoi"
        )
    })
}

/// *there is **no plan***: what is denied is a deed, a plan or a proof; *there is no winner* says something else.
fn denies_thing(scan: &Scan<'_>, at: usize) -> bool {
    (at + 2..at + 7)
        .take_while(|index| scan.is_word(*index))
        .any(|index| {
            matches!(
                scan.at(index),
                "plan"
                    | "plans"
                    | "intention"
                    | "intentions"
                    | "evidence"
                    | "proof"
                    | "truth"
                    | "such"
                    | "agreement"
                    | "deal"
                    | "decision"
                    | "contact"
                    | "contacts"
                    | "talks"
                    | "negotiations"
                    | "negotiation"
                    | "discussion"
                    | "discussions"
                    | "meeting"
                    | "link"
                    | "links"
                    | "involvement"
                    | "basis"
                    | "troops"
                    | "soldiers"
                    | "weapons"
                    | "violation"
                    | "violations"
                    | "request"
                    | "foundation"
            )
        })
}

/// *ready to **help***, *prête à **soutenir***: who is ready to stand by others gives their word.
pub(super) fn stands_by(scan: &Scan<'_>, at: usize) -> bool {
    const REACH: usize = 4;
    let ready = |word: &str| {
        matches!(
            word,
            "ready" | "prepared" | "pret" | "prets" | "prete" | "pretes" | "dispose" | "disposee"
        )
    };
    let verb = |word: &str| {
        matches!(
            word,
            "help"
                | "support"
                | "protect"
                | "defend"
                | "assist"
                | "back"
                | "aider"
                | "soutenir"
                | "proteger"
                | "defendre"
                | "assister"
                | "appuyer"
        )
    };
    (at..at + REACH).any(|index| {
        ready(scan.at(index))
            && matches!(scan.at(index + 1), "to" | "a")
            && verb(scan.at(index + 2))
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_opens_and_what_only_stands_there() {
        for (text, act) in [
            ("« On est loin du compte », a dit Paul Durand.", "assert"),
            (
                "« Compte tenu du temps, la trêve tient », a dit Paul Durand.",
                "assert",
            ),
            ("Paul Durand a dit vouloir que Rome parte.", "demand"),
            ("Paul Durand a dit vouloir partir.", "announce"),
            (
                "Paul Durand a dit qu'il ne s'attendait pas à une avancée.",
                "assert",
            ),
            (
                "« L'Estonie est prête à aider la ville », a dit Paul Durand.",
                "promise",
            ),
            (
                "« Si nécessaire, la trêve sera prolongée », a dit Paul Durand.",
                "announce",
            ),
            (
                "« Si Rome avait signé, la guerre serait finie », a dit Paul Durand.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
        for (text, act) in [
            ("\"We do not see it so,\" said John Smith.", "assert"),
            ("\"Do not touch it,\" said John Smith.", "demand"),
            ("John Smith said there was no winner.", "assert"),
            (
                "John Smith said the draft had the clauses that he had supported.",
                "assert",
            ),
            ("John Smith said he supported the draft.", "praise"),
            (
                "John Smith said Latvia should be committed to peace.",
                "demand",
            ),
            ("John Smith said there was no evidence of it.", "deny"),
            ("John Smith said he would have to leave.", "assert"),
            ("John Smith said the rebels would have to leave.", "demand"),
            ("John Smith said the rebels had planned to leave.", "assert"),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
    }
}

//! Whether a word that shows an act is what the main clause says, not a thing, a quality or a deed that it mentions.
//!
//! > *cet accord **est** illégal · this **was** a mistake*, not *persons handling **illegal** immigrants* nor *malgré la **nuit***

use super::super::facts::SpeechAct;
use super::super::lexicon::ActRow;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::side::Side;
use super::{clause, duty};

/// The verb of a predicate stands within so many tokens before its word.
const REACH: usize = 7;

/// Whether a row of the table, found at a token anywhere in the main clause, shows its act there.
pub(super) fn shows(scan: &Scan<'_>, one: &Found, at: usize, row: &ActRow, whose: Side) -> bool {
    let before = |back: usize| at.checked_sub(back).map_or("", |at| scan.at(at));
    match row.act {
        // Nobody accuses their own, and what *one* refuses or avoids is only told.
        SpeechAct::Accuse => match whose {
            Side::Own => false,
            Side::Open if is_conduct(scan.at(at)) => false,
            _ if matches!(scan.at(at), "responsible" | "responsable" | "responsables") => {
                linked(scan, one, at) == Some(true)
            }
            _ => true,
        },
        // `would never leave`
        SpeechAct::Deny
            if scan.at(at) == "never"
                && matches!(before(1), "will" | "would" | "shall" | "'ll") =>
        {
            whose != Side::Other
        }
        SpeechAct::Deny if scan.at(at) == "never" => {
            // `Rome never agreed`: what others did not do is told, not denied.
            whose == Side::Own
                && (clause::is_first_verb(scan, one, at) || matches!(before(1), "had" | "has" | "have"))
                // `has never been so close`: a measure, no denial.
                && !matches!(scan.at(at + 1), "been" | "so" | "before")
        }
        SpeechAct::Deny => {
            !((at..at + 5).any(|at| scan.at(at) == "ete")
                && (at..at + 6).any(|at| matches!(scan.at(at), "aussi" | "si")))
        }
        SpeechAct::Praise | SpeechAct::Criticise => {
            // `n'avaient pas échoué`, `have not failed`: what did not happen is not judged.
            let denied = (1..=2).any(|back| {
                matches!(
                    before(back),
                    "pas" | "jamais" | "not" | "never" | "nothing" | "rien"
                )
            });
            !denied && (!row.single || !also_names(scan, at) || is_said_of(scan, one, at))
        }
        SpeechAct::Demand => {
            // `the need to end`: a noun.
            let noun = !scan.french() && words::determiner(before(1), false).is_some();
            !noun && !duty::is_expected(scan, at) && clause::is_first_verb(scan, one, at)
        }
        _ => true,
    }
}

/// Whether a word is said of the subject: behind *be* and the like, as the main verb, or opening what is said.
fn is_said_of(scan: &Scan<'_>, one: &Found, at: usize) -> bool {
    let Some(part) = one.content.iter().find(|part| part.contains(&at)) else {
        return false;
    };
    // `a very bad deal`
    let before = scan.at(at.wrapping_sub(1));
    if matches!(
        before,
        "very" | "extremely" | "totally" | "deeply" | "tres" | "totalement" | "extremement"
    ) {
        return true;
    }
    if is_verb(scan, at) {
        let noun = at > part.start
            && (words::determiner(scan.at(at - 1), scan.french()).is_some()
                || words::preposition(scan.at(at - 1), scan.french()));
        return !noun && !follows_relative(scan, part.start, at);
    }
    if is_adverb(scan.at(at)) {
        return at <= part.start + REACH
            && !matches!(scan.at(at.wrapping_sub(1)), "but" | "mais" | "ne");
    }
    if let Some(linked) = linked(scan, one, at) {
        return linked;
    }
    // `(a jugé) inacceptable`, `cette agression est …`
    let opening = matches!(
        scan.at(part.start),
        "this" | "these" | "such" | "cette" | "ces" | "ce" | "comme" | "as"
    );
    at <= part.start + 1
        || at <= part.start + 3 && (opening || scan.search.is_quote(part.start))
        || one.rule.ends_with("adjective") && at <= part.start + 4
}

/// Whether a verb like *be* links a word to what it is said of; nothing where neither a verb nor the end of a clause stands near.
fn linked(scan: &Scan<'_>, one: &Found, at: usize) -> Option<bool> {
    let start = one.content.iter().find(|part| part.contains(&at))?.start;
    (start..at).rev().take(REACH).find_map(|index| {
        let word = scan.at(index);
        let breaks = matches!(
            word,
            "," | ";" | "who" | "which" | "that" | "qui" | "que" | "dont" | "nothing"
        ) || words::preposition(word, scan.french())
            && !matches!(word, "en" | "as" | "comme");
        (links(word) || breaks).then(|| links(word))
    })
}

/// *être, rester, constituer, seem, amount to*: verbs that say what something is.
fn links(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "'s"
            | "'re"
            | "'m"
            | "isn't"
            | "remain"
            | "remains"
            | "became"
            | "become"
            | "becomes"
            | "seem"
            | "seems"
            | "seemed"
            | "appear"
            | "appears"
            | "feel"
            | "felt"
            | "constitute"
            | "constitutes"
            | "constituted"
            | "amounts"
            | "amounted"
            | "represents"
            | "made"
            | "makes"
            | "est"
            | "sont"
            | "etait"
            | "etaient"
            | "serait"
            | "seraient"
            | "sera"
            | "seront"
            | "fut"
            | "ete"
            | "etre"
            | "suis"
            | "sommes"
            | "etes"
            | "reste"
            | "restent"
            | "demeure"
            | "demeurent"
            | "devient"
            | "semble"
            | "semblent"
            | "parait"
            | "constitue"
            | "constituent"
            | "constituait"
            | "represente"
            | "representent"
            | "juge"
            | "trouve"
            | "voila"
            | "voici"
    )
}

/// Words of the table that are verbs or their participles.
fn is_verb(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if scan.french() {
        matches!(
            word,
            "nuit" | "nuisent" | "nuire" | "compromet" | "echoue" | "reussi"
        ) || word.starts_with("affaibli")
            || word.starts_with("entrave")
    } else {
        matches!(word, "failed" | "hampered" | "hampers")
    }
}

/// Whether a word names a thing as often as it judges one: *an **illegal** border, the **failure** of the talks, **bad** news*; a
/// *shameful* deed is judged wherever it is mentioned.
fn also_names(scan: &Scan<'_>, at: usize) -> bool {
    const FRENCH: [&str; 31] = [
        "agression",
        "arbitraire",
        "atteinte",
        "avancee",
        "barbare",
        "condamne",
        "decu",
        "dommage",
        "echec",
        "entache",
        "erreur",
        "faute",
        "historique",
        "honte",
        "hostile",
        "humiliation",
        "illega",
        "indignation",
        "insuffisant",
        "irregularites",
        "librement",
        "malheureusement",
        "manquement",
        "mepris",
        "partial",
        "partiel",
        "provocat",
        "scandale",
        "transparent",
        "unilateral",
        "violation",
    ];
    const ENGLISH: [&str; 30] = [
        "arbitrary",
        "bad",
        "biased",
        "brutal",
        "disaster",
        "discriminatory",
        "excessive",
        "fail",
        "flawed",
        "glad",
        "grateful",
        "hostile",
        "illegal",
        "inadequate",
        "insufficient",
        "insult",
        "mistake",
        "outdated",
        "outrage",
        "provocation",
        "scandal",
        "shame",
        "unconstitutional",
        "undemocratic",
        "unfortunate",
        "unlawful",
        "weak",
        "wrong",
        "dithering",
        "disappoint",
    ];
    let word = scan.at(at);
    let list: &[&str] = if scan.french() { &FRENCH } else { &ENGLISH };
    is_verb(scan, at)
        || is_adverb(word)
        || list.iter().any(|stem| word.starts_with(stem)) && word != "shameful"
}

fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "malheureusement" | "helas" | "unfortunately" | "wrongly" | "disproportionately"
    )
}

/// What others do that accuses them only as theirs: *refuses to, blocks, avoids*.
fn is_conduct(word: &str) -> bool {
    [
        "refus",
        "bloqu",
        "block",
        "avoid",
        "neglect",
        "orchestr",
        "provoking",
        "want",
        "doesn't",
        "don't",
        "ne",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

fn follows_relative(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    (start..at)
        .rev()
        .take(REACH)
        .take_while(|index| !matches!(scan.at(*index), "," | ";"))
        .any(|index| matches!(scan.at(index), "who" | "which" | "qui"))
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn what_is_said_and_what_is_mentioned() {
        for (text, act) in [
            (
                "Paul Durand a dit que la mesure était illégale.",
                "criticise",
            ),
            (
                "Paul Durand a dit que le général, condamné pour manifestation illégale, restait en prison.",
                "assert",
            ),
            (
                "Paul Durand a dit que l'armée avait passé la nuit dans la ville.",
                "assert",
            ),
            (
                "Paul Durand a dit que cette loi nuit à la paix.",
                "criticise",
            ),
            (
                "Paul Durand a dit que les responsables de la ville étaient partis.",
                "assert",
            ),
            (
                "Paul Durand a dit que les rebelles étaient responsables de l'attaque.",
                "accuse",
            ),
            ("Paul Durand a dit avoir riposté.", "assert"),
            (
                "« Nous n'avons jamais été aussi proches », a dit Paul Durand.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
        for (text, act) in [
            (
                "John Smith said the step was a serious mistake.",
                "criticise",
            ),
            (
                "John Smith said the police had found persons with illegal papers.",
                "assert",
            ),
            (
                "John Smith said ministers had done nothing wrong.",
                "assert",
            ),
            (
                "John Smith said the person responsible for the leak was in Rome.",
                "assert",
            ),
            ("John Smith said Rome never agreed.", "assert"),
            ("\"We never agreed to leave,\" said John Smith.", "deny"),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
    }
}

//! What others are said to have done wrong: saying it accuses them.
//!
//! > *a dit que le régime **bombardait** des civils · said the rebels **had violated** the truce · Moscow was **behind** the raid*

use std::ops::Range;

use super::super::actor::Scene;
use super::super::mention::MentionClass;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::side::{self, Side};

/// The deed stands within so many tokens behind the subject.
const REACH: usize = 8;

/// Whether what was said opens with a deed of somebody else.
pub(super) fn of_another(scan: &Scan<'_>, scene: &Scene, one: &Found) -> bool {
    let Some(first) = one.content.first() else {
        return false;
    };
    let Some(end) = other(scan, one, first) else {
        return false;
    };
    if side::at(scan, scene, one, first.start) == Side::Own {
        return false;
    }
    let stop = first.end.min(end + REACH);
    if breaks_word(scan, end..stop) {
        return true;
    }
    let Some(at) = (end..stop).find(|at| is_deed(scan, *at)) else {
        return false;
    };
    let denied = (end..at).any(|index| {
        matches!(
            scan.at(index),
            "ne" | "n'"
                | "not"
                | "never"
                | "pas"
                | "jamais"
                | "n't"
                | "must"
                | "should"
                | "ought"
                | "that"
                | "que"
                | "qu'"
                | ","
        ) || scan.at(index).ends_with("n't")
            // `was about to leave`, but `was trying to derail the talks`
            || scan.at(index) == "to"
                && !matches!(
                    scan.at(index - 1),
                    "trying"
                        | "tried"
                        | "seeking"
                        | "attempting"
                        | "attempted"
                        | "threatening"
                        | "wants"
                        | "want"
                        | "wanted"
                )
    });
    !denied
}

/// *ne respecte pas ses engagements*, *was not complying with*: what somebody owes and does not do.
fn breaks_word(scan: &Scan<'_>, clause: Range<usize>) -> bool {
    let owed = clause.clone().find(|at| {
        let word = scan.at(*at);
        if scan.french() {
            ["respect", "appliqu", "honor", "tenai", "tien"]
                .iter()
                .any(|stem| word.starts_with(stem))
        } else {
            matches!(
                word,
                "comply"
                    | "complying"
                    | "complied"
                    | "respect"
                    | "respecting"
                    | "respected"
                    | "honouring"
                    | "honoring"
                    | "implementing"
                    | "implemented"
                    | "abide"
                    | "abiding"
            )
        }
    });
    owed.is_some_and(|at| {
        (clause.start..at).any(|index| {
            matches!(scan.at(index), "ne" | "n'" | "not") || scan.at(index).ends_with("n't")
        }) && !(clause.start..at)
            // `should reverse its decision not to comply`: not what the clause tells.
            .any(|index| matches!(scan.at(index), "," | "that" | "que" | "qu'" | "to"))
    })
}

/// One past the subject that opens what is said, where it is not the speaker's own side.
pub(super) fn other(scan: &Scan<'_>, one: &Found, first: &Range<usize>) -> Option<usize> {
    let mention = scan.search.mention_at(first.start)?;
    // `"They broke the truce"`
    if matches!(scan.at(first.start), "they" | "ils") && scan.search.is_quoted(first.start) {
        return Some(first.start + 1);
    }
    let own = mention.determiner == words::Determiner::Possessive
        || matches!(
            mention.class,
            MentionClass::Pronoun(_)
                | MentionClass::Place
                | MentionClass::Document
                | MentionClass::Medium
        );
    let same_state = one
        .speakers
        .iter()
        .filter_map(|start| scan.search.mention_at(*start))
        .any(|speaker| speaker.polity.is_some() && speaker.polity == mention.polity);
    // `the army`, `les autorités`: whose, the text does not say; a country, a regime, a group is another.
    let own_state = matches!(
        scan.at(mention.head),
        "government" | "gouvernement" | "country" | "pays" | "state" | "etat"
    ) && mention.polity.is_none();
    let known = matches!(mention.class, MentionClass::Country | MentionClass::Group)
        || mention.name.is_some()
        || mention.polity.is_some();
    (!own && !own_state && !same_state && known).then_some(mention.tokens.end)
}

/// Whether a deed stands at a token: a verb of harm, or one that does harm by its object.
fn is_deed(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    let near = |words: &[&str]| (at + 1..at + 5).any(|next| words.contains(&scan.at(next)));
    if scan.french() {
        const STEMS: [&str; 18] = [
            "massacr", "tortur", "viol", "sabot", "attis", "persecut", "opprim", "espionn",
            "manipul", "trah", "envahi", "bombard", "pilonn", "agress", "assassin", "pill",
            "complot", "deport",
        ];
        let verb = scan.is_word(at)
            && STEMS
                .iter()
                .any(|stem| word.strip_prefix(stem).is_some_and(is_french_ending));
        return verb
            || word.starts_with("soutien") && near(ARMED_FR)
            || word.starts_with("soutenai") && near(ARMED_FR)
            || word.starts_with("financ") && near(ARMED_FR)
            || word.starts_with("arm") && near(ARMED_FR)
            || word.starts_with("utilis") && near(&["chimiques", "chimique", "boucliers"])
            || word.starts_with("refus")
                && matches!(
                    scan.at(at + 1),
                    "de" | "d'" | "systematiquement" | "toujours"
                )
            || word.starts_with("enfrei")
            || word.starts_with("enfrai")
            || matches!(
                word,
                "crises"
                    | "otages"
                    | "otage"
                    | "chantage"
                    | "menaces"
                    | "desinformation"
                    | "ingerence"
            )
            || (word.starts_with("occup") || word.starts_with("annex"))
                && near(&["illegalement", "territoire", "territoires", "terres"])
            || matches!(
                word,
                "responsable" | "responsables" | "coupable" | "coupables"
            ) && matches!(scan.at(at + 1), "de" | "du" | "des" | "d'");
    }
    const STEMS: [&str; 34] = [
        "destroy",
        "bomb",
        "attack",
        "derail",
        "sabotage",
        "seiz",
        "occupy",
        "annex",
        "obstruct",
        "stall",
        "massacr",
        "tortur",
        "violat",
        "breach",
        "sabotag",
        "persecut",
        "oppress",
        "conspir",
        "betray",
        "invad",
        "shell",
        "bombard",
        "loot",
        "assassinat",
        "abduct",
        "kidnapp",
        "undermin",
        "distort",
        "interfer",
        "intercept",
        "incit",
        "exploit",
        "escalat",
        "spy",
    ];
    // `had thwarted planned attacks`: a noun.
    let noun = matches!(word, "attacks" | "attack" | "bombs" | "shells" | "exploits")
        && (scan.at(at.wrapping_sub(1)).ends_with("ed")
            || matches!(
                scan.at(at.wrapping_sub(1)),
                "of" | "the" | "an" | "any" | "many" | "numerous" | "several" | "these" | "those"
            ));
    let verb = !noun
        && scan.is_word(at)
        && STEMS.iter().any(|stem| {
            word.strip_prefix(stem)
                .is_some_and(|end| matches!(end, "" | "e" | "ed" | "es" | "ing" | "s" | "d"))
        });
    verb || word == "behind" && scan.at(at + 1) == "the"
        || matches!(
            word,
            "supporting"
                | "arming"
                | "funding"
                | "financing"
                | "backing"
                | "harbouring"
                | "harboring"
                | "sheltering"
        ) && near(&[
            "rebels",
            "separatists",
            "terrorists",
            "terrorism",
            "militants",
            "insurgents",
            "militias",
            "fighters",
        ])
        || matches!(word, "broke" | "broken" | "breaking" | "breaks")
            && near(&[
                "agreement",
                "truce",
                "ceasefire",
                "promise",
                "promises",
                "word",
                "law",
                "treaty",
                "commitments",
                "rules",
                "deal",
            ])
        || matches!(word, "using" | "used") && near(&["chemical", "shields", "starvation"])
        || matches!(
            word,
            "refusing" | "refused" | "failing" | "failed" | "refuses" | "fails"
        ) && scan.at(at + 1) == "to"
        || matches!(
            word,
            "lied"
                | "lying"
                | "corruption"
                | "nepotism"
                | "blackmail"
                | "blackmailing"
                | "meddling"
                | "meddled"
                | "provoking"
                | "bullying"
                | "hostages"
                | "hostage"
        )
        || word == "responsible" && scan.at(at + 1) == "for"
        || matches!(word, "attempting" | "attempted") && attempts(scan, at)
}

/// *attempting to change the results*: what others attempt is held against them, unless it is to help.
fn attempts(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at + 1) == "to"
        && !matches!(
            scan.at(at + 2),
            "reach"
                | "find"
                | "help"
                | "end"
                | "solve"
                | "resolve"
                | "mediate"
                | "negotiate"
                | "save"
                | "revive"
                | "return"
                | "flee"
                | "escape"
                | "cross"
                | "leave"
                | "contact"
                | "secure"
                | "bring"
                | "make"
        )
}

const ARMED_FR: &[&str] = &[
    "rebelles",
    "terroristes",
    "terrorisme",
    "separatistes",
    "insurges",
    "milices",
    "djihadistes",
    "jihadistes",
    "mercenaires",
];

/// Endings of finite forms and participles of the first two groups.
fn is_french_ending(end: &str) -> bool {
    matches!(
        end,
        "e" | "ent"
            | "ait"
            | "aient"
            | "er"
            | "es"
            | "ee"
            | "ees"
            | "it"
            | "issait"
            | "issent"
            | "i"
            | "a"
            | "ont"
    )
}

/// What groups own up to in French, folded: *revendiquer un **attentat***.
pub(in crate::extract) fn is_claimed(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    matches!(
        one,
        "attaque"
            | "attentat"
            | "responsabilite"
            | "paternite"
            | "tir"
            | "enlevement"
            | "assassinat"
            | "meurtre"
            | "explosion"
            | "embuscade"
            | "fusillade"
            | "victoire"
            | "raid"
            | "frappe"
            | "piratage"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::acts;
    use crate::text::Language;

    #[test]
    fn deeds_of_others_accuse() {
        for (text, act) in [
            (
                "Paul Durand a dit que les rebelles avaient violé la trêve.",
                "accuse",
            ),
            (
                "Paul Durand a dit que les rebelles avaient quitté la ville.",
                "assert",
            ),
            (
                "Paul Durand a dit que son armée avait bombardé le port.",
                "assert",
            ),
            (
                "Le ministre estonien des Affaires étrangères Paul Durand a dit que l'Estonie avait refusé de signer.",
                "assert",
            ),
            (
                "Le ministre estonien des Affaires étrangères Paul Durand a dit que la Lettonie avait refusé de signer.",
                "accuse",
            ),
            (
                "Paul Durand a dit que les rebelles ne violaient pas la trêve.",
                "assert",
            ),
        ] {
            assert_eq!(acts(text, Language::French), [act], "{text}");
        }
        for (text, act) in [
            ("John Smith said the rebels had shelled the port.", "accuse"),
            ("John Smith said the rebels had left the port.", "assert"),
            ("John Smith said the rebels had failed to sign.", "accuse"),
        ] {
            assert_eq!(acts(text, Language::English), [act], "{text}");
        }
    }
}

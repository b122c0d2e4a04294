//! What lies ahead: verbs in the future, and what is planned for a day.
//!
//! > *la trêve **sera prolongée** · ils **doivent se rencontrer** lundi · the talks **will be held***

use super::super::inflect::is_french_participle;
use super::super::scan::Scan;

/// Whether a French word, accents kept, has the form of a future or conditional: an infinitive before the ending.
///
/// *signera, partirait, prendront*; not the imperfects *montrait, livrait, considérait* nor *illustra*.
fn is_future_form(word: &str) -> bool {
    let Some(stem) = ["ront", "raient", "rait", "ra", "rons", "rai"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
    else {
        return false;
    };
    if word.ends_with("rons") && draws(word) || word == "vrai" {
        return false;
    }
    let before = stem.chars().next_back();
    match before {
        Some('e' | 'i') => !matches!(stem, "att" | "adm" | "asp") && !tells_of_drawing(word),
        Some('d' | 'v' | 'p') => !matches!(
            stem,
            "ou" | "couv"
                | "ouv"
                | "découv"
                | "recouv"
                | "rouv"
                | "liv"
                | "déliv"
                | "enfiév"
                | "manœuv"
                | "cad"
                | "encad"
                | "poud"
        ),
        Some('t') => stem.ends_with("tt") || stem.ends_with("aît") || stem.ends_with("ait"),
        Some('r') => matches!(
            stem,
            "cour"
                | "mour"
                | "acquer"
                | "pour"
                | "ver"
                | "enver"
                | "accour"
                | "parcour"
                | "encour"
                | "recour"
                | "secour"
                | "concour"
                | "conquer"
                | "requer"
        ),
        Some('u') => {
            matches!(stem, "a" | "sa")
                || stem.ends_with("au")
                || stem.ends_with("conclu")
                || stem.ends_with("exclu")
        }
        _ => false,
    }
}

/// Imperfects of verbs in -irer: *tirait, retirait, inspirait*.
fn tells_of_drawing(word: &str) -> bool {
    [
        "tirait",
        "tiraient",
        "spirait",
        "spiraient",
        "mirait",
        "miraient",
        "virait",
        "viraient",
        "tira",
        "spira",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// Presents of verbs in -irer: *tirons, admirons*.
fn draws(word: &str) -> bool {
    ["tirons", "mirons", "pirons", "sirons", "virons", "chirons"]
        .iter()
        .any(|end| word.ends_with(end))
        && !["par", "sen", "sor", "men", "ves"].iter().any(|stem| {
            word.strip_suffix("tirons")
                .is_some_and(|start| start.ends_with(stem))
        })
}

/// The main verb behind the one that is in the future: *will not **sign***, *va **recevoir***; of one word, itself.
pub(super) fn main_verb(scan: &Scan<'_>, at: usize) -> usize {
    let auxiliary = if scan.french() {
        matches!(
            scan.at(at),
            "va" | "vont" | "allait" | "allaient" | "vais" | "allons"
        )
    } else {
        true
    };
    if !auxiliary {
        return at;
    }
    let mut verb = at + 1;
    while matches!(
        scan.at(verb),
        "not" | "never" | "also" | "to" | "pas" | "jamais" | "plus" | "rien"
    ) || scan.search.is_filler(verb)
        || scan.search.is_quote(verb)
        || matches!(
            scan.at(verb),
            "le" | "la" | "l'" | "les" | "se" | "s'" | "y"
        ) && scan.french()
    {
        verb += 1;
    }
    verb
}

/// Where the verb group begins of one that is in the future: *we **are** not going to sell*.
pub(super) fn group_start(scan: &Scan<'_>, at: usize) -> usize {
    let mut start = at;
    if scan.at(at) == "going" {
        while start > 0
            && matches!(
                scan.at(start - 1),
                "not" | "never" | "is" | "are" | "was" | "were" | "am" | "'re" | "'m" | "'s"
            )
        {
            start -= 1;
        }
    }
    start
}

/// *doit se tenir*, *doivent se rencontrer*, *is to be held*: a plan, where *doit cesser* is a demand.
pub(super) fn is_scheduled(scan: &Scan<'_>, at: usize) -> bool {
    let mut verb = at + 1;
    while matches!(scan.at(verb), "se" | "s'" | "y" | "en") || scan.search.is_filler(verb) {
        verb += 1;
    }
    // `doit s'en tenir à`: to keep to something.
    if scan.at(verb) == "tenir" && scan.at(verb - 1) == "en" {
        return false;
    }
    scan.french()
        && matches!(
            scan.at(verb),
            "tenir"
                | "rendre"
                | "rencontrer"
                | "reunir"
                | "ouvrir"
                | "debuter"
                | "commencer"
                | "demarrer"
                | "durer"
                | "participer"
                | "arriver"
                | "recevoir"
                | "entretenir"
                | "intervenir"
                | "presider"
                | "visiter"
                | "achever"
                | "derouler"
        )
        || scan.french() && scan.at(verb) == "avoir" && scan.at(verb + 1) == "lieu"
}

/// Whether a token is a verb that says what somebody is going to do.
pub(super) fn stands_at(scan: &Scan<'_>, at: usize) -> bool {
    if scan.french() {
        french_future(scan, at)
    } else {
        english_future(scan, at)
    }
}

/// Whether a token is a verb in the future or conditional, whatever it tells of.
pub(super) fn is_ahead(scan: &Scan<'_>, at: usize) -> bool {
    if scan.french() {
        is_future_form(scan.document().lower(at)) || stands_at(scan, at)
    } else {
        matches!(scan.at(at), "will" | "would" | "shall" | "'ll" | "won't")
    }
}

/// *the **aim** was to send aid*, *the last thing he wanted **was to** leave*: what something is, not what is planned.
pub(super) fn is_copula(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    matches!(scan.at(at), "is" | "are" | "was" | "were")
        && scan.at(at + 1) == "to"
        && (start..at).any(|index| {
            matches!(
                scan.at(index),
                "thing"
                    | "aim"
                    | "goal"
                    | "objective"
                    | "purpose"
                    | "task"
                    | "role"
                    | "idea"
                    | "point"
                    | "challenge"
                    | "priority"
                    | "way"
                    | "key"
                    | "problem"
                    | "job"
                    | "step"
                    | "intention"
                    | "hope"
                    | "vision"
                    | "ambition"
                    | "dream"
                    | "option"
                    | "possibility"
                    | "solution"
                    | "what"
            )
        })
}

/// Whether a verb of what lies ahead says so outright: *recevra*, *will meet*, not *recevrait*, *would meet*.
pub(super) fn is_certain(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if scan.french() {
        word.ends_with("ra")
            || word.ends_with("ront")
            || matches!(word, "va" | "vont" | "vais" | "allons")
            || word.ends_with("rons")
    } else {
        matches!(word, "will" | "shall" | "'ll" | "won't")
    }
}

fn french_future(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    let capital = scan.document().token(at).is_some_and(|token| token.capital);
    let ending = is_future_form(scan.document().lower(at));
    // `va recevoir`, `allaient partir`
    if matches!(
        word,
        "va" | "vont" | "allait" | "allaient" | "vais" | "allons"
    ) {
        let after = scan.at(main_verb(scan, at));
        return after.len() > 3
            && (after.ends_with("er") || after.ends_with("ir") || after.ends_with("re"));
    }
    // `nous recevrons`, not `les environs`
    let own = matches!(
        word.get(word.len().saturating_sub(3)..),
        Some("ons" | "rai")
    ) && !(at.saturating_sub(3)..at)
        .any(|index| matches!(scan.at(index), "nous" | "je" | "j'"));
    if capital || !ending || word.len() < 4 || own {
        return false;
    }
    match word {
        "sera" | "seront" | "serait" | "seraient" => {
            let after = at + 1 + usize::from(scan.search.is_filler(at + 1));
            is_french_participle(scan.document().lower(after))
        }
        "aura" | "auront" | "aurait" | "auraient" => scan.at(at + 1) == "lieu",
        "faudra" | "faudrait" | "pourra" | "pourront" | "pourrait" | "pourraient" | "devra"
        | "devront" | "devrait" | "devraient" | "saura" | "saurait" | "vaudra" | "voudrait"
        | "pourrons" | "devrons" | "saurons" | "verrons" | "resterons" | "serons" | "aurons"
        | "pourrai" | "devrai" | "saurai" | "verrai" | "serai" | "aurai" | "dirai" | "dirons"
        | "parlerai" | "parlerons" | "restera" | "resteront" | "resterait" | "resteraient"
        | "deviendra" | "permettra" | "permettrait" | "suffira" | "suffirait" | "verra"
        | "opera" | "camera" | "extra" | "conduirait" | "entrainerait" | "provoquerait"
        | "dependra" | "contra" => false,
        _ => true,
    }
}

fn english_future(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if matches!(
        word,
        "will" | "would" | "won't" | "shall" | "'ll" | "wouldn't"
    ) {
        let mut verb = at + 1;
        while matches!(scan.at(verb), "not" | "also")
            || scan.search.is_filler(verb)
            || scan.search.is_quote(verb)
        {
            verb += 1;
        }
        return match scan.at(verb) {
            "be" => {
                scan.at(verb + 1).ends_with("ed")
                    || scan.at(verb + 1).ends_with("ing")
                    || scan.at(verb + 1).len() > 4 && scan.at(verb + 1).ends_with("en")
                    || matches!(
                        scan.at(verb + 1),
                        "held"
                            | "sent"
                            | "made"
                            | "put"
                            | "set"
                            | "cut"
                            | "met"
                            | "paid"
                            | "built"
                            | "brought"
                            | "kept"
                            | "shown"
                            | "shut"
                            | "told"
                            | "withdrawn"
                            | "drawn"
                            | "launched"
                            | "begun"
                    )
            }
            "have" | "'ve" | "remember" | "change" | "need" | "become" | "depend" | "remain"
            | "mean" | "help" | "make" | "cause" | "require" | "like" | "love" | "prefer"
            | "know" | "see" | "seem" | "lead" | "bring" | "cost" | "show" | "say" | "think"
            | "argue" | "add" | "suggest" | "call" | "describe" | "benefit" | "favour"
            | "favor" | "enrich" | "strengthen" | "weaken" | "boost" | "improve" | "enable"
            | "allow" | "undermine" | "affect" | "harm" | "hurt" | "damage" => false,
            _ => scan.is_word(verb),
        };
    }
    // `is going to sign`, `a mission was to visit the camp`
    let planned = matches!(word, "going" | "is" | "are" | "was" | "were");
    if planned && scan.at(at + 1) == "to" && scan.is_word(at + 2) {
        let start = scan.document().sentence_of(at).map_or(at, |sentence| {
            scan.sentence(sentence).start.max(at.saturating_sub(8))
        });
        return scan.at(at + 2) != "have" && !is_copula(scan, start, at);
    }
    // `it is sending an envoy`
    let progressive = matches!(word, "is" | "are" | "was" | "were")
        && matches!(
            scan.at(at.wrapping_sub(1)),
            "it" | "we" | "he" | "she" | "they" | "i"
        );
    progressive
        && matches!(
            scan.at(at + 1),
            "sending"
                | "withdrawing"
                | "suspending"
                | "leaving"
                | "imposing"
                | "closing"
                | "launching"
                | "joining"
                | "resigning"
                | "stepping"
                | "expelling"
                | "recalling"
                | "deploying"
                | "pulling"
                | "cutting"
                | "ending"
                | "cancelling"
                | "canceling"
                | "postponing"
                | "lifting"
                | "opening"
                | "moving"
                | "releasing"
                | "banning"
                | "raising"
        )
}

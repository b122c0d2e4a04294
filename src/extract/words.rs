//! The small words of both languages: determiners, prepositions, pronouns, conjunctions. Closed lists, without accents.

/// What a determiner says of its noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determiner {
    /// No determiner.
    None,
    /// *le*, *the*.
    Definite,
    /// *un*, *des*, *plusieurs*, *some*.
    Indefinite,
    /// *son*, *his*.
    Possessive,
    /// *ce*, *this*.
    Demonstrative,
}

/// A determiner by its folded form, and whether it is plural.
pub(super) fn determiner(word: &str, french: bool) -> Option<(Determiner, bool)> {
    use Determiner::{Definite, Demonstrative, Indefinite, Possessive};
    Some(if french {
        match word {
            "le" | "la" | "l'" | "du" | "au" => (Definite, false),
            "les" | "aux" => (Definite, true),
            "un" | "une" | "chaque" | "aucun" | "aucune" => (Indefinite, false),
            "des" | "plusieurs" | "certains" | "certaines" | "quelques" | "deux" | "trois"
            | "quatre" | "cinq" | "divers" | "diverses" | "nombreux" | "nombreuses" => {
                (Indefinite, true)
            }
            "d'" | "de" => return None,
            "son" | "sa" | "leur" | "notre" | "votre" => (Possessive, false),
            "ses" | "leurs" | "nos" => (Possessive, true),
            "ce" | "cet" | "cette" => (Demonstrative, false),
            "ces" => (Demonstrative, true),
            _ => return None,
        }
    } else {
        match word {
            "the" => (Definite, false),
            "a" | "an" | "one" | "another" | "each" | "every" => (Indefinite, false),
            "some" | "several" | "many" | "two" | "three" | "four" | "five" | "most" | "few"
            | "both" | "other" | "various" | "all" => (Indefinite, true),
            "his" | "her" | "its" | "their" | "our" => (Possessive, false),
            "this" | "that" => (Demonstrative, false),
            "these" | "those" => (Demonstrative, true),
            _ => return None,
        }
    })
}

/// Whether *de* before a folded French adjective is the article of an unknown number: ***de** nouvelles garanties*.
pub(super) fn before_adjective(word: &str) -> bool {
    matches!(
        word,
        "nouveaux" | "nouvelles" | "telles" | "tels" | "lourdes" | "fortes" | "autres"
    )
}

/// Whether a folded word is a preposition (for French, contracted articles included).
pub(super) fn preposition(word: &str, french: bool) -> bool {
    if french {
        matches!(
            word,
            "a" | "au"
                | "aux"
                | "de"
                | "d'"
                | "du"
                | "en"
                | "dans"
                | "par"
                | "pour"
                | "avec"
                | "sans"
                | "sous"
                | "sur"
                | "entre"
                | "vers"
                | "chez"
                | "contre"
                | "depuis"
                | "pendant"
                | "durant"
                | "devant"
                | "derriere"
                | "apres"
                | "avant"
                | "selon"
                | "parmi"
                | "envers"
                | "hors"
                | "malgre"
                | "outre"
                | "jusqu'"
                | "jusque"
                | "via"
                | "des"
                | "face"
                | "grace"
                | "hormis"
                | "excepte"
                | "concernant"
                | "aupres"
                | "lors"
                | "d'apres"
        )
    } else {
        matches!(
            word,
            "of" | "to"
                | "in"
                | "on"
                | "at"
                | "by"
                | "for"
                | "with"
                | "without"
                | "from"
                | "into"
                | "over"
                | "under"
                | "between"
                | "among"
                | "against"
                | "about"
                | "after"
                | "before"
                | "during"
                | "since"
                | "through"
                | "toward"
                | "towards"
                | "upon"
                | "within"
                | "via"
                | "per"
                | "near"
                | "behind"
                | "across"
                | "along"
                | "amid"
                | "alongside"
                | "despite"
                | "including"
                | "like"
                | "until"
                | "as"
                | "than"
                | "off"
                | "onto"
                | "outside"
                | "inside"
                | "around"
        )
    }
}

/// Whether a folded word can never be part of a noun phrase's core: conjunctions, pronouns, auxiliaries, adverbs of grammar.
pub(super) fn closed(word: &str, french: bool) -> bool {
    if french {
        preposition(word, true)
            || determiner(word, true).is_some()
            || matches!(
                word,
                "et" | "ou"
                    | "mais"
                    | "donc"
                    | "or"
                    | "ni"
                    | "car"
                    | "que"
                    | "qu'"
                    | "qui"
                    | "dont"
                    | "quoi"
                    | "lequel"
                    | "laquelle"
                    | "lesquels"
                    | "si"
                    | "comme"
                    | "quand"
                    | "lorsque"
                    | "lorsqu'"
                    | "puisque"
                    | "puisqu'"
                    | "tandis"
                    | "alors"
                    | "il"
                    | "elle"
                    | "ils"
                    | "elles"
                    | "on"
                    | "nous"
                    | "vous"
                    | "je"
                    | "j'"
                    | "tu"
                    | "se"
                    | "s'"
                    | "ne"
                    | "n'"
                    | "me"
                    | "m'"
                    | "te"
                    | "t'"
                    | "c'"
                    | "y"
                    | "lui"
                    | "eux"
                    | "pas"
                    | "plus"
                    | "jamais"
                    | "ont"
                    | "est"
                    | "sont"
                    | "etait"
                    | "etaient"
                    | "avait"
                    | "avaient"
                    | "sera"
                    | "seront"
                    | "serait"
                    | "seraient"
                    | "aurait"
                    | "auraient"
                    | "aura"
                    | "auront"
                    | "ete"
                    | "etre"
                    | "avoir"
                    | "fait"
                    | "tres"
                    | "aussi"
                    | "ainsi"
                    | "egalement"
                    | "notamment"
                    | "encore"
                    | "deja"
                    | "toujours"
                    | "cependant"
                    | "toutefois"
                    | "pourtant"
                    | "ici"
                    | "la-bas"
                    | "ensuite"
                    | "puis"
                    | "enfin"
                    | "meme"
                    | "tout"
                    | "toute"
                    | "tous"
                    | "toutes"
                    | "cela"
                    | "ca"
                    | "ceci"
                    | "celui"
                    | "celle"
                    | "ceux"
                    | "celles"
                    | "selon"
                    | "apres"
                    | "hier"
                    | "aujourd'hui"
                    | "demain"
                    | "parce"
                    | "afin"
                    | "lors"
                    | "ayant"
                    | "etant"
                    | "pendant"
                    | "soit"
                    | "peut"
                    | "doit"
                    | "va"
                    | "vont"
                    | "peuvent"
                    | "doivent"
                    | "non"
                    | "oui"
                    | "bien"
                    | "mal"
                    | "trop"
                    | "peu"
                    | "ex"
                    | "voici"
                    | "voila"
                    | "rien"
                    | "personne"
                    | "chacun"
                    | "autrement"
                    | "sinon"
                    | "pourquoi"
                    | "comment"
                    | "ou'"
            )
    } else {
        preposition(word, false)
            || determiner(word, false).is_some()
            || matches!(
                word,
                "and"
                    | "or"
                    | "but"
                    | "nor"
                    | "so"
                    | "yet"
                    | "that"
                    | "which"
                    | "who"
                    | "whom"
                    | "whose"
                    | "what"
                    | "when"
                    | "where"
                    | "why"
                    | "how"
                    | "if"
                    | "because"
                    | "although"
                    | "though"
                    | "while"
                    | "whereas"
                    | "unless"
                    | "he"
                    | "she"
                    | "it"
                    | "they"
                    | "we"
                    | "you"
                    | "i"
                    | "him"
                    | "them"
                    | "us"
                    | "me"
                    | "himself"
                    | "herself"
                    | "itself"
                    | "themselves"
                    | "is"
                    | "are"
                    | "was"
                    | "were"
                    | "be"
                    | "been"
                    | "being"
                    | "am"
                    | "has"
                    | "have"
                    | "had"
                    | "having"
                    | "do"
                    | "does"
                    | "did"
                    | "will"
                    | "would"
                    | "shall"
                    | "should"
                    | "can"
                    | "could"
                    | "may"
                    | "might"
                    | "must"
                    | "not"
                    | "n't"
                    | "also"
                    | "however"
                    | "then"
                    | "now"
                    | "still"
                    | "already"
                    | "just"
                    | "only"
                    | "even"
                    | "there"
                    | "here"
                    | "later"
                    | "earlier"
                    | "too"
                    | "very"
                    | "more"
                    | "less"
                    | "never"
                    | "always"
                    | "often"
                    | "soon"
                    | "once"
                    | "again"
                    | "meanwhile"
                    | "therefore"
                    | "thus"
                    | "further"
                    | "furthermore"
                    | "moreover"
                    | "yesterday"
                    | "today"
                    | "tomorrow"
                    | "tonight"
                    | "no"
                    | "yes"
                    | "according"
                    | "reportedly"
                    | "including"
                    | "until"
                    | "whether"
                    | "either"
                    | "neither"
                    | "such"
                    | "isn't"
                    | "aren't"
                    | "wasn't"
                    | "weren't"
                    | "don't"
                    | "doesn't"
                    | "didn't"
                    | "won't"
                    | "wouldn't"
                    | "can't"
                    | "couldn't"
                    | "shouldn't"
                    | "hasn't"
                    | "haven't"
                    | "hadn't"
            )
    }
}

/// Whether a folded word opens an indirect question: *comment il comptait agir*, *why they left*.
pub(super) fn asks(word: &str) -> bool {
    matches!(
        word,
        "comment" | "pourquoi" | "combien" | "how" | "why" | "what" | "whether"
    )
}

/// Whether a folded French word looks like an adjective that follows its noun.
pub(super) fn french_adjective(word: &str) -> bool {
    const ENDINGS: [&str; 50] = [
        "een", "eenne", "eens", "eennes", "ique", "iques", "ain", "aine", "ains", "aines", "ien",
        "ienne", "iens", "iennes", "al", "ale", "aux", "ales", "aire", "aires", "iel", "ielle",
        "iels", "ielles", "eux", "euse", "euses", "if", "ive", "ifs", "ives", "ais", "aise",
        "aises", "ois", "oise", "oises", "iste", "istes", "uel", "uelle", "uels", "uelles", "ier",
        "iere", "iers", "ieres", "nel", "nelle", "nels",
    ];
    const WORDS: [&str; 46] = [
        "general",
        "generale",
        "adjoint",
        "adjointe",
        "supreme",
        "sortant",
        "sortante",
        "interim",
        "arme",
        "armes",
        "armee",
        "armees",
        "uni",
        "unis",
        "unies",
        "conjoint",
        "commun",
        "commune",
        "officiel",
        "haut",
        "elu",
        "elue",
        "interimaire",
        "civil",
        "civile",
        "etranger",
        "etrangere",
        "etrangers",
        "etrangeres",
        "kurde",
        "kurdes",
        "turc",
        "turque",
        "russe",
        "russes",
        "proche",
        "proches",
        "europeens",
        "senior",
        "rebelle",
        "rebelles",
        "chiite",
        "sunnite",
        "arabe",
        "arabes",
        "prive",
    ];
    WORDS.contains(&word) || (word.len() > 4 && ENDINGS.iter().any(|ending| word.ends_with(ending)))
}

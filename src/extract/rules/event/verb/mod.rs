//! What the words around a verb say of its event: whether it took place, is to come, or is only wished for.
//!
//! ```text
//! avait rencontré → done      doit rencontrer → ahead      aurait rencontré → done, by hearsay
//! souhaite rencontrer → wished      n'a pas rencontré → done, negated      is to meet → ahead
//! ```

mod english;
mod french;

use std::ops::Range;

use super::lexicon::Tense;
use crate::text::{Document, Language};

/// How an event stands to the time of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Outlook {
    /// It took place.
    Done,
    /// It takes place: present tense.
    Present,
    /// It goes on.
    Going,
    /// It is announced or expected.
    Ahead,
    /// Somebody wishes or proposes it.
    Wished,
    /// It might be.
    Possible,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own")]
pub(in crate::extract) struct VerbGroup {
    /// From the first auxiliary, clitic or negation to the verb.
    pub(in crate::extract) tokens: Range<usize>,
    /// How the event stands.
    pub(in crate::extract) outlook: Outlook,
    /// The French journalistic conditional.
    pub(in crate::extract) hearsay: bool,
    /// *ne … pas*, *did not*.
    pub(in crate::extract) negated: bool,
    /// *a été reçu*, *was received*; a past participle without auxiliary too.
    pub(in crate::extract) passive: bool,
    /// *s'est entretenu*.
    pub(in crate::extract) reflexive: bool,
    /// Whether it has a tense: then what stands before it is its subject.
    pub(in crate::extract) finite: bool,
}

impl VerbGroup {
    /// A verb of which nothing is known yet: in the present, and nothing beside it.
    fn alone(verb: usize) -> Self {
        Self {
            tokens: verb..verb + 1,
            outlook: Outlook::Present,
            hearsay: false,
            negated: false,
            passive: false,
            reflexive: false,
            finite: true,
        }
    }
}

/// Reads the verb at `verb`, looking back no further than `from`.
pub(in crate::extract) fn group(
    document: &Document<'_>,
    from: usize,
    verb: usize,
    tense: Tense,
) -> VerbGroup {
    match document.language() {
        Language::French => french::french(document, from, verb, tense),
        _ => english::english(document, from, verb, tense),
    }
}

const REACH: usize = 8;

/// *s'est rendu à Vienne pour rencontrer*, *flew to Vienna to meet*: who went to meet somebody met them.
fn went(document: &Document<'_>, from: usize, infinitive: usize) -> bool {
    const REACH: usize = 14;
    let Some(purpose) = infinitive.checked_sub(1) else {
        return false;
    };
    if !matches!(document.lower(purpose), "pour" | "to" | "de") {
        return false;
    }
    let start = purpose.saturating_sub(REACH).max(from);
    for token in (start..purpose).rev() {
        let word = document.folded(token);
        if matches!(
            word,
            "." | ";" | ":" | "que" | "qu'" | "that" | "who" | "qui"
        ) {
            return false;
        }
        if document.language() == Language::French {
            let gone = matches!(
                word,
                "rendu"
                    | "rendue"
                    | "rendus"
                    | "rendues"
                    | "alle"
                    | "allee"
                    | "alles"
                    | "venu"
                    | "venue"
                    | "venus"
                    | "deplace"
                    | "deplacee"
                    | "deplaces"
            );
            // *ont défilé pour réclamer*, *des marches pour exiger*: they are asking.
            if is_protest(word) {
                return document.lower(purpose) == "pour";
            }
            if gone {
                // *s'est pour la première fois rendu à Vienne*
                return (token.saturating_sub(6).max(from)..token).any(|before| {
                    matches!(
                        document.folded(before),
                        "est" | "sont" | "etait" | "etaient" | "ete"
                    )
                });
            }
        } else if is_protest(word) {
            return document.lower(purpose) == "to";
        } else if matches!(
            word,
            "flew" | "travelled" | "traveled" | "went" | "came" | "drove" | "journeyed"
        ) {
            return document.lower(purpose) == "to" && token + 1 < purpose;
        }
    }
    false
}

/// *manifesté*, *marched*, *a strike*: what people do to ask for something.
fn is_protest(word: &str) -> bool {
    matches!(
        word,
        "manifeste"
            | "manifestent"
            | "manifestaient"
            | "manifestation"
            | "manifestations"
            | "defile"
            | "defilent"
            | "defilaient"
            | "marche"
            | "marches"
            | "mobilisation"
            | "rassemblement"
            | "rassemblements"
            | "rassembles"
            | "greve"
            | "sit-in"
            | "marched"
            | "marching"
            | "rallied"
            | "rallying"
            | "protested"
            | "protesting"
            | "demonstrated"
            | "demonstrating"
            | "demonstration"
            | "demonstrations"
            | "protests"
            | "rallies"
            | "strike"
            | "streets"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, word: &str, language: Language, tense: Tense) -> VerbGroup {
        let document = Document::of_paragraphs(text, language);
        let verb = (0..document.tokens().list().len())
            .find(|token| document.lower(*token) == word)
            .expect("the verb stands in the text");
        group(&document, 0, verb, tense)
    }

    #[test]
    fn reads_french_tenses() {
        let fr = |text, word, tense| read(text, word, Language::French, tense);
        let done = fr(
            "Il avait déjà rencontré le roi.",
            "rencontré",
            Tense::Participle,
        );
        assert_eq!(
            (done.outlook, done.hearsay, done.passive),
            (Outlook::Done, false, false)
        );
        let hearsay = fr(
            "Il aurait rencontré le roi.",
            "rencontré",
            Tense::Participle,
        );
        assert_eq!((hearsay.outlook, hearsay.hearsay), (Outlook::Done, true));
        assert_eq!(
            fr(
                "Il doit rencontrer le roi.",
                "rencontrer",
                Tense::Infinitive
            )
            .outlook,
            Outlook::Ahead
        );
        assert_eq!(
            fr(
                "Il souhaite rencontrer le roi.",
                "rencontrer",
                Tense::Infinitive
            )
            .outlook,
            Outlook::Wished
        );
        assert!(
            fr(
                "Il n'a pas rencontré le roi.",
                "rencontré",
                Tense::Participle
            )
            .negated
        );
        assert!(fr("Il a été reçu par le roi.", "reçu", Tense::Participle).passive);
        assert!(
            fr(
                "Il s'est entretenu avec le roi.",
                "entretenu",
                Tense::Participle
            )
            .reflexive
        );
    }

    #[test]
    fn reads_english_tenses() {
        let en = |text, word, tense| read(text, word, Language::English, tense);
        assert_eq!(
            en("He met the king.", "met", Tense::Past).outlook,
            Outlook::Done
        );
        assert_eq!(
            en("He is due to meet the king.", "meet", Tense::Infinitive).outlook,
            Outlook::Ahead
        );
        assert_eq!(
            en("He hopes to meet the king.", "meet", Tense::Infinitive).outlook,
            Outlook::Wished
        );
        assert_eq!(
            en("He is meeting the king.", "meeting", Tense::Gerund).outlook,
            Outlook::Going
        );
        assert!(en("He has not met the king.", "met", Tense::Participle).negated);
        assert!(
            en(
                "He was received by the king.",
                "received",
                Tense::Participle
            )
            .passive
        );
    }

    #[test]
    fn who_marches_to_ask_is_asking() {
        let fr = |text, word| read(text, word, Language::French, Tense::Infinitive).outlook;
        assert_eq!(
            fr("Ils ont défilé à Vienne pour réclamer la paix.", "réclamer"),
            Outlook::Done
        );
        assert_eq!(
            fr("Ils continuent de réclamer la paix.", "réclamer"),
            Outlook::Present
        );
        assert_eq!(
            fr("Ils viendront à Vienne pour réclamer la paix.", "réclamer"),
            Outlook::Ahead
        );
        let english = "They marched in Vienna to demand peace.";
        assert_eq!(
            read(english, "demand", Language::English, Tense::Infinitive).outlook,
            Outlook::Done
        );
    }
}

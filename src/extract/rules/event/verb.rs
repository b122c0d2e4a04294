//! What the words around a verb say of its event: whether it took place, is to come, or is only wished for.
//!
//! ```text
//! avait rencontré → done      doit rencontrer → ahead      aurait rencontré → done, by hearsay
//! souhaite rencontrer → wished      n'a pas rencontré → done, negated      is to meet → ahead
//! ```

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

/// Reads the verb at `verb`, looking back no further than `from`.
pub(in crate::extract) fn group(
    document: &Document<'_>,
    from: usize,
    verb: usize,
    tense: Tense,
) -> VerbGroup {
    match document.language() {
        Language::French => french(document, from, verb, tense),
        _ => english(document, from, verb, tense),
    }
}

const REACH: usize = 8;

fn french(document: &Document<'_>, from: usize, verb: usize, tense: Tense) -> VerbGroup {
    let mut group = VerbGroup {
        tokens: verb..verb + 1,
        outlook: Outlook::Present,
        hearsay: false,
        negated: false,
        passive: false,
        reflexive: false,
        finite: true,
    };
    let stop = verb.saturating_sub(REACH).max(from);
    let mut at = verb;
    let mut auxiliary: Option<&str> = None;
    let mut been = false;
    while at > stop {
        let word = document.folded(at - 1);
        let accented = document.lower(at - 1);
        match word {
            // *nous avons proposé*: a subject; *nous nous sommes vus*: the second is the object.
            "nous" if at < 2 || document.folded(at - 2) != "nous" => break,
            "s'" | "se" | "m'" | "me" | "nous" => group.reflexive = true,
            "ne" | "n'" => group.negated = true,
            "y" | "en" | "lui" | "leur" | "l'" | "les" | "le" | "la"
                if auxiliary.is_some() || tense != Tense::Participle =>
            {
                // A clitic object before a verb; before anything else it would be an article.
                if !matches!(
                    tense,
                    Tense::Present
                        | Tense::Imperfect
                        | Tense::Past
                        | Tense::Future
                        | Tense::Conditional
                        | Tense::Infinitive
                        | Tense::Participle
                ) {
                    break;
                }
            }
            "ete" if tense == Tense::Participle => been = true,
            "pas" | "jamais" | "plus" | "deja" | "aussi" | "ensuite" | "egalement" | "encore"
            | "bien" | "notamment" | "enfin" | "ainsi" | "donc" | "alors" | "toutefois"
            | "cependant" | "finalement" | "a_nouveau" | "nouveau" | "depuis" => {}
            _ if word.ends_with("ment") && word.len() > 5 => {}
            "a" if accented == "à" && document.folded(at) == "nouveau" => {}
            "a" | "ont" | "ai" | "avons" | "est" | "sont" | "suis" | "sommes" | "avait"
            | "avaient" | "etait" | "etaient" | "aura" | "auront" | "sera" | "seront"
            | "aurait" | "auraient" | "serait" | "seraient" | "avoir" | "etre" | "ayant"
            | "ait" | "aient" | "soit" | "soient" | "etant" | "eut" | "fut" | "furent"
                if tense == Tense::Participle && auxiliary.is_none() && accented != "à" =>
            {
                auxiliary = Some(word);
            }
            "-t-il" | "-t-elle" | "-il" | "-elle" | "-ils" | "-elles" if auxiliary.is_none() => {}
            _ => break,
        }
        at -= 1;
    }
    group.tokens.start = at;
    if matches!(document.folded(verb + 1), "pas" | "jamais") {
        group.negated |= true;
    }
    match tense {
        Tense::Participle => {
            if let Some(word) = auxiliary {
                let be = matches!(
                    word,
                    "est"
                        | "sont"
                        | "etait"
                        | "etaient"
                        | "sera"
                        | "seront"
                        | "serait"
                        | "seraient"
                        | "etre"
                        | "fut"
                        | "furent"
                        | "etant"
                        | "suis"
                        | "soit"
                        | "soient"
                        | "sommes"
                );
                group.passive = been || (be && !group.reflexive);
                (group.outlook, group.hearsay) = match word {
                    "aura" | "auront" | "sera" | "seront" => (Outlook::Ahead, false),
                    "aurait" | "auraient" | "serait" | "seraient" => (Outlook::Done, true),
                    "est" | "sont" if group.passive && !been => (Outlook::Present, false),
                    _ => (Outlook::Done, false),
                };
                if matches!(word, "avoir" | "etre" | "ayant" | "etant") {
                    group.finite = false;
                    // *dément avoir rencontré*
                    let denial = (from.max(group.tokens.start.saturating_sub(3))
                        ..group.tokens.start)
                        .any(|token| {
                            matches!(
                                document.folded(token),
                                "dement"
                                    | "dementi"
                                    | "nie"
                                    | "nient"
                                    | "dementent"
                                    | "contestent"
                                    | "conteste"
                            )
                        });
                    group.negated |= denial;
                    let governor =
                        governor_fr(document, stop.min(group.tokens.start), group.tokens.start);
                    if let (true, Some((outlook, negated, start))) = (word == "etre", governor) {
                        group.outlook = outlook;
                        group.negated |= negated;
                        group.tokens.start = start;
                        group.finite = true;
                    }
                }
            } else if let Some(start) = shared_auxiliary(document, from, group.tokens.start) {
                group.tokens.start = start;
                group.outlook = Outlook::Done;
            } else {
                group.passive = true;
                group.finite = false;
                group.outlook = Outlook::Done;
            }
        }
        Tense::Infinitive if went(document, from, group.tokens.start) => {
            group.outlook = Outlook::Done;
            group.finite = false;
        }
        Tense::Infinitive => {
            let back = group.tokens.start.saturating_sub(REACH).max(from);
            if let Some((outlook, negated, start)) = governor_fr(document, back, group.tokens.start)
            {
                group.outlook = outlook;
                group.negated |= negated;
                group.tokens.start = start;
                group.finite = true;
            } else {
                group.outlook = Outlook::Ahead;
                group.finite = false;
            }
        }
        Tense::Gerund => {
            group.outlook = Outlook::Done;
            group.finite = false;
        }
        Tense::Past | Tense::Imperfect => group.outlook = Outlook::Done,
        Tense::Future => group.outlook = Outlook::Ahead,
        Tense::Conditional => {
            group.outlook = Outlook::Ahead;
            group.hearsay = true;
        }
        Tense::Present | Tense::None => group.outlook = Outlook::Present,
    }
    group
}

/// *a salué X, appelé Y à … et mis en garde Z*: the auxiliary of the first participle serves them all.
fn shared_auxiliary(document: &Document<'_>, from: usize, participle: usize) -> Option<usize> {
    const REACH: usize = 24;
    let joined = participle
        .checked_sub(1)
        .filter(|before| matches!(document.lower(*before), "," | "et" | "puis" | "mais"))?;
    (from.max(joined.saturating_sub(REACH))..joined)
        .rev()
        .take_while(|token| !matches!(document.lower(*token), ";" | ":" | "que" | "qui"))
        .find(|token| {
            let next = document.lower(token + 1);
            matches!(document.lower(*token), "a" | "ont" | "avait" | "avaient")
                && (next.ends_with('é')
                    || next.ends_with('i')
                    || next.ends_with('u')
                    || next.ends_with('s'))
        })
}

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
            if gone {
                return matches!(
                    document.folded(token.wrapping_sub(1)),
                    "est" | "sont" | "etait" | "etaient" | "ete"
                );
            }
        } else if matches!(
            word,
            "flew" | "travelled" | "traveled" | "went" | "came" | "drove" | "journeyed"
        ) {
            return document.lower(purpose) == "to" && token + 1 < purpose;
        }
    }
    false
}

/// The verb that governs an infinitive which begins at `at`: outlook, negation, start.
fn governor_fr(document: &Document<'_>, back: usize, at: usize) -> Option<(Outlook, bool, usize)> {
    let mut index = at;
    let mut negated = false;
    let mut found = None;
    while index > back {
        index -= 1;
        let word = document.folded(index);
        let outlook = match word {
            "doit" | "doivent" | "devait" | "devaient" | "devra" | "devront" | "devrait"
            | "devraient" | "va" | "vont" | "allait" | "allaient" | "compte" | "comptent"
            | "comptait" | "prevoit" | "prevoient" | "prevoyait" | "prevu" | "prevue"
            | "attendu" | "attendue" | "attendus" | "attendues" | "apprete" | "appretent"
            | "accepte" | "prepare" | "preparent" | "decide" => Some(Outlook::Ahead),
            "souhaite" | "souhaitent" | "souhaitait" | "veut" | "veulent" | "voulait"
            | "voudrait" | "vouloir" | "espere" | "esperent" | "esperait" | "aimerait"
            | "desire" | "pret" | "prete" | "prets" | "dispose" | "disposes" | "propose"
            | "proposent" | "proposait" | "invite" | "demande" | "envisage" | "envisagent" => {
                Some(Outlook::Wished)
            }
            "intention" => Some(Outlook::Ahead),
            "peut" | "peuvent" | "pourrait" | "pourraient" | "pourra" | "pourront" => {
                Some(Outlook::Possible)
            }
            "vient" | "viennent" | "venait" | "venaient" | "pu" | "apres" => Some(Outlook::Done),
            "refuse" | "refusent" | "sans" | "refusait" => {
                negated = true;
                Some(Outlook::Done)
            }
            _ => None,
        };
        if let Some(outlook) = outlook {
            found = Some((outlook, index));
            break;
        }
        let passes = matches!(
            word,
            "de" | "d'"
                | "a"
                | "pas"
                | "que"
                | "se"
                | "s'"
                | "y"
                | "en"
                | "egalement"
                | "aussi"
                | "bientot"
                | "ne"
                | "n'"
                | "ensuite"
                | "etre"
                | "pour"
        ) || word.ends_with("ment");
        if !passes || word == "que" {
            break;
        }
    }
    let (outlook, index) = found?;
    let mut start = index;
    while start > back
        && matches!(
            document.folded(start - 1),
            "ne" | "n'"
                | "s'"
                | "se"
                | "est"
                | "sont"
                | "etait"
                | "etaient"
                | "a"
                | "ont"
                | "avait"
                | "pas"
                | "l'"
        )
    {
        start -= 1;
        negated |= matches!(document.folded(start), "ne" | "n'");
    }
    Some((outlook, negated, start))
}

fn english(document: &Document<'_>, from: usize, verb: usize, tense: Tense) -> VerbGroup {
    let mut group = VerbGroup {
        tokens: verb..verb + 1,
        outlook: Outlook::Present,
        hearsay: false,
        negated: false,
        passive: false,
        reflexive: false,
        finite: true,
    };
    let stop = verb.saturating_sub(REACH).max(from);
    let mut at = verb;
    let mut outlook: Option<Outlook> = None;
    let (mut have, mut be, mut to, mut been) = (false, false, false, false);
    while at > stop {
        let word = document.folded(at - 1);
        match word {
            "not" | "never" | "n't" | "'t" => group.negated = true,
            "also" | "then" | "later" | "longer" | "no" | "reportedly" | "already" | "recently"
            | "again" | "both" | "just" | "still" | "briefly" | "separately" | "soon" | "now" => {
                group.hearsay |= word == "reportedly";
            }
            _ if word.ends_with("ly") && word.len() > 4 => group.hearsay |= word == "allegedly",
            "to" if matches!(tense, Tense::Infinitive | Tense::Present) || been || be => to = true,
            "has" | "have" | "had" | "having" | "'ve" => have = true,
            "been" => been = true,
            "was" | "were" | "is" | "are" | "be" | "being" | "'s" | "'re" => {
                be = true;
                if to && matches!(word, "is" | "are" | "was" | "were" | "'s" | "'re") {
                    outlook = outlook.or(Some(Outlook::Ahead));
                }
            }
            "did" | "didn't" => {
                outlook = outlook.or(Some(Outlook::Done));
                group.negated |= word == "didn't";
            }
            "does" | "do" | "don't" | "doesn't" => group.negated |= word.ends_with("n't"),
            "will" | "shall" | "'ll" | "should" | "must" | "won't" => {
                outlook = outlook.or(Some(Outlook::Ahead));
                group.negated |= word == "won't";
            }
            "would" => outlook = outlook.or(Some(Outlook::Ahead)),
            "may" | "might" | "could" | "can" => outlook = outlook.or(Some(Outlook::Possible)),
            "due" | "expected" | "scheduled" | "set" | "planned" | "plans" | "planning"
            | "planed" | "agreed" | "agree" | "intends" | "slated" | "going" | "preparing"
                if to =>
            {
                outlook = outlook.or(Some(Outlook::Ahead));
            }
            "wants" | "wanted" | "want" | "hopes" | "hoped" | "hope" | "hoping" | "offered"
            | "offers" | "offer" | "willing" | "ready" | "proposed" | "wishes" | "like"
            | "keen" | "invited"
                if to =>
            {
                outlook = outlook.or(Some(Outlook::Wished));
            }
            "refused" | "refuses" | "declined" | "declines" | "failed" | "fails" if to => {
                group.negated = true;
                outlook = outlook.or(Some(Outlook::Done));
            }
            _ => break,
        }
        at -= 1;
    }
    group.tokens.start = at;
    group.passive = tense == Tense::Participle && (be || been);
    group.outlook = outlook.unwrap_or(match tense {
        Tense::Infinitive | Tense::Present if to && went(document, from, verb) => Outlook::Done,
        Tense::Infinitive | Tense::Present if to => Outlook::Ahead,
        Tense::Gerund if be && !have => Outlook::Going,
        Tense::Past | Tense::Participle | Tense::Gerund => Outlook::Done,
        _ if have => Outlook::Done,
        _ => Outlook::Present,
    });
    group.finite = match tense {
        Tense::Infinitive => !to || at < verb - 1,
        Tense::Gerund => be,
        _ => true,
    };
    if tense == Tense::Gerund
        && matches!(
            at.checked_sub(1)
                .map_or("", |before| document.folded(before)),
            "denied" | "denies" | "deny"
        )
    {
        group.negated = true;
        group.finite = false;
    }
    if to && outlook.is_none() {
        group.finite = false;
    }
    group
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
}

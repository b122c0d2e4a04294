//! The group of a French verb.

use super::super::lexicon::Tense;
use super::{Outlook, REACH, VerbGroup, went};
use crate::extract::auxiliary::is;
use crate::text::Document;

pub(super) fn french(document: &Document<'_>, from: usize, verb: usize, tense: Tense) -> VerbGroup {
    let mut group = VerbGroup::alone(verb);
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
            // *a, tout d'abord, rencontré*: an aside between auxiliary and participle.
            "," if tense == Tense::Participle && auxiliary.is_none() => {
                let open = (stop.max(at.saturating_sub(6))..at - 1)
                    .rev()
                    .find(|token| document.lower(*token) == ",")
                    .filter(|open| {
                        open.checked_sub(1).is_some_and(|before| {
                            matches!(
                                document.lower(before),
                                "a" | "ont"
                                    | "avait"
                                    | "avaient"
                                    | "est"
                                    | "sont"
                                    | "aurait"
                                    | "aura"
                            )
                        })
                    });
                let Some(open) = open else { break };
                at = open;
                continue;
            }
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
                let be = is(word) || matches!(word, "etre" | "suis" | "sommes");
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
            | "accepte" | "prepare" | "preparent" | "decide" | "decident" | "decidaient"
            | "convenu" | "convenue" | "convenus" | "convenues" | "conviennent" | "promis"
            | "promet" | "acceptent" | "acceptaient" | "accord" => Some(Outlook::Ahead),
            "souhaite" | "souhaitent" | "souhaitait" | "veut" | "veulent" | "voulait"
            | "voudrait" | "vouloir" | "espere" | "esperent" | "esperait" | "aimerait"
            | "desire" | "pret" | "prete" | "prets" | "dispose" | "disposes" | "propose"
            | "proposent" | "proposait" | "invite" | "demande" | "envisage" | "envisagent" => {
                Some(Outlook::Wished)
            }
            "intention" => Some(Outlook::Ahead),
            // *continuent de demander*
            "continue" | "continuent" | "continuait" | "continuaient" => Some(Outlook::Present),
            "peut" | "peuvent" | "pourrait" | "pourraient" | "pourra" | "pourront" | "puisse"
            | "puissent" => Some(Outlook::Possible),
            "vient" | "viennent" | "viens" | "venons" | "venait" | "venaient" | "pu" | "apres" => {
                Some(Outlook::Done)
            }
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
                | "pouvoir"
                | "devoir"
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

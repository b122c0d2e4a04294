//! Words around a noun for a meeting that hint at how it stands: wishes, eves, futures, occasions, doubts, denials.

use std::ops::Range;

use crate::text::{Document, Language};

/// Words that make a meeting the object of a wish, an offer or a request.
pub(super) fn is_wish(word: &str, french: bool) -> bool {
    if french {
        return matches!(
            word,
            "pret"
                | "prete"
                | "prets"
                | "pretes"
                | "dispose"
                | "disposes"
                | "ouvert"
                | "exhorte"
                | "exhorter"
                | "exhortant"
                | "opposes"
                | "opposee"
                | "favorable"
                | "favorables"
                | "veut"
                | "veulent"
                | "voulait"
                | "souhaite"
                | "souhaitent"
                | "souhaitait"
                | "souhaitant"
                | "propose"
                | "proposent"
                | "proposer"
                | "proposait"
                | "proposant"
                | "proposition"
                | "offre"
                | "idee"
                | "appelle"
                | "appelent"
                | "appellent"
                | "appele"
                | "appeler"
                | "appelant"
                | "envisage"
                | "envisagent"
                | "envisagee"
                | "reclame"
                | "reclament"
                | "reclamait"
                | "reclamant"
                | "exige"
                | "exigent"
                | "plaide"
                | "plaident"
                | "suggere"
                | "suggerent"
                | "invite"
                | "invitation"
                | "demande"
                | "demandent"
                | "sollicite"
                | "refuse"
                | "refusent"
        );
    }
    matches!(
        word,
        "ready"
            | "willing"
            | "willingness"
            | "readiness"
            | "open"
            | "suggested"
            | "suggests"
            | "suggest"
            | "offered"
            | "offers"
            | "offer"
            | "urges"
            | "urging"
            | "urged"
            | "proposes"
            | "proposed"
            | "propose"
            | "proposing"
            | "proposal"
            | "idea"
            | "invited"
            | "invites"
            | "invitation"
            | "requested"
            | "requests"
            | "request"
            | "requesting"
            | "asked"
            | "asks"
            | "asking"
            | "seek"
            | "seeks"
            | "seeking"
            | "sought"
            | "demanded"
            | "demands"
            | "demanding"
            | "wants"
            | "want"
            | "wanted"
    )
}

/// A French future: *portera*, *se pencheront*.
pub(super) fn is_future(document: &Document<'_>, token: usize) -> bool {
    let word = document.folded(token);
    (word.ends_with("ra") || word.ends_with("ront"))
        && word.len() > 4
        && !document.token(token).is_some_and(|token| token.capital)
        && !matches!(
            word,
            "opera" | "camera" | "extra" | "infra" | "ultra" | "front" | "affront" | "contra"
        )
}

/// The words right before the noun and its determiner, nearest first.
fn lead<'d>(
    document: &'d Document<'_>,
    from: usize,
    noun: usize,
) -> impl Iterator<Item = (usize, &'d str)> {
    (from.max(noun.saturating_sub(5))..noun)
        .rev()
        .map(|token| (token, document.folded(token)))
        .take_while(|(_, word)| !matches!(*word, "," | ";" | "que" | "qu'" | "that"))
}

/// *après une rencontre*, *following talks*: it is over.
pub(super) fn is_over(document: &Document<'_>, from: usize, noun: usize) -> bool {
    lead(document, from, noun).any(|(_, word)| {
        matches!(
            word,
            "apres"
                | "after"
                | "following"
                | "depuis"
                | "since"
                | "dernier"
                | "derniere"
                | "last"
                | "lendemain"
        )
    })
}

/// *après la rencontre*, *following the talks*: what is called off afterwards is something else.
pub(super) fn is_before_something(document: &Document<'_>, from: usize, noun: usize) -> bool {
    lead(document, from, noun).any(|(_, word)| {
        matches!(
            word,
            "apres" | "after" | "following" | "lendemain" | "fin" | "end" | "issue" | "terme"
        )
    })
}

/// *lors d'une séance*, *during talks*: an occasion, no object of what is asked or proposed.
pub(super) fn is_occasion(document: &Document<'_>, from: usize, noun: usize) -> bool {
    lead(document, from, noun).any(|(token, word)| {
        // *demanded in a heated meeting that …*, not *asked to take part in a meeting*
        let within = word == "in"
            && matches!(document.lower(token + 1), "a" | "an")
            && !matches!(
                document.lower(token.wrapping_sub(1)),
                "part" | "participate" | "interest" | "interested" | "join" | "engage"
            );
        if within {
            return true;
        }
        matches!(
            word,
            "lors" | "pendant" | "durant" | "during" | "at" | "issue" | "marge" | "sidelines"
        )
    })
}

/// *à la veille du sommet*, *ahead of talks*, *arrivé pour participer aux pourparlers*: it is to come.
pub(super) fn is_ahead(document: &Document<'_>, from: usize, noun: usize) -> bool {
    let from = from.max(noun.saturating_sub(14));
    let eve = lead(document, from, noun).any(|(token, word)| match word {
        "veille" | "vue" | "amont" | "attente" | "perspective" | "prevision" | "run-up" => true,
        "heures" | "jours" | "semaines" => {
            matches!(
                document.lower(token + 1),
                "de" | "du" | "d'" | "des" | "avant" | "before"
            ) && document.lower(token.wrapping_sub(2)) == "à"
        }
        "ahead" | "eve" => document.lower(token + 1) == "of",
        "prior" => document.lower(token + 1) == "to",
        _ => false,
    });
    let comes = (from..noun).any(|token| {
        let word = document.folded(token);
        let arrives = matches!(
            word,
            "arrive"
                | "arrivee"
                | "arrives"
                | "arrivees"
                | "arrived"
                | "heading"
                | "heads"
                | "flying"
                | "travelling"
        );
        arrives
            && (token + 1..noun)
                .any(|between| matches!(document.lower(between), "pour" | "for" | "to"))
    });
    eve || comes
}

/// *une possible rencontre*, *a potential summit*.
pub(super) fn is_doubtful(document: &Document<'_>, noun: &Range<usize>) -> bool {
    let doubt = |token: usize| {
        matches!(
            document.folded(token),
            "possible"
                | "possibles"
                | "eventuel"
                | "eventuelle"
                | "eventuels"
                | "eventuelles"
                | "potential"
                | "hypothetique"
                | "hypothetical"
        )
    };
    (noun.start.saturating_sub(3)..noun.start).any(doubt)
        || document.language() == Language::French && (noun.end..noun.end + 3).any(doubt)
}

/// *n'aura pas lieu*, *n'a finalement pas eu lieu*.
pub(super) fn has_no_place(document: &Document<'_>, from: usize, place: usize) -> bool {
    let words = || from.max(place.saturating_sub(6))..place;
    words().any(|token| matches!(document.folded(token), "pas" | "plus" | "jamais"))
        && words().any(|token| matches!(document.folded(token), "n'" | "ne"))
        && words().any(|token| {
            matches!(
                document.folded(token),
                "a" | "ont"
                    | "aura"
                    | "auront"
                    | "avait"
                    | "avaient"
                    | "aurait"
                    | "auraient"
                    | "avoir"
            )
        })
}

/// Whether what is said of the noun is that it is not so, or that no such meeting is.
pub(super) fn is_not(document: &Document<'_>, cue: &Range<usize>, word: usize) -> bool {
    let idiom = match document.folded(word) {
        "ordre" => document.lower(word + 1) == "du",
        "actualite" => document.lower(word.wrapping_sub(1)) == "d'",
        _ => true,
    };
    let none = matches!(
        document.folded(cue.start.wrapping_sub(1)),
        "no" | "aucun" | "aucune"
    );
    let not = (word.saturating_sub(5).max(cue.end)..word).any(|token| {
        matches!(document.lower(token), "not" | "pas" | "isn't" | "aren't")
            && matches!(
                document.folded(token.wrapping_sub(1)),
                "is" | "are"
                    | "was"
                    | "were"
                    | "est"
                    | "sont"
                    | "etait"
                    | "etaient"
                    | "n't"
                    | "does"
            )
    });
    idiom && (none || not)
}

/// *has never asked*, *n'a jamais demandé*, *did not request*.
pub(super) fn never(document: &Document<'_>, verb: usize) -> bool {
    let asks = matches!(
        document.folded(verb),
        "asked"
            | "requested"
            | "request"
            | "ask"
            | "sought"
            | "proposed"
            | "offered"
            | "suggested"
            | "invited"
            | "demande"
            | "sollicite"
            | "propose"
            | "suggere"
            | "invite"
            | "reclame"
    );
    asks && (verb.saturating_sub(3)..verb).any(|token| {
        matches!(
            document.lower(token),
            "never" | "not" | "jamais" | "pas" | "didn't" | "hasn't"
        )
    })
}

/// *hopes for progress in the talks*: the talks are set, what comes of them is hoped for.
pub(super) fn is_of_outcome(document: &Document<'_>, mut between: Range<usize>) -> bool {
    between.any(|token| {
        matches!(
            document.folded(token),
            "progress"
                | "progres"
                | "avancee"
                | "avancees"
                | "success"
                | "succes"
                | "aboutir"
                | "aboutissent"
                | "breakthrough"
                | "outcome"
                | "issue"
                | "resultat"
                | "resultats"
                | "results"
                | "accord"
                | "deal"
                | "agreement"
                | "lead"
                | "conclude"
                | "conclure"
                | "lors"
                | "during"
                | "at"
                | "in"
                | "from"
                | "avant"
                | "before"
                | "after"
        )
    })
}

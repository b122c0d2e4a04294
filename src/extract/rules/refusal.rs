//! Saying that one will not say.
//!
//! > *Le Kremlin n'a pas souhaité commenter. · s'est refusé à tout commentaire · declined to comment · would not elaborate*

use super::super::cue::is_free;
use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for (number, sentence) in scan.document().sentences().iter().enumerate() {
        for at in sentence.tokens.clone() {
            if let Some(start) = silent(scan, at, sentence.tokens.start)
                && let Some(subject) = subject_before(scan, start, sentence.tokens.start)
            {
                let end = refused_end(scan, start, at, number);
                found.push(refusal(scan, subject, start, at, end));
                continue;
            }
            if !says_nothing(scan, at) {
                continue;
            }
            let Some(start) = refusal_before(scan, at, sentence.tokens.start) else {
                continue;
            };
            let Some(subject) = subject_before(scan, start, sentence.tokens.start) else {
                continue;
            };
            let end = refused_end(scan, start, at, number);
            let mut refused = refusal(scan, subject, start, at, end);
            // `declined **to comment**`, `a refusé **de commenter**`: what is not done is what was said.
            if let Some(joint) =
                (start..at).find(|index| matches!(scan.at(*index), "to" | "de" | "d'"))
            {
                refused.content = vec![scan.trim(joint..end)];
            }
            found.push(refused);
        }
    }
}

/// Where a refusal ends: in a relative clause, where the main verb comes (*Roy, qui a refusé de commenter**,** a quitté Rome*);
/// in a clause that opens its sentence, where the main clause begins.
fn refused_end(scan: &Scan<'_>, start: usize, at: usize, number: usize) -> usize {
    let end = scan.clause_end(at, number);
    let first = scan.sentence(number).start;
    let relative = start >= first + 2
        && matches!(scan.at(start - 1), "qui" | "who" | "which")
        && scan.at(start - 2) == ",";
    let opened =
        scan.opens_subordinate(number) && !(first..start).any(|index| scan.at(index) == ",");
    if !relative && !opened {
        return end;
    }
    (at..end)
        .find(|index| scan.at(*index) == "," && !scan.search.is_quoted(*index))
        .unwrap_or(end)
}

fn refusal(scan: &Scan<'_>, subject: usize, start: usize, at: usize, end: usize) -> Found {
    Found {
        speakers: scan.speakers(subject, false),
        content: vec![scan.trim(start..end)],
        cue: start..at + 1,
        circumstances: start..end,
        act: SpeechAct::Decline,
        ..Found::by(scan.rule("fr.refusal", "en.refusal"), 0.81)
    }
}

/// *n'a ni confirmé ni démenti*, *n'a pas commenté*, *has not commented*, *neither confirmed nor denied*: where the verb group begins.
fn silent(scan: &Scan<'_>, at: usize, first: usize) -> Option<usize> {
    let word = scan.at(at);
    let group = if scan.french() {
        // `n'a fait aucun commentaire`, `n'a pas donné de précisions`
        let nothing = matches!(
            word,
            "commentaire" | "details" | "precision" | "precisions" | "commentaires"
        ) && (at.saturating_sub(5).max(first)..at)
            .any(|index| matches!(scan.at(index), "fait" | "donne" | "fourni" | "livre"))
            && (at.saturating_sub(7).max(first)..at)
                .any(|index| matches!(scan.at(index), "n'" | "ne"));
        if nothing {
            return (at.saturating_sub(7).max(first)..at)
                .find(|index| matches!(scan.at(*index), "n'" | "ne"));
        }
        let neither =
            matches!(word, "confirme" | "confirmer") && at > first && scan.at(at - 1) == "ni";
        // `ne confirme ni ne dément`
        let both = word == "dement"
            && at > first + 3
            && scan.at(at - 2) == "ni"
            && matches!(scan.at(at - 1), "ne" | "n'");
        (neither
            || both
            || (word == "commente"
                && (at.saturating_sub(3)..at).any(|index| scan.at(index) == "pas")))
        .then(|| at.saturating_sub(4).max(first))?
    } else {
        // `made no comment`, `had no comment`
        let nothing = word == "comment"
            && at > first + 1
            && scan.at(at - 1) == "no"
            && matches!(scan.at(at - 2), "made" | "had" | "offered" | "has");
        if nothing {
            return Some(at - 2);
        }
        // `gave no further details`, `did not give a reason`, `did not immediately comment`
        if let Some(start) = withheld(scan, at, first) {
            return Some(start);
        }
        let neither =
            matches!(word, "confirmed" | "confirm") && at > first && scan.at(at - 1) == "neither";
        let quiet = matches!(word, "commented" | "comment")
            && at > first + 1
            && scan.at(at - 1) == "not"
            && matches!(scan.at(at - 2), "has" | "have" | "had" | "did" | "would");
        (neither || quiet).then(|| at.saturating_sub(3).max(first))?
    };
    (group..at).find(|index| {
        matches!(
            scan.at(*index),
            "n'" | "ne" | "has" | "have" | "had" | "did" | "would" | "could" | "can" | "neither"
        )
    })
}

/// *gave no further **details***, *did not **elaborate***: where the verb group of keeping something back begins.
fn withheld(scan: &Scan<'_>, at: usize, first: usize) -> Option<usize> {
    const REACH: usize = 5;
    let from = at.saturating_sub(REACH).max(first);
    let kept = matches!(
        scan.at(at),
        "detail" | "details" | "explanation" | "reason" | "reasons" | "specifics"
    );
    if kept {
        let no = (from..at).rev().find(|index| scan.at(*index) == "no")?;
        let verb = no.checked_sub(1).filter(|verb| *verb > first)?;
        return matches!(
            scan.at(verb),
            "gave" | "provided" | "offered" | "gives" | "released" | "disclosed"
        )
        .then_some(verb);
    }
    let silent = matches!(scan.at(at), "elaborate" | "comment" | "respond" | "reply")
        && (scan.at(at) == "elaborate"
            || scan.at(at) == "comment"
            || scan.at(at.wrapping_sub(1)) == "immediately");
    if !silent {
        return None;
    }
    let not = (from..at)
        .rev()
        .take_while(|index| scan.search.is_filler(*index) || scan.at(*index) == "not")
        .find(|index| scan.at(*index) == "not")?;
    not.checked_sub(1)
        .filter(|verb| *verb > first && matches!(scan.at(*verb), "did" | "has" | "have" | "had"))
}

/// A verb or noun of commenting.
fn says_nothing(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if scan.french() {
        // `a refusé de fixer une date`
        let sets = word == "fixer"
            && (at + 1..at + 4).any(|index| {
                matches!(scan.at(index), "date" | "calendrier" | "delai" | "echeance")
            });
        sets || matches!(
            word,
            "commenter"
                | "commentaire"
                | "commentaires"
                | "repondre"
                | "reagir"
                | "prononcer"
                | "preciser"
                | "confirmer"
                | "detailler"
                | "dire"
                | "exprimer"
                | "reveler"
                | "donner"
                | "infirmer"
                | "communiquer"
                | "evoquer"
                | "livrer"
                | "fournir"
                | "parler"
                | "etendre"
                | "epiloguer"
                | "declaration"
                | "declarations"
                | "indiquer"
                | "divulguer"
                | "devoiler"
                | "nommer"
                | "identifier"
                | "speculer"
                | "avancer"
        )
    } else {
        matches!(
            word,
            "comment"
                | "elaborate"
                | "answer"
                | "confirm"
                | "discuss"
                | "say"
                | "speculate"
                | "disclose"
                | "reveal"
                | "identify"
                | "provide"
                | "specify"
                | "name"
                | "detail"
                | "details"
        )
    }
}

/// Where the refusing verb group before a token begins.
fn refusal_before(scan: &Scan<'_>, at: usize, first: usize) -> Option<usize> {
    let from = at.saturating_sub(8).max(first);
    let mut start = (from..at).rev().find(|index| {
        let word = scan.at(*index);
        if scan.french() {
            matches!(
                word,
                "refuse"
                    | "refuses"
                    | "refusee"
                    | "garde"
                    | "gardee"
                    | "refusent"
                    | "refusait"
                    | "decline"
                    | "abstenu"
                    | "abstenue"
                    | "abstenus"
            ) && !matches!(scan.at(index.wrapping_sub(1)), "la" | "le" | "un" | "une")
                || (matches!(
                    word,
                    "souhaite" | "voulu" | "desire" | "tenu" | "souhaitait" | "veut" | "voulait"
                ) && negated(scan, *index, first))
        } else {
            matches!(
                word,
                "declined" | "refused" | "declines" | "refuses" | "declining" | "refusing"
            ) || (matches!(word, "not" | "wouldn't")
                && matches!(scan.at(index.wrapping_sub(1)), "would" | "could")
                && scan.at(index + 1) == scan.at(at))
                || (word == "wouldn't" && index + 1 == at)
        }
    })?;
    if (start..at)
        .any(|index| matches!(scan.at(index), "," | "." | "que" | "that" | "mais" | "but"))
    {
        return None;
    }
    while start > first {
        let word = scan.at(start - 1);
        let part = if scan.french() {
            matches!(
                word,
                "a" | "ont"
                    | "avait"
                    | "est"
                    | "sont"
                    | "etait"
                    | "n'"
                    | "ne"
                    | "pas"
                    | "non"
                    | "plus"
                    | "s'"
                    | "se"
                    | "y"
                    | "en"
            ) || scan.search.is_filler(start - 1)
        } else {
            matches!(word, "has" | "have" | "had" | "would" | "could")
                || scan.search.is_filler(start - 1)
        };
        if !part {
            break;
        }
        start -= 1;
    }
    Some(start)
}

/// The mention whose verb stands right behind it, before another is coordinated with that verb.
fn subject_of_verb(scan: &Scan<'_>, clause: std::ops::Range<usize>) -> Option<usize> {
    scan.search
        .mentions_from(clause.start)
        .take_while(|mention| mention.tokens.end < clause.end)
        .filter(|mention| is_free(mention) && !mention.quoted)
        .filter(|mention| {
            let mut verb = mention.tokens.end;
            while verb < clause.end
                && (scan.search.is_filler(verb)
                    || matches!(scan.at(verb), "ne" | "n'" | "se" | "s'" | "y" | "l'"))
            {
                verb += 1;
            }
            scan.search.is_finite(verb)
        })
        .last()
        .map(|mention| mention.tokens.start)
}

fn negated(scan: &Scan<'_>, at: usize, first: usize) -> bool {
    (at.saturating_sub(6).max(first)..at).any(|index| matches!(scan.at(index), "n'" | "ne"))
}

/// The mention that the refusing verb follows.
fn subject_before(scan: &Scan<'_>, start: usize, first: usize) -> Option<usize> {
    let mut at = start;
    while at > first {
        if let Some(mention) = scan
            .search
            .mention_ending(at)
            .filter(|mention| is_free(mention) && !mention.quoted)
        {
            return Some(mention.tokens.start);
        }
        // `Roy a reçu l'ambassadeur et a refusé de commenter`: the subject of the verb before.
        if at == start
            && scan.french()
            && matches!(scan.at(at - 1), "mais" | "et")
            && let Some(subject) = subject_of_verb(scan, first..at - 1)
        {
            return Some(subject);
        }
        // `Smith praised the police but refused to comment`: the subject of the act before.
        if matches!(scan.at(at - 1), "mais" | "but" | "et" | "and")
            && at == start
            && let Some(subject) = scan
                .document()
                .sentence_of(start)
                .and_then(|number| {
                    scan.cues_of(number)
                        .filter(|(_, cue)| cue.group.start < start && !cue.quoted)
                        .last()
                })
                .and_then(|(_, cue)| cue.subject)
        {
            return Some(subject);
        }
        if matches!(scan.at(at - 1), "que" | "that" | ";" | ":") {
            return None;
        }
        at -= 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, french};

    #[test]
    fn declines() {
        assert_eq!(
            english("The ministry declined to comment on the report."),
            ["en.refusal: The ministry: to comment on the report"]
        );
    }

    #[test]
    fn will_not() {
        assert_eq!(
            french("Le ministère n'a pas souhaité commenter."),
            ["fr.refusal: Le ministère: n'a pas souhaité commenter"]
        );
    }

    #[test]
    fn neither_did_the_other() {
        assert_eq!(
            french("Le ministère n'a pas non plus souhaité commenter."),
            ["fr.refusal: Le ministère: n'a pas non plus souhaité commenter"]
        );
    }

    #[test]
    fn keeps_something_back() {
        assert_eq!(
            english("The ministry gave no further details."),
            ["en.refusal: The ministry: gave no further details"]
        );
        assert_eq!(
            english("The ministry did not immediately comment."),
            ["en.refusal: The ministry: did not immediately comment"]
        );
    }

    #[test]
    fn a_refusal_to_act_is_none() {
        assert_eq!(english("Smith refused to leave."), Vec::<String>::new());
    }

    #[test]
    fn the_subject_of_the_verb_before() {
        assert_eq!(
            french("Paul Durand a reçu l'ambassadeur et a refusé de commenter la trêve."),
            ["fr.refusal: Paul Durand: de commenter la trêve"]
        );
    }

    #[test]
    fn the_main_verb_comes() {
        assert_eq!(
            french("Paul Durand, qui a refusé de commenter la trêve, a quitté la ville."),
            ["fr.refusal: Paul Durand: de commenter la trêve"]
        );
    }
}

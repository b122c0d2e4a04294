//! Days that do not date an act of saying: of a thing, of what lies ahead, of what was before.
//!
//! > *la trêve annoncée **la veille** · prévu **pour le 12 juin** · Roy, qui a dit **lundi** … · depuis que Rome y a envoyé **le 10
//! > août** un navire*

use super::super::auxiliary::{has, is};
use super::super::cue::Standing;
use super::super::inflect::is_french_participle;
use super::super::scan::Scan;
use super::super::words;
use crate::text::DateExpression;

/// *annonce l'annulation du sommet, prévu **pour le 12 juin***: the day of what is spoken of, not of saying so.
pub(super) fn is_due(scan: &Scan<'_>, date: usize) -> bool {
    let article = usize::from(matches!(scan.at(date.wrapping_sub(1)), "le" | "the"));
    let back = |count: usize| {
        date.checked_sub(count + article)
            .map_or("", |at| scan.at(at))
    };
    matches!(back(1), "pour" | "for" | "on")
        && matches!(
            back(2),
            "prevu"
                | "prevue"
                | "prevus"
                | "prevues"
                | "fixe"
                | "fixee"
                | "programme"
                | "programmee"
                | "scheduled"
                | "planned"
                | "due"
                | "set"
        )
}

/// Whether a date lies after the day of writing, where that is known: nobody has spoken on it yet.
pub(super) fn is_to_come(scan: &Scan<'_>, date: &DateExpression) -> bool {
    let anchor = scan.document().anchor();
    anchor
        .day()
        .zip(date.resolve(anchor))
        .is_some_and(|(today, day)| {
            let today = today.to_string();
            let same = day.as_str().len().min(today.len());
            day.as_str().get(..same) > today.get(..same)
        })
}

/// *la trêve **annoncée la veille** par Rome*, *l'accord **entré en vigueur le 12 janvier***, *les pourparlers **reprendront
/// lundi***: the day of a thing or of what lies ahead, not of saying so. What is said in may have a day of its own: *dans un
/// communiqué publié lundi*.
pub(super) fn tells_which(scan: &Scan<'_>, date: usize) -> bool {
    if !scan.french() {
        return is_by(scan, date);
    }
    let mut verb = date;
    for _ in 0..4 {
        let Some(before) = verb.checked_sub(1) else {
            return false;
        };
        verb = before;
        let word = scan.at(verb);
        let passes = scan.search.is_filler(verb)
            || matches!(
                word,
                "le" | "la" | "ce" | "des" | "en" | "vigueur" | "lieu" | "place"
            );
        if !passes {
            break;
        }
    }
    let ahead = ["ra", "ront", "rait", "raient"]
        .iter()
        .any(|ending| scan.at(verb).ends_with(ending));
    if ahead && scan.search.is_finite(verb) {
        return true;
    }
    let participle = is_french_participle(scan.document().lower(verb))
        && scan.is_word(verb.wrapping_sub(1))
        && !meets(scan.at(verb));
    let auxiliary = (verb.saturating_sub(4)..verb)
        .any(|at| (has(scan.at(at)) || is(scan.at(at))) && scan.document().lower(at) != "à");
    let noun = verb.wrapping_sub(1);
    participle
        && !auxiliary
        && !words::closed(scan.at(noun), true)
        && !is_utterance(scan.at(noun))
        && !(noun.saturating_sub(4)..noun).any(|at| {
            scan.search.names_utterance(at)
                || matches!(
                    scan.at(at),
                    "adresse" | "allocution" | "tribune" | "tweet" | "lettre" | "message" | "video"
                )
        })
}

/// *the budget, **as approved on Wednesday** · a plan **drafted on Monday by** Rome*: an English participle beside a noun.
fn is_by(scan: &Scan<'_>, date: usize) -> bool {
    let verb = date.wrapping_sub(1 + usize::from(scan.at(date.wrapping_sub(1)) == "on"));
    let participle = scan.at(verb).ends_with("ed")
        || matches!(
            scan.at(verb),
            "made" | "given" | "held" | "sent" | "taken" | "written" | "won" | "drawn"
        );
    let end = scan
        .document()
        .dates()
        .iter()
        .find(|expression| expression.tokens.contains(&date))
        .map_or(date + 1, |expression| expression.tokens.end);
    let auxiliary = (verb.saturating_sub(3)..verb).any(|at| {
        matches!(
            scan.at(at),
            "was" | "were" | "is" | "are" | "been" | "be" | "had" | "has" | "have"
        )
    });
    participle && !auxiliary && (scan.at(verb.wrapping_sub(1)) == "as" || scan.at(end) == "by")
}

/// Whether a day lies so far back that the text cannot be its news: *a rendu publique **le 15 novembre** sa décision*, at the end of the
/// month.
pub(super) fn is_long_past(scan: &Scan<'_>, date: &DateExpression) -> bool {
    const NEWS: i32 = 10;
    date.days_ago(scan.document().anchor())
        .is_some_and(|days| days > NEWS)
}

/// *les ministres, **réunis** lundi*, *le chef de l'État, **interrogé** mardi*: on which occasion somebody speaks.
fn meets(participle: &str) -> bool {
    const STEMS: [&str; 12] = [
        "reuni",
        "rassembl",
        "interrog",
        "question",
        "arriv",
        "recu",
        "venu",
        "present",
        "rentr",
        "joint",
        "invit",
        "interview",
    ];
    STEMS.iter().any(|stem| participle.starts_with(stem))
}

/// Whether a date says when, and not which: no *of*, *since* or *until* before it, no *'s* after it.
pub(super) fn tells(scan: &Scan<'_>, date: &DateExpression) -> bool {
    if scan.at(date.tokens.end) == "'s" {
        return false;
    }
    let back = |count: usize| {
        date.tokens
            .start
            .checked_sub(count)
            .map_or("", |at| scan.at(at))
    };
    match back(1) {
        "de" | "du" | "d'" | "of" | "des" => is_utterance(back(2)),
        "depuis" | "since" | "until" | "till" | "jusqu'" | "jusqu'a" | "before" | "avant"
        | "after" | "apres" | "by" | "d'ici" | "from" | "for" | "pour" | "des-" => false,
        "a" | "au" | "le" => !matches!(
            back(2),
            "jusqu'"
                | "jusque"
                | "depuis"
                | "avant"
                | "apres"
                | "d'ici"
                | "ici"
                | "prevu"
                | "prevue"
        ),
        _ => true,
    }
}

/// *la conférence de presse de mardi*, *dans la nuit de jeudi*, *an interview of Monday*.
fn is_utterance(noun: &str) -> bool {
    matches!(
        noun,
        "journee"
            | "soiree"
            | "matinee"
            | "nuit"
            | "date"
            | "presse"
            | "communique"
            | "entretien"
            | "interview"
            | "discours"
            | "edition"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "statement"
    )
}

/// *… depuis que Rome y a envoyé **le 10 août** un navire*, *… since it began **on Monday***: a clause tells what was before.
pub(super) fn in_background(scan: &Scan<'_>, token: usize) -> bool {
    const LONGEST: usize = 24;
    let first = scan
        .document()
        .sentence_of(token)
        .map_or(token, |number| scan.sentence(number).start);
    (token.saturating_sub(LONGEST).max(first)..token)
        .rev()
        .take_while(|at| !matches!(scan.at(*at), "," | ";" | ":"))
        .any(|at| match scan.at(at) {
            "depuis" | "apres" | "avant" => matches!(scan.at(at + 1), "que" | "qu'"),
            "since" | "lorsque" | "lorsqu'" | "quand" | "puisque" => true,
            "when" => at > first,
            _ => false,
        })
}

/// *Roy**, qui a jugé lundi que** …, *le ministre **avait déclaré mardi***: the day of words that are only recalled.
pub(super) fn of_words_before(scan: &Scan<'_>, token: usize) -> bool {
    const REACH: usize = 3;
    scan.french()
        && scan.document().sentence_of(token).is_some_and(|sentence| {
            scan.cues_of(sentence).any(|(_, cue)| {
                let dated = (cue.group.start..cue.group.end + REACH).contains(&token);
                let before = scan.at(cue.group.start.wrapping_sub(1));
                let recalled = before == "qui"
                    || cue
                        .group
                        .clone()
                        .any(|at| matches!(scan.at(at), "avait" | "avaient"));
                dated && recalled && cue.standing == Standing::Finite
            })
        })
}

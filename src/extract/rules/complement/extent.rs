//! How far a noun phrase goes that was said.
//!
//! > *dénonce **la fin, voire l'abandon, du projet**, lors d'une visite · praised **the deal** after talks in Rome*

use super::super::super::cue::Standing;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::infinitive;

/// Where the noun phrase that was said ends: before circumstances of time and place, asides, and clauses of another kind.
pub(super) fn noun_end(scan: &Scan<'_>, from: usize, sentence: usize) -> usize {
    let end = scan.clause_end(from, sentence);
    // `Roy « déplore la mort d'un garde, qui … »`: all that the quotation says of it is the speaker's.
    let quoted = scan.search.is_quoted(from.saturating_sub(1));
    let mut at = from;
    while at < end {
        if at > from && !quoted {
            let word = scan.at(at);
            let next = scan.at(at + 1);
            if scan.search.attribution_at(at) && !scan.is_source(at) {
                return at;
            }
            // `dénonce ce plan en l'accusant de mentir`: the next act.
            if word == "en"
                && scan.french()
                && scan.cues_of(sentence).any(|(_, cue)| {
                    cue.standing == Standing::Participial
                        && (at..at + 4).contains(&(cue.group.end - 1))
                })
            {
                return at;
            }
            // `la situation à Nord, où, depuis un an, rien ne bouge`: an inset in a relative clause.
            if word == "," && matches!(scan.at(at - 1), "ou" | "qui" | "dont" | "which" | "who") {
                at = (at + 1..end)
                    .find(|index| scan.at(*index) == ",")
                    .map_or(end, |close| close + 1);
                continue;
            }
            // `sa « préoccupation » après les tirs`: what it is about.
            let felt = word == "apres"
                && at <= from + 6
                && matches!(
                    words::determiner(scan.at(from), true),
                    Some((words::Determiner::Possessive, _))
                );
            if felt {
                at += 1;
                continue;
            }
            let resumes = matches!(word, "et" | "mais" | "and" | "but")
                && scan.search.is_finite(
                    at + 1 + usize::from(matches!(next, "se" | "s'" | "ne" | "n'" | "l'")),
                );
            let closes = resumes
                || if scan.french() {
                    matches!(
                        word,
                        "lors"
                            | "apres"
                            | "avant"
                            | "pendant"
                            | "durant"
                            | "alors"
                            | "lorsque"
                            | "tandis"
                    ) || (word == "au" && next == "cours")
                        || (word == "tout" && next == "en")
                        || (word == "a"
                            && next == "l'"
                            && matches!(scan.at(at + 2), "issue" | "occasion"))
                        || (word == ",")
                            && !scan.search.is_quote(at + 1)
                            && !lists(scan, at + 1, end)
                } else {
                    matches!(
                        word,
                        "after" | "during" | "when" | "while" | "before" | "because"
                    ) || (word == "on"
                        && scan
                            .document()
                            .dates_in(&(at + 1..end))
                            .next()
                            .is_some_and(|(_, date)| date.tokens.start == at + 1))
                        || word == "," && !lists(scan, at + 1, end)
                };
            if closes {
                return at;
            }
        }
        at = scan.over(at).min(end);
    }
    end
}

/// Whether a comma before this token only separates members of a list: *la fin, voire l'abandon, du projet*.
fn lists(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let (word, next) = (scan.at(at), scan.at(at + 1));
    // `cette mesure, la qualifiant de`
    if next.ends_with("ant") && matches!(word, "la" | "le" | "les" | "l'") {
        return false;
    }
    if scan.french() {
        return matches!(
            word,
            "et" | "ou"
                | "ni"
                | "voire"
                | "la"
                | "le"
                | "les"
                | "l'"
                | "un"
                | "une"
                | "tous"
                | "toutes"
                | "leur"
                | "leurs"
        ) || word == "ainsi" && next == "que"
            // `une paix juste, durable et acceptée`
            || scan.is_word(at)
                && matches!(next, "," | "et" | "ou")
                && !words::closed(word, true)
                && !scan.search.is_filler(at)
            || word == "y" && next == "compris"
            || infinitive::stands_at(scan, at, end)
            || matches!(word, "de" | "du" | "des" | "d'") && scan.at(at.saturating_sub(4)) == ",";
    }
    matches!(
        word,
        "and" | "or" | "nor" | "the" | "including" | "a" | "an"
    ) || word == "as" && next == "well"
}

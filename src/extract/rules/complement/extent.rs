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
            if scan.search.attribution_at(at) && !scan.is_source(at) && !tells_event(scan, at) {
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
            // `nie les accusations : la cour n'est pas compétente`: the journalist's ground.
            if word == ":" && !scan.search.is_quote(at + 1) && scan.has_finite(&(at + 1..end)) {
                return at;
            }
            // `souligne l'urgence : « Au travail », a-t-il lancé`: the quotation has an act of its own.
            if word == ":"
                && let Some(quotation) = scan.quotation_at(at + 1)
                && scan.cues_of(sentence).any(|(_, cue)| {
                    (quotation.outer.end..quotation.outer.end + 2).contains(&cue.group.start)
                        && cue.standing == Standing::Finite
                })
            {
                return at;
            }
            // `le retard de Rome, qui n'est pas venue, ainsi que ses menaces`: the list goes on behind the relative clause.
            if word == ","
                && let Some(close) = relative_close(scan, at, end)
            {
                at = close + 1;
                continue;
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
            // `au cas où la réunion, prévue lundi, échouerait`: the clause that was begun still waits for its verb.
            if word == ","
                && let Some(close) = inset_end(scan, from, at, end)
            {
                at = close;
                continue;
            }
            let resumes = matches!(word, "et" | "mais" | "and" | "but")
                && (scan.search.is_finite(
                    at + 1 + usize::from(matches!(next, "se" | "s'" | "ne" | "n'" | "l'")),
                )
                    // `critique ce délai et tente de gagner du temps`: a word without an article that takes an infinitive.
                    || word == "et"
                        && scan.french()
                        && words::determiner(scan.at(from), true).is_some()
                        && bare_verb(scan, at + 1, end)
                    // `nie les faits et lors d'une visite …`: when the next act was done.
                    || scan.french() && scan.search.attribution_at(at + 1) && !scan.is_source(at + 1)
                    // `la jugeant « nulle » et refusant de signer`
                    || scan.french()
                        && scan.search.is_quote(at - 1)
                        && next.len() > 5
                        && next.ends_with("ant")
                    // `denied the charge but then went on`
                    || !scan.french() && next == "then" && scan.search.is_finite(at + 2));
            let closes = resumes
                || if scan.french() {
                    matches!(
                        word,
                        "apres" | "avant" | "pendant" | "durant" | "alors" | "lorsque" | "tandis"
                    ) && !tells_more(scan, from, at)
                        || word == "lors" && !tells_event(scan, at)
                        || (word == "au" && next == "cours")
                        || (word == "tout" && next == "en")
                        || (word == "a"
                            && next == "l'"
                            && matches!(scan.at(at + 2), "issue" | "occasion"))
                        || (word == ",")
                            && !scan.search.is_quote(at + 1)
                            && !lists(scan, at + 1, end)
                            && !says_more(scan, at + 1)
                            && !(from..at)
                                .any(|index| scan.at(index) == "," && reopens(scan, at + 1))
                } else {
                    matches!(
                        word,
                        "after" | "during" | "when" | "while" | "before" | "because"
                    ) && !(word == "after" && scan.at(at - 1) == "named")
                        || (word == "on"
                            && scan
                                .document()
                                .dates_in(&(at + 1..end))
                                .next()
                                .is_some_and(|(_, date)| date.tokens.start == at + 1))
                        || word == "," && !lists(scan, at + 1, end) && !says_more(scan, at + 1)
                };
            if closes {
                return at;
            }
        }
        at = scan.over(at).min(end);
    }
    end
}

/// Whether a word behind *et* that no article precedes takes an infinitive: *et **tente** de partir*, *et **cherche** à partir*.
fn bare_verb(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let word = scan.document().lower(at);
    let joint = scan.document().lower(at + 1);
    scan.is_word(at)
        && (word.ends_with('e') || word.ends_with("ent"))
        && !words::closed(word, true)
        && !words::preposition(word, true)
        && words::determiner(word, true).is_none()
        && !scan.search.is_filler(at)
        && matches!(joint, "de" | "d'" | "à")
        && infinitive::stands_at(scan, at + 2, end)
}

/// The comma that ends a relative clause behind which the list goes on: *le retard**, qui dure,** ainsi que les menaces*.
fn relative_close(scan: &Scan<'_>, comma: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 20;
    if !matches!(scan.at(comma + 1), "qui" | "dont" | "which" | "who") {
        return None;
    }
    // `des conditions, dont la levée des sanctions, qui retardent l'accord`: the inset has no verb.
    if scan.at(comma + 1) == "dont"
        && let Some(close) = (comma + 2..end.min(comma + LONGEST)).find(|at| scan.at(*at) == ",")
        && matches!(scan.at(close + 1), "qui" | "que" | "qu'")
        && !scan.has_finite(&(comma + 2..close))
    {
        return Some(close);
    }
    (comma + 2..end.min(comma + LONGEST)).find(|at| {
        scan.at(*at) == ","
            && matches!(
                (scan.at(at + 1), scan.at(at + 2)),
                ("ainsi", "que" | "qu'") | ("mais", "aussi" | "egalement") | ("as", "well")
            )
    })
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
            || infinitive::stands_at(scan, at, end);
    }
    matches!(
        word,
        "and" | "or" | "nor" | "the" | "including" | "a" | "an"
    ) || word == "as" && next == "well"
}

/// Whether what follows a comma goes on with the terms or the make of what is said: *une trêve, **à condition que** le port
/// rouvre · l'envoi d'un navire, **escorté par** trois autres · a pause, **provided that** …*
fn says_more(scan: &Scan<'_>, at: usize) -> bool {
    let (word, next) = (scan.at(at), scan.at(at + 1));
    let agent = |word: &str| matches!(word, "par" | "by");
    if scan.french() {
        return match word {
            "avec" => scan
                .search
                .mention_at(at + 1)
                .is_none_or(|who| who.name.is_none()),
            "a" => matches!(next, "condition" | "charge" | "commencer"),
            "sous" => matches!(next, "reserve" | "condition" | "peine"),
            "en" => matches!(next, "echange" | "contrepartie" | "particulier"),
            "notamment" | "moyennant" | "pourvu" | "dont" | "surtout" => true,
            _ => agent(next) && participle(scan, at),
        };
    }
    match word {
        "provided" | "providing" | "including" | "notably" | "unless" => true,
        "on" => next == "condition",
        "in" => matches!(next, "exchange" | "return" | "particular"),
        "subject" => next == "to",
        _ => {
            agent(next)
                && word.len() > 4
                && (word.ends_with("ed")
                    || matches!(word, "taken" | "driven" | "brought" | "drawn" | "given"))
        }
    }
}

/// *alimentée*, *conduits*: a participle that no verb of saying claims.
fn participle(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.document().lower(at);
    [
        "é", "ée", "és", "ées", "ie", "i", "is", "ies", "ue", "us", "ues", "uit", "uits", "uite",
        "uites",
    ]
    .iter()
    .any(|ending| word.len() > 4 && word.ends_with(ending))
}

/// Whether the phrase goes on behind an inset that its comma closes: *la fin, voire l'abandon, **du** projet*.
fn reopens(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.at(at), "de" | "du" | "des" | "d'")
}

/// Where an inset between commas ends within a clause that was begun and has no verb yet: *au cas où la réunion**, prévue
/// lundi,** échouerait*.
fn inset_end(scan: &Scan<'_>, from: usize, comma: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 10;
    let opener = (from..comma).rev().take(12).find(|at| {
        matches!(scan.at(*at), "que" | "qu'" | "that" | "whether")
            || scan.document().lower(*at) == "où" && scan.at(at.wrapping_sub(1)) == "cas"
    })?;
    if scan.has_finite(&(opener + 1..comma)) {
        return None;
    }
    let close = (comma + 1..end.min(comma + LONGEST)).find(|at| scan.at(*at) == ",")?;
    let verb = close + 1 + usize::from(matches!(scan.at(close + 1), "ne" | "n'" | "se" | "s'"));
    (verb > close + 1 || scan.search.is_finite(verb)).then_some(close + 1)
}

/// *les tirs qui ont eu lieu **après la trêve***: the time belongs to what the relative clause tells.
fn tells_more(scan: &Scan<'_>, from: usize, at: usize) -> bool {
    let opener = (from + 1..at)
        .rev()
        .take_while(|index| scan.at(*index) != ",")
        .find(|index| matches!(scan.at(*index), "qui" | "dont"));
    !matches!(scan.at(at + 1), "que" | "qu'")
        && opener.is_some_and(|opener| scan.has_finite(&(opener + 1..at)))
}

/// *des fraudes **lors de l'élection***: when it happened, not when it was said.
fn tells_event(scan: &Scan<'_>, at: usize) -> bool {
    scan.at(at) == "lors"
        && (at + 2..at + 6).any(|index| {
            matches!(
                scan.at(index),
                "election"
                    | "elections"
                    | "presidentielle"
                    | "legislatives"
                    | "scrutin"
                    | "vote"
                    | "referendum"
                    | "manifestation"
                    | "manifestations"
                    | "attaque"
                    | "attaques"
                    | "attentat"
                    | "attentats"
                    | "guerre"
                    | "combats"
                    | "affrontements"
                    | "operation"
                    | "operations"
                    | "bombardement"
                    | "bombardements"
                    | "incident"
                    | "incidents"
                    | "raid"
                    | "frappe"
                    | "frappes"
                    | "evenements"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{english, french};

    #[test]
    fn terms_behind_a_comma() {
        assert_eq!(
            french("Paul Durand a proposé une trêve de dix jours, à condition que le port rouvre."),
            ["fr.noun: Paul Durand: une trêve de dix jours, à condition que le port rouvre"]
        );
        assert_eq!(
            french("Paul Durand a dénoncé l'envoi d'un navire, escorté par trois autres."),
            ["fr.noun: Paul Durand: l'envoi d'un navire, escorté par trois autres"]
        );
        assert_eq!(
            english("John Smith praised a pause, provided that the port was opened."),
            ["en.noun: John Smith: a pause, provided that the port was opened"]
        );
    }

    #[test]
    fn a_list_goes_on_behind_a_relative_clause() {
        assert_eq!(
            french(
                "Paul Durand a dénoncé le retard de la ville, qui n'a pas payé, ainsi que ses menaces."
            ),
            [
                "fr.noun: Paul Durand: le retard de la ville, qui n'a pas payé, ainsi que ses menaces"
            ]
        );
    }

    #[test]
    fn a_ground_is_the_journalists() {
        assert_eq!(
            french("Paul Durand a condamné les tirs de la nuit : la trêve était signée."),
            ["fr.noun: Paul Durand: les tirs de la nuit"]
        );
    }

    #[test]
    fn a_clause_waits_for_its_verb() {
        assert_eq!(
            french(
                "Paul Durand a brandi des menaces de rupture au cas où la réunion, prévue lundi, n'aboutirait pas."
            ),
            [
                "fr.noun: Paul Durand: des menaces de rupture au cas où la réunion, prévue lundi, n'aboutirait pas"
            ]
        );
    }

    #[test]
    fn when_it_happened_and_when_it_was_said() {
        assert_eq!(
            french("Paul Durand a dénoncé des fraudes lors de l'élection."),
            ["fr.noun: Paul Durand: des fraudes lors de l'élection"]
        );
        assert_eq!(
            french("Paul Durand a dénoncé des fraudes lors d'une réunion."),
            ["fr.noun: Paul Durand: des fraudes"]
        );
        assert_eq!(
            french("Paul Durand a rejeté ce plan lundi."),
            ["fr.noun: Paul Durand: ce plan"]
        );
    }
}

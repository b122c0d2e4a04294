//! What stands where whoever meets would stand and meets nobody: a thing that is received, a crowd in a square.
//!
//! ```text
//! Anna Kovacs a reçu mardi les félicitations de Vienne. Anna Kovacs a reçu mardi Paul Delmas.
//!   → Anna Kovacs, Paul Delmas · held · mardi
//! ```

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Parties, is_envoy};
use super::same::is_loose;
use crate::text::{Document, TokenKind};

/// *a reçu **l'indication** d'identifier Roy*, *received **a call** from Roy*, *recevoir **le prix** Nobel*: between the verb and
/// the party stands a noun with its article, and that is what is received.
pub(super) fn is_thing_before(ground: &Ground<'_>, from: usize, party: usize) -> bool {
    const NEAR: usize = 4;
    let document = ground.document;
    let opens = |token: &usize| is_article(document.lower(*token));
    let Some(article) = (from..party.min(from + NEAR)).find(opens) else {
        return false;
    };
    // *a reçu dans la soirée le ministre*: an article behind a preposition is of when or where.
    let behind = article > from && is_link(document.lower(article - 1));
    let dated = document
        .dates_in(&(from..party))
        .any(|(_, date)| date.tokens.start <= article);
    let noun = article + 1;
    !behind
        && !dated
        && noun < party
        && ground.party_at(noun).is_none()
        && (is_prize(document.folded(noun))
            || (noun + 1..party)
                .any(|token| is_link(document.lower(token)) || is_mark(document, token)))
}

/// *Les **conditions** ne sont plus réunies*, *les votes n'ont pas été réunis*: right before the verb stands a noun with its
/// article, and it names no party.
pub(super) fn is_thing_that(ground: &Ground<'_>, verb: usize) -> bool {
    let document = ground.document;
    let Some((noun, article)) = verb.checked_sub(1).zip(verb.checked_sub(2)) else {
        return false;
    };
    let lower = document
        .lower(noun)
        .chars()
        .all(|letter| letter.is_lowercase() || letter == '-');
    let many = is_many(document.folded(noun)) && ground.party_at(noun).is_none();
    many || lower
        && document.token(noun).is_some_and(|token| !token.capital)
        && is_article(document.lower(article))
        && ground.party_at(noun).is_none()
}

/// *des milliers de personnes*, *dozens of people*, *quelques partisans*: many whom nobody sent.
pub(super) fn is_crowd(ground: &Ground<'_>, parties: &Parties) -> bool {
    let words = || {
        parties
            .tokens
            .clone()
            .map(|token| ground.document.folded(token))
    };
    parties.actors.iter().all(|actor| is_loose(ground, *actor))
        && words().any(is_many)
        && !words().any(is_envoy)
}

/// Words for people in a street, and numbers that nobody has counted.
fn is_many(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "hundreds"
            | "thousands"
            | "dozens"
            | "scores"
            | "crowd"
            | "crowds"
            | "protesters"
            | "demonstrators"
            | "marchers"
            | "activists"
            | "supporters"
            | "opponents"
            | "sympathisers"
            | "sympathizers"
            | "residents"
            | "citizens"
            | "students"
            | "workers"
            | "fans"
            | "mourners"
            | "families"
            | "faithful"
            | "worshippers"
            | "voters"
            | "onlookers"
            | "soldiers"
            | "personnes"
            | "gens"
            | "centaines"
            | "milliers"
            | "dizaines"
            | "vingtaine"
            | "trentaine"
            | "quarantaine"
            | "cinquantaine"
            | "centaine"
            | "millier"
            | "foule"
            | "foules"
            | "manifestants"
            | "militants"
            | "partisans"
            | "sympathisants"
            | "supporteurs"
            | "opposants"
            | "habitants"
            | "riverains"
            | "citoyens"
            | "etudiants"
            | "lyceens"
            | "ouvriers"
            | "salaries"
            | "familles"
            | "fideles"
            | "electeurs"
            | "badauds"
            | "soldats"
    )
}

/// *regroupés **dans une alliance***, *gathered **in a coalition***, *rassemblée **autour de** Roy*: belonging, and no meeting.
pub(super) fn is_belonging(ground: &Ground<'_>, after: usize) -> bool {
    const REACH: usize = 5;
    let document = ground.document;
    let around = matches!(
        document.lower(after),
        "autour" | "around" | "behind" | "derrière"
    );
    let within = matches!(
        document.lower(after),
        "dans" | "au" | "in" | "within" | "into" | "sous" | "under"
    );
    around
        || within
            && (after..after + REACH).any(|token| {
                matches!(
                    document.folded(token),
                    "alliance"
                        | "coalition"
                        | "parti"
                        | "party"
                        | "mouvement"
                        | "movement"
                        | "groupe"
                        | "group"
                        | "bloc"
                        | "organisation"
                        | "organization"
                        | "collectif"
                        | "federation"
                        | "plateforme"
                        | "platform"
                        | "sein"
                        | "umbrella"
                        | "banniere"
                )
            })
}

/// *par **des cris** : « Roy »*: what is said begins.
fn is_mark(document: &Document<'_>, token: usize) -> bool {
    document.lower(token) == ":"
        || document
            .token(token)
            .is_some_and(|token| matches!(token.kind, TokenKind::Quote(_)))
}

/// What is received from a jury.
fn is_prize(word: &str) -> bool {
    matches!(
        word,
        "prix"
            | "medaille"
            | "titre"
            | "trophee"
            | "coupe"
            | "prize"
            | "award"
            | "medal"
            | "title"
            | "trophy"
    )
}

fn is_article(word: &str) -> bool {
    is_determiner(word) && !word.starts_with("m.") && !word.starts_with("mr")
        || matches!(
            word,
            "des"
                | "quelques"
                | "certains"
                | "certaines"
                | "plusieurs"
                | "aucun"
                | "aucune"
                | "no"
                | "some"
                | "any"
                | "many"
        )
}

fn is_link(word: &str) -> bool {
    matches!(
        word,
        "à" | "au"
            | "aux"
            | "de"
            | "du"
            | "d'"
            | "en"
            | "dans"
            | "sur"
            | "pour"
            | "par"
            | "chez"
            | "avec"
            | "of"
            | "in"
            | "at"
            | "on"
            | "for"
            | "to"
            | "from"
            | "by"
            | "with"
            | "about"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("thing.rs"));
    }

    #[test]
    fn what_is_received_is_a_thing() {
        for text in [
            "Anna Kovacs a reçu le prix Paul Delmas à Vienne.",
            "Le Parlement européen a reçu l'ordre de chercher Paul Delmas.",
            "À son arrivée, Anna Kovacs a été accueillie par des cris : « Le peuple et le Parlement européen ».",
        ] {
            assert!(french(text).is_empty(), "{text}");
        }
        for text in [
            "Anna Kovacs will receive the Nobel Peace Prize in Vienna on Tuesday.",
            "It will not change the already negotiated agreement with Paul Delmas.",
            "Anna Kovacs issued a report called “Paul Delmas”, a history of Vienna.",
            "Anna Kovacs called Paul Delmas, and the Security Council, the founders of it.",
            "Anna Kovacs received a long letter from Paul Delmas.",
            "The protesters were met with tear gas by the Security Council.",
            "The vote was seen as fair by Anna Kovacs and Paul Delmas.",
        ] {
            assert!(english(text).is_empty(), "{text}: {:?}", english(text));
        }
    }

    #[test]
    fn a_crowd_and_its_square() {
        assert!(french("Des milliers de personnes se sont rassemblées mardi à Vienne.").is_empty());
        assert!(english("Dozens of people gathered in Vienna on Tuesday.").is_empty());
        assert_eq!(
            english("The foreign ministers gathered in Vienna on Tuesday."),
            ["foreign ministers · held · Tuesday · Vienna"]
        );
    }

    #[test]
    fn what_is_not_gathered_is_no_party() {
        for text in [
            "Le Togo estime que les conditions ne sont plus réunies pour le retour de Paul Delmas.",
            "Le Togo soutient depuis mardi les partis regroupés dans une alliance.",
        ] {
            assert!(french(text).is_empty(), "{text}");
        }
    }
}

//! What somebody puts to somebody, sentence by sentence.

use super::super::super::event::example::{check, english, french};

#[test]
fn a_clause_behind_the_occasion() {
    assert_eq!(
        english(
            "Anna Kovacs proposed during a speech in Vienna that Paul Delmas reopen the bridge."
        ),
        ["Anna Kovacs → Paul Delmas · proposed · Paul Delmas reopen the bridge"]
    );
}

#[test]
fn gives_what_the_header_says() {
    check(include_str!("../put.rs"));
}

#[test]
fn reads_other_forms() {
    assert_eq!(
        english("Anna Kovacs urged Paul Delmas to reopen the bridge."),
        ["Anna Kovacs → Paul Delmas · proposed · to reopen the bridge"]
    );
    assert_eq!(
        french("Anna Kovacs va proposer à Paul Delmas une trêve."),
        ["Anna Kovacs → Paul Delmas · drafted · une trêve"]
    );
}

#[test]
fn stays_silent() {
    assert!(
        english("Anna Kovacs told Paul Delmas after a briefing to the council that Rome was calm.")
            .iter()
            .all(|one| !one.contains("proposed"))
    );
    assert!(english("Anna Kovacs suggested that Rome was behind the attack.").is_empty());
    assert!(french("Anna Kovacs se demande si la trêve tiendra.").is_empty());
    assert!(english("Anna Kovacs rejected calls for a new bridge.").is_empty());
    assert!(
        english("Anna Kovacs spoke to Paul Delmas on proposed new steps.")
            .iter()
            .all(|one| !one.contains("proposed"))
    );
    assert!(english("Anna Kovacs offered her condolences to the families.").is_empty());
    assert!(english("Anna Kovacs keeps offering it and hopes for support.").is_empty());
}

#[test]
fn whoever_is_called_to_talk_is_asked_nothing() {
    let told = french("Anna Kovacs a appelé Paul Delmas pour discuter de la situation au Liban.");
    assert!(told.iter().all(|one| !one.contains("proposed")), "{told:?}");
}

#[test]
fn whoever_asks_is_not_what_is_asked() {
    assert!(french("« Qui partira ? », a demandé Anna Kovacs.").is_empty());
}

#[test]
fn a_place_to_come_to_is_no_course_of_action() {
    assert!(
        french("Anna Kovacs a invité Paul Delmas à Vienne à l'automne.")
            .iter()
            .all(|one| !one.contains("automne"))
    );
}

#[test]
fn the_day_before_whoever_is_asked() {
    assert_eq!(
        french("Anna Kovacs a appelé mercredi Paul Delmas à rouvrir le pont."),
        ["Anna Kovacs → Paul Delmas · proposed · à rouvrir le pont"]
    );
}

#[test]
fn where_a_truce_is_to_be() {
    assert_eq!(
        french("Anna Kovacs a appelé à une trêve immédiate au Togo."),
        ["Anna Kovacs · proposed · une trêve immédiate au Togo"]
    );
}

#[test]
fn what_several_have_agreed_on() {
    assert_eq!(
        french("Anna Kovacs et Paul Delmas sont convenus de rouvrir le pont."),
        ["Anna Kovacs, Paul Delmas · agreed · de rouvrir le pont"]
    );
}

#[test]
fn what_stands_behind_a_noun_is_part_of_what_is_put() {
    assert_eq!(
        english("Anna Kovacs urged a “peaceful settlement” to the dispute."),
        ["Anna Kovacs · proposed · a “peaceful settlement” to the dispute"]
    );
}

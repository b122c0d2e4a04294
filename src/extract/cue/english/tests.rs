//! English acts of saying, sentence by sentence.

use super::super::super::rules::tests::english;

#[test]
fn a_report_that_is_denied_says_nothing_itself() {
    assert_eq!(
        english("John Smith has denied a local media report that the port was closed."),
        ["en.noun: John Smith: a local media report that the port was closed"]
    );
}

#[test]
fn how_something_is_found_to_be() {
    assert_eq!(
        english("John Smith said this: \"It is encouraging to hear of a truce.\""),
        ["en.colon: John Smith: It is encouraging to hear of a truce"]
    );
}

#[test]
fn several_of_whom_a_complement_says_more() {
    assert_eq!(
        english("Officials in the region say that the truce holds."),
        ["en.that: Officials: the truce holds"]
    );
}

#[test]
fn two_of_whom_each_is_one() {
    assert_eq!(
        english("John Smith and Paul Durand say that the truce holds."),
        ["en.that: John Smith + Paul Durand: the truce holds"]
    );
}

#[test]
fn an_aside_between_subject_and_verb() {
    assert_eq!(
        english("Many states, among them Italy and France, say that the truce holds."),
        ["en.that: Many states: the truce holds"]
    );
}

#[test]
fn a_gerund_behind_a_conjunction_of_time() {
    assert_eq!(
        english("John Smith left Rome after saying the port was closed."),
        ["en.participle: John Smith: the port was closed"]
    );
    assert!(english("After declaring a state of emergency, John Smith had left.").is_empty());
}

#[test]
fn somebody_is_threatening() {
    assert_eq!(
        english("John Smith is threatening to leave the coalition."),
        ["en.infinitive: John Smith: to leave the coalition"]
    );
}

#[test]
fn what_something_is_called_in_passing() {
    assert_eq!(
        english("John Smith said that the plan dubbed \"Falcon\" had failed."),
        ["en.that: John Smith: the plan dubbed \"Falcon\" had failed"]
    );
}

#[test]
fn what_happens_says_nothing() {
    assert!(english("The fighting underscored the dangers of the truce.").is_empty());
    assert!(english("The move signals that the truce has failed.").is_empty());
}

#[test]
fn of_two_groups_in_one_sentence_those_who_spoke_go_on() {
    assert_eq!(
        english(
            "Demonstrators demanded a vote. Three people were killed when demonstrators stormed the house. They are demanding \
             the resignation of the minister."
        )
        .last()
        .map(String::as_str),
        Some("en.noun: Demonstrators: the resignation of the minister")
    );
}

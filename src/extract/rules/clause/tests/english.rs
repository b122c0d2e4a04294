//! What is said in an English clause, and who says it.

use super::super::super::tests::english;

#[test]
fn words_that_open_no_clause() {
    assert!(english("John Smith polled experts and found out what the talks had cost.").is_empty());
    assert!(
        english("John Smith reported to the police so that the officers could act.").is_empty()
    );
    assert_eq!(
        english("John Smith vowed to reclaim foreign powers lost to a council that had ruled."),
        ["en.infinitive: John Smith: to reclaim foreign powers lost to a council that had ruled"]
    );
    assert!(english("John Smith suspects that dozens of people have left.").is_empty());
}

#[test]
fn who_speaks_behind_more_that_is_said_of_them() {
    assert_eq!(
        english(
            "One of the officials who asked not to be named, claimed that the port was closed."
        ),
        ["en.that: One of the officials: the port was closed"]
    );
    assert_eq!(
        english("A report earlier this year found that the port was closed."),
        ["en.that: A report: the port was closed"]
    );
    assert_eq!(
        english("The chairman of a Senate subcommittee said that the port was closed."),
        ["en.that: The chairman of a Senate subcommittee: the port was closed"]
    );
    assert_eq!(
        english("There are officials calling for the port to close."),
        ["en.noun: officials: the port to close"]
    );
}

#[test]
fn a_source_behind_a_closing_mark() {
    assert_eq!(
        english(
            "John Smith said that the army had respected their \"statehood,\" according to Reuters."
        )
        .first()
        .map(String::as_str),
        Some("en.that: John Smith: the army had respected their \"statehood,\"")
    );
}

#[test]
fn a_parenthesis_ends_what_is_said_in_it() {
    assert_eq!(
        english(
            "After long talks (in which John Smith said the port was closed), Paul Durand left."
        ),
        ["en.that: John Smith: the port was closed"]
    );
}

#[test]
fn several_with_their_places_in_a_row() {
    assert_eq!(
        english("Officials in Finland, Estonia and Latvia said that the port was closed."),
        ["en.that: Officials in Finland: the port was closed"]
    );
    assert_eq!(
        english("After talks in Rome, Estonia and Latvia said that the port was closed."),
        ["en.that: Estonia + Latvia: the port was closed"]
    );
}

#[test]
fn no_saying_in_how_something_was_found() {
    assert!(english("John Smith found it hard to leave.").is_empty());
    assert!(english("John Smith campaigned for Paul Durand, and many left.").is_empty());
    assert_eq!(
        english("What John Smith has termed the \"new order\" is failing as the truce ends."),
        ["en.quality: John Smith: the \"new order\""]
    );
}

#[test]
fn who_speaks_for_what_a_state_owns() {
    assert_eq!(
        english("The spokeswoman of Estonia's armed forces said that the port was closed."),
        ["en.that: The spokeswoman of Estonia's armed forces: the port was closed"]
    );
}

#[test]
fn a_clause_whose_verb_looks_like_a_noun() {
    assert_eq!(
        english("John Smith said his refusal raises questions about the port."),
        ["en.that: John Smith: his refusal raises questions about the port"]
    );
    assert_eq!(
        english("John Smith said about a dozen ships still had not left."),
        ["en.that: John Smith: about a dozen ships still had not left"]
    );
    assert!(english("John Smith said a few words to the crew.").is_empty());
    assert!(english("John Smith said about the port what others thought.").is_empty());
}

#[test]
fn what_others_did_to_somebody() {
    assert!(english("A man once touted as a leader ran the port.").is_empty());
    assert!(english("John Smith dismissed the minister.").is_empty());
}

//! Those of whom something is asked or said, and what stands between them and it.

use super::super::super::tests::{english, french};

#[test]
fn a_pronoun_is_accused_or_asked() {
    assert_eq!(
        french("L'Estonie les accuse d'ingérence."),
        ["fr.asked: Estonia: ingérence"]
    );
    assert_eq!(
        french("Anna Roy a démissionné. Paul Durand l'exhorte à revenir."),
        ["fr.noun: Paul Durand: revenir"]
    );
    assert_eq!(
        french("Anna Roy a démissionné. Paul Durand les a accusés de mentir."),
        ["fr.asked: Paul Durand: mentir"]
    );
    // An article.
    assert_eq!(
        french("Pour Paul Durand, la presse de Riga exagère.")
            .iter()
            .filter(|one| one.starts_with("fr.asked"))
            .count(),
        0
    );
}

#[test]
fn what_is_asked_for_behind_the_person() {
    assert_eq!(
        french("Paul Durand a proposé jeudi aux rebelles une trêve de dix jours."),
        ["fr.noun: Paul Durand: une trêve de dix jours"]
    );
    assert_eq!(
        french("Paul Durand a demandé à ses alliés de nouvelles garanties."),
        ["fr.noun: Paul Durand: de nouvelles garanties"]
    );
    assert_eq!(
        french("Paul Durand a demandé aux chefs des partis de revenir."),
        ["fr.asked: Paul Durand: revenir"]
    );
}

#[test]
fn several_are_asked() {
    assert_eq!(
        french("Paul Durand a appelé Riga mais aussi Tallinn à rouvrir le port."),
        ["fr.asked: Paul Durand: rouvrir le port"]
    );
}

#[test]
fn the_night_before_what_is_said() {
    assert_eq!(
        french("Paul Durand a dénoncé dans la nuit de lundi à mardi une manœuvre."),
        ["fr.noun: Paul Durand: une manœuvre"]
    );
}

#[test]
fn a_judgement_in_a_participle() {
    assert_eq!(
        french("Paul Durand juge prématuré de parler d'une trêve."),
        ["fr.quality: Paul Durand: prématuré de parler d'une trêve"]
    );
}

#[test]
fn who_stays_unnamed() {
    assert_eq!(
        french("D'autres pays, comme l'Estonie, estiment que la trêve tient."),
        ["fr.que: D'autres pays: la trêve tient"]
    );
    assert_eq!(
        french("Les deux ministres ont dénoncé une manœuvre."),
        ["fr.noun: Les deux ministres: une manœuvre"]
    );
    assert_eq!(french("Le rapport d'autres pays a été publié.").len(), 0);
}

#[test]
fn a_long_clause_before_the_verb() {
    assert_eq!(
        french(
            "Paul Durand qui a réagi à l'offre d'asile de l'Estonie à John Smith a déclaré qu'il resterait."
        ),
        ["fr.que: Paul Durand: il resterait"]
    );
}

#[test]
fn what_nobody_has_said_yet() {
    assert_eq!(
        french("Si l'Estonie dénonçait l'accord, Paul Durand partirait.").len(),
        0
    );
}

#[test]
fn words_that_only_say_which() {
    assert_eq!(
        french("Paul Durand condamne toute attaque contre l'Estonie, « pays ami » de la Lettonie."),
        ["fr.noun: Paul Durand: toute attaque contre l'Estonie, « pays ami » de la Lettonie"]
    );
    assert_eq!(
        french("Paul Durand a incité John Smith « à faire des gestes »."),
        ["fr.asked: Paul Durand: faire des gestes"]
    );
}

#[test]
fn a_bare_denial() {
    assert_eq!(
        french("Interrogé jeudi, Paul Durand a démenti."),
        ["fr.noun: Paul Durand: a démenti"]
    );
    assert_eq!(french("Des propos que Paul Durand a démentis.").len(), 0);
}

#[test]
fn several_who_are_then_named() {
    assert_eq!(
        french("Trois pays, l'Estonie, la Lettonie et la Finlande, estiment que la trêve tient."),
        ["fr.que: Estonia + Latvia + Finlande: la trêve tient"]
    );
    assert_eq!(
        french(
            "Riga a rejeté la note publiée par l'Estonie, dans laquelle le pays dénonce les tirs."
        )
        .last()
        .map(String::as_str),
        Some("fr.noun: Estonia: les tirs")
    );
}

#[test]
fn with_what_somebody_of_many_is_accused() {
    assert_eq!(
        english("John Smith accused members of the army of leaking the text."),
        ["en.asked: John Smith: leaking the text"]
    );
    assert_eq!(
        english("John Smith accused the government of fraud."),
        ["en.asked: John Smith: fraud"]
    );
}

#[test]
fn what_a_thing_was_called_by_somebody() {
    assert_eq!(
        english("The raid was described as a \"mistake\" by John Smith."),
        ["en.passive: John Smith: a \"mistake\""]
    );
}

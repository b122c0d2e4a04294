//! Whose words follow a preposition, and whose do not.

use super::super::tests::{english, french};

#[test]
fn before() {
    assert_eq!(
        french("Selon Paul Durand, la trêve tient."),
        ["fr.selon: Paul Durand: la trêve tient"]
    );
    assert_eq!(
        french("Selon Paul Durand, qui parlait à la radio, la trêve tient."),
        ["fr.selon: Paul Durand: la trêve tient"]
    );
    assert_eq!(
        french("Si l'on en croit Paul Durand, la trêve tient."),
        ["fr.selon: Paul Durand: la trêve tient"]
    );
}

#[test]
fn after() {
    assert_eq!(
        english("The truce holds, according to officials."),
        ["en.according-to: officials: The truce holds"]
    );
}

#[test]
fn around() {
    assert_eq!(
        french("La trêve, selon Paul Durand, tiendra jusqu'à lundi."),
        ["fr.selon: Paul Durand: La trêve … tiendra jusqu'à lundi"]
    );
}

#[test]
fn who_is_cited_speaks() {
    assert_eq!(
        french("Selon la radio, citant Paul Durand, la trêve tient."),
        ["fr.selon: Paul Durand: la trêve tient"]
    );
    assert_eq!(
        english("\"The truce holds,\" according to a tweet on Monday by John Smith."),
        ["en.according-to: John Smith: The truce holds"]
    );
}

#[test]
fn a_relative_names_the_source_before() {
    assert_eq!(
        french("Le ministre a lu un rapport de Paul Durand, selon lequel la trêve tient."),
        ["fr.selon: Paul Durand: la trêve tient"]
    );
}

#[test]
fn only_what_the_source_tells() {
    assert_eq!(
        french(
            "L'armée a repris ses tirs dans toute la région du nord et du sud, où dix maisons ont brûlé, selon Paul Durand."
        ),
        ["fr.selon: Paul Durand: dix maisons ont brûlé"]
    );
}

#[test]
fn from_whom_it_was_learnt() {
    assert_eq!(
        french("La trêve tient, a appris l'agence Nord auprès de plusieurs diplomates."),
        ["fr.selon: plusieurs diplomates: La trêve tient"]
    );
}

#[test]
fn the_law_says_nothing() {
    assert_eq!(
        french("Selon la loi, la séance est publique."),
        Vec::<String>::new()
    );
}

#[test]
fn nobody_says_it_but_a_source() {
    assert_eq!(
        french(
            "La trêve tient, a-t-on expliqué dans l'entourage du maire. Le port rouvre, a-t-on précisé de même source."
        ),
        [
            "fr.incise: l'entourage du maire: La trêve tient",
            "fr.incise: l'entourage du maire: Le port rouvre"
        ]
    );
}

#[test]
fn whose_words_they_are() {
    assert_eq!(
        french("Selon les propos de M. Lopin, la trêve tient. Selon M. Le Guen, elle durera."),
        [
            "fr.selon: Lopin: la trêve tient",
            "fr.selon: Le Guen: elle durera"
        ]
    );
}

#[test]
fn a_relative_clause_cut_in_two() {
    assert_eq!(
        french(
            "Le ministre s'en est pris à John Smith, qui cherche, selon Paul Durand, à ruiner la trêve."
        ),
        ["fr.selon: Paul Durand: John Smith, qui cherche … à ruiner la trêve"]
    );
}

#[test]
fn likelihood_is_no_source() {
    assert_eq!(
        french("Selon toute vraisemblance, la trêve tiendra. Selon nos informations, elle dure."),
        Vec::<String>::new()
    );
}

#[test]
fn it_is_the_sentence_before() {
    assert_eq!(
        english("The truce is over. That's according to John Smith."),
        ["en.according-to: John Smith: The truce is over"]
    );
}

#[test]
fn a_conjunction_alone_is_not_said() {
    assert_eq!(
        french("Et, selon Paul Durand, la trêve tient toujours."),
        ["fr.selon: Paul Durand: la trêve tient toujours"]
    );
}

#[test]
fn within_a_relative_clause() {
    assert_eq!(
        french(
            "Le texte prévoit un échange, ce qui, selon Paul Durand, suffirait. Ils visent John Smith, qui cherchait selon Paul Durand à partir."
        ),
        [
            "fr.selon: Paul Durand: ce qui … suffirait",
            "fr.selon: Paul Durand: John Smith, qui cherchait … à partir"
        ]
    );
    assert_eq!(
        french("Les discussions, qui, selon Paul Durand, piétinent, reprendront en mai."),
        ["fr.selon: Paul Durand: qui … piétinent"]
    );
}

#[test]
fn in_the_eyes_of_somebody() {
    assert_eq!(
        french("Aux yeux du ministre, la trêve est morte."),
        ["fr.selon: ministre: la trêve est morte"]
    );
}

#[test]
fn ones_own_word() {
    assert_eq!(
        french("Paul Durand a confirmé la fin des combats, après un appel, selon lui."),
        ["fr.noun: Paul Durand: la fin des combats"]
    );
}

#[test]
fn behind_a_colon() {
    assert_eq!(
        french("La ville a hésité : le conseil votera contre, à en croire Paul Durand."),
        ["fr.selon: Paul Durand: le conseil votera contre"]
    );
}

#[test]
fn in_their_own_words() {
    assert_eq!(
        french("Paul Durand a, selon ses propres termes, « tout essayé »."),
        ["fr.selon: Paul Durand: Paul Durand a … tout essayé"]
    );
    assert_eq!(
        french(
            "Paul Durand a dit que la trêve tenait. Quant à John Smith, il est « prêt », selon ses propres termes."
        )
        .last()
        .map(String::as_str),
        Some("fr.selon: John Smith: Quant à John Smith, il est « prêt »")
    );
}

#[test]
fn by_whom_it_was_reported() {
    assert_eq!(
        english("As reported by John Smith, the port is closed."),
        ["en.according-to: John Smith: the port is closed"]
    );
    assert_eq!(
        french("De l'aveu même de Paul Durand, la trêve est fragile."),
        ["fr.selon: Paul Durand: la trêve est fragile"]
    );
}

#[test]
fn for_whom_a_quotation_stands() {
    assert_eq!(
        english("For John Smith, \"it is the time to act\"."),
        ["en.according-to: John Smith: it is the time to act"]
    );
    assert_eq!(
        english("For John Smith, the \"time to act\" was over."),
        Vec::<String>::new()
    );
}

#[test]
fn the_words_behind_a_colon() {
    assert_eq!(
        french("Le traité divise : « Jamais nous n'en voudrons », dixit Paul Durand."),
        ["fr.selon: Paul Durand: Jamais nous n'en voudrons"]
    );
}

#[test]
fn what_is_told_of_an_official_source() {
    assert_eq!(
        french("De source gouvernementale, on indique que la trêve tient."),
        ["fr.selon: source gouvernementale: la trêve tient"]
    );
}

#[test]
fn a_quotation_that_its_verb_waits_for() {
    assert_eq!(
        french("Paul Durand évite Rome, qui est selon lui « un port dangereux »."),
        ["fr.selon: Paul Durand: Rome, qui est … un port dangereux"]
    );
}

#[test]
fn an_english_relative_clause_cut_in_two() {
    assert_eq!(
        english("The depots, which, according to John Smith, were empty, have burnt down."),
        ["en.according-to: John Smith: which … were empty"]
    );
}

#[test]
fn according_to_whom() {
    assert_eq!(
        french("Paul Durand, selon qui la trêve tient, est parti."),
        ["fr.selon: Paul Durand: la trêve tient"]
    );
    assert_eq!(
        french(
            "« Le port ferme », a dit Paul Durand, joint par téléphone, et selon qui une digue a cédé."
        ),
        [
            "fr.incise: Paul Durand: Le port ferme",
            "fr.selon: Paul Durand: une digue a cédé"
        ]
    );
}

#[test]
fn a_verb_that_waits_for_its_object() {
    assert_eq!(
        french("Le port a fermé, ce qui constitue, selon Paul Durand, une menace."),
        ["fr.selon: Paul Durand: ce qui constitue … une menace"]
    );
}

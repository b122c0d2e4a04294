//! Judgements, grounds and voices, and what stands between an act and its complement.

use super::super::super::tests::french;

#[test]
fn judged_by_somebody() {
    assert_eq!(
        french("Cette annonce avait été qualifiée de « farce » par Paul Durand."),
        ["fr.passive: Paul Durand: de « farce »"]
    );
    assert_eq!(
        french("Le plan a été jugé « trop dur » par Paul Durand."),
        ["fr.passive: Paul Durand: trop dur"]
    );
    assert_eq!(
        french("Ils visent des groupes qualifiés de terroristes par Paul Durand."),
        Vec::<String>::new()
    );
    assert_eq!(
        french("L'armée a tiré, ce que Paul Durand considère comme un « acte de guerre »."),
        ["fr.quality: Paul Durand: comme un « acte de guerre »"]
    );
}

#[test]
fn on_what_ground() {
    assert_eq!(
        french("Paul Durand a motivé sa décision par « le retard » des troupes."),
        ["fr.quality: Paul Durand: sa décision par « le retard » des troupes"]
    );
    assert_eq!(
        french("Paul Durand a expliqué la décision prise par le conseil."),
        ["fr.noun: Paul Durand: la décision prise par le conseil"]
    );
}

#[test]
fn a_vote_is_nothing_said() {
    assert_eq!(
        french("Le 2 octobre, les Estoniens ont rejeté le texte par référendum."),
        Vec::<String>::new()
    );
}

#[test]
fn an_inset_without_a_verb() {
    assert_eq!(
        french("Paul Durand dénonce des mesures, dont la fermeture du port, qui ruinent la ville."),
        ["fr.noun: Paul Durand: des mesures, dont la fermeture du port, qui ruinent la ville"]
    );
}

#[test]
fn a_quotation_with_an_act_of_its_own() {
    assert_eq!(
        french("Paul Durand a souligné le devoir de tous les pays : « Au travail », a-t-il lancé."),
        [
            "fr.noun: Paul Durand: le devoir de tous les pays",
            "fr.incise: Paul Durand: Au travail"
        ]
    );
}

#[test]
fn an_answer_behind_its_day() {
    assert_eq!(
        french(
            "Le Front de libération (FL) estonien a rejeté jeudi la trêve. Le FL a dit que Riga brûlait."
        ),
        ["fr.noun: FL: la trêve", "fr.que: FL: Riga brûlait"]
    );
}

#[test]
fn by_whose_voice() {
    assert_eq!(
        french("L'Estonie a dénoncé, par la voix de son porte-parole, Paul Durand, une pression."),
        ["fr.noun: Estonia: une pression"]
    );
    assert_eq!(
        french("Une source au sein de l'armée, citée par la radio, dénonce la trêve."),
        ["fr.noun: Une source: la trêve"]
    );
}

#[test]
fn what_the_words_amount_to() {
    assert_eq!(
        french("Paul Durand dit avoir quitté le conseil, mesure à laquelle Riga s'opposait."),
        ["fr.infinitive: Paul Durand: avoir quitté le conseil"]
    );
    assert_eq!(
        french("Paul Durand s'est engagé à partir, non sans dénoncer la trêve.")
            .first()
            .map(String::as_str),
        Some("fr.infinitive: Paul Durand: partir")
    );
}

#[test]
fn accused_in_the_end() {
    assert_eq!(
        french("Paul Durand a quitté la ville, avant d'accuser l'Estonie de soutenir la junte."),
        ["fr.asked: Paul Durand: soutenir la junte"]
    );
}

#[test]
fn asides_between_verb_and_complement() {
    assert_eq!(
        french("Paul Durand réclame, quant à lui, la fin des combats."),
        ["fr.noun: Paul Durand: la fin des combats"]
    );
    assert_eq!(
        french("Le texte émane de l'Estonie, laquelle exhorte les rebelles à céder."),
        ["fr.asked: Estonia: céder"]
    );
}

#[test]
fn a_quotation_that_opens_with_the_participle() {
    assert_eq!(
        french("Paul Durand a « réitéré son souhait que la trêve tienne »."),
        ["fr.noun: Paul Durand: la trêve tienne"]
    );
    assert_eq!(
        french("Ils ont vu Paul Durand, qui a quant à lui « remercié l'Estonie pour son aide »."),
        ["fr.asked: Paul Durand: son aide"]
    );
}

#[test]
fn where_a_phrase_ends() {
    assert_eq!(
        french("Paul Durand propose une trêve, une proposition saluée par l'armée."),
        ["fr.noun: Paul Durand: une trêve"]
    );
    assert_eq!(
        french("Paul Durand a parlé de « progrès réels », de discussions « franches »."),
        ["fr.noun: Paul Durand: « progrès réels », de discussions « franches »"]
    );
}

#[test]
fn another_name_behind_its_comma() {
    assert_eq!(
        french(
            "L'Estonie a nié les faits et lors d'une visite, à Riga, Paul Durand, ministre, a dit que la trêve tenait."
        )
        .last()
        .map(String::as_str),
        Some("fr.que: Paul Durand: la trêve tenait")
    );
}

#[test]
fn whom_it_is_told() {
    assert_eq!(
        french(
            "Paul Durand a exprimé à son homologue son inquiétude. Paul Durand a fait part à son homologue de son inquiétude."
        ),
        [
            "fr.noun: Paul Durand: son inquiétude",
            "fr.noun: Paul Durand: son inquiétude"
        ]
    );
}

#[test]
fn topics_and_feelings_that_show() {
    assert_eq!(
        french("Paul Durand a exposé les derniers développements du dossier.").len(),
        0
    );
    assert_eq!(
        french("Paul Durand affichait son optimisme avant la rencontre.").len(),
        0
    );
}

#[test]
fn what_restricts_or_goes_on_is_no_content() {
    assert!(french("Les habitants qui souhaitent partir doivent donner leur nom.").is_empty());
    assert!(
        french("Paul Durand a obtenu du temps pour redresser la ville, menacée d'asphyxie.")
            .is_empty()
    );
    assert_eq!(
        french("Paul Durand critique ce délai et tente de gagner du temps."),
        ["fr.noun: Paul Durand: ce délai"]
    );
    assert_eq!(
        french("Paul Durand a prié la ministre Anna Roy (CSU), de partir."),
        ["fr.asked: Paul Durand: partir"]
    );
}

//! Incises, sentence by sentence.

use super::super::tests::{english, french};

#[test]
fn after_a_quotation() {
    assert_eq!(
        french("« Nous resterons », a déclaré lundi le ministre."),
        ["fr.incise: le ministre: Nous resterons"]
    );
}

#[test]
fn told_to_an_audience_on_an_occasion() {
    assert_eq!(
        english("The talks had failed, John Smith told a news conference in Rome."),
        ["en.incise: John Smith: The talks had failed"]
    );
    assert_eq!(
        english("During a telephone call, the two ministers met, John Smith said."),
        ["en.incise: John Smith: During a telephone call, the two ministers met"]
    );
}

#[test]
fn a_document_in_which_one_reads() {
    assert_eq!(
        french("« Nous resterons », peut-on lire dans le communiqué."),
        ["fr.incise: le communiqué: Nous resterons"]
    );
}

#[test]
fn who_is_quoted_speaks() {
    assert_eq!(
        english(
            "John Smith left.\n\n\"The truce holds,\" the official agency quoted Paul Durand as saying."
        ),
        ["en.incise: Paul Durand: The truce holds"]
    );
}

#[test]
fn who_is_reported_to_have_spoken_speaks() {
    assert_eq!(
        french("Paul Durand a exhorté l'armée à partir, a indiqué son porte-parole."),
        ["fr.asked: Paul Durand: partir"]
    );
}

#[test]
fn an_article_that_is_no_preposition() {
    assert_eq!(
        french("La trêve tient, ont indiqué des responsables militaires."),
        ["fr.incise: des responsables militaires: La trêve tient"]
    );
}

#[test]
fn within_a_quotation() {
    assert_eq!(
        french("« Nous resterons, a déclaré lundi Paul Durand. Personne ne partira. »"),
        ["fr.aside: Paul Durand: Nous resterons … Personne ne partira"]
    );
}

#[test]
fn within_a_clause() {
    assert_eq!(
        french("La trêve, a ajouté la chancelière, tiendra."),
        ["fr.incise: la chancelière: La trêve … tiendra"]
    );
}

#[test]
fn a_verb_parted_from_its_subject() {
    assert_eq!(
        french("La trêve, souligne Paul Durand, tient toujours."),
        ["fr.incise: Paul Durand: La trêve … tient toujours"]
    );
    assert_eq!(
        french("« Enfin », a dit Paul Durand, après des mois de guerre."),
        ["fr.incise: Paul Durand: Enfin"]
    );
}

#[test]
fn a_quotation_that_the_sentence_introduces() {
    assert_eq!(
        french("Paul Durand est revenu sur la crise : « La trêve tient », a-t-il lancé."),
        ["fr.incise: Paul Durand: La trêve tient"]
    );
}

#[test]
fn subject_before_the_verb() {
    assert_eq!(
        english("\"We will stay,\" Smith told a hall that was full. \"Nobody leaves.\""),
        ["en.incise: Smith: We will stay … Nobody leaves"]
    );
}

#[test]
fn an_office_and_a_name_before_the_verb() {
    assert_eq!(
        english("\"We will stay,\" the negotiator for the rebels, John Smith, said."),
        ["en.incise: John Smith: We will stay"]
    );
}

#[test]
fn a_quotation_that_goes_on_in_the_next_paragraph() {
    assert_eq!(
        english(
            "\"We will stay,\" John Smith said.\n\n\"We have said so many times before, and we say it again.\""
        ),
        [
            "en.incise: John Smith: We will stay … We have said so many times before, and we say it again"
        ]
    );
}

#[test]
fn an_aside_in_a_verb_says_nothing() {
    assert_eq!(
        english("The state had not, as of Monday, announced the visit, which was late."),
        Vec::<String>::new()
    );
}

#[test]
fn circumstances_are_not_what_was_said() {
    assert_eq!(
        english("In a statement, the company apologised to nobody."),
        Vec::<String>::new()
    );
}

#[test]
fn a_name_behind_more_about_the_office() {
    for text in [
        "La trêve tient, a dit le ministre chargé de l'accueil, Hugo Marais.",
        "La trêve tient, a dit le ministre de l'Accueil (AC) et négociateur en chef Hugo Marais.",
        "La trêve tient, a dit l'ambassadeur auprès de l'ONU, Hugo Marais, devant le Conseil.",
    ] {
        assert_eq!(
            french(text),
            ["fr.incise: Hugo Marais: La trêve tient"],
            "{text}"
        );
    }
}

#[test]
fn a_family_name_without_its_article() {
    assert_eq!(
        english("Minister Omar al-Hadidi left. \"The talks are over,\" Hadidi said on Monday."),
        ["en.incise: Omar al-Hadidi: The talks are over"]
    );
}

#[test]
fn who_issued_a_document_speaks() {
    assert_eq!(
        french(
            "La trêve tient, ajoute un communiqué du ministère. Le port rouvre, précise le communiqué."
        ),
        [
            "fr.incise: ministère: La trêve tient",
            "fr.incise: ministère: Le port rouvre"
        ]
    );
}

#[test]
fn a_short_title_means_the_fuller_one() {
    assert_eq!(
        french(
            "Le ministre de la Défense Hugo Marais est là. « Oui », a dit le ministre. Le médiateur Jean Lopin aussi. « Non », a dit l'émissaire."
        ),
        ["fr.incise: Hugo Marais: Oui", "fr.incise: Jean Lopin: Non"]
    );
    assert_eq!(
        english("Foreign Minister Omar Hadidi left. \"Yes,\" the minister said."),
        ["en.incise: Omar Hadidi: Yes"]
    );
}

#[test]
fn a_nationality_of_two_countries() {
    assert_eq!(
        french(
            "Paul Durand a reçu l'Américain Hugo Marais. « Oui », a dit le diplomate italo-suédois."
        ),
        ["fr.incise: Paul Durand: Oui"]
    );
}

#[test]
fn a_name_beside_a_second_office() {
    for office in [
        "le chef de la délégation, l'ambassadeur Hugo Marais",
        "l'envoyé de l'ONU pour les affaires de paix, Hugo Marais",
        "l'ex-ministre Hugo Marais",
        "le conseiller aux affaires de paix, Hugo Marais",
    ] {
        assert_eq!(
            french(&format!("« La trêve tient », a dit {office}.")),
            ["fr.incise: Hugo Marais: La trêve tient"],
            "{office}"
        );
    }
}

#[test]
fn a_participle_behind_has_its_own_words() {
    assert_eq!(
        french("La trêve tient, a dit Paul Durand en soulignant que l'armée avait cédé."),
        [
            "fr.incise: Paul Durand: La trêve tient",
            "fr.participle: Paul Durand: l'armée avait cédé"
        ]
    );
}

#[test]
fn words_that_only_join_are_not_said() {
    assert_eq!(
        english("John Smith left. In addition, he said, the roads were open."),
        ["en.incise: John Smith: the roads were open"]
    );
}

#[test]
fn single_marks_before_the_verb() {
    assert_eq!(
        english("'We will stay,' said John Smith."),
        ["en.incise: John Smith: We will stay"]
    );
}

#[test]
fn unmarked_words_and_their_speaker() {
    assert_eq!(
        french("L'accord ne tiendra pas, décrypte un diplomate."),
        ["fr.incise: un diplomate: L'accord ne tiendra pas"]
    );
}

#[test]
fn a_person_asked_is_no_speaker() {
    assert_eq!(
        french(
            "Le ministre chargé du port, Paul Durand, a appelé dimanche le négociateur, John Smith, à revenir."
        ),
        ["fr.asked: Paul Durand: revenir"]
    );
}

#[test]
fn reported_words_go_on_behind_and() {
    assert_eq!(
        french("Les choses ont changé, souligne Paul Durand, et le texte ne pourra pas passer."),
        ["fr.incise: Paul Durand: Les choses ont changé … et le texte ne pourra pas passer"]
    );
    assert_eq!(
        french("Les choses ont changé, souligne Paul Durand, et la ville a été prise."),
        ["fr.incise: Paul Durand: Les choses ont changé"]
    );
}

#[test]
fn not_without_recalling() {
    assert_eq!(
        french("« Nous restons », a dit Paul Durand, non sans rappeler que la trêve tenait."),
        [
            "fr.incise: Paul Durand: Nous restons",
            "fr.participle: Paul Durand: la trêve tenait"
        ]
    );
}

#[test]
fn several_of_them_on_a_day() {
    assert_eq!(
        french("Les deux camps se verront en juin, a dit Paul Durand. Tout va bien, ont indiqué des élus mercredi.").last().map(String::as_str),
        Some("fr.incise: des élus: Tout va bien")
    );
    assert_eq!(
        french("Les deux camps ont accepté, ont indiqué mercredi des responsables."),
        ["fr.incise: des responsables: Les deux camps ont accepté"]
    );
}

#[test]
fn where_the_sun_rises() {
    assert_eq!(
        french("« C'est fini », a dit Paul Durand aux élus, dans l'est de la région."),
        ["fr.incise: Paul Durand: C'est fini"]
    );
}

#[test]
fn the_verb_of_the_subject_that_was_cut_off() {
    assert_eq!(
        french("La délégation, a rappelé Paul Durand, avait prévenu de l'échec."),
        ["fr.incise: Paul Durand: La délégation … avait prévenu de l'échec"]
    );
}

#[test]
fn behind_a_colon() {
    assert_eq!(
        french("La ville a hésité : le conseil votera contre, a averti Paul Durand."),
        ["fr.incise: Paul Durand: le conseil votera contre"]
    );
}

#[test]
fn whom_somebody_is_quoted_as() {
    assert_eq!(
        english("\"The truce holds,\" John Smith was quoted as saying by the agency."),
        ["en.incise: John Smith: The truce holds"]
    );
}

#[test]
fn a_clause_behind_the_act_that_only_says_when() {
    assert_eq!(
        english("The truce would hold, John Smith said on Monday after he met the envoy in Leeds."),
        ["en.incise: John Smith: The truce would hold"]
    );
}

#[test]
fn a_verb_that_looks_like_a_noun() {
    assert_eq!(
        english("Prices rise every year, John Smith said."),
        ["en.incise: John Smith: Prices rise every year"]
    );
    assert_eq!(
        english("The rebels hit the port with rockets, John Smith said on Monday."),
        ["en.incise: John Smith: The rebels hit the port with rockets"]
    );
}

#[test]
fn a_question_is_no_answer() {
    assert!(english("Asked by the agency, John Smith replied in the negative.").is_empty());
}

#[test]
fn an_office_before_its_name_is_nothing_said() {
    assert!(english("A member of the harbour council, John Smith, said no.").is_empty());
}

#[test]
fn numbers_of_things_say_nothing() {
    assert_eq!(
        english("The storm cost hundreds of lives, John Smith said."),
        ["en.incise: John Smith: The storm cost hundreds of lives"]
    );
    assert_eq!(
        english("Thousands of protesters said that the truce held."),
        ["en.that: Thousands of protesters: the truce held"]
    );
}

#[test]
fn a_quotation_goes_on_with_the_sentence() {
    assert_eq!(
        english("The port will stay open, John Smith said, \"because nobody wants a war.\""),
        ["en.incise: John Smith: The port will stay open … because nobody wants a war"]
    );
}

#[test]
fn whom_a_medium_quotes() {
    assert_eq!(
        english("\"The port is closed,\" Reuters quotes the words of John Smith."),
        ["en.incise: John Smith: The port is closed"]
    );
    assert_eq!(
        english("\"The port is closed,\" Reuters cites John Smith."),
        ["en.incise: John Smith: The port is closed"]
    );
}

#[test]
fn what_is_told_of_the_speaker_is_no_word_of_his() {
    for rest in ["qui parlait à la radio", "tandis que la foule criait"] {
        assert_eq!(
            french(&format!("« Le port ferme », a dit Paul Durand, {rest}.")),
            ["fr.incise: Paul Durand: Le port ferme"]
        );
    }
    assert_eq!(
        french("Dans ces conditions, calcule Paul Durand, le port fermera."),
        ["fr.incise: Paul Durand: Dans ces conditions … le port fermera"]
    );
}

#[test]
fn the_subject_behind_its_verb_before_an_aside() {
    assert_eq!(
        english("Italy, like France, has closed its ports, reported the newspaper."),
        ["en.incise: the newspaper: Italy, like France, has closed its ports"]
    );
}

#[test]
fn a_main_clause_behind_a_quotation() {
    assert_eq!(
        english(
            "While John Smith called the talks \"routine,\" Paul Durand told Reuters that the truce had failed."
        ),
        [
            "en.quality: John Smith: the talks \"routine",
            "en.that: Paul Durand: the truce had failed"
        ]
    );
}

#[test]
fn a_clause_that_a_quotation_goes_on_with() {
    assert_eq!(
        english("The port has closed, John Smith said, \"because the truce failed.\""),
        ["en.incise: John Smith: The port has closed … because the truce failed"]
    );
}

#[test]
fn told_to_those_of_whom_more_is_said() {
    assert_eq!(
        english("The port has closed, John Smith told a panel charged with reform on Tuesday."),
        ["en.incise: John Smith: The port has closed"]
    );
}

#[test]
fn whom_a_subject_asks_in_quoted_words() {
    assert_eq!(
        french(
            "Le maire, Paul Durand, a appelé mercredi soir une nouvelle fois les rebelles à « se retirer »."
        ),
        ["fr.asked: Paul Durand: se retirer"]
    );
}

#[test]
fn who_announces_behind_the_verb() {
    assert_eq!(
        english("Paul Durand must say whether the army approved the plan, demanded John Smith."),
        ["en.incise: John Smith: Paul Durand must say whether the army approved the plan"]
    );
}

#[test]
fn what_somebody_believes() {
    assert_eq!(
        english("The truce will not hold, John Smith believes."),
        ["en.incise: John Smith: The truce will not hold"]
    );
    assert!(english("John Smith left the party in which he believes.").is_empty());
}

#[test]
fn what_stands_behind_the_act() {
    assert_eq!(
        english("As night fell over the port, John Smith chanted \"Open the border!\""),
        ["en.colon: John Smith: Open the border!"]
    );
}

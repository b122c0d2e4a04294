//! What is said in an infinitive, a noun phrase, a quality, and what is none of these.

mod asides;
mod persons;

use super::super::tests::{english, french};

#[test]
fn infinitive() {
    assert_eq!(
        french("Paul Durand affirme ne rien savoir."),
        ["fr.infinitive: Paul Durand: ne rien savoir"]
    );
}

#[test]
fn asked() {
    assert_eq!(
        french(
            "Le maire a appelé les habitants de la ville à rester chez eux et exhorté l'armée à partir."
        ),
        [
            "fr.asked: Le maire: rester chez eux",
            "fr.asked: Le maire: partir"
        ]
    );
}

#[test]
fn quoted_and_dated() {
    for (text, said) in [
        (
            "Paul Durand a demandé à la ministre de « partir sans délai ».",
            "fr.asked: Paul Durand: partir sans délai",
        ),
        (
            "Paul Durand a condamné « avec la plus grande fermeté » l'attentat.",
            "fr.noun: Paul Durand: l'attentat",
        ),
        (
            "Paul Durand avait promis en mai de partir.",
            "fr.infinitive: Paul Durand: partir",
        ),
    ] {
        assert_eq!(french(text), [said], "{text}");
    }
}

#[test]
fn asked_of_whom_more_is_said() {
    for (text, said) in [
        (
            "Paul Durand a exhorté les élus réunis mardi à voter la loi.",
            "fr.asked: Paul Durand: voter la loi",
        ),
        (
            "Paul Durand a appelé « toutes les parties à parler ».",
            "fr.asked: Paul Durand: parler",
        ),
        (
            "Paul Durand a demandé à la ministre, Anne Roy, de partir.",
            "fr.asked: Paul Durand: partir",
        ),
        (
            "Paul Durand a mis en garde Rome si elle refuse la trêve.",
            "fr.asked: Paul Durand: si elle refuse la trêve",
        ),
        (
            "Paul Durand a exhorté Rome à agir, poussant l'armée à la prudence.",
            "fr.asked: Paul Durand: agir",
        ),
    ] {
        assert_eq!(french(text), [said], "{text}");
    }
}

#[test]
fn a_quotation_that_opens_with_the_verb() {
    assert_eq!(
        french("Paul Durand « déplore la mort d'un garde, qui protégeait le pont »."),
        ["fr.noun: Paul Durand: la mort d'un garde, qui protégeait le pont"]
    );
}

#[test]
fn circumstances_before_what_is_said() {
    for (text, said) in [
        (
            "Paul Durand a confirmé, hier jeudi, sa présence au sommet.",
            "fr.noun: Paul Durand: sa présence au sommet",
        ),
        (
            "Paul Durand a appelé de nouveau, mardi à Rome, l'armée à partir.",
            "fr.asked: Paul Durand: partir",
        ),
        (
            "Paul Durand a donné lundi à Rome son accord à une trêve.",
            "fr.noun: Paul Durand: une trêve",
        ),
        (
            "Paul Durand a exprimé à Anne Roy et Marc Petit sa « vive inquiétude ».",
            "fr.noun: Paul Durand: sa « vive inquiétude »",
        ),
        (
            "Paul Durand, se disant inquiet, a quitté la salle.",
            "fr.adjective: Paul Durand: inquiet",
        ),
        (
            "Paul Durand a, indique la même source, réclamé un nouveau vote.",
            "fr.noun: Paul Durand: un nouveau vote",
        ),
    ] {
        assert_eq!(french(text), [said], "{text}");
    }
}

#[test]
fn whom_one_calls_back() {
    assert!(french("Paul Durand a rappelé son ambassadeur.").is_empty());
}

#[test]
fn what_is_not_ruled_out() {
    assert_eq!(
        french("Paul Durand n'exclut pas une trêve."),
        ["fr.noun: Paul Durand: une trêve"]
    );
}

#[test]
fn the_manner_of_saying() {
    for text in [
        "Paul Durand a condamné avec la plus grande fermeté les tirs.",
        "Paul Durand condamne dans les termes les plus vifs les tirs.",
        "Paul Durand a condamné sans ambiguïté les tirs.",
    ] {
        assert_eq!(french(text), ["fr.noun: Paul Durand: les tirs"], "{text}");
    }
}

#[test]
fn who_speaks() {
    for (text, said) in [
        (
            "Le porte-parole de la police, le colonel Paul Durand, réclame une trêve.",
            "fr.noun: Paul Durand: une trêve",
        ),
        (
            "Le ministre du Budget et porte-parole du gouvernement, Paul Durand, réclame une trêve.",
            "fr.noun: Paul Durand: une trêve",
        ),
        (
            "Un élu qui a requis l'anonymat réclame une trêve.",
            "fr.noun: Un élu: une trêve",
        ),
        (
            "Paul Durand accuse l'armée d'exactions.",
            "fr.asked: Paul Durand: exactions",
        ),
    ] {
        assert_eq!(french(text), [said], "{text}");
    }
}

#[test]
fn ways_into_saying() {
    for (text, said) in [
        (
            "C'est ainsi que Paul Durand a appelé l'armée à partir.",
            "fr.asked: Paul Durand: partir",
        ),
        (
            "Paul Durand n'a pas manqué de saluer l'accord.",
            "fr.noun: Paul Durand: l'accord",
        ),
        (
            "Et Paul Durand d'ajouter que la trêve tient.",
            "fr.que: Paul Durand: la trêve tient",
        ),
        (
            "« La trêve tient », dixit Paul Durand.",
            "fr.selon: Paul Durand: La trêve tient",
        ),
        (
            "L'accord a été rejeté par l'opposition.",
            "fr.passive: l'opposition: L'accord",
        ),
        (
            "Paul Durand ne cesse de réclamer une trêve.",
            "fr.noun: Paul Durand: une trêve",
        ),
        (
            "Se félicitant de l'accord, Paul Durand a quitté la salle.",
            "fr.noun: Paul Durand: l'accord",
        ),
        (
            "Les élus se sont quittés, un responsable notant que la route est longue.",
            "fr.participle: un responsable: la route est longue",
        ),
        (
            "Mais pour Paul Durand, le vote est nul.",
            "fr.selon: Paul Durand: le vote est nul",
        ),
    ] {
        assert_eq!(french(text), [said], "{text}");
    }
}

#[test]
fn a_topic_is_nothing_said() {
    for text in [
        "Paul Durand a évoqué la crise.",
        "Paul Durand, faisant allusion à la crise, a souri.",
        "Paul Durand soupçonne Rome de mentir.",
    ] {
        assert_eq!(french(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn acts_in_a_row() {
    assert_eq!(
        french("Paul Durand a salué l'accord, a appelé à la retenue et souhaité une trêve."),
        [
            "fr.noun: Paul Durand: l'accord",
            "fr.noun: Paul Durand: la retenue",
            "fr.noun: Paul Durand: une trêve"
        ]
    );
}

#[test]
fn a_participle_that_makes_a_sentence() {
    assert_eq!(
        french("Paul Durand a salué la trêve. Tout en soulignant que la route est longue."),
        [
            "fr.noun: Paul Durand: la trêve",
            "fr.participle: Paul Durand: la route est longue"
        ]
    );
}

#[test]
fn a_verdict_on_a_pronoun() {
    assert_eq!(
        french("Le vote a eu lieu. Paul Durand l'a jugé inacceptable."),
        ["fr.quality: Paul Durand: inacceptable"]
    );
}

#[test]
fn a_list_of_adjectives() {
    assert_eq!(
        french("Paul Durand réclame une paix juste, durable et négociée."),
        ["fr.noun: Paul Durand: une paix juste, durable et négociée"]
    );
}

#[test]
fn asked_in_english() {
    assert_eq!(
        english("Smith urged the government to act and left the room."),
        ["en.asked: Smith: to act"]
    );
}

#[test]
fn noun() {
    assert_eq!(
        french("Le maire dénonce « une ingérence »."),
        ["fr.colon: Le maire: une ingérence"]
    );
}

#[test]
fn quality() {
    assert_eq!(
        english("Smith called the verdict \"lousy\"."),
        ["en.quality: Smith: the verdict \"lousy\""]
    );
}

#[test]
fn those_whose_calls_somebody_joins() {
    assert_eq!(
        english("John Smith joined the calls by Estonian officials asking the rebels to leave."),
        ["en.asked: John Smith + Estonian officials: to leave"]
    );
}

#[test]
fn to_call_for_something_judges_nothing() {
    assert_eq!(
        english("Smith called in a statement on Tuesday for their \"immediate\" release."),
        ["en.noun: Smith: their \"immediate\" release"]
    );
}

#[test]
fn passive() {
    assert_eq!(
        french("Paul Durand, accusé par l'opposition de mentir, se tait."),
        ["fr.passive: l'opposition: mentir"]
    );
}

#[test]
fn a_decision_is_nothing_said() {
    assert_eq!(
        english("Smith left the union and sold the house."),
        Vec::<String>::new()
    );
}

#[test]
fn the_occasion_is_not_what_is_asked() {
    assert_eq!(
        french("Paul Durand a appelé Rome à agir vite lors d'une rencontre à Nord."),
        ["fr.asked: Paul Durand: agir vite"]
    );
}

#[test]
fn what_a_threat_amounts_to() {
    assert_eq!(
        english("John Smith threatened to leave the table, giving the envoy a week."),
        ["en.infinitive: John Smith: to leave the table"]
    );
}

#[test]
fn a_complement_of_whom_is_asked() {
    assert_eq!(
        french("Paul Durand a appelé les parties au conflit à cesser le feu."),
        ["fr.asked: Paul Durand: cesser le feu"]
    );
}

#[test]
fn who_is_told_to_share_a_view_speaks_on() {
    assert_eq!(
        french("Un avis partagé par Paul Durand, assurant que la trêve tient."),
        ["fr.participle: Paul Durand: la trêve tient"]
    );
}

#[test]
fn two_acts_on_one_thing() {
    assert_eq!(
        french("Paul Durand a dénoncé le plan en l'accusant de mentir."),
        [
            "fr.noun: Paul Durand: le plan",
            "fr.asked: Paul Durand: mentir"
        ]
    );
}

#[test]
fn what_a_reporter_saw_is_nothing_said() {
    assert!(french("La ville brûle, a constaté un journaliste de l'agence.").is_empty());
}

#[test]
fn an_aside_answers() {
    for text in [
        "The ministry accused John Smith of lying, a charge Estonia denies.",
        "The ministry accused John Smith of lying, which Estonia denies.",
    ] {
        let aside = text.split(", ").nth(1).unwrap_or_default();
        assert_eq!(
            english(text),
            [
                "en.asked: The ministry: lying".to_owned(),
                format!("en.relative: Estonia: {}", aside.trim_end_matches('.')),
            ]
        );
    }
    assert_eq!(
        french("Paul Durand accuse l'armée de mentir, des accusations que l'Estonie rejette."),
        [
            "fr.asked: Paul Durand: mentir",
            "fr.relative: Estonia: des accusations que l'Estonie rejette"
        ]
    );
}

#[test]
fn an_aside_stands_behind_the_subject() {
    for aside in ["en visite à Paris", "qui visitait jeudi le port"] {
        assert_eq!(
            french(&format!("Le ministre, {aside}, a salué cet accord.")),
            ["fr.noun: Le ministre: cet accord"],
            "{aside}"
        );
    }
}

#[test]
fn a_day_before_a_quoted_judgement() {
    assert_eq!(
        french("Paul Durand a jugé lundi « inacceptables » les propos du maire."),
        ["fr.noun: Paul Durand: « inacceptables » les propos du maire"]
    );
    assert_eq!(
        french("Paul Durand a qualifié ces tirs « d'erreur tragique »."),
        ["fr.quality: Paul Durand: ces tirs « d'erreur tragique »"]
    );
}

#[test]
fn one_more_thing_that_somebody_is_accused_of() {
    assert_eq!(
        english("John Smith accused Latvia of breaking the truce and rejecting the deal."),
        ["en.asked: John Smith: breaking the truce and rejecting the deal"]
    );
}

#[test]
fn an_adjective_judges_behind_its_noun() {
    assert_eq!(
        english("John Smith called the talks constructive."),
        ["en.quality: John Smith: the talks constructive"]
    );
}

#[test]
fn what_is_asked_for_is_nobody_asked() {
    assert_eq!(
        french("Paul Durand a appelé à une trêve immédiate à Alep."),
        ["fr.noun: Paul Durand: une trêve immédiate à Alep"]
    );
    assert_eq!(
        french("Paul Durand a appelé mardi au calme et à la retenue."),
        ["fr.noun: Paul Durand: au calme et à la retenue"]
    );
}

#[test]
fn another_verb_lends_its_auxiliary() {
    assert_eq!(
        french("Paul Durand a fermé le port et demandé à l'armée de partir."),
        ["fr.asked: Paul Durand: partir"]
    );
}

#[test]
fn time_within_a_relative_clause() {
    assert_eq!(
        french("Paul Durand a confirmé des tirs qui ont eu lieu quelques heures après la trêve."),
        ["fr.noun: Paul Durand: des tirs qui ont eu lieu quelques heures après la trêve"]
    );
}

#[test]
fn of_whom_it_is_asked() {
    assert_eq!(
        french("Paul Durand a exigé de John Smith un retrait immédiat."),
        ["fr.noun: Paul Durand: un retrait immédiat"]
    );
    assert_eq!(
        french("Paul Durand a exigé de John Smith qu'il quitte la ville."),
        ["fr.que: Paul Durand: il quitte la ville"]
    );
    assert_eq!(
        french("Paul Durand a fait part à John Smith de son intention de quitter la ville."),
        ["fr.noun: Paul Durand: quitter la ville"]
    );
}

#[test]
fn words_between_a_verb_and_its_fixed_words() {
    assert_eq!(
        french("Paul Durand a mis John Smith en garde contre une rupture de la trêve."),
        ["fr.noun: Paul Durand: une rupture de la trêve"]
    );
    assert_eq!(
        french("Paul Durand a dit mardi non à une rupture de la trêve."),
        ["fr.noun: Paul Durand: une rupture de la trêve"]
    );
    assert_eq!(
        french("Paul Durand a mis l'accent sur la nécessité d'une trêve."),
        ["fr.noun: Paul Durand: la nécessité d'une trêve"]
    );
}

#[test]
fn the_next_clause_has_its_pronoun() {
    assert_eq!(
        french("Paul Durand accuse John Smith de tricher, il est déçu."),
        ["fr.asked: Paul Durand: tricher"]
    );
}

#[test]
fn what_stands_between_verb_and_complement() {
    assert_eq!(
        french(
            "Paul Durand a dénoncé, mardi soir, la rupture d'une trêve que la ville juge morte."
        ),
        ["fr.noun: Paul Durand: la rupture d'une trêve que la ville juge morte"]
    );
    assert_eq!(
        french("Paul Durand a demandé à John Smith de nouvelles garanties."),
        ["fr.noun: Paul Durand: de nouvelles garanties"]
    );
}

#[test]
fn who_was_told() {
    assert_eq!(
        english("John Smith confirmed the meeting to the press."),
        ["en.noun: John Smith: the meeting"]
    );
    assert_eq!(
        english("John Smith announced a truce to reporters in Leeds."),
        ["en.noun: John Smith: a truce"]
    );
}

#[test]
fn what_somebody_may_yet_say() {
    assert!(english("The envoy would leave if John Smith rejects the offer.").is_empty());
}

#[test]
fn of_whom_the_text_says_what_they_are() {
    assert_eq!(
        english("John Smith blamed Ann Roy, the head of the port, for the delay."),
        ["en.asked: John Smith: the delay"]
    );
}

#[test]
fn who_denies_what_stands_before() {
    assert_eq!(
        french("John Smith accuse Paul Durand d'avoir menti, ce que réfute Anna Roy."),
        [
            "fr.asked: John Smith: avoir menti",
            "fr.relative: Anna Roy: ce que réfute"
        ]
    );
}

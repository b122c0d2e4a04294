//! What is said in a clause, and where the clause ends.

mod english;

use super::super::tests::{english, french};

#[test]
fn with_the_person_told_between() {
    assert_eq!(
        french("Le ministre a déclaré jeudi à la presse que la trêve tenait."),
        ["fr.que: Le ministre: la trêve tenait"]
    );
}

#[test]
fn an_inset_ends_where_the_sentence_resumes() {
    assert_eq!(
        french("Paul Durand, estimant que la trêve tient, a quitté la salle."),
        ["fr.participle: Paul Durand: la trêve tient"]
    );
    assert_eq!(
        french("Paul Durand a réagi, affirmant que l'armée avait tiré, avait pillé."),
        ["fr.participle: Paul Durand: l'armée avait tiré, avait pillé"]
    );
}

#[test]
fn a_question_behind_circumstances() {
    assert_eq!(
        french("Paul Durand a expliqué au téléphone à la ministre comment il comptait agir."),
        ["fr.que: Paul Durand: comment il comptait agir"]
    );
}

#[test]
fn a_relative_behind_an_infinitive_is_no_clause() {
    assert_eq!(
        french("Paul Durand dit avoir tiré, une version que l'armée conteste."),
        [
            "fr.infinitive: Paul Durand: avoir tiré",
            "fr.relative: l'armée: une version que l'armée conteste"
        ]
    );
    assert_eq!(
        french("Paul Durand a démenti, une version que l'armée conteste."),
        ["fr.relative: l'armée: une version que l'armée conteste"]
    );
}

#[test]
fn groups_told_by_number_and_nationality() {
    assert_eq!(
        french("Les 35 observateurs ont affirmé que la trêve tenait."),
        ["fr.que: Les 35 observateurs: la trêve tenait"]
    );
    assert_eq!(
        french("Des diplomates étrangers proches du roi ont affirmé que la trêve tenait."),
        ["fr.que: Des diplomates étrangers proches du roi: la trêve tenait"]
    );
    assert_eq!(
        french("Selon les quinze diplomates européens, la trêve tient."),
        ["fr.selon: les quinze diplomates européens: la trêve tient"]
    );
}

#[test]
fn without_that() {
    assert_eq!(
        english("Smith said the truce held, adding that it was fragile."),
        [
            "en.that: Smith: the truce held",
            "en.participle: Smith: it was fragile"
        ]
    );
}

#[test]
fn told_by_somebody() {
    assert_eq!(
        english("The mayor was told by Smith that the truce held."),
        ["en.told: Smith: the truce held"]
    );
}

#[test]
fn a_relative_is_no_clause_in_english() {
    assert_eq!(
        english("Smith has proposed a truce that has worked."),
        ["en.noun: Smith: a truce that has worked"]
    );
}

#[test]
fn a_relative_is_no_clause() {
    assert_eq!(
        french("Le général a annoncé une attaque que personne n'attendait."),
        ["fr.noun: Le général: une attaque que personne n'attendait"]
    );
}

#[test]
fn not_said() {
    assert_eq!(
        french("Le ministre n'a pas dit que la trêve tenait."),
        Vec::<String>::new()
    );
}

#[test]
fn after_a_sentence_that_ends_in_a_quotation() {
    assert_eq!(
        english("John Smith said, \"We will stay.\"\n\nJohn Smith said that the truce held."),
        [
            "en.colon: John Smith: We will stay",
            "en.that: John Smith: the truce held"
        ]
    );
}

#[test]
fn whom_a_medium_quotes() {
    assert_eq!(
        english("John Smith was quoted by Reuters on Monday as saying the truce held."),
        ["en.participle: John Smith: the truce held"]
    );
}

#[test]
fn two_clauses_of_one_act() {
    assert_eq!(
        english("John Smith said that the truce held and that the army would leave."),
        ["en.that: John Smith: the truce held and that the army would leave"]
    );
}

#[test]
fn acts_within_quoted_words() {
    assert_eq!(
        english("John Smith said he \"liked the rule you suggested, that nobody be named.\""),
        ["en.that: John Smith: he \"liked the rule you suggested, that nobody be named.\""]
    );
}

#[test]
fn behind_asides() {
    for text in [
        "Paul Durand, « très inquiet », a dit que la trêve tenait.",
        "Paul Durand a, quant à lui, une fois de plus souligné que la trêve tenait.",
        "Paul Durand a en outre, devant la presse, souligné que la trêve tenait.",
    ] {
        assert_eq!(
            french(text),
            ["fr.que: Paul Durand: la trêve tenait"],
            "{text}"
        );
    }
}

#[test]
fn circumstances_after_a_whole_quotation() {
    assert_eq!(
        french("Paul Durand estime que « la porte reste ouverte », au lendemain de l'échec."),
        ["fr.que: Paul Durand: la porte reste ouverte"]
    );
}

#[test]
fn an_aside_before_the_verb_of_the_clause() {
    assert_eq!(
        english("John Smith noted that Paul Durand, once again, stressed the risks."),
        ["en.that: John Smith: Paul Durand, once again, stressed the risks"]
    );
}

#[test]
fn the_head_of_a_service_is_named_whole() {
    assert_eq!(
        english("The head of the Estonian diplomatic service said the truce would hold."),
        ["en.that: The head of the Estonian diplomatic service: the truce would hold"]
    );
}

#[test]
fn an_office_of_two_tasks_is_one_person() {
    assert_eq!(
        english(
            "The city's Police and Crime Commissioner John Smith said that the truce would hold."
        ),
        ["en.that: John Smith: the truce would hold"]
    );
}

#[test]
fn where_it_was_said_before_a_clause_without_that() {
    assert_eq!(
        english("John Smith said in a statement the truce would hold."),
        ["en.that: John Smith: the truce would hold"]
    );
}

#[test]
fn circumstances_between_auxiliary_and_verb() {
    for adverbial in [
        "auparavant",
        "une nouvelle fois",
        "mardi soir",
        "dans un entretien",
        "mercredi depuis Nord",
        "à juste titre",
    ] {
        assert_eq!(
            french(&format!(
                "Paul Durand a {adverbial} souligné que la trêve tenait."
            )),
            ["fr.que: Paul Durand: la trêve tenait"],
            "{adverbial}"
        );
    }
}

#[test]
fn what_another_asked_is_part_of_what_is_said() {
    assert_eq!(
        english("John Smith said the army had asked Paul Durand to leave."),
        ["en.that: John Smith: the army had asked Paul Durand to leave"]
    );
}

#[test]
fn what_somebody_hopes_is_part_of_what_is_said() {
    assert_eq!(
        english("John Smith left. He said he hoped Paul Durand would return."),
        ["en.that: John Smith: he hoped Paul Durand would return"]
    );
}

#[test]
fn what_the_text_says_of_those_told() {
    assert_eq!(
        english("John Smith told a panel investigating the deal that the army had left."),
        ["en.that: John Smith: the army had left"]
    );
}

#[test]
fn with_an_audience_and_no_that() {
    assert_eq!(
        english("John Smith told a news conference Estonia was ready to sign."),
        ["en.that: John Smith: Estonia was ready to sign"]
    );
}

#[test]
fn when_it_was_said_is_not_said() {
    assert_eq!(
        french("Paul Durand a dit que la trêve tenait, à quelques heures d'un sommet à Paris."),
        ["fr.que: Paul Durand: la trêve tenait"]
    );
}

#[test]
fn a_clause_that_opens_the_sentence_ends_before_the_main_one() {
    assert_eq!(
        english("Noting that the truce held, John Smith called for talks."),
        [
            "en.participle: John Smith: the truce held",
            "en.noun: John Smith: talks"
        ]
    );
}

#[test]
fn what_should_be_is_said_behind_but() {
    assert_eq!(
        english("John Smith said he would come, but the deal should be changed."),
        ["en.that: John Smith: he would come, but the deal should be changed"]
    );
    assert_eq!(
        english("John Smith said he would come, but gave no date."),
        ["en.that: John Smith: he would come"]
    );
}

#[test]
fn behind_an_occasion_with_many() {
    assert_eq!(
        english(
            "John Smith said on Sunday after a meeting with his counterparts from Latvia, Finland and France that the talks would go on."
        ),
        ["en.that: John Smith: the talks would go on"]
    );
}

#[test]
fn a_clause_has_its_verb() {
    assert_eq!(
        french(
            "Paul Durand a assuré que la résolution, votée jeudi et prévoyant des sanctions, était équilibrée."
        ),
        [
            "fr.que: Paul Durand: la résolution, votée jeudi et prévoyant des sanctions, était équilibrée"
        ]
    );
}

#[test]
fn several_ministers_are_not_one() {
    assert_eq!(
        french(
            "Avant la réunion des ministres, Paul Durand, le président du conseil, a affirmé que la trêve tenait."
        ),
        ["fr.que: Paul Durand: la trêve tenait"]
    );
    assert_eq!(
        french(
            "Après un entretien avec le ministre russe, Paul Durand, le président du conseil, a affirmé que la trêve tenait."
        ),
        ["fr.que: Paul Durand: la trêve tenait"]
    );
}

#[test]
fn a_relative_clause_before_the_verb() {
    assert_eq!(
        french("Les ministres qui se sont exprimés rappelaient que la trêve tenait."),
        ["fr.que: Les ministres: la trêve tenait"]
    );
}

#[test]
fn on_whose_terms_somebody_speaks() {
    assert_eq!(
        french(
            "Un élu ayant requis l'anonymat a dit que la trêve tenait. Un diplomate s'exprimant sous couvert d'anonymat affirme que la trêve tient."
        ),
        [
            "fr.que: Un élu: la trêve tenait",
            "fr.que: Un diplomate: la trêve tient"
        ]
    );
}

#[test]
fn a_verb_that_ends_like_an_adjective() {
    assert_eq!(
        french("Un diplomate estonien explique que la trêve tient."),
        ["fr.que: Un diplomate estonien: la trêve tient"]
    );
}

#[test]
fn those_of_a_place() {
    assert_eq!(
        french("Dans l'entourage du ministre, on assure que la trêve tient."),
        ["fr.que: l'entourage du ministre: la trêve tient"]
    );
}

#[test]
fn what_the_journalist_adds() {
    assert_eq!(
        french("Paul Durand a dit que la trêve dépendait de Riga, citant le retard des troupes."),
        ["fr.que: Paul Durand: la trêve dépendait de Riga"]
    );
    assert_eq!(
        french("Paul Durand a dit que la trêve « tiendrait en mai », date prévue du sommet."),
        ["fr.que: Paul Durand: la trêve « tiendrait en mai »"]
    );
}

#[test]
fn since_when_and_meanwhile() {
    assert_eq!(
        french(
            "Paul Durand martèle depuis des jours, alors que la ville brûle, que la trêve tient."
        ),
        ["fr.que: Paul Durand: la trêve tient"]
    );
    assert_eq!(
        french("Paul Durand qui, dans un communiqué a dit que la trêve tenait, se tait.").len(),
        1
    );
}

#[test]
fn what_is_told_again_in_quotation_marks() {
    assert_eq!(
        french(
            "Paul Durand a appelé lundi les élus à « passer vite de la guerre au dialogue ». « Nous appelons les élus à passer vite de la guerre au dialogue », a dit John Smith."
        )
        .len(),
        2
    );
}

#[test]
fn a_place_where_people_speak() {
    assert_eq!(
        french("Même ton en Estonie, où l'on assure que la trêve tient."),
        ["fr.que: Estonia: la trêve tient"]
    );
}

#[test]
fn a_state_and_its_government() {
    assert_eq!(
        french("La Lettonie a signé. L'Estonie, a fait savoir son gouvernement, refusera."),
        ["fr.incise: Estonia: L'Estonie … refusera"]
    );
}

#[test]
fn between_dashes() {
    assert_eq!(
        french("Paul Durand – qui a dit que la trêve tenait – a quitté la salle."),
        ["fr.que: Paul Durand: la trêve tenait"]
    );
}

#[test]
fn a_passive_within_what_is_said() {
    assert_eq!(
        french(
            "Paul Durand estime que la trêve suit un plan tracé par l'armée et soutenu par l'Estonie."
        ),
        ["fr.que: Paul Durand: la trêve suit un plan tracé par l'armée et soutenu par l'Estonie"]
    );
}

#[test]
fn the_day_behind_a_text() {
    assert_eq!(
        english("John Smith said in a statement late on Wednesday the port was closed."),
        ["en.that: John Smith: the port was closed"]
    );
    assert_eq!(
        english("John Smith said in a statement posted on his site that the port was closed."),
        ["en.that: John Smith: the port was closed"]
    );
}

#[test]
fn occasions_before_the_clause() {
    assert_eq!(
        french(
            "Paul Durand a annoncé, à l'ouverture du sommet réuni à Riga, dans le nord du pays, que la trêve tenait."
        ),
        ["fr.que: Paul Durand: la trêve tenait"]
    );
    assert_eq!(
        french("Les alliés estiment eux que la trêve tient."),
        ["fr.que: Les alliés: la trêve tient"]
    );
}

#[test]
fn an_aside_of_one_word_before_the_clause() {
    assert_eq!(
        french("Paul Durand a insisté, toutefois, sur le fait que la trêve tenait."),
        ["fr.noun: Paul Durand: la trêve tenait"]
    );
}

#[test]
fn a_clause_that_opens_with_its_occasion() {
    assert_eq!(
        french("Paul Durand affirme que, lors de leur rencontre, Anna Roy a demandé un délai."),
        ["fr.que: Paul Durand: lors de leur rencontre, Anna Roy a demandé un délai"]
    );
}

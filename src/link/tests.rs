//! Linking over drafts made by hand: one actor a line, as extraction would hand it on.

use std::sync::LazyLock;

use super::*;
use crate::extract::facts::{
    ArticleInfo, FactDate, Meeting, MeetingStatus, Modality, Passage, Place, Statement,
};
use crate::extract::{Clue, DateSlot, Draft, Gender, Title};

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::load);

fn article() -> ArticleInfo {
    ArticleInfo {
        id: String::new(),
        source: String::new(),
        text_sha256: String::new(),
        title: None,
        language: "fr".to_owned(),
        published: None,
        retrieved: None,
        publisher: None,
        agencies: Vec::new(),
        body: Vec::new(),
        url: None,
        text: None,
    }
}

/// An actor that the text names at a word.
fn actor(draft: &mut Draft, kind: ActorType, name: &str, clue: Clue) -> String {
    let id = format!("x{}", draft.facts.actors.len());
    let start = draft.facts.actors.len() * 10;
    draft.facts.actors.push(Actor {
        id: id.clone(),
        kind,
        name: name.to_owned(),
        names: Names::default(),
        wikidata: None,
        position: None,
        candidates: Vec::new(),
        mentions: vec![Passage {
            start,
            end: start + 5,
            text: name.to_owned(),
        }],
    });
    draft.clues.push(clue);
    id
}

fn draft() -> Draft {
    let facts = Facts {
        article: article(),
        actors: Vec::new(),
        statements: Vec::new(),
        proposals: Vec::new(),
        meetings: Vec::new(),
        places: Vec::new(),
        denials: Vec::new(),
    };
    Draft {
        bystanders: Vec::new(),
        facts,
        clues: Vec::new(),
        dates: Vec::new(),
    }
}

fn named(name: &str) -> Clue {
    Clue {
        name: Some(name.to_owned()),
        ..Clue::default()
    }
}

fn title(role: &str, polity: &str) -> Title {
    Title {
        role: role.to_owned(),
        polity: Some(polity.to_owned()),
        text: format!("{role} {polity}"),
        former: false,
    }
}

fn titled(role: &str, polity: &str) -> Clue {
    Clue {
        titles: vec![title(role, polity)],
        ..Clue::default()
    }
}

/// Links a draft of an article published on a day, whose text is `text`.
fn linked(draft: Draft, published: Option<&str>, text: &str) -> Facts {
    link(
        draft,
        &crate::text::read(&article_of(text, published)),
        &GAZETTEER,
    )
}

fn article_of(text: &str, published: Option<&str>) -> crate::source::Article {
    crate::source::Article {
        id: crate::source::ArticleId::of_text(text).0,
        sha256: String::new(),
        source: String::new(),
        text: text.to_owned(),
        blocks: vec![crate::source::Block {
            range: 0..text.len(),
            kind: crate::source::BlockKind::Paragraph,
        }],
        metadata: crate::source::Metadata {
            published: published.map(str::to_owned),
            language: Some("fr".to_owned()),
            ..crate::source::Metadata::default()
        },
    }
}

fn ids(facts: &Facts) -> Vec<Option<&str>> {
    facts.actors.iter().map(|a| a.wikidata.as_deref()).collect()
}

#[test]
fn one_office_two_dates_two_persons() {
    let of = |date: &str| {
        let mut draft = draft();
        actor(
            &mut draft,
            ActorType::Person,
            "le secrétaire d'Etat américain",
            titled("secretary-of-state", "United States"),
        );
        linked(draft, Some(date), "Il a parlé.").actors[0].clone()
    };
    let kerry = of("2016-07-14");
    assert_eq!(kerry.wikidata.as_deref(), Some("Q22316"));
    assert_eq!(kerry.name, "John Kerry");
    assert_eq!(
        kerry.position.as_deref(),
        Some("Secretary of State, United States")
    );
    assert!(
        kerry.candidates[0].why.contains("2016-07-14"),
        "{:?}",
        kerry.candidates
    );
    assert_eq!(of("2019-07-14").wikidata.as_deref(), Some("Q473239"));
}

#[test]
fn a_title_without_a_date_abstains() {
    let mut draft = draft();
    actor(
        &mut draft,
        ActorType::Person,
        "le secrétaire d'Etat américain",
        titled("secretary-of-state", "United States"),
    );
    let facts = linked(draft, None, "Il a parlé.");
    assert_eq!(facts.actors[0].wikidata, None);
    assert_eq!(facts.actors[0].name, "le secrétaire d'Etat américain");
    assert_eq!(facts.article.published, None);
}

#[test]
fn a_name_and_a_title_become_one_actor() {
    let mut draft = draft();
    let kerry = actor(
        &mut draft,
        ActorType::Person,
        "John Kerry",
        named("John Kerry"),
    );
    let chief = actor(
        &mut draft,
        ActorType::Person,
        "le chef de la diplomatie américaine",
        titled("foreign-minister", "United States"),
    );
    let moscow = actor(&mut draft, ActorType::Country, "Moscou", named("Moscou"));
    draft
        .facts
        .statements
        .push(statement("s1", vec![chief, kerry, moscow]));
    let facts = linked(
        draft,
        Some("2016-07-14"),
        "Les Américains ont parlé à Moscou.",
    );
    assert_eq!(ids(&facts), [Some("Q22316"), Some("Q159")]);
    assert_eq!(facts.actors[0].mentions.len(), 2);
    assert_eq!(facts.statements[0].speakers, ["a1", "a2"]);
}

#[test]
fn an_ambiguous_surname_abstains() {
    let mut draft = draft();
    actor(&mut draft, ActorType::Person, "Kim", named("Kim"));
    actor(&mut draft, ActorType::Person, "Ivanov", named("Ivanov"));
    assert_eq!(
        ids(&linked(draft, Some("2016-07-14"), "Deux hommes ont parlé.")),
        [None, None]
    );
}

#[test]
fn a_surname_with_its_office_is_enough() {
    let mut draft = draft();
    let clue = Clue {
        titles: vec![title("foreign-minister", "Russia")],
        ..named("Lavrov")
    };
    actor(&mut draft, ActorType::Person, "Lavrov", clue);
    assert_eq!(
        ids(&linked(draft, Some("2016-07-14"), "Il a parlé.")),
        [Some("Q58217")]
    );
}

#[test]
fn a_namesake_of_another_office_and_gender_is_not_linked() {
    let mut draft = draft();
    let clue = Clue {
        gender: Some(Gender::Feminine),
        titles: vec![title("foreign-minister", "France")],
        ..named("John Kerry")
    };
    actor(&mut draft, ActorType::Person, "John Kerry", clue);
    assert_eq!(
        ids(&linked(draft, Some("2016-07-14"), "Elle a parlé.")),
        [None]
    );
}

#[test]
fn an_unnamed_source_is_never_linked_or_merged() {
    let mut draft = draft();
    for _ in 0..2 {
        actor(
            &mut draft,
            ActorType::Unnamed,
            "un responsable américain",
            titled("president", "United States"),
        );
    }
    assert_eq!(
        ids(&linked(draft, Some("2016-07-14"), "Ils ont parlé.")),
        [None, None]
    );
}

#[test]
fn the_actor_syria_and_the_place_syria_stay_two_things() {
    let mut draft = draft();
    actor(&mut draft, ActorType::Country, "Damas", named("Damas"));
    draft.facts.places.push(Place {
        id: "l7".to_owned(),
        name: "Syria".to_owned(),
        names: Names::default(),
        wikidata: None,
        mentions: vec![Passage {
            start: 3,
            end: 8,
            text: "Damas".to_owned(),
        }],
    });
    let facts = linked(draft, Some("2016-07-14"), "A Damas, la Syrie a parlé.");
    assert_eq!(
        (
            facts.actors[0].name.as_str(),
            facts.actors[0].wikidata.as_deref()
        ),
        ("Syria", Some("Q858"))
    );
    assert_eq!(
        (
            facts.places[0].name.as_str(),
            facts.places[0].wikidata.as_deref()
        ),
        ("Damascus", Some("Q3766"))
    );
    assert_eq!(facts.places[0].id, "l1");
}

#[test]
fn a_government_is_its_state_and_a_building_its_office() {
    let mut draft = draft();
    actor(
        &mut draft,
        ActorType::Group,
        "les autorités nord-coréennes",
        Clue::default(),
    );
    actor(
        &mut draft,
        ActorType::Office,
        "la Maison Blanche",
        named("Maison Blanche"),
    );
    actor(&mut draft, ActorType::Organization, "Onu", named("Onu"));
    let facts = linked(draft, Some("2016-07-14"), "Trois voix.");
    assert_eq!(ids(&facts), [Some("Q423"), None, Some("Q1065")]);
    assert_eq!(facts.actors[1].name, "White House");
}

#[test]
fn the_year_follows_from_a_weekday_and_an_office() {
    let mut draft = draft();
    let clue = Clue {
        titles: vec![title("secretary-of-state", "United States")],
        ..named("John Kerry")
    };
    let kerry = actor(&mut draft, ActorType::Person, "John Kerry", clue);
    draft.facts.statements.push(statement("s1", vec![kerry]));
    draft.dates.push(DateSlot {
        fact: "s1".to_owned(),
        date: 0,
        ahead: None,
    });
    let facts = linked(draft, None, "John Kerry a parlé jeudi 14 juillet à Moscou.");
    let date = facts.statements[0].date.as_ref().unwrap();
    assert_eq!(
        (date.edtf.as_str(), date.text.as_deref()),
        ("2016-07-14", Some("jeudi 14 juillet"))
    );
    assert_eq!(facts.article.published, None);
}

#[test]
fn two_possible_years_leave_the_date_open() {
    let mut draft = draft();
    let clue = Clue {
        titles: vec![title("president", "Russia")],
        ..named("Vladimir Poutine")
    };
    let putin = actor(&mut draft, ActorType::Person, "Vladimir Poutine", clue);
    draft.facts.statements.push(statement("s1", vec![putin]));
    draft.dates.push(DateSlot {
        fact: "s1".to_owned(),
        date: 0,
        ahead: None,
    });
    let facts = linked(draft, None, "Vladimir Poutine a parlé jeudi 14 juillet.");
    assert_eq!(facts.statements[0].date, None);
    assert_eq!(ids(&facts), [Some("Q7747")]);
}

fn statement(id: &str, speakers: Vec<String>) -> Statement {
    use crate::extract::facts::{Modality, Polarity, SpeechAct, StatementKind};
    Statement {
        id: id.to_owned(),
        speakers,
        addressees: Vec::new(),
        kind: StatementKind::Indirect,
        act: SpeechAct::Assert,
        content: Vec::new(),
        cue: None,
        evidence: Vec::new(),
        date: None,
        via: Vec::new(),
        modality: Modality::Stated,
        polarity: Polarity::Positive,
        about: Vec::new(),
        rule: String::new(),
        confidence: 1.0,
    }
}

#[test]
fn a_title_goes_to_the_one_named_person_who_held_it() {
    let mut draft = draft();
    actor(
        &mut draft,
        ActorType::Person,
        "John Kerry",
        named("John Kerry"),
    );
    actor(
        &mut draft,
        ActorType::Person,
        "Sergueï Lavrov",
        named("Sergueï Lavrov"),
    );
    actor(
        &mut draft,
        ActorType::Person,
        "le secrétaire d'Etat américain",
        titled("secretary-of-state", "United States"),
    );
    let facts = linked(draft, None, "Américains et Russes ont parlé.");
    assert_eq!(ids(&facts), [Some("Q22316"), Some("Q58217")]);
}

#[test]
fn the_government_of_its_leader_is_the_state() {
    let mut draft = draft();
    let name = "le gouvernement de Justin Trudeau";
    actor(&mut draft, ActorType::Country, name, Clue::default());
    let facts = linked(
        draft,
        Some("2018-04-17"),
        "Les autorités canadiennes ont parlé.",
    );
    assert_eq!(ids(&facts), [Some("Q16")]);
}

#[test]
fn a_credited_agency_is_one_with_the_agency_of_the_text() {
    let mut draft = draft();
    actor(&mut draft, ActorType::Organization, "l'AFP", named("AFP"));
    let text = "L'AFP le dit.";
    let mut article = article_of(text, Some("2016-07-14"));
    article.metadata.agencies = vec!["Agence France-Presse".to_owned()];
    article.metadata.publisher = Some("Le Desk".to_owned());
    let facts = link(draft, &crate::text::read(&article), &GAZETTEER);
    assert_eq!(ids(&facts), [Some("Q40464"), None]);
    assert_eq!(facts.article.agencies, ["a1"]);
    assert_eq!(facts.article.publisher.as_deref(), Some("a2"));
}

#[test]
fn a_title_and_its_body_tell_of_one_meeting() {
    let mut draft = draft();
    draft.facts.article.title = Some(Passage {
        start: 0,
        end: 40,
        text: String::new(),
    });
    let meeting = |id: &str, start: usize, status, day: &str| Meeting {
        id: id.to_owned(),
        participants: vec!["a1".to_owned(), "a2".to_owned()],
        host: None,
        place: (start > 40).then(|| "l1".to_owned()),
        date: Some(FactDate {
            edtf: day.to_owned(),
            text: Some("mercredi".to_owned()),
        }),
        status,
        kind: None,
        about: Vec::new(),
        evidence: vec![Passage {
            start,
            end: start + 10,
            text: String::new(),
        }],
        modality: Modality::Stated,
        rule: "meeting.between".to_owned(),
        confidence: 0.8,
    };
    draft.facts.meetings = vec![
        meeting("m1", 4, MeetingStatus::Held, "2017-03-08"),
        meeting("m2", 90, MeetingStatus::Planned, "2017-03-15"),
    ];
    let weekdays = ["m1", "m2"].map(|id| (id.to_owned(), Weekday::Wednesday));
    meeting::merge_meetings(&mut draft.facts, &weekdays.into_iter().collect());
    let [one] = draft.facts.meetings.as_slice() else {
        panic!("{:?}", draft.facts.meetings);
    };
    assert_eq!(one.status, MeetingStatus::Planned);
    assert_eq!(
        one.date.as_ref().map(|date| date.edtf.as_str()),
        Some("2017-03-15")
    );
    assert_eq!(one.place.as_deref(), Some("l1"));
}

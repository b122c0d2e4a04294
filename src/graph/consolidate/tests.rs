//! What several articles say, made one, case by case.

use super::super::sample::{Sample, article};
use super::*;
use crate::extract::facts::{ActorType, MeetingStatus, ProposalStatus, SpeechAct};
use crate::vocab::{code, dm, rdf};
use proptest::prelude::*;
use sophia::api::term::Term as _;

/// What the deltas add up to.
#[derive(Default)]
struct Sum(BTreeSet<Quad>);

impl Sum {
    fn apply(&mut self, delta: &Delta) {
        for quad in &delta.remove {
            assert!(self.0.remove(quad), "removed what is not there: {quad:?}");
        }
        for quad in &delta.insert {
            assert!(
                self.0.insert(quad.clone()),
                "inserted what is there: {quad:?}"
            );
        }
    }

    /// The objects of a property, or for `subject` the subjects that have the object.
    fn objects(&self, predicate: &str) -> Vec<String> {
        let quads = self
            .0
            .iter()
            .filter(|([_, found, _], _)| found.iri().is_some_and(|iri| iri.as_str() == predicate));
        quads.map(|([_, _, object], _)| shown(object)).collect()
    }

    fn instances(&self, class: &str) -> Vec<String> {
        let is = |object: &super::super::quads::Term| {
            object.iri().is_some_and(|iri| iri.as_str() == class)
        };
        let quads = self.0.iter().filter(|([_, predicate, object], _)| {
            is(object) && predicate.iri().is_some_and(|iri| iri.as_str() == rdf::TYPE)
        });
        quads.map(|([subject, ..], _)| shown(subject)).collect()
    }
}

fn shown(term: &super::super::quads::Term) -> String {
    let text = term.iri().map(|iri| iri.to_string());
    text.or_else(|| term.lexical_form().map(|text| text.to_string()))
        .unwrap()
}

fn view_of(samples: &[Sample]) -> (View, Sum) {
    let (mut view, mut sum) = (View::new(Minter::default()), Sum::default());
    for sample in samples {
        sum.apply(&view.add(sample.summary()));
    }
    (view, sum)
}

/// Three articles on one meeting, in different words and at different times.
fn moscow_talks() -> Vec<Sample> {
    let planned = article("2016-07-13", "fr", "Visite prévue")
        .kerry()
        .putin()
        .moscow()
        .meeting(
            "m1",
            &["kerry", "putin"],
            "2016-07-14",
            MeetingStatus::Planned,
        );
    let held = article("2016-07-15", "en", "Talks held")
        .agency("Reuters")
        .putin()
        .kerry()
        .meeting(
            "m1",
            &["putin", "kerry"],
            "2016-07-14T21:00+03:00",
            MeetingStatus::Held,
        )
        .meeting(
            "m2",
            &["putin", "kerry"],
            "2016-07-16",
            MeetingStatus::Planned,
        );
    let late = article("", "fr", "Retour sur la visite")
        .kerry()
        .putin()
        .moscow()
        .meeting(
            "m1",
            &["putin", "kerry"],
            "2016-07-14",
            MeetingStatus::Planned,
        );
    vec![planned, held, late]
}

#[test]
fn three_articles_on_one_meeting_give_one_meeting_with_three_reports() {
    let (_, sum) = view_of(&moscow_talks());
    assert_eq!(
        sum.instances(dm::MEETING).len(),
        2,
        "that of the 14th and that of the 16th"
    );
    let mut reports = sum.objects(dm::REPORTS);
    reports.sort();
    assert_eq!(reports, ["1", "3"]);
    let mut current = sum.objects(dm::CURRENT_STATUS);
    current.sort();
    assert_eq!(
        current,
        [code::MEETING_STATUS_HELD, code::MEETING_STATUS_PLANNED],
        "planned gives way to held"
    );
    assert!(
        sum.objects(dm::EDTF)
            .contains(&"2016-07-14T21:00+03:00".to_owned()),
        "the most precise date"
    );
    assert_eq!(sum.instances(dm::STATUS_CHANGE).len(), 4);
}

#[test]
fn meetings_of_other_people_days_or_kinds_stay_apart() {
    let samples = [
        article("2016-07-13", "fr", "Un").kerry().putin().meeting(
            "m1",
            &["kerry", "putin"],
            "2016-07-14",
            MeetingStatus::Held,
        ),
        article("2016-07-13", "fr", "Deux").kerry().putin().meeting(
            "m1",
            &["kerry", "putin"],
            "2016-07-15",
            MeetingStatus::Held,
        ),
        article("2016-07-13", "fr", "Trois")
            .kerry()
            .actor("lavrov", ActorType::Person, "Sergey Lavrov", Some("Q58217"))
            .meeting(
                "m1",
                &["kerry", "lavrov"],
                "2016-07-14",
                MeetingStatus::Held,
            ),
        article("2016-07-13", "fr", "Quatre")
            .kerry()
            .putin()
            .meeting("m1", &["kerry", "putin"], "", MeetingStatus::Held),
        article("2016-07-13", "fr", "Cinq").kerry().putin().meeting(
            "m1",
            &["kerry", "putin"],
            "2016-07",
            MeetingStatus::Held,
        ),
        article("2016-07-13", "fr", "Six").kerry().meeting(
            "m1",
            &["kerry"],
            "2016-07-14",
            MeetingStatus::Held,
        ),
    ];
    let (_, sum) = view_of(&samples);
    assert_eq!(sum.instances(dm::MEETING).len(), samples.len());
}

#[test]
fn one_participant_in_the_same_place_is_the_meeting_where_there_is_only_one() {
    let talks = |opening: &str| {
        article("2016-07-13", "fr", opening)
            .kerry()
            .putin()
            .moscow()
    };
    let full = talks("Un").meeting("m1", &["kerry", "putin"], "2016-07-14", MeetingStatus::Held);
    let part = talks("Deux").meeting("m1", &["kerry"], "2016-07-14", MeetingStatus::Held);
    let (_, sum) = view_of(&[full, part]);
    assert_eq!(sum.instances(dm::MEETING).len(), 1);
}

#[test]
fn the_same_words_of_one_speaker_on_one_day_are_one_statement() {
    let words = "We are working towards a cessation of hostilities in the whole country";
    let said = |opening: &str, language: &str, words: &str, date: &str| {
        article("2016-07-14", language, opening).kerry().statement(
            "s1",
            "kerry",
            SpeechAct::Assert,
            words,
            date,
        )
    };
    let (_, sum) = view_of(&[
        said("One", "en", words, ""),
        said("Two", "en", &format!("{words}, I think"), "2016-07-14"),
        said(
            "Three",
            "en",
            "We have nothing to add to what was said this morning",
            "",
        ),
        said("Four", "en", words, "2016-07-20"),
        said("Cinq", "fr", words, ""),
    ]);
    assert_eq!(sum.instances(dm::STATEMENT).len(), 4);
}

#[test]
fn unnamed_sources_are_never_merged() {
    let said = |opening: &str| {
        article("2016-07-14", "fr", opening)
            .actor("a1", ActorType::Unnamed, "un diplomate occidental", None)
            .statement(
                "s1",
                "a1",
                SpeechAct::Assert,
                "Les discussions seront longues et difficiles",
                "",
            )
    };
    let (_, sum) = view_of(&[said("Un"), said("Deux")]);
    assert_eq!(sum.instances(dm::STATEMENT).len(), 2);
    assert_eq!(sum.instances(dm::UNNAMED_SOURCE).len(), 2);
}

#[test]
fn a_denial_contradicts_what_another_article_presents_as_so() {
    let plan = "a plan for joint strikes against two armed groups in the north";
    let us = |sample: Sample| sample.actor("us", ActorType::Country, "United States", Some("Q30"));
    let report = us(article("2016-07-13", "en", "A plan")).proposal(
        "p1",
        "us",
        plan,
        ProposalStatus::Drafted,
    );
    let mut denial = us(article("2016-07-14", "en", "Denied"))
        .putin()
        .proposal("p1", "us", plan, ProposalStatus::Rejected)
        .statement("s1", "putin", SpeechAct::Deny, "There is no such plan", "")
        .denial("s1", "p1");
    denial.facts.proposals[0].modality = crate::extract::facts::Modality::Hearsay;
    let record = format!(
        "http://localhost:7979/article/{}#p1",
        report.facts.article.id
    );
    let (mut view, mut sum) = view_of(&[denial]);
    assert!(
        sum.objects(dm::CONTRADICTS).is_empty(),
        "what the denying article relays it does not present as so"
    );
    sum.apply(&view.add(report.summary()));
    assert_eq!(sum.instances(dm::PROPOSAL).len(), 1);
    assert_eq!(sum.objects(dm::CONTRADICTS), [record]);
}

#[test]
fn an_older_article_renames_the_thing_and_the_old_name_is_kept() {
    let samples = moscow_talks();
    let (mut view, mut sum) = (View::new(Minter::default()), Sum::default());
    sum.apply(&view.add(samples[1].summary()));
    let before = sum.instances(dm::MEETING);
    let delta = view.add(samples[0].summary());
    sum.apply(&delta);
    let [(old, new)] = delta.replaced.as_slice() else {
        panic!("{:?}", delta.replaced)
    };
    assert!(before.contains(old) && !sum.instances(dm::MEETING).contains(old));
    assert!(sum.instances(dm::MEETING).contains(new));
    let back = view.remove(&samples[0].facts.article.id);
    sum.apply(&back);
    assert!(back.alive.contains(old) && back.replaced == [(new.clone(), old.clone())]);
    assert_eq!(sum.instances(dm::MEETING), before);
}

/// Sixty words that no other number has.
fn sixty(number: u32) -> String {
    let word = |place: u32| format!("w{number}x{place}");
    (0..60).map(word).collect::<Vec<_>>().join(" ")
}

/// An article on one meeting, with a publisher of its own and this body.
fn reprint(day: &str, paper: &str, body: &str) -> Sample {
    let mut sample = article(day, "en", paper)
        .kerry()
        .putin()
        .meeting("m1", &["kerry", "putin"], "2016-07-14", MeetingStatus::Held)
        .actor("paper", ActorType::Organization, paper, None)
        .body(body);
    sample.facts.article.publisher = Some("paper".to_owned());
    sample
}

/// An article that meets those with sixty words of either kind.
fn between(day: &str) -> Summary {
    let sketch = |number| {
        let summary = reprint(day, "The Wire", &sixty(number)).summary();
        summary.sketch.unwrap()
    };
    let (one, other) = (sketch(1), sketch(2));
    let half = 12 * 12;
    let mixed = [one.get(..half).unwrap(), other.get(half..).unwrap()].concat();
    Summary {
        sketch: Some(mixed),
        ..reprint(day, "The Wire", &sixty(3)).summary()
    }
}

#[test]
fn copies_are_one_source_under_the_earliest_of_them() {
    let one = reprint("2016-07-15", "The Herald", &sixty(1));
    let again = reprint("2016-07-17", "The Post", &sixty(1));
    let other = reprint("2016-07-16", "The Gazette", &sixty(2));
    let (mut view, mut sum) = view_of(&[one, again, other]);
    let before = (sum.objects(dm::SOURCES), sum.objects(dm::COPY_OF));
    assert_eq!(
        (before.0.as_slice(), before.1.len()),
        (&["2".to_owned()][..], 1)
    );

    // It shares words with all, and is older: now they are all copies of it.
    let wire = between("2016-07-14");
    let first = view.minter.article(&wire.id).as_str().to_owned();
    sum.apply(&view.add(wire.clone()));
    assert_eq!(sum.objects(dm::SOURCES), ["1"]);
    assert_eq!(sum.objects(dm::REPORTS), ["4"]);
    assert_eq!(sum.objects(dm::COPY_OF), vec![first; 3]);

    sum.apply(&view.remove(&wire.id));
    assert_eq!((sum.objects(dm::SOURCES), sum.objects(dm::COPY_OF)), before);
}

#[test]
fn an_agency_that_two_articles_credit_is_one_source() {
    let mut samples = [
        reprint("2016-07-15", "The Herald", &sixty(1)).agency("Reuters"),
        reprint("2016-07-16", "The Gazette", &sixty(2)).agency("Reuters"),
        reprint("2016-07-17", "The Times", &sixty(3)),
    ];
    let (_, sum) = view_of(&samples);
    assert_eq!(sum.objects(dm::SOURCES), ["2"]);
    samples[1].facts.article.agencies.clear();
    let (_, sum) = view_of(&samples);
    assert_eq!(sum.objects(dm::SOURCES), ["3"]);
}

/// Articles that overlap in every way that matters here.
fn overlapping() -> Vec<Sample> {
    let mut samples = moscow_talks();
    for day in ["2016-07-12", "2016-07-14", "2016-07-14~", ""] {
        let words = "The talks were serious and we agreed on concrete steps to go on";
        let plan = "a plan for joint strikes against two armed groups in the north";
        let mut sample = article(day, "en", &format!("More on {day}"))
            .kerry()
            .putin()
            .moscow()
            .proposal("p1", "kerry", plan, ProposalStatus::Proposed)
            .statement("s1", "kerry", SpeechAct::Assert, words, "")
            .statement(
                "s2",
                "putin",
                SpeechAct::Deny,
                "There is no such plan at all",
                day,
            )
            .meeting("m1", &["kerry"], "2016-07-14", MeetingStatus::Cancelled)
            .denial("s2", "p1")
            .body(&sixty(1));
        sample.facts.statements[0].about = vec!["p1".to_owned(), "m1".to_owned()];
        sample.facts.meetings[0].about = vec!["p1".to_owned()];
        samples.push(sample);
    }
    samples.push(reprint("2016-07-12", "The Times", &sixty(2)));
    samples
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn the_view_depends_on_the_set_of_articles_only(
        order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle(),
        detours in proptest::collection::vec(0_usize..9, 0..4),
    ) {
        let mut summaries: Vec<Summary> = overlapping().iter().map(Sample::summary).collect();
        summaries.push(between("2016-07-13"));
        let (mut straight, mut winding) = (Sum::default(), Sum::default());
        let mut view = View::new(Minter::default());
        for summary in &summaries {
            straight.apply(&view.add(summary.clone()));
        }
        let mut view = View::new(Minter::default());
        for n in &order {
            winding.apply(&view.add(summaries[*n].clone()));
        }
        for n in detours {
            winding.apply(&view.remove(&summaries[n].id));
            winding.apply(&view.add(summaries[n].clone()));
        }
        prop_assert_eq!(&straight.0, &winding.0);
        let loaded = View::of(Minter::default(), summaries.clone());
        prop_assert_eq!(&loaded.clusters, &view.clusters);
        prop_assert_eq!(&loaded.blocks, &view.blocks);
        for n in order {
            winding.apply(&view.remove(&summaries[n].id));
        }
        prop_assert!(winding.0.is_empty(), "{:?}", winding.0);
    }
}

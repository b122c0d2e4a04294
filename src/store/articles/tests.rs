//! Articles written, written anew and taken out, and what the view says after each.

use super::versions::names_one_article;
use super::*;
use crate::graph::sample::{MeetingStatus, Sample, SpeechAct, article};
use crate::store::Deadline;
use crate::vocab::dm;

fn run(key: &str) -> Run {
    Run {
        key: key.to_owned(),
        started: "2026-11-21T18:00:00Z".to_owned(),
        version: "0.1.0".to_owned(),
    }
}

fn talks(opening: &str, published: &str) -> Sample {
    article(published, "fr", opening)
        .kerry()
        .putin()
        .meeting(
            "m1",
            &["kerry", "putin"],
            "2016-07-14",
            MeetingStatus::Planned,
        )
        .statement(
            "s1",
            "kerry",
            SpeechAct::Announce,
            "Nous nous verrons jeudi soir à Moscou",
            "",
        )
}

fn canonical(store: &Store) -> String {
    let mut out = vec![];
    store
        .write_canonical(&Minter::default(), &Deadline::none(), &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

fn with(samples: &[&Sample]) -> String {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    for sample in samples {
        articles.write(&sample.graph(), &run("r")).unwrap();
    }
    canonical(&store)
}

#[test]
fn the_order_of_articles_and_what_was_forgotten_do_not_show() {
    let (a, b, c) = (
        talks("Un", "2016-07-13"),
        talks("Deux", "2016-07-12"),
        talks("Trois", ""),
    );
    let expected = with(&[&a, &b, &c]);
    assert_eq!(with(&[&c, &b, &a]), expected);
    assert_eq!(with(&[&b, &a, &c, &a]), expected);
    assert!(
        expected.contains(&format!("{}> \"3\"", dm::REPORTS)),
        "one meeting with three reports"
    );

    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    for sample in [&a, &b] {
        articles.write(&sample.graph(), &run("one")).unwrap();
    }
    // Another process goes on, later.
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    articles.write(&c.graph(), &run("two")).unwrap();
    let other = talks("Quatre", "2016-07-11");
    articles.write(&other.graph(), &run("two")).unwrap();
    assert!(articles.forget(&other.facts.article.id).unwrap());
    assert!(!articles.forget(&other.facts.article.id).unwrap());
    assert_eq!(canonical(&store), expected);
}

#[test]
fn the_same_article_twice_is_a_no_op() {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    let sample = talks("Un", "2016-07-13");
    assert_eq!(
        articles.write(&sample.graph(), &run("one")).unwrap(),
        Written::New
    );
    let before = store.len().unwrap();
    assert_eq!(
        articles.write(&sample.graph(), &run("two")).unwrap(),
        Written::Unchanged
    );
    assert_eq!(store.len().unwrap(), before);
}

#[test]
fn other_facts_of_the_same_text_replace_the_former() {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    let sample = talks("Un", "2016-07-13");
    articles.write(&sample.graph(), &run("one")).unwrap();
    let mut better = talks("Un", "2016-07-13");
    better.facts.statements[0].act = SpeechAct::Promise;
    assert_eq!(
        articles.write(&better.graph(), &run("two")).unwrap(),
        Written::Replaced
    );
    assert_eq!(canonical(&store), with(&[&better]));
}

#[test]
fn of_the_versions_of_an_article_the_one_fetched_last_counts() {
    let version = |opening: &str, retrieved: &str| {
        let mut sample = talks(opening, "2016-07-13");
        sample.facts.article.source = "news/1.txt".to_owned();
        sample.facts.article.retrieved = Some(retrieved.to_owned());
        sample
    };
    let (first, second) = (
        version("Un", "2026-01-01T10:00:00Z"),
        version("Deux", "2026-01-02T10:00:00Z"),
    );
    let third = version("Trois", "2026-01-03T10:00:00+01:00");
    let expected = with(&[&first, &second, &third]);
    assert_eq!(with(&[&third, &first, &second]), expected);
    assert_eq!(with(&[&second, &third, &first]), expected);
    assert_eq!(expected.matches("wasRevisionOf").count(), 2);
    let reports = format!("{}> \"1\"", dm::REPORTS);
    assert_eq!(
        expected.matches(&reports).count(),
        2,
        "the meeting and the statement have one report each"
    );

    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    articles.write(&first.graph(), &run("r")).unwrap();
    let id = |sample: &Sample| sample.facts.article.id.clone();
    assert_eq!(
        articles.write(&third.graph(), &run("r")).unwrap(),
        Written::Version {
            of: id(&first),
            counts: true
        }
    );
    assert_eq!(
        articles.write(&second.graph(), &run("r")).unwrap(),
        Written::Version {
            of: id(&first),
            counts: false
        }
    );
    articles.forget(&id(&third)).unwrap();
    assert_eq!(canonical(&store), with(&[&first, &second]));
    articles.forget(&id(&second)).unwrap();
    assert_eq!(canonical(&store), with(&[&first]));
}

#[test]
fn an_iri_that_was_replaced_leads_to_the_new_one() {
    let store = Store::memory().unwrap();
    let mut articles = Articles::open(&store, Minter::default()).unwrap();
    let (late, early) = (talks("Un", "2016-07-13"), talks("Deux", "2016-07-12"));
    articles.write(&late.graph(), &run("r")).unwrap();
    articles.write(&early.graph(), &run("r")).unwrap();
    let property = NamedNodeRef::new_unchecked(dct::IS_REPLACED_BY);
    let redirects = || {
        read(&store, None, Some(property), None, None)
            .unwrap()
            .len()
    };
    assert_eq!(redirects(), 1, "that of the meeting");
    articles.forget(&early.facts.article.id).unwrap();
    assert_eq!(redirects(), 1, "the other way round");
}

#[test]
fn lines_of_a_file_are_not_versions_of_one_article() {
    assert!(names_one_article("news/1.txt") && names_one_article("https://example.org/a"));
    assert!(
        !names_one_article("corpus.jsonl:12") && !names_one_article("-") && !names_one_article("")
    );
}

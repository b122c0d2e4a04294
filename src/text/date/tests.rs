//! Expressions of time, and what they are.

use crate::text::{Anchor, Document, Language};

fn dates(text: &str, language: Language, today: &str) -> Vec<(String, Option<String>)> {
    let document = Document::of_paragraphs(text, language);
    let anchor = Anchor::on(today.parse().unwrap());
    document
        .dates()
        .iter()
        .map(|date| {
            (
                document.words(&date.tokens).to_owned(),
                date.resolve_whole(&anchor).map(String::from),
            )
        })
        .collect()
}

fn check(text: &str, language: Language, expected: &[(&str, Option<&str>)]) {
    let found = dates(text, language, "2016-07-15");
    let found: Vec<(&str, Option<&str>)> = found
        .iter()
        .map(|(words, date)| (words.as_str(), date.as_deref()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_as_pages_stamp_them() {
    for stamp in [
        "April 03,2015",
        "2015/04/03",
        "03/04/2015",
        "2015-04-03T10:30:00Z",
    ] {
        let found = dates(
            &format!("Published {stamp}"),
            Language::English,
            "2016-07-15",
        );
        assert_eq!(found.len(), 1, "{stamp}");
        assert_eq!(found[0].1.as_deref(), Some("2015-04-03"), "{stamp}");
    }
    check(
        "Publié le 3 avr. 2015 à Paris",
        Language::French,
        &[("3 avr. 2015", Some("2015-04-03"))],
    );
}

#[test]
fn french_dates() {
    let fr = Language::French;
    check(
        "Il est venu jeudi soir.",
        fr,
        &[("jeudi soir", Some("2016-07-14"))],
    );
    check("Il partira mardi.", fr, &[("mardi", Some("2016-07-19"))]);
    check(
        "Il a parlé il y a dix jours.",
        fr,
        &[("il y a dix jours", Some("2016-07-05"))],
    );
    check(
        "Le mois prochain, il ira.",
        fr,
        &[("mois prochain", Some("2016-08"))],
    );
    check(
        "Hier soir, vendredi 15 juillet, le 26 avril 2015",
        fr,
        &[
            ("Hier soir", Some("2016-07-14")),
            ("vendredi 15 juillet", Some("2016-07-15")),
            ("26 avril 2015", Some("2015-04-26")),
        ],
    );
    check(
        "établi fin février, à la mi-avril, en mars 2014",
        fr,
        &[
            ("février", Some("2016-02")),
            ("mi-avril", Some("2016-04")),
            ("mars 2014", Some("2014-03")),
        ],
    );
    check(
        "des pourparlers fin août, un scrutin en novembre",
        fr,
        &[("août", Some("2016-08")), ("novembre", Some("2015-11"))],
    );
    check(
        "les 14 et 15 juillet",
        fr,
        &[("14 et 15 juillet", Some("2016-07-14/2016-07-15"))],
    );
}

#[test]
fn several_days() {
    let (fr, en) = (Language::French, Language::English);
    check(
        "du 20 au 22 juillet, du 30 juin au 2 juillet",
        fr,
        &[
            ("20 au 22 juillet", Some("2016-07-20/2016-07-22")),
            ("30 juin au 2 juillet", Some("2016-06-30/2016-07-02")),
        ],
    );
    check(
        "on July 3-5, from 3 to 5 July and on Thursday and Friday",
        en,
        &[
            ("July 3-5", Some("2016-07-03/2016-07-05")),
            ("3 to 5 July", Some("2016-07-03/2016-07-05")),
            ("Thursday and Friday", Some("2016-07-14/2016-07-15")),
        ],
    );
    check(
        "They met over the weekend.",
        en,
        &[("weekend", Some("2016-07-09/2016-07-10"))],
    );
    // Two days that do not follow each other are two dates.
    check(
        "les 20 et 25 juillet",
        fr,
        &[
            ("20", Some("2016-07-20")),
            ("25 juillet", Some("2016-07-25")),
        ],
    );
}

#[test]
fn english_dates() {
    let en = Language::English;
    check(
        "He came on Thursday.",
        en,
        &[("Thursday", Some("2016-07-14"))],
    );
    check(
        "They will meet on Monday.",
        en,
        &[("Monday", Some("2016-07-18"))],
    );
    check(
        "On July 4, 2015 and 3 May, last month, two days ago",
        en,
        &[
            ("July 4, 2015", Some("2015-07-04")),
            ("3 May", Some("2016-05-03")),
            ("last month", Some("2016-06")),
            ("two days ago", Some("2016-07-13")),
        ],
    );
    check(
        "The session of July 18-19 and the 8-9 June round",
        en,
        &[
            ("July 18-19", Some("2016-07-18/2016-07-19")),
            ("8-9 June", Some("2016-06-08/2016-06-09")),
        ],
    );
    check("She may come. Theresa May came.", en, &[]);
}

#[test]
fn parts_of_days_and_weeks() {
    check(
        "Le 14 juillet au soir, mardi en fin de matinée, jeudi dernier, lundi 11",
        Language::French,
        &[
            ("14 juillet au soir", Some("2016-07-14")),
            ("mardi en fin de matinée", Some("2016-07-12")),
            ("jeudi dernier", Some("2016-07-14")),
            ("lundi 11", Some("2016-07-11")),
        ],
    );
    check(
        "He spoke last Tuesday night, Wednesday of last week, on 7/13/2016, Sept 3 and earlier this week. Jan spoke.",
        Language::English,
        &[
            ("Tuesday night", Some("2016-07-12")),
            ("Wednesday of last week", Some("2016-07-06")),
            ("7/13/2016", Some("2016-07-13")),
            ("Sept 3", Some("2016-09-03")),
            ("this week", Some("2016-07")),
        ],
    );
}

#[test]
fn a_span_over_which_something_is_ranked_is_no_day() {
    check(
        "They meet in three days. It was the second meeting in three days, after the worst violence in five years.",
        Language::English,
        &[("in three days", Some("2016-07-18"))],
    );
}

#[test]
fn counts_from_the_day_last_told() {
    check(
        "Il est venu lundi. Le lendemain, il a parlé ; deux jours plus tard, il est parti. La veille du sommet, rien.",
        Language::French,
        &[
            ("lundi", Some("2016-07-11")),
            ("lendemain", Some("2016-07-12")),
            ("deux jours plus tard", Some("2016-07-14")),
        ],
    );
    check(
        "He came on Monday. The following day he spoke, and a week later he left. The day after the vote he slept.",
        Language::English,
        &[
            ("Monday", Some("2016-07-11")),
            ("following day", Some("2016-07-12")),
            ("a week later", Some("2016-07-19")),
        ],
    );
    check(
        "Le lendemain, il a parlé.",
        Language::French,
        &[("lendemain", None)],
    );
}

#[test]
fn stays_open_without_an_anchor() {
    let document = Document::of_paragraphs("Il est venu jeudi.", Language::French);
    assert_eq!(document.dates()[0].resolve(&Anchor::default()), None);
}

#[test]
fn how_long_ago_a_day_was() {
    let anchor = Anchor::on("2016-07-15".parse().unwrap());
    let ago = |text: &str| {
        let document = Document::of_paragraphs(text, Language::French);
        document.dates()[0].days_ago(&anchor)
    };
    assert_eq!(ago("Il a signé le 2 juillet."), Some(13));
    assert_eq!(ago("Il a signé hier."), Some(1));
    assert_eq!(ago("Il a signé en juin."), None);
}

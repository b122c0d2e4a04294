//! What a slice of Wikidata adds to the source tables: other names of people, and offices that the tables lack.
//!
//! A slice is newer and wider than the tables, but nobody looked through it: it adds, and replaces nothing. An office that a
//! person is known to have held at the time stays as it is; whoever holds no office that has a role stays out.

use std::collections::{BTreeMap, BTreeSet};

use super::countries::Country;
use super::people::Person;
use super::{BuildError, Source};
use crate::link::position::role_of;

/// The people of a slice: `person`, `name_en`, `name_fr`, `gender`, `other_names`.
pub const PEOPLE: &str = "slice-people.tsv";
/// Their offices: `person`, `polity`, `polity_en`, `position_en`, `start`, `end`.
pub const OFFICES: &str = "slice-offices.tsv";

/// Adds what the tables of a slice tell, if there are any.
pub(super) fn add(
    tables: &BTreeMap<String, String>,
    countries: &BTreeMap<String, Country>,
    people: &mut BTreeMap<String, Person>,
    tenures: &mut BTreeSet<String>,
) -> Result<(), BuildError> {
    if !tables.contains_key(PEOPLE) {
        return Ok(());
    }
    let known = periods(tenures);
    let mut holders = BTreeSet::new();
    let offices = Source::of(tables, OFFICES)?;
    let [person, polity, polity_en, position, start, end] = [
        offices.column("person")?,
        offices.column("polity")?,
        offices.column("polity_en")?,
        offices.column("position_en")?,
        offices.column("start")?,
        offices.column("end")?,
    ];
    for row in offices.rows() {
        let country = countries.get(row.cell(polity));
        let polity = country.map_or(row.cell(polity_en), |it| &it.name);
        let Some(role) = role_of(row.cell(position), polity) else {
            continue;
        };
        holders.insert(row.cell(person));
        let (from, to) = (row.cell(start), row.cell(end));
        let key = (
            polity.to_owned(),
            role.to_owned(),
            row.cell(person).to_owned(),
        );
        let is_known = known
            .get(&key)
            .is_some_and(|spans| spans.iter().any(|span| overlap(span, [from, to])));
        // Without a beginning nothing can be told of a day.
        if !from.is_empty() && !is_known {
            tenures
                .insert([polity, role, row.cell(position), row.cell(person), from, to].join("\t"));
        }
    }
    let source = Source::of(tables, PEOPLE)?;
    let [id, name, french, gender, others] = [
        source.column("person")?,
        source.column("name_en")?,
        source.column("name_fr")?,
        source.column("gender")?,
        source.column("other_names")?,
    ];
    for row in source.rows() {
        let key = row.cell(id);
        if !people.contains_key(key) && !holders.contains(key) {
            continue;
        }
        let person = people.entry(key.to_owned()).or_default();
        for (mine, theirs) in [
            (&mut person.name, row.cell(name)),
            (&mut person.gender, row.cell(gender)),
        ] {
            if mine.is_empty() {
                theirs.clone_into(mine);
            }
        }
        let names = [row.cell(name), row.cell(french)].into_iter();
        let names = names.chain(row.list(others)).filter(|it| !it.is_empty());
        person.forms.extend(names.map(str::to_owned));
    }
    Ok(())
}

/// The times of each person in each office, of polity, role and person.
fn periods(tenures: &BTreeSet<String>) -> BTreeMap<(String, String, String), Vec<[String; 2]>> {
    let mut periods: BTreeMap<_, Vec<[String; 2]>> = BTreeMap::new();
    for line in tenures {
        let cells: Vec<&str> = line.split('\t').collect();
        if let [polity, role, _, person, start, end] = cells.as_slice() {
            let key = (polity.to_string(), role.to_string(), person.to_string());
            let span = [start.to_string(), end.to_string()];
            periods.entry(key).or_default().push(span);
        }
    }
    periods
}

/// Whether two times have a year in common; an end that is not known is far away.
fn overlap(one: &[String; 2], other: [&str; 2]) -> bool {
    let year = |date: &str, open: &str| date.get(..4).unwrap_or(open).to_owned();
    let [start, end] = [year(&one[0], "0000"), year(&one[1], "9999")];
    let [from, to] = [year(other[0], "0000"), year(other[1], "9999")];
    start <= to && from <= end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_adds_what_is_not_known_and_changes_nothing_that_is() {
        let serbia = Country {
            name: "Serbia".to_owned(),
            french: "Serbie".to_owned(),
            qid: "Q403".to_owned(),
            status: String::new(),
            capital: String::new(),
            forms: BTreeSet::new(),
            adjectives: BTreeSet::new(),
        };
        let countries = BTreeMap::from([("Q403".to_owned(), serbia)]);
        let dacic = Person {
            name: "Ivica Dačić".to_owned(),
            ..Person::default()
        };
        let mut people = BTreeMap::from([("Q1".to_owned(), dacic)]);
        let known = "Serbia\tprime-minister\tPrime Minister\tQ1\t2012-07-27\t2014-04-27";
        let mut tenures = BTreeSet::from([known.to_owned()]);
        let offices = [
            "person\tpolity\tpolity_en\tposition_en\tstart\tend",
            // The same under another name, and a little off; then later; of nobody knows when; no office of state.
            "Q1\tQ403\tSerbia\tPrime Minister (Serbia)\t2012\t2014",
            "Q1\tQ403\tSerbia\tMinister of Foreign Affairs\t2014-04-27\t2020-10-22",
            "Q1\tQ403\tSerbia\tMinister of Internal Affairs\t\t",
            "Q2\tQ403\tSerbia\tbasketball coach\t2012\t",
            "Q3\t\tNATO\tSecretary General of NATO\t2014-10-01\t",
        ];
        let names = [
            "person\tname_en\tname_fr\tgender\tother_names",
            "Q1\tIvitsa Dachich\tIvica Dačić\tmale\tDacic",
            "Q2\tSomebody\t\tmale\t",
            "Q3\tJens Stoltenberg\t\tmale\t",
        ];
        let tables = BTreeMap::from([
            (OFFICES.to_owned(), offices.join("\n")),
            (PEOPLE.to_owned(), names.join("\n")),
        ]);
        add(&tables, &countries, &mut people, &mut tenures).unwrap();
        let added: Vec<&str> = tenures
            .iter()
            .map(String::as_str)
            .filter(|it| *it != known)
            .collect();
        assert_eq!(
            added,
            [
                "NATO\tsecretary-general\tSecretary General of NATO\tQ3\t2014-10-01\t",
                "Serbia\tforeign-minister\tMinister of Foreign Affairs\tQ1\t2014-04-27\t2020-10-22",
            ]
        );
        assert_eq!(tenures.len(), 3);
        assert_eq!(people.keys().collect::<Vec<_>>(), ["Q1", "Q3"]);
        let dacic = &people["Q1"];
        assert_eq!((&*dacic.name, &*dacic.gender), ("Ivica Dačić", "male"));
        assert!(dacic.forms.contains("Ivitsa Dachich") && dacic.forms.contains("Dacic"));
    }

    #[test]
    fn without_a_slice_nothing_is_added() {
        let (mut people, mut tenures) = (BTreeMap::new(), BTreeSet::new());
        add(
            &BTreeMap::new(),
            &BTreeMap::new(),
            &mut people,
            &mut tenures,
        )
        .unwrap();
        assert!(people.is_empty() && tenures.is_empty());
    }
}

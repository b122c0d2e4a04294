//! The gazetteer: names to the actors and places that they may mean.
//!
//! Its tables live in `data/gazetteer/` and travel in the binary. They are read in place: every name
//! is a slice of the embedded text.

use std::collections::HashMap;

use super::fold::{fold, plain};
use super::index::NameIndex;
use super::role::Role;
use super::table::Table;
use super::tenure::Tenure;
use crate::extract::{Gender, KnownName, NameClass};

/// Everything that linking knows of the world.
#[derive(Debug)]
pub struct Gazetteer {
    pub(super) people: Vec<Person>,
    person_names: NameIndex,
    surnames: NameIndex,
    /// Sorted by polity, then role.
    tenures: Vec<Tenure>,
    /// Person and tenure, sorted.
    tenures_of: Vec<(u32, u32)>,
    countries: Vec<Country>,
    country_names: NameIndex,
    places: Vec<Place>,
    place_names: NameIndex,
    organisations: Vec<Organisation>,
    organisation_names: NameIndex,
    metonyms: Vec<Metonym>,
    metonym_names: NameIndex,
    government_nouns: Vec<String>,
    /// Surname as written, person by name.
    bare: Vec<(&'static str, u32)>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Usual English name.
    pub name: &'static str,
    /// Usual French name; empty where none is recorded.
    pub french: &'static str,
    /// Wikidata id.
    pub qid: Option<&'static str>,
    /// Where known.
    pub gender: Option<Gender>,
    forms: &'static str,
    homes: &'static str,
}

/// A state, territory or region that may act.
#[derive(Clone, Debug)]
pub struct Country {
    /// Usual English name.
    pub name: &'static str,
    /// Usual French name.
    pub french: &'static str,
    /// Wikidata id.
    pub qid: Option<&'static str>,
    status: &'static str,
    forms: &'static str,
    adjectives: &'static str,
}

/// A city, region, building or sea.
#[derive(Clone, Debug)]
pub struct Place {
    /// Usual English name.
    pub name: &'static str,
    /// Usual French name.
    pub french: &'static str,
    /// Wikidata id.
    pub qid: Option<&'static str>,
    /// English name of the country.
    pub country: &'static str,
    /// English name of the state for which the place stands as its capital.
    pub capital_of: Option<&'static str>,
    forms: &'static str,
}

/// An organisation, office, medium, agency or group.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Usual English name.
    pub name: &'static str,
    /// Usual French name.
    pub french: &'static str,
    /// Wikidata id.
    pub qid: Option<&'static str>,
    /// What it is.
    pub class: NameClass,
    /// English name of the country, if it has one.
    pub country: &'static str,
    forms: &'static str,
}

/// A place name that stands for an actor.
#[derive(Clone, Debug)]
struct Metonym {
    name: &'static str,
    stands_for: &'static str,
    class: NameClass,
}

macro_rules! embedded {
    ($file:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/data/gazetteer/",
            $file
        ))
    };
}

impl Gazetteer {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let people = read_people();
        let (countries, places) = (read_countries(), read_places());
        let (organisations, metonyms) = (read_organisations(), read_metonyms());
        let tenures = read_tenures(&people);
        let mut tenures_of: Vec<(u32, u32)> = (0..)
            .zip(&tenures)
            .map(|(index, tenure)| (tenure.person, index))
            .collect();
        tenures_of.sort_unstable();
        let mut gazetteer = Gazetteer {
            person_names: NameIndex::new(numbered(&people, Person::names)),
            surnames: index_surnames(&people, &tenures),
            country_names: NameIndex::new(numbered(&countries, |c| {
                c.names().chain(c.adjectives())
            })),
            place_names: NameIndex::new(numbered(&places, Place::names)),
            organisation_names: NameIndex::new(numbered(&organisations, Organisation::names)),
            metonym_names: NameIndex::new(numbered(&metonyms, |m| std::iter::once(m.name))),
            government_nouns: read_government_nouns(),
            bare: Vec::new(),
            people,
            tenures,
            tenures_of,
            countries,
            places,
            organisations,
            metonyms,
        };
        for row in Table::new(embedded!("additions/surnames.tsv")).rows() {
            if let Some(person) = gazetteer.only_person_named(row.cell(1)) {
                gazetteer.bare.push((row.cell(0), person));
            }
        }
        gazetteer
    }

    /// All names that extraction may recognise. Spellings without accents are listed too.
    pub fn names(&self) -> impl Iterator<Item = KnownName> + '_ {
        let people = (0..).zip(&self.people).flat_map(|(number, person)| {
            let state = self.only_state_of(number, person);
            let known = move |name: &str| KnownName {
                state: state.map(str::to_owned),
                name: name.to_owned(),
                class: NameClass::Person,
                canonical: person.name.to_owned(),
                gender: person.gender,
            };
            person
                .names()
                .filter(|name| name.contains([' ', '-']))
                .map(known)
        });
        let bare = self.bare.iter().filter_map(|(surname, number)| {
            let person = self.people.get(*number as usize)?;
            Some(KnownName {
                gender: person.gender,
                state: self.only_state_of(*number, person).map(str::to_owned),
                ..known(surname, NameClass::Person, person.name)
            })
        });
        let countries = self.countries.iter().flat_map(|country| {
            let class = if country.status == "territory" {
                NameClass::Place
            } else {
                NameClass::Country
            };
            let adjectives = country
                .adjectives()
                .flat_map(demonyms)
                .map(|a| known(&a, NameClass::Demonym, country.name));
            country
                .names()
                .map(move |name| known(name, class, country.name))
                .chain(adjectives)
        });
        let places = self.places.iter().flat_map(|place| {
            let (class, canonical) = match place.capital_of {
                Some(state) => (NameClass::Capital, state),
                None => (NameClass::Place, place.name),
            };
            let free = |name: &&str| self.country(name).is_none();
            place
                .names()
                .filter(free)
                .map(move |name| known(name, class, canonical))
        });
        let organisations = self
            .organisations
            .iter()
            .flat_map(|o| o.names().map(|name| known(name, o.class, o.name)));
        let metonyms = self
            .metonyms
            .iter()
            .map(|m| known(m.name, m.class, m.stands_for));
        // Metonyms come last: they overrule what the same name is otherwise.
        people
            .chain(bare)
            .chain(countries)
            .chain(places)
            .chain(organisations)
            .chain(metonyms)
            .flat_map(with_plain)
    }

    /// The Wikidata ids of all actors.
    pub fn wikidata_ids(&self) -> impl Iterator<Item = &'static str> + '_ {
        let people = self.people.iter().filter_map(|it| it.qid);
        let countries = self.countries.iter().filter_map(|it| it.qid);
        let organisations = self.organisations.iter().filter_map(|it| it.qid);
        people.chain(countries).chain(organisations)
    }

    /// The Wikidata ids of all places.
    pub fn place_ids(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.places.iter().filter_map(|it| it.qid)
    }

    /// The persons whom a full name may mean.
    pub fn people_named(&self, name: &str) -> impl Iterator<Item = u32> + '_ {
        self.person_names.get(name)
    }

    /// The person whom a full name means, if it means one only.
    fn only_person_named(&self, name: &str) -> Option<u32> {
        let mut people = self.people_named(name);
        people.next().filter(|_| people.next().is_none())
    }

    /// The persons who bear a surname and held a prominent office at some time.
    pub(super) fn people_surnamed(&self, surname: &str) -> impl Iterator<Item = u32> + '_ {
        self.surnames.get(surname)
    }

    /// A person by index.
    pub fn person(&self, index: u32) -> Option<&Person> {
        self.people.get(index as usize)
    }

    /// The one person whom a bare surname means in any news (*Poutine*).
    pub(super) fn person_called(&self, surname: &str) -> Option<u32> {
        self.bare
            .iter()
            .find(|(name, _)| *name == surname)
            .map(|(_, person)| *person)
    }

    /// Whether a person is known beyond one country: a usual French name was recorded, or a prominent office.
    pub(super) fn is_well_known(&self, person: u32) -> bool {
        self.person(person).is_some_and(|p| !p.french.is_empty())
            || self.tenures_of(person).any(|t| t.role.is_prominent())
    }

    /// What a place name stands for when it acts, beyond the capitals.
    pub(super) fn stands_for(&self, name: &str) -> Option<&'static str> {
        let metonym = self.metonym_names.get(name).next()?;
        self.metonyms.get(metonym as usize).map(|m| m.stands_for)
    }

    /// Folded nouns that, with a state's name, mean the state as it acts.
    pub(super) fn government_nouns(&self) -> &[String] {
        &self.government_nouns
    }

    /// The state for which a person acts, where the tables name one only.
    fn only_state_of(&self, number: u32, person: &Person) -> Option<&'static str> {
        let mut states = self
            .tenures_of(number)
            .map(|tenure| tenure.polity)
            .chain(person.homes());
        let first = states.next()?;
        (states.all(|state| state == first) && self.country(first).is_some()).then_some(first)
    }

    /// All tenures of a person.
    pub fn tenures_of(&self, person: u32) -> impl Iterator<Item = &Tenure> {
        let start = self.tenures_of.partition_point(|(p, _)| *p < person);
        let rest = self.tenures_of.get(start..).unwrap_or_default();
        let own = rest.iter().take_while(move |(p, _)| *p == person);
        own.filter_map(|(_, tenure)| self.tenures.get(*tenure as usize))
    }

    /// All tenures of an office, in order of person and time.
    pub fn tenures_in<'a>(&'a self, polity: &str, role: Role) -> &'a [Tenure] {
        let key = (polity, role);
        let start = self.tenures.partition_point(|t| (t.polity, t.role) < key);
        let rest = self.tenures.get(start..).unwrap_or_default();
        let end = rest.partition_point(|t| (t.polity, t.role) <= key);
        rest.get(..end).unwrap_or_default()
    }

    /// The state that a name or adjective means.
    pub fn country(&self, name: &str) -> Option<&Country> {
        self.country_names
            .get(name)
            .next()
            .and_then(|i| self.countries.get(i as usize))
    }

    /// The places that a name may mean.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = &Place> {
        self.place_names
            .get(name)
            .filter_map(|i| self.places.get(i as usize))
    }

    /// The organisations that a name may mean.
    pub fn organisations_named(&self, name: &str) -> impl Iterator<Item = &Organisation> {
        self.organisation_names
            .get(name)
            .filter_map(|i| self.organisations.get(i as usize))
    }
}

/// Names with the number of what bears them.
fn numbered<'t, T, N>(
    things: &'t [T],
    names: impl Fn(&T) -> N + 't,
) -> impl Iterator<Item = (&'static str, u32)> + 't
where
    N: Iterator<Item = &'static str> + 't,
{
    (0..)
        .zip(things)
        .flat_map(move |(number, thing)| names(thing).map(move |name| (name, number)))
}

/// Tenures in order of polity and role.
fn read_tenures(people: &[Person]) -> Vec<Tenure> {
    let keys: HashMap<&str, u32> = (0..)
        .zip(people)
        .map(|(i, p)| (p.qid.unwrap_or(p.name), i))
        .collect();
    let mut tenures = Vec::new();
    for row in Table::new(embedded!("tenures.tsv")).rows() {
        if let (Some(role), Some(person)) = (Role::parse(row.cell(1)), keys.get(row.cell(3))) {
            let dates = [row.cell(4), row.cell(5)];
            tenures.push(Tenure::new(row.cell(0), role, row.cell(2), *person, dates));
        }
    }
    tenures.sort_by_key(|t| (t.polity, t.role));
    tenures
}

fn index_surnames(people: &[Person], tenures: &[Tenure]) -> NameIndex {
    let prominent = tenures.iter().filter(|t| t.role.is_prominent());
    let surnames = prominent.flat_map(|tenure| {
        let names = people
            .get(tenure.person as usize)
            .into_iter()
            .flat_map(Person::names);
        names.filter_map(|name| {
            let surname = if SURNAME_FIRST.contains(&tenure.polity) {
                name.split(' ').next()
            } else {
                name.rsplit([' ', '-']).next()
            };
            surname.map(|surname| (surname, tenure.person))
        })
    });
    NameIndex::new(surnames)
}

/// States whose people are called by the first part of their name.
const SURNAME_FIRST: [&str; 5] = ["China", "North Korea", "South Korea", "Taiwan", "Singapore"];

fn known(name: &str, class: NameClass, canonical: &str) -> KnownName {
    KnownName {
        name: name.to_owned(),
        class,
        canonical: canonical.to_owned(),
        gender: None,
        state: None,
    }
}

/// A name as given and, where it has accents, without them.
fn with_plain(name: KnownName) -> impl Iterator<Item = KnownName> {
    let bare = (!name.name.is_ascii()).then(|| KnownName {
        name: plain(&name.name),
        ..name.clone()
    });
    std::iter::once(name).chain(bare.filter(|b| b.class != NameClass::Demonym))
}

/// The written forms of an adjective of nationality: *américain* and *Américain*, *Russian* and *Russians*.
fn demonyms(adjective: &str) -> Vec<String> {
    let mut forms = vec![adjective.to_owned()];
    let mut letters = adjective.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => {
            forms.push(first.to_uppercase().chain(letters).collect());
        }
        _ if !adjective.ends_with(['s', 'h', 'e', 'x']) => forms.push(format!("{adjective}s")),
        _ => {}
    }
    forms
}

impl Person {
    /// States in which the person was in public life, beside those of the tenures.
    pub(super) fn homes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.homes.split('|').filter(|name| !name.is_empty())
    }

    /// Every full form of the name.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let french = if self.french == self.name {
            ""
        } else {
            self.french
        };
        [self.name, french]
            .into_iter()
            .chain(self.forms.split('|'))
            .filter(|name| !name.is_empty())
    }
}

impl Country {
    fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        names([self.name, self.french], self.forms)
    }

    fn adjectives(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.adjectives.split('|').filter(|name| !name.is_empty())
    }
}

impl Place {
    fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        names([self.name, self.french], self.forms)
    }
}

impl Organisation {
    fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        names([self.name, self.french], self.forms)
    }
}

fn names(
    main: [&'static str; 2],
    forms: &'static str,
) -> impl Iterator<Item = &'static str> + use<> {
    let second = (main[1] != main[0]).then_some(main[1]);
    std::iter::once(main[0])
        .chain(second)
        .chain(forms.split('|'))
        .filter(|name| !name.is_empty())
}

fn some(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

fn read_people() -> Vec<Person> {
    let read = |row: super::table::Row<'static>| Person {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        gender: match row.cell(3) {
            "m" => Some(Gender::Masculine),
            "f" => Some(Gender::Feminine),
            _ => None,
        },
        forms: row.cell(4),
        homes: row.cell(5),
    };
    Table::new(embedded!("people.tsv"))
        .rows()
        .map(read)
        .collect()
}

fn read_countries() -> Vec<Country> {
    let read = |row: super::table::Row<'static>| Country {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        status: row.cell(3),
        forms: row.cell(5),
        adjectives: row.cell(6),
    };
    Table::new(embedded!("countries.tsv"))
        .rows()
        .map(read)
        .collect()
}

fn read_places() -> Vec<Place> {
    let read = |row: super::table::Row<'static>| Place {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        country: row.cell(3),
        capital_of: some(row.cell(4)),
        forms: row.cell(6),
    };
    Table::new(embedded!("places.tsv"))
        .rows()
        .map(read)
        .collect()
}

fn read_organisations() -> Vec<Organisation> {
    let read = |row: super::table::Row<'static>| Organisation {
        name: row.cell(0),
        french: row.cell(1),
        qid: some(row.cell(2)),
        class: class_of(row.cell(3)),
        country: row.cell(4),
        forms: row.cell(5),
    };
    Table::new(embedded!("organisations.tsv"))
        .rows()
        .map(read)
        .collect()
}

fn read_government_nouns() -> Vec<String> {
    let text = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/data/lexicon/governments.tsv"
    ));
    Table::new(text)
        .rows()
        .map(|row| fold(row.cell(1)))
        .collect()
}

fn read_metonyms() -> Vec<Metonym> {
    let read = |row: super::table::Row<'static>| Metonym {
        name: row.cell(0),
        stands_for: row.cell(1),
        class: class_of(row.cell(2)),
    };
    Table::new(embedded!("additions/metonyms.tsv"))
        .rows()
        .map(read)
        .collect()
}

fn class_of(class: &str) -> NameClass {
    match class {
        "medium" => NameClass::Medium,
        "agency" => NameClass::Agency,
        "office" => NameClass::Office,
        "group" => NameClass::Group,
        "capital" => NameClass::Capital,
        _ => NameClass::Organization,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_every_class_are_known() {
        let gazetteer = Gazetteer::load();
        let names: Vec<KnownName> = gazetteer.names().collect();
        let find = |name: &str, class| {
            names
                .iter()
                .find(|n| n.name == name && n.class == class)
                .map(|n| n.canonical.as_str())
        };
        assert_eq!(
            find("Sergueï Lavrov", NameClass::Person),
            Some("Sergey Lavrov")
        );
        assert_eq!(
            find("Serguei Lavrov", NameClass::Person),
            Some("Sergey Lavrov")
        );
        assert_eq!(
            find("Etats-Unis", NameClass::Country),
            Some("United States")
        );
        assert_eq!(find("Moscou", NameClass::Capital), Some("Russia"));
        assert_eq!(
            find("américaine", NameClass::Demonym),
            Some("United States")
        );
        assert_eq!(
            find("Maison Blanche", NameClass::Office),
            Some("White House")
        );
        assert_eq!(find("ONU", NameClass::Organization), Some("United Nations"));
        assert_eq!(find("AFP", NameClass::Agency), Some("Agence France-Presse"));
        assert_eq!(find("Genève", NameClass::Place), Some("Geneva"));
        assert!(names.len() < 100_000, "{}", names.len());
    }

    #[test]
    fn offices_are_found_by_state_and_role() {
        let gazetteer = Gazetteer::load();
        let holders =
            gazetteer.tenures_in("United States", Role::parse("foreign-minister").unwrap());
        let names: Vec<_> = holders
            .iter()
            .filter_map(|t| gazetteer.person(t.person))
            .map(|p| p.name)
            .collect();
        assert!(names.contains(&"John Kerry"), "{names:?}");
        assert!(names.contains(&"Rex Tillerson"));
    }
}

//! The gazetteer: names to the actors and places that they may mean.
//!
//! Its tables live in `data/gazetteer/` and travel in the binary. They are read in place: every name
//! is a slice of the embedded text.

pub mod build;
mod known;
mod read;

use super::index::NameIndex;
use super::role::Role;
use super::tenure::Tenure;
use crate::extract::{Gender, NameClass};

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

impl Gazetteer {
    /// Reads the embedded tables.
    pub fn load() -> Self {
        let people = read::people();
        let (countries, places) = (read::countries(), read::places());
        let (organisations, metonyms) = (read::organisations(), read::metonyms());
        let tenures = read::tenures(&people);
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
            government_nouns: read::government_nouns(),
            bare: Vec::new(),
            people,
            tenures,
            tenures_of,
            countries,
            places,
            organisations,
            metonyms,
        };
        for (surname, name) in read::surnames() {
            if let Some(person) = gazetteer.only_person_named(name) {
                gazetteer.bare.push((surname, person));
            }
        }
        gazetteer
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

#[cfg(test)]
mod tests {
    use super::*;

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

//! The gazetteer: names to the actors and places that they may mean.
//!
//! Its tables live in `data/gazetteer/` and travel in the binary. They are read in place: every name
//! is a slice of the embedded text.

use std::collections::HashMap;

use super::fold::{fold, plain};
use super::role::Role;
use super::table::Table;
use super::tenure::Tenure;
use crate::extract::{Gender, KnownName, NameClass};

/// Everything that linking knows of the world.
#[derive(Debug)]
pub struct Gazetteer {
    pub(super) people: Vec<Person>,
    person_names: HashMap<String, Vec<u32>>,
    surnames: HashMap<String, Vec<u32>>,
    /// Sorted by polity, then role.
    tenures: Vec<Tenure>,
    tenures_of: HashMap<u32, Vec<u32>>,
    countries: Vec<Country>,
    country_names: HashMap<String, u32>,
    places: Vec<Place>,
    place_names: HashMap<String, Vec<u32>>,
    organisations: Vec<Organisation>,
    organisation_names: HashMap<String, Vec<u32>>,
    metonyms: Vec<Metonym>,
    metonym_names: HashMap<String, u32>,
    government_nouns: Vec<String>,
    /// Surname as written, person by name.
    bare: Vec<(&'static str, u32)>,
}

/// A person.
#[derive(Clone, Debug)]
pub struct Person {
    /// Usual English name.
    pub name: &'static str,
    /// Usual French name; empty where it is the English one.
    pub french: &'static str,
    /// Wikidata id.
    pub qid: Option<&'static str>,
    /// Where known.
    pub gender: Option<Gender>,
    forms: &'static str,
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
        let mut gazetteer = Gazetteer {
            people: read_people(),
            person_names: HashMap::new(),
            surnames: HashMap::new(),
            tenures: Vec::new(),
            tenures_of: HashMap::new(),
            countries: read_countries(),
            country_names: HashMap::new(),
            places: read_places(),
            place_names: HashMap::new(),
            organisations: read_organisations(),
            organisation_names: HashMap::new(),
            metonyms: read_metonyms(),
            metonym_names: HashMap::new(),
            government_nouns: read_government_nouns(),
            bare: Vec::new(),
        };
        gazetteer.index_people();
        gazetteer.read_tenures();
        gazetteer.index_surnames();
        for (index, country) in (0..).zip(&gazetteer.countries) {
            for name in country.names().chain(country.adjectives()) {
                gazetteer.country_names.entry(fold(name)).or_insert(index);
            }
        }
        for (index, place) in (0..).zip(&gazetteer.places) {
            for name in place.names() {
                push(&mut gazetteer.place_names, fold(name), index);
            }
        }
        for (index, organisation) in (0..).zip(&gazetteer.organisations) {
            for name in organisation.names() {
                push(&mut gazetteer.organisation_names, fold(name), index);
            }
        }
        for (index, metonym) in (0..).zip(&gazetteer.metonyms) {
            gazetteer.metonym_names.insert(fold(metonym.name), index);
        }
        gazetteer
    }

    /// All names that extraction may recognise. Spellings without accents are listed too.
    pub fn names(&self) -> impl Iterator<Item = KnownName> + '_ {
        let people = self.people.iter().flat_map(|person| {
            let known = |name: &str| KnownName {
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
        let bare = self.bare.iter().filter_map(|(surname, person)| {
            let person = self.people.get(*person as usize)?;
            Some(KnownName {
                gender: person.gender,
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
            let free = |name: &&str| !self.country_names.contains_key(&fold(name));
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

    /// The persons whom a full name may mean.
    pub fn people_named(&self, name: &str) -> &[u32] {
        self.person_names
            .get(&fold(name))
            .map_or(&[], Vec::as_slice)
    }

    /// The persons who bear a surname and held a prominent office at some time.
    pub fn people_surnamed(&self, surname: &str) -> &[u32] {
        self.surnames.get(&fold(surname)).map_or(&[], Vec::as_slice)
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
        let metonym = self.metonym_names.get(&fold(name))?;
        self.metonyms.get(*metonym as usize).map(|m| m.stands_for)
    }

    /// Folded nouns that, with a state's name, mean the state as it acts.
    pub(super) fn government_nouns(&self) -> &[String] {
        &self.government_nouns
    }

    /// The state that a folded word means.
    pub(super) fn country_folded(&self, word: &str) -> Option<&Country> {
        self.country_names
            .get(word)
            .and_then(|i| self.countries.get(*i as usize))
    }

    /// All tenures of a person.
    pub fn tenures_of(&self, person: u32) -> impl Iterator<Item = &Tenure> {
        self.tenures_of
            .get(&person)
            .into_iter()
            .flatten()
            .filter_map(|i| self.tenures.get(*i as usize))
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
            .get(&fold(name))
            .and_then(|i| self.countries.get(*i as usize))
    }

    /// The places that a name may mean.
    pub fn places_named(&self, name: &str) -> impl Iterator<Item = &Place> {
        self.place_names
            .get(&fold(name))
            .into_iter()
            .flatten()
            .filter_map(|i| self.places.get(*i as usize))
    }

    /// The organisations that a name may mean.
    pub fn organisations_named(&self, name: &str) -> impl Iterator<Item = &Organisation> {
        self.organisation_names
            .get(&fold(name))
            .into_iter()
            .flatten()
            .filter_map(|i| self.organisations.get(*i as usize))
    }

    fn index_people(&mut self) {
        for (index, person) in (0..).zip(&self.people) {
            for name in person.names() {
                push(&mut self.person_names, fold(name), index);
            }
        }
    }

    fn read_tenures(&mut self) {
        let keys: HashMap<&str, u32> = (0..)
            .zip(&self.people)
            .map(|(i, p)| (p.qid.unwrap_or(p.name), i))
            .collect();
        let table = Table::new(embedded!("tenures.tsv"));
        for row in table.rows() {
            if let (Some(role), Some(person)) = (Role::parse(row.cell(1)), keys.get(row.cell(3))) {
                self.tenures.push(Tenure::new(
                    row.cell(0),
                    role,
                    row.cell(2),
                    *person,
                    [row.cell(4), row.cell(5)],
                ));
            }
        }
        self.tenures.sort_by_key(|t| (t.polity, t.role));
        for (index, tenure) in (0..).zip(&self.tenures) {
            self.tenures_of
                .entry(tenure.person)
                .or_default()
                .push(index);
        }
        for row in Table::new(embedded!("additions/surnames.tsv")).rows() {
            if let [person] = self.people_named(row.cell(1)) {
                self.bare.push((row.cell(0), *person));
            }
        }
    }

    fn index_surnames(&mut self) {
        for tenure in self.tenures.iter().filter(|t| t.role.is_prominent()) {
            let Some(person) = self.people.get(tenure.person as usize) else {
                continue;
            };
            for name in person.names() {
                let name = fold(name);
                let surname = if SURNAME_FIRST.contains(&tenure.polity) {
                    name.split(' ').next()
                } else {
                    name.rsplit(' ').next()
                };
                if let Some(surname) = surname {
                    push(&mut self.surnames, surname.to_owned(), tenure.person);
                }
            }
        }
    }
}

/// States whose people are called by the first part of their name.
const SURNAME_FIRST: [&str; 5] = ["China", "North Korea", "South Korea", "Taiwan", "Singapore"];

fn push(index: &mut HashMap<String, Vec<u32>>, key: String, value: u32) {
    let values = index.entry(key).or_default();
    if !values.contains(&value) {
        values.push(value);
    }
}

fn known(name: &str, class: NameClass, canonical: &str) -> KnownName {
    KnownName {
        name: name.to_owned(),
        class,
        canonical: canonical.to_owned(),
        gender: None,
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
            forms.push(first.to_uppercase().chain(letters).collect())
        }
        _ if !adjective.ends_with(['s', 'h', 'e', 'x']) => forms.push(format!("{adjective}s")),
        _ => {}
    }
    forms
}

impl Person {
    /// Every full form of the name.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.name, self.french]
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

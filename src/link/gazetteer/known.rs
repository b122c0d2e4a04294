//! The names that extraction may recognise.

use super::{Gazetteer, Person};
use crate::extract::{KnownName, NameClass};
use crate::link::fold::plain;

impl Gazetteer {
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

    /// The state for which a person acts, where the tables name one only.
    fn only_state_of(&self, number: u32, person: &Person) -> Option<&'static str> {
        let mut states = self
            .tenures_of(number)
            .map(|tenure| tenure.polity)
            .chain(person.homes());
        let first = states.next()?;
        (states.all(|state| state == first) && self.country(first).is_some()).then_some(first)
    }
}

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
}

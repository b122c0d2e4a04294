//! Who held which office, and when.

use std::collections::{BTreeMap, BTreeSet};

use super::countries::Country;
use super::people::{Person, key_of};
use super::{BuildError, Source, add_rows};
use crate::link::position::role_of;

/// The columns of the generated table.
pub(super) const COLUMNS: [&str; 6] = ["polity", "role", "position", "person", "start", "end"];

/// Offices without a role key stay out, except that they make their holders known.
pub(super) fn read(
    source: &Source<'_>,
    countries: &BTreeMap<String, Country>,
    people: &mut BTreeMap<String, Person>,
    tenures: &mut BTreeSet<String>,
) -> Result<(), BuildError> {
    let [country_qid, country, position] = [
        source.column("country_qid")?,
        source.column("country_en")?,
        source.column("position_en")?,
    ];
    let [qid, name, start, end] = [
        source.column("person_qid")?,
        source.column("person_en")?,
        source.column("start")?,
        source.column("end")?,
    ];
    let french = source.table.column("name_fr");
    for row in source.rows() {
        let polity = countries
            .get(row.cell(country_qid))
            .map_or(row.cell(country), |c| &c.name);
        let key = key_of(row.cell(qid), row.cell(name));
        let person = people.entry(key.clone()).or_default();
        if person.name.is_empty() {
            row.cell(name).clone_into(&mut person.name);
        }
        if let Some(column) = french {
            let mut forms = row.list(column).map(str::to_owned);
            if person.french.is_empty() {
                person.french = forms.next().unwrap_or_default();
            }
            person.forms.extend(forms);
        }
        if let Some(role) = role_of(row.cell(position), polity) {
            tenures.insert(
                [
                    polity,
                    role,
                    row.cell(position),
                    &key,
                    row.cell(start),
                    row.cell(end),
                ]
                .join("\t"),
            );
        } else if let Some(person) = people.get_mut(&key) {
            person.homes.insert(polity.to_owned());
        }
    }
    Ok(())
}

pub(super) fn add(source: &Source<'_>, tenures: &mut BTreeSet<String>) -> Result<(), BuildError> {
    let mut rows = BTreeSet::new();
    add_rows(source, &COLUMNS, &mut rows)?;
    tenures.append(&mut rows);
    Ok(())
}

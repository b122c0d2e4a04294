//! People, out of their source tables and our additions.

use std::collections::{BTreeMap, BTreeSet};

use super::countries::Country;
use super::{BuildError, Dropped, Source, list};
use crate::link::fold::fold;

/// The columns of the generated table.
pub(super) const COLUMNS: [&str; 6] = ["name", "fr", "qid", "gender", "forms", "homes"];

/// A person as the gazetteer tells them.
#[derive(Default)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) french: String,
    pub(super) gender: String,
    pub(super) forms: BTreeSet<String>,
    /// States of the offices that have no role key, so that no tenure tells them.
    pub(super) homes: BTreeSet<String>,
}

impl Person {
    pub(super) fn line(&self, key: &str, dropped: &Dropped) -> String {
        let qid = if is_qid(key) { key } else { "" };
        let mut seen = BTreeSet::from([fold(&self.name)]);
        let french = self.french.as_str();
        seen.insert(fold(french));
        // Forms that differ only by accents are found anyway; a single word is a surname.
        let mut forms = BTreeSet::new();
        for form in &self.forms {
            if form.contains([' ', '-'])
                && form.is_ascii() | has_latin(form)
                && dropped.keeps(form)
                && seen.insert(fold(form))
            {
                forms.insert(form.clone());
            }
        }
        let gender = match self.gender.as_str() {
            "male" | "m" => "m",
            "female" | "f" => "f",
            _ => "",
        };
        [
            &*self.name,
            french,
            qid,
            gender,
            &list(&forms),
            &list(&self.homes),
        ]
        .join("\t")
    }
}

fn has_latin(name: &str) -> bool {
    name.chars().all(|c| {
        !c.is_alphabetic() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c) || c == 'ʻ'
    })
}

fn is_qid(key: &str) -> bool {
    key.strip_prefix('Q')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Key of a person in the tables: the Wikidata id, else the name.
pub(super) fn key_of(qid: &str, name: &str) -> String {
    if qid.is_empty() {
        name.to_owned()
    } else {
        qid.to_owned()
    }
}

pub(super) fn read(
    sources: &BTreeMap<String, String>,
    countries: &BTreeMap<String, Country>,
    people: &mut BTreeMap<String, Person>,
) -> Result<(), BuildError> {
    let source = Source::of(sources, "people.tsv")?;
    let [qid, name, gender, others] = [
        source.column("person_qid")?,
        source.column("name_en")?,
        source.column("gender")?,
        source.column("other_names")?,
    ];
    for row in source.rows() {
        let person = Person {
            name: row.cell(name).to_owned(),
            french: String::new(),
            gender: row.cell(gender).to_owned(),
            forms: row.list(others).map(str::to_owned).collect(),
            homes: BTreeSet::new(),
        };
        people.insert(key_of(row.cell(qid), row.cell(name)), person);
    }
    for (file, forms) in [
        ("people-fr.tsv", Some("other_forms_fr")),
        ("people-other.tsv", None),
    ] {
        let source = Source::of(sources, file)?;
        let [qid, name, french] = [
            source.column("person_qid")?,
            source.column("name_en")?,
            source.column("name_fr")?,
        ];
        let forms = forms.map(|column| source.column(column)).transpose()?;
        let country = source.table.column("country_qid");
        for row in source.rows() {
            let person = people
                .entry(key_of(row.cell(qid), row.cell(name)))
                .or_default();
            if person.name.is_empty() {
                row.cell(name).clone_into(&mut person.name);
            }
            row.cell(french).clone_into(&mut person.french);
            let home = country.and_then(|column| countries.get(row.cell(column)));
            person.homes.extend(home.map(|c| c.name.clone()));
            person
                .forms
                .extend(forms.iter().flat_map(|c| row.list(*c)).map(str::to_owned));
        }
    }
    Ok(())
}

pub(super) fn add(
    source: &Source<'_>,
    people: &mut BTreeMap<String, Person>,
) -> Result<(), BuildError> {
    let [name, french, qid, gender, forms] = [
        source.column("name")?,
        source.column("fr")?,
        source.column("qid")?,
        source.column("gender")?,
        source.column("forms")?,
    ];
    for row in source.rows() {
        let person = people
            .entry(key_of(row.cell(qid), row.cell(name)))
            .or_default();
        if !row.cell(name).is_empty() {
            row.cell(name).clone_into(&mut person.name);
        }
        if !row.cell(french).is_empty() {
            row.cell(french).clone_into(&mut person.french);
        }
        if !row.cell(gender).is_empty() {
            row.cell(gender).clone_into(&mut person.gender);
        }
        person.forms.extend(row.list(forms).map(str::to_owned));
    }
    Ok(())
}

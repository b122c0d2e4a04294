//! What is wanted of a dump, decided on the bytes of a line before anything of it is parsed.
//!
//! ```text
//! <http://www.wikidata.org/entity/Q22316> <http://www.wikidata.org/prop/direct/P39> <…/Q14213> .
//!  └─ prefix, compared as bytes ─┘└ a bit ┘ └─────── prefix ───────┘└ a bit ┘
//! ```
//!
//! The lines of an entity stand together in a dump, so that its number is looked up once.

use super::ids::{Ids, leading_number, number};
use super::{CLAIM, DIRECT, ENTITY, QUALIFIER, RANK, STATEMENT};

/// The languages that are kept unless others are asked for; `mul` is Wikidata's “all languages”.
pub const LANGUAGES: [&str; 3] = ["en", "fr", "mul"];

/// The properties that are kept unless others are asked for.
pub const PROPERTIES: [u32; 25] = [
    6,    // head of government
    17,   // country
    21,   // sex or gender
    27,   // country of citizenship
    31,   // instance of
    35,   // head of state
    36,   // capital
    39,   // position held
    102,  // member of political party
    131,  // located in the administrative territorial entity
    276,  // location
    279,  // subclass of
    463,  // member of
    569,  // date of birth
    570,  // date of death
    580,  // start time
    582,  // end time
    585,  // point in time
    625,  // coordinates
    710,  // participant
    1001, // applies to jurisdiction
    1308, // officeholder
    1313, // office held by head of government
    1366, // replaced by
    1906, // office held by head of state
];

const LABEL: &[u8] = b"http://www.w3.org/2000/01/rdf-schema#label>";
const ALIAS: &[u8] = b"http://www.w3.org/2004/02/skos/core#altLabel>";
const DESCRIPTION: &[u8] = b"http://schema.org/description>";

/// Entities, properties and languages to keep.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The entities.
    pub entities: Ids,
    /// The languages of names, as Wikidata writes them.
    pub languages: Vec<String>,
    /// Whether descriptions are kept beside names.
    pub descriptions: bool,
    properties: Ids,
}

/// Not the name of a property.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no property: give them as P31,P39")]
pub struct BadProperty(String);

/// What a line's subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// Nothing that is wanted.
    Other,
    /// A wanted entity, or a property, whose names are always wanted.
    Entity {
        /// Whether only its names are wanted.
        names_only: bool,
    },
    /// A statement node of a wanted entity.
    Statement,
}

/// What is done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is left out.
    Drop,
    /// It is kept.
    Keep,
    /// It is kept if its statement node is about a wanted property.
    Perhaps,
    /// It is kept, and says that its statement node is about a wanted property.
    Decides,
}

impl Wanted {
    /// The usual properties and languages of some entities.
    pub fn usual(entities: Ids) -> Self {
        let mut wanted = Self {
            entities,
            languages: LANGUAGES.map(str::to_owned).to_vec(),
            ..Self::default()
        };
        for property in PROPERTIES {
            // Far below the limit.
            let _new = wanted.properties.insert(property.into());
        }
        wanted
    }

    /// Asks for other properties: `P31,P39`; nothing but commas asks for names alone.
    ///
    /// # Errors
    /// When something is no property.
    pub fn set_properties(&mut self, list: &str) -> Result<(), BadProperty> {
        self.properties = Ids::default();
        for name in list.split(',').map(str::trim).filter(|it| !it.is_empty()) {
            let bad = || BadProperty(name.to_owned());
            let digits = name.strip_prefix('P').ok_or_else(bad)?;
            let property: u64 = digits.parse().ok().ok_or_else(bad)?;
            self.properties.insert(property).ok().ok_or_else(bad)?;
        }
        Ok(())
    }

    /// What is asked for, in words that differ where the wishes do.
    pub fn told(&self) -> String {
        let properties: Vec<String> = self.properties.iter().map(|it| format!("P{it}")).collect();
        format!(
            "{} entities; {}{}; {}",
            self.entities.len(),
            self.languages.join(" "),
            if self.descriptions {
                " with descriptions"
            } else {
                ""
            },
            properties.join(" ")
        )
    }

    /// What the subject of a line is: what stands between `<` and `>` at its beginning.
    #[inline]
    pub(super) fn subject(&self, iri: &[u8]) -> Subject {
        let Some(local) = iri.strip_prefix(ENTITY.as_bytes()) else {
            return Subject::Other;
        };
        match local {
            [b'Q', ..] => match number(local) {
                Some(id) if self.entities.contains(id) => Subject::Entity { names_only: false },
                _ => Subject::Other,
            },
            [b'P', digits @ ..] => match leading_number(digits) {
                Some((id, [])) if self.properties.contains(id) => {
                    Subject::Entity { names_only: true }
                }
                _ => Subject::Other,
            },
            _ => self.statement(local),
        }
    }

    /// `statement/Q42-…`, in older items `statement/q42-…`.
    fn statement(&self, local: &[u8]) -> Subject {
        let Some([b'Q' | b'q', digits @ ..]) = local.strip_prefix(b"statement/") else {
            return Subject::Other;
        };
        match leading_number(digits) {
            Some((id, [b'-', ..])) if self.entities.contains(id) => Subject::Statement,
            _ => Subject::Other,
        }
    }

    /// What is done with a line of such a subject. `rest` begins behind the `<` of the predicate.
    #[inline]
    pub(super) fn verdict(&self, subject: Subject, rest: &[u8]) -> Verdict {
        match subject {
            Subject::Other => Verdict::Drop,
            Subject::Entity { names_only } => {
                if let Some(direct) = rest.strip_prefix(DIRECT.as_bytes()) {
                    return keep_if(!names_only && self.is_wanted_property(direct));
                }
                // A statement link; longer paths below it (`prop/statement/`) are no numbers.
                if let Some(claim) = rest.strip_prefix(CLAIM.as_bytes()) {
                    return keep_if(!names_only && self.is_wanted_property(claim));
                }
                let object = rest
                    .strip_prefix(LABEL)
                    .or_else(|| rest.strip_prefix(ALIAS))
                    .or_else(|| {
                        let description = rest.strip_prefix(DESCRIPTION);
                        description.filter(|_| self.descriptions)
                    });
                keep_if(object.is_some_and(|object| self.is_wanted_language(object)))
            }
            Subject::Statement => {
                if let Some(value) = rest.strip_prefix(STATEMENT.as_bytes()) {
                    return if self.is_wanted_property(value) {
                        Verdict::Decides
                    } else {
                        Verdict::Drop
                    };
                }
                let qualifier = rest
                    .strip_prefix(QUALIFIER.as_bytes())
                    .is_some_and(|it| self.is_wanted_property(it));
                let rank = rest
                    .strip_prefix(RANK.as_bytes())
                    .is_some_and(|it| it.starts_with(b">"));
                if qualifier || rank {
                    Verdict::Perhaps
                } else {
                    Verdict::Drop
                }
            }
        }
    }

    /// Whether `P39>` begins the bytes, and is wanted.
    fn is_wanted_property(&self, rest: &[u8]) -> bool {
        let Some(digits) = rest.strip_prefix(b"P") else {
            return false;
        };
        matches!(leading_number(digits), Some((id, [b'>', ..])) if self.properties.contains(id))
    }

    /// Whether a literal at the end of a line is in a wanted language.
    fn is_wanted_language(&self, rest: &[u8]) -> bool {
        let Some(quote) = memchr::memrchr(b'"', rest) else {
            return false;
        };
        let Some([b'@', tag @ ..]) = rest.get(quote + 1..) else {
            return false;
        };
        let length = tag
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
            .count();
        let tag = tag.get(..length).unwrap_or_default();
        self.languages
            .iter()
            .any(|language| language.as_bytes().eq_ignore_ascii_case(tag))
    }
}

fn keep_if(condition: bool) -> Verdict {
    if condition {
        Verdict::Keep
    } else {
        Verdict::Drop
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted() -> Wanted {
        let mut entities = Ids::default();
        entities.read("Q22316").unwrap();
        Wanted::usual(entities)
    }

    fn verdict(subject: &str, rest: &str) -> Verdict {
        let wanted = wanted();
        wanted.verdict(wanted.subject(subject.as_bytes()), rest.as_bytes())
    }

    #[test]
    fn lines_are_judged_by_subject_and_predicate() {
        let kerry = "http://www.wikidata.org/entity/Q22316";
        let node = "http://www.wikidata.org/entity/statement/q22316-A1";
        for (subject, rest, expected) in [
            (
                kerry,
                "http://www.wikidata.org/prop/direct/P39> <x> .",
                Verdict::Keep,
            ),
            (
                kerry,
                "http://www.wikidata.org/prop/direct/P391> <x> .",
                Verdict::Drop,
            ),
            (
                kerry,
                "http://www.wikidata.org/prop/P39> <x> .",
                Verdict::Keep,
            ),
            (
                kerry,
                "http://www.wikidata.org/prop/direct-normalized/P39> <x> .",
                Verdict::Drop,
            ),
            (
                kerry,
                "http://www.w3.org/2000/01/rdf-schema#label> \"a\"@fr .",
                Verdict::Keep,
            ),
            (
                kerry,
                "http://www.w3.org/2000/01/rdf-schema#label> \"a\"@fr-ca .",
                Verdict::Drop,
            ),
            (
                kerry,
                "http://www.w3.org/2000/01/rdf-schema#label> \"@fr\"@de .",
                Verdict::Drop,
            ),
            (
                kerry,
                "http://schema.org/description> \"a\"@fr .",
                Verdict::Drop,
            ),
            (
                "http://www.wikidata.org/entity/Q2231",
                "http://www.wikidata.org/prop/P39> <x> .",
                Verdict::Drop,
            ),
            (
                "http://www.wikidata.org/entity/P39",
                "http://www.w3.org/2000/01/rdf-schema#label> \"a\"@en .",
                Verdict::Keep,
            ),
            (
                "http://www.wikidata.org/entity/P39",
                "http://www.wikidata.org/prop/direct/P31> <x> .",
                Verdict::Drop,
            ),
            (
                node,
                "http://www.wikidata.org/prop/statement/P39> <x> .",
                Verdict::Decides,
            ),
            (
                node,
                "http://www.wikidata.org/prop/statement/P69> <x> .",
                Verdict::Drop,
            ),
            (
                node,
                "http://www.wikidata.org/prop/qualifier/P580> \"2013\" .",
                Verdict::Perhaps,
            ),
            (
                node,
                "http://www.wikidata.org/prop/qualifier/value/P580> <x> .",
                Verdict::Drop,
            ),
            (
                node,
                "http://wikiba.se/ontology#rank> <x> .",
                Verdict::Perhaps,
            ),
        ] {
            assert_eq!(verdict(subject, rest), expected, "{subject} {rest}");
        }
    }

    #[test]
    fn a_bad_property_is_named() {
        let error = wanted().set_properties("P31, 39").unwrap_err();
        assert!(error.to_string().contains("`39`"));
    }
}

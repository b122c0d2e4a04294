//! The only place that mints IRIs. All of them stand under one base, and none depends on the order in
//! which articles came, on the clock or on the machine.

use crate::extract::facts::ActorType;
use sha2::{Digest, Sha256};
use sophia::iri::Iri;
use sophia::iri::resolve::BaseIri;
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// Where things are published unless the caller says otherwise.
pub const DEFAULT_BASE: &str = "http://localhost:7979/";

/// Longest readable part of an IRI, in characters; the hash behind it tells things apart.
const SLUG_LENGTH: usize = 48;

/// Mints IRIs under a base.
#[derive(Clone, Debug)]
pub struct Minter {
    base: BaseIri<String>,
}

/// What tells an actor or place apart.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Its usual name.
    pub name: &'a str,
    /// Its Wikidata id, a `Q` with digits.
    pub wikidata: Option<&'a str>,
}

/// A base under which no IRI can be minted.
#[derive(Debug, Error)]
#[error(
    "`{base}` cannot be the base of IRIs: {reason}; give an absolute http IRI that ends in `/`, as in `{DEFAULT_BASE}`"
)]
pub struct BadBase {
    base: String,
    reason: String,
}

impl Default for Minter {
    fn default() -> Self {
        let base = BaseIri::new(DEFAULT_BASE.to_owned());
        Self {
            base: base.unwrap_or_else(|_| unreachable!("the default base is an IRI")),
        }
    }
}

impl Minter {
    /// A minter under `base`, which must be absolute and end in a slash.
    ///
    /// # Errors
    /// When it is not.
    pub fn new(base: &str) -> Result<Self, BadBase> {
        let bad = |reason: String| BadBase {
            base: base.to_owned(),
            reason,
        };
        if !base.ends_with('/') || base.contains(['?', '#']) {
            return Err(bad("it does not end in `/`".to_owned()));
        }
        if !base.starts_with("http://") && !base.starts_with("https://") {
            return Err(bad("it is not an http IRI".to_owned()));
        }
        let base = BaseIri::new(base.to_owned()).map_err(|error| bad(error.to_string()))?;
        Ok(Self { base })
    }

    /// The base.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// `article/{id}`.
    pub fn article(&self, id: &str) -> Iri<String> {
        self.mint(&format!("article/{id}"))
    }

    /// `article/{id}#{local}`: a record of an article, its evidence, an actor that lives in it.
    pub fn record(&self, article: &str, local: &str) -> Iri<String> {
        self.mint(&format!("article/{article}#{local}"))
    }

    /// `graph/article/{id}`: the named graph of an article.
    pub fn article_graph(&self, id: &str) -> Iri<String> {
        self.mint(&format!("graph/article/{id}"))
    }

    /// `graph/identity`: which record is of which thing, and what contradicts what.
    pub fn identity_graph(&self) -> Iri<String> {
        self.mint("graph/identity")
    }

    /// `graph/wikidata`: the slice of Wikidata.
    pub fn wikidata_graph(&self) -> Iri<String> {
        self.mint("graph/wikidata")
    }

    /// `graph/runs`: everything that depends on when and where demarche ran.
    pub fn runs_graph(&self) -> Iri<String> {
        self.mint("graph/runs")
    }

    /// `run/{key}`: an extraction run.
    pub fn run(&self, key: &str) -> Iri<String> {
        self.mint(&format!("run/{}", slug(key)))
    }

    /// `statement/{key}`, where `lead` is the record that names the cluster.
    pub fn statement(&self, lead: &str) -> Iri<String> {
        self.mint(&format!("statement/{}", key(lead)))
    }

    /// `proposal/{key}`.
    pub fn proposal(&self, lead: &str) -> Iri<String> {
        self.mint(&format!("proposal/{}", key(lead)))
    }

    /// `meeting/{key}`.
    pub fn meeting(&self, lead: &str) -> Iri<String> {
        self.mint(&format!("meeting/{}", key(lead)))
    }

    /// `np/statement/{key}/`: what the names of nanopublications about that thing begin with, before their hash. `None`
    /// where the thing does not stand under the base.
    pub fn nanopub_stem(&self, thing: &str) -> Option<Iri<String>> {
        let local = thing.strip_prefix(self.base.as_str())?;
        self.base.resolve(format!("np/{local}/").as_str()).ok()
    }

    /// A part of a thing: `proposal/{key}#t1`, `meeting/{key}#held-2016-07-14`.
    pub fn part(&self, thing: &Iri<String>, local: &str) -> Iri<String> {
        self.mint(&format!("{}#{local}", thing.as_str()))
    }

    /// The actor that an actor of an article is: `actor/{QID}` where it is identified,
    /// `actor/{slug}-{hash}` where its name is enough to know it again, otherwise `article/{id}#{local}`:
    /// it lives in that article and is never merged.
    pub fn actor(
        &self,
        article: &str,
        local: &str,
        kind: ActorType,
        named: Named<'_>,
    ) -> Iri<String> {
        if let Some(qid) = named.wikidata {
            return self.mint(&format!("actor/{qid}"));
        }
        let kind = match kind {
            ActorType::Person if is_full_name(named.name) => "person",
            ActorType::Organization if named.name.starts_with(char::is_uppercase) => "organization",
            ActorType::Country => "country",
            // A surname alone, an unnamed source, “the opposition”, “the report”, “the ministry”:
            // the same words mean someone else in the next article.
            _ => return self.record(article, local),
        };
        self.mint(&format!("actor/{}", slug_and_hash(kind, named.name)))
    }

    /// `place/{QID}` or `place/{slug}-{hash}`.
    pub fn place(&self, named: Named<'_>) -> Iri<String> {
        match named.wikidata {
            Some(qid) => self.mint(&format!("place/{qid}")),
            None => self.mint(&format!("place/{}", slug_and_hash("place", named.name))),
        }
    }

    /// Resolves a path against the base, which validates it. Paths are made of slugs, hashes, checked
    /// ids and IRIs that were minted here, so it cannot fail.
    fn mint(&self, path: &str) -> Iri<String> {
        self.base
            .resolve(path)
            .unwrap_or_else(|error| unreachable!("`{path}` is not a path of an IRI: {error}"))
    }
}

/// Whether a person can be known again by a name: two words or more, and none of them a common noun, as in
/// *Le chef de la diplomatie*. Short words are particles (*de*, *bin*).
fn is_full_name(name: &str) -> bool {
    let is_word_of_name =
        |word: &str| word.starts_with(char::is_uppercase) || word.chars().count() <= 3;
    name.split_whitespace().count() > 1
        && name.split_whitespace().all(is_word_of_name)
        && name
            .split_whitespace()
            .last()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// 16 hex digits that name a cluster after its lead record (`{article}#{local}`).
fn key(lead: &str) -> String {
    hash(lead, 16)
}

/// `{slug}-{hash}` of a name: folded, so that case, accents and spacing do not matter.
fn slug_and_hash(kind: &str, name: &str) -> String {
    let slug = slug(name);
    // The hash sees what the slug leaves out: other scripts, and what lies beyond the cut.
    let hash = hash(&format!("{kind}\n{}", folded(name)), 8);
    if slug.is_empty() {
        format!("{kind}-{hash}")
    } else {
        format!("{slug}-{hash}")
    }
}

/// Lower case without accents, white space as single spaces.
pub fn folded(name: &str) -> String {
    let bare: String = name
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// ASCII letters and digits with single hyphens between: readable, and safe in every syntax.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in folded(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() == SLUG_LENGTH {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The first `digits` hex digits of the SHA-256.
fn hash(text: &str, digits: usize) -> String {
    let mut hex: String = Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    hex.truncate(digits);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_actor_is_itself_across_articles_only_where_its_name_says_who() {
        let minter = Minter::default();
        let iri = |article: &str, kind, name: &'static str, wikidata| {
            minter
                .actor(article, "a1", kind, Named { name, wikidata })
                .as_str()
                .to_owned()
        };
        assert_eq!(
            iri("x", ActorType::Person, "John Kerry", Some("Q22316")),
            "http://localhost:7979/actor/Q22316"
        );
        assert_eq!(
            iri("x", ActorType::Person, "Élie Doe", None),
            iri("y", ActorType::Person, "ELIE  DOE", None)
        );
        assert_ne!(
            iri("x", ActorType::Person, "Elie Doe", None),
            iri("x", ActorType::Organization, "Elie Doe", None)
        );
        assert_eq!(
            iri("x", ActorType::Person, "Doe", None),
            "http://localhost:7979/article/x#a1"
        );
        assert_eq!(
            iri("x", ActorType::Unnamed, "un diplomate", None),
            "http://localhost:7979/article/x#a1"
        );
    }

    #[test]
    fn a_description_is_not_a_full_name() {
        for name in ["Staffan de Mistura", "Élie Doe", "Osama bin Laden"] {
            assert!(is_full_name(name), "{name}");
        }
        for name in [
            "Le chef de la diplomatie",
            "Doe",
            "le président russe",
            "A man of the north",
        ] {
            assert!(!is_full_name(name), "{name}");
        }
    }

    #[test]
    fn a_base_must_be_absolute_and_end_in_a_slash() {
        assert!(Minter::new("https://example.org/news/").is_ok());
        for base in [
            "example.org/",
            "https://example.org",
            "https://example.org/?a=/",
            "ftp://example.org/",
            "http://a b/",
        ] {
            assert!(Minter::new(base).is_err(), "{base}");
        }
    }

    #[test]
    fn slugs_are_readable() {
        assert_eq!(slug("Sergueï  Lavrov"), "serguei-lavrov");
        assert_eq!(slug("« L’Élysée »"), "l-elysee");
        assert_eq!(slug("Сергей"), "");
    }

    proptest! {
        #[test]
        fn any_name_gives_a_valid_iri(name in any::<String>(), id in "[0-9a-f]{16}") {
            let minter = Minter::default();
            let iri = minter.actor(&id, "a1", ActorType::Country, Named { name: &name, wikidata: None });
            let local = iri.strip_prefix("http://localhost:7979/actor/").unwrap();
            prop_assert!(local.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
            prop_assert!(!local.starts_with('-') && local.len() <= SLUG_LENGTH + 22);
            prop_assert_eq!(slug(&slug(&name)), slug(&name));
        }
    }
}

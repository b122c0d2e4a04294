//! Limits on what strangers send, checked before a parser sees it.
//!
//! The parsers behind this recurse over what they read, and planners take the cube of what they are given: a
//! kilobyte of brackets ends a process. So each text goes through a scanner first that looks at every byte once, keeps
//! its own stack, and counts. It accepts all that parsers accept, unless it is over a limit; what is malformed is left
//! to the parsers, whose errors are better. A scanner may count too much where it cannot tell, never too little.
//!
//! [`Limits::sparql`] is for queries and updates, [`Limits::document`] for RDF, [`Limits::json`] for JSON.

mod document;
mod json;
mod sparql;
mod tokens;
mod xml;

pub use document::Syntax;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`words` says what each counts")]
pub enum Limit {
    QuerySize,
    Nesting,
    Patterns,
    Joins,
    Values,
    Operators,
    Clauses,
    Regex,
    Path,
    Closures,
    Subqueries,
    DocumentNesting,
    Iri,
    Literal,
    Entities,
}

impl Limit {
    /// All of them, in the order of their declaration.
    pub const ALL: [Self; 15] = [
        Self::QuerySize,
        Self::Nesting,
        Self::Patterns,
        Self::Joins,
        Self::Values,
        Self::Operators,
        Self::Clauses,
        Self::Regex,
        Self::Path,
        Self::Closures,
        Self::Subqueries,
        Self::DocumentNesting,
        Self::Iri,
        Self::Literal,
        Self::Entities,
    ];

    /// Its name in settings, its value where nothing is set, and what it counts.
    const fn row(self) -> (&'static str, usize, &'static str) {
        match self {
            Self::QuerySize => ("query-size", 1_000_000, "bytes in a query"),
            Self::Nesting => ("nesting", 100, "brackets within one another"),
            Self::Patterns => ("patterns", 1_000, "triple patterns in a query"),
            // Planning takes the cube of these: 100 are two seconds at worst.
            Self::Joins => ("joins", 100, "triple patterns joined in one group"),
            Self::Values => ("values", 10_000, "rows in VALUES and items of lists"),
            Self::Operators => (
                "operators",
                2_000,
                "operators in the expressions of a query",
            ),
            Self::Clauses => ("clauses", 2_000, "groups, clauses and calls in a query"),
            Self::Regex => ("regex", 1_000, "bytes in a regular expression"),
            Self::Path => ("path", 100, "steps in a property path"),
            Self::Closures => (
                "closures",
                4,
                "`*` and `+` within one another in a property path",
            ),
            Self::Subqueries => ("subqueries", 50, "subqueries in a query"),
            Self::DocumentNesting => ("document-nesting", 100, "levels of nesting in a document"),
            Self::Iri => ("iri", 8_192, "bytes in an IRI"),
            Self::Literal => ("literal", 4_000_000, "bytes in a literal"),
            Self::Entities => ("entities", 1_000, "bytes that an XML entity stands for"),
        }
    }

    /// Its name in settings.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// What it counts.
    pub const fn words(self) -> &'static str {
        self.row().2
    }
}

/// How much of everything is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits([usize; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.map(|limit| limit.row().1))
    }
}

/// Something was over a limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("more than {allowed} {}: the limit `{}` of this server is {allowed}", .limit.words(), .limit.name())]
pub struct Exceeded {
    /// Which.
    pub limit: Limit,
    /// Its value.
    pub allowed: usize,
}

/// There is no limit of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no limit `{name}`: there are {}", names())]
pub struct Unknown {
    name: String,
}

fn names() -> String {
    Limit::ALL.map(Limit::name).join(", ")
}

impl Limits {
    /// The value of one.
    pub fn of(&self, limit: Limit) -> usize {
        self.0.get(limit as usize).copied().unwrap_or_default()
    }

    /// Sets one by its name.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn set(&mut self, name: &str, value: usize) -> Result<(), Unknown> {
        let known = Limit::ALL.iter().zip(&mut self.0);
        match known.into_iter().find(|(limit, _)| limit.name() == name) {
            Some((_, place)) => *place = value,
            None => {
                return Err(Unknown {
                    name: name.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn check(&self, limit: Limit, found: usize) -> Result<(), Exceeded> {
        let allowed = self.of(limit);
        if found > allowed {
            return Err(Exceeded { limit, allowed });
        }
        Ok(())
    }

    /// Looks through a query or an update, and says how many triples its data may have.
    ///
    /// # Errors
    /// When it is over a limit.
    pub fn sparql(&self, text: &str) -> Result<usize, Exceeded> {
        sparql::check(self, text)
    }

    /// Looks at the length of a query.
    ///
    /// # Errors
    /// When it is too long.
    pub fn query_size(&self, text: &str) -> Result<(), Exceeded> {
        self.check(Limit::QuerySize, text.len())
    }

    /// Looks at the length of an IRI.
    ///
    /// # Errors
    /// When it is too long.
    pub fn iri(&self, iri: &str) -> Result<(), Exceeded> {
        self.check(Limit::Iri, iri.len())
    }

    /// Looks at the length of a literal.
    ///
    /// # Errors
    /// When it is too long.
    pub fn literal(&self, value: &str) -> Result<(), Exceeded> {
        self.check(Limit::Literal, value.len())
    }

    /// Looks through a document of RDF.
    ///
    /// # Errors
    /// When it is over a limit.
    pub fn document(&self, bytes: &[u8], syntax: Syntax) -> Result<(), Exceeded> {
        document::check(self, bytes, syntax)
    }

    /// Whether each element of an XML document ends: parsers that stream do not miss the end of the last.
    pub fn is_whole_xml(&self, bytes: &[u8]) -> bool {
        xml::check(self, bytes).is_ok_and(|open| open == 0)
    }

    /// Looks through JSON.
    ///
    /// # Errors
    /// When it is nested too deep.
    pub fn json(&self, bytes: &[u8]) -> Result<(), Exceeded> {
        json::check(self, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_set_by_name_and_told_with_their_value() {
        let mut limits = Limits::default();
        limits.set("nesting", 7).unwrap();
        assert_eq!(limits.of(Limit::Nesting), 7);
        assert_eq!(limits.of(Limit::Joins), 100);
        let told = limits.check(Limit::Nesting, 8).unwrap_err().to_string();
        assert!(told.contains("`nesting`") && told.contains('7'), "{told}");
        let told = limits.set("depth", 7).unwrap_err().to_string();
        assert!(
            told.contains("`depth`") && told.contains("nesting, patterns"),
            "{told}"
        );
    }
}

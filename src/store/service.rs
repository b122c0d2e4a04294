//! The full text in SPARQL: `SERVICE <…/search>`, answered here without a connection.
//!
//! The pattern is about one variable, the hit. `dm:searchText` says what is searched for, `dm:searchScore` and
//! `dm:searchSnippet` give what the index knows, the others narrow the search; `a` asks for a kind, or gives it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{QuerySolutionIter, ServiceHandler};
use spargebra::algebra::GraphPattern;
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::data::Data;
use super::entries::{class, entry};
use super::index::Keeper;
use super::{Deadline, Store, StoreError};
use crate::search::{Hit, Kind, Language, Search};
use crate::vocab::{dm, rdf};

/// Rows of an answer, with their variables.
type Rows = (Arc<[Variable]>, Arc<Vec<Vec<Option<Term>>>>);

/// The search as a service; made for one evaluation.
pub(super) struct SearchService {
    searcher: Arc<dyn Searcher>,
    deadline: Deadline,
    /// Evaluators ask once for each row before: the answer is the same.
    known: Mutex<BTreeMap<String, Rows>>,
}

impl SearchService {
    /// What the service is called beside a base.
    pub(super) fn name(base: &str) -> Option<NamedNode> {
        let base = oxiri::Iri::parse(base).ok()?;
        let name = base.resolve("search").ok()?;
        Some(NamedNode::new_unchecked(name.into_inner()))
    }

    pub(super) fn new(searcher: Arc<dyn Searcher>, deadline: &Deadline) -> Self {
        Self {
            searcher,
            deadline: deadline.clone(),
            known: Mutex::default(),
        }
    }

    fn rows(&self, pattern: &GraphPattern) -> Result<Rows, StoreError> {
        let asked = Asked::read(pattern)?;
        let snippets = asked.wanted.values().any(|what| *what == Wanted::Snippet);
        let found = self.searcher.search(&asked.search, snippets)?;
        let variables: Arc<[Variable]> = asked.wanted.keys().cloned().collect();
        let mut rows = vec![];
        for hit in &found {
            self.deadline.check()?;
            let values = asked.wanted.values().map(|what| value(*what, hit));
            rows.push(values.collect::<Vec<Option<Term>>>());
        }
        Ok((variables, Arc::new(rows)))
    }
}

fn value(what: Wanted, hit: &SearchHit) -> Option<Term> {
    match what {
        Wanted::Hit => Some(NamedNode::new_unchecked(&hit.iri).into()),
        Wanted::Score => Some(Literal::from(hit.score).into()),
        Wanted::Kind => Some(NamedNode::new_unchecked(class(hit.kind)).into()),
        Wanted::Snippet => {
            let snippet = hit.snippet.as_ref()?;
            Some(Literal::new_simple_literal(snippet).into())
        }
    }
}

/// What a search has found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchHit {
    /// The thing.
    pub iri: String,
    /// What it is.
    pub kind: Kind,
    /// How well it fits.
    pub score: f32,
    /// The words that were found, where they were asked for and the thing is still there.
    pub snippet: Option<String>,
}

/// Who searches for SERVICE: the index of the store, or of another process.
pub trait Searcher: Send + Sync {
    /// Searches, and shows the words that were found if `snippets` are wanted.
    ///
    /// # Errors
    /// When the search cannot be read, or the index fails.
    fn search(&self, search: &Search, snippets: bool) -> Result<Vec<SearchHit>, StoreError>;
}

/// The index of a store.
struct OwnIndex {
    keeper: Arc<Keeper>,
    data: Data,
}

impl Searcher for OwnIndex {
    fn search(&self, search: &Search, snippets: bool) -> Result<Vec<SearchHit>, StoreError> {
        let found = self.keeper.search(search)?;
        let shown = |hit: &Hit| -> Result<SearchHit, StoreError> {
            let entry = if snippets {
                entry(&self.data, &hit.iri)?
            } else {
                None
            };
            Ok(SearchHit {
                iri: hit.iri.clone(),
                kind: hit.kind,
                score: hit.score,
                snippet: entry.map(|entry| found.marker.best(&entry)),
            })
        };
        found.hits.iter().map(shown).collect()
    }
}

impl Store {
    /// Who searches for this store.
    pub fn searcher(&self) -> Arc<dyn Searcher> {
        match &self.searcher {
            Some(searcher) => Arc::clone(searcher),
            None => Arc::new(OwnIndex {
                keeper: Arc::clone(&self.keeper),
                data: self.data.clone(),
            }),
        }
    }
}

impl ServiceHandler for SearchService {
    type Error = StoreError;

    fn handle(
        &self,
        pattern: &GraphPattern,
        _base_iri: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, StoreError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = pattern.to_string();
        let (variables, rows) = if let Some(rows) = known.get(&key) {
            rows.clone()
        } else {
            let rows = self.rows(pattern)?;
            known.insert(key, rows.clone());
            rows
        };
        let count = rows.len();
        let tuples = (0..count).map(move |at| Ok(rows.get(at).cloned().unwrap_or_default()));
        Ok(QuerySolutionIter::from_tuples(variables, tuples))
    }
}

/// What a variable is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Hit,
    Score,
    Snippet,
    Kind,
}

/// A pattern that was understood.
struct Asked {
    search: Search,
    wanted: BTreeMap<Variable, Wanted>,
}

impl Asked {
    fn read(pattern: &GraphPattern) -> Result<Self, StoreError> {
        let mut triples = vec![];
        flatten(pattern, &mut triples)?;
        let mut asked = Self {
            search: Search::default(),
            wanted: BTreeMap::new(),
        };
        let mut has_text = false;
        for triple in triples {
            let (TermPattern::Variable(hit), NamedNodePattern::NamedNode(property)) =
                (&triple.subject, &triple.predicate)
            else {
                return Err(refused("each of its triples is `?hit` PROPERTY value"));
            };
            asked.bind(hit, Wanted::Hit)?;
            has_text |= property.as_str() == dm::SEARCH_TEXT;
            asked.triple(property.as_str(), &triple.object)?;
        }
        if has_text {
            Ok(asked)
        } else {
            Err(refused(
                "`?hit dm:searchText \"…\"` says what is searched for",
            ))
        }
    }

    fn triple(&mut self, property: &str, object: &TermPattern) -> Result<(), StoreError> {
        let search = &mut self.search;
        match (property, object) {
            (dm::SEARCH_SCORE, TermPattern::Variable(score)) => self.bind(score, Wanted::Score)?,
            (dm::SEARCH_SNIPPET, TermPattern::Variable(text)) => {
                self.bind(text, Wanted::Snippet)?;
            }
            (rdf::TYPE, TermPattern::Variable(kind)) => self.bind(kind, Wanted::Kind)?,
            (rdf::TYPE, TermPattern::NamedNode(wanted)) => {
                let kind = Kind::ALL
                    .into_iter()
                    .find(|it| class(*it) == wanted.as_str());
                search.kinds.push(kind.ok_or_else(|| {
                    refused("`a` is one of dm:Statement, dm:Proposal, dm:Meeting, dm:Article, dm:Actor, dm:Place")
                })?);
            }
            (dm::SEARCH_ACTOR, TermPattern::NamedNode(actor)) => {
                search.actors.push(actor.as_str().to_owned());
            }
            (_, TermPattern::Literal(value)) => {
                let value = value.value();
                match property {
                    dm::SEARCH_TEXT => value.clone_into(&mut search.text),
                    dm::SEARCH_LANGUAGE => {
                        search.language =
                            Some(Language::parse(value).ok_or_else(|| {
                                refused("`dm:searchLanguage` is \"fr\" or \"en\"")
                            })?);
                    }
                    dm::SEARCH_FROM => search.from = Some(bound(value, false)?),
                    dm::SEARCH_TO => search.to = Some(bound(value, true)?),
                    dm::SEARCH_LIMIT => {
                        search.limit =
                            Some(value.parse().map_err(|_no_number| {
                                refused("`dm:searchLimit` is a whole number")
                            })?);
                    }
                    _ => return Err(unknown(property)),
                }
            }
            _ => return Err(unknown(property)),
        }
        Ok(())
    }

    fn bind(&mut self, variable: &Variable, wanted: Wanted) -> Result<(), StoreError> {
        match self.wanted.insert(variable.clone(), wanted) {
            Some(other) if other != wanted => {
                Err(refused(&format!("{variable} cannot be two things")))
            }
            _ => Ok(()),
        }
    }
}

/// The first or last day of a date, a month or a year, as the index counts days.
fn bound(date: &str, is_end: bool) -> Result<i64, StoreError> {
    crate::search::day(date, is_end).ok_or_else(|| {
        refused("`dm:searchFrom` and `dm:searchTo` are days, months or years: \"2016-07-14\"")
    })
}

/// The triples of a pattern that is nothing but triples.
fn flatten<'a>(
    pattern: &'a GraphPattern,
    triples: &mut Vec<&'a TriplePattern>,
) -> Result<(), StoreError> {
    match pattern {
        GraphPattern::Bgp { patterns } => triples.extend(patterns),
        GraphPattern::Join { left, right } => {
            flatten(left, triples)?;
            flatten(right, triples)?;
        }
        _ => {
            return Err(refused(
                "it holds triples only: write FILTER, OPTIONAL and BIND around the SERVICE",
            ));
        }
    }
    Ok(())
}

fn unknown(property: &str) -> StoreError {
    let local = property.strip_prefix(dm::PREFIX).unwrap_or(property);
    refused(&format!(
        "`{local}` with such a value is not understood: constants for searchText, searchLanguage, searchActor, searchFrom, searchTo, searchLimit; variables for searchScore, searchSnippet"
    ))
}

fn refused(why: &str) -> StoreError {
    StoreError::BadRequest(format!("the search service: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Answer, Dataset};

    const BASE: &str = "http://localhost:7979/sparql";

    fn store() -> Store {
        let store = Store::memory().unwrap();
        let update = "PREFIX dm: <https://w3id.org/demarche/ns#> PREFIX schema: <http://schema.org/> INSERT DATA {
            <urn:article> a dm:Article ; schema:datePublished \"2016-07-14\" .
            <urn:one> a dm:Statement ; dm:speaker <urn:kerry> ; dm:reportedIn <urn:article> ; dm:quote \"La trêve & la paix\"@fr .
            <urn:two> a dm:Proposal ; dm:quote \"Une trêve de trois jours\"@fr }";
        store
            .update(update, None, &Dataset::default(), &Deadline::none())
            .unwrap();
        store
    }

    fn ask(store: &Store, pattern: &str) -> Result<Vec<String>, StoreError> {
        let query = format!("PREFIX dm: <https://w3id.org/demarche/ns#> SELECT * {{ {pattern} }}");
        let question = Store::question(&query, Some(BASE), Dataset::default())?;
        let mut told = vec![];
        store.with_answer(&question, &Deadline::none(), |answer| {
            if let Answer::Rows(rows) = answer {
                for row in rows {
                    let row = row?;
                    let values = row.iter().filter(|(name, _)| name.as_str() != "score");
                    let values = values.map(|(name, value)| format!("{}={value}", name.as_str()));
                    told.push(values.collect::<Vec<_>>().join(" "));
                }
            }
            Ok(())
        })?;
        told.sort();
        Ok(told)
    }

    #[test]
    fn hits_come_with_score_snippet_and_kind_and_join_with_the_graph() {
        let store = store();
        let found = ask(
            &store,
            "SERVICE <http://localhost:7979/search> { ?hit dm:searchText \"treves\" ; dm:searchScore ?score ; dm:searchSnippet ?words ; a dm:Statement }",
        )
        .unwrap();
        assert_eq!(
            found,
            ["hit=<urn:one> words=\"La <mark>trêve</mark> &amp; la paix\""]
        );
        // Relative names work too, and the graph is joined.
        let found = ask(
            &store,
            "SERVICE <search> { ?hit dm:searchText \"trêve\" ; a ?kind } ?hit dm:speaker ?who",
        )
        .unwrap();
        assert_eq!(
            found,
            ["hit=<urn:one> kind=<https://w3id.org/demarche/ns#Statement> who=<urn:kerry>"]
        );
    }

    #[test]
    fn constants_narrow_the_search() {
        let store = store();
        let count = |more: &str| {
            let pattern = format!("SERVICE <search> {{ ?hit dm:searchText \"trêve\" ; {more} }}");
            ask(&store, &pattern).unwrap().len()
        };
        assert_eq!(count(""), 2);
        assert_eq!(count("dm:searchLimit 1"), 1);
        assert_eq!(count("dm:searchLanguage \"en\""), 0);
        assert_eq!(count("dm:searchActor <urn:kerry>"), 1);
        assert_eq!(count("dm:searchFrom \"2016-07\" ; dm:searchTo \"2016\""), 1);
        assert_eq!(count("dm:searchFrom \"2016-07-15\""), 0);
        assert_eq!(count("a dm:Proposal"), 1);
    }

    #[test]
    fn a_pattern_that_is_not_understood_is_told_and_not_ignored() {
        let store = store();
        for (pattern, why) in [
            ("?hit a dm:Statement", "searchText"),
            ("?hit dm:searchText ?x", "constants"),
            ("?hit dm:searchText \"a\" ; dm:quote ?q", "quote"),
            (
                "?hit dm:searchText \"a\" ; dm:searchLanguage \"de\"",
                "\"fr\" or \"en\"",
            ),
            (
                "?hit dm:searchText \"a\" ; dm:searchFrom \"hier\"",
                "2016-07-14",
            ),
            ("?hit dm:searchText \"a\" ; a dm:Term", "dm:Statement"),
            ("?hit dm:searchText \"a\" FILTER(?hit != 1)", "triples only"),
            ("<urn:one> dm:searchText \"a\"", "?hit"),
            ("?hit dm:searchText \"(a\"", "not closed"),
        ] {
            let error = ask(&store, &format!("SERVICE <search> {{ {pattern} }}")).unwrap_err();
            assert!(
                matches!(error, StoreError::BadRequest(_)),
                "{pattern}: {error:?}"
            );
            assert!(error.to_string().contains(why), "{pattern}: {error}");
        }
        let error = ask(&store, "SERVICE <http://other.example/search> { ?s ?p ?o }").unwrap_err();
        assert!(matches!(error, StoreError::Remote(_)));
    }
}

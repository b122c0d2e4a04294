//! What tantivy is asked: words in all their forms, and filters that count for nothing.

use std::ops::Bound;

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption;

use super::question::Node;
use super::words::{Forms, Language};
use super::{Index, Search, schema};

impl Index {
    /// What finds the entries that a search asks for.
    pub(super) fn query(&self, node: Option<&Node>, search: &Search) -> BooleanQuery {
        let mut all: Vec<(Occur, Box<dyn Query>)> = vec![(
            Occur::Must,
            match node {
                Some(node) => self.node(node, search.language, &mut Forms::new()),
                None => Box::new(AllQuery),
            },
        )];
        let mut filter = |query: Box<dyn Query>| {
            // A filter says yes or no, and counts for nothing.
            all.push((Occur::Must, Box::new(BoostQuery::new(query, 0.0))));
        };
        if !search.kinds.is_empty() {
            let terms = search.kinds.iter();
            filter(Box::new(TermSetQuery::new(terms.map(|kind| {
                Term::from_field_u64(self.fields.kind, kind.number())
            }))));
        }
        if let Some(language) = search.language {
            let number = schema::number(language);
            filter(Box::new(exactly(Term::from_field_u64(
                self.fields.language,
                number,
            ))));
        }
        for actor in &search.actors {
            filter(Box::new(exactly(Term::from_field_text(
                self.fields.actor,
                actor,
            ))));
        }
        let exact = search
            .outlets
            .iter()
            .map(|outlet| (self.fields.outlet, outlet));
        let acts = search.act.iter().map(|act| (self.fields.act, act));
        for (field, iri) in exact.chain(acts) {
            filter(Box::new(exactly(Term::from_field_text(field, iri))));
        }
        if search.from.is_some() || search.to.is_some() {
            let bound = |day: Option<i64>| {
                day.map_or(Bound::Unbounded, |day| {
                    Bound::Included(Term::from_field_i64(self.fields.day, day))
                })
            };
            filter(Box::new(RangeQuery::new(
                bound(search.from),
                bound(search.to),
            )));
        }
        BooleanQuery::new(all)
    }

    fn node(&self, node: &Node, language: Option<Language>, forms: &mut Forms) -> Box<dyn Query> {
        match node {
            Node::Word(word) => self.phrase(std::slice::from_ref(word), language, forms),
            Node::Phrase(words) => self.phrase(words, language, forms),
            Node::Prefix(word) => {
                let term = Term::from_field_text(self.fields.plain, &forms.plain(word));
                Box::new(FuzzyTermQuery::new_prefix(term, 0, true))
            }
            Node::Any(nodes) => Box::new(BooleanQuery::union(
                nodes
                    .iter()
                    .map(|node| self.node(node, language, forms))
                    .collect(),
            )),
            Node::All(nodes) => {
                let mut clauses: Vec<(Occur, Box<dyn Query>)> = vec![];
                for node in nodes {
                    clauses.push(match node {
                        Node::Not(node) => (Occur::MustNot, self.node(node, language, forms)),
                        node => (Occur::Must, self.node(node, language, forms)),
                    });
                }
                if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
                    clauses.push((Occur::Must, Box::new(AllQuery)));
                }
                Box::new(BooleanQuery::new(clauses))
            }
            Node::Not(node) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery)),
                (Occur::MustNot, self.node(node, language, forms)),
            ])),
        }
    }

    /// Words that stand together, in any of their forms: as they are, and as each language stems them.
    fn phrase(
        &self,
        words: &[String],
        language: Option<Language>,
        forms: &mut Forms,
    ) -> Box<dyn Query> {
        let mut ways: Vec<(tantivy::schema::Field, Vec<String>)> = vec![];
        let mut way = |field, forms: Vec<String>| {
            if !ways.contains(&(field, forms.clone())) {
                ways.push((field, forms));
            }
        };
        way(
            self.fields.plain,
            words.iter().map(|word| forms.plain(word)).collect(),
        );
        for each in Language::ALL
            .into_iter()
            .filter(|it| language.is_none_or(|only| only == *it))
        {
            let field = self.fields.text(each);
            let (stemmed, folded) = words
                .iter()
                .map(|word| {
                    let [stemmed, folded] = forms.stems(word, each);
                    (stemmed, folded)
                })
                .unzip();
            way(field, stemmed);
            way(field, folded);
        }
        let queries = ways.into_iter().map(|(field, words)| -> Box<dyn Query> {
            let mut terms: Vec<Term> = words
                .iter()
                .map(|word| Term::from_field_text(field, word))
                .collect();
            match (terms.len(), terms.pop()) {
                (1, Some(term)) => Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)),
                (_, Some(last)) => {
                    terms.push(last);
                    Box::new(PhraseQuery::new(terms))
                }
                (_, None) => Box::new(AllQuery),
            }
        });
        Box::new(BooleanQuery::union(queries.collect()))
    }
}

/// A term, whatever it counts.
pub(super) fn exactly(term: Term) -> TermQuery {
    TermQuery::new(term, IndexRecordOption::Basic)
}

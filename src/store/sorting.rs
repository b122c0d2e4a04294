//! What rows are sorted by is worked out once a row.
//!
//! oxigraph evaluates the expressions of ORDER BY anew at each comparison, and looks up the text of each term that it
//! compares: two hundred rows are three thousand look-ups in the database. So the expressions are bound to variables of
//! their own below the sorting, and a text to one that the database does not hold, which is then kept at hand.

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern, OrderExpression};

/// The function that makes keys, and what their variables begin with. Neither has a name that a query can say.
const KEY: &str = "demarche key";
/// Stands before each text, so that keys are sorted as the texts are, and behind numbers and dates. No text begins with a control character.
const BEFORE: char = '\u{7f}';

/// The query with the keys of its sortings bound.
pub(super) fn keyed(mut query: Query) -> Query {
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    bind(pattern, &mut 0);
    query
}

/// The name of the function that makes keys, and what it does.
pub(super) fn key() -> (
    NamedNode,
    impl Fn(&[Term]) -> Option<Term> + Send + Sync + 'static,
) {
    let name = NamedNode::new_unchecked(KEY);
    (name, |arguments: &[Term]| arguments.first().map(key_of))
}

/// A term that is sorted among keys as this one is among terms.
fn key_of(term: &Term) -> Term {
    match term {
        Term::NamedNode(node) => {
            NamedNode::new_unchecked(format!("{BEFORE}{}", node.as_str())).into()
        }
        Term::Literal(literal) if literal.datatype() == oxigraph::model::vocab::xsd::STRING => {
            Literal::new_simple_literal(format!("{BEFORE}{}", literal.value())).into()
        }
        Term::Literal(literal) => match literal.language() {
            Some(language) if literal.direction().is_none() => {
                let value = format!("{BEFORE}{}", literal.value());
                Literal::new_language_tagged_literal_unchecked(value, language).into()
            }
            // Numbers and days are held as such. Of the others there are few.
            _ => term.clone(),
        },
        _ => term.clone(),
    }
}

fn bind(pattern: &mut GraphPattern, keys: &mut usize) {
    match pattern {
        GraphPattern::OrderBy { inner, expression } => {
            bind(inner, keys);
            for order in expression {
                let (OrderExpression::Asc(by) | OrderExpression::Desc(by)) = order;
                let variable = Variable::new_unchecked(format!("{KEY} {keys}"));
                *keys += 1;
                let by = std::mem::replace(by, variable.clone().into());
                let name = NamedNode::new_unchecked(KEY);
                let sorted = std::mem::take(&mut **inner);
                **inner = GraphPattern::Extend {
                    inner: Box::new(sorted),
                    variable,
                    expression: Expression::FunctionCall(Function::Custom(name), vec![by]),
                };
            }
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            bind(left, keys);
            bind(right, keys);
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => bind(inner, keys),
        // Others sort in a SERVICE.
        GraphPattern::Service { .. }
        | GraphPattern::Bgp { .. }
        | GraphPattern::Path { .. }
        | GraphPattern::Values { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator};

    use super::super::{Answer, Dataset, Deadline, Store};
    use super::*;

    fn shown(row: &QuerySolution) -> String {
        let cells = row.iter().map(|(name, term)| format!("{name} {term}"));
        cells.collect::<Vec<_>>().join(" | ")
    }

    fn rows(store: &Store, query: &str) -> Vec<String> {
        let question = Store::question(query, None, Dataset::default()).unwrap();
        let none = Deadline::none();
        let read = |answer| {
            let Answer::Rows(rows) = answer else {
                panic!("rows");
            };
            Ok(rows.map(|row| shown(&row.unwrap())).collect())
        };
        store.with_answer(&question, &none, read).unwrap()
    }

    /// The order that oxigraph gives without keys.
    fn plainly(store: &Store, query: &str) -> Vec<String> {
        let prepared = SparqlEvaluator::new().parse_query(query).unwrap();
        let found = store.data().evaluate(prepared).unwrap();
        let QueryResults::Solutions(rows) = found else {
            panic!("rows");
        };
        rows.map(|row| shown(&row.unwrap())).collect()
    }

    #[test]
    fn rows_come_in_the_same_order() {
        let store = Store::memory().unwrap();
        let data = "INSERT DATA {
            <urn:c> <urn:p> 'b', 'a long text, longer than what is held in place', '', 'B'@fr, 'a'@fr, 'a'@en .
            <urn:a> <urn:p> 'a long text, longer than what is held in places', 'é' .
            <urn:b> <urn:n> 10, 9, 1.5, -3 ; <urn:d> '2016-07-14'^^<http://www.w3.org/2001/XMLSchema#date> .
            <urn:a-name-that-is-longer-than-others> <urn:n> 10 ; <urn:x> 'x'^^<urn:type>, 'w'^^<urn:type> .
            _:b <urn:p> 'b' }";
        let none = Deadline::none();
        store
            .update(data, None, &Dataset::default(), &none)
            .unwrap();
        let queries = [
            "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s ?o",
            "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY DESC(?o) ?s",
            "SELECT * { ?s <urn:n>|<urn:d> ?o } ORDER BY DESC(?o) DESC(?s)",
            "SELECT ?o { ?s <urn:x> ?o } ORDER BY ?o",
            "SELECT ?s { ?s ?p ?o OPTIONAL { ?s <urn:n> ?n } } ORDER BY ?n STRLEN(STR(?s)) ?p ?o",
            "SELECT DISTINCT ?s { ?s ?p ?o } ORDER BY LCASE(STR(?s)) LIMIT 2 OFFSET 1",
            "SELECT ?o ?n { { SELECT ?o { ?s <urn:p> ?o } ORDER BY DESC(STR(?o)) STR(?s) LIMIT 3 } <urn:b> <urn:n> ?n } ORDER BY ?n ?o",
            "SELECT ?o (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?o HAVING(COUNT(*) > 1) ORDER BY DESC(COUNT(*)) STR(?o)",
        ];
        for query in queries {
            let found = rows(&store, query);
            assert!(!found.is_empty(), "{query}");
            assert_eq!(found, plainly(&store, query), "{query}");
        }
    }

    #[test]
    fn what_is_sorted_by_is_bound_below_the_sorting() {
        let query = "SELECT ?s { ?s ?p ?o } ORDER BY STRLEN(?o)";
        let Query::Select { pattern, .. } =
            keyed(spargebra::SparqlParser::new().parse_query(query).unwrap())
        else {
            panic!("a SELECT");
        };
        let GraphPattern::Project { inner, .. } = pattern else {
            panic!("{pattern:?}");
        };
        let GraphPattern::OrderBy { inner, expression } = *inner else {
            panic!("{inner:?}");
        };
        let variable = Variable::new_unchecked(format!("{KEY} 0"));
        assert_eq!(expression, [OrderExpression::Asc(variable.clone().into())]);
        assert!(
            matches!(*inner, GraphPattern::Extend { variable: bound, .. } if bound == variable)
        );
    }
}

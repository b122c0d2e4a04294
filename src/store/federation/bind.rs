//! Asks for what can be joined only: the values that a query has found already go along with a SERVICE.
//!
//! A SERVICE is evaluated on its own and joined afterwards. `?person p:P39 ?office` of all Wikidata would be asked for
//! where thirty persons are at hand. So what stands beside a SERVICE is evaluated first, and one variable that both sides
//! share is bound: of several the one with the fewest values. They are put as deep as they may go, beside the triples that
//! speak of them, because an evaluator that meets them last has made all rows by then.

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern};

/// Values that go along with one question.
pub(super) const AT_ONCE: usize = 200;
/// Values above which a variable is left as it is.
const MOST: usize = 5_000;

/// The query with its SERVICEs bound. `is_answered` says which are, `values` evaluates a pattern and gives the distinct
/// values of a variable, or nothing where one is not bound.
pub(in crate::store) fn restricted(
    query: &Query,
    is_answered: &dyn Fn(&str) -> bool,
    values: &dyn Fn(&GraphPattern, &Variable) -> Option<Vec<Term>>,
) -> Query {
    let mut query = query.clone();
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    Binder {
        is_answered,
        values,
    }
    .walk(pattern);
    query
}

struct Binder<'a> {
    is_answered: &'a dyn Fn(&str) -> bool,
    values: &'a dyn Fn(&GraphPattern, &Variable) -> Option<Vec<Term>>,
}

impl Binder<'_> {
    fn walk(&self, pattern: &mut GraphPattern) {
        match pattern {
            GraphPattern::Join { left, right } => {
                self.walk(left);
                self.walk(right);
                self.bind(right, left);
                self.bind(left, right);
            }
            GraphPattern::LeftJoin { left, right, .. } => {
                self.walk(left);
                self.walk(right);
                self.bind(right, left);
            }
            GraphPattern::Union { left, right } | GraphPattern::Minus { left, right } => {
                self.walk(left);
                self.walk(right);
            }
            GraphPattern::Filter { inner, .. }
            | GraphPattern::Extend { inner, .. }
            | GraphPattern::OrderBy { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. }
            | GraphPattern::Group { inner, .. } => self.walk(inner),
            // Within GRAPH a side does not mean by itself what it means there; the rest has no sides.
            _ => {}
        }
    }

    /// Binds a variable of `service`, if it is a SERVICE, to the values that `beside` has for it.
    fn bind(&self, service: &mut GraphPattern, beside: &GraphPattern) {
        let GraphPattern::Service {
            name: NamedNodePattern::NamedNode(name),
            inner,
            ..
        } = service
        else {
            return;
        };
        if !(self.is_answered)(name.as_str()) || is_bound(inner) {
            return;
        }
        let theirs = variables(inner);
        let shared = variables(beside)
            .into_iter()
            .filter(|it| theirs.contains(it));
        let known = shared.filter_map(|variable| {
            let values = ground((self.values)(beside, &variable)?)?;
            (values.len() <= MOST).then_some((variable, values))
        });
        let Some((variable, values)) = known.min_by_key(|(_, values)| values.len()) else {
            return;
        };
        let values = GraphPattern::Values {
            variables: vec![variable],
            bindings: values.into_iter().map(|it| vec![Some(it)]).collect(),
        };
        **inner = GraphPattern::Join {
            left: Box::new(values),
            right: Box::new(std::mem::replace(&mut **inner, empty())),
        };
    }
}

/// A pattern with values for a variable, as deep in it as they may go without changing what it means.
fn pushed(pattern: GraphPattern, values: GraphPattern, variable: &Variable) -> GraphPattern {
    let deeper = |inner: Box<GraphPattern>, values| Box::new(pushed(*inner, values, variable));
    match pattern {
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter {
            expr,
            inner: deeper(inner, values),
        },
        GraphPattern::LeftJoin {
            left,
            right,
            expression,
        } if binds(&left, variable) => GraphPattern::LeftJoin {
            left: deeper(left, values),
            right,
            expression,
        },
        GraphPattern::Union { left, right }
            if binds(&left, variable) && binds(&right, variable) =>
        {
            GraphPattern::Union {
                left: deeper(left, values.clone()),
                right: deeper(right, values),
            }
        }
        GraphPattern::Join { left, right } if binds(&left, variable) => GraphPattern::Join {
            left: deeper(left, values),
            right,
        },
        GraphPattern::Join { left, right } if binds(&right, variable) => GraphPattern::Join {
            left,
            right: deeper(right, values),
        },
        GraphPattern::Extend {
            inner,
            variable: new,
            expression,
        } if new != *variable => GraphPattern::Extend {
            inner: deeper(inner, values),
            variable: new,
            expression,
        },
        GraphPattern::Project { inner, variables } if variables.contains(variable) => {
            GraphPattern::Project {
                inner: deeper(inner, values),
                variables,
            }
        }
        GraphPattern::OrderBy { inner, expression } => GraphPattern::OrderBy {
            inner: deeper(inner, values),
            expression,
        },
        other => GraphPattern::Join {
            left: Box::new(values),
            right: Box::new(other),
        },
    }
}

/// Whether every row of a pattern has a value for a variable that comes out of triples.
fn binds(pattern: &GraphPattern, variable: &Variable) -> bool {
    let is = |term: &TermPattern| matches!(term, TermPattern::Variable(it) if it == variable);
    match pattern {
        GraphPattern::Bgp { patterns } => patterns
            .iter()
            .any(|triple| is(&triple.subject) || is(&triple.object)),
        GraphPattern::Path {
            subject, object, ..
        } => is(subject) || is(object),
        GraphPattern::Join { left, right } => binds(left, variable) || binds(right, variable),
        GraphPattern::Union { left, right } => binds(left, variable) && binds(right, variable),
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => {
            binds(left, variable)
        }
        GraphPattern::Extend {
            inner,
            variable: new,
            ..
        } => new != variable && binds(inner, variable),
        GraphPattern::Project { inner, variables } => {
            variables.contains(variable) && binds(inner, variable)
        }
        GraphPattern::Filter { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner } => binds(inner, variable),
        _ => false,
    }
}

fn empty() -> GraphPattern {
    GraphPattern::Bgp {
        patterns: Vec::new(),
    }
}

/// A pattern without rows.
pub(super) fn no_row() -> GraphPattern {
    GraphPattern::Values {
        variables: Vec::new(),
        bindings: Vec::new(),
    }
}

/// The variables that others can join with.
fn variables(pattern: &GraphPattern) -> Vec<Variable> {
    let mut variables = Vec::new();
    pattern.on_in_scope_variable(|variable| {
        if !variables.contains(variable) {
            variables.push(variable.clone());
        }
    });
    variables
}

/// Values that another endpoint understands: no blank nodes.
fn ground(values: Vec<Term>) -> Option<Vec<GroundTerm>> {
    let ground = values.into_iter().map(|value| match value {
        Term::NamedNode(node) => Some(node.into()),
        Term::Literal(literal) => Some(literal.into()),
        _ => None,
    });
    ground.collect()
}

/// Whether a pattern begins with values already.
fn is_bound(pattern: &GraphPattern) -> bool {
    matches!(pattern, GraphPattern::Join { left, .. } if matches!(**left, GraphPattern::Values { .. }))
}

/// A bound pattern in parts that are small enough for one question each, none where there is no value; its values where
/// they help. What is not bound is one part.
pub(super) fn in_parts(pattern: &GraphPattern, at_once: usize) -> Vec<GraphPattern> {
    if let GraphPattern::Join { left, right } = pattern
        && let GraphPattern::Values {
            variables,
            bindings,
        } = &**left
        && let [variable] = variables.as_slice()
    {
        let part = |bindings: &[Vec<Option<GroundTerm>>]| {
            let values = GraphPattern::Values {
                variables: variables.clone(),
                bindings: bindings.to_vec(),
            };
            pushed((**right).clone(), values, variable)
        };
        return bindings.chunks(at_once).map(part).collect();
    }
    vec![pattern.clone()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxigraph::model::NamedNode;
    use spargebra::SparqlParser;

    fn bound(query: &str, count: usize) -> String {
        let query = SparqlParser::new().parse_query(query).unwrap();
        let values = |_: &GraphPattern, variable: &Variable| {
            let value =
                |n: usize| NamedNode::new_unchecked(format!("urn:{}{n}", variable.as_str())).into();
            (variable.as_str() != "open").then(|| (0..count).map(value).collect())
        };
        restricted(&query, &|name| name == "urn:far", &values).to_string()
    }

    #[test]
    fn what_is_known_goes_along() {
        let query = bound(
            "SELECT * { ?a <urn:p> ?b OPTIONAL { ?a <urn:q> ?open } SERVICE <urn:far> { ?a <urn:r> ?c . ?open <urn:s> ?c } }",
            2,
        );
        assert!(
            query.contains("VALUES ( ?a ) { ( <urn:a0> ) ( <urn:a1> )  }"),
            "{query}"
        );
        assert!(!query.contains("urn:open"), "{query}");
        let other = bound(
            "SELECT * { ?a <urn:p> ?b SERVICE <urn:other> { ?a <urn:r> ?c } }",
            2,
        );
        assert!(!other.contains("urn:a0"), "{other}");
        let many = bound(
            "SELECT * { ?a <urn:p> ?b SERVICE <urn:far> { ?a <urn:r> ?c } }",
            MOST + 1,
        );
        assert!(!many.contains("urn:a0"), "{many}");
    }

    #[test]
    fn values_go_beside_the_triples_that_speak_of_them() {
        let parse = |query: &str| {
            let query = SparqlParser::new().parse_query(query).unwrap();
            let Query::Select {
                pattern: GraphPattern::Project { inner, .. },
                ..
            } = query
            else {
                panic!()
            };
            *inner
        };
        let open = "?a <urn:p> ?b OPTIONAL { ?b <urn:q> ?c } FILTER(?b != 1)";
        let values = "VALUES ?a { <urn:1> }";
        let bound = parse(&format!("SELECT * {{ {values} {{ {open} }} }}"));
        let wanted = parse(&format!("SELECT * {{ {{ {values} }} {open} }}"));
        assert_eq!(in_parts(&bound, 9), [wanted]);
        // A variable that may stay open is joined outside: within OPTIONAL it would be another question.
        let bound = parse(&format!("SELECT * {{ VALUES ?c {{ 1 }} {{ {open} }} }}"));
        let GraphPattern::Filter { inner, .. } = in_parts(&bound, 9).remove(0) else {
            panic!()
        };
        assert!(matches!(*inner, GraphPattern::Join { .. }));
    }

    #[test]
    fn many_values_go_in_parts() {
        let query = SparqlParser::new()
            .parse_query(&bound(
                "SELECT * { SERVICE <urn:far> { ?a <urn:r> ?c } ?a <urn:p> ?b }",
                450,
            ))
            .unwrap();
        let Query::Select {
            pattern: GraphPattern::Project { inner, .. },
            ..
        } = query
        else {
            panic!()
        };
        let GraphPattern::Join { left, .. } = *inner else {
            panic!()
        };
        let GraphPattern::Service { inner, .. } = *left else {
            panic!()
        };
        let parts = in_parts(&inner, AT_ONCE);
        assert_eq!(parts.len(), 3);
        let GraphPattern::Join { left, .. } = &parts[0] else {
            panic!()
        };
        assert!(matches!(**left, GraphPattern::Values { .. }));
    }
}

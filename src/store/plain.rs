//! Which patterns are plain: their evaluation streams, looks at its deadline at each step, and makes no text grow.
//!
//! oxigraph looks up when it walks an index. Where all joins are over variables that both sides bind, each step
//! of a join walks one, so that a plain pattern ends when it is told to. What gathers rows (sorting, grouping) is plain
//! with a meter below it, which breaks the evaluation off when more rows pass than may be gathered.

pub(super) mod meter;

use std::collections::BTreeSet;

use super::properties::Properties;
use meter::{meter_filters, with_meter};
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression, AggregateFunction, Expression, Function, GraphPattern, OrderExpression,
    PropertyPathExpression,
};
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

/// More are for planners that may be killed.
const PATTERNS: usize = 16;
const ROWS_OF_VALUES: usize = 100;
/// Bytes of a regular expression.
const REGEX: usize = 64;
/// Arguments of CONCAT in a query: however they are nested, a text becomes twenty times as long at most.
const PARTS: usize = 8;
/// BIND and expressions in SELECT.
const EXTENDS: usize = 32;

/// Whether the pattern of an update streams.
pub(super) fn is_plain(pattern: &GraphPattern) -> bool {
    Look::default().whole(pattern).is_some()
}

/// The query with meters in it, if it is plain, and what it reads.
pub(super) fn metered(query: &Query) -> Option<(Query, Properties)> {
    let mut query = query.clone();
    let describes = matches!(query, Query::Describe { .. });
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &mut query;
    let mut look = Look {
        gathers: true,
        ..Look::default()
    };
    *pattern = look.whole(pattern)?;
    if describes {
        look.reads = Properties::Any;
    }
    Some((query, look.reads))
}

/// The variables that a pattern always binds; blank nodes are such, too.
type Bound = BTreeSet<String>;

struct Look {
    /// Whether what gathers rows may be plain.
    gathers: bool,
    patterns: usize,
    extends: usize,
    parts: usize,
    /// Whether there are joins beside those of neighbouring triples.
    joins: bool,
    /// Whether it is inside of GRAPH: there, what has no triples asks which graphs there are.
    in_graph: bool,
    reads: Properties,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            gathers: false,
            patterns: 0,
            extends: 0,
            parts: 0,
            joins: false,
            in_graph: false,
            reads: Properties::none(),
        }
    }
}

impl Look {
    /// What stands around the patterns: modifiers, aggregates, BIND. Gives it with meters.
    fn whole(&mut self, pattern: &GraphPattern) -> Option<GraphPattern> {
        Some(match pattern {
            GraphPattern::Project { inner, variables } => GraphPattern::Project {
                inner: self.inner(inner)?,
                variables: variables.clone(),
            },
            GraphPattern::Distinct { inner } if self.gathers => GraphPattern::Distinct {
                inner: self.inner(inner)?,
            },
            GraphPattern::Reduced { inner } if self.gathers => GraphPattern::Reduced {
                inner: self.inner(inner)?,
            },
            GraphPattern::Slice {
                inner,
                start,
                length,
            } => GraphPattern::Slice {
                inner: self.inner(inner)?,
                start: *start,
                length: *length,
            },
            GraphPattern::OrderBy { inner, expression } if self.gathers => {
                for order in expression {
                    let (OrderExpression::Asc(it) | OrderExpression::Desc(it)) = order;
                    self.expression(it)?;
                }
                GraphPattern::OrderBy {
                    inner: Box::new(with_meter(self.whole(inner)?)),
                    expression: expression.clone(),
                }
            }
            GraphPattern::Group {
                inner,
                variables,
                aggregates,
            } if self.gathers => {
                for (_, aggregate) in aggregates {
                    self.aggregate(aggregate)?;
                }
                GraphPattern::Group {
                    inner: Box::new(with_meter(self.whole(inner)?)),
                    variables: variables.clone(),
                    aggregates: aggregates.clone(),
                }
            }
            GraphPattern::Extend {
                inner,
                variable,
                expression,
            } => {
                self.extends += 1;
                if self.extends > EXTENDS {
                    return None;
                }
                self.expression(expression)?;
                GraphPattern::Extend {
                    inner: self.inner(inner)?,
                    variable: variable.clone(),
                    expression: expression.clone(),
                }
            }
            // HAVING, or FILTER beside BIND.
            GraphPattern::Filter { expr, inner } if is_around(inner) => {
                self.expression(expr)?;
                GraphPattern::Filter {
                    expr: expr.clone(),
                    inner: self.inner(inner)?,
                }
            }
            core => {
                self.core(core)?;
                self.filtered(core)
            }
        })
    }

    fn inner(&mut self, inner: &GraphPattern) -> Option<Box<GraphPattern>> {
        self.whole(inner).map(Box::new)
    }

    /// Patterns. Gives what they always bind.
    fn core(&mut self, pattern: &GraphPattern) -> Option<Bound> {
        match pattern {
            GraphPattern::Bgp { patterns } => self.triples(patterns),
            GraphPattern::Path {
                subject,
                path,
                object,
            } if is_short(path) => {
                self.count(1)?;
                self.reads.and(walked(path));
                let mut bound = Bound::new();
                add(subject, &mut bound);
                add(object, &mut bound);
                Some(bound)
            }
            GraphPattern::Join { left, right } => {
                self.joins = true;
                let (left, right) = (self.core(left)?, self.core(right)?);
                are_joined(&left, &right).then(|| left.union(&right).cloned().collect())
            }
            GraphPattern::LeftJoin {
                left,
                right,
                expression,
            } => {
                self.joins = true;
                let (left, right) = (self.core(left)?, self.core(right)?);
                if let Some(expression) = expression {
                    self.expression(expression)?;
                }
                are_joined(&left, &right).then_some(left)
            }
            GraphPattern::Filter { expr, inner } => {
                let bound = self.core(inner)?;
                self.expression(expr)?;
                Some(bound)
            }
            GraphPattern::Union { left, right } => {
                self.joins = true;
                let (left, right) = (self.core(left)?, self.core(right)?);
                Some(left.intersection(&right).cloned().collect())
            }
            GraphPattern::Graph { name, inner } => {
                let around = std::mem::replace(&mut self.in_graph, true);
                let mut bound = self.core(inner)?;
                self.in_graph = around;
                if let NamedNodePattern::Variable(name) = name {
                    bound.insert(format!("?{}", name.as_str()));
                }
                Some(bound)
            }
            GraphPattern::Values {
                variables,
                bindings,
            } if bindings.len() <= ROWS_OF_VALUES => {
                self.reads_graphs();
                let is_bound = |column: usize| {
                    bindings
                        .iter()
                        .all(|row| matches!(row.get(column), Some(Some(_))))
                };
                let is_small = bindings.iter().flatten().flatten().all(is_short_term);
                let bound = variables.iter().enumerate();
                let bound = bound.filter(|(column, _)| is_bound(*column));
                is_small.then(|| bound.map(|(_, it)| format!("?{}", it.as_str())).collect())
            }
            _ => None,
        }
    }

    /// Triples that are planned together: none of them is a product with the others.
    fn triples(&mut self, triples: &[TriplePattern]) -> Option<Bound> {
        self.count(triples.len())?;
        if triples.is_empty() {
            self.reads_graphs();
        }
        let mut groups: Vec<Bound> = Vec::new();
        for triple in triples {
            self.reads.and(Properties::of_pattern(&triple.predicate));
            let mut bound = Bound::new();
            triple_of(triple, &mut bound);
            if bound.is_empty() {
                continue;
            }
            groups.retain(|group| {
                let is_same = !group.is_disjoint(&bound);
                if is_same {
                    bound.extend(group.iter().cloned());
                }
                !is_same
            });
            groups.push(bound);
        }
        let bound = groups.pop().unwrap_or_default();
        groups.is_empty().then_some(bound)
    }

    /// Something without triples has come.
    fn reads_graphs(&mut self) {
        if self.in_graph {
            self.reads = Properties::Any;
        }
    }

    fn count(&mut self, patterns: usize) -> Option<()> {
        self.patterns += patterns;
        (self.patterns <= PATTERNS).then_some(())
    }

    fn aggregate(&mut self, aggregate: &AggregateExpression) -> Option<()> {
        match aggregate {
            AggregateExpression::CountSolutions { .. } => Some(()),
            AggregateExpression::FunctionCall {
                name:
                    AggregateFunction::Count
                    | AggregateFunction::Sum
                    | AggregateFunction::Avg
                    | AggregateFunction::Min
                    | AggregateFunction::Max
                    | AggregateFunction::Sample,
                expr,
                ..
            } => self.expression(expr),
            AggregateExpression::FunctionCall { .. } => None,
        }
    }

    /// Whether an expression takes no longer than its texts are long.
    fn expression(&mut self, expression: &Expression) -> Option<()> {
        match expression {
            Expression::Exists(_) => return None,
            Expression::FunctionCall(Function::Concat, arguments) => {
                self.parts += arguments.len();
                if self.parts > PARTS {
                    return None;
                }
            }
            Expression::FunctionCall(Function::Regex, arguments) => {
                let is_short = matches!(
                    arguments.get(1),
                    Some(Expression::Literal(regex))
                        if regex.value().len() <= REGEX && !regex.value().contains('{')
                );
                if !is_short {
                    return None;
                }
            }
            Expression::FunctionCall(
                Function::Replace | Function::EncodeForUri | Function::Custom(_),
                _,
            ) => return None,
            _ => {}
        }
        let mut operands = operands(expression).into_iter();
        operands.try_for_each(|it| self.expression(it))
    }

    /// Has the rows counted that filters drop, where something else than neighbouring triples makes them.
    fn filtered(&self, pattern: &GraphPattern) -> GraphPattern {
        let mut pattern = pattern.clone();
        if self.joins {
            meter_filters(&mut pattern);
        }
        pattern
    }
}

/// The expressions that an expression is made of; none of EXISTS, which is made of a pattern.
fn operands(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::NamedNode(_)
        | Expression::Literal(_)
        | Expression::Variable(_)
        | Expression::Bound(_)
        | Expression::Exists(_) => Vec::new(),
        Expression::Or(a, b)
        | Expression::And(a, b)
        | Expression::Equal(a, b)
        | Expression::SameTerm(a, b)
        | Expression::Greater(a, b)
        | Expression::GreaterOrEqual(a, b)
        | Expression::Less(a, b)
        | Expression::LessOrEqual(a, b)
        | Expression::Add(a, b)
        | Expression::Subtract(a, b)
        | Expression::Multiply(a, b)
        | Expression::Divide(a, b) => vec![a, b],
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => vec![a],
        Expression::If(a, b, c) => vec![a, b, c],
        Expression::In(a, list) => std::iter::once(&**a).chain(list).collect(),
        Expression::Coalesce(list) | Expression::FunctionCall(_, list) => list.iter().collect(),
    }
}

/// Whether something stands around the patterns in it.
fn is_around(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Group { .. } | GraphPattern::Extend { .. } => true,
        GraphPattern::Filter { inner, .. } => is_around(inner),
        _ => false,
    }
}

/// Whether a join has something to go by, or one side is a single row.
fn are_joined(left: &Bound, right: &Bound) -> bool {
    !left.is_disjoint(right)
}

/// Whether a path has no closures.
fn is_short(path: &PropertyPathExpression) -> bool {
    match path {
        PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => {
            true
        }
        PropertyPathExpression::Reverse(path) => is_short(path),
        PropertyPathExpression::Alternative(left, right) => is_short(left) && is_short(right),
        _ => false,
    }
}

/// The properties of a path without closures.
fn walked(path: &PropertyPathExpression) -> Properties {
    match path {
        PropertyPathExpression::NamedNode(property) => Properties::of([property]),
        PropertyPathExpression::Reverse(path) => walked(path),
        PropertyPathExpression::Alternative(left, right) => {
            let mut found = walked(left);
            found.and(walked(right));
            found
        }
        _ => Properties::Any,
    }
}

fn is_short_term(term: &GroundTerm) -> bool {
    !matches!(term, GroundTerm::Triple(_))
}

fn triple_of(triple: &TriplePattern, bound: &mut Bound) {
    add(&triple.subject, bound);
    if let NamedNodePattern::Variable(variable) = &triple.predicate {
        bound.insert(format!("?{}", variable.as_str()));
    }
    add(&triple.object, bound);
}

fn add(term: &TermPattern, bound: &mut Bound) {
    match term {
        TermPattern::Variable(variable) => {
            bound.insert(format!("?{}", variable.as_str()));
        }
        TermPattern::BlankNode(node) => {
            bound.insert(format!("_{}", node.as_str()));
        }
        TermPattern::Triple(triple) => triple_of(triple, bound),
        TermPattern::NamedNode(_) | TermPattern::Literal(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spargebra::SparqlParser;

    fn is_plain(text: &str) -> bool {
        metered(&SparqlParser::new().parse_query(text).unwrap()).is_some()
    }

    #[test]
    fn what_walks_along_an_index_is_plain() {
        for text in [
            "ASK {}",
            "SELECT * { <urn:s> ?p ?o }",
            "SELECT ?a ?c { ?a <urn:p> ?b . ?b <urn:p>/<urn:q> ?c FILTER(?a != ?c && CONTAINS(STR(?c), 'x')) }",
            "SELECT (COUNT(*) AS ?n) { ?s a ?t OPTIONAL { ?s <urn:p> ?o } } GROUP BY ?t HAVING(?n > 1) ORDER BY DESC(?n) LIMIT 10",
            "SELECT DISTINCT ?s { VALUES ?p { <urn:p> <urn:q> } ?s ?p ?o . { ?s a <urn:a> } UNION { ?s a <urn:b> } } ORDER BY ?s",
            "CONSTRUCT { ?s <urn:n> ?n } { GRAPH ?g { ?s <urn:p> [ <urn:q> ?n ] } BIND(CONCAT(?n, 'x') AS ?m) }",
            "DESCRIBE <urn:s>",
        ] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn a_plain_query_reads_the_properties_that_it_names() {
        let reads = |text: &str| match metered(&SparqlParser::new().parse_query(text).unwrap())
            .unwrap()
            .1
        {
            Properties::These(properties) => Vec::from_iter(properties).join(" "),
            Properties::Any => "*".to_owned(),
        };
        for (text, properties) in [
            ("ASK {}", ""),
            (
                "SELECT ?s { ?s <urn:p> ?o OPTIONAL { ?s ^<urn:q>|<urn:r> ?x } FILTER(?o > 1) } ORDER BY ?s",
                "urn:p urn:q urn:r",
            ),
            (
                "SELECT (COUNT(*) AS ?n) { VALUES ?o { 1 } GRAPH ?g { ?s <urn:p>/<urn:q> ?o } } GROUP BY ?s HAVING(?n > 1)",
                "urn:p urn:q",
            ),
            (
                "CONSTRUCT { ?s <urn:r> ?o } { { ?s <urn:p> ?o } UNION { ?s <urn:q> ?o } }",
                "urn:p urn:q",
            ),
            ("SELECT * { ?s ?p 1 }", "*"),
            ("SELECT * { ?s !<urn:p> 1 }", "*"),
            ("SELECT * { GRAPH ?g {} }", "*"),
            (
                "SELECT * { ?s <urn:p> ?x GRAPH ?g { VALUES ?x { 1 } } }",
                "*",
            ),
            ("DESCRIBE <urn:s>", "*"),
            ("DESCRIBE ?s { ?s <urn:p> 1 }", "*"),
        ] {
            assert_eq!(reads(text), properties, "{text}");
        }
    }

    #[test]
    fn products_and_what_grows_are_not() {
        for text in [
            "SELECT * { ?a ?b ?c . ?d ?e ?f }",
            "SELECT * { { ?a ?b ?c } { ?d ?e ?f } }",
            "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f } }",
            "SELECT * { { ?a ?b ?x } UNION { ?a ?b ?y } ?z ?c ?x }",
            "SELECT * { ?a <urn:p>* ?b }",
            "SELECT * { ?a ?b ?c FILTER EXISTS { ?a ?d ?e } }",
            "SELECT * { ?a ?b ?c MINUS { ?a ?d ?e } }",
            "SELECT * { ?a ?b ?c { SELECT * { ?a ?d ?e } } }",
            "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c }",
            "SELECT (REPLACE(?c, 'a', 'aa') AS ?n) { ?a ?b ?c }",
            "SELECT * { ?a ?b ?c FILTER regex(?c, '(a{1,99}){1,99}') }",
            "SELECT * { ?a ?b ?c BIND(CONCAT(?c, ?c, ?c, ?c, ?c) AS ?d) BIND(CONCAT(?d, ?d, ?d, ?d) AS ?e) }",
            "SELECT * { SERVICE <urn:x> { ?a ?b ?c } }",
            "SELECT * { VALUES ?x { 1 2 } VALUES ?y { 1 2 } }",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }
}

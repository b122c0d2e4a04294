//! The meter: a function that counts the rows which pass, and breaks the evaluation off where there are too many.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use spargebra::algebra::{Expression, Function, GraphPattern};

use super::operands;

/// The function that counts rows. It has no IRI that a query can name.
const METER: &str = "demarche meter";

/// Breaks off what was metered.
struct Overflow;

/// Whether a panic was only a meter that had run out.
pub(in crate::store) fn is_overflow(panic: &(dyn std::any::Any + Send)) -> bool {
    panic.is::<Overflow>()
}

/// The name of the meter, and what it does when it is called for a row: more than `most` and it breaks the evaluation off.
pub(in crate::store) fn meter(
    most: usize,
) -> (
    NamedNode,
    impl Fn(&[Term]) -> Option<Term> + Send + Sync + 'static,
) {
    let rows = Arc::new(AtomicUsize::new(0));
    let count = move |_: &[Term]| {
        if rows.fetch_add(1, Ordering::Relaxed) >= most {
            resume_unwind(Box::new(Overflow));
        }
        Some(Literal::from(false).into())
    };
    (NamedNode::new_unchecked(METER), count)
}

fn call_of_meter(arguments: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(METER)), arguments)
}

/// Counts a row each time one passes.
pub(super) fn with_meter(inner: GraphPattern) -> GraphPattern {
    GraphPattern::Extend {
        inner: Box::new(inner),
        variable: Variable::new_unchecked(METER),
        expression: call_of_meter(Vec::new()),
    }
}

/// Counts the rows that filters drop.
pub(super) fn meter_filters(pattern: &mut GraphPattern) {
    match pattern {
        GraphPattern::Filter { expr, inner } => {
            // The variables keep the meter where the filter is.
            let mut arguments = Vec::new();
            gather_variables(expr, &mut arguments);
            let metered = call_of_meter(arguments);
            let before = std::mem::replace(expr, Expression::Literal(Literal::from(false)));
            *expr = Expression::Or(Box::new(before), Box::new(metered));
            meter_filters(inner);
        }
        GraphPattern::Join { left, right }
        | GraphPattern::LeftJoin { left, right, .. }
        | GraphPattern::Union { left, right } => {
            meter_filters(left);
            meter_filters(right);
        }
        GraphPattern::Graph { inner, .. } => meter_filters(inner),
        _ => {}
    }
}

fn gather_variables(expression: &Expression, found: &mut Vec<Expression>) {
    if let Expression::Variable(variable) | Expression::Bound(variable) = expression {
        found.push(Expression::Variable(variable.clone()));
    }
    for operand in operands(expression) {
        gather_variables(operand, found);
    }
}

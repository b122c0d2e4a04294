//! Queries and updates: what would make a parser recurse, a planner think or an evaluator grow.
//!
//! Brackets are told apart by what stands before them, as far as counting needs it: a group of patterns, data of an
//! update, rows of VALUES, an expression, a list or path. Keywords may run into what follows (`{SELECTDISTINCT`), so
//! they are looked for at either end of a word.

mod frame;
mod unescape;

use std::borrow::Cow;

use super::tokens::{Token, Tokens};
use super::{Exceeded, Limit, Limits};
use frame::{Before, Frame, Joined, Kind};
use unescape::unescaped;

pub(super) fn check(limits: &Limits, text: &str) -> Result<usize, Exceeded> {
    let data = scan(limits, text.as_bytes())?;
    // Some readers undo `\u007B` before they read.
    match unescaped(text) {
        Cow::Borrowed(_) => Ok(data),
        Cow::Owned(plain) => scan(limits, plain.as_bytes()),
    }
}

/// Looks through a text, and says how many triples of data it has at most.
fn scan(limits: &Limits, text: &[u8]) -> Result<usize, Exceeded> {
    let mut scan = Scan::new(limits);
    for token in Tokens::of(text) {
        scan.take(token)?;
    }
    Ok(scan.data)
}

struct Scan<'l> {
    limits: &'l Limits,
    frames: Vec<Frame>,
    before: Before,
    /// VALUES was said, and its rows are to come.
    values: bool,
    patterns: usize,
    rows: usize,
    operators: usize,
    clauses: usize,
    steps: usize,
    selects: usize,
    /// Triples of data.
    data: usize,
}

impl<'l> Scan<'l> {
    fn new(limits: &'l Limits) -> Self {
        Self {
            limits,
            frames: vec![Frame::new(Kind::Top, Joined::Alone)],
            before: Before::Other,
            values: false,
            patterns: 0,
            rows: 0,
            operators: 0,
            clauses: 0,
            steps: 0,
            selects: 0,
            data: 0,
        }
    }

    fn take(&mut self, token: Token<'_>) -> Result<(), Exceeded> {
        let held = std::mem::take(&mut self.top().held);
        if held > 0 {
            let is_branch = matches!(token, Token::Word(word) if begins(word, "UNION"));
            self.join(if is_branch { 0 } else { held })?;
        }
        match token {
            Token::Open(b'{') => self.open_brace(),
            Token::Open(b'(') => self.open_parenthesis(),
            Token::Open(_) => self.open(Kind::Node, Joined::Yes),
            Token::OpenTriple => {
                self.open(Kind::Node, Joined::Yes)?;
                self.before = Before::Triple;
                Ok(())
            }
            Token::Close(_) | Token::CloseTriple => self.close(),
            Token::Iri(iri) => {
                self.limits.check(Limit::Iri, iri.len())?;
                self.term(Before::Name)
            }
            Token::Text(text) => {
                self.limits.check(Limit::Literal, text.len())?;
                if self.top().argument == Some(1) {
                    self.limits.check(Limit::Regex, text.len())?;
                }
                self.term(Before::Other)
            }
            Token::Variable => self.term(Before::Other),
            Token::Word(word) => self.word(word),
            Token::Mark(mark) => self.mark(mark),
        }
    }

    fn top(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::new(Kind::Top, Joined::Alone));
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn open(&mut self, kind: Kind, joined: Joined) -> Result<(), Exceeded> {
        if !matches!(kind, Kind::Values | Kind::Row) {
            self.clause()?;
        }
        if kind == Kind::Node {
            self.top().pending = true;
            self.top().terms += 1;
        }
        let mut frame = Frame::new(kind, joined);
        frame.data |= self.top().data;
        self.frames.push(frame);
        self.before = Before::Other;
        // The text itself is no bracket.
        self.limits.check(Limit::Nesting, self.frames.len() - 1)
    }

    fn open_brace(&mut self) -> Result<(), Exceeded> {
        let (around, before) = (self.top().kind, self.before);
        self.top().expects = false;
        if std::mem::take(&mut self.values) {
            return self.open(Kind::Values, Joined::Alone);
        }
        if before == Before::Data || self.top().data {
            return self.open(Kind::Data, Joined::Alone);
        }
        self.end_of_triple()?;
        let joined = match before {
            Before::Alone => Joined::Alone,
            _ if matches!(around, Kind::Top | Kind::Expression) => Joined::Alone,
            _ => Joined::Yes,
        };
        self.open(Kind::Group, joined)
    }

    fn open_parenthesis(&mut self) -> Result<(), Exceeded> {
        let before = self.before;
        let values = self.values;
        let top = self.top();
        let expects = std::mem::take(&mut top.expects);
        let kind = match top.kind {
            Kind::Top | Kind::Select | Kind::Expression => Kind::Expression,
            Kind::Values => {
                self.rows += 1;
                self.limits.check(Limit::Values, self.rows)?;
                Kind::Row
            }
            Kind::Row => Kind::Row,
            Kind::Node if before == Before::Triple => Kind::Node,
            Kind::Group | Kind::Node | Kind::List | Kind::Data => {
                if expects || values || matches!(before, Before::Keyword | Before::Regex) {
                    Kind::Expression
                } else {
                    top.pending = true;
                    top.terms += 1;
                    Kind::List
                }
            }
        };
        self.open(kind, Joined::Yes)?;
        if before == Before::Regex {
            self.top().argument = Some(0);
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Exceeded> {
        if self.top().kind != Kind::List {
            self.end_of_triple()?;
        }
        let closed = if self.frames.len() > 1 {
            self.frames.pop()
        } else {
            None
        };
        self.before = Before::Other;
        let Some(closed) = closed else {
            return Ok(());
        };
        if closed.data {
            // Its last triple, and the links of a list.
            let links = if closed.kind == Kind::List {
                closed.terms
            } else {
                0
            };
            self.data += 1 + 2 * links;
        }
        match closed.kind {
            Kind::List => {
                self.before = Before::Path(closed.closures);
                if !closed.path {
                    // A list of n things is 2 n triples.
                    let links = closed.terms.saturating_mul(2);
                    self.add_patterns(links)?;
                }
                let around = self.top();
                around.path |= closed.path;
                around.closures = around.closures.max(closed.closures);
                self.join(closed.joins)
            }
            Kind::Node => self.join(closed.joins),
            Kind::Group | Kind::Select => {
                let alone = closed.joined == Joined::Alone || closed.kind == Kind::Select;
                self.top().held = if alone { 1 } else { closed.joins };
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Adds what a part has to be planned with the rest.
    fn join(&mut self, joins: usize) -> Result<(), Exceeded> {
        let top = self.top();
        top.joins = top.joins.saturating_add(joins);
        let (kind, joins) = (top.kind, top.joins);
        if matches!(kind, Kind::Group | Kind::Select | Kind::Node | Kind::List) {
            self.limits.check(Limit::Joins, joins)?;
        }
        Ok(())
    }

    fn add_patterns(&mut self, count: usize) -> Result<(), Exceeded> {
        if self.top().data {
            return Ok(());
        }
        self.patterns = self.patterns.saturating_add(count);
        self.limits.check(Limit::Patterns, self.patterns)?;
        self.join(count)
    }

    /// A triple is complete, if there was one.
    fn end_of_triple(&mut self) -> Result<(), Exceeded> {
        let top = self.top();
        let pending = std::mem::take(&mut top.pending);
        let counts = matches!(top.kind, Kind::Group | Kind::Select | Kind::Node);
        self.steps = 0;
        if pending && counts {
            return self.add_patterns(1);
        }
        Ok(())
    }

    fn term(&mut self, before: Before) -> Result<(), Exceeded> {
        let top = self.top();
        top.pending = true;
        top.terms += 1;
        if top.kind == Kind::Values {
            self.rows += 1;
            self.limits.check(Limit::Values, self.rows)?;
        }
        self.before = before;
        Ok(())
    }

    fn word(&mut self, word: &[u8]) -> Result<(), Exceeded> {
        let first = word.first().copied().unwrap_or_default();
        if word.contains(&b':') || first.is_ascii_digit() || word == b"a" {
            self.limits.check(Limit::Iri, word.len())?;
            return self.term(Before::Name);
        }
        if first == b'@' {
            return Ok(());
        }
        // `true-true-true` is one word here, and an expression to a parser.
        let dashes = word.split(|byte| *byte == b'-').count() - 1;
        self.operators(dashes)?;
        let begins = |keyword: &str| begins(word, keyword);
        let ends = |keyword: &str| ends(word, keyword);
        if begins("true") || begins("false") {
            return self.term(Before::Other);
        }
        self.before = Before::Keyword;
        if begins("SELECT") {
            self.selects += 1;
            // The first is the query itself.
            self.limits.check(Limit::Subqueries, self.selects - 1)?;
            let top = self.top();
            if top.kind == Kind::Group {
                top.kind = Kind::Select;
            }
        }
        if ["OPTIONAL", "MINUS", "UNION", "EXISTS", "SERVICE"]
            .into_iter()
            .any(&ends)
        {
            self.before = Before::Alone;
        }
        if ends("DATA") {
            self.before = Before::Data;
        }
        if ends("REGEX") || ends("REPLACE") {
            self.before = Before::Regex;
        }
        if begins("FILTER") || begins("BIND") || begins("VALUES") || ends("VALUES") {
            self.end_of_triple()?;
            self.top().expects = true;
        }
        if begins("VALUES") || ends("VALUES") {
            self.values = true;
        }
        if ["OPTIONAL", "MINUS", "UNION", "GRAPH", "SERVICE"]
            .into_iter()
            .any(&begins)
        {
            self.end_of_triple()?;
        }
        if self.top().kind == Kind::Values {
            // UNDEF.
            self.rows += 1;
            self.limits.check(Limit::Values, self.rows)?;
        }
        self.clause()
    }

    fn clause(&mut self) -> Result<(), Exceeded> {
        if self.top().data || matches!(self.top().kind, Kind::Values | Kind::Row) {
            return Ok(());
        }
        self.clauses += 1;
        self.limits.check(Limit::Clauses, self.clauses)
    }

    fn operators(&mut self, count: usize) -> Result<(), Exceeded> {
        if self.top().data || matches!(self.top().kind, Kind::Values | Kind::Row) {
            return Ok(());
        }
        self.operators += count;
        self.limits.check(Limit::Operators, self.operators)
    }

    fn mark(&mut self, mark: u8) -> Result<(), Exceeded> {
        let before = std::mem::replace(&mut self.before, Before::Other);
        let kind = self.top().kind;
        self.data += usize::from(self.top().data && matches!(mark, b'.' | b';' | b','));
        match (mark, kind) {
            (b';', Kind::Top) => {
                // The next operation of an update.
                let data = self.data;
                *self = Self::new(self.limits);
                self.data = data;
                Ok(())
            }
            (b'.' | b';' | b',', Kind::Group | Kind::Select | Kind::Node) => self.end_of_triple(),
            (b',', Kind::Expression) => {
                let top = self.top();
                top.argument = top.argument.map(|number| number + 1);
                // `IN (1, 2, …)` is a table, too.
                self.rows += 1;
                self.limits.check(Limit::Values, self.rows)
            }
            (b'/' | b'|' | b'^' | b'!', Kind::Group | Kind::Select | Kind::Node | Kind::List) => {
                self.top().path = true;
                self.steps += 1;
                self.limits.check(Limit::Path, self.steps)?;
                // A path of steps is planned as so many patterns.
                if mark == b'/' {
                    self.add_patterns(1)?;
                }
                Ok(())
            }
            (b'*' | b'+' | b'?', Kind::Group | Kind::Select | Kind::Node | Kind::List) => {
                let inner = match before {
                    Before::Path(closures) => closures,
                    Before::Name => 0,
                    _ => return self.operators(1),
                };
                let closures = inner + usize::from(mark != b'?');
                let top = self.top();
                top.path = true;
                top.closures = top.closures.max(closures);
                self.limits.check(Limit::Closures, closures)
            }
            (b'^' | b'@' | b'.' | b';' | b'~', _) => Ok(()),
            _ => self.operators(1),
        }
    }
}

fn begins(word: &[u8], keyword: &str) -> bool {
    word.get(..keyword.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(keyword.as_bytes()))
}

fn ends(word: &[u8], keyword: &str) -> bool {
    word.len()
        .checked_sub(keyword.len())
        .and_then(|at| word.get(at..))
        .is_some_and(|end| end.eq_ignore_ascii_case(keyword.as_bytes()))
}

#[cfg(test)]
mod tests;

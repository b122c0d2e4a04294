//! What is known of an open bracket, and of the word before the next one.

/// What a bracket encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The text itself.
    Top,
    /// Patterns, also those of a template.
    Group,
    /// What a group becomes with SELECT in it: its parentheses are expressions.
    Select,
    /// `INSERT DATA { … }`: triples, no patterns.
    Data,
    /// `VALUES ?x { … }`.
    Values,
    /// `( … )` in it.
    Row,
    /// `( … )` of an expression, of a call, of a head of VALUES.
    Expression,
    /// `( … )` of a list, or of a property path.
    List,
    /// `[ … ]`, `<< … >>`, `{| … |}`.
    Node,
}

/// How a group is related to the one around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// Its patterns are planned together with those around.
    Yes,
    /// It is planned by itself, and is one thing to those around.
    Alone,
}

/// An open bracket.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) joined: Joined,
    /// Whether it is in data, not in patterns.
    pub(super) data: bool,
    /// Triple patterns to be planned together.
    pub(super) joins: usize,
    /// Those of the group that was closed last: with UNION behind it, it is planned by itself.
    pub(super) held: usize,
    /// Whether terms wait for the end of their triple.
    pub(super) pending: bool,
    /// Terms of a list.
    pub(super) terms: usize,
    /// Whether a path operator was among them.
    pub(super) path: bool,
    /// `*` and `+` within one another in a path.
    pub(super) closures: usize,
    /// Whether the first parenthesis that follows is an expression: after FILTER, BIND, VALUES.
    pub(super) expects: bool,
    /// Which argument of REGEX or REPLACE comes now.
    pub(super) argument: Option<usize>,
}

impl Frame {
    pub(super) fn new(kind: Kind, joined: Joined) -> Self {
        Self {
            kind,
            joined,
            data: kind == Kind::Data,
            joins: 0,
            held: 0,
            pending: false,
            terms: 0,
            path: false,
            closures: 0,
            expects: false,
            argument: None,
        }
    }
}

/// What the last word leaves for the next bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing.
    Other,
    /// A keyword or the name of a function.
    Keyword,
    /// OPTIONAL, MINUS, UNION, EXISTS, SERVICE: a group that is planned by itself.
    Alone,
    /// DATA.
    Data,
    /// REGEX or REPLACE.
    Regex,
    /// A list or path in parentheses that was closed, with its closures.
    Path(usize),
    /// A name, which may be a path.
    Name,
    /// `<<`.
    Triple,
}

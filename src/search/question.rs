//! The language in which people search: words, "phrases", `OR`, `-without`, brackets, `begin*`.
//!
//! All words must occur; `OR` (or `|`) joins alternatives, `-` or `NOT` before a word, phrase or bracket excludes it.
//! There is no other syntax: what else is not a letter or digit parts words, and never is an error.

use super::SearchError;
use super::words::words;

/// More words than this are a mistake, or an attack.
const WORDS: usize = 64;
/// Brackets within brackets.
const DEPTH: usize = 16;

/// What is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A word, as typed.
    Word(String),
    /// All words that begin so.
    Prefix(String),
    /// Words one after the other.
    Phrase(Vec<String>),
    /// All of these.
    All(Vec<Node>),
    /// One of these at least.
    Any(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

impl Node {
    /// Reads what was typed; `None` where it has no word.
    pub(super) fn parse(typed: &str) -> Result<Option<Self>, SearchError> {
        let tokens = tokens(typed);
        if tokens
            .iter()
            .filter(|token| matches!(token, Token::Text { .. }))
            .count()
            > WORDS
        {
            return Err(SearchError::Question(format!(
                "more than {WORDS} words and phrases: search for fewer"
            )));
        }
        let mut parser = Parser {
            tokens: tokens.into_iter().peekable(),
        };
        let node = parser.any(0)?;
        match parser.tokens.next() {
            None => Ok(node),
            Some(_) => Err(SearchError::Question(
                "a `)` closes no bracket: take it out, or open one before it".to_owned(),
            )),
        }
    }

    /// The words that a hit has, to be marked in it: those not excluded.
    pub(super) fn wanted(&self, found: &mut Vec<(String, bool)>) {
        match self {
            Self::Word(word) => found.push((word.clone(), false)),
            Self::Prefix(word) => found.push((word.clone(), true)),
            Self::Phrase(words) => found.extend(words.iter().map(|word| (word.clone(), false))),
            Self::All(nodes) | Self::Any(nodes) => {
                for node in nodes {
                    node.wanted(found);
                }
            }
            Self::Not(_) => {}
        }
    }
}

#[derive(Debug)]
enum Token {
    Open,
    Close,
    Not,
    Or,
    Text { text: String, quoted: bool },
}

fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens = vec![];
    let mut rest = typed.trim_start();
    while let Some(first) = rest.chars().next() {
        let after = rest.get(first.len_utf8()..).unwrap_or_default();
        rest = match first {
            '(' => {
                tokens.push(Token::Open);
                after
            }
            ')' => {
                tokens.push(Token::Close);
                after
            }
            '|' => {
                tokens.push(Token::Or);
                after
            }
            // A hyphen within a word parts it; before one it excludes it.
            '-' | '−' => {
                tokens.push(Token::Not);
                after
            }
            '"' | '“' | '”' | '«' | '»' => {
                let end = after.find(['"', '”', '“', '»']).unwrap_or(after.len());
                tokens.push(Token::Text {
                    text: after.get(..end).unwrap_or_default().to_owned(),
                    quoted: true,
                });
                let tail = after.get(end..).unwrap_or_default();
                tail.get(tail.chars().next().map_or(0, char::len_utf8)..)
                    .unwrap_or_default()
            }
            _ => {
                let end = rest
                    .find(|it: char| it.is_whitespace() || "()|\"“”«»".contains(it))
                    .unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default();
                tokens.push(match word {
                    "OR" | "OU" => Token::Or,
                    "NOT" => Token::Not,
                    // All words must occur anyway.
                    "AND" | "ET" => {
                        rest = rest.get(end..).unwrap_or_default().trim_start();
                        continue;
                    }
                    word => Token::Text {
                        text: word.to_owned(),
                        quoted: false,
                    },
                });
                rest.get(end..).unwrap_or_default()
            }
        }
        .trim_start();
    }
    tokens
}

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

impl Parser {
    fn any(&mut self, depth: usize) -> Result<Option<Node>, SearchError> {
        if depth > DEPTH {
            return Err(SearchError::Question(format!(
                "brackets more than {DEPTH} deep"
            )));
        }
        let mut nodes: Vec<Node> = self.all(depth)?.into_iter().collect();
        while self.tokens.next_if(|it| matches!(it, Token::Or)).is_some() {
            nodes.extend(self.all(depth)?);
        }
        Ok(joined(nodes, Node::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Option<Node>, SearchError> {
        let mut nodes = vec![];
        while let Some(token) = self
            .tokens
            .next_if(|it| !matches!(it, Token::Or | Token::Close))
        {
            nodes.extend(self.one(token, depth)?);
        }
        Ok(joined(nodes, Node::All))
    }

    fn one(&mut self, token: Token, depth: usize) -> Result<Option<Node>, SearchError> {
        Ok(match token {
            Token::Text { text, quoted } => text_node(&text, quoted),
            Token::Open => {
                let inner = self.any(depth + 1)?;
                if !matches!(self.tokens.next(), Some(Token::Close)) {
                    return Err(SearchError::Question(
                        "a `(` is not closed: write the `)` that belongs to it".to_owned(),
                    ));
                }
                inner
            }
            Token::Not => {
                // `--a` is `-a`; a hyphen before nothing is nothing.
                while self.tokens.next_if(|it| matches!(it, Token::Not)).is_some() {}
                match self
                    .tokens
                    .next_if(|it| matches!(it, Token::Text { .. } | Token::Open))
                {
                    Some(token) => self
                        .one(token, depth)?
                        .map(|node| Node::Not(Box::new(node))),
                    None => None,
                }
            }
            Token::Or | Token::Close => None,
        })
    }
}

fn joined(mut nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(join(nodes)),
    }
}

/// A word that punctuation parts (*cessez-le-feu*) is a phrase.
fn text_node(text: &str, quoted: bool) -> Option<Node> {
    let mut found: Vec<String> = words(text)
        .iter()
        .map(|word| word.text.to_owned())
        .collect();
    match found.len() {
        0 => None,
        1 if !quoted && text.ends_with('*') => found.pop().map(Node::Prefix),
        1 => found.pop().map(Node::Word),
        _ => Some(Node::Phrase(found)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(typed: &str) -> String {
        fn show(node: &Node) -> String {
            let list = |nodes: &[Node]| nodes.iter().map(show).collect::<Vec<_>>().join(" ");
            match node {
                Node::Word(word) => word.clone(),
                Node::Prefix(word) => format!("{word}*"),
                Node::Phrase(words) => format!("\"{}\"", words.join(" ")),
                Node::All(nodes) => format!("({})", list(nodes)),
                Node::Any(nodes) => format!("[{}]", list(nodes)),
                Node::Not(node) => format!("-{}", show(node)),
            }
        }
        match Node::parse(typed) {
            Ok(node) => node.as_ref().map_or_else(String::new, show),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn words_phrases_and_booleans() {
        assert_eq!(told("trêve Syrie"), "(trêve Syrie)");
        assert_eq!(told("trêve AND Syrie"), "(trêve Syrie)");
        assert_eq!(told("trêve OR accord Alep"), "[trêve (accord Alep)]");
        assert_eq!(told("(trêve | accord) -Alep"), "([trêve accord] -Alep)");
        assert_eq!(
            told("« une trêve » NOT \"sans fin\""),
            "(\"une trêve\" -\"sans fin\")"
        );
        assert_eq!(told("cessez-le-feu négoc*"), "(\"cessez le feu\" négoc*)");
        assert_eq!(told("l'Iran"), "Iran");
    }

    #[test]
    fn odd_punctuation_is_no_error() {
        for (typed, expected) in [
            ("", ""),
            ("?!… --", ""),
            ("\"open", "open"),
            ("a:b [c TO d]", "(\"a b\" c TO d)"),
            ("()", ""),
            ("- - a", "-a"),
            ("OR a OR", "a"),
            ("\"\"", ""),
        ] {
            assert_eq!(told(typed), expected, "{typed}");
        }
    }

    #[test]
    fn brackets_that_do_not_match_are_told() {
        assert!(told("(a").contains("not closed"));
        assert!(told("a)").contains("closes no bracket"));
        assert!(told(&"(".repeat(100)).contains("deep"));
        assert!(told(&"a ".repeat(100)).contains("fewer"));
    }
}

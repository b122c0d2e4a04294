//! The words of SPARQL and of the Turtle family, which share them, as far as limits care.
//!
//! It reads bytes and never fails: what no grammar has is a mark like any other, and the parser will stop there.

/// A word, with how many bytes it has where that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`, `(` or `[`.
    Open(u8),
    /// `}`, `)` or `]`.
    Close(u8),
    /// `<<`.
    OpenTriple,
    /// `>>`.
    CloseTriple,
    /// `<…>`: what is between.
    Iri(&'a [u8]),
    /// A string: what is between the quotation marks.
    Text(&'a [u8]),
    /// `?x` or `$x`.
    Variable,
    /// Letters and digits: a keyword, a number, a prefixed name, a label of a blank node, `@prefix`, `@en`.
    Word(&'a [u8]),
    /// Anything else; of `||`, `&&`, `!=`, `<=` and `>=` the first. The `^^` behind a string is no word.
    Mark(u8),
}

/// The words of a text.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { rest: text }
    }

    /// Takes so many bytes.
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    fn peek(&self, at: usize) -> u8 {
        self.rest.get(at).copied().unwrap_or_default()
    }

    fn space(&mut self) {
        loop {
            let blank = count(self.rest, |byte| byte.is_ascii_whitespace());
            self.take(blank);
            if self.peek(0) != b'#' {
                return;
            }
            let comment = count(self.rest, |byte| byte != b'\n' && byte != b'\r');
            self.take(comment);
        }
    }

    /// `<…>` at the beginning, without blanks and what IRIs cannot have.
    fn iri(&mut self) -> Option<Token<'a>> {
        let inside = self.rest.get(1..)?;
        let length = count(inside, |byte| {
            byte > b' ' && !matches!(byte, b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'^' | b'`')
        });
        if inside.get(length) != Some(&b'>') {
            return None;
        }
        self.take(1);
        let iri = self.take(length);
        self.take(1);
        Some(Token::Iri(iri))
    }

    /// A string in one or three quotation marks. One that is not closed goes to the end of its line, or of the text.
    fn text(&mut self, mark: u8) -> Token<'a> {
        let long = self.peek(1) == mark && self.peek(2) == mark;
        self.take(if long { 3 } else { 1 });
        let mut length = 0;
        loop {
            match self.peek(length) {
                _ if length >= self.rest.len() => break,
                b'\\' => length += 2,
                byte if byte == mark => {
                    if !long || (self.peek(length + 1) == mark && self.peek(length + 2) == mark) {
                        break;
                    }
                    length += 1;
                }
                b'\n' | b'\r' if !long => break,
                _ => length += 1,
            }
        }
        let text = self.take(length);
        if self.peek(0) == mark {
            self.take(if long { 3 } else { 1 });
        }
        // The datatype that follows is a name like any other.
        if self.peek(0) == b'^' && self.peek(1) == b'^' {
            self.take(2);
        }
        Token::Text(text)
    }

    fn word(&mut self) -> Token<'a> {
        if self.peek(0).is_ascii_digit() {
            let mut length = count(self.rest, |byte| byte.is_ascii_digit() || byte == b'.');
            if matches!(self.peek(length), b'e' | b'E') {
                length += 1 + usize::from(matches!(self.peek(length + 1), b'+' | b'-'));
            }
            length += count(self.rest.get(length..).unwrap_or_default(), is_letter);
            return Token::Word(self.take(length));
        }
        let mut length = 1;
        loop {
            match self.peek(length) {
                // In the local part of a name these are escaped: `ex:a\(b`.
                b'\\' => length += 2,
                byte if is_letter(byte) || matches!(byte, b'-' | b'.' | b':' | b'%') => length += 1,
                _ => break,
            }
        }
        // A full stop at the end is that of the triple.
        while length > 1 && self.peek(length - 1) == b'.' {
            length -= 1;
        }
        Token::Word(self.take(length))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.space();
        let first = *self.rest.first()?;
        let second = self.peek(1);
        let mark = |tokens: &mut Self, count: usize| {
            tokens.take(count);
            Token::Mark(first)
        };
        Some(match first {
            b'{' | b'(' | b'[' => {
                self.take(1);
                Token::Open(first)
            }
            b'}' | b')' | b']' => {
                self.take(1);
                Token::Close(first)
            }
            b'<' => match self.iri() {
                Some(iri) => iri,
                None if second == b'<' => {
                    self.take(2);
                    Token::OpenTriple
                }
                None => mark(self, if second == b'=' { 2 } else { 1 }),
            },
            b'>' if second == b'>' => {
                self.take(2);
                Token::CloseTriple
            }
            b'"' | b'\'' => self.text(first),
            b'?' | b'$' if is_letter(second) => {
                self.take(1);
                let name = count(self.rest, is_letter);
                self.take(name);
                Token::Variable
            }
            b'|' | b'&' if second == first => mark(self, 2),
            b'!' | b'>' if second == b'=' => mark(self, 2),
            b'@' | b':' => self.word(),
            byte if is_letter(byte) => self.word(),
            _ => mark(self, 1),
        })
    }
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

fn count(bytes: &[u8], is_part: impl Fn(u8) -> bool) -> usize {
    bytes
        .iter()
        .position(|byte| !is_part(*byte))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        let name = |token| match token {
            Token::Open(byte) | Token::Close(byte) => char::from(byte).to_string(),
            Token::OpenTriple => "OPEN".to_owned(),
            Token::CloseTriple => "CLOSE".to_owned(),
            Token::Iri(iri) => format!("iri:{}", String::from_utf8_lossy(iri)),
            Token::Text(text) => format!("text:{}", String::from_utf8_lossy(text)),
            Token::Variable => "var".to_owned(),
            Token::Word(word) => format!("word:{}", String::from_utf8_lossy(word)),
            Token::Mark(byte) => format!("mark:{}", char::from(byte)),
        };
        let names: Vec<String> = Tokens::of(text.as_bytes()).map(name).collect();
        names.join(" ")
    }

    #[test]
    fn words_are_told_apart() {
        assert_eq!(
            told("SELECT ?x{ex:a.b\\(c <http://a/#b>* 1.5e-3,\"a\\\"b\"@en-x. # {{{\n}"),
            "word:SELECT var { word:ex:a.b\\(c iri:http://a/#b mark:* word:1.5e-3 mark:, text:a\\\"b word:@en-x mark:. }"
        );
        assert_eq!(
            told("?a<?b && ?c>=1||!?d <<( ?s a 'x''' )>> ^^ \"1\"^^a:b '''a'b\n{'''"),
            "var mark:< var mark:& var mark:> word:1 mark:| mark:! var OPEN ( var word:a text:x text: ) CLOSE mark:^ mark:^ text:1 word:a:b text:a'b\n{"
        );
        assert_eq!(
            told("1-1-1 a:b-c ?x-1"),
            "word:1 mark:- word:1 mark:- word:1 word:a:b-c var mark:- word:1"
        );
    }

    #[test]
    fn nothing_is_too_broken() {
        for text in [
            "\"", "'''", "<", "<a", "\\", "\"\\", "?", "é\u{0}", "ex:\\", "@", "1e",
        ] {
            let _any = told(text);
        }
    }
}

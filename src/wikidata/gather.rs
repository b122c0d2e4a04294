//! Lines out of pieces, and of them those that are wanted.
//!
//! The lines of a statement node stand together in a dump; they wait here until one of them says which property it is
//! about.

use super::wanted::{Subject, Verdict, Wanted};

/// Longest line that is looked at; Wikidata's are below a hundredth of it.
const LONGEST: usize = 8 << 20;

/// Lines that were kept, to be parsed and written.
#[derive(Clone, Debug, Default)]
pub(super) struct Batch {
    /// The lines, each with its end.
    pub(super) bytes: Vec<u8>,
    /// Where each line ends in `bytes`, and its number in the dump.
    pub(super) lines: Vec<(usize, u64)>,
}

impl Batch {
    fn push(&mut self, line: &[u8], number: u64) {
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
        self.lines.push((self.bytes.len(), number));
    }

    fn append(&mut self, other: &mut Self) {
        let before = self.bytes.len();
        self.bytes.append(&mut other.bytes);
        self.lines.extend(
            other
                .lines
                .drain(..)
                .map(|(end, line)| (before + end, line)),
        );
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.lines.clear();
    }
}

/// Takes pieces in and gathers what is wanted.
pub(super) struct Gatherer<'w> {
    wanted: &'w Wanted,
    /// The line that the next piece goes on with.
    carry: Vec<u8>,
    /// Whether a line that is too long is being skipped.
    skipping: bool,
    /// Lines so far.
    pub(super) lines: u64,
    /// What is kept since it was last taken.
    pub(super) kept: Batch,
    /// The lines that are none, by number.
    pub(super) bad: Vec<(u64, &'static str)>,
    /// The subject of the line before, which most lines share.
    last: Vec<u8>,
    subject: Subject,
    node: Batch,
    node_is_wanted: bool,
}

impl<'w> Gatherer<'w> {
    /// Begins at a line of a dump, whose first bytes have been read already.
    pub(super) fn new(wanted: &'w Wanted, lines: u64, carry: Vec<u8>) -> Self {
        Self {
            wanted,
            carry,
            skipping: false,
            lines,
            kept: Batch::default(),
            bad: Vec::new(),
            last: Vec::new(),
            subject: Subject::Other,
            node: Batch::default(),
            node_is_wanted: false,
        }
    }

    /// The beginning of the line that is not complete yet, if a run could begin here anew: no statement node waits.
    pub(super) fn carry(&self) -> Option<&[u8]> {
        (self.node.lines.is_empty() && !self.skipping).then_some(&self.carry)
    }

    /// Takes a piece.
    pub(super) fn take(&mut self, piece: &[u8]) {
        let mut rest = piece;
        while let Some(end) = memchr::memchr(b'\n', rest) {
            let (line, behind) = rest.split_at(end);
            rest = behind.get(1..).unwrap_or_default();
            self.lines += 1;
            if self.skipping {
                self.skipping = false;
                self.bad.push((self.lines, "longer than 8 MB"));
            } else if self.carry.is_empty() {
                self.line(line);
            } else {
                let mut whole = std::mem::take(&mut self.carry);
                whole.extend_from_slice(line);
                self.line(&whole);
                whole.clear();
                self.carry = whole;
            }
        }
        if self.skipping || self.carry.len() + rest.len() > LONGEST {
            self.skipping = self.skipping || !rest.is_empty();
            self.carry.clear();
        } else {
            self.carry.extend_from_slice(rest);
        }
    }

    /// Takes the end: a last line may lack its line end.
    pub(super) fn finish(&mut self) {
        if self.skipping || !self.carry.is_empty() {
            self.take(b"\n");
        }
        self.end_node();
    }

    #[inline]
    fn line(&mut self, line: &[u8]) {
        // The usual line: the subject of the one before, written as all of them are.
        if !self.last.is_empty()
            && let Some(rest) = line.strip_prefix(self.last.as_slice())
        {
            if self.subject == Subject::Other {
                if !has_end(rest) {
                    self.bad.push((self.lines, "does not end with a full stop"));
                }
            } else {
                self.judge(line, rest);
            }
            return;
        }
        self.new_subject(line);
    }

    /// A line with another subject than the one before, or none.
    fn new_subject(&mut self, line: &[u8]) {
        let trimmed = line.trim_ascii_start();
        match trimmed.first() {
            None | Some(b'#') => return,
            Some(b'<') => {}
            // A blank node: values and references, which are not kept.
            Some(b'_') if has_end(trimmed) => return,
            _ => {
                self.bad.push((self.lines, "does not begin like a triple"));
                return;
            }
        }
        let Some(end) = memchr::memchr(b'>', trimmed) else {
            self.bad.push((self.lines, "has no subject"));
            return;
        };
        let (subject, rest) = trimmed.split_at(end + 1);
        self.end_node();
        self.last.clear();
        self.last.extend_from_slice(subject);
        self.subject = self.wanted.subject(subject.get(1..end).unwrap_or_default());
        self.judge(trimmed, rest);
    }

    /// Judges a line by what is behind its subject.
    fn judge(&mut self, line: &[u8], rest: &[u8]) {
        if !has_end(rest) {
            self.bad.push((self.lines, "does not end with a full stop"));
            return;
        }
        if self.subject == Subject::Other {
            return;
        }
        let Some(predicate) = rest.trim_ascii_start().strip_prefix(b"<") else {
            self.bad.push((self.lines, "has no predicate"));
            return;
        };
        match self.wanted.verdict(self.subject, predicate) {
            Verdict::Drop => {}
            Verdict::Keep => self.kept.push(line, self.lines),
            Verdict::Perhaps => self.node.push(line, self.lines),
            Verdict::Decides => {
                self.node_is_wanted = true;
                self.node.push(line, self.lines);
            }
        }
    }

    /// The statement node is complete: its lines are kept, or not.
    fn end_node(&mut self) {
        if self.node_is_wanted {
            self.kept.append(&mut self.node);
        }
        self.node.clear();
        self.node_is_wanted = false;
    }
}

/// Whether a line ends as a triple does; a comment may follow.
#[inline]
fn has_end(rest: &[u8]) -> bool {
    match rest {
        [.., b'.'] => true,
        rest => {
            matches!(rest.trim_ascii_end(), [.., b'.'])
                || memchr::memmem::find(rest, b" . #").is_some()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wikidata::Ids;

    const DUMP: &str = "\
# a comment

<http://www.wikidata.org/entity/Q1> <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/Q5> .
<http://www.wikidata.org/entity/Q2> <http://www.wikidata.org/prop/direct/P31> <http://www.wikidata.org/entity/Q5> .
<http://www.wikidata.org/entity/Q2> <http://www.wikidata.org/prop/direct/P9> <http://www.wikidata.org/entity/Q5> .
<http://www.wikidata.org/entity/statement/Q2-a> <http://wikiba.se/ontology#rank> <http://wikiba.se/ontology#NormalRank> .
<http://www.wikidata.org/entity/statement/Q2-a> <http://www.wikidata.org/prop/qualifier/P580> \"2013\" .
<http://www.wikidata.org/entity/statement/Q2-a> <http://www.wikidata.org/prop/statement/P39> <http://www.wikidata.org/entity/Q7> .
<http://www.wikidata.org/entity/statement/Q2-b> <http://wikiba.se/ontology#rank> <http://wikiba.se/ontology#NormalRank> .
<http://www.wikidata.org/entity/statement/Q2-b> <http://www.wikidata.org/prop/statement/P9> <http://www.wikidata.org/entity/Q7> .
_:b0 <http://www.wikidata.org/prop/direct/P31> _:b1 .
nonsense
<http://www.wikidata.org/entity/Q2
<http://www.wikidata.org/entity/Q2> \"no predicate\" .
<http://www.wikidata.org/entity/Q2> <http://www.wikidata.org/prop/direct/P31>
<http://www.wikidata.org/entity/Q2> <http://www.wikidata.org/prop/direct/P27> <http://www.wikidata.org/entity/Q30> . # why
  <http://www.wikidata.org/entity/Q2>\t<http://www.wikidata.org/prop/direct/P27>\t<http://www.wikidata.org/entity/Q31>.";

    fn wanted() -> Wanted {
        let mut entities = Ids::default();
        entities.read("Q2").unwrap();
        Wanted::usual(entities)
    }

    #[test]
    fn wanted_lines_are_gathered_however_the_dump_is_cut() {
        let wanted = wanted();
        for size in [1, 7, 100, 10_000] {
            let mut gatherer = Gatherer::new(&wanted, 0, Vec::new());
            for piece in DUMP.as_bytes().chunks(size) {
                gatherer.take(piece);
            }
            gatherer.finish();
            let kept: Vec<u64> = gatherer.kept.lines.iter().map(|it| it.1).collect();
            assert_eq!(kept, [4, 6, 7, 8, 16, 17], "pieces of {size}");
            let bad: Vec<u64> = gatherer.bad.iter().map(|it| it.0).collect();
            assert_eq!(bad, [12, 13, 14, 15], "pieces of {size}");
            assert_eq!(gatherer.lines, 17);
        }
    }

    #[test]
    fn a_line_without_end_is_not_kept_in_memory() {
        let wanted = wanted();
        let mut gatherer = Gatherer::new(&wanted, 0, Vec::new());
        let piece = vec![b'a'; 1 << 20];
        for _ in 0..40 {
            gatherer.take(&piece);
            assert!(gatherer.carry.len() <= LONGEST);
        }
        gatherer.take(b"\n");
        gatherer.take(DUMP.as_bytes());
        gatherer.finish();
        assert_eq!(gatherer.bad.first(), Some(&(1, "longer than 8 MB")));
        assert_eq!(gatherer.kept.lines.len(), 6);
    }
}

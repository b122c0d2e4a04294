//! What a denial denies: a statement, a proposal or a meeting of the same article.
//!
//! ```text
//! Anna Kovacs accuse Paul Delmas d'avoir menti. Paul Delmas dément ces accusations.
//!   → the second statement denies the first
//! ```
//!
//! A denial that contains its meeting denies that one. Else its words decide: *ces accusations*, *such an offer*
//! point back to the nearest thing of their kind that somebody else has put; so do words that both share. A denial
//! that follows an accusation by another speaker answers it. Where none of this holds, nothing is linked.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::extract::facts::{
    Denial, Facts, MeetingStatus, Passage, SpeechAct, Statement, StatementKind,
};
use crate::text::fold;

use super::passages::{MOST, long_words, overlap, words};

/// How far back an accusation may stand that a denial answers without naming it, in code points.
const ANSWER: usize = 600;

/// Words of the longest statement that can deny something without an act of denying.
const SHORT: usize = 24;

/// Adds the denials of an article.
pub(in crate::extract) fn add(facts: &mut Facts) {
    let targets = Targets::of(facts);
    let mut denials: Vec<Denial> = Vec::new();
    for (number, statement) in facts.statements.iter().enumerate().take(MOST) {
        let denied = if denies(statement) {
            targets.of_denial(number, statement, &denials)
        } else {
            targets.goes_on(number, statement, &denials)
        };
        if let Some(denied) = denied {
            denials.push(Denial {
                statement: statement.id.clone(),
                denies: denied.to_owned(),
            });
        }
    }
    facts.denials.extend(denials);
}

/// Whether a statement says that something is untrue: by its act, or by words such as *no such offer*, *groundless*.
fn denies(statement: &Statement) -> bool {
    if statement.act == SpeechAct::Deny {
        return true;
    }
    if words(&statement.content).nth(SHORT).is_some() {
        return false;
    }
    let (mut such, mut none, mut untrue) = (false, false, false);
    let mut before = ["", ""];
    for word in words(&statement.content) {
        match (before, fold(word).as_str()) {
            (_, "such" | "tel" | "telle" | "pareil" | "pareille") => such = true,
            (_, "no" | "aucun" | "aucune" | "never" | "jamais" | "pas") => none = true,
            ([de, ce], "genre")
                if de.eq_ignore_ascii_case("de") && ce.eq_ignore_ascii_case("ce") =>
            {
                such = true;
            }
            (
                _,
                "groundless" | "baseless" | "unfounded" | "untrue" | "fabricated" | "infonde"
                | "infondee" | "infondes" | "infondees" | "mensonger" | "mensongere"
                | "mensongeres",
            ) => untrue = true,
            _ => {}
        }
        before = [before[1], word];
    }
    such && none || untrue && !nouns(&statement.content).is_empty()
}

/// What kind of thing a noun points back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Saying,
    Plan,
    Meeting,
}

/// The nouns of both languages: one that both have is of the same kind in both.
static NOUNS: LazyLock<Vec<(&'static str, Kind)>> = LazyLock::new(|| {
    let table = include_str!("../../../data/lexicon/denials.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| {
        let (noun, kind) = row.split_once('\t')?;
        let kind = match kind {
            "saying" => Kind::Saying,
            "plan" => Kind::Plan,
            _ => Kind::Meeting,
        };
        Some((noun, kind))
    })
    .collect()
});

/// A statement, proposal or meeting that may be denied.
struct Target<'f> {
    id: &'f str,
    kind: Kind,
    /// Where it stands, in code points.
    start: usize,
    passages: &'f [Passage],
    /// Its longer words, read when they are asked for: most articles deny nothing.
    words: OnceCell<BTreeSet<String>>,
    /// Who put it.
    by: &'f [String],
    act: Option<SpeechAct>,
    is_denied: bool,
}

struct Targets<'f> {
    /// In the order of the text.
    all: Vec<Target<'f>>,
    facts: &'f Facts,
}

impl<'f> Targets<'f> {
    fn of(facts: &'f Facts) -> Self {
        let statements = facts.statements.iter().take(MOST).map(|statement| {
            let mut target = target(
                &statement.id,
                Kind::Saying,
                &statement.content,
                &statement.speakers,
            );
            target.act = Some(statement.act);
            target
        });
        let plans = facts.proposals.iter().take(MOST);
        let plans = plans.map(|plan| target(&plan.id, Kind::Plan, &plan.content, &plan.proposers));
        let meetings = facts.meetings.iter().take(MOST).map(|meeting| {
            let mut target = target(&meeting.id, Kind::Meeting, &meeting.evidence, &[]);
            target.is_denied = meeting.status == MeetingStatus::Denied;
            target
        });
        let mut all: Vec<Target<'f>> = statements.chain(plans).chain(meetings).collect();
        all.sort_by_key(|target| target.start);
        Self { all, facts }
    }

    /// The id of what a denial denies, if that can be told.
    fn of_denial(&self, number: usize, denial: &Statement, known: &[Denial]) -> Option<&str> {
        let at = start(&denial.content);
        let others = || {
            self.all.iter().filter(|target| {
                target.id != denial.id
                    && !(target.kind != Kind::Meeting && shares(target.by, denial))
            })
        };
        let before = || others().rev().filter(|target| target.start < at);
        let within =
            others().find(|target| target.is_denied && overlap(target.passages, &denial.content));
        let nouns = nouns(&denial.content);
        let named = |kinds: &[Kind]| {
            kinds.iter().find_map(|kind| {
                let mut of_kind =
                    before().filter(|target| target.kind == *kind && !target.denies());
                let first = of_kind.next()?;
                let accusation = || {
                    before().find(|target| {
                        target.accuses() && first.start.saturating_sub(target.start) < ANSWER
                    })
                };
                match kind {
                    Kind::Saying if !first.accuses() => accusation().or(Some(first)),
                    _ => Some(first),
                }
            })
        };
        let words = long_words(&denial.content);
        // *denied reports of recent contacts*: the reports may be told further on.
        let first = nouns.first().copied();
        let ahead = || {
            others()
                .filter(|target| target.start >= at && Some(target.kind) == first)
                .filter(|target| !overlap(target.passages, &denial.content) && !target.denies())
                .find(|target| target.words().intersection(&words).count() >= 2)
        };
        let alike = || {
            let close = others()
                .filter(|target| !overlap(target.passages, &denial.content) && !target.denies());
            close
                .map(|target| (target.words().intersection(&words).count(), target))
                .filter(|(shared, _)| *shared >= 2)
                .max_by_key(|(shared, target)| {
                    (*shared, target.kind, std::cmp::Reverse(target.start))
                })
                .map(|(_, target)| target)
        };
        let answered = || {
            before()
                .find(|target| target.kind == Kind::Saying)
                .filter(|target| target.accuses() && at - target.start < ANSWER)
        };
        within
            .or_else(|| named(nouns.get(..1).unwrap_or_default()))
            .or_else(ahead)
            .or_else(alike)
            .or_else(|| named(nouns.get(1..).unwrap_or_default()))
            .or_else(answered)
            .map(|target| target.id)
            .or_else(|| self.of_the_one_before(number, denial, known))
    }

    /// *A démenti ces accusations. « Nos soldats sont dans leurs casernes »*: what the speaker says next says why.
    fn goes_on(&self, number: usize, statement: &Statement, known: &[Denial]) -> Option<&str> {
        const NEXT: usize = 40;
        let before = self.facts.statements.get(number.checked_sub(1)?)?;
        let end = before.evidence.iter().map(|passage| passage.end).max()?;
        let next = start(&statement.content).checked_sub(end)? < NEXT;
        let quoted = statement.kind == StatementKind::Direct && statement.act == SpeechAct::Assert;
        let whole = before.act == SpeechAct::Deny && before.kind == StatementKind::Indirect;
        if !(next && quoted && whole) {
            return None;
        }
        self.of_the_one_before(number, statement, known)
    }

    /// A speaker who goes on denying denies the same thing.
    fn of_the_one_before(
        &self,
        number: usize,
        denial: &Statement,
        known: &[Denial],
    ) -> Option<&str> {
        let before = self.facts.statements.get(number.checked_sub(1)?)?;
        if before.speakers != denial.speakers {
            return None;
        }
        let denied = known.iter().find(|it| it.statement == before.id)?;
        let target = self.all.iter().find(|target| target.id == denied.denies)?;
        Some(target.id)
    }
}

impl Target<'_> {
    fn words(&self) -> &BTreeSet<String> {
        self.words.get_or_init(|| long_words(self.passages))
    }

    fn accuses(&self) -> bool {
        self.act == Some(SpeechAct::Accuse)
    }

    fn denies(&self) -> bool {
        self.act == Some(SpeechAct::Deny)
    }
}

fn target<'f>(id: &'f str, kind: Kind, passages: &'f [Passage], by: &'f [String]) -> Target<'f> {
    Target {
        id,
        kind,
        start: start(passages),
        passages,
        words: OnceCell::new(),
        by,
        act: None,
        is_denied: false,
    }
}

fn start(passages: &[Passage]) -> usize {
    passages
        .iter()
        .map(|passage| passage.start)
        .min()
        .unwrap_or_default()
}

fn shares(by: &[String], denial: &Statement) -> bool {
    by.iter().any(|actor| denial.speakers.contains(actor))
}

/// The kinds of thing that the words point back to, in the order of the words.
fn nouns(passages: &[Passage]) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for word in words(passages) {
        let word = fold(word);
        let kind = NOUNS.iter().find(|(noun, _)| is_form(&word, noun));
        if let Some((_, kind)) = kind
            && !kinds.contains(kind)
        {
            kinds.push(*kind);
        }
    }
    kinds
}

/// Whether a word is the noun or its plural.
fn is_form(word: &str, noun: &str) -> bool {
    word.strip_prefix(noun)
        .is_some_and(|ending| matches!(ending, "" | "s"))
}

#[cfg(test)]
mod tests {
    use crate::extract::facts::{Facts, Passage};
    use crate::extract::{Lexicon, extract};
    use crate::text::{Document, Language};

    /// The denials of a text: the denying words and what they deny.
    fn denials(text: &str, language: Language) -> Vec<String> {
        let document = Document::of_paragraphs(text, language);
        let facts = extract(&document, &Lexicon::new([])).facts;
        let denials = facts.denials.iter();
        denials
            .map(|denial| {
                let (denying, denied) = (
                    words(&facts, &denial.statement),
                    words(&facts, &denial.denies),
                );
                format!("{denying} → {denied}")
            })
            .collect()
    }

    fn words(facts: &Facts, id: &str) -> String {
        let statements = facts.statements.iter().map(|it| (&it.id, &it.content));
        let plans = facts.proposals.iter().map(|it| (&it.id, &it.content));
        let meetings = facts.meetings.iter().map(|it| (&it.id, &it.evidence));
        let passages: &Vec<Passage> = statements
            .chain(plans)
            .chain(meetings)
            .find(|(known, _)| *known == id)
            .unwrap()
            .1;
        passages
            .iter()
            .map(|passage| passage.text.as_str())
            .collect()
    }

    #[test]
    fn a_noun_points_back() {
        let text = "Anna Kovacs a accusé Paul Delmas d'avoir livré des armes. Ivan Petrov a déclaré que la route était \
                    fermée. Paul Delmas a démenti ces accusations.";
        assert_eq!(
            denials(text, Language::French),
            ["a démenti ces accusations → avoir livré des armes"]
        );
        let text = "John Smith offered Anna Kovacs a joint patrol of the border. \"No such offer was made\", Anna Kovacs denied.";
        assert_eq!(denials(text, Language::English).len(), 1);
    }

    #[test]
    fn shared_words_tell() {
        let text = "Anna Kovacs said that the airport had been closed by rebels. Paul Delmas said that winter was near. \
                    Ivan Petrov denied that the airport was closed.";
        assert_eq!(
            denials(text, Language::English),
            ["the airport was closed → the airport had been closed by rebels"]
        );
    }

    #[test]
    fn a_denial_answers_the_accusation_before_it() {
        let text = "Anna Kovacs accused Paul Delmas of hiding weapons. Paul Delmas denied that he had any.";
        assert_eq!(
            denials(text, Language::English),
            ["he had any → hiding weapons"]
        );
    }

    #[test]
    fn nothing_to_deny_is_no_denial() {
        let text = "Anna Kovacs said that winter was near. Paul Delmas denied that he was ill.";
        assert_eq!(denials(text, Language::English), Vec::<String>::new());
    }
}

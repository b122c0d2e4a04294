//! What facts must obey before they become a graph: the same for our own output and for facts that
//! others hand in. A passage that is not the text is refused; it is never repaired by searching.
//!
//! What this file lets pass, the rest of `graph` trusts.

use super::edtf::Edtf;
use super::passage::CodePoints;
use crate::extract::facts::{ActorType, FactDate, Facts, Passage};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// Refusals listed for one article; the rest would say the same again.
const MOST_PROBLEMS: usize = 20;

/// Longest value that a message repeats, in characters.
const LONGEST_VALUE: usize = 80;

/// Why the facts of an article were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Refused {
    /// Id of the article, as given.
    pub article: String,
    /// Where the article came from, as given.
    pub from: String,
    /// What is wrong, in the order of the facts; at most twenty.
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The field, with the id of its fact: `statements s1, speakers`.
    pub field: String,
    /// The offending value, shortened.
    pub value: String,
    /// What is wrong with it, and what would be right.
    pub reason: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "article `{}` ({}) is refused", self.article, self.from)?;
        for problem in &self.problems {
            write!(
                f,
                "\n  {}: `{}` {}",
                problem.field, problem.value, problem.reason
            )?;
        }
        Ok(())
    }
}

/// Checks the facts of one article against its text.
///
/// # Errors
/// With every problem found, each naming the fact, the field and the value.
pub fn check(facts: &Facts, text: &str) -> Result<(), Refused> {
    let mut checker = Checker {
        points: CodePoints::new(text),
        ids: BTreeMap::new(),
        problems: vec![],
    };
    checker.article(facts, text);
    checker.collect_ids(facts);
    checker.actors(facts);
    checker.places(facts);
    checker.statements(facts);
    checker.proposals(facts);
    checker.meetings(facts);
    checker.denials(facts);
    refuse(facts, checker.problems)
}

/// Lets an article pass that has no problems.
pub(super) fn refuse(facts: &Facts, mut problems: Vec<Problem>) -> Result<(), Refused> {
    if problems.is_empty() {
        return Ok(());
    }
    problems.truncate(MOST_PROBLEMS);
    Err(Refused {
        article: shortened(&facts.article.id),
        from: shortened(&facts.article.source),
        problems,
    })
}

/// What an id stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Actor,
    Place,
    Statement,
    Proposal,
    Meeting,
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Place => "place",
            Self::Statement => "statement",
            Self::Proposal => "proposal",
            Self::Meeting => "meeting",
        }
    }
}

struct Checker<'a> {
    points: CodePoints<'a>,
    ids: BTreeMap<&'a str, Kind>,
    problems: Vec<Problem>,
}

impl<'a> Checker<'a> {
    fn refuse(&mut self, field: impl Into<String>, value: &str, reason: impl Into<String>) {
        self.problems.push(Problem {
            field: field.into(),
            value: shortened(value),
            reason: reason.into(),
        });
    }

    fn article(&mut self, facts: &'a Facts, text: &str) {
        let article = &facts.article;
        let sha256: String = Sha256::digest(text.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        if article.text_sha256 != sha256 {
            self.refuse(
                "article, text_sha256",
                &article.text_sha256,
                format!("is not the SHA-256 of the article's text, `{sha256}`"),
            );
        }
        if sha256.get(..16) != Some(article.id.as_str()) {
            self.refuse(
                "article, id",
                &article.id,
                "is not the first 16 hex digits of the SHA-256 of the text",
            );
        }
        if !["en", "fr"].contains(&article.language.as_str()) {
            self.refuse(
                "article, language",
                &article.language,
                "is neither `en` nor `fr`",
            );
        }
        if let Some(published) = &article.published {
            self.edtf("article, published", &published.edtf);
        }
        if let Some(retrieved) = &article.retrieved
            && retrieved.parse::<jiff::Timestamp>().is_err()
        {
            self.refuse(
                "article, retrieved",
                retrieved,
                "is not a time as `2026-11-21T18:00:00Z`",
            );
        }
        if let Some(url) = &article.url
            && sophia::iri::Iri::new(url.as_str()).is_err()
        {
            self.refuse("article, url", url, "is not an absolute IRI");
        }
        if let Some(title) = &article.title {
            self.passage("article, title", title);
        }
        for extent in &article.body {
            if extent.start > extent.end || extent.end > self.points.len() {
                let value = format!("{}..{}", extent.start, extent.end);
                self.refuse(
                    "article, body",
                    &value,
                    format!("lies outside the text of {} code points", self.points.len()),
                );
            }
        }
    }

    fn collect_ids(&mut self, facts: &'a Facts) {
        let actors = facts.actors.iter().map(|actor| (&actor.id, Kind::Actor));
        let places = facts.places.iter().map(|place| (&place.id, Kind::Place));
        let statements = facts
            .statements
            .iter()
            .map(|statement| (&statement.id, Kind::Statement));
        let proposals = facts
            .proposals
            .iter()
            .map(|proposal| (&proposal.id, Kind::Proposal));
        let meetings = facts
            .meetings
            .iter()
            .map(|meeting| (&meeting.id, Kind::Meeting));
        for (id, kind) in actors
            .chain(places)
            .chain(statements)
            .chain(proposals)
            .chain(meetings)
        {
            let field = format!("{}s, id", kind.noun());
            // A hyphen would collide with the parts of a record (`s1-e1`).
            let plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
                && id.len() <= 64
                && id
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if !plain {
                self.refuse(
                    field,
                    id,
                    "is not an id: a letter, then letters, digits or `_`, at most 64",
                );
            } else if self.ids.insert(id, kind).is_some() {
                self.refuse(field, id, "is used twice; ids are unique within an article");
            }
        }
        let article = &facts.article;
        self.references(
            "article, publisher",
            article.publisher.as_slice(),
            &[Kind::Actor],
        );
        self.references("article, agencies", &article.agencies, &[Kind::Actor]);
    }

    fn actors(&mut self, facts: &'a Facts) {
        for actor in &facts.actors {
            let field = |name: &str| format!("actors {}, {name}", actor.id);
            self.name(&field("name"), &actor.name);
            self.qid(&field("wikidata"), actor.wikidata.as_deref());
            if actor.kind == ActorType::Unnamed
                && let Some(qid) = &actor.wikidata
            {
                self.refuse(
                    field("wikidata"),
                    qid,
                    "identifies an unnamed source: leave it `null`, or give the actor another type",
                );
            }
            for candidate in &actor.candidates {
                self.qid(&field("candidates"), Some(&candidate.wikidata));
                self.share(&field("candidates"), candidate.score);
            }
            self.passages(&field("mentions"), &actor.mentions);
        }
    }

    fn places(&mut self, facts: &'a Facts) {
        for place in &facts.places {
            let field = |name: &str| format!("places {}, {name}", place.id);
            self.name(&field("name"), &place.name);
            self.qid(&field("wikidata"), place.wikidata.as_deref());
            self.passages(&field("mentions"), &place.mentions);
        }
    }

    fn statements(&mut self, facts: &'a Facts) {
        for statement in &facts.statements {
            let field = |name: &str| format!("statements {}, {name}", statement.id);
            self.at_least_one(
                &field("speakers"),
                &statement.speakers,
                "a statement has a speaker",
            );
            self.references(&field("speakers"), &statement.speakers, &[Kind::Actor]);
            self.references(&field("addressees"), &statement.addressees, &[Kind::Actor]);
            self.references(&field("via"), &statement.via, &[Kind::Actor]);
            self.references(
                &field("about"),
                &statement.about,
                &[Kind::Proposal, Kind::Meeting],
            );
            self.at_least_one(
                &field("content"),
                &statement.content,
                "a statement has content",
            );
            self.passages(&field("content"), &statement.content);
            self.passages(&field("cue"), statement.cue.as_slice());
            self.proof(&field("evidence"), &statement.evidence);
            self.date(&field("date"), statement.date.as_ref());
            self.found_by(
                &field("rule"),
                &statement.rule,
                &field("confidence"),
                statement.confidence,
            );
        }
    }

    fn proposals(&mut self, facts: &'a Facts) {
        for proposal in &facts.proposals {
            let field = |name: &str| format!("proposals {}, {name}", proposal.id);
            self.references(&field("proposers"), &proposal.proposers, &[Kind::Actor]);
            self.references(&field("addressees"), &proposal.addressees, &[Kind::Actor]);
            self.references(&field("via"), &proposal.via, &[Kind::Actor]);
            self.at_least_one(
                &field("content"),
                &proposal.content,
                "a proposal has content",
            );
            self.passages(&field("content"), &proposal.content);
            for term in &proposal.terms {
                self.references(&field("terms"), &term.obliges, &[Kind::Actor]);
                self.passage(&field("terms"), &term.content);
            }
            self.proof(&field("evidence"), &proposal.evidence);
            self.date(&field("date"), proposal.date.as_ref());
            self.found_by(
                &field("rule"),
                &proposal.rule,
                &field("confidence"),
                proposal.confidence,
            );
        }
    }

    fn meetings(&mut self, facts: &'a Facts) {
        for meeting in &facts.meetings {
            let field = |name: &str| format!("meetings {}, {name}", meeting.id);
            self.references(
                &field("participants"),
                &meeting.participants,
                &[Kind::Actor],
            );
            self.references(&field("host"), meeting.host.as_slice(), &[Kind::Actor]);
            self.references(&field("place"), meeting.place.as_slice(), &[Kind::Place]);
            self.references(&field("about"), &meeting.about, &[Kind::Proposal]);
            self.proof(&field("evidence"), &meeting.evidence);
            self.date(&field("date"), meeting.date.as_ref());
            self.found_by(
                &field("rule"),
                &meeting.rule,
                &field("confidence"),
                meeting.confidence,
            );
        }
    }

    fn denials(&mut self, facts: &'a Facts) {
        for denial in &facts.denials {
            self.references(
                "denials, statement",
                std::slice::from_ref(&denial.statement),
                &[Kind::Statement],
            );
            let denied = std::slice::from_ref(&denial.denies);
            self.references(
                "denials, denies",
                denied,
                &[Kind::Statement, Kind::Proposal, Kind::Meeting],
            );
            if denial.statement == denial.denies {
                self.refuse("denials, denies", &denial.denies, "denies itself");
            }
        }
    }

    fn references(&mut self, field: &str, ids: &[String], allowed: &[Kind]) {
        for id in ids {
            let wanted = || {
                allowed
                    .iter()
                    .map(|kind| kind.noun())
                    .collect::<Vec<_>>()
                    .join(" or ")
            };
            match self.ids.get(id.as_str()) {
                Some(kind) if allowed.contains(kind) => {}
                Some(kind) => self.refuse(
                    field,
                    id,
                    format!("is a {}, expected a {}", kind.noun(), wanted()),
                ),
                None => self.refuse(
                    field,
                    id,
                    format!("is not the id of any {} of this article", wanted()),
                ),
            }
        }
    }

    fn proof(&mut self, field: &str, passages: &[Passage]) {
        self.at_least_one(field, passages, "no fact without a passage that proves it");
        self.passages(field, passages);
    }

    fn at_least_one<T>(&mut self, field: &str, values: &[T], reason: &str) {
        if values.is_empty() {
            self.refuse(field, "[]", format!("is empty: {reason}"));
        }
    }

    fn passages(&mut self, field: &str, passages: &[Passage]) {
        for passage in passages {
            self.passage(field, passage);
        }
    }

    fn passage(&mut self, field: &str, passage: &Passage) {
        let Passage { start, end, text } = passage;
        match self.points.get(*start, *end) {
            Some(found) if found == text && !text.trim().is_empty() => {}
            Some(found) if found == text => {
                self.refuse(field, text, format!("at {start}..{end} is empty"));
            }
            Some(found) => {
                let found = shortened(found);
                self.refuse(field, text, format!("is not what the text has at {start}..{end}, which is `{found}`; offsets are code points, end exclusive"));
            }
            None => {
                let length = self.points.len();
                self.refuse(
                    field,
                    text,
                    format!("lies at {start}..{end}, outside the text of {length} code points"),
                );
            }
        }
    }

    fn date(&mut self, field: &str, date: Option<&FactDate>) {
        if let Some(date) = date {
            self.edtf(field, &date.edtf);
        }
    }

    fn edtf(&mut self, field: &str, written: &str) {
        if let Err(reason) = Edtf::parse(written) {
            self.refuse(
                field,
                written,
                format!("is not a date in EDTF level 0 or 1: {reason}"),
            );
        }
    }

    fn qid(&mut self, field: &str, qid: Option<&str>) {
        let Some(qid) = qid else { return };
        let digits = qid.strip_prefix('Q').unwrap_or_default();
        let plain = !digits.is_empty()
            && digits.len() <= 12
            && !digits.starts_with('0')
            && digits.bytes().all(|b| b.is_ascii_digit());
        if !plain {
            self.refuse(field, qid, "is not a Wikidata id as `Q22316`");
        }
    }

    fn name(&mut self, field: &str, name: &str) {
        if name.trim().is_empty() {
            self.refuse(field, name, "is empty");
        }
    }

    fn found_by(&mut self, rule_field: &str, rule: &str, confidence_field: &str, confidence: f64) {
        if rule.trim().is_empty() {
            self.refuse(
                rule_field,
                rule,
                "is empty: every fact names the rule that found it",
            );
        }
        self.share(confidence_field, confidence);
    }

    fn share(&mut self, field: &str, value: f64) {
        if !(0.0..=1.0).contains(&value) {
            self.refuse(field, &value.to_string(), "is not between 0 and 1");
        }
    }
}

/// The value as messages show it: on one line, cut where it is long.
fn shortened(value: &str) -> String {
    let mut shown: String = value
        .chars()
        .take(LONGEST_VALUE)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if value.chars().nth(LONGEST_VALUE).is_some() {
        shown.push('…');
    }
    shown
}

//! The facts of one article, as JSON: the contract between extraction and everything after it,
//! and the format in which anyone else's extractor hands facts in.
//!
//! `demarche extract` writes one [`Facts`] a line; `demarche ingest` reads it back through the same
//! checks as its own output. `ontology/facts.schema.json` is generated from these types.
//!
//! Offsets are Unicode code points into the article's text, end exclusive, and `text` repeats the
//! passage: `chars(text)[start..end] == text` holds for every passage of every fact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything one article says, with the passages that prove it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The article itself.
    pub article: ArticleInfo,
    /// Everyone who takes part in a fact below, or is credited as an agency or publisher.
    #[serde(default)]
    pub actors: Vec<Actor>,
    /// Who said what.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// Who proposed what to whom.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Who met whom.
    #[serde(default)]
    pub meetings: Vec<Meeting>,
    /// Where meetings took or take place.
    #[serde(default)]
    pub places: Vec<Place>,
    /// Which statement denies which fact.
    #[serde(default)]
    pub denials: Vec<Denial>,
}

/// Identity and metadata of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArticleInfo {
    /// First 16 hex digits of the SHA-256 of the decoded text.
    pub id: String,
    /// Path or URL as given.
    pub source: String,
    /// SHA-256 of the decoded text (UTF-8), 64 hex digits.
    pub text_sha256: String,
    /// The headline, where it stands in the text.
    pub title: Option<Passage>,
    /// BCP 47 tag: `fr` or `en`.
    pub language: String,
    /// When the article was published; `null` when the text does not allow it to be known.
    pub published: Option<Published>,
    /// When the article was fetched (RFC 3339), from the caller or the file's date.
    pub retrieved: Option<String>,
    /// Actor id of the publisher.
    pub publisher: Option<String>,
    /// Actor ids of credited news agencies.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Editorial text; nothing outside it yields a fact.
    #[serde(default)]
    pub body: Vec<Extent>,
    /// Address of the article on the web, where metadata give one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The whole text, for facts handed in without their article file. Written by `extract --with-text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A publication date and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// EDTF level 0 or 1.
    pub edtf: String,
    /// Where the date comes from.
    pub how: DateSource,
}

/// Where a publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DateSource {
    /// The page's or the caller's metadata.
    Metadata,
    /// The dateline or date stamp of the article.
    Dateline,
    /// The text's own anchors: a weekday with a day and month, office holders.
    Inferred,
}

/// A stretch of the article's text, in code points.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Extent {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A stretch of the article's text with the text itself.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The passage: equal to `chars(text)[start..end]`.
    pub text: String,
}

/// Names by language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Usual English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// Usual French name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fr: Option<String>,
}

/// Someone or something that acts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Id within the article (`a1`).
    pub id: String,
    /// What kind of actor.
    #[serde(rename = "type")]
    pub kind: ActorType,
    /// Usual English name; the description in the text for an unnamed source.
    pub name: String,
    /// Names by language.
    #[serde(default)]
    pub names: Names,
    /// Wikidata id (`Q22316`), only where certain.
    pub wikidata: Option<String>,
    /// The office under which the text knows the actor, if any.
    #[serde(default)]
    pub position: Option<String>,
    /// What linking considered, best first.
    #[serde(default)]
    pub candidates: Vec<Candidate>,
    /// Where the article names the actor.
    #[serde(default)]
    pub mentions: Vec<Passage>,
}

/// What linking considered for an actor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Wikidata id.
    pub wikidata: String,
    /// Between 0 and 1.
    pub score: f64,
    /// The reason, in words.
    pub why: String,
}

/// What kind of actor.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ActorType {
    /// A human being.
    Person,
    /// An organisation, company or medium.
    Organization,
    /// A state or territory that acts.
    Country,
    /// An armed or political group, a delegation, a loose plural.
    Group,
    /// An institution that speaks as an office: the Kremlin, a ministry.
    Office,
    /// A report or communiqué whose issuer is not named.
    Document,
    /// A source whose name is withheld.
    Unnamed,
}

/// A date of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactDate {
    /// EDTF level 0 or 1: `2016-07-14`, `2016-08`, `2016-07-14T23:00+02:00`, `2016-07-14~`.
    pub edtf: String,
    /// The date as written.
    #[serde(default)]
    pub text: Option<String>,
}

/// One act of saying, as the article relays it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Id within the article (`s1`).
    pub id: String,
    /// Who said it.
    pub speakers: Vec<String>,
    /// To whom.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Inside quotation marks, outside, or both.
    pub kind: StatementKind,
    /// What the saying does.
    pub act: SpeechAct,
    /// What was said, without attribution or outer quotation marks.
    pub content: Vec<Passage>,
    /// The words that attribute it.
    #[serde(default)]
    pub cue: Option<Passage>,
    /// The whole passage: content and attribution.
    pub evidence: Vec<Passage>,
    /// The day it was said.
    #[serde(default)]
    pub date: Option<FactDate>,
    /// Who relayed it, nearest to the speaker first.
    #[serde(default)]
    pub via: Vec<String>,
    /// How the article presents it.
    pub modality: Modality,
    /// Whether the claim is put forward or rejected.
    pub polarity: Polarity,
    /// Ids of proposals and meetings of this article that it is about.
    #[serde(default)]
    pub about: Vec<String>,
    /// The rule that found it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// How much of a statement stands in quotation marks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What a saying does.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the code list; the ontology defines each"
)]
pub enum SpeechAct {
    Assert,
    Announce,
    Confirm,
    Deny,
    Promise,
    Demand,
    Propose,
    Accept,
    Reject,
    Accuse,
    Warn,
    Hope,
    Decline,
    Praise,
    Criticise,
}

/// How the article presents a fact.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// As so.
    Stated,
    /// As announced or expected.
    Planned,
    /// As hoped for.
    Hoped,
    /// As what others say: the French journalistic conditional, *reportedly*.
    Hearsay,
    /// As a case that might arise.
    Hypothetical,
}

/// Whether a claim is put forward or rejected.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the code list")]
pub enum Polarity {
    Positive,
    Negative,
}

/// A course of action that a party puts to another or to all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Id within the article (`p1`).
    pub id: String,
    /// Who proposes.
    #[serde(default)]
    pub proposers: Vec<String>,
    /// To whom.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// The clauses that state its terms.
    pub content: Vec<Passage>,
    /// The whole passages.
    pub evidence: Vec<Passage>,
    /// Its terms, one by one.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// How far it has come.
    pub status: ProposalStatus,
    /// When it was put.
    #[serde(default)]
    pub date: Option<FactDate>,
    /// Who relayed it, nearest to the proposer first.
    #[serde(default)]
    pub via: Vec<String>,
    /// How the article presents it.
    pub modality: Modality,
    /// The rule that found it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// One element of a proposal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// What the term is within the deal.
    pub role: TermRole,
    /// Whom it would oblige.
    #[serde(default)]
    pub obliges: Vec<String>,
    /// The clause.
    pub content: Passage,
}

/// What a term is within the deal.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the code list; the ontology defines each"
)]
pub enum TermRole {
    Offered,
    Requested,
    Condition,
    Counterpart,
    Joint,
}

/// How far a proposal has come.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the code list; the ontology defines each"
)]
pub enum ProposalStatus {
    Drafted,
    Proposed,
    UnderDiscussion,
    Agreed,
    Rejected,
    Withdrawn,
    Implemented,
}

/// Two or more actors together, in person or by telephone; a sitting, a summit, a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// Id within the article (`m1`).
    pub id: String,
    /// Those who met.
    #[serde(default)]
    pub participants: Vec<String>,
    /// Who received the others.
    #[serde(default)]
    pub host: Option<String>,
    /// Place id: the most specific place that the text gives.
    #[serde(default)]
    pub place: Option<String>,
    /// When.
    #[serde(default)]
    pub date: Option<FactDate>,
    /// Announced, held, …
    pub status: MeetingStatus,
    /// Between two, among many, by telephone, …
    #[serde(default)]
    pub kind: Option<MeetingKind>,
    /// Ids of proposals of this article that it is about.
    #[serde(default)]
    pub about: Vec<String>,
    /// The passages that report it.
    pub evidence: Vec<Passage>,
    /// How the article presents it.
    pub modality: Modality,
    /// The rule that found it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// What became of a meeting.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the code list; the ontology defines each"
)]
pub enum MeetingStatus {
    Planned,
    Held,
    Ongoing,
    Postponed,
    Cancelled,
    Denied,
    Proposed,
}

/// The form of a meeting.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "the names are the code list; the ontology defines each"
)]
pub enum MeetingKind {
    Bilateral,
    Multilateral,
    Call,
    Visit,
    Sitting,
    Round,
}

/// A location in its spatial sense.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Id within the article (`l1`).
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// Names by language.
    #[serde(default)]
    pub names: Names,
    /// Wikidata id, only where certain.
    pub wikidata: Option<String>,
    /// Where the article names the place.
    #[serde(default)]
    pub mentions: Vec<Passage>,
}

/// A statement that says that another fact of the article is untrue or did not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Denial {
    /// Id of the denying statement.
    pub statement: String,
    /// Id of the statement, proposal or meeting that it denies.
    pub denies: String,
}

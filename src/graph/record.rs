//! From the facts of one article to its records: what the article says, in its own named graph,
//! complete in itself. Expects facts that [`check`](super::check::check) let pass.

use super::codes::Coded;
use super::edtf::Edtf;
use super::iri::Minter;
use super::likeness;
use super::passage::{CodePoints, evidence};
use super::quads::{Quad, Quads, decimal};
use crate::extract::facts::{
    Actor, ActorType, Denial, FactDate, Facts, Meeting, Names, Passage, Place, Proposal, Statement,
};
use crate::vocab::{dm, foaf, org, rdfs, schema, skos, wd, xsd};
use sophia::iri::Iri;

/// Stands between the passages of one content that the attribution interrupts.
const ELLIPSIS: &str = " … ";

/// The quads of `graph/article/{id}`.
pub(super) fn records(facts: &Facts, text: &str, minter: &Minter) -> Vec<Quad> {
    let id = &facts.article.id;
    let mut writer = Writer {
        article: minter.article(id),
        language: &facts.article.language,
        published: facts
            .article
            .published
            .as_ref()
            .map(|published| published.edtf.as_str()),
        points: CodePoints::new(text),
        quads: Quads::new(minter, id, Some(&minter.article_graph(id))),
    };
    writer.article(facts);
    facts
        .actors
        .iter()
        .for_each(|actor| writer.actor(facts, actor));
    facts.places.iter().for_each(|place| writer.place(place));
    facts
        .statements
        .iter()
        .for_each(|statement| writer.statement(statement));
    facts
        .proposals
        .iter()
        .for_each(|proposal| writer.proposal(proposal));
    facts
        .meetings
        .iter()
        .for_each(|meeting| writer.meeting(meeting));
    facts
        .denials
        .iter()
        .for_each(|denial| writer.denial(denial));
    writer.quads.finish()
}

struct Writer<'a> {
    article: Iri<String>,
    language: &'a str,
    published: Option<&'a str>,
    points: CodePoints<'a>,
    quads: Quads<'a>,
}

impl Writer<'_> {
    fn article(&mut self, facts: &Facts) {
        let info = &facts.article;
        let article = self.article.clone();
        self.quads.a(&article, dm::ARTICLE);
        self.quads
            .string(&article, schema::SHA256, &info.text_sha256);
        self.quads
            .string(&article, schema::IN_LANGUAGE, self.language);
        if let Some(title) = &info.title {
            let headline = one_line(&title.text);
            self.quads
                .text(&article, schema::HEADLINE, &headline, self.language);
        }
        if let Some(published) = &info.published {
            self.quads
                .code(&article, dm::PUBLISHED_HOW, published.how.code());
            self.quads.typed(
                &article,
                dm::EDTF,
                &published.edtf,
                crate::vocab::edtf::EDTF,
            );
            if let Some((value, datatype)) = Edtf::parse(&published.edtf)
                .ok()
                .and_then(|date| date.value)
            {
                self.quads
                    .typed(&article, schema::DATE_PUBLISHED, &value, datatype);
            }
        }
        if let Some(url) = &info.url {
            self.quads.typed(&article, schema::URL, url, xsd::ANY_URI);
        }
        if let Some(sketch) = likeness::sketch(info, &self.points) {
            self.quads.string(&article, dm::SKETCH, &sketch);
        }
        self.links(&article, schema::PUBLISHER, info.publisher.as_slice());
        self.links(&article, dm::AGENCY, &info.agencies);
    }

    fn actor(&mut self, facts: &Facts, actor: &Actor) {
        let node = self.local(&actor.id);
        self.quads.a(&node, dm::ACTOR);
        self.quads.a(&node, class_of(actor.kind));
        let credited = [facts.article.publisher.as_slice(), &facts.article.agencies].concat();
        if credited.contains(&actor.id) {
            self.quads.a(&node, schema::NEWS_MEDIA_ORGANIZATION);
        }
        self.quads.code(&node, dm::ACTOR_TYPE, actor.kind.code());
        let own_words = matches!(actor.kind, ActorType::Unnamed | ActorType::Document);
        self.names(
            &node,
            &actor.name,
            &actor.names,
            if own_words { self.language } else { "en" },
        );
        if let Some(position) = &actor.position {
            self.quads.string(&node, dm::POSITION, &one_line(position));
        }
        if let Some(qid) = &actor.wikidata {
            self.wikidata(&node, qid);
            let chosen = actor
                .candidates
                .iter()
                .find(|candidate| candidate.wikidata == *qid);
            if let Some(candidate) = chosen {
                self.quads.string(&node, dm::LINK_REASON, &candidate.why);
            }
        }
        self.candidates(&node, actor);
        self.evidence(&node, dm::EVIDENCE, &actor.id, "e", &actor.mentions);
    }

    /// What linking weighed, the one it took among them.
    fn candidates(&mut self, node: &Iri<String>, actor: &Actor) {
        for (number, candidate) in (1..).zip(&actor.candidates) {
            let one = self.local(&format!("{}-k{number}", actor.id));
            self.quads.link(node, dm::CANDIDATE, &one);
            self.quads.a(&one, dm::CANDIDATE_CLASS);
            self.quads
                .link(&one, dm::ITEM, &entity(&candidate.wikidata));
            let score = decimal(candidate.score);
            self.quads.typed(&one, dm::SCORE, &score, xsd::DECIMAL);
            self.quads
                .string(&one, dm::LINK_REASON, &one_line(&candidate.why));
        }
    }

    fn place(&mut self, place: &Place) {
        let node = self.local(&place.id);
        self.quads.a(&node, dm::PLACE_CLASS);
        self.names(&node, &place.name, &place.names, "en");
        if let Some(qid) = &place.wikidata {
            self.wikidata(&node, qid);
        }
        self.evidence(&node, dm::EVIDENCE, &place.id, "e", &place.mentions);
    }

    fn statement(&mut self, statement: &Statement) {
        let id = &statement.id;
        let node = self.local(id);
        self.quads.a(&node, dm::STATEMENT);
        self.links(&node, dm::SPEAKER, &statement.speakers);
        self.links(&node, dm::ADDRESSEE, &statement.addressees);
        self.quads
            .code(&node, dm::STATEMENT_KIND, statement.kind.code());
        self.quads.code(&node, dm::SPEECH_ACT, statement.act.code());
        self.quads
            .code(&node, dm::MODALITY, statement.modality.code());
        self.quads
            .code(&node, dm::POLARITY, statement.polarity.code());
        self.links(&node, dm::ABOUT, &statement.about);
        self.words(&node, id, &statement.content);
        self.evidence(&node, dm::CUE, id, "cue", statement.cue.as_slice());
        self.relays(&node, id, &statement.via);
        self.date(&node, statement.date.as_ref());
        self.found(
            &node,
            id,
            &statement.evidence,
            &statement.rule,
            statement.confidence,
        );
    }

    fn proposal(&mut self, proposal: &Proposal) {
        let id = &proposal.id;
        let node = self.local(id);
        self.quads.a(&node, dm::PROPOSAL);
        self.links(&node, dm::PROPOSER, &proposal.proposers);
        self.links(&node, dm::ADDRESSEE, &proposal.addressees);
        self.quads
            .code(&node, dm::MODALITY, proposal.modality.code());
        self.words(&node, id, &proposal.content);
        for (number, term) in (1..).zip(&proposal.terms) {
            let local = format!("{id}-t{number}");
            let term_node = self.local(&local);
            self.quads.link(&node, dm::HAS_TERM, &term_node);
            self.quads.a(&term_node, dm::TERM);
            self.quads.code(&term_node, dm::TERM_ROLE, term.role.code());
            self.links(&term_node, dm::OBLIGES, &term.obliges);
            self.words(&term_node, &local, std::slice::from_ref(&term.content));
        }
        self.relays(&node, id, &proposal.via);
        self.status(&node, id, proposal.status.code());
        self.date(&node, proposal.date.as_ref());
        self.found(
            &node,
            id,
            &proposal.evidence,
            &proposal.rule,
            proposal.confidence,
        );
    }

    fn meeting(&mut self, meeting: &Meeting) {
        let id = &meeting.id;
        let node = self.local(id);
        self.quads.a(&node, dm::MEETING);
        self.links(&node, dm::PARTICIPANT, &meeting.participants);
        self.links(&node, dm::HOST, meeting.host.as_slice());
        self.links(&node, dm::PLACE, meeting.place.as_slice());
        if let Some(kind) = meeting.kind {
            self.quads.code(&node, dm::MEETING_KIND, kind.code());
        }
        self.quads
            .code(&node, dm::MODALITY, meeting.modality.code());
        self.links(&node, dm::ABOUT, &meeting.about);
        self.status(&node, id, meeting.status.code());
        self.date(&node, meeting.date.as_ref());
        self.found(
            &node,
            id,
            &meeting.evidence,
            &meeting.rule,
            meeting.confidence,
        );
    }

    fn denial(&mut self, denial: &Denial) {
        let (statement, denied) = (self.local(&denial.statement), self.local(&denial.denies));
        self.quads.link(&statement, dm::DENIES, &denied);
    }

    /// Names as labels, one a language: what says which is which is the Wikidata id or the IRI.
    fn names(&mut self, node: &Iri<String>, name: &str, names: &Names, language: &str) {
        let (mut en, mut fr) = (names.en.as_deref(), names.fr.as_deref());
        match language {
            "fr" => fr = Some(name),
            _ => en = Some(name),
        }
        for (name, language) in [(en, "en"), (fr, "fr")] {
            if let Some(name) = name.map(one_line).filter(|name| !name.is_empty()) {
                self.quads.text(node, rdfs::LABEL, &name, language);
            }
        }
    }

    /// The words, and where they stand.
    fn words(&mut self, node: &Iri<String>, id: &str, content: &[Passage]) {
        let words: Vec<&str> = content
            .iter()
            .map(|passage| passage.text.as_str())
            .collect();
        self.quads
            .text(node, dm::QUOTE, &words.join(ELLIPSIS), self.language);
        self.evidence(node, dm::CONTENT, id, "c", content);
    }

    fn relays(&mut self, node: &Iri<String>, id: &str, via: &[String]) {
        self.links(node, dm::VIA, via);
        for (step, relayer) in (1..).zip(via) {
            let relay = self.local(&format!("{id}-v{step}"));
            self.quads.link(node, dm::RELAY, &relay);
            self.quads.a(&relay, dm::RELAY_CLASS);
            self.quads
                .typed(&relay, dm::STEP, &step.to_string(), xsd::INTEGER);
            self.links(&relay, dm::RELAYER, std::slice::from_ref(relayer));
        }
    }

    /// The status that the article reports, as of its publication.
    fn status(&mut self, node: &Iri<String>, id: &str, status: &'static str) {
        let change = self.local(&format!("{id}-status"));
        self.quads.link(node, dm::HAS_STATUS, &change);
        self.quads.a(&change, dm::STATUS_CHANGE);
        self.quads.code(&change, dm::STATUS, status);
        if let Some(published) = self.published {
            dated(&mut self.quads, &change, published);
        }
    }

    fn date(&mut self, node: &Iri<String>, date: Option<&FactDate>) {
        let Some(date) = date else { return };
        dated(&mut self.quads, node, &date.edtf);
        if let Some(text) = date
            .text
            .as_deref()
            .map(one_line)
            .filter(|text| !text.is_empty())
        {
            self.quads.text(node, dm::DATE_TEXT, &text, self.language);
        }
    }

    fn found(
        &mut self,
        node: &Iri<String>,
        id: &str,
        passages: &[Passage],
        rule: &str,
        confidence: f64,
    ) {
        self.evidence(node, dm::EVIDENCE, id, "e", passages);
        self.quads.string(node, dm::RULE, rule);
        self.quads
            .typed(node, dm::CONFIDENCE, &decimal(confidence), xsd::DECIMAL);
    }

    fn evidence(
        &mut self,
        node: &Iri<String>,
        property: &'static str,
        id: &str,
        letter: &str,
        passages: &[Passage],
    ) {
        for (number, passage) in (1..).zip(passages) {
            let local = format!("{id}-{letter}{number}");
            let passage_node = self.local(&local);
            self.quads.link(node, property, &passage_node);
            evidence(
                &mut self.quads,
                &self.article,
                &local,
                passage,
                &self.points,
            );
        }
    }

    fn wikidata(&mut self, node: &Iri<String>, qid: &str) {
        self.quads.link(node, skos::EXACT_MATCH, &entity(qid));
    }

    fn links(&mut self, node: &Iri<String>, property: &'static str, ids: &[String]) {
        for id in ids {
            let object = self.local(id);
            self.quads.link(node, property, &object);
        }
    }

    fn local(&self, id: &str) -> Iri<String> {
        self.quads.minter().record(self.quads.article(), id)
    }
}

/// Says a date: its value, its EDTF, its first and last day.
pub(super) fn dated(quads: &mut Quads<'_>, node: &Iri<String>, written: &str) {
    quads.typed(node, dm::EDTF, written, crate::vocab::edtf::EDTF);
    let Ok(date) = Edtf::parse(written) else {
        return;
    };
    if let Some((value, datatype)) = date.value {
        quads.typed(node, dm::DATE, &value, datatype);
    }
    for (property, day) in [(dm::EARLIEST, date.earliest), (dm::LATEST, date.latest)] {
        if let Some(day) = day {
            quads.typed(node, property, &day.to_string(), xsd::DATE);
        }
    }
}

/// The second type that says what an actor is.
fn class_of(kind: ActorType) -> &'static str {
    match kind {
        ActorType::Person => foaf::PERSON,
        ActorType::Organization | ActorType::Office => org::ORGANIZATION,
        ActorType::Country => schema::COUNTRY,
        ActorType::Group => dm::COLLECTIVE,
        ActorType::Document => dm::DOCUMENT,
        ActorType::Unnamed => dm::UNNAMED_SOURCE,
    }
}

/// An item of Wikidata.
fn entity(qid: &str) -> Iri<String> {
    Iri::new_unchecked(format!("{}{qid}", wd::PREFIX))
}

/// White space as single spaces.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

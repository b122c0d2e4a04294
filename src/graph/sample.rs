//! Small articles for the tests of this stage: facts whose passages are right by construction.

use super::iri::Minter;
use super::summary::Summary;
use super::{ArticleGraph, record};
use crate::extract::facts::{
    Actor, ActorType, ArticleInfo, DateSource, Denial, Extent, FactDate, Facts, Meeting, Modality,
    Names, Passage, Place, Polarity, Proposal, ProposalStatus, Published, Statement, StatementKind,
    Term, TermRole,
};
pub(crate) use crate::extract::facts::{MeetingStatus, SpeechAct};
use sha2::{Digest, Sha256};

/// An article under construction: each fact appends its own sentence to the text.
pub(crate) struct Sample {
    pub(crate) facts: Facts,
    pub(crate) text: String,
}

/// `published` is empty where the date is unknown.
pub(crate) fn article(published: &str, language: &str, opening: &str) -> Sample {
    let info = ArticleInfo {
        id: String::new(),
        source: format!("{opening}.txt"),
        text_sha256: String::new(),
        title: None,
        language: language.to_owned(),
        published: (!published.is_empty()).then(|| Published {
            edtf: published.to_owned(),
            how: DateSource::Dateline,
        }),
        retrieved: None,
        publisher: None,
        agencies: vec![],
        body: vec![],
        url: None,
        text: None,
    };
    let facts = Facts {
        article: info,
        actors: vec![],
        statements: vec![],
        proposals: vec![],
        meetings: vec![],
        places: vec![],
        denials: vec![],
    };
    let mut sample = Sample {
        facts,
        text: String::new(),
    };
    let title = sample.passage(opening);
    sample.facts.article.title = Some(title);
    sample.sealed()
}

impl Sample {
    /// Appends a sentence and says where it stands.
    fn passage(&mut self, text: &str) -> Passage {
        let start = self.text.chars().count();
        self.text.push_str(text);
        let end = self.text.chars().count();
        self.text.push_str(".\n");
        Passage {
            start,
            end,
            text: text.to_owned(),
        }
    }

    /// Id and hash of the text as it is now.
    fn sealed(mut self) -> Self {
        let hash: String = Sha256::digest(self.text.as_bytes())
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.facts.article.id = hash.get(..16).unwrap().to_owned();
        self.facts.article.text_sha256 = hash;
        self
    }

    pub(crate) fn actor(
        mut self,
        id: &str,
        kind: ActorType,
        name: &str,
        wikidata: Option<&str>,
    ) -> Self {
        let mention = self.passage(name);
        self.facts.actors.push(Actor {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            names: Names::default(),
            wikidata: wikidata.map(str::to_owned),
            position: None,
            candidates: vec![],
            mentions: vec![mention],
        });
        self.sealed()
    }

    pub(crate) fn kerry(self) -> Self {
        self.actor("kerry", ActorType::Person, "John Kerry", Some("Q22316"))
    }

    pub(crate) fn putin(self) -> Self {
        self.actor("putin", ActorType::Person, "Vladimir Putin", Some("Q7747"))
    }

    pub(crate) fn agency(mut self, name: &str) -> Self {
        self.facts.article.agencies.push("agency".to_owned());
        self.actor("agency", ActorType::Organization, name, None)
    }

    /// Adds a body of its own, which states no fact.
    pub(crate) fn body(mut self, text: &str) -> Self {
        let Passage { start, end, .. } = self.passage(text);
        self.facts.article.body.push(Extent { start, end });
        self.sealed()
    }

    pub(crate) fn moscow(mut self) -> Self {
        self.facts.places.push(Place {
            id: "moscow".to_owned(),
            name: "Moscow".to_owned(),
            names: Names {
                en: None,
                fr: Some("Moscou".to_owned()),
            },
            wikidata: Some("Q649".to_owned()),
            mentions: vec![],
        });
        self
    }

    pub(crate) fn statement(
        mut self,
        id: &str,
        speaker: &str,
        act: SpeechAct,
        words: &str,
        date: &str,
    ) -> Self {
        let content = self.passage(words);
        self.facts.statements.push(Statement {
            id: id.to_owned(),
            speakers: vec![speaker.to_owned()],
            addressees: vec![],
            kind: StatementKind::Direct,
            act,
            content: vec![content.clone()],
            cue: None,
            evidence: vec![content],
            date: dated(date),
            via: vec![],
            modality: Modality::Stated,
            polarity: Polarity::Positive,
            about: vec![],
            rule: "sample".to_owned(),
            confidence: 0.9,
        });
        self.sealed()
    }

    pub(crate) fn proposal(
        mut self,
        id: &str,
        proposer: &str,
        words: &str,
        status: ProposalStatus,
    ) -> Self {
        let content = self.passage(words);
        self.facts.proposals.push(Proposal {
            id: id.to_owned(),
            proposers: vec![proposer.to_owned()],
            addressees: vec![],
            content: vec![content.clone()],
            evidence: vec![content.clone()],
            terms: vec![Term {
                role: TermRole::Offered,
                obliges: vec![proposer.to_owned()],
                content,
            }],
            status,
            date: None,
            via: vec![],
            modality: Modality::Stated,
            rule: "sample".to_owned(),
            confidence: 0.8,
        });
        self.sealed()
    }

    pub(crate) fn meeting(
        mut self,
        id: &str,
        participants: &[&str],
        date: &str,
        status: MeetingStatus,
    ) -> Self {
        let passage = self.passage(&format!("{} se rencontrent", participants.join(" et ")));
        self.facts.meetings.push(Meeting {
            id: id.to_owned(),
            participants: participants.iter().map(|&id| id.to_owned()).collect(),
            host: None,
            place: self.facts.places.first().map(|place| place.id.clone()),
            date: dated(date),
            status,
            kind: None,
            about: vec![],
            evidence: vec![passage],
            modality: Modality::Stated,
            rule: "sample".to_owned(),
            confidence: 0.9,
        });
        self.sealed()
    }

    pub(crate) fn denial(mut self, statement: &str, denies: &str) -> Self {
        self.facts.denials.push(Denial {
            statement: statement.to_owned(),
            denies: denies.to_owned(),
        });
        self
    }

    pub(crate) fn graph(&self) -> ArticleGraph {
        record(&self.facts, &self.text, &Minter::default()).unwrap()
    }

    pub(crate) fn summary(&self) -> Summary {
        Summary::read(
            &self.facts.article.id,
            &self.graph().records,
            &Minter::default(),
        )
    }
}

fn dated(edtf: &str) -> Option<FactDate> {
    (!edtf.is_empty()).then(|| FactDate {
        edtf: edtf.to_owned(),
        text: None,
    })
}

//! The way of the data, one call a stage: an article is read, its facts are extracted, who is meant is
//! decided and how sure each fact is, the facts are checked and become a graph.
//!
//! What comes before (finding files) and after (keeping and serving the graph) is the caller's.

use crate::confidence::Weights;
use crate::extract::facts::Facts;
use crate::extract::{self, Lexicon};
use crate::graph::check::Refused;
use crate::graph::iri::{BadBase, Minter};
use crate::graph::{self, ArticleGraph};
use crate::link::{self, Gazetteer};
use crate::source::Article;
use crate::text;

/// What all articles share: words, names and the base of IRIs. Made once; used on any number of threads.
pub struct Pipeline {
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    weights: Weights,
    minter: Minter,
}

impl Pipeline {
    /// Reads the lexicons and the gazetteer that are built in.
    ///
    /// # Errors
    /// When no IRI can begin with `base`.
    pub fn new(base: &str) -> Result<Self, BadBase> {
        let gazetteer = Gazetteer::load();
        let lexicon = Lexicon::new(gazetteer.names());
        Ok(Self {
            lexicon,
            gazetteer,
            weights: Weights::built_in(),
            minter: Minter::new(base)?,
        })
    }

    /// What an article says: who said, proposed and met, each with the words that prove it.
    pub fn facts(&self, article: &Article) -> Facts {
        let mut facts = self.uncalibrated(article);
        self.weights.calibrate(&mut facts);
        facts
    }

    /// The same, with the strength that rules give to facts as their confidence: what calibration starts from.
    pub fn uncalibrated(&self, article: &Article) -> Facts {
        let document = text::read(article);
        let draft = extract::extract(&document, &self.lexicon);
        link::link(draft, &document, &self.gazetteer)
    }

    /// The graph of one article's facts, ours or anybody's, if they prove themselves.
    ///
    /// # Errors
    /// When a passage is not the text, an id is unknown or a shape is broken.
    pub fn graph(&self, facts: &Facts, text: &str) -> Result<ArticleGraph, Refused> {
        graph::record(facts, text, &self.minter)
    }

    /// Whom articles can be linked to.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The one place where IRIs are made.
    pub fn minter(&self) -> &Minter {
        &self.minter
    }
}

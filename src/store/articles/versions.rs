//! Versions: articles of the same source, of which the last one counts.

use std::collections::BTreeMap;

use oxigraph::model::{GraphNameRef, Literal, NamedNodeRef};

use super::{Articles, Change, named, read};
use crate::graph::iri::Minter;
use crate::graph::quads::{self, constant, iri_of, term, text_of};
use crate::graph::summary::Summary;
use crate::store::StoreError;
use crate::vocab::{dct, pav, prov};

/// One version of an article.
pub(super) struct Version {
    pub(super) id: String,
    pub(super) retrieved: Option<jiff::Timestamp>,
}

impl Articles<'_> {
    /// Links the versions of an article in order, and lets the last one count and no other.
    /// `new` is the summary of the one that is not in the store yet.
    pub(super) fn let_last_count(
        &mut self,
        ids: &[&str],
        new: Option<&Summary>,
        change: &mut Change,
    ) -> Result<(), StoreError> {
        change.remove.extend(self.links(ids.iter().copied())?);
        for pair in ids.windows(2) {
            if let [older, newer] = pair {
                change.insert.push(revision(&self.minter, older, newer));
            }
        }
        let Some((last, before)) = ids.split_last() else {
            return Ok(());
        };
        for id in before {
            change.delta(self.view.retire(id));
        }
        if !self.view.holds(last) {
            let summary = match new.filter(|summary| summary.id == *last) {
                Some(summary) => summary.clone(),
                None => Summary::read(last, &self.records(last)?, &self.minter),
            };
            change.delta(self.view.add(summary));
        }
        Ok(())
    }

    /// The articles of a source in the order of their versions: those that were replaced come first.
    pub(super) fn versions(&self, source: &str) -> Result<Vec<Version>, StoreError> {
        if !names_one_article(source) {
            return Ok(vec![]);
        }
        let runs = named(self.minter.runs_graph().as_str());
        let literal = Literal::new_simple_literal(source);
        let property = NamedNodeRef::new_unchecked(dct::SOURCE);
        let found = read(
            self.store,
            None,
            Some(property),
            Some(literal.as_ref().into()),
            Some(runs.as_ref().into()),
        )?;
        let prefix = self.minter.article("");
        let mut older: BTreeMap<String, String> = BTreeMap::new();
        let mut versions = vec![];
        for ([subject, ..], _) in &found {
            let Some(id) = iri_of(subject).and_then(|iri| iri.strip_prefix(prefix.as_str())) else {
                continue;
            };
            let retrieved = self.retrieved(id)?;
            for ([_, _, object], _) in self.links([id])? {
                if let Some(old) = iri_of(&object).and_then(|iri| iri.strip_prefix(prefix.as_str()))
                {
                    older.insert(id.to_owned(), old.to_owned());
                }
            }
            versions.push(Version {
                id: id.to_owned(),
                retrieved,
            });
        }
        // A chain of versions is no longer than there are versions, whatever someone has written by hand.
        let length = |id: &str| {
            std::iter::successors(older.get(id), |id| older.get(*id))
                .take(found.len())
                .count()
        };
        versions.sort_by_cached_key(|version| length(&version.id));
        Ok(versions)
    }

    fn retrieved(&self, id: &str) -> Result<Option<jiff::Timestamp>, StoreError> {
        let (runs, article) = (
            named(self.minter.runs_graph().as_str()),
            named(self.minter.article(id).as_str()),
        );
        let property = NamedNodeRef::new_unchecked(pav::RETRIEVED_ON);
        let found = read(
            self.store,
            Some(article.as_ref().into()),
            Some(property),
            None,
            Some(runs.as_ref().into()),
        )?;
        Ok(found
            .iter()
            .find_map(|([_, _, object], _)| parsed(text_of(object))))
    }

    /// What says which article is a revision of which.
    pub(super) fn links<'i>(
        &self,
        ids: impl IntoIterator<Item = &'i str>,
    ) -> Result<Vec<quads::Quad>, StoreError> {
        let property = NamedNodeRef::new_unchecked(prov::WAS_REVISION_OF);
        let mut links = vec![];
        for id in ids {
            let article = named(self.minter.article(id).as_str());
            let default = Some(GraphNameRef::DefaultGraph);
            links.extend(read(
                self.store,
                Some(article.as_ref().into()),
                Some(property),
                None,
                default,
            )?);
        }
        Ok(links)
    }
}

/// That one article is a newer version of another.
pub(in crate::store) fn revision(minter: &Minter, older: &str, newer: &str) -> quads::Quad {
    let (older, newer) = (minter.article(older), minter.article(newer));
    let triple = [
        term(newer.as_str()),
        constant(prov::WAS_REVISION_OF),
        term(older.as_str()),
    ];
    (triple, None)
}

/// Whether what comes from a source today is the article that came from it yesterday: not for standard
/// input, nor for a line of a file (`corpus.jsonl:12`), where another article may stand tomorrow.
pub(super) fn names_one_article(source: &str) -> bool {
    let line = source.rsplit_once(':').map(|(_, line)| line);
    let is_line =
        line.is_some_and(|line| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()));
    !source.is_empty() && source != "-" && !is_line
}

pub(super) fn parsed(time: Option<&str>) -> Option<jiff::Timestamp> {
    time?.parse().ok()
}

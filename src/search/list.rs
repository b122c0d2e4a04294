//! Lists of things by their days, without a word to look for: so that a page of a long list is found without sorting all
//! of it in the database.

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::{AllQuery, BooleanQuery, Query, TermSetQuery};
use tantivy::schema::Value as _;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyDocument, Term};

use super::{Index, Kind, SearchError, schema};

/// Which things are listed.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Of one of these kinds; of any, where empty.
    pub kinds: Vec<Kind>,
    /// In one of these roles ([`super::Entry::roles`]); in any, where empty.
    pub roles: Vec<String>,
    /// In which order.
    pub order: ByDay,
    /// What was over before this day is left out.
    pub from: Option<i64>,
    /// What began after this day is left out.
    pub to: Option<i64>,
    /// So many are left out.
    pub offset: usize,
    /// So many are wanted.
    pub limit: usize,
}

impl Listing {
    /// All things in an order; none is wanted yet.
    pub fn by(order: ByDay) -> Self {
        Self {
            kinds: vec![],
            roles: vec![],
            order,
            from: None,
            to: None,
            offset: 0,
            limit: 0,
        }
    }
}

/// An order of things by day; of one day, by IRI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByDay {
    /// By the first and the last day on which they may have happened; those without are left out.
    Earliest,
    /// The other way round by the first day; those without come last.
    Latest,
    /// By the day on which they were published, the latest first: whole days, and so perhaps more than were wanted.
    Published,
    /// In the same way by all the days on which they were published, the earliest first.
    Told,
    /// In the same way by the days on which they became news: as published, or in a new version.
    News,
}

/// Smaller comes first.
type Place = (i64, i64);

impl Index {
    /// The things of a list with the days by which they are listed; of news as [`super::news_day`] has them. A thing of
    /// no day has the last of all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn list(&self, listing: &Listing) -> Result<Vec<(String, i64)>, SearchError> {
        let searcher = self.reader.searcher();
        let days = Days {
            order: listing.order,
            from: listing.from.unwrap_or(i64::MIN),
            to: listing.to.unwrap_or(i64::MAX),
        };
        let mut found = searcher.search(&self.filtered(&listing.kinds, &listing.roles), &days)?;
        let start = listing.offset.min(found.len());
        let end = listing.offset.saturating_add(listing.limit);
        let end = end.min(found.len());
        if start == end {
            return Ok(vec![]);
        }
        let (_, (last, _), _) = found.select_nth_unstable(end - 1);
        let last = *last;
        let (_, (first, _), _) = found.select_nth_unstable(start);
        let first = *first;
        let before = found.iter().filter(|(place, _)| *place < first).count();
        // Of those that share the first or the last place, the IRI decides.
        found.retain(|(place, _)| (first..=last).contains(place));
        found.sort_unstable_by_key(|(_, at)| *at);
        let mut listed = Vec::with_capacity(found.len());
        for (place, at) in found {
            let document: TantivyDocument = searcher.doc(at)?;
            let iri = document.get_first(self.fields.iri);
            if let Some(iri) = iri.and_then(|value| value.as_str().map(str::to_owned)) {
                listed.push((place, iri));
            }
        }
        listed.sort_unstable();
        let listed = listed
            .into_iter()
            .map(|((day, _), iri)| (iri, day.saturating_abs()));
        Ok(match listing.order {
            ByDay::News | ByDay::Published | ByDay::Told => listed.collect(),
            _ => listed.skip(start - before).take(end - start).collect(),
        })
    }

    /// What is of one of these kinds and in one of these roles; of any, where there are none.
    pub(super) fn filtered(&self, kinds: &[Kind], roles: &[String]) -> BooleanQuery {
        let mut all: Vec<Box<dyn Query>> = vec![Box::new(AllQuery)];
        if !kinds.is_empty() {
            let kinds = kinds.iter();
            all.push(Box::new(TermSetQuery::new(kinds.map(|kind| {
                Term::from_field_u64(self.fields.kind, kind.number())
            }))));
        }
        if !roles.is_empty() {
            let roles = roles.iter();
            all.push(Box::new(TermSetQuery::new(
                roles.map(|role| Term::from_field_text(self.fields.role, role)),
            )));
        }
        BooleanQuery::intersection(all)
    }
}

/// Collects things with their places.
struct Days {
    order: ByDay,
    from: i64,
    to: i64,
}

struct Found {
    order: ByDay,
    from: i64,
    to: i64,
    first: Column<i64>,
    last: Column<i64>,
    published: Column<i64>,
    told: Column<i64>,
    news: Column<i64>,
    segment: SegmentOrdinal,
    found: Vec<(Place, DocAddress)>,
}

impl Collector for Days {
    type Fruit = Vec<(Place, DocAddress)>;
    type Child = Found;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        segment: &SegmentReader,
    ) -> tantivy::Result<Found> {
        let columns = segment.fast_fields();
        Ok(Found {
            order: self.order,
            from: self.from,
            to: self.to,
            first: columns.i64(schema::FIRST)?,
            last: columns.i64(schema::LAST)?,
            published: columns.i64(schema::LATEST)?,
            told: columns.i64(schema::DAY)?,
            news: columns.i64(schema::NEWS)?,
            segment: ordinal,
            found: Vec::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, parts: Vec<Self::Fruit>) -> tantivy::Result<Self::Fruit> {
        Ok(parts.concat())
    }
}

impl SegmentCollector for Found {
    type Fruit = Vec<(Place, DocAddress)>;

    fn collect(&mut self, document: DocId, _: Score) {
        let at = DocAddress::new(self.segment, document);
        match self.order {
            ByDay::News | ByDay::Published | ByDay::Told => {
                let (days, sign) = match self.order {
                    ByDay::News => (&self.news, -1),
                    ByDay::Told => (&self.told, 1),
                    _ => (&self.published, -1),
                };
                for day in days.values_for_doc(document) {
                    if (self.from..=self.to).contains(&day) {
                        self.found.push(((sign * day, 0), at));
                    }
                }
            }
            ByDay::Earliest => {
                let days = self.first.first(document).zip(self.last.first(document));
                if let Some((first, last)) = days
                    && last >= self.from
                    && first <= self.to
                {
                    self.found.push(((first, last), at));
                }
            }
            ByDay::Latest => {
                let first = self.first.first(document);
                let place = first.map_or(i64::MAX, |first| -first);
                self.found.push(((place, 0), at));
            }
        }
    }

    fn harvest(self) -> Self::Fruit {
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Entry;

    fn entry(iri: &str, kind: Kind, days: Option<(i64, i64)>, news: &[i64]) -> Entry {
        Entry {
            iri: iri.to_owned(),
            kinds: vec![kind],
            roles: vec![format!("speaker {}", iri.get(..1).unwrap_or_default())],
            first: days.map(|(first, _)| first),
            last: days.map(|(_, last)| last),
            news: news.to_vec(),
            ..Entry::default()
        }
    }

    #[test]
    fn lists_are_in_the_order_of_days_and_then_of_iris() {
        let index = Index::memory().unwrap();
        let entries = [
            entry("b2", Kind::Statement, Some((20_160_714, 20_160_714)), &[]),
            entry("a9", Kind::Statement, Some((20_160_714, 20_160_714)), &[]),
            entry("a1", Kind::Meeting, Some((20_160_701, 20_160_731)), &[]),
            entry("a3", Kind::Statement, None, &[]),
            entry("a4", Kind::Statement, Some((20_150_101, 20_150_101)), &[]),
            entry("x1", Kind::Article, None, &[20_160_714]),
            entry("x2", Kind::Article, None, &[20_160_714, 20_160_720]),
            entry("x3", Kind::Article, None, &[20_160_700]),
            Entry {
                days: vec![20_160_715, 20_160_717],
                ..entry("y1", Kind::Statement, None, &[])
            },
            Entry {
                days: vec![20_160_716],
                ..entry("y2", Kind::Statement, None, &[])
            },
        ];
        // Two segments.
        for half in entries.chunks(3) {
            let gone: Vec<&str> = half.iter().map(|it| it.iri.as_str()).collect();
            let half = half.iter().cloned().map(Ok::<_, SearchError>);
            index.replace(Some(&gone), half).unwrap();
        }
        let facts = Listing {
            kinds: vec![Kind::Statement, Kind::Meeting],
            limit: 10,
            ..Listing::by(ByDay::Earliest)
        };
        let listed = |listing: &Listing| -> Vec<String> {
            let found = index.list(listing).unwrap();
            found.into_iter().map(|(iri, _)| iri).collect()
        };
        assert_eq!(listed(&facts), ["a4", "a1", "a9", "b2"]);
        let paged = |offset, limit| {
            listed(&Listing {
                offset,
                limit,
                ..facts.clone()
            })
        };
        assert_eq!(paged(1, 2), ["a1", "a9"]);
        assert_eq!(paged(3, 2), ["b2"]);
        assert!(paged(4, 2).is_empty());
        let during = Listing {
            from: Some(20_160_720),
            to: Some(20_160_722),
            ..facts.clone()
        };
        assert_eq!(listed(&during), ["a1"]);
        let latest = Listing {
            roles: vec!["speaker a".to_owned()],
            order: ByDay::Latest,
            ..facts.clone()
        };
        assert_eq!(listed(&latest), ["a9", "a1", "a4", "a3"]);
        let news = Listing {
            kinds: vec![Kind::Article],
            order: ByDay::News,
            limit: 2,
            ..facts.clone()
        };
        let found = index.list(&news).unwrap();
        let told: Vec<(&str, i64)> = found
            .iter()
            .map(|(iri, day)| (iri.as_str(), *day))
            .collect();
        assert_eq!(
            told,
            [("x2", 20_160_720), ("x1", 20_160_714), ("x2", 20_160_714)],
            "the whole of the last day"
        );
        let told = Listing {
            kinds: vec![],
            order: ByDay::Told,
            from: Some(20_160_715),
            ..news.clone()
        };
        assert_eq!(listed(&told), ["y1", "y2"]);
        let older = Listing {
            to: Some(20_160_713),
            ..news
        };
        assert_eq!(listed(&older), ["x3"]);
    }
}

//! How much there is from each outlet.

use std::collections::BTreeMap;

use crate::serve::pages::term::Shown;
use crate::serve::pages::view::View;
use crate::vocab::dm;

impl View<'_> {
    /// How much there is of what from each outlet.
    pub(in crate::serve::pages) fn outlets(&self, query: &str) -> Vec<Outlet> {
        const KINDS: [&str; 4] = [dm::ARTICLE, dm::STATEMENT, dm::PROPOSAL, dm::MEETING];
        let mut outlets: BTreeMap<Option<String>, [usize; 4]> = BTreeMap::new();
        for row in self.rows(query) {
            let counts = outlets
                .entry(row.iri("outlet").map(str::to_owned))
                .or_default();
            let place = KINDS.iter().position(|kind| row.iri("kind") == Some(*kind));
            if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
                *count += row.number("n");
            }
        }
        let mut rows: Vec<Outlet> = outlets
            .into_iter()
            .map(|(outlet, counts)| Outlet {
                name: match &outlet {
                    Some(iri) => self.linked(iri),
                    None => Shown::text(self.frame.t("coverage.unknown")),
                },
                counts,
            })
            .collect();
        rows.sort_by(|a, b| (b.counts, &a.name.text).cmp(&(a.counts, &b.name.text)));
        rows
    }
}

/// What there is from one outlet: articles, statements, proposals, meetings.
pub(in crate::serve::pages) struct Outlet {
    pub(in crate::serve::pages) name: Shown,
    pub(in crate::serve::pages) counts: [usize; 4],
}

impl Outlet {
    /// Facts per article, as tenths.
    pub(in crate::serve::pages) fn rate(&self) -> String {
        let [articles, statements, proposals, meetings] = self.counts;
        let tenths = (statements + proposals + meetings) * 10 / articles.max(1);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

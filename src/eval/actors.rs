//! Those who act in facts, and the Wikidata ids that they were linked to.

use serde::Serialize;

use super::cast::Identity;
use super::gold::Gold;
use super::score::Ground;

/// How the actors that the gold identifies were linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Links {
    /// With the id of the gold.
    pub right: usize,
    /// With another id.
    pub wrong: usize,
    /// Found without an id.
    pub missing: usize,
    /// Not found in the article.
    pub not_found: usize,
    /// Whatever was found: the gazetteer does not hold the id.
    pub not_held: usize,
    /// Of these, how many were given the id of somebody else.
    pub mistaken: usize,
}

impl Links {
    /// Takes over the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
        self.not_found += other.not_found;
        self.not_held += other.not_held;
        self.mistaken += other.mistaken;
    }

    /// Of the actors in facts that were found and that the gazetteer holds, the share with the right id.
    pub fn share_right(&self) -> Option<f64> {
        share(self.right, self.right + self.wrong + self.missing)
    }

    /// Of all actors that were given an id, the share with the wrong one.
    pub fn share_wrong(&self) -> Option<f64> {
        let wrong = self.wrong + self.mistaken;
        share(wrong, wrong + self.right)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "counts of actors are small")]
    (whole > 0).then(|| part as f64 / whole as f64)
}

pub(super) fn score(
    ground: &mut Ground<'_>,
    acting: &[&str],
    gold: &Gold,
    held: &dyn Fn(&str) -> bool,
) {
    let in_gold = gold.acting();
    let found: Vec<&Identity> = acting
        .iter()
        .filter_map(|id| ground.found.get(id))
        .collect();
    let hits = in_gold
        .iter()
        .filter_map(|id| ground.gold.get(id))
        .filter(|one| found.iter().any(|it| one.is_meant_by(it)))
        .count();
    let tally = &mut ground.score.tally;
    tally.add(
        "actor in facts",
        hits.min(acting.len()),
        acting.len(),
        in_gold.len(),
    );
    for id in in_gold {
        let Some(one) = ground.gold.get(id) else {
            continue;
        };
        let Some(qid) = one.wikidata.clone() else {
            continue;
        };
        let ids: Vec<Option<&str>> = ground
            .found
            .all()
            .filter(|it| one.is_named_by(it) || it.wikidata.as_ref() == Some(&qid))
            .map(|it| it.wikidata.as_deref())
            .collect();
        let right = ids.contains(&Some(&qid));
        let other = ids.iter().flatten().next().map(|it| (*it).to_owned());
        let is_found = !ids.is_empty();
        if is_found {
            ground.score.tally.hit("wikidata link", right);
        }
        let links = &mut ground.score.links;
        let count = match (held(&qid), is_found, right, other.is_some()) {
            (false, ..) => &mut links.not_held,
            (_, false, ..) => &mut links.not_found,
            (_, _, true, _) => &mut links.right,
            (_, _, _, true) => &mut links.wrong,
            _ => &mut links.missing,
        };
        *count += 1;
        if !held(&qid) && other.as_ref().is_some_and(|other| *other != qid) {
            links.mistaken += 1;
        }
        if is_found && !right && held(&qid) {
            let name = &one.name;
            let mention = gold.actors.iter().find(|it| it.id == id);
            let at = mention
                .and_then(|it| it.mentions.iter().find_map(|it| ground.words.locate(it)))
                .map_or(0, |it| it.start);
            let told = match other {
                Some(other) => format!("{name} linked to {other}, should be {qid}"),
                None => format!("{name} not linked, should be {qid}"),
            };
            ground.mistake(at, told);
        }
    }
}

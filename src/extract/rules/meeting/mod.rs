//! Meetings: each rule finds passages ([`Sighting`]), [`merge`] makes of them one entry per meeting.

mod address;
mod agent;
mod agreement;
mod attendance;
mod before;
mod belongs;
mod encounter;
mod finish;
mod gathering;
mod hint;
mod journey;
mod light;
mod merge;
mod misnomer;
mod noun;
mod predicate;
mod press;
mod received;
mod refused;
mod round;
mod same;
mod series;
mod sighting;
mod sitting;
mod status;
mod talks;
mod task;
mod thing;
mod together;
mod told;
mod visit;
mod when;
mod willing;

pub(in crate::extract) use agreement::date_ahead;
pub(in crate::extract) use merge::Gathered;
pub(in crate::extract) use sighting::Sighting;

use super::event::{Ground, Hit, lexicon};

type Rule = fn(&Ground<'_>, &Hit<'_>) -> Option<Sighting>;

/// The rules, in the order in which they are tried on a word; the first that finds something ends the search.
const RULES: [Rule; 9] = [
    attendance::find,
    address::find,
    encounter::find,
    gathering::find,
    talks::find,
    sitting::find,
    press::find,
    told::find,
    visit::find,
];

/// Every meeting that the document tells of.
pub(in crate::extract) fn find(ground: &Ground<'_>) -> Vec<Gathered> {
    let lexicon = lexicon::meetings(ground.document.language());
    let mut sightings = Vec::new();
    for sentence in ground.document.sentences() {
        let mut token = sentence.tokens.start;
        while token < sentence.tokens.end {
            let Some(hit) = lexicon.at(ground.document, token) else {
                token += 1;
                continue;
            };
            let found = (!misnomer::is_misnomer(ground, &hit.tokens))
                .then(|| RULES.iter().find_map(|rule| rule(ground, &hit)))
                .flatten();
            for mut one in found
                .filter(|found| {
                    !refused::is_refused(ground, &found.cue) && !task::is_task(ground, &found.cue)
                })
                .into_iter()
                .flat_map(|found| series::split(ground, found))
            {
                journey::complete(ground, &mut one);
                let one = one.settled(ground);
                if !willing::is_stance(ground, &one) {
                    sightings.push(one);
                }
            }
            token = hit.tokens.end;
        }
    }
    merge::merge(ground, sightings)
}

//! Places: by name, with the states that the article speaks of to tell namesakes apart.

use super::context::Context;
use super::gazetteer::Gazetteer;
use super::institution::without_article;
use crate::extract::facts::{Names, Place};

/// Gives a place its usual name and, where certain, its Wikidata id.
pub(super) fn link_place(place: &mut Place, context: &Context, gazetteer: &Gazetteer) {
    // What the text says comes first: the draft's name of a capital may be that of its state.
    let mut names: Vec<String> = place.mentions.iter().map(|m| m.text.clone()).collect();
    names.push(place.name.clone());
    for name in &names {
        let name = without_article(name);
        if let Some(found) = city(name, context, gazetteer) {
            found.name.clone_into(&mut place.name);
            place.names = Names {
                en: Some(found.name.to_owned()),
                fr: Some(found.french.to_owned()),
            };
            place.wikidata = found.qid.map(str::to_owned);
            return;
        }
        if let Some(country) = gazetteer.country(name) {
            country.name.clone_into(&mut place.name);
            place.names = Names {
                en: Some(country.name.to_owned()),
                fr: Some(country.french.to_owned()),
            };
            place.wikidata = country.qid.map(str::to_owned);
            return;
        }
    }
}

fn city<'g>(
    name: &str,
    context: &Context,
    gazetteer: &'g Gazetteer,
) -> Option<&'g super::gazetteer::Place> {
    let all: Vec<_> = gazetteer.places_named(name).collect();
    let only =
        |list: Vec<&'g super::gazetteer::Place>| if let [one] = *list { Some(one) } else { None };
    if all.is_empty() || gazetteer.country(name).is_some_and(|c| c.name == name) {
        return None;
    }
    only(all.clone())
        .or_else(|| {
            only(
                all.iter()
                    .copied()
                    .filter(|p| p.capital_of.is_some())
                    .collect(),
            )
        })
        .or_else(|| {
            only(
                all.iter()
                    .copied()
                    .filter(|p| context.polities.contains(p.country))
                    .collect(),
            )
        })
}

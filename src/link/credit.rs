//! Publisher and agencies, which the page credits by name, as actors of the article.

use super::gazetteer::Gazetteer;
use crate::extract::facts::{Actor, ActorType, Names};
use crate::extract::{Clue, Draft};
use crate::text::Document;

/// Adds the credited publisher and agencies to the actors. Linking makes them one with those of the text.
pub(super) fn add_credits(draft: &mut Draft, document: &Document<'_>, gazetteer: &Gazetteer) {
    let Some(metadata) = document.article().map(|article| &article.metadata) else {
        return;
    };
    if let Some(publisher) = &metadata.publisher
        && draft.facts.article.publisher.is_none()
    {
        draft.facts.article.publisher = Some(add(draft, publisher, gazetteer));
    }
    if draft.facts.article.agencies.is_empty() {
        for agency in &metadata.agencies {
            let id = add(draft, agency, gazetteer);
            draft.facts.article.agencies.push(id);
        }
    }
}

/// Adds an actor without a mention; gives its id.
fn add(draft: &mut Draft, name: &str, gazetteer: &Gazetteer) -> String {
    let id = format!("credit{}", draft.facts.actors.len());
    let usual = gazetteer
        .organisations_named(name)
        .next()
        .map_or(name, |o| o.name);
    draft.facts.actors.push(Actor {
        id: id.clone(),
        kind: ActorType::Organization,
        name: usual.to_owned(),
        names: Names::default(),
        wikidata: None,
        position: None,
        candidates: Vec::new(),
        mentions: Vec::new(),
    });
    draft.clues.push(Clue {
        name: Some(name.to_owned()),
        ..Clue::default()
    });
    id
}

//! What the settings say of what is published.

use crate::config::Settings;
use crate::export::{Passages, Publication};
use crate::store::model::NamedNode;
use anyhow::Context;

/// What the publisher says, as far as it makes sense.
pub(super) fn of(settings: &Settings) -> anyhow::Result<Publication> {
    Ok(Publication {
        licence: iri("licence", settings.licence.as_deref())?,
        creator: iri("creator", settings.creator.as_deref())?,
        created: None,
        passages: Passages::of(settings.publish_full_text),
    })
}

fn iri(name: &str, text: Option<&str>) -> anyhow::Result<Option<NamedNode>> {
    text.map(|text| {
        NamedNode::new(text).with_context(|| {
            format!("{name}: `{text}` is no IRI: give one like https://creativecommons.org/publicdomain/zero/1.0/")
        })
    })
    .transpose()
}

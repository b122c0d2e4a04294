//! What the service says of itself.

use serde_json::{Value, json};

use super::{BATCH, TYPES};
use crate::vocab::dm;

/// Size of the frame in which a preview is shown.
const PREVIEW: (u32, u32) = (400, 120);
const NAME: &str = "demarche: actors, places and meetings";
const LIMIT_MEANS: &str = "How many values of each property are wanted; 0 for all.";

/// The manifest of version 0.2.
pub(super) fn manifest(base: &str) -> Value {
    let root = base.trim_end_matches('/');
    let suggest =
        |of: &str| json!({"service_url": root, "service_path": format!("/reconcile/suggest/{of}")});
    json!({
        "versions": ["0.2"],
        "name": NAME,
        "identifierSpace": base,
        "schemaSpace": dm::PREFIX,
        "documentation": format!("{root}/ontology"),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": types(),
        "view": {"url": format!("{root}/reconcile/view?id={{{{id}}}}")},
        "preview": {
            "url": format!("{root}/reconcile/preview?id={{{{id}}}}"),
            "width": PREVIEW.0,
            "height": PREVIEW.1,
        },
        "suggest": {
            "entity": suggest("entity"),
            "property": suggest("property"),
            "type": suggest("type"),
        },
        "extend": {
            "propose_properties": {"service_url": root, "service_path": "/reconcile/properties"},
            "property_settings": [{
                "type": "number",
                "name": "limit",
                "label": "Values",
                "default": 0,
                "help_text": LIMIT_MEANS,
            }],
        },
        "batchSize": BATCH,
    })
}

/// The manifest of the draft of 1.0: services stand at fixed places below this one.
pub(super) fn draft(base: &str) -> Value {
    let root = base.trim_end_matches('/');
    json!({
        "versions": ["1.0-draft"],
        "name": NAME,
        "lang": "en",
        "documentation": format!("{root}/ontology"),
        "serviceVersion": env!("CARGO_PKG_VERSION"),
        "defaultTypes": types(),
        "view": {"url": format!("{root}/reconcile/view?id={{id}}")},
        "preview": {"width": PREVIEW.0, "height": PREVIEW.1},
        "suggest": {"entity": true, "property": true, "type": true},
        "extend": {
            "proposeProperties": true,
            "propertySettings": [{
                "type": "number",
                "id": "limit",
                "name": "Values",
                "default": 0,
                "helpText": LIMIT_MEANS,
            }],
        },
        "batchSize": BATCH,
    })
}

fn types() -> Vec<Value> {
    let types = TYPES.iter().map(|(id, name, class)| {
        if *class == dm::ACTOR || *class == dm::PLACE_CLASS || *class == dm::MEETING {
            json!({"id": id, "name": name})
        } else {
            json!({"id": id, "name": name, "broader": [{"id": "Actor", "name": "Actor"}]})
        }
    });
    types.collect()
}

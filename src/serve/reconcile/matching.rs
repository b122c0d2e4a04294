//! Who may be meant: names first, then properties.
//!
//! The score goes from 0 to 100. By name alone 100 is a name that the entity is shown under, 98 another of its names,
//! 96 the same words in another order, less what is only similar. Properties make up three tenths where they are given.
//! It is a match only where one candidate is as good as its name and no other is near.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::property::{self, Found};
use super::query::{Condition, Quantifier, Strict, Wanted};
use super::{Context, NO_ENTITY, ServeError, TYPES, types};
use crate::search::{Entry, NameSearch, folded};
use crate::store::StoreError;
use crate::store::model::{GraphNameRef, NamedNodeRef, NamedOrBlankNode};
use crate::vocab::{dm, is_item, skos, wd};

/// From here on a score is that of the right name and properties.
const SURE: f64 = 95.0;
/// How far the next one has to be away.
const CLEAR: f64 = 10.0;
/// What properties count for, where there are any.
const PROPERTIES: f64 = 0.3;
/// A property that is at least so alike is what was asked for.
const SAME: f64 = 0.8;
/// Less alike than this is another name.
const LIKE: f64 = 0.4;

struct Scored {
    iri: String,
    entry: Entry,
    score: f64,
    features: Vec<(String, String, f64)>,
    /// Whether the type is what was asked for.
    fits: bool,
}

/// Candidates for a query, as JSON; with the names of features where the version wants them.
pub(super) fn candidates(
    context: &Context<'_>,
    wanted: &Wanted,
    names_features: bool,
) -> Result<Vec<Value>, ServeError> {
    let mut named: Vec<(String, f64)> = by_name(context, wanted)?.into_iter().collect();
    if wanted.conditions.is_empty() && wanted.strict == Strict::Any {
        // The name decides alone: no need to look at more than are shown, and at the second.
        named.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        named.truncate(wanted.limit.max(2));
    }
    let mut scored = vec![];
    for (iri, likeness) in named {
        context.deadline.check()?;
        scored.extend(score(context, wanted, iri, likeness)?);
    }
    scored.sort_by(|one, other| {
        let order = other.score.total_cmp(&one.score);
        order.then_with(|| one.iri.cmp(&other.iri))
    });
    let next = scored.get(1).map_or(0.0, |second| second.score);
    let clear = scored
        .first()
        .is_some_and(|best| best.fits && best.score >= SURE && best.score - next >= CLEAR);
    let shown = scored.iter().take(wanted.limit).enumerate();
    Ok(shown
        .map(|(place, it)| told(context, it, clear && place == 0, names_features))
        .collect())
}

/// Entities by how alike their names are, or 1 where their ids were given.
fn by_name(context: &Context<'_>, wanted: &Wanted) -> Result<BTreeMap<String, f64>, StoreError> {
    let mut found: BTreeMap<String, f64> = BTreeMap::new();
    let mut add = |iri: String, likeness: f64| {
        let known = found.entry(iri).or_default();
        *known = known.max(likeness);
    };
    for id in wanted.ids.iter().chain(&wanted.names) {
        for iri in by_id(context, id)? {
            add(iri, 1.0);
        }
    }
    // Without a name, names and ids among the properties are where to begin.
    let given = |id: &'static str| {
        let of = wanted.conditions.iter().filter(move |it| it.property == id);
        of.flat_map(|condition| &condition.values)
    };
    let lost = wanted.names.is_empty() && wanted.ids.is_empty();
    for id in given("wikidata").filter(|_| lost) {
        for iri in by_id(context, id)? {
            add(iri, 1.0);
        }
    }
    for name in wanted.names.iter().chain(given("alias").filter(|_| lost)) {
        let search = NameSearch {
            name: name.clone(),
            classes: classes(wanted),
            without: NO_ENTITY.map(str::to_owned).to_vec(),
            typing: false,
        };
        for candidate in context.store.named(&search)? {
            if candidate.likeness >= LIKE {
                add(candidate.iri, candidate.likeness);
            }
        }
    }
    Ok(found)
}

/// Classes of which one is needed.
fn classes(wanted: &Wanted) -> Vec<String> {
    if wanted.classes.is_empty() || wanted.strict == Strict::Should {
        [dm::ACTOR, dm::PLACE_CLASS, dm::MEETING]
            .map(str::to_owned)
            .to_vec()
    } else {
        wanted.classes.clone()
    }
}

/// Entities with an id: ours, an IRI, or that of an item of Wikidata.
pub(super) fn by_id(context: &Context<'_>, id: &str) -> Result<Vec<String>, StoreError> {
    let id = id.trim();
    let item = id.rsplit('/').next().unwrap_or_default();
    let of_wikidata = is_item(item) && (item == id || id.contains("wikidata.org/"));
    if of_wikidata {
        let item = format!("{}{item}", wd::PREFIX);
        let found = context.store.matching(
            None,
            Some(NamedNodeRef::new_unchecked(skos::EXACT_MATCH)),
            Some(NamedNodeRef::new_unchecked(&item)),
            Some(GraphNameRef::DefaultGraph),
        );
        return found
            .filter_map(|quad| match quad.map(|quad| quad.subject) {
                Ok(NamedOrBlankNode::NamedNode(node)) => Some(Ok(node.into_string())),
                Ok(NamedOrBlankNode::BlankNode(_)) => None,
                Err(error) => Some(Err(error)),
            })
            .collect();
    }
    // What has a space is a name.
    if !id.contains('/') || id.contains(char::is_whitespace) {
        return Ok(vec![]);
    }
    let iri = context.iri(id);
    Ok(context
        .store
        .entry(&iri)?
        .map(|_| iri)
        .into_iter()
        .collect())
}

/// The score of an entity; `None` where something that is required does not hold.
fn score(
    context: &Context<'_>,
    wanted: &Wanted,
    iri: String,
    likeness: f64,
) -> Result<Option<Scored>, StoreError> {
    let Some(entry) = context.store.entry(&iri)? else {
        return Ok(None);
    };
    let has = |class: &String| entry.classes.contains(class);
    let is_entity = TYPES
        .iter()
        .any(|(.., class)| entry.classes.iter().any(|it| it == class));
    let fits = wanted.classes.is_empty()
        || match wanted.strict {
            Strict::Any | Strict::Should => wanted.classes.iter().any(has),
            Strict::All => wanted.classes.iter().all(has),
        };
    if !is_entity || (!fits && wanted.strict != Strict::Should) {
        return Ok(None);
    }
    let mut features = vec![(
        "name".to_owned(),
        "likeness of the names".to_owned(),
        likeness * 100.0,
    )];
    let mut sum = 0.0;
    for condition in &wanted.conditions {
        let likeness = compare(context, &iri, condition)?;
        if condition.required && likeness < SAME {
            return Ok(None);
        }
        sum += likeness;
        let name =
            property::find(&condition.property).map_or(condition.property.as_str(), |it| it.name);
        let feature = format!("property_{}", condition.property);
        if features.iter().all(|(id, ..)| *id != feature) {
            features.push((feature, format!("likeness of: {name}"), likeness * 100.0));
        }
    }
    let count = f64::from(u32::try_from(wanted.conditions.len()).unwrap_or(u32::MAX));
    let mut score = likeness * 100.0;
    if count > 0.0 {
        score = score * (1.0 - PROPERTIES) + 100.0 * PROPERTIES * sum / count;
    }
    if !wanted.classes.is_empty() {
        features.push((
            "type".to_owned(),
            "of the type".to_owned(),
            f64::from(u8::from(fits)),
        ));
        if !fits {
            score *= 0.8;
        }
    }
    Ok(Some(Scored {
        iri,
        entry,
        score,
        features,
        fits,
    }))
}

/// How far a property of an entity is what was asked for, between 0 and 1.
fn compare(context: &Context<'_>, iri: &str, condition: &Condition) -> Result<f64, StoreError> {
    let Some(property) = property::find(&condition.property) else {
        return Ok(0.0);
    };
    let found: Vec<String> = property::values(context, iri, property)?
        .iter()
        .flat_map(|value: &Found| value.texts(context))
        .collect();
    let best = |value: &String| {
        let alike = found.iter().map(|text| alike(value, text));
        alike.fold(0.0, f64::max)
    };
    let each = condition.values.iter().map(best);
    Ok(match condition.quantifier {
        Quantifier::Any => each.fold(0.0, f64::max),
        Quantifier::All => each.fold(1.0, f64::min),
        Quantifier::None => 1.0 - each.fold(0.0, f64::max),
    })
}

/// The same text but for case and accents, or the beginning of it: a month of a day, an office without its country.
fn alike(asked: &str, found: &str) -> f64 {
    let asked = asked.strip_prefix(wd::PREFIX).unwrap_or(asked);
    let (asked, found) = (folded(asked), folded(found));
    if asked.is_empty() || found.is_empty() {
        0.0
    } else if asked == found {
        1.0
    } else if found.starts_with(&format!("{asked} ")) || asked.starts_with(&format!("{found} ")) {
        0.9
    } else if found.contains(&asked) || asked.contains(&found) {
        0.6
    } else {
        0.0
    }
}

fn told(context: &Context<'_>, scored: &Scored, is_match: bool, names_features: bool) -> Value {
    let entry = &scored.entry;
    let features = scored.features.iter().map(|(id, name, value)| {
        let mut feature = if id == "type" {
            json!({"id": id, "value": *value > 0.0})
        } else {
            json!({"id": id, "value": rounded(*value)})
        };
        if names_features {
            feature["name"] = name.as_str().into();
        }
        feature
    });
    let mut told = json!({
        "id": context.id(&scored.iri),
        "name": shown(entry.title(), context.id(&scored.iri)),
        "score": rounded(scored.score),
        "match": is_match,
        "type": types(&entry.classes),
        "features": features.collect::<Vec<_>>(),
    });
    // The labels of an actor are its positions.
    if let Some(description) = entry.labels.first() {
        told["description"] = description.as_str().into();
    }
    told
}

/// A name is never empty.
pub(super) fn shown<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.is_empty() { id } else { name }
}

fn rounded(score: f64) -> f64 {
    (score * 10.0).round() / 10.0
}

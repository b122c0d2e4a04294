//! Mentions that are no party to anything: *the circumstances*, *18H00 GMT*, *the Nobel Peace Prize*.

use crate::extract::mention::{Mention, MentionClass};
use crate::text::{Document, Language};

/// *the circumstances*, *la démission*, *une phase*: a thing that no name makes a party.
pub(super) fn is_abstract(document: &Document<'_>, mention: &Mention) -> bool {
    if mention.name.is_some()
        || mention.known.is_some()
        || !mention.titles.is_empty()
        || !matches!(
            mention.class,
            MentionClass::Group
                | MentionClass::Source
                | MentionClass::Unknown
                | MentionClass::Organization
        )
    {
        return false;
    }
    let noun = document.folded(mention.head);
    let one = noun.strip_suffix('s').unwrap_or(noun);
    let ends = [
        "ssion", "ation", "ition", "ction", "ness", "ance", "ence", "ement", "stance", "gress",
        "ture", "phase", "etape", "stage",
    ]
    .iter()
    .any(|ending| one.ends_with(ending));
    // *delegation*, *government*, *alliance* act.
    let acts = [
        "delegation",
        "nation",
        "mission",
        "commission",
        "organisation",
        "organization",
        "administration",
        "federation",
        "confederation",
        "coalition",
        "opposition",
        "population",
        "association",
        "institution",
        "foundation",
        "fondation",
        "generation",
        "corporation",
        "faction",
        "section",
        "direction",
        "presidence",
        "agence",
        "alliance",
        "audience",
        "resistance",
        "regence",
        "assistance",
        "conference",
        "intelligence",
        "government",
        "gouvernement",
        "parlement",
        "mouvement",
        "movement",
        "departement",
        "regiment",
        "etablissement",
        "magistrature",
        "legislature",
        "prefecture",
        "progressist",
        "congress",
        "station",
        "formation",
        "representation",
        "union",
        "convention",
    ]
    .iter()
    .any(|word| one.ends_with(word));
    ends && !acts
}

/// *19H00 (18H00 GMT)*: the name of a clock.
pub(super) fn names_clock(document: &Document<'_>, mention: &Mention) -> bool {
    mention.tokens.len() == 1
        && matches!(
            document.folded(mention.tokens.start),
            "gmt" | "utc" | "tu" | "cet" | "cest" | "est" | "edt" | "et" | "bst" | "amt"
        )
}

/// *the Nobel Peace Prize*, *the World Cup*: what is won.
pub(super) fn names_prize(document: &Document<'_>, mention: &Mention) -> bool {
    let last = mention.name.as_ref().unwrap_or(&mention.tokens).end - 1;
    let word = document.folded(last);
    document.language() == Language::English
        && (matches!(
            word,
            "prize"
                | "award"
                | "awards"
                | "medal"
                | "cup"
                | "olympics"
                | "games"
                | "championship"
                | "championships"
                | "trophy"
        ) || word.ends_with("cup") && word.len() > 6)
}

//! An act of saying with an infinitive or an -ing form.
//!
//! > *Paris dit vouloir aider · promet d'agir · a demandé à Rome de partir · promised to help · denied lying*

use super::super::super::facts::SpeechAct;
use super::super::super::inflect::Form;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::{Hit, Place, What, object};

/// Reads one.
pub(super) fn read(place: &Place<'_>) -> Option<Hit> {
    if place.scan.french() {
        french(place)
    } else {
        english(place)
    }
}

fn french(place: &Place<'_>) -> Option<Hit> {
    let Place {
        scan, cue, at, end, ..
    } = *place;
    let frames = &cue.verb.frames;
    let word = place.word();
    let hit = |start: usize, what: What, confidence: f64| {
        Some(Hit::new(what, start..place.clause_end(start), confidence))
    };
    // `Les habitants qui souhaitent partir`: who is meant, and nothing that anybody said.
    let first = cue.group.start;
    let restricts = cue.verb.act == SpeechAct::Hope
        && scan.at(first.wrapping_sub(1)) == "qui"
        && scan.is_word(first.wrapping_sub(2))
        && cue
            .subject
            .and_then(|subject| scan.search.mention_at(subject))
            .is_none_or(|who| who.plural && who.name.is_none());
    if restricts {
        return None;
    }
    if (frames.infinitive || frames.clause) && stands_at(scan, at, end) {
        return hit(at, What::Infinitive, 0.86);
    }
    // `a indiqué à l'AFP avoir signé`: the person told stands between.
    if frames.clause
        && !frames.dative
        && matches!(word, "a" | "au" | "aux")
        && let Some(after) =
            object::phrase_end(scan, at, end).filter(|after| stands_at(scan, *after, end))
    {
        return hit(after, What::Infinitive, 0.86);
    }
    let of = matches!(word, "de" | "d'") && stands_at(scan, at + 1, end);
    if frames.de && of {
        return hit(at + 1, What::Infinitive, 0.84);
    }
    if frames.a && word == "a" && stands_at(scan, at + 1, end) {
        return hit(at + 1, What::Infinitive, 0.84);
    }
    if frames.dative && matches!(word, "a" | "au" | "aux") {
        let mut after = object::phrase_end(scan, at, end)?;
        // `aux dirigeants des 27 de donner`
        while matches!(scan.at(after), "de" | "d'" | "du" | "des")
            && !begins_after(scan, after, end)
            && after < at + 16
        {
            after = object::phrase_end(scan, after + 1, end).unwrap_or(after + 2);
        }
        // `demande au ministre, Jean Roy, de partir`
        if scan.at(after) == "," && matches!(scan.at(after + 1), "de" | "d'") {
            after += 1;
        } else if scan.at(after) == ","
            && let Some(close) =
                (after + 2..end.min(after + 14)).find(|index| scan.at(*index) == ",")
        {
            after = close + 1;
        }
        if matches!(scan.at(after), "de" | "d'") && begins_after(scan, after, end) {
            let mut hit = hit(after + 1, What::Asked, 0.86)?;
            hit.addressee = object::addressee_at(scan, at);
            return Some(hit);
        }
    }
    let told = |index: usize| matches!(scan.at(index), "lui" | "leur");
    if frames.dative && of && cue.group.clone().any(told) {
        return hit(at + 1, What::Asked, 0.84);
    }
    if frames.adjective {
        return hit(at, What::Adjective, 0.8);
    }
    None
}

fn english(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, .. } = *place;
    let frames = &cue.verb.frames;
    let asking = cue.form == Form::Gerund && frames.object.iter().any(|what| what == "i");
    let content = |confidence| {
        Some(Hit::new(
            What::Infinitive,
            at..place.clause_end(at),
            confidence,
        ))
    };
    if (frames.infinitive || asking)
        && (place.word() == "to" || place.word() == "not" && scan.at(at + 1) == "to")
        && scan.is_word(at + 1)
        && words::determiner(scan.at(at + 1), false).is_none()
    {
        return content(0.84);
    }
    if frames.gerund && place.word().ends_with("ing") && scan.is_word(at) {
        return content(0.8);
    }
    None
}

/// Whether an infinitive follows a token, in quotation marks or not: *de partir*, *de « partir »*.
fn begins_after(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let quote = usize::from(scan.quotation_at(at + 1).is_some());
    stands_at(scan, at + 1 + quote, end)
}

/// Whether a French infinitive stands at a token, pronouns and negation before it allowed.
pub(in crate::extract::rules) fn stands_at(scan: &Scan<'_>, from: usize, end: usize) -> bool {
    let mut at = from;
    // *l'avoir vu* has a pronoun, *la chancelière* an article.
    if matches!(scan.at(at), "le" | "la" | "les" | "l'")
        && !matches!(scan.at(at.wrapping_sub(1)), "de" | "d'" | "a")
        && !matches!(scan.at(at + 1), "avoir" | "etre")
    {
        return false;
    }
    while at < end
        && matches!(
            scan.at(at),
            "ne" | "n'"
                | "pas"
                | "se"
                | "s'"
                | "y"
                | "en"
                | "le"
                | "la"
                | "les"
                | "l'"
                | "lui"
                | "leur"
                | "plus"
                | "rien"
                | "bien"
                | "toujours"
                | "jamais"
        )
    {
        at += 1;
    }
    let word = scan.at(at);
    let token = scan.document().token(at);
    if at >= end || token.is_some_and(|token| token.capital) {
        return false;
    }
    let ends =
        word.len() > 3 && (word.ends_with("er") || word.ends_with("ir") || third_group(word));
    ends && !matches!(
        scan.document().lower(at),
        "entre"
            | "contre"
            | "autre"
            | "notre"
            | "votre"
            | "quatre"
            | "être humain"
            | "outre"
            | "guerre"
            | "premier"
            | "dernier"
            | "particulier"
            | "janvier"
            | "février"
            | "hier"
            | "mer"
            | "fer"
            | "hiver"
            | "dossier"
            | "centre"
            | "ministre"
            | "membre"
            | "nombre"
            | "avenir"
            | "pouvoir public"
            | "désir"
            | "soir"
            | "espoir"
            | "titre"
            | "lettre"
            | "terre"
    )
}

/// Infinitives in -re: *prendre, mettre, suivre, dire, conclure*; nouns in -ère, -aire, -oire, -ure are none.
fn third_group(word: &str) -> bool {
    [
        "dre", "ttre", "vre", "aitre", "oitre", "mpre", "ncre", "dire", "faire", "crire", "uire",
        "clure",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "lire"
                | "elire"
                | "relire"
                | "croire"
                | "boire"
                | "rire"
                | "etre"
                | "plaire"
                | "taire"
                | "extraire"
                | "soustraire"
        )
}

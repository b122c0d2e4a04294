//! What an unknown name most likely names: a body or a person.
//!
//! > *Daily **Courier** · **Union** des pêcheurs · **Jamal** Ben Amor*

use std::ops::Range;

use super::super::mention::{MentionClass, Reader};

/// What an unknown name most likely names.
pub(super) fn guess(reader: &Reader<'_>, name: Range<usize>, civil: bool) -> MentionClass {
    if civil {
        return MentionClass::Person;
    }
    if name
        .clone()
        .any(|index| organisation_word(reader.at(index)))
    {
        return MentionClass::Organization;
    }
    let length = name.len();
    let first = reader.at(name.start);
    if length == 1 {
        let token = reader.document.token(name.start);
        if token.is_some_and(|token| token.capitals && token.span.end - token.span.start <= 6) {
            return MentionClass::Organization;
        }
        return if reader.lexicon.is_surname(first) {
            MentionClass::Person
        } else {
            MentionClass::Unknown
        };
    }
    if reader.lexicon.is_given_name(first) || length <= 4 {
        return MentionClass::Person;
    }
    MentionClass::Unknown
}

/// Words that show that a name is an organisation's.
pub(super) fn organisation_word(word: &str) -> bool {
    matches!(
        word,
        "union"
            | "parti"
            | "party"
            | "conseil"
            | "council"
            | "ministere"
            | "ministry"
            | "banque"
            | "bank"
            | "university"
            | "universite"
            | "institut"
            | "institute"
            | "comite"
            | "committee"
            | "commission"
            | "organisation"
            | "organization"
            | "association"
            | "federation"
            | "ligue"
            | "league"
            | "front"
            | "mouvement"
            | "movement"
            | "armee"
            | "army"
            | "navy"
            | "force"
            | "forces"
            | "agence"
            | "agency"
            | "department"
            | "departement"
            | "bureau"
            | "office"
            | "cour"
            | "court"
            | "tribunal"
            | "assemblee"
            | "assembly"
            | "parlement"
            | "parliament"
            | "senat"
            | "senate"
            | "congres"
            | "congress"
            | "house"
            | "chambre"
            | "centre"
            | "center"
            | "fonds"
            | "fund"
            | "foundation"
            | "fondation"
            | "company"
            | "corporation"
            | "corp."
            | "inc."
            | "inc"
            | "ltd"
            | "group"
            | "groupe"
            | "airlines"
            | "airways"
            | "news"
            | "times"
            | "post"
            | "journal"
            | "herald"
            | "tribune"
            | "guardian"
            | "telegraph"
            | "mail"
            | "gazette"
            | "network"
            | "tv"
            | "television"
            | "radio"
            | "police"
            | "service"
            | "services"
            | "authority"
            | "society"
            | "club"
            | "museum"
            | "hospital"
            | "school"
            | "college"
            | "academy"
            | "church"
            | "board"
            | "administration"
            | "coalition"
            | "alliance"
            | "brigade"
            | "command"
            | "embassy"
            | "ambassade"
            | "croix-rouge"
            | "nations"
            | "media"
            | "press"
            | "communaute"
            | "community"
            | "marche"
            | "tribunaux"
            | "observatory"
            | "confederation"
            | "consortium"
            | "trust"
            | "institution"
            | "laboratory"
            | "laboratories"
            | "initiative"
            | "watch"
            | "exchange"
            | "securities"
            | "partners"
            | "holdings"
            | "technologies"
            | "systems"
            | "industries"
            | "motors"
            | "petroleum"
            | "insurance"
            | "pharmaceuticals"
            | "broadcasting"
            | "regiment"
            | "battalion"
            | "guard"
            | "secretariat"
            | "directorate"
            | "treasury"
            | "monitor"
            | "chronicle"
            | "observer"
            | "courier"
            | "dispatch"
            | "review"
            | "magazine"
            | "airline"
            | "railways"
    )
}

//! What head, complements and the name beside them make together.
//!
//! > *le **porte-parole** du Kremlin **Igor Petrov** · le **gouvernement Martin***

use super::super::mention::{Mention, MentionClass, Reader};
use super::super::proper_name;
use super::super::words::Determiner;
use super::super::{Gender, Title};
use super::beside::{begins_clause, beside, further, second_office};
use super::complement::complements;
use super::portfolio::second_half;
use super::{Phrase, read};

/// Adds complements and the name beside the head.
pub(super) fn finish(
    reader: &Reader<'_>,
    start: usize,
    determiner: Determiner,
    plural: bool,
    phrase: Phrase,
) -> Mention {
    let mut end = phrase.end;
    let mut polity = phrase.polity.clone();
    let person = phrase.noun == MentionClass::Person;
    // The name may stand at once (`ministre Petrov`) or after the complements (`porte-parole du Kremlin Petrov`).
    let mut name = person.then(|| beside(reader, end)).flatten();
    // `le porte-parole du président Petrov`: the name is his whom the complement names.
    let owner = name
        .is_none()
        .then(|| named_owner(reader, phrase.end))
        .flatten();
    if let Some(owner) = &owner {
        end = owner.tokens.end;
        polity = polity.or_else(|| owner.polity.clone());
        name = person
            .then(|| beside(reader, end))
            .flatten()
            .filter(|(_, comma)| *comma);
    } else if name.is_none() {
        complements(reader, start, &mut end, &mut polity);
        end = second_half(reader, end).unwrap_or(end);
        if person {
            name = beside(reader, end)
                .or_else(|| further(reader, end))
                .or_else(|| second_office(reader, end));
        }
    }
    // `avant la réunion des ministres, Paul Roy, le président, a dit`: several are not one.
    name = name.filter(|(named, comma)| {
        !(*comma && (phrase.plural || plural || begins_clause(reader, start, named)))
    });
    // `le ministre de la coopération Internationale, Paul Roy,`: the capital belongs to the office.
    if let Some((lone, _)) = &name
        && lone.known.is_none()
        && lone.name.as_ref().is_some_and(|name| name.len() == 1)
        && reader.at(lone.tokens.end) == ","
        && !reader.lexicon.is_surname(reader.at(lone.head))
        && let Some((full, closes)) = beside(reader, lone.tokens.end)
    {
        let office = lone.tokens.end;
        name = Some((full, closes));
        end = office;
    }
    // `le gouvernement Martin`, `l'agence Presse du Sud`: a name beside an institution.
    let mut own_name = None;
    if !person
        && owner.is_none()
        && reader.is_capital(end)
        && !phrase.plural
        && let Some(named) = proper_name::read(reader, end)
    {
        let body = matches!(
            phrase.noun,
            MentionClass::Medium | MentionClass::Organization | MentionClass::Group
        );
        if body && named.acronym.is_none() {
            own_name = Some(named);
        } else if phrase.noun == MentionClass::Country
            && matches!(named.class, MentionClass::Person | MentionClass::Unknown)
        {
            end = named.tokens.end;
        }
    }
    let title_end = end;
    let mut known = None;
    let mut gender = phrase.gender;
    let mut name_tokens = None;
    let mut acronym_of = None;
    if let Some((mention, closes)) = name {
        end = mention.tokens.end;
        known = mention.known;
        gender = mention.gender.or(gender);
        acronym_of = mention.acronym;
        name_tokens = mention.name;
        // `le ministre, Igor Petrov, a dit`: the second comma belongs to the phrase's surroundings.
        let _ = closes;
    }
    if let Some((tokens, id)) = phrase.medium {
        known = Some(id);
        name_tokens = Some(tokens);
    }
    if let Some(named) = own_name {
        end = named.tokens.end;
        known = named.known;
        name_tokens = named.name;
    }
    let mut mention = reader.blank(start..end, phrase.noun);
    mention.head = phrase.head;
    mention.known = known;
    mention.name = name_tokens;
    // *la diplomate*, *une porte-parole*: the article says more than a noun of either gender.
    let article = feminine_article(reader, start);
    mention.gender = match article {
        Some(Gender::Feminine) if person && mention.name.is_none() => article,
        _ => gender.or(article),
    };
    mention.plural = plural || phrase.plural;
    mention.determiner = determiner;
    mention.polity.clone_from(&polity);
    mention.acronym = acronym_of;
    if let Some(role) = phrase.role {
        let text = reader
            .document
            .words(&(phrase.title_start..title_end))
            .to_owned();
        mention.titles.push(Title {
            role,
            polity,
            text,
            former: phrase.former,
        });
    }
    if name_tokens_is_none_and_org(&mention) {
        proper_name::acronym(reader, &mut mention);
    }
    mention
}

/// The person of the complement at a token, whose title and name stand together: *l'avocat **du ministre Igor Petrov***. An envoy
/// of the secretary-general may have the name himself.
fn named_owner(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    let from = match reader.at(at) {
        "du" => at,
        "de" | "d'" => at + 1,
        _ => return None,
    };
    if !reader.french() || reader.is_capital(from) && reader.at(from) != "premier" {
        return None;
    }
    let owner = read(reader, from)?;
    let name = owner.name.clone()?;
    let together = (owner.head..name.start).all(|index| reader.at(index) != ",");
    let title = owner.titles.first()?;
    (owner.class == MentionClass::Person
        && !owner.plural
        && name.start > owner.head
        && together
        && title.role != "secretary-general")
        .then_some(owner)
}

fn name_tokens_is_none_and_org(mention: &Mention) -> bool {
    mention.name.is_none()
        && matches!(
            mention.class,
            MentionClass::Office
                | MentionClass::Organization
                | MentionClass::Group
                | MentionClass::Country
        )
}

fn feminine_article(reader: &Reader<'_>, start: usize) -> Option<Gender> {
    match reader.at(start) {
        "la" | "une" | "cette" => Some(Gender::Feminine),
        "le" | "un" | "ce" | "cet" | "du" | "au" => Some(Gender::Masculine),
        _ => None,
    }
}

//! Noun phrases whose head acts: titles with the name beside them, institutions, groups, sources, documents.
//!
//! > *le ministre russe des Affaires étrangères Igor Petrov · un haut responsable du ministère · the mayor of Lyon, Anna Roy*

use std::ops::Range;

use super::mention::{Mention, MentionClass, Reader, class_of_noun};
use super::proper_name;
use super::words::{self, Determiner};
use super::{Gender, Title};

/// A noun phrase stops growing after this many tokens.
const LONGEST: usize = 28;

/// The mention that a noun phrase beginning at token `at` makes, if its head is known to act.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    phrase(reader, at, false)
}

/// The same after a name and a comma, where a noun needs no determiner: *Roy, chercheuse au centre*.
pub(super) fn read_bare(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    phrase(reader, at, true)
}

fn phrase(reader: &Reader<'_>, at: usize, bare: bool) -> Option<Mention> {
    let french = reader.french();
    if reader.at(at).starts_with('\'') {
        return None;
    }
    let (determiner, plural, mut next) = match words::determiner(reader.at(at), french) {
        Some((determiner, plural)) if !is_pronominal(reader, at) => (determiner, plural, at + 1),
        _ => (Determiner::None, false, at),
    };
    // `un de ses négociateurs`, `plusieurs des députés`, `one of the officials`
    let part = if french {
        matches!(reader.at(next), "de" | "des" | "d'")
    } else {
        reader.at(next) == "of"
    };
    if determiner == Determiner::Indefinite
        && part
        && matches!(
            reader.at(at),
            "un" | "une"
                | "plusieurs"
                | "certains"
                | "certaines"
                | "deux"
                | "one"
                | "some"
                | "several"
                | "many"
                | "two"
                | "most"
        )
    {
        next += 1;
        if words::determiner(reader.at(next), french).is_some() {
            next += 1;
        }
    }
    let former = skip_modifiers(reader, &mut next);
    let mut phrase = if french {
        french_head(reader, next, determiner, bare)?
    } else {
        english_head(reader, next, determiner, at)?
    };
    phrase.former |= former;
    let group = phrase.role.as_deref().is_none_or(|role| role == "official");
    if let Some(past) = second_nationality(reader, phrase.end).filter(|_| group && french) {
        phrase.end = past;
        phrase.polity = None;
    }
    Some(finish(reader, at, determiner, plural, phrase))
}

/// What the head of a noun phrase says.
struct Phrase {
    /// The head noun's token.
    head: usize,
    /// One past the last token of head, adjectives and fixed tail.
    end: usize,
    role: Option<String>,
    noun: MentionClass,
    gender: Option<Gender>,
    plural: bool,
    polity: Option<String>,
    /// The title's first token: what `Title::text` begins with.
    title_start: usize,
    former: bool,
    /// The name of a medium before the head: *the Interfax agency*.
    medium: Option<(Range<usize>, u32)>,
}

/// *one* and *several* before a verb stand alone: *one said*. They are read as sources elsewhere.
fn is_pronominal(reader: &Reader<'_>, at: usize) -> bool {
    !reader.is_word(at + 1) && !counts(reader.at(at + 1))
}

/// *ancien*, *nouveau*, *deux*, *former*, *senior*: words between determiner and head. Says whether one means *no longer*.
fn skip_modifiers(reader: &Reader<'_>, next: &mut usize) -> bool {
    let mut former = false;
    loop {
        let word = reader.at(*next);
        match word {
            // `les 35 observateurs`, `the 15 members`
            _ if counts(word)
                && words::determiner(previous(reader, *next), reader.french()).is_some() => {}
            "ancien" | "ancienne" | "anciens" | "anciennes" | "ex" | "former" | "ex-" => {
                former = true;
            }
            "nouveau" | "nouvel" | "nouvelle" | "nouveaux" | "futur" | "future" | "actuel"
            | "actuelle" | "autre" | "autres" | "deux" | "trois" | "quatre" | "principal"
            | "principale" | "principaux" | "grand" | "grande" | "grands" | "grandes" | "jeune"
            | "jeunes" | "vieux" | "celebre" | "puissant" | "tres" | "meme" | "seul" | "seule"
            | "dernier" | "derniere" | "nombreux" | "nombreuses" | "certains" | "petit"
            | "petite" | "propre" | "different" | "differents" | "differentes" | "diverses"
            | "divers" | "bon" | "simple"
                if reader.french() => {}
            _ => return former,
        }
        *next += 1;
    }
}

fn previous<'r>(reader: &'r Reader<'_>, at: usize) -> &'r str {
    at.checked_sub(1).map_or("", |before| reader.at(before))
}

/// Whether a word is a number from six upwards, in figures or not; the smaller ones are determiners too.
fn counts(word: &str) -> bool {
    const LONGEST: usize = 4;
    let figures =
        (1..=LONGEST).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    figures
        || matches!(
            word,
            "six"
                | "sept"
                | "huit"
                | "dix"
                | "onze"
                | "douze"
                | "treize"
                | "quatorze"
                | "quinze"
                | "seize"
                | "vingt"
                | "trente"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "eleven"
                | "twelve"
                | "fifteen"
                | "twenty"
        )
}

fn french_head(
    reader: &Reader<'_>,
    at: usize,
    determiner: Determiner,
    bare: bool,
) -> Option<Phrase> {
    if !reader.is_word(at) {
        return None;
    }
    if let Some(phrase) = french_role(reader, at) {
        // Without a determiner a lower-case title is one only beside a name or as an apposition, read with that name.
        return Some(phrase);
    }
    let (length, noun) = reader
        .lexicon
        .noun_at(reader.document, at, reader.sentence.end)?;
    let lone = determiner == Determiner::None && !reader.is_governed_word(at);
    if lone && !bare && !(noun.plural && starts_clause(reader, at)) {
        return None;
    }
    let mut end = at + length;
    let mut polity = None;
    french_adjectives(reader, &mut end, &mut polity);
    Some(Phrase {
        head: at,
        end,
        role: None,
        noun: class_of_noun(noun.class),
        gender: noun.gender,
        plural: noun.plural,
        polity,
        title_start: at,
        former: false,
        medium: None,
    })
}

impl Reader<'_> {
    fn is_governed_word(&self, at: usize) -> bool {
        // `de même source`
        let at = at - usize::from(at > 0 && self.at(at - 1) == "meme");
        at.checked_sub(1).is_some_and(|before| {
            words::preposition(self.at(before), self.french()) && self.document.lower(before) != "a"
        })
    }
}

fn starts_clause(reader: &Reader<'_>, at: usize) -> bool {
    at == reader.sentence.start || !reader.is_word(at - 1)
}

/// Reads a French title: head, adjectives of nationality, fixed tail, in any of the orders in use.
fn french_role(reader: &Reader<'_>, at: usize) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    for (length, forms) in reader
        .lexicon
        .roles_at(reader.document, at, reader.sentence.end)
    {
        for form in forms {
            let mut end = at + length;
            let mut polity = form.polity.clone();
            if !form.tail.is_empty() {
                // `ministre [russe] des Affaires étrangères`
                french_adjectives(reader, &mut end, &mut polity);
                if !tail(reader, &mut end, &form.tail) {
                    end = at + length;
                    if !tail(reader, &mut end, &form.tail) {
                        continue;
                    }
                }
            }
            french_adjectives(reader, &mut end, &mut polity);
            let longer = best
                .as_ref()
                .is_none_or(|best| end > best.end || (end == best.end && !form.tail.is_empty()));
            if longer {
                best = Some(Phrase {
                    head: at,
                    end,
                    role: Some(form.role.clone()),
                    noun: MentionClass::Person,
                    gender: form.gender,
                    plural: form.plural,
                    polity,
                    title_start: at,
                    former: false,
                    medium: None,
                });
            }
        }
    }
    best
}

fn tail(reader: &Reader<'_>, end: &mut usize, words: &[String]) -> bool {
    let fits = words
        .iter()
        .enumerate()
        .all(|(offset, word)| reader.at(*end + offset) == word);
    if fits {
        *end += words.len();
    }
    fits
}

/// Adjectives after a French noun: nationality gives the state, others only lengthen the phrase.
fn french_adjectives(reader: &Reader<'_>, end: &mut usize, polity: &mut Option<String>) {
    let mut count = 0;
    while count < 3 {
        let word = reader.at(*end);
        if reader.is_capital(*end) {
            return;
        }
        let language = reader.document.language();
        let demonym = reader.lexicon.demonym(word, language);
        if let Some(state) = demonym.or_else(|| reader.lexicon.compound_demonym(word, language)) {
            if polity.is_none() {
                *polity = Some(state.to_owned());
            }
        } else if !words::french_adjective(word) || words::closed(word, true) {
            return;
        }
        *end += 1;
        count += 1;
    }
}

/// *des responsables italiens **et suédois***: one group of two nationalities, where both adjectives are plural.
fn second_nationality(reader: &Reader<'_>, end: usize) -> Option<usize> {
    let plural = |at: usize| {
        let word = reader.at(at);
        (word.ends_with('s') || word.ends_with('x'))
            && !reader.is_capital(at)
            && reader
                .lexicon
                .demonym(word, reader.document.language())
                .is_some()
    };
    (reader.at(end) == "et" && plural(end.checked_sub(1)?) && plural(end + 1)).then_some(end + 2)
}

/// Reads an English head: modifiers (names, nationalities, nouns) and then the title or noun, the last one that fits.
fn english_head(
    reader: &Reader<'_>,
    at: usize,
    determiner: Determiner,
    start: usize,
) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    let mut polity = None;
    let mut former = false;
    let mut medium = None;
    let mut owned = false;
    let mut index = at;
    // `to ask Prime Minister Roy`: an infinitive before a bare title is no part of it.
    let after = at.checked_sub(1).map_or("", |before| reader.at(before));
    if determiner == Determiner::None
        && matches!(
            after,
            "to" | "will" | "would" | "could" | "should" | "must" | "not"
        )
        && !reader.is_capital(at)
        && reader
            .lexicon
            .verbs(crate::text::Language::English)
            .knows(reader.at(at))
    {
        return None;
    }
    while index < reader.sentence.end && index < at + 9 {
        let word = reader.at(index);
        if word == "former" || word == "ex" {
            former = true;
            index += 1;
            continue;
        }
        if word == "'s" || word == "'" {
            // `Iran's president`, `the county's sheriff`: what stands before only says whose.
            best = None;
            owned = index > at;
            index += 1;
            continue;
        }
        let stops = !reader.is_word(index)
            || (words::closed(word, false)
                && !matches!(word, "and" | "us" | "other")
                && !reader
                    .document
                    .token(index)
                    .is_some_and(|token| token.capitals));
        if stops
            || (word == "and"
                && (best.is_some()
                    || index == at
                    || reader.is_capital(index + 1)
                    || (determiner == Determiner::None && !reader.is_capital(at))))
        {
            break;
        }
        // `The report states that`: after a head, a form of a verb of saying is the verb.
        let auxiliary = matches!(
            reader.at(index + 1),
            "had"
                | "have"
                | "has"
                | "was"
                | "were"
                | "is"
                | "are"
                | "will"
                | "would"
                | "to"
                | "and"
        ) || is_english_verb(reader.at(index + 1));
        if best.is_some()
            && !auxiliary
            && reader
                .lexicon
                .verbs(crate::text::Language::English)
                .knows(word)
        {
            break;
        }
        let role = english_role(reader, index);
        let noun = reader
            .lexicon
            .noun_at(reader.document, index, reader.sentence.end);
        let found = match (role, noun) {
            (Some(role), noun) if noun.is_none_or(|(length, _)| index + length <= role.end) => {
                Some(role)
            }
            (_, Some((length, noun))) => Some(Phrase {
                head: index + length - 1,
                end: index + length,
                role: None,
                noun: class_of_noun(noun.class),
                gender: noun.gender,
                plural: noun.plural,
                polity: None,
                title_start: at,
                former: false,
                medium: None,
            }),
            _ => None,
        };
        if let Some(mut phrase) = found {
            if best.is_some() && !follows_directly(reader, best.as_ref(), index) {
                break;
            }
            phrase.polity = phrase.polity.or_else(|| polity.clone());
            phrase.title_start = phrase.title_start.min(at);
            phrase.former |= former;
            index = phrase.end;
            best = Some(phrase);
            continue;
        }
        if best.is_some() {
            break;
        }
        // A name before the head: `Biden administration`, `US officials`, `State Department spokesman`.
        if reader.is_capital(index) {
            if let Some((length, ids)) =
                reader
                    .lexicon
                    .names_at(reader.document, index, reader.sentence.end)
            {
                let state = ids
                    .iter()
                    .filter_map(|id| reader.lexicon.name(*id))
                    .find(|name| {
                        matches!(
                            name.class,
                            super::NameClass::Country
                                | super::NameClass::Demonym
                                | super::NameClass::Organization
                                | super::NameClass::Capital
                        )
                    });
                if let Some(id) = ids.iter().find(|id| {
                    reader.lexicon.name(**id).is_some_and(|name| {
                        matches!(
                            name.class,
                            super::NameClass::Agency | super::NameClass::Medium
                        )
                    })
                }) {
                    medium = Some((index..index + length, *id));
                }
                if let Some(state) = state {
                    polity.get_or_insert_with(|| state.canonical.clone());
                }
                index += length;
                continue;
            }
        } else if let Some(state) = reader.lexicon.demonym(word, reader.document.language()) {
            polity.get_or_insert_with(|| state.to_owned());
        } else if is_english_verb(word) && !(index == at && determiner != Determiner::None) {
            break;
        }
        index += 1;
    }
    let mut phrase = best?;
    if let Some((name, id)) = medium.filter(|_| {
        matches!(
            phrase.noun,
            MentionClass::Office | MentionClass::Organization | MentionClass::Medium
        )
    }) {
        // `the Interfax agency` is the agency of that name.
        phrase.noun = MentionClass::Medium;
        phrase.medium = Some((name, id));
    }
    // A bare common noun needs a determiner, a plural or a capital to be somebody.
    let bare = determiner == Determiner::None
        && !owned
        && phrase.role.is_none()
        && !phrase.plural
        && !reader.is_capital(phrase.head);
    let bare_before_name = reader.is_capital(phrase.end) && phrase.noun == MentionClass::Person;
    let _ = start;
    (!bare || bare_before_name || phrase.polity.is_some()).then_some(phrase)
}

fn follows_directly(reader: &Reader<'_>, best: Option<&Phrase>, index: usize) -> bool {
    best.is_some_and(|best| best.end == index) && reader.is_word(index)
}

/// Past forms end a row of modifiers: `officials said`.
fn is_english_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "tells"
            | "called"
            | "met"
            | "gave"
            | "took"
            | "made"
            | "went"
            | "came"
            | "left"
            | "held"
    ) || (word.len() > 5 && word.ends_with("ed"))
}

fn english_role(reader: &Reader<'_>, at: usize) -> Option<Phrase> {
    let mut best: Option<Phrase> = None;
    for (length, forms) in reader
        .lexicon
        .roles_at(reader.document, at, reader.sentence.end)
    {
        for form in forms {
            let mut end = at + length;
            if !tail(reader, &mut end, &form.tail) {
                continue;
            }
            if best.as_ref().is_none_or(|best| end > best.end) {
                best = Some(Phrase {
                    head: at + length - 1,
                    end,
                    role: Some(form.role.clone()),
                    noun: MentionClass::Person,
                    gender: form.gender,
                    plural: form.plural,
                    polity: form.polity.clone(),
                    title_start: at,
                    former: false,
                    medium: None,
                });
            }
        }
    }
    best
}

/// Adds complements and the name beside the head.
fn finish(
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
    if name.is_none() {
        complements(reader, start, &mut end, &mut polity);
        if person {
            name = beside(reader, end)
                .or_else(|| further(reader, end))
                .or_else(|| second_office(reader, end));
        }
    }
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

fn name_tokens_is_none_and_org(mention: &Mention) -> bool {
    mention.name.is_none()
        && matches!(
            mention.class,
            MentionClass::Office | MentionClass::Organization | MentionClass::Group
        )
}

fn feminine_article(reader: &Reader<'_>, start: usize) -> Option<Gender> {
    match reader.at(start) {
        "la" | "une" | "cette" => Some(Gender::Feminine),
        "le" | "un" | "ce" | "cet" | "du" | "au" => Some(Gender::Masculine),
        _ => None,
    }
}

/// The person's name that stands at `at`, or after a comma there.
fn beside(reader: &Reader<'_>, at: usize) -> Option<(Mention, bool)> {
    let (from, comma) = if reader.at(at) == "," {
        (at + 1, true)
    } else {
        (at, false)
    };
    if !reader.is_capital(from) {
        return None;
    }
    let mention = proper_name::read(reader, from)?;
    let person = matches!(mention.class, MentionClass::Person | MentionClass::Unknown);
    if !person {
        return None;
    }
    if comma {
        // An apposition is closed: by a comma, by the end, or by the verb at once. A list goes on.
        let after = reader.at(mention.tokens.end);
        let closed =
            matches!(after, "," | "." | "" | ":" | ";" | ")" | "»") || after.starts_with('.');
        let full =
            mention.name.as_ref().is_some_and(|name| name.len() >= 2) || mention.known.is_some();
        if !(full && closed) {
            return None;
        }
    }
    Some((mention, comma))
}

/// *le chef de la délégation, **l'ambassadeur Paul Roy**,*: the name stands with another office.
fn second_office(reader: &Reader<'_>, end: usize) -> Option<(Mention, bool)> {
    if reader.at(end) != "," || words::determiner(reader.at(end + 1), reader.french()).is_none() {
        return None;
    }
    let office = read(reader, end + 1)?;
    let after = reader.at(office.tokens.end);
    let closed = matches!(after, "," | "." | "" | ":" | ";" | ")" | "»") || after.starts_with('.');
    let full = office.class == MentionClass::Person
        && !office.plural
        && office.name.as_ref().is_some_and(|name| name.len() > 1);
    (closed && full).then_some((office, true))
}

/// A person's name behind more that is said of the office: *le ministre **chargé de l'accueil**, Paul Roy,* ·
/// *le vice-ministre des Affaires étrangères **(AE) et négociateur en chef** Paul Roy*.
fn further(reader: &Reader<'_>, end: usize) -> Option<(Mention, bool)> {
    const REACH: usize = 9;
    let mut at = end;
    if reader.at(at) == "(" && reader.at(at + 2) == ")" {
        at += 3;
    }
    let also = matches!(reader.at(at), "et" | "and");
    // With its accent: *le ministre **a** rencontré son homologue, Paul Roy,* is no office at anything.
    let at_place = reader.document.lower(at) == "à";
    let charged = matches!(
        reader.at(at),
        "charge"
            | "chargee"
            | "delegue"
            | "deleguee"
            | "responsable"
            | "special"
            | "speciale"
            | "adjoint"
            | "adjointe"
            | "sortant"
            | "sortante"
            | "par"
            | "in"
            | "responsible"
            | "pour"
            | "aux"
            | "au"
            | "en"
            | "dans"
    ) || at_place;
    if !also && !charged && at == end {
        return None;
    }
    for next in at..at + REACH {
        let word = reader.at(next);
        let plain =
            reader.is_word(next) || matches!(word, "l'" | "d'") || next == at && word.is_empty();
        if word == "," && (charged || also) {
            return beside(reader, next);
        }
        // `l'émissaire de l'Union au Proche-Orient Paul Roy`
        let region = (charged && next == at + 1 && reader.is_capital(next))
            .then(|| proper_name::read(reader, next))
            .flatten()
            .filter(|name| matches!(name.class, MentionClass::Place | MentionClass::Country));
        if let Some(region) = region {
            return beside(reader, region.tokens.end);
        }
        // A second office comes without an article, and the name right behind it.
        if also && next > at + 1 && reader.is_capital(next) {
            return beside(reader, next)
                .filter(|(name, _)| name.name.as_ref().is_some_and(|name| name.len() > 1));
        }
        let article = also
            && next == at + 1
            && (words::determiner(word, reader.french()).is_some() || reader.is_capital(next));
        if !plain
            || article
            || matches!(
                word,
                "qui" | "que" | "qu'" | "who" | "that" | "a" | "est" | "et" | "and"
            ) && next > at
        {
            return None;
        }
    }
    None
}

/// Complements of the head: *du Kremlin*, *de la Russie*, *à l'ONU*, *of the State Department*.
fn complements(reader: &Reader<'_>, start: usize, end: &mut usize, polity: &mut Option<String>) {
    for _ in 0..3 {
        if *end >= start + LONGEST {
            return;
        }
        let Some(next) = complement(reader, *end, polity) else {
            return;
        };
        *end = next;
    }
}

fn complement(reader: &Reader<'_>, at: usize, polity: &mut Option<String>) -> Option<usize> {
    let french = reader.french();
    // `président du Tchad et de l'Union`
    let at = if french
        && reader.at(at) == "et"
        && matches!(reader.at(at + 1), "de" | "du" | "des" | "d'")
    {
        at + 1
    } else {
        at
    };
    let word = reader.at(at);
    let of = if french {
        matches!(word, "de" | "d'" | "du" | "des")
            || (matches!(word, "a" | "au" | "aux" | "en" | "pour" | "aupres")
                && reader.document.lower(at) != "a"
                && !is_aside(reader, at))
    } else {
        matches!(word, "of" | "for" | "to" | "at" | "from")
            || (word == "in"
                && (reader.is_capital(at + 1)
                    || reader.at(at + 1) == "the" && reader.is_capital(at + 2)))
    };
    if !of {
        return None;
    }
    let mut next = at + 1;
    if french && matches!(word, "aupres") && matches!(reader.at(next), "de" | "du" | "des" | "d'") {
        next += 1;
    }
    while words::determiner(reader.at(next), french).is_some()
        && !reader
            .document
            .token(next)
            .is_some_and(|token| token.capitals)
    {
        next += 1;
    }
    if reader.is_capital(next)
        && let Some(name) = proper_name::read(reader, next)
    {
        if polity.is_none() {
            *polity = state_of(reader, &name);
        }
        // `du ministère des Affaires étrangères`, `de l'Organisation des États américains`
        let mut stop = name.tokens.end;
        if french && matches!(word, "de" | "d'" | "du" | "des") && name.acronym.is_none() {
            french_adjectives(reader, &mut stop, polity);
        }
        return Some(stop);
    }
    let spoken_for = word == "for"
        && words::determiner(reader.at(at + 1), false).is_some()
        && reader
            .lexicon
            .noun_at(reader.document, at + 2, reader.sentence.end)
            .is_some();
    if !french && word != "of" && !spoken_for {
        return None;
    }
    if !reader.is_word(next)
        || words::closed(reader.at(next), french)
        || reader.at(next).starts_with('-')
    {
        return None;
    }
    if french && !matches!(word, "de" | "d'" | "du" | "des") {
        return None;
    }
    let word = reader.at(next);
    let infinitive = french
        && word.len() > 3
        && (word.ends_with("er")
            || word.ends_with("ir")
            || word.ends_with("dre")
            || word.ends_with("ttre")
            || matches!(word, "faire" | "dire" | "etre" | "suivre" | "conclure"));
    if infinitive
        && reader
            .lexicon
            .noun_at(reader.document, next, reader.sentence.end)
            .is_none()
    {
        return None;
    }
    // One common noun with its adjectives: `du ministère russe`, `of the foreign ministry`.
    let mut stop = next;
    if french {
        stop += reader
            .lexicon
            .noun_at(reader.document, next, reader.sentence.end)
            .map_or(1, |(length, _)| length);
        french_adjectives(reader, &mut stop, polity);
    } else {
        while stop < next + 3
            && reader.is_word(stop)
            && !words::closed(reader.at(stop), false)
            && !is_english_verb(reader.at(stop))
        {
            if reader
                .lexicon
                .noun_at(reader.document, stop, reader.sentence.end)
                .is_some()
            {
                stop += 1;
                break;
            }
            stop += 1;
        }
    }
    (stop > next).then_some(stop)
}

/// *à Paris*, *à l'issue*: circumstances, not complements, unless an institution follows.
fn is_aside(reader: &Reader<'_>, at: usize) -> bool {
    let of = at + 1 + usize::from(reader.at(at) == "aupres");
    let next = if words::determiner(reader.at(of), true).is_some() {
        of + 1
    } else {
        of
    };
    if !reader.is_capital(next) {
        return true;
    }
    // *ambassadeur à l'ONU* but *a déclaré à l'AFP*: here only phrases with a head before are read, so an organisation will do.
    proper_name::read(reader, next).is_none_or(|name| {
        !matches!(
            name.class,
            MentionClass::Organization | MentionClass::Office | MentionClass::Country
        )
    })
}

fn state_of(reader: &Reader<'_>, name: &Mention) -> Option<String> {
    if name.polity.is_some() {
        return name.polity.clone();
    }
    let entry = name.known.and_then(|id| reader.lexicon.name(id))?;
    matches!(
        entry.class,
        super::NameClass::Organization
            | super::NameClass::Office
            | super::NameClass::Country
            | super::NameClass::Capital
    )
    .then(|| entry.canonical.clone())
}

/// The whole phrase of a title without its name: what *le chef de la diplomatie* says.
pub(super) fn title_tokens(mention: &Mention) -> Range<usize> {
    let end = mention
        .name
        .as_ref()
        .map_or(mention.tokens.end, |name| name.start);
    mention.tokens.start..end.max(mention.tokens.start)
}

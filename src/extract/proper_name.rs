//! Proper names: known ones, and capitalised sequences of which the text itself shows that they are names.
//!
//! > *Jamal Ben Amor · Sergueï Lavrov · M. Petrov · Union africaine (UA) · the Daily Courier*

use std::collections::HashSet;
use std::ops::Range;

use super::mention::{Mention, MentionClass, Reader, class_of_name};
use super::words;
use super::{Gender, NameClass};
use crate::text::{Document, Language, ParagraphKind};

/// Words that the text writes with a capital where no sentence begins, folded.
pub(super) type Capitals = HashSet<String>;

/// Collects them once for a document.
pub(super) fn inner_capitals(document: &Document<'_>) -> Capitals {
    let mut seen = HashSet::new();
    for sentence in document.sentences() {
        let title = document
            .paragraphs()
            .get(sentence.paragraph)
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Title);
        if title && document.language() == Language::English {
            continue;
        }
        for index in sentence.tokens.start + 1..sentence.tokens.end {
            let capital = document.token(index).is_some_and(|token| token.capital)
                || has_early_hyphen(document.folded(index))
                    && article_before(document.token(index), document);
            let before = document.folded(index - 1);
            if capital
                && before.chars().next().is_some_and(char::is_alphanumeric)
                && !seen.contains(document.folded(index))
            {
                let word = document.folded(index);
                // `Mekhlafi` after `al-Mekhlafi`.
                if let Some(bare) = without_article(word) {
                    seen.insert(bare.to_owned());
                }
                seen.insert(word.to_owned());
            }
        }
    }
    seen
}

/// `mekhlafi` of `al-mekhlafi`: family names go by themselves without their article.
pub(super) fn without_article(folded: &str) -> Option<&str> {
    ["al-", "el-", "ben-", "bin-", "ould-", "ibn-"]
        .iter()
        .find_map(|article| folded.strip_prefix(article))
        .filter(|bare| bare.len() > 2)
}

/// The mention that a proper name at token `at` makes, if there is one.
pub(super) fn read(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    if let Some(mention) = with_article(reader, at) {
        return Some(mention);
    }
    let mut start = at;
    let mut civil = None;
    if let Some((length, gender)) = civility(reader, at) {
        start = at + length;
        civil = Some(gender);
    }
    let nationality = nationality(reader, start);
    start += usize::from(nationality.is_some());
    let (name, class, known) = name_at(reader, start, civil.is_some())?;
    let class = if civil.is_some() {
        MentionClass::Person
    } else {
        class
    };
    let mut mention = reader.blank(at..name.end, class);
    mention.head = name.end - 1;
    mention.known = known;
    mention.gender = civil.flatten();
    mention.polity = nationality;
    if let Some(entry) = known.and_then(|id| reader.lexicon.name(id)) {
        mention.gender = mention.gender.or(entry.gender);
        if entry.class != NameClass::Person
            && matches!(
                entry.class,
                NameClass::Country | NameClass::Capital | NameClass::Demonym
            )
        {
            mention.polity = Some(entry.canonical.clone());
        }
    }
    if class == MentionClass::Person && name.len() > 1 {
        mention.gender = mention
            .gender
            .or_else(|| reader.lexicon.gender_of_given(reader.at(name.start)));
    }
    mention.name = Some(name);
    acronym(reader, &mut mention);
    Some(mention)
}

/// *l'**Américain** Peter Gallows*: a nationality before a person's name is not part of it.
fn nationality(reader: &Reader<'_>, at: usize) -> Option<String> {
    let state = reader
        .lexicon
        .demonym(reader.at(at), reader.document.language())?;
    let person = reader.is_capital(at)
        && reader.is_capital(at + 1)
        && reader.is_word(at + 1)
        && known_at(reader, at).is_none_or(|(length, ..)| length == 1)
        && (reader.lexicon.is_given_name(reader.at(at + 1))
            || reader.french() && reader.is_capital(at + 2))
        && !organisation_word(reader.at(at + 1));
    person.then(|| state.to_owned())
}

/// `la Russie`, `the BBC`, `du Kremlin`: the article is part of the mention.
fn with_article(reader: &Reader<'_>, at: usize) -> Option<Mention> {
    let article = if reader.french() {
        matches!(
            reader.at(at),
            "le" | "la" | "l'" | "les" | "du" | "au" | "aux"
        )
    } else {
        reader.at(at) == "the"
    };
    if !article || !reader.is_capital(at + 1) || known_at(reader, at).is_some() {
        return None;
    }
    let mut mention = read(reader, at + 1)?;
    let governed = reader.blank(at..at + 1, mention.class).governed;
    mention.tokens.start = at;
    mention.governed = governed;
    mention.determiner = words::Determiner::Definite;
    Some(mention)
}

/// `Union africaine (UA)`: the acronym belongs to the name.
pub(super) fn acronym(reader: &Reader<'_>, mention: &mut Mention) {
    let at = complement_end(reader, mention).unwrap_or(mention.tokens.end);
    let short = reader
        .document
        .token(at + 1)
        .is_some_and(|token| token.capitals && token.span.end - token.span.start <= 10);
    if reader.at(at) == "(" && reader.at(at + 2) == ")" && short {
        mention.acronym = Some(at + 1);
        mention.tokens.end = at + 3;
    }
}

/// `Marché commun de l'Afrique orientale et australe (COMESA)`: where the complement of a body's name ends before its acronym.
fn complement_end(reader: &Reader<'_>, mention: &Mention) -> Option<usize> {
    const REACH: usize = 10;
    let from = mention.tokens.end;
    if mention.class != MentionClass::Organization
        || !matches!(
            reader.at(from),
            "de" | "du" | "des" | "d'" | "pour" | "of" | "for" | "on"
        )
    {
        return None;
    }
    let word = |at: usize| {
        let mut letters = reader.at(at).chars();
        letters.all(|letter| letter.is_alphabetic() || matches!(letter, '\'' | '’' | '-'))
    };
    (from..from + REACH)
        .find(|at| !word(*at))
        .filter(|at| reader.at(*at) == "(")
}

/// *M.*, *Mme*, *Mr.*: its length and the gender that it shows.
fn civility(reader: &Reader<'_>, at: usize) -> Option<(usize, Option<Gender>)> {
    if !reader.is_capital(at + 1) && particles(reader, at + 1) == 0 {
        return None;
    }
    match reader.at(at) {
        "m." | "mr" | "mr." | "monsieur" => Some((1, Some(Gender::Masculine))),
        "mme" | "mme." | "mrs" | "mrs." | "ms" | "ms." | "madame" | "mlle" | "mlle." => {
            Some((1, Some(Gender::Feminine)))
        }
        // `Maj. Gen. John Roy`, `Sen. Roy`
        "gen." | "maj." | "brig." | "lt." | "col." | "capt." | "adm." | "sen." | "rep."
        | "gov." | "amb."
            if !reader.french() && reader.is_capital(at) =>
        {
            let two = matches!(reader.at(at + 1), "gen." | "col." | "cmdr." | "adm.");
            let two = two && reader.is_capital(at + 2);
            Some((1 + usize::from(two), None))
        }
        "mm." | "dr" | "dr." | "me" | "mgr" | "pr" | "pr." | "prof." | "sir" | "lord"
            if reader.is_capital(at) =>
        {
            Some((1, None))
        }
        _ => None,
    }
}

/// The tokens of a name, its class, and the known name it is.
pub(super) fn name_at(
    reader: &Reader<'_>,
    at: usize,
    civil: bool,
) -> Option<(Range<usize>, MentionClass, Option<u32>)> {
    let known = known_at(reader, at);
    let guessed = sequence(reader, at, civil);
    match (known, guessed) {
        (Some((length, class, id)), Some(end)) if end > at + length => {
            // A longer capitalised sequence that only begins with a known name is another name: `Washington Post`.
            let rest_is_name = class != MentionClass::Person || !reader.is_capital(at + length);
            let given = length == 1 && class == MentionClass::Place
                || length == 1
                    && reader.lexicon.is_given_name(reader.at(at))
                    && (!reader.lexicon.is_given_name(reader.at(at + 1))
                        || class != MentionClass::Country);
            if class != MentionClass::Person && !given && !joined(reader, at + length, end) {
                return Some((at..at + length, class, Some(id)));
            }
            if rest_is_name || class == MentionClass::Person {
                let class = guess(reader, at..end, civil);
                return Some((at..end, class, None));
            }
            Some((at..at + length, class, Some(id)))
        }
        (Some((length, class, id)), _) => Some((at..at + length, class, Some(id))),
        (None, Some(end)) => Some((at..end, guess(reader, at..end, civil), None)),
        (None, None) => None,
    }
}

/// Whether the words after a country's name belong to one name with it: `US Navy`, but not `Russia Vladimir`.
fn joined(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    (from..end).any(|index| organisation_word(reader.at(index)))
}

fn known_at(reader: &Reader<'_>, at: usize) -> Option<(usize, MentionClass, u32)> {
    let capital = reader.is_capital(at)
        || (reader.is_capital(at + 1)
            && matches!(
                reader.at(at),
                "la" | "le" | "les" | "the" | "l'" | "el" | "al"
            ));
    if !capital {
        return None;
    }
    let (length, ids) = reader
        .lexicon
        .names_at(reader.document, at, reader.sentence.end)?;
    if length == 1
        && (words::closed(reader.at(at), reader.french())
            && !reader
                .document
                .token(at)
                .is_some_and(|token| token.capitals))
    {
        return None;
    }
    let rank = |class: NameClass| match class {
        NameClass::Country => 0,
        NameClass::Organization
        | NameClass::Office
        | NameClass::Medium
        | NameClass::Agency
        | NameClass::Group => 1,
        NameClass::Person => 2,
        NameClass::Capital => 3,
        NameClass::Demonym => 4,
        NameClass::Place => 5,
    };
    let best = ids
        .iter()
        .filter_map(|id| {
            reader
                .lexicon
                .name(*id)
                .map(|name| (rank(name.class), *id, name.class))
        })
        .min_by_key(|(rank, id, _)| (*rank, *id))?;
    // A nationality is an adjective unless it is plural with an article or written as a name.
    if best.2 == NameClass::Demonym && !is_people(reader, at) {
        return None;
    }
    Some((length, class_of_name(best.2), best.1))
}

/// *les Russes*, *Russes et Américains*, *Russians*.
fn is_people(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.at(at);
    let plural = word.ends_with('s') || word.ends_with('x');
    let next = reader.at(at + 1);
    if reader.french() {
        return plural && reader.is_capital(at);
    }
    plural
        && reader.is_capital(at)
        && !reader.is_capital(at + 1)
        && next != "'s"
        && !word.ends_with("ss")
}

/// The end of the capitalised sequence at `at`, if it looks like a name.
fn sequence(reader: &Reader<'_>, at: usize, civil: bool) -> Option<usize> {
    // `de Mistura`, `van Dyck`: a particle before the only name.
    let leading = particles(reader, at);
    if leading > 0 && (civil || !reader.french()) && !reader.is_capital(at) {
        return sequence(reader, at + leading, civil);
    }
    if !reader.is_capital(at) || !reader.is_word(at) {
        return None;
    }
    let word = reader.at(at);
    // `le chef de l'État Ivan Petrov`: the state belongs to the office.
    if word == "etat"
        && at > 2
        && (reader.at(at - 1) == "l'"
            && matches!(
                reader.at(at - 3),
                "chef" | "chefs" | "ministre" | "ministres"
            )
            || reader.at(at - 1) == "d'"
                && matches!(
                    reader.at(at - 2),
                    "secretaire" | "secretaires" | "chef" | "chefs" | "ministre" | "ministres"
                ))
    {
        return None;
    }
    // `M. Le Guen`: after a civility an article begins the name.
    let article = civil && reader.is_capital(at + 1) && reader.is_word(at + 1);
    if words::closed(word, reader.french())
        && !article
        && !reader
            .document
            .token(at)
            .is_some_and(|token| token.capitals && word.len() > 1)
    {
        return None;
    }
    if calendar(word) {
        return None;
    }
    let first = starts_sentence(reader, at);
    let mut end = at + 1;
    loop {
        if article_name(reader, end) {
            end += 1;
            continue;
        }
        if reader.is_capital(end) && reader.is_word(end) {
            let next = reader.at(end);
            if calendar(next)
                || (words::closed(next, reader.french())
                    && !reader
                        .document
                        .token(end)
                        .is_some_and(|token| token.capitals))
            {
                break;
            }
            // `Ministry of External Affairs Anurag Srivastava`: a portfolio ends the name of its ministry.
            if reader.at(end - 1) == "affairs" && end > at + 1 {
                break;
            }
            end += 1;
            continue;
        }
        // `De la Cruz` at the head of a sentence.
        if end == at + 1
            && matches!(reader.at(end), "la" | "las" | "los" | "der" | "den")
            && matches!(word, "de" | "van" | "von")
            && reader.is_capital(end + 1)
        {
            end += 2;
            continue;
        }
        // Particles and joints inside a name.
        let joint = particle(reader, end);
        if joint > 0 && reader.is_capital(end + joint) && !calendar(reader.at(end + joint)) {
            end += joint + 1;
            continue;
        }
        // `Mohammed VI`, `Apollo 11` keep their number; `&` joins.
        if matches!(reader.at(end), "&" | "–")
            && reader.is_capital(end + 1)
            && !reader
                .document
                .token(end)
                .is_some_and(|token| token.spaced && reader.at(end) == "–")
        {
            end += 2;
            continue;
        }
        break;
    }
    end = with_adjectives(reader, at, end);
    let lone = end == at + 1;
    if lone && first {
        // The first word of a sentence is a name only if the text or the lexicon knows it as one.
        let named = reader.capitals.contains(word)
            || reader
                .document
                .token(at)
                .is_some_and(|token| token.capitals)
            || reader.lexicon.is_surname(word);
        let common = reader
            .lexicon
            .noun_at(reader.document, at, reader.sentence.end)
            .is_some();
        if !named || common {
            return None;
        }
    }
    if reader.title_case
        && lone
        && !reader.capitals.contains(word)
        && !reader.lexicon.is_surname(word)
        && !reader.french()
    {
        return None;
    }
    if lone
        && reader
            .document
            .token(at)
            .is_some_and(|token| token.span.end - token.span.start < 2)
    {
        return None;
    }
    Some(end)
}

/// `Organisation des États américains`, `Croix-Rouge internationale`: in French the adjectives of a body's name are in
/// lower case.
fn with_adjectives(reader: &Reader<'_>, at: usize, end: usize) -> usize {
    let body = reader.french() && (at..end).any(|index| organisation_word(reader.at(index)));
    if !body || reader.is_capital(end) {
        return end;
    }
    let adjective = |index: usize| {
        let word = reader.at(index);
        let nationality = reader
            .lexicon
            .demonym(word, reader.document.language())
            .is_some();
        (nationality || words::french_adjective(word)) && !words::closed(word, true)
    };
    let mut stop = end;
    while stop < end + 2 && reader.is_word(stop) && adjective(stop) {
        stop += 1;
    }
    stop
}

/// Whether a sentence, or a sentence within a quotation, begins at this token.
fn starts_sentence(reader: &Reader<'_>, at: usize) -> bool {
    if at == reader.sentence.start {
        return true;
    }
    let before = reader.document.folded(at - 1);
    // `…," Roy said`: after the quotation the sentence goes on.
    if !reader.quoted.get(at).copied().unwrap_or(false)
        && matches!(before, "\"" | "”" | "»" | "''" | "’")
        && matches!(reader.at(at.wrapping_sub(2)), "," | "!" | "?")
    {
        return false;
    }
    !before
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric)
        && !matches!(before, "," | "(" | "-" | "'" | "/" | "'s")
        && !before.ends_with('\'')
}

/// `al-Assad`, `el-Sissi`: an Arabic article in lower case joined to a name.
fn article_name(reader: &Reader<'_>, at: usize) -> bool {
    let Some(token) = reader
        .document
        .token(at)
        .filter(|_| reader.sentence.contains(&at))
    else {
        return false;
    };
    let word = token.span.of(reader.document.text());
    let rest = [
        "al-", "el-", "as-", "ad-", "ar-", "at-", "ul-", "ech-", "es-",
    ]
    .iter()
    .find_map(|article| word.strip_prefix(article));
    rest.is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether a hyphen stands behind the two to four letters of an article: most words are told apart at once.
fn has_early_hyphen(folded: &str) -> bool {
    folded
        .as_bytes()
        .get(2..5)
        .is_some_and(|bytes| bytes.contains(&b'-'))
}

/// Whether a token is an article in lower case joined to a name.
fn article_before(token: Option<&crate::text::Token>, document: &Document<'_>) -> bool {
    token.is_some_and(|token| {
        let word = token.span.of(document.text());
        word.split_once('-').is_some_and(|(article, rest)| {
            matches!(article, "al" | "el" | "ben" | "bin" | "ould" | "ibn")
                && rest.starts_with(char::is_uppercase)
        })
    })
}

/// How many tokens of particles stand at `at`: `de`, `de la`, `ben`, `al-`, `of`, `of the`.
fn particle(reader: &Reader<'_>, at: usize) -> usize {
    let word = reader.at(at);
    let next = reader.at(at + 1);
    let joint = matches!(word, "e" | "y" | "abu" | "bint" | "umm");
    if joint {
        return 1;
    }
    let french_article = reader.french() && matches!(word, "de" | "d'" | "du" | "des");
    if !french_article {
        let length = particles(reader, at);
        if length > 0 {
            return length;
        }
    }
    if !reader.french() && word == "of" {
        // `Bank of England`, `Department of State`: only after a word of organisations.
        let before = reader.at(at.wrapping_sub(1));
        if organisation_word(before) {
            return 1 + usize::from(next == "the");
        }
    }
    // `Afrique de l'Ouest`, `Europe du Nord`
    let region = matches!(
        reader.at(at.wrapping_sub(1)),
        "afrique" | "europe" | "asie" | "amerique" | "mediterranee"
    );
    if reader.french() && region && matches!(word, "de" | "du") {
        let side = at + 1 + usize::from(next == "l'");
        if matches!(reader.at(side), "ouest" | "est" | "nord" | "sud") {
            return side - at;
        }
    }
    if reader.french() && matches!(word, "de" | "d'" | "du" | "des") {
        let before = reader.at(at.wrapping_sub(1));
        if organisation_word(before) || reader.lexicon.is_given_name(before) {
            return 1 + usize::from(matches!(next, "la" | "l'"));
        }
    }
    0
}

/// How many particles of surnames stand at `at` before a capital: `de la`, `van der`, `bin`.
fn particles(reader: &Reader<'_>, at: usize) -> usize {
    let is_particle = |word: &str| {
        matches!(
            word,
            "de" | "del"
                | "della"
                | "di"
                | "da"
                | "do"
                | "dos"
                | "das"
                | "du"
                | "d'"
                | "van"
                | "von"
                | "der"
                | "den"
                | "ter"
                | "ten"
                | "ben"
                | "bin"
                | "ibn"
                | "al"
                | "el"
                | "ould"
                | "zu"
        )
    };
    let mut length = 0;
    while length < 3
        && (is_particle(reader.at(at + length))
            || length > 0 && matches!(reader.at(at + length), "la" | "las" | "los" | "l'"))
    {
        length += 1;
    }
    let closes = reader.is_capital(at + length) && reader.is_word(at + length);
    if closes { length } else { 0 }
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
    )
}

fn calendar(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "april"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "janvier"
            | "fevrier"
            | "avril"
            | "juin"
            | "juillet"
            | "aout"
            | "septembre"
            | "octobre"
            | "novembre"
            | "decembre"
    )
}

/// What an unknown name most likely names.
fn guess(reader: &Reader<'_>, name: Range<usize>, civil: bool) -> MentionClass {
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

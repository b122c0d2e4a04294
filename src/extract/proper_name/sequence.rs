//! Capitalised sequences that look like names, with the particles inside them.
//!
//! > *Jamal Ben Amor · Organisation des États **américains** · Bank **of** England*

use super::super::mention::Reader;
use super::super::noun_phrase::is_english_verb;
use super::super::noun_phrase::portfolio::{is_portfolio, second_half};
use super::super::words;
use super::class::organisation_word;
use super::particle::{article_name, particle, particles};

/// The end of the capitalised sequence at `at`, if it looks like a name.
pub(super) fn sequence(reader: &Reader<'_>, at: usize, civil: bool) -> Option<usize> {
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
    if calendar(word) || is_faith(word) && !reader.french() && reader.is_capital(at + 1) {
        return None;
    }
    let first = starts_sentence(reader, at);
    // `Actually Tony Blair thought`, `Previously Rome said`
    if first && reader.is_capital(at + 1) && is_opening_adverb(reader, word) {
        return None;
    }
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
            // `Roy Calls For Calm`: in a headline capitals show nothing; only what the text itself names goes on.
            if reader.title_case && !reader.french() && !is_name_part(reader, end) {
                break;
            }
            // `Commissioner for Trade Peter Roy`, `le porte-parole de l'ODS Paul Roy`: a given name begins a person.
            if at > reader.sentence.start
                && reader.lexicon.is_given_name(next)
                && reader.is_capital(end + 1)
                && ends_body(reader, end - 1)
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
        // `Ministry of Health and Human Services`
        if (at..end).any(|index| organisation_word(reader.at(index)))
            && let Some(past) = second_half(reader, end)
        {
            end = past;
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
    // `Turkish news wires`: an adjective.
    if lone && is_adjective(reader, at) {
        return None;
    }
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
    if reader.title_case && !reader.french() && !is_name_part(reader, at) {
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

/// Whether the name of a body may end at a token, so that a person's name beside it begins behind: a portfolio, an acronym, a point
/// of the compass, a paper or a court; institutes are named after persons.
fn ends_body(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.at(at);
    let acronym = reader
        .document
        .token(at)
        .is_some_and(|token| token.capitals && word.len() > 1 && word.len() < 6);
    is_portfolio(word)
        || acronym
        || matches!(
            word,
            "cour"
                | "court"
                | "times"
                | "post"
                | "guardian"
                | "parlement"
                | "parliament"
                | "senat"
                | "senate"
                | "congres"
                | "congress"
                | "sud"
                | "nord"
                | "est"
                | "ouest"
                | "south"
                | "north"
                | "east"
                | "west"
        )
}

/// *Actually*, *Previously*: an English adverb that opens a sentence, which is no given name.
fn is_opening_adverb(reader: &Reader<'_>, word: &str) -> bool {
    !reader.french()
        && word.len() > 5
        && word.ends_with("ly")
        && !reader.lexicon.is_given_name(word)
        && !reader.lexicon.is_surname(word)
}

/// ***Turkish** news wires*: an English nationality before a common noun.
fn is_adjective(reader: &Reader<'_>, at: usize) -> bool {
    let next = reader.at(at + 1);
    !reader.french()
        && reader
            .lexicon
            .demonym(reader.at(at), reader.document.language())
            .is_some()
        && reader.is_word(at + 1)
        && !reader.is_capital(at + 1)
        && !words::closed(next, false)
        && !is_english_verb(next)
        && reader
            .lexicon
            .noun_at(reader.document, at + 1, reader.sentence.end)
            .is_none()
}

/// Whether a word of an English headline is part of a name: the text writes it with a capital elsewhere, or it is known as one.
fn is_name_part(reader: &Reader<'_>, at: usize) -> bool {
    let word = reader.at(at);
    reader.capitals.contains(word)
        || reader.lexicon.is_surname(word)
        || reader.lexicon.is_given_name(word)
        || organisation_word(word)
        || reader
            .lexicon
            .names_at(reader.document, at, reader.sentence.end)
            .is_some()
        || reader
            .document
            .token(at)
            .is_some_and(|token| token.capitals)
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

/// *the **Shiite** Karim Amari*: the faith of somebody is no part of the name.
fn is_faith(word: &str) -> bool {
    matches!(
        word,
        "shiite" | "shia" | "sunni" | "alawite" | "druze" | "maronite"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::english;

    #[test]
    fn capitals_of_a_headline_make_no_name() {
        assert_eq!(
            english(
                "Port Minister Says Talks Failed\n\nThe port minister said the talks had failed."
            ),
            ["en.that: Port Minister: the talks had failed"]
        );
    }
}

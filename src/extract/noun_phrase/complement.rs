//! The complements of a head, and the state that they name.
//!
//! > *le porte-parole **du Kremlin** · ambassadeur **à l'ONU** · the spokesman **of the State Department***

use super::super::facts::SpeechAct;
use super::super::mention::{Mention, MentionClass, Reader};
use super::super::{NameClass, proper_name, words};
use super::english::is_english_verb;
use super::french::french_adjectives;
use super::portfolio::is_portfolio;

/// A noun phrase stops growing after this many tokens.
const LONGEST: usize = 28;

/// Complements of the head: *du Kremlin*, *de la Russie*, *à l'ONU*, *of the State Department*.
pub(super) fn complements(
    reader: &Reader<'_>,
    start: usize,
    end: &mut usize,
    polity: &mut Option<String>,
) {
    for _ in 0..3 {
        if *end >= start + LONGEST || is_charged(reader, start, *end) {
            return;
        }
        // `a fait part à son homologue de son inquiétude`: a counterpart is nobody's but his.
        let counterpart = (start..*end).any(|at| {
            matches!(
                reader.at(at),
                "homologue" | "homologues" | "interlocuteur" | "interlocuteurs"
            )
        });
        if counterpart
            && matches!(
                (reader.at(*end), reader.at(*end + 1)),
                ("de", "son" | "sa" | "ses" | "leur" | "leurs" | "l'" | "la")
            )
        {
            return;
        }
        let Some(next) = complement(reader, *end, polity) else {
            return;
        };
        *end = next;
        if let Some(last) = row(reader, start, next) {
            *end = last;
            return;
        }
    }
}

/// *accused the government **of** fraud*, *accuse le gouvernement **de** fraude*: with what, where a verb of saying takes a person
/// and something said of them, and no name or article makes it a complement.
fn is_charged(reader: &Reader<'_>, start: usize, at: usize) -> bool {
    let (joint, frame) = if reader.french() {
        (matches!(reader.at(at), "de" | "d'"), "de")
    } else {
        (reader.at(at) == "of", "of")
    };
    let Some(verb) = start.checked_sub(1).filter(|_| joint) else {
        return false;
    };
    let bare = !reader.is_capital(at + 1)
        && words::determiner(reader.at(at + 1), reader.french()).is_none();
    bare && reader
        .lexicon
        .verbs(reader.document.language())
        .at(reader.document, verb)
        .any(|(verb, _, _)| {
            verb.act == SpeechAct::Accuse && verb.frames.object.iter().any(|what| what == frame)
        })
}

/// *the leaders of Rome**, Paris and Riga***: several of one office, whose states stand in a row.
fn row(reader: &Reader<'_>, start: usize, end: usize) -> Option<usize> {
    if reader.french() {
        return french_row(reader, start, end);
    }
    let of = (start..end).rev().find(|at| reader.at(*at) == "of")?;
    let head = of.checked_sub(1).filter(|head| *head >= start)?;
    let several = matches!(
        reader.at(head),
        "leaders"
            | "ministers"
            | "presidents"
            | "heads"
            | "chiefs"
            | "envoys"
            | "ambassadors"
            | "governments"
            | "representatives"
            | "diplomats"
            | "delegations"
    );
    if !several {
        return None;
    }
    let state = |at: usize| {
        let at = at + usize::from(reader.at(at) == "the");
        reader
            .is_capital(at)
            .then(|| proper_name::read(reader, at))
            .flatten()
            .filter(|name| state_of(reader, name).is_some())
            .map(|name| name.tokens.end)
    };
    let mut last = end;
    loop {
        match reader.at(last) {
            "," if reader.at(last + 1) == "and" => return state(last + 2),
            "," => last = state(last + 1)?,
            "and" => return state(last + 1),
            _ => return None,
        }
    }
}

/// *les ministres de Rome**, de Paris et de Riga***.
fn french_row(reader: &Reader<'_>, start: usize, end: usize) -> Option<usize> {
    let several = (start..end).any(|at| {
        matches!(
            reader.at(at),
            "ministres"
                | "dirigeants"
                | "presidents"
                | "chefs"
                | "ambassadeurs"
                | "gouvernements"
                | "representants"
                | "diplomates"
                | "delegations"
                | "envoyes"
                | "emissaires"
        )
    });
    let member = |at: usize| {
        let of = matches!(reader.at(at), "de" | "d'" | "du" | "des");
        let name = at + 1 + usize::from(matches!(reader.at(at + 1), "la" | "l'"));
        (of && reader.is_capital(name))
            .then(|| proper_name::read(reader, name))
            .flatten()
            .filter(|read| state_of(reader, read).is_some())
            .map(|read| read.tokens.end)
    };
    let mut last = end;
    while several && reader.at(last) == "," {
        last = member(last + 1)?;
    }
    if !several || last == end || reader.at(last) != "et" {
        return None;
    }
    member(last + 1)
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
    // `demande à ses alliés de nouvelles garanties`: an article.
    if !of || french && word == "de" && words::before_adjective(reader.at(at + 1)) {
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
        // `the spokeswoman of Iran's armed forces`, `the head of Russia's MFA`
        if let Some(past) = owned(reader, stop).filter(|_| !french) {
            return Some(past);
        }
        if french && matches!(word, "de" | "d'" | "du" | "des") && name.acronym.is_none() {
            french_adjectives(reader, &mut stop, polity);
        }
        if !french
            && word == "of"
            && next > at + 1
            && let Some(state) = nationality(reader, &name)
        {
            polity.get_or_insert_with(|| state.to_owned());
            stop = common_noun(reader, stop).unwrap_or(stop);
        } else if !french && word == "of" && matches!(reader.at(next - 1), "a" | "an") {
            // `the chairman of a Senate subcommittee`
            stop = reader
                .lexicon
                .noun_at(reader.document, stop, reader.sentence.end)
                .map_or(stop, |(length, _)| stop + length);
        }
        return Some(stop);
    }
    let spoken_for = word == "for"
        && words::determiner(reader.at(at + 1), false).is_some()
        && reader
            .lexicon
            .noun_at(reader.document, at + 2, reader.sentence.end)
            .is_some();
    // `accused members of leaking the text`: what they did, not who they are.
    let done = reader.at(next).len() > 4
        && reader.at(next).ends_with("ing")
        && reader
            .lexicon
            .noun_at(reader.document, next, reader.sentence.end)
            .is_none();
    if !french && (done || word != "of" && !spoken_for) {
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
        if let Some(state) = reader.lexicon.demonym(word, reader.document.language()) {
            polity.get_or_insert_with(|| state.to_owned());
        }
        stop = common_noun(reader, next).unwrap_or(next);
    }
    (stop > next).then_some(stop)
}

/// One past the body that a state owns: *Iran**'s armed forces***.
fn owned(reader: &Reader<'_>, at: usize) -> Option<usize> {
    const LONGEST: usize = 4;
    if reader.at(at) != "'s" {
        return None;
    }
    if reader.is_capital(at + 1) {
        let name = proper_name::read(reader, at + 1)?;
        return (!matches!(name.class, MentionClass::Person)).then_some(name.tokens.end);
    }
    (at + 1..at + 1 + LONGEST)
        .take_while(|next| {
            reader.is_word(*next)
                && !words::closed(reader.at(*next), false)
                && !is_english_verb(reader.at(*next))
        })
        .find_map(|next| {
            let (length, _) = reader
                .lexicon
                .noun_at(reader.document, next, reader.sentence.end)?;
            Some(next + length)
        })
}

/// One past an English common noun and the words before it: *the foreign **ministry***; a few words if none is known.
fn common_noun(reader: &Reader<'_>, from: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    const UNKNOWN: usize = 3;
    let mut stop = from;
    while stop < from + LONGEST
        && reader.is_word(stop)
        && !words::closed(reader.at(stop), false)
        && !is_english_verb(reader.at(stop))
    {
        let noun = reader
            .lexicon
            .noun_at(reader.document, stop, reader.sentence.end);
        if let Some((length, _)) = noun {
            return Some(stop + length);
        }
        stop += 1;
    }
    (stop > from).then_some(stop.min(from + UNKNOWN))
}

/// *the head of the **Estonian** diplomatic service*: the nationality of what follows.
fn nationality<'r>(reader: &'r Reader<'_>, name: &Mention) -> Option<&'r str> {
    let next = name.tokens.end;
    (name.tokens.len() == 1 && reader.is_word(next) && !reader.is_capital(next))
        .then(|| {
            reader
                .lexicon
                .demonym_at(reader.document, name.tokens.start)
        })
        .flatten()
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
    // *secrétaire d'État au Budget*
    if is_portfolio(reader.at(next)) && reader.at(at) != "en" {
        return false;
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
        NameClass::Organization | NameClass::Office | NameClass::Country | NameClass::Capital
    )
    .then(|| entry.canonical.clone())
}

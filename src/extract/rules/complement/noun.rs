//! An act of saying with a noun phrase: what is spoken of, or a noun of saying.
//!
//! > *dénonce une ingérence · s'inquiète du retard · lance un appel au calme · praised the deal · voiced concern over the arrests*

use std::ops::Range;

use super::super::super::cue::Standing;
use super::super::super::facts::SpeechAct;
use super::super::super::inflect::Form;
use super::super::super::mention::MentionClass;
use super::super::super::scan::Scan;
use super::super::super::words;
use super::extent::noun_end;
use super::{Hit, Place, What, infinitive};

/// How far behind its verb a vote may tell how it went.
const LONGEST_VOTE: usize = 14;

/// Reads one.
pub(super) fn read(place: &Place<'_>) -> Option<Hit> {
    if describes(place) || sets_scene(place) || shows(place) {
        return None;
    }
    speech(place)
        .or_else(|| governed(place))
        .or_else(|| quoted(place))
        .or_else(|| plain(place))
}

/// *a message expressing concern*, *a move casting doubt*: the participle belongs to a thing, which says nothing.
fn describes(place: &Place<'_>) -> bool {
    let Place { scan, cue, .. } = *place;
    let before = cue.group.start.wrapping_sub(1);
    cue.form == Form::Gerund
        && !scan.french()
        && scan.is_word(before)
        && !words::closed(scan.at(before), false)
        && !scan.search.is_filler(before)
        && scan.search.mention_ending(cue.group.start).is_none()
}

/// *affichaient leur optimisme*: a feeling that shows; *affiche un optimisme « intact »* tells it in words.
fn shows(place: &Place<'_>) -> bool {
    let Place { scan, cue, at, end } = *place;
    cue.verb.lemma == "afficher" && !(at..end).any(|index| scan.search.is_quoted(index))
}

/// ***Describing** the situation, Roy said …*: what somebody speaks of before what is said of it.
fn sets_scene(place: &Place<'_>) -> bool {
    let Place { scan, cue, .. } = *place;
    cue.form == Form::Gerund
        && !scan.french()
        && cue.group.start <= scan.sentence(cue.sentence).start + 1
        && matches!(
            cue.verb.lemma.as_str(),
            "describe" | "outline" | "detail" | "explain" | "recall" | "highlight" | "mention"
        )
}

/// *lance un appel à la retenue*, *voiced concern that the talks might fail*: the noun says what is done.
fn speech(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, end } = *place;
    let frames = &cue.verb.frames;
    let says = frames.speech || frames.noun && cue.verb.act == SpeechAct::Assert;
    if !says {
        return None;
    }
    let (head, noun) = scan.search.speech_noun(at, end)?;
    // `a exprimé à son homologue son inquiétude`: whom it is told.
    let directed =
        scan.french() && (scan.document().lower(at) == "à" || matches!(scan.at(at), "au" | "aux"));
    let told = scan
        .search
        .mention_at(at + usize::from(scan.at(at) == "a"))
        .filter(|told| directed && told.tokens.end < head.end);
    let at = told.map_or(at, |told| told.tokens.end);
    // `cancelled the talks, casting doubt on its intentions`: what is done casts doubt, nobody says so.
    let said_before = scan.cues_of(cue.sentence).any(|(_, other)| {
        other.group.start < cue.group.start && other.standing == Standing::Finite
    });
    if cue.form == Form::Gerund && frames.light() && !said_before {
        return None;
    }
    let after = head.end;
    let word = scan.at(after);
    let start = if matches!(word, "que" | "qu'") || word == "that" {
        after + 1
    } else if let Some(preposition) = &noun.content {
        match (preposition.as_str(), word) {
            ("de", "de" | "d'") if infinitive::stands_at(scan, after + 1, end) => after + 1,
            ("a", "a") | ("for", "for") => after + 1,
            ("a", "au" | "aux") | (_, "to") => after,
            _ => at,
        }
    } else {
        at + usize::from(
            matches!(place.word(), "de" | "d'")
                && words::determiner(scan.at(at + 1), true).is_some(),
        )
    };
    let clause = start > at + 1;
    let stop = if clause && (word != "de" || infinitive::stands_at(scan, start, end)) {
        place.clause_end(start)
    } else {
        noun_end(scan, start, cue.sentence)
    };
    let mut hit = Hit::new(What::Noun, start..stop, 0.78);
    hit.act = (noun.act != SpeechAct::Assert).then_some(noun.act);
    Some(hit)
}

/// *s'inquiète du retard*, *insiste sur l'urgence*, *called for calm*: a noun phrase after a preposition.
fn governed(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, .. } = *place;
    for preposition in &cue.verb.frames.noun_after {
        let length = preposition.split(' ').count();
        let fits = preposition.split(' ').enumerate().all(|(offset, part)| {
            let here = scan.at(at + offset);
            here == part
                || (part == "de" && matches!(here, "d'" | "du" | "des"))
                || (part == "a" && matches!(here, "au" | "aux"))
        });
        if !fits {
            continue;
        }
        let contracted = matches!(scan.at(at + length - 1), "du" | "des" | "au" | "aux");
        let mut start = at + length - usize::from(contracted);
        // `insiste sur le fait que`
        let fact = matches!(scan.at(start), "le" | "the")
            && matches!(scan.at(start + 1), "fait" | "fact")
            && matches!(scan.at(start + 2), "que" | "qu'" | "that");
        if fact {
            start += 3;
            return Some(Hit::new(What::Noun, start..place.clause_end(start), 0.8));
        }
        let mut stop = noun_end(scan, start, cue.sentence);
        // `parle de « progrès », de discussions « franches »`: the preposition again.
        while scan.french()
            && scan.at(stop) == ","
            && preposition == "de"
            && matches!(scan.at(stop + 1), "de" | "d'" | "du" | "des")
            && stop + 2 < place.end
        {
            stop = noun_end(scan, stop + 2, cue.sentence);
        }
        // Speaking of something is a statement only where words are quoted.
        if matches!(
            cue.verb.lemma.as_str(),
            "parler"
                | "speak"
                | "talk"
                | "témoigner"
                | "faire allusion"
                | "faire référence"
                | "faire mention"
                | "allude"
                | "refer"
        ) && !(start..stop).any(|index| scan.search.is_quoted(index) || scan.at(index) == "as")
        {
            continue;
        }
        // `s'en est pris à Paul Roy`: at whom, not what.
        let whom = scan.search.mention_at(start).is_some_and(|mention| {
            mention.class == MentionClass::Person
                && mention.name.is_some()
                && (stop == mention.tokens.end
                    || !scan.french() && scan.at(mention.tokens.end) == ",")
        });
        if whom {
            continue;
        }
        if scan.is_text(start) || scan.search.is_quote(start) {
            let mut hit = Hit::new(What::Noun, start..stop, 0.72);
            // `called in a statement for calm`: to call for something asks, to call it something judges.
            hit.act = (cue.verb.lemma == "call").then_some(SpeechAct::Demand);
            return Some(hit);
        }
    }
    None
}

/// *juge « inacceptable » le retard*: a judgement whose words are quoted.
fn quoted(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, .. } = *place;
    let frames = &cue.verb.frames;
    let opened = scan
        .quotation_at(at)
        .is_some_and(|quotation| quotation.closed)
        && at == scan.search.skip_circumstances(cue.group.end, place.end);
    (opened && (frames.clause || frames.quotation) && !frames.noun)
        .then(|| Hit::new(What::Noun, at..noun_end(scan, at, cue.sentence), 0.7))
}

fn plain(place: &Place<'_>) -> Option<Hit> {
    let Place { scan, cue, at, .. } = *place;
    let frames = &cue.verb.frames;
    // `…, condamnant ainsi le pays à`: what follows from the clause, not what is said of it.
    if cue.form == Form::Gerund && matches!(scan.at(cue.group.end), "ainsi" | "thus" | "thereby") {
        return None;
    }
    // `martèle depuis plusieurs jours que …`: since when.
    if matches!(scan.at(at.wrapping_sub(1)), "depuis" | "pendant" | "durant") {
        return None;
    }
    let own = frames.possessive
        && matches!(
            words::determiner(scan.at(at), scan.french()),
            Some((words::Determiner::Possessive, _))
        );
    if !(frames.noun && begins_phrase(scan, at) || own) {
        return None;
    }
    // The object of a participle is less surely something said.
    let confidence = if cue.form == Form::Gerund { 0.7 } else { 0.74 };
    let fact = matches!(scan.at(at), "le" | "the")
        && matches!(scan.at(at + 1), "fait" | "fact")
        && matches!(scan.at(at + 2), "que" | "qu'" | "that");
    // `a évoqué la crise`: a topic; `a évoqué une trêve` puts something forward.
    let topic = matches!(
        cue.verb.lemma.as_str(),
        "évoquer" | "mentionner" | "exposer" | "détailler"
    ) && matches!(
        words::determiner(scan.at(at), true),
        Some((
            words::Determiner::Definite
                | words::Determiner::Demonstrative
                | words::Determiner::Possessive,
            _
        ))
    ) && !(at..noun_end(scan, at, cue.sentence))
        .any(|index| scan.search.is_quoted(index) || scan.at(index) == "comme")
        && !matches!(
            scan.at(at + 1),
            "possibilite" | "hypothese" | "eventualite" | "idee" | "piste" | "option" | "risque"
        );
    if topic {
        return None;
    }
    // `resigned, citing ill health`: a ground.
    if cue.form == Form::Gerund && matches!(cue.verb.lemma.as_str(), "cite" | "invoquer") {
        return None;
    }
    // `criticised Rome`: whom, not what.
    let whom = scan.search.mention_at(at).is_some_and(|mention| {
        // `dismissed his chief of staff`: nobody is turned down in words.
        let dismissed = cue.verb.lemma == "dismiss" && mention.class == MentionClass::Person;
        dismissed
            || mention.name.is_some() && noun_end(scan, at, cue.sentence) == mention.tokens.end
    });
    // `people seeking refuge`: they look for it.
    let looked_for = cue.verb.lemma == "seek"
        && (at..at + 3).any(|index| {
            matches!(
                scan.at(index),
                "refuge"
                    | "asylum"
                    | "shelter"
                    | "protection"
                    | "work"
                    | "treatment"
                    | "re-election"
            )
        });
    if whom || looked_for || recalls(scan, &cue.verb.lemma, at) {
        return None;
    }
    // `has rejected the deal`: a bare answer is what was said.
    let answer = matches!(
        cue.verb.act,
        SpeechAct::Deny | SpeechAct::Reject | SpeechAct::Accept
    ) && matches!(
        words::determiner(scan.at(at), scan.french()),
        Some((
            words::Determiner::Definite | words::Determiner::Demonstrative,
            _
        ))
    ) && cue.form != Form::Gerund
        && cue.standing == Standing::Finite
        && noun_end(scan, at, cue.sentence) <= at + 3;
    let content = if answer && at == cue.group.end {
        cue.group.start..noun_end(scan, at, cue.sentence)
    } else if fact {
        at + 3..place.clause_end(at + 3)
    } else {
        let phrase = at..noun_end(scan, at, cue.sentence);
        let phrase = at..before_audience(scan, phrase);
        at..before_date(scan, cue.verb.act, phrase)
    };
    // `ont rejeté le texte par référendum`: a vote says nothing.
    let voted = (at..place.end).take(LONGEST_VOTE).any(|index| {
        matches!(scan.at(index), "par" | "a" | "lors" | "by" | "in")
            && (index + 1..index + 4)
                .any(|noun| matches!(scan.at(noun), "referendum" | "voix" | "unanimite" | "votes"))
    });
    if voted
        && matches!(
            cue.verb.act,
            SpeechAct::Reject | SpeechAct::Accept | SpeechAct::Confirm
        )
    {
        return None;
    }
    // `denied a report that …`: the clause belongs to the noun, whatever others say in it.
    let clause = (content.start + 1..content.end.min(content.start + 8)).any(|at| {
        scan.at(at) == "that" && scan.is_word(at - 1) && !words::closed(scan.at(at - 1), false)
    });
    let confidence = if clause && !scan.french() {
        0.88
    } else {
        confidence
    };
    Some(Hit::new(What::Noun, content, confidence))
}

/// *confirmed the meeting **to Radio Nord***, *announced the truce **to reporters***: who was told.
fn before_audience(scan: &Scan<'_>, phrase: Range<usize>) -> usize {
    let hears = |at: usize| {
        matches!(scan.at(at), "reporters" | "journalists" | "newsmen")
            || matches!(scan.at(at), "the" | "local" | "state")
                && matches!(scan.at(at + 1), "press" | "media" | "reporters")
            || (at..at + 2).any(|start| {
                scan.search
                    .mention_at(start)
                    .is_some_and(|who| who.class == MentionClass::Medium)
            })
    };
    (phrase.start + 1..phrase.end)
        .find(|at| !scan.french() && scan.at(*at) == "to" && hears(at + 1))
        .unwrap_or(phrase.end)
}

/// *a rejeté l'accord **lundi***: the day on which it was said. What is announced or asked for has a day of its own.
fn before_date(scan: &Scan<'_>, act: SpeechAct, phrase: Range<usize>) -> usize {
    let answers = matches!(
        act,
        SpeechAct::Accept
            | SpeechAct::Reject
            | SpeechAct::Deny
            | SpeechAct::Confirm
            | SpeechAct::Criticise
            | SpeechAct::Praise
    );
    scan.document()
        .dates_in(&phrase)
        .map(|(_, date)| date.tokens.clone())
        .find(|date| {
            answers
                && (date.end..phrase.end).all(|at| scan.is_stop(at))
                && date.start > phrase.start + 1
                && !scan.search.is_filler(date.start - 1)
                // `in March and April`: one of two days.
                && !matches!(scan.at(date.start - 1), "et" | "and" | "ou" | "or")
                && !words::preposition(scan.at(date.start - 1), scan.french())
                && words::determiner(scan.at(date.start - 1), scan.french()).is_none()
        })
        .map_or(phrase.end, |date| date.start)
}

/// *a rappelé son ambassadeur*, *recalled its envoys*: who is called back, not what is recalled.
fn recalls(scan: &Scan<'_>, lemma: &str, at: usize) -> bool {
    matches!(lemma, "rappeler" | "recall")
        && scan.search.mention_at(at).is_some_and(|mention| {
            matches!(mention.class, MentionClass::Person | MentionClass::Group)
        })
}

/// Whether a noun phrase begins here: an article, a quotation, a name, an English bare noun.
fn begins_phrase(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.at(at);
    if scan.document().lower(at) == "dès" {
        return false;
    }
    // `denounced what he called a coup`, `dénonce ce qu'il appelle un coup d'État`
    if word == "what" || word == "ce" && matches!(scan.at(at + 1), "que" | "qu'" | "qui") {
        return true;
    }
    if scan.french() && matches!(word, "tout" | "toute" | "toutes" | "tous") {
        return true;
    }
    if words::determiner(word, scan.french()).is_some() {
        return !(scan.french() && matches!(word, "au" | "aux" | "du"));
    }
    if scan.french() && super::new_things(scan, at) {
        return true;
    }
    if scan.french() && matches!(word, "qu'" | "que" | "de" | "d'" | "a" | "par") {
        return false;
    }
    if scan.search.is_quote(at) {
        return scan.quotation_at(at).is_some();
    }
    let capital = scan.document().token(at).is_some_and(|token| token.capital);
    (capital && scan.is_word(at))
        || (!scan.french()
            && scan.is_word(at)
            && !words::closed(word, false)
            && (scan.is_word(at + 1) || scan.at(at + 1).starts_with('.')))
}

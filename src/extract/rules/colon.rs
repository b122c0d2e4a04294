//! An act of saying, then the words themselves.
//!
//! > *Le ministre a répondu : « Jamais. » · Smith said, "We will stay." · Smith told reporters: "No."*

use super::super::cue::{Standing, is_free};
use super::super::mention::{Mention, MentionClass};
use super::super::scan::{Found, Scan};
use super::incise::goes_on_quoted;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        if cue.standing == Standing::Passive || cue.negated {
            continue;
        }
        let sentence = scan.sentence(cue.sentence);
        let from = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
        // `« Oui », dit Roy, « mais … »` is read as one by the incise rule.
        if cue.subject_end.is_some() && scan.is_incise(cue) && !cue.quoted {
            let quoted_before =
                (sentence.start..cue.group.start).any(|index| scan.search.is_quoted(index));
            if quoted_before {
                continue;
            }
        }
        // `The port is closed, Roy said, "because …"`: nor is what goes on with a clause.
        if subject < cue.group.start && !scan.french() && goes_on_quoted(scan, cue, subject) {
            continue;
        }
        let Some(open) = opening(scan, from, sentence.end, cue.quoted) else {
            continue;
        };
        let Some(quotation) = scan.quotation_at(open) else {
            continue;
        };
        if quotation.inner.is_empty() {
            continue;
        }
        // A quotation that is only the first words of a clause is read by the clause rule.
        let mut after = quotation.outer.end;
        while after < sentence.end && scan.is_stop(after) {
            after += 1;
        }
        let separated = open > from && matches!(scan.at(open - 1), ":" | ",");
        let judged = cue.verb.frames.noun && scan.is_text(after);
        // `condamne toute attaque contre Rome, « ville amie »`: a few quoted words behind a comma say more of what stands there.
        if scan.french()
            && open > from + 1
            && scan.at(open - 1) == ","
            && cue.standing == Standing::Finite
            && quotation.inner.len() < 4
        {
            continue;
        }
        if !separated && after < sentence.end && (quotation.inner.len() < 4 || judged) {
            continue;
        }
        let mut content = vec![quotation.inner.clone()];
        if let Some(second) = scan
            .quotation_at(after)
            .filter(|second| second.closed && after < sentence.end)
        {
            content.push(second.inner.clone());
        }
        found.push(Found {
            speakers: scan.speakers(subject, cue.subject_end.is_some()),
            addressees: scan.addressee(cue, open),
            content,
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..open,
            act: cue.verb.act,
            ..Found::by(
                scan.rule("fr.colon", "en.colon"),
                if separated { 0.94 } else { 0.8 },
            )
        });
    }
    unquoted(scan, found);
    headline(scan, found);
    introduced(scan, found);
    answered(scan, found);
}

/// *Le maire a précisé à la presse : la trêve tient*: a colon behind the act, and words without quotation marks.
fn unquoted(scan: &Scan<'_>, found: &mut Vec<Found>) {
    const SHORT: usize = 3;
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        let sentence = scan.sentence(cue.sentence);
        let from = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
        let mut colon = scan.search.skip_circumstances(from, sentence.end);
        while let Some(past) = scan.search.occasion_end(colon, sentence.end) {
            colon = scan.search.skip_circumstances(past, sentence.end);
        }
        let speech = scan.french()
            && cue.standing != Standing::Passive
            && cue.verb.frames.quotation
            && !cue.negated
            && !cue.quoted;
        let content = scan.trim(colon + 1..sentence.end.max(colon + 1));
        let plain = !content.clone().any(|at| scan.search.is_quote(at));
        if !speech || scan.at(colon) != ":" || !plain || content.len() < SHORT {
            continue;
        }
        found.push(Found {
            speakers: scan.speakers(subject, cue.subject_end.is_some()),
            addressees: scan.addressee(cue, colon),
            content: vec![content],
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..colon,
            act: cue.verb.act,
            ..Found::by("fr.colon", 0.75)
        });
    }
}

/// *« Nous n'y sommes pour rien » : Rome **dément** …*: a quotation, a colon, and who says so in the next words.
fn answered(scan: &Scan<'_>, found: &mut Vec<Found>) {
    const SHORT: usize = 4;
    for quotation in scan.document().quotations() {
        let colon = quotation.outer.end;
        if quotation.parent.is_some()
            || !quotation.closed
            || quotation.inner.len() < SHORT
            || scan.at(colon) != ":"
            || scan.search.is_quote(colon + 1)
        {
            continue;
        }
        let opens = scan
            .document()
            .sentence_of(quotation.outer.start)
            .is_some_and(|number| scan.sentence(number).start == quotation.outer.start);
        let answer = scan
            .document()
            .sentence_of(colon + 1)
            .into_iter()
            .flat_map(|number| scan.cues_of(number))
            .map(|(_, cue)| cue)
            .find(|cue| cue.group.start > colon && cue.standing == Standing::Finite && !cue.quoted);
        let Some((cue, subject)) = answer
            .filter(|_| opens)
            .and_then(|cue| Some((cue, cue.subject?)))
            .filter(|(cue, subject)| *subject == colon + 1 && *subject < cue.group.start)
        else {
            continue;
        };
        found.push(Found {
            speakers: scan.speakers(subject, false),
            content: vec![quotation.inner.clone()],
            cue: colon..colon + 1,
            circumstances: colon..cue.group.start,
            act: cue.verb.act,
            ..Found::by(scan.rule("fr.answered", "en.answered"), 0.8)
        });
    }
}

/// *Roy gave another account: "We left."*: a sentence of whatever verb, a colon, a quotation.
fn introduced(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for (number, sentence) in scan.document().sentences().iter().enumerate() {
        let Some(colon) = sentence
            .tokens
            .clone()
            .find(|index| scan.at(*index) == ":" && !scan.search.is_quoted(*index))
        else {
            continue;
        };
        let Some(quotation) = scan
            .quotation_at(colon + 1)
            .filter(|quotation| quotation.inner.len() > 1)
        else {
            continue;
        };
        let subject = scan
            .search
            .mentions_from(sentence.tokens.start)
            .take_while(|mention| mention.sentence == number)
            .find(|mention| mention.tokens.end <= colon && is_free(mention) && !mention.quoted);
        // `Pour Jean Roy la question est simple : « … »`
        let whose = matches!(scan.at(sentence.tokens.start), "pour" | "selon")
            .then(|| scan.search.mention_at(sentence.tokens.start + 1))
            .flatten()
            .filter(|mention| mention.name.is_some());
        let subject = whose.or(subject);
        let subject = subject
            .filter(|subject| subject.tokens.end < colon && subject.class != MentionClass::Document)
            .or_else(|| author(scan, sentence.tokens.start, colon, number));
        let Some(subject) = subject else {
            continue;
        };
        found.push(Found {
            speakers: scan.speakers(subject.tokens.start, false),
            content: vec![quotation.inner.clone()],
            cue: colon..colon + 1,
            circumstances: sentence.tokens.start..colon,
            ..Found::by(scan.rule("fr.introduced", "en.introduced"), 0.68)
        });
    }
}

/// *Réponse du ministre : « … »*, *The view from Roy: "…"*: whose words a short phrase without a verb names.
fn author<'s>(scan: &Scan<'s>, start: usize, colon: usize, number: usize) -> Option<&'s Mention> {
    if colon > start + 18 {
        return None;
    }
    scan.search
        .mentions_from(start)
        .take_while(|mention| mention.sentence == number && mention.tokens.end <= colon)
        .filter(|mention| {
            !mention.quoted
                && (mention.name.is_some() || !mention.titles.is_empty())
                && !matches!(mention.class, MentionClass::Place | MentionClass::Document)
        })
        .last()
}

/// The opening mark that follows an act: at once, after a comma or colon, with circumstances between.
fn opening(scan: &Scan<'_>, from: usize, end: usize, quoted: bool) -> Option<usize> {
    if scan.search.is_quote(from) && scan.quotation_at(from).is_some() {
        return Some(from);
    }
    for at in from..end.min(from + 30) {
        let word = scan.at(at);
        if matches!(word, ":" | ",")
            && scan.quotation_at(at + 1).is_some()
            && scan.search.is_quoted(at) == quoted
        {
            return Some(at + 1);
        }
        if scan.search.is_quote(at)
            || word.starts_with('.')
            || matches!(word, ";" | "que" | "qu'" | "that")
        {
            return None;
        }
        if word == ":" {
            return None;
        }
    }
    None
}

/// *Petrov : « Nous resterons »*: a name, a colon, a quotation.
fn headline(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for quotation in scan.document().quotations() {
        let Some(colon) = quotation
            .outer
            .start
            .checked_sub(1)
            .filter(|colon| scan.at(*colon) == ":")
        else {
            continue;
        };
        let Some(mention) = scan.search.mention_ending(colon) else {
            continue;
        };
        let sentence = scan.sentence(mention.sentence);
        let starts = mention.tokens.start == sentence.start
            || matches!(
                scan.at(mention.tokens.start.wrapping_sub(1)),
                ":" | "–" | "-" | "—" | "," | "/"
            );
        let acts = !matches!(mention.class, MentionClass::Place | MentionClass::Document);
        if !starts || !acts || quotation.parent.is_some() || quotation.inner.len() < 3 {
            continue;
        }
        found.push(Found {
            speakers: vec![mention.tokens.start],
            content: vec![quotation.inner.clone()],
            cue: mention.tokens.start..colon + 1,
            circumstances: mention.tokens.start..colon,
            ..Found::by(scan.rule("fr.name-colon", "en.name-colon"), 0.75)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, french};

    #[test]
    fn after_a_comma() {
        assert_eq!(
            english("Smith said, \"We will stay.\""),
            ["en.colon: Smith: We will stay"]
        );
    }

    #[test]
    fn without_quotation_marks() {
        assert_eq!(
            french("Paul Durand a poursuivi : la trêve tient."),
            ["fr.colon: Paul Durand: la trêve tient"]
        );
        assert_eq!(
            french("Paul Durand a précisé jeudi à la presse : trois ports restent fermés."),
            ["fr.colon: Paul Durand: trois ports restent fermés"]
        );
        assert_eq!(
            french("Paul Durand a rejeté la trêve : le port est fermé."),
            ["fr.noun: Paul Durand: a rejeté la trêve"]
        );
    }

    #[test]
    fn with_any_verb() {
        assert_eq!(
            french("Interrogé sur place, Paul Durand a hoché la tête : « Jamais de la vie »"),
            ["fr.introduced: Paul Durand: Jamais de la vie"]
        );
    }

    #[test]
    fn a_scare_quote_is_nothing_said() {
        assert_eq!(
            french("Le maire a visité le « quartier modèle » de la ville."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn who_says_it_stands_behind_a_colon() {
        assert_eq!(
            french("« Nous n'y sommes pour rien » : Paul Durand dément être mêlé aux tirs."),
            [
                "fr.answered: Paul Durand: Nous n'y sommes pour rien",
                "fr.infinitive: Paul Durand: être mêlé aux tirs"
            ]
        );
    }

    #[test]
    fn what_is_added_is_said_for_itself() {
        assert_eq!(
            french("« La trêve tient », a dit Paul Durand avant d'ajouter : « L'armée partira. »"),
            [
                "fr.incise: Paul Durand: La trêve tient",
                "fr.colon: Paul Durand: L'armée partira"
            ]
        );
    }
}

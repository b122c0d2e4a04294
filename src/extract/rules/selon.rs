//! What somebody says, by a preposition.
//!
//! > *Selon Petrov, la trêve tient. · La trêve, selon lui, tient. · According to officials, the truce holds.*

mod extent;

use std::ops::Range;

use super::super::cue::is_free;
use super::super::mention::{Mention, MentionClass};
use super::super::scan::{Found, Scan};
use super::super::words::Determiner;
use super::incise::introduced;
use extent::{
    antecedent, clause_start, is_complement, is_of_reading, is_own_word, past_impersonal,
    relative_start, told_before,
};

/// The most tokens between a comma and the source from which somebody learnt what was said.
const LEARNT: usize = 10;

/// Finds them.
pub(in super::super) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for (number, sentence) in scan.document().sentences().iter().enumerate() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some((from, sure)) = preposition(scan, at, &sentence.tokens)
                && let Some(hit) = attribution(scan, number, at, from, sure)
            {
                at = hit.cue.end.max(at + 1);
                found.push(hit);
                continue;
            }
            at += 1;
        }
    }
}

/// One past the preposition at a token, and whether it can mean nothing else.
fn preposition(scan: &Scan<'_>, at: usize, sentence: &Range<usize>) -> Option<(usize, bool)> {
    let (word, next) = (scan.at(at), scan.at(at + 1));
    if scan.french() {
        return match word {
            "selon" | "d'apres" => Some((at + 1, true)),
            "d'" if next == "apres" => Some((at + 2, true)),
            "a" if next == "en" && scan.at(at + 2) == "croire" => Some((at + 3, true)),
            "de" if matches!(next, "source" | "sources") => Some((at + 1, true)),
            "dixit" => Some((at + 1, true)),
            "a" if next == "entendre" => Some((at + 2, true)),
            "aupres" if learnt(scan, at, sentence) => Some((at + 2, true)),
            "dans" if next == "l'" && scan.at(at + 2) == "entourage" && nobody(scan, at) => {
                Some((at + 1, true))
            }
            "de" if next == "meme" && scan.at(at + 2) == "source" && nobody(scan, at) => {
                Some((at + 1, true))
            }
            "a" if next == "l'" && scan.at(at + 2) == "en" && scan.at(at + 3) == "croire" => {
                Some((at + 1, true))
            }
            "si" if next == "l'" && [2, 3].map(|ahead| scan.at(at + ahead)) == ["on", "en"] => {
                (scan.at(at + 4) == "croit").then_some((at + 5, true))
            }
            "aux" if matches!(next, "yeux" | "dires") => past_of(scan, at + 2),
            "au" if next == "dire" => past_of(scan, at + 2),
            // `Comme annoncé par le ministre, …`
            "comme"
                if scan.at(at + 2) == "par"
                    && matches!(
                        next,
                        "annonce" | "indique" | "rapporte" | "precise" | "souligne" | "revele"
                    ) =>
            {
                Some((at + 3, true))
            }
            // `de l'avis du médiateur`, `de l'aveu même de l'intéressé`
            "de" if next == "l'" && matches!(scan.at(at + 2), "avis" | "aveu") => {
                past_of(scan, at + 3 + usize::from(scan.at(at + 3) == "meme"))
            }
            "pour"
                if at == sentence.start
                    || scan.at(at.wrapping_sub(1)) == ","
                    || at == sentence.start + 1
                        && matches!(scan.at(sentence.start), "mais" | "et" | "or" | "car") =>
            {
                Some((at + 1, false))
            }
            _ => None,
        };
    }
    match word {
        "according" if next == "to" => Some((at + 2, true)),
        "in" if next == "the"
            && matches!(scan.at(at + 2), "words" | "opinion" | "view" | "eyes")
            && scan.at(at + 3) == "of" =>
        {
            Some((at + 4, true))
        }
        // `As reported by the radio, …`
        "as" if scan.at(at + 2) == "by"
            && matches!(
                next,
                "reported" | "noted" | "stated" | "announced" | "confirmed" | "told" | "quoted"
            ) =>
        {
            Some((at + 3, true))
        }
        "per" if scan.search.mention_at(at + 1).is_some() => Some((at + 1, at == sentence.start)),
        // `For the chancellor, "the time has come"`
        "for" if at == sentence.start => {
            let whose = scan.search.mention_at(at + 1)?;
            let comma = usize::from(scan.at(whose.tokens.end) == ",");
            let words = scan.quotation_at(whose.tokens.end + comma)?;
            scan.is_clause(&words.inner).then_some((at + 1, true))
        }
        _ => None,
    }
}

/// One past the *de* that joins a source to the words before it; a contracted one belongs to the mention.
fn past_of(scan: &Scan<'_>, at: usize) -> Option<(usize, bool)> {
    match scan.at(at) {
        "de" | "d'" => Some((at + 1, true)),
        "du" | "des" => Some((at, true)),
        _ => None,
    }
}

fn attribution(
    scan: &Scan<'_>,
    number: usize,
    at: usize,
    from: usize,
    sure: bool,
) -> Option<Found> {
    let sentence = scan.sentence(number);
    // `un rapport selon lequel la trêve tient`: what stands before is the source.
    let relative = matches!(
        scan.at(from),
        "lequel" | "laquelle" | "lesquels" | "lesquelles" | "which"
    );
    // `Roy, selon qui la trêve tient`
    let whose = scan.french() && sure && scan.at(from) == "qui";
    let relative = relative || whose;
    let mention = if whose {
        antecedent(scan, number, at)?
    } else if relative {
        let comma = usize::from(scan.at(at.wrapping_sub(1)) == ",");
        scan.search.mention_ending(at - comma)?
    } else {
        scan.search.mention_at(from)?
    };
    // `Roy a confirmé sa venue, après un appel, selon lui`: only where he said so himself.
    if is_own_word(scan, number, at, mention) {
        return None;
    }
    // `Pour l'opposition, il s'agit de gagner du temps`
    let judges = scan.at(mention.tokens.end) == ","
        && matches!(
            (
                scan.at(mention.tokens.end + 1),
                scan.at(mention.tokens.end + 2)
            ),
            ("il", "s'" | "faut" | "est" | "n'" | "ne" | "y")
                | ("c'", "est")
                | ("ce" | "cela" | "cette" | "cet", _)
        );
    if !speaks(scan, mention, sure || judges) {
        return None;
    }
    let mut speakers = scan.speakers(mention.tokens.start, true);
    speakers.retain(|start| relative || *start >= from);
    let last = speakers
        .iter()
        .filter_map(|start| scan.search.mention_at(*start))
        .map(|mention| mention.tokens.end)
        .max()
        .unwrap_or(mention.tokens.end)
        .max(from + usize::from(relative));
    // The attribution goes on to the next comma: `selon un rapport publié lundi, …`.
    let mut end = last;
    while !relative
        && end < sentence.end
        && !matches!(scan.at(end), "," | ";" | ":" | "(" | ")" | "–" | "—")
        && !scan.at(end).starts_with('.')
        && !scan.search.is_quote(end)
    {
        end += 1;
    }
    // `selon un communiqué signé par X`, `according to a tweet on Monday by X`: a document is its author's word.
    if mention.class == MentionClass::Document
        && let Some(author) = author(scan, last..end)
    {
        speakers = vec![author];
    }
    // `selon les propos de X`, `according to remarks by X`: X's own words.
    if let Some(owner) = owner(scan, mention, end) {
        speakers = vec![owner];
    }
    // `Selon la chaîne, citant l'armée, …`: who is cited speaks, who cites relays.
    let mut via = Vec::new();
    if let Some((cited, close)) = cited(scan, end, &sentence) {
        via = std::mem::replace(&mut speakers, vec![cited]);
        end = close;
    }
    // `Selon Roy, qui parlait à la radio, la trêve tient`: what the text says of the source.
    if at == sentence.start
        && scan.at(end) == ","
        && (matches!(scan.at(end + 1), "qui" | "dont" | "who" | "whose" | "which")
            || is_of_reading(scan.at(end + 1)))
        && let Some(close) = (end + 2..sentence.end)
            .find(|index| scan.at(*index) == "," && !scan.search.is_quoted(*index))
    {
        end = close;
    }
    let opens = relative
        || at == sentence.start
        || matches!(scan.at(at.wrapping_sub(1)), "que" | "qu'" | "that")
        || !has_words(scan, &(sentence.start..at))
        || at == sentence.start + 1
            && matches!(scan.at(sentence.start), "mais" | "et" | "or" | "car");
    let content = if opens {
        // No comma after: `Selon X la trêve tient`; the content begins after the mention.
        let start = if scan.at(end) == "," || scan.search.is_quote(end) {
            end
        } else {
            last
        };
        let start = past_impersonal(scan, start).unwrap_or(start);
        let stop = scan.clause_end(start + 1, number).max(start + 1);
        let main = (start..stop).find(|index| {
            whose
                && scan.at(*index) == ","
                && !scan.search.is_quoted(*index)
                && scan.resumes(index + 1, stop)
        });
        let stop = main.unwrap_or(stop);
        vec![scan.trim(start..stop)]
    } else {
        if !sure && scan.at(end) != "," {
            return None;
        }
        // `qui cherchait selon Rome à partir`: without commas the attribution ends with its source.
        let behind = scan.at(at.wrapping_sub(1));
        if behind != "," && is_complement(scan, last)
            || matches!(behind, "qui" | "who" | "which") && scan.at(end) != ","
        {
            end = last;
        }
        let cut = scan.at(end) == ",";
        let relative = relative_start(scan, at, end + usize::from(cut), &sentence);
        let begin = relative
            .or_else(|| scan.behind_colon(&(sentence.start..at)))
            .unwrap_or_else(|| clause_start(scan, at, &sentence));
        // `…, a-t-on appris de source diplomatique`: nobody's verb belongs to the attribution.
        let mut stop = at;
        while stop > begin && stop + LEARNT > at && scan.at(stop) != "," {
            stop -= 1;
        }
        let nobody =
            scan.at(at) == "aupres" || (stop..at).any(|index| scan.at(index).ends_with("-on"));
        // `That's according to Radio Nord`: what stands in the sentence before.
        if let Some(told) = told_before(scan, number, begin..at) {
            return Some(Found {
                speakers,
                via,
                content: vec![told],
                cue: at..last,
                circumstances: at..end,
                ..Found::by("en.according-to", 0.8)
            });
        }
        let begun = scan.trim(begin..if nobody { stop } else { at });
        let mut parts = vec![introduced(scan, &(sentence.start..at)).unwrap_or(begun)];
        let left = parts.first()?;
        // `qui cherche, selon lui, à partir`: the verb waits for its complement.
        let goes_on = (left.len() < 8 || relative.is_some())
            && !matches!(
                scan.at(end + 1),
                "qui"
                    | "mais"
                    | "ce"
                    | "alors"
                    | "tandis"
                    | "dont"
                    | "who"
                    | "which"
                    | "but"
                    | "while"
                    | "and"
                    | "et"
            );
        if relative.is_some() || cut && (goes_on || !scan.has_finite(left)) {
            let stop = scan.clause_end(end + 1, number);
            // The relative clause is over where the main verb comes.
            let main = (end + 1..stop).find(|index| {
                relative.is_some()
                    && scan.at(*index) == ","
                    && !scan.search.is_quoted(*index)
                    && scan.search.is_finite(index + 1)
            });
            parts.push(scan.trim(end..main.unwrap_or(stop)));
        }
        parts
    };
    let content: Vec<Range<usize>> = content
        .into_iter()
        .filter(|part| has_words(scan, part))
        .collect();
    if content.is_empty() {
        return None;
    }
    Some(Found {
        speakers,
        via,
        content,
        cue: at..last,
        circumstances: at..end,
        ..Found::by(
            scan.rule("fr.selon", "en.according-to"),
            if sure { 0.85 } else { 0.62 },
        )
    })
}

/// `a-t-on précisé`, `indique-t-on` right before: whoever speaks stands behind the preposition.
fn nobody(scan: &Scan<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).any(|index| scan.at(index).ends_with("-on"))
}

/// `…, a appris l'agence **auprès** d'un élu`: from whom somebody learnt what stands before.
fn learnt(scan: &Scan<'_>, at: usize, sentence: &Range<usize>) -> bool {
    let comma = (sentence.start..at)
        .rev()
        .take(LEARNT)
        .find(|index| scan.at(*index) == ",");
    comma.is_some_and(|comma| {
        (comma..at).any(|index| matches!(scan.at(index), "appris" | "apprend"))
    })
}

/// Who wrote the document that an attribution names.
fn author(scan: &Scan<'_>, rest: Range<usize>) -> Option<usize> {
    let by = rest
        .clone()
        .find(|index| matches!(scan.at(*index), "by" | "par"))?;
    let mention = scan.search.mention_at(by + 1)?;
    (mention.tokens.start < rest.end).then_some(mention.tokens.start)
}

/// Whose words a source is: *les propos de Roy*, *aux dires du maire*, *remarks by Dahl*.
fn owner(scan: &Scan<'_>, source: &Mention, end: usize) -> Option<usize> {
    // `ses propres termes`: an adjective may stand before.
    let propre = usize::from(matches!(scan.at(source.head), "propres" | "propre"));
    let words = matches!(
        scan.at(source.head + propre),
        "propos"
            | "paroles"
            | "mots"
            | "termes"
            | "dires"
            | "declarations"
            | "temoignage"
            | "temoignages"
            | "recit"
            | "confidences"
            | "remarks"
            | "comments"
            | "testimony"
            | "account"
    );
    if !words {
        return None;
    }
    // `est prêt, selon ses propres termes, à`: the words of whom the sentence is about.
    if source.determiner == Determiner::Possessive {
        return scan
            .search
            .mentions_from(scan.sentence(source.sentence).start)
            .take_while(|mention| mention.sentence == source.sentence)
            .find(|mention| {
                is_free(mention) && !mention.quoted && mention.tokens.start != source.tokens.start
            })
            .map(|mention| mention.tokens.start);
    }
    let of = (source.head + 1..end.min(source.head + 6)).find(|at| {
        matches!(
            scan.at(*at),
            "de" | "du" | "d'" | "des" | "by" | "of" | "from"
        )
    })?;
    [of, of + 1]
        .into_iter()
        .find_map(|at| scan.search.mention_at(at))
        .map(|mention| mention.tokens.start)
}

/// Whom the named source cites after the comma at `comma`, and the comma that closes it.
pub(super) fn cited(
    scan: &Scan<'_>,
    comma: usize,
    sentence: &Range<usize>,
) -> Option<(usize, usize)> {
    let cites =
        scan.at(comma) == "," && matches!(scan.at(comma + 1), "quoting" | "citing" | "citant");
    if !cites {
        return None;
    }
    let from = comma + 2;
    let close = (from..sentence.end).find(|index| scan.at(*index) == ",")?;
    // `citing the country's news agency Nord Press`: the last name before the comma is the fullest.
    let mention = scan
        .search
        .mentions_from(from)
        .take_while(|mention| mention.tokens.end <= close)
        .last()?;
    Some((mention.tokens.start, close))
}

/// Whether a part says something; the *Et* of *Et, selon Roy, la trêve tient* does not.
fn has_words(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    range.clone().any(|index| {
        scan.is_text(index) && !matches!(scan.at(index), "et" | "mais" | "car" | "and" | "but")
    })
}

/// *selon la loi*, *selon les cas*, *pour la paix* say nothing.
fn speaks(scan: &Scan<'_>, mention: &Mention, sure: bool) -> bool {
    let head = scan.at(mention.head);
    if matches!(
        head,
        "loi"
            | "constitution"
            | "charte"
            | "law"
            | "plan"
            | "article"
            | "articles"
            | "version"
            | "accord"
            | "agreement"
            | "plans"
            | "ordre"
            | "cas"
            | "regle"
            | "regles"
            | "calendrier"
            | "besoin"
            | "besoins"
            | "nature"
            | "type"
            | "taille"
            | "age"
            | "lieu"
            | "niveau"
            | "methode"
            | "principe"
            | "modalites"
            | "criteres"
            | "conditions"
            | "circonstances"
            | "alphabet"
            | "size"
            | "rules"
            | "order"
            | "schedule"
            | "needs"
            | "region"
            | "location"
            | "time"
            | "heure"
            | "number"
            | "level"
            | "principles"
            | "wishes"
            | "custom"
            | "tradition"
            | "traditions"
            | "standards"
            | "vraisemblance"
            | "probabilite"
            | "logique"
            | "apparences"
    ) || matches!(scan.at(mention.tokens.start), "nos" | "our")
        && matches!(head, "informations" | "information")
    {
        return false;
    }
    match mention.class {
        MentionClass::Place => false,
        MentionClass::Unknown => sure,
        MentionClass::Person => true,
        MentionClass::Pronoun(_) => true,
        // `Pour la partie estonienne, …`
        _ => sure || mention.name.is_some() || mention.polity.is_some(),
    }
}

#[cfg(test)]
mod tests;

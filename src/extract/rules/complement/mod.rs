//! An act of saying with an infinitive, a noun phrase, a person and what is asked of them, or a quality.
//!
//! > *Paris dit vouloir aider · exhorte Rome à agir · dénonce une ingérence · accuse Rome de mentir · promised to help ·
//! > urged Rome to act · praised the deal · called the deal "lousy" · a qualifié l'accord d'« historique »*

mod extent;
mod infinitive;
mod judgement;
mod noun;
mod object;

use std::ops::Range;

use super::super::cue::{Cue, Standing};
use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::super::words;

pub(super) use infinitive::stands_at as infinitive_at;

/// Finds them.
pub(in crate::extract) fn find(scan: &Scan<'_>, found: &mut Vec<Found>) {
    for cue in &scan.cues {
        let Some(subject) = cue.subject else { continue };
        let kept = cue.negated && leaves_open(&cue.verb.lemma);
        if cue.negated && !kept {
            continue;
        }
        // `…, ce que Rome dément`
        if subject >= 2
            && scan.at(subject - 2) == "ce"
            && matches!(scan.at(subject - 1), "que" | "qu'")
            && cue.standing == Standing::Finite
            && (cue.verb.frames.noun || cue.verb.frames.clause)
        {
            let content = subject - 2..cue.group.end;
            found.push(Found {
                speakers: scan.speakers(subject, false),
                cue: cue.group.clone(),
                circumstances: content.clone(),
                content: vec![content],
                act: cue.verb.act,
                ..Found::by("fr.relative", 0.85)
            });
            continue;
        }
        let hit = if cue.standing == Standing::Passive {
            object::passive(scan, cue)
        } else {
            complement(scan, cue)
        };
        let Some(Hit {
            content,
            addressee,
            what,
            act,
            confidence,
        }) = hit
        else {
            continue;
        };
        let content = if matches!(what, What::Infinitive | What::Asked) {
            until_next_verb(scan, content)
        } else {
            content
        };
        let content = if matches!(what, What::Passive) {
            // `X, accusé par Y de mentir, se tait`: the aside ends with its comma.
            let comma = content
                .clone()
                .find(|index| scan.at(*index) == "," && !scan.search.is_quoted(*index));
            content.start..comma.unwrap_or(content.end)
        } else {
            content
        };
        let content = content.start..scan.relative_end(cue, &content);
        let content = scan.trim(scan.before_subject(cue, content));
        if content.is_empty() || !content.clone().any(|index| scan.is_text(index)) {
            continue;
        }
        if hides_name(scan, &content) {
            continue;
        }
        found.push(Found {
            speakers: scan.speakers(
                subject,
                cue.subject_end.is_some() && cue.standing != Standing::Passive,
            ),
            addressees: addressee.map(|mention| vec![mention]).unwrap_or_default(),
            cue: cue.group.clone(),
            circumstances: cue.group.start.min(subject)..content.start,
            content: vec![content],
            act: if kept {
                SpeechAct::Assert
            } else {
                act.unwrap_or(cue.verb.act)
            },
            ..Found::by(name(scan.french(), what), confidence)
        });
    }
}

/// *n'exclut pas une intervention*, *n'écarte pas l'idée*, *did not rule out a strike*: what stays possible.
fn leaves_open(lemma: &str) -> bool {
    matches!(lemma, "exclure" | "écarter" | "rule out" | "exclude")
}

/// An infinitive ends where the sentence goes on with another finite verb: *urged Rome to act **and left***.
fn until_next_verb(scan: &Scan<'_>, content: Range<usize>) -> Range<usize> {
    let end = content.clone().find(|index| {
        let joint = matches!(scan.at(*index), "and" | "et" | "but" | "mais");
        let comma = scan.at(*index) == ",";
        let next = index + 1;
        let finite = scan.search.is_finite(next)
            || (!scan.french()
                && (scan.at(next).ends_with("ed")
                    || matches!(
                        scan.at(next),
                        "spoke" | "wrote" | "met" | "left" | "went" | "came" | "took"
                    )));
        let dash = matches!(scan.at(*index), "—" | "–")
            && scan
                .document()
                .token(*index)
                .is_some_and(|token| token.spaced);
        if dash {
            return true;
        }
        // `threatened to leave, giving Rome a last chance`: what the act amounts to is the journalist's.
        let result = comma
            && !scan.french()
            && scan.at(next).len() > 5
            && scan.at(next).ends_with("ing")
            && *index > content.start + 1;
        if (result || tells_occasion(scan, *index)) && !scan.search.is_quoted(*index) {
            return true;
        }
        (joint || comma) && finite && !scan.search.is_quoted(*index) && *index > content.start
    });
    content.start..end.unwrap_or(content.end)
}

/// *appelle à agir **lors d'une rencontre à Rome***: on which occasion somebody spoke.
fn tells_occasion(scan: &Scan<'_>, at: usize) -> bool {
    if scan.at(at) != "lors" || !matches!(scan.at(at + 1), "d'" | "de") {
        return false;
    }
    let own = matches!(
        scan.at(at + 2),
        "un" | "une" | "son" | "sa" | "leur" | "cette" | "cet" | "ce"
    );
    own && (at + 3..at + 6).any(|index| {
        matches!(
            scan.at(index),
            "rencontre"
                | "entretien"
                | "conference"
                | "visite"
                | "reunion"
                | "conversation"
                | "discours"
                | "allocution"
                | "point"
                | "appel"
                | "intervention"
                | "interview"
                | "debat"
                | "ceremonie"
                | "audience"
                | "declaration"
                | "echange"
        )
    })
}

/// *a requis l'anonymat*, *asked not to be named*: on whose terms somebody speaks.
fn hides_name(scan: &Scan<'_>, content: &Range<usize>) -> bool {
    content.clone().take(8).any(|index| {
        matches!(scan.at(index), "anonymat" | "anonymity")
            || scan.at(index) == "be"
                && matches!(scan.at(index + 1), "named" | "identified" | "quoted")
    })
}

#[derive(Clone, Copy)]
enum What {
    Infinitive,
    Asked,
    Noun,
    Quality,
    Adjective,
    Passive,
}

fn name(french: bool, what: What) -> &'static str {
    match (french, what) {
        (true, What::Infinitive) => "fr.infinitive",
        (true, What::Asked) => "fr.asked",
        (true, What::Noun) => "fr.noun",
        (true, What::Quality) => "fr.quality",
        (true, What::Adjective) => "fr.adjective",
        (true, What::Passive) => "fr.passive",
        (false, What::Infinitive) => "en.infinitive",
        (false, What::Asked) => "en.asked",
        (false, What::Noun) => "en.noun",
        (false, What::Quality) => "en.quality",
        (false, What::Adjective) => "en.adjective",
        (false, What::Passive) => "en.passive",
    }
}

/// A complement: what was said, and what the rule found out about it.
struct Hit {
    content: Range<usize>,
    addressee: Option<usize>,
    what: What,
    /// The act, where the complement names another than the verb.
    act: Option<SpeechAct>,
    confidence: f64,
}

impl Hit {
    fn new(what: What, content: Range<usize>, confidence: f64) -> Self {
        Self {
            content,
            addressee: None,
            what,
            act: None,
            confidence,
        }
    }
}

/// An act of saying and the token at which its complement may begin.
#[derive(Clone, Copy)]
struct Place<'p> {
    scan: &'p Scan<'p>,
    cue: &'p Cue<'p>,
    at: usize,
    end: usize,
}

impl Place<'_> {
    fn word(&self) -> &str {
        self.scan.at(self.at)
    }

    fn clause_end(&self, from: usize) -> usize {
        self.scan.clause_end(from, self.cue.sentence)
    }
}

fn complement(scan: &Scan<'_>, cue: &Cue<'_>) -> Option<Hit> {
    // An act put in after what it says has nothing more to say.
    if cue.subject_end.is_some() && scan.is_incise(cue) {
        return None;
    }
    let end = scan.sentence(cue.sentence).end;
    let mut at = cue.subject_end.unwrap_or(cue.group.end).max(cue.group.end);
    at += usize::from(cue.negated && matches!(scan.at(at), "pas" | "plus"));
    for _ in 0..4 {
        at = scan.search.skip_circumstances(at, end);
        at = past_quoted_manner(scan, at, end);
        let place = Place { scan, cue, at, end };
        let hit = infinitive::read(&place)
            .or_else(|| object::read(&place))
            .or_else(|| judgement::read(&place))
            .or_else(|| noun::read(&place));
        if hit.is_some() {
            return hit;
        }
        // `a annoncé dans un communiqué la fin des combats`
        at = scan.search.occasion_end(at, end)?;
    }
    None
}

/// *condamne **« avec la plus grande fermeté »** l'attentat*, *denounced **"in the strongest terms"** the attack*: how it was
/// said, in the speaker's words.
fn past_quoted_manner(scan: &Scan<'_>, at: usize, end: usize) -> usize {
    const LONGEST: usize = 8;
    let Some(quotation) = scan
        .quotation_at(at)
        .filter(|quotation| quotation.closed && quotation.inner.len() <= LONGEST)
    else {
        return at;
    };
    let word = scan.at(quotation.inner.start);
    let adverb = quotation.inner.len() == 1 && scan.search.is_filler(quotation.inner.start);
    let manner = matches!(word, "avec" | "sans" | "dans" | "in" | "with" | "without")
        || word == "de"
            && matches!(
                scan.at(quotation.inner.start + 1),
                "maniere" | "facon" | "la"
            );
    let after = quotation.outer.end;
    let goes_on = after < end
        && (words::determiner(scan.at(after), scan.french()).is_some()
            || scan.search.mention_at(after).is_some()
            || matches!(scan.at(after), "que" | "qu'" | "that"));
    if (adverb || manner) && goes_on {
        after
    } else {
        at
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, french};

    #[test]
    fn infinitive() {
        assert_eq!(
            french("Paul Durand affirme ne rien savoir."),
            ["fr.infinitive: Paul Durand: ne rien savoir"]
        );
    }

    #[test]
    fn asked() {
        assert_eq!(
            french(
                "Le maire a appelé les habitants de la ville à rester chez eux et exhorté l'armée à partir."
            ),
            [
                "fr.asked: Le maire: rester chez eux",
                "fr.asked: Le maire: partir"
            ]
        );
    }

    #[test]
    fn quoted_and_dated() {
        for (text, said) in [
            (
                "Paul Durand a demandé à la ministre de « partir sans délai ».",
                "fr.asked: Paul Durand: partir sans délai",
            ),
            (
                "Paul Durand a condamné « avec la plus grande fermeté » l'attentat.",
                "fr.noun: Paul Durand: l'attentat",
            ),
            (
                "Paul Durand avait promis en mai de partir.",
                "fr.infinitive: Paul Durand: partir",
            ),
        ] {
            assert_eq!(french(text), [said], "{text}");
        }
    }

    #[test]
    fn asked_of_whom_more_is_said() {
        for (text, said) in [
            (
                "Paul Durand a exhorté les élus réunis mardi à voter la loi.",
                "fr.asked: Paul Durand: voter la loi",
            ),
            (
                "Paul Durand a appelé « toutes les parties à parler ».",
                "fr.asked: Paul Durand: parler",
            ),
            (
                "Paul Durand a demandé à la ministre, Anne Roy, de partir.",
                "fr.asked: Paul Durand: partir",
            ),
            (
                "Paul Durand a mis en garde Rome si elle refuse la trêve.",
                "fr.asked: Paul Durand: si elle refuse la trêve",
            ),
            (
                "Paul Durand a exhorté Rome à agir, poussant l'armée à la prudence.",
                "fr.asked: Paul Durand: agir",
            ),
        ] {
            assert_eq!(french(text), [said], "{text}");
        }
    }

    #[test]
    fn a_quotation_that_opens_with_the_verb() {
        assert_eq!(
            french("Paul Durand « déplore la mort d'un garde, qui protégeait le pont »."),
            ["fr.noun: Paul Durand: la mort d'un garde, qui protégeait le pont"]
        );
    }

    #[test]
    fn circumstances_before_what_is_said() {
        for (text, said) in [
            (
                "Paul Durand a confirmé, hier jeudi, sa présence au sommet.",
                "fr.noun: Paul Durand: sa présence au sommet",
            ),
            (
                "Paul Durand a appelé de nouveau, mardi à Rome, l'armée à partir.",
                "fr.asked: Paul Durand: partir",
            ),
            (
                "Paul Durand a donné lundi à Rome son accord à une trêve.",
                "fr.noun: Paul Durand: une trêve",
            ),
            (
                "Paul Durand a exprimé à Anne Roy et Marc Petit sa « vive inquiétude ».",
                "fr.noun: Paul Durand: sa « vive inquiétude »",
            ),
            (
                "Paul Durand, se disant inquiet, a quitté la salle.",
                "fr.adjective: Paul Durand: inquiet",
            ),
            (
                "Paul Durand a, indique la même source, réclamé un nouveau vote.",
                "fr.noun: Paul Durand: un nouveau vote",
            ),
        ] {
            assert_eq!(french(text), [said], "{text}");
        }
    }

    #[test]
    fn whom_one_calls_back() {
        assert!(french("Paul Durand a rappelé son ambassadeur.").is_empty());
    }

    #[test]
    fn what_is_not_ruled_out() {
        assert_eq!(
            french("Paul Durand n'exclut pas une trêve."),
            ["fr.noun: Paul Durand: une trêve"]
        );
    }

    #[test]
    fn the_manner_of_saying() {
        for text in [
            "Paul Durand a condamné avec la plus grande fermeté les tirs.",
            "Paul Durand condamne dans les termes les plus vifs les tirs.",
            "Paul Durand a condamné sans ambiguïté les tirs.",
        ] {
            assert_eq!(french(text), ["fr.noun: Paul Durand: les tirs"], "{text}");
        }
    }

    #[test]
    fn who_speaks() {
        for (text, said) in [
            (
                "Le porte-parole de la police, le colonel Paul Durand, réclame une trêve.",
                "fr.noun: Paul Durand: une trêve",
            ),
            (
                "Le ministre du Budget et porte-parole du gouvernement, Paul Durand, réclame une trêve.",
                "fr.noun: Paul Durand: une trêve",
            ),
            (
                "Un élu qui a requis l'anonymat réclame une trêve.",
                "fr.noun: Un élu: une trêve",
            ),
            (
                "Paul Durand accuse l'armée d'exactions.",
                "fr.asked: Paul Durand: exactions",
            ),
        ] {
            assert_eq!(french(text), [said], "{text}");
        }
    }

    #[test]
    fn ways_into_saying() {
        for (text, said) in [
            (
                "C'est ainsi que Paul Durand a appelé l'armée à partir.",
                "fr.asked: Paul Durand: partir",
            ),
            (
                "Paul Durand n'a pas manqué de saluer l'accord.",
                "fr.noun: Paul Durand: l'accord",
            ),
            (
                "Et Paul Durand d'ajouter que la trêve tient.",
                "fr.que: Paul Durand: la trêve tient",
            ),
            (
                "« La trêve tient », dixit Paul Durand.",
                "fr.selon: Paul Durand: La trêve tient",
            ),
            (
                "L'accord a été rejeté par l'opposition.",
                "fr.passive: l'opposition: L'accord",
            ),
            (
                "Paul Durand ne cesse de réclamer une trêve.",
                "fr.noun: Paul Durand: une trêve",
            ),
            (
                "Se félicitant de l'accord, Paul Durand a quitté la salle.",
                "fr.noun: Paul Durand: l'accord",
            ),
            (
                "Les élus se sont quittés, un responsable notant que la route est longue.",
                "fr.participle: un responsable: la route est longue",
            ),
            (
                "Mais pour Paul Durand, le vote est nul.",
                "fr.selon: Paul Durand: le vote est nul",
            ),
        ] {
            assert_eq!(french(text), [said], "{text}");
        }
    }

    #[test]
    fn a_topic_is_nothing_said() {
        for text in [
            "Paul Durand a évoqué la crise.",
            "Paul Durand, faisant allusion à la crise, a souri.",
            "Paul Durand soupçonne Rome de mentir.",
        ] {
            assert_eq!(french(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn acts_in_a_row() {
        assert_eq!(
            french("Paul Durand a salué l'accord, a appelé à la retenue et souhaité une trêve."),
            [
                "fr.noun: Paul Durand: l'accord",
                "fr.noun: Paul Durand: la retenue",
                "fr.noun: Paul Durand: une trêve"
            ]
        );
    }

    #[test]
    fn a_participle_that_makes_a_sentence() {
        assert_eq!(
            french("Paul Durand a salué la trêve. Tout en soulignant que la route est longue."),
            [
                "fr.noun: Paul Durand: la trêve",
                "fr.participle: Paul Durand: la route est longue"
            ]
        );
    }

    #[test]
    fn a_verdict_on_a_pronoun() {
        assert_eq!(
            french("Le vote a eu lieu. Paul Durand l'a jugé inacceptable."),
            ["fr.quality: Paul Durand: inacceptable"]
        );
    }

    #[test]
    fn a_list_of_adjectives() {
        assert_eq!(
            french("Paul Durand réclame une paix juste, durable et négociée."),
            ["fr.noun: Paul Durand: une paix juste, durable et négociée"]
        );
    }

    #[test]
    fn asked_in_english() {
        assert_eq!(
            english("Smith urged the government to act and left the room."),
            ["en.asked: Smith: to act"]
        );
    }

    #[test]
    fn noun() {
        assert_eq!(
            french("Le maire dénonce « une ingérence »."),
            ["fr.colon: Le maire: une ingérence"]
        );
    }

    #[test]
    fn quality() {
        assert_eq!(
            english("Smith called the verdict \"lousy\"."),
            ["en.quality: Smith: the verdict \"lousy\""]
        );
    }

    #[test]
    fn passive() {
        assert_eq!(
            french("Paul Durand, accusé par l'opposition de mentir, se tait."),
            ["fr.passive: l'opposition: mentir"]
        );
    }

    #[test]
    fn a_decision_is_nothing_said() {
        assert_eq!(
            english("Smith left the union and sold the house."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn the_occasion_is_not_what_is_asked() {
        assert_eq!(
            french("Paul Durand a appelé Rome à agir vite lors d'une rencontre à Nord."),
            ["fr.asked: Paul Durand: agir vite"]
        );
    }

    #[test]
    fn what_a_threat_amounts_to() {
        assert_eq!(
            english("John Smith threatened to leave the table, giving the envoy a week."),
            ["en.infinitive: John Smith: to leave the table"]
        );
    }

    #[test]
    fn a_complement_of_whom_is_asked() {
        assert_eq!(
            french("Paul Durand a appelé les parties au conflit à cesser le feu."),
            ["fr.asked: Paul Durand: cesser le feu"]
        );
    }

    #[test]
    fn who_is_told_to_share_a_view_speaks_on() {
        assert_eq!(
            french("Un avis partagé par Paul Durand, assurant que la trêve tient."),
            ["fr.participle: Paul Durand: la trêve tient"]
        );
    }

    #[test]
    fn two_acts_on_one_thing() {
        assert_eq!(
            french("Paul Durand a dénoncé le plan en l'accusant de mentir."),
            [
                "fr.noun: Paul Durand: le plan",
                "fr.asked: Paul Durand: mentir"
            ]
        );
    }

    #[test]
    fn what_a_reporter_saw_is_nothing_said() {
        assert!(french("La ville brûle, a constaté un journaliste de l'agence.").is_empty());
    }
}

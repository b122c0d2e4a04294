//! Who speaks and who only passes on what was said, where two findings tell of the same words.

use std::collections::HashMap;

use super::{is_put_in, shared, size, start};
use crate::extract::actor::{ActorIndex, Scene};
use crate::extract::cue::Standing;
use crate::extract::facts::SpeechAct;
use crate::extract::inflect::Form;
use crate::extract::mention::{Mention, MentionClass};
use crate::extract::scan::{Found, Scan};

/// *Selon l'AFP, le ministre dit que …*, *Le ministre a appelé à …, a indiqué son porte-parole*: who is reported to have
/// spoken speaks; a medium and whoever reports another's words relay.
pub(super) fn relay(scan: &Scan<'_>, scene: &Scene, found: &mut Vec<Found>) {
    let mut drop = Vec::new();
    let mut places: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, one) in found.iter().enumerate() {
        if let Some(number) = scan.document().sentence_of(one.cue.start) {
            let list = places.entry(number).or_default();
            if list.len() < 40 {
                list.push(index);
            }
        }
    }
    for outer in 0..found.len() {
        let Some(relayed) = found.get(outer).cloned() else {
            continue;
        };
        let near = scan
            .document()
            .sentence_of(relayed.cue.start)
            .and_then(|number| places.get(&number));
        let of_medium = is_medium(scene, &relayed);
        let inner = near.into_iter().flatten().copied().find(|index| {
            found.get(*index).is_some_and(|one| {
                let within = one.cue.start != relayed.cue.start
                    && relayed
                        .content
                        .iter()
                        .any(|part| part.contains(&one.cue.start));
                within
                    && (of_medium && is_relayed(scan, one, &relayed)
                        || is_reported(scan, scene, one, &relayed))
            })
        });
        if let Some(one) = inner.and_then(|inner| found.get_mut(inner)) {
            for relay in &relayed.speakers {
                if !one.via.contains(relay) {
                    one.via.push(*relay);
                }
            }
            drop.push(outer);
        }
    }
    let mut index = 0;
    found.retain(|_| {
        index += 1;
        drop.binary_search(&(index - 1)).is_err()
    });
}

/// How the first speaker is named.
fn first_speaker<'s>(scene: &'s Scene, one: &Found) -> Option<&'s Mention> {
    scene.mention_at(*one.speakers.first()?)
}

fn is_medium(scene: &Scene, one: &Found) -> bool {
    first_speaker(scene, one).is_some_and(|mention| mention.class == MentionClass::Medium)
}

/// Whether an act within what a medium says makes up most of it or opens it.
fn is_relayed(scan: &Scan<'_>, one: &Found, relayed: &Found) -> bool {
    (shared(one, relayed) * 2 >= size(relayed) || one.cue.start < start(relayed) + 8)
        && !matches!(
            one.act,
            SpeechAct::Propose | SpeechAct::Demand | SpeechAct::Hope | SpeechAct::Promise
        )
        && !scan.search.is_quoted(one.cue.start)
}

/// Whether what somebody says is, as a whole, that another said something: its main verb is an act of saying with a
/// subject of its own outside any quotation.
fn is_reported(scan: &Scan<'_>, scene: &Scene, one: &Found, relayed: &Found) -> bool {
    const OPENING: usize = 14;
    let first = start(relayed);
    let main = one.speakers.iter().all(|subject| {
        (first..first + OPENING).contains(subject)
            && *subject < one.cue.end
            && (!scan.search.is_quoted(*subject)
                || is_mouthpiece(scene, relayed) && tells_of_saying(scan, one, *subject, first))
            && (*subject == first
                || !matches!(
                    scan.at(subject.wrapping_sub(1)),
                    "que" | "qu'" | "that" | "dont" | "auquel"
                ))
    });
    // `Il a évoqué avec eux la trêve`: what was spoken of, not what was said.
    let finite = scan
        .cues_of(scan.document().sentence_of(one.cue.start).unwrap_or(0))
        .any(|(_, cue)| {
            // `La France « salue cet accord », écrit le ministère`: the ministry's own words.
            let own = cue.quoted && matches!(cue.form, Form::Present | Form::PresentPlural);
            cue.group == one.cue
                && cue.standing == Standing::Finite
                && !own
                && (cue.verb.frames.clause || cue.verb.act != SpeechAct::Assert)
        });
    let other = |list: &[usize]| -> Vec<ActorIndex> {
        list.iter()
            .flat_map(|start| scene.actors_at(*start).iter().copied())
            .collect()
    };
    let speakers = other(&relayed.speakers);
    // `Roy a dit que Rome avait demandé une trêve`: a clause under a verb of saying is what Roy says.
    let most = shared(one, relayed) * 2 >= size(relayed);
    let through = is_put_in(relayed) && (most || is_recounted(scene, one, relayed))
        || most && is_passed_on(scene, one, relayed);
    main && finite
        && through
        && !one.negated
        && !matches!(
            one.act,
            SpeechAct::Accept | SpeechAct::Reject | SpeechAct::Propose
        )
        && !other(&one.speakers)
            .iter()
            .any(|actor| speakers.contains(actor))
}

/// *« **Ils ont appelé** Rome à partir », ajoute le palais*: quoted words that open with what a third person has said.
fn tells_of_saying(scan: &Scan<'_>, one: &Found, subject: usize, first: usize) -> bool {
    subject == first
        && one.cue.start <= first + 6
        && !matches!(
            scan.at(first),
            "je" | "j'" | "nous" | "vous" | "i" | "we" | "you" | "on" | "it"
        )
        && scan
            .cues_of(scan.document().sentence_of(one.cue.start).unwrap_or(0))
            .any(|(_, cue)| {
                cue.group == one.cue && matches!(cue.form, Form::Participle | Form::Past)
            })
}

/// Whether an office, a source or a spokesperson speaks, who report what others said.
fn is_mouthpiece(scene: &Scene, one: &Found) -> bool {
    first_speaker(scene, one).is_some_and(|mention| {
        !matches!(
            mention.class,
            MentionClass::Person | MentionClass::Pronoun(_)
        ) || is_spokesperson(mention)
    })
}

/// *La porte-parole a dit que **Roy appelait** au calme*: what a spokesperson, an office and a text are there for, to say what
/// somebody asks, promises or condemns.
fn is_passed_on(scene: &Scene, one: &Found, relayed: &Found) -> bool {
    let clause = relayed.rule.ends_with("que") || relayed.rule.ends_with("that");
    let speaks_for = first_speaker(scene, relayed).is_some_and(|mention| {
        is_spokesperson(mention)
            || matches!(mention.class, MentionClass::Document | MentionClass::Office)
    });
    let principal = first_speaker(scene, one)
        .is_some_and(|mention| mention.class == MentionClass::Person && mention.name.is_some());
    clause && speaks_for && principal && !matches!(one.act, SpeechAct::Assert | SpeechAct::Confirm)
}

/// *Réuni à huis clos, le conseil **a condamné les tirs** et décidé d'une enquête, indique le texte*: what an office or a text
/// tells reaches beyond what was asked or condemned, and tells of nothing else.
fn is_recounted(scene: &Scene, one: &Found, relayed: &Found) -> bool {
    let reaches = one
        .content
        .iter()
        .map(|part| part.end)
        .max()
        .is_some_and(|end| end.saturating_sub(start(relayed)) * 2 >= size(relayed));
    let somebody = first_speaker(scene, one)
        .is_some_and(|mention| mention.name.is_some() || !mention.titles.is_empty());
    relayed.rule.ends_with("incise")
        && reaches
        && somebody
        && is_mouthpiece(scene, relayed)
        && !matches!(
            one.act,
            SpeechAct::Assert | SpeechAct::Confirm | SpeechAct::Announce
        )
}

fn is_spokesperson(mention: &Mention) -> bool {
    mention
        .titles
        .iter()
        .any(|title| title.role == "spokesperson")
}

//! What saying does: the act of the verb, sharpened by the words that are said.
//!
//! > *a déclaré que l'accord **doit** être signé*: a demand. *said it **would leave** on Monday*: an announcement.

mod clause;
mod counter;
mod decision;
pub(super) mod deed;
mod duty;
mod future;
mod judgement;
mod negation;
mod object;
mod opening;
mod outcome;
mod predicate;
mod side;
mod threat;
mod want;

use std::ops::Range;

use super::actor::Scene;
use super::cue::Standing;
use super::facts::SpeechAct;
use super::inflect::Form;
use super::lexicon::ActScope;
use super::mention::MentionClass;
use super::scan::{Found, Scan};
use super::words;
use side::Side;

/// The main clause lies within so many tokens of the beginning.
const MAIN: usize = 12;

/// What shows an act stands within so many tokens of the beginning.
const NEAR: usize = 30;

/// What something is called has so many tokens.
const NAMED: usize = 8;

/// What shows blame or praise stands within so many.
const FAR: usize = 60;

/// The act of a finding.
pub(super) fn of(scan: &Scan<'_>, scene: &Scene, one: &Found) -> SpeechAct {
    let act = match one.act {
        SpeechAct::Announce if is_view(scan, one) => SpeechAct::Assert,
        act => act,
    };
    match act {
        SpeechAct::Reject if object::disbelieves(scan, one) => SpeechAct::Deny,
        SpeechAct::Promise if threat::menaces(scan, one) => SpeechAct::Warn,
        SpeechAct::Propose if object::claims(scan, one) => SpeechAct::Assert,
        SpeechAct::Decline if one.rule.ends_with("noun") => SpeechAct::Reject,
        SpeechAct::Confirm if object::binds(scan, one) => SpeechAct::Promise,
        SpeechAct::Demand if object::owns_up(scan, one) => SpeechAct::Assert,
        SpeechAct::Criticise if is_judgement(one) => praised(scan, one).unwrap_or(act),
        SpeechAct::Assert if object::consents(scan, one) => SpeechAct::Accept,
        SpeechAct::Assert if object::backs(scan, one) => SpeechAct::Praise,
        SpeechAct::Assert if side::is_record(scan, one) => SpeechAct::Assert,
        SpeechAct::Assert if is_judgement(one) => praised(scan, one)
            .or_else(|| blamed(scan, one))
            .or_else(|| listed(scan, scene, one))
            .unwrap_or(SpeechAct::Assert),
        // What an outlet tells, others do: it may blame or praise them.
        SpeechAct::Assert if side::is_outlet(scene, one) => listed(scan, scene, one)
            .filter(|act| {
                matches!(
                    act,
                    SpeechAct::Criticise | SpeechAct::Praise | SpeechAct::Accuse
                )
            })
            .unwrap_or(SpeechAct::Assert),
        SpeechAct::Assert if object::urges(scan, one) || want::of_another(scan, scene, one) => {
            SpeechAct::Demand
        }
        SpeechAct::Assert => object::stance(scan, one)
            .or_else(|| performed(scan, one))
            .or_else(|| threat::conditional(scan, one))
            .or_else(|| reported(scan, scene, one))
            .or_else(|| claimed(scan, one))
            .or_else(|| deed::of_another(scan, scene, one).then_some(SpeechAct::Accuse))
            .or_else(|| judgement::of_claim(scan, one))
            .or_else(|| {
                let asked = duty::weighs(scan, one) || duty::is_condition(scan, one);
                asked.then_some(SpeechAct::Demand)
            })
            .or_else(|| listed(scan, scene, one))
            .or_else(|| judgement::passed(scan, one))
            .or_else(|| outcome::is_told(scan, one).then_some(SpeechAct::Announce))
            .or_else(|| want::is_wish(scan, scene, one).then_some(SpeechAct::Hope))
            .or_else(|| grammar(scan, scene, one))
            .unwrap_or(SpeechAct::Assert),
        act => act,
    }
}

/// *a **proclamé** que l'affaire était close*, *« Il est **essentiel** de … », a annoncé …*: a view, whatever the verb.
fn is_view(scan: &Scan<'_>, one: &Found) -> bool {
    let clause = ["que", "that", "incise", "participle", "colon"]
        .iter()
        .any(|rule| one.rule.ends_with(rule));
    let proclaims = lemma(scan, one).is_some_and(|lemma| matches!(lemma, "proclamer" | "proclaim"));
    clause && (proclaims || duty::weighs(scan, one))
}

fn is_judgement(one: &Found) -> bool {
    one.rule.ends_with("quality")
}

/// The good word for what is judged, if any: *a qualifié l'accord d'équitable*.
fn praised(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let end = scan.document().tokens().list().len();
    let good = || {
        let part = one.content.last()?;
        (part.end.saturating_sub(NAMED).max(part.start)..part.end)
            .filter(|at| {
                scan.document()
                    .token(*at)
                    .is_some_and(|token| !token.capital)
            })
            .find_map(|at| judgement::of_word(scan, at))
            .filter(|act| *act == SpeechAct::Praise)
    };
    let mut tokens = one.content.iter().flat_map(Clone::clone);
    tokens
        .find_map(|at| {
            scan.search
                .lexicon
                .acts_at(scan.document(), at, end)
                .filter(|row| row.act == SpeechAct::Praise)
                .map(|row| row.act)
        })
        .or_else(good)
}

/// The bad word for what is judged: *described the raid as **barbaric***.
fn blamed(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let end = scan.document().tokens().list().len();
    let part = one.content.last()?;
    // `as a "provocation"`
    let word = part.clone().rev().find(|at| scan.is_text(*at))?;
    scan.search
        .lexicon
        .acts_at(scan.document(), word, end)
        .filter(|row| row.act == SpeechAct::Criticise)
        .map(|row| row.act)
        .or_else(|| judgement::of_word(scan, word))
}

/// What a speaker says to be doing: *we strongly **urge** both sides*, *nous le **condamnons***.
fn performed(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let first = one.content.first()?;
    let near = first.start..first.start + 2 * NEAR;
    let part = one.content.iter().find(|part| near.contains(&part.start))?;
    let sentences = scan.document().sentence_of(part.start)?
        ..=scan.document().sentence_of(part.end.min(near.end) - 1)?;
    sentences
        .flat_map(|sentence| scan.cues_of(sentence))
        .map(|(_, cue)| cue)
        .filter(|cue| {
            part.contains(&cue.group.start) && near.contains(&cue.group.start) && !cue.negated
        })
        .filter(|cue| {
            // `we are asking them to leave`
            let goes_on = cue.form == Form::Gerund
                && (cue.group.start.saturating_sub(1)..cue.group.end)
                    .any(|at| matches!(scan.at(at), "am" | "are" | "'m" | "'re"));
            // `we have asked them to leave`
            let done = matches!(cue.form, Form::Participle | Form::Past)
                && cue
                    .group
                    .clone()
                    .any(|at| matches!(scan.at(at), "have" | "'ve" | "ai" | "avons"));
            goes_on || done || matches!(cue.form, Form::Present | Form::PresentPlural)
        })
        .filter(|cue| {
            let from = cue.group.start.saturating_sub(2).max(part.start);
            (from..cue.group.start)
                .any(|at| matches!(scan.at(at), "we" | "i" | "nous" | "je" | "j'"))
        })
        .filter(|cue| cue.verb.lemma != "seek")
        .map(|cue| cue.verb.act)
        .find(|act| !matches!(act, SpeechAct::Assert | SpeechAct::Confirm))
}

/// What the speaker's side is said to do: *a indiqué que Rome **dénonçait** ces tirs*, *said the party **rejects** the deal*.
fn reported(scan: &Scan<'_>, scene: &Scene, one: &Found) -> Option<SpeechAct> {
    let first = one.content.first()?;
    let sentence = scan.document().sentence_of(first.start)?;
    let (_, cue) = scan.cues_of(sentence).find(|(_, cue)| {
        first.contains(&cue.group.start)
            && cue.standing == Standing::Finite
            && cue.subject.is_some_and(|subject| {
                let opens = opens_at(scan, first);
                let now =
                    opens == first.start || matches!(cue.form, Form::Present | Form::PresentPlural);
                (opens..opens + 4).contains(&subject)
                    && subject < cue.group.start
                    && now
                    && is_side(scan, one, subject)
                    && side::at(scan, scene, one, subject) != Side::Other
            })
    })?;
    let perfect = cue.form == Form::Participle
        && cue
            .group
            .clone()
            .any(|at| matches!(scan.at(at), "a" | "ont" | "has" | "have"));
    let now = perfect
        || matches!(cue.form, Form::Present | Form::PresentPlural | Form::Past)
            && !cue.group.clone().any(|at| scan.at(at) == "had");
    // `said Rome seeks peace`: what somebody seeks nobody is asked for.
    let seeks = cue.verb.lemma == "seek";
    // `has proposed a plan`: an offer of before.
    let before = cue.verb.act == SpeechAct::Propose && cue.form == Form::Participle;
    (now && !cue.negated && !seeks && !before)
        .then_some(cue.verb.act)
        .filter(|act| {
            !matches!(
                act,
                SpeechAct::Assert | SpeechAct::Confirm | SpeechAct::Accept | SpeechAct::Announce
            )
        })
}

/// Where the main clause opens: behind words without a verb that a comma closes (*Dans ce climat, **Rome** demande …*), or an
/// adverb (*Additionally, **Rome** …*).
fn opens_at(scan: &Scan<'_>, first: &Range<usize>) -> usize {
    let comma = first.clone().take(MAIN).find(|at| scan.at(*at) == ",");
    comma
        .filter(|comma| {
            let opens = words::preposition(scan.at(first.start), scan.french())
                || *comma == first.start + 1 && scan.search.is_filler(first.start);
            opens && !scan.has_finite(&(first.start..*comma))
        })
        .map_or(first.start, |comma| comma + 1)
}

/// Where the subject of the main clause may begin: behind what opens the clause, and an opening quotation mark.
fn start_of(scan: &Scan<'_>, part: &Range<usize>) -> usize {
    let start = opens_at(scan, part);
    start + usize::from(scan.search.is_quote(start))
}

/// Whether a subject may be the speaker's own side: a pronoun, a state, a body, whom a spokesperson speaks for; not *several
/// ministers*, nor another person.
fn is_side(scan: &Scan<'_>, one: &Found, subject: usize) -> bool {
    let speaks_for = one
        .speakers
        .iter()
        .filter_map(|start| scan.search.mention_at(*start))
        .any(|speaker| {
            speaker.class != MentionClass::Person
                || speaker
                    .titles
                    .iter()
                    .any(|title| title.role == "spokesperson")
        });
    scan.search.mention_at(subject).is_none_or(|mention| {
        mention.determiner != words::Determiner::Indefinite
            && mention.class != MentionClass::Source
            && (mention.class != MentionClass::Person || speaks_for)
    })
}

/// *prétend que l'armée a tiré*, *claimed the rebels had lied*: a claim about others that the text does not share.
fn claimed(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let first = one.content.first()?.start;
    let claims = lemma(scan, one)
        .is_some_and(|lemma| matches!(lemma, "prétendre" | "alléguer" | "claim" | "allege"));
    let own = [
        "je", "j'", "nous", "il", "elle", "ils", "elles", "i", "we", "it", "he", "she", "they",
    ]
    .contains(&scan.at(first));
    (claims && !own && scan.search.mention_at(first).is_some()).then_some(SpeechAct::Accuse)
}

/// Whose deed the main clause tells of.
fn side_of(scan: &Scan<'_>, scene: &Scene, one: &Found) -> Side {
    one.content.first().map_or(Side::Open, |first| {
        side::at(scan, scene, one, opens_at(scan, first))
    })
}

/// What the table shows: in the opening clause the earliest row, else the first row of the table.
fn listed(scan: &Scan<'_>, scene: &Scene, one: &Found) -> Option<SpeechAct> {
    let end = scan.document().tokens().list().len();
    let lexicon = scan.search.lexicon;
    // `said Rome was ready to talk`, of another: what they are ready for is not offered here.
    let whose = side_of(scan, scene, one);
    let asks = one
        .content
        .first()
        .is_some_and(|first| words::asks(scan.at(first.start)));
    let opening = clause::main(scan, one, MAIN).into_iter().find_map(|at| {
        let opens = |at: usize| {
            lexicon
                .acts_at(scan.document(), at, end)
                .filter(|row| row.scope == ActScope::Start)
        };
        // `we will never allow it`: what will be done says more than that something will.
        let pronoun = matches!(scan.at(at), "we" | "i");
        let (at, row) = opens(at + 1)
            .filter(|_| pronoun)
            .map(|row| (at + 1, row))
            .or_else(|| opens(at).map(|row| (at, row)))?;
        if !opening::counts(scan, one, at, row.act, whose) {
            return None;
        }
        let denied = at > 0
            && (matches!(
                scan.at(at - 1),
                "n'" | "ne" | "not" | "never" | "pas" | "plus"
            )
                // `had no plans to leave`
                || row.act == SpeechAct::Announce && scan.at(at - 1) == "no");
        let start = one
            .content
            .first()
            .map_or(at, |first| opens_at(scan, first));
        match row.act {
            SpeechAct::Accept
            | SpeechAct::Propose
            | SpeechAct::Promise
            | SpeechAct::Hope
            | SpeechAct::Reject
                if whose == Side::Other =>
            {
                None
            }
            // `We never agreed to it`
            SpeechAct::Accept if denied && scan.at(at).ends_with("ed") => Some(SpeechAct::Deny),
            SpeechAct::Accept | SpeechAct::Propose if denied => Some(SpeechAct::Reject),
            act if counter::takes(scan, start, at, act, whose) => None,
            SpeechAct::Accept if !clause::is_own(scan, one, at) => None,
            SpeechAct::Reject if denied => Some(SpeechAct::Accept),
            // `said Rome had refused to sign`, of Rome's minister: nobody accuses their own.
            SpeechAct::Accuse if whose == Side::Own => None,
            // `explained how his country intended to leave`
            SpeechAct::Announce if asks => None,
            // `rien n'est prévu`; `on ne prévoit pas` denies nothing.
            SpeechAct::Announce if denied => (row.single
                && matches!(scan.at(at), "prevu" | "planned")
                || scan.at(at - 1) == "no")
                .then_some(SpeechAct::Deny),
            // `voulait que Rome parte`: of others.
            SpeechAct::Announce
                if scan.at(at).starts_with("voul") && matches!(scan.at(at + 1), "que" | "qu'") =>
            {
                Some(SpeechAct::Demand)
            }
            SpeechAct::Propose if opening::stands_by(scan, at) => Some(SpeechAct::Promise),
            SpeechAct::Praise | SpeechAct::Criticise | SpeechAct::Hope if denied => None,
            act => Some(act),
        }
    });
    if opening.is_some() {
        return opening;
    }
    // `must end its meddling`: what somebody must do is asked for, whatever it is called.
    if duty::binds(scan, one, whose) {
        return Some(SpeechAct::Demand);
    }
    let all = clause::main(scan, one, FAR).into_iter();
    all.enumerate()
        .filter_map(|(place, at)| {
            lexicon
                .acts_at(scan.document(), at, end)
                .filter(|row| row.scope == ActScope::Anywhere)
                // What is blamed or praised, longer quotations come to later.
                .filter(|row| {
                    place < NEAR || matches!(row.act, SpeechAct::Criticise | SpeechAct::Praise)
                })
                .filter(|row| predicate::shows(scan, one, at, row, whose))
                .map(|row| (row.rank, bent(scan, at, row.act)))
        })
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, act)| act)
}

/// What the words around one that shows an act make of it: *n'est pas opposé à* consents, *doit se tenir lundi* announces.
fn bent(scan: &Scan<'_>, at: usize, act: SpeechAct) -> SpeechAct {
    let before = scan.at(at.wrapping_sub(1));
    match act {
        SpeechAct::Reject if matches!(before, "pas" | "not" | "plus") => SpeechAct::Accept,
        SpeechAct::Demand if future::is_scheduled(scan, at) => SpeechAct::Announce,
        // `would never give up its weapons`
        SpeechAct::Deny
            if scan.at(at) == "never" && matches!(before, "will" | "would" | "shall" | "'ll") =>
        {
            SpeechAct::Reject
        }
        act => act,
    }
}

/// What tense and negation show.
fn grammar(scan: &Scan<'_>, scene: &Scene, one: &Found) -> Option<SpeechAct> {
    if orders(scan, one) {
        return Some(SpeechAct::Demand);
    }
    if negation::of_event(scan, scene, one) {
        return Some(SpeechAct::Deny);
    }
    if want::of_office(scan, scene, one) {
        return Some(SpeechAct::Announce);
    }
    let first = one.content.first()?;
    // `a expliqué comment la trêve serait tenue`: an explanation, no decision.
    if words::asks(scan.at(first.start)) {
        return None;
    }
    // Sources that are only quoted foresee what would come; what will come, they announce.
    let foreseen = one.rule.ends_with("selon") || one.rule.ends_with("according-to");
    let ahead = clause::main(scan, one, 2 * MAIN).into_iter().find(|at| {
        let at = *at;
        // `The border, he said, would be closed`: the verb stands behind the attribution.
        let cut = one.content.get(1).is_some_and(|second| {
            !scan.french() && second.contains(&at) && !scan.has_finite(first)
        });
        (first.contains(&at) || cut)
            && future::stands_at(scan, at)
            && clause::is_first_verb(scan, one, future::group_start(scan, at))
            && (!foreseen || future::is_certain(scan, at))
            && (!refused(scan, at) || side_of(scan, scene, one) == Side::Own)
    })?;
    if decision::is_refusal(scan, scene, one, ahead) {
        return Some(SpeechAct::Reject);
    }
    decision::is_taken(scan, scene, one, ahead).then(|| {
        let own = side_of(scan, scene, one) == Side::Own;
        if own && threat::menaces(scan, one) {
            SpeechAct::Warn
        } else if assures(scan, one) {
            SpeechAct::Promise
        } else {
            SpeechAct::Announce
        }
    })
}

/// *ne vont pas résoudre*: what somebody is not going to do, said of others, announces nothing.
fn refused(scan: &Scan<'_>, at: usize) -> bool {
    scan.french()
        && at > 0
        && matches!(scan.at(at - 1), "ne" | "n'")
        && !matches!(scan.at(at), "sera" | "seront" | "serait" | "seraient")
}

/// *a **assuré** que Rome tiendrait parole*, *assured them that it would stay*: who gives their word for what lies ahead.
fn assures(scan: &Scan<'_>, one: &Found) -> bool {
    lemma(scan, one).is_some_and(|lemma| {
        matches!(
            lemma,
            "assurer" | "garantir" | "assure" | "reassure" | "guarantee" | "certifier"
        )
    })
}

/// The verb that attributes what was said.
fn lemma<'s>(scan: &'s Scan<'_>, one: &Found) -> Option<&'s str> {
    let sentence = scan.document().sentence_of(one.cue.start)?;
    scan.cues_of(sentence)
        .find(|(_, cue)| cue.group == one.cue)
        .map(|(_, cue)| cue.verb.lemma.as_str())
}

/// *Partez !*, *N'envoyez plus de bateaux*: an imperative opens a quotation.
fn orders(scan: &Scan<'_>, one: &Found) -> bool {
    let Some(first) = one.content.first().map(|part| part.start) else {
        return false;
    };
    if !scan.french() || !scan.search.is_quoted(first) {
        return false;
    }
    let at = first + usize::from(matches!(scan.at(first), "ne" | "n'"));
    let word = scan.at(at);
    // `Faisons la paix`, `Cessons ces querelles`: the speaker, too.
    let together = word.len() > 5
        && word.ends_with("ons")
        && scan.document().token(at).is_some_and(|token| token.capital)
        && (words::determiner(scan.at(at + 1), true).is_some() || scan.at(at + 1) == "-nous");
    together || word.len() > 4 && word.ends_with("ez") && scan.at(at.wrapping_sub(1)) != "vous"
}

#[cfg(test)]
mod tests;

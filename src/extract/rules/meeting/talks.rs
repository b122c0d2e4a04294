//! Nouns for a meeting: *rencontre entre A et B*, *entretien avec A*, *A's talks with B*, *leur entretien*.
//!
//! ```text
//! Après un entretien avec Paul Delmas mardi à Vienne, Anna Kovacs a quitté la ville.
//!   → Anna Kovacs, Paul Delmas · held · mardi · Vienne
//! ```

use std::ops::Range;

use super::super::event::ground::is_determiner;
use super::super::event::{Ground, Hit, Part, Parties, PartyKind, lexicon};
use super::agent::said_to_press;
use super::encounter::{kind_of, with_kind};
use super::light::{host, joins_before, light_subject, light_verb};
use super::noun::{
    Mark, around, determiner, is_denied_noun, is_interview, is_verb_here, main_subject, of_both,
    possessor,
};
use super::sighting::Sighting;
use crate::extract::facts::MeetingStatus;
use crate::extract::mention::MentionClass;
use crate::text::Language;

/// The rule for one noun.
pub(super) fn find(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let verb = light_verb(ground, &hit.tokens);
    if verb.as_ref().is_some_and(|group| group.negated) {
        return None;
    }
    read(ground, hit).map(|sighting| sighting.led_by(verb.as_ref()))
}

fn read(ground: &Ground<'_>, hit: &Hit<'_>) -> Option<Sighting> {
    let entry = hit.reading(Part::Noun)?;
    if !matches!(
        entry.frame.as_str(),
        "pair" | "pair-body" | "pair-weak" | "round"
    ) || is_verb_here(ground, hit)
    {
        return None;
    }
    let document = ground.document;
    let cue = &hit.tokens;
    if is_other_thing(ground, cue, &entry.lemma) {
        return None;
    }
    let reach = ground.reach(cue.start);
    let near = (cue.end + 14).min(reach.end);
    let own = possessor(ground, cue);
    let between = ground
        .after_preposition(&["entre", "between"], cue.end, near)
        .filter(|parties| {
            parties.actors.len() > 1 && !is_of_relation(ground, parties.tokens.start, cue.end)
        });
    let among = || of_both(ground, cue, near);
    let with = ground
        .after_preposition(&["avec", "with"], cue.end, before_other(ground, cue, near))
        .or_else(|| granted(ground, cue, near))
        .or_else(|| offered(ground, cue, reach.end));
    let mark = determiner(ground, cue);
    let between = between
        .or_else(|| pair_beside(ground, cue))
        .or_else(|| compound(ground, cue));
    // *le dialogue entre les deux pays* in general is no event.
    if entry.lemma.starts_with("dialogue") && between.is_some() {
        let sighting = Sighting::new(ground, cue, &[], "meeting.between", 0.5);
        if sighting.date.is_none() && sighting.place.is_none() {
            return None;
        }
    }
    if let Some(both) = between.or_else(among) {
        let host = host(ground, cue).filter(|host| {
            host.kinds == [PartyKind::Person] && !both.actors.contains(&host.actors[0])
        });
        let parties: Vec<&Parties> = host.iter().chain([&both]).collect();
        let mut sighting = with_kind(
            Sighting::new(ground, cue, &parties, "meeting.between", 0.85),
            kind_of(&entry.second, &parties),
        );
        sighting.host = host.as_ref().and_then(|host| host.actors.first().copied());
        if is_denied_noun(ground, cue) {
            sighting.status = MeetingStatus::Denied;
        }
        return Some(sighting);
    }
    // *the lunch that A was to have with B*
    let relative = matches!(document.lower(cue.end), "que" | "qu'" | "that" | "which");
    let within = || {
        let (number, _) = ground
            .parties_in(&(cue.end + 1..reach.end))
            .find(|(_, party)| !party.governed)
            .filter(|(_, party)| party.tokens.start <= cue.end + 3)?;
        let first = ground.list_from(number, reach.end);
        let end = (first.tokens.end + 14).min(reach.end);
        let second = ground.after_preposition(&["avec", "with"], first.tokens.end, end)?;
        Some((first, second))
    };
    // *said after the meeting that A would work with B*: no relative clause.
    let had = |first: &Parties, second: &Parties| {
        document.language() == Language::French
            || (first.tokens.end..second.tokens.start).any(|token| {
                matches!(
                    document.lower(token),
                    "have" | "has" | "had" | "hold" | "held" | "holds" | "holding" | "having"
                )
            })
    };
    if relative && let Some((first, second)) = within().filter(|(one, two)| had(one, two)) {
        return Some(with_kind(
            Sighting::new(ground, cue, &[&first, &second], "meeting.talks-with", 0.7),
            kind_of(&entry.second, &[&first, &second]),
        ));
    }
    if let Some(with) = with {
        let other = own
            .or_else(|| light_subject(ground, cue))
            .or_else(|| main_subject(ground, cue, &with));
        // *the centre of the talks with B*: a phrase around the noun names nobody who met.
        let other = other.filter(|other| {
            !other.tokens.contains(&cue.start)
                && other
                    .actors
                    .iter()
                    .any(|actor| !with.actors.contains(actor))
        });
        if said_to_press(ground, &with) {
            return None;
        }
        let parties: Vec<&Parties> = other.iter().chain([&with]).collect();
        let confidence = if other.is_some() { 0.75 } else { 0.4 };
        let mut sighting = with_kind(
            Sighting::new(ground, cue, &parties, "meeting.talks-with", confidence),
            kind_of(&entry.second, &parties),
        );
        // *no conversations with the North*
        if is_denied_noun(ground, cue) {
            sighting.status = MeetingStatus::Denied;
        }
        sighting.orphan = other.is_none() && matches!(mark, Mark::Definite | Mark::Demonstrative);
        return Some(sighting);
    }
    if let Some(own) = own.filter(|own| own.actors.len() > 1) {
        return Some(with_kind(
            Sighting::new(ground, cue, &[&own], "meeting.own-talks", 0.75),
            kind_of(&entry.second, &[&own]),
        ));
    }
    if let Some(told) = super::told::during(ground, hit, &entry.second) {
        return Some(told);
    }
    let light = light_subject(ground, cue);
    if entry.frame == "pair-body" && light.as_ref().is_none_or(|light| light.actors.len() < 2) {
        if let Some(sitting) = super::sitting::of_body(ground, hit) {
            return Some(sitting);
        }
        if let Some(sitting) = super::sitting::opening(ground, hit) {
            return Some(sitting);
        }
        if let Some(sitting) = super::sitting::of_subject(ground, cue, light.as_ref())
            .filter(|_| mark == Mark::Indefinite)
        {
            return Some(sitting);
        }
    }
    let joins = light.as_ref().is_some_and(|_| joins_before(ground, cue))
        && matches!(mark, Mark::Definite | Mark::Demonstrative);
    let both = light
        .filter(|parties| parties.actors.len() > 1 || joins)
        .or_else(|| around(ground, cue, mark))
        .or_else(|| super::journey::arrived_for(ground, cue));
    let parties: Vec<&Parties> = both.iter().collect();
    let mut sighting = with_kind(
        Sighting::new(
            ground,
            cue,
            &parties,
            "meeting.talks",
            if both.is_some() { 0.6 } else { 0.5 },
        ),
        kind_of(&entry.second, &parties),
    );
    sighting.anaphoric = matches!(mark, Mark::Demonstrative | Mark::Definite | Mark::Their)
        || (both.is_none() && document.language() == Language::English && mark == Mark::None);
    sighting.theirs = mark == Mark::Their;
    if parties.is_empty()
        && (is_denied_noun(ground, cue)
            || entry.frame == "pair-weak" && !sighting.anaphoric
            || is_interview(ground, cue))
    {
        return None;
    }
    if sighting.anaphoric && parties.is_empty() {
        sighting.keep_near_date(ground, cue);
        sighting.weak = entry.frame == "pair-weak";
    }
    sighting.joins = joins;
    Some(sighting)
}

/// Where another occasion begins that has companions of its own: *dans les pourparlers, **lors d'une rencontre** avec A*.
fn before_other(ground: &Ground<'_>, cue: &Range<usize>, end: usize) -> usize {
    let words = lexicon::meetings(ground.document.language());
    (cue.end + 1..end)
        .find(|token| {
            matches!(
                ground.document.folded(*token),
                "lors" | "issue" | "terme" | "apres" | "during" | "after" | "following"
            ) && (token + 1..(token + 5).min(end)).any(|noun| {
                words
                    .at(ground.document, noun)
                    .is_some_and(|hit| hit.reading(Part::Noun).is_some())
            })
        })
        .unwrap_or(end)
}

/// *rencontre Kovacs-Delmas*, *le sommet Kovacs-Delmas*: two names joined by a hyphen.
fn pair(ground: &Ground<'_>, at: usize, end: usize) -> Option<Parties> {
    let document = ground.document;
    let token = document
        .token(at)
        .filter(|token| token.capital && at < end)?;
    let (first, second) = token.span.of(document.text()).split_once('-')?;
    let named = |word: &str| {
        let word = crate::text::fold(word);
        // Who is named often enough for a headline is among the first; a bound for hostile texts.
        let first = ground.scene.actors.iter().take(200);
        let mut called = (0..).zip(first).filter_map(|(number, actor)| {
            let name = crate::text::fold(actor.name.as_deref()?);
            let known = || actor.canonical.as_deref().map(crate::text::fold);
            match actor.class {
                MentionClass::Person => {
                    (name.rsplit(' ').next()? == word).then_some((number, PartyKind::Person))
                }
                MentionClass::Country => (name == word || known().as_ref() == Some(&word))
                    .then_some((number, PartyKind::State)),
                MentionClass::Organization | MentionClass::Group => {
                    (name == word).then_some((number, PartyKind::Group))
                }
                _ => None,
            }
        });
        called.next()
    };
    let (first, second) = (named(first)?, named(second)?);
    (first.0 != second.0).then(|| Parties {
        tokens: at..at + 1,
        actors: vec![first.0, second.0],
        kinds: vec![first.1, second.1],
    })
}

/// The pair beside a noun: *le sommet **Kovacs-Delmas***, *the **Kovacs-Delmas** summit*.
pub(super) fn pair_beside(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let reach = ground.reach(cue.start);
    pair(ground, cue.end, reach.end).or_else(|| {
        let english = ground.document.language() == Language::English;
        (english && cue.start > reach.start)
            .then(|| pair(ground, cue.start - 1, reach.end))
            .flatten()
    })
}

/// *talks on a ceasefire between A and B*, *des échanges sur la coopération entre A et B*: what is between them is what is
/// talked about.
fn is_of_relation(ground: &Ground<'_>, party: usize, from: usize) -> bool {
    let document = ground.document;
    let between = (from.max(party.saturating_sub(4))..party)
        .rev()
        .find(|token| matches!(document.lower(*token), "entre" | "between"));
    let Some(noun) = between
        .and_then(|between| between.checked_sub(1))
        .filter(|noun| *noun >= from)
    else {
        return false;
    };
    matches!(
        document.folded(noun),
        "cooperation"
            | "relations"
            | "relation"
            | "conflit"
            | "conflict"
            | "guerre"
            | "war"
            | "ceasefire"
            | "cease-fire"
            | "cessez-le-feu"
            | "treve"
            | "truce"
            | "paix"
            | "peace"
            | "tensions"
            | "differend"
            | "dispute"
            | "ties"
            | "liens"
            | "developments"
            | "developpements"
            | "differences"
            | "situation"
            | "frontiere"
            | "border"
            | "commerce"
            | "trade"
            | "accord"
            | "agreement"
            | "deal"
            | "crise"
            | "crisis"
            | "partenariat"
            | "partnership"
            | "reconciliation"
            | "hostilities"
            | "hostilites"
            | "fighting"
            | "combats"
            | "echanges"
            | "bilaterales"
    )
}

/// *échange de prisonniers*, *en échange de*; *une rencontre bilatérale*: words that are no meeting of their own.
fn is_other_thing(ground: &Ground<'_>, cue: &Range<usize>, lemma: &str) -> bool {
    let document = ground.document;
    let before = cue
        .start
        .checked_sub(1)
        .map_or("", |token| document.lower(token));
    let adjective = matches!(
        lemma,
        "trilatérale"
            | "trilatérales"
            | "tripartite"
            | "quadripartite"
            | "bilatérale"
            | "bilatérales"
    );
    // *revenir à la table des négociations*: to negotiate, whenever and wherever.
    let table = before == "des" && document.folded(cue.start.wrapping_sub(2)) == "table";
    let exchange = lemma.starts_with("échange") && !lemma.contains(' ');
    exchange && (before == "en" || matches!(document.lower(cue.end), "de" | "d'" | "des" | "du"))
        || adjective && !is_determiner(before)
        || table
}

/// *le sommet franco-allemand*, *des consultations russo-américaines*: two states in one adjective.
pub(super) fn compound(ground: &Ground<'_>, cue: &Range<usize>) -> Option<Parties> {
    let document = ground.document;
    let near = if document.language() == Language::French {
        cue.end..cue.end + 3
    } else {
        cue.start.saturating_sub(3)..cue.start
    };
    let mut numbers: Vec<usize> = Vec::new();
    for (number, party) in ground.parties_in(&near) {
        let together = party.tokens.len() == 1
            && party.kind == PartyKind::State
            && document.lower(party.tokens.start).contains('-');
        let apart = numbers
            .last()
            .and_then(|last| ground.parties.get(*last))
            .is_some_and(|last| last.tokens != party.tokens);
        if !together || apart {
            continue;
        }
        numbers.push(number);
    }
    let both = ground.gather(&numbers);
    (both.actors.len() > 1).then_some(both)
}

/// *a proposé une rencontre à X*, *offered talks to X*: X is the one who would come.
fn offered(ground: &Ground<'_>, cue: &Range<usize>, end: usize) -> Option<Parties> {
    let document = ground.document;
    let offers = (cue.start.saturating_sub(6)..cue.start).any(|token| {
        let word = document.folded(token);
        [
            "propos", "offer", "offr", "demand", "sollicit", "suggest", "suggér", "request",
        ]
        .iter()
        .any(|stem| word.starts_with(stem))
    });
    let to = matches!(document.lower(cue.end), "à" | "au" | "aux" | "to");
    (offers && to)
        .then(|| {
            ground.after_preposition(&["à", "au", "aux", "to"], cue.end, (cue.end + 4).min(end))
        })
        .flatten()
        .filter(|parties| {
            parties.tokens.start <= cue.end + 2
                && parties
                    .kinds
                    .iter()
                    .all(|kind| matches!(kind, PartyKind::Person | PartyKind::Group))
        })
}

/// *a accordé une audience à X*: X is received.
fn granted(ground: &Ground<'_>, cue: &Range<usize>, end: usize) -> Option<Parties> {
    let document = ground.document;
    let grants = (cue.start.saturating_sub(16)..cue.start).any(|token| {
        document.folded(token).starts_with("accord") || document.folded(token) == "granted"
    });
    (document.folded(cue.start) == "audience" && grants)
        .then(|| ground.after_preposition(&["à", "au", "aux", "to"], cue.end, end))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::super::event::example::{check, english, french};

    #[test]
    fn gives_what_the_header_says() {
        check(include_str!("talks.rs"));
    }

    #[test]
    fn reads_other_forms() {
        assert_eq!(
            english("Talks between Anna Kovacs and Paul Delmas are scheduled for Tuesday."),
            ["Anna Kovacs, Paul Delmas · planned · Tuesday"]
        );
        assert_eq!(
            french("Anna Kovacs a rencontré Paul Delmas à Vienne. Leur entretien a eu lieu mardi."),
            ["Anna Kovacs, Paul Delmas · held · mardi · Vienne"]
        );
    }

    #[test]
    fn stays_silent() {
        assert!(french("Il n'y aura pas de rencontre mardi.").is_empty());
        assert!(french("Les négociations sont toujours difficiles.").is_empty());
    }

    #[test]
    fn who_met_on_the_occasion_of_which_something_was_said() {
        assert_eq!(
            french(
                "Anna Kovacs a accusé Rome de mentir lors d'une rencontre à Vienne avec Paul Delmas."
            ),
            ["Anna Kovacs, Paul Delmas · held · Vienne"]
        );
    }

    #[test]
    fn two_names_joined_by_a_hyphen() {
        assert_eq!(
            french(
                "Crise : rencontre Kovacs-Delmas à Vienne. Anna Kovacs et Paul Delmas y resteront."
            ),
            ["Anna Kovacs, Paul Delmas · held · Vienne"]
        );
    }

    #[test]
    fn where_it_was_said_is_not_where_they_meet() {
        assert_eq!(
            english(
                "In Vienna, Ivan Petrov said talks between Anna Kovacs and Paul Delmas were useful."
            ),
            ["Anna Kovacs, Paul Delmas · held"]
        );
    }

    #[test]
    fn none_are_held() {
        assert_eq!(
            english("Anna Kovacs says no talks have been held with Paul Delmas."),
            ["Anna Kovacs, Paul Delmas · denied"]
        );
    }

    #[test]
    fn two_names_before_or_after_a_summit() {
        assert_eq!(
            french(
                "Le sommet Kovacs-Delmas se tiendra à Vienne. Anna Kovacs et Paul Delmas sont prêts."
            ),
            ["Anna Kovacs, Paul Delmas · planned · Vienne"]
        );
        assert_eq!(
            english(
                "The Kovacs-Delmas summit will be held in Vienna. Anna Kovacs and Paul Delmas are ready."
            ),
            ["Anna Kovacs, Paul Delmas · planned · Vienna"]
        );
    }

    #[test]
    fn a_table_is_no_meeting() {
        assert!(
            french("Anna Kovacs veut revenir à la table des négociations à Vienne.").is_empty()
        );
    }
}

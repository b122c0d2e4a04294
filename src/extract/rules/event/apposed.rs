//! Names that follow a title at a distance: *la représentante pour la politique de sécurité, Anna Kovacs*, *les ministres du
//! Togo, Paul Delmas, et du Bénin, Ivan Petrov*.

use super::ground::{Party, PartyKind};
use super::joint::{is_envoy, is_single, links};
use crate::extract::actor::Scene;
use crate::text::Document;

/// *Les ministres turc et syrien des Affaires étrangères, **Anna Kovacs et Paul Delmas**, …*: the names say who comes for
/// the states, as many as there are states.
pub(super) fn name_officials(document: &Document<'_>, parties: &mut Vec<Party>) {
    const REACH: usize = 9;
    let named = |party: &Party| {
        party.kind == PartyKind::Person && !party.collective && !party.pronoun && !party.governed
    };
    let mut kept: Vec<Party> = Vec::with_capacity(parties.len());
    let mut rest = parties.drain(..).peekable();
    while let Some(mut party) = rest.next() {
        let several = party.actors.len() > 1
            && party
                .tokens
                .clone()
                .any(|token| is_envoy(document.folded(token)));
        // *des Affaires étrangères* may look like a name.
        let mut inner: Vec<Party> = Vec::new();
        while let Some(next) = rest.next_if(|next| {
            several
                && next.governed
                && next.kind != PartyKind::Person
                && next.tokens.start <= party.tokens.end + 3
                && inner.len() < 3
        }) {
            inner.push(next);
        }
        let first = rest.peek().filter(|first| {
            let title = party.tokens.end..first.tokens.start.saturating_sub(1);
            several
                && named(first)
                && title.len() <= REACH
                && document.lower(title.end) == ","
                && title
                    .clone()
                    .all(|token| is_of_title(document.lower(token)))
        });
        if first.is_none() {
            kept.push(party);
            kept.append(&mut inner);
            continue;
        }
        let mut names: Vec<Party> = Vec::new();
        while let Some(next) = rest.next_if(|next| {
            named(next)
                && names.len() < party.actors.len()
                && names.last().is_none_or(|last| {
                    (last.tokens.end..next.tokens.start).all(|token| links(document.lower(token)))
                })
        }) {
            names.push(next);
        }
        if names.len() == party.actors.len() {
            party.tokens.end = names
                .last()
                .map_or(party.tokens.end, |last| last.tokens.end);
            party.actors = names.into_iter().flat_map(|name| name.actors).collect();
            party.kind = PartyKind::Person;
            kept.push(party);
        } else {
            kept.push(party);
            kept.append(&mut inner);
            kept.extend(names);
        }
    }
    drop(rest);
    *parties = kept;
}

/// Whether a word can belong to a title after its nationalities: *des Affaires étrangères*, *of defence*.
fn is_of_title(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
        && !matches!(
            word,
            "qui"
                | "who"
                | "que"
                | "that"
                | "ont"
                | "sont"
                | "have"
                | "are"
                | "were"
                | "will"
                | "avec"
                | "with"
        )
        || matches!(word, "d'" | "l'")
}

/// *la Haute Représentante pour la politique de sécurité, **Anna Kovacs**, …*: a long title and the name that follows it.
pub(super) fn name_titles(document: &Document<'_>, scene: &Scene, parties: &mut Vec<Party>) {
    const REACH: usize = 18;
    let unnamed = |party: &Party| {
        party.kind == PartyKind::Person
            && !party.pronoun
            && !party.collective
            && matches!(*party.actors, [actor] if scene.actors.get(actor).is_some_and(|it| it.name.is_none() && !it.plural))
    };
    let breaks = |token: usize| {
        matches!(
            document.lower(token),
            "," | "."
                | ";"
                | ":"
                | "("
                | "«"
                | "»"
                | "\""
                | "“"
                | "”"
                | "qui"
                | "que"
                | "qu'"
                | "who"
                | "which"
                | "that"
                | "a"
                | "ont"
                | "est"
                | "sont"
                | "avait"
                | "sera"
                | "has"
                | "have"
                | "had"
                | "is"
                | "was"
                | "were"
                | "will"
                | "said"
                | "says"
                | "avec"
                | "with"
        )
    };
    let mut kept: Vec<Party> = Vec::with_capacity(parties.len());
    // The title that waits for its name, by its number in `kept`.
    let mut open: Option<usize> = None;
    for party in parties.drain(..) {
        let title = open
            .and_then(|at| kept.get(at).map(|title| (at, title)))
            .filter(|(_, title)| title.tokens.end + REACH >= party.tokens.start);
        if let Some((at, title)) = title {
            let named = party.kind == PartyKind::Person
                && !party.collective
                && !party.pronoun
                && party.tokens.start > title.tokens.end + 1
                && document.lower(party.tokens.start - 1) == ","
                && matches!(document.lower(party.tokens.end), "," | "." | ";")
                && matches!(*party.actors, [actor] if scene.actors.get(actor).is_some_and(|it| it.name.is_some()))
                && !(title.tokens.end..party.tokens.start - 1).any(breaks);
            if named {
                kept.truncate(at + 1);
                if let Some(title) = kept.get_mut(at) {
                    title.tokens.end = party.tokens.end;
                    title.actors = party.actors;
                }
                open = None;
                continue;
            }
        }
        let state = party.governed || party.kind != PartyKind::Person;
        if unnamed(&party) {
            open = Some(kept.len());
        } else if !state {
            open = None;
        }
        kept.push(party);
    }
    *parties = kept;
}

/// *le président de la Commission et **celui du Conseil, Paul Delmas***: the body says whose president the person is.
pub(super) fn name_another(document: &Document<'_>, parties: &mut Vec<Party>) {
    let mut kept: Vec<Party> = Vec::with_capacity(parties.len());
    for party in parties.drain(..) {
        let whose = kept.last().filter(|whose| {
            whose.kind != PartyKind::Person
                && party.kind == PartyKind::Person
                && !party.collective
                && party.tokens.start == whose.tokens.end + 1
                && document.lower(whose.tokens.end) == ","
        });
        let pronoun = whose.and_then(|whose| {
            (whose.tokens.start.saturating_sub(3)..=whose.tokens.start)
                .find(|token| matches!(document.lower(*token), "celui" | "celle"))
        });
        match kept.last_mut().zip(pronoun) {
            Some((whose, pronoun)) => {
                *whose = Party {
                    tokens: pronoun..party.tokens.end,
                    governed: false,
                    ..party
                };
            }
            None => kept.push(party),
        }
    }
    *parties = kept;
}

/// *les ministres du Togo, Paul Delmas, **et du Bénin, Ivan Petrov**, se sont vus*: each state only says whose minister the
/// next one is.
pub(super) fn name_each(document: &Document<'_>, parties: &mut Vec<Party>) {
    let mut named: Vec<Party> = Vec::with_capacity(parties.len());
    for party in parties.drain(..) {
        let own = named.len() > 1 && {
            let last = named.len() - 1;
            let both = named.get(last - 1).zip(named.get(last));
            both.is_some_and(|(before, state)| is_listed_minister(document, before, state, &party))
        };
        match named.last_mut().filter(|_| own) {
            Some(state) => {
                state.tokens.end = party.tokens.end;
                state.actors = party.actors;
                state.kind = PartyKind::Person;
                state.governed = false;
            }
            None => named.push(party),
        }
    }
    *parties = named;
}

/// Whether `state` says whose minister `person` is, after the ministers of whom `before` is the first.
fn is_listed_minister(
    document: &Document<'_>,
    before: &Party,
    state: &Party,
    person: &Party,
) -> bool {
    let several = before
        .tokens
        .clone()
        .any(|token| is_single(document.folded(token)));
    let between = before.tokens.end..state.tokens.start;
    before.kind == PartyKind::Person
        && several
        && (1..=4).contains(&between.len())
        && between.clone().all(|token| links(document.lower(token)))
        && matches!(document.lower(between.start), "," | "et" | "and")
        && state.kind == PartyKind::State
        && person.kind == PartyKind::Person
        && !person.collective
        && !person.pronoun
        && person.tokens.start == state.tokens.end + 1
        && document.lower(state.tokens.end) == ","
}

#[cfg(test)]
mod tests {
    use super::super::example::french;

    #[test]
    fn a_name_after_a_long_title() {
        assert_eq!(
            french(
                "Ivan Petrov a rencontré la présidente pour la sécurité des ponts, Anna Kovacs, à Vienne."
            ),
            ["Ivan Petrov, Anna Kovacs · held · Vienne"]
        );
    }

    #[test]
    fn names_after_the_states_of_those_who_bear_them() {
        assert_eq!(
            french(
                "Les ministres togolais et béninois des Affaires étrangères, Anna Kovacs et Paul Delmas, se rencontreront à Vienne."
            ),
            ["Anna Kovacs, Paul Delmas · planned · Vienne"]
        );
    }

    #[test]
    fn a_name_after_a_pronoun_and_a_body() {
        assert_eq!(
            french(
                "Ivan Petrov a rencontré la juge Anna Kovacs et celui du Conseil de sécurité, Paul Delmas, à Vienne."
            ),
            ["Ivan Petrov, Anna Kovacs, Paul Delmas · held · Vienne"]
        );
    }

    #[test]
    fn stays_silent_before_a_verb() {
        let told = french(
            "Ivan Petrov a rencontré la présidente, qui a appelé mardi, Anna Kovacs, à Vienne.",
        );
        assert!(told.iter().all(|one| !one.contains("Kovacs")), "{told:?}");
    }
}

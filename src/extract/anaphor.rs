//! Whom a description means that names somebody again: *le ministre*, *l'Américain*, *son homologue*, *the same source*.
//!
//! > *Peter Roy a parlé. **Le diplomate** … · The spokeswoman said … **Spokeswoman Anna Roy** … · a letter … **the letter***

mod lead;
mod nouns;

use super::Title;
use super::actor::{ActorDraft, ActorIndex, Gatherer};
use super::mention::{Mention, MentionClass};
use super::paper::is_statement;
use super::words::Determiner;
use crate::text::fold;
use nouns::{is_neutral, is_third_party};

pub(super) use nouns::is_generic;

impl Gatherer<'_> {
    /// *son homologue turc*: the office of whoever is spoken of, held in the other state.
    pub(super) fn same_office(&self, mention: &Mention, description: &str) -> Vec<Title> {
        let noun = self.document.folded(mention.head);
        if !matches!(noun, "homologue" | "counterpart") {
            return Vec::new();
        }
        let role = self.office_of_other(mention).map(|(_, role)| role);
        role.map(|role| Title {
            role,
            polity: mention.polity.clone(),
            text: description.to_owned(),
            former: false,
        })
        .into_iter()
        .collect()
    }

    /// Whose counterpart is meant, and the office that both hold.
    fn office_of_other(&self, mention: &Mention) -> Option<(ActorIndex, String)> {
        mention.polity.as_ref()?;
        let held = |draft: &ActorDraft| {
            draft
                .titles
                .iter()
                .find(|title| !title.former && !is_loose(&title.role))
                .map(|title| title.role.clone())
        };
        let fits = |draft: &ActorDraft| {
            draft.class == MentionClass::Person
                && draft.polity != mention.polity
                && held(draft).is_some()
        };
        let other = self
            .salience
            .best(mention, |actor| self.actors.get(actor).is_some_and(fits))?;
        let role = self.actors.get(other).and_then(held)?;
        // Only the United States and the Holy See call their foreign minister so.
        let role = match role.as_str() {
            "secretary-of-state" => "foreign-minister".to_owned(),
            _ => role,
        };
        Some((other, role))
    }

    /// *The letter*, *le discours* after its author has spoken: what it says the author says.
    pub(super) fn author(&self, mention: &Mention) -> Option<ActorIndex> {
        let own_words = matches!(
            self.document.folded(mention.head),
            "letter" | "speech" | "lettre" | "discours" | "missive" | "allocution" | "tweet"
        );
        let told = mention.class == MentionClass::Document
            && mention.determiner == Determiner::Definite
            && mention.tokens.len() <= 2
            && own_words;
        // *le communiqué* after *un communiqué du Kremlin*
        let same_issuer = mention.class == MentionClass::Document
            && mention.determiner == Determiner::Definite
            && mention.tokens.len() <= 2
            && is_statement(self.document.folded(mention.head));
        if let Some(issuer) = self.paper.issuer(mention.sentence).filter(|_| same_issuer) {
            return Some(issuer);
        }
        let writer = |actor: ActorIndex| {
            self.actors.get(actor).is_some_and(|draft| {
                draft.class == MentionClass::Person && draft.name.is_some() && !draft.plural
            })
        };
        told.then(|| self.salience.best_free(mention, writer))
            .flatten()
    }

    /// *The same source*, *la même source*, *the same official*: the voice without a name that was heard last, or, of a source, the
    /// body or document.
    pub(super) fn same_source(&self, mention: &Mention) -> Option<ActorIndex> {
        let same = mention
            .tokens
            .clone()
            .take(3)
            .any(|at| matches!(self.document.folded(at), "meme" | "same"));
        let unnamed = |actor: ActorIndex| {
            self.actors.get(actor).is_some_and(|draft| {
                draft.name.is_none()
                    && matches!(draft.class, MentionClass::Source | MentionClass::Person)
                    && !draft.plural
            })
        };
        let voice = |actor: ActorIndex| {
            let body = mention.class == MentionClass::Source
                && self.actors.get(actor).is_some_and(|draft| {
                    matches!(
                        draft.class,
                        MentionClass::Organization
                            | MentionClass::Office
                            | MentionClass::Document
                            | MentionClass::Medium
                    )
                });
            (body || unnamed(actor)) && self.salience.has_ever_spoken(actor)
        };
        (same && matches!(mention.class, MentionClass::Source | MentionClass::Person))
            .then(|| {
                self.salience
                    .latest(mention, voice)
                    .or_else(|| self.salience.latest(mention, unnamed))
            })
            .flatten()
    }

    /// *The spokeswoman said … Spokeswoman Anna Roy added*: the person known so far by the same title only.
    pub(super) fn title_before_name(&self, mention: &Mention) -> Option<ActorIndex> {
        if mention.class != MentionClass::Person || mention.plural {
            return None;
        }
        let bears = |draft: &ActorDraft| {
            draft.class == MentionClass::Person
                && draft.name.is_none()
                && !draft.plural
                && draft
                    .gender
                    .zip(mention.gender)
                    .is_none_or(|(one, other)| one == other)
                && mention.titles.iter().any(|title| {
                    !is_loose(&title.role)
                        && draft.titles.iter().any(|held| {
                            held.role == title.role
                                && held.former == title.former
                                && (held.polity == title.polity
                                    || held.polity.is_none()
                                    || title.polity.is_none())
                        })
                })
        };
        self.salience
            .best(mention, |actor| self.actors.get(actor).is_some_and(bears))
    }

    /// *The observatory* after *the Riga Observatory for Peace* and other bodies: the one whose name has the word.
    pub(super) fn so_named(&self, mention: &Mention, noun: &str) -> Option<ActorIndex> {
        let bears = |actor: ActorIndex| {
            self.actors.get(actor).is_some_and(|draft| {
                let called = draft.name.as_deref().unwrap_or(&draft.description);
                draft.class == MentionClass::Organization
                    && called
                        .split(' ')
                        .any(|word| word.eq_ignore_ascii_case(noun))
            })
        };
        (mention.class == MentionClass::Organization)
            .then(|| self.salience.best(mention, bears))
            .flatten()
    }

    /// The only person named so far, where no office was told and the last sentence is about that person.
    fn only_person(
        &self,
        mention: &Mention,
        fits: &dyn Fn(&ActorDraft) -> bool,
    ) -> Option<ActorIndex> {
        let named =
            |draft: &ActorDraft| draft.class == MentionClass::Person && draft.name.is_some();
        // An article that names nobody so long has no such person; a bound for hostile texts.
        const FIRST: usize = 40;
        if self.actors.len() > FIRST {
            return None;
        }
        let mut people = (0..)
            .zip(&self.actors)
            .filter(|(_, draft)| named(draft))
            .map(|(number, _)| number);
        let only = people.next()?;
        let near = self.salience.last_sentence(only).is_some_and(|sentence| {
            sentence < mention.sentence && sentence + 2 >= mention.sentence
        });
        let untold = self
            .actors
            .get(only)
            .is_some_and(|draft| draft.titles.is_empty() && fits(draft));
        (people.next().is_none() && near && untold)
            .then(|| self.salience.best_free(mention, |actor| actor == only))
            .flatten()
    }

    /// Whether a name that is no state's stands behind the head of a description: *the president of the **Bank of Riga***.
    fn is_of_body(&self, mention: &Mention) -> bool {
        (mention.head + 1..mention.tokens.end).any(|at| {
            let capital = self.document.token(at).is_some_and(|token| token.capital);
            let state = matches!(
                self.document.folded(at),
                "republique"
                    | "republic"
                    | "gouvernement"
                    | "government"
                    | "conseil"
                    | "executif"
                    | "etat"
                    | "nation"
                    | "federation"
            );
            capital && !state
        })
    }

    /// The person that a bare title means: one who bears it, else the most salient one whom it fits.
    pub(super) fn anaphor(&self, mention: &Mention, possessive: bool) -> Option<ActorIndex> {
        if let Some(voice) = self.same_voice(mention) {
            return Some(voice);
        }
        let title = mention.titles.first();
        let wanted = mention.polity.as_deref();
        let international = wanted.is_some_and(|wanted| self.lexicon.country(wanted).is_none());
        let compatible = |draft: &ActorDraft| {
            let gender = draft
                .gender
                .zip(mention.gender)
                .is_none_or(|(one, other)| one == other);
            // *l'émissaire des Nations unies* may come from any state, *le diplomate suédois* may serve any body.
            let state = wanted.is_none_or(|wanted| {
                draft.polity.as_deref().is_none_or(|polity| {
                    polity == wanted || international == self.lexicon.country(polity).is_some()
                })
            });
            draft.class == MentionClass::Person && !draft.plural && gender && state
        };
        let serves_body = |draft: &ActorDraft| {
            draft
                .polity
                .as_deref()
                .is_some_and(|polity| self.lexicon.country(polity).is_none())
        };
        if let Some(title) = title.filter(|title| !is_loose(&title.role)) {
            // *the president of the Bank of Riga*: nobody who presides over anything else.
            let body = wanted.is_none() && title.role == "president" && self.is_of_body(mention);
            let bears = |draft: &ActorDraft| {
                if body
                    && !draft
                        .titles
                        .iter()
                        .any(|held| fold(&held.text) == fold(&title.text))
                {
                    return false;
                }
                compatible(draft)
                    && draft.titles.iter().any(|held| {
                        names_office(title, held)
                            && (wanted.is_none()
                                || held.polity.is_none()
                                || held.polity.as_deref() == wanted
                                || draft.polity.as_deref() == wanted)
                    })
            };
            let best = |but: Option<ActorIndex>| {
                self.salience.best(mention, |actor| {
                    Some(actor) != but && self.actors.get(actor).is_some_and(bears)
                })
            };
            if let Some(actor) = best(None) {
                // *le président russe* after *les présidents Anna Roy et Ivan Petrov*: which of them, the text does not say.
                let of_state = |actor: ActorIndex| {
                    self.actors.get(actor).is_some_and(|draft| {
                        draft.polity.as_deref() == wanted
                            || draft
                                .titles
                                .iter()
                                .any(|held| held.polity.as_deref() == wanted)
                    })
                };
                if wanted.is_none() || of_state(actor) {
                    return Some(actor);
                }
                return match best(Some(actor)) {
                    Some(other) if of_state(other) => Some(other),
                    Some(_) => None,
                    None => Some(actor),
                };
            }
            // *The minister* after a name that came without a title.
            let untitled = |draft: &ActorDraft| {
                compatible(draft) && draft.name.is_some() && draft.titles.is_empty()
            };
            // The head of a body is no colleague who came without a title.
            let bare = wanted.is_none()
                && title.role != "secretary-general"
                && !title.former
                && mention.determiner == Determiner::Definite
                && (mention.tokens.len() <= 2 || is_whole(title))
                && !body;
            // *L'émissaire des Nations unies* after a single name, of whose bearer nothing else was told.
            let first =
                wanted.is_some() && !title.former && mention.determiner == Determiner::Definite;
            if first {
                return self.only_person(mention, &compatible);
            }
            return bare
                .then(|| {
                    self.salience.best(mention, |actor| {
                        self.actors.get(actor).is_some_and(untitled)
                    })
                })
                .flatten();
        }
        let noun = self.document.folded(mention.head);
        if matches!(noun, "homologue" | "counterpart") {
            // *son homologue russe* of a minister is a minister, not the president named between.
            if let Some((other, office)) = self.office_of_other(mention) {
                let office = office_kind(&office);
                let holds = |draft: &ActorDraft| {
                    compatible(draft)
                        && draft
                            .titles
                            .iter()
                            .any(|held| office_kind(&held.role) == office)
                };
                let unknown = |draft: &ActorDraft| {
                    compatible(draft)
                        && draft.polity.as_deref() == wanted
                        && draft.titles.iter().all(|held| is_loose(&held.role))
                };
                let best = |fits: &dyn Fn(&ActorDraft) -> bool| {
                    self.salience.best(mention, |actor| {
                        actor != other && self.actors.get(actor).is_some_and(fits)
                    })
                };
                // Whoever is no minister or president has no counterpart whom the press would call so.
                let of_state =
                    |draft: &ActorDraft| compatible(draft) && draft.polity.as_deref() == wanted;
                let found = best(&holds).or_else(|| best(&unknown));
                return match office {
                    "foreign-minister" | "head-of-state" | "defence-minister" => found,
                    _ => found.or_else(|| best(&of_state)),
                };
            }
            let fits = |draft: &ActorDraft| {
                compatible(draft) && wanted.is_some() && draft.polity.as_deref() == wanted
            };
            return self
                .salience
                .best(mention, |actor| self.actors.get(actor).is_some_and(fits));
        }
        if possessive {
            return None;
        }
        // `la chercheuse` is the one called so before; `le responsable américain` may be anyone of that state.
        let called = |draft: &ActorDraft| {
            compatible(draft)
                && draft
                    .titles
                    .iter()
                    .any(|title| fold(&title.text).split(' ').any(|word| word == noun))
        };
        if let Some(actor) = self.salience.best(mention, |actor| {
            let by_noun = self.heads.contains(&(actor, noun.to_owned()));
            self.actors
                .get(actor)
                .is_some_and(|draft| called(draft) || by_noun && compatible(draft))
        }) {
            return Some(actor);
        }
        // *le Russe*, *l'Américaine*: whoever of that state was named.
        let national = mention.tokens.len() <= 2
            && self
                .lexicon
                .demonym(noun, self.document.language())
                .is_some();
        let short = mention.tokens.len() <= 2
            && mention.determiner == Determiner::Definite
            && !is_third_party(noun);
        // *le haut responsable américain*
        let high = matches!(noun, "haut" | "haute") && wanted.is_some();
        if !(is_neutral(noun) || national || short || high) || mention.tokens.len() > 4 {
            return None;
        }
        // *Le chef du DFAE*: somebody of a body to which nobody named so far is said to belong.
        let of_body = wanted.is_none()
            && (mention.head + 1..mention.tokens.end).any(|at| {
                let token = self.document.token(at);
                token.is_some_and(|token| token.capital)
            });
        if of_body {
            return None;
        }
        // *Le dirigeant russe* leads the state: he is not its foreign minister, whoever was named last.
        let leads = wanted.is_some() && matches!(noun, "dirigeant" | "dirigeante" | "leader");
        let lesser = |draft: &ActorDraft| {
            draft
                .titles
                .iter()
                .any(|held| !is_loose(&held.role) && office_kind(&held.role) != "head-of-state")
        };
        let fits = |draft: &ActorDraft| {
            compatible(draft)
                && draft.name.is_some()
                && (wanted.is_none()
                    || draft.polity.as_deref() == wanted
                    || serves_body(draft) && !international)
                && !(leads && lesser(draft))
        };
        self.salience
            .best(mention, |actor| self.actors.get(actor).is_some_and(fits))
    }
}

/// Whether a short title names the office that a fuller one names: *le ministre* a foreign minister, *le chef de l'État* a
/// president, *the mediator* a special envoy.
fn names_office(title: &Title, held: &Title) -> bool {
    let kind = |role: &str| match role {
        "president" | "monarch" => "head-of-state",
        "chancellor" => "prime-minister",
        "permanent-representative" => "ambassador",
        "negotiator" | "eu-negotiator" => "special-envoy",
        _ => "",
    };
    let same = |one: &str, other: &str| {
        let (first, second) = (kind(one), kind(other));
        one == other
            || !first.is_empty() && (first == second || first == other)
            || !second.is_empty() && second == one
    };
    let minister = |role: &str| {
        matches!(
            role,
            "foreign-minister"
                | "defence-minister"
                | "finance-minister"
                | "interior-minister"
                | "justice-minister"
                | "deputy-foreign-minister"
        )
    };
    let presides = |role: &str| {
        matches!(
            role,
            "commission-president" | "european-council-president" | "speaker"
        )
    };
    same(&title.role, &held.role)
        || is_bare(title)
            && (title.role == "minister" && minister(&held.role)
                || title.role == "president" && presides(&held.role))
}

/// Whether a title of several words names an office without its state: *le secrétaire d'État*, *le chef de la diplomatie*.
fn is_whole(title: &Title) -> bool {
    matches!(
        fold(&title.text).as_str(),
        "secretaire d'etat"
            | "secretary of state"
            | "president de la republique"
            | "chef de l'etat"
            | "chef de la diplomatie"
            | "premier ministre"
            | "prime minister"
            | "foreign minister"
            | "secretaire general"
            | "secretary general"
    )
}

/// Whether a title says nothing of a field: *le ministre russe*, not *le ministre des Sports*.
fn is_bare(title: &Title) -> bool {
    !title.text.split([' ', '\'', '’']).any(|word| {
        matches!(
            word,
            "de" | "des" | "du" | "d" | "of" | "for" | "à" | "au" | "aux" | "to"
        )
    })
}

/// Offices whose holders are counterparts of each other.
fn office_kind(role: &str) -> &str {
    match role {
        "secretary-of-state" => "foreign-minister",
        "president" | "monarch" | "leader" | "prime-minister" | "chancellor" => "head-of-state",
        _ => role,
    }
}

/// Roles so wide that they say little of who bears them.
fn is_loose(role: &str) -> bool {
    matches!(role, "official" | "leader" | "general")
}

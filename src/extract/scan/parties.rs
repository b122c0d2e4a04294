//! Who takes part in an act of saying: those whom its subject names, and to whom it is directed.
//!
//! > ***Roy et Durand** ont dit **à l'AFP** …*

use super::super::NameClass;
use super::super::cue::{Cue, Standing};
use super::super::mention::{Mention, MentionClass};
use super::super::words;
use super::Scan;

/// The most members of a row of speakers.
const LONGEST_SERIES: usize = 12;

impl<'s> Scan<'s> {
    /// The speakers that a subject names: itself, and those joined to it with *et*.
    pub(in crate::extract) fn speakers(&self, subject: usize, postposed: bool) -> Vec<usize> {
        let mut list = vec![subject];
        let Some(mention) = self.search.mention_at(subject) else {
            return list;
        };
        let mut first = mention;
        while let Some(joined) = self.joined_before(first) {
            list.insert(0, joined.tokens.start);
            first = joined;
            if list.len() > 4 {
                break;
            }
        }
        if first.tokens.start < mention.tokens.start {
            while let Some(member) = self.member_before(first) {
                list.insert(0, member.tokens.start);
                first = member;
                if list.len() >= LONGEST_SERIES {
                    break;
                }
            }
        }
        if list.len() == 1 && !postposed {
            list.extend(self.apposed_after(mention));
        }
        if postposed || list.len() > 1 {
            let row = self.row_after(mention);
            if list.len() == 1 && !row.is_empty() {
                list.extend(row);
                return list;
            }
            let mut last = mention;
            while let Some(joined) = self.joined_after(last) {
                list.push(joined.tokens.start);
                last = joined;
                if list.len() > 6 {
                    break;
                }
            }
        }
        list
    }

    /// Those who stand behind the first of a row that says who several are: *trois pays, **l'Uruguay, la Bolivie et la Suède**,*.
    fn apposed_after(&self, first: &Mention) -> Vec<usize> {
        let several = first
            .tokens
            .start
            .checked_sub(1)
            .filter(|comma| self.at(*comma) == ",")
            .and_then(|comma| self.search.mention_ending(comma))
            .is_some_and(|head| head.plural && head.name.is_none());
        let mut row = Vec::new();
        let mut last = first;
        while several && row.len() < LONGEST_SERIES {
            let joint = self.at(last.tokens.end);
            let next = matches!(joint, "," | "et" | "and")
                .then(|| self.search.mention_at(last.tokens.end + 1))
                .flatten()
                .filter(|next| next.name.is_some() && !next.governed);
            let Some(next) = next else { break };
            row.push(next.tokens.start);
            last = next;
            if joint != "," {
                return row;
            }
        }
        Vec::new()
    }

    /// Those who follow in a row that a conjunction closes: *salué par Rome**, Paris et Riga***.
    fn row_after(&self, first: &Mention) -> Vec<usize> {
        let mut row = Vec::new();
        let mut last = first;
        while row.len() < LONGEST_SERIES {
            let joint = self.at(last.tokens.end);
            let next = matches!(joint, "," | "et" | "and")
                .then(|| self.search.mention_at(last.tokens.end + 1))
                .flatten()
                .filter(|next| next.name.is_some() && next.sentence == first.sentence);
            let Some(next) = next else { break };
            if self.search.is_finite(next.tokens.end)
                || self.cue_of_subject(next.tokens.start).is_some()
            {
                break;
            }
            row.push(next.tokens.start);
            last = next;
            if joint != "," {
                return row;
            }
        }
        Vec::new()
    }

    /// The mention that a conjunction joins to this one.
    pub(in crate::extract) fn joined_before(&self, mention: &Mention) -> Option<&'s Mention> {
        let joint = mention.tokens.start.checked_sub(1)?;
        if !matches!(self.at(joint), "et" | "and" | "&") {
            return None;
        }
        // `Le ministre, Jean Roy, et la juge Anna Dahl ont dit`: the comma closes an apposition.
        let end = if joint > 0 && self.at(joint - 1) == "," {
            joint - 1
        } else {
            joint
        };
        // `une trêve entre Rome et Riga et Paris a dit`: one speaks, as the verb shows.
        if self
            .cue_of_subject(mention.tokens.start)
            .is_some_and(|cue| self.is_of_one(cue))
        {
            return None;
        }
        // `le ministre et porte-parole, Jean Roy`: a second office of one person has no article.
        let lower = self
            .document()
            .token(mention.tokens.start)
            .is_some_and(|token| !token.capital);
        if self.french() && lower && mention.determiner == words::Determiner::None {
            return None;
        }
        // `Rome affirmant que le port rouvre et Paris accusant …`: each has its own act.
        let alone = self.cue_at(mention.tokens.end).is_some_and(|cue| {
            cue.standing == Standing::Participial
                && self
                    .cues_of(cue.sentence)
                    .take_while(|(_, other)| other.group.end < mention.tokens.start)
                    .any(|(_, other)| {
                        other.standing == Standing::Participial
                            && other.subject.is_some_and(|start| start < other.group.start)
                    })
        });
        if alone {
            return None;
        }
        self.search.mention_ending(end).filter(|other| {
            // `Deputy Prime Minister and Finance Minister John Smith`: two offices without an article are one person's.
            let office = |mention: &Mention| {
                mention.determiner == words::Determiner::None && !mention.titles.is_empty()
            };
            if !self.french()
                && office(other)
                && office(mention)
                && other.name.is_none()
                && mention.name.is_some()
            {
                return false;
            }
            let apposition =
                end == joint || other.tokens.clone().any(|index| self.at(index) == ",");
            // `Rome, Paris, and Berlin said`: the comma closes a row.
            let row = || !self.french() && self.member_before(other).is_some();
            (apposition || row())
                && other.sentence == mention.sentence
                && other.inside.is_none()
                && !other.governed
        })
    }

    /// Whether the verb of an act has the form of one who speaks: ***a** dit*, ***has** said*.
    fn is_of_one(&self, cue: &Cue<'_>) -> bool {
        cue.standing == Standing::Finite
            && cue.group.clone().any(|at| {
                if self.french() {
                    matches!(
                        self.document().lower(at),
                        "a" | "est" | "avait" | "était" | "aura"
                    )
                } else {
                    matches!(self.at(at), "has" | "was" | "is")
                }
            })
    }

    /// *Rome**,** Paris et Berlin*: states, bodies and people before a comma are members of the row that *et* closes.
    fn member_before(&self, mention: &Mention) -> Option<&'s Mention> {
        let comma = mention.tokens.start.checked_sub(1)?;
        // A person is one only where a sentence or a clause opens: not *after he met **Roy**, Durand and Dahl said*.
        let person = |one: &Mention| one.class == MentionClass::Person && one.name.is_some();
        let opens = |one: &Mention| {
            one.tokens.start == self.sentence(one.sentence).start
                || self.at(one.tokens.start - 1) == ","
        };
        let body = |one: &Mention| {
            matches!(
                one.class,
                MentionClass::Country | MentionClass::Organization
            ) && one.name.is_some()
        };
        self.search
            .mention_ending(comma)
            .filter(|other| {
                let people = person(mention) && person(other) && opens(other);
                self.at(comma) == "," && (body(mention) && body(other) || people)
            })
            .filter(|other| {
                other.sentence == mention.sentence && other.inside.is_none() && !other.governed
            })
    }

    fn joined_after(&self, mention: &Mention) -> Option<&'s Mention> {
        if !matches!(self.at(mention.tokens.end), "et" | "and" | "&") {
            return None;
        }
        let next = self.search.mention_at(mention.tokens.end + 1)?;
        // `X et Y a dit`: what follows the joint must not start a clause of its own.
        (next.sentence == mention.sentence && !self.search.is_finite(next.tokens.end))
            .then_some(next)
    }

    /// The person or body to whom an act of saying is directed: *à l'AFP*, *told the BBC*.
    pub(in crate::extract) fn addressee(&self, cue: &Cue<'_>, until: usize) -> Vec<usize> {
        let mut list = Vec::new();
        let mut at = cue.group.end;
        let object = !self.french()
            && cue
                .verb
                .frames
                .object
                .iter()
                .any(|what| what == "k" || what == "q");
        if object {
            // `warned Rome would leave`: the subject of what was said.
            let told = self.search.mention_at(at).filter(|mention| {
                !(cue.verb.frames.clause && self.search.is_finite(mention.tokens.end))
            });
            list.extend(told.map(|mention| mention.tokens.start));
            return list;
        }
        while at < until {
            let directed = if self.french() {
                (self.at(at) == "a" && self.document().lower(at) == "à")
                    || matches!(self.at(at), "au" | "aux")
            } else {
                self.at(at) == "to"
            };
            let start = if matches!(self.at(at), "au" | "aux") {
                at
            } else {
                at + 1
            };
            if directed
                && let Some(mention) = self.search.mention_at(start).filter(|mention| {
                    mention.class != MentionClass::Place && !self.is_capital_city(mention)
                })
            {
                list.push(mention.tokens.start);
                return list;
            }
            at += 1;
        }
        list
    }

    fn is_capital_city(&self, mention: &Mention) -> bool {
        mention
            .known
            .and_then(|id| self.search.lexicon.name(id))
            .is_some_and(|name| name.class == NameClass::Capital)
    }
}

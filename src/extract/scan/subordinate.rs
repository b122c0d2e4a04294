//! What an act says in a clause that hangs on another: it ends where the main clause goes on or begins.
//!
//! > *Roy, qui a dit que la trêve tenait**,** est parti · Après que Roy a dénoncé l'accord**,** les combats ont repris*

use std::ops::Range;

use super::super::cue::{Cue, Standing, looks_past};
use super::super::words;
use super::Scan;

impl Scan<'_> {
    /// *noted that Rome, once again, **stressed** …*: whether the clause behind *that* has had no verb of its own yet.
    pub(super) fn waits(&self, from: usize, at: usize) -> bool {
        self.at(from.wrapping_sub(1)) == "that" && !self.has_finite(&(from..at))
    }

    /// Where content ends at the latest: an act in a relative clause or a participle between commas is over where the main
    /// verb comes.
    ///
    /// *Le ministre, qui a dit que la trêve tenait**,** a quitté la salle.*
    pub(in crate::extract) fn relative_end(&self, cue: &Cue<'_>, content: &Range<usize>) -> usize {
        let mut at = cue.group.start;
        let first = self.sentence(cue.sentence).start;
        while at > first && self.search.is_filler(at - 1) {
            at -= 1;
        }
        // `Roy – qui a dit que la trêve tenait – a quitté la salle`
        let mark = self.at(at.saturating_sub(2));
        let relative = at >= first + 2
            && matches!(self.at(at - 1), "qui" | "who" | "which")
            && matches!(mark, "," | "–" | "—" | "-");
        // `Roy, estimant que la trêve tenait, a quitté la salle`
        let inset = cue.standing == Standing::Participial
            && at > first
            && self.at(at - 1) == ","
            && self
                .search
                .mention_ending(at - 1)
                .is_some_and(|mention| cue.subject.is_some_and(|one| one <= mention.tokens.start))
            // `…, a dit Roy, ajoutant que les élus, dont le maire, sont libres`: the subject had its verb before.
            && !self
                .cues_of(cue.sentence)
                .any(|(_, other)| other.subject_end == Some(at - 1));
        if !relative && !inset {
            return content.end;
        }
        // `À Roy, qui avait dit que la trêve tenait, Durand a répondu que …`: the main clause has yet to name its subject.
        let fronted = relative && self.french() && words::preposition(self.at(first), true);
        let begins = |start: usize| {
            let beside = self.search.mention_at(start).map(|one| one.tokens.end);
            fronted
                && self
                    .cue_of_subject(start)
                    .is_some_and(|next| beside == Some(next.group.start))
        };
        content
            .clone()
            .find(|index| {
                (self.at(*index) == "," || relative && self.at(*index) == mark)
                    && !self.search.is_quoted(*index)
                    && (self.resumes(index + 1, content.end) || begins(index + 1))
            })
            .unwrap_or(content.end)
    }

    /// *Soulignant que la trêve tenait**, Roy** a salué …*: what a participle at the head of a sentence says ends before its
    /// subject.
    pub(in crate::extract) fn before_subject(
        &self,
        cue: &Cue<'_>,
        content: Range<usize>,
    ) -> Range<usize> {
        let subject = cue
            .subject
            .filter(|subject| cue.standing == Standing::Participial && content.contains(subject));
        let comma = subject
            .filter(|subject| *subject > content.start + 1)
            .map(|subject| subject - 1)
            .filter(|comma| self.at(*comma) == "," && !self.search.is_quoted(*comma));
        content.start..comma.unwrap_or(content.end)
    }

    /// Where the clause begins behind a colon that the journalist's own clause announces: *Rome hésite : **elle** votera non,
    /// a dit Roy*.
    pub(in crate::extract) fn behind_colon(&self, left: &Range<usize>) -> Option<usize> {
        let colon = left
            .clone()
            .find(|index| self.at(*index) == ":" && !self.search.is_quoted(*index))?;
        let rest = self.trim(colon + 1..left.end);
        let announces = self.has_finite(&(left.start..colon))
            || (left.start..colon).any(|at| self.cue_at(at).is_some());
        let plain = self.french() && !left.clone().any(|at| self.search.is_quoted(at));
        (plain && announces && self.has_finite(&rest)).then_some(rest.start)
    }

    /// Whether a finite verb stands at a token, clitics and adverbs before it allowed.
    pub(in crate::extract) fn resumes(&self, from: usize, end: usize) -> bool {
        let mut at = from;
        while at < end.min(from + 4)
            && (matches!(
                self.at(at),
                "se" | "s'" | "ne" | "n'" | "y" | "en" | "l'" | "lui" | "leur"
            ) || self.search.is_filler(at) && !self.search.is_finite(at))
        {
            at += 1;
        }
        self.search.is_finite(at)
            || self.cue_at(from).is_some()
            || self
                .cue_at(at)
                .is_some_and(|cue| cue.standing == Standing::Finite)
            || !self.french() && looks_past(self.at(at))
    }

    /// Where the clause ends: not before it has its verb, whatever participles say of its subject.
    ///
    /// *a assuré que **la résolution, votée jeudi et prévoyant des sanctions, était équilibrée***
    pub(in crate::extract) fn finite_end(&self, start: usize, cue: &Cue<'_>) -> usize {
        let end = self.clause_end(start, cue.sentence);
        let stop = self.sentence(cue.sentence).end;
        let participle = self.cues_of(cue.sentence).any(|(_, other)| {
            other.standing == Standing::Participial && (end..end + 3).contains(&other.group.start)
        });
        // Behind a comma the participle is the speaker's: `que Rome tienne, ajoutant que`.
        let joined = participle && self.at(end) == "et";
        if !self.french() || !joined || self.has_finite(&(start..end)) || end >= stop {
            return end;
        }
        let next = self.clause_end(end + 1, cue.sentence);
        if self.has_finite(&(end + 1..next)) {
            next
        } else {
            end
        }
    }

    /// One past an aside between commas that only says when: *a dénoncé**, mardi soir,** la trêve*.
    pub(in crate::extract) fn past_dated_aside(&self, at: usize, end: usize) -> usize {
        if !self.french() || self.at(at) != "," {
            return at;
        }
        let close = self.search.skip_circumstances(at + 1, end);
        let dated = self.document().dates_in(&(at + 1..close)).next().is_some();
        if dated && self.at(close) == "," {
            close + 1
        } else {
            at
        }
    }

    /// Whether the act stands in a subordinate clause that opens the sentence: *Si …, Alors que …, While …*.
    pub(in crate::extract) fn is_subordinate(&self, cue: &Cue<'_>) -> bool {
        let sentence = self.sentence(cue.sentence);
        self.opens_subordinate(cue.sentence)
            && !(sentence.start..cue.group.start).any(|index| self.at(index) == ",")
    }

    /// Whether the act is an English participle that opens the sentence: ***Noting** the delay, Roy left*.
    pub(in crate::extract) fn is_opening_participle(&self, cue: &Cue<'_>) -> bool {
        cue.standing == Standing::Participial
            && !self.french()
            && cue.group.start <= self.sentence(cue.sentence).start + 1
    }

    /// The comma behind which the main clause begins, with the subject of an act of its own.
    pub(in crate::extract) fn main_clause(&self, mut range: Range<usize>) -> Option<usize> {
        range.find(|at| {
            (self.at(*at) == "," && !self.search.is_quoted(*at) || self.closes_with_comma(*at))
                && self
                    .cue_of_subject(at + 1)
                    .is_some_and(|other| !other.quoted)
        })
    }

    /// *While Rome called the plan "**routine,"** Paris said …*: English puts the comma of the sentence before the closing mark.
    fn closes_with_comma(&self, mark: usize) -> bool {
        self.search.is_quote(mark)
            && !self.french()
            && mark > 0
            && self.at(mark - 1) == ","
            && self.search.is_quoted(mark - 1)
            && !self.search.is_quoted(mark + 1)
    }

    /// Whether words of a clause that a conjunction opens end with a quotation: what comes then is the main clause, and not who
    /// said what stands before.
    pub(in crate::extract) fn follows_subordinate(&self, cue: &Cue<'_>) -> bool {
        let start = self.sentence(cue.sentence).start;
        !self.french()
            && self.opens_subordinate(cue.sentence)
            && !self.search.is_quoted(start)
            && self
                .cues_of(cue.sentence)
                .any(|(_, other)| other.group.end <= cue.group.start && self.is_subordinate(other))
    }

    /// Whether a sentence begins with a conjunction: *Après que …, Si …, While …*.
    pub(in crate::extract) fn opens_subordinate(&self, sentence: usize) -> bool {
        let start = self.sentence(sentence).start;
        let that = matches!(self.at(start + 1), "que" | "qu'");
        match self.at(start) {
            "apres" | "avant" | "parce" | "des" | "depuis" | "pendant" | "sitot" | "maintenant" => {
                that
            }
            "si" | "s'" | "alors" | "lorsque" | "lorsqu'" | "puisque" | "tandis" | "quand"
            | "bien" | "while" | "although" | "though" | "as" | "when" | "after" | "if"
            | "because" | "since" | "once" => true,
            _ => false,
        }
    }

    /// Where content ends at the latest: an act in the clause that opens a sentence is over where the main clause begins.
    ///
    /// *Après que Rome a dénoncé l'accord**,** les combats ont repris.*
    pub(in crate::extract) fn subordinate_end(
        &self,
        cue: &Cue<'_>,
        content: &Range<usize>,
    ) -> usize {
        if !self.is_subordinate(cue) {
            return content.end;
        }
        content
            .clone()
            .find(|at| {
                (self.at(*at) == "," && !self.search.is_quoted(*at) || self.closes_with_comma(*at))
                    && !matches!(
                        self.at(at + 1),
                        "qui" | "dont" | "et" | "ou" | "who" | "which" | "and"
                    )
            })
            .unwrap_or(content.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::french;

    #[test]
    fn the_main_clause_begins() {
        assert_eq!(
            french("Après que Paul Durand a dénoncé la trêve, les combats ont repris."),
            ["fr.noun: Paul Durand: la trêve"]
        );
        assert_eq!(
            french("Alors que Paul Durand a appelé l'armée à partir, le port reste fermé."),
            ["fr.asked: Paul Durand: partir"]
        );
    }

    #[test]
    fn an_answer_behind_whom_it_answers() {
        assert_eq!(
            french(
                "À Paul Durand, qui a prévenu que la loi tomberait, John Smith a répondu que sa parole suffisait."
            ),
            [
                "fr.que: Paul Durand: la loi tomberait",
                "fr.que: John Smith: sa parole suffisait"
            ]
        );
    }

    #[test]
    fn a_participle_behind_its_subject_and_verb() {
        assert_eq!(
            french(
                "Le port est fermé, a dit Paul Durand, ajoutant que dix élus, dont le maire, sont partis."
            ),
            [
                "fr.incise: Paul Durand: Le port est fermé",
                "fr.participle: Paul Durand: dix élus, dont le maire, sont partis"
            ]
        );
    }
}

//! English verbs that lead to an act of saying: *went on to say · sought to assure Rome that · took the opportunity to thank*.

use std::ops::Range;

use super::super::verb::Verb;
use super::Search;

/// Verbs that say that somebody tried: what follows is said only if it can be said to somebody.
const TRIES: [&str; 18] = [
    "seek",
    "seeks",
    "sought",
    "seeking",
    "try",
    "tries",
    "tried",
    "trying",
    "attempt",
    "attempts",
    "attempted",
    "attempting",
    "want",
    "wants",
    "wanted",
    "wished",
    "moved",
    "struggled",
];

/// Verbs and adjectives behind which whatever follows is done.
const LEADS: [&str; 18] = [
    "continue",
    "continues",
    "continued",
    "continuing",
    "rushed",
    "hastened",
    "hurried",
    "quick",
    "keen",
    "careful",
    "eager",
    "pains",
    "hesitate",
    "on",
    "far",
    "opportunity",
    "occasion",
    "stage",
];

impl Search<'_> {
    /// Where the verbs begin that lead to the infinitive whose *to* stands at a token.
    pub(super) fn lead_start(
        &self,
        verb: &Verb,
        to: usize,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let last = to.checked_sub(1).filter(|at| *at > sentence.start)?;
        let word = self.at(last);
        let start = if TRIES.contains(&word) && is_addressed(verb) {
            last
        } else if LEADS.contains(&word) {
            self.lead_head(last)?
        } else if word == "as" && matches!(self.at(last.wrapping_sub(1)), "far") {
            self.lead_head(last - 1)?
        } else {
            return self.first_led(last, sentence);
        };
        Some(start)
    }

    /// Where the verb stands that says who was the first or last to do something: ***became** the first leader to*.
    fn first_led(&self, last: usize, sentence: &Range<usize>) -> Option<usize> {
        const LONGEST: usize = 6;
        let rank = (last.saturating_sub(LONGEST).max(sentence.start + 1)..=last)
            .rev()
            .take_while(|at| self.is_word(*at) && !self.is_finite(*at))
            .find(|at| matches!(self.at(*at), "first" | "latest" | "last" | "only"))?;
        let verb = rank.checked_sub(2).filter(|_| self.at(rank - 1) == "the")?;
        matches!(
            self.at(verb),
            "was" | "were" | "is" | "are" | "became" | "become" | "been"
        )
        .then_some(verb)
    }

    /// The first word of a lead that is more than one: *went on*, *was at pains*, *took the opportunity*.
    fn lead_head(&self, last: usize) -> Option<usize> {
        let before = |steps: usize| last.checked_sub(steps).map_or("", |at| self.at(at));
        match self.at(last) {
            "on" => matches!(before(1), "went" | "goes" | "going").then(|| last - 1),
            "far" => matches!(before(1), "so" | "as")
                .then(|| last - 2)
                .filter(|_| matches!(before(2), "went" | "goes" | "going" | "go" | "gone")),
            "pains" => (before(1) == "at").then(|| last - 1),
            "opportunity" | "occasion" | "stage" => {
                (last.saturating_sub(4)..last).rev().find(|at| {
                    matches!(
                        self.at(*at),
                        "took"
                            | "taken"
                            | "used"
                            | "seized"
                            | "takes"
                            | "uses"
                            | "taking"
                            | "using"
                    )
                })
            }
            _ => Some(last),
        }
    }
}

/// Whether a verb says what is told to somebody, so that who tries to do it has spoken.
fn is_addressed(verb: &Verb) -> bool {
    matches!(
        verb.lemma.as_str(),
        "assure"
            | "reassure"
            | "explain"
            | "clarify"
            | "stress"
            | "emphasise"
            | "emphasize"
            | "underline"
            | "warn"
            | "remind"
            | "tell"
            | "thank"
            | "express"
            | "say"
            | "add"
            | "note"
            | "make clear"
            | "point out"
            | "congratulate"
            | "blame"
    )
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::english;

    #[test]
    fn who_tries_to_assure_has_spoken() {
        assert_eq!(
            english("John Smith has sought to assure Rome that the port is safe."),
            ["en.that: John Smith: the port is safe"]
        );
    }

    #[test]
    fn what_lies_ahead_is_not_said() {
        assert!(english("John Smith will seek to assure Rome that the port is safe.").is_empty());
    }

    #[test]
    fn who_was_first_to_say() {
        assert_eq!(
            english("John Smith was the first leader to condemn the raid."),
            ["en.noun: John Smith: the raid"]
        );
    }

    #[test]
    fn an_opportunity_taken() {
        assert_eq!(
            english("John Smith took the opportunity to warn that the truce might fail."),
            ["en.that: John Smith: the truce might fail"]
        );
    }
}

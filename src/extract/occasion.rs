//! The circumstances of saying: on which occasion, where, to whom, when.
//!
//! > *a annoncé **jeudi dans un communiqué** la fin · said **in an interview on Monday** the talks had failed*

use super::cue::Search;
use super::words;

impl Search<'_> {
    /// Adverbs, dates and asides between commas that begin at a token: where they end.
    pub(super) fn skip_circumstances(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        loop {
            let date = self
                .document
                .dates_in(&(at..end))
                .next()
                .filter(|(_, date)| {
                    date.tokens.start == at
                        || (date.tokens.start == at + 1
                            && matches!(self.at(at), "on" | "ce" | "le" | "en" | "in"))
                        || self.is_time_of_day(at..date.tokens.start)
                });
            if let Some((_, date)) = date {
                at = date.tokens.end;
                continue;
            }
            if at < end
                && let Some(past) = self.adverbial_end(at)
            {
                at = past;
                continue;
            }
            if at < end
                && self.is_filler(at)
                && self.mention_at(at).is_none()
                && !matches!(
                    self.at(at),
                    "not"
                        | "pas"
                        | "jamais"
                        | "never"
                        | "en"
                        | "de"
                        | "son"
                        | "leur"
                        | "cette"
                        | "par"
                        | "a"
                        | "tout"
                        | "all"
                        | "both"
                )
            {
                at += 1;
                continue;
            }
            if self.at(at) == "," {
                // An aside between commas.
                if let Some(close) = (at + 1..end.min(at + 14)).find(|index| self.at(*index) == ",")
                    && !self.has_finite(&(at + 1..close))
                    && (self.attribution_at(at + 1)
                        || self.tells_when_or_where(at + 1, close)
                        || self.adverbial_end(at + 1) == Some(close)
                        || close == at + 2 && self.french() && self.is_filler(at + 1))
                {
                    at = close + 1;
                    continue;
                }
            }
            return at;
        }
    }

    /// ***dans la nuit de** samedi à dimanche*, ***dans la soirée de** mardi*: what leads up to a date.
    fn is_time_of_day(&self, lead: std::ops::Range<usize>) -> bool {
        const LONGEST: usize = 4;
        self.french()
            && (2..=LONGEST).contains(&lead.len())
            && self.at(lead.start) == "dans"
            && lead.skip(1).all(|at| {
                matches!(
                    self.at(at),
                    "la" | "nuit" | "soiree" | "matinee" | "journee" | "de" | "du"
                )
            })
    }

    /// Whether an aside between commas says when or where: *, hier jeudi,* · *, mardi à Genève,* · *, on Monday in Rome,*.
    fn tells_when_or_where(&self, from: usize, close: usize) -> bool {
        let plain = (from..close).all(|at| self.is_text(at) && !self.is_quoted(at));
        let dated = self
            .document
            .dates_in(&(from..close))
            .next()
            .is_some_and(|(_, date)| date.tokens.start <= from + 2);
        let at = from + usize::from(self.is_filler(from));
        let occasion = self.occasion_end(at, close + 1) == Some(close);
        plain && (dated || occasion)
    }

    /// One past the occasion that begins at a token: *dans un communiqué*, *à l'AFP*, *lors d'une visite à Rome*, *in a statement*.
    pub(super) fn occasion_end(&self, at: usize, end: usize) -> Option<usize> {
        if at >= end || self.is_quoted(at) {
            return None;
        }
        let from = self.occasion_start(at)?;
        let stop = self.occasion_phrase(from, end);
        (stop > from && stop < end).then_some(stop)
    }

    /// Whether an occasion of saying begins here: *dans un communiqué*, *lors d'une conférence de presse*, *in a statement*.
    pub(super) fn names_utterance(&self, at: usize) -> bool {
        let mut head = at + 1;
        if self.at(head) == "d'" || self.at(head) == "de" {
            head += 1;
        }
        if !matches!(
            self.at(head),
            "un" | "une" | "a" | "an" | "son" | "his" | "her" | "its" | "sa" | "cours"
        ) {
            return false;
        }
        (head + 1..head + 5)
            .take_while(|index| self.is_word(*index))
            .any(|index| is_utterance(self.at(index)))
    }

    /// One past the preposition of an occasion.
    fn occasion_start(&self, at: usize) -> Option<usize> {
        let (word, next) = (self.at(at), self.at(at + 1));
        if self.french() {
            return match word {
                "dans" | "devant" | "sur" | "pendant" | "durant" | "via" | "en" | "par"
                | "depuis" | "apres" | "avec" => Some(at + 1),
                "lors" | "aupres" => Some(at + 1),
                "au" if matches!(
                    next,
                    "cours" | "terme" | "micro" | "nom" | "lendemain" | "sortir"
                ) =>
                {
                    Some(at + 2)
                }
                "a" if self.document.lower(at) == "à" => {
                    let told = self.mention_at(at + 1).is_some();
                    let set = next == "l'"
                        && matches!(
                            self.at(at + 2),
                            "issue" | "occasion" | "antenne" | "ouverture" | "adresse" | "egard"
                        )
                        || next == "la"
                            && matches!(
                                self.at(at + 2),
                                "presse" | "tribune" | "television" | "radio" | "veille"
                            );
                    (told || set).then_some(at + 1)
                }
                "au" | "aux" => self.mention_at(at).map(|_| at),
                _ => None,
            };
        }
        match word {
            "in" | "at" | "during" | "on" | "via" | "through" | "outside" | "from" | "after" => {
                Some(at + 1)
            }
            "to" => (self.mention_at(at + 1).is_some()
                || matches!(
                    next,
                    "reporters" | "journalists" | "lawmakers" | "parliament"
                ))
            .then_some(at + 1),
            _ => None,
        }
    }

    /// One past the noun phrase of an occasion.
    fn occasion_phrase(&self, from: usize, end: usize) -> usize {
        let french = self.french();
        let mut at = from;
        let limit = end.min(from + 14);
        let mut named = false;
        while at < limit {
            if let Some(mention) = self
                .mention_at(at)
                .filter(|_| !named || is_of(self.at(at.wrapping_sub(1))))
            {
                at = mention.tokens.end.max(at + 1);
                named = true;
                continue;
            }
            let word = self.at(at);
            // `a dit à Roy et Durand que`, `told Roy and Durand that`
            if named && matches!(word, "et" | "and") && self.mention_at(at + 1).is_some() {
                at += 1;
                named = false;
                continue;
            }
            // `dans un texte publié mardi **des** exécutions`: the object, not a complement of the day.
            let dated = at > from && self.document.dates_in(&(at - 1..at)).next().is_some();
            if french && dated && matches!(word, "des" | "du") {
                break;
            }
            if is_of(word) || french && at > from && word == "des" {
                at += 1;
                continue;
            }
            let determiner = words::determiner(word, french).is_some();
            let opens = at == from || is_of(self.at(at - 1));
            if determiner && opens {
                at += 1;
                continue;
            }
            if named && !french {
                break;
            }
            if words::asks(word)
                || determiner
                || !self.is_text(at)
                || words::closed(word, french) && !opens
            {
                break;
            }
            at += 1;
            if !french && is_utterance(word) && !is_utterance(self.at(at)) {
                break;
            }
        }
        at
    }

    /// Whether `selon X`, `according to X` or the circumstances of saying begin here.
    pub(super) fn attribution_at(&self, at: usize) -> bool {
        let (word, next) = (self.at(at), self.at(at + 1));
        if self.french() {
            matches!(word, "selon" | "d'apres" | "lors")
                || (word == "d'" && next == "apres")
                || (word == "a" && next == "en" && self.at(at + 2) == "croire")
                || (word == "a" && next == "l'" && matches!(self.at(at + 2), "issue" | "occasion"))
                || (word == "au" && matches!(next, "cours" | "terme" | "micro"))
                || (word == "dans" && matches!(next, "un" | "une") && is_utterance(self.at(at + 2)))
        } else {
            (word == "according" && next == "to")
                || (matches!(word, "in" | "at" | "during")
                    && matches!(next, "a" | "an")
                    && (is_utterance(self.at(at + 2)) || is_utterance(self.at(at + 3))))
        }
    }
}

fn is_of(word: &str) -> bool {
    matches!(word, "de" | "d'" | "du" | "of")
}

/// Nouns of occasions on which one speaks.
fn is_utterance(word: &str) -> bool {
    matches!(
        word,
        "communique"
            | "entretien"
            | "interview"
            | "discours"
            | "declaration"
            | "tweet"
            | "message"
            | "lettre"
            | "allocution"
            | "conference"
            | "point"
            | "rapport"
            | "tribune"
            | "billet"
            | "statement"
            | "speech"
            | "letter"
            | "press"
            | "news"
            | "post"
            | "video"
            | "briefing"
            | "address"
            | "telephone"
            | "twitter"
            | "facebook"
            | "television"
            | "radio"
            | "tweets"
            | "messages"
            | "remarks"
            | "comments"
            | "memo"
            | "email"
            | "report"
            | "testimony"
            | "declarations"
            | "propos"
    )
}

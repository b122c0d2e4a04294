//! Date expressions of French: *jeudi soir*, *le 14 juillet au soir*, *il y a dix jours*, *le lendemain*.

use jiff::civil::Weekday;

use super::When;
use super::reader::{Hit, Reader};
use crate::text::calendar::{self, Unit};

impl Reader<'_> {
    /// The date expression at a token.
    pub(super) fn french(&self, index: usize) -> Hit {
        if let Some(weekday) = calendar::weekday(self.at(index)) {
            return Some(self.french_weekday(index, weekday));
        }
        if let Some((end, when)) = self.day_month(index, None) {
            return Some((self.part_of_day(end), when));
        }
        self.french_month(index)
            .or_else(|| self.weekend(index))
            .or_else(|| self.french_story(index))
            .or_else(|| self.french_relative(index))
            .or_else(|| self.bare_year(index))
    }

    /// *jeudi*, *jeudi 14 juillet*, *jeudi dernier*, *mardi de la semaine dernière*.
    fn french_weekday(&self, index: usize, weekday: Weekday) -> (usize, When) {
        let mut next = index + 1;
        if matches!(self.at(next), "le" | ",") {
            next += 1;
        }
        if let Some((end, when)) = self.day_month(next, Some(weekday)) {
            return (self.part_of_day(end), when);
        }
        // `lundi 5`: the day of the month alone.
        if let Some(day) = calendar::day(self.at(index + 1))
            && !matches!(self.at(index + 2), "h" | "heures" | "heure" | "h." | ":")
        {
            return (
                self.part_of_day(index + 2),
                When::WeekdayOn { weekday, day },
            );
        }
        let mut direction = 0;
        let mut end = index + 1;
        loop {
            let part = self.part_of_day(end);
            match self.at(part) {
                "dernier" | "passe" => direction = -1,
                "prochain" => direction = 1,
                _ if part > end => {
                    end = part;
                    continue;
                }
                _ => break,
            }
            end = part + 1;
        }
        if self.at(end) == "de"
            && self.at(end + 1) == "la"
            && self.at(end + 2) == "semaine"
            && matches!(self.at(end + 3), "derniere" | "passee")
        {
            return (end + 4, When::Weekday(weekday, -2));
        }
        (end, When::Weekday(weekday, direction))
    }

    /// *soir*, *au soir*, *dans la soirée*, *en fin de matinée*: which part of the day; one past it.
    fn part_of_day(&self, at: usize) -> usize {
        let part = |at: usize| {
            matches!(
                self.at(at),
                "soir"
                    | "matin"
                    | "midi"
                    | "apres-midi"
                    | "minuit"
                    | "soiree"
                    | "matinee"
                    | "journee"
                    | "nuit"
                    | "aube"
            )
        };
        match self.at(at) {
            "tot" | "tard" => at + 1,
            "soir" | "matin" | "midi" | "apres-midi" => at + 1,
            "au" | "a" | "en" if part(at + 1) => at + 2,
            "a" | "dans" if matches!(self.at(at + 1), "l'" | "la") && part(at + 2) => at + 3,
            "en" if matches!(self.at(at + 1), "fin" | "debut" | "milieu")
                && matches!(self.at(at + 2), "de" | "d'")
                && part(at + 3) =>
            {
                at + 4
            }
            _ => at,
        }
    }

    /// *en mars 2014*, *fin février*, *mi-avril*, *août dernier*.
    fn french_month(&self, index: usize) -> Hit {
        let word = self.at(index);
        let month_name = word.strip_prefix("mi-").unwrap_or(word);
        let month = calendar::month(month_name)?;
        let capital = self.tokens.list().get(index)?.capital;
        let year = calendar::year(self.at(index + 1));
        let introduced = matches!(
            self.before(index),
            "en" | "fin"
                | "debut"
                | "mi"
                | "de"
                | "d'"
                | "depuis"
                | "mois"
                | "et"
                | "a"
                | "courant"
                | "des"
                | "jusqu'en"
        );
        if year.is_none() && month_name == word && (!introduced || capital) {
            return None;
        }
        let end = index + 1 + usize::from(year.is_some());
        let last = usize::from(matches!(self.at(end), "dernier" | "prochain"));
        Some((end + last, When::Month { year, month }))
    }

    /// *le lendemain*, *la veille*, *deux jours plus tard*, *le même jour*: counted from the day last told.
    fn french_story(&self, index: usize) -> Hit {
        let of = |at: usize| matches!(self.at(at), "de" | "d'" | "du" | "des" | "que" | "ou");
        let hit = match self.at(index) {
            "lendemain" if self.before(index) != "de" => (index + 1, 1),
            "surlendemain" => (index + 1, 2),
            "veille" if matches!(self.before(index), "la" | "l'") => (index + 1, -1),
            "avant-veille" => (index + 1, -2),
            "meme" if self.before(index) == "le" && self.at(index + 1) == "jour" => (index + 2, 0),
            "jour" if self.before(index) == "le" && self.at(index + 1) == "meme" => (index + 2, 0),
            "jour" if self.before(index) == "ce" && self.at(index + 1) == "-la" => (index + 2, 0),
            "jour-la" if self.before(index) == "ce" => (index + 1, 0),
            _ => return self.later(index),
        };
        let end = self.part_of_day(hit.0);
        // *la veille du sommet* counts from the summit.
        (!of(end)).then_some((end, When::Story(Unit::Day, hit.1)))
    }

    /// *deux jours plus tard*, *une semaine plus tôt*, *trois jours auparavant*.
    fn later(&self, index: usize) -> Hit {
        let count = calendar::count(self.at(index))?;
        let unit = calendar::unit(self.at(index + 1))?;
        let (end, sign) = match (self.at(index + 2), self.at(index + 3)) {
            ("plus", "tard") => (index + 4, 1),
            ("plus", "tot") => (index + 4, -1),
            ("auparavant", _) => (index + 3, -1),
            _ => return None,
        };
        Some((end, When::Story(unit, sign * count)))
    }

    /// *hier*, *ce soir*, *il y a dix jours*, *le mois prochain*.
    fn french_relative(&self, index: usize) -> Hit {
        let word = self.at(index);
        let day =
            |end: usize, count: i32| Some((self.part_of_day(end), When::Offset(Unit::Day, count)));
        match word {
            "hier" => day(index + 1, -1),
            "avant-hier" => day(index + 1, -2),
            "aujourd'hui" => day(index + 1, 0),
            "demain" => day(index + 1, 1),
            "apres-demain" => day(index + 1, 2),
            "ce" | "cet" | "cette" => match self.at(index + 1) {
                "soir" | "matin" | "midi" | "apres-midi" | "nuit" => day(index + 2, 0),
                "jour" if self.at(index + 2) != "-la" => day(index + 2, 0),
                "semaine" => Some((index + 2, When::Offset(Unit::Week, 0))),
                "mois" => Some((index + 2, When::Offset(Unit::Month, 0))),
                "annee" => Some((index + 2, When::Offset(Unit::Year, 0))),
                _ => None,
            },
            "il" if self.at(index + 1) == "y" && self.at(index + 2) == "a" => {
                let skip = usize::from(matches!(self.at(index + 3), "environ" | "pres" | "plus"));
                let count = calendar::count(self.at(index + 3 + skip))?;
                let unit = calendar::unit(self.at(index + 4 + skip))?;
                Some((index + 5 + skip, When::Offset(unit, -count)))
            }
            "dans" => {
                let count = calendar::count(self.at(index + 1))?;
                let unit = calendar::unit(self.at(index + 2))?;
                Some((index + 3, When::Offset(unit, count)))
            }
            // *d'ici la fin du mois*, *à la fin de la semaine*: the running one.
            "fin" if self.before(index) == "la" || self.before(index) == "d'ici" => {
                let of = match self.at(index + 1) {
                    "du" => index + 2,
                    "de" if matches!(self.at(index + 2), "la" | "l'") => index + 3,
                    _ => return None,
                };
                let unit = calendar::unit(self.at(of)).filter(|unit| *unit != Unit::Day)?;
                let open = !matches!(
                    self.at(of + 1),
                    "de" | "du" | "des" | "d'" | "dernier" | "prochain" | "derniere" | "prochaine"
                );
                open.then_some((of + 1, When::Offset(unit, 0)))
            }
            "semaine" | "mois" | "annee" | "an" => {
                let unit = calendar::unit(word)?;
                match self.at(index + 1) {
                    "dernier" | "derniere" | "passe" | "passee" => {
                        Some((index + 2, When::Offset(unit, -1)))
                    }
                    "prochain" | "prochaine" => Some((index + 2, When::Offset(unit, 1))),
                    _ => None,
                }
            }
            _ => None,
        }
    }
}

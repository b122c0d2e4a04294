//! Where an event takes place: *in Vienna*, *à Vienne*, not *the situation in Syria*.

use std::ops::Range;

use super::ground::{Ground, Spot, is_determiner};
use super::lexicon::{self, Part};
use crate::text::{Document, Language};

impl Ground<'_> {
    /// The narrowest place named in a range after a preposition of place; the nearest to `cue` of those.
    pub(in crate::extract) fn place(&self, range: &Range<usize>, cue: usize) -> Option<&Spot> {
        let from = self
            .spots
            .partition_point(|spot| spot.tokens.start < range.start);
        let here = self
            .spots
            .get(from..)
            .unwrap_or_default()
            .iter()
            .take_while(|spot| spot.tokens.end <= range.end);
        let located = here.filter(|spot| self.is_located(spot));
        located.min_by_key(|spot| (spot.rank, spot.tokens.start.abs_diff(cue)))
    }

    fn is_located(&self, spot: &Spot) -> bool {
        let document = self.document;
        // *chips away at Turkey's ties*, *in his government*, *at a state dinner*: whose it is, and which one nobody knows.
        if document.lower(spot.tokens.end) == "'s"
            || spot.rank == 0 && is_any(document.lower(spot.tokens.start))
        {
            return false;
        }
        // *ministers in Ukraine talks*: what they talk about.
        let compound = spot.rank == 2
            && document.language() == Language::English
            && lexicon::meetings(document.language())
                .at(document, spot.tokens.end)
                .is_some_and(|hit| hit.reading(Part::Noun).is_some());
        if compound {
            return false;
        }
        let mut at = spot.tokens.start;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1) else {
                return false;
            };
            at = before;
            match (document.lower(at), document.language()) {
                ("à" | "au" | "aux" | "en" | "dans" | "chez", Language::French)
                | ("in" | "at", _) => return !self.is_of_noun(at),
                ("," | "(", _)
                    if before > 0 && spot.rank > 0 && self.spot_before(before).is_some() =>
                {
                    // *in Vienna, Austria*, not *between Austria, Togo and Benin*
                    return self
                        .spot_before(before)
                        .is_some_and(|outer| self.is_located(outer));
                }
                ("to", Language::English) => return leads_to(document, at),
                (word, _) if is_determiner(word) && !is_any(word) => {}
                _ => return false,
            }
        }
        false
    }

    /// The place that ends right before a token.
    fn spot_before(&self, end: usize) -> Option<&Spot> {
        let at = self.spots.partition_point(|spot| spot.tokens.end < end);
        self.spots.get(at).filter(|spot| spot.tokens.end == end)
    }

    /// *the situation **in** Syria*, *les tensions **en** Syrie*: the preposition belongs to what is talked about, and nobody is
    /// there. *met the minister **in** Vienna*, *a meeting **in** Vienna*, *on a visit **in** Vienna* say where.
    fn is_of_noun(&self, preposition: usize) -> bool {
        const REACH: usize = 3;
        let document = self.document;
        let words = lexicon::meetings(document.language());
        let from = preposition.saturating_sub(REACH);
        let Some(noun) = preposition.checked_sub(1).filter(|noun| {
            let word = document.lower(*noun);
            word.chars()
                .all(|letter| letter.is_lowercase() || letter == '-')
        }) else {
            return false;
        };
        if self.party_at(noun).is_some() {
            return false;
        }
        if is_abstract(document.folded(noun)) && words.at(document, noun).is_none() {
            return true;
        }
        let Some(article) = (from..noun).rev().find(|token| {
            is_determiner(document.lower(*token)) || matches!(document.lower(*token), "des" | "du")
        }) else {
            return false;
        };
        !(article..preposition).any(|token| {
            self.party_at(token).is_some()
                || words.at(document, token).is_some()
                || is_locus(document.folded(token))
                || is_verbal(document.lower(token))
                || document.dates_in(&(token..token + 1)).next().is_some()
        })
    }
}

/// *a*, *his*: of a house that the text does not name.
fn is_any(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "un"
            | "une"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
    )
}

/// *reforms*, *l'indépendance*, *construction*: what is somewhere.
fn is_abstract(noun: &str) -> bool {
    matches!(
        noun,
        "war"
            | "wars"
            | "peace"
            | "conflict"
            | "conflicts"
            | "crisis"
            | "situation"
            | "tensions"
            | "tension"
            | "reforms"
            | "troops"
            | "forces"
            | "elections"
            | "violence"
            | "hostilities"
            | "hostilites"
            | "bloodshed"
            | "unrest"
            | "fighting"
            | "interests"
            | "investments"
            | "developments"
            | "construction"
            | "independence"
            | "ceasefire"
            | "stability"
            | "guerre"
            | "paix"
            | "conflit"
            | "crise"
            | "troupes"
            | "violences"
            | "combats"
            | "reformes"
            | "independance"
            | "stabilite"
            | "securite"
            | "transition"
            | "candidats"
            | "candidat"
            | "candidature"
    )
}

/// *on a **visit** in Vienna*, *at the **headquarters** in Vienna*: where whoever does something is.
fn is_locus(noun: &str) -> bool {
    matches!(
        noun,
        "visit"
            | "visits"
            | "trip"
            | "tour"
            | "stop"
            | "stopover"
            | "stay"
            | "arrival"
            | "headquarters"
            | "palace"
            | "hotel"
            | "residence"
            | "office"
            | "offices"
            | "embassy"
            | "city"
            | "town"
            | "capital"
            | "ministry"
            | "base"
            | "airport"
            | "resort"
            | "ceremony"
            | "speech"
            | "time"
            | "day"
            | "week"
            | "evening"
            | "morning"
            | "afternoon"
            | "visite"
            | "voyage"
            | "sejour"
            | "deplacement"
            | "etape"
            | "escale"
            | "arrivee"
            | "siege"
            | "palais"
            | "ambassade"
            | "ville"
            | "capitale"
            | "ministere"
            | "aeroport"
            | "bureaux"
            | "bureau"
            | "tournee"
            | "ceremonie"
            | "discours"
            | "jour"
            | "soir"
            | "soiree"
            | "matin"
            | "matinee"
            | "semaine"
            | "fois"
            | "retour"
            | "salon"
            | "foire"
            | "festival"
            | "exposition"
            | "inauguration"
            | "obseques"
            | "funerailles"
            | "funeral"
            | "fair"
            | "exhibition"
            | "event"
            | "launch"
            | "opening"
            | "cours"
            | "venue"
    )
}

/// *held*, *tenue*: a participle.
fn is_verbal(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ing")
        || word.ends_with('é')
        || word.ends_with("ée")
        || word.ends_with("és")
        || word.ends_with("ées")
        || matches!(
            word,
            "held"
                | "met"
                | "begun"
                | "tenu"
                | "tenue"
                | "tenus"
                | "tenues"
                | "prévue"
                | "prévu"
                | "reçu"
                | "reçue"
                | "réuni"
                | "réunis"
                | "ouverte"
                | "ouvert"
        )
}

/// *travels **to** Vienna*, *on a trip **to** Vienna*: whoever meets somebody on the way meets them there, unless they met
/// *before travelling to Vienna*.
fn leads_to(document: &Document<'_>, to: usize) -> bool {
    let elsewhere = (to.saturating_sub(5)..to).any(|token| {
        matches!(
            document.lower(token),
            "before" | "after" | "then" | "and" | "next"
        )
    });
    !elsewhere
        && (to.saturating_sub(3)..to).any(|token| {
            matches!(
                document.lower(token),
                "travel"
                    | "travels"
                    | "travelled"
                    | "traveled"
                    | "travelling"
                    | "traveling"
                    | "fly"
                    | "flies"
                    | "flew"
                    | "flying"
                    | "head"
                    | "heads"
                    | "headed"
                    | "heading"
                    | "went"
                    | "goes"
                    | "going"
                    | "came"
                    | "trip"
                    | "visit"
                    | "journey"
                    | "jetted"
                    | "jetting"
            )
        })
}

#[cfg(test)]
mod tests {
    use super::super::example::{english, french};

    #[test]
    fn what_is_talked_about_is_elsewhere() {
        for text in [
            "Anna Kovacs met Paul Delmas on Tuesday to discuss the situation in Vienna.",
            "Anna Kovacs met Paul Delmas on Tuesday, an ally of Togo, Armenia and Benin.",
            "Anna Kovacs met Paul Delmas on Tuesday, a specialist in Togo talks.",
            "Anna Kovacs met Paul Delmas on Tuesday to speak about economic reforms in Vienna.",
        ] {
            assert_eq!(
                english(text),
                ["Anna Kovacs, Paul Delmas · held · Tuesday"],
                "{text}"
            );
        }
        assert_eq!(
            french("Anna Kovacs a rencontré mardi Paul Delmas pour évoquer les tensions à Vienne."),
            ["Anna Kovacs, Paul Delmas · held · mardi"]
        );
        assert_eq!(
            french("Anna Kovacs a rencontré mardi Paul Delmas lors d'une visite à Vienne."),
            ["Anna Kovacs, Paul Delmas · held · mardi · Vienne"]
        );
        assert_eq!(
            english("Anna Kovacs met Paul Delmas on Tuesday at the embassy in Vienna."),
            ["Anna Kovacs, Paul Delmas · held · Tuesday · the embassy in Vienna"]
        );
    }
}

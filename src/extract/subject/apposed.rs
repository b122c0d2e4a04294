//! Words beside a subject that explain it, name some of those it means, or mark it as a title.
//!
//! > *Les six candidats, **parmi lesquels Jean Roy,** ont dit · Anna Roy, **une historienne**, qui a dit · Le « **Courrier** » rapporte*

use std::ops::Range;

use super::super::cue::{Search, is_free};
use super::super::mention::{Mention, MentionClass};
use super::super::words;

/// *Le « **Courrier de Riga** » rapporte que …*: a title in quotation marks before its verb.
pub(super) fn quoted_title(
    search: &Search<'_>,
    end: usize,
    sentence: &Range<usize>,
) -> Option<Range<usize>> {
    const LONGEST: usize = 6;
    let close = end.checked_sub(1)?;
    if !search.french() || !search.is_quote(close) || close < sentence.start + 2 {
        return None;
    }
    let open = (close.saturating_sub(LONGEST).max(sentence.start)..close - 1)
        .rev()
        .find(|at| search.is_quote(*at))?;
    let title = open + 1..close;
    let token = search.document.token(title.start)?;
    let first = open == sentence.start
        || open == sentence.start + 1
            && matches!(
                search.at(sentence.start),
                "le" | "la" | "les" | "l'" | "mais" | "et"
            );
    (first
        && token.capital
        && title.clone().all(|at| search.is_text(at))
        && !search.has_finite(&title))
    .then_some(title)
}

/// The name before a phrase with an article between commas that ends at a token.
pub(super) fn name_before_apposition<'s>(
    search: &Search<'s>,
    end: usize,
    sentence: &Range<usize>,
) -> Option<&'s Mention> {
    const LONGEST: usize = 12;
    let open = (end.saturating_sub(LONGEST).max(sentence.start + 1)..end)
        .rev()
        .take_while(|at| !search.is_finite(*at) && !search.is_quote(*at))
        .find(|at| search.at(*at) == ",")?;
    let explains = words::determiner(search.at(open + 1), search.french()).is_some();
    search
        .mention_ending(open)
        .filter(|who| explains && who.class == MentionClass::Person && who.name.is_some())
}

/// Where the comma stands behind those of whom some are named: *Les six candidats**,** parmi lesquels Jean Roy, …*.
pub(super) fn before_examples(
    search: &Search<'_>,
    comma: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    const LONGEST: usize = 24;
    const SHORT: usize = 8;
    let open = (comma.saturating_sub(LONGEST).max(sentence.start + 1)..comma)
        .rev()
        .take_while(|at| !search.is_finite(*at) && !search.is_quote(*at))
        .find(|at| {
            search.at(*at) == ","
                && (search.at(at + 1) == "dont"
                    || search.at(at + 1) == "parmi"
                        && matches!(
                            search.at(at + 2),
                            "lesquels" | "lesquelles" | "eux" | "elles"
                        ))
        })?;
    let all = sentence.start..open;
    let plain = all.len() <= SHORT
        && !search.has_finite(&all)
        && all.clone().all(|at| search.is_text(at))
        && !words::preposition(search.at(all.start), true);
    (plain || search.mention_ending(open).is_some_and(is_free)).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::french;

    #[test]
    fn many_of_them() {
        assert_eq!(
            french("Nombre d'observateurs estiment que le port est fermé."),
            ["fr.que: Nombre d'observateurs: le port est fermé"]
        );
        assert_eq!(
            french(
                "Les cinq candidats en lice, parmi lesquels le maire sortant, Paul Durand, rejettent l'idée d'un vote."
            ),
            ["fr.noun: Les cinq candidats en lice: l'idée d'un vote"]
        );
    }

    #[test]
    fn a_relative_clause_behind_what_explains_a_name() {
        assert_eq!(
            french(
                "Le port est fermé, a dit Anna Roy, une historienne de 54 ans, qui a affirmé avoir vu le maire."
            ),
            [
                "fr.incise: Anna Roy: Le port est fermé",
                "fr.infinitive: Anna Roy: avoir vu le maire"
            ]
        );
    }

    #[test]
    fn a_title_in_quotation_marks() {
        assert_eq!(
            french("Le « Courrier de Riga » rapporte que le port est fermé."),
            ["fr.que: Courrier de Riga: le port est fermé"]
        );
    }
}

//! Where a clause that was said ends, and what may stand before it.
//!
//! > *estime que « la porte est ouverte »**, au lendemain de l'échec** · martèle**, alors que la tension monte,** que …*

use std::ops::Range;

use super::super::super::cue::Cue;
use super::super::super::scan::Scan;
use super::super::super::words;

/// *estime que « la porte est ouverte »**, au lendemain de l'échec***: after a clause that is quoted whole, circumstances are
/// the journalist's.
pub(super) fn quotation_end(scan: &Scan<'_>, clause: Range<usize>) -> usize {
    let Some(close) = scan
        .quotation_at(clause.start)
        .map(|quotation| quotation.outer.end)
        .filter(|close| *close < clause.end)
    else {
        return clause.end;
    };
    let rest = close..clause.end;
    let whole = close > clause.start + 5 || scan.has_finite(&(clause.start + 1..close));
    let circumstance = scan.at(close) == ","
        && matches!(
            scan.at(close + 1),
            "au" | "a"
                | "apres"
                | "lors"
                | "dans"
                | "alors"
                | "en"
                | "avant"
                | "quelques"
                | "deux"
                | "after"
                | "during"
                | "in"
                | "as"
                | "following"
                | "days"
                | "hours"
        )
        && !rest.clone().any(|at| {
            scan.search.is_quote(at) && !scan.is_stop(at) && {
                // `…, au moment où « la guerre … »`: quoted words go on.
                scan.quotation_at(at)
                    .is_some_and(|quotation| quotation.inner.len() > 8)
            }
        });
    if whole && circumstance {
        close
    } else {
        clause.end
    }
}

/// One past what stands between commas behind which *que* follows at once: a clause of time or contrast, or the occasion,
/// however many commas it has of its own.
pub(super) fn past_inset(scan: &Scan<'_>, comma: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 24;
    if let Some(close) = past_french_occasion(scan, comma, end) {
        return Some(close);
    }
    let opens = matches!(
        scan.at(comma + 1),
        "alors" | "tandis" | "lorsque" | "lorsqu'" | "quand"
    );
    let close = (comma + 2..end.min(comma + LONGEST)).find(|at| scan.at(*at) == ",")?;
    (opens && matches!(scan.at(close + 1), "que" | "qu'")).then_some(close + 1)
}

/// *a annoncé**, à l'ouverture du sommet réuni à Rome, dans le sud du pays,** que …*: circumstances in a row, each of which
/// begins with a preposition or a day.
fn past_french_occasion(scan: &Scan<'_>, comma: usize, end: usize) -> Option<usize> {
    const LONGEST: usize = 40;
    let mut open = comma;
    loop {
        let first = open + 1;
        let dated = scan
            .document()
            .dates_in(&(first..end))
            .next()
            .is_some_and(|(_, date)| date.tokens.start <= first + 1);
        let leads = words::preposition(scan.at(first), true)
            || matches!(
                scan.at(first),
                "lors" | "devant" | "apres" | "avant" | "au" | "aux"
            );
        if !dated && !leads {
            return None;
        }
        let close = (first..end.min(comma + LONGEST))
            .take_while(|at| {
                !scan.search.is_finite(*at)
                    && !scan.search.is_quote(*at)
                    && scan.cue_at(*at).is_none()
                    && !matches!(scan.at(*at), ":" | ";" | "que" | "qu'")
            })
            .find(|at| scan.at(*at) == ",")?;
        if matches!(scan.at(close + 1), "que" | "qu'") {
            return Some(close + 1);
        }
        open = close;
    }
}

/// *said on Monday **after talks with Rome, Paris and Riga** that …*: where *that* stands behind an occasion, however many
/// took part in it.
pub(super) fn past_occasion(
    scan: &Scan<'_>,
    cue: &Cue<'_>,
    from: usize,
    sentence: &Range<usize>,
) -> Option<usize> {
    const LONGEST: usize = 30;
    let at = scan.search.skip_circumstances(from, sentence.end);
    let occasion = matches!(
        scan.at(at),
        "after" | "during" | "following" | "before" | "ahead" | "alongside" | "upon"
    );
    if !occasion {
        return None;
    }
    let that = (at..sentence.end.min(at + LONGEST)).find(|index| scan.at(*index) == "that")?;
    let plain = (at..that).all(|index| {
        !scan.search.is_finite(index)
            && !scan.search.is_quote(index)
            && !matches!(scan.at(index), ":" | ";" | "who" | "which")
            && !scan
                .cues_of(cue.sentence)
                .any(|(_, other)| other.group.start == index)
    });
    plain.then_some(that)
}

/// How a text came out: *a statement **issued** in Riga*.
pub(super) fn is_of_publication(word: &str) -> bool {
    matches!(
        word,
        "issued"
            | "posted"
            | "published"
            | "released"
            | "broadcast"
            | "carried"
            | "distributed"
            | "delivered"
            | "aired"
            | "televised"
            | "signed"
            | "dated"
            | "addressed"
            | "obtained"
            | "seen"
    )
}

/// One past the day on which something was said: *said **late on Monday** the talks would go on*.
pub(super) fn past_day(scan: &Scan<'_>, start: usize, end: usize, hour: bool) -> usize {
    let day = start + usize::from(hour && matches!(scan.at(start), "late" | "early"));
    scan.document()
        .dates_in(&(start..end))
        .next()
        .filter(|(_, date)| {
            date.tokens.start == day
                || date.tokens.start == day + 1 && matches!(scan.at(day), "on" | "in")
        })
        .map_or(start, |(_, date)| date.tokens.end)
}

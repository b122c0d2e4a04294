//! Which articles share most of their words: a sketch of each text, small enough to stand in the graph.
//!
//! A text is the set of its runs of four words ("shingles"). `MinHash` keeps, under each of many orders of all runs, the
//! first that the text has: two texts have the same first run as often as the sets overlap (Broder 1997, "On the resemblance and
//! containment of documents"). Five such runs together make a bucket; texts that meet in one of 25 buckets are held to be copies.
//! Of texts that share half of their runs more than half meet, at 70 % nearly all, at 20 % one pair in a hundred, at 10 % one in four thousand.

use super::iri::folded;
use super::passage::CodePoints;
use crate::extract::facts::ArticleInfo;
use crate::text::word_key;
use std::fmt::Write as _;

/// Words of a run: fewer and two reports on one event overlap by their subject, more and a changed word hides too much.
const RUN: usize = 4;

/// Runs below which a text says too little to be compared.
const SHORTEST: usize = 40;

/// Buckets of a text.
const BUCKETS: u64 = 25;

/// First runs that make a bucket.
const ROWS: u64 = 5;

/// Hexadecimal digits of a bucket in a sketch: 48 bits, so that a hundred thousand texts meet by chance hardly ever.
const DIGITS: usize = 12;

/// The sketch of an article's body, `None` where it is too short: buckets, each of [`DIGITS`] hexadecimal digits.
pub(super) fn sketch(article: &ArticleInfo, points: &CodePoints<'_>) -> Option<String> {
    let body = article
        .body
        .iter()
        .filter_map(|extent| points.get(extent.start, extent.end));
    let folded: Vec<String> = body.map(folded).collect();
    let words: Vec<u64> = folded
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(word_key)
        .collect();
    let mut runs: Vec<u64> = words.windows(RUN).map(together).collect();
    runs.sort_unstable();
    runs.dedup();
    if runs.len() < SHORTEST {
        return None;
    }
    let first = |order: u64| runs.iter().map(|run| mix(run ^ mix(order))).min();
    let mut sketch = String::new();
    for bucket in 0..BUCKETS {
        let rows = bucket * ROWS..(bucket + 1) * ROWS;
        let firsts: Vec<u64> = std::iter::once(bucket)
            .chain(rows.filter_map(first))
            .collect();
        let _ = write!(sketch, "{:012x}", together(&firsts) >> 16);
    }
    Some(sketch)
}

/// The buckets of a sketch.
pub(super) fn buckets(sketch: &str) -> impl Iterator<Item = u64> {
    let digits = sketch.as_bytes().chunks_exact(DIGITS);
    digits.filter_map(|digits| u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())
}

/// Numbers in their order as one: the same on every machine and in every version, as what stands in a graph must be.
fn together(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0, |all, number| mix(all ^ number))
}

/// The finaliser of `SplitMix64`: makes one order of all runs out of each number.
fn mix(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::super::sample::article;
    use super::*;
    use crate::extract::facts::Extent;
    use std::collections::BTreeSet;

    fn sketch_of(text: &str) -> Option<String> {
        let mut info = article("2016-07-14", "en", "Talks").facts.article;
        let points = CodePoints::new(text);
        info.body = vec![Extent {
            start: 0,
            end: points.len(),
        }];
        sketch(&info, &points)
    }

    /// So many sentences that differ from those with another seed.
    fn sentences(seed: u64, count: u64) -> Vec<String> {
        let word = |number: u64| {
            let words = "envoy talks border truce city minister table plan north river guard paper signed opened waited left";
            let words: Vec<&str> = words.split(' ').collect();
            words[usize::try_from(mix(number) % 16).unwrap()]
        };
        (0..count)
            .map(|sentence| {
                let words: Vec<&str> = (0..12)
                    .map(|place| word(seed * 10_000 + sentence * 100 + place))
                    .collect();
                format!("{}.", words.join(" "))
            })
            .collect()
    }

    fn meet(one: &str, other: &str) -> bool {
        let of = |text| -> BTreeSet<u64> { buckets(&sketch_of(text).unwrap()).collect() };
        !of(one).is_disjoint(&of(other))
    }

    #[test]
    fn an_edited_copy_meets_its_original_and_another_report_does_not() {
        let wire = sentences(1, 30);
        let copies = (0..20).filter(|number| {
            // A new lead, two sentences cut, other typography.
            let mut copy = sentences(100 + number, 3);
            copy.extend(wire.iter().skip(2).map(|sentence| sentence.to_uppercase()));
            meet(&wire.join(" "), &copy.join("\n\n"))
        });
        assert!(copies.count() >= 19);
        let others = (0..100).filter(|number| {
            // Two sentences in thirty are shared, as long quotations are.
            let mut other = sentences(200 + number, 28);
            other.extend(wire.iter().take(2).cloned());
            meet(&wire.join(" "), &other.join(" "))
        });
        assert_eq!(others.count(), 0);
    }

    #[test]
    fn what_is_short_has_no_sketch() {
        assert_eq!(sketch_of(&sentences(1, 3).join(" ")), None);
        let sketch = sketch_of(&sentences(1, 30).join(" ")).unwrap();
        assert_eq!(buckets(&sketch).count(), 25);
        assert_eq!(buckets("not hexadecimal, and cut").count(), 0);
    }
}

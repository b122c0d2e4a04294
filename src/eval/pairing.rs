//! One-to-one pairing of what was found with what is in the gold.

use std::collections::BTreeSet;

/// Pairs of numbers (found, gold), taken by falling score; each number is used once.
pub(super) fn pair(mut candidates: Vec<(f64, usize, usize)>) -> Vec<(usize, usize)> {
    candidates.sort_by(|one, other| {
        let places = (one.1, one.2).cmp(&(other.1, other.2));
        other.0.total_cmp(&one.0).then(places)
    });
    let (mut found, mut gold) = (BTreeSet::new(), BTreeSet::new());
    candidates
        .into_iter()
        .filter(|(_, i, j)| {
            let free = !found.contains(i) && !gold.contains(j);
            if free {
                found.insert(*i);
                gold.insert(*j);
            }
            free
        })
        .map(|(_, i, j)| (i, j))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn the_best_first_and_each_once() {
        let candidates = vec![(0.5, 0, 0), (0.9, 1, 0), (0.6, 1, 1), (0.5, 0, 1)];
        assert_eq!(pair(candidates), [(1, 0), (0, 1)]);
    }
}

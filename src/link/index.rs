//! Many names to what they may mean, without a copy of the names.

use super::fold::fold_hash;

/// An index of names. Names are compared by a hash of their folded letters: 64 bits keep the hundred
/// thousand names of the gazetteer apart.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// Sorted once all names are in.
    entries: Vec<(u64, u32)>,
}

impl NameIndex {
    /// An index of names and what they mean.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = (&'n str, u32)>) -> Self {
        let mut entries: Vec<(u64, u32)> = names
            .into_iter()
            .map(|(name, value)| (fold_hash(name), value))
            .collect();
        entries.sort_unstable();
        entries.dedup();
        NameIndex { entries }
    }

    /// What a name may mean, in order.
    pub(super) fn get(&self, name: &str) -> impl Iterator<Item = u32> + '_ {
        let hash = fold_hash(name);
        let start = self.entries.partition_point(|(h, _)| *h < hash);
        let rest = self.entries.get(start..).unwrap_or_default();
        rest.iter()
            .take_while(move |(h, _)| *h == hash)
            .map(|(_, value)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_meet() {
        let index = NameIndex::new([("Recep Tayyip Erdoğan", 7), ("Tripoli", 2), ("Tripoli", 1)]);
        assert_eq!(index.get("recep tayyip erdogan").collect::<Vec<_>>(), [7]);
        assert_eq!(index.get("Tripoli").collect::<Vec<_>>(), [1, 2]);
        assert_eq!(index.get("Erdogan").count(), 0);
    }
}

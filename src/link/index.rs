//! Many names to what they may mean, without a copy of the names.

use super::fold::fold_hash;

/// An index of names. Names are compared by a hash of their folded letters: 64 bits keep the hundred
/// thousand names of the gazetteer apart.
#[derive(Debug, Default)]
pub(super) struct NameIndex {
    /// Sorted once all names are in.
    entries: Vec<(u64, u32)>,
    /// Where the entries begin whose hashes begin with the bits of a number: the hashes lie evenly, so that a bucket
    /// holds one or two.
    buckets: Vec<u32>,
}

impl NameIndex {
    /// An index of names and what they mean.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = (&'n str, u32)>) -> Self {
        let mut entries: Vec<(u64, u32)> = names
            .into_iter()
            .map(|(name, value)| (spread(name), value))
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let count = entries.len().next_power_of_two();
        let mut buckets = Vec::with_capacity(count);
        let mut next = 0;
        for bucket in 0..count {
            buckets.push(u32::try_from(next).unwrap_or(u32::MAX));
            let rest = entries.get(next..).unwrap_or_default();
            next += rest
                .iter()
                .take_while(|(hash, _)| bucket_of(*hash, count) == bucket)
                .count();
        }
        NameIndex { entries, buckets }
    }

    /// What a name may mean, in order.
    pub(super) fn get(&self, name: &str) -> impl Iterator<Item = u32> + '_ {
        let hash = spread(name);
        let bucket = self.buckets.get(bucket_of(hash, self.buckets.len()));
        let start = bucket.map_or(0, |start| *start as usize);
        let rest = self.entries.get(start..).unwrap_or_default();
        rest.iter()
            .skip_while(move |(h, _)| *h < hash)
            .take_while(move |(h, _)| *h == hash)
            .map(|(_, value)| *value)
    }
}

/// The hash of a name with all its bits moved by every letter: those of FNV are not, after the last one.
fn spread(name: &str) -> u64 {
    fold_hash(name).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The first bits of a hash as a number below `count`, a power of two.
fn bucket_of(hash: u64, count: usize) -> usize {
    let bits = count.max(1).trailing_zeros();
    hash.checked_shr(u64::BITS - bits)
        .and_then(|bucket| usize::try_from(bucket).ok())
        .unwrap_or_default()
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

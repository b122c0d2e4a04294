//! Sets of Wikidata's numbers, a bit each: ten million entities or one, the same few megabytes.

/// Largest number that is kept: the items of Wikidata are at a tenth of it, and this set at 128 MB.
const LIMIT: u64 = 1 << 30;

/// A set of the numbers behind `Q`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    bits: Vec<u64>,
    count: u64,
}

/// A number that no item of Wikidata has.
#[derive(Debug, thiserror::Error)]
#[error("Q{0} is beyond the items of Wikidata")]
pub struct TooFar(u64);

impl Ids {
    /// Adds a number; says whether it is new.
    ///
    /// # Errors
    /// When it is beyond all items.
    pub fn insert(&mut self, id: u64) -> Result<bool, TooFar> {
        let Ok(place) = usize::try_from(id / 64) else {
            return Err(TooFar(id));
        };
        if id >= LIMIT {
            return Err(TooFar(id));
        }
        if place >= self.bits.len() {
            self.bits.resize((place + 1).next_power_of_two(), 0);
        }
        let bit = 1 << (id % 64);
        let Some(word) = self.bits.get_mut(place) else {
            return Ok(false);
        };
        let new = *word & bit == 0;
        *word |= bit;
        self.count += u64::from(new);
        Ok(new)
    }

    /// Whether a number is in the set.
    #[inline]
    pub fn contains(&self, id: u64) -> bool {
        usize::try_from(id / 64)
            .ok()
            .and_then(|place| self.bits.get(place))
            .is_some_and(|word| word & (1 << (id % 64)) != 0)
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The numbers, from small to large.
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        (0u64..).zip(&self.bits).flat_map(|(place, word)| {
            (0..64)
                .filter(move |bit| word & (1 << bit) != 0)
                .map(move |bit| place * 64 + bit)
        })
    }

    /// Adds the ids (`Q42`) that stand in a text, alone or in IRIs, one a line or many.
    ///
    /// # Errors
    /// When one is beyond all items.
    pub fn read(&mut self, text: &str) -> Result<(), TooFar> {
        let words = text
            .as_bytes()
            .split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
        for id in words.filter_map(number) {
            self.insert(id)?;
        }
        Ok(())
    }
}

/// The number of an id like `Q42`.
pub(super) fn number(id: &[u8]) -> Option<u64> {
    let (letter, digits) = id.split_first()?;
    (*letter == b'Q').then_some(())?;
    match leading_number(digits)? {
        (number, []) => Some(number),
        _ => None,
    }
}

/// The number at the beginning of some bytes, and what is behind it.
#[inline]
pub(super) fn leading_number(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0u64;
    let mut length = 0;
    for digit in bytes.iter().take_while(|byte| byte.is_ascii_digit()) {
        number = number
            .checked_mul(10)?
            .checked_add(u64::from(digit - b'0'))?;
        length += 1;
    }
    (length > 0).then(|| (number, bytes.get(length..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_from_any_list() {
        let mut ids = Ids::default();
        ids.read("Q42\nhttp://www.wikidata.org/entity/Q7747 \"Q1\",name Q9x P31\n<Q42>")
            .unwrap();
        assert_eq!(ids.iter().collect::<Vec<_>>(), [1, 42, 7747]);
        assert_eq!(ids.len(), 3);
        assert!(ids.contains(42) && !ids.contains(43) && !ids.contains(1 << 40));
        assert!(ids.read("Q99999999999").is_err());
    }
}

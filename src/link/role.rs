//! Role keys as small values, and which keys mean the same office in a given state.

/// A role key of `data/lexicon/roles.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Role(u8);

const KEYS: [&str; 50] = [
    "adviser",
    "ambassador",
    "army-chief",
    "attorney-general",
    "candidate",
    "central-bank-governor",
    "chancellor",
    "chief-of-staff",
    "commission-president",
    "commissioner",
    "crown-prince",
    "defence-minister",
    "deputy-foreign-minister",
    "deputy-prime-minister",
    "deputy-secretary-general",
    "eu-negotiator",
    "european-council-president",
    "finance-minister",
    "first-lady",
    "foreign-minister",
    "general",
    "governor",
    "head-of-state",
    "high-representative",
    "intelligence-chief",
    "interior-minister",
    "justice-minister",
    "leader",
    "legislator",
    "managing-director",
    "mayor",
    "minister",
    "monarch",
    "national-security-advisor",
    "negotiator",
    "official",
    "opposition-leader",
    "party-leader",
    "permanent-representative",
    "pope",
    "president",
    "president-elect",
    "prime-minister",
    "prosecutor",
    "regional-head",
    "secretary-general",
    "secretary-of-state",
    "speaker",
    "special-envoy",
    "spokesperson",
];

/// The `un-high-commissioner` and `vice-president` keys follow the others.
const MORE_KEYS: [&str; 2] = ["un-high-commissioner", "vice-president"];

impl Role {
    /// The role of a key; `None` for a key that no list has.
    pub fn parse(key: &str) -> Option<Self> {
        let position = KEYS.iter().chain(&MORE_KEYS).position(|k| *k == key)?;
        u8::try_from(position).ok().map(Role)
    }

    /// The key.
    pub fn key(self) -> &'static str {
        KEYS.iter()
            .chain(&MORE_KEYS)
            .nth(usize::from(self.0))
            .copied()
            .unwrap_or_default()
    }

    /// The key in words, for reasons.
    pub(super) fn words(self) -> String {
        self.key().replace('-', " ")
    }

    /// Offices whose ends were entered by hand up to the present in the sources.
    pub(super) fn is_watched(self) -> bool {
        matches!(
            self.key(),
            "president"
                | "monarch"
                | "head-of-state"
                | "prime-minister"
                | "chancellor"
                | "foreign-minister"
                | "defence-minister"
                | "pope"
                | "high-representative"
                | "commission-president"
                | "european-council-president"
                | "secretary-general"
                | "vice-president"
        )
    }

    /// Offices prominent enough for a bare surname to mean their holder.
    pub(super) fn is_prominent(self) -> bool {
        self.is_watched()
            || matches!(
                self.key(),
                "leader" | "national-security-advisor" | "crown-prince"
            )
    }
}

/// The role keys under which the gazetteer may know the holder of a title, most specific first.
///
/// A title says what its holder is called, and states call the same office by different names: *le
/// dirigeant nord-coréen* is the supreme leader, *le chef du gouvernement allemand* the chancellor.
pub fn offices_of(title: &str, polity: &str) -> &'static [&'static str] {
    match (title, polity) {
        ("secretary-of-state", "United States" | "Holy See" | "Vatican City") => {
            &["foreign-minister"]
        }
        ("secretary-of-state", _) => &[],
        ("president", "European Union") => &[],
        ("head-of-state", _) => &["monarch", "head-of-state", "president"],
        ("leader", "Iran") => &["head-of-state"],
        ("leader", _) => &[
            "leader",
            "head-of-state",
            "president",
            "prime-minister",
            "chancellor",
        ],
        ("prime-minister" | "chancellor", "Germany" | "Austria") => &["chancellor"],
        ("chancellor", _) => &[],
        ("president", _) => &["president"],
        ("prime-minister", _) => &["prime-minister"],
        ("monarch", _) => &["monarch"],
        ("pope", _) => &["pope"],
        ("foreign-minister", "European Union") => &["high-representative"],
        ("foreign-minister", _) => &["foreign-minister"],
        ("defence-minister", _) => &["defence-minister"],
        ("interior-minister", _) => &["interior-minister"],
        ("finance-minister", _) => &["finance-minister"],
        ("justice-minister", _) => &["justice-minister"],
        ("secretary-general", _) => &["secretary-general"],
        ("commission-president", _) => &["commission-president"],
        ("european-council-president", _) => &["european-council-president"],
        ("high-representative", _) => &["high-representative"],
        ("national-security-advisor", _) => &["national-security-advisor"],
        ("vice-president", _) => &["vice-president"],
        ("crown-prince", _) => &["crown-prince"],
        ("permanent-representative", _) => &["permanent-representative"],
        ("managing-director", _) => &["managing-director"],
        ("attorney-general", _) => &["attorney-general"],
        ("prosecutor", "International Criminal Court") => &["prosecutor"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_of_the_lexicon_has_a_key() {
        let roles = include_str!("../../data/lexicon/roles.tsv");
        for line in roles.lines().skip(2) {
            let key = line.split('\t').next().unwrap();
            assert_eq!(Role::parse(key).map(Role::key), Some(key), "{key}");
        }
    }
}

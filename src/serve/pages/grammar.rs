//! Articles and prepositions before names: *the United States*, *les États-Unis*, *aux Pays-Bas*, *at the Kremlin*.
//!
//! Names of persons have none. Names of countries follow the rules of their language, with the exceptions listed here;
//! of other names only those whose first or last word is a common noun that asks for one.

use super::tongue::Tongue;

/// What a name stands for, as far as grammar cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Sort {
    /// A person, or what is described in words that have their article already.
    Person,
    /// A state or a region.
    Country,
    /// An organisation, an office, a building.
    Body,
}

/// The article of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Article {
    None,
    /// the
    The,
    Le,
    La,
    /// l’
    Elided,
    Les,
}

/// French countries without an article.
const BARE: [&str; 24] = [
    "Andorre",
    "Bahreïn",
    "Chypre",
    "Cuba",
    "Djibouti",
    "Haïti",
    "Hong Kong",
    "Israël",
    "Kiribati",
    "Madagascar",
    "Malte",
    "Maurice",
    "Monaco",
    "Nauru",
    "Oman",
    "Palaos",
    "Saint-Marin",
    "Sainte-Lucie",
    "Sao Tomé-et-Principe",
    "Singapour",
    "Taïwan",
    "Trinité-et-Tobago",
    "Tuvalu",
    "Vanuatu",
];
/// French countries in -e that are masculine.
const MASCULINE: [&str; 6] = [
    "Belize",
    "Cambodge",
    "Mexique",
    "Mozambique",
    "Suriname",
    "Zimbabwe",
];
/// French countries that are plural; and what ends in -s without being so.
const PLURAL: [&str; 9] = [
    "Bahamas",
    "Comores",
    "Fidji",
    "Kurdes",
    "Maldives",
    "Pays-Bas",
    "Philippines",
    "Seychelles",
    "Émirats arabes unis",
];
const NOT_PLURAL: [&str; 4] = ["Honduras", "Laos", "Barbados", "Bahreïns"];
/// English countries with an article, by their first or last word.
const ENGLISH_HEADS: [&str; 12] = [
    "States",
    "Kingdom",
    "Emirates",
    "Netherlands",
    "Philippines",
    "Republic",
    "Union",
    "Islands",
    "Maldives",
    "Comoros",
    "Seychelles",
    "Bahamas",
];
/// English names of bodies that take an article: their last word, or the one before `of`.
const ENGLISH_BODIES: [&str; 34] = [
    "Agency",
    "Alliance",
    "Army",
    "Assembly",
    "Bank",
    "Bureau",
    "Cabinet",
    "Coalition",
    "Commission",
    "Committee",
    "Congress",
    "Council",
    "Court",
    "Department",
    "Forces",
    "Fund",
    "Government",
    "House",
    "Knesset",
    "Kremlin",
    "League",
    "Ministry",
    "Nations",
    "Office",
    "Opposition",
    "Organisation",
    "Organization",
    "Palace",
    "Parliament",
    "Party",
    "Pentagon",
    "Senate",
    "Union",
    "Front",
];
/// French common nouns with which names of bodies begin, by gender.
const FRENCH_MASCULINE: [&str; 22] = [
    "Bureau",
    "Cabinet",
    "Comité",
    "Congrès",
    "Conseil",
    "Département",
    "Fonds",
    "Front",
    "Gouvernement",
    "Groupe",
    "Haut",
    "Haut-Commissariat",
    "Hezbollah",
    "Kremlin",
    "Ministère",
    "Parlement",
    "Parti",
    "Pentagone",
    "Quai",
    "Sénat",
    "Secrétariat",
    "Tribunal",
];
const FRENCH_FEMININE: [&str; 12] = [
    "Banque",
    "Coalition",
    "Commission",
    "Cour",
    "Direction",
    "Force",
    "Knesset",
    "Ligue",
    "Maison",
    "Maison-Blanche",
    "Présidence",
    "République",
];
const FRENCH_ELIDED: [&str; 12] = [
    "Agence",
    "Alliance",
    "Armée",
    "Assemblée",
    "Association",
    "Autorité",
    "Élysée",
    "Office",
    "Opposition",
    "Organisation",
    "Union",
    "État",
];
const FRENCH_PLURAL: [&str; 4] = ["Forces", "Nations", "Unités", "Brigades"];

fn article(name: &str, sort: Sort, tongue: Tongue) -> Article {
    let first = name.split(' ').next().unwrap_or_default();
    match (sort, tongue) {
        (Sort::Person, _) => Article::None,
        (Sort::Country, Tongue::En) => {
            let last = name.rsplit(' ').next().unwrap_or_default();
            let heads = ENGLISH_HEADS.contains(&last) || name.contains("Republic of");
            if heads { Article::The } else { Article::None }
        }
        (Sort::Body, Tongue::En) => {
            if name.starts_with("The ") {
                return Article::None;
            }
            let head = name.split(" of ").next().unwrap_or_default();
            let head = head.rsplit(' ').next().unwrap_or_default();
            if ENGLISH_BODIES.contains(&head) {
                Article::The
            } else {
                Article::None
            }
        }
        (Sort::Country, Tongue::Fr) => country(name, first),
        (Sort::Body, Tongue::Fr) => {
            if FRENCH_MASCULINE.contains(&first) {
                Article::Le
            } else if FRENCH_FEMININE.contains(&first) {
                Article::La
            } else if FRENCH_ELIDED.contains(&first) {
                Article::Elided
            } else if FRENCH_PLURAL.contains(&first) {
                Article::Les
            } else {
                Article::None
            }
        }
    }
}

fn country(name: &str, first: &str) -> Article {
    let starts_with_capital = name.chars().next().is_some_and(char::is_uppercase);
    if !starts_with_capital || BARE.contains(&name) {
        return Article::None;
    }
    let is_plural = PLURAL.contains(&name)
        || (first.ends_with('s') && !NOT_PLURAL.contains(&name) && !first.ends_with("ss"))
        || name.contains("Unis");
    if is_plural {
        return Article::Les;
    }
    let vowel = name
        .chars()
        .next()
        .is_some_and(|it| "AEÉÈIÎOUY".contains(it))
        && first != "Yémen";
    if vowel {
        return Article::Elided;
    }
    let feminine = first.ends_with('e') && !MASCULINE.contains(&name);
    if feminine { Article::La } else { Article::Le }
}

/// What stands before a name that is the subject of a sentence, with the space that belongs there.
pub(in crate::serve) fn subject(name: &str, sort: Sort, tongue: Tongue) -> &'static str {
    match article(name, sort, tongue) {
        Article::None => "",
        Article::The => "the ",
        Article::Le => "le ",
        Article::La => "la ",
        Article::Elided => "l’",
        Article::Les => "les ",
    }
}

/// What stands before a name to whom something is said.
pub(in crate::serve) fn to(name: &str, sort: Sort, tongue: Tongue) -> &'static str {
    match (tongue, article(name, sort, tongue)) {
        (Tongue::En, Article::None) => "to ",
        (Tongue::En, _) => "to the ",
        (Tongue::Fr, Article::Le) => "au ",
        (Tongue::Fr, Article::La) => "à la ",
        (Tongue::Fr, Article::Elided) => "à l’",
        (Tongue::Fr, Article::Les) => "aux ",
        (Tongue::Fr, _) => "à ",
    }
}

/// What stands before the name of a place where something happens.
pub(in crate::serve) fn at(name: &str, is_country: bool, tongue: Tongue) -> &'static str {
    let sort = if is_country {
        Sort::Country
    } else {
        Sort::Body
    };
    match (tongue, article(name, sort, tongue), is_country) {
        (Tongue::En, Article::None, _) => "in ",
        (Tongue::En, _, true) => "in the ",
        (Tongue::En, _, false) => "at the ",
        (Tongue::Fr, Article::Le, _) => "au ",
        (Tongue::Fr, Article::La | Article::Elided, true) => "en ",
        (Tongue::Fr, Article::La, false) => "à la ",
        (Tongue::Fr, Article::Elided, false) => "à l’",
        (Tongue::Fr, Article::Les, _) => "aux ",
        (Tongue::Fr, Article::None, true) if name == "Israël" => "en ",
        (Tongue::Fr, _, _) => "à ",
    }
}

/// Whether the verb of such a subject is plural in French.
pub(in crate::serve) fn is_plural(name: &str, sort: Sort) -> bool {
    article(name, sort, Tongue::Fr) == Article::Les
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_the_article_of_their_language() {
        for (name, with, toward, there) in [
            ("États-Unis", "les ", "aux ", "aux "),
            ("Russie", "la ", "à la ", "en "),
            ("Iran", "l’", "à l’", "en "),
            ("Laos", "le ", "au ", "au "),
            ("Japon", "le ", "au ", "au "),
            ("Mexique", "le ", "au ", "au "),
            ("Israël", "", "à ", "en "),
            ("Cuba", "", "à ", "à "),
            ("Pays-Bas", "les ", "aux ", "aux "),
            ("Yémen", "le ", "au ", "au "),
            ("Royaume-Uni", "le ", "au ", "au "),
            ("Arabie saoudite", "l’", "à l’", "en "),
            ("Corée du Nord", "la ", "à la ", "en "),
        ] {
            assert_eq!(subject(name, Sort::Country, Tongue::Fr), with, "{name}");
            assert_eq!(to(name, Sort::Country, Tongue::Fr), toward, "{name}");
            assert_eq!(at(name, true, Tongue::Fr), there, "{name}");
        }
        assert_eq!(subject("United States", Sort::Country, Tongue::En), "the ");
        assert_eq!(to("Russia", Sort::Country, Tongue::En), "to ");
        assert_eq!(at("United Kingdom", true, Tongue::En), "in the ");
        assert_eq!(at("Laos", true, Tongue::En), "in ");
    }

    #[test]
    fn bodies_have_one_where_a_common_noun_asks_for_it() {
        for (name, en) in [
            ("Kremlin", "the "),
            ("United States Department of State", "the "),
            ("The Washington Post", ""),
            ("Reuters", ""),
            ("United Nations", "the "),
        ] {
            assert_eq!(subject(name, Sort::Body, Tongue::En), en, "{name}");
        }
        for (name, fr) in [
            ("Kremlin", "le "),
            ("Département d'État des États-Unis", "le "),
            ("Organisation des Nations unies", "l’"),
            ("The Washington Post", ""),
        ] {
            assert_eq!(subject(name, Sort::Body, Tongue::Fr), fr, "{name}");
        }
        assert_eq!(at("Kremlin", false, Tongue::En), "at the ");
        assert_eq!(at("Kremlin", false, Tongue::Fr), "au ");
        assert_eq!(at("Moscow", false, Tongue::En), "in ");
        assert_eq!(at("Moscou", false, Tongue::Fr), "à ");
        assert_eq!(subject("John Kerry", Sort::Person, Tongue::En), "");
        assert!(is_plural("États-Unis", Sort::Country));
        assert!(!is_plural("Laos", Sort::Country));
    }
}

//! Finds who or what goes by a name: the same name, the same words, the beginning, or nearly so.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;
use tantivy::Term;
use tantivy::collector::TopDocs;
use tantivy::query::{
    BooleanQuery, BoostQuery, FuzzyTermQuery, Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{IndexRecordOption, Value as _};

use super::words::Forms;
use super::{Index, SearchError};

/// So many that look alike are compared letter by letter.
const COMPARED: usize = 64;
/// Longer names are a mistake.
const WORDS: usize = 24;

/// A name that is looked for.
#[derive(Clone, Debug, Default)]
pub struct NameSearch {
    /// The name.
    pub name: String,
    /// Classes, one of which the thing has; any where empty.
    pub classes: Vec<String>,
    /// Classes that it must not have.
    pub without: Vec<String>,
    /// Whether the name is being typed: its end may be missing.
    pub typing: bool,
}

/// A thing that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The thing.
    pub iri: String,
    /// How alike the names are: 1 is the name that the thing is shown under.
    pub likeness: f64,
}

impl Index {
    /// The things that may be meant by a name, the most likely first, of equal ones the first by IRI.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn named(&self, search: &NameSearch) -> Result<Vec<Candidate>, SearchError> {
        let key = Forms::new().key(&search.name);
        let words: Vec<&str> = key
            .split(' ')
            .filter(|it| !it.is_empty())
            .take(WORDS)
            .collect();
        if words.is_empty() {
            return Ok(vec![]);
        }
        let mut found = self.alike(self.same(&key, &words), search, &key)?;
        if found.first().is_none_or(|best| best.likeness < 0.9) {
            let known: BTreeSet<String> = found.iter().map(|it| it.iri.clone()).collect();
            let near = self.alike(self.near(&key, &words, search.typing), search, &key)?;
            found.extend(near.into_iter().filter(|it| !known.contains(&it.iri)));
        }
        found.sort_by(|one, other| {
            let order = other.likeness.total_cmp(&one.likeness);
            order.then_with(|| one.iri.cmp(&other.iri))
        });
        Ok(found)
    }

    /// The same name, or the same words and others.
    fn same(&self, key: &str, words: &[&str]) -> Vec<Box<dyn Query>> {
        let term = |field, text: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(field, text);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        let mut any: Vec<Box<dyn Query>> =
            vec![Box::new(BoostQuery::new(term(self.fields.key, key), 100.0))];
        if words.len() > 1 {
            let all = words.iter().map(|word| term(self.fields.name, word));
            any.push(Box::new(BoostQuery::new(
                Box::new(BooleanQuery::intersection(all.collect())),
                10.0,
            )));
        }
        any.extend(words.iter().map(|word| term(self.fields.name, word)));
        any
    }

    /// Words that are a letter or two away, and names that begin so.
    fn near(&self, key: &str, words: &[&str], typing: bool) -> Vec<Box<dyn Query>> {
        let mut any: Vec<Box<dyn Query>> = vec![];
        for word in words {
            let distance = match word.chars().count() {
                0..4 => continue,
                4..8 => 1,
                _ => 2,
            };
            let term = Term::from_field_text(self.fields.name, word);
            any.push(Box::new(FuzzyTermQuery::new(term, distance, true)));
        }
        if typing || words.len() > 1 {
            let term = Term::from_field_text(self.fields.key, key);
            let begun = FuzzyTermQuery::new_prefix(term, 0, true);
            any.push(Box::new(BoostQuery::new(Box::new(begun), 10.0)));
        }
        any
    }

    fn alike(
        &self,
        any: Vec<Box<dyn Query>>,
        search: &NameSearch,
        key: &str,
    ) -> Result<Vec<Candidate>, SearchError> {
        if any.is_empty() {
            return Ok(vec![]);
        }
        let mut clauses: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, Box::new(BooleanQuery::union(any)))];
        let classes = |classes: &[String]| -> Box<dyn Query> {
            let terms = classes.iter();
            let terms = terms.map(|class| Term::from_field_text(self.fields.class, class));
            Box::new(BoostQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
        };
        if !search.classes.is_empty() {
            clauses.push((Occur::Must, classes(&search.classes)));
        }
        if !search.without.is_empty() {
            clauses.push((Occur::MustNot, classes(&search.without)));
        }
        let searcher = self.reader.searcher();
        let top = TopDocs::with_limit(COMPARED).order_by_score();
        let mut found = vec![];
        for (_, at) in searcher.search(&BooleanQuery::new(clauses), &top)? {
            let document: TantivyDocument = searcher.doc(at)?;
            let iri = document
                .get_first(self.fields.iri)
                .and_then(|it| it.as_str());
            let shown = document
                .get_first(self.fields.shown)
                .and_then(|it| it.as_u64());
            let shown = shown.and_then(|it| usize::try_from(it).ok()).unwrap_or(0);
            let names = document
                .get_all(self.fields.key)
                .filter_map(|it| it.as_str());
            let likeness = names
                .enumerate()
                .map(|(place, name)| {
                    // Other names than those shown count a little less.
                    let less = if place < shown { 0.0 } else { 0.02 };
                    likeness(key, name, search.typing) - less
                })
                .fold(0.0, f64::max);
            if let Some(iri) = iri {
                found.push(Candidate {
                    iri: iri.to_owned(),
                    likeness,
                });
            }
        }
        Ok(found)
    }
}

/// How alike two folded names are, between 0 and 1; 1 only for the same.
fn likeness(asked: &str, name: &str, typing: bool) -> f64 {
    if asked == name {
        return 1.0;
    }
    let (mut ours, mut theirs): (Vec<&str>, Vec<&str>) =
        (asked.split(' ').collect(), name.split(' ').collect());
    ours.sort_unstable();
    theirs.sort_unstable();
    if ours == theirs {
        return 0.96;
    }
    let letters = strsim::normalized_damerau_levenshtein(asked, name);
    let words = 0.9 * word_by_word(&ours, &theirs);
    let begun = if typing && name.starts_with(asked) {
        0.94
    } else {
        0.0
    };
    // Two letters in a long name are one slip; never as good as the name itself.
    letters.max(words).max(begun).min(0.94)
}

/// The share of words that have a counterpart, each as far as it is alike; words that only one has count half.
fn word_by_word(ours: &[&str], theirs: &[&str]) -> f64 {
    let (few, many) = if ours.len() <= theirs.len() {
        (ours, theirs)
    } else {
        (theirs, ours)
    };
    let mut free: Vec<&str> = many.to_vec();
    let mut sum = 0.0;
    for word in few {
        let best = free
            .iter()
            .enumerate()
            .map(|(at, other)| (at, one_word(word, other)))
            .max_by(|(_, one), (_, other)| one.total_cmp(other));
        if let Some((at, likeness)) = best.filter(|(_, likeness)| *likeness > 0.6) {
            sum += likeness;
            free.swap_remove(at);
        }
    }
    let count = |list: &[&str]| f64::from(u32::try_from(list.len()).unwrap_or(u32::MAX));
    sum / (count(few) + (count(many) - count(few)) * 0.5)
}

/// How alike two words are; an initial is like the name it stands for.
fn one_word(one: &str, other: &str) -> f64 {
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    if one == other {
        1.0
    } else if is_initial(one, other) || is_initial(other, one) {
        0.85
    } else {
        strsim::normalized_damerau_levenshtein(one, other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Entry, Kind};

    fn index(names: &[(&str, &str, &[&str])]) -> Index {
        let index = Index::memory().unwrap();
        let entries = names.iter().map(|(iri, class, names)| {
            Ok::<_, SearchError>(Entry {
                iri: (*iri).to_owned(),
                kinds: vec![Kind::Actor],
                classes: vec![(*class).to_owned()],
                names: names.iter().map(|name| (*name).to_owned()).collect(),
                shown: 1,
                ..Entry::default()
            })
        });
        index.replace(None, entries).unwrap();
        index
    }

    fn found(index: &Index, name: &str) -> Vec<(String, f64)> {
        let search = NameSearch {
            name: name.to_owned(),
            ..NameSearch::default()
        };
        let found = index.named(&search).unwrap().into_iter();
        found.map(|it| (it.iri, it.likeness)).collect()
    }

    #[test]
    fn the_same_name_before_its_words_before_a_slip_of_the_pen() {
        let index = index(&[
            ("kerry", "P", &["John Kerry", "M. Kerry"]),
            ("kelly", "P", &["John Kelly"]),
            ("drian", "P", &["Jean-Yves Le Drian"]),
            ("us", "C", &["United States", "États-Unis", "Washington"]),
        ]);
        assert_eq!(
            found(&index, "john KERRY").first().unwrap(),
            &("kerry".to_owned(), 1.0)
        );
        assert_eq!(
            found(&index, "Kerry, John").first().unwrap(),
            &("kerry".to_owned(), 0.96)
        );
        assert_eq!(
            found(&index, "etats unis").first().unwrap(),
            &("us".to_owned(), 0.98)
        );
        let slip = found(&index, "Jon Kerri");
        assert_eq!(slip.first().unwrap().0, "kerry");
        assert!(slip.first().unwrap().1 < 0.95);
        assert_eq!(found(&index, "J. Kerry").first().unwrap().0, "kerry");
        assert_eq!(
            found(&index, "Jean Yves Le Driant").first().unwrap().0,
            "drian"
        );
        assert!(found(&index, "").is_empty() && found(&index, "…").is_empty());
    }

    #[test]
    fn classes_are_asked_for_or_shut_out() {
        let index = index(&[("a", "P", &["Syria"]), ("b", "C", &["Syria"])]);
        let of = |classes: &[&str], without: &[&str]| {
            let owned = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect();
            let search = NameSearch {
                name: "syria".to_owned(),
                classes: owned(classes),
                without: owned(without),
                typing: false,
            };
            let found = index.named(&search).unwrap().into_iter();
            found.map(|it| it.iri).collect::<Vec<_>>()
        };
        assert_eq!(of(&[], &[]), ["a", "b"]);
        assert_eq!(of(&["C"], &[]), ["b"]);
        assert_eq!(of(&[], &["C"]), ["a"]);
    }
}

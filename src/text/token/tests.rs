//! Where tokens begin and end.

use super::*;

fn split(text: &str, language: Language) -> Vec<&str> {
    let mut tokens = Tokens::default();
    tokens.scan(
        text,
        Span {
            start: 0,
            end: text.len(),
        },
        language,
    );
    tokens
        .list()
        .iter()
        .map(|token| token.span.of(text))
        .collect()
}

#[test]
fn splits_french_elisions_and_inversions() {
    assert_eq!(
        split(
            "L’accord qu'il a signé, a-t-il dit aujourd'hui.",
            Language::French
        ),
        [
            "L’",
            "accord",
            "qu'",
            "il",
            "a",
            "signé",
            ",",
            "a",
            "-t-il",
            "dit",
            "aujourd'hui",
            "."
        ]
    );
    assert_eq!(
        split("Lavrov s'est-elle", Language::French),
        ["Lavrov", "s'", "est", "-elle"]
    );
    assert_eq!(
        split("porte-parole peut-être", Language::French),
        ["porte-parole", "peut-être"]
    );
}

#[test]
fn keeps_abbreviations_and_numbers_whole() {
    assert_eq!(
        split("M. Dupont du U.S. Navy, J. R. Smith", Language::French),
        [
            "M.", "Dupont", "du", "U.S.", "Navy", ",", "J.", "R.", "Smith"
        ]
    );
    assert_eq!(
        split("a dit M.Dupont à M.R.", Language::French),
        ["a", "dit", "M.", "Dupont", "à", "M.R."]
    );
    assert_eq!(
        split("3,5 à 8.000", Language::French),
        ["3,5", "à", "8.000"]
    );
}

#[test]
fn splits_english_possessives() {
    assert_eq!(
        split("Iran's deal isn't \"dead\".", Language::English),
        ["Iran", "'s", "deal", "isn't", "\"", "dead", "\"", "."]
    );
}

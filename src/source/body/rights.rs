//! Whose page it is, where the page says so itself.

/// The publisher that a line of the page's furniture names: the owner of its copyright.
pub(super) fn owner(text: &str, folded: &str) -> Option<String> {
    let marked =
        folded.starts_with("copyright") || folded.starts_with('©') || folded.starts_with("(c)");
    if !marked {
        return None;
    }
    let skip = |w: &&str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.is_empty()
            || bare.eq_ignore_ascii_case("copyright")
            || bare == "c"
            || bare.starts_with(|c: char| c.is_ascii_digit())
    };
    let words: Vec<&str> = text.split_whitespace().skip_while(skip).take(6).collect();
    let last = words
        .iter()
        .position(|w| w.ends_with(['.', ',', '|', '-', '–', ';']))
        .map_or(words.len(), |i| i + 1);
    let name = words.get(..last)?.join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = name.starts_with(char::is_uppercase) && name.split(' ').count() <= 5;
    (is_name && last < 6).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::body::phrases::fold;

    #[test]
    fn the_owner_of_the_page() {
        for (line, name) in [
            (
                "© 2019 Le Courrier du Lac. Tous droits réservés.",
                Some("Le Courrier du Lac"),
            ),
            (
                "Copyright © Lake Courier, all rights reserved",
                Some("Lake Courier"),
            ),
            ("© Tous ensemble pour la paix dans le monde entier", None),
            ("Le copyright est une affaire de diplomates.", None),
        ] {
            assert_eq!(owner(line, &fold(line)).as_deref(), name, "{line}");
        }
    }
}

//! Words that may stand between a subject, its auxiliary and its verb without being part of them.

use super::Search;

impl Search<'_> {
    pub(super) fn is_adverb(&self, index: usize) -> bool {
        let word = self.at(index);
        if self.french() {
            (word.len() > 5
                && word.ends_with("ment")
                && !matches!(
                    word,
                    "gouvernement"
                        | "parlement"
                        | "departement"
                        | "document"
                        | "moment"
                        | "mouvement"
                ))
                || matches!(
                    word,
                    "egalement"
                        | "aussi"
                        | "encore"
                        | "deja"
                        | "ensuite"
                        | "alors"
                        | "aussitot"
                        | "toujours"
                        | "pas"
                        | "plus"
                        | "jamais"
                        | "enfin"
                        | "outre"
                        | "ailleurs"
                        | "meme"
                        | "bien"
                        | "donc"
                        | "ainsi"
                        | "cependant"
                        | "toutefois"
                        | "notamment"
                        | "tout"
                        | "depuis"
                        | "hier"
                        | "aujourd'hui"
                        | "recemment"
                        | "point"
                        | "guere"
                        | "vite"
                        | "lui-meme"
                        | "elle-meme"
                        | "eux-memes"
                        | "a"
                        | "nouveau"
                        | "tour"
                        | "son"
                        | "en"
                        | "par"
                        | "leur"
                        | "cette"
                        | "fois"
                        | "de"
                        | "apres"
                        | "tot"
                        | "tard"
                ) && !(word == "a" && self.document.lower(index) == "a")
        } else {
            (word.len() > 4 && word.ends_with("ly"))
                || matches!(
                    word,
                    "also"
                        | "later"
                        | "further"
                        | "then"
                        | "now"
                        | "earlier"
                        | "again"
                        | "already"
                        | "still"
                        | "just"
                        | "not"
                        | "never"
                        | "even"
                        | "once"
                        | "thus"
                        | "instead"
                        | "always"
                        | "yesterday"
                        | "today"
                        | "since"
                        | "n't"
                        | "meanwhile"
                        | "himself"
                        | "herself"
                        | "themselves"
                        | "soon"
                        | "ever"
                        | "only"
                        | "both"
                        | "all"
                        | "had"
                        | "however"
                        | "twice"
                        | "often"
                        | "long"
                        | "first"
                        | "next"
                )
        }
    }

    /// Whether a word may stand between subject and verb without being part of either.
    pub(in crate::extract) fn is_filler(&self, index: usize) -> bool {
        self.is_adverb(index)
    }
}

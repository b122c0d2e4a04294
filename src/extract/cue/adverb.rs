//! Words that may stand between a subject, its auxiliary and its verb without being part of them.

use super::super::words;
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
                        | "comment"
                )
                // `le commandement`, `un avertissement`
                && words::determiner(self.at(index.wrapping_sub(1)), true).is_none())
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
                        | "auparavant"
                        | "pourtant"
                        | "neanmoins"
                        | "certes"
                        | "souvent"
                        | "parfois"
                        | "bientot"
                        | "surtout"
                        | "plutot"
                        | "longtemps"
                        | "soudain"
                        | "desormais"
                        | "dorenavant"
                ) && !(word == "a" && self.document.lower(index) == "a")
        } else {
            (word.len() > 4 && word.ends_with("ly") && !self.is_noun_in_ly(index))
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
                        | "nevertheless"
                        | "nonetheless"
                        | "previously"
                )
        }
    }

    /// *Italy*, *the Assembly*, *an ally*: no adverbs for all their ending.
    fn is_noun_in_ly(&self, index: usize) -> bool {
        matches!(
            self.at(index),
            "ally"
                | "assembly"
                | "bully"
                | "family"
                | "folly"
                | "italy"
                | "july"
                | "monopoly"
                | "rally"
                | "reply"
                | "supply"
                | "tally"
        ) || self
            .document
            .token(index)
            .is_some_and(|token| token.capital)
            && self
                .document
                .token(index.wrapping_sub(1))
                .is_some_and(|before| before.capital)
    }

    /// One past an adverb of several words: *de nouveau*, *une nouvelle fois*, *for his part*.
    pub(in crate::extract) fn adverbial_end(&self, at: usize) -> Option<usize> {
        const FRENCH: [&[&str]; 76] = [
            &["tous", "deux"],
            &["toutes", "deux"],
            &["tous", "trois"],
            &["tous", "les", "deux"],
            &["de", "nouveau"],
            &["a", "nouveau"],
            &["une", "nouvelle", "fois"],
            &["une", "fois", "de", "plus"],
            &["une", "fois", "encore"],
            &["a", "plusieurs", "reprises"],
            &["a", "maintes", "reprises"],
            &["a", "cette", "occasion"],
            &["au", "passage"],
            &["au", "telephone"],
            &["par", "ailleurs"],
            &["en", "outre"],
            &["en", "revanche"],
            &["en", "retour"],
            &["en", "effet"],
            &["de", "son", "cote"],
            &["de", "leur", "cote"],
            &["pour", "sa", "part"],
            &["pour", "leur", "part"],
            &["sans", "detour"],
            &["quand", "meme"],
            &["tout", "de", "meme"],
            &["bel", "et", "bien"],
            &["dans", "la", "foulee"],
            &["d'", "emblee"],
            &["d'", "abord"],
            &["en", "substance"],
            &["en", "personne"],
            &["en", "prive"],
            &["en", "public"],
            &["en", "vain"],
            &["du", "reste"],
            &["entre", "autres"],
            &["il", "y", "a", "peu"],
            &["peu", "apres"],
            &["peu", "avant"],
            &["a", "l'", "inverse"],
            &["a", "juste", "titre"],
            &["a", "demi-mot"],
            &["maintes", "fois"],
            &["plusieurs", "fois"],
            &["deux", "fois"],
            &["une", "premiere", "fois"],
            &["la", "veille"],
            &["le", "lendemain"],
            &["ces", "derniers", "jours"],
            &["ces", "dernieres", "semaines"],
            &["cette", "semaine"],
            &["ce", "matin"],
            &["au", "meme", "moment"],
            &["a", "son", "tour"],
            &["a", "leur", "tour"],
            &["quant", "a", "lui"],
            &["quant", "a", "elle"],
            &["quant", "a", "eux"],
            &["lui", "aussi"],
            &["elle", "aussi"],
            &["eux", "aussi"],
            &["sans", "attendre"],
            &["en", "parallele"],
            &["dans", "le", "meme", "temps"],
            &["en", "fin", "de", "journee"],
            &["en", "fin", "de", "soiree"],
            &["dans", "la", "soiree"],
            &["dans", "la", "matinee"],
            &["dans", "l'", "apres-midi"],
            &["dans", "la", "nuit"],
            &["dans", "la", "journee"],
            &["a", "la", "mi-journee"],
            &["d'", "ores", "et", "deja"],
            &["plus", "tard"],
            &["plus", "tot"],
        ];
        const ENGLISH: [&[&str]; 19] = [
            &["time", "and", "again"],
            &["with", "concern"],
            &["once", "again"],
            &["once", "more"],
            &["for", "his", "part"],
            &["for", "her", "part"],
            &["for", "its", "part"],
            &["in", "turn"],
            &["for", "the", "first", "time"],
            &["on", "the", "other", "hand"],
            &["in", "response"],
            &["in", "return"],
            &["at", "the", "same", "time"],
            &["in", "the", "past"],
            &["so", "far"],
            &["several", "times"],
            &["last", "week"],
            &["this", "week"],
            &["last", "month"],
        ];
        if let Some(end) = self.manner_end(at) {
            return Some(end);
        }
        // `insiste elle sur`, `estiment eux que`: a pronoun that sets the speaker against another.
        if self.french()
            && matches!(self.at(at), "lui" | "elle" | "eux" | "elles")
            && (matches!(self.at(at + 1), "que" | "qu'" | "sur" | "contre" | "pour")
                || self.document.lower(at + 1) == "à")
        {
            return Some(at + 1);
        }
        let phrases: &[&[&str]] = if self.french() { &FRENCH } else { &ENGLISH };
        let first = self.at(at);
        phrases
            .iter()
            .filter(|words| words.first().is_some_and(|word| *word == first))
            .find(|words| {
                (at..)
                    .zip(words.iter())
                    .skip(1)
                    .all(|(index, word)| self.at(index) == *word)
            })
            .map(|words| at + words.len())
    }

    /// One past words that say in which manner: *avec la plus grande fermeté*, *dans les termes les plus vifs*, *in the
    /// strongest terms*.
    fn manner_end(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 7;
        let (word, next) = (self.at(at), self.at(at + 1));
        let upto = |nouns: &[&str]| {
            (at + 1..at + LONGEST)
                .take_while(|index| self.is_word(*index))
                .find(|index| nouns.contains(&self.at(*index)))
                .map(|index| index + 1)
        };
        if !self.french() {
            return match word {
                "in" => upto(&["terms"]),
                "with" | "without" => upto(&["force", "caution", "reservation", "ambiguity"]),
                _ => None,
            };
        }
        match word {
            "avec" => upto(&[
                "fermete",
                "force",
                "vigueur",
                "insistance",
                "vehemence",
                "energie",
                "gravite",
                "virulence",
                "conviction",
                "prudence",
                "emotion",
            ]),
            "sans" => upto(&[
                "ambiguite",
                "reserve",
                "equivoque",
                "surprise",
                "appel",
                "nuance",
            ]),
            "a" if next == "l'" && self.at(at + 2) == "unanimite" => Some(at + 3),
            "d'" if next == "une" && self.at(at + 2) == "seule" => upto(&["voix"]),
            "dans" | "en" => {
                let terms = (at + 1..at + 3).find(|index| self.at(*index) == "termes")?;
                // `les termes les plus vifs`, `des termes très fermes`, `en termes vifs`
                let mut end = terms + 1;
                while matches!(self.at(end), "les" | "plus" | "tres") {
                    end += 1;
                }
                Some(end + usize::from(self.is_word(end)))
            }
            "de" => {
                let from = at + 1 + usize::from(next == "la");
                if !matches!(self.at(from), "maniere" | "facon") {
                    return None;
                }
                let mut end = from + 1;
                while matches!(self.at(end), "la" | "plus" | "tres") {
                    end += 1;
                }
                Some(end + 1)
            }
            _ => None,
        }
    }

    /// Whether a word may stand between subject and verb without being part of either.
    pub(in crate::extract) fn is_filler(&self, index: usize) -> bool {
        self.is_adverb(index)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::rules::tests::english;

    #[test]
    fn a_name_or_noun_in_ly_is_no_adverb() {
        assert_eq!(
            english("The Assembly said that the truce held."),
            ["en.that: The Assembly: the truce held"]
        );
    }
}

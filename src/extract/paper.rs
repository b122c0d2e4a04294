//! Documents that are nothing but somebody's words, and who issued them.
//!
//! > *the ministry confirmed in a **statement** … the statement said*, *un **communiqué** de l'Élysée*: the issuer speaks.

use super::actor::ActorIndex;
use super::mention::{Mention, MentionClass};
use super::salience::Standing;
use super::words::Determiner;
use crate::text::Document;

/// For how many sentences *the statement* is still that one.
const MEMORY: usize = 6;

/// What is known of the document that was named last.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    /// Who issued it, with the sentence.
    issuer: Option<(ActorIndex, usize)>,
    /// Who was told last to speak, with the sentence.
    voice: Option<(ActorIndex, usize)>,
    /// Who a sentence was last about, with the sentence.
    head: Option<(ActorIndex, usize)>,
    /// The sentence in which somebody speaks in a document.
    spoken_in: Option<usize>,
}

impl Paper {
    /// Notes who issued the document of a mention.
    pub(super) fn issued(&mut self, by: &[ActorIndex], paper: &Mention) {
        self.issuer = by.first().map(|actor| (*actor, paper.sentence));
    }

    /// Notes a mention: *X said in a **statement***, ***dans un communiqué**, Rome a dit*, *Rome a publié **un communiqué***.
    pub(super) fn read(
        &mut self,
        document: &Document<'_>,
        mention: &Mention,
        actors: &[ActorIndex],
        standing: Standing,
    ) {
        let sentence = mention.sentence;
        let here = |(_, told): &(ActorIndex, usize)| *told == sentence;
        if is_paper(document, mention) {
            if is_within(document, mention) {
                self.spoken_in = Some(sentence);
            } else if is_new(mention) && !self.issuer.as_ref().is_some_and(here) {
                self.issuer = self.head.filter(here);
            }
        } else if mention.class != MentionClass::Document {
            let actor = match actors {
                [one] => Some((*one, sentence)),
                _ => None,
            };
            if standing.speaks {
                self.voice = actor;
            }
            if standing.subject == 2 {
                self.head = actor;
            }
        }
        if self.spoken_in == Some(sentence)
            && let Some(voice) = self.voice.filter(here)
        {
            self.issuer = Some(voice);
        }
    }

    /// Who issued the document that *the statement* in this sentence means.
    pub(super) fn issuer(&self, sentence: usize) -> Option<ActorIndex> {
        self.issuer
            .filter(|(_, told)| told + MEMORY >= sentence)
            .map(|(actor, _)| actor)
    }
}

/// *in a statement*, *dans un communiqué*
fn is_within(document: &Document<'_>, paper: &Mention) -> bool {
    paper
        .tokens
        .start
        .checked_sub(1)
        .is_some_and(|before| matches!(document.folded(before), "in" | "dans" | "par" | "via"))
}

/// *un communiqué*, *its statement*: named for the first time.
fn is_new(paper: &Mention) -> bool {
    matches!(
        paper.determiner,
        Determiner::Indefinite | Determiner::Possessive
    )
}

/// Whether a mention is a document that is nothing but somebody's words.
fn is_paper(document: &Document<'_>, mention: &Mention) -> bool {
    mention.class == MentionClass::Document
        && mention.name.is_none()
        && is_statement(document.folded(mention.head))
}

/// Who issued the document of a mention: ***the ministry's** statement · a **White House** statement · le communiqué **du
/// Kremlin** · a report **by the council***.
pub(super) fn issuer<'m>(
    document: &Document<'_>,
    mentions: &'m [Mention],
    number: usize,
) -> Option<&'m Mention> {
    let paper = mentions.get(number).filter(|paper| {
        paper.class == MentionClass::Document
            && paper.name.is_none()
            && (is_statement(document.folded(paper.head)) || is_report(document.folded(paper.head)))
    })?;
    let rest = mentions.get(number + 1..).unwrap_or_default();
    let inner = rest
        .iter()
        .take_while(|inner| inner.inside == Some(number))
        .last();
    let owner = inner.filter(|inner| {
        inner.tokens.end == paper.tokens.end
            || matches!(document.folded(inner.tokens.end), "'s" | "'")
            || inner.tokens.end == paper.head && is_statement(document.folded(paper.head))
    });
    let author = rest
        .iter()
        .find(|author| author.inside != Some(number))
        .filter(|author| {
            author.tokens.start == paper.tokens.end + 1
                && matches!(document.folded(paper.tokens.end), "by" | "from")
        });
    owner.or(author).filter(|issuer| {
        matches!(
            issuer.class,
            MentionClass::Office
                | MentionClass::Organization
                | MentionClass::Country
                | MentionClass::Group
                | MentionClass::Person
        )
    })
}

/// Documents that are nothing but somebody's words.
pub(super) fn is_statement(noun: &str) -> bool {
    matches!(
        noun,
        "communique" | "declaration" | "statement" | "release" | "tweet" | "message" | "texte"
    )
}

/// Documents that tell of something, in the words of whoever issued them.
fn is_report(noun: &str) -> bool {
    matches!(
        noun,
        "report"
            | "rapport"
            | "bilan"
            | "toll"
            | "poll"
            | "survey"
            | "sondage"
            | "letter"
            | "lettre"
            | "website"
            | "site"
    )
}

#[cfg(test)]
mod tests {
    use super::super::rules::tests::{english, french};

    #[test]
    fn who_speaks_in_a_statement_is_meant_by_it() {
        for text in [
            "The port will open, the White House confirmed in a statement.\n\nThe work is done, the statement said.",
            "In a statement, the White House said the port will open.\n\nThe work is done, the statement said.",
        ] {
            let found = english(text);
            assert_eq!(
                found.last().map(String::as_str),
                Some("en.incise: the White House: The work is done"),
                "{found:?}"
            );
        }
    }

    #[test]
    fn who_issued_it_speaks() {
        for text in [
            "The ministry's statement said the port will open.",
            "The report from the ministry said the port will open.",
        ] {
            let found = english(text);
            let told =
                |one: &String| one.to_lowercase() == "en.that: the ministry: the port will open";
            assert!(found.iter().any(told), "{text} {found:?}");
        }
        assert_eq!(
            french("Selon un bilan de la police, deux ports sont fermés."),
            ["fr.selon: la police: deux ports sont fermés"]
        );
        assert_eq!(
            english("A police report said the port will open."),
            ["en.that: A police report: the port will open"]
        );
    }

    #[test]
    fn a_statement_of_nobody_stays_one() {
        assert_eq!(
            english("John Smith said the port will open.\n\nThe work is done, the statement said."),
            [
                "en.that: John Smith: the port will open",
                "en.incise: the statement: The work is done"
            ]
        );
    }
}

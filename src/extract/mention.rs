//! Where the text names somebody: proper names, titles, institutions, groups, sources, pronouns.
//!
//! > *Le porte-parole du Kremlin, Igor Petrov, a dit … · selon un haut responsable · he added*
//!
//! A title and the name beside it are one mention. What a mention refers to is for [`super::actor`] to say.

use std::ops::Range;

use super::lexicon::{Lexicon, NameId, NounClass};
use super::noun_phrase;
use super::proper_name;
use super::salience::Standing;
use super::words::{self, Determiner};
use super::{Gender, NameClass, Title};
use crate::text::{Document, Language, ParagraphKind, TokenKind};

/// What a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionClass {
    /// A person by name, title or noun.
    Person,
    /// A state: by name, capital, nationality or government.
    Country,
    /// An organisation.
    Organization,
    /// A newspaper, broadcaster or agency.
    Medium,
    /// An institution that speaks as an office.
    Office,
    /// A group of people.
    Group,
    /// A withheld or collective voice.
    Source,
    /// A report or communiqué.
    Document,
    /// A city or region: acts rarely.
    Place,
    /// A capitalised name of which nothing is known.
    Unknown,
    /// A pronoun.
    Pronoun(Pronoun),
}

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pronoun {
    /// *il*, *he*.
    He,
    /// *elle*, *she*.
    She,
    /// *it*.
    It,
    /// *ils*, *elles*, *they*.
    They,
    /// *ce dernier*, *celui-ci*, *the latter*.
    Latter,
    /// *les deux hommes*, *both men*.
    Both,
    /// *les deux pays*, *the two capitals*.
    BothBodies,
    /// *le premier*, *the former*.
    Former,
}

/// A place where the text names somebody.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The noun phrase with its determiner and apposition.
    pub tokens: Range<usize>,
    /// Its head noun, or the last word of the name.
    pub head: usize,
    /// The proper name in it.
    pub name: Option<Range<usize>>,
    /// What it is.
    pub class: MentionClass,
    /// The known name that it is, if any.
    pub known: Option<NameId>,
    /// Titles in it.
    pub titles: Vec<Title>,
    /// English name of the state that an adjective or complement names.
    pub polity: Option<String>,
    /// What grammar shows.
    pub gender: Option<Gender>,
    /// Whether it names several.
    pub plural: bool,
    /// Its determiner.
    pub determiner: Determiner,
    /// Whether a preposition governs it.
    pub governed: bool,
    /// The mention in whose complement it stands.
    pub inside: Option<usize>,
    /// Whether it stands between quotation marks.
    pub quoted: bool,
    /// Its sentence.
    pub sentence: usize,
    /// An acronym in brackets after it.
    pub acronym: Option<usize>,
}

/// Finds the mentions of a document, in order.
pub(super) fn find(document: &Document<'_>, lexicon: &Lexicon) -> Vec<Mention> {
    if document.language() == Language::Other {
        return Vec::new();
    }
    let quoted = quoted_tokens(document);
    let capitals = proper_name::inner_capitals(document);
    let mut mentions: Vec<Mention> = Vec::new();
    for (number, sentence) in document.sentences().iter().enumerate() {
        let title_case = document
            .paragraphs()
            .get(sentence.paragraph)
            .is_some_and(|paragraph| paragraph.kind == ParagraphKind::Title);
        let reader = Reader {
            document,
            lexicon,
            capitals: &capitals,
            sentence: sentence.tokens.clone(),
            number,
            quoted: &quoted,
            title_case,
        };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match reader.mention(at) {
                Some(mut mention) => {
                    reader.apposition(&mut mention);
                    // `Canada's Justin Trudeau`, `Roy's lawyer`: the owner does not act.
                    let owner = mentions.last().filter(|owner| {
                        reader.at(mention.tokens.start.wrapping_sub(1)) == "'s"
                            && owner.tokens.end + 1 == mention.tokens.start
                            && owner.class == MentionClass::Country
                    });
                    if mention.class == MentionClass::Person && mention.polity.is_none() {
                        mention.polity = owner.and_then(|owner| owner.polity.clone());
                    }
                    mention.governed |= !reader.french() && reader.at(mention.tokens.end) == "'s";
                    at = mention.tokens.end.max(at + 1);
                    let parent = mentions.len();
                    let inner = reader.inner(&mention, parent);
                    mentions.push(mention);
                    mentions.extend(inner);
                }
                None => at += 1,
            }
        }
    }
    mentions
}

/// Reads one sentence.
pub(super) struct Reader<'r> {
    pub(super) document: &'r Document<'r>,
    pub(super) lexicon: &'r Lexicon,
    pub(super) capitals: &'r proper_name::Capitals,
    pub(super) sentence: Range<usize>,
    pub(super) number: usize,
    pub(super) quoted: &'r [bool],
    pub(super) title_case: bool,
}

impl Reader<'_> {
    pub(super) fn french(&self) -> bool {
        self.document.language() == Language::French
    }

    pub(super) fn at(&self, index: usize) -> &str {
        if self.sentence.contains(&index) {
            self.document.folded(index)
        } else {
            ""
        }
    }

    pub(super) fn is_capital(&self, index: usize) -> bool {
        self.sentence.contains(&index)
            && self
                .document
                .token(index)
                .is_some_and(|token| token.capital)
    }

    pub(super) fn is_word(&self, index: usize) -> bool {
        self.sentence.contains(&index)
            && self
                .document
                .token(index)
                .is_some_and(|token| token.kind == TokenKind::Word)
    }

    fn mention(&self, at: usize) -> Option<Mention> {
        if !self.is_word(at) {
            return None;
        }
        if let Some(pronoun) = self.pronoun(at) {
            return Some(pronoun);
        }
        let phrase = noun_phrase::read(self, at);
        // `Médecins sans frontières`: the known name of a body is no phrase about its first noun.
        let body = self.is_capital(at) || self.is_capital(at + 1);
        let named = (phrase.is_none() || body)
            .then(|| proper_name::read(self, at))
            .flatten();
        match (phrase, named) {
            (Some(phrase), Some(named)) => {
                let known = named.known.is_some()
                    && named.name.as_ref().is_some_and(|name| name.len() > 1)
                    && matches!(
                        named.class,
                        MentionClass::Organization | MentionClass::Medium | MentionClass::Group
                    )
                    && named.tokens.end >= phrase.tokens.end;
                Some(if known { named } else { phrase })
            }
            (phrase, named) => phrase.or(named),
        }
    }

    /// `Igor Petrov, ministre de la Défense,`: the title after the name belongs to the same mention.
    fn apposition(&self, mention: &mut Mention) {
        let end = mention.tokens.end;
        let person = matches!(mention.class, MentionClass::Person | MentionClass::Unknown)
            && mention.name.as_ref().is_some_and(|name| name.end == end);
        if !person || self.at(end) != "," {
            return;
        }
        let Some(title) = noun_phrase::read_bare(self, end + 1) else {
            return;
        };
        let after = self.at(title.tokens.end);
        let closed =
            after.is_empty() || matches!(after, "," | ";" | ":" | ")") || after.starts_with('.');
        let single = title.class == MentionClass::Person && title.name.is_none() && !title.plural;
        if !closed
            || !single
            || (title.titles.is_empty()
                && title.determiner == Determiner::Definite
                && mention.titles.is_empty()
                && title.tokens.len() < 3)
        {
            return;
        }
        mention.tokens.end = title.tokens.end;
        mention.class = MentionClass::Person;
        mention.gender = mention.gender.or(title.gender);
        mention.polity = mention.polity.take().or(title.polity);
        mention.titles.extend(title.titles);
    }

    /// A mention with nothing known yet.
    pub(super) fn blank(&self, tokens: Range<usize>, class: MentionClass) -> Mention {
        let governed = self.is_governed(tokens.start);
        Mention {
            head: tokens.end.saturating_sub(1),
            name: None,
            class,
            known: None,
            titles: Vec::new(),
            polity: None,
            gender: None,
            plural: false,
            determiner: Determiner::None,
            governed,
            inside: None,
            quoted: self.quoted.get(tokens.start).copied().unwrap_or(false),
            sentence: self.number,
            acronym: None,
            tokens,
        }
    }

    /// Whether a preposition stands before or is contracted with the first token.
    fn is_governed(&self, start: usize) -> bool {
        let first = self.at(start);
        if self.french() && matches!(first, "du" | "au" | "aux" | "d'") {
            return true;
        }
        let mut start = start;
        // `avec (le ministre) Paul Roy`
        if start > 0 && self.at(start - 1) == ")" {
            let open = (start.saturating_sub(10)..start - 1)
                .rev()
                .find(|at| self.at(*at) == "(");
            start = open.filter(|open| *open > 0).unwrap_or(start);
        }
        let before = start.checked_sub(1).map_or("", |before| self.at(before));
        if self.french() && first == "des" {
            return self.is_word(start.wrapping_sub(1))
                && !words::closed(before, true)
                && !before.starts_with('-');
        }
        // `a` is both *has* and *à* without its accent: only the accented one governs.
        if before == "a" && self.french() {
            return start
                .checked_sub(1)
                .is_some_and(|before| self.document.lower(before) == "à");
        }
        words::preposition(before, self.french())
    }

    fn pronoun(&self, at: usize) -> Option<Mention> {
        let word = self.at(at).trim_start_matches('-').trim_start_matches("t-");
        let next = self.at(at + 1);
        let (pronoun, length, gender) = if self.french() {
            match word {
                "il" if next == "y" && !self.document.lower(at + 3).ends_with('é')
                    || (next == "s'" && self.at(at + 2) == "agit")
                    || matches!(next, "faut" | "est" if self.is_impersonal(at)) =>
                {
                    return None;
                }
                "il" => (Pronoun::He, 1, Some(Gender::Masculine)),
                "l'" if next == "en" && self.at(at + 2) == "croire" => (Pronoun::He, 1, None),
                "lui" if self.after_selon(at) => (Pronoun::He, 1, Some(Gender::Masculine)),
                "eux" if self.after_selon(at) => (Pronoun::They, 1, None),
                "elle" => (Pronoun::She, 1, Some(Gender::Feminine)),
                "ils" | "elles" => (Pronoun::They, 1, None),
                "celui-ci" => (Pronoun::Latter, 1, Some(Gender::Masculine)),
                "celle-ci" => (Pronoun::Latter, 1, Some(Gender::Feminine)),
                "ce" | "cette" if matches!(next, "dernier" | "derniere") => (
                    Pronoun::Latter,
                    2,
                    (next == "derniere").then_some(Gender::Feminine),
                ),
                "celui" | "celle" if next == "-ci" => (Pronoun::Latter, 2, None),
                "les" if next == "deux" => {
                    both_french(self.at(at + 2)).map(|both| (both, 3, None))?
                }
                "tous" | "toutes" if next == "deux" => {
                    let les = self.at(at + 2) == "les";
                    let named = les.then(|| both_french(self.at(at + 3))).flatten();
                    named.map_or((Pronoun::Both, 2, None), |both| (both, 4, None))
                }
                "le" if next == "premier" && self.acts(at + 2) => {
                    (Pronoun::Former, 2, Some(Gender::Masculine))
                }
                "la" if next == "premiere" && self.acts(at + 2) => {
                    (Pronoun::Former, 2, Some(Gender::Feminine))
                }
                "le" if next == "second" && self.acts(at + 2) => {
                    (Pronoun::Latter, 2, Some(Gender::Masculine))
                }
                "la" if next == "seconde" && self.acts(at + 2) => {
                    (Pronoun::Latter, 2, Some(Gender::Feminine))
                }
                _ => return None,
            }
        } else {
            match word {
                "he" => (Pronoun::He, 1, Some(Gender::Masculine)),
                "she" => (Pronoun::She, 1, Some(Gender::Feminine)),
                "it" => (Pronoun::It, 1, None),
                "they" => (Pronoun::They, 1, None),
                "the" if next == "latter" => (Pronoun::Latter, 2, None),
                "the" if next == "former" && self.acts(at + 2) => (Pronoun::Former, 2, None),
                "both" => {
                    let the = usize::from(next == "the");
                    both_english(self.at(at + 1 + the)).map(|both| (both, 2 + the, None))?
                }
                "the" if next == "two" => {
                    let plain = both_english(self.at(at + 2)).map(|both| (both, 3, None));
                    plain.or_else(|| both_english(self.at(at + 3)).map(|both| (both, 4, None)))?
                }
                _ => return None,
            }
        };
        let mut mention = self.blank(at..at + length, MentionClass::Pronoun(pronoun));
        mention.gender = gender;
        mention.plural = matches!(pronoun, Pronoun::They | Pronoun::Both | Pronoun::BothBodies);
        Some(mention)
    }

    /// Whether a verb or its auxiliary stands at a token: *le premier **a** dit*, *the former **promised***.
    fn acts(&self, at: usize) -> bool {
        let word = self.at(at);
        let auxiliary = if self.french() {
            matches!(
                word,
                "a" | "est" | "s'" | "n'" | "ne" | "se" | "avait" | "aurait"
            ) && self.document.lower(at) != "à"
        } else {
            matches!(
                word,
                "has" | "had" | "is" | "was" | "did" | "would" | "will"
            )
        };
        auxiliary || self.lexicon.verbs(self.document.language()).knows(word)
    }

    /// *selon lui*, *pour lui*.
    fn after_selon(&self, at: usize) -> bool {
        at > self.sentence.start
            && matches!(self.at(at - 1), "selon" | "pour" | "d'apres" | "apres")
    }

    /// *il est interdit de*, *il faut*: nobody.
    fn is_impersonal(&self, at: usize) -> bool {
        let next = self.at(at + 1);
        next == "faut"
            || (next == "est"
                && matches!(
                    self.at(at + 2),
                    "temps"
                        | "possible"
                        | "interdit"
                        | "important"
                        | "clair"
                        | "necessaire"
                        | "difficile"
                        | "probable"
                        | "impossible"
                        | "evident"
                        | "prevu"
                ))
    }

    /// The names within the complements of a mention: *le président de la **Russie***.
    fn inner(&self, outer: &Mention, parent: usize) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = outer.head + 1;
        // *un communiqué **du ministère russe***: who issued it need not have a name.
        let issued = outer.class == MentionClass::Document
            && outer.name.is_none()
            && matches!(self.at(at), "de" | "du" | "d'" | "of" | "from" | "by");
        if issued {
            let from = at + usize::from(self.at(at) != "du");
            let issuer = noun_phrase::read(self, from)
                .filter(|issuer| issuer.tokens.end == outer.tokens.end);
            if let Some(mut issuer) = issuer {
                issuer.inside = Some(parent);
                issuer.governed = true;
                found.push(issuer);
                return found;
            }
        }
        while at < outer.tokens.end {
            let in_name = outer.name.as_ref().is_some_and(|name| name.contains(&at));
            if in_name || !self.is_capital(at) {
                at += 1;
                continue;
            }
            // `le ministre de la Défense Hugo Marais`: the portfolio is no part of the name behind it.
            let stop = outer
                .name
                .as_ref()
                .filter(|name| name.start > at)
                .map_or(outer.tokens.end, |name| name.start);
            match proper_name::read(self, at).filter(|inner| inner.tokens.end <= stop) {
                Some(mut inner) => {
                    at = inner.tokens.end;
                    inner.inside = Some(parent);
                    inner.governed = true;
                    found.push(inner);
                }
                None => at += 1,
            }
        }
        found
    }
}

/// Whom *les deux …* means: people or bodies.
fn both_french(noun: &str) -> Option<Pronoun> {
    match noun {
        "hommes" | "femmes" | "dirigeants" | "dirigeantes" | "ministres" | "presidents"
        | "chefs" | "responsables" | "diplomates" | "leaders" | "rivaux" | "homologues"
        | "interlocuteurs" | "candidats" | "negociateurs" | "elus" | "monarques" => {
            Some(Pronoun::Both)
        }
        "parties" | "pays" | "capitales" | "camps" | "etats" | "gouvernements" | "voisins"
        | "puissances" | "allies" | "organisations" | "nations" => Some(Pronoun::BothBodies),
        _ => None,
    }
}

/// Whom *both …* and *the two …* mean.
fn both_english(noun: &str) -> Option<Pronoun> {
    match noun {
        "men" | "women" | "leaders" | "ministers" | "presidents" | "officials" | "diplomats"
        | "politicians" | "counterparts" | "envoys" | "candidates" | "negotiators" => {
            Some(Pronoun::Both)
        }
        "sides" | "countries" | "parties" | "capitals" | "nations" | "states" | "governments"
        | "neighbours" | "neighbors" | "powers" | "allies" | "organizations" | "organisations"
        | "groups" => Some(Pronoun::BothBodies),
        _ => None,
    }
}

/// Puts further mentions in their places.
pub(super) fn add(mentions: &mut Vec<Mention>, extra: Vec<Mention>) {
    if extra.is_empty() {
        return;
    }
    // The references to outer mentions are places in the list: note what they mean before the list changes.
    let outer: Vec<Option<usize>> = mentions
        .iter()
        .map(|mention| {
            mention
                .inside
                .and_then(|inside| mentions.get(inside))
                .map(|outer| outer.tokens.start)
        })
        .collect();
    let mut all: Vec<(Mention, Option<usize>)> = mentions
        .drain(..)
        .zip(outer)
        .chain(extra.into_iter().map(|mention| (mention, None)))
        .collect();
    all.sort_by_key(|(mention, _)| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    let starts: Vec<usize> = all
        .iter()
        .map(|(mention, _)| mention.tokens.start)
        .collect();
    for (mut mention, outer) in all {
        mention.inside = outer.and_then(|outer| starts.binary_search(&outer).ok());
        mentions.push(mention);
    }
}

/// How likely each mention is what the sentence is about: 2 for the first free one of its sentence and for who speaks
/// after the words said, 1 for the subjects of acts of saying within clauses, 0 for the rest.
pub(super) fn subjects(
    document: &Document<'_>,
    mentions: &[Mention],
    cues: &[super::cue::Cue<'_>],
) -> Vec<Standing> {
    let mut seen = vec![false; document.sentences().len()];
    let after: std::collections::BTreeSet<usize> = cues
        .iter()
        .filter(|cue| !cue.quoted && cue.subject_end.is_some())
        .filter_map(|cue| cue.subject)
        .collect();
    let speaking: std::collections::BTreeSet<usize> = cues
        .iter()
        .filter(|cue| !cue.quoted)
        .filter_map(|cue| cue.subject)
        .collect();
    mentions
        .iter()
        .map(|mention| {
            let free = !mention.governed && mention.inside.is_none() && !mention.quoted;
            let first = free && !seen.get(mention.sentence).copied().unwrap_or(true);
            if first && let Some(slot) = seen.get_mut(mention.sentence) {
                *slot = true;
            }
            let speaks = speaking.contains(&mention.tokens.start);
            let subject = match (first || after.contains(&mention.tokens.start), speaks) {
                (true, _) => 2,
                (false, true) => 1,
                (false, false) => 0,
            };
            Standing { subject, speaks }
        })
        .collect()
}

/// What kind of mention a noun makes.
pub(super) fn class_of_noun(noun: NounClass) -> MentionClass {
    match noun {
        NounClass::Person => MentionClass::Person,
        NounClass::Source => MentionClass::Source,
        NounClass::State => MentionClass::Country,
        NounClass::Office => MentionClass::Office,
        NounClass::Group => MentionClass::Group,
        NounClass::Media => MentionClass::Medium,
        NounClass::Document => MentionClass::Document,
        NounClass::Org => MentionClass::Organization,
    }
}

/// What kind of mention a known name makes.
pub(super) fn class_of_name(name: NameClass) -> MentionClass {
    match name {
        NameClass::Person => MentionClass::Person,
        NameClass::Country | NameClass::Capital | NameClass::Demonym => MentionClass::Country,
        NameClass::Place => MentionClass::Place,
        NameClass::Organization => MentionClass::Organization,
        NameClass::Medium | NameClass::Agency => MentionClass::Medium,
        NameClass::Office => MentionClass::Office,
        NameClass::Group => MentionClass::Group,
    }
}

/// The number of the mention that begins at a token, of mentions in the order of the text.
pub(super) fn beginning_at(mentions: &[Mention], start: usize) -> Option<usize> {
    let at = mentions.partition_point(|mention| mention.tokens.start < start);
    let found = mentions.get(at)?;
    (found.tokens.start == start).then_some(at)
}

/// Takes the attribution put into a quotation out of what is quoted.
pub(super) fn unquote(mentions: &mut [Mention], quoted: &mut [bool], aside: &Range<usize>) {
    if let Some(part) = quoted.get_mut(aside.clone()) {
        part.fill(false);
    }
    let from = mentions.partition_point(|mention| mention.tokens.start < aside.start);
    for mention in mentions
        .iter_mut()
        .skip(from)
        .take_while(|mention| mention.tokens.start < aside.end)
    {
        mention.quoted = false;
    }
}

/// Which tokens stand between closed quotation marks.
pub(super) fn quoted_tokens(document: &Document<'_>) -> Vec<bool> {
    let mut quoted = vec![false; document.tokens().list().len()];
    for quotation in document
        .quotations()
        .iter()
        .filter(|quotation| quotation.parent.is_none())
    {
        if let Some(part) = quoted.get_mut(quotation.inner.clone()) {
            part.fill(true);
        }
    }
    quoted
}

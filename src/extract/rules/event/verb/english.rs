//! The group of an English verb.

use super::super::lexicon::Tense;
use super::{Outlook, REACH, VerbGroup, went};
use crate::text::Document;

pub(super) fn english(
    document: &Document<'_>,
    from: usize,
    verb: usize,
    tense: Tense,
) -> VerbGroup {
    let mut group = VerbGroup::alone(verb);
    let stop = verb.saturating_sub(REACH).max(from);
    let mut at = verb;
    let mut outlook: Option<Outlook> = None;
    let (mut have, mut be, mut to, mut been) = (false, false, false, false);
    while at > stop {
        let word = document.folded(at - 1);
        match word {
            "not" | "never" | "n't" | "'t" => group.negated = true,
            "also" | "then" | "later" | "longer" | "no" | "reportedly" | "already" | "recently"
            | "again" | "both" | "just" | "still" | "briefly" | "separately" | "soon" | "now" => {
                group.hearsay |= word == "reportedly";
            }
            _ if word.ends_with("ly") && word.len() > 4 => group.hearsay |= word == "allegedly",
            "to" if matches!(tense, Tense::Infinitive | Tense::Present) || been || be => to = true,
            "has" | "have" | "had" | "having" | "'ve" => have = true,
            "been" => been = true,
            "was" | "were" | "is" | "are" | "be" | "being" | "'s" | "'re" => {
                be = true;
                if to && matches!(word, "is" | "are" | "was" | "were" | "'s" | "'re") {
                    outlook = outlook.or(Some(Outlook::Ahead));
                }
            }
            "did" | "didn't" => {
                outlook = outlook.or(Some(Outlook::Done));
                group.negated |= word == "didn't";
            }
            "does" | "do" | "don't" | "doesn't" => group.negated |= word.ends_with("n't"),
            "will" | "shall" | "'ll" | "should" | "must" | "won't" => {
                outlook = outlook.or(Some(Outlook::Ahead));
                group.negated |= word == "won't";
            }
            "would" => outlook = outlook.or(Some(Outlook::Ahead)),
            "may" | "might" | "could" | "can" => outlook = outlook.or(Some(Outlook::Possible)),
            "due" | "expected" | "scheduled" | "set" | "planned" | "plans" | "planning"
            | "planed" | "agreed" | "agree" | "agrees" | "intends" | "intend" | "slated"
            | "going" | "preparing" | "decided" | "promised" | "pledged" | "vowed" | "arranged"
                if to =>
            {
                outlook = outlook.or(Some(Outlook::Ahead));
            }
            "wants" | "wanted" | "want" | "hopes" | "hoped" | "hope" | "hoping" | "offered"
            | "offers" | "offer" | "willing" | "ready" | "proposed" | "wishes" | "like"
            | "keen" | "invited"
                if to =>
            {
                outlook = outlook.or(Some(Outlook::Wished));
            }
            "refused" | "refuses" | "declined" | "declines" | "failed" | "fails" if to => {
                group.negated = true;
                outlook = outlook.or(Some(Outlook::Done));
            }
            _ => break,
        }
        at -= 1;
    }
    group.tokens.start = at;
    group.passive = tense == Tense::Participle && (be || been);
    group.outlook = outlook.unwrap_or(match tense {
        Tense::Infinitive | Tense::Present if to && went(document, from, verb) => Outlook::Done,
        Tense::Infinitive | Tense::Present if to => Outlook::Ahead,
        Tense::Gerund if be && !have => Outlook::Going,
        Tense::Past | Tense::Participle | Tense::Gerund => Outlook::Done,
        _ if have => Outlook::Done,
        _ => Outlook::Present,
    });
    group.finite = match tense {
        Tense::Infinitive => !to || at < verb - 1,
        Tense::Gerund => be,
        _ => true,
    };
    if tense == Tense::Gerund
        && matches!(
            at.checked_sub(1)
                .map_or("", |before| document.folded(before)),
            "denied" | "denies" | "deny"
        )
    {
        group.negated = true;
        group.finite = false;
    }
    if to && outlook.is_none() {
        group.finite = false;
    }
    group
}

//! What somebody calls good or bad: *be* with a word of praise or blame.
//!
//! > *this **is** very **worrying** · such steps **are not helpful** · it **was** a **good** meeting · the claims **are absurd***: denied

use super::super::facts::SpeechAct;
use super::super::scan::{Found, Scan};
use super::super::words;
use super::{MAIN, NEAR, clause};

/// The word of praise or blame stands within so many tokens behind the verb.
const REACH: usize = 6;

/// The act of a judgement that stands as the first verb of what was said.
pub(super) fn passed(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let (verb, word, bad) = judgement(scan, one)?;
    let negated = (verb..word).any(|at| denies(scan.at(at)));
    match (bad, negated) {
        (true, false) => Some(SpeechAct::Criticise),
        (false, false) => Some(SpeechAct::Praise),
        (false, true) => Some(SpeechAct::Criticise),
        (true, true) => None,
    }
}

/// *These **accusations** are absurd*: what is called bad is a claim.
pub(super) fn of_claim(scan: &Scan<'_>, one: &Found) -> Option<SpeechAct> {
    let (verb, word, bad) = judgement(scan, one)?;
    let start = one.content.first()?.start;
    let claim = (start..verb).any(|at| {
        matches!(
            scan.at(at),
            "accusation"
                | "accusations"
                | "allegation"
                | "allegations"
                | "claim"
                | "claims"
                | "charges"
                | "rumours"
                | "rumors"
        )
    });
    (claim && bad && !(verb..word).any(|at| denies(scan.at(at)))).then_some(SpeechAct::Deny)
}

/// What a word alone says of a thing: *described the budget as "**terrible**"*.
pub(super) fn of_word(scan: &Scan<'_>, at: usize) -> Option<SpeechAct> {
    if scan.french() {
        return None;
    }
    quality(scan.at(at)).map(|bad| {
        if bad {
            SpeechAct::Criticise
        } else {
            SpeechAct::Praise
        }
    })
}

/// The verb, the word of praise or blame, and whether it blames.
fn judgement(scan: &Scan<'_>, one: &Found) -> Option<(usize, usize, bool)> {
    if scan.french() {
        return None;
    }
    let verb = clause::main(scan, one, MAIN + REACH)
        .into_iter()
        .find(|at| is_be(scan.at(*at)) && clause::is_first_verb(scan, one, *at))
        .or_else(|| quoted(scan, one))?;
    let part = one.content.iter().find(|part| part.contains(&verb))?;
    for at in verb + 1..part.end.min(verb + REACH) {
        let word = scan.at(at);
        if let Some(bad) = quality(word) {
            return Some((verb, at, bad));
        }
        let goes_on = denies(word)
            || word == "be"
            || word == "been"
            || scan.search.is_filler(at)
            || scan.search.is_quote(at)
            || words::determiner(word, false).is_some()
            || matches!(
                word,
                "very"
                    | "extremely"
                    | "deeply"
                    | "totally"
                    | "completely"
                    | "absolutely"
                    | "highly"
                    | "really"
                    | "quite"
                    | "most"
                    | "so"
                    | "particularly"
                    | "nothing"
                    | "but"
                    | "hard"
                    | "to"
                    | "serious"
                    | "unlike"
                    | "entirely"
                    | "simply"
                    | "certainly"
                    | "utterly"
                    | "truly"
            );
        if !goes_on {
            return None;
        }
    }
    None
}

/// *reports that it would leave were "extremely concerning"*: the verb whose quality alone is quoted, wherever it stands.
fn quoted(scan: &Scan<'_>, one: &Found) -> Option<usize> {
    clause::main(scan, one, NEAR).into_iter().find(|at| {
        is_be(scan.at(*at)) && !scan.search.is_quoted(*at) && scan.search.is_quote(at + 1)
    })
}

fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "'s"
            | "'re"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
            | "be"
            | "been"
            | "remains"
            | "remain"
    )
}

fn denies(word: &str) -> bool {
    matches!(word, "not" | "never" | "neither" | "hardly") || word.ends_with("n't")
}

/// Whether a word blames, or praises; `None` where it does neither.
fn quality(word: &str) -> Option<bool> {
    match word {
        "concerning" | "worrying" | "worrisome" | "alarming" | "troubling" | "disturbing"
        | "incomprehensible" | "understand" | "sad" | "horrific" | "horrible" | "terrible"
        | "awful" | "heinous" | "atrocious" | "abhorrent" | "vile" | "criminal" | "unwise"
        | "foolish" | "naive" | "hollow" | "unnecessary" | "harmful" | "detrimental"
        | "unhelpful" | "nonsense" | "scandalous" | "propaganda" | "unhappy" | "dissatisfied"
        | "frustrated" | "frustrating" | "angry" | "furious" | "shocked" | "saddened"
        | "dismayed" | "alarmed" | "meaningless" | "senseless" | "pointless" | "absurd"
        | "ridiculous" | "unacceptable" | "shameful" | "outrageous" | "laughable"
        | "preposterous" | "ludicrous" | "blow" | "setback" | "aggressive" | "immoral"
        | "intolerable" | "inexcusable" | "indefensible" | "unprecedented" | "stupid" | "crime"
        | "farce" | "sham" | "tragedy" | "pretext" => Some(true),
        "helpful" | "satisfied" | "happy" | "good" | "great" | "excellent" | "wonderful"
        | "fantastic" | "constructive" | "productive" | "useful" | "fruitful" | "encouraging"
        | "positive" | "acceptable" | "honoured" | "honored" | "thankful" | "impressed"
        | "justified" | "remarkable" | "outstanding" | "superb" | "tremendous" => Some(false),
        _ => None,
    }
}

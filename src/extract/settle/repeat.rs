//! What an article says twice: headlines and teasers give way to the body.

use std::collections::HashSet;

use crate::extract::scan::Scan;
use crate::extract::statement::StatementDraft;

/// A quotation set above the text that the text repeats word for word counts once, where it is attributed in full.
pub(super) fn drop_teasers(scan: &Scan<'_>, statements: &mut Vec<StatementDraft>) {
    let words = |statement: &StatementDraft| -> Vec<u64> {
        statement
            .content
            .iter()
            .flat_map(Clone::clone)
            .filter(|index| scan.is_text(*index))
            .map(|index| scan.document().key(index))
            .collect()
    };
    let all: Vec<Vec<u64>> = statements.iter().map(words).collect();
    let mut keep: Vec<bool> = vec![true; all.len()];
    // Only neighbours in order are compared, and only the first few can be teasers.
    for (index, slot) in keep.iter_mut().enumerate().take(4) {
        // What a verb of saying takes as its complement is told where it stands, however often it is told.
        let told = statements.get(index).is_some_and(|one| {
            let bare = [".colon", ".incise", ".aside", ".sequel", ".detached"];
            !bare.iter().any(|rule| one.rule.ends_with(rule))
        });
        let Some(one) = all.get(index).filter(|one| one.len() > 5 && !told) else {
            continue;
        };
        *slot = !all.iter().skip(index + 1).any(|other| {
            let same = || one.iter().filter(|word| other.contains(word)).count();
            other.len() >= one.len() - one.len() / 10 && same() * 10 >= one.len() * 8
        });
    }
    let mut flags = keep.into_iter();
    statements.retain(|_| flags.next().unwrap_or(true));
}

/// A headline that repeats the body counts once, in the body, in whatever words and construction it is told there.
pub(super) fn drop_headline_repeats(scan: &Scan<'_>, statements: &mut Vec<StatementDraft>) {
    let document = scan.document();
    let titles: Vec<bool> = statements
        .iter()
        .map(|statement| {
            document
                .sentence_of(statement.cue.start)
                .is_some_and(|sentence| scan.in_title(sentence))
        })
        .collect();
    if !titles.contains(&true) {
        return;
    }
    let body: HashSet<&str> = (0..document.sentences().len())
        .filter(|number| !scan.in_title(*number))
        .flat_map(|number| scan.sentence(number))
        .map(|index| scan.at(index))
        .collect();
    let repeated: Vec<bool> = statements
        .iter()
        .enumerate()
        .map(|(index, title)| {
            titles.get(index).copied().unwrap_or(false)
                && (comes_back(scan, title, &body)
                    || statements.iter().enumerate().any(|(other, second)| {
                        !titles.get(other).copied().unwrap_or(true)
                            && title.speakers == second.speakers
                            && title.act == second.act
                    }))
        })
        .collect();
    let mut flags = repeated.into_iter();
    statements.retain(|_| !flags.next().unwrap_or(false));
}

/// Whether half of the long words of a headline's statement come back.
fn comes_back(scan: &Scan<'_>, title: &StatementDraft, body: &HashSet<&str>) -> bool {
    let words = || {
        let content = title.content.iter().flat_map(Clone::clone);
        content
            .map(|index| scan.at(index))
            .filter(|word| word.len() > 3)
    };
    let same = words().filter(|word| body.contains(word)).count();
    same > 0 && same * 2 >= words().count()
}

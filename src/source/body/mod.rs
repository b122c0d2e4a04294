//! Tells the body of an article from the page around it, in plain and scraped text.
//!
//! Each paragraph is first judged by itself: known furniture, a date, a credit, a caption, prose, or
//! a line without an end. The body is then the stretch of the page where prose outweighs
//! everything else, up to the readers' comments; a paragraph inside it that reads like one is kept.
//! What repeats an earlier paragraph is no body the second time.

mod credit;
mod dateline;
mod lines;
mod phrases;
mod repeat;
mod rights;
mod shape;
mod title;

use std::ops::Range;

use super::{Block, BlockKind};
use phrases::Furniture;
use shape::{Measure, Shape};

/// Longest paragraph that is looked up among the furniture phrases, in bytes.
const LONGEST_FURNITURE: usize = 400;
/// Weight of the prose that must stand before a comments heading for it to be one.
const BEFORE_COMMENTS: i64 = 30;
/// Longest teaser heading with its links below it, in bytes; a longer one is a link itself.
const SHORT_TEASER: usize = 60;
/// Longest heading inside the body, in words.
const LONGEST_HEADING: usize = 18;

/// What a page is made of.
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) agencies: Vec<String>,
    pub(super) publisher: Option<String>,
}

/// A paragraph and what it is taken for.
struct Unit<'a> {
    /// The whole paragraph.
    range: Range<usize>,
    text: &'a str,
    /// Where the part begins that the role speaks of: behind a dateline.
    head: usize,
    /// Where it ends: before a credit or a teaser in brackets.
    tail: usize,
    tail_kind: BlockKind,
    measure: Measure,
    role: Role,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Furniture(Furniture),
    Date(BlockKind),
    Credit,
    Caption,
    Repeat,
    Open(Shape),
}

/// Reads a page. `title` is the headline where metadata tell it.
pub(super) fn read(text: &str, title: Option<&str>) -> Page {
    let mut page = Page {
        blocks: Vec::new(),
        agencies: Vec::new(),
        publisher: None,
    };
    let mut units: Vec<Unit<'_>> = Vec::new();
    for range in lines::units(text) {
        let unit = judge(text, range, &mut page);
        units.push(unit);
    }
    repeats(&mut units);
    teaser_lists(&mut units);
    let comments = comments_from(&units);
    let body = stretch(units.get(..comments).unwrap_or_default());
    dateline_heads(&mut units, &body, &mut page);
    let headline = headline(&units, &body, comments, title);
    for (at, unit) in units.iter().enumerate() {
        let kind = if at >= comments {
            after_comments(unit)
        } else if Some(at) == headline {
            BlockKind::Title
        } else {
            kind(
                unit,
                body.contains(&at),
                headline.is_some_and(|h| h + 1 == at),
                title,
            )
        };
        push(&mut page.blocks, unit, kind);
    }
    page
}

/// Judges one paragraph by itself.
fn judge<'a>(all: &'a str, range: Range<usize>, page: &mut Page) -> Unit<'a> {
    let text = all.get(range.clone()).unwrap_or_default();
    let mut unit = Unit {
        text,
        head: range.start,
        tail: range.end,
        tail_kind: BlockKind::Chrome,
        measure: shape::measure(text),
        role: Role::Open(Shape::Scrap),
        range,
    };
    unit.role = Role::Open(unit.measure.shape);
    let short = text.len() <= LONGEST_FURNITURE;
    let folded = if short {
        phrases::fold(text)
    } else {
        String::new()
    };
    let date = dateline::date_line(text, &folded);
    if unit.measure.shape == Shape::Scrap && unit.measure.words == 0 && date.is_none() {
        return unit;
    }
    if short {
        let said = shape::opens_quotation(text);
        if let Some(owner) = rights::owner(text, &folded) {
            page.publisher.get_or_insert(owner);
        }
        let furniture = phrases::of_line(&folded, unit.measure.shape == Shape::Prose);
        if let Some(furniture) = furniture.filter(|_| !said) {
            unit.role = Role::Furniture(furniture);
            return unit;
        }
        let date = date.or_else(|| dateline::place_and_date(text).then_some(BlockKind::Dateline));
        if let Some(kind) = date {
            unit.role = Role::Date(kind);
            return unit;
        }
    }
    if let Some(start) = teaser_tail(text) {
        unit.tail = unit.range.start + text.get(..start).unwrap_or_default().trim_end().len();
    } else if let Some(credit) = credit::find(text) {
        page.agencies.extend(
            credit
                .agencies
                .iter()
                .map(|name| (*name).to_owned())
                .filter(|n| !page.agencies.contains(n))
                .collect::<Vec<_>>(),
        );
        unit.tail = unit.range.start
            + text
                .get(..credit.start)
                .unwrap_or_default()
                .trim_end()
                .len();
        unit.tail_kind = BlockKind::Credit;
        if unit.tail == unit.range.start {
            unit.role = Role::Credit;
        } else if credit.picture {
            unit.role = Role::Caption;
        }
    }
    if unit.range.start < unit.tail && unit.tail < unit.range.end && unit.role != Role::Caption {
        unit.measure = shape::measure(all.get(unit.range.start..unit.tail).unwrap_or_default());
        unit.role = Role::Open(unit.measure.shape);
    }
    unit
}

/// Where a paragraph ends with `(Read also: …)`.
fn teaser_tail(text: &str) -> Option<usize> {
    let inner = text
        .strip_suffix(')')
        .or_else(|| text.strip_suffix(")."))
        .or_else(|| text.strip_suffix(']'))?;
    let open = inner.rfind(['(', '['])?;
    let inner = inner.get(open..)?;
    let teaser = open > 0
        && inner.len() <= LONGEST_FURNITURE
        && phrases::of_line(&phrases::fold(inner), false) == Some(Furniture::Teaser);
    teaser.then_some(open)
}

/// The lines after a bare `Read also` lead to other articles, up to the next prose; the last line
/// of several, before prose, is its heading again.
fn teaser_lists(units: &mut [Unit<'_>]) {
    let mut listed: Option<usize> = None;
    let next_is_prose: Vec<bool> = units
        .iter()
        .skip(1)
        .map(|u| is_prose(u.role))
        .chain([false])
        .collect();
    for (unit, before_prose) in units.iter_mut().zip(next_is_prose) {
        listed = match (unit.role, listed) {
            (Role::Furniture(Furniture::Teaser), _) => {
                (unit.text.len() <= SHORT_TEASER).then_some(0)
            }
            (Role::Open(Shape::Heading), Some(2..)) if before_prose => None,
            (Role::Open(Shape::Heading), Some(count)) => {
                unit.role = Role::Furniture(Furniture::Teaser);
                Some(count + 1)
            }
            (role, _) if is_prose(role) => None,
            (_, listed) => listed,
        };
    }
}

fn is_prose(role: Role) -> bool {
    matches!(role, Role::Open(Shape::Prose | Shape::Short))
}

/// Marks what stands on the page before. The caption of a picture does not count as having stood there.
fn repeats(units: &mut [Unit<'_>]) {
    let mut seen = repeat::Seen::default();
    for unit in units {
        if let Role::Open(Shape::Prose | Shape::Short | Shape::Heading) = unit.role
            && seen.repeats(unit.text)
        {
            unit.role = Role::Repeat;
        }
    }
}

/// Where the readers' comments begin: at their heading, if enough of an article stands before it.
fn comments_from(units: &[Unit<'_>]) -> usize {
    let mut before = 0;
    for (at, unit) in units.iter().enumerate() {
        match unit.role {
            Role::Furniture(Furniture::Comments) if before >= BEFORE_COMMENTS => return at,
            role if is_prose(role) => before += weight(unit),
            _ => {}
        }
    }
    units.len()
}

/// The stretch of units with the greatest sum of weights.
fn stretch(units: &[Unit<'_>]) -> Range<usize> {
    let (mut best, mut best_sum) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (at, unit) in units.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += weight(unit);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

/// How much a unit speaks for the body being here: its words, where it is prose. A link to another
/// article in the middle is usual, a form for an address is not.
fn weight(unit: &Unit<'_>) -> i64 {
    let words = i64::try_from(unit.measure.words).unwrap_or(0);
    match unit.role {
        Role::Open(Shape::Prose) => words,
        Role::Open(Shape::Short)
            if unit.measure.ended
                || shape::opens_quotation(unit.text)
                || lines::begins_item(unit.text) =>
        {
            words.max(4)
        }
        Role::Open(Shape::Short) | Role::Caption => -2,
        Role::Open(Shape::Heading) | Role::Furniture(Furniture::Teaser) => -3,
        Role::Open(Shape::Scrap) | Role::Date(_) | Role::Credit => -1,
        Role::Furniture(Furniture::Menu) => -4,
        Role::Repeat => -6,
        Role::Furniture(Furniture::Account | Furniture::Comments) => -8,
        Role::Furniture(Furniture::Rights) => -12,
    }
}

/// Finds datelines before the first word of paragraphs of the body.
fn dateline_heads(units: &mut [Unit<'_>], body: &Range<usize>, page: &mut Page) {
    let mut first = true;
    for unit in units.get_mut(body.clone()).unwrap_or_default() {
        let Role::Open(Shape::Prose | Shape::Short) = unit.role else {
            continue;
        };
        if let Some(found) = dateline::head(unit.text, first)
            && unit.range.start + found.end < unit.tail
        {
            unit.head = unit.range.start + found.end;
            page.agencies.extend(
                found
                    .agencies
                    .iter()
                    .map(|name| (*name).to_owned())
                    .filter(|n| !page.agencies.contains(n))
                    .collect::<Vec<_>>(),
            );
        }
        first = false;
    }
}

/// The unit that is the headline.
fn headline(
    units: &[Unit<'_>],
    body: &Range<usize>,
    comments: usize,
    title: Option<&str>,
) -> Option<usize> {
    let units = units.get(..comments)?;
    if let Some(title) = title {
        return units.iter().position(|unit| title::same(unit.text, title));
    }
    let sentence = |unit: &Unit<'_>| unit.role == Role::Open(Shape::Prose) && unit.measure.stopped;
    let end = (body.start..body.end)
        .find(|at| units.get(*at).is_some_and(sentence))
        .unwrap_or(body.start.max(usize::from(body.is_empty())));
    let before: Vec<usize> = (0..end)
        .filter(|at| {
            units.get(*at).is_some_and(|u| {
                matches!(u.role, Role::Open(s) if s != Shape::Scrap)
                    && u.tail == u.range.end
                    && !shape_of_item(u)
            })
        })
        .collect();
    let lines: Vec<&str> = before
        .iter()
        .filter_map(|at| units.get(*at))
        .map(|u| u.text.trim_start_matches(['#', ' ']))
        .collect();
    let prose: Vec<&str> = units
        .get(end..)?
        .iter()
        .filter(|u| u.role == Role::Open(Shape::Prose))
        .take(8)
        .map(|u| u.text)
        .collect();
    title::choose(&lines, &prose, before.first() == Some(&0))
        .and_then(|chosen| before.get(chosen))
        .copied()
}

fn shape_of_item(unit: &Unit<'_>) -> bool {
    lines::begins_item(unit.text) && !unit.text.starts_with('#')
}

/// What a unit before the comments is. `deck` says that it stands under the headline.
fn kind(unit: &Unit<'_>, in_body: bool, deck: bool, title: Option<&str>) -> BlockKind {
    match unit.role {
        Role::Date(kind) => kind,
        Role::Credit | Role::Furniture(Furniture::Rights) => BlockKind::Credit,
        Role::Open(Shape::Prose | Shape::Short) if in_body || deck => BlockKind::Paragraph,
        Role::Open(Shape::Heading)
            if in_body && title.is_some_and(|t| title::same(unit.text, t)) =>
        {
            BlockKind::Title
        }
        Role::Open(Shape::Heading) if in_body && unit.measure.words <= LONGEST_HEADING => {
            BlockKind::Heading
        }
        Role::Open(Shape::Heading) if in_body => BlockKind::Paragraph,
        _ => BlockKind::Chrome,
    }
}

fn after_comments(unit: &Unit<'_>) -> BlockKind {
    match unit.role {
        Role::Furniture(Furniture::Rights) => BlockKind::Credit,
        Role::Furniture(_) | Role::Open(Shape::Scrap) => BlockKind::Chrome,
        _ => BlockKind::Comment,
    }
}

/// Writes a unit as one block, or as a dateline, a paragraph and a credit.
fn push(blocks: &mut Vec<Block>, unit: &Unit<'_>, kind: BlockKind) {
    let marks = if unit.text.starts_with('#') {
        unit.text.len() - unit.text.trim_start_matches(['#', ' ']).len()
    } else {
        0
    };
    let head = if unit.head > unit.range.start {
        unit.head
    } else {
        unit.range.start + marks
    };
    let mut add = |range: Range<usize>, kind| {
        if !range.is_empty() {
            blocks.push(Block { range, kind });
        }
    };
    if unit.head > unit.range.start {
        let dash = unit
            .text
            .get(..unit.head - unit.range.start)
            .unwrap_or_default()
            .trim_end()
            .len();
        add(
            unit.range.start..unit.range.start + dash,
            BlockKind::Dateline,
        );
    }
    add(head..unit.tail, kind);
    if unit.tail < unit.range.end {
        let gap = unit
            .text
            .get(unit.tail - unit.range.start..)
            .unwrap_or_default();
        let start = unit.tail + gap.len() - gap.trim_start().len();
        let kind = if kind == BlockKind::Comment {
            kind
        } else {
            unit.tail_kind
        };
        add(start..unit.range.end, kind);
    }
}

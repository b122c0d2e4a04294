//! Facts in short: what a reader compares at a glance. Actors go by name, passages in « ».

use demarche::extract::facts::{Actor, FactDate, Facts, Meeting, Passage, Proposal, Statement};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything that facts say, offsets left out: `broken` and property tests check those.
pub(crate) fn facts(facts: &Facts) -> String {
    let names = Names::of(facts);
    let mut out = String::new();
    article(facts, &names, &mut out);
    facts.actors.iter().for_each(|it| actor(it, &mut out));
    for it in &facts.places {
        line(
            &mut out,
            &format!("place {}{}", it.name, qid(it.wikidata.as_deref())),
        );
        mentions(&mut out, &it.mentions);
    }
    facts
        .statements
        .iter()
        .for_each(|it| statement(it, &names, &mut out));
    facts
        .proposals
        .iter()
        .for_each(|it| proposal(it, &names, &mut out));
    facts
        .meetings
        .iter()
        .for_each(|it| meeting(it, &names, &mut out));
    for it in &facts.denials {
        line(
            &mut out,
            &format!("denial {} denies {}", it.statement, it.denies),
        );
    }
    out
}

fn article(facts: &Facts, names: &Names, out: &mut String) {
    let article = &facts.article;
    let published = article.published.as_ref().map_or_else(
        || "date unknown".to_owned(),
        |date| format!("{} ({})", date.edtf, word(&date.how)),
    );
    line(out, &format!("article {}, {published}", article.language));
    if let Some(title) = &article.title {
        line(out, &format!("  title «{}»", flat(&title.text)));
    }
    if let Some(publisher) = &article.publisher {
        line(out, &format!("  publisher {}", names.one(publisher)));
    }
    if !article.agencies.is_empty() {
        line(out, &format!("  agencies {}", names.all(&article.agencies)));
    }
}

fn actor(actor: &Actor, out: &mut String) {
    let position = actor
        .position
        .as_ref()
        .map(|it| format!(", {it}"))
        .unwrap_or_default();
    line(
        out,
        &format!(
            "actor {} {}{}{position}",
            word(&actor.kind),
            actor.name,
            qid(actor.wikidata.as_deref())
        ),
    );
    mentions(out, &actor.mentions);
}

fn statement(it: &Statement, names: &Names, out: &mut String) {
    let tags = [
        word(&it.kind),
        word(&it.act),
        unless(word(&it.polarity), "positive"),
        unless(word(&it.modality), "stated"),
    ];
    line(
        out,
        &format!(
            "{} {}{} [{}] {}",
            it.id,
            names.all(&it.speakers),
            to(names, &it.addressees),
            join(&tags),
            it.rule
        ),
    );
    passages(out, "said", &it.content);
    passages(out, "cue", it.cue.as_slice());
    date(out, it.date.as_ref());
    list(out, "via", &names.all(&it.via));
    list(out, "about", &it.about.join(", "));
}

fn proposal(it: &Proposal, names: &Names, out: &mut String) {
    let tags = [word(&it.status), unless(word(&it.modality), "stated")];
    line(
        out,
        &format!(
            "{} {}{} [{}] {}",
            it.id,
            names.all(&it.proposers),
            to(names, &it.addressees),
            join(&tags),
            it.rule
        ),
    );
    passages(out, "content", &it.content);
    for term in &it.terms {
        let obliges = if term.obliges.is_empty() {
            String::new()
        } else {
            format!(" obliges {}", names.all(&term.obliges))
        };
        line(
            out,
            &format!(
                "  {}{obliges} «{}»",
                word(&term.role),
                flat(&term.content.text)
            ),
        );
    }
    date(out, it.date.as_ref());
    list(out, "via", &names.all(&it.via));
}

fn meeting(it: &Meeting, names: &Names, out: &mut String) {
    let kind = it.kind.as_ref().map(word).unwrap_or_default();
    let tags = [word(&it.status), kind, unless(word(&it.modality), "stated")];
    line(
        out,
        &format!(
            "{} {} [{}] {}",
            it.id,
            names.all(&it.participants),
            join(&tags),
            it.rule
        ),
    );
    passages(out, "evidence", &it.evidence);
    date(out, it.date.as_ref());
    list(
        out,
        "place",
        &it.place
            .as_ref()
            .map(|place| names.one(place))
            .unwrap_or_default(),
    );
    list(
        out,
        "host",
        &it.host
            .as_ref()
            .map(|host| names.one(host))
            .unwrap_or_default(),
    );
    list(out, "about", &it.about.join(", "));
}

fn date(out: &mut String, date: Option<&FactDate>) {
    if let Some(date) = date {
        let text = date
            .text
            .as_ref()
            .map(|text| format!(" «{}»", flat(text)))
            .unwrap_or_default();
        line(out, &format!("  date {}{text}", date.edtf));
    }
}

fn mentions(out: &mut String, mentions: &[Passage]) {
    let mut texts: Vec<_> = mentions.iter().map(|it| flat(&it.text)).collect();
    texts.dedup();
    list(out, "named", &texts.join(" | "));
}

fn passages(out: &mut String, label: &str, passages: &[Passage]) {
    let texts: Vec<_> = passages
        .iter()
        .map(|it| format!("«{}»", flat(&it.text)))
        .collect();
    list(out, label, &texts.join(" … "));
}

fn list(out: &mut String, label: &str, value: &str) {
    if !value.is_empty() {
        line(out, &format!("  {label} {value}"));
    }
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a string does not fail");
}

fn to(names: &Names, addressees: &[String]) -> String {
    if addressees.is_empty() {
        String::new()
    } else {
        format!(" → {}", names.all(addressees))
    }
}

fn unless(word: String, usual: &str) -> String {
    if word == usual { String::new() } else { word }
}

fn join(tags: &[String]) -> String {
    tags.iter()
        .filter(|tag| !tag.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}

fn qid(wikidata: Option<&str>) -> String {
    wikidata.map(|id| format!(" {id}")).unwrap_or_default()
}

/// A code as the contract spells it.
fn word(code: &impl serde::Serialize) -> String {
    serde_json::to_value(code)
        .ok()
        .and_then(|it| it.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names of actors and places by id; two of one name keep their ids.
struct Names(BTreeMap<String, String>);

impl Names {
    fn of(facts: &Facts) -> Self {
        let actors = facts.actors.iter().map(|it| (&it.id, &it.name));
        let all: Vec<_> = actors
            .chain(facts.places.iter().map(|it| (&it.id, &it.name)))
            .collect();
        let same = |name: &str| all.iter().filter(|(_, other)| *other == name).count();
        let named = all.iter().map(|(id, name)| {
            let shown = if same(name) > 1 {
                format!("{name} ({id})")
            } else {
                (*name).clone()
            };
            ((*id).clone(), shown)
        });
        Self(named.collect())
    }

    fn one(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| format!("?{id}"))
    }

    fn all(&self, ids: &[String]) -> String {
        ids.iter()
            .map(|id| self.one(id))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

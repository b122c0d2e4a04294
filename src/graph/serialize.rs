//! The graph of an article as a document: Turtle and TriG for people, N-Quads for machines.
//! JSON-LD is made in [`jsonld`](super::jsonld::jsonld).

use super::ArticleGraph;
use super::quads::{Quad, Term};
use crate::vocab;
use sophia::api::prefix::{Prefix, PrefixMapPair};
use sophia::api::serializer::{QuadSerializer, Stringifier, TripleSerializer};
use sophia::iri::Iri;
use sophia::turtle::serializer::nq::{NQuadsConfig, NQuadsSerializer};
use sophia::turtle::serializer::nt::NTriplesSerializer;
use sophia::turtle::serializer::trig::TriGSerializer;
use sophia::turtle::serializer::turtle::{TurtleConfig, TurtleSerializer};

/// The prefixes of our documents; `evidence` and its like stand under the IRI of the article.
pub const PREFIXES: [(&str, &str); 12] = [
    ("code", vocab::code::PREFIX),
    ("dm", vocab::dm::PREFIX),
    ("edtf", vocab::edtf::PREFIX),
    ("foaf", vocab::foaf::PREFIX),
    ("oa", vocab::oa::PREFIX),
    ("org", vocab::org::PREFIX),
    ("prov", vocab::prov::PREFIX),
    ("rdfs", vocab::rdfs::PREFIX),
    ("schema", vocab::schema::PREFIX),
    ("skos", vocab::skos::PREFIX),
    ("wd", vocab::wd::PREFIX),
    ("xsd", vocab::xsd::PREFIX),
];

/// A syntax for the graph of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// The records as triples, without the name of their graph.
    Turtle,
    /// The records in their named graph.
    TriG,
    /// The same, a quad a line.
    NQuads,
    /// The same, compact, against `ontology/context.jsonld`; on one line.
    JsonLd,
}

/// The graph of an article as a document. Documents of several articles in Turtle, TriG or N-Quads may be
/// put one after the other; JSON-LD makes the elements of an array of them.
pub fn document(article: &ArticleGraph, syntax: Syntax) -> String {
    match syntax {
        Syntax::Turtle => turtle(article),
        Syntax::TriG => trig(article),
        Syntax::NQuads => nquads(article),
        Syntax::JsonLd => super::jsonld::jsonld(article).to_string(),
    }
}

/// Pretty Turtle of the records, and of what the default graph says of their graph.
pub fn turtle(article: &ArticleGraph) -> String {
    let mut out = TurtleSerializer::new_stringifier_with_config(config());
    let triples = triples(article.records.iter().chain(&article.bundle));
    written(out.serialize_graph(&triples).map(|out| out.to_string()))
}

/// Pretty TriG: the records in their named graph.
pub fn trig(article: &ArticleGraph) -> String {
    trig_of(&quads(article))
}

/// Pretty TriG of any quads.
pub fn trig_of(quads: &[Quad]) -> String {
    let mut out = TriGSerializer::new_stringifier_with_config(config());
    written(out.serialize_dataset(&quads).map(|out| out.to_string()))
}

/// Canonical N-Quads, in the order of the quads.
pub fn nquads(article: &ArticleGraph) -> String {
    let config = NQuadsConfig::default().with_canonical(true);
    let mut out = NQuadsSerializer::new_stringifier_with_config(config);
    written(
        out.serialize_dataset(&quads(article))
            .map(|out| out.to_string()),
    )
}

/// N-Triples of some quads, whatever graph they are in.
pub fn ntriples(quads: &[Quad]) -> String {
    let mut out = NTriplesSerializer::new_stringifier();
    written(
        out.serialize_graph(&triples(quads))
            .map(|out| out.to_string()),
    )
}

/// All quads of an article, for a document of its own.
pub fn quads(article: &ArticleGraph) -> Vec<Quad> {
    article
        .bundle
        .iter()
        .chain(&article.records)
        .cloned()
        .collect()
}

fn triples<'a>(quads: impl IntoIterator<Item = &'a Quad>) -> Vec<[Term; 3]> {
    quads
        .into_iter()
        .map(|(triple, _)| triple.clone())
        .collect()
}

fn config() -> TurtleConfig {
    let prefixes = PREFIXES.map(|(prefix, namespace)| {
        (
            Prefix::new_unchecked(prefix.into()),
            Iri::new_unchecked(namespace.into()),
        )
    });
    TurtleConfig::new()
        .with_pretty(true)
        .with_own_prefix_map(Vec::<PrefixMapPair>::from(prefixes))
}

/// Writing to memory does not fail.
fn written<E: std::fmt::Debug>(outcome: Result<String, E>) -> String {
    outcome.unwrap_or_else(|error| unreachable!("a string took no more text: {error:?}"))
}

#[cfg(test)]
mod tests {
    use super::super::jsonld::jsonld;
    use super::*;
    use crate::extract::facts::{ActorType, MeetingStatus, ProposalStatus, SpeechAct};
    use crate::graph::sample::article;
    use sophia::api::parser::{QuadParser, TripleParser};
    use sophia::api::source::{QuadSource, TripleSource};
    use sophia::isomorphism::{isomorphic_datasets, isomorphic_graphs};
    use sophia::jsonld::JsonLdParser;
    use sophia::turtle::parser::{nq::NQuadsParser, trig::TriGParser, turtle::TurtleParser};

    fn sample() -> ArticleGraph {
        let mut sample = article("2016-07-14~", "fr", "Un « titre » à Genève")
            .kerry()
            .putin()
            .moscow()
            .agency("Reuters")
            .actor("a1", ActorType::Unnamed, "un diplomate", None)
            .proposal(
                "p1",
                "kerry",
                "frapper ensemble\n« deux groupes » \\ armés",
                ProposalStatus::UnderDiscussion,
            )
            .statement(
                "s1",
                "putin",
                SpeechAct::Deny,
                "Un tel plan n’existe pas",
                "2016-07",
            )
            .meeting(
                "m1",
                &["kerry", "putin"],
                "2016-07-14T23:00+02:00",
                MeetingStatus::Held,
            )
            .denial("s1", "p1");
        sample.facts.statements[0].via = vec!["agency".to_owned(), "a1".to_owned()];
        sample.facts.article.url = Some("https://example.org/a?b=c".to_owned());
        sample.graph()
    }

    #[test]
    fn every_syntax_says_the_same() {
        let article = sample();
        let expected = quads(&article);
        let read: Vec<Quad> = TriGParser::default()
            .parse_str(&trig(&article))
            .collect_quads()
            .unwrap();
        assert!(isomorphic_datasets(&read, &expected).unwrap());
        let read: Vec<Quad> = NQuadsParser::default()
            .parse_str(&nquads(&article))
            .collect_quads()
            .unwrap();
        assert!(isomorphic_datasets(&read, &expected).unwrap());
        let read: Vec<[Term; 3]> = TurtleParser::default()
            .parse_str(&turtle(&article))
            .collect_triples()
            .unwrap();
        assert!(isomorphic_graphs(&read, &triples(&expected)).unwrap());
    }

    #[test]
    fn json_ld_says_the_same() {
        let article = sample();
        let json = serde_json::to_string(&jsonld(&article)).unwrap();
        let read: Vec<Quad> = JsonLdParser::new()
            .parse_str(&json)
            .collect_quads()
            .unwrap();
        let missing: Vec<String> = lines(&quads(&article))
            .into_iter()
            .filter(|line| !lines(&read).contains(line))
            .collect();
        assert!(
            isomorphic_datasets(&read, &quads(&article)).unwrap(),
            "missing: {missing:#?}\n{json}"
        );
    }

    fn lines(quads: &[Quad]) -> Vec<String> {
        ntriples(quads).lines().map(str::to_owned).collect()
    }
}

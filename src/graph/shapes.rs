//! SHACL: the graph of an article against `ontology/shapes.ttl`, before it is written.
//!
//! The shapes are compiled once. Without the cargo feature `shacl` everything conforms; the checks of
//! [`check`](super::check) hold either way, and refuse first whatever comes as facts.
//!
//! Nothing of this reaches the network: the graph is validated in memory, the shapes use no SPARQL, and
//! the HTTP client that the `shacl` crate switches on in oxigraph is not used by the store, which has a
//! SERVICE handler of its own.

use super::check::Problem;
use super::quads::Quad;

/// Where the records of an article break the shapes: sorted, empty when they do not.
#[cfg(not(feature = "shacl"))]
pub fn violations(_records: &[Quad]) -> Vec<Problem> {
    vec![]
}

#[cfg(feature = "shacl")]
pub use validator::violations;

#[cfg(feature = "shacl")]
mod validator {
    use super::super::ontology::SHAPES;
    use super::super::serialize::ntriples;
    use super::{Problem, Quad};
    use rudof_rdf::rdf_core::RDFFormat;
    use rudof_rdf::rdf_impl::{OxigraphInMemory, ReaderMode};
    use shacl::ir::IRSchema;
    use shacl::types::Severity;
    use shacl::validator::processor::{GraphValidation, ShaclProcessor};
    use shacl::validator::report::{ValidationReport, ValidationResult};
    use shacl::validator::store::{Graph, ShaclDataManager};
    use shacl::validator::{ShaclConfig, ShaclValidationMode};
    use std::sync::LazyLock;

    /// `ontology/shapes.ttl`, compiled. A test does so too.
    static SHAPES_COMPILED: LazyLock<IRSchema> = LazyLock::new(|| {
        compiled(SHAPES)
            .unwrap_or_else(|error| unreachable!("ontology/shapes.ttl does not compile: {error}"))
    });

    fn compiled(shapes: &str) -> Result<IRSchema, String> {
        let format = &RDFFormat::Turtle;
        ShaclDataManager::load(&mut shapes.as_bytes(), "shapes.ttl", format, None)
            .map_err(|error| error.to_string())
    }

    /// Where the records of an article break the shapes: sorted, empty when they do not.
    pub fn violations(records: &[Quad]) -> Vec<Problem> {
        let report = match report(&ntriples(records), &SHAPES_COMPILED) {
            Ok(report) => report,
            Err(error) => {
                return vec![problem(
                    "graph",
                    "",
                    &format!("cannot be validated: {error}"),
                )];
            }
        };
        let results = report
            .results()
            .iter()
            .filter(|result| *result.severity() == Severity::Violation);
        let mut problems: Vec<Problem> = results.flat_map(in_words).collect();
        if problems.is_empty() && !report.conforms() {
            problems.push(problem("graph", "", "does not conform to its shapes"));
        }
        problems.sort();
        problems.dedup();
        problems
    }

    fn report(records: &str, shapes: &IRSchema) -> Result<ValidationReport, String> {
        let mode = ReaderMode::default();
        let graph = OxigraphInMemory::from_str(records, &RDFFormat::NTriples, None, &mode)
            .map_err(|error| error.to_string())?;
        let graph = Graph::try_from(graph).map_err(|error| error.to_string())?;
        GraphValidation::new(graph)
            .validate(
                shapes,
                &ShaclValidationMode::Native,
                &ShaclConfig::default(),
            )
            .map_err(|error| error.to_string())
    }

    /// The record and property, the value, and what the shape says; of a shape made of others, what those say.
    fn in_words(result: &ValidationResult) -> Vec<Problem> {
        if !result.details().is_empty() {
            return result.details().iter().flat_map(in_words).collect();
        }
        let record = local(&result.focus_node().to_string());
        let path = result.path().map_or_else(String::new, |path| {
            format!(", {}", local(&path.to_string()))
        });
        let value = result
            .value()
            .map_or_else(String::new, |value| shown(&value.to_string()));
        let said = result.message().to_string();
        let reason = format!("breaks the shapes: {}", said.trim().trim_matches('"'));
        vec![problem(&format!("{record}{path}"), &value, &reason)]
    }

    /// An IRI from its last part on: `s1`, `speaker`.
    fn local(iri: &str) -> String {
        iri.rsplit(['#', '/'])
            .next()
            .unwrap_or(iri)
            .trim_end_matches('>')
            .to_owned()
    }

    /// The text of a literal, or the last part of an IRI.
    fn shown(value: &str) -> String {
        let text = value
            .strip_prefix('"')
            .and_then(|rest| rest.rsplit_once('"'));
        text.map_or_else(|| local(value), |(text, _)| text.to_owned())
    }

    fn problem(field: &str, value: &str, reason: &str) -> Problem {
        Problem {
            field: field.to_owned(),
            value: value.to_owned(),
            reason: reason.to_owned(),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::io::ErrorKind;
        use std::net::TcpListener;

        #[test]
        fn shapes_that_name_another_server_do_not_reach_it() {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            listener.set_nonblocking(true).unwrap();
            let there = format!("http://{}/", listener.local_addr().unwrap());
            let prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .";
            let plain = "<urn:shape> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:property [ sh:path <urn:p> ; sh:minCount 1 ] .";
            let asking = format!(
                "<urn:shapes> a owl:Ontology ; owl:imports <{there}imported> .
                <urn:shape> sh:sparql [ sh:select \"SELECT $this {{ SERVICE <{there}sparql> {{ $this ?p ?o }} }}\" ] .",
            );
            let data = "<urn:x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:C> .";
            for shapes in [
                format!("{prefixes}{plain}"),
                format!("{prefixes}{plain}{asking}"),
            ] {
                // What is not understood may be refused, but not looked up elsewhere.
                let said = compiled(&shapes).and_then(|shapes| report(data, &shapes));
                assert!(
                    !said.is_ok_and(|report| report.conforms()),
                    "the shapes were not applied"
                );
            }
            let nobody_came = listener.accept().unwrap_err();
            assert_eq!(nobody_came.kind(), ErrorKind::WouldBlock);
        }
    }
}

#[cfg(all(test, feature = "shacl"))]
mod tests {
    use super::super::ArticleGraph;
    use super::*;
    use crate::extract::facts::{ActorType, MeetingStatus, ProposalStatus, SpeechAct};
    use crate::graph::quads::{constant, decimal, term, typed};
    use crate::graph::sample::article;
    use crate::vocab::{code, dm, oa, skos, xsd};
    use sophia::api::term::Term as _;

    fn graph() -> ArticleGraph {
        let mut sample = article("2016-07-14", "fr", "Un titre")
            .kerry()
            .putin()
            .moscow()
            .actor("a1", ActorType::Unnamed, "un diplomate", None)
            .agency("Reuters")
            .proposal(
                "p1",
                "kerry",
                "frapper ensemble deux groupes armés",
                ProposalStatus::Drafted,
            )
            .statement(
                "s1",
                "putin",
                SpeechAct::Deny,
                "Un tel plan n’existe pas",
                "2016-07-14~",
            )
            .statement("s2", "a1", SpeechAct::Assert, "Le plan est prêt", "2016-07")
            .meeting("m1", &["kerry", "putin"], "2016-07-14", MeetingStatus::Held)
            .denial("s1", "p1");
        sample.facts.statements[1].via = vec!["agency".to_owned(), "kerry".to_owned()];
        sample.facts.statements[1].about = vec!["m1".to_owned()];
        sample.facts.meetings[0].about = vec!["p1".to_owned()];
        sample.graph()
    }

    /// The refusal of the sample after `change`.
    fn refusal(change: impl Fn(&mut ArticleGraph)) -> String {
        let mut graph = graph();
        change(&mut graph);
        let problems = violations(&graph.records);
        assert!(!problems.is_empty());
        problems
            .iter()
            .map(|problem| format!("{}: {} {}\n", problem.field, problem.value, problem.reason))
            .collect()
    }

    fn drop_property(graph: &mut ArticleGraph, local: &str, property: &str) {
        let before = graph.records.len();
        graph.records.retain(|([subject, predicate, _], _)| {
            !(subject.iri().is_some_and(|it| it.ends_with(local))
                && predicate.iri().is_some_and(|it| it.as_str() == property))
        });
        assert!(graph.records.len() < before);
    }

    #[test]
    fn a_graph_made_of_facts_conforms() {
        assert_eq!(violations(&graph().records), []);
    }

    #[test]
    fn a_broken_graph_is_refused_with_the_reason() {
        let reason = refusal(|graph| drop_property(graph, "#s1", dm::EVIDENCE));
        assert!(
            reason.contains("No fact without a passage that proves it"),
            "{reason}"
        );
        assert!(reason.contains("s1"), "{reason}");

        let reason = refusal(|graph| drop_property(graph, "#s1", dm::SPEAKER));
        assert!(reason.contains("A statement has a speaker"), "{reason}");

        let reason = refusal(|graph| drop_property(graph, "#s1-e1-quote", oa::EXACT));
        assert!(reason.contains("exact words"), "{reason}");

        let add = |graph: &mut ArticleGraph, local: &str, property, object| {
            let subject = term(&format!(
                "http://localhost:7979/article/{}{local}",
                graph.id
            ));
            graph
                .records
                .push(([subject, constant(property), object], None));
        };
        let reason = refusal(|graph| {
            add(
                graph,
                "#a1",
                skos::EXACT_MATCH,
                term("http://www.wikidata.org/entity/Q1"),
            );
        });
        assert!(
            reason.contains("An unnamed source cannot be identified"),
            "{reason}"
        );

        let reason = refusal(|graph| {
            add(
                graph,
                "#s1",
                dm::CONFIDENCE,
                typed(&decimal(0.1), xsd::DECIMAL),
            );
        });
        assert!(reason.contains("Confidence is one"), "{reason}");

        let reason = refusal(|graph| {
            add(
                graph,
                "#m1-status",
                dm::STATUS,
                constant(code::PROPOSAL_STATUS_AGREED),
            );
        });
        assert!(reason.contains("code:meeting-status"), "{reason}");

        let reason = refusal(|graph| {
            drop_property(graph, "#s2-e1-position", oa::END);
            add(graph, "#s2-e1-position", oa::END, typed("0", xsd::INTEGER));
        });
        assert!(reason.contains("is not less than"), "{reason}");
    }
}

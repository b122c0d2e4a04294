//! One RDF term as a piece of HTML.

use askama::Template;

use crate::store::model::{Literal, Term};

use crate::serve::asof::Seen;
use crate::serve::ontology::explained;

/// A term ready to be shown. Displaying it gives HTML, already escaped.
#[derive(Clone, Debug, Template)]
#[template(path = "term.html")]
pub(in crate::serve) struct Shown {
    pub(in crate::serve) text: String,
    pub(in crate::serve) href: Option<String>,
    pub(in crate::serve) title: Option<String>,
    pub(in crate::serve) lang: Option<String>,
    pub(in crate::serve) outside: bool,
}

impl Shown {
    /// Text without a link.
    pub(in crate::serve) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: None,
            title: None,
            lang: None,
            outside: false,
        }
    }

    /// A term; an IRI is shown by `label` where there is one, otherwise shortened.
    pub(in crate::serve) fn term(term: &Term, label: Option<&Literal>, seen: &Seen<'_>) -> Self {
        match term {
            Term::NamedNode(iri) => Self::iri(iri.as_str(), label, seen),
            Term::Literal(literal) => Self {
                lang: literal.language().map(str::to_owned),
                ..Self::text(literal.value())
            },
            Term::BlankNode(_) | Term::Triple(_) => Self::text(term.to_string()),
        }
    }

    fn iri(iri: &str, label: Option<&Literal>, seen: &Seen<'_>) -> Self {
        let text = match (label, seen.local_path(iri)) {
            (Some(label), _) => label.value().to_owned(),
            (None, Some(path)) => path.trim_start_matches('/').to_owned(),
            (None, None) => shorten(iri),
        };
        let local = seen.href(iri).or_else(|| explained(iri));
        let outside = local.is_none();
        // Only schemes that lead somewhere become links; `javascript:` in data must not.
        let href = local.or_else(|| {
            ["http://", "https://"]
                .iter()
                .any(|scheme| iri.starts_with(scheme))
                .then(|| iri.to_owned())
        });
        Self {
            text,
            href,
            title: Some(iri.to_owned()),
            lang: None,
            outside,
        }
    }
}

/// `prefix:name` for the namespaces that answers use, the IRI itself for all others.
pub(in crate::serve) fn shorten(iri: &str) -> String {
    crate::store::PREFIXES
        .iter()
        .find_map(|(prefix, namespace)| {
            let name = iri.strip_prefix(namespace)?;
            Some(format!("{prefix}:{name}"))
        })
        .unwrap_or_else(|| iri.to_owned())
}

//! Who met whom as GraphML, for Gephi, igraph, networkx, Cytoscape: an undirected graph whose nodes are actors and whose edges are
//! pairs that met, weighted by how often.

use std::io::{self, Write};

use super::Source;
use super::tables::{Column, Kind, Record, Table};
use crate::store::StoreError;

/// Writes the network.
pub(super) fn write(source: &Source<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    let (nodes, edges) = (Table::named("network_nodes"), Table::named("network_edges"));
    let (node_columns, edge_columns) = (nodes.columns(), edges.columns());
    out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")?;
    let (node_data, edge_data) = (
        node_columns.get(1..).unwrap_or_default(),
        edge_columns.get(2..).unwrap_or_default(),
    );
    write_keys(out, "node", node_data)?;
    write_keys(out, "edge", edge_data)?;
    out.write_all(b"<graph id=\"meetings\" edgedefault=\"undirected\">\n")?;
    nodes.records(source, |node| {
        write!(out, "<node id=\"{}\">", escaped(node.text("actor")))?;
        write_data(out, "node", node_data, &node)?;
        Ok(out.write_all(b"</node>\n")?)
    })?;
    edges.records(source, |edge| {
        write!(
            out,
            "<edge source=\"{}\" target=\"{}\">",
            escaped(edge.text("a")),
            escaped(edge.text("b"))
        )?;
        write_data(out, "edge", edge_data, &edge)?;
        Ok(out.write_all(b"</edge>\n")?)
    })?;
    out.write_all(b"</graph>\n</graphml>\n")?;
    out.flush()?;
    Ok(())
}

fn write_keys(out: &mut dyn Write, of: &str, columns: &[Column]) -> io::Result<()> {
    for column in columns {
        let kind = match column.kind {
            Kind::Integer => "int",
            Kind::Decimal => "double",
            Kind::Iri | Kind::Text | Kind::Date => "string",
        };
        writeln!(
            out,
            "<key id=\"{of}-{0}\" for=\"{of}\" attr.name=\"{0}\" attr.type=\"{kind}\"><desc>{1}</desc></key>",
            column.name,
            escaped(column.meaning)
        )?;
    }
    Ok(())
}

fn write_data(
    out: &mut dyn Write,
    of: &str,
    columns: &[Column],
    record: &Record<'_>,
) -> io::Result<()> {
    for column in columns {
        if let Some(cell) = record.get(column.name) {
            write!(
                out,
                "<data key=\"{of}-{}\">{}</data>",
                column.name,
                escaped(cell)
            )?;
        }
    }
    Ok(())
}

/// Text as XML 1.0 can hold it; what it cannot hold at all becomes U+FFFD.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => escaped.push('\u{FFFD}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn xml_holds_any_name() {
        assert_eq!(
            escaped("« A & B » <\"c\">\u{0}\n"),
            "« A &amp; B » &lt;&quot;c&quot;&gt;\u{FFFD} "
        );
    }
}

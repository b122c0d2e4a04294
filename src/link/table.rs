//! Tab-separated tables with a header line, the form of all gazetteer and lexicon files.

/// A table read in place. Lines that begin with `#` are comments.
#[derive(Debug)]
pub struct Table<'a> {
    header: Vec<&'a str>,
    body: &'a str,
}

/// One line of a table.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    cells: Vec<&'a str>,
}

impl<'a> Table<'a> {
    /// Reads the header; the rows are split when they are asked for.
    pub fn new(text: &'a str) -> Self {
        let mut rest = text;
        loop {
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            rest = after;
            if !line.starts_with('#') || after.is_empty() {
                return Table {
                    header: line.split('\t').collect(),
                    body: rest,
                };
            }
        }
    }

    /// Position of a column; `None` when the table has no such column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|h| *h == name)
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.body
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| Row {
                cells: line.split('\t').collect(),
            })
    }
}

impl<'a> Row<'a> {
    /// A cell; empty when the line is shorter.
    pub fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or("")
    }

    /// The parts of a cell that holds a list.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column).split('|').filter(|part| !part.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_short_lines() {
        let table = Table::new("# made by hand\nname\tforms\nRussia\tRussie|Fédération\nMali\n");
        let forms = table.column("forms").unwrap();
        let rows: Vec<_> = table.rows().collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(
            rows[0].list(forms).collect::<Vec<_>>(),
            ["Russie", "Fédération"]
        );
        assert_eq!(rows[1].cell(forms), "");
    }
}

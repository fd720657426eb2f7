//! Tables of course files: quoted fields between commas, under a row of column names.

use std::collections::BTreeMap;

use super::Fault;

/// A row of a table, with the line on which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) fields: Vec<String>,
}

/// A table that was read: names of columns in lower case, and its rows.
#[derive(Debug)]
pub(super) struct Table {
    columns: Vec<String>,
    /// The first place of each name.
    places: BTreeMap<String, usize>,
    rows: Vec<Row>,
}

/// Lines end in CR LF and every field is quoted, since Moodle reads nothing else; nothing follows the last record, since
/// Skillport takes an empty line for one.
pub(super) fn write(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut lines = vec![line(columns.iter().copied())];
    lines.extend(rows.into_iter().map(|row| line(row.iter().map(String::as_str))));
    lines.join("\r\n")
}

fn line<'f>(fields: impl Iterator<Item = &'f str>) -> String {
    fields.map(|field| format!("\"{field}\"")).collect::<Vec<_>>().join(",")
}

impl Table {
    /// Reads a table. Empty lines and comments are passed over.
    pub(super) fn read(text: &str) -> Result<Self, Fault> {
        let mut rows = rows(text)?.into_iter();
        let header = rows.next().map(|header| header.fields).unwrap_or_default();
        let columns: Vec<_> = header.iter().map(|name| column_name(name)).collect();
        let places = columns.iter().enumerate().rev().map(|(at, name)| (name.clone(), at)).collect();
        Ok(Self { columns, places, rows: rows.collect() })
    }

    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// An error, which names some columns that there are, if there is no such column.
    pub(super) fn needs(&self, name: &str) -> Result<(), Fault> {
        let there = || self.columns.iter().take(16).map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = || format!("there is no column {name}; the columns are {}", there());
        self.column(name).map(|_| ()).ok_or_else(|| Fault::new(1, message()))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.places.get(&column_name(name)).copied()
    }

    /// What a row has in a column; nothing if the row is too short, or the table has no such column.
    pub(super) fn text<'t>(&self, row: &'t Row, name: &str) -> &'t str {
        self.column(name).and_then(|column| row.fields.get(column)).map_or("", String::as_str)
    }

    /// What a row has under a column name that is repeated, or beyond the last name; without what is empty.
    pub(super) fn members(&self, row: &Row, name: &str) -> Vec<String> {
        let name = column_name(name);
        let is_member = |at: &usize| self.columns.get(*at).is_none_or(|column| *column == name);
        let fields = row.fields.iter().enumerate();
        fields
            .filter(|(at, field)| is_member(at) && !field.is_empty())
            .map(|(_, field)| field.clone())
            .collect()
    }
}

fn column_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("_").to_ascii_lowercase()
}

fn rows(text: &str) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    let mut cursor = Cursor { rest: text, line: 1 };
    while !cursor.rest.is_empty() {
        let line = cursor.line;
        if cursor.rest.starts_with(';') {
            cursor.skip_line();
            continue;
        }
        let fields = cursor.record()?;
        if fields.iter().any(|field| !field.is_empty()) {
            rows.push(Row { line, fields });
        }
    }
    Ok(rows)
}

struct Cursor<'t> {
    rest: &'t str,
    line: usize,
}

impl Cursor<'_> {
    fn skip_line(&mut self) {
        let end = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        self.advance(end);
        self.end_of_line();
    }

    /// Goes forward by bytes of this line or of a quoted field.
    fn advance(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at(bytes);
        // A lone CR ends a line on old Macs; one before LF belongs to it.
        let lone =
            taken.bytes().zip(taken.bytes().skip(1).chain([0])).filter(|(a, b)| *a == b'\r' && *b != b'\n');
        self.line += taken.matches('\n').count() + lone.count();
        self.rest = rest;
    }

    fn end_of_line(&mut self) {
        let bytes = match self.rest.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        self.advance(bytes);
    }

    fn record(&mut self) -> Result<Vec<String>, Fault> {
        let mut fields = Vec::new();
        loop {
            self.skip_blanks();
            fields.push(if self.rest.starts_with('"') { self.quoted()? } else { self.bare() });
            if !self.rest.starts_with(',') {
                self.end_of_line();
                return Ok(fields);
            }
            self.advance(1);
        }
    }

    fn skip_blanks(&mut self) {
        let blanks = self.rest.len() - self.rest.trim_start_matches([' ', '\t']).len();
        self.advance(blanks);
    }

    fn bare(&mut self) -> String {
        let end = self.rest.find([',', '\n', '\r']).unwrap_or(self.rest.len());
        let field = self.rest[..end].trim().to_owned();
        self.advance(end);
        field
    }

    /// A quotation mark ends the field only before a comma or the end of the line: many tools write those inside a text as they
    /// are. Doubled ones stand for one.
    fn quoted(&mut self) -> Result<String, Fault> {
        let begins = self.line;
        self.advance(1);
        let mut field = String::new();
        loop {
            let Some(at) = self.rest.find('"') else {
                return Err(Fault::new(begins, "a quotation mark is not closed"));
            };
            field.push_str(&self.rest[..at]);
            self.advance(at + 1);
            let after = self.rest.trim_start_matches([' ', '\t']);
            if after.is_empty() || after.starts_with([',', '\n', '\r']) {
                self.skip_blanks();
                return Ok(field.trim().to_owned());
            }
            if self.rest.starts_with('"') {
                self.advance(1);
            }
            field.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        rows(text).unwrap().into_iter().map(|row| row.fields).collect()
    }

    #[test]
    fn what_other_tools_write_is_read() {
        assert_eq!(fields("a, b ,\"c\"\n"), [["a", "b", "c"]]);
        assert_eq!(fields("\"a, b\" , \"\"\r\n\r\n;no\r\n\"c\",d"), [["a, b", ""], ["c", "d"]]);
        assert_eq!(fields("\"say \"hi\" now\",\"a \"\"b\"\" c\""), [["say \"hi\" now", "a \"b\" c"]]);
        assert_eq!(fields("\"two\r\nlines\",x\ry,z"), [["two\r\nlines", "x"], ["y", "z"]]);
    }

    #[test]
    fn errors_and_rows_know_their_lines() {
        let rows_read = rows("a\r\n\"b\nc\"\rd\n").unwrap();
        assert_eq!(rows_read.iter().map(|row| row.line).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(rows("a\nb,\"c").unwrap_err().line, 2);
    }

    #[test]
    fn columns_are_found_in_any_case_and_order() {
        let table = Table::read("Title , \"SYSTEM_ID\"\nT,A1,X").unwrap();
        let row = &table.rows()[0];
        assert_eq!(
            (table.text(row, "system_id"), table.text(row, "title"), table.text(row, "none")),
            ("A1", "T", "")
        );
        assert!(table.needs("Block").unwrap_err().message.contains("title, system_id"));
    }
}

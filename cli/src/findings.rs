//! Findings: each of them once, however many standards it was found for, and drawn with the line that it speaks of.

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str as clean,
};
use coursewright::{Diagnostic, Place, Report, Severity, Standard};

use crate::output::{columns, count};

/// A finding, and the standards that it was found for: none when it was found while reading.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) standards: Vec<Standard>,
}

/// All findings of a run, in the order in which they were made.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Finding>,
    known: HashMap<String, usize>,
    /// Where the files are that places speak of.
    roots: Vec<PathBuf>,
}

impl Findings {
    /// Says that places may be relative to this folder.
    pub(crate) fn root(&mut self, folder: impl Into<PathBuf>) {
        self.roots.push(folder.into());
    }

    /// Takes in a report. Returns those of its findings that are new.
    pub(crate) fn add(&mut self, report: &Report, standard: Option<Standard>) -> &[Finding] {
        let first_new = self.found.len();
        for diagnostic in report {
            let index = *self.known.entry(diagnostic.to_string()).or_insert_with(|| {
                self.found.push(Finding { diagnostic: diagnostic.clone(), standards: Vec::new() });
                self.found.len() - 1
            });
            let standards = &mut self.found[index].standards;
            standards.extend(standard.filter(|standard| !standards.contains(standard)));
        }
        &self.found[first_new..]
    }

    /// Every finding.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter()
    }

    /// The gravest first; those of one severity in the order of the content.
    pub(crate) fn by_severity(&self) -> Vec<&Finding> {
        let mut sorted: Vec<_> = self.found.iter().collect();
        sorted.sort_by_key(|finding| std::cmp::Reverse(finding.diagnostic.severity()));
        sorted
    }

    /// Whether one of them is an error.
    pub(crate) fn has_errors(&self) -> bool {
        self.found.iter().any(|finding| finding.diagnostic.severity() == Severity::Error)
    }

    /// How many there are of each severity, and where to read more; `None` when there is nothing from `least` up.
    pub(crate) fn summary(&self, least: Severity) -> Option<String> {
        let code = self.by_severity().first()?.diagnostic.code();
        let counts = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")];
        let counts: Vec<_> = counts
            .into_iter()
            .filter(|(severity, _)| *severity >= least)
            .map(|(severity, name)| {
                (self.found.iter().filter(|finding| finding.diagnostic.severity() == severity).count(), name)
            })
            .filter(|(number, _)| *number > 0)
            .map(|(number, name)| count(number, name))
            .collect();
        (!counts.is_empty())
            .then(|| format!("{}; run `coursewright explain {code}` to learn more\n", counts.join(", ")))
    }

    /// A finding as it is shown, styled, with an empty line after it. `tried` are the standards that it could have been
    /// found for; it says which they were, unless it was found for all of them.
    pub(crate) fn draw(&self, Finding { diagnostic, standards }: &Finding, tried: &[Standard]) -> String {
        let names: Vec<_> = standards.iter().map(|standard| standard.name()).collect();
        let names = Some(names.join(", ")).filter(|_| !names.is_empty() && names.len() < tried.len());
        let width = columns().unwrap_or(annotate_snippets::renderer::DEFAULT_TERM_WIDTH);
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            _ => Level::INFO,
        };
        let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code()));
        if let Some(place) = &diagnostic.place {
            group = self.show(group, place);
        }
        let notes = [
            ("in", Level::NOTE, Some(diagnostic.subject.as_str()).filter(|subject| !subject.is_empty())),
            ("for", Level::NOTE, names.as_deref()),
            ("help", Level::HELP, diagnostic.help.as_deref()),
            ("see", Level::NOTE, diagnostic.clause),
        ];
        for (name, level, text) in notes {
            if let Some(text) = text {
                group = group.element(level.with_name(name).message(clean(text)));
            }
        }
        format!("{}\n\n", Renderer::styled().term_width(width).render(&[group]))
    }

    fn show<'a>(&self, group: Group<'a>, place: &'a Place) -> Group<'a> {
        let path = self.path(&place.file);
        match (place.line, place.text.as_deref()) {
            (Some(line), Some(text)) if shows(text, place.column) => {
                let span = span(text, place.column.unwrap_or(1));
                let mark = AnnotationKind::Primary.span(span);
                group.element(Snippet::source(text).line_start(line).path(path).annotation(mark))
            }
            (Some(line), _) => {
                let mut origin = Origin::path(path).line(line);
                if let Some(column) = place.column {
                    origin = origin.char_column(column);
                }
                group.element(origin)
            }
            (None, _) => group.element(Origin::path(path)),
        }
    }

    /// The file as it can be opened from here, where it is on disk; else as the finding names it.
    fn path(&self, file: &str) -> String {
        let on_disk = self.roots.iter().map(|root| root.join(Path::new(file))).find(|path| path.exists());
        on_disk.map_or_else(|| file.to_owned(), |path| path.display().to_string())
    }
}

/// Whether a line, of which no more may be there than its beginning, has a column in it.
fn shows(text: &str, column: Option<usize>) -> bool {
    !text.ends_with('…') || column.is_none_or(|column| column < text.chars().count())
}

/// The character in a column, as bytes of the line; after its end, the end.
fn span(text: &str, column: usize) -> Range<usize> {
    match text.char_indices().nth(column.saturating_sub(1)) {
        Some((start, c)) => start..start + c.len_utf8(),
        None => text.len()..text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file without line ends has everything in its first line, and findings far behind what is shown of it.
    #[test]
    fn a_place_behind_what_is_shown_of_its_line_keeps_its_column() {
        let report = coursewright::LearningPath::builder("Path", "").build().unwrap_err();
        let mut diagnostic = report.iter().next().cloned().unwrap();
        let text = format!("{}…", "a".repeat(160));
        for (column, is_shown) in [(1, true), (160, true), (161, false), (4000, false)] {
            let mut place = Place::default();
            place.file = "path.json".to_owned();
            (place.line, place.column, place.text) = (Some(1), Some(column), Some(text.clone()));
            diagnostic.place = Some(place);
            let finding = Finding { diagnostic: diagnostic.clone(), standards: Vec::new() };
            let drawn = Findings::default().draw(&finding, &[]);
            assert_eq!(drawn.contains("aaa"), is_shown, "{drawn}");
            assert!(drawn.contains(&format!("1:{column}")), "{drawn}");
        }
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(span("Grüße", 1), 0..1);
        assert_eq!(span("Grüße", 3), 2..4);
        assert_eq!(span("Grüße", 99), 7..7);
        assert_eq!(span("", 1), 0..0);
    }
}

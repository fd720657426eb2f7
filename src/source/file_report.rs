//! The findings of one file, no more than somebody may still read.

use crate::diagnostic::{Diagnostic, Report};

/// How many findings of a file are told; the last one says how many more there are.
pub(super) const MAX: usize = 200;

#[derive(Default)]
pub(super) struct FileReport {
    kept: Vec<Diagnostic>,
    /// How many were too many, and the worst of them.
    left_out: usize,
    worst: Option<Diagnostic>,
}

impl FileReport {
    pub(super) fn push(&mut self, finding: Diagnostic) {
        if self.kept.len() < MAX {
            self.kept.push(finding);
            return;
        }
        self.left_out += 1;
        // A finding of the same severity says that something still stands in the way.
        if self.worst.as_ref().is_none_or(|worst| worst.severity() < finding.severity()) {
            self.worst = Some(finding);
        }
    }

    /// The findings that are told one by one, in the order in which they were found.
    #[cfg(feature = "source")]
    pub(super) fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter().chain(&self.worst)
    }

    /// The findings in the order of the file.
    pub(super) fn into_report(mut self) -> Report {
        self.kept.sort_by_key(|finding| finding.place.as_ref().map(|place| (place.line, place.column)));
        if let (Some(worst), more @ 2..) = (&mut self.worst, self.left_out) {
            worst.message = format!("{more} more findings in this file, such as: {}", worst.message);
        }
        let mut report = Report::default();
        report.extend(self.kept.into_iter().chain(self.worst));
        report
    }
}

#[cfg(test)]
mod tests {
    use super::super::rules;
    use super::*;

    #[test]
    fn what_is_too_much_is_counted_and_keeps_its_severity() {
        let mut report = FileReport::default();
        for _ in 0..MAX {
            report.push(Diagnostic::new(&rules::LIST_START, "the list begins with 3"));
        }
        report.push(Diagnostic::new(&rules::LIST_START, "the list begins with 4"));
        report.push(Diagnostic::new(&rules::NOT_CLOSED, "the block `note` is not closed"));
        report.push(Diagnostic::new(&rules::NOT_CLOSED, "the block `tip` is not closed"));
        let report = report.into_report();
        assert_eq!(report.len(), MAX + 1);
        assert_eq!(
            report.iter().last().unwrap().to_string(),
            "error[CW213]: 3 more findings in this file, such as: the block `note` is not closed"
        );
    }
}

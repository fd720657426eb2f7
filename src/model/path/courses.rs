//! What is wrong with the courses of a path. A bank may be there for the path's tests alone, and a course for its banks alone.

use super::{Content, LearningPath};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Course, Id, rules};

/// Everything that is wrong with the courses, each once, and looked at as a part of the path.
pub(super) fn findings(path: &LearningPath) -> Report {
    let mut report = Report::default();
    for (number, course) in path.courses.iter().enumerate() {
        if path.courses[..number].contains(course) {
            continue;
        }
        let drawn = drawn_from(path, &course.id);
        let found = course.check().into_iter();
        report.extend(found.filter(|finding| !is_made_up_for(course, &drawn, finding)));
    }
    report
}

/// The banks of a course that tests of the path draw from.
fn drawn_from<'p>(path: &'p LearningPath, course: &Id) -> Vec<&'p Id> {
    let draws = path.all_steps().into_iter().flat_map(|step| match &step.content {
        Content::Test { draws } => draws.as_slice(),
        _ => &[],
    });
    draws.filter(|draw| draw.course == *course).map(|draw| &draw.bank).collect()
}

/// Whether the path has what the course alone would lack.
fn is_made_up_for(course: &Course, drawn: &[&Id], finding: &Diagnostic) -> bool {
    let has_rule = |rule| std::ptr::eq(finding.rule, rule);
    let is_about = |bank: &&&Id| finding.subject == format!("bank `{bank}`");
    has_rule(&rules::UNUSED_BANK) && drawn.iter().any(|bank| is_about(&bank))
        || has_rule(&rules::NO_LESSONS) && course.banks.iter().any(|bank| drawn.contains(&&bank.id))
}

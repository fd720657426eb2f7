//! The questions of a lesson, for standards that take them in words of their own.

use super::rules;
use crate::diagnostic::Diagnostic;
use crate::model::{AssessedQuestion, Assessment};

/// What an assessment is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quiz {
    pub(super) questions: Vec<AssessedQuestion>,
    /// How they are asked, where the lesson is a test.
    pub(super) test: Option<Assessment>,
}

impl Quiz {
    /// What of a test is lost: what no such standard has words for, after what this one has none for.
    pub(super) fn less_of_a_test(&self, mut parts: Vec<String>) -> Option<Diagnostic> {
        let test = self.test.as_ref()?;
        let nowhere = [
            (test.attempts != 1, "which attempt counts"),
            (test.time_limit.is_some() && test.extensions > 0, "the extensions of the time"),
            (!test.test_out.is_empty(), "the lessons that it frees from"),
            (!test.remediation.is_empty(), "the lessons to read again"),
        ];
        parts.extend(nowhere.into_iter().filter(|(is_lost, _)| *is_lost).map(|(_, what)| what.to_owned()));
        let message = format!("left out of the test: {}", parts.join(", "));
        (!parts.is_empty()).then(|| Diagnostic::new(&rules::LESS_OF_A_TEST, message))
    }
}

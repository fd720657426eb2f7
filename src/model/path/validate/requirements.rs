//! What can be wrong with what a step asks of others.

use super::presence::Presence;
use super::{Check, Entry, known, subject};
use crate::model::path::{Requirement, Step, rules};
use crate::model::{Id, Locus};

/// A requirement of a step has at most so many parts, those that hold others included.
const MOST_PARTS: usize = 200;

/// All requirements of a path together.
const MOST_PARTS_OF_ALL: usize = 5_000;

impl Check<'_> {
    pub(super) fn requirement_sizes(&mut self) {
        let mut all = 0;
        for number in 0..self.entries.len() {
            for (field, requirement) in named(self.entries[number].step) {
                let parts = parts(requirement);
                all += parts;
                if parts > MOST_PARTS {
                    let message = format!("the requirement has more than {MOST_PARTS} parts");
                    self.at(number, field, &rules::TOO_LARGE, message);
                }
            }
        }
        if all > MOST_PARTS_OF_ALL {
            let message = format!("the requirements of the path have more than {MOST_PARTS_OF_ALL} parts");
            self.add(Locus::Field("steps"), "path", &rules::TOO_LARGE, message);
        }
    }

    pub(super) fn requirements(&mut self, number: usize) {
        let step = self.entries[number].step;
        for (field, requirement) in named(step) {
            self.requirement(number, field, requirement);
        }
        let Some(after) = step.after.as_ref().filter(|_| self.is_asked_of_everybody(number)) else { return };
        match self.presence(number, after) {
            Presence::Sure => {}
            Presence::LeftOut(other) => {
                let message = format!("the step waits for `{other}`, which learners may leave out");
                self.at(number, "after", &rules::OPTIONAL_GATE, message).help =
                    Some(format!("make `{other}` required, or say what else is enough"));
            }
            Presence::NotThere(other) => {
                let message = format!("the step waits for `{other}`, which not every learner gets");
                self.at(number, "after", &rules::NOT_FOR_EVERYBODY, message).help =
                    Some("wait for the whole group, or say what else is enough".to_owned());
            }
        }
    }

    fn requirement(&mut self, number: usize, field: &'static str, requirement: &Requirement) {
        match requirement {
            Requirement::Attempted(other)
            | Requirement::Completed(other)
            | Requirement::Passed(other)
            | Requirement::Failed(other)
            | Requirement::Score { step: other, .. } => self.fact(number, field, requirement, other),
            Requirement::All(of) | Requirement::Any(of) | Requirement::AtLeast { of, .. } => {
                let wanted = match requirement {
                    Requirement::All(_) => of.len(),
                    Requirement::AtLeast { count, .. } => usize::from(*count),
                    _ => 1,
                };
                if wanted == 0 || wanted > of.len() {
                    let message = format!("{wanted} of {} requirements are asked for", of.len());
                    self.at(number, field, &rules::REQUIREMENT, message);
                }
                for inner in of {
                    self.requirement(number, field, inner);
                }
            }
        }
    }

    /// One fact about one step.
    fn fact(&mut self, number: usize, field: &'static str, requirement: &Requirement, other: &Id) {
        let Some(found) = self.by_id.get(other).copied() else {
            let message = format!("there is no step `{other}`");
            let help = known("the path has", self.entries.iter().map(|entry| &entry.step.id));
            self.at(number, field, &rules::UNKNOWN_STEP, message).help = Some(help);
            return;
        };
        if self.entries[number].step.id == *other {
            let message = match field {
                "after" => "the step waits for itself".to_owned(),
                _ => "the step is superfluous once it was taken itself".to_owned(),
            };
            self.at(number, field, &rules::CIRCLE, message).help =
                Some("name another step, or take the requirement out".to_owned());
        }
        if let Requirement::Score { at_least, .. } = requirement {
            if !(0.0..=100.0).contains(at_least) {
                let message = format!("{at_least} percent are asked of `{other}`");
                self.at(number, field, &rules::NUMBER, message);
            }
            let subject = subject(self.entries[number].step);
            self.part_of_one(Locus::StepField { step: number, field }, &subject, *at_least);
        }
        if let Some(problem) = not_given(&self.entries[found], requirement) {
            let message = format!("`{other}` {problem}");
            self.at(number, field, &rules::NOT_GIVEN, message).help =
                Some("ask whether it is completed".to_owned());
        }
    }

    /// Whether whoever cannot open the step cannot complete the path.
    fn is_asked_of_everybody(&self, number: usize) -> bool {
        self.around(number).all(|around| {
            let entry = &self.entries[around];
            let is_free = self.left_out_beside(around) > 0;
            !entry.step.optional && !is_free && !entry.is_remedial
        })
    }
}

/// Why a step cannot give what is asked of it.
fn not_given(entry: &Entry<'_>, requirement: &Requirement) -> Option<&'static str> {
    if entry.step.as_group().is_some() {
        let is_fine = matches!(requirement, Requirement::Completed(_));
        return (!is_fine).then_some("is a group, which is completed or not and nothing else");
    }
    let gives = entry.gives?;
    match requirement {
        Requirement::Passed(_) | Requirement::Failed(_) if !gives.can_be_passed => {
            Some("has no pass mark, so nobody passes or fails it")
        }
        Requirement::Score { .. } if !gives.is_scored => Some("has no score"),
        _ => None,
    }
}

/// The requirements of a step, by the names of their fields.
fn named(step: &Step) -> impl Iterator<Item = (&'static str, &Requirement)> {
    let fields = [("after", &step.after), ("skip-if", &step.skip_if)];
    fields.into_iter().filter_map(|(field, requirement)| Some((field, requirement.as_ref()?)))
}

fn parts(requirement: &Requirement) -> usize {
    let (mut parts, mut open) = (0, vec![requirement]);
    while let Some(one) = open.pop() {
        parts += 1;
        if let Requirement::All(of) | Requirement::Any(of) | Requirement::AtLeast { of, .. } = one {
            open.extend(of);
        }
    }
    parts
}

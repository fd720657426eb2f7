//! What can be wrong with when a step is done, what passes it, and how often it may be tried.

use super::{Check, Gives, subject};
use crate::model::Locus;
use crate::model::path::{Done, Remediation, Step, rules};

impl Check<'_> {
    pub(super) fn effort(&mut self, number: usize, step: &Step) {
        if step.time_limit == Some(0) {
            self.at(number, "time-limit", &rules::NUMBER, "the time limit is 0 minutes");
        }
        if let Some(mark) = step.pass_mark.filter(|mark| !(0.0..=100.0).contains(mark)) {
            self.at(number, "pass-mark", &rules::NUMBER, format!("the pass mark is {mark}"));
        }
        if let Some(mark) = step.pass_mark {
            self.part_of_one(Locus::StepField { step: number, field: "pass-mark" }, &subject(step), mark);
        }
        if step.attempts == Some(0) {
            self.at(number, "attempts", &rules::TRIES, "the step may be taken 0 times").help =
                Some("leave `attempts` out: then it may be taken as often as wanted".to_owned());
        }
        if let Some(gives) = self.entries[number].gives {
            self.reachable(number, step, gives);
        }
        if let Some(remediation) = &step.remediation {
            self.remediation(number, step, remediation);
        }
    }

    /// Whether what the step asks for can be reached with what it is made of.
    fn reachable(&mut self, number: usize, step: &Step, gives: Gives) {
        if step.pass_mark.is_some() && !gives.is_scored {
            let message = "the step has a pass mark, but nothing in it is scored";
            self.at(number, "pass-mark", &rules::NOTHING_TO_PASS, message);
        }
        if step.weight.is_some_and(|weight| weight > 0.0) && !gives.is_scored {
            let message = "the step has a weight, but nothing in it is scored";
            self.at(number, "weight", &rules::NOTHING_TO_PASS, message);
        }
        match step.done {
            Some(Done::Passed) if !gives.can_be_passed => {
                let message = "the step is done when it is passed, but nobody can pass it";
                self.at(number, "done", &rules::NOTHING_TO_PASS, message).help =
                    Some("give it a `pass-mark`, or its course a `mastery-score`".to_owned());
            }
            Some(Done::Finished) if !gives.asks => {
                let message = "the step is done when it is answered, but it asks nothing";
                self.at(number, "done", &rules::NOTHING_TO_PASS, message).help =
                    Some("leave `done` out: then it is done when it is completed".to_owned());
            }
            _ => {}
        }
        if step.attempts.is_some_and(|attempts| attempts > 1) && !self.can_fail(step) {
            let message = "the step may be taken several times, but nobody can fail it";
            self.at(number, "attempts", &rules::IDLE_ATTEMPTS, message);
        }
    }

    fn remediation(&mut self, number: usize, step: &Step, remediation: &Remediation) {
        let Remediation { tries, rounds, steps } = remediation;
        let problem = match (tries, rounds) {
            (0, _) => Some(("each round has 0 tries", "give at least one")),
            (_, Some(0)) => Some((
                "there are 0 rounds after the first",
                "leave `rounds` out: then there are as many as needed; or leave `remediation` out, and say `attempts`",
            )),
            _ if step.attempts.is_some() => Some((
                "the step has both `attempts` and remedial steps",
                "take `attempts` out: `tries` says after how many the remedial steps come, `rounds` how often there are more",
            )),
            _ => None,
        };
        if let Some((problem, help)) = problem {
            self.at(number, "remediation", &rules::TRIES, problem).help = Some(help.to_owned());
        }
        let all = tries_in_all(remediation);
        if all > Remediation::MAX_TRIES {
            let message = format!("all rounds together have {all} tries");
            self.at(number, "remediation", &rules::TRIES, message).help =
                Some(format!("give at most {} tries, or leave `rounds` out", Remediation::MAX_TRIES));
        }
        if steps.is_empty() {
            self.at(number, "remediation", &rules::EMPTY_GROUP, "there are no remedial steps");
        }
        if !self.can_fail(step) && self.entries[number].gives.is_some() {
            let message = "the step has remedial steps, but nobody can fail it";
            self.at(number, "remediation", &rules::CANNOT_FAIL, message);
        }
        if self.around(number).any(|around| self.entries[around].is_remedial) {
            let message = "the step is a remedial step and has remedial steps";
            self.at(number, "remediation", &rules::NESTED_REMEDIATION, message);
        }
    }

    /// What only what learners take can say.
    pub(super) fn not_for_groups(&mut self, number: usize, step: &Step) {
        for (field, is_said) in [
            ("done", step.done.is_some()),
            ("pass-mark", step.pass_mark.is_some()),
            ("attempts", step.attempts.is_some()),
            ("remediation", step.remediation.is_some()),
            ("time-limit", step.time_limit.is_some()),
            ("due", step.due.is_some()),
        ] {
            if is_said {
                let message = format!("a group cannot have `{field}`");
                self.at(number, field, &rules::MISPLACED, message).help =
                    Some("say it of the steps in the group".to_owned());
            }
        }
    }

    /// Whether an attempt can end failed while the step is not done.
    pub(super) fn can_fail(&self, step: &Step) -> bool {
        self.path.pass_mark_of(step).is_some() && self.path.done_of(step) != Done::Finished
    }

    /// The step itself and what it is in.
    pub(super) fn around(&self, number: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(number), |number| self.entries[*number].parent)
    }
}

/// Without a number of rounds, those of the first and then any number of times.
pub(super) fn tries_in_all(remediation: &Remediation) -> usize {
    let tries = usize::from(remediation.tries);
    match remediation.rounds {
        Some(rounds) => tries * (usize::from(rounds) + 1),
        None => tries,
    }
}

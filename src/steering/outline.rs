//! A learning path in words, line by line.

use std::fmt::Write as _;

use super::words::{self, Words};
use crate::model::path::{Group, LearningPath, Order, Step};

impl LearningPath {
    /// The path in English words, for people who read rather than look: a line for each step with its number, what goes for it
    /// below, and what opens it.
    #[must_use]
    pub fn outline(&self) -> String {
        let words = Words::of(self);
        format!("{}\n{}", self.title, words.outline())
    }
}

impl Words<'_> {
    /// All steps and what opens them, and when the path ends.
    pub(super) fn outline(&self) -> String {
        let mut outline = format!("{}\n\n", words::rule(&self.path.steps));
        let mut open = vec![];
        put(&mut open, &self.path.steps, 0);
        while let Some(line) = open.pop() {
            let Line { step, before, level } = match line {
                Entry::Step(line) => line,
                Entry::Words(words, level) => {
                    let _ = writeln!(outline, "{:indent$}{words}", "", indent = level * 4);
                    continue;
                }
            };
            self.line(&mut outline, step, before, level);
            if let Some(remediation) = &step.remediation {
                open.push(Entry::Words(words::then_again(remediation.tries, remediation.rounds), level + 1));
                put_steps(&mut open, &remediation.steps, level + 2, true);
                open.push(Entry::Words(format!("{}:", words::after_failing(remediation.tries)), level + 1));
            }
            if let Some(group) = step.as_group() {
                put(&mut open, group, level + 1);
            }
        }
        outline.push('\n');
        for end in self.ends() {
            let _ = writeln!(outline, "{end}.");
        }
        outline
    }

    fn line(&self, outline: &mut String, step: &Step, before: Option<&Step>, level: usize) {
        let indent = level * 4;
        let (number, title) = (self.number(&step.id), self.path.title_of(step));
        let what = match step.as_group() {
            Some(group) => words::rule(group),
            None => self.kind(step).to_owned(),
        };
        let _ = writeln!(outline, "{:indent$}{number}  {title} [{what}]", "");
        let mut more = |words: &str| {
            let _ = writeln!(outline, "{:indent$}    {words}", "");
        };
        let terms = self.terms(step);
        if !terms.is_empty() {
            more(&terms.join(", "));
        }
        let follows = before.map(|before| format!("after {}", self.number(&before.id)));
        let gate = step.after.as_ref().map(|requirement| format!("once {}", self.requirement(requirement)));
        if follows.is_some() || gate.is_some() {
            let opens: Vec<_> = follows.into_iter().chain(gate).collect();
            more(&format!("opens {}", opens.join(" and ")));
        }
        if let Some(requirement) = &step.skip_if {
            more(&format!("passed over once {}", self.requirement(requirement)));
        }
    }
}

/// What is still to be written, the next one last.
enum Entry<'a> {
    Step(Line<'a>),
    Words(String, usize),
}

/// A step, and the one that has to be done before it, if there is one.
struct Line<'a> {
    step: &'a Step,
    before: Option<&'a Step>,
    level: usize,
}

fn put<'a>(open: &mut Vec<Entry<'a>>, group: &'a Group, level: usize) {
    put_steps(open, &group.steps, level, group.order == Order::Linear);
}

fn put_steps<'a>(open: &mut Vec<Entry<'a>>, steps: &'a [Step], level: usize, is_linear: bool) {
    let at = open.len();
    let mut before = None;
    for step in steps {
        open.push(Entry::Step(Line { step, before: before.filter(|_| is_linear), level }));
        before = Some(step).filter(|step| !step.optional).or(before);
    }
    open[at..].reverse();
}

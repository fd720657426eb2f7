//! What a path says, in English words: for drawings and outlines that authors and those who ordered the path read.

use std::collections::BTreeMap;

use crate::model::Id;
use crate::model::path::{Content, Done, Group, LearningPath, Order, Requirement, Step, Success};

/// Titles are cut after so many characters where another step names them.
const SHORT_TITLE: usize = 44;

/// A path, and the numbers by which its steps are named: `3`, `4.2`, and `2a` for the first remedial step of step 2.
pub(super) struct Words<'a> {
    pub(super) path: &'a LearningPath,
    steps: BTreeMap<&'a Id, (&'a Step, String)>,
}

impl<'a> Words<'a> {
    pub(super) fn of(path: &'a LearningPath) -> Self {
        let mut steps = BTreeMap::new();
        let mut open: Vec<_> = numbered(&path.steps.steps, |number| number.to_string()).collect();
        while let Some((step, number)) = open.pop() {
            if let Some(group) = step.as_group() {
                open.extend(numbered(&group.steps, |inner| format!("{number}.{inner}")));
            }
            if let Some(remediation) = &step.remediation {
                open.extend(numbered(&remediation.steps, |inner| format!("{number}{}", letters(inner))));
            }
            steps.entry(&step.id).or_insert((step, number));
        }
        Self { path, steps }
    }

    /// The number of a step.
    pub(super) fn number(&self, step: &Id) -> &str {
        self.steps.get(step).map_or("", |(_, number)| number)
    }

    /// `“Trust comes first” (2)`.
    pub(super) fn name(&self, id: &Id) -> String {
        let Some((step, number)) = self.steps.get(id) else { return format!("“{id}”") };
        let title = self.path.title_of(step);
        let cut = title.char_indices().nth(SHORT_TITLE).map(|(at, _)| title[..at].trim_end());
        let (title, more) = (cut.unwrap_or(title), if cut.is_some() { "…" } else { "" });
        format!("“{}” ({number})", isolated(&format!("{title}{more}")))
    }

    /// What has to be reached, after "once": `“Trust comes first” (2) is passed`.
    pub(super) fn requirement(&self, requirement: &Requirement) -> String {
        let list = |of: &[Requirement], between: &str| {
            let each = of.iter().map(|one| match one {
                Requirement::All(inner) | Requirement::Any(inner) if inner.len() > 1 && of.len() > 1 => {
                    format!("({})", self.requirement(one))
                }
                _ => self.requirement(one),
            });
            each.collect::<Vec<_>>().join(between)
        };
        match requirement {
            Requirement::Attempted(step) => format!("{} is begun", self.name(step)),
            Requirement::Completed(step) => format!("{} is done", self.name(step)),
            Requirement::Passed(step) => format!("{} is passed", self.name(step)),
            Requirement::Failed(step) => format!("{} was failed", self.name(step)),
            Requirement::Score { step, at_least } => {
                format!("{at_least} % are reached in {}", self.name(step))
            }
            Requirement::All(of) => list(of, " and "),
            Requirement::Any(of) => list(of, " or "),
            Requirement::AtLeast { count, of } => format!("{count} of these: {}", list(of, "; ")),
        }
    }

    /// Of which kind a step is.
    pub(super) fn kind(&self, step: &Step) -> &'static str {
        match &step.content {
            Content::Course { .. } => "Course",
            Content::Lesson { .. } => "Lesson",
            Content::Test { .. } => "Test",
            Content::Session(_) => "Live session",
            Content::Assignment(_) => "Assignment",
            Content::Discussion(_) => "Discussion",
            Content::Link { .. } => "Web page",
            Content::Group(_) => "Group",
        }
    }

    /// What goes for a step: whether it may be left out, what passes, how often, how long.
    pub(super) fn terms(&self, step: &Step) -> Vec<String> {
        let mut terms = Vec::new();
        if step.optional {
            terms.push("optional".to_owned());
        }
        match &step.content {
            Content::Test { draws } => {
                let questions: u32 = draws.iter().map(|draw| u32::from(draw.count)).sum();
                terms.push(count(questions, "question"));
            }
            Content::Session(session) => {
                terms.push(format!("{}, {} minutes", session.start, session.minutes))
            }
            _ => {}
        }
        if step.as_group().is_none() {
            terms.extend(self.done(step));
        }
        let attempts = step.attempts.map(|attempts| count(attempts.into(), "attempt"));
        terms.extend(attempts.filter(|_| step.remediation.is_none()));
        terms.extend(step.time_limit.map(|minutes| format!("{} at most", count(minutes.into(), "minute"))));
        terms.extend(step.due.map(|days| format!("due within {}", count(days.into(), "day"))));
        terms.extend(step.weight.map(|weight| match weight {
            0.0 => "its score does not count".to_owned(),
            weight => format!("weight {weight}"),
        }));
        terms
    }

    fn done(&self, step: &Step) -> Vec<String> {
        let mark = self.path.pass_mark_of(step);
        match (self.path.done_of(step), mark) {
            (Done::Passed, Some(mark)) => vec![format!("to be passed with {mark} %")],
            (Done::Passed, None) => vec!["to be passed".to_owned()],
            (done, mark) => {
                let pass_mark = mark.map(|mark| format!("passed with {mark} %"));
                let finished =
                    (done == Done::Finished).then(|| "done once finished, passed or not".to_owned());
                pass_mark.into_iter().chain(finished).collect()
            }
        }
    }

    /// When the whole is completed and passed.
    pub(super) fn ends(&self) -> Vec<String> {
        let passed = match self.path.success {
            Success::EveryStep => {
                "Passed when every step that can be passed and is not optional is passed".to_owned()
            }
            Success::Score(percent) => format!("Passed with a score of {percent} % over all steps"),
        };
        let can_be_passed =
            |step: &&Step| step.as_group().is_none() && self.path.pass_mark_of(step).is_some();
        let passed = Some(passed).filter(|_| self.path.all_steps().iter().any(can_be_passed));
        let certificate = self.path.certificate.as_ref().map(|_| "There is a certificate".to_owned());
        let completed = match self.path.steps.choose {
            None => "Completed when every step that is not optional is done".to_owned(),
            Some(choose) => format!("Completed when {} done", are(choose.into(), "step")),
        };
        [completed].into_iter().chain(passed).chain(certificate).collect()
    }
}

/// A title that is written from right to left, kept apart from the English words around it: else quotation marks and numbers
/// change sides (UAX #9, X5c).
fn isolated(title: &str) -> String {
    let is_right_to_left = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    match title.chars().any(is_right_to_left) {
        true => format!("\u{2068}{title}\u{2069}"),
        false => title.to_owned(),
    }
}

/// How the steps of a group are taken: `Choose 1 of 2, in any order`.
pub(super) fn rule(group: &Group) -> String {
    let required = group.steps.iter().filter(|step| !step.optional).count();
    let all = group.steps.len();
    let mut rule = Vec::new();
    rule.extend(group.draw.map(|draw| format!("drawn for each learner: {draw} of {all}")));
    // Of those that are drawn, nobody can say how many are required.
    let of = if group.draw.is_some() { String::new() } else { format!(" of {required}") };
    rule.extend(group.choose.map(|choose| format!("choose {choose}{of}")));
    rule.push(
        match (group.order, group.choose, all) {
            (_, None, 0 | 1) => "one step",
            (_, Some(1), _) if group.order != Order::Linear => "",
            (Order::Linear, ..) => "one after the other",
            (Order::Any | Order::Choice, ..) => "in any order",
        }
        .to_owned(),
    );
    rule.extend(group.shuffle.then(|| "shuffled".to_owned()));
    rule.retain(|part| !part.is_empty());
    capitalised(&rule.join(", "))
}

/// What comes after how many failures: heads the remedial steps.
pub(super) fn after_failing(tries: u16) -> String {
    match tries {
        0 | 1 => "If it is failed".to_owned(),
        tries => format!("If it is failed {tries} times"),
    }
}

/// What comes after the remedial steps.
pub(super) fn then_again(tries: u16, rounds: Option<u16>) -> String {
    match (tries, rounds) {
        (_, None) => "then again, as often as needed".to_owned(),
        (0 | 1, Some(1)) => "then once more".to_owned(),
        (0 | 1, Some(rounds)) => format!("then once more; so {rounds} times at most"),
        (tries, Some(1)) => format!("then {tries} more attempts"),
        (tries, Some(rounds)) => format!("then {tries} more attempts; so {rounds} times at most"),
    }
}

/// `1 day`, `2 days`.
fn count(number: u32, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

fn are(number: u32, what: &str) -> String {
    format!("{} {}", count(number, what), if number == 1 { "is" } else { "are" })
}

fn numbered(steps: &[Step], name: impl Fn(usize) -> String) -> impl Iterator<Item = (&Step, String)> {
    steps.iter().zip(1..).map(move |(step, number)| (step, name(number)))
}

/// `a` for 1, `z` for 26, `aa` for 27.
fn letters(number: usize) -> String {
    let (mut rest, mut letters) = (number, Vec::new());
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// The text with a capital at its beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

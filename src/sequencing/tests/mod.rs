//! The law of each process, on trees of letters, and the paths that authors ask for.

mod choice;
mod content;
mod delivery;
mod explore;
mod flow;
mod lookahead;
mod objectives;
mod paths;
mod random;
mod rollup;
mod state;
mod termination;

use super::*;

/// A course from an outline: one activity a line, two blanks deeper than the one around it. All clusters flow.
fn outline(text: &str) -> ActivityTree {
    outline_with(text, |_, _| {})
}

/// The same, with more to say about the sequencing of each activity.
fn outline_with(text: &str, say: impl Fn(&str, &mut Sequencing)) -> ActivityTree {
    activities(text, |activity| say(&activity.id.clone(), &mut activity.sequencing))
}

/// The same, with more to say about each activity.
fn activities(text: &str, say: impl Fn(&mut Activity)) -> ActivityTree {
    let mut path: Vec<&str> = Vec::new();
    let mut tree = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let id = line.trim();
        let depth = (line.len() - line.trim_start().len()) / 2;
        path.truncate(depth);
        let mut activity = Activity::new(id);
        activity.sequencing.control_mode.flow = true;
        say(&mut activity);
        match (&mut tree, path.last()) {
            (None, _) => tree = Some(ActivityTree::new(activity)),
            (Some(tree), Some(parent)) => tree.add(parent, activity).unwrap(),
            (Some(_), None) => panic!("two roots"),
        }
        path.push(id);
    }
    tree.unwrap()
}

const TWO_MODULES: &str = "
root
  a
    a1
    a2
  b
    b1
    b2
";

/// A learner, and what they do.
struct Learner(Engine);

impl Learner {
    fn new(tree: ActivityTree) -> Self {
        Self(Engine::new(tree, Edition::Fourth, 1))
    }

    /// One who has begun.
    fn started(tree: ActivityTree) -> Self {
        let mut learner = Self::new(tree);
        learner.asks(Request::Start);
        learner
    }

    /// What comes of a request, as a word: the activity's name, `waiting`, `ended`, or the exception's code.
    fn asks(&mut self, request: Request) -> String {
        match self.0.request(&request) {
            Ok(Outcome::Delivered(id)) => id,
            Ok(Outcome::Waiting) => "waiting".to_owned(),
            Ok(Outcome::Ended) => "ended".to_owned(),
            Err(refusal) => refusal.exception.code().to_owned(),
        }
    }

    fn chooses(&mut self, id: &str) -> String {
        self.asks(Request::Choice(id.to_owned()))
    }

    fn continues(&mut self) -> String {
        self.asks(Request::Continue)
    }

    /// The content says this before the learner does something.
    fn with(&mut self, data: RunTimeData) -> &mut Self {
        self.0.report(&data);
        self
    }

    fn passes(&mut self) -> &mut Self {
        self.with(RunTimeData { success: Some(true), completion: Some(true), ..Default::default() })
    }

    fn fails(&mut self) -> &mut Self {
        self.with(RunTimeData { success: Some(false), completion: Some(true), ..Default::default() })
    }

    fn scores(&mut self, scaled: f64) -> &mut Self {
        self.with(RunTimeData { scaled_score: Some(scaled), completion: Some(true), ..Default::default() })
    }

    fn satisfied(&self, id: &str) -> Option<bool> {
        self.0.status(id).unwrap().primary.satisfied
    }

    fn completed(&self, id: &str) -> Option<bool> {
        self.0.status(id).unwrap().primary.completed
    }

    fn measure(&self, id: &str) -> Option<f64> {
        self.0.status(id).unwrap().primary.measure
    }

    fn choices(&self) -> Vec<String> {
        self.0.valid_requests().choice
    }
}

/// Content that says itself how it ended.
fn communicates(sequencing: &mut Sequencing) {
    sequencing.delivery_controls.completion_set_by_content = true;
    sequencing.delivery_controls.objective_set_by_content = true;
}

fn when(kind: ConditionKind) -> RuleCondition {
    kind.into()
}

fn unless(kind: ConditionKind) -> RuleCondition {
    when(kind).negated()
}

/// Holds as long as the objective is not satisfied, known or not.
fn until_satisfied<A>(objective: &str, action: A) -> Rule<A> {
    Rule::any(
        [
            unless(ConditionKind::Satisfied).of(objective),
            unless(ConditionKind::ObjectiveStatusKnown).of(objective),
        ],
        action,
    )
}

//! The paths of the fixtures do what their patterns promise: each is walked by a learner or two.
#![cfg(feature = "source")]

use std::path::Path;

use coursewright::LearningPath;
use coursewright::steering::{Learner, Outcome};

/// A learner on a path of the fixtures, and what they do.
struct Walk(Learner);

impl Walk {
    fn on(folder: &str) -> Self {
        Self::with_seed(folder, 1)
    }

    fn with_seed(folder: &str, seed: u64) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
        Self(Learner::new(&LearningPath::from_folder(folder).unwrap().route(), seed))
    }

    #[track_caller]
    fn place(&self, id: &str) -> usize {
        self.0.route().position(&id.into()).unwrap_or_else(|| panic!("there is no place {id}"))
    }

    fn names(&self, places: impl IntoIterator<Item = usize>) -> String {
        let names = places.into_iter().map(|place| self.0.route().places()[place].id.to_string());
        names.collect::<Vec<_>>().join(" ")
    }

    fn choices(&self) -> String {
        self.names(self.0.choices())
    }

    fn next(&self) -> String {
        self.names(self.0.next())
    }

    #[track_caller]
    fn report(&mut self, id: &str, outcome: Outcome) -> &mut Self {
        self.0.enter(self.place(id)).unwrap();
        self.0.report(&outcome);
        self.0.leave();
        self
    }

    /// Reads to the end of what asks nothing.
    #[track_caller]
    fn reads(&mut self, id: &str) -> &mut Self {
        self.report(id, Outcome { ended: true, completed: true, ..Outcome::default() })
    }

    #[track_caller]
    fn scores(&mut self, id: &str, score: f64) -> &mut Self {
        let mark = self.0.route().places()[self.place(id)].leaf().and_then(|leaf| leaf.pass_mark);
        let passed = mark.map(|mark| score >= mark);
        let completed = passed != Some(false);
        self.report(id, Outcome { ended: true, completed, passed, score: Some(score) })
    }

    #[track_caller]
    fn passes(&mut self, id: &str) -> &mut Self {
        self.scores(id, 100.0)
    }

    #[track_caller]
    fn fails(&mut self, id: &str) -> &mut Self {
        self.scores(id, 0.0)
    }

    /// Completed, and passed if that can be.
    fn ends(&self) -> (bool, Option<bool>) {
        let status = self.0.status();
        (status.completed, status.passed)
    }
}

const PASSED: (bool, Option<bool>) = (true, Some(true));

#[test]
fn linear_one_after_the_other() {
    let mut learner = Walk::on("paths/linear");
    assert_eq!((learner.choices(), learner.next()), ("hello".into(), "hello".into()));
    learner.reads("hello").fails("first-talk");
    assert_eq!((learner.choices(), learner.next()), ("hello first-talk".into(), "".into()));
    learner.passes("first-talk").reads("first-month");
    assert_eq!(learner.ends(), PASSED);
}

#[test]
fn free_choice_all_is_open_and_what_is_optional_may_be_left_out() {
    let mut learner = Walk::on("paths/free-choice");
    assert_eq!(learner.choices(), "before during afterwards other-voices");
    learner.reads("afterwards").reads("during").reads("before");
    assert_eq!((learner.ends(), learner.next()), ((true, None), "during".into()));
}

#[test]
fn prerequisites_open_what_waits_for_them() {
    let mut learner = Walk::on("paths/prerequisites");
    assert_eq!(learner.choices(), "listening feedback");
    learner.scores("feedback", 50.0);
    assert_eq!(learner.choices(), "listening feedback disagreeing");
    learner.passes("disagreeing");
    assert_eq!(learner.choices(), "listening feedback disagreeing", "the talk waits for listening, too");
    learner.reads("listening").reads("real-talk");
    assert_eq!(learner.ends(), PASSED);

    let mut skilled = Walk::on("paths/prerequisites");
    skilled.scores("feedback", 95.0).reads("listening");
    assert_eq!(skilled.choices(), "listening feedback disagreeing real-talk", "90 percent are enough");
}

#[test]
fn test_out_takes_past_what_is_known() {
    let mut skilled = Walk::on("paths/test-out");
    skilled.passes("before-you-begin");
    assert_eq!(skilled.next(), "final-test");
    skilled.passes("final-test");
    assert_eq!(skilled.ends(), PASSED);

    let mut other = Walk::on("paths/test-out");
    other.fails("before-you-begin");
    assert_eq!(other.next(), "what-to-delegate");
    other.reads("what-to-delegate").reads("how-to-hand-over").passes("final-test");
    assert_eq!(other.ends(), PASSED);
}

#[test]
fn remediation_comes_between_the_tries() {
    let mut learner = Walk::on("paths/remediation");
    let first = learner.next();
    learner.fails(&first);
    let second = learner.next();
    learner.fails(&second);
    assert_eq!(learner.next(), "promises-again");
    learner.reads("promises-again");
    let third = learner.next();
    learner.fails(&third).passes(&third);
    assert_eq!(learner.next(), "one-promise");
    learner.reads("one-promise");
    assert_eq!(learner.ends(), PASSED);
}

#[test]
fn mastery_opens_the_next_part() {
    let mut learner = Walk::on("paths/mastery-gating");
    learner.scores("first-part", 50.0);
    assert_eq!(learner.choices(), "first-part");
    learner.scores("first-part", 100.0);
    assert_eq!(learner.choices(), "first-part second-part");
    learner.passes("second-part").reads("in-your-team");
    assert_eq!(learner.ends(), PASSED);
}

#[test]
fn random_subsets_differ_and_are_enough() {
    let offered = |seed| {
        let learner = Walk::with_seed("paths/random-subset", seed);
        learner.choices().split(' ').map(str::to_owned).collect::<Vec<_>>()
    };
    let drawn: std::collections::BTreeSet<_> = (0..40).map(offered).collect();
    assert!(drawn.len() > 4 && drawn.iter().all(|two| two.len() == 2), "{drawn:?}");
    let mut learner = Walk::with_seed("paths/random-subset", 3);
    for _ in 0..2 {
        let next = learner.next();
        learner.passes(&next);
    }
    assert_eq!(learner.next(), "your-own");
    learner.reads("your-own");
    assert_eq!(learner.ends(), PASSED);
}

#[test]
fn knowledge_sets_the_pace() {
    let mut skilled = Walk::on("paths/knowledge-paced");
    skilled.passes("check-objectives");
    assert_eq!(skilled.next(), "check-results");
    skilled.passes("check-results");
    assert_eq!((skilled.ends(), skilled.next()), (PASSED, "".into()));

    let mut other = Walk::on("paths/knowledge-paced");
    other.fails("check-objectives");
    assert_eq!((other.choices(), other.next()), ("read-objectives".into(), "read-objectives".into()));
    other.passes("read-objectives").fails("check-results").passes("read-results");
    assert_eq!(other.ends(), PASSED);
}

#[test]
fn time_limits_and_days_reach_the_route() {
    let learner = Walk::on("paths/timed");
    let leaf = |id| learner.0.route().places()[learner.place(id)].leaf().unwrap();
    assert_eq!((leaf("against-the-clock").time_limit, leaf("against-the-clock").due), (Some(5), Some(5)));
    assert_eq!((leaf("four-questions").time_limit, leaf("four-questions").due), (None, Some(2)));
}

#[test]
fn leaders_and_their_managers() {
    let mut learner = Walk::on("courses");
    learner.passes("further-ahead");
    for _ in 0..2 {
        let next = learner.next();
        learner.fails(&next);
    }
    assert_eq!(learner.next(), "hard-talks-again");
    learner.scores("hard-talks-again", 40.0);
    let again = learner.next();
    learner.passes(&again).reads("workshop");
    assert_eq!(learner.next(), "", "learners choose where they go on");
    // Whoever passes the pre-test of one is taken past it.
    learner.passes("okrs-pre-test");
    assert!(learner.0.is_done(learner.place("focus")));
    learner.passes("leading-course").reads("mentoring-circle");
    assert_eq!(learner.next(), "final-test");
    learner.scores("final-test", 70.0);
    assert_eq!(learner.ends(), (false, None));
    learner.scores("final-test", 75.0);
    assert_eq!(learner.ends(), PASSED);

    let mut other = Walk::on("courses");
    other.passes("further-ahead").passes("upward-1").reads("workshop").fails("middle-pre-test");
    assert!(!other.0.is_done(other.place("focus")));
    other.passes("middle-course");
    assert!(other.0.is_done(other.place("focus")));
}

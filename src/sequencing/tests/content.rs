//! What content hands in at the end of its attempt.

use super::*;

fn ends(learner: &mut Learner, data: &RunTimeData, request: Option<Request>) -> Outcome {
    learner.0.content_ended(data, request).unwrap()
}

fn delivered(id: &str) -> Outcome {
    Outcome::Delivered(id.to_owned())
}

#[test]
fn the_request_of_the_learner_goes_before_that_of_the_content() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    let data = RunTimeData { request: Some(Request::Choice("b2".to_owned())), ..Default::default() };
    assert_eq!(ends(&mut learner, &data, Some(Request::Continue)), delivered("a2"));
    assert_eq!(ends(&mut learner, &data, None), delivered("b2"));
    assert_eq!(ends(&mut learner, &RunTimeData::default(), None), Outcome::Waiting);
}

#[test]
fn content_jumps_wherever_nothing_forbids_delivery() {
    let tree = outline_with(TWO_MODULES, |id, it| {
        it.control_mode.choice = false;
        it.control_mode.flow = id == "root" || id == "a";
        if id == "b2" {
            it.rules.pre.push(Rule::all([when(ConditionKind::Always)], PreAction::Disabled));
        }
    });
    let jump = |to: &str| RunTimeData { request: Some(Request::Jump(to.to_owned())), ..Default::default() };
    let mut learner = Learner::started(tree.clone());
    assert_eq!(learner.0.valid_requests().jump, ["a1", "a2", "b1"]);
    assert_eq!(ends(&mut learner, &jump("b1"), None), delivered("b1"));
    let refusal = learner.0.content_ended(&jump("b2"), None).unwrap_err();
    assert_eq!(refusal.exception.code(), "DB.1.1-3");
    // There is no jump before the 4th Edition.
    let mut third = Learner(Engine::new(tree, Edition::Third, 1));
    third.asks(Request::Start);
    assert_eq!(ends(&mut third, &jump("b1"), None), Outcome::Waiting);
    assert_eq!(third.0.valid_requests().jump, [""; 0]);
}

#[test]
fn who_runs_out_of_time_or_logs_out_leaves_the_course() {
    for exit in [Exit::TimeOut, Exit::Logout] {
        let mut learner = Learner::started(outline(TWO_MODULES));
        let data = RunTimeData { exit, ..Default::default() };
        assert_eq!(ends(&mut learner, &data, Some(Request::Continue)), Outcome::Ended);
    }
}

#[test]
fn a_passing_score_decides_whatever_content_says() {
    let tree = outline_with("root", |_, it| it.objectives.primary.satisfied_by_measure = Some(0.8));
    let mut learner = Learner::started(tree);
    let says = |scaled_score| RunTimeData { success: Some(true), scaled_score, ..Default::default() };
    learner.with(says(Some(0.5)));
    assert_eq!(learner.satisfied("root"), Some(false));
    learner.with(says(None));
    assert_eq!(learner.satisfied("root"), None);
    learner.with(says(Some(0.8)));
    assert_eq!(learner.satisfied("root"), Some(true));
}

#[test]
fn progress_decides_on_completion_where_there_is_a_threshold() {
    let tree = activities("root", |it| {
        it.completion_threshold.completed_by_measure = true;
        it.completion_threshold.min_progress_measure = 0.5;
    });
    let mut learner = Learner::started(tree);
    let says =
        |progress_measure| RunTimeData { completion: Some(true), progress_measure, ..Default::default() };
    learner.with(says(Some(0.4)));
    assert_eq!(learner.completed("root"), Some(false));
    learner.with(says(None));
    assert_eq!(learner.completed("root"), Some(true));
}

#[test]
fn numbers_out_of_their_range_are_no_numbers() {
    let mut learner = Learner::started(outline("root"));
    for nonsense in [f64::NAN, f64::INFINITY, 1.1, -1.1] {
        learner.scores(nonsense);
        assert_eq!(learner.measure("root"), None);
    }
}

#[test]
fn nobody_reports_for_what_is_not_delivered() {
    let mut learner = Learner::new(outline("root"));
    learner.passes();
    assert_eq!(learner.satisfied("root"), None);
}

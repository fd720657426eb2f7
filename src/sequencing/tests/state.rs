//! What is kept between two requests.

use super::*;

#[test]
fn a_learner_goes_on_from_a_state_that_was_written_and_read() {
    let mut learner = Learner::started(outline(TWO_MODULES));
    learner.scores(0.25).continues();
    learner.asks(Request::SuspendAll);
    let text = serde_json::to_string(learner.0.state()).unwrap();
    let state = serde_json::from_str(&text).unwrap();
    let mut again = Learner(Engine::restore(outline(TWO_MODULES), Edition::Fourth, state).unwrap());
    assert_eq!(again.0.state(), learner.0.state());
    assert_eq!(again.asks(Request::ResumeAll), "a2");
    assert_eq!(again.measure("a1"), Some(0.25));
}

#[test]
fn a_state_of_another_course_is_refused() {
    let state = Learner::started(outline(TWO_MODULES)).0.state().clone();
    let other = |tree| Engine::restore(tree, Edition::Fourth, state.clone()).unwrap_err();
    assert_eq!(other(outline("root")), StateMismatch);
    let with_objective =
        outline_with(TWO_MODULES, |_, it| it.objectives.others.push(Objective::named("more")));
    assert_eq!(other(with_objective), StateMismatch);
}

#[test]
fn exceptions_keep_the_standards_names() {
    for exception in Exception::ALL {
        let text = serde_json::to_string(exception).unwrap();
        assert_eq!(text.trim_matches('"'), exception.code());
        assert!(exception.to_string().starts_with(exception.code()));
    }
}

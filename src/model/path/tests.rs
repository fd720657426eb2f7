//! What paths promise. Each finding once, with what mends it.

use super::{
    Content, Done, LearningPath, Order, PathBuilder, Remediation, RemediationBuilder, Requirement, Step,
    StepBuilder, Success, TestDraw,
};
use crate::diagnostic::{Diagnostic, Report, Severity};
use crate::model::{
    Assessment, Bank, Block, Brand, Certificate, Course, Discussion, GlossaryTerm, Lesson, LiveSession,
    Picture, Question, Rectangle, Region, SignOff,
};

mod courses;
mod findings;

/// A course with a lesson, a question, and two questions in a bank. Its questions have the same identifiers as those of every
/// other one.
fn course(id: &str) -> Course {
    let asked = |id: &str| Question::true_false(id, "A kept promise builds trust.", true);
    Course::builder(id, format!("Course {id}"))
        .mastery_score(80)
        .objective("trust", "Explain what builds trust")
        .bank(
            Bank::new("final", "Final").question(asked("first").objective("trust")).question(asked("second")),
        )
        .lesson(Lesson::builder("promises", "Kept promises").question(asked("kept")))
        .lesson(Lesson::builder("check", "Check yourself").draw("some", "final", 1))
        .build()
        .unwrap()
}

/// A course in which nothing is asked.
fn reading(id: &str) -> Course {
    let page = Block::Text { markdown: "Trust grows from kept promises.".to_owned() };
    Course::builder(id, format!("Reading {id}"))
        .lesson(Lesson::builder("page", "Page").block(page))
        .build()
        .unwrap()
}

/// A step that can be passed.
fn step(id: &str) -> StepBuilder {
    Step::course(id, &course(id))
}

fn path() -> PathBuilder {
    LearningPath::builder("leaders", "Leaders and their managers").language("en-GB")
}

/// Every finding about a path, whether it can be built or not.
fn report(path: PathBuilder) -> Report {
    match path.build() {
        Ok(path) => path.check(),
        Err(report) => report,
    }
}

/// The only finding about a path.
#[track_caller]
fn only(path: PathBuilder) -> Diagnostic {
    let report = report(path);
    assert_eq!(report.len(), 1, "{report}");
    report.into_iter().next().unwrap()
}

/// That the only finding about a path follows this rule, is about this, and says this.
#[track_caller]
fn finds(path: PathBuilder, code: &str, subject: &str, message: &str) {
    let found = only(path);
    assert_eq!((found.code(), found.subject.as_str(), found.message.as_str()), (code, subject, message));
}

#[test]
fn what_serde_writes_it_reads() {
    let path = path()
        .success(Success::Score(70.0))
        .certificate(Certificate::new().signed_by("Ada Marsh"))
        .brand(Brand::new().colour("accent", "#0f4c81"))
        .step(
            Step::test("before")
                .title("What you know")
                .draw_from(&course("trust"), "final", 1)
                .pass_mark(80)
                .pre_test(),
        )
        .step(
            step("trust").tested_out_by("before").remediation(
                Remediation::after(2)
                    .rounds(1)
                    .step(Step::lesson("again", &course("trust"), "promises").done(Done::Finished)),
            ),
        )
        .step(Step::session(
            LiveSession::new("workshop", "Putting it to work", "2027-03-01 10:00", "UTC", 90).code("HARBOUR"),
        ))
        .step(
            Step::group("focus", "Where you want to grow")
                .order(Order::Choice)
                .choose(1)
                .step(step("okrs").due_after_days(14))
                .step(step("organisation").attempts(2).time_limit(30).weight(0.5)),
        )
        .step(
            Step::assignment(SignOff::new("talk", "Have the talk.", "TIDE-27").by("Your mentor"))
                .title("The talk"),
        )
        .step(Step::discussion(Discussion::new("circle", "Mentoring circle", "What did you try?")).optional())
        .step(Step::link("more", "More", "https://example.com/more").description("The second part."))
        .step(
            Step::test("final").title("Final test").draw_from(&course("okrs"), "final", 2).after(
                Requirement::at_least(1, [Requirement::passed("trust"), Requirement::score("okrs", 50)]),
            ),
        )
        .build()
        .unwrap();
    let text = serde_json::to_string(&path).unwrap();
    assert_eq!(serde_json::from_str::<LearningPath>(&text).unwrap(), path);
}

#[test]
fn each_course_is_carried_once() {
    let trust = course("trust");
    let path = path()
        .course(&trust)
        .step(Step::lesson("promises", &trust, "promises"))
        .step(Step::group("rest", "The rest").step(Step::course("whole", &trust)))
        .step(Step::test("final").title("Final test").draw_from(&trust, "final", 1));
    assert_eq!(path.build().unwrap().courses, [trust]);
}

#[test]
fn what_is_wrong_with_a_course_is_told_once() {
    let mut wrong = reading("trust");
    wrong.title.clear();
    let path =
        path().step(Step::course("one", &wrong).title("One")).step(Step::course("two", &wrong).title("Two"));
    finds(path, "CW101", "course", "the title is empty");
}

#[test]
fn steps_are_listed_groups_first_and_remedial_steps_behind_what_they_are_for() {
    let remediation = Remediation::after(1).step(Step::course("read", &reading("read")));
    let group = Step::group("group", "Group").step(step("one").remediation(remediation)).step(step("two"));
    let path = path().step(group).step(step("three")).build().unwrap();
    let ids: Vec<_> = path.all_steps().into_iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids, ["group", "one", "read", "two", "three"]);
}

#[test]
fn a_step_is_passed_by_its_own_mark_or_that_of_what_it_is_made_of() {
    let tested = Course::builder("tested", "Tested")
        .lesson(
            Lesson::builder("test", "Test")
                .assessment(Assessment::new().pass_mark(60))
                .question(Question::true_false("kept", "A kept promise builds trust.", true)),
        )
        .build()
        .unwrap();
    let path = path()
        .step(step("own").pass_mark(90))
        .step(step("course"))
        .step(Step::lesson("lesson", &course("course"), "promises"))
        .step(Step::lesson("test", &tested, "test"))
        .step(Step::course("reading", &reading("reading")))
        .step(step("survey").done(Done::Completed))
        .build()
        .unwrap();
    let steps = path.all_steps();
    let marks: Vec<_> = steps.iter().map(|step| path.pass_mark_of(step)).collect();
    assert_eq!(marks, [Some(90.0), Some(80.0), Some(80.0), Some(60.0), None, Some(80.0)]);
    let done: Vec<_> = steps.iter().map(|step| path.done_of(step)).collect();
    let passed = Done::Passed;
    assert_eq!(done, [passed, passed, passed, passed, Done::Completed, Done::Completed]);
}

//! One promise for each finding.

use super::*;

#[test]
fn identifiers_are_legal_and_each_is_used_once() {
    finds(
        path().step(Step::course("Trust!", &course("trust"))),
        "CW102",
        "step `Trust!`",
        "`Trust!` is not a legal identifier",
    );
    let twice =
        path().step(Step::course("one", &course("trust"))).step(Step::course("one", &course("trust")));
    finds(twice, "CW103", "step `one`", "the identifier `one` is used by two steps");
}

#[test]
fn two_courses_with_one_identifier_are_told_apart() {
    let mut other = course("trust");
    other.title = "Another course".to_owned();
    let path = path().step(step("trust")).step(Step::course("other", &other));
    let message = "the path has two different courses with the identifier `trust`";
    finds(path, "CW103", "course `trust`", message);
}

#[test]
fn a_path_says_what_courses_have_to_say() {
    finds(LearningPath::builder("leaders", " ").step(step("trust")), "CW101", "path", "the title is empty");
    finds(path().language("English").step(step("trust")), "CW119", "path", "`English` is not a language tag");
    let brand = Brand::new().colour("accent", "blue");
    finds(path().brand(brand).step(step("trust")), "CW127", "brand", "colour `accent` is `blue`");
    let brand = Brand::new().logo("logo.svg", "Harbour Line");
    finds(path().brand(brand).step(step("trust")), "CW114", "brand", "the logo `logo.svg` is not there");
}

#[test]
fn a_certificate_names_a_score_only_where_there_is_one() {
    let certificate = Certificate::new().text("{name}: {score}");
    assert!(path().certificate(certificate.clone()).step(step("trust")).build().is_ok());
    let reading = path().certificate(certificate).step(Step::course("read", &reading("read")));
    finds(reading, "CW159", "certificate", "the text names the score, but no step is scored");
    let wrong = path().certificate(Certificate::new().text("{nobody}")).step(step("trust"));
    finds(wrong, "CW158", "certificate", "nothing stands for `{nobody}`");
}

#[test]
fn what_has_no_title_of_its_own_needs_one() {
    let untitled = Step::test("final").draw_from(&course("trust"), "final", 1);
    finds(path().step(untitled), "CW101", "step `final`", "the step has no title");
    finds(path().step(step("trust").title("")), "CW101", "step `trust`", "the title is empty");
    let untitled =
        Step::session(LiveSession::new("workshop", "", "2027-03-01 10:00", "UTC", 90).code("TIDE"));
    finds(path().step(untitled.clone()), "CW101", "step `workshop`", "the step has no title");
    assert!(path().step(untitled.title("Workshop")).build().is_ok());
}

#[test]
fn there_is_something_to_do() {
    finds(path(), "CW701", "path", "the path has no steps");
    let empty = path().step(step("trust")).step(Step::group("rest", "The rest"));
    finds(empty, "CW701", "step `rest`", "the group has no steps");
    finds(
        path().step(step("trust").remediation(Remediation::after(1))),
        "CW701",
        "step `trust`",
        "there are no remedial steps",
    );
}

#[test]
fn requirements_name_steps_that_are_there() {
    let path = path().step(step("why")).step(step("trust").after_passing("wyh"));
    let found = only(path);
    assert_eq!((found.code(), found.message.as_str()), ("CW702", "there is no step `wyh`"));
    assert_eq!(found.help.as_deref(), Some("the path has `why`, `trust`"));
}

#[test]
fn a_step_does_not_wait_for_itself() {
    finds(path().step(step("why").after_passing("why")), "CW703", "step `why`", "the step waits for itself");
    let skipped = path().step(step("why").tested_out_by("why"));
    finds(skipped, "CW703", "step `why`", "the step is superfluous once it was taken itself");
}

#[test]
fn circles_are_named() {
    let path = path()
        .order(Order::Any)
        .step(step("one").after_passing("three"))
        .step(step("two").after_passing("one"))
        .step(step("three").after_completing("two"))
        .step(step("waits-for-all-of-them").after_passing("three"));
    let message = "`one` waits for `three`, `three` waits for `two`, `two` waits for `one`";
    finds(path, "CW703", "step `one`", message);
}

#[test]
fn two_circles_are_two_findings() {
    let pair = |one: &'static str, other: &'static str| {
        [step(one).after_passing(other), step(other).after_passing(one)]
    };
    let steps = pair("one", "two").into_iter().chain(pair("three", "four"));
    let path = steps.fold(path().order(Order::Any), PathBuilder::step);
    assert_eq!(report(path).len(), 2);
}

#[test]
fn nothing_waits_for_what_comes_later_in_order() {
    let path = path().step(step("why").after_passing("trust")).step(step("middle")).step(step("trust"));
    let message = "`why` waits for `trust`, `trust` stands after `middle`, `middle` stands after `why`";
    finds(path, "CW703", "step `why`", message);
}

#[test]
fn a_later_step_may_be_waited_for_by_what_holds_nothing_up() {
    let path = path().step(step("bonus").optional().after_passing("trust")).step(step("trust"));
    assert!(report(path).is_empty());
}

#[test]
fn nothing_waits_for_what_is_inside_of_it() {
    let group = Step::group("rest", "The rest").step(step("trust")).after_passing("trust");
    finds(path().step(group), "CW703", "step `rest`", "`rest` waits for `trust`, `trust` is in `rest`");
    let inside = Step::group("rest", "The rest").step(step("trust").after_completing("rest"));
    finds(
        path().step(inside),
        "CW703",
        "step `trust`",
        "`trust` waits for `rest`, `rest` is done with `trust`",
    );
}

#[test]
fn one_way_out_of_a_circle_is_enough() {
    let either = Requirement::passed("two").or(Requirement::passed("three"));
    let path = path()
        .order(Order::Any)
        .step(step("one").after(either))
        .step(step("two").after_passing("one"))
        .step(step("three"));
    assert!(report(path).is_empty());
}

#[test]
fn what_can_be_skipped_lets_those_after_it_open() {
    // Whoever tests out of the first step never waits for it, so the second may be what the first waits for.
    let before =
        Step::test("before").title("Before").draw_from(&course("trust"), "final", 1).pass_mark(80).pre_test();
    let path = path().step(before).step(step("one").tested_out_by("before")).step(step("two"));
    assert!(report(path).is_empty());
}

#[test]
fn steps_may_make_each_other_superfluous() {
    let path = path()
        .step(step("one").skip_if(Requirement::completed("two")))
        .step(step("two").skip_if(Requirement::completed("one")))
        .step(step("three"));
    assert!(report(path).is_empty());
}

#[test]
fn a_step_is_asked_only_for_what_it_can_give() {
    let after = |requirement| {
        path().step(Step::course("read", &reading("read"))).step(step("trust").after(requirement))
    };
    let message = "`read` has no pass mark, so nobody passes or fails it";
    finds(after(Requirement::passed("read")), "CW704", "step `trust`", message);
    finds(after(Requirement::failed("read")), "CW704", "step `trust`", message);
    finds(after(Requirement::score("read", 50)), "CW704", "step `trust`", "`read` has no score");
    assert!(report(after(Requirement::completed("read"))).is_empty());
    let group = Step::group("first", "First").step(step("one"));
    let of_group = path().step(group).step(step("trust").after_passing("first"));
    let message = "`first` is a group, which is completed or not and nothing else";
    finds(of_group, "CW704", "step `trust`", message);
}

#[test]
fn requirements_ask_for_as_much_as_there_is() {
    let after = |requirement| path().step(step("one")).step(step("two").after(requirement));
    let one = || [Requirement::passed("one")];
    let impossible = after(Requirement::at_least(2, one()));
    finds(impossible, "CW705", "step `two`", "2 of 1 requirements are asked for");
    finds(after(Requirement::at_least(0, one())), "CW705", "step `two`", "0 of 1 requirements are asked for");
    finds(after(Requirement::Any(Vec::new())), "CW705", "step `two`", "1 of 0 requirements are asked for");
    finds(after(Requirement::All(Vec::new())), "CW705", "step `two`", "0 of 0 requirements are asked for");
}

fn drawn_group() -> StepBuilder {
    let steps = ["one", "two", "three"].map(step);
    steps.into_iter().fold(Step::group("some", "Some").order(Order::Any).draw(2), StepBuilder::step)
}

#[test]
fn nobody_waits_for_what_they_were_not_drawn() {
    let path_after = |requirement| path().step(drawn_group()).step(step("last").after(requirement));
    let message = "the step waits for `one`, which not every learner gets";
    finds(path_after(Requirement::passed("one")), "CW706", "step `last`", message);
    let one_of_two = Requirement::passed("one").or(Requirement::passed("two"));
    assert!(report(path_after(one_of_two)).is_empty(), "two of three are drawn, so one of these is");
    let of = || ["one", "two", "three"].map(Requirement::passed);
    assert!(report(path_after(Requirement::at_least(2, of()))).is_empty());
    assert_eq!(only(path_after(Requirement::at_least(3, of()))).code(), "CW706");
    assert!(report(path_after(Requirement::completed("some"))).is_empty());
}

#[test]
fn nobody_waits_for_remedial_steps_that_they_never_get() {
    let remediation = || Remediation::after(2).step(Step::course("read", &reading("read")));
    let path_after = |last: StepBuilder| path().step(step("trust").remediation(remediation())).step(last);
    let message = "the step waits for `read`, which not every learner gets";
    finds(path_after(step("last").after_completing("read")), "CW706", "step `last`", message);
    assert!(report(path_after(step("last").optional().after_completing("read"))).is_empty());
}

#[test]
fn remedial_steps_may_wait_for_each_other() {
    let read = |id: &str| Step::course(id, &reading("read"));
    let remediation = Remediation::after(2).step(read("one")).step(read("two").after_completing("one"));
    assert!(report(path().step(step("trust").remediation(remediation))).is_empty());
}

#[test]
fn optional_steps_that_hold_others_up_are_told() {
    let path_after =
        |last: StepBuilder| path().step(step("extra").optional()).step(step("middle")).step(last);
    let found = only(path_after(step("last").after_passing("extra")));
    assert_eq!((found.code(), found.severity()), ("CW707", Severity::Warning));
    assert_eq!(found.message, "the step waits for `extra`, which learners may leave out");
    assert!(report(path_after(step("last").optional().after_passing("extra"))).is_empty());
}

#[test]
fn of_what_is_chosen_not_everything_is_waited_for() {
    let choice =
        || Step::group("some", "Some").order(Order::Choice).choose(1).step(step("one")).step(step("two"));
    let path_after = |requirement| path().step(choice()).step(step("last").after(requirement));
    assert_eq!(only(path_after(Requirement::passed("one"))).code(), "CW707");
    assert!(
        report(path_after(Requirement::completed("one"))).is_empty(),
        "who takes the other has skipped it"
    );
    assert!(report(path_after(Requirement::passed("one").or(Requirement::passed("two")))).is_empty());
}

#[test]
fn groups_ask_for_steps_that_they_have() {
    let group =
        || Step::group("some", "Some").order(Order::Any).step(step("one")).step(step("two").optional());
    let chosen = |count| path().step(group().choose(count));
    finds(chosen(2), "CW708", "step `some`", "2 steps are to be chosen of 1 that are not optional");
    finds(chosen(0), "CW708", "step `some`", "0 steps are to be chosen of 1 that are not optional");
    finds(path().step(group().draw(3)), "CW708", "step `some`", "3 steps are drawn of 2");
    finds(path().step(group().draw(0)), "CW708", "step `some`", "0 steps are drawn of 2");
    let message = "1 steps are to be chosen, and some learners are drawn only 0 that are not optional";
    finds(path().step(group().draw(1).choose(1)), "CW708", "step `some`", message);
    finds(
        path().choose(2).step(step("one")),
        "CW708",
        "path",
        "2 steps are to be chosen of 1 that are not optional",
    );
}

#[test]
fn an_order_is_kept_or_shuffled() {
    let message = "the steps stand one after the other, but they are shuffled";
    finds(path().shuffle().step(step("one")).step(step("two")), "CW709", "path", message);
    assert!(report(path().order(Order::Any).shuffle().step(step("one")).step(step("two"))).is_empty());
    let message = "the steps stand one after the other, but they are drawn";
    finds(path().step(drawn_group().order(Order::Linear)), "CW709", "step `some`", message);
    assert!(report(path().step(drawn_group())).is_empty());
    let all = Step::group("some", "Some").draw(2).step(step("one")).step(step("two"));
    assert!(report(path().step(all)).is_empty(), "who draws all has nothing to draw");
}

#[test]
fn what_follows_a_drawn_group_waits_for_as_many_steps_as_everybody_has_to_do() {
    let message = "some of the steps that are drawn hold nothing up, and what follows does not know which";
    let optional = || drawn_group().step(step("extra").optional());
    let found = only(path().step(optional()).step(step("last")));
    assert_eq!(
        (found.code(), found.severity(), found.message.as_str()),
        ("CW725", Severity::Warning, message)
    );
    let superfluous = || drawn_group().step(step("known").tested_out_by("before"));
    let found = only(path().step(step("before")).step(superfluous()).step(step("last")));
    assert_eq!((found.code(), found.subject.as_str()), ("CW725", "step `some`"));
    let named = path().order(Order::Any).step(step("last").after_completing("some")).step(optional());
    assert_eq!(only(named).code(), "CW725");
    for waits_for_nobody in [
        path().step(step("first")).step(optional()),
        path().order(Order::Any).step(optional()).step(step("last")),
        path().step(drawn_group()).step(step("last")),
        path().step(optional().choose(1)).step(step("last")),
    ] {
        let report = report(waits_for_nobody);
        assert!(report.is_empty(), "{report}");
    }
}

#[test]
fn nobody_chooses_between_what_stands_in_order() {
    let found = only(path().choose(1).step(step("one")).step(step("two")));
    assert_eq!((found.code(), found.severity()), ("CW710", Severity::Warning));
}

#[test]
fn what_may_be_tried_may_be_tried_once() {
    let read = || Step::course("read", &reading("read"));
    finds(path().step(step("trust").attempts(0)), "CW711", "step `trust`", "the step may be taken 0 times");
    let remediated = |remediation| path().step(step("trust").remediation(remediation));
    finds(remediated(Remediation::after(0).step(read())), "CW711", "step `trust`", "each round has 0 tries");
    let rounds = Remediation::after(1).rounds(0).step(read());
    finds(remediated(rounds), "CW711", "step `trust`", "there are 0 rounds after the first");
    let both = path().step(step("trust").attempts(3).remediation(Remediation::after(1).step(read())));
    finds(both, "CW711", "step `trust`", "the step has both `attempts` and remedial steps");
    let endless = remediated(Remediation::after(101).step(read()));
    finds(endless, "CW711", "step `trust`", "all rounds together have 101 tries");
    let rounds = |rounds| remediated(Remediation::after(2).rounds(rounds).step(read()));
    finds(rounds(50), "CW711", "step `trust`", "all rounds together have 102 tries");
    let path = rounds(49).build().unwrap();
    let tries = path.route().leaves().filter(|(_, leaf)| leaf.attempts == Some(1)).count();
    assert_eq!(tries, 100, "nothing of what is said is left out");
}

/// `0.8` is what spreadsheets call 80 percent.
#[test]
fn a_percent_that_was_taken_for_a_part_of_one_is_told() {
    let marked = |mark| path().step(step("trust").pass_mark(mark));
    let asked =
        |percent| path().step(step("trust")).step(step("late").after(Requirement::score("trust", percent)));
    for (path, subject) in [
        (marked(0.8), "step `trust`"),
        (asked(0.8), "step `late`"),
        (path().success(Success::Score(0.8)).step(step("trust")), "path"),
    ] {
        let report = path.build().map(|path| path.check()).unwrap_or_else(|report| report);
        let found =
            report.iter().find(|finding| finding.code() == "CW169").unwrap_or_else(|| panic!("{report}"));
        assert_eq!((found.subject.as_str(), found.message.as_str()), (subject, "it takes 0.8 percent"));
        assert_eq!(found.help.as_deref(), Some("for 80 percent, write `80`"));
    }
    assert!(!marked(2.0).build().unwrap().check().iter().any(|finding| finding.code() == "CW169"));
}

#[test]
fn groups_say_nothing_that_only_steps_can_say() {
    let group = || Step::group("rest", "The rest").step(step("trust"));
    for (wrong, field) in [
        (group().done(Done::Passed), "done"),
        (group().pass_mark(80), "pass-mark"),
        (group().attempts(2), "attempts"),
        (group().time_limit(30), "time-limit"),
        (group().due_after_days(7), "due"),
    ] {
        finds(path().step(wrong), "CW712", "step `rest`", &format!("a group cannot have `{field}`"));
    }
}

#[test]
fn builders_tell_of_what_a_step_cannot_have() {
    let message = "the step draws steps, but it is no group";
    finds(path().step(step("trust").draw(2)), "CW712", "step `trust`", message);
    let message = "the step draws from a bank, but it is no test";
    finds(
        path().step(step("trust").draw_from(&course("trust"), "final", 1)),
        "CW712",
        "step `trust`",
        message,
    );
    let message = "the step has a description, which only links and sessions have";
    finds(path().step(step("trust").description("Read.")), "CW712", "step `trust`", message);
}

#[test]
fn numbers_are_in_their_ranges() {
    finds(path().step(step("trust").weight(1.5)), "CW713", "step `trust`", "the weight is 1.5");
    finds(path().step(step("trust").pass_mark(101)), "CW713", "step `trust`", "the pass mark is 101");
    finds(path().step(step("trust").pass_mark(f64::NAN)), "CW713", "step `trust`", "the pass mark is NaN");
    finds(path().step(step("trust").time_limit(0)), "CW713", "step `trust`", "the time limit is 0 minutes");
    let success = path().success(Success::Score(-1.0)).step(step("trust"));
    finds(success, "CW713", "path", "the path is passed with -1 percent");
    let asked = path().step(step("one")).step(step("two").after(Requirement::score("one", 120)));
    finds(asked, "CW713", "step `two`", "120 percent are asked of `one`");
}

#[test]
fn what_has_to_be_passed_can_be_passed() {
    let read = || Step::course("read", &reading("read"));
    let message = "the step has a pass mark, but nothing in it is scored";
    finds(path().step(read().pass_mark(80)), "CW714", "step `read`", message);
    let message = "the step has a weight, but nothing in it is scored";
    finds(path().step(read().weight(0.5)), "CW714", "step `read`", message);
    let message = "the step is done when it is passed, but nobody can pass it";
    finds(path().step(read().done(Done::Passed)), "CW714", "step `read`", message);
    let message = "the step is done when it is answered, but it asks nothing";
    finds(path().step(read().done(Done::Finished)), "CW714", "step `read`", message);
    let message = "the path is passed by its score, but nothing in it has one";
    finds(path().success(Success::Score(50.0)).step(read()), "CW714", "path", message);
    finds(path().success(Success::Score(50.0)).step(step("trust").weight(0)), "CW714", "path", message);
}

#[test]
fn steps_are_made_of_what_is_there() {
    let trust = course("trust");
    let mut unknown = Step::new("one", Content::Course { course: "turst".into() });
    let found = only(
        path().course(&trust).step(step("two")).step(Step::course("three", &trust)).step(unknown.clone()),
    );
    assert_eq!((found.code(), found.message.as_str()), ("CW715", "the path has no course `turst`"));
    assert_eq!(found.help.as_deref(), Some("the path has `trust`, `two`"));
    let message = "the course `trust` has no lesson `promise`";
    finds(path().step(Step::lesson("one", &trust, "promise")), "CW715", "step `one`", message);
    let test = Step::test("final").title("Final").draw_from(&trust, "finals", 1);
    finds(path().step(test), "CW715", "step `final`", "the course `trust` has no bank `finals`");
    let draws = vec![TestDraw { course: "okrs".into(), bank: "final".into(), count: 1 }];
    unknown.content = Content::Test { draws };
    unknown.title = Some("Final".to_owned());
    finds(path().step(step("two")).step(unknown), "CW715", "step `one`", "the path has no course `okrs`");
}

#[test]
fn tests_ask_something() {
    finds(
        path().step(Step::test("final").title("Final")),
        "CW716",
        "step `final`",
        "the test draws no questions",
    );
}

#[test]
fn no_more_is_drawn_than_a_bank_has() {
    let trust = course("trust");
    let test = || Step::test("final").title("Final");
    let too_many = test().draw_from(&trust, "final", 3);
    finds(path().step(too_many), "CW161", "step `final`", "3 questions are drawn, the bank `final` has 2");
    let together = test().draw_from(&trust, "final", 1).draw_from(&trust, "final", 2);
    finds(path().step(together), "CW161", "step `final`", "3 questions are drawn, the bank `final` has 2");
    let nothing = test().draw_from(&trust, "final", 0);
    finds(path().step(nothing), "CW161", "step `final`", "0 questions are drawn, the bank `final` has 2");
}

#[test]
fn links_are_https() {
    for wrong in ["http://example.com", "javascript:alert(1)", "example.com", "https://", "https://a b"] {
        let message = format!("the link leads to `{wrong}`");
        finds(path().step(Step::link("more", "More", wrong)), "CW717", "step `more`", &message);
    }
}

#[test]
fn sessions_without_a_code_are_told() {
    let session = LiveSession::new("workshop", "Workshop", "2027-03-01 10:00", "UTC", 90);
    let found = only(path().step(Step::session(session.clone())));
    assert_eq!((found.code(), found.severity()), ("CW718", Severity::Warning));
    assert!(report(path().step(Step::session(session.code("HARBOUR")))).is_empty());
}

#[test]
fn what_is_wrong_with_a_block_is_told_at_its_step() {
    let session = LiveSession::new("workshop", "Workshop", "tomorrow", "UTC", 90).code("HARBOUR");
    let found = only(path().step(Step::session(session)));
    assert_eq!(found.subject, "step `workshop`");
    assert!(matches!(found.code(), "CW152" | "CW157"), "{found}");
    let task = Step::assignment(SignOff::new("talk", "Have the talk.", "!!")).title("The talk");
    finds(path().step(task), "CW151", "step `talk`", "the code is `!!`");
    let discussion = Step::discussion(Discussion::new("circle", "Circle", " "));
    finds(path().step(discussion), "CW124", "step `circle`", "the block is empty");
}

#[test]
fn paths_have_a_size_that_people_can_walk() {
    let deep =
        (0..20).fold(step("leaf"), |inner, level| Step::group(format!("g{level}"), "Group").step(inner));
    let found = report(path().step(deep));
    assert!(found.iter().any(|finding| finding.code() == "CW719"), "{found}");
    let many =
        (0..=LearningPath::MAX_STEPS).map(|number| Step::course(format!("s{number}"), &reading("read")));
    let found = only(many.fold(path(), PathBuilder::step));
    assert_eq!((found.code(), found.message.as_str()), ("CW719", "the path has 1001 steps"));
    let long = Requirement::Any(vec![Requirement::passed("one"); 300]);
    let found = only(path().step(step("one")).step(step("two").after(long)));
    assert_eq!(found.message, "the requirement has more than 200 parts");
}

#[test]
fn remedial_steps_of_all_rounds_are_counted() {
    let remedy = (0..300).map(|number| Step::course(format!("r{number}"), &reading("read")));
    let remediation = remedy.fold(Remediation::after(1).rounds(99), RemediationBuilder::step);
    let found = only(path().step(step("trust").remediation(remediation)));
    let message = "with the remedial steps of all rounds the path has 29801 steps";
    assert_eq!((found.code(), found.message.as_str()), ("CW719", message));
}

#[test]
fn of_a_path_that_is_too_large_nothing_else_is_told() {
    let nobody = || Requirement::Any(vec![Requirement::passed("nobody"); 300]);
    let found = only(path().step(step("one").weight(7)).step(step("two").attempts(0).after(nobody())));
    assert_eq!(found.code(), "CW719");
}

#[test]
fn something_is_required() {
    let message = "every step is optional, so the path would be completed before it began";
    finds(path().step(step("one").optional()), "CW720", "path", message);
    let group = Step::group("all", "All").step(step("one").optional());
    finds(path().step(group), "CW720", "path", message);
}

#[test]
fn only_those_who_can_fail_need_remedial_steps() {
    let remediation = || Remediation::after(2).step(Step::course("again", &reading("again")));
    let message = "the step has remedial steps, but nobody can fail it";
    let read = Step::course("read", &reading("read")).remediation(remediation());
    finds(path().step(read), "CW721", "step `read`", message);
    finds(
        path().step(step("trust").done(Done::Finished).remediation(remediation())),
        "CW721",
        "step `trust`",
        message,
    );
}

#[test]
fn courses_that_nobody_takes_are_told() {
    let found = only(path().course(&course("okrs")).step(step("trust")));
    assert_eq!((found.code(), found.subject.as_str()), ("CW722", "course `okrs`"));
}

#[test]
fn remedial_steps_have_none_of_their_own() {
    let read = || Step::course("read", &reading("read"));
    let inner = step("inner").remediation(Remediation::after(1).step(read()));
    let path = path().step(step("trust").remediation(Remediation::after(1).step(inner)));
    finds(path, "CW723", "step `inner`", "the step is a remedial step and has remedial steps");
}

#[test]
fn attempts_that_nobody_needs_are_told() {
    let found = only(path().step(Step::course("read", &reading("read")).attempts(2)));
    assert_eq!((found.code(), found.severity()), ("CW724", Severity::Warning));
    assert!(report(path().step(step("trust").done(Done::Finished).attempts(1))).is_empty());
}

#[test]
fn places_are_those_of_the_field_or_of_what_is_around_it() {
    use crate::diagnostic::Place;
    use crate::model::Locus;
    let mut path = path().step(step("one")).step(step("two")).build().unwrap();
    path.steps.steps[1].weight = Some(2.0);
    path.steps.steps[1].attempts = Some(0);
    path.origin.places.insert(Locus::Step(1), Place::at("path.yaml", 7, 1, "- two"));
    path.origin
        .places
        .insert(Locus::StepField { step: 1, field: "weight" }, Place::at("path.yaml", 8, 5, "weight: 2"));
    let report = path.check();
    let lines: Vec<_> =
        report.iter().map(|finding| finding.place.as_ref().and_then(|place| place.line)).collect();
    assert_eq!(lines, [Some(7), Some(8)]);
}

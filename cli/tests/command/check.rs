//! `coursewright check`.

use std::fs;

use coursewright::Standard;

use crate::{COMPLETE, append, edit, names, run, starter};

#[test]
fn nothing_is_written() {
    let (_folder, course) = starter();
    let before = names(&course);
    run!("check", &course).code(0);
    assert_eq!(names(&course), before);
}

#[test]
fn broken_yaml_is_shown_with_file_line_and_column() {
    let (_folder, course) = starter();
    edit(&course.join("course.yaml"), "language: en", "language: [en");
    let place = format!("{}:", course.join("course.yaml").display());
    let run = run!("check", &course).code(1).prints(&["error[CW203]", &place, "coursewright explain CW203"]);
    let line = run.out.lines().find(|line| line.contains(&place)).unwrap();
    let numbers = line.rsplit(':').take(2).map(|number| number.trim().parse::<usize>());
    assert!(numbers.clone().all(|number| number.is_ok()) && numbers.count() == 2, "{line}");
}

#[test]
fn all_problems_of_all_files_are_told_in_one_run_the_gravest_first() {
    let (_folder, course) = starter();
    edit(&course.join("course.yaml"), "mastery-score: 70", "mastery-score: 170");
    edit(&course.join("lessons/welcome.md"), "media/steps.svg", "media/step.svg");
    edit(&course.join("lessons/questions.md"), "::: choice first-step", "::: choise first-step");
    fs::write(course.join("lessons/stray.md"), "---\ntitle: Stray\n---\n").unwrap();
    let run = run!("check", &course).code(1).prints(&[
        "mastery-score: 170",
        "welcome.md:13:1",
        "`media/step.svg` is not there",
        "help: did you mean `choice`?",
        "warning[CW208]",
        "3 errors, 1 warning; run `coursewright explain CW116` to learn more",
    ]);
    let at = |text: &str| run.out.find(text).unwrap();
    assert!(at("error[CW212]") < at("warning[CW208]"), "{}", run.out);
    assert_eq!(run.out.matches("CW208").count(), 1);
}

#[test]
fn warnings_alone_exit_with_0() {
    let (_folder, course) = starter();
    fs::write(course.join("lessons/stray.md"), "---\ntitle: Stray\n---\n").unwrap();
    run!("check", &course, "--standard", COMPLETE).code(0).prints(&["warning[CW208]", "1 warning; run"]);
    run!("check", &course).code(0).prints(&["warning[CW208]"]);
}

#[test]
fn findings_of_each_standard_are_told_once() {
    let (_folder, course) = starter();
    append(&course.join("lessons/welcome.md"), "\n[Nowhere](nowhere.md)\n");
    let run = run!("check", &course).code(1).prints(&["error[CW304]", "1 error"]);
    assert_eq!(run.out.matches("CW304]").count(), 1, "{}", run.out);

    let document = run!("check", &course, "--json").code(1).json();
    let standards: Vec<_> = document["findings"][0]["standards"].as_array().unwrap().iter().collect();
    let have_pages =
        Standard::ALL.iter().map(|standard| standard.name()).filter(|name| !name.starts_with("qti"));
    assert_eq!(standards, have_pages.collect::<Vec<_>>());
}

#[test]
fn what_only_one_standard_cannot_hold_is_an_error_for_it_alone() {
    let (_folder, course) = starter();
    append(&course.join("lessons/questions.md"), &many_gaps(100));
    run!("check", &course).code(1).prints(&["error[CW515]", "SCORM 1.2 keeps 4096"]);
    run!("check", &course, "--standard", "scorm2004-4th").code(0);
}

#[test]
fn how_much_is_kept_of_a_learner_is_told_for_each_standard_that_keeps_any() {
    let (_folder, course) = starter();
    let run = run!("check", &course).code(0);
    let (_, table) = run.out.split_once("kept of a learner's progress at most, in characters:\n").unwrap();
    let rows: Vec<_> = table.lines().take_while(|line| line.starts_with("  ")).collect();
    assert_eq!(
        rows,
        [
            "  SCORM 1.2               80 of    4096",
            "  SCORM 2004 2nd Edition  80 of    4000",
            "  SCORM 2004 3rd Edition  80 of   64000",
            "  SCORM 2004 4th Edition  80 of   64000",
            "  cmi5                    80 of   64000",
            "  xAPI (Tin Can)          80 of   64000",
            "  AICC                    80 of    4096",
            "  Web                     80 of 1000000",
        ]
    );

    let run = run!("check", &course, "--layout", "lessons", "--standard", "scorm12,xapi").code(0);
    run.prints(&["  SCORM 1.2       79 of  4096  lesson `questions`\n", "  xAPI (Tin Can)  80 of 64000\n"]);
}

#[test]
fn what_takes_too_much_says_so_in_the_table_and_in_json() {
    let (_folder, course) = starter();
    append(&course.join("lessons/questions.md"), &many_gaps(100));
    run!("check", &course).code(1).prints(&["of    4096  too much\n", "of   64000\n"]);
    let document = run!("check", &course, "--standard", "scorm12,qti30", "--json").code(1).json();
    let [state] = document["state"].as_array().unwrap().as_slice() else { panic!("{document}") };
    assert_eq!((&state["standard"], &state["limit"]), (&"scorm12".into(), &4096.into()));
    assert!(state["worst_case"].as_u64().unwrap() > 4096, "{state}");
    assert_eq!(state["lesson"], serde_json::Value::Null);

    let document = run!("check", &course, "--standard", "scorm12", "--layout", "lessons", "--json").json();
    assert_eq!(document["state"][0]["lesson"], "questions");
}

/// Questions that need much room in the record of a learner.
pub(crate) fn many_gaps(number: usize) -> String {
    let answer = "a".repeat(60);
    (0..number).map(|n| format!("\n::: fill-in gap-{n}\nWhat?\n\n- [x] {answer}\n:::\n")).collect()
}

#[test]
fn json_has_the_course_and_every_finding_with_its_place() {
    let (_folder, course) = starter();
    edit(&course.join("lessons/welcome.md"), "::: tip", "::: tipp");
    let document = run!("check", &course, "--json").code(1).json();
    assert_eq!(document["ok"], false);
    assert_eq!(document.get("packages"), None);
    let finding = &document["findings"][0];
    assert_eq!(finding["code"], "CW212");
    assert_eq!(finding["severity"], "error");
    assert_eq!(finding["file"], "lessons/welcome.md");
    assert_eq!((&finding["line"], &finding["column"]), (&24.into(), &5.into()));
    assert!(finding["message"].as_str().unwrap().contains("tipp"));
    assert!(finding["help"].as_str().unwrap().contains("tip"));
    for key in ["subject", "clause", "standards"] {
        assert!(finding.get(key).is_some(), "{key}");
    }

    edit(&course.join("lessons/welcome.md"), "::: tipp", "::: tip");
    let document = run!("check", &course, "--json").code(0).json();
    assert_eq!(document["ok"], true);
    assert_eq!(document["course"]["lessons"], 3);
    assert_eq!(document["error"], serde_json::Value::Null);
}

#[test]
fn a_folder_that_is_missing_a_file_or_no_course() {
    let folder = tempfile::tempdir().unwrap();
    run!("check", folder.path().join("missing")).code(2).tells(&["cannot read", "missing"]);
    run!("check", folder.path()).code(1).prints(&["error[CW201]", "course.yaml"]);
    let file = folder.path().join("course.yaml");
    fs::write(&file, "").unwrap();
    run!("check", &file).code(2).tells(&["is a file", "name its folder"]);
}

#[test]
fn letters_outside_ascii_and_control_characters_are_shown_safely() {
    let (_folder, course) = starter();
    append(&course.join("lessons/welcome.md"), "\nGrüße\u{1b}[31m 日本 ![x](media/\u{7}ä.svg)\n");
    run!("check", &course).code(1).prints(&["Grüße␛[31m 日本"]);
}

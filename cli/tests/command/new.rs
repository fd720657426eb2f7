//! `coursewright new`.

use std::fs;

use crate::{COMPLETE, names, run, starter};

#[test]
fn the_starter_checks_and_builds_clean() {
    let (_folder, course) = starter();
    run!("check", &course, "--standard", COMPLETE)
        .code(0)
        .prints(&["Course: 3 lessons, 3 questions", "nothing to complain about"]);
    let run = run!("build", &course, "--standard", COMPLETE).code(0);
    assert_eq!(run.err, "");
    run!("check", &course).code(0);
}

#[test]
fn it_says_what_to_do_next() {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("first-aid");
    let shown = course.display();
    run!("new", &course).code(0).prints(&[
        &format!("coursewright check {shown}"),
        &format!("coursewright build {shown}"),
        "course.yaml",
    ]);
    assert!(
        fs::read_to_string(course.join("course.yaml"))
            .unwrap()
            .contains("id: first-aid\ntitle: \"First aid\"")
    );
}

#[test]
fn the_title_may_be_anything() {
    for title in ["C:\\dir: \"quoted\" # and 'more'", "Überblick – 日本語", "{id}", "yes"] {
        let folder = tempfile::tempdir().unwrap();
        let course = folder.path().join("Kurs 1 (neu)");
        run!("new", &course, "--title", title).code(0);
        run!("check", &course, "--standard", COMPLETE).code(0).prints(&[&format!("{title}: 3 lessons")]);
    }
    run!("new", "x", "--title", "").code(2);
}

#[test]
fn an_empty_folder_is_taken_and_any_other_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    run!("new", folder.path()).code(0);
    let before = names(folder.path());
    fs::write(folder.path().join("course.yaml"), "mine").unwrap();
    run!("new", folder.path()).code(2).tells(&["is not empty"]);
    assert_eq!(names(folder.path()), before);
    assert_eq!(fs::read_to_string(folder.path().join("course.yaml")).unwrap(), "mine");
}

#[test]
fn a_place_that_cannot_be_written_to_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    run!("new", &file).code(2).tells(&["file"]);
    run!("new", file.join("course")).code(2).tells(&["file"]);
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
#[cfg(unix)]
fn a_starter_that_cannot_be_written_whole_is_taken_away_again() {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("deep/course");
    let output = crate::build::with_small_files(1).arg("new").arg(&course).output().unwrap();
    crate::Run::from(output).code(2).tells(&["cannot write", "course.yaml", "make room"]);
    assert_eq!(names(folder.path()), [""; 0]);
}

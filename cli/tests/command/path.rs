//! `coursewright path`, and paths in `build` and `check`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempDir;

use crate::{Run, copy, coursewright, edit, files_of, names, repository, run, validate};

/// A copy of a fixture path in a folder of its own.
fn fixture(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    copy(&repository(&format!("fixtures/paths/{name}")), &path);
    (folder, path)
}

/// Plays a path with these lines.
fn simulate(path: &Path, lines: &str) -> Run {
    let mut child = coursewright()
        .arg("path")
        .arg(path)
        .arg("--simulate")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    Run::from(child.wait_with_output().unwrap()).code(0)
}

#[test]
fn a_path_is_printed_with_what_opens_what() {
    run!("path", repository("fixtures/paths/prerequisites")).code(0).prints(&[
        "Hard conversations\nIn any order\n",
        "1  Listen first [Lesson]\n",
        "2  Giving feedback [Course]\n    to be passed with 50 %\n",
        "opens once “Giving feedback” (2) is passed\n",
        "Completed when every step that is not optional is done.\n",
    ]);
    run!("path", repository("fixtures/paths/remediation"))
        .code(0)
        .prints(&["If it is failed 2 times:\n        1a  Once more, slowly [Lesson]"]);
    run!("path", repository("fixtures/courses")).code(0).prints(&[
        "4  Where you want to go on [Choose 1 of 2]\n    opens after 3\n    4.1  The learning organisation",
    ]);
}

#[test]
fn a_path_is_drawn_into_dist_or_where_it_is_asked_for() {
    let (folder, path) = fixture("test-out");
    let drawn = path.join("dist/delegating.svg");
    run!("path", &path, "--svg").code(0).prints(&[&drawn.display().to_string()]);
    let svg = fs::read_to_string(&drawn).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("Passed over once"), "{svg}");

    let other = folder.path().join("new/p.svg");
    let option = format!("--svg={}", other.display());
    let document = run!("path", &path, option, "--json").code(0).json();
    assert_eq!(document["drawings"], serde_json::json!([other.display().to_string()]));
    assert_eq!(document["path"]["steps"], 4);
    assert_eq!(fs::read_to_string(other).unwrap(), svg);
}

#[test]
fn who_gets_stuck_is_told_with_the_shortest_story_and_drawn() {
    let (_folder, path) = fixture("bad/cycle");
    for command in ["path", "check"] {
        run!(command, &path).code(1).prints(&["`trust` waits for `feedback`"]);
    }
    run!("build", &path).code(1).tells(&["`trust` waits for `feedback`"]);

    let (_folder, path) = fixture("bad/retake-limit");
    let drawn = path.join("dist/two-tries-coverage.svg");
    run!("path", &path, "--coverage").code(0).prints(&["`safety` is failed 2 times", "learners get stuck"]);
    run!("check", &path, "--standard", "scorm12").code(0).prints(&["`safety` is failed 2 times"]);
    let document = run!("path", &path, "--json").code(0).json();
    assert_eq!(document["exploration"]["sound"], false);
    assert_eq!(document["exploration"]["steps"][0]["failed"], true);
    let svg = fs::read_to_string(drawn).unwrap();
    assert!(svg.contains("How to get there: “Safe to ask” (1) is failed 2 times"), "{svg}");

    let sound = run!("path", repository("fixtures/paths/remediation")).code(0);
    assert!(sound.out.ends_with("explored: nobody gets stuck\n"), "{}", sound.out);
}

#[test]
fn a_learner_is_played_step_by_step() {
    let path = repository("fixtures/paths/remediation");
    let run = simulate(&path, "5\nn\nf\n1\nn\nf 40\n3\nc\n4\np\nn\nc\nq\n");
    run.prints(&[
        "1 What builds trust  [open]",
        "5 One promise  [opens once “What builds trust” is done]",
        "it cannot be entered: opens once “What builds trust” is done",
        "1 What builds trust  [failed, 0 %, no attempts left]",
        "it cannot be entered: no attempts left",
        "The path: 100 % done, completed, passed",
    ]);
}

#[test]
fn what_was_typed_wrong_changes_nothing_and_undo_goes_back() {
    let path = repository("fixtures/paths/linear");
    let run = simulate(&path, "9\nx\nu\n1\nz\np 200\nc\nu\nn\nl\n");
    run.prints(&[
        "`9` is no step in the list",
        "`x` is no step in the list",
        "there is nothing to undo",
        "`z` is none of: p passed",
        "`200` is no score between 0 and 100",
        "1 Say hello  [done]",
        "1 Say hello  [begun]",
    ]);
}

#[test]
fn a_folder_without_a_path_is_a_finding_and_a_missing_one_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    run!("path", folder.path()).code(1).prints(&["error[CW28"]);
    run!("path", folder.path().join("nowhere")).code(2).tells(&["cannot read", "nowhere"]);
    let run = run!("path", folder.path().join("nowhere"), "--json").code(2);
    assert_eq!(run.json()["ok"], false);
    run!("path", folder.path(), "--simulate").code(1);
}

#[test]
fn a_path_is_built_as_a_whole_in_steps_or_as_packages() {
    let (folder, path) = fixture("linear");
    let out = folder.path().join("out");
    run!("build", &path, "--standard", "scorm12,scorm2004-4th,web", "--out", &out).code(0);
    assert_eq!(names(&out), ["first-week-scorm12.zip", "first-week-scorm2004-4th.zip", "first-week-web.zip"]);
    for name in names(&out) {
        let files = files_of(&out.join(&name));
        assert!(files.iter().any(|file| file.starts_with("steps/hello/")), "{files:?}");
        validate(&out.join(name));
    }

    let steps = folder.path().join("steps");
    run!("build", &path, "--standard", "scorm2004-4th", "--layout", "steps", "--out", &steps).code(0);
    validate(&steps.join("first-week-scorm2004-4th.zip"));

    let apart = folder.path().join("apart");
    run!("build", &path, "--standard", "scorm12", "--as", "packages", "--out", &apart).code(0);
    let packages = names(&apart.join("first-week-scorm12-packages"));
    assert!(packages.contains(&"path.json".to_owned()) && packages.len() == 4, "{packages:?}");
}

#[test]
fn the_same_path_gives_the_same_packages() {
    let (folder, path) = fixture("test-out");
    let build = |name: &str| {
        let out = folder.path().join(name);
        run!("build", &path, "--standard", "scorm12", "--as", "packages", "--out", &out).code(0);
        let apart = out.join("delegating-scorm12-packages");
        names(&apart).iter().map(|name| fs::read(apart.join(name)).unwrap()).collect::<Vec<_>>()
    };
    assert!(build("one") == build("other"));
}

#[test]
fn a_path_is_checked_for_each_standard() {
    let (_folder, path) = fixture("linear");
    run!("check", &path, "--standard", "scorm12")
        .code(0)
        .prints(&["Your first week as a team lead: 3 steps, 1 course"]);
    edit(&path.join("path.yaml"), "lessons/hello.md", "lessons/nowhere.md");
    run!("check", &path).code(1).prints(&["path.yaml", "nowhere"]);
    run!("build", &path).code(1).tells(&["nowhere"]);
    assert!(!path.join("dist").exists());
}

#[test]
fn what_is_only_for_courses_or_only_for_paths_is_told() {
    let (_folder, path) = fixture("linear");
    run!("build", &path, "--language", "de").code(2).tells(&["no translation of it to `de`"]);
    let (_folder, course) = crate::starter();
    run!("build", &course, "--as", "packages").code(2).tells(&["--as is for learning paths"]);
}

//! Nobody gets stuck on the fixture paths, and how somebody gets stuck on the bad ones.
#![cfg(feature = "source")]

use std::fs;
use std::path::{Path, PathBuf};

use coursewright::model::path::LearningPath;
use coursewright::steering::{Exploration, FindingKind};

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)
}

fn explore(folder: &Path) -> Exploration {
    LearningPath::from_folder(folder).unwrap().explore()
}

#[test]
fn nobody_gets_stuck_on_the_fixture_paths() {
    let mut folders: Vec<_> = fs::read_dir(fixtures("paths")).unwrap().map(|it| it.unwrap().path()).collect();
    folders.push(fixtures("courses"));
    folders.retain(|folder| LearningPath::is_in(folder));
    assert!(folders.len() > 9);
    for folder in folders {
        let exploration = explore(&folder);
        exploration.expect_sound();
        assert!(exploration.is_complete(), "{}: {:?}", folder.display(), exploration.unexplored());
        assert!(exploration.findings().is_empty(), "{}:\n{}", folder.display(), exploration.report());
        for place in exploration.coverage() {
            assert!(place.is_reached && place.opens, "{}: {place:?}", folder.display());
        }
    }
}

/// Authors find what is meant in their file.
#[test]
fn findings_name_the_line_of_what_they_are_about() {
    for (folder, code, line) in [
        ("gate-on-optional", "CW764", "    optional: true"),
        ("retake-limit", "CW763", "    attempts: 2"),
        ("test-out-of-everything", "CW765", "    tested-out-by: pre-test"),
        ("waits-for-skipped", "CW765", "    tested-out-by: pre-test"),
    ] {
        let folder = fixtures("paths/bad").join(folder);
        let text = fs::read_to_string(folder.join("path.yaml")).unwrap();
        let report = explore(&folder).report();
        let finding = report.iter().find(|it| it.code() == code).unwrap_or_else(|| panic!("{report}"));
        let place = finding.place.as_ref().unwrap_or_else(|| panic!("{finding}"));
        let number = text.lines().position(|it| it == line).map(|number| number + 1);
        assert_eq!((place.file.as_str(), place.line), ("path.yaml", number), "{finding}");
    }
}

#[test]
fn known_bad_paths_are_found_with_the_shortest_story() {
    for (folder, kind, step, story) in [
        (
            "gate-on-optional",
            FindingKind::NeedsOptional,
            "long-version",
            "`short-version` is finished; `long-version` is left out",
        ),
        ("retake-limit", FindingKind::LockedOut, "safety", "`safety` is failed 2 times"),
        ("test-out-of-everything", FindingKind::NeedsSuperfluous, "listening", "`pre-test` is passed"),
        ("waits-for-skipped", FindingKind::NeedsSuperfluous, "first-part", "`pre-test` is passed"),
    ] {
        let exploration = explore(&fixtures("paths/bad").join(folder));
        assert!(!exploration.is_sound() && exploration.is_complete(), "{folder}");
        let found = exploration.findings().iter().find(|finding| finding.kind == kind);
        let found = found.unwrap_or_else(|| panic!("{folder}:\n{}", exploration.report()));
        assert_eq!((found.step.as_str(), found.story.to_string().as_str()), (step, story), "{folder}");
        assert_eq!(exploration.report().len(), exploration.findings().len());
    }
}

/// A cycle is told when the folder is read; whoever writes the path in another way is told by the exploration.
#[test]
fn steps_that_wait_for_each_other_are_found_without_a_folder() {
    let test = |id: &str, other: &str| {
        serde_json::json!({
            "id": id, "content": { "type": "test", "draws": [] }, "pass-mark": 100, "after": { "passed": other }
        })
    };
    let steps = serde_json::json!({ "order": "any", "steps": [test("trust", "feedback"), test("feedback", "trust")] });
    let path =
        serde_json::json!({ "id": "each-other", "title": "After you", "language": "en", "steps": steps });
    let exploration = serde_json::from_value::<LearningPath>(path).unwrap().explore();
    let told: Vec<_> = exploration.findings().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "the path can never be completed: `trust` waits for `feedback` to be passed",
            "nobody gets to `trust`: it waits for `feedback` to be passed",
            "nobody gets to `feedback`: it waits for `trust` to be passed",
            "the path can never be passed: `trust` waits for `feedback` to be passed",
        ]
    );
    assert!(exploration.sound().is_err());
}

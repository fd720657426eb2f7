//! Folders of learning paths: what good ones say, and what authors are told about bad ones.
#![cfg(feature = "source")]

use std::fs;
use std::path::{Path, PathBuf};

use coursewright::model::path::LearningPath;

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)
}

/// The folders in a folder, by name.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| LearningPath::is_in(folder));
    folders.sort();
    folders
}

#[test]
fn the_fixture_paths_are_in_order() {
    let mut paths = folders_in(&fixtures("paths"));
    paths.push(fixtures("courses"));
    for folder in paths {
        let report = LearningPath::check_folder(&folder).unwrap();
        assert!(report.is_empty(), "{}:\n{report}", folder.display());
        LearningPath::from_folder(&folder).unwrap();
    }
}

/// The paths in `fixtures/paths/bad` are well written, and yet some learner never gets to the end.
#[test]
fn what_strands_learners_can_be_read() {
    for folder in folders_in(&fixtures("paths/bad")) {
        LearningPath::check_folder(&folder).unwrap();
    }
}

/// Each folder `path-…` in `fixtures/bad` has a golden file `findings.snap`: what an author is told about it.
#[test]
fn bad_folders_are_explained() {
    let mut cases: Vec<_> =
        fs::read_dir(fixtures("bad")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|case| case.file_name().unwrap().to_str().unwrap().starts_with("path-"));
    cases.sort();
    assert!(cases.len() > 7);
    for case in cases {
        let report = LearningPath::check_folder(&case).unwrap();
        assert!(!report.is_empty(), "{}", case.display());
        assert_eq!(LearningPath::from_folder(&case).is_err(), report.has_errors(), "{}", case.display());
        insta::with_settings!({ snapshot_path => &case, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("findings", report);
        });
    }
}

/// A folder with a path file and two courses.
fn folder(name: &str, path: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), path).unwrap();
    for (course, language) in [("why", "en-GB"), ("trust", "de")] {
        let inside = folder.path().join(course);
        fs::create_dir_all(inside.join("lessons")).unwrap();
        let file = format!(
            "id: {course}-course\ntitle: {course}\nlanguage: {language}\nmastery-score: 50\nbanks: [kept]\noutline: [page, test]\n"
        );
        fs::write(inside.join("course.yaml"), file).unwrap();
        fs::write(inside.join("lessons/page.md"), "---\ntitle: Page\n---\nA page.\n").unwrap();
        let test = "---\ntitle: Test\n---\n::: draw some bank=kept count=1\n:::\n";
        fs::write(inside.join("lessons/test.md"), test).unwrap();
        let bank = "---\ntitle: Kept\n---\n::: true-false kept\nPromises are kept.\n\n- [x] True\n- [ ] False\n:::\n";
        fs::create_dir(inside.join("banks")).unwrap();
        fs::write(inside.join("banks/kept.md"), bank).unwrap();
    }
    folder
}

const PATH: &str = r##"
id: leaders
title: Leaders
language: en-GB
description: A path.
keywords: [leaders]
authors: [Coursewright]
version: "1.0"
rights: CC BY 4.0
duration: 60
iri: https://example.com/paths/leaders
brand: { colours: { accent: "#0b5fff" } }
success: { score: 75 }
certificate: { title: Certificate, signed-by: The learning team }
order: any
choose: 5
steps:
  - id: before
    title: Before
    test: { draw: [{ course: trust, bank: kept, count: 1 }] }
    pass-mark: 100
    pre-test: true
  - { id: why, course: why, due: 7, attempts: 3, weight: 0.25, tested-out-by: before }
  - id: trust
    title: Trust
    course: trust
    done: passed
    pass-mark: 80
    remediation: { tries: 2, rounds: 3, steps: [{ id: again, lesson: trust/page }] }
  - id: workshop
    session: { title: Workshop, start: 2027-03-01 10:00, zone: Europe/Berlin, minutes: 90, url: "https://example.com/w", code: TIDE, description: Come. }
    after: { all: [why, { passed: trust }] }
  - id: talk
    title: A talk
    assignment: { task: Talk., by: Your mentor, code: HARBOUR }
    after: { any: [{ attempted: trust }, { failed: trust }, { completed: why }] }
  - id: more
    title: More
    group: { order: choice, choose: 1, draw: 2, shuffle: true }
    skip-if: { at-least: 1, of: [{ score: { step: trust, at-least: 95 } }] }
    steps:
      - { id: circle, discussion: { title: Circle, prompt: What helped? } }
      - { id: page, title: Page, link: { url: "https://example.com/page", description: Look. }, optional: true }
      - { id: test, lesson: why/test, time-limit: 10 }
      - { id: page-of-why, lesson: why/page }
"##;

/// The path of the file, by hand.
fn in_rust(why: &coursewright::Course, trust: &coursewright::Course) -> LearningPath {
    use coursewright::model::path::{Done, Order, Remediation, Requirement, Step, Success};
    use coursewright::model::{Brand, Certificate, Discussion, LiveSession, Metadata, SignOff};

    let metadata = Metadata::new().description("A path.").keyword("leaders").author("Coursewright");
    let metadata =
        metadata.version("1.0").rights("CC BY 4.0").minutes(60).iri("https://example.com/paths/leaders");
    let session = LiveSession::new("workshop", "Workshop", "2027-03-01 10:00", "Europe/Berlin", 90);
    let session = session.url("https://example.com/w").code("TIDE").description("Come.");
    let more = Step::group("more", "More").order(Order::Choice).choose(1).draw(2).shuffle();
    LearningPath::builder("leaders", "Leaders")
        .language("en-GB")
        .metadata(metadata)
        .brand(Brand::new().colour("accent", "#0b5fff"))
        .success(Success::Score(75.0))
        .certificate(Certificate::new().title("Certificate").signed_by("The learning team"))
        .order(Order::Any)
        .choose(5)
        .step(Step::test("before").title("Before").draw_from(trust, "kept", 1).pass_mark(100).pre_test())
        .step(Step::course("why", why).due_after_days(7).attempts(3).weight(0.25).tested_out_by("before"))
        .step(
            Step::course("trust", trust)
                .title("Trust")
                .done(Done::Passed)
                .pass_mark(80)
                .remediation(Remediation::after(2).rounds(3).step(Step::lesson("again", trust, "page"))),
        )
        .step(Step::session(session).after_completing("why").after_passing("trust"))
        .step(
            Step::assignment(SignOff::new("talk", "Talk.", "HARBOUR").by("Your mentor"))
                .title("A talk")
                .after(
                    Requirement::attempted("trust")
                        .or(Requirement::failed("trust"))
                        .or(Requirement::completed("why")),
                ),
        )
        .step(
            more.skip_if(Requirement::at_least(1, [Requirement::score("trust", 95)]))
                .step(Step::discussion(Discussion::new("circle", "Circle", "What helped?")))
                .step(Step::link("page", "Page", "https://example.com/page").description("Look.").optional())
                .step(Step::lesson("test", why, "test").time_limit(10))
                .step(Step::lesson("page-of-why", why, "page")),
        )
        .build()
        .unwrap()
}

#[test]
fn every_format_and_rust_say_the_same() {
    let folder = folder("path.yaml", PATH);
    let read = LearningPath::from_folder(&folder).unwrap();
    let course = |id: &str| read.courses.iter().find(|course| course.id.as_str() == id).unwrap();
    let built = in_rust(course("why-course"), course("trust-course"));
    assert_eq!(read, built);
    let value: serde_json::Value = serde_saphyr::from_str(PATH).unwrap();
    fs::remove_file(folder.path().join("path.yaml")).unwrap();
    for (name, text) in [
        ("path.json", serde_json::to_string_pretty(&value).unwrap()),
        ("path.toml", toml::to_string_pretty(&value).unwrap()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        assert_eq!(LearningPath::from_folder(&folder).unwrap(), built, "{name}");
        fs::remove_file(folder.path().join(name)).unwrap();
    }
}

#[test]
fn warnings_stay_with_the_path() {
    let folder = folder("path.yaml", PATH);
    fs::create_dir(folder.path().join("banks")).unwrap();
    fs::write(folder.path().join("banks/forgotten.md"), "---\ntitle: Forgotten\n---\n").unwrap();
    fs::write(folder.path().join("why/lessons/page.md"), "---\ntitle: Page\n---\n3. Three\n").unwrap();
    let report = LearningPath::check_folder(&folder).unwrap();
    let places = report.iter().map(|finding| finding.place.as_ref().unwrap().file.as_str());
    assert_eq!(places.collect::<Vec<_>>(), ["why/lessons/page.md", "banks/forgotten.md"], "{report}");
    let checked = LearningPath::from_folder(&folder).unwrap().check();
    assert!(checked.len() == report.len() && checked.iter().all(|it| report.iter().any(|other| other == it)));
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    use std::os::unix::fs::symlink;

    let (outside, folder) = (folder("path.yaml", PATH), folder("path.yaml", PATH));
    fs::remove_dir_all(folder.path().join("why")).unwrap();
    symlink(outside.path().join("why"), folder.path().join("why")).unwrap();
    let report = LearningPath::check_folder(&folder).unwrap();
    let told: Vec<_> =
        report.iter().map(|finding| format!("{} {}", finding.code(), finding.message)).collect();
    assert_eq!(told, ["CW225 `why` is a link that leads out of the folder of the path"]);

    // A link to another course folder of the path is as good as that one.
    fs::remove_file(folder.path().join("why")).unwrap();
    symlink("trust", folder.path().join("why")).unwrap();
    let report = LearningPath::check_folder(&folder).unwrap();
    assert!(!report.iter().any(|finding| finding.code() == "CW225"), "{report}");
}

#[test]
fn a_folder_that_is_not_there_is_an_io_error() {
    assert!(matches!(LearningPath::from_folder(fixtures("nowhere")), Err(coursewright::Error::Io { .. })));
    assert!(
        !LearningPath::is_in(fixtures("nowhere")) && !LearningPath::is_in(fixtures("courses/leading-upward"))
    );
    assert!(LearningPath::is_in(fixtures("courses")));
}

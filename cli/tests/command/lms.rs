//! `coursewright lms`, and `--lms` wherever there is one.

use std::fs;

use coursewright::{Lms, Standard};

use crate::{append, edit, files_of, names, repository, run, starter};

#[test]
fn lmss_are_listed_with_the_standard_that_is_best_for_each() {
    let run = run!("lms").code(0);
    for lms in Lms::ALL {
        let line = run.out.lines().find(|line| line.starts_with(&format!("{lms} "))).unwrap();
        assert!(line.contains(lms.title()) && line.ends_with(lms.standard().name()), "{line}");
    }
    assert_eq!(run.err, "");
}

#[test]
fn what_is_known_of_an_lms_is_told_with_its_sources() {
    let run = run!("lms", "Moodle").code(0).prints(&[
        "Best first: scorm12, ",
        "fails on titles and identifiers of more than 255 characters [1]",
        "[1] observed: Moodle 4.5.6",
    ]);
    assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{}", run.out);
    for &lms in Lms::ALL {
        run!("lms", lms.name()).code(0).prints(&[lms.title(), "Sources"]);
    }
}

#[test]
fn json_has_every_claim_of_every_lms() {
    let document = run!("lms", "--json").code(0).json();
    let profiles = document.as_array().unwrap();
    assert_eq!(profiles.len(), Lms::ALL.len());
    for (profile, lms) in profiles.iter().zip(Lms::ALL) {
        assert_eq!(profile["name"], lms.name());
        assert_eq!(profile["standards"][0], lms.standard().name());
        let claims = profile["claims"].as_array().unwrap();
        assert_eq!(claims.len(), lms.claims().len());
        assert!(claims.iter().all(|claim| claim["source"].is_string() && claim["basis"].is_string()));
    }
    assert_eq!(run!("lms", "canvas", "--json").code(0).json()[0]["title"], "Canvas");
}

#[test]
fn an_lms_that_nothing_is_known_of_is_wrong_usage() {
    run!("lms", "mudle").code(2).tells(&["mudle", "moodle"]);
    run!("build", "x", "--lms", "mudle").code(2).tells(&["mudle", "scorm-cloud"]);
}

#[test]
fn without_a_standard_the_best_for_the_lms_is_built() {
    let (_folder, course) = starter();
    for &lms in Lms::ALL {
        let run = run!("build", &course, "--lms", lms.name()).code(0);
        assert_eq!(run.err, "", "{lms}");
        let package = format!("course-{}.{}", lms.standard(), lms.standard().extension());
        assert!(run.out.contains(&package) && run.out.lines().count() == 1, "{lms}: {}", run.out);
    }
}

#[test]
fn an_asked_standard_and_layout_stand_and_are_checked() {
    let (_folder, course) = starter();
    let build = ["--lms", "open-edx", "--standard", "scorm12", "--layout", "lessons"];
    let run = run!("build", &course, build[0], build[1], build[2], build[3], build[4], build[5]).code(0);
    let run = run.tells(&[
        "warning[CW611]",
        "launches only the first",
        "`--layout single`",
        "openedx-scorm-xblock",
    ]);
    assert_eq!(run.err.matches("warning[CW611]").count(), 1);
    let files = files_of(&course.join("dist/course-scorm12.zip"));
    assert!(files.iter().any(|name| name.starts_with("sco-")), "{files:?}");

    let run = run!("build", &course, "--lms", "talentlms", "--standard", "scorm2004-4th", "--json").code(1);
    let document = run.json();
    assert_eq!(document["findings"][0]["code"], "CW601");
    assert!(document["findings"][0]["clause"].as_str().unwrap().contains("help.talentlms.com"));
    assert_eq!(document["packages"], serde_json::json!([]));
}

#[test]
fn check_tells_what_the_lms_would_choke_on() {
    let (_folder, course) = starter();
    edit(&course.join("course.yaml"), "title: \"Course\"", "title: \"Tips & < tricks\"");
    run!("check", &course, "--lms", "moodle").code(0).prints(&["warning[CW609]", "Tips &amp; &lt; tricks"]);
    run!("check", &course, "--lms", "canvas").code(0).prints(&["nothing to complain about"]);
    let many = Standard::ALL.iter().map(|standard| standard.name()).collect::<Vec<_>>().join(",");
    run!("check", &course, "--lms", "talentlms", "--standard", many).code(1).prints(&["error[CW601]"]);
}

#[test]
fn other_content_is_packed_for_an_lms_too() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    crate::copy(&repository("fixtures/web-app"), &app);
    let out = folder.path().join("out/a.zip");
    let pack = || {
        run!("pack", &app, "--lms", "docebo", "--title", "T", "--id", "t", "--language", "en", "--out", &out)
    };
    assert_eq!(pack().code(0).err, "");
    assert_eq!(names(out.parent().unwrap()), ["a.zip"]);

    fs::write(app.join("scores.php"), "<?php").unwrap();
    append(&app.join("index.html"), "<script src=\"http://example.org/a.js\"></script>");
    fs::remove_file(&out).unwrap();
    pack().code(1).tells(&["error[CW604]", "scores.php", "warning[CW614]", "help.docebo.com", "not written"]);
    assert!(!out.exists());
    run!("pack", &app, "--title", "T", "--out", &out).code(2).tells(&["--standard"]);
}

#[test]
fn rules_of_lmss_are_explained() {
    run!("explain", "CW609").code(0).prints(&["loses some of a text", "Severity: warning", "mastery score"]);
}

//! `coursewright pack`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use coursewright::Package;

use crate::{copy, files_of, names, repository, run, validate};

const BOTH: [&str; 2] = ["--standard", "scorm12,scorm2004-4th"];

/// Names, times and bytes of all files and folders.
fn listing(folder: &Path) -> BTreeMap<String, (SystemTime, Vec<u8>)> {
    let mut listed = BTreeMap::new();
    for name in names(folder) {
        let path = folder.join(&name);
        let modified = path.metadata().unwrap().modified().unwrap();
        if path.is_dir() {
            listed
                .extend(listing(&path).into_iter().map(|(below, value)| (format!("{name}/{below}"), value)));
            listed.insert(name, (modified, Vec::new()));
        } else {
            listed.insert(name, (modified, fs::read(path).unwrap()));
        }
    }
    listed
}

#[test]
fn a_web_app_becomes_a_valid_package_for_each_standard_and_is_left_as_it_is() {
    let app = repository("fixtures/web-app");
    let before = listing(&app);
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/tides.zip");
    let run = run!(
        "pack",
        &app,
        BOTH[0],
        BOTH[1],
        "--title",
        "How tides work",
        "--id",
        "tides",
        "--language",
        "en",
        "--mastery-score",
        "80",
        "--script",
        "--out",
        &out
    )
    .code(0);
    assert_eq!(run.err, "");
    assert_eq!(listing(&app), before);

    let packages = ["tides-scorm12.zip", "tides-scorm2004-4th.zip"];
    assert_eq!(names(&folder.path().join("new")), packages);
    for package in packages {
        let package = folder.path().join("new").join(package);
        validate(&package);
        let files = files_of(&package);
        assert_eq!(files[0], "imsmanifest.xml");
        for (name, (_, bytes)) in before.iter().filter(|(_, (_, bytes))| !bytes.is_empty()) {
            assert!(files.contains(name), "{name}");
            let opened = Package::open(&package).unwrap();
            assert_eq!(&opened.file(name).unwrap().read().unwrap(), bytes);
        }
        assert!(files.iter().any(|file| file == "coursewright.js"));
    }
    let api = |package: &str| {
        let opened = Package::open(folder.path().join("new").join(package)).unwrap();
        String::from_utf8(opened.file("coursewright.js").unwrap().read().unwrap()).unwrap()
    };
    assert!(api(packages[0]).contains("LMSInitialize"));
    assert!(api(packages[1]).contains("API_1484_11"));
}

#[test]
fn one_standard_gives_exactly_the_named_file_twice_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let pack = |out: &str| {
        let out = folder.path().join(out);
        run!("pack", repository("fixtures/web-app"), "--standard", "scorm12", "--title", "T", "--out", &out)
            .code(0);
        fs::read(out).unwrap()
    };
    assert_eq!(pack("a.zip"), pack("b.zip"));
    assert_eq!(names(folder.path()), ["a.zip", "b.zip"]);
    assert!(!files_of(&folder.path().join("a.zip")).contains(&"coursewright.js".to_owned()));
}

#[test]
fn what_was_assumed_is_told_and_the_script_may_have_another_name() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.zip");
    let app = repository("fixtures/web-app");
    run!("pack", &app, "--standard", "scorm12", "--title", "Tides", "--script=track/lms.js", "--out", &out)
        .code(0)
        .tells(&["info[CW514]", "info[CW517]", "`tides`", "2 infos"]);
    assert!(files_of(&out).contains(&"track/lms.js".to_owned()));
    let quiet =
        run!("pack", &app, "--standard", "scorm12", "--title", "Tides", "--quiet", "--out", &out).code(0);
    assert_eq!((quiet.out, quiet.err), (String::new(), String::new()));
}

#[test]
fn content_becomes_a_folder_for_a_web_server_with_an_index_that_leads_to_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    copy(&repository("fixtures/web-app"), &app);
    fs::rename(app.join("index.html"), app.join("tides.html")).unwrap();
    let out = folder.path().join("site");
    let options =
        ["--standard", "web", "--title", "T", "--id", "t", "--language", "en", "--format", "folder"];
    let mut command = crate::coursewright();
    command.arg("pack").arg(&app).args(options).args(["--launch", "tides.html", "--out"]).arg(&out);
    let run = crate::Run::from(command.output().unwrap()).code(0);
    assert_eq!(
        (names(&out), run.err.as_str()),
        (vec!["assets", "images", "index.html", "tides.html"].into_iter().map(String::from).collect(), "")
    );
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("url=tides.html"));
    assert!(!app.join("index.html").exists());
}

#[test]
fn findings_that_are_errors_write_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    copy(&repository("fixtures/web-app"), &app);
    fs::rename(app.join("index.html"), app.join("Start.html")).unwrap();
    fs::write(app.join("second.html"), "<!doctype html>").unwrap();
    let out = folder.path().join("out/a.zip");
    let standard = ["--standard", "scorm12", "--title", "T", "--out"];
    run!("pack", &app, standard[0], standard[1], standard[2], standard[3], standard[4], &out)
        .code(1)
        .tells(&["error[CW504]", "`Start.html`", "not written"]);
    run!("pack", &app, "--launch", "start.html", "--standard", "scorm12", "--title", "T", "--out", &out)
        .code(1)
        .tells(&["error[CW505]", "there is `Start.html`"]);
    let run = run!(
        "pack",
        &app,
        "--launch",
        "Start.html",
        "--mastery-score",
        "-1",
        "--id",
        "No id",
        "--standard",
        "scorm12",
        "--title",
        " ",
        "--json",
        "--out",
        &out
    )
    .code(1);
    let document = run.json();
    let codes: Vec<_> = document["findings"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    for code in ["CW503", "CW506", "CW512"] {
        assert!(codes.iter().any(|found| *found == code), "{codes:?}");
    }
    assert_eq!(document["packages"], serde_json::json!([]));
    assert!(!out.exists());
}

#[test]
fn the_package_may_not_lie_in_the_folder_that_is_packed() {
    let folder = tempfile::tempdir().unwrap();
    let app = folder.path().join("app");
    copy(&repository("fixtures/web-app"), &app);
    for out in ["a.zip", "new/folder/a.zip", "../app/a.zip"] {
        run!("pack", &app, "--standard", "scorm12", "--title", "T", "--out", app.join(out))
            .code(2)
            .tells(&["lies inside the folder that is packed", "--out"]);
    }
    assert_eq!(names(&app), ["assets", "images", "index.html"]);
    run!("pack", &app, "--standard", "scorm12", "--title", "T", "--out", app.join("../app.zip")).code(0);
}

#[test]
fn folders_that_are_missing_or_files_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.zip");
    let missing = folder.path().join("missing");
    run!("pack", &missing, "--standard", "scorm12", "--title", "T", "--out", &out)
        .code(2)
        .tells(&["missing"]);
    let app = repository("fixtures/web-app");
    run!("pack", app.join("index.html"), "--standard", "scorm12", "--title", "T", "--out", &out)
        .code(2)
        .tells(&["index.html is a file"]);
    run!("pack", &app, "--standard", "scorm12", "--title", "T", "--out", folder.path())
        .code(2)
        .tells(&["cannot write", "a folder is where a file is needed"]);
    run!("pack", &app, "--title", "T", "--out", &out).code(2).tells(&["--standard"]);
    let empty = tempfile::tempdir().unwrap();
    run!("pack", empty.path(), "--standard", "scorm12", "--title", "T", "--out", &out)
        .code(1)
        .tells(&["error[CW510]"]);
    assert_eq!(names(folder.path()), [""; 0]);
}

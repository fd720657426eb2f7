//! `--schemas`: the standards' own files in the place of the built-in ones.

use std::fs;
use std::path::Path;

use coursewright::{Package, Standard};
use tempfile::TempDir;

use crate::{files_of, repository, run, starter, validate};

/// A folder of schemas as somebody holds them: parts in sub-folders, and files that nothing names.
fn schemas(folder: &Path, standard: &str) {
    let standard: Standard = standard.parse().unwrap();
    let package =
        Package::builder(standard).identifier("p").title("P").file("index.html", *b"").build().unwrap();
    for file in package.files().iter().filter(|file| file.name().ends_with(".xsd")) {
        let text = String::from_utf8(file.read().unwrap()).unwrap();
        let values = "\n  <!-- Values -->";
        let part = format!("\n  <xs:include schemaLocation=\"common/part.xsd\"/>\n{values}");
        let text = if file.name() == "lom.xsd" { text.replace(values, &part) } else { text };
        write(&folder.join(file.name()), &text);
    }
    let part = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/>";
    write(&folder.join("common/part.xsd"), part);
    write(&folder.join("XMLSchema.dtd"), "<!-- nothing -->");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const STANDARD: &str = "scorm2004-4th";

fn held() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    schemas(folder.path(), STANDARD);
    folder
}

#[test]
fn they_are_packed_with_their_folders() {
    let (folder, course) = starter();
    let held = held();
    run!("build", &course, "--standard", STANDARD, "--schemas", held.path()).code(0);
    let game = folder.path().join("game.zip");
    let app = repository("fixtures/web-app");
    let named = ["--title", "Game", "--id", "game", "--language", "en", "--standard", STANDARD];
    run!(
        "pack",
        app,
        named[0],
        named[1],
        named[2],
        named[3],
        named[4],
        named[5],
        named[6],
        named[7],
        "--schemas",
        held.path(),
        "--out",
        &game
    )
    .code(0);
    for package in [course.join("dist/course-scorm2004-4th.zip"), game] {
        let files = files_of(&package);
        assert_eq!(files[0], "imsmanifest.xml");
        for name in ["lom.xsd", "imscp_v1p1.xsd", "common/part.xsd", "XMLSchema.dtd"] {
            assert!(files.iter().any(|file| file == name), "{files:?}");
        }
        validate(&package);
    }
}

#[test]
fn each_standard_has_its_own_folder() {
    let (_folder, course) = starter();
    let held = tempfile::tempdir().unwrap();
    for standard in ["scorm12", STANDARD] {
        schemas(&held.path().join(standard), standard);
    }
    write(&held.path().join(STANDARD).join("only-here.txt"), "");
    run!("build", &course, "--standard", "scorm12,scorm2004-4th", "--schemas", held.path()).code(0);
    let has =
        |package: &str| files_of(&course.join("dist").join(package)).contains(&"only-here.txt".to_owned());
    assert!(has("course-scorm2004-4th.zip") && !has("course-scorm12.zip"));
}

#[test]
fn what_is_missing_is_told() {
    let (_folder, course) = starter();
    let held = held();
    fs::remove_file(held.path().join("adlcp_v1p3.xsd")).unwrap();
    fs::remove_file(held.path().join("common/part.xsd")).unwrap();
    let run = run!("build", &course, "--standard", STANDARD, "--schemas", held.path()).code(1).tells(&[
        "error[CW560]",
        "`adlcp_v1p3.xsd`, which the manifest names",
        "`common/part.xsd`, which `lom.xsd` names",
    ]);
    assert_eq!(run.err.matches("error[CW560]").count(), 2, "{}", run.err);
    assert!(!course.join("dist").exists());
    run!("check", &course, "--standard", STANDARD, "--schemas", held.path()).code(1).prints(&["CW560"]);

    run!("build", &course, "--schemas", held.path().join("nowhere"))
        .code(2)
        .tells(&["cannot read", "nowhere"]);
}

#[test]
fn files_that_the_package_needs_for_itself_are_told() {
    let (_folder, course) = starter();
    let held = held();
    write(&held.path().join("imsmanifest.xml"), "<manifest/>");
    write(&held.path().join("index.html"), "");
    let run = run!("build", &course, "--standard", STANDARD, "--schemas", held.path()).code(1);
    assert_eq!(run.err.matches("error[CW509]").count(), 2, "{}", run.err);
}

#[test]
#[cfg(unix)]
fn links_are_not_followed() {
    let (_folder, course) = starter();
    let held = held();
    let lom = held.path().join("lom.xsd");
    fs::rename(&lom, held.path().join("real.xsd")).unwrap();
    std::os::unix::fs::symlink("real.xsd", &lom).unwrap();
    run!("build", &course, "--standard", STANDARD, "--schemas", held.path()).code(1).tells(&[
        "warning[CW417]",
        "error[CW560]",
        "`lom.xsd`",
    ]);
}

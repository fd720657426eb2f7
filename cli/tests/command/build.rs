//! `coursewright build`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use coursewright::Standard;
use tempfile::TempDir;

use crate::check::many_gaps;
use crate::{
    COMPLETE, Run, append, copy, coursewright, edit, files_of, names, packages, repository, run, starter,
    validate,
};

/// The packages that single standards make of the starter's course.
const PACKAGES: [&str; 2] = ["course-scorm12.zip", "course-scorm2004-4th.zip"];

fn bytes(folder: &Path) -> Vec<Vec<u8>> {
    names(folder).iter().map(|name| fs::read(folder.join(name)).unwrap()).collect()
}

#[test]
fn every_standard_goes_into_dist() {
    let (_folder, course) = starter();
    let run = run!("build", &course).code(0);
    let packages = packages("course");
    let mut sorted = packages.clone();
    sorted.sort();
    assert_eq!(names(&course.join("dist")), sorted);
    let lines: Vec<_> = run.out.lines().collect();
    assert_eq!(lines.len(), packages.len());
    for (line, package) in lines.iter().zip(&packages) {
        assert!(line.starts_with(&course.join("dist").join(package).display().to_string()), "{line}");
        assert!(line.contains(" KB  ") && line.ends_with('s'), "{line}");
    }
    assert!(!run.err.contains("error["), "{}", run.err);
    for package in packages {
        validate(&course.join("dist").join(package));
    }
}

#[test]
fn what_some_standards_cannot_say_is_told_once_after_the_packages_and_for_whom() {
    let (_folder, course) = starter();
    let run = run!("build", &course).code(0);
    let told: Vec<_> = run.err.lines().filter(|line| line.starts_with("info[CW530]")).collect();
    assert_eq!(told.len(), 1, "{}", run.err);
    assert!(
        run.err.contains("= for: cmi5, xapi\n") && run.err.contains("= for: cc11, cc12, cc13\n"),
        "{}",
        run.err
    );
    let alone = run!("build", &course, "--standard", "cmi5").code(0).tells(&["info[CW530]"]);
    assert!(!alone.err.contains("= for:"), "{}", alone.err);
    let complete = run!("build", &course, "--standard", COMPLETE).code(0);
    assert_eq!(complete.err, "");
}

#[test]
fn one_standard_one_layout_another_folder() {
    let (folder, course) = starter();
    let out = folder.path().join("new/packages");
    run!("build", &course, "--standard", "SCORM12,scorm12", "--layout", "lessons", "--out", &out).code(0);
    assert_eq!(names(&out), ["course-scorm12.zip"]);
    assert!(!course.join("dist").exists());
    let files = files_of(&out.join("course-scorm12.zip"));
    assert_eq!(files.iter().filter(|name| name.starts_with("sco-")).count(), 3, "{files:?}");
    validate(&out.join("course-scorm12.zip"));
}

#[test]
fn the_fixture_course_builds_for_every_layout_and_is_told_of_nothing_but_its_links() {
    let folder = tempfile::tempdir().unwrap();
    let in_parts = COMPLETE.strip_suffix(",web").unwrap();
    for (layout, standards) in [("single", COMPLETE), ("lessons", in_parts)] {
        let out = folder.path().join(layout);
        let course = repository("fixtures/courses/leading-upward");
        let options = ["--layout", layout, "--standard", standards, "--out"];
        let output = coursewright().arg("build").arg(&course).args(options).arg(&out).output().unwrap();
        let told = Run::from(output).code(0).err;
        // Lessons that the LMS launches by themselves cannot lead to each other.
        let links = if layout == "lessons" { 2 } else { 0 };
        assert_eq!(told.matches("[CW309]").count(), links, "{told}");
        assert_eq!(told.matches("[CW").count(), links, "{told}");
        for package in names(&out) {
            validate(&out.join(package));
        }
    }
}

#[test]
fn the_same_course_gives_the_same_bytes_again_and_elsewhere() {
    let (folder, course) = starter();
    run!("build", &course).code(0);
    let first = bytes(&course.join("dist"));
    // The second time, the packages of the first lie inside the course folder.
    run!("build", &course).code(0);
    assert_eq!(bytes(&course.join("dist")), first);

    let elsewhere = folder.path().join("else where/ünd/copy");
    copy(&course, &elsewhere);
    fs::remove_dir_all(elsewhere.join("dist")).unwrap();
    let long_ago = SystemTime::now() - Duration::from_secs(400 * 24 * 3600);
    for file in ["course.yaml", "lessons/welcome.md", "media/steps.svg"] {
        File::options().append(true).open(elsewhere.join(file)).unwrap().set_modified(long_ago).unwrap();
    }
    run!("build", &elsewhere).code(0);
    assert_eq!(bytes(&elsewhere.join("dist")), first);
}

#[test]
fn source_date_epoch_sets_the_times_and_must_be_a_number() {
    let (_folder, course) = starter();
    let build = |epoch: &str| {
        let mut command = coursewright();
        command.arg("build").arg(&course).env("SOURCE_DATE_EPOCH", epoch);
        Run::from(command.output().unwrap())
    };
    build("1767225600").code(0);
    let mut zip = zip::ZipArchive::new(File::open(course.join("dist").join(PACKAGES[0])).unwrap()).unwrap();
    let time = zip.by_index(0).unwrap().last_modified().unwrap();
    assert_eq!((time.year(), time.month(), time.day()), (2026, 1, 1));
    for wrong in ["today", "", "-1", "1.5"] {
        build(wrong).code(2).tells(&["SOURCE_DATE_EPOCH", "seconds since 1970-01-01"]);
    }
}

#[test]
fn a_website_can_be_written_as_a_folder_and_never_over_anything() {
    let (folder, course) = starter();
    let out = folder.path().join("site");
    let run = run!("build", &course, "--standard", "web", "--format", "folder", "--out", &out).code(0);
    let site = out.join("course-web");
    assert!(run.out.starts_with(&format!("{}  ", site.display())), "{}", run.out);
    assert_eq!(names(&site), ["index.html", "lessons", "media", "player"]);
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(page.contains("application/ld+json") && page.contains("Saved in this browser"));

    fs::write(site.join("mine.txt"), "mine").unwrap();
    run!("build", &course, "--standard", "web", "--format", "folder", "--out", &out).code(2).tells(&[
        "cannot write",
        "course-web",
        "help: ",
    ]);
    assert_eq!(fs::read_to_string(site.join("mine.txt")).unwrap(), "mine");

    let document =
        run!("build", &course, "--standard", "web,scorm12", "--format", "folder", "--json").code(0).json();
    let dist = course.join("dist");
    assert_eq!(names(&dist), ["course-scorm12", "course-web"]);
    assert_eq!(document["packages"][1]["path"], dist.join("course-scorm12").display().to_string());
    assert_eq!(document["left_out"], serde_json::json!([]));
}

#[test]
fn a_standard_that_the_course_has_nothing_for_is_left_out_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path();
    fs::create_dir(course.join("lessons")).unwrap();
    fs::write(course.join("course.yaml"), "id: course\ntitle: Read\nlanguage: en\noutline: [only]\n")
        .unwrap();
    fs::write(course.join("lessons/only.md"), "---\ntitle: Only\n---\nNo questions.\n").unwrap();
    let (with, without): (Vec<_>, Vec<_>) =
        Standard::ALL.iter().copied().partition(|standard| !standard.name().starts_with("qti"));
    let run = run!("build", &course).code(0);
    for standard in &without {
        assert!(run.err.contains("left out") && run.err.contains(standard.title()), "{}", run.err);
    }
    assert_eq!(run.out.lines().count(), with.len());
    assert_eq!(run!("build", course, "--quiet").code(0).err, "");
    let left_out: Vec<_> = without.iter().map(|standard| standard.name()).collect();
    assert_eq!(run!("build", course, "--json").code(0).json()["left_out"], serde_json::json!(left_out));
    let check = run!("check", &course).code(0);
    assert!(without.iter().all(|standard| check.out.contains(standard.title())), "{}", check.out);
    // Who asks for one by its name is told why it cannot be.
    for standard in left_out {
        run!("build", course, "--standard", standard).code(1).tells(&["error[CW5", "not written"]);
    }
}

#[test]
fn json_names_packages_and_findings_and_nothing_else_is_printed() {
    let (_folder, course) = starter();
    fs::write(course.join("lessons/stray.md"), "---\ntitle: Stray\n---\n").unwrap();
    let document = run!("build", &course, "--json").code(0).json();
    assert_eq!(document["ok"], true);
    let built = document["packages"].as_array().unwrap();
    assert_eq!(built.len(), packages("course").len());
    for (package, name) in built.iter().zip(packages("course")) {
        let path = PathBuf::from(package["path"].as_str().unwrap());
        assert_eq!(path, course.join("dist").join(&name));
        assert_eq!(package["bytes"], path.metadata().unwrap().len());
        assert!(package["milliseconds"].is_u64());
        assert!(name.contains(package["standard"].as_str().unwrap()));
    }
    let findings = document["findings"].as_array().unwrap();
    let everywhere =
        |finding: &&serde_json::Value| finding["standards"].as_array().unwrap().len() == built.len();
    let codes: Vec<_> = findings.iter().filter(everywhere).map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["CW208"]);

    let document = run!("build", course.join("missing"), "--json").code(2).json();
    assert_eq!(document["ok"], false);
    assert!(document["error"]["message"].as_str().unwrap().contains("missing"));
}

#[test]
fn warnings_are_told_once_and_quiet_tells_none() {
    let (_folder, course) = starter();
    fs::write(course.join("lessons/stray.md"), "---\ntitle: Stray\n---\n").unwrap();
    let run = run!("build", &course, "--standard", COMPLETE).code(0).tells(&[
        "warning[CW208]",
        "stray.md",
        "1 warning;",
    ]);
    assert_eq!(run.err.matches("warning[CW208]").count(), 1);
    let run = run!("build", &course, "--quiet").code(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
}

#[test]
fn errors_write_nothing_and_leave_older_packages() {
    let (_folder, course) = starter();
    edit(&course.join("lessons/welcome.md"), "media/steps.svg", "media/gone.svg");
    run!("build", &course).code(1).tells(&["error[CW114]", "gone.svg"]);
    assert!(!course.join("dist").exists());
    run!("build", &course, "--quiet").code(1).tells(&["error[CW114]"]);
}

#[test]
fn a_standard_that_fails_does_not_keep_the_others_from_being_written() {
    let (_folder, course) = starter();
    append(&course.join("lessons/questions.md"), &many_gaps(100));
    let run = run!("build", &course, "--standard", "scorm12,scorm2004-4th").code(1).tells(&[
        "error[CW515]",
        "not written",
        PACKAGES[0],
    ]);
    assert!(run.out.contains(PACKAGES[1]) && !run.out.contains(PACKAGES[0]));
    assert_eq!(names(&course.join("dist")), [PACKAGES[1]]);

    let document = run!("build", &course, "--standard", "scorm12,scorm2004-4th", "--json").code(1).json();
    assert_eq!(document["ok"], false);
    assert_eq!(document["packages"].as_array().unwrap().len(), 1);
    assert_eq!(document["findings"][0]["standards"], serde_json::json!(["scorm12"]));
    // Each lesson has a record of its own, and this one is still too large.
    run!("build", &course, "--layout", "lessons").code(1).tells(&["CW515", "lesson `questions`"]);
}

#[test]
fn an_empty_course_says_what_it_needs() {
    let folder = tempfile::tempdir().unwrap();
    run!("build", folder.path()).code(1).tells(&["error[CW201]", "there is no course file"]);
    fs::write(folder.path().join("course.yaml"), "").unwrap();
    run!("build", folder.path()).code(1).tells(&["error[CW20"]);
    let course = "id: empty\ntitle: Empty\nlanguage: en\noutline: []\n";
    fs::write(folder.path().join("course.yaml"), course).unwrap();
    run!("build", folder.path()).code(1).tells(&["error[CW104]"]);
    assert_eq!(names(folder.path()), ["course.yaml"]);
}

#[test]
fn folders_that_are_missing_or_files_are_named() {
    let (folder, course) = starter();
    run!("build", folder.path().join("missing")).code(2).tells(&["cannot read", "missing", "help: "]);
    run!("build", course.join("course.yaml"))
        .code(2)
        .tells(&["course.yaml is a file", &format!("name its folder: {}", course.display())]);
    run!("build", &course, "--out", course.join("course.yaml")).code(2).tells(&[
        "cannot create",
        "course.yaml",
        "name another place",
    ]);
    run!("build", &course, "--theme", folder.path().join("no-theme")).code(2).tells(&["no-theme"]);
    fs::create_dir_all(course.join("dist").join(PACKAGES[0])).unwrap();
    run!("build", &course).code(2).tells(&[PACKAGES[0], "a folder is where a file is needed"]);
}

#[test]
fn a_theme_replaces_files_one_by_one() {
    let (folder, course) = starter();
    let theme = folder.path().join("theme");
    fs::create_dir_all(theme.join("styles")).unwrap();
    fs::write(theme.join("styles/95-mine.css"), "/* mine */").unwrap();
    run!("build", &course, "--theme", &theme).code(0);
    let mut zip = zip::ZipArchive::new(File::open(course.join("dist").join(PACKAGES[0])).unwrap()).unwrap();
    let styles = std::io::read_to_string(zip.by_name("player/theme.css").unwrap()).unwrap();
    assert!(styles.ends_with("/* mine */"));

    fs::write(theme.join("stiles.css"), "").unwrap();
    run!("build", &course, "--theme", &theme).code(1).tells(&["error[CW307]", "stiles.css"]);
    fs::remove_file(theme.join("stiles.css")).unwrap();
    fs::create_dir_all(theme.join("templates/blocks")).unwrap();
    fs::write(theme.join("templates/blocks/quote.hbs"), "{{#if}").unwrap();
    run!("build", &course, "--theme", &theme).code(2).tells(&["blocks/quote"]);
}

#[test]
fn a_media_file_name_may_have_spaces_and_accents() {
    let (_folder, course) = starter();
    fs::rename(course.join("media/steps.svg"), course.join("media/Drei Stufen über uns.svg")).unwrap();
    edit(&course.join("lessons/welcome.md"), "(media/steps.svg", "(<media/Drei Stufen über uns.svg>");
    run!("build", &course).code(0);
    let files = files_of(&course.join("dist").join(PACKAGES[0]));
    let plain = |name: &String| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
    assert!(files.iter().all(plain), "{files:?}");
    assert!(files.iter().any(|name| name.starts_with("media/drei-stufen-")), "{files:?}");
}

/// The command, unable to write files of more than so many blocks of 512 bytes: what a full disk is to it.
#[cfg(unix)]
pub(crate) fn with_small_files(blocks: usize) -> Command {
    let mut command = crate::clean("sh");
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_coursewright")]);
    command
}

#[test]
#[cfg(unix)]
fn a_disk_that_fills_up_leaves_no_half_package_and_keeps_the_older_one() {
    let (_folder, course) = starter();
    let dist = course.join("dist");
    run!("build", &course, "--standard", "scorm12").code(0);
    let older = fs::read(dist.join(PACKAGES[0])).unwrap();
    edit(&course.join("lessons/welcome.md"), "Welcome", "Welcome back");

    let output = with_small_files(8).arg("build").arg(&course).output().unwrap();
    let run = Run::from(output).code(2).tells(&["cannot write", PACKAGES[0], "make room"]);
    assert_eq!(run.out, "");
    assert_eq!(run.err.matches("error: ").count(), 1, "{}", run.err);
    assert_eq!(names(&dist), [PACKAGES[0]]);
    assert_eq!(fs::read(dist.join(PACKAGES[0])).unwrap(), older);

    let output = with_small_files(8).args(["build", "--json"]).arg(&course).output().unwrap();
    let document = Run::from(output).code(2).json();
    assert!(document["error"]["message"].as_str().unwrap().contains(PACKAGES[0]));
    assert!(document["error"]["help"].is_string());
}

#[test]
#[cfg(target_os = "linux")]
fn a_device_that_is_full_is_told() {
    let (_folder, course) = starter();
    fs::create_dir(course.join("dist")).unwrap();
    std::os::unix::fs::symlink("/dev/full", course.join("dist").join(PACKAGES[0])).unwrap();
    run!("build", &course).code(2).tells(&["cannot write", PACKAGES[0], "No space left"]);
}

/// The command as somebody whom permissions bind: the super-user reads and writes everything.
#[cfg(unix)]
fn as_anybody(folder: &TempDir) -> Command {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let probe = folder.path().join("probe");
    fs::write(&probe, "").unwrap();
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&probe).is_err() {
        return coursewright();
    }
    const NOBODY: u32 = 65534;
    let program = folder.path().join("coursewright");
    fs::copy(env!("CARGO_BIN_EXE_coursewright"), &program).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = crate::clean(program);
    command.uid(NOBODY).gid(NOBODY);
    command
}

#[test]
#[cfg(unix)]
fn a_media_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let (folder, course) = starter();
    let mut command = as_anybody(&folder);
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o777)).unwrap();
    fs::set_permissions(course.join("media/steps.svg"), fs::Permissions::from_mode(0o000)).unwrap();
    let output = command.arg("build").arg(&course).arg("--out").arg(&out).output().unwrap();
    Run::from(output).code(2).tells(&[
        "cannot read",
        "steps.svg: Permission denied",
        "look at the permissions",
    ]);
    assert_eq!(names(&out), [""; 0]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_may_not_be_written_to_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let (folder, course) = starter();
    let mut command = as_anybody(&folder);
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    let output = command.arg("build").arg(&course).arg("--out").arg(&out).output().unwrap();
    Run::from(output).code(2).tells(&["cannot write", PACKAGES[0], "Permission denied"]);
    assert_eq!(names(&out), [""; 0]);
}

#[test]
fn a_video_of_two_gigabytes_is_packed() {
    const SIZE: u64 = 2 << 30;
    // On the disk of the build, since folders for temporary files may lie in memory.
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let course = folder.path().join("course");
    run!("new", &course).code(0);
    File::create(course.join("media/talk.mp4")).unwrap().set_len(SIZE).unwrap();
    let video = "\n::: video src=media/talk.mp4 title=\"A talk\"\nWhat is said.\n:::\n";
    append(&course.join("lessons/welcome.md"), video);
    run!("build", &course, "--standard", "scorm12").code(0).prints(&["2.1 GB"]);
    let mut zip = zip::ZipArchive::new(File::open(course.join("dist").join(PACKAGES[0])).unwrap()).unwrap();
    let entry = zip.by_name("media/talk.mp4").unwrap();
    assert_eq!((entry.size(), entry.compressed_size()), (SIZE, SIZE));
}

#[test]
fn a_course_of_two_thousand_lessons_builds_for_both_standards() {
    const LESSONS: usize = 2000;
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("course");
    fs::create_dir_all(course.join("lessons")).unwrap();
    let mut outline = String::from("id: course\ntitle: Long\nlanguage: en\noutline:\n");
    for n in 0..LESSONS {
        outline.push_str(&format!("  - lesson-{n}\n"));
        let question = format!("::: choice q-{n}\nWhich?\n\n- [x] This\n- [ ] That\n:::\n");
        let lesson = format!("---\ntitle: Lesson {n}\n---\nText **{n}**.\n\n{question}");
        fs::write(course.join(format!("lessons/lesson-{n}.md")), lesson).unwrap();
    }
    fs::write(course.join("course.yaml"), outline).unwrap();
    let document = run!("build", &course, "--standard", "scorm12,scorm2004-4th", "--json").code(0).json();
    assert_eq!(document["course"]["lessons"], LESSONS);
    // Every LMS keeps the answers of some hundred questions.
    let codes: Vec<_> = document["findings"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    assert_eq!(codes, ["CW526", "CW526"]);
    let pages = files_of(&course.join("dist").join(PACKAGES[0]));
    assert_eq!(pages.iter().filter(|name| name.starts_with("lessons/")).count(), LESSONS);
}

#[test]
fn a_course_in_several_languages_gives_packages_for_each() {
    let course = repository("fixtures/courses/two-languages");
    let out = tempfile::tempdir().unwrap();
    let standards = ["--standard", "scorm12,web", "--out"];
    run!("build", &course, standards[0], standards[1], standards[2], out.path()).code(0);
    let expected = ["scorm12", "web"];
    let named = |stem: &str| expected.map(|standard| format!("{stem}-{standard}.zip"));
    let mut all = [named("harbour-safety"), named("harbour-safety-de"), named("harbour-safety-ar")].concat();
    all.sort();
    assert_eq!(names(out.path()), all);

    let german = tempfile::tempdir().unwrap();
    let options = ["--language", "DE", "--standard", "scorm12", "--json", "--out"];
    let run = run!(
        "build",
        &course,
        options[0],
        options[1],
        options[2],
        options[3],
        options[4],
        options[5],
        german.path()
    )
    .code(0);
    assert_eq!(names(german.path()), ["harbour-safety-de-scorm12.zip"]);
    let told: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(told["packages"][0]["language"], "de");
    assert_eq!(told["course"]["languages"], serde_json::json!(["en-GB", "de", "ar"]));

    run!("build", &course, "--language", "fr", "--out", german.path())
        .code(1)
        .tells(&["CW260", "it has `en-GB`"]);
}

#[test]
fn a_language_that_is_not_finished_keeps_no_other_back() {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("course");
    copy(&repository("fixtures/courses/two-languages"), &course);
    fs::remove_file(course.join("lessons/ways-out.ar.md")).unwrap();
    run!("build", &course, "--standard", "scorm12").code(1).tells(&["error[CW261]", "ways-out.ar.md"]);
    assert_eq!(names(&course.join("dist")), ["harbour-safety-de-scorm12.zip", "harbour-safety-scorm12.zip"]);
    run!("check", &course).code(1).prints(&["error[CW261]", "2 lessons, 2 questions; in en-GB, de, ar"]);
}

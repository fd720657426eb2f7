//! The command as its users meet it: one module for each thing that they do.

mod build;
mod check;
mod explain;
mod lms;
mod new;
mod pack;
mod path;
mod schemas;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use coursewright::Standard;
use serde_json::Value;
use tempfile::TempDir;

/// What a run of the command gave.
#[derive(Debug)]
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    /// Asserts the exit code, and that nothing was printed that only programmers understand.
    #[track_caller]
    fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        for text in [&self.out, &self.err] {
            assert!(!text.contains("panicked") && !text.contains("os error"), "{text}");
            assert!(!text.contains('\u{1b}'), "styled without a terminal: {text}");
        }
        self
    }

    /// Asserts that standard error has each of these texts.
    #[track_caller]
    fn tells(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.err.contains(text), "`{text}` is missing in\n{}", self.err);
        }
        self
    }

    /// Asserts that standard output has each of these texts.
    #[track_caller]
    fn prints(self, texts: &[&str]) -> Self {
        for text in texts {
            assert!(self.out.contains(text), "`{text}` is missing in\n{}", self.out);
        }
        self
    }

    /// The one JSON document that was printed; nothing was told beside it.
    #[track_caller]
    fn json(&self) -> Value {
        assert_eq!(self.err, "");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}", self.out))
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// The command, away from what the environment of the tests says.
fn clean(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).env_remove("SOURCE_DATE_EPOCH").env_remove("CLICOLOR_FORCE");
    command
}

fn coursewright() -> Command {
    clean(env!("CARGO_BIN_EXE_coursewright"))
}

/// Runs the command with these arguments, each an `&str` or a path.
macro_rules! run {
    ($($argument:expr),* $(,)?) => {{
        let mut command = $crate::coursewright();
        $(command.arg($argument);)*
        $crate::Run::from(command.output().unwrap())
    }};
}
use run;

/// The file or folder of the repository.
fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the root of the workspace").join(path)
}

/// A starter course in `course` inside a folder of its own.
fn starter() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let course = folder.path().join("course");
    run!("new", &course).code(0);
    (folder, course)
}

/// Replaces a text that is there in a file.
#[track_caller]
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "`{from}` is missing in {text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// Appends a text to a file.
fn append(path: &Path, text: &str) {
    fs::write(path, fs::read_to_string(path).unwrap() + text).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (entry, target) = (entry.as_ref().unwrap().path(), to.join(entry.as_ref().unwrap().file_name()));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::write(target, fs::read(entry).unwrap()).unwrap();
        }
    }
}

/// The names in a folder, hidden ones too, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The names of the files in a package.
fn files_of(package: &Path) -> Vec<String> {
    let archive = zip::ZipArchive::new(File::open(package).unwrap()).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// Standards that have a place for all that the courses of these tests say.
const COMPLETE: &str = "scorm12,scorm2004-2nd,scorm2004-3rd,scorm2004-4th,web";

/// The names of the packages that all standards make of a course, in the order of the standards.
fn packages(course: &str) -> Vec<String> {
    Standard::ALL.iter().map(|standard| format!("{course}-{standard}.{}", standard.extension())).collect()
}

/// Validates the manifest of a package against the schemas that it carries. Needs `xmllint`.
#[track_caller]
fn validate(package: &Path) {
    let folder = tempfile::tempdir().unwrap();
    zip::ZipArchive::new(File::open(package).unwrap()).unwrap().extract(folder.path()).unwrap();
    let schema = ["imscp_rootv1p1p2.xsd", "imscp_v1p1.xsd"]
        .into_iter()
        .find(|schema| folder.path().join(schema).exists());
    let Some(schema) = schema else {
        assert!(
            !package.to_string_lossy().contains("-scorm"),
            "the package carries no schema of its manifest"
        );
        return;
    };
    let mut xmllint = clean("xmllint");
    xmllint.args(["--noout", "--nonet", "--schema", schema, "imsmanifest.xml"]).current_dir(folder.path());
    match xmllint.output() {
        Ok(output) => {
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{}: {told}", package.display());
        }
        Err(error) => {
            let skipped = format!("manifests were not validated: xmllint: {error} (Debian: libxml2-utils)");
            assert!(std::env::var_os("CI").is_none(), "{skipped}");
            println!("skipped: {skipped}");
        }
    }
}

#[test]
fn wrong_usage_is_told_once_and_exits_with_2() {
    run!("biuld", "x").code(2).tells(&["unrecognized subcommand 'biuld'", "'build'"]);
    run!("build").code(2).tells(&["<DIR>"]);
    run!("build", "x", "--standard", "scorm13").code(2).tells(&["scorm13", "scorm12, scorm2004-2nd"]);
    let run = run!("build", "x", "--standard", "scorm13", "--json").code(2);
    let document = run.json();
    assert_eq!(document["ok"], false);
    assert!(document["error"]["message"].as_str().unwrap().contains("scorm13"));
}

#[test]
fn every_help_begins_with_a_sentence_and_ends_with_examples() {
    run!("--help").code(0).prints(&["Turns course folders", "Examples:", "Exit codes:"]);
    for command in ["new", "build", "check", "path", "pack", "explain", "lms"] {
        let run = run!(command, "--help").code(0).prints(&["Usage:", "Examples:"]);
        assert!(run.out.lines().all(|line| line.chars().count() <= 100), "{}", run.out);
    }
}

#[test]
fn standards_are_listed() {
    run!("standards").code(0).prints(&["scorm12", "SCORM 1.2", "scorm2004-4th", "SCORM 2004 4th Edition"]);
    let listed = run!("standards").code(0).out;
    assert_eq!(listed.lines().count(), Standard::ALL.len());
}

#[test]
#[cfg(unix)]
fn a_reader_that_goes_away_is_no_error_but_a_full_device_is() {
    let mut child = coursewright()
        .args(["explain", "--all"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    Run::from(child.wait_with_output().unwrap()).code(0);

    if let Ok(full) = File::options().write(true).open("/dev/full") {
        let output = coursewright().args(["explain", "--all"]).stdout(full).output().unwrap();
        Run::from(output).code(2).tells(&["cannot write to the standard output"]);
    }
}

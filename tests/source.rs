//! Course folders: what is wrong with bad ones, and that good ones say the same as Rust.
#![cfg(feature = "source")]

use std::fs;
use std::path::{Path, PathBuf};

use coursewright::model::{Brand, Metadata};
use coursewright::{Answer, Block, Course, Error, Lesson, Module, Question};
use proptest::prelude::*;

fn bad(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad").join(case)
}

/// Each folder in `fixtures/bad` has a golden file `findings.snap`: what an author is told about it. Those of learning paths have a
/// test of their own.
#[test]
fn bad_folders_are_explained() {
    let mut cases: Vec<_> = fs::read_dir(bad("")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_path =
        |case: &Path| case.file_name().is_some_and(|name| name.to_string_lossy().starts_with("path-"));
    cases.retain(|case| case.is_dir() && !is_path(case));
    cases.sort();
    assert!(cases.len() > 15);
    for case in cases {
        let report = Course::check_folder(&case).unwrap();
        assert!(!report.is_empty(), "{}", case.display());
        let refused = match Course::languages(&case) {
            Ok(languages) => {
                languages.iter().any(|language| Course::from_folder_in(&case, language).is_err())
            }
            Err(_) => true,
        };
        assert_eq!(refused, report.has_errors(), "{}", case.display());
        insta::with_settings!({ snapshot_path => &case, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!("findings", report);
        });
    }
}

/// A course folder with one lesson, `trust`.
fn folder(lesson: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let course = "id: leading-upward\ntitle: Leading upward\nlanguage: en-GB\noutline: [trust]\n";
    fs::write(folder.path().join("course.yaml"), course).unwrap();
    fs::create_dir(folder.path().join("lessons")).unwrap();
    fs::write(folder.path().join("lessons/trust.md"), lesson).unwrap();
    folder
}

#[test]
fn many_problems_in_several_files_come_in_one_run() {
    let Err(Error::Findings(report)) = Course::from_folder(bad("many")) else { panic!("should be refused") };
    let mut files: Vec<_> =
        report.iter().map(|finding| finding.place.as_ref().unwrap().file.as_str()).collect();
    assert!(report.len() > 7);
    files.dedup();
    assert_eq!(files, ["course.yaml", "lessons/trust.md", "lessons/open.md", "lessons/priorities.md"]);
}

#[test]
fn a_folder_that_is_not_there_is_an_io_error() {
    assert!(matches!(Course::from_folder(bad("nowhere")), Err(Error::Io { .. })));
    assert!(matches!(Course::check_folder(bad("nowhere")), Err(Error::Io { .. })));
}

#[test]
fn warnings_stay_with_the_course() {
    let course = Course::from_folder(bad("stray-lesson")).unwrap();
    assert_eq!(course.check(), Course::check_folder(bad("stray-lesson")).unwrap());
}

/// The course in two languages besides its own.
fn two_languages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/courses/two-languages")
}

#[test]
fn a_folder_is_read_in_each_of_its_languages() {
    let folder = two_languages();
    assert!(Course::check_folder(&folder).unwrap().is_empty());
    let languages = Course::languages(&folder).unwrap();
    assert_eq!(languages, ["en-GB", "de", "ar"]);
    let courses = languages.iter().map(|language| Course::from_folder_in(&folder, language).unwrap());
    let [english, german, arabic]: [Course; 3] = courses.collect::<Vec<_>>().try_into().unwrap();

    assert_eq!(english, Course::from_folder(&folder).unwrap());
    assert_eq!(german.title, "Sicher im Hafen");
    assert_eq!(german.objectives[0].title, "Dafür sorgen, dass Fahrer Sie sehen");
    assert_eq!(german.lessons()[0].title, "Gesehen werden");
    // What is no text, and the texts that are the same everywhere, are those of the original.
    assert_eq!(german.metadata.rights, english.metadata.rights);
    assert_eq!(german.metadata.keywords, ["Sicherheit", "Hafen"]);
    for translation in [&german, &arabic] {
        assert_eq!((&translation.id, translation.mastery_score), (&english.id, english.mastery_score));
        let ids =
            |course: &Course| course.questions().map(|question| question.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(translation), ids(&english));
    }
    assert_eq!((german.language.as_str(), arabic.language.as_str()), ("de", "ar"));
}

#[test]
fn a_language_that_is_not_there_is_refused_with_those_that_are() {
    let error = Course::from_folder_in(two_languages(), "fr").unwrap_err();
    let findings: Vec<_> = error.findings().unwrap().iter().map(ToString::to_string).collect();
    let expected =
        "error[CW260]: the course is not there in the language `fr`\n    help: it has `en-GB`, `de`, `ar`";
    assert_eq!(findings, [expected]);
}

/// A copy of the course in several languages with one file changed.
fn changed(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("lessons")).unwrap();
    for folder in ["", "lessons"] {
        for entry in fs::read_dir(two_languages().join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().is_file() {
                fs::copy(entry.path(), copy.path().join(folder).join(entry.file_name())).unwrap();
            }
        }
    }
    let path = copy.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replace(from, to)).unwrap();
    copy
}

#[test]
fn whatever_records_hang_on_is_the_same_in_all_languages() {
    let cases = [
        ("lessons/be-seen.de.md", "vest", "weste", &["CW180", "CW180"][..]),
        ("lessons/be-seen.de.md", "attempts=2", "attempts=3", &["CW181"]),
        ("lessons/be-seen.de.md", "objectives=be-seen", "", &["CW181"]),
        ("lessons/be-seen.de.md", "- [x] Immer", "- [ ] Nie\n- [x] Immer", &["CW181"]),
        ("lessons/be-seen.de.md", "choice", "multiple-response", &["CW181"]),
        ("lessons/be-seen.de.md", "objectives: [be-seen]\n", "", &["CW182"]),
        ("lessons/ways-out.de.md", "- [x] eins eins zwei\n", "", &[]),
        ("lessons/ways-out.de.md", "112", "110", &[]),
        ("course.de.yaml", "title: Sicher im Hafen\n", "", &["CW261"]),
        ("course.de.yaml", "  be-seen: Dafür sorgen, dass Fahrer Sie sehen\n", "", &["CW261"]),
        ("course.de.yaml", "first-day:", "second-day:", &["CW261", "CW263"]),
        ("course.yaml", "languages: [de, ar]", "languages: [de]", &["CW208", "CW208"]),
        (
            "course.yaml",
            "languages: [de, ar]",
            "languages: [de, ar, de, en-gb, ../x]",
            &["CW206", "CW206", "CW119"],
        ),
    ];
    for (file, from, to, codes) in cases {
        let folder = changed(file, from, to);
        let report = Course::check_folder(folder.path()).unwrap();
        let found: Vec<_> = report.iter().map(coursewright::Diagnostic::code).collect();
        assert_eq!(found, codes, "{file}: {from} → {to}\n{report}");
        let is_error = report.has_errors();
        assert_eq!(Course::from_folder_in(folder.path(), "de").is_err(), is_error, "{file}: {from} → {to}");
    }
}

#[test]
fn a_translation_that_is_not_finished_does_not_keep_the_others_back() {
    let folder = changed("lessons/ways-out.ar.md", "title", "titel");
    assert!(Course::from_folder_in(folder.path(), "ar").is_err());
    for language in ["en-GB", "de"] {
        Course::from_folder_in(folder.path(), language).unwrap();
    }
}

/// A course with a bank and a test, in two languages, with one file changed.
fn tested(file: &str, from: &str, to: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let question = |answer: &str| format!("::: choice kept\n{answer}?\n\n- [x] {answer}\n- [ ] No\n:::\n");
    let lesson = |title: &str, rule: &str| {
        format!("---\ntitle: {title}\nassessment: {{ {rule} }}\n---\n::: draw d bank=trust count=1\n:::\n")
    };
    let rule = "pass-mark: 75, attempts: 2, counts: last, review: never, shuffle: true, time-limit: 20, extensions: 0";
    let course = "id: c\ntitle: C\nlanguage: en\nlanguages: [de]\nbanks: [trust]\noutline: [test]\n";
    let files = [
        ("course.yaml", course.to_owned()),
        ("course.de.yaml", "title: D\n".to_owned()),
        ("lessons/test.md", lesson("Test", rule)),
        ("lessons/test.de.md", lesson("Prüfung", rule)),
        ("banks/trust.md", format!("---\ntitle: Trust\n---\n{}", question("Yes"))),
        ("banks/trust.de.md", format!("---\ntitle: Vertrauen\n---\n{}", question("Ja"))),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, if name == file { text.replace(from, to) } else { text }).unwrap();
    }
    folder
}

#[test]
fn banks_and_tests_are_read_in_each_language() {
    use coursewright::model::{Assessment, Bank, Counts, Review};
    let folder = tested("", "", "");
    let course = Course::from_folder(folder.path()).unwrap();
    let assessment = Assessment::new().pass_mark(75).attempts(2).counts(Counts::Last).review(Review::Never);
    let assessment = assessment.shuffled().time_limit(20).extensions(0);
    let question = Question::choice("kept", "Yes?").correct("Yes").incorrect("No");
    let built = Course::builder("c", "C")
        .bank(Bank::new("trust", "Trust").question(question))
        .lesson(Lesson::builder("test", "Test").assessment(assessment).draw("d", "trust", 1))
        .build()
        .unwrap();
    assert_eq!(course, built);
    let german = Course::from_folder_in(folder.path(), "de").unwrap();
    assert_eq!(german.banks[0].questions[0].answers()[0].text, "Ja");
    assert_eq!(german.lessons()[0].assessment, course.lessons()[0].assessment);
}

#[test]
fn translated_banks_and_tests_change_texts_alone() {
    let cases = [
        ("banks/trust.de.md", "choice kept", "choice kept attempts=2", &["CW181"][..]),
        ("banks/trust.de.md", "choice kept", "choice held", &["CW180", "CW180"]),
        ("lessons/test.de.md", "counts: last", "counts: best", &["CW182"]),
        ("lessons/test.de.md", "time-limit: 20", "time-limit: 30", &["CW182"]),
        ("course.yaml", "languages: [de]", "languages: []", &["CW246", "CW208"]),
    ];
    for (file, from, to, codes) in cases {
        let folder = tested(file, from, to);
        let report = Course::check_folder(folder.path()).unwrap();
        let found: Vec<_> = report.iter().map(coursewright::Diagnostic::code).collect();
        assert_eq!(found, codes, "{file}: {from} → {to}\n{report}");
    }
    let folder = tested("", "", "");
    fs::remove_file(folder.path().join("banks/trust.de.md")).unwrap();
    let report = Course::check_folder(folder.path()).unwrap().to_string();
    assert!(
        report.contains("error[CW261] banks/trust.de.md: the bank `trust` is not translated into `de`"),
        "{report}"
    );
}

const LESSON: &str = "\
Trust grows from **kept promises**.

## What it takes

::: choice promise attempts=2 weight=1.5 objectives=trust
Which of these builds trust?

- [x] Delivering what you promised
  > Yes: people count on what they have seen you do.
- [ ] Agreeing to every request
:::
";

const COURSE: &str = r##"
id: leading-upward
title: "Leading upward: a strong relationship"
language: en-GB
description: >
  One paragraph
  in plain text.
keywords: [leadership, communication]
authors: [Coursewright]
version: 1.0
rights: CC BY 4.0
duration: 20
mastery-score: 80
objectives:
  - id: trust
    title: Explain what builds trust
brand:
  colours: { accent: "#0b5fff" }
  dark-colours: { accent: "#88aaff" }
  fonts: { body: "Georgia, serif" }
  radius: 4
outline:
  - module: keys
    title: The four keys
    outline:
      - trust
"##;

const COURSE_TOML: &str = r##"
id = "leading-upward"
title = "Leading upward: a strong relationship"
language = "en-GB"
description = "One paragraph in plain text."
keywords = ["leadership", "communication"]
authors = ["Coursewright"]
version = "1.0"
rights = "CC BY 4.0"
duration = 20
mastery-score = 80.0
objectives = [{ id = "trust", title = "Explain what builds trust" }]
outline = [{ module = "keys", title = "The four keys", outline = ["trust"] }]

[brand]
colours = { accent = "#0b5fff" }
dark-colours = { accent = "#88aaff" }
fonts = { body = "Georgia, serif" }
radius = 4
"##;

const COURSE_JSON: &str = r##"{
	"id": "leading-upward",
	"title": "Leading upward: a strong relationship",
	"language": "en-GB",
	"description": "One paragraph in plain text.",
	"keywords": ["leadership", "communication"],
	"authors": ["Coursewright"],
	"version": "1.0",
	"rights": "CC BY 4.0",
	"duration": 20,
	"mastery-score": 8.0e1,
	"objectives": [{ "id": "trust", "title": "Explain what builds trust" }],
	"brand": {
		"colours": { "accent": "#0b5fff" },
		"dark-colours": { "accent": "#88aaff" },
		"fonts": { "body": "Georgia, serif" },
		"radius": 4
	},
	"outline": [{ "module": "keys", "title": "The four keys", "outline": ["trust"] }]
}
"##;

fn in_rust(lesson: coursewright::model::LessonBuilder) -> Course {
    let metadata = Metadata::new()
        .description("One paragraph in plain text.")
        .keyword("leadership")
        .keyword("communication")
        .author("Coursewright")
        .version("1.0")
        .rights("CC BY 4.0")
        .minutes(20);
    Course::builder("leading-upward", "Leading upward: a strong relationship")
        .language("en-GB")
        .metadata(metadata)
        .mastery_score(80)
        .objective("trust", "Explain what builds trust")
        .brand(
            Brand::new()
                .colour("accent", "#0b5fff")
                .dark_colour("accent", "#88aaff")
                .font("body", "Georgia, serif")
                .radius(4),
        )
        .module(Module::builder("keys", "The four keys").lesson(lesson))
        .build()
        .unwrap()
}

#[test]
fn every_format_and_rust_say_the_same() {
    let question = Question::choice("promise", "Which of these builds trust?")
        .answer(
            Answer::correct("Delivering what you promised")
                .feedback("Yes: people count on what they have seen you do."),
        )
        .incorrect("Agreeing to every request")
        .attempts(2)
        .weight(1.5)
        .objective("trust");
    let built = in_rust(
        Lesson::builder("trust", "Trust comes first")
            .objective("trust")
            .block(Block::Text { markdown: "Trust grows from **kept promises**.".into() })
            .heading("What it takes")
            .question(question),
    );
    let in_markdown = Lesson::builder("trust", "Trust comes first").objective("trust").markdown(LESSON);
    assert_eq!(in_rust(in_markdown), built);

    let folder = folder(&format!("---\ntitle: Trust comes first\nobjectives: [trust]\n---\n{LESSON}"));
    for (name, text) in [("course.yaml", COURSE), ("course.toml", COURSE_TOML), ("course.json", COURSE_JSON)]
    {
        fs::remove_file(folder.path().join("course.yaml")).ok();
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        assert_eq!(Course::from_folder(folder.path()).unwrap(), built, "{name}");
        fs::remove_file(file).unwrap();
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let lesson = format!("---\ntitle: Trust comes first\n---\n{}", LESSON.replace(" objectives=trust", ""));
    let plain = Course::from_folder(folder(&lesson).path()).unwrap();
    let windows = format!("\u{feff}{}", lesson.replace('\n', "\r\n"));
    assert_eq!(Course::from_folder(folder(&windows).path()).unwrap(), plain);
}

#[test]
fn findings_in_rust_name_the_lesson() {
    let lesson = Lesson::builder("trust", "Trust comes first").markdown("Text.\n\n::: nota\n:::\n");
    let report = Course::builder("leading-upward", "Leading upward").lesson(lesson).build().unwrap_err();
    insta::assert_snapshot!(report, @r"
    error[CW212] lesson trust:3:5: there is no block `nota`
        ::: nota
        help: did you mean `note`?
    ");
}

/// What would bring down a reader that recurses, or takes a time that grows with the square of the length. Each comes
/// to an end, and what is wrong with it is told in a number of findings that somebody can read.
#[test]
fn hostile_files_come_to_an_end() {
    let deep = 50_000;
    let text = |text: String| format!("---\ntitle: Trust\n---\n{text}\n");
    let attributes: String = (0..80_000).map(|n| format!(" a{n}=b")).collect();
    let words: String = (0..80_000).map(|n| format!(" a{n}")).collect();
    for (lesson, code) in [
        (text("> ".repeat(deep)), Some("CW211")),
        (text("- ".repeat(deep)), None),
        (text("[".repeat(deep)), None),
        (text("*a **a ".repeat(deep)), None),
        (text("![".repeat(deep)), None),
        (text("![a](b) ".repeat(deep)), Some("CW217")),
        (text("::: note\n".repeat(deep)), Some("CW213")),
        (text(":::\n".repeat(deep)), Some("CW213")),
        (text("- [x] a\n".repeat(deep)), None),
        (text("[a]: b\n".repeat(deep)), Some("CW106")),
        (text("<a ".repeat(deep)), None),
        (text("<div>\n\n".repeat(deep)), Some("CW226")),
        (text(format!("{}{}", "<a>\n\n".repeat(deep), "</b>\n\n".repeat(deep))), Some("CW226")),
        (text("<script>\n\n</script>\n\n".repeat(deep)), None),
        (text("\u{1}\n".repeat(deep)), Some("CW222")),
        (text("|a".repeat(deep) + "\n" + &"|-".repeat(deep)), Some("CW124")),
        (text(format!("::: note{attributes}\nText.\n:::")), Some("CW211")),
        (text(format!("::: note{words}\nText.\n:::")), Some("CW211")),
        (text("::: note a=b c d=e\nText.\n:::\n".repeat(deep)), Some("CW214")),
        (text("::: choice a\n:::\n".repeat(deep)), Some("CW107")),
        (format!("---\ntitle: {}\n---\n", "[".repeat(deep)), Some("CW211")),
        (format!("---\ntitle: {}\n---\n", "a: ".repeat(deep)), Some("CW203")),
    ] {
        let start: String = lesson.chars().skip(21).take(20).collect();
        let report = in_time(move || Course::check_folder(folder(&lesson).path()).unwrap());
        assert!(report.len() < 210, "{start}: {} findings", report.len());
        match code {
            Some(code) => assert!(report.iter().any(|finding| finding.code() == code), "{start}: {report}"),
            None => assert!(!report.iter().any(|finding| finding.code() == "CW106"), "{start}: {report}"),
        }
    }
    let many: String = (0..deep / 4).map(|n| format!("  - {{ id: a{n}, title: A }}\n")).collect();
    for (name, text) in [
        ("course.yaml", "outline: ".to_owned() + &"[".repeat(deep)),
        ("course.yaml", (0..2_000).map(|n| format!("{}- module: a\n", " ".repeat(n))).collect()),
        ("course.yaml", (0..deep / 4).map(|n| format!("a{n}: b\n")).collect()),
        ("course.yaml", format!("id: A\ntitle: a\nlanguage: en\noutline: [a]\nobjectives:\n{many}")),
        ("course.json", "[".repeat(deep)),
        ("course.json", "{\"outline\":".repeat(deep)),
        ("course.toml", "a = ".to_owned() + &"[".repeat(deep)),
        ("course.toml", "a = ".to_owned() + &"{a=".repeat(deep)),
        ("course.toml", format!("[{}a]", "a.".repeat(deep))),
        ("course.toml", format!("{}a = 1", "a.".repeat(deep))),
    ] {
        let start: String = text.chars().take(20).collect();
        let report = in_time(move || {
            let folder = folder("");
            fs::remove_file(folder.path().join("course.yaml")).unwrap();
            fs::write(folder.path().join(name), text).unwrap();
            Course::check_folder(folder.path()).unwrap()
        });
        assert!(report.has_errors(), "{name}: {start}");
        assert!(report.len() < 210, "{name}: {start}: {} findings", report.len());
    }
}

#[test]
fn what_goes_beyond_the_limits_is_named_so() {
    let folder = folder("");
    let bomb = (b'b'..b'k').fold("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned(), |yaml, c| {
        let (this, previous) = (char::from(c), char::from(c - 1));
        yaml + &format!("{this}: &{this} [{}]\n", vec![format!("*{previous}"); 9].join(","))
    });
    let long = format!("---\ntitle: Long\n---\n{}", "long ".repeat(1024 * 1024));
    for (name, text) in [
        ("course.yaml", "outline: ".to_owned() + &"[".repeat(100)),
        ("course.yaml", bomb),
        ("course.json", "[".repeat(200)),
        ("course.json", format!("{{\"outline\": {}{} }}", "[".repeat(100), "]".repeat(100))),
        ("course.toml", "a = ".to_owned() + &"[".repeat(200)),
        ("lessons/trust.md", long),
        ("lessons/trust.md", "> ".repeat(100_000)),
    ] {
        let course = folder.path().join("course.yaml");
        fs::remove_file(&course).ok();
        if name.starts_with("lessons") {
            fs::write(&course, "id: a\ntitle: A\nlanguage: en\noutline: [trust]\n").unwrap();
        }
        fs::write(folder.path().join(name), text).unwrap();
        let report = Course::check_folder(folder.path()).unwrap();
        assert!(report.iter().any(|finding| finding.code() == "CW211"), "{name}: {report}");
        fs::remove_file(folder.path().join(name)).unwrap();
    }
}

/// Findings in one line each, without the lines of the files.
fn told(report: &coursewright::Report) -> Vec<String> {
    let line = |finding: &coursewright::Diagnostic| {
        let place = finding.place.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{} {place}: {}", finding.code(), finding.message)
    };
    report.iter().map(line).collect()
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_read() {
    use std::os::unix::fs::symlink;

    let outside = folder("a secret\n");
    let lesson = "---\ntitle: Trust comes first\n---\nText.\n";

    // A link that leads out; one that stays inside; one to nowhere.
    let course = folder("");
    let file = course.path().join("lessons/trust.md");
    fs::remove_file(&file).unwrap();
    symlink(outside.path().join("lessons/trust.md"), &file).unwrap();
    let report = Course::check_folder(course.path()).unwrap();
    assert_eq!(
        told(&report),
        ["CW225 lessons/trust.md: `lessons/trust.md` is a link that leads out of the course folder"]
    );
    assert!(!report.to_string().contains("secret"));
    fs::remove_file(&file).unwrap();
    symlink("../nowhere.md", &file).unwrap();
    let report = Course::check_folder(course.path()).unwrap();
    assert_eq!(report.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["CW223"]);
    fs::write(course.path().join("nowhere.md"), lesson).unwrap();
    Course::from_folder(course.path()).unwrap();

    // The course folder itself may be reached by a link; its lessons may not stand elsewhere.
    let link = outside.path().join("link");
    symlink(course.path(), &link).unwrap();
    Course::from_folder(&link).unwrap();
    fs::remove_dir_all(course.path().join("lessons")).unwrap();
    symlink(outside.path().join("lessons"), course.path().join("lessons")).unwrap();
    let report = Course::check_folder(course.path()).unwrap();
    assert!(told(&report).iter().any(|line| line.starts_with("CW225 lessons: ")), "{report}");

    // The theme's folder too.
    let course = folder(lesson);
    let yaml = fs::read_to_string(course.path().join("course.yaml")).unwrap();
    symlink(outside.path(), course.path().join("linked")).unwrap();
    for (theme, finding) in [
        ("../theme", "CW115 course.yaml:5:1: the theme folder `../theme` is not inside the course folder"),
        ("/etc", "CW115 course.yaml:5:1: the theme folder `/etc` is not inside the course folder"),
        ("linked", "CW115 course.yaml:5:1: the theme folder `linked` is not inside the course folder"),
        ("none", "CW114 course.yaml:5:1: the theme folder `none` is not there"),
    ] {
        fs::write(course.path().join("course.yaml"), format!("{yaml}theme: {theme}\n")).unwrap();
        assert_eq!(told(&Course::check_folder(course.path()).unwrap()), [finding]);
    }
}

/// Opening a pipe waits for whoever writes into it, and nobody does.
#[cfg(unix)]
#[test]
fn a_pipe_is_no_file() {
    for name in ["lessons/trust.md", "course.yaml"] {
        let course = folder("");
        let file = course.path().join(name);
        fs::remove_file(&file).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&file).status().unwrap().success());
        let report = in_time(move || Course::check_folder(course.path()).unwrap());
        assert_eq!(told(&report), [format!("CW223 {name}: this is no ordinary file")]);
    }
}

/// What a function gives, unless it takes so long that it will hardly ever end.
fn in_time<T: Send + 'static>(function: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || sender.send(function()));
    receiver.recv_timeout(std::time::Duration::from_secs(60)).expect("it should come to an end")
}

/// Texts made of what matters to the readers, so that they come often to the odd corners.
fn pieces(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let word = prop_oneof![8 => proptest::sample::select(words).prop_map(str::to_owned), 1 => ".{0,6}"];
    proptest::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

const MARKDOWN: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    ":::",
    "::: note\n",
    "::: choice a",
    "::: table\n",
    "::::",
    "- ",
    "1. ",
    "- [x] a",
    "- [ ] ",
    "> ",
    "```",
    "~~~\n",
    "---\n",
    "===\n",
    "|",
    "a|b\n-|-\n",
    "![",
    "](",
    "[a]",
    "[a]: b \"c\"\n",
    "][",
    "<!--",
    "-->",
    "<b>",
    "<details>\n\n",
    "</details>\n\n",
    "# ",
    "## ",
    "title: a",
    "=",
    "\"",
    "\\",
    "*",
    "é",
    "\u{feff}",
    "\0",
    "&amp;",
    "— a",
];
const YAML: &[&str] = &[
    "\n",
    "  ",
    "- ",
    "id: a\n",
    "title: ",
    "outline:\n",
    "module: ",
    "brand:\n",
    "objectives: ",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "'",
    "|",
    ">",
    "&a ",
    "*a",
    "<<: ",
    "1",
    "1.5",
    "true",
    "null",
    "#",
    "!!str ",
    "---\n",
    "...\n",
    "\t",
    "mastery-score: ",
    "=",
    "é",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_lesson_panics(text in pieces(MARKDOWN), has_front_matter: bool) {
        let text = if has_front_matter { format!("---\ntitle: a\n---\n{text}") } else { text };
        Course::check_folder(folder(&text).path()).unwrap();
        let lesson = Lesson::builder("a", "a").markdown(&text);
        let _ = Course::builder("a", "a").lesson(lesson).build();
    }

    #[test]
    fn no_course_file_panics(text in pieces(YAML), name in proptest::sample::select(&["yaml", "json", "toml"][..])) {
        let folder = folder("");
        fs::remove_file(folder.path().join("course.yaml")).unwrap();
        fs::write(folder.path().join(format!("course.{name}")), text).unwrap();
        Course::check_folder(folder.path()).unwrap();
    }

    #[test]
    fn no_bytes_panic(lesson: Vec<u8>, course: Vec<u8>) {
        let folder = folder("");
        fs::write(folder.path().join("lessons/trust.md"), lesson).unwrap();
        Course::check_folder(folder.path()).unwrap();
        fs::write(folder.path().join("course.yaml"), course).unwrap();
        Course::check_folder(folder.path()).unwrap();
    }
}

/// A path in a language, with the course of [`tested`] in it, whose bank only the path's own test draws from in `draws`.
fn path_around(language: &str, test: &str) -> tempfile::TempDir {
    let (folder, course) = (tempfile::tempdir().unwrap(), tested("", "", ""));
    fs::rename(course.path(), folder.path().join("c")).unwrap();
    let head = format!("id: p\ntitle: P\nlanguage: {language}\nsteps:\n");
    fs::write(folder.path().join("path.yaml"), format!("{head}  - {{ id: s, course: c }}\n{test}")).unwrap();
    folder
}

#[test]
fn a_path_takes_its_courses_in_its_own_language_where_they_are_there_in_it() {
    for (language, taken, title) in
        [("de", "de", "D"), ("DE", "de", "D"), ("en", "en", "C"), ("fr", "en", "C")]
    {
        let folder = path_around(language, "");
        let path = coursewright::LearningPath::from_folder(folder.path()).unwrap();
        assert_eq!((path.courses[0].language.as_str(), path.courses[0].title.as_str()), (taken, title));
        assert_eq!(coursewright::LearningPath::check_folder(folder.path()).unwrap(), Default::default());
    }
}

#[test]
fn a_translation_of_a_course_that_is_not_finished_is_a_finding_of_the_path() {
    let folder = path_around("de", "");
    fs::write(folder.path().join("c/lessons/test.de.md"), "---\ntitel: Oh\n---\n").unwrap();
    let report = coursewright::LearningPath::check_folder(folder.path()).unwrap();
    let is_there = |finding: &coursewright::Diagnostic| {
        finding.place.as_ref().is_some_and(|place| place.file == "c/lessons/test.de.md")
    };
    assert!(report.has_errors() && report.iter().any(is_there), "{report}");
}

#[test]
fn a_bank_that_only_a_test_of_the_path_draws_from_is_no_finding() {
    let test =
        "  - { id: t, title: T, test: { draw: [{ course: c, bank: trust, count: 1 }] }, pass-mark: 50 }\n";
    let folder = path_around("en", test);
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("c/course.yaml", "id: c\ntitle: C\nlanguage: en\nbanks: [trust]\noutline: [test]\n");
    write("c/lessons/test.md", "---\ntitle: Page\n---\nWords.\n");
    for name in ["c/course.de.yaml", "c/lessons/test.de.md", "c/banks/trust.de.md"] {
        fs::remove_file(folder.path().join(name)).unwrap();
    }
    let report = coursewright::LearningPath::check_folder(folder.path()).unwrap();
    assert!(report.is_empty(), "{report}");
    // The course by itself is one that asks nobody.
    let alone = Course::check_folder(folder.path().join("c")).unwrap();
    assert_eq!(alone.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["CW162"]);
    // Neither has the path's test anything to do with it, once it is taken out.
    write("path.yaml", "id: p\ntitle: P\nlanguage: en\nsteps:\n  - { id: s, course: c }\n");
    let without = coursewright::LearningPath::check_folder(folder.path()).unwrap();
    assert_eq!(without.iter().map(|finding| finding.code()).collect::<Vec<_>>(), ["CW162"]);
}

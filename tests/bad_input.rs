//! What authors get wrong, and what people do who mean harm: each is told with its place and a way out, or is harmless.
#![cfg(all(feature = "source", feature = "formulas", feature = "sanitise", feature = "time-zones"))]

use std::fs;
use std::path::Path;

use coursewright::{Course, Diagnostic, Error, Package, Report, Severity, Standard};
use serde_json::Value;

/// Where the text of the lesson begins in its file.
const FIRST_LINE: usize = 4;

/// A course folder with this text in its one lesson, a glossary, and a bank of one question.
fn folder(lesson: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(
        "course.yaml",
        "id: harbour\ntitle: Harbour\nlanguage: en\noutline: [one]\nbanks: [knots]\nglossary:\n  - { term: Quay, id: quay, definition: Where ships lie. }\n",
    );
    write(
        "banks/knots.md",
        "---\ntitle: Knots\n---\n::: true-false reef\nA reef knot holds.\n\n- [x] Yes\n- [ ] No\n:::\n",
    );
    write("media/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>");
    write("lessons/one.md", &format!("---\ntitle: One\n---\n{lesson}\n"));
    folder
}

/// Everything that is found in a lesson until it is a package.
fn findings(lesson: &str) -> Report {
    let folder = folder(lesson);
    let report = Course::check_folder(folder.path()).unwrap();
    if report.has_errors() {
        return report;
    }
    match Course::from_folder(folder.path()).unwrap().publish(Standard::Scorm12) {
        Ok(package) => package.findings().clone(),
        Err(Error::Findings(report)) => report,
        Err(error) => panic!("{error}"),
    }
}

/// The finding of a rule stands at a line of the lesson, counted from 1, and says what to do.
#[track_caller]
fn is_told(lesson: &str, code: &str, line: usize) {
    let report = findings(lesson);
    let is_it = |finding: &&Diagnostic| {
        let place = finding.place.as_ref();
        finding.code() == code
            && place.is_some_and(|place| {
                place.file == "lessons/one.md" && place.line == Some(FIRST_LINE + line - 1)
            })
    };
    let finding = report.iter().find(is_it).unwrap_or_else(|| panic!("{code} in line {line}: {report}"));
    assert!(finding.help.is_some(), "no way out: {finding}");
}

#[test]
fn a_gap_without_an_answer() {
    is_told("::: fill-in rope\nA rope is made ____.\n:::", "CW107", 1);
    is_told("::: fill-in rope\nA ____ is made ____.\n\n1. - [x] rope\n2. - [ ] fat\n:::", "CW107", 1);
    is_told("::: fill-in rope\nA ____ is made ____.\n\n1. - [x] rope\n:::", "CW136", 1);
}

#[test]
fn a_draw_larger_than_its_bank() {
    is_told("::: draw some bank=knots count=2\n:::", "CW161", 1);
    is_told("::: draw some bank=knots count=0\n:::", "CW161", 1);
    is_told("::: draw some bank=ropes count=1\n:::", "CW160", 1);
}

#[test]
fn a_scenario_without_a_way_out() {
    let scenario = |scenes: &str| format!("::: scenario storm\n{scenes}\n:::");
    let dead_end =
        "## A {#a}\nText.\n\n- [Go](#b)\n- [Stay](#c)\n\n## B {#b}\nText.\n\n- [Wait](#b)\n\n## C {#c}\nEnd.";
    is_told(&scenario(dead_end), "CW193", 1);
    let round = "## A {#a}\nText.\n\n- [Go](#b)\n\n## B {#b}\nText.\n\n- [Back](#a)";
    is_told(&scenario(round), "CW193", 1);
    let unreachable = "## A {#a}\nText.\n\n- [Go](#b)\n\n## B {#b}\nEnd.\n\n## C {#c}\nEnd.";
    is_told(&scenario(unreachable), "CW192", 1);
    is_told(&scenario("## A {#a}\nText.\n\n- [Go](#nowhere)\n\n## B {#b}\nEnd."), "CW191", 1);
}

#[test]
fn a_chart_with_text_for_numbers() {
    let chart = |cell: &str| {
        format!("::: chart kind=bar title=Ships\n| Day | Ships |\n|---|--:|\n| 1 | {cell} |\n:::")
    };
    for cell in ["many", "", "NaN", "inf", "1e999", "1,2,3,", "<script>"] {
        is_told(&chart(cell), "CW280", 4);
    }
}

#[test]
fn a_place_outside_its_picture() {
    let picture = "src=media/map.svg alt=\"A map\"";
    for place in ["101,5", "5,-1", "NaN,5", "5,inf"] {
        is_told(&format!("::: hotspots map {picture}\n## Pier @ {place}\nText.\n:::"), "CW197", 1);
    }
    for place in ["90,5,20x5", "5,90,5x20", "-1,5,5x5", "5,5,0x5", "5,5,5x-5"] {
        is_told(
            &format!("::: drag-and-drop map {picture}\nWhere?\n\n- Pier @ {place}\n- Quay @ 1,1,5x5\n:::"),
            "CW184",
            4,
        );
        is_told(
            &format!("::: hotspot map {picture}\nWhere?\n\n- [x] Pier @ {place}\n- [ ] Quay @ 1,1,5x5\n:::"),
            "CW184",
            4,
        );
    }
    is_told(
        &format!("::: hotspot map {picture}\nWhere?\n\n- [x] Pier @ 5,NaN,5x5\n- [ ] Quay @ 1,1,5x5\n:::"),
        "CW272",
        4,
    );
}

#[test]
fn a_live_session_at_no_time() {
    let session = |rest: &str| format!("::: live-session talk title=Talk {rest}\n:::");
    is_told(&session("start=\"2027-03-01 10:00\" zone=Europe/Berlin"), "CW215", 1);
    is_told(&session("start=\"2027-03-01 10:00\" zone=Europe/Berlin minutes=0"), "CW154", 1);
    is_told(&session("start=\"2027-03-01 10:00\" zone=Europe/Berlin minutes=-5"), "CW216", 1);
    is_told(&session("start=\"2027-03-01 10:00\" zone=Mars/Olympus minutes=90"), "CW153", 1);
    is_told(&session("start=\"2027-02-30 10:00\" zone=Europe/Berlin minutes=90"), "CW152", 1);
    is_told(&session("start=\"9999-12-31 23:59\" zone=UTC minutes=90"), "CW152", 1);
}

#[test]
fn a_formula_that_nobody_can_read() {
    is_told("The tide is $\\frac{1}{$ high.", "CW320", 1);
    let choice = "::: choice tide\nHow high?\n\n- [x] $\\frac{1}{$\n- [ ] 2\n:::";
    is_told(choice, "CW320", 1);
}

#[test]
fn a_time_limit_that_does_not_count() {
    let question = "::: true-false tide time-limit=60\nThe tide turns.\n\n- [x] Yes\n- [ ] No\n:::\n";
    let folder = folder(question);
    assert!(Course::check_folder(folder.path()).unwrap().iter().all(|finding| finding.code() != "CW168"));

    let test = "---\ntitle: One\nassessment: { attempts: 2 }\n---\n";
    fs::write(folder.path().join("lessons/one.md"), format!("{test}{question}")).unwrap();
    let report = Course::check_folder(folder.path()).unwrap();
    let finding = report.iter().find(|finding| finding.code() == "CW168").expect("a finding");
    assert_eq!(finding.place.as_ref().unwrap().line, Some(5));
    assert!(finding.help.is_some() && !report.has_errors());

    let draw = "::: draw some bank=knots count=1\n:::\n";
    fs::write(folder.path().join("lessons/one.md"), format!("{test}{draw}")).unwrap();
    fs::write(folder.path().join("banks/knots.md"), format!("---\ntitle: Knots\n---\n{question}")).unwrap();
    let report = Course::check_folder(folder.path()).unwrap();
    let finding = report.iter().find(|finding| finding.code() == "CW168").expect("a finding");
    assert_eq!(finding.place.as_ref().unwrap().file, "banks/knots.md");
}

/// Addresses that act are no links, wherever authors can write one.
#[test]
fn addresses_that_run_scripts_are_told() {
    for scheme in ["JavaScript:steal()", "vbscript:x", "&#106;avascript:steal()", "java\\tscript:x"] {
        is_told(&format!("[x](<{scheme}>)"), "CW304", 1);
    }
    for address in ["javascript:steal()", "data:text/html,x"] {
        let link = format!("[x]({address})");
        for lesson in [
            link.clone(),
            format!("- {link}"),
            format!("| {link} |\n|---|\n| a |"),
            format!("## {link}"),
            format!("> {link}"),
            format!("::: tip\n{link}\n:::"),
            format!("::: choice q\n{link}\n\n- [x] a\n- [ ] b\n:::"),
            format!("::: choice q\n?\n\n- [x] {link}\n- [ ] b\n:::"),
            format!("::: choice q\n?\n\n- [x] a\n  > {link}\n- [ ] b\n:::"),
            format!(":::: choice q\n?\n\n- [x] a\n- [ ] b\n\n::: hint\n{link}\n:::\n::::"),
            format!("::: matching q\n?\n\n| a | b |\n|---|---|\n| {link} | c |\n| d | e |\n:::"),
            format!("::: ordering q\n?\n\n1. {link}\n2. b\n:::"),
            format!("::: likert q\n?\n\n- {link}\n- b\n:::"),
            format!("::: tabs\n## A\n{link}\n\n## B\nb\n:::"),
            format!("::: checklist c\n- [ ] {link}\n:::"),
            format!("::: reflection r\n{link}\n:::"),
            format!("::: scenario s\n## A {{#a}}\n?\n\n- [b](#b)\n  > {link}\n\n## B {{#b}}\nEnd.\n:::"),
            format!("Text.[^1]\n\n[^1]: {link}"),
        ] {
            is_told(&lesson, "CW304", 1);
        }
        let scenario =
            format!("::: scenario s\n## A {{#a}}\n?\n\n- [b](#b)\n- {link}\n\n## B {{#b}}\nEnd.\n:::");
        is_told(&scenario, "CW220", 6);
        assert!(findings(&format!("![A map](<{address}>)")).has_errors());
    }
    is_told("[x](term:nowhere)", "CW325", 1);
}

#[test]
fn what_is_embedded_or_met_at_has_an_https_address() {
    let session = "::: live-session talk title=Talk start=\"2027-03-01 10:00\" zone=UTC minutes=9";
    for address in
        ["javascript:steal()", "data:text/html,x", "//example.com/x", "https://", "http://example.com/"]
    {
        is_told(&format!("::: embed src=\"{address}\" title=A provider=B\nText.\n:::"), "CW196", 1);
        is_told(&format!("{session} url=\"{address}\"\n:::"), "CW155", 1);
    }
}

/// What somebody writes who wants to get out of the text, the attribute or the configuration that it stands in.
const ATTACK: &str = "x\"'><script>steal()</script><img src=x onerror=steal()><svg/onload=steal()></script>";

/// Every text of a course with everything, replaced by an attack: whatever stands in the packages, it is text.
#[test]
fn script_is_text_wherever_it_stands() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/courses/kitchen-sink");
    let mut course = serde_json::to_value(Course::from_folder(&folder).unwrap()).unwrap();
    let mut attacked = 0;
    attack(&mut course, "", &mut attacked);
    assert!(attacked > 200, "only {attacked} texts were found");
    let course: Course = serde_json::from_value(course).unwrap();
    let course = course.with_media_folder(&folder);
    for &standard in Standard::ALL {
        let package =
            course.publish(standard).unwrap_or_else(|error| panic!("{standard}: {}", errors(&error)));
        harmless(&package, standard);
    }
}

/// The errors among what is wrong: the attack is a warning in hundreds of places.
fn errors(error: &Error) -> String {
    let Some(report) = error.findings() else { return error.to_string() };
    let errors = report.iter().filter(|finding| finding.severity() == Severity::Error);
    errors.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Puts the attack into every text. What is no text has a form that is checked, or names a file.
fn attack(value: &mut Value, key: &str, attacked: &mut usize) {
    const FORMS: &[&str] = &[
        "after",
        "align",
        "bank",
        "completion",
        "counts",
        "credit",
        "id",
        "iri",
        "kind",
        "language",
        "logo",
        "objectives",
        "poster",
        "remediation",
        "review",
        "src",
        "start",
        "to",
        "type",
        "url",
        "zone",
    ];
    let is_form = |text: &str| match key {
        "code" => text.chars().all(char::is_alphanumeric), // of a sign-off
        "html" => text == "sanitised",
        "label" => text.len() == 1, // of a footnote
        _ => FORMS.contains(&key),
    };
    match value {
        Value::String(text) if !is_form(text) => {
            *attacked += 1;
            *text = format!("{text} {ATTACK} {attacked}");
        }
        Value::Array(values) => values.iter_mut().for_each(|value| attack(value, key, attacked)),
        Value::Object(_) if FORMS.contains(&key) => {}
        Value::Object(entries) => entries.iter_mut().for_each(|(key, value)| attack(value, key, attacked)),
        _ => {}
    }
}

#[track_caller]
fn harmless(package: &Package, standard: Standard) {
    let is_markup = |name: &str| name.ends_with(".html") || name.ends_with(".xml");
    let mut tags_seen = 0;
    for file in package.files().iter().filter(|file| is_markup(file.name())) {
        let text = String::from_utf8(file.read().unwrap()).unwrap();
        // Cartridges carry HTML as the text of an element.
        let carried = text.split("texttype=\"text/html\">").skip(1);
        let carried = carried.map(|text| unescaped(text.split('<').next().unwrap_or_default()));
        let carried = tags(&carried.collect::<String>());
        for (name, attributes) in tags(&text).into_iter().chain(carried) {
            tags_seen += 1;
            let value =
                |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
            let acts = attributes.iter().any(|(name, _)| name.starts_with("on"))
                || name == "script"
                    && value("src").is_none()
                    && !value("type").is_some_and(|it| it.ends_with("json"))
                || name == "img" && value("src") == Some("x");
            assert!(!acts, "{standard}: {}: <{name}> {attributes:?}", file.name());
        }
    }
    assert!(tags_seen > 10, "{standard}: nothing was looked at");
}

fn unescaped(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (escaped, character)| text.replace(escaped, character))
}

/// The elements that begin in a text, each with its attributes, as browsers see them.
fn tags(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        let (attributes, after) = attributes(&rest[end..]);
        rest = after;
        if name == "script" || name == "style" {
            rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at..]);
        }
        tags.push((name, attributes));
    }
    tags
}

/// The attributes of a tag, and what follows it.
fn attributes(tag: &str) -> (Vec<(String, String)>, &str) {
    let mut attributes = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (attributes, after);
        }
        if rest.is_empty() {
            return (attributes, rest);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=/>".contains(c)).unwrap_or(rest.len()).max(1);
        let end = (end..=rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let value = match rest.strip_prefix('=') {
            None => "",
            Some(after) => {
                let (value, after) = match after.chars().next() {
                    Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                    _ => after
                        .split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
                };
                rest = after;
                value
            }
        };
        attributes.push((name, value.to_owned()));
    }
}

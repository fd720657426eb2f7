//! Courses to packages: what is in them, the same bytes each time, and what stops them.

#![cfg(feature = "source")]

use std::collections::BTreeSet;

use coursewright::model::HtmlTrust;
use coursewright::{
    Block, CartridgeVersion, Course, Diagnostic, Layout, Lesson, Package, Publisher, QtiVersion, Question,
    Standard, Theme,
};

fn fixture() -> Course {
    Course::from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/leading-upward")).unwrap()
}

fn text(package: &Package, name: &str) -> String {
    let file = package.file(name).unwrap_or_else(|| panic!("{name} is in the package"));
    String::from_utf8(file.read().unwrap()).unwrap()
}

fn page(course: &Course) -> String {
    text(&course.publish(Standard::Scorm12).unwrap(), "lessons/one.html")
}

fn course_of(lesson: coursewright::model::LessonBuilder) -> Course {
    Course::builder("c", "Course").media_bytes("media/a.svg", *b"<svg/>").lesson(lesson).build().unwrap()
}

#[test]
fn markdown_inside_html_stays_inside() {
    let lesson = "<details>\n<summary>More</summary>\n\nSome *Markdown*.\n\n</details>\n\nAfter.\n";
    let page = page(&course_of(Lesson::builder("one", "One").markdown(lesson)));
    let lines: Vec<_> = page.lines().map(str::trim).collect();
    let expected =
        "<details> <summary>More</summary> <p>Some <em>Markdown</em>.</p> </details> <p>After.</p>";
    assert!(lines.join(" ").contains(expected), "{page}");
}

#[test]
fn every_file_is_listed_once_and_every_listed_file_is_there() {
    for &standard in Standard::ALL {
        for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
            let package = Publisher::new().layout(layout).publish(&fixture(), standard).unwrap();
            // cmi5, xAPI and AICC name no files but those that are launched, and a website has no manifest.
            if package.file("imsmanifest.xml").is_none() {
                continue;
            }
            let manifest = text(&package, "imsmanifest.xml");
            let listed: Vec<&str> =
                manifest.split("<file href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let unique: BTreeSet<&str> = listed.iter().copied().collect();
            let there: BTreeSet<&str> = package
                .files()
                .iter()
                .map(|file| file.name())
                .filter(|name| *name != "imsmanifest.xml" && !name.ends_with(".xsd"))
                .collect();
            assert_eq!(listed.len(), unique.len());
            assert_eq!(unique, there);
        }
    }
}

#[test]
fn names_are_lower_case_ascii_and_base_names_unique() {
    let package = fixture().publish(Standard::Scorm12).unwrap();
    let mut base_names = BTreeSet::new();
    for file in package.files() {
        let name = file.name();
        assert!(
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_./".contains(&b)),
            "{name}"
        );
        assert!(base_names.insert(name.rsplit('/').next().unwrap()), "{name}");
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let write = |standard, layout| {
        let mut zip = Vec::new();
        let package = Publisher::new().layout(layout).publish(&fixture(), standard).unwrap();
        package.write_to(&mut zip).unwrap();
        zip
    };
    for &standard in Standard::ALL {
        for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
            assert_eq!(write(standard, layout), write(standard, layout));
        }
    }
}

#[test]
fn scripts_of_authors_are_taken_out_unless_they_are_trusted() {
    let html = r#"<p onclick="steal()">Hi</p><script>steal()</script><iframe src="https://x.example"></iframe>
        <img src="https://x.example/pixel.png" alt=""><img src="media/a.svg" alt="A"><a href="javascript:steal()">x</a>"#;
    let lesson = || Lesson::builder("one", "One").block(Block::Html { html: html.to_owned() });

    let course = course_of(lesson());
    let package = course.publish(Standard::Scorm12).unwrap();
    let cleaned = text(&package, "lessons/one.html");
    for gone in ["steal", "x.example", "iframe"] {
        assert!(!cleaned.contains(gone), "{gone} is still there:\n{cleaned}");
    }
    assert!(cleaned.contains(r#"src="../media/a.svg""#));
    assert!(package.findings().iter().any(|finding| finding.code() == "CW305"));

    let trusted = Course::builder("c", "Course")
        .html(HtmlTrust::Trusted)
        .media_bytes("media/a.svg", *b"<svg/>")
        .lesson(lesson())
        .build()
        .unwrap();
    assert!(page(&trusted).contains("<script>steal()</script>"));
}

#[test]
fn markdown_lets_no_script_through() {
    let texts = [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "<javascript:alert(1)>",
        "[x](vbscript:x)",
    ];
    for markdown in texts {
        let lesson = Lesson::builder("one", "One").block(Block::Text { markdown: markdown.to_owned() });
        match course_of(lesson).publish(Standard::Scorm12) {
            Ok(package) => {
                let page = text(&package, "lessons/one.html").to_lowercase();
                assert!(
                    !page.contains("href=\"javascript")
                        && !page.contains("href=\"data")
                        && !page.contains("href=\"vb")
                );
            }
            Err(error) => {
                assert!(error.findings().unwrap().iter().any(|finding| finding.code() == "CW304"), "{error}")
            }
        }
    }
    let lesson = Lesson::builder("one", "One").block(Block::Text {
        markdown: "Hi <img src=x onerror=alert(1)> <b onmouseover='x()'>there</b>".to_owned(),
    });
    let page = page(&course_of(lesson));
    assert!(
        !page.contains("onerror") && !page.contains("onmouseover") && page.contains("<b>there</b>"),
        "{page}"
    );
}

#[test]
fn nothing_outside_the_course_folder_is_packed() {
    let folder = tempfile::tempdir().unwrap();
    let course_folder = folder.path().join("course");
    std::fs::create_dir(&course_folder).unwrap();
    let secret = folder.path().join("secret.txt");
    std::fs::write(&secret, "SECRET").unwrap();
    let texts = [
        format!("[x]({})", secret.display()),
        "[x](../secret.txt)".to_owned(),
        "[x](%2e%2e/secret.txt)".to_owned(),
        format!("<a href=\"{}\">x</a> <img src=\"../secret.txt\" alt=\"\">", secret.display()),
    ];
    for markdown in texts {
        for trust in [HtmlTrust::Sanitised, HtmlTrust::Trusted] {
            let course = Course::builder("c", "Course")
                .html(trust)
                .media_folder(&course_folder)
                .lesson(Lesson::builder("one", "One").block(Block::Text { markdown: markdown.clone() }))
                .build()
                .unwrap();
            if let Ok(package) = course.publish(Standard::Scorm12) {
                assert!(package.files().iter().all(|file| !file.name().contains("secret")), "{markdown}");
            }
        }
    }
}

#[test]
fn an_untrusted_course_cannot_run_anything() {
    let course = |markdown: &str| {
        Course::builder("c", "Course")
            .html(HtmlTrust::Trusted)
            .media_bytes("media/page.html", *b"<script>steal()</script>")
            .lesson(Lesson::builder("one", "One").block(Block::Text { markdown: markdown.to_owned() }))
            .build()
            .unwrap()
    };
    let publisher = Publisher::new().untrusted();
    let package = publisher.publish(&course("Hi <b onclick='steal()'>you</b>"), Standard::Scorm12).unwrap();
    assert!(!text(&package, "lessons/one.html").contains("steal"));
    let error = publisher.publish(&course("[open](media/page.html)"), Standard::Scorm12).unwrap_err();
    assert!(error.findings().unwrap().iter().any(|finding| finding.code() == "CW523"), "{error}");
}

#[test]
fn what_an_author_writes_cannot_leave_the_configuration() {
    let title = "</script><script>alert(1)</script>";
    let course = Course::builder("c", title)
        .lesson(
            Lesson::builder("one", title).question(Question::choice("q", title).correct("a").incorrect("b")),
        )
        .build()
        .unwrap();
    let shell = text(&course.publish(Standard::Scorm12).unwrap(), "index.html");
    assert!(!shell.contains("<script>alert"), "{shell}");
}

#[test]
fn links_lead_to_lessons_files_and_the_web_and_nowhere_else() {
    let lesson = Lesson::builder("one", "One")
        .markdown("[two](two.md#here), [file](media/a.svg), [web](https://example.org/a?b=c&d=e), [mail](mailto:a@b.example).");
    let course = Course::builder("c", "Course")
        .media_bytes("media/a.svg", *b"<svg/>")
        .lesson(lesson)
        .lesson(Lesson::builder("two", "Two").heading("Here"))
        .build()
        .unwrap();
    let page = page(&course);
    assert!(page.contains(r#"<a href="two.html#here" data-go="two">two</a>"#), "{page}");
    assert!(
        page.contains(r#"href="../media/a.svg""#) && page.contains("https://example.org/a?b&#x3D;c&amp;d"),
        "{page}"
    );

    let lost = Course::builder("c", "Course")
        .lesson(Lesson::builder("one", "One").markdown("[lost](nowhere.md) and [gone](media/gone.pdf)"))
        .build()
        .unwrap();
    let error = lost.publish(Standard::Scorm12).unwrap_err();
    let codes: Vec<_> = error.findings().unwrap().iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["CW304", "CW304"]);
}

#[test]
fn a_link_to_a_lesson_that_is_left_out_is_told() {
    let question = || Question::true_false("q", "As [the text](text.md) says?", true);
    let course = Course::builder("c", "Course")
        .lesson(Lesson::builder("text", "Text").markdown("Now [the quiz](quiz.md)."))
        .lesson(Lesson::builder("quiz", "Quiz").question(question()))
        .build()
        .unwrap();
    let told = |standard, layout| {
        let package = Publisher::new().layout(layout).publish(&course, standard).unwrap();
        package.findings().iter().filter(|finding| finding.code() == "CW309").count()
    };
    assert_eq!(told(Standard::Scorm12, Layout::SingleSco), 0);
    assert_eq!(told(Standard::Scorm12, Layout::ScoPerLesson), 2);
    assert_eq!(told(Standard::CommonCartridge(CartridgeVersion::V1_3), Layout::SingleSco), 2);
    assert_eq!(told(Standard::Qti(QtiVersion::V2_1), Layout::SingleSco), 1);
}

#[test]
fn what_learners_are_to_type_is_no_markdown() {
    let question =
        Question::fill_in("q", "How is a link written?").correct("[words](address.md)").correct("<p>");
    let course =
        Course::builder("c", "C").lesson(Lesson::builder("l", "L").question(question)).build().unwrap();
    assert!(course.publish(Standard::Scorm12).unwrap().findings().is_empty());
}

#[test]
fn what_rendering_finds_comes_together_with_what_the_model_finds() {
    let json = r#"{ "id": "c", "title": "", "language": "en", "outline": [
        { "lesson": { "id": "one", "title": "One", "blocks": [{ "type": "text", "markdown": "[x](nowhere.md)" }] } } ] }"#;
    let course: Course = serde_json::from_str(json).unwrap();
    let error = course.publish(Standard::Scorm12).unwrap_err();
    let codes: Vec<_> = error.findings().unwrap().iter().map(Diagnostic::code).collect();
    assert_eq!(codes, ["CW101", "CW304"]);
}

#[test]
fn one_file_of_a_theme_can_be_replaced() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("templates/blocks")).unwrap();
    std::fs::write(folder.path().join("templates/blocks/divider.hbs"), "<hr data-mine>").unwrap();
    std::fs::create_dir_all(folder.path().join("assets")).unwrap();
    std::fs::write(folder.path().join("assets/font.woff2"), "font").unwrap();
    let theme = Theme::folder(folder.path()).unwrap();
    let course = course_of(Lesson::builder("one", "One").heading("Here").block(Block::Divider));
    let package = Publisher::new().theme(theme).publish(&course, Standard::Scorm12).unwrap();
    let page = text(&package, "lessons/one.html");
    assert!(page.contains("<hr data-mine>") && page.contains("<h2"), "{page}");
    assert_eq!(text(&package, "player/font.woff2"), "font");
}

#[test]
fn a_template_that_fails_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("templates/blocks")).unwrap();
    std::fs::write(folder.path().join("templates/blocks/text.hbs"), "one\n{{nothing_of_this_name}}").unwrap();
    let theme = Theme::folder(folder.path()).unwrap();
    let course = course_of(Lesson::builder("one", "One").markdown("Text."));
    let error = Publisher::new().theme(theme).publish(&course, Standard::Scorm12).unwrap_err().to_string();
    assert!(error.contains("blocks/text") && error.contains("line 2"), "{error}");
}

#[test]
fn a_right_to_left_language_sets_the_direction() {
    let course = Course::builder("c", "دورة")
        .language("ar")
        .lesson(Lesson::builder("one", "درس").markdown("نص"))
        .build()
        .unwrap();
    assert!(page(&course).contains(r#"<html lang="ar" dir="rtl""#));
}

#[test]
fn a_website_is_one_whole_whatever_the_layout_and_tells_what_it_is() {
    let lessons = ["one", "two"].map(|id| Lesson::builder(id, id).markdown("Text."));
    let [one, two] = lessons;
    let course = Course::builder("tides", "Tides </script> & co").lesson(one).lesson(two).build().unwrap();
    for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
        let package = Publisher::new().layout(layout).publish(&course, Standard::Web).unwrap();
        let names: Vec<_> = package.files().iter().map(|file| file.name()).collect();
        let pages = ["index.html", "lessons/one.html", "lessons/two.html"];
        assert_eq!(
            names,
            [&pages[..], &["player/player.js", "player/search.js", "player/theme.css", "player/tokens.css"]]
                .concat()
        );
        let page = text(&package, "index.html");
        let (_, data) = page.split_once("<script type=\"application/ld+json\">").unwrap();
        let data: serde_json::Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
        assert_eq!(data["name"], "Tides </script> & co");
        assert!(page.contains("Saved in this browser") && !page.contains("Progress is saved"));
    }
    assert!(!text(&course.publish(Standard::Scorm12).unwrap(), "index.html").contains("ld+json"));
}

#[test]
fn a_theme_needs_no_rust() {
    let ledger = Theme::folder(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/ledger")).unwrap();
    for &standard in Standard::ALL {
        let built_in = fixture().publish(standard).unwrap();
        let package = Publisher::new().theme(ledger.clone()).publish(&fixture(), standard).unwrap();
        assert_eq!(package.findings(), built_in.findings(), "{standard}");
        let names =
            |package: &Package| package.files().iter().map(|file| file.name().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&package), names(&built_in), "{standard}");
    }
    let package = Publisher::new().theme(ledger).publish(&fixture(), Standard::Scorm12).unwrap();
    let (shell, lesson) = (text(&package, "index.html"), text(&package, "lessons/reliability.html"));
    assert!(text(&package, "player/theme.css").contains("--ledger-rule"));
    assert!(text(&package, "player/tokens.css").contains("--cw-accent: #8c2f1b"));
    assert!(lesson.contains("<p class=\"ledger-folio\" aria-hidden=\"true\">4</p>"));
    // Its own words for some things, the built-in ones for all others.
    assert!(shell.contains("Turn the page") && shell.contains("Save and leave"));
}

#[test]
fn the_player_speaks_the_language_of_the_course() {
    let words = [
        ("de-AT", "Speichern und verlassen"),
        ("pt-PT", "Salvar e sair"),
        ("zh-CN", "保存并退出"),
        ("tlh", "Save and leave"),
    ];
    for (language, word) in words {
        let lesson = Lesson::builder("one", "One").markdown("Text");
        let course = Course::builder("c", "Course").language(language).lesson(lesson).build().unwrap();
        assert!(text(&course.publish(Standard::Scorm12).unwrap(), "index.html").contains(word), "{language}");
    }
}

#[test]
fn a_course_with_banks_and_tests_goes_to_every_standard() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser/packages/courses/tested");
    let course = Course::from_folder(folder).unwrap();
    for standard in Standard::ALL {
        for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
            let published = Publisher::new().layout(layout).publish(&course, *standard);
            let package = published.unwrap_or_else(|error| panic!("{standard:?} {layout:?}: {error}"));
            package.write_to(std::io::sink()).unwrap();
        }
    }
    // Three lessons draw from the bank of ten: each item is written once, and every lesson selects from all of them.
    let package = course.publish(Standard::Qti(QtiVersion::V3_0)).unwrap();
    let items = package.files().iter().filter(|file| file.name().starts_with("items/")).count();
    assert_eq!(items, 12);
    let test = text(&package, "tests/test-harbour.xml");
    assert_eq!(test.matches("items/item-q7.xml").count(), 3);
    assert_eq!(test.matches("<qti-selection ").count(), 3);
}

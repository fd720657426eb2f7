//! Courses at the edges, in every standard: each is right there, or a finding says what the standard cannot carry.

#![cfg(feature = "markdown")]

mod validation;

use coursewright::model::{CompletionRule, CourseBuilder, Metadata};
use coursewright::standard::{scorm12, scorm2004};
use coursewright::{
    Course, Edition, Layout, Lesson, Module, Package, Publisher, Question, Report, Severity, Standard,
};

use validation::check;

const LAYOUTS: [Layout; 2] = [Layout::SingleSco, Layout::ScoPerLesson];

/// The course in every standard that takes anything of it, and in both layouts; every package is sound.
fn everywhere(course: &Course, mut look: impl FnMut(Standard, Layout, Result<&Package, &Report>)) {
    for &standard in Standard::ALL.iter().filter(|standard| standard.is_for(course)) {
        for layout in LAYOUTS {
            match Publisher::new().layout(layout).publish(course, standard) {
                Ok(package) => {
                    check(&package, standard);
                    look(standard, layout, Ok(&package));
                }
                Err(error) => {
                    look(standard, layout, Err(error.findings().expect("findings, and no failure")))
                }
            }
        }
    }
}

/// As [`everywhere`], where no standard has a reason to refuse.
fn in_every_standard(course: &Course, mut look: impl FnMut(Standard, Layout, &Package)) {
    everywhere(course, |standard, layout, result| {
        look(standard, layout, result.unwrap_or_else(|findings| panic!("{standard}: {findings}")));
    });
}

fn text(package: &Package, name: &str) -> String {
    String::from_utf8(package.file(name).unwrap().read().unwrap()).unwrap()
}

/// A course whose metadata are complete, so that every element that can be written is.
fn course(title: &str, language: &str) -> CourseBuilder {
    let mut metadata = Metadata::default();
    metadata.description = title.to_owned();
    metadata.keywords = vec![title.to_owned()];
    metadata.authors = vec![title.to_owned()];
    metadata.version = Some("1".to_owned());
    metadata.rights = Some(title.to_owned());
    metadata.duration = Some(20);
    Course::builder("course", title).language(language).metadata(metadata).objective("aim", title)
}

fn lesson(id: &str, title: &str) -> coursewright::model::LessonBuilder {
    Lesson::builder(id, title).heading(title).objective("aim").question(
        Question::choice(format!("{id}-choice"), title).correct(title).incorrect("No").objective("aim"),
    )
}

/// Whether a file at the root of the package, which is what an LMS or a learner opens first, has the title; or a finding says
/// that the standard has no room for it.
fn is_named(package: &Package, title: &str) -> bool {
    let files = package.files().iter().map(|file| file.name());
    let mut described = files.filter(|name| !name.contains('/') && !name.ends_with(".xsd"));
    described.any(|name| unescaped(&text(package, name)).contains(title))
        || package.findings().iter().any(|finding| finding.message.contains("title"))
}

/// Without the escapes of XML, HTML and CSV.
fn unescaped(text: &str) -> String {
    let escapes = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x60;", "`"),
        ("&#x3D;", "="),
        ("&#61;", "="),
        ("\"\"", "\""),
        ("&amp;", "&"),
    ];
    escapes.iter().fold(text.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

#[derive(Debug, PartialEq)]
struct Tracked {
    titles: Vec<String>,
    scores: Vec<Option<f64>>,
}

/// What the manifest of a SCORM package says of what is launched.
fn tracked(standard: Standard, package: &Package) -> Option<Tracked> {
    let manifest = package.file("imsmanifest.xml")?.read().unwrap();
    let mut found = Tracked { titles: Vec::new(), scores: Vec::new() };
    match standard {
        Standard::Scorm12 => {
            let manifest = scorm12::Manifest::read(&manifest).unwrap();
            found.titles.push(manifest.organizations[0].title.clone());
            for item in &manifest.organizations[0].items {
                found.titles.push(item.title.clone());
                found.scores.push(item.data.mastery_score);
            }
        }
        Standard::Scorm2004(_) => {
            let manifest = scorm2004::Manifest::read(&manifest).unwrap();
            found.titles.push(manifest.organizations[0].title.clone());
            for item in &manifest.organizations[0].items {
                found.titles.push(item.title.clone());
                let sequencing = item.data.sequencing.as_ref();
                let measure = sequencing.and_then(|it| it.objectives.primary.satisfied_by_measure);
                found.scores.push(measure.map(|measure| measure * 100.0));
            }
        }
        _ => return None,
    }
    Some(found)
}

#[test]
fn mastery_scores_of_0_and_of_100() {
    for percent in [0, 100] {
        for rule in [CompletionRule::QuizPassed, CompletionRule::Both] {
            let course = course("C", "en")
                .mastery_score(percent)
                .completion(rule)
                .lesson(lesson("one", "One"))
                .build()
                .unwrap();
            in_every_standard(&course, |standard, layout, package| {
                if let Some(tracked) = tracked(standard, package) {
                    assert_eq!(tracked.scores, [Some(f64::from(percent))], "{standard} {layout:?}");
                }
                if standard == Standard::Cmi5 {
                    let score = format!(" masteryScore=\"{}\"", percent / 100);
                    assert!(text(package, "cmi5.xml").contains(&score), "{layout:?}");
                }
                if standard == Standard::Aicc {
                    let named = |name: &str| name.ends_with(".au");
                    let units = package.files().iter().find(|file| named(file.name())).unwrap().name();
                    assert!(text(package, units).contains(&format!("\"100\",\"{percent}\"")), "{layout:?}");
                }
            });
        }
    }
}

#[test]
fn no_questions() {
    for rule in [CompletionRule::PagesSeen, CompletionRule::Both] {
        let lessons = Module::builder("part", "Part").lesson(Lesson::builder("two", "Two").heading("H"));
        let course = course("C", "en")
            .completion(rule)
            .lesson(Lesson::builder("one", "One").heading("H"))
            .module(lessons);
        let Ok(course) = course.build() else { continue };
        in_every_standard(&course, |_, _, _| {});
    }
}

#[test]
fn three_hundred_lessons() {
    let title = |number: usize| format!("Lesson {number}");
    let lessons = (0..300).map(|number| lesson(&format!("lesson-{number}"), &title(number)));
    let course = lessons.fold(course("C", "en"), CourseBuilder::lesson).build().unwrap();
    everywhere(&course, |standard, layout, result| match result {
        Ok(package) => {
            let Some(tracked) = tracked(standard, package) else { return };
            let items = if layout == Layout::ScoPerLesson { 300 } else { 1 };
            assert_eq!(tracked.titles.len(), 1 + items, "{standard} {layout:?}");
            if layout == Layout::ScoPerLesson {
                assert!((0..300).all(|number| tracked.titles[number + 1] == title(number)), "{standard}");
            }
        }
        Err(findings) => panic!("{standard} {layout:?}: {findings}"),
    });
}

/// A thousand characters with everything that means something to XML, HTML, JSON, CSV and vCards.
fn hostile() -> String {
    let piece = "<a b='c' d=\"e\">&amp; & ]]> <!-- --> <?x?> \\ , ; : {{x}} \u{2028}</a> %s [,] ";
    let text: String = piece.chars().cycle().take(999).collect();
    text + "."
}

#[test]
fn a_title_of_a_thousand_characters_with_every_special_one() {
    let title = hostile();
    assert_eq!(title.chars().count(), 1000);
    let course = course(&title, "en").lesson(lesson("one", &title)).build().unwrap();
    everywhere(&course, |standard, layout, result| match result {
        Ok(package) => {
            assert!(is_named(package, &title), "{standard} {layout:?}");
            if let Some(tracked) = tracked(standard, package) {
                assert_eq!(tracked.titles, [title.as_str(), &title], "{standard} {layout:?}");
                let told = package.findings().iter().filter(|finding| finding.code() == "CW502").count();
                assert_eq!(told, 2, "{standard} {layout:?}");
            }
        }
        Err(findings) => {
            let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
            assert!(errors.clone().all(|finding| finding.code() == "CW501"), "{standard}: {findings}");
            assert!(
                standard == Standard::Scorm12 || !matches!(standard, Standard::Scorm2004(_)),
                "{standard}"
            );
        }
    });
}

#[test]
fn special_characters_in_a_title_that_fits() {
    let title: String = hostile().chars().take(150).collect();
    let title = title.trim().to_owned();
    let course = course(&title, "en").lesson(lesson("one", &title)).build().unwrap();
    in_every_standard(&course, |standard, layout, package| {
        assert!(is_named(package, &title), "{standard} {layout:?}");
        if let Some(tracked) = tracked(standard, package) {
            assert_eq!(tracked.titles, [title.as_str(), &title], "{standard} {layout:?}");
        }
    });
}

#[test]
fn arabic_and_japanese() {
    for (language, direction, title) in
        [("ar", "rtl", "السلامة في العمل — «أولاً»"), ("ja", "ltr", "安全な持ち上げ方〜第１章「基本」𠮷")]
    {
        let course = course(title, language).lesson(lesson("one", title)).build().unwrap();
        in_every_standard(&course, |standard, layout, package| {
            assert!(is_named(package, title), "{standard} {layout:?}");
            let names: Vec<_> = package.files().iter().map(|file| file.name()).collect();
            assert!(names.iter().all(|name| name.is_ascii()), "{standard}: {names:?}");
            let pages = names.iter().filter(|name| name.starts_with("lessons/") && name.ends_with(".html"));
            for page in pages {
                let page = text(package, page);
                let html = format!("<html lang=\"{language}\" dir=\"{direction}\"");
                assert!(page.contains(&html) && page.contains(title), "{standard} {layout:?}\n{page}");
            }
            if let Some(tracked) = tracked(standard, package) {
                assert_eq!(tracked.titles, [title, title], "{standard} {layout:?}");
                assert!(
                    text(package, "imsmanifest.xml").contains(title),
                    "{standard}: as it stands, not as references"
                );
            }
        });
    }
}

#[test]
fn the_2nd_edition_keeps_less_of_a_learner_than_the_3rd() {
    let answer = "a".repeat(60);
    let lesson = (0..65).fold(Lesson::builder("one", "One"), |lesson, number| {
        lesson.question(Question::fill_in(format!("q{number}"), "?").correct(&answer))
    });
    let course = course("C", "en").lesson(lesson).build().unwrap();
    let publish = |edition| course.publish(Standard::Scorm2004(edition));
    let error = publish(Edition::Second).unwrap_err();
    let finding = error.findings().unwrap().iter().find(|finding| finding.code() == "CW515").unwrap().clone();
    assert!(finding.message.contains("keeps 4000"), "{finding}");
    assert!(finding.help.unwrap().contains("3rd Edition"));
    publish(Edition::Third).unwrap();
}

//! What becomes of a small path in each standard.

use crate::model::path::{Content, Done, Group, LearningPath, Step};
use crate::model::{Course, Lesson, Question};
use crate::package::Package;
use crate::standard::{Edition, Layout, Publisher, Standard, scorm2004};

#[test]
fn x() {
    let course = Course::builder("tides", "Tides")
        .objective("pull", "P")
        .lesson(Lesson::builder("moon", "M").question(Question::true_false("q", "?", true)))
        .build()
        .unwrap();
    let mut path = LearningPath::builder("p", "P").build().unwrap();
    path.courses.push(course);
    let step: Step =
        serde_json::from_str(r#"{"id":"one","content":{"type":"course","course":"tides"}}"#).unwrap();
    let two: Step =
        serde_json::from_str(r#"{"id":"two","time-limit":20,"content":{"type":"course","course":"tides"}}"#)
            .unwrap();
    path.steps.steps.push(step);
    path.steps.steps.push(two);
    for standard in [Standard::Scorm2004(Edition::Fourth), Standard::Scorm12, Standard::Aicc, Standard::Cmi5]
    {
        let package = Publisher::new().layout(Layout::ScoPerLesson).publish_path(&path, standard).unwrap();
        for f in package.findings() {
            println!("{f}");
        }
        for f in package.files() {
            println!("{}", f.name());
        }
        for name in ["imsmanifest.xml", "cmi5.xml", "p.au"] {
            if let Some(f) = package.file(name) {
                println!("{}", String::from_utf8(f.read().unwrap()).unwrap());
            }
        }
    }
}

//! The questions of the guide (`docs/guide/questions`), for the tests of the scripts.

use std::fs;
use std::path::Path;

use crate::model::{Course, Lesson};
use crate::render::shell::question_config;
use crate::render::state::response_bits;

/// The first source of a page.
fn source(page: &str) -> &str {
    let (_, rest) = page.split_once("```markdown\n").expect("each page has a source");
    rest.split_once("\n```\n").map_or(rest, |(source, _)| source)
}

fn described(path: &Path) -> String {
    let page = fs::read_to_string(path).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let course = Course::builder("c", "C")
        .media_folder(root.join("fixtures/courses/kitchen-sink"))
        .lesson(Lesson::builder("l", "L").markdown(source(&page)))
        .build()
        .unwrap();
    let question = course.questions().next().expect("each page asks a question");
    let config = serde_json::to_string(&question_config(question)).unwrap();
    let name = path.file_stem().unwrap().to_string_lossy();
    format!("{{\"page\":\"{name}\",\"bits\":{},\"question\":{config}}}", response_bits(&question.form()))
}

/// `tests/player/guide.test.mjs` holds the tables of the guide to what the scripts say of these questions.
#[test]
fn the_tests_of_the_scripts_know_the_questions_of_the_guide() {
    let root = env!("CARGO_MANIFEST_DIR");
    let pages = fs::read_dir(Path::new(root).join("docs/guide/questions")).unwrap();
    let mut pages: Vec<_> = pages.map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| !path.ends_with("README.md"));
    pages.sort();
    let questions: Vec<_> = pages.iter().map(|path| described(path)).collect();
    let wanted = format!("[\n{}\n]\n", questions.join(",\n"));
    let path = format!("{root}/tests/player/support/guide.json");
    if std::env::var_os("UPDATE_LIMITS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
}

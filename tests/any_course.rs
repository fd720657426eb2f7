//! Whatever authors write and whatever programs make of a course: nothing panics on the way to a package.
#![cfg(feature = "source")]

use std::fs;
use std::path::Path;

use coursewright::{Course, Layout, Publisher, Standard};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

/// Blocks as authors write them; `@` is any text.
const BLOCKS: &[&str] = &[
    "## @",
    "@",
    "- @\n- @\n  > @",
    "1. @\n2. @",
    "| @ | @ |\n|---|:-:|\n| @ | @ |",
    "> @\n> — @",
    "```rust\n@\n```",
    "Note[^@]\n\n[^@]: @",
    "![@](media/map.svg \"@\")",
    "::: tip title=\"@\"\n@\n:::",
    ":::: tabs keys\n## @\n@\n\n## @\n::: note\n@\n:::\n::::",
    "::: columns\n@\n---\n@\n:::",
    "::: hotspots map src=media/map.svg alt=\"@\"\n## @ @ 5,5\n@\n:::",
    "::: chart kind=pie title=\"@\"\n| @ | @ |\n|---|---|\n| @ | 1 |\n| @ | 2 |\n:::",
    "::: embed src=https://example.com/ title=\"@\" provider=\"@\"\n@\n:::",
    "::: checklist list\n- [ ] @\n- [ ] @\n:::",
    "::: continue\n:::",
    "::: reflection r max=9\n@\n:::",
    "::: sign-off s code=TIDE\n@\n:::",
    "::: live-session l title=\"@\" start=\"2027-03-01 10:00\" zone=UTC minutes=9\n@\n:::",
    "::: discussion d title=\"@\"\n@\n:::",
    "::: scenario sc\n## @ {#a}\n@\n\n- [@](#b)\n  > @\n\n## @ {#b score=100}\n@\n:::",
    ":::: choice c shuffle attempts=2\n@\n\n- [x] @\n  > @\n- [ ] @\n\n::: hint\n@\n:::\n::::",
    "::: multiple-response m credit=each\n@\n\n- [x] @\n- [ ] @\n:::",
    "::: true-false t\n@\n\n- [x] @\n- [ ] @\n:::",
    "::: fill-in f tolerance=1\n@ ____ @ ____\n\n1. - [x] @\n2. - [x] @\n   - [ ] @\n:::",
    "::: numeric n unit=\"@\"\n@\n\n- [x] 5..8\n- [ ] 9\n  > @\n:::",
    "::: matching ma\n@\n\n| @ | @ |\n|---|---|\n| @ | @ |\n| @ | @ |\n| | @ |\n:::",
    "::: ordering o\n@\n\n1. @\n2. @\n:::",
    "::: sorting so\n@\n\n## @\n- @\n\n## @\n- @\n:::",
    "::: drag-and-drop dd src=media/map.svg alt=\"@\"\n@\n\n- @ @ 1,1,5x5\n- @\n:::",
    "::: hotspot h src=media/map.svg alt=\"@\"\n@\n\n- [x] @ @ 1,1,5x5\n- [ ] @ @ 9,9,5x5\n:::",
    "::: likert li\n@\n\n- @\n- @\n:::",
    "::: long-answer la max=9\n@\n:::",
    "::: performance p\n@\n\n## @\n- [x] @\n- [ ] @\n:::",
    "::: draw dr bank=more count=1\n:::",
];

/// What stands in the blocks, or takes the place of a part of them.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "b",
    "c",
    "d",
    "e",
    "1",
    "-1",
    "NaN",
    "1e308",
    "a_b",
    "*a*",
    "**",
    "`a`",
    "$x^2$",
    "$",
    "$$",
    "\\",
    "<b>a</b>",
    "<script>x</script>",
    "<!--",
    "&amp;",
    "[a](one.md)",
    "[a](two.md#x)",
    "[a](term:quay)",
    "[^1]",
    "[a]: b",
    "![",
    "](",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "\u{202e}a",
    "日本",
    "مرحبا",
    "\u{feff}",
    "____",
    "@ 5,5",
    "{#a}",
    "| a",
    "> a",
    "- a",
    "# a",
    "---",
    "```",
    ":::",
    "::::",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
];

/// A lesson of some blocks, each with other texts, in which some characters are lost.
fn lessons() -> impl Strategy<Value = String> {
    let text = || select(TEXTS).prop_map(str::to_owned);
    let block = (select(BLOCKS), proptest::collection::vec(text(), 12)).prop_map(|(block, texts)| {
        let parts = block.split('@').enumerate();
        parts
            .map(|(at, part)| if at == 0 { part.to_owned() } else { format!("{}{part}", texts[at % 12]) })
            .collect::<String>()
    });
    let lesson = proptest::collection::vec(block, 1..6).prop_map(|blocks| blocks.join("\n\n"));
    (lesson, proptest::collection::vec(any::<Index>(), 0..2)).prop_map(|(mut lesson, lost)| {
        for index in lost {
            let at = index.index(lesson.len().max(1));
            if lesson.is_char_boundary(at) && at < lesson.len() {
                lesson.remove(at);
            }
        }
        lesson
    })
}

fn standards() -> impl Strategy<Value = Standard> {
    select(["scorm12", "cmi5", "cc13", "web", "qti21", "qti30"].as_slice())
        .prop_map(|name| name.parse().unwrap())
}

/// The package, if there is one, is written too.
fn publish(course: &Course, standard: Standard, layout: Layout) -> bool {
    let package = Publisher::new().layout(layout).publish(course, standard);
    package.is_ok_and(|package| package.write_to(std::io::sink()).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_lesson_panics_on_its_way_to_a_package(lesson in lessons(), standard in standards(), is_test: bool) {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let course = "id: c\ntitle: C\nlanguage: en\noutline: [one, two]\nbanks: [more]\nglossary: [{ term: Quay, definition: Q }]\n";
        write("course.yaml", course);
        write("media/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 3\"/>");
        write("banks/more.md", "---\ntitle: More\n---\n::: likert scale\n?\n\n- a\n- b\n:::\n");
        write("lessons/two.md", "---\ntitle: Two\n---\n## X\n\nText.\n");
        let front = if is_test { "title: One\nassessment: { attempts: 2, shuffle: true }" } else { "title: One" };
        write("lessons/one.md", &format!("---\n{front}\n---\n{lesson}\n"));
        Course::check_folder(folder.path()).unwrap();
        if let Ok(course) = Course::from_folder(folder.path()) {
            publish(&course, standard, if is_test { Layout::SingleSco } else { Layout::ScoPerLesson });
        }
    }

    /// Programs make courses that no author could write: publishing tells what is wrong, and does not stumble over it.
    #[test]
    fn no_course_panics_that_a_program_made(changes in proptest::collection::vec((any::<Index>(), 0..9_u8), 1..4), standard in standards()) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/courses/kitchen-sink");
        let mut course = serde_json::to_value(Course::from_folder(&folder).unwrap()).unwrap();
        for (index, change) in changes {
            let count = count(&course);
            spoil(&mut course, &mut index.index(count), change);
        }
        if let Ok(course) = serde_json::from_value::<Course>(course) {
            publish(&course.with_media_folder(&folder), standard, Layout::SingleSco);
        }
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(values) => values.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

/// Makes something else of one value of many, counted through the whole document.
fn spoil(value: &mut Value, steps: &mut usize, change: u8) {
    if *steps == 0 {
        *steps = usize::MAX;
        return change_value(value, change);
    }
    *steps -= 1;
    let below: Vec<&mut Value> = match value {
        Value::Array(values) => values.iter_mut().collect(),
        Value::Object(entries) => entries.values_mut().collect(),
        _ => Vec::new(),
    };
    for value in below {
        if *steps == usize::MAX {
            return;
        }
        spoil(value, steps, change);
    }
}

fn change_value(value: &mut Value, change: u8) {
    match value {
        Value::Array(values) => match change {
            0..3 => values.clear(),
            3 => values.truncate(1),
            4 => values.reverse(),
            _ => {
                let more = values.first().cloned();
                values.extend(std::iter::repeat_n(more, 50).flatten());
            }
        },
        Value::String(text) => {
            let texts = [
                "",
                " ",
                "a",
                "\u{1a}",
                "👩‍👩‍👧\u{202e}é",
                "<script>x</script>",
                "[a](one.md)",
                "../x",
                "$\\frac{",
            ];
            *text = texts[usize::from(change) % texts.len()].to_owned();
        }
        Value::Number(_) => {
            let numbers = ["0", "-1", "1e308", "65535", "0.1", "255", "4294967295", "1e-320", "101"];
            *value = serde_json::from_str(numbers[usize::from(change) % numbers.len()]).unwrap();
        }
        Value::Bool(is) => *is = !*is,
        Value::Object(entries) => {
            let key = entries.keys().nth(usize::from(change)).cloned();
            key.and_then(|key| entries.remove(&key));
        }
        Value::Null => {}
    }
}

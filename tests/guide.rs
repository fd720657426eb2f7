//! The guide for authors says what is true: its sources build, its links lead somewhere, and nothing that can be written is
//! missing in it.
//!
//! `GUIDE_PACKAGES=<folder> cargo test --test guide` also leaves a package of each page's source
//! there, where none is yet: of these the guide's
//! pictures are taken (`tests/browser/look.mjs --guide`).

#![cfg(feature = "source")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use coursewright::{CartridgeVersion, Course, LearningPath, Rule, Severity, Standard};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What every page's course says, unless the page's own `course.yaml` says it.
const COURSE: &[(&str, &str)] = &[
    ("id", "guide"),
    ("title", "Port Allsorts"),
    ("language", "en-GB"),
    (
        "objectives",
        "[{ id: know-the-harbour, title: Find your way }, { id: know-the-customs, title: Behave }]",
    ),
    ("outline", "[page, arriving]"),
];

#[test]
fn everything_that_can_be_written_has_a_page() {
    let all = all_pages();
    let sources: String =
        ["markdown", "text"].iter().flat_map(|it| all.iter().flat_map(|page| page.fences(it))).collect();
    let is_shown = |name: &&String| {
        sources.lines().any(|line| {
            line.starts_with(":::") && line.trim_start_matches(':').split_whitespace().next() == Some(name)
        })
    };
    let names = names_of_blocks();
    assert!(names.len() > 40, "the list of names was found: {names:?}");
    let missing: Vec<_> = names.iter().filter(|name| !is_shown(name)).collect();
    assert!(missing.is_empty(), "no page of the guide shows how these are written: {missing:?}");
}

#[test]
fn everything_that_a_lesson_can_hold_is_in_some_page() {
    let shown: BTreeSet<String> = courses().iter().flat_map(|(_, course, _)| kinds(course)).collect();
    let everything = Course::from_folder(fixture()).expect("the fixture is in order");
    // Questions of banks, and what draws from them, stand in the page on tests.
    let missing: Vec<_> =
        kinds(&everything).into_iter().filter(|kind| kind != "draw" && !shown.contains(kind)).collect();
    assert!(missing.is_empty(), "no source of the guide has these: {missing:?}");
}

#[test]
fn the_source_of_each_page_builds() {
    let out = std::env::var_os("GUIDE_PACKAGES").map(PathBuf::from);
    if let Some(folder) = &out {
        fs::create_dir_all(folder).expect("the folder is made");
    }
    for (page, course, _folder) in courses() {
        for standard in [Standard::Scorm12, Standard::CommonCartridge(CartridgeVersion::V1_3)] {
            let package = course.publish(standard).unwrap_or_else(|error| panic!("{}: {error}", page.name()));
            let errors: Vec<_> = package
                .findings()
                .iter()
                .filter(|it| it.severity() == Severity::Error)
                .map(ToString::to_string)
                .collect();
            assert!(errors.is_empty(), "{}: {errors:?}", page.name());
            let has_picture = page.text.contains(&format!("pictures/{}.png", page.name()));
            if let Some(folder) = out.as_ref().filter(|_| has_picture && standard == Standard::Scorm12) {
                package.write_folder(folder.join(page.name())).expect("the package is written");
            }
        }
    }
}

#[test]
fn links_and_pictures_lead_somewhere() {
    let mut lost = BTreeSet::new();
    for page in all_pages() {
        let folder = page.path.parent().expect("a page lies in a folder");
        for target in page.links() {
            let file = target.split('#').next().unwrap_or_default();
            if !target.contains("://") && !file.is_empty() && !folder.join(file).exists() {
                lost.insert(format!("{}: {target}", page.name()));
            }
        }
    }
    assert!(lost.is_empty(), "links that lead nowhere: {lost:#?}");
}

#[test]
fn each_page_is_in_the_index() {
    let index = Page::read(&guide().join("README.md"));
    let linked: BTreeSet<PathBuf> = index
        .links()
        .iter()
        .filter_map(|link| guide().join(link.split('#').next()?).canonicalize().ok())
        .collect();
    for page in all_pages() {
        let path = page.path.canonicalize().expect("the page is there");
        assert!(
            path.ends_with("README.md") || linked.contains(&path),
            "the index does not name {}",
            path.display()
        );
    }
}

#[test]
fn findings_that_are_named_exist() {
    for page in all_pages() {
        for (at, _) in page.text.match_indices("CW") {
            let code: String = page.text[at..].chars().take(5).collect();
            if code[2..].chars().all(|c| c.is_ascii_digit()) {
                assert!(Rule::find(&code).is_some(), "{}: there is no {code}", page.path.display());
            }
        }
    }
}

#[test]
fn the_sources_of_learning_paths_are_in_order() {
    let page = Page::read(&guide().join("paths.md"));
    let sources = page.fences("yaml");
    assert!(sources.len() > 7, "the page has sources");
    for source in sources {
        let folder = path_folder(&source);
        let report = LearningPath::check_folder(folder.path()).expect("the folder is read");
        assert!(report.is_empty(), "{source}\n{report}");
    }
}

#[test]
fn every_key_of_a_learning_path_is_explained() {
    let page = Page::read(&guide().join("paths.md"));
    let keys = [list_in("path/file.rs", "const KNOWN"), list_in("path/step.rs", "const KNOWN")].concat();
    assert!(keys.len() > 35, "the lists of keys were found: {keys:?}");
    let missing: Vec<_> = keys
        .iter()
        .filter(|key| !page.text.contains(&format!("`{key}`")) && !page.text.contains(&format!("`{key}: ")))
        .collect();
    assert!(missing.is_empty(), "the page on learning paths does not name these: {missing:?}");
}

// ---- The guide ---------------------------------------------------------------------------------

fn guide() -> PathBuf {
    Path::new(ROOT).join("docs/guide")
}

fn fixture() -> PathBuf {
    Path::new(ROOT).join("fixtures/courses/kitchen-sink")
}

/// The names that blocks and questions have in a source.
fn names_of_blocks() -> Vec<String> {
    list_in("blocks.rs", "const NAMES")
}

/// A list of words in the reader of sources.
fn list_in(file: &str, name: &str) -> Vec<String> {
    let code =
        fs::read_to_string(Path::new(ROOT).join("src/source").join(file)).expect("the reader is there");
    let begin = format!("{name}: &[&str] = &[");
    let list = code.split_once(&begin).and_then(|(_, rest)| rest.split_once("];"));
    let (list, _) = list.expect("the reader has the list");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The folder of a learning path with a source of the guide, the courses of which it speaks, and what it takes of its own. Where
/// a source shows the steps alone, it is put below the keys that every path has.
fn path_folder(source: &str) -> TempDir {
    const QUESTIONS: &str = "::: true-false one\nThe bell rings.\n\n- [x] True\n- [ ] False\n:::\n\n\
        ::: true-false two\nThe bell is made of wood.\n\n- [ ] True\n- [x] False\n:::\n\n\
        ::: true-false three\nThe bell hangs on the quay.\n\n- [x] True\n- [ ] False\n:::\n";
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is made");
        fs::write(path, text).expect("the file is written");
    };
    let head =
        if source.starts_with("id:") { "" } else { "id: guide\ntitle: Port Allsorts\nlanguage: en-GB\n" };
    write("path.yaml", &format!("{head}{source}"));
    let page = "---\ntitle: Page\n---\nYou come by sea.\n";
    let bank = format!("---\ntitle: Questions\n---\n{QUESTIONS}");
    for course in ["safety", "customs"] {
        let outline = "[first-page, second-page, the-test]";
        let keys = "language: en-GB\nmastery-score: 60\nbanks: [questions]";
        write(
            &format!("{course}/course.yaml"),
            &format!("id: {course}\ntitle: Course\n{keys}\noutline: {outline}\n"),
        );
        write(&format!("{course}/lessons/first-page.md"), page);
        write(&format!("{course}/lessons/second-page.md"), page);
        let test = "---\ntitle: Test\n---\n::: draw some bank=questions count=3\n:::\n";
        write(&format!("{course}/lessons/the-test.md"), test);
        write(&format!("{course}/banks/questions.md"), &bank);
    }
    if source.contains("lessons/welcome.md") {
        write("lessons/welcome.md", page);
    }
    if source.contains("bank: ropes") {
        write("banks/ropes.md", &bank);
    }
    folder
}

/// A page of the guide.
struct Page {
    path: PathBuf,
    text: String,
}

impl Page {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { path: path.to_owned(), text }
    }

    fn name(&self) -> String {
        self.path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// What stands between fences of this language, in order.
    fn fences(&self, language: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            if ticks < 3 {
                continue;
            }
            let fence = &line[..ticks];
            let inside: String =
                lines.by_ref().take_while(|line| *line != fence).map(|line| format!("{line}\n")).collect();
            if &line[ticks..] == language {
                found.push(inside);
            }
        }
        found
    }

    /// Where its links and pictures lead, outside of code.
    fn links(&self) -> Vec<String> {
        let mut in_code = None;
        let mut links = Vec::new();
        for line in self.text.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match in_code {
                Some(count) if ticks == count && line.len() == count => in_code = None,
                None if ticks >= 3 => in_code = Some(ticks),
                None => {
                    let outside: String = line.split('`').step_by(2).collect();
                    let targets =
                        outside.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
                    links.extend(targets.map(str::to_owned));
                }
                Some(_) => {}
            }
        }
        links
    }

    /// A course folder whose lesson has the page's source: it is the lesson's text, or the whole file where it begins with a
    /// front matter. What the page writes into the course file is in its first `yaml` fence. The media are read when the
    /// package is written, so the folder has to stay until then.
    fn course(&self) -> Option<(Course, TempDir)> {
        let [source, said] = ["markdown", "yaml"].map(|language| self.fences(language).into_iter().next());
        if source.is_none() && said.is_none() {
            return None;
        }
        let said = said.unwrap_or_default();
        let source = source.unwrap_or_else(|| "A text.\n".to_owned());
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: String| {
            fs::write(folder.path().join(name), text).expect("the file is written")
        };
        for part in ["media", "lessons"] {
            fs::create_dir(folder.path().join(part)).expect("the folder is made");
        }
        for file in fs::read_dir(fixture().join("media")).expect("the fixture has media").flatten() {
            fs::copy(file.path(), folder.path().join("media").join(file.file_name()))
                .expect("the file is copied");
        }
        let own = |key: &str| said.lines().any(|line| line.starts_with(&format!("{key}:")));
        let rest: String = COURSE
            .iter()
            .filter(|(key, _)| !own(key))
            .map(|(key, value)| format!("{key}: {value}\n"))
            .collect();
        write("course.yaml", rest + &said);
        write("lessons/arriving.md", "---\ntitle: Arriving\n---\nYou come by sea.\n".to_owned());
        let title = self.text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']);
        let whole = if source.starts_with("---\n") {
            source
        } else {
            format!("---\ntitle: \"{title}\"\n---\n{source}")
        };
        write("lessons/page.md", whole);
        let course =
            Course::from_folder(folder.path()).unwrap_or_else(|error| panic!("{}: {error}", self.name()));
        Some((course, folder))
    }
}

/// The pages of blocks and questions.
fn pages() -> Vec<Page> {
    ["blocks", "questions"].iter().flat_map(|folder| markdown_in(&guide().join(folder))).collect()
}

fn all_pages() -> Vec<Page> {
    let mut all = markdown_in(&guide());
    all.extend(pages());
    all
}

fn markdown_in(folder: &Path) -> Vec<Page> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it == "md")).collect();
    files.sort();
    files.iter().map(|path| Page::read(path)).collect()
}

fn courses() -> Vec<(Page, Course, TempDir)> {
    pages()
        .into_iter()
        .filter_map(|page| page.course().map(|(course, folder)| (page, course, folder)))
        .collect()
}

/// The kinds of blocks and questions in a course's lessons, as serde names them.
fn kinds(course: &Course) -> BTreeSet<String> {
    let blocks = course.lessons().into_iter().flat_map(|lesson| &lesson.blocks);
    let kinds = blocks.flat_map(|block| {
        let value = serde_json::to_value(block).expect("blocks are data");
        [&value["type"], &value["kind"], &value["body"]["kind"]].map(|kind| kind.as_str().map(str::to_owned))
    });
    kinds.flatten().collect()
}

//! Laws of the course files, files of others, and course files that a person can review.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{
    AssignableUnit, Block, CourseDescription, CourseFiles, Descriptor, ObjectiveRelation, Prerequisite,
};
use crate::error::Error;
use crate::package::Package;
use crate::standard::imscp::TimeLimitAction;
use crate::standard::{Item, PackageBuilder, Standard};

/// Whatever authors write: any script, line breaks, and the own characters of tables and headings.
fn text() -> impl Strategy<Value = String> {
    "[ \t\r\n\"',;=\\[\\]<>&a-zA-Z0-9éß日本ع—😀\u{7f}]{0,20}|(<cr>|<CR>|\\[Course\\]|Course_ID=|; ){0,3}"
}

fn id(letter: &'static str) -> impl Strategy<Value = String> {
    (1u32..40).prop_map(move |number| format!("{letter}{number}"))
}

fn score() -> impl Strategy<Value = Option<f64>> {
    option::of(prop_oneof![0.0..=100.0f64, Just(0.0), Just(100.0), any::<f64>()])
}

fn course() -> impl Strategy<Value = CourseDescription> {
    (text(), text(), text(), text(), text(), 0u32..100, text()).prop_map(
        |(creator, id, system, title, version, max_normal, description)| CourseDescription {
            creator,
            id,
            system,
            title,
            version,
            max_normal,
            description,
        },
    )
}

fn unit() -> impl Strategy<Value = AssignableUnit> {
    let action = option::of(select(vec![
        TimeLimitAction::ExitMessage,
        TimeLimitAction::ExitNoMessage,
        TimeLimitAction::ContinueMessage,
        TimeLimitAction::ContinueNoMessage,
    ]));
    let texts = (text(), text(), text(), text(), text(), text(), text(), text());
    (id("A"), texts, action, score(), score()).prop_map(
        |(system_id, texts, action, max_score, mastery_score)| {
            let (kind, command_line, time, file_name, system_vendor, core_vendor, web_launch, au_password) =
                texts;
            AssignableUnit {
                system_id,
                kind,
                command_line,
                max_time_allowed: time,
                time_limit_action: action,
                file_name,
                max_score,
                mastery_score,
                system_vendor,
                core_vendor,
                web_launch,
                au_password,
            }
        },
    )
}

fn descriptor() -> impl Strategy<Value = Descriptor> {
    (prop_oneof![id("A"), id("B"), id("J"), text()], text(), text(), text()).prop_map(
        |(system_id, developer_id, title, description)| Descriptor {
            system_id,
            developer_id,
            title,
            description,
        },
    )
}

fn block() -> impl Strategy<Value = Block> {
    let name = prop_oneof![select(vec!["root", "ROOT", ""]).prop_map(str::to_owned), id("B"), text()];
    (name, vec(prop_oneof![id("A"), text()], 0..40))
        .prop_map(|(system_id, members)| Block { system_id, members })
}

fn course_files() -> impl Strategy<Value = CourseFiles> {
    let prerequisite = (prop_oneof![id("A"), text()], prop_oneof![Just("A1&(A2|~A3)".to_owned()), text()])
        .prop_map(|(element, script)| Prerequisite { element, script });
    let relation = (id("A"), vec(id("J"), 0..20))
        .prop_map(|(element, objectives)| ObjectiveRelation { element, objectives });
    let lists = (vec(unit(), 0..5), vec(descriptor(), 0..5), vec(block(), 0..4));
    (course(), lists, vec(prerequisite, 0..3), vec(relation, 0..3)).prop_map(
        |(course, (units, descriptors, structure), prerequisites, objectives)| CourseFiles {
            course,
            units,
            descriptors,
            structure,
            prerequisites,
            objectives,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn course_files_read_back_what_they_write(files in course_files()) {
        let plain = files.plain();
        prop_assert_eq!(&plain.plain(), &plain);
        let written = files.write("course");
        prop_assert_eq!(CourseFiles::read(&written).unwrap(), plain, "{:?}", written);
    }

    #[test]
    fn no_reader_of_lines_and_quotation_marks_is_misled(files in course_files()) {
        for (name, text) in files.write("course") {
            prop_assert!(text.is_ascii() || !text.chars().any(|c| c.is_control() && c != '\r' && c != '\n'));
            prop_assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "{}", text);
            for line in text.split("\r\n") {
                prop_assert!(!line.trim().is_empty() && line.trim() == line, "{}: {:?}", name, line);
                if !name.ends_with(".crs") {
                    let fields = line.strip_prefix('"').and_then(|l| l.strip_suffix('"')).unwrap();
                    prop_assert!(fields.split("\",\"").all(|field| !field.contains('"')), "{}", line);
                } else {
                    prop_assert!(line.matches('=').count() <= 1, "{}", line);
                }
            }
        }
    }

    #[test]
    fn no_files_make_reading_panic(
        crs in "(\\[[Course_Bhavir]{0,8}\\]|[ -~é\r\n=;]{0,8}){0,8}",
        table in "(\"?[ -~é日]{0,6}\"?[,\r\n]|System_ID|File_Name|Block|Member|Structure_Element){0,16}",
        bytes in vec(any::<u8>(), 0..64),
    ) {
        let files = [("c.crs", crs.as_bytes()), ("c.au", table.as_bytes()), ("c.des", table.as_bytes()), ("c.cst", &bytes)];
        let _ = CourseFiles::read(&files);
        let files = [("c.crs", &b"[Course]"[..]), ("c.au", b"system_id,file_name"), ("c.des", table.as_bytes()),
            ("c.cst", table.as_bytes()), ("c.pre", table.as_bytes()), ("c.ort", &bytes)];
        let _ = CourseFiles::read(&files);
    }
}

/// As other tools write: a mark at the beginning, other orders and cases, bare fields, lone line feeds, old encodings.
fn files_of_others() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("content/start.html", b"<!DOCTYPE html>".to_vec()),
        (
            "COURSE.CRS",
            b"[COURSE]\nCourse_ID = SEC-101\ncourse_title = S\xe9curit\xe9 = 1\nLevel=1\nMax_Normal=5\n\n[Course_Description]\n\
              First line\nsecond [line]\n"
                .to_vec(),
        ),
        (
            "COURSE.AU",
            "\u{feff}file_name, SYSTEM_ID ,\"Mastery_Score\",Core_Vendor,Time_Limit_Action\n\"start.html\",A1,80,\"a<CR>b\",\"m, e\"\n\n\
             test.html,A2\n"
                .as_bytes()
                .to_vec(),
        ),
        (
            "COURSE.DES",
            b"\"Title\",\"System_ID\"\r\n\"The \"best\" lesson, part 1\",\"A1\"\r\n\"Say \"\"no\"\"\",\"A2\"\r\n".to_vec(),
        ),
        ("COURSE.CST", b"\"Block\",\"Member\"\n\"ROOT\",\"B1\",\"A2\"\nB1,A1\nroot,A3".to_vec()),
    ]
}

#[test]
fn files_of_other_tools_are_read() {
    let files = CourseFiles::read(&files_of_others()).unwrap();
    assert_eq!((files.course.title.as_str(), files.course.max_normal), ("Sécurité = 1", 5));
    assert_eq!(files.course.description, "First line\nsecond [line]");
    let [first, second] = files.units.as_slice() else { panic!("{:?}", files.units) };
    assert_eq!((first.file_name.as_str(), first.mastery_score), ("start.html", Some(80.0)));
    assert_eq!(
        (first.core_vendor.as_str(), first.time_limit_action),
        ("a\nb", Some(TimeLimitAction::ExitMessage))
    );
    assert_eq!((second.system_id.as_str(), second.mastery_score), ("A2", None));
    let titles: Vec<_> = files.descriptors.iter().map(|descriptor| descriptor.title.as_str()).collect();
    assert_eq!(titles, ["The \"best\" lesson, part 1", "Say \"no\""]);
    let blocks: Vec<_> =
        files.structure.iter().map(|b| (b.system_id.as_str(), b.members.join(" "))).collect();
    assert_eq!(blocks, [("root", "B1 A2 A3".to_owned()), ("B1", "A1".to_owned())]);
}

#[test]
fn what_cannot_be_read_is_said_with_file_and_line() {
    let with = |name: &'static str, text: &str| {
        let mut files = files_of_others();
        files.retain(|(other, _)| *other != name);
        files.push((name, text.as_bytes().to_vec()));
        CourseFiles::read(&files).unwrap_err().to_string()
    };
    let cases = [
        (
            "COURSE.AU",
            "System_ID,File_Name,Max_Score\n\nA1,a.html,much",
            "COURSE.AU:3: Max_Score is `much`, which is no number",
        ),
        (
            "COURSE.AU",
            "System_ID,Address\nA1,a",
            "COURSE.AU:1: there is no column File_Name; the columns are system_id, address",
        ),
        ("COURSE.DES", "System_ID,Title\nA1,\"open", "COURSE.DES:2: a quotation mark is not closed"),
        (
            "COURSE.AU",
            "System_ID,File_Name,Time_Limit_Action\nA1,a,\"C,E\"",
            "COURSE.AU:2: Time_Limit_Action is `C,E`; known are E,M E,N C,M C,N",
        ),
        (
            "COURSE.CRS",
            "<html>",
            "COURSE.CRS:1: this is no AICC course file: it has neither [Course] nor Course_ID",
        ),
        ("OTHER.CRS", "[Course]", "COURSE.CRS: there is another course beside this one: OTHER.CRS"),
    ];
    for (name, text, message) in cases {
        assert_eq!(with(name, text), message);
    }
    let mut files = files_of_others();
    files.pop();
    let error = CourseFiles::read(&files).unwrap_err();
    assert!(matches!(&error, Error::CourseFile { file, .. } if file == "*.cst"), "{error}");
}

#[test]
fn files_that_are_built_to_exhaust_the_reader_are_read_in_time_or_refused() {
    let columns = format!("System_ID,File_Name{}\n{}", ",a".repeat(500_000), "b\n".repeat(500_000));
    let quotes = format!("System_ID,File_Name\n{}", "\" ".repeat(500_000));
    for table in [columns, quotes, "x".repeat(5 << 20)] {
        let mut files = files_of_others();
        files.retain(|(name, _)| *name != "COURSE.AU");
        files.push(("COURSE.AU", table.into_bytes()));
        let _ = CourseFiles::read(&files);
    }
}

fn text_of(package: &Package, extension: &str) -> String {
    let file = package.files().iter().find(|file| file.name().ends_with(extension)).unwrap();
    String::from_utf8(file.read().unwrap()).unwrap()
}

fn several_items() -> PackageBuilder {
    Package::builder(Standard::Aicc)
        .identifier("onboarding-of-all-new-colleagues-2027")
        .title("Onboarding: \"a + b = c\"")
        .language("en")
        .metadata(crate::model::Metadata::new().description("[First]\nDay one.").author("Ada Marsh"))
        .file("intro/index.html", *b"<!DOCTYPE html>")
        .file("quiz/my quiz.html", *b"<!DOCTYPE html>")
        .item(Item::asset("intro", "Welcome, \"all\"", "intro/index.html"))
        .item(
            Item::group("part-2", "Second part").item(
                Item::group("part-2-1", "Inside").item(
                    Item::sco("quiz", "Quiz", "quiz/my quiz.html")
                        .parameters("?level=2&x=a#top")
                        .launch_data("{\"seed\": 7}\nhard")
                        .mastery_score(75.5)
                        .hidden(),
                ),
            ),
        )
}

#[test]
fn course_files_of_several_items() {
    let package = several_items().build().unwrap();
    assert!(package.file("onboarding-of-all-new-colleagues.crs").is_some());
    let texts = ["crs", "au", "des", "cst"]
        .map(|extension| format!("==== {extension}\n{}\n", text_of(&package, extension)));
    insta::assert_snapshot!("aicc-several-items", texts.concat().replace('\r', ""));
    let findings: Vec<_> = package.findings().iter().map(|finding| format!("{finding}")).collect();
    insta::assert_snapshot!("aicc-findings", findings.join("\n"));
}

#[test]
fn a_file_of_the_content_keeps_its_name() {
    let taken = several_items().file("onboarding-of-all-new-colleagues.au", *b"").build().unwrap_err();
    assert!(taken.to_string().contains("CW509"), "{taken}");
}

#[test]
fn two_courses_in_one_package_are_refused() {
    let two = several_items().file("old/Course.CRS", *b"[Course]").build().unwrap_err();
    assert!(two.to_string().contains("CW509") && two.to_string().contains("old/Course.CRS"), "{two}");
}

#[test]
fn a_completion_threshold_is_found_where_it_says_something() {
    let found = |share| {
        let item = Item::sco("a", "A", "a.html").completion_threshold(share);
        let package = Package::builder(Standard::Aicc).identifier("p").title("P").language("en");
        let package = package.file("a.html", *b"").item(item).build().unwrap();
        package.findings().iter().any(|finding| finding.code() == "CW543")
    };
    assert!(found(0.5) && !found(1.0));
}

#[test]
fn what_is_not_ascii_is_said_once_and_written_in_utf_8() {
    let package = Package::builder(Standard::Aicc)
        .identifier("p")
        .title("安全")
        .language("ja")
        .file("index.html", *b"")
        .build()
        .unwrap();
    let found: Vec<_> = package.findings().iter().filter(|finding| finding.code() == "CW542").collect();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(text_of(&package, "crs").contains("Course_Title=安全\r\n"));
}

#[test]
fn blocks_of_many_units_have_several_rows() {
    let mut files = CourseFiles::default();
    let members: Vec<_> = (1..=40).map(|number| format!("A{number}")).collect();
    files.structure.push(Block { system_id: "root".to_owned(), members });
    let cst = &files.write("c")[3].1;
    let widths: Vec<_> = cst.split("\r\n").map(|row| row.split(',').count()).collect();
    assert_eq!(widths, [16; 4], "{cst}");
    assert!(cst.ends_with("\"A40\",\"\",\"\",\"\",\"\",\"\""));
    assert!(files.write("c")[0].1.contains("Max_Fields_CST=16\r\n"));
}

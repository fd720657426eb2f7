//! The house keeps its order: no room reaches back against the table in ARCHITECTURE.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each room may know, besides itself. The leaves are `error`, `diagnostic` and `limits`.
const TABLE: &[(&str, &[&str])] = &[
    ("error", &["diagnostic"]),
    ("diagnostic", &[]),
    ("limits", &[]),
    ("model", LEAVES),
    ("source", &["error", "diagnostic", "limits", "model"]),
    ("package", LEAVES),
    ("player", &[]),
    ("sequencing", LEAVES),
    ("steering", &["error", "diagnostic", "limits", "model", "sequencing"]),
    ("render", &["error", "diagnostic", "limits", "model", "package", "steering"]),
    (
        "standard",
        &["error", "diagnostic", "limits", "model", "package", "player", "render", "sequencing", "steering"],
    ),
    ("lms", &["error", "diagnostic", "limits", "model", "package", "standard"]),
    (
        "check",
        &[
            "error",
            "diagnostic",
            "limits",
            "model",
            "sequencing",
            "steering",
            "source",
            "package",
            "render",
            "standard",
            "lms",
        ],
    ),
];
const LEAVES: &[&str] = &["error", "diagnostic", "limits"];

/// Names that the crate's root re-exports from the leaves.
const LEAF_NAMES: &[(&str, &str)] = &[
    ("Error", "error"),
    ("Diagnostic", "diagnostic"),
    ("Place", "diagnostic"),
    ("Report", "diagnostic"),
    ("Rule", "diagnostic"),
    ("Severity", "diagnostic"),
    ("Limits", "limits"),
];

#[test]
fn no_room_reaches_back() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut broken = Vec::new();
    for (room, may_know) in TABLE {
        for file in files_of(&source, room) {
            let text = fs::read_to_string(&file).unwrap();
            for known in rooms_named_in(code_of(&text)) {
                if known != *room && !may_know.contains(&known.as_str()) {
                    broken.push(format!("{} knows `{known}`", file.display()));
                }
            }
        }
    }
    assert!(
        broken.is_empty(),
        "\n{}\nThe table in ARCHITECTURE.md says who may know whom.",
        broken.join("\n")
    );
}

#[test]
fn every_room_is_in_the_table() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(source).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let room = name.trim_end_matches(".rs");
        assert!(
            room == "lib" || TABLE.iter().any(|(known, _)| *known == room),
            "`{room}` is not in the table"
        );
    }
}

#[test]
fn only_one_module_knows_quick_xml() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let users: Vec<_> = rust_files(&source)
        .into_iter()
        .filter(|file| code_of(&fs::read_to_string(file).unwrap()).contains("quick_xml"))
        .map(|file| file.strip_prefix(&source).unwrap().to_path_buf())
        .collect();
    assert_eq!(users, [Path::new("standard/xml.rs")]);
}

fn files_of(source: &Path, room: &str) -> Vec<PathBuf> {
    let mut files = rust_files(&source.join(room));
    let single = source.join(format!("{room}.rs"));
    if single.is_file() {
        files.push(single);
    }
    files
}

/// Every source but tests in files of their own, which may know everything.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code without comments and without the tests below it, which may know everything.
fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Rooms named after `crate::`, one by one or in braces.
fn rooms_named_in(code: String) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let names: Vec<&str> = match after.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
            None => vec![after],
        };
        for name in names {
            let name = name.trim();
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
            let name = &name[..end];
            let room = LEAF_NAMES.iter().find(|(leaf, _)| *leaf == name).map_or(name, |(_, room)| room);
            rooms.insert(room.to_owned());
        }
    }
    rooms
}

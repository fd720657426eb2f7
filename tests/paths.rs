//! Folders of learning paths: what good ones say, and what authors are told about bad ones.
#![cfg(feature = "source")]

use std::fs;
use std::path::{Path, PathBuf};

use coursewright::model::path::LearningPath;

fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder)
}

/// The folders in a folder, by name.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| LearningPath::is_in(folder));
    folders.sort();
    folders
}

#[test]
fn the_fixture_paths_are_in_order() {
    let mut paths = folders_in(&fixtures("paths"));
    paths.push(fixtures("courses"));
    for folder in paths {
        let report = LearningPath::check_folder(&folder).unwrap();
        assert!(report.is_empty(), "{}:\n{report}", folder.display());
        LearningPath::from_folder(&folder).unwrap();
    }
}

/// The paths in `fixtures/paths/bad` are well written, and yet some learner never gets to the end.
#[test]
fn what_strands_learners_can_be_read() {
    for folder in folders_in(&fixtures("paths/bad")) {
        LearningPath::check_folder(&folder).unwrap();
    }
}

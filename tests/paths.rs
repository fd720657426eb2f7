//! Learning paths in every standard and both layouts: sound packages that read back as what the paths were compiled to.

#![cfg(feature = "source")]

mod validation;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use coursewright::standard::scorm2004;
use coursewright::{Edition, Error, Layout, LearningPath, Package, Publisher, Severity, Standard};

const LAYOUTS: [Layout; 2] = [Layout::SingleSco, Layout::ScoPerLesson];

/// One path for each pattern, and one that has them all.
fn paths() -> Vec<LearningPath> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let inside = fs::read_dir(fixtures.join("paths")).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = inside.filter(|folder| folder.join("path.yaml").is_file()).collect();
    folders.push(fixtures.join("courses"));
    folders.sort();
    folders
        .iter()
        .map(|folder| {
            LearningPath::from_folder(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        })
        .collect()
}

fn published(path: &LearningPath, standard: Standard, layout: Layout) -> Result<Package, Error> {
    Publisher::new().layout(layout).publish_path(path, standard)
}

/// The addresses of a manifest's files.
fn listed(manifest: &str) -> Vec<&str> {
    manifest.split("<file href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_path_is_a_sound_package_in_every_standard() {
    for path in paths() {
        for &standard in Standard::ALL {
            // Where nothing is steered, and where everything is one page, layouts are the same.
            let has_items = ["scorm", "cmi5", "aicc"].iter().any(|name| standard.name().starts_with(name));
            for layout in LAYOUTS.into_iter().filter(|layout| has_items || *layout == Layout::SingleSco) {
                let package = match published(&path, standard, layout) {
                    Ok(package) => package,
                    // Some paths ask nothing, and some standards carry nothing but questions.
                    Err(Error::Findings(report)) if standard.name().starts_with("qti") => {
                        assert!(report.iter().any(|finding| finding.code() == "CW550"), "{report}");
                        continue;
                    }
                    Err(error) => panic!("{} {standard} {layout:?}: {error}", path.id),
                };
                assert!(package.findings().iter().all(|finding| finding.severity() != Severity::Error));
                validation::check(&package, standard);
                let Some(manifest) = package.file("imsmanifest.xml") else { continue };
                let manifest = String::from_utf8(manifest.read().unwrap()).unwrap();
                let files = listed(&manifest);
                let unique: BTreeSet<_> = files.iter().copied().collect();
                assert_eq!(files.len(), unique.len(), "{} {standard} {layout:?}", path.id);
                assert!(files.iter().all(|file| package.file(file).is_some()), "{} {standard}", path.id);
            }
        }
    }
}

/// Everything that the compiled tree says is in the manifest, and nothing else but the objectives of the courses.
#[test]
fn manifests_read_back_as_what_the_paths_were_compiled_to() {
    for path in paths() {
        for edition in [Edition::Second, Edition::Third, Edition::Fourth] {
            let package = published(&path, Standard::Scorm2004(edition), Layout::ScoPerLesson).unwrap();
            let document = package.file("imsmanifest.xml").unwrap().read().unwrap();
            let read = scorm2004::Manifest::read(&document).unwrap();
            assert_eq!(read.write().as_bytes(), document, "{}", path.id);
            let read = read.activity_tree(None).unwrap();
            let compiled = path.route().activity_tree(path.id.as_str(), edition).unwrap();
            assert_eq!(read.len(), compiled.len());
            for (read, compiled) in read.iter().zip(compiled.iter()) {
                let mut read = read.clone();
                let prefix = if read.id.starts_with("org-") { "org-" } else { "item-" };
                read.id = read.id.strip_prefix(prefix).unwrap().to_owned();
                let known = &compiled.sequencing.objectives.others;
                read.sequencing.objectives.others.retain(|objective| known.contains(objective));
                assert_eq!(read, *compiled, "{} {edition:?}", path.id);
            }
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let has_remedies = |path: &LearningPath| path.all_steps().iter().any(|step| step.remediation.is_some());
    let path = paths().into_iter().rfind(has_remedies).unwrap();
    for &standard in Standard::ALL {
        for layout in LAYOUTS {
            let write = || {
                let mut zip = Vec::new();
                published(&path, standard, layout).unwrap().write_to(&mut zip).unwrap();
                zip
            };
            assert_eq!(write(), write(), "{standard} {layout:?}");
        }
    }
}

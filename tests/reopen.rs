//! The manifest of every package that is written reads back, from the zip, as the same values.

#![cfg(feature = "source")]

use std::io::Cursor;

use coursewright::standard::{aicc, cmi5, common_cartridge, qti, scorm12, scorm2004, xapi};
use coursewright::{Course, Error, Layout, LearningPath, Limits, Package, Publisher, Standard};

fn reopened(package: &Package) -> Package {
    let mut zip = Vec::new();
    package.write_to(&mut zip).unwrap();
    Package::open_reader(Cursor::new(zip), &Limits::default()).unwrap()
}

fn bytes(package: &Package, name: &str) -> Vec<u8> {
    package.file(name).unwrap_or_else(|| panic!("{name} is in the package")).read().unwrap()
}

/// The documents of a package and, for each, what is written of the values that were read from it.
fn round_trip(package: &Package, standard: Standard) -> Vec<(Vec<u8>, String)> {
    let manifest = |name| bytes(package, name);
    match standard {
        Standard::Scorm12 => {
            let document = manifest("imsmanifest.xml");
            let written = scorm12::Manifest::read(&document).unwrap().write();
            vec![(document, written)]
        }
        Standard::Scorm2004(_) => {
            let document = manifest("imsmanifest.xml");
            let written = scorm2004::Manifest::read(&document).unwrap().write();
            vec![(document, written)]
        }
        Standard::Cmi5 => {
            let document = manifest("cmi5.xml");
            let written = cmi5::CourseStructure::read(&document).unwrap().write();
            vec![(document, written)]
        }
        Standard::Xapi => {
            let document = manifest("tincan.xml");
            let written = xapi::TinCan::read(&document).unwrap().write();
            vec![(document, written)]
        }
        Standard::Aicc => {
            let is_course_file = |name: &str| {
                let extension = name.rsplit_once('.').map(|(_, extension)| extension);
                !name.contains('/')
                    && matches!(extension, Some("crs" | "au" | "des" | "cst" | "pre" | "ort" | "cmp"))
            };
            let files: Vec<_> = package
                .files()
                .iter()
                .filter(|file| is_course_file(file.name()))
                .map(|file| (file.name().to_owned(), file.read().unwrap()))
                .collect();
            let base = files[0].0.split('.').next().unwrap();
            let written = aicc::CourseFiles::read(&files).unwrap().write(base);
            assert_eq!(written.len(), files.len());
            let written = |name: &str| written.iter().find(|(written, _)| written == name).unwrap().1.clone();
            files.iter().map(|(name, document)| (document.clone(), written(name))).collect()
        }
        Standard::CommonCartridge(version) => {
            let document = manifest("imsmanifest.xml");
            let read = common_cartridge::Manifest::read(&document).unwrap();
            assert_eq!(read.version, version);
            vec![(document, read.write())]
        }
        Standard::Qti(version) => {
            let document = manifest("imsmanifest.xml");
            let read = qti::Manifest::read(&document, version).unwrap();
            let resources = read.resources.iter().filter_map(|resource| {
                let document = bytes(package, &resource.href);
                let written = match resource.kind {
                    qti::ResourceKind::Test => {
                        qti::AssessmentTest::read(&document, version).unwrap().write(version)
                    }
                    qti::ResourceKind::Item => {
                        qti::AssessmentItem::read(&document, version).unwrap().write(version)
                    }
                    _ => return None,
                };
                Some((document, written))
            });
            resources.chain([(document, read.write(version))]).collect()
        }
        Standard::Web => Vec::new(), // a website has no manifest
        other => panic!("{other} has no reader here"),
    }
}

#[test]
fn manifests_read_back_as_the_same_values() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/leading-upward");
    let course = Course::from_folder(folder).unwrap();
    for &standard in Standard::ALL {
        for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
            let package = Publisher::new().layout(layout).publish(&course, standard).unwrap();
            for (document, written) in round_trip(&reopened(&package), standard) {
                assert_eq!(String::from_utf8(document).unwrap(), written, "{standard} {layout:?}");
            }
        }
    }
}

#[test]
fn manifests_of_learning_paths_read_back_as_the_same_values() {
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    for folder in ["paths/remediation", "paths/random-subset", "paths/prerequisites"] {
        let path = LearningPath::from_folder(fixtures.join(folder)).unwrap();
        for &standard in Standard::ALL {
            for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
                let package = match Publisher::new().layout(layout).publish_path(&path, standard) {
                    Ok(package) => package,
                    // It asks nothing that QTI has words for.
                    Err(Error::Findings(report)) => {
                        assert!(report.iter().any(|finding| finding.code() == "CW550"), "{report}");
                        continue;
                    }
                    Err(error) => panic!("{error}"),
                };
                for (document, written) in round_trip(&reopened(&package), standard) {
                    let document = String::from_utf8(document).unwrap();
                    assert_eq!(document, written, "{folder} {standard} {layout:?}");
                }
            }
        }
    }
}

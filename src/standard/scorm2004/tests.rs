//! What the editions say differently, and what only some of them can say.

use super::{CompletionThreshold, ItemData, LmsControl, Manifest};
use crate::model::{Course, Lesson, Metadata};
use crate::package::Package;
use crate::standard::{Edition, Item, Layout, PackageBuilder, Publisher, Standard};

const EDITIONS: [Edition; 3] = [Edition::Second, Edition::Third, Edition::Fourth];

fn text(package: &Package) -> String {
    String::from_utf8(package.file("imsmanifest.xml").unwrap().read().unwrap()).unwrap()
}

fn manifest(package: &Package) -> Manifest {
    Manifest::read(text(package).as_bytes()).unwrap()
}

fn builder(edition: Edition) -> PackageBuilder {
    Package::builder(Standard::Scorm2004(edition))
        .identifier("p")
        .title("P")
        .language("en")
        .file("index.html", *b"")
}

#[test]
fn a_manifest_names_its_edition() {
    for (edition, name) in EDITIONS.into_iter().zip(["CAM 1.3", "2004 3rd Edition", "2004 4th Edition"]) {
        let package = builder(edition).build().unwrap();
        assert_eq!(manifest(&package).schema_version, name);
    }
}

#[test]
fn a_threshold_is_text_before_the_4th_edition() {
    for edition in EDITIONS {
        let item = Item::sco("p", "P", "index.html").completion_threshold(0.5);
        let package = builder(edition).item(item).build().unwrap();
        let is_text = text(&package).contains("<adlcp:completionThreshold>0.5</adlcp:completionThreshold>");
        assert_eq!(is_text, edition != Edition::Fourth);
        let read = manifest(&package).organizations[0].items[0].data.completion_threshold.unwrap();
        assert_eq!((read.completed_by_measure, read.min_progress_measure), (true, 0.5));
    }
}

#[test]
fn before_the_4th_edition_a_course_has_no_threshold_since_it_reports_completion_itself() {
    let course = Course::builder("c", "C").lesson(Lesson::builder("l", "L").heading("H")).build().unwrap();
    let course = Course { completion: crate::model::CompletionRule::PagesSeen, ..course };
    for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
        for edition in EDITIONS {
            let publisher = Publisher::new().layout(layout);
            let package = publisher.publish(&course, Standard::Scorm2004(edition)).unwrap();
            assert_eq!(text(&package).contains("completionThreshold"), edition == Edition::Fourth);
        }
    }
}

#[test]
fn what_an_edition_has_no_word_for_is_left_out() {
    let mut manifest = manifest(&builder(Edition::Second).build().unwrap());
    manifest.organizations[0].items[0].data = ItemData {
        completion_threshold: Some(CompletionThreshold {
            completed_by_measure: false,
            min_progress_measure: 0.5,
            progress_weight: 1.0,
        }),
        hide_lms_ui: vec![LmsControl::ExitAll, LmsControl::Exit, LmsControl::SuspendAll],
        ..ItemData::default()
    };
    let of = |schema_version: &str| {
        let manifest = Manifest { schema_version: schema_version.to_owned(), ..manifest.clone() };
        let document = manifest.write();
        Manifest::read(document.as_bytes()).unwrap().organizations[0].items[0].data.clone()
    };
    assert_eq!(of("CAM 1.3").hide_lms_ui, [LmsControl::Exit]);
    assert_eq!(of("2004 3rd Edition").hide_lms_ui.len(), 3);
    assert_eq!(of("2004 3rd Edition").completion_threshold, None);
    assert_eq!(of("2004 4th Edition"), manifest.organizations[0].items[0].data);
}

#[test]
fn a_record_of_the_2nd_edition_claims_the_profile_only_when_it_is_complete() {
    let full = Metadata {
        description: "D".to_owned(),
        keywords: vec!["k".to_owned()],
        version: Some("1".to_owned()),
        ..Metadata::default()
    };
    let record =
        |metadata: &Metadata, edition| text(&builder(edition).metadata(metadata.clone()).build().unwrap());
    let claims = ["ADLv1.0", "<lom:status>", "<lom:cost>"];
    let complete = record(&full, Edition::Second);
    assert!(claims.iter().all(|claim| complete.contains(claim)), "{complete}");
    for incomplete in [
        Metadata { version: None, ..full.clone() },
        Metadata { keywords: Vec::new(), ..full.clone() },
        Metadata { description: String::new(), ..full.clone() },
    ] {
        let document = record(&incomplete, Edition::Second);
        assert!(!claims.iter().any(|claim| document.contains(claim)), "{document}");
        assert!(document.contains("<lom:metadataSchema>LOMv1.0</lom:metadataSchema>"), "{document}");
        assert!(record(&incomplete, Edition::Third).contains("ADLv1.0"));
    }
}

#[test]
fn the_2nd_edition_keeps_less() {
    let limits = EDITIONS.map(|edition| Standard::Scorm2004(edition).state_limit());
    assert_eq!(limits, [4000, 64_000, 64_000]);
}

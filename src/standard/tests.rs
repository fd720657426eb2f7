//! Laws of the manifests, and manifests that a person can review.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::imscp::{Manifest, Organization, Resource, ScormType, TimeLimitAction};
use super::lom::{self, Dialect, Lom};
use super::scorm2004::{self, CompletionThreshold, LmsControl, OrganizationData, any_sequencing};
use super::xml::Element;
use super::{Edition, Item, Layout, Publisher, Standard, imscp, scorm12};
use crate::model::{Course, Lesson, Metadata, Module, Question};
use crate::package::Package;

/// Text as authors write it: any script, line breaks, the own characters of XML and vCard; no white space at its ends.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z&<>\"'ßé日本ع,;:\\\\][ \n,;:\\\\a-zA-Z0-9&<>\"'éß日本ع—😀]{0,20}[a-z,;:\\\\]"
}

fn identifier() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_-]{0,10}"
}

fn href() -> impl Strategy<Value = String> {
    "[a-z0-9%]{1,8}(/[a-z0-9]{1,8}){0,2}\\.html"
}

fn lom() -> impl Strategy<Value = Lom> {
    let general = (identifier(), text(), text(), option::of(text()), vec(text(), 0..3), option::of(text()));
    let language = select(vec!["", "en", "en-GB", "de", "zh-Hans", "ar"]);
    let rest = (
        vec(text(), 0..3),
        (vec(text(), 0..3), language, option::of(href())),
        option::of(1u32..500),
        option::of(text()),
        vec(text(), 0..3),
    );
    (general, rest).prop_map(|((entry, catalog, title, description, keywords, version), rest)| {
        let (authors, (schemas, language, location), learning_minutes, rights, objectives) = rest;
        Lom {
            catalog,
            entry,
            language: language.to_owned(),
            title,
            description,
            keywords,
            version,
            authors,
            schemas,
            formats: vec!["text/html".to_owned()],
            location,
            learning_minutes,
            rights,
            objectives,
        }
    })
}

fn resource() -> impl Strategy<Value = Resource> {
    (identifier(), any::<bool>(), option::of(href()), vec(href(), 0..4), vec(identifier(), 0..3)).prop_map(
        |(identifier, is_sco, href, files, dependencies)| Resource {
            identifier,
            scorm_type: if is_sco { ScormType::Sco } else { ScormType::Asset },
            href,
            files,
            dependencies,
        },
    )
}

fn item<I: Clone + std::fmt::Debug + 'static>(
    data: impl Strategy<Value = I> + Clone + 'static,
) -> impl Strategy<Value = imscp::Item<I>> {
    let leaf = (
        identifier(),
        text(),
        option::of(identifier()),
        option::of("\\?[a-z]{1,4}=[a-z0-9]{1,4}"),
        any::<bool>(),
    );
    let leaf = (leaf, data.clone()).prop_map(|((identifier, title, resource, parameters, visible), data)| {
        imscp::Item { identifier, title, resource, parameters, visible, items: Vec::new(), data }
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), vec(inner, 0..3)).prop_map(|(mut item, items)| {
            item.items = items;
            item
        })
    })
}

fn manifest<O: std::fmt::Debug + 'static, I: Clone + std::fmt::Debug + 'static>(
    schema_version: &'static str,
    organization_data: impl Strategy<Value = O> + 'static,
    item_data: impl Strategy<Value = I> + Clone + 'static,
) -> impl Strategy<Value = Manifest<O, I>> {
    let organization = (identifier(), text(), vec(item(item_data), 0..4), organization_data)
        .prop_map(|(identifier, title, items, data)| Organization { identifier, title, items, data });
    let head = (identifier(), option::of("[0-9.]{1,5}"), option::of(lom()), option::of(identifier()));
    (head, vec(organization, 0..3), vec(resource(), 0..4)).prop_map(
        move |(head, organizations, resources)| {
            let (identifier, version, metadata, default_organization) = head;
            Manifest {
                identifier,
                version,
                schema_version: schema_version.to_owned(),
                metadata,
                default_organization,
                organizations,
                resources,
            }
        },
    )
}

fn time_limit_action() -> impl Strategy<Value = TimeLimitAction> + Clone {
    select(vec![
        TimeLimitAction::ExitMessage,
        TimeLimitAction::ExitNoMessage,
        TimeLimitAction::ContinueMessage,
        TimeLimitAction::ContinueNoMessage,
    ])
}

fn data_of_12() -> impl Strategy<Value = scorm12::ItemData> + Clone {
    let fields = (
        option::of("[a-z&|~]{1,9}"),
        option::of(Just("0001:30:00.00".to_owned())),
        option::of(0.0..=100.0f64),
    );
    (fields, option::of(time_limit_action()), option::of("[a-z<&]{1,9}")).prop_map(
        |(fields, action, launch_data)| {
            let (prerequisites, max_time_allowed, mastery_score) = fields;
            scorm12::ItemData {
                prerequisites,
                max_time_allowed,
                time_limit_action: action,
                data_from_lms: launch_data,
                mastery_score,
            }
        },
    )
}

/// What an edition has words for.
fn data_of_2004(edition: Edition) -> impl Strategy<Value = scorm2004::ItemData> + Clone {
    let is_fourth = edition == Edition::Fourth;
    let threshold =
        (any::<bool>(), 0.0..=1.0f64, 0.0..=1.0f64).prop_map(move |(by_measure, least, weight)| {
            CompletionThreshold {
                completed_by_measure: by_measure || !is_fourth,
                min_progress_measure: least,
                progress_weight: if is_fourth { weight } else { 1.0 },
            }
        });
    let mut controls =
        vec![LmsControl::Previous, LmsControl::Continue, LmsControl::Exit, LmsControl::Abandon];
    if edition != Edition::Second {
        controls.extend([LmsControl::ExitAll, LmsControl::AbandonAll, LmsControl::SuspendAll]);
    }
    let hidden = vec(select(controls), 0..3);
    let fields = (option::of(time_limit_action()), option::of("[a-z<&]{1,9}"), option::of(threshold));
    (fields, option::of(any_sequencing(is_fourth)), hidden).prop_map(|(fields, sequencing, hide_lms_ui)| {
        let (time_limit_action, data_from_lms, completion_threshold) = fields;
        scorm2004::ItemData {
            time_limit_action,
            data_from_lms,
            completion_threshold,
            sequencing,
            hide_lms_ui,
        }
    })
}

fn manifest_of_2004(
    schema_version: &'static str,
    edition: Edition,
) -> impl Strategy<Value = scorm2004::Manifest> {
    let organization = (any::<bool>(), option::of(any_sequencing(edition == Edition::Fourth))).prop_map(
        |(objectives_global_to_system, sequencing)| OrganizationData {
            objectives_global_to_system,
            sequencing,
        },
    );
    manifest(schema_version, organization, data_of_2004(edition))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_scorm_12_manifest_reads_back_what_it_writes(manifest in manifest("1.2", Just(()), data_of_12())) {
        let document = manifest.write();
        prop_assert_eq!(scorm12::Manifest::read(document.as_bytes()).unwrap(), manifest, "{}", document);
    }

    #[test]
    fn a_scorm_2004_manifest_reads_back_what_it_writes(
        manifest in prop_oneof![
            manifest_of_2004("CAM 1.3", Edition::Second),
            manifest_of_2004("2004 3rd Edition", Edition::Third),
            manifest_of_2004("2004 4th Edition", Edition::Fourth),
        ]
    ) {
        let document = manifest.write();
        prop_assert_eq!(scorm2004::Manifest::read(document.as_bytes()).unwrap(), manifest, "{}", document);
    }

    #[test]
    fn no_document_makes_reading_panic(document in "(<[a-z:/!?é]{0,8}[ a-zß=\"'&;#日]{0,12}>?|[ -~é日😀\n]{0,6}){0,12}") {
        let _ = scorm12::Manifest::read(document.as_bytes());
        let _ = scorm2004::Manifest::read(document.as_bytes());
    }
}

fn texts(element: &Element) -> Vec<&str> {
    std::iter::once(element.text.as_str()).chain(element.children.iter().flat_map(texts)).collect()
}

#[test]
fn a_name_cannot_add_lines_to_its_card() {
    let authors = vec!["Ada\nEND:VCARD\r\nBEGIN:VCARD\rFN:Eve; \\n".to_owned()];
    for dialect in [Dialect::Imsmd, Dialect::Ieee] {
        let record = lom::write(&Lom { authors: authors.clone(), ..Lom::default() }, dialect);
        let card = texts(&record).into_iter().find(|text| text.starts_with("BEGIN:VCARD")).unwrap();
        assert_eq!(card.lines().count(), 5, "{card}");
        assert_eq!(lom::read(&record, dialect).authors, ["Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Eve; \\n"]);
    }
}

#[test]
fn a_record_of_scorm_12_claims_the_profile_only_when_it_is_complete() {
    let record = |metadata: Metadata, objective: Option<&str>| {
        let mut builder = Package::builder(Standard::Scorm12)
            .identifier("p")
            .title("P")
            .language("en")
            .metadata(metadata)
            .file("start here.html", *b"")
            .launch("start here.html");
        if let Some(title) = objective {
            builder = builder.objective("o", title);
        }
        let package = builder.build().unwrap();
        String::from_utf8(package.file("imsmanifest.xml").unwrap().read().unwrap()).unwrap()
    };
    let full = Metadata {
        description: "D".to_owned(),
        keywords: vec!["k".to_owned()],
        version: Some("1".to_owned()),
        ..Metadata::default()
    };
    let claims = ["ADL SCORM 1.2", "<imsmd:status>", "<imsmd:cost>"];
    let complete = record(full.clone(), Some("O"));
    assert!(claims.iter().all(|claim| complete.contains(claim)), "{complete}");
    assert!(complete.contains("<imsmd:location>start%20here.html</imsmd:location>"));
    for incomplete in [
        record(full.clone(), None),
        record(Metadata { version: None, ..full.clone() }, Some("O")),
        record(Metadata { version: Some(" ".to_owned()), ..full.clone() }, Some("O")),
        record(Metadata { keywords: Vec::new(), ..full.clone() }, Some("O")),
        record(Metadata { description: String::new(), ..full }, Some("O")),
    ] {
        assert!(!claims.iter().any(|claim| incomplete.contains(claim)), "{incomplete}");
    }
    let licensed = record(Metadata { rights: Some("CC0".to_owned()), ..Metadata::default() }, None);
    assert!(licensed.contains("<imsmd:cost>") && !licensed.contains("ADL SCORM 1.2"));
}

fn course() -> Course {
    Course::builder("tides", "How tides work & why")
        .language("en-GB")
        .metadata(Metadata {
            description: "Moon, sun and sea.".to_owned(),
            keywords: vec!["sea".to_owned()],
            authors: vec!["Marsh, Ada".to_owned()],
            version: Some("1.2".to_owned()),
            rights: Some("CC BY 4.0".to_owned()),
            iri: None,
            duration: Some(20),
        })
        .objective("pull", "Say what pulls the sea")
        .mastery_score(80)
        .lesson(Lesson::builder("moon", "The moon pulls").heading("Twice a day"))
        .module(
            Module::builder("practice", "In practice").lesson(
                Lesson::builder("harbour", "In the harbour")
                    .objective("pull")
                    .heading("Read the table")
                    .question(
                        Question::choice("why", "What pulls the sea?")
                            .correct("The moon")
                            .incorrect("The wind")
                            .objective("pull"),
                    ),
            ),
        )
        .build()
        .unwrap()
}

/// The files that a standard adds to a package, one after the other, without schemas and pages.
#[cfg(feature = "markdown")]
pub(super) fn described(package: &Package) -> String {
    let is_content = |name: &str| {
        ["player/", "media/", "lessons/", "steps/"].iter().any(|folder| name.starts_with(folder))
            || name.ends_with(".html")
            || name.ends_with(".xsd")
    };
    let files: Vec<_> = package.files().iter().filter(|file| !is_content(file.name())).collect();
    let text = |file: &crate::package::PackageFile| String::from_utf8(file.read().unwrap()).unwrap();
    match files.as_slice() {
        [manifest] => text(manifest),
        files => files.iter().map(|file| format!("==== {}\n{}\n", file.name(), text(file))).collect(),
    }
}

#[cfg(feature = "markdown")]
#[test]
fn manifests_of_a_small_course() {
    for &standard in Standard::ALL {
        for (layout, name) in [(Layout::SingleSco, "single"), (Layout::ScoPerLesson, "lessons")] {
            let package = Publisher::new().layout(layout).publish(&course(), standard).unwrap();
            let described = described(&package);
            // A website is its pages and nothing else.
            if !described.is_empty() {
                insta::assert_snapshot!(format!("{standard}-{name}"), described);
            }
        }
    }
}

#[test]
fn a_manifest_of_several_items_and_shared_files() {
    let package = Package::builder(Standard::Scorm2004(Edition::Fourth))
        .identifier("onboarding")
        .title("Onboarding")
        .language("en")
        .file("intro/index.html", *b"<!DOCTYPE html>")
        .file("intro/picture one.svg", *b"<svg/>")
        .file("quiz/quiz.html", *b"<!DOCTYPE html>")
        .file("style.css", *b"")
        .item(Item::asset("intro", "Welcome", "intro/index.html").files("intro/"))
        .item(
            Item::group("part-2", "Second part").item(
                Item::sco("quiz", "Quiz", "quiz/quiz.html")
                    .parameters("?level=2")
                    .launch_data("seed=7")
                    .mastery_score(75.5)
                    .completion_threshold(0.5),
            ),
        )
        .build()
        .unwrap();
    let manifest = String::from_utf8(package.file("imsmanifest.xml").unwrap().read().unwrap()).unwrap();
    insta::assert_snapshot!("several-items", manifest);
}

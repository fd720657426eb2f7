//! Laws of built packages.

use std::collections::BTreeSet;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::{Item, PackageBuilder};
use crate::package::Package;
use crate::standard::imscp::{self, Manifest};
use crate::standard::{Edition, Standard, scorm12, scorm2004};

const SCORM_2004: Standard = Standard::Scorm2004(Edition::Fourth);

/// Identifiers that are legal, among them those that look like what a manifest adds by itself.
fn id() -> impl Strategy<Value = String> {
    const NASTY: &[&str] = &[
        "shared-files",
        "res-shared-files",
        "shared",
        "primary",
        "primary-c",
        "c",
        "res-c",
        "item-c",
        "org-c",
        "manifest-c",
        "xml",
    ];
    prop_oneof![select(NASTY).prop_map(str::to_owned), "[a-z][a-z0-9_-]{0,4}"]
}

/// A package of pages, each of them an item, some of them in a group; everything has an identifier of its own.
fn packages() -> impl Strategy<Value = PackageBuilder> {
    let ids = btree_set(id(), 2..10).prop_map(|ids| ids.into_iter().collect::<Vec<_>>()).prop_shuffle();
    let choices = vec(any::<(bool, bool, bool)>(), 5);
    (id(), ids, btree_set(id(), 0..4), choices, any::<bool>()).prop_map(
        |(package, ids, objectives, choices, has_style)| {
            let mut builder = Package::builder(SCORM_2004).identifier(package).title("T").language("en");
            for objective in &objectives {
                builder = builder.objective(objective.as_str(), "O");
            }
            for (ids, (is_sco, is_grouped, owns_folder)) in ids.chunks_exact(2).zip(choices) {
                let [id, group] = ids else { unreachable!() };
                let page = format!("{id}/page.html");
                builder = builder.file(page.as_str(), *b"<!DOCTYPE html>");
                let mut item = if is_sco {
                    objectives
                        .iter()
                        .fold(Item::sco(id.as_str(), "I", page), |item, id| item.objective(id.as_str()))
                } else {
                    Item::asset(id.as_str(), "I", page)
                };
                if owns_folder {
                    item = item.files(format!("{id}/"));
                }
                builder =
                    builder.item(if is_grouped { Item::group(group.as_str(), "G").item(item) } else { item });
            }
            if has_style { builder.file("style.css", *b"") } else { builder }
        },
    )
}

fn manifest(package: &Package) -> Vec<u8> {
    package.file("imsmanifest.xml").unwrap().read().unwrap()
}

fn flat<I>(items: &[imscp::Item<I>]) -> Vec<&imscp::Item<I>> {
    items.iter().flat_map(|item| std::iter::once(item).chain(flat(&item.items))).collect()
}

/// All identifiers are there once, and everything that is referred to is there.
fn check_references<O, I>(manifest: &Manifest<O, I>) {
    let items: Vec<_> =
        manifest.organizations.iter().flat_map(|organization| flat(&organization.items)).collect();
    let mut identifiers = BTreeSet::from([manifest.identifier.as_str()]);
    for identifier in (manifest.organizations.iter().map(|organization| &organization.identifier))
        .chain(items.iter().map(|item| &item.identifier))
        .chain(manifest.resources.iter().map(|resource| &resource.identifier))
    {
        assert!(identifiers.insert(identifier), "{identifier} is there twice");
    }
    let default = manifest.default_organization.as_ref();
    assert!(manifest.organizations.iter().any(|organization| Some(&organization.identifier) == default));
    for item in items {
        assert_eq!(item.resource.is_none(), !item.items.is_empty(), "{}", item.identifier);
        if let Some(reference) = &item.resource {
            let resource = manifest.resources.iter().find(|resource| resource.identifier == *reference);
            let resource = resource.unwrap_or_else(|| panic!("there is no {reference}"));
            assert!(resource.files.contains(resource.href.as_ref().unwrap()));
        }
    }
    for resource in &manifest.resources {
        for dependency in &resource.dependencies {
            assert_ne!(*dependency, resource.identifier);
            assert!(manifest.resources.iter().any(|resource| resource.identifier == *dependency));
        }
    }
}

/// What a package with these items is told, as code and subject.
fn findings(build: impl FnOnce(PackageBuilder) -> PackageBuilder) -> Vec<String> {
    let builder = Package::builder(SCORM_2004)
        .identifier("p")
        .title("P")
        .language("en")
        .file("index.html", *b"<!DOCTYPE html>")
        .file("quiz/index.html", *b"<!DOCTYPE html>");
    let told = |report: &crate::Report| {
        report.iter().map(|finding| format!("{} {}", finding.code(), finding.subject)).collect()
    };
    match build(builder).build() {
        Ok(package) => told(package.findings()),
        Err(error) => told(error.findings().unwrap()),
    }
}

fn findings_of_item(item: Item) -> Vec<String> {
    findings(|builder| builder.objective("o", "O").item(item))
}

#[test]
fn items_have_only_what_their_kind_can_have() {
    let sco = || Item::sco("i", "I", "index.html");
    let asset = || Item::asset("i", "I", "index.html");
    let group = || Item::group("g", "G").item(sco());
    let everything =
        sco().mastery_score(50).completion_threshold(0.5).launch_data("x").objective("o").parameters("#a");
    assert_eq!(findings_of_item(everything), ["CW414 "]);
    for item in [asset().mastery_score(50), asset().completion_threshold(0.5), asset().launch_data("x")] {
        assert_eq!(findings_of_item(item)[0], "CW519 item `i`");
    }
    for item in [
        group().mastery_score(50),
        group().completion_threshold(0.5),
        group().launch_data("x"),
        group().parameters("#a"),
        group().files("quiz/"),
    ] {
        assert_eq!(findings_of_item(item)[0], "CW519 item `g`");
    }
    let child = Item::asset("quiz", "Quiz", "quiz/index.html");
    assert_eq!(findings_of_item(sco().item(child.clone()))[0], "CW518 item `i`");
    assert_eq!(findings_of_item(asset().item(child))[0], "CW518 item `i`");
}

#[test]
fn objectives_are_declared_and_named_once() {
    let sco = || Item::sco("i", "I", "index.html");
    assert_eq!(findings_of_item(sco().objective("p"))[0], "CW521 item `i`");
    assert_eq!(findings_of_item(sco().objective("o").objective("o"))[0], "CW521 item `i`");
    assert_eq!(findings(|builder| builder.objective("No id", "O"))[0], "CW521 objective `No id`");
    assert_eq!(findings(|builder| builder.objective("o", "O").objective("o", "P"))[0], "CW521 objective `o`");
    assert_eq!(findings(|builder| builder.objective("o", " "))[0], "CW503 objective `o`");
}

#[test]
fn the_language_is_a_language_tag() {
    assert_eq!(findings(|builder| builder.language("English, please"))[0], "CW522 package");
    assert_eq!(findings(|builder| builder.language("zh-Hans")), ["CW414 "]);
}

#[test]
fn names_are_checked_over_the_whole_package() {
    let with = |name: &'static str| findings(|builder| builder.file(name, *b"<a/>"));
    let errors = |found: Vec<String>| -> Vec<_> {
        found.into_iter().filter(|code| !code.starts_with("CW414") && !code.starts_with("CW408")).collect()
    };
    assert_eq!(errors(with("xml.xsd")), ["CW509 "]);
    assert_eq!(errors(with("imsmanifest.xml")), ["CW509 "]);
    assert_eq!(errors(with("XML.xsd")), ["CW403 "]);
    assert_eq!(errors(with("IMSManifest.xml")), ["CW403 "]);
    assert_eq!(errors(with("index.html")), ["CW402 "]);
    assert_eq!(errors(with("media/xml.xsd")), [""; 0]);
    assert_eq!(errors(findings(|builder| builder.tracking_script("xml.xsd"))), ["CW509 "]);
    assert_eq!(errors(findings(|builder| builder.tracking_script("index.html"))), ["CW402 "]);
}

#[test]
fn a_launch_page_or_mastery_score_beside_items_is_told() {
    let item = || Item::sco("i", "I", "index.html");
    assert_eq!(findings(|builder| builder.item(item()).launch("index.html"))[0], "CW516 package");
    assert_eq!(findings(|builder| builder.item(item()).mastery_score(50))[0], "CW516 package");
}

#[test]
fn nesting_has_an_end() {
    let nested = |levels: usize| {
        let leaf = Item::sco("leaf", "L", "index.html");
        (1..levels).fold(leaf, |item, level| Item::group(format!("g{level}"), "G").item(item))
    };
    assert_eq!(findings_of_item(nested(32)), ["CW414 "]);
    assert_eq!(findings_of_item(nested(33))[0], "CW520 item `g32`");
    let codes: Vec<_> = findings_of_item(nested(200_000));
    assert!(codes.iter().any(|code| code.starts_with("CW520")), "{codes:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn identifiers_are_unique_and_references_resolve(builder in packages()) {
        let package = builder.clone().standard(Standard::Scorm12).build().unwrap();
        check_references(&scorm12::Manifest::read(&manifest(&package)).unwrap());
        let package = builder.build().unwrap();
        let manifest = scorm2004::Manifest::read(&manifest(&package)).unwrap();
        check_references(&manifest);
        for item in flat(&manifest.organizations[0].items) {
            let Some(sequencing) = &item.data.sequencing else { continue };
            let objectives = &sequencing.objectives;
            let mut ids = BTreeSet::from([&objectives.primary.id]);
            for objective in &objectives.others {
                prop_assert!(ids.insert(&objective.id), "{:?} is there twice", objective.id);
            }
        }
    }
}

//! The rules of the profile of Common Cartridge 1.1 that XML Schema cannot say, as the standard's schemas give them in
//! Schematron, and the places of files (1.4). The numbers are those of the rules.

use std::collections::BTreeSet;

use coursewright::Package;
use coursewright::standard::common_cartridge::qti::{
    Assessment, Clause, Comparison, FeedbackKind, Item, Profile, Response, Test,
};
use coursewright::standard::common_cartridge::{Item as Node, Manifest, Resource, ResourceKind};

pub(super) fn check_manifest(manifest: &Manifest, package: &Package) {
    let mut identifiers = BTreeSet::from([manifest.identifier.as_str()]);
    let mut unique = |identifier| assert!(identifiers.insert(identifier), "{identifier} is used twice");
    for resource in &manifest.resources {
        unique(&resource.identifier);
        check_resource(resource, manifest);
    }
    let banks = manifest.resources.iter().filter(|resource| resource.kind == ResourceKind::QuestionBank);
    assert!(banks.count() < 2, "4a");
    if let Some(organization) = &manifest.organization {
        unique(&organization.identifier);
        unique(&organization.root);
        let mut open: Vec<&Node> = organization.items.iter().collect();
        while let Some(item) = open.pop() {
            unique(&item.identifier);
            check_item(item, manifest);
            open.extend(&item.items);
        }
    }
    check_places(manifest, package);
}

fn find<'m>(manifest: &'m Manifest, identifier: &str) -> &'m Resource {
    let mut found = manifest.resources.iter().filter(|resource| resource.identifier == identifier);
    found.next().unwrap_or_else(|| panic!("there is no resource {identifier}"))
}

/// Rules 1 to 7, 9 and 10.
fn check_resource(resource: &Resource, manifest: &Manifest) {
    let id = &resource.identifier;
    let needed = || resource.dependencies.iter().map(|dependency| &find(manifest, dependency).kind);
    match resource.kind {
        ResourceKind::WebContent => {
            assert!(needed().all(|kind| *kind == ResourceKind::WebContent), "5: {id}");
        }
        ResourceKind::WebLink => assert!(resource.dependencies.is_empty(), "2d: {id}"),
        _ => {
            let content = [ResourceKind::WebContent, ResourceKind::AssociatedContent];
            assert!(needed().all(|kind| content.contains(kind)), "1d, 3d, 4e: {id}");
        }
    }
    if resource.kind != ResourceKind::WebContent {
        assert_eq!(resource.files.len(), 1, "1a, 2a, 3a, 4b: {id}");
        assert_eq!(resource.href, None, "1c, 2c, 3c, 4d: {id}");
    }
    let distinct = |list: &[String]| list.iter().collect::<BTreeSet<_>>().len() == list.len();
    assert!(distinct(&resource.dependencies) && !resource.dependencies.contains(id), "7: {id}");
    assert!(distinct(&resource.files), "9: {id}");
    assert!(resource.href.iter().all(|href| resource.files.contains(href)), "10: {id}");
}

/// Rule 8.
fn check_item(item: &Node, manifest: &Manifest) {
    if let Some(resource) = &item.resource {
        assert!(item.items.is_empty(), "8b: {}", item.identifier);
        let resource = find(manifest, resource);
        assert_ne!(resource.kind, ResourceKind::QuestionBank, "8a: {}", item.identifier);
        assert!(
            resource.kind != ResourceKind::WebContent || resource.href.is_some(),
            "5g: {}",
            item.identifier
        );
    }
}

/// Every file is listed once, and learning applications have folders to themselves.
fn check_places(manifest: &Manifest, package: &Package) {
    let listed: Vec<_> = manifest.resources.iter().flat_map(|resource| &resource.files).collect();
    let names: BTreeSet<_> = listed.iter().map(|href| href.replace("%20", " ")).collect();
    assert_eq!(names.len(), listed.len());
    let there = package.files().iter().map(|file| file.name().to_owned());
    assert_eq!(names, there.filter(|name| name != "imsmanifest.xml").collect());
    for application in manifest.resources.iter().filter(|resource| resource.kind != ResourceKind::WebContent)
    {
        let (folder, _) = application.files[0].rsplit_once('/').expect("the document is in a folder");
        let others = listed.iter().filter(|name| name.starts_with(&format!("{folder}/")));
        assert_eq!(others.count(), 1, "1.4: {folder}");
    }
}

pub(super) fn check_assessment(assessment: &Assessment) {
    let mut identifiers = BTreeSet::new();
    assert!(!assessment.items.is_empty());
    for item in &assessment.items {
        assert!(identifiers.insert(&item.identifier), "13a: {}", item.identifier);
        assert!(item.weight.is_none_or(|weight| (1..=99).contains(&weight)), "2c: {}", item.identifier);
        check_kind(item);
        check_feedback(item);
    }
}

/// Rules 3 to 9.
fn check_kind(item: &Item) {
    let id = &item.identifier;
    let tests = || item.conditions.iter().flat_map(|condition| &condition.tests);
    assert!(!tests().any(|test| matches!(test, Test::Contains(_))), "3f, 4f, 5f, 6d: {id}");
    let (response, answers, is_multiple) = match item.response.as_ref().unwrap() {
        Response::Choice { identifier, multiple, answers } => {
            let answers: Vec<_> = answers.iter().map(|answer| answer.identifier.as_str()).collect();
            (identifier, Some(answers), *multiple)
        }
        Response::Text { identifier } => (identifier, None, false),
        other => panic!("{other:?}"),
    };
    if item.profile == Profile::Essay {
        assert!(answers.is_none() && item.computer_scored == Some(false), "8: {id}");
        return assert!(tests().all(|test| *test == Test::Other), "8: {id}");
    }
    let compared: Vec<&Comparison> = tests().flat_map(comparisons).collect();
    assert!(!compared.is_empty() && compared.iter().all(|c| c.response == *response), "3e, 4e, 5e, 6c: {id}");
    if let Some(answers) = &answers {
        assert!(compared.iter().all(|c| answers.contains(&c.value.as_str())), "9a: {id}");
    }
    let answers = answers.unwrap_or_default();
    match item.profile {
        Profile::TrueFalse => assert!(answers == ["true", "false"] && !is_multiple, "3: {id}"),
        Profile::MultipleChoice => assert!(answers.len() > 2 && !is_multiple, "4: {id}"),
        Profile::MultipleResponse => assert!(answers.len() > 1 && is_multiple, "5: {id}"),
        Profile::FillIn => assert!(answers.is_empty(), "6: {id}"),
        other => panic!("{other:?}"),
    }
}

fn comparisons(test: &Test) -> Vec<&Comparison> {
    match test {
        Test::Is(comparison) | Test::Contains(comparison) => vec![comparison],
        Test::All(clauses) => clauses
            .iter()
            .flat_map(|clause| match clause {
                Clause::Is(comparison) => std::slice::from_ref(comparison),
                Clause::IsNot(comparisons) => comparisons,
                other => panic!("{other:?}"),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Rules 10 to 12.
fn check_feedback(item: &Item) {
    let shown: BTreeSet<_> = item
        .conditions
        .iter()
        .flat_map(|condition| &condition.shows)
        .map(|shown| (shown.kind == FeedbackKind::Response, shown.feedback.as_str()))
        .collect();
    let there: BTreeSet<_> = item
        .feedback
        .iter()
        .map(|feedback| (feedback.kind == FeedbackKind::Response, feedback.identifier.as_str()))
        .collect();
    assert_eq!(shown, there, "12c, 12d: {}", item.identifier);
    assert!(!there.contains(&(true, "hint")) && !there.contains(&(true, "solution")), "10, 11, 12");
}

//! What is in a package, in the words of no standard: the seam between building a package and writing its manifest.

use super::builder::{Item, ItemKind};
use super::imscp::{self, Resource, ScormType};
use super::lom::Lom;
use super::rules;
use crate::diagnostic::Diagnostic;
use crate::model::{CompletionRule, Metadata, Objective};
use crate::sequencing::{Activity, ActivityTree};

/// A package's description, checked, with every reference resolved.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) identifier: String,
    pub(super) title: String,
    pub(super) language: String,
    pub(super) metadata: Metadata,
    pub(super) objectives: Vec<Objective>,
    /// When the course counts as completed; where content made elsewhere decides, what it most likely means.
    pub(super) completion: CompletionRule,
    /// Percent of the score that passes the whole.
    pub(super) mastery_score: Option<f64>,
    pub(super) items: Vec<Item>,
    /// What each item says about its sequencing, where a learning path says more than the items do.
    pub(super) activities: Option<ActivityTree>,
    pub(super) resources: Vec<Resource>,
}

/// The resource of what all items need. It has none of the prefixes that stand before authors' identifiers.
pub(super) const SHARED_RESOURCE: &str = "shared-files";

/// Every identifier in a manifest shares one name space (they are all of XML's type ID), so each kind has its prefix.
pub(super) fn resource_identifier(item: &str) -> String {
    format!("res-{item}")
}

/// What an item is called in manifests.
pub(super) fn item_identifier(item: &str) -> String {
    format!("item-{item}")
}

/// What the organization of a package is called in manifests.
pub(super) fn organization_identifier(package: &str) -> String {
    format!("org-{package}")
}

impl Contents {
    fn organization_identifier(&self) -> String {
        organization_identifier(&self.identifier)
    }

    /// What the whole says about its sequencing, if a learning path does.
    pub(super) fn organization_activity(&self) -> Option<&Activity> {
        self.activities.as_ref()?.get(&self.organization_identifier())
    }

    /// What an item says about its sequencing, if a learning path does.
    pub(super) fn activity(&self, item: &Item) -> Option<&Activity> {
        self.activities.as_ref()?.get(&item_identifier(item.id.as_str()))
    }

    /// The identifier as an IRI: the author's own, or a URN that is as unique as the identifier.
    pub(super) fn iri(&self) -> String {
        self.metadata.iri_or_urn(&self.identifier)
    }

    /// The IRI of a part of the package, such as an item.
    pub(super) fn iri_of(&self, part: &str) -> String {
        let iri = self.iri();
        let separator = if iri.starts_with("urn:") { ':' } else { '/' };
        format!("{}{separator}{part}", iri.trim_end_matches('/'))
    }

    /// Every item, parents before their children.
    pub(super) fn all_items(&self) -> Vec<&Item> {
        fn walk<'c>(items: &'c [Item], all: &mut Vec<&'c Item>) {
            for item in items {
                all.push(item);
                walk(&item.items, all);
            }
        }
        let mut all = Vec::new();
        walk(&self.items, &mut all);
        all
    }

    /// Findings for the items that a standard of pages to launch has no words for.
    pub(super) fn check_only_pages(&self, standard: &str) -> Vec<Diagnostic> {
        let not_carried =
            |item: &&Item| !matches!(item.kind, ItemKind::Sco | ItemKind::Asset | ItemKind::Group);
        let finding = |item: &Item| {
            let message = format!("{standard} cannot carry {}", item.kind.name());
            Diagnostic::new(&rules::NOT_CARRIED, message).subject(format!("item `{}`", item.id))
        };
        self.all_items().into_iter().filter(not_carried).map(finding).collect()
    }

    /// The metadata record. Which schemas it follows, the standard says.
    pub(super) fn lom(&self) -> Lom {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.trim().is_empty());
        Lom {
            catalog: "coursewright".to_owned(),
            entry: self.identifier.clone(),
            language: self.language.clone(),
            title: self.title.clone(),
            description: text(&self.metadata.description),
            keywords: self.metadata.keywords.clone(),
            version: self.metadata.version.as_deref().and_then(text),
            authors: self.metadata.authors.clone(),
            schemas: Vec::new(),
            formats: vec!["text/html".to_owned()],
            location: self.resources.iter().find_map(|resource| resource.href.clone()),
            learning_minutes: self.metadata.duration,
            rights: self.metadata.rights.as_deref().and_then(text),
            objectives: self.objectives.iter().map(|objective| objective.title.clone()).collect(),
        }
    }

    /// The manifest, with what a standard adds to the organization and to each item.
    pub(super) fn manifest<O, I>(
        &self,
        schema_version: &str,
        lom_schemas: impl Fn(&Lom) -> &'static [&'static str],
        organization_data: O,
        item_data: impl Fn(&Item) -> I,
    ) -> imscp::Manifest<O, I> {
        let organization = self.organization_identifier();
        let mut record = self.lom();
        record.schemas = lom_schemas(&record).iter().map(|&schema| schema.to_owned()).collect();
        imscp::Manifest {
            identifier: format!("manifest-{}", self.identifier),
            version: None,
            schema_version: schema_version.to_owned(),
            metadata: Some(record),
            default_organization: Some(organization.clone()),
            organizations: vec![imscp::Organization {
                identifier: organization,
                title: self.title.clone(),
                items: manifest_items(&self.items, &item_data),
                data: organization_data,
            }],
            resources: self.resources.clone(),
        }
    }
}

fn manifest_items<I>(items: &[Item], data: &impl Fn(&Item) -> I) -> Vec<imscp::Item<I>> {
    items
        .iter()
        .map(|item| imscp::Item {
            identifier: item_identifier(item.id.as_str()),
            title: item.title.clone(),
            resource: item.launch.as_ref().map(|_| resource_identifier(item.id.as_str())),
            parameters: item.parameters.clone(),
            visible: item.visible,
            items: manifest_items(&item.items, data),
            data: data(item),
        })
        .collect()
}

impl ItemKind {
    pub(super) fn scorm_type(&self) -> ScormType {
        if *self == Self::Sco { ScormType::Sco } else { ScormType::Asset }
    }
}

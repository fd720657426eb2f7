//! From the contents of a package to the cartridge's documents.

use std::collections::BTreeSet;

use super::addresses::with_file_base;
use super::manifest::{Item, Manifest, Organization, Resource, ResourceKind};
use super::qti::{Assessment, Attempts};
use super::text::Text;
use super::topic::Topic;
use super::web_link::WebLink;
use super::{questions, weights};
use crate::model::Review;
use crate::standard::builder::{self, ItemKind};
use crate::standard::contents::{Contents, resource_identifier};
use crate::standard::quiz::Quiz;
use crate::standard::{CartridgeVersion, href};

/// The documents, the manifest first.
pub(super) fn describe(contents: &Contents, version: CartridgeVersion) -> Vec<(String, String)> {
    let mut writer = Writer {
        contents,
        version,
        files: contents
            .resources
            .iter()
            .flat_map(|resource| resource.files.iter().map(String::as_str))
            .collect(),
        points: weights::points(&all_weights(contents)).0.into_iter(),
        resources: contents.resources.iter().map(web_content).collect(),
        documents: Vec::new(),
    };
    let items = contents.items.iter().map(|item| writer.item(item)).collect();
    let manifest = Manifest {
        version,
        identifier: format!("manifest-{}", contents.identifier),
        metadata: contents.lom(),
        organization: Some(Organization {
            identifier: format!("org-{}", contents.identifier),
            title: Some(contents.title.clone()),
            root: "root".to_owned(),
            items,
        }),
        resources: writer.resources,
    };
    let mut documents = vec![(super::MANIFEST.to_owned(), manifest.write())];
    documents.append(&mut writer.documents);
    documents
}

/// The weights of all questions, in order: points are shared out over the whole course.
pub(super) fn all_weights(contents: &Contents) -> Vec<f64> {
    let mut weights = Vec::new();
    for item in contents.all_items() {
        if let ItemKind::Assessment(quiz) = &item.kind {
            let scored = quiz.questions.iter().filter(|question| question.question.is_scored());
            weights.extend(scored.map(|question| question.question.weight));
        }
    }
    weights
}

/// The name of the document that an item needs. Each has a folder to itself: web content may not be where a learning
/// application has its document, nor below (Common Cartridge 1.1, 1.4.1).
pub(super) fn document_name(item: &builder::Item) -> Option<String> {
    let kind = match item.kind {
        ItemKind::Link { .. } => "link",
        ItemKind::Discussion { .. } => "topic",
        ItemKind::Assessment(_) => "assessment",
        ItemKind::Sco | ItemKind::Asset | ItemKind::Group => return None,
    };
    Some(format!("{kind}-{}/{kind}.xml", item.id))
}

/// How often an assessment may be taken: as its author says of a test; otherwise as often as the question that may be
/// answered most often.
pub(super) fn attempts(quiz: &Quiz) -> Attempts {
    if let Some(test) = &quiz.test {
        return match test.attempts {
            times @ 1..=5 => Attempts::Times(times),
            _ => Attempts::Unlimited,
        };
    }
    let attempts = quiz.questions.iter().map(|question| question.question.attempts);
    match (attempts.clone().min(), attempts.max()) {
        (Some(1..), Some(most @ 1..=5)) => Attempts::Times(most),
        _ => Attempts::Unlimited,
    }
}

fn web_content(resource: &crate::standard::Resource) -> Resource {
    Resource {
        identifier: resource.identifier.clone(),
        kind: ResourceKind::WebContent,
        intended_use: None,
        href: resource.href.clone(),
        files: resource.files.clone(),
        dependencies: resource.dependencies.clone(),
    }
}

struct Writer<'c> {
    contents: &'c Contents,
    version: CartridgeVersion,
    files: BTreeSet<&'c str>,
    points: std::vec::IntoIter<u8>,
    resources: Vec<Resource>,
    documents: Vec<(String, String)>,
}

impl Writer<'_> {
    fn item(&mut self, item: &builder::Item) -> Item {
        let resource = match &item.kind {
            ItemKind::Group => None,
            ItemKind::Sco | ItemKind::Asset => Some(resource_identifier(item.id.as_str())),
            ItemKind::Link { url } => {
                let link = WebLink::new(self.version, &item.title, url);
                Some(self.document(item, ResourceKind::WebLink, link.write(), &BTreeSet::new()))
            }
            ItemKind::Discussion { html } => {
                let (html, named) = with_file_base(html, &self.files);
                let topic = Topic::new(self.version, &item.title, Text::html(html));
                Some(self.document(item, ResourceKind::DiscussionTopic, topic.write(), &named))
            }
            ItemKind::Assessment(quiz) => Some(self.assessment(item, quiz)),
        };
        // An assessment has the identifier of its lesson, whose page has it too.
        let prefix = if matches!(item.kind, ItemKind::Assessment(_)) { "test" } else { "item" };
        Item {
            identifier: format!("{prefix}-{}", item.id),
            title: item.title.clone(),
            resource,
            items: item.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn assessment(&mut self, item: &builder::Item, quiz: &Quiz) -> String {
        let mut named = BTreeSet::new();
        let mut items = Vec::new();
        for question in &quiz.questions {
            // What counts for nothing has no points; an LMS that asks for some takes its own.
            let points = question.question.is_scored().then(|| self.points.next().unwrap_or(1));
            let (item, files) = questions::item(question, points, &self.files);
            items.push(item);
            named.extend(files);
        }
        let assessment = Assessment {
            identifier: item.id.to_string(),
            title: item.title.clone(),
            attempts: Some(attempts(quiz)),
            time_limit: quiz.test.as_ref().and_then(|test| test.time_limit).map(u32::from),
            late_submission: None,
            feedback: Some(quiz.test.as_ref().is_none_or(|test| test.review != Review::Never)),
            hints: None,
            solutions: None,
            rubric: None,
            // The name that Canvas gives it, and that a converter to Open edX asks for.
            section: "root_section".to_owned(),
            items,
        };
        self.document(item, ResourceKind::Assessment, assessment.write(self.version), &named)
    }

    /// Adds a document with its resource, and gives the resource's identifier.
    fn document(
        &mut self,
        item: &builder::Item,
        kind: ResourceKind,
        text: String,
        named: &BTreeSet<String>,
    ) -> String {
        let name = document_name(item).unwrap_or_default();
        let identifier = match kind {
            ResourceKind::Assessment => format!("questions-{}", item.id),
            _ => resource_identifier(item.id.as_str()),
        };
        self.resources.push(Resource {
            identifier: identifier.clone(),
            kind,
            intended_use: None,
            href: None,
            files: vec![href::encode(&name)],
            dependencies: self.holders(named),
        });
        self.documents.push((name, text));
        identifier
    }
    /// The resources that hold any of these files. Most documents name none, so nobody looks through all resources for each.
    fn holders(&self, named: &BTreeSet<String>) -> Vec<String> {
        if named.is_empty() {
            return Vec::new();
        }
        let resources = self.contents.resources.iter();
        let holds_one =
            |resource: &&crate::standard::Resource| resource.files.iter().any(|file| named.contains(file));
        resources.filter(holds_one).map(|resource| resource.identifier.clone()).collect()
    }
}

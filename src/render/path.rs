//! The page of a learning path in one package: it leads through the steps where the LMS does not.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::course::{direction, look, text_file};
use super::media::{Media, Names};
use super::shell::certificate_view;
use super::templates::{Subject, Templates};
use super::tokens::Tokens;
use super::{Keeper, Rendered, SCRIPT, Theme};
use crate::error::Error;
use crate::model::Locus;
use crate::model::path::{Content, LearningPath, Order, Success};
use crate::steering::{Leaf, PlaceKind, Route};

/// How to render the page of a path.
pub(crate) struct PathPlan<'p> {
    /// Of each leaf, in the order of the places.
    pub(crate) steps: &'p [PathStep],
    pub(crate) keeper: Keeper,
    /// JSON-LD for the head of the page.
    pub(crate) structured_data: Option<&'p str>,
    /// Characters that the standard lets the page keep.
    pub(crate) state_limit: usize,
}

/// The course of a leaf.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PathStep {
    /// Index of the leaf among the places.
    pub(crate) place: usize,
    /// The page that opens the course.
    pub(crate) href: String,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) minutes: Option<u32>,
    /// Characters of the course's own state record, in the worst case.
    pub(crate) state: usize,
}

/// Renders `index.html` with what it needs to look as it does. The script, [`SCRIPT`], is `player::path_script`.
pub(crate) fn path_page(
    path: &LearningPath,
    route: &Route,
    theme: &Theme,
    plan: &PathPlan<'_>,
) -> Result<Rendered, Error> {
    let (tokens, report) = Tokens::new(theme, &path.brand)?;
    let subject = Subject {
        id: &path.id,
        title: &path.title,
        language: &path.language,
        dir: direction(&path.language),
        description: &path.metadata.description,
    };
    let mut templates = Templates::new(theme, &subject, plan.keeper)?;
    let mut names = Names::default();
    for taken in
        ["index.html", "player.js", "theme.css", "tokens.css", "imsmanifest.xml", "cmi5.xml", "tincan.xml"]
    {
        names.claim("", taken);
    }
    let mut media = Media::default();
    let mut file = |name: &str| media.name(Locus::Course, name, &path.origin, &mut names);
    let logo = path.brand.logo.as_deref().and_then(&mut file);
    templates.stand_at("", json!({ "logo": logo, "logo_alt": path.brand.logo_alt }));
    let certificate = certificate(path, &templates, file);
    let mut entries = Vec::new();
    List { path, route, plan, templates: &templates }.add(0, 1, &mut entries);
    let view = json!({
        "config_json": config(path, route, plan, &templates)?,
        "structured_data": plan.structured_data.map(|json| json.replace('<', "\\u003c")),
        "entries": entries,
        "certificate": certificate,
    });
    let html = templates.render("path", view)?;
    let mut files = vec![text_file(PAGE, html)];
    files.extend(look(theme, &tokens));
    files.extend(media.into_files());
    debug_assert!(files.iter().all(|(name, _)| name != SCRIPT));
    Ok(Rendered { files, shells: vec![PAGE.to_owned()], report, ..Rendered::default() })
}

const PAGE: &str = "index.html";

/// What the page's script reads (`types.js`, `PathConfig`).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Config<'p> {
    path: Value,
    route: &'p Route,
    steps: &'p [PathStep],
    state_limit: usize,
    strings: BTreeMap<&'p str, &'p str>,
}

fn config(
    path: &LearningPath,
    route: &Route,
    plan: &PathPlan<'_>,
    templates: &Templates,
) -> Result<String, Error> {
    let strings = templates.strings().iter();
    let config = Config {
        path: json!({
            "id": path.id, "title": path.title, "language": path.language,
            "iri": path.metadata.iri_or_urn(path.id.as_str()),
        }),
        route,
        steps: plan.steps,
        state_limit: plan.state_limit,
        strings: strings.filter_map(|(key, text)| Some((key.as_str(), text.as_str()?))).collect(),
    };
    let config = serde_json::to_string(&config).map_err(|error| Error::Template {
        template: "path".to_owned(),
        line: None,
        message: error.to_string(),
    })?;
    // `<` begins nothing in JSON, so this keeps </script> out of the page without changing a value.
    Ok(config.replace('<', "\\u003c"))
}

fn certificate(
    path: &LearningPath,
    templates: &Templates,
    media: impl FnMut(&str) -> Option<String>,
) -> Value {
    let Some(certificate) = &path.certificate else { return Value::Null };
    let text = match path.success {
        Success::Score(_) => "path-certificate-text-score",
        Success::EveryStep => "path-certificate-text",
    };
    let words = [text, "step-back"].map(|key| templates.string(key));
    certificate_view(certificate, &path.brand, words, templates, media)
}

/// The steps as the template lists them.
struct List<'l> {
    path: &'l LearningPath,
    route: &'l Route,
    plan: &'l PathPlan<'l>,
    templates: &'l Templates,
}

impl List<'_> {
    /// Everything in a group, as one list; an entry says how many lists end after it. Of a step with several tries there is one
    /// entry, and below it what those need who fail.
    fn add(&self, group: usize, depth: usize, entries: &mut Vec<Value>) {
        for &child in &self.route.places[group].children {
            if group > 0 && self.is_try(group, child) {
                continue;
            }
            let place = &self.route.places[child];
            let has_list = place.children.iter().any(|&inner| !self.is_try(child, inner));
            entries.push(self.entry(child, depth, has_list));
            if has_list {
                self.add(child, depth + 1, entries);
                if let Some(Value::Array(close)) = entries.last_mut().and_then(|last| last.get_mut("close")) {
                    close.push(json!(depth));
                }
            }
        }
    }

    fn is_try(&self, group: usize, place: usize) -> bool {
        self.route.places[group].step == self.route.places[place].step
    }

    fn entry(&self, index: usize, depth: usize, has_list: bool) -> Value {
        let place = &self.route.places[index];
        let first_try = place.children.iter().copied().find(|&child| self.is_try(index, child));
        let leaf = match place.kind {
            PlaceKind::Leaf(_) => Some(index),
            PlaceKind::Group { .. } => first_try,
        };
        let step = leaf.and_then(|leaf| self.plan.steps.iter().find(|step| step.place == leaf));
        let due = leaf.and_then(|leaf| self.leaf(leaf)).and_then(|leaf| leaf.due);
        json!({
            "place": index, "title": place.title, "is_group": leaf.is_none(), "has_list": has_list,
            "level": (depth + 2).min(6), "href": step.map(|step| &step.href), "due": due,
            "kind": self.kind(index), "facts": self.facts(index, leaf, step), "close": [],
        })
    }

    fn leaf(&self, place: usize) -> Option<&Leaf> {
        match &self.route.places[place].kind {
            PlaceKind::Leaf(leaf) => Some(leaf),
            PlaceKind::Group { .. } => None,
        }
    }

    /// What kind of step it is, by the name that the template and the texts know.
    fn kind(&self, place: usize) -> Value {
        let step = &self.route.places[place].step;
        let steps = self.path.all_steps();
        let Some(step) = steps.into_iter().find(|it| it.id == *step) else { return Value::Null };
        let (name, text) = match &step.content {
            Content::Course { .. } => ("course", "path-kind-course"),
            Content::Lesson { .. } => ("lesson", "path-kind-lesson"),
            Content::Test { .. } => ("test", "test-title"),
            Content::Session(_) => ("session", "activity-live-session"),
            Content::Assignment(_) => ("assignment", "path-kind-assignment"),
            Content::Discussion(_) => ("discussion", "activity-discussion"),
            Content::Link { .. } => ("link", "path-kind-link"),
            Content::Group(_) => return Value::Null,
        };
        json!({ "name": name, "text": self.templates.string(text) })
    }

    /// What does not change while the learner takes the path.
    fn facts(&self, index: usize, leaf: Option<usize>, step: Option<&PathStep>) -> Vec<String> {
        let place = &self.route.places[index];
        let text = |key: &str, count: u32| self.templates.string(key).replace("{count}", &count.to_string());
        let mut facts = Vec::new();
        facts.extend(step.and_then(|step| step.minutes).map(|minutes| text("activity-minutes", minutes)));
        let leaf_kind = leaf.and_then(|leaf| self.leaf(leaf));
        let limit = leaf_kind.and_then(|leaf| leaf.time_limit);
        facts.extend(limit.map(|minutes| text("path-time-limit", minutes.into())));
        let mark = leaf_kind.and_then(|leaf| leaf.pass_mark);
        facts
            .extend(mark.map(|mark| self.templates.string("test-mark").replace("{mark}", &mark.to_string())));
        if let (None, PlaceKind::Group { order, choose, draw, .. }) = (leaf, &place.kind) {
            let required = place.children.iter().filter(|&&child| self.route.places[child].required).count();
            let of = draw.map_or(required, |draw| required.min(draw.into()));
            match choose {
                Some(count) => {
                    facts.push(text("path-choose-of", (*count).into()).replace("{of}", &of.to_string()));
                }
                None if *order != Order::Linear => facts.push(self.templates.string("path-any-order")),
                None => {}
            }
        }
        let is_remedial = place.parent.is_some_and(|parent| {
            parent > 0 && self.route.places[parent].children.iter().any(|&it| self.is_try(parent, it))
        });
        if !place.required && !is_remedial {
            facts.push(self.templates.string("path-optional"));
        }
        facts
    }
}

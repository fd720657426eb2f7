//! The page of a learning path, which leads learners through the courses of its steps.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::course::{direction, text_file};
use super::media::{Media, Names};
use super::templates::{About, Templates};
use super::tokens::Tokens;
use super::{Keeper, Rendered, Theme};
use crate::error::Error;
use crate::model::Id;
use crate::model::path::{LearningPath, Success};

/// How to render the page of a path.
pub(crate) struct PathPlan<'p, R> {
    pub(crate) keeper: Keeper,
    /// Characters that the standard lets a SCO keep.
    pub(crate) state_limit: usize,
    /// The path made plain, for the script.
    pub(crate) route: &'p R,
    /// What learners take, in the order of the places.
    pub(crate) steps: Vec<PathStep>,
    /// What the page lists.
    pub(crate) entries: Vec<PathEntry>,
    /// JSON-LD for the head of the page.
    pub(crate) structured_data: Option<String>,
}

/// Something that learners take.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PathStep {
    /// Its index among the places of the route.
    pub(crate) place: usize,
    /// The page of its course, relative to that of the path.
    pub(crate) href: String,
    /// How long it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) minutes: Option<u32>,
    /// Characters that the state of its course takes at most.
    pub(crate) state: usize,
}

/// What the page lists: a step or a group, in the order of the places. Those in a group follow it one level deeper; tries at one
/// step are one entry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct PathEntry {
    /// Its index among the places of the route.
    pub(crate) place: usize,
    pub(crate) id: Id,
    pub(crate) title: String,
    /// What it is: `course`, `lesson`, `test`, `session`, `assignment`, `discussion`, `link` or `group`.
    pub(crate) kind: &'static str,
    /// 1 for what stands in no group.
    pub(crate) depth: usize,
    /// Whether entries one level deeper follow.
    pub(crate) has_entries: bool,
    /// One for each list that ends after it.
    pub(crate) close: Vec<usize>,
    /// The path does without it.
    pub(crate) optional: bool,
    pub(crate) minutes: Option<u32>,
    /// Days after the learner began.
    pub(crate) due: Option<u16>,
    /// Minutes for one attempt.
    pub(crate) time_limit: Option<u16>,
    /// Percent that passes.
    pub(crate) pass_mark: Option<f64>,
    /// So many of those in it are enough.
    pub(crate) choose: Option<u16>,
}

/// What the script of the page reads.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Config<'s, R> {
    format: u32,
    path: PathConfig<'s>,
    route: &'s R,
    steps: &'s [PathStep],
    /// Characters that the LMS keeps.
    state_limit: usize,
    strings: BTreeMap<&'s str, &'s str>,
}

#[derive(Serialize)]
struct PathConfig<'s> {
    id: &'s str,
    iri: String,
    title: &'s str,
    language: &'s str,
}

/// The page, `index.html`, with its styles and pictures; the courses are rendered each for itself.
pub(crate) fn render_path<R: Serialize>(
    path: &LearningPath,
    theme: &Theme,
    plan: &PathPlan<'_, R>,
) -> Result<Rendered, Error> {
    let (tokens, report) = Tokens::new(theme, &path.brand)?;
    let about = About {
        id: &path.id,
        title: &path.title,
        language: &path.language,
        description: &path.metadata.description,
    };
    let mut templates = Templates::new(theme, &about, direction(&path.language), plan.keeper)?;
    let mut pictures = Pictures { path, names: Names::default(), media: Media::default() };
    let mut files =
        vec![text_file("player/theme.css", theme.styles()), text_file("player/tokens.css", tokens.css())];
    let assets = theme.assets().iter();
    files.extend(
        assets.map(|(name, path)| (format!("player/{name}"), crate::model::MediaSource::File(path.clone()))),
    );
    let logo = path.brand.logo.as_deref().and_then(|logo| pictures.name(logo));
    templates.stand_at("", json!({ "logo": logo, "logo_alt": path.brand.logo_alt }));
    let config = config(path, plan, &templates)?;
    let view = json!({
        "page_title": path.title,
        "config_json": config,
        "structured_data": plan.structured_data.as_deref().map(|json| json.replace('<', "\\u003c")),
        "entries": plan.entries,
        "step_count": plan.steps.len(),
        "certificate": certificate(path, &mut pictures, &templates),
    });
    let name = "index.html".to_owned();
    files.push(text_file(&name, templates.render("path", view)?));
    files.extend(pictures.media.into_files());
    Ok(Rendered { files, shells: vec![name], report, ..Rendered::default() })
}

fn config<R: Serialize>(
    path: &LearningPath,
    plan: &PathPlan<'_, R>,
    templates: &Templates,
) -> Result<String, Error> {
    let config = Config {
        format: 1,
        path: PathConfig {
            id: path.id.as_str(),
            iri: path.metadata.iri_or_urn(path.id.as_str()),
            title: &path.title,
            language: &path.language,
        },
        route: plan.route,
        steps: &plan.steps,
        state_limit: plan.state_limit,
        strings: templates
            .strings()
            .iter()
            .filter_map(|(key, text)| Some((key.as_str(), text.as_str()?)))
            .collect(),
    };
    let text = serde_json::to_string(&config).map_err(|error| Error::Template {
        template: "path".to_owned(),
        line: None,
        message: error.to_string(),
    })?;
    // `<` begins nothing in JSON, so this keeps </script> out of the page without changing a value.
    Ok(text.replace('<', "\\u003c"))
}

/// What the certificate of the path says, with its placeholders.
fn certificate(path: &LearningPath, pictures: &mut Pictures<'_>, templates: &Templates) -> Value {
    let Some(certificate) = &path.certificate else { return Value::Null };
    let words = |own: &Option<String>, key: &str| own.clone().unwrap_or_else(|| templates.string(key));
    let is_scored = matches!(path.success, Success::Score(_));
    let (logo, alt) = match &certificate.logo {
        Some(logo) => (Some(logo), None),
        None => (path.brand.logo.as_ref(), path.brand.logo_alt.as_ref()),
    };
    json!({
        "title": words(&certificate.title, "certificate-title"),
        "text": words(&certificate.text, if is_scored { "certificate-text-score" } else { "certificate-text" }),
        "signed_by": certificate.signed_by,
        "logo": logo.and_then(|logo| pictures.name(logo)),
        "logo_alt": alt.map_or("", String::as_str),
    })
}

/// The path's own pictures.
struct Pictures<'p> {
    path: &'p LearningPath,
    names: Names,
    media: Media,
}

impl Pictures<'_> {
    fn name(&mut self, file: &str) -> Option<String> {
        self.media.name(file, &self.path.origin, &mut self.names)
    }
}

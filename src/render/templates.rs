//! Compiled templates, and what every one of them is given.

use handlebars::{Context, Handlebars};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Keeper, Theme};
use crate::error::Error;
use crate::model::Id;

/// What the pages are about: a course, or a path. Templates know both as `course`.
#[derive(Serialize)]
pub(super) struct Subject<'s> {
    pub(super) id: &'s Id,
    pub(super) title: &'s str,
    pub(super) language: &'s str,
    /// `ltr` or `rtl`.
    pub(super) dir: &'static str,
    pub(super) description: &'s str,
}

/// The templates of a theme, ready to render pages of one course.
pub(super) struct Templates {
    registry: Handlebars<'static>,
    strings: Map<String, Value>,
    /// What is common to all templates. It is lent to each in turn instead of being copied for each block.
    context: Context,
}

impl Templates {
    pub(super) fn new(theme: &Theme, subject: &Subject<'_>, keeper: Keeper) -> Result<Self, Error> {
        let strings = theme.strings(subject.language, keeper)?;
        let common = json!({ "strings": strings, "course": subject });
        Ok(Self { registry: theme.registry()?, strings, context: Context::from(common) })
    }

    /// Sets what depends on where a page stands: the way to the package's root, and the logo as seen from there.
    pub(super) fn stand_at(&mut self, root: &str, brand: Value) {
        self.set("root", json!(root));
        self.set("brand", brand);
    }

    pub(super) fn strings(&self) -> &Map<String, Value> {
        &self.strings
    }

    pub(super) fn string(&self, key: &str) -> String {
        self.strings.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// Renders a template with what is common to all of them and its own values, an object.
    pub(super) fn render(&mut self, template: &str, own: Value) -> Result<String, Error> {
        let own = if let Value::Object(own) = own { own } else { Map::new() };
        let keys: Vec<String> = own.keys().cloned().collect();
        for (key, value) in own {
            self.set(&key, value);
        }
        let rendered = self.registry.render_with_context(template, &self.context);
        if let Some(context) = self.context.data_mut().as_object_mut() {
            for key in &keys {
                context.remove(key);
            }
        }
        rendered.map_err(|error| Error::Template {
            template: error.template_name.clone().unwrap_or_else(|| template.to_owned()),
            line: error.line_no,
            message: error.reason().to_string(),
        })
    }

    fn set(&mut self, key: &str, value: Value) {
        if let Some(context) = self.context.data_mut().as_object_mut() {
            context.insert(key.to_owned(), value);
        }
    }
}

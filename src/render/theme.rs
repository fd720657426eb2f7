//! Themes: folders of templates, styles, texts and default colours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use handlebars::Handlebars;
use serde_json::{Map, Value};

use super::{Keeper, rules};
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::error::Error;
use crate::package;

macro_rules! built_in {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_str!(concat!("theme/", $path)))),+]
    };
}

/// Every file of the built-in theme. A test compares this list with the folder.
const BUILT_IN: &[(&str, &str)] = built_in![
    "strings/en.json",
    "styles/10-base.css",
    "styles/20-shell.css",
    "styles/30-lesson.css",
    "styles/40-questions.css",
    "styles/60-text.css",
    "styles/90-print.css",
    "templates/blocks/audio.hbs",
    "templates/blocks/callout.hbs",
    "templates/blocks/code.hbs",
    "templates/blocks/divider.hbs",
    "templates/blocks/download.hbs",
    "templates/blocks/heading.hbs",
    "templates/blocks/html.hbs",
    "templates/blocks/image.hbs",
    "templates/blocks/list.hbs",
    "templates/blocks/quote.hbs",
    "templates/blocks/table.hbs",
    "templates/blocks/text.hbs",
    "templates/blocks/video.hbs",
    "templates/lesson.hbs",
    "templates/partials/icon-check.hbs",
    "templates/partials/icon-chevron.hbs",
    "templates/partials/icon-cross.hbs",
    "templates/partials/icon-download.hbs",
    "templates/partials/icon-example.hbs",
    "templates/partials/icon-exit.hbs",
    "templates/partials/icon-menu.hbs",
    "templates/partials/icon-next.hbs",
    "templates/partials/icon-note.hbs",
    "templates/partials/icon-objective.hbs",
    "templates/partials/icon-offline.hbs",
    "templates/partials/icon-previous.hbs",
    "templates/partials/icon-result.hbs",
    "templates/partials/icon-saved.hbs",
    "templates/partials/icon-tip.hbs",
    "templates/partials/icon-transcript.hbs",
    "templates/partials/icon-warning.hbs",
    "templates/partials/menu.hbs",
    "templates/partials/question-end.hbs",
    "templates/partials/question-prompt.hbs",
    "templates/partials/summary.hbs",
    "templates/partials/transcript.hbs",
    "templates/questions/choice.hbs",
    "templates/questions/fill-in.hbs",
    "templates/questions/multiple-response.hbs",
    "templates/questions/true-false.hbs",
    "templates/shell.hbs",
    "tokens.json",
];

/// How pages look: Handlebars templates, styles, texts and default design tokens.
///
/// ```no_run
/// use coursewright::{Publisher, Theme};
/// // my-theme/templates/blocks/quote.hbs replaces that one template; everything else stays built in.
/// let publisher = Publisher::new().theme(Theme::folder("my-theme")?);
/// # Ok::<(), coursewright::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Theme {
    files: BTreeMap<String, Cow<'static, str>>,
    assets: BTreeMap<String, PathBuf>,
}

impl Default for Theme {
    fn default() -> Self {
        Self::built_in()
    }
}

impl Theme {
    /// The built-in theme.
    #[must_use]
    pub fn built_in() -> Self {
        let files = BUILT_IN.iter().map(|(path, text)| ((*path).to_owned(), Cow::Borrowed(*text))).collect();
        Self { files, assets: BTreeMap::new() }
    }

    /// The built-in theme with every file replaced that the folder has under the same name. It may add
    /// partials (`templates/partials/`), styles (`styles/`), texts in other languages (`strings/`) and any files
    /// that styles load (`assets/`, published in the same folder as the styles).
    ///
    /// # Errors
    /// [`Error::Io`] when the folder cannot be read; [`Error::Findings`] when a file would replace nothing or templates
    /// include each other in a circle; [`Error::Template`] when a template does not parse.
    pub fn folder(folder: impl AsRef<Path>) -> Result<Self, Error> {
        let mut theme = Self::built_in();
        let (found, mut report) = package::walk(folder.as_ref())?;
        for file in found {
            let read = |path: &Path| std::fs::read(path).map_err(|error| Error::read(path, error));
            if let Some(name) = file.name.strip_prefix("assets/") {
                theme.assets.insert(name.to_owned(), file.path);
            } else if theme.files.contains_key(&file.name) || is_addition(&file.name) {
                let text = String::from_utf8(read(&file.path)?).map_err(|_| Error::Template {
                    template: file.name.clone(),
                    line: None,
                    message: "the file is not UTF-8".to_owned(),
                })?;
                theme.files.insert(file.name, Cow::Owned(text));
            } else {
                let message = format!("`{}` replaces no file of the built-in theme", file.name);
                report.push(Diagnostic::new(&rules::THEME_FILE, message).place(Place::file(file.name)));
            }
        }
        report.append(theme.check_inclusion());
        let theme = report.into_result(theme)?;
        theme.registry()?;
        Ok(theme)
    }

    pub(super) fn assets(&self) -> &BTreeMap<String, PathBuf> {
        &self.assets
    }

    /// All styles, in the order of their names.
    pub(super) fn styles(&self) -> String {
        let styles = self.files.iter().filter(|(name, _)| name.starts_with("styles/"));
        styles.map(|(_, text)| text.as_ref()).collect::<Vec<_>>().join("\n")
    }

    /// The texts of the user interface: those of the language, or of its primary language, over the English ones.
    pub(super) fn strings(&self, language: &str, keeper: Keeper) -> Result<Map<String, Value>, Error> {
        let mut strings = Map::new();
        let primary = language.split('-').next().unwrap_or_default();
        for tag in ["en", primary, language] {
            let name = format!("strings/{tag}.json");
            if self.files.contains_key(&name) {
                strings.extend(true_of(keeper, self.json(&name)?));
            }
        }
        Ok(strings)
    }

    pub(super) fn json(&self, name: &str) -> Result<Map<String, Value>, Error> {
        let text = self.files.get(name).map_or("{}", |text| text.as_ref());
        serde_json::from_str(text).map_err(|error| Error::Template {
            template: name.to_owned(),
            line: Some(error.line()),
            message: error.to_string(),
        })
    }

    /// The templates, compiled.
    pub(super) fn registry(&self) -> Result<Handlebars<'static>, Error> {
        let mut registry = Handlebars::new();
        registry.set_strict_mode(true);
        for (name, text) in self.templates() {
            registry.register_template_string(name, text).map_err(|error| Error::Template {
                template: name.to_owned(),
                line: error.pos().map(|(line, _)| line),
                message: error.reason().to_string(),
            })?;
        }
        Ok(registry)
    }

    fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().filter_map(|(path, text)| {
            Some((path.strip_prefix("templates/")?.strip_suffix(".hbs")?, text.as_ref()))
        })
    }

    /// Two templates that include each other would overflow the stack, and templates that each include the next one
    /// twice would take for ever; Handlebars notices neither.
    fn check_inclusion(&self) -> Report {
        let mut report = Report::default();
        let includes: BTreeMap<&str, Vec<&str>> =
            self.templates().map(|(name, text)| (name, included(text).collect())).collect();
        let mut sizes = BTreeMap::new();
        for (name, text) in self.templates() {
            let problem = if text.contains("*inline") {
                Some("defines a partial inside itself, which cannot be checked; make it a file of its own")
            } else if includes[name].contains(&"") {
                Some("includes a partial by a computed name, which cannot be checked")
            } else {
                match expanded(name, &includes, &mut sizes, 0) {
                    None => Some("includes itself, directly or through others, or is included too deeply"),
                    Some(MOST_INCLUSIONS..) => Some("includes more partials than a page can have"),
                    Some(_) => None,
                }
            };
            if let Some(problem) = problem {
                let diagnostic =
                    Diagnostic::new(&rules::PARTIAL_CYCLE, format!("the template `{name}` {problem}"));
                report.push(diagnostic.place(Place::file(format!("templates/{name}.hbs"))));
            }
        }
        report
    }
}

/// The texts with each `name-web`, which is true of a website, in the place of `name`; or without them.
fn true_of(keeper: Keeper, strings: Map<String, Value>) -> Map<String, Value> {
    let (special, mut texts): (Map<_, _>, Map<_, _>) =
        strings.into_iter().partition(|(key, _)| key.ends_with(WEB));
    if keeper == Keeper::Browser {
        let named = |(mut key, text): (String, Value)| {
            key.truncate(key.len() - WEB.len());
            (key, text)
        };
        texts.extend(special.into_iter().map(named));
    }
    texts
}

/// How the names of texts end that are true of a website and not of an LMS.
const WEB: &str = "-web";

/// Partials that a template may bring in, counted as often as they are included.
const MOST_INCLUSIONS: usize = 10_000;
/// How deep partials may include others.
const MOST_LEVELS: usize = 64;

/// How many templates one brings in, itself included; `None` when it never ends.
fn expanded<'t>(
    name: &'t str,
    includes: &BTreeMap<&'t str, Vec<&'t str>>,
    sizes: &mut BTreeMap<&'t str, Option<usize>>,
    level: usize,
) -> Option<usize> {
    if let Some(size) = sizes.get(name) {
        return *size;
    }
    if level > MOST_LEVELS {
        return None;
    }
    sizes.insert(name, None); // while it is open, coming back to it means a circle
    let mut size = 1usize;
    for next in includes.get(name).into_iter().flatten() {
        size = size.saturating_add(expanded(next, includes, sizes, level + 1)?);
    }
    sizes.insert(name, Some(size));
    Some(size)
}

fn is_addition(name: &str) -> bool {
    let below = |folder: &str, extension: &str| name.starts_with(folder) && name.ends_with(extension);
    below("templates/partials/", ".hbs") || below("styles/", ".css") || below("strings/", ".json")
}

/// Names of the partials that a template includes; an empty name for one that is computed.
fn included(template: &str) -> impl Iterator<Item = &str> {
    template.split("{{").skip(1).filter_map(|tag| {
        let tag = tag.trim_start_matches(['~', '#']).strip_prefix('>')?.trim_start();
        let end = tag.find(|c: char| c.is_whitespace() || "}~".contains(c)).unwrap_or(tag.len());
        let name = tag[..end].trim_matches(['"', '\'']);
        Some(if name.starts_with('(') { "" } else { name })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_are_true_of_what_keeps_the_progress() {
        let mut theme = Theme::built_in();
        let german = r#"{ "saved": "Gespeichert", "alone-web": "Hier wird nichts behalten" }"#;
        theme.files.insert("strings/de.json".to_owned(), Cow::Borrowed(german));
        let text = |language, keeper, key| theme.strings(language, keeper).unwrap()[key].clone();
        assert_eq!(text("en-GB", Keeper::Lms, "saved"), "Progress is saved");
        assert_eq!(text("en-GB", Keeper::Browser, "saved"), "Saved in this browser");
        assert_eq!(text("de", Keeper::Browser, "saved"), "Gespeichert");
        assert_eq!(text("de-AT", Keeper::Browser, "alone"), "Hier wird nichts behalten");
        assert_eq!(text("de", Keeper::Lms, "alone"), "Progress is not kept");
        for keeper in [Keeper::Lms, Keeper::Browser] {
            assert!(theme.strings("de", keeper).unwrap().keys().all(|key| !key.ends_with(WEB)));
        }
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/theme");
        let (found, _) = package::walk(&folder).unwrap();
        let on_disk: Vec<_> = found.into_iter().map(|file| file.name).collect();
        let listed: Vec<_> = BUILT_IN.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(on_disk, listed);
    }

    #[test]
    fn the_built_in_templates_compile_and_include_no_circle() {
        let theme = Theme::built_in();
        theme.registry().unwrap();
        assert!(theme.check_inclusion().is_empty());
    }

    #[test]
    fn a_file_that_replaces_nothing_and_a_circle_are_findings() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("templates/partials")).unwrap();
        std::fs::write(folder.path().join("templates/leson.hbs"), "x").unwrap();
        std::fs::write(folder.path().join("templates/partials/a.hbs"), "{{> partials/b}}").unwrap();
        std::fs::write(folder.path().join("templates/partials/b.hbs"), "{{~> partials/a ~}}").unwrap();
        let error = Theme::folder(folder.path()).unwrap_err();
        let codes: Vec<_> = error.findings().unwrap().iter().map(Diagnostic::code).collect();
        assert_eq!(codes, ["CW307", "CW308", "CW308"]);
    }

    #[test]
    fn what_would_never_end_is_a_finding() {
        let folder = tempfile::tempdir().unwrap();
        let partials = folder.path().join("templates/partials");
        std::fs::create_dir_all(&partials).unwrap();
        std::fs::write(partials.join("own.hbs"), "{{#*inline \"a\"}}{{> a}}{{/inline}}{{> a}}").unwrap();
        assert!(Theme::folder(folder.path()).unwrap_err().findings().is_some());
        std::fs::remove_file(partials.join("own.hbs")).unwrap();
        for level in 0..30 {
            let next = format!("{{{{> partials/p{0}}}}}{{{{> partials/p{0}}}}}", level + 1);
            std::fs::write(partials.join(format!("p{level}.hbs")), next).unwrap();
        }
        std::fs::write(partials.join("p30.hbs"), "x").unwrap();
        assert!(Theme::folder(folder.path()).unwrap_err().findings().is_some());
    }
}

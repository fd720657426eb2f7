//! Themes: folders of templates, styles, texts and default colours.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use handlebars::Handlebars;
use serde_json::{Map, Value};

use super::{Keeper, rules, strings};
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
    "strings/ar.json",
    "strings/de.json",
    "strings/en.json",
    "strings/es.json",
    "strings/fr.json",
    "strings/he.json",
    "strings/it.json",
    "strings/ja.json",
    "strings/nl.json",
    "strings/pl.json",
    "strings/pt-BR.json",
    "strings/zh-Hans.json",
    "styles/10-base.css",
    "styles/20-shell.css",
    "styles/30-lesson.css",
    "styles/35-panels.css",
    "styles/36-activities.css",
    "styles/36-scenario.css",
    "styles/37-pictures.css",
    "styles/38-path.css",
    "styles/40-questions.css",
    "styles/42-asked.css",
    "styles/45-arranged.css",
    "styles/47-tests.css",
    "styles/50-settings.css",
    "styles/60-text.css",
    "styles/90-print.css",
    "styles/92-certificate.css",
    "templates/blocks/accordion.hbs",
    "templates/blocks/audio.hbs",
    "templates/blocks/before-after.hbs",
    "templates/blocks/callout.hbs",
    "templates/blocks/cards.hbs",
    "templates/blocks/chart.hbs",
    "templates/blocks/checklist.hbs",
    "templates/blocks/code.hbs",
    "templates/blocks/columns.hbs",
    "templates/blocks/continue.hbs",
    "templates/blocks/discussion.hbs",
    "templates/blocks/divider.hbs",
    "templates/blocks/download.hbs",
    "templates/blocks/downloads.hbs",
    "templates/blocks/draw.hbs",
    "templates/blocks/embed.hbs",
    "templates/blocks/flash-cards.hbs",
    "templates/blocks/gallery.hbs",
    "templates/blocks/heading.hbs",
    "templates/blocks/html.hbs",
    "templates/blocks/image.hbs",
    "templates/blocks/labelled-image.hbs",
    "templates/blocks/list.hbs",
    "templates/blocks/live-session.hbs",
    "templates/blocks/process.hbs",
    "templates/blocks/quote.hbs",
    "templates/blocks/reflection.hbs",
    "templates/blocks/scenario.hbs",
    "templates/blocks/sign-off.hbs",
    "templates/blocks/table.hbs",
    "templates/blocks/tabs.hbs",
    "templates/blocks/text.hbs",
    "templates/blocks/timeline.hbs",
    "templates/blocks/video.hbs",
    "templates/glossary.hbs",
    "templates/lesson.hbs",
    "templates/partials/arranged-chip.hbs",
    "templates/partials/arranged-mark.hbs",
    "templates/partials/certificate.hbs",
    "templates/partials/code-entry.hbs",
    "templates/partials/definition.hbs",
    "templates/partials/footnotes.hbs",
    "templates/partials/glossary-dialog.hbs",
    "templates/partials/icon-calendar.hbs",
    "templates/partials/icon-certificate.hbs",
    "templates/partials/icon-check.hbs",
    "templates/partials/icon-chevron.hbs",
    "templates/partials/icon-cross.hbs",
    "templates/partials/icon-discussion.hbs",
    "templates/partials/icon-down.hbs",
    "templates/partials/icon-download.hbs",
    "templates/partials/icon-example.hbs",
    "templates/partials/icon-exit.hbs",
    "templates/partials/icon-glossary.hbs",
    "templates/partials/icon-grip.hbs",
    "templates/partials/icon-link.hbs",
    "templates/partials/icon-listen.hbs",
    "templates/partials/icon-live.hbs",
    "templates/partials/icon-lock.hbs",
    "templates/partials/icon-menu.hbs",
    "templates/partials/icon-next.hbs",
    "templates/partials/icon-note.hbs",
    "templates/partials/icon-objective.hbs",
    "templates/partials/icon-offline.hbs",
    "templates/partials/icon-previous.hbs",
    "templates/partials/icon-reflection.hbs",
    "templates/partials/icon-result.hbs",
    "templates/partials/icon-saved.hbs",
    "templates/partials/icon-search.hbs",
    "templates/partials/icon-settings.hbs",
    "templates/partials/icon-sign-off.hbs",
    "templates/partials/icon-time.hbs",
    "templates/partials/icon-tip.hbs",
    "templates/partials/icon-transcript.hbs",
    "templates/partials/icon-warning.hbs",
    "templates/partials/lesson-header.hbs",
    "templates/partials/menu.hbs",
    "templates/partials/narration.hbs",
    "templates/partials/path-kind.hbs",
    "templates/partials/path-steps.hbs",
    "templates/partials/question-attributes.hbs",
    "templates/partials/question-end.hbs",
    "templates/partials/question-gap-feedback.hbs",
    "templates/partials/question-option-text.hbs",
    "templates/partials/question-overall.hbs",
    "templates/partials/question-prompt.hbs",
    "templates/partials/question-said.hbs",
    "templates/partials/question-time.hbs",
    "templates/partials/search.hbs",
    "templates/partials/settings.hbs",
    "templates/partials/summary.hbs",
    "templates/partials/test-end.hbs",
    "templates/partials/test-start.hbs",
    "templates/partials/transcript.hbs",
    "templates/path.hbs",
    "templates/questions/choice.hbs",
    "templates/questions/drag-and-drop.hbs",
    "templates/questions/fill-in.hbs",
    "templates/questions/hotspot.hbs",
    "templates/questions/likert.hbs",
    "templates/questions/long-answer.hbs",
    "templates/questions/matching.hbs",
    "templates/questions/multiple-response.hbs",
    "templates/questions/numeric.hbs",
    "templates/questions/ordering.hbs",
    "templates/questions/performance.hbs",
    "templates/questions/sorting.hbs",
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

    /// The texts of the user interface: those that fit the language best, over those that fit it less, over the English
    /// ones.
    pub(super) fn strings(&self, language: &str, keeper: Keeper) -> Result<Map<String, Value>, Error> {
        let mut strings = Map::new();
        let there = self.files.keys().filter_map(|name| name.strip_prefix("strings/")?.strip_suffix(".json"));
        let built_in = Self::built_in();
        for tag in strings::fitting(language, there) {
            // A theme that words some texts in its own way leaves the others as they are.
            for theme in [&built_in, self] {
                strings.extend(true_of(keeper, theme.json(&format!("strings/{tag}.json"))?));
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
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_texts_are_true_of_what_keeps_the_progress() {
        let mut theme = Theme::built_in();
        let latin = r#"{ "saved": "Servatum", "alone-web": "Hic nihil servatur" }"#;
        theme.files.insert("strings/la.json".to_owned(), Cow::Borrowed(latin));
        let text = |language, keeper, key| theme.strings(language, keeper).unwrap()[key].clone();
        assert_eq!(text("en-GB", Keeper::Lms, "saved"), "Progress is saved");
        assert_eq!(text("en-GB", Keeper::Browser, "saved"), "Saved in this browser");
        assert_eq!(text("la", Keeper::Browser, "saved"), "Servatum");
        assert_eq!(text("la-VA", Keeper::Browser, "alone"), "Hic nihil servatur");
        assert_eq!(text("la", Keeper::Lms, "alone"), "Progress is not kept");
        for keeper in [Keeper::Lms, Keeper::Browser] {
            assert!(theme.strings("la", keeper).unwrap().keys().all(|key| !key.ends_with(WEB)));
        }
    }

    #[test]
    fn a_theme_may_word_some_texts_and_leave_the_others() {
        let mut theme = Theme::built_in();
        theme.files.insert("strings/de.json".to_owned(), Cow::Borrowed(r#"{ "exit": "Schluss für heute" }"#));
        let strings = theme.strings("de-CH", Keeper::Lms).unwrap();
        assert_eq!((&strings["exit"], &strings["next"]), (&"Schluss für heute".into(), &"Weiter".into()));
    }

    /// The places that are filled in, such as `{count}`.
    fn places(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
    }

    /// Whoever adds a text adds it in every language; the message lists what is missing.
    #[test]
    fn every_text_is_there_in_every_language() {
        let theme = Theme::built_in();
        let english = theme.json("strings/en.json").unwrap();
        let files: Vec<_> = theme.files.keys().filter(|name| name.starts_with("strings/")).collect();
        assert!(files.len() >= 12);
        let mut wrong = Vec::new();
        for file in files {
            let texts = theme.json(file).unwrap();
            if theme.files[file].matches("\": \"").count() != texts.len() {
                wrong.push(format!("{file} says something twice"));
            }
            let unknown = texts.keys().filter(|key| !english.contains_key(*key));
            wrong.extend(unknown.map(|key| format!("{file}: `{key}` is not in strings/en.json")));
            for (key, text) in &english {
                let text = text.as_str().unwrap();
                match texts.get(key).map(|text| text.as_str().unwrap()) {
                    None => wrong.push(format!("{file}: `{key}` is missing: {text:?}")),
                    Some(other) if places(other) != places(text) || other.is_empty() != text.is_empty() => {
                        wrong.push(format!("{file}: `{key}` is {other:?}, in English {text:?}"));
                    }
                    Some(_) => {}
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
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

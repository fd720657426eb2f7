//! Model to pages, through Handlebars.

#[cfg(feature = "markdown")]
mod html;
#[cfg(feature = "markdown")]
mod lesson;
mod media;
mod page;
pub(crate) mod rules;
#[cfg(feature = "markdown")]
mod shell;
mod slug;
mod state;
#[cfg(feature = "markdown")]
mod text;
mod theme;
mod tokens;

use std::ops::Range;

pub(crate) use state::worst_case;
pub use theme::Theme;

use crate::diagnostic::Report;
use crate::error::Error;
use crate::model::{Course, Lesson, MediaSource, OutlineEntry};

/// A course as files: pages, styles and media, with what was found on the way.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// Names in the package, and the bytes.
    pub(crate) files: Vec<(String, MediaSource)>,
    /// The launch page of each SCO.
    pub(crate) shells: Vec<String>,
    /// The page of each lesson, with the media that it alone uses first named there.
    pub(crate) pages: Vec<String>,
    pub(crate) report: Report,
}

/// What to render: the SCOs that a package will have.
pub(crate) struct Plan<'p> {
    /// One SCO for each lesson instead of one for the course.
    pub(crate) sco_per_lesson: bool,
    /// Characters that the standard lets a SCO keep.
    pub(crate) state_limit: usize,
    /// Told after each lesson: how many are done, of how many.
    pub(crate) progress: &'p mut dyn FnMut(usize, usize),
}

/// The script that all pages load, in the folder of the styles.
pub(crate) const SCRIPT: &str = "player/player.js";

#[cfg(not(feature = "markdown"))]
pub(crate) fn render(_: &Course, _: &Theme, _: Plan<'_>) -> Result<Rendered, Error> {
    Err(Error::FeatureNeeded { what: "rendering a course", feature: "markdown" })
}

#[cfg(feature = "markdown")]
pub(crate) fn render(course: &Course, theme: &Theme, plan: Plan<'_>) -> Result<Rendered, Error> {
    use std::sync::Arc;

    use lesson::Templates;
    use serde_json::json;

    let (tokens, mut report) = tokens::Tokens::new(theme, &course.brand)?;
    let templates = Templates {
        registry: theme.registry()?,
        strings: theme.strings(&course.language)?,
        course: json!({
            "id": course.id, "title": course.title, "language": course.language,
            "dir": direction(&course.language), "description": course.metadata.description,
        }),
    };
    let mut site = site(course, plan.sco_per_lesson);
    let shells: Vec<String> = if plan.sco_per_lesson {
        site.lessons.iter().map(|lesson| format!("sco-{}.html", lesson.id)).collect()
    } else {
        vec!["index.html".to_owned()]
    };
    let shells: Vec<String> = shells.iter().map(|name| site.names.claim("", name)).collect();
    site.pages = site
        .lessons
        .iter()
        .map(|lesson| site.names.claim("lessons/", &format!("{}.html", lesson.id)))
        .collect();
    let brand = |root: &str, site: &mut page::Site<'_>| {
        let logo = course.brand.logo.as_ref().and_then(|logo| site.media(logo, root));
        json!({ "logo": logo, "logo_alt": course.brand.logo_alt })
    };
    let (shell_brand, page_brand) = (brand("", &mut site), brand(page::Page::ROOT, &mut site));
    let mut rendered = Rendered::default();
    let mut add = |name: &str, text: String| {
        rendered.files.push((name.to_owned(), MediaSource::Bytes(Arc::from(text.into_bytes()))));
    };
    add("player/theme.css", theme.styles());
    add("player/tokens.css", tokens.css());
    let modules = module_titles(course);
    let count = site.lessons.len();
    for index in 0..count {
        let shell = shells.get(index).filter(|_| plan.sco_per_lesson).unwrap_or(&shells[0]);
        let html = lesson::render(&mut site, index, &modules[index], &templates, &page_brand, shell)?;
        add(&site.pages[index], html);
        (plan.progress)(index + 1, count);
    }
    for (number, shell) in shells.iter().enumerate() {
        let lessons: Range<usize> = if plan.sco_per_lesson { number..number + 1 } else { 0..count };
        let title = if plan.sco_per_lesson { &site.lessons[number].title } else { &course.title };
        let sco = shell::Sco { title, lessons, single: !plan.sco_per_lesson, state_limit: plan.state_limit };
        add(shell, shell::render(&site, &sco, &templates, &shell_brand)?);
    }
    report.append(course.origin.locate(std::mem::take(&mut site.findings)));
    rendered.files.extend(
        theme
            .assets()
            .iter()
            .map(|(name, bytes)| (format!("player/{name}"), MediaSource::Bytes(Arc::clone(bytes)))),
    );
    rendered.files.extend(site.media.into_files());
    rendered.shells = shells;
    rendered.pages = site.pages;
    rendered.report = report;
    Ok(rendered)
}

#[cfg(feature = "markdown")]
fn site(course: &Course, sco_per_lesson: bool) -> page::Site<'_> {
    let mut names = media::Names::default();
    for taken in ["player.js", "theme.css", "tokens.css", "imsmanifest.xml"] {
        names.claim("", taken);
    }
    page::Site {
        course,
        lessons: course.lessons(),
        pages: Vec::new(),
        linked: !sco_per_lesson,
        names,
        media: media::Media::default(),
        findings: Vec::new(),
    }
}

/// Titles of the modules around each lesson, outermost first.
#[cfg(feature = "markdown")]
fn module_titles(course: &Course) -> Vec<Vec<String>> {
    fn walk(outline: &[OutlineEntry], around: &mut Vec<String>, titles: &mut Vec<Vec<String>>) {
        for entry in outline {
            match entry {
                OutlineEntry::Lesson(_) => titles.push(around.clone()),
                OutlineEntry::Module(module) => {
                    around.push(module.title.clone());
                    walk(&module.outline, around, titles);
                    around.pop();
                }
            }
        }
    }
    let mut titles = Vec::new();
    walk(&course.outline, &mut Vec::new(), &mut titles);
    titles
}

/// How a language is written: by its primary subtag, or its script where one is given.
#[cfg(feature = "markdown")]
fn direction(language: &str) -> &'static str {
    const RIGHT_TO_LEFT: [&str; 12] =
        ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    const SCRIPTS: [&str; 5] = ["arab", "hebr", "thaa", "syrc", "nkoo"];
    let language = language.to_ascii_lowercase();
    let mut subtags = language.split('-');
    let primary = subtags.next().unwrap_or_default();
    let script = subtags.find(|subtag| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = script.map_or(RIGHT_TO_LEFT.contains(&primary), |script| SCRIPTS.contains(&script));
    if is_rtl { "rtl" } else { "ltr" }
}

/// Characters of the state record of the largest SCO, in the worst case, with the lesson it is in.
pub(crate) fn largest_state<'c>(course: &'c Course, sco_per_lesson: bool) -> (usize, Option<&'c Lesson>) {
    let lessons = course.lessons();
    if !sco_per_lesson {
        return (worst_case(&lessons), None);
    }
    let sizes = lessons.iter().map(|lesson| (worst_case(&[*lesson]), Some(*lesson)));
    sizes.max_by_key(|(size, _)| *size).unwrap_or((0, None))
}

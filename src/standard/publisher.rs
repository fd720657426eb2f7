//! Courses to packages.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::builder::{Item, PackageBuilder};
use super::parts::{Parts, course_item};
use super::{Inspector, Standard, Takes, active, fit, rules};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Error;
use crate::model::{Block, Brand, Course, HtmlTrust, Locus, MediaSource};
use crate::package::Package;
use crate::player::{self, Adapter};
use crate::render::{self, Form, Keeper, Plan, Rendered, SCRIPT, StepOf, Theme};

/// How a course is cut into SCOs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// The whole course is one SCO, with its own menu. Works in every LMS.
    ///
    /// Of a [learning path](crate::LearningPath) its own page leads through the steps, and opens them as the author says.
    #[default]
    SingleSco,
    /// Each lesson is a SCO; the LMS shows the menu and keeps a record of each. Some LMSs show only the first.
    ///
    /// Of a [learning path](crate::LearningPath) each step is a SCO: a whole course, or whatever else is taken there. The LMS steers, as
    /// far as it follows what the standard can say.
    ScoPerLesson,
}

/// How far publishing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishProgress {
    /// Lessons rendered.
    pub done: usize,
    /// Lessons in all.
    pub total: usize,
}

/// Publishes courses: theme, brand and layout, for any number of courses and standards.
///
/// ```
/// use coursewright::model::Brand;
/// use coursewright::{Course, Layout, Lesson, Publisher, Standard};
///
/// let course = Course::builder("tides", "How tides work")
///     .lesson(Lesson::builder("moon", "The moon pulls").markdown("Twice a day, the sea rises."))
///     .build()?;
/// let package = Publisher::new()
///     .brand(Brand::new().colour("accent", "#0f4c81"))
///     .layout(Layout::ScoPerLesson)
///     .publish(&course, Standard::Scorm12)?;
/// package.write_to(std::io::sink())?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Publisher {
    theme: Option<Theme>,
    pub(super) brand: Option<Brand>,
    layout: Layout,
    /// For paths in standards that know sequencing, where it is another one.
    path_layout: Option<Layout>,
    pub(super) untrusted: bool,
    pub(super) schemas: Option<PathBuf>,
    progress: Option<Arc<dyn Fn(PublishProgress) + Send + Sync>>,
    pub(super) inspectors: Vec<Arc<dyn Inspector>>,
}

impl fmt::Debug for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publisher")
            .field("brand", &self.brand)
            .field("layout", &self.layout)
            .finish_non_exhaustive()
    }
}

impl Publisher {
    /// A publisher with the course's own theme and brand, and one SCO for the whole course.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Uses this theme instead of the one that the course names.
    #[must_use]
    pub fn theme(mut self, theme: Theme) -> Self {
        self.theme = Some(theme);
        self
    }

    /// Uses this brand instead of the course's own.
    #[must_use]
    pub fn brand(mut self, brand: Brand) -> Self {
        self.brand = Some(brand);
        self
    }

    /// Sets how the course is cut into SCOs. A website and an xAPI package are one whole in any case.
    #[must_use]
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self.path_layout = None;
        self
    }

    /// For courses of people whom you do not know, such as uploads: raw HTML is cleaned whatever the course says, the
    /// theme that the course brings is not used, and files that browsers run, such as HTML, scripts, and drawings (SVG) with
    /// scripts in them, are findings.
    /// A package's pages share their origin with the LMS, so whatever runs in them can act for the learner.
    #[must_use]
    pub fn untrusted(mut self) -> Self {
        self.untrusted = true;
        self
    }

    /// Packs the schemas of a folder instead of this crate's own; see [`PackageBuilder::schemas`].
    #[must_use]
    pub fn schemas(mut self, folder: impl Into<PathBuf>) -> Self {
        self.schemas = Some(folder.into());
        self
    }

    /// Is told after each lesson how far publishing is.
    #[must_use]
    pub fn progress(mut self, progress: impl Fn(PublishProgress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    /// Sets how a path is cut in standards that know sequencing.
    pub(crate) fn path_layout(mut self, layout: Layout) -> Self {
        self.path_layout = Some(layout);
        self
    }

    /// Lets somebody else look at the package too.
    pub(crate) fn inspector(mut self, inspector: Arc<dyn Inspector>) -> Self {
        self.inspectors.push(inspector);
        self
    }

    /// Makes the package of a course. Nothing is written yet; media files are read when it is.
    /// Findings that are no errors are in [`Package::findings`].
    ///
    /// # Errors
    /// [`Error::Findings`] with all findings when one is an error; [`Error::Template`] for a template that fails;
    /// [`Error::Io`] for a file that cannot be read.
    pub fn publish(&self, course: &Course, standard: Standard) -> Result<Package, Error> {
        let course = self.taken(course);
        let mut report = course.check();
        report.extend(self.inspectors.iter().flat_map(|inspector| inspector.standard(standard)));
        if matches!(standard.delivery().takes(), Takes::Player(_)) {
            report.append(fit::check(&course, standard, self.layout_for(standard)));
            report.extend(self.check_layout(standard));
        }
        if report.has_errors() {
            // What only rendering finds, such as links that lead nowhere, belongs to the same run.
            if let Ok(rendered) = self.render(&course, standard) {
                report.append(rendered.report);
            }
            return Err(Error::Findings(report));
        }
        let mut rendered = self.render(&course, standard)?;
        report.append(std::mem::take(&mut rendered.report));
        report.extend(self.check_active_files(&rendered));
        report.append(leave_out_questions(&course, &mut rendered, standard));
        report.append(unscored_scenarios(&course, standard));
        if self.form(standard) == Form::Pages && is_empty(&rendered) {
            let message = format!("{} has no word for anything in the course", standard.title());
            report.extend([Diagnostic::new(&rules::NOTHING_LEFT, message).subject("course")]);
            return Err(Error::Findings(report));
        }
        let builder = self.assemble(&course, rendered, standard);
        let builder = self.inspectors.iter().cloned().fold(builder, PackageBuilder::inspector);
        let (package, notes) = builder.build_with(report)?;
        Ok(package.with_findings(notes))
    }

    fn form(&self, standard: Standard) -> Form {
        match (standard.delivery().takes(), self.layout_for(standard)) {
            (Takes::Player(_), Layout::SingleSco) => Form::SingleSco,
            (Takes::Player(_), Layout::ScoPerLesson) => Form::ScoPerLesson,
            (Takes::Pages, _) => Form::Pages,
            (Takes::Questions, _) => Form::Questions,
        }
    }

    pub(super) fn layout_for(&self, standard: Standard) -> Layout {
        if standard.delivery().is_one_whole() { Layout::SingleSco } else { self.layout }
    }

    /// The layout for a learning path, and why it is not the one that was asked for.
    pub(super) fn layout_for_path(&self, standard: Standard) -> (Layout, Vec<Diagnostic>) {
        let wanted = match standard {
            Standard::Scorm2004(_) => self.path_layout.unwrap_or(self.layout),
            _ => self.layout,
        };
        let mut why: Vec<_> =
            self.inspectors.iter().filter_map(|inspector| inspector.path(standard)).collect();
        if standard.delivery().is_one_whole() && wanted != Layout::SingleSco {
            let message =
                format!("{} packages launch one page, so the steps stay together", standard.title());
            why.push(Diagnostic::new(&rules::ONE_WHOLE, message).subject("path"));
        }
        let layout = if why.is_empty() { wanted } else { Layout::SingleSco };
        (layout, why)
    }

    fn check_layout(&self, standard: Standard) -> Option<Diagnostic> {
        let message = format!("{} packages launch one page, so the lessons stay together", standard.title());
        let finding = || Diagnostic::new(&rules::ONE_WHOLE, message).subject("course");
        (self.layout_for(standard) != self.layout).then(finding)
    }

    fn render(&self, course: &Course, standard: Standard) -> Result<Rendered, Error> {
        let mut told = |done, total| self.tell(PublishProgress { done, total });
        self.render_as(course, standard, (self.form(standard), ""), Vec::new(), &mut told)
    }

    pub(super) fn tell(&self, progress: PublishProgress) {
        if let Some(told) = &self.progress {
            told(progress);
        }
    }

    /// Renders a course for a folder of the package. It may be a step of a learning path; `progress` is told how many of its lessons are done.
    pub(super) fn render_as(
        &self,
        course: &Course,
        standard: Standard,
        (form, folder): (Form, &str),
        steps: Vec<StepOf>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<Rendered, Error> {
        let theme = self.theme_of(course)?;
        let structured_data = standard.delivery().structured_data(course).filter(|_| steps.is_empty());
        let plan = Plan {
            form,
            folder: folder.to_owned(),
            state_limit: standard.state_limit(),
            keeper: match standard.delivery().takes() {
                Takes::Player(Adapter::Web) => Keeper::Browser,
                _ => Keeper::Lms,
            },
            structured_data,
            steps,
            progress,
        };
        render::render(course, &theme, plan)
    }

    /// The course as this publisher takes it.
    pub(super) fn taken<'c>(&self, course: &'c Course) -> Cow<'c, Course> {
        let mut taken = Cow::Borrowed(course);
        if let Some(brand) = &self.brand {
            // Its files are the course's own.
            taken.to_mut().brand = brand.clone();
            taken.to_mut().origin.parts.remove(&Locus::Field("brand"));
        }
        if self.untrusted {
            taken.to_mut().html = HtmlTrust::Sanitised;
            taken.to_mut().theme = None;
        }
        taken
    }

    /// Files that would run in the learner's session with the LMS.
    pub(super) fn check_active_files(&self, rendered: &Rendered) -> Vec<Diagnostic> {
        let media = rendered.files.iter().filter(|(name, _)| self.untrusted && name.starts_with("media/"));
        let found = media.filter_map(|(name, source)| Some((name, active::danger(name, source)?)));
        let finding = |(name, danger): (&String, String)| {
            Diagnostic::new(&rules::ACTIVE_FILE, format!("the file `{name}` could act: {danger}"))
        };
        found.map(finding).collect()
    }

    /// The theme of a path's own page.
    pub(super) fn path_theme(&self) -> Cow<'_, Theme> {
        self.theme.as_ref().map_or_else(|| Cow::Owned(Theme::built_in()), Cow::Borrowed)
    }

    fn theme_of(&self, course: &Course) -> Result<Cow<'_, Theme>, Error> {
        match (&self.theme, &course.theme) {
            (Some(theme), _) => Ok(Cow::Borrowed(theme)),
            (None, None) => Ok(Cow::Owned(Theme::built_in())),
            (None, Some(folder)) => match course.origin.inside(folder) {
                Some(folder) => Theme::folder(folder).map(Cow::Owned),
                None => Ok(Cow::Owned(Theme::built_in())), // a finding of the course's own check
            },
        }
    }

    fn assemble(&self, course: &Course, mut rendered: Rendered, standard: Standard) -> PackageBuilder {
        let delivery = standard.delivery();
        let mut builder = Package::builder(standard)
            .identifier(course.id.as_str())
            .title(&course.title)
            .language(&course.language)
            .metadata(course.metadata.clone())
            .completion(course.completion)
            .shared("player/")
            .shared("media/");
        if let Some(folder) = &self.schemas {
            builder = builder.schemas(folder);
        }
        if let Takes::Player(adapter) = delivery.takes() {
            let script = player::course_script(adapter, &delivery.limits().for_player(), &rendered.families);
            builder = builder.file(SCRIPT, script.into_bytes());
        }
        for objective in &course.objectives {
            builder = builder.objective(objective.id.clone(), &objective.title);
        }
        for (name, source) in std::mem::take(&mut rendered.files) {
            builder = match source {
                MediaSource::Bytes(bytes) => builder.file(name, bytes),
                MediaSource::File(path) => builder.file_from(name, path),
            };
        }
        if let Some((_, page)) = &rendered.glossary {
            builder = builder.shared(page.as_str());
        }
        if self.form(standard) == Form::SingleSco {
            return builder.item(course_item(course, &rendered.shells[0]));
        }
        let glossary = rendered.glossary.take().filter(|_| self.form(standard) == Form::Pages);
        let mut parts = Parts::new(course, rendered);
        let mut items = parts.items(&course.outline);
        items.extend(glossary.map(|(title, page)| Item::asset(parts.free("glossary".into()), title, page)));
        items.into_iter().fold(builder, PackageBuilder::item)
    }
}

impl Course {
    /// Publishes the course with its own theme and brand as one SCO. [`Publisher`] has the other ways.
    ///
    /// # Errors
    /// As [`Publisher::publish`].
    pub fn publish(&self, standard: Standard) -> Result<Package, Error> {
        Publisher::new().publish(self, standard)
    }
}

/// Takes out the questions that have no place in the standard, and says so.
pub(super) fn leave_out_questions(course: &Course, rendered: &mut Rendered, standard: Standard) -> Report {
    let lessons = course.lessons();
    let mut found = Vec::new();
    for (number, (lesson, assessment)) in lessons.iter().zip(&mut rendered.assessments).enumerate() {
        assessment.questions.retain(|asked| {
            let refusal = standard.delivery().refuses(&asked.question);
            let Some(finding) = refusal else { return true };
            let subject = format!("lesson `{}` › question `{}`", lesson.id, asked.question.id);
            let is_it = |block: &Block| block.as_question().is_some_and(|it| it.id == asked.question.id);
            let locus = match lesson.blocks.iter().position(is_it) {
                Some(block) => Locus::Block { lesson: number, block },
                None => Locus::Lesson(number),
            };
            found.push((locus, finding.subject(subject)));
            false
        });
    }
    course.origin.locate(found)
}

/// Whether there is no page, no question and nothing else that a package without a player could show.
pub(super) fn is_empty(rendered: &Rendered) -> bool {
    let asks = rendered.assessments.iter().any(|assessment| !assessment.questions.is_empty());
    let has_page = rendered.pages.iter().flatten().next().is_some() || rendered.glossary.is_some();
    !asks && !has_page && rendered.besides.iter().all(Vec::is_empty)
}

/// What would count if the package had a player.
pub(super) fn unscored_scenarios(course: &Course, standard: Standard) -> Report {
    let has_player = matches!(standard.delivery().takes(), Takes::Player(_));
    let mut found = Vec::new();
    for (number, lesson) in course.lessons().iter().enumerate().filter(|_| !has_player) {
        for (block, scenario) in lesson.blocks.iter().enumerate() {
            let Block::Scenario(scenario) = scenario else { continue };
            if scenario.is_scored() {
                let subject = format!("lesson `{}` › scenario `{}`", lesson.id, scenario.id);
                let finding =
                    Diagnostic::new(&rules::NOT_SCORED, "its endings score nothing").subject(subject);
                found.push((Locus::Block { lesson: number, block }, finding));
            }
        }
    }
    course.origin.locate(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lesson, Question};

    fn quiz(questions: usize) -> Course {
        let mut lesson = Lesson::builder("quiz", "Quiz");
        for number in 0..questions {
            let question = Question::fill_in(format!("q{number}"), "What?").correct("a".repeat(100));
            lesson = lesson.question(question);
        }
        Course::builder("c", "C").lesson(lesson).build().unwrap()
    }

    #[test]
    fn a_state_that_does_not_fit_stops_publishing_with_the_numbers() {
        let error = quiz(20).publish(Standard::Scorm12).unwrap_err();
        let findings = error.findings().unwrap();
        let finding = findings.iter().find(|finding| finding.code() == "CW515").unwrap();
        assert!(finding.message.contains("4096") && finding.help.is_some(), "{finding}");
    }

    #[test]
    fn findings_of_builds_are_reports() {
        let report: Report = Course::builder("c", "").build().unwrap_err();
        assert!(report.has_errors());
    }
}

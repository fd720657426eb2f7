use std::path::PathBuf;
use std::sync::Arc;

use super::{
    Assessment, Bank, Block, Brand, Certificate, CompletionRule, Course, Draw, Footnote, GlossaryTerm,
    HtmlTrust, Id, Lesson, Locus, Metadata, Module, Narration, Objective, Origin, OutlineEntry, Question,
    rules,
};
use crate::diagnostic::{Diagnostic, Report};

/// Builds a [`Course`]. See the example on the front page of the crate.
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until build() is called"]
pub struct CourseBuilder {
    course: Course,
    completion_is_set: bool,
    findings: Vec<(Locus, Diagnostic)>,
    lessons: usize,
}

impl CourseBuilder {
    pub(super) fn new(id: Id, title: String) -> Self {
        Self {
            course: Course {
                id,
                title,
                language: "en".to_owned(),
                metadata: Metadata::default(),
                objectives: Vec::new(),
                completion: CompletionRule::default(),
                mastery_score: None,
                html: HtmlTrust::default(),
                brand: Brand::default(),
                theme: None,
                glossary: Vec::new(),
                certificate: None,
                banks: Vec::new(),
                outline: Vec::new(),
                origin: Origin::default(),
            },
            completion_is_set: false,
            findings: Vec::new(),
            lessons: 0,
        }
    }

    /// Sets the BCP 47 language of the text, such as `en-GB`. English when not set.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.course.language = language.into();
        self
    }

    /// Sets what a catalogue wants to know.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.course.metadata = metadata;
        self
    }

    /// Adds an objective.
    pub fn objective(mut self, id: impl Into<Id>, title: impl Into<String>) -> Self {
        self.course.objectives.push(Objective { id: id.into(), title: title.into() });
        self
    }

    /// Adds a term to the glossary. Texts lead to it by a link, `[kept promises](term:trust)`.
    pub fn glossary_term(mut self, term: GlossaryTerm) -> Self {
        self.course.glossary.push(term);
        self
    }

    /// Sets when the course counts as completed. When not set: both pages and quiz if there is a mastery score,
    /// otherwise when every page was seen.
    pub fn completion(mut self, rule: CompletionRule) -> Self {
        self.course.completion = rule;
        self.completion_is_set = true;
        self
    }

    /// Sets the percent of the score that passes, 0 to 100.
    pub fn mastery_score(mut self, percent: impl Into<f64>) -> Self {
        self.course.mastery_score = Some(percent.into());
        self
    }

    /// Says whether raw HTML is cleaned (the default) or trusted.
    pub fn html(mut self, trust: HtmlTrust) -> Self {
        self.course.html = trust;
        self
    }

    /// Sets how the course looks.
    pub fn brand(mut self, brand: Brand) -> Self {
        self.course.brand = brand;
        self
    }

    /// Sets a folder, relative to the [media folder](Self::media_folder), whose files replace files of the theme.
    pub fn theme(mut self, folder: impl Into<String>) -> Self {
        self.course.theme = Some(folder.into());
        self
    }

    /// Gives learners something to print once they have completed the course.
    pub fn certificate(mut self, certificate: Certificate) -> Self {
        self.course.certificate = Some(certificate);
        self
    }

    /// Sets the folder that media paths are relative to.
    pub fn media_folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.course = self.course.with_media_folder(folder);
        self
    }

    /// Adds a media file from memory, under the path by which blocks name it. It goes before a file of the folder.
    pub fn media_bytes(mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.course = self.course.with_media_bytes(path, bytes);
        self
    }

    /// Adds questions to draw from.
    pub fn bank(mut self, bank: Bank) -> Self {
        self.course.banks.push(bank);
        self
    }

    /// Adds a module.
    pub fn module(mut self, module: ModuleBuilder) -> Self {
        let (module, findings, lessons) = (module.module, module.findings, module.lessons);
        self.take_findings(findings);
        self.lessons += lessons;
        self.course.outline.push(OutlineEntry::Module(module));
        self
    }

    /// Adds a lesson.
    pub fn lesson(mut self, lesson: impl Into<LessonBuilder>) -> Self {
        let lesson = lesson.into();
        self.take_findings(lesson.findings);
        self.lessons += 1;
        self.course.outline.push(OutlineEntry::Lesson(lesson.lesson));
        self
    }

    fn take_findings(&mut self, findings: Vec<(Locus, Diagnostic)>) {
        let before = self.lessons;
        self.findings
            .extend(findings.into_iter().map(|(locus, finding)| (locus.after_lessons(before), finding)));
    }

    /// Checks everything and gives the course.
    ///
    /// # Errors
    /// All findings together, when at least one is an error: empty titles, duplicate or illegal ids, a question
    /// without a right answer, a missing image description, a media file that is not there, and so on. Findings
    /// that are no errors can be had from [`Course::check`].
    pub fn build(self) -> Result<Course, Report> {
        let mut course = self.course;
        if !self.completion_is_set && course.mastery_score.is_some() {
            course.completion = CompletionRule::Both;
        }
        course.origin.noted = self.findings;
        course.check().into_result(course)
    }
}

/// Builds a [`Module`].
#[derive(Debug, Clone)]
#[must_use = "a module is part of a course only when it is given to CourseBuilder::module"]
pub struct ModuleBuilder {
    module: Module,
    findings: Vec<(Locus, Diagnostic)>,
    lessons: usize,
    /// Levels of modules, this one included.
    levels: usize,
}

impl ModuleBuilder {
    pub(super) fn new(id: Id, title: String) -> Self {
        Self {
            module: Module { id, title, outline: Vec::new() },
            findings: Vec::new(),
            lessons: 0,
            levels: 1,
        }
    }

    /// Adds a lesson.
    pub fn lesson(mut self, lesson: impl Into<LessonBuilder>) -> Self {
        let lesson = lesson.into();
        let before = self.lessons;
        self.findings.extend(lesson.findings.into_iter().map(|(locus, f)| (locus.after_lessons(before), f)));
        self.lessons += 1;
        self.module.outline.push(OutlineEntry::Lesson(lesson.lesson));
        self
    }

    /// Adds a module inside this one. What lies deeper than [`Module::MAX_LEVELS`] is left out, with a finding.
    pub fn module(mut self, module: Self) -> Self {
        if module.levels >= Module::MAX_LEVELS {
            let message = format!("modules are nested deeper than {} levels", Module::MAX_LEVELS);
            let subject = format!("module `{}`", module.module.id);
            self.findings.push((Locus::Course, Diagnostic::new(&rules::TOO_DEEP, message).subject(subject)));
            return self;
        }
        self.levels = self.levels.max(module.levels + 1);
        let before = self.lessons;
        self.findings.extend(module.findings.into_iter().map(|(locus, f)| (locus.after_lessons(before), f)));
        self.lessons += module.lessons;
        self.module.outline.push(OutlineEntry::Module(module.module));
        self
    }
}

/// Builds a [`Lesson`].
#[derive(Debug, Clone)]
#[must_use = "a lesson is part of a course only when it is given to a course or module"]
pub struct LessonBuilder {
    pub(crate) lesson: Lesson,
    /// Findings made while building, as if this were the only lesson.
    pub(crate) findings: Vec<(Locus, Diagnostic)>,
}

impl LessonBuilder {
    pub(super) fn new(id: Id, title: String) -> Self {
        Self {
            lesson: Lesson {
                id,
                title,
                objectives: Vec::new(),
                narration: None,
                assessment: None,
                blocks: Vec::new(),
                footnotes: Vec::new(),
            },
            findings: Vec::new(),
        }
    }

    /// Says that the lesson serves an objective of the course.
    pub fn objective(mut self, id: impl Into<Id>) -> Self {
        self.lesson.objectives.push(id.into());
        self
    }

    /// Has the lesson read aloud.
    pub fn narration(mut self, narration: Narration) -> Self {
        self.lesson.narration = Some(narration);
        self
    }

    /// Adds any block.
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.lesson.blocks.push(block.into());
        self
    }

    /// Adds a question.
    pub fn question(self, question: Question) -> Self {
        self.block(question)
    }

    /// Adds a note, to which the text refers by `[^label]`.
    pub fn footnote(mut self, label: impl Into<String>, markdown: impl Into<String>) -> Self {
        self.lesson.footnotes.push(Footnote { label: label.into(), markdown: markdown.into() });
        self
    }

    /// Adds questions from a bank, others for each learner and in each attempt.
    pub fn draw(self, id: impl Into<Id>, bank: impl Into<Id>, count: u16) -> Self {
        self.block(Block::Draw(Draw { id: id.into(), bank: bank.into(), count }))
    }

    /// Makes the lesson a test.
    pub fn assessment(mut self, assessment: Assessment) -> Self {
        self.lesson.assessment = Some(assessment);
        self
    }

    /// Adds a heading of level 2.
    pub fn heading(self, text: impl Into<String>) -> Self {
        self.block(Block::Heading { level: 2, text: text.into() })
    }

    /// Adds a picture and what it says, for those who do not see it.
    pub fn image(self, src: impl Into<String>, alt: impl Into<String>) -> Self {
        self.block(Block::Image { src: src.into(), alt: alt.into(), decorative: false, caption: None })
    }
}

impl From<Lesson> for LessonBuilder {
    fn from(lesson: Lesson) -> Self {
        Self { lesson, findings: Vec::new() }
    }
}

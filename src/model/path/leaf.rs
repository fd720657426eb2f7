//! What learners take at a step: every step that is no group becomes a course.

use std::sync::Arc;

use super::{Content, Done, LearningPath, Step, TestDraw};
use crate::diagnostic::Place;
use crate::model::{
    Block, Brand, CompletionRule, Continue, Course, Discussion, Id, Lesson, LiveSession, Locus, Metadata,
    Origin, OutlineEntry,
};

mod excerpt;
mod glossary;
mod test;

impl LearningPath {
    /// What learners take at a step: every step but a group becomes a course, which has the identifier and title of the step and
    /// passes at its [pass mark](Self::pass_mark_of). `None` for a group, and where the course, lesson or bank is not there.
    ///
    /// - A course is itself, without banks that none of its lessons draws from.
    /// - A lesson is a course of that lesson alone, with the banks that it draws from, the objectives and the glossary. As a test it
    ///   frees from no lessons and leads to none.
    /// - A test is a course of one lesson with an [assessment](crate::model::Assessment), taken once: further attempts are the
    ///   path's. What it draws from is copied. Where questions of several courses have one identifier, those of the first draw
    ///   keep it and the others get a number behind it.
    /// - A session with a code and an assignment are a page of which the end is reached when the code was typed in; without a
    ///   code, and for discussions and links, when the page was seen.
    ///
    /// Where the path has a brand, it goes before that of the course.
    ///
    /// ```
    /// # use coursewright::{Course, Lesson, Question};
    /// use coursewright::LearningPath;
    /// use coursewright::model::path::Step;
    /// # let trust = Course::builder("trust", "Trust comes first").mastery_score(80)
    /// #     .lesson(Lesson::builder("promises", "Kept promises")
    /// #         .question(Question::true_false("kept", "Promises are kept.", true))).build()?;
    /// let path = LearningPath::builder("leaders", "Leaders")
    ///     .step(Step::course("first", &trust).title("Trust").pass_mark(90))
    ///     .build()?;
    /// let course = path.course_of(path.all_steps()[0]).unwrap();
    /// assert_eq!((course.id.as_str(), course.title.as_str()), ("first", "Trust"));
    /// assert_eq!(course.mastery_score, Some(90.0));
    /// # Ok::<(), coursewright::Report>(())
    /// ```
    #[must_use]
    pub fn course_of(&self, step: &Step) -> Option<Course> {
        let mut course = match &step.content {
            Content::Course { course } => excerpt::whole(self.course(course)?),
            Content::Lesson { course, lesson } => excerpt::of(self.course(course)?, lesson)?,
            Content::Test { draws } => test::of(self, step, draws)?,
            Content::Session(session) => {
                let gate = session.code.as_ref().map(|_| session.id.clone());
                let title = self.title_or(&session.title, step);
                self.page(step, Block::LiveSession(LiveSession { title, ..session.clone() }), gate)
            }
            Content::Assignment(task) => self.page(step, Block::SignOff(task.clone()), Some(task.id.clone())),
            Content::Discussion(discussion) => {
                let title = self.title_or(&discussion.title, step);
                self.page(step, Block::Discussion(Discussion { title, ..discussion.clone() }), None)
            }
            Content::Link { url, description } => {
                let text = link_text(self.title_of(step), url, description.as_deref());
                self.page(step, Block::Text { markdown: text }, None)
            }
            Content::Group(_) => return None,
        };
        course.id = step.id.clone();
        self.title_of(step).clone_into(&mut course.title);
        course.metadata.iri =
            self.metadata.iri.as_ref().map(|iri| format!("{}/{}", iri.trim_end_matches('/'), step.id));
        course.mastery_score = step.pass_mark.or(course.mastery_score);
        self.put_brand(&mut course);
        Some(course)
    }

    /// What learners see a step called: its own title, else that of what it is made of, else its identifier.
    #[must_use]
    pub fn title_of<'a>(&'a self, step: &'a Step) -> &'a str {
        let made_of = || match &step.content {
            Content::Course { course } => Some(self.course(course)?.title.as_str()),
            Content::Lesson { course, lesson } => Some(self.lesson(course, lesson)?.title.as_str()),
            Content::Session(session) => Some(session.title.as_str()),
            Content::Discussion(discussion) => Some(discussion.title.as_str()),
            _ => None,
        };
        let titles = step.title.as_deref().or_else(made_of);
        titles.filter(|title| !title.trim().is_empty()).unwrap_or(step.id.as_str())
    }

    /// The percent that passes a step: its own; else for a course its mastery score; for a lesson that is a test the test's
    /// pass mark, and for one that is scored the mastery score of its course. `None` when there is nothing to pass.
    #[must_use]
    pub fn pass_mark_of(&self, step: &Step) -> Option<f64> {
        let of_content = || match &step.content {
            Content::Course { course } => self.course(course)?.mastery_score,
            Content::Lesson { course, lesson } => {
                excerpt::mastery_score(self.course(course)?, self.lesson(course, lesson)?)
            }
            _ => None,
        };
        match &step.content {
            Content::Group(_) => None,
            _ => step.pass_mark.or_else(of_content),
        }
    }

    /// When a step is done: as it says itself; else when it was passed. Where there is nothing to pass, when it was completed, even if
    /// the step says otherwise.
    #[must_use]
    pub fn done_of(&self, step: &Step) -> Done {
        match (step.done.unwrap_or(Done::Passed), self.pass_mark_of(step)) {
            (Done::Passed, None) => Done::Completed,
            (done, _) => done,
        }
    }

    /// Whether answers at a step are scored.
    #[must_use]
    pub fn is_scored(&self, step: &Step) -> bool {
        match &step.content {
            Content::Course { course } => self.course(course).is_some_and(excerpt::is_scored),
            Content::Lesson { course, lesson } => {
                let course = self.course(course);
                course
                    .zip(course.and_then(|course| excerpt::lesson(course, lesson)))
                    .is_some_and(|(course, lesson)| excerpt::is_lesson_scored(course, lesson))
            }
            Content::Test { draws } => draws.iter().any(|draw| {
                let bank = self.course(&draw.course).and_then(|course| course.bank(&draw.bank));
                bank.is_some_and(|bank| bank.questions.iter().any(|question| question.is_scored()))
            }),
            _ => false,
        }
    }

    /// Whether learners answer anything at a step.
    pub(super) fn asks(&self, step: &Step) -> bool {
        match &step.content {
            Content::Course { course } => self.course(course).is_some_and(|course| {
                course.lessons().into_iter().any(|lesson| lesson.asks() && !course.is_pretest(lesson))
            }),
            Content::Lesson { course, lesson } => self.lesson(course, lesson).is_some_and(Lesson::asks),
            Content::Test { draws } => !draws.is_empty(),
            _ => false,
        }
    }

    /// Whether everything is there that a step is made of; it is not for a group, which is made of steps.
    pub(super) fn is_there(&self, step: &Step) -> bool {
        match &step.content {
            Content::Course { course } => self.course(course).is_some(),
            Content::Lesson { course, lesson } => self.lesson(course, lesson).is_some(),
            Content::Test { draws } => {
                let bank = |draw: &TestDraw| self.course(&draw.course)?.bank(&draw.bank);
                !draws.is_empty() && draws.iter().all(|draw| bank(draw).is_some())
            }
            Content::Group(_) => false,
            _ => true,
        }
    }

    fn lesson(&self, course: &Id, lesson: &Id) -> Option<&Lesson> {
        excerpt::lesson(self.course(course)?, lesson)
    }

    /// The title of a block, or that of its step when it has none.
    fn title_or(&self, title: &str, step: &Step) -> String {
        let title = if title.trim().is_empty() { self.title_of(step) } else { title };
        title.to_owned()
    }

    /// A course of one page with one block. What `gate` names has to be done before the page has an end.
    fn page(&self, step: &Step, block: Block, gate: Option<Id>) -> Course {
        let title = self.title_of(step);
        let mut lesson = Lesson::builder(step.id.clone(), title).block(block);
        if let Some(id) = gate {
            let own = Id::from(if id.as_str() == "go-on" { "go-on-then" } else { "go-on" });
            lesson = lesson.block(Block::Continue(Continue { id: own, after: vec![id], label: None }));
        }
        let mut course = self.course_of_lesson(lesson.lesson);
        course.origin = self.origin.files_alone();
        if let Some(place) = self.place_of(step) {
            course.origin.places.insert(Locus::Course, place.clone());
        }
        course
    }

    /// A course in the language of the path that has this lesson and nothing else.
    pub(super) fn course_of_lesson(&self, lesson: Lesson) -> Course {
        Course {
            id: lesson.id.clone(),
            title: lesson.title.clone(),
            language: self.language.clone(),
            metadata: Metadata::default(),
            objectives: Vec::new(),
            completion: CompletionRule::PagesSeen,
            mastery_score: None,
            html: crate::model::HtmlTrust::default(),
            brand: Brand::default(),
            theme: None,
            certificate: None,
            banks: Vec::new(),
            glossary: Vec::new(),
            outline: vec![OutlineEntry::Lesson(lesson)],
            origin: Origin::default(),
        }
    }

    /// Where a step stands in the author's files.
    fn place_of(&self, step: &Step) -> Option<&Place> {
        let number = self.all_steps().into_iter().position(|other| std::ptr::eq(other, step))?;
        Locus::Step(number).outward().find_map(|locus| self.origin.places.get(&locus))
    }

    /// Where the author wrote what opens a step, or else the step.
    pub(crate) fn place_of_opening(&self, step: &Id) -> Option<&Place> {
        let step = self.number_of(step.as_str())?;
        self.origin.place(Locus::StepField { step, field: "after" })
    }

    /// Where the author wrote the step of an identifier.
    #[cfg(feature = "markdown")]
    pub(crate) fn place_of_step(&self, step: &str) -> Option<&Place> {
        self.origin.place(Locus::Step(self.number_of(step)?))
    }

    fn number_of(&self, step: &str) -> Option<usize> {
        self.all_steps().into_iter().position(|other| other.id.as_str() == step)
    }

    /// The path's brand goes before the course's; its files are the path's.
    fn put_brand(&self, course: &mut Course) {
        if self.brand == Brand::default() {
            return;
        }
        course.brand = self.brand.clone();
        course.origin.parts.insert(Locus::Field("brand"), Arc::new(self.origin.files_alone()));
    }
}

/// What to look for, and then the link itself as a paragraph of its own.
fn link_text(title: &str, url: &str, description: Option<&str>) -> String {
    let title: String = title
        .chars()
        .flat_map(|c| ['\\'].into_iter().filter(move |_| c.is_ascii_punctuation()).chain([c]))
        .collect();
    let link = format!("[{title}](<{url}>)");
    match description {
        Some(description) => format!("{}\n\n{link}", description.trim_end()),
        None => link,
    }
}

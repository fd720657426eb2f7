use serde::{Deserialize, Serialize};

use super::{
    Assessment, Bank, Block, Brand, Certificate, CourseBuilder, Draw, GlossaryTerm, Id, LessonBuilder,
    Metadata, ModuleBuilder, Narration, Origin, Question,
};
use crate::diagnostic::Report;

/// A course: what is true of the whole, and its outline of modules and lessons.
///
/// Make one with [`Course::builder`], from a folder (`Course::from_folder`, feature `source`), or with serde.
/// Whatever the way, it is checked again when it is published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Course {
    /// Identifies the course for ever: packages and learners' records carry it.
    pub id: Id,
    /// What learners see it called.
    pub title: String,
    /// BCP 47 language of the text, such as `en-GB`.
    pub language: String,
    /// What a catalogue wants to know.
    #[serde(default)]
    pub metadata: Metadata,
    /// What learners can do afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Objective>,
    /// When the course counts as completed.
    #[serde(default)]
    pub completion: CompletionRule,
    /// Percent of the score that passes, 0 to 100; without one nobody passes or fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mastery_score: Option<f64>,
    /// Whether the author's raw HTML is cleaned.
    #[serde(default)]
    pub html: HtmlTrust,
    /// How it looks.
    #[serde(default)]
    pub brand: Brand,
    /// Folder, relative to the course's own, whose files replace those of the built-in theme one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// What learners can print once they have completed the course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<Certificate>,
    /// Questions to draw from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub banks: Vec<Bank>,
    /// Words that need an explanation. They have a page of their own, which is no lesson.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<GlossaryTerm>,
    /// Modules and lessons, in order.
    pub outline: Vec<OutlineEntry>,

    #[serde(skip)]
    pub(crate) origin: Origin,
}

impl Course {
    /// Begins a course in English; [`CourseBuilder::language`] says otherwise.
    pub fn builder(id: impl Into<Id>, title: impl Into<String>) -> CourseBuilder {
        CourseBuilder::new(id.into(), title.into())
    }

    /// The course with its media in a folder: what serde reads does not know where its files are.
    #[must_use]
    pub fn with_media_folder(mut self, folder: impl Into<std::path::PathBuf>) -> Self {
        self.origin.folder = Some(folder.into());
        self
    }

    /// The course with a media file from memory, under the path by which blocks name it.
    #[must_use]
    pub fn with_media_bytes(
        mut self,
        path: impl Into<String>,
        bytes: impl Into<std::sync::Arc<[u8]>>,
    ) -> Self {
        self.origin.files.insert(path.into(), bytes.into());
        self
    }

    /// Every lesson in the order of the outline, whatever module it is in.
    #[must_use]
    pub fn lessons(&self) -> Vec<&Lesson> {
        let mut lessons = Vec::new();
        collect_lessons(&self.outline, &mut lessons);
        lessons
    }

    /// Every question once: those of the lessons in their order, then those of the banks.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        let banks = self.banks.iter().flat_map(|bank| &bank.questions);
        self.lessons().into_iter().flat_map(Lesson::questions).chain(banks)
    }

    /// The bank of this identifier.
    #[must_use]
    pub fn bank(&self, id: &Id) -> Option<&Bank> {
        self.banks.iter().find(|bank| bank.id == *id)
    }

    /// Every question that a lesson may ask, in the order of its page: its own, and where it draws, all those of the bank. A
    /// bank that it draws from twice stands at the first place.
    #[must_use]
    pub fn questions_of<'a>(&'a self, lesson: &'a Lesson) -> Vec<&'a Question> {
        let asked = self.asked(lesson).into_iter();
        asked.map(|(_, asked)| asked).flat_map(Asked::questions).collect()
    }

    /// What a lesson asks, with the position of each among its blocks.
    pub(crate) fn asked<'a>(&'a self, lesson: &'a Lesson) -> Vec<(usize, Asked<'a>)> {
        let mut drawn: Vec<&Id> = Vec::new();
        let mut asked = Vec::new();
        for (position, block) in lesson.blocks.iter().enumerate() {
            let found = match block {
                Block::Question(question) => Some(Asked::Own(question)),
                Block::Draw(draw) => {
                    let is_first = !drawn.contains(&&draw.bank);
                    drawn.push(&draw.bank);
                    let place = self.banks.iter().position(|bank| bank.id == draw.bank);
                    place.map(|place| Asked::Drawn { draw, place, bank: &self.banks[place], is_first })
                }
                _ => None,
            };
            asked.extend(found.map(|found| (position, found)));
        }
        asked
    }

    /// Everything that is wrong with the course, whatever standard it is published for; what was found while it
    /// was read or built comes first.
    #[must_use]
    pub fn check(&self) -> Report {
        let noted = self.origin.noted.iter().cloned();
        self.origin.locate(noted.chain(super::validate::validate(self)))
    }
}

/// A question of a lesson's own, or a draw.
#[cfg_attr(
    not(feature = "markdown"),
    expect(dead_code, reason = "only pages and their script ask for all of it")
)]
#[derive(Debug, Clone, Copy)]
pub(crate) enum Asked<'a> {
    Own(&'a Question),
    Drawn {
        draw: &'a Draw,
        bank: &'a Bank,
        /// The bank's number in the course.
        place: usize,
        /// Whether the lesson has not drawn from this bank before.
        is_first: bool,
    },
}

impl<'a> Asked<'a> {
    /// The questions that may stand here, each question of a lesson once.
    fn questions(self) -> impl Iterator<Item = &'a Question> {
        match self {
            Self::Own(question) => std::slice::from_ref(question).iter(),
            Self::Drawn { bank, is_first: true, .. } => bank.questions.iter(),
            Self::Drawn { .. } => [].iter(),
        }
    }

    /// How many questions a learner is asked here.
    #[cfg(feature = "markdown")]
    pub(crate) fn count(self) -> usize {
        match self {
            Self::Own(_) => 1,
            Self::Drawn { draw, bank, .. } => usize::from(draw.count).min(bank.questions.len()),
        }
    }
}

fn collect_lessons<'a>(outline: &'a [OutlineEntry], lessons: &mut Vec<&'a Lesson>) {
    for entry in outline {
        match entry {
            OutlineEntry::Lesson(lesson) => lessons.push(lesson),
            OutlineEntry::Module(module) => collect_lessons(&module.outline, lessons),
        }
    }
}

/// An entry of an outline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OutlineEntry {
    /// A group of lessons and further modules.
    Module(Module),
    /// A lesson.
    Lesson(Lesson),
}

/// A named group of lessons, to any depth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Module {
    /// Unique among the modules and lessons of the course.
    pub id: Id,
    /// What learners see it called.
    pub title: String,
    /// What is in it, in order.
    pub outline: Vec<OutlineEntry>,
}

impl Module {
    /// How many levels of modules a course may have.
    pub const MAX_LEVELS: usize = 32;

    /// Begins a module.
    pub fn builder(id: impl Into<Id>, title: impl Into<String>) -> ModuleBuilder {
        ModuleBuilder::new(id.into(), title.into())
    }
}

/// One page of a course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub struct Lesson {
    /// Unique among the modules and lessons of the course; the page is named after it.
    pub id: Id,
    /// What learners see it called.
    pub title: String,
    /// Objectives that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<Id>,
    /// The lesson read aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub narration: Option<Narration>,
    /// What makes it a test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Assessment>,
    /// The content, in order.
    pub blocks: Vec<Block>,
    /// Notes that its text refers to by `[^label]`. They stand at the end of the page, in the order in which they are used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub footnotes: Vec<Footnote>,
}

impl Lesson {
    /// Begins a lesson.
    pub fn builder(id: impl Into<Id>, title: impl Into<String>) -> LessonBuilder {
        LessonBuilder::new(id.into(), title.into())
    }

    /// The questions among its blocks. What it draws from a bank, the course knows: [`Course::questions_of`].
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.blocks.iter().filter_map(Block::as_question)
    }

    /// Whether anything is asked in it: a question, a draw, or a scenario with scores.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.blocks.iter().any(|block| match block {
            Block::Question(_) | Block::Draw(_) => true,
            Block::Scenario(scenario) => scenario.is_scored(),
            _ => false,
        })
    }
}

/// A note at the end of a lesson's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Footnote {
    /// What the text calls it, without brackets. Learners see a number.
    pub label: String,
    /// Markdown.
    pub markdown: String,
}

/// Something that learners can do afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Objective {
    /// Unique among the objectives; the LMS reports under it.
    pub id: Id,
    /// In one sentence.
    pub title: String,
}

/// When a course counts as completed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CompletionRule {
    /// Every lesson was seen to its end.
    #[default]
    PagesSeen,
    /// The mastery score was reached; without a mastery score, every question was answered.
    QuizPassed,
    /// One of the two.
    Either,
    /// Both.
    Both,
}

/// Whether an author's raw HTML is shown as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HtmlTrust {
    /// Scripts and everything that could run or load from elsewhere is taken out.
    #[default]
    Sanitised,
    /// Left as it is, scripts included. The author answers for it.
    Trusted,
}

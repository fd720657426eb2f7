//! Model to pages, through Handlebars.

mod assessed;
mod block;
mod calendar;
#[cfg(feature = "sanitise")]
mod clean;
mod course;
mod families;
mod footnotes;
mod formula;
mod glossary;
mod highlight;
mod html;
mod lesson;
mod media;
mod own;
mod page;
mod path;
mod picture_size;
mod question;
pub(crate) mod rules;
mod search;
mod shell;
mod slug;
mod state;
mod step;
mod strings;
mod templates;
mod tested;
mod text;
mod theme;
mod tokens;

pub(crate) use course::render;
pub(crate) use path::{PathPlan, PathStep, path_page};
pub(crate) use state::worst_path;
pub(crate) use step::{StepFact, StepOf};
pub use theme::Theme;

use std::collections::BTreeSet;

use crate::diagnostic::Report;
use crate::model::{AssessedQuestion, Block, Course, Id, Lesson, MediaSource};

/// A course as files: pages, styles and media, with what was found on the way.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// Names in the package, and the bytes.
    pub(crate) files: Vec<(String, MediaSource)>,
    /// The launch page of each SCO.
    pub(crate) shells: Vec<String>,
    /// The page of each lesson. One that holds only questions has none in [`Form::Pages`].
    pub(crate) pages: Vec<Option<String>>,
    /// The questions of each lesson, where they are not on its page.
    pub(crate) assessments: Vec<Assessment>,
    /// What stands beside the page of each lesson, in [`Form::Pages`].
    pub(crate) besides: Vec<Vec<Beside>>,
    /// The page of the glossary, with its title.
    pub(crate) glossary: Option<(String, String)>,
    /// What the course has that others do without: the scripts of that are to be carried.
    pub(crate) families: BTreeSet<&'static str>,
    pub(crate) report: Report,
}

/// Questions of a lesson for an LMS's own quiz.
#[derive(Debug)]
pub(crate) struct Assessment {
    pub(crate) title: String,
    pub(crate) questions: Vec<AssessedQuestion>,
}

/// A block of a lesson that an LMS knows by itself.
#[derive(Debug)]
pub(crate) struct Beside {
    pub(crate) id: Id,
    pub(crate) title: String,
    pub(crate) kind: BesideKind,
}

#[derive(Debug)]
pub(crate) enum BesideKind {
    /// A topic of the forum.
    Discussion { html: String },
    /// A live session, where there is a place on the web to meet.
    Link { url: String },
}

/// What becomes of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One SCO, with a menu.
    SingleSco,
    /// A SCO for each lesson.
    ScoPerLesson,
    /// Pages to read, without scripts and questions; the questions beside them.
    Pages,
    /// The questions alone.
    Questions,
}

impl Form {
    /// Whether there is a page for a lesson.
    pub(crate) fn has_page(self, lesson: &Lesson) -> bool {
        match self {
            Self::SingleSco | Self::ScoPerLesson => true,
            Self::Pages => lesson.blocks.is_empty() || lesson.blocks.iter().any(|block| self.shows(block)),
            Self::Questions => false,
        }
    }

    /// Whether pages have the player, which knows tests.
    pub(crate) fn has_player(self) -> bool {
        matches!(self, Self::SingleSco | Self::ScoPerLesson)
    }

    /// Whether one page leads to all others, and searches them.
    pub(crate) fn has_search(self) -> bool {
        self == Self::SingleSco
    }

    /// Whether a block is part of its lesson's page. Pages without scripts have no gates, and what the LMS knows by itself
    /// stands beside them.
    pub(crate) fn shows(self, block: &Block) -> bool {
        let needs_player =
            matches!(block, Block::Question(_) | Block::Draw(_) | Block::Discussion(_) | Block::Continue(_));
        !needs_player || matches!(self, Self::SingleSco | Self::ScoPerLesson)
    }
}

/// What keeps the learner's progress. The texts of the pages must be true of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keeper {
    Lms,
    Browser,
}

/// How to render a course.
pub(crate) struct Plan<'p> {
    pub(crate) form: Form,
    /// The folder of the package in which the files will lie, with a `/` at its end; nothing for its root.
    pub(crate) folder: String,
    pub(crate) keeper: Keeper,
    /// JSON-LD for the head of the course's page.
    pub(crate) structured_data: Option<String>,
    /// Characters that the standard lets a SCO keep.
    pub(crate) state_limit: usize,
    /// What the course's script knows of the learning path that it is a step of; several where the step has several tries, each
    /// of which is a SCO.
    pub(crate) steps: Vec<StepOf>,
    /// Told after each lesson: how many are done, of how many.
    pub(crate) progress: &'p mut dyn FnMut(usize, usize),
}

/// The script that all pages load, in the folder of the styles.
pub(crate) const SCRIPT: &str = "player/player.js";

/// Characters of the state record of a course that is a step of a learning path, in the worst case.
pub(crate) fn state_of_step(course: &Course, is_timed: bool) -> usize {
    state::worst_case_of_step(course, &course.lessons(), is_timed)
}

/// Characters of the state record of the largest SCO, in the worst case, with the lesson it is in.
pub(crate) fn largest_state(course: &Course, sco_per_lesson: bool) -> (usize, Option<&Lesson>) {
    let lessons = course.lessons();
    if !sco_per_lesson {
        return (state::worst_case(course, &lessons), None);
    }
    let sizes = lessons.iter().map(|lesson| (state::worst_case(course, &[*lesson]), Some(*lesson)));
    sizes.max_by_key(|(size, _)| *size).unwrap_or((0, None))
}

//! Model to pages, through Handlebars.

#[cfg(feature = "sanitise")]
mod clean;
mod course;
mod html;
mod lesson;
mod media;
mod page;
pub(crate) mod rules;
mod shell;
mod slug;
mod state;
mod templates;
mod text;
mod theme;
mod tokens;

pub(crate) use course::render;
pub use theme::Theme;

use crate::diagnostic::Report;
use crate::model::{Course, Lesson, MediaSource};

/// A course as files: pages, styles and media, with what was found on the way.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    /// Names in the package, and the bytes.
    pub(crate) files: Vec<(String, MediaSource)>,
    /// The launch page of each SCO.
    pub(crate) shells: Vec<String>,
    /// The page of each lesson.
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

/// Characters of the state record of the largest SCO, in the worst case, with the lesson it is in.
pub(crate) fn largest_state(course: &Course, sco_per_lesson: bool) -> (usize, Option<&Lesson>) {
    let lessons = course.lessons();
    if !sco_per_lesson {
        return (state::worst_case(&lessons), None);
    }
    let sizes = lessons.iter().map(|lesson| (state::worst_case(&[*lesson]), Some(*lesson)));
    sizes.max_by_key(|(size, _)| *size).unwrap_or((0, None))
}

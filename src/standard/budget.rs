//! How much of a learner's progress is kept, and how much a standard keeps: for authors who want to see it coming.

use super::{Layout, Publisher, Standard, Takes};
use crate::model::{Course, Id};
use crate::render;

/// The learner's state record of the largest SCO in the worst case, beside what a standard keeps.
///
/// The record is one text of `A–Z a–z 0–9 - _`, so a character is a byte, and carries six bits. Every question and every block
/// that keeps what learners do declares the form of its response, and takes at worst, in bits:
///
/// | form | of | bits |
/// | --- | --- | --- |
/// | one of n | choice, true/false, a hotspot with one right region, rating scale | ⌈log₂ n⌉ |
/// | any of n | multiple response, several regions, checklist, panels, points of a picture; n = 1: gate, sign-off, live session | n |
/// | for each of several one of m, or none | matching, sorting, drag and drop, performance; scenario: the scene, and a choice in each | for each ⌈log₂ (m + 1)⌉ |
/// | an order of n | ordering | n × ⌈log₂ n⌉ |
/// | texts of up to max characters | fill-in, number, long answer, reflection | for each ⌈log₂ (max + 1)⌉ + 1 + 16 × max; 7 × max in plain ASCII |
///
/// To that a question adds its attempts, ⌈log₂ (attempts + 1)⌉, or 4 if there is no end of them; a block adds 1. A test adds
/// ⌈log₂ (attempts + 1)⌉ + 16, or 8 + 16, and of its time limit ⌈log₂ (6 × minutes + 1)⌉ + ⌈log₂ (extensions + 1)⌉. A lesson
/// adds 1, and ⌈log₂ lessons⌉ bits, at least 1, say which one is open. If anything is drawn or shuffled, that adds 16. All else takes 68:
/// version 6, fingerprint 24, status 3, score 15, retakes 8, checksum 12. Of a bank count the questions that take the most, as
/// many as are drawn.
///
/// So 40 lessons with 100 choices of four answers, each in two attempts, take 68 + 6 + 40 + 100 × (2 + 2) = 514 bits, which are
/// 86 characters:
///
/// ```
/// use coursewright::{Course, Lesson, Publisher, Question, Standard};
///
/// let question = |id| {
///     Question::choice(id, "Which way?").correct("North").incorrect("East").incorrect("South").incorrect("West").attempts(2)
/// };
/// let mut course = Course::builder("compass", "The compass");
/// for lesson in 0..40 {
///     let questions = (0..if lesson < 20 { 3 } else { 2 }).map(|number| question(format!("q-{lesson}-{number}")));
///     let page = Lesson::builder(format!("lesson-{lesson}"), "A lesson");
///     course = course.lesson(questions.fold(page, |page, question| page.question(question)));
/// }
/// let budget = Publisher::new().state_budget(&course.build()?, Standard::Scorm12).unwrap();
/// assert_eq!((budget.worst_case, budget.limit, budget.fits()), (86, 4096, true));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateBudget {
    /// Characters that the record takes when everything is answered, and every text is as long as it may be and in letters
    /// beyond ASCII.
    pub worst_case: usize,
    /// Characters that the standard keeps of each SCO.
    pub limit: usize,
    /// The lesson whose record it is; `None` where the whole course is one SCO.
    pub lesson: Option<Id>,
}

impl StateBudget {
    /// Whether the record fits whatever learners do. Publishing refuses a course whose record does not.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.worst_case <= self.limit
    }

    pub(super) fn of(course: &Course, standard: Standard, layout: Layout) -> Self {
        let (worst_case, lesson) = render::largest_state(course, layout == Layout::ScoPerLesson);
        Self { worst_case, limit: standard.state_limit(), lesson: lesson.map(|lesson| lesson.id.clone()) }
    }
}

impl Publisher {
    /// How much room learners' progress takes in the layout of this publisher; `None` for standards that keep none, because
    /// nothing of their packages runs. See [`StateBudget`].
    #[must_use]
    pub fn state_budget(&self, course: &Course, standard: Standard) -> Option<StateBudget> {
        let has_player = matches!(standard.delivery().takes(), Takes::Player(_));
        has_player.then(|| StateBudget::of(course, standard, self.layout_for(standard)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lesson, Question};

    fn course() -> Course {
        let long = Question::fill_in("q", "?").correct("early");
        let course = Course::builder("c", "C").lesson(Lesson::builder("short", "S").markdown("Text"));
        course.lesson(Lesson::builder("long", "L").question(long)).build().unwrap()
    }

    #[test]
    fn the_largest_sco_counts() {
        let by_lesson = Publisher::new().layout(Layout::ScoPerLesson);
        let budget = by_lesson.state_budget(&course(), Standard::Scorm12).unwrap();
        // 68 + 1 for the position + 1 for the lesson, and 1 + 5 + 1 + 16 × 24 for a short text
        assert_eq!(budget.lesson, Some(Id::from("long")));
        assert_eq!(budget.worst_case, usize::div_ceil(68 + 1 + 1 + 391, 6));

        let whole = Publisher::new().state_budget(&course(), Standard::Scorm12).unwrap();
        assert_eq!((whole.lesson, whole.worst_case), (None, usize::div_ceil(68 + 1 + 2 + 391, 6)));
    }

    #[test]
    fn what_is_one_whole_and_what_keeps_nothing() {
        let by_lesson = Publisher::new().layout(Layout::ScoPerLesson);
        assert_eq!(by_lesson.state_budget(&course(), Standard::Web).unwrap().lesson, None);
        for standard in Standard::ALL {
            let budget = by_lesson.state_budget(&course(), *standard);
            assert_eq!(budget.is_some(), standard.state_limit() > 0, "{standard}");
        }
    }

    #[test]
    #[cfg(feature = "source")]
    fn the_course_with_everything_fits_where_least_is_kept() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/courses/kitchen-sink");
        let course = Course::from_folder(folder).unwrap();
        let budget = Publisher::new().state_budget(&course, Standard::Scorm12).unwrap();
        assert!(budget.fits() && budget.limit == 4096, "{budget:?}");
    }
}

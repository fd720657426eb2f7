//! What a course has that others do without, so that its package carries the scripts of that alone.

use std::collections::BTreeSet;

use super::{Form, tested};
use crate::model::{Block, Course};

/// The families of a course, by the names that `player` knows them by. Kinds of questions and blocks are called as in course
/// files; those that need no script of their own are named too.
pub(super) fn families(course: &Course, form: Form) -> BTreeSet<&'static str> {
    let lessons = course.lessons();
    let single = form == Form::SingleSco;
    let has_questions = lessons.iter().any(|lesson| !course.questions_of(lesson).is_empty());
    let features = [
        ("question", has_questions),
        ("test", lessons.iter().any(|lesson| lesson.assessment.is_some())),
        ("chance", tested::is_seeded(course, &lessons)),
        ("glossary", !course.glossary.is_empty()),
        ("certificate", single && course.certificate.is_some()),
        ("search", single),
    ];
    let mut families: BTreeSet<_> =
        features.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect();
    for lesson in &lessons {
        families.extend(course.questions_of(lesson).into_iter().map(|question| question.kind().name()));
        lesson.blocks.iter().for_each(|block| add(&mut families, block));
    }
    families
}

fn add(families: &mut BTreeSet<&'static str>, block: &Block) {
    families.extend(name(block));
    block.inner().into_iter().for_each(|inner| add(families, inner));
}

/// Of blocks that a script brings to life.
fn name(block: &Block) -> Option<&'static str> {
    Some(match block {
        Block::Panels(panels) => panels.kind.name(),
        Block::LabelledImage(_) => "labelled-image",
        Block::Gallery(_) => "gallery",
        Block::BeforeAfter(_) => "before-after",
        Block::Chart(_) => "chart",
        Block::Embed(_) => "embed",
        Block::Checklist(_) => "checklist",
        Block::Continue(_) => "continue",
        Block::Reflection(_) => "reflection",
        Block::SignOff(_) => "sign-off",
        Block::LiveSession(_) => "live-session",
        Block::Scenario(_) => "scenario",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Chart, ChartKind, Lesson, LessonBuilder, Question, Series};

    fn of(lesson: LessonBuilder, form: Form) -> Vec<&'static str> {
        let course = Course::builder("c", "C").lesson(lesson).build().unwrap();
        families(&course, form).into_iter().collect()
    }

    fn text() -> Block {
        Block::Text { markdown: "Words.".into() }
    }

    #[test]
    fn a_text_needs_nothing_but_the_search_of_a_whole_course() {
        let lesson = || Lesson::builder("a", "A").block(text());
        assert_eq!(of(lesson(), Form::SingleSco), ["search"]);
        assert!(of(lesson(), Form::ScoPerLesson).is_empty());
    }

    #[test]
    fn questions_and_blocks_are_found_wherever_they_stand() {
        let chart = Block::Chart(Chart {
            kind: ChartKind::Bar,
            title: "Ships".into(),
            unit: None,
            axis: "Year".into(),
            labels: vec!["2025".into()],
            series: vec![Series { name: "Arrived".into(), values: vec![7.0] }],
        });
        let columns = Block::Columns { columns: vec![vec![text()], vec![chart]] };
        let lesson =
            Lesson::builder("a", "A").block(columns).question(Question::true_false("q", "So?", true));
        assert_eq!(of(lesson, Form::ScoPerLesson), ["chart", "question", "true-false"]);
    }
}

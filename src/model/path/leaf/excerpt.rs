//! One lesson of a course as a course of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::glossary;
use crate::diagnostic::Place;
use crate::model::{
    Block, CompletionRule, Course, Id, Lesson, Locus, Metadata, Origin, OutlineEntry, Question,
};

/// The lesson of this identifier.
pub(super) fn lesson<'c>(course: &'c Course, id: &Id) -> Option<&'c Lesson> {
    course.lessons().into_iter().find(|lesson| lesson.id == *id)
}

/// The course with this lesson alone, and what the lesson needs of it.
pub(super) fn of(course: &Course, id: &Id) -> Option<Course> {
    let number = course.lessons().into_iter().position(|lesson| lesson.id == *id)?;
    let mut lesson = course.lessons().into_iter().nth(number)?.clone();
    let mastery_score = mastery_score(course, &lesson);
    let completion = if lesson.asks() { course.completion } else { CompletionRule::PagesSeen };
    if let Some(assessment) = &mut lesson.assessment {
        assessment.test_out.clear();
        assessment.remediation.clear();
    }
    let banks = banks(course, &[&lesson]);
    let asked: Vec<_> = banks.iter().map(|bank| &course.banks[*bank]).collect();
    let glossary = glossary::used(course, &(&lesson, &asked));
    Some(Course {
        completion,
        mastery_score,
        certificate: None,
        banks: banks.iter().map(|bank| course.banks[*bank].clone()).collect(),
        origin: origin(course, number, &banks),
        outline: vec![OutlineEntry::Lesson(lesson)],
        id: course.id.clone(),
        title: course.title.clone(),
        language: course.language.clone(),
        // How long the whole takes says nothing of a part.
        metadata: Metadata { duration: None, ..course.metadata.clone() },
        objectives: course.objectives.clone(),
        html: course.html,
        brand: course.brand.clone(),
        theme: course.theme.clone(),
        glossary,
    })
}

/// The course itself. What only tests of the path ask is not carried.
pub(super) fn whole(course: &Course) -> Course {
    let banks = banks(course, &course.lessons());
    let mut whole = course.clone();
    if banks.len() < course.banks.len() {
        whole.banks = banks.iter().map(|bank| course.banks[*bank].clone()).collect();
        whole.origin.places = places(course, Some, &banks);
    }
    whole
}

/// The numbers of the banks that lessons draw from.
fn banks(course: &Course, lessons: &[&Lesson]) -> Vec<usize> {
    let drawn: BTreeSet<&Id> = lessons.iter().flat_map(|lesson| drawn(lesson)).collect();
    (0..course.banks.len()).filter(|bank| drawn.contains(&course.banks[*bank].id)).collect()
}

/// What passes the lesson when it stands alone.
pub(super) fn mastery_score(course: &Course, lesson: &Lesson) -> Option<f64> {
    let of_test = lesson.assessment.as_ref().and_then(|assessment| assessment.pass_mark);
    of_test.or(course.mastery_score).filter(|_| is_lesson_scored(course, lesson))
}

/// Whether anything in the course is scored that counts: not what is asked in a pre-test alone.
pub(super) fn is_scored(course: &Course) -> bool {
    let lessons = course.lessons();
    lessons.into_iter().any(|lesson| is_lesson_scored(course, lesson) && !course.is_pretest(lesson))
}

pub(super) fn is_lesson_scored(course: &Course, lesson: &Lesson) -> bool {
    let in_scenario = |block: &Block| matches!(block, Block::Scenario(scenario) if scenario.is_scored());
    lesson.blocks.iter().any(in_scenario) || course.questions_of(lesson).into_iter().any(Question::is_scored)
}

fn drawn(lesson: &Lesson) -> impl Iterator<Item = &Id> {
    lesson.blocks.iter().filter_map(|block| match block {
        Block::Draw(draw) => Some(&draw.bank),
        _ => None,
    })
}

/// The files of a lesson, and the places of what is left.
fn origin(course: &Course, lesson: usize, banks: &[usize]) -> Origin {
    let mut left = course.origin.files_alone();
    left.elsewhere = course.lessons().into_iter().map(|lesson| lesson.id.clone()).collect();
    left.places = places(course, |it| (it == lesson).then_some(0), banks);
    left
}

/// The places of what is left, under their new numbers.
fn places(
    course: &Course,
    lesson: impl Fn(usize) -> Option<usize>,
    banks: &[usize],
) -> BTreeMap<Locus, Place> {
    let moved = |locus: &Locus| {
        let locus = locus.with_lesson(&lesson)?;
        locus.with_bank(|it| banks.iter().position(|bank| *bank == it))
    };
    let places = course.origin.places.iter();
    places.filter_map(|(locus, place)| Some((moved(locus)?, place.clone()))).collect()
}

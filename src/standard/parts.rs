//! The items of a course's package: what an LMS launches, in the order of the outline.

use std::collections::BTreeSet;

use super::builder::Item;
use super::quiz::Quiz;
use crate::model::{CompletionRule, Course, Id, Lesson, OutlineEntry};
use crate::render::{Assessment, Beside, BesideKind, Rendered};

/// The course as one SCO.
pub(super) fn course_item(course: &Course, shell: &str) -> Item {
    let mut item = Item::sco(course.id.clone(), &course.title, shell);
    for objective in &course.objectives {
        item = item.objective(objective.id.clone());
    }
    tracked(item, course, course.completion)
}

/// What was made of each lesson, in the order of the outline.
pub(super) struct Parts<'c> {
    course: &'c Course,
    shells: std::vec::IntoIter<String>,
    pages: std::vec::IntoIter<Option<String>>,
    assessments: std::vec::IntoIter<Assessment>,
    besides: std::vec::IntoIter<Vec<Beside>>,
    /// Identifiers of items so far, and of all modules and lessons.
    taken: BTreeSet<Id>,
}

impl<'c> Parts<'c> {
    /// Of a course that is no SCO as a whole; the files of what was rendered are elsewhere already.
    pub(super) fn new(course: &'c Course, rendered: Rendered) -> Self {
        Self {
            course,
            shells: rendered.shells.into_iter(),
            pages: rendered.pages.into_iter(),
            assessments: rendered.assessments.into_iter(),
            besides: rendered.besides.into_iter(),
            taken: taken_ids(&course.outline),
        }
    }
}

impl Parts<'_> {
    /// The items of an outline, in its order.
    pub(super) fn items(&mut self, outline: &[OutlineEntry]) -> Vec<Item> {
        let mut items = Vec::new();
        for entry in outline {
            match entry {
                OutlineEntry::Module(module) => {
                    let below = self.items(&module.outline);
                    // A module whose lessons have no part in the package would be a group without items.
                    if !below.is_empty() {
                        let group = Item::group(module.id.clone(), &module.title);
                        items.push(below.into_iter().fold(group, Item::item));
                    }
                }
                OutlineEntry::Lesson(lesson) => items.extend(self.lesson(lesson)),
            }
        }
        items
    }

    /// A SCO; or a page, what stands beside it, and its questions.
    fn lesson(&mut self, lesson: &Lesson) -> Vec<Item> {
        let page = self.pages.next().flatten();
        if let (Some(shell), Some(page)) = (self.shells.next(), &page) {
            return vec![lesson_item(lesson, self.course, &shell, page)];
        }
        let page = page.map(|page| Item::asset(lesson.id.clone(), &lesson.title, page));
        let assessment = self.assessments.next().filter(|assessment| !assessment.questions.is_empty());
        let assessment = assessment.map(|Assessment { title, questions }| {
            let quiz = Quiz { questions, test: lesson.assessment.clone() };
            let mut item = Item::assessment(lesson.id.clone(), title, quiz);
            item.mastery_score = self.course.mastery_score;
            item
        });
        let besides = self.besides.next().unwrap_or_default();
        let besides: Vec<_> = besides.into_iter().map(|beside| self.beside(beside)).collect();
        page.into_iter().chain(besides).chain(assessment).collect()
    }

    /// Blocks have identifiers of their own; those of items are unique among everything that is launched.
    fn beside(&mut self, Beside { id, title, kind }: Beside) -> Item {
        let free = self.free(id);
        match kind {
            BesideKind::Discussion { html } => Item::discussion(free, title, html),
            BesideKind::Link { url } => Item::link(free, title, url),
        }
    }

    /// The identifier, or the nearest one that no item has.
    pub(super) fn free(&mut self, id: Id) -> Id {
        let mut free = id.clone();
        let mut count = 1;
        while !self.taken.insert(free.clone()) {
            count += 1;
            let stem: String = id.as_str().chars().take(Id::MAX_LENGTH - 8).collect();
            free = Id::from(format!("{stem}-{count}"));
        }
        free
    }
}

/// The identifiers of modules and lessons.
fn taken_ids(outline: &[OutlineEntry]) -> BTreeSet<Id> {
    let ids = outline.iter().flat_map(|entry| match entry {
        OutlineEntry::Lesson(lesson) => BTreeSet::from([lesson.id.clone()]),
        OutlineEntry::Module(module) => {
            let mut ids = taken_ids(&module.outline);
            ids.insert(module.id.clone());
            ids
        }
    });
    ids.collect()
}

fn lesson_item(lesson: &Lesson, course: &Course, shell: &str, page: &str) -> Item {
    let mut item = Item::sco(lesson.id.clone(), &lesson.title, shell).files(page);
    let mut objectives: Vec<_> = lesson.objectives.clone();
    let asked = course.questions_of(lesson).into_iter();
    objectives.extend(asked.flat_map(|question| question.objectives.iter().cloned()));
    for objective in course.objectives.iter().filter(|objective| objectives.contains(&objective.id)) {
        item = item.objective(objective.id.clone());
    }
    if lesson.asks() { tracked(item, course, course.completion) } else { completed_by_progress(item) }
}

fn tracked(mut item: Item, course: &Course, rule: CompletionRule) -> Item {
    item.mastery_score = course.mastery_score;
    item.knows_mastery_score = true;
    // Where pages alone can complete, a low score must not turn "completed" into "failed".
    item.mastery_is_completion = matches!(rule, CompletionRule::QuizPassed | CompletionRule::Both);
    // Only where progress and completion are the same thing may the LMS derive one from the other.
    if rule == CompletionRule::PagesSeen { completed_by_progress(item) } else { item }
}

fn completed_by_progress(mut item: Item) -> Item {
    item.reports_completion = true;
    item.completion_threshold(1.0)
}

//! A test of questions from banks of several courses, as a course of one lesson.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::glossary;
use crate::model::path::{LearningPath, Step, TestDraw};
use crate::model::{
    Assessment, Bank, Block, CompletionRule, Course, Draw, HtmlTrust, Id, Lesson, Locus, Objective,
};

/// A bank of a course, by its number there.
#[derive(Clone, Copy, PartialEq)]
struct Source<'p> {
    course: &'p Course,
    number: usize,
}

impl<'p> Source<'p> {
    fn of(path: &'p LearningPath, draw: &TestDraw) -> Option<Self> {
        let course = path.course(&draw.course)?;
        let number = course.banks.iter().position(|bank| bank.id == draw.bank)?;
        Some(Self { course, number })
    }

    fn bank(self) -> &'p Bank {
        &self.course.banks[self.number]
    }

    fn is(self, other: Self) -> bool {
        std::ptr::eq(self.bank(), other.bank())
    }
}

/// The test of a step. `None` when a course or a bank is not there, or nothing is drawn.
pub(super) fn of(path: &LearningPath, step: &Step, draws: &[TestDraw]) -> Option<Course> {
    let drawn: Vec<_> = draws.iter().map(|draw| Source::of(path, draw)).collect::<Option<_>>()?;
    if drawn.is_empty() {
        return None;
    }
    let mut sources: Vec<Source<'_>> = Vec::new();
    for source in &drawn {
        if !sources.iter().any(|known| known.is(*source)) {
            sources.push(*source);
        }
    }
    let mut lesson = Lesson::builder(step.id.clone(), path.title_of(step)).lesson;
    lesson.assessment = Some(Assessment { pass_mark: step.pass_mark, ..Assessment::default() });
    let mut names = Names::of(&sources);
    let banks: Vec<_> = sources.iter().map(|source| names.copy(*source)).collect();
    for (draw, source) in draws.iter().zip(&drawn) {
        let number = sources.iter().position(|known| known.is(*source))?;
        let (bank, count) = (banks[number].id.clone(), draw.count);
        lesson.blocks.push(Block::Draw(Draw { id: names.questions.claim(&bank), bank, count }));
    }
    let mut test = path.course_of_lesson(lesson);
    test.completion = CompletionRule::QuizPassed;
    if let Some(language) = common(sources.iter().map(|source| &source.course.language)) {
        test.language.clone_from(language);
    }
    test.html = common(sources.iter().map(|source| source.course.html)).unwrap_or(HtmlTrust::Sanitised);
    test.objectives = names.objectives;
    test.banks = banks;
    test.glossary = glossary::merged(&sources.iter().map(|it| (it.course, it.bank())).collect::<Vec<_>>());
    let lessons = sources.iter().flat_map(|source| source.course.lessons());
    test.origin.elsewhere = lessons.map(|lesson| lesson.id.clone()).collect();
    for (number, source) in sources.iter().enumerate() {
        let same = sources[..number].iter().position(|earlier| std::ptr::eq(earlier.course, source.course));
        put_origin(&mut test, number, same, *source);
    }
    Some(test)
}

/// What all have in common.
fn common<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The files of a copied bank, which it shares with an earlier one of the same course, and its places in the author's files.
fn put_origin(test: &mut Course, number: usize, same: Option<usize>, source: Source<'_>) {
    let origin = &source.course.origin;
    let shared = same.and_then(|earlier| test.origin.parts.get(&Locus::Bank(earlier)).cloned());
    let files = shared.unwrap_or_else(|| Arc::new(origin.files_alone()));
    test.origin.parts.insert(Locus::Bank(number), files);
    for (locus, place) in &origin.places {
        let moved = locus.with_bank(|bank| (bank == source.number).then_some(number));
        if let Some(moved @ (Locus::Bank(_) | Locus::BankQuestion { .. } | Locus::BankAnswer { .. })) = moved
        {
            test.origin.places.insert(moved, place.clone());
        }
    }
}

/// Identifiers that are unique in the test.
struct Names {
    questions: Unique,
    banks: Unique,
    ids: Unique,
    objectives: Vec<Objective>,
    /// What an objective of a course is called in the test.
    renamed: BTreeMap<(Id, Id), Id>,
}

impl Names {
    fn of(sources: &[Source<'_>]) -> Self {
        let banks = sources.iter().map(|source| source.bank());
        let questions = banks.clone().flat_map(|bank| &bank.questions);
        let objectives = questions.clone().flat_map(|question| &question.objectives);
        Self {
            questions: Unique::among(questions.map(|question| &question.id)),
            banks: Unique::among(banks.map(|bank| &bank.id)),
            ids: Unique::among(objectives),
            objectives: Vec::new(),
            renamed: BTreeMap::new(),
        }
    }

    fn copy(&mut self, source: Source<'_>) -> Bank {
        let mut bank = source.bank().clone();
        bank.id = self.banks.claim(&bank.id);
        for question in &mut bank.questions {
            question.id = self.questions.claim(&question.id);
            for objective in &mut question.objectives {
                *objective = self.objective(source.course, objective);
            }
        }
        bank
    }

    fn objective(&mut self, course: &Course, id: &Id) -> Id {
        let key = (course.id.clone(), id.clone());
        if let Some(known) = self.renamed.get(&key) {
            return known.clone();
        }
        let name = self.ids.claim(id);
        if let Some(objective) = course.objectives.iter().find(|objective| objective.id == *id) {
            self.objectives.push(Objective { id: name.clone(), title: objective.title.clone() });
        }
        self.renamed.insert(key, name.clone());
        name
    }
}

/// Gives each identifier once: who comes first keeps it, the others get a number behind it that nobody has.
struct Unique {
    original: BTreeSet<Id>,
    used: BTreeSet<Id>,
}

impl Unique {
    fn among<'i>(ids: impl Iterator<Item = &'i Id>) -> Self {
        Self { original: ids.cloned().collect(), used: BTreeSet::new() }
    }

    fn claim(&mut self, wanted: &Id) -> Id {
        if self.used.insert(wanted.clone()) {
            return wanted.clone();
        }
        let numbered = |number: usize| {
            let number = format!("-{number}");
            let room = Id::MAX_LENGTH.saturating_sub(number.len());
            let stem: String = wanted.as_str().chars().take(room).collect();
            Id::from(stem + &number)
        };
        let free = |id: &Id| !self.original.contains(id) && !self.used.contains(id);
        let id = (2..).map(numbered).find(free).unwrap_or_else(|| wanted.clone());
        self.used.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_first_keeps_its_identifier_and_nobody_takes_that_of_another() {
        let originals = ["trust", "trust-2"].map(Id::from);
        let mut unique = Unique::among(originals.iter());
        let claimed = ["trust", "trust", "trust-2", "trust"].map(|id| unique.claim(&id.into()));
        assert_eq!(claimed, ["trust", "trust-3", "trust-2", "trust-4"].map(Id::from));
        let long = Id::from("a".repeat(Id::MAX_LENGTH));
        unique.claim(&long);
        assert!(unique.claim(&long).is_legal());
    }
}

//! The steps of a path as pages to read and questions, where no player comes along.

use std::collections::{BTreeMap, BTreeSet};

use super::Job;
use super::steps::{StepCourse, shortened};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::path::{Content, Step};
use crate::model::{Id, Lesson, OutlineEntry};
use crate::render::{Form, Rendered};
use crate::standard::builder::{Item, ItemKind, PackageBuilder};
use crate::standard::parts::Parts;
use crate::standard::publisher::{leave_out_questions, unscored_scenarios};
use crate::standard::{Takes, rules};
use crate::steering::PlaceKind;

impl Job<'_> {
    /// The package of what can be read and asked without a player.
    pub(super) fn pages(&mut self) -> Result<PackageBuilder, Error> {
        let form =
            if self.standard.delivery().takes() == Takes::Pages { Form::Pages } else { Form::Questions };
        self.let_tests_count();
        let (builder, rendered) = self.with_steps(self.builder(), (form, None), |_, _| Vec::new())?;
        let mut names = Names::new(self);
        let mut made = Vec::new();
        for (index, mut rendered) in rendered.into_iter().enumerate() {
            let step = &self.steps[index];
            let mut found = leave_out_questions(&step.course, &mut rendered, self.standard);
            found.append(unscored_scenarios(&step.course, self.standard));
            let place = &self.route.places[step.places[0]].id;
            made.push(names.items(step, place, rendered));
            let id = step.id.to_string();
            self.find_in(&id, found);
        }
        self.check_steering();
        let items = self.readable(0, &mut made);
        if items.is_empty() && form == Form::Pages {
            let message = format!("{} has no word for anything in the path", self.standard.title());
            self.report.push(Diagnostic::new(&rules::NOTHING_LEFT, message).subject("path"));
        }
        Ok(items.into_iter().fold(builder.shared("steps/"), PackageBuilder::item))
    }

    /// A test of the path is taken once, since further attempts are the path's, and so is its time. Here nobody else counts either.
    fn let_tests_count(&mut self) {
        let path = self.path;
        let said: BTreeMap<&Id, &Step> = path.all_steps().into_iter().map(|step| (&step.id, step)).collect();
        for step in &mut self.steps {
            let Some(said) = said.get(&step.id).filter(|it| matches!(it.content, Content::Test { .. }))
            else {
                continue;
            };
            for entry in &mut step.course.outline {
                let OutlineEntry::Lesson(Lesson { assessment: Some(test), .. }) = entry else { continue };
                let attempts = said.attempts.filter(|_| said.remediation.is_none()).unwrap_or_default();
                test.attempts = u8::try_from(attempts).unwrap_or(u8::MAX);
                (test.time_limit, test.extensions) = (said.time_limit, 0);
            }
        }
    }

    /// What is in a group, each step once.
    fn readable(&self, group: usize, made: &mut [Vec<Item>]) -> Vec<Item> {
        let places = &self.route.places;
        let mut items = Vec::new();
        for &index in &places[group].children {
            let place = &places[index];
            if let PlaceKind::Group { .. } = place.kind {
                let inside = self.readable(index, made);
                if !inside.is_empty() {
                    let group = Item::group(place.id.clone(), &place.title);
                    items.push(inside.into_iter().fold(group, Item::item));
                }
            } else if let Some(step) = self.steps.iter().position(|step| step.places.first() == Some(&index))
            {
                items.append(&mut made[step]);
            }
        }
        items
    }
}

/// Identifiers for what is in several courses, each of which has its own.
struct Names {
    taken: BTreeSet<Id>,
    /// By step, and by identifier in its course.
    given: BTreeMap<(Id, Id), Id>,
}

impl Names {
    fn new(job: &Job<'_>) -> Self {
        Self {
            taken: job.route.places.iter().map(|place| place.id.clone()).collect(),
            given: BTreeMap::new(),
        }
    }

    /// The items of a step: what there is of its course, in a group of the step's name where it is more than one.
    fn items(&mut self, step: &StepCourse, place: &Id, mut rendered: Rendered) -> Vec<Item> {
        let (folder, course, step) = (&step.folder, &step.course, &step.id);
        for page in rendered.pages.iter_mut().flatten() {
            *page = format!("{folder}{page}");
        }
        for asked in rendered.assessments.iter_mut().flat_map(|assessment| &mut assessment.questions) {
            asked.question.id = prefixed(step, &asked.question.id);
        }
        let glossary = rendered.glossary.take();
        let mut parts = Parts::new(course, rendered);
        let mut items = parts.items(&course.outline);
        if let Some((title, page)) = glossary {
            items.push(Item::asset(parts.free("glossary".into()), title, format!("{folder}{page}")));
        }
        let items: Vec<_> = items.into_iter().map(|item| self.renamed(step, item)).collect();
        match items.len() {
            0 | 1 => items,
            _ => vec![items.into_iter().fold(Item::group(place.clone(), &course.title), Item::item)],
        }
    }

    fn renamed(&mut self, step: &Id, mut item: Item) -> Item {
        // The questions of a lesson share the identifier of its page.
        let key = (step.clone(), item.id.clone());
        let of_page = self.given.get(&key).filter(|_| matches!(item.kind, ItemKind::Assessment(_)));
        item.id = of_page.cloned().unwrap_or_else(|| self.free(prefixed(step, &key.1)));
        self.given.insert(key, item.id.clone());
        if let ItemKind::Assessment(quiz) = &mut item.kind {
            // What passes one step says nothing of the path.
            let mark = item.mastery_score.take();
            if let Some(test) = &mut quiz.test {
                test.pass_mark = test.pass_mark.or(mark);
            }
        }
        item.items = item.items.into_iter().map(|inner| self.renamed(step, inner)).collect();
        item
    }

    fn free(&mut self, wanted: Id) -> Id {
        let mut free = wanted.clone();
        let mut count = 1;
        while !self.taken.insert(free.clone()) {
            count += 1;
            free = shortened(&format!("{wanted}-{count}"));
        }
        free
    }
}

/// An identifier of a course, as it is unique in the path.
fn prefixed(step: &Id, id: &Id) -> Id {
    shortened(&format!("{step}-{id}"))
}

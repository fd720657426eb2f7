//! The whole path as one SCO: its own page steers.

use super::{Job, steps};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::path::{Content, Done};
use crate::player::Adapter;
use crate::render::{self, Form, Keeper, PathEntry, PathPlan, PathStep, Rendered, SCRIPT, StepOf};
use crate::standard::builder::{Item, PackageBuilder};
use crate::standard::{PublishProgress, Standard, fit, rules};
use crate::steering::{Leaf, Place, PlaceKind, Route};

impl Job<'_> {
    /// The package in which the path's own page steers.
    pub(super) fn whole(&mut self, adapter: Adapter) -> Result<PackageBuilder, Error> {
        self.check_reports();
        self.check_state();
        let mut builder = self.builder();
        let mut addresses = Vec::new();
        let total = self.steps.iter().map(|step| step.course.lessons().len()).sum();
        let mut done = 0;
        for index in 0..self.steps.len() {
            let step = &self.steps[index];
            let (publisher, before) = (self.publisher, done);
            let mut told = |lessons, _| publisher.tell(PublishProgress { done: before + lessons, total });
            // The path's page knows which try it is, so all of them have one page.
            let about = step.places.first().map(|place| inner_step(self.route, *place)).into_iter().collect();
            let form = (Form::SingleSco, step.folder.as_str());
            let mut rendered = publisher.render_as(&step.course, self.standard, form, about, &mut told)?;
            done += step.course.lessons().len();
            let (id, folder) = (step.id.to_string(), step.folder.clone());
            let report = std::mem::take(&mut rendered.report);
            self.find_in(&id, report);
            let active = publisher.check_active_files(&rendered);
            self.find_in(&id, active);
            addresses
                .push(rendered.shells.first().map(|shell| format!("{folder}{shell}")).unwrap_or_default());
            builder = self.with_files(builder, &folder, &mut rendered, Adapter::Path);
        }
        let mut page = self.page(adapter, &addresses)?;
        self.report.append(std::mem::take(&mut page.report));
        let limits = self.standard.delivery().limits().for_player();
        let script = super::soon::path_script(adapter, &limits, self.path.certificate.is_some());
        builder = builder.file(SCRIPT, script.into_bytes());
        builder =
            steps::with_files(builder, "", &mut page).shared("player/").shared("media/").shared("steps/");
        for (id, title) in self.objectives() {
            builder = builder.objective(id, title);
        }
        Ok(builder.item(self.whole_item(page.shells.first().map_or("index.html", String::as_str))))
    }

    /// The page says by itself whether the path is passed, by rules that no single score could tell an LMS.
    fn whole_item(&self, shell: &str) -> Item {
        let mut item = Item::sco(self.path.id.clone(), &self.path.title, shell);
        item.knows_mastery_score = true;
        item.reports_completion = true;
        item.in_path.done = Some(Done::Completed);
        item
    }

    fn page(&self, adapter: Adapter, addresses: &[String]) -> Result<Rendered, Error> {
        let theme = self.publisher.path_theme();
        let plan = PathPlan {
            keeper: if adapter == Adapter::Web { Keeper::Browser } else { Keeper::Lms },
            state_limit: self.standard.state_limit(),
            route: self.route,
            steps: self.path_steps(addresses),
            entries: self.entries(),
            structured_data: None,
        };
        render::render_path(self.path, &theme, &plan)
    }

    /// Every leaf, in the order of the places, with the page of its course.
    fn path_steps(&self, addresses: &[String]) -> Vec<PathStep> {
        let mut all = Vec::new();
        for (step, href) in self.steps.iter().zip(addresses) {
            for place in &step.places {
                all.push(PathStep {
                    place: *place,
                    href: href.clone(),
                    minutes: step.course.metadata.duration,
                    state: self.state_of(step),
                });
            }
        }
        all.sort_by_key(|step| step.place);
        all
    }

    fn state_of(&self, step: &steps::StepCourse) -> usize {
        let leaf = step.places.first().and_then(|place| steps::leaf(self.route, *place));
        render::state_of_step(&step.course, leaf.is_some_and(|leaf| leaf.time_limit.is_some()))
    }

    // ---- What the page lists -------------------------------------------------------------------------

    fn entries(&self) -> Vec<PathEntry> {
        let mut entries = Vec::new();
        self.add_entries(0, 1, &mut entries);
        entries
    }

    fn add_entries(&self, group: usize, depth: usize, entries: &mut Vec<PathEntry>) {
        let places = &self.route.places;
        for &index in &places[group].children {
            if is_try(self.route, index) {
                continue;
            }
            let at = entries.len();
            entries.push(self.entry(index, depth));
            self.add_entries(index, depth + 1, entries);
            if entries.len() > at + 1 {
                entries[at].has_entries = true;
                if let Some(last) = entries.last_mut() {
                    last.close.push(depth);
                }
            }
        }
    }

    fn entry(&self, index: usize, depth: usize) -> PathEntry {
        let place = &self.route.places[index];
        let leaf = first_leaf(self.route, index);
        let course = self.steps.iter().find(|step| step.id == place.step).map(|step| &step.course);
        PathEntry {
            place: index,
            id: place.id.clone(),
            title: place.title.clone(),
            kind: self.kind(place),
            depth,
            has_entries: false,
            close: Vec::new(),
            optional: !place.required,
            minutes: course.and_then(|course| course.metadata.duration),
            due: leaf.and_then(|leaf| leaf.due),
            time_limit: leaf.and_then(|leaf| leaf.time_limit),
            pass_mark: leaf.and_then(|leaf| leaf.pass_mark),
            choose: match place.kind {
                PlaceKind::Group { choose, .. } if leaf.is_none() => choose,
                _ => None,
            },
        }
    }

    fn kind(&self, place: &Place) -> &'static str {
        let step = self.path.all_steps().into_iter().find(|step| step.id == place.step);
        match step.map(|step| &step.content) {
            Some(Content::Course { .. }) => "course",
            Some(Content::Lesson { .. }) => "lesson",
            Some(Content::Test { .. }) => "test",
            Some(Content::Session(_)) => "session",
            Some(Content::Assignment(_)) => "assignment",
            Some(Content::Discussion(_)) => "discussion",
            Some(Content::Link { .. }) => "link",
            Some(Content::Group(_)) | None => "group",
        }
    }

    // ---- What the LMS keeps --------------------------------------------------------------------------

    /// What the standard is told of answers; how many it keeps counts for the whole path.
    fn check_reports(&mut self) {
        for index in 0..self.steps.len() {
            let (course, id) = (&self.steps[index].course, self.steps[index].id.to_string());
            let found = fit::check_reports(course, self.standard);
            self.find_in(&id, found);
        }
        let courses: Vec<_> = self.steps.iter().map(|step| &step.course).collect();
        let found = fit::check_records(&courses, self.standard);
        self.report.extend(found.map(|finding| finding.subject("path")));
    }

    /// The page keeps the states of all courses in one record. Where the LMS has no room for all of them, those of steps that are
    /// done go first: what was reached stays, and the course is shown anew. That of the step in hand has to fit.
    fn check_state(&mut self) {
        let limit = self.standard.state_limit();
        let own = own_state(self.route);
        let states: Vec<_> = self.steps.iter().map(|step| (self.state_of(step), step)).collect();
        let all: usize = own + states.iter().map(|(size, _)| size).sum::<usize>();
        let Some((largest, step)) = states.iter().max_by_key(|(size, _)| *size) else { return };
        let title = self.standard.title();
        let finding = if own + largest > limit {
            let message = format!(
                "the path takes up to {own} characters and the step `{}` {largest}; {title} keeps {limit}",
                step.id
            );
            let help = match Standard::ALL.iter().find(|other| other.state_limit() >= own + largest) {
                Some(other) => format!(
                    "shorten fill-in answers, or choose {}, which keeps {}",
                    other.title(),
                    other.state_limit()
                ),
                None => "shorten fill-in answers, or divide the path".to_owned(),
            };
            Diagnostic::new(&rules::STATE_TOO_LARGE, message).subject("path").help(help)
        } else if all > limit {
            let message = format!("everything together takes up to {all} characters; {title} keeps {limit}");
            Diagnostic::new(&super::rules::STATES_LEFT_OUT, message).subject("path")
        } else {
            return;
        };
        self.report.push(finding);
    }
}

/// What the page of a step knows when the path's own page is around it, which asks for facts by itself.
fn inner_step(route: &Route, index: usize) -> StepOf {
    let leaf = steps::leaf(route, index);
    StepOf {
        id: route.places[index].step.clone(),
        done: leaf.map_or(Done::Completed, |leaf| leaf.done),
        facts: Vec::new(),
        item: None,
        attempts: None,
        time_limit: leaf.and_then(|leaf| leaf.time_limit),
    }
}

/// Whether a place is one of several tries at a step, which stand in a place of that step.
fn is_try(route: &Route, index: usize) -> bool {
    let place = &route.places[index];
    place.parent.is_some_and(|parent| parent > 0 && route.places[parent].step == place.step)
}

/// What a step says about itself, or the first of its tries.
fn first_leaf(route: &Route, index: usize) -> Option<&Leaf> {
    let tries = route.places[index].children.iter().filter(|child| is_try(route, **child));
    steps::leaf(route, index).or_else(|| tries.clone().find_map(|child| steps::leaf(route, *child)))
}

/// Characters that the path's own page keeps at most, besides the states of courses (`path-state.js`): six bits each.
fn own_state(route: &Route) -> usize {
    let bits_for = |values: usize| (usize::BITS - values.saturating_sub(1).leading_zeros()) as usize;
    let leaves: Vec<_> = (0..route.places.len()).filter_map(|index| steps::leaf(route, index)).collect();
    let attempts = |leaf: &Leaf| bits_for(usize::from(leaf.attempts.unwrap_or(255)) + 1);
    let of_leaves: usize =
        leaves.iter().map(|leaf| 1 + attempts(leaf) + 4 + leaf.thresholds.len() + 15).sum();
    let mut tries = std::collections::BTreeMap::new();
    for place in route.places.iter().filter(|place| matches!(place.kind, PlaceKind::Leaf(_))) {
        *tries.entry(&place.step).or_insert(0) += 1;
    }
    let of_steps: usize = tries.values().map(|tries| bits_for(tries + 1) + 16).sum();
    let is_drawn = |place: &Place| matches!(place.kind, PlaceKind::Group { draw, shuffle, .. } if draw.is_some() || shuffle);
    let chance = if route.places.iter().any(is_drawn) { 16 } else { 0 };
    let dates = if leaves.iter().any(|leaf| leaf.due.is_some()) { 16 } else { 0 };
    let fixed = 6 + 24 + bits_for(leaves.len() + 1) + 2 + 12;
    (fixed + chance + dates + of_leaves + of_steps).div_ceil(6)
}

//! The whole path as one SCO: its own page steers.

use super::{Job, steps};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::path::Done;
use crate::player::{self, Adapter};
use crate::render::{self, Form, Keeper, PathPlan, PathStep, Rendered, SCRIPT, StepOf};
use crate::standard::builder::{Item, PackageBuilder};
use crate::standard::{Standard, fit, rules};
use crate::steering::Route;

impl Job<'_> {
    /// The package in which the path's own page steers.
    pub(super) fn whole(&mut self, adapter: Adapter) -> Result<PackageBuilder, Error> {
        self.check_reports();
        self.check_state();
        // The path's page knows which try it is, so all of them have one page.
        let form = (Form::SingleSco, Some(Adapter::Path));
        let (mut builder, rendered) = self.with_steps(self.builder(), form, |job, step| {
            step.places.first().map(|place| inner_step(job.route, *place)).into_iter().collect()
        })?;
        let address = |(step, rendered): (&steps::StepCourse, &Rendered)| {
            rendered.shells.first().map(|shell| format!("{}{shell}", step.folder)).unwrap_or_default()
        };
        let addresses: Vec<_> = self.steps.iter().zip(&rendered).map(address).collect();
        let mut page = self.page(adapter, &addresses)?;
        self.report.append(std::mem::take(&mut page.report));
        self.report.extend(self.publisher.check_active_files(&page));
        let limits = self.standard.delivery().limits().for_player();
        let script = player::path_script(adapter, &limits, self.path.certificate.is_some());
        builder = builder.file(SCRIPT, script.into_bytes());
        builder =
            steps::with_files(builder, "", &mut page).shared("player/").shared("media/").shared("steps/");
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
        let structured_data = self.standard.delivery().structured_data_of_path(self.path);
        let plan = PathPlan {
            steps: &self.path_steps(addresses),
            keeper: if adapter == Adapter::Web { Keeper::Browser } else { Keeper::Lms },
            structured_data: structured_data.as_deref(),
            state_limit: self.standard.state_limit(),
        };
        render::path_page(self.path, self.route, &theme, &plan)
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
        let leaf = step.places.first().and_then(|place| self.route.places[*place].leaf());
        render::state_of_step(&step.course, leaf.is_some_and(|leaf| leaf.time_limit.is_some()))
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
        let states: Vec<_> = self.steps.iter().map(|step| (self.state_of(step), step)).collect();
        let all = render::worst_path(self.route, &self.path_steps(&vec![String::new(); states.len()]));
        let own = render::worst_path(self.route, &[]);
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
    let leaf = route.places[index].leaf();
    StepOf {
        id: route.places[index].step.clone(),
        done: leaf.map_or(Done::Completed, |leaf| leaf.done),
        enough: None,
        facts: Vec::new(),
        item: None,
        attempts: None,
        time_limit: leaf.and_then(|leaf| leaf.time_limit),
    }
}

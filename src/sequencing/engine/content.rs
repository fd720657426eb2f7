//! What content reported becomes what is known of its attempt.

use super::Engine;
use crate::sequencing::edition::Edition;
use crate::sequencing::request::{Exit, Outcome, RawScore, Refusal, Request, RunTimeData};
use crate::sequencing::state::{ObjectiveState, decimal};

impl Engine {
    /// Takes over what the content of the current activity reported: all of its run-time data, which takes the place of what
    /// it reported before. Can be called as often as the content saves. Nothing happens when no content is delivered.
    pub fn report(&mut self, data: &RunTimeData) {
        let Some(place) = self.state.current else { return };
        if !self.state.activities[place].is_active
            || !self.course.tree.is_leaf(place)
            || !self.is_tracked(place)
        {
            return;
        }
        self.state.activities[place].is_suspended = data.exit == Exit::Suspend;
        self.changed(place);
        let mut under_its_name = ObjectiveState::default();
        for reported in &data.objectives {
            let told = ObjectiveState {
                satisfied: reported.success,
                measure: within(reported.scaled_score, -1.0),
                completed: reported.completion,
                progress: within(reported.progress_measure, 0.0),
                ..score(reported.raw_score)
            };
            match self.course.tree.sequencing(place).objectives.number_of(&reported.id) {
                Some(0) => under_its_name = told,
                Some(number) => {
                    self.set_objective(place, number, self.settled_by_measure(place, number, told))
                }
                None => {}
            }
        }
        // What the content says of itself goes before what it says under the primary objective's name.
        let told = score(data.raw_score);
        let mut primary = ObjectiveState {
            satisfied: data.success.or(under_its_name.satisfied),
            measure: within(data.scaled_score, -1.0).or(under_its_name.measure),
            completed: data.completion.or(under_its_name.completed),
            progress: within(data.progress_measure, 0.0).or(under_its_name.progress),
            raw: told.raw.or(under_its_name.raw),
            min: told.min.or(under_its_name.min),
            max: told.max.or(under_its_name.max),
        };
        let threshold = self.course.tree.completion_threshold(place);
        if let Some(progress) = primary.progress.filter(|_| threshold.completed_by_measure) {
            primary.completed = Some(progress >= threshold.min_progress_measure);
        }
        self.set_objective(place, 0, self.settled_by_measure(place, 0, primary));
        self.settle_by_measure(place);
    }

    /// The content ended: takes over what it reported, and processes the request of the learner, or else the content's own.
    /// Without either the learner stays where the content was, and the LMS waits for a request.
    ///
    /// # Errors
    /// [`Refusal`], as [`request`](Self::request) has it.
    pub fn content_ended(
        &mut self,
        data: &RunTimeData,
        learner: Option<Request>,
    ) -> Result<Outcome, Refusal> {
        let request = match data.exit {
            Exit::TimeOut | Exit::Logout if self.state.current.is_some() => Some(Request::ExitAll),
            _ => learner.or_else(|| data.request.clone()),
        };
        if !matches!(request, Some(Request::Abandon | Request::AbandonAll)) {
            self.report(data);
        }
        match request {
            Some(Request::Jump(_)) if self.course.edition != Edition::Fourth => Ok(Outcome::Waiting),
            Some(request) => self.request(&request),
            None => Ok(Outcome::Waiting),
        }
    }
}

/// A number in its range, up to 1; anything else is unknown.
fn within(number: Option<f64>, least: f64) -> Option<f64> {
    number.filter(|number| (least..=1.0).contains(number)).map(decimal)
}

fn score(score: RawScore) -> ObjectiveState {
    let number = |number: Option<f64>| number.filter(|number| number.is_finite());
    ObjectiveState {
        raw: number(score.raw),
        min: number(score.min),
        max: number(score.max),
        ..Default::default()
    }
}

//! From the author's path to its [`Route`].

mod conditions;
mod layout;
pub(crate) mod rules;
#[cfg(test)]
mod tests;

use conditions::Decided;

use super::route::Route;
use crate::diagnostic::{Diagnostic, Report};
use crate::model::Locus;
use crate::model::path::LearningPath;

impl LearningPath {
    /// What the path means, made plain: what opens, what is superfluous and what counts, for every step and every try at one.
    ///
    /// ```
    /// use coursewright::model::path::LearningPath;
    ///
    /// let path: LearningPath = serde_json::from_str(r#"{
    ///     "id": "leaders", "title": "Leaders", "language": "en",
    ///     "steps": { "steps": [
    ///         { "id": "read", "content": { "type": "link", "url": "https://example.org/read" } },
    ///         { "id": "talk", "content": { "type": "link", "url": "https://example.org/talk" } }
    ///     ] }
    /// }"#)?;
    /// let route = path.route();
    /// let talk = route.position(&"talk".into()).unwrap();
    /// // Steps are taken one after the other unless the path says otherwise.
    /// assert_eq!(Some(route.places()[talk].opens.facts()[0].place), route.position(&"read".into()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn route(&self) -> Route {
        let decided = conditions::decide(layout::lay_out(self));
        let Decided { places, tangled, idle } = decided;
        let at = |place: usize| match place {
            0 => self.origin.place(Locus::Course).cloned(),
            _ => self.place_of_opening(&places[place].step).cloned(),
        };
        let tangled = tangled.into_iter().map(|place| (place, at(place))).collect();
        Route { places, success: self.success, tangled, idle }
    }
}

impl Route {
    /// What could not be worked out, because the requirements of the path lead to each other in too many ways: steps that would
    /// open earlier than the path says, or would not be superfluous when it says so. Publishing refuses such a path. No path
    /// that people write comes near that.
    #[must_use]
    pub fn check(&self) -> Report {
        let mut report = Report::default();
        report.extend(self.tangled.iter().map(|(place, at)| {
            let message = "what it waits for leads through more steps than are looked at";
            let subject = match place {
                0 => "path".to_owned(),
                _ => format!("step `{}`", self.places[*place].step),
            };
            let finding = Diagnostic::new(&rules::TANGLED, message)
                .subject(subject)
                .help("let fewer steps become superfluous because others are (`skip-if`)");
            Diagnostic { place: at.clone(), ..finding }
        }));
        report
    }
}

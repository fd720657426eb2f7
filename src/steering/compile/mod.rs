//! From the author's path to its [`Route`].

mod conditions;
mod layout;
#[cfg(test)]
mod tests;

use super::route::Route;
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
    /// assert_eq!(Some(route.places[talk].opens.facts()[0].place), route.position(&"read".into()));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn route(&self) -> Route {
        let layout = layout::lay_out(self);
        Route { places: conditions::decide(layout), success: self.success }
    }
}

//! What is wrong with items, whatever the standard, and what is too long for one.

use std::collections::BTreeSet;

use super::Build;
use super::item::{Item, ItemKind, MAX_LEVELS};
use crate::model::{Id, Objective};
use crate::standard::contents::Contents;
use crate::standard::limits::Bound;
use crate::standard::{Standard, rules};

impl Build {
    pub(super) fn check_objectives(&mut self, objectives: &[Objective]) {
        let mut ids = BTreeSet::new();
        for Objective { id, title } in objectives {
            let subject = format!("objective `{id}`");
            if !id.is_legal() {
                self.find(&rules::OBJECTIVE, &subject, format!("`{id}` is not a legal identifier"));
            }
            if !ids.insert(id) {
                self.find(&rules::OBJECTIVE, &subject, "the objective is declared twice");
            }
            if title.trim().is_empty() {
                self.find(&rules::NO_TITLE, &subject, "the objective has no title");
            }
        }
    }

    pub(super) fn check_items(&mut self, items: &[Item], objectives: &[Objective], ids: &mut BTreeSet<Id>) {
        for item in items {
            let subject = format!("item `{}`", item.id);
            self.check_item(item, &subject, ids);
            self.check_kind(item, &subject);
            self.check_numbers(item, &subject);
            let mut served = BTreeSet::new();
            for id in &item.objectives {
                if !objectives.iter().any(|objective| objective.id == *id) {
                    self.find(&rules::OBJECTIVE, &subject, format!("the objective `{id}` is not declared"));
                }
                if !served.insert(id) {
                    self.find(&rules::OBJECTIVE, &subject, format!("the objective `{id}` is named twice"));
                }
            }
            self.check_items(&item.items, objectives, ids);
        }
    }

    fn check_item(&mut self, item: &Item, subject: &str, ids: &mut BTreeSet<Id>) {
        if !item.id.is_legal() {
            self.find(&rules::ITEM_ID, subject, format!("`{}` is not a legal identifier", item.id));
        }
        // An assessment stands beside the page of its lesson, under the same identifier.
        let is_beside_page = matches!(item.kind, ItemKind::Assessment(_));
        if !ids.insert(item.id.clone()) && !is_beside_page {
            self.find(&rules::ITEM_ID, subject, format!("the identifier `{}` is used twice", item.id));
        }
        if item.title.trim().is_empty() {
            self.find(&rules::NO_TITLE, subject, "the item has no title");
        }
        for id in &item.left_out {
            let message = format!("`{id}` has so many levels below it that there would be over {MAX_LEVELS}");
            self.find(&rules::TOO_DEEP, subject, message);
        }
        if let Some(launch) = item.launch.as_ref().filter(|launch| !self.files.contains_key(*launch)) {
            let similar = self.files.keys().find(|name| name.eq_ignore_ascii_case(launch)).cloned();
            let message = format!("the page `{launch}` is not in the package");
            self.find(&rules::LAUNCH_MISSING, subject, message).help =
                similar.map(|name| format!("there is `{name}`"));
        }
    }

    /// What only some kinds of items may have.
    fn check_kind(&mut self, item: &Item, subject: &str) {
        let is_group = item.kind == ItemKind::Group;
        let is_leaf = item.items.is_empty() && item.left_out.is_empty();
        if let ItemKind::Link { url } = &item.kind
            && !is_web_address(url)
        {
            self.find(&rules::LINK_ADDRESS, subject, format!("the address is `{url}`"));
        }
        if is_group && is_leaf {
            self.find(&rules::EMPTY_GROUP, subject, "the group holds no item");
        }
        if !is_group && !is_leaf {
            let message = format!("the item is {}, and has items below it", item.kind.name());
            self.find(&rules::PARENT_WITH_PAGE, subject, message);
        }
        let is_sco = item.kind == ItemKind::Sco;
        let is_scored = is_sco || matches!(item.kind, ItemKind::Assessment(_));
        let misplaced = [
            (!is_scored && item.mastery_score.is_some(), "a mastery score", "talks to the LMS"),
            (!is_sco && item.completion_threshold.is_some(), "a completion threshold", "talks to the LMS"),
            (!is_sco && item.launch_data.is_some(), "launch data", "talks to the LMS"),
            (!item.kind.is_page() && item.parameters.is_some(), "parameters", "they could go to"),
            (!item.kind.is_page() && !item.files.is_empty(), "files of its own", "needs them"),
        ];
        for (_, what, page) in misplaced.into_iter().filter(|(is_misplaced, ..)| *is_misplaced) {
            let message = format!("the item has {what}, but no page that {page}");
            self.find(&rules::NOT_FOR_THIS_KIND, subject, message);
        }
    }

    fn check_numbers(&mut self, item: &Item, subject: &str) {
        if let Some(score) = item.mastery_score.filter(|score| !(0.0..=100.0).contains(score)) {
            self.find(&rules::MASTERY, subject, format!("the mastery score is {score}"));
        }
        if let Some(share) = item.completion_threshold.filter(|share| !(0.0..=1.0).contains(share)) {
            self.find(&rules::MASTERY, subject, format!("the completion threshold is {share}"));
        }
        if let Some(parameters) = item.parameters.as_ref().filter(|parameters| !are_parameters(parameters)) {
            self.find(&rules::PARAMETERS, subject, format!("the parameters are `{parameters}`"));
        }
    }

    pub(super) fn check_limits(&mut self, contents: &Contents, standard: Standard) {
        let limits = standard.delivery().limits();
        self.check_length("package", "title", &contents.title, limits.title, standard);
        let mut open: Vec<&Item> = contents.items.iter().collect();
        while let Some(item) = open.pop() {
            let subject = format!("item `{}`", item.id);
            self.check_length(&subject, "title", &item.title, limits.title, standard);
            self.check_length(
                &subject,
                "parameters",
                item.parameters.as_deref().unwrap_or(""),
                limits.parameters,
                standard,
            );
            self.check_length(
                &subject,
                "launch data",
                item.launch_data.as_deref().unwrap_or(""),
                limits.launch_data,
                standard,
            );
            open.extend(&item.items);
        }
        for file in contents.resources.iter().flat_map(|resource| &resource.files) {
            self.check_length("package", "address of a file", file, limits.href, standard);
        }
    }

    fn check_length(&mut self, subject: &str, what: &str, text: &str, bound: Bound, standard: Standard) {
        let length = text.chars().count();
        if length > bound.most {
            let rule = if bound.hard { &rules::OVER_LIMIT } else { &rules::OVER_MINIMUM };
            let message =
                format!("the {what} has {length} characters; {} allows {}", standard.title(), bound.most);
            self.find(rule, subject, message).clause = Some(bound.clause);
        }
    }
}

/// An absolute address of the web in characters that a URL may hold.
fn is_web_address(url: &str) -> bool {
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
        && url.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
}

/// `?a=b&c=d`, `a=b` or `#fragment` in characters of a URL (SCORM 2004 CAM §3.4.1.8, the examples of `parameters`).
fn are_parameters(parameters: &str) -> bool {
    let (query, fragment) = parameters.split_once('#').unwrap_or((parameters, ""));
    let query = query.trim_start_matches(['?', '&']);
    let legal = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.!~*'()%".contains(&b));
    let pairs_are_legal = query.is_empty()
        || query.split('&').all(|pair| {
            pair.split_once('=').is_some_and(|(name, value)| !name.is_empty() && legal(name) && legal(value))
        });
    pairs_are_legal && legal(fragment) && !(query.is_empty() && fragment.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_pairs_or_a_fragment() {
        for good in ["?a=b", "a=b&c=d", "?a=b&c=d#e", "#e", "lesson=two%20words"] {
            assert!(are_parameters(good), "{good}");
        }
        for bad in ["", "?", "?a", "a b=c", "a=b/c", "=b", "#"] {
            assert!(!are_parameters(bad), "{bad}");
        }
    }
}

//! Which files belong to which item.

use std::collections::BTreeSet;

use super::{Build, Item};
use crate::standard::contents::{SHARED_RESOURCE, resource_identifier};
use crate::standard::imscp::{Resource, ScormType};
use crate::standard::{href, rules};

impl Build {
    /// One resource for each item that is launched, then one for what they share.
    pub(super) fn resources(&mut self, items: &[Item], shared: &[String]) -> Vec<Resource> {
        let mut launched = Vec::new();
        collect_launched(items, &mut launched);
        let only_one = launched.len() == 1;
        let of_others: BTreeSet<_> = launched
            .iter()
            .filter(|item| item.in_path.files_of.is_some())
            .filter_map(|item| item.launch.as_deref())
            .collect();
        let mut resources = Vec::new();
        let mut claimed = BTreeSet::new();
        for item in &launched {
            let launch = item.launch.as_deref().unwrap_or_default();
            let belongs = |name: &str| {
                let is_own = item.files.iter().any(|prefix| covers(prefix, name));
                is_own || only_one && !shared.iter().any(|prefix| covers(prefix, name))
            };
            for prefix in &item.files {
                if !self.files.keys().any(|name| covers(prefix, name)) {
                    self.find(
                        &rules::FILES_OF_ITEM,
                        format!("item `{}`", item.id),
                        format!("there is no file or folder `{prefix}`"),
                    );
                }
            }
            let own = self
                .files
                .keys()
                .filter(|name| *name != launch && belongs(name) && !of_others.contains(name.as_str()));
            let files: Vec<&str> = std::iter::once(launch).chain(own.map(String::as_str)).collect();
            claimed.extend(files.iter().map(|&name| name.to_owned()));
            resources.push(Resource {
                identifier: resource_identifier(item.id.as_str()),
                scorm_type: item.kind.scorm_type(),
                href: Some(href::encode(launch)),
                files: files.into_iter().map(href::encode).collect(),
                dependencies: item
                    .in_path
                    .files_of
                    .iter()
                    .map(|id| resource_identifier(id.as_str()))
                    .collect(),
            });
        }
        let rest: Vec<String> = self
            .files
            .keys()
            .filter(|name| !claimed.contains(*name))
            .map(|name| href::encode(name))
            .collect();
        if !rest.is_empty() {
            for resource in &mut resources {
                resource.dependencies.push(SHARED_RESOURCE.to_owned());
            }
            resources.push(Resource {
                identifier: SHARED_RESOURCE.to_owned(),
                scorm_type: ScormType::Asset,
                href: None,
                files: rest,
                dependencies: Vec::new(),
            });
        }
        resources
    }
}

/// Whether `file` is what was named, or lies in the folder that was named, with or without a `/` at its end.
fn covers(named: &str, file: &str) -> bool {
    file.strip_prefix(named)
        .is_some_and(|rest| rest.is_empty() || named.ends_with('/') || rest.starts_with('/'))
}

fn collect_launched<'a>(items: &'a [Item], launched: &mut Vec<&'a Item>) {
    for item in items {
        if item.launch.is_some() {
            launched.push(item);
        }
        collect_launched(&item.items, launched);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_end_at_a_slash() {
        for (named, file) in [("quiz", "quiz/a.html"), ("quiz/", "quiz/a/b.html"), ("a.html", "a.html")] {
            assert!(covers(named, file), "{named} {file}");
        }
        for (named, file) in
            [("quiz", "quiz-2/a.html"), ("quiz/", "quiz.html"), ("a.htm", "a.html"), ("", "a.html")]
        {
            assert!(!covers(named, file), "{named} {file}");
        }
    }
}

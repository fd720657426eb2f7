//! From what the user of the builder said to what is in the package, with what is left open filled in.

use std::collections::BTreeSet;

use super::{Build, Item, PackageBuilder};
use crate::model::{self, Id, is_iri, is_language_tag};
use crate::standard::contents::Contents;
use crate::standard::{Takes, rules};

impl Build {
    pub(super) fn contents(&mut self, builder: PackageBuilder) -> Contents {
        if builder.title.trim().is_empty() {
            self.find(&rules::NO_TITLE, "package", "the package has no title");
        }
        let identifier = builder.identifier.clone().unwrap_or_else(|| {
            let derived = identifier_from(&builder.title);
            self.find(
                &rules::DERIVED_IDENTIFIER,
                "package",
                format!("the identifier `{derived}` was derived from the title"),
            );
            derived
        });
        if !Id::from(identifier.as_str()).is_legal() {
            self.find(&rules::ITEM_ID, "package", format!("`{identifier}` is not a legal identifier"));
        }
        let language = builder.language.clone().unwrap_or_else(|| {
            self.find(
                &rules::LANGUAGE_ASSUMED,
                "package",
                "the language of the package is not given; `en` was assumed",
            );
            "en".to_owned()
        });
        if !is_language_tag(&language) {
            self.find(&rules::LANGUAGE_TAG, "package", format!("`{language}` is not a language tag"));
        }
        if let Some(iri) = builder.metadata.iri.as_ref().filter(|iri| !is_iri(iri)) {
            self.find(&model::rules::IRI, "package", format!("`{iri}` is not an absolute IRI"));
        }
        let items = if builder.items.is_empty() {
            self.single_item(&builder, &identifier)
        } else {
            if builder.launch.is_some() || builder.mastery_score.is_some() {
                self.find(
                    &rules::LAUNCH_BESIDE_ITEMS,
                    "package",
                    "a launch page or mastery score is given beside items",
                );
            }
            builder.items.clone()
        };
        self.check_objectives(&builder.objectives);
        self.check_items(&items, &builder.objectives, &mut BTreeSet::new());
        let resources = self.resources(&items, &builder.shared);
        let mastery_score = match items.as_slice() {
            [item] => item.mastery_score,
            _ => None,
        };
        Contents {
            identifier,
            title: builder.title.trim().to_owned(),
            language,
            metadata: builder.metadata,
            objectives: builder.objectives,
            completion: builder.completion,
            mastery_score,
            items,
            activities: builder.activities,
            resources,
        }
    }

    fn single_item(&mut self, builder: &PackageBuilder, identifier: &str) -> Vec<Item> {
        if builder.standard.delivery().takes() == Takes::Questions {
            return Vec::new(); // nothing is launched; whether there are questions is the standard's own finding
        }
        let Some(launch) = builder.launch.clone().or_else(|| self.obvious_launch()) else {
            let pages: Vec<_> = self
                .files
                .keys()
                .filter(|name| is_page(name))
                .take(5)
                .map(|name| format!("`{name}`"))
                .collect();
            let help = match pages.as_slice() {
                [] => "there is no HTML page among the files".to_owned(),
                pages => format!("perhaps one of {}", pages.join(", ")),
            };
            self.find(&rules::NOTHING_TO_LAUNCH, "package", "nothing says which page to launch").help =
                Some(help);
            return Vec::new();
        };
        let mut item = Item::sco(identifier, builder.title.trim(), launch);
        item.mastery_score = builder.mastery_score;
        vec![item]
    }

    fn obvious_launch(&self) -> Option<String> {
        if self.files.contains_key("index.html") {
            return Some("index.html".to_owned());
        }
        let mut pages = self.files.keys().filter(|name| !name.contains('/') && is_page(name));
        pages.next().filter(|_| pages.next().is_none()).cloned()
    }
}

fn is_page(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("html" | "htm" | "xhtml"))
}

/// A legal identifier from a title: its ASCII letters and digits, or a checksum where there are none.
fn identifier_from(title: &str) -> String {
    let mut id = String::new();
    for c in title.chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    id.truncate(48);
    let id = id.trim_matches('-');
    if id.starts_with(|c: char| c.is_ascii_lowercase()) {
        id.to_owned()
    } else {
        format!("package-{:08x}", crc32fast::hash(title.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_from_titles_are_legal() {
        for title in ["Our game", "Über uns — 2027", "安全", "2027 goals", "a".repeat(200).as_str(), "---"]
        {
            let id = identifier_from(title);
            assert!(Id::from(id.as_str()).is_legal(), "{title} gave {id}");
        }
    }
}

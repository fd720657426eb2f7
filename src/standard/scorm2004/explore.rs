//! Exploration of packages, whoever made them.

use super::Manifest;
use crate::error::Error;
use crate::package::Package;
use crate::sequencing::{Exploration, ExplorationLimits};
use crate::standard::imscp::{self, MANIFEST};

impl Package {
    /// Walks through every state that learners can reach in a SCORM 2004 package, to find where they get stuck; see
    /// [`ActivityTree::explore`](crate::sequencing::ActivityTree::explore). It explores the default organization, by the rules
    /// of the edition that the manifest names.
    ///
    /// ```
    /// use coursewright::{Edition, Item, Package, Standard};
    ///
    /// let package = Package::builder(Standard::Scorm2004(Edition::Fourth))
    ///     .identifier("tides")
    ///     .title("How tides work")
    ///     .file("index.html", *b"<!DOCTYPE html><title>Tides</title>")
    ///     .item(Item::sco("tides", "How tides work", "index.html"))
    ///     .build()?;
    /// assert!(package.explore()?.is_sound());
    /// # Ok::<_, coursewright::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Xml`] when there is no `imsmanifest.xml`, or it is not one of SCORM 2004, or has no organization.
    pub fn explore(&self) -> Result<Exploration, Error> {
        self.explore_with(&ExplorationLimits::default())
    }

    /// The same as far as these limits let it.
    ///
    /// # Errors
    ///
    /// As [`explore`](Self::explore).
    pub fn explore_with(&self, limits: &ExplorationLimits) -> Result<Exploration, Error> {
        let Some(document) = self.file(MANIFEST) else {
            return Err(imscp::error("the package has none, so it is no SCORM 2004 package".to_owned()));
        };
        let manifest = Manifest::read(&document.read()?)?;
        if manifest.organizations.is_empty() {
            return Err(imscp::error("there is no organization, so there is nothing to explore".to_owned()));
        }
        let tree = manifest.activity_tree(None).map_err(|error| imscp::error(error.to_string()))?;
        Ok(tree.explore(manifest.edition(), limits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Edition, Item, Standard};

    fn package(standard: Standard) -> Package {
        Package::builder(standard)
            .identifier("trust")
            .title("Trust")
            .file("one.html", *b"<!doctype html><title>One</title>")
            .file("two.html", *b"<!doctype html><title>Two</title>")
            .item(Item::sco("one", "One", "one.html"))
            .item(Item::sco("two", "Two", "two.html"))
            .build()
            .unwrap()
    }

    #[test]
    fn packages_of_every_edition_are_explored() {
        for edition in [Edition::Second, Edition::Third, Edition::Fourth] {
            let exploration = package(Standard::Scorm2004(edition)).explore().unwrap();
            assert!(exploration.is_sound() && exploration.is_complete(), "{:?}", exploration.findings());
            assert_eq!(exploration.reached().filter(|(_, story)| story.is_some()).count(), 2);
        }
    }

    /// A package of resources alone is legal, and nobody takes it.
    #[test]
    fn a_package_without_an_organization_is_said_to_have_none() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = package(Standard::Scorm2004(Edition::Fourth)).file(MANIFEST).unwrap().read().unwrap();
        let text = String::from_utf8(manifest).unwrap();
        let (begin, end) = (text.find("<organizations").unwrap(), text.find("</organizations>").unwrap());
        let without = format!("{}<organizations>{}", &text[..begin], &text[end..]);
        std::fs::write(folder.path().join(MANIFEST), without).unwrap();
        let error = Package::open(folder.path()).unwrap().explore().unwrap_err().to_string();
        assert_eq!(error, "imsmanifest.xml: there is no organization, so there is nothing to explore");
    }

    #[test]
    fn what_is_no_scorm_2004_is_said_to_be_none() {
        for standard in [Standard::Scorm12, Standard::Cmi5] {
            let error = package(standard).explore().unwrap_err().to_string();
            assert!(error.starts_with("imsmanifest.xml: "), "{error}");
        }
    }
}

//! Packages from any files: what the course publisher stands on too.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::contents::{Contents, resource_identifier};
use super::imscp::{MANIFEST, Resource};
use super::limits::Bound;
use super::{Standard, href, rules};
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::error::Error;
use crate::model::{Id, MediaSource, Metadata, Objective};
use crate::package::{self, Package, PackageFile};
use crate::player;

/// Something that an LMS launches, or a group of such things.
///
/// ```
/// use coursewright::Item;
/// let item = Item::group("part-1", "Part one")
///     .item(Item::sco("quiz", "Quiz", "quiz/index.html").files("quiz/").mastery_score(75))
///     .item(Item::asset("reading", "Further reading", "reading.html"));
/// # let _ = item;
/// ```
#[derive(Debug, Clone)]
#[must_use = "an item is part of a package only when it is given to PackageBuilder::item"]
pub struct Item {
    pub(super) id: Id,
    pub(super) title: String,
    pub(super) kind: ItemKind,
    pub(super) launch: Option<String>,
    pub(super) parameters: Option<String>,
    pub(super) files: Vec<String>,
    pub(super) mastery_score: Option<f64>,
    /// Whether reaching the mastery score is all that completion needs, where a standard has one word for both.
    pub(super) mastery_is_completion: bool,
    pub(super) completion_threshold: Option<f64>,
    pub(super) launch_data: Option<String>,
    pub(super) objectives: Vec<Id>,
    pub(super) visible: bool,
    pub(super) items: Vec<Self>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Sco,
    Asset,
    Group,
}

impl Item {
    /// A page that talks to the LMS.
    pub fn sco(id: impl Into<Id>, title: impl Into<String>, launch: impl Into<String>) -> Self {
        Self::new(ItemKind::Sco, id.into(), title.into(), Some(launch.into()))
    }

    /// A page that does not talk to the LMS. Many LMSs count it as completed once it was opened.
    pub fn asset(id: impl Into<Id>, title: impl Into<String>, launch: impl Into<String>) -> Self {
        Self::new(ItemKind::Asset, id.into(), title.into(), Some(launch.into()))
    }

    /// A heading with items below it.
    pub fn group(id: impl Into<Id>, title: impl Into<String>) -> Self {
        Self::new(ItemKind::Group, id.into(), title.into(), None)
    }

    fn new(kind: ItemKind, id: Id, title: String, launch: Option<String>) -> Self {
        Self {
            id,
            title,
            kind,
            launch,
            parameters: None,
            files: Vec::new(),
            mastery_score: None,
            mastery_is_completion: true,
            completion_threshold: None,
            launch_data: None,
            objectives: Vec::new(),
            visible: true,
            items: Vec::new(),
        }
    }

    /// Adds an item below this one.
    pub fn item(mut self, item: Self) -> Self {
        self.items.push(item);
        self
    }

    /// Says that files whose names begin so belong to this item alone. What no item claims is shared by all.
    pub fn files(mut self, prefix: impl Into<String>) -> Self {
        self.files.push(prefix.into());
        self
    }

    /// Query (`name=value&…`) or fragment (`#…`) appended to the page's address.
    pub fn parameters(mut self, parameters: impl Into<String>) -> Self {
        self.parameters = Some(parameters.into());
        self
    }

    /// Percent of the score that passes, 0 to 100.
    pub fn mastery_score(mut self, percent: impl Into<f64>) -> Self {
        self.mastery_score = Some(percent.into());
        self
    }

    /// Share of progress, 0 to 1, at which the LMS counts the item as completed (SCORM 2004). The page must report its
    /// progress.
    pub fn completion_threshold(mut self, share: f64) -> Self {
        self.completion_threshold = Some(share);
        self
    }

    /// Text that the LMS hands to the page at launch.
    pub fn launch_data(mut self, text: impl Into<String>) -> Self {
        self.launch_data = Some(text.into());
        self
    }

    /// An objective of the package that this item serves.
    pub fn objective(mut self, id: impl Into<Id>) -> Self {
        self.objectives.push(id.into());
        self
    }

    /// Leaves the item out of the LMS's menu.
    pub fn hidden(mut self) -> Self {
        self.visible = false;
        self
    }
}

enum Source {
    Folder(PathBuf),
    File(String, MediaSource),
}

/// Builds a [`Package`] from files that exist, or from bytes in memory.
///
/// ```
/// use coursewright::{Item, Package, Standard};
///
/// let package = Package::builder(Standard::Scorm12)
///     .identifier("tides")
///     .title("How tides work")
///     .file("index.html", *b"<!DOCTYPE html><title>Tides</title>")
///     .item(Item::sco("tides", "How tides work", "index.html").mastery_score(80))
///     .build()?;
/// assert_eq!(package.files()[0].name(), "imsmanifest.xml");
/// # Ok::<(), coursewright::Error>(())
/// ```
#[must_use = "a builder does nothing until build() is called"]
pub struct PackageBuilder {
    standard: Standard,
    identifier: Option<String>,
    title: String,
    language: Option<String>,
    metadata: Metadata,
    objectives: Vec<Objective>,
    launch: Option<String>,
    mastery_score: Option<f64>,
    items: Vec<Item>,
    sources: Vec<Source>,
    shared: Vec<String>,
    script: Option<String>,
}

impl Package {
    /// Begins a package from files that exist.
    pub fn builder(standard: Standard) -> PackageBuilder {
        PackageBuilder {
            standard,
            identifier: None,
            title: String::new(),
            language: None,
            metadata: Metadata::default(),
            objectives: Vec::new(),
            launch: None,
            mastery_score: None,
            items: Vec::new(),
            sources: Vec::new(),
            shared: Vec::new(),
            script: None,
        }
    }
}

impl PackageBuilder {
    /// Sets what learners see the package called. Needed.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Sets the identifier by which LMSs recognise later versions. Derived from the title when not set, with a finding.
    pub fn identifier(mut self, id: impl Into<String>) -> Self {
        self.identifier = Some(id.into());
        self
    }

    /// Sets the BCP 47 language of the content.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Sets what a catalogue wants to know.
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// Declares an objective, which items can name.
    pub fn objective(mut self, id: impl Into<Id>, title: impl Into<String>) -> Self {
        self.objectives.push(Objective { id: id.into(), title: title.into() });
        self
    }

    /// Adds every file below a folder, under its path in the folder. Hidden files and system litter are left out,
    /// links are not followed outside, and the folder is never written to.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.sources.push(Source::Folder(folder.into()));
        self
    }

    /// Adds one file from memory under a name, which may hold `/`.
    pub fn file(mut self, name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        self.sources.push(Source::File(name.into(), MediaSource::Bytes(bytes.into())));
        self
    }

    /// Adds one file from disk under a name, which may hold `/`.
    pub fn file_from(mut self, name: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        self.sources.push(Source::File(name.into(), MediaSource::File(path.into())));
        self
    }

    /// Sets the page that the LMS opens, when there are no [items](Self::item). When not set: `index.html`, or the
    /// only HTML file at the root.
    pub fn launch(mut self, page: impl Into<String>) -> Self {
        self.launch = Some(page.into());
        self
    }

    /// Sets the percent that passes, 0 to 100, when there are no [items](Self::item).
    pub fn mastery_score(mut self, percent: impl Into<f64>) -> Self {
        self.mastery_score = Some(percent.into());
        self
    }

    /// Adds an item to the tree that the LMS shows.
    pub fn item(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    /// Puts files whose names begin so into an asset resource of their own, which every item depends on. With several
    /// items, everything that none of them claims goes there anyway.
    pub fn shared(mut self, prefix: impl Into<String>) -> Self {
        self.shared.push(prefix.into());
        self
    }

    /// Adds the tracking script under a name, such as `coursewright.js`: with
    /// `<script src="coursewright.js"></script>` pages get start, resume, progress, score and finish in one API for
    /// every standard (`window.Coursewright`).
    pub fn tracking_script(mut self, name: impl Into<String>) -> Self {
        self.script = Some(name.into());
        self
    }

    /// Makes the package. Findings that are no errors are in [`Package::findings`].
    ///
    /// # Errors
    /// [`Error::Findings`] with all findings when one is an error, [`Error::Io`] when a folder or file cannot be read.
    pub fn build(self) -> Result<Package, Error> {
        let (package, findings) = self.build_with(Report::default())?;
        Ok(package.with_findings(findings))
    }

    /// Makes the package, adding to findings made before.
    pub(super) fn build_with(mut self, report: Report) -> Result<(Package, Report), Error> {
        let delivery = self.standard.delivery();
        let mut build = Build { report, files: BTreeMap::new() };
        build.add_sources(self.standard, std::mem::take(&mut self.sources))?;
        if let Some(name) = &self.script {
            build.add(PackageFile::from_bytes(name, player::content_script(delivery.adapter()).into_bytes()));
        }
        let standard = self.standard;
        let contents = build.contents(self);
        build.check_limits(&contents, standard);
        let Build { mut report, files } = build;
        report.append(package::check_names(files.keys().map(String::as_str)));
        if report.has_errors() {
            return Err(Error::Findings(report));
        }
        let manifest = PackageFile::from_bytes(MANIFEST, delivery.manifest(&contents).into_bytes());
        let schemas =
            delivery.schemas().iter().map(|(name, text)| PackageFile::from_static(*name, text.as_bytes()));
        let package =
            Package::from_files(std::iter::once(manifest).chain(schemas).chain(files.into_values()))?;
        Ok((package, report))
    }
}

/// A package on its way: files by name, and what was found.
struct Build {
    report: Report,
    files: BTreeMap<String, PackageFile>,
}

impl Build {
    fn find(
        &mut self,
        rule: &'static crate::Rule,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.report.push_mut(Diagnostic::new(rule, message).subject(subject))
    }

    fn add(&mut self, file: PackageFile) {
        let name = file.name().to_owned();
        if self.files.insert(name.clone(), file).is_some() {
            let message = format!("there are two files named `{name}`");
            self.find(&rules::NAME_TAKEN, "", message).place = Some(Place::file(name));
        }
    }

    fn add_sources(&mut self, standard: Standard, sources: Vec<Source>) -> Result<(), Error> {
        let reserved: BTreeSet<&str> =
            standard.delivery().schemas().iter().map(|(name, _)| *name).chain([MANIFEST]).collect();
        for source in sources {
            match source {
                Source::File(name, MediaSource::Bytes(bytes)) => {
                    self.add(PackageFile::from_bytes(name, bytes));
                }
                Source::File(name, MediaSource::File(path)) => self.add(PackageFile::from_path(name, path)?),
                Source::Folder(folder) => {
                    let (found, report) = package::walk(&folder)?;
                    self.report.append(report);
                    if found.is_empty() {
                        self.find(
                            &rules::NO_FILES,
                            "",
                            format!("there are no files in {}", folder.display()),
                        );
                    }
                    let is_package = found.iter().any(|file| file.name == MANIFEST);
                    if is_package {
                        self.find(
                            &rules::MANIFEST_REPLACED,
                            "",
                            format!("{} holds a manifest already", folder.display()),
                        );
                    }
                    let is_control = |name: &str| {
                        name == MANIFEST
                            || !name.contains('/') && (name.ends_with(".xsd") || name.ends_with(".dtd"))
                    };
                    for file in found {
                        if !(is_package && is_control(&file.name)) {
                            self.add(PackageFile::from(file));
                        }
                    }
                }
            }
        }
        for name in reserved {
            if self.files.contains_key(name) {
                self.find(
                    &rules::NAME_TAKEN,
                    "",
                    format!("the package needs the name `{name}` for itself"),
                )
                .place = Some(Place::file(name));
            }
        }
        Ok(())
    }

    fn contents(&mut self, builder: PackageBuilder) -> Contents {
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
        let items = if builder.items.is_empty() {
            self.single_item(&builder, &identifier)
        } else {
            if builder.launch.is_some() || builder.mastery_score.is_some() {
                self.find(
                    &rules::ITEM_WITHOUT_LAUNCH,
                    "package",
                    "a launch page or mastery score is given beside items",
                );
            }
            builder.items.clone()
        };
        self.check_items(&items, &mut BTreeSet::new());
        let resources = self.resources(&items, &builder.shared);
        Contents {
            identifier,
            title: builder.title.trim().to_owned(),
            language,
            metadata: builder.metadata,
            objectives: builder.objectives,
            items,
            resources,
        }
    }

    fn single_item(&mut self, builder: &PackageBuilder, identifier: &str) -> Vec<Item> {
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

    fn check_items(&mut self, items: &[Item], ids: &mut BTreeSet<Id>) {
        for item in items {
            let subject = format!("item `{}`", item.id);
            if !item.id.is_legal() {
                self.find(&rules::ITEM_ID, &subject, format!("`{}` is not a legal identifier", item.id));
            }
            if !ids.insert(item.id.clone()) {
                self.find(&rules::ITEM_ID, &subject, format!("the identifier `{}` is used twice", item.id));
            }
            if item.title.trim().is_empty() {
                self.find(&rules::NO_TITLE, &subject, "the item has no title");
            }
            if item.kind == ItemKind::Group && item.items.is_empty() {
                self.find(&rules::EMPTY_GROUP, &subject, "the group holds no item");
            }
            if let Some(launch) = item.launch.as_ref().filter(|launch| !self.files.contains_key(*launch)) {
                let similar = self.files.keys().find(|name| name.eq_ignore_ascii_case(launch)).cloned();
                let message = format!("the page `{launch}` is not in the package");
                self.find(&rules::LAUNCH_MISSING, &subject, message).help =
                    similar.map(|name| format!("there is `{name}`"));
            }
            let out_of = |range: std::ops::RangeInclusive<f64>, value: Option<f64>| {
                value.filter(|v| !range.contains(v))
            };
            if let Some(score) = out_of(0.0..=100.0, item.mastery_score) {
                self.find(&rules::MASTERY, &subject, format!("the mastery score is {score}"));
            }
            if let Some(share) = out_of(0.0..=1.0, item.completion_threshold) {
                self.find(&rules::MASTERY, &subject, format!("the completion threshold is {share}"));
            }
            if let Some(parameters) =
                item.parameters.as_ref().filter(|parameters| !are_parameters(parameters))
            {
                self.find(&rules::PARAMETERS, &subject, format!("the parameters are `{parameters}`"));
            }
            self.check_items(&item.items, ids);
        }
    }

    /// One resource for each item that is launched, then one for what they share.
    fn resources(&mut self, items: &[Item], shared: &[String]) -> Vec<Resource> {
        const SHARED: &str = "res-shared-files";
        let mut launched = Vec::new();
        collect_launched(items, &mut launched);
        let only_one = launched.len() == 1;
        let mut resources = Vec::new();
        let mut claimed = BTreeSet::new();
        for item in &launched {
            let launch = item.launch.as_deref().unwrap_or_default();
            let belongs = |name: &str| {
                let is_own = item.files.iter().any(|prefix| name.starts_with(prefix.as_str()));
                is_own || only_one && !shared.iter().any(|prefix| name.starts_with(prefix.as_str()))
            };
            for prefix in &item.files {
                if !self.files.keys().any(|name| name.starts_with(prefix.as_str())) {
                    self.find(
                        &rules::FILES_OF_ITEM,
                        format!("item `{}`", item.id),
                        format!("no file begins with `{prefix}`"),
                    );
                }
            }
            let own = self.files.keys().filter(|name| *name != launch && belongs(name));
            let files: Vec<&str> = std::iter::once(launch).chain(own.map(String::as_str)).collect();
            claimed.extend(files.iter().map(|&name| name.to_owned()));
            resources.push(Resource {
                identifier: resource_identifier(item.id.as_str()),
                scorm_type: item.kind.scorm_type(),
                href: Some(href::encode(launch)),
                files: files.into_iter().map(href::encode).collect(),
                dependencies: Vec::new(),
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
                resource.dependencies.push(SHARED.to_owned());
            }
            resources.push(Resource {
                identifier: SHARED.to_owned(),
                scorm_type: super::ScormType::Asset,
                href: None,
                files: rest,
                dependencies: Vec::new(),
            });
        }
        resources
    }

    fn check_limits(&mut self, contents: &Contents, standard: Standard) {
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

fn collect_launched<'a>(items: &'a [Item], launched: &mut Vec<&'a Item>) {
    for item in items {
        if item.launch.is_some() {
            launched.push(item);
        }
        collect_launched(&item.items, launched);
    }
}

fn is_page(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("html" | "htm" | "xhtml"))
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
    fn parameters_are_pairs_or_a_fragment() {
        for good in ["?a=b", "a=b&c=d", "?a=b&c=d#e", "#e", "lesson=two%20words"] {
            assert!(are_parameters(good), "{good}");
        }
        for bad in ["", "?", "?a", "a b=c", "a=b/c", "=b", "#"] {
            assert!(!are_parameters(bad), "{bad}");
        }
    }

    #[test]
    fn identifiers_from_titles_are_legal() {
        for title in ["Our game", "Über uns — 2027", "安全", "2027 goals", "a".repeat(200).as_str(), "---"]
        {
            let id = identifier_from(title);
            assert!(Id::from(id.as_str()).is_legal(), "{title} gave {id}");
        }
    }
}

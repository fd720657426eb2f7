//! Packages from any files: what the course publisher stands on too.

mod checks;
mod describe;
mod files;
mod item;
mod resources;
mod schemas;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Inspector, Standard, Takes};
use crate::diagnostic::{Diagnostic, Report};
use crate::error::Error;
use crate::model::{CompletionRule, Id, MediaSource, Metadata, Objective};
use crate::package::{Package, PackageFile};
use crate::player;
use crate::sequencing::ActivityTree;

#[cfg(feature = "markdown")]
pub(super) use item::InPath;
pub use item::Item;
pub(super) use item::ItemKind;

#[derive(Clone)]
enum Source {
    Folder(PathBuf),
    File(String, MediaSource),
}

/// Without the bytes.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => write!(f, "{}/", folder.display()),
            Self::File(name, MediaSource::File(path)) => write!(f, "{name} from {}", path.display()),
            Self::File(name, MediaSource::Bytes(bytes)) => write!(f, "{name} of {} bytes", bytes.len()),
        }
    }
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
///
/// One description serves several standards:
///
/// ```
/// use coursewright::{Package, Standard};
///
/// let game = Package::builder(Standard::Scorm12)
///     .identifier("our-game")
///     .title("Our game")
///     .language("en")
///     .file("index.html", *b"<!DOCTYPE html><title>Our game</title>");
/// for standard in [Standard::Scorm12, Standard::Cmi5, Standard::Web] {
///     game.clone().standard(standard).build()?.write_to(std::io::sink())?;
/// }
/// # Ok::<(), coursewright::Error>(())
/// ```
#[derive(Debug, Clone)]
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
    completion: CompletionRule,
    items: Vec<Item>,
    activities: Option<ActivityTree>,
    sources: Vec<Source>,
    shared: Vec<String>,
    script: Option<String>,
    schemas: Option<PathBuf>,
    inspectors: Vec<Arc<dyn Inspector>>,
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
            completion: CompletionRule::PagesSeen,
            items: Vec::new(),
            activities: None,
            sources: Vec::new(),
            shared: Vec::new(),
            script: None,
            schemas: None,
            inspectors: Vec::new(),
        }
    }
}

impl PackageBuilder {
    /// Sets another standard than the one that the builder began with.
    pub fn standard(mut self, standard: Standard) -> Self {
        self.standard = standard;
        self
    }

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

    /// Says when the whole counts as completed, for standards that ask.
    #[cfg(feature = "markdown")]
    pub(super) fn completion(mut self, rule: CompletionRule) -> Self {
        self.completion = rule;
        self
    }

    /// What each item says about its sequencing, for standards that have words for it: activities are called as in the
    /// manifest, `org-` and the package's identifier, `item-` and the item's.
    #[cfg(feature = "markdown")]
    pub(super) fn activities(mut self, tree: ActivityTree) -> Self {
        self.activities = Some(tree);
        self
    }

    /// Adds an item to the tree that the LMS shows.
    pub fn item(mut self, item: Item) -> Self {
        self.items.push(item);
        self
    }

    /// Puts a file, or all files of a folder (`media/` or `media`), into an asset resource of its own, which every item
    /// depends on. With several items, everything that none of them claims goes there anyway.
    pub fn shared(mut self, file_or_folder: impl Into<String>) -> Self {
        self.shared.push(file_or_folder.into());
        self
    }

    /// Adds the tracking script under a name, such as `coursewright.js`: with
    /// `<script src="coursewright.js"></script>` pages get start, resume, progress, score and finish in one API for
    /// every standard (`window.Coursewright`).
    pub fn tracking_script(mut self, name: impl Into<String>) -> Self {
        self.script = Some(name.into());
        self
    }

    /// Lets somebody else look at the package too.
    pub(crate) fn inspector(mut self, inspector: Arc<dyn Inspector>) -> Self {
        self.inspectors.push(inspector);
        self
    }

    /// Packs the schemas of a folder instead of this crate's own: for users who hold the standard's published files, which
    /// this crate may not hand on. They lie in a sub-folder named after the [standard](Standard::name), or in the folder
    /// itself, which only standards use whose packages carry schemas. All files there go to the root of the package under
    /// their paths, so that `common/` or `unique/` come along.
    /// Symbolic links are not followed. What the manifest or another schema names and is not there is a finding.
    pub fn schemas(mut self, folder: impl Into<PathBuf>) -> Self {
        self.schemas = Some(folder.into());
        self
    }

    /// Makes the package. Findings that are no errors are in [`Package::findings`].
    ///
    /// # Errors
    /// [`Error::Findings`] with all findings when one is an error, [`Error::Io`] when a folder or file cannot be read.
    pub fn build(self) -> Result<Package, Error> {
        let about_the_standard =
            self.inspectors.iter().flat_map(|inspector| inspector.standard(self.standard));
        let mut report = Report::default();
        report.extend(about_the_standard);
        let (package, findings) = self.build_with(report)?;
        Ok(package.with_findings(findings))
    }

    /// Makes the package, adding to findings made before.
    pub(super) fn build_with(mut self, report: Report) -> Result<(Package, Report), Error> {
        let delivery = self.standard.delivery();
        let mut build = Build { report, files: BTreeMap::new(), duplicates: BTreeSet::new() };
        build.add_sources(std::mem::take(&mut self.sources))?;
        if let (Some(name), Takes::Player(adapter)) = (&self.script, delivery.takes()) {
            let script = player::content_script(adapter, &delivery.limits().for_player());
            build.add(PackageFile::from_bytes(name, script.into_bytes()));
        }
        let standard = self.standard;
        let schemas = build.schemas(standard, self.schemas.as_deref())?;
        let is_foreign = self.schemas.is_some();
        let inspectors = std::mem::take(&mut self.inspectors);
        let contents = build.contents(self);
        build.check_limits(&contents, standard);
        build.check_names(standard, &schemas);
        build.report.extend(delivery.check(&contents));
        if build.report.has_errors() {
            return Err(Error::Findings(build.report));
        }
        let described = delivery.describe(&contents);
        if is_foreign {
            build.check_schemas(&described, &schemas)?;
        }
        let Build { mut report, files, .. } = build;
        if report.has_errors() {
            return Err(Error::Findings(report));
        }
        let described =
            described.into_iter().map(|(name, text)| PackageFile::from_bytes(name, text.into_bytes()));
        let package = Package::from_files(described.chain(schemas).chain(files.into_values()))?;
        for inspector in inspectors {
            report.extend(inspector.package(&package, standard)?);
        }
        if report.has_errors() { Err(Error::Findings(report)) } else { Ok((package, report)) }
    }
}

/// A package on its way: files by name, and what was found.
struct Build {
    report: Report,
    files: BTreeMap<String, PackageFile>,
    /// Names that more than one file was given.
    duplicates: BTreeSet<String>,
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
}

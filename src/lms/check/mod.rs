//! What is known of an LMS, held against a package.

mod files;
mod manifest;

use super::claim::{Extent, Fact};
use super::{Lms, rules, spelling};
use crate::diagnostic::{Diagnostic, Place, Report, Rule};
use crate::error::Error;
use crate::package::{Package, PackageFile};
use crate::standard::Standard;

/// Larger pages and manifests are not looked into: nobody writes them by hand, and they would fill the memory.
const LARGEST: u64 = 16 << 20;

impl Lms {
    /// What this LMS would choke on in a package of a standard, from whoever the package may be. Every finding names its
    /// source; what is not known of the LMS is not found.
    ///
    /// ```
    /// use coursewright::package::{Package, PackageFile};
    /// use coursewright::{Lms, Standard};
    ///
    /// let package = Package::from_files([
    ///     PackageFile::from_static("imsmanifest.xml", b"<manifest/>"),
    ///     PackageFile::from_static("form.php", b"<?php"),
    /// ])?;
    /// let report = Lms::Docebo.check(&package, Standard::Scorm12)?;
    /// assert_eq!(report.iter().next().unwrap().code(), "CW604");
    /// # Ok::<_, coursewright::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Archive`] when a file of the package cannot be read.
    pub fn check(self, package: &Package, standard: Standard) -> Result<Report, Error> {
        let mut report = Report::default();
        report.extend(self.check_standard(standard));
        report.extend(self.check_package(package, standard)?);
        Ok(report)
    }

    /// Whether it takes the standard. Of the best there is nothing to find: no other choice would be better.
    pub(super) fn check_standard(self, standard: Standard) -> Option<Diagnostic> {
        if standard == self.standard() {
            return None;
        }
        let (lms, name) = (self.title(), standard.title());
        let best = format!("{} is the best for it", self.standard().title());
        for (fact, known) in self.profile().facts() {
            let (rule, message) = match fact {
                Fact::Refuses(family, how) if family.standards.contains(&standard) => {
                    (&rules::STANDARD_REFUSED, format!("{lms} does not take {name}: {how}"))
                }
                Fact::Takes(family, extent) if family.standards.contains(&standard) => match extent {
                    Extent::Whole => return None,
                    Extent::Part(part) => {
                        (&rules::STANDARD_IN_PART, format!("{lms} takes {name} in part: {part}"))
                    }
                    Extent::SomeVersion => {
                        let message =
                            format!("{lms} takes {}; it is not known if that means {name}", family.name);
                        (&rules::STANDARD_IN_PART, message)
                    }
                },
                _ => continue,
            };
            return Some(finding(rule, message, known.source).help(best));
        }
        let message = format!("nothing is known of how {lms} takes {name}");
        Some(Diagnostic::new(&rules::STANDARD_NOT_KNOWN, message).help(best))
    }

    /// Whether it follows the sequencing of SCORM 2004, as far as is known.
    #[cfg(feature = "markdown")]
    pub(super) fn follows_sequencing(self) -> bool {
        self.profile().facts().any(|(fact, _)| matches!(fact, Fact::FollowsSequencing))
    }

    /// Why a learning path in SCORM 2004 has to steer by itself there.
    #[cfg(feature = "markdown")]
    pub(super) fn check_path(self, standard: Standard) -> Option<Diagnostic> {
        let is_sequenced = matches!(standard, Standard::Scorm2004(_));
        let (_, known) = self.profile().facts().find(|(fact, _)| matches!(fact, Fact::NoSequencing))?;
        let message = format!(
            "{} does not follow sequencing, so the path is one SCO whose own page steers",
            self.title()
        );
        is_sequenced.then(|| finding(&rules::PATH_IN_ONE, message, known.source).subject("path"))
    }

    /// What it would choke on in the package itself.
    pub(super) fn check_package(
        self,
        package: &Package,
        standard: Standard,
    ) -> Result<Vec<Diagnostic>, Error> {
        // What is known of imports is known of those for SCORM. Other standards have manifests of that name too.
        let is_scorm = matches!(standard, Standard::Scorm12 | Standard::Scorm2004(_));
        let manifest = text_of(package.file("imsmanifest.xml").filter(|_| is_scorm))?;
        let parts = spelling::parts(&manifest);
        let mut findings = Vec::new();
        for (fact, known) in self.profile().facts() {
            let on = On { lms: self.title(), source: known.source };
            match fact {
                Fact::RefusesFiles(extensions) if is_scorm => {
                    findings.extend(on.refused_files(package, extensions))
                }
                Fact::PlainNames => findings.extend(on.special_names(package)),
                Fact::LastNamesOnly => findings.extend(on.shared_last_names(package)),
                Fact::MostBytes(standards, bytes, binding) if standards.contains(&standard) => {
                    findings.extend(on.size(package, *bytes, *binding));
                }
                Fact::HttpsOnly => findings.extend(on.plain_http(package)?),
                Fact::LongestText(most) => findings.extend(on.long_texts(&parts, *most)),
                Fact::DropsPieces => findings.extend(on.dropped_pieces(&parts)),
                Fact::LiteralReferences => findings.extend(on.numeric_references(&parts)),
                Fact::LiteralPrefixes => findings.extend(on.prefixed_root(&parts)),
                Fact::AbortsAt(element) => findings.extend(on.fatal_element(&parts, element)),
                Fact::LaunchesFirstPage => {
                    findings.extend(on.further_pages(&parts));
                    findings.extend(on.other_first_page(&parts));
                }
                Fact::ExactVersions(versions) => findings.extend(on.misread_version(&parts, versions)),
                Fact::CompletesByItself if matches!(standard, Standard::Scorm2004(_)) => {
                    findings.extend(on.silent_completion(&parts));
                }
                Fact::NoSequencing => findings.extend(on.sequencing(&parts)),
                Fact::RefusesFiles(_) | Fact::CompletesByItself | Fact::MostBytes(..) => {}
                Fact::Takes(..) | Fact::Refuses(..) | Fact::FollowsSequencing | Fact::Note(..) => {}
            }
        }
        Ok(findings)
    }
}

fn finding(rule: &'static Rule, message: String, source: &'static str) -> Diagnostic {
    let mut finding = Diagnostic::new(rule, message);
    finding.clause = Some(source);
    finding
}

/// The text of a file, or an empty one where there is nothing to look into.
fn text_of(file: Option<&PackageFile>) -> Result<String, Error> {
    match file.filter(|file| file.len() <= LARGEST) {
        Some(file) => Ok(String::from_utf8_lossy(&file.read()?).into_owned()),
        None => Ok(String::new()),
    }
}

/// One fact of one LMS, on its way to findings.
#[derive(Clone, Copy)]
struct On {
    lms: &'static str,
    source: &'static str,
}

impl On {
    fn finding(self, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        finding(rule, message.into(), self.source)
    }

    fn in_file(self, rule: &'static Rule, file: &str, message: impl Into<String>) -> Diagnostic {
        self.finding(rule, message).place(Place::file(file))
    }
}

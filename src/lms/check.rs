//! What is known of an LMS, held against a package.

use std::collections::BTreeMap;

use super::claim::{Binding, Extent, Fact};
use super::spelling::{self, Part};
use super::{Lms, rules};
use crate::diagnostic::{Diagnostic, Place, Report, Rule};
use crate::error::Error;
use crate::package::{Package, PackageFile};
use crate::standard::Standard;

/// How many names a finding about many names gives as examples.
const EXAMPLES: usize = 3;
/// Larger pages and manifests are not looked into: nobody writes them by hand, and they would fill the memory.
const LARGEST: u64 = 16 << 20;
/// The texts of a manifest that learners or run-times get to see. All others only travel.
const TEXTS: &[&str] = &[
    "title",
    "prerequisites",
    "maxtimeallowed",
    "timelimitaction",
    "timeLimitAction",
    "datafromlms",
    "dataFromLMS",
    "masteryscore",
    "completionThreshold",
    "minNormalizedMeasure",
];

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

    /// What it would choke on in the package itself.
    pub(super) fn check_package(
        self,
        package: &Package,
        standard: Standard,
    ) -> Result<Vec<Diagnostic>, Error> {
        let manifest = text_of(package.file("imsmanifest.xml"))?;
        let parts = spelling::parts(&manifest);
        let mut findings = Vec::new();
        for (fact, known) in self.profile().facts() {
            let on = On { lms: self.title(), source: known.source };
            match fact {
                Fact::RefusesFiles(extensions) => findings.extend(on.refused_files(package, extensions)),
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
                Fact::LaunchesFirstPage => findings.extend(on.further_pages(&parts)),
                Fact::NoSequencing => findings.extend(on.sequencing(&parts)),
                Fact::Takes(..) | Fact::Refuses(..) | Fact::MostBytes(..) | Fact::Note(..) => {}
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

    fn in_manifest(self, rule: &'static Rule, message: impl Into<String>) -> Diagnostic {
        self.in_file(rule, "imsmanifest.xml", message)
    }

    fn refused_files(self, package: &Package, extensions: &[&str]) -> Vec<Diagnostic> {
        let is_refused = |name: &str| {
            let base = name.rsplit('/').next().unwrap_or(name);
            let extension = base.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
            extension.is_some_and(|extension| {
                extensions.iter().any(|refused| match refused.strip_suffix('*') {
                    Some(begin) => extension.starts_with(begin),
                    None => extension == *refused,
                })
            })
        };
        let refused = names(package).filter(|name| is_refused(name));
        refused
            .map(|name| {
                let message = format!("{} refuses packages with a file such as `{name}`", self.lms);
                self.in_file(&rules::FILE_REFUSED, name, message)
            })
            .collect()
    }

    fn special_names(self, package: &Package) -> Option<Diagnostic> {
        let is_plain = |name: &&str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
        let special: Vec<_> = names(package).filter(|name| !is_plain(name)).collect();
        let message = format!("{} wants no special characters in names: {}", self.lms, examples(&special));
        (!special.is_empty()).then(|| self.finding(&rules::NAME_NOT_PLAIN, message))
    }

    fn shared_last_names(self, package: &Package) -> Vec<Diagnostic> {
        let mut by_last: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for name in names(package) {
            by_last.entry(name.rsplit('/').next().unwrap_or(name)).or_default().push(name);
        }
        let shared = by_last.into_values().filter(|names| names.len() > 1);
        shared
            .map(|names| {
                let message = format!("{} confuses {}", self.lms, examples(&names));
                self.finding(&rules::SAME_LAST_NAME, message).help("rename all but one of them")
            })
            .collect()
    }

    fn size(self, package: &Package, most: u64, binding: Binding) -> Option<Diagnostic> {
        let bytes = package.files().iter().fold(0_u64, |sum, file| sum.saturating_add(file.len()));
        let bound = match binding {
            Binding::Advised => "advises",
            Binding::Enforced => "takes",
        };
        let message = format!(
            "the files have {} MB together, before they are compressed; {} {bound} at most {} MB",
            bytes.div_ceil(1_000_000),
            self.lms,
            most / 1_000_000
        );
        (bytes > most).then(|| self.finding(&rules::TOO_LARGE, message))
    }

    fn plain_http(self, package: &Package) -> Result<Vec<Diagnostic>, Error> {
        let mut findings = Vec::new();
        let is_page = |file: &&PackageFile| {
            let name = file.name().to_ascii_lowercase();
            name.ends_with(".html") || name.ends_with(".htm")
        };
        for page in package.files().iter().filter(is_page) {
            if let Some(address) = loaded_by_http(&text_of(Some(page))?) {
                let message = format!("`{address}` is not loaded where {} plays the page", self.lms);
                findings.push(
                    self.in_file(&rules::PLAIN_HTTP, page.name(), message)
                        .help("put the file into the package, or write https:"),
                );
            }
        }
        Ok(findings)
    }

    fn long_texts(self, parts: &[Part<'_>], most: usize) -> Vec<Diagnostic> {
        let long = parts.iter().filter_map(|part| match part {
            Part::Text { element: "title", text } => Some(("title", *text)),
            Part::Tag { attributes, .. } => {
                spelling::attribute(attributes, "identifier").map(|text| ("identifier", text))
            }
            Part::Text { .. } => None,
        });
        long.filter_map(|(what, text)| {
            let length = spelling::length(text);
            let message =
                format!("the {what} `{}` has {length} characters; {} takes {most}", begin(text), self.lms);
            (length > most).then(|| self.in_manifest(&rules::TEXT_TOO_LONG, message))
        })
        .collect()
    }

    fn dropped_pieces(self, parts: &[Part<'_>]) -> Vec<Diagnostic> {
        let dropped = |(element, text): (&str, &str)| {
            let pieces = spelling::pieces(text);
            let what = if pieces.contains(&"0") {
                "the 0"
            } else if pieces.iter().any(|piece| piece.trim().is_empty()) {
                "the white space between two escaped characters"
            } else {
                return None;
            };
            let message = format!("{} drops {what} of `{}` in `{element}`", self.lms, begin(text));
            Some(self.in_manifest(&rules::TEXT_LOST, message))
        };
        texts(parts).filter_map(dropped).collect()
    }

    fn numeric_references(self, parts: &[Part<'_>]) -> Vec<Diagnostic> {
        let literal = |(element, text): (&str, &str)| {
            let reference = *spelling::pieces(text).iter().find(|piece| piece.starts_with("&#"))?;
            let message = format!("{} shows `{reference}` as it is spelled, in `{element}`", self.lms);
            Some(self.in_manifest(&rules::TEXT_LOST, message).help("write the character itself, in UTF-8"))
        };
        texts(parts).filter_map(literal).collect()
    }

    fn prefixed_root(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        let root = tags(parts).next().map(|(name, _)| name).filter(|name| name.contains(':'))?;
        let message = format!("{} does not know the element `{root}` with its prefix", self.lms);
        Some(self.in_manifest(&rules::PREFIXED, message))
    }

    fn fatal_element(self, parts: &[Part<'_>], element: &str) -> Option<Diagnostic> {
        tags(parts).find(|(name, _)| *name == element)?;
        let message = format!("{} ends the import at the element `{element}`", self.lms);
        Some(self.in_manifest(&rules::IMPORT_ENDS, message))
    }

    fn further_pages(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        let is_launched = |(name, attributes): &(&str, &str)| {
            spelling::local(name) == "item" && spelling::attribute(attributes, "identifierref").is_some()
        };
        let pages = tags(parts).filter(is_launched).count();
        let message =
            format!("the package has {pages} pages to launch; {} launches only the first", self.lms);
        let finding = self.in_manifest(&rules::ONLY_FIRST_PAGE, message);
        (pages > 1).then(|| finding.help("publish the course as one SCO: `--layout single`"))
    }

    fn sequencing(self, parts: &[Part<'_>]) -> Option<Diagnostic> {
        const RULES: &[&str] = &["sequencingRules", "limitConditions", "rollupRule", "randomizationControls"];
        let (rule, _) = tags(parts).find(|(name, _)| RULES.contains(&spelling::local(name)))?;
        let message = format!("{} does not follow the rules in `{rule}`", self.lms);
        Some(self.in_manifest(&rules::NO_SEQUENCING, message))
    }
}

fn names(package: &Package) -> impl Iterator<Item = &str> {
    package.files().iter().map(PackageFile::name)
}

fn tags<'p, 'd>(parts: &'p [Part<'d>]) -> impl Iterator<Item = (&'d str, &'d str)> + use<'p, 'd> {
    parts.iter().filter_map(|part| match part {
        Part::Tag { name, attributes } => Some((*name, *attributes)),
        Part::Text { .. } => None,
    })
}

/// The texts that an import keeps, each with its element.
fn texts<'p, 'd>(parts: &'p [Part<'d>]) -> impl Iterator<Item = (&'d str, &'d str)> + use<'p, 'd> {
    parts.iter().filter_map(|part| match part {
        Part::Text { element, text } if TEXTS.contains(&spelling::local(element)) => Some((*element, *text)),
        _ => None,
    })
}

/// The first address that a page loads something from by plain HTTP. A link is none: nobody is kept from following it.
fn loaded_by_http(page: &str) -> Option<&str> {
    let parts = spelling::parts(page);
    tags(&parts).find_map(|(name, attributes)| {
        let wanted: &[&str] = match name.to_ascii_lowercase().as_str() {
            "link" => &["href"],
            "object" => &["data"],
            _ => &["src", "poster"],
        };
        let mut values = wanted.iter().filter_map(|wanted| spelling::attribute(attributes, wanted));
        values.find(|value| value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http:")))
    })
}

fn examples(names: &[&str]) -> String {
    let some: Vec<_> = names.iter().take(EXAMPLES).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > EXAMPLES { ", …" } else { "" };
    some.join(", ") + more
}

/// The beginning of a text: enough to find it by.
fn begin(text: &str) -> String {
    const MOST: usize = 40;
    let mut begin: String = text.chars().take(MOST).collect();
    if text.chars().nth(MOST).is_some() {
        begin.push('…');
    }
    begin
}

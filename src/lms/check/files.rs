//! Files: kinds, names and sizes.

use std::collections::BTreeMap;

use super::super::claim::Binding;
use super::super::{rules, spelling};
use super::{On, text_of};
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::package::{Package, PackageFile};

/// How many names a finding about many names gives as examples.
const EXAMPLES: usize = 3;

impl On {
    pub(super) fn refused_files(self, package: &Package, extensions: &[&str]) -> Vec<Diagnostic> {
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
                let message = format!("{} refuses SCORM packages with a file such as `{name}`", self.lms);
                self.in_file(&rules::FILE_REFUSED, name, message)
            })
            .collect()
    }

    pub(super) fn special_names(self, package: &Package) -> Option<Diagnostic> {
        let is_plain = |name: &&str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b));
        let special: Vec<_> = names(package).filter(|name| !is_plain(name)).collect();
        let message = format!("{} wants no special characters in names: {}", self.lms, examples(&special));
        (!special.is_empty()).then(|| self.finding(&rules::NAME_NOT_PLAIN, message))
    }

    pub(super) fn shared_last_names(self, package: &Package) -> Vec<Diagnostic> {
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

    pub(super) fn size(self, package: &Package, most: u64, binding: Binding) -> Option<Diagnostic> {
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

    pub(super) fn plain_http(self, package: &Package) -> Result<Vec<Diagnostic>, Error> {
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
}

fn names(package: &Package) -> impl Iterator<Item = &str> {
    package.files().iter().map(PackageFile::name)
}

/// The first address that a page loads something from by plain HTTP. A link is none: nobody is kept from following it.
fn loaded_by_http(page: &str) -> Option<&str> {
    let parts = spelling::parts(page);
    spelling::tags(&parts).find_map(|(name, attributes)| {
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

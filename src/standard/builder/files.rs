//! The files of a package: gathered, each under a name of its own.

use super::{Build, Source};
use crate::diagnostic::Place;
use crate::error::Error;
use crate::model::MediaSource;
use crate::package::{self, MANIFESTS, PackageFile};
use crate::standard::{Standard, rules};

impl Build {
    pub(super) fn add(&mut self, file: PackageFile) {
        let name = file.name().to_owned();
        if self.files.insert(name.clone(), file).is_some() {
            self.duplicates.insert(name);
        }
    }

    pub(super) fn add_sources(&mut self, sources: Vec<Source>) -> Result<(), Error> {
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
                    let is_package = found.iter().any(|file| MANIFESTS.contains(&file.name.as_str()));
                    if is_package {
                        self.find(
                            &rules::MANIFEST_REPLACED,
                            "",
                            format!("{} holds a manifest already", folder.display()),
                        );
                    }
                    let is_control = |name: &str| {
                        MANIFESTS.contains(&name)
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
        Ok(())
    }

    /// Checks the names of all files, those of the manifest and the schemas included.
    pub(super) fn check_names(&mut self, standard: Standard, schemas: &[PackageFile]) {
        let described = standard.delivery().own_names();
        let schemas = schemas.iter().map(PackageFile::name);
        let (clashing, schemas): (Vec<_>, Vec<_>) = schemas.partition(|name| described.contains(name));
        let own = schemas.into_iter().chain(described.iter().copied());
        let (mut taken, free): (Vec<_>, Vec<_>) = own.partition(|name| self.files.contains_key(*name));
        taken.extend(clashing);
        for name in taken {
            let message = format!("the package needs the name `{name}` for itself");
            self.find(&rules::NAME_TAKEN, "", message).place = Some(Place::file(name));
        }
        let names = self.files.keys().chain(&self.duplicates).map(String::as_str);
        self.report.append(package::check_names(names, free));
    }
}

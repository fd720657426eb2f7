//! The schemas of a package: the built-in ones of its standard, or the standard's own files, where the user holds them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Build;
use crate::error::Error;
use crate::package::{self, PackageFile};
use crate::standard::xml::{self, Element, XSI};
use crate::standard::{Standard, rules};

const XML_SCHEMA: &str = "http://www.w3.org/2001/XMLSchema";

impl Build {
    pub(super) fn schemas(
        &mut self,
        standard: Standard,
        folder: Option<&Path>,
    ) -> Result<Vec<PackageFile>, Error> {
        let own = standard.delivery().schemas();
        let Some(folder) = folder else {
            return Ok(own
                .iter()
                .map(|(name, text)| PackageFile::from_static(*name, text.as_bytes()))
                .collect());
        };
        let of_standard = folder.join(standard.name());
        let folder = match of_standard.is_dir() {
            true => of_standard.as_path(),
            // Schemas of no standard in particular are for packages that carry some.
            false if own.is_empty() => return Ok(Vec::new()),
            false => folder,
        };
        let (found, report) = package::walk_without_links(folder)?;
        self.report.append(report);
        Ok(found.into_iter().map(PackageFile::from).collect())
    }

    /// Finds the schemas that the describing files name, or schemas that are there, and that are missing. LMSs that validate
    /// a package refuse it for any of them.
    pub(super) fn check_schemas(
        &mut self,
        described: &[(String, String)],
        schemas: &[PackageFile],
    ) -> Result<(), Error> {
        let files: BTreeMap<_, _> = schemas.iter().map(|file| (file.name(), file)).collect();
        let mut open = Vec::new();
        for (name, text) in described.iter().filter(|(name, _)| name.ends_with(".xml")) {
            let named = xml::read(text.as_bytes(), name).map(|root| named_by_document(&root));
            open.extend(named.unwrap_or_default().iter().filter_map(|location| resolve(name, location)));
        }
        let mut seen = BTreeSet::new();
        let mut by_whom: BTreeMap<String, String> = BTreeMap::new();
        while let Some(name) = open.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            let Some(file) = files.get(name.as_str()) else {
                let by = by_whom.get(&name).map_or("the manifest", String::as_str);
                let message = format!("`{name}`, which {by} names, is not among the schemas");
                self.find(&rules::SCHEMA_MISSING, "package", message);
                continue;
            };
            // A published schema that this crate cannot read, such as one with a DOCTYPE, names nothing that is known.
            let Ok(schema) = xml::read(&file.read()?, &name) else { continue };
            for needed in named_by_schema(&schema).iter().filter_map(|location| resolve(&name, location)) {
                by_whom.entry(needed.clone()).or_insert_with(|| format!("`{name}`"));
                open.push(needed);
            }
        }
        Ok(())
    }
}

/// The second of each pair in the `xsi:schemaLocation` of any element.
fn named_by_document(element: &Element) -> Vec<String> {
    let pairs = element.get_in(XSI, "schemaLocation").unwrap_or_default();
    let mut named: Vec<_> = pairs.split_ascii_whitespace().skip(1).step_by(2).map(str::to_owned).collect();
    named.extend(element.children.iter().flat_map(named_by_document));
    named
}

/// What a schema includes and imports.
fn named_by_schema(schema: &Element) -> Vec<String> {
    let is_reference =
        |child: &&Element| ["include", "import", "redefine"].iter().any(|name| child.is(XML_SCHEMA, name));
    let references = schema.children.iter().filter(is_reference);
    references
        .filter_map(|child| child.get("schemaLocation"))
        .map(|location| location.trim().to_owned())
        .collect()
}

/// The name of a file of the package from an address beside another one; nothing for addresses of the web.
fn resolve(beside: &str, location: &str) -> Option<String> {
    if location.is_empty() || location.contains(':') {
        return None;
    }
    let mut path: Vec<_> = beside.split('/').collect();
    path.pop();
    for part in location.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_resolved_beside_the_file_that_names_them() {
        let cases = [
            ("imsmanifest.xml", "lom.xsd", Some("lom.xsd")),
            ("lom.xsd", "common/anyElement.xsd", Some("common/anyElement.xsd")),
            ("common/a.xsd", "b.xsd", Some("common/b.xsd")),
            ("common/a.xsd", "../lom.xsd", Some("lom.xsd")),
            ("a.xsd", "./b.xsd", Some("b.xsd")),
            ("a.xsd", "../../b.xsd", Some("b.xsd")),
            ("a.xsd", "http://www.w3.org/2001/03/xml.xsd", None),
            ("a.xsd", "", None),
        ];
        for (beside, location, wanted) in cases {
            assert_eq!(resolve(beside, location).as_deref(), wanted, "{location} beside {beside}");
        }
    }
}

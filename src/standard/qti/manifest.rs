//! The manifest of a package of items and tests: a profile of IMS Content Packaging without organizations.

use super::QtiVersion;
use super::names::{DIALECT, unexpected};
use crate::error::Error;
use crate::standard::imscp::MANIFEST;
use crate::standard::lom::{self, Lom};
use crate::standard::xml::{self, Element, XSI};

/// `imsmanifest.xml` of a question package: what is in it, and what needs what.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Manifest {
    /// Unique in the world as far as the author can make it, stable from version to version.
    pub identifier: String,
    /// The metadata record of the package.
    pub metadata: Option<Lom>,
    /// Tests, items and the files that they show.
    pub resources: Vec<Resource>,
}

/// One thing in a question package.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Resource {
    /// Unique in the manifest; an `NCName`.
    pub identifier: String,
    /// What it is.
    pub kind: ResourceKind,
    /// The address of its file.
    pub href: String,
    /// Identifiers of the resources that it needs.
    pub dependencies: Vec<String>,
}

/// What a resource of a question package is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResourceKind {
    /// A test.
    Test,
    /// An item.
    Item,
    /// A file that items show.
    File,
}

impl ResourceKind {
    fn name(self, version: QtiVersion) -> &'static str {
        let vocabulary = &version.vocabulary().manifest;
        match self {
            Self::Test => vocabulary.test_type,
            Self::Item => vocabulary.item_type,
            Self::File => "webcontent",
        }
    }
}

impl Manifest {
    /// The manifest as a document.
    #[must_use]
    pub fn write(&self, version: QtiVersion) -> String {
        let vocabulary = &version.vocabulary().manifest;
        let element = |name: &'static str| Element::new(vocabulary.namespace, name);
        let resource = |resource: &Resource| {
            let needs = |needed: &String| element("dependency").attribute("identifierref", needed.as_str());
            element("resource")
                .attribute("identifier", resource.identifier.as_str())
                .attribute("type", resource.kind.name(version))
                .attribute("href", resource.href.as_str())
                .child(element("file").attribute("href", resource.href.as_str()))
                .children(resource.dependencies.iter().map(needs))
        };
        let metadata = element("metadata")
            .child(element("schema").text(vocabulary.schema))
            .child(element("schemaversion").text(vocabulary.schema_version))
            .children(self.metadata.iter().map(|record| lom::write(record, DIALECT)));
        let root = element("manifest")
            .attribute("identifier", self.identifier.as_str())
            .attribute_in(XSI, "schemaLocation", vocabulary.schema_location)
            .child(metadata)
            .child(element("organizations"))
            .child(element("resources").children(self.resources.iter().map(resource)));
        xml::write(&root, &vocabulary.prefixes)
    }

    /// Reads a manifest of a question package. Resources of other kinds count as files.
    ///
    /// # Errors
    /// [`Error::Xml`] when the document is not well-formed, or is no manifest of this version.
    pub fn read(document: &[u8], version: QtiVersion) -> Result<Self, Error> {
        let root = xml::read(document, MANIFEST)?;
        read(&root, version).map_err(unexpected(MANIFEST))
    }
}

fn read(root: &Element, version: QtiVersion) -> Result<Manifest, String> {
    let namespace = version.vocabulary().manifest.namespace;
    if !root.is(namespace, "manifest") {
        return Err(format!("<{}> is no manifest of this version of QTI", root.name));
    }
    let record = root
        .find(namespace, "metadata")
        .and_then(|metadata| metadata.find(DIALECT.namespace(), "lom"))
        .map(|record| lom::read(record, DIALECT));
    let resources = root.find(namespace, "resources").into_iter();
    let resources = resources.flat_map(|resources| resources.find_all(namespace, "resource"));
    Ok(Manifest {
        identifier: root.get("identifier").unwrap_or_default().to_owned(),
        metadata: record,
        resources: resources
            .map(|resource| read_resource(resource, namespace, version))
            .collect::<Result<_, _>>()?,
    })
}

fn read_resource(resource: &Element, namespace: &str, version: QtiVersion) -> Result<Resource, String> {
    let file = resource.find(namespace, "file").and_then(|file| file.get("href"));
    let required = |name: &str, value: Option<&str>| {
        value.map(str::to_owned).ok_or_else(|| format!("a <resource> has no `{name}`"))
    };
    let kind = resource.get("type").unwrap_or_default();
    Ok(Resource {
        identifier: required("identifier", resource.get("identifier"))?,
        kind: [ResourceKind::Test, ResourceKind::Item]
            .into_iter()
            .find(|known| known.name(version) == kind)
            .unwrap_or(ResourceKind::File),
        href: required("href", resource.get("href").or(file))?,
        dependencies: resource
            .find_all(namespace, "dependency")
            .filter_map(|dependency| dependency.get("identifierref"))
            .map(str::to_owned)
            .collect(),
    })
}

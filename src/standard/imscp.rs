//! IMS Content Packaging: the manifest that all SCORM versions build on.
//!
//! The structure is one. What a standard adds to organizations (`O`) and items (`I`) are its own types; its namespaces
//! and spellings are a [`Binding`].

use super::lom::{self, Dialect, Lom};
use super::xml::{self, Element, Prefixes, XML, XSI};
use crate::error::Error;

/// Name of the manifest in a package, at its root.
pub(crate) const MANIFEST: &str = "imsmanifest.xml";

/// A manifest: what a package is called, what can be launched, and every file of it.
///
/// Reading takes what the fields here and those of the standard's own types name, and passes over the rest: sequencing rules,
/// rollup and limit conditions, metadata of anything but the whole package, metadata in files of its own, sub-manifests, and
/// extensions that are not ADL's. So what is read and written again is a smaller manifest, unless this crate wrote it.
/// `xml:base` is resolved into the addresses.
///
/// Use it by the names [`scorm12::Manifest`](super::scorm12::Manifest) and
/// [`scorm2004::Manifest`](super::scorm2004::Manifest).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Manifest<O, I> {
    /// Unique in the world as far as the author can make it, stable from version to version.
    pub identifier: String,
    /// The author's version of the package.
    pub version: Option<String>,
    /// `schemaversion`: which standard and edition.
    pub schema_version: String,
    /// The metadata record of the whole package.
    pub metadata: Option<Lom>,
    /// Identifier of the organization to show.
    pub default_organization: Option<String>,
    /// The trees of what can be launched.
    pub organizations: Vec<Organization<O, I>>,
    /// What items launch, with all their files.
    pub resources: Vec<Resource>,
}

/// A tree of items.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Organization<O, I> {
    /// Unique in the manifest.
    pub identifier: String,
    /// What learners see the course called.
    pub title: String,
    /// Its items, in order.
    pub items: Vec<Item<I>>,
    /// What the standard adds.
    pub data: O,
}

/// A node of the tree: something to launch, or a group.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Item<I> {
    /// Unique in the manifest; the LMS keeps learners' records under it.
    pub identifier: String,
    /// What learners see it called.
    pub title: String,
    /// Identifier of the resource that it launches; `None` for a group.
    pub resource: Option<String>,
    /// Query or fragment appended to the resource's address.
    pub parameters: Option<String>,
    /// Whether the LMS shows it in its menu.
    pub visible: bool,
    /// Items below it, in order. A document holds about 250 levels of them (elements 256 deep); what is nested deeper is not
    /// read, and should not be written.
    pub items: Vec<Self>,
    /// What the standard adds.
    pub data: I,
}

/// Whether a resource talks to the LMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ScormType {
    /// It finds the API, and calls initialize and terminate.
    Sco,
    /// It does not.
    Asset,
}

/// A resource: what is launched, or shared files.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resource {
    /// Unique in the manifest.
    pub identifier: String,
    /// Whether it talks to the LMS.
    pub scorm_type: ScormType,
    /// What is launched: a URL relative to the package's root, percent-encoded.
    pub href: Option<String>,
    /// Its files: URLs relative to the package's root, percent-encoded.
    pub files: Vec<String>,
    /// Identifiers of resources that it needs.
    pub dependencies: Vec<String>,
}

/// How a standard spells a manifest in XML.
pub(crate) struct Binding<O, I> {
    pub(crate) cp: &'static str,
    pub(crate) adlcp: &'static str,
    /// The attribute that says `sco` or `asset`.
    pub(crate) scorm_type: &'static str,
    pub(crate) prefixes: Prefixes,
    /// Pairs of namespace and file, separated by spaces.
    pub(crate) schema_location: &'static [(&'static str, &'static str)],
    pub(crate) dialect: Dialect,
    /// What stands inside an item after its items.
    pub(crate) write_item: fn(&I) -> Vec<Element>,
    pub(crate) read_item: fn(&Element) -> Result<I, String>,
    /// Adds attributes, and what stands inside an organization after its items.
    pub(crate) write_organization: fn(&O, Element) -> Element,
    pub(crate) read_organization: fn(&Element) -> Result<O, String>,
}

impl<O, I> Binding<O, I> {
    pub(crate) fn write(&self, manifest: &Manifest<O, I>) -> String {
        let location: Vec<_> =
            self.schema_location.iter().map(|(namespace, file)| format!("{namespace} {file}")).collect();
        let root = self
            .cp("manifest")
            .attribute("identifier", &manifest.identifier)
            .attribute_if("version", manifest.version.as_ref())
            .attribute_in(XSI, "schemaLocation", location.join(" "))
            .child(
                self.cp("metadata")
                    .child(self.cp("schema").text("ADL SCORM"))
                    .child(self.cp("schemaversion").text(&manifest.schema_version))
                    .children(manifest.metadata.iter().map(|record| lom::write(record, self.dialect))),
            )
            .child(
                self.cp("organizations")
                    .attribute_if("default", manifest.default_organization.as_ref())
                    .children(
                        manifest.organizations.iter().map(|organization| self.organization(organization)),
                    ),
            )
            .child(
                self.cp("resources")
                    .children(manifest.resources.iter().map(|resource| self.resource(resource))),
            );
        xml::write(&root, &self.prefixes)
    }

    fn cp(&self, name: &'static str) -> Element {
        Element::new(self.cp, name)
    }

    fn organization(&self, organization: &Organization<O, I>) -> Element {
        let element = self
            .cp("organization")
            .attribute("identifier", &organization.identifier)
            .child(self.cp("title").text(&organization.title))
            .children(organization.items.iter().map(|item| self.item(item)));
        (self.write_organization)(&organization.data, element)
    }

    fn item(&self, item: &Item<I>) -> Element {
        self.cp("item")
            .attribute("identifier", &item.identifier)
            .attribute_if("identifierref", item.resource.as_ref())
            // Said even where it is the default: one importer shows only items that say it.
            .attribute("isvisible", if item.visible { "true" } else { "false" })
            .attribute_if("parameters", item.parameters.as_ref())
            .child(self.cp("title").text(&item.title))
            .children(item.items.iter().map(|child| self.item(child)))
            .children((self.write_item)(&item.data))
    }

    fn resource(&self, resource: &Resource) -> Element {
        let scorm_type = match resource.scorm_type {
            ScormType::Sco => "sco",
            ScormType::Asset => "asset",
        };
        self.cp("resource")
            .attribute("identifier", &resource.identifier)
            .attribute("type", "webcontent")
            .attribute_in(self.adlcp, self.scorm_type, scorm_type)
            .attribute_if("href", resource.href.as_ref())
            .children(resource.files.iter().map(|href| self.cp("file").attribute("href", href)))
            .children(
                resource.dependencies.iter().map(|id| self.cp("dependency").attribute("identifierref", id)),
            )
    }

    pub(crate) fn read(&self, bytes: &[u8]) -> Result<Manifest<O, I>, Error> {
        self.read_root(&xml::read(bytes, MANIFEST)?).map_err(error)
    }

    pub(crate) fn read_root(&self, root: &Element) -> Result<Manifest<O, I>, String> {
        if !root.is(self.cp, "manifest") {
            let message = format!(
                "the root is <{}> in `{}`, expected <manifest> in `{}`",
                root.name, root.namespace, self.cp
            );
            return Err(message);
        }
        let empty = Element::default();
        let part = |name| root.find(self.cp, name).unwrap_or(&empty);
        let (metadata, organizations, resources) =
            (part("metadata"), part("organizations"), part("resources"));
        Ok(Manifest {
            identifier: required(root, "identifier")?,
            version: root.get("version").map(str::to_owned),
            schema_version: metadata.text_of(self.cp, "schemaversion").unwrap_or_default(),
            metadata: metadata
                .find(self.dialect.namespace(), "lom")
                .map(|record| lom::read(record, self.dialect)),
            default_organization: organizations.get("default").map(str::to_owned),
            organizations: organizations
                .find_all(self.cp, "organization")
                .map(|element| self.read_one_organization(element))
                .collect::<Result<_, _>>()?,
            resources: resources
                .find_all(self.cp, "resource")
                .map(|element| self.read_resource(element, &xml_base(root, resources)))
                .collect::<Result<_, _>>()?,
        })
    }

    fn read_one_organization(&self, element: &Element) -> Result<Organization<O, I>, String> {
        Ok(Organization {
            identifier: required(element, "identifier")?,
            title: element.text_of(self.cp, "title").unwrap_or_default(),
            items: self.read_items(element)?,
            data: (self.read_organization)(element)?,
        })
    }

    fn read_items(&self, parent: &Element) -> Result<Vec<Item<I>>, String> {
        parent.find_all(self.cp, "item").map(|element| self.read_one_item(element)).collect()
    }

    fn read_one_item(&self, element: &Element) -> Result<Item<I>, String> {
        let visible = match element.get("isvisible").map(str::trim) {
            None | Some("true" | "1") => true,
            Some("false" | "0") => false,
            Some(other) => return Err(format!("isvisible is `{other}`, expected true or false")),
        };
        Ok(Item {
            identifier: required(element, "identifier")?,
            title: element.text_of(self.cp, "title").unwrap_or_default(),
            resource: element.get("identifierref").map(str::to_owned),
            parameters: element.get("parameters").map(str::to_owned),
            visible,
            items: self.read_items(element)?,
            data: (self.read_item)(element)?,
        })
    }

    fn read_resource(&self, element: &Element, base: &str) -> Result<Resource, String> {
        let base = format!("{base}{}", element.get_in(XML, "base").unwrap_or_default());
        let href = |element: &Element| element.get("href").map(|href| format!("{base}{href}"));
        let scorm_type = match element.get_in(self.adlcp, self.scorm_type) {
            Some("sco") => ScormType::Sco,
            // LMSs take a resource that does not say what it is as an asset.
            Some("asset") | None => ScormType::Asset,
            Some(other) => return Err(format!("{} is `{other}`, expected sco or asset", self.scorm_type)),
        };
        Ok(Resource {
            identifier: required(element, "identifier")?,
            scorm_type,
            href: href(element),
            files: element.find_all(self.cp, "file").filter_map(href).collect(),
            dependencies: element
                .find_all(self.cp, "dependency")
                .filter_map(|dependency| dependency.get("identifierref").map(str::to_owned))
                .collect(),
        })
    }
}

/// What is wrong with a manifest, as an error.
pub(crate) fn error(message: String) -> Error {
    Error::Xml { document: MANIFEST.to_owned(), message }
}

/// `xml:base` of the manifest and of its resources; a resource adds its own (IMS CP 1.1.4, xml:base).
pub(crate) fn xml_base(root: &Element, resources: &Element) -> String {
    [root, resources].iter().filter_map(|element| element.get_in(XML, "base")).collect()
}

pub(crate) fn required(element: &Element, name: &str) -> Result<String, String> {
    match element.get(name).map(str::trim) {
        Some(value) if !value.is_empty() => Ok(value.to_owned()),
        _ => Err(format!("<{}> has no {name}", element.name)),
    }
}

/// A value of a fixed vocabulary.
pub(crate) fn word<T: Copy>(words: &[(&str, T)], text: &str, what: &str) -> Result<T, String> {
    let found = words.iter().find(|(word, _)| *word == text.trim()).map(|(_, value)| *value);
    found.ok_or_else(|| {
        let expected: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        format!("{what} is `{text}`, expected {}", expected.join(", "))
    })
}

/// The word for a value of a fixed vocabulary in which every value has one.
pub(crate) fn word_for<T: PartialEq>(words: &[(&'static str, T)], value: &T) -> &'static str {
    words.iter().find(|(_, candidate)| candidate == value).map_or("", |(word, _)| word)
}

pub(crate) fn number(text: &str, what: &str) -> Result<f64, String> {
    text.trim()
        .parse()
        .ok()
        .filter(|n: &f64| n.is_finite())
        .ok_or_else(|| format!("{what} is `{text}`, expected a number"))
}

pub(crate) fn boolean(text: &str, what: &str) -> Result<bool, String> {
    word(&[("true", true), ("false", false), ("1", true), ("0", false)], text, what)
}

/// What the LMS does when the time allowed is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeLimitAction {
    /// Ends the session with a message.
    ExitMessage,
    /// Ends the session silently.
    ExitNoMessage,
    /// Goes on with a message.
    ContinueMessage,
    /// Goes on silently.
    ContinueNoMessage,
}

pub(crate) const TIME_LIMIT_ACTIONS: &[(&str, TimeLimitAction)] = &[
    ("exit,message", TimeLimitAction::ExitMessage),
    ("exit,no message", TimeLimitAction::ExitNoMessage),
    ("continue,message", TimeLimitAction::ContinueMessage),
    ("continue,no message", TimeLimitAction::ContinueNoMessage),
];

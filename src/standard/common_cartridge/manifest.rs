//! The manifest of a cartridge, as typed values that read back what they write.

use super::record;
use super::version::Names;
use crate::error::Error;
use crate::standard::CartridgeVersion;
use crate::standard::imscp::{MANIFEST, required, word, word_for, xml_base};
use crate::standard::lom::Lom;
use crate::standard::xml::{self, Element, XML, XSI};

/// A cartridge's manifest: what it is called, the tree of its contents, and every file of it.
///
/// Reading takes what the fields here name, and passes over the rest: authorizations, metadata of anything but the whole
/// cartridge, metadata of curriculum standards, and variants of resources. `xml:base` is resolved into the addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Manifest {
    /// Which Common Cartridge it follows.
    pub version: CartridgeVersion,
    /// Unique in the world as far as the author can make it, stable from version to version.
    pub identifier: String,
    /// The metadata record of the whole cartridge. Its version, schemas, location and learning time are not written: the
    /// cartridge's profile of LOM has no place for them.
    pub metadata: Lom,
    /// The tree of what learners see; a cartridge of question banks or of loose files has none.
    pub organization: Option<Organization>,
    /// What items show, with all their files.
    pub resources: Vec<Resource>,
}

/// The tree of a cartridge.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Organization {
    /// Unique in the manifest.
    pub identifier: String,
    /// What it is called; importers take the name of the course from the metadata.
    pub title: Option<String>,
    /// Identifier of the one item at the root, which has neither title nor resource and holds all others.
    pub root: String,
    /// The items below the root, in order.
    pub items: Vec<Item>,
}

/// A node of the tree: something to show, or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// Unique in the manifest.
    pub identifier: String,
    /// What learners see it called.
    pub title: String,
    /// Identifier of the resource that it shows; `None` for a folder. Only folders may have items below them.
    pub resource: Option<String>,
    /// Items below it, in order.
    pub items: Vec<Self>,
}

/// What kind of thing a resource is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ResourceKind {
    /// A page, or files that pages share.
    WebContent,
    /// Files that belong to one discussion, assessment or other learning application alone.
    AssociatedContent,
    /// A [`Topic`](super::Topic).
    DiscussionTopic,
    /// A [`WebLink`](super::WebLink).
    WebLink,
    /// An [`Assessment`](super::qti::Assessment).
    Assessment,
    /// A [`QuestionBank`](super::qti::QuestionBank): at most one, and no item shows it.
    QuestionBank,
    /// A link to a tool by Basic LTI.
    BasicLti,
    /// Anything else, by its type, such as `assignment_xmlv1p0`.
    Other(String),
}

/// What a resource is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IntendedUse {
    /// A plan for teachers.
    LessonPlan,
    /// The syllabus of the course.
    Syllabus,
    /// An assignment (1.3).
    Assignment,
    /// Nothing in particular.
    Unspecified,
}

const INTENDED_USES: &[(&str, IntendedUse)] = &[
    ("lessonplan", IntendedUse::LessonPlan),
    ("syllabus", IntendedUse::Syllabus),
    ("assignment", IntendedUse::Assignment),
    ("unspecified", IntendedUse::Unspecified),
];

/// Something that items show, with its files.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resource {
    /// Unique in the manifest.
    pub identifier: String,
    /// What it is.
    pub kind: ResourceKind,
    /// What it is meant for.
    pub intended_use: Option<IntendedUse>,
    /// The page of web content: a URL relative to the cartridge's root, percent-encoded. Other kinds have none; they are
    /// their one file.
    pub href: Option<String>,
    /// Its files: URLs relative to the cartridge's root, percent-encoded.
    pub files: Vec<String>,
    /// Identifiers of resources that it needs.
    pub dependencies: Vec<String>,
}

const BASIC_LTI: &str = "imsbasiclti_xmlv1p0";

impl ResourceKind {
    fn write(&self, names: &Names) -> String {
        match self {
            Self::WebContent => "webcontent",
            Self::AssociatedContent => names.associated_content_type,
            Self::DiscussionTopic => names.topic_type,
            Self::WebLink => names.web_link_type,
            Self::Assessment => names.assessment_type,
            Self::QuestionBank => names.question_bank_type,
            Self::BasicLti => BASIC_LTI,
            Self::Other(kind) => kind,
        }
        .to_owned()
    }

    fn read(kind: &str, names: &Names) -> Self {
        match kind {
            "webcontent" => Self::WebContent,
            BASIC_LTI => Self::BasicLti,
            kind if kind == names.associated_content_type => Self::AssociatedContent,
            kind if kind == names.topic_type => Self::DiscussionTopic,
            kind if kind == names.web_link_type => Self::WebLink,
            kind if kind == names.assessment_type => Self::Assessment,
            kind if kind == names.question_bank_type => Self::QuestionBank,
            other => Self::Other(other.to_owned()),
        }
    }
}

impl Manifest {
    /// The document `imsmanifest.xml`.
    #[must_use]
    pub fn write(&self) -> String {
        let names = self.version.names();
        let cp = |name| Element::new(names.cp, name);
        let root = cp("manifest")
            .attribute("identifier", &self.identifier)
            .attribute_in(XSI, "schemaLocation", names.manifest_schemas)
            .child(
                cp("metadata")
                    .child(cp("schema").text("IMS Common Cartridge"))
                    .child(cp("schemaversion").text(names.schema_version))
                    .child(record::write(&self.metadata, names.lom)),
            )
            .child(
                cp("organizations")
                    .children(self.organization.iter().map(|organization| organization.write(names))),
            )
            .child(cp("resources").children(self.resources.iter().map(|resource| resource.write(names))));
        xml::write(&root, &names.manifest_prefixes)
    }

    /// Reads an `imsmanifest.xml`: what its fields name, and no more; see [`Manifest`].
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, is no manifest of a known version, or has a value outside its vocabulary.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        let root = xml::read(document, MANIFEST)?;
        Self::from_element(&root).map_err(|message| Error::Xml { document: MANIFEST.to_owned(), message })
    }

    fn from_element(root: &Element) -> Result<Self, String> {
        let version = CartridgeVersion::find(|names| root.is(names.cp, "manifest")).ok_or_else(|| {
            format!(
                "the root is <{}> in `{}`, expected <manifest> of Common Cartridge 1.1, 1.2 or 1.3",
                root.name, root.namespace
            )
        })?;
        let names = version.names();
        let empty = Element::default();
        let part = |name| root.find(names.cp, name).unwrap_or(&empty);
        let resources = part("resources");
        let base = xml_base(root, resources);
        Ok(Self {
            version,
            identifier: required(root, "identifier")?,
            metadata: part("metadata")
                .find(names.lom, "lom")
                .map(|record| record::read(record, names.lom))
                .unwrap_or_default(),
            organization: part("organizations")
                .find(names.cp, "organization")
                .map(|element| Organization::read(element, names))
                .transpose()?,
            resources: resources
                .find_all(names.cp, "resource")
                .map(|element| Resource::read(element, names, &base))
                .collect::<Result<_, _>>()?,
        })
    }
}

impl Organization {
    fn write(&self, names: &Names) -> Element {
        Element::new(names.cp, "organization")
            .attribute("identifier", &self.identifier)
            .attribute("structure", "rooted-hierarchy")
            .text_child(names.cp, "title", self.title.as_ref())
            .child(
                Element::new(names.cp, "item")
                    .attribute("identifier", &self.root)
                    .children(self.items.iter().map(|item| item.write(names))),
            )
    }

    fn read(element: &Element, names: &Names) -> Result<Self, String> {
        let root = element
            .find(names.cp, "item")
            .ok_or_else(|| "the organization has no item at its root".to_owned())?;
        Ok(Self {
            identifier: required(element, "identifier")?,
            title: element.text_of(names.cp, "title"),
            root: required(root, "identifier")?,
            items: Item::read_below(root, names)?,
        })
    }
}

impl Item {
    fn write(&self, names: &Names) -> Element {
        Element::new(names.cp, "item")
            .attribute("identifier", &self.identifier)
            .attribute_if("identifierref", self.resource.as_ref())
            .child(Element::new(names.cp, "title").text(&self.title))
            .children(self.items.iter().map(|item| item.write(names)))
    }

    fn read_below(parent: &Element, names: &Names) -> Result<Vec<Self>, String> {
        let item = |element: &Element| {
            Ok(Self {
                identifier: required(element, "identifier")?,
                title: element.text_of(names.cp, "title").unwrap_or_default(),
                resource: element.get("identifierref").map(str::to_owned),
                items: Self::read_below(element, names)?,
            })
        };
        parent.find_all(names.cp, "item").map(item).collect()
    }
}

impl Resource {
    fn write(&self, names: &Names) -> Element {
        let cp = |name| Element::new(names.cp, name);
        cp("resource")
            .attribute("identifier", &self.identifier)
            .attribute("type", self.kind.write(names))
            .attribute_if("intendeduse", self.intended_use.map(|use_| word_for(INTENDED_USES, &use_)))
            .attribute_if("href", self.href.as_ref())
            .children(self.files.iter().map(|href| cp("file").attribute("href", href)))
            .children(self.dependencies.iter().map(|id| cp("dependency").attribute("identifierref", id)))
    }

    fn read(element: &Element, names: &Names, base: &str) -> Result<Self, String> {
        let base = format!("{base}{}", element.get_in(XML, "base").unwrap_or_default());
        let href = |element: &Element| element.get("href").map(|href| format!("{base}{href}"));
        Ok(Self {
            identifier: required(element, "identifier")?,
            kind: ResourceKind::read(&required(element, "type")?, names),
            intended_use: element
                .get("intendeduse")
                .map(|use_| word(INTENDED_USES, use_, "intendeduse"))
                .transpose()?,
            href: href(element),
            files: element.find_all(names.cp, "file").filter_map(href).collect(),
            dependencies: element
                .find_all(names.cp, "dependency")
                .filter_map(|dependency| dependency.get("identifierref").map(str::to_owned))
                .collect(),
        })
    }
}

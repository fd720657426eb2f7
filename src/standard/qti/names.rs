//! How the versions of QTI spell the same things.
//!
//! QTI 3.0 kept the model of 2.1 and renamed it: `responseDeclaration` became `qti-response-declaration`, and the attribute
//! `baseType` became `base-type`. So documents are written and read by the names of 2.1, and spelt here. The elements of HTML
//! have the same names in both.

use std::borrow::Cow;

use crate::error::Error;
use crate::standard::QtiVersion;
use crate::standard::imscp::number;
use crate::standard::lom::Dialect;
use crate::standard::xml::{Element, Prefixes, XML, XSI};

/// What a version writes at the head of its documents.
pub(super) struct Vocabulary {
    /// The namespace of items and tests.
    pub(super) namespace: &'static str,
    pub(super) prefixes: Prefixes,
    schema_location: &'static str,
    pub(super) manifest: ManifestVocabulary,
    /// Around the name of a template for response processing.
    template: (&'static str, &'static str),
}

/// The same for a package's manifest.
pub(super) struct ManifestVocabulary {
    pub(super) namespace: &'static str,
    pub(super) prefixes: Prefixes,
    pub(super) schema_location: &'static str,
    pub(super) schema: &'static str,
    pub(super) schema_version: &'static str,
    pub(super) item_type: &'static str,
    pub(super) test_type: &'static str,
}

/// The record of metadata is the IEEE's in both versions.
pub(super) const DIALECT: Dialect = Dialect::Ieee;

const ASI_2_1: &str = "http://www.imsglobal.org/xsd/imsqti_v2p1";
const CP_2_1: &str = "http://www.imsglobal.org/xsd/imscp_v1p1";
const ASI_3_0: &str = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";
const CP_3_0: &str = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1";
const LOM: &str = "http://ltsc.ieee.org/xsd/LOM";

static V2_1: Vocabulary = Vocabulary {
    namespace: ASI_2_1,
    prefixes: Prefixes(&[("", ASI_2_1), ("xsi", XSI), ("xml", XML)]),
    schema_location: "http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    manifest: ManifestVocabulary {
        namespace: CP_2_1,
        prefixes: Prefixes(&[("", CP_2_1), ("lom", LOM), ("xsi", XSI), ("xml", XML)]),
        schema_location: "http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd http://ltsc.ieee.org/xsd/LOM http://www.imsglobal.org/xsd/imsmd_loose_v1p3p2.xsd",
        schema: "QTIv2.1 Package",
        schema_version: "1.0.0",
        item_type: "imsqti_item_xmlv2p1",
        test_type: "imsqti_test_xmlv2p1",
    },
    template: ("http://www.imsglobal.org/question/qti_v2p1/rptemplates/", ""),
};

static V3_0: Vocabulary = Vocabulary {
    namespace: ASI_3_0,
    prefixes: Prefixes(&[("", ASI_3_0), ("xsi", XSI), ("xml", XML)]),
    schema_location: "http://www.imsglobal.org/xsd/imsqtiasi_v3p0 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    manifest: ManifestVocabulary {
        namespace: CP_3_0,
        prefixes: Prefixes(&[("", CP_3_0), ("lom", LOM), ("xsi", XSI), ("xml", XML)]),
        schema_location: "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1 https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd http://ltsc.ieee.org/xsd/LOM https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd",
        schema: "QTI Package",
        schema_version: "3.0.0",
        item_type: "imsqti_item_xmlv3p0",
        test_type: "imsqti_test_xmlv3p0",
    },
    template: ("https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/", ".xml"),
};

impl QtiVersion {
    pub(super) fn vocabulary(self) -> &'static Vocabulary {
        match self {
            Self::V2_1 => &V2_1,
            Self::V3_0 => &V3_0,
        }
    }

    /// An element of QTI, by its name in 2.1.
    pub(super) fn element<const N: usize>(
        self,
        name: &'static str,
        attributes: [(&'static str, String); N],
    ) -> Element {
        let spelt = attributes.into_iter().map(|(name, value)| ("".into(), self.attribute_name(name), value));
        Element {
            namespace: self.vocabulary().namespace.into(),
            name: self.element_name(name),
            attributes: spelt.collect(),
            ..Element::default()
        }
    }

    /// An element of QTI with one attribute more, by its name in 2.1.
    pub(super) fn with(self, mut element: Element, name: &'static str, value: impl Into<String>) -> Element {
        element.attributes.push(("".into(), self.attribute_name(name), value.into()));
        element
    }

    /// The outermost element of a document.
    pub(super) fn root<const N: usize>(
        self,
        name: &'static str,
        attributes: [(&'static str, String); N],
    ) -> Element {
        self.element(name, attributes).attribute_in(XSI, "schemaLocation", self.vocabulary().schema_location)
    }

    pub(super) fn element_name(self, name: &'static str) -> Cow<'static, str> {
        match self {
            Self::V2_1 => name.into(),
            Self::V3_0 => format!("qti-{}", with_hyphens(name)).into(),
        }
    }

    pub(super) fn attribute_name(self, name: &'static str) -> Cow<'static, str> {
        match self {
            Self::V2_1 => name.into(),
            Self::V3_0 => with_hyphens(name).into(),
        }
    }

    /// The address of one of the standard's own templates, such as `match_correct`.
    pub(super) fn template(self, name: &str) -> String {
        let (before, after) = self.vocabulary().template;
        format!("{before}{name}{after}")
    }

    pub(super) fn is(self, element: &Element, name: &'static str) -> bool {
        element.is(self.vocabulary().namespace, &self.element_name(name))
    }

    pub(super) fn all<'e>(
        self,
        parent: &'e Element,
        name: &'static str,
    ) -> impl Iterator<Item = &'e Element> {
        parent.children.iter().filter(move |child| self.is(child, name))
    }

    pub(super) fn find<'e>(self, parent: &'e Element, name: &'static str) -> Option<&'e Element> {
        self.all(parent, name).next()
    }

    pub(super) fn get<'e>(self, element: &'e Element, name: &'static str) -> Option<&'e str> {
        element.get(&self.attribute_name(name))
    }

    pub(super) fn required(self, element: &Element, name: &'static str) -> Result<String, String> {
        let missing = || format!("<{}> has no `{}`", element.name, self.attribute_name(name));
        self.get(element, name).map(str::to_owned).ok_or_else(missing)
    }

    pub(super) fn number(self, element: &Element, name: &'static str) -> Result<Option<f64>, String> {
        self.get(element, name).map(|text| number(text, name)).transpose()
    }
}

fn with_hyphens(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 3);
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// An error of a document that is well-formed but not what it should be.
pub(super) fn unexpected(document: &str) -> impl FnOnce(String) -> Error + '_ {
    move |message| Error::Xml { document: document.to_owned(), message }
}

//! What the versions of Common Cartridge call things. They differ in names and nowhere else that this crate writes.

use crate::standard::CartridgeVersion;
use crate::standard::xml::{Prefixes, XML, XSI};

/// The names of one version.
pub(super) struct Names {
    pub(super) schema_version: &'static str,
    pub(super) cp: &'static str,
    pub(super) lom: &'static str,
    pub(super) web_link: &'static str,
    pub(super) topic: &'static str,
    pub(super) manifest_prefixes: Prefixes,
    pub(super) web_link_prefixes: Prefixes,
    pub(super) topic_prefixes: Prefixes,
    /// Values of `xsi:schemaLocation`.
    pub(super) manifest_schemas: &'static str,
    pub(super) web_link_schema: &'static str,
    pub(super) topic_schema: &'static str,
    pub(super) qti_schema: &'static str,
    /// Types of resources.
    pub(super) web_link_type: &'static str,
    pub(super) topic_type: &'static str,
    pub(super) assessment_type: &'static str,
    pub(super) question_bank_type: &'static str,
    pub(super) associated_content_type: &'static str,
}

/// The namespace of QTI, the same in every version.
pub(super) const QTI: &str = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2";

/// The names of a version from its two spellings, such as `1.1.0` and `v1p1`.
macro_rules! names {
    ($version:literal, $v:literal) => {
        Names {
            schema_version: $version,
            cp: concat!("http://www.imsglobal.org/xsd/imscc", $v, "/imscp_v1p1"),
            lom: concat!("http://ltsc.ieee.org/xsd/imscc", $v, "/LOM/manifest"),
            web_link: concat!("http://www.imsglobal.org/xsd/imscc", $v, "/imswl_", $v),
            topic: concat!("http://www.imsglobal.org/xsd/imscc", $v, "/imsdt_", $v),
            manifest_prefixes: Prefixes(&[
                ("", concat!("http://www.imsglobal.org/xsd/imscc", $v, "/imscp_v1p1")),
                ("lomimscc", concat!("http://ltsc.ieee.org/xsd/imscc", $v, "/LOM/manifest")),
                ("xsi", XSI),
                ("xml", XML),
            ]),
            web_link_prefixes: Prefixes(&[
                ("", concat!("http://www.imsglobal.org/xsd/imscc", $v, "/imswl_", $v)),
                ("xsi", XSI),
            ]),
            topic_prefixes: Prefixes(&[
                ("", concat!("http://www.imsglobal.org/xsd/imscc", $v, "/imsdt_", $v)),
                ("xsi", XSI),
            ]),
            manifest_schemas: concat!(
                "http://www.imsglobal.org/xsd/imscc",
                $v,
                "/imscp_v1p1 http://www.imsglobal.org/profile/cc/cc",
                $v,
                "/cc",
                $v,
                "_imscp_v1p2_v1p0.xsd http://ltsc.ieee.org/xsd/imscc",
                $v,
                "/LOM/manifest http://www.imsglobal.org/profile/cc/cc",
                $v,
                "/LOM/cc",
                $v,
                "_lommanifest_v1p0.xsd"
            ),
            web_link_schema: concat!(
                "http://www.imsglobal.org/xsd/imscc",
                $v,
                "/imswl_",
                $v,
                " http://www.imsglobal.org/profile/cc/cc",
                $v,
                "/cc",
                $v,
                "_imswl_",
                $v,
                ".xsd"
            ),
            topic_schema: concat!(
                "http://www.imsglobal.org/xsd/imscc",
                $v,
                "/imsdt_",
                $v,
                " http://www.imsglobal.org/profile/cc/cc",
                $v,
                "/cc",
                $v,
                "_imsdt_",
                $v,
                ".xsd"
            ),
            qti_schema: concat!(
                "http://www.imsglobal.org/xsd/ims_qtiasiv1p2 http://www.imsglobal.org/profile/cc/cc",
                $v,
                "/cc",
                $v,
                "_qtiasiv1p2p1_v1p0.xsd"
            ),
            web_link_type: concat!("imswl_xml", $v),
            topic_type: concat!("imsdt_xml", $v),
            assessment_type: concat!("imsqti_xmlv1p2/imscc_xml", $v, "/assessment"),
            question_bank_type: concat!("imsqti_xmlv1p2/imscc_xml", $v, "/question-bank"),
            associated_content_type: concat!(
                "associatedcontent/imscc_xml",
                $v,
                "/learning-application-resource"
            ),
        }
    };
}

static V1_1: Names = names!("1.1.0", "v1p1");
static V1_2: Names = names!("1.2.0", "v1p2");
static V1_3: Names = names!("1.3.0", "v1p3");

impl CartridgeVersion {
    pub(super) const ALL: &'static [Self] = &[Self::V1_1, Self::V1_2, Self::V1_3];

    pub(super) fn names(self) -> &'static Names {
        match self {
            Self::V1_1 => &V1_1,
            Self::V1_2 => &V1_2,
            Self::V1_3 => &V1_3,
        }
    }

    /// The version one of whose names satisfies a test.
    pub(super) fn find(test: impl Fn(&Names) -> bool) -> Option<Self> {
        Self::ALL.iter().copied().find(|version| test(version.names()))
    }
}

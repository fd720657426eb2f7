//! What the editions of SCORM 2004 have otherwise than each other. Their namespaces and most of their words are the same.

use super::limits;
use crate::standard::Edition;
use crate::standard::limits::Limits;

/// Name and text of a schema, from the folder of an edition.
macro_rules! schema {
    ($edition:literal, $name:literal) => {
        ($name, include_str!(concat!("../../../schemas/scorm2004-", $edition, "/", $name)))
    };
}

/// An edition's folder has what differs from the next edition; the rest is the next edition's.
type Schemas = [(&'static str, &'static str); 7];

const FOURTH: &Schemas = &[
    schema!("4th", "adlcp_v1p3.xsd"),
    schema!("4th", "adlnav_v1p3.xsd"),
    schema!("4th", "adlseq_v1p3.xsd"),
    schema!("4th", "imscp_v1p1.xsd"),
    schema!("4th", "imsss_v1p0.xsd"),
    schema!("4th", "lom.xsd"),
    schema!("4th", "xml.xsd"),
];

const THIRD: &Schemas = &[
    schema!("3rd", "adlcp_v1p3.xsd"),
    schema!("4th", "adlnav_v1p3.xsd"),
    schema!("3rd", "adlseq_v1p3.xsd"),
    schema!("3rd", "imscp_v1p1.xsd"),
    schema!("4th", "imsss_v1p0.xsd"),
    schema!("4th", "lom.xsd"),
    schema!("4th", "xml.xsd"),
];

const SECOND: &Schemas = &[
    schema!("2nd", "adlcp_v1p3.xsd"),
    schema!("2nd", "adlnav_v1p3.xsd"),
    schema!("3rd", "adlseq_v1p3.xsd"),
    schema!("3rd", "imscp_v1p1.xsd"),
    schema!("4th", "imsss_v1p0.xsd"),
    schema!("4th", "lom.xsd"),
    schema!("4th", "xml.xsd"),
];

impl Edition {
    /// The edition that a manifest names. What is no name of an edition counts as the last one.
    pub(super) fn named(schema_version: &str) -> Self {
        match schema_version.trim() {
            // The 1st Edition has the same name; its manifests differ in nothing that is read here.
            "CAM 1.3" | "1.3" => Self::Second,
            "2004 3rd Edition" => Self::Third,
            _ => Self::Fourth,
        }
    }

    /// `schemaversion` in the manifest.
    pub(super) fn schema_version(self) -> &'static str {
        match self {
            Self::Second => "CAM 1.3",
            Self::Third => "2004 3rd Edition",
            Self::Fourth => "2004 4th Edition",
        }
    }

    pub(super) fn limits(self) -> &'static Limits {
        match self {
            Self::Second => &limits::SECOND,
            Self::Third => &limits::THIRD,
            Self::Fourth => &limits::FOURTH,
        }
    }

    pub(super) fn schemas(self) -> &'static Schemas {
        match self {
            Self::Second => SECOND,
            Self::Third => THIRD,
            Self::Fourth => FOURTH,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    const EDITIONS: [(Edition, &[&str]); 3] = [
        (Edition::Second, &["2nd", "3rd", "4th"]),
        (Edition::Third, &["3rd", "4th"]),
        (Edition::Fourth, &["4th"]),
    ];

    #[test]
    fn a_schema_is_the_editions_own_or_that_of_the_next_one() {
        for (edition, folders) in EDITIONS {
            for (name, text) in edition.schemas() {
                let path = |folder: &&str| {
                    let folder = format!("schemas/scorm2004-{folder}");
                    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)
                };
                let file = folders.iter().map(path).find(|path| path.exists()).unwrap();
                assert_eq!(fs::read_to_string(&file).unwrap(), *text, "{}", file.display());
            }
        }
    }

    #[test]
    fn the_schemas_of_an_edition_need_no_others() {
        for (edition, _) in EDITIONS {
            let names: Vec<_> = edition.schemas().iter().map(|(name, _)| *name).collect();
            for (name, text) in edition.schemas() {
                let needed =
                    text.split("schemaLocation=\"").skip(1).filter_map(|rest| rest.split('"').next());
                for needed in needed {
                    assert!(names.contains(&needed), "{name} of the {edition:?} Edition needs {needed}");
                }
            }
        }
    }

    #[test]
    fn an_edition_is_known_by_what_its_manifests_say() {
        for (edition, _) in EDITIONS {
            assert_eq!(Edition::named(edition.schema_version()), edition);
        }
    }
}

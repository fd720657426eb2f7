//! The manifest of SCORM 1.2, as typed values that read back what they write.

use crate::error::Error;
use crate::standard::imscp::{self, Binding, TIME_LIMIT_ACTIONS, TimeLimitAction, number, word, word_for};
use crate::standard::lom::{Dialect, IMSMD};
use crate::standard::xml::{Element, Prefixes, XML, XSI};

const CP: &str = "http://www.imsproject.org/xsd/imscp_rootv1p1p2";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_rootv1p2";

/// A SCORM 1.2 manifest.
pub type Manifest = imscp::Manifest<(), ItemData>;
/// An organization of a SCORM 1.2 manifest.
pub type Organization = imscp::Organization<(), ItemData>;
/// An item of a SCORM 1.2 manifest.
pub type Item = imscp::Item<ItemData>;

/// What SCORM 1.2 adds to an item (CAM 1.2 §2.3.2).
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ItemData {
    /// `adlcp:prerequisites`: an AICC script over item identifiers, at most 200 characters.
    pub prerequisites: Option<String>,
    /// `adlcp:maxtimeallowed`: `HHHH:MM:SS.SS`.
    pub max_time_allowed: Option<String>,
    /// `adlcp:timelimitaction`.
    pub time_limit_action: Option<TimeLimitAction>,
    /// `adlcp:datafromlms`, the SCO's launch data: at most 255 characters.
    pub data_from_lms: Option<String>,
    /// `adlcp:masteryscore`: percent, 0 to 100.
    pub mastery_score: Option<f64>,
}

impl imscp::Manifest<(), ItemData> {
    /// The document `imsmanifest.xml`.
    #[must_use]
    pub fn write(&self) -> String {
        BINDING.write(self)
    }

    /// Reads an `imsmanifest.xml`: what its fields name, and no more; see [`Manifest`].
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, is no SCORM 1.2 manifest, or has a value outside its vocabulary.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        BINDING.read(document)
    }
}

const BINDING: Binding<(), ItemData> = Binding {
    cp: CP,
    adlcp: ADLCP,
    scorm_type: "scormtype",
    prefixes: Prefixes(&[("", CP), ("adlcp", ADLCP), ("imsmd", IMSMD), ("xsi", XSI), ("xml", XML)]),
    schema_location: &[
        (CP, "imscp_rootv1p1p2.xsd"),
        (ADLCP, "adlcp_rootv1p2.xsd"),
        (IMSMD, "imsmd_rootv1p2p1.xsd"),
    ],
    dialect: Dialect::Imsmd,
    write_item,
    read_item,
    write_organization: |(), element| element,
    read_organization: |_| Ok(()),
};

fn write_item(data: &ItemData) -> Vec<Element> {
    let adlcp = |name| Element::new(ADLCP, name);
    let mut elements = Vec::new();
    elements.extend(
        data.prerequisites
            .as_ref()
            .map(|script| adlcp("prerequisites").attribute("type", "aicc_script").text(script)),
    );
    elements.extend(data.max_time_allowed.as_ref().map(|time| adlcp("maxtimeallowed").text(time)));
    elements.extend(
        data.time_limit_action
            .map(|action| adlcp("timelimitaction").text(word_for(TIME_LIMIT_ACTIONS, &action))),
    );
    elements.extend(data.data_from_lms.as_ref().map(|text| adlcp("datafromlms").text(text)));
    elements.extend(data.mastery_score.map(|score| adlcp("masteryscore").text(score.to_string())));
    elements
}

fn read_item(item: &Element) -> Result<ItemData, String> {
    let text = |name| item.text_of(ADLCP, name).filter(|text| !text.is_empty());
    Ok(ItemData {
        prerequisites: text("prerequisites"),
        max_time_allowed: text("maxtimeallowed"),
        time_limit_action: text("timelimitaction")
            .map(|action| word(TIME_LIMIT_ACTIONS, &action, "timelimitaction"))
            .transpose()?,
        data_from_lms: text("datafromlms"),
        mastery_score: text("masteryscore").map(|score| number(&score, "masteryscore")).transpose()?,
    })
}

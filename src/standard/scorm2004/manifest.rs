//! The manifest of SCORM 2004, as typed values that read back what they write.

use super::sequencing::{self, ADLSEQ};
use crate::error::Error;
use crate::sequencing::{Activity, ActivityTree, CompletionThreshold, LmsControl, Sequencing, TreeError};
use crate::standard::Edition;
use crate::standard::imscp::{
    self, Binding, MANIFEST, TIME_LIMIT_ACTIONS, TimeLimitAction, boolean, number, word, word_for,
};
use crate::standard::lom::{Dialect, IEEE};
use crate::standard::xml::{self, Element, Prefixes, XML, XSI};

const CP: &str = "http://www.imsglobal.org/xsd/imscp_v1p1";
const ADLCP: &str = "http://www.adlnet.org/xsd/adlcp_v1p3";
const ADLNAV: &str = "http://www.adlnet.org/xsd/adlnav_v1p3";

/// A SCORM 2004 manifest.
pub type Manifest = imscp::Manifest<OrganizationData, ItemData>;
/// An organization of a SCORM 2004 manifest.
pub type Organization = imscp::Organization<OrganizationData, ItemData>;
/// An item of a SCORM 2004 manifest.
pub type Item = imscp::Item<ItemData>;

/// What SCORM 2004 adds to an organization (CAM §3.4.1.7).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct OrganizationData {
    /// `adlseq:objectivesGlobalToSystem`: global objectives outlive the attempt.
    pub objectives_global_to_system: bool,
    /// `imsss:sequencing`.
    pub sequencing: Option<Sequencing>,
}

impl Default for OrganizationData {
    fn default() -> Self {
        Self { objectives_global_to_system: true, sequencing: None }
    }
}

/// What SCORM 2004 adds to an item (CAM §3.4.1.8 to 3.4.1.16).
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct ItemData {
    /// `adlcp:timeLimitAction`.
    pub time_limit_action: Option<TimeLimitAction>,
    /// `adlcp:dataFromLMS`, the SCO's launch data: at most 4,000 characters.
    pub data_from_lms: Option<String>,
    /// `adlcp:completionThreshold`.
    pub completion_threshold: Option<CompletionThreshold>,
    /// `imsss:sequencing`.
    pub sequencing: Option<Sequencing>,
    /// `adlnav:hideLMSUI`: controls that the LMS leaves out because the content has its own.
    pub hide_lms_ui: Vec<LmsControl>,
}

/// The 2nd Edition has no word for what ends or leaves the whole course.
fn is_known_to(control: LmsControl, edition: Edition) -> bool {
    use LmsControl::{AbandonAll, ExitAll, SuspendAll};
    edition != Edition::Second || !matches!(control, ExitAll | AbandonAll | SuspendAll)
}

const LMS_CONTROLS: &[(&str, LmsControl)] = &[
    ("previous", LmsControl::Previous),
    ("continue", LmsControl::Continue),
    ("exit", LmsControl::Exit),
    ("exitAll", LmsControl::ExitAll),
    ("abandon", LmsControl::Abandon),
    ("abandonAll", LmsControl::AbandonAll),
    ("suspendAll", LmsControl::SuspendAll),
];

impl imscp::Manifest<OrganizationData, ItemData> {
    /// The document `imsmanifest.xml`, as the edition writes it that [`schema_version`](imscp::Manifest::schema_version) names:
    /// `CAM 1.3` (2nd), `2004 3rd Edition` or `2004 4th Edition`. What the edition has no word for is left out.
    #[must_use]
    pub fn write(&self) -> String {
        match Edition::named(&self.schema_version) {
            Edition::Second => SECOND.write(self),
            Edition::Third => THIRD.write(self),
            Edition::Fourth => FOURTH.write(self),
        }
    }

    /// Reads an `imsmanifest.xml` of any edition: what its fields name, and no more; see [`Manifest`].
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, is no SCORM 2004 manifest, or has a value outside its vocabulary.
    pub fn read(document: &[u8]) -> Result<Self, Error> {
        let mut root = xml::read(document, MANIFEST)?;
        sequencing::put_collections_in_place(&mut root)
            .and_then(|()| FOURTH.read_root(&root))
            .map_err(imscp::error)
    }

    /// The edition that [`schema_version`](imscp::Manifest::schema_version) names; the last one, when it names none.
    #[must_use]
    pub fn edition(&self) -> Edition {
        Edition::named(&self.schema_version)
    }

    /// What a learner can attempt in an organization, for the sequencing [`Engine`](crate::sequencing::Engine): in the one of
    /// this identifier, or in the default one.
    ///
    /// # Errors
    /// [`TreeError`] when there is no such organization, or two of its items have the same identifier.
    pub fn activity_tree(&self, organization: Option<&str>) -> Result<ActivityTree, TreeError> {
        let wanted = organization.or(self.default_organization.as_deref());
        let named = self.organizations.iter().find(|it| Some(it.identifier.as_str()) == wanted);
        let first = || self.organizations.first().filter(|_| organization.is_none());
        let root = named.or_else(first).ok_or(TreeError::Roots)?;
        let sequencing = root.data.sequencing.clone().unwrap_or_default();
        let mut tree = ActivityTree::new(Activity::with(&root.identifier, sequencing))
            .objectives_global_to_system(root.data.objectives_global_to_system);
        // Places in a tree are in the order in which activities come to it.
        let mut open: Vec<_> = root.items.iter().rev().map(|item| (root.identifier.as_str(), item)).collect();
        while let Some((parent, item)) = open.pop() {
            tree.add(parent, activity(item))?;
            open.extend(item.items.iter().rev().map(|inside| (item.identifier.as_str(), inside)));
        }
        Ok(tree)
    }

    /// The address that an activity launches, as [`Outcome::Delivered`](crate::sequencing::Outcome::Delivered) names it: that of its
    /// item's resource, from the package's root, with the item's parameters. `None` for what launches nothing.
    #[must_use]
    pub fn launch(&self, activity: &str) -> Option<String> {
        let mut open: Vec<&Item> = self.organizations.iter().flat_map(|it| &it.items).collect();
        while let Some(item) = open.pop() {
            if item.identifier == activity {
                let resource =
                    self.resources.iter().find(|it| Some(&it.identifier) == item.resource.as_ref())?;
                return Some(with_parameters(
                    resource.href.as_deref()?,
                    item.parameters.as_deref().unwrap_or(""),
                ));
            }
            open.extend(&item.items);
        }
        None
    }
}

/// An address and the parameters of an item (SCORM 2004 CAM, 3.4.1.8, the process by which LMSs put them together).
fn with_parameters(href: &str, parameters: &str) -> String {
    let parameters = parameters.trim_start_matches(['?', '&']);
    match parameters {
        "" => href.to_owned(),
        fragment if fragment.starts_with('#') && href.contains('#') => href.to_owned(),
        fragment if fragment.starts_with('#') => format!("{href}{fragment}"),
        query if href.contains('?') => format!("{href}&{query}"),
        query => format!("{href}?{query}"),
    }
}

fn activity(item: &Item) -> Activity {
    let mut activity = Activity::with(&item.identifier, item.data.sequencing.clone().unwrap_or_default());
    activity.completion_threshold = item.data.completion_threshold.unwrap_or_default();
    activity.hide_lms_ui.clone_from(&item.data.hide_lms_ui);
    activity
}

const FOURTH: Binding<OrganizationData, ItemData> = Binding {
    cp: CP,
    adlcp: ADLCP,
    scorm_type: "scormType",
    prefixes: Prefixes(&[
        ("", CP),
        ("adlcp", ADLCP),
        ("adlseq", ADLSEQ),
        ("adlnav", ADLNAV),
        ("imsss", sequencing::IMSSS),
        ("lom", IEEE),
        ("xsi", XSI),
        ("xml", XML),
    ]),
    schema_location: &[
        (CP, "imscp_v1p1.xsd"),
        (ADLCP, "adlcp_v1p3.xsd"),
        (ADLSEQ, "adlseq_v1p3.xsd"),
        (ADLNAV, "adlnav_v1p3.xsd"),
        (sequencing::IMSSS, "imsss_v1p0.xsd"),
        (IEEE, "lom.xsd"),
    ],
    dialect: Dialect::Ieee,
    write_item: |data| write_item(data, Edition::Fourth),
    read_item,
    write_organization: |data, element| write_organization(data, element, Edition::Fourth),
    read_organization,
};

const THIRD: Binding<OrganizationData, ItemData> = Binding {
    write_item: |data| write_item(data, Edition::Third),
    write_organization: |data, element| write_organization(data, element, Edition::Third),
    ..FOURTH
};

const SECOND: Binding<OrganizationData, ItemData> = Binding {
    write_item: |data| write_item(data, Edition::Second),
    write_organization: |data, element| write_organization(data, element, Edition::Second),
    ..FOURTH
};

fn write_organization(data: &OrganizationData, element: Element, edition: Edition) -> Element {
    element
        .attribute_in(ADLSEQ, "objectivesGlobalToSystem", data.objectives_global_to_system.to_string())
        .children(data.sequencing.iter().map(|it| sequencing::write(it, edition)))
}

fn read_organization(element: &Element) -> Result<OrganizationData, String> {
    let global = element.get_in(ADLSEQ, "objectivesGlobalToSystem");
    Ok(OrganizationData {
        objectives_global_to_system: global
            .map_or(Ok(true), |text| boolean(text, "objectivesGlobalToSystem"))?,
        sequencing: sequencing::read_in(element)?,
    })
}

fn write_item(data: &ItemData, edition: Edition) -> Vec<Element> {
    let adlcp = |name| Element::new(ADLCP, name);
    let mut elements = Vec::new();
    elements.extend(
        data.time_limit_action
            .map(|action| adlcp("timeLimitAction").text(word_for(TIME_LIMIT_ACTIONS, &action))),
    );
    elements.extend(data.data_from_lms.as_ref().map(|text| adlcp("dataFromLMS").text(text)));
    elements.extend(data.completion_threshold.as_ref().and_then(|it| write_threshold(it, edition)));
    elements.extend(data.sequencing.iter().map(|it| sequencing::write(it, edition)));
    let hidden: Vec<_> = data.hide_lms_ui.iter().filter(|control| is_known_to(**control, edition)).collect();
    if !hidden.is_empty() {
        let hide = |control| Element::new(ADLNAV, "hideLMSUI").text(word_for(LMS_CONTROLS, control));
        let interface = Element::new(ADLNAV, "navigationInterface").children(hidden.into_iter().map(hide));
        elements.push(Element::new(ADLNAV, "presentation").child(interface));
    }
    elements
}

/// Before the 4th Edition the element says nothing but the progress that completes.
fn write_threshold(threshold: &CompletionThreshold, edition: Edition) -> Option<Element> {
    let element = Element::new(ADLCP, "completionThreshold");
    let least = threshold.min_progress_measure.to_string();
    if edition == Edition::Fourth {
        let element = element
            .attribute("completedByMeasure", threshold.completed_by_measure.to_string())
            .attribute("minProgressMeasure", least)
            .attribute("progressWeight", threshold.progress_weight.to_string());
        return Some(element);
    }
    threshold.completed_by_measure.then(|| element.text(least))
}

fn read_item(item: &Element) -> Result<ItemData, String> {
    let text = |name| item.text_of(ADLCP, name).filter(|text| !text.is_empty());
    let interface = item.find(ADLNAV, "presentation").and_then(|p| p.find(ADLNAV, "navigationInterface"));
    Ok(ItemData {
        time_limit_action: text("timeLimitAction")
            .map(|action| word(TIME_LIMIT_ACTIONS, &action, "timeLimitAction"))
            .transpose()?,
        data_from_lms: text("dataFromLMS"),
        completion_threshold: item.find(ADLCP, "completionThreshold").map(read_threshold).transpose()?,
        sequencing: sequencing::read_in(item)?,
        hide_lms_ui: interface
            .into_iter()
            .flat_map(|interface| interface.find_all(ADLNAV, "hideLMSUI"))
            .map(|hide| word(LMS_CONTROLS, &hide.text, "hideLMSUI"))
            .collect::<Result<_, _>>()?,
    })
}

/// The attributes of the 4th Edition, or the number that stood in the element before it.
fn read_threshold(element: &Element) -> Result<CompletionThreshold, String> {
    let attribute = |name, default| element.get(name).map_or(Ok(default), |text| number(text, name));
    if !element.text.trim().is_empty() {
        let min_progress_measure = number(&element.text, "completionThreshold")?;
        return Ok(CompletionThreshold {
            completed_by_measure: true,
            min_progress_measure,
            progress_weight: 1.0,
        });
    }
    Ok(CompletionThreshold {
        completed_by_measure: element
            .get("completedByMeasure")
            .map_or(Ok(false), |text| boolean(text, "completedByMeasure"))?,
        min_progress_measure: attribute("minProgressMeasure", 1.0)?,
        progress_weight: attribute("progressWeight", 1.0)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_go_where_the_address_has_room_for_them() {
        for (href, parameters, launched) in [
            ("a.html", "", "a.html"),
            ("a.html", "?x=1", "a.html?x=1"),
            ("a.html?y=2", "&x=1", "a.html?y=2&x=1"),
            ("a.html", "#top", "a.html#top"),
            ("a.html#end", "#top", "a.html#end"),
        ] {
            assert_eq!(with_parameters(href, parameters), launched);
        }
    }
}

//! The part of IMS Simple Sequencing that tells an LMS how to track a SCO and how to walk its tree.

use crate::standard::imscp::{boolean, number};
use crate::standard::xml::Element;

pub(crate) const IMSSS: &str = "http://www.imsglobal.org/xsd/imsss";

/// `imsss:sequencing` of an organization or item. Groups that are absent follow the standard's defaults.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Sequencing {
    /// How learners may move among the activities inside.
    pub control_mode: Option<ControlMode>,
    /// What the activity is measured by.
    pub objectives: Option<Objectives>,
    /// Who says how the activity ended.
    pub delivery_controls: Option<DeliveryControls>,
}

/// `imsss:controlMode` (SN §3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ControlMode {
    /// Learners may choose among the activities inside.
    pub choice: bool,
    /// Learners may leave by choosing an activity outside.
    pub choice_exit: bool,
    /// Previous and continue work among the activities inside.
    pub flow: bool,
    /// There is no way back.
    pub forward_only: bool,
}

impl Default for ControlMode {
    fn default() -> Self {
        Self { choice: true, choice_exit: true, flow: false, forward_only: false }
    }
}

/// `imsss:objectives` (SN §3.10).
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Objectives {
    /// The one that contributes to rollup.
    pub primary: Objective,
    /// Further ones.
    pub others: Vec<Objective>,
}

/// `imsss:primaryObjective` or `imsss:objective`.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Objective {
    /// `objectiveID`; a SCO finds it among its `cmi.objectives`.
    pub id: Option<String>,
    /// `minNormalizedMeasure`, −1 to 1, when a measure decides whether it is satisfied (`satisfiedByMeasure`).
    pub satisfied_by_measure: Option<f64>,
}

/// `imsss:deliveryControls` (SN §3.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeliveryControls {
    /// The LMS keeps a record.
    pub tracked: bool,
    /// The content says whether it is completed; otherwise the LMS says so on leaving.
    pub completion_set_by_content: bool,
    /// The content says whether it is satisfied; otherwise the LMS says so on leaving.
    pub objective_set_by_content: bool,
}

impl Default for DeliveryControls {
    fn default() -> Self {
        Self { tracked: true, completion_set_by_content: false, objective_set_by_content: false }
    }
}

fn imsss(name: &'static str) -> Element {
    Element::new(IMSSS, name)
}

pub(super) fn write(sequencing: &Sequencing) -> Element {
    imsss("sequencing")
        .children(sequencing.control_mode.map(|mode| {
            imsss("controlMode")
                .attribute("choice", mode.choice.to_string())
                .attribute("choiceExit", mode.choice_exit.to_string())
                .attribute("flow", mode.flow.to_string())
                .attribute("forwardOnly", mode.forward_only.to_string())
        }))
        .children(sequencing.objectives.as_ref().map(|objectives| {
            imsss("objectives")
                .child(write_objective("primaryObjective", &objectives.primary))
                .children(objectives.others.iter().map(|objective| write_objective("objective", objective)))
        }))
        .children(sequencing.delivery_controls.map(|controls| {
            imsss("deliveryControls")
                .attribute("tracked", controls.tracked.to_string())
                .attribute("completionSetByContent", controls.completion_set_by_content.to_string())
                .attribute("objectiveSetByContent", controls.objective_set_by_content.to_string())
        }))
}

fn write_objective(name: &'static str, objective: &Objective) -> Element {
    let element = imsss(name)
        .attribute("satisfiedByMeasure", objective.satisfied_by_measure.is_some().to_string())
        .attribute_if("objectiveID", objective.id.as_ref());
    element.text_child(
        IMSSS,
        "minNormalizedMeasure",
        objective.satisfied_by_measure.map(|measure| measure.to_string()),
    )
}

pub(super) fn read_in(parent: &Element) -> Result<Option<Sequencing>, String> {
    parent.find(IMSSS, "sequencing").map(read).transpose()
}

fn read(element: &Element) -> Result<Sequencing, String> {
    Ok(Sequencing {
        control_mode: element.find(IMSSS, "controlMode").map(read_control_mode).transpose()?,
        objectives: element.find(IMSSS, "objectives").map(read_objectives).transpose()?,
        delivery_controls: element.find(IMSSS, "deliveryControls").map(read_delivery_controls).transpose()?,
    })
}

fn flag(element: &Element, name: &str, default: bool) -> Result<bool, String> {
    element.get(name).map_or(Ok(default), |text| boolean(text, name))
}

fn read_control_mode(element: &Element) -> Result<ControlMode, String> {
    let default = ControlMode::default();
    Ok(ControlMode {
        choice: flag(element, "choice", default.choice)?,
        choice_exit: flag(element, "choiceExit", default.choice_exit)?,
        flow: flag(element, "flow", default.flow)?,
        forward_only: flag(element, "forwardOnly", default.forward_only)?,
    })
}

fn read_objectives(element: &Element) -> Result<Objectives, String> {
    Ok(Objectives {
        primary: element
            .find(IMSSS, "primaryObjective")
            .map(read_objective)
            .transpose()?
            .ok_or("<objectives> has no <primaryObjective>")?,
        others: element.find_all(IMSSS, "objective").map(read_objective).collect::<Result<_, _>>()?,
    })
}

fn read_objective(element: &Element) -> Result<Objective, String> {
    let measure = element.text_of(IMSSS, "minNormalizedMeasure");
    let satisfied_by_measure = if flag(element, "satisfiedByMeasure", false)? {
        // SN §3.10.2: the measure to reach is 1.0 when nothing is said.
        Some(measure.map_or(Ok(1.0), |text| number(&text, "minNormalizedMeasure"))?)
    } else {
        None
    };
    Ok(Objective { id: element.get("objectiveID").map(str::to_owned), satisfied_by_measure })
}

fn read_delivery_controls(element: &Element) -> Result<DeliveryControls, String> {
    let default = DeliveryControls::default();
    Ok(DeliveryControls {
        tracked: flag(element, "tracked", default.tracked)?,
        completion_set_by_content: flag(
            element,
            "completionSetByContent",
            default.completion_set_by_content,
        )?,
        objective_set_by_content: flag(element, "objectiveSetByContent", default.objective_set_by_content)?,
    })
}

//! Sequencing from elements. What is absent is as the standard has it by default.

use super::words::{self, Words};
use super::{ADLSEQ, IMSSS};
use crate::sequencing::{
    ChildActivitySet, Combination, ConstrainedChoice, ControlMode, DeliveryControls, LimitConditions,
    Objective, ObjectiveMap, Objectives, Randomization, RollupCondition, RollupConsiderations,
    RollupControls, RollupRule, Rule, RuleCondition, Sequencing, SequencingRules, SharedDataMap,
};
use crate::standard::imscp::{boolean, number, required, word};
use crate::standard::xml::Element;

type Result<T> = std::result::Result<T, String>;

pub(in super::super) fn read_in(parent: &Element) -> Result<Option<Sequencing>> {
    parent.find(IMSSS, "sequencing").map(read).transpose()
}

fn read(element: &Element) -> Result<Sequencing> {
    let rollup = element.find(IMSSS, "rollupRules");
    let mut objectives = group(element, IMSSS, "objectives", objectives)?;
    if let Some(element) = element.find(ADLSEQ, "objectives") {
        shared_data(element, &mut objectives)?;
    }
    Ok(Sequencing {
        control_mode: group(element, IMSSS, "controlMode", control_mode)?,
        constrained_choice: group(element, ADLSEQ, "constrainedChoiceConsiderations", constrained_choice)?,
        rules: group(element, IMSSS, "sequencingRules", rules)?,
        limits: group(element, IMSSS, "limitConditions", limits)?,
        rollup_rules: rollup.map(rollup_rules).transpose()?.unwrap_or_default(),
        rollup_controls: rollup.map(rollup_controls).transpose()?.unwrap_or_default(),
        rollup_considerations: group(element, ADLSEQ, "rollupConsiderations", considerations)?,
        objectives,
        randomization: group(element, IMSSS, "randomizationControls", randomization)?,
        delivery_controls: group(element, IMSSS, "deliveryControls", delivery_controls)?,
    })
}

fn group<T: Default>(
    parent: &Element,
    namespace: &str,
    name: &str,
    read: impl Fn(&Element) -> Result<T>,
) -> Result<T> {
    parent.find(namespace, name).map_or_else(|| Ok(T::default()), read)
}

fn flag(element: &Element, name: &str, default: bool) -> Result<bool> {
    element.get(name).map_or(Ok(default), |text| boolean(text, name))
}

fn decimal(element: &Element, name: &str, default: f64) -> Result<f64> {
    element.get(name).map_or(Ok(default), |text| number(text, name))
}

fn count(element: &Element, name: &str) -> Result<Option<u32>> {
    let read = |text: &str| text.trim().parse().map_err(|_| format!("{name} is `{text}`, expected a count"));
    element.get(name).map(read).transpose()
}

fn choice<T: Copy>(element: &Element, name: &str, words: Words<T>, default: T) -> Result<T> {
    element.get(name).map_or(Ok(default), |text| word(words, text, name))
}

fn control_mode(element: &Element) -> Result<ControlMode> {
    let default = ControlMode::default();
    Ok(ControlMode {
        choice: flag(element, "choice", default.choice)?,
        choice_exit: flag(element, "choiceExit", default.choice_exit)?,
        flow: flag(element, "flow", default.flow)?,
        forward_only: flag(element, "forwardOnly", default.forward_only)?,
        use_current_attempt_objective_info: flag(element, "useCurrentAttemptObjectiveInfo", true)?,
        use_current_attempt_progress_info: flag(element, "useCurrentAttemptProgressInfo", true)?,
    })
}

fn constrained_choice(element: &Element) -> Result<ConstrainedChoice> {
    Ok(ConstrainedChoice {
        prevent_activation: flag(element, "preventActivation", false)?,
        constrain_choice: flag(element, "constrainChoice", false)?,
    })
}

fn rules(element: &Element) -> Result<SequencingRules> {
    Ok(SequencingRules {
        pre: rules_of(element, "preConditionRule", words::PRE_ACTIONS)?,
        exit: rules_of(element, "exitConditionRule", words::EXIT_ACTIONS)?,
        post: rules_of(element, "postConditionRule", words::POST_ACTIONS)?,
    })
}

fn rules_of<A: Copy>(parent: &Element, name: &'static str, actions: Words<A>) -> Result<Vec<Rule<A>>> {
    let rule = |element: &Element| {
        let conditions = element.find(IMSSS, "ruleConditions");
        let combination = |it| choice(it, "conditionCombination", words::COMBINATIONS, Combination::All);
        let action =
            element.find(IMSSS, "ruleAction").ok_or_else(|| format!("<{name}> has no <ruleAction>"))?;
        Ok(Rule {
            combination: conditions.map_or(Ok(Combination::All), combination)?,
            conditions: conditions
                .into_iter()
                .flat_map(|it| it.find_all(IMSSS, "ruleCondition"))
                .map(condition)
                .collect::<Result<_>>()?,
            action: word(actions, &required(action, "action")?, "action")?,
        })
    };
    parent.find_all(IMSSS, name).map(rule).collect()
}

fn condition(element: &Element) -> Result<RuleCondition> {
    Ok(RuleCondition {
        condition: word(words::CONDITIONS, &required(element, "condition")?, "condition")?,
        referenced_objective: element.get("referencedObjective").map(str::to_owned),
        measure_threshold: decimal(element, "measureThreshold", 0.0)?,
        not: choice(element, "operator", words::OPERATORS, false)?,
    })
}

fn limits(element: &Element) -> Result<LimitConditions> {
    Ok(LimitConditions {
        attempt_limit: count(element, "attemptLimit")?,
        attempt_absolute_duration_limit: element.get("attemptAbsoluteDurationLimit").map(str::to_owned),
    })
}

fn rollup_controls(element: &Element) -> Result<RollupControls> {
    Ok(RollupControls {
        rollup_objective_satisfied: flag(element, "rollupObjectiveSatisfied", true)?,
        rollup_progress_completion: flag(element, "rollupProgressCompletion", true)?,
        objective_measure_weight: decimal(element, "objectiveMeasureWeight", 1.0)?,
    })
}

fn rollup_rules(element: &Element) -> Result<Vec<RollupRule>> {
    element.find_all(IMSSS, "rollupRule").map(rollup_rule).collect()
}

fn rollup_rule(element: &Element) -> Result<RollupRule> {
    let missing = |name| move || format!("<rollupRule> has no <{name}>");
    let conditions = element.find(IMSSS, "rollupConditions").ok_or_else(missing("rollupConditions"))?;
    let action = element.find(IMSSS, "rollupAction").ok_or_else(missing("rollupAction"))?;
    let one = |element: &Element| {
        Ok(RollupCondition {
            condition: word(words::ROLLUP_CONDITIONS, &required(element, "condition")?, "condition")?,
            not: choice(element, "operator", words::OPERATORS, false)?,
        })
    };
    Ok(RollupRule {
        child_activity_set: child_activity_set(element)?,
        combination: choice(conditions, "conditionCombination", words::COMBINATIONS, Combination::Any)?,
        conditions: conditions.find_all(IMSSS, "rollupCondition").map(one).collect::<Result<_>>()?,
        action: word(words::ROLLUP_ACTIONS, &required(action, "action")?, "action")?,
    })
}

fn child_activity_set(element: &Element) -> Result<ChildActivitySet> {
    Ok(match element.get("childActivitySet").map(str::trim) {
        None | Some("all") => ChildActivitySet::All,
        Some("any") => ChildActivitySet::Any,
        Some("none") => ChildActivitySet::None,
        Some("atLeastCount") => ChildActivitySet::AtLeastCount(count(element, "minimumCount")?.unwrap_or(0)),
        Some("atLeastPercent") => ChildActivitySet::AtLeastPercent(decimal(element, "minimumPercent", 0.0)?),
        Some(other) => {
            let expected = "expected all, any, none, atLeastCount, atLeastPercent";
            return Err(format!("childActivitySet is `{other}`, {expected}"));
        }
    })
}

fn considerations(element: &Element) -> Result<RollupConsiderations> {
    let default = RollupConsiderations::default();
    let required = |name, default| choice(element, name, words::REQUIRED_FOR, default);
    Ok(RollupConsiderations {
        required_for_satisfied: required("requiredForSatisfied", default.required_for_satisfied)?,
        required_for_not_satisfied: required("requiredForNotSatisfied", default.required_for_not_satisfied)?,
        required_for_completed: required("requiredForCompleted", default.required_for_completed)?,
        required_for_incomplete: required("requiredForIncomplete", default.required_for_incomplete)?,
        measure_satisfaction_if_active: flag(element, "measureSatisfactionIfActive", true)?,
    })
}

fn objectives(element: &Element) -> Result<Objectives> {
    let primary = element.find(IMSSS, "primaryObjective").ok_or("<objectives> has no <primaryObjective>")?;
    Ok(Objectives {
        primary: objective(primary)?,
        others: element.find_all(IMSSS, "objective").map(objective).collect::<Result<_>>()?,
    })
}

fn objective(element: &Element) -> Result<Objective> {
    let measure = element.text_of(IMSSS, "minNormalizedMeasure");
    let satisfied_by_measure = if flag(element, "satisfiedByMeasure", false)? {
        // SN §3.10.2: the measure to reach is 1.0 when nothing is said.
        Some(measure.map_or(Ok(1.0), |text| number(&text, "minNormalizedMeasure"))?)
    } else {
        None
    };
    Ok(Objective {
        id: element.get("objectiveID").map(str::to_owned),
        satisfied_by_measure,
        maps: element.find_all(IMSSS, "mapInfo").map(map).collect::<Result<_>>()?,
        shared_data: Vec::new(),
    })
}

fn map(element: &Element) -> Result<ObjectiveMap> {
    Ok(ObjectiveMap {
        target: required(element, "targetObjectiveID")?,
        read_satisfied_status: flag(element, "readSatisfiedStatus", true)?,
        read_normalized_measure: flag(element, "readNormalizedMeasure", true)?,
        write_satisfied_status: flag(element, "writeSatisfiedStatus", false)?,
        write_normalized_measure: flag(element, "writeNormalizedMeasure", false)?,
    })
}

/// `adlseq:objectives`: goes to the objectives of these names. What the activity has no objective for says nothing.
fn shared_data(element: &Element, objectives: &mut Objectives) -> Result<()> {
    for shared in element.find_all(ADLSEQ, "objective") {
        let id = required(shared, "objectiveID")?;
        let maps = shared.find_all(ADLSEQ, "mapInfo").map(shared_data_map).collect::<Result<Vec<_>>>()?;
        let all = std::iter::once(&mut objectives.primary).chain(&mut objectives.others);
        for objective in all.filter(|objective| objective.id.as_deref() == Some(&id)) {
            objective.shared_data.extend(maps.iter().cloned());
        }
    }
    Ok(())
}

fn shared_data_map(element: &Element) -> Result<SharedDataMap> {
    Ok(SharedDataMap {
        target: required(element, "targetObjectiveID")?,
        read_raw_score: flag(element, "readRawScore", true)?,
        read_min_score: flag(element, "readMinScore", true)?,
        read_max_score: flag(element, "readMaxScore", true)?,
        read_completion_status: flag(element, "readCompletionStatus", true)?,
        read_progress_measure: flag(element, "readProgressMeasure", true)?,
        write_raw_score: flag(element, "writeRawScore", false)?,
        write_min_score: flag(element, "writeMinScore", false)?,
        write_max_score: flag(element, "writeMaxScore", false)?,
        write_completion_status: flag(element, "writeCompletionStatus", false)?,
        write_progress_measure: flag(element, "writeProgressMeasure", false)?,
    })
}

fn randomization(element: &Element) -> Result<Randomization> {
    let timing = |name| choice(element, name, words::TIMINGS, crate::sequencing::Timing::Never);
    Ok(Randomization {
        randomization_timing: timing("randomizationTiming")?,
        reorder_children: flag(element, "reorderChildren", false)?,
        selection_timing: timing("selectionTiming")?,
        select_count: count(element, "selectCount")?,
    })
}

fn delivery_controls(element: &Element) -> Result<DeliveryControls> {
    Ok(DeliveryControls {
        tracked: flag(element, "tracked", true)?,
        completion_set_by_content: flag(element, "completionSetByContent", false)?,
        objective_set_by_content: flag(element, "objectiveSetByContent", false)?,
    })
}

//! Sequencing as elements. What a group has by default is not written.

use super::words::{self, Words};
use super::{ADLSEQ, IMSSS};
use crate::sequencing::{
    ChildActivitySet, ConstrainedChoice, ControlMode, DeliveryControls, LimitConditions, Objective,
    ObjectiveMap, Objectives, Randomization, RollupConsiderations, RollupControls, RollupRule, Rule,
    RuleCondition, Sequencing, SequencingRules, SharedDataMap,
};
use crate::standard::Edition;
use crate::standard::imscp::word_for;
use crate::standard::xml::Element;

fn imsss(name: &'static str) -> Element {
    Element::new(IMSSS, name)
}

fn adlseq(name: &'static str) -> Element {
    Element::new(ADLSEQ, name)
}

/// Attributes that are written only when they say something else than the default.
trait Unless: Sized {
    fn flag(self, name: &'static str, value: bool, default: bool) -> Self;
    fn word<T: PartialEq + Default>(self, name: &'static str, words: Words<T>, value: T) -> Self;
}

impl Unless for Element {
    fn flag(self, name: &'static str, value: bool, default: bool) -> Self {
        self.attribute_if(name, (value != default).then(|| value.to_string()))
    }

    fn word<T: PartialEq + Default>(self, name: &'static str, words: Words<T>, value: T) -> Self {
        let is_said = value != T::default();
        self.attribute_if(name, is_said.then(|| word_for(words, &value)))
    }
}

/// In the order of the schema. Before the 4th Edition there is no `adlseq:objectives`.
pub(in super::super) fn write(sequencing: &Sequencing, edition: Edition) -> Element {
    imsss("sequencing")
        .children(said(&sequencing.control_mode).map(control_mode))
        .children(said(&sequencing.rules).map(rules))
        .children(said(&sequencing.limits).map(limits))
        .children(rollup(&sequencing.rollup_rules, sequencing.rollup_controls))
        .children(said(&sequencing.objectives).map(objectives))
        .children(said(&sequencing.randomization).map(randomization))
        .children(said(&sequencing.delivery_controls).map(delivery_controls))
        .children(said(&sequencing.constrained_choice).map(constrained_choice))
        .children(said(&sequencing.rollup_considerations).map(considerations))
        .children(shared_data(&sequencing.objectives).filter(|_| edition == Edition::Fourth))
}

fn said<T: Default + PartialEq>(group: &T) -> Option<&T> {
    (*group != T::default()).then_some(group)
}

fn control_mode(mode: &ControlMode) -> Element {
    imsss("controlMode")
        .attribute("choice", mode.choice.to_string())
        .attribute("choiceExit", mode.choice_exit.to_string())
        .attribute("flow", mode.flow.to_string())
        .attribute("forwardOnly", mode.forward_only.to_string())
        .flag("useCurrentAttemptObjectiveInfo", mode.use_current_attempt_objective_info, true)
        .flag("useCurrentAttemptProgressInfo", mode.use_current_attempt_progress_info, true)
}

fn rules(rules: &SequencingRules) -> Element {
    imsss("sequencingRules")
        .children(rules.pre.iter().map(|it| rule("preConditionRule", it, words::PRE_ACTIONS)))
        .children(rules.exit.iter().map(|it| rule("exitConditionRule", it, words::EXIT_ACTIONS)))
        .children(rules.post.iter().map(|it| rule("postConditionRule", it, words::POST_ACTIONS)))
}

fn rule<A: PartialEq>(name: &'static str, rule: &Rule<A>, actions: Words<A>) -> Element {
    let conditions = imsss("ruleConditions")
        .attribute("conditionCombination", word_for(words::COMBINATIONS, &rule.combination))
        .children(rule.conditions.iter().map(condition));
    imsss(name)
        .children((!rule.conditions.is_empty()).then_some(conditions))
        .child(imsss("ruleAction").attribute("action", word_for(actions, &rule.action)))
}

fn condition(condition: &RuleCondition) -> Element {
    let threshold = Some(condition.measure_threshold).filter(|threshold| *threshold != 0.0);
    imsss("ruleCondition")
        .attribute_if("referencedObjective", condition.referenced_objective.as_ref())
        .attribute_if("measureThreshold", threshold.map(|threshold| threshold.to_string()))
        .word("operator", words::OPERATORS, condition.not)
        .attribute("condition", word_for(words::CONDITIONS, &condition.condition))
}

fn limits(limits: &LimitConditions) -> Element {
    imsss("limitConditions")
        .attribute_if("attemptLimit", limits.attempt_limit.map(|limit| limit.to_string()))
        .attribute_if("attemptAbsoluteDurationLimit", limits.attempt_absolute_duration_limit.as_ref())
}

fn rollup(rules: &[RollupRule], controls: RollupControls) -> Option<Element> {
    if rules.is_empty() && controls == RollupControls::default() {
        return None;
    }
    let weight = controls.objective_measure_weight;
    let element = imsss("rollupRules")
        .flag("rollupObjectiveSatisfied", controls.rollup_objective_satisfied, true)
        .flag("rollupProgressCompletion", controls.rollup_progress_completion, true)
        .attribute_if(
            "objectiveMeasureWeight",
            Some(weight).filter(|it| *it != 1.0).map(|it| it.to_string()),
        );
    Some(element.children(rules.iter().map(rollup_rule)))
}

fn rollup_rule(rule: &RollupRule) -> Element {
    let element = imsss("rollupRule");
    let element = match rule.child_activity_set {
        ChildActivitySet::All => element.attribute("childActivitySet", "all"),
        ChildActivitySet::Any => element.attribute("childActivitySet", "any"),
        ChildActivitySet::None => element.attribute("childActivitySet", "none"),
        ChildActivitySet::AtLeastCount(count) => {
            element.attribute("childActivitySet", "atLeastCount").attribute("minimumCount", count.to_string())
        }
        ChildActivitySet::AtLeastPercent(part) => element
            .attribute("childActivitySet", "atLeastPercent")
            .attribute("minimumPercent", part.to_string()),
    };
    let conditions = rule.conditions.iter().map(|it| {
        imsss("rollupCondition")
            .word("operator", words::OPERATORS, it.not)
            .attribute("condition", word_for(words::ROLLUP_CONDITIONS, &it.condition))
    });
    element
        .child(
            imsss("rollupConditions")
                .attribute("conditionCombination", word_for(words::COMBINATIONS, &rule.combination))
                .children(conditions),
        )
        .child(imsss("rollupAction").attribute("action", word_for(words::ROLLUP_ACTIONS, &rule.action)))
}

fn objectives(objectives: &Objectives) -> Element {
    imsss("objectives")
        .child(objective("primaryObjective", &objectives.primary))
        .children(objectives.others.iter().map(|it| objective("objective", it)))
}

fn objective(name: &'static str, objective: &Objective) -> Element {
    let measure = objective.satisfied_by_measure;
    imsss(name)
        .attribute("satisfiedByMeasure", measure.is_some().to_string())
        .attribute_if("objectiveID", objective.id.as_ref())
        .text_child(IMSSS, "minNormalizedMeasure", measure.map(|measure| measure.to_string()))
        .children(objective.maps.iter().map(map))
}

fn map(map: &ObjectiveMap) -> Element {
    imsss("mapInfo")
        .attribute("targetObjectiveID", &map.target)
        .attribute("readSatisfiedStatus", map.read_satisfied_status.to_string())
        .attribute("readNormalizedMeasure", map.read_normalized_measure.to_string())
        .attribute("writeSatisfiedStatus", map.write_satisfied_status.to_string())
        .attribute("writeNormalizedMeasure", map.write_normalized_measure.to_string())
}

fn randomization(randomization: &Randomization) -> Element {
    imsss("randomizationControls")
        .word("randomizationTiming", words::TIMINGS, randomization.randomization_timing)
        .attribute_if("selectCount", randomization.select_count.map(|count| count.to_string()))
        .flag("reorderChildren", randomization.reorder_children, false)
        .word("selectionTiming", words::TIMINGS, randomization.selection_timing)
}

fn delivery_controls(controls: &DeliveryControls) -> Element {
    imsss("deliveryControls")
        .attribute("tracked", controls.tracked.to_string())
        .attribute("completionSetByContent", controls.completion_set_by_content.to_string())
        .attribute("objectiveSetByContent", controls.objective_set_by_content.to_string())
}

fn constrained_choice(choice: &ConstrainedChoice) -> Element {
    adlseq("constrainedChoiceConsiderations")
        .attribute("preventActivation", choice.prevent_activation.to_string())
        .attribute("constrainChoice", choice.constrain_choice.to_string())
}

fn considerations(it: &RollupConsiderations) -> Element {
    adlseq("rollupConsiderations")
        .word("requiredForSatisfied", words::REQUIRED_FOR, it.required_for_satisfied)
        .word("requiredForNotSatisfied", words::REQUIRED_FOR, it.required_for_not_satisfied)
        .word("requiredForCompleted", words::REQUIRED_FOR, it.required_for_completed)
        .word("requiredForIncomplete", words::REQUIRED_FOR, it.required_for_incomplete)
        .flag("measureSatisfactionIfActive", it.measure_satisfaction_if_active, true)
}

/// By the names of the objectives, without which nothing can be said of them here.
fn shared_data(objectives: &Objectives) -> Option<Element> {
    let shares = |it: &&Objective| it.id.is_some() && !it.shared_data.is_empty();
    let sharing: Vec<_> = objectives.iter().filter(shares).collect();
    (!sharing.is_empty()).then(|| {
        adlseq("objectives").children(sharing.into_iter().map(|it| {
            adlseq("objective")
                .attribute_if("objectiveID", it.id.as_ref())
                .children(it.shared_data.iter().map(shared_data_map))
        }))
    })
}

fn shared_data_map(map: &SharedDataMap) -> Element {
    adlseq("mapInfo")
        .attribute("targetObjectiveID", &map.target)
        .flag("readRawScore", map.read_raw_score, true)
        .flag("readMinScore", map.read_min_score, true)
        .flag("readMaxScore", map.read_max_score, true)
        .flag("readCompletionStatus", map.read_completion_status, true)
        .flag("readProgressMeasure", map.read_progress_measure, true)
        .flag("writeRawScore", map.write_raw_score, false)
        .flag("writeMinScore", map.write_min_score, false)
        .flag("writeMaxScore", map.write_max_score, false)
        .flag("writeCompletionStatus", map.write_completion_status, false)
        .flag("writeProgressMeasure", map.write_progress_measure, false)
}

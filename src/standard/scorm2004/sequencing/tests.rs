//! What is written is read back, and what several activities share arrives in each.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::words::{self, Words};
use crate::package::Package;
use crate::sequencing::*;
use crate::standard::scorm2004::Manifest;
use crate::standard::{Item, Standard};

fn of<T: Copy + std::fmt::Debug>(words: Words<T>) -> impl Strategy<Value = T> + Clone {
    select(words.iter().map(|(_, value)| *value).collect::<Vec<_>>())
}

fn rule<A: Copy + std::fmt::Debug>(actions: Words<A>) -> impl Strategy<Value = Rule<A>> + Clone {
    let condition = (of(words::CONDITIONS), option::of("[a-z]{1,5}"), -1.0..=1.0f64, any::<bool>()).prop_map(
        |(condition, referenced_objective, measure_threshold, not)| RuleCondition {
            condition,
            referenced_objective,
            measure_threshold,
            not,
        },
    );
    (of(words::COMBINATIONS), vec(condition, 1..3), of(actions))
        .prop_map(|(combination, conditions, action)| Rule { combination, conditions, action })
}

fn rollup_rule() -> impl Strategy<Value = RollupRule> + Clone {
    let set = prop_oneof![
        Just(ChildActivitySet::All),
        Just(ChildActivitySet::Any),
        Just(ChildActivitySet::None),
        any::<u32>().prop_map(ChildActivitySet::AtLeastCount),
        (0.0..=1.0f64).prop_map(ChildActivitySet::AtLeastPercent),
    ];
    let condition = (of(words::ROLLUP_CONDITIONS), any::<bool>())
        .prop_map(|(condition, not)| RollupCondition { condition, not });
    (set, of(words::COMBINATIONS), vec(condition, 1..3), of(words::ROLLUP_ACTIONS)).prop_map(
        |(child_activity_set, combination, conditions, action)| RollupRule {
            child_activity_set,
            combination,
            conditions,
            action,
        },
    )
}

fn objective(id: Option<&'static str>, is_fourth: bool) -> impl Strategy<Value = Objective> + Clone {
    let map = ("[a-z:]{1,5}", any::<(bool, bool, bool, bool)>()).prop_map(|(target, flags)| ObjectiveMap {
        target,
        read_satisfied_status: flags.0,
        read_normalized_measure: flags.1,
        write_satisfied_status: flags.2,
        write_normalized_measure: flags.3,
    });
    let shared = ("[a-z:]{1,5}", any::<[bool; 10]>()).prop_map(|(target, flags)| SharedDataMap {
        target,
        read_raw_score: flags[0],
        read_min_score: flags[1],
        read_max_score: flags[2],
        read_completion_status: flags[3],
        read_progress_measure: flags[4],
        write_raw_score: flags[5],
        write_min_score: flags[6],
        write_max_score: flags[7],
        write_completion_status: flags[8],
        write_progress_measure: flags[9],
    });
    let most = if is_fourth && id.is_some() { 3 } else { 1 };
    (option::of(-1.0..=1.0f64), vec(map, 0..3), vec(shared, 0..most)).prop_map(
        move |(satisfied_by_measure, maps, shared_data)| Objective {
            id: id.map(str::to_owned),
            satisfied_by_measure,
            maps,
            shared_data,
        },
    )
}

/// Anything that an activity can say.
pub(in super::super::super) fn any_sequencing(is_fourth: bool) -> impl Strategy<Value = Sequencing> + Clone {
    let objectives = prop_oneof![
        objective(None, is_fourth).prop_map(|primary| Objectives { primary, others: Vec::new() }),
        (objective(Some("p"), is_fourth), objective(Some("a"), is_fourth), objective(Some("b"), is_fourth))
            .prop_map(|(primary, a, b)| Objectives { primary, others: vec![a, b] }),
    ];
    let flow = (any::<[bool; 6]>(), any::<(bool, bool)>(), any::<(bool, bool, bool)>());
    let rules = (
        vec(rule(words::PRE_ACTIONS), 0..3),
        vec(rule(words::EXIT_ACTIONS), 0..2),
        vec(rule(words::POST_ACTIONS), 0..3),
    );
    let rollup = (
        vec(rollup_rule(), 0..3),
        (any::<(bool, bool, bool)>(), 0.0..=1.0f64),
        [(); 4].map(|()| of(words::REQUIRED_FOR)),
    );
    let limits = (option::of(any::<u32>()), option::of(Just("PT30M".to_owned())));
    let random = (of(words::TIMINGS), any::<bool>(), of(words::TIMINGS), option::of(any::<u32>()));
    (flow, rules, rollup, limits, random, objectives).prop_map(
        |(flow, rules, rollup, limits, random, objectives)| {
            let (mode, choice, delivery) = flow;
            let (rollup_rules, ((satisfied, completion, if_active), weight), required) = rollup;
            Sequencing {
                control_mode: ControlMode {
                    choice: mode[0],
                    choice_exit: mode[1],
                    flow: mode[2],
                    forward_only: mode[3],
                    use_current_attempt_objective_info: mode[4],
                    use_current_attempt_progress_info: mode[5],
                },
                constrained_choice: ConstrainedChoice {
                    prevent_activation: choice.0,
                    constrain_choice: choice.1,
                },
                rules: SequencingRules { pre: rules.0, exit: rules.1, post: rules.2 },
                limits: LimitConditions {
                    attempt_limit: limits.0,
                    attempt_absolute_duration_limit: limits.1,
                },
                rollup_rules,
                rollup_controls: RollupControls {
                    rollup_objective_satisfied: satisfied,
                    rollup_progress_completion: completion,
                    objective_measure_weight: weight,
                },
                rollup_considerations: RollupConsiderations {
                    required_for_satisfied: required[0],
                    required_for_not_satisfied: required[1],
                    required_for_completed: required[2],
                    required_for_incomplete: required[3],
                    measure_satisfaction_if_active: if_active,
                },
                objectives,
                randomization: Randomization {
                    randomization_timing: random.0,
                    reorder_children: random.1,
                    selection_timing: random.2,
                    select_count: random.3,
                },
                delivery_controls: DeliveryControls {
                    tracked: delivery.0,
                    completion_set_by_content: delivery.1,
                    objective_set_by_content: delivery.2,
                },
            }
        },
    )
}

/// A manifest with this sequencing in its item, and this collection.
fn manifest(sequencing: &str, collection: &str) -> String {
    format!(
        r#"<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
             xmlns:imsss="http://www.imsglobal.org/xsd/imsss" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3">
             <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
             <organizations default="o"><organization identifier="o" adlseq:objectivesGlobalToSystem="false">
               <title>T</title>
               <item identifier="a"><title>A</title>{sequencing}</item>
               <item identifier="b"><title>B</title><item identifier="c"><title>C</title></item></item>
             </organization></organizations><resources/>
             <imsss:sequencingCollection>{collection}</imsss:sequencingCollection></manifest>"#
    )
}

fn read(sequencing: &str, collection: &str) -> Result<Manifest, crate::Error> {
    Manifest::read(manifest(sequencing, collection).as_bytes())
}

#[test]
fn an_activity_takes_from_the_collection_what_it_does_not_say_itself() {
    let manifest = read(
        r#"<imsss:sequencing IDRef="s"><imsss:controlMode flow="true"/></imsss:sequencing>"#,
        r#"<imsss:sequencing ID="s"><imsss:controlMode choice="false"/><imsss:limitConditions attemptLimit="2"/>
           <adlseq:constrainedChoiceConsiderations constrainChoice="true"/></imsss:sequencing>"#,
    )
    .unwrap();
    let sequencing = manifest.organizations[0].items[0].data.sequencing.clone().unwrap();
    assert_eq!((sequencing.control_mode.flow, sequencing.control_mode.choice), (true, true));
    assert_eq!(sequencing.limits.attempt_limit, Some(2));
    assert!(sequencing.constrained_choice.constrain_choice);
}

#[test]
fn what_is_not_in_the_collection_is_an_error() {
    let error = read(r#"<imsss:sequencing IDRef="other"/>"#, "").unwrap_err().to_string();
    assert!(error.contains("IDRef is `other`"), "{error}");
}

#[test]
fn a_collection_cannot_fill_the_memory() {
    let long = format!(
        r#"<imsss:sequencing ID="s"><imsss:limitConditions x="{}"/></imsss:sequencing>"#,
        "x".repeat(1 << 20)
    );
    let takes = r#"<imsss:sequencing IDRef="s"/>"#.repeat(1 << 10);
    let error = read(&takes, &long).unwrap_err().to_string();
    assert!(error.contains("more from sequencingCollection"), "{error}");
}

#[test]
fn words_that_the_schema_does_not_have_are_errors() {
    for wrong in [
        r#"<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleAction action="jump"/></imsss:preConditionRule></imsss:sequencingRules>"#,
        r#"<imsss:rollupRules><imsss:rollupRule/></imsss:rollupRules>"#,
        r#"<imsss:limitConditions attemptLimit="-1"/>"#,
        r#"<imsss:randomizationControls selectionTiming="sometimes"/>"#,
        r#"<adlseq:rollupConsiderations requiredForCompleted="never"/>"#,
    ] {
        assert!(read(&format!("<imsss:sequencing>{wrong}</imsss:sequencing>"), "").is_err(), "{wrong}");
    }
}

#[test]
fn a_manifest_is_a_tree_of_activities() {
    let manifest =
        read(r#"<imsss:sequencing><imsss:limitConditions attemptLimit="3"/></imsss:sequencing>"#, "")
            .unwrap();
    let tree = manifest.activity_tree(None).unwrap();
    let ids: Vec<_> = tree.iter().map(|activity| activity.id.as_str()).collect();
    assert_eq!(ids, ["o", "a", "b", "c"]);
    assert_eq!(tree.get("a").unwrap().sequencing.limits.attempt_limit, Some(3));
    assert_eq!(manifest.activity_tree(Some("o")), Ok(tree));
    assert_eq!(manifest.activity_tree(Some("other")), Err(TreeError::Roots));
}

/// An activity that says all there is to say.
fn everything() -> Sequencing {
    let conditions =
        |kind: ConditionKind| vec![RuleCondition::from(kind).of("other").threshold(0.5).negated()];
    let writes = Objective::named("primary").satisfied_by_measure(0.8).writes("urn:one");
    let shares =
        SharedDataMap { write_raw_score: true, read_min_score: false, ..SharedDataMap::new("urn:two") };
    Sequencing {
        control_mode: ControlMode {
            flow: true,
            use_current_attempt_objective_info: false,
            use_current_attempt_progress_info: false,
            ..ControlMode::default()
        },
        constrained_choice: ConstrainedChoice { prevent_activation: true, constrain_choice: true },
        rules: SequencingRules {
            pre: words::PRE_ACTIONS
                .iter()
                .map(|(_, action)| Rule::any(conditions(ConditionKind::ObjectiveMeasureLessThan), *action))
                .collect(),
            exit: vec![Rule::all(conditions(ConditionKind::Satisfied), ExitAction::Exit)],
            post: words::POST_ACTIONS
                .iter()
                .map(|(_, action)| Rule::all(conditions(ConditionKind::Completed), *action))
                .collect(),
        },
        limits: LimitConditions {
            attempt_limit: Some(3),
            attempt_absolute_duration_limit: Some("PT30M".to_owned()),
        },
        rollup_rules: [
            ChildActivitySet::All,
            ChildActivitySet::Any,
            ChildActivitySet::None,
            ChildActivitySet::AtLeastCount(2),
            ChildActivitySet::AtLeastPercent(0.25),
        ]
        .map(|set| {
            let negated = RollupCondition::from(RollupConditionKind::Attempted).negated();
            RollupRule::any(set, [negated, RollupConditionKind::Satisfied.into()], RollupAction::Incomplete)
        })
        .into(),
        rollup_controls: RollupControls {
            rollup_objective_satisfied: false,
            rollup_progress_completion: false,
            objective_measure_weight: 0.5,
        },
        rollup_considerations: RollupConsiderations {
            required_for_satisfied: RequiredFor::IfAttempted,
            required_for_not_satisfied: RequiredFor::IfNotSkipped,
            required_for_completed: RequiredFor::IfNotSuspended,
            measure_satisfaction_if_active: false,
            ..RollupConsiderations::default()
        },
        objectives: Objectives {
            primary: Objective { shared_data: vec![shares], ..writes },
            others: vec![Objective::named("other").reads("urn:one")],
        },
        randomization: Randomization {
            randomization_timing: Timing::Once,
            reorder_children: true,
            selection_timing: Timing::OnEachNewAttempt,
            select_count: Some(2),
        },
        delivery_controls: DeliveryControls {
            tracked: true,
            completion_set_by_content: true,
            objective_set_by_content: true,
        },
    }
}

#[test]
fn what_is_written_is_valid_by_the_schemas_of_each_edition() {
    for edition in [Edition::Second, Edition::Third, Edition::Fourth] {
        let package = Package::builder(Standard::Scorm2004(edition))
            .identifier("p")
            .title("P")
            .language("en")
            .file("index.html", *b"")
            .item(Item::sco("p", "P", "index.html"))
            .build()
            .unwrap();
        let mut manifest = Manifest::read(&package.file("imsmanifest.xml").unwrap().read().unwrap()).unwrap();
        manifest.organizations[0].data.sequencing = Some(everything());
        manifest.organizations[0].items[0].data.sequencing = Some(everything());
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in edition.schemas() {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        std::fs::write(folder.path().join("imsmanifest.xml"), manifest.write()).unwrap();
        let mut xmllint = std::process::Command::new("xmllint");
        xmllint.args(["--noout", "--nonet", "--schema", "imscp_v1p1.xsd", "imsmanifest.xml"]);
        match xmllint.current_dir(&folder).output() {
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{edition:?}: {said}\n{}", manifest.write());
            }
            Err(error) => {
                assert!(std::env::var_os("CI").is_none(), "xmllint: {error} (Debian: libxml2-utils)");
                println!("skipped: xmllint: {error} (Debian: libxml2-utils)");
            }
        }
    }
}

//! Random courses and learners, from a seed.

use coursewright::sequencing::*;

/// SplitMix64 of Steele, Lea and Flood (2014).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn one_of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())].clone()
    }

    fn known(&mut self) -> Option<bool> {
        self.one_of(&[None, Some(true), Some(false)])
    }
}

/// What a course may use.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Uses {
    /// Control modes other than free choice and flow, and constrained choice.
    pub(crate) modes: bool,
    /// Preconditions.
    pub(crate) pre: bool,
    /// Exit rules and postconditions.
    pub(crate) post: bool,
    /// Rollup rules, controls and considerations; measures that decide.
    pub(crate) rollup: bool,
    /// Global objectives.
    pub(crate) globals: bool,
    /// Attempt limits.
    pub(crate) limits: bool,
    /// Selection and randomization.
    pub(crate) random: bool,
    /// Suspended attempts.
    pub(crate) suspension: bool,
    /// Content that always says how it ended, and rules of clusters that do not look at what rolled up: so that differences
    /// in rollup stay there.
    pub(crate) apart_from_rollup: bool,
}

pub(crate) fn tree(chance: &mut Chance, uses: Uses) -> ActivityTree {
    let count = 2 + chance.below(11);
    let parents: Vec<_> = (1..count).map(|number| chance.below(number.min(5))).collect();
    let is_cluster = |number: usize| parents.contains(&number);
    let mut tree = ActivityTree::new(Activity::with("0", sequencing(chance, uses, true)));
    for number in 1..count {
        let activity = Activity::with(number.to_string(), sequencing(chance, uses, is_cluster(number)));
        tree.add(&parents[number - 1].to_string(), activity).unwrap();
    }
    tree
}

fn sequencing(chance: &mut Chance, uses: Uses, is_cluster: bool) -> Sequencing {
    let looks_at_attempts_only = uses.apart_from_rollup && is_cluster;
    let mut it = Sequencing::default();
    it.control_mode.flow = true;
    it.objectives.primary.id = Some("primary".to_owned());
    if chance.percent(60) {
        it.delivery_controls.completion_set_by_content = true;
        it.delivery_controls.objective_set_by_content = true;
    }
    if uses.modes {
        it.control_mode.flow = chance.percent(85);
        it.control_mode.choice = chance.percent(85);
        it.control_mode.choice_exit = chance.percent(90);
        it.control_mode.forward_only = chance.percent(15);
        it.control_mode.use_current_attempt_objective_info = chance.percent(70);
        it.control_mode.use_current_attempt_progress_info = chance.percent(70);
        it.constrained_choice.prevent_activation = chance.percent(10);
        it.constrained_choice.constrain_choice = chance.percent(10);
        it.delivery_controls.tracked = chance.percent(93);
    }
    if uses.globals {
        objectives(chance, &mut it);
    }
    if uses.limits && chance.percent(25) {
        it.limits.attempt_limit = Some(1 + chance.below(2) as u32);
    }
    if uses.pre && chance.percent(35) {
        let actions = [
            PreAction::Skip,
            PreAction::Disabled,
            PreAction::HiddenFromChoice,
            PreAction::StopForwardTraversal,
        ];
        let action = chance.one_of(&actions);
        it.rules.pre.push(rule(chance, uses, looks_at_attempts_only, action));
    }
    if uses.post {
        if chance.percent(15) {
            it.rules.exit.push(rule(chance, uses, looks_at_attempts_only, ExitAction::Exit));
        }
        if chance.percent(25) {
            use PostAction::*;
            let action = chance.one_of(&[ExitParent, ExitAll, Retry, RetryAll, Continue, Previous]);
            it.rules.post.push(rule(chance, uses, looks_at_attempts_only, action));
        }
    }
    if uses.rollup {
        rollup(chance, &mut it);
    }
    if uses.random && chance.percent(40) {
        let timings = [Timing::Never, Timing::Once, Timing::OnEachNewAttempt];
        it.randomization = Randomization {
            randomization_timing: chance.one_of(&timings),
            reorder_children: chance.percent(60),
            selection_timing: chance.one_of(&timings),
            select_count: Some(1 + chance.below(3) as u32),
        };
    }
    it
}

fn objectives(chance: &mut Chance, it: &mut Sequencing) {
    let targets = ["urn:one", "urn:two"];
    if chance.percent(40) {
        let target = chance.one_of(&targets);
        let primary = it.objectives.primary.clone();
        it.objectives.primary =
            if chance.percent(60) { primary.writes(target) } else { primary.reads(target) };
    }
    if chance.percent(40) {
        let target = chance.one_of(&targets);
        it.objectives.others.push(Objective::named("other").reads(target));
    }
}

fn rule<A>(chance: &mut Chance, uses: Uses, looks_at_attempts_only: bool, action: A) -> Rule<A> {
    let one = |_| match looks_at_attempts_only {
        true => chance.one_of(&[ConditionKind::Attempted, ConditionKind::Always]).into(),
        false => condition(chance, uses),
    };
    let conditions: Vec<_> = (0..2).map(one).collect();
    match chance.percent(50) {
        true => Rule::all(conditions, action),
        false => Rule::any(conditions, action),
    }
}

fn condition(chance: &mut Chance, uses: Uses) -> RuleCondition {
    use ConditionKind::*;
    let kinds = [
        Satisfied,
        ObjectiveStatusKnown,
        ObjectiveMeasureKnown,
        ObjectiveMeasureGreaterThan,
        ObjectiveMeasureLessThan,
        Completed,
        ActivityProgressKnown,
        Attempted,
        Always,
    ];
    let mut condition = RuleCondition::from(chance.one_of(&kinds)).threshold(0.5);
    if uses.globals && chance.percent(50) && !matches!(condition.condition, Completed | ActivityProgressKnown)
    {
        condition = condition.of("other");
    }
    if chance.percent(40) { condition.negated() } else { condition }
}

fn rollup(chance: &mut Chance, it: &mut Sequencing) {
    use RequiredFor::*;
    for _ in 0..chance.below(3) {
        use RollupConditionKind::*;
        let sets = [
            ChildActivitySet::All,
            ChildActivitySet::Any,
            ChildActivitySet::None,
            ChildActivitySet::AtLeastCount(1 + chance.below(2) as u32),
            ChildActivitySet::AtLeastPercent(0.5),
        ];
        let set = chance.one_of(&sets);
        let kinds = [Satisfied, ObjectiveStatusKnown, Completed, ActivityProgressKnown, Attempted];
        let condition = RollupCondition::from(chance.one_of(&kinds));
        let condition = if chance.percent(30) { condition.negated() } else { condition };
        let actions = [
            RollupAction::Satisfied,
            RollupAction::NotSatisfied,
            RollupAction::Completed,
            RollupAction::Incomplete,
        ];
        let action = chance.one_of(&actions);
        it.rollup_rules.push(RollupRule::any(set, [condition], action));
    }
    it.rollup_controls.rollup_objective_satisfied = chance.percent(85);
    it.rollup_controls.rollup_progress_completion = chance.percent(85);
    it.rollup_controls.objective_measure_weight = chance.one_of(&[0.0, 0.5, 1.0, 1.0]);
    let required = [Always, Always, Always, IfAttempted, IfNotSkipped, IfNotSuspended];
    it.rollup_considerations.required_for_satisfied = chance.one_of(&required);
    it.rollup_considerations.required_for_not_satisfied = chance.one_of(&required);
    it.rollup_considerations.required_for_completed = chance.one_of(&required);
    it.rollup_considerations.required_for_incomplete = chance.one_of(&required);
    if chance.percent(20) {
        it.objectives.primary.satisfied_by_measure = Some(0.5);
        it.rollup_considerations.measure_satisfaction_if_active = chance.percent(60);
    }
}

/// What the learner does next, and what the content said before.
pub(crate) fn step(chance: &mut Chance, uses: Uses, engine: &Engine) -> (RunTimeData, Request) {
    let count = engine.tree().len();
    let mut data = RunTimeData { success: chance.known(), completion: chance.known(), ..Default::default() };
    if uses.apart_from_rollup {
        data.success = data.success.or(Some(true));
        data.completion = data.completion.or(Some(true));
    }
    // What an attempt knows that goes on, its content says again.
    if uses.suspension || chance.percent(40) {
        data.scaled_score = Some(chance.one_of(&[0.0, 0.25, 0.5, 0.75, 1.0]));
    }
    if uses.suspension && chance.percent(20) {
        data.exit = Exit::Suspend;
    }
    let request = match chance.below(20) {
        _ if engine.current().is_none() && uses.suspension && chance.percent(50) => Request::ResumeAll,
        _ if engine.current().is_none() && chance.percent(80) => Request::Start,
        0..=6 => Request::Continue,
        7..=9 => Request::Previous,
        10..=15 => Request::Choice(chance.below(count).to_string()),
        16 => Request::Exit,
        17 => Request::ExitAll,
        18 if uses.suspension => Request::SuspendAll,
        19 if uses.suspension => chance.one_of(&[Request::Abandon, Request::AbandonAll]),
        _ => Request::Continue,
    };
    (data, request)
}

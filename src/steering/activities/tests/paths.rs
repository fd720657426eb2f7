//! Random paths.

use crate::model::path::{
    Content, Done, Group, LearningPath, Order, Remediation, Requirement, Step, Success,
};

/// SplitMix64 of Steele, Lea and Flood (2014).
#[derive(Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    pub(super) fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.number() % bound.max(1) as u64) as usize
    }

    /// True so many times in a hundred.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(super) fn one_of<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

pub(super) fn random(chance: &mut Chance) -> LearningPath {
    let mut ids = Vec::new();
    let steps = group(chance, &mut ids, 0);
    let mut path: LearningPath = serde_json::from_value(serde_json::json!({
        "id": "path", "title": "Path", "language": "en", "steps": steps
    }))
    .unwrap();
    if chance.percent(30) {
        path.success = Success::Score(chance.one_of(&[20.0, 50.0, 66.6, 80.0]));
    }
    let group_steps = &mut path.steps.steps;
    require(chance, &ids, group_steps);
    path
}

/// A path with a group from which learners choose among many, all of which have to be passed, or none of which can be, or any.
pub(super) fn with_a_wide_choice(chance: &mut Chance) -> LearningPath {
    let count = 7 + chance.below(4);
    let kinds = chance.below(5);
    let enough = 3 + chance.below(count - 5) as u16;
    let mut steps = Vec::new();
    for at in 0..count {
        let id = format!("s{at}");
        let can_be_passed = [true, false, true, at % 3 == 0, at % 2 == 0][kinds];
        let mut step = if can_be_passed { test(id) } else { link(id) };
        if can_be_passed && chance.percent(8) {
            let steps = vec![link(format!("r{at}"))];
            step.remediation = Some(Remediation { tries: 1 + chance.below(2) as u16, rounds: None, steps });
        }
        step.skip_if = chance.percent(10).then(|| Requirement::passed("before"));
        step.optional = chance.percent(10);
        steps.push(step);
    }
    let mut path = choose(enough, steps);
    if let Content::Group(group) = &mut path.steps.steps[1].content {
        group.order = chance.one_of(&[Order::Any, Order::Choice]);
        group.shuffle = chance.percent(30);
        group.draw = chance.percent(20).then(|| count as u16 - 1);
    }
    path.steps.order = chance.one_of(&[Order::Linear, Order::Any]);
    path.steps.steps[1].optional = chance.percent(10);
    path
}

/// A test, a group of which so many are chosen, and something at the end.
pub(super) fn choose(count: u16, steps: Vec<Step>) -> LearningPath {
    let group = Group { order: Order::Any, choose: Some(count), steps, ..Group::default() };
    let mut first = test("before".to_owned());
    first.done = Some(Done::Finished);
    let steps = vec![first, step("choice".to_owned(), Content::Group(group)), link("last".to_owned())];
    serde_json::from_value(serde_json::json!({
        "id": "path", "title": "Path", "language": "en", "steps": Group { steps, ..Group::default() }
    }))
    .unwrap()
}

fn group(chance: &mut Chance, ids: &mut Vec<String>, depth: usize) -> Group {
    let order = chance.one_of(&[Order::Linear, Order::Linear, Order::Any, Order::Any, Order::Choice]);
    let count = 1 + chance.below(4);
    let draws = order != Order::Linear && chance.percent(20);
    Group {
        order,
        choose: chance.percent(20).then(|| 1 + chance.below(count) as u16),
        draw: draws.then(|| 1 + chance.below(count) as u16),
        shuffle: order != Order::Linear && chance.percent(20),
        steps: (0..count).map(|_| any_step(chance, ids, depth)).collect(),
    }
}

fn any_step(chance: &mut Chance, ids: &mut Vec<String>, depth: usize) -> Step {
    let is_group = depth < 2 && chance.percent(25);
    let mut step = match is_group {
        true => {
            let id = name(ids);
            step(id, Content::Group(group(chance, ids, depth + 1)))
        }
        false => leaf(chance, ids),
    };
    step.optional = chance.percent(20);
    step.weight = chance.percent(30).then(|| chance.one_of(&[0.0, 0.25, 0.5, 1.0]));
    step
}

pub(super) fn link(id: String) -> Step {
    step(id, Content::Link { url: "https://example.org".to_owned(), description: None })
}

pub(super) fn test(id: String) -> Step {
    Step { pass_mark: Some(80.0), ..step(id, Content::Test { draws: Vec::new() }) }
}

fn leaf(chance: &mut Chance, ids: &mut Vec<String>) -> Step {
    let mut it = link(name(ids));
    if chance.percent(50) {
        it.content = Content::Test { draws: Vec::new() };
        it.pass_mark = Some(80.0);
        it.done = chance.one_of(&[None, None, Some(Done::Finished), Some(Done::Completed)]);
        it.attempts = chance.one_of(&[None, None, Some(1), Some(2)]);
        if chance.percent(25) {
            // What is done failed needs no remedy.
            it.done = None;
            let steps = (0..1 + chance.below(2)).map(|_| leaf(chance, ids)).collect();
            it.remediation = Some(Remediation {
                tries: 1 + chance.below(2) as u16,
                rounds: chance.one_of(&[None, Some(1)]),
                steps,
            });
        }
    }
    it
}

fn name(ids: &mut Vec<String>) -> String {
    ids.push(format!("s{}", ids.len()));
    ids[ids.len() - 1].clone()
}

fn step(id: String, content: Content) -> Step {
    Step::new(id, content)
}

/// Requirements of some of the steps.
fn require(chance: &mut Chance, ids: &[String], steps: &mut [Step]) {
    for step in steps {
        step.after = chance.percent(15).then(|| requirement(chance, ids, 0));
        step.skip_if = chance.percent(20).then(|| requirement(chance, ids, 0));
        if let Content::Group(group) = &mut step.content {
            require(chance, ids, &mut group.steps);
        }
    }
}

fn requirement(chance: &mut Chance, ids: &[String], depth: usize) -> Requirement {
    let id = chance.one_of(ids);
    let several = |chance: &mut Chance| -> Vec<_> {
        (0..1 + chance.below(3)).map(|_| requirement(chance, ids, depth + 1)).collect()
    };
    match chance.below(if depth < 2 { 11 } else { 8 }) {
        0 => Requirement::attempted(id),
        1 | 2 => Requirement::completed(id),
        3 | 4 => Requirement::passed(id),
        5 | 6 => Requirement::score(id, chance.one_of(&[30.0, 50.0, 72.5])),
        7 => Requirement::failed(id),
        8 => Requirement::All(several(chance)),
        9 => Requirement::Any(several(chance)),
        _ => {
            let of = several(chance);
            Requirement::at_least(1 + chance.below(of.len()) as u16, of)
        }
    }
}

//! Paths of every kind, small enough to be walked through state by state.

use serde_json::{Value, json};

use super::{group, page, path, test};
use crate::model::path::{LearningPath, Success};

/// SplitMix64 of Steele, Lea and Flood (2014).
struct Chance(u64);

impl Chance {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % bound as u64) as usize
    }

    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A path of steps that can be skipped, chosen, drawn, and tried again in another place.
pub(super) fn any_path(seed: u64) -> LearningPath {
    Writer::of(seed, false).path()
}

/// A path of which nothing is skipped, chosen or drawn.
pub(super) fn plain_path(seed: u64) -> LearningPath {
    Writer::of(seed, true).path()
}

struct Writer {
    chance: Chance,
    /// Steps beside each other, which may name each other; a group inside adds its own.
    count: usize,
    leaves: usize,
    /// In so many of a hundred cases a step waits for something.
    waits: usize,
    is_plain: bool,
}

impl Writer {
    fn of(seed: u64, is_plain: bool) -> Self {
        let mut chance = Chance::of(seed);
        let waits = if is_plain { 30 } else { 10 * chance.below(4) };
        Self { chance, count: 0, leaves: 0, waits, is_plain }
    }

    fn path(mut self) -> LearningPath {
        self.count = 2 + self.chance.below(4);
        let mut steps: Vec<_> = (0..self.count).map(|number| self.step(number)).collect();
        if self.count > 3 && self.chance.percent(50) && !self.is_plain {
            let inside = steps.split_off(self.count - 2 - self.chance.below(2));
            steps.insert(self.chance.below(steps.len() + 1), self.group(inside));
        }
        let order = ["linear", "any"][self.chance.below(2)];
        let mut whole = json!({ "order": order, "steps": steps });
        if self.chance.percent(10) && !self.is_plain && self.count < 5 {
            whole["order"] = json!("any");
            whole["draw"] = json!(self.count - 1);
        }
        let mut path = path(whole);
        if self.chance.percent(20) && !self.is_plain {
            path.success = Success::Score(75.0);
        }
        path
    }

    fn group(&mut self, inside: Vec<Value>) -> Value {
        let order = ["any", "linear"][self.chance.below(2)];
        let mut of = json!({ "order": order });
        match self.chance.below(4) {
            0 => of["choose"] = json!(1),
            1 => {
                of["order"] = json!("any");
                of["draw"] = json!(1 + self.chance.below(inside.len() - 1));
            }
            2 => {
                of["order"] = json!("choice");
                of["choose"] = json!(inside.len() - 1);
            }
            _ => {}
        }
        of["steps"] = json!(inside);
        let more = self.more();
        group("g", of, more)
    }

    /// A requirement: of steps, and where there may be such of remedial steps and groups.
    fn requirement(&mut self) -> Value {
        match self.chance.below(4) {
            0 => json!({ "any": [self.one(), self.one()] }),
            1 => json!({ "all": [self.one(), self.one()] }),
            _ => self.one(),
        }
    }

    fn one(&mut self) -> Value {
        let id = format!("s{}", self.chance.below(self.count));
        if !self.is_plain && self.chance.percent(10) {
            return match self.chance.below(2) {
                0 => json!({ "completed": "g" }),
                _ => json!({ "completed": id.replace('s', "h") }),
            };
        }
        match self.chance.below(6) {
            0 => json!({ "attempted": id }),
            1 | 2 => json!({ "passed": id }),
            3 => json!({ "failed": id }),
            4 => json!({ "score": { "step": id, "at-least": 50 + 40 * self.chance.below(2) } }),
            _ => json!({ "completed": id }),
        }
    }

    /// What opens a step, or makes it superfluous.
    fn more(&mut self) -> Value {
        let mut more = json!({});
        if self.chance.percent(self.waits) {
            more["after"] = self.requirement();
        }
        if self.chance.percent(20) && !self.is_plain {
            more["skip-if"] = self.requirement();
        }
        if self.chance.percent(20) {
            more["optional"] = json!(true);
        }
        more
    }

    fn step(&mut self, number: usize) -> Value {
        let mut more = self.more();
        let id = format!("s{number}");
        self.leaves += 1;
        if self.chance.percent(40) {
            return page(&id, more);
        }
        match self.chance.below(6) {
            0 => more["attempts"] = json!(1),
            1 => more["attempts"] = json!(1 + self.chance.below(2)),
            2 => more["done"] = json!((["finished", "completed"])[self.chance.below(2)]),
            3 if self.leaves + 2 <= 6 => {
                self.leaves += 2;
                let rounds = if self.chance.percent(70) { json!(1) } else { Value::Null };
                let help = page(&format!("h{number}"), json!({}));
                more["remediation"] = json!({ "tries": 1, "rounds": rounds, "steps": [help] });
            }
            _ => {}
        }
        if self.chance.percent(10) && !self.is_plain {
            more["weight"] = json!(0.5);
        }
        test(&id, more)
    }
}

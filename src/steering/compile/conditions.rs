//! What opens a place, what makes it superfluous, and when it is behind.

use super::layout::Layout;
use crate::model::Id;
use crate::model::path::{Order, Requirement};
use crate::steering::route::{Expression, FactKind, Place, PlaceKind};

/// Requirements that go round in circles come to nothing after so many looks at what a single step says.
const MOST_LOOKS: usize = 2048;

/// Nobody's path says more than that about what is superfluous; a path that does goes on without the rest.
const MOST_FACTS: usize = 1 << 20;

/// So many facts are enough to wait for; a path asks for more only where hundreds of steps in a row can be superfluous.
const MOST_BEFORE: usize = 1000;

/// So deep the chain of what is superfluous because something else is.
const MOST_LEVELS: usize = 48;

/// The places with their conditions.
pub(super) struct Decided {
    pub(super) places: Vec<Place>,
    /// Those of which not everything could be worked out.
    pub(super) tangled: Vec<usize>,
    /// Those whose own requirement asks for nothing that is not there from the beginning on.
    pub(super) idle: Vec<usize>,
}

pub(super) fn decide(layout: Layout<'_>) -> Decided {
    let count = layout.places.len();
    let mut deciding = Deciding {
        layout,
        done: vec![None; count],
        superfluous: vec![None; count],
        open: vec![false; count],
        circles: 0,
        looks: 0,
        facts: 0,
        level: 0,
        is_cut: false,
        idle: Vec::new(),
    };
    // Chains of steps that are superfluous with the next one are known from their end.
    for place in (0..count).rev() {
        deciding.superfluous(place);
    }
    let mut tangled = Vec::new();
    let mut conditions = Vec::new();
    for place in 0..count {
        deciding.is_cut = false;
        conditions.push((deciding.opens(place), deciding.skips(place), deciding.behind(place)));
        tangled.extend(deciding.is_cut.then_some(place));
    }
    let Deciding { layout: Layout { mut places, .. }, idle, .. } = deciding;
    for (place, (opens, skips, behind)) in places.iter_mut().zip(conditions) {
        (place.opens, place.skips, place.behind) = (opens, skips, behind);
    }
    set_thresholds(&mut places);
    Decided { places, tangled, idle }
}

struct Deciding<'a> {
    layout: Layout<'a>,
    done: Vec<Option<Expression>>,
    superfluous: Vec<Option<Expression>>,
    /// Of which places it is being found out when they are superfluous. Asked for again meanwhile, they are not: a step that
    /// is superfluous because it is superfluous is none.
    open: Vec<bool>,
    /// How often that happened.
    circles: usize,
    /// At what one step says, and how many facts all together ask for.
    looks: usize,
    facts: usize,
    level: usize,
    /// Whether one of these was more than is looked at.
    is_cut: bool,
    idle: Vec<usize>,
}

impl Deciding<'_> {
    fn opens(&mut self, place: usize) -> Expression {
        let notes = &self.layout.notes[place];
        let after = notes.after;
        let mut all: Vec<_> =
            notes.after_failed.map(|it| Expression::is(it, FactKind::Failed)).into_iter().collect();
        let behind = notes.after_behind.clone();
        let before = if behind.is_empty() { self.required_before(place) } else { behind };
        let mut facts = 0;
        // The nearest one that is never superfluous was open itself when it was done, and what is before it behind.
        for before in before.into_iter().rev() {
            let behind = self.behind(before);
            facts += behind.facts().len();
            all.push(behind);
            if facts > MOST_BEFORE {
                self.is_cut = true;
                break;
            }
            let draws = matches!(self.layout.places[before].kind, PlaceKind::Group { draw: Some(_), .. });
            if !draws && self.skips(before).is_never() {
                break;
            }
        }
        let after = after.map(|after| self.required(after));
        if after.as_ref().is_some_and(Expression::is_always) {
            self.idle.push(place);
        }
        all.extend(after);
        Expression::all(all)
    }

    /// The required siblings before a place that are taken in their order.
    fn required_before(&self, place: usize) -> Vec<usize> {
        let Some(parent) = self.layout.places[place].parent else { return Vec::new() };
        let group = &self.layout.places[parent];
        let is_linear =
            matches!(group.kind, PlaceKind::Group { order: Order::Linear, draw: None, shuffle: false, .. });
        let before = group.children.iter().copied().take_while(|&it| it != place && is_linear);
        before.filter(|&it| self.layout.places[it].required).collect()
    }

    fn behind(&mut self, place: usize) -> Expression {
        Expression::any([self.done(place), self.skips(place)])
    }

    fn skips(&mut self, place: usize) -> Expression {
        // The whole is never passed over.
        if place == 0 {
            return Expression::NEVER;
        }
        let by_itself = self.superfluous(place);
        Expression::any([by_itself, self.enough_others(place)])
    }

    /// Superfluous because so many others of the group are done as the learner has to choose.
    fn enough_others(&mut self, place: usize) -> Expression {
        let Some(parent) = self.layout.places[place].parent else { return Expression::NEVER };
        match self.layout.places[parent].kind {
            PlaceKind::Group { choose: Some(choose), .. } if self.layout.places[place].required => {
                let others = self.required_inside(parent).into_iter().filter(|&it| it != place);
                let done: Vec<_> = others.map(|it| self.really_done(it)).collect();
                Expression::at_least(usize::from(choose), done)
            }
            _ => Expression::NEVER,
        }
    }

    /// Superfluous by what it says itself, or because all that is required in it is.
    fn superfluous(&mut self, place: usize) -> Expression {
        if let Some(known) = &self.superfluous[place] {
            return known.clone();
        }
        self.looks = if self.level == 0 { 0 } else { self.looks + 1 };
        let is_too_much = self.looks > MOST_LOOKS || self.facts > MOST_FACTS || self.level > MOST_LEVELS;
        if self.open[place] || is_too_much {
            self.circles += 1;
            self.is_cut |= is_too_much && !self.open[place];
            return Expression::NEVER;
        }
        let circles = self.circles;
        self.open[place] = true;
        self.level += 1;
        let notes = &self.layout.notes[place];
        let (skip_if, until_done) = (notes.skip_if, notes.until_done);
        let mut any: Vec<_> = skip_if.map(|it| self.required(it)).into_iter().collect();
        any.extend(until_done.map(|it| self.done(it)));
        let inside = self.required_inside(place);
        let is_empty = self.is_group(place) && self.layout.places[place].children.is_empty();
        if !inside.is_empty() || is_empty {
            let all: Vec<_> = inside.into_iter().map(|it| self.superfluous(it)).collect();
            any.push(Expression::all(all));
        }
        let found = Expression::any(any);
        self.facts += found.facts().len();
        self.open[place] = false;
        self.level -= 1;
        if circles == self.circles {
            self.superfluous[place] = Some(found.clone());
        }
        found
    }

    /// When all that is required in it is done or superfluous; of a leaf, when it is done.
    fn done(&mut self, place: usize) -> Expression {
        if let Some(known) = &self.done[place] {
            return known.clone();
        }
        let circles = self.circles;
        let found = match self.layout.places[place].kind {
            PlaceKind::Leaf(_) => Expression::is(place, FactKind::Done),
            PlaceKind::Group { choose, draw, .. } => self.group_done(place, choose, draw),
        };
        if circles == self.circles {
            self.done[place] = Some(found.clone());
        }
        found
    }

    fn group_done(&mut self, place: usize, choose: Option<u16>, draw: Option<u16>) -> Expression {
        let required = self.required_inside(place);
        let each: Vec<_> =
            required.iter().map(|&it| Expression::any([self.done(it), self.superfluous(it)])).collect();
        // Which children were drawn is not known here. So many are, and those that are optional may be among them.
        let optional = self.layout.places[place].children.len() - required.len();
        let all = match draw {
            Some(draw) => {
                Expression::at_least(usize::from(draw).saturating_sub(optional).min(each.len()), each)
            }
            None => Expression::all(each),
        };
        let Some(choose) = choose else { return all };
        let chosen: Vec<_> = required.iter().map(|&it| self.really_done(it)).collect();
        match required.iter().all(|&it| self.superfluous(it).is_never())
            && chosen.len() >= usize::from(choose)
        {
            true if draw.is_none_or(|draw| choose <= draw) => {
                Expression::at_least(usize::from(choose), chosen)
            }
            _ => Expression::any([Expression::at_least(usize::from(choose), chosen), all]),
        }
    }

    /// Done, and not only because all in it is superfluous.
    fn really_done(&mut self, place: usize) -> Expression {
        let done = self.done(place);
        if !self.is_group(place) || self.superfluous(place).is_never() {
            return done;
        }
        let inside = self.required_inside(place);
        let one: Vec<_> = inside.into_iter().map(|it| self.really_done(it)).collect();
        Expression::all([done, Expression::any(one)])
    }

    fn required_inside(&self, place: usize) -> Vec<usize> {
        let places = &self.layout.places;
        places[place].children.iter().copied().filter(|&it| places[it].required).collect()
    }

    fn is_group(&self, place: usize) -> bool {
        matches!(self.layout.places[place].kind, PlaceKind::Group { .. })
    }

    /// What an author asks for. What names no step can never hold.
    fn required(&mut self, requirement: &Requirement) -> Expression {
        let all =
            |it: &mut Self, of: &[Requirement]| of.iter().map(|one| it.required(one)).collect::<Vec<_>>();
        match requirement {
            Requirement::Attempted(step) => self.fact(step, FactKind::Attempted),
            Requirement::Completed(step) => {
                let places = self.layout.of_step.get(step).cloned().unwrap_or_default();
                let behind: Vec<_> = places.into_iter().map(|place| self.behind(place)).collect();
                Expression::any(behind)
            }
            Requirement::Passed(step) => self.fact(step, FactKind::Passed),
            Requirement::Failed(step) => self.fact(step, FactKind::Failed),
            Requirement::Score { step, at_least } => self.fact(step, FactKind::Score(*at_least)),
            Requirement::All(of) => Expression::all(all(self, of)),
            Requirement::Any(of) => Expression::any(all(self, of)),
            Requirement::AtLeast { count, of } => Expression::at_least(usize::from(*count), all(self, of)),
        }
    }

    /// A fact about one of the leaves that stand for a step. A group has no facts of its own.
    fn fact(&self, step: &Id, kind: FactKind) -> Expression {
        let places = &self.layout.places;
        let stand_for = self.layout.of_step.get(step).into_iter().flatten();
        let leaves = stand_for.flat_map(|&place| match places[place].kind {
            PlaceKind::Leaf(_) => vec![place],
            PlaceKind::Group { tries: true, .. } => self.required_inside(place),
            PlaceKind::Group { .. } => Vec::new(),
        });
        Expression::any(leaves.map(|leaf| Expression::is(leaf, kind)))
    }
}

/// Tells each leaf what scores are asked of it.
fn set_thresholds(places: &mut [Place]) {
    let asked: Vec<_> =
        places.iter().flat_map(|it| [&it.opens, &it.skips].map(Expression::facts)).flatten().collect();
    for fact in asked {
        if let (FactKind::Score(percent), PlaceKind::Leaf(leaf)) = (fact.kind, &mut places[fact.place].kind) {
            leaf.thresholds.push(percent);
        }
    }
    for place in places {
        if let PlaceKind::Leaf(leaf) = &mut place.kind {
            leaf.thresholds.sort_by(f64::total_cmp);
            leaf.thresholds.dedup();
        }
    }
}

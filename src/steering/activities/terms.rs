//! Expressions as rules can say them: one of several terms, each of which asks for all of its facts.

use std::collections::BTreeSet;

use super::counting::Counting;
use crate::steering::route::{Expression, Fact, FactKind};

/// What is asked: a fact, or whether so many of a group are enough. With an order, so that terms are sets of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    place: usize,
    kind: u8,
    percent: u64,
}

pub(super) type Term = BTreeSet<Key>;

/// What a [`Key`] stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Asked {
    Fact(Fact),
    /// So many of this group's steps are good as are enough.
    Enough(usize),
}

/// On the way there may be more terms than rules in the end.
const MOST_ON_THE_WAY: usize = 2048;

impl From<Fact> for Key {
    fn from(fact: Fact) -> Self {
        let (kind, percent) = match fact.kind {
            FactKind::Attempted => (0, 0.0),
            FactKind::Done => (1, 0.0),
            FactKind::Passed => (2, 0.0),
            FactKind::Failed => (3, 0.0),
            FactKind::Score(percent) => (4, percent),
        };
        Self { place: fact.place, kind, percent: percent.to_bits() }
    }
}

impl Key {
    pub(super) fn asked(self) -> Asked {
        let kind = match self.kind {
            0 => FactKind::Attempted,
            1 => FactKind::Done,
            2 => FactKind::Passed,
            3 => FactKind::Failed,
            4 => FactKind::Score(f64::from_bits(self.percent)),
            _ => return Asked::Enough(self.place),
        };
        Asked::Fact(Fact { place: self.place, kind })
    }

    fn enough(group: usize) -> Self {
        Self { place: group, kind: 5, percent: 0 }
    }
}

/// Makes terms of what a place asks for.
pub(super) struct Terms<'c> {
    place: usize,
    counting: &'c Counting,
    /// Whether they are terms of whose facts none is true when the expression does not hold. That turns each "all" into "one of", and
    /// the other way round (De Morgan).
    against: bool,
}

impl<'c> Terms<'c> {
    /// The terms of which one holds when the expression does.
    pub(super) fn of(place: usize, counting: &'c Counting) -> Self {
        Self { place, counting, against: false }
    }

    /// The terms of whose facts none is true, for one of the terms, when the expression does not hold.
    pub(super) fn against(place: usize, counting: &'c Counting) -> Self {
        Self { place, counting, against: true }
    }

    /// `None` when there are too many.
    pub(super) fn terms(&self, expression: &Expression) -> Option<Vec<Term>> {
        match expression {
            Expression::Is(fact) => Some(vec![Term::from([Key::from(*fact)])]),
            Expression::All(of) if self.against => self.one_of(of),
            Expression::Any(of) if !self.against => self.one_of(of),
            Expression::All(of) | Expression::Any(of) => self.so_many_of(of.len(), of),
            Expression::AtLeast { count, of } => match self.counting.group_of(self.place, *count, of) {
                Some(group) => Some(vec![Term::from([Key::enough(group)])]),
                None => self.at_least(usize::from(*count), of),
            },
        }
    }

    fn at_least(&self, count: usize, of: &[Expression]) -> Option<Vec<Term>> {
        match self.against {
            // So many hold unless so many of the others do not.
            true => (of.len() + 1)
                .checked_sub(count)
                .map_or(Some(vec![Term::new()]), |rest| self.so_many_of(rest, of)),
            false => self.so_many_of(count, of),
        }
    }

    fn one_of(&self, of: &[Expression]) -> Option<Vec<Term>> {
        let mut all = Vec::new();
        for one in of {
            all.extend(self.terms(one)?);
        }
        shortest(all)
    }

    fn so_many_of(&self, count: usize, of: &[Expression]) -> Option<Vec<Term>> {
        // What can be said with so many of those looked at so far.
        let mut chosen = vec![Vec::new(); count + 1];
        chosen[0].push(Term::new());
        for (at, one) in of.iter().enumerate() {
            let these = self.terms(one)?;
            for number in (0..count.min(at + 1)).rev() {
                // As many as are left have to be chosen still.
                if number + of.len() - at < count {
                    break;
                }
                let with: Vec<_> = chosen[number]
                    .iter()
                    .flat_map(|term| these.iter().map(move |other| term | other))
                    .take(MOST_ON_THE_WAY + 1)
                    .collect();
                let mut both = std::mem::take(&mut chosen[number + 1]);
                both.extend(with);
                chosen[number + 1] = shortest(both)?;
            }
        }
        chosen.pop()
    }
}

/// Without terms that say no more than another one.
fn shortest(mut terms: Vec<Term>) -> Option<Vec<Term>> {
    if terms.len() > MOST_ON_THE_WAY {
        return None;
    }
    terms.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    let mut kept: Vec<Term> = Vec::new();
    for term in terms {
        if !kept.iter().any(|shorter| shorter.is_subset(&term)) {
            kept.push(term);
        }
    }
    Some(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY_COUNTS: Counting = Counting::NOWHERE;

    fn is(place: usize) -> Expression {
        Expression::is(place, FactKind::Done)
    }

    fn terms_of(expression: &Expression) -> Option<Vec<Term>> {
        Terms::of(0, &NOBODY_COUNTS).terms(expression)
    }

    fn terms_against(expression: &Expression) -> Option<Vec<Term>> {
        Terms::against(0, &NOBODY_COUNTS).terms(expression)
    }

    fn places(terms: Option<Vec<Term>>) -> Vec<Vec<usize>> {
        let places = |term: Term| term.into_iter().map(|key| key.place).collect();
        let mut places: Vec<Vec<usize>> = terms.unwrap().into_iter().map(places).collect();
        places.sort();
        places
    }

    #[test]
    fn what_says_no_more_is_left_out() {
        let expression =
            Expression::any([is(1), Expression::all([is(1), is(2)]), Expression::all([is(2), is(3)])]);
        assert_eq!(places(terms_of(&expression)), [vec![1], vec![2, 3]]);
        assert_eq!(places(terms_against(&expression)), [vec![1, 2], vec![1, 3]]);
    }

    #[test]
    fn so_many_of_some_are_not_reached_without_so_many_others() {
        let expression = Expression::at_least(2, [is(1), is(2), is(3)]);
        assert_eq!(places(terms_of(&expression)), [[1, 2], [1, 3], [2, 3]]);
        assert_eq!(places(terms_against(&expression)), [[1, 2], [1, 3], [2, 3]]);
        let most = Expression::at_least(4, (0..5).map(is));
        assert_eq!((places(terms_of(&most)).len(), places(terms_against(&most)).len()), (5, 10));
    }

    #[test]
    fn always_and_never_have_their_terms() {
        assert_eq!(places(terms_of(&Expression::ALWAYS)), [[0; 0]]);
        assert_eq!(places(terms_against(&Expression::NEVER)), [[0; 0]]);
        assert!(places(terms_of(&Expression::NEVER)).is_empty());
        assert!(places(terms_against(&Expression::ALWAYS)).is_empty());
    }

    #[test]
    fn too_many_are_refused_and_not_counted() {
        let pairs = (0..64).map(|at| Expression::any([is(2 * at), is(2 * at + 1)]));
        assert_eq!(terms_of(&Expression::all(pairs)), None);
        assert_eq!(terms_of(&Expression::at_least(30, (0..60).map(is))), None);
    }
}

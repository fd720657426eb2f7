//! Expressions: put together in their shortest form, and evaluated.

use super::route::{Expression, Fact, FactKind};

impl Expression {
    /// Always true.
    pub(crate) const ALWAYS: Self = Self::All(Vec::new());
    /// Never true.
    pub(crate) const NEVER: Self = Self::Any(Vec::new());

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(of) if of.is_empty())
    }

    /// Whether it can never be true.
    #[must_use]
    pub fn is_never(&self) -> bool {
        matches!(self, Self::Any(of) if of.is_empty())
    }

    /// Whether it is true, where these facts are.
    pub fn holds(&self, is_true: &impl Fn(&Fact) -> bool) -> bool {
        match self {
            Self::Is(fact) => is_true(fact),
            Self::All(of) => of.iter().all(|one| one.holds(is_true)),
            Self::Any(of) => of.iter().any(|one| one.holds(is_true)),
            Self::AtLeast { count, of } => {
                of.iter().filter(|one| one.holds(is_true)).take(usize::from(*count)).count()
                    == usize::from(*count)
            }
        }
    }

    /// What is left of it where these facts are true.
    #[must_use]
    pub fn unmet(&self, is_true: &impl Fn(&Fact) -> bool) -> Self {
        let inside = |of: &[Self]| of.iter().map(|one| one.unmet(is_true)).collect::<Vec<_>>();
        match self {
            Self::Is(fact) if is_true(fact) => Self::ALWAYS,
            Self::Is(fact) => Self::Is(*fact),
            Self::All(of) => Self::all(inside(of)),
            Self::Any(of) => Self::any(inside(of)),
            Self::AtLeast { count, of } => Self::at_least(usize::from(*count), inside(of)),
        }
    }

    /// Every fact that it asks for, in order, as often as it does.
    #[must_use]
    pub fn facts(&self) -> Vec<Fact> {
        let (mut facts, mut open) = (Vec::new(), vec![self]);
        while let Some(one) = open.pop() {
            match one {
                Self::Is(fact) => facts.push(*fact),
                Self::All(of) | Self::Any(of) | Self::AtLeast { of, .. } => open.extend(of.iter().rev()),
            }
        }
        facts
    }

    pub(crate) fn is(place: usize, kind: FactKind) -> Self {
        Self::Is(Fact { place, kind })
    }

    /// All of them, without what says nothing.
    pub(crate) fn all(of: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for one in of {
            match one {
                Self::All(inside) => inside.into_iter().for_each(|one| keep(&mut kept, one)),
                one if one.is_never() => return Self::NEVER,
                one => keep(&mut kept, one),
            }
        }
        only_one(kept).unwrap_or_else(Self::All)
    }

    /// One of them, without what says nothing.
    pub(crate) fn any(of: impl IntoIterator<Item = Self>) -> Self {
        let mut kept = Vec::new();
        for one in of {
            match one {
                Self::Any(inside) => inside.into_iter().for_each(|one| keep(&mut kept, one)),
                one if one.is_always() => return Self::ALWAYS,
                one => keep(&mut kept, one),
            }
        }
        only_one(kept).unwrap_or_else(Self::Any)
    }

    /// So many of them, without what says nothing. The same twice counts twice.
    pub(crate) fn at_least(count: usize, of: impl IntoIterator<Item = Self>) -> Self {
        let mut kept: Vec<_> = of.into_iter().filter(|one| !one.is_never()).collect();
        let given = kept.iter().filter(|one| one.is_always()).count();
        kept.retain(|one| !one.is_always());
        let count = count.saturating_sub(given);
        match u16::try_from(count) {
            Ok(0) => Self::ALWAYS,
            Ok(1) => Self::any(kept),
            _ if count > kept.len() => Self::NEVER,
            _ if count == kept.len() => Self::all(kept),
            Ok(count) => Self::AtLeast { count, of: kept },
            Err(_) => Self::NEVER,
        }
    }
}

/// What is there already is left out; in long lists looking for it would cost more than it spares.
fn keep(kept: &mut Vec<Expression>, one: Expression) {
    const LONG: usize = 64;
    if kept.len() > LONG || !kept.contains(&one) {
        kept.push(one);
    }
}

fn only_one(mut kept: Vec<Expression>) -> Result<Expression, Vec<Expression>> {
    match (kept.len(), kept.pop()) {
        (1, Some(one)) => Ok(one),
        (_, Some(last)) => {
            kept.push(last);
            Err(kept)
        }
        (_, None) => Err(kept),
    }
}

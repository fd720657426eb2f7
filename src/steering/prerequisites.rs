//! What opens a place as SCORM 1.2 and AICC say it: `aicc_script`, an expression over the status words of other steps.
//!
//! A name alone is true when the step is `passed` or `completed`. The player gives a step one of these words exactly when it is done, and
//! `failed` only to one that is not. Since it is one word, a step that failed and was passed later has no longer failed: what it opened for
//! those who fail closes behind those who pass after all.

use super::route::{Expression, Fact, FactKind, Route};
use crate::model::path::Done;

/// What the script has no words for.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Inexpressible {
    /// There is no status word for such a fact: for a score, or for having failed a step that may be completed all the same.
    #[error("no status word says it")]
    Fact(Fact),
    /// It can never hold, and the script cannot say so.
    #[error("nothing can ever fulfil it")]
    Never,
    /// So many of things that are no steps, in too many ways to say each.
    #[error("there are too many ways to fulfil it")]
    TooManyWays,
}

/// Ways to choose so many, at most.
const MOST_WAYS: usize = 64;

impl Route {
    /// The prerequisites of a place, the groups around it included; `None` when there are none. `name` gives the identifier under which
    /// the standard knows a place.
    ///
    /// ```
    /// use coursewright::model::path::LearningPath;
    ///
    /// let path: LearningPath = serde_json::from_str(r#"{
    ///     "id": "leaders", "title": "Leaders", "language": "en",
    ///     "steps": { "steps": [
    ///         { "id": "read", "content": { "type": "link", "url": "https://example.org/read" } },
    ///         { "id": "talk", "content": { "type": "link", "url": "https://example.org/talk" } }
    ///     ] }
    /// }"#)?;
    /// let route = path.route();
    /// let name = |place: usize| format!("item-{}", route.places()[place].id);
    /// assert_eq!(route.prerequisites(1, name), Ok(None));
    /// assert_eq!(route.prerequisites(2, name), Ok(Some("item-read".to_owned())));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Inexpressible`]: what the script cannot say.
    pub fn prerequisites(
        &self,
        place: usize,
        name: impl Fn(usize) -> String,
    ) -> Result<Option<String>, Inexpressible> {
        let around = std::iter::successors(Some(place), |&it| self.places.get(it)?.parent);
        let mut opens: Vec<_> = around.filter_map(|it| Some(self.places.get(it)?.opens.clone())).collect();
        opens.reverse();
        let opens = Expression::all(opens);
        match opens.is_always() {
            true => Ok(None),
            false => Script { route: self, name }.of(&opens).map(|(text, _)| Some(text)),
        }
    }
}

/// How tightly a text holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Binding {
    /// A name alone.
    Name,
    /// What needs no brackets.
    Whole,
    And,
    Or,
}

struct Script<'a, N> {
    route: &'a Route,
    name: N,
}

impl<N: Fn(usize) -> String> Script<'_, N> {
    fn of(&self, expression: &Expression) -> Result<(String, Binding), Inexpressible> {
        match expression {
            Expression::Is(fact) => self.fact(*fact),
            Expression::All(of) => self.join(of, "&", Binding::And),
            Expression::Any(of) => self.join(of, "|", Binding::Or),
            Expression::AtLeast { count, of } => self.so_many(usize::from(*count), of),
        }
    }

    fn fact(&self, fact: Fact) -> Result<(String, Binding), Inexpressible> {
        let leaf = self.route.places.get(fact.place).and_then(|place| place.leaf());
        let name = (self.name)(fact.place);
        let (operator, word) = match (fact.kind, leaf.map(|leaf| leaf.done)) {
            (FactKind::Done, _) => return Ok((name, Binding::Name)),
            (FactKind::Attempted, _) => ("<>", "not attempted"),
            (FactKind::Passed, _) => ("=", "passed"),
            (FactKind::Failed, Some(Done::Passed)) => ("=", "failed"),
            // Finished, and not passed.
            (FactKind::Failed, Some(Done::Finished)) => ("=", "completed"),
            _ => return Err(Inexpressible::Fact(fact)),
        };
        Ok((format!("{name}{operator}\"{word}\""), Binding::Whole))
    }

    fn join(
        &self,
        of: &[Expression],
        sign: &str,
        binding: Binding,
    ) -> Result<(String, Binding), Inexpressible> {
        let texts: Result<Vec<_>, _> = of
            .iter()
            .map(|one| {
                self.of(one).map(|(text, inner)| match inner {
                    Binding::And | Binding::Or if inner != binding => format!("({text})"),
                    _ => text,
                })
            })
            .collect();
        match texts? {
            texts if texts.is_empty() => Err(Inexpressible::Never),
            texts => Ok((texts.join(sign), binding)),
        }
    }

    /// `2*{a,b,c}` takes names alone; anything else is said in all its ways.
    fn so_many(&self, count: usize, of: &[Expression]) -> Result<(String, Binding), Inexpressible> {
        let texts: Vec<_> = of.iter().map(|one| self.of(one)).collect::<Result<_, _>>()?;
        if texts.iter().all(|(_, binding)| *binding == Binding::Name) {
            let names: Vec<_> = texts.into_iter().map(|(name, _)| name).collect();
            return Ok((format!("{count}*{{{}}}", names.join(",")), Binding::Whole));
        }
        let ways = ways(count, of).ok_or(Inexpressible::TooManyWays)?;
        self.of(&Expression::any(ways.into_iter().map(Expression::all)))
    }
}

/// Each way to choose so many of these; `None` when there are too many.
fn ways(count: usize, of: &[Expression]) -> Option<Vec<Vec<Expression>>> {
    let mut ways: Vec<(usize, Vec<Expression>)> = vec![(0, Vec::new())];
    for missing in (0..count).rev() {
        // As many have to come after it as are still missing, so each beginning has an end, and too many stay too many.
        let last = of.len().saturating_sub(missing);
        ways = ways
            .iter()
            .flat_map(|(from, chosen)| {
                (*from..last).map(|at| (at + 1, chosen.iter().chain([&of[at]]).cloned().collect()))
            })
            .take(MOST_WAYS + 1)
            .collect();
        if ways.len() > MOST_WAYS {
            return None;
        }
    }
    Some(ways.into_iter().map(|(_, chosen)| chosen).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::model::path::LearningPath;

    /// The prerequisites of the step `z` after four others, when it asks for this.
    fn of(after: Value) -> Result<Option<String>, Inexpressible> {
        let page =
            |id: &str| json!({ "id": id, "content": { "type": "link", "url": "https://example.org" } });
        let test = |id: &str, done: Value| json!({ "id": id, "content": { "type": "test", "draws": [] }, "pass-mark": 80.0, "done": done });
        let mut last = page("z");
        last["after"] = after;
        let steps = json!([page("a"), page("b"), test("t", Value::Null), test("p", json!("finished")), last]);
        let path: LearningPath = serde_json::from_value(json!({
            "id": "path", "title": "Path", "language": "en", "steps": { "order": "any", "steps": steps }
        }))
        .unwrap();
        let route = path.route();
        route.prerequisites(5, |place| format!("item-{}", route.places[place].id))
    }

    fn says(after: Value) -> String {
        of(after).unwrap().unwrap()
    }

    #[test]
    fn brackets_stand_where_and_meets_or() {
        let either = json!({ "any": [{ "completed": "b" }, { "passed": "t" }] });
        assert_eq!(
            says(json!({ "all": [{ "completed": "a" }, either] })),
            r#"item-a&(item-b|item-t="passed")"#
        );
        assert_eq!(says(json!({ "all": [{ "completed": "a" }, { "completed": "b" }] })), "item-a&item-b");
    }

    #[test]
    fn facts_have_their_status_words() {
        assert_eq!(says(json!({ "failed": "t" })), r#"item-t="failed""#);
        assert_eq!(says(json!({ "failed": "p" })), r#"item-p="completed""#);
        assert_eq!(says(json!({ "attempted": "a" })), r#"item-a<>"not attempted""#);
        let score = of(json!({ "score": { "step": "t", "at-least": 50.0 } }));
        assert_eq!(score, Err(Inexpressible::Fact(Fact { place: 3, kind: FactKind::Score(50.0) })));
        assert_eq!(of(json!({ "completed": "nobody" })), Err(Inexpressible::Never));
        assert_eq!(of(Value::Null), Ok(None));
    }

    #[test]
    fn so_many_of_some() {
        let two = |of: [Value; 3]| json!({ "at-least": { "count": 2, "of": of } });
        let done = ["a", "b", "t"].map(|id| json!({ "completed": id }));
        assert_eq!(says(two(done)), "2*{item-a,item-b,item-t}");
        let mixed = [json!({ "completed": "a" }), json!({ "completed": "b" }), json!({ "passed": "t" })];
        assert_eq!(says(two(mixed)), r#"(item-a&item-b)|(item-a&item-t="passed")|(item-b&item-t="passed")"#);
    }

    #[test]
    fn no_way_to_choose_is_lost_on_the_way() {
        let fact = |place| Expression::Is(Fact { place, kind: FactKind::Done });
        let nine: Vec<_> = (1..10).map(fact).collect();
        let eight = ways(8, &nine).unwrap();
        assert_eq!(eight.len(), 9);
        assert!(nine.iter().all(|left_out| eight.iter().any(|way| !way.contains(left_out))));
        assert_eq!(ways(4, &nine), None);
        assert_eq!(ways(3, &nine[..2]), Some(Vec::new()));
    }
}

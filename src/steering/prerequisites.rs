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
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::model::path::LearningPath;

    /// The prerequisites of the step `z` after four others, when it asks for this.
    fn of(after: Value) -> Result<Option<String>, Inexpressible> {
        let route = path(after);
        route.prerequisites(5, |place| format!("item-{}", route.places[place].id))
    }

    fn path(after: Value) -> Route {
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
        path.route()
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

    /// The words of the four steps, which a path of their own asks for.
    const STEPS: [&str; 4] = ["a", "b", "t", "p"];

    /// What each word says of a step: begun, done, passed, failed. `p` is done when it was finished.
    fn is_true(step: &str, word: &str, kind: FactKind) -> bool {
        match kind {
            FactKind::Attempted => word != "not attempted",
            FactKind::Done => matches!(word, "passed" | "completed"),
            FactKind::Passed => word == "passed",
            FactKind::Failed => word == if step == "p" { "completed" } else { "failed" },
            FactKind::Score(_) => false,
        }
    }

    /// Reads a script as AICC has it: from left to right, without one sign before the other.
    struct Reader<'t> {
        rest: &'t str,
        words: [&'t str; 4],
    }

    impl<'t> Reader<'t> {
        fn takes(&mut self, sign: &str) -> bool {
            let rest = self.rest.strip_prefix(sign);
            self.rest = rest.unwrap_or(self.rest);
            rest.is_some()
        }

        fn name(&mut self) -> (&'t str, &'t str) {
            let end = self.rest.find(|c| "&|()=<,{}*".contains(c)).unwrap_or(self.rest.len());
            let (name, rest) = self.rest.split_at(end);
            self.rest = rest;
            let step = name.strip_prefix("item-").unwrap();
            (step, self.words[STEPS.iter().position(|one| *one == step).unwrap()])
        }

        fn quoted(&mut self) -> &'t str {
            let (word, rest) = self.rest.strip_prefix('"').unwrap().split_once('"').unwrap();
            self.rest = rest;
            word
        }

        fn one(&mut self) -> bool {
            if self.takes("(") {
                let holds = self.all();
                assert!(self.takes(")"), "{}", self.rest);
                return holds;
            }
            if let Some((count, rest)) = self.rest.split_once("*{").filter(|(count, _)| count.len() == 1) {
                let mut missing: usize = count.parse().unwrap();
                self.rest = rest;
                while !self.takes("}") {
                    let (_, word) = self.name();
                    missing = missing.saturating_sub(usize::from(matches!(word, "passed" | "completed")));
                    self.takes(",");
                }
                return missing == 0;
            }
            let (_, word) = self.name();
            if self.takes("<>") {
                word != self.quoted()
            } else if self.takes("=") {
                word == self.quoted()
            } else {
                matches!(word, "passed" | "completed")
            }
        }

        fn all(&mut self) -> bool {
            let mut holds = self.one();
            loop {
                if self.takes("&") {
                    holds &= self.one();
                } else if self.takes("|") {
                    holds |= self.one();
                } else {
                    return holds;
                }
            }
        }
    }

    fn asked() -> impl Strategy<Value = Value> {
        let fact = |kinds: &'static [&'static str], steps: &'static [&'static str]| {
            (prop::sample::select(kinds), prop::sample::select(steps))
                .prop_map(|(kind, step)| json!({ kind: step }))
        };
        let any = fact(&["attempted", "completed"], &STEPS);
        let tested = fact(&["passed", "failed"], &["t", "p"]);
        prop_oneof![any, tested].prop_recursive(3, 12, 4, |inner| {
            (0..3, prop::collection::vec(inner, 1..5)).prop_map(|(kind, of)| match kind {
                0 => json!({ "all": of }),
                1 => json!({ "any": of }),
                _ => json!({ "at-least": { "count": 1 + of.len() / 2, "of": of } }),
            })
        })
    }

    proptest! {
        #[test]
        fn scripts_say_what_opens_a_step(after in asked(), words in prop::collection::vec(0..4_usize, 4)) {
            let route = path(after);
            let words = [0, 1, 2, 3].map(|at| match at {
                0 | 1 => ["not attempted", "incomplete", "completed", "completed"][words[at]],
                2 => ["not attempted", "incomplete", "passed", "failed"][words[at]],
                _ => ["not attempted", "incomplete", "passed", "completed"][words[at]],
            });
            let holds = route.places[5].opens.holds(&|fact| is_true(STEPS[fact.place - 1], words[fact.place - 1], fact.kind));
            match route.prerequisites(5, |place| format!("item-{}", route.places[place].id)) {
                Ok(script) => {
                    let script = script.unwrap();
                    let mut reader = Reader { rest: &script, words };
                    let said = reader.all();
                    prop_assert_eq!((said, reader.rest), (holds, ""), "{} {:?}", script, words);
                }
                Err(why) => prop_assert_eq!(why, Inexpressible::TooManyWays),
            }
        }
    }
}

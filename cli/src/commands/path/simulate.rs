//! `coursewright path --simulate`: a learner in the terminal.

use std::io::{self, BufRead};

use coursewright::LearningPath;
use coursewright::model::Id;
use coursewright::steering::{Closed, Expression, FactKind, Learner, Outcome, Place, PlaceKind};

use crate::failure::Failure;
use crate::output::{self, BOLD};

/// Letters that say how a step went.
const OUTCOMES: &str = "p passed, f failed, c completed, l leave it open; with a score: p 85";

/// Plays a path with what is typed on the standard input, until it ends.
pub(super) fn play(path: &LearningPath, seed: u64) -> Result<(), Failure> {
    let mut game = Game::new(path, seed);
    output::print(&format!("{BOLD}{}{BOLD:#}\n\n{}\n", path.title, game.list()))?;
    let mut lines = io::stdin().lock().lines();
    loop {
        output::print(&game.prompt())?;
        let Some(line) = lines.next() else { return output::print("\n") };
        let line = line.map_err(|error| Failure::io("cannot read", "the standard input".as_ref(), &error))?;
        match game.take(line.trim()) {
            Answer::Told(words) if words.is_empty() => {}
            Answer::Told(words) => output::print(&format!("{words}\n"))?,
            Answer::Over => return Ok(()),
        }
    }
}

enum Answer {
    Told(String),
    Over,
}

/// A learner, and all that this learner was before.
struct Game {
    learner: Learner,
    before: Vec<Learner>,
    /// What the step of each place is called, whichever try at it the place is.
    steps: Vec<String>,
}

impl Game {
    fn new(path: &LearningPath, seed: u64) -> Self {
        let route = path.route();
        let first = |step: &Id| route.places().iter().find(|it| it.step == *step && it.leaf().is_some());
        let name = |place: &Place| first(&place.step).unwrap_or(place).title.clone();
        let steps = route.places().iter().map(name).collect();
        Self { learner: Learner::new(&route, seed), before: Vec::new(), steps }
    }

    fn title(&self, place: usize) -> &str {
        &self.learner.route().places()[place].title
    }

    fn prompt(&self) -> String {
        match self.learner.current() {
            Some(place) => format!("“{}”: how did it go? ({OUTCOMES}) > ", self.title(place)),
            None => {
                let next = self.learner.next().map(|place| format!("n next ({}), ", self.title(place)));
                format!("number of a step, {}u undo, q quit > ", next.unwrap_or_default())
            }
        }
    }

    fn take(&mut self, words: &str) -> Answer {
        match words {
            "q" | "quit" => return Answer::Over,
            "u" | "undo" => return Answer::Told(self.undo()),
            "" | "?" | "help" => return Answer::Told(self.list()),
            _ => {}
        }
        let told = match self.learner.current() {
            Some(_) => self.end(words),
            None => self.begin(words),
        };
        Answer::Told(told)
    }

    fn undo(&mut self) -> String {
        match self.before.pop() {
            Some(learner) => {
                self.learner = learner;
                self.list()
            }
            None => "there is nothing to undo".to_owned(),
        }
    }

    /// Enters the next step, or the one of a number.
    fn begin(&mut self, words: &str) -> String {
        let place = match words {
            "n" | "next" => match self.learner.next() {
                Some(place) => place,
                None => return "there is no next step from here: choose one by its number".to_owned(),
            },
            number => match number.parse().ok().and_then(|number| self.place(number)) {
                Some(place) => place,
                None => return format!("`{number}` is no step in the list, and neither n, u nor q"),
            },
        };
        let mut entered = self.learner.clone();
        match entered.enter(place) {
            Ok(()) => {
                self.before.push(std::mem::replace(&mut self.learner, entered));
                let again = self.learner.record(place).is_some_and(|record| record.is_done());
                if again { "it is done already, and shown again".to_owned() } else { String::new() }
            }
            Err(closed) => format!("it cannot be entered: {}", self.why(&closed)),
        }
    }

    /// Takes over how the step went, and leaves it.
    fn end(&mut self, words: &str) -> String {
        let (letter, score) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let score = match score.trim().trim_end_matches('%').trim() {
            "" => None,
            number => match number.parse::<f64>().ok().filter(|percent| (0.0..=100.0).contains(percent)) {
                Some(percent) => Some(percent),
                None => return format!("`{number}` is no score between 0 and 100"),
            },
        };
        let ended = Outcome { ended: true, completed: true, passed: None, score };
        let outcome = match letter {
            "p" => Outcome { passed: Some(true), score: score.or(Some(100.0)), ..ended },
            "f" => Outcome { passed: Some(false), score: score.or(Some(0.0)), ..ended },
            "c" => ended,
            "l" => Outcome { score, ..Outcome::default() },
            _ => return format!("`{letter}` is none of: {OUTCOMES}"),
        };
        let mut after = self.learner.clone();
        after.report(&outcome);
        after.leave();
        // Undoing goes back to before the step was entered.
        self.learner = after;
        self.list()
    }

    /// The place of a leaf by its number in the list.
    fn place(&self, number: usize) -> Option<usize> {
        let place = self.learner.route().leaves().nth(number.checked_sub(1)?)?.0;
        self.learner.is_there(place).then_some(place)
    }

    /// All steps that there are for this learner, and how the whole stands.
    fn list(&self) -> String {
        let places = self.learner.route().places();
        let mut list = String::new();
        let mut number = 0;
        for (place, it) in places.iter().enumerate() {
            number += usize::from(it.leaf().is_some());
            if place == 0 || !self.learner.is_there(place) {
                continue;
            }
            let indent = 2 * self.level(place);
            let mark = if self.learner.is_done(place) { "✓" } else { " " };
            let name = &it.title;
            match it.kind {
                PlaceKind::Group { .. } => list.push_str(&format!("{:indent$} {mark}     {name}\n", "")),
                _ => {
                    let state = self.state(place);
                    list.push_str(&format!("{:indent$} {mark} {number:>3} {name}  [{state}]\n", ""));
                }
            }
        }
        list + &self.whole()
    }

    fn whole(&self) -> String {
        let status = self.learner.status();
        let mut whole = vec![format!("{:.0} % done", status.progress * 100.0)];
        if status.completed {
            whole.push("completed".to_owned());
        }
        whole.extend(status.passed.map(|passed| if passed { "passed" } else { "not passed" }.to_owned()));
        whole.extend(status.score.map(|score| format!("score {score:.0} %")));
        format!("The path: {}\n", whole.join(", "))
    }

    fn level(&self, place: usize) -> usize {
        let places = self.learner.route().places();
        std::iter::successors(places[place].parent, |&parent| places[parent].parent).count() - 1
    }

    fn state(&self, place: usize) -> String {
        let mut state = Vec::new();
        if let Some(record) = self.learner.record(place) {
            match (record.has_passed(), record.is_done(), record.has_failed()) {
                (true, ..) => state.push("passed".to_owned()),
                (_, true, true) => state.push("done, not passed".to_owned()),
                (_, true, _) => state.push("done".to_owned()),
                (_, _, true) => state.push("failed".to_owned()),
                _ => {}
            }
            let score = record.measure().map(|measure| format!("{:.0} %", measure * 100.0));
            state.extend(score);
            if record.is_going_on() && !record.is_done() {
                state.push("begun".to_owned());
            }
        }
        if self.learner.is_skipped(place) {
            state.push("passed over".to_owned());
        }
        match self.learner.can_enter(place) {
            Ok(()) if state.is_empty() => state.push("open".to_owned()),
            Ok(()) => {}
            Err(Closed::Waiting { .. }) if self.learner.is_skipped(place) => {}
            Err(closed) => state.push(self.why(&closed)),
        }
        state.join(", ")
    }

    fn why(&self, closed: &Closed) -> String {
        match closed {
            Closed::Waiting { unmet, .. } if unmet.is_never() => "never opens".to_owned(),
            Closed::Waiting { unmet, .. } => format!("opens once {}", self.words(unmet)),
            Closed::NoAttemptsLeft => "no attempts left".to_owned(),
            other => other.to_string(),
        }
    }

    fn words(&self, expression: &Expression) -> String {
        let list = |of: &[Expression], between: &str| {
            let each = of.iter().map(|one| match one {
                Expression::Is(_) => self.words(one),
                _ if of.len() == 1 => self.words(one),
                _ => format!("({})", self.words(one)),
            });
            // Several tries at one step are one step to whoever reads it.
            let mut each: Vec<_> = each.collect();
            let mut told = std::collections::BTreeSet::new();
            each.retain(|words| told.insert(words.clone()));
            each.join(between)
        };
        match expression {
            Expression::Is(fact) => {
                let name = &self.steps[fact.place];
                match fact.kind {
                    FactKind::Attempted => format!("“{name}” is begun"),
                    FactKind::Done => format!("“{name}” is done"),
                    FactKind::Passed => format!("“{name}” is passed"),
                    FactKind::Failed => format!("“{name}” was failed"),
                    FactKind::Score(percent) => format!("{percent} % are reached in “{name}”"),
                    _ => format!("“{name}” is further"),
                }
            }
            Expression::All(of) => list(of, " and "),
            Expression::Any(of) => list(of, " or "),
            Expression::AtLeast { count, of } => format!("{count} of these: {}", list(of, "; ")),
            _ => "something else was reached".to_owned(),
        }
    }
}

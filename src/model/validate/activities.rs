//! What can be wrong with blocks that keep something for the learner.

use std::collections::BTreeMap;

use super::{Locus, Validation};
use crate::model::moment::{LONGEST, Moment, NoMoment};
use crate::model::{
    Block, Checklist, Continue, Discussion, Id, Lesson, LiveSession, Reflection, SignOff, normal_code, rules,
};

/// So many identifiers are named in the way out.
const NAMED: usize = 20;

impl<'a> Validation<'a> {
    /// The identifier of a block that has one.
    pub(super) fn activity(&mut self, locus: Locus, subject: &str, block: &'a Block) {
        let id = match block {
            Block::LiveSession(session) => Some(&session.id),
            Block::Discussion(discussion) => Some(&discussion.id),
            Block::Draw(draw) => Some(&draw.id),
            other => other.activity().map(|activity| activity.id),
        };
        if let Some(id) = id {
            self.kept(locus, subject, id);
        }
    }

    pub(super) fn checklist(&mut self, locus: Locus, subject: &str, list: &Checklist) {
        if list.items.is_empty() || list.items.iter().any(|item| item.trim().is_empty()) {
            self.add(locus, subject, &rules::EMPTY_BLOCK, "the checklist has no items, or an empty one");
        }
        self.at_most_36(locus, subject, list.items.len(), "items");
    }

    pub(super) fn gate(&mut self, locus: Locus, subject: &str, gate: &Continue) {
        let Locus::Block { block: position, .. } = locus else { return };
        if self.waits.is_test {
            let message = "the gate stands in a test, whose answers are submitted together at its end";
            self.add(locus, subject, &rules::GATE, message).help = Some("take the gate out".to_owned());
            return;
        }
        for id in &gate.after {
            let Some(problem) = self.waits.problem(position, id) else { continue };
            let message = format!("the gate waits for `{id}`, {problem}");
            let help = self.waits.help(position);
            self.add(locus, subject, &rules::GATE, message).help = Some(help);
        }
    }

    pub(super) fn reflection(&mut self, locus: Locus, subject: &str, reflection: &Reflection) {
        self.filled(locus, subject, &reflection.prompt);
        if reflection.max == 0 {
            self.add(locus, subject, &rules::NO_ROOM, "the text may have 0 characters");
        }
    }

    pub(super) fn sign_off(&mut self, locus: Locus, subject: &str, sign_off: &SignOff) {
        self.filled(locus, subject, &sign_off.task);
        self.code(locus, subject, &sign_off.code);
    }

    pub(super) fn live_session(&mut self, locus: Locus, subject: &str, session: &LiveSession) {
        self.named(locus, subject, &session.title);
        if let Err(problem) = Moment::of(&session.start, &session.zone) {
            self.no_moment(locus, subject, session, problem);
        }
        if !(1..=LONGEST).contains(&session.minutes) {
            let message = format!("the session takes {} minutes", session.minutes);
            self.add(locus, subject, &rules::SESSION_LENGTH, message).help =
                Some("give 1 minute to 10080, which is a week".to_owned());
        }
        if let Some(url) = session.url.as_ref().filter(|url| !is_https(url)) {
            self.add(locus, subject, &rules::SESSION_ADDRESS, format!("the session is at `{url}`")).help =
                Some("write an address that begins with `https://`, or leave it out".to_owned());
        }
        if let Some(code) = &session.code {
            self.code(locus, subject, code);
        }
    }

    pub(super) fn discussion(&mut self, locus: Locus, subject: &str, discussion: &Discussion) {
        self.named(locus, subject, &discussion.title);
        self.filled(locus, subject, &discussion.prompt);
    }

    fn code(&mut self, locus: Locus, subject: &str, code: &str) {
        let normal = normal_code(code);
        if normal.is_empty() || !normal.chars().all(char::is_alphanumeric) {
            self.add(locus, subject, &rules::CODE, format!("the code is `{code}`")).help =
                Some("use letters and digits, such as `HARBOUR`".to_owned());
        }
    }

    fn no_moment(&mut self, locus: Locus, subject: &str, session: &LiveSession, problem: NoMoment) {
        let LiveSession { start, zone, .. } = session;
        let (rule, message, help) = match problem {
            #[cfg(feature = "time-zones")]
            NoMoment::Form => {
                let message = format!("the session starts at `{start}`");
                (&rules::SESSION_START, message, "write date and time: `start=\"2027-03-01 10:00\"`")
            }
            #[cfg(feature = "time-zones")]
            NoMoment::Zone => {
                let message = format!("there is no time zone `{zone}`");
                (&rules::TIME_ZONE, message, "write its name in the IANA database: `zone=Europe/Berlin`")
            }
            #[cfg(feature = "time-zones")]
            NoMoment::Skipped => {
                let message =
                    format!("`{start}` does not exist in {zone}: the clocks are put forward over it");
                (&rules::SESSION_START, message, "choose an hour that clocks show there")
            }
            #[cfg(not(feature = "time-zones"))]
            NoMoment::NoZones => {
                let message = format!("this build cannot tell when `{start}` is in {zone}");
                (&rules::NO_TIME_ZONES, message, "switch the Cargo feature `time-zones` on")
            }
        };
        self.add(locus, subject, rule, message).help = Some(help.to_owned());
    }
}

/// What the gates of a lesson may wait for.
#[derive(Default)]
pub(super) struct Waits<'a> {
    is_test: bool,
    /// Identifiers in the order of the page, with the place of each.
    order: Vec<(usize, &'a Id)>,
    /// The first place of each identifier, and whether anything can be done there.
    places: BTreeMap<&'a Id, (usize, bool)>,
}

impl<'a> Waits<'a> {
    pub(super) fn of(lesson: &'a Lesson) -> Self {
        let mut waits = Self { is_test: lesson.assessment.is_some(), ..Self::default() };
        for (position, block) in lesson.blocks.iter().enumerate() {
            if let Some(id) = block.waited_for() {
                waits.order.push((position, id));
                let place = waits.places.entry(id).or_insert((position, true));
                if !place.1 {
                    *place = (position, true);
                }
            } else if let Some(id) = keeps_nothing(block) {
                waits.places.entry(id).or_insert((position, false));
            }
        }
        waits
    }

    /// Whether the lesson is a test.
    pub(super) fn is_test(&self) -> bool {
        self.is_test
    }

    /// What keeps a gate from ever opening, or makes it open at once, when it waits for this.
    fn problem(&self, gate: usize, id: &Id) -> Option<&'static str> {
        match self.places.get(id) {
            Some((position, true)) if *position < gate => None,
            Some((position, true)) if *position == gate => Some("which is itself"),
            Some((_, true)) => Some("which stands after it"),
            Some((_, false)) => Some("where nothing can be done"),
            None => Some("which is not in this lesson"),
        }
    }

    fn help(&self, gate: usize) -> String {
        let before = self.order.iter().take_while(|(position, _)| *position < gate);
        let mut named: Vec<_> = before.take(NAMED + 1).map(|(_, id)| format!("`{id}`")).collect();
        if named.is_empty() {
            return "nothing before the gate can be waited for; leave `after` out".to_owned();
        }
        if named.len() > NAMED {
            named[NAMED] = "…".to_owned();
        }
        format!("before the gate stand {}", named.join(", "))
    }
}

fn keeps_nothing(block: &Block) -> Option<&Id> {
    match block {
        Block::LiveSession(session) => Some(&session.id),
        Block::Discussion(discussion) => Some(&discussion.id),
        _ => None,
    }
}

/// `https://` and a host, in characters that a URL may hold (RFC 3986).
pub(in crate::model) fn is_https(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c))
    })
}

//! Navigation requests of SCORM 2004 beside scorm-again, which learning management systems of the web use.
//!
//! ```text
//! cargo bench --bench sequencing             # courses of 10 to 10,000 activities
//! cargo bench --bench sequencing -- 100      # one of them
//! ```
//!
//! Both get the same courses and the same requests: mostly Continue, now and then Previous and a choice far away, each after
//! content that reported. Once the request alone, and once with what an LMS wants to know after it for its menu and buttons:
//! what may be requested now. scorm-again has ten seconds for each, however many requests that are; what counts are the
//! ratios. Without Node or scorm-again (npm ci in `tests/browser`) there are only our figures.

use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Instant;

use coursewright::Edition;
use coursewright::sequencing::*;
use serde_json::{Value, json};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
/// Seconds for our requests.
const OURS: f64 = 1.0;
/// The same for scorm-again, which needs them to come to a few at all in a large course.
const THEIRS: f64 = 10.0;

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let mut peer = Peer::start();
    if peer.is_none() {
        println!("scorm-again is not there: it needs Node, and npm ci in tests/browser");
    }
    println!("Navigation requests a second");
    println!("{:>10}  {:<32}{:>14}{:>14}{:>9}", "activities", "", "coursewright", "scorm-again", "ratio");
    for size in sizes {
        let course = course(size);
        let requests = requests(&course);
        for menu in [false, true] {
            let ours = walk(&course, &requests, menu);
            let theirs = peer.as_mut().map(|peer| peer.walk(&course, &requests, menu));
            row(size, menu, &ours, theirs.as_ref());
        }
    }
}

/// What was reached in its time.
struct Walk {
    /// Requests a second.
    rate: f64,
    /// Where they led, as far as they came.
    outcomes: Vec<String>,
}

fn row(size: usize, menu: bool, ours: &Walk, theirs: Option<&Walk>) {
    let what = if menu { "and what may be requested next" } else { "a request alone" };
    let rate = |walk: &Walk| figure(walk.rate);
    let ratio = theirs.map_or(String::new(), |theirs| format!("{} ×", figure(ours.rate / theirs.rate)));
    let (our_rate, their_rate) = (rate(ours), theirs.map(rate).unwrap_or_default());
    println!("{size:>10}  {what:<32}{our_rate:>14}{their_rate:>14}{ratio:>9}");
    let Some(theirs) = theirs else { return };
    let differing = ours.outcomes.iter().zip(&theirs.outcomes).position(|(ours, theirs)| ours != theirs);
    if let Some(number) = differing {
        println!("{:>10}  from request {number} on they are at different places", "");
    } else if theirs.outcomes.len() < ours.outcomes.len() {
        println!("{:>10}  ({} requests of scorm-again in its time)", "", theirs.outcomes.len());
    }
}

/// A course of ten in each cluster, with a rule to be looked at for each that has content.
fn course(size: usize) -> ActivityTree {
    let sequencing = |number: usize| {
        let mut it = Sequencing::default();
        it.control_mode.flow = true;
        it.objectives.primary.id = Some("primary".to_owned());
        it.delivery_controls.completion_set_by_content = true;
        it.delivery_controls.objective_set_by_content = true;
        if number * 10 < size {
            return it;
        }
        // It never holds: all content scores more.
        let poor = RuleCondition::from(ConditionKind::ObjectiveMeasureLessThan).threshold(0.5);
        it.rules.pre.push(Rule::all([poor], PreAction::Disabled));
        it
    };
    let mut tree = ActivityTree::new(Activity::with("0", sequencing(0)));
    for number in 1..size {
        let activity = Activity::with(number.to_string(), sequencing(number));
        tree.add(&(number / 10).to_string(), activity).expect("the parent was there before");
    }
    tree
}

fn reported() -> RunTimeData {
    RunTimeData {
        success: Some(true),
        completion: Some(true),
        scaled_score: Some(0.75),
        ..RunTimeData::default()
    }
}

/// What a learner requests, by what our engine answers.
fn requests(course: &ActivityTree) -> Vec<Request> {
    let mut engine = Engine::new(course.clone(), Edition::Fourth, 0);
    let size = course.len();
    let mut requests = Vec::new();
    for number in 0..1_000 {
        let request = match number % 10 {
            _ if engine.current().is_none() => Request::Start,
            4 => Request::Previous,
            // Through the whole course with large strides, among its leaves.
            9 => Request::Choice((size - 1 - number * 7_919 % (size * 9 / 10)).to_string()),
            _ => Request::Continue,
        };
        // Refusals, such as of Previous at the first activity, are to be answered too.
        let _ = engine.content_ended(&reported(), Some(request.clone()));
        requests.push(request);
    }
    requests
}

/// Begins the requests again from the start as long as there is time.
fn walk(course: &ActivityTree, requests: &[Request], menu: bool) -> Walk {
    let fresh = Engine::new(course.clone(), Edition::Fourth, 0);
    let data = reported();
    let mut outcomes = Vec::new();
    let (mut count, mut seconds) = (0_usize, 0.0);
    let mut engine = fresh.clone();
    while seconds < OURS {
        if count % requests.len() == 0 {
            engine = fresh.clone();
        }
        let request = requests[count % requests.len()].clone();
        let begun = Instant::now();
        let outcome = black_box(engine.content_ended(&data, Some(request)));
        if menu {
            black_box(engine.valid_requests());
        }
        seconds += begun.elapsed().as_secs_f64();
        if outcomes.len() < requests.len() {
            outcomes.push(word(outcome));
        }
        count += 1;
    }
    Walk { rate: count as f64 / seconds, outcomes }
}

fn word(outcome: Result<Outcome, Refusal>) -> String {
    match outcome {
        Ok(Outcome::Delivered(id)) => id,
        Ok(Outcome::Waiting) => "waiting".to_owned(),
        Ok(_) => "ended".to_owned(),
        Err(_) => "refused".to_owned(),
    }
}

/// scorm-again in a process of its own.
struct Peer {
    node: Child,
    answers: BufReader<ChildStdout>,
}

impl Peer {
    fn start() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        if !root.join("tests/browser/node_modules/scorm-again").exists() {
            return None;
        }
        let mut command = Command::new("node");
        command.arg(root.join("benches/sequencing.mjs")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut node = command.spawn().ok()?;
        let answers = BufReader::new(node.stdout.take()?);
        Some(Self { node, answers })
    }

    fn walk(&mut self, course: &ActivityTree, requests: &[Request], menu: bool) -> Walk {
        let tree = json!(course);
        let line = json!({
            "activities": tree["activities"],
            "data": reported(),
            "requests": requests,
            "menu": menu,
            "seconds": THEIRS,
        });
        writeln!(self.node.stdin.as_mut().expect("it is piped"), "{line}").expect("node reads");
        let mut answer = String::new();
        self.answers.read_line(&mut answer).expect("node answers");
        let answer: Value = serde_json::from_str(&answer).expect("node answers in JSON");
        let number = |name: &str| answer[name].as_f64().expect("it is a number");
        let outcomes = answer["outcomes"].as_array().into_iter().flatten();
        Walk {
            rate: number("count") / number("seconds"),
            outcomes: outcomes.map(|outcome| outcome.as_str().unwrap_or_default().to_owned()).collect(),
        }
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        drop(self.node.stdin.take());
        let _ = self.node.wait();
    }
}

/// `12,345`; what is small with decimals.
fn figure(number: f64) -> String {
    if number < 100.0 {
        return format!("{number:.2}");
    }
    let digits = format!("{number:.0}");
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

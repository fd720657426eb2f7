//! The sequencing of an LMS, as a process: learners in a SCORM 2004 package. Requests come as lines of JSON, and for each a
//! line goes out that says what is delivered, what may be chosen now and why the rest may not, and how every activity stands. Who asks for the first time
//! is a new learner.
//!
//!     cargo run --example sequencer -- course.zip [SEED]
//!     {"learner":"ada","request":"start"}
//!     {"learner":"ada","request":"continue","data":{"completion":true,"success":true,"scaledScore":0.9}}
//!     {"learner":"ada","request":{"choice":"item-lesson"},"data":{"exit":"suspend"}}

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, Write};

use coursewright::Package;
use coursewright::sequencing::{Engine, Exception, Outcome, Request, RunTimeData, Status, ValidRequests};
use coursewright::standard::scorm2004::Manifest;
use serde::{Deserialize, Serialize};

/// What an LMS asks: what the content that is open reported before it went, and where the learner wants to go.
#[derive(Deserialize)]
struct Asked {
    learner: String,
    #[serde(default)]
    data: Option<RunTimeData>,
    request: Request,
}

/// What the LMS does then.
#[derive(Serialize)]
struct Answer {
    outcome: Option<Outcome>,
    exception: Option<Exception>,
    current: Option<String>,
    valid: ValidRequests,
    /// Why the other activities cannot be chosen.
    refused: BTreeMap<String, Exception>,
    activities: BTreeMap<String, Stands>,
}

/// How an activity stands.
#[derive(Serialize)]
struct Stands {
    satisfied: Option<bool>,
    completed: Option<bool>,
    measure: Option<f64>,
    attempts: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("which package?")?;
    let package = Package::open(file)?;
    let manifest = package.file("imsmanifest.xml").ok_or("no SCORM package: it has no imsmanifest.xml")?;
    let manifest = Manifest::read(&manifest.read()?)?;
    let edition = manifest.edition();
    let seed = std::env::args().nth(2).map_or(Ok(1), |seed| seed.parse())?;
    let newcomer = Engine::new(manifest.activity_tree(None)?, edition, seed);
    let mut learners = BTreeMap::new();

    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let Asked { learner, data, request } = serde_json::from_str(&line?)?;
        let engine = learners.entry(learner).or_insert_with(|| newcomer.clone());
        if let Some(data) = data {
            engine.report(&data);
        }
        let answer = answer(engine, &request);
        writeln!(out, "{}", serde_json::to_string(&answer)?)?;
        out.flush()?;
    }
    Ok(())
}

fn answer(engine: &mut Engine, request: &Request) -> Answer {
    let (outcome, exception) = match engine.request(request) {
        Ok(outcome) => (Some(outcome), None),
        Err(refusal) => (None, Some(refusal.exception)),
    };
    let ids: Vec<String> = engine.tree().iter().map(|activity| activity.id.clone()).collect();
    let valid = engine.valid_requests();
    let why = |id: &String| {
        let refusal = engine.check(&Request::Choice(id.clone())).err()?;
        Some((id.clone(), refusal.exception))
    };
    let refused = ids.iter().filter(|id| !valid.choice.contains(id)).filter_map(why).collect();
    let stands = |id: String| engine.status(&id).map(|status| (id, Stands::from(&status)));
    Answer {
        outcome,
        exception,
        current: engine.current().map(str::to_owned),
        valid,
        refused,
        activities: ids.into_iter().filter_map(stands).collect(),
    }
}

impl From<&Status> for Stands {
    fn from(status: &Status) -> Self {
        let Status { primary, attempts, .. } = *status;
        Self {
            satisfied: primary.satisfied,
            completed: primary.completed,
            measure: primary.measure,
            attempts,
        }
    }
}

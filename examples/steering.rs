//! One learner in a SCORM 2004 package that anybody may have made, one request at a time, as a server without memory does it: where the
//! learner stands is a file of JSON between two calls.
//!
//!     cargo run --example steering -- course.zip ada.json '"start"'
//!     cargo run --example steering -- course.zip ada.json '"continue"' '{"completion":true,"success":true}'
//!     cargo run --example steering -- course.zip ada.json '{"choice":"item-2"}' '{"exit":"suspend"}'
//!
//! The last word is what the content that is open reported before it went.

use std::error::Error;
use std::{env, fs};

use coursewright::Package;
use coursewright::sequencing::{Engine, Outcome, Request, RunTimeData};
use coursewright::standard::scorm2004::Manifest;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let mut word = |what: &str| words.next().ok_or(format!("which {what}?"));
    let package = Package::open(word("package")?)?;
    let kept = word("file of the learner")?;
    let request: Request = serde_json::from_str(&word("request")?)?;
    let reported = word("report").ok().map(|data| serde_json::from_str::<RunTimeData>(&data)).transpose()?;

    let manifest = package.file("imsmanifest.xml").ok_or("no SCORM package: it has no imsmanifest.xml")?;
    let manifest = Manifest::read(&manifest.read()?)?;
    let tree = manifest.activity_tree(None)?;
    let mut engine = match fs::read_to_string(&kept) {
        Ok(state) => Engine::restore(tree, manifest.edition(), serde_json::from_str(&state)?)?,
        // The seed decides what is drawn for this learner.
        Err(_) => Engine::new(tree, manifest.edition(), 7),
    };

    let outcome = match reported {
        // Of both, what the content asks for itself counts where the LMS has to follow it.
        Some(data) => engine.content_ended(&data, Some(request)),
        None => engine.request(&request),
    };
    match outcome {
        Ok(Outcome::Delivered(id)) => println!("launch {id}: {}", manifest.launch(&id).unwrap_or_default()),
        Ok(other) => println!("{other:?}"),
        // Kept all the same: an attempt may have ended before it became clear that the request leads nowhere.
        Err(refusal) => println!("refused: {refusal}"),
    }
    let valid = engine.valid_requests();
    println!("continue: {}, previous: {}, suspend: {}", valid.continue_, valid.previous, valid.suspend_all);
    for activity in engine.tree().iter() {
        match engine.check(&Request::Choice(activity.id.clone())) {
            Ok(()) => println!("may choose {}", activity.id),
            Err(refusal) => println!("not {}: {refusal}", activity.id),
        }
    }
    fs::write(kept, serde_json::to_string(engine.state())?)?;
    Ok(())
}

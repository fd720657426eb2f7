//! Wraps a folder that exists already, a web app for instance, into a package for every standard.
//!
//! `cargo run --example wrap_folder -- dist "Our game" out`
//!
//! The pages of the folder may load `coursewright.js` from its root: it gives them `window.Coursewright`.

use coursewright::{Package, Standard};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(title)) = (arguments.next(), arguments.next()) else {
        return Err("usage: wrap_folder FOLDER TITLE [OUT]".into());
    };
    let out = arguments.next().unwrap_or_else(|| "out".to_owned());
    std::fs::create_dir_all(&out)?;

    for &standard in Standard::ALL {
        let package = Package::builder(standard)
            .identifier("wrapped")
            .title(&title)
            .language("en")
            .folder(&folder)
            .launch("index.html")
            .mastery_score(80)
            .tracking_script("coursewright.js")
            .build()?;
        for finding in package.findings() {
            eprintln!("{finding}");
        }
        let path = format!("{out}/wrapped-{standard}.zip");
        package.write_zip(&path)?;
        println!("{path}");
    }
    Ok(())
}

//! Builds a course folder into a package for every standard.
//!
//! `cargo run --example folder_to_packages -- fixtures/courses/leading-upward out`
//!
//! With `lessons` as a third argument every lesson becomes a SCO of its own.

use coursewright::{Course, Layout, Publisher, Standard};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "fixtures/courses/leading-upward".to_owned());
    let out = arguments.next().unwrap_or_else(|| "out".to_owned());
    let (layout, suffix) = match arguments.next().as_deref() {
        Some("lessons") => (Layout::ScoPerLesson, "-lessons"),
        _ => (Layout::SingleSco, ""),
    };
    std::fs::create_dir_all(&out)?;

    let course = Course::from_folder(folder)?;
    let publisher = Publisher::new().layout(layout);
    for &standard in Standard::ALL {
        let package = publisher.publish(&course, standard)?;
        for finding in package.findings() {
            eprintln!("{finding}");
        }
        let path = format!("{out}/{}-{standard}{suffix}.{}", course.id, standard.extension());
        package.write_zip(&path)?;
        println!("{path}");
    }
    Ok(())
}

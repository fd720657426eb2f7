//! Builds a course folder into a package for every standard.
//!
//! `cargo run --example folder_to_packages -- fixtures/courses/leading-upward out`

use coursewright::{Course, Standard};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "fixtures/courses/leading-upward".to_owned());
    let out = arguments.next().unwrap_or_else(|| "out".to_owned());
    std::fs::create_dir_all(&out)?;

    let course = Course::from_folder(folder)?;
    for &standard in Standard::ALL {
        let package = course.publish(standard)?;
        for finding in package.findings() {
            eprintln!("{finding}");
        }
        let path = format!("{out}/{}-{standard}.zip", course.id);
        package.write_zip(&path)?;
        println!("{path}");
    }
    Ok(())
}

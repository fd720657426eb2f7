//! Prints a course folder as JSON: the model as serde writes it, which is also what serde reads.
//!
//! `cargo run --example course_as_json -- fixtures/courses/leading-upward`

use coursewright::Course;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "fixtures/courses/leading-upward".to_owned());
    let course = Course::from_folder(folder)?;
    println!("{}", serde_json::to_string_pretty(&course)?);
    Ok(())
}

//! Sequencing on random courses: laws that hold on each, and scorm-again's engine beside ours.

mod course;
mod differences;
mod laws;
mod peer;

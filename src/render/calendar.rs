//! Live sessions as files that calendars read (RFC 5545).

use super::text;
use crate::model::{Course, LiveSession, Moment};

/// Octets of a line, without its end (RFC 5545 §3.1).
const LINE: usize = 75;

/// The calendar file of a session.
pub(super) fn event(session: &LiveSession, start: Moment, course: &Course) -> String {
    let description = session.description.as_deref().map(text::plain);
    let description: Vec<_> = description.into_iter().chain(session.url.clone()).collect();
    let language = &course.language;
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Coursewright//Live sessions//EN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!(
            "UID:{}",
            escaped(&format!("{}/{}", course.metadata.iri_or_urn(course.id.as_str()), session.id))
        ),
        // When the entry was made: the same course gives the same file, so no clock is asked.
        format!("DTSTAMP:{}", start.calendar()),
        format!("DTSTART:{}", start.calendar()),
        format!("DTEND:{}", start.after(session.minutes).calendar()),
        format!("SUMMARY;LANGUAGE={language}:{}", escaped(&session.title)),
    ];
    if !description.is_empty() {
        lines.push(format!("DESCRIPTION;LANGUAGE={language}:{}", escaped(&description.join("\n"))));
    }
    if let Some(url) = &session.url {
        lines.push(format!("LOCATION:{}", escaped(url)));
        lines.push(format!("URL:{url}"));
    }
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    lines.iter().map(|line| folded(line)).collect()
}

/// A text as a value (RFC 5545 §3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A line in pieces that are short enough, with its end. No character is cut in two.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 2);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(all(test, feature = "time-zones"))]
mod tests {
    use super::*;
    use crate::model::Lesson;

    #[test]
    fn a_session_is_an_event_in_lines_that_are_not_too_long() {
        let session = LiveSession {
            id: "workshop".into(),
            title: "Workshop: first, second; third \\ fourth".into(),
            start: "2027-03-01 10:00".into(),
            zone: "Europe/Berlin".into(),
            minutes: 90,
            url: Some("https://meet.example.com/x".into()),
            code: None,
            description: Some("Bring **your** questions.\n\n".repeat(3) + &"ü".repeat(80)),
        };
        let lesson = Lesson::builder("trust", "Trust").heading("Trust");
        let course = Course::builder("leading-upward", "Leading upward").lesson(lesson).build().unwrap();
        let start = Moment::of(&session.start, &session.zone).unwrap();
        let event = event(&session, start, &course);
        assert!(event.split("\r\n").all(|line| line.len() <= LINE), "{event}");
        assert_eq!(event.matches('\n').count(), event.matches("\r\n").count());
        insta::assert_snapshot!(event.replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Coursewright//Live sessions//EN
        METHOD:PUBLISH
        BEGIN:VEVENT
        UID:urn:coursewright:leading-upward/workshop
        DTSTAMP:20270301T090000Z
        DTSTART:20270301T090000Z
        DTEND:20270301T103000Z
        SUMMARY;LANGUAGE=en:Workshop: first\, second\; third \\ fourth
        DESCRIPTION;LANGUAGE=en:Bring your questions. Bring your questions. Bring y
         our questions. üüüüüüüüüüüüüüüüüüüüüüüüüüüüü
         üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü
         üüüüüüüüüüüüüü\nhttps://meet.example.com/x
        LOCATION:https://meet.example.com/x
        URL:https://meet.example.com/x
        END:VEVENT
        END:VCALENDAR
        ");
    }
}

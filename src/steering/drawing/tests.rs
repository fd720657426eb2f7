use quick_xml::events::Event;

use super::marks::{Found, Mark, Marks};
use super::*;

/// A path with everything in it, as serde reads it: steps are links, so that no courses are needed.
fn path(title: &str, steps: usize) -> LearningPath {
    let step = |number: usize, more: serde_json::Value| {
        let mut step = serde_json::json!({
            "id": format!("s{number}"),
            "title": format!("{title} {number}"),
            "content": { "type": "link", "url": "https://example.org" },
        });
        step.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        step
    };
    let group = |id: &str, order: &str, choose: Option<u16>, steps: Vec<serde_json::Value>| {
        serde_json::json!({
            "id": id,
            "title": format!("{title} {id}"),
            "content": { "type": "group", "order": order, "choose": choose, "steps": steps },
            "skip-if": { "score": { "step": "s1", "at-least": 80.0 } },
        })
    };
    let one = |number: usize| match number % 8 {
        2 => step(number, serde_json::json!({ "optional": true, "due": 14, "weight": 0.25 })),
        3 => {
            let after = serde_json::json!({ "any": [{ "passed": "s1" }, { "all": [{ "completed": "s2" }, { "failed": "s1" }] }] });
            step(number, serde_json::json!({ "after": after, "attempts": 3 }))
        }
        4 => step(number, serde_json::json!({ "skip-if": { "passed": "s1" }, "time-limit": 20 })),
        5 => {
            let again = step(number * 1_000, serde_json::json!({ "after": { "failed": "s1" } }));
            let remediation = serde_json::json!({ "tries": 2, "rounds": 3, "steps": [again] });
            step(number, serde_json::json!({ "remediation": remediation, "pass-mark": 75.0 }))
        }
        6 => {
            let inner = group(
                &format!("i{number}"),
                "any",
                None,
                (1..=5)
                    .map(|it| step(number * 100 + it, serde_json::json!({ "after": { "passed": "s1" } })))
                    .collect(),
            );
            let steps = vec![step(number * 100, serde_json::json!({})), inner];
            group(&format!("g{number}"), if number % 16 == 6 { "choice" } else { "linear" }, Some(1), steps)
        }
        _ => step(number, serde_json::json!({})),
    };
    let steps: Vec<_> = (1..=steps).map(one).collect();
    let path = serde_json::json!({
        "id": "p", "title": title, "language": "en", "steps": { "steps": steps },
    });
    serde_json::from_value(path).unwrap()
}

fn titles() -> [&'static str; 4] {
    [
        "Trust",
        "Leading upward: what makes a relationship with a manager strong, and what keeps it so for years",
        "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung",
        "安全第一の職場をつくるために",
    ]
}

fn marks(path: &LearningPath) -> Marks {
    let mark = |(number, step): (usize, &crate::model::path::Step)| {
        let mark = Mark { reached: number % 3 > 0, done: true, failed: Some(false), skipped: Some(true) };
        (step.id.clone(), mark)
    };
    let found = |step: &crate::model::path::Step| Found {
        step: Some(step.id.clone()),
        is_grave: true,
        message: "Nobody who fails comes to the end. ".repeat(5),
        story: "start; `s1` is failed".to_owned(),
    };
    Marks {
        steps: path.all_steps().into_iter().enumerate().map(mark).collect(),
        findings: path.all_steps().into_iter().step_by(4).map(found).collect(),
        ..Marks::default()
    }
}

struct Box {
    area: Area,
    text: String,
}

/// Every text with the room that it takes at most, and the size of the page.
fn texts(svg: &str) -> (Vec<Box>, f64, f64) {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut texts, mut open, mut page) = (Vec::new(), None, (0.0, 0.0));
    loop {
        let event = reader.read_event().unwrap();
        let attribute = |start: &quick_xml::events::BytesStart<'_>, name: &str| {
            let value = start.try_get_attribute(name).unwrap().unwrap().value;
            value.into_owned()
        };
        match event {
            Event::Start(start) if start.name().as_ref() == "svg" => {
                page = (
                    attribute(&start, "width").parse().unwrap(),
                    attribute(&start, "height").parse().unwrap(),
                );
            }
            Event::Start(start) if start.name().as_ref() == "text" => {
                let class = attribute(&start, "class");
                let size = match class.split(' ').next().unwrap() {
                    "kind" => 11.0,
                    "head" => 22.0,
                    "name" => 15.0,
                    "on-badge" => continue,
                    _ => 12.5,
                };
                let at = |name| attribute(&start, name).parse::<f64>().unwrap();
                open = Some((at("x"), at("y"), size));
            }
            Event::Text(words) => {
                if let Some((x, y, size)) = open.take() {
                    let text = words.to_string();
                    let (width, height) = (text::width(&text, size), size);
                    texts.push(Box { area: Area { x, y: y - size * 0.8, width, height }, text });
                }
            }
            Event::Eof => return (texts, page.0, page.1),
            _ => {}
        }
    }
}

#[test]
fn no_text_lies_over_another_or_leaves_the_page() {
    for title in titles() {
        let path = path(title, 24);
        for svg in [path.svg(), draw(&Words::of(&path), Some(&marks(&path)))] {
            let (texts, width, height) = texts(&svg);
            assert!(texts.len() > 60);
            for (number, one) in texts.iter().enumerate() {
                assert!(one.area.x + one.area.width <= width && one.area.bottom() <= height, "{}", one.text);
                for other in &texts[number + 1..] {
                    let (a, b) = (one.area, other.area);
                    let apart = a.x + a.width <= b.x
                        || b.x + b.width <= a.x
                        || a.bottom() <= b.y
                        || b.bottom() <= a.y;
                    assert!(apart, "“{}” and “{}”", one.text, other.text);
                }
            }
        }
    }
}

#[test]
fn every_step_is_there_with_its_number_and_the_picture_is_no_wider_than_a_page() {
    let path = path("Trust", 60);
    let svg = path.svg();
    let words = Words::of(&path);
    let (texts, width, _) = texts(&svg);
    for step in path.all_steps() {
        let number = format!("{} · ", words.number(&step.id));
        assert!(texts.iter().any(|it| it.text.starts_with(&number)), "{number}");
    }
    assert!(width < 1_000.0, "{width}");
    assert_eq!(svg, path.svg());
}

#[test]
fn what_authors_write_stays_text() {
    let hostile = "</text><script>alert(1)</script> & \"x\" \u{1}";
    let path = path(hostile, 8);
    let svg = draw(&Words::of(&path), Some(&marks(&path)));
    assert!(!svg.contains("<script"));
    assert!(!svg.contains('\u{1}'));
    texts(&svg);
}

#[test]
fn screen_readers_hear_the_title_and_all_steps() {
    let svg = path("Trust", 8).svg();
    let title = svg.split("<title id=\"cwp-title\">").nth(1).unwrap();
    assert!(title.starts_with("Trust</title>"));
    let description =
        svg.split("<desc id=\"cwp-desc\" lang=\"en\">").nth(1).unwrap().split("</desc>").next().unwrap();
    assert!(description.contains("8  Trust 8"), "{description}");
    assert!(description.contains("passed over once “Trust 1” (1) is passed"), "{description}");
}

#[test]
fn groups_in_groups_without_end_are_drawn() {
    let mut path = path("Deep", 1);
    for _ in 0..60 {
        let mut around: LearningPath = self::path("Deep", 6);
        let outer = around.steps.steps.iter_mut().find(|step| step.as_group().is_some()).unwrap();
        if let crate::model::path::Content::Group(group) = &mut outer.content {
            group.steps.extend(path.steps.steps);
        }
        path = around;
    }
    texts(&path.svg());
}

#[test]
fn a_path_without_steps_has_a_picture() {
    let svg = path("Nothing", 0).svg();
    assert!(svg.contains("Start") && texts(&svg).0.len() > 3);
}

#[test]
fn findings_stand_at_their_steps_and_are_told_with_their_stories() {
    let path: LearningPath = serde_json::from_str(
        r#"{ "id": "p", "title": "P", "language": "en", "steps": { "steps": [
            { "id": "read", "title": "Read", "content": { "type": "link", "url": "https://example.org" } },
            { "id": "test", "title": "Test", "content": { "type": "test", "draws": [] }, "pass-mark": 80,
              "remediation": { "tries": 2, "rounds": 1, "steps": [
                { "id": "again", "title": "Again", "content": { "type": "link", "url": "https://example.org" } } ] } }
        ] } }"#,
    )
    .unwrap();
    let svg = path.svg_explored(&path.explore());
    let words: Vec<_> = texts(&svg).0.into_iter().map(|it| it.text).collect();
    let all = words.join(" ");
    assert!(svg.contains("class=\"on-badge\""));
    assert!(
        all.contains("“Test” (2) is failed 2 times; “Again” (2a) is finished; “Test” (2) is failed 2 times"),
        "{all}"
    );
    assert!(words.iter().any(|words| words == "failed"), "{all}");
}

#[test]
fn tries_are_named_by_their_step_whatever_their_identifiers() {
    let id = "t".repeat(crate::model::Id::MAX_LENGTH);
    let link = serde_json::json!({ "type": "link", "url": "https://example.org" });
    let again = serde_json::json!({ "id": "again", "title": "Again", "content": link });
    let path: LearningPath = serde_json::from_value(serde_json::json!({
        "id": "p", "title": "Trust", "language": "en", "steps": { "steps": [{
            "id": id, "title": "The test", "content": { "type": "test", "draws": [] }, "pass-mark": 80.0,
            "remediation": { "tries": 2, "rounds": 1, "steps": [again] }
        }] }
    }))
    .unwrap();
    let svg = path.svg_explored(&path.explore());
    assert!(svg.contains("The test") && !svg.contains("“tttt"), "{svg}");
}

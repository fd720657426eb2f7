//! Blocks that keep something for the learner.

use serde_json::{Value, json};

use super::Blocks;
use crate::model::{
    Block, Checklist, Continue, Discussion, Id, LiveSession, Moment, Reflection, SignOff, code_hash, letter,
};
use crate::render::page::{Page, Site};
use crate::render::{Beside, BesideKind, Form, calendar, text};

pub(super) fn checklist(list: &Checklist, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let items = list.items.iter().enumerate();
    let items: Vec<_> = items
        .map(|(index, item)| json!({ "id": letter(index), "content_html": text::inline(item, page) }))
        .collect();
    ("checklist", json!({ "id": list.id, "items": items }))
}

pub(super) fn gate(gate: &Continue, page: &mut Page<'_, '_>, blocks: &Blocks<'_>) -> (&'static str, Value) {
    let before = &page.site.lessons[page.lesson].blocks[..page.block];
    let after = if gate.after.is_empty() { since_last_gate(before) } else { gate.after.iter().collect() };
    let after: Vec<_> = after.into_iter().map(Id::as_str).collect();
    let label = gate.label.clone().unwrap_or_else(|| blocks.templates.string("activity-continue"));
    ("continue", json!({ "id": gate.id, "after": after.join(" "), "label": label }))
}

/// Everything since the gate before that learners can be done with.
fn since_last_gate(before: &[Block]) -> Vec<&Id> {
    let is_gate = |block: &Block| matches!(block, Block::Continue(_));
    let start = before.iter().rposition(is_gate).map_or(0, |gate| gate + 1);
    before[start..].iter().filter_map(Block::waited_for).collect()
}

pub(super) fn reflection(reflection: &Reflection, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let prompt = text::blocks(&reflection.prompt, page);
    let view = json!({
        "id": reflection.id, "prompt_html": prompt, "max": reflection.max, "has_player": has_player(page),
    });
    ("reflection", view)
}

pub(super) fn sign_off(sign_off: &SignOff, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let hash = has_player(page).then(|| code_hash(&sign_off.id, &sign_off.code));
    let view = json!({
        "id": sign_off.id, "task_html": text::blocks(&sign_off.task, page), "by": sign_off.by, "code_hash": hash,
    });
    ("sign-off", view)
}

pub(super) fn live_session(
    session: &LiveSession,
    page: &mut Page<'_, '_>,
    blocks: &Blocks<'_>,
) -> (&'static str, Value) {
    let start = Moment::of(&session.start, &session.zone).ok();
    let file = start.map(|start| {
        let name = page.site.names.claim("media/", &format!("{}.ics", session.id));
        page.site.media.add(&name, calendar::event(session, start, page.site.course));
        name
    });
    let code = session.code.as_deref().filter(|_| has_player(page));
    let minutes =
        blocks.templates.string("activity-minutes").replace("{count}", &session.minutes.to_string());
    let view = json!({
        "id": session.id,
        "title": session.title,
        "start": start.map(Moment::iso),
        "offset": start.map(Moment::offset),
        "local_start": session.start.trim().replacen('T', " ", 1),
        "zone": session.zone.trim(),
        "duration": minutes,
        "url": session.url,
        "calendar_href": file.as_ref().map(|name| format!("{}{name}", page.root)),
        "calendar_name": file.as_ref().and_then(|name| name.rsplit('/').next()),
        "description_html": session.description.as_ref().map(|text| text::blocks(text, page)),
        "by": null,
        "code_hash": code.map(|code| code_hash(&session.id, code)),
    });
    ("live-session", view)
}

pub(super) fn discussion(discussion: &Discussion, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let prompt = text::blocks(&discussion.prompt, page);
    ("discussion", json!({ "id": discussion.id, "title": discussion.title, "prompt_html": prompt }))
}

/// Whether the page has the script that keeps what learners do.
fn has_player(page: &Page<'_, '_>) -> bool {
    matches!(page.site.form, Form::SingleSco | Form::ScoPerLesson)
}

/// The blocks of a lesson that an LMS knows by itself, in order.
pub(in crate::render) fn besides(site: &mut Site<'_>, index: usize) -> Vec<Beside> {
    let lesson = site.lessons[index];
    let mut besides = Vec::new();
    for (position, block) in lesson.blocks.iter().enumerate() {
        let root = site.beside();
        let mut page = Page { site, lesson: index, block: position, drawn: None, root };
        match block {
            Block::Discussion(Discussion { id, title, prompt }) => {
                let kind = BesideKind::Discussion { html: text::blocks(prompt, &mut page) };
                besides.push(Beside { id: id.clone(), title: title.clone(), kind });
            }
            Block::LiveSession(LiveSession { id, title, url: Some(url), .. }) => {
                let kind = BesideKind::Link { url: url.clone() };
                besides.push(Beside { id: id.clone(), title: title.clone(), kind });
            }
            _ => {}
        }
    }
    besides
}

#[cfg(all(test, feature = "time-zones"))]
mod tests {
    use crate::model::{Course, Lesson, MediaSource};
    use crate::render::{Form, Keeper, Plan, Rendered, Theme, render};

    fn rendered(markdown: &str, form: Form) -> Rendered {
        let course = Course::builder("c", "C").lesson(Lesson::builder("trust", "Trust").markdown(markdown));
        let plan = Plan {
            form,
            keeper: Keeper::Lms,
            structured_data: None,
            state_limit: 64_000,
            folder: String::new(),
            steps: Vec::new(),
            progress: &mut |_, _| {},
        };
        render(&course.build().unwrap(), &Theme::built_in(), plan).unwrap()
    }

    fn file(rendered: &Rendered, name: &str) -> String {
        let (_, source) = rendered.files.iter().find(|(known, _)| known == name).expect(name);
        let MediaSource::Bytes(bytes) = source else { panic!("{name} is from memory") };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    const BLOCKS: &str = "::: checklist list\n- [ ] One\n:::\n\n\
        ::: choice q\nWhich?\n\n- [x] This\n- [ ] That\n:::\n\n\
        ::: continue\n:::\n\n\
        ::: discussion circle title=Circle\nWhat **helped**?\n:::\n\n\
        ::: reflection mine\nAnd you?\n:::\n\n\
        ::: sign-off talk code=\"harbour 7\"\nTalk.\n:::\n\n\
        ::: live-session meet title=Meet start=\"2027-03-01 10:00\" zone=Europe/Berlin minutes=90 url=https://example.com/x code=TIDE\n:::\n\n\
        ::: continue last after=mine\n:::\n\n\
        ::: continue\n:::\n";

    #[test]
    fn gates_wait_for_everything_since_the_one_before_them() {
        let page = file(&rendered(BLOCKS, Form::SingleSco), "lessons/trust.html");
        let waits: Vec<_> =
            page.split("data-after=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(waits, ["list q", "mine", ""]);
    }

    #[test]
    fn no_page_and_no_configuration_has_a_code() {
        let rendered = rendered(BLOCKS, Form::SingleSco);
        for name in ["lessons/trust.html", "index.html", "media/meet.ics"] {
            let text = file(&rendered, name).to_uppercase();
            assert!(!text.contains("HARBOUR") && !text.contains("TIDE"), "{name}");
        }
    }

    #[test]
    fn pages_without_a_player_have_no_gates_and_nothing_to_type_a_code_into() {
        let rendered = rendered(BLOCKS, Form::Pages);
        let page = file(&rendered, "lessons/trust.html");
        for absent in ["data-after", "data-activity=\"talk\"", "data-code", "<textarea", "<form", "Circle"] {
            assert!(!page.contains(absent), "{absent}");
        }
        for present in ["And you?", "Talk.", "2027-03-01 10:00 (Europe/Berlin, UTC+01:00)", "media/meet.ics"]
        {
            assert!(page.contains(present), "{present}");
        }
        let besides: Vec<_> = rendered.besides[0].iter().map(|beside| beside.id.as_str()).collect();
        assert_eq!(besides, ["circle", "meet"]);
    }
}

//! What the templates of arranged kinds get beside what all questions have.

use serde_json::{Value, json};

use crate::model::{Label, Pair, Question, QuestionBody, Rectangle, Region, SortingGroup, letter};
use crate::render::block::picture;
use crate::render::page::Page;
use crate::render::templates::Templates;
use crate::render::text;

/// What the kind adds to the view of its template.
pub(super) fn view(
    question: &Question,
    page: &mut Page<'_, '_>,
    templates: &Templates,
) -> Vec<(&'static str, Value)> {
    match &question.body {
        QuestionBody::Matching { pairs, .. } => matching(question, pairs, page),
        QuestionBody::Ordering { items } => {
            let items: Vec<_> = items.iter().map(String::as_str).collect();
            vec![("items", mixed(question, &items, page))]
        }
        QuestionBody::Sorting { groups, strangers } => {
            let items: Vec<_> = question.sorting_items().into_iter().map(|(item, _)| item).collect();
            let groups: Vec<_> = groups.iter().enumerate().map(|it| group(it, page)).collect();
            vec![
                ("groups", json!(groups)),
                ("items", mixed(question, &items, page)),
                ("hint", hint("sorting", !strangers.is_empty(), templates)),
                ("all", json!(strangers.is_empty())),
            ]
        }
        QuestionBody::DragAndDrop { picture: of, labels } => {
            let texts: Vec<_> = labels.iter().map(|label| label.text.as_str()).collect();
            let all = labels.iter().all(|label: &Label| label.zone.is_some());
            vec![
                ("picture", picture(of, page)),
                ("zones", zones(&question.zones(), templates)),
                ("labels", mixed(question, &texts, page)),
                ("hint", hint("drag-and-drop", !all, templates)),
                ("all", json!(all)),
            ]
        }
        QuestionBody::Hotspot { picture: of, regions } => {
            let several = regions.iter().filter(|region| region.correct).count() > 1;
            let regions: Vec<_> = regions.iter().enumerate().map(|it| region(it, page)).collect();
            vec![
                ("picture", picture(of, page)),
                ("regions", json!(regions)),
                ("several", json!(several)),
                ("hint", hint("hotspot", several, templates)),
            ]
        }
        _ => Vec::new(),
    }
}

/// Questions of which something belongs nowhere, or has several right places, say so: what is enough depends on it.
fn hint(kind: &str, is_open: bool, templates: &Templates) -> Value {
    json!(templates.string(&format!("hint-{kind}{}", if is_open { "-open" } else { "" })))
}

/// Stems in the author's order, matches in another. A match of several stems can be taken again and again.
fn matching(question: &Question, pairs: &[Pair], page: &mut Page<'_, '_>) -> Vec<(&'static str, Value)> {
    let targets = question.match_targets();
    let uses = |target: &str| pairs.iter().filter(|pair| pair.target == target).count();
    let reuse = targets.iter().any(|target| uses(target) > 1);
    let stems = pairs.iter().enumerate();
    let stems: Vec<_> = stems.map(|(index, pair)| part(index, &pair.stem, page)).collect();
    vec![("stems", json!(stems)), ("targets", mixed(question, &targets, page)), ("reuse", json!(reuse))]
}

fn part(index: usize, markdown: &str, page: &mut Page<'_, '_>) -> Value {
    json!({ "id": letter(index), "content_html": text::inline(markdown, page) })
}

/// Parts in an order that does not give the answer away.
fn mixed(question: &Question, texts: &[&str], page: &mut Page<'_, '_>) -> Value {
    let order = question.mixed(texts.len()).into_iter();
    order.map(|index| part(index, texts[index], page)).collect()
}

fn group((index, group): (usize, &SortingGroup), page: &mut Page<'_, '_>) -> Value {
    json!({ "id": letter(index), "title_html": text::inline(&group.title, page) })
}

/// Places are numbered as they are read: from above, then from the left.
fn zones(zones: &[Rectangle], templates: &Templates) -> Value {
    let mut zones: Vec<_> = zones.iter().enumerate().collect();
    zones.sort_by(|(_, one), (_, other)| one.top.total_cmp(&other.top).then(one.left.total_cmp(&other.left)));
    let label = templates.string("arrange-place");
    let views = zones.into_iter().enumerate().map(|(number, (index, zone))| {
        json!({
            "id": letter(index), "number": number + 1, "area": zone,
            "label": label.replace("{number}", &(number + 1).to_string()),
        })
    });
    views.collect()
}

fn region((index, region): (usize, &Region), page: &mut Page<'_, '_>) -> Value {
    json!({
        "id": letter(index), "text": region.text, "area": region.area,
        "feedback_html": region.feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
    })
}

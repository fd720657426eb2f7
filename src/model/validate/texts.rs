//! The texts of a course, and what none of them may have.

use crate::diagnostic::Rule;
use crate::model::{Block, Picture, markdown, rules};

/// What no text of a course may have.
pub(in crate::model) fn unreadable(text: &str) -> Option<(&'static Rule, String)> {
    if let Some(bad) = control_character(text) {
        let message = format!("the text holds the control character U+{:04X}", u32::from(bad));
        Some((&rules::CONTROL_CHARACTER, message))
    } else if text.len() > markdown::MAX_TEXT {
        let message = format!("the text has {} bytes, at most {} are read", text.len(), markdown::MAX_TEXT);
        Some((&rules::TEXT_BOUNDS, message))
    } else if markdown::too_deep_line(text).is_some() {
        let message = format!("a line begins more than {} lists and quotations", markdown::MAX_MARKERS);
        Some((&rules::TEXT_BOUNDS, message))
    } else {
        None
    }
}

/// The first character that no XML document may hold, or that nobody sees.
fn control_character(text: &str) -> Option<char> {
    text.chars()
        .find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}'))
}

/// Every text of a block but a question's, paths included.
pub(super) fn texts(block: &Block) -> Vec<&str> {
    let mut texts: Vec<_> = block.media().into_iter().map(|(path, _)| path).collect();
    match block {
        Block::Text { markdown: text } | Block::Heading { text, .. } | Block::Html { html: text } => {
            texts.push(text);
        }
        Block::Image { alt, caption, .. } => {
            texts.push(alt);
            texts.extend(caption.as_deref());
        }
        Block::Audio { title, transcript, .. } | Block::Video { title, transcript, .. } => {
            texts.push(title);
            texts.extend(transcript.as_deref());
        }
        Block::Quote { markdown, by: more } | Block::Callout { markdown, title: more, .. } => {
            texts.extend(more.as_deref());
            texts.push(markdown);
        }
        Block::List { items, .. } => texts.extend(items.iter().map(String::as_str)),
        Block::Table { caption, header, rows, .. } => {
            texts.extend(caption.as_deref());
            texts.extend(header.iter().chain(rows.iter().flatten()).map(String::as_str));
        }
        Block::Code { language, code } => {
            texts.extend(language.as_deref());
            texts.push(code);
        }
        Block::Download { label, description, .. } => {
            texts.push(label);
            texts.extend(description.as_deref());
        }
        Block::Panels(panels) => texts.extend(panels.panels.iter().map(|panel| panel.title.as_str())),
        Block::LabelledImage(image) => {
            texts.push(&image.picture.alt);
            texts.extend(image.points.iter().map(|point| point.title.as_str()));
        }
        Block::Gallery(gallery) => texts.extend(gallery.pictures.iter().flat_map(picture_texts)),
        Block::BeforeAfter(pair) => {
            texts.extend([&pair.before, &pair.after].into_iter().flat_map(picture_texts))
        }
        Block::Chart(chart) => {
            texts.extend([chart.title.as_str(), &chart.axis]);
            texts.extend(chart.unit.as_deref());
            texts.extend(chart.labels.iter().map(String::as_str));
            texts.extend(chart.series.iter().map(|series| series.name.as_str()));
        }
        Block::Embed(embed) => {
            texts.extend([embed.src.as_str(), &embed.title, &embed.provider]);
            texts.extend(embed.description.as_deref());
        }
        Block::Downloads { files } => {
            texts.extend(files.iter().map(|file| file.label.as_str()));
            texts.extend(files.iter().filter_map(|file| file.description.as_deref()));
        }
        Block::Checklist(list) => texts.extend(list.items.iter().map(String::as_str)),
        Block::Continue(gate) => texts.extend(gate.label.as_deref()),
        Block::Reflection(reflection) => texts.push(&reflection.prompt),
        Block::SignOff(sign_off) => {
            texts.extend([sign_off.task.as_str(), &sign_off.code]);
            texts.extend(sign_off.by.as_deref());
        }
        Block::LiveSession(session) => {
            texts.extend([session.title.as_str(), &session.start, &session.zone]);
            texts.extend(
                [&session.url, &session.code, &session.description].into_iter().flat_map(Option::as_deref),
            );
        }
        Block::Discussion(discussion) => texts.extend([discussion.title.as_str(), &discussion.prompt]),
        Block::Scenario(scenario) => {
            for scene in &scenario.scenes {
                texts.push(&scene.title);
                texts.extend(scene.choices.iter().map(|choice| choice.text.as_str()));
                texts.extend(scene.choices.iter().filter_map(|choice| choice.consequence.as_deref()));
            }
        }
        Block::Columns { .. } | Block::Draw(_) | Block::Divider | Block::Question(_) => {}
    }
    texts
}

fn picture_texts(picture: &Picture) -> impl Iterator<Item = &str> {
    std::iter::once(picture.alt.as_str()).chain(picture.caption.as_deref())
}

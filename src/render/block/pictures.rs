//! Pictures that do more, embedded content and lists of downloads.

use serde_json::{Value, json};

use super::Blocks;
use crate::error::Error;
use crate::model::{BeforeAfter, DownloadFile, Embed, Gallery, LabelledImage, Picture, letter};
use crate::render::page::Page;
use crate::render::{media, text};

pub(in crate::render) fn picture(picture: &Picture, page: &mut Page<'_, '_>) -> Value {
    let caption = picture.caption.as_ref().map(|caption| text::inline(caption, page));
    json!({ "src": page.media(&picture.src), "alt": picture.alt, "caption_html": caption })
}

pub(super) fn labelled_image(
    image: &LabelledImage,
    page: &mut Page<'_, '_>,
    blocks: &mut Blocks<'_>,
) -> Result<(&'static str, Value), Error> {
    let mut points = Vec::with_capacity(image.points.len());
    for (index, point) in image.points.iter().enumerate() {
        points.push(json!({
            "id": letter(index), "number": index + 1, "title": point.title, "x": point.x, "y": point.y,
            "content_html": blocks.inner(&point.blocks, page)?,
        }));
    }
    let name = format!("labelled-image-{}", page.block + 1);
    let view =
        json!({ "id": image.id, "name": name, "picture": picture(&image.picture, page), "points": points });
    Ok(("labelled-image", view))
}

pub(super) fn gallery(gallery: &Gallery, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let pictures: Vec<_> = gallery.pictures.iter().map(|it| picture(it, page)).collect();
    let name = format!("gallery-{}", page.block + 1);
    ("gallery", json!({ "name": name, "count": pictures.len(), "pictures": pictures }))
}

pub(super) fn before_after(pair: &BeforeAfter, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let view = json!({ "before": picture(&pair.before, page), "after": picture(&pair.after, page) });
    ("before-after", view)
}

pub(super) fn embed(embed: &Embed, page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let description = embed.description.as_ref().map(|text| text::blocks(text, page));
    let view = json!({
        "name": format!("embed-{}", page.block + 1), "src": embed.src, "title": embed.title, "provider": embed.provider,
        "width": embed.ratio.0, "height": embed.ratio.1, "description_html": description,
    });
    ("embed", view)
}

pub(super) fn downloads(files: &[DownloadFile], page: &mut Page<'_, '_>) -> (&'static str, Value) {
    let mut views = Vec::with_capacity(files.len());
    for file in files {
        let size = media::size_text(page.source(&file.src).as_ref());
        let href = page.media(&file.src);
        views.push(json!({
            "href": href, "label": file.label, "size": size, "kind": media::extension(&file.src).to_uppercase(),
            "description_html": file.description.as_ref().map(|text| text::inline(text, page)),
        }));
    }
    ("downloads", json!({ "files": views }))
}

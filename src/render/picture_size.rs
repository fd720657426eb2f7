//! How many pixels a picture has. Standards that speak of places in a picture count in them, where authors say percent.

use std::fs::File;
use std::io::Read;

use crate::model::MediaSource;

/// Every format says it near its beginning; JPEG after what cameras put there.
const BEGINNING: u64 = 256 * 1024;

/// The size of a PNG, GIF, JPEG, WebP or SVG picture; `None` when it does not say.
pub(super) fn of(source: &MediaSource) -> Option<(u32, u32)> {
    let bytes = match source {
        MediaSource::Bytes(bytes) => bytes.to_vec(),
        MediaSource::File(path) => {
            let mut bytes = Vec::new();
            File::open(path).ok()?.take(BEGINNING).read_to_end(&mut bytes).ok()?;
            bytes
        }
    };
    let found = png(&bytes).or_else(|| gif(&bytes)).or_else(|| jpeg(&bytes)).or_else(|| webp(&bytes));
    found.or_else(|| svg(&bytes)).filter(|(width, height)| *width > 0 && *height > 0)
}

fn big(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    Some(bytes.get(at..at + count)?.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte)))
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n").then(|| Some((big(bytes, 16, 4)?, big(bytes, 20, 4)?)))?
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"GIF8").then(|| Some((little(bytes, 6, 2)?, little(bytes, 8, 2)?)))?
}

/// From segment to segment, to the one that begins a frame.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut at = 2;
    loop {
        let marker = big(bytes, at, 2)?;
        match marker {
            0xffff => at += 1,
            // Tables for Huffman (C4), arithmetic coding (CC) and an extension (C8) have codes between those of frames.
            0xffc0..=0xffcf if !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc) => {
                return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
            }
            0xff00.. => at += 2 + usize::try_from(big(bytes, at + 2, 2)?).ok()?,
            _ => return None,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = little(bytes, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

/// Width and height in pixels, or the view box, of which only the shape matters.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find("<svg")?;
    let tag = &text[start..start + text[start..].find('>')?];
    let value = |name: &str| {
        let wanted = format!("{name}=");
        let at = tag.match_indices(&wanted).find(|(at, _)| tag[..*at].ends_with(char::is_whitespace))?.0;
        let rest = &tag[at + wanted.len()..];
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let pixels = |name: &str| value(name)?.trim().trim_end_matches("px").parse().ok().and_then(whole);
    if let (Some(width), Some(height)) = (pixels("width"), pixels("height")) {
        return Some((width, height));
    }
    let mut sides = value("viewBox")?.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).skip(2);
    let mut side = || sides.next()?.parse().ok();
    let (width, height): (f64, f64) = (side()?, side()?);
    // A view box may count in tens or in hundredths; places are rounded to whole pixels.
    let scale = if width.max(height) < 500.0 { 1000.0 / width.max(height) } else { 1.0 };
    Some((whole(width * scale)?, whole(height * scale)?))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(side: f64) -> Option<u32> {
    (1.0..=100_000.0).contains(&side).then(|| side.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bytes: &[u8]) -> Option<(u32, u32)> {
        of(&MediaSource::Bytes(bytes.to_vec().into()))
    }

    #[test]
    fn every_format_says_its_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0\x08";
        assert_eq!(size(png), Some((640, 480)));
        assert_eq!(size(b"GIF89a\x80\x02\xe0\x01"), Some((640, 480)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc4\0\x03x\xff\xc2\0\x11\x08\x01\xe0\x02\x80\x03";
        assert_eq!(size(jpeg), Some((640, 480)));
        let extended = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0";
        assert_eq!(size(extended), Some((640, 480)));
        assert_eq!(size(b"<?xml version='1.0'?><svg width='640' height=\"480px\">"), Some((640, 480)));
        assert_eq!(size(b"<svg viewBox=\"0 0 64 48\" stroke-width=\"2\">"), Some((1000, 750)));
        assert_eq!(size(b"<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 640,480\">"), Some((640, 480)));
    }

    #[test]
    fn what_says_no_size_has_none() {
        for bytes in [
            &b""[..],
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"RIFF",
            b"<svg>",
            b"<svg viewBox=\"0 0 0 0\">",
            b"<svg",
        ] {
            assert_eq!(size(bytes), None);
        }
    }
}

//! HTML of our own inside an author's text, which is put in after the author's HTML was cleaned.
//!
//! Until then an empty element keeps its place. An author who writes such an element gets one of the pieces that are there anyway;
//! inside an attribute nobody can write it, because cleaned HTML has no quotation marks there.

/// What keeps the place of a piece.
pub(super) fn place(index: usize) -> String {
    format!("{BEGIN}{index}{END}")
}

const BEGIN: &str = "<span data-cw-own=\"";
const END: &str = "\"></span>";

/// Puts the pieces into their places.
pub(super) fn put_in(html: &str, pieces: &[String]) -> String {
    if pieces.is_empty() {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len() + pieces.iter().map(String::len).sum::<usize>());
    let mut rest = html;
    while let Some(at) = rest.find(BEGIN) {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let inside = &found[BEGIN.len()..];
        let piece = inside.split_once(END).and_then(|(index, after)| {
            let piece = pieces.get(index.parse::<usize>().ok()?)?;
            Some((piece, after))
        });
        rest = match piece {
            Some((piece, after)) => {
                out.push_str(piece);
                after
            }
            None => {
                out.push_str(BEGIN);
                inside
            }
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_stand_in_their_places() {
        let pieces = ["<math>a</math>".to_owned(), "<sup>1</sup>".to_owned()];
        let html = format!("<p>{}b{}{}</p>", place(1), place(0), place(7));
        let expected = format!("<p><sup>1</sup>b<math>a</math>{}</p>", place(7));
        assert_eq!(put_in(&html, &pieces), expected);
        assert_eq!(put_in("<span data-cw-own=\"", &pieces), "<span data-cw-own=\"");
    }
}

//! Text in a drawing: how wide it is, where its lines break, and how it is written in XML.

/// Letters are this much wider than Helvetica's, since nobody knows which font a reader has: those of `DejaVu` and Verdana are
/// the widest that are common.
const WIDE_FONT: f64 = 1.08;

/// How wide a text is at most, at this size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(of_size_one).sum::<f64>() * size * WIDE_FONT
}

/// The width of a letter in a sans-serif font of size 1.
fn of_size_one(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | 'I' => 0.29,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | '\\' | '·' => 0.36,
        'm' | 'M' | 'W' | '@' | '%' | '—' | '…' | '×' => 0.94,
        'w' => 0.78,
        'A'..='Z' => 0.7,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' => 0.0,
        '\u{0}'..='\u{2dff}' => 0.6,
        // From here on letters are as wide as high: Chinese, Japanese, Korean, pictures.
        _ => 1.0,
    }
}

/// The lines of a text that are no wider than this, `most` of them at most; what is left over is cut.
pub(super) fn wrap(text: &str, size: f64, room: f64, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in text.split_whitespace().flat_map(|word| pieces(word, size, room)) {
        let glue = if line.is_empty() || !piece.begins_word { "" } else { " " };
        if !line.is_empty() && width(&line, size) + width(glue, size) + width(&piece.text, size) > room {
            lines.push(std::mem::replace(&mut line, piece.text));
        } else {
            line.push_str(glue);
            line.push_str(&piece.text);
        }
    }
    lines.push(line);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(last, size) + width("…", size) > room {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    close_isolates(&mut lines);
    lines
}

/// What is kept apart for its direction (UAX #9) is kept apart in each of its lines: each is a text of its own.
fn close_isolates(lines: &mut [String]) {
    const BEGINS: char = '\u{2068}';
    const ENDS: char = '\u{2069}';
    let mut is_inside = false;
    for line in lines {
        if is_inside {
            line.insert(0, BEGINS);
        }
        is_inside = line.rfind(BEGINS) > line.rfind(ENDS);
        if is_inside {
            line.push(ENDS);
        }
    }
}

/// A word, or a part of one that is too long for a line.
struct Piece {
    text: String,
    begins_word: bool,
}

/// Letters as wide as high break anywhere; other words only where they are longer than a line.
fn pieces(word: &str, size: f64, room: f64) -> Vec<Piece> {
    let is_square = |letter: char| of_size_one(letter) >= 1.0;
    let mut pieces = Vec::new();
    let mut piece = Piece { text: String::new(), begins_word: true };
    for letter in word.chars() {
        let breaks = piece.text.chars().next_back().is_some_and(is_square) || is_square(letter);
        let is_full = width(&piece.text, size) + width(letter.encode_utf8(&mut [0; 4]), size) > room;
        if !piece.text.is_empty() && (breaks || is_full) {
            pieces
                .push(std::mem::replace(&mut piece, Piece { text: letter.to_string(), begins_word: false }));
        } else {
            piece.text.push(letter);
        }
    }
    pieces.push(piece);
    pieces
}

/// A text as it stands in XML; without characters that XML does not know.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_never_wider_than_their_room() {
        let texts = [
            "Leading upward: a strong relationship with your manager",
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen und mehr",
            "安全第一の職場をつくるために知っておきたいこと、そのすべて",
            "",
        ];
        for text in texts {
            let lines = wrap(text, 15.0, 120.0, 3);
            assert!((1..=3).contains(&lines.len()));
            assert!(lines.iter().all(|line| width(line, 15.0) <= 120.0), "{lines:?}");
        }
        assert_eq!(wrap("Trust comes first", 15.0, 400.0, 3), ["Trust comes first"]);
        assert_eq!(wrap("Trust comes first", 15.0, 60.0, 9), ["Trust", "comes", "first"]);
        assert!(wrap("Trust comes first", 15.0, 60.0, 2)[1].ends_with('…'));
    }

    #[test]
    fn what_is_kept_apart_for_its_direction_is_kept_apart_in_every_line() {
        let lines = wrap("Once “\u{2068}אבג דהו\u{2069}” is done", 15.0, 80.0, 9);
        assert!(lines.len() > 2, "{lines:?}");
        for line in lines {
            let count = |mark| line.matches(mark).count();
            assert_eq!(count('\u{2068}'), count('\u{2069}'), "{line:?}");
        }
    }

    #[test]
    fn what_xml_does_not_know_is_left_out() {
        assert_eq!(escaped("a<b>&\"\u{1}\u{ffff}c\n"), "a&lt;b&gt;&amp;&quot;c\n");
    }
}

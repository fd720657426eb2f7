//! Texts that no reader of course files stumbles over, and bytes of unknown origin as text.

/// Text for one line: white space and control characters become single blanks.
pub(super) fn one_line(text: &str) -> String {
    let blank = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().map(blank).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for a field of a table. Half of the readers do not know doubled quotation marks, and none takes single ones, so an
/// apostrophe stands for each.
pub(super) fn field(text: &str) -> String {
    one_line(text).replace('"', "'")
}

/// Text for a label's value in the course file. Moodle cuts a line at its last `=`, so another sign stands for it; readers of
/// INI files stumble over quotation marks.
pub(super) fn value(text: &str) -> String {
    field(text).replace('=', "＝")
}

/// The description of a course: one line, since ILIAS reads only the first, and none that could begin a section or comment.
pub(super) fn description(text: &str) -> String {
    let line = value(text);
    let line = line.trim_start_matches([';', ' ']);
    match line.strip_prefix('[') {
        Some(rest) => format!("({}", rest.replacen(']', ")", 1)),
        None => line.to_owned(),
    }
}

/// The launch data of an assignable unit. Its lines stay; each loses the white space at its ends.
pub(super) fn launch_data(text: &str) -> String {
    text.replace("\r\n", "\n").split(['\n', '\r']).map(field).collect::<Vec<_>>().join("\n")
}

/// Line breaks in launch data, as a field can hold them.
const LINE_BREAK: &str = "<cr>";

pub(super) fn launch_data_to_field(text: &str) -> String {
    text.replace('\n', LINE_BREAK)
}

pub(super) fn launch_data_from_field(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut rest = field;
    while let Some(at) = find_ignoring_case(rest, LINE_BREAK) {
        text.push_str(&rest[..at]);
        text.push('\n');
        rest = &rest[at + LINE_BREAK.len()..];
    }
    text + rest
}

fn find_ignoring_case(text: &str, ascii: &str) -> Option<usize> {
    text.as_bytes().windows(ascii.len()).position(|window| window.eq_ignore_ascii_case(ascii.as_bytes()))
}

/// Text of a course file: UTF-8 with or without a byte order mark, else ISO 8859-1, which is what LMSs of AICC's time wrote.
pub(super) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_begins_no_section_and_no_comment() {
        assert_eq!(description("[Course]\nCourse_ID=evil"), "(Course) Course_ID＝evil");
        assert_eq!(description("; ;\n hidden [not]"), "hidden [not]");
    }

    #[test]
    fn launch_data_keeps_its_lines() {
        let text = launch_data("level = 2 \r\n say \"hi\"\n\nend");
        assert_eq!(text, "level = 2\nsay 'hi'\n\nend");
        assert_eq!(launch_data_from_field(&launch_data_to_field(&text)), text);
        assert_eq!(launch_data_from_field("a<CR>b<Cr>c"), "a\nb\nc");
    }

    #[test]
    fn what_is_no_utf_8_is_latin_1() {
        assert_eq!(decode(b"caf\xe9"), "café");
        assert_eq!(decode("\u{feff}café".as_bytes()), "café");
    }
}

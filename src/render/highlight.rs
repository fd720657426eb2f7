//! Code with its words marked by what they are. The styles colour them.

/// Code as HTML for the inside of `<pre><code>`. A language that nobody knows is no problem: its code stays plain.
pub(super) fn html(language: Option<&str>, code: &str) -> String {
    let parts = language.and_then(|language| marked(language, code));
    let Some(parts) = parts else { return handlebars::html_escape(code) };
    let mut html = String::with_capacity(code.len() * 2);
    for (kind, text) in parts {
        let text = handlebars::html_escape(&text);
        match kind {
            Some(kind) => {
                html.push_str("<span class=\"cw-code-");
                html.push_str(kind);
                html.push_str("\">");
                html.push_str(&text);
                html.push_str("</span>");
            }
            None => html.push_str(&text),
        }
    }
    html
}

/// A piece of code and what it is, if that has a colour.
type Part = (Option<&'static str>, String);

#[cfg(not(feature = "highlight"))]
fn marked(_language: &str, _code: &str) -> Option<Vec<Part>> {
    None
}

/// Bytes of code that are marked. Nobody reads more on a page.
#[cfg(feature = "highlight")]
const MAX_LENGTH: usize = 64 << 10;

#[cfg(feature = "highlight")]
fn marked(language: &str, code: &str) -> Option<Vec<Part>> {
    let name =
        LANGUAGES.iter().find(|(names, _)| names.iter().any(|name| name.eq_ignore_ascii_case(language)));
    let (_, extension) = name.filter(|_| code.len() <= MAX_LENGTH)?;
    // With tabs as wide as one character, every piece has as many characters as it has in the code.
    let mut highlighter = synoptic::from_extension(extension, 1)?;
    let lines: Vec<String> = code.split('\n').map(str::to_owned).collect();
    highlighter.run(&lines);
    let mut parts: Vec<Part> = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let mut written = line.as_str();
        for token in highlighter.line(number, line) {
            let (kind, text) = match token {
                synoptic::TokOpt::Some(text, kind) => (class(&kind), text),
                synoptic::TokOpt::None(text) => (None, text),
            };
            let length = text.chars().count();
            let end = written.char_indices().nth(length).map_or(written.len(), |(at, _)| at);
            let (text, rest) = written.split_at(end);
            written = rest;
            push(&mut parts, kind, text);
        }
        push(&mut parts, None, written);
        if number + 1 < lines.len() {
            push(&mut parts, None, "\n");
        }
    }
    Some(parts)
}

#[cfg(feature = "highlight")]
fn push(parts: &mut Vec<Part>, kind: Option<&'static str>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some((last, before)) if *last == kind => before.push_str(text),
        _ => parts.push((kind, text.to_owned())),
    }
}

/// What the many names of kinds mean. Signs and names of no special kind keep the colour of the text.
#[cfg(feature = "highlight")]
fn class(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "comment" | "quote" => "comment",
        "keyword" | "kw" | "tag" | "boolean" | "null" | "list" => "keyword",
        "string" | "character" | "block" => "string",
        "digit" | "math" => "number",
        "function" | "macro" | "link" | "image" => "function",
        "struct" | "type" | "namespace" | "key" | "table" | "heading" | "header" => "type",
        "attribute" | "reference" => "attribute",
        "insertion" => "inserted",
        "deletion" => "deleted",
        _ => return None,
    })
}

/// The names that authors give languages, and the file extension by which synoptic knows each.
#[cfg(feature = "highlight")]
const LANGUAGES: &[(&[&str], &str)] = &[
    (&["asm", "assembly", "nasm"], "asm"),
    (&["bash", "sh", "shell", "zsh", "console"], "sh"),
    (&["c", "h"], "c"),
    (&["cpp", "c++", "cxx", "hpp"], "cpp"),
    (&["csharp", "cs", "c#"], "cs"),
    (&["css", "scss", "less"], "css"),
    (&["dart"], "dart"),
    (&["diff", "patch"], "diff"),
    (&["go", "golang"], "go"),
    (&["haskell", "hs"], "hs"),
    (&["html", "htm", "xhtml"], "html"),
    (&["java"], "java"),
    (&["javascript", "js", "jsx", "mjs"], "js"),
    (&["json", "jsonc", "json5"], "json"),
    (&["kotlin", "kt", "kts"], "kt"),
    (&["lua"], "lua"),
    (&["markdown", "md"], "md"),
    (&["nushell", "nu"], "nu"),
    (&["objective-c", "objc"], "m"),
    (&["perl", "pl", "pm"], "pm"),
    (&["php"], "php"),
    (&["prolog"], "prolog"),
    (&["python", "py", "py3"], "py"),
    (&["r"], "r"),
    (&["ruby", "rb"], "rb"),
    (&["rust", "rs"], "rs"),
    (&["scala"], "scala"),
    (&["sql", "mysql", "postgresql", "sqlite"], "sql"),
    (&["swift"], "swift"),
    (&["tex", "latex"], "tex"),
    (&["toml"], "toml"),
    (&["typescript", "ts", "tsx"], "ts"),
    (&["vb", "visual-basic", "vbnet"], "vb"),
    (&["xml", "svg"], "xml"),
    (&["yaml", "yml"], "yaml"),
];

#[cfg(all(test, feature = "highlight"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_marked_by_what_they_are() {
        assert_eq!(
            html(Some("Rust"), "fn a() {\n\tlet b = \"<c>\"; // d\n}"),
            "<span class=\"cw-code-keyword\">fn</span> <span class=\"cw-code-function\">a</span>() {\n\t\
             <span class=\"cw-code-keyword\">let</span> b &#x3D; <span class=\"cw-code-string\">&quot;&lt;c&gt;&quot;</span>; \
             <span class=\"cw-code-comment\">// d</span>\n}"
        );
    }

    #[test]
    fn unknown_languages_and_long_code_stay_plain() {
        assert_eq!(html(Some("elvish"), "if <a>"), "if &lt;a&gt;");
        assert_eq!(html(None, "if"), "if");
        let long = "if ".repeat(30_000);
        assert_eq!(html(Some("rust"), &long), long);
    }

    #[test]
    fn every_language_is_known_and_named_once() {
        let mut names: Vec<_> = LANGUAGES.iter().flat_map(|(names, _)| names.iter()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        for (names, extension) in LANGUAGES {
            let highlighter = synoptic::from_extension(extension, 1).unwrap();
            let is_known = !format!("{highlighter:?}").contains("keyword_def: []");
            assert!(is_known, "{names:?}");
        }
    }

    proptest! {
        #[test]
        fn no_character_is_lost(
            language in proptest::sample::select(LANGUAGES),
            code in r#"([a-z0-9]|["'`#/*(){}<>=$\\\t\n -]|//|/\*|\*/|\PC){0,60}"#,
        ) {
            let parts = marked(language.0[0], &code).unwrap();
            prop_assert_eq!(parts.into_iter().map(|(_, text)| text).collect::<String>(), code);
        }
    }
}

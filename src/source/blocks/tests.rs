use super::*;
use crate::model::{Answer, Question};

/// The blocks of a text without anything wrong with it.
fn blocks(text: &str) -> Vec<Block> {
    let source = SourceText::new("a.md", text);
    let mut report = FileReport::default();
    let blocks = read_blocks(&source, 0..source.text().len(), &mut report).blocks;
    assert_eq!(report.into_report().to_string(), "");
    blocks.into_iter().map(|placed| placed.block).collect()
}

fn text(markdown: &str) -> Block {
    Block::Text { markdown: markdown.to_owned() }
}

fn list(ordered: bool, items: &[&str]) -> Block {
    Block::List { ordered, items: items.iter().map(|item| (*item).to_owned()).collect() }
}

fn question(text: &str) -> Question {
    match blocks(text).remove(0) {
        Block::Question(question) => question,
        other => panic!("{other:?}"),
    }
}

#[test]
fn paragraphs_are_one_text_as_it_was_written() {
    assert_eq!(
        blocks("One *two*\\\nthree.\n\n\n  Four `five`.\n\n## Six *seven* ##\n\nEight.\n"),
        [
            text("One *two*\\\nthree.\n\nFour `five`."),
            Block::Heading { level: 2, text: "Six *seven*".into() },
            text("Eight.")
        ]
    );
    assert_eq!(blocks("C#\n---\n### C#"), [2, 3].map(|level| Block::Heading { level, text: "C#".into() }));
}

#[test]
fn a_picture_stands_alone() {
    let image = |caption: Option<&str>| Block::Image {
        src: "media/a b.svg".into(),
        alt: "A hand, and another".into(),
        decorative: false,
        caption: caption.map(str::to_owned),
    };
    assert_eq!(
        blocks(
            "![A *hand*,\nand another](<media/a b.svg>)\n\n![A hand, and another][a]\n\n[a]: <media/a b.svg> 'Two'\n"
        ),
        [image(None), image(Some("Two"))]
    );
    assert_eq!(
        blocks("::: image src=\"media/wave.svg\" decorative\n:::\n"),
        [Block::Image { src: "media/wave.svg".into(), alt: String::new(), decorative: true, caption: None }]
    );
}

#[test]
fn lists_keep_what_is_inside_their_items() {
    assert_eq!(
        blocks("- a\n- b\n  c\n\n  d\n  - e\n    - f\n"),
        [list(false, &["a", "b\nc\n\nd\n- e\n  - f"])]
    );
    assert_eq!(
        blocks("1. a\nlazy\n2. b\n   ```\n   x\n     y\n   ```\n"),
        [list(true, &["a\nlazy", "b\n```\nx\n  y\n```"])]
    );
    assert_eq!(blocks("  1) a\n\n     b\n\n         c\n"), [list(true, &["a\n\nb\n\n    c"])]);
}

#[test]
fn tables_keep_their_cells() {
    let cells = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let table = |caption: Option<&str>, align: &[ColumnAlign]| Block::Table {
        caption: caption.map(str::to_owned),
        align: align.to_vec(),
        header: cells(&["Who", "*What*"]),
        rows: vec![cells(&["a|b", "`c|d`"]), cells(&["e", ""])],
    };
    assert_eq!(
        blocks(
            "Who | *What*\n--- | ---\na\\|b | `c\\|d`\ne\n\n::: table caption=\"All of it\"\n| Who | *What* |\n|:-:|--:|\n| a\\|b | `c\\|d` |\n| e | |\n:::\n"
        ),
        [table(None, &[]), table(Some("All of it"), &[ColumnAlign::Center, ColumnAlign::End])]
    );
}

#[test]
fn quotations_name_their_author() {
    let quote = |markdown: &str, by: Option<&str>| {
        [Block::Quote { markdown: markdown.to_owned(), by: by.map(str::to_owned) }]
    };
    assert_eq!(
        blocks("> A *quotation*\n>\n> in two.\n> — Its author\n"),
        quote("A *quotation*\n\nin two.", Some("Its author"))
    );
    assert_eq!(blocks("> A\nlazy\n> > B\n>\n> -- C"), quote("A\nlazy\n> B", Some("C")));
    assert_eq!(blocks("> A — B\n> - C\n"), quote("A — B\n- C", None));
}

#[test]
fn code_html_and_dividers_are_kept() {
    let code = |language: Option<&str>, code: &str| Block::Code {
        language: language.map(str::to_owned),
        code: code.to_owned(),
    };
    assert_eq!(
        blocks("```rust ignore\nfn a() {\n\n}\n```\n\n    b\n\n---\n\n~~~\n::: note\n~~~\n"),
        [code(Some("rust"), "fn a() {\n\n}"), code(None, "b"), Block::Divider, code(None, "::: note")]
    );
    assert_eq!(
        blocks("<figure>\n<b>a</b>\n\n</figure>\n\n<!-- an author's\n\n::: note\n-->\n\nb <i>c</i>\n"),
        [Block::Html { html: "<figure>\n<b>a</b>\n\n</figure>".into() }, text("b <i>c</i>")]
    );
}

/// Markdown ends HTML at an empty line; authors do not.
#[test]
fn html_holds_markdown() {
    let details = "<details>\n<summary>More</summary>\n\nSome *Markdown*.\n\n- a\n- b\n\n</details>";
    assert_eq!(
        blocks(&format!("{details}\n\n## Next\n")),
        [text(details), Block::Heading { level: 2, text: "Next".into() }]
    );
    let figure =
        "<figure>\n\n<div>\n\n| a |\n|---|\n| b |\n\n</div>\n\n<figcaption>c</figcaption>\n</figure>";
    assert_eq!(blocks(figure), [text(figure)]);
    let linked = blocks("<div>\n\n[a]\n\n</div>\n\n[a]: trust.md\n");
    assert_eq!(linked, [text("<div>\n\n[a](<trust.md>)\n\n</div>")]);
}

#[test]
fn html_that_cannot_be_put_together_is_told() {
    let source = SourceText::new(
        "a.md",
        "<div>\n\n![b](c.svg)\n\n# d\n\n</div>\n\n<section>\n\n::: note\ne\n:::\n\n</section>\n\n<b>\n",
    );
    let mut report = FileReport::default();
    read_blocks(&source, 0..source.text().len(), &mut report);
    insta::assert_snapshot!(report.into_report(), @r#"
    error[CW217] a.md:3:1: a picture in Markdown stands inside of HTML
        ![b](c.svg)
        help: write it as HTML, `<img src="media/wave.svg" alt="…">`, or put it after the HTML
    error[CW218] a.md:5:1: a heading has level 1
        # d
        help: the lesson's title stands in its front matter; inside the lesson begin with `##`
    error[CW226] a.md:9:1: the tag `<section>` is not closed
        <section>
        help: close it with `</section>`, before the fenced block: none can stand inside of HTML
    error[CW226] a.md:17:1: the tag `<b>` is not closed
        <b>
        help: close it with `</b>`
    "#);
}

#[test]
fn recordings_callouts_and_downloads() {
    let tracks = |tracks: &[(&str, Option<&str>)]| {
        let track = |(src, language): &(&str, Option<&str>)| Captions {
            src: (*src).to_owned(),
            language: language.map(str::to_owned),
        };
        tracks.iter().map(track).collect::<Vec<_>>()
    };
    assert_eq!(
        blocks(
            "::: note title=\"Try it\"\nOne.\n\n- Two\n:::\n::: tip\nThree.\n:::\n\
             ::: audio src=a.mp3 title=A captions=a.vtt\n:::\n\
             ::: video src=v.mp4 poster=v.jpg captions=v.vtt captions.de=d.vtt title=\"A hard talk\"\nSaid.\n:::\n\
             ::: download src=c.txt label=Checklist\nIn *one* line.\n:::\n"
        ),
        [
            Block::Callout {
                kind: CalloutKind::Note,
                title: Some("Try it".into()),
                markdown: "One.\n\n- Two".into()
            },
            Block::Callout { kind: CalloutKind::Tip, title: None, markdown: "Three.".into() },
            Block::Audio {
                src: "a.mp3".into(),
                title: "A".into(),
                captions: tracks(&[("a.vtt", None)]),
                transcript: None
            },
            Block::Video {
                src: "v.mp4".into(),
                title: "A hard talk".into(),
                poster: Some("v.jpg".into()),
                captions: tracks(&[("v.vtt", None), ("d.vtt", Some("de"))]),
                transcript: Some("Said.".into()),
            },
            Block::Download {
                src: "c.txt".into(),
                label: "Checklist".into(),
                description: Some("In *one* line.".into())
            },
        ]
    );
}

#[test]
fn questions_with_everything() {
    let read = question(
        "::: multiple-response habits attempts=0 weight=0.5 objectives=trust,feedback\nWhich?\n\n- not an answer\n\nThese:\n\n\
         * [x] One\n  two\n\n  > Yes:\n  > `so`.\n* [X]  Three\n      > Aligned with the text.\n* [ ] Four\n:::\n",
    );
    let expected = Question::multiple_response("habits", "Which?\n\n- not an answer\n\nThese:")
        .attempts(0)
        .weight(0.5)
        .objective("trust")
        .objective("feedback")
        .answer(Answer::correct("One\ntwo").feedback("Yes:\n`so`."))
        .answer(Answer::correct("Three").feedback("Aligned with the text."))
        .incorrect("Four");
    assert_eq!(read, expected);
}

#[test]
fn other_kinds_of_questions() {
    let read = question("::: true-false early\nTalk early.\n\n- [x] Wahr\n- [ ] Falsch\n:::\n");
    let expected =
        Question::new(crate::model::QuestionBody::TrueFalse { answers: Vec::new() }, "early", "Talk early.")
            .correct("Wahr")
            .incorrect("Falsch");
    assert_eq!(read, expected);
    let read = question(
        "::: fill-in raise case-sensitive\nRaise it ____.\n\n- [x] early\n- [ ] late\n  > No.\n:::\n",
    );
    let expected = Question::fill_in("raise", "Raise it ____.")
        .case_sensitive()
        .correct("early")
        .answer(Answer::incorrect("late").feedback("No."));
    assert_eq!(read, expected);
}

/// A block is shown by itself: its links must not depend on definitions elsewhere in the lesson.
#[test]
fn reference_links_become_inline_links() {
    assert_eq!(
        blocks(
            "[a][One], [one][], [ONE] and [*b*][two].\n\n- [one]\n\n::: note\n[one]\n:::\n\n\
             [one]: https://example.org/?a=1&amp;b=(2) \"A \\\"title\\\"\"\n[two]: <trust.md#a b>\n"
        ),
        [
            text(
                "[a](<https://example.org/?a=1&amp;b=(2)> \"A \\\"title\\\"\"), \
                 [one](<https://example.org/?a=1&amp;b=(2)> \"A \\\"title\\\"\"), \
                 [ONE](<https://example.org/?a=1&amp;b=(2)> \"A \\\"title\\\"\") and [*b*](<trust.md#a b>)."
            ),
            list(false, &["[one](<https://example.org/?a=1&amp;b=(2)> \"A \\\"title\\\"\")"]),
            Block::Callout {
                kind: CalloutKind::Note,
                title: None,
                markdown: "[one](<https://example.org/?a=1&amp;b=(2)> \"A \\\"title\\\"\")".into()
            },
        ]
    );
}

/// Notes leave the text wherever they stand, and everything else stays as it was.
#[test]
fn footnotes_stand_anywhere() {
    let source = SourceText::new(
        "a.md",
        "One[^1] and[^two].\n\n[^1]: See [a].\n\n    More.\n\n```\n[^3]: code\n```\n\n::: note\nInside.[^two]\n\n[^two]: Two.\n:::\n\nEnd.\n\n[a]: trust.md\n",
    );
    let mut report = FileReport::default();
    let content = read_blocks(&source, 0..source.text().len(), &mut report);
    assert_eq!(report.into_report().to_string(), "");
    let notes: Vec<_> =
        content.footnotes.iter().map(|(note, place)| (&*note.label, &*note.markdown, place.line)).collect();
    assert_eq!(notes, [("1", "See [a](<trust.md>).\n\nMore.", Some(3)), ("two", "Two.", Some(14))]);
    let blocks: Vec<_> = content.blocks.into_iter().map(|placed| placed.block).collect();
    assert_eq!(
        blocks,
        [
            text("One[^1] and[^two]."),
            Block::Code { language: None, code: "[^3]: code".into() },
            Block::Callout { kind: CalloutKind::Note, title: None, markdown: "Inside.[^two]".into() },
            text("End."),
        ]
    );
}

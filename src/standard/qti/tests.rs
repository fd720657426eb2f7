//! Laws of question packages, and documents that a person can review.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::content::{Node, plain};
use super::fit::{Fitter, in_paragraphs};
use super::{
    AssessmentItem, AssessmentTest, Choice, Interaction, ItemPicture, ItemRef, Manifest, NumberRange,
    Overall, PassMark, Place, QtiVersion, Resource, ResourceKind, Scoring, Section, StepChoice, TestPart,
    TextFeedback,
};
use crate::standard::Lom;

const VERSIONS: [QtiVersion; 2] = [QtiVersion::V2_1, QtiVersion::V3_0];

fn version() -> impl Strategy<Value = QtiVersion> {
    select(VERSIONS.to_vec())
}

/// A line as attributes hold it: any script, the own characters of XML, no line breaks.
fn line() -> impl Strategy<Value = String> {
    "[a-zA-Z&<>\"'ßé日本ع,;:\\\\]([ a-zA-Z0-9&<>\"'éß日本ع—😀]{0,20}[a-z,;:\\\\])?"
}

fn identifier() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_-]{0,10}"
}

/// HTML as it comes: good, odd and broken.
fn html() -> impl Strategy<Value = String> {
    let words = vec![
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "<ul>",
        "</ul>",
        "<ol start=3>",
        "</ol>",
        "<li>",
        "</li>",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<th scope=col>",
        "</td>",
        "<thead>",
        "<tbody>",
        "<pre>",
        "</pre>",
        "<code class=\"x\">",
        "</code>",
        "<blockquote>",
        "</blockquote>",
        "<br>",
        "<hr/>",
        "<div>",
        "</div>",
        "<h2 id=h>",
        "</h2>",
        "<img src=\"media/a.svg\" alt=\"A & B\">",
        "<img src=x.png>",
        "<a href=\"https://example.org/?a=1&amp;b=2\">",
        "<a href=\"#x\">",
        "</a>",
        "<del>",
        "</del>",
        "<script>",
        "</script>",
        "<svg><path d='M0'/></svg>",
        "<section>",
        "</section>",
        "<details><summary>",
        "</details>",
        "<dl>",
        "<dt>",
        "<dd>",
        "</dl>",
        "<span lang=ar dir=rtl>",
        "</span>",
        "<video src=\"media/a.svg\">",
        "</video>",
        "<figure>",
        "<figcaption>",
        "</figure>",
        "<caption>",
        "<sub>",
        "</sub>",
        "<input>",
        "<x-y>",
        " ",
        "\n",
        "  ",
        "one",
        "two & three",
        "&lt;",
        "&eacute;",
        "&#0;",
        "&",
        "<",
        ">",
        "]]>",
        "日本語",
        "\u{1}",
        "\r\n",
    ];
    vec(select(words), 0..14).prop_map(|words| words.concat())
}

fn fitted(version: QtiVersion, html: &str) -> Vec<Node> {
    let has_file = |name: &str| name == "media/a.svg";
    Fitter::new(version, &has_file).fragment(html)
}

#[test]
fn what_gets_lost_on_the_way_is_noted() {
    let has_file = |name: &str| name.starts_with("media/");
    let recording = r#"<video src="media/a.mp4"><track src="media/a.vtt"></video>"#;
    let cases = [
        (r#"<pre>a <img src="media/a.svg" alt="A"></pre>"#, vec!["`img`"]),
        (
            r#"<pre><a href="https://example.com">a</a> <u>b</u></pre>"#,
            vec!["`u`", "the link `https://example.com`"],
        ),
        (recording, vec!["`track`"]),
        (r#"<pre>a<br><b>b</b></pre>"#, vec![]),
    ];
    for (html, wanted) in cases {
        let mut fitter = Fitter::new(QtiVersion::V3_0, &has_file);
        fitter.fragment(html);
        let lost: Vec<_> = fitter.losses.formatting.iter().chain(&fitter.losses.content).collect();
        assert_eq!(lost, wanted, "{html}");
    }
}

fn choice_interaction(version: QtiVersion) -> impl Strategy<Value = Interaction> {
    let choice = (html(), html()).prop_map(move |(content, feedback)| Choice {
        identifier: String::new(),
        content: fitted(version, &content),
        feedback: fitted(version, &feedback),
    });
    (any::<bool>(), html(), vec(choice, 1..4), vec(identifier(), 1..3)).prop_map(
        move |(multiple, prompt, choices, correct)| {
            let name =
                |(place, choice): (usize, Choice)| Choice { identifier: format!("answer-{place}"), ..choice };
            let choices = choices.into_iter().enumerate().map(name).collect();
            let prompt = fitted(version, &prompt);
            let is_line = prompt.iter().all(Node::is_inline);
            let prompt = if is_line { prompt } else { Vec::new() };
            Interaction::Choice { multiple, prompt, choices, correct }
        },
    )
}

fn text_entry(version: QtiVersion) -> impl Strategy<Value = Interaction> {
    let feedback =
        (line(), html()).prop_map(move |(text, html)| (text, in_paragraphs(fitted(version, &html))));
    (option::of(0u32..300), any::<bool>(), vec(line(), 1..4), vec(feedback, 0..3)).prop_map(
        |(expected_length, case_sensitive, accepted, feedback)| Interaction::TextEntry {
            expected_length,
            case_sensitive,
            accepted,
            feedback: feedback
                .into_iter()
                .enumerate()
                .map(|(index, (text, content))| TextFeedback {
                    identifier: format!("answer-{index}"),
                    text,
                    content,
                })
                .collect(),
        },
    )
}

fn prompt(version: QtiVersion) -> impl Strategy<Value = Vec<Node>> {
    html().prop_map(move |html| {
        let prompt = fitted(version, &html);
        if prompt.iter().all(Node::is_inline) { prompt } else { Vec::new() }
    })
}

/// Things without feedback, called by a name and their place.
fn named(version: QtiVersion, name: &'static str, count: usize) -> impl Strategy<Value = Vec<Choice>> {
    vec(html(), 1..=count).prop_map(move |lines| {
        let lines = lines.iter().enumerate();
        lines
            .map(|(index, html)| {
                let mut content = fitted(version, html);
                if !content.iter().all(Node::is_inline) {
                    content = vec![Node::Text(plain(&content))];
                }
                super::content::trim(&mut content);
                content = super::content::tidy("", content);
                Choice { identifier: format!("{name}-{index}"), content, feedback: Vec::new() }
            })
            .collect()
    })
}

/// Some of the pairs, each stem once.
fn some_pairs(stems: &[Choice], targets: &[String], bits: u32) -> Vec<(String, String)> {
    let stems = stems.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
    stems.map(|(index, stem)| (stem.identifier.clone(), targets[index % targets.len()].clone())).collect()
}

fn picture() -> impl Strategy<Value = ItemPicture> {
    ("[a-z]{1,8}\\.(png|svg|jpg)", line(), 1u32..4000, 1u32..4000)
        .prop_map(|(address, alt, width, height)| ItemPicture { address, alt, width, height })
}

fn places() -> impl Strategy<Value = Vec<Place>> {
    let place = (option::of(line()), any::<[u16; 4]>());
    vec(place, 1..4).prop_map(|places| {
        let places = places.into_iter().enumerate();
        places
            .map(|(index, (label, edges))| Place {
                identifier: format!("place-{index}"),
                label: label.unwrap_or_default(),
                edges: edges.map(u32::from),
            })
            .collect()
    })
}

fn arranged(version: QtiVersion) -> impl Strategy<Value = Interaction> {
    let parts = (prompt(version), named(version, "stem", 4), named(version, "target", 3), any::<u32>());
    (parts, any::<bool>()).prop_map(|((prompt, stems, targets, bits), is_match)| {
        if is_match {
            let ids: Vec<_> = targets.iter().map(|target| target.identifier.clone()).collect();
            let correct = some_pairs(&stems, &ids, bits);
            Interaction::Match { prompt, stems, targets, correct }
        } else {
            let correct = stems.iter().rev().map(|stem| stem.identifier.clone()).collect();
            Interaction::Order { prompt, choices: stems, correct }
        }
    })
}

fn in_pictures(version: QtiVersion) -> impl Strategy<Value = Interaction> {
    let parts = (prompt(version), picture(), places(), named(version, "label", 3));
    let feedback = option::of(html());
    (parts, any::<u32>(), any::<bool>(), feedback).prop_map(
        move |((prompt, picture, places, labels), bits, multiple, said)| {
            let ids: Vec<_> = places.iter().map(|place| place.identifier.clone()).collect();
            if version == QtiVersion::V3_0 && bits & 1024 > 0 {
                let correct = some_pairs(&labels, &ids, bits);
                return Interaction::GraphicMatch { prompt, picture, labels, places, correct };
            }
            let said = said.map(|html| (ids[0].clone(), in_paragraphs(fitted(version, &html))));
            let right = ids.iter().enumerate().filter(|(index, _)| bits >> index & 1 == 1);
            let correct = right.map(|(_, id)| id.clone()).collect();
            Interaction::Hotspot {
                multiple,
                prompt,
                picture,
                places,
                correct,
                feedback: said.into_iter().filter(|(_, content)| !content.is_empty()).collect(),
            }
        },
    )
}

fn written(version: QtiVersion) -> impl Strategy<Value = Interaction> {
    let range = (-1e6..1e6f64, 0.0..1e3f64, any::<bool>(), html());
    let number = (option::of(0u32..30), option::of(line()), vec(range, 1..4)).prop_map(
        move |(expected_length, unit, ranges)| Interaction::Number {
            expected_length,
            unit: unit.map(|unit| unit.trim().to_owned()).unwrap_or_default(),
            ranges: ranges
                .into_iter()
                .enumerate()
                .map(|(index, (min, width, correct, html))| NumberRange {
                    identifier: format!("answer-{}", index + 1),
                    min,
                    max: min + width,
                    correct,
                    content: in_paragraphs(fitted(version, &html)),
                })
                .collect(),
        },
    );
    let long =
        option::of(0u32..4000).prop_map(|expected_length| Interaction::ExtendedText { expected_length });
    let gaps = (any::<bool>(), vec(vec(line(), 1..3), 1..4))
        .prop_map(|(case_sensitive, accepted)| Interaction::Gaps { case_sensitive, accepted });
    let step = (prompt(version), named(version, "answer", 3)).prop_map(|(prompt, choices)| {
        let correct = choices.iter().take(1).map(|choice| choice.identifier.clone()).collect();
        StepChoice { prompt, choices, correct }
    });
    prop_oneof![number, long, gaps, vec(step, 1..4).prop_map(Interaction::Steps)]
}

/// Only what the kind can have: gaps in the body, a score where there is right and wrong, and places that are mixed.
fn item() -> impl Strategy<Value = (QtiVersion, AssessmentItem)> {
    version().prop_flat_map(|version| {
        let interaction = prop_oneof![
            choice_interaction(version),
            text_entry(version),
            arranged(version),
            in_pictures(version),
            written(version)
        ];
        let head = (identifier(), line(), select(vec!["", "en", "ar"]), html(), any::<bool>());
        let scoring = select(vec![Scoring::Whole, Scoring::Each]);
        (head, interaction, scoring, option::of(html())).prop_map(
            move |((identifier, title, language, body, shuffle), interaction, scoring, said)| {
                let mut body = in_paragraphs(fitted(version, &body));
                if let Interaction::Gaps { accepted, .. } = &interaction {
                    let gaps = (0..accepted.len()).map(Node::Gap);
                    body.push(Node::Element(super::Tag::new("p", gaps.collect())));
                }
                let said = said.map(|html| in_paragraphs(fitted(version, &html))).unwrap_or_default();
                let has_parts = match &interaction {
                    Interaction::Choice { multiple, .. } | Interaction::Hotspot { multiple, .. } => *multiple,
                    Interaction::TextEntry { .. } | Interaction::Number { .. } => false,
                    _ => true,
                };
                let (scoring, overall) = match &interaction {
                    Interaction::ExtendedText { .. } => {
                        (Scoring::None, Overall { sample: said, ..Overall::default() })
                    }
                    _ => (
                        if has_parts { scoring } else { Scoring::Whole },
                        Overall { correct: said.clone(), incorrect: said, ..Overall::default() },
                    ),
                };
                let can_shuffle = matches!(
                    interaction,
                    Interaction::Choice { .. }
                        | Interaction::Match { .. }
                        | Interaction::Order { .. }
                        | Interaction::Steps(_)
                );
                let item = AssessmentItem {
                    identifier,
                    title,
                    language: language.to_owned(),
                    body,
                    interaction,
                    scoring,
                    shuffle: shuffle && can_shuffle,
                    overall,
                };
                (version, item)
            },
        )
    })
}

fn test() -> impl Strategy<Value = AssessmentTest> {
    let asked = (0u32..4, any::<bool>(), option::of(1u32..10_000));
    let item = (identifier(), vec(identifier(), 0..3), asked, 0.01..100.0f64).prop_map(
        |(identifier, categories, (max_attempts, show_feedback, time_limit), weight)| ItemRef {
            href: format!("../items/{identifier}.xml"),
            identifier,
            categories,
            max_attempts,
            show_feedback,
            time_limit,
            weight,
        },
    );
    let mark = || {
        let mark = (0.0..100.0f64, 0.0..100.0f64);
        option::of(mark.prop_map(|(mastery_value, least_score)| PassMark { mastery_value, least_score }))
    };
    let section = (identifier(), line(), option::of(0usize..4), any::<bool>(), vec(item, 0..4)).prop_map(
        |(identifier, title, select, shuffle, items)| Section { identifier, title, select, shuffle, items },
    );
    let part = (any::<bool>(), option::of(1u32..40_000), mark(), vec(section, 1..3)).prop_map(
        |(simultaneous, time_limit, pass_mark, sections)| TestPart {
            identifier: String::new(),
            simultaneous,
            time_limit,
            pass_mark,
            sections,
        },
    );
    (identifier(), line(), vec(part, 1..4), mark()).prop_map(|(identifier, title, parts, pass_mark)| {
        let named =
            |(place, part): (usize, TestPart)| TestPart { identifier: format!("part-{place}"), ..part };
        let parts = parts.into_iter().enumerate().map(named).collect();
        AssessmentTest { identifier, title, parts, pass_mark }
    })
}

fn manifest() -> impl Strategy<Value = Manifest> {
    let kinds = vec![ResourceKind::Test, ResourceKind::Item, ResourceKind::File];
    let resource = (identifier(), select(kinds), "[a-z0-9%]{1,8}\\.xml", vec(identifier(), 0..3))
        .prop_map(|(identifier, kind, href, dependencies)| Resource { identifier, kind, href, dependencies });
    let record = line().prop_map(|title| Lom { title, ..Lom::default() });
    (identifier(), option::of(record), vec(resource, 0..5))
        .prop_map(|(identifier, metadata, resources)| Manifest { identifier, metadata, resources })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_item_reads_back_what_it_writes((version, item) in item()) {
        let document = item.write(version);
        prop_assert_eq!(AssessmentItem::read(document.as_bytes(), version).unwrap(), item, "{}", document);
    }

    #[test]
    fn a_test_reads_back_what_it_writes(version in version(), test in test()) {
        let document = test.write(version);
        prop_assert_eq!(AssessmentTest::read(document.as_bytes(), version).unwrap(), test, "{}", document);
    }

    #[test]
    fn a_manifest_reads_back_what_it_writes(version in version(), manifest in manifest()) {
        let document = manifest.write(version);
        prop_assert_eq!(Manifest::read(document.as_bytes(), version).unwrap(), manifest, "{}", document);
    }

    #[test]
    fn no_document_makes_reading_panic(
        version in version(),
        document in "(<[a-z:/!?é]{0,8}[ a-zß=\"'&;#日]{0,12}>?|[ -~é日😀\n]{0,6}){0,12}",
    ) {
        let _ = AssessmentItem::read(document.as_bytes(), version);
        let _ = AssessmentTest::read(document.as_bytes(), version);
        let _ = Manifest::read(document.as_bytes(), version);
        let _ = fitted(version, &document);
    }

    #[test]
    fn words_survive(version in version(), words in vec("[a-z]{1,6}", 1..6), tags in vec(html(), 6)) {
        // What QTI leaves out, and what HTML has no place for, may take words along.
        let harmless = |html: &String| {
            !["<script", "<svg", "<video", "<table", "<tr", "<t", "<caption", "one", "two"]
                .iter()
                .any(|tag| html.contains(tag))
        };
        let mixed: Vec<_> = words.iter().zip(tags.iter().filter(|html| harmless(html))).collect();
        let html: String = mixed.iter().map(|(word, tag)| format!("{tag} q{word}q ")).collect();
        let found = plain(&fitted(version, &html));
        for (word, _) in mixed {
            prop_assert!(found.contains(&format!("q{word}q")), "{} in {} of {}", word, found, html);
        }
    }
}

/// Many items of any HTML; our own schema finds nothing wrong with them.
#[test]
fn no_html_makes_an_item_that_is_not_valid() {
    let folder = tempfile::tempdir().unwrap();
    let mut runner = TestRunner::deterministic();
    let mut files: [Vec<std::path::PathBuf>; 2] = Default::default();
    for number in 0..600 {
        let (version, item) = item().new_tree(&mut runner).unwrap().current();
        let file = folder.path().join(format!("{number}.xml"));
        std::fs::write(&file, item.write(version)).unwrap();
        files[usize::from(version == QtiVersion::V3_0)].push(file);
    }
    for (files, schema) in files.iter().zip(["qti21/imsqti_v2p1.xsd", "qti30/imsqtiasi_v3p0.xsd"]) {
        let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema);
        let mut command = std::process::Command::new("xmllint");
        match command.args(["--noout", "--nonet", "--schema"]).arg(schema).args(files).output() {
            Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => {
                assert!(std::env::var_os("CI").is_none(), "xmllint: {error} (Debian: libxml2-utils)");
                println!("skipped: xmllint: {error} (Debian: libxml2-utils)");
            }
        }
    }
}

/// How content looks in a document.
fn shown(version: QtiVersion, html: &str) -> String {
    let item = AssessmentItem {
        identifier: "i".to_owned(),
        title: "t".to_owned(),
        language: String::new(),
        body: in_paragraphs(fitted(version, html)),
        interaction: Interaction::TextEntry {
            expected_length: None,
            case_sensitive: false,
            accepted: Vec::new(),
            feedback: Vec::new(),
        },
        scoring: Scoring::Whole,
        shuffle: false,
        overall: Overall::default(),
    };
    let document = item.write(version);
    let body = document.split("temBody>\n").nth(1).or_else(|| document.split("item-body>\n").nth(1)).unwrap();
    let before_entry = body.rsplit_once("    <p>\n").unwrap().0;
    before_entry.lines().map(str::trim_start).collect()
}

#[test]
fn html_becomes_what_both_versions_of_qti_take() {
    let cases = [
        ("<p>A <strong>b</strong> <em>c</em></p>", "<p>A <strong>b</strong> <em>c</em></p>"),
        ("bare", "<p>bare</p>"),
        ("<p>a</p>b<p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>not <del>this</del></p>", "<p>not this</p>"),
        ("<ol start=\"3\"><li>a</li>b</ol>", "<ol><li>a</li><li>b</li></ol>"),
        (
            "<table><thead><tr><th style=\"text-align: left\">a</th></tr></thead><tbody></tbody></table>",
            "<table><tbody><tr><th>a</th></tr></tbody></table>",
        ),
        (
            "<pre><code class=\"language-rust\">a\n  <b>b</b>\n</code></pre>",
            "<pre><code class=\"language-rust\">a<b>b</b></code></pre>",
        ),
        ("<blockquote>a<br>b</blockquote>", "<blockquote><p>a<br/>b</p></blockquote>"),
        (
            "<p><img src=\"media/a.svg\" width=10 style=x></p>",
            "<p><img src=\"../media/a.svg\" alt=\"\" width=\"10\"/></p>",
        ),
        (
            "<p><img src=\"https://example.org/a.png\" alt=\"A\"></p>",
            "<p><img src=\"https://example.org/a.png\" alt=\"A\"/></p>",
        ),
        ("<p><img src=\"media/b.svg\" alt=\"B\">x</p>", "<p>x</p>"),
        (
            "<a href=\"javascript:x()\">a</a> <a href=\"#b\">b</a> <a href=\"HTTPS://c\" rel=x>c</a> <a href=\"media/a.svg\">d</a>",
            "<p>a b <a href=\"HTTPS://c\">c</a> <a href=\"../media/a.svg\">d</a></p>",
        ),
        ("<p>a</p><script>x()</script><style>y</style><form><input>b</form>", "<p>a</p><p>b</p>"),
        ("<p><span lang=\"ar\">ع</span></p>", "<p><span xml:lang=\"ar\">ع</span></p>"),
        ("<em>a<p>b</p>c</em>", "<p><em>a b c</em></p>"),
        ("<details><summary>a</summary>b</details>", "<div><p>a</p>b</div>"),
    ];
    for (html, wanted) in cases {
        for version in VERSIONS {
            assert_eq!(shown(version, html), wanted, "{html}");
        }
    }
}

#[test]
fn the_newer_version_keeps_what_is_newer() {
    let cases = [
        (
            "<section dir=\"rtl\"><p>a</p></section>",
            "<div><p>a</p></div>",
            "<section dir=\"rtl\"><p>a</p></section>",
        ),
        (
            "<video controls><source src=\"media/a.svg\" type=\"video/mp4\"></video>",
            "<p><object data=\"../media/a.svg\" type=\"video/svg\"/></p>",
            "<video src=\"../media/a.svg\" controls=\"true\"/>",
        ),
    ];
    for (html, old, new) in cases {
        assert_eq!(shown(QtiVersion::V2_1, html), old);
        assert_eq!(shown(QtiVersion::V3_0, html), new);
    }
}

#[test]
fn formulas_are_mathml_in_both_versions() {
    let html = "<p>If <math alttext=\"a &lt; b\" onclick=\"x()\"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>, then?</p>";
    let wanted = "<p>If <math xmlns=\"http://www.w3.org/1998/Math/MathML\" alttext=\"a &lt; b\">\
                  <mi>a</mi><mo>&lt;</mo><mi>b</mi></math>, then?</p>";
    for version in [QtiVersion::V2_1, QtiVersion::V3_0] {
        assert_eq!(shown(version, html), wanted);
        let mut fitter = Fitter::new(version, &|_| false);
        assert_eq!(plain(&fitter.fragment(html)), "If a < b, then?");
        assert!(fitter.losses.content.is_empty() && fitter.losses.formatting.is_empty());
    }
}

#[test]
fn what_is_lost_is_noted() {
    let has_file = |_: &str| false;
    let mut fitter = Fitter::new(QtiVersion::V2_1, &has_file);
    fitter.fragment(
        "<p><u>a</u> <s>b</s> <a href=\"lesson.html\">c</a> <img src=\"x.png\"></p><iframe src=x></iframe>",
    );
    let notes = |set: &std::collections::BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(notes(&fitter.losses.formatting), "`s` `u`");
    assert_eq!(notes(&fitter.losses.content), "`iframe` `img` the link `lesson.html`");
}

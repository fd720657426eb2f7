//! What happens in authors' text on its way to the page: formulas, code, footnotes, the glossary, search.

#![cfg(feature = "source")]

use std::path::Path;

use coursewright::model::GlossaryTerm;
use coursewright::{
    CartridgeVersion, Course, Error, Layout, Lesson, Package, Publisher, QtiVersion, Standard,
};

fn text(package: &Package, name: &str) -> String {
    let file = package.file(name).unwrap_or_else(|| panic!("{name} is in the package"));
    String::from_utf8(file.read().unwrap()).unwrap()
}

fn course_of(markdown: &str) -> Course {
    Course::builder("c", "Course").lesson(Lesson::builder("one", "One").markdown(markdown)).build().unwrap()
}

fn page(markdown: &str) -> String {
    text(&course_of(markdown).publish(Standard::Scorm12).unwrap(), "lessons/one.html")
}

/// What an author is told who publishes a course that can be read, but whose text leads to nothing.
#[test]
fn text_that_cannot_be_shown_stops_publishing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/unpublishable/text");
    let course = Course::from_folder(&folder).unwrap();
    let Err(Error::Findings(report)) = Publisher::new().publish(&course, Standard::Scorm12) else {
        panic!("should be refused")
    };
    insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("findings", report);
    });
}

#[test]
fn formulas_are_mathml_and_money_stays_money() {
    let page = page(
        "Costs $5 and $6, or US$5 to US$10: $x^2$.\n\n$$\n\\frac{a}{b}\n$$\n\n- $n$\n\n| a |\n|---|\n| $b$ |\n\n## On $y$\n",
    );
    assert!(page.contains("Costs $5 and $6, or US$5 to US$10: <math alttext=\"x^2\">"), "{page}");
    assert!(page.contains("<math display=\"block\" alttext=\"\\frac{a}{b}\">"), "{page}");
    assert!(page.contains("<li><math") && page.contains("<td><math"), "{page}");
    assert!(page.contains("id=\"on-y\""), "{page}");
}

/// The author's HTML is cleaned; what is made of formulas is put in afterwards.
#[test]
fn formulas_stand_beside_raw_html() {
    let page = page(
        "<b onclick=\"x()\">a</b> $x < y$ <span data-cw-own=\"0\"></span><i title=\"<span data-cw-own='0'>\">b</i>\n",
    );
    assert!(page.contains("<b>a</b> <math alttext=\"x &lt; y\">"), "{page}");
    assert!(!page.contains("onclick") && !page.contains("title=\"<"), "{page}");
}

#[test]
fn code_is_coloured_wherever_it_stands_and_stays_code() {
    let page = page(
        "```rust\nlet a = \"<b>\";\n```\n\n- In a list:\n  ```py\n  if a: pass\n  ```\n\n```elvish\nput <a>\n```\n",
    );
    assert!(page.contains("<span class=\"cw-code-keyword\">let</span> a &#x3D; <span class=\"cw-code-string\">&quot;&lt;b&gt;"), "{page}");
    assert!(
        page.contains("<pre><code class=\"language-py\"><span class=\"cw-code-keyword\">if</span> a"),
        "{page}"
    );
    assert!(page.contains("<code class=\"language-elvish\">put &lt;a&gt;</code>"), "{page}");
}

#[test]
fn footnotes_are_numbered_in_the_order_of_their_use() {
    let page =
        page("[^late]: See [^1].\n\nA[^late] and B[^1][^late].\n\n::: note\nC[^1]\n\n[^1]: One, $x$.\n:::\n");
    let mark = |number: u8, count: u8| {
        format!("<a href=\"#cw-note-{number}\" id=\"cw-note-mark-{number}-{count}\" role=\"doc-noteref\"")
    };
    assert!(page.contains(&format!("A<sup class=\"cw-note-mark\">{}", mark(1, 1))), "{page}");
    assert!(page.contains(&format!("B<sup class=\"cw-note-mark\">{}", mark(2, 1))), "{page}");
    assert!(
        page.contains(&mark(1, 2)) && page.contains(&format!("C<sup class=\"cw-note-mark\">{}", mark(2, 2)))
    );
    assert!(
        page.contains(
            "<li id=\"cw-note-1\" tabindex=\"-1\"><p>See <sup class=\"cw-note-mark\"><a href=\"#cw-note-2\""
        ),
        "{page}"
    );
    assert!(page.contains("<li id=\"cw-note-2\" tabindex=\"-1\"><p>One, <math"), "{page}");
    for back in ["#cw-note-mark-1-1", "#cw-note-mark-1-2", "#cw-note-mark-2-3"] {
        assert!(page.contains(&format!("href=\"{back}\" role=\"doc-backlink\"")), "{back}: {page}");
    }
}

/// Questions in a quiz of the LMS have no end of a page: the note stands in the text.
#[test]
fn footnotes_of_questions_go_where_the_questions_go() {
    let question = "::: choice one\nWhich?[^1]\n\n- [x] A\n- [ ] B\n:::\n\n[^1]: The *first*[^1].\n";
    let course = course_of(question);
    let package = course.publish(Standard::Qti(QtiVersion::V2_1)).unwrap();
    assert!(text(&package, "items/item-one.xml").contains("Which? (The <em>first</em>.)"));
    assert!(page(question).contains("role=\"doc-endnotes\""));
}

fn course_with_glossary() -> Course {
    let text = "It takes [kept promises](term:trust), again [trust](term:trust).\n\n\
                ::: choice one\nWhat is [risk](term:risk)?\n\n- [x] A\n- [ ] B\n:::\n";
    Course::builder("c", "Course")
        .glossary_term(GlossaryTerm::new("Trust", "Grows from *promises*; see [risk](term:risk)."))
        .glossary_term(GlossaryTerm::new("Risk", "What may happen: [one](one.md)."))
        .lesson(Lesson::builder("one", "One").markdown(text))
        .lesson(Lesson::builder("glossary", "A lesson of this name").markdown("Text."))
        .build()
        .unwrap()
}

#[test]
fn terms_lead_to_their_definitions() {
    let package = course_with_glossary().publish(Standard::Scorm12).unwrap();
    assert!(package.findings().is_empty(), "{}", package.findings());
    let page = text(&package, "lessons/one.html");
    let link = "<a class=\"cw-term\" href=\"glossary-2.html#cw-term-trust\" data-glossary=\"trust\" data-term=\"trust\">kept promises</a>";
    assert!(page.contains(link), "{page}");
    assert_eq!(page.matches("id=\"cw-definition-trust\"").count(), 1);
    assert_eq!(page.matches("id=\"cw-definition-risk\"").count(), 1);
    let glossary = text(&package, "lessons/glossary-2.html");
    let (risk, trust) =
        (glossary.find("id=\"cw-term-risk\"").unwrap(), glossary.find("id=\"cw-term-trust\"").unwrap());
    assert!(risk < trust, "{glossary}");
    assert!(
        glossary.contains("Grows from <em>promises</em>; see <a href=\"glossary-2.html#cw-term-risk\""),
        "{glossary}"
    );
    let shell = text(&package, "index.html");
    assert!(
        shell.contains("href=\"lessons/glossary-2.html\" target=\"cw-frame\" data-glossary-open"),
        "{shell}"
    );
    assert!(!text(&package, "lessons/glossary.html").contains("cw-definition"));
}

#[test]
fn every_standard_with_pages_carries_the_glossary() {
    let course = course_with_glossary();
    for &standard in Standard::ALL {
        for layout in [Layout::SingleSco, Layout::ScoPerLesson] {
            let package = Publisher::new().layout(layout).publish(&course, standard).unwrap();
            let has_pages = package.file("lessons/one.html").is_some();
            assert_eq!(package.file("lessons/glossary-2.html").is_some(), has_pages, "{standard:?}");
            if let Some(manifest) = package.file("imsmanifest.xml").filter(|_| has_pages) {
                let manifest = String::from_utf8(manifest.read().unwrap()).unwrap();
                assert_eq!(
                    manifest.matches("<file href=\"lessons/glossary-2.html\"").count(),
                    1,
                    "{standard:?}"
                );
            }
        }
    }
    let cartridge = course.publish(Standard::CommonCartridge(CartridgeVersion::V1_3)).unwrap();
    assert!(text(&cartridge, "imsmanifest.xml").contains("<title>Glossary</title>"));
}

#[test]
fn what_is_wrong_with_a_glossary_is_told() {
    let build = |term: GlossaryTerm, text: &str| {
        let course = Course::builder("c", "Course")
            .glossary_term(GlossaryTerm::new("Trust", "Grows."))
            .glossary_term(term)
            .lesson(Lesson::builder("one", "One").markdown(text))
            .build();
        let report: Result<(), _> = course.and_then(|course| match course.publish(Standard::Web) {
            Ok(package) => Err(package.findings().clone()),
            Err(Error::Findings(report)) => Err(report),
            Err(other) => panic!("{other}"),
        });
        let report = report.unwrap_err();
        report.iter().map(|finding| finding.code().to_owned()).collect::<Vec<_>>()
    };
    let trust = "[a](term:trust)";
    assert_eq!(build(GlossaryTerm::new("trust", "Twice."), trust), ["CW171"]);
    assert_eq!(build(GlossaryTerm::new("Risk", " "), trust), ["CW171"]);
    assert_eq!(build(GlossaryTerm::new("信頼", "x"), trust), ["CW102"]);
    assert_eq!(build(GlossaryTerm::new("Risk", "x").id("trust"), trust), ["CW103"]);
    assert_eq!(build(GlossaryTerm::new("Risk", "x"), trust), ["CW326"]);
    assert_eq!(build(GlossaryTerm::new("Risk", "x"), "[a](term:trust) [b](term:risks)"), ["CW325", "CW326"]);
}

#[test]
fn one_sco_and_the_website_carry_an_index_of_their_words() {
    let text_of =
        "Kept *promises* & more.\n\n## On trust\n\n::: choice one\nSecret?\n\n- [x] A\n- [ ] B\n:::\n";
    let course = course_of(text_of);
    for standard in [Standard::Scorm12, Standard::Web] {
        let package = course.publish(standard).unwrap();
        let index = text(&package, "player/search.js");
        let expected = r#"coursewrightIndex([{"id":"one","title":"One","blocks":[[0,"Kept promises & more."],[2,"On trust"]]}]);"#;
        assert_eq!(index.trim(), expected);
        assert!(text(&package, "index.html").contains("data-search-open"));
    }
    let lessons = Publisher::new().layout(Layout::ScoPerLesson).publish(&course, Standard::Scorm12).unwrap();
    assert!(lessons.file("player/search.js").is_none());
    assert!(!text(&lessons, "sco-one.html").contains("data-search-open"));
}

/// An empty heading of a column would be read out as nothing; where there is none, the first column names the rows.
#[test]
fn tables_without_a_heading_above_the_first_column_have_headings_of_rows() {
    let page = page("| | Now |\n|---|--:|\n| Ship | 3 |\n\n| A | |\n|---|---|\n| b | c |\n");
    for expected in [
        "<tr><td></td><th scope=\"col\" class=\"cw-align-end\">Now</th></tr>",
        "<tr><th scope=\"row\">Ship</th><td class=\"cw-align-end\">3</td></tr>",
        "<tr><th scope=\"col\">A</th><td></td></tr>",
        "<tr><td>b</td><td>c</td></tr>",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
}

//! What happens in authors' text on its way to the page: formulas, code, footnotes, the glossary, search.

#![cfg(feature = "source")]

use std::path::Path;

use coursewright::{Course, Error, Lesson, Package, Publisher, Standard};

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
    let package = course.publish(Standard::Qti(coursewright::QtiVersion::V2_1)).unwrap();
    assert!(text(&package, "items/item-one.xml").contains("Which? (The <em>first</em>.)"));
    assert!(page(question).contains("role=\"doc-endnotes\""));
}

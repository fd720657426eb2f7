//! The rules of rendering: what is found when pages are made.

use crate::diagnostic::rules;

rules! {
    CONTRAST = "CW301" Warning "two colours are too close to each other"
        "People with low vision, and everybody in sunlight, cannot read it. WCAG 2.2 asks for a contrast of 4.5:1 between text and its background (1.4.3) and of 3:1 for controls and focus (1.4.11).\n\nMake one of the two darker or lighter.";
    UNKNOWN_TOKEN = "CW302" Error "a design token is not known"
        "The theme has no colour or font of this name, so setting it changes nothing.\n\nCorrect the name; the message lists the names that the theme knows.";
    INLINE_IMAGE = "CW303" Error "a picture stands inside a text"
        "Pictures are blocks of their own, with room for a description and a caption; inside a line they would be left out.\n\nPut the picture in a paragraph of its own, or use an image block.";
    LINK = "CW304" Error "a link leads nowhere"
        "It names neither a web address, nor a lesson, nor a file of the course.\n\nLink to a lesson by its file (`trust.md`), to a file by its path from the course folder, or to the web with `https://`. Other kinds of addresses, such as `javascript:`, are not let through.";
    HTML_CHANGED = "CW305" Warning "raw HTML was cleaned"
        "Scripts, event handlers, frames, styles and whatever loads from other places is taken out, so that no author's text can act in a learner's session or leak their data.\n\nWrite it as Markdown or blocks. If you answer for the HTML, say `html: trusted` in course.yaml.";
    HTML_NEEDS_FEATURE = "CW306" Error "raw HTML cannot be cleaned"
        "This build of Coursewright has no sanitiser (Cargo feature `sanitise`), so raw HTML cannot be let through.\n\nSwitch the feature on, take the HTML out, or say that it is trusted.";
    THEME_FILE = "CW307" Error "a file of the theme replaces nothing"
        "A theme folder replaces files of the built-in theme by their names. A file whose name is none of these, no partial (`templates/partials/….hbs`), no style (`styles/….css`), no strings (`strings/….json`) and no asset (`assets/…`) would never be used: most often it is a misspelled name.\n\nCorrect the name, or take the file out.";
    PARTIAL_CYCLE = "CW308" Error "templates include each other without end"
        "Rendering would never end, or not in anybody's lifetime. So that this can be seen beforehand, partials are files of their own and are included by their names.\n\nTake one of the inclusions out.";
    LINK_LEFT_OUT = "CW309" Info "a link between lessons is left out"
        "A lesson that the LMS launches by itself may not lead to another one, a question of the LMS's own quiz knows no pages, and a lesson of questions alone has none where the LMS takes them into a quiz. The words of the link stay.\n\nNothing needs to be done if the words make sense without it; otherwise publish the course as one whole, or say where to look.";
    FORMULA = "CW320" Error "a formula cannot be read"
        "Formulas are written as LaTeX between dollar signs, `$e = mc^2$`, or between double ones in a line of their own, `$$ … $$`. They become MathML when the course is built; what cannot be read would be shown to learners as a heap of signs.\n\nCorrect the formula; the message names what is wrong and where. If no formula is meant, write `\\$` for a dollar sign.";
    FORMULA_NEEDS_FEATURE = "CW321" Error "formulas cannot be shown"
        "This build of Coursewright does not read LaTeX (Cargo feature `formulas`), so formulas would be shown as signs.\n\nSwitch the feature on, or take the formula out.";
    FORMULA_IN_QUIZ = "CW322" Info "a formula goes into the learning system's own quiz"
        "The quizzes of some learning systems take MathML out of the questions that they import, and leave its letters and digits in a row.\n\nLook at the question there after the import, or show the formula as a picture.";
    FOOTNOTE_UNKNOWN = "CW323" Error "a footnote is not there"
        "The text refers to a note that the lesson does not have, so the mark would lead nowhere.\n\nWrite the note anywhere in the lesson, `[^1]: The note.`, or correct the name. If no footnote is meant, write `\\[^1]`.";
    FOOTNOTE_UNUSED = "CW324" Warning "a footnote is never used"
        "Nothing leads to the note, so it is left out. Most often its name was changed in one place only.\n\nRefer to it by `[^name]` where it belongs, or take it out.";
    TERM_UNKNOWN = "CW325" Error "a term is not in the glossary"
        "The link leads to an explanation that is not there.\n\nAdd the term to `glossary` in the course file, or correct the link: `[words](term:identifier)`.";
    TERM_UNUSED = "CW326" Warning "a term of the glossary is never used"
        "Learners find it only if they look through the glossary. Most often its identifier was changed in one place only.\n\nLink to it where the word is used, or take it out.";
}

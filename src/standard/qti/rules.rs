//! The rules of question exports.

use crate::diagnostic::rules;

rules! {
    NO_QUESTIONS = "CW550" Error "there is nothing to export"
        "A QTI package holds questions and nothing else. This course has none, so a testing system would import nothing.\n\nAdd a question to a lesson, or choose a standard that carries pages.";
    NOT_A_QUESTION = "CW551" Error "QTI cannot carry this item"
        "A QTI package holds questions. Pages, links and discussions have no place in it.\n\nChoose SCORM, cmi5, Web or Common Cartridge.";
    FORMATTING_LOST = "CW552" Warning "QTI has no word for some formatting"
        "QTI knows paragraphs, headings, lists, tables, code, quotes, pictures, links and the usual emphasis, but not struck-out, inserted or marked text, and no style of your own. The words were kept, and stand without it.\n\nIf the formatting carries meaning, say it in words.";
    CONTENT_LOST = "CW553" Warning "something in a question cannot go to a testing system"
        "A question stands alone there: links to lessons lead nowhere, files outside the package are not loaded, and forms, frames, drawings and scripts inside the text are not part of QTI. They were left out.\n\nMake a drawing a picture of the course, link to an address of the web, or leave it out yourself.";
    TYPED_ANSWERS = "CW554" Info "a typed answer of several words is compared more strictly"
        "The player of this course overlooks how many blanks stand between words. QTI compares what was typed with each accepted text as it stands; whether a testing system overlooks blanks is its own affair.\n\nAsk for a single word, or accept the other spellings too.";
    NO_SUCH_QUESTION = "CW557" Warning "QTI has no words for this question"
        "QTI speaks of places in a picture in pixels, so the picture has to say its size; and in QTI 2.1 only pictures can be dragged onto a picture, not labels. Such a question is left out, and with it its share of the score.\n\nGive the picture a size (an SVG: `width` and `height`, or a `viewBox`); choose QTI 3.0; or ask in another way, such as matching.";
    LESS_OF_A_QUESTION = "CW558" Info "a testing system has less of a question"
        "Hints, feedback to the texts of several gaps, and numbers that need only be near in a gap that takes other texts too have no place in an item that every testing system takes. What is named here is left out; the question is asked and scored without it.\n\nNothing needs to be done if it does not matter.";
}

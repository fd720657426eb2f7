//! The rules of the model: what makes a course wrong, whatever standard it is published for.

use crate::diagnostic::rules;

rules! {
    EMPTY_TITLE = "CW101" Error "a title is empty"
        "Learners, LMS menus and reports know a course, module or lesson by its title; SCORM asks for one on every organization and item.\n\nWrite a title.";
    ILLEGAL_ID = "CW102" Error "an identifier is not legal"
        "Identifiers become XML identifiers, file names and the keys of learners' records. Legal are 1 to 64 characters from a-z, 0-9, - and _, beginning with a letter. Other characters are refused or changed by some LMSs, and the record is lost.\n\nUse a short legal word, and keep it when the title changes.";
    DUPLICATE_ID = "CW103" Error "an identifier is used twice"
        "Two parts with one identifier overwrite each other's records in the LMS. Modules and lessons share one set of identifiers, questions have one for the whole course, objectives one of their own.\n\nRename one of the two. Rename the newer one: learners' records hang on the older.";
    NO_LESSONS = "CW104" Error "the course has no lesson"
        "A package must have something to launch.\n\nAdd a lesson to the outline.";
    EMPTY_MODULE = "CW105" Error "a module is empty"
        "A module without lessons would be a menu entry that leads nowhere.\n\nAdd a lesson to it or take it out.";
    EMPTY_LESSON = "CW106" Warning "a lesson has no content"
        "Learners would come to an empty page.\n\nWrite it, or take it out of the outline.";
    NO_RIGHT_ANSWER = "CW107" Error "a question has no right answer"
        "Nobody could get it right, so nobody could reach a full score.\n\nMark the right answer: `- [x]` in Markdown, `correct` in the builder.";
    TOO_FEW_ANSWERS = "CW108" Error "a question has too few answers"
        "A choice with one answer is no choice.\n\nGive at least two.";
    TOO_MANY_ANSWERS = "CW109" Error "a question has too many answers"
        "The standards' reports hold at most 36 answers for a choice: SCORM 1.2 names each with one character of 0-9 and a-z, SCORM 2004 sets 36 as the number that every LMS must take.\n\nSplit the question.";
    SEVERAL_RIGHT_ANSWERS = "CW110" Error "a single choice has several right answers"
        "Learners can choose only one, so the other right answers could not be given.\n\nMark one answer, or make it a multiple-response question.";
    TRUE_FALSE_SHAPE = "CW111" Error "a true/false question does not have its two answers"
        "It has exactly two answers: first the one that means true, then the one that means false; exactly one is right.\n\nGive both, or make it a choice.";
    EMPTY_ANSWER = "CW112" Error "an answer is empty or appears twice"
        "Learners could not tell the answers apart. Of answers that learners type, the player does not tell upper from lower case, unless the question is `case-sensitive`, nor one space from several.\n\nWrite each answer differently.";
    NO_DESCRIPTION = "CW113" Error "a picture has no description"
        "Who does not see the picture learns nothing from it (WCAG 2.2, 1.1.1).\n\nSay in a sentence what the picture tells: `![Two people shaking hands](media/handshake.svg)`. If it tells nothing that the text does not, mark it: `::: image src=media/wave.svg decorative`.";
    MEDIA_MISSING = "CW114" Error "a media file is not there"
        "The page would show a gap.\n\nPut the file there or correct the path. Paths are relative to the course folder, with forward slashes, and upper and lower case matter.";
    MEDIA_OUTSIDE = "CW115" Error "a path leaves the course folder"
        "A package holds what is in the course folder. Absolute paths, `..`, backslashes and web addresses would make it depend on one machine or on the network.\n\nCopy the file, or the theme's folder, into the course folder and name it from there.";
    MASTERY_SCORE_RANGE = "CW116" Error "the mastery score is not between 0 and 100"
        "The mastery score is the percent of the score that passes.\n\nGive a number from 0 to 100.";
    MASTERY_WITHOUT_QUESTIONS = "CW117" Error "there is a mastery score, but no question"
        "Without questions there is no score, so nobody could pass.\n\nAdd questions or take the mastery score out.";
    COMPLETION_WITHOUT_QUESTIONS = "CW118" Error "completion depends on questions, but there are none"
        "Nobody could complete the course.\n\nAdd questions or choose `pages-seen`.";
    LANGUAGE_TAG = "CW119" Error "the language is not a language tag"
        "Screen readers choose their voice by it and browsers their hyphenation.\n\nUse a BCP 47 tag such as `en-GB`, `de`, `pt-BR`, `ar`.";
    UNKNOWN_OBJECTIVE = "CW120" Error "an objective is not declared"
        "A lesson or question names an objective that the course does not have.\n\nAdd it to the course's objectives or correct the name.";
    HEADING_LEVEL = "CW121" Error "a heading has a level that lessons do not have"
        "Level 1 is the lesson's title; inside a lesson levels 2 to 4 are used. A level left out makes the outline unreadable for screen readers.\n\nUse `##`, `###` or `####`.";
    TABLE_SHAPE = "CW122" Error "a table row has another length than the header"
        "Cells would stand under the wrong heading.\n\nGive each row as many cells as the header.";
    NO_TRANSCRIPT = "CW123" Warning "a recording has neither captions nor a transcript"
        "Who does not hear it learns nothing from it (WCAG 2.2, 1.2.1 and 1.2.2).\n\nWrite the transcript between the fences of the block, and give films captions as a WebVTT file.";
    EMPTY_BLOCK = "CW124" Error "a block is empty"
        "It would show as an empty frame.\n\nFill it or take it out.";
    WEIGHT = "CW125" Error "a weight is out of its range"
        "The weight is a question's share of the score. With 0 or less the score would have no meaning.\n\nLMSs take weights up to 100 with two decimals.\n\nUse a number from 0.01 to 100.";
    ANSWER_LENGTH = "CW126" Error "an accepted answer is too long"
        "SCORM 2004 lets a fill-in answer have 250 characters, SCORM 1.2 255.\n\nAsk for a shorter answer.";
    BRAND_VALUE = "CW127" Error "a design token has a value that cannot be used"
        "Colours are written as `#rgb` or `#rrggbb`; font stacks are plain CSS font names; anything else could break the style sheet.\n\nCorrect the value.";
    CONTROL_CHARACTER = "CW128" Error "a text holds a control character"
        "Control characters come from broken conversions. No XML document may hold them, so they could not reach the LMS, and browsers show them as boxes.\n\nTake the character out.";
    METADATA = "CW129" Error "a piece of metadata says nothing"
        "The LOM record of the package would hold an empty keyword, name, version or text of rights, or a course that takes no time; some LMSs refuse such a record.\n\nWrite something or take it out.";
    TOO_DEEP = "CW130" Error "modules are nested too deep"
        "No menu can show so many levels, and no learner could find their way.\n\nUse at most 32 levels; two or three are usual.";
    TEXT_BOUNDS = "CW131" Error "a text is longer or nested deeper than people write"
        "Reading Markdown takes a time that grows with the square of its nesting, so such a text could keep a server busy for ever.\n\nDivide the text.";
    IRI = "CW132" Error "the course's IRI is not one"
        "cmi5 and xAPI keep learners' records under an absolute IRI that names the course in the whole world; those of its lessons are made from it.\n\nWrite one under a domain of yours, such as `iri: https://example.com/courses/first-aid`, without `?` and `#`. There need not be a page at it.";
    FOOTNOTE = "CW170" Error "a footnote is empty, or there twice"
        "The text refers to a note by its name, and learners go there to read it. Of two with one name only one could be reached.\n\nWrite the note after its name, `[^name]: The note.`, and give each a name of its own.";
}

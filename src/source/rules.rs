//! The rules of authors' files: what keeps them from being read as a course.

use crate::diagnostic::rules;

rules! {
    NO_COURSE_FILE = "CW201" Error "the folder has no course file"
        "A course folder says what is true of the whole course, and which lessons it has, in one file: `course.yaml` (or `course.json`, or `course.toml`).\n\nWrite one, or name the folder that has it.";
    SEVERAL_COURSE_FILES = "CW202" Error "the folder has several course files"
        "Two files that both say what the course is would soon say different things, and nobody could tell which one is meant.\n\nKeep one and delete the others.";
    SYNTAX = "CW203" Error "a file does not follow the rules of its format"
        "The file is not well-formed YAML, JSON or TOML, so nothing in it can be understood with certainty.\n\nLook at the place that is named and at the line before it: most often a quotation mark, a bracket, a comma or a colon is missing, or a line is indented differently from its neighbours. In YAML a text that contains `: ` or begins with a special character needs quotation marks.";
    UNKNOWN_KEY = "CW204" Error "a key is not known"
        "What stands under a key that nobody reads is lost without a word; most often it is a slip of the pen in a known key.\n\nCorrect the key or take it out.";
    MISSING_KEY = "CW205" Error "a key is missing"
        "Without it there is no course: LMSs know courses, modules and lessons by identifier, title and language.\n\nAdd the key.";
    WRONG_VALUE = "CW206" Error "a value is not what its key takes"
        "A number stands where a text is expected, a word that is none of the known ones, a list where there should be one value.\n\nWrite a value of the kind that the finding names.";
    LESSON_MISSING = "CW207" Error "a lesson of the outline has no file"
        "The outline names a lesson, and its text is expected in `lessons/<id>.md`. Upper and lower case matter, even on systems that do not tell them apart, because the course is also built on systems that do.\n\nWrite the file, correct the name in the outline, or take it out.";
    LESSON_NOT_LISTED = "CW208" Warning "a lesson file is not in the outline"
        "The file will not be part of any package. Perhaps it was forgotten in the outline, or its name was changed.\n\nAdd it to the outline, or move it out of the `lessons` folder.";
    FRONT_MATTER = "CW209" Error "a lesson does not begin with its front matter"
        "The title of a lesson, and the objectives that it serves, stand at the top of its file, between two lines of three hyphens.\n\nBegin the file with:\n\n---\ntitle: Trust comes first\n---";
    NOT_UTF8 = "CW210" Error "a text file is not UTF-8"
        "Only UTF-8 holds every language and means the same everywhere. Files saved in another encoding show wrong letters for everything that is not English.\n\nSave the file as UTF-8.";
    TOO_LARGE = "CW211" Error "a file is too large, or nested too deeply"
        "Text files are read up to 4 MiB, lists and modules inside each other up to 32 levels, opening lines of blocks up to 4 KiB. No author needs more, and whoever lets strangers upload courses must be able to rely on an end.\n\nSplit the file.";
    UNKNOWN_BLOCK = "CW212" Error "a fenced block has a name that is not known"
        "The word after the colons says what the block is: `note`, `image`, `table`, `accordion`, `choice`, `matching` and so on. The guide has a page on each (docs/guide).\n\nCorrect the name.";
    NOT_CLOSED = "CW213" Error "a block is not closed, or closed twice"
        "A fenced block ends with a line that has nothing but its colons, a code block with a line of its backticks, a comment with `-->`. Without the end, everything that follows would become part of it.\n\nWrite the closing line.";
    UNKNOWN_ATTRIBUTE = "CW214" Error "a fenced block does not have such an attribute"
        "What nobody reads is lost without a word; most often it is a slip of the pen in a known attribute, or a value with spaces that stands without quotation marks.\n\nCorrect the attribute or take it out.";
    MISSING_ATTRIBUTE = "CW215" Error "a fenced block lacks something that it needs"
        "A picture, recording or film needs its file; a question needs an identifier, because the LMS keeps learners' answers under it.\n\nAdd it to the opening line of the block.";
    BAD_ATTRIBUTE = "CW216" Error "an attribute cannot be read"
        "Attributes are written `key=value`, `key=\"value with spaces\"` or as a single word.\n\nCorrect the opening line of the block.";
    INLINE_IMAGE = "CW217" Error "a picture stands in the middle of something else"
        "A picture stands in a paragraph of its own, between two empty lines. There it gets its size, its caption and its place on small screens, and its file goes into the package.\n\nMove it into a paragraph of its own.";
    TITLE_HEADING = "CW218" Error "a lesson has a heading of level 1"
        "Level 1 is the lesson's title, which stands in the front matter. A page with two of them confuses people who move from heading to heading.\n\nPut the title into the front matter and begin with `##` inside the lesson.";
    ANSWER_FORM = "CW219" Error "the answers of a question are not in their form"
        "Answers are a list in which each item begins with `[x]` when it is right and with `[ ]` when it is wrong. Feedback is a quotation inside the item, indented by two spaces. Nothing follows after the answers.\n\n- [x] Delivering what you promised\n  > Yes: people count on what they have seen you do.\n- [ ] Agreeing to every request";
    BLOCK_CONTENT = "CW220" Error "a fenced block has content that it does not take"
        "Each block knows what may stand between its fences: a `table` exactly one table, an `image` nothing, the others Markdown.\n\nMove the content out of the block.";
    LIST_START = "CW221" Warning "a numbered list does not begin with 1"
        "Lists are numbered from 1 when they are shown. Most often a list was cut in two by something between its items.\n\nIndent what belongs to an item by as much as the item's text, so that the list goes on after it.";
    CONTROL_CHARACTER = "CW222" Error "a text has a control character"
        "Control characters cannot be seen, and XML forbids them: no LMS would read the package. They come from copying out of other programs.\n\nDelete the character.";
    UNREADABLE = "CW223" Error "a file cannot be read"
        "The operating system does not let the file be read, or it is no ordinary file.\n\nLook at its permissions, and whether another program holds it.";
    LINK_OUTSIDE = "CW225" Error "a link leads out of the folder"
        "A course or a learning path is what is in its folder: it can be moved, sent and built elsewhere. What a link fetches from outside would depend on one machine, and could be a file that nobody meant to show.\n\nPut the file itself into the folder.";
    HTML_NOT_CLOSED = "CW226" Error "an HTML tag is not closed"
        "What stands between an opening and a closing tag is shown inside of it, Markdown with empty lines around it too. Without the closing tag nobody can say where it ends. Fenced blocks, and pictures in Markdown, cannot stand between the two: they are parts of the lesson of their own.\n\nWrite the closing tag before the next fenced block.";
    BANK_MISSING = "CW245" Error "a bank of the course has no file"
        "The course file names a bank, and its questions are expected in `banks/<id>.md`. Upper and lower case matter, even on systems that do not tell them apart.\n\nWrite the file, correct the name in `banks`, or take it out.";
    BANK_NOT_LISTED = "CW246" Warning "a bank's file is not in the course file"
        "No lesson can draw from it. Perhaps it was forgotten in `banks`, or its name was changed.\n\nAdd it to `banks` of the course file, or move it out of the `banks` folder.";
    BANK_CONTENT = "CW247" Error "a bank holds something that is no question"
        "Of a bank learners see only the questions that are drawn, wherever a lesson draws them; anything else would never be seen.\n\nPut it into a lesson.";
    NO_SUCH_LANGUAGE = "CW260" Error "the course is not there in this language"
        "A course folder says which languages it holds: its own as `language`, the translations as `languages`.\n\nAdd the language to `languages`, or ask for one of those that are there.";
    NOT_TRANSLATED = "CW261" Error "something is not translated"
        "A package is in one language from the title to the last lesson. Half of a course in another language would be read aloud with the wrong voice, and nobody could learn from it.\n\nThe texts of the course file stand in `course.<language>.yaml`, under the same keys; those of `objectives` and `modules` under their identifiers. A lesson stands in `lessons/<id>.<language>.md`. Write what is missing, or take the language out of `languages`.";
    NOT_A_TEXT = "CW262" Error "a translation says what is the same in all languages"
        "A translation replaces texts. Identifiers, rules and colours are those of the original, since learners' records hang on them.\n\nTake it out of the translation.";
    UNKNOWN_PART = "CW263" Error "a translation names a part that the course does not have"
        "Objectives and modules are translated under their identifiers. A text under another identifier is lost without a word.\n\nCorrect the identifier, or take the text out.";
    CHECKLIST_FORM = "CW240" Error "a checklist is not in its form"
        "A checklist is one list in which each item begins with an empty box. What is ticked is kept for each learner, so nothing is ticked beforehand.\n\n::: checklist one-to-one\n- [ ] Ask what went well\n- [ ] Agree on the next step\n:::";
    TRANSCRIPT_MISSING = "CW241" Error "a transcript has no file"
        "What ends in `.md` is the path of a file with the transcript, from the course folder; it often stands beside its lesson.\n\nWrite the file, correct the path, or write the transcript itself: `transcript: |` and its text in indented lines.";
    INSIDE_QUESTION = "CW227" Error "a question holds a block that it does not take"
        "Inside of a question stand hints, which learners open one after the other, what is said about the answer as a whole, and the sample of a long answer: `hint`, `correct`, `partly`, `incorrect`, `sample`. The question needs more colons than they.\n\n:::: choice promise\nWhich of these builds trust?\n\n- [x] Delivering what you promised\n- [ ] Agreeing to every request\n\n::: hint\nWhat can others count on?\n:::\n::::";
    NUMBER_FORM = "CW228" Error "an answer of a numeric question is not a number"
        "What learners type is compared as a number. Each answer is a number, a number with a tolerance, or a range whose ends belong to it. A point or a comma stands before decimals; the unit stands in the block's opening line.\n\n::: numeric participation unit=\"%\"\nHow many take part?\n\n- [x] 60 ± 2\n- [ ] 70..80\n  > That is the number of those who say that they want to.\n:::";
    CHART_VALUE = "CW280" Error "a chart has something else than a number"
        "Bars, points and slices are drawn from numbers; a text has no height.\n\nWrite numbers only, with a point or a comma before the decimals. What they are measured in is the chart's `unit`.";
    MATCHING_TABLE = "CW270" Error "a matching question does not have its table"
        "Pairs stand in a table of two columns: what is asked, and what belongs to it. The header of the table is for the author alone. A row whose first cell is empty holds a match of nothing.\n\n| Who | Knows |\n|---|---|\n| Pilot | The way in |\n| Keeper | The weather |\n| | The price of parrots |";
    PARTS_FORM = "CW271" Error "the parts of a question are not in their form"
        "What is brought into order, and the labels of a picture, are one list at the end of the question. What is sorted stands in lists below the headings of the groups; what belongs nowhere stands below a heading `-`.\n\n::: sorting by-sea-or-land\nWhat belongs where?\n\n## In the water\n- Ship\n- Herring\n\n## On land\n- Bakery\n:::";
    PLACE_FORM = "CW272" Error "a place in a picture cannot be read"
        "A place stands after the text, behind an `@`: the distance from the left and from the upper edge, then width and height, in percent of the picture. An `@` that is meant as text is written `\\@`. Each place of a hotspot question has one; a label without one belongs nowhere.\n\n- [x] The bridge @ 10,20,30x15\n  > Yes, that is where boats turn.";
    NO_PATH_FILE = "CW281" Error "the folder has no path file"
        "A folder of a learning path says what the path is, and of which steps it is made, in one file: `path.yaml` (or `path.json`, or `path.toml`).\n\nWrite one, or name the folder that has it.";
    SEVERAL_PATH_FILES = "CW282" Error "the folder has several path files"
        "Two files that both say what the path is would soon say different things, and nobody could tell which one is meant.\n\nKeep one and delete the others.";
    NO_COURSE_FOLDER = "CW283" Error "a step names a course folder that is not there"
        "A step's course is a folder with a course file, inside the path's own folder: so the path is complete wherever it is moved. Upper and lower case matter, even on systems that do not tell them apart.\n\nCorrect the name, or put the course's folder into the path's.";
    STEP_CONTENT = "CW284" Error "a step is made of nothing, or of several things"
        "A step is made of one thing: a `course`, a `lesson`, a `test`, a `session`, an `assignment`, a `discussion`, a `link` or a `group` of steps.\n\nGive one of these keys, and make two steps of what is two things.";
    REQUIREMENT_FORM = "CW285" Error "a requirement is not in its form"
        "A requirement says one thing about a step, or holds several requirements together. A step's identifier alone means that the step has to be completed.\n\nafter: why\nafter: { passed: upward }\nafter: { score: { step: upward, at-least: 60 } }\nafter: { all: [why, { passed: upward }] }\nafter: { any: [why, upward] }\nafter: { at-least: 2, of: [why, upward, workshop] }";
    IN_NO_STEP = "CW286" Warning "a lesson or bank of a learning path is in no step"
        "The file will not be part of any package. Perhaps its step was forgotten, or its name was changed.\n\nMake a step of it, or move it out of the folder.";
    LESSON_NAME = "CW287" Error "a step's lesson is not named in its form"
        "A lesson of a course is named by the course's folder and the lesson's identifier, one of the path's own by its file.\n\nlesson: leading-upward/empathy\nlesson: lessons/welcome.md";
}

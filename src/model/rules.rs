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
    NESTED_BLOCK = "CW133" Error "a block stands inside of one that takes only content"
        "Parts of an accordion, columns, points of a picture and scenes hold texts, pictures, lists, tables, code, recordings and the like.\n\nPut questions and blocks that hold others after it.";
    PART_COUNT = "CW134" Error "a block has too few or too many parts"
        "What learners choose, open or tick is told apart by one letter or digit, so 36 are the most; columns are two to four, and a gallery has at least two pictures.\n\nDivide the block, or use another one.";
    STRAY_ANSWER = "CW135" Error "a question was given something that its kind does not take"
        "Only choices, multiple responses, statements and gaps take answers one by one; case matters in gaps only.\n\nGive the parts to the question when you make it.";
    UNKNOWN_BANK = "CW160" Error "a draw names a bank that is not there"
        "A draw takes its questions from a bank of the course.\n\nAdd the bank to `banks` of the course file, with its questions in `banks/<id>.md`, or correct the name.";
    DRAW_COUNT = "CW161" Error "more questions are drawn than there are"
        "Nobody is asked a question twice, so all draws from a bank together take at most as many questions as it has, and each takes at least one.\n\nAdd questions to the bank, or draw fewer. Tests differ only where a bank has more than is drawn.";
    UNUSED_BANK = "CW162" Warning "nothing is drawn from a bank"
        "No learner is ever asked what is in it.\n\nDraw from it in a lesson, or in a test of the learning path that the course is part of; or take it out. A bank for the tests of a path alone is no finding when the path is checked, only when its course is checked by itself.";
    TEST_WITHOUT_QUESTIONS = "CW163" Error "a test asks nothing"
        "A lesson with an `assessment` is submitted as a whole, so it needs at least one question of its own or from a bank.\n\nAdd one, or take the `assessment` out.";
    PASS_MARK = "CW164" Error "a pass mark is not between 0 and 100"
        "The pass mark is the percent of a test's score that passes it.\n\nGive a number from 0 to 100.";
    NO_PASS_MARK = "CW165" Error "a test that nobody passes or fails leads somewhere"
        "Lessons that those who pass need not read, and lessons to read again for those who fail, follow from a pass mark.\n\nGive the test a pass mark, or the course a mastery score, which holds for tests without a mark of their own.";
    TEST_LEADS_NOWHERE = "CW166" Error "a test leads to a lesson that is not there"
        "What a test frees from, and what it sends back to, are other lessons of the course by their identifiers.\n\nCorrect the identifier.";
    TEST_TIME = "CW167" Error "the time of a test is out of its range"
        "A time limit is 1 to 600 minutes, and it may be extended up to 10 times, by half of it each time.\n\nGive a number in the range. WCAG 2.2 (2.2.1) asks for ten extensions, unless the limit is essential to what is tested.";
    PERCENT_AS_PART = "CW169" Warning "a percent is written as a part of one"
        "Percents are written from 0 to 100, so that `0.8` is less than one percent, and next to nothing passes.\n\nWrite `80` for 80 percent.";
    TIME_LIMIT_IN_TEST = "CW168" Warning "a time limit of a question does not count"
        "The questions of a test are answered in any order and submitted together, so none of them has a time of its own.\n\nGive the test a `time-limit` in minutes, or take the question's out.";
    IDLE_ID = "CW190" Warning "an identifier is given to a block that keeps nothing"
        "Cards and timelines show everything at once, so there is nothing to remember, and no gate can wait for them.\n\nTake the identifier out, or use an accordion, tabs, a process or flash cards.";
    SCENE_UNKNOWN = "CW191" Error "a choice leads to a scene that is not there"
        "Learners who make that choice would stand before nothing.\n\nCorrect the name, or write the scene.";
    SCENE_UNREACHABLE = "CW192" Error "a scene cannot be reached"
        "The first scene begins; every other one needs a choice, somewhere on a way from there, that leads to it.\n\nLead to it or take it out.";
    SCENE_DEAD_END = "CW193" Error "a scene has no way to an ending"
        "Learners would go round and round, and the scenario would never be done.\n\nLet a choice lead out, or take the choices away: a scene without choices is an ending.";
    SCENE_SCORE = "CW194" Error "the score of a scene is not one"
        "Endings are scored from 0 to 100, either all of them or none; scenes with choices are on the way and have no score.\n\nGive each ending a score: `## It goes well {#well score=100}`.";
    TRANSLATED_PARTS = "CW180" Error "a translation has other questions than the original"
        "Learners' answers are kept, and reported, under the identifiers of the questions. Whoever changes the language would lose them, and reports about the course in several languages could not be put together.\n\nGive the translation the same questions in the same order, with the same identifiers.";
    TRANSLATED_ANSWERS = "CW181" Error "a translated question differs from the original in more than its texts"
        "Answers are known by their places, so the second answer of one language has to say what the second answer of the other says. An answer more or less, or another one that is right, gives learners a score that depends on their language.\n\nTake over number, order and marks of the answers, tries, weight and objectives from the original.";
    TRANSLATED_RULES = "CW182" Error "a translation has other rules than the original"
        "What a lesson is for, and when the course counts as completed and passed, cannot depend on the language.\n\nTake over everything that is no text from the original.";
    GATE = "CW150" Error "a gate waits for something that it cannot wait for"
        "A gate opens when what stands before it on the same page is done: questions, and blocks with an identifier that keep something. What comes after the gate is hidden until then, so it could never be done.\n\nName what stands before the gate, or leave `after` out: then the gate waits for everything since the one before it.";
    CODE = "CW151" Error "a code cannot be typed in"
        "Learners type the code that somebody tells or shows them, so it is made of letters and digits alone. Case, spaces and hyphens do not matter.\n\nUse a code such as `HARBOUR` or `TIDE-27`.";
    SESSION_START = "CW152" Error "the start of a live session is no time"
        "The start is a date and a time as clocks show it at the place of the session. When clocks are put forward, an hour of that night does not exist there.\n\nWrite it as `start=\"2027-03-01 10:00\"`.";
    TIME_ZONE = "CW153" Error "a time zone is not known"
        "Learners see the time of the session by their own clocks, and their calendars know it too; both need the zone by its name in the IANA database. Abbreviations such as CET mean different times in different places or seasons.\n\nWrite a name such as `zone=Europe/Berlin`, `zone=America/New_York` or `zone=UTC`.";
    SESSION_LENGTH = "CW154" Error "a live session takes no time, or too much"
        "Calendars block the time of the session.\n\nWrite how long it takes: from 1 minute to 10,080, which is a week.";
    SESSION_ADDRESS = "CW155" Error "the address of a live session is no https address"
        "Learners, and the entry in their calendars, follow it to the meeting.\n\nWrite an address that begins with `https://`, or leave it out when people meet in a room.";
    NO_TIME_ZONES = "CW157" Error "live sessions need time zones"
        "This build of Coursewright has no time zones (Cargo feature `time-zones`), so nobody can tell when a session is.\n\nSwitch the feature on, or take the session out.";
    CERTIFICATE = "CW158" Error "a certificate says something that nobody knows"
        "Learners print it and show it to others. `{name}`, `{course}`, `{date}` and `{score}` are replaced in its text.\n\nCorrect the text, or leave it out: the theme has one.";
    CERTIFICATE_SCORE = "CW159" Error "a certificate names a score, but there is no question"
        "Without questions there is no score, so the certificate would have a hole.\n\nAdd questions, or take `{score}` out of the text.";
    GAP_MARKS = "CW136" Error "a question has another number of gaps than its prompt marks"
        "Each gap stands where the prompt has a mark of four or more underscores, and its answers are an entry of the numbered list, in the same order. With one gap the mark may be left out.\n\n::: fill-in trust\nTrust grows when you say ____ what you do ____.\n\n1. - [x] openly\n2. - [x] reliably\n   - [ ] sometimes\n:::";
    TOLERANCE = "CW137" Error "a tolerance is no distance"
        "Numbers are right when they are at most this far from the author's: 0 or more.\n\nCorrect the number.";
    NUMBER_RANGE = "CW138" Error "a range of numbers holds nothing"
        "It ends before it begins, or one of its ends is not a number, so nothing that learners type could be in it.\n\nWrite the smaller number first: `55..65`; a tolerance is 0 or more: `60 ± 5`.";
    SCALE_POINTS = "CW139" Error "a scale has too few or too many points"
        "People choose between at least two points, and reports tell at most 36 apart; five or seven are usual.\n\nWrite a list of the points, from low to high.";
    STEPS = "CW140" Error "the steps of a performance question are not complete"
        "In each step learners choose between at least two actions, of which exactly one is right. A step begins with a heading.\n\n## The delivery is late\n- [x] Tell your manager today\n- [ ] Wait for the weekly meeting";
    TIME_LIMIT = "CW141" Error "a time limit is out of its range"
        "The time limit of a question is counted in seconds: at least 20, at most a day. Learners are told 20 seconds before the end, so that they can ask for more (WCAG 2.2, 2.2.1).\n\nGive the seconds that an attempt may take, or take the limit out.";
    NO_ROOM = "CW142" Error "a text has no room"
        "Learners could not write anything.\n\nGive the characters that the answer may have, such as `max=300`.";
    CHART_SHAPE = "CW195" Error "a chart cannot be drawn from its numbers"
        "Each series has a number for each label; a pie has one series, whose numbers are shares of a whole.\n\nCorrect the table, or choose another kind of chart.";
    EMBED = "CW196" Error "something embedded cannot be shown"
        "Pages of a package are asked for over https, and browsers refuse what is not; learners are told whom their browser will ask before it does.\n\nGive an address that begins with `https://`, the provider's name, and a ratio such as 16:9.";
    OUTSIDE_PICTURE = "CW197" Error "a place is outside of its picture"
        "Learners could not see or reach it. Places are percent of the picture's width and height, from the left and upper edge.\n\nUse numbers from 0 to 100.";
    AREA = "CW184" Error "a place is not inside of its picture"
        "Places are rectangles in percent of the picture: from its left edge, from its upper edge, width and height. What lies outside, or has no size, nobody could see, point at or reach.\n\nWrite numbers between 0 and 100, such as `@ 10,20,30x15`; left and width, and top and height, are at most 100 together.";
    EMPTY_GROUP = "CW185" Warning "nothing belongs to a group"
        "A group that stays empty can be meant as a trap. Most often its list was forgotten, or its heading has another level than the others.\n\nList what belongs to it, or take it out.";
    FOOTNOTE = "CW170" Error "a footnote is empty, or there twice"
        "The text refers to a note by its name, and learners go there to read it. Of two with one name only one could be reached.\n\nWrite the note after its name, `[^name]: The note.`, and give each a name of its own.";
    GLOSSARY = "CW171" Error "a term of the glossary is not explained, or there twice"
        "Learners look a word up to find one explanation of it.\n\nWrite the definition, or make one entry of the two.";
}

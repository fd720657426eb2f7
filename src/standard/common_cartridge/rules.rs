//! The rules of cartridges: what of a package the LMS that imports it will not have.

use crate::diagnostic::rules;

rules! {
    NOT_CARRIED = "CW545" Info "a cartridge has no words for this"
        "Importers make pages, quizzes and links of the LMS's own from a cartridge, and the LMS keeps their records by its own settings. The pass mark, the completion rule and the learner's progress in the course have no place in a cartridge; nor have the version and the learning time in its record.\n\nAfter the import, set in the LMS what passing and completing mean; or publish for SCORM or cmi5 too.";
    ATTEMPTS = "CW546" Info "the attempts at a question cannot be said in a cartridge"
        "A cartridge counts attempts at a whole assessment: 1 to 5, or as many as wanted. The most generous of its questions decides, so that nobody is held to fewer attempts than the author gave.\n\nGive all questions of a lesson the same number of attempts, at most 5.";
    WEIGHT = "CW547" Warning "the weights of questions were rounded"
        "A cartridge takes whole points from 1 to 99 for a question. These weights have no ratio in such numbers, so each was rounded to the nearest.\n\nUse weights such as 1, 2 and 3.";
    QUESTION = "CW548" Info "a question changes in a cartridge"
        "The questions of a cartridge are those of QTI 1.2 in the profile of Common Cartridge, as importers read them. A choice has at least three answers there; importers take two, but checkers complain. Feedback to a wrong answer that learners type is left out, since importers would accept the answer as a right one.\n\nGive the choice a third answer, or ask it as true or false; ask as a choice what needs feedback to wrong answers.";
    ITEM_LOSES = "CW549" Warning "something of an item is lost in a cartridge"
        "A cartridge holds pages that talk to nobody, without parameters, without launch data, and always visible. What is named here is left out, or does nothing.\n\nTake it out if it does not matter; otherwise choose SCORM or cmi5.";
    NO_SUCH_QUESTION = "CW559" Warning "a cartridge has no word for this question"
        "The questions of a cartridge are choices, true or false, one typed text, and texts that people judge (QTI 1.2 in the profile of Common Cartridge). Pairs, orders, places in pictures, numbers, several gaps, steps and scales have no place there. Such a question is left out, and with it its share of the score.\n\nAsk it as a choice if it has to be in the LMS's quiz; or publish for SCORM, cmi5 or QTI, which have words for it.";
}

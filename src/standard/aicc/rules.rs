//! The rules of AICC packages: what course files cannot say.

use crate::diagnostic::rules;

rules! {
    MASTERY_ROUNDED = "CW540" Warning "a mastery score is no whole number"
        "LMSs that take AICC 2.2, as Skillport does, know no decimals. The mastery score was rounded, and the player reports whole scores that fall on the same side of it as the learner's own.\n\nGive a whole number.";
    NEVER_REPORTS = "CW541" Warning "a page that does not report is an assignable unit"
        "AICC knows nothing but assignable units, and LMSs wait for each of them to say that it is completed. A page without a script never does, so the course may stay incomplete.\n\nMake the page a SCO with the tracking script, or put it into one.";
    NOT_ASCII = "CW542" Warning "a text has characters beyond ASCII"
        "AICC's course files do not say how they are encoded. These are in UTF-8, which Moodle and most LMSs of today read. Chamilo reads ISO 8859-1 and shows wrong characters, and Taleo Learn takes ASCII alone.\n\nLook at the titles in the LMS after the import, and correct them there if they are wrong; the pages of the course are not affected.";
    NOT_SAID = "CW543" Warning "course files cannot say this"
        "A unit of AICC has an address, a query and a line of launch data. It cannot be hidden from the menu, its address has no fragment since the LMS appends the session's own parameters, it has no completion threshold, and quotation marks would end the field.\n\nUse a query for the fragment, write launch data without quotation marks, or choose another standard.";
    LEVEL_1 = "CW544" Info "AICC says less of the course than there is"
        "The course files are of level 1, which every LMS reads. Units are numbered in their order (A1, A2), and LMSs keep learners' records under these numbers: after another unit was put before one, its records belong to its neighbour. Objectives are not listed (that takes level 3, which Skillport refuses and Moodle shows as empty entries of the menu), but the player reports them.\n\nAdd lessons at the end, or publish the course as one unit.";
}

//! The rules of xAPI packages.

use crate::diagnostic::rules;

rules! {
    SEVERAL_PAGES = "CW535" Error "an xAPI package launches one page alone"
        "Only one activity of `tincan.xml` may say where it is launched (Incorporating a Tin Can LRS into an LMS, Packaging). Learners would never see the other pages.\n\nMake one page that leads to all others, or choose cmi5, which launches as many as there are.";
    NOT_SAID_IN_TINCAN = "CW536" Warning "tincan.xml has no words for something that an item says"
        "An LMS tells the page of an xAPI package who learns and where the records go, and nothing else: no launch data, no mastery score, no completion threshold; and it has no menu that a page could be left out of. What the package cannot say is left out of it.\n\nKeep it in the page itself, or choose cmi5, which hands it over.";
    TIN_CAN_PARAMETER = "CW537" Error "a parameter has a name that the launch of an xAPI package needs"
        "The LMS appends `endpoint`, `auth`, `actor`, `registration`, `activity_id` and some others to the address; parameters of the same name would collide with them (Incorporating a Tin Can LRS into an LMS, Launch).\n\nGive the parameter another name.";
}

//! What an LMS would choke on. The source of each finding is in its clause; `coursewright lms NAME` lists them all.

use crate::diagnostic::rules;

rules! {
    STANDARD_REFUSED = "CW601" Error "the LMS does not take the standard"
        "A source says that this LMS takes no packages of this standard.\n\nChoose a standard that it takes: without `--standard`, `--lms` chooses the best, and `coursewright lms NAME` lists them.";
    STANDARD_NOT_KNOWN = "CW602" Info "nothing is known of this LMS and this standard"
        "No source says that this LMS takes packages of this standard, and none says that it does not.\n\nTry it there, or choose a standard that is known to work.";
    STANDARD_IN_PART = "CW603" Info "the LMS takes the standard in part, or some version of it"
        "A course may play there all the same, since it needs only some of a standard.\n\nTry it there, or choose a standard that the LMS takes whole.";
    FILE_REFUSED = "CW604" Error "the LMS refuses packages with such a file"
        "This LMS looks at the extensions of a package's files, and refuses the whole package for one that it does not want: most often those of programs for a server.\n\nSave a page as `.html`. Leave out what learners do not need.";
    NAME_NOT_PLAIN = "CW605" Warning "the LMS wants plainer file names"
        "This LMS, or those who run it, ask for names without special characters: with others, pages and pictures may not be found.\n\nRename the file with letters, digits, `-`, `_` and `.`, and mend the links to it.";
    SAME_LAST_NAME = "CW606" Warning "the LMS confuses files that share their last name"
        "This LMS looks files up by their last name, whatever folder they are in, and can serve the wrong one.\n\nGive each file a last name of its own, or group them in fewer folders.";
    TOO_LARGE = "CW607" Warning "the package may be too large for the LMS"
        "The LMS advises or enforces a size for packages. How large a zip gets is known only after it is written; this finding adds up the files as they are, so a package of text may pass where one of films will not.\n\nCompress films and pictures, or divide the course.";
    TEXT_TOO_LONG = "CW608" Error "a title or identifier is too long for the LMS"
        "The LMS keeps titles and identifiers in columns of a fixed width, and its import fails on more.\n\nShorten it.";
    TEXT_LOST = "CW609" Warning "the LMS loses some of a text"
        "The import of this LMS reads texts of the manifest in pieces, and drops or misreads some of them: a lone `0`, white space between two characters that XML has to escape (`&`, `<`, `>`), or characters that are written as numbers (`&#8211;`).\n\nWrite the text otherwise: `and` for `&`, the character itself for its number. In place of a mastery score of 0, leave the mastery score out.";
    IMPORT_ENDS = "CW610" Error "the LMS cannot import this manifest"
        "The manifest has an element at which the import of this LMS fails.\n\nTake the element out, or choose another standard.";
    ONLY_FIRST_PAGE = "CW611" Warning "the LMS launches only one page of the package"
        "The package has several pages to launch, and this LMS launches only the first.\n\nPublish the course as one SCO (`--layout single`), which has a menu of its own.";
    NO_SEQUENCING = "CW612" Warning "the LMS does not follow the sequencing of the package"
        "The manifest has rules about what a learner may open when. This LMS does not follow them: learners can open everything, in any order.\n\nLet the content itself keep the order, or set conditions in the LMS.";
    PREFIXED = "CW613" Error "the LMS does not understand the prefixes of the manifest"
        "This LMS knows the elements of a manifest by how they are spelled. A manifest that is right in XML, but has other prefixes, gives no item to launch.\n\nWrite the elements of content packaging without a prefix.";
    PLAIN_HTTP = "CW614" Warning "browsers will block what a page loads"
        "This LMS serves content by HTTPS, and browsers then load nothing by plain `http:`. The LMS says nothing about it; the page just does not work.\n\nPut the file into the package, or load it by `https:`.";
    VERSION_MISREAD = "CW615" Warning "the LMS takes the package for SCORM 1.2"
        "The import of this LMS knows only a few spellings of `schemaversion`, and white space counts. Any other text means SCORM 1.2 to it, and content that speaks SCORM 2004 then finds no LMS.\n\nWrite the version exactly as the standard does, such as `2004 4th Edition`.";
    COMPLETES_BY_ITSELF = "CW616" Warning "the LMS completes the course as soon as it was opened"
        "SCORM 2004 lets an LMS mark an item as completed and satisfied when its content says nothing about it (SN, UP.4), and this LMS does so. It does not when the manifest says that the content reports itself.\n\nSet `completionSetByContent` and `objectiveSetByContent` to `true` in `imsss:deliveryControls` of each item. Packages that Coursewright makes have them.";
    PATH_IN_ONE = "CW617" Info "the LMS does not steer learners through a path"
        "The LMS does not follow the sequencing rules of SCORM 2004, and some fail on them. Therefore the path was published without them, as one SCO: its own page opens the steps as the author says, and tells the LMS of the whole.\n\nThere is nothing to do. Where learners should see each step in the menu of the LMS, let the LMS run the path: publish its courses one by one (`--as packages`).";
}

//! The rules of packages: what a standard cannot carry, and what an LMS could not launch.

use crate::diagnostic::rules;

rules! {
    OVER_LIMIT = "CW501" Error "a text is longer than the standard allows"
        "The standard's own schema sets this length; an LMS that validates refuses the package, and one that does not may cut the text.\n\nShorten it.";
    OVER_MINIMUM = "CW502" Warning "a text is longer than every LMS must take"
        "The standard obliges LMSs to take a text up to this length (the smallest permitted maximum). Beyond it some cut, and some refuse the package.\n\nShorten it if the course must run everywhere.";
    NO_TITLE = "CW503" Error "a package, an item or an objective has no title"
        "LMSs show titles in their catalogues and menus; SCORM asks for one on every organization and item. The title of an objective is what the package's record says about it.\n\nGive a title.";
    NOTHING_TO_LAUNCH = "CW504" Error "nothing says which page to launch"
        "An LMS opens one page of the package: usually `index.html` at its root.\n\nName the page with `--launch`, or with `launch` in the builder.";
    LAUNCH_MISSING = "CW505" Error "the page to launch is not in the package"
        "The LMS would show an error instead of the course. Upper and lower case matter.\n\nCorrect the name; it is relative to the folder that is packed.";
    ITEM_ID = "CW506" Error "an item's identifier is not legal, or used twice"
        "LMSs keep learners' records under the identifiers of items. Legal are 1 to 64 characters from a-z, 0-9, - and _, beginning with a letter; each is used once in a package.\n\nGive each item its own legal identifier, and keep it from version to version.";
    EMPTY_GROUP = "CW507" Error "a group holds no item"
        "Every leaf of the tree must launch something (SCORM CAM, item).\n\nAdd an item to it, or take it out.";
    MANIFEST_REPLACED = "CW508" Warning "the folder holds a manifest already"
        "The folder looks like a package that another tool made. Its manifest and schemas were left out, since the new package has its own.\n\nIf you only want to zip that package as it is, there is no need to pack it.";
    NAME_TAKEN = "CW509" Error "a file has a name that the package needs for itself"
        "The manifest and the standard's schemas have fixed names at the root of the package.\n\nRename the file, or leave it out.";
    NO_FILES = "CW510" Error "there are no files to pack"
        "The folder is empty, or everything in it is hidden.\n\nName the folder that holds the content.";
    PARAMETERS = "CW511" Error "parameters of an item cannot be appended to an address"
        "Parameters are `name=value` pairs joined by `&`, or a fragment after `#`, in characters that a URL may hold.\n\nPercent-encode other characters.";
    MASTERY = "CW512" Error "a mastery score or threshold is out of its range"
        "A mastery score is a percent from 0 to 100; a completion threshold is a share from 0 to 1.\n\nCorrect the number.";
    FILES_OF_ITEM = "CW513" Error "an item claims files that are not in the package"
        "Nothing in the package is called so or lies in a folder that is called so.\n\nCorrect the name, for example `intro/` or `intro/index.html`.";
    DERIVED_IDENTIFIER = "CW514" Info "the package's identifier was derived from its title"
        "LMSs recognise a new version of a package by its identifier. When the title changes, the derived identifier changes with it, and some LMSs take the package for another course.\n\nGive an identifier of your own: `--id`, or `identifier` in the builder.";
    STATE_TOO_LARGE = "CW515" Error "what must be remembered of a learner does not fit the standard"
        "A course remembers pages, answers and results in one text that the LMS keeps. Its size in the worst case is known before publishing; above the standard's limit some learners could not resume, and would not be told why.\n\nPublish one SCO per lesson (`--layout lessons`), so that each lesson has a text of its own; shorten fill-in answers; or choose SCORM 2004 3rd or 4th Edition, which allow 64,000 characters where SCORM 1.2 allows 4,096 and the 2nd Edition 4,000.";
    LAUNCH_BESIDE_ITEMS = "CW516" Error "a launch page or mastery score of the package is given beside items"
        "With items, each has its own page and its own mastery score; those of the whole package would be ignored.\n\nGive `launch` and `mastery_score` to the items, or take the items out.";
    LANGUAGE_ASSUMED = "CW517" Info "the language is not known"
        "Screen readers and catalogues want to know the language of a package. English was assumed.\n\nGive it: `--language`, or `language` in the builder.";
    PARENT_WITH_PAGE = "CW518" Error "an item has both a page and items below it"
        "Only a leaf of the tree may launch something; ADL's test suite and several LMSs refuse a parent that does (SCORM 2004 CAM §3.4.1.8, item).\n\nMake the parent a group, and its page the first item in it.";
    NOT_FOR_THIS_KIND = "CW519" Error "an item has what its kind cannot have"
        "Mastery score, completion threshold and launch data are for pages that talk to the LMS: SCOs. Parameters and files of its own are for items with a page: SCOs and assets. LMSs ignore them elsewhere, or refuse the package.\n\nTake them out, or make the item a SCO.";
    TOO_DEEP = "CW520" Error "items are nested too deeply"
        "Items can be nested to 32 levels. No learner finds a way through more, and many LMSs show only two or three.\n\nPut the items higher in the tree.";
    OBJECTIVE = "CW521" Error "an objective is not legal, not declared, or named twice"
        "An objective has an identifier of 1 to 64 characters from a-z, 0-9, - and _, beginning with a letter. The package declares it once, and an item names it once.\n\nDeclare it with `PackageBuilder::objective`, or correct the name.";
    LANGUAGE_TAG = "CW522" Error "the language is not a language tag"
        "Screen readers choose their voice by the language, and manifests whose language is not a BCP 47 tag break the standard's schema.\n\nWrite a tag such as `en`, `en-GB` or `zh-Hans`.";
    ACTIVE_FILE = "CW523" Error "a file could act in the learner's session"
        "The course was published as one of people whom nobody here knows. Its pages share their origin with the LMS, so an HTML page, a script, or a drawing (SVG) with a script in it could do there whatever the learner may do.\n\nLeave the file out, or publish the course as one that you trust.";
    NOT_CARRIED = "CW524" Error "the standard cannot carry this item"
        "SCORM, cmi5, xAPI, AICC and Web packages hold pages. Links to the web, discussions and questions for the LMS's own quizzes have no place in them.\n\nPut them on a page, or choose Common Cartridge.";
    LINK_ADDRESS = "CW525" Error "a link's address is not one of the web"
        "LMSs open the address as it stands, so it has to be absolute, begin with https:// or http://, and hold only characters that a URL may hold.\n\nWrite the whole address, and percent-encode other characters.";
    TOO_MANY_RECORDS = "CW526" Warning "there are more questions than answers that every LMS keeps"
        "The standard obliges LMSs to keep this many answers of a SCO (the smallest permitted maximum). Some keep no more; completion, score and resume are not touched.\n\nPublish one SCO per lesson (`--layout lessons`), or make two courses of it.";
    REPORTED_SHORTER = "CW527" Info "a report to the LMS leaves something out"
        "The learner gets the question as it was written, and the score is right. The LMS's report of the answer holds less than the author wrote, since the standard takes no more.\n\nShorten it if reports matter.";
    NO_THRESHOLD = "CW529" Warning "the standard has no completion threshold"
        "SCORM 1.2 leaves it to the page to say that it is completed, whatever its progress. The threshold is left out.\n\nLet the page report `completed` when enough is done, or choose SCORM 2004 4th Edition.";
    OWN_INDEX = "CW555" Warning "a website shows another page first than the one to launch"
        "A web server shows `index.html` to whoever opens the folder. The content has one of its own, which is never replaced, and it is not the page, or not the only page, to begin with.\n\nMake `index.html` lead to the other pages, or rename it: then the package gets one that does.";
    NOT_IN_WEB = "CW556" Warning "a website has no LMS to say something to its pages"
        "Mastery scores, completion thresholds and launch data are what an LMS hands to a page or acts upon. On a website there is none, so they are left out; the page has to know them itself.\n\nTake them out, or choose a standard with an LMS.";
    ONE_WHOLE = "CW528" Info "the standard has no course of several parts"
        "A package of this standard launches one page. One SCO per lesson was asked for, but learners would never see more than the first; so the course was published as one whole, with its own menu.\n\nNothing needs to be done. Where the LMS should show the lessons, choose cmi5 or SCORM.";
    NOTHING_LEFT = "CW568" Error "the standard has no word for anything in the course"
        "Everything in the course is a question of a kind that the standard does not know, so the package would be empty.\n\nPublish for SCORM, cmi5, xAPI, AICC or as a website, which take every kind; or write something to read.";
    NOT_SCORED = "CW565" Warning "a scenario does not count here"
        "Pages of a cartridge and items of a testing system have no player: nobody follows a learner through the scenes, and the endings score nothing. In a cartridge the scenes can be read; a package of questions is without them.\n\nPublish for SCORM, cmi5, xAPI or AICC too, or ask what matters in questions.";
    LESS_OF_A_TEST = "CW567" Info "a test is simpler in another system's words"
        "A cartridge or a testing system gives the test by rules of its own. What is named here it is not told: which of several attempts counts, how long the time may be extended, what a test frees from, which lesson to read again; in a cartridge the pass mark too.\n\nSet it in the LMS after the import where it matters; or publish for SCORM, cmi5 or another standard that takes the player along.";
    SCHEMA_MISSING = "CW560" Error "a schema that the package names is missing"
        "A folder was given whose schemas are packed instead of the built-in ones. The manifest, or one of these schemas, names a file that is not among them; LMSs that validate packages would refuse this one.\n\nPut the standard's complete set there: for SCORM 2004 that includes the parts of `imsss` and the folders `common`, `extend`, `unique` and `vocab` of LOM.";
    TEST_OUT_REACH = "CW566" Warning "a test does not reach the lessons that it frees from"
        "With one SCO per lesson each lesson keeps a record of its own, and no SCO may write into another's (SCORM RTE). Whoever passes the test still has to take the lessons, and is led to lessons to read again by their titles alone.\n\nPublish the course as one SCO, or take `test-out` out.";
}

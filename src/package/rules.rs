//! What can be wrong with the files of a package, whatever they say.

use crate::diagnostic::rules;

rules! {
    UNSAFE_NAME = "CW401" Error "a name leads out of the package"
"The name is absolute, has a drive letter, a backslash, a control character, an empty part, or a part that is `.` or `..`.

Such a name can make whoever unpacks the package write over files that are not part of it (\"zip slip\"), and LMSs refuse \
the whole package. APPNOTE 4.4.17.1 allows only relative names with forward slashes. Some old zip programs for Windows write \
backslashes; Moodle's app for Android fails on those.

Name the file relative to the root of the package, with forward slashes: `media/handshake.svg`.";

    DUPLICATE_NAME = "CW402" Error "two files have the same name"
"The package has two files of the same name, or a file that has the name of another file's folder.

Which of them a learner gets depends on the program that unpacks the package.

Rename one of them, or take it out.";

    CASE_COLLISION = "CW403" Error "names differ only by case"
"Two names are the same but for upper and lower case: `Media/A.png` and `media/a.png`.

On Windows and macOS, and on LMSs that keep files there, the one overwrites the other when the package is unpacked.

Use lower case throughout, and give the files different names.";

    BREAKS_ADDRESS = "CW404" Error "a name has a character that cuts addresses"
"The name has one of `#`, `?` and `%`.

In the address of a file, `#` begins a fragment, `?` begins a query and `%` begins an escape. They can be escaped, but LMSs \
unescape addresses once, twice or not at all on the way to the learner, and the file is not found.

Rename the file and mend the links to it.";

    NOT_ON_WINDOWS = "CW405" Error "a name that Windows cannot store"
"The name has one of `< > : \" | *`, ends a part with a dot or a space, or is the name of a device (`con`, `prn`, `aux`, `nul`, \
`com1`–`com9`, `lpt1`–`lpt9`, with or without an extension).

LMSs that run on Windows cannot unpack the file, and most then refuse the whole package.

Rename the file and mend the links to it.";

    SPACE = "CW406" Warning "a name has a space"
"The name has a space.

A space in an address has to be written `%20`; some LMSs rewrite such names at import, or refuse them, and links to the file \
break.

Put a hyphen in its place.";

    AWKWARD_CHARACTER = "CW407" Warning "a name has a character that is often mangled"
"The name has `&` or `+`, or a part of it begins with `-` or `.`.

`&` has to be escaped in XML and separates parameters in addresses; `+` is read as a space by many servers. Programs take \
a leading `-` for an option, and servers do not serve names with a leading `.`.

Rename the file and mend the links to it.";

    UPPER_CASE = "CW408" Info "names have upper case"
"Names have upper-case letters.

They work as long as every link has exactly the same case, which cannot be noticed on Windows and macOS: a link that works there \
fails on an LMS that runs on Linux.

Use lower case throughout.";

    NON_ASCII = "CW409" Warning "a name has characters outside ASCII"
"The name has a letter with an accent, or another character outside ASCII.

The name is stored as UTF-8 and marked so, but many LMSs unpack with the old character table of DOS or of their own country; the \
file then gets another name, and links to it break.

Write the name with the letters `a`–`z`, digits and hyphens.";

    LONG_NAME = "CW410" Warning "a name is very long"
"The name, with its folders, is longer than 100 characters.

The LMS puts the package into a folder of its own. Paths over 260 characters fail on many Windows servers, and some LMSs keep \
paths in database columns of 255.

Use shorter names or fewer folders.";

    SERVER_SIDE = "CW411" Warning "a name looks like a program for the server"
"The extension belongs to programs that web servers run: `php`, `asp`, `jsp`, `cgi`, `sh`, `py` and the like.

LMSs refuse packages with such files, or take the files out (Docebo, Chamilo). A page with such an extension would not be served as \
a page.

Save the page as `.html`. A package has no server side.";

    NESTED_ARCHIVE = "CW412" Warning "an archive inside the package"
"The file is an archive, such as `.zip`.

Some LMSs refuse packages with archives in them (Tovuti), and virus scanners hold them back.

If learners are meant to download it, offer its files one by one or link to a place outside the LMS. If nothing needs it, take it \
out.";

    NO_EXTENSION = "CW413" Warning "a name has no extension"
"The name has no extension.

Servers tell the type of a file by its extension. Without one, the file is offered as a download or refused.

Add the extension of its type, and mend the links to it.";

    SAME_BASE_NAME = "CW414" Info "files in different folders have the same name"
"Two or more files have the same name in different folders, such as `a/picture.png` and `b/picture.png`.

Most LMSs do not mind. Open edX looks up some files by their last name alone and can serve the wrong one.

Give them different names if the course is meant for Open edX.";

    UNCERTAIN_TYPE = "CW415" Info "some servers do not know this type"
"The extension (`wasm`, `mjs`, `webmanifest`, `br`, `gz`) is missing from the media-type tables of some LMSs.

The file is then served as a download or as plain text, and the browser does not run it.

Try it on the LMSs that the course is meant for, or use a classic script (`.js`) in its place.";

    LITTER = "CW416" Warning "a file that an operating system or editor left"
"The file is of no use to a course: `.DS_Store`, `__MACOSX/`, `Thumbs.db`, `desktop.ini`, a version-control folder or a backup copy.

It makes the package larger, can give away what was not meant for learners, and some LMSs refuse it.

Take it out.";

    LINK_LEFT_OUT = "CW417" Warning "a symbolic link was left out"
"The link leads out of the folder, to nothing, or in a circle; or it lies among schemas, where links are not followed.

Following it would put files into the package that are not part of the course, or never end.

Copy the file or folder into the place of the link.";

    NAME_NOT_UTF_8 = "CW418" Error "a name cannot be read"
"The name of the file on disk is not valid UTF-8, so nothing can refer to it.

Rename the file.";

    NOT_A_FILE = "CW419" Warning "something that is no file was left out"
"A device, pipe or socket has no content that could be packaged.

Take it out of the folder.";

    LINK_IN_ARCHIVE = "CW420" Error "a symbolic link in an archive"
"The entry is a symbolic link.

Unpacking it can make other entries of the archive land outside the folder that they are unpacked into. LMSs refuse links or do \
not follow them.

Make the zip again with the file itself in place of the link.";
}

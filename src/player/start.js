// Where the scripts begin. `mod.rs` calls one of these with the package's adapter, after everything else.

/**
 * One script serves both kinds of pages; it is loaded with `defer`, so the page is there.
 * @param {Window} owner
 * @param {Adapter} adapter
 */
function startCourse(owner, adapter) {
  const kind = owner.document.documentElement.getAttribute("data-cw");
  if (kind === "shell") startShell(owner, adapter);
  else if (kind === "lesson") startLesson(owner);
  else if (kind === "glossary") startGlossary(owner);
}

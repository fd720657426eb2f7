// Where the scripts begin. `mod.rs` calls one of these with the package's adapter, after everything else.

/**
 * One script serves both kinds of pages; it is loaded with `defer`, so the page is there.
 * @param {Window} owner
 * @param {Adapter} adapter
 */
function startCourse(owner, adapter) {
  const start = PAGES[owner.document.documentElement.getAttribute("data-cw") || ""];
  if (start) start(owner, adapter);
}

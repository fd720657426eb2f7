// The words that were searched for, on the page where they were found.

/**
 * Shows the words on a lesson's page: they are marked, and the first block with most of them comes into view.
 * @param {Document} page
 * @param {unknown} given
 */
function showFound(page, given) {
  const words = Array.isArray(given) ? given.map(String) : [];
  page.querySelectorAll(".cw-found").forEach((block) => block.classList.remove("cw-found"));
  const content = page.querySelector("main");
  if (!content || words.length === 0) return;
  const blocks = Array.from(content.children).filter((block) => block.getClientRects().length > 0);
  const worth = blocks.map((block) => {
    const text = folded(block.textContent || "");
    return words.filter((word) => placesOf(text, word).length > 0).length;
  });
  const best = Math.max(0, ...worth);
  markWords(page, content, words);
  const block = blocks[worth.indexOf(best)];
  if (best === 0 || !(block instanceof HTMLElement) || block.tagName === "HEADER") return;
  block.classList.add("cw-found");
  block.querySelectorAll("details").forEach((details) => {
    const text = folded(details.textContent || "");
    if (words.some((word) => placesOf(text, word).length > 0)) details.open = true;
  });
  if (!block.hasAttribute("tabindex")) block.setAttribute("tabindex", "-1");
  block.focus({ preventScroll: true });
  block.scrollIntoView({ block: "center" });
}

/**
 * @param {Document} page
 * @param {Element} content
 * @param {string[]} words
 */
function markWords(page, content, words) {
  const owner = /** @type {any} */ (page.defaultView);
  if (!owner || !owner.CSS || !owner.CSS.highlights || !owner.Highlight) return;
  const walker = page.createTreeWalker(content, NodeFilter.SHOW_TEXT);
  /** @type {Range[]} */
  const ranges = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.nodeValue || "";
    // Where composing changes the length, the places would be wrong.
    if (text.normalize("NFC").length !== text.length) continue;
    for (const [from, to] of marksIn(text, words)) {
      const range = page.createRange();
      range.setStart(node, from);
      range.setEnd(node, Math.min(to, text.length));
      ranges.push(range);
    }
  }
  owner.CSS.highlights.set("cw-found", new owner.Highlight(...ranges));
}

PAGE_MESSAGES.find = (page, message) => showFound(page.document, message.words);

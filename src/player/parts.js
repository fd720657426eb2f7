// What the fields of arranged questions and of pictures share.

/** What parts are called, in the order of the author. */
const PART_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/**
 * @param {Element} part
 * @returns {string} what it is called
 */
function labelText(part) {
  const label = part.querySelector("[data-label]") || part;
  return (label.textContent || "").trim();
}

/**
 * Shows each part, or shows it no longer, as right or wrong, in words too.
 * @param {Element} element
 * @param {boolean | undefined} right
 * @param {QuestionForm} question
 */
function markPart(element, right, question) {
  const verdict = element.querySelector("[data-verdict]");
  if (right === undefined) element.removeAttribute("data-part");
  else element.setAttribute("data-part", right ? "right" : "wrong");
  if (verdict) verdict.textContent = right === undefined ? "" : `(${question.text(right ? "arrange-right" : "arrange-wrong")})`;
}

/**
 * Puts rectangles (`data-area`: left, top, width, height in percent) where they belong. Small ones lie on top.
 * @param {Element} root
 */
function layAreas(root) {
  root.querySelectorAll("[data-area]").forEach((area) => {
    const [left, top, width, height] = (area.getAttribute("data-area") || "").split(" ").map(Number);
    const { style } = /** @type {HTMLElement} */ (area);
    Object.assign(style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    style.zIndex = String(1001 - Math.round((width * height) / 10));
  });
}

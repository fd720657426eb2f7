// What the pages share.

/**
 * @param {string | undefined} text
 * @param {Record<string, string>} [values]
 * @returns {string} with each `{name}` replaced by its value
 */
function fillIn(text, values = {}) {
  return (text || "").replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
}

/**
 * @param {MouseEvent} event
 * @returns {boolean} not meant to open a tab or a window
 */
function isPlainClick(event) {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
}

/**
 * @param {Window} owner
 * @returns {string} whom a message goes to that is for pages of the same package: from disk no page has an origin to name
 */
function targetOrigin(owner) {
  return isNamed(owner.origin) ? owner.origin : "*";
}

/**
 * @param {Window} owner
 * @param {MessageEvent} event
 * @returns {boolean} whether a page of the same package may have said it, by the origin alone
 */
function isOfOwnOrigin(owner, { origin }) {
  return isNamed(owner.origin) ? origin === owner.origin : !isNamed(origin);
}

/**
 * @param {string} origin what browsers say of a page from disk differs: "null" or "file://"
 * @returns {boolean}
 */
function isNamed(origin) {
  return /^https?:/.test(origin);
}

/**
 * No single-letter shortcuts: they get in the way of speech input and screen readers (WCAG 2.1.4).
 * @param {KeyboardEvent} event
 * @returns {"next" | "previous" | "escape" | null}
 */
function shortcutOf(event) {
  if (event.key === "Escape") return "escape";
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (event.key === "PageDown") return "next";
  return event.key === "PageUp" ? "previous" : null;
}

/**
 * @param {Document} document
 * @param {number} value
 * @returns {string} as the document's language writes it
 */
function localNumber(document, value) {
  try {
    return new Intl.NumberFormat(document.documentElement.lang).format(value);
  } catch (error) {
    return String(value);
  }
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
function isRightToLeft(element) {
  const view = element.ownerDocument.defaultView;
  return view !== null && view.getComputedStyle(element).direction === "rtl";
}

/** @param {HTMLDialogElement} dialog taking the attribute away would leave the page behind it inert */
function closeDialog(dialog) {
  if (dialog.close && dialog.open) dialog.close();
  else dialog.removeAttribute("open");
}

/**
 * @template T
 * @param {T[][]} lists
 * @returns {T[]}
 */
function flatten(lists) {
  /** @type {T[]} */
  const all = [];
  lists.forEach((list) => all.push(...list));
  return all;
}

/**
 * @param {Date} date
 * @param {string} language
 * @returns {string} the day, as the language writes it
 */
function dateText(date, language) {
  try {
    return new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(date);
  } catch (error) {
    return calendarDate(date);
  }
}

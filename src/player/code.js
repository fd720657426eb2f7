// What another person confirms with a code: a sign-off, or that the learner was in a live session.

/** After so many wrong codes the learner hears what a code is. Nothing is locked: a code is no password. */
const WRONG_CODES = 5;

/**
 * @param {string} code
 * @returns {string} without spaces and hyphens, in upper case
 */
function normalCode(code) {
  return code.normalize("NFC").replace(/[\s\u2010-\u2015\u2212-]/g, "").toUpperCase();
}

/**
 * FNV-1a, 32 bits, over `id:CODE` in UTF-8, as eight hexadecimal digits: the same as `code_hash` of the library. A
 * browser's own hashes are there for pages from secure servers alone, and some packages are opened from disk.
 * @param {string} id of the block
 * @param {string} code
 * @returns {string}
 */
function codeHash(id, code) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${id}:${normalCode(code)}`)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}

class CodeEntry extends Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    super(page, element);
    this.confirmed = false;
    this.usable = false;
    this.wrong = 0;
    this.entry = /** @type {HTMLFormElement | null} */ (element.querySelector("[data-entry]"));
    this.field = /** @type {HTMLInputElement | null} */ (element.querySelector("[data-entry] input"));
    if (this.entry) this.entry.addEventListener("submit", (event) => this.submit(event));
  }

  response() {
    return this.confirmed ? ["a"] : [];
  }

  /** @param {string[]} response */
  restore(response) {
    this.confirmed = response.includes("a");
    this.show();
  }

  /** @param {boolean} usable */
  enable(usable) {
    this.usable = usable;
    this.show();
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (!this.field || !this.usable || normalCode(this.field.value) === "") return;
    if (codeHash(this.id, this.field.value) !== this.element.getAttribute("data-code")) {
      this.wrong += 1;
      this.field.setAttribute("aria-invalid", "true");
      this.say(this.wrong >= WRONG_CODES ? "activity-wrong-code-help" : "activity-wrong-code");
      this.field.select();
      return;
    }
    this.confirmed = true;
    this.changed();
    this.show();
    // The field that had the focus is gone.
    const result = /** @type {HTMLElement | null} */ (this.element.querySelector(".cw-code-result"));
    if (result) result.focus();
  }

  show() {
    this.element.toggleAttribute("data-done", this.confirmed);
    if (this.entry) this.entry.toggleAttribute("hidden", this.confirmed || !this.usable);
    if (this.field && this.confirmed) {
      this.field.value = "";
      this.field.removeAttribute("aria-invalid");
    }
    if (this.confirmed) this.say("activity-confirmed");
    else this.say(this.usable ? "" : "activity-not-confirmed");
  }

  /** @param {string} key */
  say(key) {
    const text = key ? this.page.strings[key] || "" : "";
    this.element.querySelectorAll("[data-result]").forEach((line) => {
      if (line.textContent !== text) line.textContent = text;
    });
  }
}

ACTIVITIES["sign-off"] = CodeEntry;
ACTIVITIES["live-session"] = CodeEntry;

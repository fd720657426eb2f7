// The glossary: definitions beside the words on a lesson's page, and the page with all terms, in a dialog of the shell.
//
// Without this script, or in a browser without popovers, each term is a link to the page with all of them.

/** Between a term and its definition, and between the definition and the edge of the window. */
const DEFINITION_GAP = 8;

/** A term on a page, as a button that shows its definition. */
class Term {
  /**
   * @param {HTMLAnchorElement} link
   * @param {HTMLElement} definition
   */
  constructor(link, definition) {
    this.link = link;
    this.definition = definition;
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (!isPlainClick(event)) return;
      event.preventDefault();
      this.open();
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      this.open();
    });
  }

  open() {
    const { definition, link } = this;
    const closed = (/** @type {Event} */ event) => {
      if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
      link.setAttribute("aria-expanded", "false");
      definition.removeEventListener("toggle", closed);
      definition.removeEventListener("focusout", left);
    };
    const left = (/** @type {FocusEvent} */ event) => {
      const goesTo = /** @type {Node | null} */ (event.relatedTarget);
      if (goesTo && !definition.contains(goesTo)) definition.hidePopover();
    };
    definition.showPopover();
    this.place();
    definition.focus(); // Closed by Escape, it gives the focus back by itself.
    link.setAttribute("aria-expanded", "true");
    definition.addEventListener("toggle", closed);
    definition.addEventListener("focusout", left);
  }

  /** Below the word, or above it where there is more room; inside the window in any case. */
  place() {
    const word = this.link.getClientRects()[0] || this.link.getBoundingClientRect();
    const view = this.link.ownerDocument.documentElement;
    const { offsetWidth: width, offsetHeight: height } = this.definition;
    const below = word.bottom + DEFINITION_GAP;
    const fits = below + height + DEFINITION_GAP <= view.clientHeight || word.top < view.clientHeight - word.bottom;
    const top = fits ? below : word.top - DEFINITION_GAP - height;
    const isRightToLeft = view.dir === "rtl";
    const left = isRightToLeft ? word.right - width : word.left;
    /** @type {(value: number, most: number) => string} */
    const inside = (value, most) => `${Math.max(DEFINITION_GAP, Math.min(value, most - DEFINITION_GAP))}px`;
    this.definition.style.top = inside(top, view.clientHeight - height);
    this.definition.style.left = inside(left, view.clientWidth - width);
  }
}

/** @param {Document} page */
function enlivenTerms(page) {
  if (typeof HTMLElement.prototype.showPopover !== "function") return;
  page.querySelectorAll("a[data-term]").forEach((link) => {
    const definition = page.getElementById(`cw-definition-${link.getAttribute("data-term")}`);
    if (definition) new Term(/** @type {HTMLAnchorElement} */ (link), definition);
  });
}

/** The dialog in the shell, which shows the page with all terms. A theme may leave it out; then links lead to that page. */
class GlossaryDialog extends ShellPart {
  /** @param {Shell} shell */
  constructor(shell) {
    super(shell);
    this.dialog = /** @type {HTMLDialogElement | null} */ (shell.document.querySelector("[data-glossary-dialog]"));
    this.frame = /** @type {HTMLIFrameElement | null} */ (shell.document.querySelector("[data-glossary-frame]"));
    if (!this.dialog || !this.frame || !this.dialog.showModal) return;
    shell.document.querySelectorAll("[data-glossary-open]").forEach((link) => {
      link.addEventListener("click", (event) => {
        if (!isPlainClick(/** @type {MouseEvent} */ (event))) return;
        event.preventDefault();
        this.open("");
      });
    });
    this.dialog.querySelectorAll("[data-glossary-close]").forEach((button) => button.addEventListener("click", () => this.close()));
    shell.window.addEventListener("message", (event) => this.onMessage(event));
  }

  /**
   * @param {number} _index
   * @param {Message} message
   */
  heard(_index, message) {
    if (message.type === "glossary") this.open(String(message.term));
  }

  /** @param {string} term its identifier, or "" for the beginning */
  open(term) {
    if (!this.dialog || !this.frame || !this.dialog.showModal) return;
    this.frame.src = (this.frame.dataset.src || "") + (term ? `#cw-term-${term}` : "");
    if (!this.dialog.open) this.dialog.showModal();
  }

  close() {
    if (this.dialog) closeDialog(this.dialog);
  }

  /** @param {MessageEvent} event of the page with all terms */
  onMessage(event) {
    const message = /** @type {Message} */ (event.data);
    if (!this.frame || event.source !== this.frame.contentWindow || !message || message.cw !== 1) return;
    if (message.type === "key") this.close();
    else if (message.type === "go") {
      this.close();
      this.shell.goTo(this.shell.indexOf(message.lesson), String(message.fragment || ""), true);
    }
  }
}

/**
 * The page with all terms: in the order of its language, and with its links to lessons followed by the shell around it.
 * @param {Window} owner
 */
function startGlossary(owner) {
  const page = owner.document;
  showSettings(page, readSettings(owner));
  const list = page.querySelector("[data-terms]");
  if (list) sortTerms(list, page.documentElement.lang);
  if (owner.parent === owner) return;
  page.documentElement.classList.add("cw-framed");
  /** @param {object} message */
  const send = (message) => owner.parent.postMessage({ cw: 1, ...message }, "*");
  page.addEventListener("keydown", (event) => event.key === "Escape" && send({ type: "key", key: "escape" }));
  page.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-go]") : null;
    if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event)) return;
    event.preventDefault();
    send({ type: "go", lesson: link.dataset.go, fragment: decodeFragment(link.hash) });
  });
}

/**
 * @param {Element} list
 * @param {string} language
 */
function sortTerms(list, language) {
  /** @param {Element} entry */
  const term = (entry) => (entry.querySelector("dt") || entry).textContent || "";
  const collator = typeof Intl === "object" ? new Intl.Collator(language, { numeric: true }) : null;
  if (!collator) return;
  const entries = Array.from(list.children);
  const sorted = entries.slice().sort((a, b) => collator.compare(term(a), term(b)));
  if (sorted.some((entry, index) => entry !== entries[index])) list.append(...sorted);
}

SHELL_PARTS.push(GlossaryDialog);
PAGE_PARTS.push(({ document }) => enlivenTerms(document));
PAGES.glossary = startGlossary;

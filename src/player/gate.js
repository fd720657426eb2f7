// A gate: what follows is no part of the page until the learner has done what stands before it, and goes on.
//
// What follows is hidden for everybody (`data-behind-gate`, by the theme's style sheet, on screens alone): for eyes, for
// screen readers, for the search of the browser; the end of the page too, so that a page with a closed gate is not seen to
// its end. Behind the first closed gate all is hidden, other gates included. Nothing is hidden on a page that no shell
// speaks to, and where learners look back.

class Gate extends Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    super(page, element);
    this.pressed = false;
    /** Whether nobody has to press the button. */
    this.isFree = page.shell === null;
    this.waits = (element.getAttribute("data-after") || "").split(" ").filter(Boolean);
    this.button = /** @type {HTMLButtonElement | null} */ (element.querySelector("button"));
    if (this.button) this.button.addEventListener("click", () => this.press());
    page.onProgress(() => this.refresh());
    // Once all blocks of the page are there, and before anybody sees it.
    Promise.resolve().then(() => this.refresh());
    page.window.setTimeout(() => page.framed || this.setFree(true), SHELL_DELAY);
  }

  response() {
    return this.pressed ? ["a"] : [];
  }

  /** @param {string[]} response */
  restore(response) {
    this.pressed = response.includes("a");
    this.refresh();
  }

  /** @param {boolean} usable */
  enable(usable) {
    this.setFree(!usable);
  }

  /** @param {boolean} free */
  setFree(free) {
    this.isFree = free;
    this.refresh();
  }

  /** @returns {boolean} */
  isOpen() {
    return this.pressed || this.isFree || this.button === null;
  }

  /** @returns {string[]} ids of what is still to be done */
  open() {
    return this.waits.filter((id) => !this.page.isDone(id));
  }

  press() {
    const [first] = this.open();
    if (first) {
      focusInside(this.page.document.querySelector(`[data-activity="${first}"], [data-question="${first}"], [data-draw="${first}"]`));
      return;
    }
    this.pressed = true;
    this.changed();
    focusFirst(elementsAfter(this.element));
  }

  refresh() {
    const count = this.open().length;
    this.element.hidden = this.isOpen();
    if (this.button) this.button.setAttribute("aria-disabled", String(count > 0));
    this.element.querySelectorAll("[data-hint]").forEach((line) => {
      const key = count > 1 ? "activity-waiting-count" : count === 1 ? "activity-waiting" : line.textContent ? "activity-ready" : "";
      const text = key ? fillIn(this.page.strings[key], { count: localNumber(this.page.document, count) }) : "";
      if (line.textContent !== text) line.textContent = text;
    });
    hideBehindGates(this.page);
  }
}

ACTIVITIES.continue = Gate;

/** @param {LessonPage} page */
function hideBehindGates(page) {
  const gates = /** @type {Gate[]} */ (page.activities.filter((activity) => activity instanceof Gate));
  const closed = gates.find((gate) => !gate.isOpen());
  const hidden = new Set(closed ? elementsAfter(closed.element) : []);
  page.document.querySelectorAll("[data-behind-gate]").forEach((element) => {
    if (!hidden.has(element)) element.removeAttribute("data-behind-gate");
  });
  hidden.forEach((element) => element.setAttribute("data-behind-gate", ""));
}

/**
 * @param {Element} element
 * @returns {Element[]} what follows on the lesson's page, however deep the theme has put the element
 */
function elementsAfter(element) {
  const after = [];
  for (let at = /** @type {Element | null} */ (element); at && at.localName !== "main" && at.localName !== "body"; at = at.parentElement) {
    for (let next = at.nextElementSibling; next; next = next.nextElementSibling) after.push(next);
  }
  return after;
}

/**
 * The learner goes on reading where the page has opened.
 * @param {Element[]} elements
 */
function focusFirst(elements) {
  const first = elements.find((element) => element.getClientRects().length > 0 && !element.hasAttribute("data-end"));
  if (first && first.hasAttribute("data-activity") && first.getAttribute("data-kind") === "continue") focusInside(first);
  else if (first instanceof HTMLElement) focusOn(first);
  else if (elements[0] && elements[0].parentElement) focusOn(elements[0].parentElement);
}

/** @param {Element | null} element whose first control is wanted, or itself */
function focusInside(element) {
  const control = element && element.querySelector("input:enabled, textarea:enabled, button:enabled:not([hidden]), select:enabled, summary, a[href]");
  if (control instanceof HTMLElement && control.getClientRects().length > 0) control.focus();
  else if (element instanceof HTMLElement) focusOn(element);
}

/** @param {HTMLElement} element that need not be one that keys reach */
function focusOn(element) {
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: element.localName === "main" });
}

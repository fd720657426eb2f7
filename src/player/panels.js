// Parts that learners open, turn and step through. The pages hold them all, to be read without scripts; here they
// become tabs, steps and cards. What was opened is kept when the block has an identifier.

/** One block with parts, each an element with `data-part`. */
class PanelBlock {
  /**
   * @param {HTMLElement} element
   */
  constructor(element) {
    this.element = element;
    this.document = element.ownerDocument;
    this.parts = /** @type {HTMLElement[]} */ (Array.from(element.querySelectorAll("[data-part]")));
    /** @type {Set<string>} */
    this.opened = new Set();
    /** Called when a part is opened for the first time. */
    this.onOpened = () => {};
    element.classList.add("cw-live");
  }

  /** @param {HTMLElement} part */
  open(part) {
    const id = part.getAttribute("data-part") || "";
    if (this.opened.has(id)) return;
    this.opened.add(id);
    this.mark();
    this.onOpened();
  }

  /** @param {string[]} ids what was opened before */
  restore(ids) {
    ids.forEach((id) => this.opened.add(id));
    this.mark();
  }

  mark() {
    for (const part of this.parts) {
      part.toggleAttribute("data-opened", this.opened.has(part.getAttribute("data-part") || ""));
    }
  }

  /** @returns {boolean} */
  isDone() {
    return this.opened.size >= this.parts.length;
  }

  /**
   * @param {string} tag
   * @param {string} classes
   * @param {string} [text]
   * @returns {HTMLElement}
   */
  make(tag, classes, text = "") {
    const element = this.document.createElement(tag);
    element.className = classes;
    element.textContent = text;
    if (tag === "button") element.setAttribute("type", "button");
    return element;
  }

  /**
   * @param {string} name of a data attribute of the block
   * @returns {string}
   */
  words(name) {
    return this.element.getAttribute(`data-${name}`) || "";
  }
}

/** `<details>` open by themselves; it is only noted. */
class Accordion extends PanelBlock {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.parts.forEach((part) => part.addEventListener("toggle", () => part.hasAttribute("open") && this.open(part)));
  }
}

/** Tabs as the ARIA Authoring Practices describe them: one stop for the Tab key, arrows between the tabs. */
class Tabs extends PanelBlock {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    const list = this.make("div", "cw-tab-list");
    list.setAttribute("role", "tablist");
    this.buttons = this.parts.map((part) => this.button(part));
    list.append(...this.buttons);
    list.addEventListener("keydown", (event) => this.onKey(event));
    element.prepend(list);
    this.select(0);
  }

  /**
   * @param {HTMLElement} part
   * @returns {HTMLElement}
   */
  button(part) {
    const title = part.querySelector(".cw-part-title");
    const button = this.make("button", "cw-tab-button");
    button.innerHTML = title ? title.innerHTML : "";
    button.id = `${part.id}-tab`;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", part.id);
    button.addEventListener("click", () => this.select(this.parts.indexOf(part)));
    part.setAttribute("role", "tabpanel");
    part.setAttribute("aria-labelledby", button.id);
    part.tabIndex = 0;
    return button;
  }

  /** @param {number} index */
  select(index) {
    this.parts.forEach((part, at) => (part.hidden = at !== index));
    this.buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    this.open(this.parts[index]);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const at = this.buttons.indexOf(/** @type {HTMLElement} */ (event.target));
    const to = at < 0 ? null : nextByKey(event.key, at, this.buttons.length, isRightToLeft(this.element));
    if (to === null) return;
    event.preventDefault();
    this.select(to);
    this.buttons[to].focus();
  }
}

/**
 * @param {string} key
 * @param {number} at
 * @param {number} count
 * @param {boolean} rightToLeft
 * @returns {number | null} where a key leads in a row of things; null if it leads nowhere
 */
function nextByKey(key, at, count, rightToLeft) {
  const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
  const backward = rightToLeft ? "ArrowRight" : "ArrowLeft";
  if (key === forward) return (at + 1) % count;
  if (key === backward) return (at + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

/** One step at a time, with buttons forwards and backwards. */
class Process extends PanelBlock {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.at = 0;
    this.previous = this.make("button", "cw-button cw-secondary", this.words("previous"));
    this.next = this.make("button", "cw-button", this.words("next"));
    this.position = this.make("span", "cw-stage-position");
    const controls = this.make("div", "cw-stage-controls");
    controls.append(this.previous, this.position, this.next);
    element.append(controls);
    this.previous.addEventListener("click", () => this.go(this.at - 1));
    this.next.addEventListener("click", () => this.go(this.at + 1));
    this.show();
  }

  /** @param {number} index */
  go(index) {
    if (index < 0 || index >= this.parts.length) return;
    this.at = index;
    this.show();
    const title = /** @type {HTMLElement | null} */ (this.parts[index].querySelector(".cw-part-title"));
    if (title) title.focus();
  }

  show() {
    this.parts.forEach((part, index) => (part.hidden = index !== this.at));
    const list = this.parts[0]?.parentElement;
    // The number in front of a step counts the steps that are shown; so it is told where to begin.
    if (list) list.style.setProperty("counter-reset", `cw-stage ${this.at}`);
    this.previous.toggleAttribute("disabled", this.at === 0);
    this.next.toggleAttribute("disabled", this.at === this.parts.length - 1);
    const values = { number: String(this.at + 1), count: String(this.parts.length) };
    this.position.textContent = fillIn(this.words("position"), values);
    if (this.parts[this.at]) this.open(this.parts[this.at]);
  }
}

/** Cards with a front and a back. */
class FlashCards extends PanelBlock {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    this.parts.forEach((card) => this.makeTurnable(card));
  }

  /** @param {HTMLElement} card */
  makeTurnable(card) {
    const front = /** @type {HTMLElement | null} */ (card.querySelector(".cw-card-front"));
    const back = /** @type {HTMLElement | null} */ (card.querySelector(".cw-card-back"));
    if (!front || !back) return;
    card.classList.add("cw-live");
    const button = this.make("button", "cw-card-turn");
    const live = this.make("div", "cw-card-faces");
    live.setAttribute("aria-live", "polite");
    live.append(front, back);
    card.append(live, button);
    /** @param {boolean} turned */
    const turn = (turned) => {
      front.hidden = turned;
      back.hidden = !turned;
      card.toggleAttribute("data-turned", turned);
      button.textContent = this.words(turned ? "back" : "turn");
      const title = front.textContent || "";
      // The same words on every card would not tell screen readers which one.
      button.setAttribute("aria-label", `${button.textContent}: ${title.trim()}`);
      if (turned) this.open(card);
    };
    turn(false);
    button.addEventListener("click", () => turn(front.hidden !== true));
  }
}

/** @type {Record<string, new (element: HTMLElement) => PanelBlock>} */
const PANEL_BLOCKS = { accordion: Accordion, tabs: Tabs, process: Process, "flash-cards": FlashCards };

/**
 * Brings blocks with parts to life of which nothing is kept; the others are activities.
 * @param {Document} document
 */
function enlivenPanels(document) {
  document.querySelectorAll("[data-kind]:not([data-activity])").forEach((element) => {
    const family = PANEL_BLOCKS[element.getAttribute("data-kind") || ""];
    if (family) new family(/** @type {HTMLElement} */ (element));
  });
}

/** A block with parts that keeps which of them were opened. */
class PanelActivity extends Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    super(page, element);
    this.block = new PANEL_BLOCKS[element.getAttribute("data-kind") || ""](element);
    this.block.onOpened = () => this.changed();
  }

  response() {
    const ids = this.block.parts.map((part) => part.getAttribute("data-part") || "");
    return ids.filter((id) => this.block.opened.has(id));
  }

  /** @param {string[]} response what was opened stays opened, whatever is taken back elsewhere */
  restore(response) {
    this.block.restore(response);
  }

  done() {
    return this.block.isDone();
  }
}

Object.keys(PANEL_BLOCKS).forEach((kind) => (ACTIVITIES[kind] = PanelActivity));
PAGE_PARTS.push(({ document }) => enlivenPanels(document));

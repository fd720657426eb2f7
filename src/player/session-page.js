// A page with a session: what is said about saving, notices, the goodbye. The shell of a course and the page of a path are
// such pages. They find the theme's elements by data attributes alone, and any of them may be missing.

class SessionPage {
  /**
   * @param {Window} owner
   * @param {Adapter} adapter
   * @param {Record<string, string>} strings
   * @param {{ courseId: string, title: string, language: string, iri?: string, stateLimit: number, item?: string }} subject of the session
   */
  constructor(owner, adapter, strings, subject) {
    this.window = owner;
    this.document = owner.document;
    this.strings = strings;
    this.language = subject.language;
    this.session = adapter.open({
      window: owner,
      ...subject,
      onReady: (held, late) => this.onReady(held, late),
      onState: (state) => this.showSaveState(state),
      onLimited: () => this.notice("notice-limited"),
      onElsewhere: (held, before) => this.joinElsewhere(held, before),
    });
  }

  // ---- What differs ----------------------------------------------------------------------------

  /**
   * @param {HeldRecord | null} _held
   * @param {boolean} _late
   */
  onReady(_held, _late) {}

  /**
   * The learner has gone on in another tab.
   * @param {HeldRecord} _held
   * @param {HeldRecord} [_before] what both tabs know
   * @returns {Joined}
   */
  joinElsewhere(_held, _before) {
    return { record: null, news: false };
  }

  // ---- Saving ----------------------------------------------------------------------------------

  /** @param {SaveState} state */
  showSaveState(state) {
    const root = this.document.documentElement;
    root.dataset.save = state;
    root.classList.toggle("cw-ended", state === "ended");
    const troubled = state === "unsaved" || state === "offline" || state === "lost";
    this.each('[data-action="save"]', (button) => (button.hidden = !(troubled && this.mayRecord())));
    this.each('[data-action="exit"]', (button) => (button.hidden = !this.mayLeave()));
    // The words stay while saving: a screen reader would read every change.
    const words = state === "saving" ? "saved" : state === "review" ? this.session.held?.mode || state : state;
    const advice = troubled && this.session.held ? (this.session.shadow.works ? "kept-here" : "keep-open") : "";
    const text = [this.text(words), advice ? this.text(advice) : ""].join(" ").trim();
    this.each("[data-status]", (line) => {
      line.dataset.state = state;
      if (line.textContent !== text) line.textContent = text;
    });
    if (state === "lost") this.notice("notice-lost");
    if (state === "saved") this.dismiss("notice-lost");
  }

  /** @returns {boolean} */
  mayLeave() {
    const { held, state, mayLeave } = this.session;
    return held !== null && state !== "ended" && (!mayLeave || mayLeave.call(this.session));
  }

  /** @returns {boolean} whether there is an LMS that would keep what happens now */
  mayRecord() {
    const { held, state } = this.session;
    return held !== null && held.mode === "normal" && state !== "ended";
  }

  /** @param {string} key */
  notice(key) {
    const place = this.document.querySelector("[data-notices]");
    if (!place || place.querySelector(`[data-notice="${key}"]`)) return;
    const box = this.element("div", "cw-notice");
    box.dataset.notice = key;
    box.setAttribute("role", "alert");
    const words = this.element("p", "");
    words.textContent = this.text(key);
    const button = this.element("button", "cw-button cw-secondary");
    button.setAttribute("type", "button");
    button.dataset.action = "dismiss";
    button.textContent = this.text("dismiss");
    box.append(words, button);
    place.append(box);
  }

  /** @param {string} key */
  dismiss(key) {
    this.each(`[data-notice="${key}"]`, (box) => box.remove());
  }

  // ---- Leaving ---------------------------------------------------------------------------------

  /**
   * @param {boolean} connected
   * @param {boolean} saved
   */
  sayGoodbye(connected, saved) {
    this.setText("[data-goodbye-text]", this.goodbye(connected, saved));
    this.each("[data-goodbye]", (panel) => this.reveal(panel));
    const goesBack = this.session.returnUrl && this.session.returnUrl();
    if (!goesBack && this.window.opener && this.window === this.window.top) this.window.close();
  }

  /**
   * @param {boolean} connected
   * @param {boolean} saved
   * @returns {string}
   */
  goodbye(connected, saved) {
    if (!connected) return this.text("goodbye-alone");
    if (saved) return this.text("goodbye-saved");
    return [this.text("goodbye-unsaved"), this.session.shadow.works ? this.text("kept-here") : ""].join(" ").trim();
  }

  // ---- Small things ----------------------------------------------------------------------------

  /**
   * @param {string} tag
   * @param {string} classes
   * @returns {HTMLElement}
   */
  element(tag, classes) {
    const element = this.document.createElement(tag);
    if (classes) element.className = classes;
    return element;
  }

  /**
   * Shows a panel and moves the focus to its heading, as to a new page.
   * @param {HTMLElement} panel
   */
  reveal(panel) {
    panel.hidden = false;
    const heading = /** @type {HTMLElement | null} */ (panel.querySelector("[data-heading]"));
    if (heading) heading.focus();
  }

  /**
   * @param {string} selector
   * @param {(element: HTMLElement) => void} action
   */
  each(selector, action) {
    this.document.querySelectorAll(selector).forEach((element) => action(/** @type {HTMLElement} */ (element)));
  }

  /**
   * @param {string} selector
   * @param {string} text
   */
  setText(selector, text) {
    this.each(selector, (element) => {
      if (element.textContent !== text) element.textContent = text;
    });
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   * @returns {string}
   */
  text(key, values) {
    return fillIn(this.strings[key], values);
  }

  /**
   * @param {number} value
   * @returns {string} as the page's language writes it
   */
  number(value) {
    try {
      return new Intl.NumberFormat(this.language, { maximumFractionDigits: 2 }).format(value);
    } catch (error) {
      return String(value);
    }
  }
}

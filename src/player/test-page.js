// A test on its page: before, while it is being answered, and after.
//
// The page is whole without all this. It may have, each of them or none: `[data-test]` with `[data-test-facts]`, `[data-test-outcome]` and a button `[data-test-begin]`; `[data-test-bar]` with
// `[data-test-time]`, `[data-test-count]` and buttons `[data-test-extend]` and `[data-test-submit]`; a dialog
// `[data-test-confirm]`; `[data-test-said]` for what screen readers are told.

/** Minutes before the end at which the time is said: often enough to plan by, and no more. */
const TIME_MARKS = [30, 10, 5, 1];
/** Milliseconds without a change after which a draft is handed on. */
const DRAFT_DELAY = 400;

/**
 * @param {number} before seconds left when last looked
 * @param {number} left seconds
 * @returns {number | null} minutes to be said now
 */
function markPassed(before, left) {
  const passed = TIME_MARKS.filter((mark) => before > 60 * mark && left <= 60 * mark);
  return passed.length > 0 ? passed[passed.length - 1] : null;
}

class TestPage {
  /**
   * @param {LessonPage} page
   * @param {Element} element
   */
  constructor(page, element) {
    this.page = page;
    this.element = element;
    /** @type {TestView | null} */
    this.view = null;
    this.timeLeft = 0;
    this.since = 0;
    this.timer = 0;
    /** @type {Map<QuestionForm, string>} what was last handed on, or came from the shell */
    this.known = new Map();
    /** @type {string[]} ids, in the order of the page */
    this.asked = [];
    this.on("[data-test-begin]", () => this.ask("begin"));
    this.on("[data-test-extend]", () => this.ask("extend"));
    this.on("[data-test-submit]", () => this.confirm());
    this.on("[data-test-sure]", () => this.sure());
    this.on("[data-test-back]", () => this.closeDialog());
    page.questions.forEach((question) => (question.test = this));
  }

  // ---- What the learner does -------------------------------------------------------------------

  /** @param {"begin" | "submit" | "extend"} act */
  ask(act) {
    this.flush();
    this.page.send({ type: "test", act });
  }

  /**
   * A question may have been answered, or answered otherwise. What is being typed waits a little.
   * @param {QuestionForm} question
   */
  changed(question) {
    if (!this.view || this.view.phase !== "open") return;
    this.showCount();
    if (!(question.field instanceof TextField)) return this.flush();
    this.page.window.clearTimeout(this.timer);
    this.timer = this.page.window.setTimeout(() => this.flush(), DRAFT_DELAY);
  }

  /** Hands on every draft that is another than before. */
  flush() {
    this.page.window.clearTimeout(this.timer);
    this.timer = 0;
    if (!this.view || this.view.phase !== "open") return;
    for (const question of this.questions()) {
      const response = question.field.read();
      const text = JSON.stringify(response);
      if (text === this.known.get(question)) continue;
      this.known.set(question, text);
      const latency = Math.round(this.page.window.performance.now() - this.since);
      this.page.send({ type: "draft", question: question.id, response, latency, texts: question.field.texts() });
    }
  }

  /** Before what cannot be taken back, the learner looks it over (WCAG 3.3.4). */
  confirm() {
    this.flush();
    const open = this.questions().filter((question) => question.field.read().length === 0);
    this.text("[data-test-open]", this.words(open.length > 0 ? "test-open" : "test-complete", { count: String(open.length) }));
    this.each("[data-test-open-list]", (list) => {
      list.textContent = "";
      list.hidden = open.length === 0;
      open.forEach((question) => list.append(this.linkTo(question)));
    });
    const dialog = this.dialog();
    if (!dialog) this.ask("submit");
    else if (!dialog.open) dialog.showModal();
  }

  /**
   * @param {QuestionForm} question
   * @returns {HTMLElement}
   */
  linkTo(question) {
    const item = this.page.document.createElement("li");
    const button = this.page.document.createElement("button");
    button.type = "button";
    button.className = "cw-button cw-secondary cw-small";
    const label = question.form.querySelector(".cw-question-label");
    button.textContent = (label && label.textContent) || question.id;
    button.addEventListener("click", () => {
      this.closeDialog();
      question.field.focus();
    });
    item.append(button);
    return item;
  }

  sure() {
    this.closeDialog();
    this.ask("submit");
  }

  closeDialog() {
    const dialog = this.dialog();
    if (dialog && dialog.open) dialog.close();
  }

  // ---- What the shell says ---------------------------------------------------------------------

  /**
   * @param {TestView} view
   * @param {Message} message
   */
  restore(view, { answers = {}, mode, news, layout }) {
    const before = this.view;
    // What is written into the fields now is nothing that the learner has done.
    this.view = null;
    this.asked = layout ? layout.order : this.page.questions.map(({ id }) => id);
    if (!before || news === "begun") this.since = this.page.window.performance.now();
    if (view.phase !== "open") this.closeDialog();
    for (const question of this.page.questions) {
      const judged = view.review ? answers[question.id] || null : null;
      if (judged) question.restore(judged, mode);
      else this.showDraft(question, view, mode);
    }
    this.view = view;
    this.show(view, mode === "review");
    if (view.timeLeft !== null) this.tick(view.timeLeft);
    if (news) this.tell(news, view);
  }

  /**
   * @param {QuestionForm} question
   * @param {TestView} view
   * @param {string} mode
   */
  showDraft(question, view, mode) {
    const response = view.responses[question.id] || [];
    const open = view.phase === "open" && mode !== "review";
    // What is being typed is newer than what was kept.
    const typing = open && question.phase === "open" && this.timer !== 0;
    if (!typing && JSON.stringify(question.field.read()) !== JSON.stringify(response)) question.field.write(response);
    if (!typing) this.known.set(question, JSON.stringify(response));
    if (open && question.phase !== "open") question.begin(false);
    if (open) return;
    question.hideOutcome();
    question.field.mark(null);
    question.locked = true;
    if (view.review) question.say("not-answered");
    question.setPhase("closed");
  }

  /** @param {number} left seconds */
  tick(left) {
    const mark = this.view && this.view.phase === "open" ? markPassed(this.timeLeft, left) : null;
    this.timeLeft = left;
    // Whoever types to the last second has handed on nothing since the last pause.
    if (left <= 2) this.flush();
    this.each("[data-test-time]", (part) => {
      part.textContent = this.words("test-time", { time: minutesText(Math.ceil(left)) });
      part.toggleAttribute("data-late", left <= 60);
    });
    if (mark !== null) this.say(mark === 1 ? "test-time-short" : "test-time-said", { minutes: String(mark) });
  }

  /**
   * @param {string} news
   * @param {TestView} view
   */
  tell(news, view) {
    if (news === "begun") {
      const [first] = this.questions();
      if (first) first.field.focus();
    } else if (news === "extended") {
      // The button may be gone.
      this.each("[data-test-submit]", (button) => view.extension === 0 && button.focus());
      this.say("test-extended", { minutes: String(Math.ceil((view.timeLeft || 0) / 60)) });
    } else {
      if (news === "over") this.say("test-time-over");
      this.each(".cw-test-title", (heading) => heading.focus());
    }
  }

  // ---- What is shown ---------------------------------------------------------------------------

  /**
   * @param {TestView} view
   * @param {boolean} looking back, where nothing may be changed
   */
  show(view, looking) {
    const { phase } = view;
    const usable = !looking && phase === "open";
    this.element.setAttribute("data-phase", phase);
    this.page.document.documentElement.setAttribute("data-test-phase", phase);
    this.each("[data-test-bar]", (bar) => (bar.hidden = !usable));
    this.each("[data-test-time]", (part) => (part.hidden = view.timeLeft === null));
    this.each("[data-test-extend]", (button) => {
      button.hidden = view.extension === 0;
      button.textContent = this.words("test-extend", { minutes: String(view.extension) });
    });
    this.each("[data-test-begin]", (button) => {
      button.hidden = looking || !(phase === "ready" || view.again);
      button.textContent = this.words(view.attempts > 0 ? "test-again" : "test-begin");
    });
    this.each("[data-test-facts]", (facts) => (facts.hidden = phase === "submitted" && !view.again));
    this.each("[data-test-outcome]", (part) => (part.hidden = phase !== "submitted"));
    if (phase === "submitted") this.showOutcome(view);
    this.showQuestions(looking || phase !== "ready");
    this.showCount();
  }

  /** @param {boolean} shown a test with a time limit is seen when the time runs */
  showQuestions(shown) {
    this.questions().forEach(({ form }) => form.toggleAttribute("hidden", !shown));
  }

  showCount() {
    const questions = this.questions();
    const answered = questions.filter((question) => question.field.read().length > 0).length;
    const counts = { answered: String(answered), count: String(questions.length) };
    this.text("[data-test-count]", this.words("test-answered", counts));
  }

  /** @param {TestView} view */
  showOutcome(view) {
    const { score, counts, outcome, attemptsLeft, freed, ways } = view;
    const numbers = { score: String(score), counts: String(counts) };
    const points = this.words(counts !== null && counts !== score ? "test-score-counts" : "test-score", numbers);
    this.text("[data-test-score]", [outcome ? this.words(`test-${outcome}`) : "", points].join(" ").trim());
    const left = attemptsLeft === null ? "test-tries-more" : attemptsLeft > 0 ? "test-tries-left" : "test-tries-none";
    this.text("[data-test-tries]", score === 100 ? "" : this.words(left, { count: String(attemptsLeft) }));
    this.text("[data-test-freed]", this.words("test-freed", { titles: freed.join(", ") }));
    this.each("[data-test-freed]", (part) => (part.hidden = freed.length === 0));
    this.each("[data-test-ways]", (part) => {
      part.hidden = ways.length === 0;
      const list = part.querySelector("ul");
      if (list) list.replaceChildren(...ways.map((way) => this.wayItem(way)));
    });
  }

  /**
   * @param {TestView["ways"][number]} way
   * @returns {HTMLElement}
   */
  wayItem({ lesson, title, href, objectives }) {
    const item = this.page.document.createElement("li");
    // A lesson of another SCO cannot be reached from here.
    const link = this.page.document.createElement(href ? "a" : "span");
    if (href) link.setAttribute("href", href.replace(/^.*\//, ""));
    if (href) link.dataset.go = lesson;
    link.textContent = title;
    const about = objectives.filter(Boolean).join("; ");
    item.append(link, about ? ` – ${about}` : "");
    return item;
  }

  // ---- Small things ----------------------------------------------------------------------------

  /** @returns {QuestionForm[]} those that are asked, in the order of the page */
  questions() {
    return this.asked.flatMap((id) => this.page.questions.filter((question) => question.id === id));
  }

  /** @returns {HTMLDialogElement | null} */
  dialog() {
    return this.page.document.querySelector("[data-test-confirm]");
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   */
  say(key, values) {
    this.text("[data-test-said]", this.words(key, values));
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   * @returns {string}
   */
  words(key, values) {
    return fillIn(this.page.strings[key], values);
  }

  /**
   * @param {string} selector
   * @param {string} text
   */
  text(selector, text) {
    this.each(selector, (part) => {
      if (part.textContent !== text) part.textContent = text;
    });
  }

  /**
   * @param {string} selector
   * @param {(part: HTMLElement) => void} action
   */
  each(selector, action) {
    this.page.document.querySelectorAll(selector).forEach((part) => action(/** @type {HTMLElement} */ (part)));
  }

  /**
   * @param {string} selector
   * @param {() => void} act
   */
  on(selector, act) {
    this.each(selector, (part) => part.addEventListener("click", act));
  }
}

PAGE_PARTS.push((page) => {
  const test = page.document.querySelector("[data-test]");
  if (test) page.test = new TestPage(page, test);
});
PAGE_MESSAGES.time = (page, message) => page.test && page.test.tick(message.left);

// The shell page: the menu, the frame with the lesson, moving on, the summary, what is said about saving.
//
// It finds the theme's elements by data attributes alone, and any of them may be missing.

class Shell extends SessionPage {
  /**
   * @param {Window} owner
   * @param {CourseConfig} config
   * @param {Adapter} adapter
   */
  constructor(owner, config, adapter) {
    const isPart = config.layout === "lessons";
    super(owner, adapter, config.strings, {
      courseId: isPart ? `${config.course.id}/${config.lessons[0].id}` : config.course.id,
      title: isPart ? config.lessons[0].title : config.course.title,
      language: config.course.language,
      iri: config.course.iri,
      stateLimit: config.stateLimit,
      item: config.step && config.step.item,
    });
    this.config = config;
    this.standard = adapter.standard;
    this.state = newState(config);
    /** @type {Shared} what other tabs know too */
    this.shared = sharedBy(this.state);
    /** @type {HeldRecord["mode"]} */
    this.mode = "normal";
    /** @type {Map<unknown, number>} */
    this.indexes = new Map(config.lessons.map((lesson, index) => [lesson.id, index]));
    this.inSummary = false;
    this.focusWanted = false;
    this.left = false;
    /** Whether a page is on its way into the frame. */
    this.loading = false;
    /** @type {{ volume: number | null, speed: number | null, captions: boolean | null } | null} */
    this.media = null;
    this.frame = /** @type {HTMLIFrameElement | null} */ (this.document.querySelector("[data-frame]"));
    this.parts = SHELL_PARTS.map((Part) => new Part(this, adapter.standard));
  }

  start() {
    this.document.documentElement.classList.add("cw-ready");
    this.document.documentElement.classList.toggle("cw-in-path", this.standard === "path");
    this.settings = new SettingsPanel(this.window, (settings) => this.send({ type: "settings", settings }));
    this.document.addEventListener("click", (event) => this.onClick(event));
    this.document.addEventListener("keydown", (event) => this.onKey(event));
    this.window.addEventListener("message", (event) => this.onMessage(event));
    this.window.addEventListener("online", () => this.loadAgain());
    this.each("[data-resume]", (dialog) => dialog.addEventListener("cancel", () => this.resume(true)));
    this.showSaveState("connecting");
    this.session.start();
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /**
   * @param {HeldRecord | null} held
   * @param {boolean} late
   */
  onReady(held, late) {
    if (held) this.restore(held, late);
    // Without a connection there is an LMS all the same: the status line says that, and a notice would be wrong.
    else if (["alone", "lost"].includes(this.session.state)) this.notice(`notice-${this.session.state}`);
    if (this.config.seeded && this.state.seed === 0) this.state.seed = CHANCE.seed(this.window);
    this.parts.forEach((part) => part.ready());
    this.document.documentElement.dataset.mode = this.mode;
    if (late) this.joinLate();
    else if (this.state.lesson > 0 && this.mode === "normal") this.askToResume();
    else this.goTo(this.state.lesson, "", false);
  }

  /**
   * @param {HeldRecord} held
   * @param {boolean} late
   */
  restore(held, late) {
    this.mode = held.mode;
    this.media = held.learner;
    if (held.masteryBinds && this.config.mastery !== null) this.config.mastery = held.mastery;
    const stored = STEP.begin(this.config, held, decodeState(this.config, held.state) || this.freshState(held));
    this.state = late ? mergeStates(this.config, stored, this.state) : stored;
    this.shared = sharedBy(stored);
    // What the LMS holds counts even when the record could not be read.
    if (held.completion === "completed") this.state.completed = true;
    if (held.success === "passed") this.state.passed = true;
    this.state.best = larger(this.state.best, held.score);
  }

  /**
   * @param {HeldRecord} held
   * @returns {CourseState} untouched, but at the page that the LMS's bookmark names
   */
  freshState(held) {
    const state = newState(this.config);
    state.lesson = Math.max(0, this.indexOf(held.location));
    return state;
  }

  /** The LMS was found while the learner was already reading: the page stays, the marks appear. */
  joinLate() {
    this.dismiss("notice-alone");
    this.dismiss("notice-lost");
    this.notice("notice-found");
    this.sendRestore(this.state.lesson);
    this.report();
  }

  /**
   * The learner has gone on in another tab: what was done there shows here too, and the page stays.
   * @param {HeldRecord} held
   * @returns {Joined}
   */
  joinElsewhere(held) {
    const other = decodeState(this.config, held.state);
    // Another version of the course; its record says nothing of the pages here.
    if (!other) return { record: null, news: false };
    const before = this.state;
    this.state = joinStates(this.config, before, other, this.shared);
    this.shared = sharedBy(this.state);
    if (encodeState(this.config, this.state) !== encodeState(this.config, before)) {
      if (this.state.retakes > before.retakes) this.sendReset();
      this.sendRestore(this.state.lesson);
      this.render();
      this.parts.forEach((part) => part.ready());
    }
    const news = encodeState(this.config, { ...this.state, lesson: other.lesson }) !== held.state;
    return { record: recordOf(this.config, this.state), news };
  }

  askToResume() {
    const dialog = /** @type {HTMLDialogElement | null} */ (this.document.querySelector("[data-resume]"));
    if (!dialog) return this.goTo(this.state.lesson, "", false);
    const title = this.config.lessons[this.state.lesson].title;
    this.setText("[data-resume-text]", this.text("resume-text", { title }));
    this.render();
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute("open", "");
  }

  /** @param {boolean} go to the page where the learner was; else to the first. Nothing is lost either way. */
  resume(go) {
    this.each("[data-resume]", (dialog) => closeDialog(/** @type {HTMLDialogElement} */ (dialog)));
    this.goTo(go ? this.state.lesson : 0, "", true);
  }

  // ---- Moving ----------------------------------------------------------------------------------

  /**
   * @param {number} index
   * @param {string} fragment
   * @param {boolean} focus whether to move the focus to the new page's heading
   */
  goTo(index, fragment, focus) {
    const lesson = this.config.lessons[index];
    if (!lesson) return;
    const samePage = index === this.state.lesson;
    this.arrive(index);
    this.focusWanted = focus;
    this.loading = !(fragment && samePage);
    if (this.frame) this.frame.src = lesson.href + (fragment ? `#${fragment}` : "");
    // A jump within the page loads nothing, so no `ready` will come.
    if (fragment && samePage) this.sendFocus();
  }

  /** Without a network the browser shows its own error in the frame, and leaves it there. */
  loadAgain() {
    if (this.loading && this.session.state !== "ended") this.goTo(this.state.lesson, "", this.focusWanted);
  }

  /**
   * The frame shows this page, or is about to.
   * @param {number} index
   */
  arrive(index) {
    this.state.lesson = index;
    this.showSummary(false);
    this.toggleMenu(false);
    this.report();
  }

  next() {
    if (this.inSummary) return;
    const index = this.state.lesson;
    // Whoever goes on has seen the page, but for what is still behind a gate.
    if (!hasClosedGate(this.config.lessons[index], this.state)) markSeen(this.config, this.state, index);
    if (index + 1 < this.config.lessons.length) this.goTo(index + 1, "", true);
    else if (this.mayContinue()) {
      this.report(); // The page counts as seen now, and nothing is reported after the end.
      this.leave("continue");
    } else this.openSummary();
  }

  previous() {
    if (this.inSummary) this.closeSummary();
    else if (this.state.lesson > 0) this.goTo(this.state.lesson - 1, "", true);
  }

  /** @returns {boolean} whether Next leads to the next SCO of the package */
  mayContinue() {
    return this.config.layout === "lessons" && this.session.canContinue();
  }

  /** @param {NavigationRequest} request */
  leave(request) {
    if (this.left) return;
    this.left = true;
    const connected = this.session.held !== null;
    const saved = this.session.finish(request);
    if (this.frame) this.frame.src = "about:blank"; // Stops sound and video.
    this.showSummary(false);
    this.each("[data-frame]", (frame) => (frame.hidden = true));
    // Over HTTP it takes a moment until all is saved, and closing the window would cut that off.
    if (typeof saved === "boolean") this.sayGoodbye(connected, saved);
    else saved.then((all) => this.sayGoodbye(connected, all));
  }

  // ---- The summary -----------------------------------------------------------------------------

  openSummary() {
    // A step of a path is failed when nothing can change that, and not when its result is looked at.
    settle(this.config, this.state, !this.config.step);
    this.report();
    if (this.parts.some((part) => part.takesOn())) return;
    this.setText("[data-summary-status]", this.text(`status-${this.statusWord()}`));
    this.setText("[data-summary-score]", this.scoreText());
    this.each("[data-summary]", (panel) => (panel.dataset.outcome = this.statusWord()));
    this.drawScore();
    this.fillMissing();
    const again = this.mode === "normal" && mayRetake(this.config, this.state);
    this.each('[data-action="retake"], [data-retake-note]', (element) => (element.hidden = !again));
    this.parts.forEach((part) => part.summarised());
    this.send({ type: "pause" });
    this.showSummary(true);
    this.toggleMenu(false);
    this.each("[data-summary]", (panel) => this.reveal(panel));
  }

  closeSummary() {
    this.showSummary(false);
    this.render();
    this.sendFocus();
  }

  /** @param {boolean} shown */
  showSummary(shown) {
    this.inSummary = shown;
    this.document.documentElement.classList.toggle("cw-summary-open", shown);
    this.each("[data-summary]", (panel) => (panel.hidden = !shown));
    this.each("[data-frame]", (frame) => (frame.hidden = shown));
    this.render();
  }

  /** @returns {"passed" | "completed" | "failed" | "incomplete"} */
  statusWord() {
    if (this.state.completed) return this.state.passed ? "passed" : "completed";
    return this.state.failed ? "failed" : "incomplete";
  }

  /** @returns {Achievement} */
  achievement() {
    const { completed, passed, best } = this.state;
    return { title: this.config.course.title, score: best, earned: completed && (this.config.mastery === null || passed) };
  }

  /** @returns {string} "" if there is nothing to score or nothing has been answered */
  scoreText() {
    const grades = gradesOf(this.config, this.state);
    const score = scoreOf(grades);
    const best = this.state.best;
    if (score === null || (best === null && grades.every((grade) => grade.score === null))) return "";
    const values = { score: this.number(score), best: this.number(best || 0) };
    const key = best !== null && best > score ? "score-best" : "score";
    const { mastery } = this.config;
    const needed = mastery === null ? "" : this.text("score-mastery", { mastery: this.number(mastery) });
    return `${this.text(key, values)} ${needed}`.trim();
  }

  /** The ring of the theme, if it has one: drawn by an attribute, since a strict policy allows no styles. */
  drawScore() {
    const shown = this.scoreText() !== "";
    const score = this.state.best === null ? scoreOf(gradesOf(this.config, this.state)) : this.state.best;
    const whole = Math.floor(score || 0);
    this.each("[data-score]", (part) => (part.hidden = !shown));
    this.each("[data-score-ring]", (ring) => ring.setAttribute("stroke-dasharray", `${score} 100`));
    this.setText("[data-score-number]", `${this.number(whole)} %`);
  }

  fillMissing() {
    const entries = missing(this.config, this.state);
    this.each("[data-summary-missing]", (part) => (part.hidden = entries.length === 0));
    this.each("[data-missing-list]", (list) => {
      list.textContent = "";
      entries.forEach((entry) => list.append(this.missingItem(entry)));
    });
  }

  /**
   * @param {ReturnType<typeof missing>[number]} entry
   * @returns {HTMLElement}
   */
  missingItem({ lesson, kind, count }) {
    const item = this.document.createElement("li");
    const link = this.document.createElement("a");
    link.href = lesson.href;
    link.dataset.go = lesson.id;
    link.textContent = this.text(`missing-${kind}`, { title: lesson.title, count: this.number(count) });
    item.append(link);
    return item;
  }

  retake() {
    if (this.mode !== "normal" || !mayRetake(this.config, this.state)) return;
    retake(this.config, this.state);
    this.sendReset();
    const first = this.config.lessons.findIndex((lesson, index) => !lesson.assessment && gradesOfLesson(this.config, this.state, index).length > 0);
    this.goTo(Math.max(0, first), "", true);
  }

  // ---- Talking with the lesson page ------------------------------------------------------------

  /** @param {MessageEvent} event */
  onMessage(event) {
    const message = /** @type {Message} */ (event.data);
    if (!this.frame || event.source !== this.frame.contentWindow) return;
    if (!message || message.cw !== 1 || this.session.state === "ended") return;
    const index = this.indexOf(message.lesson);
    if (message.type === "key") this.onShortcut(message.key);
    else if (message.type === "go") this.goTo(this.indexOf(message.lesson), String(message.fragment || ""), true);
    else if (index < 0) return;
    else if (message.type === "ready") this.onPage(index);
    else if (message.type === "seen") this.onSeen(index);
    else this.parts.forEach((part) => part.heard(index, message));
  }

  /** @param {number} index */
  onPage(index) {
    this.loading = false;
    // The learner may have used the browser's Back button, or a link that only the frame knows of.
    if (index !== this.state.lesson) this.arrive(index);
    this.sendRestore(index);
    if (this.focusWanted) this.sendFocus();
    this.parts.forEach((part) => part.arrived(index));
  }

  /** @param {number} index */
  onSeen(index) {
    if (this.state.seen[index]) return;
    markSeen(this.config, this.state, index);
    this.report();
  }

  /**
   * @param {number} index
   * @param {string} [news] what has just happened to the test of the page
   */
  sendRestore(index, news) {
    const { activities = [], assessment } = this.config.lessons[index];
    const test = TESTS.view(this.config, this.state, index);
    /** @type {Record<string, Judgement>} */
    const answers = {};
    for (const question of askedIn(this.config, this.state, index)) {
      // What is right in a test is not told before it is submitted.
      const judged = test && !test.review ? null : judge(question, this.state.answers.get(question.id));
      if (judged) answers[question.id] = { ...judged, locked: judged.locked || this.mode === "review" || Boolean(assessment) };
    }
    const kept = activities.filter(({ id }) => this.state.activities.has(id));
    this.send({
      type: "restore",
      answers,
      layout: CHANCE.layout(this.config, this.state, index),
      test,
      news,
      activities: Object.fromEntries(kept.map(({ id }) => [id, this.state.activities.get(id)])),
      mode: this.mode,
      strings: this.config.strings,
      media: this.media,
    });
    if (this.settings) this.send({ type: "settings", settings: this.settings.settings });
  }

  /** The questions are taken again: they begin afresh, and so do the blocks that count. */
  sendReset() {
    const activities = activitiesOf(this.config).filter(({ scored }) => scored).map(({ id }) => id);
    this.send({ type: "reset", activities });
  }

  sendFocus() {
    this.focusWanted = false;
    if (this.frame) this.frame.focus();
    this.send({ type: "focus" });
  }

  /** @param {{ type: string, [key: string]: unknown }} message */
  send(message) {
    const page = this.frame && this.frame.contentWindow;
    // "*": pages opened from disk have no origin to name. The messages hold nothing secret.
    if (page) page.postMessage({ cw: 1, ...message }, "*");
  }

  /** @param {(Interaction | undefined)[]} answers */
  report(...answers) {
    this.session.update(recordOf(this.config, this.state), ...answers);
    this.shared = sharedBy(this.state);
    this.render();
  }

  // ---- Clicks and keys -------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("[data-go], [data-action]") : null;
    if (!(target instanceof HTMLElement) || this.session.state === "ended") return;
    if (target.dataset.go !== undefined) this.followLink(event, target.dataset.go);
    else this.act(target.dataset.action || "", target);
  }

  /**
   * @param {MouseEvent} event
   * @param {string} id
   */
  followLink(event, id) {
    const index = this.indexOf(id);
    if (index < 0 || !isPlainClick(event)) return;
    event.preventDefault();
    this.goTo(index, "", true);
  }

  /**
   * @param {string} action
   * @param {HTMLElement} target
   */
  act(action, target) {
    /** @type {Record<string, () => void>} */
    const actions = {
      next: () => this.next(),
      previous: () => this.previous(),
      menu: () => this.toggleMenu(),
      summary: () => this.openSummary(),
      back: () => this.closeSummary(),
      retake: () => this.retake(),
      resume: () => this.resume(true),
      restart: () => this.resume(false),
      save: () => this.session.save(),
      exit: () => this.leave("leave"),
      dismiss: () => this.dismiss((target.closest("[data-notice]") || target).getAttribute("data-notice") || ""),
    };
    if (Object.prototype.hasOwnProperty.call(actions, action)) actions[action]();
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const key = shortcutOf(event);
    if (!key || this.session.state === "ended") return;
    if (key !== "escape") event.preventDefault();
    this.onShortcut(key);
  }

  /** @param {unknown} key */
  onShortcut(key) {
    if (key === "next") this.next();
    else if (key === "previous") this.previous();
    else if (key === "escape" && this.menuIsOpen()) {
      this.toggleMenu(false);
      this.each('[data-action="menu"]', (button) => button.focus());
    }
  }

  /** @returns {boolean} */
  menuIsOpen() {
    return this.document.documentElement.classList.contains("cw-menu-open");
  }

  /** @param {boolean} [open] */
  toggleMenu(open = !this.menuIsOpen()) {
    this.document.documentElement.classList.toggle("cw-menu-open", open);
    this.each('[data-action="menu"]', (button) => button.setAttribute("aria-expanded", String(open)));
  }

  // ---- What is shown ---------------------------------------------------------------------------

  render() {
    const { lessons, course } = this.config;
    const lesson = lessons[this.state.lesson];
    const seen = this.state.seen.filter(Boolean).length;
    const counts = { seen: this.number(seen), page: this.number(this.state.lesson + 1), pages: this.number(lessons.length) };
    this.document.title = lesson.title === course.title ? course.title : `${lesson.title} – ${course.title}`;
    if (this.frame) this.frame.title = lesson.title;
    this.each("[data-go]", (link) => this.renderLink(link));
    this.each("[data-progress]", (bar) => bar.setAttribute("value", String(Math.floor((100 * seen) / lessons.length))));
    this.setText("[data-progress-text]", this.text("progress", counts));
    this.setText("[data-position]", this.inSummary ? "" : this.text("position", counts));
    this.renderButtons();
  }

  /** @param {HTMLElement} link in the menu */
  renderLink(link) {
    const index = this.indexOf(link.dataset.go || "");
    const seen = Boolean(this.state.seen[index]);
    link.classList.toggle("cw-seen", seen);
    link.querySelectorAll("[data-seen-mark]").forEach((mark) => mark.toggleAttribute("hidden", !seen));
    if (index === this.state.lesson && !this.inSummary) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }

  renderButtons() {
    const last = this.state.lesson === this.config.lessons.length - 1;
    // Who has nothing to answer in a step of a path goes on to the next one.
    const hasResult = !this.config.step || gradesOf(this.config, this.state).length > 0;
    const label = last && hasResult && !this.mayContinue() ? "see-result" : "next";
    this.each('[data-action="next"]', (button) => {
      button.toggleAttribute("disabled", this.inSummary);
      this.setLabel(button, this.text(label));
    });
    this.each('[data-action="previous"]', (button) => {
      button.toggleAttribute("disabled", this.state.lesson === 0 && !this.inSummary);
      this.setLabel(button, this.text("previous"));
    });
  }

  /** @param {SaveState} state */
  showSaveState(state) {
    super.showSaveState(state);
    this.parts.forEach((part) => part.saved());
  }

  // ---- Small things ----------------------------------------------------------------------------

  /**
   * @param {HTMLElement} button
   * @param {string} text
   */
  setLabel(button, text) {
    const label = button.querySelector("[data-label]") || button;
    if (text && label.textContent !== text) label.textContent = text;
  }

  /**
   * @param {unknown} id
   * @returns {number} -1 if there is no such lesson
   */
  indexOf(id) {
    const index = this.indexes.get(id);
    return index === undefined ? -1 : index;
  }
}

/**
 * @param {Window} owner
 * @param {Adapter} adapter
 */
function startShell(owner, adapter) {
  const element = owner.document.getElementById("cw-config");
  if (!element) return;
  new Shell(owner, JSON.parse(element.textContent || ""), adapter).start();
}

PAGES.shell = startShell;

// A step of a learning path, as the shell shows it: the time of an attempt, and what the path does next.
//
// Elements of the theme, any of which may be missing: `[data-step-note]` and buttons `[data-step-action]` in the summary
// (continue, again), and `[data-step-time]`.

/** Minutes before the end at which the learner is told. */
const STEP_MARKS = [5, 1];

class StepKeeper extends ShellPart {
  /** @param {Shell} shell */
  constructor(shell) {
    super(shell);
    /** @type {Countdown | null} */
    this.countdown = null;
    this.last = 0;
    if (shell.config.step) shell.document.addEventListener("click", (event) => this.onClick(event));
  }

  // ---- The way on ------------------------------------------------------------------------------

  /**
   * Who had nothing to answer has no result to look at.
   * @returns {boolean}
   */
  takesOn() {
    const { config, state, session, mode } = this.shell;
    const goesOn = Boolean(config.step) && mode === "normal" && state.completed && gradesOf(config, state).length === 0;
    if (goesOn && session.canContinue()) this.shell.leave("continue");
    return this.shell.left;
  }

  summarised() {
    const { shell } = this;
    const { config, state, session } = shell;
    if (!config.step) return;
    const over = STEP.isOver(config, state);
    const next = session.canContinue();
    const again = over && Boolean(session.mayTryAgain && session.mayTryAgain());
    const word = over ? "over" : state.completed ? "done" : "open";
    const way = word === "open" ? "" : again ? "-again" : next ? "-continue" : "";
    shell.setText("[data-step-note]", shell.text(`step-${word}${way}`));
    this.show('[data-step-action="continue"]', next, word !== "open");
    this.show('[data-step-action="again"]', again, !next);
    this.show('[data-action="back"]', true, word === "open");
    this.show('[data-action="exit"]', shell.mayLeave(), word !== "open" && !next && !again);
  }

  /**
   * @param {string} button
   * @param {boolean} shown
   * @param {boolean} main whether it is what most learners want now
   */
  show(button, shown, main) {
    this.shell.each(`[data-summary] ${button}`, (element) => {
      element.hidden = !shown;
      element.classList.toggle("cw-secondary", !main);
    });
  }

  /** An LMS knows only then where it would go on. */
  saved() {
    if (this.shell.inSummary) this.summarised();
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("[data-step-action]") : null;
    const request = target && target.getAttribute("data-step-action");
    if (request === "continue" || request === "again") this.shell.leave(request);
  }

  // ---- The time --------------------------------------------------------------------------------

  ready() {
    const { config, state, mode } = this.shell;
    const left = STEP.timeLeft(config, state);
    if (left === 0) this.lock();
    else if (left !== null && mode === "normal" && !this.countdown && this.isRunning()) this.begin(left);
  }

  /** @returns {boolean} whether anything is still to be done against the clock */
  isRunning() {
    const { config, state, session } = this.shell;
    if (session.state === "ended" || STEP.isOver(config, state)) return false;
    return !(state.completed && allAnswered(config, state));
  }

  /** @param {number} left seconds */
  begin(left) {
    const { window: owner, state } = this.shell;
    // Whoever is led here from another step may not have expected it.
    if (state.spent === 0) this.shell.notice("step-time-begun");
    this.last = owner.performance.now();
    this.countdown = new Countdown(owner, left, { tick: (now) => this.tick(now), warn: () => {}, end: () => this.end() });
    this.countdown.start();
  }

  /** @param {number} left seconds */
  tick(left) {
    const { shell } = this;
    const { config, state } = shell;
    const limit = 60 * ((config.step && config.step.timeLimit) || 0);
    const now = shell.window.performance.now();
    const units = Math.ceil(state.spent / 10);
    const before = limit - state.spent;
    // Who comes back in the last moments has those once more, but not again and again.
    state.spent = Math.min(limit - 1, state.spent + (now - this.last) / 1000);
    this.last = now;
    if (!this.isRunning()) return this.stop();
    this.showTime(shell.text("step-time", { time: minutesText(left) }));
    const passed = STEP_MARKS.find((mark) => before > 60 * mark && left <= 60 * mark);
    if (passed) shell.notice(`step-time-${passed}`);
    if (Math.ceil(state.spent / 10) !== units) shell.report();
  }

  stop() {
    if (this.countdown) this.countdown.stop();
    this.countdown = null;
    this.showTime("");
  }

  /** @param {string} text */
  showTime(text) {
    this.shell.setText("[data-step-time]", text);
    this.shell.each("[data-step-time]", (part) => (part.hidden = !text));
  }

  /** What was answered counts, and what was not is wrong. */
  end() {
    const { shell } = this;
    const { config, state } = shell;
    this.stop();
    if (!this.isRunning()) return;
    state.spent = 60 * ((config.step && config.step.timeLimit) || 0);
    shell.parts.forEach((part) => part.closed());
    settle(config, state);
    this.lock();
    shell.report();
    shell.sendRestore(state.lesson);
    shell.notice("step-time-over");
    shell.openSummary();
  }

  /** The course can still be looked at. */
  lock() {
    this.shell.mode = "review";
    this.shell.document.documentElement.dataset.mode = "review";
  }
}

SHELL_PARTS.push(StepKeeper);

// One question on a lesson page: a form that is already there, as static HTML.
//
// Beware: an input hides a property of its form that has the input's name (`dataset`, `hidden`, `closest` …),
// and authors choose the names. So the form is only ever asked through methods with a capital in their name,
// which no author's id can have.
//
// A theme may put into the form, each of them or none: `[data-hint]` (details, shown one after the other by a button with
// `data-action="hint"`), `[data-overall="correct|partly|incorrect|recorded"]` (what is said of the answer as a whole; a
// sample answer is `recorded`), and, with `data-time-limit="seconds"` on the form, `[data-timer]` around buttons with
// `data-action="start"` and `data-action="extend"` and a `[data-time-left]`; `[data-time-rule]` says how long a try takes.

class QuestionForm {
  /**
   * @param {LessonPage} page
   * @param {HTMLFormElement} form
   */
  constructor(page, form) {
    this.page = page;
    this.form = form;
    /** @type {TestPage | null} the test that it is part of: it is submitted with that, and has no time limit of its own */
    this.test = null;
    this.id = form.getAttribute("data-question") || "";
    this.field = fieldOf(this);
    this.submitButton = /** @type {HTMLButtonElement | null} */ (form.querySelector('button[type="submit"]'));
    this.retryButton = this.button("retry", () => this.retry());
    this.resultLine = /** @type {HTMLElement | null} */ (form.querySelector(".cw-result"));
    this.hintButton = this.button("hint", () => this.showHint());
    this.hints = /** @type {HTMLElement[]} */ (Array.from(form.querySelectorAll("[data-hint]")));
    this.startButton = this.button("start", () => this.begin(true));
    this.extendButton = this.button("extend", () => this.extend());
    this.countdown = this.countdownOf(Number(form.getAttribute("data-time-limit")));
    /**
     * closed: not to be answered; ready: waits until the learner starts the time; open: being answered; sent: submitted,
     * and nothing heard yet; shown: with its outcome.
     * @type {"closed" | "ready" | "open" | "sent" | "shown"}
     */
    this.phase = "closed";
    this.locked = false;
    this.answeredOnce = false;
    /** How often it was answered, as far as the outcome was shown. */
    this.attempts = 0;
    this.since = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.field.complete()) this.submit();
    });
    ["input", "change"].forEach((name) => form.addEventListener(name, () => this.refresh()));
  }

  /** @returns {boolean} whether the learner has answered, rightly or not; it stays so while they try again */
  done() {
    return this.answeredOnce;
  }

  // ---- What the learner does -------------------------------------------------------------------

  submit() {
    const response = this.field.read();
    if (this.phase !== "open" || response.length === 0 || this.test) return;
    this.setPhase("sent");
    const latency = Math.round(this.page.window.performance.now() - this.since);
    this.page.send({ type: "answer", question: this.id, response, latency, texts: this.field.texts() });
  }

  retry() {
    if (this.locked) return;
    this.begin(true);
  }

  /** Hints come one after the other, and those that were shown stay. */
  showHint() {
    const hint = this.hints.find((candidate) => candidate.hasAttribute("hidden"));
    if (!hint) return;
    hint.removeAttribute("hidden");
    hint.setAttribute("open", "");
    this.refresh();
    const summary = /** @type {HTMLElement | null} */ (hint.querySelector("summary"));
    if (summary) summary.focus();
  }

  // ---- What the shell says ---------------------------------------------------------------------

  /**
   * @param {Judgement | null} judged null: not answered
   * @param {string} mode
   */
  restore(judged, mode) {
    if (this.phase === "closed") this.hints.forEach((hint) => hint.setAttribute("hidden", ""));
    // Whoever is trying again goes on, whatever was heard of an answer that is known already.
    const known = judged !== null && judged.attempts === this.attempts && !judged.locked;
    if (known && this.phase === "open") return;
    if (judged) {
      this.field.write(judged.response);
      this.show(judged);
    } else if (mode === "review") {
      this.locked = true;
      this.say("not-answered");
      this.setPhase("closed");
    } else if (this.phase !== "open" && this.phase !== "ready") {
      this.begin(false);
    }
  }

  /** @param {Judgement} judged the outcome of what the learner has just submitted */
  answered(judged) {
    this.show(judged);
    // The button that had the focus is gone: the next thing to do, or the outcome, gets it.
    const target = (!judged.locked && this.retryButton) || this.resultLine;
    if (!target) return;
    if (target === this.resultLine) target.setAttribute("tabindex", "-1");
    target.focus();
  }

  clear() {
    this.field.write([]);
    this.answeredOnce = false;
    this.attempts = 0;
    this.begin(false);
  }

  // ---- Phases ----------------------------------------------------------------------------------

  /** @param {boolean} asked whether the learner wants to answer now: a time limit runs from then on */
  begin(asked) {
    this.hideOutcome();
    this.locked = false;
    this.since = this.page.window.performance.now();
    this.form.removeAttribute("data-locked");
    this.setPhase(this.countdown && !asked && !this.test ? "ready" : "open");
    if (this.countdown && asked) this.countdown.start();
    // The marks say where to begin, and go.
    if (asked) this.field.focus();
    this.field.mark(null);
  }

  /** @param {Judgement} judged */
  show(judged) {
    const outcome = outcomeOf(judged);
    this.hideOutcome();
    this.locked = judged.locked;
    this.answeredOnce = true;
    this.attempts = judged.attempts;
    this.form.setAttribute("data-result", outcome);
    this.form.toggleAttribute("data-locked", judged.locked);
    this.field.mark(judged);
    this.showOverall(judged.partly ? "partly" : outcome);
    this.say(outcome, judged);
    this.setPhase("shown");
  }

  /** @param {QuestionForm["phase"]} phase */
  setPhase(phase) {
    this.phase = phase;
    if (this.countdown && phase !== "open") this.countdown.stop();
    this.refresh();
  }

  // ---- What is shown ---------------------------------------------------------------------------

  refresh() {
    if (this.test) this.test.changed(this);
    const { phase, locked } = this;
    const usable = phase === "open";
    const timed = this.countdown !== null && !this.test && (usable || phase === "ready");
    this.field.enable(usable);
    this.form.toggleAttribute("data-waiting", phase === "ready");
    if (this.submitButton) {
      this.submitButton.disabled = !usable || !this.field.complete();
      this.submitButton.hidden = phase === "ready" || phase === "shown" || locked;
    }
    if (this.retryButton) this.retryButton.hidden = phase !== "shown" || locked;
    if (this.hintButton) this.hintButton.hidden = !usable || !this.hints.some((hint) => hint.hasAttribute("hidden"));
    if (this.startButton) this.startButton.hidden = phase !== "ready";
    if (this.extendButton) this.extendButton.hidden = !usable || !timed;
    this.form.querySelectorAll("[data-timer]").forEach((part) => part.toggleAttribute("hidden", !timed));
    this.form.querySelectorAll("[data-time-rule]").forEach((part) => part.toggleAttribute("hidden", locked));
  }

  /**
   * An author may speak of an answer that is right in parts even where the parts do not count. Who has nothing to say to
   * it says what there is to say to one that is not right.
   * @param {Outcome} outcome
   */
  showOverall(outcome) {
    const parts = Array.from(this.form.querySelectorAll("[data-overall]"));
    const named = (/** @type {string} */ name) => parts.filter((part) => part.getAttribute("data-overall") === name);
    const own = named(outcome);
    (own.length === 0 && outcome === "partly" ? named("incorrect") : own).forEach((part) => part.removeAttribute("hidden"));
  }

  hideOutcome() {
    this.form.removeAttribute("data-result");
    this.form.querySelectorAll("[data-overall]").forEach((part) => part.setAttribute("hidden", ""));
    if (this.resultLine) this.resultLine.textContent = "";
  }

  /**
   * @param {string} key
   * @param {Judgement} [judged]
   */
  say(key, judged) {
    if (this.resultLine) this.resultLine.textContent = `${this.text(key)} ${this.attemptsText(judged)}`.trim();
  }

  /**
   * @param {Judgement} [judged]
   * @returns {string}
   */
  attemptsText(judged) {
    if (!judged || judged.correct || judged.score === null || this.test) return "";
    if (judged.locked) return this.text("locked");
    return judged.attemptsLeft === null
      ? this.text("try-again-any")
      : this.text("attempts-left", { count: String(judged.attemptsLeft) });
  }

  /** @param {string} text */
  showAlone(text) {
    if (this.form.querySelector(".cw-alone")) return;
    const hint = this.page.document.createElement("p");
    hint.className = "cw-hint cw-alone";
    hint.textContent = text;
    const before = this.form.querySelector(".cw-actions");
    if (before) before.before(hint);
  }

  // ---- The time limit --------------------------------------------------------------------------

  /**
   * @param {number} seconds
   * @returns {Countdown | null}
   */
  countdownOf(seconds) {
    if (!(seconds > 0)) return null;
    return new Countdown(this.page.window, seconds, {
      tick: (left) => this.form.querySelectorAll("[data-time-left]").forEach((part) => (part.textContent = minutesText(left))),
      warn: (left) => this.announce("time-warning", { seconds: String(left) }),
      end: () => this.timeUp(),
    });
  }

  /** The time begins again, and may as often as wanted. */
  extend() {
    if (!this.countdown || this.phase !== "open") return;
    this.announce("");
    this.countdown.start();
  }

  /** What is there counts. Where nothing is, no try is used up, and the learner may start again. */
  timeUp() {
    if (this.phase !== "open") return;
    this.submit();
    if (this.phase !== "open") return;
    this.begin(false);
    this.announce("time-up");
    if (this.startButton) this.startButton.focus();
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   */
  announce(key, values) {
    if (this.resultLine) this.resultLine.textContent = this.text(key, values);
  }

  // ---- Small things ----------------------------------------------------------------------------

  /**
   * @param {string} action
   * @param {() => void} act
   * @returns {HTMLButtonElement | null}
   */
  button(action, act) {
    const button = /** @type {HTMLButtonElement | null} */ (this.form.querySelector(`[data-action="${action}"]`));
    if (button) button.addEventListener("click", act);
    return button;
  }

  /**
   * @param {string} key
   * @param {Record<string, string>} [values]
   * @returns {string}
   */
  text(key, values) {
    return fillIn(this.page.strings[key], values);
  }
}

/** @typedef {"correct" | "partly" | "incorrect" | "recorded"} Outcome */

/**
 * @param {Judgement} judged
 * @returns {Outcome}
 */
function outcomeOf({ score, correct }) {
  if (score === null) return "recorded";
  if (correct) return "correct";
  return score > 0 ? "partly" : "incorrect";
}

PAGE_PARTS.push((page) => {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (page.document.querySelectorAll("form.cw-question[data-question]"));
  page.questions = Array.from(forms).map((form) => new QuestionForm(page, form));
});
PAGE_MESSAGES.result = (page, message) => {
  const question = page.questions.find(({ id }) => id === message.question);
  if (question) question.answered(/** @type {any} */ (message));
  page.progressed();
};

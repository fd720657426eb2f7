// One question on a lesson page: a form that is already there, as static HTML.
//
// Beware: an input hides a property of its form that has the input's name (`dataset`, `hidden`, `closest` …),
// and authors choose the names. So the form is only ever asked through methods with a capital in their name,
// which no author's id can have.

class QuestionForm {
  /**
   * @param {LessonPage} page
   * @param {HTMLFormElement} form
   */
  constructor(page, form) {
    this.page = page;
    this.form = form;
    this.id = form.getAttribute("data-question") || "";
    this.inputs = /** @type {HTMLInputElement[]} */ (Array.from(form.querySelectorAll("input")));
    this.submitButton = /** @type {HTMLButtonElement | null} */ (form.querySelector('button[type="submit"]'));
    this.retryButton = /** @type {HTMLButtonElement | null} */ (form.querySelector('[data-action="retry"]'));
    this.resultLine = /** @type {HTMLElement | null} */ (form.querySelector(".cw-result"));
    /** Whether the learner may change the answer now. */
    this.open = false;
    this.locked = false;
    this.since = 0;
    form.addEventListener("submit", (event) => this.submit(event));
    ["input", "change"].forEach((name) => form.addEventListener(name, () => this.refresh()));
    if (this.retryButton) this.retryButton.addEventListener("click", () => this.retry());
  }

  /** @returns {string[]} the option ids chosen, or the text; empty if there is no answer yet */
  response() {
    const texts = this.inputs.filter((input) => input.type === "text").map((input) => input.value);
    const chosen = this.inputs.filter((input) => input.type !== "text" && input.checked).map((input) => input.value);
    return texts.filter((text) => text.trim()).concat(chosen);
  }

  // ---- What the learner does -------------------------------------------------------------------

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    const response = this.response();
    if (!this.open || response.length === 0) return;
    this.open = false;
    this.refresh();
    const latency = Math.round(this.page.window.performance.now() - this.since);
    this.page.send({ type: "answer", question: this.id, response, latency, texts: this.optionTexts() });
  }

  /** @returns {Record<string, string>} what the options say, by id: an LMS may list them in its reports */
  optionTexts() {
    /** @type {Record<string, string>} */
    const texts = {};
    this.form.querySelectorAll("[data-option]").forEach((option) => {
      const label = option.querySelector("label");
      texts[option.getAttribute("data-option") || ""] = (label && label.textContent) || "";
    });
    return texts;
  }

  retry() {
    if (this.locked) return;
    this.hideOutcome();
    this.begin();
    const first = this.inputs.find((input) => input.checked) || this.inputs[0];
    if (first) first.focus();
  }

  // ---- What the shell says ---------------------------------------------------------------------

  /**
   * @param {Judgement | null} judged null: not answered
   * @param {string} mode
   */
  restore(judged, mode) {
    if (judged) {
      this.setResponse(judged.response);
      this.show(judged);
    } else if (mode === "review") {
      this.locked = true;
      this.say("not-answered");
      this.refresh();
    } else if (!this.open) {
      this.begin();
    }
  }

  /** @param {Judgement} judged the outcome of what the learner has just submitted */
  answered(judged) {
    this.show(judged);
    // The button that had the focus is gone: the next thing to do, or the outcome, gets it.
    const target = judged.locked ? this.resultLine : this.retryButton;
    if (!target) return;
    if (target === this.resultLine) target.setAttribute("tabindex", "-1");
    target.focus();
  }

  clear() {
    this.hideOutcome();
    this.setResponse([]);
    this.begin();
  }

  // ---- What is shown ---------------------------------------------------------------------------

  begin() {
    this.open = true;
    this.locked = false;
    this.since = this.page.window.performance.now();
    this.form.removeAttribute("data-locked");
    this.refresh();
  }

  /** @param {Judgement} judged */
  show(judged) {
    this.hideOutcome();
    this.open = false;
    this.locked = judged.locked;
    this.form.setAttribute("data-result", judged.correct ? "correct" : "incorrect");
    this.form.toggleAttribute("data-locked", judged.locked);
    this.showFeedback(judged);
    this.say(judged.correct ? "correct" : "incorrect", judged);
    this.refresh();
  }

  /** @param {Judgement} judged */
  showFeedback(judged) {
    this.form.querySelectorAll("[data-option]").forEach((option) => {
      const chosen = judged.response.includes(option.getAttribute("data-option") || "");
      option.classList.toggle("cw-chosen", chosen);
      option.querySelectorAll("[data-feedback]").forEach((part) => part.toggleAttribute("hidden", !chosen));
    });
    this.form.querySelectorAll("[data-answer]").forEach((part) => {
      part.toggleAttribute("hidden", part.getAttribute("data-answer") !== judged.matches[0]);
    });
  }

  hideOutcome() {
    this.form.removeAttribute("data-result");
    this.form.querySelectorAll("[data-feedback], [data-answer]").forEach((part) => part.setAttribute("hidden", ""));
    this.form.querySelectorAll(".cw-chosen").forEach((option) => option.classList.remove("cw-chosen"));
    if (this.resultLine) this.resultLine.textContent = "";
  }

  refresh() {
    const usable = this.open && !this.locked;
    this.inputs.forEach((input) => (input.disabled = !usable));
    if (this.submitButton) {
      this.submitButton.disabled = !usable || this.response().length === 0;
      this.submitButton.hidden = !usable && !this.waiting();
    }
    if (this.retryButton) this.retryButton.hidden = usable || this.locked || this.waiting();
  }

  /** @returns {boolean} between the submitting and the shell's answer */
  waiting() {
    return !this.open && !this.form.hasAttribute("data-result") && !this.locked;
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
    if (!judged || judged.correct) return "";
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

  /** @param {string[]} response */
  setResponse(response) {
    this.inputs.forEach((input) => {
      if (input.type === "text") input.value = response[0] || "";
      else input.checked = response.includes(input.value);
    });
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

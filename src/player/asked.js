// The fields of what is written, rated or done: steps with actions, long answers.

/** Radio buttons in groups, one for each step: `[data-stem]` around them. */
class StepField extends ChoiceField {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.steps = Array.from(this.form.querySelectorAll("[data-stem]"));
  }

  /** @returns {boolean} something is done in every step */
  complete() {
    return this.read().length === this.steps.length;
  }

  /** @param {Judgement | null} judged */
  mark(judged) {
    super.mark(judged);
    const parts = (judged && judged.parts) || [];
    this.steps.forEach((step, at) => {
      if (parts[at] === undefined) step.removeAttribute("data-part");
      else step.setAttribute("data-part", parts[at] ? "right" : "wrong");
    });
  }

  focus() {
    const wrong = this.steps.find((step) => step.getAttribute("data-part") === "wrong") || this.steps[0];
    const input = wrong && /** @type {HTMLElement | null} */ (wrong.querySelector("input:checked") || wrong.querySelector("input"));
    if (input) input.focus();
  }
}
FIELDS.performance = StepField;

/** A text of some length. What room is left stands in `[data-room]`, once there is a text. */
class LongField extends TextField {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.room = this.form.querySelector("[data-room]");
    this.empty = (this.room && this.room.textContent) || "";
    this.form.addEventListener("input", () => this.showRoom());
  }

  /** @param {string[]} response */
  write(response) {
    super.write(response);
    this.showRoom();
  }

  showRoom() {
    const [input] = this.inputs;
    if (!this.room || !input) return;
    const left = String(input.maxLength - input.value.length);
    this.room.textContent = input.value ? this.question.text("question-room-left", { count: left }) : this.empty;
  }
}
FIELDS["long-answer"] = LongField;

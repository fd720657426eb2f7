// The field of hotspot questions: places in a picture, each a button that is pressed or not. After the answer those that
// were chosen are named below the picture, with what is said about them.

class HotspotField extends Field {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.area = /** @type {HTMLElement} */ (this.form.querySelector("[data-hotspot]"));
    this.several = this.area.hasAttribute("data-several");
    this.buttons = Array.from(this.area.querySelectorAll("button"));
    this.area.classList.add("cw-live");
    layAreas(this.area);
    this.buttons.forEach((button) => button.addEventListener("click", () => this.toggle(button)));
  }

  /** @param {HTMLButtonElement} button */
  isPressed(button) {
    return button.getAttribute("aria-pressed") === "true";
  }

  /** @param {HTMLButtonElement} button */
  toggle(button) {
    const pressed = !this.isPressed(button);
    if (!this.several) this.buttons.forEach((other) => other.setAttribute("aria-pressed", "false"));
    button.setAttribute("aria-pressed", String(pressed));
    this.changed();
  }

  read() {
    return this.buttons.filter((button) => this.isPressed(button)).map((button) => button.value);
  }

  /** @param {string[]} response */
  write(response) {
    this.buttons.forEach((button) => button.setAttribute("aria-pressed", String(response.includes(button.value))));
  }

  /** @param {boolean} usable */
  enable(usable) {
    this.buttons.forEach((button) => (button.disabled = !usable));
  }

  /** @param {Judgement | null} judged */
  mark(judged) {
    const chosen = (/** @type {string} */ id) => judged !== null && judged.response.includes(id);
    // Of several that are not all right, the feedback says which are.
    const verdict = judged && (judged.correct || !this.several) ? judged.correct : undefined;
    this.area.querySelectorAll("[data-option]").forEach((region) => {
      markPart(region, chosen(region.getAttribute("data-option") || "") ? verdict : undefined, this.question);
    });
    this.area.querySelectorAll("[data-found]").forEach((found) => {
      const shown = chosen(found.getAttribute("data-found") || "");
      markPart(found, shown ? verdict : undefined, this.question);
      found.toggleAttribute("hidden", !shown);
    });
  }

  focus() {
    const first = this.buttons.find((button) => this.isPressed(button)) || this.buttons[0];
    if (first) first.focus();
  }
}
FIELDS.hotspot = HotspotField;

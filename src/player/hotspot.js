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
    const chosen = judged ? judged.response : [];
    const hits = (judged && judged.hits) || [];
    const mark = (/** @type {Element} */ part, /** @type {string | null} */ id) => markPart(part, hits[chosen.indexOf(id || "")], this.question);
    this.area.querySelectorAll("[data-option]").forEach((region) => mark(region, region.getAttribute("data-option")));
    this.area.querySelectorAll("[data-found]").forEach((found) => {
      const id = found.getAttribute("data-found");
      mark(found, id);
      found.toggleAttribute("hidden", !chosen.includes(id || ""));
    });
  }

  focus() {
    const first = this.buttons.find((button) => this.isPressed(button)) || this.buttons[0];
    if (first) first.focus();
  }
}
FIELDS.hotspot = HotspotField;

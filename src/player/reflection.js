// A text that learners write for themselves.

/** From this share of the room on, learners who do not see the count hear of it. */
const NEARLY_FULL = 0.9;

class Reflection extends Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    super(page, element);
    this.field = /** @type {HTMLTextAreaElement | null} */ (element.querySelector("textarea"));
    if (!this.field) return;
    this.field.value = "";
    this.field.addEventListener("input", () => {
      this.changedSoon();
      this.show();
    });
    // Whoever leaves the field may press a gate's button next.
    this.field.addEventListener("blur", () => this.flush());
  }

  response() {
    const text = this.field ? this.field.value : "";
    return text.trim() ? [text] : [];
  }

  /** @param {string[]} response */
  restore(response) {
    if (this.field) this.field.value = response[0] || "";
    this.show();
  }

  /** @param {boolean} usable */
  enable(usable) {
    if (this.field) this.field.disabled = !usable;
    this.show();
  }

  /** The field is as high as its text, and says how much room is left. */
  show() {
    if (!this.field) return;
    const { value, maxLength } = this.field;
    const values = { count: localNumber(this.page.document, value.length), max: localNumber(this.page.document, maxLength) };
    this.element.querySelectorAll("[data-grow]").forEach((box) => box.setAttribute("data-text", value));
    this.element.querySelectorAll("[data-count]").forEach((line) => {
      line.textContent = fillIn(this.page.strings["activity-characters"], values);
    });
    const key = value.length >= maxLength ? "activity-full" : "activity-characters";
    const heard = value.length >= maxLength * NEARLY_FULL ? fillIn(this.page.strings[key], values) : "";
    this.element.querySelectorAll("[data-room]").forEach((line) => {
      if (line.textContent !== heard) line.textContent = heard;
    });
  }
}

ACTIVITIES.reflection = Reflection;

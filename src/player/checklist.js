// Things to tick off.

class Checklist extends Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    super(page, element);
    this.boxes = /** @type {HTMLInputElement[]} */ (Array.from(element.querySelectorAll('input[type="checkbox"]')));
    // A browser that goes back to a page ticks what was ticked, for whomever.
    this.boxes.forEach((box) => (box.checked = false));
    element.addEventListener("change", () => {
      this.changed();
      this.count();
    });
  }

  response() {
    return this.boxes.filter((box) => box.checked).map((box) => box.value);
  }

  /** @param {string[]} response */
  restore(response) {
    this.boxes.forEach((box) => (box.checked = response.includes(box.value)));
  }

  done() {
    return this.boxes.every((box) => box.checked);
  }

  /** @param {boolean} usable */
  enable(usable) {
    this.boxes.forEach((box) => (box.disabled = !usable));
    this.count();
  }

  count() {
    const values = { done: localNumber(this.page.document, this.response().length), count: localNumber(this.page.document, this.boxes.length) };
    const text = fillIn(this.page.strings["activity-ticked"], values);
    this.element.querySelectorAll("[data-count]").forEach((line) => (line.textContent = text));
  }
}

ACTIVITIES.checklist = Checklist;

// The field of ordering: a list whose items (`data-item`) move by buttons (`data-move`: -1 or 1), by arrow keys on them,
// and by dragging.

class OrderField extends Field {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.list = /** @type {HTMLElement} */ (this.form.querySelector("[data-order]"));
    this.said = this.form.querySelector("[data-said]");
    this.usable = false;
    /** Nothing is an answer before the learner has moved something. */
    this.touched = false;
    this.first = this.items().map((item) => this.idOf(item));
    this.list.classList.add("cw-live");
    this.arrange(this.first);
    this.list.addEventListener("click", (event) => this.press(/** @type {Element} */ (event.target)));
    this.list.addEventListener("keydown", (event) => this.onKey(event));
    /** @type {{ item: HTMLElement, order: string[] } | null} */
    this.held = null;
    this.dragging = new Dragging(this.list, this, false);
  }

  /** @returns {HTMLElement[]} in the order in which they stand */
  items() {
    return Array.from(this.list.querySelectorAll("[data-item]"));
  }

  /** @param {Element} item */
  idOf(item) {
    return item.getAttribute("data-item") || "";
  }

  /** @param {number} seed of another order, which is not the right one */
  shuffle(seed) {
    const order = CHANCE.shuffled(this.first.slice().sort(), seed, "items");
    const isRight = order.every((id, at) => id === PART_LETTERS[at]);
    this.first = isRight ? order.reverse() : order;
    if (!this.touched) this.arrange(this.first);
  }

  // ---- The answer ------------------------------------------------------------------------------

  read() {
    return this.touched ? this.items().map((item) => this.idOf(item)) : [];
  }

  /** @param {string[]} response */
  write(response) {
    this.touched = response.length > 0;
    this.arrange(this.touched ? response : this.first);
  }

  /** @param {boolean} usable */
  enable(usable) {
    if (usable === this.usable) return;
    this.usable = usable;
    this.list.toggleAttribute("data-usable", usable);
    this.list.querySelectorAll("button").forEach((button) => (button.disabled = !usable));
  }

  /** @param {Judgement | null} judged */
  mark(judged) {
    const parts = (judged && judged.parts) || [];
    this.items().forEach((item, at) => markPart(item, parts[at], this.question));
  }

  focus() {
    const items = this.items();
    const item = items.find((part) => part.getAttribute("data-part") === "wrong") || items[0];
    const button = item && item.querySelector('button:not([aria-disabled="true"])');
    if (button) /** @type {HTMLElement} */ (button).focus();
  }

  // ---- Moving ----------------------------------------------------------------------------------

  /** @param {string[]} order */
  arrange(order) {
    const items = this.items();
    const sorted = order.map((id) => items.find((item) => this.idOf(item) === id));
    const focused = /** @type {HTMLElement | null} */ (this.list.ownerDocument.activeElement);
    sorted.forEach((item) => item && this.list.append(item));
    if (focused && focused !== this.list.ownerDocument.activeElement && this.list.contains(focused)) focused.focus();
    this.markEnds();
  }

  /** What stands at an end goes no further. The button stays where the focus can be. */
  markEnds() {
    const items = this.items();
    items.forEach((item, at) => {
      const ends = { "-1": at === 0, "1": at === items.length - 1 };
      for (const [way, isEnd] of Object.entries(ends)) {
        const button = item.querySelector(`[data-move="${way}"]`);
        if (button) button.setAttribute("aria-disabled", String(isEnd));
      }
    });
  }

  /** @param {Element} target */
  press(target) {
    const button = target.closest("[data-move]");
    const item = /** @type {HTMLElement | null} */ (button && button.closest("[data-item]"));
    if (button && item) this.moveTo(item, this.items().indexOf(item) + Number(button.getAttribute("data-move")));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const target = /** @type {Element} */ (event.target);
    const item = /** @type {HTMLElement | null} */ (target.closest("[data-item]"));
    if (!item) return;
    const at = this.items().indexOf(item);
    /** @type {Record<string, number>} */
    const ways = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: this.items().length - 1 };
    if (!(event.key in ways)) return;
    event.preventDefault();
    this.moveTo(item, ways[event.key]);
  }

  /**
   * @param {HTMLElement} item
   * @param {number} wanted
   */
  moveTo(item, wanted) {
    const items = this.items();
    const place = Math.max(0, Math.min(wanted, items.length - 1));
    if (!this.usable) return;
    if (items[place] !== item) {
      const order = items.filter((other) => other !== item);
      order.splice(place, 0, item);
      this.touched = true;
      this.arrange(order.map((part) => this.idOf(part)));
      item.scrollIntoView({ block: "nearest" });
    }
    this.announce(item);
  }

  /** @param {HTMLElement} item */
  announce(item) {
    const [place, count] = [this.items().indexOf(item) + 1, this.items().length].map(String);
    if (this.said) this.said.textContent = this.question.text("arrange-moved", { item: labelText(item), place, count });
    this.changed();
  }

  // ---- Dragging --------------------------------------------------------------------------------

  /**
   * @param {Element} target
   * @returns {HTMLElement | null}
   */
  grab(target) {
    const item = /** @type {HTMLElement | null} */ (target.closest("[data-item]"));
    if (!this.usable || !item || target.closest("button")) return null;
    this.held = { item, order: this.items().map((part) => this.idOf(part)) };
    return item;
  }

  /**
   * The item stands at once where it would be dropped.
   * @param {number} _x
   * @param {number} y
   */
  over(_x, y) {
    if (!this.held) return;
    const { item } = this.held;
    const others = this.items().filter((other) => other !== item);
    const above = others.filter((other) => {
      const box = other.getBoundingClientRect();
      return y > box.top + box.height / 2;
    });
    const next = others[above.length] || null;
    if (item.nextElementSibling !== next) this.list.insertBefore(item, next);
  }

  drop() {
    if (!this.usable) return this.cancel();
    const { held } = this;
    this.held = null;
    if (!held || held.order.join() === this.items().map((item) => this.idOf(item)).join()) return;
    this.touched = true;
    this.markEnds();
    this.announce(held.item);
  }

  cancel() {
    if (this.held) this.arrange(this.held.order);
    this.held = null;
  }
}
FIELDS.ordering = OrderField;

// A list to choose from, opened by a button: the way to arrange things by press and by key, beside dragging them.

/** @typedef {{ id: string, label: Element | string, chosen: boolean }} Choice */

class Chooser {
  /** @param {HTMLElement} area in which it opens */
  constructor(area) {
    this.area = area;
    this.document = area.ownerDocument;
    /** @type {HTMLElement | null} */
    this.opener = null;
    /** @type {HTMLElement | null} */
    this.list = null;
    this.document.addEventListener("pointerdown", (event) => {
      const at = /** @type {Node} */ (event.target);
      if (this.list && this.opener && !this.list.contains(at) && !this.opener.contains(at)) this.close(false);
    });
  }

  /**
   * @param {HTMLElement} opener pressed once more it closes the list
   * @param {string} name
   * @param {Choice[]} choices
   * @param {(id: string) => void} choose
   */
  open(opener, name, choices, choose) {
    const again = this.opener === opener;
    this.close(false);
    if (again) return;
    const list = this.document.createElement("ul");
    list.className = "cw-picker";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", name);
    list.append(...choices.map((choice) => this.optionOf(choice)));
    list.addEventListener("click", (event) => this.take(/** @type {Element} */ (event.target), choose));
    list.addEventListener("keydown", (event) => this.onKey(event, choose));
    this.opener = opener;
    this.list = list;
    opener.setAttribute("aria-expanded", "true");
    this.area.append(list);
    this.place(list, opener);
    const options = this.options();
    const first = options.find((option) => option.getAttribute("aria-selected") === "true") || options[0];
    if (first) first.focus({ preventScroll: true });
    list.scrollIntoView({ block: "nearest" });
  }

  /** @param {Choice} choice */
  optionOf({ id, label, chosen }) {
    const option = this.document.createElement("li");
    option.className = "cw-picker-option";
    option.setAttribute("role", "option");
    option.setAttribute("tabindex", "-1");
    option.setAttribute("data-value", id);
    option.setAttribute("aria-selected", String(chosen));
    if (typeof label === "string") option.textContent = label;
    else option.append(...Array.from(label.cloneNode(true).childNodes));
    return option;
  }

  /**
   * Below the button, from where its line begins, and inside of the area.
   * @param {HTMLElement} list
   * @param {HTMLElement} opener
   */
  place(list, opener) {
    const [area, button] = [this.area.getBoundingClientRect(), opener.getBoundingClientRect()];
    const wanted = isRightToLeft(list) ? button.right - area.left - list.offsetWidth : button.left - area.left;
    list.style.left = `${Math.max(0, Math.min(wanted, area.width - list.offsetWidth))}px`;
    list.style.top = `${button.bottom - area.top + 4}px`;
  }

  /** @returns {HTMLElement[]} */
  options() {
    return this.list ? /** @type {HTMLElement[]} */ (Array.from(this.list.querySelectorAll("[role=option]"))) : [];
  }

  /**
   * @param {Element} target
   * @param {(id: string) => void} choose
   */
  take(target, choose) {
    const option = target.closest("[role=option]");
    if (!option) return;
    this.close(true);
    choose(option.getAttribute("data-value") || "");
  }

  /**
   * @param {KeyboardEvent} event
   * @param {(id: string) => void} choose
   */
  onKey(event, choose) {
    const options = this.options();
    const at = options.indexOf(/** @type {HTMLElement} */ (this.document.activeElement));
    const last = options.length - 1;
    /** @type {Record<string, number>} */
    const ways = { ArrowDown: Math.min(at + 1, last), ArrowUp: Math.max(at - 1, 0), Home: 0, End: last };
    if (event.key === "Tab") {
      // From the button on, as if the list had never been there.
      this.close(true);
      return;
    }
    if (event.key === "Escape") this.close(true);
    else if (event.key === "Enter" || event.key === " ") this.take(options[at], choose);
    else if (event.key in ways) options[ways[event.key]].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {boolean} back whether the focus goes back to the button */
  close(back) {
    const { list, opener } = this;
    this.list = null;
    this.opener = null;
    if (opener) opener.setAttribute("aria-expanded", "false");
    if (opener && back) opener.focus({ preventScroll: true });
    if (list) list.remove();
  }
}

// The list of steps on the home of a path. The template has an element for every step and group (`data-entry`, its place);
// this brings each to its place and says how it stands.

class PathSteps {
  /**
   * @param {SessionPage} page
   * @param {PathConfig} config
   */
  constructor(page, config) {
    this.page = page;
    this.config = config;
    /** @type {Map<number, HTMLElement>} by place */
    this.items = new Map();
    page.each("[data-entry]", (item) => this.items.set(Number(item.dataset.entry), item));
  }

  /**
   * @param {PathState} state
   * @param {number | null} suggested the step that the main button leads to
   */
  show(state, suggested) {
    const { traveller } = state;
    const shown = entriesOf(traveller);
    this.items.forEach((item, place) => (item.hidden = !shown.includes(place)));
    this.putInOrder(traveller);
    for (const entry of shown) {
      this.fill(state, viewOf(traveller, entry), suggested !== null && entryOf(traveller.route, suggested) === entry);
    }
  }

  /**
   * What is shuffled stands in the learner's order. What stands there already is left alone: an element that is moved loses the
   * focus, and screen readers their place.
   * @param {Traveller} traveller
   */
  putInOrder({ route, offered }) {
    route.places.forEach(({ kind }, group) => {
      if (kind.kind === "leaf" || !kind.shuffle) return;
      const wanted = offered[group].flatMap((child) => this.items.get(child) || []);
      const list = wanted.length > 0 ? wanted[0].parentElement : null;
      const stands = list ? Array.from(list.children).filter((item) => wanted.includes(/** @type {HTMLElement} */ (item))) : [];
      if (list && stands.some((item, at) => item !== wanted[at])) list.append(...wanted);
    });
  }

  /**
   * @param {PathState} state
   * @param {EntryView} view
   * @param {boolean} isSuggested
   */
  fill(state, view, isSuggested) {
    const item = this.items.get(view.entry);
    if (!item) return;
    item.dataset.state = view.state;
    this.fillLink(item, view, isSuggested);
    const own = (/** @type {string} */ selector) => Array.from(item.querySelectorAll(selector)).filter((part) => part.closest("[data-entry]") === item);
    own("[data-entry-state]").forEach((line) => setWords(line, this.isSaidAbove(state.traveller, view) ? "" : this.stateText(view)));
    own("[data-entry-needs]").forEach((line) => setWords(line, this.needsText(state.traveller, view)));
    own("[data-entry-due]").forEach((line) => setWords(line, this.dueText(state, view, Number(line.getAttribute("data-entry-due")))));
  }

  /**
   * @param {HTMLElement} item
   * @param {EntryView} view
   * @param {boolean} isSuggested
   */
  fillLink(item, view, isSuggested) {
    const link = item.querySelector("[data-entry-open]");
    if (!link || link.closest("[data-entry]") !== item) return;
    const step = this.config.steps.find(({ place }) => place === view.leaf);
    // A link without an address is no link: it is not reached by the keyboard, and said as text.
    if (view.enterable && step) link.setAttribute("href", step.href);
    else link.removeAttribute("href");
    if (isSuggested) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }

  /**
   * @param {number} entry
   * @returns {boolean} whether the focus could be moved there
   */
  focus(entry) {
    const item = this.items.get(entry);
    const target = item && (item.querySelector("[data-entry-open][href]") || item.querySelector("[data-entry-title]"));
    if (!(target instanceof HTMLElement)) return false;
    target.focus();
    return true;
  }

  /**
   * @param {Traveller} traveller
   * @param {EntryView} view
   * @returns {boolean} whether the group around it is closed, and says so
   */
  isSaidAbove(traveller, { entry, state }) {
    const { parent } = traveller.route.places[entry];
    return state === "closed" && parent !== null && !isOpen(traveller, parent);
  }

  // ---- In words --------------------------------------------------------------------------------

  /**
   * @param {EntryView} view
   * @returns {string}
   */
  stateText({ state, score, leaf }) {
    if (leaf === null && state === "open") return "";
    const word = this.page.text(`path-state-${state === "waiting" ? "again" : state}`);
    const isScored = score !== null && ["again", "waiting", "over", "done", "passed", "failed"].includes(state);
    return isScored ? `${word} · ${this.page.number(Math.floor(score))} %` : word;
  }

  /**
   * @param {Traveller} traveller
   * @param {EntryView} view
   * @returns {string}
   */
  needsText({ route }, { needs, triesLeft, state }) {
    const opens = needs ? this.opensText(route, needs) : "";
    const tries = triesLeft === null || state === "closed" || state === "skipped" ? "" : triesLeft > 0 ? "test-tries-left" : "test-tries-none";
    return [opens, tries ? this.page.text(tries, { count: this.page.number(triesLeft || 0) }) : ""].filter(Boolean).join(" ");
  }

  /**
   * @param {Route} route
   * @param {Need} need
   * @returns {string}
   */
  opensText(route, need) {
    if (need.type === "fact") return this.page.text(`path-opens-${need.fact}`, this.valuesOf(route, need));
    return this.page.text("path-opens-after", { needs: this.needText(route, need) });
  }

  /**
   * @param {Route} route
   * @param {Need} need
   * @returns {string}
   */
  needText(route, need) {
    if (need.type === "fact") return this.page.text(`path-need-${need.fact}`, this.valuesOf(route, need));
    const parts = need.of.map((part) => (part.type === "some" ? `(${this.needText(route, part)})` : this.needText(route, part)));
    const isSome = need.count > 1 && need.count < parts.length;
    const list = listText(parts, this.page.language, need.count === parts.length ? "conjunction" : isSome ? "unit" : "disjunction");
    return isSome ? this.page.text("path-need-some", { count: this.page.number(need.count), needs: list }) : list;
  }

  /**
   * @param {Route} route
   * @param {{ place: number, percent: number }} need
   * @returns {Record<string, string>}
   */
  valuesOf({ places }, { place, percent }) {
    return { title: places[place].title, score: this.page.number(percent) };
  }

  /**
   * @param {PathState} state
   * @param {EntryView} view
   * @param {number} days
   * @returns {string}
   */
  dueText({ began }, { state }, days) {
    if (began === 0) return this.page.text("path-due", { count: this.page.number(days) });
    const day = began + days;
    const isOver = today() > day && !["done", "passed", "failed", "skipped"].includes(state);
    // Days are counted without a time zone, so noon is the same day nearly everywhere.
    const date = dateText(new Date((day + 0.5) * MILLISECONDS_OF_A_DAY), this.page.language);
    return this.page.text(isOver ? "path-overdue" : "path-due-date", { date });
  }
}

/**
 * @param {Element} line
 * @param {string} text
 */
function setWords(line, text) {
  if (line.textContent !== text) line.textContent = text;
  line.toggleAttribute("hidden", text === "");
}

/** @returns {number} the learner's day, counted from 1970 */
function today() {
  const now = new Date();
  return Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / MILLISECONDS_OF_A_DAY);
}

/**
 * @param {string[]} parts
 * @param {string} language
 * @param {"conjunction" | "disjunction" | "unit"} type and, or, neither
 * @returns {string} as the language lists things
 */
function listText(parts, language, type) {
  try {
    const { ListFormat } = /** @type {any} */ (Intl);
    return new ListFormat(language, { type }).format(parts);
  } catch (error) {
    return parts.join(", ");
  }
}

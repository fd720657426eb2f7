// The fields of matching, sorting and labelling: chips that are put into places. They are dragged there, or a press on one
// opens a list of places; in matching and labelling a press on a place opens a list of chips as well.
//
//     [data-arrange]       around all of it; `data-all`: every stem needs its target; `data-reuse`: a chip may be put into
//                          several places
//     [data-chip]          with `data-open-chip`, a button; [data-place], mostly with `data-open-place`
//     [data-holder]        in a place: where its chips stand, or copies of them
//     [data-tray]          where chips begin; `data-back`: what is dropped there is taken back
//
// In matching the places are the stems of the response, elsewhere the chips are.

/**
 * @param {Element} chip
 * @returns {string}
 */
function nameOfChip(chip) {
  return chip.getAttribute("data-chip") || "";
}

class PlaceField extends Field {
  /** @param {QuestionForm} question */
  constructor(question) {
    super(question);
    this.area = /** @type {HTMLElement} */ (this.form.querySelector("[data-arrange]"));
    const kind = this.area.getAttribute("data-arrange");
    this.fillsStems = kind === "matching";
    /** Chips stay where they are, and copies stand in the places. */
    this.stays = kind !== "sorting";
    this.chips = this.partsWith("data-chip");
    this.places = this.partsWith("data-place");
    this.tray = /** @type {HTMLElement} */ (this.area.querySelector("[data-tray]"));
    this.said = this.form.querySelector("[data-said]");
    this.reuse = this.area.hasAttribute("data-reuse");
    this.usable = false;
    /** @type {{ chip: string, place: string }[]} */
    this.puts = [];
    /** What stands in an empty place. */
    this.empty = new Map(this.places.map((place) => [place, (this.holderOf(place).textContent || "").trim()]));
    this.seed = 0;
    this.tray.append(...this.chips);
    if (kind === "drag-and-drop") this.giveLetters();
    this.area.classList.add("cw-live");
    layAreas(this.area);
    this.chooser = new Chooser(this.area);
    /** @type {{ chip: string, from: string } | null} */
    this.held = null;
    this.dragging = new Dragging(this.area, this, true);
    this.area.addEventListener("click", (event) => this.press(/** @type {Element} */ (event.target)));
    const { ResizeObserver } = /** @type {any} */ (question.page.window);
    if (kind === "drag-and-drop" && ResizeObserver) new ResizeObserver(() => this.fit()).observe(this.area);
  }

  /** @param {number} seed */
  shuffle(seed) {
    if (seed === this.seed) return;
    this.seed = seed;
    this.chips = CHANCE.shuffled(this.partsWith("data-chip").sort((one, two) => (nameOfChip(one) < nameOfChip(two) ? -1 : 1)), seed, "parts");
    this.tray.append(...this.chips);
    this.chips.forEach((chip, at) => {
      const letter = chip.querySelector(".cw-letter");
      if (letter) letter.textContent = PART_LETTERS[at].toUpperCase();
    });
  }

  /**
   * @param {string} attribute
   * @returns {HTMLElement[]}
   */
  partsWith(attribute) {
    return Array.from(this.area.querySelectorAll(`[${attribute}]`));
  }

  /** Labels have letters, which stand for them where there is no room. */
  giveLetters() {
    this.chips.forEach((chip, at) => {
      const letter = this.area.ownerDocument.createElement("span");
      letter.className = "cw-letter";
      letter.setAttribute("aria-hidden", "true");
      letter.textContent = PART_LETTERS[at].toUpperCase();
      const label = chip.querySelector("[data-label]");
      if (label) label.before(letter);
    });
  }

  // ---- The answer ------------------------------------------------------------------------------

  read() {
    const pairs = this.puts.map(({ chip, place }) => (this.fillsStems ? [place, chip] : [chip, place]));
    pairs.sort(([one], [other]) => PART_LETTERS.indexOf(one) - PART_LETTERS.indexOf(other));
    return pairs.map((pair) => pair.join("."));
  }

  /** @param {string[]} response */
  write(response) {
    const pairs = response.map((pair) => pair.split("."));
    this.puts = pairs.map(([stem, target]) => (this.fillsStems ? { place: stem, chip: target } : { chip: stem, place: target }));
    this.draw();
  }

  complete() {
    const stems = this.fillsStems ? this.places : this.chips;
    return this.area.hasAttribute("data-all") ? this.puts.length === stems.length : this.puts.length > 0;
  }

  /** @param {boolean} usable */
  enable(usable) {
    if (usable === this.usable) return;
    this.usable = usable;
    this.chooser.close(false);
    this.area.toggleAttribute("data-usable", usable);
    this.area.querySelectorAll("button").forEach((button) => (button.disabled = !usable));
  }

  /** @param {Judgement | null} judged */
  mark(judged) {
    const parts = (judged && judged.parts) || [];
    const stems = this.fillsStems ? this.places : this.chips;
    stems.forEach((stem) => markPart(stem, parts[PART_LETTERS.indexOf(stem.getAttribute("data-stem") || "-")], this.question));
    this.draw();
  }

  focus() {
    const stems = this.fillsStems ? this.places : this.chips;
    const stem = stems.find((part) => part.getAttribute("data-part") === "wrong") || stems[0];
    const button = stem && stem.querySelector("button");
    if (button) button.focus();
  }

  // ---- Pressing --------------------------------------------------------------------------------

  /** @param {Element} target */
  press(target) {
    const opener = /** @type {HTMLElement | null} */ (target.closest("[data-open-chip], [data-open-place]"));
    const part = opener && /** @type {HTMLElement | null} */ (opener.closest("[data-chip], [data-place]"));
    if (!this.usable || !opener || !part) return;
    if (opener.hasAttribute("data-open-chip")) this.askWhere(opener, part);
    else this.askWhat(opener, part);
  }

  /**
   * @param {HTMLElement} opener
   * @param {HTMLElement} part
   */
  askWhere(opener, part) {
    const chip = part.getAttribute("data-chip") || "";
    const choices = this.places.map((place) => {
      const id = place.getAttribute("data-place") || "";
      return { id, label: place.querySelector("[data-label]") || "", chosen: this.isPut(chip, id) };
    });
    const leave = { id: "", label: this.question.text("arrange-take-back"), chosen: false };
    const all = choices.concat(choices.some(({ chosen }) => chosen) ? [leave] : []);
    this.chooser.open(opener, this.question.text("arrange-where", { item: labelText(part) }), all, (place) => {
      this.put(chip, place, "");
      if (!this.stays) this.focusNext(part);
    });
  }

  /**
   * @param {HTMLElement} opener
   * @param {HTMLElement} part
   */
  askWhat(opener, part) {
    const place = part.getAttribute("data-place") || "";
    const choices = this.chips.map((chip) => {
      const id = chip.getAttribute("data-chip") || "";
      return { id, label: chip.querySelector("[data-label]") || "", chosen: this.isPut(id, place) };
    });
    const leave = { id: "", label: this.question.text("arrange-empty"), chosen: false };
    const all = choices.concat(choices.some(({ chosen }) => chosen) ? [leave] : []);
    const name = this.question.text("arrange-what", { place: labelText(part) });
    this.chooser.open(opener, name, all, (chip) => (chip ? this.put(chip, place, "") : this.clearPlace(place)));
  }

  /**
   * Whoever sorts goes on to what is not sorted yet.
   * @param {HTMLElement} chip
   */
  focusNext(chip) {
    const next = this.tray.querySelector("[data-chip] button") || chip.querySelector("button");
    if (next) /** @type {HTMLElement} */ (next).focus();
  }

  // ---- Putting ---------------------------------------------------------------------------------

  /**
   * @param {string} chip
   * @param {string} place
   */
  isPut(chip, place) {
    return this.puts.some((put) => put.chip === chip && put.place === place);
  }

  /**
   * @param {string} chip
   * @param {string} place "": none
   * @param {string} from the only place that it leaves; "": all of them
   */
  put(chip, place, from) {
    const leaves = (/** @type {{ chip: string, place: string }} */ put) =>
      put.chip === chip && (put.place === from || (from === "" && !(this.reuse && place)));
    const isTaken = (/** @type {{ place: string }} */ put) => this.fillsStems && put.place === place;
    this.puts = this.puts.filter((put) => !leaves(put) && !isTaken(put));
    if (place && !this.isPut(chip, place)) this.puts.push({ chip, place });
    const words = { item: this.nameOf(this.chips, "data-chip", chip), place: this.nameOf(this.places, "data-place", place) };
    this.tell(this.question.text(place ? "arrange-put" : "arrange-back", words));
  }

  /** @param {string} place */
  clearPlace(place) {
    const chips = this.puts.filter((put) => put.place === place).map(({ chip }) => this.nameOf(this.chips, "data-chip", chip));
    this.puts = this.puts.filter((put) => put.place !== place);
    this.tell(this.question.text("arrange-back", { item: chips.join(", ") }));
  }

  /** @param {string} words */
  tell(words) {
    this.draw();
    if (this.said) this.said.textContent = words;
    this.changed();
  }

  /**
   * @param {HTMLElement[]} parts
   * @param {string} attribute
   * @param {string} id
   */
  nameOf(parts, attribute, id) {
    const part = parts.find((candidate) => candidate.getAttribute(attribute) === id);
    return part ? labelText(part) : "";
  }

  // ---- Dragging --------------------------------------------------------------------------------

  /** @param {Element} target */
  grab(target) {
    if (!this.usable) return null;
    const token = /** @type {HTMLElement | null} */ (target.closest("[data-token]"));
    const thing = token || /** @type {HTMLElement | null} */ (target.closest("[data-chip]"));
    if (!thing) return null;
    const place = token && token.closest("[data-place]");
    const chip = thing.getAttribute(token ? "data-token" : "data-chip") || "";
    this.held = { chip, from: (place && place.getAttribute("data-place")) || "" };
    return thing;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {Element | null} the place, or the way back, at a point
   */
  targetAt(x, y) {
    const under = this.area.ownerDocument.elementFromPoint(x, y);
    const target = under && under.closest("[data-place], [data-back]");
    return target && this.area.contains(target) ? target : null;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  over(x, y) {
    this.chooser.close(false);
    const target = this.targetAt(x, y);
    this.area.setAttribute("data-dragging", "");
    this.area.querySelectorAll("[data-over]").forEach((part) => part !== target && part.removeAttribute("data-over"));
    if (target) target.setAttribute("data-over", "");
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  drop(x, y) {
    const [target, held] = [this.targetAt(x, y), this.held];
    this.cancel();
    if (!target || !held || !this.usable) return;
    const place = target.getAttribute("data-place") || "";
    if (place || this.puts.some(({ chip }) => chip === held.chip)) this.put(held.chip, place, held.from);
  }

  cancel() {
    this.held = null;
    this.area.removeAttribute("data-dragging");
    this.area.querySelectorAll("[data-over]").forEach((part) => part.removeAttribute("data-over"));
  }

  // ---- What is shown ---------------------------------------------------------------------------

  draw() {
    const focused = /** @type {HTMLElement | null} */ (this.area.ownerDocument.activeElement);
    this.chips.forEach((chip) => this.drawChip(chip));
    if (this.stays) this.places.forEach((place) => this.drawPlace(place));
    const done = this.area.querySelector("[data-done]");
    if (done) done.toggleAttribute("hidden", this.tray.children.length > 0);
    this.fit();
    if (focused && focused !== this.area.ownerDocument.activeElement && this.area.contains(focused)) focused.focus();
  }

  /** @param {HTMLElement} chip */
  drawChip(chip) {
    const puts = this.puts.filter((put) => put.chip === chip.getAttribute("data-chip"));
    const places = this.places.filter((place) => puts.some((put) => put.place === place.getAttribute("data-place")));
    chip.toggleAttribute("data-used", places.length > 0);
    if (!this.stays) (places[0] ? this.holderOf(places[0]) : this.tray).append(chip);
    const where = chip.querySelector("[data-where]");
    if (where && this.stays) where.textContent = places.map(labelText).join(", ");
  }

  /** @param {HTMLElement} place */
  drawPlace(place) {
    const id = place.getAttribute("data-place") || "";
    const chips = this.chips.filter((chip) => this.isPut(chip.getAttribute("data-chip") || "", id));
    place.toggleAttribute("data-filled", chips.length > 0);
    this.holderOf(place).replaceChildren(...chips.map((chip) => this.tokenOf(chip)));
    if (this.fillsStems && chips.length === 0) this.holderOf(place).textContent = this.empty.get(place) || "";
    const button = place.querySelector("[data-open-place]");
    if (!button || this.fillsStems) return;
    const words = { place: labelText(place), items: chips.map(labelText).join(", ") };
    if (chips.length > 0) button.setAttribute("aria-label", this.question.text("arrange-holds", words));
    else button.removeAttribute("aria-label");
  }

  /** @param {HTMLElement} chip */
  tokenOf(chip) {
    const token = this.area.ownerDocument.createElement("span");
    token.className = "cw-token";
    token.setAttribute("data-token", chip.getAttribute("data-chip") || "");
    const part = chip.getAttribute("data-part");
    if (part) token.setAttribute("data-part", part);
    const [letter, label] = [chip.querySelector(".cw-letter"), chip.querySelector("[data-label]")];
    if (letter) token.append(letter.cloneNode(true));
    const text = this.area.ownerDocument.createElement("span");
    text.className = "cw-token-text";
    if (label) text.append(...Array.from(label.cloneNode(true).childNodes));
    token.append(text);
    return token;
  }

  /** Where labels have no room in the picture their letters stand for them. */
  fit() {
    this.places.filter((place) => place.hasAttribute("data-area")).forEach((place) => {
      place.classList.remove("cw-tight");
      const holder = this.holderOf(place);
      const isTight = holder.scrollHeight > place.clientHeight + 1 || holder.scrollWidth > place.clientWidth + 1;
      place.classList.toggle("cw-tight", isTight);
    });
  }

  /** @param {HTMLElement} place */
  holderOf(place) {
    return /** @type {HTMLElement} */ (place.querySelector("[data-holder]") || place);
  }
}
FIELDS.matching = PlaceField;
FIELDS.sorting = PlaceField;
FIELDS["drag-and-drop"] = PlaceField;

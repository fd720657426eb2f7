// Branching scenarios: one scene at a time, and what comes of a choice. The pure part says where a response stands and
// what a choice makes of it; the block shows it.
//
// A response of pairs: `a.<scene>` is the scene where the learner is, `<stem>.<choice>` what was chosen last in the scene
// with that stem. The scene's own letter and its stem differ by one, because `a` is taken.

/**
 * @param {string[]} response
 * @param {string} first the scene that begins
 * @returns {string}
 */
function sceneOf(response, first) {
  const present = response.find((pair) => pair.startsWith("a."));
  return present ? present.slice(2) : first;
}

/**
 * @param {string[]} response
 * @param {string} stem of the scene where the choice was made
 * @param {string} choice
 * @param {string} to
 * @returns {string[]} in the order of the stems
 */
function afterChoice(response, stem, choice, to) {
  const others = response.filter((pair) => !pair.startsWith("a.") && !pair.startsWith(`${stem}.`));
  return [`a.${to}`, ...others.concat(`${stem}.${choice}`).sort(stemOrder)];
}

/**
 * @param {string} one
 * @param {string} other
 * @returns {number} letters go before digits
 */
function stemOrder(one, other) {
  const order = "abcdefghijklmnopqrstuvwxyz0123456789";
  return order.indexOf(one[0]) - order.indexOf(other[0]);
}

/** A scenario on a page. */
class ScenarioBlock {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.scenes = /** @type {HTMLElement[]} */ (Array.from(element.querySelectorAll("[data-scene]")));
    /** @type {string[]} */
    this.response = [];
    /** Where a choice leads whose consequence is being read. */
    this.waiting = "";
    this.locked = false;
    this.onChanged = () => {};
    element.classList.add("cw-live");
    const live = /** @type {HTMLElement | null} */ (element.querySelector("[data-live]"));
    if (live) live.hidden = false;
    element.addEventListener("click", (event) => this.onClick(event));
    this.show();
  }

  /** @param {string[]} response */
  restore(response) {
    this.response = response;
    this.waiting = "";
    this.show();
  }

  /** @returns {HTMLElement | undefined} */
  scene() {
    const first = this.scenes[0]?.dataset.scene || "";
    const wanted = sceneOf(this.response, first);
    return this.scenes.find((scene) => scene.dataset.scene === wanted) || this.scenes[0];
  }

  /** @returns {boolean} whether an ending was reached */
  isDone() {
    const scene = this.scene();
    return scene !== undefined && !scene.querySelector("[data-choice]");
  }

  /** @param {MouseEvent} event */
  onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("[data-choice], [data-scenario]") : null;
    if (!(target instanceof HTMLElement)) return;
    if (target.dataset.scenario) return this.act(target.dataset.scenario);
    event.preventDefault();
    if (!this.waiting && !this.locked) this.choose(target);
  }

  /** @param {HTMLElement} link */
  choose(link) {
    const scene = this.scene();
    if (!scene || !scene.contains(link)) return;
    const [choice, to] = [link.dataset.choice || "", link.dataset.to || ""];
    const next = afterChoice(this.response, scene.dataset.stem || "", choice, to);
    const consequence = /** @type {HTMLElement | null} */ (link.parentElement && link.parentElement.querySelector("[data-consequence]"));
    if (!consequence) return this.move(next);
    this.waiting = to;
    this.next = next;
    link.classList.add("cw-chosen");
    scene.querySelectorAll("[data-choice]").forEach((other) => other.setAttribute("aria-disabled", "true"));
    consequence.hidden = false;
    consequence.tabIndex = -1;
    this.button("go", true);
    consequence.focus();
  }

  /** @param {string} action */
  act(action) {
    if (action === "restart" && !this.locked) this.move([]);
    else if (action === "go" && this.waiting) this.move(this.next || []);
  }

  /** @param {string[]} response */
  move(response) {
    this.response = response;
    this.waiting = "";
    this.show();
    const title = /** @type {HTMLElement | null | undefined} */ (this.scene()?.querySelector(".cw-scene-title"));
    if (title) title.focus();
    this.onChanged();
  }

  show() {
    const present = this.scene();
    this.scenes.forEach((scene) => {
      scene.hidden = scene !== present;
      scene.querySelectorAll("[data-consequence]").forEach((part) => part.setAttribute("hidden", ""));
      scene.querySelectorAll("[data-choice]").forEach((link) => {
        link.removeAttribute("aria-disabled");
        link.classList.remove("cw-chosen");
      });
    });
    this.button("go", false);
    this.button("restart", this.response.length > 0 && !this.locked);
    this.showScore(present);
  }

  /** @param {HTMLElement | undefined} scene */
  showScore(scene) {
    const place = scene && scene.querySelector("[data-ending-score]");
    const words = this.element.getAttribute("data-score-text");
    if (!place || !words || !scene) return;
    const score = localNumber(this.element.ownerDocument, Number(scene.dataset.score || "0"));
    place.textContent = fillIn(words, { score });
  }

  /**
   * @param {string} action
   * @param {boolean} shown
   */
  button(action, shown) {
    this.element.querySelectorAll(`[data-scenario="${action}"]`).forEach((button) => button.toggleAttribute("hidden", !shown));
  }
}

class ScenarioActivity extends Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    super(page, element);
    this.block = new ScenarioBlock(element);
    this.block.onChanged = () => this.changed();
  }

  response() {
    return this.block.response;
  }

  /** @param {string[]} response */
  restore(response) {
    this.block.restore(response);
  }

  done() {
    return this.block.isDone();
  }

  /** @param {boolean} usable */
  enable(usable) {
    // Whoever is reading what comes of a choice goes on from there.
    if (this.block.locked === !usable) return;
    this.block.locked = !usable;
    this.block.restore(this.block.response);
  }

  /** What the scenes are called, by the pairs that name them: endings are reported so. */
  texts() {
    /** @type {Record<string, string>} */
    const options = {};
    this.block.scenes.forEach((scene) => {
      const title = scene.querySelector(".cw-scene-title");
      options[`a.${scene.dataset.scene}`] = (title && title.textContent) || "";
    });
    return { options };
  }
}

ACTIVITIES.scenario = ScenarioActivity;

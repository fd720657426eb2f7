// A block of a lesson whose state is kept: `[data-activity="id"]`, with a `data-kind`.
//
// A family of blocks is a class and a line, in a file that stands after this one in `mod.rs`:
//
//     class Checklist extends Activity { … }
//     ACTIVITIES.checklist = Checklist;
//
// What a block says and hears is a response in the form that its configuration names (`forms.js`). It works from the
// moment it is there: on a page that no shell has spoken to, nothing is kept, and all else is as ever.

/** How long, in milliseconds, a learner must have stopped typing before a text is handed on. */
const CALM = 1000;

class Activity {
  /**
   * @param {LessonPage} page
   * @param {HTMLElement} element
   */
  constructor(page, element) {
    this.page = page;
    this.element = element;
    this.id = element.getAttribute("data-activity") || "";
    this.timer = 0;
  }

  /** @returns {string[]} what the block holds now; [] if nothing */
  response() {
    return [];
  }

  /** @param {string[]} _response what it held before, other than now; [] takes everything back */
  restore(_response) {}

  /** @returns {boolean} whether the learner has done what there is to do: a gate may wait for it */
  done() {
    return this.response().length > 0;
  }

  /** @param {boolean} _usable false where the learner looks back, and nothing is recorded: what records is to be disabled */
  enable(_usable) {}

  /** @returns {PartTexts} what the parts of a block that is scored say, by their ids */
  texts() {
    return {};
  }

  // ---- For the families ------------------------------------------------------------------------

  /** To be called when the response is another than before. */
  changed() {
    this.page.window.clearTimeout(this.timer);
    this.timer = 0;
    const latency = Math.round(this.page.window.performance.now());
    this.page.send({ type: "activity", id: this.id, response: this.response(), latency, texts: this.texts() });
    this.page.progressed();
  }

  /** The same for what is being typed. */
  changedSoon() {
    this.page.window.clearTimeout(this.timer);
    this.timer = this.page.window.setTimeout(() => this.changed(), CALM);
  }

  // ---- For the page ----------------------------------------------------------------------------

  /** Nothing that was typed may wait when the page goes. */
  flush() {
    if (this.timer) this.changed();
  }

  /** @param {string[]} response that is kept */
  receive(response) {
    // What is being typed is newer than what was kept.
    if (this.timer) this.flush();
    else if (!sameList(response, this.response())) this.restore(response);
  }
}

/**
 * The class of each kind of block.
 * @type {Record<string, typeof Activity>}
 */
const ACTIVITIES = {};

/**
 * @param {LessonPage} page
 * @returns {Activity[]} in the order of the page; blocks of a kind that nobody knows are left alone
 */
function activitiesOn(page) {
  /** @type {Activity[]} */
  const activities = [];
  page.document.querySelectorAll("[data-activity]").forEach((element) => {
    const family = ACTIVITIES[element.getAttribute("data-kind") || ""];
    if (family) activities.push(new family(page, /** @type {HTMLElement} */ (element)));
  });
  return activities;
}

PAGE_PARTS.push((page) => (page.activities = activitiesOn(page)));

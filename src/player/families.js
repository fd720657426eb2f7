// What a course may do without: kinds of questions and blocks, tests, draws, a search, a glossary, a certificate, a path. A package
// carries the scripts of just those that its course uses (`mod.rs`, `NEEDS`). So no other script may name what such a
// script defines; it puts itself into a place here, where what is true without it stands until then. Kinds of questions
// and blocks have places of their own: `FIELDS` (`fields.js`), `ACTIVITIES` (`activity.js`), `PANEL_BLOCKS` (`panels.js`).

/**
 * What each kind of page begins with, by the `data-cw` of its root element.
 * @type {Record<string, (owner: Window, adapter: Adapter) => void>}
 */
const PAGES = {};

/** A part of the shell. It hears of everything that happens there, and of what it does not care for it takes no notice. */
class ShellPart {
  /** @param {Shell} shell */
  constructor(shell) {
    this.shell = shell;
  }

  /** What was kept is known, and the course begins; or another tab has gone on. */
  ready() {}

  /** @param {number} _index of the page that is there now */
  arrived(_index) {}

  /**
   * The learner wants the summary.
   * @returns {boolean} whether they have been taken elsewhere instead
   */
  takesOn() {
    return false;
  }

  /** The summary opens. */
  summarised() {}

  /** Something has been saved or not, or the ways that lead from here have changed. */
  saved() {}

  /** The time of the whole is over: what is still open is submitted as it is. */
  closed() {}

  /**
   * A page says something.
   * @param {number} _index of the page
   * @param {Message} _message
   */
  heard(_index, _message) {}
}

/** @type {(new (shell: Shell, standard: string) => ShellPart)[]} */
const SHELL_PARTS = [];

/**
 * What wakes up on a lesson's page, in this order.
 * @type {((page: LessonPage) => void)[]}
 */
const PAGE_PARTS = [];

/**
 * What a lesson's page does when the shell says something of this type.
 * @type {Record<string, (page: LessonPage, message: Message) => void>}
 */
const PAGE_MESSAGES = {};

/**
 * What is left to chance: nothing, but for `draw.js` and, on the page, `layout.js`.
 * @type {Chance}
 */
const CHANCE = {
  seed: () => 0,
  asked: (config, _state, index) => config.lessons[index].questions,
  layout: () => null,
  lead: (one) => one,
  forget: () => {},
  shuffled: (list) => Array.from(list),
  layOut: () => {},
  showBanks: () => {},
};

/**
 * What tests are: there are none, but for `assessment.js` and the files after it.
 * @type {TestRules}
 */
const TESTS = {
  grades: () => [],
  isFreed: () => false,
  view: () => null,
  put: () => {},
  take: () => null,
  join: () => {},
};

/**
 * What a step of a learning path has to itself: a course is none, but for `step.js`.
 * @type {StepRules}
 */
const STEP = {
  rule: ({ rule }) => rule,
  timeLeft: () => null,
  isLost: (_config, _state, grades) => grades.every(({ locked }) => locked),
  isDone: () => false,
  isOver: () => false,
  tell: (_config, _state, record) => record,
  begin: (_config, _held, stored) => stored,
};

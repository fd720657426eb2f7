// A step of a learning path as the shell shows it: where it leads, and its time.

import assert from "node:assert/strict";
import test from "node:test";
import { RIGHT, courseConfig } from "./support/course.mjs";
import { load } from "./support/scripts.mjs";
import { TIMED, assessment, question } from "./support/tested.mjs";
import { FakeWindow } from "./support/window.mjs";

class FakeElement {
  constructor(action = "") {
    this.action = action;
    this.hidden = false;
    this.classes = new Set();
    this.classList = { toggle: (name, on) => (on ? this.classes.add(name) : this.classes.delete(name)) };
  }

  closest() {
    return this.action ? this : null;
  }

  getAttribute() {
    return this.action;
  }
}

const names = ["StepKeeper", "TestKeeper", "newState", "settle", "submitAnswer", "questionsOf", "markSeen", "recordOf", "beginAttempt", "keepDraft", "testOf"];
const player = load("scorm2004", names, { globals: { Element: FakeElement } });

const BUTTONS = {
  continue: '[data-summary] [data-step-action="continue"]',
  again: '[data-summary] [data-step-action="again"]',
  back: '[data-summary] [data-action="back"]',
  exit: '[data-summary] [data-action="exit"]',
};

/** What the keeper has to do with of a shell. */
function shellOf({ step = {}, next = false, again = false, mode = "normal", ...changes } = {}) {
  const config = courseConfig(changes);
  if (step) config.step = { id: "trust", done: "passed", facts: [], ...step };
  const owner = new FakeWindow();
  owner.document.documentElement = { dataset: {} };
  const shell = {
    window: owner, document: owner.document, config, mode, state: player.newState(config),
    session: { state: "saved", canContinue: () => next, mayTryAgain: () => again },
    inSummary: false, left: false, elements: new Map(), texts: new Map(), notices: [], reports: 0, leaves: [], restored: 0,
    each(selector, action) {
      if (!this.elements.has(selector)) this.elements.set(selector, new FakeElement());
      action(this.elements.get(selector));
    },
    setText(selector, text) {
      this.texts.set(selector, text);
    },
    text: (key, values) => [key, ...Object.values(values || {})].join(" "),
    notice: (key) => shell.notices.push(key),
    report: () => (shell.reports += 1),
    sendRestore: () => (shell.restored += 1),
    send() {},
    mayLeave: () => true,
    leave(request) {
      shell.left = true;
      shell.leaves.push(request);
    },
    openSummary() {
      shell.inSummary = true;
      shell.parts.forEach((part) => part.summarised());
    },
  };
  shell.keeper = new player.StepKeeper(shell);
  shell.parts = [shell.keeper];
  shell.answerAll = (answers) => {
    const find = (id) => player.questionsOf(config).find((entry) => entry.id === id);
    Object.entries(answers).forEach(([id, response]) => player.submitAnswer(config, shell.state, find(id), response));
  };
  shell.see = () => config.lessons.forEach((_lesson, index) => player.markSeen(config, shell.state, index));
  /** The buttons that are there, the main one first. */
  shell.buttons = () => {
    const shown = Object.entries(BUTTONS).filter(([, selector]) => !shell.elements.get(selector).hidden);
    const isMain = ([, selector]) => !shell.elements.get(selector).classes.has("cw-secondary");
    return { main: shown.filter(isMain).map(([name]) => name), others: shown.filter((entry) => !isMain(entry)).map(([name]) => name) };
  };
  shell.note = () => shell.texts.get("[data-step-note]");
  return shell;
}

const WRONG = { promise: ["b"], habits: ["b"], "bad-news": ["true"], raise: ["late"] };
const summary = (options, answers = {}) => {
  const shell = shellOf(options);
  shell.answerAll(answers);
  shell.openSummary();
  return shell;
};

// ---- The way on ------------------------------------------------------------------------------------

test("a step that is done goes on where the LMS would, and else back", () => {
  const on = summary({ next: true }, RIGHT);
  assert.deepEqual([on.note(), on.buttons()], ["step-done-continue", { main: ["continue"], others: ["back", "exit"] }]);
  const back = summary({}, RIGHT);
  assert.deepEqual([back.note(), back.buttons()], ["step-done", { main: ["exit"], others: ["back"] }]);
});

test("an attempt that is over says what the path does next", () => {
  for (const [next, again, note, main, others] of [
    [false, true, "step-over-again", ["again"], ["back", "exit"]],
    [true, false, "step-over-continue", ["continue"], ["back", "exit"]],
    [true, true, "step-over-again", ["continue"], ["again", "back", "exit"]],
    [false, false, "step-over", ["exit"], ["back"]],
  ]) {
    const shell = summary({ next, again, mastery: 60 }, WRONG);
    assert.deepEqual([shell.note(), shell.buttons()], [note, { main, others }]);
  }
});

test("a step that is open is gone on with; nothing is tried again before it is over", () => {
  const shell = summary({ next: true, again: true }, { promise: ["b"] });
  assert.deepEqual([shell.note(), shell.buttons()], ["step-open", { main: ["back"], others: ["continue", "exit"] }]);
});

test("what the LMS says later changes the buttons", () => {
  const shell = summary({}, RIGHT);
  shell.session.canContinue = () => true;
  shell.keeper.saved();
  assert.deepEqual(shell.buttons().main, ["continue"]);
});

test("the buttons ask the LMS", () => {
  const shell = shellOf();
  for (const action of ["continue", "again", "", "exit"]) shell.window.fire("click", { target: new FakeElement(action) });
  assert.deepEqual(shell.leaves, ["continue", "again"]);
});

test("who had nothing to answer goes on without a result", () => {
  const lessons = courseConfig().lessons.map((lesson) => ({ ...lesson, questions: [] }));
  const read = (options) => {
    const shell = shellOf({ step: { done: "completed" }, lessons, rule: "pages-seen", mastery: null, ...options });
    return shell;
  };
  const shell = read({ next: true });
  assert.equal(shell.keeper.takesOn(), false, "pages are left");
  shell.see();
  assert.equal(shell.keeper.takesOn(), true);
  assert.deepEqual(shell.leaves, ["continue"]);
  const stuck = read({});
  stuck.see();
  assert.equal(stuck.keeper.takesOn(), false);
  const asked = shellOf({ next: true });
  asked.answerAll(RIGHT);
  assert.equal(asked.keeper.takesOn(), false, "a result is shown");
});

test("a course that is no step has nothing of it", () => {
  const shell = shellOf({ step: null, next: true });
  shell.see();
  shell.keeper.ready();
  shell.window.pass(100_000);
  assert.equal(shell.keeper.takesOn(), false);
  shell.openSummary();
  assert.deepEqual([shell.elements.size, shell.texts.size, shell.reports, shell.mode], [0, 0, 0, "normal"]);
});

// ---- The time --------------------------------------------------------------------------------------

function timed() {
  const shell = shellOf({ step: { timeLimit: 6 } });
  shell.keeper.ready();
  return shell;
}

test("the time runs, is shown, is said three times and saved in tens of seconds", () => {
  const shell = timed();
  shell.window.pass(35_000);
  assert.equal(shell.texts.get("[data-step-time]"), "step-time 5:25");
  assert.equal(shell.reports, 4);
  assert.deepEqual(shell.notices, ["step-time-begun"]);
  shell.window.pass(30_000);
  assert.deepEqual(shell.notices.slice(1), ["step-time-5"]);
  shell.window.pass(240_000);
  assert.deepEqual(shell.notices.slice(1), ["step-time-5", "step-time-1"]);
});

test("when it is over, what was answered counts, and the course can only be looked at", () => {
  const shell = timed();
  shell.answerAll({ promise: ["a"] });
  shell.window.pass(361_000);
  assert.equal(shell.state.spent, 360);
  assert.deepEqual([shell.mode, shell.inSummary, shell.notices.at(-1), shell.restored], ["review", true, "step-time-over", 1]);
  const { score, success, step } = player.recordOf(shell.config, shell.state);
  assert.deepEqual([score, success, step.over], [25, "failed", true]);
  assert.equal(shell.texts.get("[data-step-time]"), "");
  const { reports } = shell;
  shell.window.pass(100_000);
  assert.equal(shell.reports, reports, "the clock has stopped");
});

test("who comes back has the time that was left", () => {
  const shell = shellOf({ step: { timeLimit: 6 } });
  shell.state.spent = 300;
  shell.keeper.ready();
  shell.keeper.ready();
  assert.deepEqual(shell.notices, []);
  assert.equal(shell.texts.get("[data-step-time]"), "step-time 1:00");
  shell.window.pass(61_000);
  assert.equal(shell.mode, "review");
});

test("who comes back in the last moments has those to see it, once", () => {
  const shell = shellOf({ step: { timeLimit: 6 } });
  shell.state.spent = 355;
  shell.keeper.ready();
  shell.window.pass(19_000);
  assert.equal(shell.mode, "normal");
  assert.equal(shell.state.spent, 359);
  shell.window.pass(2000);
  assert.equal(shell.mode, "review");
});

test("an attempt whose time was over before can only be looked at", () => {
  const shell = shellOf({ step: { timeLimit: 6 } });
  shell.state.spent = 360;
  shell.keeper.ready();
  assert.equal(shell.mode, "review");
  shell.window.pass(10_000);
  assert.equal(shell.reports, 0);
});

test("the time stops when all is done, and runs on while a better answer may be given under it", () => {
  const shell = timed();
  const { promise, ...rest } = RIGHT;
  shell.answerAll(rest);
  shell.window.pass(20_000);
  assert.equal(shell.texts.get("[data-step-time]"), "step-time 5:40", "passed, but a question is open");
  shell.answerAll({ promise });
  shell.window.pass(400_000);
  assert.deepEqual([shell.mode, shell.texts.get("[data-step-time]")], ["normal", ""]);
});

test("nobody's time runs in review", () => {
  const shell = shellOf({ step: { timeLimit: 6 }, mode: "review" });
  shell.keeper.ready();
  shell.window.pass(400_000);
  assert.deepEqual([shell.reports, shell.inSummary], [0, false]);
});

test("a test that is running is submitted as it is", () => {
  const lessons = [{ id: "test", title: "Test", href: "test.html", questions: [question("q"), question("r")], activities: [], assessment: assessment({ weight: 2, ...TIMED }) }];
  const shell = shellOf({ step: { timeLimit: 1 }, lessons, mastery: 50, objectives: [] });
  shell.parts.unshift(new player.TestKeeper(shell));
  player.beginAttempt(shell.config, shell.state, 0);
  player.keepDraft(shell.config, shell.state, 0, "q", ["a"]);
  shell.keeper.ready();
  shell.window.pass(61_000);
  const { attempts, running, score } = player.testOf(lessons[0], shell.state);
  assert.deepEqual([attempts, running, score], [1, false, 50]);
  assert.deepEqual([shell.state.passed, shell.state.completed, shell.mode], [true, true, "review"]);
});

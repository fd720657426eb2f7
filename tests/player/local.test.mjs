// A course without an LMS: what the learner does is kept in the browser.

import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";
import { RIGHT, courseConfig } from "./support/course.mjs";
import { contentScript, load } from "./support/scripts.mjs";
import { FakeWindow } from "./support/window.mjs";

const parts = load("web", [
  "emptyRecord", "newState", "submitAnswer", "markSeen", "recordOf", "encodeState", "decodeState", "joinStates", "retake", "questionsOf",
]);
const { adapter, emptyRecord } = parts;

/** One browser: what it keeps, and the tabs that hear of each other. */
class Browser {
  constructor({ place = { protocol: "https:", pathname: "/courses/index.html" }, refuses = "" } = {}) {
    this.kept = new Map();
    this.tabs = [];
    this.place = place;
    /** What it refuses: "everything" (the touch itself), "writing", or "" for nothing. */
    this.refuses = refuses;
    this.deaf = false;
  }

  tab({ opener = null } = {}) {
    const tab = new FakeWindow({ opener });
    Object.assign(tab.location, this.place);
    const browser = this;
    const store = {
      getItem: (key) => (browser.kept.has(key) ? browser.kept.get(key) : null),
      setItem: (key, value) => {
        if (browser.refuses === "writing") throw new Error("QuotaExceededError");
        if (browser.kept.get(key) !== value) browser.change(tab, key, value);
      },
      removeItem: (key) => browser.change(tab, key, null),
    };
    Object.defineProperty(tab, "localStorage", {
      get() {
        if (browser.refuses === "everything") throw new Error("SecurityError");
        return store;
      },
    });
    this.tabs.push(tab);
    return tab;
  }

  change(by, key, value) {
    if (value === null) this.kept.delete(key);
    else this.kept.set(key, value);
    if (!this.deaf) this.tell(by, key);
  }

  tell(by, key) {
    for (const tab of this.tabs.filter((other) => other !== by)) tab.fire("storage", { key });
  }
}

function open(browser, { tab = browser.tab(), courseId = "leading-upward", stateLimit, onElsewhere } = {}) {
  const run = { tab, states: [], ready: [] };
  run.session = adapter.open({
    window: tab, courseId, stateLimit, onElsewhere,
    onReady: (held, late) => run.ready.push({ held, late }),
    onState: (state) => run.states.push(state),
  });
  run.update = (changes) => run.session.update({ ...emptyRecord(), states: ["state-1"], ...changes });
  run.session.start();
  return run;
}

// ---- One tab --------------------------------------------------------------------------------------

test("a first visit finds nothing and can begin at once", () => {
  const { ready, states, session } = open(new Browser());
  assert.deepEqual(states, ["saved"]);
  assert.equal(ready.length, 1);
  const [{ held, late }] = ready;
  assert.deepEqual([held.resumed, held.mode, held.credit, held.state, held.location, held.score, late], [false, "normal", true, "", "", null, false]);
  assert.equal(session.held, held);
});

test("looking at a course keeps nothing", () => {
  const browser = new Browser();
  const { session } = open(browser);
  session.save();
  assert.deepEqual([...browser.kept], []);
});

test("the next visit finds what was done, without any event of leaving", () => {
  const browser = new Browser();
  open(browser).update({ completion: "completed", success: "passed", score: 85, progress: 1, location: "end", states: ["abc"] });
  const [{ held }] = open(browser).ready;
  assert.deepEqual(
    [held.resumed, held.completion, held.success, held.score, held.progress, held.location, held.state],
    [true, "completed", "passed", 85, 1, "end", "abc"]
  );
});

test("nothing gets worse, in one visit or in the next", () => {
  const browser = new Browser();
  const first = open(browser);
  first.update({ completion: "completed", success: "passed", score: 85, progress: 1 });
  first.update({ completion: "incomplete", success: "failed", score: 20, progress: 0.5 });
  open(browser).update({ score: 10, states: ["of another version"] });
  const [{ held }] = open(browser).ready;
  assert.deepEqual([held.completion, held.success, held.score, held.progress, held.state], ["completed", "passed", 85, 1, "of another version"]);
});

test("courses do not meet; on a server a course may move, on disk each copy is its own", () => {
  const at = (protocol, pathname) => ({ protocol, pathname });
  const browser = new Browser();
  open(browser).update({ location: "end" });
  assert.equal(open(browser, { courseId: "another" }).ready[0].held.location, "");
  browser.place = at("https:", "/elsewhere/");
  assert.equal(open(browser).ready[0].held.location, "end");
  browser.place = at("file:", "/home/a/index.html");
  const onDisk = open(browser);
  assert.equal(onDisk.ready[0].held.location, "");
  onDisk.update({ location: "time" });
  assert.equal(open(browser).ready[0].held.location, "time");
  browser.place = at("file:", "/home/b/index.html");
  assert.equal(open(browser).ready[0].held.location, "");
});

test("what others have written under the name is not read, and nothing throws", () => {
  for (const text of ["", "{", "null", "[]", "7", '{"format":2,"state":"x"}', '{"format":1,"score":"a","success":7,"progress":{}}', "\u0000"]) {
    const browser = new Browser();
    browser.kept.set("coursewright:web:leading-upward", text);
    const { ready, update } = open(browser);
    assert.deepEqual([ready[0].held.success, ready[0].held.score, ready[0].held.progress, ready[0].held.state], ["unknown", null, null, ""], text);
    update({ location: "end" });
    assert.equal(open(browser).ready[0].held.location, "end");
  }
});

test("a state that is longer than allowed gives way to its shorter form", () => {
  const browser = new Browser();
  open(browser, { stateLimit: 5 }).update({ states: ["too long", "short"] });
  assert.equal(open(browser).ready[0].held.state, "short");
});

// ---- A browser that keeps nothing, or no more -----------------------------------------------------

for (const refuses of ["everything", "writing"]) {
  test(`where the browser refuses ${refuses}, the learner is alone and told so`, () => {
    const browser = new Browser({ refuses });
    const { ready, states, session, update } = open(browser);
    assert.deepEqual(states, ["alone"]);
    assert.deepEqual(ready, [{ held: null, late: false }]);
    update({ location: "end" }, );
    assert.equal(session.finish(), false);
    assert.deepEqual([...browser.kept], []);
  });
}

test("a browser that is full is asked again until it has room", () => {
  const browser = new Browser();
  const { tab, states, update } = open(browser);
  update({ location: "trust" });
  browser.refuses = "writing";
  update({ location: "time" });
  assert.equal(states.at(-1), "unsaved");
  tab.pass(60000);
  assert.equal(open(browser, { tab: browser.tab() }).ready[0].held.location, "trust");
  browser.refuses = "";
  tab.pass(10000);
  assert.equal(states.at(-1), "saved");
  assert.equal(open(browser).ready[0].held.location, "time");
});

test("a browser that is full when the course opens still gives what it has", () => {
  const browser = new Browser();
  open(browser).update({ location: "trust", score: 40 });
  browser.refuses = "writing";
  const { ready, session, update } = open(browser);
  assert.deepEqual([ready[0].held.location, ready[0].held.score, session.state], ["trust", 40, "saved"]);
  update({ location: "time" });
  assert.equal(session.state, "unsaved");
});

test("leaving tells whether all is kept, once, and ends it", () => {
  const browser = new Browser();
  const { session, update, states, tab } = open(browser);
  update({ location: "trust" });
  assert.equal(session.finish(), true);
  assert.equal(session.finish(), false);
  update({ location: "time" });
  tab.pass(60000);
  assert.equal(states.at(-1), "ended");
  assert.equal(open(browser).ready[0].held.location, "trust");

  const full = open(browser);
  browser.refuses = "writing";
  full.update({ location: "end" });
  assert.equal(full.session.finish(), false);
});

test("only a window that something opened can be left", () => {
  const browser = new Browser();
  assert.equal(open(browser).session.mayLeave(), false);
  assert.equal(open(browser, { tab: browser.tab({ opener: new FakeWindow() }) }).session.mayLeave(), true);
  assert.equal(open(browser).session.canContinue(), false);
});

// ---- Several tabs ---------------------------------------------------------------------------------

/** A tab as the shell holds it: a course state, joined with that of other tabs. */
function learner(browser) {
  const config = courseConfig();
  const run = { config, state: parts.newState(config), joins: 0 };
  const join = (held) => {
    run.joins += 1;
    const other = parts.decodeState(config, held.state);
    run.state = parts.joinStates(config, run.state, other);
    const news = parts.encodeState(config, { ...run.state, lesson: other.lesson }) !== held.state;
    return { record: parts.recordOf(config, run.state), news };
  };
  Object.assign(run, open(browser, { onElsewhere: join }));
  const { held } = run.ready[0];
  if (held.state) run.state = parts.decodeState(config, held.state);
  run.report = () => run.session.update(parts.recordOf(config, run.state));
  run.answer = (id, response = RIGHT[id]) => {
    const question = parts.questionsOf(config).find((candidate) => candidate.id === id);
    parts.submitAnswer(config, run.state, question, response);
    run.report();
  };
  run.see = (lesson) => {
    run.state.lesson = lesson;
    parts.markSeen(config, run.state, lesson);
    run.report();
  };
  return run;
}

const answers = ({ state }) => Object.fromEntries([...state.answers].map(([id, { response }]) => [id, response.join()]).sort());
const nextVisit = (browser) => learner(browser);

test("what is done in one tab shows in the other, and each stays where it is", () => {
  const browser = new Browser();
  const [one, two] = [learner(browser), learner(browser)];
  one.see(0);
  one.answer("promise");
  two.see(2);
  two.answer("raise", ["late"]);
  assert.deepEqual(answers(one), { promise: "a", raise: "late" });
  assert.deepEqual(answers(two), answers(one));
  assert.deepEqual([one.state.lesson, two.state.lesson], [0, 2]);
  assert.deepEqual([...one.state.seen], [true, false, true]);
  assert.deepEqual(answers(nextVisit(browser)), answers(one));
});

test("a tab that has heard nothing of another overwrites nothing of it", () => {
  const browser = new Browser();
  const [one, two] = [learner(browser), learner(browser)];
  browser.deaf = true;
  one.answer("promise");
  one.answer("habits");
  two.see(1);
  assert.deepEqual(answers(nextVisit(browser)), { habits: "a,c", promise: "a" });
  two.answer("raise");
  assert.deepEqual(answers(nextVisit(browser)), { habits: "a,c", promise: "a", raise: "early" });
});

test("two tabs that write at the same moment come to the same", () => {
  const browser = new Browser();
  const [one, two] = [learner(browser), learner(browser)];
  browser.deaf = true;
  one.answer("promise", ["b"]);
  const [key] = [...browser.kept.keys()];
  const written = browser.kept.get(key);
  // The second has looked before the first has written, and writes after it.
  browser.kept.delete(key);
  two.answer("promise", ["a"]);
  two.answer("bad-news");
  assert.notEqual(browser.kept.get(key), written);
  browser.deaf = false;
  browser.tell(two.tab, key);
  browser.tell(one.tab, key);
  assert.deepEqual(answers(one), { "bad-news": "false", promise: "a" });
  assert.deepEqual(answers(two), answers(one));
  assert.deepEqual(answers(nextVisit(browser)), answers(one));
  assert.ok(one.joins + two.joins < 6, "they do not talk for ever");
});

test("taking the questions again in one tab takes them again in all", () => {
  const browser = new Browser();
  const [one, two] = [learner(browser), learner(browser)];
  one.answer("promise", ["b"]);
  one.answer("promise", ["b"]);
  parts.retake(one.config, one.state);
  one.report();
  assert.deepEqual([answers(two), two.state.retakes], [{}, 1]);
  two.answer("promise");
  assert.deepEqual(answers(one), { promise: "a" });
});

test("a page from the browser's memory takes in what it has missed", () => {
  const browser = new Browser();
  const [one, two] = [learner(browser), learner(browser)];
  browser.deaf = true;
  one.answer("promise");
  two.tab.fire("pageshow", { persisted: false });
  assert.deepEqual(answers(two), {});
  two.tab.fire("pageshow", { persisted: true });
  assert.deepEqual(answers(two), { promise: "a" });
});

test("what was deleted in the browser is written again with the next step", () => {
  const browser = new Browser();
  const one = learner(browser);
  one.answer("promise");
  browser.kept.clear();
  browser.tell(null, null);
  one.answer("habits");
  assert.deepEqual(answers(nextVisit(browser)), { habits: "a,c", promise: "a" });
});

// ---- Content that was made elsewhere ----------------------------------------------------------------

function content(browser) {
  const page = browser.tab();
  page.document.currentScript = { dataset: {} };
  vm.runInNewContext(contentScript("web"), { window: page, console: { warn() {} }, Intl });
  return page.Coursewright;
}

test("content made elsewhere keeps its place, data and results", async () => {
  const browser = new Browser();
  const first = content(browser);
  const info = await first.start();
  assert.deepEqual([info.connected, info.resumed, info.status, info.bookmark], [true, false, "incomplete", ""]);
  first.bookmark("level-3");
  first.data("coins=7");
  first.score(85);
  first.answer({ id: "door", type: "choice", response: "a", right: true });
  first.pass();
  assert.deepEqual([first.state(), first.finish()], ["saved", true]);
  const again = await content(browser).start();
  assert.deepEqual([again.resumed, again.status, again.score, again.bookmark, again.data], [true, "passed", 85, "level-3", "coins=7"]);
});

test("content in two tabs: the place is that of who moved last, and results never get worse", async () => {
  const browser = new Browser();
  const [one, two] = [content(browser), content(browser)];
  await Promise.all([one.start(), two.start()]);
  one.pass();
  one.score(90);
  two.score(40);
  two.bookmark("level-2");
  const info = await content(browser).start();
  assert.deepEqual([info.status, info.score, info.bookmark], ["passed", 90, "level-2"]);
});

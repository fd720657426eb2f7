import assert from "node:assert/strict";
import test from "node:test";
import { FakeLms } from "./support/lms.mjs";
import { API_NAME, answerOf, open } from "./support/session.mjs";
import { FakeWindow, foreignWindow, launched } from "./support/window.mjs";

const NAMES = {
  scorm12: {
    exit: "cmi.core.exit", status: "cmi.core.lesson_status", time: "cmi.core.session_time", location: "cmi.core.lesson_location",
    raw: "cmi.core.score.raw", mode: "cmi.core.lesson_mode", credit: "cmi.core.credit", passed: { "cmi.core.lesson_status": "passed", "cmi.core.score.raw": "90" },
    finish: "LMSFinish", set: "LMSSetValue", get: "LMSGetValue", commit: "LMSCommit", initialize: "LMSInitialize", zero: "0000:00:00.00",
  },
  scorm2004: {
    exit: "cmi.exit", status: "cmi.completion_status", time: "cmi.session_time", location: "cmi.location",
    raw: "cmi.score.raw", mode: "cmi.mode", credit: "cmi.credit",
    passed: { "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.score.scaled": "0.9" },
    finish: "Terminate", set: "SetValue", get: "GetValue", commit: "Commit", initialize: "Initialize", zero: "PT0H0M0S",
  },
};

for (const generation of ["scorm12", "scorm2004"]) {
  const names = NAMES[generation];
  const on = (what, run) => test(`${generation}: ${what}`, run);

  on("the session opens as an LMS needs it: suspend and incomplete at once, then a commit", () => {
    const { lms, ready, session } = open(generation);
    assert.deepEqual(lms.log, ["initialize", `${names.exit}=suspend`, `${names.status}=incomplete`, `${names.time}=${names.zero}`, "commit"]);
    assert.equal(ready.length, 1);
    assert.equal(ready[0].late, false);
    assert.equal(ready[0].held.learner.id, "learner-1");
    assert.equal(session.state, "saved");
  });

  on("an incomplete course is not set incomplete again", () => {
    const { lms } = open(generation, { lms: new FakeLms(generation, { stored: { [names.status]: "incomplete" } }) });
    assert.equal(lms.log.filter((line) => line.startsWith(names.status)).length, 0);
  });

  on("only changes are written", () => {
    const { lms, update, page } = open(generation);
    update({ location: "trust" });
    page.pass(2000);
    lms.log.length = 0;
    update({ location: "time" });
    page.pass(2000);
    assert.deepEqual(lms.log.filter((line) => !line.includes("session_time")), [`${names.location}=time`, "commit"]);
  });

  on("page changes wait for each other, answers and statuses do not", () => {
    const { lms, update, page } = open(generation);
    update({ location: "trust" });
    const before = lms.commits;
    update({ location: "time" });
    page.pass(1000);
    update({ location: "end" });
    assert.equal(lms.commits, before);
    page.pass(600);
    assert.equal(lms.commits, before + 1);
    update({ location: "end", states: ["state-2"] }, answerOf());
    assert.equal(lms.commits, before + 2);
    update({ location: "end", completion: "completed" });
    assert.equal(lms.commits, before + 3);
    assert.deepEqual(lms.refused, []);
  });

  on("nothing gets worse", () => {
    const stored = { ...names.passed, "cmi.suspend_data": "what another version wrote" };
    const { lms, update, ready } = open(generation, { lms: new FakeLms(generation, { stored }) });
    assert.equal(ready[0].held.success, "passed");
    assert.equal(ready[0].held.score, 90);
    update({ completion: "incomplete", success: "failed", score: 20 });
    for (const [element, value] of Object.entries(names.passed)) assert.equal(Number(lms.data[element]) || lms.data[element], Number(value) || value);
    assert.equal(lms.data["cmi.suspend_data"], "state-1");
  });

  for (const mode of ["review", "browse"]) {
    on(`nothing is written in ${mode} mode`, () => {
      const { lms, update, page, session } = open(generation, { lms: new FakeLms(generation, { stored: { [names.mode]: mode } }) });
      update({ completion: "completed", score: 100 }, answerOf());
      page.hide();
      page.fire("pagehide");
      assert.deepEqual(lms.log, ["initialize", "terminate"]);
      assert.equal(session.state, "ended");
    });
  }

  on("without credit the place is kept and no result reported", () => {
    const { lms, update } = open(generation, { lms: new FakeLms(generation, { stored: { [names.credit]: "no-credit" } }) });
    update({ completion: "completed", success: "passed", score: 100, location: "end" });
    assert.equal(lms.data[names.location], "end");
    assert.equal(lms.data[names.status], "incomplete");
    assert.ok(!lms.log.some((line) => line.startsWith(names.raw)));
  });

  on("an LMS that knows neither entry nor mode is taken for a normal one", () => {
    const lms = new FakeLms(generation);
    ["cmi.core.entry", "cmi.core.lesson_mode", "cmi.core.credit", "cmi.entry", "cmi.mode", "cmi.credit"].forEach((name) => delete lms.data[name]);
    const { ready, session } = open(generation, { lms });
    assert.equal(ready[0].held.mode, "normal");
    assert.equal(ready[0].held.credit, true);
    assert.equal(session.state, "saved");
  });

  // ---- Leaving ----

  on("hiding commits what is open, and the time if the last commit is old", () => {
    const { lms, update, page } = open(generation);
    update({ location: "trust" });
    update({ location: "time" });
    page.hide();
    assert.equal(lms.data[names.location], "time");
    const commits = lms.commits;
    page.hide();
    assert.equal(lms.commits, commits);
    page.pass(40000);
    page.hide();
    assert.equal(lms.commits, commits + 1);
  });

  on("leaving writes the time, commits and ends the session, once", () => {
    const { lms, update, page, session } = open(generation);
    update({ location: "trust" });
    page.pass(65430);
    page.fire("pagehide");
    page.fire("pagehide");
    assert.equal(session.finish("leave"), false);
    assert.deepEqual(lms.log.slice(-2), ["commit", "terminate"]);
    assert.equal(lms.terminations, 1);
    assert.equal(lms.stored[names.time], generation === "scorm12" ? "0000:01:05.43" : "PT0H1M5.43S");
    assert.equal(lms.stored[names.exit], "suspend");
  });

  on("a page that comes back from the browser's memory is loaded again", () => {
    const { page } = open(generation);
    page.fire("pagehide", { persisted: true });
    page.fire("pageshow", { persisted: false });
    assert.equal(page.reloaded, 0);
    page.fire("pageshow", { persisted: true });
    assert.equal(page.reloaded, 1);
  });

  on("no unload and no beforeunload", () => {
    const { page } = open(generation);
    assert.deepEqual([...page.listeners.keys()].sort(), ["offline", "online", "pagehide", "pageshow", "visibilitychange"]);
  });

  for (const [what, answer] of [["null", null], ["undefined", undefined], ["an empty text", ""], ["false", false]]) {
    on(`${what} from the last commit does not stop the end`, () => {
      const { lms, update, page } = open(generation);
      update({ location: "trust" });
      lms.commitAnswer = answer;
      page.fire("pagehide");
      assert.equal(lms.terminations, 1);
    });
  }

  on("a commit that throws at the end does not stop the end", () => {
    const { lms, page } = open(generation);
    lms.api[names.commit] = () => {
      throw new Error("XMLHttpRequest is not allowed in page dismissal");
    };
    page.fire("pagehide");
    assert.equal(lms.terminations, 1);
  });

  // ---- Awkward LMSs ----

  on("true as a boolean, and numbers, are as good as words", () => {
    const lms = new FakeLms(generation);
    for (const name of [names.initialize, names.set, names.commit]) {
      const call = lms.api[name];
      lms.api[name] = (...values) => call(...values) === "true";
    }
    const { session, update } = open(generation, { lms });
    update({ location: "trust" });
    assert.equal(session.state, "saved");
  });

  on("null and undefined from every get are empty values", () => {
    for (const nothing of [null, undefined]) {
      const lms = new FakeLms(generation);
      const get = lms.api[names.get];
      lms.api[names.get] = (element) => get(element) || nothing;
      const { ready, update, session } = open(generation, { lms });
      assert.equal(ready[0].held.state, "");
      update({ location: "trust", score: 50, objectives: [{ id: "trust", score: 50, success: "failed", done: true }] }, answerOf());
      assert.equal(session.state, "saved");
    }
  });

  on("an LMS that throws from every call loses nothing but itself", () => {
    const api = new FakeLms(generation).api;
    for (const name of Object.keys(api)) {
      api[name] = () => {
        throw new Error("broken");
      };
    }
    const page = launched(api, { name: API_NAME[generation] });
    const { ready, session, update } = open(generation, { window: page, lms: null });
    page.pass(6000);
    assert.equal(ready[0].held, null);
    assert.equal(session.state, "lost");
    update({ location: "trust" });
  });

  on("a commit that fails is tried again, later and later, with everything", () => {
    const { lms, update, page, session, states } = open(generation);
    lms.commitAnswer = "false";
    update({ location: "trust", score: 80 });
    assert.equal(session.state, "unsaved");
    const commits = lms.commits;
    page.pass(2000);
    page.pass(4000);
    page.pass(8000);
    assert.equal(lms.commits, commits + 3);
    page.pass(7000);
    assert.equal(lms.commits, commits + 3);
    lms.commitAnswer = "true";
    lms.data[names.location] = "lost by the LMS";
    page.pass(60000);
    assert.equal(session.state, "saved");
    assert.equal(lms.stored[names.location], "trust");
    assert.deepEqual(states.slice(-2), ["unsaved", "saved"]);
  });

  on("offline the LMS's word is not trusted; back online everything is written again", () => {
    const { lms, update, page, session } = open(generation);
    page.navigator.onLine = false;
    page.fire("offline");
    assert.equal(session.state, "offline");
    update({ location: "trust" }, answerOf());
    assert.equal(session.state, "offline");
    lms.data[names.location] = "";
    page.navigator.onLine = true;
    page.fire("online");
    assert.equal(session.state, "saved");
    assert.equal(lms.stored[names.location], "trust");
    const ids = Object.keys(lms.data).filter((name) => /^cmi\.interactions\.\d+\.id$/.test(name));
    assert.equal(ids.length, 1);
  });

  on("what was not saved is found in this browser the next time", () => {
    const storage = new Map();
    const first = open(generation, { storage });
    first.update({ states: ["state-1"] });
    first.lms.commitAnswer = "false";
    first.update({ states: ["state-2"], location: "end", completion: "completed", score: 80 });
    first.page.fire("pagehide");
    assert.equal(storage.size, 1);
    assert.ok(![...storage.keys()][0].includes("learner-1"));
    const next = new FakeLms(generation, { stored: { "cmi.suspend_data": "state-1", [names.status]: "incomplete" } });
    const second = open(generation, { lms: next, storage });
    const { held } = second.ready[0];
    assert.deepEqual([held.state, held.location, held.completion, held.score], ["state-2", "end", "completed", 80]);
    second.update({ states: ["state-2"], location: "end", completion: held.completion, score: held.score });
    assert.equal(storage.size, 0);
    assert.equal(next.stored["cmi.suspend_data"], "state-2");
  });

  on("what was not saved is found, too, if the LMS took a state that it said it had not", () => {
    const storage = new Map();
    const first = open(generation, { storage });
    first.update({ states: ["state-1"] });
    first.lms.commitAnswer = "false";
    first.update({ states: ["state-2"] }, answerOf());
    first.update({ states: ["state-3"], completion: "completed" });
    const next = new FakeLms(generation, { stored: { "cmi.suspend_data": "state-2", [names.status]: "incomplete" } });
    const { held } = open(generation, { lms: next, storage }).ready[0];
    assert.deepEqual([held.state, held.completion], ["state-3", "completed"]);
  });

  on("what is in this browser is forgotten when the LMS knows something else", () => {
    for (const newer of ["state-3", ""]) {
      const storage = new Map();
      const first = open(generation, { storage });
      first.update({ states: ["state-1"] });
      first.lms.commitAnswer = "false";
      first.update({ states: ["state-2"], completion: "completed" });
      first.page.fire("pagehide");
      const second = open(generation, { lms: new FakeLms(generation, { stored: { "cmi.suspend_data": newer } }), storage });
      assert.equal(second.ready[0].held.state, newer);
      assert.equal(second.ready[0].held.completion, "incomplete");
      assert.equal(storage.size, 0);
    }
  });

  on("a browser that keeps nothing is no obstacle", () => {
    const page = launched(new FakeLms(generation).api, { name: API_NAME[generation] });
    Object.defineProperty(page, "localStorage", {
      get() {
        throw new Error("SecurityError");
      },
    });
    const { update, session } = open(generation, { window: page, lms: null });
    update({ location: "trust" });
    assert.equal(session.state, "saved");
    assert.equal(session.shadow.works, false);
  });

  on("a state that is refused for its length is replaced by its short form", () => {
    const { lms, update, limited } = (() => {
      const run = open(generation, { lms: new FakeLms(generation, { limit: 10 }) });
      run.update({ states: ["a long, long state", "short"] });
      return run;
    })();
    assert.equal(lms.data["cmi.suspend_data"], "short");
    assert.equal(limited, 0 + 1);
  });

  on("a state that is cut in silence is replaced by its short form", () => {
    const lms = new FakeLms(generation);
    const set = lms.api[names.set];
    lms.api[names.set] = (element, value) => set(element, element === "cmi.suspend_data" ? value.slice(0, 10) : value);
    const run = open(generation, { lms });
    run.update({ states: ["a long, long state", "short"] });
    assert.equal(lms.stored["cmi.suspend_data"], "short");
    assert.equal(run.limited, 1);
    assert.equal(run.session.state, "saved");
  });

  on("a state that is dropped in silence is replaced by its short form, after a second look", () => {
    const lms = new FakeLms(generation);
    const set = lms.api[names.set];
    lms.api[names.set] = (element, value) => (element === "cmi.suspend_data" && value.length > 10 ? "true" : set(element, value));
    const run = open(generation, { lms });
    run.update({ states: ["short"] });
    run.update({ states: ["a long, long state", "shorter"], completion: "completed" });
    assert.equal(run.limited, 0);
    run.page.pass(2500);
    assert.equal(lms.stored["cmi.suspend_data"], "shorter");
    assert.equal(run.limited, 1);
  });

  on("an LMS that stores late is not suspected", () => {
    const lms = new FakeLms(generation);
    const get = lms.api[names.get];
    let shown = "";
    lms.api[names.get] = (element) => (element === "cmi.suspend_data" ? shown : get(element));
    const run = open(generation, { lms });
    run.update({ states: ["a long, long state", "short"] });
    shown = "a long, long state";
    run.page.pass(2500);
    assert.equal(run.limited, 0);
    assert.equal(lms.stored["cmi.suspend_data"], "a long, long state");
  });

  on("an LMS that stores late is not suspected when the state changes meanwhile", () => {
    const lms = new FakeLms(generation);
    const get = lms.api[names.get];
    let shown = "state";
    lms.api[names.get] = (element) => (element === "cmi.suspend_data" ? shown : get(element));
    const run = open(generation, { lms });
    run.update({ states: ["state, longer", "s"] });
    run.page.pass(1900);
    run.update({ states: ["state, much longer", "s"], completion: "completed" });
    shown = "state, longer";
    run.page.pass(200);
    shown = "state, much longer";
    run.page.pass(5000);
    assert.equal(run.limited, 0);
    assert.equal(lms.stored["cmi.suspend_data"], "state, much longer");
  });

  on("a state longer than the package's standard allows is not even tried", () => {
    const run = open(generation, { stateLimit: 10 });
    run.update({ states: ["a long, long state", "short"] });
    assert.equal(run.lms.data["cmi.suspend_data"], "short");
    assert.deepEqual(run.lms.refused, []);
  });

  on("an LMS that drops the session is asked for a new one", () => {
    const { lms, update, session } = open(generation);
    update({ location: "trust" });
    lms.phase = "before";
    lms.data = { ...lms.data, [names.location]: "" };
    update({ location: "time" }, answerOf());
    assert.equal(session.state, "saved");
    assert.equal(lms.stored[names.location], "time");
    assert.equal(lms.log.filter((line) => line === "initialize").length, 2);
    assert.equal(lms.stored["cmi.interactions.0.id"], "promise");
  });

  on("an LMS that drops the session for good is reported; this browser keeps the work", () => {
    const storage = new Map();
    const { lms, update, session, page } = open(generation, { storage });
    update({ location: "trust" });
    lms.phase = "ended";
    update({ location: "time", completion: "completed" });
    assert.equal(session.state, "lost");
    assert.equal(storage.size, 1);
    page.pass(120000);
    page.fire("pagehide");
    assert.equal(session.state, "ended");
  });

  on("a session left open by a page that was reloaded goes on", () => {
    const lms = new FakeLms(generation);
    lms.api[names.initialize]("");
    const { session } = open(generation, { lms });
    assert.equal(session.state, "saved");
  });

  on("values that an LMS refuses are not sent again and again", () => {
    const lms = new FakeLms(generation);
    const set = lms.api[names.set];
    let tries = 0;
    lms.api[names.set] = (element, value) => {
      if (!element.endsWith("score.min")) return set(element, value);
      tries += 1;
      lms.error = "401";
      return "false";
    };
    const { update, page, session } = open(generation, { lms });
    update({ score: 50 });
    update({ score: 60 });
    page.pass(2000);
    assert.equal(tries, 1);
    assert.equal(session.state, "saved");
    assert.equal(lms.stored[names.raw], "60");
  });

  // ---- Finding the API ----

  on("the API of the other generation is left alone", () => {
    const other = generation === "scorm12" ? "scorm2004" : "scorm12";
    const foreign = new FakeLms(other);
    const own = new FakeLms(generation);
    const page = launched(own.api, { name: API_NAME[generation] });
    page.parent[API_NAME[other]] = foreign.api;
    page[API_NAME[other]] = foreign.api;
    const { session } = open(generation, { window: page, lms: own });
    assert.equal(session.state, "saved");
    assert.deepEqual(foreign.log, []);
  });

  on("something else under the API's name is passed over", () => {
    const lms = new FakeLms(generation);
    const page = launched(lms.api, { name: API_NAME[generation] });
    page[API_NAME[generation]] = { version: "1.0" };
    assert.equal(open(generation, { window: page, lms }).session.state, "saved");
  });

  on("the API is found far up", () => {
    const lms = new FakeLms(generation);
    let page = launched(lms.api, { name: API_NAME[generation] });
    for (let depth = 0; depth < 20; depth += 1) page = new FakeWindow({ parent: page });
    assert.equal(open(generation, { window: page, lms }).session.state, "saved");
  });

  on("the API is found in the opener of a popup, and in the opener's opener", () => {
    const lms = new FakeLms(generation);
    const launcher = launched(lms.api, { name: API_NAME[generation] });
    const popup = new FakeWindow({ opener: launcher });
    const frame = new FakeWindow({ parent: popup });
    assert.equal(open(generation, { window: frame, lms }).session.state, "saved");
    const again = new FakeLms(generation);
    const far = new FakeWindow({ opener: new FakeWindow({ opener: launched(again.api, { name: API_NAME[generation] }) }) });
    assert.equal(open(generation, { window: far, lms: again }).session.state, "saved");
  });

  on("windows of other origins are no obstacle", () => {
    const lms = new FakeLms(generation);
    const page = new FakeWindow({ opener: launched(lms.api, { name: API_NAME[generation] }) });
    page.parent = foreignWindow();
    page.top = foreignWindow();
    assert.equal(open(generation, { window: page, lms }).session.state, "saved");
    const lonely = new FakeWindow({ opener: foreignWindow() });
    lonely.parent = foreignWindow();
    const run = open(generation, { window: lonely, lms: null });
    lonely.pass(6000);
    assert.equal(run.session.state, "alone");
  });

  on("an API that comes late is waited for", () => {
    const lms = new FakeLms(generation);
    const page = launched(null);
    const run = open(generation, { window: page, lms });
    assert.deepEqual([run.ready.length, run.session.state], [0, "connecting"]);
    page.pass(2000);
    page.parent[API_NAME[generation]] = lms.api;
    page.pass(1000);
    assert.equal(run.ready[0].late, false);
    assert.equal(run.session.state, "saved");
  });

  on("an API that comes very late is taken, and what was done before is reported", () => {
    const lms = new FakeLms(generation, { stored: { "cmi.suspend_data": "held" } });
    const page = launched(null);
    const run = open(generation, { window: page, lms });
    page.pass(6000);
    assert.equal(run.ready[0].held, null);
    assert.equal(run.session.state, "alone");
    run.update({ location: "trust" }, answerOf());
    page.parent[API_NAME[generation]] = lms.api;
    page.pass(5000);
    assert.equal(run.ready[1].late, true);
    assert.equal(run.ready[1].held.state, "held");
    assert.equal(lms.data["cmi.suspend_data"], "held");
    assert.equal(lms.data["cmi.interactions.0.id"], "promise");
    run.update({ location: "trust", states: ["merged"] });
    assert.equal(lms.data["cmi.suspend_data"], "merged");
  });

  on("a page on its own does not wait", () => {
    const run = open(generation, { window: new FakeWindow(), lms: null });
    assert.equal(run.session.state, "alone");
    assert.equal(run.page.timers.size, 0);
    assert.equal(run.session.finish(), false);
  });
}

// The page of a path without a browser: a document that has nothing but a frame, and courses in it that say what a test wants.

import { FakeLms } from "./lms.mjs";
import { FakeLrs } from "./lrs.mjs";
import { load } from "./scripts.mjs";
import { API_NAME } from "./session.mjs";
import { FakeWindow, launched, settle } from "./window.mjs";

const NAMES = ["PathPage", "decodePath", "encodePath", "leafOf", "viewOf", "entriesOf", "suggestionOf", "choices"];
const parts = {};
const player = (standard) => (parts[standard] ||= load(standard, NAMES, { kind: "PATH", globals: { BigInt, Element: class {}, HTMLElement: class {}, HTMLInputElement: class {} } }));

const fact = (place, kind, percent) => ({ is: { place, fact: kind, ...(percent === undefined ? {} : { percent }) } });
const ALWAYS = { all: [] };
const NEVER = { any: [] };

/** A route in few words: groups are `{ group, steps }`, leaves `{ leaf }`, with what differs from a plain required step. */
export function routeOf(tree, success = "every-step") {
  const places = [];
  const add = (node, parent) => {
    const index = places.length;
    const { id, title = id, step = id, opens = ALWAYS, skips = NEVER, required = true, counts, weight, leaf, group, steps = [] } = node;
    const kind = group
      ? { kind: "group", order: "linear", choose: null, draw: null, shuffle: false, tries: false, ...group }
      : { kind: "leaf", done: "passed", passMark: 80, attempts: null, timeLimit: null, due: null, thresholds: [], ...leaf };
    const isScored = group ? true : kind.passMark !== null;
    places.push({
      id, step, title, parent, children: [], opens, skips, behind: fact(index, "done"), required, counts: counts ?? (required && isScored),
      weight: weight ?? Number(isScored), kind,
    });
    for (const child of steps) places[index].children.push(add(child, index));
    return index;
  };
  add({ id: "whole", title: "The whole", group: {}, ...tree }, null);
  return { places, success };
}

export { fact };

/** Two courses one after the other, and a test that both lead to. */
export const LINEAR = routeOf({
  steps: [
    { id: "why", leaf: { done: "completed", passMark: null } },
    { id: "trust", opens: fact(1, "done"), leaf: { attempts: 2 } },
    { id: "final", opens: { all: [fact(1, "done"), fact(2, "done")] } },
  ],
});

export function pathConfig(route, changes = {}) {
  const leaves = route.places.map((_place, place) => place).filter((place) => route.places[place].kind.kind === "leaf");
  return {
    path: { id: "leaders", title: "Leaders", language: "en", iri: "https://example.com/paths/leaders" },
    route,
    steps: leaves.map((place) => ({ place, href: `steps/${route.places[place].step}/index.html`, state: 400 })),
    stateLimit: 64000,
    strings: {},
    ...changes,
  };
}

class FakeFrame {
  constructor(page) {
    this.page = page;
    this.src = "";
    this.title = "";
    this.contentWindow = {
      heard: [], targets: [],
      postMessage(message, target) {
        this.heard.push(message);
        this.targets.push(target);
      },
    };
  }
  cloneNode() {
    return new FakeFrame(this.page);
  }
  replaceWith(other) {
    this.page.frame = other;
  }
  removeAttribute() {}
  focus() {}
}

function putDocument(page) {
  page.frame = new FakeFrame(page);
  Object.assign(page.document, {
    title: "",
    documentElement: {
      dataset: {}, lang: "en", classList: { add() {}, toggle() {} }, setAttribute() {}, removeAttribute() {}, getAttribute: () => "path",
    },
    querySelector: (selector) => (selector === "[data-frame]" ? page.frame : null),
    querySelectorAll: () => [],
  });
}

/** Opens the page of a path. `kept` is what another visit left: an LMS, an LRS, a storage; an LMS that is `late` shows itself by `arrives`. */
export async function visit(standard, config, kept = {}) {
  const { adapter, PathPage, ...rest } = player(standard);
  const run = { standard, config, ...rest };
  let page;
  if (standard === "scorm12" || standard === "scorm2004") {
    run.lms = new FakeLms(standard, { stored: kept.stored || {} });
    page = launched(kept.late ? null : run.lms.api, { name: API_NAME[standard] });
    run.arrives = async () => {
      page.parent[API_NAME[standard]] = run.lms.api;
      page.pass(6000);
      await settle(4);
    };
  } else if (standard === "cmi5") {
    run.lrs = kept.lrs || new FakeLrs({ standard });
    run.lrs.gone = false;
    page = new FakeWindow({ search: `?${run.lrs.launch()}`, fetch: run.lrs.fetch });
  } else {
    run.storage = kept.storage || new Map();
    page = kept.tab || new FakeWindow({ storage: run.storage });
    page.location.protocol = "https:";
  }
  putDocument(page);
  run.page = page;
  run.shell = new PathPage(page, config, adapter);
  run.shell.start();
  if (kept.late) page.pass(60_000);
  await settle(40);
  return driven(run);
}

/** What a learner and the courses do. */
function driven(run) {
  const { shell, page, config } = run;
  run.place = (id) => config.route.places.findIndex((place) => place.id === id);
  run.say = async (message, source = page.frame.contentWindow) => {
    page.fire("message", { source, origin: page.origin, data: { cwPath: 1, ...message } });
    await settle(4);
  };
  run.heard = (type) => page.frame.contentWindow.heard.filter((message) => message.type === type);
  /** The learner chooses a step, and its course asks what is held. */
  run.open = async (id) => {
    shell.open(run.place(id));
    if (shell.here !== run.place(id) || !shell.inStep) return null;
    await run.say({ type: "open" });
    return run.heard("held").at(-1).held;
  };
  run.record = async (changes, answers = []) => {
    const step = { done: false, passed: false, failed: false, over: false, facts: [], ...changes.step };
    await run.say({ type: "record", record: { score: null, states: ["abc"], ...changes, step }, answers, turn: shell.turn });
  };
  run.leave = (request = "leave") => run.say({ type: "leave", request });
  run.passes = async (id, score = 90) => {
    await run.open(id);
    await run.record({ score, states: [`${id}state`], step: { done: true, passed: true } });
    await run.leave();
  };
  run.fails = async (id, score = 10) => {
    await run.open(id);
    await run.record({ score, states: ["failed"], step: { failed: true, over: true } });
    await run.leave();
  };
  run.finishes = async (id) => {
    await run.open(id);
    await run.record({ states: [`${id}state`], step: { done: true } });
    await run.leave();
  };
  run.view = (id) => JSON.parse(JSON.stringify(run.viewOf(shell.state.traveller, run.place(id))));
  run.states = () => Object.fromEntries(Array.from(run.entriesOf(shell.state.traveller), (entry) => [config.route.places[entry].id, run.viewOf(shell.state.traveller, entry).state]));
  run.close = async () => {
    page.fire("pagehide");
    await settle(40);
    return { stored: run.lms && run.lms.stored, lrs: run.lrs, storage: run.storage };
  };
  return run;
}

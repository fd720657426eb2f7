// A session with an LMS over HTTP, as a test wants it.

import { FakeLrs } from "./lrs.mjs";
import { load } from "./scripts.mjs";
import { FakeWindow, settle } from "./window.mjs";

const parts = Object.fromEntries(["cmi5", "xapi"].map((name) => [name, load(name, ["emptyRecord", "RemoteSession", "RemoteError", "NO_REMOTE"])]));
export const { RemoteError, RemoteSession } = parts.cmi5;

/** What a test looks at: states, what `onReady` was given, and the session itself. */
export function follow(standard, page, openSession) {
  const { adapter, emptyRecord } = parts[standard];
  const run = { page, states: [], ready: [] };
  const options = {
    window: page,
    courseId: "leading-upward",
    title: "Leading upward",
    language: "en-GB",
    iri: "https://example.com/courses/leading-upward",
    onReady: (held, late) => run.ready.push({ held, late }),
    onState: (state) => run.states.push(state),
  };
  run.session = openSession ? openSession(options) : adapter.open(options);
  run.record = (changes) => ({ ...emptyRecord(), states: ["state-1"], ...changes });
  run.update = async (changes, answer) => {
    run.session.update(run.record(changes), answer);
    await settle();
  };
  run.finish = async (request = "leave") => {
    const finished = run.session.finish(request);
    await settle(40);
    return finished;
  };
  run.pass = async (milliseconds) => {
    page.pass(milliseconds);
    await settle();
  };
  return run;
}

/** Launches the course: a new session, unless a query is given (a page loaded again). */
export async function launch({ standard = "cmi5", lrs = new FakeLrs({ standard }), search, storage = new Map(), tab = new Map(), extra } = {}) {
  const query = search ?? `?${lrs.launch(extra)}`;
  lrs.gone = false;
  const page = new FakeWindow({ storage, tab, search: query, fetch: lrs.fetch });
  const run = { ...follow(standard, page), lrs, storage, tab, search: query, launched: lrs.session };
  run.session.start();
  await settle(40);
  return run;
}

// An AICC session with an LMS that speaks HACP, as a test wants it.

import { HacpLms } from "./hacp.mjs";
import { load } from "./scripts.mjs";
import { FakeWindow, settle } from "./window.mjs";

export const globals = { AbortController, URL, TextEncoder };
const names = ["emptyRecord", "hacpAddress", "hacpEscape", "hacpUnescape", "readHacp", "aiccScore", "aiccTimespan"];
export const { adapter, emptyRecord, ...parts } = load("aicc", names, { globals });

export function pageAt(href, storage) {
  const page = new FakeWindow({ storage });
  const { search, protocol, origin, pathname } = new URL(href);
  Object.assign(page.location, { href, search, protocol, origin, pathname });
  // A clock that goes on while the page holds on.
  page.performance = { now: () => (page.time += 0.001) };
  return page;
}

/**
 * A window whose requests the LMS answers. `network.up`: whether they reach it; `network.held`: answers that wait;
 * `trouble`: asked at each request for "cut" (taken, but the answer is lost), "silence" (the same, and nobody says so), a
 * status to answer with, or nothing.
 */
export function reached(lms, { href = "https://lms.example/course/index.html?AICC_SID=S-1&AICC_URL=https%3A%2F%2Flms.example%2Fhacp", storage, trouble = () => undefined } = {}) {
  const page = pageAt(href, storage);
  const network = { up: true, requests: [], held: null };
  page.fetch = (url, { method, headers = {}, body, keepalive, mode }) => {
    network.requests.push({ url, method, body, keepalive, mode, at: page.time });
    if (!network.up) return Promise.reject(new TypeError("Failed to fetch"));
    const wrong = trouble();
    if (typeof wrong === "number") return Promise.resolve({ ok: false, status: wrong, text: () => Promise.resolve("") });
    const { status, text } = lms.answer(headers["Content-Type"], body);
    if (wrong === "cut") return Promise.reject(new TypeError("cut"));
    if (wrong === "silence") return new Promise(() => {});
    const answer = { ok: status < 300, status, text: () => Promise.resolve(text) };
    return network.held ? network.held.then(() => answer) : Promise.resolve(answer);
  };
  return { page, network };
}

export async function launch(lms = new HacpLms(), options = {}) {
  const { page, network } = reached(lms, options);
  const run = { lms, page, network, states: [], ready: [] };
  run.session = adapter.open({
    window: page,
    courseId: "leading-upward",
    onReady: (held, late) => run.ready.push({ held, late }),
    onState: (state) => run.states.push(state),
  });
  run.update = async (changes, answer) => {
    run.session.update({ ...emptyRecord(), states: ["state-1"], ...changes }, answer);
    await settle(20);
  };
  run.pass = async (milliseconds) => {
    page.pass(milliseconds);
    await settle(20);
  };
  run.session.start();
  await settle(20);
  return run;
}

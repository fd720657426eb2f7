// The player page of an LMS. The address says what to play and for whom:
//   ?package=NAME &item=0 &learner=ada &mode=normal &credit=credit &visit=1
//
// The pages of the awkward LMSs call `launch` too, and change one thing each.

import { readManifest } from "./manifest.js";
import { record } from "./record.js";
import { STANDARDS } from "./standards.js";

const query = new URLSearchParams(location.search);
const asked = (name, otherwise) => query.get(name) || otherwise;

/**
 * @param {object} [options]
 * @param {(api: object, info: object) => object} [options.change] makes the run-time awkward; the content gets what it returns
 * @param {(info: object) => void} [options.publish] puts the API where the content finds it
 * @param {(url: string) => void} [options.open] shows the content
 */
export async function launch({ change = (api) => api, publish = publishNow, open = openFrame } = {}) {
  const name = asked("package", "");
  const number = Number(asked("item", "0"));
  const { standard, items } = await readManifest(`/package/${name}`);
  const api = await createApi(standard, items, number, `${asked("learner", "ada")}|${name}|${number}`);
  const { object, names } = STANDARDS[standard];
  const info = { standard, object, names, api, items, number };
  info.published = record(change(bind(api, names), info), names, asked("visit", "0"));
  publish(info);
  open(`/package/${name}/${items[number].href}`);
  window.lms = info;
}

/** The run-time with its strict settings, holding what an earlier visit left. */
export async function createApi(standard, items, number, key) {
  const { script, create, seed } = STANDARDS[standard];
  await load(script);
  const api = create({
    strict_errors: true, mastery_override: true, autocommit: false, logLevel: 5, alwaysSendTotalTime: true,
    dataCommitFormat: "flattened", lmsCommitUrl: `/commit?key=${encodeURIComponent(key)}`,
  });
  const stored = await (await fetch(`/store?key=${encodeURIComponent(key)}`)).json();
  const learner = { learner: asked("learner", "ada"), mode: asked("mode", "normal"), credit: asked("credit", "credit") };
  api.loadFromFlattenedJSON(seed(items[number], stored, learner));
  // Whether a next activity can be asked for is for the LMS to say.
  if (standard === "scorm2004" && number + 1 < items.length) api.adl.nav.request_valid.continue = "true";
  return api;
}

/** Plain functions, so that nothing of the run-time but the standard's own functions is within reach. */
function bind(api, names) {
  return Object.fromEntries(names.map((name) => [name, api[name].bind(api)]));
}

export function load(script) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    Object.assign(element, { src: script, onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

export function publishNow({ object, published }) {
  window[object] = published;
}

export function openFrame(url) {
  document.getElementById("content").src = url;
}

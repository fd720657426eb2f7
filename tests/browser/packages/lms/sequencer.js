// An LMS that plays a package of several activities as its sequencing says: scorm-again decides what is delivered, this page
// keeps what each activity stored, and shows it. The test asks for navigation through `window.lms`.

import { load } from "./lms.js";
import { readManifest } from "./manifest.js";
import { record } from "./record.js";
import { activityTree } from "./sequencing.js";
import { STANDARDS } from "./standards.js";

const { names, seed } = STANDARDS.scorm2004;

export async function sequence() {
  const query = new URLSearchParams(location.search);
  const folder = `/package/${query.get("package")}`;
  const { items } = await readManifest(folder);
  const manifest = new DOMParser().parseFromString(await (await fetch(`${folder}/imsmanifest.xml`)).text(), "text/xml");
  const visit = query.get("visit") || "0";
  const content = document.getElementById("content");
  /** What each activity has stored, and the one whose content is open. */
  const stored = new Map();
  const lms = { current: null, delivered: 0, ended: false, stored, api: null };
  const byId = new Map(items.map((item) => [item.id, item]));

  await load(STANDARDS.scorm2004.script);
  const api = new window.Scorm2004API({
    strict_errors: true, autocommit: false, logLevel: 5, alwaysSendTotalTime: true, dataCommitFormat: "flattened",
    sequencing: {
      activityTree: activityTree(manifest),
      eventListeners: {
        onActivityDelivery: (activity) => deliver(activity.id),
        onSequencingSessionEnd: () => end(),
      },
    },
  });
  lms.api = api;
  lms.tree = () => api._sequencing.activityTree;

  // What was there before still speaks while it is told to go, so the next one waits for its end.
  let next = null;
  function deliver(id) {
    next = id;
    lms.ended = false;
    setTimeout(open);
  }
  function end() {
    next = null;
    lms.ended = true;
    setTimeout(() => show("about:blank"));
  }
  function show(url) {
    content.src = url;
  }

  function open() {
    if (next === null) return;
    const id = next;
    next = null;
    const item = byId.get(id);
    const { attemptCount } = lms.tree().getActivity(id);
    const kept = stored.get(id);
    lms.current = id;
    api.reset();
    const learner = { learner: query.get("learner") || "ada", mode: "normal", credit: "credit" };
    // The run-time has given the objectives of the activity their ids already.
    const seeded = Object.entries(seed({ ...item, objectives: [] }, kept, learner)).filter(([name]) => {
      const [, index] = /^cmi\.objectives\.(\d+)\.id$/.exec(name) || [];
      return index === undefined || Number(index) >= item.objectives.length;
    });
    api.loadFromFlattenedJSON(Object.fromEntries(seeded));
    // What an activity stored is kept when its session ends, before sequencing goes on.
    const offered = Object.fromEntries(names.map((name) => [name, api[name].bind(api)]));
    offered.Terminate = (...values) => {
      stored.set(id, api.getFlattenedCMI());
      return api.Terminate(...values);
    };
    window.API_1484_11 = record(offered, names, visit, (window.calls ||= []));
    lms.attempt = attemptCount;
    lms.delivered += 1;
    show(`${folder}/${item.href}`);
  }

  /** What the LMS's own buttons do: the content is told to go, and then the request counts. */
  lms.request = async (request, target) => {
    if (lms.current !== null && !lms.ended && api.isInitialized()) {
      await new Promise((resolve) => {
        content.addEventListener("load", resolve, { once: true });
        show("about:blank");
      });
    }
    const accepted = api.processNavigationRequest(request, target);
    // What scorm-again delivered last, it does not deliver again in the same attempt, although its content has gone.
    const { currentActivity } = lms.tree();
    if (accepted && next === null && !lms.ended && currentActivity?.isActive) deliver(currentActivity.id);
    return accepted;
  };

  /** What an LMS keeps of a learner who leaves, and gives back when that learner opens the package again. */
  lms.kept = () => JSON.stringify({ sequencing: api.serializeSequencingState(), stored: [...stored] });
  lms.restore = (kept) => {
    const { sequencing, stored: before } = JSON.parse(kept);
    api.deserializeSequencingState(sequencing);
    for (const [id, data] of before) stored.set(id, data);
  };
  window.lms = lms;
}

// A lenient LMS for both generations, which the pages beside this file make awkward. It keeps what was
// committed for as long as the tab lives.

"use strict";

const query = new URLSearchParams(location.search);
const standard = query.get("standard") || "scorm12";
const names =
  standard === "scorm12"
    ? { object: "API", initialize: "LMSInitialize", terminate: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit", error: "LMSGetLastError", string: "LMSGetErrorString", diagnostic: "LMSGetDiagnostic" }
    : { object: "API_1484_11", initialize: "Initialize", terminate: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit", error: "GetLastError", string: "GetErrorString", diagnostic: "GetDiagnostic" };
const closed = standard === "scorm12" ? "301" : "132";

const defaults = {
  "cmi.core.student_id": "learner-1", "cmi.core.lesson_status": "not attempted", "cmi.core.entry": "ab-initio", "cmi.core.lesson_mode": "normal",
  "cmi.objectives._children": "id,score,status",
  "cmi.interactions._children": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
  "cmi.learner_id": "learner-1", "cmi.completion_status": "unknown", "cmi.success_status": "unknown", "cmi.entry": "ab-initio", "cmi.mode": "normal",
};

const lms = {
  data: { ...defaults, ...JSON.parse(sessionStorage.getItem("lms") || "{}") },
  open: false,
  error: "0",
  commits: 0,
  terminations: 0,
  answer(error, value) {
    this.error = error;
    return value;
  },
};

const count = (collection) => Object.keys(lms.data).filter((name) => name.startsWith(collection) && /^\.\d+\.id$/.test(name.slice(collection.length))).length;

const api = {
  [names.initialize]() {
    lms.open = true;
    return lms.answer("0", "true");
  },
  [names.terminate]() {
    if (!lms.open) return lms.answer(closed, "false");
    lms.open = false;
    lms.terminations += 1;
    return lms.answer("0", "true");
  },
  [names.get](element) {
    if (!lms.open) return lms.answer(closed, "");
    const list = /^(.+)\._count$/.exec(element);
    return lms.answer("0", list ? String(count(list[1])) : lms.data[element] || "");
  },
  [names.set](element, value) {
    if (!lms.open) return lms.answer(closed, "false");
    lms.data[element] = value;
    return lms.answer("0", "true");
  },
  [names.commit]() {
    if (!lms.open) return lms.answer(closed, "false");
    lms.commits += 1;
    sessionStorage.setItem("lms", JSON.stringify(lms.data));
    return lms.answer("0", "true");
  },
  [names.error]: () => lms.error,
  [names.string]: () => "",
  [names.diagnostic]: () => "",
};

function offer() {
  window[names.object] = api;
}

function showContent(address = query.get("content")) {
  const frame = document.createElement("iframe");
  frame.width = 1000;
  frame.height = 700;
  frame.src = address;
  document.body.append(frame);
}

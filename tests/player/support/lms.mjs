// A strict LMS for each generation: it refuses whatever the standard does not allow, and remembers every refusal.

import { isBracketed, isPlain } from "./grammar.mjs";

const TIMESPAN = /^\d{2,4}:\d\d:\d\d(\.\d{1,2})?$/;
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const IDENTIFIER = /^[A-Za-z0-9_-]{1,255}$/;
const percent = (value) => /^\d{1,3}(\.\d+)?$/.test(value) && Number(value) <= 100;
// What Moodle takes as a number in both generations.
const PART = /^\d{0,3}\.\d{1,7}$/;
const oneOf = (...words) => (value) => words.includes(value);
const upTo = (length) => (value) => value.length <= length;

const STATUS_12 = ["passed", "completed", "failed", "incomplete", "browsed"];

/** element pattern → is the value legal? (value, type of the interaction) */
const RULES_12 = [
  [/^cmi\.core\.lesson_location$/, upTo(255)],
  [/^cmi\.core\.lesson_status$/, oneOf(...STATUS_12)],
  [/^cmi\.core\.score\.(raw|min|max)$/, percent],
  [/^cmi\.core\.exit$/, oneOf("time-out", "suspend", "logout", "")],
  [/^cmi\.core\.session_time$/, (value) => TIMESPAN.test(value)],
  [/^cmi\.suspend_data$/, upTo(4096)],
  [/^cmi\.comments$/, upTo(4096)],
  [/^cmi\.objectives\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, percent],
  [/^cmi\.objectives\.\d+\.status$/, oneOf(...STATUS_12, "not attempted")],
  [/^cmi\.interactions\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.time$/, (value) => CLOCK.test(value)],
  [/^cmi\.interactions\.\d+\.type$/, oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric")],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, isPlain],
  [/^cmi\.interactions\.\d+\.student_response$/, isPlain],
  [/^cmi\.interactions\.\d+\.weighting$/, (value) => /^-?\d{1,3}(\.\d+)?$/.test(value)],
  [/^cmi\.interactions\.\d+\.result$/, (value) => PART.test(value) || oneOf("correct", "wrong", "unanticipated", "neutral")(value)],
  [/^cmi\.interactions\.\d+\.latency$/, (value) => TIMESPAN.test(value)],
];

const INTERVAL = /^PT(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
// As strict as Moodle, which takes no hyphen in a short identifier.
const SHORT_IDENTIFIER = /^[A-Za-z0-9_.]{1,250}$/;
const LONG_IDENTIFIER = /^[^\s]{1,4000}$/;
const real = (value) => /^-?\d{1,5}(\.\d{1,7})?$/.test(value);
const scaled = (value) => real(value) && Math.abs(Number(value)) <= 1;

const LEAST = { text: 250, longText: 4000, gaps: 10 };
/** Patterns that every LMS takes of one interaction; of these types exactly one. */
const ALONE = ["true-false", "likert", "numeric", "other"];
const pattern2004 = (value, type, at) => isBracketed(value, type, true, LEAST) && at < (ALONE.includes(type) ? 1 : type === "choice" ? 10 : 5);

const NAVIGATION = ["continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll", "_none_"];

const RULES_2004 = [
  [/^cmi\.location$/, upTo(1000)],
  [/^cmi\.completion_status$/, oneOf("completed", "incomplete", "not attempted", "unknown")],
  [/^cmi\.success_status$/, oneOf("passed", "failed", "unknown")],
  [/^cmi\.progress_measure$/, (value) => scaled(value) && Number(value) >= 0],
  [/^cmi\.score\.scaled$/, scaled],
  [/^cmi\.score\.(raw|min|max)$/, real],
  [/^cmi\.exit$/, oneOf("time-out", "suspend", "logout", "normal", "")],
  [/^cmi\.session_time$/, (value) => INTERVAL.test(value) && value !== "PT"],
  [/^cmi\.suspend_data$/, upTo(64000)],
  [/^cmi\.comments_from_learner\.\d+\.comment$/, (value) => isBracketed(value, "long-fill-in", false, LEAST)],
  [/^cmi\.comments_from_learner\.\d+\.location$/, upTo(250)],
  [/^cmi\.comments_from_learner\.\d+\.timestamp$/, (value) => TIMESTAMP.test(value)],
  [/^cmi\.objectives\.\d+\.id$/, (value) => LONG_IDENTIFIER.test(value)],
  [/^cmi\.objectives\.\d+\.score\.scaled$/, scaled],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, real],
  [/^cmi\.objectives\.\d+\.success_status$/, oneOf("passed", "failed", "unknown")],
  [/^cmi\.objectives\.\d+\.completion_status$/, oneOf("completed", "incomplete", "not attempted", "unknown")],
  [/^cmi\.interactions\.\d+\.id$/, (value) => LONG_IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, (value) => LONG_IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.timestamp$/, (value) => TIMESTAMP.test(value)],
  [/^cmi\.interactions\.\d+\.type$/, oneOf("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert", "numeric", "other")],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, pattern2004],
  [/^cmi\.interactions\.\d+\.learner_response$/, (value, type) => isBracketed(value, type, false, LEAST)],
  [/^cmi\.interactions\.\d+\.weighting$/, real],
  [/^cmi\.interactions\.\d+\.result$/, (value) => PART.test(value) || oneOf("correct", "incorrect", "unanticipated", "neutral")(value)],
  [/^cmi\.interactions\.\d+\.latency$/, (value) => INTERVAL.test(value)],
  [/^cmi\.interactions\.\d+\.description$/, upTo(250)],
  [/^adl\.nav\.request$/, (value) => NAVIGATION.includes(value) || /^\{target=[A-Za-z0-9_-]+\}choice$/.test(value)],
];

const GENERATIONS = {
  scorm12: {
    rules: RULES_12,
    names: ["LMSInitialize", "LMSFinish", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"],
    codes: { twice: "101", ended: "101", noSession: "301", getClosed: "301", setClosed: "301", unknown: "401", writeOnly: "404", type: "405", order: "201" },
    writeOnly: /^cmi\.(core\.(exit|session_time)|interactions\.\d+\.)/,
    data: () => ({
      "cmi.core.student_id": "learner-1",
      "cmi.core.student_name": "Doe, Jo",
      "cmi.core.lesson_location": "",
      "cmi.core.credit": "credit",
      "cmi.core.lesson_status": "not attempted",
      "cmi.core.entry": "ab-initio",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.score._children": "raw,min,max",
      "cmi.core.score.raw": "",
      "cmi.suspend_data": "",
      "cmi.comments": "",
      "cmi.launch_data": "",
      "cmi.objectives._children": "id,score,status",
      "cmi.interactions._children": "id,objectives,time,type,correct_responses,weighting,student_response,result,latency",
    }),
  },
  scorm2004: {
    rules: RULES_2004,
    names: ["Initialize", "Terminate", "GetValue", "SetValue", "Commit", "GetLastError", "GetErrorString", "GetDiagnostic"],
    codes: { twice: "103", ended: "104", noSession: "112", getClosed: "123", setClosed: "133", unknown: "403", writeOnly: "405", type: "406", order: "351" },
    writeOnly: /^cmi\.(exit|session_time)$/,
    data: () => ({
      "cmi.learner_id": "learner-1",
      "cmi.learner_name": "Jo Doe",
      "cmi.credit": "credit",
      "cmi.completion_status": "unknown",
      "cmi.success_status": "unknown",
      "cmi.entry": "ab-initio",
      "cmi.mode": "normal",
      "cmi.learner_preference.audio_level": "1",
      "cmi.learner_preference.delivery_speed": "1",
      "cmi.learner_preference.audio_captioning": "0",
      "cmi.learner_preference.language": "",
      "adl.nav.request_valid.continue": "false",
    }),
  },
};

/**
 * The LMS. `stored` is what outlives a session: give it to the next LMS to resume. `refuses`: elements that it does not have.
 * `appends`: whether a comment (1.2) is put after those that it holds.
 */
export class FakeLms {
  constructor(generation, { stored = {}, limit = Infinity, refuses = [], appends = false } = {}) {
    const { rules, names, codes, writeOnly, data } = GENERATIONS[generation];
    Object.assign(this, { rules, names, codes, writeOnly, limit, refuses, appends });
    this.data = { ...data(), ...stored };
    this.stored = { ...stored };
    this.phase = "before";
    this.error = "0";
    this.log = [];
    this.refused = [];
    this.commits = 0;
    this.terminations = 0;
    this.commitAnswer = "true";
    const [initialize, terminate, get, set, commit, lastError, errorString, diagnostic] = names;
    this.api = {
      [initialize]: (argument) => this.initialize(argument),
      [terminate]: (argument) => this.terminate(argument),
      [get]: (element) => this.get(element),
      [set]: (element, value) => this.set(element, value),
      [commit]: (argument) => this.commit(argument),
      [lastError]: () => this.error,
      [errorString]: (code) => `error ${code}`,
      [diagnostic]: () => "",
    };
  }

  fail(code, answer) {
    this.error = code;
    return answer;
  }

  initialize(argument) {
    this.error = "0";
    this.log.push("initialize");
    if (argument !== "") return this.fail("201", "false");
    if (this.phase === "running") return this.fail(this.codes.twice, "false");
    if (this.phase === "ended") return this.fail(this.codes.ended, "false");
    this.phase = "running";
    return "true";
  }

  terminate(argument) {
    this.error = "0";
    this.log.push("terminate");
    if (argument !== "" || this.phase !== "running") return this.fail(this.codes.noSession, "false");
    this.stored = { ...this.data };
    this.terminations += 1;
    this.phase = "ended";
    return "true";
  }

  get(element) {
    this.error = "0";
    if (this.phase !== "running") return this.fail(this.codes.getClosed, "");
    const collection = /^(cmi\.(?:objectives|interactions|comments_from_learner))\._count$/.exec(element);
    if (collection) return String(this.count(collection[1]));
    if (this.writeOnly.test(element)) return this.fail(this.codes.writeOnly, "");
    if (!(element in this.data)) return this.fail(this.codes.unknown, "");
    return this.data[element];
  }

  count(collection) {
    const entries = Object.keys(this.data).filter((name) => name.startsWith(`${collection}.`) && /^\d+\./.test(name.slice(collection.length + 1)));
    return new Set(entries.map((name) => name.slice(collection.length + 1).split(".")[0])).size;
  }

  set(element, value) {
    this.error = "0";
    if (typeof value !== "string") throw new TypeError(`${element} is not a string`);
    if (this.phase !== "running") return this.fail(this.codes.setClosed, "false");
    const code = this.problem(element, value);
    if (code) {
      this.refused.push(`${element}=${value}`);
      return this.fail(code, "false");
    }
    this.log.push(`${element}=${value}`);
    this.data[element] = element === "cmi.comments" && this.appends ? this.data[element] + value : value;
    return "true";
  }

  problem(element, value) {
    const rule = this.rules.find(([pattern]) => pattern.test(element));
    if (!rule || this.refuses.some((name) => element.startsWith(name))) return this.codes.unknown;
    const comment = /^(cmi\.comments_from_learner)\.(\d+)\./.exec(element);
    if (comment && Number(comment[2]) > this.count(comment[1])) return this.codes.order;
    const item = /^(cmi\.(?:objectives|interactions))\.(\d+)\.(.+)$/.exec(element);
    if (item && Number(item[2]) > this.count(item[1])) return this.codes.order;
    if (item && Number(item[2]) === this.count(item[1]) && item[3] !== "id") return this.codes.order;
    const type = item ? this.data[`${item[1]}.${item[2]}.type`] : undefined;
    if (element === "cmi.suspend_data" && value.length > this.limit) return this.codes.type;
    const pattern = /\.(\d+)\.pattern$/.exec(element);
    return rule[1](value, type, pattern ? Number(pattern[1]) : 0) ? null : this.codes.type;
  }

  commit(argument) {
    this.error = "0";
    if (argument !== "" || this.phase !== "running") return this.fail(this.codes.setClosed, "false");
    this.log.push("commit");
    this.commits += 1;
    if (this.commitAnswer === "false") return this.fail("391", "false");
    if (this.commitAnswer === "true") this.stored = { ...this.data };
    return this.commitAnswer;
  }
}

// An LMS that speaks HACP, as strict as CMI001 and the strictest LMSs: it remembers every word that it would refuse. What
// one LMS or another does differently is switched on by name.

import { isPlain } from "./grammar.mjs";

const STATUS = /^(passed|completed|failed|incomplete|browsed)(, suspend)?$/;
const SCORE = /^(\d{1,3}(,100,0)?)?$/;
const TIME = /^\d{2,4}:[0-5]\d:[0-5]\d$/;
const TYPES = { C: "choice", T: "true-false", F: "fill-in", N: "numeric", M: "matching", S: "sequencing", L: "likert", P: "performance" };
const COLUMNS = [
  "course_id", "student_id", "lesson_id", "date", "time", "interaction_id", "objective_id",
  "type_interaction", "correct_response", "student_response", "result", "weighting", "latency",
];
const ROW = [/./, /./, /^$/, /^\d{4}\/\d\d\/\d\d$/, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, /^[\w-]{1,255}$/, /^[\w-]*$/, /^[CTFNMSLP]$/, /^/, /^/, /^([CWN]|0\.\d+)$/, /^\d+(\.\d+)?$/, TIME];

export class HacpLms {
  /**
   * @param {object} [quirks] eol, names (a function on each line), page (HTML around the answer), version, mode, credit,
   *   mastery, launchData, preferences, interactions (false: refused), times ("last", "sum"), moodle (the state is what stands
   *   before the first group), preferences
   */
  constructor({ sid = "S-1", stored = {}, ...quirks } = {}) {
    Object.assign(this, { sid, quirks });
    this.stored = { location: "", status: "not attempted", exit: "", score: "", seconds: 0, state: "", objectives: {}, interactions: [], comments: [], ...stored };
    this.phase = "launched";
    this.times = [];
    /** Every command that was taken, in order. */
    this.log = [];
    /** Every word that a strict LMS refuses. */
    this.refused = [];
    /** What the LMS answers instead: a status, or a text. */
    this.instead = null;
  }

  /** @returns {{ status: number, text: string }} */
  answer(type, body) {
    if (this.instead) return { status: 200, text: "", ...this.instead };
    if (type !== "application/x-www-form-urlencoded") this.refuse(`type ${type}`);
    // Some servers take nothing unencoded but letters, digits and these.
    if (!/^([\w.\-=&]|%[0-9A-F]{2})*$/.test(body)) this.refuse(`encoding of ${body}`);
    const fields = body.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
    const names = fields.map(([name]) => name).join();
    if (names !== "command,version,session_id,AU_password,aicc_data") this.refuse(`fields ${names}`);
    const { command, session_id: sid, aicc_data: data } = Object.fromEntries(fields);
    this.log.push(command);
    if (sid !== this.sid) return this.error(3, "Invalid Session ID");
    if (!["GetParam", "PutParam", "PutInteractions", "ExitAU"].includes(command)) return this.error(1, "Invalid Command");
    if (this.phase === "ended") return this.error(command === "GetParam" ? 101 : 1, "Terminated");
    if (this.phase === "launched" && command !== "GetParam") return this.error(1, "Not Initialized");
    return this[command](data);
  }

  refuse(what) {
    this.refused.push(what);
  }

  reply(lines) {
    const { eol = "\r\n", names = (line) => line, page } = this.quirks;
    const text = lines.map(names).join(eol);
    return { status: 200, text: page ? `<!DOCTYPE html><html><body>${text.replaceAll(eol, "<br>\n")}</body></html>` : text };
  }

  error(number, text) {
    return this.reply([`error=${number}`, `error_text=${text}`, ""]);
  }

  done() {
    return this.error(0, "Successful");
  }

  GetParam(data) {
    if (data) this.refuse(`data of GetParam: ${data}`);
    this.phase = "running";
    this.times = [];
    const { mode = "normal", credit = "credit", mastery = "", launchData = "", version = "4.0", preferences = [] } = this.quirks;
    const { location, status, exit, score, seconds, state } = this.stored;
    const entry = status === "not attempted" ? ", ab-initio" : exit === "suspend" ? ", resume" : "";
    return this.reply([
      "error=0", "error_text=Successful", ...(version ? [`version=${version}`] : []), "aicc_data=[Core]",
      "Student_ID=learner-1", "Student_Name=Doe, Jo", `Lesson_Location=${location}`, `Credit=${credit}`,
      `Lesson_Status=${status}${entry}`, `Score=${score}`, `Time=${clock(seconds)}`, `Lesson_Mode=${mode}`,
      "[Core_Lesson]", state, "[Core_Vendor]", launchData, "[Evaluation]", "Course_ID = {tides}",
      "[Student_Data]", `Mastery_Score=${mastery}`, "[Student_Preferences]", ...preferences, "",
    ]);
  }

  PutParam(data) {
    if (/(?<!\r)\n|\r(?!\n)/.test(data)) this.refuse("lines that do not end in CR LF");
    const lines = data.split("\r\n");
    const groups = {};
    let current = (groups.before = []);
    for (const line of lines) {
      const heading = /^\[(\w+)\]$/.exec(line);
      if (heading) current = groups[heading[1]] = [];
      else current.push(line);
    }
    if (groups.before.some((line) => !line.startsWith("; "))) this.refuse(`text before [Core]: ${groups.before}`);
    if (!/^Core(,Comments)?(,Objectives_Status)?,Core_Lesson$/.test(Object.keys(groups).slice(1).join())) {
      this.refuse(`groups ${Object.keys(groups)}`);
    }
    this.core(groups.Core.map((line) => /^([^=]+)=(.*)$/.exec(line).slice(1)));
    this.objectives(groups.Objectives_Status || []);
    (groups.Comments || []).forEach((line) => this.comments(line));
    const state = groups.Core_Lesson.join("\r\n");
    if (state.length > 4096) this.refuse(`state of ${state.length} characters`);
    if (/^[;[]/m.test(state) || state !== state.trim()) this.refuse(`state ${state}`);
    this.stored.state = this.quirks.moodle ? groups.before.map((line) => `${line}\r\n`).join("") : state;
    return this.done();
  }

  core(pairs) {
    const names = pairs.map(([name]) => name).join();
    if (names !== "Lesson_Location,Lesson_Status,Score,Time") this.refuse(`names in [Core]: ${names}`);
    const { Lesson_Location: location, Lesson_Status: status, Score: score, Time: time } = Object.fromEntries(pairs);
    if (location.length > 255) this.refuse(`location of ${location.length} characters`);
    if (!STATUS.test(status)) this.refuse(`status ${status}`);
    if (!SCORE.test(score) || Number.parseInt(score, 10) > 100) this.refuse(`score ${score}`);
    if (score.includes(",") && !(Number(this.quirks.version ?? 4) >= 3)) this.refuse(`score ${score} for an older LMS`);
    if (!TIME.test(time)) this.refuse(`time ${time}`);
    const [word, exit = ""] = status.split(", ");
    Object.assign(this.stored, { location, status: word, exit });
    if (score) this.stored.score = score.split(",")[0];
    const { mastery } = this.quirks;
    if (mastery && score) this.stored.status = Number.parseInt(score, 10) >= Number(mastery) ? "passed" : "failed";
    const [hours, minutes, seconds] = time.split(":").map(Number);
    this.times.push(hours * 3600 + minutes * 60 + seconds);
  }

  comments(line) {
    const texts = [...line.matchAll(/<(\d+)>([^<>]*)<e\.\1>/g)];
    if (line.length > 4096 || texts.map(([whole]) => whole).join("") !== line) this.refuse(`comments ${line}`);
    this.stored.comments.push(...texts.map(([, , text]) => text));
  }

  objectives(lines) {
    for (const line of lines) {
      const match = /^J_(ID|Score|Status)\.(\d+)=(.+)$/.exec(line);
      if (!match) this.refuse(`objective ${line}`);
      else (this.stored.objectives[match[2]] ??= {})[match[1]] = match[3];
    }
  }

  PutInteractions(data) {
    if (this.quirks.interactions === false) return this.error(1, "Invalid Command");
    const rows = data.split("\r\n").map((line) => line.slice(1, -1).split('","'));
    if (rows[0].join() !== COLUMNS.join()) this.refuse(`columns ${rows[0]}`);
    for (const row of rows.slice(1)) {
      const wrong = ROW.findIndex((pattern, at) => !pattern.test(row[at] ?? "\n") || row[at].includes('"'));
      if (row.length !== 13 || wrong >= 0) this.refuse(`${COLUMNS[wrong]} of ${row}`);
      const [type, ...answers] = row.slice(7, 10);
      if (!answers.every((answer) => answer === "" || isPlain(answer, TYPES[type]))) this.refuse(`answer ${answers} of ${TYPES[type]}`);
      this.stored.interactions.push(Object.fromEntries(row.map((field, at) => [COLUMNS[at], field])));
    }
    return this.done();
  }

  ExitAU() {
    this.phase = "ended";
    const sum = this.quirks.times === "sum" ? this.times.reduce((all, time) => all + time, 0) : this.times.at(-1) || 0;
    this.stored.seconds += sum;
    return this.done();
  }
}

function clock(seconds) {
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}

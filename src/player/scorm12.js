// SCORM 1.2: element names, words and formats.

/** The most hours that a time of SCORM 1.2 has digits for. */
const SCORM12_HOURS = 9999;

const SCORM12_COMMENTS = "cmi.comments";

/** @type {ScormAdapter} */
const scorm12 = {
  standard: "SCORM 1.2",
  names: {
    object: "API",
    initialize: "LMSInitialize",
    terminate: "LMSFinish",
    get: "LMSGetValue",
    set: "LMSSetValue",
    commit: "LMSCommit",
    lastError: "LMSGetLastError",
    errorString: "LMSGetErrorString",
    diagnostic: "LMSGetDiagnostic",
    probe: "cmi.core.student_id",
    closedCodes: ["301"],
  },
  limits: LIMITS,
  stateElement: "cmi.suspend_data",
  open: (options) => new Session(options, scorm12),

  read(api) {
    const status = api.get("cmi.core.lesson_status").trim().toLowerCase();
    return {
      // Optional in 1.2; absent (401) and empty (Open edX) mean normal.
      mode: sessionMode(api.get("cmi.core.lesson_mode")),
      credit: api.get("cmi.core.credit") !== "no-credit",
      resumed: api.get("cmi.core.entry") === "resume",
      status,
      completion: status === "completed" || status === "passed" ? "completed" : "incomplete",
      success: status === "passed" || status === "failed" ? status : "unknown",
      score: asNumber(api.get("cmi.core.score.raw")),
      progress: null,
      mastery: asNumber(api.get("cmi.student_data.mastery_score")),
      location: api.get("cmi.core.lesson_location"),
      state: api.get("cmi.suspend_data"),
      launchData: api.get("cmi.launch_data"),
      learner: scorm12Learner(api),
    };
  },

  results(record, held) {
    /** @type {Write[]} */
    const writes = [];
    if (record.score !== null && mayReportScore(record)) {
      // Minimum and maximum always: an LMS may take a score without a maximum for nothing.
      writes.push(["cmi.core.score.min", "0"], ["cmi.core.score.max", "100"]);
      writes.push(["cmi.core.score.raw", scorm12Score(record.score, record.mastery)]);
    }
    writes.push(["cmi.core.lesson_status", statusWord(record, held)]);
    return writes;
  },

  place(location, state) {
    return [
      ["cmi.core.lesson_location", location],
      ["cmi.suspend_data", state],
    ];
  },

  time(milliseconds) {
    return ["cmi.core.session_time", scorm12Timespan(milliseconds)];
  },

  /**
   * `suspend` makes the LMS say `resume` the next time and keep the data. A completed course leaves with
   * the empty word instead: 1.2 knows no `normal`, keeps the data all the same, and some LMSs show a suspended course as
   * still in progress. So does an attempt that is over. Never `logout`: some LMSs really log the learner out.
   */
  exit(record) {
    const ended = record !== null && (record.completion === "completed" || isAttemptEnded(record));
    return ["cmi.core.exit", ended ? "" : "suspend"];
  },

  objective(api, objective) {
    const children = api.get("cmi.objectives._children");
    if (!children.includes("id")) return [];
    const index = findObjective(api, objective.id);
    const path = `cmi.objectives.${index.at}`;
    const before = index.found ? asNumber(api.get(`${path}.score.raw`)) : null;
    if (before !== null && before > objective.score) return [];
    /** @type {Write[]} */
    const writes = index.found ? [] : [[`${path}.id`, objective.id]];
    if (children.includes("score")) {
      writes.push([`${path}.score.min`, "0"], [`${path}.score.max`, "100"]);
      writes.push([`${path}.score.raw`, decimal(objective.score, 2)]);
    }
    if (children.includes("status")) writes.push([`${path}.status`, objectiveStatusWord(objective)]);
    return writes;
  },

  /** Interactions are optional in 1.2: an LMS without them answers "" to `_children`. */
  interactionCount(api) {
    if (!api.get("cmi.interactions._children").includes("id")) return null;
    return asNumber(api.get("cmi.interactions._count")) || 0;
  },

  interaction(api, index, interaction) {
    const children = api.get("cmi.interactions._children");
    const path = `cmi.interactions.${index}`;
    /** @type {Write[]} */
    const writes = [
      [`${path}.id`, interaction.id.slice(0, LIMITS.identifier)],
      [`${path}.type`, LIMITS.types[interaction.type]],
      ...interaction.objectives.map((id, at) => /** @type {Write} */ ([`${path}.objectives.${at}.id`, id])),
      [`${path}.time`, clockTime(interaction.at)],
      ...plainPatterns(interaction).map(
        (pattern, at) => /** @type {Write} */ ([`${path}.correct_responses.${at}.pattern`, pattern])
      ),
      [`${path}.weighting`, decimal(interaction.weight, 2)],
      [`${path}.student_response`, plainResponse(interaction.type, interaction.response)],
      [`${path}.result`, resultWord(interaction, { right: "correct", wrong: "wrong", neutral: "neutral" })],
      [`${path}.latency`, scorm12Timespan(interaction.latency)],
    ];
    // A learner who paired or ordered nothing has no response; not every LMS takes an empty one.
    const said = writes.filter(([element, value]) => value !== "" || !element.endsWith(".student_response"));
    return said.filter(([element]) => children.includes(element.slice(path.length + 1).split(".")[0]));
  },

  /**
   * One text for all comments. Some LMSs replace it and some append to it (SCORM 1.2 RTE §3.4.4 leaves both open), so only
   * what it does not hold yet is written; where that has replaced what was there, all of them are written as one.
   */
  comments(api, news, all) {
    const before = api.get(SCORM12_COMMENTS);
    const lines = scorm12Lines(news).filter((line) => !before.includes(line));
    if (lines.length === 0) return true;
    if (!api.set(SCORM12_COMMENTS, scorm12Comments(lines))) return false;
    if (!before || api.get(SCORM12_COMMENTS).includes(before)) return true;
    return api.set(SCORM12_COMMENTS, scorm12Comments(scorm12Lines(all)));
  },

  // SCORM 1.2 leaves navigation to the LMS.
  navigation() {
    return [];
  },
  canContinue() {
    return false;
  },
  mayTryAgain() {
    return false;
  },
};

/**
 * @param {Api} api
 * @returns {Learner}
 */
function scorm12Learner(api) {
  const volume = asNumber(api.get("cmi.student_preference.audio"));
  const speed = asNumber(api.get("cmi.student_preference.speed"));
  const captions = api.get("cmi.student_preference.text").trim();
  return {
    id: api.get("cmi.core.student_id"),
    name: api.get("cmi.core.student_name"),
    language: api.get("cmi.student_preference.language"),
    // -1 is off, 0 no wish, 1 to 100 the volume; -100 to 100 slower and faster.
    volume: volume ? Math.min(1, Math.max(0, volume / 100)) : null,
    speed: speed === null ? null : 1 + speed / 100,
    captions: captions === "1" ? true : captions === "-1" ? false : null,
  };
}

/**
 * A whole number (LMSs of AICC descent refuse decimals), unless rounding would carry the score over the
 * mastery score, which the LMS compares on its own.
 * @param {number} score
 * @param {number | null} mastery
 * @returns {string}
 */
function scorm12Score(score, mastery) {
  const whole = Math.round(score);
  const sameSide = mastery === null || whole >= mastery === score >= mastery;
  return sameSide ? String(whole) : decimal(score, 2);
}

/**
 * @param {LearnerComment[]} comments
 * @returns {string[]}
 */
function scorm12Lines(comments) {
  return comments.filter(({ text }) => text).map((comment) => commentLine(comment, LIMITS.comment));
}

/**
 * @param {string[]} lines
 * @returns {string} as many whole ones as there is room for
 */
function scorm12Comments(lines) {
  const fitting = [...lines];
  while (fitting.join(" | ").length > LIMITS.comment) fitting.pop();
  return fitting.join(" | ");
}

/**
 * @param {number} milliseconds
 * @returns {string} HHHH:MM:SS.cc
 */
function scorm12Timespan(milliseconds) {
  const most = SCORM12_HOURS * 360000 + 359999;
  const hundredths = Math.min(most, Math.max(0, Math.floor(milliseconds / 10)));
  const [hours, minutes, seconds] = [hundredths / 360000, (hundredths / 6000) % 60, (hundredths / 100) % 60];
  return `${digits(hours, 4)}:${digits(minutes, 2)}:${digits(seconds, 2)}.${digits(hundredths % 100, 2)}`;
}

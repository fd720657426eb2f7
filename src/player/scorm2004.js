// SCORM 2004, 2nd to 4th Edition: element names, words and formats. The editions differ here only in the
// length of the state, which LIMITS tells.

/** @type {ScormAdapter} */
const scorm2004 = {
  standard: "SCORM 2004",
  names: {
    object: "API_1484_11",
    initialize: "Initialize",
    terminate: "Terminate",
    get: "GetValue",
    set: "SetValue",
    commit: "Commit",
    lastError: "GetLastError",
    errorString: "GetErrorString",
    diagnostic: "GetDiagnostic",
    probe: "cmi.learner_id",
    closedCodes: ["112", "113", "122", "123", "132", "133", "142", "143"],
  },
  limits: LIMITS,
  stateElement: "cmi.suspend_data",
  open: (options) => new Session(options, scorm2004),

  read(api) {
    const status = api.get("cmi.completion_status").trim();
    const success = api.get("cmi.success_status").trim();
    return {
      mode: sessionMode(api.get("cmi.mode")),
      credit: api.get("cmi.credit") !== "no-credit",
      resumed: api.get("cmi.entry") === "resume",
      sameAttempt: api.get("cmi.entry") === "resume",
      status,
      completion: status === "completed" ? "completed" : "incomplete",
      success: success === "passed" || success === "failed" ? success : "unknown",
      score: percent(asNumber(api.get("cmi.score.scaled"))),
      progress: asNumber(api.get("cmi.progress_measure")),
      mastery: percent(asNumber(api.get("cmi.scaled_passing_score"))),
      location: api.get("cmi.location"),
      state: api.get("cmi.suspend_data"),
      launchData: api.get("cmi.launch_data"),
      learner: scorm2004Learner(api),
    };
  },

  results(record) {
    /** @type {Write[]} */
    const writes = [];
    // All four: sequencing takes the scaled score, Moodle's grade book the raw one.
    if (record.score !== null) writes.push(...scorm2004Score("cmi.score", record.score));
    if (record.progress !== null) writes.push(["cmi.progress_measure", decimal(record.progress, 4)]);
    writes.push(["cmi.completion_status", record.completion]);
    if (record.success !== "unknown") writes.push(["cmi.success_status", record.success]);
    return writes;
  },

  place(location, state) {
    return [
      ["cmi.location", location],
      ["cmi.suspend_data", state],
    ];
  },

  time(milliseconds) {
    return ["cmi.session_time", isoDuration(milliseconds)];
  },

  /**
   * Any other word ends the attempt, and the next launch starts without the learner's data (RTE §4.2.8): right only for a
   * step of a path that can come to nothing better. Also when its time is over: of `time-out` some LMSs think that it can
   * go on (scorm-again says `resume` to what it left), and of `normal` none does.
   */
  exit(record) {
    return ["cmi.exit", isAttemptEnded(record) ? "normal" : "suspend"];
  },

  /** The LMS creates an entry for each objective of the manifest; others are appended. */
  objective(api, objective) {
    const index = findObjective(api, objective.id);
    const path = `cmi.objectives.${index.at}`;
    const before = index.found ? asNumber(api.get(`${path}.score.scaled`)) : null;
    if (before !== null && before * 100 > objective.score) return [];
    /** @type {Write[]} */
    const writes = index.found ? [] : [[`${path}.id`, objective.id]];
    writes.push(...scorm2004Score(`${path}.score`, objective.score));
    writes.push([`${path}.completion_status`, objective.done ? "completed" : "incomplete"]);
    if (objective.success !== "unknown") writes.push([`${path}.success_status`, objective.success]);
    return writes;
  },

  /** What is not said yet stays unknown, and nothing else is ever said: so what is true for a path stays true. */
  fact(api, fact) {
    const index = findObjective(api, fact);
    const path = `cmi.objectives.${index.at}`;
    const status = /** @type {Write} */ ([`${path}.success_status`, "passed"]);
    return index.found ? [status] : [[`${path}.id`, fact], status];
  },

  /** Of other steps the LMS knows by global objectives. */
  isEnough(api, { count, of }) {
    const places = Array.from({ length: asNumber(api.get("cmi.objectives._count")) || 0 }, (_, at) => `cmi.objectives.${at}`);
    const passed = places.filter((path) => api.get(`${path}.success_status`) === "passed").map((path) => api.get(`${path}.id`));
    return of.filter((ids) => ids.some((id) => passed.includes(id))).length >= count;
  },

  interactionCount(api) {
    return asNumber(api.get("cmi.interactions._count"));
  },

  interaction(_api, index, interaction) {
    const path = `cmi.interactions.${index}`;
    const objectives = interaction.objectives.slice(0, LIMITS.objectives);
    const response = responseText(interaction.type, interaction.response);
    return [
      [`${path}.id`, interaction.id],
      [`${path}.type`, LIMITS.types[interaction.type]],
      ...objectives.map((id, at) => /** @type {Write} */ ([`${path}.objectives.${at}.id`, id])),
      [`${path}.timestamp`, `${calendarDate(interaction.at)}T${clockTime(interaction.at)}`],
      ...correctPatterns(interaction).map(
        (pattern, at) => /** @type {Write} */ ([`${path}.correct_responses.${at}.pattern`, pattern])
      ),
      [`${path}.weighting`, decimal(interaction.weight, 7)],
      // A learner who paired or ordered nothing has no response; not every LMS takes an empty one.
      ...(response ? [/** @type {Write} */ ([`${path}.learner_response`, response])] : []),
      [`${path}.result`, resultWord(interaction, { right: "correct", wrong: "incorrect", neutral: "neutral" })],
      [`${path}.latency`, isoDuration(interaction.latency)],
      [`${path}.description`, plainText(interaction.description, LIMITS.description)],
    ];
  },

  /** Each reflection has its own comment, found again by where it was made. */
  comments(api, news) {
    return news.every((comment) => scorm2004Comment(api, comment));
  },

  /**
   * `suspendAll` takes a framed player back to its menu and keeps every attempt open, so one that is over asks for `exit`:
   * what was suspended would be resumed (SN TB.2.3). To choose what is current ends it and begins it anew.
   */
  navigation(request, over, item) {
    if (request === "leave") return [["adl.nav.request", over ? "exit" : "suspendAll"]];
    if (request === "again") return [["adl.nav.request", `{target=${item}}choice`]];
    return request === "continue" ? [["adl.nav.request", "continue"]] : [];
  },

  mayTryAgain(api, item) {
    return api.get(`adl.nav.request_valid.choice.{target=${item}}`) === "true";
  },

  canContinue(api) {
    return api.get("adl.nav.request_valid.continue") === "true";
  },
};

/**
 * @param {Api} api
 * @returns {Learner}
 */
function scorm2004Learner(api) {
  const level = asNumber(api.get("cmi.learner_preference.audio_level"));
  const captions = api.get("cmi.learner_preference.audio_captioning").trim();
  return {
    id: api.get("cmi.learner_id"),
    name: api.get("cmi.learner_name"),
    language: api.get("cmi.learner_preference.language"),
    volume: level === null ? null : Math.min(1, Math.max(0, level)),
    speed: asNumber(api.get("cmi.learner_preference.delivery_speed")),
    captions: captions === "1" ? true : captions === "-1" ? false : null,
  };
}

/**
 * @param {Api} api
 * @param {LearnerComment} comment
 * @returns {boolean} whether the LMS has it
 */
function scorm2004Comment(api, { id, text }) {
  const line = freeText(text, LIMITS.comment);
  const count = asNumber(api.get("cmi.comments_from_learner._count"));
  if (count === null) return false;
  let at = 0;
  while (at < count && api.get(`cmi.comments_from_learner.${at}.location`) !== id) at += 1;
  const path = `cmi.comments_from_learner.${at}`;
  if (at < count ? api.get(`${path}.comment`) === line : line === "") return true;
  const now = new Date();
  return (
    api.set(`${path}.comment`, line) &&
    (at < count || api.set(`${path}.location`, id)) &&
    api.set(`${path}.timestamp`, `${calendarDate(now)}T${clockTime(now)}`)
  );
}

/**
 * @param {number | null} scaled -1 to 1
 * @returns {number | null} 0 to 100, to two decimals
 */
function percent(scaled) {
  return scaled === null ? null : Math.max(0, Math.round(scaled * 10000) / 100);
}

/**
 * @param {string} path
 * @param {number} score percent
 * @returns {Write[]}
 */
function scorm2004Score(path, score) {
  return [
    [`${path}.min`, "0"],
    [`${path}.max`, "100"],
    [`${path}.raw`, decimal(score, 2)],
    [`${path}.scaled`, decimal(score / 100, 4)],
  ];
}

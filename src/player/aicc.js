// AICC: what is said to the LMS, and when.
//
// A unit asks with GetParam, reports with PutParam and ends with ExitAU, without which some LMSs count nothing. Every
// PutParam says everything again, so one that was lost is made good by the next.

/** Moodle 3 and later (PHP 7) drop the group of the state and keep what stands before the first group in its place. */
const TAKES_STATE_FIRST = /\/mod\/[a-z]+\/aicc\.php$/;

/** The LMS that stores what it is told before it hears that the unit has ended needs a moment's head start. */
const HEAD_START = 100;

const LINE = "\r\n";

/** @type {Adapter} */
const aicc = {
  standard: "AICC",
  limits: LIMITS,
  open: (options) => new RemoteSession(options, new AiccRemote(options.window), LIMITS.state),
};

/** @typedef {{ name: string, data: string }} HacpCommand */

/** @implements {Remote} */
class AiccRemote {
  /** @param {Window} owner */
  constructor(owner) {
    this.standard = aicc.standard;
    this.owner = owner;
    this.address = hacpAddress(owner);
    /** @type {HeldRecord | null} */
    this.held = null;
    this.lmsVersion = 0;
    this.courseId = "";
    this.takesInteractions = true;
    /** @type {WeakSet<Interaction>} answers that the LMS has taken */
    this.told = new WeakSet();
    this.comments = new CommentLog();
    this.ending = false;
    this.pageIsGoing = false;
    /** @type {HacpCommand[]} what is still to be said before the session is over */
    this.lastWords = [];
    // Before the session's own listener, which ends it.
    owner.addEventListener("pagehide", () => {
      this.pageIsGoing = true;
      this.sayRest().catch(explain);
    });
  }

  // ---- Beginning -------------------------------------------------------------------------------

  /** @returns {Promise<HeldRecord | null>} */
  async open() {
    if (!this.address) return null;
    const answer = await this.ask(this.address);
    this.lmsVersion = answer.version;
    this.courseId = (pairsOf(answer, "evaluation").get("course_id") || "").replace(/[{}]/g, "").trim();
    this.held = aiccHeld(answer);
    return this.held;
  }

  /**
   * @param {HacpAddress} address
   * @returns {Promise<HacpAnswer>}
   */
  async ask(address) {
    try {
      return await this.say({ name: "GetParam", data: "" }, false);
    } catch (error) {
      if (error instanceof RemoteError && !error.refused && (await keepsAnswers(this.owner, address.url))) {
        throw new RemoteError(`The LMS at ${address.url} lets no page of this site read its answers (CORS)`, true);
      }
      throw error;
    }
  }

  /**
   * The request is on its way when this returns.
   * @param {HacpCommand} command
   * @param {boolean} keepalive
   * @returns {Promise<HacpAnswer>}
   */
  async say({ name, data }, keepalive) {
    const address = /** @type {HacpAddress} */ (this.address);
    return readHacp(name, await hacpPost(this.owner, address.url, hacpBody(name, address, data), keepalive));
  }

  // ---- Reporting -------------------------------------------------------------------------------

  /**
   * @param {LearnerRecord | null} record
   * @param {Interaction[]} answers
   * @param {{ milliseconds: number, final: boolean }} context
   * @returns {Promise<void>}
   */
  async save(record, answers, { milliseconds, final }) {
    if (final) {
      this.ending = true;
      return this.end(record, answers, milliseconds);
    }
    if (!record) return;
    // Some LMSs add up the times of a session and others keep the last: only one is above zero, so both are right.
    const news = this.newComments(record, false);
    await this.say(this.putParam(record, 0, news), false);
    this.comments.confirm(news);
    const untold = this.untold(answers);
    // The last words may have told them meanwhile, and nothing may follow ExitAU.
    if (untold.length > 0 && !this.ending) await this.putAnswers(untold);
  }

  /**
   * An LMS tells nothing of the comments that it has. Those that go with the state that it keeps were told along with it.
   * @param {LearnerRecord} record
   * @param {boolean} last
   * @returns {LearnerComment[]}
   */
  newComments({ comments = [], states }, last) {
    if (this.held && this.held.state && states.includes(this.held.state)) this.comments.confirm(comments);
    return this.comments.news(comments, last);
  }

  /**
   * @param {Interaction[]} answers
   * @returns {Interaction[]}
   */
  untold(answers) {
    return this.takesInteractions ? answers.filter((answer) => !this.told.has(answer)) : [];
  }

  /**
   * Interactions are optional in AICC: an LMS that refuses them is not asked again.
   * @param {Interaction[]} answers
   */
  async putAnswers(answers) {
    try {
      await this.say(this.putInteractions(answers), false);
      answers.forEach((answer) => this.told.add(answer));
    } catch (error) {
      if (!(error instanceof RemoteError && error.refused)) throw error;
      this.takesInteractions = false;
      warn(error.message);
    }
  }

  /**
   * @param {LearnerRecord | null} record
   * @param {Interaction[]} answers
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  async end(record, answers, milliseconds) {
    this.lastWords = [{ name: "ExitAU", data: "" }];
    if (record) {
      const result = this.putParam(record, milliseconds, this.newComments(record, true));
      const rest = this.fitting(this.untold(answers), KEEPALIVE_BYTES - this.sizeOf(result) - this.sizeOf(this.lastWords[0]));
      if (rest.length > 0) this.lastWords.unshift(this.putInteractions(rest));
      this.lastWords.unshift(result);
    }
    if (this.pageIsGoing) return this.sayRest();
    // One after the other, as long as there is time: an LMS takes nothing after ExitAU.
    /** @type {unknown} */
    let failure = null;
    while (this.lastWords.length > 0) {
      await this.sayNext(true).catch((error) => (failure = failure || error));
    }
    if (failure) throw failure;
  }

  /**
   * All at once: what waits for an answer would not be said any more.
   * @returns {Promise<void>}
   */
  async sayRest() {
    /** @type {Promise<void>[]} */
    const said = [];
    while (this.lastWords.length > 0) {
      said.push(this.sayNext());
      if (this.lastWords.length > 0) this.holdOn(HEAD_START);
    }
    await Promise.all(said);
  }

  /**
   * @param {boolean} [again] whether to try a second time, since nothing can be said after ExitAU: an LMS that took the first
   *   and adds up times counts this session's twice, which is less than a result that is missing
   * @returns {Promise<void>}
   */
  async sayNext(again = false) {
    const command = this.lastWords.shift();
    if (!command) return;
    try {
      await this.say(command, true);
    } catch (error) {
      if (command.name === "PutInteractions") return;
      if (!again || this.pageIsGoing || !(error instanceof RemoteError) || error.refused) throw error;
      await this.say(command, true);
    }
  }

  /**
   * The page is going, so nothing else is waiting for its thread.
   * @param {number} milliseconds
   */
  holdOn(milliseconds) {
    const end = this.owner.performance.now() + milliseconds;
    for (let turns = 0; turns < 1e7 && this.owner.performance.now() < end; turns += 1);
  }

  /**
   * @param {Interaction[]} answers
   * @param {number} bytes
   * @returns {Interaction[]} the first of them, as many as there is room for
   */
  fitting(answers, bytes) {
    let most = answers.length;
    while (most > 0 && this.sizeOf(this.putInteractions(answers.slice(0, most))) > bytes) most = Math.floor(most / 2);
    return answers.slice(0, most);
  }

  /**
   * @param {HacpCommand} command
   * @returns {number} bytes of its request
   */
  sizeOf({ name, data }) {
    return hacpBody(name, /** @type {HacpAddress} */ (this.address), data).length;
  }

  /**
   * @param {string} state
   * @returns {number}
   */
  lengthOf(state) {
    return hacpEscape(state).length;
  }

  /** AICC knows no such address; LMSs watch the window, or show what they have counted. */
  returnUrl() {
    return null;
  }

  // ---- Words -----------------------------------------------------------------------------------

  /**
   * The state comes last: some LMSs take everything after its heading for it.
   * @param {LearnerRecord} record
   * @param {number} milliseconds
   * @param {LearnerComment[]} news
   * @returns {HacpCommand}
   */
  putParam(record, milliseconds, news) {
    const held = /** @type {HeldRecord} */ (this.held);
    const state = hacpEscape(record.states[0] || "");
    const lines = [
      "[Core]",
      `Lesson_Location=${aiccLocation(record.location)}`,
      `Lesson_Status=${aiccStatus(record, held)}`,
      `Score=${held.credit && record.score !== null && mayReportScore(record) ? this.score(record.score, record.mastery) : ""}`,
      `Time=${aiccTimespan(milliseconds)}`,
    ];
    const comments = aiccComments(news);
    if (comments) lines.push("[Comments]", comments);
    if (held.credit && record.objectives.length > 0) {
      lines.push("[Objectives_Status]", ...record.objectives.flatMap((objective, at) => this.objective(objective, at + 1)));
    }
    lines.push("[Core_Lesson]", state);
    const { url } = /** @type {HacpAddress} */ (this.address);
    // A line that begins with a semicolon is a comment to everybody else.
    if (state && TAKES_STATE_FIRST.test(new URL(url).pathname)) lines.unshift(`; ${state}`);
    return { name: "PutParam", data: lines.join(LINE) };
  }

  /**
   * Versions before 3 know the score alone.
   * @param {number} score
   * @param {number | null} mastery
   * @returns {string}
   */
  score(score, mastery) {
    return String(aiccScore(score, mastery)) + (this.lmsVersion >= 3 ? ",100,0" : "");
  }

  /**
   * @param {ObjectiveRecord} objective
   * @param {number} number
   * @returns {string[]}
   */
  objective({ id, score, success, done }, number) {
    return [
      `J_ID.${number}=${id.slice(0, LIMITS.identifier)}`,
      `J_Score.${number}=${Math.round(score)}`,
      `J_Status.${number}=${objectiveStatusWord({ id, score, success, done })}`,
    ];
  }

  /**
   * @param {Interaction[]} answers
   * @returns {HacpCommand}
   */
  putInteractions(answers) {
    const { learner } = /** @type {HeldRecord} */ (this.held);
    const names = [
      "course_id", "student_id", "lesson_id", "date", "time", "interaction_id", "objective_id",
      "type_interaction", "correct_response", "student_response", "result", "weighting", "latency",
    ];
    const rows = answers.map((answer) => [this.courseId, learner.id, "", ...aiccInteraction(answer)]);
    const line = (/** @type {string[]} */ fields) => fields.map((field) => `"${field.replace(/"/g, "'")}"`).join(",");
    return { name: "PutInteractions", data: [names, ...rows].map(line).join(LINE) };
  }
}

// ---- Formats -----------------------------------------------------------------------------------

/**
 * @param {HacpAnswer} answer
 * @returns {HeldRecord}
 */
function aiccHeld(answer) {
  const core = pairsOf(answer, "core");
  const value = (/** @type {string} */ name) => core.get(name) || "";
  // Only the first letter of a word counts, and a flag may follow it: `incomplete, resume`, or `i,r`.
  const [word, entry] = value("lesson_status").toLowerCase().split(",");
  const status = STATUS_WORDS.find((known) => known[0] === word.trim()[0]) || "";
  return {
    mode: { b: /** @type {const} */ ("browse"), r: /** @type {const} */ ("review") }[value("lesson_mode")[0]?.toLowerCase()] || "normal",
    credit: !/^n/i.test(value("credit")),
    resumed: /^\s*r/.test(entry || ""),
    status,
    completion: status === "completed" || status === "passed" ? "completed" : "incomplete",
    success: status === "passed" || status === "failed" ? status : "unknown",
    score: hacpNumber(value("score")),
    progress: null,
    mastery: hacpNumber(pairsOf(answer, "student_data").get("mastery_score") || ""),
    location: hacpUnescape(value("lesson_location")),
    state: hacpUnescape(textOf(answer, "core_lesson").replace(/^;\s*/, "")),
    launchData: textOf(answer, "core_vendor").replace(/<cr>/gi, "\n"),
    learner: aiccLearner(value("student_id"), value("student_name"), pairsOf(answer, "student_preferences")),
  };
}

/**
 * @param {string} id
 * @param {string} name
 * @param {Map<string, string>} preferences
 * @returns {Learner}
 */
function aiccLearner(id, name, preferences) {
  const number = (/** @type {string} */ of) => hacpNumber(preferences.get(of) || "");
  const [volume, speed, captions, language] = [number("audio"), number("speed"), number("text"), preferences.get("language") || ""];
  return {
    id,
    name,
    language: /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? language : "",
    // -1 is off, 0 no wish, 1 to 100 the volume; -100 to 100 slower and faster.
    volume: volume ? Math.min(1, Math.max(0, volume / 100)) : null,
    speed: speed === null ? null : 1 + speed / 100,
    captions: captions ? captions > 0 : null,
  };
}

/**
 * `suspend` makes the LMS say `resume` the next time. It is said from the start, so that a session which breaks off goes
 * on later, and not of an attempt that is over. Never `logout`: some LMSs really log the learner out.
 * @param {LearnerRecord} record
 * @param {HeldRecord} held
 * @returns {string}
 */
function aiccStatus(record, held) {
  // Without credit the LMS must not grade, but a status there has to be: an empty one breaks the record of some.
  const kept = !held.status || held.status === "not attempted" ? "incomplete" : held.status;
  const word = held.credit ? statusWord(record, held) : kept;
  return record.completion === "completed" || isAttemptEnded(record) ? word : `${word}, suspend`;
}

/**
 * @param {number} score
 * @param {number | null} mastery
 * @returns {number} whole, and on the same side of the mastery score, which the course files give as a whole number too
 */
function aiccScore(score, mastery) {
  const whole = Math.round(score);
  if (mastery === null) return whole;
  const limit = Math.round(mastery);
  return score >= mastery ? Math.max(whole, limit) : Math.max(0, Math.min(whole, limit - 1));
}

/**
 * @param {string} location
 * @returns {string} as it is sent, cut where it would be too long, but never within a sign
 */
function aiccLocation(location) {
  const signs = Array.from(plainText(location, LIMITS.location));
  while (hacpEscape(signs.join("")).length > LIMITS.location) signs.pop();
  return hacpEscape(signs.join(""));
}

/**
 * @param {number} milliseconds
 * @returns {string} HH:MM:SS without decimals, which version 2.2 does not know
 */
function aiccTimespan(milliseconds) {
  const seconds = Math.min(9999 * 3600 + 3599, Math.max(0, Math.floor(milliseconds / 1000)));
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((part) => digits(part, 2)).join(":");
}

/**
 * @param {Interaction} answer
 * @returns {string[]} the fields of its row, from the date on
 */
function aiccInteraction(answer) {
  return [
    calendarDate(answer.at).replace(/-/g, "/"),
    clockTime(answer.at),
    answer.id.slice(0, LIMITS.identifier),
    answer.objectives[0] || "",
    LIMITS.types[answer.type],
    plainPatterns(answer)[0] || "",
    plainResponse(answer.type, answer.response),
    resultWord(answer, { right: "C", wrong: "W", neutral: "N" }),
    decimal(answer.weight, 2),
    aiccTimespan(answer.latency),
  ];
}

/**
 * @param {LearnerComment[]} comments
 * @returns {string} one line, numbered as CMI001 has it; as many comments as there is room for
 */
function aiccComments(comments) {
  let line = "";
  comments.filter(({ text }) => text).forEach((comment, at) => {
    const text = commentLine(comment, LIMITS.comment).replace(/</g, "(").replace(/>/g, ")");
    const next = `${line}<${at + 1}>${text}<e.${at + 1}>`;
    if (next.length <= LIMITS.comment) line = next;
  });
  return line;
}

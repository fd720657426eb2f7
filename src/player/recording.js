// Recording a learner's work in an LRS: what cmi5 and xAPI have in common.
//
// What happens is told in statements, each once. What the learner needs to go on is one document of the
// State Resource: the state, the place and the best results, and which verbs an LRS has confirmed.

const RESUME = "resume";
const RESUME_FORMAT = 1;
const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

/**
 * @typedef {object} ResumeDocument
 * @property {number} format
 * @property {string} state
 * @property {string} location
 * @property {LearnerRecord["completion"]} completion
 * @property {LearnerRecord["success"]} success
 * @property {number | null} score percent
 * @property {number | null} progress 0 to 1
 * @property {number} milliseconds spent until then
 * @property {string[]} said the verbs that are said once and that the LRS has confirmed
 * @property {string} outcome the last outcome that the LRS has confirmed
 * @property {Record<string, string>} [commented] hashes of the comments that the LRS has confirmed, by their ids
 */

/** @typedef {{ object?: Record<string, unknown>, result?: Record<string, unknown>, parents?: Record<string, unknown>[], at?: number, defined?: boolean }} Telling */

class LrsRemote {
  /**
   * @param {string} standard
   * @param {SessionOptions} options
   * @param {LrsAddress} address
   * @param {string} session
   */
  constructor(standard, options, address, session) {
    this.standard = standard;
    this.options = options;
    this.owner = options.window;
    this.lrs = new Lrs(options.window, address);
    this.outbox = new Outbox(options.window, this.lrs, session);
    this.clock = new StatementClock(0);
    /** @type {ResumeDocument | null} */
    this.found = null;
    /** @type {Set<string>} verbs that were said in this registration, of those that are said once */
    this.said = new Set();
    this.saidProgress = 0;
    /** Success and score that were said last; for standards in which they may be said again. */
    this.outcome = "";
    /** @type {WeakSet<Interaction>} */
    this.told = new WeakSet();
    /** Whether the learner has answered anything in this session. */
    this.answered = false;
    /** Of comments, hashes stand for the texts. */
    this.comments = new CommentLog();
    this.written = "";
    this.ending = false;
    this.noteKey = `coursewright-last:${this.outbox.name}`;
    this.pageIsGoing = false;
    /** @type {(() => Promise<void>) | null} hands over at once what the end of the session has not sent yet */
    this.handOverRest = null;
    // Before the session's own listener, which ends it.
    this.owner.addEventListener("pagehide", () => {
      this.pageIsGoing = true;
      if (this.handOverRest) this.handOverRest().catch(explain);
    });
  }

  /** @returns {boolean} whether no other tab of this browser has written the document since, as far as the browser tells */
  get wroteLast() {
    return readNote(this.owner, "localStorage", this.noteKey) === this.outbox.session;
  }

  forgetNote() {
    if (this.wroteLast) writeNote(this.owner, "localStorage", this.noteKey, null);
  }

  /** @returns {string | null} */
  returnUrl() {
    return null;
  }

  // ---- What differs ----------------------------------------------------------------------------

  /** @returns {Record<string, unknown>} what most statements are about */
  activity() {
    return { objectType: "Activity", id: this.lrs.address.activityId };
  }

  /**
   * @param {Telling} _telling
   * @returns {Record<string, any>}
   */
  contextOf(_telling) {
    return {};
  }

  /**
   * @param {LearnerRecord} _record
   * @param {boolean} _final
   * @param {number} _spent milliseconds in all sessions
   */
  tellResults(_record, _final, _spent) {}

  /**
   * @param {Statement} _statement of an earlier session
   * @returns {boolean}
   */
  mayStillSay(_statement) {
    return true;
  }

  /**
   * @param {LearnerRecord | null} _record null: nothing about the learner may be said
   * @param {number} _milliseconds
   */
  tellEnd(_record, _milliseconds) {}

  // ---- Saving ----------------------------------------------------------------------------------

  /**
   * @param {LearnerRecord | null} record
   * @param {Interaction[]} answers
   * @param {{ milliseconds: number, final: boolean }} context
   * @returns {Promise<void>}
   */
  async save(record, answers, { milliseconds, final }) {
    if (record) this.tell(record, answers, milliseconds, final);
    if (final) {
      this.ending = true;
      this.tellEnd(record, milliseconds);
      return this.sendLast(record, milliseconds);
    }
    await this.outbox.flush(() => this.ending);
    // The last words know more than a save that was under way.
    if (record && !this.ending) await this.keep(record, milliseconds, false);
  }

  /**
   * @param {LearnerRecord} record
   * @param {Interaction[]} answers
   * @param {number} milliseconds
   * @param {boolean} final
   */
  tell(record, answers, milliseconds, final) {
    answers.filter((answer) => !this.told.has(answer)).forEach((answer) => this.tellAnswer(answer));
    this.tellComments(record, final);
    this.tellProgress(record);
    this.tellResults(record, final, this.spent(milliseconds));
  }

  /**
   * Where the page stays there is a second try, and what was said only now is written down as said too: the next session
   * would say it again.
   * @param {LearnerRecord | null} record
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  async sendLast(record, milliseconds) {
    if (this.pageIsGoing) return this.handOverAtOnce(record, milliseconds);
    this.handOverRest = () => this.handOverAtOnce(record, milliseconds);
    try {
      await this.handOverInTurn(record, milliseconds).catch((error) => {
        if (!(error instanceof RemoteError) || error.refused) throw error;
        return this.handOverInTurn(record, milliseconds);
      });
    } finally {
      this.handOverRest = null;
    }
    if (record) await this.keep(record, milliseconds, false).catch(explain);
    this.forgetNote();
  }

  /**
   * Nothing may follow `terminated`, so it waits until all before it is confirmed: an LRS that refuses a batch gets its
   * statements one by one. The document belongs to no order, and some LMSs take none after `terminated`.
   * @param {LearnerRecord | null} record
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  async handOverInTurn(record, milliseconds) {
    const sending = [this.outbox.flush(() => this.pageIsGoing, true)];
    if (record) sending.push(this.keep(record, milliseconds, true));
    this.forgetNote();
    await Promise.all(sending);
    if (this.pageIsGoing) throw new RemoteError("The page has gone before the LRS confirmed all", true);
  }

  /**
   * The page is going, so all requests start before this returns. Answers give way to the state and the results if the
   * browser cannot keep all alive.
   * @param {LearnerRecord | null} record
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  async handOverAtOnce(record, milliseconds) {
    const resume = record ? JSON.stringify(this.resumeOf(record, milliseconds)) : "";
    const chosen = this.outbox.choose(KEEPALIVE_BYTES - this.lrs.kept - byteLength(resume), isResult);
    const sending = [this.outbox.sendLast((statement) => chosen.has(statement))];
    if (record) sending.push(this.keep(record, milliseconds, true));
    sending.push(this.outbox.sendLast((statement) => !chosen.has(statement)));
    this.forgetNote();
    await Promise.all(sending);
  }

  /**
   * @param {LearnerRecord} record
   * @param {number} milliseconds
   * @param {boolean} final
   * @returns {Promise<void>}
   */
  async keep(record, milliseconds, final) {
    const content = JSON.stringify(this.resumeOf(record, 0));
    const isNews = content !== this.written;
    // The time alone is worth a request only at the end, and not what another tab has written since.
    if (!isNews && !(final && this.wroteLast)) return;
    if (isNews) writeNote(this.owner, "localStorage", this.noteKey, this.outbox.session);
    await this.lrs.writeState(RESUME, JSON.stringify(this.resumeOf(record, this.spent(milliseconds))), final);
    this.written = content;
  }

  /**
   * @param {LearnerRecord} record
   * @param {number} spent
   * @returns {ResumeDocument}
   */
  resumeOf(record, spent) {
    return {
      format: RESUME_FORMAT,
      state: record.states[0] || "",
      location: record.location,
      completion: record.completion,
      success: record.success,
      score: record.score,
      progress: record.progress,
      milliseconds: Math.round(spent),
      said: Array.from(this.said).filter((name) => !this.isWaiting(name)),
      outcome: this.isWaiting("passed") || this.isWaiting("failed") ? "" : this.outcome,
      ...(this.comments.told.size > 0 ? { commented: Object.fromEntries(this.heardComments()) } : {}),
    };
  }

  /** @returns {[id: string, hash: string][]} the comments that the LRS has confirmed */
  heardComments() {
    const { activityId } = this.lrs.address;
    const waits = (/** @type {string} */ id) =>
      this.outbox.holds(({ verb: said, object }) => said.id === `${VERBS}commented` && object.id === partId(activityId, "reflection", id));
    return Array.from(this.comments.told).filter(([id]) => !waits(id));
  }

  /**
   * @param {number} milliseconds in this session
   * @returns {number} in all sessions
   */
  spent(milliseconds) {
    return milliseconds + (this.found ? this.found.milliseconds : 0);
  }

  /**
   * @param {string} name of a verb
   * @returns {boolean} whether it was said, but not yet heard
   */
  isWaiting(name) {
    return this.outbox.holds((statement) => statement.verb.id === VERBS + name);
  }

  // ---- Telling ---------------------------------------------------------------------------------

  /**
   * @param {string} name of the verb
   * @param {Telling} [telling]
   * @returns {Statement}
   */
  say(name, telling = {}) {
    const { object = this.activity(), result, at } = telling;
    const statement = {
      id: newUuid(this.owner),
      actor: this.lrs.address.actor,
      verb: verb(name),
      object,
      ...(result ? { result } : {}),
      context: this.contextOf(telling),
      timestamp: this.clock.next(at),
    };
    this.outbox.add(statement);
    return statement;
  }

  /** @param {Interaction} answer */
  tellAnswer(answer) {
    const { activityId } = this.lrs.address;
    this.told.add(answer);
    this.answered = true;
    this.say("answered", {
      object: questionActivity(activityId, answer, this.options.language),
      result: answerResult(answer),
      parents: [
        { objectType: "Activity", id: activityId },
        ...answer.objectives.slice(0, LIMITS.objectives).map((id) => objectiveActivity(this.options.iri || activityId, id)),
      ],
      at: answer.at.getTime(),
    });
  }

  /**
   * @param {LearnerRecord} record
   * @param {boolean} final
   */
  tellComments({ comments = [] }, final) {
    const { activityId } = this.lrs.address;
    const news = this.comments.news(comments.map(hashedComment), final);
    this.comments.confirm(news);
    for (const { id } of news) {
      const comment = comments.find((other) => other.id === id);
      // Nothing takes back what was said: a text that is gone is only forgotten.
      if (!comment || !comment.text) continue;
      this.say("commented", {
        object: reflectionActivity(activityId, comment, this.options.language),
        result: { response: cutText(comment.text, LIMITS.comment) },
        parents: [{ objectType: "Activity", id: activityId }],
      });
    }
  }

  /** @param {LearnerRecord} record */
  tellProgress(record) {
    const percent = Math.floor((record.progress || 0) * 100);
    // Whole progress is what `completed` says.
    if (record.completion === "completed" || percent <= this.saidProgress || percent >= 100) return;
    this.saidProgress = percent;
    this.say("progressed", { result: { extensions: { [PROGRESS]: percent } } });
  }

  /**
   * @param {LearnerRecord} record
   * @returns {boolean} whether this outcome has not been said; from now on it counts as said
   */
  isNews({ success, score }) {
    const outcome = outcomeText(success, score === null ? {} : { score: scoreResult(score, true) });
    const news = outcome !== this.outcome;
    this.outcome = outcome;
    return news;
  }

  // ---- Resuming --------------------------------------------------------------------------------

  /** @returns {Promise<void>} */
  async readResume() {
    const found = await this.lrs.readState(RESUME);
    this.found = isResume(found) ? found : null;
    if (!this.found) return;
    this.saidProgress = Math.floor((this.found.progress || 0) * 100);
    this.outcome = this.found.outcome;
    this.found.said.forEach((name) => this.said.add(name));
    this.comments.confirm(Object.entries(this.found.commented || {}).map(([id, text]) => ({ id, prompt: "", text })));
  }

  /** What an earlier session left behind in this browser. @returns {Promise<void>} */
  async sendLeftovers() {
    const taken = await this.outbox.sendLeftovers((statement) => this.mayStillSay(statement));
    for (const { verb: { id }, object, result = {} } of taken) {
      const name = id.slice(VERBS.length);
      if (name === "commented") this.comments.confirm([hashedComment({ id: partName(object.id), prompt: "", text: result.response })]);
      if (name === "completed" || name === "passed") this.said.add(name);
      if (name === "passed" || name === "failed") this.outcome = outcomeText(name, result);
    }
  }

  /** @returns {HeldRecord} */
  heldRecord() {
    const found = this.found;
    return {
      mode: "normal",
      credit: true,
      resumed: found !== null,
      status: "",
      completion: this.said.has("completed") || (found && found.completion === "completed") ? "completed" : "incomplete",
      success: this.said.has("passed") ? "passed" : found ? found.success : "unknown",
      score: found ? found.score : null,
      progress: found ? found.progress : null,
      mastery: null,
      location: found ? found.location : "",
      state: found ? found.state : "",
      launchData: "",
      learner: learnerOf(this.lrs.address.actor),
      attempt: this.lrs.address.registration,
    };
  }
}

/**
 * @param {LearnerComment} comment
 * @returns {LearnerComment} with a text that is short and still another for every other one
 */
function hashedComment({ id, prompt, text }) {
  return { id, prompt, text: text ? hashText(text) : "" };
}

/**
 * @param {string} success
 * @param {{ score?: { scaled: number } }} result
 * @returns {string} the same for what is the same to whoever reads it
 */
function outcomeText(success, { score }) {
  return score ? `${success} ${score.scaled}` : success;
}

/**
 * @param {any} found
 * @returns {boolean} whether it is a document of this player's, and not of other content's under the same name
 */
function isResume(found) {
  return Boolean(found) && found.format === RESUME_FORMAT && typeof found.state === "string" && Array.isArray(found.said);
}

/**
 * @param {Statement} statement
 * @returns {boolean} not an answer, a comment or a note of progress, of which there may be many
 */
function isResult(statement) {
  return !["answered", "commented", "progressed"].some((name) => statement.verb.id === VERBS + name);
}

// Statements on their way to an LRS. They keep their ids and times, so sending one twice does no harm, and they stay
// in this browser until the LRS has confirmed them.

/** No more statements than this in one request. */
const BATCH_STATEMENTS = 50;
/** Half of what browsers keep alive, so that the results still find room if the page goes while such a batch is under way. */
const BATCH_BYTES = KEEPALIVE_BYTES / 2;

/** The answers that mean that a statement will never be taken, however often it is sent. */
const UNWANTED = [400, 413, 415, 422];

class Outbox {
  /**
   * @param {Window} owner
   * @param {Lrs} lrs
   * @param {string} session statements of other sessions are told apart: an LMS may close the door behind a session
   */
  constructor(owner, lrs, session) {
    this.owner = owner;
    this.lrs = lrs;
    this.session = session;
    const { activityId, registration } = lrs.address;
    /** What tells this learner's work on this activity from all other. */
    this.name = hashText([lrs.agent, activityId, registration].join("\n"));
    this.key = `coursewright-statements:${this.name}`;
    /** @type {Set<string>} ids of those that are under way */
    this.flying = new Set();
    /** @type {Set<string>} ids of those whose request the browser finishes also when the page goes */
    this.outliving = new Set();
    /** @type {Statement[]} in order */
    this.waiting = this.kept().filter((entry) => entry.session === session).map((entry) => this.unpack(entry));
  }

  /** @param {Statement} statement */
  add(statement) {
    this.waiting.push(statement);
    this.keep();
  }

  /**
   * @param {(statement: Statement) => boolean} test
   * @returns {boolean} whether such a statement has not been confirmed yet
   */
  holds(test) {
    return this.waiting.some(test);
  }

  /** @returns {Statement[]} those that would be lost with the page */
  exposed() {
    return this.waiting.filter(({ id }) => !this.outliving.has(id));
  }

  /**
   * @param {number} bytes
   * @param {(statement: Statement) => boolean} matters
   * @returns {Set<Statement>} those that matter, and the first of the others, as many as there is room for
   */
  choose(bytes, matters) {
    const exposed = this.exposed();
    let room = bytes - exposed.filter(matters).reduce((sum, statement) => sum + sizeOf(statement), 2);
    return new Set(exposed.filter((statement) => matters(statement) || (room -= sizeOf(statement)) > 0));
  }

  // ---- Sending ---------------------------------------------------------------------------------

  /**
   * Sends what waits, in order: the next request starts when all before it is confirmed.
   * @param {() => boolean} [isOver] whether somebody else has sent the rest meanwhile
   * @param {boolean} [keepalive] whether the page may go soon
   * @returns {Promise<void>} rejects with a RemoteError if the LRS is not reached or closed to us
   */
  async flush(isOver = () => false, keepalive = false) {
    for (const batch of batches(this.waiting, BATCH_STATEMENTS, BATCH_BYTES)) {
      if (!isOver()) await this.deliver(batch, keepalive);
    }
  }

  /**
   * Sends the given ones, and hands them to the browser before this returns: the page is going. What is
   * under way goes out a second time where the browser may drop it with the page.
   * @param {(statement: Statement) => boolean} chosen
   * @returns {Promise<void>}
   */
  async sendLast(chosen) {
    const all = this.exposed().filter(chosen);
    const again = all.filter(({ id }) => this.flying.has(id));
    const fresh = all.filter(({ id }) => !this.flying.has(id));
    // Apart: an LRS may refuse a whole batch for one statement that it has. And none apart that could do without it: nothing
    // says which of two requests arrives first.
    const sending = [...batches(again), ...batches(fresh)].map((batch) => this.deliver(batch, true));
    await Promise.all(sending);
  }

  /**
   * Statements that an earlier session could not get rid of. An LMS that has closed that session refuses them, and
   * then they are let go.
   * @param {(statement: Statement) => boolean} wanted what others have made superfluous is let go too
   * @returns {Promise<Statement[]>} those that were taken
   */
  async sendLeftovers(wanted) {
    /** @type {Statement[]} */
    const taken = [];
    const left = this.kept().filter((entry) => entry.session !== this.session).map((entry) => this.unpack(entry));
    this.drop(left.filter((statement) => !wanted(statement)));
    const rest = batches(left.filter(wanted), BATCH_STATEMENTS, BATCH_BYTES);
    for (let batch = rest.shift(); batch; batch = rest.shift()) {
      const answer = await this.lrs.post(batch, false);
      if (answer.status >= 500 || answer.status === 429) break;
      if (answer.ok || (batch.length === 1 && answer.status === 409)) taken.push(...batch);
      // One that is not taken keeps the others out.
      else if (batch.length > 1) rest.unshift(...batch.map((statement) => [statement]));
      if (answer.ok || batch.length === 1) this.drop(batch);
    }
    return taken;
  }

  /**
   * @param {Statement[]} batch
   * @param {boolean} keepalive
   * @returns {Promise<void>}
   */
  async deliver(batch, keepalive) {
    batch.forEach(({ id }) => this.flying.add(id));
    try {
      const answer = await (keepalive ? this.postToOutlive(batch) : this.lrs.post(batch, false));
      if (answer.ok || (batch.length === 1 && answer.status === 409)) this.drop(batch);
      else if (batch.length > 1 && answer.status < 500 && ![401, 429].includes(answer.status)) await this.deliverEach(batch);
      else if (UNWANTED.includes(answer.status)) this.giveUp(batch, answer);
      else throw refusal(answer, "POST statements");
    } finally {
      batch.forEach(({ id }) => this.flying.delete(id));
    }
  }

  /**
   * @param {Statement[]} batch
   * @returns {Promise<Reply>}
   */
  async postToOutlive(batch) {
    const outlives = this.lrs.canKeepAlive(sizeOf(batch));
    if (outlives) batch.forEach(({ id }) => this.outliving.add(id));
    try {
      return await this.lrs.post(batch, true);
    } finally {
      if (outlives) batch.forEach(({ id }) => this.outliving.delete(id));
    }
  }

  /**
   * An LRS takes a batch as a whole or not at all (xAPI 1.0.3, Communication 2.1.2), so a statement that it has, or does not
   * want, keeps the others out. One by one they get in; what is refused while others are taken is let go.
   * @param {Statement[]} batch
   * @returns {Promise<void>}
   */
  async deliverEach(batch) {
    /** @type {RemoteError | null} */
    let refused = null;
    /** @type {Statement[]} */
    const shut = [];
    for (const statement of batch) {
      const answer = await this.lrs.post([statement], false);
      if (answer.ok || answer.status === 409) this.drop([statement]);
      else if (UNWANTED.includes(answer.status)) this.giveUp([statement], answer);
      else if (answer.status !== 403) throw refusal(answer, "POST statements");
      else {
        refused = refusal(answer, "POST statements");
        shut.push(statement);
      }
    }
    if (refused && shut.length === batch.length) throw refused;
    if (refused) this.giveUp(shut, { status: 403 });
  }

  /**
   * @param {Statement[]} batch
   * @param {{ status: number }} answer
   */
  giveUp(batch, { status }) {
    batch.forEach(({ verb }) => warn(`The LRS does not take this statement (${status}): ${verb.id}`));
    this.drop(batch);
  }

  // ---- Keeping ---------------------------------------------------------------------------------

  /** @param {Statement[]} batch */
  drop(batch) {
    const gone = new Set(batch.map(({ id }) => id));
    this.waiting = this.waiting.filter(({ id }) => !gone.has(id));
    this.keep((entry) => !gone.has(entry.statement.id));
  }

  /**
   * Another tab may have written since, so what belongs to other sessions is read again.
   * @param {(entry: KeptStatement) => boolean} [stays] of the statements of other sessions
   */
  keep(stays = () => true) {
    const others = this.kept().filter((entry) => entry.session !== this.session && stays(entry));
    const own = this.waiting.map((statement) => this.pack(statement));
    writeNote(this.owner, "localStorage", this.key, others.length + own.length > 0 ? [...others, ...own] : null);
  }

  /** @returns {KeptStatement[]} */
  kept() {
    const kept = readNote(this.owner, "localStorage", this.key);
    return Array.isArray(kept) ? kept.filter((entry) => entry && entry.statement) : [];
  }

  /**
   * Who the learner is stays out of this browser.
   * @param {Statement} statement
   * @returns {KeptStatement}
   */
  pack(statement) {
    return { session: this.session, statement: { ...statement, actor: null } };
  }

  /**
   * @param {KeptStatement} entry
   * @returns {Statement}
   */
  unpack(entry) {
    return { ...entry.statement, actor: this.lrs.address.actor };
  }
}

/** @typedef {{ session: string, statement: Statement }} KeptStatement */

/**
 * @param {Statement | Statement[]} words
 * @returns {number} bytes of it, and of a comma
 */
function sizeOf(words) {
  return byteLength(JSON.stringify(words)) + 1;
}

/**
 * @param {Statement[]} statements
 * @param {number} [most] in one batch
 * @param {number} [bytes] of one batch
 * @returns {Statement[][]} in order, each small enough to be kept alive
 */
function batches(statements, most = Infinity, bytes = KEEPALIVE_BYTES) {
  /** @type {Statement[][]} */
  const all = [];
  let size = 0;
  for (const statement of statements) {
    const length = sizeOf(statement);
    const last = all[all.length - 1];
    if (last && last.length < most && size + length < bytes) {
      last.push(statement);
      size += length;
    } else {
      all.push([statement]);
      size = length;
    }
  }
  return all;
}

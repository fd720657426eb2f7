// A copy, in this browser, of what the LMS has not confirmed.
//
// It exists only while something is unsaved, and remembers the states that the LMS may hold: the one that it last
// confirmed, and those that it was given since, of which it may have taken any without our hearing of it. If it holds
// one of them when the course is opened again, nothing happened elsewhere in between and the copy is the newer one. In
// every other case the LMS is right: the learner went on with another device, or somebody reset the attempt on purpose.

class Shadow {
  /** @param {Window} owner */
  constructor(owner) {
    this.owner = owner;
    this.key = "";
    /** Whether the browser lets us keep anything; frames of another site often may not. */
    this.works = false;
    /** @type {Set<string>} hashes of the states that the LMS may hold */
    this.bases = new Set();
  }

  /**
   * @param {string} courseId
   * @param {HeldRecord} held
   * @returns {HeldRecord} what the LMS holds, or what this browser kept where that is newer
   */
  open(courseId, held) {
    // Learners who share a computer must not meet; a learner without an id is nobody's.
    // Nor must two attempts of one learner, where the LMS tells them apart.
    const owner = [held.learner.id, held.attempt].filter(Boolean).join("\n");
    this.key = held.learner.id ? `coursewright:${courseId}:${hashText(owner)}` : "";
    this.confirmed(held.state);
    const kept = this.read();
    if (kept && kept.bases.includes(hashText(held.state)) && Array.isArray(kept.record.states)) {
      return { ...held, ...neverWorse(held, kept.record), state: kept.record.states[0] || "", mastery: held.mastery };
    }
    this.clear();
    return held;
  }

  /** @param {string} state that the LMS is given */
  offered(state) {
    this.bases.add(hashText(state));
  }

  /** @param {string} state that the LMS holds, and no other */
  confirmed(state) {
    this.bases = new Set([hashText(state)]);
  }

  /** @returns {{ bases: string[], record: LearnerRecord } | null} */
  read() {
    try {
      const text = this.key && this.owner.localStorage.getItem(this.key);
      const kept = text ? JSON.parse(text) : null;
      return kept && kept.record && Array.isArray(kept.bases) ? kept : null;
    } catch (error) {
      return null;
    }
  }

  /** @param {LearnerRecord} record */
  keep(record) {
    this.works = false;
    if (!this.key) return;
    try {
      this.owner.localStorage.setItem(this.key, JSON.stringify({ bases: Array.from(this.bases), record }));
      this.works = true;
    } catch (error) {
      // Full, or not allowed.
    }
  }

  clear() {
    try {
      if (this.key) this.owner.localStorage.removeItem(this.key);
    } catch (error) {
      // Not allowed: then there is nothing to remove.
    }
  }
}

/**
 * FNV-1a, 32 bits: enough to tell learners apart without leaving their ids on the computer.
 * @param {string} text
 * @returns {string}
 */
function hashText(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

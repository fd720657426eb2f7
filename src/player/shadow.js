// A copy, in this browser, of what the LMS has not confirmed.
//
// It exists only while something is unsaved, and remembers the state that the LMS last confirmed. If the
// LMS still holds exactly that state when the course is opened again, nothing happened elsewhere in
// between and the copy is the newer one. In every other case the LMS is right: the learner went on with
// another device, or somebody reset the attempt on purpose.

class Shadow {
  /** @param {Window} owner */
  constructor(owner) {
    this.owner = owner;
    this.key = "";
    /** Whether the browser lets us keep anything; frames of another site often may not. */
    this.works = false;
  }

  /**
   * @param {string} courseId
   * @param {HeldRecord} held
   * @returns {HeldRecord} what the LMS holds, or what this browser kept where that is newer
   */
  open(courseId, held) {
    // Learners who share a computer must not meet; a learner without an id is nobody's.
    this.key = held.learner.id ? `coursewright:${courseId}:${hashText(held.learner.id)}` : "";
    const kept = this.read();
    if (kept && kept.base === held.state && Array.isArray(kept.record.states)) {
      return { ...held, ...neverWorse(held, kept.record), state: kept.record.states[0] || "" };
    }
    this.clear();
    return held;
  }

  /** @returns {{ base: string, record: LearnerRecord } | null} */
  read() {
    try {
      const text = this.key && this.owner.localStorage.getItem(this.key);
      const kept = text ? JSON.parse(text) : null;
      return kept && kept.record ? kept : null;
    } catch (error) {
      return null;
    }
  }

  /**
   * @param {string} base the state that the LMS last confirmed
   * @param {LearnerRecord} record
   */
  keep(base, record) {
    this.works = false;
    if (!this.key) return;
    try {
      this.owner.localStorage.setItem(this.key, JSON.stringify({ base, record }));
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

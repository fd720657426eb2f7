// What learners write for themselves, on its way to whoever reads the reports.

/**
 * Which comments an LMS has not been told yet. A text that is still being written is left alone: it is told once two saves
 * have found it the same, or with the last words.
 */
class CommentLog {
  constructor() {
    /** @type {Map<string, string>} texts that were told, by the comment's id */
    this.told = new Map();
    /** @type {Map<string, string>} texts as the last save found them */
    this.seen = new Map();
  }

  /**
   * @param {LearnerComment[]} [comments]
   * @param {boolean} [last] whether there will be no later save
   * @returns {LearnerComment[]} to be told now. An empty text is news too: there may have been another
   */
  news(comments = [], last = false) {
    const isRipe = (/** @type {LearnerComment} */ { id, text }) => last || this.seen.get(id) === text;
    const news = comments.filter((comment) => this.told.get(comment.id) !== comment.text && isRipe(comment));
    this.seen = new Map(comments.map(({ id, text }) => [id, text]));
    return news;
  }

  /** @param {LearnerComment[]} comments that the LMS has taken, or had before */
  confirm(comments) {
    comments.forEach(({ id, text }) => this.told.set(id, text));
  }

  /** After a doubt: nothing that was told counts as told. */
  forget() {
    this.told.clear();
  }
}

/**
 * @param {LearnerComment} comment
 * @param {number} length
 * @returns {string} for a standard with one text for both: what was asked, and what the learner wrote
 */
function commentLine({ prompt, text }, length) {
  const line = plainText(text, length);
  const asked = plainText(prompt, Math.min(100, Math.max(0, length - line.length - 2)));
  return asked ? `${asked}: ${line}` : line;
}

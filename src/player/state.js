// The state record: what a learner has done, in as few characters as the LMS may keep.
//
// A base64url string (A–Z a–z 0–9 - _): every character carries 6 bits, the most significant first (`bits.js`).
// It is ASCII, so it has as many bytes as characters. The fields, in order:
//
//     bits                          field
//     6                             version, 2
//     24                            fingerprint of the course's lessons and questions
//     ceil(log2(max(2, lessons)))   the lesson the learner is on
//     3                             completed, passed, failed
//     1 + 14                        best score: known, hundredths of a percent (0 to 10,000)
//     8                             retakes (stops at 255)
//     lessons                       seen, one bit each
//     16, only if anything is drawn or shuffled
//                                   the seed (`draw.js`), 0 while none is chosen
//     19, only in a step of a path that has a time limit
//                                   tens of seconds spent in this attempt, rounded up
//     for each lesson:
//       if it is a test:
//         bits.attempts             attempts submitted (stops at the largest number)
//         1                         whether an attempt is running; its answers are drafts
//         only if there are any attempts
//           14 + 1                  the score that counts, in hundredths of a percent; whether it was passed
//         only if one is running, and there is a time limit
//           bits.time               tens of seconds used, rounded up: 6 for each minute of the limit and its extensions
//           bits.extensions         extensions taken
//       for each question that it asks: of a bank only those that are drawn
//         bits.attempts             attempts used (stops at the largest number)
//         only if there are any     the response (`forms.js`: the bits of each form)
//       for each block with state:
//         1                         whether it holds anything
//         only if it does           the response
//     12                            checksum of all bits before it
//     0 to 5                        zeros, to fill the last character
//
// Worst case, in characters, when everything is answered and every text is wide and as long as it may be:
//     ceil((6 + 24 + position + 3 + 15 + 8 + lessons + 16 + 19 + Σ(tests) + Σ(bits.attempts + response) + Σ(1 + response) + 12) / 6)
// with 16 only if anything is drawn or shuffled, 19 only with that time limit, bits.attempts + 16 + bits.time + bits.extensions for each test, and of each
// bank the most expensive questions, as many as are drawn. A response takes
//     index   ceil(log2 n)                 flags   n                  order   n × ceil(log2 n)
//     pairs   Σ ceil(log2(m + 1))          texts   Σ(ceil(log2(max + 1)) + 1 + 16 × max)
// A test in three attempts, with 20 minutes and one extension of 10: 2 + 16 + 8 + 1 = 27 bits.
// A course of 40 lessons and 100 four-option questions with two attempts: 6+24+6+3+15+8+40+100×(2+2)+12 = 514 bits, 86
// characters. Six stems to match with six of eight targets, in two attempts: 2 + 6×4 = 26 bits. Seven steps to put in
// order: 2 + 7×3 = 23 bits. A checklist of ten: 1 + 10 bits. A reflection of 300 characters: 1 + 9 + 1 + 16×300 = 4,811
// bits, 802 characters; in plain ASCII 2,111 bits, 352 characters.
//
// An LMS that keeps less gets a shorter form of the same record: without the texts of blocks, or without any answer and
// any block. Nothing tells these forms apart: what is left out reads as not done.
//
// A record of another version, of another fingerprint, or whose checksum is wrong is not read at all:
// the learner starts afresh, and the LMS keeps the status and score it has.

const STATE_VERSION = 2;

/**
 * @param {CourseConfig} config
 * @returns {boolean} whether time is kept of an attempt at the whole
 */
function isTimedStep({ step }) {
  return Boolean(step && step.timeLimit);
}

/**
 * @param {number} lessons
 * @returns {number} bits for the index of a lesson
 */
function positionWidth(lessons) {
  return Math.max(1, bitsFor(lessons));
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {{ texts?: boolean, answers?: boolean }} [what] for an LMS that keeps too little: `texts: false` leaves out what
 *   was written into blocks, `answers: false` all answers and all blocks
 * @returns {string}
 */
function encodeState(config, state, { texts = true, answers = true } = {}) {
  const out = new BitWriter();
  out.put(STATE_VERSION, 6);
  out.put(config.fingerprint, 24);
  out.put(state.lesson, positionWidth(config.lessons.length));
  [state.completed, state.passed, state.failed].forEach((flag) => out.put(Number(flag), 1));
  out.put(Number(state.best !== null), 1);
  out.put(Math.min(10000, Math.round((state.best || 0) * 100)), 14);
  out.put(state.retakes, 8);
  config.lessons.forEach((_lesson, index) => out.put(Number(Boolean(state.seen[index])), 1));
  if (config.seeded) out.put(state.seed, 16);
  if (isTimedStep(config)) out.put(Math.ceil(state.spent / 10), 19);
  config.lessons.forEach((lesson, index) => {
    if (lesson.assessment) TESTS.put(out, lesson.assessment, testOf(lesson, state));
    for (const question of askedIn(config, state, index)) {
      const answer = answers ? state.answers.get(question.id) : undefined;
      out.put(answer ? answer.attempts : 0, question.bits.attempts);
      if (answer) putResponse(out, question.keeps, answer.response);
    }
    for (const { id, keeps } of lesson.activities || []) {
      const response = answers && (texts || keeps.form !== "texts") ? state.activities.get(id) : undefined;
      out.put(Number(Boolean(response)), 1);
      if (response) putResponse(out, keeps, response);
    }
  });
  out.put(checksum(out.bits), 12);
  return out.toText();
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @returns {string[]} the whole record, and shorter forms of it, from the longest to the shortest
 */
function encodedForms(config, state) {
  const forms = [{}, { texts: false }, { answers: false }].map((what) => encodeState(config, state, what));
  return Array.from(new Set(forms));
}

/**
 * @param {CourseConfig} config
 * @param {string} text
 * @returns {CourseState | null} null if it is not a record of this very course
 */
function decodeState(config, text) {
  try {
    return readState(config, new BitReader(text.trim()));
  } catch (error) {
    return null;
  }
}

/**
 * @param {CourseConfig} config
 * @param {BitReader} from
 * @returns {CourseState | null}
 */
function readState(config, from) {
  if (from.take(6) !== STATE_VERSION || from.take(24) !== config.fingerprint) return null;
  const lesson = Math.min(from.take(positionWidth(config.lessons.length)), config.lessons.length - 1);
  const [completed, passed, failed, known] = [1, 1, 1, 1].map((width) => from.take(width) === 1);
  const best = from.take(14) / 100;
  const retakes = from.take(8);
  const seen = config.lessons.map(() => from.take(1) === 1);
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  /** @type {Map<string, string[]>} */
  const activities = new Map();
  const seed = config.seeded ? from.take(16) : 0;
  const spent = isTimedStep(config) ? from.take(19) * 10 : 0;
  const state = { lesson, completed, passed, failed, best: known ? best : null, retakes, seen, seed, spent, tests: new Map(), answers, activities };
  config.lessons.forEach((lesson, index) => {
    const test = lesson.assessment ? TESTS.take(from, lesson.assessment) : null;
    if (test) state.tests.set(lesson.id, test);
    // What is asked depends on the seed and the attempts, which are known by now.
    for (const question of askedIn(config, state, index)) {
      const attempts = from.take(question.bits.attempts);
      if (attempts > 0) answers.set(question.id, { attempts, response: takeResponse(from, question.keeps) });
    }
    for (const { id, keeps } of lesson.activities || []) {
      if (from.take(1) === 1) activities.set(id, takeResponse(from, keeps));
    }
  });
  const body = from.bits.slice(0, from.position);
  if (from.take(12) !== checksum(body) || from.bits.length - from.position >= 6) return null;
  return state;
}

// Tests in the state record, and in two records of one learner. Pure functions.

/** Seconds. */
const TIME_UNIT = 10;

/**
 * @param {BitWriter} out
 * @param {AssessmentConfig} assessment
 * @param {TestState} test
 */
function putTest(out, { bits }, { attempts, running, score, passed, used, extensions }) {
  out.put(attempts, bits.attempts);
  out.put(Number(running), 1);
  if (attempts > 0) {
    out.put(Math.min(10000, Math.round((score || 0) * 100)), 14);
    out.put(Number(passed), 1);
  }
  if (running && bits.time > 0) {
    out.put(Math.ceil(used / TIME_UNIT), bits.time);
    out.put(extensions, bits.extensions);
  }
}

/**
 * @param {BitReader} from
 * @param {AssessmentConfig} assessment
 * @returns {TestState | null} null if it was not touched
 */
function takeTest(from, { bits }) {
  const attempts = from.take(bits.attempts);
  const running = from.take(1) === 1;
  const score = attempts > 0 ? from.take(14) / 100 : null;
  const passed = attempts > 0 && from.take(1) === 1;
  const timed = running && bits.time > 0;
  const used = timed ? from.take(bits.time) * TIME_UNIT : 0;
  const extensions = timed ? from.take(bits.extensions) : 0;
  return attempts > 0 || running ? { attempts, running, score, passed, used, extensions } : null;
}

/**
 * Tests of two records, as one. Where the two have seeds of their own, the tests of the one stay in which more was done;
 * whoever hears of the other first, it comes to the same.
 * @param {CourseConfig} config
 * @param {CourseState} joined is changed: it has the answers of both
 * @param {CourseState} one
 * @param {CourseState} two
 * @param {Shared | null} base
 */
function joinTests(config, joined, one, two, base) {
  const lead = CHANCE.lead(one, two);
  const same = one.seed === two.seed;
  config.lessons.forEach((lesson, index) => {
    if (!lesson.assessment) return;
    const [first, second] = [testOf(lesson, one), testOf(lesson, two)];
    const from = !same ? lead : rankOfTest(config, two, index) > rankOfTest(config, one, index) ? two : one;
    const chosen = testOf(lesson, from);
    const bests = lesson.assessment.counts === "best" ? larger(first.score, second.score) : chosen.score;
    if (chosen !== UNTOUCHED || bests !== null) {
      joined.tests.set(lesson.id, { ...chosen, score: bests, passed: first.passed || second.passed });
    }
    const atOnce = same && first.running && second.running && first.attempts === second.attempts;
    for (const { id } of askedIn(config, from, index)) {
      if (atOnce) joinDraft(joined, one, two, base, id);
      else takeAnswer(joined, from, id);
    }
    free(config, joined, lesson);
  });
}

/**
 * A draft that only one of the two has changed since they last knew the same is as that one says, though the other's were
 * right. Where both have, or nobody knows, the joined record has one of them already.
 * @param {CourseState} joined is changed
 * @param {CourseState} one
 * @param {CourseState} two
 * @param {Shared | null} base
 * @param {string} id
 */
function joinDraft(joined, one, two, base, id) {
  const [first, second, before] = [one, two, base].map((record) => record?.answers.get(id)?.response || []);
  const changed = changedAlone(first, second, base && before);
  if (changed) takeAnswer(joined, changed === first ? one : two, id);
}

/**
 * @param {CourseState} to is changed
 * @param {CourseState} from
 * @param {string} id
 */
function takeAnswer(to, from, id) {
  const answer = from.answers.get(id);
  if (answer) to.answers.set(id, answer);
  else to.answers.delete(id);
}

/**
 * @param {CourseConfig} config
 * @param {CourseState} state
 * @param {number} index
 * @returns {string} greater for a test that has come further; never the same for two tests
 */
function rankOfTest(config, state, index) {
  const { attempts, running, score, passed, used, extensions } = testOf(config.lessons[index], state);
  const answers = askedIn(config, state, index).map(({ id }) => state.answers.get(id)?.response || []);
  const numbers = [attempts, Number(running), Number(passed), Math.round((score || 0) * 100), Math.ceil(used / TIME_UNIT), extensions];
  return `${numbers.map((number) => String(number).padStart(9, "0")).join(" ")} ${JSON.stringify(answers)}`;
}

Object.assign(TESTS, { put: putTest, take: takeTest, join: joinTests });

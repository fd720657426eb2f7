// Every course of the fixtures, played to its end: with keys, a mouse and a finger, in SCORM 1.2, SCORM 2004 and cmi5. Half way
// the tab dies, and in the next visit everything is as it was.

import assert from "node:assert/strict";
import test from "node:test";
import { ActivityLms, isSatisfied } from "./lms/activities.mjs";
import { findings, sideways } from "./support/axe.mjs";
import { formOf, play, partsOf } from "./support/giving.mjs";
import * as keyboard from "./support/keyboard.mjs";
import { LaunchedLearner } from "./support/launches.mjs";
import { halfAnswer, interactions, outcome, rightAnswer, wrongAnswer } from "./support/learning.mjs";
import * as quick from "./support/mouse.mjs";
import { codesOf, scoreOf, stateShown, worthOf } from "./support/played.mjs";
import * as pointer from "./support/pointer.mjs";
import { noCallFailed, nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";
import { everyStatementHolds } from "./support/statements.mjs";

const here = stage(ActivityLms);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** The ways to work a course: a hand for the pages, and how it presses a button of the shell. */
const KEYS = { name: "the keyboard alone", hand: keyboard.hand, press: keyboard.press };
const MOUSE = { name: "the mouse", hand: pointer.mouse, press: (visit, selector) => visit.shell.click(selector) };
const TOUCH = { name: "touch", hand: pointer.finger, press: (visit, selector) => visit.shell.tap(selector), context: PHONE };
/** Clicks from inside the page: where another standard has seen the course worked by hand. */
const QUICK = { name: "quick clicks", hand: quick.hand, press: quick.click };

/** By whom each course is played in SCORM 1.2, SCORM 2004 and cmi5. */
const PLAYED = {
  "kitchen-sink": [KEYS, MOUSE, TOUCH],
  "leading-upward": [QUICK, MOUSE, QUICK],
  "middle-managers-and-learning": [MOUSE, QUICK, QUICK],
  "managers-who-lead": [QUICK, TOUCH, QUICK],
  "leading-learning": [QUICK, QUICK, MOUSE],
  "learning-culture-and-okrs": [MOUSE, KEYS, QUICK],
};
const STANDARDS = ["scorm12", "scorm2004-4th", "cmi5"];

/** A learner of a course in one of the three standards, with what its LMS knows of the result. */
async function withLearner(course, standard, context, body) {
  const packageName = `courses/${course}-${standard}`;
  await here.withLearner({ package: packageName, context }, async (scorm) => {
    if (standard !== "cmi5") return body(scorm);
    await body(new LaunchedLearner(here.lms, scorm.context, { name: scorm.name, package: packageName, standard }));
  });
}

/** What the LMS holds in the end: passed and completed, and the score. */
function told(learner, standard) {
  if (standard === "cmi5") {
    const [passed] = learner.lrs.said("passed");
    assert.ok(isSatisfied(learner.unit.moveOn, learner.verbs()), `satisfied by ${learner.verbs()}`);
    return { status: "passed", score: passed.result.score.scaled * 100 };
  }
  const { status, score, scaled } = outcome(standard, learner.stored());
  return { status, score: standard === "scorm12" ? Number(score) : Number(scaled) * 100 };
}

/** No call and no statement was refused, and the console is empty. */
async function allWentWell(learner, standard, visit) {
  if (standard === "cmi5") return everyStatementHolds(learner);
  await noCallFailed(visit);
  nothingWentWrong(visit);
}

/** Answers rightly, but for the first question that has parts: that one half rightly. */
function chooser() {
  let half = null;
  return (part) => {
    const isHalf = () => part.type && part.partial && worthOf(part, halfAnswer(part)) > 0;
    if (half === null && isHalf()) half = part;
    return part === half ? halfAnswer(part) : rightAnswer(part);
  };
}

for (const [course, ways] of Object.entries(PLAYED)) {
  for (const [at, standard] of STANDARDS.entries()) {
    const { name, hand, press, context = DESKTOP } = ways[at];
    test(`${course}, ${standard}, by ${name}: played to its end, with a break in the middle`, () =>
      withLearner(course, standard, context, async (learner) => {
        const answers = new Map();
        const choose = chooser();
        const codes = codesOf(course);
        let visit = await learner.opens();
        const config = await visit.config();
        const middle = Math.floor(config.lessons.length / 2);
        for (const [index, lesson] of config.lessons.entries()) {
          await visit.onLesson(lesson.id);
          await play(hand, visit, config, lesson, { choose, codes, noted: (part, response) => answers.set(part, response) });
          if (index === middle) visit = await breakOff(learner, standard, visit, lesson, press);
          await press(visit, 'footer [data-action="next"]');
        }
        await visit.shell.waitForSelector("[data-summary]:not([hidden])");
        assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"], await visit.text("[data-missing-list]"));
        await press(visit, '[data-action="exit"]');
        await visit.shell.waitForSelector("html.cw-ended");

        const { status, score } = told(learner, standard);
        assert.equal(status, standard === "scorm2004-4th" ? "completed, passed" : "passed");
        const expected = scoreOf(config, answers);
        const slack = standard === "scorm12" ? 0.5 : 0.01;
        assert.ok(Math.abs(score - expected) <= slack, `the LMS has ${score}, the model says ${expected}`);
        await allWentWell(learner, standard, visit);
      }));
  }
}

/** The learner leaves the field, and what was written in it has the moment that it needs. */
async function rests(visit) {
  await visit.lesson.evaluate(() => new Promise((resolve) => {
    document.activeElement.blur();
    setTimeout(resolve, 100);
  }));
  await visit.untilSaveState("saved");
}

/** The tab dies; the next visit shows on this page what this one did. */
async function breakOff(learner, standard, first, lesson, press) {
  await rests(first);
  const before = await stateShown(first);
  await first.calls?.().catch(() => []);
  await first.dies();
  if (standard !== "cmi5") await noCallFailed(first);
  nothingWentWrong({ problems: first.mishaps ? first.mishaps() : first.problems });
  const second = await learner.opens();
  await press(second, '[data-action="resume"]');
  await second.onLesson(lesson.id);
  assert.deepEqual(await stateShown(second), before, `${lesson.id} is as it was`);
  return second;
}

// ---- The one with everything -------------------------------------------------------------------

const KITCHEN_SINK = "kitchen-sink";

/** Goes to a lesson by the menu, wherever the learner is. */
async function goTo(visit, lesson) {
  await visit.shell.$eval(`[data-menu] [data-go="${lesson.id}"]`, (link) => link.click());
  await visit.onLesson(lesson.id);
}

for (const [name, choose] of [["half right", halfAnswer], ["wrong", wrongAnswer]]) {
  test(`answers of every kind that are ${name} earn what the model says, and are all there in the next visit`, () =>
    withLearner(KITCHEN_SINK, "scorm2004-4th", DESKTOP, async (learner) => {
      const answers = new Map();
      const first = await learner.opens();
      const config = await first.config();
      const shown = {};
      for (const lesson of config.lessons) {
        await goTo(first, lesson);
        await play(quick.hand, first, config, lesson, { choose, codes: codesOf(KITCHEN_SINK), noted: (part, response) => answers.set(part, response) });
        shown[lesson.id] = await stateShown(first);
        if (!lesson.assessment) await marksAreRight(first, config, lesson, answers);
      }
      await rests(first);
      const results = interactions("scorm2004-4th", learner.stored());
      for (const [part, response] of answers) {
        const { result } = results.find(({ id }) => id === part.id) || {};
        assert.equal(result, wordFor(worthOf(part, response)), part.id);
      }
      await first.dies();

      const second = await learner.opens();
      await quick.click(second, '[data-action="resume"]');
      await second.onLesson();
      for (const lesson of config.lessons) {
        await goTo(second, lesson);
        assert.deepEqual(await stateShown(second), shown[lesson.id], lesson.id);
      }
      await second.shell.$eval('[data-menu] [data-action="summary"]', (button) => button.click());
      await second.shell.waitForSelector("[data-summary]:not([hidden])");
      const expected = scoreOf(config, answers);
      assert.ok((await second.text("[data-summary-score]")).includes(`${expected}`), `${await second.text("[data-summary-score]")}, not ${expected}`);
      await allWentWell(learner, "scorm2004-4th", second);
    }));
}

/** What the page says of each answer is what it is worth. */
async function marksAreRight(visit, config, lesson, answers) {
  for (const part of await partsOf(visit, config, lesson)) {
    if (!part.type) continue;
    const worth = worthOf(part, answers.get(part));
    const expected = worth === null ? "recorded" : worth === 1 ? "correct" : worth > 0 ? "partly" : "incorrect";
    assert.equal(await visit.lesson.getAttribute(formOf(part), "data-result"), expected, part.id);
  }
}

function wordFor(worth) {
  if (worth === null) return "neutral";
  return worth === 1 ? "correct" : worth === 0 ? "incorrect" : String(Math.round(worth * 10000) / 10000);
}

const LOOKS = {
  light: { ...DESKTOP, colorScheme: "light" },
  dark: { viewport: PHONE.viewport, colorScheme: "dark" },
  // Twice as large means half as many of the pixels that style sheets speak of.
  "200 % zoom": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "from right to left": { ...DESKTOP, colorScheme: "light" },
};

for (const [look, context] of Object.entries(LOOKS)) {
  const course = look === "from right to left" ? "kitchen-sink-mirrored" : KITCHEN_SINK;
  test(`axe finds nothing on any page with everything on it: ${look}`, () =>
    withLearner(course, "scorm2004-4th", context, async (learner) => {
      const visit = await learner.opens();
      const config = await visit.config();
      for (const [index, lesson] of config.lessons.entries()) {
        await goTo(visit, lesson);
        if (look === "light") assert.deepEqual(await findings(visit.lesson), [], lesson.id);
        const choose = index % 2 ? halfAnswer : wrongAnswer;
        await play(quick.hand, visit, config, lesson, { choose, codes: codesOf(KITCHEN_SINK) });
        assert.deepEqual(await findings(visit.lesson), [], `${lesson.id}, when all is done`);
        assert.equal(await sideways(visit.lesson), null, `${lesson.id} needs no scrolling sideways`);
      }
      await visit.shell.$eval('[data-menu] [data-action="summary"]', (button) => button.click());
      assert.deepEqual(await findings(visit.shell), [], "the result");
      nothingWentWrong(visit);
    }));
}

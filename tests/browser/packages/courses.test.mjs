// Every course of the fixtures, played to its end: with keys, a mouse and a finger, in SCORM 1.2, SCORM 2004 and cmi5. Half way
// the tab dies, and in the next visit everything is as it was. On the way with the mouse, axe looks at each page.

import assert from "node:assert/strict";
import test from "node:test";
import { ActivityLms } from "./lms/activities.mjs";
import { play } from "./support/giving.mjs";
import * as keyboard from "./support/keyboard.mjs";
import { halfAnswer, rightAnswer } from "./support/learning.mjs";
import { faultless } from "./support/looks.mjs";
import { codesOf, scoreOf, worthOf } from "./support/played.mjs";
import * as pointer from "./support/pointer.mjs";
import { stage } from "./support/stage.mjs";
import { STANDARDS, allWentWell, breaksOff, resultTold, withLearnerOf } from "./support/three-standards.mjs";

const here = stage(ActivityLms);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 800 } };

/** The ways to work a course: a hand for the pages, and how it presses a button of the shell. */
const KEYS = { name: "the keyboard alone", hand: keyboard.hand, press: keyboard.press };
const MOUSE = { name: "the mouse", hand: pointer.mouse, press: (visit, selector) => visit.shell.click(selector) };
const TOUCH = { name: "touch", hand: pointer.finger, press: (visit, selector) => visit.shell.tap(selector), context: PHONE };

/**
 * By whom each course is played in SCORM 1.2, SCORM 2004 and cmi5: all hands meet every course, and every standard twice.
 * With `EVERY_HAND=1` each hand plays each course in each standard, which takes three times as long.
 */
const PLAYED = {
  "kitchen-sink": [KEYS, MOUSE, TOUCH],
  "leading-upward": [TOUCH, MOUSE, KEYS],
  "middle-managers-and-learning": [MOUSE, TOUCH, KEYS],
  "managers-who-lead": [KEYS, TOUCH, MOUSE],
  "leading-learning": [TOUCH, KEYS, MOUSE],
  "learning-culture-and-okrs": [MOUSE, KEYS, TOUCH],
};

/** Answers rightly, but for the first question that has parts: that one half rightly. */
function chooser() {
  let half = null;
  return (part) => {
    const isHalf = () => part.type && part.partial && worthOf(part, halfAnswer(part)) > 0;
    if (half === null && isHalf()) half = part;
    return part === half ? halfAnswer(part) : rightAnswer(part);
  };
}

const plays = Object.entries(PLAYED).flatMap(([course, ways]) =>
  STANDARDS.flatMap((standard, at) => (process.env.EVERY_HAND ? [KEYS, MOUSE, TOUCH] : [ways[at]]).map((way) => ({ course, standard, way }))));

for (const { course, standard, way } of plays) {
  const { name, hand, press, context = DESKTOP } = way;
  test(`${course}, ${standard}, by ${name}: played to its end, with a break in the middle`, () =>
    withLearnerOf(here, course, standard, context, async (learner) => {
      const answers = new Map();
      const choose = chooser();
      const codes = codesOf(course);
      let visit = await learner.opens();
      const config = await visit.config();
      const middle = Math.floor(config.lessons.length / 2);
      for (const [index, lesson] of config.lessons.entries()) {
        await visit.onLesson(lesson.id);
        await play(hand, visit, config, lesson, { choose, codes, noted: (part, response) => answers.set(part, response) });
        if (hand === MOUSE.hand) await faultless(visit, visit.lesson, lesson.id);
        if (index === middle) visit = await breaksOff(learner, standard, visit, lesson, press);
        await press(visit, 'footer [data-action="next"]');
      }
      await visit.shell.waitForSelector("[data-summary]:not([hidden])");
      assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"], await visit.text("[data-missing-list]"));
      if (hand === MOUSE.hand) await faultless(visit, visit.shell, "the result");
      await press(visit, '[data-action="exit"]');
      await visit.untilLeft();

      const { status, score } = resultTold(learner, standard);
      assert.equal(status, standard === "scorm2004-4th" ? "completed, passed" : "passed");
      const expected = scoreOf(config, answers);
      const slack = standard === "scorm12" ? 0.5 : 0.01;
      assert.ok(Math.abs(score - expected) <= slack, `the LMS has ${score}, the model says ${expected}`);
      await allWentWell(learner, standard, visit);
    }));
}

// The keyboard as a learner uses it: Tab, Space, Enter, arrows and letters. At every stop of the focus these
// helpers make sure that it can be seen.

import assert from "node:assert/strict";
import { rightAnswer } from "./learning.mjs";

const MOST_STOPS = 120;

/** Presses Tab until the focus is on an element that matches, in the lesson or in the shell. */
export async function tabTo(visit, selector, { back = false } = {}) {
  const stops = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await visit.page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const focus = await focused(visit, selector);
    stops.push(focus.name);
    assert.ok(focus.trouble === null, `the focus can be seen: ${focus.trouble}`);
    if (focus.matches) return;
  }
  assert.fail(`Tab never reaches ${selector}; it stops at ${stops.join(", ")}`);
}

/** Whether the focus is on an element that matches. */
export async function hasFocus(visit, selector) {
  return (await focused(visit, selector)).matches;
}

/** All pages are of one origin here, so one look from the top finds the focus. */
function focused(visit, selector) {
  return visit.page.evaluate((wanted) => {
    let element = document.activeElement;
    while (element && element.tagName === "IFRAME" && element.contentDocument) element = element.contentDocument.activeElement;
    if (!element || element === element.ownerDocument.body) return { name: "the page", matches: false, trouble: null };
    const owner = element.ownerDocument.defaultView;
    const name = `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || element.name || "").trim().slice(0, 30)}”`;
    // The browser draws the focus on its own controls of sound and video.
    const ringed = element instanceof owner.HTMLMediaElement || [element, element.closest("label"), element.closest(".cw-option")].filter(Boolean).some((part) => {
      const style = owner.getComputedStyle(part);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    });
    const box = element.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < owner.innerHeight && box.width > 0 && box.height > 0;
    const at = [Math.min(Math.max(box.left + box.width / 2, 0), owner.innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), owner.innerHeight - 1)];
    const onTop = owner.document.elementFromPoint(...at);
    const hidden = onTop && !element.contains(onTop) && !onTop.contains(element) && !element.closest("label")?.contains(onTop);
    const trouble = !ringed ? `${name} has no ring` : !inView ? `${name} is out of view` : hidden ? `${name} is under ${onTop.className}` : null;
    return { name, matches: element.matches(wanted), trouble };
  }, selector);
}

/** Answers one question of the lesson that is open, beginning wherever the focus is. */
export async function answer(visit, question, response) {
  const form = `form[data-question="${question.id}"]`;
  const { keyboard } = visit.page;
  if (question.type === "fill-in") {
    await tabTo(visit, `${form} input`);
    await keyboard.type(response[0]);
  } else if (question.type === "multiple-response") {
    for (const option of response) {
      await tabTo(visit, `${form} input[value="${option}"]`);
      await keyboard.press("Space");
    }
  } else {
    // One stop for all radio buttons; arrows choose.
    await tabTo(visit, `${form} input`);
    await keyboard.press("Space");
    for (let option = 0; option < question.options.length && !(await hasFocus(visit, `${form} input[value="${response[0]}"]:checked`)); option += 1) {
      await keyboard.press("ArrowDown");
    }
  }
  await tabTo(visit, `${form} button[type="submit"]`);
  await keyboard.press("Enter");
  await visit.lesson.waitForSelector(`${form}[data-result]`);
}

export async function press(visit, selector) {
  await tabTo(visit, selector);
  await visit.page.keyboard.press("Enter");
}

/** Takes the lessons `first` to `last`; ends on the page after, or in the summary. */
export async function takeLessons(visit, config, { first = 0, last = config.lessons.length - 1, choose = rightAnswer } = {}) {
  for (let index = first; index <= last; index += 1) {
    await visit.onLesson(config.lessons[index].id);
    for (const question of config.lessons[index].questions) await answer(visit, question, choose(question));
    await press(visit, 'footer [data-action="next"]');
  }
  if (last === config.lessons.length - 1) await visit.shell.waitForSelector("[data-summary]:not([hidden])");
  else await visit.onLesson(config.lessons[last + 1].id);
}

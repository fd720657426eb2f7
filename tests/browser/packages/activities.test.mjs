// Blocks that keep something: checklists, gates, reflections, codes, live sessions; narration and the certificate.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import * as keyboard from "./support/keyboard.mjs";
import { faultless } from "./support/looks.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { noCallFailed, nothingWentWrong } from "./support/promises.mjs";
import { Site } from "./support/site.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();
const COURSE = "activities/activities-scorm12";
/** @type {Site} */
let site;
before(async () => (site = await new Site(join(PACKAGES, "activities/activities-web")).start()));
after(() => site.stop());

const promise = (words, body, context = {}) => test(words, () => here.withLearner({ package: COURSE, context }, body));

const GATE = '[data-kind="continue"]:not([hidden], [data-behind-gate])';
const QUESTION = 'form[data-question="promise"]';
const visible = (visit, text) => visit.lesson.getByText(text).isVisible();
const focusIn = (visit) => visit.lesson.evaluate(() => (document.activeElement?.textContent || "").trim());
const textOf = (visit, selector) => visit.lesson.locator(selector).innerText();
const openGate = (visit) => visit.lesson.click(`${GATE} button`);

async function tickAll(visit) {
  for (const box of await visit.lesson.locator(".cw-checklist input").all()) await box.check();
}

/** Everything that the first gate waits for. */
async function practise(visit) {
  await tickAll(visit);
  await visit.lesson.check(`${QUESTION} input[value="a"]`);
  await visit.lesson.click(`${QUESTION} button[type="submit"]`);
  await visit.lesson.waitForSelector(`${QUESTION}[data-result]`);
}

async function openAll(visit, words = "Early news") {
  await practise(visit);
  await openGate(visit);
  await visit.lesson.fill("textarea", words);
  for (let gate = 0; gate < 2; gate += 1) await openGate(visit);
}

async function enterCode(visit, id, code) {
  await visit.lesson.fill(`[data-activity="${id}"] input`, code);
  await visit.lesson.click(`[data-activity="${id}"] button`);
}

promise("what a gate hides is there for nobody, and opens when what is before it is done", async (learner) => {
  const visit = await learner.opens();
  const tree = async () => JSON.stringify(await visit.lesson.locator("main").ariaSnapshot());
  assert.equal(await visible(visit, "After the first gate"), false);
  assert.doesNotMatch(await tree(), /After the first gate|end of the page/);
  assert.match(await textOf(visit, GATE), /2 still to do/);
  // A button that is not ready leads to what is to be done.
  await visit.lesson.click(`${GATE} button`, { force: true });
  assert.equal(await visit.lesson.evaluate(() => document.activeElement.closest("[data-activity]").getAttribute("data-activity")), "one-to-one");
  await practise(visit);
  assert.match(await textOf(visit, GATE), /You can go on/);
  await openGate(visit);
  assert.equal(await focusIn(visit), "After the first gate");
  assert.equal(await visible(visit, "A last word"), false);
  await visit.lesson.fill("textarea", "Early news");
  // It does not wait until the text is saved.
  await openGate(visit);
  assert.equal(await focusIn(visit), "A last word behind both gates.");
  assert.deepEqual(await visit.seen(), []);
  await openGate(visit);
  await visit.until(async () => (await visit.seen()).length === 1, "the page is seen to its end");
  nothingWentWrong(visit);
});

promise("whoever passes a closed gate by has not seen the page, and hears of it", async (learner) => {
  const visit = await learner.opens();
  for (let page = 0; page < 2; page += 1) {
    await mouse.next(visit);
    if (page === 0) await visit.onLesson("together");
  }
  assert.match(await visit.text("[data-missing-list]"), /Practice: not seen to the end yet/);
  assert.equal(await visit.shell.isVisible('[data-certificate-action="open"]'), false);
});

promise("by the keyboard alone, from the first tick to the last gate", async (learner) => {
  const visit = await learner.opens();
  const { keyboard: keys } = visit.page;
  for (const item of ["a", "b", "c"]) {
    await keyboard.tabTo(visit, `.cw-checklist input[value="${item}"]`);
    await keys.press("Space");
  }
  await keyboard.tabTo(visit, `${QUESTION} input`);
  await keys.press("Space");
  await keyboard.press(visit, `${QUESTION} button[type="submit"]`);
  await visit.lesson.waitForSelector(`${QUESTION}[data-result]`);
  await keyboard.press(visit, `${GATE} button`);
  await keyboard.tabTo(visit, "textarea");
  await keys.type("Early news");
  for (let gate = 0; gate < 2; gate += 1) await keyboard.press(visit, `${GATE} button`);
  await visit.until(async () => (await visit.seen()).length === 1, "the page is seen to its end");
  await keyboard.press(visit, 'footer [data-action="next"]');
  await visit.onLesson("together");
  await keyboard.tabTo(visit, '[data-activity="mentor-talk"] input');
  await keys.type("harbour 7");
  await keys.press("Enter");
  assert.equal(await focusIn(visit), "Confirmed.");
});

promise("what was done is there on another day", async (learner) => {
  const first = await learner.opens();
  await openAll(first, "Früh, über 早い ☂");
  await mouse.next(first);
  await first.onLesson("together");
  await enterCode(first, "mentor-talk", "Harbour-7");
  await first.untilSaveState("saved");
  await first.navigatesAway();
  await noCallFailed(first);

  const second = await learner.opens();
  await mouse.click(second, '[data-action="restart"]');
  await second.onLesson("practice");
  assert.equal(await second.lesson.inputValue("textarea"), "Früh, über 早い ☂");
  assert.equal(await second.lesson.locator(".cw-checklist input:checked").count(), 3);
  assert.equal(await visible(second, "The end of the page."), true);
  assert.equal(await second.lesson.locator(GATE).count(), 0);
  await mouse.next(second);
  await second.onLesson("together");
  assert.match(await textOf(second, '[data-activity="mentor-talk"]'), /Confirmed\.$/);
  assert.equal(await second.lesson.isVisible('[data-activity="workshop"] input'), true);
  // The LMS has the reflection as a comment of the learner.
  assert.match(JSON.stringify(await learner.stored()), /Fr\u00fch/);
  nothingWentWrong(second);
});

promise("codes lock nobody out, and are taken as people write them", async (learner) => {
  const visit = await learner.opens();
  await mouse.next(visit);
  await visit.onLesson("together");
  const said = () => textOf(visit, '[data-activity="mentor-talk"] .cw-code-result');
  for (let wrong = 0; wrong < 5; wrong += 1) await enterCode(visit, "mentor-talk", "TIDE");
  assert.match(await said(), /Ask for it again/);
  assert.equal(await visit.lesson.getAttribute('[data-activity="mentor-talk"] input', "aria-invalid"), "true");
  await enterCode(visit, "mentor-talk", " har bour\u20117 ");
  assert.equal(await said(), "Confirmed.");
  await enterCode(visit, "workshop", "tide");
  assert.match(await textOf(visit, '[data-activity="workshop"]'), /Confirmed\.$/);
});

promise("a live session has the learner's own time, and an entry for calendars", async (learner) => {
  const visit = await learner.opens();
  await mouse.next(visit);
  await visit.onLesson("together");
  const card = await textOf(visit, '[data-activity="workshop"]');
  assert.match(card, /Monday.* 1 March 2027.* 10:00.*\(Europe\/Berlin\)/);
  assert.match(card, /90 min\s+Your time: .* 18:00/);
  const [download] = await Promise.all([visit.page.waitForEvent("download"), visit.lesson.click("#activity-workshop [download]")]);
  assert.equal(download.suggestedFilename(), "workshop.ics");
  assert.match(readFileSync(await download.path(), "utf8"), /DTSTART:20270301T090000Z\r\nDTEND:20270301T103000Z\r\n/);
}, { timezoneId: "Asia/Tokyo" });

promise("axe finds nothing in any state", async (learner) => {
  const visit = await learner.opens();
  await faultless(visit, visit.lesson, "closed gates");
  await openAll(visit);
  await visit.lesson.click(".cw-narration summary");
  await faultless(visit, visit.lesson, "all open");
  await mouse.next(visit);
  await visit.onLesson("together");
  await enterCode(visit, "mentor-talk", "TIDE");
  await enterCode(visit, "workshop", "TIDE");
  await faultless(visit, visit.lesson, "codes, right and wrong");
  await mouse.next(visit);
  await mouse.click(visit, '[data-certificate-action="open"]');
  await faultless(visit, visit.shell, "the certificate");
}, { viewport: { width: 390, height: 844 } });

test("without scripts and on paper everything is shown, and nothing that could not work", () =>
  here.withLearner({ context: { javaScriptEnabled: false } }, async ({ context }) => {
    const page = await context.newPage();
    await page.goto(`${site.origin}/lessons/practice.html`);
    for (const text of ["After the first gate", "The end of the page."]) assert.ok(await page.getByText(text).isVisible(), text);
    assert.equal(await page.locator(".cw-gate:visible, textarea:enabled").count(), 0);
    await page.goto(`${site.origin}/lessons/together.html`);
    assert.equal(await page.locator("[data-entry]:visible").count(), 0);
    assert.ok(await page.getByText("2027-03-01 10:00 (Europe/Berlin, UTC+01:00)").isVisible());
  }));

promise("paper has no gates", async (learner) => {
  const visit = await learner.opens();
  await visit.page.emulateMedia({ media: "print" });
  assert.equal(await visible(visit, "The end of the page."), true);
  assert.equal(await visit.lesson.isVisible(".cw-gate"), false);
});

promise("the LMS's name of the learner stands on the certificate", async (learner) => {
  const visit = await learner.opens();
  await openAll(visit);
  await mouse.next(visit);
  await visit.onLesson("together");
  await mouse.next(visit);
  await mouse.click(visit, '[data-certificate-action="open"]');
  assert.match(await visit.text("[data-certificate-text]"), /^Ada Finch\s?has practised “Leading upward” and finished on /);
  assert.equal(await visit.shell.isVisible("[data-certificate-ask]"), false);
  await mouse.click(visit, '[data-certificate-action="close"]');
  assert.equal(await visit.shell.isVisible("[data-summary-status]"), true);
});

test("a certificate is one page of paper, A4 or Letter, with the name that the learner types", () =>
  here.withLearner({}, async ({ context }) => {
    const page = await context.newPage();
    await page.goto(`${site.origin}/`);
    await page.waitForSelector("html.cw-ready[data-mode]");
    const lesson = page.frameLocator("[data-frame]");
    const visit = { lesson: page.frame({ name: "cw-frame" }) };
    await lesson.locator(GATE).waitFor();
    await openAll(visit);
    for (let press = 0; press < 2; press += 1) {
      await page.click('footer [data-action="next"]');
      if (press === 0) await lesson.locator("#activity-workshop").waitFor();
    }
    await page.click('[data-certificate-action="open"]');
    await page.evaluate(() => (window.print = () => (window.printed = true)));
    await page.click('[data-certificate-action="print"]');
    assert.equal(await page.evaluate(() => [document.activeElement.type, window.printed].join()), "text,");
    await page.keyboard.type("Zoë Müller");
    await page.click('[data-certificate-action="print"]');
    assert.equal(await page.evaluate(() => window.printed), true);
    for (const [format, size] of [["A4", /841\.\d+ 595|842\.\d+ 595/], ["Letter", /792 612/]]) {
      const pdf = (await page.pdf({ format })).toString("latin1");
      assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1, format);
      assert.match(pdf, size, `${format} lies on its side`);
    }
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.getByText("Zoë Müller").isVisible());
    assert.equal(await page.locator(".cw-header:visible, [data-frame]:visible, .cw-button:visible").count(), 0);
  }));

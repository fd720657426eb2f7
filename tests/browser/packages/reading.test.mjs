// What there is to read and to look up: terms and the glossary, search, footnotes, formulas, code, narration, pictures, content of
// other websites. On the course with everything; with keys, since a mouse can do no less.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { ActivityLms } from "./lms/activities.mjs";
import { hasFocus, press, tabTo } from "./support/keyboard.mjs";
import { findings } from "./support/axe.mjs";
import { faultless } from "./support/looks.mjs";
import { nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage(ActivityLms);
const COURSE = "courses/kitchen-sink-scorm12";

/** A promise on one page of the course; with `mirrored`, also where it is read from right to left. */
function promise(words, lesson, body, { mirrored = false, ...context } = {}) {
  for (const course of mirrored ? [COURSE, "courses/kitchen-sink-mirrored-scorm2004-4th"] : [COURSE]) {
    test(course === COURSE ? words : `${words} (from right to left)`, () =>
      here.withLearner({ package: course, context }, async (learner) => {
        const visit = await learner.opens();
        await visit.goesTo(lesson);
        await body(visit, learner);
        nothingWentWrong(visit);
      }));
  }
}

const styles = (visit, selector, name) =>
  visit.lesson.$$eval(selector, (parts, name) => parts.map((part) => getComputedStyle(part)[name]), name);
const boxes = (frame, selector) =>
  frame.$$eval(selector, (parts) => parts.map((part) => {
    const { width, height, left, right, top, bottom } = part.getBoundingClientRect();
    return { width, height, left, right, top, bottom, em: parseFloat(getComputedStyle(part).fontSize) };
  }));
const isInView = (frame, selector) =>
  frame.$eval(selector, (part) => {
    const { top, bottom } = part.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });

promise("a term shows what it means, gives the focus back, and leads to all terms", "arriving", async (visit) => {
  const term = 'a[data-term="quay"]';
  const definition = "#cw-definition-quay";
  await tabTo(visit, term);
  await visit.page.keyboard.press("Enter");
  await visit.lesson.waitForSelector(definition);
  assert.match(await visit.lesson.innerText(definition), /^Quay\s+The stone edge of the harbour.*key\.\s+\S/);
  assert.equal(await visit.lesson.getAttribute(term, "aria-expanded"), "true");
  const [box] = await boxes(visit.lesson, definition);
  const [wide, high] = await visit.lesson.evaluate(() => [document.documentElement.clientWidth, document.documentElement.clientHeight]);
  assert.ok(box.left >= 0 && box.top >= 0 && box.right <= wide && box.bottom <= high, `inside the window: ${JSON.stringify(box)}`);
  await faultless(visit, visit.lesson, "with an open definition");
  await visit.page.keyboard.press("Escape");
  await visit.lesson.waitForSelector(definition, { state: "hidden" });
  assert.ok(await hasFocus(visit, term));

  await visit.page.keyboard.press("Space");
  await visit.lesson.waitForSelector(definition);
  await press(visit, `${definition} a[data-glossary]`);
  await visit.shell.waitForSelector("[data-glossary-dialog][open]");
  const atTheTerm = () => visit.page.frame({ url: /glossary\.html#cw-term-quay$/ });
  await visit.until(() => atTheTerm() !== null, "the glossary opens at the term");
  const glossary = atTheTerm();
  await glossary.waitForSelector("html.cw-framed");
  assert.deepEqual(await glossary.$$eval("dt", (terms) => terms.map(({ textContent }) => textContent)), ["Harbour master", "Quay"]);
  await faultless(visit, glossary, "the glossary");
  assert.deepEqual(await findings(visit.shell), [], "around the glossary");
  await visit.page.keyboard.press("Escape");
  await visit.shell.waitForSelector("[data-glossary-dialog]", { state: "hidden" });
}, { mirrored: true });

promise("a search finds the pages with all words, shows where, and opens what hides them", "arriving", async (visit) => {
  const { keyboard } = visit.page;
  await press(visit, "[data-search-open]");
  assert.ok(await hasFocus(visit, "[data-search-words]"));
  await keyboard.type("dragon");
  const said = () => visit.text("[data-search-status]");
  const { strings } = await visit.config();
  await visit.until(async () => (await said()) === strings["search-none"], "nothing is found");
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("ADVICE rope");
  await visit.shell.waitForSelector("[data-search-results] a");
  const [found, ...others] = await visit.shell.$$eval("[data-search-results] a", (links) =>
    links.map((link) => [link.querySelector(".cw-search-title").textContent, Array.from(link.querySelectorAll("mark"), ({ textContent }) => textContent)]));
  assert.deepEqual([found, others], [["Looking around", ["rope", "advice"]], []]);
  await faultless(visit, visit.shell, "with something found");
  await keyboard.press("Enter");
  await visit.onLesson("looking-around");
  await visit.lesson.waitForSelector(".cw-found");
  assert.ok(await hasFocus(visit, ".cw-accordion.cw-found"));
  assert.ok(await visit.lesson.getByText("Sells rope by the metre").isVisible(), "the part that was shut is open");
  assert.ok(await isInView(visit.lesson, '.cw-found [data-part="a"]'));
  await faultless(visit, visit.lesson, "with the words marked");
}, { mirrored: true });

promise("a footnote is one key away, and so is the way back", "arriving", async (visit) => {
  await press(visit, '[role="doc-noteref"]');
  assert.ok(await hasFocus(visit, "#cw-note-1"));
  assert.ok(await isInView(visit.lesson, "#cw-note-1"));
  await press(visit, '[role="doc-backlink"]');
  assert.ok(await hasFocus(visit, "#cw-note-mark-1-1"));
  assert.ok(await isInView(visit.lesson, "#cw-note-mark-1-1"));
});

promise("formulas are drawn, in the size of the text around them", "arriving", async (visit) => {
  const [height, light, exact] = await boxes(visit.lesson, "math");
  const [exactly] = await boxes(visit.lesson, 'math[display="block"] mrow');
  for (const [box, wide] of [[height, 0.4], [light, 4], [exactly, 5]]) {
    assert.ok(box.width > wide * box.em && box.width < 20 * box.em, JSON.stringify(box));
    assert.ok(box.height > 0.4 * box.em && box.height < 2.5 * box.em, JSON.stringify(box));
  }
  const [text] = await boxes(visit.lesson, ".cw-text p");
  assert.ok(light.em >= text.em && exact.em >= text.em, "not smaller than the text");
  assert.ok(Math.abs(exactly.left - exact.left - (exact.right - exactly.right)) < 2, "one on a line of its own stands in the middle");
  const [root] = await boxes(visit.lesson, 'math[display="block"] msqrt');
  const [inside] = await boxes(visit.lesson, 'math[display="block"] msqrt > mrow');
  assert.ok(root.width > inside.width && root.height > inside.height, "the root reaches around what is under it");
}, { mirrored: true });

promise("code is coloured, and read from left to right everywhere", "arriving", async (visit) => {
  for (const colorScheme of ["light", "dark"]) {
    await visit.page.emulateMedia({ colorScheme });
    const colours = new Set(await styles(visit, ".cw-code code, .cw-code code span", "color"));
    assert.ok(colours.size >= 5, `${colorScheme}: ${[...colours]}`);
  }
  assert.deepEqual([await styles(visit, ".cw-code code", "direction"), await styles(visit, ".cw-code code", "whiteSpace")], [["ltr"], ["pre"]]);
}, { mirrored: true });

promise("a page can be listened to, and read along", "arriving", async (visit) => {
  await visit.lesson.$eval(".cw-narration audio", (audio) => new Promise((resolve) => (audio.readyState > 0 ? resolve() : audio.addEventListener("loadedmetadata", resolve))));
  const { duration, captions } = await visit.lesson.$eval(".cw-narration audio", (audio) => ({ duration: audio.duration, captions: audio.textTracks.length }));
  assert.ok(duration > 1 && captions === 1, `${duration} s, ${captions} captions`);
  assert.equal(await visit.lesson.getByText("Welcome to Port Allsorts. On this tour").isVisible(), false);
  await press(visit, ".cw-narration summary");
  assert.ok(await visit.lesson.getByText("Welcome to Port Allsorts. On this tour").isVisible());
});

promise("pictures are compared, and turned over, with arrows", "looking-around", async (visit) => {
  const gallery = ".cw-gallery .cw-pictures";
  const turned = () => visit.lesson.$eval(gallery, (pictures) => pictures.scrollLeft);
  await tabTo(visit, gallery);
  await visit.page.keyboard.press("ArrowRight");
  await visit.until(async () => (await turned()) > 100, "the next picture is there");
  const slider = ".cw-before-after input";
  await tabTo(visit, slider);
  const cut = () => visit.lesson.$eval(".cw-before-after .cw-after", (figure) => [figure, ...figure.querySelectorAll("*")].map((part) => getComputedStyle(part).clipPath).find((path) => path !== "none"));
  const before = await cut();
  for (let step = 0; step < 5; step += 1) await visit.page.keyboard.press("ArrowRight");
  assert.notEqual(await cut(), before);
  assert.match(await visit.lesson.getAttribute(slider, "aria-valuetext"), /45 %/);
});

promise("charts are drawn, and their numbers can be read", "looking-around", async (visit) => {
  for (const [at, box] of (await boxes(visit.lesson, ".cw-chart-drawing")).entries()) assert.ok(box.width > 10 * box.em && box.height > 6 * box.em, `${at}: ${JSON.stringify(box)}`);
  const numbers = await visit.lesson.$$eval(".cw-chart table", (tables) => tables.map((table) => Array.from(table.rows, (row) => Array.from(row.cells, (cell) => cell.textContent.trim()))));
  assert.deepEqual([numbers.length, numbers[0].at(-1)], [3, ["August", "9", "8.5"]]);
});

promise("what is to be downloaded is there", "looking-around", async (visit) => {
  const [download] = await Promise.all([visit.page.waitForEvent("download"), visit.lesson.click(".cw-downloads a")]);
  assert.equal(download.suggestedFilename(), "tour-map.txt");
  assert.ok(readFileSync(await download.path(), "utf8").length > 0);
});

test("another website is asked for nothing before the learner wants it, and then for what the author named", () =>
  here.withLearner({}, async ({ context, lms }) => {
    const asked = [];
    await context.route("https://player.example.com/**", (route) => {
      asked.push(route.request().url());
      return route.fulfill({ contentType: "text/html", body: "<title>Gull</title><p>The gull." });
    });
    const page = await context.newPage();
    const others = [];
    page.on("request", (request) => request.url().startsWith(lms.origin) || others.push(request.url()));
    // A website whose policy lets in what the author wants to show.
    await page.goto(`${lms.origin}/content/${COURSE}/lessons/looking-around.html`);
    await page.locator("[data-embed]").scrollIntoViewIfNeeded();
    assert.ok(await page.getByText("Example Player").isVisible());
    await page.hover("[data-embed]");
    await page.waitForLoadState("networkidle");
    assert.deepEqual([others, asked], [[], []]);
    await page.click("[data-embed]");
    await page.frameLocator(".cw-embed iframe").getByText("The gull.").waitFor();
    assert.deepEqual([others, asked], [["https://player.example.com/v/harbour"], ["https://player.example.com/v/harbour"]]);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "IFRAME");
  }));

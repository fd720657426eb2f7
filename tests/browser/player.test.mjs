// The player's pages in a real browser, with scorm-again as the LMS.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import test, { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { courseConfig } from "../player/support/course.mjs";
import { STRINGS, writeSite } from "../player/support/site.mjs";

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const missing = existsSync(CHROMIUM) ? false : `no Chromium at ${CHROMIUM} (install it, or set CHROMIUM)`;
if (missing && process.env.CI) throw new Error(missing);

const require = createRequire(import.meta.url);
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };
const SCORM_AGAIN = {
  scorm12: { file: require.resolve("scorm-again/scorm12/min"), make: "window.API = new Scorm12API" },
  scorm2004: { file: require.resolve("scorm-again/scorm2004/min"), make: "window.API_1484_11 = new Scorm2004API" },
};

let browser, server, origin, folder;

before(async () => {
  if (missing) return;
  folder = mkdtempSync(join(tmpdir(), "coursewright-"));
  for (const standard of Object.keys(SCORM_AGAIN)) writeSite(join(folder, standard), standard);
  server = createServer(answer).listen(0);
  origin = `http://localhost:${server.address().port}`;
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
});

after(async () => {
  if (browser) await browser.close();
  if (server) server.close();
  if (folder) rmSync(folder, { recursive: true });
});

function answer(request, response) {
  const path = new URL(request.url, origin).pathname;
  const [, room, standard] = path.split("/");
  if (room === "lms") return response.writeHead(200, { "content-type": TYPES[".html"] }).end(lmsPage(standard));
  if (room === "favicon.ico") return response.writeHead(204).end();
  const file = room === "scorm-again" ? SCORM_AGAIN[standard.replace(".js", "")].file : join(folder, path);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": TYPES[extname(file)] || "application/octet-stream" }).end(readFileSync(file));
}

/** The LMS: keeps what is committed in its own page's session storage, so that a reload resumes. */
const lmsPage = (standard) => `<!doctype html><title>LMS</title><script src="/scorm-again/${standard}.js"></script><script>
${SCORM_AGAIN[standard].make}({ autocommit: false, logLevel: 3 });
const api = window.API || window.API_1484_11;
const held = JSON.parse(sessionStorage.held || "null");
if (held) api.loadFromJSON(held, "");
</script><iframe width="1000" height="700" src="/${standard}/index.html"></iframe>`;

const cmi = (page) => page.evaluate(() => JSON.parse(JSON.stringify((window.API || window.API_1484_11).cmi)));
const value = (page, element) => page.evaluate((name) => {
  const api = window.API || window.API_1484_11;
  return name.split(".").slice(1).reduce((part, key) => part && (part[key] ?? (part.childArray && part.childArray[key])), api.cmi);
}, element);

async function newPage() {
  const page = await browser.newPage();
  page.setDefaultTimeout(5000);
  return page;
}

async function launch(standard) {
  const page = await newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.problems.push(message.text()));
  await page.goto(`${origin}/lms/${standard}`);
  return { page, shell: page.frameLocator("iframe"), lesson: page.frameLocator("iframe").frameLocator("[data-frame]") };
}

const on = (what, run) => test(what, { skip: missing, timeout: 30000 }, run);

for (const standard of Object.keys(SCORM_AGAIN)) {
  on(`${standard}: a learner takes the course`, async () => {
    const { page, shell, lesson } = await launch(standard);
    await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
    await shell.getByText("Saved", { exact: true }).waitFor();

    // A question: one wrong answer, then the right one.
    const promise = lesson.locator('[data-question="promise"]');
    assert.equal(await promise.getByRole("button", { name: "Check" }).isDisabled(), true);
    await promise.getByLabel("Option b").check();
    await promise.getByRole("button", { name: "Check" }).click();
    await promise.getByText("Wrong 1 left").waitFor();
    assert.equal(await promise.getByText("About b").isVisible(), true);
    assert.equal(await promise.getByText("About a").isVisible(), false);
    assert.equal(await promise.getByRole("button", { name: "Try again" }).evaluate((button) => button === document.activeElement), true);
    await promise.getByRole("button", { name: "Try again" }).press("Enter");
    await promise.getByLabel("Option a").check();
    await promise.getByRole("button", { name: "Check" }).click();
    await promise.getByText("Right").waitFor();
    assert.equal(await promise.getByRole("button", { name: "Try again" }).isVisible(), false);
    assert.equal(await promise.getByLabel("Option a").isDisabled(), true);

    const habits = lesson.locator('[data-question="habits"]');
    await habits.getByLabel("Option a").check();
    await habits.getByLabel("Option c").check();
    await habits.getByRole("button", { name: "Check" }).click();
    await habits.getByText("Right").waitFor();

    // Next marks the page as seen and moves the focus to the new heading.
    await shell.getByRole("button", { name: "Next" }).click();
    await lesson.getByRole("heading", { name: "In good time" }).waitFor();
    await lesson.locator("h1:focus").waitFor();
    await shell.locator('[data-go="trust"].cw-seen [data-seen-mark]').waitFor();
    assert.equal(await shell.locator('[data-go="time"]').getAttribute("aria-current"), "page");

    await lesson.getByLabel("Option false").check();
    await lesson.locator('[data-question="bad-news"]').getByRole("button", { name: "Check" }).click();
    await lesson.locator('[data-question="bad-news"]').getByText("Right").waitFor();
    await lesson.getByLabel("Answer").fill("Late");
    await lesson.getByLabel("Answer").press("Enter");
    await lesson.getByText("About late").waitFor();

    // The result by keyboard: on to the last page, then the summary.
    await page.keyboard.press("Alt+PageDown");
    await lesson.getByRole("heading", { name: "What to keep" }).waitFor();
    await lesson.locator("h1:focus").waitFor();
    await page.keyboard.press("Alt+PageDown");
    await shell.getByText("Passed", { exact: true }).waitFor();
    await shell.getByText("Score 75 % Needed 75 %").waitFor();
    assert.equal(await shell.locator("[data-summary] h1").evaluate((heading) => heading === document.activeElement), true);
    assert.equal(await shell.getByRole("button", { name: "Again" }).isVisible(), true);

    await shell.getByRole("button", { name: "Save and leave" }).click();
    await shell.getByText("Saved. Goodbye").waitFor();
    const status = standard === "scorm12" ? "cmi.core.lesson_status" : "cmi.success_status";
    assert.equal(await value(page, status), "passed");
    const score = standard === "scorm12" ? "cmi.core.score.raw" : "cmi.score.scaled";
    assert.equal(await value(page, score), standard === "scorm12" ? "75" : "0.75");
    assert.deepEqual(page.problems, []);
    await page.close();
  });

  on(`${standard}: a learner comes back`, async () => {
    const { page, shell, lesson } = await launch(standard);
    await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
    await lesson.getByLabel("Option b").first().check();
    await lesson.getByRole("button", { name: "Check" }).first().click();
    await lesson.getByText("Wrong").waitFor();
    await shell.getByRole("link", { name: "In good time" }).click();
    await lesson.getByRole("heading", { name: "In good time" }).waitFor();
    await page.waitForTimeout(2000);
    await keep(page);
    await page.reload();
    await shell.getByText("You were on In good time").waitFor();
    await shell.getByRole("button", { name: "Continue" }).click();
    await lesson.getByRole("heading", { name: "In good time" }).waitFor();
    await shell.getByRole("button", { name: "Previous" }).click();
    const promise = lesson.locator('[data-question="promise"]');
    await promise.getByText("Wrong 1 left").waitFor();
    assert.equal(await promise.getByLabel("Option b").isChecked(), true);
    assert.equal(await promise.getByText("About b").isVisible(), true);
    assert.deepEqual(page.problems, []);
    await page.close();
  });
}

/** What an LMS keeps between two launches. */
async function keep(page) {
  await page.evaluate(() => {
    const api = window.API || window.API_1484_11;
    const { cmi: data } = JSON.parse(api.renderCMIToJSONString());
    if (data.core) data.core.entry = "resume";
    else data.entry = "resume";
    sessionStorage.held = JSON.stringify(data.core ? { cmi: data } : { cmi: data });
  });
}

on("from disk, without an LMS", async () => {
  const page = await newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(join(folder, "scorm12/index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  await page.getByText("No LMS").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  assert.equal(await page.getByText("No LMS").count(), 0);
  await lesson.getByLabel("Option a").first().check();
  await lesson.getByRole("button", { name: "Check" }).first().click();
  await lesson.getByText("Right").waitFor();
  // A link inside the lesson, with a place on its page.
  await lesson.getByRole("link", { name: "another lesson" }).click();
  await lesson.getByRole("heading", { name: "In good time" }).waitFor();
  await lesson.locator("#part:focus").waitFor();
  assert.match(await page.title(), /^In good time – Leading upward$/);
  // The browser's own Back button.
  await page.evaluate(() => history.back());
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  await page.locator('[data-go="trust"][aria-current="page"]').waitFor();
  await lesson.getByText("Right").waitFor();
  assert.equal(await page.getByRole("button", { name: "Save and leave" }).isVisible(), false);
  assert.deepEqual(problems, []);
  await page.close();
});

on("a lesson page on its own is there to be read", async () => {
  const page = await newPage();
  await page.goto(pathToFileURL(join(folder, "scorm12/lessons/trust.html")).href);
  assert.equal(await page.getByText("Open the course to answer").count(), 2);
  await page.getByLabel("Option a").first().check();
  assert.equal(await page.getByRole("button", { name: "Check" }).first().isDisabled(), true);
  await page.getByRole("link", { name: "another lesson" }).click();
  await page.getByRole("heading", { name: "In good time" }).waitFor();
  await page.close();
});

on("a page counts as seen when its end comes into view", async () => {
  const tall = join(folder, "tall");
  const long = "<p>One more line.</p>".repeat(200);
  writeSite(tall, "scorm12", { pages: { trust: { after: long } } });
  const page = await newPage();
  await page.goto(pathToFileURL(join(tall, "index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  await page.waitForTimeout(500);
  assert.equal(await page.locator(".cw-seen").count(), 0);
  await lesson.locator("#part").scrollIntoViewIfNeeded();
  await page.locator('[data-go="trust"].cw-seen').waitFor();
  await page.close();
});

on("question names that hide the form's own properties do no harm", async () => {
  const config = courseConfig({ strings: STRINGS });
  const names = ["dataset", "closest", "hidden", "elements", "submit", "reset", "contains", "parentNode".toLowerCase()];
  config.lessons[0].questions = names.map((id) => ({ ...config.lessons[0].questions[0], id, objectives: [] }));
  const odd = join(folder, "odd");
  writeSite(odd, "scorm12", { config });
  const page = await newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  await page.goto(pathToFileURL(join(odd, "index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  for (const name of names) {
    const form = lesson.locator(`[data-question="${name}"]`);
    await form.getByLabel("Option a").check();
    await form.getByRole("button", { name: "Check" }).click();
    await form.getByText("Right").waitFor();
  }
  assert.deepEqual(problems, []);
  await page.close();
});

on("a retake clears the questions and keeps the best score", async () => {
  const page = await newPage();
  await page.goto(pathToFileURL(join(folder, "scorm2004/index.html")).href);
  const lesson = page.frameLocator("[data-frame]");
  const send = (answers) => answerAll(page, lesson, answers);
  await send({ promise: "a", habits: "b", "bad-news": "false", raise: "early" });
  await page.getByRole("button", { name: "Your result" }).click();
  await page.getByText("Score 75 %").waitFor();
  await page.getByRole("button", { name: "Again" }).click();
  await lesson.getByRole("heading", { name: "Trust comes first" }).waitFor();
  assert.equal(await lesson.getByText("Right").count(), 0);
  await send({ promise: "b", habits: "b", "bad-news": "true", raise: "late" });
  await page.getByRole("button", { name: "Your result" }).click();
  await page.getByText("Score 0 %, best 75 %").waitFor();
  await page.close();
});

async function answerAll(page, lesson, { promise, habits, "bad-news": news, raise }) {
  await page.getByRole("link", { name: "Trust comes first" }).click();
  await choose(lesson, "promise", promise);
  await choose(lesson, "habits", habits);
  await page.getByRole("link", { name: "In good time" }).click();
  await choose(lesson, "bad-news", news);
  await lesson.getByLabel("Answer").fill(raise);
  await lesson.getByLabel("Answer").press("Enter");
  await lesson.locator('[data-question="raise"][data-result]').waitFor();
}

async function choose(lesson, question, option) {
  const form = lesson.locator(`[data-question="${question}"]`);
  await form.locator(`input[value="${option}"]`).check();
  await form.getByRole("button", { name: "Check" }).click();
  await lesson.locator(`[data-question="${question}"][data-result]`).waitFor();
}

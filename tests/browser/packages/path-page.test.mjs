// Learning paths in one page of their own, in an LMS that knows no sequencing: the page lets learners go where our engine would
// let them go with the same path as activities, through the same stories.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser } from "./support/browser.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { configsOf, does } from "./support/steps.mjs";
import { Sequencer } from "./support/sequencer.mjs";
import { endings, stories } from "./support/stories.mjs";
import { Visit } from "./support/visit.mjs";
import { Lms } from "./lms/server.mjs";

/** Turns that are taken of one path. `EVERY_TURN=1` takes them all. */
const MOST_TURNS = process.env.EVERY_TURN ? 2000 : 12;

const here = { lms: null, browser: null };
before(async () => {
  here.lms = await new Lms(PACKAGES).start();
  here.browser = await launchBrowser();
});
after(async () => {
  await here.browser?.close();
  await here.lms?.stop();
});

const names = readdirSync(join(PACKAGES, "paths", "single")).filter((file) => file.endsWith("-scorm12"));
assert.ok(names.length > 0, "there are paths to play");
for (const name of names) {
  test(`${name}: the path's own page opens what sequencing would open`, async (t) => {
    const steps = join(PACKAGES, "paths", "steps", name.replace("scorm12", "scorm2004-4th"));
    const configs = configsOf(steps);
    const sequencer = new Sequencer(`${steps}.zip`, 1);
    t.after(() => sequencer.stop());
    const found = await stories(sequencer, (id) => configs.has(id) && endings(configs.get(id)), MOST_TURNS);
    assert.ok(found.stories.length > 0);
    if (found.leftOut > 0) t.diagnostic(`${found.leftOut} turns are left out`);
    for (const [number, story] of found.stories.entries()) {
      const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 } });
      try {
        const learner = { lms: here.lms, context, packageName: `paths/single/${name}`, name: `${name}-${number}` };
        await plays(new PathVisit(learner, `${name}-${number}`), sequencer, story, configs);
      } finally {
        await context.close();
      }
    }
  });
}

/** A visit of a path: its own page, and in it the course of the step that is open. */
class PathVisit extends Visit {
  get home() {
    const home = this.page.frames().find((frame) => super.isShell(frame) && !frame.url().includes("/steps/"));
    assert.ok(home, "the path is open");
    return home;
  }

  isShell(frame) {
    return /\/steps\/[^/]*\/[^/]*\.html$/.test(new URL(frame.url(), "http://x").pathname);
  }

  get lesson() {
    const [lesson] = this.shell.childFrames();
    assert.ok(lesson, "a lesson is open");
    return lesson;
  }

  async onLesson(id) {
    const wanted = id ? `html[data-lesson="${id}"].cw-framed` : "html[data-lesson].cw-framed";
    await this.until(async () => {
      const shell = this.page.frames().find((frame) => this.isShell(frame));
      const [frame] = shell ? shell.childFrames() : [];
      return frame && (await frame.$(wanted).catch(() => null));
    }, `lesson ${id || ""} shows`);
    return this.lesson;
  }

  async ready() {
    await this.until(() => this.page.frames().some((frame) => this.isShell(frame)), "the step opens");
    await super.ready();
  }

  async begin() {
    await this.open("player.html");
    await this.until(() => this.page.frames().some((frame) => frame.url().includes(this.learner.packageName)), "the path opens");
    await this.home.waitForSelector('[data-action="go"]:not([hidden])');
    const { route } = JSON.parse(await this.home.$eval("#cw-config", (config) => config.textContent));
    const steps = new Map(route.places.map(({ id, step }) => [`item-${id}`, step]));
    this.stepOf = (activity) => steps.get(activity);
  }

  /** The steps that the learner can open, with what opens them. */
  entries() {
    return this.home.evaluateHandle(() => {
      const { route } = JSON.parse(document.getElementById("cw-config").textContent);
      const links = [...document.querySelectorAll("[data-entry-open][href]")].filter((link) => link.checkVisibility());
      return new Map(links.map((link) => [route.places[Number(link.closest("[data-entry]").dataset.entry)].step, link]));
    });
  }

  async opens() {
    return (await (await this.entries()).evaluate((entries) => [...entries.keys()])).sort();
  }

  async goesIn(step) {
    await (await this.entries()).evaluate((entries, step) => entries.get(step).click(), step);
  }

  /** The way home that is above every step. */
  async comesHome() {
    await this.home.click('[data-action="home"]');
    await this.home.waitForSelector("[data-path-home]:not([hidden])");
    await this.until(() => !this.page.frames().some((frame) => this.isShell(frame)), "the step closes");
  }
}

async function plays(visit, sequencer, story, configs) {
  await visit.begin();
  const { stepOf } = visit;
  const learner = visit.id;
  let ours = await sequencer.ask(learner, "start");
  await visit.goesIn(stepOf(ours.current));
  for (const [index, { act, then }] of story.entries()) {
    const told = story.slice(0, index + 1).map((turn) => `${turn.act} ${JSON.stringify(turn.then)}`).join("; ");
    const config = configs.get(ours.current);
    await does(visit, config, act);
    await visit.comesHome();
    const { data } = act === "look" ? { data: { completion: true, exit: "suspend" } } : endings(config).find((ending) => ending.act === act);
    const { valid } = await sequencer.ask(learner, "exit", data);
    const may = [...new Set(valid.choice.filter((id) => configs.has(id)).map(stepOf))].sort();
    assert.deepEqual(await visit.opens(), may, told);
    ours = await sequencer.ask(learner, then);
    if (ours.outcome?.delivered === undefined) break;
    await visit.goesIn(stepOf(ours.current));
  }
  assert.deepEqual(visit.problems, []);
}

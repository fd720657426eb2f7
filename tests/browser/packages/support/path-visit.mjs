// A visit of a path in one page of its own: its home, and in it the course of the step that is open.

import assert from "node:assert/strict";
import { Visit } from "./visit.mjs";

/** A visit of a path: its own page, and in it the course of the step that is open. */
export class PathVisit extends Visit {
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

  async begin(at = "player.html") {
    if (at) await this.open(at);
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

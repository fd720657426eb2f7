// A browser, and a server that hands out courses and LMS pages.

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript" };
const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Why the browser tests cannot run, or false. On CI they must. */
export const missing = existsSync(CHROMIUM) ? false : `no Chromium at ${CHROMIUM}: install it, or set CHROMIUM`;
if (missing && process.env.CI) throw new Error(missing);

/** The folders that the server shows, by the first part of the path. */
const ROOTS = { "lms": here("lms"), "scorm-again": here("node_modules/scorm-again/dist") };

export class Bench {
  async open() {
    this.folder = mkdtempSync(join(tmpdir(), "coursewright-"));
    this.servers = [this.listen(), this.listen()];
    [this.origin, this.otherOrigin] = this.servers.map((server) => `http://localhost:${server.address().port}`);
    this.browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  }

  async close() {
    if (this.browser) await this.browser.close();
    (this.servers || []).forEach((server) => server.close());
    if (this.folder) rmSync(this.folder, { recursive: true });
  }

  listen() {
    return createServer((request, response) => {
      const [, room, ...rest] = new URL(request.url, "http://localhost").pathname.split("/");
      const file = join(ROOTS[room] || join(this.folder, room), ...rest);
      if (!existsSync(file)) return response.writeHead(room === "favicon.ico" ? 204 : 404).end();
      const type = TYPES[extname(file)] || "application/octet-stream";
      response.writeHead(200, { "content-type": type }).end(readFileSync(file));
    }).listen(0);
  }

  /**
   * A page that remembers what went wrong on it, and what the LMS or the scripts complained of. Reading what
   * was never written is no fault: SCORM 2004 answers 403 to it.
   */
  async page() {
    const page = await (await this.browser.newContext()).newPage();
    page.setDefaultTimeout(10000);
    page.problems = [];
    page.on("pageerror", (error) => page.problems.push(String(error)));
    page.on("console", (message) => {
      const harmless = /\b403: |Error 403|^\[Sequencing\]/.test(message.text());
      if (["error", "warning"].includes(message.type()) && !harmless) page.problems.push(message.text());
    });
    return page;
  }

  /** Opens a course in the LMS of that name. */
  async launch(lms, standard, { content = `/${standard}/index.html`, page } = {}) {
    const opened = page || (await this.page());
    await opened.goto(`${this.origin}/lms/${lms}.html?standard=${standard}&content=${encodeURIComponent(content)}`);
    return framesOf(opened);
  }
}

export const framesOf = (page) => ({
  page,
  shell: page.frameLocator("iframe"),
  lesson: page.frameLocator("iframe").frameLocator("[data-frame]"),
});

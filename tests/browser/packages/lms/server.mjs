// A small LMS for the tests: serves its pages and the unpacked packages, and keeps what is committed.
//
// It lives in the process of the test, so a test can look into the store, change it, or make commits fail.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const RUN_TIME = fileURLToPath(new URL("../../node_modules/scorm-again/dist/", import.meta.url));

/** What a careful LMS sends with the files of a package. `frame-src` and the like fall back to `default-src`. */
export const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8", ".json": "application/json", ".xml": "text/xml", ".xsd": "text/xml",
  ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".png": "image/png", ".mp4": "video/mp4", ".mp3": "audio/mpeg",
  ".vtt": "text/vtt", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
};

export class Lms {
  /** @param {string} packages the folder with the unpacked packages */
  constructor(packages) {
    this.packages = packages;
    /** What was committed, by learner, package and item: flat data model elements. */
    this.store = new Map();
    /** Every call of a visit that the LMS page reported, by visit. */
    this.calls = new Map();
    /** How to answer a commit: "store", "fail" (HTTP 500) or "refuse" (the LMS says no). */
    this.onCommit = "store";
    this.commits = 0;
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
    // The same server under another name is another origin to the browser.
    this.otherOrigin = `http://localhost:${this.server.address().port}`;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  /** What the LMS holds of a learner. `item` counts from 0. */
  stored(learner, name, item = 0) {
    return this.store.get(`${learner}|${name}|${item}`) || {};
  }

  async answer(request, response) {
    const url = new URL(request.url, "http://lms");
    const [, room, ...rest] = decodeURIComponent(url.pathname).split("/");
    if (request.method === "POST") return this.take(room, url.searchParams, await bodyOf(request), response);
    if (room === "store") return json(response, this.store.get(url.searchParams.get("key")) || null);
    if (room === "package") return serve(request, response, this.packages, rest.join("/"), { "content-security-policy": POLICY });
    if (room === "scorm-again") return serve(request, response, RUN_TIME, rest.join("/"));
    if (room === "lms") return serve(request, response, HERE, rest.join("/"));
    // The browser asks for a site's icon by itself.
    response.writeHead(room === "favicon.ico" ? 204 : 404).end();
  }

  take(room, query, body, response) {
    if (room === "log") {
      const visit = query.get("visit");
      this.calls.set(visit, [...(this.calls.get(visit) || []), JSON.parse(body)]);
      return json(response, {});
    }
    this.commits += 1;
    if (this.onCommit === "fail") return response.writeHead(500).end();
    if (this.onCommit === "refuse") return json(response, { result: "false", errorCode: 101 });
    this.store.set(query.get("key"), { ...this.store.get(query.get("key")), ...JSON.parse(body) });
    return json(response, { result: "true", errorCode: 0 });
  }
}

function json(response, value) {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

async function bodyOf(request) {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  return body;
}

/** Sound and video are asked for in ranges. */
export function serve(request, response, folder, name, headers = {}) {
  const path = normalize(join(folder, name));
  const stat = path.startsWith(normalize(folder + sep)) ? statSync(path, { throwIfNoEntry: false }) : undefined;
  if (!stat || !stat.isFile()) return response.writeHead(404).end();
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range || "") || [];
  const start = Number(first || 0);
  const end = last ? Math.min(Number(last), stat.size - 1) : stat.size - 1;
  const partial = first === undefined ? {} : { "content-range": `bytes ${start}-${end}/${stat.size}` };
  response.writeHead(first === undefined ? 200 : 206, {
    "content-type": TYPES[extname(path)] || "application/octet-stream",
    "content-length": end - start + 1, "accept-ranges": "bytes", "cache-control": "no-store", ...partial, ...headers,
  });
  createReadStream(path, { start, end }).on("error", () => response.destroy()).pipe(response);
}

// A plain web server: it knows folders and files, and nothing of courses. Its policy is as strict as any.

import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { POLICY } from "../lms/server.mjs";

const TYPES = {
  ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".jpg": "image/jpeg",
  ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".vtt": "text/vtt", ".txt": "text/plain",
};

export class Site {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = normalize(folder);
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    this.origin = `http://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }

  answer(request, response) {
    const { pathname } = new URL(request.url, "http://site");
    // The browser asks for a site's icon by itself.
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const path = normalize(join(this.folder, decodeURIComponent(pathname), pathname.endsWith("/") ? "index.html" : ""));
    const found = path.startsWith(this.folder + sep) || path.startsWith(this.folder) ? statSync(path, { throwIfNoEntry: false }) : undefined;
    if (!found || !found.isFile()) return response.writeHead(404).end();
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] || "application/octet-stream", "content-length": found.size,
      "content-security-policy": POLICY, "x-content-type-options": "nosniff", "cache-control": "no-store",
    });
    createReadStream(path).on("error", () => response.destroy()).pipe(response);
  }
}

// An LMS for AICC: it launches the units that the course files name, and hears HACP at one address.

import { HacpLms } from "../../../player/support/hacp.mjs";
import { Lms } from "./server.mjs";

export class AiccLms extends Lms {
  constructor(packages) {
    super(packages);
    /** @type {Map<string, HacpLms>} by session */
    this.sessions = new Map();
    /** How HACP is answered: "store", "fail" (HTTP 500) or "cors" (pages of other sites may read the answers). */
    this.onCommand = "store";
  }

  /**
   * Begins a session of a learner with a unit, with what was stored in the one before.
   * @param {string} sid
   * @param {string} [before]
   * @param {object} [quirks]
   */
  begin(sid, before, quirks = {}) {
    this.sessions.set(sid, new HacpLms({ sid, stored: this.sessions.get(before)?.stored, ...quirks }));
    return this.sessions.get(sid);
  }

  async answer(request, response) {
    const url = new URL(request.url, "http://lms");
    if (url.pathname === "/hacp") return this.hear(request, response);
    if (!url.pathname.startsWith("/open/")) return super.answer(request, response);
    // The same files as a server sends them that lets pages talk to other sites.
    request.url = request.url.replace("/open/", "/package/");
    const writeHead = response.writeHead.bind(response);
    response.writeHead = (status, headers = {}) => {
      const { "content-security-policy": _policy, ...rest } = headers;
      return writeHead(status, rest);
    };
    return super.answer(request, response);
  }

  async hear(request, response) {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    const sid = new URLSearchParams(body).get("session_id");
    if (this.onCommand === "fail" || request.method !== "POST") return response.writeHead(this.onCommand === "fail" ? 500 : 405).end();
    const { status, text } = (this.sessions.get(sid) || new HacpLms({ sid: "none" })).answer(request.headers["content-type"], body);
    const cors = this.onCommand === "cors" ? { "access-control-allow-origin": request.headers.origin } : {};
    response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", ...cors }).end(text);
  }
}

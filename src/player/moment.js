// When a live session is: in the words of the course's language, where the session is and where the learner is.

/**
 * @param {Document} document whose `time` elements name a moment (`datetime`) and a time zone (`data-zone`)
 */
function showMoments(document) {
  const { lang } = document.documentElement;
  document.querySelectorAll("time[data-zone]").forEach((time) => {
    const moment = new Date(time.getAttribute("datetime") || "");
    const zone = time.getAttribute("data-zone") || "";
    const there = momentText(moment, lang, zone);
    // What the page says by itself is right, too.
    if (!there) return;
    time.textContent = `${there} (${zone})`;
    const block = time.closest(".cw-block");
    const own = block && block.querySelector("[data-own-time]");
    const here = momentText(moment, lang);
    if (!own || !here || here === there) return;
    own.textContent = fillIn(own.getAttribute("data-own-time") || "{time}", { time: here });
    own.removeAttribute("hidden");
  });
}

/**
 * @param {Date} moment
 * @param {string} language
 * @param {string} [zone] the browser's own when absent
 * @returns {string} "" where the browser knows no such moment, language or zone
 */
function momentText(moment, language, zone) {
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" };
  try {
    return new Intl.DateTimeFormat(language, { ...parts, timeZone: zone, timeZoneName: "short" }).format(moment);
  } catch (error) {
    return "";
  }
}

PAGE_PARTS.push(({ document }) => showMoments(document));

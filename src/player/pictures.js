// Pictures with points, galleries, before and after, embedded content, and numbers as the language writes them.

/** Points over a picture open the parts below it. */
class LabelledImage extends Accordion {
  /** @param {HTMLElement} element */
  constructor(element) {
    super(element);
    const frame = element.querySelector(".cw-points");
    if (frame) frame.append(...this.parts.map((part) => this.point(part)));
  }

  /**
   * @param {HTMLElement} part
   * @returns {HTMLElement}
   */
  point(part) {
    const title = part.querySelector(".cw-fold-title");
    const summary = part.querySelector("summary");
    const point = this.make("button", "cw-point", (part.querySelector(".cw-point-number") || part).textContent || "");
    point.setAttribute("aria-label", ((title && title.textContent) || "").replace(/\s+/g, " ").trim());
    point.setAttribute("aria-expanded", "false");
    point.style.left = `${part.dataset.x}%`;
    point.style.top = `${part.dataset.y}%`;
    point.addEventListener("click", () => {
      part.setAttribute("open", "");
      if (summary) summary.focus();
      part.scrollIntoView({ block: "nearest" });
    });
    part.addEventListener("toggle", () => point.setAttribute("aria-expanded", String(part.hasAttribute("open"))));
    return point;
  }
}

PANEL_BLOCKS["labelled-image"] = LabelledImage;
ACTIVITIES["labelled-image"] = PanelActivity;

/**
 * A row of pictures that scrolls and snaps by itself gets buttons and a word on where one is.
 * @param {HTMLElement} element
 */
function enlivenGallery(element) {
  const row = /** @type {HTMLElement | null} */ (element.querySelector(".cw-pictures"));
  if (!row) return;
  const pictures = /** @type {HTMLElement[]} */ (Array.from(row.children));
  const make = (/** @type {string} */ tag, /** @type {string} */ classes, text = "") => {
    const made = element.ownerDocument.createElement(tag);
    made.className = classes;
    made.textContent = text;
    return made;
  };
  const previous = /** @type {HTMLButtonElement} */ (make("button", "cw-button cw-secondary", element.dataset.previous));
  const next = /** @type {HTMLButtonElement} */ (make("button", "cw-button cw-secondary", element.dataset.next));
  const position = make("span", "cw-stage-position");
  position.setAttribute("role", "status");
  const controls = make("div", "cw-gallery-controls");
  [previous, next].forEach((button) => (button.type = "button"));
  controls.append(previous, position, next);
  element.append(controls);
  let at = 0;
  const show = () => {
    // Not `disabled`: a button that loses the focus while it is used leaves keyboards nowhere.
    previous.setAttribute("aria-disabled", String(at === 0));
    next.setAttribute("aria-disabled", String(at === pictures.length - 1));
    const values = { number: String(at + 1), count: String(pictures.length) };
    position.textContent = fillIn(element.dataset.position, values);
  };
  /** @param {number} index */
  const go = (index) => {
    at = Math.max(0, Math.min(pictures.length - 1, index));
    const left = pictures[at].offsetLeft - pictures[0].offsetLeft;
    row.scrollTo({ left });
    show();
  };
  previous.addEventListener("click", () => go(at - 1));
  next.addEventListener("click", () => go(at + 1));
  row.addEventListener("scroll", () => {
    const middle = row.getBoundingClientRect().left + row.clientWidth / 2;
    const near = pictures.findIndex((picture) => {
      const box = picture.getBoundingClientRect();
      return box.left <= middle && middle <= box.right;
    });
    if (near >= 0 && near !== at) {
      at = near;
      show();
    }
  });
  show();
}

/**
 * The second picture lies over the first; a slider says how much of it is seen.
 * @param {HTMLElement} element
 */
function enlivenBeforeAfter(element) {
  const over = /** @type {HTMLElement | null} */ (element.querySelector(".cw-after img"));
  if (!over) return;
  element.classList.add("cw-live");
  const slider = element.ownerDocument.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = "100";
  slider.value = "50";
  slider.setAttribute("aria-label", element.dataset.slider || "");
  const split = element.ownerDocument.createElement("span");
  split.className = "cw-split";
  // What is before stands where reading begins.
  const mirrored = getComputedStyle(element).direction === "rtl";
  const show = () => {
    over.style.clipPath = mirrored ? `inset(0 ${slider.value}% 0 0)` : `inset(0 0 0 ${slider.value}%)`;
    split.style.insetInlineStart = `calc(${slider.value}% - 1px)`;
    slider.setAttribute("aria-valuetext", `${100 - Number(slider.value)} %`);
  };
  slider.addEventListener("input", show);
  element.append(split, slider);
  show();
}

/**
 * Nothing is asked of another website before the learner wants it.
 * @param {HTMLElement} element
 */
function enlivenEmbed(element) {
  const button = /** @type {HTMLElement | null} */ (element.querySelector("[data-embed]"));
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = element.ownerDocument.createElement("iframe");
    frame.src = element.dataset.src || "";
    frame.title = element.dataset.title || "";
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation");
    frame.style.aspectRatio = `${element.dataset.width} / ${element.dataset.height}`;
    const consent = element.querySelector(".cw-embed-consent");
    if (consent) consent.replaceWith(frame);
    else element.append(frame);
    frame.tabIndex = 0;
    frame.focus();
  });
}

/**
 * @param {Document} document
 */
function enlivenPictures(document) {
  /** @type {Record<string, (element: HTMLElement) => void>} */
  const families = { gallery: enlivenGallery, "before-after": enlivenBeforeAfter, embed: enlivenEmbed };
  for (const [kind, enliven] of Object.entries(families)) {
    document.querySelectorAll(`[data-kind="${kind}"]`).forEach((element) => enliven(/** @type {HTMLElement} */ (element)));
  }
  writeNumbers(document);
}

/**
 * Numbers of charts, as the language of the course writes them.
 * @param {Document} document
 */
function writeNumbers(document) {
  const language = document.documentElement.lang;
  document.querySelectorAll("[data-number]").forEach((element) => {
    try {
      const format = new Intl.NumberFormat(language, { maximumFractionDigits: 6 });
      element.textContent = format.format(Number(element.getAttribute("data-number")));
    } catch (error) {
      // A language that the browser does not know: the plain number stays.
    }
  });
}

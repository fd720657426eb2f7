// Galleries, and pictures of before and after.

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

PAGE_PARTS.push(({ document }) => {
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-kind="gallery"]')).forEach(enlivenGallery);
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-kind="before-after"]')).forEach(enlivenBeforeAfter);
});

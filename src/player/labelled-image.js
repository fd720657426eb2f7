// Pictures with points.

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

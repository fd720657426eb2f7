// Dragging with a mouse, a pen or a finger. It is one way among others: whatever is dragged can be pressed, and moved
// with keys (WCAG 2.2, 2.5.7). Fingers drag by the grip alone, so that they can scroll everywhere else.

/**
 * What can be dragged, and what happens to it.
 * @typedef {object} DragHandlers
 * @property {(target: Element, byGrip: boolean) => HTMLElement | null} grab what is dragged from there; null: nothing
 * @property {(x: number, y: number) => void} over
 * @property {(x: number, y: number) => void} drop
 * @property {() => void} cancel
 */

/** Pixels until a press becomes a drag. */
const DRAG_BEGINS = 6;
/** Pixels from the edge of the window where it scrolls. */
const DRAG_EDGE = 56;

class Dragging {
  /**
   * @param {HTMLElement} root
   * @param {DragHandlers} handlers
   * @param {boolean} floats whether a picture of what is dragged follows the pointer
   */
  constructor(root, handlers, floats) {
    this.root = root;
    this.handlers = handlers;
    this.floats = floats;
    this.window = /** @type {Window} */ (root.ownerDocument.defaultView);
    /** @type {{ pointer: number, thing: HTMLElement, x: number, y: number, dx: number, dy: number, on: boolean, ghost: HTMLElement | null } | null} */
    this.drag = null;
    root.addEventListener("pointerdown", (event) => this.down(event));
    root.addEventListener("pointermove", (event) => this.move(event));
    root.addEventListener("pointerup", (event) => this.up(event));
    root.addEventListener("pointercancel", () => this.end(true));
    root.addEventListener("dragstart", (event) => event.preventDefault());
    root.ownerDocument.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.drag && this.drag.on) this.end(true);
    });
  }

  /** @param {PointerEvent} event */
  down(event) {
    const target = /** @type {Element} */ (event.target);
    if (this.drag || event.button !== 0 || !event.isPrimary || !target.closest) return;
    const byGrip = Boolean(target.closest("[data-grip], [data-token]"));
    const thing = event.pointerType === "touch" && !byGrip ? null : this.handlers.grab(target, byGrip);
    if (!thing) return;
    const box = thing.getBoundingClientRect();
    const [x, y] = [event.clientX, event.clientY];
    this.drag = { pointer: event.pointerId, thing, x, y, dx: x - box.left, dy: y - box.top, on: false, ghost: null };
  }

  /** @param {PointerEvent} event */
  move(event) {
    const { drag } = this;
    if (!drag || event.pointerId !== drag.pointer) return;
    const [x, y] = [event.clientX, event.clientY];
    if (!drag.on && Math.hypot(x - drag.x, y - drag.y) < DRAG_BEGINS) return;
    if (!drag.on) this.begin();
    [drag.x, drag.y] = [x, y];
    if (drag.ghost) drag.ghost.style.transform = `translate(${x - drag.dx}px, ${y - drag.dy}px)`;
    this.handlers.over(x, y);
    event.preventDefault();
  }

  begin() {
    const { drag } = this;
    if (!drag) return;
    drag.on = true;
    // Not before: a captured press would click the root.
    this.root.setPointerCapture(drag.pointer);
    drag.thing.classList.add("cw-dragged");
    if (this.floats) {
      const ghost = /** @type {HTMLElement} */ (drag.thing.cloneNode(true));
      ghost.classList.add("cw-ghost");
      ghost.setAttribute("aria-hidden", "true");
      ghost.style.width = `${drag.thing.offsetWidth}px`;
      this.root.append(ghost);
      drag.ghost = ghost;
    }
    this.scroll();
  }

  /** Near the edge of the window it scrolls for as long as the pointer stays there. */
  scroll() {
    const { drag } = this;
    if (!drag || !drag.on) return;
    const room = this.window.innerHeight;
    const step = drag.y < DRAG_EDGE ? -10 : drag.y > room - DRAG_EDGE ? 10 : 0;
    if (step) {
      this.window.scrollBy(0, step);
      this.handlers.over(drag.x, drag.y);
    }
    this.window.requestAnimationFrame(() => this.scroll());
  }

  /** @param {PointerEvent} event */
  up(event) {
    if (!this.drag || event.pointerId !== this.drag.pointer) return;
    this.end(false);
  }

  /** @param {boolean} cancelled */
  end(cancelled) {
    const { drag } = this;
    if (!drag) return;
    this.drag = null;
    if (this.root.hasPointerCapture(drag.pointer)) this.root.releasePointerCapture(drag.pointer);
    drag.thing.classList.remove("cw-dragged");
    if (drag.ghost) drag.ghost.remove();
    if (!drag.on) return;
    this.swallowClick();
    if (cancelled) this.handlers.cancel();
    else this.handlers.drop(drag.x, drag.y);
  }

  /** The press that ends a drag presses nothing. */
  swallowClick() {
    const swallow = (/** @type {Event} */ event) => {
      event.preventDefault();
      event.stopPropagation();
    };
    this.window.addEventListener("click", swallow, { capture: true, once: true });
    this.window.setTimeout(() => this.window.removeEventListener("click", swallow, true), 0);
  }
}

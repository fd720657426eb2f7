/** Waits until nothing moves any more in a frame: a colour on its way to another is neither. */
export function settled(frame) {
  return frame.evaluate(async () => {
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  });
}

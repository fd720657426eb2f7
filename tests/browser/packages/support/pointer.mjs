// A mouse and a finger as the browser knows them: what is pressed is brought into view, and nothing may lie over it.

/** @param {"click" | "tap"} act @returns {import("./giving.mjs").Hand} */
function pointer(act) {
  const press = (visit, selector) => visit.lesson[act](selector);
  return {
    press,
    tick: press,
    select: press,
    async write(visit, selector, text) {
      await press(visit, selector);
      await visit.lesson.fill(selector, text);
    },
    async pick(visit, opener, option) {
      await press(visit, opener);
      await press(visit, option);
    },
    async move(visit, item, steps) {
      for (let step = 0; step < Math.abs(steps); step += 1) await press(visit, `${item} [data-move="${Math.sign(steps)}"]`);
    },
  };
}

export const mouse = pointer("click");
export const finger = pointer("tap");

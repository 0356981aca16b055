import { once } from "./once.js";

/** Shows what depends on the answer to another field. What is hidden is disabled, so that it is not sent. */
export function conditionalFields(root) {
  for (const box of once(conditionalFields, root, "[data-show-if]")) {
    const form = box.closest("form") ?? document;
    const update = () => {
      const wanted = box.dataset.showIs.split(" ");
      const shown = values(form, box.dataset.showIf).some((value) => wanted.includes(value));
      box.hidden = !shown;
      for (const field of box.querySelectorAll("input, select, textarea, button")) field.disabled = !shown;
      if (shown) for (const inner of box.querySelectorAll("[data-show-if]")) inner.dispatchEvent(new Event("yw:update"));
    };
    // On any change: the deciding field may itself have been hidden by it. Boxes come in the order of the page, so what
    // decides is settled before what hangs on it.
    form.addEventListener("change", update);
    box.addEventListener("yw:update", (event) => {
      event.stopPropagation();
      update();
    });
    update();
  }
}

function values(form, name) {
  return [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)]
    .filter((field) => !field.disabled && (field.type !== "radio" && field.type !== "checkbox" || field.checked))
    .map((field) => field.value);
}

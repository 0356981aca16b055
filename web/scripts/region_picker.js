import { combobox, fetched } from "./combobox.js";
import { once } from "./once.js";

/** A text field becomes a combobox over the regions. The hidden field holds the code. */
export function regionPickers(root) {
  for (const box of once(regionPickers, root, "[data-region-picker]")) {
    const input = box.querySelector("[data-region-name]");
    const code = box.querySelector("[data-region-code]");
    if (input && code) pick(box, input, code);
  }
}

function pick(box, input, code) {
  const list = document.createElement("ul");
  list.className = "yw-region__list";
  list.id = `${input.id}-list`;
  list.setAttribute("aria-label", "可选的地区");
  input.after(list);
  combobox(input, list, {
    ask: async (words) => {
      const near = document.querySelector("[data-place]")?.dataset.place; // where this visitor is: places nearby first
      return (await fetched(box.dataset.regionPicker, { q: words.trim(), limit: "10", ...(near && { near }) })).items ?? [];
    },
    element: place,
    choose: (region) => {
      input.value = region.full_name ?? region.name;
      code.value = region.code;
      code.dispatchEvent(new Event("change", { bubbles: true }));
    },
    nothing,
    typed: () => (code.value = ""),
  });
}

function place(region) {
  const item = document.createElement("li");
  item.className = "yw-region__option";
  item.textContent = region.name;
  if (region.full_name && region.full_name !== region.name) {
    const path = document.createElement("span");
    path.className = "yw-region__path";
    path.textContent = region.full_name;
    item.append(path);
  }
  return item;
}

function nothing() {
  const item = document.createElement("li");
  item.className = "yw-region__none";
  item.textContent = "没有找到这个地区";
  return item;
}

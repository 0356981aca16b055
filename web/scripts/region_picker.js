import { once } from "./once.js";

const kWaitMs = 180;

/** A text field becomes a combobox over the regions (ARIA editable combobox with list). The hidden field holds the code. */
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
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "可选的地区");
  list.hidden = true;
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let found = [];
  let active = -1;
  let timer = 0;
  let asked = 0;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };
  const choose = (index) => {
    input.value = found[index].full_name ?? found[index].name;
    code.value = found[index].code;
    code.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const show = () => {
    list.replaceChildren(...(found.length ? found.map(option) : [nothing()]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(-1);
  };
  const option = (region, i) => {
    const item = document.createElement("li");
    item.className = "yw-region__option";
    item.id = `${list.id}-${i}`;
    item.setAttribute("role", "option");
    item.textContent = region.name;
    if (region.full_name && region.full_name !== region.name) {
      const path = document.createElement("span");
      path.className = "yw-region__path";
      path.textContent = region.full_name;
      item.append(path);
    }
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(i);
    });
    return item;
  };
  const nothing = () => {
    const item = document.createElement("li");
    item.className = "yw-region__none";
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    item.textContent = "没有找到这个地区";
    return item;
  };
  const ask = async () => {
    const words = input.value.trim();
    if (!words) return close();
    const mine = ++asked;
    try {
      const query = new URLSearchParams({ q: words, limit: "10" });
      const place = document.querySelector("[data-place]")?.dataset.place; // where this visitor is: places nearby first
      if (place) query.set("near", place);
      const address = `${box.dataset.regionPicker}?${query}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok || mine !== asked) return;
      found = (await answer.json()).items ?? [];
      if (mine === asked && document.activeElement === input) show();
    } catch {
      close(); // without an answer the field stays what it is: a name for the server to look up
    }
  };

  input.addEventListener("input", () => {
    code.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, kWaitMs);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) return close();
    if (event.key === "ArrowDown" && list.hidden) return ask();
    if (list.hidden || !found.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    }
  });
}

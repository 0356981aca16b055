import { once } from "./once.js";

const kWaitMs = 150;

/** A search field becomes a combobox with suggestions (ARIA editable combobox with list). Without it the form is plain. */
export function searchBoxes(root) {
  for (const form of once(searchBoxes, root, "form[data-suggest]")) {
    const input = form.querySelector("input[name=q]");
    if (input) suggest(form, input);
  }
}

function suggest(form, input) {
  const list = document.createElement("ul");
  list.className = "yw-suggest";
  list.id = `${input.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索建议");
  list.hidden = true;
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let found = [];
  let active = -1;
  let timer = 0;
  let asked = 0;
  let typed = input.value;

  const close = () => {
    asked++; // an answer that is still on its way comes too late
    clearTimeout(timer);
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    input.value = index < 0 ? typed : found[index].text;
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };
  const choose = (index) => {
    const chosen = found[index];
    input.value = chosen.text;
    close();
    if (chosen.id) location.assign(chosen.url);
    else form.requestSubmit();
  };
  const option = (one, i) => {
    const item = document.createElement("li");
    item.className = "yw-suggest__option";
    item.id = `${list.id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.textContent = one.text;
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(i);
    });
    return item;
  };
  const show = () => {
    if (!found.length) return close();
    list.replaceChildren(...found.map(option));
    list.hidden = false;
    active = -1;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async () => {
    typed = input.value;
    if (!typed.trim()) return close();
    const mine = ++asked;
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`, { headers: { Accept: "application/json" } });
      if (!answer.ok || mine !== asked) return;
      const suggestions = (await answer.json()).suggestions ?? [];
      if (mine !== asked || document.activeElement !== input) return;
      found = suggestions;
      show();
    } catch {
      close(); // without an answer the field stays a plain search field
    }
  };

  let composing = false; // letters of an input method are no words yet
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    clearTimeout(timer);
    timer = setTimeout(ask, kWaitMs);
  });
  input.addEventListener("input", () => {
    if (composing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, kWaitMs);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      mark(-1);
      return close();
    }
    if (event.key === "ArrowDown" && list.hidden) return ask();
    if (list.hidden || !found.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = active + step;
      mark(next < -1 ? found.length - 1 : next >= found.length ? -1 : next);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    }
  });
}

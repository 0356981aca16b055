const kWaitMs = 150;

/**
 * A text field becomes a combobox over answers of the server (ARIA editable combobox with list).
 * ask(words): promise of what there is; element(one): its <li>; choose(one): it was taken.
 * Optional: text(one) stands in the field while it is marked; nothing: what the list says when there is none;
 * typed(): somebody typed.
 */
export function combobox(input, list, { ask, element, choose, text, nothing, typed }) {
  list.setAttribute("role", "listbox");
  list.hidden = true;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let found = [];
  let active = -1;
  let timer = 0;
  let asked = 0;
  let words = input.value;
  let composing = false; // letters of an input method are no words yet

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
    if (text) input.value = index < 0 ? words : text(found[index]);
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[index].id);
    list.children[index].scrollIntoView({ block: "nearest" });
  };
  const take = (index) => {
    close();
    choose(found[index]);
  };
  const option = (one, i) => {
    const item = element(one);
    item.id = `${list.id}-${i}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(i);
    });
    return item;
  };
  const none = () => {
    const item = nothing();
    item.setAttribute("role", "option");
    item.setAttribute("aria-disabled", "true");
    return item;
  };
  const show = () => {
    if (!found.length && !nothing) return close();
    list.replaceChildren(...(found.length ? found.map(option) : [none()]));
    list.hidden = false;
    active = -1;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  };
  const look = async () => {
    words = input.value;
    if (!words.trim()) return close();
    const mine = ++asked;
    try {
      const answer = await ask(words);
      if (mine !== asked || document.activeElement !== input) return;
      found = answer;
      show();
    } catch {
      close(); // without an answer the field stays plain, and the server looks what was typed up
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(look, kWaitMs);
  };

  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => {
    composing = false;
    later();
  });
  input.addEventListener("input", () => {
    typed?.();
    if (!composing) later();
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      mark(-1);
      return close();
    }
    if (event.key === "ArrowDown" && list.hidden) return look();
    if (list.hidden || !found.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = active + (event.key === "ArrowDown" ? 1 : -1); // between the last and the first: what was typed
      mark(next < -1 ? found.length - 1 : next >= found.length ? -1 : next);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      take(active);
    }
  });
}

/** The answer of `address?query` as JSON. */
export async function fetched(address, query) {
  const answer = await fetch(`${address}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

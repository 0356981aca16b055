import { combobox, fetched } from "./combobox.js";
import { once } from "./once.js";

/** A search field becomes a combobox with suggestions. Without it the form is plain. */
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
  list.setAttribute("aria-label", "搜索建议");
  form.append(list);
  combobox(input, list, {
    ask: async (words) => (await fetched(form.dataset.suggest, { q: words })).suggestions ?? [],
    element: (one) => {
      const item = document.createElement("li");
      item.className = "yw-suggest__option";
      item.textContent = one.text;
      return item;
    },
    choose: (one) => {
      input.value = one.text;
      if (one.id) location.assign(one.url);
      else form.requestSubmit();
    },
    text: (one) => one.text,
  });
}

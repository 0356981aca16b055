import { once } from "./once.js";

const kNumbered = ["name", "id", "for", "aria-describedby", "aria-labelledby", "data-show-if", "value"];

/** Adds and removes the items of a repeated group in place, with the names that the server would have given them. */
export function groups(root, enhance) {
  for (const group of once(groups, root, "[data-group]")) {
    const name = group.dataset.group;
    const items = () => [...group.querySelectorAll(":scope > [data-group-item]")];
    const add = group.querySelector("[data-group-add]");
    const buttonsFit = () => {
      const count = items().length;
      if (add) add.hidden = count >= Number(group.dataset.max || Infinity);
      for (const item of items()) remover(item, name).hidden = count <= Number(group.dataset.min || 0);
    };

    group.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=action]");
      if (!button) return;
      if (button === add && items().length) {
        event.preventDefault();
        const last = items().at(-1);
        const copy = last.cloneNode(true);
        empty(copy);
        last.after(copy);
        items().forEach((item, i) => renumber(item, name, i));
        enhance(group);
        copy.querySelector("input:not([type=hidden]), select, textarea")?.focus();
      } else if (button.value.startsWith(`remove:${name}:`) && items().length > 1) {
        event.preventDefault();
        button.closest("[data-group-item]").remove();
        items().forEach((item, i) => renumber(item, name, i));
        (add && !add.hidden ? add : items().at(-1).querySelector("input, select, textarea"))?.focus();
      } else {
        return;
      }
      buttonsFit();
      group.dispatchEvent(new Event("change", { bubbles: true }));
    });
    buttonsFit();
  }
}

const remover = (item, name) => item.querySelector(`button[name=action][value^="${CSS.escape(`remove:${name}:`)}"]`) ?? document.createElement("button");

function empty(item) {
  for (const field of item.querySelectorAll("input, select, textarea")) {
    if (field.type === "radio" || field.type === "checkbox") field.checked = false;
    else if (field.tagName === "SELECT") field.selectedIndex = 0;
    else field.value = "";
  }
  for (const made of item.querySelectorAll(".govuk-error-message, .yw-region__list, .yw-count")) made.remove();
  for (const marked of item.querySelectorAll(".govuk-form-group--error")) marked.classList.remove("govuk-form-group--error");
  for (const marked of item.querySelectorAll("[aria-invalid]")) {
    marked.removeAttribute("aria-invalid");
    marked.classList.remove("govuk-input--error", "govuk-select--error", "govuk-textarea--error");
  }
}

function renumber(item, name, index) {
  const id = name.replace(/[^A-Za-z0-9]/g, "-");
  for (const element of [item, ...item.querySelectorAll("*")]) {
    for (const attribute of kNumbered) {
      const old = element.getAttribute(attribute);
      if (old === null || (attribute === "value" && element.tagName !== "BUTTON")) continue;
      const now = old.replaceAll(new RegExp(`(^|[ .])${RegExp.escape?.(name) ?? name}\\[\\d+\\]`, "g"), `$1${name}[${index}]`)
        .replaceAll(new RegExp(`f-${id}-\\d+-`, "g"), `f-${id}-${index}-`)
        .replace(new RegExp(`^remove:${name}:\\d+$`), `remove:${name}:${index}`);
      if (now !== old) element.setAttribute(attribute, now);
    }
    if (element.hasAttribute("data-group-number")) element.textContent = String(index + 1);
  }
}

import { once } from "./once.js";

let printing = false;

/** Printing, error summaries, characters left, stock phrases. */
export function smallThings(root) {
  if (!printing) printing = printWithAnswers();
  for (const button of once(smallThings, root, "[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  for (const summary of once(smallThings, root, "[data-error-summary]")) {
    summary.focus();
    summary.addEventListener("click", toField);
  }
  for (const area of once(smallThings, root, "textarea[data-count]")) countCharacters(area);
  for (const select of once(smallThings, root, "select[data-fill]")) fillFrom(select);
}

/** On paper nobody can open an answer: all are open while printing. */
function printWithAnswers() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
  return true;
}

function toField(event) {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  (field.closest(".govuk-form-group") ?? field).scrollIntoView({ block: "start" });
  field.focus({ preventScroll: true });
}

function countCharacters(area) {
  const say = document.createElement("p");
  say.className = "yw-count";
  say.setAttribute("aria-live", "polite");
  area.after(say);
  const most = Number(area.dataset.count);
  const update = () => {
    const left = most - [...area.value].length;
    say.textContent = left >= 0 ? `还可以写${left}个字` : `多了${-left}个字`;
  };
  area.addEventListener("input", update);
  update();
}

function fillFrom(select) {
  const area = document.getElementById(select.dataset.fill);
  if (!area) return;
  const phrases = [...select.options].map((option) => option.value);
  select.addEventListener("change", () => {
    if (!select.value || (area.value && !phrases.includes(area.value))) return;
    area.value = select.value;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

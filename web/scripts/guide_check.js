import { once } from "./once.js";

const kPauseMs = 500;

/** While an author writes: what the linter says of the words, at the words. The form works without it; then the page says it after saving. */
export function guideChecks(root) {
  for (const form of once(guideChecks, root, "form[data-guide-check]")) {
    let waiting;
    let asked = 0;
    const check = async () => {
      const number = ++asked;
      try {
        const answer = await fetch(form.dataset.guideCheck, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
        if (!answer.ok || number !== asked) return;
        const said = document.createElement("template");
        said.innerHTML = await answer.text();
        if (number === asked) show(form, said.content);
      } catch {
        // Offline for a moment: the next change asks again.
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(check, kPauseMs);
    });
  }
}

function show(form, said) {
  const summary = form.querySelector("[data-finding-summary]");
  const now = said.querySelector("[data-finding-summary]");
  if (summary && now && summary.innerHTML !== now.innerHTML) summary.innerHTML = now.innerHTML;
  for (const slot of form.querySelectorAll("[data-finding-slot]")) {
    const html = said.querySelector(`[data-finding-for="${CSS.escape(slot.id)}"]`)?.innerHTML ?? "";
    if (slot.innerHTML !== html) slot.innerHTML = html;
  }
}

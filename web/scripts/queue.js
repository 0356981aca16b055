import { once } from "./once.js";

let listening = false;

/** In a queue j and k go to the next and the previous case; Enter opens it, as on every link. */
export function queues(root) {
  once(queues, root, "[data-queue]");
  if (listening) return;
  listening = true;
  document.addEventListener("keydown", (event) => {
    if ((event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    const links = [...document.querySelectorAll("[data-queue] .yw-queue__link")];
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    const to = event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0);
    links[to].focus();
    links[to].scrollIntoView({ block: "nearest" });
  });
}

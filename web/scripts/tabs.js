import { once } from "./once.js";

/** Tabs out of a list of links to panels (ARIA tabs pattern). The address keeps the open panel. */
export function tabs(root) {
  for (const box of once(tabs, root, "[data-tabs]")) {
    const links = [...box.querySelectorAll(".yw-tabs__tab")];
    const panelOf = (link) => box.querySelector(`#${CSS.escape(link.hash.slice(1))}`);
    if (!links.length || links.some((link) => !panelOf(link))) continue;

    const open = (chosen, focus) => {
      for (const link of links) {
        const on = link === chosen;
        link.setAttribute("aria-selected", String(on));
        link.tabIndex = on ? 0 : -1;
        panelOf(link).hidden = !on;
      }
      if (focus) chosen.focus();
    };

    box.classList.add("yw-tabs--on");
    box.querySelector(".yw-tabs__list").setAttribute("role", "tablist");
    links.forEach((link, i) => {
      const panel = panelOf(link);
      link.parentElement.setAttribute("role", "presentation");
      link.setAttribute("role", "tab");
      link.id ||= `${panel.id}-tab`;
      link.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", link.id);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        open(link, false);
        history.replaceState(null, "", link.hash);
      });
      link.addEventListener("keydown", (event) => {
        const to = { ArrowRight: i + 1, ArrowLeft: i - 1 + links.length, Home: 0, End: links.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        open(links[to % links.length], true);
      });
    });
    open(links.find((link) => link.hash === location.hash) ?? links[0], false);
  }
}

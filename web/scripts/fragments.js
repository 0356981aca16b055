/** What belongs to the person comes after the page: cached pages hold nothing personal. 204 and errors leave what stands there. */
export function fragments(root, enhance) {
  for (const place of root.querySelectorAll("[data-fragment]")) {
    fetch(place.dataset.fragment, { headers: { Accept: "text/html" }, credentials: "same-origin" })
      .then(async (answer) => {
        if (answer.status !== 200) return;
        place.innerHTML = await answer.text();
        enhance(place);
      })
      .catch(() => {});
  }
}

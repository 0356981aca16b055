/** Sends each POST form once, and warns before a form with unsaved changes is left. Works for forms that come later, too. */
export function guardForms() {
  const dirty = new Set();
  const note = (event) => {
    const form = event.target.closest?.("form[data-unsaved]");
    if (form) dirty.add(form);
  };
  document.addEventListener("input", note);
  document.addEventListener("change", note);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (event.submitter?.formTarget) return; // shown elsewhere: this page stays, and is sent again
    if (form.dataset.sending) return event.preventDefault();
    form.dataset.sending = "yes";
    dirty.delete(form);
    const button = event.submitter;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    if (button.dataset.busy) {
      button.dataset.idle = button.textContent;
      button.textContent = button.dataset.busy;
    }
  });

  // Back from the next page, the browser shows this one as it was left: let it be sent again.
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));
  addEventListener("beforeunload", (event) => {
    for (const form of dirty) if (!form.isConnected) dirty.delete(form);
    if (dirty.size) event.preventDefault();
  });
}

/** The form may be sent again. */
export function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll("button[aria-disabled]")) {
    button.removeAttribute("aria-disabled");
    if (button.dataset.idle) button.textContent = button.dataset.idle;
  }
}

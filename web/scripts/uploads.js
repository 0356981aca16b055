import { once } from "./once.js";
import { release } from "./form_guard.js";

/** Sends a form with files while showing how far it is; then shows the answer as the browser would have. */
export function uploads(root, enhance) {
  for (const form of once(uploads, root, "form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      const files = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
      if (!files || event.defaultPrevented || form.dataset.sending) return;
      event.preventDefault();
      form.dataset.sending = "yes";
      send(form, event.submitter, enhance);
    });
  }
}

function send(form, submitter, enhance) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const { box, say, bar } = progress(form);
  const request = new XMLHttpRequest();
  // Not form.action: a button that is called "action" stands in its place there.
  request.open("POST", form.getAttribute("action") || location.href);
  request.setRequestHeader("Accept", "text/html");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.max = event.total;
    bar.value = event.loaded;
    const percent = Math.floor((event.loaded / event.total) * 100);
    say.textContent = percent < 100 ? `正在上传，已完成${percent}%` : "已传完，正在检查文件…";
  });
  const failed = () => {
    box.classList.add("yw-progress--failed");
    say.textContent = "没有传成功。请检查网络，然后再试一次。";
    release(form);
  };
  request.addEventListener("error", failed);
  request.addEventListener("timeout", failed);
  request.addEventListener("load", () => {
    const page = /^text\/html\b/.test(request.getResponseHeader("Content-Type") ?? "");
    if (!page || request.status >= 500) return failed();
    showAnswer(request.responseText, request.responseURL, enhance);
  });
  request.send(data);
}

function progress(form) {
  form.querySelector(".yw-progress")?.remove();
  const box = document.createElement("div");
  const say = document.createElement("p");
  const bar = document.createElement("progress");
  box.className = "yw-progress";
  say.setAttribute("role", "status");
  say.textContent = "正在上传…";
  bar.setAttribute("aria-label", "上传进度");
  box.append(say, bar);
  form.append(box);
  return { box, say, bar };
}

function showAnswer(text, address, enhance) {
  const page = new DOMParser().parseFromString(text, "text/html");
  document.title = page.title;
  document.body.replaceWith(page.body);
  history.replaceState(null, "", address);
  enhance(document);
  scrollTo(0, 0);
  if (!document.querySelector("[data-error-summary]")) document.getElementById("main")?.focus();
}

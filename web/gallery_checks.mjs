// What the gallery checks besides taking pictures.
import { join } from "node:path";
import { unknownNames } from "./page_names.mjs";
import { AxeBuilder } from "@axe-core/playwright";

/** What a person who copies from the guide would copy wrong. */
export function checkSources(here, chapters) {
  const html = chapters.flatMap(({ examples }) => examples.map((example) => example.html)).join("\n");
  const problems = unknownNames(html, join(here, "dist")).map((name) => `pages.md: ${name}`);
  if (/ style="| on\w+="/.test(html)) problems.push("pages.md: an inline style or script");
  return problems;
}

/** axe, and nothing that makes the page scroll sideways. Chapters show parts out of their page: rules about whole pages are off there. */
export async function checkPage(tab, whole) {
  const problems = [];
  const axe = new AxeBuilder({ page: tab }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  if (!whole) {
    axe.disableRules(["page-has-heading-one", "region", "heading-order", "landmark-unique", "landmark-no-duplicate-banner",
      "landmark-no-duplicate-contentinfo", "landmark-contentinfo-is-top-level", "landmark-banner-is-top-level",
      "landmark-complementary-is-top-level", "bypass", "skip-link", "duplicate-id-aria"]);
  }
  const { violations } = await axe.analyze();
  for (const { id, help, nodes } of violations) problems.push(`axe ${id}: ${help}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  const sideways = await tab.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return "";
    const widest = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".yw-table-box"));
    return `${wide}px too wide: ${widest.slice(0, 4).map((e) => e.className.baseVal ?? e.className).join(", ")}`;
  });
  if (sideways) problems.push(sideways);
  return problems;
}

/** The scripts, as a person uses them. Gives how many passed. */
export async function checkScripts(browser, base, problems) {
  const tests = {
    "tabs open by arrow key and hide the others": async (tab) => {
      await tab.goto(`${base}/page-home`);
      await tab.focus(".yw-tabs__tab[aria-selected=true]");
      await tab.keyboard.press("ArrowRight");
      return await tab.isVisible("#tab-enterprise") && !(await tab.isVisible("#tab-personal"));
    },
    "the region picker fills the code by keyboard and empties it on editing": async (tab) => {
      await tab.goto(`${base}/search-results-and-lists`);
      await tab.fill("#region-name", "广安区");
      await tab.waitForSelector(".yw-region__option");
      await tab.keyboard.press("ArrowDown");
      await tab.keyboard.press("Enter");
      const code = await tab.inputValue("[name=region]");
      await tab.type("#region-name", "x");
      return code === "511602000000" && (await tab.inputValue("[name=region]")) === "";
    },
    "a conditional field hides and is not sent": async (tab) => {
      await tab.goto(`${base}/application`);
      const before = await tab.isEnabled("#f-post");
      await tab.check("#f-how");
      return before && !(await tab.isVisible("#f-post")) && await tab.isDisabled("#f-post");
    },
    "a group adds, removes and renumbers": async (tab) => {
      await tab.goto(`${base}/application`);
      await tab.click("[data-group-add]");
      const added = await tab.inputValue("#f-partners-2--name");
      await tab.fill("#f-partners-2--name", "赵示范");
      await tab.click("button[value='remove:partners:0']");
      return added === "" && (await tab.inputValue("[name='partners[1].name']")) === "赵示范" &&
        (await tab.locator("[data-group-item]").count()) === 2 && (await tab.inputValue("#f-partners-0--name")) === "王演示" &&
        (await tab.locator("label[for='f-partners-1--name']").count()) === 1;
    },
    "j and k walk through the queue": async (tab) => {
      await tab.goto(`${base}/desks`);
      for (const key of ["j", "j", "j", "k"]) await tab.keyboard.press(key);
      return (await tab.evaluate(() => document.activeElement.getAttribute("href"))) === "/desk/2";
    },
    "the error summary gets the focus and its links reach the field": async (tab) => {
      await tab.goto(`${base}/page-form`);
      const first = await tab.evaluate(() => document.activeElement.hasAttribute("data-error-summary"));
      await tab.click(".govuk-error-summary__list a");
      return first && (await tab.evaluate(() => document.activeElement.id)) === "f-x-phone";
    },
    "a form is sent once": async (tab) => {
      await tab.goto(`${base}/page-sign-in`);
      return tab.evaluate(() => {
        const form = document.querySelector("form[action='/sign-in']");
        let sent = 0;
        addEventListener("submit", (event) => { sent += event.defaultPrevented ? 0 : 1; event.preventDefault(); });
        form.requestSubmit(form.querySelector("button"));
        form.requestSubmit(form.querySelector("button"));
        return sent === 1 && form.querySelector("button").textContent === "正在登录…";
      });
    },
    "the header takes the person's name from a fragment, and keeps the sign-in link without one": async (tab) => {
      await tab.goto(`${base}/page-home`, { waitUntil: "networkidle" });
      const before = await tab.isVisible("text=登录");
      await tab.context().addCookies([{ name: "signed-in", value: "1", url: base }]);
      await tab.reload({ waitUntil: "networkidle" });
      return before && await tab.isVisible("text=张*") && !(await tab.isVisible("text=登录"));
    },
    "an upload shows the answer in place, with its errors": async (tab) => {
      await tab.goto(`${base}/application`);
      await tab.setInputFiles("#f-form-file", { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(200_000) });
      await tab.click("button[value='upload:form']");
      await tab.waitForFunction(() => document.title.startsWith("填写申请"));
      return tab.evaluate(() => document.activeElement.hasAttribute("data-error-summary"));
    },
    "leaving a form with changed fields asks first, sending it does not": async (tab) => {
      let asked = 0;
      tab.on("dialog", (dialog) => { asked += 1; dialog.accept(); });
      await tab.goto(`${base}/page-form`);
      await tab.fill("#f-x-phone", "13800000001");
      await tab.goto(`${base}/page-home`);
      const leaving = asked;
      await tab.goto(`${base}/page-form`);
      await tab.fill("#f-x-phone", "13800000001");
      await Promise.all([tab.waitForNavigation(), tab.click("button[value=next]")]);
      return leaving === 1 && asked === 1;
    },
    "without JavaScript every panel and field stands there": async (_, plain) => {
      await plain.goto(`${base}/page-home`);
      const tabs = await plain.isVisible("#tab-personal") && await plain.isVisible("#tab-bundles");
      await plain.goto(`${base}/application`);
      return tabs && await plain.isVisible(".yw-conditional__note") && await plain.isVisible("[data-group-add]");
    },
  };
  let passed = 0;
  const plain = await browser.newPage({ javaScriptEnabled: false });
  for (const [name, test] of Object.entries(tests)) {
    const tab = await browser.newPage();
    const fine = await test(tab, plain).catch((error) => error.message.split("\n")[0]);
    if (fine === true) passed += 1;
    else problems.push(`script: ${name}: ${fine}`);
    await tab.close();
  }
  return passed;
}

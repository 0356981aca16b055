// The running program with a browser in front of it. Every page that a visitor sees is looked at as a person and a
// screen reader would: what is wrong is collected, and fails the test at its end with rule, element and page.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const binary = process.env.YIWANG_BINARY ?? join(root, "build/yiwang");
export const kNow = "2026-03-02T01:00:00Z"; // a Monday, nine o'clock in Guang'an
export const kWidths = [1280, 360];
const kShots = join(root, "build/screenshots");
const kPatienceMs = 15_000;
const kRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const kLooks = {
  1280: { viewport: { width: 1280, height: 900 } },
  360: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

/**
 * The program on a fresh data directory and a free port.
 * @param folder what an earlier one left behind (`stop({ keep: true })`): it goes on with that
 */
export async function startPlatform({ demo = true, words: more = [], now = kNow, folder } = {}) {
  const data = folder ?? mkdtempSync(join(tmpdir(), "yiwang-browser-"));
  const words = ["serve", "--data", join(data, "state"), "--listen", "127.0.0.1:0", "--now", now, ...more];
  const running = spawn(binary, demo ? [...words, "--demo"] : words, { stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => running.kill("SIGKILL"));
  const ended = new Promise((done) => running.on("exit", (code, signal) => done(code ?? signal)));
  let out = "";
  let complaints = "";
  running.stderr.on("data", (bytes) => (complaints += bytes));
  const address = await new Promise((ready, refuse) => {
    const timer = setTimeout(() => refuse(new Error(`no address within ${kPatienceMs} ms: ${out}${complaints}`)), kPatienceMs);
    running.stdout.on("data", (bytes) => {
      out += bytes;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out);
      if (!found || (demo && !out.includes("yunxing"))) return;
      clearTimeout(timer);
      ready(found[0]);
    });
    ended.then((code) => refuse(new Error(`the program ended with ${code}: ${out}${complaints}`)));
  });
  // A test that failed before stop() must end all the same: its server keeps nobody waiting and goes with it.
  for (const each of [running, running.stdout, running.stderr]) each.unref();
  const stop = async ({ keep = false } = {}) => {
    running.ref();
    running.kill("SIGTERM");
    const code = await ended;
    if (!keep) rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program ended with ${code}: ${complaints}`);
  };
  return { address, stop, folder: data, data: join(data, "state") };
}

/** Chromium with the platform; `close` fails when anything was wrong on any page that was seen. */
export class Browser {
  static async open(platform, name) {
    mkdirSync(kShots, { recursive: true });
    const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    if (process.getuid() === 0) args.push("--no-sandbox");
    const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell", args });
    return new Browser(platform, name, chrome);
  }

  constructor(platform, name, chrome) {
    this.platform = platform;
    this.name = name;
    this.chrome = chrome;
    this.problems = [];
    this.pages = 0;
    this.shot = 0;
  }

  async visitor(width, { script = true } = {}) {
    const context = await this.chrome.newContext({
      ...kLooks[width], baseURL: this.platform.address, locale: "zh-CN", timezoneId: "Asia/Shanghai", javaScriptEnabled: script, acceptDownloads: true,
    });
    context.setDefaultTimeout(kPatienceMs);
    const visitor = new Visitor(this, context, await context.newPage(), width, script);
    visitor.watch();
    return visitor;
  }

  async close() {
    await this.chrome.close();
    console.log(`# visited ${this.pages} pages (${this.name}), axe and layout: ${this.problems.length} problems`);
    if (this.problems.length) throw new Error([...new Set(this.problems)].join("\n"));
  }
}

/** One person with one browser window of their own. */
export class Visitor {
  constructor(browser, context, page, width, script) {
    this.browser = browser;
    this.context = context;
    this.page = page;
    this.width = width;
    this.script = script;
    this.awaited = new Set(); // statuses of errors that the test brings about
    this.under = new Set(); // requests under way
  }

  watch() {
    const note = (what) => this.browser.problems.push(`${this.width}px ${new URL(this.page.url(), "http://x").pathname}: ${what}`);
    this.page.on("request", (request) => this.under.add(request));
    for (const end of ["requestfinished", "requestfailed"]) this.page.on(end, (request) => this.under.delete(request));
    this.page.on("dialog", (dialog) => dialog.accept());
    this.page.on("pageerror", (error) => note(`script: ${error.message}`));
    // A failed load is seen below with its status; everything else on the console is an error of ours.
    this.page.on("console", (message) => message.type() === "error" && !message.text().startsWith("Failed to load resource") && note(`console: ${message.text()}`));
    this.page.on("response", (response) => response.status() >= 400 && !this.awaited.has(response.status()) && note(`${response.status()} for ${response.url()}`));
    this.page.on("requestfailed", (request) => {
      const left = request.failure()?.errorText === "net::ERR_ABORTED"; // the page was left, or the answer is a download
      if (!left) note(`${request.failure()?.errorText} for ${request.url()}`);
    });
  }

  /** What the test does wrong on purpose is answered 422, and only while it does so. */
  async expecting(status, deed) {
    this.awaited.add(status);
    try {
      await deed();
      await this.settle();
    } finally {
      this.awaited.delete(status);
    }
  }

  /** Until the page is there and asks for nothing more. (Playwright's "networkidle" waits half a second each time.) */
  async settle() {
    const until = Date.now() + kPatienceMs;
    for (let quiet = 0; quiet < 3 && Date.now() < until; quiet = this.under.size ? 0 : quiet + 1) {
      await this.page.waitForLoadState("load");
      await this.page.waitForTimeout(20);
    }
    await this.page.locator(".yw-progress").waitFor({ state: "detached" }); // an upload shows its answer in place
  }

  async go(path) {
    await this.page.goto(path);
    await this.settle();
  }

  /** Presses the link or button of this name: in the text before header and footer, the whole name before a part. */
  async press(name, { exact = false } = {}) {
    const ways = [this.page.locator("main"), this.page].flatMap((where) =>
      [true, exact].flatMap((whole) => ["button", "link"].map((role) => where.getByRole(role, { name, exact: whole }))));
    await ways.reduce((either, way) => either.or(way)).first().waitFor();
    let target = ways[0];
    for (const way of ways.reverse()) if (await way.count()) target = way;
    await target.first().click();
    await this.settle();
  }

  async fill(label, value) {
    await this.page.locator("main").getByLabel(label).first().fill(value);
  }

  /** One choice of a group: its legend, then its label. */
  async choose(legend, option) {
    const group = this.page.getByRole("group", { name: legend });
    await group.getByRole("radio", { name: option, exact: true }).or(group.getByRole("checkbox", { name: option, exact: true })).check();
  }

  text() {
    return this.page.locator("main").innerText();
  }

  async heading() {
    return (await this.page.locator("h1").first().innerText()).trim();
  }

  /** Looks at the page: accessibility, layout, a picture of it. */
  async see(name) {
    await this.settle();
    this.browser.pages += 1;
    const at = `${this.width}px ${new URL(this.page.url()).pathname} (${name})`;
    // axe waits for timers, which do not run where scripts are off; the same pages are seen with scripts elsewhere.
    // Where there is one document only, the old way finds the same and opens no page of its own to put results together.
    const axe = new AxeBuilder({ page: this.page }).withTags(kRules).setLegacyMode(this.page.frames().length === 1);
    const { violations } = this.script ? await axe.analyze() : { violations: [] };
    for (const { id, help, nodes } of violations)
      for (const node of nodes.slice(0, 3)) this.browser.problems.push(`${at}: axe ${id}: ${help}: ${node.target} ${node.any[0]?.message ?? ""}`);
    for (const problem of await this.page.evaluate(faultsOfLayout)) this.browser.problems.push(`${at}: ${problem}`);
    const number = String(++this.browser.shot).padStart(2, "0");
    await this.page.screenshot({ path: join(kShots, `${this.width}-${this.browser.name}-${number}-${name}.png`), fullPage: true });
  }

  /** The bytes behind a link of this page, fetched with this person's session. */
  async download(name) {
    const address = await this.page.getByRole("link", { name }).or(this.page.getByRole("button", { name })).first().getAttribute("href");
    const answer = await this.context.request.get(address);
    return { status: answer.status(), type: answer.headers()["content-type"], bytes: await answer.body() };
  }

  leave() {
    return this.context.close();
  }
}

/** Runs in the page. */
function faultsOfLayout() {
  const faults = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) {
    const widest = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".yw-table-box"));
    faults.push(`${wide}px too wide: ${widest.slice(0, 4).map((e) => e.outerHTML.slice(0, 80)).join(" | ")}`);
  }
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  for (const input of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (!input.labels?.length && !input.getAttribute("aria-label")) faults.push(`no label: ${input.outerHTML.slice(0, 100)}`);
  const raw = /\{\{|\}\}|\bundefined\b|%\w+%/.exec(document.body.innerText);
  if (raw) faults.push(`unfilled text: ${document.body.innerText.slice(Math.max(0, raw.index - 20), raw.index + 30)}`);
  return faults;
}

/** Steps that build on one another: after one that failed, the others are not tried. */
export function inOrder(it) {
  let broken = false;
  return (name, step) =>
    it(name, async (test) => {
      if (broken) return test.skip("an earlier step failed");
      broken = true;
      await step();
      broken = false;
    });
}

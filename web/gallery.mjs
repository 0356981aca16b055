// Shows every example of docs/guides/pages.md in a browser, at 1280 and at 360 pixels, and checks what a person would
// stumble over: axe, sideways scrolling, unknown classes and icons, errors in the console, the scripts' behaviour.
//   node gallery.mjs            pictures go to build/screenshots/gallery-*.png; exit code 1 when something is wrong
//   node gallery.mjs --serve    only serves the gallery, for looking at it by hand
import { createServer } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";
import { checkPage, checkScripts, checkSources } from "./gallery_checks.mjs";
import { composedPages } from "./gallery_pages.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const shots = join(here, "../build/screenshots");
const skeleton = readFileSync(join(here, "gallery.html"), "utf8");

/** Chapters of the guide, each with its examples: { title, examples: [{ title, html }] }. */
function readChapters() {
  const chapters = [];
  let title = "";
  let html = null;
  for (const line of readFileSync(join(here, "../docs/guides/pages.md"), "utf8").split("\n")) {
    if (html !== null) {
      if (line !== "```") html.push(line);
      else {
        chapters.at(-1).examples.push({ title, html: html.join("\n").replaceAll("{{ICONS}}", "/assets/icons.svg") });
        html = null;
      }
    } else if (line === "```html") html = [];
    else if (line.startsWith("### ")) title = line.slice(4);
    else if (line.startsWith("## ")) chapters.push({ title: line.slice(3), examples: [] });
  }
  return chapters.filter((chapter) => chapter.examples.length);
}

const slug = (title) => title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
const fill = (values) => skeleton.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? "");
const pageText = (page, view) => fill({ TITLE: page.title, VIEW: view, BODY_CLASS: page.bodyClass, BODY: page.body });

function pagesOf(chapters) {
  const byTitle = new Map();
  for (const { examples } of chapters) {
    for (const { title, html } of examples) byTitle.set(title, byTitle.has(title) ? byTitle.get(title) : html);
  }
  const pages = chapters.map(({ title, examples }) => ({
    name: slug(title), title, whole: false,
    body: `<div class="yw-page"><main class="yw-main" id="main">` +
      examples.map((example) => `<p class="yw-note">${example.title}</p>\n${example.html}`).join("\n") + "</main></div>",
  }));
  for (const page of composedPages((title) => byTitle.get(title) ?? fail(`no example is called ${title}`))) {
    pages.push({ ...page, name: `page-${page.name}`, whole: true });
  }
  return pages;
}

function fail(message) {
  throw new Error(message);
}

const kTypes = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", png: "image/png", webmanifest: "application/manifest+json" };
const kQr = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 7 7"><path d="M0 0h3v3H0zM4 0h3v3H4zM0 4h3v3H0zM4 4h1v1H4zM6 5h1v2H6z"/></svg>';

function answer(request, pages) {
  const url = new URL(request.url, "http://gallery");
  if (request.method === "POST") return [422, "text/html", pageText(pages.find(({ name }) => name === "page-form"), "")];
  const asset = /^\/assets\/([\w.-]+)$/.exec(url.pathname)?.[1];
  if (asset && existsSync(join(here, "dist", asset))) return [200, kTypes[asset.split(".").pop()], readFileSync(join(here, "dist", asset))];
  if (url.pathname === "/api/v1/regions") {
    const items = [["511602000000", "广安区", "四川省广安市广安区"], ["511600000000", "广安市", "四川省广安市"]]
      .filter(([, name]) => name.includes(url.searchParams.get("q") ?? "")).map(([code, name, full_name]) => ({ code, name, full_name }));
    return [200, "application/json", JSON.stringify({ items })];
  }
  if (url.pathname === "/fragments/me") {
    return request.headers.cookie?.includes("signed-in") ? [200, "text/html", '<a class="yw-header__link" href="/my">张*</a>'] : [204, "text/html", ""];
  }
  if (url.pathname.endsWith("qr.svg")) return [200, "image/svg+xml", kQr];
  const page = pages.find(({ name }) => url.pathname === `/${name}`);
  if (page) return [200, "text/html", pageText(page, url.searchParams.get("view") ?? "")];
  if (url.pathname === "/") return [200, "text/html", fill({ TITLE: "目录", BODY: `<main class="yw-main"><ul>${pages.map(({ name, title }) => `<li><a href="/${name}">${title}</a></li>`).join("")}</ul></main>` })];
  return [404, "text/plain", "not found"];
}

function serve(pages, port) {
  const server = createServer((request, response) => {
    const [status, type, body] = answer(request, pages);
    response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'" });
    response.end(body);
  });
  return new Promise((ready) => server.listen(port, "127.0.0.1", () => ready(server)));
}

async function look(browser, base, page, view, problems) {
  for (const width of [1280, 360]) {
    if (view && width === 1280 && !page.whole) continue;
    const context = await browser.newContext({ viewport: { width, height: width === 360 ? 740 : 860 }, locale: "zh-CN" });
    const tab = await context.newPage();
    const where = `${page.name}${view ? `-${view}` : ""}-${width}`;
    tab.on("console", (message) => message.type() === "error" && problems.push(`${where}: console: ${message.text()}`));
    tab.on("pageerror", (error) => problems.push(`${where}: script: ${error.message}`));
    await tab.goto(`${base}/${page.name}${view ? `?view=${view}` : ""}`, { waitUntil: "networkidle" });
    problems.push(...(await checkPage(tab, page.whole)).map((problem) => `${where}: ${problem}`));
    await tab.screenshot({ path: join(shots, `gallery-${where}.png`), fullPage: !page.bodyClass || width !== 360 });
    if (page.bodyClass && width === 360) await tab.screenshot({ path: join(shots, `gallery-${where}-full.png`), fullPage: true });
    await context.close();
  }
}

async function main() {
  execFileSync(process.execPath, [join(here, "build.mjs")], { stdio: "inherit" });
  const chapters = readChapters();
  const pages = pagesOf(chapters);
  const serving = process.argv.includes("--serve");
  const server = await serve(pages, serving ? 8090 : 0);
  const base = `http://127.0.0.1:${server.address().port}`;
  if (serving) return console.log(`gallery: ${base}`);

  mkdirSync(shots, { recursive: true });
  const { chromium } = await import("playwright-core");
  const flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  if (process.getuid() === 0) flags.push("--no-sandbox");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });
  const problems = checkSources(here, chapters);
  const only = process.argv[2];
  for (const page of pages.filter(({ name }) => !only || name.includes(only))) {
    await look(browser, base, page, "", problems);
    if (page.whole) await look(browser, base, page, "yw-older", problems);
  }
  const passed = await checkScripts(browser, base, problems);
  await browser.close();
  server.close();
  for (const problem of problems) console.error(problem);
  console.log(`gallery: ${passed} passed, ${problems.length} failed`);
  process.exitCode = problems.length ? 1 : 0;
}

await main();

// An inspector's campaign from the frame to the report: sample, machine report, a person's observation, the inspected
// objects line by line, the result changes with a record.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { Browser, binary, inOrder, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const step = inOrder(it);
const kSeed = "2026-03-02";
const inspect = (...more) =>
  execFileSync(binary, ["inspect", "site", `${platform.address}/`, "--rate", "100", "--pages", "60", "--searches", "2", "--no-pictures", "--json", "-", ...more],
    { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 64 << 20 });
const importReport = async (report) => {
  await inspector.page.locator("#f-report").setInputFiles({ name: "report.json", mimeType: "application/json", buffer: report });
  await inspector.press("导入", { exact: true });
};
/** Cells of lines without line breaks inside. */
const rowsOf = (csv) => csv.replace(/^\uFEFF/, "").trim().split("\r\n").slice(1).map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')));
let platform;
let browser;
let inspector;
let inspected;
let link;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "inspect-others");
  inspector = await browser.visitor(1280);
  inspected = await browser.visitor(360);
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

step("makes a campaign and is told what is wrong with it", async () => {
  await signInStaff(inspector, kOfficers.inspector);
  assert.equal(new URL(inspector.page.url()).pathname, "/inspect/campaigns", "the desk of inspectors");
  await inspector.see("campaigns-empty");
  await inspector.expecting(422, () => inspector.press("建立检查"));
  await inspector.see("campaigns-wrong");
  await inspector.fill("名称", "2026年第一季度抽查");
  await inspector.fill("目的", "核验平台功能是否可用、服务事项是否准确。");
  await inspector.fill("省级", "0");
  await inspector.fill("市级", "0");
  await inspector.fill("县级", "2");
  await inspector.fill("一共抽多少项事项", "8");
  await inspector.fill("一定要查的高频事项", "居民身份证换领");
  await inspector.fill("抽样种子", kSeed);
  await inspector.press("建立检查");
  assert.equal(await inspector.heading(), "2026年第一季度抽查");
});

step("types the frame; a wrong line is named", async () => {
  await inspector.fill("一行一个平台", "乡级,某乡,https://x.example/");
  await inspector.expecting(422, () => inspector.press("加入名单"));
  assert.match(await inspector.text(), /第1行：层级应当写/);
  await inspector.see("frame-wrong");
  await inspector.fill("一行一个平台", `县级,本平台,${platform.address}/,必查\n县级,某县政务服务网,https://a.example/\n县级,另一县政务服务网,https://b.example/`);
  await inspector.press("加入名单");
  await inspector.press("抽取样本，开始检查");
  await inspector.see("sample");
  assert.match(await inspector.text(), /本平台/);
});

step("imports what the machine found on the platform itself", async () => {
  await inspector.press("本平台");
  await inspector.see("platform-empty");
  await importReport(inspect("--guides", "12")); // more than will be drawn: some are outside, whichever the port draws
  assert.match(await inspector.text(), /没有发现问题\s*A3/);
  await inspector.see("platform-machine");
});

step("draws the items; anybody can draw them again from what is handed out", async () => {
  const platformPage = new URL(inspector.page.url()).pathname;
  await inspector.press("2026年第一季度抽查");
  await inspector.see("items-to-draw");
  await inspector.fill("一行一个事项", "https://nowhere.example/,甲");
  await inspector.expecting(422, () => inspector.press("加入清单"));
  assert.match(await inspector.text(), /第一列应当是抽中的平台的网址/);
  await inspector.press("抽取事项");
  assert.equal(await inspector.heading(), "抽中的事项");
  await inspector.see("items-drawn");
  assert.match(await inspector.text(), /居民身份证换领\s*必查/);
  const csv = (await inspector.download("下载事项清单和抽样数（CSV）")).bytes.toString();
  const rows = rowsOf(csv);
  assert.ok(rows.length > 20, `only ${rows.length} items are known`);
  const number = (platformUrl, name) => createHash("sha256").update([kSeed, platformUrl, name].join("\0")).digest("hex").slice(0, 16);
  for (const [, , platformUrl, name, , drawn] of rows) assert.equal(drawn, number(platformUrl, name), name);
  const chosen = rows.filter((row) => row[6] === "必查").map((row) => row[3]);
  assert.deepEqual(chosen, ["居民身份证换领"]);
  const byChance = rows.filter((row) => row[6] !== "必查").sort((a, b) => (a[5] < b[5] ? -1 : 1)).slice(0, 8 - chosen.length);
  assert.deepEqual(byChance.map((row) => row[3]).sort(), rows.filter((row) => row[6] === "抽中").map((row) => row[3]).sort());
  await inspector.go(platformPage);
  const folder = mkdtempSync(join(tmpdir(), "yiwang-items-"));
  writeFileSync(join(folder, "items.txt"), (await inspector.download("下载指南网址（items.txt）")).bytes);
  await importReport(inspect("--guides", "1", "--items", join(folder, "items.txt")));
  rmSync(folder, { recursive: true });
  assert.doesNotMatch((await inspector.text()).split("逐条结果")[0], /还没有/, "every drawn item has been looked at");
  await inspector.see("platform-items");
});

step("records what a person saw, and makes a link for the inspected", async () => {
  await inspector.page.locator("#f-indicator").selectOption("A2");
  await inspector.fill("看到了什么", "“出境入境”栏目没有内容");
  await inspector.press("记下");
  assert.match(await inspector.text(), /有问题\s*A2/);
  await inspector.press("生成链接");
  await inspector.see("platform-link");
  link = (await inspector.page.locator(".yw-notice .yw-code").innerText()).trim();
  assert.match(link, /^\/inspected\/[\w-]{43}$/);
});

step("the inspected reads its results and objects to one", async () => {
  await inspected.go(link);
  await inspected.see("inspected");
  await inspected.page.locator("summary", { hasText: "对这一条有异议" }).first().click();
  await inspected.page.locator("textarea[name=words]").first().fill("该栏目3月1日维护，当天已经恢复。");
  await inspected.expecting(422, () => inspected.page.getByRole("button", { name: "提出异议" }).first().click());
  assert.match(await inspected.text(), /单位和联系人：请填写/);
  assert.equal(await inspected.page.locator("textarea[name=words]").first().inputValue(), "该栏目3月1日维护，当天已经恢复。");
  await inspected.see("objection-wrong");
  await inspected.page.locator(".govuk-error-summary__list a").first().click();
  assert.ok(await inspected.page.evaluate(() => document.activeElement.matches("input[name=by_name]")), "the summary's link leads to the field");
  await inspected.page.locator("input[name=by_name]").first().fill("某局 王某");
  await inspected.page.getByRole("button", { name: "提出异议" }).first().click();
  await inspected.settle();
  await inspected.see("objected");
  assert.match(await inspected.text(), /当天已经恢复/);
});

step("the inspector answers; the result changes with its reason", async () => {
  await inspector.page.reload();
  await inspector.go(new URL(inspector.page.url()).pathname.replace(/\/link$/, ""));
  await inspector.page.locator("summary", { hasText: "答复这条异议" }).click();
  await inspector.page.locator("select[name=outcome]").selectOption("passed");
  await inspector.page.locator("textarea[name=answer]").fill("复查属实，予以更正。");
  await inspector.see("answering");
  await inspector.page.getByRole("button", { name: "答复", exact: true }).click();
  await inspector.settle();
  assert.match(await inspector.text(), /异议成立/);
  await inspector.see("answered");
});

step("the report counts it, on paper and on a phone", async () => {
  await inspector.go("/inspect/campaigns");
  await inspector.see("campaigns");
  await inspector.press("报告");
  await inspector.see("report");
  const text = await inspector.text();
  assert.match(text, /抽取2个平台/);
  assert.match(text, /不计入统计/, "items looked at by the way are said and not counted");
  assert.match(text, /平台功能可用率/);
  const phone = await browser.visitor(360);
  await signInStaff(phone, kOfficers.inspector);
  await phone.go(new URL(inspector.page.url()).pathname);
  await phone.see("report");
  const json = await (await inspector.context.request.get(`${new URL(inspector.page.url()).pathname}.json`)).json();
  assert.equal(json.seed, "2026-03-02");
  assert.equal(json.levels[2].sampled, 2);
  assert.equal(json.levels[2].items_sampled, 8);
  const d1 = json.indicators.find(({ indicator }) => indicator === "D1");
  assert.deepEqual([d1.failed.of, d1.drawn.of], [8, 7]);
});

step("a stranger without the link sees nothing", async () => {
  await inspected.expecting(404, () => inspected.go("/inspected/guessed"));
});

// The operator imports a list through the page: checked first, confirmed, counted; a wrong row is named to the cell.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { Browser, inOrder, root, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const kRealList = join(process.env.YIWANG_TEST_DATA ?? join(root, "../shared/data"), "items/items_guangan_511602.tsv");
const kHeader = "id\tdepartment\tname\timplement_code\tregion12\ttask_type\n";
const kSmall = kHeader + Array.from({ length: 10 }, (_, n) => `T${n}\t区示范林业局\t示范事项${n}\t51160200200${n}\t511602000000\t20\n`).join("");

const step = inOrder(it);
let platform;
let browser;
let operator;
let bytes;
let rows;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "operator");
  operator = await browser.visitor(1280);
  if (!existsSync(kRealList)) console.log("# Left out: the real list of items; ten invented ones serve instead.");
  bytes = existsSync(kRealList) ? readFileSync(kRealList) : Buffer.from(kSmall);
  rows = bytes.toString().trim().split("\n").length - 1;
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const pick = async (name, buffer) => {
  await operator.page.locator("#f-what").selectOption("items");
  await operator.page.locator("#f-file").setInputFiles({ name, mimeType: "text/tab-separated-values", buffer });
  await operator.fill("没有写地方的行属于哪里", "511602000000");
};
const sum = async () => (await operator.page.locator(".yw-importsum").innerText()).replace(/\s+/g, "");
const count = async () => (await operator.context.request.get("/api/v1/items?region=511602000000&limit=1")).json();

step("sees how full the platform is", async () => {
  await signInStaff(operator, kOfficers.operator);
  await operator.go("/ops");
  await operator.see("ops");
  const missing = await operator.page.locator("section[aria-labelledby=h-empty] .yw-tag").allInnerTexts();
  assert.ok(missing.length > 0);
  const shown = (await (await operator.context.request.get("/api/v1/categories?region=511602000000")).json()).personal_themes.map(({ name }) => name);
  const personal = await operator.page.locator("section[aria-labelledby=h-empty] ul").first().locator(".yw-tag").allInnerTexts();
  assert.deepEqual(personal.filter((name) => shown.includes(name)), [], "what visitors see is not called empty");
  await operator.press("导入事项、部门、区划");
  await operator.see("import");
});

step("a list is checked before anything is written, then written whole", async () => {
  const before = (await count()).total;
  await pick("items.tsv", bytes);
  await operator.press("检查文件");
  await operator.page.locator(".yw-importsum").waitFor();
  await operator.see("import-checked");
  assert.ok((await sum()).startsWith(`${rows}行新增${rows}变更0不变0`), await sum());
  assert.equal((await count()).total, before, "nothing is written yet");
  await operator.press("确认写入");
  await operator.page.getByText("已经写入").waitFor();
  await operator.see("import-written");
  assert.equal((await count()).total, before + rows);
  await operator.go("/ops");
  await operator.see("ops-filled");
});

step("the same list again changes nothing", async () => {
  await operator.go("/ops/import");
  await pick("items.tsv", bytes);
  await operator.press("检查文件");
  await operator.page.locator(".yw-importsum").waitFor();
  assert.ok((await sum()).startsWith(`${rows}行新增0变更0不变${rows}`), await sum());
  assert.match(await operator.text(), /完全一样，不用写入/);
});

step("a wrong cell is named by row, column, text and rule", async () => {
  const lines = kSmall.trim().split("\n");
  const wrong = lines.map((line, i) => (i === 4 ? line.replace("511602000000", "999999000000") : line)).join("\n");
  await operator.go("/ops/import");
  await pick("wrong.tsv", Buffer.from(wrong));
  await operator.press("检查文件");
  await operator.page.locator(".yw-importsum").waitFor();
  await operator.see("import-wrong");
  const row = operator.page.locator("tbody tr", { hasText: "错误" }).first();
  const cells = await row.locator("td, th").allInnerTexts();
  assert.equal(cells[0], "5");
  assert.equal(cells[1], "region12");
  assert.equal(cells[2], "999999000000");
  assert.match(cells[3], /错误/);
  assert.ok(cells[4].length > 3, "the rule has a name");
  assert.equal(await operator.page.getByRole("button", { name: "确认写入" }).count(), 0);
});

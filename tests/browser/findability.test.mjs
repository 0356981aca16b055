// What people searched for in vain waits for an operator, who tells the next one, gives it another name, or puts an item
// first: after a trial that shows what gets better and worse, and can be taken back. A choice is counted without scripts.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const step = inOrder(it);
let platform;
let browser;
let visitor;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "findability");
  visitor = await browser.visitor(360, { script: false });
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

/** The list takes in what was counted within a second or two. */
const untilListed = async (operator, query) => {
  for (let i = 0; i < 50; ++i) {
    await operator.go("/ops/search");
    if ((await operator.page.locator("main table a", { hasText: query }).count()) > 0) return;
    await operator.page.waitForTimeout(200);
  }
  assert.fail(`${query} is not listed`);
};

step("choosing a result leads to the item, without a script too", async () => {
  await visitor.go("/search?q=身份证");
  await visitor.page.locator("main .yw-item__link[href^='/search/go'][href*='%2Fi%2F']").first().click();
  await visitor.settle();
  assert.match(visitor.page.url(), /\/i\/[0-9a-f-]+$/);
  // A guided way is a choice too.
  await visitor.go("/search?q=身份证");
  await visitor.page.locator("main a[href^='/search/go'][href*='%2Fguided%2F']").first().click();
  await visitor.settle();
  assert.match(visitor.page.url(), /\/guided\/[a-z]+$/);
});

for (const [width, vain, sentence] of [[1280, "潜水", "本区没有潜水场馆，请到市体育局办理。"], [360, "滑雪场", "本区没有滑雪场，请到市体育局办理。"]]) {
  let operator;
  step(`${width}px: a search in vain waits for the operator, whose sentence the next visitor sees`, async () => {
    await visitor.go(`/search?q=${encodeURIComponent(vain)}`);
    assert.doesNotMatch(await visitor.text(), /体育局/);
    operator = await browser.visitor(width);
    await signInStaff(operator, kOfficers.operator);
    await operator.go("/ops");
    await operator.press("搜索运营");
    await untilListed(operator, vain);
    assert.match(await operator.text(), /2026年3月9日/);
    await operator.see("failed");
    await operator.press(vain);
    await operator.see("query");
    await operator.expecting(422, () => operator.press("不用处理"));
    await operator.press("说明这里没有这项服务");
    await operator.fill("告诉来办事的人的话", sentence);
    await operator.fill("理由", "本区没有");
    await operator.see("edit");
    await operator.press("试算");
    assert.match(await operator.text(), /0个变差/);
    await operator.see("trial");
    await operator.press("保存");
    assert.equal(await operator.page.locator("main table a", { hasText: vain }).count(), 0);
    await visitor.go(`/search?q=${encodeURIComponent(vain)}`);
    assert.match(await visitor.text(), new RegExp(sentence));
    await visitor.see("sentence");
  });

  step(`${width}px: what makes a judged query worse is confirmed with a reason, and taken back`, async () => {
    await operator.go("/ops/search/words?list=pins");
    await operator.press("加一条");
    await operator.expecting(422, () => operator.press("试算"));
    await operator.fill("整句搜索词", "临时身份证");
    await operator.fill("排在最前的事项全名", "排污许可证核发");
    await operator.press("试算");
    assert.match(await operator.text(), /1个变差/);
    assert.match(await operator.page.locator("main table").innerText(), /变差[\s\S]*临时身份证[\s\S]*排污许可证核发/);
    await operator.see("worse");
    await operator.fill("理由", "试一试");
    await operator.expecting(422, () => operator.press("保存"));
    await operator.page.getByLabel(/我看过变差的1个搜索词/).check();
    await operator.press("保存");
    assert.match(await operator.text(), /确认了1个变差的搜索词/);
    await operator.see("versions");
    await visitor.go("/search?q=临时身份证");
    assert.match(await visitor.page.locator("main .yw-item__link").first().innerText(), /排污许可证/);
    await operator.page.getByRole("button", { name: /^撤销这次改动/ }).first().click();
    await operator.settle();
    assert.match(await operator.text(), /1个变好/);
    await operator.press("保存");
    await visitor.go("/search?q=临时身份证");
    assert.match(await visitor.page.locator("main .yw-item__link").first().innerText(), /临时居民身份证/);
  });

  step(`${width}px: lists are searched, exported and taken in again`, async () => {
    await operator.go("/ops/search/words?list=synonyms&q=身份证");
    assert.match(await operator.text(), /居民身份证/);
    await operator.see("words");
    const loading = operator.page.waitForEvent("download");
    await operator.page.getByRole("link", { name: "导出词表" }).click();
    const bytes = await readFile(await (await loading).path());
    assert.match(bytes.toString("utf8"), /^synonyms = \[/);
    await operator.press("导入词表");
    await operator.see("import");
    const take = (name, text) => operator.page.getByLabel("文件", { exact: true }).setInputFiles({ name, mimeType: "application/toml", buffer: Buffer.from(text) });
    await take("same.toml", bytes.toString("utf8"));
    await operator.expecting(422, () => operator.press("试算"));
    assert.match(await operator.text(), /没有改动/);
    await take("broken.toml", "synonyms = [\n");
    await operator.expecting(422, () => operator.press("试算"));
    assert.match(await operator.text(), /第2行/);
    await take("new.toml", `synonyms = [["办个小证证${width}", "居住证申领"]]\n`);
    await operator.press("试算");
    await operator.press("保存");
    await visitor.go(`/search?q=办个小证证${width}`);
    assert.match(await visitor.page.locator("main .yw-item__link").first().innerText(), /居住证/);
    await operator.go("/ops/search/misses");
    assert.match(await operator.text(), /排第一/);
    await operator.see("misses");
    await operator.leave();
  });
}

const vain = { 1280: "校车", 360: "采矿" };
for (const width of kWidths)
  step(`${width}px: a search in vain is handed to a department, whose author answers or gives it back`, async () => {
    const query = vain[width];
    await visitor.go(`/search?q=${encodeURIComponent(query)}`);
    const operator = await browser.visitor(width);
    await signInStaff(operator, kOfficers.operator);
    const hand = async (asks) => {
      await untilListed(operator, query);
      await operator.press(query);
      await operator.page.getByLabel("哪个部门", { exact: true }).selectOption({ label: "广安区示范民政局" });
      await operator.fill("请部门做什么", asks);
      await operator.press("转给部门", { exact: true });
    };
    await untilListed(operator, query);
    await operator.press(query);
    await operator.expecting(422, () => operator.press("转给部门", { exact: true }));
    await operator.see("handing-wrong");
    await hand("请看看是不是你们的事项");
    const author = await browser.visitor(width);
    await signInStaff(author, kOfficers.author);
    await author.go("/author/search");
    assert.match(await author.text(), new RegExp(`${query}[\\s\\S]*2026年3月9日`));
    await author.see("department-list");
    await author.press(query);
    assert.match(await author.text(), /请看看是不是你们的事项/);
    await author.expecting(422, () => author.press("已经处理"));
    await author.see("department-wrong");
    await author.fill("答复", "体育项目归教育和体育局");
    await author.press("不归我们，退回");
    await author.see("department-empty");
    await operator.go("/ops/search");
    await operator.press(query);
    assert.match(await operator.text(), /体育项目归教育和体育局/);
    await operator.see("given-back");
    await hand("请写明不归你们");
    await author.go("/author/search");
    await author.press(query);
    await author.see("department-query");
    await author.fill("答复", "已加别名");
    await author.press("已经处理");
    await operator.go("/ops/search");
    assert.equal(await operator.page.locator("main table a", { hasText: query }).count(), 0);
    await author.leave();
    await operator.leave();
  });

step("nobody else sees the operator's pages", async () => {
  for (const path of ["/ops/search", "/ops/search/words", "/ops/search/words.toml", "/ops/search/versions", "/ops/search/misses"]) {
    const answer = await visitor.context.request.get(path, { maxRedirects: 0 });
    assert.notEqual(answer.status(), 200, path);
  }
});

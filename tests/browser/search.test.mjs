// Searching as people do: typing, choosing with the keyboard, on a phone, without JavaScript; and never a dead end.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";

const step = inOrder(it);
let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "search");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const width of kWidths) {
  step(`${width}px: suggestions are a combobox: roles, arrows, Escape, Enter`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/");
    const field = visitor.page.locator("main").getByRole("combobox", { name: "搜索服务" });
    assert.equal(await field.getAttribute("aria-expanded"), "false");
    await field.pressSequentially("身份证");
    const list = visitor.page.getByRole("listbox", { name: "搜索建议" });
    await list.waitFor();
    assert.equal(await field.getAttribute("aria-expanded"), "true");
    assert.equal(await field.getAttribute("aria-controls"), await list.getAttribute("id"));
    assert.ok((await list.getByRole("option").count()) >= 3);
    await visitor.see("suggestions");
    await field.press("ArrowDown");
    const first = list.getByRole("option").first();
    assert.equal(await first.getAttribute("aria-selected"), "true");
    assert.equal(await field.getAttribute("aria-activedescendant"), await first.getAttribute("id"));
    assert.equal(await field.inputValue(), await first.innerText());
    await field.press("Escape");
    assert.equal(await list.isVisible(), false);
    assert.equal(await field.inputValue(), "身份证");
    await field.press("ArrowDown");
    await list.waitFor();
    await field.press("ArrowUp"); // the last one: an item, whose page opens at once
    const last = await field.inputValue();
    await field.press("Enter");
    await visitor.page.waitForURL(/\/i\//);
    assert.match(await visitor.heading(), new RegExp(last.slice(0, 4)));
    await visitor.leave();
  });

  step(`${width}px: what was understood, results with marks and the action, wider places`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/search?q=开公司");
    const text = await visitor.text();
    assert.match(text, /已按“公司设立登记”查找/);
    assert.match(text, /有限责任公司设立登记/);
    assert.ok((await visitor.page.locator("main mark").count()) > 0);
    assert.ok((await visitor.page.getByRole("button", { name: /在线办理/ }).count()) > 0);
    await visitor.see("results");
    await visitor.press("企业", { exact: true });
    assert.match(visitor.page.url(), /audience=firm/);
    await visitor.press("全国各地");
    assert.match(visitor.page.url(), /scope=nation/);
    await visitor.press("只查“开公司”");
    assert.doesNotMatch(await visitor.text(), /已按/);
    await visitor.leave();
  });

  step(`${width}px: nothing found leads on`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/search?q=火星旅行");
    assert.match(await visitor.text(), /没有您要的？/);
    assert.match(await visitor.text(), /按部门找/);
    await visitor.see("nothing");
    await visitor.press("告诉我们您要找什么");
    assert.match(visitor.page.url(), /\/feedback/);
    await visitor.leave();
  });
}

step("without JavaScript the field is a plain form", async () => {
  const visitor = await browser.visitor(360, { script: false });
  await visitor.go("/");
  await visitor.page.locator("main input[name=q]").fill("gjj");
  await visitor.page.locator("main form[role=search] button").click();
  await visitor.settle();
  assert.match(visitor.page.url(), /\/search\?q=gjj/);
  assert.match(await visitor.text(), /公积金/);
  await visitor.see("plain");
  await visitor.leave();
});

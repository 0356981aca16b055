// A tree of questions is written in forms, node by node, without JavaScript too: what is wrong is named with its node,
// what was typed stays, and every way is checked before another person publishes it.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const step = inOrder(it);
let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "guided-forms");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const write = async (author, id) => {
  const field = (name) => author.page.locator(`#f-${name}`);
  await author.go("/author/guided");
  await author.fill("标题", "办居住证");
  await author.fill("网址中的名称", id);
  await author.press("开始编写");
  assert.match(await author.text(), /没有指明第一个问题/);
  await author.see("empty");

  await author.press("修改标题、第一个问题和搜索用的说法");
  await author.fill("标题", "");
  await author.fill("人们怎么说", "暂住证\n外地人办证");
  await author.expecting(422, () => author.press("保存"));
  assert.match(await author.text(), /请写标题/);
  assert.equal(await field("names").inputValue(), "暂住证\n外地人办证", "what was typed stays");
  await author.see("head-wrong");
  await author.fill("标题", "办居住证");
  await author.fill("回答以后能得到什么", "回答一个问题，告诉您能不能办、带什么。");
  await author.press("保存");

  await author.press("加一件要办的事");
  await author.fill("事项的标识", "DEMO-P-999");
  await author.expecting(422, () => author.press("保存"));
  assert.match(await author.text(), /DEMO-P-999没有公布的办事指南/);
  await author.see("part-wrong");
  await author.fill("事项的标识", "DEMO-P-004");
  await author.fill("为什么要办", "住满半年的，可以申领居住证。");
  await author.press("保存");
  assert.match(await author.text(), /现在是：居住证申领/);
  assert.match(await author.text(), /材料：/);
  await author.see("part");
  await author.page.locator("select[id^=f-m-]").first().selectOption("needs");
  await author.press("保存");

  await author.press("加一个不能办的原因");
  await author.fill("标题", "先办居住登记");
  await author.fill("为什么现在不能办，可以怎么办", "居住登记满半年才能申领居住证。");
  await author.see("stop");
  await author.press("保存");

  await author.press("加一个问题");
  await field("ask").fill("居住登记满半年了吗？");
  await field("c0-label").fill("满了");
  await field("c0-next").selectOption("end");
  await author.page.locator("input[name=c0-parts]").first().check();
  await field("c1-label").fill("没有满");
  await author.see("question-new");
  await author.press("保存");
  // The second choice leads nowhere yet: saved, and named with its node.
  assert.match(await author.text(), /选“没有满”以后没有下一步/);
  await author.see("dead-end");
  await author.press(/^去修改.*没有满/);
  assert.match(await author.text(), /已经保存，送审以前还要改/);
  await author.see("question-found");
  await field("c1-next").selectOption({ label: "不能办：先办居住登记" });
  await author.press("保存");
  assert.match(await author.text(), /一共2条路径，每一条都走得通/);
  await author.see("good");
};

for (const width of kWidths)
  step(`${width}px: a tree is written in forms`, async () => {
    const author = await browser.visitor(width);
    await signInStaff(author, kOfficers.author);
    await write(author, `juzhu-${width}`);
    await author.press("居住登记满半年了吗？");
    await author.page.locator("#f-c1-order").fill("1");
    await author.press("保存");
    const text = await author.page.locator("#f-text").inputValue();
    assert.ok(text.indexOf("没有满") < text.indexOf("满了"), "the text says the same as the forms");
    await author.press("先办居住登记");
    await author.press("删除不能办的原因");
    assert.match(await author.text(), /没有满 → 还没有定/);
    await author.see("removed");
    await author.leave();
  });

step("without JavaScript, published by another", async () => {
  const author = await browser.visitor(360, { script: false });
  await signInStaff(author, kOfficers.author);
  await write(author, "juzhu");
  await author.press("送审");
  await author.press("居住登记满半年了吗？");
  assert.match(await author.text(), /已经送审，退回以后才能改/);
  assert.equal(await author.page.getByRole("button", { name: "保存", exact: true }).count(), 0);
  await author.see("read-only");
  await author.leave();
  const reviewer = await browser.visitor(1280);
  await signInStaff(reviewer, kOfficers.guideReviewer);
  await reviewer.go("/author/guided/juzhu");
  await reviewer.press("发布");
  await reviewer.go("/guided/juzhu");
  await reviewer.choose(/居住登记满半年了吗/, "满了");
  await reviewer.press("继续");
  assert.match(await reviewer.text(), /居住证申领/);
  await reviewer.leave();
});

// Asking and guided service: an answer with its source, an honest refusal, a list of one's own, without JavaScript too.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { kOfficers, kPerson, signIn, signInStaff } from "./people.mjs";

const step = inOrder(it);
let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "asking");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const width of kWidths) {
  step(`${width}px: a question is answered with the guide's words and their source`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/search?q=结婚登记需要带什么");
    const text = await visitor.text();
    assert.match(text, /按办事指南回答/);
    assert.match(text, /内地居民结婚登记：要带什么/);
    assert.match(text, /出自.*办事指南第1版（2026年3月2日公布）/);
    await visitor.see("answer");
    await visitor.press("看指南原文");
    assert.match(visitor.page.url(), /\/i\/.*#materials$/);
    await visitor.leave();
  });

  step(`${width}px: an event gives its items in order, and a tree of questions`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/search?q=孩子出生后要办什么手续");
    const text = await visitor.text();
    assert.ok(text.indexOf("生育登记") < text.indexOf("出生登记"));
    assert.match(text, /一步步告诉您怎么办/);
    await visitor.see("event");
    await visitor.press("开始回答");
    assert.match(visitor.page.url(), /\/guided\/chu-sheng/);
    await visitor.leave();
  });

  step(`${width}px: what no guide says is not answered`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/search?q=营业执照丢了怎么办");
    assert.match(await visitor.text(), /这个问题没有现成的答案/);
    await visitor.see("refusal");
    await visitor.leave();
  });

  step(`${width}px: questions lead to a list of one's own and into the application`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.go("/guided");
    await visitor.see("trees");
    await visitor.press("办身份证");
    await visitor.expecting(422, () => visitor.press("继续"));
    assert.match(await visitor.text(), /请选择一项/);
    await visitor.see("nothing-chosen");
    await visitor.choose(/为什么办身份证/, "到期，或者三个月内到期");
    await visitor.press("继续");
    await visitor.choose(/户口在四川省吗/, "在四川省");
    await visitor.press("继续");
    await visitor.see("question");
    await visitor.choose(/满16周岁/, "满了");
    await visitor.press("继续");
    await visitor.choose(/急着用身份证吗/, "不急");
    await visitor.press("继续");
    assert.equal(await visitor.heading(), "您需要办理1件事");
    const text = await visitor.text();
    assert.match(text, /居民身份证换领/);
    assert.match(text, /您不需要[\s\S]*监护人的居民身份证/);
    await visitor.see("list");
    const apply = await visitor.page.getByRole("button", { name: /在线办理/ }).getAttribute("href");
    assert.match(apply, /given=reason%3Aexpired/);
    await visitor.press(/^改.*满16周岁/);
    assert.match(await visitor.text(), /满16周岁了吗/);
    await visitor.leave();
  });
}

step("the choices go along into the form", async () => {
  const visitor = await browser.visitor(1280);
  await signIn(visitor, kPerson);
  await visitor.go("/guided/shenfenzheng?why=expired&home=inside&age=adult&urgent=no");
  await visitor.press("在线办理");
  await visitor.press("开始填写");
  const chosen = await visitor.page.locator('main input[type=radio][value="sichuan"]').isChecked();
  assert.ok(chosen, "the answer of the tree is chosen in the form");
  await visitor.leave();
});

step("without JavaScript the questions are plain forms", async () => {
  const visitor = await browser.visitor(360, { script: false });
  await visitor.go("/guided/gongjijin");
  await visitor.choose(/您想用公积金做什么/, "只想查余额和明细");
  await visitor.press("继续");
  await visitor.choose(/查谁的账户/, "我自己的");
  await visitor.press("继续");
  assert.match(await visitor.text(), /住房公积金余额及明细查询/);
  await visitor.leave();
});

step("one writes a tree, another publishes it", async () => {
  const author = await browser.visitor(1280);
  await signInStaff(author, kOfficers.author);
  await author.go("/author/guided");
  await author.see("author-list");
  await author.press(/^修改.*办身份证/);
  const text = author.page.locator("#f-text");
  await author.expecting(422, async () => {
    await text.fill((await text.inputValue()).replace('next = "home"', "next = "));
    await author.press("保存并检查");
  });
  await author.see("author-wrong");
  await author.go("/author/guided/shenfenzheng");
  await text.fill((await text.inputValue()).replace('title = "办身份证"', 'title = "办理身份证"'));
  await author.press("保存并检查");
  assert.match(await author.text(), /每一条都走得通/);
  await author.see("author-draft");
  await author.press("送审");
  await author.leave();
  const reviewer = await browser.visitor(1280);
  await signInStaff(reviewer, kOfficers.guideReviewer);
  await reviewer.go("/author/guided/shenfenzheng");
  await reviewer.press("发布");
  await reviewer.go("/guided/shenfenzheng");
  assert.equal(await reviewer.heading(), "办理身份证");
  await reviewer.leave();
});

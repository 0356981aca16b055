// The same way for whoever has no JavaScript: every page is a page, every button a form. To the receipt.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, startPlatform } from "./platform.mjs";
import { fillIdCard, fillSignUp, finishApplication, newPerson, numberOnReceipt, pdfFile, upload } from "./people.mjs";

const step = inOrder(it);
let platform;
let browser;
let me;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "plain");
  me = await browser.visitor(360, { script: false });
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

step("a place is found by typing its pinyin and picked from what was found", async () => {
  await me.go("/");
  await me.press("切换");
  await me.page.locator("#region-name").fill("beichenjiedao");
  await me.expecting(422, () => me.press("切换到这里"));
  await me.press("广安区北辰街道");
  await me.press("就选");
  assert.match(await me.page.locator(".yw-place-switch__name").innerText(), /北辰街道/);
});

step("an application comes to its receipt", async () => {
  await me.go("/personal");
  await me.press("证件办理");
  await me.page.locator(".yw-item__link", { hasText: /^居民身份证换领$/ }).click();
  await me.press("在线办理");
  await me.press("注册", { exact: true });
  await fillSignUp(me, newPerson(700));
  await me.press("注册并登录");
  await fillIdCard(me);
  await me.see("materials");
  await me.expecting(422, () => me.press("上传并继续"));
  assert.match(await me.text(), /请上传“居民身份证申领登记表”/);
  await upload(me, "居民身份证申领登记表", pdfFile("登记表.pdf"));
  const number = await finishApplication(me);
  await me.see("receipt");
  await me.page.goBack();
  assert.equal(await numberOnReceipt(me).catch(() => number), number);
});

step("what a choice asks for is on the page with the choice named", async () => {
  await me.go("/me");
  await me.see("space");
  await me.page.locator("main").getByRole("link", { name: "居民身份证换领" }).first().click();
  await me.see("case");
  assert.match(await me.text(), /登记表\.pdf/);
});

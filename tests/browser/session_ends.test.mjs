// The session ends while somebody is typing: what was typed comes through the sign-in page, with scripts and without.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { kPerson, signIn } from "./people.mjs";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";

let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "session-ends");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const [width, script] of [...kWidths.map((width) => [width, true]), [1280, false]]) {
  describe(`somebody types while the session ends, ${width} pixels, scripts ${script ? "on" : "off"}`, () => {
    const step = inOrder(it);
    let me;
    before(async () => (me = await browser.visitor(width, { script })));
    after(() => me?.leave());

    step("types, and is signed out meanwhile", async () => {
      await signIn(me, kPerson);
      await me.go("/search?q=" + encodeURIComponent("居民身份证换领"));
      await me.page.locator(".yw-item__link", { hasText: /^居民身份证换领$/ }).first().click();
      await me.settle();
      await me.press("在线办理");
      await me.press(/^(开始填写|接着填)$/);
      await me.page.goto(me.page.url().replace(/[^/]+$/, "applicant"));
      await me.settle();
      await me.page.locator("main").getByLabel("联系电话").fill("13900009999");
      await me.context.clearCookies({ name: "__Host-yw" });
      await me.expecting(403, () => me.page.getByRole("button", { name: "保存并继续" }).click());
      await me.see("asked-to-sign-in");
      assert.match(await me.text(), /刚才填的内容都还在/);
    });

    step("goes on as if nothing had happened", async () => {
      await me.fill("手机号码或者身份证号", kPerson[0]);
      await me.fill("密码", "a wrong one");
      await me.expecting(422, () => me.press("登录", { exact: true }));
      await me.fill("密码", kPerson[1]);
      await me.press("登录", { exact: true });
      await me.see("go-on");
      await me.expecting(422, () => me.press("接着提交"));
      assert.ok(new URL(me.page.url()).pathname.startsWith("/apply/d/"), me.page.url());
      await me.page.goto(me.page.url().replace(/[^/]+$/, "applicant"));
      await me.settle();
      assert.equal(await me.page.locator("main").getByLabel("联系电话").inputValue(), "13900009999");
    });
  });
}

// Commitment instead of proof: the guide says that one is accepted and what it says, the applicant signs it in place of
// the paper, with and without scripts, and the officer reads what was promised beside the case.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { fillSignUp, finishApplication, kOfficers, newPerson, openCase, pngFile, signInStaff, upload } from "./people.mjs";

const kItem = "居住证申领";
const kProof = "住宿证明";
const kPromised = "本人实际居住在申请表填写的地址";

let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "commitments");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const kWays = [...kWidths.map((width) => ({ width, script: true })), { width: 360, script: false }];
for (const [serial, { width, script }] of kWays.entries()) {
  describe(`at ${width} pixels ${script ? "with" : "without"} scripts`, () => {
    const step = inOrder(it);
    let me;
    let officer;
    let number;
    before(async () => {
      me = await browser.visitor(width, { script });
      officer = await browser.visitor(width);
    });
    after(() => Promise.all([me, officer].map((visitor) => visitor?.leave())));

    step("the guide says that a commitment is accepted, and its words", async () => {
      const found = await (await me.context.request.get(`/api/v1/items?region=511602000000&q=${encodeURIComponent(kItem)}`)).json();
      const item = found.items.find((each) => each.name === kItem);
      await me.go(`/i/${item.id}`);
      const card = await me.page.locator(".yw-material", { hasText: kProof }).first().innerText();
      for (const words of ["可以承诺代替", "可以签承诺书代替", kPromised, "核查"]) assert.ok(card.includes(words), words);
      await me.see("guide");
      await me.press("在线办理");
      await me.press("注册", { exact: true });
      await fillSignUp(me, newPerson(800 + serial));
      await me.press("注册并登录");
    });

    step("whoever lives in a dormitory is asked for a paper, or a promise", async () => {
      await me.press("开始填写");
      await me.choose("为谁申领", "我本人");
      await me.press("保存并继续");
      const place = me.page.getByRole("group", { name: "现在的居住地址" });
      const region = place.getByLabel("地区（到街道或者社区）");
      if (script) {
        await region.pressSequentially("bcjd", { delay: 20 });
        const option = me.page.getByRole("option").filter({ hasText: "广安区北辰街道" }).first();
        await option.waitFor();
        await option.click();
      } else {
        await region.fill("广安区北辰街道");
      }
      await place.getByLabel("路、门牌、楼栋、房号").fill("演示大道88号职工宿舍3栋206室");
      await me.fill("办理居住登记的日期", "2025-06-02");
      await me.choose("住处是哪一种", "单位宿舍或者学校宿舍");
      await me.press("保存并继续");
      await me.choose("以哪个条件申领", "合法稳定住所（不用另交材料）");
      await me.press("保存并继续");
      await me.choose("领证方式", "到窗口领取");
      await me.press("保存并继续");
      const row = me.page.locator(".yw-upload", { hasText: kProof });
      assert.match(await row.innerText(), /还没有上传/);
      await row.locator("summary", { hasText: "可以签承诺书代替" }).click();
      await me.see("offered");
      assert.ok((await row.innerText()).includes(kPromised));
      await me.page.getByRole("button", { name: new RegExp(`我已看过，签承诺书\\s*代替：${kProof}`) }).click();
      await me.settle();
      assert.match(await row.innerText(), /已签承诺书/);
      assert.match(await row.innerText(), /告知承诺书：住宿证明\.pdf/);
      assert.equal(await row.locator("summary").count(), 0, "signed once");
      await me.see("signed");
      const paper = await me.download("告知承诺书：住宿证明.pdf");
      assert.equal(paper.type, "application/pdf");
      assert.equal(paper.bytes.subarray(0, 5).toString(), "%PDF-");
    });

    step("the application is complete with it", async () => {
      await upload(me, "申领人的相片", pngFile("相片.png"));
      number = await finishApplication(me);
      await me.see("receipt");
      await me.go("/me");
      await me.page.locator("main").getByRole("link", { name: kItem }).first().click();
      await me.settle();
      await me.see("case");
      assert.match(await me.text(), /告知承诺书：住宿证明\.pdf/);
    });

    step("the officer reads what was promised and that it must be checked", async () => {
      await signInStaff(officer, kOfficers.window);
      await openCase(officer, number);
      await officer.see("desk");
      const said = await officer.text();
      for (const words of ["以告知承诺代替这份材料", kPromised, "请核查承诺的事实"]) assert.ok(said.includes(words), words);
    });
  });
}

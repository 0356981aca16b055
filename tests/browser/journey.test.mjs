// A person from the home page to the result and its rating, with the officers in between; at both widths.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { decide, fillSignUp, kOfficers, newPerson, numberOnReceipt, openCase, pdfFile, pngFile, signInStaff, upload } from "./people.mjs";

const kItem = "居民身份证换领";
const kTable = "居民身份证申领登记表";

let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "journey");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

for (const width of kWidths) {
  describe(`the whole way at ${width} pixels`, () => {
    const step = inOrder(it);
    const person = newPerson(width);
    let me;
    let officer;
    let reviewer;
    let number;
    before(async () => {
      me = await browser.visitor(width);
      officer = await browser.visitor(width);
      reviewer = await browser.visitor(width);
    });
    after(() => Promise.all([me, officer, reviewer].map((visitor) => visitor?.leave())));

    step("picks a place by its pinyin initials", async () => {
      await me.go("/");
      await me.see("home");
      await me.press("切换");
      await me.page.locator("#region-name").pressSequentially("bcjd", { delay: 20 });
      const option = me.page.getByRole("option").filter({ hasText: "广安区北辰街道" }).first();
      await option.waitFor();
      await me.see("place-combobox");
      const options = await me.page.getByRole("option").allInnerTexts();
      const at = options.findIndex((text) => text.includes("广安区北辰街道"));
      for (let i = 0; i <= at; ++i) await me.page.keyboard.press("ArrowDown");
      await me.page.keyboard.press("Enter");
      assert.match(await me.page.locator("#region-name").inputValue(), /广安区北辰街道/);
      await me.press("切换到这里");
      assert.match(await me.page.locator(".yw-place-switch__name").innerText(), /北辰街道/);
    });

    step("comes by its theme to the guide", async () => {
      await me.press("个人", { exact: true });
      await me.see("themes");
      await me.press("证件办理");
      await me.see("list");
      await me.page.locator(".yw-item__link", { hasText: new RegExp(`^${kItem}$`) }).click();
      await me.settle();
      await me.see("guide");
      const text = await me.text();
      for (const words of [kItem, kTable, "20元/证", "第十一条第一款", "申请", "送达"]) assert.ok(text.includes(words), words);
    });

    step("signs up on the way and comes back to the application", async () => {
      await me.press("在线办理");
      assert.equal(new URL(me.page.url()).pathname, "/sign-in");
      await me.see("sign-in");
      await me.press("注册", { exact: true });
      await me.see("sign-up");
      await fillSignUp(me, { ...person, idNumber: "511602188701010000" });
      await me.expecting(422, () => me.press("注册并登录"));
      await me.see("sign-up-errors");
      assert.ok(await me.page.evaluate(() => document.activeElement.hasAttribute("data-error-summary")), "the summary has the focus");
      assert.equal(await me.page.locator("#f-name").inputValue(), person.name);
      await fillSignUp(me, person);
      await me.press("注册并登录");
      assert.equal(await me.heading(), `网上申请：${kItem}`);
      await me.see("before-applying");
    });

    step("is told what is wrong in a form and loses nothing", async () => {
      await me.press("开始填写");
      await me.see("step-1");
      assert.equal(await me.page.locator("main").getByLabel("您的姓名").inputValue(), person.name);
      await me.choose("为谁换领", "我的孩子（不满十六周岁）");
      await me.fill("联系电话", "123");
      await me.fill("孩子的姓名", "周小样");
      await me.expecting(422, () => me.press("保存并继续"));
      await me.see("step-1-errors");
      assert.ok(await me.page.evaluate(() => document.activeElement.hasAttribute("data-error-summary")), "the summary has the focus");
      assert.equal(await me.page.locator("main").getByLabel("联系电话").inputValue(), "123");
      assert.equal(await me.page.locator("main").getByLabel("孩子的姓名").inputValue(), "周小样");
      await me.page.locator(".govuk-error-summary__list a").first().click();
      assert.ok(await me.page.evaluate(() => document.activeElement.matches("input")), "the summary's link leads to the field");
    });

    step("is asked only what concerns it, and may stop and come back", async () => {
      await me.choose("为谁换领", "我本人");
      assert.equal(await me.page.getByLabel("孩子的姓名").isVisible(), false);
      await me.fill("联系电话", person.phone);
      await me.choose("换证人的户口在哪里", "四川省内");
      await me.press("保存并继续");
      await me.choose("换领原因", "证件严重损坏、不能辨认");
      assert.equal(await me.page.getByLabel("旧证的有效期截止日").isVisible(), false);
      await me.choose("换领原因", "有效期已满或者将满");
      await me.fill("旧证的有效期截止日", "2026-04-01");
      await me.press("保存，以后再填");
      await me.see("space-with-draft");
      await me.go("/");
      await me.go("/me");
      await me.press(kItem);
      if (await me.page.getByRole("button", { name: "接着填" }).count()) await me.press("接着填");
      assert.equal(await me.page.locator("main").getByLabel("旧证的有效期截止日").inputValue(), "2026-04-01");
      await me.choose("是否申请免收工本费", "不申请");
      await me.press("保存并继续");
      await me.choose("到哪个窗口采集相片和指纹", "北辰街道示范派出所户籍窗口");
      await me.fill("到场日期", "2026-03-05");
      await me.choose("到场时段", "下午 13:30—17:00");
      await me.choose("怎样领新证", "邮寄到家（邮费由收件人付）");
      await me.page.locator("main [data-region-name]").pressSequentially("bcjd", { delay: 20 });
      await me.page.getByRole("option").filter({ hasText: "广安区北辰街道" }).first().click();
      await me.fill("路、门牌、楼栋、房号", "样例街12号2栋301室");
      await me.see("step-3");
      await me.press("保存并继续");
    });

    step("hands in files: a wrong one is refused in plain words, one is taken back", async () => {
      await me.see("materials");
      await me.expecting(422, () => upload(me, kTable, { name: "表格.docx", mimeType: "application/octet-stream", buffer: Buffer.from("not a form at all") }));
      await me.see("materials-refused");
      assert.match(await me.page.locator(".govuk-error-message").first().innerText(), /PDF|JPG|PNG/);
      await upload(me, kTable, pngFile("相片.png"));
      assert.ok((await me.text()).includes("相片.png"));
      await me.press(/^删除\s*相片\.png$/);
      assert.ok(!(await me.text()).includes("相片.png"));
      await upload(me, kTable, pdfFile("登记表.pdf"));
      await me.press("上传并继续");
    });

    step("submits once, however often the form is sent", async () => {
      await me.see("preview");
      await me.expecting(422, () => me.press("提交申请"));
      await me.see("preview-undeclared");
      const form = me.page.locator("main form");
      const again = { action: await form.getAttribute("action"), csrf: await form.locator("[name=csrf]").inputValue() };
      await me.page.getByLabel("我已看清并同意").check();
      await me.press("提交申请");
      await me.see("receipt");
      assert.match(await me.text(), /纸质材料[\s\S]*居民身份证[\s\S]*北辰街道示范派出所户籍窗口[\s\S]*样例街12号/, "where paper is brought");
      number = await numberOnReceipt(me);
      assert.ok(number.length > 10, number);
      const receipt = me.page.url();
      const repeated = await me.context.request.post(again.action, { form: { csrf: again.csrf, declare: "yes" } });
      assert.equal(repeated.url(), receipt);
      assert.ok((await repeated.text()).includes(number));
      const paper = await me.download("下载收件凭证");
      assert.equal(paper.bytes.subarray(0, 5).toString(), "%PDF-");
      await me.go("/me/cases");
      assert.equal(await me.page.locator(".yw-row").count(), 1, "one case");
      await me.see("cases");
    });

    step("is asked once for all that is missing", async () => {
      await signInStaff(officer, kOfficers.window);
      await officer.go("/desk");
      await officer.see("desk");
      await openCase(officer, number);
      await officer.see("desk-case");
      const text = await officer.text();
      assert.ok(!text.includes(person.idNumber), "the number is masked");
      assert.ok(text.includes("登记表.pdf"));
      const submitted = await officer.page.locator(".yw-event__when").last().innerText();
      assert.match(submitted, /申请人$/, "“您” would be the officer here");
      const file = await officer.download("登记表.pdf");
      assert.equal(file.bytes.subarray(0, 5).toString(), "%PDF-");
      await decide(officer, "告知补正", async (box) => {
        await box.getByLabel(`材料：${kTable}`).fill("登记表没有签名，请签名后重新上传。");
        await box.getByLabel("办理意见").fill("登记表缺签名。");
      });
      await officer.see("desk-corrections-asked");
    });

    step("answers the correction", async () => {
      await me.go("/me");
      await me.see("space-to-do");
      await me.page.locator(".yw-todo a.govuk-button, .yw-todo a[role=button]").first().click();
      await me.settle();
      if (await me.page.getByRole("button", { name: "去补正" }).count()) await me.press("去补正");
      await me.see("correction");
      assert.ok((await me.text()).includes("登记表没有签名"));
      await upload(me, kTable, pdfFile("登记表已签名.pdf", "signed"));
      await me.page.getByLabel(/^说明/).first().fill("已经签名，重新上传。");
      await me.press("提交补正");
      await me.see("case-answered");
    });

    step("is accepted by the window, approved by the reviewer, handed out by the window", async () => {
      await openCase(officer, number);
      await decide(officer, "受理", (box) => box.getByLabel("办理意见").fill("材料齐全，予以受理。"));
      await officer.see("desk-accepted");
      await signInStaff(reviewer, kOfficers.reviewer);
      await openCase(reviewer, number);
      await reviewer.see("review");
      await decide(reviewer, "开始审查", (box) => box.getByLabel("办理意见").fill("开始核对。"));
      await decide(reviewer, "准予", (box) => box.getByLabel("办理意见").fill("人口信息一致，准予换领。"));
      await reviewer.see("review-approved");
      await openCase(officer, number);
      await decide(officer, "送达", async (box) => {
        await box.getByLabel("网上送达，申请人自己下载").check();
      });
      await officer.see("desk-delivered");
    });

    step("sees the result, keeps it, rates it once", async () => {
      await me.go("/me/cases");
      await me.press(kItem);
      await me.see("case-result");
      const paper = await me.download("下载办理结果");
      assert.equal(paper.bytes.subarray(0, 5).toString(), "%PDF-");
      if (await me.page.getByRole("button", { name: "我已收到" }).count()) await me.press("我已收到");
      const address = me.page.url();
      await me.press("去评价");
      await me.see("rate");
      await me.choose("这次办得怎么样？", "满意");
      await me.fill("想说的话", "办得快，窗口讲得清楚。");
      const form = me.page.locator("main form");
      const again = { action: await form.getAttribute("action"), csrf: await form.locator("[name=csrf]").inputValue() };
      await me.press("提交评价");
      await me.see("rated");
      const second = await me.context.request.post(again.action, { form: { csrf: again.csrf, score: "1" } });
      assert.ok(!(await second.text()).includes("非常不满意</strong>"), "the first rating stands");
      await me.go(address);
      assert.equal(await me.page.locator("main").getByRole("button", { name: "去评价" }).count(), 0);
      await officer.go("/desk/ratings");
      await officer.see("desk-ratings");
      assert.ok((await officer.text()).includes("办得快"));
    });

    step("reads the same pages in the view for older people", async () => {
      await me.press("长辈版");
      for (const [path, name] of [["/", "older-home"], ["/me", "older-space"]]) {
        await me.go(path);
        await me.see(name);
      }
      await me.go("/personal");
      await me.press("证件办理");
      await me.page.locator(".yw-item__link", { hasText: new RegExp(`^${kItem}$`) }).click();
      await me.see("older-guide");
      const size = await me.page.locator("main p").first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
      assert.ok(size >= 19, `${size}px`);
    });
  });
}

// A firm's agent applies for 食品经营许可证; the window refuses another firm's application with reasons and remedies.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, startPlatform } from "./platform.mjs";
import { decide, finishApplication, idNumber, kAgent, kOfficers, numberOnReceipt, openCase, pdfFile, signIn, signInStaff, upload } from "./people.mjs";

const kItem = "食品经营许可证核发";
const step = inOrder(it);
let platform;
let browser;
let agent;
let officer;
let reviewer;
let number;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "firm");
  agent = await browser.visitor(1280);
  officer = await browser.visitor(1280);
  reviewer = await browser.visitor(1280);
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

step("an agent finds the licence among the enterprise's matters and is greeted as the firm", async () => {
  await signIn(agent, kAgent, "给企业、单位");
  await agent.go("/enterprise");
  await agent.see("enterprise");
  await agent.go(`/search?q=${encodeURIComponent(kItem)}`);
  await agent.see("found");
  await agent.page.locator(".yw-item__link", { hasText: new RegExp(`^${kItem}$`) }).click();
  await agent.press("在线办理");
  assert.match(await agent.text(), /您代表广安示范餐饮有限公司申请/);
  await agent.see("before-applying");
});

step("the form is filled from the register, with a group that grows and shrinks", async () => {
  await agent.press("开始填写");
  assert.equal(await agent.page.locator("main").getByLabel("经营者名称").inputValue(), "广安示范餐饮有限公司");
  assert.equal(await agent.page.locator("main").getByLabel("统一社会信用代码").inputValue(), "91511602DM0009413J");
  await agent.fill("联系电话", "13900000099");
  await agent.page.locator("main [data-region-name]").pressSequentially("bcjd", { delay: 20 });
  await agent.page.getByRole("option").filter({ hasText: "广安区北辰街道" }).first().click();
  await agent.fill("路、门牌、楼栋、房号", "样例街12号一楼");
  await agent.see("firm-step");
  await agent.press("保存并继续");
  await agent.choose("主体业态", "餐饮服务经营者（现做现卖）");
  await agent.choose("餐饮服务项目", "热食类食品制售");
  await agent.choose("是否在网络平台经营", "不经营");
  await agent.choose("是否用自动设备经营", "不用");
  await agent.see("business-step");
  await agent.press("保存并继续");
  await agent.fill("经营场所总面积", "86.5");
  await agent.fill("食品处理区面积", "24");
  const names = agent.page.locator("main [data-group-item]");
  const had = await names.count();
  await agent.page.locator("[data-group-add]").click();
  assert.equal(await names.count(), had + 1);
  await agent.page.locator("button[value^='remove:managers:']").last().click();
  assert.equal(await names.count(), had);
  await agent.page.getByLabel("姓名", { exact: true }).first().fill("李样本");
  await agent.page.getByLabel("公民身份号码").first().fill(idNumber(801));
  await agent.page.getByLabel("电话", { exact: true }).first().fill("13900000098");
  await agent.fill("从业人员数", "4");
  await agent.fill("场所可以接受核查的日期", "2026-03-10");
  await agent.see("site-step");
  await agent.press("保存并继续");
  await agent.choose("领取方式", "只要电子证照");
  await agent.press("保存并继续");
});

step("comes to its receipt", async () => {
  await upload(agent, "主要设备设施布局图和操作流程", pdfFile("布局图.pdf", "layout"));
  await upload(agent, "保证食品安全的规章制度目录清单", pdfFile("制度清单.pdf", "rules"));
  await agent.see("materials");
  number = await finishApplication(agent);
  await agent.see("receipt");
  assert.equal(await numberOnReceipt(agent), number);
});

step("an inspection stops the clock, is told to the firm with its reason, and nothing is decided meanwhile", async () => {
  await signInStaff(officer, kOfficers.window);
  await openCase(officer, number);
  await decide(officer, "受理", (box) => box.getByLabel("办理意见").fill("材料齐全。"));
  await signInStaff(reviewer, kOfficers.reviewer);
  await openCase(reviewer, number);
  await decide(reviewer, "开始审查", (box) => box.getByLabel("办理意见").fill("安排现场核查。"));
  await decide(reviewer, "延长办理期限", async (box) => {
    await box.getByLabel("延长几个工作日").fill("5");
    await box.getByLabel("批准延长的本机关负责人").fill("局长周示例");
    await box.getByLabel("延长的理由").fill("需要向原经营场所所在地核实。");
  });
  await reviewer.expecting(422, () => decide(reviewer, "开始特别程序", (box) => box.getByLabel("理由和依据").fill("对加工场所的用水取样检验。")));
  assert.match(await reviewer.text(), /请选择特别程序的种类/);
  await decide(reviewer, "开始特别程序", async (box) => {
    await box.getByLabel("检验", { exact: true }).check();
    await box.getByLabel("预计需要几个工作日").fill("8");
  });
  await reviewer.see("special-procedure");
  assert.equal(await reviewer.page.locator("details.yw-deed").count(), 1);
  await agent.go("/me/cases");
  await agent.press(kItem);
  await agent.see("case-special");
  assert.match(await agent.text(), /正在检验，预计8个工作日/);
  assert.match(await agent.text(), /办理期限延长5个工作日/);
  assert.equal((await agent.download("特别程序告知书")).bytes.subarray(0, 5).toString(), "%PDF-");
  await decide(reviewer, "结束特别程序", (box) => box.getByLabel("办理意见").fill("检验报告已收到，恢复计时。"));
});

step("a refusal without reasons is not possible; with them it names who to turn to", async () => {
  await reviewer.expecting(422, () => decide(reviewer, "不予批准", (box) => box.getByLabel("办理意见").fill("核查不合格。")));
  await reviewer.see("refusal-without-reasons");
  await decide(reviewer, "不予批准", async (box) => {
    await box.getByLabel("不予批准的理由和依据").fill("现场核查：食品处理区距开放式垃圾点不足25米，不符合《食品安全法》第三十三条第一项。");
    await box.getByLabel("办理意见").fill("核查不合格，不予批准。");
  });
  await reviewer.see("refused");
  await openCase(officer, number);
  await decide(officer, "送达", (box) => box.getByLabel("网上送达，申请人自己下载").check());
});

step("the firm reads reasons and remedies and keeps the decision", async () => {
  await agent.go("/me/cases");
  await agent.press(kItem);
  await agent.see("case-refused");
  const text = await agent.text();
  for (const words of ["垃圾点不足25米", "第三十三条", "60日内", "广安区示范人民政府", "6个月内", "广安区示范人民法院"]) assert.ok(text.includes(words), words);
  const paper = await agent.download("决定书");
  assert.equal(paper.bytes.subarray(0, 5).toString(), "%PDF-");
});

step("a person is told in plain words that this matter is not for people", async () => {
  const person = await browser.visitor(360);
  await signIn(person, ["13800000001", "yiwang-zhang-2026"]);
  await person.go(`/search?q=${encodeURIComponent(kItem)}`);
  await person.page.locator(".yw-item__link", { hasText: new RegExp(`^${kItem}$`) }).click();
  await person.settle();
  await person.see("guide-for-firms");
  for (const status of [403, 404, 409, 422]) person.awaited.add(status);
  await person.press("在线办理");
  await person.see("not-for-people");
  assert.match(await person.text(), /只面向企业和其他组织/);
});

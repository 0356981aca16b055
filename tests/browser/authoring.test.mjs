// A guide on its way: written with the linter at the words, returned, mended, approved, published, changed again.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const kName = "示范公园年票登记";
const step = inOrder(it);
let platform;
let browser;
let author;
let reviewer;
let draft;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "authoring");
  author = await browser.visitor(1280);
  reviewer = await browser.visitor(360);
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

/** Fills the inputs of these names on the page; lists are check boxes. */
async function write(visitor, values) {
  for (const [name, value] of Object.entries(values)) {
    const input = visitor.page.locator(`[name="${name}"]`);
    if (Array.isArray(value)) {
      for (const code of value) await visitor.page.locator(`[name="${name}"][value="${code}"]`).check();
    } else if ((await input.first().evaluate((e) => e.tagName)) === "SELECT") {
      await input.selectOption(value);
    } else {
      await input.fill(value);
    }
  }
}
const part = (visitor, key) => visitor.go(`${draft}/edit/${key}`);
const next = (visitor) => visitor.press("保存，写下一部分");
const finding = (visitor, id) => visitor.page.locator(`#${id}-say .yw-finding--red`);

const kParts = {
  basic: {
    base_code: "002000001001", task_type: "20", audience: ["1"], personal_themes: ["090"], power_source: "1", level: "4", project_type: "2",
    handle_area: "全县", short_names: "公园年票\n办年票",
  },
  limits: {
    "statutory.count": "10", "statutory.basis": "《示范区公园管理办法》第八条", "promised.count": "5", handle_types: ["1", "2"], online_depth: ["1", "2"],
    special_procedure: "无特别程序。", quantity_limit: "无数量限制。",
  },
  conditions: {
    conditions: "您在本区居住\n您年满六周岁", "result.name": "公园年票", "result.type": "30", "result.sample": "一张带照片的电子票。", "result.delivery": "网上领取",
  },
};
const kMaterial = {
  key: "application", type: "1", form: "3", need: "1", source: "10", signature: "sign", basis: "《示范区公园管理办法》第九条",
  accept_standard: "栏目填写齐全，本人签名。", source_note: "申请人填写",
};

step("an author begins a new item and writes its parts", async () => {
  await signInStaff(author, kOfficers.author);
  assert.equal(await author.heading(), "指南编写");
  await author.see("drafts-empty");
  await author.press("新事项，从头编写");
  await author.see("new");
  await author.fill("事项名称", kName);
  await author.press("开始编写");
  draft = new URL(author.page.url()).pathname.replace(/\/edit\/.*/, "");
  for (const key of ["basic", "limits", "conditions"]) {
    assert.match(author.page.url(), new RegExp(`/edit/${key}`));
    await write(author, kParts[key]);
    if (key === "basic") await author.see("basic");
    await next(author);
  }
});

step("what is wrong with a material is said at its words while they are typed", async () => {
  assert.match(author.page.url(), /\/edit\/materials/);
  await author.press("加一项材料");
  await write(author, Object.fromEntries(Object.entries(kMaterial).map(([key, value]) => [`materials[0].${key}`, value])));
  await write(author, { "materials[0].name": "其他相关材料" });
  await finding(author, "f-materials-0--name").waitFor();
  assert.match(await finding(author, "f-materials-0--name").locator("mark").first().innerText(), /其他|相关/);
  await author.see("material-vague");
  await write(author, { "materials[0].name": "年票登记表" });
  await finding(author, "f-materials-0--name").waitFor({ state: "detached" });
  await finding(author, "f-materials-0--sheet").waitFor();
  assert.match(await finding(author, "f-materials-0--sheet").innerText(), /不能发布/);
  await author.see("material-marked");
  await author.press("加一栏");
  await write(author, { "materials[0].sheet.title": "公园年票登记表", "materials[0].sheet.rows[0].0": "姓名", "materials[0].sheet.rows[0].1": "张示例", "materials[0].fill_note": "用黑色笔填写，本人签名。" });
  await finding(author, "f-materials-0--sheet").waitFor({ state: "detached" });
  await author.press("保存", { exact: true });
  await author.page.getByText("已保存。").waitFor();
  const preview = author.page.frameLocator("iframe");
  await preview.getByText("年票登记表").first().waitFor();
  const blank = await author.context.request.get(`${draft}/forms/application/blank.pdf`);
  assert.equal(blank.headers()["content-type"], "application/pdf");
  await author.see("material-mended");
});

step("the other parts, then to review", async () => {
  await next(author);
  await author.press("加一项环节");
  await write(author, {
    "stages[0].name": "受理", "stages[0].what": "窗口人员核对登记表，当场登记。", "stages[0].requirement": "登记表栏目齐全，有本人签名。", "stages[0].days": "1",
    "stages[0].who": "公园管理处", "stages[0].outcome": "受理回执",
  });
  await next(author);
  await write(author, { fee_note: "不收费" });
  await next(author);
  await author.press("加一项地点");
  await write(author, {
    "places[0].name": "示范公园南门", "places[0].address": "示范路9号", "places[0].hours": "周一至周五 9:00—17:00", "places[0].phone": "0826-0001701",
    consult_phone: "0826-0001701", complaint_phone: "0826-0001799", review_body: "广安区示范人民政府", court: "广安区示范人民法院",
  });
  await author.see("places");
  await next(author);
  await author.press("加一项依据");
  await write(author, { "bases[0].law": "示范区公园管理办法", "bases[0].article": "第八条" });
  await next(author);
  await author.press("加一项问题");
  await write(author, { "questions[0].q": "年票能用多久？", "questions[0].a": "从领取那天起一年。" });
  await author.press("加一项问题");
  await write(author, { "questions[1].q": "小孩要办吗？", "questions[1].a": "六周岁以下不用办，直接入园。" });
  await author.press("保存，回到草稿");
  assert.match(await author.text(), /检查没有发现问题/);
  await author.see("draft");
  await author.press("送审");
  assert.match(await author.text(), /待审核/);
});

step("another person returns it with a remark at the element", async () => {
  await signInStaff(reviewer, kOfficers.guideReviewer);
  await reviewer.press(kName);
  await reviewer.see("review");
  await reviewer.expecting(422, () => reviewer.press("退回修改"));
  assert.match(await reviewer.text(), /至少写一条意见/);
  await reviewer.page.getByText("写意见：受理条件").click();
  await reviewer.page.getByLabel("对“受理条件”的意见").fill("写明居住用什么证明。");
  await reviewer.press("退回修改");
  assert.match(await reviewer.text(), /已退回/);
});

step("the author mends it where the remark stands", async () => {
  await author.go("/author");
  await author.see("drafts");
  await author.press(kName);
  await author.see("returned");
  await author.press("受理条件", { exact: true });
  assert.match(await author.page.locator("#f-conditions-say").innerText(), /写明居住用什么证明/);
  await author.see("remark");
  await write(author, { conditions: "您的居住证或者户口簿上的住址在本区\n您年满六周岁" });
  await author.press("保存，回到草稿");
  await author.press("送审");
});

step("approved, it is in force and everybody reads it", async () => {
  await reviewer.go(draft);
  await reviewer.press("审核通过");
  assert.match(await reviewer.text(), /已经是第1版/);
  await reviewer.see("published");
  await reviewer.press("第1版", { exact: true });
  assert.equal(await reviewer.heading(), kName);
  assert.match(await reviewer.text(), /您的居住证或者户口簿上的住址在本区/);
});

step("without scripts: a second version on a day to come, then at once; its differences are public", async () => {
  const plain = await browser.visitor(360, { script: false });
  await signInStaff(plain, kOfficers.author);
  const item = await author.context.request.get(`/api/v1/items?region=511602000000&include=above&q=${encodeURIComponent(kName)}`).then((answer) => answer.json());
  await plain.go(`/author/items?department=${item.items[0].department.id}`);
  await plain.see("items");
  await plain.press(new RegExp(`^修改\\s?${kName}$`));
  draft = new URL(plain.page.url()).pathname;
  await part(plain, "limits");
  await write(plain, { "promised.count": "30" });
  await plain.press("保存", { exact: true });
  assert.match(await plain.text(), /不能发布/, "the promise is longer than the law allows");
  await plain.see("plain-finding");
  await write(plain, { "promised.count": "三天" });
  await plain.expecting(422, () => plain.press("保存", { exact: true }));
  assert.match(await plain.text(), /请填写整数/);
  await write(plain, { "promised.count": "3" });
  await part(plain, "limits");
  await write(plain, { "promised.count": "3" });
  await plain.press("保存，回到草稿");
  assert.match(await plain.text(), /与第1版的不同：1处/);
  await plain.see("plain-draft");
  await plain.press("送审");
  await reviewer.go(draft);
  await reviewer.page.getByLabel("哪一天发布").fill("2026-03-09");
  await reviewer.press("审核通过");
  assert.match(await reviewer.text(), /待发布.*2026年3月9日（周一）发布/s);
  await reviewer.see("waits");
  await plain.go(draft);
  await plain.press("撤回发布，接着改");
  await plain.press("送审");
  await reviewer.go(draft);
  await reviewer.press("审核通过");
  await reviewer.press("历次版本");
  await reviewer.see("versions");
  await reviewer.press("和第1版的不同");
  await reviewer.see("changes");
  assert.match(await reviewer.text(), /承诺办结时限：多少/);
  await author.go(new URL(reviewer.page.url()).pathname);
  await author.see("changes-wide");
  await plain.leave();
});

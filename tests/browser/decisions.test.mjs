// A decision from its trial to its effect: the item is gone from list, search and form, its own address says why, the
// public change log names the document; undone by another decision. A proof abolished leaves the guide that asked for it.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { kOfficers, kPerson, signIn, signInStaff } from "./people.mjs";

const kItem = "劳务派遣经营许可";
const kCode = "000131050001";
const kNumber = "示范发〔2026〕3号";
const kTitle = "关于取消一批行政许可事项的决定";
const kProof = "护理临床实习证明";

const step = inOrder(it);
let platform;
let browser;
let operator;
let people;
let itemUrl;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "decisions");
  operator = await browser.visitor(1280);
  people = [];
  for (const width of kWidths) people.push(await browser.visitor(width));
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const search = async (visitor, words) => {
  await visitor.go(`/search?q=${encodeURIComponent(words)}`);
  return visitor.page.locator("main a", { hasText: kItem }).count();
};
const listed = async () => (await people[0].context.request.get(`/api/v1/items?region=511602000000&limit=200&q=${encodeURIComponent(kItem)}`)).json();
const fillDecision = async (number, title) => {
  await operator.fill("文号", number);
  await operator.fill("发文机关", "广安区示范人民政府");
  await operator.fill("文件标题", title);
  await operator.fill("成文日期", "2026-02-27");
};

step("an item that can be found and applied for", async () => {
  assert.ok((await search(people[0], kItem)) > 0);
  const found = await listed();
  assert.equal(found.total, 1);
  itemUrl = `/i/${found.items[0].id}`;
  await people[0].go(itemUrl);
  assert.equal(await people[0].heading(), kItem);
});

step("the operator is told what is missing, then what the decision will touch", async () => {
  await signInStaff(operator, kOfficers.operator);
  await operator.go("/ops");
  await operator.press("事项决定");
  await operator.see("decisions");
  await operator.press("取消事项");
  await operator.see("form");
  await operator.expecting(422, () => operator.press("试算"));
  await operator.see("form-errors");
  assert.match(await operator.text(), /请填写文号/);
  await fillDecision(kNumber, kTitle);
  await operator.fill("涉及哪些基本编码", `${kCode}\n`);
  await operator.fill("说明", "这项许可没有继续实施的必要，予以取消。");
  await operator.press("试算");
  await operator.see("trial");
  const said = (await operator.text()).replace(/\s+/g, "");
  assert.match(said, /事项1其中有指南的1/);
  assert.ok(said.includes(kItem));
  assert.equal((await listed()).total, 1, "a trial changes nothing");
});

step("applied once, it is gone everywhere", async () => {
  await operator.press("登记并马上执行");
  await operator.see("applied");
  assert.match(await operator.text(), /已执行/);
  assert.equal((await listed()).total, 0);
  for (const person of people) {
    assert.equal(await search(person, kItem), 0);
    await person.expecting(410, () => person.go(itemUrl));
    await person.see("gone");
    assert.match(await person.text(), new RegExp(`不再办理[\\s\\S]*${kNumber}`));
    const answer = await person.context.request.get(`/api/v1${itemUrl.replace("/i/", "/items/")}`);
    assert.equal(answer.status(), 410);
    assert.equal((await answer.json()).state, "cancelled");
  }
});

step("nobody can begin an application for it", async () => {
  await signIn(people[0], kPerson);
  await people[0].expecting(404, () => people[0].go(itemUrl.replace("/i/", "/apply/")));
  assert.match(await people[0].text(), /不再办理/);
});

step("the public change log shows it, down to the item", async () => {
  for (const person of people) {
    await person.go("/");
    await person.press("事项变更公告");
    await person.see("changes");
    assert.match(await person.text(), new RegExp(kNumber));
    await person.press(kTitle);
    await person.see("change");
    assert.match(await person.text(), new RegExp(`${kItem}[\\s\\S]*取消`));
  }
  const feed = await (await people[0].context.request.get("/api/v1/decisions")).json();
  assert.equal(feed.items[0].document_number, kNumber);
  assert.equal(feed.items[0].items, 1);
});

step("undone by another decision", async () => {
  await operator.go("/ops/decisions/new?kind=restore");
  await fillDecision("示范发〔2026〕4号", "关于恢复实施部分事项的决定");
  await operator.fill("涉及哪些基本编码", kCode);
  await operator.press("试算");
  await operator.press("登记并马上执行");
  assert.equal((await listed()).total, 1);
  await people[0].go(itemUrl);
  assert.equal(await people[0].heading(), kItem);
});

step("a proof abolished leaves the guide that asked for it", async () => {
  const found = await (await people[0].context.request.get(`/api/v1/items?region=511602000000&q=${encodeURIComponent("护士执业注册")}`)).json();
  const guideUrl = `/i/${found.items[0].id}`;
  await people[0].go(guideUrl);
  assert.match(await people[0].text(), new RegExp(kProof));
  await people[0].go("/proofs");
  await people[0].see("proofs");
  await operator.go("/ops/proofs");
  await operator.see("ops-proofs");
  await operator.page.getByRole("link", { name: new RegExp(`取消\\s*${kProof}`) }).click();
  await operator.settle();
  await fillDecision("示范发〔2026〕5号", "关于取消部分证明事项的决定");
  await operator.see("proof-form");
  await operator.press("试算");
  await operator.see("proof-trial");
  await operator.press("登记并马上执行");
  await people[0].go(guideUrl);
  assert.doesNotMatch(await people[0].text(), new RegExp(kProof));
  assert.match(await people[0].text(), /第2版/);
  await people[0].go(`${guideUrl}/v1`);
  assert.match(await people[0].text(), new RegExp(kProof), "the old version stays for cases filed under it");
  for (const person of people) {
    await person.go("/proofs?state=abolished");
    await person.see("proofs-abolished");
    await person.press(kProof);
    await person.see("proof");
    await person.press("看取消它的决定，和改了哪些办事指南");
    await person.see("proof-decision");
    assert.match(await person.text(), /护士执业注册/);
  }
});

step("how the place stands to the base catalogue", async () => {
  await operator.go("/ops");
  await operator.press("基本目录符合和进驻");
  await operator.see("catalogue");
  assert.match((await operator.text()).replace(/\s+/g, ""), /基本目录符合率\d+\.\d\d%/);
  await operator.press("还没有的，哪个部门、最晚哪天");
  await operator.see("missing");
  assert.match(await operator.text(), /食品经营许可证变更[\s\S]*2026年3月30日/);
  await operator.go("/ops/catalogue/codes?region=511602000000");
  await operator.see("codes");
  await operator.go("/ops/catalogue/differences?region=511602000000");
  await operator.see("differences");
});

// A penalty, a check and a levy as people read them, on paper and in lists, and as their author writes them: what is done, by
// which procedure, and nothing of an applicant. An empty draft answers nothing.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const kItems = [
  { name: "对擅自占用或者挖掘城市道路的处罚", shot: "penalty", says: [/什么行为要受处罚，怎么罚？/, /按什么程序办？/, /法律规定最长90日/] },
  { name: "对生产经营单位安全生产情况的行政检查", shot: "check", says: [/按什么程序办？/, /法律没有规定最长时限/] },
  { name: "车辆购置税征收", shot: "levy", says: [/征收什么？/, /要带什么？/, /不含增值税价格的10%/] },
];
const kOfApplicants = /我能办吗|要跑几次|不用跑|在线办理|未填写/;

const step = inOrder(it);
let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "powers");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const found = async (visitor, name) => {
  const answer = await visitor.context.request.get(`/api/v1/items?region=511602000000&q=${encodeURIComponent(name)}`);
  return (await answer.json()).items.find((each) => each.name === name);
};

for (const width of kWidths) {
  step(`${width}px: guide, print view and list`, async () => {
    const visitor = await browser.visitor(width);
    for (const { name, shot, says } of kItems) {
      const item = await found(visitor, name);
      assert.equal(item.visits, null, name);
      for (const [path, view] of [[`/i/${item.id}`, shot], [`/i/${item.id}/print`, `${shot}-print`]]) {
        await visitor.go(path);
        await visitor.see(view);
        const text = await visitor.text();
        for (const part of says) assert.match(text, part);
        assert.doesNotMatch(text, kOfApplicants);
      }
      await visitor.go(`/items?department=${item.department.id}`);
      await visitor.see(`${shot}-list`);
      assert.match(await visitor.text(), new RegExp(name));
      await visitor.go(`/search?q=${encodeURIComponent(name)}`);
      assert.equal((await visitor.page.locator("main .yw-item__link").first().innerText()).trim(), name);
    }
    await visitor.leave();
  });

  step(`${width}px: their author's pages; the preview of an empty draft`, async () => {
    const author = await browser.visitor(width);
    await signInStaff(author, kOfficers.author);
    for (const { name, shot } of kItems) {
      const item = await found(author, name);
      await author.go(`/author/items?department=${item.department.id}`);
      await author.press(new RegExp(`^(修改|继续写)\\s?${name}$`));
      const draft = new URL(author.page.url()).pathname;
      await author.see(`${shot}-draft`);
      assert.equal(await author.page.locator("main").getByText("处罚、征收的内容").count() > 0, shot !== "check", name);
      if (shot !== "check") {
        await author.go(`${draft}/edit/powers`);
        await author.see(`${shot}-edit`);
      }
    }
    await author.go("/author");
    await author.press("新事项，从头编写");
    await author.fill("事项名称", `空白的事项${width}`);
    await author.press("开始编写");
    await author.go(`${new URL(author.page.url()).pathname.replace(/\/edit\/.*/, "")}/preview`);
    await author.see("empty-preview");
    const text = await author.text();
    assert.match(text, /未填写/);
    assert.doesNotMatch(text, /不收费|当场办结|全程网上办/);
    await author.leave();
  });
}

// The inspection of ourselves as anybody sees it: figures, the rows behind each, who mends them by when; and what staff
// see of it. A place without guides is told so.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, it } from "node:test";
import { promisify } from "node:util";
import { binary, Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const kPlace = "511602000000";
const kPatienceMs = 240_000; // every form and sample of the demonstration is made once
const kBareList = "id\tdepartment\tname\timplement_code\tregion12\ttask_type\n" +
  Array.from({ length: 3 }, (_, n) => `B${n}\t示范林业局\t只有名称的事项${n}\t51160300200${n}\t511603000000\t20\n`).join("");

const step = inOrder(it);
let platform;
let browser;
before(async () => {
  platform = await startPlatform();
  // The server looks at everything by itself, when nothing else is to do; whoever asks for the report has it at once.
  const { stdout } = await promisify(execFile)(binary, ["inspect", "self", "--data", platform.data]);
  console.log(`# ${stdout.trim().split("\n").at(-1)}`);
  browser = await Browser.open(platform, "inspection");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

/** The report, once everything that changed has been looked at. */
const report = async (visitor, place) => {
  for (const end = Date.now() + kPatienceMs; ; await new Promise((later) => setTimeout(later, 500))) {
    const answer = await visitor.context.request.get(`/api/v1/inspection?region=${place}`);
    const told = await answer.json();
    if (!told.catching_up && told.indicators.some((each) => each.checked > 0)) return told;
    assert.ok(Date.now() < end, "the inspection has not caught up");
  }
};
const indicator = (told, id) => told.indicators.find((each) => each.id === id);

step("figures on the page are those of the interface", async () => {
  for (const width of kWidths) {
    const visitor = await browser.visitor(width);
    const told = await report(visitor, kPlace);
    await visitor.go(`/inspection?region=${kPlace}`);
    await visitor.see("overview");
    assert.match(await visitor.heading(), /广安区自查结果/);
    const rows = visitor.page.locator("#h-table ~ .yw-table-box tbody tr");
    assert.equal(await rows.count(), told.indicators.length);
    for (const [at, each] of told.indicators.entries()) {
      const cells = (await rows.nth(at).locator("td").allInnerTexts()).map((text) => text.trim());
      assert.deepEqual([Number(cells[1]), Number(cells[2])], [each.checked, each.failed], each.name);
    }
    assert.equal(indicator(told, "B0").failed, 0, "every demonstration item has a guide");
    assert.equal(indicator(told, "A6").failed, 0, "every page, form and sample opens");
    assert.equal(indicator(told, "A5").standing, "not_offered");
    assert.match(await visitor.text(), /还没有提供/);
    await visitor.leave();
  }
});

step("a figure can be clicked down to the row, its owner and its day", async () => {
  for (const width of kWidths) {
    const visitor = await browser.visitor(width);
    await visitor.go(`/inspection?region=${kPlace}`);
    await visitor.press("要素齐全清楚");
    await visitor.see("indicator");
    const told = await report(visitor, kPlace);
    const failed = indicator(told, "B1").failed;
    const rows = visitor.page.locator("#h-rows ~ .yw-rows > li");
    assert.equal(await rows.count(), Math.min(failed, 50));
    if (failed > 0) {
      const row = await rows.first().innerText();
      assert.match(row, /示范.*2026年3月2日发现/);
      assert.match(row, /最晚2026年3月16日/, "ten working days after 2 March");
      await rows.first().locator("a").click();
      await visitor.settle();
      await visitor.see("row");
      assert.match(await visitor.text(), /要素齐全清楚/);
    }
    await visitor.leave();
  }
});

step("a place above shows the places below", async () => {
  const visitor = await browser.visitor(1280);
  await visitor.go("/inspection?region=510000000000");
  await visitor.see("province");
  await visitor.press("广安市");
  await visitor.press("广安区");
  assert.match(await visitor.heading(), /广安区自查结果/);
  await visitor.press("广安区示范公安局");
  await visitor.see("department");
  assert.match(await visitor.heading(), /示范公安局自查结果/);
  await visitor.leave();
});

step("the home page and the footer lead there, with scripts and without", async () => {
  const visitor = await browser.visitor(360);
  await visitor.go("/");
  await visitor.page.getByText("服务事项标准实用准确率").waitFor();
  await visitor.see("home");
  await visitor.leave();
  const plain = await browser.visitor(1280, { script: false });
  await plain.go("/");
  await plain.press("看自查结果");
  assert.match(await plain.heading(), /自查结果/);
  await plain.leave();
});

step("a list without guides is told so, with owner and deadline", async () => {
  const operator = await browser.visitor(1280);
  await signInStaff(operator, kOfficers.operator);
  await operator.go("/ops/import");
  await operator.page.locator("#f-what").selectOption("items");
  await operator.page.locator("#f-file").setInputFiles({ name: "bare.tsv", mimeType: "text/tab-separated-values", buffer: Buffer.from(kBareList) });
  await operator.press("检查文件");
  await operator.press("确认写入");
  const told = await report(operator, "511603000000");
  assert.deepEqual([indicator(told, "B0").checked, indicator(told, "B0").failed], [3, 3]);
  assert.equal(indicator(told, "D1").standing, "not_checked");
  assert.equal(told.composites.find((each) => each.id === "items").permille, 0);
  await operator.go("/ops/inspection?region=511603000000");
  await operator.see("ops");
  assert.match(await operator.text(), /只有名称的事项0/);
  assert.match(await operator.text(), /2026年3月30日/, "twenty working days after 2 March");
  await operator.leave();
});

step("officers see what their departments have to mend", async () => {
  const officer = await browser.visitor(1280);
  await signInStaff(officer, kOfficers.window);
  await officer.go("/desk/inspection");
  await officer.see("desk");
  assert.match(await officer.heading(), /要改的/);
  await officer.leave();
});

// Whether departments keep their limits: a case that nobody handles is late for everybody to see, and its supervisors see
// which one it is and nothing of the person.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { decide, fillIdCard, finishApplication, kOfficers, kPerson, openCase, pdfFile, signIn, signInStaff, upload } from "./people.mjs";
import { Browser, inOrder, kWidths, startPlatform } from "./platform.mjs";

const kPlace = "511602000000";
const kMonthsLater = "2026-06-01T01:00:00Z";
const kPatienceMs = 20_000;
const step = inOrder(it);
let platform;
let browser;
let number;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "supervision");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const times = () => `/inspection/cases?region=${kPlace}`;

step("nothing has been handled yet, and the page says so", async () => {
  const visitor = await browser.visitor(360);
  await visitor.go(`/inspection?region=${kPlace}`);
  await visitor.press("看各部门办件时限情况");
  assert.match(await visitor.text(), /本级还没有办结的、超期的办件/);
  await visitor.see("nothing-yet");
  await visitor.leave();
});

step("a person applies, the window accepts, and nobody goes on", async () => {
  const me = await browser.visitor(1280);
  await signIn(me, kPerson);
  await me.go("/search?q=" + encodeURIComponent("居民身份证换领"));
  await me.page.locator(".yw-item__link", { hasText: /^居民身份证换领$/ }).first().click();
  await me.settle();
  await me.press("在线办理");
  await fillIdCard(me);
  await upload(me, "居民身份证", pdfFile("旧证.pdf"));
  number = await finishApplication(me);
  await me.leave();
  const window = await browser.visitor(1280);
  await signInStaff(window, kOfficers.window);
  await openCase(window, number);
  await decide(window, "受理");
  await window.leave();
  await browser.close();
  await platform.stop({ keep: true });
  platform = await startPlatform({ folder: platform.folder, now: kMonthsLater });
  browser = await Browser.open(platform, "supervision-later");
});

step("months later everybody sees the department's delay, and no case", async () => {
  for (const width of kWidths) {
    const visitor = await browser.visitor(width);
    const row = visitor.page.locator("main tbody tr").filter({ hasText: "示范公安局" });
    // The timer warns within the first seconds.
    for (const end = Date.now() + kPatienceMs; ; await new Promise((later) => setTimeout(later, 250))) {
      await visitor.go(times());
      if (await row.count()) break;
      assert.ok(Date.now() < end, "no department has a row");
    }
    assert.match((await row.innerText()).replace(/\s+/g, " "), /1件 0 0 无 0 1/, "late now, none ended, one red card");
    assert.ok(!(await visitor.text()).includes(number));
    await visitor.see("late");
    await visitor.leave();
  }
});

step("an inspector sees which case it is, and nothing of the person", async () => {
  for (const width of kWidths) {
    const inspector = await browser.visitor(width);
    await signInStaff(inspector, kOfficers.inspector);
    await inspector.go("/inspect/campaigns");
    await inspector.press("办件时限");
    await inspector.see("inspector");
    await inspector.go("/inspect/cases?region=" + kPlace);
    await inspector.press("广安区示范公安局");
    const told = await inspector.text();
    assert.ok(told.includes(number));
    assert.match(told, /超期\d+个工作日/);
    assert.ok(!told.includes("张"), "no name");
    await inspector.see("which-case");
    await inspector.leave();
  }
});

// Pieces of the platform in a portal of another origin, the operator's view of all channels, and a channel's list that
// does not say the same.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, it } from "node:test";
import { Browser, inOrder, kWidths, root, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const step = inOrder(it);
let platform;
let browser;
let portal;
let address;
let folder;
let list = "事项名称,承诺办结时限\n";

/** The portal's page: one frame by hand, one by the script, nothing else of ours. */
const page = () => readFileSync(join(root, "docs/examples/portal.html"), "utf8").replaceAll("PLATFORM", platform.address);

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "yiwang-channels-"));
  portal = createServer((request, response) => {
    if (request.url === "/items.csv") return response.setHeader("Content-Type", "text/csv").end(list);
    // What a portal with a strict policy must allow.
    response.setHeader("Content-Security-Policy", `default-src 'self'; script-src ${platform.address}; frame-src ${platform.address}`);
    return response.setHeader("Content-Type", "text/html; charset=utf-8").end(page());
  });
  await new Promise((ready) => portal.listen(0, "127.0.0.1", ready));
  portal.unref();
  address = `http://127.0.0.1:${portal.address().port}`;
  const channels = join(folder, "channels.toml");
  writeFileSync(channels, `[embed]\nportals = ["${address}"]\n[[channel]]\nname = "区政府门户网站"\naddress = "${address}/items.csv"\nregion = "511602000000"\n`, { mode: 0o600 });
  platform = await startPlatform({ words: ["--channels", channels] });
  browser = await Browser.open(platform, "same-source");
});
after(async () => {
  await browser?.close();
  await platform?.stop();
  portal?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const width of kWidths) {
  step(`a portal shows search and services, ${width} pixels`, async () => {
    const visitor = await browser.visitor(width);
    await visitor.page.goto(`${address}/`);
    const search = visitor.page.frameLocator("iframe[title='政务服务搜索']");
    await search.getByLabel("要办什么事").fill("身份证");
    await search.getByRole("button", { name: "搜索" }).click();
    await search.getByRole("link", { name: "居民身份证换领" }).waitFor();
    const services = visitor.page.frameLocator("iframe[title='政务服务事项']");
    await services.getByRole("link", { name: /证件办理/ }).click();
    await services.getByRole("link", { name: "返回分类" }).waitFor();
    await visitor.page.waitForFunction(() => Number(document.querySelector("iframe[title='政务服务事项']").height) > 240);
    await visitor.see("portal");
    assert.deepEqual(await visitor.context.cookies(), [], "no cookie of anybody");
    await search.getByRole("link", { name: "居民身份证换领" }).click();
    await visitor.page.waitForURL(`${platform.address}/i/**`);
    await visitor.context.close();
  });
  step(`the pages for developers and everybody, ${width} pixels`, async () => {
    const visitor = await browser.visitor(width);
    for (const [path, name] of [["/developers", "developers"], ["/developers/embed", "embed-help"], ["/same-source", "same-source"]]) {
      await visitor.go(path);
      await visitor.see(name);
    }
    await visitor.context.close();
  });
}

step("a site that was not named sees no frame", async () => {
  const answer = await fetch(`${platform.address}/embed/search`);
  assert.match(answer.headers.get("content-security-policy"), new RegExp(`frame-ancestors 'self' ${address}$`));
});

step("the operator sees where a channel differs", async () => {
  const items = [];
  for (let next = ""; next !== null;) {
    const answer = await (await fetch(`${platform.address}/api/v1/items?region=511602000000&limit=200${next && `&cursor=${next}`}`)).json();
    items.push(...answer.items);
    next = answer.next;
  }
  list += items.slice(1).map((item, n) => `${item.name.replaceAll(",", "，")},${n === 0 ? "99个工作日" : item.promised ?? ""}\n`).join("") + "早就取消的事项,当场办结\n";
  for (const width of kWidths) {
    const operator = await browser.visitor(width);
    await signInStaff(operator, kOfficers.operator);
    await operator.go("/ops/channels");
    await operator.press("现在核对");
    await operator.page.getByText("不一致").first().waitFor();
    assert.match(await operator.text(), /缺1项，多1项，1处不同/);
    await operator.see("ops-channels");
    await operator.press("看逐项结果");
    await operator.page.getByText("99个工作日").waitFor();
    await operator.see("ops-drift");
    await operator.context.close();
  }
});

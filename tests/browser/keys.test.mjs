// The operator's page of keys: a key is shown once, speaks for its department, and is refused as soon as it is revoked.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { Browser, inOrder, startPlatform } from "./platform.mjs";
import { kOfficers, signInStaff } from "./people.mjs";

const step = inOrder(it);
let platform;
let browser;
let operator;
let key;
before(async () => {
  platform = await startPlatform();
  browser = await Browser.open(platform, "keys");
  operator = await browser.visitor(1280);
});
after(async () => {
  await browser?.close();
  await platform?.stop();
});

const call = async () => (await fetch(`${platform.address}/api/v1/guides/check`, { method: "POST", headers: { Authorization: `Bearer ${key}` }, body: "{}" })).status;

step("issues a key for a department, and is told what is missing", async () => {
  await signInStaff(operator, kOfficers.operator);
  await operator.go("/ops");
  await operator.press("接口密钥");
  await operator.see("keys-none");
  await operator.expecting(422, () => operator.press("签发", { exact: true }));
  await operator.see("keys-wrong");
  await operator.fill("系统名称", "示范审批系统");
  await operator.press("签发", { exact: true });
  key = (await operator.page.locator(".yw-notice .yw-code").innerText()).trim();
  assert.match(key, /^yw_[\w-]{43}$/);
  await operator.see("keys-issued");
  assert.notEqual(await call(), 403);
});

step("the key is not shown again, and ends when it is revoked", async () => {
  await operator.go("/ops/keys");
  assert.ok(!(await operator.text()).includes(key));
  assert.match(await operator.text(), /示范审批系统[^]*在用/);
  await operator.press("停用");
  assert.match(await operator.text(), /停用/);
  assert.equal(await call(), 403);
  await operator.see("keys-revoked");
});

step("reads well on a phone; an inspector has no business here", async () => {
  const phone = await browser.visitor(360);
  await signInStaff(phone, kOfficers.operator);
  await phone.go("/ops/keys");
  await phone.see("keys");
  const inspector = await browser.visitor(1280);
  await signInStaff(inspector, kOfficers.inspector);
  await inspector.expecting(403, () => inspector.go("/ops/keys"));
  await inspector.expecting(403, () => inspector.go("/desk"));
});

// People of the tests and what they do again and again: invented numbers, files, signing in, filling forms.
import { deflateSync } from "node:zlib";

export const kOfficers = {
  window: ["chuangkou", "yiwang-window-2026"],
  reviewer: ["shencha", "yiwang-review-2026"],
  author: ["bianxie", "yiwang-write-2026"],
  guideReviewer: ["shenhe", "yiwang-check-2026"],
  operator: ["yunxing", "yiwang-operate-2026"],
  inspector: ["jiancha", "yiwang-inspect-2026"],
};
export const kPerson = ["13800000001", "yiwang-zhang-2026"];
export const kAgent = ["13800000002", "yiwang-li-2026"];

/** An identity number of nobody: born before 1900. */
export function idNumber(serial) {
  const first17 = `51160218870101${String(serial).padStart(3, "0").slice(-3)}`;
  const sum = [...first17].reduce((rest, digit) => ((rest + Number(digit)) * 2) % 11, 0);
  return first17 + "0123456789X"[(12 - sum) % 11];
}

/** @returns a person who has no account yet */
export function newPerson(serial) {
  return { name: "周样例", idNumber: idNumber(serial), phone: `1390000${String(serial).padStart(4, "0")}`, password: "一句自己记得住的话2026" };
}

/** One page with one line on it. */
export function pdfFile(name, line = "example") {
  const stream = `BT /F1 18 Tf 72 720 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(text, "latin1") };
}

/** A grey square. */
export function pngFile(name, side = 64) {
  const crc = (bytes) => {
    let value = 0xffffffff;
    for (const byte of bytes) {
      value ^= byte;
      for (let i = 0; i < 8; ++i) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    }
    return (value ^ 0xffffffff) >>> 0;
  };
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE(crc(body), body.length + 4);
    return whole;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8; // bits, greyscale
  const rows = Buffer.alloc(side * (side + 1), 0x99);
  for (let row = 0; row < side; ++row) rows[row * (side + 1)] = 0;
  const bytes = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
  return { name, mimeType: "image/png", buffer: bytes };
}

export async function signInStaff(visitor, [login, password]) {
  await visitor.go("/staff/sign-in");
  await visitor.fill("用户名", login);
  await visitor.fill("密码", password);
  await visitor.press("登录", { exact: true });
}

export async function signIn(visitor, [login, password], kind = "给自己或者家人") {
  await visitor.go("/sign-in");
  await visitor.choose("您给谁办事", kind);
  await visitor.fill("手机号码或者身份证号", login);
  await visitor.fill("密码", password);
  await visitor.press("登录", { exact: true });
}

/** On the page of /sign-up. */
export async function fillSignUp(visitor, person) {
  await visitor.fill("您的姓名", person.name);
  await visitor.fill("身份证号", person.idNumber);
  await visitor.fill("手机号码", person.phone);
  await visitor.page.locator("#f-password").fill(person.password);
  await visitor.page.locator("#f-password-again").fill(person.password);
  await visitor.page.locator("#f-agree").check();
  await visitor.page.locator("#f-agree-number").check();
}

/** The three steps of 居民身份证换领 in their plainest form, from 开始填写 to the step of materials. */
export async function fillIdCard(visitor) {
  await visitor.press("开始填写");
  await visitor.choose("为谁换领", "我本人");
  await visitor.choose("换证人的户口在哪里", "四川省内");
  await visitor.press("保存并继续");
  await visitor.choose("换领原因", "有效期已满或者将满");
  await visitor.fill("旧证的有效期截止日", "2026-04-01");
  await visitor.choose("是否申请免收工本费", "不申请");
  await visitor.press("保存并继续");
  await visitor.choose("到哪个窗口采集相片和指纹", "广安区示范政务服务中心公安窗口");
  await visitor.fill("到场日期", "2026-03-05");
  await visitor.choose("到场时段", "上午 9:00—12:00");
  await visitor.choose("怎样领新证", "到窗口领取");
  await visitor.press("保存并继续");
}

/** On the step of materials: one file for one material. */
export async function upload(visitor, material, file) {
  const box = visitor.page.locator(".yw-upload__pick").filter({ hasText: material });
  await box.locator("input").setInputFiles(file);
  await box.locator("button").click();
  await visitor.settle();
}

/** From the materials to the receipt. @returns the number of the case */
export async function finishApplication(visitor) {
  await visitor.press("上传并继续");
  await visitor.page.getByLabel("我已看清并同意").check();
  await visitor.press("提交申请");
  return numberOnReceipt(visitor);
}

export async function numberOnReceipt(visitor) {
  return (await visitor.page.locator(".yw-receipt__number .yw-code").innerText()).trim();
}

/** On the page of a case: opens the folded form of a deed, fills it, sends it. */
export async function decide(visitor, deed, fill = async () => {}) {
  const box = visitor.page.locator("details.yw-deed").filter({ has: visitor.page.locator("summary", { hasText: new RegExp(`^${deed}$`) }) });
  if (!(await box.evaluate((element) => element.open))) await box.locator("summary").click();
  await fill(box);
  await box.getByRole("button", { name: `确定${deed}` }).click();
  await visitor.settle();
}

/** From the queue to one case. */
export async function openCase(visitor, number) {
  await visitor.go("/desk");
  await visitor.fill("办件编号", number);
  await visitor.press("筛选");
  await visitor.page.locator(".yw-queue__link").first().click();
  await visitor.settle();
}

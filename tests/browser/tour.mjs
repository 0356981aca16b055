// The tour of a README as steps: each part under "###" that has a numbered list is one person; each clause of a line is
// one deed, in English or in Chinese, with addresses and typed values in `…` and words of the page in “…”.
const kClauses = [
  [/^(?:open|打开) ?`([^`]+)`/i, (path) => ({ open: path })],
  [/^(?:press|点) ?“([^”]+)”/i, (name) => ({ press: name })],
  [/^(?:type|输入) ?`([^`]+)`/i, (text) => ({ type: text })],
  [/^(?:pick|选) ?“([^”]+)”/i, (option) => ({ pick: option })],
  [/^(?:tick|勾) ?“([^”]+)”/i, (option) => ({ tick: option })],
  [/^(?:see|看到) ?“([^”]+)”/i, (words) => ({ see: words })],
  [/^(?:sign in with|用) ?`([^`]+)` ?(?:and|和) ?`([^`]+)`(?: ?登录)?/i, (login, password) => ({ login, password })],
  [/^choose “([^”]+)” for “([^”]+)”/i, (option, group) => ({ group, option })],
  [/^“([^”]+)”选“([^”]+)”/, (group, option) => ({ group, option })],
  [/^fill “([^”]+)” with `([^`]+)`/i, (label, value) => ({ label, value })],
  [/^“([^”]+)”填 ?`([^`]+)`/, (label, value) => ({ label, value })],
  [/^attach `([^`]+)` to “([^”]+)”/i, (file, material) => ({ file, material })],
  [/^给“([^”]+)”传 ?`([^`]+)`/, (material, file) => ({ file, material })],
];
const kBetween = /^(?: ?\([^)]*\)|（[^）]*）|[,，.。;； ])+/;

function stepsOf(line) {
  const steps = [];
  let rest = line.trim();
  while (rest) {
    const found = kClauses.map(([pattern, make]) => [pattern.exec(rest), make]).find(([match]) => match);
    if (!found) throw new Error(`not a step of the tour: ${rest}`);
    const [match, make] = found;
    steps.push(make(...match.slice(1)));
    rest = rest.slice(match[0].length).replace(kBetween, "");
  }
  return steps;
}

/** @returns [{ title, lines: [[step, …], …] }] */
export function tourOf(readme) {
  const parts = [];
  for (const line of readme.split("\n")) {
    const title = /^### (.+)$/.exec(line)?.[1];
    if (title) parts.push({ title, lines: [] });
    else if (/^## /.test(line)) parts.push({ title: "", lines: [] });
    else if (/^\d+\. /.test(line)) parts.at(-1).lines.push(stepsOf(line.replace(/^\d+\. /, "")));
  }
  return parts.filter(({ lines }) => lines.length);
}

/** The lines of the fenced blocks. */
export function commandsOf(readme) {
  return [...readme.matchAll(/^```\n([^]*?)^```$/gm)].flatMap(([, block]) => block.trim().split("\n"));
}

/** Does one step of the tour. */
export async function play(visitor, step, fileNamed) {
  const { page } = visitor;
  const main = page.locator("main");
  if (step.open) return visitor.go(step.open);
  if (step.press) return pressAnything(visitor, step.press);
  if (step.type) return page.locator("main input:not([type=hidden])").first().pressSequentially(step.type, { delay: 20 });
  if (step.pick) return page.getByRole("option").filter({ hasText: step.pick }).first().click();
  if (step.tick) return main.getByLabel(step.tick, { exact: true }).check();
  if (step.group) return visitor.choose(step.group, step.option);
  if (step.label) return main.getByLabel(step.label).filter({ visible: true }).first().fill(step.value); // folded forms have it too
  if (step.file) return main.getByLabel(`选择文件：${step.material}`).setInputFiles(fileNamed(step.file));
  if (step.login) {
    await main.locator("#f-login").fill(step.login);
    await main.locator("#f-password").fill(step.password);
    return visitor.press("登录", { exact: true });
  }
  return page.getByText(step.see).filter({ visible: true }).first().waitFor();
}

/** A link, a button, or the heading of a form that is folded away. */
async function pressAnything(visitor, name) {
  const folded = visitor.page.locator("main summary").filter({ hasText: new RegExp(`^${name}$`) });
  if (!(await folded.count())) return visitor.press(name);
  // One form is open to begin with; pressing its heading would fold it away.
  for (const box of await visitor.page.locator("main details.yw-deed[open]").all()) await box.evaluate((element) => (element.open = false));
  await folded.first().click();
}

// The READMEs say what is true: their tour is played, their commands exist, both say the same.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { binary, Browser, root, startPlatform } from "./platform.mjs";
import { pdfFile } from "./people.mjs";
import { commandsOf, play, tourOf } from "./tour.mjs";

const english = readFileSync(join(root, "README.md"), "utf8");
const chinese = readFileSync(join(root, "README.zh-CN.md"), "utf8");

describe("the two READMEs", () => {
  it("have the same tour", () => {
    const lines = (readme) => tourOf(readme).map(({ lines }) => lines);
    assert.deepEqual(lines(chinese), lines(english));
    assert.ok(lines(english).flat(2).length > 50);
  });

  it("have the same commands, accounts and options", () => {
    assert.deepEqual(commandsOf(chinese), commandsOf(english));
    const codes = (readme) => readme.split("\n").filter((line) => line.startsWith("|")).map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code).slice(0, 4));
    assert.deepEqual(codes(chinese).map((row) => row.slice(0, 3)), codes(english).map((row) => row.slice(0, 3)));
  });

  it("lead to files that exist", () => {
    for (const readme of [english, chinese])
      for (const [, link] of readme.matchAll(/\]\(([^):]+)\)/g)) assert.ok(existsSync(join(root, link)), link);
  });

  it("name commands and options that exist", () => {
    const help = (...words) => execFileSync(binary, [...words, "--help"], { encoding: "utf8" });
    const words = execFileSync(join(root, "dev"), [], { encoding: "utf8" });
    for (const command of commandsOf(english)) {
      if (command.startsWith("./dev ")) assert.ok(words.includes(command), command);
      if (!command.startsWith("build/yiwang ")) continue;
      const parts = command.split(" ").slice(1);
      const name = ["user", "calendar", "inspect"].includes(parts[0]) ? parts.slice(0, 2) : parts.slice(0, 1);
      const said = help(...name);
      for (const option of parts.filter((part) => part.startsWith("--"))) assert.ok(said.includes(option), `${command}: ${option}`);
    }
    const serve = help("serve");
    for (const [, option] of english.matchAll(/^\| `(--[\w-]+)`/gm)) assert.ok(serve.includes(option), option);
    for (const [, variable] of english.matchAll(/\| `(YIWANG_(?:DATA|DB|LISTEN|NOW))` \|/g)) assert.ok(serve.includes(variable), variable);
  });
});

describe("the tour", () => {
  let platform;
  let browser;
  let visitor;
  before(async () => {
    platform = await startPlatform();
    browser = await Browser.open(platform, "tour");
  });
  after(async () => {
    await browser?.close();
    await platform?.stop();
  });

  for (const { title, lines } of tourOf(english)) {
    it(title, async () => {
      visitor = await browser.visitor(1280);
      for (const [number, steps] of lines.entries())
        for (const step of steps) {
          try {
            await play(visitor, step, pdfFile);
          } catch (error) {
            throw new Error(`line ${number + 1}, ${JSON.stringify(step)}, at ${visitor.page.url()}: ${error.message}\n${(await visitor.text()).slice(0, 1500)}`);
          }
        }
      await visitor.see(`end-${tourOf(english).findIndex((part) => part.title === title) + 1}`);
      await visitor.leave();
    });
  }

  it("answers what developers ask", async () => {
    const calls = commandsOf(english).filter((command) => command.startsWith("curl "));
    assert.ok(calls.length >= 4);
    for (const call of calls) {
      const address = /'http:\/\/127\.0\.0\.1:8080([^']+)'/.exec(call)[1];
      const answer = await fetch(platform.address + address);
      assert.equal(answer.status, 200, call);
      const said = await answer.json();
      assert.ok(said.openapi || said.items?.length || Object.keys(said).length, call);
    }
    console.log(`# tour: ${tourOf(english).flatMap(({ lines }) => lines).length} lines played, ${calls.length} calls answered`);
  });
});

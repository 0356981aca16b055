// Every class and icon that a page template names exists in the bundle.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { unknownNames } from "../../web/page_names.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const dist = mkdtempSync(join(tmpdir(), "yiwang-web-"));

before(() => execFileSync(process.execPath, [join(root, "web/build.mjs"), dist]));
after(() => rmSync(dist, { recursive: true }));

test("pages name only classes and icons that exist", () => {
  // Pieces for other people's portals bring a style sheet of their own: their names begin with e-.
  const embedded = new Set([...readFileSync(join(root, "src/publication/embed/embed.css"), "utf8").matchAll(/\.(e-[\w-]+)/g)].map((match) => match[1]));
  const isOfPieces = (what) => embedded.has(what.replace("no style for the class ", ""));
  const found = globSync("src/**/pages/*.html", { cwd: root })
    .flatMap((page) => unknownNames(readFileSync(join(root, page), "utf8"), dist)
      .filter((what) => !(page.includes("/embed_") && isOfPieces(what))).map((what) => `${page}: ${what}`));
  assert.deepEqual(found, []);
});

test("a class and an icon that do not exist are found, also behind section marks", () => {
  const page = '<p class="yw-note yw-nothing{{#A}} yw-nowhere{{/A}}"><use href="{{ICONS}}#no-such"></use></p>';
  assert.deepEqual(unknownNames(page, dist).sort(), ["no icon no-such", "no style for the class yw-nothing", "no style for the class yw-nowhere"]);
});

// Names in pages that nothing stands behind: a class without a style is a typing error, an unknown icon an empty spot.
import { readFileSync } from "node:fs";
import { join } from "node:path";

// These name a place for whoever reads the page's source, and need no style of their own.
const kWithoutStyle = new Set([
  "yw-chip--remove", "yw-columns--guide", "yw-finding__what", "yw-licence__holder", "yw-panes__left", "yw-queue__row", "yw-tabs__item", "yw-tile__name",
]);

/** `dist` is a folder that build.mjs has filled. Names with a template's variable in them are left to the pages' own tests. */
export function unknownNames(html, dist) {
  const styled = new Set([...readFileSync(join(dist, "yiwang.css"), "utf8").matchAll(/\.((?:yw|govuk)-[\w-]+)/g)].map((match) => match[1]));
  const icons = new Set([...readFileSync(join(dist, "icons.svg"), "utf8").matchAll(/id="([\w-]+)"/g)].map((match) => match[1]));
  const unknown = new Set();
  for (const [, classes] of html.matchAll(/\bclass="([^"]*)"/g)) {
    // A section's mark that stands at the edge of a name only says whether the name is there.
    const names = classes.replace(/\{\{[#/^]\w+\}\}(?=\s|$)|(?<=^|\s)\{\{[#/^]\w+\}\}/g, " ").split(/\s+/);
    for (const name of names) {
      if (name && !name.includes("{{") && !styled.has(name) && !kWithoutStyle.has(name)) unknown.add(`no style for the class ${name}`);
    }
  }
  for (const [, icon] of html.matchAll(/<use href="[^"#]*#([\w-]+)"/g)) {
    if (!icons.has(icon)) unknown.add(`no icon ${icon}`);
  }
  return [...unknown];
}

// Bundles styles, scripts and icons:  node build.mjs [FOLDER]  (default: dist beside this file).
// The same sources give the same bytes. Each text file also lies there as .gz and .br, so that the server never compresses it.
import { readFileSync, writeFileSync, mkdirSync, copyFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";
import { icons, markShapes } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ? resolve(process.argv[2]) : join(here, "dist");

function styles() {
  const { css } = sass.compile(join(here, "styles/yiwang.scss"), {
    loadPaths: [join(here, "node_modules")], quietDeps: true, style: "compressed",
  });
  if (/url\(/.test(css)) throw new Error("the style sheet names a file: names of files change with their content, and data: is not allowed");
  const banner = "/*! Contains govuk-frontend, MIT licence, (c) Crown Copyright (Government Digital Service) */\n";
  return banner + esbuild.transformSync(css, { loader: "css", minify: true, target: ["chrome90", "firefox90", "safari15"] }).code;
}

function scripts() {
  const built = esbuild.buildSync({
    entryPoints: [join(here, "scripts/yiwang.js")], bundle: true, minify: true, write: false, format: "esm",
    target: ["chrome90", "firefox90", "safari15"], charset: "utf8",
  });
  return built.outputFiles[0].text;
}

function sprite() {
  const symbols = icons.map(([name, icon]) => {
    const svg = readFileSync(join(here, "node_modules/lucide-static/icons", `${icon}.svg`), "utf8");
    const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(svg)[1].replace(/\s+/g, " ").replace(/> </g, "><").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
  });
  symbols.push(`<symbol id="mark" viewBox="0 0 32 32">${markShapes}</symbol>`);
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence; mark: Yiwang -->${symbols.join("")}</svg>\n`;
}

const favicon = () => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${markShapes}</svg>\n`;

const manifest = () => JSON.stringify({
  name: "一网政务服务", short_name: "一网", lang: "zh-CN", start_url: "/", scope: "/", display: "browser",
  theme_color: "#0b5394", background_color: "#f4f6f9",
  icons: [
    { src: "/assets/favicon.svg", sizes: "any", type: "image/svg+xml" },
    { src: "/assets/touch-icon.png", sizes: "180x180", type: "image/png" },
    { src: "/assets/app-icon.png", sizes: "512x512", type: "image/png", purpose: "any maskable" },
  ],
}, null, 1) + "\n";

function put(name, text) {
  const bytes = Buffer.from(text, "utf8");
  writeFileSync(join(out, name), bytes);
  writeFileSync(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(join(out, `${name}.br`), brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }));
}

mkdirSync(out, { recursive: true });
for (const old of readdirSync(out)) rmSync(join(out, old));
put("yiwang.css", styles());
put("yiwang.js", scripts());
put("icons.svg", sprite());
put("favicon.svg", favicon());
put("manifest.webmanifest", manifest());
for (const name of ["touch-icon.png", "app-icon.png"]) copyFileSync(join(here, "static", name), join(out, name));

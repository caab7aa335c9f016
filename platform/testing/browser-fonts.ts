import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** Only these fonts, so that a page looks the same on every machine: the browser's Latin and Cyrillic, then Japanese. */
export function fontsFile(browserFolder: string): string {
  const file = join(browserFolder, "fonts.conf");
  const japanese = dirname(require.resolve("@expo-google-fonts/noto-sans-jp/package.json"));
  const weights = readdirSync(japanese).filter((name) => /^(400|500|600|700)/.test(name));
  const folders = [join(browserFolder, "fonts"), ...weights.map((weight) => join(japanese, weight))];
  const cache = join(browserFolder, "fonts-cache");
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, fontsConf(folders, cache));
  return file;
}

const inXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const alias = (family: string): string =>
  `<alias binding="strong"><family>${family}</family>` +
  "<prefer><family>Open Sans</family><family>Noto Sans JP</family></prefer></alias>";

function fontsConf(folders: string[], cache: string): string {
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...folders.map((folder) => `<dir>${inXml(folder)}</dir>`),
    `<cachedir>${inXml(cache)}</cachedir>`,
    ...["sans-serif", "system-ui", "serif", "monospace"].map(alias),
    "</fontconfig>",
  ].join("\n");
}

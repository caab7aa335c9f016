import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** Chinese after Japanese: a third of its simplified characters are in no Japanese font and would stay blank. */
const PACKAGES = ["@expo-google-fonts/noto-sans-jp", "@expo-google-fonts/noto-sans-sc"];
const WEIGHTS = /^(400|500|600|700)/;

function weightsOf(packageName: string): string[] {
  const folder = dirname(require.resolve(`${packageName}/package.json`));
  return readdirSync(folder)
    .filter((name) => WEIGHTS.test(name))
    .map((name) => join(folder, name));
}

/** Only these fonts, so that a page looks the same on every machine: the browser's Latin and Cyrillic, then ours. */
export function fontsFile(browserFolder: string): string {
  const file = join(browserFolder, "fonts.conf");
  const cache = join(browserFolder, "fonts-cache");
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, fontsConf([join(browserFolder, "fonts"), ...PACKAGES.flatMap(weightsOf)], cache));
  return file;
}

const inXml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const PREFERRED = ["Open Sans", "Noto Sans JP", "Noto Sans SC"].map((family) => `<family>${family}</family>`).join("");

const alias = (family: string): string =>
  `<alias binding="strong"><family>${family}</family><prefer>${PREFERRED}</prefer></alias>`;

function fontsConf(folders: string[], cache: string): string {
  return [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>',
    ...folders.map((folder) => `<dir>${inXml(folder)}</dir>`),
    `<cachedir>${inXml(cache)}</cachedir>`,
    ...["sans-serif", "system-ui", "serif", "monospace"].map(alias),
    "</fontconfig>",
  ].join("\n");
}

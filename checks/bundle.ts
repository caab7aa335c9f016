import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { webFolder } from "#apps/web-folder.ts";

/** JavaScript, gzip: the lead list after sign-in with all it loads before it is usable, and each further page. */
const limits = { firstKb: 260, furtherKb: 60 };
const firstPage = "modules/aftersales-leads/aftersales-lead.queue.tsx";

type Chunk = { file: string; src?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] };
type Manifest = Record<string, Chunk>;

/** A chunk and everything it imports statically, by the manifest's names. */
function closure(manifest: Manifest, name: string, into: Set<string> = new Set()): Set<string> {
  if (into.has(name)) return into;
  into.add(name);
  for (const next of manifest[name]?.imports ?? []) closure(manifest, next, into);
  return into;
}

/** The manifest names files as seen from apps/web. */
const fromRoot = (name: string): string => join("apps/web", name);
const isLabels = (name: string): boolean => /(^|\/)labels\/[a-z]+\.ts$/.test(name);

/** What each page loads in kilobytes (1,000 bytes, gzip): the first whole, the others beyond the first. */
export function pageWeights(
  web: string,
  { firstKb, furtherKb } = limits,
): { page: string; kb: number; limit: number }[] {
  const manifest = JSON.parse(readFileSync(join(web, ".vite/manifest.json"), "utf8")) as Manifest;
  const bytes = (names: Iterable<string>): number =>
    [...new Set([...names].map((name) => manifest[name]?.file ?? ""))]
      .filter((file) => file.endsWith(".js"))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(web, file)), { level: 9 }).length, 0);
  const names = Object.keys(manifest);
  const entry = names.find((name) => manifest[name]?.isEntry);
  const queue = names.find((name) => name.endsWith(firstPage));
  if (!entry || !queue) throw new Error(`the build has no ${entry ? firstPage : "entry"}`);
  const heaviestLabels = names.filter(isLabels).sort((a, b) => bytes([b]) - bytes([a]))[0];
  const first = closure(manifest, queue, closure(manifest, entry));
  if (heaviestLabels) first.add(heaviestLabels);
  const further = names.filter(
    (name) => name !== queue && !isLabels(name) && names.some((by) => manifest[by]?.dynamicImports?.includes(name)),
  );
  const beyond = (name: string): string[] => [...closure(manifest, name)].filter((one) => !first.has(one));
  return [
    { page: firstPage, kb: bytes(first) / 1000, limit: firstKb },
    ...further.map((name) => ({ page: fromRoot(name), kb: bytes(beyond(name)) / 1000, limit: furtherKb })),
  ];
}

/** One line for each page that is heavier than allowed; empty when all is well. */
export function bundleBreaches(web = webFolder(), allowed = limits): string[] {
  if (!existsSync(join(web, ".vite/manifest.json"))) return ["the web is not built: vite build --configLoader native"];
  return pageWeights(web, allowed)
    .filter(({ kb, limit }) => kb > limit)
    .map(({ page, kb, limit }) => `${page}: ${kb.toFixed(1)} KB of JavaScript, allowed ${limit}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const web = process.argv[2] ?? webFolder();
  const breaches = bundleBreaches(web);
  if (existsSync(join(web, ".vite/manifest.json")))
    for (const { page, kb, limit } of pageWeights(web))
      console.log(`${kb.toFixed(1).padStart(7)} KB of ${limit}  ${page}`);
  for (const breach of breaches) console.error(breach);
  process.exitCode = breaches.length > 0 ? 1 : 0;
}
